"""The solver's inner loops: one small step of a cloth, both halves at once, then what lies across them.

Each half has its own particles, so that two threads never meet and the result does not depend on how many there are.
"""

from __future__ import annotations

import numba
import numpy as np

from coulisse.physics.cloth_edges import LEAST_LEVER, cross_off
from coulisse.physics.cloth_sheet import PARTS

SOFT_IN = 4.0  # cloth gives way to a push along its threads by crimp, which a mesh this coarse cannot show
LARGEST_PUSH = 0.0004  # metres in a step by which a contact is opened: it must not shoot cloth away
SUNK = 0.002  # metres; deeper than this cloth is lifted out of a body without gaining speed
SIDE = 0.12  # how far beside a triangle (barycentric) its plane still holds a vertex off
MOST_SPEED = 8.0  # m/s


@numba.njit(nogil=True, inline="always")
def field_at(grid, ox, oy, oz, inv, x, y, z):  # type: ignore[no-untyped-def]
    """Trilinear distance and its gradient; far outside the grid."""
    fx, fy, fz = (x - ox) * inv, (y - oy) * inv, (z - oz) * inv
    nx, ny, nz = grid.shape
    if not (0.0 <= fx < nx - 1 and 0.0 <= fy < ny - 1 and 0.0 <= fz < nz - 1):
        return 1e3, 0.0, 0.0, 0.0
    i, j, k = int(fx), int(fy), int(fz)
    fx, fy, fz = fx - i, fy - j, fz - k
    a000, a001 = grid[i, j, k], grid[i, j, k + 1]
    a010, a011 = grid[i, j + 1, k], grid[i, j + 1, k + 1]
    a100, a101 = grid[i + 1, j, k], grid[i + 1, j, k + 1]
    a110, a111 = grid[i + 1, j + 1, k], grid[i + 1, j + 1, k + 1]
    b00, b01 = a000 + fz * (a001 - a000), a010 + fz * (a011 - a010)
    b10, b11 = a100 + fz * (a101 - a100), a110 + fz * (a111 - a110)
    c0, c1 = b00 + fy * (b01 - b00), b10 + fy * (b11 - b10)
    gx = c1 - c0
    gy = (b01 - b00) * (1 - fx) + (b11 - b10) * fx
    gz = ((a001 - a000) * (1 - fy) + (a011 - a010) * fy) * (1 - fx) + (
        (a101 - a100) * (1 - fy) + (a111 - a110) * fy
    ) * fx
    length = np.sqrt(gx * gx + gy * gy + gz * gz)
    if length < 1e-12:
        return c0 + fx * (c1 - c0), 0.0, 0.0, 1.0
    return c0 + fx * (c1 - c0), gx / length, gy / length, gz / length


@numba.njit(nogil=True, fastmath=True, inline="always")
def _pull(fx, fy, fz, a, b, w0, w1, w2, give, limit, hard):  # type: ignore[no-untyped-def]
    """Factor of the correction along a thread that runs as (fx, fy, fz) a unit of cloth; 1 would be at rest."""
    length = np.sqrt(fx * fx + fy * fy + fz * fz) + 1e-12
    whole = w1 * a * a + w2 * b * b + w0 * (a + b) * (a + b) + 1e-12
    # With two corners held, the third may have next to no lever: it is not thrown for it.
    whole = max(whole, LEAST_LEVER * max(w0, w1, w2) * (a * a + b * b))
    stretch = length - 1.0
    beyond = max(stretch - limit, 0.0) / whole
    if hard:
        return -beyond / length
    if stretch < 0:
        give *= SOFT_IN
    s = stretch / (whole + give)
    return -max(s, beyond) / length if stretch > 0 else -s / length


