"""The scene as USD, out and in: the only module that knows pxr."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Sdf, Tf, Usd, UsdGeom, UsdLux, UsdShade, Vt

from coulisse.errors import BadInput, CoulisseError
from coulisse.scene.camera import Camera
from coulisse.scene.light import Light
from coulisse.scene.pieces import Floats, Ints, Kind, Motion, Pieces, Surface

PIECES = "/shot/pieces"
CAMERA = "/shot/camera"
SUN = "/shot/light/sun"
SKY = "/shot/light/sky"

# Full-frame film back. Only its ratio to the focal length has a meaning for the picture, but a lens that
# reads "35 mm" helps the artist; USD counts both in tenths of a scene unit, so that metres make 1 mm = 0.01.
FILM_BACK_MM = 36.0
_TENTHS_PER_MM = 0.01
# OpenCV camera axes (y down, z forward) to USD's (y up, looking along -z).
_FLIP = np.diag([1.0, -1.0, -1.0])

# Grey of a surface where no plate is at hand, linear; a viewer's colour, not a shading input.
_VIEWER_COLOUR = {
    Surface.PLATE: (0.50, 0.47, 0.43),
    Surface.CONCRETE: (0.38, 0.37, 0.35),
    Surface.BRICK: (0.36, 0.17, 0.11),
    Surface.PLASTER: (0.62, 0.60, 0.56),
    Surface.FLOOR: (0.34, 0.30, 0.26),
    Surface.GLASS: (0.16, 0.20, 0.21),
    Surface.STEEL: (0.24, 0.21, 0.19),
    Surface.WOOD: (0.30, 0.19, 0.10),
    Surface.CLOTH: (0.42, 0.38, 0.36),
    Surface.PAINT: (0.52, 0.50, 0.47),
}


@dataclass(frozen=True)
class SceneMeshes:
    """Meshes read back, one an entry of each list; positions relative to the piece's centre of mass.

    `points` (V, 3), `triangles` (T, 3), `surface` (T,), `rest` (V, 3) world metres at rest.
    """

    names: list[str]
    points: list[Floats]
    triangles: list[Ints]
    surface: list[NDArray[np.uint8]]
    rest: list[Floats]
    kind: NDArray[np.uint8]


def write_usd(
    path: str | Path,
    pieces: Pieces,
    motion: Motion,
    camera: Camera,
    light: Light,
    fps: float,
    *,
    first_frame: int = 1001,
    plate_path: str = "",
) -> None:
    """Write a binary USD scene (`.usdc`): metres, Z up, time codes from `first_frame`.

    One mesh a piece, `/shot/pieces/<kind>_<index>`, points relative to its centre of mass, with its
    positions at rest as `primvars:rest`, its surfaces as a GeomSubset family `surface` and as display
    colours. A piece that moves has translate and orient samples from the frame before it starts to its
    last; one that does not exist for the whole shot has its visibility animated. `plate_path`, relative to
    the file, is kept on the camera as `coulisse:plate`. Written whole or not at all.
    """
    path = Path(path)
    layer = Sdf.Layer.CreateAnonymous(".usdc")
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    stage.SetTimeCodesPerSecond(fps)
    stage.SetFramesPerSecond(fps)
    stage.SetStartTimeCode(first_frame)
    stage.SetEndTimeCode(first_frame + motion.frames - 1)
    stage.SetDefaultPrim(UsdGeom.Xform.Define(stage, "/shot").GetPrim())
    _write_camera(stage, camera, plate_path)
    _write_light(stage, light)
    UsdGeom.Scope.Define(stage, PIECES)
    _write_materials(stage)
    for index in range(len(pieces)):
        _write_piece(stage, pieces, motion, index, first_frame)
    with _replacing(path) as partial:
        if not layer.Export(str(partial)):
            raise OSError(f"{path}: USD could not write")


def piece_name(pieces: Pieces, index: int) -> str:
    """The name of a piece in USD and Cryptomatte, such as `slab_00012`."""
    return f"{Kind(int(pieces.kind[index])).name.lower()}_{index:05d}"


def read_pieces(path: str | Path) -> SceneMeshes:
    """The meshes of a scene, in the order in which they were written. Raises BadInput for no such scene."""
    stage = open_stage(path)
    names, points, triangles, surface, rest, kind = [], [], [], [], [], []
    for prim in stage.GetPrimAtPath(PIECES).GetChildren():
        mesh = UsdGeom.Mesh(prim)
        if not mesh:
            continue
        names.append(prim.GetName())
        points.append(np.array(mesh.GetPointsAttr().Get(), np.float32).reshape(-1, 3))
        triangles.append(np.array(mesh.GetFaceVertexIndicesAttr().Get(), np.int32).reshape(-1, 3))
        surfaces = UsdGeom.PrimvarsAPI(prim).GetPrimvar("surface").Get()
        surface.append(np.array(surfaces, np.uint8))
        rest.append(np.array(UsdGeom.PrimvarsAPI(prim).GetPrimvar("rest").Get(), np.float32).reshape(-1, 3))
        kind.append(Kind[prim.GetName().rsplit("_", 1)[0].upper()])
    return SceneMeshes(names, points, triangles, surface, rest, np.array(kind, np.uint8))


def read_transforms(path: str | Path, frame: int) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Matrices (N, 4, 4) at a file frame, column vectors (`world = M @ point`), and who is visible (N,)."""
    stage = open_stage(path)
    cache = UsdGeom.XformCache(Usd.TimeCode(frame))
    matrices, visible = [], []
    for prim in stage.GetPrimAtPath(PIECES).GetChildren():
        if prim.IsA(UsdGeom.Mesh):
            matrices.append(np.array(cache.GetLocalToWorldTransform(prim)).T)
            shown = UsdGeom.Imageable(prim).GetVisibilityAttr().Get(Usd.TimeCode(frame))
            visible.append(shown != UsdGeom.Tokens.invisible)
    return np.array(matrices).reshape(-1, 4, 4), np.array(visible, bool)


