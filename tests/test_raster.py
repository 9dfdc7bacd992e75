"""The fast renderer keeps its promises on a synthetic building."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from box_building import boxes, building, draw_plate, look_at, sunlight
from coulisse.errors import BadInput
from coulisse.render.bodies import rest_poses
from coulisse.render.passes import FAR
from coulisse.render.raster import prepare_stage, render_frame
from coulisse.scene.pieces import Chips, Surface


@pytest.fixture(scope="module")
def shot():
    pieces, camera = building(), look_at()
    plate = draw_plate(camera, pieces)
    clean = draw_plate(camera, building(0.01, 0.01, 1.0))
    stage = prepare_stage(pieces, camera, sunlight(), plate, clean, np.zeros(plate.shape[:2], np.float32))
    return pieces, camera, plate, clean, stage


def frame_with(stage, pieces, shift=(0, 0, 0), which=None, drift=(0, 0, 0), alive=None, **more):
    n = len(pieces)
    moved = np.zeros(n, bool) if which is None else np.asarray(which)
    before = rest_poses(pieces.centre)
    before[moved, :3] += shift
    after = before.copy()
    after[moved, :3] += drift
    there = np.ones(n, bool) if alive is None else alive
    return render_frame(stage, 5, before, after, there, moved, **more)


def test_a_building_at_rest_leaves_every_pixel_to_the_plate(shot):
    pieces, _, _, _, stage = shot
    layers = frame_with(stage, pieces)
    assert layers.alpha.max() == 0 and layers.clean_weight.max() == 0 and (layers.shadow == 1).all()
    assert (layers.piece_coverage.sum(-1) > 0).mean() > 0.1


def test_a_moved_piece_carries_its_own_pixels_of_the_plate(shot):
    pieces, camera, plate, _, stage = shot
    # The piece around x 9.5, z 4.5 on the facade, pushed a metre towards the sunny side of the street.
    piece = np.argmin(np.linalg.norm(pieces.centre - (9.5, 0.15, 7.5), axis=1))
    layers = frame_with(stage, pieces, (0, -1.0, 0), np.arange(len(pieces)) == piece)
    here, _ = camera.project(pieces.centre[piece] + (0, -1.15, 0))
    there, _ = camera.project(pieces.centre[piece] + (0, -0.15, 0))
    got = layers.beauty[int(here[1]), int(here[0])]
    assert layers.alpha[int(here[1]), int(here[0])] == 1
    np.testing.assert_allclose(got, plate[int(there[1]), int(there[0])], rtol=0.12)


def test_pixels_away_from_what_moves_are_untouched(shot):
    pieces, camera, _, _, stage = shot
    which = pieces.centre[:, 0] > 10
    layers = frame_with(stage, pieces, (0.3, 0, -0.4), which)
    left, _ = camera.project(np.array([5.0, 0.0, 4.0]))
    quiet = np.s_[: int(left[1]), : int(left[0])]
    assert layers.alpha[quiet].max() == 0 and layers.clean_weight[quiet].max() == 0
    assert (layers.shadow[quiet] == 1).all()


def test_where_the_building_is_gone_the_clean_plate_shows(shot):
    pieces, camera, _, _, stage = shot
    layers = frame_with(stage, pieces, alive=np.zeros(len(pieces), bool))
    at, _ = camera.project(np.array([6.0, 0.0, 6.0]))
    assert layers.alpha.max() == 0
    assert layers.clean_weight[int(at[1]), int(at[0])] == 1
    assert layers.depth[int(at[1]), int(at[0])] == np.float32(FAR)


def test_the_sun_throws_a_shadow_where_geometry_says():
    camera = look_at(eye=(0, -18, 6), at=(0, -2, 0))
    pieces = boxes([[-6, 8, 0], [-1, -1, 0]], [[6, 8.3, 3], [1, 1, 2]], np.full((2, 6), Surface.PAINT))
    light = sunlight((0.8, 0.0, 0.6))
    plate = draw_plate(camera, pieces)
    stage = prepare_stage(pieces, camera, light, plate, plate, np.zeros(plate.shape[:2], np.float32))
    lifted = frame_with(stage, pieces, (0, -4.0, 3.0), np.array([False, True]))
    # The box's centre is now at (0, -4, 4): its shadow falls at x = -4 * 0.8 / 0.6.
    dark, _ = camera.project(np.array([-4 * 0.8 / 0.6, -4.0, 0.0]))
    bright, _ = camera.project(np.array([4.5, -6.0, 0.0]))
    assert lifted.shadow[int(dark[1]), int(dark[0])].max() < 0.6
    assert lifted.shadow[int(bright[1]), int(bright[0])].min() > 0.95


def test_dust_between_the_sun_and_the_facade_darkens_it(shot):
    pieces, camera, _, _, stage = shot
    grid = np.full((30, 30, 30), 0.3, np.float32)
    layers = frame_with(stage, pieces, dust_light=(grid, np.array([-5.0, -15.0, -1.0]), 1.0))
    at, _ = camera.project(np.array([6.0, 0.0, 4.0]))
    assert layers.shadow[int(at[1]), int(at[0])].max() < 0.8
    assert layers.alpha.max() == 0


def test_motion_vectors_are_the_projected_way_of_a_frame(shot):
    pieces, camera, _, _, stage = shot
    piece = np.argmin(np.linalg.norm(pieces.centre - (3.5, 0.15, 4.5), axis=1))
    drift = np.array([0.05, -0.1, -0.2])
    layers = frame_with(stage, pieces, (0, -2, 0), np.arange(len(pieces)) == piece, drift, shutter=0.5)
    start, end = (camera.project(pieces.centre[piece] + (0, -2.15, 0) + d)[0] for d in (0, drift))
    middle = ((start + end) / 2).astype(int)
    np.testing.assert_allclose(layers.motion_vectors[middle[1], middle[0]], (end - start) / 0.5, rtol=0.05, atol=0.1)


def test_a_fast_piece_is_blurred_along_its_way(shot):
    pieces, _, _, _, stage = shot
    which = np.arange(len(pieces)) == np.argmin(np.linalg.norm(pieces.centre - (9.5, 0.15, 7.5), axis=1))
    still = frame_with(stage, pieces, (0, -3, 0), which)
    fast = frame_with(stage, pieces, (0, -3, 0), which, (0, 0, -0.8))
    partly = lambda layers: ((layers.alpha > 0) & (layers.alpha < 1)).sum()  # noqa: E731
    assert partly(fast) > 1.5 * partly(still)


@settings(max_examples=8, deadline=None)
@given(st.floats(-2, 2), st.floats(-3, 1), st.floats(-3, 3), st.integers(0, 5))
def test_shares_of_a_pixel_never_exceed_it(shot, x, y, z, seed):
    pieces, _, _, _, stage = shot
    which = np.random.default_rng(seed).random(len(pieces)) < 0.5
    layers = frame_with(stage, pieces, (x, y, z), which, (0.1, 0, -0.1))
    assert (layers.piece_coverage.sum(-1) <= 1 + 1e-6).all() and (np.diff(layers.piece_coverage, axis=-1) <= 0).all()
    assert (layers.alpha + layers.clean_weight <= 1 + 1e-6).all()
    assert np.isfinite(layers.beauty).all() and layers.beauty.min() >= 0
    assert (layers.beauty[layers.alpha == 0] == 0).all()


def test_the_same_frame_comes_out_twice_the_same(shot):
    pieces, _, _, _, stage = shot
    which = pieces.centre[:, 2] > 4
    one, two = (frame_with(stage, pieces, (0.2, -1, -1), which, (0, 0, -0.1)) for _ in range(2))
    for name in ("beauty", "alpha", "clean_weight", "shadow", "depth", "motion_vectors", "piece_id"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))


def test_pieces_on_and_behind_the_camera_do_no_harm(shot):
    pieces, camera, _, _, stage = shot
    for z in (0.0, 5.0, -10.0):
        to_eye = camera.position - pieces.centre.mean(0) + (0, z, 0)
        layers = frame_with(stage, pieces, to_eye, np.ones(len(pieces), bool))
        assert np.isfinite(layers.beauty).all() and np.isfinite(layers.depth).all()


def test_a_street_without_a_building_renders():
    camera = look_at()
    empty = boxes(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 6)))
    plate = draw_plate(camera, empty)
    stage = prepare_stage(empty, camera, sunlight(), plate, plate, np.zeros(plate.shape[:2], np.float32))
    layers = frame_with(stage, empty)
    assert layers.alpha.max() == 0 and (layers.shadow == 1).all()


def test_chips_fly_and_are_counted_as_one_kind(shot):
    pieces, camera, plate, clean, _ = shot
    rng = np.random.default_rng(1)
    k = 40
    rest = rng.uniform((2, -4, 2), (10, -3, 7), (k, 3)).astype(np.float32)
    chips = Chips(
        np.zeros((1, k, 3), np.float32), np.zeros((1, k, 4), np.float32), np.full((k, 3), 0.3, np.float32),
        np.full(k, Surface.CONCRETE, np.uint8), np.zeros(k, np.int32), rest,
    )  # fmt: skip
    stage = prepare_stage(pieces, camera, sunlight(), plate, clean, np.zeros(plate.shape[:2], np.float32), chips=chips)
    poses = rest_poses(rest)
    layers = frame_with(stage, pieces, chips_before=poses, chips_after=poses, chips_alive=np.arange(k) < 30)
    assert layers.alpha.max() == 1
    assert set(np.unique(layers.piece_id[layers.alpha == 1][:, 0])) <= {len(pieces)}


def test_sizes_that_do_not_fit_are_refused(shot):
    pieces, camera, plate, clean, _ = shot
    with pytest.raises(BadInput, match="differ in size"):
        prepare_stage(pieces, camera, sunlight(), plate[:-1], clean, np.zeros(plate.shape[:2], np.float32))
