"""The plan of a set: cut walls, openings, structure, pieces, what hangs overhead, cameras and dimension chains."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coulisse.linework import Arc, Dimension, Hatch, Item, Line, Point, Text
from coulisse.scene.camera_places import field_of_view
from coulisse.scene.drawing_built import on_the_floor, over_head
from coulisse.scene.drawing_pens import (
    CAMERA,
    CAMERA_VIEW,
    COLUMN,
    CUT,
    DIMENSIONS,
    DOOR,
    GLAZING,
    NOTE,
    OVERHEAD,
    POCHE,
    SWING,
    TEXT,
    View,
)
from coulisse.scene.drawing_portals import APSE_WALL, apse_line, portals, reach
from coulisse.scene.drawing_symbols import symbol
from coulisse.scene.room import WALLS, CameraPlace, Layout, Niche, Opening, Piece, Room, Wall

_LEAF = 0.045  # metres, a door's thickness
_ORDER = {"rug": 0, "curtain": 3, "top": 4, "hung": 3, "ceiling": 5}
BEHIND = 0.10  # metres of wall behind and beside a niche


def plan(view: View, layout: Layout, numbers: dict[str, int]) -> list[Item]:
    """The plan at a height of 1.2 m; `numbers` are those of the schedule, by a piece's name."""
    room = layout.room
    out: list[Item] = on_the_floor(view, room)
    pieces = sorted(layout.pieces, key=lambda p: (_ORDER.get(p.role, 2), p.base))
    for p in pieces:
        if p.role != "ceiling":
            out += symbol(view, p)
    out += walls(view, room)
    for opening in room.openings:
        out += _door(view, room, opening) if opening.is_door else _window(view, room, opening)
    for c in room.columns:
        if c.round:
            out.append(view.circle(COLUMN, c.x, c.y, c.width / 2, 0.35))
        else:
            out.append(
                view.box(COLUMN, c.x - c.width / 2, c.y - c.depth / 2, c.x + c.width / 2, c.y + c.depth / 2, 0.35)
            )
    out += [*_overhead(view, room), *over_head(view, room)]
    for p in pieces:
        if p.role == "ceiling":
            out += symbol(view, p)
    for number, camera in enumerate(layout.cameras, 1):
        out += _camera(view, room, camera, number)
    out += _tags(view, room, layout.pieces, numbers)
    return [*out, *_chains(view, room)]


def _along(room: Room, wall: Wall, at: float, out: float) -> Point:
    """The point `at` metres along a wall, `out` metres outwards of its inner face."""
    return room.on_wall(wall, at, -out)


def walls(view: View, room: Room) -> list[Item]:
    """The cut walls, one closed outline from opening to opening, niches and corners included."""
    runs: list[tuple[list[Point], list[Point]]] = []
    inner: list[Point] = []
    outer: list[Point] = []
    corner_out: dict[Wall, tuple[float, float]] = {
        "south": (-room.wall, -room.wall), "east": (room.length + room.wall, -room.wall),
        "north": (room.length + room.wall, room.width + room.wall), "west": (-room.wall, room.width + room.wall),
    }  # fmt: skip
    corner_in: dict[Wall, Point] = {"south": (0, 0), "east": (room.length, 0), "north": (room.length, room.width),
                                    "west": (0, room.width)}  # fmt: skip
    for wall in WALLS:  # counter-clockwise; north and west are walked backwards
        inner.append(corner_in[wall])
        outer.append(corner_out[wall])
        back = wall in ("north", "west")
        events: list[tuple[float, Opening | Niche]] = [(o.at, o) for o in room.openings if o.wall == wall]
        events += [(n.at, n) for n in room.niches if n.wall == wall]
        own = portals(room, wall)
        cut = {id(n): f.kind for n, f in own}
        events += [(n.at, n) for n, _ in own]
        for at, thing in sorted(events, key=lambda e: -e[0] if back else e[0]):
            a, b = at - thing.width / 2, at + thing.width / 2
            a, b = (b, a) if back else (a, b)
            if isinstance(thing, Niche) and cut.get(id(thing)) == "apse":
                inside, behind = (apse_line(thing, room.wall, d)[:: -1 if back else 1] for d in (0.0, APSE_WALL))
                inner += [_along(room, wall, a, 0), *(_along(room, wall, *e) for e in inside), _along(room, wall, b, 0)]
                outer += [_along(room, wall, *e) for e in behind]
                continue
            if isinstance(thing, Niche) and id(thing) not in cut:
                deep = max(room.wall, thing.depth + BEHIND)
                beside = math.copysign(BEHIND if deep > room.wall else 0.0, b - a)
                inner += [_along(room, wall, *e) for e in ((a, 0), (a, thing.depth), (b, thing.depth), (b, 0))]
                outer += [_along(room, wall, *e) for e in ((a - beside, room.wall), (a - beside, deep),
                                                           (b + beside, deep), (b + beside, room.wall))]  # fmt: skip
                continue
            inner.append(_along(room, wall, a, 0))
            outer.append(_along(room, wall, a, room.wall))
            runs.append((inner, outer))
            inner, outer = [_along(room, wall, b, 0)], [_along(room, wall, b, room.wall)]
    if runs:  # the last run goes on into the first
        runs[0] = inner + runs[0][0], outer + runs[0][1]
    else:
        runs = [([*inner, inner[0]], [*outer, outer[0]])]
    out: list[Item] = []
    thick = room.wall * view.mm
    for inside, outside in runs:
        shape = tuple(view.at(*p) for p in [*inside, *reversed(outside)])
        out.append(Line(shape, CUT, True, 0.88 if thick > 3.5 else 0.35, stroke=False))
        if thick > 3.5:
            out.append(Hatch(shape, POCHE, 45, 1.1))
        out.append(Line(shape, CUT, True))
    return out


