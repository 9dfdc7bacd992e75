"""Elevations of a set: a section through the room, the far wall with its openings, and the pieces before it."""

from __future__ import annotations

import math

from coulisse.linework import Dimension, Hatch, Item, Line, Point, Text
from coulisse.scene.drawing_built_elevation import below, built_in
from coulisse.scene.drawing_pens import (
    COLUMN,
    CUT,
    DETAIL,
    DIMENSIONS,
    GLAZING,
    NOTE,
    OUTLINE,
    POCHE,
    SEEN,
    TEXT,
    View,
)
from coulisse.scene.drawing_profiles import Seen, profile
from coulisse.scene.fixtures import AT_WALLS
from coulisse.scene.room import Layout, Niche, Opening, Piece, Room, Wall
from coulisse.scene.shell_places_walls import wall_of

Look = Wall
FLOOR = 0.2  # metres of floor and of ceiling that are drawn cut
_PERSON = 1.75  # metres
_BEFORE = 0.4  # metres from the near wall to the section


def span(room: Room, look: Look) -> float:
    """Metres of the wall that is looked at."""
    return room.side(look)


def looks(layout: Layout) -> tuple[Look, Look]:
    """The two directions that show most: a long and a short wall, each the one with more in it and before it."""
    room = layout.room

    def shows(look: Look) -> float:
        cut = sum(r.width * r.height * (0.5 if isinstance(r, Opening) and r.is_door else 1) for r in room.recesses
                  if r.wall == look)  # fmt: skip
        cut += sum(1.5 * f.width * f.height for f in room.fixtures if wall_of(f) == look and f.kind in AT_WALLS)
        seen = [_seen(room, look, p) for p in layout.pieces if p.role not in ("rug", "ceiling", "curtain")]
        return cut + sum((s.right - s.left) * s.piece.height for s in seen if s.turn < 45 and s.away < 1.5)

    return (
        "south" if shows("south") > shows("north") else "north",
        "west" if shows("west") > shows("east") else "east",
    )


def _seen_at(room: Room, look: Look, x: float, y: float) -> Point:
    """Metres to the right along the wall that is looked at, and metres before it."""
    return {
        "north": (x, room.width - y), "east": (room.width - y, room.length - x),
        "south": (room.length - x, y), "west": (y, x),
    }[look]  # fmt: skip


def _long(look: Look) -> bool:
    return look in ("north", "south")


def elevation(view: View, layout: Layout, look: Look) -> list[Item]:
    """The section with everything behind it; `view` has (0, 0) at the left end of the floor."""
    room = layout.room
    wide = span(room, look)
    out: list[Item] = [*_cut(view, room, look), *_ceiling(view, room, look)]
    for recess in room.recesses:
        if recess.wall == look:
            out += _opening(view, room, look, recess)
    # What stands at the wall behind us with its back to us is before the section: it would only hide the room.
    deep = room.width if _long(look) else room.length
    seen = sorted((_seen(room, look, p) for p in layout.pieces), key=lambda s: s.away)
    seen = [
        s
        for s in seen
        if s.turn < 135 or s.away + s.piece.depth / 2 < deep - _BEFORE or s.piece.role in ("chair", "rug", "ceiling")
    ]
    columns = []
    for c in room.columns:
        at, away = _seen_at(room, look, c.x, c.y)
        columns.append((at, (c.width if _long(look) else c.depth) / 2, away))
    things: list[tuple[float, Seen | tuple[float, float] | list[Item]]] = [(s.away, s) for s in seen]
    things += [(away, (at, half)) for at, half, away in columns]
    things += built_in(view, room, look, lambda x, y: _seen_at(room, look, x, y))
    drawn: set[float] = set()
    for _, thing in sorted(things, key=lambda t: t[0]):
        if isinstance(thing, list):
            out += thing
        elif isinstance(thing, tuple):
            at, half = thing
            if round(at, 2) not in drawn:  # a column hides those behind it
                top = _clear(room, look, at)
                out.append(view.box(COLUMN, at - half, 0, at + half, top, 0.93))
                out += [view.line(DETAIL, (at + half * f, 0), (at + half * f, top)) for f in (-0.5, 0.55, 0.8)]
                drawn.add(round(at, 2))
        else:
            out += profile(view, thing, room)
    out += _person(view, room, look, seen)
    inner = _profile(room, look)
    out.append(view.line(OUTLINE, *inner, closed=True))
    return [*out, *_heights(view, room, look, wide)]


