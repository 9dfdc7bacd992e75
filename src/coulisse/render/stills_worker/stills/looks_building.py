"""Looks of buildings: plaster, wallpaper, concrete, stone, brick, tile. The numbers are metres and shares of tone.

What reads as real: tone that changes softly by a tenth, relief of millimetres, stains and streaks larger than a
person; a step that is too strong reads as a seam or a plank.
"""

# mypy: allow-untyped-defs

from __future__ import annotations

from stills.patterns import figure
from stills.surface import Surface, darker, second


def weathered(n, look, colour, roughness, streaks=1.0):
    """Large soft tones, streaks that run down, dirt near the floor and the upper edge, all by wear."""
    u, v = n.uv()
    wear = look.wear
    big = n.noise(n.place(), 0.6, 4.0, 0.6)
    colour = n.tone(colour, n.about(n.step(big, 0.25, 0.75), 0.05 + 0.13 * wear))
    run = n.noise(n.join(u * 5.0, v * 0.4, big * 0.6), 1.0, 3.0, 0.6)
    x, up, half, reach = n.panel()
    low = n.step(n.height(), 0.55, 0.0) * n.step(big, 0.25, 0.7, 0.2, 1.0)
    high = n.step(reach - up, 0.35, 0.0) * n.step(run, 0.35, 0.65)
    wall = n.most(n.step(run, 0.5, 0.74, 0.0, min(0.9, 0.85 * wear * streaks)), low * min(0.9, 1.1 * wear))
    wall = n.most(wall, high * min(0.7, 0.7 * wear))
    corners = n.step(n.least(half - abs(x), reach - abs(up)), 0.9, 0.0, 0.15, 1.0)  # dust lies along the walls
    floor = n.step(big, 0.42, 0.7) * corners * min(0.6, 0.8 * wear)
    dirt = floor + (wall - floor) * n.upright()
    return n.mix(dirt, colour, n.tone(colour, 0.33)), n.math("MULTIPLY_ADD", dirt, -0.15, roughness), big


def plain(n, look):
    fine = n.noise(n.place(), 6.0, 3.0)
    colour = n.tone(look.colour, n.about(fine, 0.02 + 0.12 * look.wear))
    return Surface(colour, n.math("MULTIPLY_ADD", fine, 0.1, look.roughness - 0.05), look.metallic)


def plaster(n, look):
    colour, rough, big = weathered(n, look, look.colour, look.roughness)
    height = n.noise(n.place(), 2.2, 3.0) * 0.004 + n.noise(n.place(), 26.0, 2.0) * 0.0007
    if look.wear > 0.35:  # cracks, and where it has come off
        warp = n.vector("ADD", n.place(), n.scaled(n.add("ShaderNodeTexNoise", n.place(), out=1), 0.35))
        crack = n.step(n.edges(warp, 0.9), 0.006, 0.0) * n.step(big, 0.45, 0.6)
        colour = n.mix(crack * 0.8, colour, n.tone(look.colour, 0.15))
        # In flakes with a sharp edge; under the skim the brown coat, in the middle of large ones older and darker.
        rag = n.noise(n.place(), 0.8, 6.0, 0.68)
        bound = 0.74 - 0.2 * look.wear
        gone = n.step(rag, bound, bound + 0.012)
        deep = n.step(rag, bound + 0.055, bound + 0.065)
        under = n.tone(second(look, (0.36, 0.27, 0.2)), n.about(n.noise(n.place(), 9.0, 3.0), 0.25))
        colour = n.mix(gone, colour, n.mix(deep, under, n.tone(under, 0.55)))
        height = height + gone * -0.003 + deep * -0.003 + crack * -0.002
    return Surface(colour, rough, 0.0, height)


def wallpaper(n, look):
    u, v = n.uv()
    repeat = max(look.scale, 0.1) if look.scale > 0.1 else 0.3
    share = figure(n, look.pattern or "damask", u, v, repeat)
    colour = n.mix(share, look.colour, second(look, darker(look.colour, 0.72)))
    colour, rough, big = weathered(n, look, colour, look.roughness, 0.7)
    length = n.fract(u / 0.53)
    seam = n.step(n.least(length, 1.0 - length), 0.003, 0.0)
    colour = n.mix(seam * (0.1 + 0.4 * look.wear), colour, n.tone(look.colour, 0.4))
    if look.wear > 0.5:
        gone = n.step(n.noise(n.join(u * 1.6, v * 0.7), 1.0, 5.0, 0.7), 0.66, 0.67)
        colour = n.mix(gone, colour, n.tone((0.42, 0.37, 0.3), n.about(big, 0.3)))
    height = n.noise(n.place(), 60.0, 1.0) * 0.0003 + seam * -0.0003
    return Surface(colour, n.math("MULTIPLY_ADD", share, -0.12, rough), 0.0, height, {"Specular IOR Level": 0.35})