def _door(view: View, room: Room, o: Opening) -> list[Item]:
    """Reveals, the leaf standing open at a right angle, and the arc that it sweeps."""
    a, b = o.at - o.width / 2, o.at + o.width / 2
    out: list[Item] = [view.line(SWING, _along(room, o.wall, a, d), _along(room, o.wall, b, d)) for d in (0, room.wall)]
    if o.kind == "doorway":
        return out
    if o.kind == "sliding_door":
        free_before = a > room.side(o.wall) - b
        start = a - o.width if free_before else b
        start = min(max(start, 0.0), room.side(o.wall) - o.width)
        corners = ((a, 0.0), (b, 0.0), (b, _LEAF), (a, _LEAF))
        parked = ((start, -0.02), (start + o.width, -0.02), (start + o.width, -0.02 - _LEAF), (start, -0.02 - _LEAF))
        out.append(view.line(DOOR, *(_along(room, o.wall, *c) for c in corners), closed=True, fill=1.0))
        return [*out, view.line(OVERHEAD, *(_along(room, o.wall, *c) for c in parked), closed=True)]
    leaves: tuple[tuple[float, float, float], ...] = ((a, b, o.width) if o.hinge_first else (b, a, o.width),)
    if o.kind == "double_door":
        leaves = ((a, o.at, o.width / 2), (b, o.at, o.width / 2))
    for hinge, closed, wide in leaves:
        towards = math.copysign(_LEAF, closed - hinge)
        corners = ((hinge, 0.0), (hinge + towards, 0.0), (hinge + towards, -wide), (hinge, -wide))
        out.append(view.line(DOOR, *(_along(room, o.wall, *c) for c in corners), closed=True, fill=1.0))
        centre, shut, open_ = (_along(room, o.wall, *c) for c in ((hinge, 0.0), (closed, 0.0), (hinge, -wide)))
        angles = [math.degrees(math.atan2(p[1] - centre[1], p[0] - centre[0])) % 360 for p in (shut, open_)]
        start, end = angles if (angles[1] - angles[0]) % 360 < 180 else reversed(angles)
        out.append(Arc(view.at(*centre), wide * view.mm, SWING, start, end if end > start else end + 360))
    return out


def _window(view: View, room: Room, o: Opening) -> list[Item]:
    """Sills as the wall's faces, the glass as a double line, the frame at either side."""
    a, b = o.at - o.width / 2, o.at + o.width / 2
    t = room.wall
    out: list[Item] = [
        view.line(GLAZING, _along(room, o.wall, a, d), _along(room, o.wall, b, d))
        for d in (0.0, t * 0.5 - 0.02, t * 0.5 + 0.02, t)
    ]
    for at in (a, b):
        side = 0.06 if at == a else -0.06
        corners = ((at, t * 0.5 - 0.04), (at + side, t * 0.5 - 0.04), (at + side, t * 0.5 + 0.04), (at, t * 0.5 + 0.04))
        out.append(view.line(GLAZING, *(_along(room, o.wall, *c) for c in corners), closed=True, fill=1.0))
    return out


