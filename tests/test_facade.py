"""What is on the facade: found where the picture shows it, refused or marked unsure where it does not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from coulisse.errors import BadInput
from coulisse.scene.facade import find_facade, find_grid, find_openings, find_sky, find_skyline, rectify
from coulisse.scene.solve import overlay, solve_camera
from facade_views import Block, camera_towards, photograph, rectangle

CASTLE = Block(storeys=4, bays=9, mansard=4.0, doors=(4,), blind=((2, 2),))


def trees(image: np.ndarray, seed: int = 5) -> np.ndarray:
    """The same picture with leafy blobs before its lower third."""
    random = np.random.default_rng(seed)
    h, w = image.shape[:2]
    leaves = cv2.GaussianBlur(random.normal(0, 1, (h, w)).astype(np.float32), (0, 0), 2.5) * 4
    matte = np.zeros((h, w), np.float32)
    for _ in range(9):
        at = (int(random.uniform(0, w)), int(h * random.uniform(0.72, 0.95)))
        cv2.circle(matte, at, int(w * random.uniform(0.03, 0.07)), 1.0, -1)
    matte = ((cv2.GaussianBlur(matte, (0, 0), 4) + 0.25 * leaves) > 0.5).astype(np.float32)[..., None]
    green = np.array([0.05, 0.09, 0.03]) * (1 + 0.5 * leaves[..., None])
    return (image * (1 - matte) + np.clip(green, 0.01, 1) * matte).astype(np.float32)


@pytest.mark.parametrize(("yaw", "pitch", "fov"), [(0, 3, 50), (30, 8, 55), (45, 2, 40)])
@pytest.mark.parametrize("planted", [False, True])
def test_auto_finds_the_facade_and_not_the_sky_the_roof_side_or_the_trees(yaw, pitch, fov, planted):
    camera = camera_towards(CASTLE, yaw=yaw, pitch=pitch, fov=fov)
    image = photograph(CASTLE, camera, seed=yaw + 90)
    corners = find_facade(trees(image) if planted else image)
    whole = camera.project(rectangle(CASTLE))[0].astype(np.float32)
    roof = camera.project(np.array([[0, 0, CASTLE.height + 4.5], [CASTLE.width, 0, CASTLE.height + 4.5]]))[0]
    allowed = np.concatenate([roof, whole[2:]]).astype(np.float32)
    held, _ = cv2.intersectConvexConvex(corners.astype(np.float32), whole)
    assert held > 0.55 * cv2.contourArea(whole)
    within, _ = cv2.intersectConvexConvex(corners.astype(np.float32), allowed)
    assert within > 0.88 * cv2.contourArea(corners.astype(np.float32))


@pytest.mark.parametrize("seed", [0, 1])
def test_a_picture_without_a_building_is_refused_with_a_remedy(seed):
    random = np.random.default_rng(seed)
    clouds = cv2.GaussianBlur(random.normal(0, 1, (400, 600, 3)).astype(np.float32), (0, 0), 12)
    with pytest.raises(BadInput, match=r"building\.facade\.corners"):
        find_facade(np.clip(0.4 + 2 * clouds, 0, 1).astype(np.float32))


@pytest.mark.parametrize("yaw", [0, -40])
def test_storeys_and_bays_are_counted(yaw):
    camera = camera_towards(CASTLE, yaw=yaw, pitch=4, fov=45)
    image = photograph(CASTLE, camera, seed=3)
    grid = find_grid(rectify(image, camera, (0, CASTLE.width, 0, CASTLE.height), 25))
    assert (grid.storeys, grid.bays) == (CASTLE.storeys, CASTLE.bays)
    assert min(grid.storeys_confidence, grid.bays_confidence) > 0.3


def test_a_blank_wall_has_no_grid_and_says_so():
    grid = find_grid(np.full((300, 400, 3), 0.4, np.float32))
    assert grid.bays_confidence < 0.1 and grid.storeys_confidence < 0.1


@pytest.mark.parametrize("yaw", [0, -45])
def test_windows_are_found_where_they_are_a_blind_cell_has_none_and_a_door_reaches_the_ground(yaw):
    block = CASTLE
    camera = camera_towards(block, yaw=yaw, pitch=4, fov=45)
    image = photograph(block, camera, seed=7)
    found = find_openings(image, camera, 0, block.width, 0, block.height, block.storeys, block.bays)
    assert len(found) == block.storeys * block.bays - 1
    assert (2, 2) not in set(zip(found.bay.tolist(), found.storey.tolist(), strict=True))
    assert found.confidence > 0.6
    assert found.bay[found.door].tolist() == [4]
    assert found.z0[found.door][0] == pytest.approx(0, abs=1e-6)
    windows = ~found.door
    near = 0.06 * block.bay
    assert np.abs(found.x0 - (found.bay + block.left) * block.bay)[windows].max() < near
    assert np.abs(found.x1 - (found.bay + block.right) * block.bay)[windows].max() < near
    assert np.abs(found.z0 - (found.storey + block.sill) * block.storey)[windows].max() < 0.08 * block.storey
    assert np.abs(found.z1 - (found.storey + block.head) * block.storey)[windows].max() < 0.08 * block.storey


def test_where_the_wall_is_plain_the_openings_are_the_default_ones_with_little_confidence():
    camera = camera_towards(CASTLE, yaw=20, pitch=4, fov=45)
    plain = np.full((camera.height, camera.width, 3), 0.4, np.float32)
    found = find_openings(plain, camera, 0, CASTLE.width, 0, CASTLE.height, 4, 9)
    assert len(found) == 36 and found.confidence < 0.2
    assert found.typical == (0.3, 0.7, 0.3, 0.8)


@pytest.mark.parametrize("yaw", [0, 30])
def test_a_mansard_roof_is_found_above_the_facade(yaw):
    camera = camera_towards(CASTLE, yaw=yaw, pitch=6, fov=50)
    skyline = find_skyline(photograph(CASTLE, camera), camera, 0, CASTLE.width, CASTLE.height)
    middle = np.abs(skyline.x - CASTLE.width / 2) < 0.3 * CASTLE.width
    assert skyline.reached.all() and skyline.confidence > 0.8
    # The roof leans back, so from below its edge is seen somewhat lower than it is.
    assert (skyline.z[middle] > CASTLE.height + 2.8).all() and (skyline.z[middle] < CASTLE.height + 4.2).all()


def test_a_flat_roof_ends_at_the_top_of_the_facade_and_a_cut_off_one_is_not_called_found():
    flat = Block()
    camera = camera_towards(flat, yaw=25, pitch=6, fov=50)
    skyline = find_skyline(photograph(flat, camera), camera, 0, flat.width, flat.height)
    assert np.abs(skyline.z - flat.height).max() < 0.4
    near = camera_towards(flat, yaw=25, pitch=0, fov=50, fill=1.6)
    cut = find_skyline(photograph(flat, near), near, 0, flat.width, flat.height - 2 * flat.storey)
    assert not cut.reached.all() and cut.confidence < 1


def test_the_sky_matte_leaves_the_building_and_the_lake_out():
    camera = camera_towards(CASTLE, yaw=20, pitch=6, fov=50)
    image = photograph(CASTLE, camera)
    sky = find_sky(image, camera=camera)
    x, y = np.meshgrid(np.arange(camera.width) + 0.5, np.arange(camera.height) + 0.5)
    above = camera.rays(np.stack([x, y], -1))[..., 2] > 0
    assert not sky[~above].any()
    corners = camera.project(rectangle(CASTLE))[0]
    front = cv2.fillPoly(np.zeros(sky.shape, np.uint8), [np.round(corners).astype(np.int32)], 1) > 0
    assert sky[front].mean() < 0.01
    assert sky[: camera.height // 12].mean() > 0.97


def test_the_overlay_is_a_picture_of_the_plates_size():
    camera = camera_towards(CASTLE, yaw=30, pitch=6, fov=50)
    image = photograph(CASTLE, camera)
    solved = solve_camera(image, camera.project(rectangle(CASTLE))[0], height_m=CASTLE.height)
    plate = (255 * np.clip(image, 0, 1) ** (1 / 2.2)).astype(np.uint8)
    drawn = overlay(plate, solved, CASTLE.storeys, CASTLE.bays)
    assert drawn.shape == plate.shape and drawn.dtype == np.uint8
    assert (drawn != plate).mean() > 0.2
