"""From simulated dust to a cloud with billows: extinction on a finer grid, and the light that reaches it."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from coulisse.render.noise import SIZE, billows
from coulisse.scene.dust import DustField
from coulisse.scene.light import Light
from coulisse.scene.pieces import FloatArray, Floats

# Geometric optics, extinction efficiency 2: 3 / (grain density * diameter) = 3 / (2500 * 15e-6), for a surface-mean
# diameter of 15 micrometres (Bohren and Huffman, Absorption and Scattering of Light by Small Particles, 1983).
MASS_EXTINCTION = 80.0  # m2/kg
THIN, THICK = 4e-4, 2.5e-2  # kg/m3: below, the noise takes all; above, nothing
BILLOW = 4.5  # metres, the largest billows
EROSION = 0.85  # share of the range from THIN to THICK that creases reach
BLOCK = 8  # fine cells to an edge of the blocks that say where there is nothing
SOLID_EXTINCTION = 1.5  # 1/m of a wholly blocked cell, for the shadow of the building on the dust


@dataclass(frozen=True)
class Cloud:
    """Extinction (nx, ny, nz), 1/m, on cells of `cell` metres from the corner `origin` (3,).

    `block_max` holds the greatest extinction in each block of BLOCK cells with a rim of one. `field` is the
    dust that it came from. `seed` fixes the noise.
    """

    field: DustField
    origin: FloatArray
    cell: float
    extinction: Floats
    block_max: Floats
    seed: int


@dataclass(frozen=True)
class ShadowGrid:
    """Share of light that arrives at cell centres: `transmittance` (nx, ny, nz) in [0, 1]."""

    origin: FloatArray
    cell: float
    transmittance: Floats


@numba.njit(inline="always", fastmath=True)
def tiled(noise, x, y, z):  # type: ignore[no-untyped-def]
    """Trilinear look-up in a repeating tile of SIZE texels; x, y, z in texels."""
    ix, iy, iz = np.int64(np.floor(x)), np.int64(np.floor(y)), np.int64(np.floor(z))
    fx, fy, fz = x - np.float32(ix), y - np.float32(iy), z - np.float32(iz)
    m = SIZE - 1
    i, j, k, i1, j1, k1 = ix & m, iy & m, iz & m, (ix + 1) & m, (iy + 1) & m, (iz + 1) & m
    a = noise[i, j, k] + fz * (noise[i, j, k1] - noise[i, j, k])
    b = noise[i, j1, k] + fz * (noise[i, j1, k1] - noise[i, j1, k])
    c = noise[i1, j, k] + fz * (noise[i1, j, k1] - noise[i1, j, k])
    d = noise[i1, j1, k] + fz * (noise[i1, j1, k1] - noise[i1, j1, k])
    a += fy * (b - a)
    return a + fx * (c + fy * (d - c) - a)


@numba.njit(inline="always", fastmath=True)
def erode(value, thin, span, crease):  # type: ignore[no-untyped-def]
    """What is left of a density where the noise has a `crease` (0 to 1): all in billows, none in creases."""
    s = min(max(np.log(value / thin) / span, np.float32(0.0)), np.float32(1.0))
    t = min(max((s - crease) * np.float32(4.0), np.float32(0.0)), np.float32(1.0))
    return value * t * t * (np.float32(3.0) - np.float32(2.0) * t)


@numba.njit(cache=True, fastmath=True, parallel=True)
def _billow(density, flow, noise, cell, r, texels, offset, weight, thin, span, erosion, scale, out):  # type: ignore[no-untyped-def]
    nx, ny, nz = density.shape
    one = np.float32(1.0)
    for i in numba.prange(nx):
        f = np.empty(6, np.float32)
        for j in range(ny):
            for k in range(nz):
                top = np.float32(0.0)
                for a in range(max(i - 1, 0), min(i + 2, nx)):
                    for b in range(max(j - 1, 0), min(j + 2, ny)):
                        for c in range(max(k - 1, 0), min(k + 2, nz)):
                            top = max(top, density[a, b, c])
                if top <= thin:
                    continue
                for a in range(r):
                    for b in range(r):
                        for c in range(r):
                            x = (np.float32(i * r + a) + np.float32(0.5)) / r - np.float32(0.5)
                            y = (np.float32(j * r + b) + np.float32(0.5)) / r - np.float32(0.5)
                            z = (np.float32(k * r + c) + np.float32(0.5)) / r - np.float32(0.5)
                            x = min(max(x, np.float32(0.0)), np.float32(nx - 1.001))
                            y = min(max(y, np.float32(0.0)), np.float32(ny - 1.001))
                            z = min(max(z, np.float32(0.0)), np.float32(nz - 1.001))
                            i0, j0, k0 = int(x), int(y), int(z)
                            fx, fy, fz = x - np.float32(i0), y - np.float32(j0), z - np.float32(k0)
                            d = np.float32(0.0)
                            f[:] = 0.0
                            for p in range(8):
                                pa, pb, pc = p >> 2, (p >> 1) & 1, p & 1
                                w = (fx if pa else one - fx) * (fy if pb else one - fy) * (fz if pc else one - fz)
                                d += w * density[i0 + pa, j0 + pb, k0 + pc]
                                for n in range(6):
                                    f[n] += w * flow[i0 + pa, j0 + pb, k0 + pc, n]
                            if d <= thin:
                                continue
                            x, y, z = x * cell, y * cell, z * cell
                            crease = np.float32(0.0)
                            for n in range(2):
                                crease += weight[n] * tiled(
                                    noise,
                                    (x + f[3 * n] + offset[n, 0]) * texels,
                                    (y + f[3 * n + 1] + offset[n, 1]) * texels,
                                    (z + f[3 * n + 2] + offset[n, 2]) * texels,
                                )
                            out[i * r + a, j * r + b, k * r + c] = scale * erode(
                                d, thin, span, erosion * min(max(crease, np.float32(0.0)), one)
                            )


@numba.njit(cache=True, parallel=True)
def _block_max(a, block, out):  # type: ignore[no-untyped-def]
    nx, ny, nz = a.shape
    for i in numba.prange(out.shape[0]):
        for j in range(out.shape[1]):
            for k in range(out.shape[2]):
                top = np.float32(0.0)
                for x in range(max(i * block - 1, 0), min((i + 1) * block + 1, nx)):
                    for y in range(max(j * block - 1, 0), min((j + 1) * block + 1, ny)):
                        for z in range(max(k * block - 1, 0), min((k + 1) * block + 1, nz)):
                            top = max(top, a[x, y, z])
                out[i, j, k] = top


def blend_weights(field: DustField) -> Floats:
    """Weights (2,) of the two noises; they keep the contrast of one (the squares sum to 1)."""
    w = np.asarray(field.flow_weight, np.float32)
    return np.asarray(w / np.sqrt((w * w).sum()), np.float32)


def cloud_of(field: DustField, refine: int = 2, seed: int = 0) -> Cloud:
    """Carve billows into the simulated density: extinction on a grid `refine` times finer.

    The noise travels with the flow. It bites where the density is low, in log terms between THIN and THICK,
    as cloudscapes are carved by Schneider and Vos (2015), so the cloud's edge breaks into cauliflower heads.
    """
    shape = tuple(int(n) * refine for n in field.density.shape)
    extinction = np.zeros(shape, np.float32)
    if field.density.max() > THIN:
        w = blend_weights(field)
        _billow(
            field.density, field.flow, billows(seed), np.float32(field.cell), refine,
            np.float32(SIZE / (4 * BILLOW)),
            # The mean of the noise is a half; a blend with weights that sum to more than 1 is centred again.
            field.flow_offset.astype(np.float32), w, np.float32(THIN), np.float32(np.log(THICK / THIN)),
            np.float32(EROSION / w.sum()), np.float32(MASS_EXTINCTION), extinction,
        )  # fmt: skip
    block_max = np.zeros([-(-n // BLOCK) for n in shape], np.float32)
    _block_max(extinction, BLOCK, block_max)
    return Cloud(field, field.origin, field.cell / refine, extinction, block_max, seed)


@numba.njit(cache=True, fastmath=True, parallel=True)
def _sweep(ext, out, na, nb, nc, sa, sb, sc, forward, db, dc, ds):  # type: ignore[no-untyped-def]
    """March slice by slice away from the light; `out` and `ext` are flat, s* their strides."""
    for n in range(na):
        a = n if forward else na - 1 - n
        prev = a - 1 if forward else a + 1
        for b in numba.prange(nb):
            y = np.float32(b) + db
            j = int(np.floor(y))
            fy = y - np.float32(j)
            for c in range(nc):
                here = a * sa + b * sb + c * sc
                z = np.float32(c) + dc
                k = int(np.floor(z))
                fz = z - np.float32(k)
                light, before = np.float32(0.0), np.float32(0.0)
                for p in range(4):
                    jj, kk = j + (p >> 1), k + (p & 1)
                    w = (fy if p >> 1 else np.float32(1.0) - fy) * (fz if p & 1 else np.float32(1.0) - fz)
                    if n == 0 or jj < 0 or kk < 0 or jj >= nb or kk >= nc:
                        light += w
                    elif w > 0.0:
                        q = prev * sa + jj * sb + kk * sc
                        light += w * out[q]
                        before += w * ext[q]
                out[here] = light * np.exp(-np.float32(0.5) * ds * (before + ext[here]))


def sweep(extinction: Floats, cell: float, to_light: FloatArray) -> Floats:
    """Transmittance (nx, ny, nz) from outside the grid to every cell centre, along `to_light` (3,).

    Slices across the light's main axis are done in order from the light's side, each interpolating the one
    before (as in half-angle slicing, Kniss et al. 2003): the slight blur is the sun's penumbra.
    """
    extinction = np.ascontiguousarray(extinction, np.float32)
    a = int(np.argmax(np.abs(to_light)))
    b, c = (n for n in range(3) if n != a)
    shape, strides = extinction.shape, [s // extinction.itemsize for s in extinction.strides]
    main = float(to_light[a])
    out = np.empty(extinction.size, np.float32)
    _sweep(
        extinction.reshape(-1), out, shape[a], shape[b], shape[c], strides[a], strides[b], strides[c], main < 0,
        np.float32(to_light[b] / abs(main)), np.float32(to_light[c] / abs(main)), np.float32(cell / abs(main)),
    )  # fmt: skip
    return out.reshape(shape)


def shadow_grid(cloud: Cloud, light: Light, solids: bool = False) -> ShadowGrid:
    """How much of the sun gets through the dust to every cell; 1 outside the grid.

    With `solids` the pieces shade too (for lighting the dust; surfaces have the rasteriser's own shadow map).
    """
    extinction = cloud.extinction
    if solids and cloud.field.cover.any():
        r = round(cloud.field.cell / cloud.cell)
        cover = cloud.field.cover * np.float32(SOLID_EXTINCTION)
        extinction = extinction + cover.repeat(r, 0).repeat(r, 1).repeat(r, 2)
    return ShadowGrid(cloud.origin, cloud.cell, sweep(extinction, cloud.cell, np.asarray(light.to_sun, float)))


def sky_grid(cloud: Cloud, share: float = 0.6) -> ShadowGrid:
    """How much of the sky every cell sees through the dust, on the simulation's cells.

    The mean over the zenith and four slanted directions; `share` of the extinction counts, for light that is
    scattered forward is not lost.
    """
    r = round(cloud.field.cell / cloud.cell)
    n = cloud.field.density.shape
    mean = cloud.extinction.reshape(n[0], r, n[1], r, n[2], r).mean((1, 3, 5)) * np.float32(share)
    total = np.zeros(n, np.float32)
    weights = 0.0
    for to, w in (
        ((0.0, 0.0, 1.0), 1.0), ((0.8, 0.0, 0.6), 0.75), ((-0.8, 0.0, 0.6), 0.75), ((0.0, 0.8, 0.6), 0.75),
        ((0.0, -0.8, 0.6), 0.75),
    ):  # fmt: skip
        total += np.float32(w) * sweep(mean, cloud.field.cell, np.array(to))
        weights += w
    return ShadowGrid(cloud.origin, cloud.field.cell, total / np.float32(weights))
