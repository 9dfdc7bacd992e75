"""Where cloth may meet itself soon: a spatial hash of points, and how fast what is near moves against what.

Teschner et al., *Optimized Spatial Hashing for Collision Detection of Deformable Objects*, 2003. Two sheets that fly at
each other need a longer look ahead than one that swings as a whole: speeds are compared within small blocks of space.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

BLOCK = 0.035  # metres of a block whose speeds are compared
MOST_BLOCKS = 48  # along each axis; a wider cloth gets larger blocks


class Buckets(NamedTuple):
    """The hash's memory for n points."""

    cell: Ints  # (n, 3) of each place, in the order of the content
    start: Ints  # (table + 1,)
    content: Ints  # (n,)
    place: Floats  # (n, 3) points in the order of the content


def buckets_of(count: int) -> Buckets:
    """Empty memory for `count` points."""
    table = 1 << max(int(np.ceil(np.log2(2 * max(count, 1)))), 4)
    return Buckets(
        np.zeros((count, 3), np.int32), np.zeros(table + 1, np.int32), np.zeros(count, np.int32), np.zeros((count, 3))
    )


@numba.njit(nogil=True, inline="always")
def slot(i, j, k, mask):  # type: ignore[no-untyped-def]
    """The hash's slot of a cell."""
    return ((i * 73856093) ^ (j * 19349663) ^ (k * 83492791)) & mask


@numba.njit(cache=True, nogil=True)
def hash_points(x, size, buckets):  # type: ignore[no-untyped-def]
    """Sort points (n, 3) into cells of `size` metres."""
    n, mask = len(x), len(buckets.start) - 2
    start, content, place, cell = buckets.start, buckets.content, buckets.place, buckets.cell
    inv = 1.0 / size
    start[:] = 0
    slots = np.empty(n, np.int32)
    for v in range(n):
        s = slot(int(np.floor(x[v, 0] * inv)), int(np.floor(x[v, 1] * inv)), int(np.floor(x[v, 2] * inv)), mask)
        slots[v] = s
        start[s + 1] += 1
    for s in range(mask + 1):
        start[s + 1] += start[s]
    for v in range(n):
        at = start[slots[v]]
        content[at] = v
        for d in range(3):
            place[at, d] = x[v, d]
            cell[at, d] = int(np.floor(x[v, d] * inv))
        start[slots[v]] = at + 1
    for s in range(mask + 1, 0, -1):  # each start has moved to the next one's
        start[s] = start[s - 1]
    start[0] = 0


@numba.njit(cache=True, nogil=True)
def unrest(x, v, out):  # type: ignore[no-untyped-def]
    """How fast (m/s, into `out` (n,)) what is near each point moves against it at most.

    Speeds' ranges are taken over a block of BLOCK metres and the 26 around it.
    """
    n = len(x)
    low, high = np.full(3, 1e30), np.full(3, -1e30)
    for i in range(n):
        for d in range(3):
            low[d], high[d] = min(low[d], x[i, d]), max(high[d], x[i, d])
    size = BLOCK
    for d in range(3):
        size = max(size, (high[d] - low[d]) / (MOST_BLOCKS - 2.5))
    shape = np.empty(3, np.int64)
    for d in range(3):
        shape[d] = int((high[d] - low[d]) / size) + 1
    cells = shape[0] * shape[1] * shape[2]
    least, most = np.full((cells, 3), 1e30), np.full((cells, 3), -1e30)
    of = np.empty(n, np.int64)
    for i in range(n):
        c = 0
        for d in range(3):
            c = c * shape[d] + int((x[i, d] - low[d]) / size)
        of[i] = c
        for d in range(3):
            least[c, d], most[c, d] = min(least[c, d], v[i, d]), max(most[c, d], v[i, d])
    steps = (shape[1] * shape[2], shape[2], 1)
    for axis in range(3):  # widened along one axis after another
        wide_least, wide_most = least.copy(), most.copy()
        for c in range(cells):
            if most[c, 0] < least[c, 0]:
                continue
            at = (c // steps[axis]) % shape[axis]
            for side in (-1, 1):
                if 0 <= at + side < shape[axis]:
                    o = c + side * steps[axis]
                    for d in range(3):
                        wide_least[o, d] = min(wide_least[o, d], least[c, d])
                        wide_most[o, d] = max(wide_most[o, d], most[c, d])
        least, most = wide_least, wide_most
    top = 0.0
    for i in range(n):
        c = of[i]
        s = 0.0
        for d in range(3):
            far = max(v[i, d] - least[c, d], most[c, d] - v[i, d])
            s += far * far
        out[i] = np.sqrt(s)
        top = max(top, out[i])
    return top
