import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput
from coulisse.media import colour


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([np.uint8, np.uint16]))
def test_a_plate_round_trips_to_its_own_code_values(seed: int, depth: type) -> None:
    bits = 8 * np.dtype(depth).itemsize
    plate = np.random.default_rng(seed).integers(0, 2**bits, (16, 16, 3)).astype(depth)
    back = colour.to_code_values(colour.encode_srgb(colour.decode_srgb(plate)), bits)
    # 16-bit code values are finer than float32 sRGB arithmetic by a hair.
    assert np.abs(back.astype(int) - plate).max() <= (0 if bits == 8 else 2)


def test_every_grey_of_eight_bits_survives() -> None:
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None, None], 3, 2)
    assert np.array_equal(colour.to_code_values(colour.encode_srgb(colour.decode_srgb(greys))), greys)


def test_light_above_white_is_kept_until_the_file() -> None:
    bright = np.full((4, 4, 3), 7.5, np.float32)
    there = colour.from_scene_linear(bright, colour.LINEAR_REC709)
    assert np.allclose(colour.to_scene_linear(there, colour.LINEAR_REC709), 7.5, atol=1e-4)
    assert colour.encode_srgb(bright).max() == 1.0


def test_strips_change_nothing() -> None:
    picture = np.random.default_rng(2).random((517, 5, 3), np.float32)
    whole = colour.decode_srgb(picture)
    assert np.array_equal(whole[:100], colour.decode_srgb(picture[:100]))


def test_an_unknown_space_is_named_with_those_that_exist() -> None:
    with pytest.raises(BadInput, match=r"LogZ.*\n.*ACEScg"):
        colour.to_scene_linear(np.zeros((2, 2, 3)), "LogZ")


def test_a_grey_card_has_the_textbook_luminance() -> None:
    card = np.full((1, 1, 3), 0.18, np.float32)
    assert colour.luminance(card)[0, 0] == pytest.approx(0.18, abs=1e-5)
