"""What is built into a room besides its walls: pools, pits, partitions, galleries, porches; where nobody may stand.

A fixture's plan is a rectangle that looks in one of the four square directions; what is cut into a wall (an apse, the
mouth of a tunnel) has its middle on the wall's face and lies behind it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float, float]  # see boxes.py
FixtureKind = Literal[
    "apse",
    "pit",
    "pool",
    "sunken_floor",
    "drain",
    "porch",
    "awning",
    "tunnel_mouth",
    "trapdoor",
    "partition",
    "bulkhead",
    "gallery",
    "balcony",
    "chimney",
    "buttress",
    "arcade",
]
WALK = 0.8  # metres around what one falls into: the house's passage
# Metres that furniture keeps off, all around; what is not named here is walked over, hangs, or lies behind a wall.
_WALKS: dict[str, float] = {
    "pit": WALK,
    "pool": WALK,
    "sunken_floor": WALK,
    "trapdoor": 0.35,
    "porch": 0.0,
    "partition": 0.05,
    "chimney": 0.05,
    "buttress": 0.05,
}
SUNK = ("pit", "pool", "sunken_floor", "drain", "trapdoor")  # cut into the floor
CUT = ("apse", "tunnel_mouth")  # cut into a wall, and lying behind it
AT_WALLS = (*CUT, "awning", "gallery", "balcony", "chimney", "buttress", "porch")
RISE, GOING = 0.17, 0.28  # metres of a step, as a stair is comfortable (Blondel: 2 rises and a going are 63 cm)
STAIR = 0.95  # metres of width of a gallery's stair
_POST = 0.16


@dataclass(frozen=True)
class Fixture:
    """Something built in: plan middle `x`, `y` in metres, its front looks `facing` degrees (0, 90, 180, 270).

    `width` lies across the facing, `depth` along it; it rises `height` metres above the floor (a gallery's deck, a
    partition's head, the crown of an arch) and reaches `sunk` metres below. `traits`: glazed, half, ornamental, open.
    """

    kind: FixtureKind
    width: float
    depth: float
    height: float = 0.0
    sunk: float = 0.0
    x: float = 0.0
    y: float = 0.0
    facing: float = 0.0
    traits: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a list calls it."""
        if self.kind == "pool":
            return "Ornamental pool" if "ornamental" in self.traits else "Pool"
        return self.kind.replace("_", " ").capitalize()

    @property
    def box(self) -> Box:
        """Its plan."""
        return self.x, self.y, self.depth / 2, self.width / 2, math.radians(self.facing)

    @property
    def half(self) -> tuple[float, float]:
        """Half its extent along x and along y."""
        along = abs(math.cos(math.radians(self.facing))) > 0.5
        return (self.depth / 2, self.width / 2) if along else (self.width / 2, self.depth / 2)

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Its plan as x0, y0, x1, y1."""
        hx, hy = self.half
        return self.x - hx, self.y - hy, self.x + hx, self.y + hy

    def point(self, forward: float, left: float) -> tuple[float, float]:
        """The plan point so many metres before and to the left of the middle."""
        c, s = math.cos(math.radians(self.facing)), math.sin(math.radians(self.facing))
        return self.x + forward * c - left * s, self.y + forward * s + left * c

    def blocked(self) -> list[Box]:
        """Where nothing and nobody stands."""
        if self.kind in ("gallery", "balcony"):
            return [_part(self, *p) for p in gallery_posts(self)] + [_part(self, *p) for p in stair_strip(self)]
        return [self.box] if self.kind in _WALKS and self.kind != "porch" else []

    def kept_off(self) -> list[Box]:
        """Where no furniture stands: the same with the walk around it."""
        if self.kind == "tunnel_mouth":  # what comes out of it needs the way
            x, y = self.point(0.6, 0.0)
            return [(x, y, 0.6, self.width / 2, math.radians(self.facing))]
        walk = _WALKS.get(self.kind, 0.0)
        grown = [(x, y, d + walk, w + walk, turn) for x, y, d, w, turn in self.blocked()]
        if self.kind == "porch":  # its steps
            x, y = self.point(0.4, 0.0)
            grown = [(x, y, self.depth / 2 + 0.4, self.width / 2, math.radians(self.facing))]
        if self.kind == "gallery":
            for u, v, hu, hv in stair_strip(self):  # before its first step
                grown.append(_part(self, u, v - hv - 0.4, hu, 0.4))
        return grown


def _part(f: Fixture, forward: float, left: float, half_depth: float, half_width: float) -> Box:
    x, y = f.point(forward, left)
    return x, y, half_depth, half_width, math.radians(f.facing)


def gallery_posts(f: Fixture) -> list[tuple[float, float, float, float]]:
    """Posts under a gallery's front edge in its own frame: forward, left, half depth, half width."""
    if f.kind != "gallery":
        return []
    count = max(2, round(f.width / 3.0) + 1)
    inset = 0.15
    step = (f.width - 2 * inset) / (count - 1)
    return [(f.depth / 2 - 0.12, -f.width / 2 + inset + step * k, _POST / 2, _POST / 2) for k in range(count)]


def flight(height: float, room: float) -> tuple[int, float, float]:
    """Risers, rise and going in metres of a flight of `height` in `room` metres: 17/28, steeper where there is less."""
    count = max(1, round(height / RISE))
    going = min(GOING, room / max(count - 1, 1))
    if going < 0.2:  # a ship's ladder
        count = max(1, round(height / 0.22))
        going = max(0.12, min(0.2, room / max(count - 1, 1)))
    return count, height / count, going


def stair_strip(f: Fixture) -> list[tuple[float, float, float, float]]:
    """The plan of the stair before a gallery's front edge, which climbs towards the left end.


    In the gallery's own frame: forward, left, half depth, half width. Empty where the gallery has none.
    """
    if f.kind != "gallery" or "stair" not in f.traits:
        return []
    count, _, going = flight(f.height, f.width - STAIR - 0.1)
    long = STAIR + (count - 1) * going
    return [(f.depth / 2 + STAIR / 2, f.width / 2 - long / 2, STAIR / 2, long / 2)]


def sunk_rectangles(fixtures: Sequence[Fixture]) -> list[tuple[float, float, float, float]]:
    """The openings (x0, y0, x1, y1) that fixtures cut into the floor; a trapdoor that is shut cuts none."""
    return [f.rectangle for f in fixtures if f.kind in SUNK and not (f.kind == "trapdoor" and "closed" in f.traits)]
