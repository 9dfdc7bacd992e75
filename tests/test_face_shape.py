import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.face.regions import REGIONS, outlines
from coulisse.face.shape import MILLIMETRES, displacement, warped
from coulisse.face.square import shares
from face_squares import face_square, mirror_image, moved, needs_mesh

pytestmark = needs_mesh
EVERYBODY = ("person_1_a", "person_2_b", "person_3_a", "person_4_a", "person_5_b")


def stretch(field: np.ndarray) -> np.ndarray:
    """The Jacobian determinant of where each pixel comes from."""
    xy, xx = np.gradient(field[..., 0])
    yy, yx = np.gradient(field[..., 1])
    return (1 - xx) * (1 - yy) - xy * yx


def test_no_years_move_nothing() -> None:
    square, points = face_square("person_1_a")
    field = displacement(points, 256, 0.0)
    assert not field.any()
    assert np.array_equal(warped(square, field), square)


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("years", [-50.0, -20.0, 50.0])
def test_a_face_never_folds_over(name: str, years: float) -> None:
    _, points = face_square(name)
    field = displacement(points, 256, years)
    assert stretch(field).min() > 0.5 and stretch(-field).min() > 0.5


@settings(max_examples=15, deadline=None)
@given(st.floats(-50, 50), st.dictionaries(st.sampled_from(REGIONS), st.floats(0, 1)))
def test_no_weights_fold_a_face_over(years: float, weights: dict[str, float]) -> None:
    field = displacement(face_square("person_3_a")[1], 256, years, weights)
    assert stretch(field).min() > 0.5


@pytest.mark.parametrize("name", EVERYBODY)
def test_what_is_behind_a_face_does_not_move(name: str) -> None:
    _, points = face_square(name)
    field = np.hypot(*cv2.split(displacement(points, 256, 50.0)))
    outside = np.ones((256, 256), np.uint8)
    for outline in outlines(shares(points, 256)):
        cv2.fillPoly(outside, [np.round(outline * 256).astype(np.int32)], 0)
    far = cv2.distanceTransform(outside, cv2.DIST_L2, 5) > 0.08 * 256
    assert not field[far].any()
    assert 0.005 < field.max() / 256 < 4.5 / MILLIMETRES  # millimetres, at fifty years


def test_older_is_lower_and_younger_the_same_backwards() -> None:
    _, points = face_square("person_1_a")
    older, younger = displacement(points, 256, 20.0), displacement(points, 256, -20.0)
    assert np.allclose(older, -younger)
    for point in (136, 365, 70, 300):  # jowls and the tails of the brows
        x, y = np.round(points[point, :2]).astype(int)
        assert older[y, x, 1] > 0.2


def test_a_region_of_weight_zero_stays_and_an_unknown_one_is_refused() -> None:
    _, points = face_square("person_1_a")
    field = displacement(points, 256, 30.0, dict.fromkeys(REGIONS, 0.0))
    assert not field.any()
    with pytest.raises(ValueError, match="ears"):
        displacement(points, 256, 30.0, {"ears": 1.0})


def test_the_field_is_the_same_at_each_side_of_the_square() -> None:
    small, large = (displacement(face_square("person_4_a", side)[1], side, 30.0) for side in (256, 512))
    assert np.abs(cv2.resize(large, (256, 256), interpolation=cv2.INTER_AREA) / 2 - small).max() < 0.1


def test_the_field_moves_with_the_face() -> None:
    _, points = face_square("person_2_a", 512)
    still, other = (displacement(p, 512, 30.0) for p in (points, moved(points, 0.3, 0.2)))
    assert 0.0 < np.abs(still - other).max() < 0.2


def test_a_mirror_image_moves_mirrored() -> None:
    made = displacement(face_square("person_1_a")[1], 256, 30.0)
    other = mirror_image(displacement(face_square("person_1_a", mirrored=True)[1], 256, 30.0))
    other[..., 0] *= -1
    assert np.abs(made - other).max() < 0.5
