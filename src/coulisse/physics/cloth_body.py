"""What cloth lies on: a body's signed distance on a grid, and the exact nearest point of its skin.

The sign is the mesh's winding number, counted by signed crossings along the three axes and put to a vote, so that
overlapping solids and small holes do no harm. Far cells are filled by fast sweeping (Zhao 2005).
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.threads import share

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

CELL = 0.007  # metres
MOST_CELLS = 8_000_000
MARGIN = 0.03  # metres of grid around the body
BUCKET = 0.015  # metres, of the buckets that the exact search looks into
FAR = np.float32(1e3)
_SLABS = 8  # of a grid, each filled by a thread


class Skin(NamedTuple):
    """A body's triangles (f, 3, 3), and which of them lie in each bucket and over each column of buckets."""

    corners: Floats
    bucket: Ints  # triangles of each bucket, with
    bucket_start: Ints  # (x * y * z + 1,)
    buckets: Ints  # (3,) how many along each axis
    column: Ints  # triangles over each (x, y) column, with
    column_start: Ints
    low: Floats


class Body(NamedTuple):
    """Signed distance (nx, ny, nz), metres, negative inside, from `origin` on, and the skin itself."""

    distance: NDArray[np.float32]
    origin: Floats
    cell: float
    skin: Skin


def triangles_of(faces: Ints) -> Ints:
    """Triangles (t, 3) of faces (f, 3), or (f, 4) with -1 for a triangle's last index."""
    faces = np.asarray(faces, np.int32)
    if faces.shape[1] == 3:
        return faces
    four = faces[faces[:, 3] >= 0]
    return np.concatenate([faces[:, :3], four[:, [0, 2, 3]]])


def solid(points: NDArray[np.floating], faces: Ints, near: Floats, cell: float = CELL) -> Body:
    """The body as cloth feels it; `near` (n, 3): only what comes within reach of these points is kept."""
    points, triangles = np.asarray(points, np.float64), triangles_of(faces)
    corners = points[triangles]
    corners = np.ascontiguousarray(corners[np.isfinite(corners).all((1, 2))])
    span = near.max(0) - near.min(0)
    reach = float(np.linalg.norm(span))  # cloth can fall no further from where it is held than it is long
    low = np.maximum(points.min(0), near.min(0) - reach) - MARGIN
    high = np.minimum(points.max(0), near.max(0) + reach) + MARGIN
    high = np.maximum(high, low + 4 * cell)
    cell = max(cell, float((np.prod(high - low) / MOST_CELLS) ** (1 / 3)))
    shape = np.ceil((high - low) / cell).astype(int) + 1
    grid = np.full(shape, FAR, np.float32)
    band = 2.5 * cell
    layers = np.linspace(0, len(grid), _SLABS + 1).astype(int)
    share(lambda k: _near_skin(grid, low, cell, corners, band, layers[k], layers[k + 1]), range(_SLABS))
    votes = np.zeros(shape, np.int8)
    for axis in range(3):
        crossed = np.zeros(shape, np.int8)
        _count_crossings(crossed, low, cell, corners, axis)
        votes += np.cumsum(crossed, axis=axis, dtype=np.int8) > 0
    inside = votes >= 2
    coarse = grid[::2, ::2, ::2].copy()  # what is far needs no more, and takes an eighth of the time
    _sweep(coarse, np.float32(2 * cell), np.float32(band))
    _fill_far(grid, coarse)
    grid[inside] *= -1
    return Body(grid, low, cell, skin_of(points, triangles))


def skin_of(points: NDArray[np.floating], faces: Ints) -> Skin:
    """The skin of a mesh, ready to be asked for its nearest point."""
    corners = np.asarray(points, np.float64)[triangles_of(faces)]
    corners = np.ascontiguousarray(corners[np.isfinite(corners).all((1, 2))])
    start = corners.min((0, 1)) - BUCKET
    buckets = (np.floor((corners.max((0, 1)) - start) / BUCKET).astype(np.int32) + 2).astype(np.int32)
    return Skin(corners, *_buckets(corners, start, buckets), start)


