"""The floor and what is cut into it: pits, sunken floors, channels, trapdoors (pools: shell_pools).

A fixture is made in its own frame: origin in the middle of its plan on the floor, x to its front, y to its left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from coulisse.scene.fixtures import GOING, RISE, Fixture, sunk_rectangles
from coulisse.scene.room import Room
from coulisse.scene.shapes import ball, box, cushion, prism, tube
from coulisse.scene.shell_stairs import railing
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.shell_walls import welded
from coulisse.scene.staged import Part

Rectangle = tuple[float, float, float, float]
_SHELL = 0.15  # metres of concrete around what is sunk
SEAT = 0.62  # metres of depth of the seats around a sunken floor


def floor_parts(room: Room, thick: float) -> list[Part]:
    """The floor slab with the openings that are cut into it, in the room's frame."""
    t = room.wall
    outer = (-t, -t, room.length + t, room.width + t)
    return [pierced("floor", outer, sunk_rectangles(room.fixtures), 0.0, -thick, "floor")]


def pierced(name: str, outer: Rectangle, holes: Sequence[Rectangle], top: float, low: float, slot: str) -> Part:
    """A slab over a rectangle (x0, y0, x1, y1) with rectangular holes through it, closed."""
    xs = sorted({outer[0], outer[2], *(v for h in holes for v in (h[0], h[2]) if outer[0] < v < outer[2])})
    ys = sorted({outer[1], outer[3], *(v for h in holes for v in (h[1], h[3]) if outer[1] < v < outer[3])})

    def full(i: int, j: int) -> bool:
        if not (0 <= i < len(xs) - 1 and 0 <= j < len(ys) - 1):
            return False
        x, y = (xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2
        return not any(h[0] < x < h[2] and h[1] < y < h[3] for h in holes)

    quads: list[list[tuple[float, float, float]]] = []
    for i in range(len(xs) - 1):
        for j in range(len(ys) - 1):
            if not full(i, j):
                continue
            a, b, c, d = xs[i], ys[j], xs[i + 1], ys[j + 1]
            quads.append([(a, b, top), (c, b, top), (c, d, top), (a, d, top)])
            quads.append([(a, d, low), (c, d, low), (c, b, low), (a, b, low)])
            for k, m, (p, q) in (
                (i, j - 1, ((a, b), (c, b))),
                (i + 1, j, ((c, b), (c, d))),
                (i, j + 1, ((c, d), (a, d))),
                (i - 1, j, ((a, d), (a, b))),
            ):
                if not full(k, m):
                    quads.append([(*p, low), (*q, low), (*q, top), (*p, top)])
    points = np.array(quads, float).reshape(-1, 3)
    return welded(name, points, np.arange(len(points), dtype=np.int32).reshape(-1, 4), slot)


def basin(depth: float, width: float, sunk: float, slot: str, low_slot: str = "") -> list[Part]:
    """Bottom and sides of what is sunk, around an opening of depth by width; bevelled nowhere, joints to the floor."""
    t, d, w = _SHELL, depth, width
    parts = [box("bottom", (d + 2 * t, w + 2 * t, t), (0, 0, -sunk - t), low_slot or slot, 0.0)]
    parts += [box("side", (d + 2 * t, t, sunk - 0.002), (0, s * (w + t) / 2, -sunk), slot, 0.0) for s in (-1, 1)]
    parts += [box("side", (t, w, sunk - 0.002), (s * (d + t) / 2, 0, -sunk), slot, 0.0) for s in (-1, 1)]
    return parts


def ring(
    depth: float, width: float, inner: float, outer: float, z: float, high: float, slot: str, bevel: float = 0.012
) -> list[Part]:
    """A kerb around an opening, from `inner` metres over its edge (negative) to `outer` beyond, mitred in four."""
    parts = []
    for turn, along, away in ((0.0, width, depth), (90.0, depth, width), (180.0, width, depth), (270.0, depth, width)):
        a, b = away / 2 + inner, away / 2 + outer
        shape = [(a, -along / 2 - inner), (b, -along / 2 - outer), (b, along / 2 + outer), (a, along / 2 + inner)]
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        flat = [(x * c - y * s, x * s + y * c) for x, y in shape]
        parts.append(prism("kerb", flat, high, slot, (0, 0, z), bevel=min(bevel, high * 0.4)))
    return parts


def pit_flight(f: Fixture) -> tuple[int, float, float, bool]:
    """Risers of a pit's stair, its going, its width, and whether it runs along the depth; going 0: a ladder."""
    count = max(2, round(f.sunk / RISE))
    run = (count - 1) * GOING
    if run < f.depth - 0.7 and f.width > 1.6:
        return count, GOING, min(0.9, f.width * 0.4), True
    if run < f.width - 0.7 and f.depth > 1.6:
        return count, GOING, min(0.9, f.depth * 0.4), False
    return count, 0.0, 0.5, True


def pit(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A pit with a kerb, a stair or a ladder down, and a railing with a gap where one goes down."""
    d, w, s = f.depth, f.width, f.sunk
    parts = basin(d, w, s, "pit", "pit_floor")
    parts += ring(d, w, -0.02, 0.14, 0.0, 0.05, "kerb", 0.01)
    count, going, wide, lengthways = pit_flight(f)
    away, across = (d, w) if lengthways else (w, d)
    rise = s / count
    stair: list[Part] = []
    if going:
        for k in range(count - 1):  # down from the front edge, along the left side
            x, z = away / 2 - going * (k + 0.5), -rise * (k + 1)
            stair.append(box("step", (going + 0.02, wide, s + z - 0.035), (x, across / 2 - wide / 2, -s), "pit", 0.0))
            stair.append(
                box("tread", (going + 0.03, wide, 0.035), (x, across / 2 - wide / 2, z - 0.035), "step", 0.006)
            )
        foot = [
            (away / 2 - going * 0.5, across / 2 - wide, -rise),
            (away / 2 - going * (count - 1.5), across / 2 - wide, -rise * (count - 1)),
        ]
        stair += railing(foot, looks.columns)
    else:
        for y in (-0.2, 0.2):
            line = [
                (away / 2 - 0.09, across / 2 - 0.5 + y, -s),
                (away / 2 - 0.09, across / 2 - 0.5 + y, 0.95),
                (away / 2 + 0.12, across / 2 - 0.5 + y, 0.95),
                (away / 2 + 0.12, across / 2 - 0.5 + y, 0.05),
            ]
            stair.append(tube("stile", line, 0.02, "rail", n=8))
        for k in range(int(s / 0.28)):
            stair.append(
                tube(
                    "rung",
                    [
                        (away / 2 - 0.09, across / 2 - 0.7, -0.28 * (k + 0.6)),
                        (away / 2 - 0.09, across / 2 - 0.3, -0.28 * (k + 0.6)),
                    ],
                    0.014,
                    "rail",
                    n=8,
                )
            )
    if not lengthways:
        stair = [_turned(p) for p in stair]
    parts += stair
    if s > 0.9:  # guarded where one would fall
        gap = max(wide, 0.8) + 0.1
        x, y = away / 2 + 0.07, across / 2 + 0.07
        line = [(x, y - gap, 0.05), (x, -y, 0.05), (-x, -y, 0.05), (-x, y, 0.05), (x, y, 0.05)]
        flat = line if lengthways else [(-b, a, z) for a, b, z in line]
        for a, b in zip(flat, flat[1:], strict=False):
            parts += railing([a, b], looks.columns)
    return parts


def _turned(p: Part) -> Part:
    q = p.points
    return Part(
        p.name,
        np.column_stack([-q[:, 1], q[:, 0], q[:, 2]]).astype(np.float32),
        p.faces,
        p.slot,
        p.bevel,
        p.smooth,
        p.uv,
    )


def sunken_floor(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A floor to sit in: steps down at its front, a seat with cushions along the other three sides."""
    d, w, s = f.depth, f.width, f.sunk
    parts = basin(d, w, s, "step", "sunken")
    parts += ring(d, w, -0.02, 0.09, 0.0, 0.02, "step", 0.006)
    count = max(2, round(s / RISE))
    wide = min(1.3, w * 0.5)
    for k in range(count - 1):
        parts.append(
            box("tread", (GOING, wide, s * (count - 1 - k) / count), (d / 2 - GOING * (k + 0.5), 0, -s), "step", 0.008)
        )
    if min(d - SEAT, w - 2 * SEAT) < 0.5:
        return parts
    seat, thick = 0.26, 0.16
    front = d / 2 - 0.02
    runs = [
        ((-d / 2 + SEAT / 2, 0.0), (SEAT, w)),
        *(
            ((SEAT / 2 - d / 2 + (front + d / 2) / 2, y), (front + d / 2 - SEAT, SEAT))
            for y in (-w / 2 + SEAT / 2, w / 2 - SEAT / 2)
        ),
    ]
    for n, ((x, y), (dx, dy)) in enumerate(runs):
        parts.append(box("bench", (dx, dy, seat), (x, y, -s), "step", 0.008))
        long, along_x = (dx, True) if dx > dy else (dy, False)
        many = max(1, round(long / 0.75))
        for k in range(many):
            at = (k + 0.5) * long / many - long / 2
            size = (long / many - 0.01, SEAT - 0.02, thick) if along_x else (SEAT - 0.02, long / many - 0.01, thick)
            place = (x + at, y, seat - s) if along_x else (x, y + at, seat - s)
            parts.append(cushion("seat", size, place, "upholstery", crown=0.3, piping=0.006, seed=seed + 7 * n + k))
    return parts


def drain(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A channel with a grate of bars that lies level with the floor."""
    flat = f.width > f.depth
    long, wide, s = max(f.width, f.depth), min(f.width, f.depth), max(f.sunk, 0.08)
    parts = basin(f.depth, f.width, s, "pit")
    parts += ring(f.depth, f.width, -0.02, 0.012, -0.03, 0.032, "grate", 0.0)
    bars = max(8, round(long / 0.03))
    for k in range(bars):
        at = -long / 2 + long * (k + 0.5) / bars
        size, place = (
            ((wide - 0.03, 0.011, 0.022), (0, at, -0.024)) if flat else ((0.011, wide - 0.03, 0.022), (at, 0, -0.024))
        )
        parts.append(box("bar", size, place, "grate", 0.0))
    for side in (-0.25, 0.25):
        size, place = (
            ((0.012, long, 0.02), (side * wide, 0, -0.026)) if flat else ((long, 0.012, 0.02), (0, side * wide, -0.026))
        )
        parts.append(box("bar", size, place, "grate", 0.0))
    return parts


def trapdoor(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A lid of boards with straps and a ring in a frame; open, it leans back over a shaft with a ladder."""
    d, w = f.depth, f.width
    parts = ring(d, w, -0.015, 0.075, -0.02, 0.034, "lid_frame", 0.006)
    boards = max(3, round(w / 0.16))
    lid = [
        box(
            "board",
            (d - 0.05, (w - 0.05) / boards - 0.004, 0.035),
            (d / 2 - 0.025, (w - 0.05) * ((k + 0.5) / boards - 0.5), 0),
            "lid",
            0.004,
        )
        for k in range(boards)
    ]
    lid += [box("batten", (0.09, w - 0.16, 0.03), (d * s, 0, -0.03), "lid", 0.005) for s in (0.2, 0.78)]
    for y in (-w * 0.28, w * 0.28):
        lid.append(box("strap", (d * 0.7, 0.045, 0.008), (d * 0.36, y, 0.034), "strap", 0.002))
        lid += [ball("stud", 0.012, "strap", (d * k, y, 0.042), n=8, squash=0.6) for k in (0.1, 0.35, 0.6)]
    turn = np.linspace(0, 2 * np.pi, 17)[:-1]
    loop = [(d * 0.85 + 0.05 * math.cos(a), 0.05 * math.sin(a), 0.048) for a in turn]
    lid.append(tube("ring", loop, 0.008, "strap", n=8, closed=True))
    lean = 0.0 if "closed" in f.traits else 104.0
    c, s = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    for p in lid:  # about its hinge at the back
        q = p.points.astype(float)
        x, z = q[:, 0] * c - q[:, 2] * s, q[:, 0] * s + q[:, 2] * c
        points = np.column_stack([x - d / 2 + 0.0, q[:, 1], z + 0.012]).astype(np.float32)
        parts.append(Part(p.name, points, p.faces, p.slot, p.bevel, p.smooth, p.uv))
    if lean:
        deep = max(f.sunk, 1.8)
        parts += basin(d, w, deep, "pit")
        for y in (-0.19, 0.19):
            parts.append(tube("stile", [(d / 2 - 0.1, y, -deep), (d / 2 - 0.06, y, 0.0)], 0.025, "lid", square=True))
        for k in range(int(deep / 0.27)):
            parts.append(
                tube(
                    "rung",
                    [(d / 2 - 0.09, -0.19, -0.2 - 0.27 * k), (d / 2 - 0.09, 0.19, -0.2 - 0.27 * k)],
                    0.016,
                    "lid",
                    n=8,
                )
            )
    return parts
