"""Chips of wood, metal, glass and what is painted or poured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.staged import Vec3
from coulisse.scene.swatch_noise import (
    Floats,
    Ground,
    Surface,
    blurred,
    cells,
    chance,
    fbm,
    flat,
    mix,
    smooth,
    tinted,
    value_noise,
)


def plain(g: Ground) -> Surface:
    """An even surface with the least of a grain."""
    tone = 1 + 0.012 * fbm(g, 0.01, 3) + 0.02 * fbm(g, 0.3, 2)
    return Surface(tinted(g.look.colour, tone), 0.00004 * fbm(g, 0.006, 3), g.look.roughness, g.look.metallic)


def painted(g: Ground) -> Surface:
    """Brushed paint; with wear it chips down to the second colour."""
    brush = fbm(g, (0.0016, 0.22), 3)
    height = 0.00006 * brush + 0.00015 * fbm(g, 0.03, 3)
    albedo = tinted(g.look.colour, 1 + 0.015 * brush + 0.03 * fbm(g, 0.2, 3))
    wear = max(0.0, g.look.wear - 0.2)
    if wear:
        chip = smooth(fbm(g, 0.06, 5), 1.75 - 1.9 * wear, 1.80 - 1.9 * wear)
        albedo = mix(albedo, tinted(g.second, 1 + 0.12 * fbm(g, (0.004, 0.1), 3)), chip)
        height = height - 0.0006 * chip
    return Surface(albedo, height.astype(np.float32), g.look.roughness)


def plastic(g: Ground) -> Surface:
    """Moulded, with a fine spark texture."""
    tone = 1 + 0.015 * fbm(g, 0.2, 2)
    return Surface(tinted(g.look.colour, tone), 0.00005 * value_noise(g, 0.0012), min(g.look.roughness, 0.6))


def ceramic(g: Ground) -> Surface:
    """Glaze that has run: pools of deeper colour, crazing with wear."""
    pool = fbm(g, 0.07, 3)
    tone = 1 + 0.06 * pool
    if g.look.wear > 0.25:
        x, y = g.axes()
        near, second, _ = cells(x / 0.012 + 0.2 * pool, y / 0.012, g.rng)
        tone = tone * (1 - 0.35 * (1 - smooth(second - near, 0.0, 0.05)))
    return Surface(tinted(g.look.colour, tone), 0.0006 * pool, min(g.look.roughness, 0.2))


def _grain(g: Ground, along: Floats, across: Floats, own: Floats | float, colour: Vec3) -> tuple[Floats, Floats]:
    """Colour and height of wood sawn lengthwise: rings of a trunk that lies askew, pores, rays. Metres in, (n, n)."""
    # The saw meets cones, not cylinders: rings run together into cathedral arches.
    bend = fbm(g, (0.06, 0.5), 2)
    offset = (across - 0.02 * bend) + 0.05 * np.sin(along * 2.1 + np.asarray(own) * 40)
    depth = 0.028 + 0.05 * np.asarray(own)
    radius = np.sqrt(offset**2 + depth**2) + 0.022 * along + 0.0012 * fbm(g, (0.012, 0.2), 3)
    ring = radius / (0.0034 + 0.0030 * np.asarray(own)) + np.asarray(own) * 37
    phase = ring - np.floor(ring)
    late = smooth(phase, 0.55, 0.95) * (1 - smooth(phase, 0.95, 1.0))
    strength = 0.65 + 0.5 * np.sin(np.floor(ring) * 12.9898) * 0.6
    pores = smooth(fbm(g, (0.0009, 0.028), 2), 0.7, 1.7) * (1 - 0.5 * late)
    tone = 1.10 - 0.30 * late * strength - 0.20 * pores + 0.05 * fbm(g, (0.02, 0.4), 3)
    dark = tuple(c**1.25 * 0.75 for c in colour)
    albedo = tinted(mix(colour, dark, np.clip(late * strength * 0.8, 0, 1)), tone)
    return albedo, (-0.00012 * pores - 0.00005 * late).astype(np.float32)


def wood(g: Ground) -> Surface:
    """One board, its grain across the chip."""
    x, y = g.axes()
    x, y = np.broadcast_arrays(x, y)
    albedo, height = _grain(g, x, y - g.metres * (0.35 + 0.3 * float(g.rng.random())), float(g.rng.random()),
                            g.look.colour)  # fmt: skip
    return _worn(g, albedo, height)


def _worn(g: Ground, albedo: Floats, height: Floats) -> Surface:
    if g.look.wear > 0.3:
        scuff = smooth(fbm(g, (0.03, 0.12), 4), 0.8, 2.0) * g.look.wear
        albedo = mix(albedo, albedo * np.float32(0.55), scuff)
        height = height - 0.0003 * scuff
    return Surface(np.asarray(albedo, np.float32), np.asarray(height, np.float32), g.look.roughness)


def planks(g: Ground) -> Surface:
    """Floorboards of the look's width, butted at random, with dark seams and the odd nail."""
    wide = g.look.scale if 0.03 <= g.look.scale <= 0.5 else 0.12
    x, y = g.axes()
    at = y / wide + 0.13
    row = np.floor(at).astype(np.int32)
    long = wide * 11
    column_at = x / long + chance(row, g.rng) * 7
    column = np.floor(column_at).astype(np.int32)
    number = ((row - row.min()) * 64 + column - column.min()).astype(np.int32)
    return _worn(g, *_boards(g, x + 0.0 * y, (at - row - 0.5) * wide + 0.0 * x, number,
                             np.minimum(np.minimum(at - row, row + 1 - at) * wide,
                                        np.minimum(column_at - column, column + 1 - column_at) * long)))  # fmt: skip


