"""Looks of wood and metal: grain along the longest side of each part, boards, brushed and worn metal."""

# mypy: allow-untyped-defs

from __future__ import annotations

from stills.looks_building import slabs
from stills.surface import Surface, darker, second, see_through, shader


def timber(n, look, place, chance):
    """Colour and relief of wood whose fibres run along x of `place`; `chance` makes each board another one."""
    slow = n.noise(n.times(place, (0.5, 3.5, 3.5)), 1.0, 2.0, 0.45)
    _, across, through = n.split(place)
    rings = n.fract(slow * 7.0 + across * 34.0 + through * 13.0)  # a ring is some 3 cm cut flat, 1 cm elsewhere
    late = n.step(rings, 0.2, 0.92) * n.step(rings, 1.0, 0.93)  # darkens through the summer, ends at once
    fibre = n.noise(n.times(place, (2.5, 170.0, 170.0)), 1.0, 3.0, 0.62)
    streak = n.noise(n.times(place, (0.7, 22.0, 22.0)), 1.0, 3.0, 0.6)
    pores = n.step(n.noise(n.times(place, (8.0, 380.0, 380.0)), 1.0, 1.0), 0.6, 0.7)
    dark = second(look, tuple(c * f for c, f in zip(look.colour, (0.45, 0.39, 0.34), strict=True)))
    colour = n.mix(late * 0.3, look.colour, dark)
    colour = n.mix(n.step(streak, 0.35, 0.75, 0.0, 0.45), colour, dark)
    colour = n.mix(n.step(fibre, 0.35, 0.75, 0.0, 0.3), colour, dark)
    colour = n.mix(pores * 0.4, colour, darker(dark, 0.45))
    colour = n.tone(n.tone(colour, n.about(chance, 0.16)), n.step(slow, 0.3, 0.7, 0.9, 1.1))
    colour = n.hue(colour, (chance - 0.5) * 0.012)
    return colour, late * 0.0001 + fibre * 0.00025 + pores * -0.0002, fibre


def _worn(n, look, colour, rough, place=None):
    """Scuffs, dull and dark patches by wear; old wood turns grey."""
    spots = n.noise(n.place() if place is None else place, 2.4, 6.0, 0.68)
    patch = n.step(spots, 0.62 - 0.15 * look.wear, 0.8 - 0.1 * look.wear)
    if look.wear > 0.3:
        grey = sum(look.colour) / 3.0
        colour = n.mix(n.step(spots, 0.6, 0.35, 0.0, 0.75 * look.wear), colour, n.tone((1.0, 0.95, 0.88), grey))
    colour = n.mix(patch * min(0.6, 0.8 * look.wear), colour, n.tone(colour, 0.45))
    return colour, rough + patch * (0.35 * look.wear)


def wood(n, look):
    if look.scale >= 0.3:
        return _veneer(n, look)
    colour, height, fibre = timber(n, look, n.grain(), n.vary())
    colour, rough = _worn(n, look, colour, n.math("MULTIPLY_ADD", fibre, 0.16, look.roughness - 0.08))
    return Surface(colour, rough, 0.0, height)


def _veneer(n, look):
    """Panels with upright grain and a groove between them."""
    u, v = n.uv()
    x, y = u / look.scale, v / (2.0 * look.scale)
    panel = n.chance(n.floor(x), n.floor(y), 6.0)
    place = n.join(v + panel * 31.0, u + panel * 7.0, panel * 9.0)
    colour, height, fibre = timber(n, look, place, panel)
    edge = n.least(0.5 - abs(n.fract(x) - 0.5), (0.5 - abs(n.fract(y) - 0.5)) * 2.0) * look.scale
    groove = n.step(edge, 0.0035, 0.0015)
    colour = n.mix(groove * 0.9, colour, darker(look.colour, 0.08))
    colour, rough = _worn(n, look, colour, n.math("MULTIPLY_ADD", fibre, 0.16, look.roughness - 0.08))
    return Surface(colour, rough, 0.0, height + groove * -0.004)


