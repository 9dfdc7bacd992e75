"""The pages of a sewing pattern at true scale: a list with a test square, then the parts on one sheet or on tiles."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coulisse.linework import Arc, Item, Layer, Line, Point, Sheet, Text
from coulisse.media.pdf import drawing_pdf, text_width
from coulisse.media.sewing_drawn import CUT, GRAIN, TEXT, drawn
from coulisse.media.sewing_lay import lay
from coulisse.media.sewing_parts import PatternPart

if TYPE_CHECKING:
    from coulisse.media.sewing_pattern import CutLine

Array = NDArray[np.float64]
THIN = Layer("THIN", 0.15, (0.55, 0.55, 0.55))
TILE = Layer("TILE", 0.2, (0.45, 0.45, 0.45), (3.0, 2.0))
A4, A0 = (210.0, 297.0), (841.0, 1189.0)
EDGE = 12.0  # millimetres of a tile's page that a printer may leave white
OVERLAP = 10.0  # millimetres that two tiles share, to glue
SQUARE = 50.0
GAP, PAPER_CELL = 8.0, 5.0


def pages(
    title: str, source: str, parts: Sequence[PatternPart], cutting: Sequence[CutLine],
    yardage: Mapping[str, Mapping[int, float | None]], notes: Sequence[str], fabrics: Mapping[str, str],
    seam_allowance: float, paper: str, *, compress: bool = True,
) -> bytes:  # fmt: skip
    """The PDF: page one the list and a square of exactly 5 cm, then the parts; a millimetre is a millimetre."""
    tile = {"full": None, "A4": A4, "A0": A0}[paper]
    width = max(p.size[0] for p in parts) + 2 * GAP
    square = math.sqrt(sum(p.size[0] * p.size[1] for p in parts))  # a sheet about as wide as it is long
    if tile is None:
        width = max(width, 870.0)  # what copy shops plot on
    else:
        step = tile[0] - 2 * EDGE - OVERLAP
        width = math.ceil(max(width, square) / step) * step
    outlines = [(p.outline, False, False) for p in parts]
    laid = lay(outlines, width, PAPER_CELL, GAP)
    assert laid is not None, "the sheet is as wide as the widest part"
    places, height = laid
    items: list[Item] = []
    names = _names(parts, cutting, fabrics)
    for place in places:
        items += drawn(parts[place.number], names[place.number], place.x + GAP / 2, place.y + GAP / 2)
    first = _list(title, source, cutting, yardage, notes, fabrics, seam_allowance, paper)
    first = replace(first, items=(*first.items, *_map(items, height, tile, _lowest(first))))
    if tile is None:
        size = (width + 20, height + 20)
        moved = [_moved(item, 10, 10) for item in items]
        sheets = [first, Sheet(title, size[0], size[1], 1, (0, 0), tuple(moved))]
    else:
        sheets = [first, *_tiles(title, items, width, height, tile)]
    return drawing_pdf(sheets, compress)


def _lowest(sheet: Sheet) -> float:
    """The height above which a list page is written on, its foot line apart."""
    return min(item.at[1] for item in sheet.items if isinstance(item, Text) and item.at[1] > 13)


def _map(items: Sequence[Item], height: float, tile: tuple[float, float] | None, top: float) -> list[Item]:
    """The sheet in small, below the list: where each part lies, and where the tiles are cut."""
    room = top - 24
    if room < 30 or not items:
        return []
    wide, long = max(_box(item)[2] for item in items if isinstance(item, Line)), height
    columns = rows = 0
    w = h = 0.0
    if tile is not None:
        w, h = tile[0] - 2 * EDGE - OVERLAP, tile[1] - 2 * EDGE - OVERLAP
        columns, rows = math.ceil(wide / w), math.ceil(height / h)
        wide, long = columns * w, rows * h
    scale = min(172.0 / wide, room / long)
    left, low = 18.0, 17.0 + room - scale * height

    def small(x: float, y: float) -> Point:
        return round(left + scale * x, 2), round(low + scale * y, 2)

    out: list[Item] = []
    for row in range(rows):
        for column in range(columns):
            a, b = column * w, height - row * h
            corners = ((a, b), (a + w, b), (a + w, b - h), (a, b - h))
            out.append(Line(tuple(small(*c) for c in corners), THIN, True))
            name = f"{string.ascii_uppercase[row % 26]}{column + 1}"
            out.append(Text(small(a + w / 2, b - h / 2), name, min(2.2, 0.2 * scale * w), THIN, "middle"))
    for item in items:
        if isinstance(item, Line) and item.layer in (CUT, GRAIN) and item.fill is None:
            layer = Layer("MAP", 0.25 if item.layer is CUT else 0.12)
            out.append(Line(tuple(small(*point) for point in item.points), layer, item.closed))
    return out


def _names(parts: Sequence[PatternPart], cutting: Sequence[CutLine], fabrics: Mapping[str, str]) -> list[list[str]]:
    """What is written on each part: what to cut of it."""
    out = []
    for part in parts:
        lines = []
        for line in cutting:
            if line.part == part.name and line.number == part.number:
                how = ", on the fold" if line.on_fold else ", mirrored" if line.count > 1 else ""
                lines.append(f"cut {line.count} of {fabrics.get(line.material, line.material)}{how}")
        out.append(list(dict.fromkeys(lines)))
    return out


def _box(item: Item) -> tuple[float, float, float, float]:
    if isinstance(item, Line):
        xs, ys = zip(*item.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    if isinstance(item, Text):
        reach = text_width(item.text, item.height, item.bold) + 4
        return item.at[0] - reach, item.at[1] - reach, item.at[0] + reach, item.at[1] + reach
    assert isinstance(item, Arc)
    (x, y), r = item.centre, item.radius + 1
    return x - r, y - r, x + r, y + r


def _crosses(item: Item, x: float, y: float, w: float, h: float) -> bool:
    """Whether a line has anything in a box, to two millimetres; what is no line is taken by its own box."""
    if not isinstance(item, Line):
        return True
    points = np.array([*item.points, item.points[0]] if item.closed else item.points)
    for a, b in zip(points[:-1], points[1:], strict=True):
        steps = np.linspace(0, 1, int(np.linalg.norm(b - a) / 2) + 2)[:, None]
        inside = a + steps * (b - a) - (x, y)
        if ((inside > 0) & (inside < (w, h))).all(1).any():
            return True
    return False


def _moved(item: Item, dx: float, dy: float) -> Item:
    if isinstance(item, Line):
        return replace(item, points=tuple((round(x + dx, 3), round(y + dy, 3)) for x, y in item.points))
    if isinstance(item, Text):
        return replace(item, at=(item.at[0] + dx, item.at[1] + dy))
    assert isinstance(item, Arc)
    return replace(item, centre=(item.centre[0] + dx, item.centre[1] + dy))


def _tiles(title: str, items: list[Item], width: float, height: float, tile: tuple[float, float]) -> list[Sheet]:
    """The sheet cut into pages that overlap; A1 is the upper left one. Pages with nothing on them are left out."""
    w, h = tile[0] - 2 * EDGE, tile[1] - 2 * EDGE
    columns, rows = math.ceil(width / (w - OVERLAP)), math.ceil(height / (h - OVERLAP))
    boxes = [_box(item) for item in items]
    sheets = []
    for row in range(rows):
        for column in range(columns):
            x, y = column * (w - OVERLAP), height - row * (h - OVERLAP) - h
            here = [i for i, b in zip(items, boxes, strict=True)
                    if b[0] < x + w and b[2] > x and b[1] < y + h and b[3] > y and _crosses(i, x, y, w, h)]  # fmt: skip
            if not here:
                continue
            moved = [_moved(item, EDGE - x, EDGE - y) for item in here]
            name = f"{string.ascii_uppercase[row % 26]}{column + 1}"
            sheets.append(Sheet(title, tile[0], tile[1], 1, (0, 0), (*moved, *_frame(title, name, tile))))
    return sheets


def _frame(title: str, name: str, tile: tuple[float, float]) -> list[Item]:
    """A white rim that hides what belongs to the next page, the edge to cut along, crosses to match, and the name."""
    (w, h), e = tile, EDGE
    rims = [((0, 0), (w, 0), (w, e), (0, e)), ((0, h - e), (w, h - e), (w, h), (0, h)),
            ((0, 0), (e, 0), (e, h), (0, h)), ((w - e, 0), (w, 0), (w, h), (w - e, h))]  # fmt: skip
    items: list[Item] = [Line(tuple((float(a), float(b)) for a, b in r), THIN, True, 1.0, False) for r in rims]
    items.append(Line(((e, e), (w - e, e), (w - e, h - e), (e, h - e)), TILE, True))
    g = OVERLAP
    items += [Line(((e + g, e), (e + g, h - e)), THIN), Line(((e, h - e - g), (w - e, h - e - g)), THIN)]
    for x in (e + g / 2, w - e - g / 2):
        for y in (e + g / 2, h - e - g / 2):
            items += [Line(((x - 3, y), (x + 3, y)), GRAIN), Line(((x, y - 3), (x, y + 3)), GRAIN)]
    items.append(Text((e + g + 4, h - e - g - 9), name, 5.0, TILE, bold=True, halo=True))
    items.append(
        Text((w / 2, 6.5), f"{title} - {name}: lay its left and upper strips over the neighbours", 2.0, TEXT, "middle")
    )
    return items


def _list(
    title: str, source: str, cutting: Sequence[CutLine], yardage: Mapping[str, Mapping[int, float | None]],
    notes: Sequence[str], fabrics: Mapping[str, str], seam_allowance: float, paper: str,
) -> Sheet:  # fmt: skip
    """Page one: the test square, the cutting list, the cloth, the notes."""
    w, h = A4
    left, y = 18.0, h - 26.0
    items: list[Item] = [
        Text((left, y), title, 6.0, TEXT, bold=True),
        Text((left, y - 9), source, 2.6, TEXT),
        Text((left, y - 16), f"Full size, {seam_allowance:g} mm of seam allowance: cut the thick line.", 2.3, TEXT),
        Text((left, y - 22), "Print at 100 %, never fitted to the page.", 2.3, TEXT),
        Text((left, y - 28), "Measure the square before you cut.", 2.3, TEXT),
    ]  # fmt: skip
    sx, sy = w - 18 - SQUARE, h - 20 - SQUARE
    items.append(Line(((sx, sy), (sx + SQUARE, sy), (sx + SQUARE, sy + SQUARE), (sx, sy + SQUARE)), CUT, True))
    items += [Text((sx + SQUARE / 2, sy + SQUARE / 2), "5 cm", 3.4, TEXT, "middle", bold=True),
              Text((sx + SQUARE / 2, sy + SQUARE / 2 - 6), "test square", 2.2, TEXT, "middle")]  # fmt: skip
    y = sy - 12
    columns = (left, left + 14, left + 70, left + 122, left + 132, w - 18)
    rows = len(cutting)
    pitch = min(5.4, 112 / max(rows, 1))
    letter = min(2.3, 0.44 * pitch)

    def row(values: Sequence[str], at: float, bold: bool = False) -> None:
        for value, place, align in zip(values, columns, ("left",) * 3 + ("left",) * 2 + ("right",), strict=True):
            items.append(Text((place, at), value, letter if not bold else 2.3, TEXT, align, bold=bold))  # type: ignore[arg-type]

    row(("no.", "part", "of", "cut", "", "area"), y, True)
    items.append(Line(((left, y - 2), (w - 18, y - 2)), GRAIN))
    y -= 2 + pitch
    for line in cutting:
        cloth = fabrics.get(line.material, line.material)
        row(
            (
                line.number,
                line.part,
                cloth,
                f"{line.count}",
                "on the fold" if line.on_fold else "",
                f"{line.area:.2f} m2",
            ),
            y,
        )
        y -= pitch
    y -= 5
    items += [Text((left, y), "Cloth, metres by its width (laid on the fold, grain kept)", 2.3, TEXT, bold=True)]
    for place, width in zip((110, 134, 158, 182), next(iter(yardage.values()), {}), strict=False):
        items.append(Text((place + 10, y), f"{width} cm", 2.3, TEXT, "right", bold=True))
    items.append(Line(((left, y - 2), (w - 18, y - 2)), GRAIN))
    y -= 7
    for material, widths in yardage.items():
        items.append(Text((left, y), fabrics.get(material, material), 2.3, TEXT))
        for place, metres in zip((110, 134, 158, 182), widths.values(), strict=False):
            items.append(Text((place + 10, y), "too narrow" if metres is None else f"{metres:.2f}", 2.3, TEXT, "right"))
        y -= 5.4
    y -= 4
    for note in notes:
        for text in _wrapped(note, w - 36, 2.2):
            if y > 14:
                items.append(Text((left, y), text, 2.2, TEXT))
            y -= 4.4
        y -= 1
    if paper != "full":
        items.append(
            Text(
                (left, 10),
                "Tiles: trim the right and lower edges, glue over the strips, crosses on crosses.",
                2.2,
                TEXT,
            )
        )
    return Sheet(title, w, h, 1, (0, 0), tuple(items))


def _wrapped(text: str, width: float, height: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, height) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
