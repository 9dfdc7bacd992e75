"""Finds where the sun falls, and makes it patches that light the rest (see preview_patches)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_hits import Hits, hands
from coulisse.render.preview_lamps import SUN, Lit
from coulisse.render.preview_trace import facet, onward, over, random
from coulisse.render.preview_world import LUMINANCE
from coulisse.scene.rays import FAR, STACK, passing
from coulisse.threads import share

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_OFF = np.float32(4e-4)  # metres off a surface that a ray starts
_SCOUTS = 4  # rays from each pixel that looks for sunlight
_PIXELS = 3600  # that look for it
_CELLS = 2500  # that a sun's patches are cut into at most
_PATCHES = 192  # that are kept at most, of all suns
_LEAST, _MOST = 0.15, 1.2  # metres of a cell's side
_FOUND = 2  # places found in a cell on the mean: with fewer there would be holes between
_DEPTH = 0.4  # metres before or behind what was found there that a ray of the sun may land
_RAYS = 3  # to a side of a cell


def sun_patches(lit: Lit, hits: Hits, shape: tuple[int, int], seed: int) -> Floats:
    """Rows (V, 12) of `Lit.patches`: what the suns light of what is seen, and of what is seen from there.

    Rays from the found places back along the sun are the patches' true share of its light, through glass.
    """
    suns = np.flatnonzero(lit.lamps[:, 0] == SUN)
    none = np.zeros((0, 12), np.float32)
    h, w = shape
    step = max(int(math.sqrt(h * w / _PIXELS)), 1)
    grid = np.arange(h * w).reshape(h, w)[step // 2 :: step, step // 2 :: step].ravel()
    grid = grid[hits.hit[grid]].astype(np.int32)
    if not len(suns) or not len(grid):
        return none
    points, normals = hits.points[grid], hits.normals[grid]
    places = np.zeros((len(grid), _SCOUTS + 1, 3), np.float32)
    lit_up = np.zeros((len(grid), _SCOUTS + 1, len(suns)), np.uint8)
    share(lambda hand: _scout(lit, points, normals, suns, seed, hand, places, lit_up), hands(len(grid)))
    rng = np.random.default_rng(seed)
    found = [_cast(lit, lit.lamps[sun], places[lit_up[..., n] > 0], rng) for n, sun in enumerate(suns)]
    rows = np.concatenate([none, *found])
    rows = rows[rows[:, 11] > 0]
    if not len(rows):
        return none
    if len(rows) > _PATCHES:
        # The bright ones stay as often as they are bright; together they give what all gave.
        level = np.cumsum(rows[:, 11].astype(float))
        picks = np.searchsorted(level, (np.arange(_PATCHES) + 0.5) / _PATCHES * level[-1])
        rows = rows[np.minimum(picks, len(rows) - 1)]
        gain = (level[-1] / _PATCHES / rows[:, 11]).astype(np.float32)
        rows[:, 6:9] *= gain[:, None]
        rows[:, 9] *= gain
        rows[:, 11] *= gain
    rows[:, 10] = np.cumsum(rows[:, 11].astype(float))
    return np.ascontiguousarray(rows, np.float32)


def _cast(lit: Lit, sun: Floats, at: Floats, rng: np.random.Generator) -> Floats:
    """The patches (V, 12) that one sun makes around lit places (n, 3)."""
    if not len(at):
        return np.zeros((0, 12), np.float32)
    right, up, aim = sun[7:10], sun[10:13], sun[4:7]
    flat, deep = np.stack([at @ right, at @ up], 1), at @ aim
    side = _LEAST
    while True:
        own, which = np.unique(np.floor(flat / side).astype(np.int64), axis=0, return_inverse=True)
        around = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)])
        cells = np.unique((own[:, None] + around).reshape(-1, 2), axis=0)
        if len(cells) <= _CELLS and (len(at) >= _FOUND * len(own) or side >= _MOST):
            break
        side *= 1.5
    near, far = np.full(len(own), np.inf), np.full(len(own), -np.inf)
    np.minimum.at(near, which.ravel(), deep)
    np.maximum.at(far, which.ravel(), deep)
    number = {(int(x), int(y)): k for k, (x, y) in enumerate(own)}
    about = [[number[x + i, y + j] for i, j in around if (x + i, y + j) in number] for x, y in cells.tolist()]
    first = np.repeat([near[k].min() for k in about], _RAYS * _RAYS) - _DEPTH - side
    last = np.repeat([far[k].max() for k in about], _RAYS * _RAYS) + _DEPTH + side
    inner = np.array([(x, y) for x in range(_RAYS) for y in range(_RAYS)])
    fine = (cells[:, None] * _RAYS + inner).reshape(-1, 2)
    side /= _RAYS
    where = (fine + rng.uniform(0, 1, fine.shape)) * side
    start = where[:, :1] * right + where[:, 1:] * up + (deep.min() - 30.0) * aim
    rows = np.zeros((len(fine), 12), np.float32)
    _land(lit, start.astype(np.float32), aim.astype(np.float32), rows)
    landed = rows[:, :3] @ aim
    hit = (rows[:, 11] > 0) & (landed > first) & (landed < last)
    rows, flux = rows[hit], sun[13:16] * np.float32(side * side / np.pi)
    facing = np.maximum(np.abs(rows[:, 3:6] @ aim), 0.1)
    rows[:, 6:9] *= flux
    rows[:, 9] = side * side / np.pi / facing
    rows[:, 11] = rows[:, 6:9] @ LUMINANCE
    return rows


@njit(cache=True, nogil=True)
def _scout(
    lit: Lit, points: Floats, normals: Floats, suns: Any, seed: int, chosen: Ints, places: Floats, lit_up: Any
) -> None:
    """The points (n, 3) and what rays from them meet (n, 1 + rays, 3), and which suns shine there."""
    stack = np.empty(STACK, np.int32)
    for k in chosen:
        n = (normals[k, 0], normals[k, 1], normals[k, 2])
        state = np.uint32(k * 7211 + seed * 26699 + 1) | np.uint32(1)
        _, state = random(state)
        for s in range(places.shape[1]):
            x, y, z = points[k, 0], points[k, 1], points[k, 2]
            m = n
            if s > 0:
                u, state = random(state)
                v, state = random(state)
                dx, dy, dz = over(n, u, v)
                x, y, z = x + n[0] * _OFF, y + n[1] * _OFF, z + n[2] * _OFF
                d, i, t, _, _, _, _ = onward(lit, stack, x, y, z, dx, dy, dz)
                if i < 0:
                    continue
                m = facet(lit, i, t, dx, dy, dz)
                x, y, z = x + dx * d, y + dy * d, z + dz * d
            places[k, s, 0], places[k, s, 1], places[k, s, 2] = x, y, z
            x, y, z = x + m[0] * _OFF, y + m[1] * _OFF, z + m[2] * _OFF
            for j in range(len(suns)):
                ax, ay, az = -lit.lamps[suns[j], 4], -lit.lamps[suns[j], 5], -lit.lamps[suns[j], 6]
                if ax * m[0] + ay * m[1] + az * m[2] > 0.02:
                    lit_up[k, s, j] = passing(lit.tree, stack, lit.clear, x, y, z, ax, ay, az, FAR) > 0.02


@njit(cache=True, nogil=True)
def _land(lit: Lit, start: Floats, aim: Floats, rows: Floats) -> None:
    """Where rays from the sun land: place, normal, albedo times the share through glass; column 11 is 1 for a hit."""
    stack = np.empty(STACK, np.int32)
    for k in range(len(start)):
        x, y, z = start[k, 0], start[k, 1], start[k, 2]
        d, i, t, sr, sg, sb, _ = onward(lit, stack, x, y, z, aim[0], aim[1], aim[2])
        if i < 0 or max(sr, max(sg, sb)) <= 0:
            continue
        n = facet(lit, i, t, aim[0], aim[1], aim[2])
        e = lit.tree.table[i] + lit.tree.slot[t]
        rows[k, 0], rows[k, 1], rows[k, 2] = x + aim[0] * d, y + aim[1] * d, z + aim[2] * d
        rows[k, 3], rows[k, 4], rows[k, 5] = n
        rows[k, 6], rows[k, 7], rows[k, 8] = lit.albedo[e, 0] * sr, lit.albedo[e, 1] * sg, lit.albedo[e, 2] * sb
        rows[k, 11] = 1
