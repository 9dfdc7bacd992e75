"""The preview's light at what the camera hits: straight from lamps, from the room, mirrored; and their sum."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.render.preview_filter import lend, smoothed
from coulisse.render.preview_hits import Hits, hands
from coulisse.render.preview_lamps import SUN, Lit
from coulisse.render.preview_trace import lamplight, reflections, roomlight
from coulisse.render.threads import share

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

_GLOSSY, _DULL = 0.42, 0.55  # roughness up to which a surface mirrors; from the second on it shows mean light
_METAL = 0.3  # a metal mirrors whatever its roughness
_DIELECTRIC = np.float32(0.04)  # of the light that comes straight on, a surface of no metal mirrors


def straight(lit: Lit, hits: Hits, pixel: Ints, shape: tuple[int, int], count: int, seed: int) -> tuple[Floats, Floats]:
    """Lux (n, 3) from all lamps but suns, and their highlights as radiance (n, 3) before Fresnel, both smoothed."""
    lux, gloss = _lamps(lit, hits, pixel, count, 2, seed)
    # The pattern of the samples repeats within five pixels: a first pass over all of them leaves little noise, and
    # then edges of shadows can be told from it.
    lux = _smooth(lux, hits, shape, (1,), np.inf)
    lux = _smooth(lux, hits, shape, (2, 3), 0.7)
    wide = np.clip(hits.rough * 4 - 0.3, 0, 1)
    return lux, _smooth(_smooth(gloss, hits, shape, (1,), np.inf, wide), hits, shape, (2,), 1.5, wide)


def sunlight(lit: Lit, hits: Hits, pixel: Ints, seed: int) -> tuple[Floats, Floats]:
    """As `straight` for suns alone, not smoothed: there is no noise, and a patch of sun has the sharpest edge."""
    if not np.any(lit.lamps[:, 0] == SUN):
        return np.zeros_like(hits.points), np.zeros_like(hits.points)
    return _lamps(lit, hits, pixel, 1, 1, seed)


def _lamps(lit: Lit, hits: Hits, pixel: Ints, count: int, which: int, seed: int) -> tuple[Floats, Floats]:
    lux, gloss = np.zeros_like(hits.points), np.zeros_like(hits.points)
    chosen = np.flatnonzero(hits.hit).astype(np.int32)
    share(
        lambda hand: lamplight(
            lit, hits.points, hits.normals, -hits.rays.direction, hits.rough, pixel, count, which, seed, chosen[hand],
            lux, gloss,
        ), hands(len(chosen)),
    )  # fmt: skip
    return lux, gloss


def room(
    lit: Lit, hits: Hits, pixel: Ints, shape: tuple[int, int], count: int, bounces: int, most: float, seed: int
) -> Floats:
    """Lux (n, 3) that comes by bounces and from the sky, from every second pixel of every second row."""
    h, w = shape
    step = 2
    grid = np.arange(h * w).reshape(h, w)[::step, ::step].ravel().astype(np.int32)
    coarse = (len(range(0, h, step)), len(range(0, w, step)))
    points, normals = np.ascontiguousarray(hits.points[grid]), np.ascontiguousarray(hits.normals[grid])
    place = np.ascontiguousarray(hits.place[grid])
    lux = np.zeros_like(points)
    chosen = np.flatnonzero(place >= 0).astype(np.int32)
    small = np.ascontiguousarray(pixel[grid] // step)
    share(
        lambda hand: roomlight(
            lit, points, normals, small, count, max(bounces, 1), np.float32(most), seed, chosen[hand], lux
        ), hands(len(chosen)),
    )  # fmt: skip
    shaped = (points.reshape(*coarse, 3), normals.reshape(*coarse, 3), place.reshape(coarse))
    lux = smoothed(lux.reshape(*coarse, 3), *shaped, steps=(1, 2, 4, 1), keep=np.inf)
    out = np.zeros_like(hits.points)
    share(lambda hand: lend(lux, *shaped, pixel, hits.points, hits.normals, hits.place, step, hand, out), hands(h * w))
    return out


def mirrored(
    lit: Lit, hits: Hits, pixel: Ints, shape: tuple[int, int], count: int, most: float, few: float, seed: int
) -> Floats:
    """Radiance (n, 3) mirrored by what is glossy or metal, before Fresnel; 0 elsewhere."""
    out = np.zeros_like(hits.points)
    shiny = hits.hit & ((hits.rough < _DULL) | (hits.metal > _METAL))
    chosen = np.flatnonzero(shiny).astype(np.int32)
    if not len(chosen):
        return out
    share(
        lambda hand: reflections(
            lit, hits.points, hits.normals, -hits.rays.direction, hits.rough, pixel, count, np.float32(most),
            np.float32(few), seed,
            chosen[hand], out,
        ), hands(len(chosen)),
    )  # fmt: skip
    wide = np.where(shiny, np.clip(hits.rough * 4 + 0.1, 0.25, 1), 0)
    out = _smooth(out, hits, shape, (1, 2), 1.6, wide)
    # What is rough shows no edges in its reflections: there all is smoothed.
    return _smooth(out, hits, shape, (1, 2, 1), np.inf, np.where(shiny, np.clip(hits.rough * 5 - 0.9, 0, 1), 0))


def panes(lit: Lit, glass: Hits, pixel: Ints, shape: tuple[int, int], most: float, seed: int) -> Floats:
    """Radiance (n, 3) that glass before the hits adds, its Fresnel share in it."""
    out = np.zeros_like(glass.points)
    chosen = np.flatnonzero(glass.hit).astype(np.int32)
    if not len(chosen):
        return out
    eyes = -glass.rays.direction
    share(
        lambda hand: reflections(
            lit, glass.points, glass.normals, eyes, glass.rough, pixel, 1, np.float32(most),
            np.float32(most / 5), seed + 3, chosen[hand], out
        ), hands(len(chosen)),
    )  # fmt: skip
    facing = np.clip((glass.normals * eyes).sum(1), 0, 1)
    return np.asarray(out * (_DIELECTRIC + (1 - _DIELECTRIC) * (1 - facing) ** 5)[:, None], np.float32)


def composed(hits: Hits, lux: Floats, gloss: Floats, shine: Floats, sky: Floats, glass: Floats) -> Floats:
    """Radiance (n, 3) of the hits: diffuse light, what they mirror, sheen, glow, and the sky beyond."""
    facing = np.clip(-(hits.normals * hits.rays.direction).sum(1), 0, 1)[:, None]
    metal, rough = hits.metal[:, None], hits.rough[:, None]
    base = _DIELECTRIC * (1 - metal) + hits.albedo * metal
    rim = np.maximum(1 - rough, base) - base
    fresnel = base + rim * (1 - facing) ** 5
    shiny = np.clip((_DULL - hits.rough) / (_DULL - _GLOSSY), 0, 1)
    shiny = np.where(hits.metal > _METAL, 1, shiny)[:, None]
    diffuse = hits.albedo * (1 - metal) * lux / math.pi
    mirror = gloss + shiny * shine + (1 - shiny) * 0.25 * lux / math.pi
    out = diffuse * (1 - fresnel) + mirror * fresnel
    out += hits.sheen[:, None] * 0.5 * (1 - facing) ** 3 * (0.3 + hits.albedo) * lux / math.pi
    out += hits.glow
    up = hits.rays.direction[:, 2]
    t = np.clip((up + 0.14) / 0.2, 0, 1)
    k = (0.95 + 0.4 * (1 - np.clip(up, 0, 1)) ** 3) * (0.3 + 0.7 * t * t * (3 - 2 * t))  # as sky_at
    out = np.where(hits.hit[:, None], out, sky * k[:, None])
    return np.asarray(out * hits.rays.share[:, None] + glass, np.float32)


def _smooth(
    light: Floats, hits: Hits, shape: tuple[int, int], steps: tuple[int, ...], keep: float, spread: Floats | None = None
) -> Floats:
    h, w = shape
    out = smoothed(
        light.reshape(h, w, 3), hits.points.reshape(h, w, 3), hits.normals.reshape(h, w, 3), hits.place.reshape(h, w),
        steps=steps, keep=keep, spread=None if spread is None else spread.reshape(h, w).astype(np.float32),
    )  # fmt: skip
    return out.reshape(-1, 3)
