"""A staged scene as the file that the worker of the stills builds from: arrays, and a description in JSON.

Light: the worker's unit of radiance is `UNIT` candela a square metre. Blender's point lamp of P watts gives P / 4 pi
at a metre and its area lamp has the radiance P / (pi area), so that P = lumens / UNIT for both; its sun gives its
strength as irradiance, and a world of radiance L gives pi L on the ground.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.render.preview_world import mean_colour
from coulisse.scene.staged import FilmCamera, Lamp, Model, Placed, Staged, Vec3, kelvin_to_linear, to_world

UNIT = 683.0 / 4.0  # candela a square metre: a lit wall of 100 lux is then about 0.1
SPOT_BLEND = 0.4
_BUILDING = 2.6  # metres: what is larger than this and stands alone has its pattern fixed to the world
_LUMINANCE = (0.2126, 0.7152, 0.0722)


def write_scene(staged: Staged, path: Path, *, seed: int) -> None:
    """Write the file. Raises BadInput for a look or a model that is named but not there, or a scene of nothing."""
    if not staged.placed or not staged.cameras:
        raise BadInput("a scene needs something placed and a camera", where="stills", remedy="place a model")
    arrays: dict[str, NDArray[Any]] = {}
    meshes: dict[str, dict[str, Any]] = {}
    things = []
    often: dict[str, int] = {}
    for placed in staged.placed:
        often[placed.model] = often.get(placed.model, 0) + 1
    for placed in staged.placed:
        model = staged.models.get(placed.model)
        if model is None:
            raise BadInput(f"{placed.name} is placed, but there is no model {placed.model}", where="placed",
                           remedy="add the model to the scene")  # fmt: skip
        slots = sorted({part.slot for part in model.parts if len(part.faces)})
        if not slots:
            continue
        things.append(_thing(placed, model, slots, staged, often[placed.model], meshes, arrays))
    low, high = _bounds(staged)
    said = {
        "seed": seed,
        "things": things,
        "meshes": meshes,
        "looks": {
            name: asdict(look) | {"glow": look.glow / UNIT, "mean": mean_colour(look)}
            for name, look in staged.looks.items()
        },
        "lamps": [_lamp(lamp, f"{i:03d} {lamp.name}") for i, lamp in enumerate(staged.all_lamps())],
        "cameras": [_camera(camera) for camera in staged.cameras],
        "sky": _sky(staged),
        "haze": staged.haze,
        "bounds": [low, high],
        "white_balance": staged.white_balance,
    }
    with path.open("wb") as file:
        np.savez(file, scene=np.array(json.dumps(said)), **arrays)  # type: ignore[arg-type]


def changed(before: Staged, after: Staged) -> dict[str, Any] | None:
    """What a worker that has built `before` changes to show `after`: cameras, and where things stand.

    None where more than that differs, or where what moved carries a lamp or a pattern that is fixed to the world.
    """
    same = ("looks", "lamps", "sky", "haze", "white_balance", "title")
    if any(getattr(before, name) != getattr(after, name) for name in same) or len(before.placed) != len(after.placed):
        return None
    if any(before.models.get(placed.model) is not after.models.get(placed.model) for placed in after.placed):
        return None
    matrices = {}
    for old, new in zip(before.placed, after.placed, strict=True):
        if replace(new, position=old.position, facing=old.facing) != old:
            return None
        if new != old:
            model = after.models[new.model]
            low, high = model.bounds()
            if model.lamps or ((high - low) * new.size).max() > _BUILDING:
                return None
            matrices[new.name] = _matrix(new).tolist()
    if len(matrices) < sum(old != new for old, new in zip(before.placed, after.placed, strict=True)):
        return None  # two things of one name
    return {"matrices": matrices, "cameras": [_camera(camera) for camera in after.cameras]}


def _matrix(placed: Placed) -> NDArray[np.float64]:
    matrix = np.eye(4)
    matrix[:3, 3] = placed.position
    matrix[:3, :3] = to_world(Placed("", (0, 0, 0), placed.facing, {}, ""), np.eye(3)).T
    return matrix


def _thing(
    placed: Placed, model: Model, slots: list[str], staged: Staged, times: int, meshes: dict[str, dict[str, Any]],
    arrays: dict[str, NDArray[Any]],
) -> dict[str, Any]:  # fmt: skip
    """One placed thing, and its mesh if that is new: one a model and size, for buildings one a thing."""
    for slot in slots:
        if placed.looks.get(slot) not in staged.looks:
            raise BadInput(f"{placed.name} has no look for its slot {slot}", where="placed.looks",
                           remedy="give every slot of the model the name of a look of the scene")  # fmt: skip
    low, high = model.bounds()
    fixed = times == 1 and bool(((high - low) * placed.size).max() > _BUILDING)
    key = f"{placed.model} {tuple(round(v, 4) for v in placed.size)}" + (f" {placed.name}" if fixed else "")
    matrix = _matrix(placed)
    if key not in meshes:
        anchor = matrix[:3, :3].T @ matrix[:3, 3] if fixed else np.zeros(3)
        meshes[key] = {
            "slots": len(slots),
            "anchor": anchor.tolist(),
            "parts": [
                _part(part, slots.index(part.slot), placed.size, arrays) for part in model.parts if len(part.faces)
            ],
        }
    return {
        "name": placed.name,
        "mesh": key,
        "matrix": matrix.tolist(),
        "looks": [placed.looks[slot] for slot in slots],
        "lit": bool(model.lamps),
    }


def _part(part: Any, slot: int, size: Vec3, arrays: dict[str, NDArray[Any]]) -> dict[str, Any]:
    number = len(arrays)
    names: dict[str, str | None] = {"points": f"points{number}", "faces": f"faces{number}", "uv": None}
    arrays[f"points{number}"] = (np.asarray(part.points, np.float64) * size).astype(np.float32)
    arrays[f"faces{number}"] = np.asarray(part.faces, np.int32)
    if part.uv is not None:
        names["uv"] = f"uv{number}"
        arrays[f"uv{number}"] = np.asarray(part.uv, np.float32)
    return {**names, "slot": slot, "bevel": float(part.bevel), "smooth": bool(part.smooth)}


def _bounds(staged: Staged) -> tuple[list[float], list[float]]:
    corners = []
    for placed in staged.placed:
        model = staged.models[placed.model]
        if model.parts:
            x, y, z = model.bounds().T
            corners.append(to_world(placed, [(a, b, c) for a in x for b in y for c in z]))
    points = np.concatenate(corners) if corners else np.zeros((1, 3))
    return (points.min(0) - 0.02).tolist(), (points.max(0) + 0.02).tolist()


def _frame(x: Any, y: Any, z: Any, position: Any) -> list[list[float]]:
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2], matrix[:3, 3] = x, y, z, position
    return [[float(v) for v in row] for row in matrix]


def lamp_colour(lamp: Lamp) -> Vec3:
    """Linear BT.709 of luminance 1 by the lamp's temperature, times its filter."""
    white = np.array(kelvin_to_linear(lamp.kelvin))
    white /= float(white @ _LUMINANCE)
    r, g, b = (float(v) for v in (white if lamp.colour is None else white * lamp.colour))
    return r, g, b


