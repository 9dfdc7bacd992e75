"""Looks of small things: glaze, glass, wax, leaves, paper, pictures, screens, lit surfaces."""

# mypy: allow-untyped-defs

from __future__ import annotations

from stills.looks_building import slabs
from stills.patterns import figure
from stills.surface import Surface, darker, lets_light_by, second, see_through, shader


def plastic(n, look):
    cloud = n.noise(n.place(), 5.0, 4.0)
    colour = n.tone(look.colour, n.about(cloud, 0.03 + 0.12 * look.wear))
    rough = n.math("MULTIPLY_ADD", cloud, 0.1 + 0.2 * look.wear, look.roughness - 0.05)
    if look.clear > 0:
        return glass(n, look)
    if look.scale < 0.5:
        return Surface(colour, rough, look.metallic)
    panel, joint = slabs(n, look.scale, look.scale, 0.006)
    colour = n.mix(joint * 0.9, n.tone(colour, n.about(panel, 0.03)), darker(look.colour, 0.08))
    return Surface(colour, rough, look.metallic, joint * -0.004)


def ceramic(n, look):
    pool = n.noise(n.place(), 7.0, 4.0, 0.6)
    colour = n.tone(n.tone(look.colour, n.about(pool, 0.07)), n.about(n.vary(), 0.05))
    if look.second is not None:
        u, v = n.uv()
        colour = n.mix(figure(n, look.pattern or "floral", u, v, max(look.scale, 0.05)) * 0.9, colour, look.second)
    if look.wear > 0.5:
        crackle = n.step(n.edges(n.place(), 70.0), 0.03, 0.0)
        colour = n.mix(crackle * 0.6, colour, n.tone(look.colour, 0.3))
    more = {"Coat Weight": 0.6, "Coat Roughness": 0.06} if look.roughness < 0.45 else {}
    return Surface(colour, n.math("MULTIPLY_ADD", pool, 0.1, look.roughness - 0.05), 0.0, pool * 0.0006, more)


def glass(n, look):
    """Refracts what is seen through it; for light it is a tint, since caustics would take hours."""
    if "stained" in (look.pattern or "") or "stained" in look.label:
        return _stained(n)
    tint = tuple(0.25 + 0.75 * c for c in look.colour) if min(look.colour) < 0.9 else look.colour
    rough = min(look.roughness, 0.6) if look.roughness > 0.25 else look.roughness * 0.25
    wavy = n.noise(n.place(), 9.0, 2.0) * (0.0003 + 0.002 * look.wear)
    body = n.add(
        "ShaderNodeBsdfPrincipled",
        named={
            "Base Color": tint, "Roughness": rough, "IOR": 1.45, "Transmission Weight": 1.0, "Normal": n.bump(wavy),
        },
    )  # fmt: skip
    return lets_light_by(n, body, tint)


def _stained(n):
    """Pieces of coloured glass in lead."""
    u, v = n.uv()
    place = n.join(u, v)
    pick = n.split(n.cells(place, 9.0, out="Color"))
    tints = ((0.5, 0.02, 0.02), (0.03, 0.08, 0.5), (0.65, 0.4, 0.03), (0.03, 0.3, 0.08), (0.6, 0.55, 0.4))
    colour = tints[0]
    for k, tint in enumerate(tints[1:], 1):
        colour = n.mix(n.step(pick[0], 0.2 * k, 0.2 * k + 0.01), colour, tint)
    colour = n.tone(colour, n.about(n.noise(n.place(), 14.0, 3.0), 0.3))
    lead = n.step(n.edges(place, 9.0), 0.05, 0.035)
    gloss = n.add("ShaderNodeBsdfGlossy", (0.04, 0.04, 0.04), 0.1)
    pane = see_through(n, gloss, 0.92, colour)
    return n.add("ShaderNodeMixShader", lead, pane, shader(n, Surface((0.04, 0.04, 0.045), 0.5, 0.7)))


def mirror(n, look):
    cloud = n.noise(n.place(), 4.0, 7.0, 0.7)
    x, y, half_x, half_y = n.panel()
    edge = n.least(half_x - abs(x), half_y - abs(y))
    age = n.step(cloud - edge * 1.2, 0.62 - 0.35 * look.wear, 0.72 - 0.3 * look.wear) * min(1.0, look.wear * 2.0)
    colour = n.mix(age * 0.9, tuple(0.5 * c + 0.45 for c in look.colour), (0.05, 0.045, 0.035))
    return Surface(colour, n.math("MULTIPLY_ADD", age, 0.4, min(look.roughness, 0.05)), n.math("SUBTRACT", 1.0, age))


