"""What is built into a room in plan: pools, pits, stairs and partitions as architects draw them, dashed what hangs."""

from __future__ import annotations

import math
from collections.abc import Callable

from coulisse.linework import Item, Line, Point, Text
from coulisse.scene.drawing_pens import (
    COLUMN,
    CUT,
    DETAIL,
    GLAZING,
    OVERHEAD,
    PIECE,
    POCHE,
    SEEN,
    TEXT,
    Frame,
    View,
)
from coulisse.scene.drawing_portals import STUB
from coulisse.scene.fixtures import GOING, RISE, STAIR, Fixture, flight, gallery_posts
from coulisse.scene.room import Room
from coulisse.scene.shell_floors import SEAT, pit_flight
from coulisse.scene.shell_levels import frames_at, rows_of
from coulisse.scene.shell_pools import COPING, RIM

_Plan = Callable[[Frame, Fixture], list[Item]]


def on_the_floor(view: View, room: Room) -> list[Item]:
    """What lies in the floor or stands on it."""
    out: list[Item] = []
    for f in room.fixtures:
        drawn = _FLOOR.get(f.kind)
        if drawn is not None:
            out += drawn(Frame(view, f.x, f.y, f.facing), f)
    return out


def over_head(view: View, room: Room) -> list[Item]:
    """What is above the cut, dashed; posts and stairs below it."""
    out: list[Item] = []
    for f in room.fixtures:
        frame = Frame(view, f.x, f.y, f.facing)
        if f.kind in ("gallery", "balcony"):
            out += _gallery(frame, f)
        elif f.kind == "awning":
            d, w = f.depth / 2, f.width / 2
            out += [frame.box(OVERHEAD, -d, -w, d, w), _word(frame, 0, 0, "awning")]
        elif f.kind == "porch":
            d, w = f.depth / 2, f.width / 2
            out.append(frame.box(OVERHEAD, -d, -w - 0.15, d + 0.3, w + 0.15))
        elif f.kind == "bulkhead":
            for x in frames_at(room, f.depth):
                for y0, y1 in ((0.0, 0.2), (room.width - 0.2, room.width)):
                    out.append(view.box(COLUMN, x - 0.025, y0, x + 0.025, y1, 0.2))
                out += [view.line(OVERHEAD, (x + dx, 0.2), (x + dx, room.width - 0.2)) for dx in (-0.08, 0.08)]
        elif f.kind == "arcade":
            for row in rows_of(room.columns):
                thick = row[0].depth * 0.36
                for a, b in zip(row, row[1:], strict=False):
                    out += [view.line(OVERHEAD, (a.x, a.y + s * thick), (b.x, b.y + s * thick)) for s in (-1, 1)]
        elif f.kind == "tunnel_mouth":
            for v in (-f.width / 2, f.width / 2):
                out.append(frame.line(OVERHEAD, (-0.25, v), (-STUB, v)))
            if "rails" in f.traits:
                out += [frame.line(DETAIL, (0.0, v), (-STUB, v)) for v in (-0.4, 0.4)]
                out += [frame.box(DETAIL, -0.3 - 0.5 * k, -0.7, -0.5 - 0.5 * k, 0.7) for k in range(3)]
        elif f.kind == "apse":
            out.append(frame.line(DETAIL, (0.0, -f.width / 2), (0.0, f.width / 2)))
    return out


def _word(frame: Frame, u: float, v: float, text: str, height: float = 1.4) -> Text:
    x, y = frame.at(u, v)
    return Text((x, y - height / 2), text, height, TEXT, "middle", halo=True)


def _level(frame: Frame, u: float, v: float, metres: float) -> list[Item]:
    """The level of a floor with its mark, as sections and plans carry it."""
    x, y = frame.at(u, v)
    return [
        Line(((x - 1.2, y + 2.0), (x + 1.2, y + 2.0), (x, y)), TEXT, True, 0.0),
        Text((x + 2.0, y + 0.4), f"{'−' if metres < 0 else '+'}{abs(metres):.2f}", 1.5, TEXT, halo=True),
    ]


def _arrow(frame: Frame, a: Point, b: Point, word: str) -> list[Item]:
    """The way of a stair."""
    long = math.hypot(b[0] - a[0], b[1] - a[1])
    du, dv = (b[0] - a[0]) / long, (b[1] - a[1]) / long
    head = [
        (b[0] - 0.14 * du - 0.06 * dv, b[1] - 0.14 * dv + 0.06 * du),
        b,
        (b[0] - 0.14 * du + 0.06 * dv, b[1] - 0.14 * dv - 0.06 * du),
    ]
    return [
        frame.line(PIECE, a, b),
        frame.line(PIECE, *head),
        _word(frame, a[0] - 0.16 * du, a[1] - 0.16 * dv, word, 1.3),
    ]