def _overhead(view: View, room: Room) -> list[Item]:
    """Beams and vaults, dashed: they are above the cut."""
    out: list[Item] = []
    for beam in room.beams:
        for at in (beam.at - beam.width / 2, beam.at + beam.width / 2):
            ends = ((0, at), (room.length, at)) if beam.along else ((at, 0), (at, room.width))
            out.append(view.line(OVERHEAD, *ends))
    if room.vault and room.vault.kind == "barrel":
        out.append(view.line(OVERHEAD, (0, room.width / 2), (room.length, room.width / 2)))
        for i in range(1, max(2, round(room.length / 3))):
            x = room.length * i / max(2, round(room.length / 3))
            out.append(view.line(OVERHEAD, (x, 0), (x, room.width)))
    elif room.vault and room.vault.kind == "groin":
        bays = max(1, round(room.length / room.width))
        for i in range(bays):
            x0, x1 = room.length * i / bays, room.length * (i + 1) / bays
            out += [view.line(OVERHEAD, (x0, 0), (x1, room.width)), view.line(OVERHEAD, (x0, room.width), (x1, 0))]
    elif room.vault:
        out.append(view.circle(OVERHEAD, room.length / 2, room.width / 2, room.width / 2))
    return out


def _camera(view: View, room: Room, camera: CameraPlace, number: int) -> list[Item]:
    """A camera in red: its body, its number, and the edges of the picture for three metres."""
    x, y, _ = camera.position
    heading = math.atan2(camera.look_at[1] - y, camera.look_at[0] - x)
    half = field_of_view(camera.focal_length) / 2
    out: list[Item] = []
    reach = min(2.2, room.width * 0.4)
    for turn in (-half, half):
        ray = heading + turn
        far = reach
        for at, way, end in ((x, math.cos(ray), room.length), (y, math.sin(ray), room.width)):
            if abs(way) > 1e-6:
                far = min(far, ((end if way > 0 else 0.0) - at) / way)
        out.append(view.line(CAMERA_VIEW, (x, y), (x + far * math.cos(ray), y + far * math.sin(ray))))
    c, s = math.cos(heading), math.sin(heading)
    mm = 1 / view.mm  # the symbol has a size on paper, not in the room
    body = [(-1.9, -1.1), (0.7, -1.1), (0.7, 1.1), (-1.9, 1.1)]
    lens = [(0.7, -0.4), (1.9, -1.0), (1.9, 1.0), (0.7, 0.4)]
    for shape in (body, lens):
        out.append(view.line(CAMERA, *((x + (u * c - v * s) * mm, y + (u * s + v * c) * mm) for u, v in shape),
                             closed=True, fill=1.0))  # fmt: skip
    px, py = view.at(x - 0.6 * c * mm, y - 0.6 * s * mm)
    return [*out, Text((px, py - 0.6), str(number), 1.3, CAMERA, "middle", bold=True)]


def _tags(view: View, room: Room, pieces: Sequence[Piece], numbers: dict[str, int]) -> list[Item]:
    """Each kind of piece labelled once: its number in a circle, and its name where it fits."""
    out: list[Item] = []
    taken: list[Point] = []
    for name, number in numbers.items():
        some = [p for p in pieces if p.name == name]
        if not some:
            continue
        p = min(some, key=lambda p: (round(p.x - p.y, 2), p.x))
        x, y = view.at(p.x, p.y)
        if p.role == "ceiling":  # on its edge, clear of what stands below
            y += min(p.width, p.depth) / 2 * view.mm
        if p.role in ("rug", "curtain"):
            x, y = view.at(*p.point(p.depth / 2 - 0.22 * (p.role == "rug"), -p.width / 2 + 0.22))
        wide = abs(math.sin(math.radians(p.facing))) * p.width + abs(math.cos(math.radians(p.facing))) * p.depth
        deep = abs(math.cos(math.radians(p.facing))) * p.width + abs(math.sin(math.radians(p.facing))) * p.depth
        label = p.label
        length = 0.76 * 1.5 * len(label)
        square = p.facing % 90 < 1 or p.facing % 90 > 89
        if p.role not in ("rug", "ceiling") and square and wide * view.mm > length + 7 and deep * view.mm > 6:
            out.append(Text((x - length / 2 + 1.5, y - 0.75), label, 1.5, TEXT, halo=True))
            x -= length / 2 + 1.6
        if wide * view.mm < 5 and deep * view.mm < 5 and p.role not in ("rug", "curtain"):  # beside what it would hide
            dx, dy = (3.6 if p.x < room.length / 2 else -3.6), (3.6 if p.y < room.width / 2 else -3.6)
            out.append(Line(((x, y), (x + dx, y + dy)), TEXT))
            x, y = x + dx, y + dy
        shifts = ((0, 0), (4, 0), (-4, 0), (0, 4), (0, -4), (4, 4), (-4, 4), (4, -4), (-4, -4))
        x, y = next(((x + dx, y + dy) for dx, dy in shifts
                     if all(math.hypot(x + dx - a, y + dy - b) > 3.6 for a, b in taken)), (x, y))  # fmt: skip
        taken.append((x, y))
        out.append(Arc((x, y), 1.7, TEXT, fill=1.0))
        out.append(Text((x, y - 0.7), str(number), 1.4, TEXT, "middle", bold=True))
    return out


