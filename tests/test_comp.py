"""The comp gives back the plate where nothing happened and matches it where something did."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.render.comp import composite, wipe
from coulisse.render.grain import grain_of_frame, measure_look, perceptual
from coulisse.render.passes import FAR, Layers

H, W = 90, 120


def quiet_layers(height=H, width=W) -> Layers:
    zeros = lambda *c: np.zeros((height, width, *c), np.float32)  # noqa: E731
    return Layers(
        zeros(3), zeros(), zeros(), np.ones((height, width, 3), np.float32),
        np.full((height, width), FAR, np.float32), zeros(3), zeros(2),
        np.full((height, width, 3), -1, np.int32), zeros(3),
    )  # fmt: skip


@pytest.fixture(scope="module")
def plate():
    rng = np.random.default_rng(4)
    grey = np.full((H, W, 3), 0.5)
    grey[:, W // 2 :] = 0.75
    return (np.clip(grey + rng.normal(0, 0.02, grey.shape), 0, 1) ** 2.2).astype(np.float32)


def test_a_frame_in_which_nothing_moves_is_the_plate_to_the_bit(plate):
    look = measure_look(plate)
    comp = composite(quiet_layers(), plate, plate * 0, None, np.zeros((H, W), np.float32), look)
    np.testing.assert_array_equal(comp, plate)


def test_only_touched_pixels_change(plate):
    layers = quiet_layers()
    layers.alpha[20:40, 20:40] = 1
    layers.beauty[20:40, 20:40] = 0.3
    layers.piece_coverage[20:40, 20:40, 0] = 1
    layers.shadow[60:70, 60:70] = 0.5
    dust = np.zeros((H, W, 4), np.float32)
    dust[50:55, :10] = 0.2
    comp = composite(layers, plate, plate * 0, dust, np.zeros((H, W), np.float32), measure_look(plate))
    touched = (layers.alpha > 0) | (layers.shadow[..., 0] < 1) | (dust[..., 3] > 0)
    np.testing.assert_array_equal(comp[~touched], plate[~touched])
    assert (comp[touched] != plate[touched]).any(-1).mean() > 0.95
    np.testing.assert_allclose(comp[60:70, 60:70], plate[60:70, 60:70] * 0.5, rtol=0.02)


def test_the_foreground_stays_in_front(plate):
    layers = quiet_layers()
    layers.alpha[:] = 1
    foreground = np.zeros((H, W), np.float32)
    foreground[:, :30] = 1
    comp = composite(layers, plate, plate, None, foreground, measure_look(plate))
    np.testing.assert_array_equal(comp[:, :30], plate[:, :30])
    assert comp[:, 40:].mean() < 0.02


def test_the_clean_plate_shows_where_the_building_is_gone(plate):
    layers = quiet_layers()
    layers.clean_weight[30:50] = 1
    comp = composite(layers, plate, np.full_like(plate, 0.2), None, np.zeros((H, W), np.float32))
    np.testing.assert_allclose(comp[30:50], 0.2, rtol=1e-5)


def test_new_parts_get_grain_as_strong_as_the_plates(plate):
    look = measure_look(plate)
    layers = quiet_layers()
    layers.clean_weight[:] = 1
    comp = composite(layers, plate, np.full_like(plate, 0.3), None, np.zeros((H, W), np.float32), look)
    assert perceptual(comp).std() == pytest.approx(0.02, rel=0.25)


def test_grain_changes_from_frame_to_frame_but_not_from_run_to_run(plate):
    look = measure_look(plate)
    np.testing.assert_array_equal(grain_of_frame(look, 50, 60, 3, 1), grain_of_frame(look, 50, 60, 3, 1))
    assert (grain_of_frame(look, 50, 60, 3, 1) != grain_of_frame(look, 50, 60, 4, 1)).mean() > 0.9


def test_a_soft_plate_is_measured_softer_than_a_sharp_one():
    from scipy import ndimage

    board = (np.indices((200, 200)) // 25).sum(0) % 2 * 0.6 + 0.2
    blur = [
        measure_look(np.repeat(ndimage.gaussian_filter(board, s)[..., None], 3, -1) ** 2.2).blur
        for s in (0.5, 1.0, 1.6)
    ]
    assert blur[0] < blur[1] < blur[2]
    assert blur[1] == pytest.approx(1.0, abs=0.25) and blur[2] == pytest.approx(1.6, abs=0.35)


def test_the_wipe_shows_before_on_the_left(plate):
    half = wipe(plate, plate * 0, 0.5)
    np.testing.assert_array_equal(half[:, : W // 2 - 2], plate[:, : W // 2 - 2])
    assert half[:, W // 2 + 1 :].max() == 0
