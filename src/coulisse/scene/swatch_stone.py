"""Chips of plaster, concrete, stone, brick and tile."""

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
    flat,
    mix,
    smooth,
    tinted,
    value_noise,
)


def plaster(g: Ground) -> Surface:
    """Trowelled: broad shallow passes in changing directions, fine grain, hairline cracks with wear."""
    x, y = g.axes()
    sweep = fbm(g, (0.05, 0.16), 3) + 0.6 * fbm(g, (0.14, 0.04), 3)
    height = 0.0008 * sweep + 0.00012 * fbm(g, 0.003, 2)
    tone = 1 + 0.045 * fbm(g, 0.18, 4) + 0.02 * sweep
    wear = g.look.wear
    if wear > 0.25:
        bend = 0.06 * fbm(g, 0.12, 3)
        near, second, _ = cells(x / 0.22 + bend * 3, y / 0.22 + 0.05 * fbm(g, 0.05, 3) * 3, g.rng)
        crack = 1 - smooth(second - near, 0.0, 0.012 + 0.01 * wear)
        crack *= smooth(fbm(g, 0.3, 2), 0.2 - wear, 0.9 - wear)
        height -= 0.0012 * crack
        tone = tone * (1 - 0.35 * crack) - 0.10 * wear * smooth(fbm(g, 0.25, 4), 0.3, 1.6)
    return Surface(tinted(g.look.colour, tone), height, max(g.look.roughness, 0.6))


def _pores(g: Ground, size: float, share: float) -> Floats:
    """Small round holes, 1 inside; `size` metres between them at their densest, `share` of the places have one."""
    x, y = g.axes()
    near, _, number = cells(x / size, y / size, g.rng)
    there = chance(number, g.rng)
    radius = 0.10 + 0.22 * chance(number, g.rng) ** 2
    return np.asarray((there < share) * smooth(radius - near, 0.0, 0.08), np.float32)


def concrete(g: Ground) -> Surface:
    """Cast: clouds of tone, fine grain, pores; streaks of water with wear."""
    tone = 1 + 0.07 * fbm(g, 0.30, 5) + 0.035 * fbm(g, 0.02, 3) + 0.025 * value_noise(g, 0.0025)
    pores = _pores(g, 0.014, 0.30) + 0.7 * _pores(g, 0.005, 0.16)
    polished = g.look.roughness < 0.45
    if polished:  # aggregate shows
        x, y = g.axes()
        near, second, number = cells(x / 0.009, y / 0.009, g.rng)
        grain = smooth(second - near, 0.05, 0.22) * (chance(number, g.rng) - 0.5)
        tone = tone + 0.10 * grain
        pores = pores * 0.2
    stain = smooth(fbm(g, (0.7, 0.09), 4), 0.3, 1.8) * g.look.wear
    tone = tone * (1 - 0.30 * pores - 0.25 * stain)
    height = 0.0003 * fbm(g, 0.05, 4) * (not polished) + 0.00007 * fbm(g, 0.004, 2) - 0.0008 * np.minimum(pores, 1)
    return Surface(tinted(g.look.colour, tone), height.astype(np.float32), g.look.roughness)


