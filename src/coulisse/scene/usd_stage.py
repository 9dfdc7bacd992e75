"""A staged scene as USD: models once, as prototypes, placed as instances; preview looks, lamps, sky and cameras.

Metres, Z up. Light is photometric as UsdLux means it (an intensity of 1 is one candela a square metre): every lamp is
normalized, so that its intensity is lumens / pi whatever its size. Blender 5.0 was measured: it takes pi times the
intensity as watts, so that its radiance has the number of our luminance (of a distant light it takes four times the
lux); `userProperties:` of a prim arrive there as custom properties.
"""

from __future__ import annotations

import math
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pxr import Gf, Kind, Sdf, Tf, Usd, UsdGeom, UsdLux, UsdShade, Vt

from coulisse.errors import BadInput, CoulisseError
from coulisse.scene.normals import corner_normals, triangles_of
from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Part, Placed, Sky, Staged, kelvin_to_linear

ROOT = "/set"
LOOKS, LIGHTS, CAMERAS = f"{ROOT}/looks", f"{ROOT}/lights", f"{ROOT}/cameras"
PROTOTYPES = "/prototypes"  # abstract: nothing draws it, placed things refer to it

_TENTHS_PER_MM = 0.01  # USD counts focal length and film back in tenths of a scene unit, here of a metre
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # of linear BT.709
_SPOT_SOFTNESS = 0.3  # of the cone's angle, from its rim inwards


def write_stage(staged: Staged, path: str | Path, *, aspect: float = 16 / 9) -> None:
    """Write a scene (`.usdc`, `.usda` or `.usd`): `/set/<group>/<placed>` instances of `/prototypes/<model>_<n>`.

    A prototype is a model with its looks, so that what differs in a look is another one. `aspect` is that of the
    cameras' gates. Each look keeps its recipe as `userProperties:coulisse:...` of its material and as custom data.
    Written whole or not at all. Raises BadInput for another kind of file, or a placed model that the scene lacks.
    """
    path = Path(path)
    if path.suffix not in (".usdc", ".usda", ".usd"):
        raise BadInput(f"{path.suffix or 'no ending'} is no USD file", where=path, remedy="name it .usdc or .usda")
    layer = Sdf.Layer.CreateAnonymous(path.suffix)
    stage = Usd.Stage.Open(layer)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.z)
    root = UsdGeom.Xform.Define(stage, ROOT).GetPrim()
    stage.SetDefaultPrim(root)
    _say(root, staged.title or "set", Kind.Tokens.assembly)
    _keep(root, {"exposure": staged.exposure, "whiteBalance": staged.white_balance, "haze": staged.haze})
    looks = _write_looks(stage, staged.looks)
    _write_placed(stage, staged, looks)
    UsdGeom.Scope.Define(stage, LIGHTS)
    names = _Names()
    for lamp in staged.all_lamps():
        if lamp.power > 0:
            _write_lamp(stage, f"{LIGHTS}/{names.of(lamp.name or lamp.kind)}", lamp)
    if staged.sky.lux > 0:
        _write_sky(stage, staged.sky)
    UsdGeom.Scope.Define(stage, CAMERAS)
    names = _Names()
    for camera in staged.cameras:
        _write_camera(stage, f"{CAMERAS}/{names.of(camera.name)}", camera, aspect)
    _export(layer, path)


