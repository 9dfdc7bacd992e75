"""The preview's compiled rays: what the camera sees, and what comes along a ray by one or two bounces."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_lamps import Lit, light_at
from coulisse.render.preview_patches import from_any_patch
from coulisse.scene.rays import FAR, STACK, nearest

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_OFF = np.float32(4e-4)  # metres off a surface that a ray starts
_PANES = 12  # faces of glass that a ray goes through at most
SHEER = np.float32(0.9)  # clearness of a face under which it is threads with holes, and over which it is glass
_PI = np.float32(3.14159265)
# Typed, so that the compiler does not make a version of a function for each number that it is called with.
_ALL, _ONE, _TWO = np.int64(0), np.int64(1), np.int64(2)


@njit(cache=True, nogil=True, inline="always")
def random(state: Any) -> Any:
    """A number in [0, 1) and the next state (xorshift, Marsaglia 2003)."""
    s = np.uint32(state)
    s ^= np.uint32(s << np.uint32(13))
    s ^= np.uint32(s >> np.uint32(17))
    s ^= np.uint32(s << np.uint32(5))
    return np.float32(s >> np.uint32(8)) * np.float32(5.9604645e-08), s


@njit(cache=True, nogil=True)
def facet(lit: Lit, i: int, t: int, dx: Any, dy: Any, dz: Any) -> Any:
    """The unit normal of a triangle in the world, towards where the ray comes from."""
    q, m = lit.tree.triangles, lit.tree.inverse
    x = q[t, 4] * q[t, 8] - q[t, 5] * q[t, 7]
    y = q[t, 5] * q[t, 6] - q[t, 3] * q[t, 8]
    z = q[t, 3] * q[t, 7] - q[t, 4] * q[t, 6]
    nx = m[i, 0] * x + m[i, 4] * y + m[i, 8] * z
    ny = m[i, 1] * x + m[i, 5] * y + m[i, 9] * z
    nz = m[i, 2] * x + m[i, 6] * y + m[i, 10] * z
    size = np.sqrt(nx * nx + ny * ny + nz * nz) + np.float32(1e-30)
    if nx * dx + ny * dy + nz * dz > 0:
        size = -size
    return nx / size, ny / size, nz / size


@njit(cache=True, nogil=True)
def sky_at(sky: Floats, which: int, dz: Any) -> Any:
    """Radiance of the sky: paler at the horizon; below it what the ground sends back, a fifth."""
    k = np.float32(1) - max(dz, np.float32(0))
    k = np.float32(0.95) + np.float32(0.4) * k * k * k
    if dz < 0.06:
        # Haze hides the horizon; it is never a line.
        t = min(max((dz + np.float32(0.14)) / np.float32(0.2), np.float32(0)), np.float32(1))
        k *= np.float32(0.3) + np.float32(0.7) * t * t * (np.float32(3) - np.float32(2) * t)
    return sky[which, 0] * k, sky[which, 1] * k, sky[which, 2] * k


@njit(cache=True, nogil=True)
def onward(lit: Lit, stack: Ints, x: Any, y: Any, z: Any, dx: Any, dy: Any, dz: Any) -> Any:
    """What a ray of bounced light meets: (distance, place, triangle, r, g, b of what glass let through, window)."""
    start, window = np.float32(0), False
    sr, sg, sb = np.float32(1), np.float32(1), np.float32(1)
    for _ in range(_PANES):
        d, i, t, _, _ = nearest(lit.tree, stack, x + dx * start, y + dy * start, z + dz * start, dx, dy, dz, FAR)
        if i < 0:
            return FAR, -1, -1, sr, sg, sb, window
        e = lit.tree.table[i] + lit.tree.slot[t]
        if lit.clear[e] < 0.5 or lit.bulb[e, 0] + lit.bulb[e, 1] + lit.bulb[e, 2] > 0:
            return start + d, i, t, sr, sg, sb, window
        sr, sg, sb = (
            sr * lit.clear[e] * lit.tint[e, 0],
            sg * lit.clear[e] * lit.tint[e, 1],
            sb * lit.clear[e] * lit.tint[e, 2],
        )
        window = window or lit.window[e] > 0
        start += d + _OFF
    return FAR, -1, -1, np.float32(0), np.float32(0), np.float32(0), True


@njit(cache=True, nogil=True)
def bounced(
    lit: Lit, stack: Ints, weight: Floats, x: Any, y: Any, z: Any, dx: Any, dy: Any, dz: Any, bounces: int, count: int,
    state: Any, seen: int, bulbs: bool, most: Any,
) -> Any:  # fmt: skip
    """Radiance that comes along a ray from where it ends, the random state after it, and how far that is.

    `seen` 1: for a reflection, which shows the sky's seen colour, and the lamps' own `bulbs` if asked.
    """
    r, g, b = np.float32(0), np.float32(0), np.float32(0)
    tr, tg, tb = np.float32(1), np.float32(1), np.float32(1)
    first = FAR
    for bounce in range(bounces + 1):
        d, i, t, sr, sg, sb, window = onward(lit, stack, x, y, z, dx, dy, dz)
        if bounce == 0:
            first = d
        tr, tg, tb = tr * sr, tg * sg, tb * sb
        if i < 0:
            if (seen == 1 and bounce == 0) or not window:
                sr, sg, sb = sky_at(lit.sky, seen if bounce == 0 else 0, dz)
                r, g, b = r + tr * sr, g + tg * sg, b + tb * sb
            return r, g, b, state, first
        e = lit.tree.table[i] + lit.tree.slot[t]
        if bulbs and bounce == 0:
            r, g, b = r + tr * lit.bulb[e, 0], g + tg * lit.bulb[e, 1], b + tb * lit.bulb[e, 2]
        else:
            r, g, b = r + tr * lit.glow[e, 0], g + tg * lit.glow[e, 1], b + tb * lit.glow[e, 2]
        n = facet(lit, i, t, dx, dy, dz)
        x, y, z = x + dx * d, y + dy * d, z + dz * d
        u1, state = random(state)
        u2, state = random(state)
        u3, state = random(state)
        # Sunlit patches are lamps of their own (`patches`): found by chance they would be specks. A mirror shows them.
        direct = seen == 1 and bounce == 0
        er, eg, eb = light_at(
            lit, stack, weight, (x, y, z), n, count if bounce == 0 else _ONE, u1, u2, u3, _ALL if direct else _TWO
        )
        if len(lit.patches):
            u1, state = random(state)
            pr, pg, pb = from_any_patch(lit, stack, x, y, z, n, u1)
            er, eg, eb = er + pr, eg + pg, eb + pb
        tr, tg, tb = tr * lit.albedo[e, 0], tg * lit.albedo[e, 1], tb * lit.albedo[e, 2]
        # A chance find of a patch in the sun would be a bright speck: what a second bounce brings is held down.
        held = np.float32(1) / _PI
        if bounce > 0:
            held = min(held, most / max(max(er, max(eg, eb)), np.float32(1e-9)))
        r, g, b = r + tr * er * held, g + tg * eg * held, b + tb * eb * held
        if bounce == bounces:
            break
        x, y, z = x + n[0] * _OFF, y + n[1] * _OFF, z + n[2] * _OFF
        u1, state = random(state)
        u2, state = random(state)
        dx, dy, dz = over(n, u1, u2)
    return r + tr * lit.ambient[0], g + tg * lit.ambient[1], b + tb * lit.ambient[2], state, first


@njit(cache=True, nogil=True)
def over(n: Any, u: Any, v: Any) -> Any:
    """A direction over a surface, as often as its cosine."""
    a, z = np.float32(6.2831853) * v, np.float32(1) - np.float32(2) * u
    s = np.sqrt(max(np.float32(0), np.float32(1) - z * z))
    x, y, z = n[0] + s * np.cos(a), n[1] + s * np.sin(a), n[2] + z * np.float32(0.999)
    size = np.sqrt(x * x + y * y + z * z) + np.float32(1e-9)
    return x / size, y / size, z / size


@njit(cache=True, nogil=True)
def camera_rays(
    lit: Lit, eye: Floats, axes: Floats, at: Floats, chosen: Ints,
    distance: Floats, place: Ints, triangle: Ints, where: Floats, share: Floats, pane: Ints, pane_at: Floats,
) -> None:  # fmt: skip
    """What the camera sees at `at` (n, 2), tangents to the right and down, of the rays `chosen`; fills the rest.

    `where` (n, 2) barycentric; `share` (n,) of the light that came through glass; `pane` (n, 2) place and triangle of
    the first glass in the way or -1, `pane_at` (n,) its distance.
    """
    stack = np.empty(STACK, np.int32)
    for k in chosen:
        dx = axes[0, 0] * at[k, 0] + axes[1, 0] * at[k, 1] + axes[2, 0]
        dy = axes[0, 1] * at[k, 0] + axes[1, 1] * at[k, 1] + axes[2, 1]
        dz = axes[0, 2] * at[k, 0] + axes[1, 2] * at[k, 1] + axes[2, 2]
        size = np.sqrt(dx * dx + dy * dy + dz * dz)
        dx, dy, dz = dx / size, dy / size, dz / size
        start, through = np.float32(0), np.float32(1)
        pane[k, 0] = -1
        place[k], triangle[k], distance[k] = -1, -1, FAR
        for _ in range(_PANES):
            ox, oy, oz = eye[0] + dx * start, eye[1] + dy * start, eye[2] + dz * start
            d, i, t, u, v = nearest(lit.tree, stack, ox, oy, oz, dx, dy, dz, FAR)
            if i < 0:
                break
            e = lit.tree.table[i] + lit.tree.slot[t]
            lit_up = lit.bulb[e, 0] + lit.bulb[e, 1] + lit.bulb[e, 2] > 0
            if lit.clear[e] < 0.5 or lit_up:
                place[k], triangle[k], distance[k], where[k, 0], where[k, 1] = i, t, start + d, u, v
                break
            if lit.clear[e] >= 1:  # nothing at all: sheer cloth in the picture of what is behind it
                start += d + _OFF
                continue
            n = facet(lit, i, t, dx, dy, dz)
            grazing = np.float32(1) + n[0] * dx + n[1] * dy + n[2] * dz
            g2 = grazing * grazing
            through *= lit.clear[e] * (np.float32(1) - g2 * g2 * grazing)
            if pane[k, 0] < 0:
                pane[k, 0], pane[k, 1], pane_at[k] = i, t, start + d
            start += d + _OFF
        share[k] = through
