"""Where a group could stand in a room, and what the room forbids it: door swings, the way in, windows."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.boxes import Array, as_boxes
from coulisse.scene.layout_designs import SQUARE, Design
from coulisse.scene.layout_groups import Group
from coulisse.scene.room import INWARDS, WALLS, Opening, Room

WAY_IN = 0.9  # metres before a door that stay free
LIGHT = 0.5  # metres before a window without tall pieces
TALL = 1.0  # metres; no piece below this darkens a window
_BEHIND = 0.85  # metres between a wall and the chairs before it
_OFF_WALL = 0.02  # metres between a wall and a piece's back


def poses_of(group: Group, design: Design, room: Room) -> Array:
    """(n, 3) candidate poses: x, y in metres, direction in radians."""
    out: list[Array] = []
    if group.against or (design.name == "walls" and group.kind == "floor"):
        for wall in WALLS:
            reach = room.side(wall) / 2 - group.half_width
            if reach < -1e-9:  # too long for this wall; still a pose, so that what it lacks can be said
                reach = 0.0
            steps = min(40, max(1, math.ceil(reach / 0.25)))
            off = group.half_depth + (0.0 if group.kind == "hung" else _OFF_WALL) + group.back
            if group.back:  # somebody sits there, and has to get there
                off = min(off - group.back + _BEHIND, max(off, min(room.length, room.width) / 2))
            at = room.side(wall) / 2 + reach * np.arange(-steps, steps + 1) / steps
            spots = np.array([room.on_wall(wall, float(a), off) for a in at])
            out.append(np.column_stack([spots, np.full(len(spots), math.radians(INWARDS[wall]))]))
    if group.free:
        turns = design.turns if group.kind == "floor" else (0.0, 90.0)
        if design.turns != SQUARE and min(room.length, room.width) < 4 and group.kind == "floor":
            turns = (*design.turns, *SQUARE)  # a small room may have to be square
        across = [np.unique(side * (0.5 + np.arange(-n, n + 1) / (2 * n) * 0.94))
                  for side, n in ((room.length, _steps(room.length)), (room.width, _steps(room.width)))]  # fmt: skip
        x, y, turn = (a.ravel() for a in np.meshgrid(across[0], across[1], np.radians(turns), indexing="ij"))
        out.append(np.column_stack([x, y, turn]))
    return np.concatenate(out) if out else np.zeros((0, 3))


def _steps(side: float) -> int:
    """Grid steps from the middle to the wall: about 40 cm, at most seven."""
    return int(min(7, max(2, round(side / 0.8))))


def fixed_zones(room: Room, group: Group, at_window: bool = False) -> Array:
    """(n, 5) boxes that the group must not stand in: before doors always, before windows if it is tall.

    `at_window`: it was asked to stand there.
    """
    zones = [before(room, o, max(o.leaf, WAY_IN)) for o in room.doors if group.base < o.height]
    for n in room.niches:  # nothing tall hides a niche
        if group.kind == "hung" or (group.kind == "floor" and group.top > max(TALL, n.sill)):
            x, y = room.on_wall(n.wall, n.at, LIGHT / 2)
            zones.append((x, y, LIGHT / 2, n.width / 2, math.radians(INWARDS[n.wall])))
    fronts = any(p.name == "shopfront" for p in group.pieces)  # they take the place of the windows behind them
    if group.kind != "ceiling" and not at_window and not fronts:
        zones += [
            before(room, o, LIGHT) for o in room.windows if darkens(group.base, group.top, o) or group.kind == "hung"
        ]
    return as_boxes(zones)


def darkens(base: float, top: float, window: Opening) -> bool:
    """Whether something from `base` to `top` metres is tall enough to stand in a window's light."""
    return top > max(TALL, window.sill + 0.15) and base < window.sill + window.height


def before(room: Room, opening: Opening, deep: float) -> tuple[float, float, float, float, float]:
    """The box (see boxes.py) as wide as an opening and `deep` metres into the room."""
    x, y = room.on_wall(opening.wall, opening.at, deep / 2)
    return x, y, deep / 2, opening.width / 2, math.radians(INWARDS[opening.wall])
