"""Dust clouds seen by the camera: a ray march with self-shadow and an estimate of multiple scattering."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from coulisse.render.cloud import (
    BLOCK,
    CRISP,
    FINE,
    Cloud,
    DustLight,
    ShadowGrid,
    blend_weights,
    dense,
    tiled,
)
from coulisse.render.noise import SIZE, billows
from coulisse.scene.camera import Camera
from coulisse.scene.grid import sample
from coulisse.scene.light import Light
from coulisse.scene.pieces import FloatArray, Floats

OCTAVES = 3
FADE = 0.45  # each octave of scattering is this much weaker ...
REACH = 0.45  # ... sees this share of the extinction ...
ROUNDING = 0.5  # ... and has a phase function this much rounder (Wrenninge, Kulla, Lundqvist 2013)
FINE_BILLOW = 1.1  # metres, largest of the billows that are added along the ray
FINER = 3.7  # the finest billows are so much smaller still
CAVITY = 0.5  # of the light that fine creases lose
GLOW = 0.3  # of the sun's light, what the glow of sunlit dust around adds
NOTHING = 1e-3  # 1/m, extinction not worth a step's work
GROUND_ALBEDO = 0.2
OPAQUE = 0.01  # transmittance at which a ray ends


@dataclass(frozen=True)
class DustLayers:
    """`rgb` (h, w, 3) premultiplied, scene-linear ACEScg; `alpha` (h, w); `optical_depth` (h, w);
    `depth` (h, w) metres along the optical axis, mean weighted by opacity, inf where there is no dust."""

    rgb: Floats
    alpha: Floats
    optical_depth: Floats
    depth: Floats


@numba.njit(inline="always", fastmath=True)
def _phase(mu, g):  # type: ignore[no-untyped-def]
    """Henyey-Greenstein (1941) times 4 pi."""
    return (1.0 - g * g) / (1.0 + g * g - 2.0 * g * mu) ** 1.5


@numba.njit(cache=True, fastmath=True, parallel=True)
def _march(  # type: ignore[no-untyped-def]
    level, mean, block_max, sun_t, sky_t, glow_t, flow, noise, origin, cell, ratio, eye, rays, limit, jitter, step,
    sun, sky, to_sun, colour, weight, offset, texels, rgb, alpha, thick, depth,
):  # fmt: skip
    h, w = limit.shape
    nx, ny, nz = level.shape
    one, zero, half, finer = np.float32(1.0), np.float32(0.0), np.float32(0.5), np.float32(FINER)
    thin = np.float32(NOTHING)
    total = zero
    for n in range(OCTAVES):
        total += np.float32(FADE**n / (1.0 + REACH**n))
    solid = np.float32(FINE + 1.0 / CRISP)
    ground = np.empty(3, np.float32)
    for n in range(3):
        ground[n] = np.float32(GROUND_ALBEDO) * (sun[n] * max(to_sun[2], zero) + sky[n])
    for row in numba.prange(h):
        f = np.empty(6, np.float32)
        phases = np.empty(OCTAVES, np.float32)
        for col in range(w):
            dx, dy, dz = rays[row, col, 0], rays[row, col, 1], rays[row, col, 2]
            # Where the ray is inside the grid's box, in metres from the origin.
            t0, t1 = zero, limit[row, col]
            for n in range(3):
                d = rays[row, col, n]
                size = cell * (np.float32(nx) if n == 0 else (np.float32(ny) if n == 1 else np.float32(nz)))
                o = eye[n] - origin[n]
                if abs(d) < 1e-9:
                    if o < 0.0 or o > size:
                        t1 = np.float32(-1.0)
                    continue
                a, b = -o / d, (size - o) / d
                t0 = max(t0, min(a, b))
                t1 = min(t1, max(a, b))
            if t1 <= t0:
                continue
            mu = dx * to_sun[0] + dy * to_sun[1] + dz * to_sun[2]
            g = np.float32(1.0)
            for n in range(OCTAVES):
                phases[n] = (0.55 * _phase(mu, 0.4 * g) + 0.45 * _phase(mu, -0.2 * g)) * FADE**n * (1.0 - GLOW) / total
                g *= np.float32(ROUNDING)
            ex, ey, ez = eye[0] - origin[0], eye[1] - origin[1], eye[2] - origin[2]
            left, od, seen_t, r, gr, bl = one, zero, zero, zero, zero, zero
            outside = True
            t = t0 + jitter[row, col] * step
            while t < t1 and left > OPAQUE:
                x, y, z = (ex + t * dx) / cell, (ey + t * dy) / cell, (ez + t * dz) / cell
                bi = min(max(int(x), 0), nx - 1) // BLOCK
                bj = min(max(int(y), 0), ny - 1) // BLOCK
                bk = min(max(int(z), 0), nz - 1) // BLOCK
                if block_max[bi, bj, bk] <= thin:
                    leave = np.float32(1e9)
                    for n in range(3):
                        d = dx if n == 0 else (dy if n == 1 else dz)
                        p = x if n == 0 else (y if n == 1 else z)
                        q = bi if n == 0 else (bj if n == 1 else bk)
                        if abs(d) > 1e-9:
                            edge = np.float32((q + 1) * BLOCK) if d > 0 else np.float32(q * BLOCK)
                            leave = min(leave, (edge - p) * cell / d)
                    # Whole steps, so that the jitter of the pattern is kept.
                    t += step * max(np.ceil(leave / step), one)
                    continue
                deep = sample(level, x - half, y - half, z - half)
                if deep > zero and outside:
                    # Find where the ray came in; the jitter would show as a weave on the cloud's face.
                    outside = False
                    if t - step > t0:
                        back, ahead = t - step, t
                        for _ in range(4):
                            t = half * (back + ahead)
                            x, y, z = (ex + t * dx) / cell, (ey + t * dy) / cell, (ez + t * dz) / cell
                            if sample(level, x - half, y - half, z - half) > zero:
                                ahead = t
                            else:
                                back = t
                        t = ahead
                        x, y, z = (ex + t * dx) / cell, (ey + t * dy) / cell, (ez + t * dz) / cell
                        deep = sample(level, x - half, y - half, z - half)
                if deep <= zero:
                    outside = True
                    t += step
                    continue
                cx, cy, cz = x * ratio - half, y * ratio - half, z * ratio - half
                crease = half
                # Deep inside, behind dust that hides most of it, the fine billows are not seen.
                if left > np.float32(0.35) or deep < solid:
                    i0 = min(max(int(cx), 0), flow.shape[0] - 2)
                    j0 = min(max(int(cy), 0), flow.shape[1] - 2)
                    k0 = min(max(int(cz), 0), flow.shape[2] - 2)
                    fx = min(max(cx - i0, zero), one)
                    fy = min(max(cy - j0, zero), one)
                    fz = min(max(cz - k0, zero), one)
                    f[:] = zero
                    for p in range(8):
                        pa, pb, pc = p >> 2, (p >> 1) & 1, p & 1
                        q = (fx if pa else one - fx) * (fy if pb else one - fy) * (fz if pc else one - fz)
                        for n in range(6):
                            f[n] += q * flow[i0 + pa, j0 + pb, k0 + pc, n]
                    for n in range(2):
                        tx, ty, tz = (
                            (x * cell + f[3 * n] + offset[n, 0]) * texels,
                            (y * cell + f[3 * n + 1] + offset[n, 1]) * texels,
                            (z * cell + f[3 * n + 2] + offset[n, 2]) * texels,
                        )
                        both = np.float32(0.6) * tiled(noise, tx, ty, tz) + np.float32(0.4) * tiled(
                            noise, tx * finer, ty * finer, tz * finer
                        )
                        crease += weight[n] * np.float32(1.25) * (both - half)
                crease = min(max(crease, zero), one)
                s = dense(deep - np.float32(FINE) * crease)
                if s > zero:
                    s *= sample(mean, cx, cy, cz)
                if s <= thin:
                    t += half * step
                    continue
                # The cell's own half of extinction is in its value; a look nearer the sun leaves it out.
                nudge = np.float32(0.7)
                through = sample(
                    sun_t, x - half + nudge * to_sun[0], y - half + nudge * to_sun[1], z - half + nudge * to_sun[2]
                )
                open_sky = sample(sky_t, cx, cy, cz)
                lit, part = zero, through
                for n in range(OCTAVES):
                    lit += phases[n] * part
                    part = part ** np.float32(REACH)
                # Small creases lie deeper: they see less of sun and sky than the grid can say.
                cavity = one + np.float32(CAVITY) * (half - crease)
                lit = (lit + np.float32(GLOW) * sample(glow_t, cx, cy, cz)) * cavity
                around = open_sky * cavity
                below = around * np.float32(0.5)
                # Short steps where it is thick; the last ends at the surface behind the dust.
                ds = min(min(half * step, max(np.float32(0.4) / s, np.float32(0.2) * step)), t1 - t)
                go = np.exp(-s * ds)
                part = left * (one - go)
                r += part * colour[0] * (lit * sun[0] + around * sky[0] + below * ground[0])
                gr += part * colour[1] * (lit * sun[1] + around * sky[1] + below * ground[1])
                bl += part * colour[2] * (lit * sun[2] + around * sky[2] + below * ground[2])
                seen_t += part * t
                od += s * ds
                left *= go
                t += ds + np.float32(1e-5)
            if od > 0.0:
                a = one - left
                rgb[row, col, 0], rgb[row, col, 1], rgb[row, col, 2] = r, gr, bl
                alpha[row, col] = a
                thick[row, col] = od
                depth[row, col] = seen_t / max(a, np.float32(1e-6))


@numba.njit(cache=True, fastmath=True, parallel=True)
def _upsample(low_rgb, low_alpha, low_thick, low_depth, low_limit, limit, n, rgb, alpha, thick, depth):  # type: ignore[no-untyped-def]
    """Joint bilateral upsampling (Kopf et al. 2007): neighbours at another scene depth do not count."""
    h, w = limit.shape
    lh, lw = low_alpha.shape
    for row in numba.prange(h):
        y = (row + 0.5) / n - 0.5
        j = int(np.floor(y))
        fy = y - j
        for col in range(w):
            x = (col + 0.5) / n - 0.5
            i = int(np.floor(x))
            fx = x - i
            here = min(limit[row, col], np.float32(1e5))
            total, a, k, d, dw, r, g, b = 1e-9, 0.0, 0.0, 0.0, 1e-9, 0.0, 0.0, 0.0
            for p in range(4):
                jj = min(max(j + (p >> 1), 0), lh - 1)
                ii = min(max(i + (p & 1), 0), lw - 1)
                away = abs(min(low_limit[jj, ii], np.float32(1e5)) - here) / (0.02 * here + 0.1)
                q = (fy if p >> 1 else 1 - fy) * (fx if p & 1 else 1 - fx) + 1e-3
                q /= 1.0 + away * away * away * away
                total += q
                v = low_alpha[jj, ii]
                a += q * v
                k += q * low_thick[jj, ii]
                r += q * low_rgb[jj, ii, 0]
                g += q * low_rgb[jj, ii, 1]
                b += q * low_rgb[jj, ii, 2]
                if v > 0.0:
                    d += q * v * low_depth[jj, ii]
                    dw += q * v
            alpha[row, col] = a / total
            thick[row, col] = k / total
            rgb[row, col, 0], rgb[row, col, 1], rgb[row, col, 2] = r / total, g / total, b / total
            depth[row, col] = d / dw if a > 0.0 else np.float32(np.inf)


def _jitter(h: int, w: int, frame: int) -> Floats:
    """Interleaved gradient noise (Jimenez 2014) in [0, 1), another pattern every frame."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    shift = 5.588238 * (frame % 64)
    inner = 0.06711056 * (x + shift) + 0.00583715 * (y + shift)
    return ((52.9829189 * (inner % 1.0)) % 1.0).astype(np.float32)


