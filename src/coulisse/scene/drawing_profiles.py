"""Pieces of furniture in elevation: how they look from the front, from the side and from behind."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from coulisse.linework import Item
from coulisse.scene.drawing_pens import DETAIL, PIECE, View
from coulisse.scene.room import Piece, Room


@dataclass(frozen=True)
class Seen:
    """A piece in elevation: from `left` to `right` metres along the wall, how far off, and how it is turned."""

    piece: Piece
    left: float
    right: float
    away: float  # metres from the far wall
    turn: float  # 0: its front looks at us, 90: we see its side, 180: its back
    to_right: bool  # whether it looks to our right


def profile(view: View, s: Seen, room: Room) -> list[Item]:
    """A piece before the far wall; what is nearer is drawn after it and hides it."""
    p, a, b, z0, z1 = s.piece, s.left, s.right, s.piece.base, s.piece.top
    side = 45 < s.turn < 135
    if p.role == "rug":
        return [view.box(DETAIL, a, 0, b, max(0.02, z1), 0.8)]
    for words, drawn in _NAMES.items():
        if any(word in p.name for word in words.split()):
            return drawn(view, s, room)
    if p.role == "ceiling":
        mid = (a + b) / 2
        shade = view.line(PIECE, (a, z0), (b, z0), (mid + (b - a) * 0.2, z1), (mid - (b - a) * 0.2, z1), closed=True,
                          fill=1.0)  # fmt: skip
        return [view.line(PIECE, (mid, z1), (mid, room.height)), shade]
    if p.role == "top":
        mid = (a + b) / 2
        return [view.line(PIECE, (mid, z0), (mid, z1)), view.box(PIECE, (mid + a) / 2, z0, (mid + b) / 2, z0 + 0.02),
                view.line(PIECE, (a, z0 + (z1 - z0) * 0.5), (b, z0 + (z1 - z0) * 0.5), (mid + (b - mid) * 0.5, z1),
                          (mid - (b - mid) * 0.5, z1), closed=True, fill=1.0)]  # fmt: skip
    if p.role == "curtain":
        folds = max(4, round((b - a) / 0.11))
        return [view.box(PIECE, a, z0, b, z1, 0.96),
                *(view.line(DETAIL, (a + (b - a) * i / folds, z0), (a + (b - a) * i / folds, z1))
                  for i in range(1, folds))]  # fmt: skip
    if p.role == "chair" and not p.round:
        seat = min(0.46, z1 * 0.6)
        legs = [view.line(PIECE, (x, 0), (x, seat)) for x in (a + 0.03, b - 0.03)]
        if side:
            back = a + 0.03 if s.to_right else b - 0.03
            return [view.box(PIECE, a, seat - 0.04, b, seat, 1.0), *legs, view.line(PIECE, (back, seat), (back, z1))]
        back_rest = view.box(PIECE, a + 0.02, seat + 0.12, b - 0.02, z1, 1.0)
        posts = [view.line(PIECE, (x, seat), (x, z1)) for x in (a + 0.03, b - 0.03)]
        return [*legs, *posts, view.box(PIECE, a, seat - 0.04, b, seat, 1.0), back_rest]
    if p.role in ("table", "coffee") or (p.role == "centre" and "table" in p.name):
        leg = 0.07
        inset = (b - a) * 0.05
        if p.round:
            mid = (a + b) / 2
            return [view.box(PIECE, mid - 0.05, 0.04, mid + 0.05, z1 - 0.04, 1.0),
                    view.box(PIECE, mid - (b - a) * 0.2, 0, mid + (b - a) * 0.2, 0.04, 1.0),
                    view.box(PIECE, a, z1 - 0.04, b, z1, 1.0)]  # fmt: skip
        legs = [view.box(PIECE, x, 0, x + leg, z1 - 0.04, 1.0) for x in (a + inset, b - inset - leg)]
        apron = view.box(DETAIL, a + inset, z1 - 0.14, b - inset, z1 - 0.04, 1.0)
        return [apron, *legs, view.box(PIECE, a, z1 - 0.04, b, z1, 1.0)]
    if p.role == "bed":
        return _bed(view, s, side)
    if p.role in ("sofa", "armchair"):
        seat = 0.42
        arm = min(0.18, (b - a) * 0.2) if not side else 0.0
        out: list[Item] = [view.box(PIECE, a, 0.06, b, z1, 1.0), view.line(DETAIL, (a + arm, seat), (b - arm, seat))]
        if arm:
            out += [view.box(PIECE, x, 0.06, x + arm, min(z1, 0.62), 1.0) for x in (a, b - arm)]
        return [
            *out,
            view.line(PIECE, (a + 0.06, 0), (a + 0.06, 0.06)),
            view.line(PIECE, (b - 0.06, 0), (b - 0.06, 0.06)),
        ]
    if any(word in p.name for word in ("plant", "palm", "fern", "tree", "flower", "bonsai")):
        mid, r = (a + b) / 2, (b - a) / 2
        pot = view.line(PIECE, (mid - r * 0.3, z0), (mid + r * 0.3, z0), (mid + r * 0.4, z0 + 0.35 * (z1 - z0)),
                        (mid - r * 0.4, z0 + 0.35 * (z1 - z0)), closed=True, fill=1.0)  # fmt: skip
        stem = z0 + 0.35 * (z1 - z0)
        leaves = []
        for i in range(7):
            t = math.pi * (0.08 + 0.84 * i / 6)
            tip = (mid + r * math.cos(t), stem + (z1 - stem) * (0.45 + 0.55 * math.sin(t)))
            leaves.append(
                view.line(
                    PIECE,
                    (mid, stem),
                    ((mid + tip[0]) / 2 - 0.04, (stem + tip[1]) / 2 + 0.12),
                    tip,
                    ((mid + tip[0]) / 2 + 0.05, (stem + tip[1]) / 2 - 0.02),
                    closed=True,
                    fill=1.0,
                )
            )
        return [*leaves, pot]
    body: list[Item] = [view.box(PIECE, a, z0, b, z1, 1.0)]
    if "fireplace" in p.name and not side and s.turn < 90:
        return [*body, view.box(PIECE, a + (b - a) * 0.22, 0, b - (b - a) * 0.22, z1 * 0.68, 0.55),
                view.box(PIECE, a - 0.05, z1 - 0.08, b + 0.05, z1, 1.0)]  # fmt: skip
    if "book" in p.name and not side and s.turn < 90:
        rows = max(2, round((z1 - z0) / 0.36))
        for i in range(rows):
            low = z0 + 0.06 + (z1 - z0 - 0.1) * i / rows
            body.append(view.line(DETAIL, (a, low), (b, low)))
            for k in range(1, int((b - a) / 0.06)):
                tall = 0.2 + 0.06 * ((k * 5 + i * 3) % 4) / 3
                body.append(view.line(DETAIL, (a + k * 0.06, low), (a + k * 0.06, low + tall)))
        return body
    if p.round:
        body += [view.line(DETAIL, (a, z0 + (z1 - z0) * f), (b, z0 + (z1 - z0) * f)) for f in (0.06, 0.36, 0.64, 0.94)]
    elif p.role in ("storage", "beside", "desk") and not side:
        doors = max(1, round((b - a) / 0.55))
        body += [view.line(DETAIL, (a + (b - a) * i / doors, z0 + 0.08), (a + (b - a) * i / doors, z1 - 0.03))
                 for i in range(1, doors)]  # fmt: skip
        body += [view.line(DETAIL, (a, z0 + 0.08), (b, z0 + 0.08)), view.line(DETAIL, (a, z1 - 0.03), (b, z1 - 0.03))]
        if s.turn < 90:
            body += [view.circle(DETAIL, a + (b - a) * (i + 0.88) / doors, (z0 + z1) / 2, 0.02) for i in range(doors)]
    return body


def _stairs(view: View, s: Seen, room: Room) -> list[Item]:
    """A flight from the side, step by step with its railing; from the front its treads one above the other."""
    a, b, high = s.left, s.right, max(0.4, s.piece.top - 1.08)
    count = max(3, round(high / 0.175))
    if not 45 < s.turn < 135:
        out: list[Item] = [view.box(PIECE, a, 0, b, high, 1.0)]
        out += [view.line(DETAIL, (a, high * k / count), (b, high * k / count)) for k in range(1, count)]
        return out + [view.line(PIECE, (x, 0), (x, high + 0.95)) for x in (a + 0.04, b - 0.04)]
    landing = 0.9 if b - a > 3 else 0.0
    run = (b - a - landing) / count
    foot, way = (b, -1.0) if s.to_right else (a, 1.0)
    line = [(foot + way * run * k, high * (k + up) / count) for k in range(count) for up in (0, 1)]
    end = foot + way * (b - a)
    shape = [
        *line,
        (end, high),
        (end, high - 0.12),
        (foot + way * run * count, high - 0.26),
        (foot + way * run * 1.2, 0.0),
    ]
    rail = [
        (foot + way * run * 0.5, high / count + 0.95),
        (foot + way * run * (count - 0.5), high + 0.95),
        (end, high + 0.95),
    ]
    posts = [view.line(DETAIL, (x, z), (x, z + 0.95)) for x, z in line[1::2]]
    legs = [view.line(PIECE, (end - way * 0.06, 0.0), (end - way * 0.06, high))] if landing else []
    return [*legs, view.line(PIECE, *shape, closed=True, fill=1.0), *posts, view.line(PIECE, *rail)]


def _spiral(view: View, s: Seen, room: Room) -> list[Item]:
    """Winders about their newel, each as wide as one sees it, and the rail that winds with them."""
    mid, r, high = (s.left + s.right) / 2, (s.right - s.left) / 2, max(0.4, s.piece.top - 1.0)
    count = max(8, round(high / 0.19))
    out: list[Item] = [view.box(PIECE, mid - 0.07, 0, mid + 0.07, s.piece.top, 1.0)]
    turns = [math.radians(27.0 * k) for k in range(count + 1)]
    for k, t in enumerate(turns[1:], 1):
        z = high * k / count
        out.append(view.box(PIECE, mid, z - 0.045, mid + r * math.cos(t), z, 1.0))
    way = [(mid + r * math.cos(t), high * k / count + 0.95) for k, t in enumerate(turns)]
    return [*out, view.line(PIECE, *way)]


def _bed(view: View, s: Seen, side: bool) -> list[Item]:
    """A mattress on a frame, the head as high as the piece, the foot two thirds of it."""
    a, b, top = s.left, s.right, s.piece.top
    lying = min(0.5, top * 0.85)
    rail, post = max(0.08, lying - 0.22), 0.05
    out: list[Item] = [view.box(PIECE, a + post, rail, b - post, lying, 1.0)]
    out.append(view.box(DETAIL, a + post, max(0.05, rail - 0.1), b - post, rail, 1.0))
    if not side:  # the foot is towards us, the head behind it (or the other way round)
        near = top * 0.7 if s.turn < 90 else top
        head = [view.box(PIECE, a, 0, b, top, 1.0)] if s.turn < 90 else []
        bars = [view.line(DETAIL, (a + (b - a) * i / 6, rail - 0.1), (a + (b - a) * i / 6, near)) for i in range(1, 6)]
        return [*head, *out, view.box(PIECE, a, 0, b, near, 1.0 if near < lying + 0.05 else None), *bars]
    head_left = s.to_right
    heights = (top, top * 0.7) if head_left else (top * 0.7, top)
    ends = ((a, a + post, heights[0]), (b - post, b, heights[1]))
    pillow = (a + post, a + 0.5) if head_left else (b - 0.5, b - post)
    out.append(view.box(DETAIL, pillow[0], lying, pillow[1], min(lying + 0.12, max(top, lying + 0.02)), 1.0))
    return [*out, *(view.box(PIECE, x0, 0, x1, max(h, lying), 1.0) for x0, x1, h in ends)]


def _bath(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, top = s.left, s.right, s.piece.top
    feet = 0.12 if "foot" in s.piece.name else 0.0
    sag = (b - a) * 0.08
    body = view.line(PIECE, (a + sag, feet), (b - sag, feet), (b, top - 0.05), (a, top - 0.05), closed=True, fill=1.0)
    legs = [view.box(PIECE, x - 0.03, 0, x + 0.03, feet, 1.0) for x in (a + sag + 0.1, b - sag - 0.1) if feet]
    return [*legs, body, view.box(PIECE, a, top - 0.05, b, top, 1.0)]


def _basin(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, top, mid = s.left, s.right, s.piece.top, (s.left + s.right) / 2
    stem = view.box(PIECE, mid - 0.09, 0, mid + 0.09, top - 0.15, 1.0)
    bowl = view.line(PIECE, (a, top), (b, top), (b - 0.08, top - 0.17), (a + 0.08, top - 0.17), closed=True, fill=1.0)
    return [stem, bowl, view.line(PIECE, (mid, top), (mid, top + 0.14), (mid + 0.05, top + 0.14))]


def _toilet(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, top = s.left, s.right, s.piece.top
    if 45 < s.turn < 135:
        tank = (a, a + 0.18) if s.to_right else (b - 0.18, b)
        bowl = view.line(PIECE, (a + 0.12, 0), (b - 0.2, 0), (b, 0.4), (a, 0.4), closed=True, fill=1.0)
        if not s.to_right:
            bowl = view.line(PIECE, (a + 0.2, 0), (b - 0.12, 0), (b, 0.4), (a, 0.4), closed=True, fill=1.0)
        return [bowl, view.box(PIECE, tank[0], 0.4, tank[1], top, 1.0)]
    bowl = view.line(PIECE, (a + 0.1, 0), (b - 0.1, 0), (b, 0.4), (a, 0.4), closed=True, fill=1.0)
    return [view.box(PIECE, a, 0.4, b, top, 1.0), bowl]


def _grand(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, top = s.left, s.right, s.piece.top
    legs = [view.box(PIECE, x - 0.05, 0, x + 0.05, top - 0.35, 1.0) for x in (a + 0.15, b - 0.15)]
    case = view.box(PIECE, a, top - 0.38, b, top, 1.0)
    return [
        *legs,
        case,
        view.line(DETAIL, (a, top - 0.3), (b, top - 0.3)),
        view.line(DETAIL, (a, top - 0.04), (b, top - 0.04)),
    ]


def _stand(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, top, mid = s.left, s.right, s.piece.top, (s.left + s.right) / 2
    shade = view.line(PIECE, (a, top - 0.32), (b, top - 0.32), (mid + (b - a) * 0.3, top), (mid - (b - a) * 0.3, top),
                      closed=True, fill=1.0)  # fmt: skip
    return [
        view.box(PIECE, mid - 0.14, 0, mid + 0.14, 0.03, 1.0),
        view.line(PIECE, (mid, 0.03), (mid, top - 0.3)),
        shade,
    ]


def _chandelier(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, z0, z1, mid = s.left, s.right, s.piece.base, s.piece.top, (s.left + s.right) / 2
    ring = z0 + (z1 - z0) * 0.3
    out: list[Item] = [view.line(PIECE, (mid, z0), (mid, room.height)), view.box(PIECE, a, ring, b, ring + 0.03, 1.0)]
    for x in (a, (a + mid) / 2, (b + mid) / 2, b):
        out.append(view.box(PIECE, x - 0.02, ring + 0.03, x + 0.02, ring + 0.16, 1.0))
        out.append(view.line(DETAIL, (mid, z1), (x, ring + 0.03)))
    low = ring - (z1 - z0) * 0.18
    out.append(view.line(DETAIL, (a, ring), ((a + mid) / 2, low), (mid, z0), ((b + mid) / 2, low),
                         (b, ring)))  # fmt: skip
    return out


def _school(view: View, s: Seen, room: Room) -> list[Item]:
    a, b, top = s.left, s.right, s.piece.top
    legs = [view.line(PIECE, (x, 0), (x, top - 0.14)) for x in (a + 0.05, b - 0.05)]
    return [*legs, view.box(PIECE, a, top - 0.14, b, top, 1.0), view.line(DETAIL, (a, top - 0.03), (b, top - 0.03))]


def _board(view: View, s: Seen, room: Room) -> list[Item]:
    dark = 0.45 if "black" in s.piece.name else 1.0
    return [view.box(PIECE, s.left, s.piece.base, s.right, s.piece.top, dark)]


_NAMES: dict[str, Callable[[View, Seen, Room], list[Item]]] = {  # words in the piece's name, the first that is found
    "spiral_staircase": _spiral, "staircase": _stairs, "bathtub clawfoot_bath": _bath, "washbasin": _basin,
    "toilet": _toilet, "grand_piano harpsichord": _grand,
    "floor_lamp": _stand, "chandelier": _chandelier, "school_desk": _school, "blackboard whiteboard screen": _board,
}  # fmt: skip
