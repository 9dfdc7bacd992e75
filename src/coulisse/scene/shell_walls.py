"""Walls as solid geometry: a slab with its openings and niches cut out, in the frame of the wall.

The frame of a wall: u metres along it from the room's corner (0, 0), d metres off its inner face into the room
(negative: in the wall), z up. `Side.place` brings it to the room.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.room import INWARDS, Niche, Opening, Room, Wall
from coulisse.scene.staged import Part

Array = NDArray[np.float64]
ARC = 16  # strips of a round head
_OVER = 3.0  # metres: a niche's back never reaches further out


@dataclass(frozen=True)
class Side:
    """One wall of a room."""

    room: Room
    wall: Wall

    @property
    def length(self) -> float:
        return self.room.side(self.wall)

    @property
    def facing(self) -> float:
        return INWARDS[self.wall]

    def place(self, points: Array) -> Array:
        """Points (n, 3) of the wall's frame (u, d, z) in the room, metres."""
        u, d, z = np.asarray(points, float).T
        x, y = {"south": (u, d), "north": (u, self.room.width - d), "west": (d, u), "east": (self.room.length - d,
            u),}[self.wall]  # fmt: skip
        return np.stack([x, y, z], axis=1)

    @property
    def mirrored(self) -> bool:
        """Whether the wall's frame is left-handed, so that faces turn round when they are placed."""
        return self.wall in ("north", "west")

    def part(self, part: Part) -> Part:
        """A part made in the wall's frame, in the room."""
        faces = flipped(part.faces) if self.mirrored else part.faces
        points = self.place(part.points.astype(float)).astype(np.float32)
        return Part(part.name, points, faces, part.slot, part.bevel, part.smooth, part.uv)


def flipped(faces: NDArray[np.int32]) -> NDArray[np.int32]:
    """The faces (m, 4) looking the other way."""
    turned = faces[:, ::-1].copy()
    triangles = faces[:, 3] < 0
    turned[triangles] = faces[triangles][:, [2, 1, 0, 3]]
    return turned


@dataclass(frozen=True, eq=False)
class Hole:
    """An outline cut out of a wall: `low` and `high` (n,) metres over `u` (n,), and how deep; None goes through."""

    u: Array
    low: Array
    high: Array
    deep: float | None = None

    @property
    def area(self) -> float:
        """Square metres of the outline."""
        return float(np.trapezoid(self.high - self.low, self.u))


def hole_of(cut: Opening | Niche, shape: str = "", deep: float | None = None) -> Hole:
    """The outline of an opening or a niche. `shape`: "round", "arched" (half circle), "pointed", else a rectangle."""
    a, b, low, high = cut.at - cut.width / 2, cut.at + cut.width / 2, cut.sill, cut.sill + cut.height
    if shape == "round":
        turn = np.pi * (1 - np.arange(2 * ARC + 1) / (2 * ARC))
        u, half = cut.at + cut.width / 2 * np.cos(turn), cut.height / 2 * np.sin(turn)
        half[[0, -1]] = 0
        return Hole(u, low + cut.height / 2 - half, low + cut.height / 2 + half, deep)
    if shape in ("arched", "pointed"):
        s = -np.cos(np.pi * np.arange(ARC + 1) / ARC)
        u, rise = cut.at + cut.width / 2 * s, min(cut.width / 2, cut.height * 0.6)
        head = np.sqrt(np.maximum(0, 1 - s * s))
        if shape == "pointed":  # two arcs whose centres are the opposite springers
            rise = min(cut.width * math.sqrt(3) / 2, cut.height * 0.7)
            head = np.sqrt(np.maximum(0, 4 - (np.abs(s) + 1) ** 2)) / math.sqrt(3)
        return Hole(u, np.full_like(u, low), high - rise + rise * head, deep)
    return Hole(np.array([a, b]), np.array([low, low]), np.array([high, high]), deep)


Top = Callable[[Array], Array]  # height of the wall's head over u


def strips(ends: tuple[float, float], base: float, top: Top, holes: Sequence[Hole], breaks: Array) -> list[Array]:
    """The face of a wall without its holes as quads (4, 2): u and z, counter-clockwise seen with u to the right."""
    cuts = np.concatenate([[ends[0], ends[1]], breaks, *[h.u for h in holes]])
    cuts = np.unique(np.round(cuts[(cuts >= ends[0] - 1e-9) & (cuts <= ends[1] + 1e-9)], 6))
    quads: list[Array] = []
    heads = top(cuts)
    for i in range(len(cuts) - 1):
        a, b = cuts[i], cuts[i + 1]
        if b - a < 1e-6:
            continue
        middle = (a + b) / 2
        edges = [(base, base)]
        over = [h for h in holes if h.u[0] < middle < h.u[-1]]
        for h in sorted(over, key=lambda h: float(np.interp(middle, h.u, h.low))):
            for line in (h.low, h.high):
                edges.append((float(np.interp(a, h.u, line)), float(np.interp(b, h.u, line))))
        edges.append((float(heads[i]), float(heads[i + 1])))
        for j in range(0, len(edges), 2):
            (la, lb), (ha, hb) = edges[j], edges[j + 1]
            ha, hb = min(ha, float(heads[i])), min(hb, float(heads[i + 1]))
            if ha - la > 1e-6 or hb - lb > 1e-6:
                quads.append(np.array([[a, la], [b, lb], [b, max(hb, lb)], [a, max(ha, la)]]))
    return quads


