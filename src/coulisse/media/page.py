"""A page that is pinned up, as plain data: pictures, texts, rules, swatches, drawings and tables in millimetres.

The origin is the page's upper left corner, y runs down. Colours are `#rrggbb` in sRGB. Nothing here draws.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.linework import Sheet

Pixels = NDArray[np.uint8]
Face = Literal["serif", "sans"]
Weight = Literal["light", "regular", "semibold"]
Align = Literal["left", "middle", "right"]

SIZES = {"A1": (841.0, 594.0), "A2": (594.0, 420.0), "A3": (420.0, 297.0), "A4": (297.0, 210.0)}  # landscape, mm
WHITE, INK, QUIET = "#f7f3ea", "#1d1a17", "#7d756a"  # warm paper, its ink, and its ink for small print
BLACK, CHALK, DIM = "#151413", "#ebe5d9", "#978f83"  # the dark variant of the same


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres from the page's upper left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, by: float) -> Box:
        """The box, `by` mm smaller on each side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture, uint8 (h, w, 3) sRGB or a file. `cover` fills the box and cuts, `contain` shows everything.

    `focus`: where in the picture (0-1 across, 0-1 down) the cut is centred; where `contain` leaves room, it leans.
    """

    box: Box
    pixels: Pixels | Path
    fit: Literal["cover", "contain"] = "cover"
    focus: tuple[float, float] = (0.5, 0.5)
    texture: bool = False  # a sample of material: kept without the losses of a photograph's compression


@dataclass(frozen=True)
class Text:
    """Text that wraps in its box and never leaves it.

    `size` and `leading` in points (leading None: 1.3 of the size). What does not fit is set smaller, down to `least`
    points, and then cut with an ellipsis. Words are not hyphenated; one that is wider than the box is broken.
    `tracking` is the space between letters in thousandths of the size. `caps`: set in capitals.
    """

    box: Box
    text: str
    size: float = 8.0
    face: Face = "sans"
    weight: Weight = "regular"
    italic: bool = False
    colour: str = INK
    align: Align = "left"
    leading: float | None = None
    least: float | None = None
    tracking: float = 0.0
    caps: bool = False
    valign: Literal["top", "bottom"] = "top"


@dataclass(frozen=True)
class Rule:
    """A line from (x, y) to (x2, y2), `weight` mm wide."""

    x: float
    y: float
    x2: float
    y2: float
    weight: float = 0.12
    colour: str = INK


@dataclass(frozen=True)
class Swatch:
    """A field of one colour; `edge` is a hairline around it, for colours that the paper would swallow."""

    box: Box
    colour: str
    edge: str | None = None


@dataclass(frozen=True)
class Drawing:
    """A sheet of linework. `factor` is how much larger than on its own sheet it is drawn (None: as fits the box).

    Its black is drawn as `ink`, its white as `paper`. The printed scale is `true_scale`.
    """

    box: Box
    sheet: Sheet
    factor: float | None = None
    ink: str = INK
    paper: str = "#ffffff"

    @property
    def drawn(self) -> float:
        """The factor that it is drawn with."""
        if self.factor is not None:
            return self.factor
        return min(self.box.width / self.sheet.width, self.box.height / self.sheet.height)

    @property
    def true_scale(self) -> float:
        """50.0 where a metre is 20 mm on the printed page."""
        return self.sheet.scale / self.drawn


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading (or ""), its share of the width, and how its cells stand."""

    heading: str
    share: float = 1.0
    align: Align = "left"
    colour: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows between hairlines, set from the top of the box; rows that do not fit are counted in a last line.

    `size` in points; `more` is that last line, with {n} for the number of rows.
    """

    box: Box
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float = 7.0
    colour: str = INK
    quiet: str = QUIET
    hair: str = "#bab4a9"
    more: str = "and {n} more"


Element = Picture | Text | Rule | Swatch | Drawing | Table


@dataclass(frozen=True, eq=False)
class Page:
    """A page in millimetres with everything on it in drawing order."""

    width: float
    height: float
    elements: tuple[Element, ...] = ()
    paper: str = WHITE
    title: str = ""
    author: str = "Coulisse"
    notes: tuple[str, ...] = field(default=())  # what a reader of the file, not of the paper, may want to know

    def plus(self, *elements: Element) -> Page:
        """The page with more on it."""
        return replace(self, elements=(*self.elements, *elements))

    def of(self, kind: type[Any]) -> Iterator[Any]:
        """The elements of one kind."""
        return (e for e in self.elements if isinstance(e, kind))


def check(page: Page) -> None:
    """Raises BadInput, naming the element, for what cannot be printed: no size, off the page, no colour, no picture."""
    if not (10 <= page.width <= 5000 and 10 <= page.height <= 5000):
        raise BadInput(f"a page of {page.width:g} x {page.height:g} mm", where="page", remedy="10 to 5000 mm")
    _colour(page.paper, "page.paper")
    for i, element in enumerate(page.elements):
        where = f"page element {i} ({type(element).__name__.lower()})"
        if isinstance(element, Rule):
            corners = (element.x, element.y, element.x2, element.y2)
        else:
            box = element.box
            corners = (box.x, box.y, box.right, box.bottom)
            if math.isfinite(sum(corners)) and min(box.width, box.height) <= 0:
                raise BadInput(f"a box of {box.width:g} x {box.height:g} mm", where=where, remedy="give it a size")
        slack = 0.01
        if not math.isfinite(sum(corners)):
            raise BadInput("its place is not a number", where=where, remedy="give millimetres")
        if (
            min(corners) < -slack
            or max(corners[0], corners[2]) > page.width + slack
            or (max(corners[1], corners[3]) > page.height + slack)
        ):
            raise BadInput(f"lies off the page: {corners}", where=where, remedy="move it onto the page")
        for name in ("colour", "edge", "ink", "paper", "quiet", "hair"):
            if (value := getattr(element, name, None)) is not None:
                _colour(value, f"{where}.{name}")
        if isinstance(element, Picture) and not isinstance(element.pixels, Path):
            pixels = element.pixels
            if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
                raise BadInput(
                    f"a picture of {pixels.dtype} {pixels.shape}", where=where, remedy="give uint8 (h, w, 3) sRGB"
                )
        if isinstance(element, Text) and not 0.5 <= element.size <= 500:
            raise BadInput(f"text of {element.size:g} points", where=where, remedy="0.5 to 500 points")


def _colour(value: str, where: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise BadInput(f"no colour: {value!r}", where=where, remedy="write it as #rrggbb")
