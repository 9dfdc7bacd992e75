"""The pens of a set's drawings: a layer and a line weight for each meaning, and the view from metres to paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coulisse.linework import Arc, Item, Layer, Line, Point

_GREY = (0.42, 0.42, 0.45)
_RED = (0.72, 0.16, 0.12)
# Weights by meaning: what is cut is heaviest, what is seen lighter, what is written lightest (ISO 128 steps).
CUT = Layer("A-WALL", 0.50)
COLUMN = Layer("A-COLS", 0.50)
POCHE = Layer("A-WALL-PATT", 0.09, (0.25, 0.25, 0.27), aci=8)
DOOR = Layer("A-DOOR", 0.25, aci=30)
SWING = Layer("A-DOOR-SWNG", 0.13, _GREY, aci=8)
GLAZING = Layer("A-GLAZ", 0.18, aci=5)
PIECE = Layer("A-FURN", 0.25, aci=3)
DETAIL = Layer("A-FURN-DETL", 0.13, _GREY, aci=8)
OVERHEAD = Layer("A-FLOR-OVHD", 0.13, _GREY, (1.8, 1.2), aci=6)
RUG = Layer("A-FURN-RUGS", 0.13, _GREY, aci=8)
SEEN = Layer("A-ELEV", 0.18, aci=7)
OUTLINE = Layer("A-ELEV-OTLN", 0.60)
DIMENSIONS = Layer("A-ANNO-DIMS", 0.13, (0.2, 0.2, 0.2), aci=1)
TEXT = Layer("A-ANNO-TEXT", 0.13)
NOTE = Layer("A-ANNO-NOTE", 0.13, _GREY, aci=8)
CAMERA = Layer("A-CAMR", 0.18, _RED, aci=1)
CAMERA_VIEW = Layer("A-CAMR-VIEW", 0.09, _RED, (2.0, 1.0, 0.4, 1.0), aci=1)
FRAME = Layer("A-ANNO-TTLB", 0.35)
RULE = Layer("A-ANNO-TTLB-RULE", 0.13, _GREY, aci=8)


@dataclass(frozen=True)
class View:
    """Where metres go on paper: the point (0, 0) in millimetres, and the scale (50 for 1:50)."""

    x: float
    y: float
    scale: int

    @property
    def mm(self) -> float:
        """Millimetres of paper a metre."""
        return 1000 / self.scale

    def at(self, x: float, y: float) -> Point:
        return self.x + x * self.mm, self.y + y * self.mm

    def line(self, layer: Layer, *points: Point, closed: bool = False, fill: float | None = None,
             stroke: bool = True) -> Line:  # fmt: skip
        return Line(tuple(self.at(*p) for p in points), layer, closed, fill, stroke)

    def box(self, layer: Layer, x0: float, y0: float, x1: float, y1: float, fill: float | None = None) -> Line:
        return self.line(layer, (x0, y0), (x1, y0), (x1, y1), (x0, y1), closed=True, fill=fill)

    def circle(self, layer: Layer, x: float, y: float, radius: float, fill: float | None = None) -> Arc:
        return Arc(self.at(x, y), radius * self.mm, layer, fill=fill)


@dataclass(frozen=True)
class Frame:
    """A piece's own axes in a view: `u` metres forward, `v` metres to the left, from its middle."""

    view: View
    x: float
    y: float
    facing: float  # degrees

    def at(self, u: float, v: float) -> Point:
        c, s = math.cos(math.radians(self.facing)), math.sin(math.radians(self.facing))
        return self.view.at(self.x + u * c - v * s, self.y + u * s + v * c)

    def line(self, layer: Layer, *points: Point, closed: bool = False, fill: float | None = None) -> Item:
        return Line(tuple(self.at(*p) for p in points), layer, closed, fill)

    def box(self, layer: Layer, u0: float, v0: float, u1: float, v1: float, fill: float | None = None,
            round_: float = 0.0) -> Item:  # fmt: skip
        """A rectangle, its corners rounded by `round_` metres."""
        if round_ <= 0:
            return self.line(layer, (u0, v0), (u1, v0), (u1, v1), (u0, v1), closed=True, fill=fill)
        r = min(round_, abs(u1 - u0) / 2, abs(v1 - v0) / 2)
        low_u, high_u, low_v, high_v = min(u0, u1), max(u0, u1), min(v0, v1), max(v0, v1)
        points = []
        for cu, cv, start in ((high_u - r, high_v - r, 0), (low_u + r, high_v - r, 90), (low_u + r, low_v + r, 180),
                              (high_u - r, low_v + r, 270)):  # fmt: skip
            for step in range(5):
                angle = math.radians(start + step * 22.5)
                points.append((cu + r * math.cos(angle), cv + r * math.sin(angle)))
        return self.line(layer, *points, closed=True, fill=fill)

    def circle(self, layer: Layer, u: float, v: float, radius: float, fill: float | None = None) -> Item:
        return Arc(self.at(u, v), radius * self.view.mm, layer, fill=fill)

    def ellipse(self, layer: Layer, u: float, v: float, ru: float, rv: float, fill: float | None = None) -> Item:
        turns = [i * math.tau / 24 for i in range(24)]
        return self.line(layer, *((u + ru * math.cos(t), v + rv * math.sin(t)) for t in turns), closed=True, fill=fill)
