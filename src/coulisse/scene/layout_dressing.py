"""Dresses a laid-out room: curtains at windows, rugs under groups, lamps and things on top of the furniture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from coulisse.scene.boxes import as_boxes, outside, overlap
from coulisse.scene.layout_groups import GAP, piece
from coulisse.scene.relations import Relation, anchors
from coulisse.scene.room import INWARDS, Missing, Piece, Room, Wanted

_HOSTS = ("beside", "desk", "coffee", "table", "storage", "centre")  # in the order in which they carry lamps and things
_TABLE_TOP = 1.35  # metres; nothing is put on what is higher
_EDGE = 0.03  # metres between things and a table's edge


def curtains(room: Room, wanted: tuple[Wanted, ...]) -> tuple[tuple[Piece, ...], list[Missing]]:
    """One curtain before each window, as many as there are; it hangs to the floor or to its length."""
    placed: list[Piece] = []
    missing: list[Missing] = []
    free = list(room.windows)
    for w in wanted:
        for _ in range(w.count):
            if w.size[2] > room.height:
                high = (w.size[2] - room.height) * 100
                missing.append(Missing(w.name, w.label, high, f"{w.label}: {high:.0f} cm too long for the room"))
                continue
            short = w.size[0] * 100
            for window in free:
                x, y = room.on_wall(window.wall, window.at, w.size[1] / 2)
                base = min(max(0.0, window.sill + window.height + 0.1 - w.size[2]), room.height - w.size[2])
                one = replace(piece(w, x, y, INWARDS[window.wall], base), role="curtain")
                box = as_boxes([one.box])
                short = float(outside(box, room.length, room.width)[0]) * 100
                if placed:
                    short = max(short, float(overlap(box, as_boxes([p.box for p in placed])).max()) * 100)
                if columns := as_boxes([(c.x, c.y, c.depth / 2, c.width / 2, 0.0) for c in room.columns]).tolist():
                    short = max(short, float(overlap(box, as_boxes(columns)).max()) * 100)
                if short <= 1e-4:
                    placed.append(one)
                    free.remove(window)
                    break
            else:
                says = f"{w.label}: no window is left for it" if not free else f"{w.label}: {short:.0f} cm too wide"
                missing.append(Missing(w.name, w.label, round(short, 1), says))
    return tuple(placed), missing


def rugs(
    room: Room, wanted: tuple[Wanted, ...], standing: Sequence[Piece], relations: Sequence[Relation] = ()
) -> tuple[list[Piece], list[Missing]]:
    """Rugs under the groups, the largest under the heaviest, else in the middle; pieces stand on them."""
    placed: list[Piece] = []
    missing: list[Missing] = []
    solid = as_boxes(room.blocked)
    floor = [p for p in standing if p.base == 0 and p.role in ("coffee", "table", "bed", "sofa", "desk", "armchair")]
    together = [[q for q in standing if q.group == p.group and q.base == 0] for p in floor]
    spots = [(sum(q.x for q in g) / len(g), sum(q.y for q in g) / len(g), g[0].facing + turn)
             for g in together for turn in (0, 90)]  # fmt: skip
    spots += [(p.x, p.y, p.facing + turn) for p in floor for turn in (0, 90)]
    spots += [(room.length * a, room.width * b, t) for a in (0.5, 0.25, 0.75) for b in (0.5, 0.3, 0.7) for t in (0, 90)]
    for w in sorted(wanted, key=lambda w: -w.size[0] * w.size[1]):
        for _ in range(w.count):
            shorts = []
            for x, y, facing in (*_asked_for(room, w, standing, relations), *spots, *_tiles(room, w)):
                one = piece(w, x, y, facing % 360)
                box = as_boxes([one.box])
                short = max(float(outside(box, room.length, room.width)[0]), w.size[2] - room.height)
                others = [*solid.tolist(), *(p.box for p in placed)]
                if others:
                    short = max(short, float(overlap(box, as_boxes(others)).max()))
                shorts.append(short * 100)
                if short <= 1e-6:
                    placed.append(one)
                    break
            else:
                missing.append(Missing(w.name, w.label, round(min(shorts), 1),
                                       f"{w.label}: {min(shorts):.0f} cm short in its best place"))  # fmt: skip
    return placed, missing


def _free_over(room: Room, host: Piece, standing: Sequence[Piece]) -> float:
    """The height up to which nothing hangs over a table."""
    over = [p for p in standing if p is not host and p.base >= host.top - 1e-6]
    met = overlap(as_boxes([host.box]), as_boxes([p.box for p in over]))[0] > 1e-6 if over else []
    return min([p.base for p, hit in zip(over, met, strict=True) if hit], default=room.height)


def _asked_for(
    room: Room, w: Wanted, standing: Sequence[Piece], relations: Sequence[Relation]
) -> list[tuple[float, float, float]]:
    """Where a rug was asked to lie: under something, before it, in the middle of the room."""
    out: list[tuple[float, float, float]] = []
    for relation in relations:
        if relation.piece != w.name:
            continue
        if relation.how == "at" and relation.to == "centre":
            out += [(room.length / 2, room.width / 2, turn) for turn in (0, 90)]
        for x, y, deep, _, turn, *_ in anchors(room, standing, relation.to):
            ahead = deep + 0.15 if relation.how in ("before", "near") else 0.0
            for more, half in ((0.0, w.size[1] / 2), (90.0, w.size[0] / 2)):
                away = ahead + half if ahead else 0.0
                out.append((x + away * math.cos(turn), y + away * math.sin(turn), math.degrees(turn) + more))
    return out


def _tiles(room: Room, w: Wanted) -> list[tuple[float, float, float]]:
    """Places for rugs side by side over the whole floor, all turned the same way."""
    across, along = max(1, int(room.length / (w.size[1] + GAP))), max(1, int(room.width / (w.size[0] + GAP)))
    return [(room.length * (i + 0.5) / min(across, 40), room.width * (j + 0.5) / min(along, 40), 0.0)
            for i in range(min(across, 40)) for j in range(min(along, 40))]  # fmt: skip


def on_top(
    room: Room, wanted: tuple[Wanted, ...], standing: Sequence[Piece], relations: Sequence[Relation] = ()
) -> tuple[list[Piece], list[Missing]]:
    """Lamps and things on tables, shared out evenly, side by side along each; each within its table's edges."""
    named = {r.to for r in relations if r.how == "on"}  # what is asked to carry something does, even a bed
    hosts = sorted(
        (p for p in standing if ((p.role in _HOSTS and p.base == 0) or p.name in named) and p.top <= _TABLE_TOP
         and p.depth > 0.2),
        key=lambda p: (p.role not in _HOSTS, _HOSTS.index(p.role) if p.role in _HOSTS else 0),
    )  # fmt: skip
    free = [_free_over(room, host, standing) for host in hosts]
    loads: list[list[Wanted]] = [[] for _ in hosts]
    missing: list[Missing] = []
    for w in sorted(
        wanted, key=lambda w: (not any(r.piece == w.name and r.how == "on" for r in relations), -w.size[0])
    ):
        for k in range(w.count):
            on = {r.to for r in relations if r.piece == w.name and r.how == "on" and (not r.count or k < r.count)}
            spare = []
            for h, load, high in zip(hosts, loads, free, strict=True):
                carries = w.size[1] <= h.depth and h.top + w.size[2] <= high and not (h.round and load)
                left = h.width - 2 * _EDGE - sum(o.size[0] + _EDGE for o in load)
                spare.append(left - w.size[0] if carries else -w.size[0])
            fits = [i for i, s in enumerate(spare) if s >= 0 and (hosts[i].role in _HOSTS or hosts[i].name in on)]
            fits = [i for i in fits if hosts[i].name in on] or fits
            if fits:
                loads[min(fits, key=lambda i: (len(loads[i]), i))].append(w)
            else:
                short = -max(spare, default=-w.size[0]) * 100
                says = (
                    f"{w.label}: {short:.0f} cm of table top are missing"
                    if hosts
                    else f"{w.label}: nothing to put it on"
                )
                missing.append(Missing(w.name, w.label, round(short, 1), says))
    placed = []
    for host, load in zip(hosts, loads, strict=True):
        total = sum(w.size[0] for w in load)
        gap = (host.width - total) / (len(load) + 1)
        left = host.width / 2 - gap
        for w in load:
            x, y = host.point(0.0, left - w.size[0] / 2)
            placed.append(replace(piece(w, x, y, host.facing, host.top), group=host.group))
            left -= w.size[0] + gap
    return placed, missing