def _pool(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    raised = "ornamental" in f.traits
    edge = RIM if raised else COPING
    out: list[Item] = [frame.box(PIECE, -d - edge, -w - edge, d + edge, w + edge, 1.0)]
    out += [
        frame.line(DETAIL, (su * d, sv * w), (su * (d + edge), sv * (w + edge))) for su in (-1, 1) for sv in (-1, 1)
    ]
    out.append(frame.box(SEEN, -d, -w, d, w, 0.93))
    rows = max(2, round(f.width / 0.7))
    for k in range(rows):  # water: broken wavy lines
        v = -w + f.width * (k + 0.5) / rows
        for start in range(2):
            u0 = -d + f.depth * (0.12 + 0.46 * start + 0.06 * (k % 2))
            wave = [(u0 + f.depth * 0.3 * s / 12, v + 0.035 * math.sin(s * 1.6)) for s in range(13)]
            out.append(frame.line(GLAZING, *wave))
    if raised:
        out.append(frame.circle(DETAIL, 0, 0, min(0.25, f.depth * 0.09)))
    else:
        steps = max(2, min(6, math.ceil(f.sunk / 0.24) - 1))
        wide = f.width if f.width < 3.2 else 2.2
        v0 = -w if f.width >= 3.2 else -wide / 2
        out += [frame.line(SEEN, (d - 0.3 * k, v0), (d - 0.3 * k, v0 + wide)) for k in range(1, steps + 1)]
        if wide < f.width:
            out.append(frame.line(SEEN, (d, v0 + wide), (d - 0.3 * steps, v0 + wide), (d - 0.3 * steps, v0)))
    return [*out, *_level(frame, -d * 0.3, 0.0, -f.sunk), _word(frame, d * 0.35, 0.0, f.label)]


def _pit(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    count, going, wide, lengthways = pit_flight(f)
    out: list[Item] = [
        frame.box(PIECE, -d - 0.14, -w - 0.14, d + 0.14, w + 0.14, 1.0),
        frame.box(SEEN, -d, -w, d, w, 0.9),
    ]
    out += [frame.line(DETAIL, (-d, -w), (d, w)), frame.line(DETAIL, (-d, w), (d, -w))]
    turned = (lambda u, v: (u, v)) if lengthways else (lambda u, v: (-v, u))
    away, across = (d, w) if lengthways else (w, d)
    if going:
        run = going * (count - 1)
        for k in range(count):
            out.append(frame.line(SEEN, turned(away - going * k, across - wide), turned(away - going * k, across)))
        out.append(frame.line(SEEN, turned(away, across - wide), turned(away - run, across - wide)))
        out += _arrow(frame, turned(away - 0.1, across - wide / 2), turned(away - run + 0.1, across - wide / 2), "down")
    else:
        out += [
            frame.line(SEEN, turned(away - 0.05, across - 0.3 - v), turned(away - 0.25, across - 0.3 - v))
            for v in (0, 0.4)
        ]
    if f.sunk > 0.9:
        out.append(frame.box(DETAIL, -d - 0.09, -w - 0.09, d + 0.09, w + 0.09))
    return [*out, *_level(frame, -d * 0.35, -w * 0.35, -f.sunk), _word(frame, -d * 0.3, -w * 0.75, "Pit")]


def _sunken(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    wide, count = min(1.3, f.width * 0.5) / 2, max(2, round(f.sunk / RISE))
    out: list[Item] = [frame.box(PIECE, -d, -w, d, w, 0.96)]
    out.append(frame.line(DETAIL, (d, -w + SEAT), (-d + SEAT, -w + SEAT), (-d + SEAT, w - SEAT), (d, w - SEAT)))
    many = max(1, round(f.width / 0.75))
    out += [
        frame.line(DETAIL, (-d, -w + f.width * k / many), (-d + SEAT, -w + f.width * k / many)) for k in range(1, many)
    ]
    many = max(1, round((f.depth - SEAT) / 0.75))
    for k in range(1, many):
        u = -d + SEAT + (f.depth - SEAT) * k / many
        out += [frame.line(DETAIL, (u, s * w), (u, s * (w - SEAT))) for s in (-1, 1)]
    out += [frame.line(SEEN, (d - GOING * k, -wide), (d - GOING * k, wide)) for k in range(1, count)]
    out += [frame.line(SEEN, (d, s * wide), (d - GOING * (count - 1), s * wide)) for s in (-1, 1)]
    return [*out, *_level(frame, 0.1, 0.0, -f.sunk)]


def _drain(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    bars = max(4, round(max(f.depth, f.width) / 0.15))
    out: list[Item] = [frame.box(SEEN, -d, -w, d, w, 1.0)]
    for k in range(1, bars):
        s = -1 + 2 * k / bars
        ends = ((-d, s * w), (d, s * w)) if w > d else ((s * d, -w), (s * d, w))
        out.append(frame.line(DETAIL, *ends))
    return out


def _trapdoor(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    out: list[Item] = [
        frame.box(PIECE, -d - 0.07, -w - 0.07, d + 0.07, w + 0.07, 1.0),
        frame.box(SEEN, -d, -w, d, w, 0.9),
    ]
    out += [frame.line(DETAIL, (-d, -w), (d, 0.0), (-d, w))]  # the hinge is where the lines part
    if "closed" not in f.traits:
        out += [frame.line(SEEN, (d - 0.12, v), (d - 0.04, v)) for v in (-0.19, 0.19)]
        out.append(frame.box(PIECE, -d - 0.2, -w, -d - 0.05, w, 1.0))
    return out


def _partition(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    if "glazed" in f.traits:
        bays = max(1, round(f.width / 0.9))
        posts = [
            frame.box(
                CUT, -d, -w + f.width * k / bays - 0.03 * (k > 0), d, -w + f.width * k / bays + 0.03 * (k < bays), 0.3
            )
            for k in range(bays + 1)
        ]
        return [frame.line(GLAZING, (s * 0.015, -w), (s * 0.015, w)) for s in (-1, 1)] + posts
    if f.height < 1.2:  # below the cut
        return [frame.box(PIECE, -d, -w, d, w, 1.0)]
    return [frame.box(CUT, -d, -w, d, w, 0.55)]


def _solid(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    out: list[Item] = [frame.box(CUT, -d, -w, d, w, 0.75)]
    if f.kind == "chimney":
        out.append(
            frame.line(
                PIECE, (d, -w * 0.52), (-d * 0.3, -w * 0.36), (-d * 0.3, w * 0.36), (d, w * 0.52), closed=True, fill=1.0
            )
        )
        out.append(frame.box(SEEN, d, -w * 0.8, d + 0.45, w * 0.8))
    return out


def _porch(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    boards = max(4, round(f.width / 0.28))
    out: list[Item] = [frame.box(PIECE, -d, -w, d, w, 1.0)]
    out += [
        frame.line(DETAIL, (-d, -w + f.width * k / boards), (d, -w + f.width * k / boards)) for k in range(1, boards)
    ]
    out += [frame.box(COLUMN, d - 0.18, s * (w - 0.1) - 0.06, d - 0.06, s * (w - 0.1) + 0.06, 0.35) for s in (-1, 1)]
    out += [frame.line(SEEN, (-d, s * (w - 0.1)), (d - 0.18, s * (w - 0.1))) for s in (-1, 1)]
    return [*out, _word(frame, 0, 0, "Porch")]


def _gallery(frame: Frame, f: Fixture) -> list[Item]:
    d, w = f.depth / 2, f.width / 2
    stair = "stair" in f.traits
    out: list[Item] = [frame.line(OVERHEAD, (d, -w), (d, w))]
    if f.kind == "balcony":
        out = [frame.box(OVERHEAD, -d, -w, d, w)]
    out += [
        frame.box(COLUMN, u - hu * 0.8, v - hv * 0.8, u + hu * 0.8, v + hv * 0.8, 0.35)
        for u, v, hu, hv in gallery_posts(f)
    ]
    out += _level(frame, 0.0, 0.0, f.height)
    if stair:
        risers, _, going = flight(f.height, f.width - STAIR - 0.1)
        top = w - STAIR
        foot = top - going * (risers - 1)
        out.append(frame.box(PIECE, d, foot, d + STAIR, w, 1.0))
        for k in range(risers):
            v = foot + going * k
            out.append(frame.line(SEEN if v < foot + (top - foot) * 0.5 else OVERHEAD, (d, v), (d + STAIR, v)))
        cut = foot + (top - foot) * 0.5  # the cut at 1.2 m: a stair is broken there
        out.append(
            frame.line(
                POCHE,
                (d - 0.08, cut - 0.1),
                (d + STAIR * 0.45, cut + 0.1),
                (d + STAIR * 0.55, cut - 0.1),
                (d + STAIR + 0.08, cut + 0.1),
            )
        )
        out += _arrow(frame, (d + STAIR / 2, foot + 0.1), (d + STAIR / 2, top + 0.3), "up")
    return out


_FLOOR: dict[str, _Plan] = {
    "pool": _pool,
    "pit": _pit,
    "sunken_floor": _sunken,
    "drain": _drain,
    "trapdoor": _trapdoor,
    "partition": _partition,
    "chimney": _solid,
    "buttress": _solid,
    "porch": _porch,
}