@numba.njit(nogil=True, fastmath=True)
def strain(x, sheet, first, last, per_step, hard):  # type: ignore[no-untyped-def]
    """Warp, weft and shear of triangles `first` to `last`; `hard`: only what is beyond the limit, and that wholly."""
    tri, inverse, pull, weight = sheet.triangle, sheet.inverse, sheet.pull, sheet.weight
    for t in range(first, last):
        i0, i1, i2 = tri[t, 0], tri[t, 1], tri[t, 2]
        w0, w1, w2 = weight[i0], weight[i1], weight[i2]
        au, av, bu, bv = inverse[t, 0], inverse[t, 1], inverse[t, 2], inverse[t, 3]
        # Edges from the first corner; corrections are gathered in local variables and written once.
        px, py, pz = x[i1, 0] - x[i0, 0], x[i1, 1] - x[i0, 1], x[i1, 2] - x[i0, 2]
        qx, qy, qz = x[i2, 0] - x[i0, 0], x[i2, 1] - x[i0, 1], x[i2, 2] - x[i0, 2]
        w01, w02 = w0 + w1, w0 + w2
        # Warp (v) first: it bears most.
        fx, fy, fz = px * av + qx * bv, py * av + qy * bv, pz * av + qz * bv
        s = _pull(fx, fy, fz, av, bv, w0, w1, w2, pull[t, 0] * per_step, pull[t, 3], hard)
        m1, m2 = av * s, bv * s
        ax, ay, az, bx, by, bz = m1 * fx, m1 * fy, m1 * fz, m2 * fx, m2 * fy, m2 * fz
        px, py, pz = px + w01 * ax + w0 * bx, py + w01 * ay + w0 * by, pz + w01 * az + w0 * bz
        qx, qy, qz = qx + w02 * bx + w0 * ax, qy + w02 * by + w0 * ay, qz + w02 * bz + w0 * az
        # Weft (u).
        fx, fy, fz = px * au + qx * bu, py * au + qy * bu, pz * au + qz * bu
        s = _pull(fx, fy, fz, au, bu, w0, w1, w2, pull[t, 1] * per_step, pull[t, 4], hard)
        m1, m2 = au * s, bu * s
        cx, cy, cz, dx, dy, dz = m1 * fx, m1 * fy, m1 * fz, m2 * fx, m2 * fy, m2 * fz
        ax, ay, az, bx, by, bz = ax + cx, ay + cy, az + cz, bx + dx, by + dy, bz + dz
        px, py, pz = px + w01 * cx + w0 * dx, py + w01 * cy + w0 * dy, pz + w01 * cz + w0 * dz
        qx, qy, qz = qx + w02 * dx + w0 * cx, qy + w02 * dy + w0 * cy, qz + w02 * dz + w0 * cz
        # Shear: the cosine between the two, which the threads' friction lets turn easily up to the bias limit.
        ux, uy, uz = px * au + qx * bu, py * au + qy * bu, pz * au + qz * bu
        vx, vy, vz = px * av + qx * bv, py * av + qy * bv, pz * av + qz * bv
        shear = ux * vx + uy * vy + uz * vz
        gx, gy, gz = au * vx + av * ux, au * vy + av * uy, au * vz + av * uz
        hx, hy, hz = bu * vx + bv * ux, bu * vy + bv * uy, bu * vz + bv * uz
        kx, ky, kz = gx + hx, gy + hy, gz + hz
        whole = w1 * (gx * gx + gy * gy + gz * gz) + w2 * (hx * hx + hy * hy + hz * hz)
        whole += w0 * (kx * kx + ky * ky + kz * kz) + 1e-12
        s = max(abs(shear) - pull[t, 5], 0.0) / whole
        if not hard:
            s = max(s, abs(shear) / (whole + pull[t, 2] * per_step))
        if shear > 0:
            s = -s
        ax, ay, az, bx, by, bz = ax + s * gx, ay + s * gy, az + s * gz, bx + s * hx, by + s * hy, bz + s * hz
        x[i0, 0] -= w0 * (ax + bx)
        x[i0, 1] -= w0 * (ay + by)
        x[i0, 2] -= w0 * (az + bz)
        x[i1, 0] += w1 * ax
        x[i1, 1] += w1 * ay
        x[i1, 2] += w1 * az
        x[i2, 0] += w2 * bx
        x[i2, 1] += w2 * by
        x[i2, 2] += w2 * bz