def read_camera(path: str | Path, width: int, height: int) -> Camera:
    """The scene's camera for a picture of that size, in OpenCV axes and pixels."""
    stage = open_stage(path)
    camera = UsdGeom.Camera(stage.GetPrimAtPath(CAMERA))
    across = camera.GetHorizontalApertureAttr().Get()
    pixels = width / across
    matrix = np.array(UsdGeom.XformCache().GetLocalToWorldTransform(camera.GetPrim())).T
    rotation = _FLIP @ matrix[:3, :3].T
    return Camera(
        width=width,
        height=height,
        focal=camera.GetFocalLengthAttr().Get() * pixels,
        cx=width / 2 - camera.GetHorizontalApertureOffsetAttr().Get() * pixels,
        cy=height / 2 + camera.GetVerticalApertureOffsetAttr().Get() * pixels,
        rotation=rotation,
        translation=-rotation @ matrix[:3, 3],
    )


def open_stage(path: str | Path) -> Any:
    """The stage of a scene file. Raises BadInput where there is none."""
    try:
        stage = Usd.Stage.Open(str(path))
    except Tf.ErrorException as error:
        raise BadInput("this is not a USD scene", where=path, remedy="write it again") from error
    if not stage.GetPrimAtPath(PIECES):
        raise BadInput(f"the scene has no {PIECES}", where=path, remedy="give a scene that Coulisse wrote")
    return stage


def _write_camera(stage: Any, camera: Camera, plate_path: str) -> None:
    prim = UsdGeom.Camera.Define(stage, CAMERA)
    across = FILM_BACK_MM * _TENTHS_PER_MM
    pixel = across / camera.width
    prim.CreateFocalLengthAttr(camera.focal * pixel)
    prim.CreateHorizontalApertureAttr(across)
    prim.CreateVerticalApertureAttr(pixel * camera.height)
    # USD shifts the film back: an offset to the right moves the optical axis to the picture's left.
    prim.CreateHorizontalApertureOffsetAttr((camera.width / 2 - camera.cx) * pixel)
    prim.CreateVerticalApertureOffsetAttr((camera.cy - camera.height / 2) * pixel)
    prim.CreateClippingRangeAttr(Gf.Vec2f(0.1, 10_000.0))
    matrix = np.eye(4)
    matrix[:3, :3] = (_FLIP @ camera.rotation).T
    matrix[:3, 3] = camera.position
    # Gf matrices act on row vectors.
    prim.MakeMatrixXform().Set(Gf.Matrix4d(matrix.T.tolist()))
    prim.GetPrim().CreateAttribute("coulisse:imageSize", Sdf.ValueTypeNames.Int2).Set(
        Gf.Vec2i(camera.width, camera.height)
    )
    if plate_path:
        prim.GetPrim().CreateAttribute("coulisse:plate", Sdf.ValueTypeNames.Asset).Set(plate_path)


