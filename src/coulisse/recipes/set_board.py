"""Boards of a set: one option on a page to pin up, and all options side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coulisse.errors import BadInput
from coulisse.media import page_parts as parts
from coulisse.media.page import SIZES, Box, Drawing, Element, Page, Picture, Pixels, Rule, Table
from coulisse.media.page import Column as TableColumn
from coulisse.media.page_parts import Chip, Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.media.palette import palette_of
from coulisse.scene.drawing_bare import bare_plan, kinds, scale_for
from coulisse.scene.drawing_plan import outwards
from coulisse.scene.room import Layout

Words = Literal["en", "fr"]
_WORDS: dict[Words, dict[str, str]] = {
    "en": {"plan": "Plan", "palette": "Palette", "materials": "Materials", "pieces": "Pieces", "tries": "What it tries",
           "structure": "Structure", "light": "Light", "options": "Options", "more": "and {n} more", "high": "high",
           "made": "Made with Coulisse. Nothing here is photographed.", "seed": "seed", "asked": "What was asked",
           "scale": "All plans 1:{n}", "lacks": "Found no place", "open": "open to the sky"},
    "fr": {"plan": "Plan", "palette": "Palette", "materials": "Matériaux", "pieces": "Pièces", "tries": "Le parti pris",
           "structure": "Structure", "light": "Lumière", "options": "Propositions", "more": "et {n} de plus",
           "high": "de haut", "made": "Fait avec Coulisse. Rien ici n’est photographié.", "seed": "graine",
           "asked": "La demande", "scale": "Tous les plans au 1:{n}", "lacks": "Sans place", "open": "à ciel ouvert"},
}  # fmt: skip
_MARGIN = 15.0  # mm on A3; everything below is, and grows with the paper
_GAP = 4.0
_HEAD = 36.0  # where the pictures begin
_TALLEST = 150.0  # of the hero


@dataclass(frozen=True, eq=False)
class Still:
    """A picture of the set, uint8 (h, w, 3) sRGB or a file, what is written under it, and what a cut keeps."""

    pixels: Pixels | Path
    caption: str = ""
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, eq=False)
class BoardOption:
    """All that a board of one option shows; whatever is missing leaves no hole.

    `stills`: the hero first, up to four. `palette`: (`#rrggbb`, share, name), empty: taken from the stills.
    `materials`: chips with what they are and an area or a place. `pieces`: (label, count), empty: those of the layout.
    `dark`: near-black paper; None: where the stills are gloomy. `words`: the language of the headings.
    """

    name: str  # "Option A"
    title: str
    sentence: str = ""
    tries: str = ""
    structure: str = ""
    light: str = ""
    layout: Layout | None = None
    stills: tuple[Still, ...] = ()
    palette: tuple[tuple[str, float, str], ...] = ()
    materials: tuple[Chip, ...] = ()
    pieces: tuple[tuple[str, int], ...] = ()
    version: str = ""
    seed: int | None = None
    date: str = ""
    dark: bool | None = None
    words: Words = "en"


def set_board(option: BoardOption, paper: str = "A3") -> Page:
    """The board of an option on landscape A3 (or A2, A1: the same, larger). Raises BadInput for another paper."""
    width, height, k = _paper(paper)
    words = _WORDS[option.words]
    colours = option.palette or _found(option)
    dark = option.dark if option.dark is not None else parts.gloomy(_found(option))
    s = parts.scheme(dark, k)
    m = _MARGIN * k
    out: list[Element] = list(_head(s, option, width))
    boxes, side = _mosaic(option, Box(m, _HEAD * k, width - 2 * m, _TALLEST * k), k)
    for still, box in zip(option.stills, boxes, strict=False):
        out.append(Picture(box, still.pixels, "cover", still.focus))
    out += _captions(s, option.stills, boxes, side)
    captioned = any(still.caption for still in option.stills)
    low = max((b.bottom for b in boxes), default=_HEAD * k) + (9.0 if captioned and boxes else 6.0 * bool(boxes)) * k
    bottom = height - m * 0.72 - 8.0 * k
    lacks = _lacks(option)
    told = [(words["tries"], option.tries), (words["structure"], option.structure), (words["light"], option.light),
            (words["lacks"], lacks)]  # fmt: skip
    told = [(head, text) for head, text in told if text]
    pieces = _pieces(option)
    if side is not None:
        out += _aside(s, option, side, told, pieces if len(boxes) == 1 else ())
        told, pieces = [], () if len(boxes) == 1 else pieces
    out += _band(s, option, Box(m, low, width - 2 * m, bottom - low), colours, told, pieces)
    out += _foot(s, option, width, height)
    return Page(width, height, tuple(out), s.paper, f"{option.title}, {option.name}", notes=(words["made"],))


def _paper(paper: str) -> tuple[float, float, float]:
    if paper not in ("A1", "A2", "A3"):
        raise BadInput(f"a board on {paper}", where="paper", remedy="A3, A2 or A1")
    width, height = SIZES[paper]
    return width, height, width / SIZES["A3"][0]


def _found(option: BoardOption) -> tuple[tuple[str, float, str], ...]:
    stills = [read_pixels(still.pixels) for still in option.stills]
    if stills:
        return palette_of(stills, 6)
    chips = [(chip.colour, 1.0) for chip in option.materials]
    return palette_of(chips, 6) if chips else ()


def _lacks(option: BoardOption) -> str:
    return "; ".join(m.says for m in option.layout.missing) if option.layout else ""


def _head(s: Scheme, option: BoardOption, width: float) -> list[Element]:
    k, m = s.k, _MARGIN * s.k
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


def _pieces(option: BoardOption) -> tuple[tuple[str, str, str], ...]:
    """Rows of the list: the number on the plan, the piece, how many."""
    if option.pieces:
        return tuple(("", label, str(count)) for label, count in option.pieces)
    if option.layout is None:
        return ()
    return tuple((str(i), label, str(n)) for i, (label, n) in enumerate(kinds(option.layout).values(), 1))


def _list(s: Scheme, box: Box, rows: tuple[tuple[str, str, str], ...], words: dict[str, str]) -> list[Element]:
    k = s.k
    if not any(number for number, _, _ in rows):
        rows = tuple(("", label, count) for _, label, count in rows)
        columns = (TableColumn("", 0.001), TableColumn("", 0.85), TableColumn("", 0.149, "right"))
    else:
        columns = (TableColumn("", 0.1, colour=s.quiet), TableColumn("", 0.76), TableColumn("", 0.14, "right"))
    return [parts.label(s, box.x, box.y, box.width, words["pieces"]),
            Table(Box(box.x, box.y + 3.2 * k, box.width, box.height - 3.2 * k), columns, rows, 6.8 * k, s.ink, s.hair,
                  words["more"])]  # fmt: skip


def _aside(
    s: Scheme, option: BoardOption, box: Box, told: Sequence[tuple[str, str]], rows: tuple[tuple[str, str, str], ...]
) -> list[Element]:
    """Beside the pictures: what it tries, larger than elsewhere, and the pieces at the foot."""
    k = s.k
    tall = min(box.height * 0.5, (4.0 + 4.0 * len(rows)) * k) if rows else 0.0
    out = parts.told(s, Box(box.x, box.y, box.width, box.height - tall - 6 * k * bool(tall)), told, 10.5)
    if rows:
        out += _list(s, Box(box.x, box.bottom - tall, box.width, tall), rows, _WORDS[option.words])
    return out


def _band(
    s: Scheme, option: BoardOption, box: Box, colours: Sequence[tuple[str, float, str]],
    told: Sequence[tuple[str, str]], rows: tuple[tuple[str, str, str], ...],
) -> list[Element]:  # fmt: skip
    """Plan, palette and materials, pieces and what it tries, beside each other; what is missing gives its room away."""
    k, words = s.k, _WORDS[option.words]
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
                out += _palette_and_materials(s, place, colours, option.materials, words)
            case "pieces":
                out += _list(s, place, rows, words)
            case "told":
                out += parts.told(s, place, told)
        x += w * factor + gap
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
    s: Scheme, box: Box, colours: Sequence[tuple[str, float, str]], materials: Sequence[Chip], words: dict[str, str]
) -> list[Element]:
    k, y = s.k, box.y
    out: list[Element] = []
    if colours:
        tall = 19.0 * k
        out.append(parts.label(s, box.x, y, box.width, words["palette"]))
        out += parts.palette(s, Box(box.x, y + 4.2 * k, box.width, tall), colours)
        y += 4.2 * k + tall + 4.5 * k
    if materials:
        out.append(parts.label(s, box.x, y, box.width, words["materials"]))
        out += parts.chips(s, Box(box.x, y + 4.2 * k, box.width, box.bottom - y - 4.2 * k), materials, words["more"])
    return out


def _foot(s: Scheme, option: BoardOption, width: float, height: float) -> list[Element]:
    words = _WORDS[option.words]
    right = " · ".join(
        t for t in (option.version, f"{words['seed']} {option.seed}" if option.seed is not None else "", option.date)
        if t
    )  # fmt: skip
    return parts.foot(s, width, height, _MARGIN * s.k, words["made"], right)


def overview_page(options: Sequence[BoardOption], paper: str = "A3") -> Page:
    """One to six options side by side: hero, name, line, plan (all at one scale), structure, light, materials, palette.

    Raises BadInput for no option and for more than six.
    """
    if not 1 <= len(options) <= 6:
        raise BadInput(f"{len(options)} options on one page", where="options", remedy="1 to 6; lay others on a second")
    width, height, k = _paper(paper)
    first = options[0]
    words = _WORDS[first.words]
    found = [_found(o) for o in options]
    dark = first.dark if first.dark is not None else all(parts.gloomy(f) for f in found if f) and any(found)
    s = parts.scheme(dark, k)
    m, gap = _MARGIN * k, 6.0 * k
    out: list[Element] = []
    title = parts.block(s, Box(m, 19.0 * k, width * 0.44, 14.5 * k), first.title, 25, face="serif", weight="light",
                        least=13 * k, leading=27 * k)  # fmt: skip
    out += [parts.label(s, m, 13.0 * k, width * 0.4, f"{len(options)} {words['options']}"), title]
    if first.sentence:
        x = m + (width - 2 * m) * 0.5 + 8 * k
        out.append(parts.block(s, Box(x, 13.0 * k, width - m - x, 21.5 * k), first.sentence, 10.5, face="serif",
                               italic=True, least=7 * k, leading=14.2 * k))  # fmt: skip
    columns = max(len(options), 2)
    wide = (width - 2 * m - gap * (columns - 1)) / columns
    heroes = any(o.stills for o in options)
    top = _HEAD * k
    tall = min(wide * 9 / 16, 96 * k) if heroes else 0.0
    under = top + tall + (5.0 * k if heroes else 0.0)
    bottom = height - m * 0.72 - 8.5 * k
    named = wide > 84 * k
    side = min((wide - 5 * 1.6 * k) / 6, 14 * k)
    strip = (36.0 + 4.0 + 4.5 + (23.0 if named else 9.0)) * k + side
    plan_top, strip_top = under + 22.0 * k, bottom - strip
    rooms = [o.layout.room for o in options if o.layout]
    space = max(10 * k, strip_top - plan_top - 14 * k)
    scale = scale_for(rooms, wide, space) if rooms else 0
    if rooms:  # what the plans leave over goes above the strip and below it alike
        tallest = max((r.width + 2 * outwards(r)) * 1000 / scale for r in rooms)
        strip_top -= max(0.0, (space - tallest) * 0.5)
    else:
        strip_top = min(strip_top, plan_top + 6 * k)
    for i, option in enumerate(options):
        x = m + i * (wide + gap)
        if option.stills:
            out.append(Picture(Box(x, top, wide, tall), option.stills[0].pixels, "cover", option.stills[0].focus))
        name = " · ".join(t for t in (option.name, option.layout.design if option.layout else "") if t)
        out.append(parts.label(s, x, under, wide, name))
        if option.tries:
            tries = parts.sentence(option.tries)
            out.append(parts.block(s, Box(x, under + 5.0 * k, wide, 15.0 * k), tries, 11, face="serif", least=7 * k,
                                   leading=13.6 * k))  # fmt: skip
        if option.layout:
            sheet = bare_plan(option.layout, scale, cameras=False, numbers=False)
            out.append(Drawing(Box(x, plan_top, min(sheet.width, wide), min(sheet.height, space)), sheet, 1.0, s.ink,
                               s.paper))  # fmt: skip
        out += _strip(s, option, option.palette or found[i], Box(x, strip_top, wide, strip), side, named)
    out.append(Rule(m, strip_top - 3.2 * k, width - m, strip_top - 3.2 * k, 0.08, s.hair))
    if rooms:
        out += parts.scale_bar(s, m + 0.4, strip_top - 11.0 * k, scale, wide * 0.5)
        out.append(parts.line(s, m + wide * 0.62, strip_top - 11.0 * k, wide, words["scale"].format(n=scale), 5.4,
                              colour=s.quiet))  # fmt: skip
    out += _foot(s, first, width, height)
    return Page(width, height, tuple(out), s.paper, first.title, notes=(words["made"],))


def _strip(
    s: Scheme, option: BoardOption, colours: Sequence[tuple[str, float, str]], box: Box, side: float, named: bool
) -> list[Element]:
    """Structure, light, materials and palette of one option, at the same heights in each column."""
    k, words = s.k, _WORDS[option.words]
    out: list[Element] = []
    y = box.y
    for key, text in (("structure", option.structure), ("light", option.light)):
        if text:
            out.append(parts.label(s, box.x, y, box.width, words[key]))
            out.append(parts.block(s, Box(box.x, y + 4.0 * k, box.width, 12.0 * k), parts.sentence(text), 7.0,
                                   leading=9.6 * k))  # fmt: skip
        y += 18.0 * k
    if option.materials:
        out.append(parts.label(s, box.x, y, box.width, words["materials"]))
        for i, chip in enumerate(option.materials[:6]):
            out += parts.sample(s, Box(box.x + i * (side + 1.6 * k), y + 4.0 * k, side, side), chip)
    y += 4.0 * k + side + 4.5 * k
    if colours:
        out.append(parts.label(s, box.x, y, box.width, words["palette"]))
        if named:
            out += parts.palette(s, Box(box.x, y + 4.0 * k, box.width, 18.5 * k), colours[:5])
        else:
            out += parts.strip(s, Box(box.x, y + 4.0 * k, box.width, 5.0 * k), colours)
    return out


__all__ = ["BoardOption", "Chip", "Still", "overview_page", "set_board"]
