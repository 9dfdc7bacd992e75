"""Apses and tunnels in plan: where they are cut into a wall, and how far they reach out behind it."""

from __future__ import annotations

import math

from coulisse.linework import Point
from coulisse.scene.fixtures import CUT, Fixture
from coulisse.scene.room import Niche, Room, Wall
from coulisse.scene.shell_places_walls import along, wall_of

APSE_WALL = 0.3  # metres of an apse's wall
STUB = 1.6  # metres of a tunnel that are drawn


def portals(room: Room, wall: Wall) -> list[tuple[Niche, Fixture]]:
    """What is cut into a wall and lies behind it, as a niche of its size."""
    return [
        (Niche(wall, along(f), f.width, f.depth, f.height), f)
        for f in room.fixtures
        if f.kind in CUT and wall_of(f) == wall
    ]


def reach(room: Room) -> float:
    """Metres that what is built in reaches out of the room's inner faces."""
    apses = [room.wall + f.depth + APSE_WALL for f in room.fixtures if f.kind == "apse"]
    return max([0.0, *apses, *(room.wall + STUB for f in room.fixtures if f.kind == "tunnel_mouth")])


def apse_line(niche: Niche, wall: float, out: float, steps: int = 24) -> list[Point]:
    """An apse's wall in plan as (along the wall, outwards), from its start to its end, `out` metres outside."""
    half = niche.width / 2
    turns = [math.pi * (1 - k / steps) for k in range(steps + 1)]
    return [(niche.at + (half + out) * math.cos(t), wall + (niche.depth + out) * math.sin(t)) for t in turns]
