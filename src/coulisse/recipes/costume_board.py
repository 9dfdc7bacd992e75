"""The board of a costume: one option on a page to pin up. All in a row at one scale: `lineup_page`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coulisse.media import page_parts as parts
from coulisse.media.page import Box, Column, Element, Page, Picture, Table
from coulisse.media.page_parts import Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.recipes.costume_lineup_board import lineup_page
from coulisse.recipes.costume_option_board import (
    HEAD,
    MARGIN,
    WORDS,
    Cloth,
    CostumeOption,
    Figure,
    foot_line,
    found_palette,
    head,
    paper_size,
)
from coulisse.recipes.reference_board import beside_palette, made_line

__all__ = ["Cloth", "CostumeOption", "Figure", "costume_board", "lineup_page"]

_GAP = 4.0


def costume_board(option: CostumeOption, paper: str = "A3", portrait: bool = False) -> Page:
    """The board of a costume on A3 (or A2), landscape or portrait. Cloths print at true size.

    Raises BadInput for another paper.
    """
    width, height, k = paper_size(paper, portrait)
    s = parts.scheme(option.dark, k)
    m = MARGIN * k
    out = head(s, option, width, portrait)
    top = (HEAD + (4 if portrait else 0)) * k
    bottom = height - m * 0.72 - 8.5 * k
    area = Box(m, top, width - 2 * m, bottom - top)
    out += (_upright if portrait else _lying)(s, option, area)
    out += foot_line(s, option, width, height)
    return Page(width, height, tuple(out), s.paper, f"{option.title}, {option.name}",
                notes=(made_line(option.words, WORDS[option.words]["made"], option.taken),))  # fmt: skip


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
    k, words, gap = s.k, WORDS[option.words], 9.0 * s.k
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
    k, words = s.k, WORDS[option.words]
    out, box, row = _figures(s, option, Box(area.x, area.y, area.width, area.height * 0.56), 0.52)
    y = box.y if row is None else row.bottom + 6 * k
    if told := _texts(option):
        drawn, y = parts.told_to(s, Box(box.x, y, box.width, (box.bottom - y) * 0.52), told, 9.0)
        out += drawn
        y += 5 * k
    # The palette stands at the foot of the column, level with the front's.
    foot = box.bottom - 4.5 * k * bool(option.figures and option.figures[0].caption)
    tall = min(foot - y, 25 * k)
    out += _palette_part(s, option, Box(box.x, foot - tall, box.width, tall))[0]
    y = area.y + area.height * 0.56 + 7 * k
    if option.cloths:
        room = (area.bottom - y) * (0.62 if option.bill else 1.0)
        drawn, y = _cloth_row(s, option, Box(area.x, y, area.width, room), words)
        out += drawn
        y += 5 * k
    low = max(1.0, area.bottom - y)
    if not option.bill:
        return [*out, *_strip(s, option, Box(area.x, y, area.width, low))]
    wide = area.width * 0.56
    return [*out, *_bill(s, option, Box(area.x, y, wide, low)),
            *_strip(s, option, Box(area.x + wide + 9 * k, y, area.width - wide - 9 * k, low))]  # fmt: skip


def _texts(option: CostumeOption) -> list[tuple[str, str]]:
    words = WORDS[option.words]
    found = ((words["tries"], option.tries), (words["silhouette"], option.silhouette), (words["notes"], option.notes))
    return [(head, text) for head, text in found if text]


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
    out, y = _palette_part(s, option, box)
    return [*out, *_strip(s, option, Box(box.x, y, box.width, max(0.1, box.bottom - y)))]


def _palette_part(s: Scheme, option: CostumeOption, box: Box) -> tuple[list[Element], float]:
    """The palette, and where what comes below it begins."""
    k = s.k
    colours = found_palette(option)
    if not colours or box.height < 18 * k:
        return [], box.y
    tall = min(19.0 * k, box.height - 4.2 * k)
    from_, wide = beside_palette(s, Box(box.x, box.y, box.width, 4.2 * k + tall), option.words, option.taken)
    bar = parts.palette(s, Box(box.x, box.y + 4.2 * k, wide, tall), colours[:6])
    head = parts.label(s, box.x, box.y, box.width, WORDS[option.words]["palette"])
    return [head, *from_, *bar], box.y + tall + 8.7 * k


def _strip(s: Scheme, option: CostumeOption, box: Box) -> list[Element]:
    """The measurements under their heading."""
    k = s.k
    if not option.measures or box.height < 12.5 * k:
        return []
    figures = _measures(s, Box(box.x, box.y + 4.6 * k, box.width, box.height - 4.6 * k), option.measures)
    return [parts.label(s, box.x, box.y, box.width, WORDS[option.words]["measures"]), *figures]


def _bill(s: Scheme, option: CostumeOption, box: Box) -> list[Element]:
    k, words = s.k, WORDS[option.words]
    if not option.bill or box.height < 12 * k:
        return []
    columns = (Column(words["item"], 0.56), Column(words["amount"], 0.22, "right"),
               Column(words["width"], 0.22, "right", s.quiet))  # fmt: skip
    return [parts.label(s, box.x, box.y, box.width, words["bill"]),
            Table(Box(box.x, box.y + 3.4 * k, box.width, box.height - 3.4 * k), columns, option.bill, 6.8 * k, s.ink,
                  s.quiet, s.hair, words["more"])]  # fmt: skip


def _cloths(s: Scheme, cloths: Sequence[Cloth], box: Box, more: str) -> tuple[list[Element], float]:
    """Squares of cloth at true size: each is cut to the square that there is room for, never scaled. And their end."""
    k, gap, under = s.k, 3.2 * s.k, 8.6 * s.k
    smallest = min(c.metres for c in cloths) * 1000
    columns = min(len(cloths), 4)
    side = min((box.width - gap * (columns - 1)) / columns, smallest, box.height - under, 64 * k)
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
