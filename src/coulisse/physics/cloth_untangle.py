"""Cloth that has passed through itself is drawn apart again, without knowing how it came there.

Where an edge pierces a triangle, both move so that the line along which the two surfaces meet gets shorter (Volino and
Magnenat-Thalmann, *Resolving Surface Collisions through Intersection Contour Minimization*, 2006).
"""

from __future__ import annotations

import numba
import numpy as np

PATIENCE = 4  # looks


@numba.njit(nogil=True, inline="always")
def _normal(x, i, j, k):  # type: ignore[no-untyped-def]
    ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
    vx, vy, vz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
    nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
    s = 1.0 / max(np.sqrt(nx * nx + ny * ny + nz * nz), 1e-15)
    return nx * s, ny * s, nz * s


@numba.njit(cache=True, nogil=True)
def untangle(x, was, sheet, near, most):  # type: ignore[no-untyped-def]
    """Move crossings among the listed pairs `most` metres apart; give their number.

    What is remembered of the side that cloth came from pulls it out. Where that has not helped for PATIENCE looks, or
    nothing was known from the start, the pairs get side 0: which one would be right is not known.
    """
    tri, weight = sheet.triangle, sheet.weight
    tangled = np.zeros(len(x), np.bool_)
    found = 0
    for row in range(len(near.pair_count)):
        for m in range(near.pair_count[row]):
            v, t = near.pairs[row, m, 0], near.pairs[row, m, 1]
            i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
            nx, ny, nz = _normal(x, i, j, k)
            here = (x[v, 0] - x[i, 0]) * nx + (x[v, 1] - x[i, 1]) * ny + (x[v, 2] - x[i, 2]) * nz
            for e in range(sheet.edges_start[v], sheet.edges_start[v + 1]):
                edge = sheet.edges_of[e]
                w = sheet.edge[edge, 0] + sheet.edge[edge, 1] - v
                if w in (i, j, k):
                    continue
                there = (x[w, 0] - x[i, 0]) * nx + (x[w, 1] - x[i, 1]) * ny + (x[w, 2] - x[i, 2]) * nz
                if here * there >= 0:
                    continue
                s = here / (here - there)
                dx, dy, dz = x[w, 0] - x[v, 0], x[w, 1] - x[v, 1], x[w, 2] - x[v, 2]
                px, py, pz = x[v, 0] + s * dx - x[i, 0], x[v, 1] + s * dy - x[i, 1], x[v, 2] + s * dz - x[i, 2]
                ux, uy, uz = x[j, 0] - x[i, 0], x[j, 1] - x[i, 1], x[j, 2] - x[i, 2]
                vx, vy, vz = x[k, 0] - x[i, 0], x[k, 1] - x[i, 1], x[k, 2] - x[i, 2]
                cx, cy, cz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
                n2 = max(cx * cx + cy * cy + cz * cz, 1e-20)
                b = ((py * vz - pz * vy) * cx + (pz * vx - px * vz) * cy + (px * vy - py * vx) * cz) / n2
                c = ((uy * pz - uz * py) * cx + (uz * px - ux * pz) * cy + (ux * py - uy * px) * cz) / n2
                if b < 0 or c < 0 or b + c > 1:
                    continue
                found += 1
                length = np.sqrt(dx * dx + dy * dy + dz * dz) + 1e-12
                dx, dy, dz = dx / length, dy / length, dz / length
                rise = dx * nx + dy * ny + dz * nz
                if abs(rise) < 0.05:
                    rise = 0.05 if rise >= 0 else -0.05
                gx, gy, gz = 0.0, 0.0, 0.0
                for side in range(2):
                    o = sheet.across[edge, side]
                    if o < 0:
                        continue
                    ax, ay, az = _normal(x, v, w, o)
                    rx, ry, rz = ay * nz - az * ny, az * nx - ax * nz, ax * ny - ay * nx
                    size = np.sqrt(rx * rx + ry * ry + rz * rz)
                    if size < 1e-6:
                        continue
                    # Along the meeting line, into the triangle beside the edge.
                    into = rx * (x[o, 0] - x[v, 0]) + ry * (x[o, 1] - x[v, 1]) + rz * (x[o, 2] - x[v, 2])
                    along = rx * dx + ry * dy + rz * dz
                    into -= along * ((x[o, 0] - x[v, 0]) * dx + (x[o, 1] - x[v, 1]) * dy + (x[o, 2] - x[v, 2]) * dz)
                    size = size if into >= 0 else -size
                    rx, ry, rz = rx / size, ry / size, rz / size
                    f = 2.0 * (rx * dx + ry * dy + rz * dz) / rise
                    gx, gy, gz = gx + rx - f * nx, gy + ry - f * ny, gz + rz - f * nz
                size = np.sqrt(gx * gx + gy * gy + gz * gz)
                tangled[v] = tangled[w] = tangled[i] = tangled[j] = tangled[k] = True
                if size < 1e-9:
                    continue
                f = most / np.sqrt(size * size + 0.25)
                a = 1 - b - c
                _shift(x, was, weight, v, f * (1 - s), gx, gy, gz)
                _shift(x, was, weight, w, f * s, gx, gy, gz)
                _shift(x, was, weight, i, -f * a, gx, gy, gz)
                _shift(x, was, weight, j, -f * b, gx, gy, gz)
                _shift(x, was, weight, k, -f * c, gx, gy, gz)
    lost = False
    for v in range(len(x)):
        near.tangled[v] = near.tangled[v] + 1 if tangled[v] else 0
        tangled[v] = near.tangled[v] >= PATIENCE
        lost = lost or tangled[v]
    if lost:
        for row in range(len(near.pair_count)):
            for m in range(near.pair_count[row]):
                t = near.pairs[row, m, 1]
                if sheet.layer[near.pairs[row, m, 0]] != sheet.triangle_layer[t]:
                    continue
                if tangled[near.pairs[row, m, 0]] or (tangled[tri[t, 0]] and tangled[tri[t, 1]] and tangled[tri[t, 2]]):
                    near.sides[row, m] = 0.0
            for m in range(near.cross_count[row]):
                e = near.cross_ends[row, m]
                if sheet.layer[e[0]] != sheet.layer[e[2]]:
                    continue
                if (tangled[e[0]] and tangled[e[1]]) or (tangled[e[2]] and tangled[e[3]]):
                    near.cross_side[row, m] = 0.0
    return found


@numba.njit(nogil=True, inline="always")
def _shift(x, was, weight, i, f, gx, gy, gz):  # type: ignore[no-untyped-def]
    """Move a free particle without giving it speed."""
    if weight[i] > 0:
        x[i, 0] += f * gx
        x[i, 1] += f * gy
        x[i, 2] += f * gz
        was[i, 0] += f * gx
        was[i, 1] += f * gy
        was[i, 2] += f * gz