def water(n, look):
    waves = n.noise(n.place(), 2.2, 3.0, 0.5, 0.6) * 0.02 + n.noise(n.place(), 11.0, 2.0) * 0.003
    deep = darker(look.colour, 0.35)
    named = {"Base Color": deep, "Roughness": 0.03, "IOR": 1.33, "Normal": n.bump(waves)}
    body = n.add("ShaderNodeBsdfPrincipled", named=named)
    if look.clear <= 0:
        return body
    clear = n.add("ShaderNodeBsdfPrincipled", named=named | {"Base Color": look.colour, "Transmission Weight": 1.0})
    return lets_light_by(n, n.add("ShaderNodeMixShader", min(look.clear, 0.9), body, clear), look.colour)


def ice(n, look):
    crack = n.ridge(n.noise(n.place(), 3.0, 6.0, 0.65, 0.8), 0.5, 0.03)
    frost = n.step(n.noise(n.place(), 4.5, 5.0, 0.65), 0.45, 0.7)
    white = n.most(crack * 0.9, frost * 0.55)
    height = n.noise(n.place(), 8.0, 3.0) * 0.006
    named = {"Base Color": look.colour, "Roughness": n.math("MULTIPLY_ADD", frost, 0.35, 0.06), "IOR": 1.31}
    body = n.add("ShaderNodeBsdfPrincipled", named=named | {"Transmission Weight": 0.85, "Normal": n.bump(height)})
    snow = shader(n, Surface((0.8, 0.86, 0.9), 0.6, 0.0, height))
    return lets_light_by(n, n.add("ShaderNodeMixShader", white, body, snow), look.colour)


def wax(n, look):
    drip = n.noise(n.times(n.place(), (40.0, 40.0, 9.0)), 1.0, 2.0)
    colour = n.tone(look.colour, n.about(n.noise(n.place(), 9.0, 3.0), 0.05))
    more = {"Subsurface Weight": 0.4, "Subsurface Radius": (0.012, 0.007, 0.004), "Subsurface Scale": 1.0}
    return Surface(colour, min(look.roughness, 0.5), 0.0, drip * 0.0006, more)


def foliage(n, look):
    chance = n.vary()
    place = n.grain()
    along, across, _ = n.split(n.attribute("grain"))
    patch = n.noise(place, 9.0, 4.0, 0.6)
    vein = n.most(n.ridge(across, 0.0, 0.0015), n.ridge(n.fract(along * 60.0 + abs(across) * 70.0), 0.5, 0.12) * 0.35)
    colour = n.hue(look.colour, (chance - 0.5) * 0.05, 1.0, n.math("MULTIPLY_ADD", chance, 0.6, 0.7))
    colour = n.mix(n.step(patch, 0.4, 0.75, 0.0, 0.5), colour, second(look, darker(look.colour, 0.5)))
    dry = n.step(patch, 0.75 - 0.4 * look.wear, 0.85 - 0.3 * look.wear)
    colour = n.mix(dry * min(1.0, 1.5 * look.wear), colour, (0.16, 0.1, 0.035))
    colour = n.mix(vein * 0.25, colour, n.tone(look.colour, 1.9))
    front = shader(n, Surface(colour, min(look.roughness, 0.55), 0.0, None))
    through = n.add("ShaderNodeBsdfTranslucent", n.tone(colour, 1.4))
    return n.add("ShaderNodeMixShader", 0.3, front, through)


def paper(n, look):
    fibre = n.noise(n.place(), 180.0, 2.0)
    age = n.noise(n.place(), 9.0, 5.0, 0.65)
    old = tuple(c * f for c, f in zip(look.colour, (0.8, 0.64, 0.4), strict=True))
    colour = n.mix(n.step(age, 0.4, 0.75, 0.1 * look.wear, 0.9 * look.wear), look.colour, old)
    colour = n.tone(n.tone(colour, n.about(fibre, 0.05)), n.about(n.vary(), 0.05))
    more = {"Specular IOR Level": 0.3}
    return Surface(colour, max(look.roughness, 0.6), 0.0, fibre * 0.0002 + age * 0.001, more)


def skin(n, look):
    """A matt mannequin, not a likeness of anyone."""
    fine = n.noise(n.place(), 240.0, 1.0)
    return Surface(n.tone(look.colour, n.about(n.noise(n.place(), 6.0, 3.0), 0.025)), max(look.roughness, 0.42), 0.0,
                   fine * 0.00008, {"Specular IOR Level": 0.35})  # fmt: skip