def _buckets(corners: Floats, start: Floats, buckets: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Triangles by the buckets and the columns that their boxes touch."""
    first = np.floor((corners.min(1) - start) / BUCKET).astype(np.int32)
    last = np.floor((corners.max(1) - start) / BUCKET).astype(np.int32)
    lists = []
    for flat in (False, True):
        size = buckets.copy()
        a, b = first.copy(), last.copy()
        if flat:
            size[2], a[:, 2], b[:, 2] = 1, 0, 0
        start_at = np.zeros(int(np.prod(size.astype(np.int64))) + 1, np.int32)
        _fill(a, b, size, start_at, np.zeros(0, np.int32), False)
        start_at = np.concatenate([[0], np.cumsum(start_at[:-1])]).astype(np.int32)
        content = np.zeros(int(start_at[-1]), np.int32)
        _fill(a, b, size, start_at.copy(), content, True)
        lists += [content, start_at]
    return lists[0], lists[1], buckets, lists[2], lists[3]


@numba.njit(cache=True, nogil=True)
def _fill(first, last, size, at, content, write):  # type: ignore[no-untyped-def]
    for t in range(len(first)):
        for i in range(first[t, 0], last[t, 0] + 1):
            for j in range(first[t, 1], last[t, 1] + 1):
                for k in range(first[t, 2], last[t, 2] + 1):
                    c = (i * size[1] + j) * size[2] + k
                    if write:
                        content[at[c]] = t
                    at[c] += 1


@numba.njit(cache=True, nogil=True)
def closest_on(c, x, y, z):  # type: ignore[no-untyped-def]
    """The nearest point to (x, y, z) of the triangle `c` (3, 3) (Ericson, Real-Time Collision Detection, 5.1.5)."""
    ax, ay, az = c[0, 0], c[0, 1], c[0, 2]
    ux, uy, uz = c[1, 0] - ax, c[1, 1] - ay, c[1, 2] - az
    vx, vy, vz = c[2, 0] - ax, c[2, 1] - ay, c[2, 2] - az
    px, py, pz = x - ax, y - ay, z - az
    d1, d2 = ux * px + uy * py + uz * pz, vx * px + vy * py + vz * pz
    if d1 <= 0 and d2 <= 0:
        return ax, ay, az
    qx, qy, qz = px - ux, py - uy, pz - uz
    d3, d4 = ux * qx + uy * qy + uz * qz, vx * qx + vy * qy + vz * qz
    if d3 >= 0 and d4 <= d3:
        return c[1, 0], c[1, 1], c[1, 2]
    vc = d1 * d4 - d3 * d2
    if vc <= 0 and d1 >= 0 and d3 <= 0:
        s = d1 / max(d1 - d3, 1e-30)
        return ax + s * ux, ay + s * uy, az + s * uz
    rx, ry, rz = px - vx, py - vy, pz - vz
    d5, d6 = ux * rx + uy * ry + uz * rz, vx * rx + vy * ry + vz * rz
    if d6 >= 0 and d5 <= d6:
        return c[2, 0], c[2, 1], c[2, 2]
    vb = d5 * d2 - d1 * d6
    if vb <= 0 and d2 >= 0 and d6 <= 0:
        s = d2 / max(d2 - d6, 1e-30)
        return ax + s * vx, ay + s * vy, az + s * vz
    va = d3 * d6 - d5 * d4
    if va <= 0 and d4 - d3 >= 0 and d5 - d6 >= 0:
        s = (d4 - d3) / max(d4 - d3 + d5 - d6, 1e-30)
        return c[1, 0] + s * (vx - ux), c[1, 1] + s * (vy - uy), c[1, 2] + s * (vz - uz)
    total = max(va + vb + vc, 1e-30)
    s, t = vb / total, vc / total
    return ax + s * ux + t * vx, ay + s * uy + t * vy, az + s * uz + t * vz


@numba.njit(cache=True, nogil=True)
def _near_skin(grid, low, cell, corners, band, first, last):  # type: ignore[no-untyped-def]
    """Distances to the triangles within the band, for the grid's layers from `first` to before `last`."""
    a, b = np.empty(3, np.int64), np.empty(3, np.int64)
    middle = np.empty(3)
    for t in range(len(corners)):
        c = corners[t]
        for k in range(3):
            middle[k] = (c[0, k] + c[1, k] + c[2, k]) / 3
        around = 0.0
        for m in range(3):
            around = max(around, (c[m, 0] - middle[0]) ** 2 + (c[m, 1] - middle[1]) ** 2 + (c[m, 2] - middle[2]) ** 2)
        around = np.sqrt(around) + 1e-9
        for k in range(3):
            least = min(corners[t, 0, k], corners[t, 1, k], corners[t, 2, k]) - band
            most = max(corners[t, 0, k], corners[t, 1, k], corners[t, 2, k]) + band
            a[k] = max(int(np.ceil((least - low[k]) / cell)), 0)
            b[k] = min(int(np.floor((most - low[k]) / cell)), grid.shape[k] - 1)
        a[0], b[0] = max(a[0], first), min(b[0], last - 1)
        for i in range(a[0], b[0] + 1):
            x = low[0] + i * cell
            for j in range(a[1], b[1] + 1):
                y = low[1] + j * cell
                for k in range(a[2], b[2] + 1):
                    z = low[2] + k * cell
                    # Most nodes know a nearer triangle already: this one lies within a ball.
                    far = min(np.float64(grid[i, j, k]), band) + around
                    if (x - middle[0]) ** 2 + (y - middle[1]) ** 2 + (z - middle[2]) ** 2 > far * far:
                        continue
                    px, py, pz = closest_on(c, x, y, z)
                    d = np.float32(np.sqrt((px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2))
                    if d < grid[i, j, k] and d < band:
                        grid[i, j, k] = d


@numba.njit(cache=True, nogil=True)
def _count_crossings(crossed, low, cell, corners, axis):  # type: ignore[no-untyped-def]
    """Adds to the first node behind each crossing along `axis`: 1 where the ray goes in, -1 where it comes out."""
    u, v = (axis + 1) % 3, (axis + 2) % 3
    shape = crossed.shape
    ju, jv = low[u] + cell * 1.37e-4, low[v] + cell * 2.11e-4  # a ray never meets an edge of a regular mesh
    index = np.empty(3, np.int64)
    for t in range(len(corners)):
        c = corners[t]
        e1u, e1v = c[1, u] - c[0, u], c[1, v] - c[0, v]
        e2u, e2v = c[2, u] - c[0, u], c[2, v] - c[0, v]
        det = e1u * e2v - e1v * e2u
        if det == 0.0:
            continue
        first_u = max(int(np.ceil((min(c[0, u], c[1, u], c[2, u]) - ju) / cell)), 0)
        last_u = min(int(np.floor((max(c[0, u], c[1, u], c[2, u]) - ju) / cell)), shape[u] - 1)
        first_v = max(int(np.ceil((min(c[0, v], c[1, v], c[2, v]) - jv) / cell)), 0)
        last_v = min(int(np.floor((max(c[0, v], c[1, v], c[2, v]) - jv) / cell)), shape[v] - 1)
        for i in range(first_u, last_u + 1):
            for j in range(first_v, last_v + 1):
                pu, pv = ju + i * cell - c[0, u], jv + j * cell - c[0, v]
                s, r = (pu * e2v - pv * e2u) / det, (e1u * pv - e1v * pu) / det
                if s < 0 or r < 0 or s + r > 1:
                    continue
                height = c[0, axis] + s * (c[1, axis] - c[0, axis]) + r * (c[2, axis] - c[0, axis])
                n = max(int(np.ceil((height - low[axis]) / cell)), 0)
                if n < shape[axis]:
                    index[u], index[v], index[axis] = i, j, n
                    crossed[index[0], index[1], index[2]] += -1 if det > 0 else 1


@numba.njit(cache=True, nogil=True)
def _sweep(grid, cell, band):  # type: ignore[no-untyped-def]
    """Distances beyond the band, in eight orders: |grad d| = 1."""
    nx, ny, nz = grid.shape
    known = grid < band
    for order in range(8):
        for ii in range(nx):
            i = ii if order & 1 else nx - 1 - ii
            for jj in range(ny):
                j = jj if order & 2 else ny - 1 - jj
                for kk in range(nz):
                    k = kk if order & 4 else nz - 1 - kk
                    if known[i, j, k]:
                        continue
                    a = min(grid[max(i - 1, 0), j, k], grid[min(i + 1, nx - 1), j, k])
                    b = min(grid[i, max(j - 1, 0), k], grid[i, min(j + 1, ny - 1), k])
                    c = min(grid[i, j, max(k - 1, 0)], grid[i, j, min(k + 1, nz - 1)])
                    if a > b:
                        a, b = b, a
                    if b > c:
                        b, c = c, b
                    if a > b:
                        a, b = b, a
                    d = a + cell
                    if d > b:
                        d = np.float32(0.5) * (a + b + np.sqrt(max(2 * cell * cell - (a - b) ** 2, np.float32(0))))
                        if d > c:
                            s = a + b + c
                            q = s * s - 3 * (a * a + b * b + c * c - cell * cell)
                            d = (s + np.sqrt(max(q, np.float32(0)))) / np.float32(3)
                    if d < grid[i, j, k]:
                        grid[i, j, k] = d


@numba.njit(cache=True, nogil=True)
def _fill_far(grid, coarse):  # type: ignore[no-untyped-def]
    """What is still FAR, from a grid with every other node."""
    nx, ny, nz = coarse.shape
    for i in range(grid.shape[0]):
        a, b = i // 2, min((i + 1) // 2, nx - 1)
        for j in range(grid.shape[1]):
            c, d = j // 2, min((j + 1) // 2, ny - 1)
            for k in range(grid.shape[2]):
                if grid[i, j, k] == FAR:
                    e, f = k // 2, min((k + 1) // 2, nz - 1)
                    low = coarse[a, c, e] + coarse[a, c, f] + coarse[a, d, e] + coarse[a, d, f]
                    high = coarse[b, c, e] + coarse[b, c, f] + coarse[b, d, e] + coarse[b, d, f]
                    grid[i, j, k] = np.float32(0.125) * (low + high)


@numba.njit(cache=True, nogil=True)
def skin_at(corners, bucket, bucket_start, buckets, column, column_start, low, x, y, z):  # type: ignore[no-untyped-def]
    """Signed distance to the skin and its nearest point, exact within a bucket's width; FAR beyond that."""
    i, j, k = int((x - low[0]) // BUCKET), int((y - low[1]) // BUCKET), int((z - low[2]) // BUCKET)
    best, bx, by, bz = 1e6, x, y, z
    for a in range(max(i - 1, 0), min(i + 2, buckets[0])):
        for b in range(max(j - 1, 0), min(j + 2, buckets[1])):
            for c in range(max(k - 1, 0), min(k + 2, buckets[2])):
                n = (a * buckets[1] + b) * buckets[2] + c
                for m in range(bucket_start[n], bucket_start[n + 1]):
                    px, py, pz = closest_on(corners[bucket[m]], x, y, z)
                    d = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
                    if d < best:
                        best, bx, by, bz = d, px, py, pz
    winding = 0
    if 0 <= i < buckets[0] and 0 <= j < buckets[1]:
        qx, qy = x + 1.7e-8, y + 2.3e-8
        n = i * buckets[1] + j
        for m in range(column_start[n], column_start[n + 1]):
            t = corners[column[m]]
            ux, uy, vx, vy = t[1, 0] - t[0, 0], t[1, 1] - t[0, 1], t[2, 0] - t[0, 0], t[2, 1] - t[0, 1]
            det = ux * vy - uy * vx
            if det == 0.0:
                continue
            s = ((qx - t[0, 0]) * vy - (qy - t[0, 1]) * vx) / det
            r = (ux * (qy - t[0, 1]) - uy * (qx - t[0, 0])) / det
            if s >= 0 and r >= 0 and s + r <= 1:
                height = t[0, 2] + s * (t[1, 2] - t[0, 2]) + r * (t[2, 2] - t[0, 2])
                if height > z:
                    winding += 1 if det > 0 else -1
    return (-np.sqrt(best) if winding > 0 else np.sqrt(best)), bx, by, bz


@numba.njit(cache=True, nogil=True)
def signed_depth(points, corners, bucket, bucket_start, buckets, column, column_start, low):  # type: ignore[no-untyped-def]
    """(n,) signed distance to the skin; where it is beyond a bucket's width, only its sign and size count."""
    out = np.empty(len(points))
    for n in range(len(points)):
        x, y, z = points[n]
        out[n] = skin_at(corners, bucket, bucket_start, buckets, column, column_start, low, x, y, z)[0]
    return out


@numba.njit(cache=True, nogil=True)
def lift(x, weight, offset, corners, bucket, bucket_start, buckets, column, column_start, low):  # type: ignore[no-untyped-def]
    """Move free points (n, 3) that are in the body, or nearer to its skin than `offset` (n,), straight out of it."""
    for n in range(len(x)):
        if weight[n] == 0.0:
            continue
        d, px, py, pz = skin_at(
            corners, bucket, bucket_start, buckets, column, column_start, low, x[n, 0], x[n, 1], x[n, 2]
        )
        if d >= offset[n] or abs(d) > BUCKET or abs(d) < 1e-9:
            continue
        s = offset[n] / d
        x[n, 0], x[n, 1], x[n, 2] = px + s * (x[n, 0] - px), py + s * (x[n, 1] - py), pz + s * (x[n, 2] - pz)


@numba.njit(cache=True, nogil=True)
def lift_near(x, offset, clear, at, lifted, corners, bucket, bucket_start, buckets, column, column_start, low):  # type: ignore[no-untyped-def]
    """As `lift`, of all points, but asks only for those that may have come near the skin since they were last asked.

    `clear` (n,) metres to the skin at `at` (n, 3), where they were then; `lifted` (n,) says which were in it or moved.
    """
    for n in range(len(x)):
        way = np.sqrt((x[n, 0] - at[n, 0]) ** 2 + (x[n, 1] - at[n, 1]) ** 2 + (x[n, 2] - at[n, 2]) ** 2)
        lifted[n] = False
        if way + offset[n] < clear[n]:
            continue
        d, px, py, pz = skin_at(
            corners, bucket, bucket_start, buckets, column, column_start, low, x[n, 0], x[n, 1], x[n, 2]
        )
        clear[n] = min(d, BUCKET)  # beyond a bucket's width only that is known
        at[n, 0], at[n, 1], at[n, 2] = x[n, 0], x[n, 1], x[n, 2]
        lifted[n] = d < offset[n]
        if d >= offset[n] or abs(d) > BUCKET or abs(d) < 1e-9:
            continue
        s = offset[n] / d
        x[n, 0], x[n, 1], x[n, 2] = px + s * (x[n, 0] - px), py + s * (x[n, 1] - py), pz + s * (x[n, 2] - pz)
        clear[n] = 0.0


def outside(skin: Skin | None, points: Floats, floor: float | None, allowed: float = 0.0005) -> tuple[int, float]:
    """How many points lie deeper in the body or the floor than `allowed` metres, and how deep the deepest is."""
    depth = np.zeros(len(points))
    if floor is not None:
        depth = np.maximum(depth, floor - points[:, 2])
    if skin is not None:
        signed = signed_depth(np.ascontiguousarray(points), *skin)
        depth = np.maximum(depth, np.minimum(-signed, 1.0))
    return int((depth > allowed).sum()), float(max(depth.max(initial=0.0), 0.0))
