"""Which vertices of a cloth are near which of its triangles, and near a body: lists that hold for a small way.

A spatial hash of the vertices (Teschner et al., *Optimized Spatial Hashing*, 2003). A vertex stays on the side of a
triangle that it is on now; between layers, the outer one stays outside whichever way it lies.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.physics.cloth_edges import UNKNOWN, crosses_of, look_across, remember_crosses
from coulisse.physics.cloth_hash import Buckets, buckets_of, hash_points, slot
from coulisse.physics.cloth_sheet import PARTS, Sheet
from coulisse.physics.cloth_steps import SIDE, face, field_at
from coulisse.physics.cloth_untangle import PATIENCE, untangle

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

PAIRS_PER_VERTEX = 10
MARGIN = 0.004  # metres that cloth may move towards a body before it is looked for again
LOOSEN = 0.0008  # metres by which a crossing is drawn apart at a time
BESIDE = 1e3  # the gap of a vertex that is not over its triangle: round a hem it may change sides


class Near(NamedTuple):
    """Contacts that may come. Rows of pairs: each half's own, then what each half has with the other, then the rest."""

    pairs: Ints  # (2 * PARTS + 1, most, 2) vertex, triangle
    sides: Floats  # (2 * PARTS + 1, most) 1 on the triangle's front, -1 behind
    gaps: Floats  # (2 * PARTS + 1, most) metres when listed, BESIDE where not over it
    rooms: Floats  # (2 * PARTS + 1, most) metres that the two keep between them
    pair_count: Ints
    edges: Ints  # (PARTS + 1, most, 2) whose middle is near the body
    edge_count: Ints
    touching: Ints  # (PARTS, n) vertices near the body or the floor
    touch_count: Ints
    cross_ends: Ints  # (2 * PARTS + 1, most, 4) pairs of edges: the first one's ends, then the second's
    cross_edges: Ints  # (2 * PARTS + 1, most, 2)
    cross_side: Floats  # (2 * PARTS + 1, most) 1 or -1 along the cross product of the two, UNKNOWN
    cross_room: Floats  # (2 * PARTS + 1, most) metres that the two keep between them
    cross_count: Ints
    tangled: Ints  # (n,) for how many looks in turn each vertex has been where cloth passes through cloth


def room_for(sheet: Sheet) -> tuple[Near, Buckets]:
    """Empty lists that are large enough for a sheet."""
    n, most, rows = len(sheet.weight), PAIRS_PER_VERTEX * len(sheet.weight), 2 * PARTS + 1
    near = Near(
        np.zeros((rows, most, 2), np.int32), np.zeros((rows, most)), np.zeros((rows, most)),
        np.zeros((rows, most)), np.zeros(rows, np.int32), np.zeros((PARTS + 1, len(sheet.hinge) + 1, 2), np.int32),
        np.zeros(PARTS + 1, np.int32), np.zeros((PARTS, n), np.int32), np.zeros(PARTS, np.int32),
        *crosses_of(sheet), np.full(n, PATIENCE, np.int32),
    )  # fmt: skip
    return near, buckets_of(n)


