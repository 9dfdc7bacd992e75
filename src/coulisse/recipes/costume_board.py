"""Boards of a costume: one option on a page to pin up, and all options in a row at one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coulisse.errors import BadInput
from coulisse.media import page_parts as parts
from coulisse.media.page import SIZES, Box, Column, Element, Page, Picture, Pixels, Rule, Table
from coulisse.media.page_parts import Chip, Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.media.palette import palette_of

Words = Literal["en", "fr"]
_WORDS: dict[Words, dict[str, str]] = {
    "en": {"cloth": "Cloth", "true": "1:1 when printed at 100 %", "palette": "Palette", "bill": "Bill of materials",
           "item": "Item", "amount": "Amount", "width": "Width", "measures": "Measurements", "tries": "What it tries",
           "silhouette": "Silhouette", "notes": "Notes", "more": "and {n} more", "options": "Options", "seed": "seed",
           "made": "Made with Coulisse. Nobody here is a person, and nothing is photographed.",
           "scale": "All figures 1:{n}"},
    "fr": {"cloth": "Tissus", "true": "échelle 1:1, imprimé à 100 %", "palette": "Palette", "bill": "Fournitures",
           "item": "Article", "amount": "Métrage", "width": "Laize", "measures": "Mesures", "tries": "Le parti pris",
           "silhouette": "Silhouette", "notes": "Notes", "more": "et {n} de plus", "options": "Propositions",
           "made": "Fait avec Coulisse. Personne ici n’existe, rien n’est photographié.", "seed": "graine",
           "scale": "Toutes les silhouettes au 1:{n}"},
}  # fmt: skip
_MARGIN = 15.0  # mm on A3
_GAP = 4.0
_HEAD = 38.0


@dataclass(frozen=True, eq=False)
class Figure:
    """A view of the costume, uint8 (h, w, 3) sRGB or a file.

    For the line-up: `metres` is what the picture's height shows, `floor` where the soles stand, as a share of its
    height from the top. `focus` is what a cut keeps.
    """

    pixels: Pixels | Path
    caption: str = ""
    metres: float = 2.0
    floor: float = 0.96
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, eq=False)
class Cloth:
    """A fabric: its picture shows `metres` of it (a chip of `material_swatch` for the same), so it prints true."""

    label: str
    pixels: Pixels | Path
    detail: str = ""
    metres: float = 0.10


@dataclass(frozen=True, eq=False)
class CostumeOption:
    """All that a board of one costume shows; whatever is missing leaves no hole.

    `figures`: the front first, then three-quarter, side, back. `bill`: rows (item, amount, width or remark).
    `measures`: (name, value). `palette`: (`#rrggbb`, share, name), empty: taken from the cloths, else the figures.
    """

    name: str
    title: str
    sentence: str = ""
    tries: str = ""
    silhouette: str = ""
    notes: str = ""
    figures: tuple[Figure, ...] = ()
    cloths: tuple[Cloth, ...] = ()
    palette: tuple[tuple[str, float, str], ...] = ()
    bill: tuple[tuple[str, str, str], ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    version: str = ""
    seed: int | None = None
    date: str = ""
    dark: bool = False
    words: Words = "en"


def costume_board(option: CostumeOption, paper: str = "A3", portrait: bool = False) -> Page:
    """The board of a costume on A3 (or A2), landscape or portrait. Cloths print at true size.

    Raises BadInput for another paper.
    """
    width, height, k = _paper(paper, portrait)
    s = parts.scheme(option.dark, k)
    m = _MARGIN * k
    out = _head(s, option, width, portrait)
    top = (_HEAD + (4 if portrait else 0)) * k
    bottom = height - m * 0.72 - 8.5 * k
    area = Box(m, top, width - 2 * m, bottom - top)
    out += (_upright if portrait else _lying)(s, option, area)
    out += _foot(s, option, width, height)
    return Page(width, height, tuple(out), s.paper, f"{option.title}, {option.name}",
                notes=(_WORDS[option.words]["made"],))  # fmt: skip


def _paper(paper: str, portrait: bool) -> tuple[float, float, float]:
    if paper not in ("A2", "A3"):
        raise BadInput(f"a costume's board on {paper}", where="paper", remedy="A3 or A2")
    wide, high = SIZES[paper]
    return (high, wide, wide / SIZES["A3"][0]) if portrait else (wide, high, wide / SIZES["A3"][0])


def _head(s: Scheme, option: CostumeOption, width: float, portrait: bool) -> list[Element]:
    k, m = s.k, _MARGIN * s.k
    left = (width - 2 * m) * (0.52 if portrait else 0.42)
    out: list[Element] = [
        parts.label(s, m, 13.0 * k, left, option.name),
        parts.block(s, Box(m, 19.0 * k, left, 17 * k), option.title, 25, face="serif", weight="light", least=12 * k,
                    leading=26 * k),
    ]  # fmt: skip
    if option.sentence:
        x = m + left + 8 * k
        box = Box(x, 13.0 * k, width - m - x, (25 if portrait else 21.5) * k)
        out.append(parts.block(s, box, option.sentence, 10.5, face="serif", italic=True, least=7 * k,
                               leading=14.2 * k))  # fmt: skip
    return out


def _figures(s: Scheme, option: CostumeOption, area: Box, share: float) -> tuple[list[Element], Box, Box | None]:
    """The front over the whole height, the others small in a row beside it.

    Also the box beside the small ones (or beside the front, if it is alone), and the row of small ones.
    """
    k, gap = s.k, _GAP * s.k
    some = option.figures[:4]
    if not some:
        return [], area, None
    h, w = read_pixels(some[0].pixels).shape[:2]
    aspect = min(max(w / h, 0.42), 0.8)
    tall = area.height - 4.5 * k * bool(some[0].caption)
    front = Box(area.x, area.y, min(tall * aspect, area.width * share), tall)
    boxes = [front]
    x = front.right + gap
    rest = area.right - x
    if len(some) > 1:
        wide = min((rest - 2 * gap) / 3, 0.36 * tall * aspect)
        boxes += [Box(x + i * (wide + gap), area.y, wide, wide / aspect) for i in range(len(some) - 1)]
    out: list[Element] = []
    for figure, box in zip(some, boxes, strict=True):
        out.append(Picture(box, figure.pixels, "cover", figure.focus))
        if figure.caption:
            out.append(parts.line(s, box.x, box.bottom + 1.9 * k, box.width, figure.caption, 5.6, colour=s.quiet))
    if len(some) == 1:
        return out, Box(x + 4 * k, area.y, rest - 4 * k, area.height), None
    return out, Box(x, area.y, rest, area.height), Box(x, area.y, boxes[-1].right - x, boxes[-1].height + 5 * k)


def _lying(s: Scheme, option: CostumeOption, area: Box) -> list[Element]:
    """Landscape: the front on the left; beside it the small views with what it tries, cloths, and the lists."""
    k, words, gap = s.k, _WORDS[option.words], 9.0 * s.k
    out, box, row = _figures(s, option, area, 0.40)
    told = _texts(option)
    y = box.y
    if row is not None:
        beside = Box(row.right + 6 * k, box.y, box.right - row.right - 6 * k, row.height - 5 * k)
        if told and beside.width > 34 * k:
            out += parts.told(s, beside, told, 7.5)
            told = []
        y = row.bottom + 5 * k
    if told:
        tall = min(box.bottom - y, 52 * k)
        half = box.width if not option.bill else min(box.width, 120 * k)
        drawn, end = parts.told_to(s, Box(box.x, y, half, tall), told, 9.0)
        out += drawn
        y = end + 4 * k
    # The lists take what they need, the cloths what is left, at most six centimetres.
    lists = max((13.0 + 4.0 * len(option.bill)) * k * bool(option.bill), 52 * k)
    if option.cloths:
        room = max(34 * k, box.bottom - y - min(lists, 0.5 * (box.bottom - y)))
        drawn, y = _cloth_row(s, option, Box(box.x, y, box.width, min(room, box.bottom - y)), words)
        out += drawn
        y += 5 * k
    left = Box(box.x, y, (box.width - gap) * 0.54, max(1.0, box.bottom - y))
    right = Box(left.right + gap, y, box.width - gap - left.width, left.height)
    if not option.bill:
        left = Box(box.x, y, box.width, left.height)
    return [*out, *_palette_and_measures(s, option, left), *_bill(s, option, right)]


def _upright(s: Scheme, option: CostumeOption, area: Box) -> list[Element]:
    """Portrait: figures above, beside the front the texts, palette and measures; cloths and the bill below."""
    k, words = s.k, _WORDS[option.words]
    out, box, row = _figures(s, option, Box(area.x, area.y, area.width, area.height * 0.56), 0.52)
    y = box.y if row is None else row.bottom + 6 * k
    if told := _texts(option):
        drawn, y = parts.told_to(s, Box(box.x, y, box.width, (box.bottom - y) * 0.52), told, 9.0)
        out += drawn
        y += 5 * k
    # Palette and measures stand at the foot of the column, level with the front's.
    tall = min(box.bottom - y, 54 * k)
    out += _palette_and_measures(s, option, Box(box.x, box.bottom - tall, box.width, tall))
    y = area.y + area.height * 0.56 + 7 * k
    if option.cloths:
        room = (area.bottom - y) * (0.62 if option.bill else 1.0)
        drawn, y = _cloth_row(s, option, Box(area.x, y, area.width, room), words)
        out += drawn
        y += 5 * k
    return [*out, *_bill(s, option, Box(area.x, y, area.width, max(1.0, area.bottom - y)))]


def _texts(option: CostumeOption) -> list[tuple[str, str]]:
    words = _WORDS[option.words]
    found = ((words["tries"], option.tries), (words["silhouette"], option.silhouette), (words["notes"], option.notes))
    return [(head, text) for head, text in found if text]


def _palette(option: CostumeOption) -> tuple[tuple[str, float, str], ...]:
    if option.palette:
        return option.palette
    seen = [read_pixels(c.pixels) for c in option.cloths] or [read_pixels(f.pixels) for f in option.figures[:1]]
    return palette_of(seen, 5) if seen else ()


def _cloth_row(s: Scheme, option: CostumeOption, box: Box, words: dict[str, str]) -> tuple[list[Element], float]:
    k = s.k
    out: list[Element] = [
        parts.label(s, box.x, box.y, box.width * 0.4, words["cloth"]),
        parts.line(s, box.x + box.width * 0.4, box.y - 0.1 * k, box.width * 0.6, words["true"], 5.6, colour=s.quiet,
                   align="right"),
    ]  # fmt: skip
    cloths, end = _cloths(s, option.cloths, Box(box.x, box.y + 4.2 * k, box.width, box.height - 4.2 * k), words["more"])
    return [*out, *cloths], end


def _palette_and_measures(s: Scheme, option: CostumeOption, box: Box) -> list[Element]:
    k, words, y = s.k, _WORDS[option.words], box.y
    out: list[Element] = []
    if (colours := _palette(option)) and box.height > 18 * k:
        tall = min(19.0 * k, box.height - 4.2 * k)
        out.append(parts.label(s, box.x, y, box.width, words["palette"]))
        out += parts.palette(s, Box(box.x, y + 4.2 * k, box.width, tall), colours[:6])
        y += 4.2 * k + tall + 4.5 * k
    if option.measures and box.bottom - y > 12.5 * k:
        out.append(parts.label(s, box.x, y, box.width, words["measures"]))
        out += _measures(s, Box(box.x, y + 4.2 * k, box.width, box.bottom - y - 4.2 * k), option.measures)
    return out


def _bill(s: Scheme, option: CostumeOption, box: Box) -> list[Element]:
    k, words = s.k, _WORDS[option.words]
    if not option.bill or box.height < 12 * k:
        return []
    columns = (Column(words["item"], 0.56), Column(words["amount"], 0.22, "right"),
               Column(words["width"], 0.22, "right", s.quiet))  # fmt: skip
    return [parts.label(s, box.x, box.y, box.width, words["bill"]),
            Table(Box(box.x, box.y + 3.4 * k, box.width, box.height - 3.4 * k), columns, option.bill, 6.8 * k, s.ink,
                  s.hair, words["more"])]  # fmt: skip


def _cloths(s: Scheme, cloths: Sequence[Cloth], box: Box, more: str) -> tuple[list[Element], float]:
    """Squares of cloth at true size: each is cut to the square that there is room for, never scaled. And their end."""
    k, gap, under = s.k, 3.2 * s.k, 8.6 * s.k
    smallest = min(c.metres for c in cloths) * 1000
    columns = min(len(cloths), 4)
    side = min((box.width - gap * (columns - 1)) / columns, smallest, box.height - under, 60 * k)
    rows = max(1, int((box.height + 1e-6) / (side + under)))
    fit = min(len(cloths), columns * rows)
    out: list[Element] = []
    for i, cloth in enumerate(cloths[:fit]):
        x, y = box.x + (i % columns) * (side + gap), box.y + (i // columns) * (side + under)
        pixels = read_pixels(cloth.pixels)
        cut = max(1, min(min(pixels.shape[:2]), round(pixels.shape[1] * side / (cloth.metres * 1000))))
        out.append(Picture(Box(x, y, side, side), pixels[:cut, :cut], texture=True))
        out.append(parts.line(s, x, y + side + 1.7 * k, side, cloth.label, 5.8))
        last = i == fit - 1 and len(cloths) > fit
        detail = more.format(n=len(cloths) - fit) if last else cloth.detail
        if detail:
            out.append(parts.line(s, x, y + side + 4.8 * k, side, detail, 5.2, colour=s.quiet))
    return out, box.y + math.ceil(fit / columns) * (side + under)


def _measures(s: Scheme, box: Box, measures: Sequence[tuple[str, str]]) -> list[Element]:
    """A strip: each measurement's name over its figure, hairlines between rows."""
    k = s.k
    columns = max(1, min(6, int(box.width / (19 * k))))
    step, high = box.width / columns, 8.4 * k
    out: list[Element] = []
    for i, (name, value) in enumerate(measures[: columns * max(1, int(box.height / high))]):
        x, y = box.x + (i % columns) * step, box.y + (i // columns) * high
        out += [parts.line(s, x, y, step - 2 * k, name, 5.2, colour=s.quiet),
                parts.line(s, x, y + 3.0 * k, step - 2 * k, value, 8.2, face="serif")]  # fmt: skip
    return out


def _foot(s: Scheme, option: CostumeOption, width: float, height: float) -> list[Element]:
    words = _WORDS[option.words]
    right = " · ".join(
        t for t in (option.version, f"{words['seed']} {option.seed}" if option.seed is not None else "", option.date)
        if t
    )  # fmt: skip
    return parts.foot(s, width, height, _MARGIN * s.k, words["made"], right)


def lineup_page(options: Sequence[CostumeOption], paper: str = "A3") -> Page:
    """One to six costumes on one floor line at one scale, with a ruler of heights.

    Raises BadInput for no option, for more than six, and for one without a figure.
    """
    if not 1 <= len(options) <= 6:
        raise BadInput(f"{len(options)} costumes in one row", where="options", remedy="1 to 6; put others in a second")
    if bare := [o.name for o in options if not o.figures]:
        raise BadInput(f"there is no picture of {', '.join(bare)}", where="options", remedy="give each a front view")
    width, height, k = _paper(paper, False)
    first, words = options[0], _WORDS[options[0].words]
    s = parts.scheme(first.dark, k)
    m, gap = _MARGIN * k, 3.0 * k
    out = _head(s, CostumeOption(f"{len(options)} {words['options']}", first.title, first.sentence), width, False)
    ruler = 12.0 * k
    area = Box(m + ruler, _HEAD * k, width - 2 * m - ruler, height - _HEAD * k - m * 0.72 - 8.5 * k)
    strip = 46.0 * k
    figures = [o.figures[0] for o in options]
    shapes = [read_pixels(f.pixels).shape[:2] for f in figures]
    above = max(f.metres * f.floor for f in figures)  # metres over the floor
    below = max(f.metres * (1 - f.floor) for f in figures)
    wide = (area.width - gap * (len(options) - 1)) / len(options)
    mm = (area.height - strip) / (above + below)
    needed = [f.metres * w / h for f, (h, w) in zip(figures, shapes, strict=True)]
    mm = min(mm, *(wide / (n * 0.55) for n in needed))  # a figure stands in the middle half of its picture
    floor = area.y + above * mm
    for i, (option, figure, (h, w)) in enumerate(zip(options, figures, shapes, strict=True)):
        x = area.x + i * (wide + gap)
        own = min(wide, figure.metres * mm * w / h)
        top = floor - figure.metres * figure.floor * mm
        box = Box(x, top, own if own < wide else wide, figure.metres * mm)
        # Cut to the column's width about the figure; the height is never cut, so the scale holds.
        out.append(Picture(box, figure.pixels, "cover", figure.focus))
        y = floor + below * mm + 4.5 * k
        out.append(parts.label(s, x, y, wide, option.name))
        if option.tries:
            tries = parts.sentence(option.tries)
            out.append(parts.block(s, Box(x, y + 4.6 * k, wide, 17 * k), tries, 8.5, face="serif", leading=11 * k,
                                   least=6.5 * k))  # fmt: skip
        colours = _palette(option)
        if colours:
            out += parts.strip(s, Box(x, area.bottom - 5.0 * k, wide, 5.0 * k), colours)
        side = min(9 * k, (wide - 5 * 1.2 * k) / 6)
        for j, cloth in enumerate(option.cloths[:6]):
            place = Box(x + j * (side + 1.2 * k), area.bottom - 7.0 * k - side, side, side)
            out += parts.sample(s, place, Chip(cloth.label, cloth.pixels))
    out += _ruler(s, m, floor, above, mm, area.right)
    out.append(parts.line(s, m, floor + 2.2 * k, ruler - 1 * k, f"1:{1000 / mm:.0f}", 5.2, colour=s.quiet))
    out += _foot(s, first, width, height)
    return Page(width, height, tuple(out), s.paper, first.title, notes=(words["scale"].format(n=round(1000 / mm)),))


def _ruler(s: Scheme, x: float, floor: float, above: float, mm: float, right: float) -> list[Element]:
    """Heights over the floor: a tick each 10 cm, a figure each 50 cm, the floor line through."""
    k = s.k
    out: list[Element] = [Rule(x, floor, right, floor, 0.12, s.ink)]
    edge = x + 9.0 * k
    out.append(Rule(edge, floor - int(above * 10 + 1e-6) / 10 * mm, edge, floor, 0.10, s.quiet))
    for i in range(int(above * 10 + 1e-6) + 1):
        y = floor - i / 10 * mm
        long = 3.0 if i % 5 == 0 else 1.4
        out.append(Rule(edge - long * k, y, edge, y, 0.10, s.quiet))
        if i % 5 == 0 and i:
            out.append(parts.line(s, x - 0.5, y - 0.62 * k, 5.6 * k, f"{i / 10:.1f} m", 5.0, colour=s.quiet))
    return out
