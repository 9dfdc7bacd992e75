"""The board of a set: one option on a page to pin up. All options side by side: `overview_page`."""

from __future__ import annotations

from collections.abc import Sequence

from coulisse.media import page_parts as parts
from coulisse.media.page import Box, Drawing, Element, Page, Picture, Table
from coulisse.media.page import Column as TableColumn
from coulisse.media.page_parts import Chip, Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.recipes.reference_board import beside_palette, made_line
from coulisse.recipes.set_option_board import (
    HEAD,
    MARGIN,
    WORDS,
    BoardOption,
    Still,
    foot_line,
    found_palette,
    paper_size,
    piece_rows,
)
from coulisse.recipes.set_overview_board import overview_page
from coulisse.scene.drawing_bare import bare_plan, scale_for
from coulisse.scene.room import Layout

__all__ = ["BoardOption", "Chip", "Still", "overview_page", "set_board"]

_GAP = 4.0
_TALLEST = 150.0  # of the hero


def set_board(option: BoardOption, paper: str = "A3") -> Page:
    """The board of an option on landscape A3 (or A2, A1: the same, larger). Raises BadInput for another paper."""
    width, height, k = paper_size(paper)
    words = WORDS[option.words]
    colours = option.palette or found_palette(option)
    dark = option.dark if option.dark is not None else parts.gloomy(found_palette(option))
    s = parts.scheme(dark, k)
    m = MARGIN * k
    out: list[Element] = list(_head(s, option, width))
    boxes, side = _mosaic(option, Box(m, HEAD * k, width - 2 * m, _TALLEST * k), k)
    for still, box in zip(option.stills, boxes, strict=False):
        out.append(Picture(box, still.pixels, "cover", still.focus))
    out += _captions(s, option.stills, boxes, side)
    captioned = any(still.caption for still in option.stills)
    low = max((b.bottom for b in boxes), default=HEAD * k) + (9.0 if captioned and boxes else 6.0 * bool(boxes)) * k
    bottom = height - m * 0.72 - 8.0 * k
    lacks = _lacks(option)
    told = [(words["tries"], option.tries), (words["structure"], option.structure), (words["light"], option.light),
            (words["lacks"], lacks)]  # fmt: skip
    told = [(head, text) for head, text in told if text]
    pieces = piece_rows(option)
    if side is not None:
        out += _aside(s, option, side, told, pieces if len(boxes) == 1 else ())
        told, pieces = [], () if len(boxes) == 1 else pieces
    if not boxes:
        out += _drawn(s, option, Box(m, low, width - 2 * m, bottom - low), colours, told, pieces)
    else:
        out += _band(s, option, Box(m, low, width - 2 * m, bottom - low), colours, told, pieces)
    out += foot_line(s, option, width, height)
    made = made_line(option.words, words["made"], option.taken)
    return Page(width, height, tuple(out), s.paper, f"{option.title}, {option.name}", notes=(made,))


def _lacks(option: BoardOption) -> str:
    return "; ".join(m.says for m in option.layout.missing) if option.layout else ""


def _head(s: Scheme, option: BoardOption, width: float) -> list[Element]:
    k, m = s.k, MARGIN * s.k
    design = option.layout.design if option.layout else ""
    above = " · ".join(t for t in (option.name, design) if t)
    left = (width - 2 * m) * 0.5
    out: list[Element] = [
        parts.label(s, m, 13.0 * k, left, above),
        parts.block(s, Box(m, 19.0 * k, left, 14.5 * k), option.title, 25, face="serif", weight="light", least=13 * k,
                    leading=27 * k),
    ]  # fmt: skip
    if option.sentence:
        x = m + left + 8 * k
        box = Box(x, 13.0 * k, width - m - x, 21.5 * k)
        out.append(parts.block(s, box, option.sentence, 10.5, face="serif", italic=True, least=7.0 * k,
                               leading=14.2 * k))  # fmt: skip
    return out


