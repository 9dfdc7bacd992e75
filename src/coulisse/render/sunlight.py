"""Shadows of the sun: a z-buffer seen from the sun (Williams 1978), over the building and its ground."""

from __future__ import annotations

import numpy as np
from numba import njit

from coulisse.render.bodies import Bytes
from coulisse.render.visibility import Seen, View
from coulisse.scene.pieces import FloatArray, Floats

AROUND = 60.0  # metres of ground beside the building that can take its shadow
BLOCK = 8  # texels; the side of the blocks in which a change of the shadow is looked up
_BIAS = 0.03  # metres
_SOFT = 1.3  # texels: the radius of the penumbra


def _disc(n: int) -> Floats:
    """n points (n, 2) spread evenly over a disc of the penumbra's radius (Vogel 1979)."""
    k = np.arange(n)
    r, angle = _SOFT * np.sqrt((k + 0.5) / n), 2.399963 * k
    return np.stack([r * np.cos(angle), r * np.sin(angle)], 1).astype(np.float32)


SUN_DISC = _disc(8)


def sun_view(
    low: FloatArray, high: FloatArray, to_sun: FloatArray, ground_z: float, texels: int, views: int
) -> tuple[View, tuple[int, int]]:
    """A parallel view from the sun over the box `low`..`high` (3,) and the ground around it.

    Returns the view with `views` equal pictures and their size (h, w) in texels.
    """
    forward = -np.asarray(to_sun, float) / np.linalg.norm(to_sun)
    aside = np.array([1.0, 0.0, 0.0]) if abs(forward[2]) > 0.99 else np.array([0.0, 0.0, 1.0])
    right = np.cross(forward, aside)
    right /= np.linalg.norm(right)
    axes = np.stack([right, np.cross(forward, right), forward])
    low, high = np.asarray(low, float), np.asarray(high, float)
    corners = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)
    tall = low + corners * (high - low)
    # A low sun throws a shadow of many hundred metres: what falls beyond AROUND is left out.
    flat = low - AROUND + corners * (high - low + 2 * AROUND)
    flat[:, 2] = ground_z
    points = np.concatenate([tall, flat]) @ axes.T
    start, end = points.min(0) - 1.0, points.max(0) + 1.0
    focal = texels / max(end[0] - start[0], end[1] - start[1])
    size = tuple(max(BLOCK, int(np.ceil((end[i] - start[i]) * focal))) for i in (1, 0))
    matrix = np.concatenate([axes, [[0.0], [0.0], [-start[2]]]], 1)
    lens = (focal, -start[0] * focal, -start[1] * focal, end[2] - start[2] + 10.0)
    return (
        View(matrix.astype(np.float32), np.array(lens, np.float32), np.zeros((views, 2), np.float32)),
        (size[0], size[1]),
    )


@njit(cache=True)
def changed_blocks(now: Seen, rest: Seen) -> Bytes:
    """Blocks of the sun's picture in which anything differs from rest, and their neighbours: (bh, bw)."""
    views, h, w = now.nearness.shape
    out = np.zeros((h // BLOCK + 2, w // BLOCK + 2), np.uint8)
    for s in range(views):
        for y in range(h):
            for x in range(w):
                if now.nearness[s, y, x] != rest.nearness[0, y, x]:
                    by, bx = y // BLOCK, x // BLOCK
                    for j in range(max(by - 1, 0), by + 2):
                        for i in range(max(bx - 1, 0), bx + 2):
                            out[j, i] = 1
    return out


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def sun_texel(view, x, y, z, nx, ny, nz):  # type: ignore[no-untyped-def]
    """Where the sun sees a point: column, row (texels) and the nearness past which it is in shadow."""
    m, lens = view.matrix, view.lens
    off = 1.8 / lens[0]  # two texels along the normal keeps a face from shading its neighbour in its plane
    x, y, z = x + nx * off, y + ny * off, z + nz * off
    u = (m[0, 0] * x + m[0, 1] * y + m[0, 2] * z + m[0, 3]) * lens[0] + lens[1]
    v = (m[1, 0] * x + m[1, 1] * y + m[1, 2] * z + m[1, 3]) * lens[0] + lens[2]
    depth = m[2, 0] * x + m[2, 1] * y + m[2, 2] * z + m[2, 3]
    return u, v, lens[3] - depth + _BIAS


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def lit(triangle, nearness, body_of, own, u, v, w):  # type: ignore[no-untyped-def]
    """The share of four texels about (u, v) in which the sun reaches nearness w, in [0, 1].

    Weighted bilinearly (Reeves, Salesin and Cook 1987); convex bodies do not shade themselves.
    """
    u, v = u - 0.5, v - 0.5
    c, r = int(u), int(v)
    if u < 0 or v < 0 or r >= nearness.shape[0] - 1 or c >= nearness.shape[1] - 1:
        return 1.0
    fu, fv = u - c, v - r
    light = 0.0
    for k in range(4):
        i, j = r + (k >> 1), c + (k & 1)
        if nearness[i, j] <= w or body_of[triangle[i, j]] == own:
            light += (fv if k >> 1 else 1 - fv) * (fu if k & 1 else 1 - fu)
    return min(light, 1.0) if light < 0.9999 else 1.0


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def dust_light(grid, origin, spacing, x, y, z):  # type: ignore[no-untyped-def]
    """The share of sunlight that dust lets through to a point: `grid` (nx, ny, nz), linear between."""
    sx, sy, sz = grid.shape
    if sx < 2:
        return 1.0
    fx, fy, fz = (x - origin[0]) / spacing, (y - origin[1]) / spacing, (z - origin[2]) / spacing
    if fx < 0 or fy < 0 or fz < -1.0 or fx >= sx - 1 or fy >= sy - 1 or fz >= sz - 1:
        return 1.0
    fz = max(fz, 0.0)
    ix, iy, iz = int(fx), int(fy), int(fz)
    tx, ty, tz = fx - ix, fy - iy, fz - iz
    light = 0.0
    for k in range(8):
        dx, dy, dz = k & 1, (k >> 1) & 1, k >> 2
        w = (tx if dx else 1 - tx) * (ty if dy else 1 - ty) * (tz if dz else 1 - tz)
        light += w * grid[ix + dx, iy + dy, iz + dz]
    return light


def no_dust() -> tuple[Floats, Floats, float]:
    """The grid, origin and spacing that stand for clear air."""
    return np.ones((1, 1, 1), np.float32), np.zeros(3, np.float32), 1.0
