import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.face import regions
from coulisse.face.landmarks import INNER_LIPS, RIGHT_EYE
from coulisse.face.regions import REGIONS, face_matte, region_mattes, skin_matte, weighted
from face_squares import face_square, mirror_image, moved, needs_mesh

pytestmark = needs_mesh
EVERYBODY = ("person_1_a", "person_2_b", "person_3_a", "person_4_a", "person_5_b")


def at(matte: np.ndarray, point: np.ndarray) -> float:
    return float(matte[round(float(point[1])), round(float(point[0]))])


@pytest.mark.parametrize("name", EVERYBODY)
def test_regions_share_out_every_pixel(name: str) -> None:
    _, points = face_square(name)
    mattes = region_mattes(points, 256)
    assert set(mattes) == set(REGIONS)
    assert np.abs(sum(mattes.values()) - 1.0).max() < 1e-5
    assert all(matte.min() >= 0.0 and matte.max() > 0.75 for matte in mattes.values())


@pytest.mark.parametrize(
    ("region", "point"),
    [("forehead", 151), ("eye_bags", 230), ("crows_feet", 35), ("nasolabial_folds", 206), ("cheeks", 50), ("jaw", 199)],
)
def test_a_region_lies_where_its_name_says(region: str, point: int) -> None:
    for name in EVERYBODY:
        _, points = face_square(name)
        assert at(region_mattes(points, 256)[region], points[point]) > 0.5


def test_weights_of_one_are_exactly_one_everywhere() -> None:
    _, points = face_square("person_3_a")
    assert np.all(weighted(region_mattes(points, 256), dict.fromkeys(REGIONS, 1.0)) == 1.0)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(REGIONS), st.floats(0, 2)))
def test_a_gain_stays_between_the_weights(weights: dict[str, float]) -> None:
    gain = weighted(_mattes(), weights)
    asked = [*weights.values(), 1.0]
    assert min(asked) - 1e-4 <= gain.min() and gain.max() <= max(asked) + 1e-4


def test_a_region_that_there_is_none_of_is_named_in_the_error() -> None:
    with pytest.raises(ValueError, match="earlobes"):
        weighted(_mattes(), {"earlobes": 0.5})


@pytest.mark.parametrize("side", [256, 320, 512])
def test_eyes_and_mouth_stay_the_plates_and_cheeks_may_change(side: int) -> None:
    for name in EVERYBODY:
        _, points = face_square(name, side)
        matte = face_matte(points, side)
        assert matte.shape == (side, side) and matte.min() >= 0.0 and matte.max() <= 1.0
        assert at(matte, points[list(RIGHT_EYE)].mean(0)) < 0.02
        assert at(matte, points[50]) > 0.95 and at(matte, points[151]) > 0.95
        if points[14, 1] - points[13, 1] > 0.02 * side:  # an open mouth
            assert at(matte, points[list(INNER_LIPS)].mean(0)) < 0.1


def test_nothing_spills_over_the_outline_of_a_face() -> None:
    _, points = face_square("person_1_a")
    beside = points[454] + (points[454] - points[234]) * 0.02
    assert at(face_matte(points, 256), beside) < 0.02


@pytest.mark.parametrize("name", EVERYBODY)
def test_skin_is_told_from_eyes_and_what_is_behind(name: str) -> None:
    square, points = face_square(name)
    skin = skin_matte(square, points)
    assert at(skin, points[50]) > 0.9 and at(skin, points[280]) > 0.9 and at(skin, points[5]) > 0.9
    assert skin[:40, :12].mean() < 0.2


def test_frames_of_glasses_are_no_skin() -> None:
    square, points = face_square("person_4_a", 512)
    inner = slice(round(points[193, 0]), round(points[417, 0]))  # the bridge, between the eyes
    rows = slice(round(points[168, 1]) - 20, round(points[6, 1]))
    dark = square[rows, inner].mean(-1) < 0.15
    assert dark.sum() > 50
    assert skin_matte(square, points)[rows, inner][dark].mean() < 0.1


def test_a_deep_fold_is_skin() -> None:
    square, points = face_square("person_1_older")
    skin = skin_matte(square, points)
    for point in (203, 206, 423, 426, 230, 450):  # beside the nose and under the eyes
        assert at(skin, points[point]) > 0.8


@pytest.mark.parametrize("made", [face_matte, lambda points, side: region_mattes(points, side)["jaw"]])
def test_mattes_follow_a_face_by_parts_of_a_pixel(made) -> None:  # type: ignore[no-untyped-def]
    _, points = face_square("person_2_a", 512)
    still = made(points, 512)
    for right, down in ((0.3, 0.0), (0.0, 0.3), (-0.2, 0.2)):
        other = made(moved(points, right, down), 512)
        assert np.abs(other - still).mean() < 0.004
        assert np.abs(other - still).max() < 0.12
    assert np.abs(made(moved(points, 0.3, 0.0), 512) - still).max() > 0.0


def test_a_mirror_image_has_mirrored_mattes() -> None:
    square, points = face_square("person_1_a")
    other_square, other = face_square("person_1_a", mirrored=True)
    for made, mirrored in (
        (face_matte(points, 256), face_matte(other, 256)),
        (skin_matte(square, points), skin_matte(other_square, other)),
        (region_mattes(points, 256)["cheeks"], region_mattes(other, 256)["cheeks"]),
    ):
        assert np.abs(made - mirror_image(mirrored)).mean() < 0.03


def test_grain_hardly_moves_what_is_skin() -> None:
    square, points = face_square("person_5_a", 512)
    chance = np.random.default_rng(1)
    first, second = (
        skin_matte(square + chance.normal(0, 0.02, square.shape).astype(np.float32), points) for _ in range(2)
    )
    assert np.abs(first - second).mean() < 0.01


def _mattes() -> dict[str, np.ndarray]:
    return regions.region_mattes(face_square("person_1_a")[1], 256)
