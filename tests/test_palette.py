"""Promises of palettes: true shares, the same from the same, hues that keep their angles, texts that can be read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput
from coulisse.media.palette import (
    HARMONIES,
    contrast,
    from_lch,
    harmony,
    hex_code,
    lch,
    legible,
    oklab,
    palette_of,
    srgb,
)

colours = st.integers(0, 0xFFFFFF).map(lambda v: f"#{v:06x}")


def test_a_flag_is_found_with_its_shares_and_names() -> None:
    flag = np.zeros((120, 300, 3), np.uint8)
    flag[:, :150], flag[:, 150:240], flag[:, 240:] = (28, 42, 74), (193, 39, 45), (244, 244, 242)
    found = palette_of([flag], 5)
    assert [name for _, _, name in found] == ["navy", "red", "white"]
    assert [share for _, share, _ in found] == pytest.approx([0.5, 0.3, 0.2], abs=0.01)
    assert found[0][0] == "#1c2a4a"


def test_an_accent_of_two_percent_is_a_colour_of_the_set() -> None:
    rng = np.random.default_rng(0)
    grey = rng.normal(60, 14, (200, 200, 1)).clip(0, 255).astype(np.uint8).repeat(3, 2)
    grey[:20, :40] = (200, 30, 40)
    assert any(lch(code)[1] > 0.15 and 0.01 < share < 0.03 for code, share, _ in palette_of([grey], 6))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(colours, st.floats(0.01, 50)), min_size=1, max_size=9), st.integers(1, 7), st.integers(0, 9))
def test_shares_are_whole_and_sorted_and_the_seed_fixes_them(pairs, n: int, seed: int) -> None:
    found = palette_of(pairs, n, seed=seed)
    assert 1 <= len(found) <= n
    assert sum(share for _, share, _ in found) == pytest.approx(1)
    assert [s for _, s, _ in found] == sorted((s for _, s, _ in found), reverse=True)
    assert found == palette_of(pairs, n, seed=seed)


def test_names_may_be_the_callers() -> None:
    assert palette_of([("#801010", 1.0)], names={"ox": "#7f1111", "sky": "#88bbee"})[0][2] == "ox"


@settings(max_examples=60, deadline=None)
@given(colours, st.sampled_from(sorted(HARMONIES)), st.integers(1, 9))
def test_a_harmony_keeps_the_angles_of_its_hues(base: str, name: str, n: int) -> None:
    found = harmony(base, name, n)
    assert len(found) == n and found[0] == base
    hue = lch(base)[2]
    for i, colour in enumerate(found):
        light, chroma, own = lch(colour)
        turn = HARMONIES[name][i % len(HARMONIES[name])]
        off = abs((own - hue - turn + 180) % 360 - 180)
        # Near grey, and where eight bits are coarse, a hue says nothing.
        assert chroma < 0.04 or light < 0.25 or lch(base)[1] < 0.04 or lch(base)[0] < 0.25 or off < 6


@settings(max_examples=60, deadline=None)
@given(st.floats(0.1, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_a_colour_that_srgb_lacks_keeps_its_lightness(light: float, chroma: float, hue: float) -> None:
    assert lch(from_lch(light, chroma, hue))[0] == pytest.approx(light, abs=0.02)


@given(colours)
def test_oklab_there_and_back(colour: str) -> None:
    assert hex_code(srgb(oklab([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]))) == colour


@settings(max_examples=60, deadline=None)
@given(colours, colours)
def test_ink_is_made_legible_on_any_paper(ink: str, paper: str) -> None:
    assert contrast(legible(ink, paper), paper) >= 4.5
    assert contrast(ink, paper) == contrast(paper, ink)


def test_contrast_is_that_of_the_web_and_bad_input_is_refused() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    flat = np.zeros((3, 3), np.uint8)
    for bad in (lambda: harmony("#123456", "circus"), lambda: harmony("red", "triad"), lambda: palette_of([], 3),
                lambda: palette_of([flat], 3), lambda: palette_of([("#000000", -1.0)], 3)):  # fmt: skip
        with pytest.raises(BadInput):
            bad()
