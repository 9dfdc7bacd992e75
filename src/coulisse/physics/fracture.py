"""A building broken into convex pieces, and the bonds that hold them together.

Members are cut by the Voronoi cells of random seeds, finer where the failure is. Two pieces that touch share a
bond; its area, axes and second moments are those of the polygon on which they touch, computed and not estimated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.physics import convex
from coulisse.physics.materials import DENSITY
from coulisse.scene.building import Member
from coulisse.scene.pieces import FloatArray, Floats, Ints

GROUND = -1  # the piece number of the ground in a bond
TOUCH = 0.006  # metres: faces nearer than this touch


@dataclass(frozen=True)
class Shards:
    """N convex pieces as polygons: P polygons in C corners, at rest, world metres.

    `polygon_start` (P + 1,), `polygon_piece` (P,) ascending, `polygon_surface` (P,) Surface,
    `polygon_bond` (P,) the bond of which a cut is one side, or -1.
    """

    corners: FloatArray  # (C, 3)
    polygon_start: NDArray[np.int64]
    polygon_piece: NDArray[np.int64]
    polygon_surface: NDArray[np.uint8]
    polygon_bond: NDArray[np.int64]
    centre: FloatArray  # (N, 3)
    volume: FloatArray  # (N,)
    mass: FloatArray  # (N,) kg
    member: NDArray[np.int64]  # (N,)
    kind: NDArray[np.uint8]  # (N,)
    storey: NDArray[np.int64]  # (N,)

    def __len__(self) -> int:
        return len(self.centre)

    def corners_of(self, piece: int) -> FloatArray:
        """All the corners of one piece (n, 3), with repetitions."""
        a, b = np.searchsorted(self.polygon_piece, [piece, piece + 1])
        return self.corners[self.polygon_start[a] : self.polygon_start[b]]


@dataclass(frozen=True)
class Bonds:
    """B bonds between pieces `first` and `second` (GROUND for the ground).

    `normal` points from first to second; `axes` (B, 2, 3) are the principal axes of the contact,
    `moments` (B, 2) its second moments of area about them, m⁴. `within` tells a cut inside one member from a
    joint between members. `width` (B, 2) is the contact's breadth across each axis, metres.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    point: FloatArray  # (B, 3)
    normal: FloatArray  # (B, 3)
    axes: FloatArray  # (B, 2, 3)
    area: FloatArray  # (B,)
    moments: FloatArray  # (B, 2)
    within: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.first)


def break_up(
    members: Sequence[Member],
    pieces: int,
    seed: int,
    focus: Callable[[FloatArray], FloatArray] | None = None,
) -> tuple[Shards, Bonds]:
    """Break members into about `pieces` convex pieces and find the bonds.

    `focus` takes points (n, 3) and returns a fineness (n,): 1 is ordinary, 3 three times as many pieces.
    """
    random = np.random.default_rng(seed)
    lo = np.array([m.lo for m in members])
    hi = np.array([m.hi for m in members])
    counts = _shares(members, lo, hi, pieces, focus)
    corners, starts, owner, surface, cut_of = [], [np.zeros(1, np.int64)], [], [], []
    member_of: list[NDArray[np.int64]] = []
    total = used = 0
    for k, member in enumerate(members):
        n = int(counts[k])
        body, body_starts = convex.box_polygons(lo[k], hi[k])
        seeds = _seeds(lo[k], hi[k], n, random)
        if member.slope is not None:
            body, seeds = _slanted(body, lo[k], hi[k], member.slope), _slanted(seeds, lo[k], hi[k], member.slope)
        c, s, cell, tag = convex.voronoi(body, body_starts, seeds)
        looks = np.array(member.surfaces, np.uint8)
        outer = tag < 0
        surface.append(np.where(outer, looks[np.where(outer, -1 - tag, 0)], member.inside).astype(np.uint8))
        corners.append(c)
        starts.append(s[1:] + used)
        owner.append(cell + total)
        cut_of.append(np.where(outer, -1, tag + total))
        member_of.append(np.full(n, k))
        total += n
        used += len(c)
    all_corners = np.concatenate(corners)
    all_starts = np.concatenate(starts)
    all_owner = np.concatenate(owner)
    all_cut = np.concatenate(cut_of)
    which = np.concatenate(member_of)
    volume, centre = convex.solid_properties(all_corners, all_starts, all_owner, total)
    density = np.array([DENSITY[m.stuff] for m in members])
    bonds, polygon_bond = _find_bonds(all_corners, all_starts, all_owner, all_cut, which)
    shards = Shards(
        all_corners, all_starts, all_owner, np.concatenate(surface), polygon_bond, centre, volume,
        volume * density[which], which, np.array([m.kind for m in members], np.uint8)[which],
        np.array([m.storey for m in members])[which],
    )  # fmt: skip
    return shards, bonds