def slab(
    name: str, slot: str, ends: tuple[float, float], base: float, top: Top, holes: Sequence[Hole], front: float,
    back: float, *, breaks: Array | None = None, bevel: float = 0.0, outer: tuple[float, float] | None = None,
) -> Part:  # fmt: skip
    """A wall's body from `front` to `back` metres off the inner face (front > back), with its holes cut through.

    Holes that are not cut through get a back at their depth, measured from the inner face. `outer`: other ends of the
    back face, where walls meet at a corner.
    """
    breaks = np.zeros(0) if breaks is None else breaks
    quads: list[Array] = []

    def put(corners: Sequence[tuple[float, float, float]]) -> None:
        quads.append(np.array(corners))

    for q in strips(ends, base, top, holes, breaks):  # the inner face looks along +d: clockwise in (u, z)
        put([(u, front, z) for u, z in q[::-1]])
    far = outer or ends
    through = [h for h in holes if h.deep is None or -h.deep < back + 0.01]  # a deep niche comes out behind
    for q in strips(far, base, lambda u: top(np.clip(u, *ends)), through, breaks):
        put([(u, back, z) for u, z in q])
    for h in holes:
        rear = back if h.deep is None else -min(h.deep, _OVER)
        for i in range(len(h.u) - 1):
            a, b = h.u[i], h.u[i + 1]
            if h.low[i] > base + 1e-6 or h.low[i + 1] > base + 1e-6:  # sill
                put([(a, rear, h.low[i]), (b, rear, h.low[i + 1]), (b, front, h.low[i + 1]), (a, front, h.low[i])])
            put([(a, front, h.high[i]), (b, front, h.high[i + 1]), (b, rear, h.high[i + 1]), (a, rear, h.high[i])])
            if h.deep is not None:
                put([(b, rear, h.low[i + 1]), (a, rear, h.low[i]), (a, rear, h.high[i]), (b, rear, h.high[i + 1])])
        for k, sign in ((0, 1), (-1, -1)):  # jambs
            if h.high[k] - h.low[k] > 1e-6:
                u, low, high = h.u[k], h.low[k], h.high[k]
                jamb = [(u, front, low), (u, rear, low), (u, rear, high), (u, front, high)]
                put(jamb[::-1] if sign > 0 else jamb)
    # head, foot and ends close it, so that light finds no gap
    line = np.unique(np.round(np.concatenate([ends, breaks[(breaks > ends[0]) & (breaks < ends[1])]]), 6))
    heads = top(line)
    for i in range(len(line) - 1):
        a, b = line[i], line[i + 1]
        put([(a, back, heads[i]), (b, back, heads[i + 1]), (b, front, heads[i + 1]), (a, front, heads[i])])
        if base > 1e-6:
            put([(a, front, base), (b, front, base), (b, back, base), (a, back, base)])
    for u, v, z, sign in ((ends[0], far[0], heads[0], -1), (ends[1], far[1], heads[-1], 1)):
        end = [(u, front, base), (v, back, base), (v, back, float(z)), (u, front, float(z))]
        put(end[::-1] if sign > 0 else end)
    points = np.concatenate(quads)
    faces = np.arange(len(points), dtype=np.int32).reshape(-1, 4)
    return welded(name, points, faces, slot, bevel)


def welded(name: str, points: Array, faces: NDArray[np.int32], slot: str, bevel: float = 0.0,
           smooth: bool = False) -> Part:  # fmt: skip
    """A part whose equal points (to a hundredth of a millimetre) are one; faces that shrank to a line are left out."""
    keys, inverse = np.unique(np.round(points, 5), axis=0, return_inverse=True)
    merged = inverse.reshape(-1)[np.maximum(faces, 0)].astype(np.int32)
    merged[faces < 0] = -1
    out = []
    for f in merged:
        ring = [int(v) for k, v in enumerate(f) if v >= 0 and v != f[k - 1]]
        if len(ring) > 1 and ring[0] == ring[-1]:
            ring.pop()
        if len(set(ring)) >= 3:
            out.append([*ring, -1][:4])
    return Part(name, keys.astype(np.float32), np.array(out, np.int32).reshape(-1, 4), slot, bevel, smooth)
