"""Look-ups in 3-D grids, for use inside compiled loops."""

from __future__ import annotations

import numba
import numpy as np


@numba.njit(inline="always", fastmath=True)
def sample(a, x, y, z):  # type: ignore[no-untyped-def]
    """Trilinear look-up of `a` (nx, ny, nz) at an index position, clamped to the edge."""
    nx, ny, nz = a.shape
    x = min(max(x, np.float32(0.0)), np.float32(nx - 1.0001))
    y = min(max(y, np.float32(0.0)), np.float32(ny - 1.0001))
    z = min(max(z, np.float32(0.0)), np.float32(nz - 1.0001))
    i, j, k = int(x), int(y), int(z)
    fx, fy, fz = x - np.float32(i), y - np.float32(j), z - np.float32(k)
    a00 = a[i, j, k] + fz * (a[i, j, k + 1] - a[i, j, k])
    a01 = a[i, j + 1, k] + fz * (a[i, j + 1, k + 1] - a[i, j + 1, k])
    a10 = a[i + 1, j, k] + fz * (a[i + 1, j, k + 1] - a[i + 1, j, k])
    a11 = a[i + 1, j + 1, k] + fz * (a[i + 1, j + 1, k + 1] - a[i + 1, j + 1, k])
    b0 = a00 + fy * (a01 - a00)
    return b0 + fx * (a10 + fy * (a11 - a10) - b0)