def concrete(n, look):
    place = n.place()
    colour, rough, _ = weathered(n, look, look.colour, look.roughness, 0.8)
    cloud = n.noise(place, 3.1, 5.0, 0.62)
    colour = n.tone(colour, n.about(cloud, 0.16))
    pits = n.step(n.cells(place, 30.0), 0.16, 0.06) * n.step(n.noise(place, 2.3, 1.0), 0.5, 0.66)
    colour = n.mix(pits * 0.6, colour, n.tone(look.colour, 0.2))
    if look.scale >= 0.5:
        slab, joint = slabs(n, look.scale * 2.0, look.scale, 0.006)
        colour = n.mix(joint * 0.6, n.tone(colour, n.about(slab, 0.07)), n.tone(look.colour, 0.25))
    smooth = look.roughness < 0.5  # polished: the relief is ground away
    height = n.noise(place, 150.0, 1.0) * 0.0004 + pits * -0.003
    rough = n.math("MULTIPLY_ADD", cloud, 0.22, rough - 0.11) if smooth else rough
    return Surface(colour, rough, 0.0, None if smooth else height)


def board_concrete(n, look):
    u, v = n.uv()
    wide = min(max(look.scale, 0.08), 0.3) if look.scale > 0.08 else 0.14
    row = n.floor(v / wide)
    shift = n.chance(row, 1.0)
    along = (u / 2.4) + shift * 3.0
    board = n.chance(row, n.floor(along), 2.0)
    edge = abs(n.fract(v / wide) - 0.5) * wide
    end = abs(n.fract(along) - 0.5) * 2.4
    seam = n.most(n.step(edge, wide / 2 - 0.005, wide / 2), n.step(end, 1.2 - 0.004, 1.2))
    grain = n.noise(n.join(u * 2.2 + board * 40.0, v * 70.0, row * 3.1), 1.0, 4.0, 0.6)
    hole = _tie_holes(n, u, v, wide)
    big = n.noise(n.place(), 0.55, 4.0, 0.6)
    base = n.tone(look.colour, n.step(big, 0.3, 0.7, 0.76, 1.14))
    base = n.tone(base, n.about(board, 0.1))
    base = n.mix(n.step(grain, 0.4, 0.75, 0.0, 0.18), base, n.tone(look.colour, 0.42))
    colour, rough, _ = weathered(n, look, base, look.roughness, 1.2)
    pits = n.step(n.cells(n.place(), 26.0), 0.15, 0.07) * n.step(n.noise(n.place(), 2.3, 1.0), 0.48, 0.66)
    dark = n.most(n.most(pits * 0.7, hole * 0.95), seam * 0.22)
    colour = n.mix(dark, colour, n.tone(look.colour, 0.1))
    height = board * 0.003 + grain * 0.0022 + seam * 0.003 + pits * -0.004 + hole * -0.012
    return Surface(colour, rough, 0.0, height)


def _tie_holes(n, u, v, wide):
    """What the ties of the formwork left: 3 cm wide, every 1.2 m, each ninth board."""
    du = abs(n.fract((u + 100.2) / 1.2) - 0.5) * 1.2
    dv = abs(n.fract((v + 100.1) / (9.0 * wide)) - 0.5) * (9.0 * wide)
    return n.step(n.math("SQRT", du * du + dv * dv), 0.018, 0.013)


def _courses(n, length, tall, joint, bond=0.5, ragged=0.0):
    """Blocks in courses: the block's number, how far in from its joint (0 the joint, 1 the block), place in it."""
    u, v = n.uv()
    row = n.floor(v / tall)
    offset = n.math("FLOORED_MODULO", row, 2.0) * bond
    if ragged:
        offset = offset + n.chance(row, 5.0) * ragged
    x = u / length + offset
    i = n.floor(x)
    fx, fy = n.fract(x), n.fract(v / tall)
    wobble = (n.noise(n.join(u, v), 14.0 / max(tall, 0.05) * 0.1, 2.0) - 0.5) * joint
    edge = n.least(n.least(fx, 1.0 - fx) * length, n.least(fy, 1.0 - fy) * tall) + wobble
    return n.chance(i, row, 3.0), n.step(edge, joint * 0.45, joint * 0.9), fx, fy, edge


