"""What boards are made of: labels, palettes, chips of material, scale bars, the line at the foot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coulisse.media.page import (
    BLACK,
    CHALK,
    DIM,
    INK,
    QUIET,
    WHITE,
    Align,
    Box,
    Element,
    Picture,
    Pixels,
    Rule,
    Swatch,
    Text,
)
from coulisse.media.page_type import capitals, line_width, set_text
from coulisse.media.palette import codes, contrast, hex_code, lch, legible, oklab


@dataclass(frozen=True)
class Scheme:
    """The colours of a board and how much larger than on A3 everything is set."""

    paper: str = WHITE
    ink: str = INK
    quiet: str = QUIET
    k: float = 1.0

    @property
    def hair(self) -> str:
        """The colour of hairlines: between paper and quiet ink."""
        return hex_code([(a + b) / 2 for a, b in zip(codes(self.paper), codes(self.quiet), strict=True)])


@dataclass(frozen=True, eq=False)
class Chip:
    """A sample: its picture (None: the flat colour), what it is, and an amount or a place."""

    label: str
    pixels: Pixels | Path | None = None
    colour: str = "#808080"
    detail: str = ""


def scheme(dark: bool, k: float = 1.0) -> Scheme:
    """Ink on warm white, or chalk on near-black."""
    paper, ink, quiet = (BLACK, CHALK, DIM) if dark else (WHITE, INK, QUIET)
    return Scheme(paper, ink, legible(quiet, paper, 4.5), k)


def label(s: Scheme, x: float, y: float, width: float, text: str, align: Align = "left") -> Text:
    """A small heading in spaced capitals, the top of its capitals at y."""
    size = 5.4 * s.k
    lift = capitals(size, "sans", "semibold")
    box = Box(x, y - lift, width, 3.2 * s.k)
    return Text(box, text, size, weight="semibold", colour=s.quiet, caps=True, tracking=110, least=size * 0.7,
                align=align)  # fmt: skip


def line(s: Scheme, x: float, y: float, width: float, text: str, size: float = 7.0, **more: object) -> Text:
    """One line, the top of its capitals at y; `size` in points on A3."""
    points = size * s.k
    lift = capitals(points, "serif" if more.get("face") == "serif" else "sans")
    high = points * 1.42 * 25.4 / 72
    return Text(Box(x, y - lift, width, high), text, points, **{"colour": s.ink, "least": points * 0.8, **more})  # type: ignore[arg-type]


def block(s: Scheme, box: Box, text: str, size: float = 7.0, **more: object) -> Text:
    """A paragraph, the top of its first capitals at the top of the box."""
    points = size * s.k
    lift = capitals(points, "serif" if more.get("face") == "serif" else "sans")
    place = Box(box.x, box.y - lift, box.width, box.height + lift)
    return Text(place, text, points, **{"colour": s.ink, "least": points * 0.84, **more})  # type: ignore[arg-type]


def palette(
    s: Scheme, box: Box, colours: Sequence[tuple[str, float, str]], materials: Sequence[Chip] = ()
) -> list[Element]:
    """Colours in their proportions as one bar, and under it each with its name, its code and its share.

    Where one of `materials` is nearly of the colour, its label stands under it: that is what to buy.
    """
    colours = [c for c in colours if c[1] > 0][:8]
    if not colours:
        return []
    k = s.k
    out: list[Element] = []
    bought = [_nearest(code, materials) for code, _, _ in colours]
    bought = ["" if b.lower() == name.lower() else b for b, (_, _, name) in zip(bought, colours, strict=True)]
    high = max(3.0 * k, box.height - (14.4 if any(bought) else 11.5) * k)
    total = sum(share for _, share, _ in colours)
    # A sliver of an accent is still to be seen: none is narrower than 2.5 mm.
    least = min(2.5 * k, box.width / len(colours))
    wide = [max(least, box.width * share / total) for _, share, _ in colours]
    over = sum(wide) - box.width
    room = sum(w - least for w in wide) or 1.0
    wide = [w - over * (w - least) / room for w in wide]
    x = box.x
    for (code, _, _), w in zip(colours, wide, strict=True):
        edge = s.hair if contrast(code, s.paper) < 1.12 else None
        out.append(Swatch(Box(x, box.y, min(w, box.right - x), high), code, edge))
        x += w
    step = box.width / len(colours)
    y = box.y + high + 2.0 * k
    for i, (code, share, name) in enumerate(colours):
        x = box.x + i * step
        out.append(Swatch(Box(x, y, 1.8 * k, 1.8 * k), code, s.hair if contrast(code, s.paper) < 1.12 else None))
        out.append(line(s, x + 2.7 * k, y, step - 3.2 * k, name, 6.0))
        out.append(line(s, x + 2.7 * k, y + 3.3 * k, step - 3.2 * k, code.upper(), 5.2, colour=s.quiet))
        out.append(line(s, x + 2.7 * k, y + 6.3 * k, step - 3.2 * k, percent(share / total), 5.2, colour=s.quiet))
        if bought[i]:
            out.append(line(s, x + 2.7 * k, y + 9.3 * k, step - 3.2 * k, bought[i], 5.2, italic=True, colour=s.quiet))
    return out


def _nearest(code: str, materials: Sequence[Chip]) -> str:
    """The label of the material that is nearest to a colour, or nothing if none is near: OKLab, under 0.08."""
    lab = oklab(codes(code))
    away = [(float(((oklab(codes(chip.colour)) - lab) ** 2).sum()) ** 0.5, chip.label) for chip in materials]
    return min(away)[1] if away and min(away)[0] < 0.08 else ""


def percent(share: float) -> str:
    """41 %, and never 0 %."""
    return "< 1 %" if share < 0.01 else f"{share * 100:.0f} %"


def strip(s: Scheme, box: Box, colours: Sequence[tuple[str, float, str]]) -> list[Element]:
    """Colours in their proportions as one bar, without words."""
    some = [c for c in colours if c[1] > 0]
    total, x = sum(c[1] for c in some), box.x
    out: list[Element] = []
    for code, share, _ in some:
        w = box.width * share / total
        out.append(Swatch(Box(x, box.y, min(w, box.right - x), box.height), code))
        x += w
    return out


def chips(s: Scheme, box: Box, samples: Sequence[Chip], more: str = "and {n} more",
          largest: float = 26.0) -> list[Element]:  # fmt: skip
    """Square samples in rows, their names below; what finds no room is counted."""
    if not samples:
        return []
    k = s.k
    gap, under = 3.2 * k, 8.6 * k
    best = (0.0, 1, 1)
    for columns in range(1, len(samples) + 1):
        rows = math.ceil(len(samples) / columns)
        side = min((box.width - gap * (columns - 1)) / columns, (box.height + 2 * k) / rows - under, largest * k)
        if side > best[0] - 0.01:  # as large as can be, and of those in the fewest rows
            best = (side, columns, rows)
    side, columns, rows = best
    columns = math.ceil(len(samples) / rows)  # full rows: no chip is left alone
    if side < 11 * k:  # too many: as many as can be seen
        side = 11 * k
        columns = max(1, int((box.width + gap) / (side + gap)))
        rows = max(1, int((box.height + 2 * k) / (side + under)))
    fit = min(len(samples), columns * rows)
    left_over = len(samples) - fit
    if left_over and fit > 1:
        fit, left_over = fit - 1, left_over + 1
    step = side + gap if columns * (side + gap) > box.width * 0.75 else min((box.width + gap) / columns, side * 1.5)
    out: list[Element] = []
    for i in range(fit + (left_over > 0)):
        x = box.x + (i % columns) * step
        y = box.y + (i // columns) * (side + under)
        wide = min(step - gap * 0.6, box.right - x)
        if i >= fit:
            out.append(block(s, Box(x, y + 1.0 * k, wide, side), more.format(n=left_over), 6.0, italic=True,
                             colour=s.quiet))  # fmt: skip
            break
        chip = samples[i]
        out += sample(s, Box(x, y, side, side), chip)
        out.append(line(s, x, y + side + 1.7 * k, wide, chip.label, 5.8))
        if chip.detail:
            out.append(line(s, x, y + side + 4.8 * k, wide, chip.detail, 5.2, colour=s.quiet))
    return out


def sample(s: Scheme, place: Box, chip: Chip) -> list[Element]:
    """A chip's picture, or its flat colour."""
    if chip.pixels is not None:
        return [Picture(place, chip.pixels, texture=True)]
    return [Swatch(place, chip.colour, s.hair if contrast(chip.colour, s.paper) < 1.12 else None)]