def picture(n, look):
    """A painting that was never painted: a landscape or an abstract, another for each thing that carries it."""
    x, y, _, half_y = n.panel()
    chance = n.vary()
    a, b = x / half_y, y / half_y  # the height is two
    place = n.join(a, b, chance * 40.0)
    stroke = n.noise(n.join(a * 5.0, b * 9.0, chance * 9.0), 2.0, 5.0, 0.7, 1.0)
    hills = n.noise(n.join(a * 0.9, 0.0, chance * 70.0), 1.0, 4.0, 0.55)
    near = n.noise(n.join(a * 1.7, 3.0, chance * 50.0), 1.0, 5.0, 0.6)
    cloud = n.noise(n.join(a * 0.8, b * 2.2, chance * 30.0), 1.4, 6.0, 0.62, 0.4)
    inked = second(look, darker(look.colour, 0.25))
    sky = n.mix(n.step(b, -0.2, 1.0), (0.62, 0.5, 0.34), n.mix(0.5, (0.16, 0.24, 0.33), look.colour))
    sky = n.mix(n.step(cloud, 0.48, 0.68, 0.0, 0.8), sky, (0.6, 0.53, 0.43))
    land = n.mix(n.step(b - hills * 1.3 + 0.65, 0.02, -0.03), sky, n.mix(0.45, (0.13, 0.17, 0.16), look.colour))
    ground = n.mix(n.step(stroke, 0.35, 0.65), inked, (0.14, 0.13, 0.045))
    land = n.mix(n.step(b - near * 1.5 + 1.15, 0.03, -0.03), land, ground)
    cast = n.noise(place, 0.8, 3.0, 0.5, 0.5)
    bold = n.mix(n.step(cast, 0.44, 0.47), inked, look.colour)
    bold = n.mix(n.step(n.noise(place, 1.9, 8.0, 0.7), 0.54, 0.58), bold, n.hue(look.colour, 0.08, 0.9, 1.9))
    bold = n.mix(n.step(cast, 0.61, 0.63), bold, (0.6, 0.55, 0.46))
    colour = n.mix(n.math("GREATER_THAN", n.fract(chance * 7.0), 0.5), bold, land)
    colour = n.tone(n.tone(colour, n.about(stroke, 0.35)), 1.0 - 0.4 * look.wear)
    return Surface(colour, 0.42, 0.0, stroke * 0.0025)


def glow(n, look, shining, beside_lamp):
    """A lit surface of the luminance `shining`. Where a lamp beside it gives its light, it is only seen."""
    r, g, b = look.colour
    luminance = max(0.2126 * r + 0.7152 * g + 0.0722 * b, 0.02)
    _, up, _, half = n.panel()
    middle = n.step(abs(up) / half, 1.1, 0.2, 0.55, 1.0)  # shades and flames are brightest in their middle
    light = n.add("ShaderNodeEmission", tuple(c / luminance for c in look.colour), shining * middle)
    return lets_light_by(n, light, (1.0, 1.0, 1.0)) if beside_lamp else light


def screen(n, look, shining, beside_lamp):
    """Rows of words or a curve over a grid, another on each screen."""
    x, y, half_x, half_y = n.panel()
    chance = n.vary()
    row = n.floor((half_y - y) / 0.011)
    column = n.floor(x / 0.0065)
    words = n.step(n.chance(column, row, chance * 9.0), 0.34, 0.36)
    length = n.chance(row, chance * 5.0)
    past = n.math("LESS_THAN", (x + half_x) / (half_x * 1.8), n.math("MULTIPLY_ADD", length, 0.8, 0.15))
    glyph = n.math("LESS_THAN", abs(n.fract((half_y - y) / 0.011) - 0.5), 0.26)
    text = words * past * glyph * n.math("GREATER_THAN", n.chance(row, 3.0), 0.2)
    curve = n.noise(n.join(x * 9.0, chance * 30.0), 1.0, 4.0, 0.6)
    line = n.ridge(y / half_y - (curve - 0.5) * 2.2, 0.0, 0.035)
    grid = n.most(n.ridge(n.fract(x / 0.04), 0.5, 0.03), n.ridge(n.fract(y / 0.04), 0.5, 0.03)) * 0.16
    graph = n.math("GREATER_THAN", n.fract(chance * 5.0), 0.6)
    shown = text + (n.most(line, grid) - text) * graph
    rim = n.least(half_x - abs(x), half_y - abs(y))
    shown = shown * n.step(rim, 0.006, 0.009)
    base = n.mix(shown, darker(look.colour, 0.1), second(look, tuple(min(1.0, c * 1.2 + 0.02) for c in look.colour)))
    light = n.add("ShaderNodeEmission", base, shining)
    pane = shader(n, Surface((0.01, 0.01, 0.012), max(0.12, min(look.roughness, 0.3))))
    return n.add("ShaderNodeAddShader", light, pane)


RECIPES = {
    "plastic": plastic, "ceramic": ceramic, "glass": glass, "mirror": mirror, "water": water, "ice": ice, "wax": wax,
    "foliage": foliage, "paper": paper, "picture": picture, "skin": skin,
}  # fmt: skip
LIT = {"glow": glow, "screen": screen}
