"""Plan symbols of furniture, as an art department draws them: one can tell a bed from a bath without a label."""

from __future__ import annotations

import math
from collections.abc import Callable

from coulisse.linework import Item
from coulisse.scene.drawing_pens import DETAIL, OVERHEAD, PIECE, RUG, Frame, View
from coulisse.scene.room import Piece

_Symbol = Callable[[Frame, float, float, Piece], list[Item]]  # frame, half depth, half width


def symbol(view: View, piece: Piece) -> list[Item]:
    """A piece in plan: its outline at true size, and what makes it recognised."""
    frame = Frame(view, piece.x, piece.y, piece.facing)
    return _kind(piece)(frame, piece.depth / 2, piece.width / 2, piece)


def _kind(piece: Piece) -> _Symbol:
    for words, drawn in _NAMES.items():
        if any(word in piece.name for word in words.split()):
            return drawn
    return _ROLES.get(piece.role, _thing)


def _outline(f: Frame, d: float, w: float, p: Piece, fill: float = 1.0) -> Item:
    return f.circle(PIECE, 0, 0, w, fill) if p.round else f.box(PIECE, -d, -w, d, w, fill)


def _chair(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    if p.round:
        return [f.circle(PIECE, 0, 0, w, 1.0), f.circle(DETAIL, 0, 0, w * 0.8)]
    return [f.box(PIECE, -d * 0.8, -w, d, w, 1.0, 0.06), f.box(PIECE, -d, -w, -d + 0.06, w, 0.9, 0.02)]


def _bench(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [_outline(f, d, w, p), *(f.line(DETAIL, (-d + d * 2 * i / 3, -w), (-d + d * 2 * i / 3, w)) for i in (1, 2))]


def _armchair(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    arm, back = min(0.16, w * 0.3), min(0.2, d * 0.4)
    return [
        f.box(PIECE, -d, -w, d, w, 1.0, 0.1),
        f.box(DETAIL, -d + back, -w + arm, d - 0.03, w - arm, None, 0.05),
        f.line(DETAIL, (-d + back, -w + arm), (d - 0.06, -w + arm)),
    ]


def _sofa(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    arm, back = min(0.18, w * 0.2), min(0.22, d * 0.5)
    seats = max(1, round((2 * w - 2 * arm) / 0.65))
    step = (2 * w - 2 * arm) / seats
    cushions = [
        f.box(DETAIL, -d + back, -w + arm + i * step, d - 0.02, -w + arm + (i + 1) * step, None, 0.06)
        for i in range(seats)
    ]
    return [f.box(PIECE, -d, -w, d, w, 1.0, 0.1), *cushions]


def _bed(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    many = 2 if w > 0.65 else 1
    wide = (2 * w - 0.1 * (many + 1)) / many
    pillows = [
        f.box(DETAIL, -d + 0.1, -w + 0.1 + i * (wide + 0.1), -d + 0.48, -w + 0.1 + i * (wide + 0.1) + wide, None, 0.07)
        for i in range(many)
    ]
    turn = min(0.5, w)
    return [
        f.box(PIECE, -d, -w, d, w, 1.0, 0.03), f.box(PIECE, -d, -w, -d + 0.05, w, 0.85), *pillows,
        f.line(DETAIL, (-d + 0.58, w), (-d + 0.58, -w + turn), (-d + 0.58 + turn, -w)),
        f.line(DETAIL, (-d + 0.58, -w + turn), (-d + 0.58 + turn, -w + turn), (-d + 0.58 + turn, -w)),
    ]  # fmt: skip


def _table(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    if p.round:
        return [f.circle(PIECE, 0, 0, w, 1.0), f.circle(DETAIL, 0, 0, max(0.02, w - 0.06))]
    edge = min(0.05, d * 0.3)
    return [f.box(PIECE, -d, -w, d, w, 1.0), f.box(DETAIL, -d + edge, -w + edge, d - edge, w - edge)]


def _desk(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [
        f.box(PIECE, -d, -w, d, w, 1.0), f.box(DETAIL, -d + 0.08, -w * 0.55, d * 0.35, w * 0.55),
        f.line(DETAIL, (-d, -w * 0.66), (d, -w * 0.66)), f.line(DETAIL, (-d, w * 0.66), (d, w * 0.66)),
    ]  # fmt: skip


def _storage(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    front = [f.line(DETAIL, (d - 0.03, -w), (d - 0.03, w))]
    if p.height > 1.5:  # tall: the diagonal of joiners' plans
        return [_outline(f, d, w, p, 0.96), f.line(DETAIL, (-d, -w), (d, w)), *front]
    return [_outline(f, d, w, p), *front, f.line(DETAIL, (d - 0.03, 0), (d, 0))]


def _books(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    count = max(3, min(60, round(w * 2 / 0.07)))
    backs = []
    for i in range(1, count):
        deep = d - 0.05 - 0.04 * ((i * 7) % 5) / 4  # books of different depths; the same in every drawing
        backs.append(f.line(DETAIL, (-d + 0.02, -w + 2 * w * i / count), (deep, -w + 2 * w * i / count)))
    return [_outline(f, d, w, p, 0.97), *backs]


def _fireplace(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    mouth = [(d, -w * 0.6), (-d * 0.5, -w * 0.4), (-d * 0.5, w * 0.4), (d, w * 0.6)]
    return [f.box(PIECE, -d, -w, d, w, 0.8), f.line(PIECE, *mouth, closed=True, fill=1.0)]


def _stove(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    r = min(d, w) * 0.32
    plates = [f.circle(DETAIL, u * d * 0.46, v * w * 0.46, r) for u in (-1, 1) for v in (-1, 1)]
    return [_outline(f, d, w, p), *plates]


def _basin(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [f.box(PIECE, -d, -w, d, w, 1.0, 0.06), f.ellipse(DETAIL, 0.1 * d, 0, d * 0.65, w * 0.72),
            f.circle(DETAIL, 0.1 * d, 0, 0.025), f.line(DETAIL, (-d, 0), (-d * 0.55, 0))]  # fmt: skip


def _bath(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [f.box(PIECE, -d, -w, d, w, 1.0, 0.08), f.box(DETAIL, -d + 0.08, -w + 0.08, d - 0.08, w - 0.08, None, 0.28),
            f.circle(DETAIL, 0, w - 0.22, 0.03)]  # fmt: skip


def _toilet(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [f.box(PIECE, -d, -w, -d * 0.4, w, 1.0, 0.03), f.ellipse(PIECE, d * 0.3, 0, d * 0.7, w * 0.9, 1.0),
            f.ellipse(DETAIL, d * 0.3, 0, d * 0.5, w * 0.62)]  # fmt: skip


def _plant(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    r = min(d, w)
    leaves = []
    for i in range(11):
        t = i * math.tau / 11
        tip, side = r * (1.0 if i % 2 else 0.82), 0.16
        leaf = [(0.0, 0.0), (tip * 0.55 * math.cos(t - side), tip * 0.55 * math.sin(t - side)),
                (tip * math.cos(t), tip * math.sin(t)),
                (tip * 0.55 * math.cos(t + side), tip * 0.55 * math.sin(t + side))]  # fmt: skip
        leaves.append(f.line(DETAIL, *leaf, closed=True, fill=1.0))
    return [*leaves, f.circle(PIECE, 0, 0, r * 0.28, 1.0)]


def _drum(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [f.circle(PIECE, 0, 0, w, 1.0), f.circle(DETAIL, 0, 0, w * 0.86), f.circle(DETAIL, w * 0.5, 0, w * 0.12)]


def _crate(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [_outline(f, d, w, p), f.box(DETAIL, -d * 0.8, -w * 0.86, d * 0.8, w * 0.86),
            f.line(DETAIL, (-d * 0.8, -w * 0.86), (d * 0.8, w * 0.86))]  # fmt: skip


def _piano(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    keys = [f.line(DETAIL, (d - 0.18, v), (d, v)) for v in (-w * 0.8 + 1.6 * w * i / 20 for i in range(21))]
    return [_outline(f, d, w, p), f.line(DETAIL, (d - 0.18, -w * 0.8), (d - 0.18, w * 0.8)), *keys]


def _grand(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    curve = [(d, -w), (d, w), (-d * 0.1, w), (-d * 0.4, w * 0.75), (-d * 0.55, w * 0.35), (-d * 0.75, 0.0),
             (-d * 0.95, -w * 0.3), (-d, -w * 0.6), (-d * 0.92, -w)]  # fmt: skip
    return [f.line(PIECE, *curve, closed=True, fill=1.0), f.line(DETAIL, (d - 0.2, -w), (d - 0.2, w))]


def _stairs(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    """Treads of 28 cm up from the front, the landing at the back, and an arrow up."""
    landing = 0.9 if d > 1.5 else 0.0
    count = max(3, round((2 * d - landing) / 0.28))
    going = (2 * d - landing) / count
    treads = [f.line(DETAIL, (d - going * k, -w), (d - going * k, w)) for k in range(1, count + 1)]
    end = -d + landing + 0.1
    arrow = [f.line(PIECE, (d - 0.1, 0), (end, 0)), f.line(PIECE, (end + 0.16, -0.09), (end, 0), (end + 0.16, 0.09))]
    return [f.box(PIECE, -d, -w, d, w, 1.0), *treads, *arrow]


def _spiral(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    r, count = min(d, w), 13
    turns = [math.tau * 0.9 * k / count for k in range(count + 1)]
    spokes = [
        f.line(DETAIL, (0.08 * math.cos(t), 0.08 * math.sin(t)), (r * math.cos(t), r * math.sin(t))) for t in turns
    ]
    way = [(r * 0.6 * math.cos(t), r * 0.6 * math.sin(t)) for t in turns[:-1]]
    return [f.circle(PIECE, 0, 0, r, 1.0), *spokes, f.circle(PIECE, 0, 0, 0.08, 0.4), f.line(PIECE, *way)]


def _platform(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    boards = max(3, round(w * 2 / 0.36))
    lines = [f.line(DETAIL, (-d, -w + 2 * w * k / boards), (d, -w + 2 * w * k / boards)) for k in range(1, boards)]
    return [f.box(PIECE, -d, -w, d, w, 1.0), *lines]


def _ramp(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    arrow = [
        f.line(PIECE, (d - 0.1, 0), (-d + 0.1, 0)),
        f.line(PIECE, (-d + 0.28, -0.1), (-d + 0.1, 0), (-d + 0.28, 0.1)),
    ]
    return [f.box(PIECE, -d, -w, d, w, 1.0), f.line(DETAIL, (d, -w), (-d, 0), (d, w)), *arrow]


def _rug(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    edge = min(0.12, d * 0.2, w * 0.2)
    return [f.box(RUG, -d, -w, d, w, 0.97), f.box(RUG, -d + edge, -w + edge, d - edge, w - edge),
            f.box(RUG, -d + edge * 1.5, -w + edge * 1.5, d - edge * 1.5, w - edge * 1.5)]  # fmt: skip


def _curtain(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    steps = max(12, int(w * 2 / 0.03))
    wave = [(d * 0.9 * math.sin(i * 1.25), -w + 2 * w * i / steps) for i in range(steps + 1)]
    return [f.line(DETAIL, *wave)]


def _lamp(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    r = min(d, w)
    return [f.circle(PIECE, 0, 0, r, 1.0), f.line(DETAIL, (-r, 0), (r, 0)), f.line(DETAIL, (0, -r), (0, r))]


def _ceiling(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    if min(d, w) < 0.3 * max(d, w):
        return [f.box(OVERHEAD, -d, -w, d, w)]
    r = max(0.1, min(d, w))
    return [f.circle(OVERHEAD, 0, 0, r), f.line(OVERHEAD, (-r, 0), (r, 0)), f.line(OVERHEAD, (0, -r), (0, r))]


def _hung(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    return [f.box(PIECE, -d, -w, d, w, 0.7)]


def _thing(f: Frame, d: float, w: float, p: Piece) -> list[Item]:
    if p.round:
        return [_outline(f, d, w, p), f.circle(DETAIL, 0, 0, w * 0.7)]
    edge = min(d, w) * 0.2
    return [_outline(f, d, w, p), f.box(DETAIL, -d + edge, -w + edge, d - edge, w - edge),
            f.line(DETAIL, (d - edge, -w + edge), (d, -w)), f.line(DETAIL, (d - edge, w - edge), (d, w))]  # fmt: skip


_NAMES: dict[str, _Symbol] = {  # words in the piece's name, the first that is found
    "bookcase wall_of_books": _books, "fireplace": _fireplace, "washbasin sink font": _basin,
    "bath hot_tub": _bath, "toilet": _toilet, "grand_piano harpsichord": _grand, "piano organ": _piano,
    "drum barrel tank": _drum, "crate pallet chest": _crate, "oven": _stove, "bench pew settle banquette": _bench,
}  # fmt: skip
_ROLES: dict[str, _Symbol] = {
    "chair": _chair, "armchair": _armchair, "sofa": _sofa, "bed": _bed, "table": _table, "coffee": _table,
    "desk": _desk, "storage": _storage, "beside": _storage, "rug": _rug, "curtain": _curtain, "top": _lamp,
    "ceiling": _ceiling, "hung": _hung, "row": _bench, "centre": _table,
}  # fmt: skip
_NAMES = {"spiral_staircase": _spiral, "staircase": _stairs, "platform": _platform, "ramp": _ramp,
          "stove cooker": _stove, "workbench lab_bench work": _table, **_NAMES,
          "plant palm fern tree ivy hedge flower bonsai": _plant, "floor_lamp brazier": _lamp}  # fmt: skip