def brick(n, look):
    length = look.scale if look.scale >= 0.16 else 0.225
    block, solid, _, _, edge = _courses(n, length, length * 0.333, 0.011)
    mortar = n.tone(second(look, (0.3, 0.275, 0.24)), n.about(n.noise(n.place(), 40.0, 2.0), 0.2))
    clay = n.mix(n.step(block, 0.55, 1.0, 0.0, 0.75), look.colour, darker(look.colour, 0.5))
    clay = n.mix(n.step(block, 0.35, 0.0, 0.0, 0.5), clay, _warmer(look.colour))
    fine = n.noise(n.place(), 55.0, 4.0, 0.65)
    clay = n.tone(clay, n.about(fine, 0.28))
    colour, rough, _ = weathered(n, look, n.mix(solid, mortar, clay), look.roughness)
    height = n.step(edge, 0.004, 0.018) * 0.006 + fine * 0.0016 + block * 0.0015
    return Surface(colour, rough, 0.0, height, {"Specular IOR Level": 0.3})


def _warmer(colour):
    r, g, b = colour
    return (min(1.0, r * 1.25), g * 1.12, b * 0.95)


def masonry(n, look):
    tall = look.scale if look.scale >= 0.15 else 0.3
    block, solid, fx, _, edge = _courses(n, tall * 1.9, tall, 0.014, 0.5, 0.35)
    rock = n.noise(n.place(), 5.0, 6.0, 0.65)
    fine = n.noise(n.place(), 48.0, 3.0)
    body = n.tone(look.colour, n.about(block, 0.16))
    body = n.tone(n.tone(body, n.about(rock, 0.22)), n.about(fine, 0.12))
    mortar = n.tone(second(look, darker(look.colour, 0.6)), n.about(fine, 0.25))
    colour, rough, _ = weathered(n, look, n.mix(solid, mortar, body), look.roughness)
    bulge = n.step(edge, 0.0, 0.05) * 0.014
    height = bulge + rock * 0.012 + fine * 0.0015 + (block - 0.5) * (fx - 0.5) * 0.012
    return Surface(colour, rough, 0.0, height, {"Specular IOR Level": 0.3})


def stone(n, look):
    place = n.place()
    layers = n.noise(n.times(place, (1.0, 1.0, 3.2)), 1.6, 6.0, 0.62, 0.4)
    fine = n.noise(place, 70.0, 3.0, 0.6)
    colour = n.mix(n.step(layers, 0.3, 0.7), darker(look.colour, 0.78), look.colour)
    if look.second is not None:
        colour = n.mix(n.step(n.noise(place, 3.3, 6.0, 0.7, 0.8), 0.56, 0.7, 0.0, 0.6), colour, look.second)
    colour = n.tone(colour, n.about(fine, 0.14))
    colour, rough, _ = weathered(n, look, colour, look.roughness)
    if look.scale >= 0.3:
        slab, joint = slabs(n, look.scale, look.scale, 0.005)
        colour = n.mix(joint * 0.75, n.tone(colour, n.about(slab, 0.1)), darker(look.colour, 0.3))
    if look.roughness < 0.4:
        return Surface(colour, n.math("MULTIPLY_ADD", fine, 0.1, rough - 0.05))
    return Surface(colour, rough, 0.0, layers * 0.006 + fine * 0.0009)


def marble(n, look):
    place = n.place()
    drift = n.add("ShaderNodeTexNoise", place, named={"Scale": 1.1, "Detail": 4.0}, out=1)
    place = n.vector("ADD", place, n.scaled(drift, 0.7))
    cloud = n.noise(place, 1.4, 6.0, 0.6)
    bold = n.ridge(n.noise(place, 0.9, 6.0, 0.58), 0.5, 0.012)
    thin = n.ridge(n.noise(place, 2.6, 6.0, 0.62), 0.5, 0.008) * n.step(cloud, 0.45, 0.66)
    haze = n.ridge(n.noise(place, 0.9, 3.0, 0.5), 0.5, 0.12)
    vein = n.most(n.most(n.math("POWER", bold, 1.5) * n.step(cloud, 0.35, 0.6, 0.1, 0.85), thin * 0.45), haze * 0.09)
    light = max(look.colour) > 0.25
    veins = second(look, (0.22, 0.2, 0.19) if light else (0.5, 0.42, 0.3))
    base = n.tone(look.colour, n.step(cloud, 0.3, 0.75, 0.82, 1.05) if light else n.about(cloud, 0.35))
    rough = n.math("MULTIPLY_ADD", cloud, 0.08 + 0.2 * look.wear, look.roughness - 0.03)
    colour = n.mix(vein, base, veins)
    if look.scale >= 0.3:
        slab, joint = slabs(n, look.scale, look.scale, 0.002)
        colour = n.mix(joint * 0.7, n.tone(colour, n.about(slab, 0.08)), darker(look.colour, 0.35))
    more = {"Coat Weight": 0.5, "Coat Roughness": 0.04} if look.roughness < 0.25 else {}
    return Surface(colour, rough, more=more)


