"""From simulated dust to a cloud with billows: extinction on a finer grid, and the light that reaches it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numba
import numpy as np
from scipy import ndimage

from coulisse.render.noise import SIZE, billows
from coulisse.scene.dust import DustField
from coulisse.scene.light import Light
from coulisse.scene.pieces import FloatArray, Floats

# Geometric optics, extinction efficiency 2: 3 / (grain density * diameter) = 3 / (2500 * 15e-6), for a surface-mean
# diameter of 15 micrometres (Bohren and Huffman, Absorption and Scattering of Light by Small Particles, 1983).
MASS_EXTINCTION = 80.0  # m2/kg
EDGE = 4e-3  # kg/m3, the density (a mean free path of 3 m) that counts as the cloud's edge
SWELL = 2.4  # metres, over which the cloud's edge is drawn out for the noise to carve
SHALLOW, DEEP = 0.06, 0.78  # shares of that slope where billows and creases end
LEVELS = 4.0  # the level of the cloud rises by this over the whole slope (1 level is about 1.2 m)
FINE = 0.8  # levels that the finer billows, added along the ray, cut off at most
CRISP = 3.0  # inverse of the levels over which the carved edge becomes dense
FADE_OUT = 5.0  # metres from the open sides of the grid over which the cloud ends
BILLOW = 4.5  # metres, the largest billows
BLOCK = 8  # fine cells to an edge of the blocks that say where there is nothing
SKY_SHARE = 0.8  # of the extinction that counts for the sky's light: what is scattered forward is not lost
GLOW_REACH = 4.0  # metres, width of the box (twice) over which sunlight spreads inside the cloud
SOLID_EXTINCTION = 1.5  # 1/m of a wholly blocked cell, for the shadow of the building on the dust


@dataclass(frozen=True)
class Cloud:
    """Extinction (nx, ny, nz), 1/m, on cells of `cell` metres from the corner `origin` (3,).

    `level` (nx, ny, nz) is how deep under the carved edge a cell lies, in LEVELS, and `mean` the extinction
    there without the carving, on the cells of `field`, the dust that all came from. `block_max` holds
    the greatest extinction in each block of BLOCK cells with a rim of one. `seed` fixes the noise.
    """

    field: DustField
    origin: FloatArray
    cell: float
    extinction: Floats
    level: Floats
    mean: Floats
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
def dense(level):  # type: ignore[no-untyped-def]
    """Share of the mean extinction at a level: a smooth step of 1 / CRISP levels."""
    t = min(max(level * np.float32(CRISP), np.float32(0.0)), np.float32(1.0))
    return t * t * (np.float32(3.0) - np.float32(2.0) * t)


@numba.njit(cache=True, fastmath=True, parallel=True)
def _billow(shape, mean, flow, noise, cell, r, texels, offset, weight, out, level):  # type: ignore[no-untyped-def]
    nx, ny, nz = shape.shape
    one, zero, half = np.float32(1.0), np.float32(0.0), np.float32(0.5)
    low = np.float32(SHALLOW)
    for i in numba.prange(nx):
        f = np.empty(6, np.float32)
        for j in range(ny):
            for k in range(nz):
                top = zero
                for a in range(max(i - 1, 0), min(i + 2, nx)):
                    for b in range(max(j - 1, 0), min(j + 2, ny)):
                        for c in range(max(k - 1, 0), min(k + 2, nz)):
                            top = max(top, shape[a, b, c])
                if top <= low:
                    continue
                for a in range(r):
                    for b in range(r):
                        for c in range(r):
                            x = (np.float32(i * r + a) + half) / r - half
                            y = (np.float32(j * r + b) + half) / r - half
                            z = (np.float32(k * r + c) + half) / r - half
                            x = min(max(x, zero), np.float32(nx - 1.0001))
                            y = min(max(y, zero), np.float32(ny - 1.0001))
                            z = min(max(z, zero), np.float32(nz - 1.0001))
                            i0, j0, k0 = int(x), int(y), int(z)
                            fx, fy, fz = x - np.float32(i0), y - np.float32(j0), z - np.float32(k0)
                            s, d = zero, zero
                            f[:] = 0.0
                            for p in range(8):
                                pa, pb, pc = p >> 2, (p >> 1) & 1, p & 1
                                w = (fx if pa else one - fx) * (fy if pb else one - fy) * (fz if pc else one - fz)
                                s += w * shape[i0 + pa, j0 + pb, k0 + pc]
                                d += w * mean[i0 + pa, j0 + pb, k0 + pc]
                                for n in range(6):
                                    f[n] += w * flow[i0 + pa, j0 + pb, k0 + pc, n]
                            if s <= low:
                                continue
                            x, y, z = x * cell, y * cell, z * cell
                            crease = half
                            for n in range(2):
                                crease += weight[n] * (
                                    tiled(
                                        noise,
                                        (x + f[3 * n] + offset[n, 0]) * texels,
                                        (y + f[3 * n + 1] + offset[n, 1]) * texels,
                                        (z + f[3 * n + 2] + offset[n, 2]) * texels,
                                    )
                                    - half
                                )
                            crease = min(max(crease, zero), one)
                            t = (s - low - np.float32(DEEP - SHALLOW) * crease) * np.float32(LEVELS)
                            level[i * r + a, j * r + b, k * r + c] = t
                            out[i * r + a, j * r + b, k * r + c] = d * dense(t - np.float32(0.5 * FINE))


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


def _away_from_sides(shape: tuple[int, ...], cell: float) -> Floats:
    """0 at the open sides and top, 1 from FADE_OUT metres on."""
    away = [np.minimum(np.arange(n) + 0.5, n - np.arange(n) - 0.5) for n in shape]
    away[2] = shape[2] - np.arange(shape[2]) - 0.5
    x, y, z = (np.clip(a * cell / FADE_OUT, 0.0, 1.0).astype(np.float32) for a in away)
    return np.asarray(x[:, None, None] * y[None, :, None] * z[None, None, :])


def _shape(density: Floats, cell: float) -> tuple[Floats, Floats]:
    """A slope from 0 outside to 1 inside over about SWELL metres, a half at the cloud's edge; and the mean
    extinction, 1/m, of the dust near every cell, which goes on outside the edge."""
    width = max(3, 2 * round(SWELL / cell / 2) + 1)
    shape = np.minimum(density * np.float32(1.0 / EDGE), np.float32(1.0))
    mass = density * np.float32(MASS_EXTINCTION)
    for _ in range(2):
        shape = ndimage.uniform_filter(shape, width, mode=("constant", "constant", "nearest"))
        mass = ndimage.uniform_filter(mass, width, mode=("constant", "constant", "nearest"))
    # Where there is little, running sums leave a rounding error. The grid's open sides must not show as walls.
    shape = np.where(shape > 1e-3, shape, np.float32(0.0)) * _away_from_sides(shape.shape, cell)
    return shape, np.where(shape > 0.0, mass / np.maximum(shape, np.float32(1e-3)), np.float32(0.0))


def cloud_of(field: DustField, refine: int = 2, seed: int = 0) -> Cloud:
    """Carve billows into the simulated density: extinction on a grid `refine` times finer.

    The noise travels with the flow. It moves the cloud's edge in and out, so that the edge breaks into
    cauliflower heads with deep creases; thin dust, all slope, becomes wisps that hold the same mass. The idea of
    eroding a shape by detail noise is that of Schneider and Vos's cloudscapes (2015).
    """
    fine = tuple(int(n) * refine for n in field.density.shape)
    extinction, level = np.zeros(fine, np.float32), np.full(fine, -1.0, np.float32)
    mean = np.zeros_like(field.density)
    if field.density.max() > SHALLOW * EDGE:
        shape, mean = _shape(field.density, field.cell)
        _billow(
            shape, mean, field.flow, billows(seed), np.float32(field.cell), refine,
            np.float32(SIZE / (4 * BILLOW)), field.flow_offset.astype(np.float32), blend_weights(field), extinction,
            level,
        )  # fmt: skip
    block_max = np.zeros([-(-n // BLOCK) for n in fine], np.float32)
    _block_max(extinction, BLOCK, block_max)
    return Cloud(field, field.origin, field.cell / refine, extinction, level, mean, block_max, seed)


@numba.njit(cache=True, fastmath=True, nogil=True)
def _sweep(ext, out, na, nb, nc, sa, sb, sc, forward, db, dc, ds):  # type: ignore[no-untyped-def]
    """March slice by slice away from the light; `out` and `ext` are flat, s* their strides."""
    for n in range(na):
        a = n if forward else na - 1 - n
        prev = a - 1 if forward else a + 1
        for b in range(nb):
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
                out[here] = min(light, np.float32(1.0)) * np.exp(-np.float32(0.5) * ds * (before + ext[here]))


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
        nx, ny, nz = cover.shape
        blocks = extinction.reshape(nx, r, ny, r, nz, r) + cover[:, None, :, None, :, None]
        extinction = blocks.reshape(extinction.shape)
    return ShadowGrid(cloud.origin, cloud.cell, sweep(extinction, cloud.cell, np.asarray(light.to_sun, float)))


def _coarse(grid: Floats, r: int) -> Floats:
    """Means over blocks of r x r x r cells."""
    nx, ny, nz = (int(n) // r for n in grid.shape)
    return np.asarray(grid.reshape(nx, r, ny, r, nz, r).mean((1, 3, 5)), np.float32)


@dataclass(frozen=True)
class DustLight:
    """The light on the dust: `sun` on the cloud's cells; `sky` and `glow` on the simulation's.

    `sky` is the share of the sky that a cell sees; `glow` how sunlit its surroundings are, for light that
    has been scattered many times.
    """

    sun: ShadowGrid
    sky: ShadowGrid
    glow: ShadowGrid


def light_dust(cloud: Cloud, light: Light) -> DustLight:
    """The sun through dust and past the pieces, the sky, and the glow of the sunlit dust around, for `march`."""
    r = round(cloud.field.cell / cloud.cell)
    mean = _coarse(cloud.extinction, r) * np.float32(SKY_SHARE)
    directions = [(0.0, 0.0, 1.0), (0.8, 0.0, 0.6), (-0.8, 0.0, 0.6), (0.0, 0.8, 0.6), (0.0, -0.8, 0.6)]
    # A sweep is a chain of slices; whole sweeps side by side need no waiting at every slice.
    with ThreadPoolExecutor(2) as pool:
        sun_job = pool.submit(shadow_grid, cloud, light, True)
        zenith, *slanted = pool.map(lambda to: sweep(mean, cloud.field.cell, np.array(to)), directions)
        sun = sun_job.result()
    sky = np.float32(0.25) * zenith + np.float32(0.75 / 4) * (slanted[0] + slanted[1] + slanted[2] + slanted[3])
    glow = _coarse(sun.transmittance, r)
    width = max(3, round(GLOW_REACH / cloud.field.cell))
    for _ in range(2):
        glow = ndimage.uniform_filter(glow, width, mode="nearest")
    grid = ShadowGrid(cloud.origin, cloud.field.cell, sky)
    return DustLight(sun, grid, ShadowGrid(cloud.origin, cloud.field.cell, glow))
