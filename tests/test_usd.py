from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdLux
from scipy.spatial.transform import Rotation

from coulisse.errors import BadInput, CoulisseError
from coulisse.scene import usd
from coulisse.scene.camera import Camera
from coulisse.scene.light import Light
from coulisse.scene.pieces import NEVER, Motion, Pieces, rotate

FRAMES = 20
CAMERA = Camera(
    width=1920,
    height=1080,
    focal=1500.0,
    cx=931.5,
    cy=560.25,
    rotation=Rotation.from_euler("xyz", [100, 3, 2], degrees=True).as_matrix(),
    translation=np.array([1.0, 2.0, 30.0]),
)
LIGHT = Light(np.array([0.3, -0.7, 0.648]), np.array([2.0, 1.9, 1.7]), np.array([0.4, 0.5, 0.7]))


def blocks(count: int = 6) -> tuple[Pieces, Motion]:
    """Boxes that fall and turn from frame 5 on; 0 stays, 4 is born at 8, 5 is gone at 12."""
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], float) - 0.5
    faces = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    own = np.concatenate([corners[face] for face in faces])
    triangles = np.concatenate([[[4 * i, 4 * i + 1, 4 * i + 2], [4 * i, 4 * i + 2, 4 * i + 3]] for i in range(6)])
    centre = np.stack([np.arange(count) * 2.0, np.ones(count), np.full(count, 9.0)], -1).astype(np.float32)
    first, last = np.zeros(count, np.int32), np.full(count, NEVER, np.int32)
    first[4], last[5] = 8, 12
    pieces = Pieces(
        vertices=(centre[:, None] + own[None]).reshape(-1, 3).astype(np.float32),
        triangles=(triangles[None] + 24 * np.arange(count)[:, None, None]).reshape(-1, 3).astype(np.int32),
        triangle_surface=np.tile(np.repeat([0, 1, 0, 5, 2, 3], 2), count).astype(np.uint8),
        triangle_piece=np.repeat(np.arange(count), 12).astype(np.int32),
        triangle_shown_from=np.zeros(12 * count, np.int32),
        triangle_start=(12 * np.arange(count + 1)).astype(np.int32),
        vertex_start=(24 * np.arange(count + 1)).astype(np.int32),
        centre=centre,
        mass=np.ones(count, np.float32),
        kind=np.arange(count, dtype=np.uint8),
        storey=np.zeros(count, np.int32),
        first_frame=first,
        last_frame=last,
    )
    seconds = np.maximum(np.arange(FRAMES) - 5, 0)[:, None] / 24
    position = np.repeat(centre[None], FRAMES, 0)
    position[:, 1:, 2] -= 4.9 * seconds**2
    rotation = np.zeros((FRAMES, count, 4), np.float32)
    rotation[..., 0] = 1
    rotation[:, 1:, 0], rotation[:, 1:, 2] = np.cos(seconds), np.sin(seconds)
    moved = np.array([NEVER] + [6] * (count - 1), np.int32)
    return pieces, Motion(position.astype(np.float32), rotation, moved)


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    pieces, motion = blocks()
    usd.write_usd(tmp_path / "scene.usdc", pieces, motion, CAMERA, LIGHT, 24.0, plate_path="../plate/p.jpg")
    return tmp_path / "scene.usdc"


def test_the_camera_comes_back(scene: Path) -> None:
    back = usd.read_camera(scene, 1920, 1080)
    assert back.focal == pytest.approx(CAMERA.focal, abs=1e-3)
    assert (back.cx, back.cy) == pytest.approx((CAMERA.cx, CAMERA.cy), abs=1e-3)
    assert np.allclose(back.rotation, CAMERA.rotation, atol=1e-6)
    assert np.allclose(back.translation, CAMERA.translation, atol=1e-4)


