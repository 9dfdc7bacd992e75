"""The preview's compiled loops over pixels: light straight from lamps, light from the room, reflections."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_gloss import BULBS, highlights
from coulisse.render.preview_lamps import Lit, light_at
from coulisse.render.preview_patches import from_patches
from coulisse.render.preview_trace import bounced, over, random
from coulisse.scene.rays import STACK

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_OFF = np.float32(4e-4)  # metres off a surface that a ray starts
_PI = np.float32(3.14159265)
# Typed, so that the compiler does not make a version of a function for each number that it is called with.
_ALL, _ONE, _FOUR = np.int64(0), np.int64(1), np.int64(4)


@njit(cache=True, nogil=True, inline="always")
def _dither(x: Any, y: Any, k: Any) -> Any:
    """Interleaved gradient noise in [0, 1): neighbours differ as much as can be (Jimenez, 2014); `k`: which one."""
    a, b = x + 5.588238 * k, y + 5.588238 * k
    return np.float32((52.9829189 * ((0.06711056 * a + 0.00583715 * b) % 1.0)) % 1.0)


@njit(cache=True, nogil=True, inline="always")
def _other(x: Any, y: Any, k: Any) -> Any:
    """As `_dither`, and independent of it: a lattice after the plastic number (Roberts, The R2 Sequence, 2018)."""
    return np.float32((x * 0.7548776662 + y * 0.5698402910 + k * 0.6180339887) % 1.0)


@njit(cache=True, nogil=True)
def lamplight(
    lit: Lit, points: Floats, normals: Floats, eyes: Floats, rough: Floats, pixel: Ints, count: int, which: int,
    seed: int, chosen: Ints, lux: Floats, gloss: Floats,
) -> None:  # fmt: skip
    """Lux (n, 3) straight from the lamps at points (n, 3), and their highlights; `pixel` (n, 2) column and row.

    `which` lamps: see `light_at`.
    """
    stack, weight = np.empty(STACK, np.int32), np.empty(max(len(lit.lamps), 1), np.float32)
    for k in chosen:
        x, y = pixel[k, 0], pixel[k, 1]
        p, n = (points[k, 0], points[k, 1], points[k, 2]), (normals[k, 0], normals[k, 1], normals[k, 2])
        a, b, c = _dither(x, y, seed), _other(x, y, seed + 17), _dither(y, x, seed + 29)
        eye = (eyes[k, 0], eyes[k, 1], eyes[k, 2])
        er, eg, eb = light_at(lit, stack, weight, p, n, count, a, b, c, which)
        sr, sg, sb = highlights(lit, stack, weight, p, n, eye, rough[k], b, c, which)
        lux[k, 0], lux[k, 1], lux[k, 2] = er, eg, eb
        gloss[k, 0], gloss[k, 1], gloss[k, 2] = sr, sg, sb


@njit(cache=True, nogil=True)
def roomlight(
    lit: Lit, points: Floats, normals: Floats, pixel: Ints, count: int, bounces: int, most: Any, seed: int,
    chosen: Ints, lux: Floats, near: Floats,
) -> None:  # fmt: skip
    """Lux (n, 3) that surfaces and the sky send to points (n, 3), and the mean of 1 / distance to them (n,).

    `most` radiance that one ray may bring.
    """
    stack, weight = np.empty(STACK, np.int32), np.empty(max(len(lit.lamps), 1), np.float32)
    for k in chosen:
        x, y = pixel[k, 0], pixel[k, 1]
        n = (normals[k, 0], normals[k, 1], normals[k, 2])
        px, py, pz = points[k, 0] + n[0] * _OFF, points[k, 1] + n[1] * _OFF, points[k, 2] + n[2] * _OFF
        a, b = _dither(x, y, seed + 41), _other(x, y, seed + 53)
        state = np.uint32(x * 1973 + y * 9277 + seed * 26699 + 1) | np.uint32(1)
        _, state = random(state)
        tr, tg, tb, few, close = np.float32(0), np.float32(0), np.float32(0), most < 0, np.float32(0)
        for s in range(count):
            dx, dy, dz = over(n, np.float32((s + a) / count), np.float32((b + s * 0.6180340) % 1.0))
            r, g, bl, state, far = bounced(
                lit, stack, weight, px, py, pz, dx, dy, dz, bounces, _ONE, state, _ALL, few, most
            )
            close += np.float32(1) / max(far, np.float32(0.02))
            top = max(r, max(g, bl))
            if top > most:
                r, g, bl = r * most / top, g * most / top, bl * most / top
            tr, tg, tb = tr + r, tg + g, tb + bl
        er, eg, eb = from_patches(lit, stack, px, py, pz, n, _FOUR, a)
        lux[k, 0], lux[k, 1], lux[k, 2] = er + _PI * tr / count, eg + _PI * tg / count, eb + _PI * tb / count
        near[k] = close / count


@njit(cache=True, nogil=True)
def reflections(
    lit: Lit, points: Floats, normals: Floats, eyes: Floats, rough: Floats, pixel: Ints, count: int, most: Any,
    few: Any, dull: Any, seed: int, chosen: Ints, radiance: Floats, near: Floats,
) -> None:  # fmt: skip
    """Radiance (n, 3) that glossy surfaces at points (n, 3) mirror to the eye; rough ones blur it.

    `most` radiance that one ray may bring, `few` what may come to it by a second bounce, `dull` what one may bring
    to a rough surface. `near` (n,): the mean of 1 / distance to what is mirrored.
    """
    stack, weight = np.empty(STACK, np.int32), np.empty(max(len(lit.lamps), 1), np.float32)
    for k in chosen:
        x, y = pixel[k, 0], pixel[k, 1]
        nx, ny, nz = normals[k, 0], normals[k, 1], normals[k, 2]
        ex, ey, ez = eyes[k, 0], eyes[k, 1], eyes[k, 2]
        px, py, pz = points[k, 0] + nx * _OFF, points[k, 1] + ny * _OFF, points[k, 2] + nz * _OFF
        a, b = _dither(x, y, seed + 61), _other(x, y, seed + 73)
        state = np.uint32(x * 7919 + y * 6271 + seed * 26699 + 1) | np.uint32(1)
        _, state = random(state)
        alpha = rough[k] * rough[k]
        own = count if rough[k] < 0.12 else 3 * count
        # What is rough spreads what it mirrors: a speck there is noise. Of lamps it has highlights already.
        limit = most if rough[k] < BULBS else min(most, dull)
        tr, tg, tb, close = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
        for s in range(own):
            u, v = np.float32((s + a) / own), np.float32((b + s * 0.6180340) % 1.0)
            # A facet as GGX has them, cut off where it is too rare to matter.
            u *= np.float32(0.9)
            tan = alpha * np.sqrt(u / (np.float32(1) - u))
            hx, hy, hz = nx, ny, nz
            if tan > 0:
                sign = np.float32(1) if nz >= 0 else np.float32(-1)
                q = np.float32(-1) / (sign + nz)
                w = nx * ny * q
                sx, sy = tan * np.cos(np.float32(2) * _PI * v), tan * np.sin(np.float32(2) * _PI * v)
                hx += sx * (np.float32(1) + sign * nx * nx * q) + sy * w
                hy += sx * sign * w + sy * (sign + ny * ny * q)
                hz += -sx * sign * nx - sy * ny
                size = np.sqrt(hx * hx + hy * hy + hz * hz)
                hx, hy, hz = hx / size, hy / size, hz / size
            dot = np.float32(2) * (ex * hx + ey * hy + ez * hz)
            dx, dy, dz = dot * hx - ex, dot * hy - ey, dot * hz - ez
            up = dx * nx + dy * ny + dz * nz
            if up < 0.01:
                up = np.float32(0.02) - up
                dx, dy, dz = dx + nx * up, dy + ny * up, dz + nz * up
            r, g, bl, state, far = bounced(
                lit,
                stack,
                weight,
                px,
                py,
                pz,
                dx,
                dy,
                dz,
                _ONE,
                _FOUR if rough[k] < BULBS else _ONE,
                state,
                _ONE,
                rough[k] < BULBS,
                few,
            )
            close += np.float32(1) / max(far, np.float32(0.02))
            top = max(r, max(g, bl))
            if top > limit:
                r, g, bl = r * limit / top, g * limit / top, bl * limit / top
            tr, tg, tb = tr + r, tg + g, tb + bl
        radiance[k, 0], radiance[k, 1], radiance[k, 2] = tr / own, tg / own, tb / own
        near[k] = close / own