def _boards(g: Ground, along: Floats, across: Floats, number: NDArray[np.int32], edge: Floats) -> tuple[Floats, Floats]:
    own = chance(number, g.rng)
    shift = chance(number, g.rng) * 5
    albedo, height = _grain(g, (along + shift).astype(np.float32), across.astype(np.float32), own, g.look.colour)
    seam = 1 - smooth(edge.astype(np.float32), 0.0004, 0.0018)
    tone = (0.80 + 0.40 * chance(number, g.rng)) * (1 - 0.75 * seam)
    return tinted(albedo, tone), (height - 0.0016 * seam + 0.0003 * chance(number, g.rng)).astype(np.float32)


def parquet(g: Ground) -> Surface:
    """Herringbone: blocks six times as long as wide."""
    wide = g.look.scale if 0.02 <= g.look.scale <= 0.2 else 0.07
    ratio = 6
    x, y = g.axes()
    c = np.float32(np.sqrt(0.5))
    u, v = ((x + y) * c / wide + 0.2).astype(np.float32), ((y - x) * c / wide + 300.6).astype(np.float32)
    iu, iv = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    phase = (iu - iv) % (2 * ratio)
    level = phase < ratio  # lying along u
    start_u, start_v = iu - phase, iv - (2 * ratio - 1 - phase)
    along = np.where(level, u - start_u, v - start_v).astype(np.float32)
    across = np.where(level, v - iv, u - iu).astype(np.float32)
    number = np.where(level, start_u * 1000 + iv, iu * 1000 + start_v).astype(np.int64)
    _, index = np.unique(number, return_inverse=True)
    block = (2 * index.reshape(number.shape) + level).astype(np.int32)
    end = ratio - along
    edge = np.minimum(np.minimum(along, end), np.minimum(across, 1 - across)) * wide
    albedo, height = _boards(g, along * wide, (across - 0.5) * wide, block, np.maximum(edge, 0))
    # The two directions reflect differently: that is what shows the pattern.
    return _worn(g, tinted(albedo, np.where(level, 1.10, 0.92).astype(np.float32)), height)


def metal(g: Ground) -> Surface:
    """Brushed across, or polished where the look is smooth; tarnish and fine scratches with wear."""
    rough = g.look.roughness
    brushed = np.clip((rough - 0.12) / 0.3, 0, 1)
    streak = fbm(g, (0.0005, 0.12), 3, 0.7) + 0.5 * value_noise(g, (0.0004, 0.03))
    height = 0.000016 * streak * brushed + 0.0004 * fbm(g, 0.12, 2)
    tone = 0.92 + 0.10 * brushed * streak + 0.05 * fbm(g, 0.15, 3)
    albedo = tinted(g.look.colour, tone)
    if g.look.wear > 0.05:
        tarnish = smooth(fbm(g, 0.10, 5), 0.5, 2.0) * min(1.0, g.look.wear * 1.6)
        albedo = mix(albedo, tuple(0.35 * c for c in g.look.colour), tarnish * 0.8)
    return Surface(albedo, height.astype(np.float32), max(0.12, rough), 1.0)


def rust(g: Ground) -> Surface:
    """Scale and blisters from orange to nearly black over what steel is left."""
    big, fine = fbm(g, 0.12, 5, 0.6), fbm(g, 0.008, 3)
    blend = smooth(big + 0.3 * fine, -1.3, 1.1)
    albedo = mix((0.035, 0.018, 0.013), g.look.colour, blend)
    albedo = mix(albedo, (0.42, 0.16, 0.05), 0.7 * smooth(fbm(g, 0.03, 4), 0.5, 1.7) * blend)
    streak = smooth(fbm(g, (0.8, 0.03), 3), 0.6, 2.0)
    albedo = mix(albedo, (0.05, 0.024, 0.016), 0.5 * streak)
    height = 0.0009 * big + 0.0005 * fine + 0.0006 * smooth(fbm(g, 0.02, 3), 0.6, 1.4)
    return Surface(tinted(albedo, 1 + 0.12 * value_noise(g, 0.0015)), height.astype(np.float32), 0.9)


