"""The camera of one picture: as sure as promised, and honest where the picture does not tell."""

from __future__ import annotations

import json

import numpy as np
import pytest

from coulisse.errors import BadInput
from coulisse.scene.solve import solve_camera
from facade_views import Block, camera_towards, photograph, rectangle

BLOCK = Block()


def view(seed: int):
    """A picture from a random place and lens; the corners are clicked 1 to 2 px wrong."""
    random = np.random.default_rng(seed)
    block = Block(
        storeys=int(random.integers(3, 7)), bays=int(random.integers(4, 9)), storey=random.uniform(2.8, 3.6),
        bay=random.uniform(2.8, 4.2), left=random.uniform(0.2, 0.35), sill=random.uniform(0.2, 0.4),
    )  # fmt: skip
    yaw = random.uniform(15, 50) * random.choice([-1, 1])
    truth = camera_towards(
        block, yaw=yaw, pitch=random.uniform(0, 15), fov=random.uniform(30, 75), roll=random.uniform(-2, 2)
    )  # fmt: skip
    image = photograph(block, truth, seed=seed, blur=random.uniform(0.5, 1.2))
    corners = truth.project(rectangle(block))[0]
    corners += random.uniform(-1.5, 1.5, corners.shape)
    return block, truth, image, corners


def degrees_apart(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.degrees(np.arccos(np.clip((np.trace(a @ b.T) - 1) / 2, -1, 1))))


@pytest.mark.parametrize("seed", range(9))
def test_an_oblique_picture_gives_the_focal_length_within_5_percent_and_the_rotation_within_1_degree(seed):
    block, truth, image, corners = view(seed)
    solved = solve_camera(image, corners, height_m=block.height)
    assert abs(solved.camera.focal / truth.focal - 1) < 0.05
    assert degrees_apart(solved.camera.rotation, truth.rotation) < 1.0
    assert abs(solved.width_m / block.width - 1) < 0.04
    assert solved.reprojection_error < 2.5


@pytest.mark.parametrize("seed", [3, 4])
def test_a_head_on_picture_says_that_it_does_not_determine_the_focal_length_and_what_to_do(seed):
    flat = Block(mansard=0, depth=0.1)
    truth = camera_towards(flat, yaw=0.5, pitch=0.5, fov=50, fill=0.7)
    with pytest.raises(BadInput, match="focal_length_mm: 28"):
        solve_camera(photograph(flat, truth, seed=seed), truth.project(rectangle(flat))[0], height_m=flat.height)


def test_a_head_on_picture_with_a_known_lens_is_solved():
    truth = camera_towards(BLOCK, yaw=1.0, pitch=1.0, fov=50, fill=0.7)
    corners = truth.project(rectangle(BLOCK))[0] + np.array([[1, -1], [0.5, 1], [-1, 0], [0, 1]])
    image = photograph(BLOCK, truth)
    solved = solve_camera(image, corners, height_m=BLOCK.height, hint_focal_px=truth.focal)
    assert solved.focal_source == "brief" and solved.determined
    assert degrees_apart(solved.camera.rotation, truth.rotation) < 1.0
    assert np.linalg.norm(solved.camera.position - truth.position) < 0.03 * np.linalg.norm(truth.position)


def test_the_lens_of_the_file_is_used_and_compared_with_the_lines():
    block, truth, image, corners = view(1)
    solved = solve_camera(image, corners, height_m=block.height, exif_focal_px=1.35 * truth.focal)
    assert solved.focal_source == "exif" and solved.exif_focal == pytest.approx(1.35 * truth.focal)
    assert solved.lines_focal == pytest.approx(truth.focal, rel=0.05)
    assert any("more than chance" in note for note in solved.notes)


def test_the_ground_lies_as_far_below_the_rectangle_as_the_brief_says():
    block, _, image, corners = view(2)
    solved = solve_camera(image, corners, height_m=block.height, bottom_m=4.0)
    foot, _ = solved.camera.project(np.array([0.0, 0.0, 4.0]))
    assert np.abs(foot - corners[3]).max() < 4
    assert solved.camera.position[1] < 0


@pytest.mark.parametrize(
    "corners",
    [
        [[100, 100], [500, 400], [500, 100], [100, 400]],
        [[-50, 100], [500, 100], [500, 400], [100, 400]],
        [[100, 400], [500, 400], [500, 100], [100, 100]],
        [[100, 100], [105, 100], [105, 400], [100, 400]],
    ],
)
def test_corners_that_cross_or_lie_outside_are_refused(corners):
    with pytest.raises(BadInput, match="facade"):
        solve_camera(np.full((600, 800, 3), 0.2, np.float32), np.array(corners, float), height_m=9)


def test_a_cropped_picture_is_noticed_and_solved():
    truth = camera_towards(BLOCK, yaw=30, pitch=10, fov=60, fill=0.4, size=(1600, 1100))
    corners = truth.project(rectangle(BLOCK))[0]
    low = np.maximum(corners.min(0) - [160, 60], 0).astype(int)
    high = (corners.max(0) + np.array([460, 60])).astype(int)
    crop = np.ascontiguousarray(photograph(BLOCK, truth)[low[1] : high[1], low[0] : high[0]])
    solved = solve_camera(crop, corners - low, height_m=BLOCK.height)
    assert solved.principal_point_free and any("cropped" in note for note in solved.notes)
    assert abs(solved.camera.focal / truth.focal - 1) < 0.05
    assert degrees_apart(solved.camera.rotation, truth.rotation) < 1.0


def test_a_rectangle_of_known_width_and_height_is_enough_where_no_lines_are_found():
    _, truth, image, corners = view(1)
    blank = np.full_like(image, 0.3)
    block = view(1)[0]
    solved = solve_camera(blank, corners, height_m=block.height, width_m=block.width)
    assert solved.focal_source == "rectangle"
    assert abs(solved.camera.focal / truth.focal - 1) < 3 * solved.focal_sigma / truth.focal


def test_the_solve_goes_into_a_report_as_plain_json():
    block, _, image, corners = view(3)
    text = json.dumps(solve_camera(image, corners, height_m=block.height).as_json())
    assert "focal_sigma_px" in text


def test_an_exactly_frontal_picture_asks_for_the_focal_length():
    picture = np.full((400, 600, 3), 0.4, np.float32)
    for storey in range(3):
        for bay in range(6):
            picture[150 + 50 * storey + 12 : 150 + 50 * storey + 40, 150 + 50 * bay + 15 : 150 + 50 * bay + 35] = 0.05
    picture *= np.exp(np.random.default_rng(1).normal(0, 0.02, picture.shape)).astype(np.float32)
    corners = np.array([[150, 150], [450, 150], [450, 300], [150, 300]], float)
    with pytest.raises(BadInput, match=r"head-on[\s\S]*focal_length_mm"):
        solve_camera(picture, corners, height_m=9)
    assert solve_camera(picture, corners, height_m=9, hint_focal_px=500).camera.focal == pytest.approx(500, rel=0.01)
