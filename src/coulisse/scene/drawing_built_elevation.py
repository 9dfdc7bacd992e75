"""What is built into a room in elevation: seen at its wall or in the room, and in section below the floor."""

from __future__ import annotations

import math
from collections.abc import Callable

from coulisse.linework import Item, Line, Point, Text
from coulisse.scene.drawing_built_walls import STANDING
from coulisse.scene.drawing_pens import COLUMN, CUT, DETAIL, GLAZING, OUTLINE, PIECE, SEEN, TEXT, View
from coulisse.scene.fixtures import CUT as PORTALS
from coulisse.scene.fixtures import RISE, STAIR, SUNK, Fixture, flight, gallery_posts
from coulisse.scene.room import Room, Wall
from coulisse.scene.shell_levels import arcade_spring, frames_at, hull_radius, rows_of
from coulisse.scene.shell_places_walls import wall_of
from coulisse.scene.shell_pools import HIGH, RIM, WATERLINE
from coulisse.scene.shell_portals import rise_of

RAIL = 0.95  # metres of a railing
_BEHIND: dict[Wall, Wall] = {"north": "south", "south": "north", "east": "west", "west": "east"}
Place = Callable[[float, float], Point]  # a plan point as metres to the right and metres before the wall looked at


def below(room: Room, least: float) -> float:
    """Metres below the floor that an elevation shows."""
    return max([least, *(f.sunk + 0.3 for f in room.fixtures if f.kind in SUNK and f.sunk > 0.15)])


def built_in(view: View, room: Room, look: Wall, place: Place) -> list[tuple[float, list[Item]]]:
    """Items of what is built in with their metres before the wall that is looked at, for what stands between."""
    out: list[tuple[float, list[Item]]] = []
    for f in room.fixtures:
        x0, y0, x1, y1 = f.rectangle
        corners = [place(x, y) for x in (x0, x1) for y in (y0, y1)]
        a, b = min(c[0] for c in corners), max(c[0] for c in corners)
        away = min(c[1] for c in corners)
        backed = wall_of(f) == look
        if wall_of(f) == _BEHIND[look] and f.kind not in (*SUNK, "partition", "bulkhead", "arcade"):
            continue  # it stands at the wall behind us, before the section
        if f.kind in PORTALS:
            if backed:
                out.append((-1.0, _portal(view, f, place(f.x, f.y)[0])))
        elif f.kind in SUNK:
            out.append((away, _section(view, f, a, b)))
        elif f.kind in ("gallery", "balcony"):
            out.append((away, _gallery(view, f, a, b, backed, place)))
        elif f.kind == "bulkhead":
            out.append((-0.5, _hull(view, f, room, look, place)))
        elif f.kind == "arcade":
            out += _arcade(view, room, look, place)
        elif f.kind in STANDING:
            out.append((away, STANDING[f.kind](view, f, a, b, backed)))
    return out


def _portal(view: View, f: Fixture, at: float) -> list[Item]:
    half, rise = f.width / 2, rise_of(f)
    spring = f.height - rise

    def arch(grow: float) -> list[Point]:
        arc = [
            (at + (half + grow) * math.cos(t), spring + (rise + grow) * math.sin(t))
            for t in (i * math.pi / 24 for i in range(25))
        ]
        return [(at + half + grow, 0.0), *arc, (at - half - grow, 0.0)]

    out: list[Item] = [
        view.line(SEEN, *arch(min(0.4, f.width * 0.1)), closed=True, fill=1.0),
        view.line(OUTLINE, *arch(0.0), closed=True, fill=0.55 if f.kind == "tunnel_mouth" else 0.92),
    ]
    count = max(7, round(math.pi * half / 0.42)) // 2 * 2 + 1
    wide = min(0.4, f.width * 0.1)
    for k in range(1, count):
        t = math.pi * k / count
        out.append(
            view.line(
                DETAIL,
                (at + half * math.cos(t), spring + rise * math.sin(t)),
                (at + (half + wide) * math.cos(t), spring + (rise + wide) * math.sin(t)),
            )
        )
    if f.kind == "apse":
        out.append(view.line(SEEN, (at - half, spring), (at + half, spring)))
        if "blind" not in f.traits and spring > 2.2:
            for c in (-0.55, 0.0, 0.55):
                x, w = at + half * c, half * 0.09
                head = spring - 0.25
                out.append(
                    view.line(
                        GLAZING,
                        (x - w, 1.35),
                        (x - w, head - 0.4),
                        (x, head),
                        (x + w, head - 0.4),
                        (x + w, 1.35),
                        closed=True,
                        fill=0.98,
                    )
                )
        for c in (-0.72, -0.28, 0.28, 0.72):
            out.append(
                view.line(
                    DETAIL,
                    (at + half * c, 0.16),
                    (at + half * c, spring),
                    (at + half * c * 0.6, spring + rise * 0.72),
                    (at, f.height),
                )
            )
        out.append(view.line(SEEN, (at - half, 0.16), (at + half, 0.16)))
    return out