def test_usd_itself_sees_through_the_camera_what_we_see(scene: Path) -> None:
    stage = Usd.Stage.Open(str(scene))
    frustum = UsdGeom.Camera(stage.GetPrimAtPath(usd.CAMERA)).GetCamera(1001).frustum
    matrix = np.array(frustum.ComputeViewMatrix() * frustum.ComputeProjectionMatrix())
    ahead = CAMERA.position + CAMERA.rays(np.array([[400.0, 300.0], [1500.0, 900.0]])) * 20
    clip = np.column_stack([ahead, np.ones(2)]) @ matrix
    seen = clip[:, :2] / clip[:, 3:]
    pixels = (seen * [1, -1] + 1) / 2 * [1920, 1080]
    assert np.allclose(pixels, [[400, 300], [1500, 900]], atol=1e-2)


@pytest.mark.parametrize("frame", [0, 5, 9, 19])
def test_every_piece_stands_where_the_motion_put_it(scene: Path, frame: int) -> None:
    pieces, motion = blocks()
    meshes = usd.read_pieces(scene)
    matrices, visible = usd.read_transforms(scene, 1001 + frame)
    for i in range(len(pieces)):
        exists = pieces.first_frame[i] <= frame < pieces.last_frame[i]
        assert visible[i] == exists
        rest = pieces.vertices[pieces.vertex_start[i] : pieces.vertex_start[i + 1]]
        assert np.allclose(meshes.rest[i], rest)
        if exists:
            there = motion.position[frame, i] + rotate(motion.rotation[frame, i], rest - pieces.centre[i])
            found = meshes.points[i] @ matrices[i, :3, :3].T + matrices[i, :3, 3]
            assert np.allclose(found, there, atol=1e-4)


def test_meshes_keep_their_triangles_surfaces_and_kinds(scene: Path) -> None:
    pieces, _ = blocks()
    meshes = usd.read_pieces(scene)
    assert meshes.names[2] == "slab_00002" and np.array_equal(meshes.kind, pieces.kind)
    for i in range(len(pieces)):
        own = slice(12 * i, 12 * i + 12)
        assert np.array_equal(meshes.triangles[i] + 24 * i, pieces.triangles[own])
        assert np.array_equal(meshes.surface[i], pieces.triangle_surface[own])


def test_only_what_moves_has_samples(scene: Path) -> None:
    stage = Usd.Stage.Open(str(scene))
    still = UsdGeom.Xformable(stage.GetPrimAtPath(usd.PIECES + "/facade_00000"))
    moving = UsdGeom.Xformable(stage.GetPrimAtPath(usd.PIECES + "/glass_00001"))
    gone = UsdGeom.Xformable(stage.GetPrimAtPath(usd.PIECES + "/wall_00005"))
    assert not still.GetTimeSamples()
    assert moving.GetTimeSamples() == [1001.0 + frame for frame in range(5, FRAMES)]
    assert max(gone.GetTimeSamples()) == 1001 + 11


def test_the_stage_is_in_metres_with_z_up_and_the_sun_shines_the_right_way(scene: Path) -> None:
    stage = Usd.Stage.Open(str(scene))
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    assert UsdGeom.GetStageUpAxis(stage) == "Z"
    assert (stage.GetStartTimeCode(), stage.GetEndTimeCode()) == (1001, 1000 + FRAMES)
    matrix = np.array(UsdGeom.XformCache().GetLocalToWorldTransform(stage.GetPrimAtPath(usd.SUN)))
    shines = np.array([0, 0, -1, 0]) @ matrix
    assert np.allclose(shines[:3], -LIGHT.to_sun / np.linalg.norm(LIGHT.to_sun), atol=1e-6)
    assert UsdLux.DomeLight(stage.GetPrimAtPath(usd.SKY)).GetIntensityAttr().Get() == pytest.approx(0.7)


def test_what_is_no_scene_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.usdc").write_text("no")
    with pytest.raises(BadInput, match="not a USD scene"):
        usd.read_pieces(tmp_path / "a.usdc")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pieces, motion = blocks()
    with pytest.raises(CoulisseError, match="cannot be written"):
        usd.write_usd(tmp_path / "file" / "a.usdc", pieces, motion, CAMERA, LIGHT, 24.0)