def board_concrete(g: Ground) -> Surface:
    """Cast against boards: each its own tone and depth, its grain printed, a fin of grout in the seams, tie holes."""
    wide = g.look.scale if 0.04 <= g.look.scale <= 0.6 else 0.12
    x, y = g.axes()
    at = y / wide + 0.004 * fbm(g, (4.0, 0.6), 2) + float(g.rng.random())
    board = np.floor(at).astype(np.int32)
    across = at - board
    tone = 1 + 0.085 * (chance(board, g.rng) - 0.5) * 2
    depth = 0.0022 * chance(board, g.rng)
    own = chance(board, g.rng)
    # The grain of each board, shifted along it: rings cut lengthwise.
    bend = fbm(g, (0.03, 0.5), 3)
    grain = np.sin((across * 9 + own * 20 + 1.6 * bend) * 2.2) + 0.6 * fbm(g, (0.0022, 0.14), 3)
    edge = np.minimum(across, 1 - across) * wide
    fin = np.exp(-((edge / 0.0016) ** 2))
    stain = fbm(g, (0.5, 0.10), 4)
    tone = tone + 0.035 * grain + 0.055 * fbm(g, 0.25, 4) + 0.02 * value_noise(g, 0.003)
    tone = tone * (1 - 0.22 * g.look.wear * smooth(stain, 0.2, 1.8)) * (1 - 0.16 * fin)
    height = depth + 0.00022 * grain + 0.0012 * fin * (own > 0.35) - 0.0018 * fin * (own <= 0.35)
    pores = _pores(g, 0.016, 0.2)
    hole_x, hole_y = 0.6, wide * 4
    hx = np.abs((x + 0.23) % hole_x - hole_x / 2)
    hy = np.abs((y + 0.6 * wide) % hole_y - hole_y / 2)
    hole = smooth(0.012 - np.hypot(hx, hy), 0.0, 0.002)
    tone = tone * (1 - 0.75 * hole - 0.25 * pores)
    height = height - 0.008 * blurred(hole, 1.0) - 0.0008 * pores
    return Surface(tinted(g.look.colour, tone), height.astype(np.float32), max(g.look.roughness, 0.75))


def stone(g: Ground) -> Surface:
    """Sawn or bush-hammered stone: beds, grain, fossils of darker tone."""
    beds = fbm(g, (0.04, 0.5), 5)
    grain = fbm(g, 0.004, 3)
    spots = smooth(fbm(g, (0.012, 0.02), 3), 0.9, 1.9)
    blend = np.clip(0.18 * beds + 0.5 * spots * 0.5 + 0.06 * grain + 0.12, 0, 0.75)
    tone = 1 + 0.06 * grain + 0.05 * fbm(g, 0.2, 3)
    matt = g.look.roughness > 0.4
    height = (0.0006 * grain + 0.0004 * fbm(g, 0.02, 3)) * matt - 0.0003 * spots
    return Surface(tinted(mix(g.look.colour, g.second, blend), tone), height.astype(np.float32), g.look.roughness)


def marble(g: Ground) -> Surface:
    """Polished: clouds, and veins that wander, part and thin out (noise folded at zero, its plane bent by noise)."""
    repeat = max(g.look.scale, 0.15) if g.look.scale > 0.02 else 0.5
    x, y = g.axes()
    lean = float(g.rng.uniform(0.3, 1.0)) * (1 if g.rng.random() < 0.5 else -1)
    cloud = fbm(g, repeat * 0.6, 5)
    veins = flat(g)
    # Three families of veins, each nearly straight: noise bends them less than they lie apart, so that none closes
    # to a ring; where a family is weak it fades out.
    for turn, apart, wide, strong in ((0.0, 0.55, 0.010, 1.0), (0.55, 0.34, 0.006, 0.75), (-0.75, 0.22, 0.004, 0.5)):
        angle = lean + turn
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        field = (x * c + y * s) / (repeat * apart) + 0.14 / apart * fbm(g, repeat * 0.5, 2)
        field = field + 0.030 / apart * fbm(g, repeat * 0.12, 3)
        number = np.rint(field).astype(np.int32)
        away = np.abs(field - number) * repeat * apart  # metres
        there = smooth(fbm(g, repeat * 0.45, 3) + 1.6 * (chance(number, g.rng) - 0.40), -0.5, 1.0)
        thick = repeat * wide * (0.25 + 1.1 * there) * (1 + 0.5 * fbm(g, repeat * 0.08, 2))
        veins = np.maximum(veins, strong * there * np.exp(-((away / np.maximum(thick * 0.7, 1e-5)) ** 1.5)))
        veins = np.maximum(veins, 0.13 * strong * there * np.exp(-away / (repeat * wide * 5)))
    second = g.look.second
    if second is None:
        dark = sum(g.look.colour) < 0.6
        second = (0.78, 0.74, 0.68) if dark else (0.30, 0.30, 0.32)
    tone = 1 + 0.09 * cloud + 0.015 * value_noise(g, 0.002)
    return Surface(mix(tinted(g.look.colour, tone), second, np.clip(veins, 0, 1)), flat(g), min(g.look.roughness, 0.25))