def march(
    cloud: Cloud, camera: Camera, depth: FloatArray, light: Light, albedo: FloatArray, lit: DustLight,
    frame: int = 0, step: float = 0.6, reduce: int = 2,
) -> DustLayers:  # fmt: skip
    """What the camera sees of the dust before the surfaces at `depth`.

    `depth` (h, w) metres along the optical axis, inf for the open; `albedo` (3,) ACEScg is what a thick, sunlit
    wall of dust reflects; `lit` from `light_dust`. `step` is in cells of the cloud; one ray is marched for
    `reduce` x `reduce` pixels. `frame` chooses the pattern of the ray's offsets.
    """
    h, w = depth.shape
    lh, lw = -(-h // reduce), -(-w // reduce)
    rows = np.minimum(np.arange(lh) * reduce + reduce // 2, h - 1)
    cols = np.minimum(np.arange(lw) * reduce + reduce // 2, w - 1)
    pixels = np.stack(np.meshgrid((np.arange(lw) + 0.5) * reduce, (np.arange(lh) + 0.5) * reduce), -1)
    rays = camera.rays(pixels)
    along = rays @ camera.rotation[2]
    low_limit = np.ascontiguousarray(depth[np.ix_(rows, cols)], np.float32)
    low = [np.zeros((lh, lw, 3), np.float32)] + [np.zeros((lh, lw), np.float32) for _ in range(3)]
    if cloud.block_max.max() > 0.0:
        weight = blend_weights(cloud.field)
        _march(
            cloud.level, cloud.mean, cloud.block_max, lit.sun.transmittance, lit.sky.transmittance,
            lit.glow.transmittance, cloud.field.flow,
            billows(cloud.seed), np.asarray(cloud.origin, np.float32), np.float32(cloud.cell),
            np.float32(cloud.cell / cloud.field.cell),
            np.asarray(camera.position, np.float32), np.ascontiguousarray(rays, np.float32),
            np.ascontiguousarray(np.minimum(low_limit, 1e6) / along, np.float32), _jitter(lh, lw, frame),
            np.float32(step * cloud.cell), np.asarray(light.sun, np.float32), np.asarray(light.sky, np.float32),
            np.asarray(light.to_sun, np.float32), np.asarray(albedo, np.float32), weight,
            cloud.field.flow_offset.astype(np.float32), np.float32(SIZE / (4 * FINE_BILLOW)), *low,
        )  # fmt: skip
        low[3] *= along.astype(np.float32)
    if reduce == 1:
        low[3][low[1] <= 0] = np.inf
        return DustLayers(*low)
    out = [np.empty((h, w, 3), np.float32)] + [np.empty((h, w), np.float32) for _ in range(3)]
    _upsample(*low, low_limit, np.ascontiguousarray(depth, np.float32), reduce, *out)
    return DustLayers(*out)


@numba.njit(cache=True, fastmath=True, parallel=True)
def _look_up(grid, points, origin, cell, out):  # type: ignore[no-untyped-def]
    nx, ny, nz = grid.shape
    half = np.float32(0.5)
    for n in numba.prange(len(points)):
        x = (points[n, 0] - origin[0]) / cell - half
        y = (points[n, 1] - origin[1]) / cell - half
        z = (points[n, 2] - origin[2]) / cell - half
        if x < -half or y < -half or z < -1 or x > nx - half or y > ny - half or z > nz - half:
            out[n] = 1.0
        else:
            out[n] = sample(grid, x, y, z)


def transmittance_at(grid: ShadowGrid, points: FloatArray) -> Floats:
    """Light that arrives at world points (..., 3), in [0, 1]; 1 outside the grid."""
    flat = np.ascontiguousarray(points, np.float32).reshape(-1, 3)
    out = np.empty(len(flat), np.float32)
    _look_up(grid.transmittance, flat, np.asarray(grid.origin, np.float32), np.float32(grid.cell), out)
    return out.reshape(np.shape(points)[:-1])
