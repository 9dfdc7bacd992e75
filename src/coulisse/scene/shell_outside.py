"""What is outside a room: ground, a soft backdrop before the windows, and passages behind its doors."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coulisse.scene.meshes import merge, moved
from coulisse.scene.room import Layout, Opening, Room
from coulisse.scene.shapes import ball, box, lathe, sheet
from coulisse.scene.shell_walls import Array, Side
from coulisse.scene.staged import Model, Part, Placed

_PASSAGE = 2.6  # metres behind a door
_CITY = {"city", "street", "skyline", "rooftops", "buildings", "town", "courtyard", "square"}
_HILLS = {"mountains", "mountain", "desert", "dunes", "sea", "ocean", "fields", "hills", "snow", "lake", "moon", "mars"}
_SLOTS = {"ground": "grass", "facade": "plaster", "second": "brick", "roof": "slate", "pane": "glass", "tree": "moss",
          "trunk": "bark", "hill": "earth",
          "wall": "plaster", "floor": "cement", "ceiling": "plaster"}  # fmt: skip


def outside(layout: Layout, *, seen: Sequence[str] = (), buried: bool = False,
            seed: int = 0) -> tuple[tuple[Model, Placed], ...]:  # fmt: skip
    """The models of what lies beyond a room's openings, in their places.

    `seen`: what the brief wants outside (city, mountains, garden ...): facades across a street, hills, else trees.
    `buried`: under ground; no ground or backdrop, only passages. Nothing where there is nothing to look through.
    """
    room, out = layout.room, []
    rng = np.random.default_rng([seed, zlib.crc32(b"outside")])
    for i, o in enumerate(room.doors):
        side = Side(room, o.wall)
        out.append(_placed(f"passage_{i + 1}", [side.part(p) for p in passage(o, room.wall)]))
    if buried or not room.windows:
        return tuple(out)
    slots = dict(_SLOTS)
    kind = "city" if _CITY & set(seen) else "hills" if _HILLS & set(seen) else "trees"
    if {"desert", "dunes", "mars", "moon"} & set(seen):
        slots |= {"ground": "sand", "hill": "sand"}
    if {"sea", "ocean", "lake"} & set(seen):
        slots |= {"ground": "water", "hill": "rock"}
    if "snow" in seen:
        slots |= {"ground": "snow", "hill": "snow"}
    if kind == "city":
        slots["ground"] = "asphalt"
    out.append(_placed("ground", [_ground(room)], slots))
    for wall in dict.fromkeys(o.wall for o in room.windows):
        side = Side(room, wall)
        parts = {"city": _street, "hills": _hills, "trees": _trees}[kind](side, rng)
        out.append(_placed(f"outside_{wall}", [side.part(p) for p in parts], slots))
    return tuple(out)


def passage(o: Opening, wall: float) -> list[Part]:
    """A short passage behind a door in the wall's frame, so that what is ajar does not open on the void."""
    w, h, t = max(o.width + 0.5, 1.3), o.height + 0.35, 0.1
    middle = -wall - _PASSAGE / 2
    return [
        box("floor", (w, _PASSAGE, t), (o.at, middle, -t), "floor", 0.0),
        box("ceiling", (w, _PASSAGE, t), (o.at, middle, h), "ceiling", 0.0),
        box("end", (w + 2 * t, t, h + 2 * t), (o.at, -wall - _PASSAGE - t / 2, -t), "wall", 0.0),
        *(box("side", (t, _PASSAGE, h + t), (o.at + s * (w + t) / 2, middle, -t), "wall", 0.0) for s in (-1, 1)),
    ]


def _ground(room: Room) -> Part:
    """The ground in a ring around the room, just below its floor, 60 m out."""
    far, t, z = 60.0, room.wall, -0.3
    x0, x1, y0, y1 = -t, room.length + t, -t, room.width + t
    rects = ((x0 - far, x1 + far, y0 - far, y0), (x0 - far, x1 + far, y1, y1 + far), (x0 - far, x0, y0, y1),
             (x1, x1 + far, y0, y1))  # fmt: skip
    return merge("ground", [box("ground", (b - a, d - c, 0.2), ((a + b) / 2, (c + d) / 2, z - 0.2), "ground", 0.0)
                            for a, b, c, d in rects])  # fmt: skip