def _write_light(stage: Any, light: Light) -> None:
    """USD's distant and dome lights, scaled so that a white card shows `sun + sky`.

    UsdLux: a distant light with `normalize` of intensity E gives irradiance E; a dome of radiance L gives
    pi L. Ours have the 1/pi inside (scene/light.py), so a card's radiance is `albedo * irradiance`.
    """
    UsdGeom.Scope.Define(stage, "/shot/light")
    sun = UsdLux.DistantLight.Define(stage, SUN)
    strength = max(float(np.max(light.sun)), 1e-6)
    sun.CreateColorAttr(Gf.Vec3f(*[float(v) for v in light.sun / strength]))
    sun.CreateIntensityAttr(strength * np.pi)
    sun.CreateNormalizeAttr(True)
    sun.CreateAngleAttr(0.53)  # degrees, the sun's disc
    # A distant light shines along its own -z.
    turn = Gf.Rotation(Gf.Vec3d(0, 0, 1), Gf.Vec3d(*[float(v) for v in light.to_sun]))
    UsdGeom.Xformable(sun).AddOrientOp(UsdGeom.XformOp.PrecisionDouble).Set(Gf.Quatd(turn.GetQuat()))
    sky = UsdLux.DomeLight.Define(stage, SKY)
    glow = max(float(np.max(light.sky)), 1e-6)
    sky.CreateColorAttr(Gf.Vec3f(*[float(v) for v in light.sky / glow]))
    sky.CreateIntensityAttr(glow)


def _write_materials(stage: Any) -> None:
    """One preview material a surface, so that a viewer and Blender tell them apart by name."""
    UsdGeom.Scope.Define(stage, "/shot/materials")
    for surface, grey in _VIEWER_COLOUR.items():
        material = UsdShade.Material.Define(stage, _material_path(surface))
        shader = UsdShade.Shader.Define(stage, f"{_material_path(surface)}/preview")
        shader.CreateIdAttr("UsdPreviewSurface")
        shader.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f).Set(Gf.Vec3f(*grey))
        shader.CreateInput("roughness", Sdf.ValueTypeNames.Float).Set(0.1 if surface == Surface.GLASS else 0.9)
        material.CreateSurfaceOutput().ConnectToSource(shader.ConnectableAPI(), "surface")


def _material_path(surface: Surface) -> str:
    return f"/shot/materials/{surface.name.lower()}"


def _write_piece(stage: Any, pieces: Pieces, motion: Motion, index: int, first_frame: int) -> None:
    mesh = UsdGeom.Mesh.Define(stage, f"{PIECES}/{piece_name(pieces, index)}")
    prim = mesh.GetPrim()
    own = slice(pieces.vertex_start[index], pieces.vertex_start[index + 1])
    faces = slice(pieces.triangle_start[index], pieces.triangle_start[index + 1])
    rest = np.ascontiguousarray(pieces.vertices[own], np.float32)
    centre = pieces.centre[index]
    local = np.ascontiguousarray(rest - centre, np.float32)
    triangles = np.ascontiguousarray(pieces.triangles[faces] - pieces.vertex_start[index], np.int32)
    surface = pieces.triangle_surface[faces]
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(local))
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray(len(triangles), 3))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(triangles.ravel()))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    if len(local):
        extent = np.stack([local.min(0), local.max(0)]).astype(np.float32)
        mesh.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(extent))
    primvars = UsdGeom.PrimvarsAPI(prim)
    primvars.CreatePrimvar("rest", Sdf.ValueTypeNames.Point3fArray, UsdGeom.Tokens.vertex).Set(
        Vt.Vec3fArray.FromNumpy(rest)
    )
    primvars.CreatePrimvar("surface", Sdf.ValueTypeNames.IntArray, UsdGeom.Tokens.uniform).Set(
        Vt.IntArray.FromNumpy(np.ascontiguousarray(surface, np.int32))
    )
    shown_from = pieces.triangle_shown_from[faces]
    if shown_from.any():  # rebar that comes to light when its bond breaks
        primvars.CreatePrimvar("shownFrom", Sdf.ValueTypeNames.IntArray, UsdGeom.Tokens.uniform).Set(
            Vt.IntArray.FromNumpy(np.ascontiguousarray(shown_from, np.int32))
        )
    present = np.unique(surface)
    colours = np.array([_VIEWER_COLOUR[Surface(int(s))] for s in surface], np.float32).reshape(-1, 3)
    if len(present) == 1:
        mesh.CreateDisplayColorAttr([Gf.Vec3f(*colours[0].tolist())])
        UsdShade.MaterialBindingAPI.Apply(prim).GetDirectBindingRel().SetTargets(
            [_material_path(Surface(int(present[0])))]
        )
    else:
        mesh.CreateDisplayColorPrimvar(UsdGeom.Tokens.uniform).Set(Vt.Vec3fArray.FromNumpy(colours))
        _write_subsets(mesh, surface, present)
    _write_motion(mesh, pieces, motion, index, first_frame)


