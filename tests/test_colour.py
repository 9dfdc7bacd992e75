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


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_code_values_are_decoded_as_opencolorio_does(depth: type) -> None:
    codes = np.random.default_rng(3).integers(0, np.iinfo(depth).max + 1, (200, 64, 3)).astype(depth)
    codes[0], codes[1] = 0, np.iinfo(depth).max
    slowly = colour.to_scene_linear(colour.as_unit_float(codes), colour.SRGB)
    assert np.abs(colour.decode_srgb(codes) - slowly).max() < 1e-6


def test_light_is_encoded_as_opencolorio_does() -> None:
    chance = np.random.default_rng(4)
    light = chance.uniform(-0.2, 1.6, (200, 64, 3)).astype(np.float32)
    light[:50] = 10 ** chance.uniform(-6, 0, (50, 64, 1))  # greys down to black, where the curve is steepest
    slowly = np.clip(colour.from_scene_linear(light, colour.SRGB), 0, 1)
    quickly = colour.encode_srgb(light)
    assert np.abs(quickly[:50] - slowly[:50]).max() < 1e-6
    assert np.abs(quickly - slowly).max() < 3e-6  # of a saturated colour one channel is what is left of large numbers


def test_a_part_of_a_picture_is_converted_as_the_whole_is() -> None:
    codes = np.random.default_rng(5).integers(0, 256, (150, 37, 3)).astype(np.uint8)
    whole = colour.decode_srgb(codes)
    assert np.array_equal(whole[11:90, 3:20], colour.decode_srgb(codes[11:90, 3:20]))
    assert np.array_equal(colour.encode_srgb(whole)[11:90, 3:20], colour.encode_srgb(whole[11:90, 3:20]))
    assert np.array_equal(colour.decode_srgb(codes[:, ::-1]), whole[:, ::-1])


def test_every_colour_of_eight_bits_survives() -> None:
    codes = np.random.default_rng(6).integers(0, 256, (1000, 1000, 3)).astype(np.uint8)
    assert np.array_equal(colour.to_code_values(colour.encode_srgb(colour.decode_srgb(codes))), codes)
