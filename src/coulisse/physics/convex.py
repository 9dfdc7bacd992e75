"""Convex cells: boxes cut into Voronoi pieces, and the areas on which pieces touch.

A polyhedron is a set of planar, convex polygons in counter-clockwise order seen from outside. The
cells of a Voronoi diagram inside a convex body are convex, and neighbours share one polygon exactly
(Aurenhammer, "Voronoi Diagrams", ACM Computing Surveys 23, 1991), so that the area of the bond between
two pieces is known and not estimated.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.scene.pieces import FloatArray

IntArray = NDArray[np.int64]

MAX_FACES = 40
MAX_CORNERS = 32
EPSILON = 1e-7


def box_polygons(lo: FloatArray, hi: FloatArray) -> tuple[FloatArray, IntArray]:
    """The six faces of an axis-aligned box as corners (24, 3) and starts (7,), in the order -x +x -y +y -z +z."""
    (x0, y0, z0), (x1, y1, z1) = lo, hi
    corners = [
        [[x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0]],
        [[x1, y0, z0], [x1, y1, z0], [x1, y1, z1], [x1, y0, z1]],
        [[x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1]],
        [[x0, y1, z0], [x0, y1, z1], [x1, y1, z1], [x1, y1, z0]],
        [[x0, y0, z0], [x0, y1, z0], [x1, y1, z0], [x1, y0, z0]],
        [[x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1]],
    ]
    return np.array(corners, float).reshape(24, 3), np.arange(0, 25, 4)


@njit(cache=True)
def _clip(faces: Any, lengths: Any, tags: Any, count: int, normal: Any, offset: float, tag: int) -> int:
    """Keep the half `normal . x <= offset`; returns the new number of faces (0: nothing is left)."""
    keep = 0
    cap = np.empty((2 * MAX_FACES, 3))
    caps = 0
    polygon = np.empty((MAX_CORNERS, 3))
    cut = False
    for f in range(count):
        m = 0
        n = lengths[f]
        for k in range(n):
            a = faces[f, k]
            b = faces[f, (k + 1) % n]
            da = a[0] * normal[0] + a[1] * normal[1] + a[2] * normal[2] - offset
            db = b[0] * normal[0] + b[1] * normal[1] + b[2] * normal[2] - offset
            if da <= EPSILON:
                if m < MAX_CORNERS:
                    polygon[m] = a
                    m += 1
            else:
                cut = True
            if (da < -EPSILON and db > EPSILON) or (da > EPSILON and db < -EPSILON):
                s = da / (da - db)
                if m < MAX_CORNERS:
                    for c in range(3):
                        polygon[m, c] = a[c] + s * (b[c] - a[c])
                    if caps < 2 * MAX_FACES:
                        cap[caps] = polygon[m]
                        caps += 1
                    m += 1
            elif abs(da) <= EPSILON and caps < 2 * MAX_FACES:
                cap[caps] = a
                caps += 1
        if m >= 3:
            faces[keep, :m] = polygon[:m]
            lengths[keep] = m
            tags[keep] = tags[f]
            keep += 1
    if not cut:
        return count
    if keep == 0 or caps < 3 or keep >= MAX_FACES:
        return keep if keep >= 4 else 0
    # The cap: its corners are the cut points, ordered by their angle around the middle.
    middle = np.zeros(3)
    for k in range(caps):
        middle += cap[k]
    middle /= caps
    u = np.array([1.0, 0.0, 0.0]) if abs(normal[0]) < 0.8 else np.array([0.0, 1.0, 0.0])
    u = u - normal * (u @ normal)
    u /= np.sqrt(u @ u)
    v = np.cross(normal, u)
    angles = np.empty(caps)
    for k in range(caps):
        d = cap[k] - middle
        angles[k] = np.arctan2(d @ v, d @ u)
    order = np.argsort(angles)
    m = 0
    for k in range(caps):
        p = cap[order[k]]
        if m > 0:
            d = p - faces[keep, m - 1]
            if d @ d < 1e-12:
                continue
        if m < MAX_CORNERS:
            faces[keep, m] = p
            m += 1
    if m >= 2:
        d = faces[keep, 0] - faces[keep, m - 1]
        if d @ d < 1e-12:
            m -= 1
    if m >= 3:
        lengths[keep] = m
        tags[keep] = tag
        keep += 1
    return keep if keep >= 4 else 0


@njit(cache=True)
def voronoi(body_corners: Any, body_starts: Any, seeds: Any) -> tuple[Any, Any, Any, Any]:
    """Cut a convex body into the Voronoi cells of `seeds` (n, 3), which lie inside it.

    The body is F polygons: corners (C, 3) and starts (F + 1,). Returns corners, the start of each polygon in
    them (P + 1,), the cell of each polygon (P,) and its tag (P,): the seed on its other side, or `-1 - f` for
    a part of the body's own face f.
    """
    n = len(seeds)
    corners = np.empty((n * 64 + 64, 3))
    starts = np.zeros(n * 16 + 17, np.int64)
    cells = np.empty(n * 16 + 16, np.int64)
    labels = np.empty(n * 16 + 16, np.int64)
    used = 0
    polygons = 0
    faces = np.empty((MAX_FACES + 1, MAX_CORNERS, 3))
    lengths = np.empty(MAX_FACES + 1, np.int64)
    tags = np.empty(MAX_FACES + 1, np.int64)
    for i in range(n):
        count = min(len(body_starts) - 1, MAX_FACES - 1)
        for f in range(count):
            m = min(body_starts[f + 1] - body_starts[f], MAX_CORNERS)
            faces[f, :m] = body_corners[body_starts[f] : body_starts[f] + m]
            lengths[f] = m
            tags[f] = -1 - f
        distance = np.empty(n)
        for j in range(n):
            d = seeds[j] - seeds[i]
            distance[j] = np.sqrt(d @ d)
        for j in np.argsort(distance):
            if j == i or distance[j] < 1e-9:
                continue
            reach = 0.0
            for f in range(count):
                for k in range(lengths[f]):
                    d = faces[f, k] - seeds[i]
                    reach = max(reach, d @ d)
            if distance[j] * 0.5 > np.sqrt(reach):
                break
            normal = (seeds[j] - seeds[i]) / distance[j]
            offset = normal @ ((seeds[j] + seeds[i]) * 0.5)
            count = _clip(faces, lengths, tags, count, normal, offset, j)
            if count == 0:
                break
        for f in range(count):
            m = lengths[f]
            if used + m > len(corners):
                grown = np.empty((2 * len(corners) + m, 3))
                grown[:used] = corners[:used]
                corners = grown
            if polygons + 2 > len(starts):
                more = np.zeros(2 * len(starts), np.int64)
                more[: polygons + 1] = starts[: polygons + 1]
                starts = more
                wider = np.empty(2 * len(starts), np.int64)
                wider[:polygons] = cells[:polygons]
                cells = wider
                wider = np.empty(2 * len(starts), np.int64)
                wider[:polygons] = labels[:polygons]
                labels = wider
            corners[used : used + m] = faces[f, :m]
            used += m
            cells[polygons] = i
            labels[polygons] = tags[f]
            polygons += 1
            starts[polygons] = used
    return (
        corners[:used].copy(),
        starts[: polygons + 1].copy(),
        cells[:polygons].copy(),
        labels[:polygons].copy(),
    )


@njit(cache=True)
def solid_properties(corners: Any, starts: Any, owner: Any, count: int) -> tuple[Any, Any]:
    """Volume (count,) m³ and centroid (count, 3) of polyhedra, by the divergence theorem.

    `corners` (C, 3) and `starts` (P + 1,) are polygons, `owner` (P,) the polyhedron of each.
    """
    volume = np.zeros(count)
    first = np.zeros((count, 3))
    for p in range(len(starts) - 1):
        i = owner[p]
        a = corners[starts[p]]
        for k in range(starts[p] + 1, starts[p + 1] - 1):
            b, c = corners[k], corners[k + 1]
            six = a @ np.cross(b, c)
            volume[i] += six / 6.0
            first[i] += (a + b + c) * (six / 24.0)
    for i in range(count):
        if volume[i] > 1e-12:
            first[i] /= volume[i]
    return volume, first


@njit(cache=True)
def polygon_properties(polygon: Any) -> tuple[Any, Any, Any, Any, Any]:
    """Area m², centroid (3,), unit normal (3,), principal axes (2, 3) and second moments (2,) m⁴ of a polygon (n, 3).

    Moment k is the bending stiffness' second moment of area about axis k, through the centroid.
    """
    n = len(polygon)
    normal = np.zeros(3)
    for k in range(1, n - 1):
        normal += np.cross(polygon[k] - polygon[0], polygon[k + 1] - polygon[0])
    size = np.sqrt(normal @ normal)
    area = 0.5 * size
    axes = np.zeros((2, 3))
    moments = np.zeros(2)
    centroid = np.zeros(3)
    if size < 1e-14:
        return 0.0, polygon[0].copy(), normal, axes, moments
    normal /= size
    for k in range(1, n - 1):
        part = 0.5 * (np.cross(polygon[k] - polygon[0], polygon[k + 1] - polygon[0]) @ normal)
        centroid += (polygon[0] + polygon[k] + polygon[k + 1]) * (part / 3.0)
    centroid /= area
    u = np.array([1.0, 0.0, 0.0]) if abs(normal[0]) < 0.8 else np.array([0.0, 1.0, 0.0])
    u = u - normal * (u @ normal)
    u /= np.sqrt(u @ u)
    v = np.cross(normal, u)
    suu = 0.0
    svv = 0.0
    suv = 0.0
    for k in range(n):
        a = polygon[k] - centroid
        b = polygon[(k + 1) % n] - centroid
        x0, y0, x1, y1 = a @ u, a @ v, b @ u, b @ v
        w = x0 * y1 - x1 * y0
        suu += w * (x0 * x0 + x0 * x1 + x1 * x1) / 12.0
        svv += w * (y0 * y0 + y0 * y1 + y1 * y1) / 12.0
        suv += w * (x0 * y1 + 2 * x0 * y0 + 2 * x1 * y1 + x1 * y0) / 24.0
    angle = 0.5 * np.arctan2(2.0 * suv, suu - svv)
    c, s = np.cos(angle), np.sin(angle)
    axes[0] = c * u + s * v
    axes[1] = -s * u + c * v
    spread = c * c * suu + 2 * c * s * suv + s * s * svv  # along axes[0]
    moments[0] = max(suu + svv - spread, 1e-12)  # bending about axes[0] uses the spread along axes[1]
    moments[1] = max(spread, 1e-12)
    return area, centroid, normal, axes, moments


@njit(cache=True)
def intersect_polygons(a: Any, b: Any, normal: Any) -> Any:
    """The common part (m, 3) of two coplanar convex polygons, `a` counter-clockwise about `normal`."""
    result = np.empty((MAX_CORNERS, 3))
    m = len(b)
    result[:m] = b
    scratch = np.empty((MAX_CORNERS, 3))
    n = len(a)
    for k in range(n):
        edge = a[(k + 1) % n] - a[k]
        outward = np.cross(edge, normal)
        size = np.sqrt(outward @ outward)
        if size < 1e-12:
            continue
        outward /= size
        offset = outward @ a[k]
        w = 0
        for q in range(m):
            p0, p1 = result[q], result[(q + 1) % m]
            d0, d1 = outward @ p0 - offset, outward @ p1 - offset
            if d0 <= 0 and w < MAX_CORNERS:
                scratch[w] = p0
                w += 1
            if ((d0 < 0 and d1 > 0) or (d0 > 0 and d1 < 0)) and w < MAX_CORNERS:
                scratch[w] = p0 + (p1 - p0) * (d0 / (d0 - d1))
                w += 1
        m = w
        result[:m] = scratch[:m]
        if m < 3:
            return result[:0]
    return result[:m].copy()


@njit(cache=True)
def touching(
    corners: Any, starts: Any, owner: Any, chosen: Any, side: Any, height: Any, lo: Any, hi: Any, gap: float
) -> tuple[Any, Any, Any]:
    """Pairs of polygons that lie face to face, and their common parts.

    `chosen` (K,) are polygons whose normal is along one axis, sorted by `height` (K,), their coordinate on it;
    `side` (K,) is +1 or -1, the normal's sign; `lo`, `hi` (K, 2) their bounds in the plane, metres.
    Returns pairs (M, 2) of owners, the corners of the common parts and their starts (M + 1,).
    """
    pairs = np.empty((1025, 2), np.int64)
    found = 0
    out = np.empty((4096, 3))
    ends = np.zeros(1025, np.int64)
    used = 0
    n = len(chosen)
    for x in range(n):
        if side[x] < 0:
            continue
        y = x
        while y > 0 and height[y - 1] >= height[x] - gap:
            y -= 1
        while y < n and height[y] <= height[x] + gap:
            if (
                side[y] < 0
                and lo[x, 0] < hi[y, 0] - 1e-4
                and lo[y, 0] < hi[x, 0] - 1e-4
                and lo[x, 1] < hi[y, 1] - 1e-4
                and lo[y, 1] < hi[x, 1] - 1e-4
                and owner[chosen[x]] != owner[chosen[y]]
            ):
                a = corners[starts[chosen[x]] : starts[chosen[x] + 1]]
                b = corners[starts[chosen[y]] : starts[chosen[y] + 1]][::-1].copy()
                normal = np.cross(a[1] - a[0], a[2] - a[1])
                size = np.sqrt(normal @ normal)
                if size > 1e-12:
                    common = intersect_polygons(a, b, normal / size)
                    m = len(common)
                    if m >= 3:
                        if found + 2 > len(ends):
                            wider = np.zeros(2 * len(ends), np.int64)
                            wider[: found + 1] = ends[: found + 1]
                            ends = wider
                            more = np.empty((2 * len(ends), 2), np.int64)
                            more[:found] = pairs[:found]
                            pairs = more
                        if used + m > len(out):
                            grown = np.empty((2 * len(out) + m, 3))
                            grown[:used] = out[:used]
                            out = grown
                        out[used : used + m] = common
                        used += m
                        pairs[found, 0] = owner[chosen[x]]
                        pairs[found, 1] = owner[chosen[y]]
                        found += 1
                        ends[found] = used
            y += 1
    return pairs[:found].copy(), out[:used].copy(), ends[: found + 1].copy()
