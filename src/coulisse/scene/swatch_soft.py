"""Chips of leather, pile, knit, paper and what grows."""

from __future__ import annotations

import cv2
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
    height = 0.00010 * (1 - crease) * (0.7 + 0.6 * chance(number, g.rng)) + 0.0002 * fbm(g, 0.02, 3) - 0.0002 * fold
    tone = 1 + 0.07 * fbm(g, 0.06, 4) - 0.26 * crease - 0.04 * smooth(second2, 0.2, 1.0) + 0.03 * value_noise(g, 0.0012)
    albedo = tinted(g.look.colour, tone)
    if g.look.wear > 0.25:
        rub = smooth(fbm(g, 0.08, 4), 0.9, 2.2) * g.look.wear
        albedo = mix(albedo, tuple(min(1.0, 1.7 * c + 0.05) for c in g.look.colour), rub * 0.7)
    return Surface(albedo, height.astype(np.float32), min(max(g.look.roughness, 0.34), 0.6))


def velvet(g: Ground) -> Surface:
    """Pile that lies differently where a hand has gone: dark against the light, bright along it."""
    lie = fbm(g, (0.05, 0.035), 3)
    pile = value_noise(g, 0.0005) + 0.6 * value_noise(g, (0.0016, 0.0005))
    tone = 0.86 + 0.34 * smooth(lie, -1.4, 1.6) + 0.07 * pile
    one, two = printed(g, named(g.look.pattern), *(a / max(g.look.scale, 0.01) for a in g.axes()))
    colour = mix(mix(g.look.colour, g.second, one), (0.004, 0.004, 0.004), 0.8 * two)
    bright = colour * np.float32(1.9) + np.float32(0.012)
    rim = smooth(lie, 0.6, 2.2)
    albedo = mix(tinted(colour, tone), bright, 0.55 * rim)
    return Surface(albedo, (0.0009 * lie + 0.00005 * pile).astype(np.float32), 0.95, sheen=0.5)


def fur(g: Ground) -> Surface:
    """Hair after hair, combed downwards: the roots in the dark, the tips light, in locks that lean alike."""
    x, y = np.broadcast_arrays(*g.axes())
    one, two = printed(g, named(g.look.pattern), x / max(g.look.scale, 0.01), y / max(g.look.scale, 0.01))
    lean = np.clip(0.5 * fbm(g, 0.03, 2), -1.2, 1.2)
    count = int(min(np.clip(g.metres**2 * 1.6e6, 3000, 20000), g.n**2 / 6))
    at = g.rng.random((count, 2))
    at = at[np.argsort(at[:, 1])] * (1.10, 1.25) - (0.05, 0.25)  # the lower ones lie beneath the upper ones' tips
    tone, height = np.full((g.n, g.n), 70, np.uint8), np.zeros((g.n, g.n), np.uint8)
    long = np.clip(0.022 * g.px * g.rng.uniform(0.6, 1.2, count), 6, 0.5 * g.n)
    own, own_lean = g.rng.normal(0, 16, count), g.rng.normal(0, 0.10, count)
    t = np.linspace(0, 1, 6)
    thick = max(1, round(0.00035 * g.px))
    for (ux, uy), reach, shade, tilt in zip(at[::-1], long, own, own_lean, strict=True):
        px, py = int(np.clip(ux, 0, 0.999) * g.n), int(np.clip(uy, 0, 0.999) * g.n)
        bend = float(lean[py, px]) * 0.5 + tilt
        hair = np.stack([ux * g.n + reach * bend * t**1.5, uy * g.n + reach * t], -1)
        points = np.rint(hair * 8).astype(np.int32).reshape(-1, 1, 2)
        for part, light in ((points[:3], 92), (points[2:5], 132), (points[4:], 168)):
            cv2.polylines(tone, [part], False, float(np.clip(light + shade, 20, 230)), thick, cv2.LINE_AA, 3)
        cv2.polylines(height, [points], False, float(np.clip(120 + 2 * shade, 0, 255)), thick, cv2.LINE_AA, 3)
    colour = mix(mix(g.look.colour, g.second, one), (0.01, 0.008, 0.006), two)
    bright = (tone.astype(np.float32) / 128) ** 1.6
    bright /= bright.mean()
    lifted = 0.00025 * height.astype(np.float32) / 255 + 0.0006 * fbm(g, 0.03, 2)
    return Surface(tinted(colour, bright), np.asarray(lifted, np.float32), 0.75, sheen=0.25)


