"""The quick passes over a face's pixels give what plain NumPy and OpenColorIO give."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.face import laying, sums
from coulisse.face.encoding import decoded, encoded
from coulisse.media import colour, sheet

CHANCE = np.random.default_rng(5)


def test_the_tables_hold_the_curve_of_opencolorio() -> None:
    light = (CHANCE.random((64, 50, 3)) ** 5 * 6 - 0.02).astype(np.float32)
    light[0, 0], light[0, 1], light[0, 2] = 300.0, -2.0, 0.0
    wanted = colour.from_scene_linear(light, colour.SRGB)
    assert np.abs(encoded(light) - wanted).max() < 2e-6 * 12
    near = np.abs(wanted).max(2) < 2
    assert np.abs(encoded(light) - wanted)[near].max() < 1e-6
    back = colour.to_scene_linear(wanted, colour.SRGB)
    assert np.abs(decoded(wanted) - back)[near].max() < 2e-6
    assert np.abs(decoded(wanted)[0, 0] / back[0, 0] - 1).max() < 1e-5


@pytest.mark.parametrize("side", [64, 256, 320])
def test_sums_in_cells_are_means_of_products(side: int) -> None:
    a, b = (CHANCE.normal(0, 1, (side, side, 3)).astype(np.float32) for _ in range(2))
    grey, first, second = (CHANCE.random((side, side)).astype(np.float32) for _ in range(3))

    def cells(values: np.ndarray) -> np.ndarray:
        step = side // sums.CELLS
        return values.astype(float).reshape(sums.CELLS, step, sums.CELLS, step).mean((1, 3))

    found = sums.powers(a, first, second)
    np.testing.assert_allclose(found[0], cells((a * a).sum(2) * first), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found[1], cells((a * a).sum(2) * second), rtol=1e-4, atol=1e-5)
    for given in (b, grey):
        whole = given if given.ndim == 3 else np.repeat(given[..., None], 3, 2)
        power, shared = sums.power_and_shared(given, a, first)
        np.testing.assert_allclose(power, cells((whole * whole).sum(2) * first), rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(shared, cells((whole * a).sum(2) * first), rtol=1e-4, atol=1e-4)
    picture = a.copy()
    sums.add(picture, first, grey)
    np.testing.assert_allclose(picture, a + (first * grey)[..., None], rtol=1e-5, atol=1e-6)


def test_a_change_is_nothing_where_its_matte_is_and_takes_no_more_light_than_there_was() -> None:
    own = CHANCE.random((20, 30, 3)).astype(np.float32)
    shown = CHANCE.normal(0, 2, own.shape).astype(np.float32)
    area = CHANCE.random((20, 30)).astype(np.float32)
    area[:5] = 0.001
    matte = laying.joined(shown, area, area, None, None, own, 1 / 512)
    added = laying.light(shown, own, matte)
    assert not matte[:5].any() and not shown[:5].any() and not added[:5].any()
    assert (own + shown >= 0.02 * own - 1e-6).all()
    np.testing.assert_allclose(decoded(own) + added, decoded(own + shown), atol=2e-5)
    assert np.array_equal(laying.displayed(own), (own * np.float32(255) + np.float32(0.5)).astype(np.uint8))


def test_before_and_after_meet_in_a_line() -> None:
    before, after = np.zeros((4, 100, 3), np.uint8), np.full((4, 100, 3), 200, np.uint8)
    made = sheet.wiped(before, after, 0.5)
    assert (made[:, :49] == 0).all() and (made[:, 49] == sheet.LINE).all() and (made[:, 50:] == 200).all()
    assert (after == 200).all()
    assert np.array_equal(sheet.wiped(before, after, 0.0), after)