@numba.njit(cache=True, nogil=True, fastmath=True)
def face(x, sheet, facing):  # type: ignore[no-untyped-def]
    """Unit normals (n, 3) of the cloth at its particles."""
    facing[:] = 0.0
    tri = sheet.triangle
    for t in range(len(tri)):
        i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
        ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
        vx, vy, vz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for c in (i, j, k):
            facing[c, 0] += nx
            facing[c, 1] += ny
            facing[c, 2] += nz
    for i in range(len(x)):
        length = np.sqrt(facing[i, 0] ** 2 + facing[i, 1] ** 2 + facing[i, 2] ** 2) + 1e-12
        for n in range(3):
            facing[i, n] /= length


@numba.njit(cache=True, nogil=True, fastmath=True)
def excess(x, sheet):  # type: ignore[no-untyped-def]
    """How far the most stretched triangle is above its limit along warp or weft."""
    tri, inverse = sheet.triangle, sheet.inverse
    most = -1.0
    for t in range(len(tri)):
        for c in range(2):
            a, b = inverse[t, 1 - c], inverse[t, 3 - c]
            length = 0.0
            for d in range(3):
                o = x[tri[t, 0], d]
                length += ((x[tri[t, 1], d] - o) * a + (x[tri[t, 2], d] - o) * b) ** 2
            most = max(most, np.sqrt(length) - 1.0 - sheet.pull[t, 3 + c])
    return most


@numba.njit(nogil=True, fastmath=True)
def bend(x, sheet, first, last, per_step):  # type: ignore[no-untyped-def]
    """Quadratic bending of hinges: linear in the points, one solve for each coordinate."""
    hinge, fold, weight = sheet.hinge, sheet.fold, sheet.weight
    for h in range(first, last):
        i, j, k, l = hinge[h, 0], hinge[h, 1], hinge[h, 2], hinge[h, 3]
        a, b, c, d = fold[h, 0], fold[h, 1], fold[h, 2], fold[h, 3]
        wa, wb, wc, wd = weight[i] * a, weight[j] * b, weight[k] * c, weight[l] * d
        whole = wa * a + wb * b + wc * c + wd * d
        if whole <= 0.0:
            continue
        s = -1.0 / (whole + fold[h, 4] * per_step)
        for n in range(3):
            p = s * (a * x[i, n] + b * x[j, n] + c * x[k, n] + d * x[l, n])
            x[i, n] += wa * p
            x[j, n] += wb * p
            x[k, n] += wc * p
            x[l, n] += wd * p


@numba.njit(nogil=True)
def _came(was, v, i, j, k):  # type: ignore[no-untyped-def]
    ux, uy, uz = was[j, 0] - was[i, 0], was[j, 1] - was[i, 1], was[j, 2] - was[i, 2]
    vx, vy, vz = was[k, 0] - was[i, 0], was[k, 1] - was[i, 1], was[k, 2] - was[i, 2]
    px, py, pz = was[v, 0] - was[i, 0], was[v, 1] - was[i, 1], was[v, 2] - was[i, 2]
    gap = px * (uy * vz - uz * vy) + py * (uz * vx - ux * vz) + pz * (ux * vy - uy * vx)
    return 1.0 if gap >= 0 else -1.0