def _street(side: Side, rng: np.random.Generator) -> list[Part]:
    """Facades across a street, in the wall's frame."""
    parts, u, away = [], side.length / 2 - 24.0, 11.0
    k = 0
    while u < side.length / 2 + 24:
        wide, high = float(rng.uniform(5, 9)), float(rng.uniform(8, 15))
        slot = "second" if k % 3 == 1 else "facade"
        d = -away - side.room.wall
        parts += [box("house", (wide, 6.0, high), (u + wide / 2, d - 3, -0.3), slot, 0.0),
                  box("cornice", (wide, 6.5, 0.3), (u + wide / 2, d - 3, high - 0.3), "roof", 0.05)]  # fmt: skip
        columns, rows = max(2, round(wide / 2)), max(2, round(high / 3))
        for i in range(columns):
            for j in range(rows):
                at = (u + wide * (i + 0.5) / columns, d, 1.0 + (high - 1.8) * j / rows)
                parts += [box("pane", (1.0, 0.1, 1.6), (at[0], d + 0.01, at[2]), "pane", 0.0),
                          box("sill", (1.2, 0.2, 0.1), (at[0], d + 0.06, at[2] - 0.1), "facade", 0.0),
                          box("head", (1.2, 0.14, 0.14), (at[0], d + 0.04, at[2] + 1.6), "facade", 0.0)]  # fmt: skip
        u, k = u + wide, k + 1
    return parts


def _hills(side: Side, rng: np.random.Generator) -> list[Part]:
    """Two ranges of hills as rising sheets, in the wall's frame."""
    parts = []
    for away, high in ((28.0, 7.0), (48.0, 16.0)):
        phase = rng.uniform(0, 6, 5)

        def ridge(u: Array, v: Array, away: float = away, high: float = high, phase: Array = phase) -> Array:
            along = side.length / 2 + (0.5 - u) * 2.6 * away
            shape = 0.5 + sum(np.sin((k + 2) * 2.1 * u + phase[k]) * 0.5 / (k + 1.5) for k in range(5))
            rough = 0.05 * np.sin(60 * u + 9 * v)
            z = -0.3 + high * np.maximum(shape + rough, 0.08) * np.sin(v * np.pi / 2)
            return np.stack([along, -away - 8 * v - 0 * u, z], -1)

        parts.append(sheet("hill", ridge, (90, 8), "hill", thickness=0.1))
    return parts


def _trees(side: Side, rng: np.random.Generator) -> list[Part]:
    """A hedge and rows of trees as soft shapes, in the wall's frame."""
    parts: list[Part] = [box("hedge", (60.0, 1.2, 1.5), (side.length / 2, -13.0, -0.3), "tree", 0.2)]
    for k in range(26):
        u, d = side.length / 2 + float(rng.uniform(-24, 24)), -float(rng.uniform(8.5, 24))
        high = float(rng.uniform(4.5, 8.5))
        parts.append(lathe("trunk", [(0.2, 0), (0.13, high * 0.45), (0, high * 0.6)], "trunk", (u, d, -0.3), n=8))
        for _ in range(7):
            r = float(rng.uniform(0.16, 0.26)) * high * 0.75
            lump = ball("crown", r, "tree", (0, 0, 0), n=12)
            rough = 1 + rng.normal(0, 0.07, (len(lump.points), 1))
            points = (lump.points * rough).astype(np.float32)
            at = (u + float(rng.normal(0, 0.1)) * high, d + float(rng.normal(0, 0.1)) * high,
                  high * float(rng.uniform(0.5, 0.85)))  # fmt: skip
            parts.append(moved(replace(lump, points=points, smooth=k % 2 == 0), at))
    return parts


def _placed(name: str, parts: Sequence[Part], slots: dict[str, str] | None = None) -> tuple[Model, Placed]:
    """Parts in the room's frame as a model about its own middle, and its place."""
    low = np.min([p.points.min(0) for p in parts], axis=0)
    high = np.max([p.points.max(0) for p in parts], axis=0)
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]], float)
    groups: dict[tuple[str, bool], list[Part]] = {}
    for p in parts:
        groups.setdefault((p.slot, p.smooth), []).append(p)
    own = []
    for (slot, smooth), group in groups.items():
        one = merge(f"{slot}_round" if smooth else slot, group)
        own.append(replace(one, points=(one.points - middle).astype(np.float32)))
    used = {p.slot: (slots or _SLOTS).get(p.slot, "plaster") for p in own}
    at = (float(middle[0]), float(middle[1]), float(middle[2]))
    return Model(name, tuple(own), used, ()), Placed(name, at, 0.0, {}, name)
