"""Chips of leather, pile, knit, paper and what grows."""

from __future__ import annotations

import numpy as np

from coulisse.scene.swatch_noise import (
    Floats,
    Ground,
    Surface,
    blurred,
    cells,
    chance,
    fbm,
    mix,
    smooth,
    tinted,
    value_noise,
)
from coulisse.scene.swatch_patterns import named, printed


def leather(g: Ground) -> Surface:
    """Hide: cells of two sizes between creases, pores, a burnish that changes over the skin."""
    x, y = g.axes()
    size = 0.0026
    bend = 0.55 * fbm(g, 0.012, 3)
    near, second, number = cells(x / size + bend, y / size * 0.85 - bend, g.rng)
    crease = 1 - smooth(second - near, 0.02, 0.26)
    _, second2, _ = cells(x / (size * 3.1) + bend, y / (size * 3.1) + bend, g.rng)
    fold = smooth(fbm(g, (0.02, 0.07), 3), 1.1, 2.2)
    height = 0.00016 * (1 - crease) * (0.7 + 0.6 * chance(number, g.rng)) + 0.0002 * fbm(g, 0.02, 3) - 0.0002 * fold
    tone = 1 + 0.07 * fbm(g, 0.06, 4) - 0.26 * crease - 0.04 * smooth(second2, 0.2, 1.0) + 0.03 * value_noise(g, 0.0012)
    albedo = tinted(g.look.colour, tone)
    if g.look.wear > 0.25:
        rub = smooth(fbm(g, 0.08, 4), 0.9, 2.2) * g.look.wear
        albedo = mix(albedo, tuple(min(1.0, 1.7 * c + 0.05) for c in g.look.colour), rub * 0.7)  # type: ignore[arg-type]
    return Surface(albedo, height.astype(np.float32), min(max(g.look.roughness, 0.34), 0.6))


def velvet(g: Ground) -> Surface:
    """Pile that lies differently where a hand has gone: dark against the light, bright along it."""
    lie = fbm(g, (0.05, 0.035), 3)
    pile = value_noise(g, 0.0005) + 0.6 * value_noise(g, (0.0016, 0.0005))
    tone = 0.86 + 0.34 * smooth(lie, -1.4, 1.6) + 0.07 * pile
    one, two = printed(g, named(g.look.pattern), *(a / max(g.look.scale, 0.01) for a in g.axes()))
    colour = mix(mix(g.look.colour, g.second, one), (0.004, 0.004, 0.004), 0.8 * two)
    bright = colour * np.float32(0.7) + np.float32(0.05)
    rim = smooth(lie, 0.6, 2.2)
    albedo = mix(tinted(colour, tone), bright, 0.32 * rim)
    return Surface(albedo, (0.0009 * lie + 0.00005 * pile).astype(np.float32), 0.95, sheen=0.5)


def fur(g: Ground) -> Surface:
    """Hair that lies downwards in locks."""
    flow = fbm(g, 0.06, 2)
    x, y = np.broadcast_arrays(*g.axes())
    across = (x + 0.010 * flow + 0.25 * (y * 0.3)).astype(np.float32)
    strand = np.zeros((g.n, g.n), np.float32)
    for wide, long, weight in ((0.0035, 0.03, 1.0), (0.0014, 0.02, 0.8), (0.0006, 0.014, 0.6)):
        grid = Ground(g.look, g.n, g.metres, g.rng)
        raw = value_noise(grid, (long, wide))
        column = np.clip(across * g.px, 0, g.n - 1).astype(int)
        strand += np.float32(weight) * raw[np.arange(g.n)[:, None], column]
    tone = 0.85 + 0.20 * strand
    one, two = printed(g, named(g.look.pattern), x / max(g.look.scale, 0.01), y / max(g.look.scale, 0.01))
    colour = mix(mix(g.look.colour, g.second, one), (0.01, 0.008, 0.006), two)
    return Surface(tinted(colour, tone), 0.0005 * strand + 0.002 * flow, 0.7, sheen=0.3)