@numba.njit(nogil=True, fastmath=True)
def hold_off(x, was, sheet, pairs, sides, rooms, count, push):  # type: ignore[no-untyped-def]
    """Keep vertices on their side of triangles, at the cloth's thickness, with friction; `push` metres at most."""
    weight, tri, rub = sheet.weight, sheet.triangle, sheet.rub
    for p in range(count):
        v, t = pairs[p, 0], pairs[p, 1]
        if sides[p] == 0.0:
            continue
        i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
        ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
        vx, vy, vz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
        px, py, pz = x[v, 0] - x[i, 0], x[v, 1] - x[i, 1], x[v, 2] - x[i, 2]
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        n2 = nx * nx + ny * ny + nz * nz
        if n2 < 1e-20:
            continue
        b = ((py * vz - pz * vy) * nx + (pz * vx - px * vz) * ny + (px * vy - py * vx) * nz) / n2
        c = ((uy * pz - uz * py) * nx + (uz * px - ux * pz) * ny + (ux * py - uy * px) * nz) / n2
        if b < -SIDE or c < -SIDE or b + c > 1 + SIDE:
            continue
        held = sides[p]
        if held == 2.0:  # now over it: the side is that from which it came
            held = _came(was, v, i, j, k)
            sides[p] = held
        s = held / np.sqrt(n2)
        nx, ny, nz = nx * s, ny * s, nz * s
        gap = px * nx + py * ny + pz * nz
        thick = rooms[p]
        if gap >= thick:
            continue
        a = 1 - b - c
        wv, wi, wj, wk = weight[v], weight[i] * a, weight[j] * b, weight[k] * c
        whole = wv + wi * a + wj * b + wk * c
        if whole < 1e-12:
            continue
        whole = max(whole, LEAST_LEVER * max(weight[v], weight[i], weight[j], weight[k]))
        # What slides along: of the vertex against the point below it, in this step.
        mx = x[v, 0] - was[v, 0] - a * (x[i, 0] - was[i, 0]) - b * (x[j, 0] - was[j, 0]) - c * (x[k, 0] - was[k, 0])
        my = x[v, 1] - was[v, 1] - a * (x[i, 1] - was[i, 1]) - b * (x[j, 1] - was[j, 1]) - c * (x[k, 1] - was[k, 1])
        mz = x[v, 2] - was[v, 2] - a * (x[i, 2] - was[i, 2]) - b * (x[j, 2] - was[j, 2]) - c * (x[k, 2] - was[k, 2])
        m = mx * nx + my * ny + mz * nz
        # What comes nearer is stopped wholly; what is too near already is opened by `push` only.
        deep = min(thick - gap, push - m)
        if deep <= 0.0:
            continue
        mx, my, mz = mx - m * nx, my - m * ny, mz - m * nz
        slide = np.sqrt(mx * mx + my * my + mz * mz)
        r = min(1.0, 0.5 * (rub[v] + rub[i]) * deep / slide) if slide > 1e-12 else 0.0
        dx, dy, dz = (deep * nx - r * mx) / whole, (deep * ny - r * my) / whole, (deep * nz - r * mz) / whole
        x[v, 0] += wv * dx
        x[v, 1] += wv * dy
        x[v, 2] += wv * dz
        x[i, 0] -= wi * dx
        x[i, 1] -= wi * dy
        x[i, 2] -= wi * dz
        x[j, 0] -= wj * dx
        x[j, 1] -= wj * dy
        x[j, 2] -= wj * dz
        x[k, 0] -= wk * dx
        x[k, 1] -= wk * dy
        x[k, 2] -= wk * dz


@numba.njit(nogil=True, fastmath=True, inline="always")
def _off_skin(x, was, v, deep, gx, gy, gz, rub, share):  # type: ignore[no-untyped-def]
    """Lift a vertex by `deep` along a body's normal; Coulomb friction takes what slides."""
    if deep > SUNK:
        was[v, 0] += share * deep * gx
        was[v, 1] += share * deep * gy
        was[v, 2] += share * deep * gz
    x[v, 0] += share * deep * gx
    x[v, 1] += share * deep * gy
    x[v, 2] += share * deep * gz
    mx, my, mz = x[v, 0] - was[v, 0], x[v, 1] - was[v, 1], x[v, 2] - was[v, 2]
    m = mx * gx + my * gy + mz * gz
    mx, my, mz = mx - m * gx, my - m * gy, mz - m * gz
    slide = np.sqrt(mx * mx + my * my + mz * mz)
    r = min(1.0, rub * min(deep, SUNK) / slide) if slide > 1e-12 else 0.0
    x[v, 0] -= r * mx
    x[v, 1] -= r * my
    x[v, 2] -= r * mz


