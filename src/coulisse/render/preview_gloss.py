"""Highlights of lamps on glossy surfaces, reckoned and not found by chance: rough ones would be full of specks.

From the point of each lamp that lies nearest to the mirrored ray (Karis, Real Shading in Unreal Engine 4, 2013).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_lamps import AREA, NO_HIGHLIGHT, SPOT, SUN, WINDOW, Lit
from coulisse.scene.rays import passing

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

BULBS = np.float32(0.08)  # roughness up to which lamps themselves are mirrored; above it their highlights are reckoned
DULL, MATT = np.float32(0.75), np.float32(0.95)  # between them highlights fade out
_FAINT = np.float32(0.03)  # of the brightest highlight: what is less is left out
_OFF = np.float32(4e-4)  # metres off a surface that a ray starts
_PI = np.float32(3.14159265)


@njit(cache=True, nogil=True)
def _highlight(lamps: Floats, l: int, px: Any, py: Any, pz: Any, n: Any, eye: Any, r: Any, alpha: Any) -> Any:
    """Unit direction to the lamp's nearest point to the mirrored ray `r`, its distance, and the part of its colour that
    comes back to the eye before Fresnel; never brighter than the lamp is.
    """
    kind, zero, one = lamps[l, 0], np.float32(0), np.float32(1)
    x, y, z = lamps[l, 1] - px, lamps[l, 2] - py, lamps[l, 3] - pz
    ax, ay, az = lamps[l, 4], lamps[l, 5], lamps[l, 6]
    size = lamps[l, 16]
    if kind == SUN:
        x, y, z, d, fall, most = -ax, -ay, -az, np.float32(1e4), one, one / (_PI * size * size)
    elif kind == AREA:
        facing = -(r[0] * ax + r[1] * ay + r[2] * az)
        far = np.sqrt(x * x + y * y + z * z)
        if facing > 1e-3:
            far = min(max(-(x * ax + y * ay + z * az) / facing, zero), np.float32(4) * far)
        qx, qy, qz = r[0] * far - x, r[1] * far - y, r[2] * far - z
        s = qx * lamps[l, 7] + qy * lamps[l, 8] + qz * lamps[l, 9]
        t = qx * lamps[l, 10] + qy * lamps[l, 11] + qz * lamps[l, 12]
        s, t = min(max(s, -size), size), min(max(t, -lamps[l, 17]), lamps[l, 17])
        x += s * lamps[l, 7] + t * lamps[l, 10]
        y += s * lamps[l, 8] + t * lamps[l, 11]
        z += s * lamps[l, 9] + t * lamps[l, 12]
        d = max(np.sqrt(x * x + y * y + z * z), np.float32(0.05))
        x, y, z = x / d, y / d, z / d
        area = np.float32(4) * size * lamps[l, 17]
        fall, most = max(-(x * ax + y * ay + z * az), zero) * area / (d * d + area / _PI), one
    else:
        d2 = x * x + y * y + z * z
        # The mirrored ray's nearest point within the ball.
        along = x * r[0] + y * r[1] + z * r[2]
        qx, qy, qz = r[0] * along - x, r[1] * along - y, r[2] * along - z
        off = np.sqrt(qx * qx + qy * qy + qz * qz) + np.float32(1e-9)
        k = min(size / off, one) if along > 0 else zero
        x, y, z = x + qx * k, y + qy * k, z + qz * k
        d = max(np.sqrt(x * x + y * y + z * z), np.float32(0.05))
        x, y, z = x / d, y / d, z / d
        fall, most = one / max(d2, np.float32(0.0025)), one / (_PI * size * size)
        if kind == SPOT:
            k = (-(x * ax + y * ay + z * az) - lamps[l, 19]) / max(lamps[l, 18] - lamps[l, 19], np.float32(1e-4))
            k = min(max(k, zero), one)
            fall *= k * k * (np.float32(3) - np.float32(2) * k)
    facing = x * n[0] + y * n[1] + z * n[2]
    if facing <= 0 or fall <= 0:
        return x, y, z, d, zero
    hx, hy, hz = x + eye[0], y + eye[1], z + eye[2]
    long = np.sqrt(hx * hx + hy * hy + hz * hz) + np.float32(1e-9)
    nh = (hx * n[0] + hy * n[1] + hz * n[2]) / long
    lh = max((hx * x + hy * y + hz * z) / long, np.float32(0.1))
    # GGX (Walter et al. 2007) with the visibility of Kelemen and Szirmay-Kalos (2001).
    k2 = nh * nh * (alpha * alpha - one) + one
    return x, y, z, d, min(fall * facing * alpha * alpha / (_PI * k2 * k2) / (np.float32(4) * lh * lh), most)


@njit(cache=True, nogil=True)
def highlights(
    lit: Lit, stack: Ints, weight: Floats, p: Any, n: Any, eye: Any, rough: Any, a: Any, b: Any,
    which: int,
) -> Any:  # fmt: skip
    """Radiance, before Fresnel, that a surface at `p` with normal `n` sends to the `eye` of the lamps.

    `a` and `b` in [0, 1) place the samples. `which`: 1 suns alone, 2 all but suns. The sky in a window is what a
    mirroring ray finds there; a highlight of it would count twice.
    """
    sr, sg, sb = np.float32(0), np.float32(0), np.float32(0)
    if rough >= MATT or (rough < BULBS and which != 1):
        return sr, sg, sb
    alpha = max(rough * rough, np.float32(0.012))
    fade = min((MATT - rough) / (MATT - DULL), np.float32(1))
    px, py, pz = p[0] + n[0] * _OFF, p[1] + n[1] * _OFF, p[2] + n[2] * _OFF
    dot = np.float32(2) * (eye[0] * n[0] + eye[1] * n[1] + eye[2] * n[2])
    r = (dot * n[0] - eye[0], dot * n[1] - eye[1], dot * n[2] - eye[2])
    lamps, most = lit.lamps, np.float32(0)
    for l in range(len(lamps)):
        weight[l] = np.float32(0)
        sun = lamps[l, 0] == SUN
        if lamps[l, 0] != WINDOW and sun == (which == 1) and lamps[l, 18] < NO_HIGHLIGHT:
            _, _, _, _, part = _highlight(lamps, l, px, py, pz, n, eye, r, alpha)
            weight[l] = part * max(lamps[l, 13], max(lamps[l, 14], lamps[l, 15]))
            most = max(most, weight[l])
    for l in range(len(lamps)):
        # A ray to each that counts: to some by chance, what the bright ones' shadows leave would be specks.
        counts = min((weight[l] / max(most, np.float32(1e-12)) - _FAINT) / _FAINT, np.float32(1))
        if counts <= 0:
            continue
        x, y, z, d, part = _highlight(lamps, l, px, py, pz, n, eye, r, alpha)
        if lamps[l, 0] != SUN:
            # The lobe is wide, and so are the edges of its shadows.
            s, t = (a - np.float32(0.5)) * alpha, (b - np.float32(0.5)) * alpha
            if lamps[l, 0] == AREA:
                s, t = min(s, lamps[l, 16] / d), min(t, lamps[l, 17] / d)
            else:
                s, t = min(s, lamps[l, 16] / d), min(t, lamps[l, 16] / d)
            x += s * lamps[l, 7] + t * lamps[l, 10]
            y += s * lamps[l, 8] + t * lamps[l, 11]
            z += s * lamps[l, 9] + t * lamps[l, 12]
            long = np.sqrt(x * x + y * y + z * z)
            x, y, z = x / long, y / long, z / long
        part *= counts * fade
        part *= passing(lit.tree, stack, lit.clear, px, py, pz, x, y, z, d * np.float32(0.98))
        sr, sg, sb = sr + part * lamps[l, 13], sg + part * lamps[l, 14], sb + part * lamps[l, 15]
    return sr, sg, sb