def knit(g: Ground) -> Surface:
    """Stocking stitch: columns of V, each leg a yarn."""
    wide = 0.0046 if "chunky" not in g.look.label.lower() else 0.009
    if "jersey" in g.look.label.lower() or "fine" in g.look.label.lower():
        wide = 0.0016
    x, y = np.broadcast_arrays(*g.axes())
    x = x + 0.0003 * fbm(g, 0.02, 2)
    y = y + 0.0004 * fbm(g, 0.03, 2)
    u = (x / wide).astype(np.float32)
    column = np.floor(u)
    across = u - column - 0.5  # -0.5 to 0.5
    v = (y / (wide * 0.74) + 1.25 * np.abs(across) * -1.0).astype(np.float32)
    row = np.floor(v)
    along = v - row
    leg = np.abs(across) - 0.25
    shape = np.sqrt(np.maximum(1 - (leg / 0.27) ** 2, 0)) * (0.35 + 0.65 * np.sqrt(np.maximum(
        1 - (2 * (along - 0.5)) ** 2, 0)))  # fmt: skip
    strand = np.sin((along * 1.2 + np.abs(across) * 9) * 2 * np.pi) if wide * g.px > 14 else np.float32(0)
    fuzz = fbm(g, 0.0007, 3)
    repeat = max(g.look.scale, 0.02)
    one, two = printed(g, named(g.look.pattern), column * wide / repeat, row * wide * 0.74 / repeat)
    second = g.look.second or (0.75, 0.72, 0.66)
    colour = mix(mix(g.look.colour, second, one), (0.01, 0.01, 0.012), two)
    tone = (0.42 + 0.66 * shape) * (1 + 0.05 * strand) + 0.05 * fuzz
    height = wide * 0.26 * shape + 0.00004 * fuzz + wide * 0.01 * strand * shape
    return Surface(tinted(colour, tone), blurred(height.astype(np.float32), 0.6), 0.95)


def carpet(g: Ground) -> Surface:
    """Tufts, each its own height and tone."""
    x, y = g.axes()
    tuft = 0.0042
    near, _, number = cells(x / tuft, y / tuft, g.rng, 0.6)
    own = chance(number, g.rng)
    shape = np.sqrt(np.maximum(1 - (near / 0.72) ** 2, 0))
    repeat = g.look.scale if g.look.scale > 0.03 else 0.3
    wobble = 0.004 * (own - 0.5)
    one, two = printed(g, named(g.look.pattern), (x + wobble) / repeat, (y + wobble) / repeat)
    colour = mix(mix(g.look.colour, g.second, one), tuple(0.25 * c for c in g.second), two)  # type: ignore[arg-type]
    fibre = value_noise(g, 0.0007)
    tone = (0.55 + 0.5 * shape) * (0.86 + 0.28 * own) + 0.07 * fibre + 0.05 * fbm(g, 0.1, 3)
    height = 0.0016 * shape * (0.7 + 0.5 * own) + 0.0002 * fibre
    return Surface(tinted(colour, tone), height.astype(np.float32), 0.95)


def wicker(g: Ground) -> Surface:
    """Canes over and under stakes."""
    cane = g.look.scale if 0.004 <= g.look.scale <= 0.03 else 0.008
    x, y = np.broadcast_arrays(*g.axes())
    u, v = x / (cane * 3.2), y / cane
    i, j = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    fu, fv = u - i, v - j
    front = (i + j) % 2 == 0
    wave = np.where(front, np.sin(fu * np.pi), -np.sin(fu * np.pi))
    round_ = np.sqrt(np.maximum(1 - (2 * (fv - 0.5)) ** 2, 0))
    stake = np.sqrt(np.maximum(1 - ((fu - 0.5) / 0.16) ** 2, 0)) * ~front
    height = cane * (0.40 * round_ + 0.5 * wave)
    over = stake * cane * 0.55 > height
    height = np.maximum(height, stake * cane * 0.55)
    own = chance(j, g.rng)
    grain = fbm(g, (0.0006, 0.03), 2)
    tone = (
        (0.72 + 0.5 * own * 0.6 + 0.08 * grain) * np.where(over, 0.8, 1.0) * (0.55 + 0.45 * np.maximum(round_, stake))
    )
    return Surface(tinted(g.look.colour, tone.astype(np.float32)), height.astype(np.float32), 0.55)


def paper(g: Ground) -> Surface:
    """Laid paper: fibres and faint ribs, foxed with wear."""
    _, y = g.axes()
    ribs = np.sin(np.broadcast_to(y, (g.n, g.n)) * np.float32(2 * np.pi / 0.0011)) * (g.px * 0.0011 > 3)
    tone = 1 + 0.02 * fbm(g, (0.002, 0.008), 3) + 0.008 * ribs
    spots = smooth(fbm(g, 0.05, 5), 1.6 - g.look.wear, 2.6 - g.look.wear) * g.look.wear
    albedo = mix(tinted(g.look.colour, tone), (0.36, 0.22, 0.10), 0.6 * spots)
    return Surface(albedo, 0.00002 * (fbm(g, 0.002, 2) + ribs).astype(np.float32), 0.9)