def bottom(text: Text) -> float:
    """Millimetres from the top of the page to where a text, as it is set, ends."""
    return set_text(text).bottom


def scale_bar(s: Scheme, x: float, y: float, scale: float, longest: float, unit: str = "m") -> list[Element]:
    """A ruler, a hairline with ticks, at most `longest` mm long, for a drawing at 1:`scale`; figures under it."""
    k = s.k
    steps = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
    step = next((v for v in steps if v * 1000 / scale >= 6.5 * k), steps[-1])
    count = max(1, min(5, int(longest / (step * 1000 / scale))))
    mm = step * 1000 / scale
    out: list[Element] = []
    for i in range(count):
        high = 0.9 * k
        if i % 2 == 0:
            out.append(Swatch(Box(x + i * mm, y, mm, high), s.ink))
        out.append(Rule(x + i * mm, y + high, x + (i + 1) * mm, y + high, 0.12, s.ink))
        out.append(Rule(x + i * mm, y, x + (i + 1) * mm, y, 0.12, s.ink))
    out.append(Rule(x + count * mm, y, x + count * mm, y + 0.9 * k, 0.12, s.ink))
    for i in range(count + 1):
        text = f"{i * step:g}" + (f" {unit}" if i == count else "")
        wide = line_width(text, 5.0 * k) + 0.3
        left = x + i * mm - (0.0 if i == 0 else wide / 2 if i < count else line_width(f"{i * step:g}", 5.0 * k) / 2)
        out.append(line(s, left, y + 2.2 * k, wide, text, 5.0, colour=s.quiet))
    return out