def terrazzo(g: Ground) -> Surface:
    """Chips of marble of three sizes and several colours in cement, ground flat."""
    x, y = g.axes()
    base = np.asarray(g.look.colour, np.float32)
    albedo = tinted(g.look.colour, 1 + 0.05 * fbm(g, 0.05, 3) + 0.03 * value_noise(g, 0.0015))
    second = np.asarray(g.second, np.float32)
    colours = np.stack([second, second * 0.5 + 0.35, base * 0.35 + second * 0.25, np.minimum(base * 1.35 + 0.05, 0.9),
                        np.array([0.42, 0.30, 0.22], np.float32), base * 0.6])  # fmt: skip
    size = g.look.scale if 0.004 <= g.look.scale <= 0.05 else 0.016
    for share, cell in ((0.55, size * 0.35), (0.5, size * 0.62), (0.52, size)):
        wob = 0.16 * fbm(g, cell * 0.6, 2)
        near, second_near, number = cells(x / cell + wob, y / cell - wob, g.rng, 0.85)
        # Broken stone has corners: the border halfway to the neighbour, not a circle.
        inside = smooth(second_near - near, 0.16, 0.20) * (chance(number, g.rng) < share)
        pick = colours[(chance(number, g.rng) * len(colours)).astype(int)]
        inner = pick * (0.86 + 0.28 * chance(number, g.rng))[..., None] * (1 + 0.05 * fbm(g, cell * 0.3, 2))[..., None]
        albedo = np.asarray(albedo + (inner - albedo) * inside[..., None], np.float32)
    return Surface(albedo, flat(g), min(g.look.roughness, 0.3))


def _courses(g: Ground, long: float, high: float, joint: float, ragged: float) -> tuple[Floats, Floats, Floats]:
    """Running bond: 1 inside a stone and 0 in the joint, a number 0-1 a stone, and metres to its nearest edge."""
    x, y = g.axes()
    wob = ragged * fbm(g, 0.03, 3)
    row_at = (y + wob + high * 0.37) / high
    row = np.floor(row_at).astype(np.int32)
    shift = 0.5 * (row % 2) + 0.11 * (chance(row, g.rng) - 0.5) * (ragged > 0)
    column_at = (x + ragged * fbm(g, 0.03, 3)) / long + shift + 0.21
    column = np.floor(column_at).astype(np.int32)
    edge = np.minimum(np.minimum(row_at - row, row + 1 - row_at) * high,
                      np.minimum(column_at - column, column + 1 - column_at) * long)  # fmt: skip
    number = (row - row.min()) * (int(column.max()) + 3) + column - column.min()
    inside = smooth(edge, joint / 2 - 0.0008, joint / 2 + 0.0022 + ragged)
    return inside, chance(number.astype(np.int32), g.rng), edge.astype(np.float32)


def masonry(g: Ground) -> Surface:
    """Blocks of stone, each its own tone, faces roughly dressed."""
    high = g.look.scale if 0.1 <= g.look.scale <= 0.8 else 0.28
    inside, own, edge = _courses(g, high * 1.9, high, 0.010, 0.0035)
    face = fbm(g, 0.06, 5)
    tone = 1 + 0.28 * (own - 0.5) + 0.07 * face + 0.05 * fbm(g, 0.006, 3) - 0.2 * g.look.wear * smooth(
        fbm(g, (0.6, 0.2), 3), 0.3, 1.6)  # fmt: skip
    mortar = g.look.second or (0.42, 0.40, 0.36)
    round_ = 0.010 * smooth(edge, 0.0, 0.05)
    height = inside * (0.008 + round_ + 0.0028 * face + 0.0005 * fbm(g, 0.008, 3)) + 0.0006 * fbm(g, 0.006, 2)
    albedo = mix(tinted(mortar, 1 + 0.08 * fbm(g, 0.01, 3)), tinted(g.look.colour, tone), inside)
    return Surface(albedo, height.astype(np.float32), max(g.look.roughness, 0.7))


