"""How the air carries dust: mass, and the coordinates that the renderer's noise travels with."""

from __future__ import annotations

import numba
import numpy as np

from coulisse.physics.air import Air, trace
from coulisse.scene.grid import sample
from coulisse.scene.pieces import Floats

SETTLING = 0.06  # m/s, Stokes for 28 micrometre grains of 2,500 kg/m3


@numba.njit(cache=True, fastmath=True, parallel=True)
def _carry(u, v, w, density, flow, s, fall, cell, out, low, high, flow_out):  # type: ignore[no-untyped-def]
    """First pass: trace back; density, its neighbours' range, and the flow coordinates."""
    nx, ny, nz = density.shape
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                x0, y0, z0 = np.float32(i), np.float32(j), np.float32(k)
                x, y, z = trace(u, v, w, x0, y0, z0, -s)
                dx, dy, dz = (x - x0) * cell, (y - y0) * cell, (z - z0) * cell
                zf = z + fall
                h = np.float32(0.5)
                inside = x > -h and y > -h and zf > -h and x < nx - h and y < ny - h and zf < nz - h
                x = min(max(x, np.float32(0.0)), np.float32(nx - 1.0001))
                y = min(max(y, np.float32(0.0)), np.float32(ny - 1.0001))
                z = min(max(z, np.float32(0.0)), np.float32(nz - 1.0001))
                zf = min(max(zf, np.float32(0.0)), np.float32(nz - 1.0001))
                i0, j0, k0 = int(x), int(y), int(zf)
                lo, hi = np.float32(1e30), np.float32(0.0)
                for a in range(2):
                    for b in range(2):
                        for c in range(2):
                            d = density[i0 + a, j0 + b, k0 + c]
                            lo = min(lo, d)
                            hi = max(hi, d)
                if inside:
                    out[i, j, k] = sample(density, x, y, zf) if hi > 0.0 else np.float32(0.0)
                    low[i, j, k] = lo
                    high[i, j, k] = hi
                else:
                    out[i, j, k] = 0.0
                    low[i, j, k] = 0.0
                    high[i, j, k] = 0.0
                k0 = int(z)
                fx, fy, fz = x - i0, y - j0, z - k0
                acc = flow_out[i, j, k]
                acc[:] = 0.0
                for a in range(2):
                    wa = fx if a else np.float32(1.0) - fx
                    for b in range(2):
                        wb = wa * (fy if b else np.float32(1.0) - fy)
                        for c in range(2):
                            wc = wb * (fz if c else np.float32(1.0) - fz)
                            f = flow[i0 + a, j0 + b, k0 + c]
                            for n in range(6):
                                acc[n] += wc * f[n]
                acc[0] += dx
                acc[1] += dy
                acc[2] += dz
                acc[3] += dx
                acc[4] += dy
                acc[5] += dz


@numba.njit(cache=True, fastmath=True, parallel=True)
def _sharpen(u, v, w, density, carried, s, fall, low, high, out):  # type: ignore[no-untyped-def]
    """Second pass: MacCormack correction, kept within the neighbours' range (Selle et al. 2008)."""
    nx, ny, nz = density.shape
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                hi = high[i, j, k]
                if hi <= 0.0:
                    out[i, j, k] = 0.0
                    continue
                x, y, z = trace(u, v, w, np.float32(i), np.float32(j), np.float32(k), s)
                value = carried[i, j, k] + np.float32(0.5) * (density[i, j, k] - sample(carried, x, y, z - fall))
                out[i, j, k] = min(max(value, low[i, j, k]), hi)


def carry(
    air: Air, density: Floats, flow: Floats, seconds: float, cell: float, settling: float = SETTLING
) -> tuple[Floats, Floats]:
    """Move `density` and the two `flow` displacements with the air for `seconds`; new arrays.

    The scheme does not conserve mass by itself: the sum is set to what was there, less what went out at the
    open sides and onto the ground.
    """
    s, fall = np.float32(seconds / cell), np.float32(settling * seconds / cell)
    first, low, high, sharp = (np.empty_like(density) for _ in range(4))
    flow_out = np.empty_like(flow)
    _carry(
        air.u, air.v, air.w, density, flow, s, fall, np.float32(cell), first, low, high, flow_out,
    )  # fmt: skip
    _sharpen(air.u, air.v, air.w, density, first, s, fall, low, high, sharp)
    gone = s * (
        (np.maximum(air.u[-1], 0) * density[-1]).sum() + (np.maximum(-air.u[0], 0) * density[0]).sum()
        + (np.maximum(air.v[:, -1], 0) * density[:, -1]).sum() + (np.maximum(-air.v[:, 0], 0) * density[:, 0]).sum()
        + (np.maximum(air.w[:, :, -1], 0) * density[:, :, -1]).sum()
    ) + fall * density[:, :, 0].sum()  # fmt: skip
    left, now = float(density.sum(dtype=np.float64) - gone), float(sharp.sum(dtype=np.float64))
    if now > 0.0:
        sharp *= np.float32(np.clip(left / now, 0.97, 1.03))
    return sharp, flow_out