@numba.njit(nogil=True)
def _pairs_of(p, x, v, unrest, sheet, slack, seconds, size, buckets, near):  # type: ignore[no-untyped-def]
    """Vertices that may meet the triangles of half `p` (PARTS: of those that lie across) within `seconds`."""
    tri, half = sheet.triangle, sheet.half
    mask = len(buckets.start) - 2
    most = near.pairs.shape[1]
    own, other = (p, PARTS + p) if p < PARTS else (2 * PARTS, 2 * PARTS)
    near.pair_count[own] = 0
    near.pair_count[other] = 0
    inv = 1.0 / size
    for t in range(sheet.part_triangle[p], sheet.part_triangle[p + 1]):
        i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
        far = 2.0 * half[i] + slack + seconds * max(unrest[i], unrest[j], unrest[k])
        ax, bx = min(x[i, 0], x[j, 0], x[k, 0]) - far, max(x[i, 0], x[j, 0], x[k, 0]) + far
        ay, by = min(x[i, 1], x[j, 1], x[k, 1]) - far, max(x[i, 1], x[j, 1], x[k, 1]) + far
        az, bz = min(x[i, 2], x[j, 2], x[k, 2]) - far, max(x[i, 2], x[j, 2], x[k, 2]) + far
        ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
        vx, vy, vz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        n2 = nx * nx + ny * ny + nz * nz
        if n2 < 1e-20:
            continue
        root = np.sqrt(n2)
        wide = (ux - vx) ** 2 + (uy - vy) ** 2 + (uz - vz) ** 2
        wide = np.sqrt(max(wide, ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz)) / root
        mx, my, mz = (
            (v[i, 0] + v[j, 0] + v[k, 0]) / 3,
            (v[i, 1] + v[j, 1] + v[k, 1]) / 3,
            (v[i, 2] + v[j, 2] + v[k, 2]) / 3,
        )
        a0, a1 = int(np.floor(ax * inv)), int(np.floor(bx * inv))
        b0, b1 = int(np.floor(ay * inv)), int(np.floor(by * inv))
        c0, c1 = int(np.floor(az * inv)), int(np.floor(bz * inv))
        if (a1 - a0) * (b1 - b0) * (c1 - c0) > 512:
            continue  # pulled out beyond all measure: the strain limit has to bring it back first
        for a in range(a0, a1 + 1):
            for b in range(b0, b1 + 1):
                for c in range(c0, c1 + 1):
                    s = slot(a, b, c, mask)
                    for m in range(buckets.start[s], buckets.start[s + 1]):
                        wx, wy, wz = buckets.place[m, 0], buckets.place[m, 1], buckets.place[m, 2]
                        if wx < ax or wx > bx or wy < ay or wy > by or wz < az or wz > bz:
                            continue
                        px, py, pz = wx - x[i, 0], wy - x[i, 1], wz - x[i, 2]
                        gap = (px * nx + py * ny + pz * nz) / root
                        if abs(gap) > far:
                            continue
                        w = buckets.content[m]
                        may = slack + seconds * np.sqrt((v[w, 0] - mx) ** 2 + (v[w, 1] - my) ** 2 + (v[w, 2] - mz) ** 2)
                        if abs(gap) > half[w] + half[i] + may:
                            continue
                        r = ((py * vz - pz * vy) * nx + (pz * vx - px * vz) * ny + (px * vy - py * vx) * nz) / n2
                        q = ((uy * pz - uz * py) * nx + (uz * px - ux * pz) * ny + (ux * py - uy * px) * nz) / n2
                        aside = -SIDE - may * wide
                        if r < aside or q < aside or r + q > 1 - aside:
                            continue
                        if buckets.cell[m, 0] != a or buckets.cell[m, 1] != b or buckets.cell[m, 2] != c:
                            continue  # another cell that falls into the same slot
                        if _beside(w, i, j, k, sheet):
                            continue
                        row = own if p == PARTS or sheet.part[w] == p else other
                        n = near.pair_count[row]
                        if n < most:
                            over = r >= 0 and q >= 0 and r + q <= 1
                            near.pairs[row, n, 0], near.pairs[row, n, 1] = w, t
                            near.sides[row, n] = (1.0 if gap >= 0 else -1.0) if over else UNKNOWN
                            near.gaps[row, n] = abs(gap) if over else BESIDE
                            near.rooms[row, n] = half[w] + half[i]
                            near.pair_count[row] = n + 1


@numba.njit(nogil=True, inline="always")
def _beside(w, i, j, k, sheet):  # type: ignore[no-untyped-def]
    for g in range(sheet.ring_start[w], sheet.ring_start[w + 1]):
        o = sheet.ring[g]
        if o in (i, j, k):
            return True
    return False


@numba.njit(cache=True, nogil=True)
def remember(near, count):  # type: ignore[no-untyped-def]
    """Listed pairs by vertex: where each vertex's begin (n + 1,), their triangles and sides."""
    start = np.zeros(count + 1, np.int32)
    total = 0
    for row in range(len(near.pair_count)):
        total += near.pair_count[row]
        for n in range(near.pair_count[row]):
            start[near.pairs[row, n, 0] + 1] += abs(near.sides[row, n]) == 1.0
    for v in range(count):
        start[v + 1] += start[v]
    at = start.copy()
    triangle, side = np.empty(total, np.int32), np.empty(total)
    for row in range(len(near.pair_count)):
        for n in range(near.pair_count[row]):
            v = near.pairs[row, n, 0]
            if abs(near.sides[row, n]) == 1.0:
                triangle[at[v]], side[at[v]] = near.pairs[row, n, 1], near.sides[row, n]
                at[v] += 1
    return start, triangle, side


