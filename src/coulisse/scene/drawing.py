"""A set on one sheet of paper to scale: the plan, two elevations, schedules of pieces and areas, and a title block."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coulisse.errors import BadInput
from coulisse.linework import Item, Line, Point, Sheet, Text
from coulisse.scene.drawing_built_elevation import below
from coulisse.scene.drawing_elevation import FLOOR, elevation, looks
from coulisse.scene.drawing_pens import FRAME, NOTE, RULE, TEXT, View
from coulisse.scene.drawing_plan import north_arrow, outwards, plan, section_marks
from coulisse.scene.drawing_portals import portals
from coulisse.scene.fixtures import CUT, sunk_rectangles
from coulisse.scene.room import Layout, Room, Wall
from coulisse.scene.shell_built import MAIN, amounts
from coulisse.scene.shell_portals import rise_of

_PAPERS = (("A3", 420.0, 297.0), ("A2", 594.0, 420.0))  # millimetres
_SCALES = (25, 50, 100, 200, 500, 1000)
_EDGE = 8.0  # millimetres from the paper's edge to the frame
_COLUMN = 86.0  # of schedules and title
_CHAIN = 6.5  # from one dimension chain to the next
_TITLE = 9.0  # under a drawing for its name
_GAP = 8.0
_LEAST = 230.0  # height that schedules and title take
_BLOCK = 62.0  # height of the title block


@dataclass(frozen=True)
class Title:
    """What the title block says; the date is the caller's, so that the same layout gives the same sheet."""

    title: str
    option: str
    date: str
    number: str = "1"


def set_sheet(layout: Layout, title: Title) -> Sheet:
    """The drawing of a layout at the largest of 1:25, 1:50 and 1:100 that fits A3, else A2 (beyond 1:100 for halls).

    Raises BadInput for a room that no scale brings onto A2.
    """
    for scale in _SCALES:
        for paper, width, height in _PAPERS:
            need = _needs(layout.room, scale)
            if need[0] <= width - 2 * _EDGE and max(need[1], _LEAST) <= height - 2 * _EDGE:
                return _sheet(layout, title, scale, paper, width, height)
    raise BadInput(
        f"{layout.room.length:g} x {layout.room.width:g} m does not fit on A2 at 1:{_SCALES[-1]}", where="dimensions",
        remedy="draw a part of it",
    )  # fmt: skip


def _chains(room: Room, wall: Wall) -> float:
    """Millimetres of paper outside a wall for its dimension chains and the mark of an elevation."""
    own = any(o.wall == wall for o in room.recesses) or bool(portals(room, wall))
    marks = 8.0 if wall in ("north", "east") else 2.0
    return marks + _CHAIN * (own + (2 if wall in ("south", "west") else 0))


def _needs(room: Room, scale: int) -> Point:
    """Millimetres that the drawings and the column take, width and height."""
    mm, over = 1000 / scale, 2 * outwards(room)
    wide = (room.length + over + room.width + 2 * room.wall) * mm + _COLUMN
    wide += max(_chains(room, "west"), 20.0) + _between(room) + 8.0 + 4.0
    high = (room.width + over + room.height + FLOOR + below(room, FLOOR)) * mm
    high += _chains(room, "south") + _chains(room, "north") + 2 * _TITLE + 14.0
    return wide, high


def _between(room: Room) -> float:
    """Millimetres from the plan and elevation A to elevation B: chains of both."""
    return max(_chains(room, "east"), 8.0) + 9.0


def _sheet(layout: Layout, title: Title, scale: int, paper: str, width: float, height: float) -> Sheet:
    room, mm = layout.room, 1000 / scale
    out_mm = outwards(room) * mm
    need = _needs(room, scale)
    # What is left over goes around the drawings, so that they stand in the middle of their field.
    spare_x, spare_y = (width - 2 * _EDGE - need[0]) / 3, (height - 2 * _EDGE - need[1]) / 3
    x0 = _EDGE + 2 + spare_x + max(_chains(room, "west"), 20.0) + out_mm
    deep = below(room, FLOOR)
    low = _EDGE + spare_y + _TITLE + 7 + deep * mm
    plan_y = low + (room.height + FLOOR) * mm + spare_y + _TITLE + _chains(room, "south") + 3 + out_mm
    main, north = View(x0, plan_y, scale), View(x0, low, scale)
    east = View(x0 + room.length * mm + out_mm + spare_x + _between(room) + room.wall * mm, low, scale)
    kinds = list(dict.fromkeys(p.name for p in sorted(layout.pieces, key=lambda p: (p.group, p.role == "chair"))))
    numbers = {name: i for i, name in enumerate(kinds, 1)}
    items: list[Item] = [Line(((_EDGE, _EDGE), (width - _EDGE, _EDGE), (width - _EDGE, height - _EDGE),
                               (_EDGE, height - _EDGE)), FRAME, True)]  # fmt: skip
    long, short = looks(layout)
    items += [*plan(main, layout, numbers), *section_marks(main, room, (long, short))]
    items += elevation(north, layout, long)
    items += elevation(east, layout, short)
    items += _named("Plan", scale, main.x - out_mm, plan_y - out_mm - _chains(room, "south") - 5)
    items += _named(f"Elevation A, looking {long}", scale, north.x - room.wall * mm, low - deep * mm - 12.5)
    items += _named(f"Elevation B, looking {short}", scale, east.x - room.wall * mm, low - deep * mm - 12.5)
    notes_x = east.x - room.wall * mm
    items += _notes(layout, notes_x, plan_y + room.width * mm + out_mm, width - _EDGE - _COLUMN - _GAP - notes_x,
                    low + (room.height + FLOOR) * mm + 8)  # fmt: skip
    column = width - _EDGE - _COLUMN
    items.append(Line(((column, _EDGE), (column, height - _EDGE)), FRAME))
    items += _schedules(layout, numbers, column + 5, height - _EDGE - 8, _EDGE + _BLOCK + 30)
    items += [
        *_scale_bar((column + 8, _EDGE + _BLOCK + 10), scale),
        *north_arrow((width - _EDGE - 14, _EDGE + _BLOCK + 13)),
    ]
    items += _block(layout, title, column, scale, paper)
    return Sheet(f"{title.title}, {title.option}", width, height, scale, (x0, plan_y), tuple(items))