def _mosaic(option: BoardOption, area: Box, k: float) -> tuple[list[Box], Box | None]:
    """Where the stills go, flush with each other, and what is left beside them for text (None: nothing)."""
    stills, gap = option.stills[:4], _GAP * k
    if not stills:
        return [], None
    h, w = read_pixels(stills[0].pixels).shape[:2]
    aspect = min(max(w / h, 1.25), 2.4)
    stacked = max(len(stills) - 1, 2)
    # The views on the right share the hero's height and its shape: solve for the width that fills the line.
    wide = (area.width - gap + gap * aspect * (stacked - 1) / stacked) / (1 + 1 / stacked)
    high = min(wide / aspect, area.height)
    wide = min(wide, high * aspect)
    hero = Box(area.x, area.y, wide, high)
    right = Box(hero.right + gap, area.y, area.right - hero.right - gap, high)
    if len(stills) <= 2:
        boxes, y = [hero], area.y
        if len(stills) == 2:
            tall = min(right.width / aspect, high * 0.55)
            boxes.append(Box(right.x, y, right.width, tall))
            y += tall + 12 * k
        x = right.x + 3 * k
        return boxes, Box(x, y, area.right - x, area.y + high - y)
    tall = (high - gap * (stacked - 1)) / stacked
    return [hero, *(Box(right.x, area.y + i * (tall + gap), right.width, tall) for i in range(stacked))], None


def _captions(s: Scheme, stills: Sequence[Still], boxes: Sequence[Box], side: Box | None) -> list[Element]:
    """Under the hero its own; those of views that stand on each other in one line under the lowest."""
    k = s.k
    out: list[Element] = []
    if side is not None or len(boxes) < 2:
        for still, box in zip(stills, boxes, strict=False):
            if still.caption:
                out.append(parts.line(s, box.x, box.bottom + 1.9 * k, box.width, still.caption, 5.6, colour=s.quiet))
        return out
    hero, last = boxes[0], boxes[-1]
    stacked = "  /  ".join(still.caption for still in stills[1 : len(boxes)] if still.caption)
    for box, text in ((hero, stills[0].caption), (last, stacked)):
        if text:
            out.append(parts.line(s, box.x, box.bottom + 1.9 * k, box.width, text, 5.6, colour=s.quiet))
    return out


def _list(s: Scheme, box: Box, rows: tuple[tuple[str, str, str], ...], words: dict[str, str]) -> list[Element]:
    k = s.k
    if not any(number for number, _, _ in rows):
        rows = tuple(("", label, count) for _, label, count in rows)
        columns = (TableColumn("", 0.001), TableColumn("", 0.85), TableColumn("", 0.149, "right"))
    else:
        columns = (TableColumn("", 0.1, colour=s.quiet), TableColumn("", 0.76), TableColumn("", 0.14, "right"))
    return [parts.label(s, box.x, box.y, box.width, words["pieces"]),
            Table(Box(box.x, box.y + 3.2 * k, box.width, box.height - 3.2 * k), columns, rows, 6.8 * k, s.ink, s.quiet,
                  s.hair, words["more"])]  # fmt: skip


def _aside(
    s: Scheme, option: BoardOption, box: Box, told: Sequence[tuple[str, str]], rows: tuple[tuple[str, str, str], ...]
) -> list[Element]:
    """Beside the pictures: what it tries, larger than elsewhere, and the pieces at the foot."""
    k = s.k
    tall = min(box.height * 0.5, (4.0 + 4.0 * len(rows)) * k) if rows else 0.0
    out = parts.told(s, Box(box.x, box.y, box.width, box.height - tall - 6 * k * bool(tall)), told, 10.5)
    if rows:
        out += _list(s, Box(box.x, box.bottom - tall, box.width, tall), rows, WORDS[option.words])
    return out


def _band(
    s: Scheme, option: BoardOption, box: Box, colours: Sequence[tuple[str, float, str]],
    told: Sequence[tuple[str, str]], rows: tuple[tuple[str, str, str], ...],
) -> list[Element]:  # fmt: skip
    """Plan, palette and materials, pieces and what it tries, beside each other; what is missing gives its room away."""
    k, words = s.k, WORDS[option.words]
    gap = 9.0 * k
    out: list[Element] = []
    x = box.x
    shares = {"middle": 128.0 if colours or option.materials else 0.0, "pieces": 50.0 if rows else 0.0,
              "told": 62.0 if told else 0.0}  # fmt: skip
    there = {name: w for name, w in shares.items() if w}
    if option.layout is not None:
        most = box.width * (0.36 if there else 1.0) if option.stills else box.width * 0.55
        drawn, used = _plan(s, Box(x, box.y, most, box.height), option.layout, words)
        out += drawn
        x += max(used, 62 * k) + gap
    if not there:
        return out
    factor = min((box.right - x - gap * (len(there) - 1)) / sum(there.values()), 2.2 * k)
    for name, w in there.items():
        place = Box(x, box.y, w * factor, box.height)
        match name:
            case "middle":
                out += _palette_and_materials(s, place, colours, option)
            case "pieces":
                out += _list(s, place, rows, words)
            case "told":
                out += parts.told(s, place, told)
        x += w * factor + gap
    return out


