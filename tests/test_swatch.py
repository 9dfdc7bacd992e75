"""Promises of chips: every look has one, in its own colour, at true scale, the same from the same seed."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from coulisse.errors import BadInput
from coulisse.scene.staged import Look, LookRecipe, linear
from coulisse.scene.swatch import material_swatch

EVEN = ("plain", "painted", "plastic", "plaster", "concrete", "board_concrete", "leather", "paper", "skin", "wood",
        "planks", "parquet", "stone", "knit", "cloth", "carpet", "wicker", "metal", "ceramic", "velvet",
        "fur")  # fmt: skip


def _mean(chip: np.ndarray) -> np.ndarray:
    codes = chip.astype(float) / 255
    return np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4).mean((0, 1))


@pytest.mark.parametrize("recipe", get_args(LookRecipe))
def test_every_look_has_a_chip_and_the_seed_fixes_it(recipe) -> None:
    look = Look(recipe, linear("#8a5a3c"), scale=0.12, wear=0.4)
    chip = material_swatch(look, 96, 0.3, 5)
    assert chip.shape == (96, 96, 3) and chip.dtype == np.uint8
    assert np.array_equal(chip, material_swatch(look, 96, 0.3, 5))
    assert chip.std() > 0.5 and 8 < chip.mean() < 250


@pytest.mark.parametrize("recipe", EVEN)
def test_a_chip_has_the_colour_of_its_look(recipe) -> None:
    colour = np.array(linear("#8a5a3c"))
    mean = _mean(material_swatch(Look(recipe, tuple(colour), scale=0.1, roughness=0.7, wear=0.0), 160, 0.2, 2))
    # As bright within a third (grooves and shadows are part of it), and of the same hue.
    assert mean.sum() == pytest.approx(colour.sum(), rel=0.36)
    assert mean / mean.sum() == pytest.approx(colour / colour.sum(), abs=0.05)


@pytest.mark.parametrize(("metres", "stripes"), [(0.10, 5), (0.20, 10)])
def test_a_stripe_repeats_at_its_true_scale(metres: float, stripes: int) -> None:
    look = Look("cloth", linear("#f4f4f2"), linear("#1c2a4a"), scale=0.02, pattern="stripes", label="poplin")
    row = material_swatch(look, 400, metres, 1).mean((0, 2))
    dark = row < (row.max() + row.min()) / 2
    assert np.count_nonzero(np.diff(dark.astype(int)) == 1) in (stripes - 1, stripes, stripes + 1)
    power = np.abs(np.fft.rfft(row - row.mean()))
    assert power.argmax() == stripes


def test_bricks_lie_in_courses_of_their_height() -> None:
    chip = material_swatch(Look("brick", linear("#8f3f2e"), linear("#d8d2c8"), scale=0.22), 400, 0.748, 3)
    rows = chip.mean((1, 2))
    assert np.abs(np.fft.rfft(rows - rows.mean()))[2:30].argmax() + 2 == 10  # 0.748 m at 22 cm x 0.34


def test_a_tartan_has_the_same_sett_in_warp_and_weft() -> None:
    look = Look("cloth", linear("#7c1518"), linear("#1f4630"), scale=0.05, pattern="tartan", label="wool")
    chip = material_swatch(look, 400, 0.1, 1).astype(float).mean(2)
    across, down = chip.mean(0), chip.mean(1)
    assert np.corrcoef(across, down)[0, 1] > 0.85


def test_a_weave_is_seen_in_a_cloth_at_true_size() -> None:
    twill = material_swatch(Look("cloth", linear("#b8a98a"), pattern="twill", label="cotton twill"), 590, 0.05, 1)
    plain = material_swatch(Look("cloth", linear("#b8a98a"), label="cotton twillless canvas plain"), 590, 0.05, 1)
    assert not np.array_equal(twill, plain)
    # A twill runs diagonally: shifted along its line it is like itself, across its line it is not.
    grey = twill.astype(float).mean(2) - twill.mean()
    step = 6
    along = max(float((grey[step:, step:] * grey[:-step, :-step]).mean()), 0.0)
    against = float((grey[step:, :-step] * grey[:-step, step:]).mean())
    assert abs(along - against) > 0.1 * float((grey**2).mean())


@pytest.mark.parametrize(
    "make",
    [
        lambda: material_swatch(Look("wood"), 4, 0.1), lambda: material_swatch(Look("wood"), 64, 0.0),
        lambda: material_swatch(Look("wood"), 64, 400.0), lambda: material_swatch(Look("felted"), 64, 0.1),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_what_cannot_be_a_chip_is_refused(make) -> None:
    with pytest.raises(BadInput):
        make()
