"""All costumes in a row on one floor line, at one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coulisse.errors import BadInput
from coulisse.media import page_parts as parts
from coulisse.media.page import Box, Element, Page, Picture, Rule
from coulisse.media.page_parts import Chip, Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.recipes.costume_option_board import (
    HEAD,
    MARGIN,
    WORDS,
    CostumeOption,
    foot_line,
    found_palette,
    head,
    paper_size,
)


def lineup_page(options: Sequence[CostumeOption], paper: str = "A3") -> Page:
    """One to six costumes on one floor line at one scale, with a ruler of heights.

    Raises BadInput for no option, for more than six, and for one without a figure.
    """
    if not 1 <= len(options) <= 6:
        raise BadInput(f"{len(options)} costumes in one row", where="options", remedy="1 to 6; put others in a second")
    if bare := [o.name for o in options if not o.figures]:
        raise BadInput(f"there is no picture of {', '.join(bare)}", where="options", remedy="give each a front view")
    width, height, k = paper_size(paper, False)
    first, words = options[0], WORDS[options[0].words]
    s = parts.scheme(first.dark, k)
    m, gap = MARGIN * k, 3.0 * k
    out = head(s, CostumeOption(f"{len(options)} {words['options']}", first.title, first.sentence), width, False)
    ruler = 12.0 * k
    area = Box(m + ruler, HEAD * k, width - 2 * m - ruler, height - HEAD * k - m * 0.72 - 8.5 * k)
    strip = 46.0 * k
    figures = [o.figures[0] for o in options]
    shapes = [read_pixels(f.pixels).shape[:2] for f in figures]
    above = max(f.metres * f.floor for f in figures)  # metres over the floor
    below = max(f.metres * (1 - f.floor) for f in figures)
    wide = (area.width - gap * (len(options) - 1)) / len(options)
    mm = (area.height - strip) / (above + below)
    needed = [f.metres * w / h for f, (h, w) in zip(figures, shapes, strict=True)]
    mm = min(mm, *(wide / (n * 0.55) for n in needed))  # a figure stands in the middle half of its picture
    scale = math.ceil(1000 / mm - 1e-9)  # a scale that can be said, and is true
    mm = 1000 / scale
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
        colours = found_palette(option)
        if colours:
            out += parts.strip(s, Box(x, area.bottom - 5.0 * k, wide, 5.0 * k), colours)
        side = min(9 * k, (wide - 5 * 1.2 * k) / 6)
        for j, cloth in enumerate(option.cloths[:6]):
            place = Box(x + j * (side + 1.2 * k), area.bottom - 7.0 * k - side, side, side)
            out += parts.sample(s, place, Chip(cloth.label, cloth.pixels))
    out += _ruler(s, m, floor, above, mm, area.right)
    out.append(parts.line(s, m, floor + 2.2 * k, ruler - 1 * k, f"1:{scale}", 5.2, colour=s.quiet))
    out += foot_line(s, first, width, height)
    return Page(width, height, tuple(out), s.paper, first.title, notes=(words["scale"].format(n=scale),))


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