def planks(n, look):
    wide = look.scale if look.scale >= 0.04 else 0.12
    u, v = n.uv()
    along, across = _lengthways(n, u, v)
    row = n.floor(across / wide)
    x = along / 2.1 + n.chance(row, 4.0) * 5.0
    board = n.chance(row, n.floor(x), 7.0)
    fy, fx = n.fract(across / wide), n.fract(x)
    place = n.join(along + board * 31.0, across + board * 7.0, board * 9.0)
    colour, height, fibre = timber(n, look, place, board)
    edge = n.least(n.least(fy, 1.0 - fy) * wide, n.least(fx, 1.0 - fx) * 2.1)
    gap = n.step(edge, 0.0024 + 0.004 * look.wear, 0.0008 + 0.002 * look.wear)
    walked = n.join(along * 0.6, across * 1.5 + board * 0.7, board * 0.5)  # each board has its own, along itself
    colour = n.tone(colour, n.about(board, 0.1 + 0.15 * look.wear))
    colour, rough = _worn(n, look, colour, n.math("MULTIPLY_ADD", fibre, 0.16, look.roughness - 0.08), walked)
    colour = n.mix(gap * 0.92, colour, darker(look.colour, 0.06))
    height = height + gap * -0.004 + board * 0.0008 + n.step(edge, 0.0, 0.006) * 0.0008
    return Surface(colour, rough, 0.0, height)


def _lengthways(n, u, v):
    """Along and across: boards run along the longer side of the part."""
    _, _, half_u, half_v = n.panel()
    tall = n.math("GREATER_THAN", half_v, half_u)
    return u + (v - u) * tall, v + (u - v) * tall


def parquet(n, look):
    """Herringbone: strips five times as long as wide, at 45 degrees to the walls."""
    wide = look.scale if 0.03 <= look.scale <= 0.09 else 0.07
    k = 5.0
    u, v = n.uv()
    x, y = (u + v) * (0.7071 / wide), (v - u) * (0.7071 / wide)
    i, j = n.floor(x), n.floor(y)
    d = n.math("FLOORED_MODULO", i - j, 2.0 * k)
    lying = n.math("LESS_THAN", d, k - 0.5)
    stand = (2.0 * k - 1.0) - d  # cells above the lower end of a standing strip

    def either(a, b):
        return b + (a - b) * lying

    fx, fy = n.fract(x), n.fract(y)
    along, across = either(d + fx, stand + fy), either(fy, fx)
    strip = n.chance(either(i - d, i), either(j, j - stand), lying)
    place = n.join(along * wide + strip * 23.0, across * wide + strip * 5.0, strip * 11.0)
    colour, height, fibre = timber(n, look, place, strip)
    colour = n.tone(colour, n.about(lying, 0.05))
    edge = n.least(n.least(along, k - along), n.least(across, 1.0 - across)) * wide
    gap = n.step(edge, 0.0014 + 0.001 * look.wear, 0.0004)
    colour = n.mix(gap * 0.8, colour, darker(look.colour, 0.1))
    colour, rough = _worn(n, look, colour, n.math("MULTIPLY_ADD", fibre, 0.14, look.roughness - 0.07))
    return Surface(colour, rough + strip * 0.06, 0.0, height + gap * -0.0015 + strip * 0.0004)


def metal(n, look):
    place = n.grain()
    brushed = n.noise(n.times(place, (3.0, 240.0, 240.0)), 1.0, 2.0)
    cloud = n.noise(n.place(), 3.4, 6.0, 0.66)
    smudge = n.noise(n.place(), 11.0, 4.0, 0.6)
    base = n.tone(look.colour, n.about(cloud, 0.08))
    tarnish = n.step(cloud, 0.66 - 0.3 * look.wear, 0.84 - 0.2 * look.wear)
    dark = second(look, tuple(c * f for c, f in zip(look.colour, (0.2, 0.16, 0.13), strict=True)))
    colour = n.mix(tarnish * min(0.95, 0.25 + look.wear), base, dark)
    rough = n.math("MULTIPLY_ADD", smudge, 0.14, look.roughness - 0.07) + tarnish * (0.12 + 0.35 * look.wear)
    metallic = look.metallic if look.second is None else 1.0 - tarnish * 0.9 * min(1.0, 0.4 + look.wear)
    height = brushed * 0.00006 + smudge * 0.0002
    u, v = n.uv()
    if "corrugated" in (look.pattern or ""):
        height = height + n.math("SINE", u * (6.2832 / max(look.scale, 0.03))) * 0.009
    elif "diamond" in (look.pattern or ""):
        height = height + _tread(n, u / max(look.scale, 0.03), v / max(look.scale, 0.03)) * 0.0015
    surface = Surface(colour, rough, metallic, height)
    if look.clear <= 0:
        return surface
    wire = n.most(n.ridge(n.fract(u / 0.025), 0.5, 0.09), n.ridge(n.fract(v / 0.025), 0.5, 0.09))
    return see_through(n, shader(n, surface), 1.0 - n.step(wire, 0.1, 0.2), (1.0, 1.0, 1.0))