def _profile(room: Room, look: Look) -> list[Point]:
    """The inner outline of the section: floor, walls, ceiling or the vault's arc across it."""
    wide, high = span(room, look), room.height
    if not room.vault or (room.vault.kind == "barrel" and _long(look)):
        return [(0, 0), (wide, 0), (wide, high), (0, high)]
    rise, spring = room.vault.rise, high - room.vault.rise
    arc = [(wide / 2 + wide / 2 * math.cos(t), spring + rise * math.sin(t))
           for t in (i * math.pi / 32 for i in range(33))]  # fmt: skip
    return [(0, 0), (wide, 0), *arc]


def _clear(room: Room, look: Look, at: float) -> float:
    """Metres of height under the ceiling there."""
    if not room.vault or (room.vault.kind == "barrel" and _long(look)):
        return room.height
    across = max(-1.0, min(1.0, 2 * at / span(room, look) - 1))
    return room.height - room.vault.rise * (1 - math.sqrt(1 - across * across))


def _cut(view: View, room: Room, look: Look) -> list[Item]:
    """What the section cuts: floor slab, both walls, ceiling; poché as in the plan."""
    wide, high, t = span(room, look), room.height, room.wall
    inner = _profile(room, look)
    out: list[Item] = []
    # The outline goes around the outside and back along the inside, over a seam in the floor.
    ring = [(-t, -FLOOR), (-t, high + FLOOR), (wide + t, high + FLOOR), (wide + t, -FLOOR), (0, -FLOOR)]
    shape = [*ring, (0, 0), *inner[1:], (0, high) if inner[-1][0] > 1e-9 else inner[-1], (0, 0), (0, -FLOOR)]
    points = tuple(view.at(*p) for p in shape)
    thick = t * view.mm > 3.5
    out.append(Line(points, CUT, True, 0.88 if thick else 0.35, stroke=False))
    if thick:
        out.append(Hatch(points, POCHE, 45, 1.1))
    out.append(view.box(CUT, -t, -FLOOR, wide + t, high + FLOOR))
    return out


def _ceiling(view: View, room: Room, look: Look) -> list[Item]:
    """Beams seen along or cut, and the line at which a vault springs."""
    out: list[Item] = []
    for beam in room.beams:
        low, high = room.height - beam.depth, room.height
        if beam.along != _long(look):
            at = _seen_at(room, look, beam.at, beam.at)[0]
            out.append(view.box(CUT, at - beam.width / 2, low, at + beam.width / 2, high, 0.6))
    lows = [b.depth for b in room.beams if b.along == _long(look)]
    if lows:
        low = room.height - max(lows)
        out.append(view.box(SEEN, 0, low, span(room, look), room.height, 0.95))
    if room.vault:
        spring = room.height - room.vault.rise
        out.append(view.line(SEEN, (0, spring), (span(room, look), spring)))
        if room.vault.kind == "barrel" and _long(look):
            for i in range(1, 6):  # courses come closer towards the crown
                z = spring + room.vault.rise * math.sin(i * math.pi / 12)
                out.append(view.line(DETAIL, (0, z), (span(room, look), z)))
    return out


def _opening(view: View, room: Room, look: Look, o: Opening | Niche) -> list[Item]:
    at = _seen_at(room, look, o.at, o.at)[0]
    a, b, low, high = at - o.width / 2, at + o.width / 2, o.sill, o.sill + o.height
    if isinstance(o, Niche):
        shade = view.box(SEEN, a, low, b, high, 0.86)
        return [shade, view.line(DETAIL, (a, high), (a + 0.12, high - 0.12), (a + 0.12, low))]
    if o.is_door:
        out: list[Item] = [view.box(SEEN, a - 0.08, 0, b + 0.08, high + 0.08, 1.0), view.box(SEEN, a, 0, b, high, 0.97)]
        leaves = 2 if o.kind == "double_door" else 1
        for i in range(leaves if o.kind != "doorway" else 0):
            x0, x1 = a + (b - a) * i / leaves, a + (b - a) * (i + 1) / leaves
            out.append(view.box(SEEN, x0, 0, x1, high))
            inset = 0.12
            for z0, z1 in ((0.2, high * 0.42), (high * 0.5, high - 0.15)):
                out.append(view.box(DETAIL, x0 + inset, z0, x1 - inset, z1))
            knob = x1 - 0.06 if i == 0 else x0 + 0.06
            out.append(view.circle(SEEN, knob, 1.02, 0.025))
        return out
    frame = [(a, low), (b, low), (b, high), (a, high)]
    if o.kind == "arched_window":
        r, spring = o.width / 2, high - o.width / 2
        frame = [(a, low), (b, low), *((at + r * math.cos(t), spring + r * math.sin(t))
                                       for t in (i * math.pi / 16 for i in range(17)))]  # fmt: skip
    glass = view.line(GLAZING, *frame, closed=True, fill=0.97)
    bars = [view.line(GLAZING, (at, low), (at, high))]
    rows = max(2, round(o.height / 0.6))
    bars += [view.line(GLAZING, (a, low + (high - low) * i / rows), (b, low + (high - low) * i / rows))
             for i in range(1, rows)]  # fmt: skip
    sill = [view.box(SEEN, a - 0.08, low - 0.05, b + 0.08, low, 1.0)] if low > 0.05 else []
    return [view.box(SEEN, a - 0.06, low, b + 0.06, high + 0.06) if o.kind == "window" else glass, glass, *bars, *sill]