def foot(s: Scheme, width: float, height: float, margin: float, left: str, right: str) -> list[Element]:
    """The line at the foot: what made it on the left, version and seed on the right."""
    y = height - margin * 0.72
    across = width - 2 * margin
    return [
        Rule(margin, y - 2.6 * s.k, width - margin, y - 2.6 * s.k, 0.08, s.hair),
        line(s, margin, y, across * 0.62, left, 5.4, colour=s.quiet),
        line(s, margin + across * 0.64, y, across * 0.36, right, 5.4, colour=s.quiet, align="right"),
    ]


def gloomy(pictures: Sequence[tuple[str, float, str]]) -> bool:
    """Whether colours (code, share, name) are so dark on the whole that white paper would outshine them."""
    total = sum(share for _, share, _ in pictures)
    return bool(total) and sum(lch(code)[0] * share for code, share, _ in pictures) / total < 0.36


def told(s: Scheme, box: Box, texts: Sequence[tuple[str, str]], size: float = 7.5) -> list[Element]:
    """Headings with a paragraph each, sharing the height as their lengths ask; `size` in points on A3."""
    return told_to(s, box, texts, size)[0]


def told_to(s: Scheme, box: Box, texts: Sequence[tuple[str, str]], size: float = 7.5) -> tuple[list[Element], float]:
    """As `told`, and the millimetres from the top at which the last paragraph ends."""
    if not texts:
        return [], box.y
    k = s.k
    out: list[Element] = []
    heads = 4.2 * k
    gap = 3.4 * k
    # A line at 7.5 points holds about 82 letters in 100 mm.
    lines = [max(1.0, len(text) / max(8.0, box.width / k * 0.82 * 7.5 / size)) + 0.6 for _, text in texts]
    space = box.height - len(texts) * (heads + gap)
    y = box.y
    need = 0.49 * size * k
    for (head, text), count in zip(texts, lines, strict=True):
        tall = min(count * need + 2 * k, max(4 * k, space * count / sum(lines)))
        if y + heads + 4 * k > box.bottom:
            break
        out.append(label(s, box.x, y, box.width, head))
        paragraph = block(s, Box(box.x, y + heads, box.width, min(tall, box.bottom - y - heads)), sentence(text),
                                size, leading=1.39 * size * k)  # fmt: skip
        out.append(paragraph)
        y = max(bottom(paragraph), y + heads) + gap
    return out, y - gap if out else box.y


def sentence(text: str) -> str:
    """The text with a full stop, if it has none."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else text + "."