def brick(g: Ground) -> Surface:
    """Stretchers in mortar, from pale to burnt, with chipped arrises."""
    long = g.look.scale if 0.12 <= g.look.scale <= 0.4 else 0.22
    inside, own, _ = _courses(g, long, long * 0.34, 0.010, 0.0012)
    own2 = np.sin(own * 91.7) * 0.5 + 0.5
    sand = fbm(g, 0.004, 3)
    tone = 1 + 0.42 * (own - 0.5) + 0.10 * fbm(g, 0.03, 4) + 0.05 * sand
    burnt = mix(g.look.colour, (0.06, 0.05, 0.055), 0.55 * smooth(own2, 0.72, 1.0))
    mortar = g.look.second or (0.50, 0.47, 0.42)
    height = inside * (0.006 + 0.0006 * fbm(g, 0.02, 4) + 0.00025 * sand) + 0.0005 * fbm(g, 0.005, 2)
    if g.look.wear > 0.3:
        bloom = smooth(fbm(g, (0.3, 0.2), 4), 0.7, 1.9) * g.look.wear
        burnt = mix(burnt, (0.62, 0.60, 0.56), bloom * 0.5)
    albedo = mix(tinted(mortar, 1 + 0.10 * fbm(g, 0.008, 3)), tinted(burnt, tone), inside)
    return Surface(albedo, height.astype(np.float32), max(g.look.roughness, 0.75))


def tile(g: Ground) -> Surface:
    """Square glazed tiles in grout, each its own tone and a trace out of plane."""
    side = g.look.scale if 0.01 <= g.look.scale <= 1.2 else 0.15
    x, y = g.axes()
    joint = min(0.003, side * 0.06)
    ax, ay = x / side + 0.5, y / side + 0.5
    ix, iy = np.floor(ax).astype(np.int32), np.floor(ay).astype(np.int32)
    edge = np.minimum(np.minimum(ax - ix, ix + 1 - ax), np.minimum(ay - iy, iy + 1 - ay)) * side
    inside = smooth(edge, joint / 2, joint / 2 + 0.0012)
    number = (iy * (int(ix.max()) + 2) + ix).astype(np.int32)
    own = chance(number, g.rng)
    colour = np.broadcast_to(np.asarray(g.look.colour, np.float32), (g.n, g.n, 3))
    if g.look.pattern in ("check", "checkerboard", "chequer"):
        colour = mix(g.look.colour, g.second, ((ix + iy) % 2).astype(np.float32))
    grout = (0.42, 0.41, 0.39) if g.look.pattern or g.look.second is None else g.look.second
    tone = 1 + 0.09 * (own - 0.5) + 0.03 * fbm(g, side * 0.4, 3)
    slant = (chance(number, g.rng) - 0.5) * (ax - ix) + (chance(number, g.rng) - 0.5) * (ay - iy)
    pillow = 0.0009 * smooth(edge, 0, side * 0.12)
    height = inside * (0.0016 + pillow + 0.0022 * side * slant) + 0.0001 * fbm(g, 0.02, 2)
    albedo = mix(tinted(grout, 1 + 0.08 * fbm(g, 0.006, 2)), tinted(colour, tone), inside)
    rough = np.where(inside > 0.5, min(g.look.roughness, 0.5), 0.9).astype(np.float32)
    return Surface(albedo, height.astype(np.float32), rough)


def earth(g: Ground) -> Surface:
    """Trodden earth or sand with small stones."""
    x, y = g.axes()
    height = 0.006 * fbm(g, 0.12, 5, 0.55) + 0.0006 * fbm(g, 0.004, 2)
    near, _, number = cells(x / 0.03, y / 0.03, g.rng)
    radius = 0.12 + 0.2 * chance(number, g.rng)
    pebble = (chance(number, g.rng) < 0.22) * np.sqrt(np.maximum(radius**2 - near**2, 0))
    height = height + 0.03 * pebble
    tone = 1 + 0.18 * fbm(g, 0.09, 5) + 0.10 * value_noise(g, 0.002)
    albedo = mix(tinted(g.look.colour, tone), g.second, 0.6 * (pebble > 0))
    return Surface(albedo, height.astype(np.float32), 0.95)
