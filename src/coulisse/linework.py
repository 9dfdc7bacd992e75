"""A drawing as plain data: lines, arcs, hatches, texts and dimensions on a sheet of paper, in millimetres.

The scene draws it, the media write it (PDF, DXF); it stands below both, because neither room uses the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True)
class Layer:
    """A layer by the name that offices use (AIA), its line weight in millimetres on paper, and its dash pattern."""

    name: str
    weight: float
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)  # sRGB, 0-1
    dash: tuple[float, ...] = ()  # millimetres on, off, ...
    aci: int = 7  # AutoCAD colour index


@dataclass(frozen=True)
class Line:
    """A polyline; `fill` is an sRGB grey (0 black, 1 white) or None, and hides what was drawn before it."""

    points: tuple[Point, ...]
    layer: Layer
    closed: bool = False
    fill: float | None = None
    stroke: bool = True


@dataclass(frozen=True)
class Arc:
    """An arc around `centre`, counter-clockwise from `start` to `end` degrees; 0 to 360 is a circle."""

    centre: Point
    radius: float
    layer: Layer
    start: float = 0.0
    end: float = 360.0
    fill: float | None = None


@dataclass(frozen=True)
class Hatch:
    """Parallel lines at `angle` degrees, `pitch` millimetres apart, inside a polygon without holes."""

    points: tuple[Point, ...]
    layer: Layer
    angle: float = 45.0
    pitch: float = 1.2


@dataclass(frozen=True)
class Text:
    """One line of text; `height` is that of the capitals in millimetres, `angle` in degrees."""

    at: Point
    text: str
    height: float
    layer: Layer
    align: Literal["left", "middle", "right"] = "left"
    angle: float = 0.0
    bold: bool = False
    halo: bool = False  # on a white ground, to stay readable on lines


@dataclass(frozen=True)
class Dimension:
    """A distance between two points along `angle` (0 or 90 degrees), written at `line` (y or x of its line)."""

    a: Point
    b: Point
    line: float
    angle: float
    text: str
    layer: Layer
    height: float = 1.8


Item = Line | Arc | Hatch | Text | Dimension


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper in millimetres, its lower left at (0, 0), with everything on it in drawing order.

    `scale` is that of the plan, 50 for 1:50; `origin` the place on paper of the room's corner (0, 0).
    """

    title: str
    width: float
    height: float
    scale: int
    origin: Point
    items: tuple[Item, ...]