def knit(g: Ground) -> Surface:
    """Stocking stitch: columns of V, each leg a yarn."""
    wide = 0.0046 if "chunky" not in g.look.label.lower() else 0.009
    if "jersey" in g.look.label.lower() or "fine" in g.look.label.lower():
        wide = 0.0016
    x, y = np.broadcast_arrays(*g.axes())
    x = x + 0.0003 * fbm(g, 0.02, 2)
    y = y + 0.00016 * fbm(g, 0.03, 2)
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
    colour = mix(mix(g.look.colour, g.second, one), tuple(0.25 * c for c in g.second), two)
    fibre = value_noise(g, 0.0007)
    tone = (0.55 + 0.5 * shape) * (0.86 + 0.28 * own) + 0.07 * fibre + 0.05 * fbm(g, 0.1, 3)
    height = 0.0021 * shape * (0.7 + 0.5 * own) + 0.00006 * fibre
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
    shade = 0.55 + 0.45 * np.maximum(round_, stake)
    tone = (0.72 + 0.3 * own + 0.08 * grain) * np.where(over, 0.8, 1.0) * shade
    tone = 1.35 * tone / tone.mean()  # the gaps between canes darken it again
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
    albedo = mix(mix(g.look.colour, second, one), tuple(0.3 * c for c in g.look.colour), two)
    stain = smooth(fbm(g, (0.5, 0.25), 5), 0.5, 1.9) * g.look.wear
    albedo = mix(albedo, albedo * np.array([0.62, 0.50, 0.34], np.float32), stain)
    height = 0.00005 * fbm(g, 0.003, 2) + 0.00008 * one
    if g.look.wear > 0.6:
        torn = smooth(fbm(g, 0.25, 5), 1.0, 1.03)
        albedo = mix(albedo, (0.48, 0.44, 0.38), torn)
        height = height - 0.0012 * torn
    return Surface(tinted(albedo, 1 + 0.02 * fbm(g, 0.004, 3)), height.astype(np.float32), 0.8)


def picture(g: Ground) -> Surface:
    """Oil on canvas: two fields of colour with breathing edges on a dark ground."""
    size = g.metres
    ragged = 0.018 * fbm(g, (0.05 * size, 0.12 * size), 4)
    stroke = fbm(g, (0.004, 0.05), 3)
    x, y = g.axes()
    deep = tuple(0.30 * c + 0.004 for c in g.look.colour)
    albedo = tinted(deep, 1 + 0.10 * fbm(g, 0.1 * size, 4))
    split = float(g.rng.uniform(0.42, 0.66))
    fields = ((0.07, split - 0.02, g.look.colour), (split + 0.03, 0.93, g.second))
    for top, low, colour in fields:
        inside = np.minimum(np.minimum(y / size - top, low - y / size), np.minimum(x / size - 0.08, 0.92 - x / size))
        cover = smooth(inside + ragged, 0.0, 0.022) * (0.90 + 0.08 * np.clip(fbm(g, 0.15 * size, 4), -2, 1))
        albedo = mix(albedo, tinted(colour, 1 + 0.10 * fbm(g, 0.25 * size, 4)), np.asarray(cover, np.float32))
    weave = np.sin(x * np.float32(2 * np.pi / 0.0012)) * np.sin(y * np.float32(2 * np.pi / 0.0012))
    weave = np.asarray(weave * (g.px * 0.0012 > 3), np.float32)
    height = 0.00012 * stroke + 0.00004 * weave
    return Surface(tinted(albedo, 1 + 0.05 * stroke), height.astype(np.float32), 0.5)


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
