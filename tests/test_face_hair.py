import numpy as np
import pytest

from coulisse.face.hair import grey_hair
from coulisse.face.regions import face_matte, skin_matte
from coulisse.face.square import LUMA
from face_squares import face_square, mirror_image, moved, needs_mesh

pytestmark = needs_mesh


def above_temple(points: np.ndarray, side: int) -> tuple[slice, slice]:
    """A patch beside the right temple."""
    x, y = points[21, :2] + (points[21, :2] - points[251, :2]) * 0.06
    reach = side // 40
    return slice(int(y) - reach, int(y) + reach), slice(int(x) - reach, int(x) + reach)


def test_no_grey_is_no_change_at_all() -> None:
    assert not grey_hair(*face_square("person_4_a"), 0.0).any()


def test_dark_hair_turns_lighter_and_greyer() -> None:
    square, points = face_square("person_4_a", 512)
    older = square + grey_hair(square, points, 1.0)
    patch = above_temple(points, 512)
    light, after = float((square[patch] @ LUMA).mean()), float((older[patch] @ LUMA).mean())
    assert light + 0.01 < after < light + 0.4
    assert np.ptp(older[patch], axis=-1).mean() < np.ptp(square[patch], axis=-1).mean()


def test_white_hair_turns_darker_and_keeps_its_strands() -> None:
    square, points = face_square("person_5_a", 512)
    change = grey_hair(square, points, -1.0)
    touched = change.mean(-1) < -0.04
    assert touched.sum() > 500
    before, after = (square @ LUMA)[touched], ((square + change) @ LUMA)[touched]
    assert np.corrcoef(before, after)[0, 1] > 0.5
    assert after.min() > 0.0


@pytest.mark.parametrize("amount", [-1.0, 1.0])
def test_skin_and_eyes_stay_as_they_are(amount: float) -> None:
    square, points = face_square("person_1_a", 512)
    change = np.abs(grey_hair(square, points, amount)).max(-1)
    x0, x1 = round(float(points[117, 0])), round(float(points[346, 0]))
    y0, y1 = round(float(points[117, 1])), round(float(points[152, 1]))
    assert change[y0:y1, x0:x1].max() < 0.004
    sure = (face_matte(points, 512) > 0.9) & (skin_matte(square, points) > 0.99)
    assert change[sure].mean() < 0.004


def test_where_there_is_no_hair_nothing_changes() -> None:
    """A face on a plain ground, bald as an egg."""
    square, points = face_square("person_1_a")
    bald = np.where(face_matte(points, 256)[..., None] > 0.5, square, np.float32(0.5))
    assert np.abs(grey_hair(bald, points, 1.0)).mean() < 0.002


def test_nothing_pops() -> None:
    """Amounts and places a little apart give changes a little apart."""
    square, points = face_square("person_3_a", 512)
    change = grey_hair(square, points, 0.5)
    assert np.abs(grey_hair(square, points, 0.52) - change).max() < 0.03
    assert np.abs(grey_hair(square, moved(points, 0.3, 0.2), 0.5) - change).mean() < 0.0005


def test_a_mirror_image_greys_alike() -> None:
    made = grey_hair(*face_square("person_4_a"), 1.0)
    other = mirror_image(grey_hair(*face_square("person_4_a", mirrored=True), 1.0))
    assert np.abs(made - other).mean() < 0.35 * np.abs(made).mean() + 0.001


def test_an_amount_beyond_one_is_refused() -> None:
    with pytest.raises(ValueError, match="from -1 to 1"):
        grey_hair(*face_square("person_1_a"), -1.2)