@numba.njit(cache=True, nogil=True)
def recall(near, sheet, start, triangle, side):  # type: ignore[no-untyped-def]
    """A vertex that was listed with a triangle and is over it is still on the side that it came from.

    What is not over it forgets: round a hem or a fold it may change sides, and a triangle beside says nothing of it.
    Between layers that have long been tangled, what lies outside is said and not remembered.
    """
    for row in range(len(near.pair_count)):
        for n in range(near.pair_count[row]):
            v, t = near.pairs[row, n, 0], near.pairs[row, n, 1]
            if near.gaps[row, n] >= BESIDE:
                continue
            if near.tangled[v] >= PATIENCE and sheet.layer[v] != sheet.triangle_layer[t]:
                continue
            for m in range(start[v], start[v + 1]):
                if triangle[m] == t:
                    near.sides[row, n] = side[m]
                    break


@numba.njit(cache=True, nogil=True)
def sort_layers(near, sheet, nearest):  # type: ignore[no-untyped-def]
    """An outer layer's vertex stays in front of the nearest triangle of a layer below it, an inner one's behind."""
    nearest[:] = 1e9
    for own in (False, True):
        for row in range(len(near.pair_count)):
            for n in range(near.pair_count[row]):
                v, t = near.pairs[row, n, 0], near.pairs[row, n, 1]
                over = sheet.layer[v] - sheet.triangle_layer[t]
                if over == 0 or near.gaps[row, n] >= BESIDE:
                    continue
                if not own:
                    nearest[v] = min(nearest[v], near.gaps[row, n])
                elif near.gaps[row, n] <= nearest[v]:
                    near.sides[row, n] = 1.0 if over > 0 else -1.0


@numba.njit(nogil=True)
def _touching(p, x, v, sheet, near, body, floor, margin, seconds):  # type: ignore[no-untyped-def]
    grid, ox, oy, oz, inv = body
    n = 0
    for i in range(sheet.part_vertex[p], sheet.part_vertex[p + 1]):
        d = x[i, 2] - floor
        far = sheet.offset[i] + margin + seconds * np.sqrt(v[i, 0] ** 2 + v[i, 1] ** 2 + v[i, 2] ** 2)
        if d > far:
            d = field_at(grid, ox, oy, oz, inv, x[i, 0], x[i, 1], x[i, 2])[0]
        if d < far:
            near.touching[p, n] = i
            n += 1
    near.touch_count[p] = n


@numba.njit(nogil=True)
def _edges(p, x, sheet, near, body, margin):  # type: ignore[no-untyped-def]
    grid, ox, oy, oz, inv = body
    n = 0
    for h in range(sheet.part_hinge[p], sheet.part_hinge[p + 1]):
        i, j = sheet.hinge[h, 0], sheet.hinge[h, 1]
        d = field_at(
            grid, ox, oy, oz, inv, 0.5 * (x[i, 0] + x[j, 0]), 0.5 * (x[i, 1] + x[j, 1]), 0.5 * (x[i, 2] + x[j, 2])
        )[0]
        if d < sheet.offset[i] + margin:
            near.edges[p, n, 0], near.edges[p, n, 1] = i, j
            n += 1
    near.edge_count[p] = n


@numba.njit(cache=True, nogil=True, parallel=True)
def look(x, v, fast, sheet, near, buckets, slack, size, body, floor, seconds):  # type: ignore[no-untyped-def]
    """List afresh what of the cloth may meet in `seconds`, and what comes near the body."""
    hash_points(x, size, buckets)
    for q in numba.prange(PARTS):
        p = np.int64(q)  # with an unsigned index numba would reckon in floats
        _pairs_of(p, x, v, fast, sheet, slack, seconds, size, buckets, near)
        _touching(p, x, v, sheet, near, body, floor, MARGIN, seconds)
        _edges(p, x, sheet, near, body, MARGIN)
    _pairs_of(PARTS, x, v, fast, sheet, slack, seconds, size, buckets, near)
    _edges(PARTS, x, sheet, near, body, MARGIN)


def find(
    x: Floats, was: Floats, v: Floats, fast: Floats, sheet: Sheet, near: Near, buckets: Buckets, size: float,
    body: tuple[NDArray[np.float32], float, float, float, float], floor: float, slack: float, seconds: float,
    layered: bool,
) -> int:  # fmt: skip
    """Bring `near` up to date: what of the cloth may meet within `seconds`, or comes near the body.

    Gives how many crossings of the cloth with itself were found and loosened a little.
    """
    before = remember(near, len(x))
    look(x, v, fast, sheet, near, buckets, slack, size, body, floor, seconds)
    facing = np.zeros_like(x)
    if layered:
        face(x, sheet, facing)
        sort_layers(near, sheet, np.empty(len(x)))
    look_across(x, v, fast, sheet, slack, seconds, near, facing, *remember_crosses(x, near, len(sheet.edge)))
    recall(near, sheet, *before)
    return untangle(x, was, sheet, near, LOOSEN)