def _shares(
    members: Sequence[Member],
    lo: FloatArray,
    hi: FloatArray,
    pieces: int,
    focus: Callable[[FloatArray], FloatArray] | None,
) -> NDArray[np.int64]:
    """How many pieces each member gets, so that the sum is about `pieces`; at least one each."""
    size = np.sort(hi - lo, axis=1)
    weight = np.array([m.detail for m in members]) * size[:, 2] * np.maximum(size[:, 1], 0.4)
    if focus is not None:
        weight = weight * focus((lo + hi) / 2)
    if weight.sum() <= 0:
        return np.ones(len(members), np.int64)
    low, high = 0.0, pieces / weight[weight > 0].min()
    for _ in range(60):  # bisection on the common factor
        factor = (low + high) / 2
        if np.maximum(1, np.floor(weight * factor)).sum() > pieces:
            high = factor
        else:
            low = factor
    return np.clip(np.floor(weight * low), 1, 400).astype(np.int64)


def _seeds(lo: FloatArray, hi: FloatArray, n: int, random: np.random.Generator) -> FloatArray:
    """Seeds (n, 3) in a box, spread by best candidate (Mitchell 1991); near the middle of its thin side.

    Plates crack through their thickness: their seeds lie near the middle plane, so that cuts stand
    nearly upright in the plate, with a little lean.
    """
    size = hi - lo
    thin = int(np.argmin(size))
    span = np.full(3, 0.98)
    span[thin] = 0.5
    points = np.empty((n, 3))
    for k in range(n):
        candidates = (lo + hi) / 2 + random.uniform(-0.5, 0.5, (6 if k else 1, 3)) * size * span
        if k:
            gaps = np.linalg.norm(candidates[:, None] - points[None, :k], axis=2).min(axis=1)
            points[k] = candidates[int(np.argmax(gaps))]
        else:
            points[k] = candidates[0]
    return points


def _slanted(points: FloatArray, lo: FloatArray, hi: FloatArray, slope: tuple[float, float]) -> FloatArray:
    """Points (n, 3) of a box, lowered with its top, which slants from slope[0] at lo's x to slope[1] at hi's."""
    share = (points[:, 0] - lo[0]) / (hi[0] - lo[0])
    top = slope[0] + (slope[1] - slope[0]) * share
    lowered = points.copy()
    lowered[:, 2] = lo[2] + (points[:, 2] - lo[2]) * (top - lo[2]) / (hi[2] - lo[2])
    return lowered


def _find_bonds(
    corners: FloatArray,
    starts: NDArray[np.int64],
    owner: NDArray[np.int64],
    cut_of: NDArray[np.int64],
    member: NDArray[np.int64],
) -> tuple[Bonds, NDArray[np.int64]]:
    polygon_bond = np.full(len(owner), -1)
    first: list[NDArray[np.int64]] = []
    second: list[NDArray[np.int64]] = []
    outlines: list[FloatArray] = []
    pair_polygon: dict[tuple[int, int], int] = {}
    inner = np.flatnonzero(cut_of > owner)  # each cut once, from its lower piece
    for b, p in enumerate(inner.tolist()):
        outlines.append(corners[starts[p] : starts[p + 1]])
        pair_polygon[int(owner[p]), int(cut_of[p])] = b
        polygon_bond[p] = b
    for p in np.flatnonzero((cut_of >= 0) & (cut_of < owner)).tolist():
        polygon_bond[p] = pair_polygon.get((int(cut_of[p]), int(owner[p])), -1)
    first.append(owner[inner])
    second.append(cut_of[inner])
    outer = np.flatnonzero(cut_of < 0)
    spread = np.maximum.reduceat(corners, starts[:-1])[outer] - np.minimum.reduceat(corners, starts[:-1])[outer]
    outer = outer[spread.min(axis=1) < TOUCH]  # a slanting top touches nothing
    normal_axis, side, height = _outer_planes(corners, starts, outer)
    for axis in range(3):
        mine = outer[normal_axis == axis]
        order = np.argsort(height[normal_axis == axis], kind="stable")
        chosen = mine[order]
        others = [a for a in range(3) if a != axis]
        low = np.minimum.reduceat(corners, starts[:-1])[chosen][:, others]
        high = np.maximum.reduceat(corners, starts[:-1])[chosen][:, others]
        pairs, common, ends = convex.touching(
            corners, starts, owner, chosen, side[normal_axis == axis][order], height[normal_axis == axis][order],
            low, high, TOUCH,
        )  # fmt: skip
        apart = member[pairs[:, 0]] != member[pairs[:, 1]]
        for k in np.flatnonzero(apart).tolist():
            outlines.append(common[ends[k] : ends[k + 1]])
        first.append(pairs[apart, 0])
        second.append(pairs[apart, 1])
    # Foundations: faces that lie on the ground.
    floor = outer[(normal_axis == 2) & (side < 0) & (np.abs(height) < TOUCH)]
    for p in floor.tolist():
        outlines.append(corners[starts[p] : starts[p + 1]])
    first.append(owner[floor])
    second.append(np.full(len(floor), GROUND))
    one, other = np.concatenate(first), np.concatenate(second)
    n = len(one)
    area, point, normal = np.zeros(n), np.zeros((n, 3)), np.zeros((n, 3))
    axes, moments = np.zeros((n, 2, 3)), np.zeros((n, 2))
    for k, outline in enumerate(outlines):
        area[k], point[k], normal[k], axes[k], moments[k] = convex.polygon_properties(np.ascontiguousarray(outline))
    within = np.zeros(n, bool)
    within[: len(inner)] = True
    kept = area > 4e-4  # slivers under 2 cm x 2 cm carry nothing
    renumber = np.cumsum(kept) - 1
    known = polygon_bond >= 0
    polygon_bond[known] = np.where(kept[polygon_bond[known]], renumber[polygon_bond[known]], -1)
    bonds = Bonds(
        one[kept], other[kept], point[kept], normal[kept], axes[kept], area[kept], moments[kept], within[kept]
    )  # fmt: skip
    return bonds, polygon_bond


