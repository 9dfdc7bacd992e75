"""A contact sheet of models, each lit on a sweep: `contact(models, path)`. For whoever shapes them.

From the shell: python scripts/model_contact.py coulisse.scene.some_module:function sheet.png
"""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from coulisse.render.preview import Previewer
from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Part, Placed, Sky, Staged, Vec3, linear

# What a slot is shown in where the caller gives no look: by a word in the material's or the slot's name.
_GUESSES: tuple[tuple[str, Look], ...] = (
    ("glass", Look("glass", clear=0.9, roughness=0.03)), ("crystal", Look("glass", clear=0.9, roughness=0.03)),
    ("mirror", Look("mirror", (0.9, 0.9, 0.9))),
    ("brass", Look("metal", (0.8, 0.55, 0.22), roughness=0.28, metallic=1)),
    ("gold", Look("metal", (0.9, 0.62, 0.24), roughness=0.25, metallic=1)),
    ("bronze", Look("metal", (0.35, 0.22, 0.12), roughness=0.4, metallic=1)),
    ("copper", Look("metal", (0.75, 0.36, 0.22), roughness=0.3, metallic=1)),
    ("chrome", Look("metal", (0.75, 0.75, 0.76), roughness=0.12, metallic=1)),
    ("iron", Look("metal", (0.12, 0.12, 0.12), roughness=0.5, metallic=1)),
    ("steel", Look("metal", (0.5, 0.5, 0.51), roughness=0.3, metallic=1)),
    ("metal", Look("metal", (0.45, 0.45, 0.46), roughness=0.35, metallic=1)),
    ("leather", Look("leather", linear("#6e3b24"), roughness=0.45)),
    ("velvet", Look("velvet", linear("#5b1f2e"), sheen=0.8)),
    ("marble", Look("marble", (0.7, 0.69, 0.67), roughness=0.15)),
    ("stone", Look("stone", (0.4, 0.38, 0.35), roughness=0.8)),
    ("concrete", Look("concrete", (0.35, 0.34, 0.33), roughness=0.85)),
    ("brick", Look("brick", linear("#8e4a38"), scale=0.21)),
    ("bulb", Look("glow", (1.0, 0.75, 0.45), glow=9000)), ("flame", Look("glow", (1.0, 0.6, 0.25), glow=9000)),
    ("glow", Look("glow", (1.0, 0.8, 0.55), glow=6000)), ("screen", Look("screen", (0.2, 0.45, 0.8), glow=200)),
    ("shade", Look("cloth", linear("#d9c7a0"), clear=0.3)), ("leaf", Look("foliage", linear("#3d5f2a"))),
    ("foliage", Look("foliage", linear("#3d5f2a"))), ("ceramic", Look("ceramic", linear("#d8d2c4"), roughness=0.2)),
    ("porcelain", Look("ceramic", linear("#e6e2da"), roughness=0.15)), ("paper", Look("paper", linear("#d8cdb2"))),
    ("cloth", Look("cloth", linear("#6f7d86"))), ("fabric", Look("cloth", linear("#6f7d86"))),
    ("linen", Look("cloth", linear("#cdbfa3"))), ("wool", Look("cloth", linear("#6b5a4b"))),
    ("cushion", Look("cloth", linear("#6f7d86"))), ("wax", Look("wax", linear("#e8dcc0"))),
    ("wicker", Look("wicker", linear("#b08a54"))), ("plastic", Look("plastic", linear("#c9c4ba"), roughness=0.35)),
    ("", Look("wood", linear("#7a4c2c"), roughness=0.4)),
)  # fmt: skip


def contact(
    models: Sequence[Model], path: str | Path, looks: Mapping[str, Look] | None = None, *, side: int = 300,
    columns: int = 5, facing: float = -35.0, quality: int = 1,
) -> None:  # fmt: skip
    """Write a PNG of the models, each with its name, front to the viewer's left. `looks` by slot or material name."""
    tiles = [portrait(model, looks or {}, side, facing, quality) for model in models]
    while len(tiles) % columns:
        tiles.append(np.full_like(tiles[0], 40))
    rows = [np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)]
    cv2.imwrite(str(path), np.vstack(rows)[..., ::-1])