class _Names:
    """Names that USD allows, each once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, name: str) -> str:
        """A name like this one that was not given yet."""
        good = base = Tf.MakeValidIdentifier(name or "unnamed")
        number = 1
        while good in self._given:
            number += 1
            good = f"{base}_{number}"
        self._given.add(good)
        return str(good)


def _write_looks(stage: Any, looks: dict[str, Look]) -> dict[str, str]:
    """Preview materials; their paths by the looks' names."""
    UsdGeom.Scope.Define(stage, LOOKS)
    names = _Names()
    paths = {}
    for name, look in looks.items():
        path = paths[name] = f"{LOOKS}/{names.of(name)}"
        material = UsdShade.Material.Define(stage, path)
        shader = UsdShade.Shader.Define(stage, f"{path}/preview")
        shader.CreateIdAttr("UsdPreviewSurface")

        def give(key: str, kind: Any, value: Any, shader: Any = shader) -> None:
            shader.CreateInput(key, kind).Set(value)

        colour = Gf.Vec3f(*(float(v) for v in look.colour))
        lit = look.glow > 0
        give("diffuseColor", Sdf.ValueTypeNames.Color3f, Gf.Vec3f(0, 0, 0) if lit else colour)
        give("roughness", Sdf.ValueTypeNames.Float, 0.02 if look.recipe == "mirror" else float(look.roughness))
        give("metallic", Sdf.ValueTypeNames.Float, 1.0 if look.recipe == "mirror" else float(look.metallic))
        if look.clear > 0 or look.recipe == "glass":
            clear = max(look.clear, 0.85) if look.recipe == "glass" else look.clear
            give("opacity", Sdf.ValueTypeNames.Float, float(1 - 0.9 * min(clear, 1.0)))
            give("ior", Sdf.ValueTypeNames.Float, 1.33 if look.recipe in ("water", "ice") else 1.5)
        if lit:
            rgb = np.maximum(np.array(look.colour), 1e-3)
            rgb *= look.glow / max(float(rgb @ _LUMINANCE), 0.05 * float(rgb.max()))
            give("emissiveColor", Sdf.ValueTypeNames.Color3f, Gf.Vec3f(*(float(v) for v in rgb)))
        surface = shader.CreateOutput("surface", Sdf.ValueTypeNames.Token)
        material.CreateSurfaceOutput().ConnectToSource(surface)
        prim = material.GetPrim()
        prim.SetDisplayName(look.label or name)
        kept: dict[str, Any] = {
            "recipe": look.recipe,
            "scale": look.scale,
            "wear": look.wear,
            "sheen": look.sheen,
            "clear": look.clear,
        }
        kept |= {"glow": look.glow, "colour": look.colour}
        kept |= {k: v for k, v in (("second", look.second), ("pattern", look.pattern), ("label", look.label)) if v}
        _keep(prim, kept)
    return paths


def _write_placed(stage: Any, staged: Staged, looks: dict[str, str]) -> None:
    stage.CreateClassPrim(PROTOTYPES)
    groups, names, numbers = _Names(), _Names(), _Names()
    group_paths: dict[str, str] = {}
    prototypes: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
    for placed in staged.placed:
        model = staged.models.get(placed.model)
        if model is None:
            raise BadInput(f"there is no model {placed.model}", where=f"placed {placed.name}",
                           remedy="add it to the scene's models")  # fmt: skip
        key = (placed.model, tuple(sorted(placed.looks.items())))
        if key not in prototypes:
            prototypes[key] = f"{PROTOTYPES}/{numbers.of(placed.model)}"
            _write_model(stage, prototypes[key], model, {s: looks[k] for s, k in placed.looks.items() if k in looks})
        kind = _group_of(placed)
        if kind not in group_paths:
            group_paths[kind] = f"{ROOT}/{groups.of(kind)}"
            group = UsdGeom.Xform.Define(stage, group_paths[kind])
            _say(group.GetPrim(), kind.replace("_", " "), Kind.Tokens.group)
        thing = UsdGeom.Xform.Define(stage, f"{group_paths[kind]}/{names.of(placed.name)}")
        thing.AddTranslateOp().Set(Gf.Vec3d(*(float(v) for v in placed.position)))
        thing.AddRotateZOp().Set(float(placed.facing))
        if tuple(placed.size) != (1.0, 1.0, 1.0):
            thing.AddScaleOp().Set(Gf.Vec3f(*(float(v) for v in placed.size)))
        prim = thing.GetPrim()
        prim.GetReferences().AddInternalReference(prototypes[key])
        prim.SetInstanceable(True)
        _say(prim, placed.name, Kind.Tokens.component)
        _keep(prim, {"model": placed.model})
        thing.CreatePurposeAttr(UsdGeom.Tokens.default_)


