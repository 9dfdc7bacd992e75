"""Finds places for what is built into a room, before any furniture stands: each design another one.

What is cut into a wall goes opposite to the door; what lies in the floor goes where the design wants its weight, with
a walk around it; windows, columns and niches make way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coulisse.scene.boxes import Array, as_boxes, distance, grown, overlap
from coulisse.scene.fixtures import CUT, SUNK, WALK, Fixture
from coulisse.scene.room import Missing, Room
from coulisse.scene.shell_places_walls import WAY_IN, WEIGHT, at_wall, in_wall, made_way, meets, wall_of, zone

# Shares of the room's length and width that may be taken at most by what lies in the floor, furniture has the rest.
_MOST = {
    "pool": (0.62, 0.6),
    "pit": (0.45, 0.5),
    "sunken_floor": (0.5, 0.6),
    "drain": (0.8, 0.8),
    "trapdoor": (0.5, 0.5),
}
_TRIES = (1.0, 0.88, 0.76, 0.64, 0.52, 0.42)  # of its size
_WALLED = ("chimney", "buttress", "porch", "awning", "balcony", "gallery", "partition")
_LEAST = 0.4  # metres of anything


def installed(room: Room, asked: Sequence[Fixture], design: str) -> tuple[Room, tuple[str, ...], tuple[Missing, ...]]:
    """The room with what was asked for in its places, a line on each, and what found none.

    `asked` at the sizes that are wanted; what is too large is made smaller, to two fifths at most.
    """
    lines: list[str] = []
    missing: list[Missing] = []
    order = {
        **dict.fromkeys(CUT, 0),
        "bulkhead": 1,
        "gallery": 1,
        "arcade": 1,
        "porch": 2,
        "pool": 3,
        "sunken_floor": 3,
        "pit": 4,
    }
    for want in sorted(asked, key=lambda f: order.get(f.kind, 5)):
        found = _place(room, want, design)
        if found is None:
            short = max(1.0, round(100 * (min(want.width, want.depth) - min(room.length, room.width) * 0.6), 1))
            missing.append(Missing(want.kind, want.label, short, f"{want.label}: the room leaves no place for it"))
            continue
        room = made_way(room, found)
        lines.append(_line(found))
    return room, tuple(dict.fromkeys(lines)), tuple(missing)


def cleared(room: Room) -> Room:
    """The room without columns and niches that would stand in what is built in."""
    if not room.fixtures:
        return room
    solid = as_boxes([box for f in room.fixtures for box in f.blocked()])
    columns = room.columns
    if len(solid) and columns:
        boxes = as_boxes([(c.x, c.y, c.depth / 2, c.width / 2, 0.0) for c in columns])
        columns = tuple(c for c, gap in zip(columns, overlap(boxes, solid).max(axis=1), strict=True) if gap < -0.1)
    cut = [f for f in room.fixtures if f.kind in (*CUT, "chimney", "porch", "buttress")]
    niches = tuple(n for n in room.niches if all(not meets(f, n.wall, n.at, n.width, room) for f in cut))
    ways = as_boxes([b for f in room.fixtures if f.kind in CUT for b in _before(f)])
    if len(ways) and columns:
        boxes = as_boxes([(c.x, c.y, c.depth / 2, c.width / 2, 0.0) for c in columns])
        columns = tuple(c for c, deep in zip(columns, overlap(boxes, ways).max(axis=1), strict=True) if deep < 0)
    return replace(room, columns=columns, niches=niches)


def _before(f: Fixture) -> list[tuple[float, float, float, float, float]]:
    x, y = f.point(0.6, 0.0)
    return [(x, y, 0.6, f.width / 2, math.radians(f.facing))]


def _line(f: Fixture) -> str:
    size = f"{max(f.width, f.depth):.1f} × {min(f.width, f.depth):.1f} m"
    if f.kind in SUNK and f.kind not in ("drain", "trapdoor"):
        return f"{f.label} {size}, {f.sunk:.2f} m deep"
    if f.kind in ("gallery", "balcony"):
        return f"{f.label} {f.depth:.1f} m deep at {f.height:.2f} m"
    if f.kind in CUT:
        return f"{f.label} {f.width:.1f} m wide and {f.height:.1f} m high in the {wall_of(f)} wall"
    if f.kind == "bulkhead":
        return f"Ribbed frames every {f.depth:.1f} m"
    if f.kind == "partition":
        return f"{f.label} {f.width:.1f} m long, {f.height:.2f} m high{', glazed' if 'glazed' in f.traits else ''}"
    return f"{f.label} {size}"


def _place(room: Room, want: Fixture, design: str) -> Fixture | None:
    if want.kind in CUT:
        return in_wall(room, want, design)
    if want.kind in ("bulkhead", "arcade"):
        return replace(want, x=room.length / 2, y=room.width / 2, width=room.width, height=room.height)
    if want.kind in _WALLED:
        return at_wall(room, want, design)
    return _in_floor(room, want, design)


def _in_floor(room: Room, want: Fixture, design: str) -> Fixture | None:
    """Where the design wants its weight, its long side along the room, clear of doors and of what is built in."""
    most = _MOST.get(want.kind, (0.6, 0.6))
    walk = WALK if want.kind not in ("drain", "trapdoor") else 0.3
    ways = as_boxes([zone(room, d, WAY_IN) for d in room.doors])
    others = as_boxes([box for f in room.fixtures for box in f.blocked()])
    sides = sorted((want.width, want.depth))
    for size in _TRIES:
        short, long = sides[0] * size, sides[1] * size
        if want.kind == "drain":
            short = sides[0]
        best: tuple[float, Fixture] | None = None
        for facing in (0.0, 180.0, 90.0, 270.0):
            flat = facing in (0.0, 180.0)
            across = want.width > want.depth  # it looks out of its long side
            lies_along = flat != across
            hx, hy = (long / 2, short / 2) if lies_along else (short / 2, long / 2)
            if (
                2 * hx > room.length * most[0] + 1e-9
                or 2 * hy > room.width * most[1] + 1e-9
                or min(hx, hy) * 2 < min(_LEAST, sides[0])
            ):
                continue
            if hx + walk > room.length / 2 + 1e-9 or hy + walk > room.width / 2 + 1e-9:
                continue
            boxes, xs, ys = _spots(room, hx, hy, walk)
            blocked = np.zeros(len(boxes), bool)
            around = grown(boxes, walk, walk, walk)
            for set_, own in ((ways, around if want.kind != "drain" else boxes), (others, around)):
                if len(set_):
                    blocked |= overlap(own, set_).max(axis=1) > 1e-6
            cost = _liking(room, want, design, boxes, lies_along) + 0.02 * (facing in (180.0, 270.0))
            cost = np.where(blocked, np.inf, cost)
            if len(cost) and np.isfinite(cost).any():
                k = int(cost.argmin())
                wide, deep = (hy, hx) if flat else (hx, hy)
                one = replace(
                    want,
                    x=round(float(xs[k]), 3),
                    y=round(float(ys[k]), 3),
                    facing=facing,
                    width=round(2 * wide, 3),
                    depth=round(2 * deep, 3),
                )
                if best is None or cost[k] < best[0]:
                    best = float(cost[k]), one
        if best is not None:
            return best[1]
    return None


def _spots(room: Room, hx: float, hy: float, walk: float) -> tuple[Array, Array, Array]:
    reach_x, reach_y = room.length / 2 - hx - walk, room.width / 2 - hy - walk
    xs = room.length / 2 + reach_x * np.linspace(-1, 1, 17)
    ys = room.width / 2 + reach_y * np.linspace(-1, 1, 13)
    gx, gy = (g.ravel() for g in np.meshgrid(xs, ys, indexing="ij"))
    return np.column_stack([gx, gy, np.full(len(gx), hx), np.full(len(gx), hy), np.zeros(len(gx))]), gx, gy


def _liking(room: Room, want: Fixture, design: str, boxes: Array, lies_along: bool) -> Array:
    x, y = boxes[:, 0], boxes[:, 1]
    if want.kind == "trapdoor":  # out of the way, and seen
        corner = np.hypot(np.minimum(x, room.length - x) - 1.3, np.minimum(y, room.width - y) - 1.2)
        doors = as_boxes([zone(room, d, 0.4) for d in room.doors])
        near = distance(boxes[:, :2], doors).min(axis=1) if len(doors) else np.full(len(x), 9.0)
        return np.asarray(corner + np.maximum(0.0, 2.0 - near))
    if want.kind == "drain":  # a channel along the middle, or along a wall where the design wants the middle
        edge = np.minimum(y, room.width - y)
        middle = np.abs(y - room.width / 2) if design in ("axial", "zoned") else np.abs(edge - 0.6)
        return np.asarray(middle + 0.2 * np.abs(x - room.length / 2) + 2.0 * (not lies_along))
    at = WEIGHT.get(design, (0.5, 0.5))
    away = np.hypot(x - at[0] * room.length, y - at[1] * room.width)
    return np.asarray(away + 1.0 * (not lies_along))