def _named(name: str, scale: int, x: float, y: float) -> list[Item]:
    end = x + 0.68 * 2.6 * len(name)
    return [Text((x, y), name, 2.6, TEXT, bold=True), Text((end + 5, y), f"1:{scale}", 2.0, NOTE),
            Line(((x, y - 1.6), (end + 14, y - 1.6)), TEXT)]  # fmt: skip


def wrapped(text: str, width: float, height: float) -> list[str]:
    """Lines of about `width` millimetres for letters with capitals of `height` mm."""
    most = max(8, int(width / (0.76 * height)))
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _notes(layout: Layout, x: float, y: float, width: float, lowest: float) -> list[Item]:
    """What the option tries, its structure, what was measured, the cameras, and what found no place."""
    out: list[Item] = []
    blocks: list[tuple[str, list[str]]] = [
        ("What it tries", [layout.tries + "."]), ("Structure", [layout.structure + "."]),
        ("Not placed", [m.says for m in layout.missing]),
        ("Measured", [f"{'' if c.passed else 'NOT MET: '}{c.says[0].upper()}{c.says[1:]}." for c in layout.checks]),
        ("Cameras", [f"{i}  {c.name}: {c.focal_length:.0f} mm, {c.position[2]:.2f} m up, sees {c.sees:.0%} of the floor"
                     for i, c in enumerate(layout.cameras, 1)]),
    ]  # fmt: skip
    for heading, lines in blocks:
        if not lines or y < lowest + 12:
            continue
        out.append(Text((x, y - 2.0), heading, 1.9, TEXT, bold=True))
        y -= 6.0
        for line in lines:
            for part in wrapped(line, width, 1.55):
                if y < lowest:
                    break
                out.append(Text((x, y - 1.5), part, 1.55, TEXT if heading != "Measured" else NOTE))
                y -= 3.4
            y -= 0.5
        y -= 3.0
    return out


def areas(room: Room) -> dict[str, float]:
    """Square metres of floor, walls without openings, ceiling (a vault's own surface) and openings."""
    openings = sum(o.width * o.height for o in room.openings)
    springing = room.height - (room.vault.rise if room.vault else 0.0)
    walls = 2 * (room.length + room.width) * springing
    ceiling = room.length * room.width
    if room.vault:
        # Half an ellipse (Ramanujan 1914) over the width; other vaults are about as much larger than their plan.
        a, b = room.width / 2, room.vault.rise
        arc = math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b))) / 2
        ceiling *= arc / room.width
        if room.vault.kind == "barrel":
            walls += 2 * math.pi * a * b / 2
    sunk = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in sunk_rectangles(room.fixtures))
    holes = [(f, rise_of(f)) for f in room.fixtures if f.kind in CUT]
    cut = sum(f.width * (f.height - rise) + math.pi * f.width * rise / 4 for f, rise in holes)
    out = {"Floor": room.length * room.width - sunk, "Walls, openings deducted": max(0.0, walls - openings - cut),
           "Ceiling": ceiling, "Openings": openings}  # fmt: skip
    for (kind, slot), area in amounts(room).items():
        name = kind.replace("_", " ").capitalize()
        out[name if MAIN.get(kind) == slot else f"{name}, {slot.replace('_', ' ')}"] = area
    return out