def _group_of(placed: Placed) -> str:
    """Numbered things of one kind are together (`chair_004`); what is there once belongs to the shell."""
    stem = re.match(r"(.+?)_\d+$", placed.name)
    return stem[1] if stem else "shell"


def _write_model(stage: Any, path: str, model: Model, looks: dict[str, str]) -> None:
    root = UsdGeom.Xform.Define(stage, path).GetPrim()
    root.SetDisplayName(model.name)
    names = _Names()
    for part in model.parts:
        if len(part.faces):
            _write_part(stage, f"{path}/{names.of(part.name)}", part, looks.get(part.slot))


def _write_part(stage: Any, path: str, part: Part, look: str | None) -> None:
    mesh = UsdGeom.Mesh.Define(stage, path)
    prim = mesh.GetPrim()
    points, faces = np.ascontiguousarray(part.points, np.float32), np.asarray(part.faces, np.int32)
    used = faces >= 0
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(points))
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(used.sum(1).astype(np.int32)))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(np.ascontiguousarray(faces[used], np.int32)))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    mesh.CreateDoubleSidedAttr(True)
    mesh.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(np.stack([points.min(0), points.max(0)])))
    if part.smooth:
        mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(_normals(points, faces)))
        mesh.SetNormalsInterpolation(UsdGeom.Tokens.faceVarying)
    if part.uv is not None:
        st = UsdGeom.PrimvarsAPI(prim).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex)
        st.Set(Vt.Vec2fArray.FromNumpy(np.ascontiguousarray(part.uv, np.float32)))
    prim.SetDisplayName(part.name)
    _keep(prim, {"slot": part.slot, "bevel": float(part.bevel)})
    if look is not None:
        UsdShade.MaterialBindingAPI.Apply(prim).GetDirectBindingRel().SetTargets([look])


def _normals(points: NDArray[np.float32], faces: NDArray[np.int32]) -> NDArray[np.float32]:
    """Of each corner of each face, in the order of the faces."""
    normals = corner_normals(points, triangles_of(faces), True)
    if faces.shape[1] == 3:
        return np.ascontiguousarray(normals.reshape(-1, 3))
    four = faces[:, 3] >= 0
    out = np.zeros((len(faces), 4, 3), np.float32)
    out[:, :3] = normals[: len(faces)]
    out[four, 3] = normals[len(faces) :, 2]
    return np.ascontiguousarray(out[faces >= 0])