def portrait(
    model: Model, looks: Mapping[str, Look], side: int = 300, facing: float = -35.0, quality: int = 1
) -> np.ndarray:
    """One model (side, side, 3) sRGB, framed by its own size, `facing` degrees from looking straight at the camera."""
    lo, hi = model.bounds()
    reach = float(np.linalg.norm(hi - lo)) / 2
    middle = (lo + hi) / 2
    away = 4.1 * reach
    lift = math.radians(17)
    eye = (away * math.cos(lift), 0.0, middle[2] + away * math.sin(lift))
    camera = FilmCamera("portrait", eye, (0.0, 0.0, float(middle[2])), focal_length=45.0)
    far, floor = 12 * reach, min(float(lo[2]), 0.0) - 1e-3
    # A sweep: the floor runs up behind into a wall, so that there is no horizon.
    bend = [(far, 0.0), (-3 * reach, 0.0)]
    bend += [(-3 * reach - 3 * reach * math.sin(a), 3 * reach * (1 - math.cos(a))) for a in np.linspace(0.1, 1.57, 12)]
    bend.append((-6 * reach, far))
    points = np.array([(x, y, z + floor) for x, z in bend for y in (-far, far)], np.float32)
    faces = np.array([(2 * k, 2 * k + 1, 2 * k + 3, 2 * k + 2) for k in range(len(bend) - 1)], np.int32)
    ground = Model("ground", (Part("ground", points, faces, "ground", smooth=True),), {})
    shown = {slot: _look(slot, material, looks) for slot, material in model.slots.items()}
    for part in model.parts:
        shown.setdefault(part.slot, _look(part.slot, "", looks))
    staged = Staged(
        {model.name: model, "ground": ground},
        (
            Placed("ground", (0, 0, 0), 0, {"ground": "ground"}, "ground"),
            Placed(model.name, (0, 0, 0), facing, {slot: f"_{slot}" for slot in shown}, model.name),
        ),
        {"ground": Look("paper", (0.32, 0.31, 0.3), roughness=0.9, wear=0)} | {f"_{k}": v for k, v in shown.items()},
        (
            _area((2.2, -2.6, 3.4), 2.4, 9.0, reach, middle, 4600),
            _area((-2.4, 2.2, 2.2), 1.6, 3.0, reach, middle, 6500),
        ),
        (camera,),
        Sky(18.0, 5600.0, (0.5, 0.5, 0.5)),
    )
    picture = Previewer(staged).render(camera, (side, side), quality=quality).display.copy()
    cv2.putText(picture, model.name, (6, side - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (20, 20, 20), 1, cv2.LINE_AA)
    return picture


def _area(way: Vec3, size: float, lux: float, reach: float, middle: np.ndarray, kelvin: float) -> Lamp:
    place = np.array(way) * reach * 1.6 + middle
    aim = (middle - place) / np.linalg.norm(middle - place)
    span = size * reach
    distance = float(np.linalg.norm(middle - place))
    power = 10 * lux * math.pi * distance**2
    x, y, z = (float(v) for v in place)
    return Lamp("area", (x, y, z), power, tuple(float(v) for v in aim), kelvin, size=(span, span))  # type: ignore[arg-type]


def _look(slot: str, material: str, looks: Mapping[str, Look]) -> Look:
    for name in (slot, material):
        if name in looks:
            return looks[name]
    for text in (material.lower(), slot.lower()):
        for word, look in _GUESSES[:-1]:
            if word in text:
                return look
    return _GUESSES[-1][1]


if __name__ == "__main__":
    module, function = sys.argv[1].split(":")
    made = getattr(importlib.import_module(module), function)()
    contact([made] if isinstance(made, Model) else list(made), sys.argv[2])
