"""Fine ambient occlusion out of the depth picture: cracks, corners, the foot of a chunk on the ground."""

from __future__ import annotations

import numpy as np
from numba import njit

from coulisse.render.carried import on_plate

TAPS = 3  # rays a sample; the eight samples of a pixel share out 24
_REACH = 0.9  # metres: the farthest that this occlusion looks; skylight.py does the rest
_SETS = 8


def _spiral() -> np.ndarray:
    """Rays (8, TAPS, 4): cosine-weighted directions about +z (Vogel 1979 on the disc) and how far they go."""
    n = _SETS * TAPS
    i = np.arange(n)
    r, angle = np.sqrt((i + 0.5) / n), 2.399963 * i
    x, y = r * np.cos(angle), r * np.sin(angle)
    far = _REACH * ((i * 7) % n + 1.0) / n
    rays = np.stack([x, y, np.sqrt(1 - x * x - y * y), far], 1).astype(np.float32)
    return np.ascontiguousarray(rays.reshape(TAPS, _SETS, 4).transpose(1, 0, 2))


_RAYS = _spiral()


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def openness(near, view, s, x, y, z, nx, ny, nz, cosine, sine):  # type: ignore[no-untyped-def]
    """The open share of the near hemisphere over a face, in [0, 1] (Mittring, "Finding next gen", 2007).

    `near` (h, w): the nearness that sample s of `view` sees; (cosine, sine) turn the rays from pixel to pixel.
    """
    h, w = near.shape
    jx, jy = view.jitter[s, 0], view.jitter[s, 1]
    sign = 1.0 if nz >= 0 else -1.0  # a frame about the normal (Duff et al. 2017)
    p = -1.0 / (sign + nz)
    q = nx * ny * p
    hidden = 0.0
    for k in range(TAPS):
        ray = _RAYS[s % _SETS, k]
        a, b = ray[0] * cosine - ray[1] * sine, ray[0] * sine + ray[1] * cosine
        c, far = ray[2], ray[3]
        dx = a * (1 + sign * nx * nx * p) + b * q + c * nx
        dy = a * sign * q + b * (sign + ny * ny * p) + c * ny
        dz = -a * sign * nx - b * ny + c * nz
        u, v, depth = on_plate(view, x + dx * far, y + dy * far, z + dz * far)
        col, row = int(u - jx), int(v - jy)
        if depth <= 0 or col < 0 or row < 0 or col >= w or row >= h:
            continue
        n = near[row, col]
        # Nearer than the ray's end by a little: hidden. By a lot: something else in front, which counts less.
        if n * (depth - 0.02) > 1.0:
            hidden += min(1.0, 1.5 * _REACH / (depth - 1.0 / n))
    return 1.0 - hidden / TAPS