def _tread(n, x, y):
    """Tear plate: lozenges that lie across each other by turns."""
    odd = n.math("FLOORED_MODULO", n.floor(x) + n.floor(y), 2.0)
    fx, fy = n.fract(x) - 0.5, n.fract(y) - 0.5
    along, across = abs(fx + (fy - fx) * odd), abs(fy + (fx - fy) * odd)
    return n.step(along * 1.1 + across * 3.2, 0.46, 0.36)


def rust(n, look):
    place = n.place()
    patch = n.noise(place, 1.8, 8.0, 0.68)
    eaten = n.step(patch, 0.62 - 0.5 * min(1.0, look.wear + 0.25), 0.7 - 0.4 * min(1.0, look.wear + 0.25))
    grit = n.noise(place, 38.0, 5.0, 0.7)
    body = n.mix(n.step(grit, 0.3, 0.7), (0.075, 0.024, 0.011), second(look, (0.27, 0.085, 0.025)))
    body = n.mix(n.step(n.noise(place, 6.0, 5.0, 0.7), 0.56, 0.72, 0.0, 0.7), body, (0.4, 0.17, 0.05))
    u, v = n.uv()
    run = n.step(n.noise(n.join(u * 14.0, v * 0.7), 1.0, 3.0), 0.5, 0.7, 0.0, 0.55)
    colour = n.mix(n.most(eaten, run * 0.7), look.colour, body)
    rough = n.math("MULTIPLY_ADD", eaten, 0.9 - look.roughness, look.roughness)
    bare = (1.0 - eaten) * max(look.metallic, 0.0)
    return Surface(colour, rough, bare, eaten * grit * 0.0022)


def painted(n, look):
    place = n.place()
    cloud = n.noise(place, 2.0, 5.0, 0.62)
    chips = n.noise(place, 7.0, 8.0, 0.72)
    edge = 0.86 - 0.36 * look.wear
    bare = n.step(chips, edge, edge + 0.012)
    stroke = n.noise(n.times(n.grain(), (2.0, 120.0, 120.0)), 1.0, 1.0)
    under = second(look, (0.2, 0.13, 0.08))
    colour = n.tone(look.colour, n.about(cloud, 0.04 + 0.1 * look.wear))
    grime = n.step(cloud, 0.55, 0.85, 0.0, 0.7 * look.wear)
    colour = n.mix(grime, colour, n.tone(look.colour, 0.35))
    colour = n.mix(bare, colour, n.tone(under, n.about(chips, 0.3)))
    rough = n.math("MULTIPLY_ADD", cloud, 0.12, look.roughness - 0.06) + bare * 0.25
    if look.pattern != "orange_peel":
        return Surface(colour, rough, 0.0, stroke * 0.0001 + bare * -0.0004)
    # Sprayed on steel: no brush, but dimples some 5 mm wide; sheets of a wall meet in welds with rivets beside them.
    height = n.noise(place, 190.0, 1.0) * 0.00012 + bare * -0.0003
    if look.scale >= 0.5:
        sheet, weld = slabs(n, look.scale, look.scale * 2.0, 0.008)
        colour = n.mix(weld * 0.35, n.tone(colour, n.about(sheet, 0.03)), n.tone(look.colour, 0.4))
        height = height + weld * 0.0015
    return Surface(colour, rough, 0.0, height, {"Coat Weight": 0.25, "Coat Roughness": 0.3})


RECIPES = {
    "wood": wood, "planks": planks, "parquet": parquet, "metal": metal, "rust": rust, "painted": painted,
}  # fmt: skip