def _seen(room: Room, look: Look, p: Piece) -> Seen:
    c, s = math.cos(math.radians(p.facing)), math.sin(math.radians(p.facing))
    at, away = _seen_at(room, look, p.x, p.y)
    along = (p.depth, p.width) if _long(look) else (p.width, p.depth)
    half = (along[0] * abs(c) + along[1] * abs(s)) / 2
    towards = {"north": 270.0, "east": 180.0, "south": 90.0, "west": 0.0}[look]
    turn = abs((p.facing - towards + 180) % 360 - 180)
    to_right = {"north": c, "east": -s, "south": -c, "west": s}[look]
    return Seen(p, at - half, at + half, away, turn, to_right > 0)


def _person(view: View, room: Room, look: Look, seen: list[Seen]) -> list[Item]:
    """A person of 1.75 m for scale, where the floor is emptiest, as a grey shape on the far wall."""
    if room.height < _PERSON + 0.1:
        return []
    wide = span(room, look)
    busy = [s for s in seen if s.piece.role not in ("rug", "ceiling", "hung", "top")]
    spots = [wide * (0.06 + 0.88 * i / 40) for i in range(41)]

    def crowd(x: float) -> float:
        hidden = sum(max(0.0, min(x + 0.3, s.right) - max(x - 0.3, s.left)) * s.piece.height for s in busy)
        near_openings = sum(abs(x - _seen_at(room, look, o.at, o.at)[0]) < o.width / 2 + 0.3
                            for o in room.openings if o.wall == look)  # fmt: skip
        return hidden + 0.3 * near_openings + (x < 0.35) + (x > wide - 0.35)

    x = min(spots, key=crowd)
    half = [(0.05, 0.0), (0.16, 0.0), (0.15, 0.45), (0.17, 0.85), (0.25, 0.84), (0.25, 1.05), (0.23, 1.38),
            (0.17, 1.44), (0.06, 1.48), (0.05, 1.53)]  # fmt: skip
    outline = [(x + u, z) for u, z in half] + [(x - u, z) for u, z in reversed(half)]
    outline.append((x, 0.8))
    shape = view.line(NOTE, *outline, closed=True, fill=0.82, stroke=False)
    turns = [i * math.tau / 20 for i in range(20)]
    skull = [(x + 0.095 * math.cos(t), 1.63 + 0.12 * math.sin(t)) for t in turns]
    head = view.line(NOTE, *skull, closed=True, fill=0.82, stroke=False)
    return [shape, head]


def _heights(view: View, room: Room, look: Look, wide: float) -> list[Item]:
    """Heights at the left, openings' heights at the right, the width below, and the level of the floor."""
    out: list[Item] = []
    left = view.at(-room.wall, 0)[0] - 6.5
    levels = [0.0, room.height]
    if room.vault:
        levels.insert(1, room.height - room.vault.rise)
    for a, b in zip(levels, levels[1:], strict=False):
        start, end = view.at(-room.wall, a), view.at(-room.wall, b)
        out.append(Dimension(start, end, left, 90, f"{b - a:.2f}", DIMENSIONS))
    here = [o for o in room.openings if o.wall == look]
    if here:
        o = here[0]
        marks = sorted({0.0, round(o.sill, 3), round(o.sill + o.height, 3), room.height})
        right = view.at(wide + room.wall, 0)[0] + 6.5
        for a, b in zip(marks, marks[1:], strict=False):
            start, end = view.at(wide + room.wall, a), view.at(wide + room.wall, b)
            out.append(Dimension(start, end, right, 90, f"{b - a:.2f}", DIMENSIONS))
    deep = below(room, FLOOR)
    low = view.at(0, -deep)[1] - 5.5
    out.append(Dimension(view.at(0, -deep), view.at(wide, -deep), low, 0, f"{wide:.2f}", DIMENSIONS))
    y = view.at(wide, 0)[1]
    if not _long(look):
        return out  # the level stands at elevation A
    mark = view.at(-room.wall, 0)[0] - 12.5
    out += [Line(((mark - 1.2, y + 2.0), (mark + 1.2, y + 2.0), (mark, y)), TEXT, True, 0.0),
            Text((mark - 1.8, y + 0.4), "±0.00", 1.5, TEXT, "right")]  # fmt: skip
    return out
