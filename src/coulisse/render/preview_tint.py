"""Glass that colours the light: what a look tints it to, and the pattern of a stained window where rays pass it.

The camera's rays and the sun's are tinted by the pattern itself, all other light by its mean.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_hits import Hits, hands
from coulisse.render.preview_lamps import SUN, Lit
from coulisse.render.preview_surface import chance
from coulisse.render.preview_world import World
from coulisse.scene.rays import FAR, STACK, nearest
from coulisse.scene.staged import Look
from coulisse.threads import share

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

# Glass of a church: ruby, blue, gold, green, and pale for the field; the path tracer's own tints.
_TINTS = np.array(
    [(0.50, 0.02, 0.02), (0.03, 0.08, 0.50), (0.65, 0.40, 0.03), (0.03, 0.30, 0.08), (0.60, 0.55, 0.40)], np.float32
)
_FIELD = (4, 4, 4, 2, 4, 1, 4, 3)  # how often each is in the lattice of the field
_BORDER, _QUARRY, _ROUND = 0.075, 0.15, 0.62  # metres: the border's width, a lozenge's side, from roundel to roundel
_LEAD = 0.005  # metres of half a strip of lead
_CLEAR = 0.01  # of what is behind stained glass is seen: it scatters
_VEIL, _BRIGHT = 0.35, 3.0  # of the sky that it shows; and how many times brighter than the room it may be
_OFF = np.float32(4e-4)
_PANES = 12


def stained(look: Look) -> bool:
    """Whether a look is glass in many colours, set in lead."""
    return look.recipe == "glass" and ("stained" in look.label or "stained" in (look.pattern or ""))


def tint_of(look: Look) -> NDArray[np.float32]:
    """The mean colour (3,) that clear matter gives to light on top of the share that it lets through; 1 for none."""
    if look.recipe not in ("glass", "water") or (look.recipe == "water" and look.clear <= 0):
        return np.ones(3, np.float32)
    if stained(look):
        return np.asarray(_TINTS[list(_FIELD)].mean(0) * 0.6 + _TINTS[:2].mean(0) * 0.4, np.float32)
    if min(look.colour) > 0.85 * max(look.colour):  # plain glass: the share that it lets through says it all
        return np.ones(3, np.float32)
    return np.array([0.25 + 0.75 * c for c in look.colour], np.float32)


def face_tints(world: World) -> NDArray[np.float32]:
    """The tint (E, 3) of one face of each surface: a pane has two."""
    return np.sqrt(np.array([tint_of(look) for look in world.looks], np.float32))[world.look]


def tinting(world: World) -> NDArray[np.uint8]:
    """Which surfaces (E,) colour what is seen through them."""
    own = np.array([bool((tint_of(look) < 0.97).any()) for look in world.looks], np.uint8)
    return own[world.look] if len(own) else np.zeros(0, np.uint8)


def seen_through(world: World, hits: Hits, eye: Floats, reach: float, seed: int) -> Hits:
    """The hits with the share of light through glass as a colour (n, 3), where any of it is tinted."""
    rays, tints = hits.rays, tinting(world)
    glass = np.flatnonzero(rays.pane[:, 0] >= 0)
    if not tints.any() or not len(glass):
        return hits
    i, t = rays.pane[glass, 0], rays.pane[glass, 1]
    entry = world.tree.table[i] + world.tree.slot[t]
    own = tints[entry] > 0
    glass, i, t = glass[own], i[own], t[own]
    if not len(glass):
        return hits
    points = eye + rays.direction[glass] * rays.pane_at[glass, None]
    through = np.repeat(np.asarray(rays.share, np.float32)[:, None], 3, 1)
    through[glass] *= _tints_at(world, i, t, points, rays.pane_at[glass] * reach, seed)
    through[glass] *= np.where(_stained_at(world, i, t), _CLEAR, 1.0)[:, None]
    return replace(hits, rays=replace(rays, share=through))


def veil(world: World, hits: Hits, sky: Floats, level: float) -> Floats | None:
    """Radiance (n, 3) that stained glass scatters of the sky (3,) behind it, for hits of `seen_through`.

    `level` is the mean radiance of the room: the sky is a hundred times brighter, and all of a window would come out
    white; a photographer exposes for the glass, and we hold it down.
    """
    through, pane = hits.rays.share, hits.rays.pane
    if through.ndim != 2:
        return None
    glass = np.flatnonzero(pane[:, 0] >= 0)
    glass = glass[_stained_at(world, pane[glass, 0], pane[glass, 1])]
    out = np.zeros((len(through), 3), np.float32)
    shown = sky * min(_VEIL, _BRIGHT * level / max(float(sky.max()), 1e-9))
    out[glass] = through[glass] / np.float32(_CLEAR) * shown
    return out


def _stained_at(world: World, i: Ints, t: Ints) -> NDArray[np.bool_]:
    return np.array([stained(k) for k in world.looks])[world.look[world.tree.table[i] + world.tree.slot[t]]]


def sun_tint(world: World, lit: Lit, hits: Hits, lux: Floats, seed: int) -> Floats | None:
    """The colour (n, 3) that the sun's light has where it falls; None where there is none, or more than one sun."""
    tints = tinting(world)
    suns = np.flatnonzero(lit.lamps[:, 0] == SUN)
    if not tints.any() or len(suns) != 1:
        return None
    chosen = np.flatnonzero(lux.max(1) > 0).astype(np.int32)
    n = len(hits.place)
    pane, away = np.full((n, 2), -1, np.int32), np.zeros(n, np.float32)
    aim = -lit.lamps[suns[0], 4:7]
    share(
        lambda hand: _first_tinted(lit, hits.points, hits.normals, aim, tints, chosen[hand], pane, away),
        hands(len(chosen)),
    )
    found = np.flatnonzero(pane[:, 0] >= 0)
    if not len(found):
        return None
    out = np.ones((n, 3), np.float32)
    points = hits.points[found] + aim * away[found, None]
    # The sun's disc of half a degree blurs the pattern with the way that light has gone.
    blur = np.maximum(away[found] * np.float32(0.006), 0.004)
    out[found] = _tints_at(world, pane[found, 0], pane[found, 1], points, blur, seed)
    return out