def outwards(room: Room) -> float:
    """Metres that walls and niches reach out of the room."""
    return max([room.wall, reach(room), *(n.depth + BEHIND for n in room.niches)])


def _chains(view: View, room: Room) -> list[Item]:
    """Chains outside the walls: openings, then the inner size, then the outer size."""
    out: list[Item] = []
    sides: tuple[tuple[Wall, float], ...] = (("south", -1), ("north", 1), ("west", -1), ("east", 1))
    for wall, sign in sides:
        flat = wall in ("south", "north")
        side = room.side(wall)
        edge = {"south": 0.0, "north": room.width, "west": 0.0, "east": room.length}[wall]
        base = edge + sign * outwards(room)
        paper = view.at(base, base)[1 if flat else 0]
        holes = [*(o for o in room.recesses if o.wall == wall), *(n for n, _ in portals(room, wall))]
        cuts = sorted({0.0, side, *(round(v, 4) for o in holes
                                    for v in (o.at - o.width / 2, o.at + o.width / 2))})  # fmt: skip
        main = wall in ("south", "west")
        step = paper
        chains = [cuts] if len(cuts) > 2 else []
        if main:
            chains.append([0.0, side])
            chains.append([-room.wall, side + room.wall])
        for chain in chains:
            step += sign * 6.5
            for a, b in zip(chain, chain[1:], strict=False):
                start, end = ((a, base), (b, base)) if flat else ((base, a), (base, b))
                out.append(
                    Dimension(view.at(*start), view.at(*end), step, 0 if flat else 90, f"{b - a:.2f}", DIMENSIONS)
                )
    return out


def section_marks(view: View, room: Room, looks: tuple[Wall, Wall]) -> list[Item]:
    """Where elevations A and B look, as arrows outside the plan."""
    out: list[Item] = []
    off = outwards(room) * view.mm + 5.0
    chained = [9.5 * (any(o.wall == w for o in room.recesses) or bool(portals(room, w))) for w in ("east", "north")]
    at_a, at_b = view.at(room.length, 0), view.at(0, room.width)
    marks = (
        ("A", at_a[0] + off + chained[0], at_a[1] + 3.0, 90.0 if looks[0] == "north" else 270.0),
        ("B", at_b[0] + 3.0, at_b[1] + off + chained[1], 0.0 if looks[1] == "east" else 180.0),
    )
    for name, px, py, turn in marks:
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        tip = ((px + 4.2 * c, py + 4.2 * s), (px - 2.6 * s, py + 2.6 * c), (px + 2.6 * s, py - 2.6 * c))
        out += [Line(tip, TEXT, True, 0.0), Arc((px, py), 2.6, TEXT, fill=1.0),
                Text((px, py - 0.9), name, 1.8, TEXT, "middle", bold=True)]  # fmt: skip
    return out


def north_arrow(at: Point) -> list[Item]:
    """An arrow up: the set's own north, by which its walls are called."""
    x, y = at
    return [
        Arc(at, 6.0, NOTE), Line(((x, y + 8.5), (x - 2.6, y - 4.5), (x, y - 2.4)), TEXT, True, 0.0),
        Line(((x, y + 8.5), (x + 2.6, y - 4.5), (x, y - 2.4)), TEXT, True, 1.0),
        Text((x, y + 9.8), "N", 2.4, TEXT, "middle", bold=True),
    ]  # fmt: skip