def _outer_planes(
    corners: FloatArray, starts: NDArray[np.int64], polygons: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], FloatArray]:
    """Axis, side (+-1) and coordinate of axis-aligned polygons."""
    a, b, c = (corners[starts[polygons] + k] for k in range(3))
    normal = np.cross(b - a, c - a)
    axis = np.argmax(np.abs(normal), axis=1)
    rows = np.arange(len(polygons))
    side = np.where(normal[rows, axis] > 0, 1, -1)
    return axis, side, a[rows, axis]


def triangles(shards: Shards) -> tuple[Floats, Ints, NDArray[np.uint8], Ints, Ints, Ints]:
    """Fan the polygons: vertices, triangles, surface and piece of each triangle, triangle and vertex starts."""
    sizes = np.diff(shards.polygon_start)
    fan = sizes - 2
    polygon = np.repeat(np.arange(len(sizes)), fan)
    step = np.arange(len(polygon)) - np.repeat(np.cumsum(fan) - fan, fan)
    base = shards.polygon_start[polygon]
    tris = np.stack([base, base + step + 1, base + step + 2], axis=1).astype(np.int32)
    piece = shards.polygon_piece[polygon]
    n = len(shards)
    triangle_start = np.searchsorted(piece, np.arange(n + 1)).astype(np.int32)
    vertex_piece = np.repeat(shards.polygon_piece, sizes)
    vertex_start = np.searchsorted(vertex_piece, np.arange(n + 1)).astype(np.int32)
    return (
        shards.corners.astype(np.float32), tris, shards.polygon_surface[polygon].astype(np.uint8),
        piece.astype(np.int32), triangle_start, vertex_start,
    )  # fmt: skip


def shatter(
    corners: FloatArray,
    starts: NDArray[np.int64],
    surfaces: NDArray[np.uint8],
    inside: int,
    count: int,
    random: np.random.Generator,
) -> list[tuple[FloatArray, NDArray[np.int64], NDArray[np.uint8]]]:
    """Break one convex piece again: corners, polygon starts and surfaces of each child."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    middle = corners.mean(axis=0)
    wild = low + random.uniform(0.1, 0.9, (count, 3)) * (high - low)
    seeds = middle + (wild - middle) * 0.75
    c, s, cell, tag = convex.voronoi(np.ascontiguousarray(corners), starts, seeds)
    look = np.where(tag < 0, surfaces[np.where(tag < 0, -1 - tag, 0)], inside).astype(np.uint8)
    children = []
    for k in range(count):
        mine = np.flatnonzero(cell == k)
        if len(mine) < 4:
            continue
        lengths = np.diff(s)[mine]
        points = np.concatenate([c[s[p] : s[p + 1]] for p in mine])
        children.append((points, np.concatenate([[0], np.cumsum(lengths)]), look[mine]))
    return children
