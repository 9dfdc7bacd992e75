"""Patches of sunlight as lamps for the rest of the room: bounced rays that find them by chance would leave blotches.

Instant radiosity (Keller, 1997), with discs for points, so that nothing burns out near by.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_lamps import Lit
from coulisse.scene.rays import passing

Ints = NDArray[np.int32]

_OFF = np.float32(4e-4)  # metres off a surface that a ray starts


@njit(cache=True, nogil=True)
def _patch_worth(lit: Lit, v: int, px: Any, py: Any, pz: Any, n: Any) -> Any:
    """The share of what leaves a patch that arrives on a surface, unshadowed: a disc, so that nothing burns near by."""
    q = lit.patches
    x, y, z = q[v, 0] - px, q[v, 1] - py, q[v, 2] - pz
    to = x * n[0] + y * n[1] + z * n[2]
    off = -(x * q[v, 3] + y * q[v, 4] + z * q[v, 5])
    if to <= 0 or off <= 0:
        return np.float32(0)
    d2 = x * x + y * y + z * z
    return to * off / (d2 * (d2 + q[v, 9]))


@njit(cache=True, nogil=True)
def from_patches(lit: Lit, stack: Ints, px: Any, py: Any, pz: Any, n: Any, count: int, a: Any) -> Any:
    """Lux from all sunlit patches by `count` rays to those that are worth most here."""
    er, eg, eb, total = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
    q = lit.patches
    for v in range(len(q)):
        total += _patch_worth(lit, v, px, py, pz, n) * q[v, 11]
    if total <= 0:
        return er, eg, eb
    reached, v, held = np.float32(0), -1, np.float32(0)
    for s in range(count):
        aim = np.float32((s + a) / count) * total
        while reached <= aim and v < len(q) - 1:
            v += 1
            held = _patch_worth(lit, v, px, py, pz, n)
            reached += held * q[v, 11]
        if held <= 0:
            continue
        x, y, z = q[v, 0] - px, q[v, 1] - py, q[v, 2] - pz
        d = np.sqrt(x * x + y * y + z * z)
        x, y, z = x / d, y / d, z / d
        k = passing(lit.tree, stack, lit.clear, px, py, pz, x, y, z, d * np.float32(0.998) - _OFF)
        k *= total / (np.float32(count) * q[v, 11])
        er, eg, eb = er + k * q[v, 6], eg + k * q[v, 7], eb + k * q[v, 8]
    return er, eg, eb


@njit(cache=True, nogil=True)
def from_any_patch(lit: Lit, stack: Ints, x: Any, y: Any, z: Any, n: Any, u: Any) -> Any:
    """Lux from the sunlit patches by one ray, to one as likely as it is bright."""
    q = lit.patches
    whole = q[len(q) - 1, 10]
    low, high, aim = 0, len(q) - 1, u * whole
    while low < high:
        middle = (low + high) // 2
        if q[middle, 10] > aim:
            high = middle
        else:
            low = middle + 1
    px, py, pz = x + n[0] * _OFF, y + n[1] * _OFF, z + n[2] * _OFF
    k = _patch_worth(lit, low, px, py, pz, n)
    if k <= 0 or q[low, 11] <= 0:
        return np.float32(0), np.float32(0), np.float32(0)
    dx, dy, dz = q[low, 0] - px, q[low, 1] - py, q[low, 2] - pz
    d = np.sqrt(dx * dx + dy * dy + dz * dz)
    k *= passing(lit.tree, stack, lit.clear, px, py, pz, dx / d, dy / d, dz / d, d * np.float32(0.998) - _OFF)
    k *= whole / q[low, 11]
    return k * q[low, 6], k * q[low, 7], k * q[low, 8]