def _section(view: View, f: Fixture, a: float, b: float) -> list[Item]:
    """A section through what is sunk: its bottom and sides, water, steps, its level."""
    low = -max(f.sunk, 0.1)
    if f.kind == "trapdoor" and "closed" in f.traits:
        return [view.box(SEEN, a, 0.0, b, 0.04, 0.8)]
    t = 0.15 if f.sunk > 0.2 else 0.05
    shape = [(a - t, 0.0), (a - t, low - t), (b + t, low - t), (b + t, 0.0), (b, 0.0), (b, low), (a, low), (a, 0.0)]
    out: list[Item] = [
        view.line(CUT, *shape, closed=True, fill=0.7),
        view.line(OUTLINE, (a, 0.0), (a, low), (b, low), (b, 0.0), fill=1.0),
    ]
    if f.kind == "pool":
        top = HIGH - 0.1 if "ornamental" in f.traits else -WATERLINE
        out.append(view.line(GLAZING, (a, top), (b, top), (b, low), (a, low), closed=True, fill=0.94))
        waves = max(3, round((b - a) / 0.5))
        for k in range(waves):
            x = a + (b - a) * (k + 0.3) / waves
            out.append(view.line(GLAZING, (x, top - 0.06), (x + 0.12, top - 0.04), (x + 0.24, top - 0.06)))
        if "ornamental" in f.traits:
            out += [view.box(PIECE, x, 0.0, x + RIM, HIGH, 1.0) for x in (a - RIM, b)]
    if f.kind in ("pit", "sunken_floor"):
        steps = max(2, round(f.sunk / RISE))
        line: list[Point] = [(b, 0.0)]
        for k in range(1, steps):
            z = -f.sunk * k / steps
            line += [(b - 0.28 * (k - 1), z), (b - 0.28 * k, z)]
        line.append((b - 0.28 * (steps - 1), low))
        if 0.28 * steps < b - a:
            out.append(view.line(SEEN, *line))
    if f.kind == "pit" and f.sunk > 0.9:
        out += [*_railing(view, a - 0.1, b + 0.1, 0.0)]
    if f.sunk > 0.2:
        x, y = view.at((a + b) / 2, low)
        out += [
            Line(((x - 1.2, y + 2.0), (x + 1.2, y + 2.0), (x, y)), TEXT, True, 0.0),
            Text((x + 2.0, y + 0.5), f"−{f.sunk:.2f}", 1.5, TEXT, halo=True),
        ]
    return out


def _railing(view: View, a: float, b: float, z: float) -> list[Item]:
    posts = max(2, round((b - a) / 0.9) + 1)
    out: list[Item] = [
        view.line(PIECE, (a, z + RAIL), (b, z + RAIL)),
        view.line(DETAIL, (a, z + RAIL * 0.1), (b, z + RAIL * 0.1)),
    ]
    bars = max(2, round((b - a) / 0.14))
    out += [
        view.line(DETAIL, (a + (b - a) * k / bars, z + RAIL * 0.1), (a + (b - a) * k / bars, z + RAIL))
        for k in range(bars + 1)
    ]
    return out + [
        view.line(PIECE, (a + (b - a) * k / (posts - 1), z), (a + (b - a) * k / (posts - 1), z + RAIL + 0.08))
        for k in range(posts)
    ]