@numba.njit(nogil=True, fastmath=True)
def off_body(x, was, sheet, touching, count, body, floor):  # type: ignore[no-untyped-def]
    """Vertices off the body's skin and the floor."""
    grid, ox, oy, oz, inv = body
    for n in range(count):
        v = touching[n]
        if sheet.weight[v] == 0.0:
            continue
        d, gx, gy, gz = field_at(grid, ox, oy, oz, inv, x[v, 0], x[v, 1], x[v, 2])
        if d < sheet.offset[v]:
            _off_skin(x, was, v, sheet.offset[v] - d, gx, gy, gz, sheet.rub[v], 1.0)
        low = floor + sheet.offset[v] - x[v, 2]
        if low > 0:
            _off_skin(x, was, v, low, 0.0, 0.0, 1.0, sheet.rub[v], 1.0)


@numba.njit(nogil=True, fastmath=True)
def middles_off_body(x, was, sheet, edges, count, body):  # type: ignore[no-untyped-def]
    """Middles of edges off the skin, so that a corner does not come through between two vertices."""
    grid, ox, oy, oz, inv = body
    for n in range(count):
        i, j = edges[n, 0], edges[n, 1]
        d, gx, gy, gz = field_at(
            grid, ox, oy, oz, inv, 0.5 * (x[i, 0] + x[j, 0]), 0.5 * (x[i, 1] + x[j, 1]), 0.5 * (x[i, 2] + x[j, 2])
        )
        least = 0.35 * (sheet.offset[i] + sheet.offset[j])
        if d < least:
            deep = min(least - d, SUNK)
            for v in (i, j):
                if sheet.weight[v] > 0:
                    _off_skin(x, was, v, deep, gx, gy, gz, sheet.rub[v], 1.0)


@numba.njit(nogil=True, fastmath=True)
def tether(x, sheet, first, last):  # type: ignore[no-untyped-def]
    """No particle further from what holds it than there is cloth between."""
    for v in range(first, last):
        a = sheet.anchor[v]
        if a < 0:
            continue
        dx, dy, dz = x[v, 0] - x[a, 0], x[v, 1] - x[a, 1], x[v, 2] - x[a, 2]
        d2 = dx * dx + dy * dy + dz * dz
        if d2 > sheet.reach[v] ** 2:
            s = sheet.reach[v] / np.sqrt(d2)
            x[v, 0], x[v, 1], x[v, 2] = x[a, 0] + s * dx, x[a, 1] + s * dy, x[a, 2] + s * dz


@numba.njit(nogil=True, fastmath=True)
def sew(x, sheet, gap):  # type: ignore[no-untyped-def]
    """Pull the two sides of each seam together, to `gap` (k,) metres."""
    for s in range(len(gap)):
        i, j = sheet.seam[s, 0], sheet.seam[s, 1]
        w = sheet.weight[i] + sheet.weight[j]
        if i == j or w == 0.0:
            continue
        dx, dy, dz = x[i, 0] - x[j, 0], x[i, 1] - x[j, 1], x[i, 2] - x[j, 2]
        d = np.sqrt(dx * dx + dy * dy + dz * dz)
        if d <= gap[s] or d < 1e-12:
            continue
        k = (d - gap[s]) / (d * w)
        a, b = sheet.weight[i] * k, sheet.weight[j] * k
        x[i, 0] -= a * dx
        x[i, 1] -= a * dy
        x[i, 2] -= a * dz
        x[j, 0] += b * dx
        x[j, 1] += b * dy
        x[j, 2] += b * dz


@numba.njit(nogil=True, fastmath=True)
def _hold(x, was, sheet, near, row):  # type: ignore[no-untyped-def]
    """Keep apart what one row of the lists names: edges, then vertices."""
    cross_off(
        x, was, sheet, near.cross_ends[row], near.cross_side[row], near.cross_room[row], near.cross_count[row],
        LARGEST_PUSH,
    )  # fmt: skip
    hold_off(x, was, sheet, near.pairs[row], near.sides[row], near.rooms[row], near.pair_count[row], LARGEST_PUSH)