def _write_subsets(mesh: Any, surface: NDArray[np.uint8], present: NDArray[np.uint8]) -> None:
    for value in present:
        kind = Surface(int(value))
        chosen = np.ascontiguousarray(np.flatnonzero(surface == value), np.int32)
        subset = UsdGeom.Subset.Define(mesh.GetPrim().GetStage(), mesh.GetPath().AppendChild(kind.name.lower()))
        subset.CreateElementTypeAttr(UsdGeom.Tokens.face)
        subset.CreateFamilyNameAttr("materialBind")
        subset.CreateIndicesAttr(Vt.IntArray.FromNumpy(chosen))
        UsdShade.MaterialBindingAPI.Apply(subset.GetPrim()).GetDirectBindingRel().SetTargets([_material_path(kind)])


def _write_motion(mesh: Any, pieces: Pieces, motion: Motion, index: int, first_frame: int) -> None:
    """Translate and orient: one value for a piece at rest, samples while it exists for one that moves."""
    translate = mesh.AddTranslateOp(UsdGeom.XformOp.PrecisionFloat)
    born = max(int(pieces.first_frame[index]), 0)
    gone = min(int(pieces.last_frame[index]), motion.frames)
    moved = int(motion.moved_from[index])
    if moved >= gone:
        translate.Set(Gf.Vec3f(*pieces.centre[index].tolist()))
    else:
        orient = mesh.AddOrientOp(UsdGeom.XformOp.PrecisionFloat)
        # From the last frame at rest, so that nothing is blended from the shot's beginning.
        span = slice(max(born, moved - 1), gone)
        times = range(first_frame + span.start, first_frame + span.stop)
        _set_samples(translate, times, [Gf.Vec3f(*row) for row in motion.position[span, index].tolist()])
        _set_samples(orient, times, [Gf.Quatf(*row) for row in motion.rotation[span, index].tolist()])
    if born > 0 or gone < motion.frames:
        visibility = mesh.CreateVisibilityAttr()
        start = Usd.TimeCode(first_frame)
        visibility.Set(UsdGeom.Tokens.inherited if born <= 0 else UsdGeom.Tokens.invisible, start)
        if 0 < born < motion.frames:
            visibility.Set(UsdGeom.Tokens.inherited, Usd.TimeCode(first_frame + born))
        if gone < motion.frames:
            visibility.Set(UsdGeom.Tokens.invisible, Usd.TimeCode(first_frame + gone))


def _set_samples(operation: Any, times: range, values: list[Any]) -> None:
    """The samples of an attribute, straight into the layer: a stage would resolve each one anew."""
    attribute = operation.GetAttr()
    layer, path = attribute.GetStage().GetEditTarget().GetLayer(), attribute.GetPath()
    for time, value in zip(times, values, strict=True):
        layer.SetTimeSample(path, time, value)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """As media/files.py, which lies on this floor and so is not ours to use."""
    partial = path.with_name(f".{path.stem}.{os.getpid()}.partial{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        partial.replace(path)
    except (OSError, Tf.ErrorException) as error:
        raise CoulisseError(
            f"{path}: the scene cannot be written ({str(error).strip().splitlines()[-1]})\n"
            "  what to do: check that the folder can be written and that the disk is not full"
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()
