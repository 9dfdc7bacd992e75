"""The preview's light at what the camera hits: straight from lamps, from the room, mirrored; and their sum."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.render.preview_filter import lend, smoothed, without_specks
from coulisse.render.preview_gather import lamplight, reflections, roomlight
from coulisse.render.preview_gloss import DULL, MATT
from coulisse.render.preview_hits import Hits, hands
from coulisse.render.preview_lamps import SUN, Lit
from coulisse.threads import share

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

_GLOSSY, _DULL = 0.42, 0.55  # roughness up to which a surface mirrors; from the second on it shows mean light
_CLEAR = 0.2  # roughness up to which each pixel mirrors for itself
_PIXELS = 4.0  # of the coarse picture that light is smoothed over at least
_MIX = 0.1  # what light on a neighbour of another normal counts, near by
_SPACE = 0.3  # of the mean distance to what is around: as far as light from there changes little
_LOBE = 1.5  # of a reflection's distance, times the square of roughness: as far as it is blurred
_METAL = 0.3  # a metal mirrors whatever its roughness
_DIELECTRIC = np.float32(0.04)  # of the light that comes straight on, a surface of no metal mirrors


def straight(lit: Lit, hits: Hits, pixel: Ints, shape: tuple[int, int], count: int, seed: int) -> tuple[Floats, Floats]:
    """Lux (n, 3) from all lamps but suns, and their highlights as radiance (n, 3) before Fresnel, both smoothed."""
    lux, gloss = _lamps(lit, hits, pixel, count, 2, seed)
    # The pattern of the samples repeats within five pixels: a first pass over all of them leaves little noise, and
    # then edges of shadows can be told from it, by a look at still wider means.
    lux = _smooth(lux, hits, shape, (1,), np.inf, mix=_MIX)
    guide = _smooth(lux, hits, shape, (2,), np.inf, mix=_MIX)
    lux = _smooth(lux, hits, shape, (2, 3), 0.7, guide=guide, mix=_MIX)
    wide = np.where(hits.rough < MATT, np.clip(hits.rough * 4 - 0.3, 0, 1), 0)  # what is matt has no highlights
    gloss = without_specks(gloss.reshape(*shape, 3), hits.place.reshape(shape)).reshape(-1, 3)
    return lux, _smooth(_smooth(gloss, hits, shape, (1, 2), np.inf, wide), hits, shape, (2,), 1.5, wide)


def sunlight(lit: Lit, hits: Hits, pixel: Ints, seed: int, count: int = 1) -> tuple[Floats, Floats]:
    """As `straight` for suns alone, not smoothed: there is no noise, and a patch of sun has the sharpest edge."""
    if not np.any(lit.lamps[:, 0] == SUN):
        return np.zeros_like(hits.points), np.zeros_like(hits.points)
    return _lamps(lit, hits, pixel, count, 1, seed)


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
    lux, near = np.zeros_like(points), np.zeros(len(points), np.float32)
    chosen = np.flatnonzero(place >= 0).astype(np.int32)
    small = np.ascontiguousarray(pixel[grid] // step)
    share(
        lambda hand: roomlight(
            lit, points, normals, small, count, max(bounces, 1), np.float32(most), seed, chosen[hand], lux, near
        ), hands(len(chosen)),
    )  # fmt: skip
    shaped = (points.reshape(*coarse, 3), normals.reshape(*coarse, 3), place.reshape(coarse))
    lux, reach = lux.reshape(*coarse, 3), _reach(near.reshape(coarse), shaped, _SPACE)
    # Beside a moulding or in a corner all is near; still a mean needs some pixels (Tabellion and Lamorlette 2004).
    ways = hits.rays.direction[grid]
    apart = float(np.linalg.norm(ways[coarse[1] // 2 + 1] - ways[coarse[1] // 2])) if coarse[1] > 2 else 0.0
    reach = np.maximum(reach, _PIXELS * apart * np.minimum(hits.rays.distance[grid], 1e3).reshape(coarse))
    lux = smoothed(without_specks(lux, shaped[2], 3.0), *shaped, steps=(1, 2, 4, 8, 1), keep=np.inf, radius=reach,
                   mix=_MIX)  # fmt: skip
    out = np.zeros_like(hits.points)
    share(lambda hand: lend(lux, *shaped, pixel, hits.points, hits.normals, hits.place, step, hand, out), hands(h * w))
    return out


def mirrored(
    lit: Lit, hits: Hits, pixel: Ints, shape: tuple[int, int], count: int, level: float, most: float, few: float,
    seed: int,
) -> Floats:  # fmt: skip
    """Radiance (n, 3) mirrored by what is glossy or metal, before Fresnel; 0 elsewhere.

    `level` is the mean radiance here, `most` what one ray may bring, `few` what may come by a second bounce.
    """
    h, w = shape
    shiny = hits.hit & ((hits.rough < _DULL) | (hits.metal > _METAL))
    clear = shiny & (hits.rough <= _CLEAR)
    dull = float(6 * level + np.max(lit.sky))
    out, _ = _mirror(lit, hits, np.flatnonzero(clear), pixel, count, (most, few, dull), seed)
    wide = np.where(clear, np.clip(hits.rough * 4 + 0.1, 0.25, 1), 0)
    out = _smooth(without_specks(out.reshape(h, w, 3), hits.place.reshape(h, w)), hits, shape, (1, 2), 1.6, wide)
    if not (shiny & ~clear).any():
        return out
    # What is rough blurs what it mirrors: fewer places with more rays, and all smoothed over what the blur covers.
    step = 2
    grid = np.arange(h * w).reshape(h, w)[::step, ::step].ravel()
    coarse = (len(range(0, h, step)), len(range(0, w, step)))
    rough = np.flatnonzero((shiny & ~clear)[grid])
    some = hits.chosen(grid)
    blurred, near = _mirror(lit, some, rough, pixel[grid] // step, 2 * count, (most, few, dull), seed)
    own = np.zeros(len(grid), bool)
    own[rough] = True
    shaped = (
        some.points.reshape(*coarse, 3), some.normals.reshape(*coarse, 3),
        np.where(own, some.place, -1).astype(np.int32).reshape(coarse),
    )  # fmt: skip
    reach = _reach(near.reshape(coarse), shaped, _LOBE) * np.maximum(some.rough.reshape(coarse) ** 2, 0.01)
    light = without_specks(without_specks(blurred.reshape(*coarse, 3), shaped[2]), shaped[2])
    light = smoothed(light, *shaped, steps=(1, 2, 1), keep=np.inf, radius=np.maximum(reach, 0.02))
    light = smoothed(light, *shaped, steps=(4, 2), keep=2.0, radius=reach)
    lent = np.zeros_like(hits.points)
    share(
        lambda hand: lend(light, *shaped, pixel, hits.points, hits.normals, hits.place, step, hand, lent), hands(h * w)
    )
    return np.where((shiny & ~clear)[:, None], lent, out)


def _mirror(
    lit: Lit, hits: Hits, chosen: NDArray[np.intp], pixel: Ints, count: int, most: tuple[float, float, float], seed: int
) -> tuple[Floats, Floats]:
    """Radiance (n, 3) that the chosen mirror, and the mean of 1 / distance (n,) to it."""
    out, near, which = np.zeros_like(hits.points), np.zeros(len(hits.place), np.float32), chosen.astype(np.int32)
    limits = [np.float32(value) for value in most]
    eyes, pixel = -hits.rays.direction, np.ascontiguousarray(pixel, np.int32)
    share(
        lambda hand: reflections(
            lit, hits.points, hits.normals, eyes, hits.rough, pixel, count, *limits, seed, which[hand], out, near
        ), hands(len(which)),
    )  # fmt: skip
    return out, near


def _reach(near: Floats, shaped: tuple[Floats, Floats, Ints], share_of: float) -> Floats:
    """Metres (h, w) over which light changes little: a share of the harmonic mean distance to what is around.

    After Ward, Rubinstein and Clear, A Ray Tracing Solution for Diffuse Interreflection (1988).
    """
    three = np.repeat(near[..., None], 3, 2)
    mean = smoothed(three, *shaped, steps=(1, 2), keep=np.inf)[..., 0]
    return np.asarray(share_of / np.maximum(mean, 1e-3), np.float32)


def panes(lit: Lit, glass: Hits, pixel: Ints, shape: tuple[int, int], most: float, seed: int) -> Floats:
    """Radiance (n, 3) that glass before the hits adds, its Fresnel share in it."""
    eyes = -glass.rays.direction
    out, _ = _mirror(lit, glass, np.flatnonzero(glass.hit), pixel, 1, (most, most / 5, most), seed + 3)
    if (np.abs(glass.normals[:, 2]) > 0.9).any():  # water: what its ripples find by chance is spread over them
        out = without_specks(out.reshape(*shape, 3), glass.place.reshape(shape), 1.2)
        flat = np.where(np.abs(glass.normals[:, 2]) > 0.9, 1.0, 0.0)
        out = _smooth(out, glass, shape, (1, 2), np.inf, flat)
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
    # What is matt mirrors all of its half of the room alike, and no highlights are reckoned for it.
    matt = 0.25 + 0.25 * np.clip((rough - DULL) / (MATT - DULL), 0, 1)
    mirror = gloss + shiny * shine + (1 - shiny) * matt * lux / math.pi
    out = diffuse * (1 - fresnel) + mirror * fresnel
    out += hits.sheen[:, None] * 0.5 * (1 - facing) ** 3 * (0.3 + hits.albedo) * lux / math.pi
    out += hits.glow
    up = hits.rays.direction[:, 2]
    t = np.clip((up + 0.14) / 0.2, 0, 1)
    k = (0.95 + 0.4 * (1 - np.clip(up, 0, 1)) ** 3) * (0.3 + 0.7 * t * t * (3 - 2 * t))  # as sky_at
    out = np.where(hits.hit[:, None], out, sky * k[:, None])
    share_ = hits.rays.share  # a colour where glass is tinted
    through = share_ if share_.ndim == 2 else share_[:, None]
    return np.asarray(out * through + glass, np.float32)


def _smooth(
    light: Floats, hits: Hits, shape: tuple[int, int], steps: tuple[int, ...], keep: float,
    spread: Floats | None = None, *, guide: Floats | None = None, mix: float = 0.0,
) -> Floats:  # fmt: skip
    h, w = shape
    out = smoothed(
        light.reshape(h, w, 3), hits.points.reshape(h, w, 3), hits.normals.reshape(h, w, 3), hits.place.reshape(h, w),
        steps=steps, keep=keep, spread=None if spread is None else spread.reshape(h, w).astype(np.float32),
        guide=None if guide is None else guide.reshape(h, w, 3), mix=mix,
    )  # fmt: skip
    return out.reshape(-1, 3)
