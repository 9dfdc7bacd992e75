"""Promises of the second renderer: the same scene as the fast one, or a clear refusal where Blender is not at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from box_building import building, draw_plate, look_at, sunlight
from coulisse.errors import CoulisseError, Unavailable
from coulisse.render.blender import PYTHON, Worker, interpreter
from coulisse.render.bodies import rest_poses
from coulisse.render.cycles import cycles
from coulisse.render.cycles_scene import frame_arrays, scene_arrays
from coulisse.render.raster import prepare_stage, render_frame
from coulisse.scene.pieces import Chips, Surface

CARRIED = 10


def have_blender() -> bool:
    try:
        interpreter()
    except Unavailable:
        return False
    return True


@pytest.fixture(scope="module")
def shot():
    pieces, camera = building(cell=1.5), look_at(192, 108)
    plate = draw_plate(camera, pieces)
    clean = draw_plate(camera, building(0.01, 0.01, 1.0))
    stage = prepare_stage(pieces, camera, sunlight(), plate, clean, np.zeros(plate.shape[:2], np.float32))
    return pieces, camera, stage


def falling(pieces):
    """A frame in which the right part of the building has dropped and leans out, and goes on falling."""
    moved = pieces.centre[:, 0] > 7
    before = rest_poses(pieces.centre)
    before[moved, :3] += (0.4, -1.0, -0.8)
    before[moved, 3:] = np.array([0.995, 0.0, 0.0, 0.0998]) / np.hypot(0.995, 0.0998)
    after = before.copy()
    after[moved, 2] -= 0.06
    return 5, before, after, np.ones(len(pieces), bool), moved


def test_a_machine_without_blender_is_told_the_command_that_brings_it(monkeypatch, tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", bare], check=True)
    monkeypatch.setenv(PYTHON, str(bare / "bin" / "python"))
    with pytest.raises(Unavailable) as told:
        interpreter()
    assert "pip install 'bpy" in str(told.value) and PYTHON in str(told.value) and told.value.exit_status == 2


def test_a_worker_that_dies_is_told_with_its_last_words(tmp_path):
    dying = "import sys; sys.stdin.readline(); print('ran out of memory'); sys.exit(3)"
    process = subprocess.Popen(
        [sys.executable, "-c", dying],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with pytest.raises(CoulisseError, match=r"status 3 .*(\n.*)*ran out of memory"):
        Worker(process, tmp_path / "log").order(frame="a.npz", exr="a.exr", white=False)


def test_what_the_plate_shows_is_carried_and_what_it_hides_is_not(shot):
    _, _, stage = shot
    scene = scene_arrays(stage, stage.shot.carried.albedo, samples=1, seed=0, shutter=0.5)
    bodies = np.repeat(scene["group_body"], np.diff(scene["group_start"]))
    rest = scene["points"].reshape(-1, 3, 3) + scene["centre"][bodies][:, None]
    middle = rest.mean(1)
    out = np.cross(rest[:, 1] - rest[:, 0], rest[:, 2] - rest[:, 0])
    front = (middle[:, 1] < 1e-3) & (out[:, 1] < 0)
    # The plate cuts the building off at no edge, so that all of its front is seen.
    assert (scene["material"][front] == CARRIED).mean() > 0.98
    back = (middle[:, 1] > 5.99) & (out[:, 1] > 0)
    assert (scene["material"][back] < CARRIED).all()
    straight = front & (scene["material"] == CARRIED)
    np.testing.assert_allclose(scene["look"].reshape(-1, 3, 3)[straight], rest[straight], atol=1e-4)


def test_blenders_camera_is_the_shots_camera(shot):
    _, camera, stage = shot
    scene = scene_arrays(stage, stage.shot.carried.albedo, samples=1, seed=0, shutter=0.5)
    lens, shift_x, shift_y = scene["blender_lens"]
    world = np.array([[3.0, 0.5, 2.0], [9.0, 4.0, 8.0]])
    own = (world - scene["camera_matrix"][:3, 3]) @ scene["camera_matrix"][:3, :3]  # x right, y up, looks along -z
    film = own[:, :2] / -own[:, 2:] * lens / 36.0 - (shift_x, shift_y)  # in parts of the width, from the middle
    pixels = np.stack([camera.width * (0.5 + film[:, 0]), camera.height / 2 - camera.width * film[:, 1]], 1)
    np.testing.assert_allclose(pixels, camera.project(world)[0], atol=1e-6)


def test_chips_go_where_their_poses_say_and_the_unborn_are_out_of_sight(shot):
    pieces, camera, _ = shot
    k = 2
    turn = np.zeros((3, k, 4), np.float32)
    turn[..., 0] = 1
    place = np.full((3, k, 3), 5.0, np.float32)
    chips = Chips(place, turn, np.full((k, 3), 0.1, np.float32), np.full(k, Surface.CONCRETE, np.uint8),
                  np.array([0, 2], np.int32), np.zeros((k, 3), np.float32))  # fmt: skip
    plate = draw_plate(camera, pieces)
    stage = prepare_stage(
        pieces, camera, sunlight(), plate, plate, np.zeros(plate.shape[:2], np.float32), chips=chips, samples=1
    )
    scene = scene_arrays(stage, stage.shot.carried.albedo, samples=1, seed=0, shutter=0.5)
    before = np.concatenate([rest_poses(pieces.centre), np.concatenate([place[0], turn[0]], 1)])
    after = before.copy()
    after[-k:, 0] += 0.5
    live = np.ones(len(before), bool)
    live[-1] = False
    out = frame_arrays(stage, scene, 0, before, after, live, np.ones(len(before), bool))
    points = out["chip_points"].reshape(k, -1, 3)
    assert np.abs(points[0] - (5.25, 5, 5)).max() < 0.15 and points[1, :, 2].max() < -1000
    np.testing.assert_allclose(out["chip_travel"].reshape(k, -1, 3)[0], np.tile((0.5, 0, 0), (12, 1)), atol=1e-5)


@pytest.mark.slow
def test_cycles_shows_the_same_scene_as_the_fast_renderer(shot, tmp_path):
    if not have_blender():
        pytest.skip(f"no bpy here; {PYTHON} may name an interpreter that has it")
    pieces, _, stage = shot
    there = np.ones(len(pieces), bool)
    frame = falling(pieces)
    fast = render_frame(stage, *frame)
    seconds = []
    with cycles(stage, there, tmp_path, samples=8, told=lambda *took: seconds.append(took)) as render:
        still = render(0, frame[1], frame[2], there, np.zeros(len(pieces), bool))
        slow = render(*frame)
        assert len(seconds) == 1, "a frame in which nothing moves needs no Cycles"
    assert still.alpha.max() == 0 and (still.shadow == 1).all()
    whole = (fast.alpha > 0.99) & (slow.alpha > 0.99)
    assert whole.sum() > 0.95 * (fast.alpha > 0.99).sum()
    assert np.abs(slow.alpha - fast.alpha).mean() < 0.01
    assert (slow.piece_id[whole][:, 0] == fast.piece_id[whole][:, 0]).mean() > 0.9
    np.testing.assert_allclose(np.median(slow.depth[whole] / fast.depth[whole]), 1, atol=0.01)
    np.testing.assert_allclose(slow.motion_vectors[whole].mean(0), fast.motion_vectors[whole].mean(0), atol=0.1)
    np.testing.assert_allclose(slow.beauty[whole].mean(0), fast.beauty[whole].mean(0), rtol=0.2)
    untouched = (fast.alpha == 0) & (slow.alpha == 0)
    np.testing.assert_array_equal(slow.shadow[untouched], fast.shadow[untouched])
    assert not list(Path(tmp_path).glob("*.npz")), "work files are taken away"


@pytest.mark.slow
def test_a_flying_chip_is_blurred_by_cycles_as_by_the_fast_renderer(tmp_path):
    if not have_blender():
        pytest.skip(f"no bpy here; {PYTHON} may name an interpreter that has it")
    pieces, camera = building(cell=3), look_at(128, 72)
    plate = draw_plate(camera, pieces)
    turn = np.array([[1.0, 0, 0, 0]], np.float32)
    place = np.array([[6.0, -3.0, 5.0]], np.float32)
    chips = Chips(np.tile(place, (3, 1, 1)), np.tile(turn, (3, 1, 1)), np.full((1, 3), 0.5, np.float32),
                  np.full(1, Surface.CONCRETE, np.uint8), np.zeros(1, np.int32), place)  # fmt: skip
    stage = prepare_stage(
        pieces, camera, sunlight(), plate, plate, np.zeros(plate.shape[:2], np.float32), chips=chips, samples=8
    )
    ends = [np.concatenate([place + np.array((x, 0, 0)), turn], 1).astype(np.float32) for x in (-2, 2)]
    at_rest, there = rest_poses(pieces.centre), np.ones(len(pieces), bool)
    frame = (3, at_rest, at_rest, there, np.zeros(len(pieces), bool))
    flying = {"chips_before": ends[0], "chips_after": ends[1], "chips_alive": np.ones(1, bool)}
    fast = render_frame(stage, *frame, **flying)
    with cycles(stage, there, tmp_path, samples=32) as render:
        slow = render(*frame, **flying)
    assert 0 < slow.alpha.max() < 0.5, "a chip that flies four metres covers no pixel for the whole time"
    np.testing.assert_allclose(slow.alpha.sum(), fast.alpha.sum(), rtol=0.05)
    reach = [np.flatnonzero(layers.alpha.sum(0) > 0.01)[[0, -1]] for layers in (slow, fast)]
    np.testing.assert_allclose(reach[0], reach[1], atol=2)
    assert (slow.piece_id[slow.alpha > 0.1][:, 0] >= 0).all()
