"""How much of the sky, and of the sunlit ground, a place in and around the building sees.

The pieces are smeared into a grid of cells as a cloud of blades: by Cauchy's theorem a body's mean
projected area is a quarter of its surface, so a triangle adds area / 4 to its cell's extinction.
From every cell rays go out through the grid; what arrives is kept for six directions (an ambient
cube: McTaggart, "Half-Life 2 / Valve source shading", 2004). So rooms are dark, the foot of a heap
is dim, and it all changes as the building comes apart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from scipy import ndimage

from coulisse.render.bodies import Bodies, Bytes
from coulisse.scene.pieces import FloatArray, Floats
from coulisse.threads import interleaved, share

_CELLS = 50_000  # about as many cells as the grid has
_REACH = 16.0  # metres; what stands farther off than this takes no light
_WALL = 2.2  # large faces stand square to the grid and stop more than blades turned at random would
SMALL_CHANGE = 0.015  # of full light: less than this is no change
_OPEN = np.array([0.5, 0.5, 0.5, 0.5, 1.0, 0.0], np.float32)  # sky seen in the open along ±x ±y ±z


class SkyGrid(NamedTuple):
    """Ambient cubes: `sky` and `ground` (nx, ny, nz, 6) for +x -x +y -y +z -z; 1 = the whole of it."""

    origin: Floats  # (3,) metres, the corner of the first cell
    cell: float  # metres
    sky: Floats
    ground: Floats


def grid_frame(low: FloatArray, high: FloatArray, around: float) -> tuple[Floats, float, tuple[int, int, int]]:
    """Origin, cell and shape of a grid over the box `low`..`high` (3,) and `around` metres beside it."""
    low = np.asarray(low, float) - np.array([around, around, 0.5])
    high = np.asarray(high, float) + np.array([around, around, 3.0])
    cell = max(0.7, float(np.prod(high - low) / _CELLS) ** (1 / 3))
    nx, ny, nz = (int(np.ceil(n)) + 1 for n in (high - low) / cell)
    return low.astype(np.float32), cell, (nx, ny, nz)


def sky_grid(
    bodies: Bodies, matrices: Floats, state: Bytes, origin: Floats, cell: float, shape: tuple[int, int, int]
) -> SkyGrid:
    """The grid for bodies at `matrices` (B, 3, 4); `state` (T,) is 0 for what is not there."""
    density = np.zeros(shape, np.float32)
    _smear(density, bodies, matrices, state, origin, cell)
    directions = _sphere(28)
    weight = np.maximum(np.concatenate([directions, -directions], 1)[:, [0, 3, 1, 4, 2, 5]], 0.0)
    up = directions[:, 2] > 0
    full = np.stack([_OPEN, 1 - _OPEN])
    norm = full / np.maximum(np.stack([weight[up].sum(0), weight[~up].sum(0)]), 1e-6)
    sky = np.zeros((*shape, 6), np.float32)
    ground = np.zeros((*shape, 6), np.float32)
    weight, norm = weight.astype(np.float32), norm.astype(np.float32)
    share(
        lambda part: _gather(part, sky, ground, density, directions, weight, norm, np.float32(cell)),
        interleaved(shape[0] * shape[1]),
    )
    return SkyGrid(origin, cell, sky, ground)


def changed_cells(now: SkyGrid, rest: SkyGrid) -> Bytes:
    """Cells (nx, ny, nz) in which the light differs from rest, and their neighbours two cells off."""
    if now is rest:
        return np.zeros(now.sky.shape[:3], np.uint8)
    differs = np.maximum(np.abs(now.sky - rest.sky).max(-1), np.abs(now.ground - rest.ground).max(-1))
    return ndimage.maximum_filter((differs > SMALL_CHANGE).astype(np.uint8), 5)


def _sphere(n: int) -> Floats:
    """n directions (n, 3) spread evenly over the sphere (a Fibonacci lattice)."""
    i = np.arange(n) + 0.5
    z = 1 - 2 * i / n
    angle = i * np.pi * (1 + 5**0.5)
    r = np.sqrt(1 - z * z)
    return np.stack([r * np.cos(angle), r * np.sin(angle), z], 1).astype(np.float32)


@njit(cache=True, fastmath=True, _nrt=False)
def _smear(density, bodies, matrices, state, origin, cell):  # type: ignore[no-untyped-def]
    nx, ny, nz = density.shape
    scale = 0.25 / (cell * cell * cell)
    for i in range(len(bodies.triangles)):
        if state[i] == 0:
            continue
        m = matrices[bodies.body[i]]
        a = bodies.offset[bodies.triangles[i, 0]]
        b = bodies.offset[bodies.triangles[i, 1]]
        c = bodies.offset[bodies.triangles[i, 2]]
        n = min(1 + int(np.sqrt(bodies.area[i]) / (0.6 * cell)), 24)
        share = bodies.area[i] * scale / (n * n) * min(1.2 + bodies.area[i], _WALL)
        for u in range(n):
            for v in range(n):
                s, t = (u + 0.5) / n, (v + 0.5) / n
                if s + t > 1.0:
                    s, t = 1.0 - s, 1.0 - t
                q0 = a[0] + s * (b[0] - a[0]) + t * (c[0] - a[0])
                q1 = a[1] + s * (b[1] - a[1]) + t * (c[1] - a[1])
                q2 = a[2] + s * (b[2] - a[2]) + t * (c[2] - a[2])
                x = (m[0, 0] * q0 + m[0, 1] * q1 + m[0, 2] * q2 + m[0, 3] - origin[0]) / cell - 0.5
                y = (m[1, 0] * q0 + m[1, 1] * q1 + m[1, 2] * q2 + m[1, 3] - origin[1]) / cell - 0.5
                z = (m[2, 0] * q0 + m[2, 1] * q1 + m[2, 2] * q2 + m[2, 3] - origin[2]) / cell - 0.5
                if x < 0 or y < 0 or z < -1 or x >= nx - 1 or y >= ny - 1 or z >= nz - 1:
                    continue
                z = max(z, 0.0)
                ix, iy, iz = int(x), int(y), int(z)
                fx, fy, fz = x - ix, y - iy, z - iz
                for k in range(8):
                    dx, dy, dz = k & 1, (k >> 1) & 1, k >> 2
                    w = (fx if dx else 1 - fx) * (fy if dy else 1 - fy) * (fz if dz else 1 - fz)
                    density[ix + dx, iy + dy, iz + dz] += share * w


@njit(cache=True, fastmath=True, nogil=True)
def _gather(columns, sky, ground, density, directions, weight, norm, cell):  # type: ignore[no-untyped-def]
    nx, ny, nz = density.shape
    steps = int(_REACH / cell)
    for column in columns:
        x, y = column // ny, column % ny
        for z in range(nz):
            for d in range(len(directions)):
                dx, dy, dz = directions[d, 0], directions[d, 1], directions[d, 2]
                depth = 0.0
                px, py, pz = x + 0.5, y + 0.5, z + 0.5
                for _ in range(steps):
                    px, py, pz = px + dx, py + dy, pz + dz
                    if px < 0 or py < 0 or pz < 0 or px >= nx or py >= ny or pz >= nz:
                        break
                    depth += density[int(px), int(py), int(pz)]
                light = np.exp(-depth * cell)
                for f in range(6):
                    if dz > 0:
                        sky[x, y, z, f] += light * weight[d, f] * norm[0, f]
                    else:
                        ground[x, y, z, f] += light * weight[d, f] * norm[1, f]


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def changed_at(grid, changed, x, y, z):  # type: ignore[no-untyped-def]
    """Whether the light of sky or ground has changed near a point."""
    sx, sy, sz = changed.shape
    ix, iy = int((x - grid.origin[0]) / grid.cell), int((y - grid.origin[1]) / grid.cell)
    iz = max(int((z - grid.origin[2]) / grid.cell), 0)
    if ix < 0 or iy < 0 or ix >= sx or iy >= sy or iz >= sz:
        return False
    return changed[ix, iy, iz] != 0


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def skylight(grid, x, y, z, nx, ny, nz):  # type: ignore[no-untyped-def]
    """Shares of the sky's and of the ground's irradiance that reach a face: two numbers in [0, 1].

    (x, y, z) metres, (nx, ny, nz) its normal; the grid is read a cell off the face.
    """
    wx, wy, wz = nx * nx, ny * ny, nz * nz
    ox = (x + nx * grid.cell * 0.8 - grid.origin[0]) / grid.cell - 0.5
    oy = (y + ny * grid.cell * 0.8 - grid.origin[1]) / grid.cell - 0.5
    oz = (z + nz * grid.cell * 0.8 - grid.origin[2]) / grid.cell - 0.5
    sx, sy, sz, _ = grid.sky.shape
    if ox < 0 or oy < 0 or ox >= sx - 1 or oy >= sy - 1 or oz >= sz - 1 or oz < -2.0:
        side = 0.5 * (wx + wy)
        return side + (wz if nz > 0 else 0.0), side + (0.0 if nz > 0 else wz)
    oz = max(oz, 0.0)
    ix, iy, iz = int(ox), int(oy), int(oz)
    tx, ty, tz = ox - ix, oy - iy, oz - iz
    fx, fy, fz = (0 if nx >= 0 else 1), (2 if ny >= 0 else 3), (4 if nz >= 0 else 5)
    sky, ground = 0.0, 0.0
    for k in range(8):
        dx, dy, dz = k & 1, (k >> 1) & 1, k >> 2
        w = (tx if dx else 1 - tx) * (ty if dy else 1 - ty) * (tz if dz else 1 - tz)
        s = grid.sky[ix + dx, iy + dy, iz + dz]
        g = grid.ground[ix + dx, iy + dy, iz + dz]
        sky += w * (wx * s[fx] + wy * s[fy] + wz * s[fz])
        ground += w * (wx * g[fx] + wy * g[fy] + wz * g[fz])
    return sky, ground