def slabs(n, wide, tall, gap):
    """Slabs or formwork on what is larger than three of them: chance of each, and the joints between."""
    u, v = n.uv()
    _, _, half_u, half_v = n.panel()
    large = n.step(n.most(half_u, half_v), 1.45 * max(wide, tall), 1.55 * max(wide, tall))
    x, y = u / wide, v / tall
    edge = n.least(0.5 - abs(n.fract(x) - 0.5), (0.5 - abs(n.fract(y) - 0.5)) * (tall / wide)) * wide
    slab = n.chance(n.floor(x), n.floor(y), 4.0)
    return 0.5 + (slab - 0.5) * large, n.step(edge, gap, gap * 0.4) * large


def terrazzo(n, look):
    place = n.place()
    chips = n.cells(place, 42.0, out="Color")
    pick = n.split(chips)
    size = n.step(n.edges(place, 42.0), 0.1, 0.14) * n.step(pick[0], 0.3, 0.32)
    kinds = n.mix(n.step(pick[1], 0.45, 0.46), second(look, (0.16, 0.14, 0.13)), (0.62, 0.58, 0.52))
    kinds = n.mix(n.step(pick[2], 0.74, 0.75), kinds, (0.32, 0.17, 0.11))
    base = n.tone(look.colour, n.about(n.noise(place, 1.1, 4.0), 0.1))
    rough = n.math("MULTIPLY_ADD", n.noise(place, 1.7, 4.0), 0.16, look.roughness - 0.05)
    return Surface(n.mix(size * 0.8, base, kinds), rough)


def tile(n, look):
    side = max(look.scale, 0.02)
    u, v = n.uv()
    i, j = n.floor(u / side), n.floor(v / side)
    fx, fy = n.fract(u / side), n.fract(v / side)
    edge = n.least(n.least(fx, 1.0 - fx), n.least(fy, 1.0 - fy)) * side
    joint = min(0.0025, 0.04 * side)
    solid = n.step(edge, joint * 0.7, joint * 1.3)
    one, two = n.chance(i, j, 1.0), n.chance(i, j, 2.0)
    glaze = n.tone(look.colour, n.about(one, 0.07))
    pattern = (look.pattern or "").replace("_", " ")
    if look.second is not None and ("check" in pattern or "chequer" in pattern):
        odd = n.math("FLOORED_MODULO", i + j, 2.0)
        glaze = n.mix(odd, glaze, n.tone(look.second, n.about(two, 0.07)))
        grout = (0.2, 0.19, 0.17)
    elif look.second is not None and pattern and pattern != "plain":
        glaze = n.mix(figure(n, pattern, u, v, side), glaze, look.second)
        grout = (0.4, 0.38, 0.34)
    else:
        grout = second(look, (0.5, 0.48, 0.44))
    cloud = n.noise(n.place(), 2.0, 4.0)
    glaze = n.tone(glaze, n.about(cloud, 0.05 + 0.15 * look.wear))
    grout = n.tone(grout, n.step(cloud, 0.3, 0.7, 1.0 - 0.6 * look.wear, 1.0))
    tilt = ((fx - 0.5) * (one - 0.5) + (fy - 0.5) * (two - 0.5)) * (0.012 * side)
    height = n.step(edge, joint, joint * 3.0) * 0.0015 + tilt * solid
    rough = n.math("MULTIPLY_ADD", solid, look.roughness - 0.85, 0.85) + (cloud - 0.5) * (0.06 + 0.3 * look.wear)
    return Surface(n.mix(solid, grout, glaze), rough, 0.0, height)


def earth(n, look):
    place = n.place()
    clods = n.noise(place, 7.0, 7.0, 0.7)
    stones = n.step(n.cells(place, 34.0), 0.32, 0.2) * n.step(n.noise(place, 3.0), 0.5, 0.6)
    body = n.tone(n.tone(look.colour, n.about(clods, 0.5)), n.about(n.noise(place, 0.5, 3.0), 0.25))
    colour = n.mix(stones * 0.7, body, second(look, (0.3, 0.27, 0.23)))
    damp = n.step(n.noise(place, 0.7, 3.0), 0.62, 0.7)
    rough = n.math("MULTIPLY_ADD", damp, -0.25 * look.wear, look.roughness)
    return Surface(colour, rough, 0.0, clods * 0.03 + stones * 0.008, {"Specular IOR Level": 0.25})


RECIPES = {
    "plain": plain, "plaster": plaster, "wallpaper": wallpaper, "concrete": concrete, "board_concrete": board_concrete,
    "stone": stone, "marble": marble, "terrazzo": terrazzo, "masonry": masonry, "brick": brick, "tile": tile,
    "earth": earth,
}  # fmt: skip
