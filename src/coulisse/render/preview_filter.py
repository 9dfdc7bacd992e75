"""Smooths the preview's light: an a-trous filter that stops at edges of normal, place and depth, and at shadows.

After Dammertz et al., Edge-Avoiding A-Trous Wavelet Transform for fast Global Illumination Filtering (2010).
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.threads import interleaved, share

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_NOTHING = np.float32(9)  # e to the minus nine: too little to count
_THIN = np.float32(0.15)  # metres: as far as light on another normal may be mixed in


def smoothed(
    light: Floats, points: Floats, normals: Floats, place: Ints, *, steps: tuple[int, ...], keep: float,
    spread: Floats | None = None, radius: Floats | None = None, guide: Floats | None = None, mix: float = 0.0,
) -> Floats:  # fmt: skip
    """`light` (h, w, 3) smoothed over neighbours in one plane with the same normal, at rising steps in pixels.

    `points` and `normals` (h, w, 3) in the world, `place` (h, w) -1 where there is nothing. `keep`: how many times
    brighter or darker a neighbour may be and still count (the greater the less is kept of shadows; inf: all is
    smoothed); `spread` (h, w) 0-1 leaves a pixel alone where it is 0; `radius` (h, w) metres that light counts over.
    `guide` (h, w, 3) tells brighter from darker instead of `light` itself: with less noise, no speck is taken for an
    edge. `mix`: what a neighbour of another normal within a hand's breadth counts: on a moulding or a bar of a window
    there are too few of the same normal to make up a mean.
    """
    reach = np.full((1, 1), np.inf, np.float32) if radius is None else np.ascontiguousarray(radius, np.float32)
    out = np.ascontiguousarray(light, np.float32)
    wide = np.ones(place.shape, np.float32) if spread is None else np.ascontiguousarray(spread, np.float32)
    level = np.zeros((1, 1), np.float32)
    for step in steps:
        before, out = out, np.empty_like(out)
        if np.isfinite(keep):
            level = _level(before if guide is None else guide)
        much = np.float32(keep), np.float32(mix)
        run = partial(_pass, before, level, points, normals, place, wide, reach, step, *much, out=out)
        share(run, interleaved(len(light)))
    return out


def _level(light: Floats) -> Floats:
    """Stops of the brightest channel (h, w)."""
    most = np.maximum(np.maximum(light[..., 0], light[..., 1]), light[..., 2])  # ten times as quick as max(2)
    least = np.float32(1e-4) * (light.mean() + np.float32(1e-9)) + np.float32(1e-12)
    return np.asarray(np.log2(most + least), np.float32)


@njit(cache=True, nogil=True, fastmath=True)
def _pass(
    light: Floats, level: Floats, points: Floats, normals: Floats, place: Ints, wide: Floats, reach: Floats, step: int,
    keep: Any, mix: Any, rows: Ints, out: Floats,
) -> None:  # fmt: skip
    h, w = place.shape
    everywhere = reach.shape[0] < h
    kernel = (np.float32(0.375), np.float32(0.25), np.float32(0.0625))
    for y in rows:
        for x in range(w):
            out[y, x, 0], out[y, x, 1], out[y, x, 2] = light[y, x, 0], light[y, x, 1], light[y, x, 2]
            if place[y, x] < 0 or wide[y, x] <= 0:
                continue
            nx, ny, nz = normals[y, x, 0], normals[y, x, 1], normals[y, x, 2]
            px, py, pz = points[y, x, 0], points[y, x, 1], points[y, x, 2]
            r, g, b, total = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
            fall = np.float32(0) if everywhere else np.float32(0.5) / (reach[y, x] * reach[y, x] + np.float32(1e-9))
            for j in range(-2, 3):
                yy = y + j * step
                if yy < 0 or yy >= h:
                    continue
                for i in range(-2, 3):
                    xx = x + i * step
                    if xx < 0 or xx >= w or place[yy, xx] < 0:
                        continue
                    dx, dy, dz = points[yy, xx, 0] - px, points[yy, xx, 1] - py, points[yy, xx, 2] - pz
                    off = abs(dx * nx + dy * ny + dz * nz)
                    far = np.sqrt(dx * dx + dy * dy + dz * dz) + np.float32(1e-6)
                    alike = np.float32(0)
                    if off <= np.float32(0.003) + np.float32(0.09) * far:
                        same = normals[yy, xx, 0] * nx + normals[yy, xx, 1] * ny + normals[yy, xx, 2] * nz
                        if same >= np.float32(0.7):
                            same *= same
                            same *= same
                            alike = same * same * same
                    if alike < mix and far < _THIN:
                        alike = mix
                    if alike <= 0:
                        continue
                    weight = kernel[abs(i)] * kernel[abs(j)] * alike
                    less = fall * far * far
                    if keep < 1e9:
                        jump = (level[yy, xx] - level[y, x]) / keep
                        less += jump * jump
                    if less > _NOTHING:
                        continue
                    if less > 0:
                        weight *= np.exp(-less)
                    if wide[y, x] < 1:
                        weight *= wide[y, x] if i != 0 or j != 0 else np.float32(1)
                    r, g, b = (
                        r + weight * light[yy, xx, 0],
                        g + weight * light[yy, xx, 1],
                        b + weight * light[yy, xx, 2],
                    )
                    total += weight
            if total > 0:
                out[y, x, 0], out[y, x, 1], out[y, x, 2] = r / total, g / total, b / total


def without_specks(light: Floats, place: Ints, most: float = 1.5) -> Floats:
    """`light` (h, w, 3) with no pixel above `most` times the second brightest of those around it on the same place.

    A chance find of something small and bright stands alone; an edge or a thin line has its like beside it.
    """
    h, w = place.shape
    top = np.maximum(np.maximum(light[..., 0], light[..., 1]), light[..., 2])
    first, second = np.zeros((h, w), np.float32), np.zeros((h, w), np.float32)
    padded = np.pad(np.where(place >= 0, top, 0), 1)
    own = np.pad(place, 1, constant_values=-1)
    for dy in range(3):
        for dx in range(3):
            if dx == 1 and dy == 1:
                continue
            near = np.where(own[dy : dy + h, dx : dx + w] == place, padded[dy : dy + h, dx : dx + w], 0)
            second = np.maximum(second, np.minimum(near, first))
            first = np.maximum(first, near)
    limit = np.where(second > 0, most * second, top)
    return np.asarray(light * np.minimum(1, limit / np.maximum(top, 1e-12))[..., None], np.float32)


@njit(cache=True, nogil=True)
def lend(
    light: Floats, points: Floats, normals: Floats, place: Ints, pixel: Ints, sub_points: Floats, sub_normals: Floats,
    sub_place: Ints, step: int, chosen: Ints, out: Floats,
) -> None:  # fmt: skip
    """The light of the pixels around that look most alike, for samples between them.

    `light` (h, w, c) on a grid whose pixels are `step` apart; samples (n, ...) with their `pixel` (n, 2) on the fine
    grid.
    """
    h, w, channels = light.shape
    total = np.empty(channels, np.float32)
    for k in chosen:
        x0, y0 = pixel[k, 0] // step, pixel[k, 1] // step
        total[:] = 0
        held, best, bx, by = np.float32(0), np.float32(-1), min(x0, w - 1), min(y0, h - 1)
        for y in range(max(y0 - 1, 0), min(y0 + 2, h)):
            for x in range(max(x0 - 1, 0), min(x0 + 2, w)):
                if place[y, x] < 0:
                    continue
                dx = points[y, x, 0] - sub_points[k, 0]
                dy = points[y, x, 1] - sub_points[k, 1]
                dz = points[y, x, 2] - sub_points[k, 2]
                off = abs(dx * sub_normals[k, 0] + dy * sub_normals[k, 1] + dz * sub_normals[k, 2])
                far = np.sqrt(dx * dx + dy * dy + dz * dz) + np.float32(1e-5)
                same = max(
                    normals[y, x, 0] * sub_normals[k, 0] + normals[y, x, 1] * sub_normals[k, 1]
                    + normals[y, x, 2] * sub_normals[k, 2], np.float32(0.01),
                )  # fmt: skip
                weight = same**8 * np.exp(-20 * off / (far + np.float32(0.01))) / (far + np.float32(1e-3))
                if place[y, x] != sub_place[k]:
                    weight *= np.float32(0.05)
                if weight > best:
                    best, bx, by = weight, x, y
                for c in range(channels):
                    total[c] += weight * light[y, x, c]
                held += weight
        for c in range(channels):
            out[k, c] = total[c] / held if held > 1e-9 else light[by, bx, c]