def _drawn(
    s: Scheme, option: BoardOption, box: Box, colours: Sequence[tuple[str, float, str]],
    told: Sequence[tuple[str, str]], rows: tuple[tuple[str, str, str], ...],
) -> list[Element]:  # fmt: skip
    """Before there are pictures: the plan large, everything else in a column beside it."""
    k, words = s.k, WORDS[option.words]
    out: list[Element] = []
    column = box
    if option.layout is not None:
        out, used = _plan(s, Box(box.x, box.y, box.width * 0.64, box.height), option.layout, words)
        x = box.x + max(used, 62 * k) + 11 * k
        column = Box(x, box.y, box.right - x, box.height)
    texts, y = parts.told_to(s, Box(column.x, column.y, column.width, column.height * 0.34), told, 9.5)
    out += texts
    y += 7 * k * bool(texts)
    tall = min((4.0 + 4.0 * len(rows)) * k, column.height * 0.3) if rows else 0.0
    if colours or option.materials:
        place = Box(column.x, y, column.width, column.bottom - y - tall - 6 * k * bool(rows))
        out += _palette_and_materials(s, place, colours, option)
    if rows:
        out += _list(s, Box(column.x, column.bottom - tall, column.width, tall), rows, words)
    return out


def _plan(s: Scheme, box: Box, layout: Layout, words: dict[str, str]) -> tuple[list[Element], float]:
    """The plan at the largest scale that the box takes, its ruler, and how wide it came out."""
    k, room = s.k, layout.room
    top, under = 4.2 * k, 6.6 * k
    space = Box(box.x, box.y + top, box.width, box.height - top - under)
    scale = scale_for([room], space.width, space.height)
    sheet = bare_plan(layout, scale)
    place = Box(box.x, space.y, min(sheet.width, space.width), min(sheet.height, space.height))
    size = f"{room.length:.2f} × {room.width:.2f} m"
    size += f", {room.height:.2f} m {words['high']}" if room.height else f", {words['open']}"
    wide = max(place.width, 62 * k)
    out: list[Element] = [
        parts.label(s, box.x, box.y, wide * 0.22, words["plan"]),
        parts.line(s, box.x + wide * 0.22, box.y - 0.1 * k, wide * 0.78, f"1:{scale} · {size}", 5.8,
                   colour=s.quiet, align="right"),
        Drawing(place, sheet, 1.0, s.ink, s.paper),
        *parts.scale_bar(s, box.x + 0.4, place.bottom + 2.6 * k, scale, wide * 0.6),
    ]  # fmt: skip
    return out, place.width


def _palette_and_materials(
    s: Scheme, box: Box, colours: Sequence[tuple[str, float, str]], option: BoardOption
) -> list[Element]:
    k, y = s.k, box.y
    materials, words = option.materials, WORDS[option.words]
    out: list[Element] = []
    if colours:
        tall = 20.5 * k
        out.append(parts.label(s, box.x, y, box.width, words["palette"]))
        from_, wide = beside_palette(s, Box(box.x, y, box.width, 4.2 * k + tall), option.words, option.taken)
        out += [*from_, *parts.palette(s, Box(box.x, y + 4.2 * k, wide, tall), colours, materials)]
        y += 4.2 * k + tall + 4.5 * k
    if materials:
        out.append(parts.label(s, box.x, y, box.width, words["materials"]))
        out += parts.chips(s, Box(box.x, y + 4.2 * k, box.width, box.bottom - y - 4.2 * k), materials, words["more"])
    return out