def _gallery(view: View, f: Fixture, a: float, b: float, backed: bool, place: Place) -> list[Item]:
    h = f.height
    out: list[Item] = []
    along = abs(place(*f.point(0, 1))[0] - place(*f.point(0, -1))[0]) > 1.0
    if not along:  # it is cut across
        return [view.box(CUT, a, h - 0.24, b, h, 0.7), *_railing(view, a, b, h)]
    for u, v, _, hv in gallery_posts(f):
        x = place(*f.point(u, v))[0]
        out.append(view.box(COLUMN, x - hv * 0.7, 0.0, x + hv * 0.7, h - 0.24, 1.0))
    out.append(view.box(PIECE, a, h - 0.24, b, h, 1.0))
    out += _railing(view, a, b, h)
    if f.kind == "balcony":
        out += [view.line(SEEN, (x, h - 0.24), (x, h - 0.7), (x + 0.1, h - 0.24)) for x in (a + 0.3, b - 0.4)]
    if "stair" in f.traits:
        risers, rise, going = flight(h, f.width - STAIR - 0.1)
        top = f.width / 2 - STAIR
        foot = top - going * (risers - 1)
        line = []
        for k in range(risers):
            for s in (k, k + 1):
                line.append((place(*f.point(f.depth / 2 + STAIR, foot + going * k))[0], rise * s))
        end = place(*f.point(f.depth / 2 + STAIR, f.width / 2))[0]
        under = [(line[-1][0], h - 0.3), (line[0][0] + (line[2][0] - line[0][0]) * 1.4, 0.0)]
        out.append(view.line(PIECE, *line, *under, closed=True, fill=1.0))
        out.append(view.box(PIECE, min(line[-1][0], end), h - 0.2, max(line[-1][0], end), h, 1.0))
        out.append(view.line(PIECE, (line[1][0], rise + RAIL), (line[-1][0], h + RAIL)))
        out += [view.line(DETAIL, (x, z), (x, z + RAIL)) for x, z in line[1::2]]
    return out


def _hull(view: View, f: Fixture, room: Room, look: Wall, place: Place) -> list[Item]:
    h, r = room.height - (room.vault.rise if room.vault else 0.0), hull_radius(room)
    out: list[Item] = []
    if look in ("north", "south"):
        out.append(view.line(SEEN, (0.0, h - r), (room.length, h - r)))
        for x in frames_at(room, f.depth):
            at = place(x, 0.0)[0]
            out += [view.box(SEEN, at - 0.08, 0.0, at + 0.08, h, 1.0), view.line(DETAIL, (at, 0.0), (at, h))]
        return out
    w = room.width
    for deep in (0.0, 0.2):
        q = max(r - deep, 0.05)
        arc = [
            (deep + q - q * math.cos(t), h - deep - q + q * math.sin(t)) for t in (k * math.pi / 16 for k in range(9))
        ]
        out.append(view.line(SEEN, (deep, 0.0), *arc, *[(w - y, z) for y, z in reversed(arc)], (w - deep, 0.0)))
    count = max(2, round(w / 0.62))
    taken = [o for o in room.openings if o.wall == look]
    for k in range(1, count):
        at = w * k / count
        if all(abs(place(*room.on_wall(look, o.at))[0] - at) > o.width / 2 + 0.24 for o in taken):
            out.append(view.line(DETAIL, (at, 0.0), (at, h - r * 0.4)))
    return out


def _arcade(view: View, room: Room, look: Wall, place: Place) -> list[tuple[float, list[Item]]]:
    if look not in ("north", "south"):
        return []
    spring, out = arcade_spring(room), []
    for row in rows_of(room.columns):
        items: list[Item] = []
        for a, b in zip(row, row[1:], strict=False):
            x0, x1 = sorted((place(a.x, a.y)[0], place(b.x, b.y)[0]))
            half = (x1 - x0) / 2 - min(a.width, b.width) * 0.3
            rise = min((x1 - x0) / 2, room.height - (room.vault.rise if room.vault else 0.0) - spring - 0.2)
            arc = [
                ((x0 + x1) / 2 + half * math.cos(t), spring + rise * math.sin(t))
                for t in (k * math.pi / 16 for k in range(17))
            ]
            items.append(view.line(SEEN, *arc))
            items.append(view.line(DETAIL, *[(x, z + 0.12) for x, z in arc[1:-1]]))
        out.append((place(row[0].x, row[0].y)[1] + 0.01, items))
    return out
