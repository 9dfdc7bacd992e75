"""All options of a set side by side, their plans at one scale."""

from __future__ import annotations

from collections.abc import Sequence

from coulisse.errors import BadInput
from coulisse.media import page_parts as parts
from coulisse.media.page import Box, Drawing, Element, Page, Picture, Rule
from coulisse.media.page_parts import Scheme
from coulisse.recipes.set_option_board import HEAD, MARGIN, WORDS, BoardOption, foot_line, found_palette, paper_size
from coulisse.scene.drawing_bare import bare_plan, scale_for
from coulisse.scene.drawing_plan import outwards


def overview_page(options: Sequence[BoardOption], paper: str = "A3") -> Page:
    """One to six options side by side: hero, name, line, plan (all at one scale), structure, light, materials, palette.

    Raises BadInput for no option and for more than six.
    """
    if not 1 <= len(options) <= 6:
        raise BadInput(f"{len(options)} options on one page", where="options", remedy="1 to 6; lay others on a second")
    width, height, k = paper_size(paper)
    first = options[0]
    words = WORDS[first.words]
    found = [found_palette(o) for o in options]
    dark = first.dark if first.dark is not None else all(parts.gloomy(f) for f in found if f) and any(found)
    s = parts.scheme(dark, k)
    m, gap = MARGIN * k, 6.0 * k
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
    top = HEAD * k
    bottom = height - m * 0.72 - 8.5 * k
    named = wide > 84 * k
    side = min((wide - 5 * 1.6 * k) / 6, 14 * k)
    tells = [[parts.block(s, Box(m, top, wide, 15.0 * k), parts.sentence(text), 7.0, leading=9.6 * k)
              for o in options if (text := getattr(o, key))] for key in ("structure", "light")]  # fmt: skip
    rows = [max((parts.bottom(t) - top for t in column), default=0.0) + 7.4 * k for column in tells]
    strip = sum(rows) + (4.0 + 4.5 + (23.0 if named else 9.0)) * k + side
    rooms = [o.layout.room for o in options if o.layout]
    # The pictures are 16:9 where there are few columns, and where there are many as much taller as there is room.
    flat = min(wide * 9 / 16, 88 * k) if heroes else 0.0
    fixed = 5.0 * k * heroes + 22.0 * k + 14.0 * k * bool(rooms) + strip
    space = max(10 * k, bottom - top - flat - fixed)
    scale = scale_for(rooms, wide, space) if rooms else 0
    tallest = max((r.width + 2 * outwards(r)) * 1000 / scale for r in rooms) + 1.2 if rooms else 0.0
    tall = min(flat + max(0.0, space - tallest), wide * (1.0 if len(options) > 3 else 0.66), 88 * k) if heroes else 0.0
    under = top + tall + 5.0 * k * heroes
    plan_top = under + 22.0 * k
    strip_top = plan_top + tallest + 14.0 * k * bool(rooms)
    strip_top += max(0.0, bottom - strip - strip_top) * 0.4
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
            out.append(Drawing(Box(x, plan_top, min(sheet.width, wide), min(sheet.height, tallest)), sheet, 1.0, s.ink,
                               s.paper))  # fmt: skip
        out += _strip(s, option, option.palette or found[i], Box(x, strip_top, wide, strip), rows, side, named)
    out.append(Rule(m, strip_top - 3.2 * k, width - m, strip_top - 3.2 * k, 0.08, s.hair))
    if rooms:
        out += parts.scale_bar(s, m + 0.4, strip_top - 11.0 * k, scale, wide * 0.5)
        out.append(parts.line(s, m, strip_top - 11.0 * k, wide, words["scale"].format(n=scale), 5.4, colour=s.quiet,
                              align="right"))  # fmt: skip
    out += foot_line(s, first, width, height)
    return Page(width, height, tuple(out), s.paper, first.title, notes=(words["made"],))


def _strip(
    s: Scheme,
    option: BoardOption,
    colours: Sequence[tuple[str, float, str]],
    box: Box,
    rows: Sequence[float],
    side: float,
    named: bool,
) -> list[Element]:
    """Structure, light, materials and palette of one option, at the same heights in each column."""
    k, words = s.k, WORDS[option.words]
    out: list[Element] = []
    y = box.y
    for key, text, high in (("structure", option.structure, rows[0]), ("light", option.light, rows[1])):
        if text:
            out.append(parts.label(s, box.x, y, box.width, words[key]))
            out.append(parts.block(s, Box(box.x, y + 4.0 * k, box.width, 15.0 * k), parts.sentence(text), 7.0,
                                   leading=9.6 * k))  # fmt: skip
        y += high
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