@njit(cache=True, nogil=True)
def _first_tinted(
    lit: Lit, points: Floats, normals: Floats, aim: Floats, tints: Any, chosen: Ints, pane: Ints, away: Floats
) -> None:
    """The first tinted face on the way from points (n, 3) along `aim`, and the metres to it."""
    stack = np.empty(STACK, np.int32)
    for k in chosen:
        start = _OFF
        for _ in range(_PANES):
            x = points[k, 0] + normals[k, 0] * _OFF + aim[0] * start
            y = points[k, 1] + normals[k, 1] * _OFF + aim[1] * start
            z = points[k, 2] + normals[k, 2] * _OFF + aim[2] * start
            d, i, t, _, _ = nearest(lit.tree, stack, x, y, z, aim[0], aim[1], aim[2], FAR)
            if i < 0:
                break
            e = lit.tree.table[i] + lit.tree.slot[t]
            if tints[e] > 0:
                pane[k, 0], pane[k, 1], away[k] = i, t, start + d
                break
            if lit.clear[e] < 0.5:
                break
            start += d + _OFF


def _tints_at(world: World, i: Ints, t: Ints, points: Floats, foot: Floats, seed: int) -> NDArray[np.float32]:
    """The tint (n, 3) where rays pass triangles `t` of places `i` at points (n, 3); `foot` metres that blur it."""
    look = world.look[world.tree.table[i] + world.tree.slot[t]]
    out = np.array([tint_of(k) for k in world.looks], np.float32)[look]
    many = _stained_at(world, i, t)
    if many.any():
        own = np.flatnonzero(many)
        out[own] = _pattern(world, i[own], t[own], points[own], foot[own], seed)
    return out


