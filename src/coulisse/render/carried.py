"""The plate's colour on a piece: the albedo picture at the projection of the rest position."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from coulisse.render.visibility import Seen, View
from coulisse.scene.pieces import Floats

ON_FACADE = 2.5  # metres before or behind y = 0 within which a face may borrow the facade's texture


class Carried(NamedTuple):
    """What the pieces carry of the plate.

    `columns` (C, 2) metres: the lowest and the highest z of the facade that the plate shows, in
    columns of `width` metres along x from `left` on; a place that the plate does not show takes the
    look of a storey that it shows, or its mirror image.
    """

    albedo: Floats  # (h, w, 3), filled in where something stands before the building
    rest: Seen  # one z-buffer through the pixel centres
    camera: View
    paint: Floats  # (3,) mean albedo of the facade
    columns: Floats
    left: float
    width: float
    storey: float  # metres from floor to floor, 0: not known


@njit(cache=True, fastmath=True, _nrt=False)
def _weights(t):  # type: ignore[no-untyped-def]
    """Catmull and Rom's cubic (1974) at the fraction t."""
    t2, t3 = t * t, t * t * t
    return (
        -0.5 * t + t2 - 0.5 * t3,
        1.0 - 2.5 * t2 + 1.5 * t3,
        0.5 * t + 2.0 * t2 - 1.5 * t3,
        -0.5 * t2 + 0.5 * t3,
    )


@njit(cache=True, fastmath=True, _nrt=False)
def sample(picture, u, v):  # type: ignore[no-untyped-def]
    """A picture (h, w, 3) at the continuous place (u, v), bicubic, not below zero; 3 numbers."""
    h, w, _ = picture.shape
    u, v = min(max(u - 0.5, 0.0), w - 1.001), min(max(v - 0.5, 0.0), h - 1.001)
    x, y = int(u), int(v)
    wx, wy = _weights(u - x), _weights(v - y)
    r, g, b = 0.0, 0.0, 0.0
    for j in range(4):
        row = min(max(y + j - 1, 0), h - 1)
        for i in range(4):
            k = wx[i] * wy[j]
            p = picture[row, min(max(x + i - 1, 0), w - 1)]
            r, g, b = r + k * p[0], g + k * p[1], b + k * p[2]
    return max(r, 0.0), max(g, 0.0), max(b, 0.0)


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def on_plate(view, x, y, z):  # type: ignore[no-untyped-def]
    """Pixel and depth of a point at rest; depth <= 0 behind the camera."""
    m, lens = view.matrix, view.lens
    depth = m[2, 0] * x + m[2, 1] * y + m[2, 2] * z + m[2, 3]
    if depth < 1e-3:
        return 0.0, 0.0, -1.0
    k = lens[0] / depth
    u = (m[0, 0] * x + m[0, 1] * y + m[0, 2] * z + m[0, 3]) * k + lens[1]
    v = (m[1, 0] * x + m[1, 1] * y + m[1, 2] * z + m[1, 3]) * k + lens[2]
    return u, v, depth


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def shown(rest, u, v, depth, slack):  # type: ignore[no-untyped-def]
    """Whether the plate shows the point that projects there: its depth fits one of 3 x 3 pixels."""
    _, h, w = rest.nearness.shape
    c, r = int(u), int(v)
    if depth <= 0 or u < 0 or v < 0 or c >= w or r >= h:
        return False
    near = rest.nearness[0, r, c]
    if near > 0.0 and abs(1.0 / near - depth) < slack:
        return True
    for dy in range(-1, 2):
        for dx in range(-1, 2):
            near = rest.nearness[0, min(max(r + dy, 0), h - 1), min(max(c + dx, 0), w - 1)]
            if near > 0.0 and abs(1.0 / near - depth) < slack:
                return True
    return False


@njit(cache=True, fastmath=True, _nrt=False)
def mirrored(t, low, high):  # type: ignore[no-untyped-def]
    """Fold t into [low, high] as between two mirrors."""
    span = high - low
    s = abs(t - low) % (2 * span)
    return low + (s if s <= span else 2 * span - s)


@njit(cache=True, fastmath=True, _nrt=False)
def repeated(z, low, high, storey):  # type: ignore[no-untyped-def]
    """Bring a height into [low, high] by whole storeys, or between two mirrors where less than one is shown."""
    if storey <= 0.0 or high - low < storey:
        return mirrored(z, low, high)
    if z > high:
        return z - storey * np.ceil((z - high) / storey)
    if z < low:
        return z + storey * np.ceil((low - z) / storey)
    return z


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def carried_albedo(carried, x, y, z, facing, borrow):  # type: ignore[no-untyped-def]
    """Whether a rest position (metres) has a colour of the plate, and that albedo (3).

    `facing` is the cosine between its face and the camera at rest; `borrow` lets a place that the
    plate does not show take the facade's mirror image.
    """
    u, v, depth = on_plate(carried.camera, x, y, z)
    if facing > 0.02 and shown(carried.rest, u, v, depth, 0.06 + 0.006 * depth):
        r, g, b = sample(carried.albedo, u, v)
        return True, r, g, b
    n = len(carried.columns)
    if not borrow or n < 2 or abs(y) > ON_FACADE:
        return False, 0.0, 0.0, 0.0
    x = mirrored(x, carried.left, carried.left + n * carried.width - 1e-3)
    c = min(max((x - carried.left) / carried.width - 0.5, 0.0), n - 1.001)
    i = int(c)
    t = c - i
    low = carried.columns[i, 0] * (1 - t) + carried.columns[i + 1, 0] * t
    high = carried.columns[i, 1] * (1 - t) + carried.columns[i + 1, 1] * t
    z = repeated(z, low, high, carried.storey)
    u, v, depth = on_plate(carried.camera, x, y, z)
    if depth <= 0:
        return False, 0.0, 0.0, 0.0
    r, g, b = sample(carried.albedo, u, v)
    return True, r, g, b
