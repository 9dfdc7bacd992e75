"""What came out of a drape, in numbers: how far the cloth is stretched, and whether it passes through itself."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Stretch:
    """Strain along warp and weft, the larger of each triangle: 0.02 is 2 % longer than cut.

    `over` is how far the worst triangle is above the limit of its fabric, 0 or less where all keep it.
    """

    mean: float
    most_99: float  # the 99th percentile
    worst: float
    over: float
    each: Floats  # (t,)


def stretch_of(points: Floats, triangles: Ints, rest: Floats, limits: Floats) -> Stretch:
    """Strain of points (n, 3) over triangles (t, 3) against rest shapes (t, 3, 2); limits (t, 2) of warp and weft."""
    edges = np.asarray(rest)[:, 1:] - np.asarray(rest)[:, :1]
    det = edges[:, 0, 0] * edges[:, 1, 1] - edges[:, 0, 1] * edges[:, 1, 0]
    sound = np.abs(det) > 2e-9
    corners = points[triangles][sound]
    inverse = np.linalg.inv(edges[sound].transpose(0, 2, 1))
    gradient = (corners[:, 1:] - corners[:, :1]).transpose(0, 2, 1) @ inverse
    weft, warp = np.linalg.norm(gradient[:, :, 0], axis=1) - 1, np.linalg.norm(gradient[:, :, 1], axis=1) - 1
    each = np.zeros(len(triangles))
    each[sound] = np.maximum(warp, weft)
    if not sound.any():
        return Stretch(0.0, 0.0, 0.0, 0.0, each)
    over = np.maximum(warp - limits[sound, 0], weft - limits[sound, 1])
    held = each[sound]
    return Stretch(float(held.mean()), float(np.percentile(held, 99)), float(held.max()), float(over.max()), each)


def crossings(points: Floats, triangles: Ints, group: Ints) -> int:
    """How many edges of a cloth pass through one of its triangles; `group` (n,) joins what is sewn."""
    welded = np.ascontiguousarray(group[triangles].astype(np.int32))
    place = np.zeros((int(group.max()) + 1, 3))
    place[group] = points
    i, j = welded[:, [0, 1, 2]].ravel(), welded[:, [1, 2, 0]].ravel()
    edges = np.unique(np.stack([np.minimum(i, j), np.maximum(i, j)], 1), axis=0)
    edges = np.ascontiguousarray(edges[edges[:, 0] != edges[:, 1]])
    if not len(edges):
        return 0
    size = max(float(np.median(np.linalg.norm(place[edges[:, 0]] - place[edges[:, 1]], axis=1))) * 1.5, 1e-6)
    low = place.min(0)
    count = np.minimum(np.ceil((place.max(0) - low) / size).astype(np.int64) + 1, 400)
    size = float(max(((place.max(0) - low) / (count - 0.5)).max(), size))
    return int(_count(place, edges, welded, low, size, count))


@numba.njit(cache=True, nogil=True)
def _count(x, edges, triangles, low, size, count):  # type: ignore[no-untyped-def]
    cells = count[0] * count[1] * count[2]
    start = np.zeros(cells + 1, np.int64)
    content = np.zeros(1, np.int32)
    a, b = np.empty(3, np.int64), np.empty(3, np.int64)
    for turn in range(2):  # count, then fill
        for t in range(len(triangles)):
            i, j, k = triangles[t]
            for d in range(3):
                a[d] = int((min(x[i, d], x[j, d], x[k, d]) - low[d]) / size)
                b[d] = int((max(x[i, d], x[j, d], x[k, d]) - low[d]) / size)
            for p in range(a[0], b[0] + 1):
                for q in range(a[1], b[1] + 1):
                    for r in range(a[2], b[2] + 1):
                        c = (p * count[1] + q) * count[2] + r
                        if turn:
                            content[start[c]] = t
                            start[c] += 1
                        else:
                            start[c + 1] += 1
        if not turn:
            for c in range(cells):
                start[c + 1] += start[c]
            content = np.zeros(start[cells], np.int32)
    for c in range(cells, 0, -1):
        start[c] = start[c - 1]
    start[0] = 0
    seen = np.full(len(triangles), -1, np.int64)
    found = 0
    for e in range(len(edges)):
        i, j = edges[e, 0], edges[e, 1]
        for d in range(3):
            a[d] = int((min(x[i, d], x[j, d]) - low[d]) / size)
            b[d] = int((max(x[i, d], x[j, d]) - low[d]) / size)
        for p in range(a[0], b[0] + 1):
            for q in range(a[1], b[1] + 1):
                for r in range(a[2], b[2] + 1):
                    c = (p * count[1] + q) * count[2] + r
                    for m in range(start[c], start[c + 1]):
                        t = content[m]
                        if seen[t] == e:
                            continue
                        seen[t] = e
                        k0, k1, k2 = triangles[t]
                        if i in (k0, k1, k2) or j in (k0, k1, k2):
                            continue
                        if _pierces(x[i], x[j], x[k0], x[k1], x[k2]):
                            found += 1
    return found


@numba.njit(nogil=True)
def _pierces(p, q, a, b, c):  # type: ignore[no-untyped-def]
    """Whether the segment pq passes through the triangle abc (Moller and Trumbore 1997)."""
    d, e1, e2 = q - p, b - a, c - a
    h = np.cross(d, e2)
    det = np.dot(e1, h)
    if abs(det) < 1e-18:
        return False
    s = p - a
    u = np.dot(s, h) / det
    if u <= 0 or u >= 1:
        return False
    g = np.cross(s, e1)
    v = np.dot(d, g) / det
    if v <= 0 or u + v >= 1:
        return False
    t = np.dot(e2, g) / det
    return 0 < t < 1