def _pattern(world: World, i: Ints, t: Ints, points: Floats, foot: Floats, seed: int) -> NDArray[np.float32]:
    """A stained window: lozenges of mostly pale glass, roundels up its middle, a border, and the leads between."""
    inverse = world.tree.inverse.reshape(-1, 3, 4)[i]
    at = (np.einsum("nij,nj->ni", inverse[:, :, :3], points) + inverse[:, :, 3]) * world.scale[i]
    q, box = world.tree.triangles[t], world.box[t] * world.scale[i][:, None]
    normal = np.abs(np.cross(q[:, 3:6], q[:, 6:9]))
    flat = np.where(normal[:, 0] > normal[:, 1], 1, 0)  # across the pane: the axis that lies in it
    rows = np.arange(len(i))
    u, z = at[rows, flat] - box[rows, 0, flat], at[:, 2] - box[:, 0, 2]
    wide, high = box[rows, 1, flat] - box[rows, 0, flat], box[:, 1, 2] - box[:, 0, 2]
    lights = np.maximum(np.round(wide / 0.55), 1)  # as many lights side by side as its width takes
    each = wide / lights
    light = np.floor(u / each)
    v = u - (light + 0.5) * each  # metres from a light's middle
    border = np.minimum(each * 0.16, _BORDER)
    edge = np.minimum(each / 2 - np.abs(v), np.minimum(z, high - z)) - border
    a, b = (v + z) / _QUARRY, (z - v) / _QUARRY
    cells = np.stack([np.floor(a), np.floor(b), light * 7 + 3], 1).astype(np.int64)
    pick = np.array(_FIELD)[np.minimum((chance(cells, seed) * len(_FIELD)).astype(int), len(_FIELD) - 1)]
    lead = np.minimum(_line(a), _line(b)) * _QUARRY
    n = np.maximum(np.round((high - 2 * border) / _ROUND), 1)
    step = (high - 2 * border) / n
    k = np.floor((z - border) / step)
    zc = z - border - (k + 0.5) * step
    radius = np.minimum(each * 0.5 - border - 0.015, step * 0.4)
    r, turn = np.hypot(v, zc), np.arctan2(zc, v)
    inside = (r < radius) & (edge > 0)
    sector = np.floor(turn / (np.pi / 4) + (k % 2) * 0.5).astype(int)
    ring = r > radius * 0.72
    core = r < radius * 0.3
    own = np.where(
        core, 2, np.where(ring, np.where(sector % 2 == 0, 0, 4), np.where((sector + light.astype(int)) % 2 == 0, 1, 3))
    )
    pick = np.where(inside, own, pick)
    spokes = np.abs(turn / (np.pi / 4) + (k % 2) * 0.5 - np.round(turn / (np.pi / 4) + (k % 2) * 0.5)) * np.pi / 4 * r
    circles = np.minimum(np.abs(r - radius), np.minimum(np.abs(r - radius * 0.72), np.abs(r - radius * 0.3)))
    lead = np.where(inside, np.minimum(np.where(core, 1.0, spokes), circles), np.minimum(lead, np.abs(r - radius)))
    strip = np.floor(z / 0.17 + light).astype(int)
    pick = np.where(edge < 0, np.where(strip % 2 == 0, 0, 1), pick)
    lead = np.where(edge < 0, np.minimum(np.abs(edge), _line(z / 0.17) * 0.17), np.minimum(lead, np.abs(edge)))
    tone = 0.75 + 0.5 * chance(np.stack([cells[:, 0] * 5 + 1, cells[:, 1] * 3, pick], 1), seed + 9)
    colour = _TINTS[pick] * tone[:, None]
    soft = np.maximum(foot, 1e-4)
    dark = np.clip((_LEAD + soft / 2 - lead) / soft, 0, 1) * np.clip(2 * _LEAD / soft, 0, 1)
    # Where a pixel covers more than a piece, their mean takes the pattern's place.
    blend = np.clip(foot / _QUARRY - 0.5, 0, 1)[:, None]
    colour = colour * (1 - blend) + _TINTS[list(_FIELD)].mean(0) * blend
    return np.asarray(colour * (1 - 0.95 * dark[:, None]), np.float32)


def _line(x: Floats) -> Floats:
    """How far off the nearest whole number, 0-0.5."""
    return np.asarray(np.abs(x - np.round(x)))


__all__ = ["face_tints", "seen_through", "stained", "sun_tint", "tint_of", "tinting", "veil"]