@numba.njit(nogil=True, fastmath=True)
def _half_step(p, x, was, v, facing, sheet, near, body, floor, h, gravity, air, calm):  # type: ignore[no-untyped-def]
    per_step = 1.0 / (h * h)
    for i in range(sheet.part_vertex[p], sheet.part_vertex[p + 1]):
        if sheet.weight[i] == 0.0:
            for n in range(3):
                was[i, n] = x[i, n]
            continue
        keep = max(0.0, 1.0 - (sheet.drag[i] + calm) * h)
        speed = 0.0
        for n in range(3):
            v[i, n] = (x[i, n] - was[i, n]) / h
            speed += v[i, n] * v[i, n]
        if speed > MOST_SPEED * MOST_SPEED:
            keep *= MOST_SPEED / np.sqrt(speed)
        # A sheet that moves broadside pushes air: half the density, drag 1.2 of a plate, square of the speed.
        wind = v[i, 0] * facing[i, 0] + v[i, 1] * facing[i, 1] + v[i, 2] * facing[i, 2]
        held = 0.6 * air * sheet.air[i] * abs(wind) * h
        wind *= held / (1.0 + held)
        for n in range(3):
            was[i, n] = x[i, n]
            x[i, n] += h * ((v[i, n] - wind * facing[i, n]) * keep + h * gravity[n])
    strain(x, sheet, sheet.part_triangle[p], sheet.part_triangle[p + 1], per_step, False)
    bend(x, sheet, sheet.part_hinge[p], sheet.part_hinge[p + 1], per_step)
    tether(x, sheet, sheet.part_vertex[p], sheet.part_vertex[p + 1])
    _hold(x, was, sheet, near, p)
    middles_off_body(x, was, sheet, near.edges[p], near.edge_count[p], body)
    off_body(x, was, sheet, near.touching[p], near.touch_count[p], body, floor)


@numba.njit(cache=True, nogil=True, parallel=True)
def advance(x, was, v, facing, sheet, near, gap, body, floor, h, steps, gravity, air, calm):  # type: ignore[no-untyped-def]
    """`steps` small steps of `h` seconds; `was` are the points a step ago."""
    per_step = 1.0 / (h * h)
    for _ in range(steps):
        for q in numba.prange(PARTS):
            p = np.int64(q)  # with an unsigned index numba would reckon in floats
            _half_step(p, x, was, v, facing, sheet, near, body, floor, h, gravity, air, calm)
        strain(x, sheet, sheet.part_triangle[PARTS], sheet.part_triangle[PARTS + 1], per_step, False)
        bend(x, sheet, sheet.part_hinge[PARTS], sheet.part_hinge[PARTS + 1], per_step)
        sew(x, sheet, gap)
        for row in range(PARTS, 2 * PARTS + 1):
            _hold(x, was, sheet, near, row)
        middles_off_body(x, was, sheet, near.edges[PARTS], near.edge_count[PARTS], body)


@numba.njit(cache=True, nogil=True, parallel=True)
def limit(x, was, sheet, near, gap, body, floor, passes):  # type: ignore[no-untyped-def]
    """Passes that take no time: strain beyond the limit away, cloth off body and cloth."""
    for _ in range(passes):
        for q in numba.prange(PARTS):
            p = np.int64(q)  # with an unsigned index numba would reckon in floats
            strain(x, sheet, sheet.part_triangle[p], sheet.part_triangle[p + 1], 0.0, True)
            tether(x, sheet, sheet.part_vertex[p], sheet.part_vertex[p + 1])
            _hold(x, was, sheet, near, p)
            middles_off_body(x, was, sheet, near.edges[p], near.edge_count[p], body)
            off_body(x, was, sheet, near.touching[p], near.touch_count[p], body, floor)
        strain(x, sheet, sheet.part_triangle[PARTS], sheet.part_triangle[PARTS + 1], 0.0, True)
        sew(x, sheet, gap)
        for row in range(PARTS, 2 * PARTS + 1):
            _hold(x, was, sheet, near, row)