def wallpaper(g: Ground) -> Surface:
    """Printed paper, its pattern at true scale; peeled and stained with wear."""
    repeat = g.look.scale if g.look.scale > 0.02 else 0.3
    x, y = g.axes()
    pattern = named(g.look.pattern)
    one, two = printed(g, "damask_pattern" if pattern == "plain" else pattern, x / repeat, y / repeat)
    second = g.look.second or tuple(min(1.0, 1.5 * c + 0.03) for c in g.look.colour)
    albedo = mix(mix(g.look.colour, second, one), tuple(0.3 * c for c in g.look.colour), two)  # type: ignore[arg-type]
    stain = smooth(fbm(g, (0.5, 0.25), 5), 0.5, 1.9) * g.look.wear
    albedo = mix(albedo, albedo * np.float32([0.62, 0.50, 0.34]), stain)
    height = 0.00005 * fbm(g, 0.003, 2) + 0.00008 * one
    if g.look.wear > 0.6:
        torn = smooth(fbm(g, 0.25, 5), 1.0, 1.03)
        albedo = mix(albedo, (0.48, 0.44, 0.38), torn)
        height = height - 0.0012 * torn
    return Surface(tinted(albedo, 1 + 0.02 * fbm(g, 0.004, 3)), height.astype(np.float32), 0.8)


def picture(g: Ground) -> Surface:
    """Oil on canvas: fields of colour laid with a knife."""
    big, edge = fbm(g, (0.10, 0.16), 4), fbm(g, 0.04, 4)
    stroke = fbm(g, (0.004, 0.05), 3)
    albedo = mix(g.look.colour, g.second, smooth(big + 0.2 * edge, -0.1, 0.15))
    albedo = mix(albedo, tuple(min(1.0, c * 1.5 + 0.18) for c in g.look.colour), smooth(edge, 1.0, 1.2))  # type: ignore[arg-type]
    x, y = g.axes()
    weave = np.sin(x * np.float32(2 * np.pi / 0.0012)) * np.sin(y * np.float32(2 * np.pi / 0.0012))
    weave = np.asarray(weave * (g.px * 0.0012 > 3), np.float32)
    height = 0.0005 * stroke + 0.0006 * smooth(edge, 0.8, 1.2) + 0.00005 * weave
    return Surface(tinted(albedo, 1 + 0.10 * stroke), height.astype(np.float32), 0.45)


def foliage(g: Ground) -> Surface:
    """Leaves over leaves, each with its rib."""
    x, y = (np.ascontiguousarray(a, np.float32) for a in np.broadcast_arrays(*g.axes()))
    albedo = np.broadcast_to(np.asarray(g.look.colour, np.float32) * np.float32(0.12), (g.n, g.n, 3)).copy()
    height = np.zeros((g.n, g.n), np.float32)
    side = 0.045
    for layer in range(5):
        near, _, number = cells(x / side, y / side, g.rng, 0.8)
        gy, gx = np.gradient(near)
        away = np.hypot(gx, gy) + 1e-9
        turn = chance(number, g.rng) * 2 * np.pi
        c, s = np.cos(turn), np.sin(turn)
        along, across = near * (gx * c + gy * s) / away, near * (gy * c - gx * s) / away
        half = 0.24 * np.cos(np.clip(along / 0.62, -1, 1) * np.pi / 2)
        leaf = smooth(half - np.abs(across), 0.0, 0.02) * (np.abs(along) < 0.62)
        rib = 1 - 0.25 * np.exp(-((across / 0.015) ** 2))
        veins = 1 + 0.07 * np.sin((along - np.abs(across)) * 60)
        tone = (0.45 + 0.16 * layer) * (0.8 + 0.45 * chance(number, g.rng)) * rib * veins
        albedo += (tinted(g.look.colour, tone) - albedo) * leaf[..., None]
        height = np.where(leaf > 0.5, 0.003 * layer + 0.006 * (half - np.abs(across)), height).astype(np.float32)
    return Surface(albedo.astype(np.float32), height, 0.5)


def skin(g: Ground) -> Surface:
    """Fine lines that cross, pores, blood that shows through unevenly."""
    x, y = g.axes()
    bend = 0.4 * fbm(g, 0.004, 2)
    near, second, _ = cells(x / 0.0012 + bend, y / 0.0012 + bend, g.rng)
    lines: Floats = 1 - smooth(second - near, 0.0, 0.2)
    red = smooth(fbm(g, 0.03, 4), -0.5, 2.0)
    r, gr, b = g.look.colour
    albedo = mix(g.look.colour, (min(1.0, r * 1.04), gr * 0.82, b * 0.80), 0.6 * red)
    return Surface(
        tinted(albedo, 1 - 0.05 * lines + 0.02 * fbm(g, 0.02, 3)), (-0.00003 * lines).astype(np.float32), 0.5
    )