def _write_lamp(stage: Any, path: str, lamp: Lamp) -> None:
    """Every lamp is normalized: a sphere or rectangle of P lumens has the intensity P / pi, a sun its lux."""
    across, along = lamp.size
    if lamp.kind == "sun":
        light = UsdLux.DistantLight.Define(stage, path)
        light.CreateAngleAttr(max(float(across), 0.0))
        intensity = lamp.power
    elif lamp.kind == "area":
        light = UsdLux.RectLight.Define(stage, path)
        light.CreateWidthAttr(float(across))
        light.CreateHeightAttr(float(along or across))
        intensity = lamp.power / math.pi
    else:
        light = UsdLux.SphereLight.Define(stage, path)
        light.CreateRadiusAttr(max(float(across), 1e-3))
        intensity = lamp.power / math.pi
        if lamp.kind == "spot":
            # The lumens are those of the cone: the sphere behind the mask would shed more.
            outer = math.cos(math.radians(lamp.cone / 2))
            intensity *= 2 / max(1 - outer, 1e-6)
            shaping = UsdLux.ShapingAPI.Apply(light.GetPrim())
            shaping.CreateShapingConeAngleAttr(float(lamp.cone / 2))
            shaping.CreateShapingConeSoftnessAttr(_SPOT_SOFTNESS)
    light.CreateIntensityAttr(float(intensity))
    light.CreateNormalizeAttr(True)
    light.CreateEnableColorTemperatureAttr(True)
    light.CreateColorTemperatureAttr(float(lamp.kelvin))
    light.CreateColorAttr(Gf.Vec3f(*(float(v) for v in (lamp.colour or (1.0, 1.0, 1.0)))))
    # A light shines along its own -z; an area's width lies across, level.
    aim = np.array(lamp.aim, float) / max(float(np.linalg.norm(lamp.aim)), 1e-9)
    right = np.cross(aim, (0.0, 0.0, 1.0) if abs(aim[2]) < 0.99 else (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    _set_frame(light, right, np.cross(right, aim), -aim, lamp.position)
    _say(light.GetPrim(), lamp.name or lamp.kind)
    _keep(light.GetPrim(), {"kind": lamp.kind, "power": lamp.power, "unit": "lux" if lamp.kind == "sun" else "lumen"})


def _write_sky(stage: Any, sky: Sky) -> None:
    dome = UsdLux.DomeLight.Define(stage, f"{LIGHTS}/sky")
    dome.CreateIntensityAttr(float(sky.lux / math.pi))
    dome.CreateColorAttr(Gf.Vec3f(*_of_luminance_one(sky.kelvin)))
    _say(dome.GetPrim(), "sky")
    _keep(dome.GetPrim(), {"lux": sky.lux, "kelvin": sky.kelvin, "seen": sky.seen})


def _of_luminance_one(kelvin: float) -> tuple[float, ...]:
    rgb = np.array(kelvin_to_linear(kelvin))
    return tuple(float(v) for v in rgb / (rgb @ _LUMINANCE))


def _write_camera(stage: Any, path: str, camera: FilmCamera, aspect: float) -> None:
    prim = UsdGeom.Camera.Define(stage, path)
    prim.CreateFocalLengthAttr(float(camera.focal_length * _TENTHS_PER_MM))
    prim.CreateHorizontalApertureAttr(float(camera.gate * _TENTHS_PER_MM))
    prim.CreateVerticalApertureAttr(float(camera.gate / aspect * _TENTHS_PER_MM))
    prim.CreateClippingRangeAttr(Gf.Vec2f(0.05, 2000.0))
    # USD: an f-stop of 0 is a pinhole.
    prim.CreateFStopAttr(float(camera.f_stop) if camera.focus is not None else 0.0)
    if camera.focus is not None:
        prim.CreateFocusDistanceAttr(float(camera.focus))
    right, down, forward = camera.axes()
    _set_frame(prim, right, -down, -forward, camera.position)
    _say(prim.GetPrim(), camera.name)
    _keep(prim.GetPrim(), {"focalLengthMm": camera.focal_length, "gateMm": camera.gate, "fStop": camera.f_stop})


def _set_frame(prim: Any, x: Any, y: Any, z: Any, position: Any) -> None:
    matrix = np.eye(4)
    matrix[0, :3], matrix[1, :3], matrix[2, :3], matrix[3, :3] = x, y, z, position  # Gf acts on row vectors
    prim.MakeMatrixXform().Set(Gf.Matrix4d(matrix.tolist()))


def _say(prim: Any, name: str, kind: str | None = None) -> None:
    prim.SetDisplayName(name)
    if kind is not None:
        Usd.ModelAPI(prim).SetKind(kind)


def _keep(prim: Any, values: dict[str, Any]) -> None:
    """What USD has no word for: custom data, and attributes that Blender shows as custom properties."""
    kinds = Sdf.ValueTypeNames
    for key, value in values.items():
        if isinstance(value, tuple):
            value = Gf.Vec3f(*(float(v) for v in value))
            kind = kinds.Float3
        else:
            kind = kinds.String if isinstance(value, str) else kinds.Float
            value = value if isinstance(value, str) else float(value)
        prim.SetCustomDataByKey(f"coulisse:{key}", value)
        prim.CreateAttribute(f"userProperties:coulisse:{key}", kind, True).Set(value)


def _export(layer: Any, path: Path) -> None:
    partial = path.with_name(f".{path.stem}.{os.getpid()}.partial{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not layer.Export(str(partial)):
            raise OSError("USD could not write")
        partial.replace(path)
    except (OSError, Tf.ErrorException) as error:
        raise CoulisseError(
            f"{path}: the scene cannot be written ({str(error).strip().splitlines()[-1]})\n"
            "  what to do: check that the folder can be written and that the disk is not full"
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()
