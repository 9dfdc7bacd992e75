"""Edges of a cloth against its other edges: which come near, on which side they were, and kept apart.

What vertices and triangles do not see is where two folds meet crosswise. Each pair of edges keeps the side that it had
when the two were first seen over one another (Bridson, Fedkiw and Anderson, *Robust Treatment of Collisions, Contact
and Friction for Cloth Animation*, 2002, whose test this is; Harmon et al. 2008 for why nothing may be forgotten).
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.physics.cloth_sheet import PARTS, Sheet
from coulisse.physics.cloth_untangle import PATIENCE

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

CROSSES_PER_VERTEX = 24
WIDEST = 0.08  # metres, of half an edge: one that is longer has been pulled out beyond all measure
MOST_CELLS = 60  # along each axis
PARALLEL = 0.02  # squared sine, below which two edges have no side to each other
BENT, BENT_CORNER = np.cos(0.5), np.cos(0.9)  # radians
NEIGHBOURS = 0.3  # of the usual distance, that two edges keep which a third one joins
# Of a particle's own weight: what is least reckoned with where all else is held and it has next to no lever. Else a
# vertex beside a pinned seam is thrown away, by whatever it is held off, divided by nearly nothing.
LEAST_LEVER = 0.1
UNKNOWN = 2.0  # the side of two edges that were not over one another yet


def crosses_of(sheet: Sheet) -> tuple[Ints, Ints, Floats, Floats, Ints]:
    """Empty lists of pairs, large enough for a sheet: `Near.cross_ends` and so on."""
    rows, most = 2 * PARTS + 1, CROSSES_PER_VERTEX * len(sheet.weight)
    return (
        np.zeros((rows, most, 4), np.int32), np.zeros((rows, most, 2), np.int32), np.zeros((rows, most)),
        np.zeros((rows, most)), np.zeros(rows, np.int32),
    )  # fmt: skip


@numba.njit(nogil=True, inline="always")
def _normal(x, i, j, k, l):  # type: ignore[no-untyped-def]
    """Cross product of two edges, and its squared length over the product of theirs."""
    ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
    vx, vy, vz = x[l, 0] - x[k, 0], x[l, 1] - x[k, 1], x[l, 2] - x[k, 2]
    nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
    a, e = ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz
    return nx, ny, nz, (nx * nx + ny * ny + nz * nz) / max(a * e, 1e-30)


@numba.njit(cache=True, nogil=True)
def remember_crosses(x, near, edges):  # type: ignore[no-untyped-def]
    """Pairs with a known side, by their first edge: where each begins (edges + 1,), the second, and its direction."""
    start = np.zeros(edges + 1, np.int32)
    rows = len(near.cross_count)
    total = 0
    for row in range(rows):
        for n in range(near.cross_count[row]):
            if abs(near.cross_side[row, n]) == 1.0:
                start[near.cross_edges[row, n, 0] + 1] += 1
                total += 1
    for e in range(edges):
        start[e + 1] += start[e]
    at = start.copy()
    second, way = np.empty(total, np.int32), np.empty((total, 3))
    for row in range(rows):
        for n in range(near.cross_count[row]):
            if abs(near.cross_side[row, n]) != 1.0:
                continue
            e = near.cross_edges[row, n, 0]
            i, j, k, l = near.cross_ends[row, n]
            nx, ny, nz, _ = _normal(x, i, j, k, l)
            s = near.cross_side[row, n]
            second[at[e]] = near.cross_edges[row, n, 1]
            way[at[e], 0], way[at[e], 1], way[at[e], 2] = s * nx, s * ny, s * nz
            at[e] += 1
    return start, second, way


@numba.njit(nogil=True)
def _bent(x, sheet):  # type: ignore[no-untyped-def]
    """Edges that stand out of the cloth around them: at a bend of BENT, between two corners of BENT_CORNER, at a hem.

    Where cloth is flatter than that, two layers that keep their thickness between vertices and triangles keep their
    edges apart, too: an edge's middle stands out by a quarter of its length times the bend, in radians.
    """
    edge, across = sheet.edge, sheet.across
    count = len(edge)
    cosine = np.empty(count)
    sharp = np.zeros(len(x), np.bool_)
    for e in range(count):
        cosine[e] = -1.0
        i, j, k, l = edge[e, 0], edge[e, 1], across[e, 0], across[e, 1]
        if k >= 0 and l >= 0:
            ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
            ax, ay, az = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
            bx, by, bz = x[i, 0] - x[l, 0], x[i, 1] - x[l, 1], x[i, 2] - x[l, 2]
            px, py, pz = uy * az - uz * ay, uz * ax - ux * az, ux * ay - uy * ax
            qx, qy, qz = uy * bz - uz * by, uz * bx - ux * bz, ux * by - uy * bx
            whole = np.sqrt((px * px + py * py + pz * pz) * (qx * qx + qy * qy + qz * qz)) + 1e-30
            cosine[e] = (px * qx + py * qy + pz * qz) / whole
        if cosine[e] < BENT_CORNER:
            sharp[i] = sharp[j] = True
    chosen = np.empty(count, np.int32)
    n = 0
    for e in range(count):
        if cosine[e] < BENT or (sharp[edge[e, 0]] and sharp[edge[e, 1]]):
            chosen[n] = e
            n += 1
    return chosen[:n]


@numba.njit(cache=True, nogil=True)
def look_across(x, v, unrest, sheet, slack, seconds, near, facing, start, second, way):  # type: ignore[no-untyped-def]
    """List pairs of edges that may meet within `seconds`; sides are remembered (`start`, `second`, `way`)."""
    edge = sheet.edge
    near.cross_count[:] = 0
    chosen = _bent(x, sheet)
    count = len(chosen)
    if count == 0:
        return
    low, high = np.full(3, 1e30), np.full(3, -1e30)
    middle = np.empty((count, 6))
    longest = 0.0
    for e in range(count):
        i, j = edge[chosen[e], 0], edge[chosen[e], 1]
        # Its box with half its thickness and its share of the way that may be made till the next look.
        far = sheet.half[i] + 0.5 * slack + 0.5 * seconds * max(unrest[i], unrest[j])
        for d in range(3):
            m = 0.5 * (x[i, d] + x[j, d])
            wide = min(0.5 * abs(x[i, d] - x[j, d]) + far, WIDEST)
            middle[e, d], middle[e, 3 + d] = m, wide
            longest = max(longest, wide)
            low[d], high[d] = min(low[d], m), max(high[d], m)
    size = 2.0 * longest
    for d in range(3):
        size = max(size, (high[d] - low[d]) / (MOST_CELLS - 1.5))
    sx, sy, sz = (
        int((high[0] - low[0]) / size) + 1,
        int((high[1] - low[1]) / size) + 1,
        int((high[2] - low[2]) / size) + 1,
    )
    first = np.zeros(sx * sy * sz + 1, np.int32)
    cell = np.empty(count, np.int32)
    for e in range(count):
        a, b, c = (
            int((middle[e, 0] - low[0]) / size),
            int((middle[e, 1] - low[1]) / size),
            int((middle[e, 2] - low[2]) / size),
        )
        cell[e] = (a * sy + b) * sz + c
        first[cell[e] + 1] += 1
    for c in range(sx * sy * sz):
        first[c + 1] += first[c]
    at = first.copy()
    order, place = np.empty(count, np.int32), np.empty((count, 6))
    for e in range(count):
        m = at[cell[e]]
        at[cell[e]] += 1
        order[m] = chosen[e]
        for d in range(6):
            place[m, d] = middle[e, d]
    for c in range(sx * sy * sz):
        if first[c] == first[c + 1]:
            continue
        ca, cb, cc = c // (sy * sz), (c // sz) % sy, c % sz
        for turn in range(13, 27):  # this cell and the half of those around it
            a, b, d = ca + turn // 9 - 1, cb + (turn // 3) % 3 - 1, cc + turn % 3 - 1
            if not (0 <= a < sx and 0 <= b < sy and 0 <= d < sz):
                continue
            o = (a * sy + b) * sz + d
            for m in range(first[c], first[c + 1]):
                px, py, pz = place[m, 0], place[m, 1], place[m, 2]
                wx, wy, wz = place[m, 3], place[m, 4], place[m, 5]
                for n in range(m + 1 if o == c else first[o], first[o + 1]):
                    if (
                        (abs(px - place[n, 0]) < wx + place[n, 3])
                        & (abs(py - place[n, 1]) < wy + place[n, 4])
                        & (abs(pz - place[n, 2]) < wz + place[n, 5])
                    ):
                        one, two = order[m], order[n]
                        if one > two:
                            one, two = two, one
                        _list(one, two, x, v, sheet, slack, seconds, near, facing, start, second, way)


@numba.njit(nogil=True)
def _joined(i, k, l, sheet):  # type: ignore[no-untyped-def]
    """Whether an edge of the cloth joins particle i with k or l."""
    for g in range(sheet.ring_start[i], sheet.ring_start[i + 1]):  # noqa: SIM110 -- numba has no any()
        if sheet.ring[g] == k or sheet.ring[g] == l:
            return True
    return False


@numba.njit(nogil=True, inline="always")
def _outward(facing, i, j, k, l, nx, ny, nz, n2, first_inner):  # type: ignore[no-untyped-def]
    """The side on which the second edge has the outer layer where the inner one looks; 0 where it looks aside."""
    p, q = (i, j) if first_inner else (k, l)
    c = nx * (facing[p, 0] + facing[q, 0]) + ny * (facing[p, 1] + facing[q, 1]) + nz * (facing[p, 2] + facing[q, 2])
    if c * c < n2:  # 60 degrees
        return 0.0
    return 1.0 if (c > 0) == first_inner else -1.0


@numba.njit(nogil=True, inline="always")
def _list(one, two, x, v, sheet, slack, seconds, near, facing, start, second, way):  # type: ignore[no-untyped-def]
    """List a pair of edges if it may meet crosswise."""
    i, j = sheet.edge[one, 0], sheet.edge[one, 1]
    k, l = sheet.edge[two, 0], sheet.edge[two, 1]
    if i in (k, l) or j in (k, l):
        return
    rx = 0.5 * (v[i, 0] + v[j, 0] - v[k, 0] - v[l, 0])
    ry = 0.5 * (v[i, 1] + v[j, 1] - v[k, 1] - v[l, 1])
    rz = 0.5 * (v[i, 2] + v[j, 2] - v[k, 2] - v[l, 2])
    may = slack + seconds * np.sqrt(rx * rx + ry * ry + rz * rz)
    reach = sheet.half[i] + sheet.half[k] + may
    for d in range(3):
        if min(x[i, d], x[j, d]) - reach > max(x[k, d], x[l, d]) or max(x[i, d], x[j, d]) + reach < min(
            x[k, d], x[l, d]
        ):
            return
    nx, ny, nz, sine = _normal(x, i, j, k, l)
    if sine < PARALLEL:
        return
    ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
    vx, vy, vz = x[l, 0] - x[k, 0], x[l, 1] - x[k, 1], x[l, 2] - x[k, 2]
    qx, qy, qz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
    n2 = nx * nx + ny * ny + nz * nz
    gap = (qx * nx + qy * ny + qz * nz) / np.sqrt(n2)  # of the second over the first
    if abs(gap) > reach:
        return
    s = (qx * (vy * nz - vz * ny) + qy * (vz * nx - vx * nz) + qz * (vx * ny - vy * nx)) / n2
    t = (qx * (uy * nz - uz * ny) + qy * (uz * nx - ux * nz) + qz * (ux * ny - uy * nx)) / n2
    beside = may / np.sqrt(ux * ux + uy * uy + uz * uz)
    if s < -beside or s > 1 + beside:
        return
    beside = may / np.sqrt(vx * vx + vy * vy + vz * vz)
    if t < -beside or t > 1 + beside:
        return
    room = sheet.half[i] + sheet.half[k]
    if _joined(i, k, l, sheet) or _joined(j, k, l, sheet):
        room *= NEIGHBOURS  # a tight fold brings them nearer than two layers come
    side = UNKNOWN
    if 0 <= s <= 1 and 0 <= t <= 1:
        side = 1.0 if gap >= 0 else -1.0
        lost = False
        if sheet.layer[i] != sheet.layer[k]:  # which of two layers lies outside is said
            said = _outward(facing, i, j, k, l, nx, ny, nz, n2, sheet.layer[i] < sheet.layer[k])
            if said != 0.0:
                side = said
                lost = min(near.tangled[i], near.tangled[j]) >= PATIENCE
                lost = lost or min(near.tangled[k], near.tangled[l]) >= PATIENCE
        for m in range(start[one], start[one + 1] if not lost else start[one]):
            if second[m] == two:
                side = 1.0 if way[m, 0] * nx + way[m, 1] * ny + way[m, 2] * nz >= 0 else -1.0
                break
    pi, pj, pk, pl = sheet.part[i], sheet.part[j], sheet.part[k], sheet.part[l]
    row = 2 * PARTS
    if pi == pj:
        row = pi if pk == pi and pl == pi else PARTS + pi
    n = near.cross_count[row]
    if n < near.cross_side.shape[1]:
        near.cross_ends[row, n, 0], near.cross_ends[row, n, 1] = i, j
        near.cross_ends[row, n, 2], near.cross_ends[row, n, 3] = k, l
        near.cross_edges[row, n, 0], near.cross_edges[row, n, 1] = one, two
        near.cross_side[row, n], near.cross_room[row, n] = side, room
        near.cross_count[row] = n + 1


@numba.njit(nogil=True)
def _came(was, i, j, k, l):  # type: ignore[no-untyped-def]
    nx, ny, nz, _ = _normal(was, i, j, k, l)
    rise = nx * (was[k, 0] - was[i, 0]) + ny * (was[k, 1] - was[i, 1]) + nz * (was[k, 2] - was[i, 2])
    return 1.0 if rise >= 0 else -1.0


@numba.njit(nogil=True, fastmath=True)
def cross_off(x, was, sheet, ends, side, room, count, push):  # type: ignore[no-untyped-def]
    """Keep edges on their side of each other, at the cloth's thickness, with friction; `push` metres at most."""
    weight, rub = sheet.weight, sheet.rub
    for p in range(count):
        held = side[p]
        if held == 0.0:
            continue
        i, j, k, l = ends[p, 0], ends[p, 1], ends[p, 2], ends[p, 3]
        ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
        vx, vy, vz = x[l, 0] - x[k, 0], x[l, 1] - x[k, 1], x[l, 2] - x[k, 2]
        qx, qy, qz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        n2 = nx * nx + ny * ny + nz * nz
        rise = qx * nx + qy * ny + qz * nz
        thick = room[p]
        if held != 2.0 and held * rise > 0 and rise * rise > thick * thick * n2:
            continue
        a, e = ux * ux + uy * uy + uz * uz, vx * vx + vy * vy + vz * vz
        if n2 < 0.02 * a * e:
            continue
        b, c, f = ux * vx + uy * vy + uz * vz, ux * qx + uy * qy + uz * qz, vx * qx + vy * qy + vz * qz
        s = (c * e - b * f) / n2
        if s < 0.0 or s > 1.0:
            continue
        t = (b * c - a * f) / n2
        if t < 0.0 or t > 1.0:
            continue
        if held == 2.0:  # now over one another: the side is that from which they came
            held = _came(was, i, j, k, l)
            side[p] = held
            if rise * rise > thick * thick * n2:
                continue
        r = held / np.sqrt(n2)
        nx, ny, nz = r * nx, r * ny, r * nz
        gap = rise * r
        s0, t0 = 1.0 - s, 1.0 - t
        wi, wj, wk, wl = weight[i] * s0, weight[j] * s, weight[k] * t0, weight[l] * t
        whole = wi * s0 + wj * s + wk * t0 + wl * t
        if whole < 1e-12:
            continue
        whole = max(whole, LEAST_LEVER * max(weight[i], weight[j], weight[k], weight[l]))
        mx = (
            t0 * (x[k, 0] - was[k, 0])
            + t * (x[l, 0] - was[l, 0])
            - s0 * (x[i, 0] - was[i, 0])
            - s * (x[j, 0] - was[j, 0])
        )
        my = (
            t0 * (x[k, 1] - was[k, 1])
            + t * (x[l, 1] - was[l, 1])
            - s0 * (x[i, 1] - was[i, 1])
            - s * (x[j, 1] - was[j, 1])
        )
        mz = (
            t0 * (x[k, 2] - was[k, 2])
            + t * (x[l, 2] - was[l, 2])
            - s0 * (x[i, 2] - was[i, 2])
            - s * (x[j, 2] - was[j, 2])
        )
        m = mx * nx + my * ny + mz * nz
        deep = min(thick - gap, push - m)
        if deep <= 0.0:
            continue
        mx, my, mz = mx - m * nx, my - m * ny, mz - m * nz
        slide = np.sqrt(mx * mx + my * my + mz * mz)
        r = min(1.0, 0.5 * (rub[i] + rub[k]) * deep / slide) if slide > 1e-12 else 0.0
        dx, dy, dz = (deep * nx - r * mx) / whole, (deep * ny - r * my) / whole, (deep * nz - r * mz) / whole
        x[i, 0] -= wi * dx
        x[i, 1] -= wi * dy
        x[i, 2] -= wi * dz
        x[j, 0] -= wj * dx
        x[j, 1] -= wj * dy
        x[j, 2] -= wj * dz
        x[k, 0] += wk * dx
        x[k, 1] += wk * dy
        x[k, 2] += wk * dz
        x[l, 0] += wl * dx
        x[l, 1] += wl * dy
        x[l, 2] += wl * dz