def lamp_energy(lamp: Lamp) -> float:
    """What Blender wants for the lamp's lumens, of a sun for its lux, in the worker's unit.

    A spot's lumens are those of its cone: Blender's is a point lamp behind a mask that fades over `SPOT_BLEND` of
    the cone's cosines, which takes half as much of its light.
    """
    power = lamp.power / UNIT
    if lamp.kind != "spot":
        return power
    half = math.radians(min(max(lamp.cone, 1.0), 175.0)) / 2
    return power * 2.0 / ((1.0 - math.cos(half)) * (1.0 - SPOT_BLEND / 2))


def _lamp(lamp: Lamp, name: str) -> dict[str, Any]:
    aim = np.asarray(lamp.aim, float)
    aim = aim / max(float(np.linalg.norm(aim)), 1e-9)
    # An area lamp's first side lies level, so that long lamps along a wall follow it.
    side = np.cross((0.0, 0.0, 1.0) if abs(aim[2]) < 0.999 else (0.0, 1.0, 0.0), aim)
    side /= np.linalg.norm(side)
    return {
        "name": name,
        "kind": lamp.kind,
        "colour": list(lamp_colour(lamp)),
        "energy": lamp_energy(lamp),
        "size": list(lamp.size),
        "cone": lamp.cone,
        "blend": SPOT_BLEND,
        "matrix": _frame(side, np.cross(-aim, side), -aim, lamp.position),
    }


def _camera(camera: FilmCamera) -> dict[str, Any]:
    right, down, forward = camera.axes()
    return {
        "name": camera.name,
        "focal_length": camera.focal_length,
        "gate": camera.gate,
        "f_stop": camera.f_stop,
        "focus": camera.focus,
        "matrix": _frame(right, -down, -forward, camera.position),
    }


def _sky(staged: Staged) -> dict[str, Any]:
    sky = staged.sky
    light = np.array(kelvin_to_linear(sky.kelvin))
    light /= float(light @ _LUMINANCE)
    seen = np.maximum(np.array(sky.seen, float), 1e-4)
    seen /= float(seen @ _LUMINANCE)
    return {"light": light.tolist(), "seen": seen.tolist(), "radiance": sky.lux / (math.pi * UNIT)}