def _window(g: Ground, rows: int = 0) -> Floats:
    """A soft grey room with a bright window in it, as glass and mirrors show it: (n, n), 0-1."""
    at = np.linspace(0, 1, g.n, dtype=np.float32)
    x, y = np.broadcast_arrays(at[None, :], at[:, None])
    band = smooth(x + 0.55 * y, 0.28, 0.31) - smooth(x + 0.55 * y, 0.62, 0.65)
    thin = smooth(x + 0.55 * y, 0.70, 0.715) - smooth(x + 0.55 * y, 0.78, 0.795)
    return np.asarray(0.55 - 0.35 * y + 0.30 * band + 0.22 * thin, np.float32)


def glass(g: Ground) -> Surface:
    """A pane on a white card: its tint, a reflex, the green of its edge."""
    reflex = _window(g)
    seen = tuple(0.25 * c + 0.62 * c**0.5 for c in g.look.colour)
    albedo = mix(seen, (0.95, 0.97, 0.97), np.clip(reflex - 0.35, 0, 0.6))
    edge = np.linspace(0, 1, g.n, dtype=np.float32)
    near = np.minimum(np.minimum(edge[None, :], 1 - edge[None, :]), np.minimum(edge[:, None], 1 - edge[:, None]))
    albedo = mix(albedo, (0.10, 0.24, 0.19), 0.55 * (1 - smooth(np.asarray(near), 0.0, 0.03)))
    return Surface(albedo, 0.00005 * fbm(g, 0.15, 2), 0.1, glow=0.55)


def mirror(g: Ground) -> Surface:
    """Silvered glass that shows a window; spots where the silver has gone."""
    albedo = tinted((0.80, 0.82, 0.83), _window(g))
    spots = smooth(fbm(g, 0.02, 5), 2.7 - 2.0 * g.look.wear, 3.2 - 2.0 * g.look.wear)
    return Surface(mix(albedo, (0.06, 0.055, 0.05), 0.8 * spots), flat(g), 0.1, glow=0.7)


def water(g: Ground) -> Surface:
    """Ripples."""
    height = 0.006 * fbm(g, (0.07, 0.12), 3) + 0.0016 * fbm(g, (0.02, 0.035), 2)
    albedo = mix(g.look.colour, (0.55, 0.66, 0.72), 0.25 * smooth(height, -0.002, 0.01))
    return Surface(albedo, height, 0.08)


def ice(g: Ground) -> Surface:
    """Clear and clouded, with fractures."""
    x, y = g.axes()
    near, second, _ = cells(x / 0.16 + 0.4 * fbm(g, 0.1, 3), y / 0.16 + 0.3 * fbm(g, 0.1, 3), g.rng)
    crack = 1 - smooth(second - near, 0.0, 0.03)
    cloud = smooth(fbm(g, 0.1, 5), -0.5, 1.8)
    albedo = mix(mix(g.look.colour, (0.85, 0.91, 0.95), 0.7 * cloud), (0.93, 0.97, 1.0), 0.8 * crack)
    return Surface(albedo, 0.0008 * fbm(g, 0.05, 3), 0.15)


def wax(g: Ground) -> Surface:
    """Soft and lit from within: every shadow of its swells filled."""
    swell = fbm(g, 0.05, 3)
    albedo = mix(g.look.colour, tuple(min(1.0, c * 1.06 + 0.02) for c in g.look.colour), smooth(swell, -2, 2))
    return Surface(albedo, 0.0009 * blurred(swell, 0.01 * g.n), 0.4, glow=0.25)


def glow(g: Ground) -> Surface:
    """What gives light: brightest in the middle."""
    at = np.linspace(-1, 1, g.n, dtype=np.float32)
    fall = np.exp(-(at[None, :] ** 2 + at[:, None] ** 2) * 0.9)
    colour = np.asarray(g.look.colour, np.float32)
    colour = colour / max(float(colour.max()), 1e-3)
    return Surface(mix(tuple(0.55 * colour), tuple(0.55 + 0.45 * colour), np.asarray(fall)), flat(g), 0.5, glow=1.0)


def screen(g: Ground) -> Surface:
    """A lit screen: rows of pixels, a field of the look's colour, a trace of a picture."""
    _, y = g.axes()
    lines = 0.88 + 0.12 * np.cos(np.broadcast_to(y, (g.n, g.n)) * np.float32(2 * np.pi * min(400.0, g.px / 3)))
    albedo = tinted(g.look.colour, (0.95 + 0.10 * fbm(g, g.metres * 0.5, 2)) * lines * 1.4)
    return Surface(albedo, flat(g), 0.2, glow=0.85)
