import cv2
import numpy as np
import pytest

from coulisse.face.landmarks import LEFT_EYE, RIGHT_EYE
from coulisse.face.regions import face_matte
from coulisse.face.soften import changeable, mend_bands, soften
from coulisse.face.square import blurred, resized
from face_squares import face_square, mirror_image, needs_mesh

pytestmark = needs_mesh


def strength(square: np.ndarray, where: np.ndarray, low: float, high: float) -> float:
    """The root mean square of a band, in shares of the side."""
    band = (blurred(square, low) - blurred(square, high)).mean(-1)
    return float(np.sqrt((band**2 * where).sum() / where.sum()))


@pytest.mark.parametrize("side", [256, 300, 512])
def test_no_softening_is_no_change_at_all(side: int) -> None:
    square, points = face_square("person_5_a", side)
    assert not soften(square, points, 0.0).any()
    assert not mend_bands(square, np.zeros((256, 256, 3), np.float32), points).any()


def test_lines_get_weaker_and_deeper_the_other_way() -> None:
    square, points = face_square("person_5_a", 512)
    where = changeable(square, points)
    younger, older = (square + soften(square, points, amount) for amount in (1.0, -1.0))
    plain = strength(square, where, 0.003, 0.02)
    assert strength(younger, where, 0.003, 0.02) < 0.8 * plain
    assert strength(older, where, 0.003, 0.02) > 1.1 * plain


def test_half_an_amount_is_half_the_change_of_the_coarse_lines() -> None:
    square, points = face_square("person_5_a")
    whole, half = soften(square, points, 1.0), soften(square, points, 0.5)
    assert np.abs(whole / 2 - half).max() < 1e-5


def test_eyes_and_the_background_stay_the_plates() -> None:
    square, points = face_square("person_1_a", 512)
    change = np.abs(soften(square, points, 1.0)).max(-1)
    for eye in (RIGHT_EYE, LEFT_EYE):
        x, y = points[list(eye), :2].mean(0)
        assert change[round(float(y)), round(float(x))] < 1e-3
    assert change[:, :40].max() < 1e-3  # green behind
    assert change[face_matte(points, 512) <= 0.0].max() < 0.004


def test_the_face_keeps_its_edges_and_its_light() -> None:
    square, points = face_square("person_4_a", 512)
    change = soften(square, points, 1.0)
    assert np.abs(blurred(change, 0.1)).max() < 0.03
    assert np.abs(change).max() < 0.30


def test_an_amount_beyond_one_is_refused() -> None:
    square, points = face_square("person_1_a")
    with pytest.raises(ValueError, match="from -1 to 1"):
        soften(square, points, 1.5)


def test_finer_octaves_of_a_large_square_follow_what_the_net_did() -> None:
    """A lined forehead: where the coarse change takes half of each line away, the finer octaves lose about half."""
    side = 1024
    rows = np.arange(side, dtype=np.float32)
    lines = 0.5 - 0.12 * np.exp(-0.5 * ((rows % 64 - 32) / 2.0) ** 2)
    square = np.repeat(np.repeat(lines[:, None, None], side, 1), 3, 2).astype(np.float32)
    small = resized(square, 256)
    for kept in (0.5, 1.4):
        change = (kept - 1.0) * (small - cv2.blur(small, (1, 33)))
        whole = square + resized(change, side) + mend_bands(square, change)
        fine = np.ptp((whole - blurred(whole, 0.002))[256:768, 512, 0])
        before = np.ptp((square - blurred(square, 0.002))[256:768, 512, 0])
        assert fine / before == pytest.approx(kept, abs=0.2)


def test_pores_and_grain_are_not_mended_away() -> None:
    square, points = face_square("person_1_a", 1024)
    grain = np.random.default_rng(3).normal(0, 0.01, square.shape).astype(np.float32)
    change = -0.5 * (resized(square, 256) - blurred(resized(square, 256), 0.02))
    bare, grained = (mend_bands(s, change, points) for s in (square, square + grain))
    assert (grained - bare).std() < 0.25 * grain.std()


def test_a_mirror_image_is_softened_alike() -> None:
    made = soften(*face_square("person_5_a"), 1.0)
    mirrored = mirror_image(soften(*face_square("person_5_a", mirrored=True), 1.0))
    apart = blurred(made - mirrored, 0.01)
    assert np.sqrt((apart**2).mean()) < 0.5 * np.sqrt((blurred(made, 0.01) ** 2).mean())