def _schedules(layout: Layout, numbers: dict[str, int], x: float, y: float, lowest: float) -> list[Item]:
    right = x + _COLUMN - 10
    out: list[Item] = []

    def rule(at: float) -> None:
        out.append(Line(((x, at), (right, at)), RULE))

    out.append(Text((x, y), "Pieces", 2.6, TEXT, bold=True))
    y -= 5.5
    for at, text, align in ((x, "No", "left"), (x + 9, "Piece", "left"), (x + 51, "Count", "right"),
                            (right, "W × D × H, m", "right")):  # fmt: skip
        out.append(Text((at, y), text, 1.5, NOTE, align))  # type: ignore[arg-type]
    rule(y - 1.6)
    y -= 5.0
    room = layout.room
    rows = list(numbers.items())
    fit = max(1, int((y - lowest - 48) / 4.4))
    for name, number in rows[:fit]:
        some = [p for p in layout.pieces if p.name == name]
        p = some[0]
        size = f"ø {p.width:.2f} × {p.height:.2f}" if p.round else f"{p.width:.2f} × {p.depth:.2f} × {p.height:.2f}"
        out += [Text((x + 1, y), str(number), 1.7, TEXT, bold=True), Text((x + 9, y), p.label, 1.7, TEXT),
                Text((x + 51, y), str(len(some)), 1.7, TEXT, "right"),
                Text((right, y), size, 1.7, TEXT, "right")]  # fmt: skip
        rule(y - 1.4)
        y -= 4.4
    if len(rows) > fit:
        out.append(Text((x + 9, y), f"and {len(rows) - fit} kinds more, in the list of pieces", 1.7, NOTE))
        y -= 4.4
    y -= 5.0
    out.append(Text((x, y), "Areas", 2.6, TEXT, bold=True))
    y -= 5.5
    for label, value in areas(room).items():
        out += [Text((x + 1, y), label, 1.7, TEXT), Text((right, y), f"{value:.1f} m²", 1.7, TEXT, "right")]
        rule(y - 1.4)
        y -= 4.4
    y -= 5.0
    if room.openings:
        out.append(Text((x, y), "Openings", 2.6, TEXT, bold=True))
        y -= 5.5
        kinds: dict[str, int] = {}
        for o in room.openings:
            label = f"{o.kind.replace('_', ' ').capitalize()}|{o.width:.2f} × {o.height:.2f}, sill {o.sill:.2f}"
            kinds[label] = kinds.get(label, 0) + 1
        for key, count in kinds.items():
            if y < lowest:
                break
            label, size = key.split("|")
            out += [Text((x + 1, y), label, 1.7, TEXT), Text((x + 51, y), str(count), 1.7, TEXT, "right"),
                    Text((right, y), size, 1.7, TEXT, "right")]  # fmt: skip
            rule(y - 1.4)
            y -= 4.4
    return out


def _scale_bar(at: Point, scale: int) -> list[Item]:
    """Alternating fields of a metre (half a metre at 1:25, five from 1:200), a ruler of about five centimetres."""
    unit = {25: 0.5, 50: 1.0, 100: 1.0, 200: 2.0, 500: 5.0}.get(scale, 10.0)
    mm = unit * 1000 / scale
    count = max(2, min(5, int(52 / mm)))
    x, y = at
    out: list[Item] = []
    for i in range(count):
        a, b = x + i * mm, x + (i + 1) * mm
        out.append(Line(((a, y), (b, y), (b, y + 1.6), (a, y + 1.6)), TEXT, True, 0.0 if i % 2 == 0 else 1.0))
    for i in range(count + 1):
        out.append(Text((x + i * mm, y + 2.8), f"{i * unit:g}", 1.5, TEXT, "middle"))
    out.append(Text((x + count * mm + 3, y), "m", 1.5, TEXT))
    return out


def _block(layout: Layout, title: Title, x: float, scale: int, paper: str) -> list[Item]:
    """The title block at the lower right."""
    right, low, top = x + _COLUMN, _EDGE, _EDGE + _BLOCK
    out: list[Item] = [Line(((x, top), (right, top)), FRAME)]
    y = top - 7
    for part in wrapped(title.title, _COLUMN - 10, 3.2)[:3]:
        out.append(Text((x + 5, y), part, 3.2, TEXT, bold=True))
        y -= 5.4
    out.append(Text((x + 5, y - 0.5), f"{title.option}: {layout.design}", 2.2, TEXT))
    for row, cells in enumerate(((("Scale", f"1:{scale} on {paper}"), ("Units", "metres")),
                                 (("Date", title.date), ("Sheet", title.number)))):  # fmt: skip
        base = low + 26 - row * 13
        out.append(Line(((x, base), (right, base)), RULE))
        for i, (label, value) in enumerate(cells):
            at = x + 5 + i * _COLUMN * 0.55
            out += [Text((at, base - 4), label, 1.4, NOTE), Text((at, base - 9.5), value, 2.4, TEXT, bold=True)]
    out.append(Line(((x + _COLUMN * 0.55, low), (x + _COLUMN * 0.55, low + 26)), RULE))
    out.append(Text((right - 5, top - 4), "COULISSE", 1.4, NOTE, "right", bold=True))
    return out
