"""Looks of cloth, hide and hair: weave, pile, stitches, folds that catch light; patterns lie in metres on the cloth."""

# mypy: allow-untyped-defs

from __future__ import annotations

from stills.patterns import figure
from stills.surface import Surface, darker, second, see_through, shader


def _sheen(look, at_least, tint, rough=0.4):
    return {
        "Sheen Weight": max(look.sheen, at_least), "Sheen Roughness": rough, "Sheen Tint": (*tint, 1.0),
        "Specular IOR Level": 0.25,
    }  # fmt: skip


def _lighter(colour, by=0.35):
    top = max(*colour, 0.02)
    return tuple(min(1.0, (1.0 - by) * c / top * 0.9 + by) for c in colour)


def cloth(n, look):
    u, v = n.uv()
    warp = n.noise(n.join(u * 70.0, v * 1100.0), 1.0, 1.0)
    weft = n.noise(n.join(u * 1100.0, v * 70.0), 1.0, 1.0)
    slub = (warp + weft) * 0.5
    share = figure(n, look.pattern, u, v, look.scale if look.scale > 0.004 else 0.05)
    colour = look.colour if share == 0.0 else n.mix(share, look.colour, second(look, darker(look.colour, 0.4)))
    cloud = n.noise(n.place(), 2.6, 4.0, 0.6)
    colour = n.tone(n.tone(colour, n.about(n.step(slub, 0.3, 0.7), 0.14)), n.about(cloud, 0.05 + 0.22 * look.wear))
    colour = n.tone(colour, n.about(n.vary(), 0.05))
    silky = look.sheen > 0.35 and look.roughness < 0.5
    more = _sheen(look, 0.12, _lighter(look.colour))
    if silky:
        more |= {"Specular IOR Level": 0.6, "Specular Tint": (*_lighter(look.colour, 0.3), 1.0), "Anisotropic": 0.4}
        more |= {"Sheen Weight": 0.2, "Sheen Roughness": 0.6}
        colour = n.tone(colour, n.step(n.add("ShaderNodeLayerWeight", 0.5, out=1), 0.1, 0.9, 0.8, 1.35))
    surface = Surface(colour, look.roughness, look.metallic, slub * (0.0002 if silky else 0.0005), more)
    if look.clear <= 0:
        return surface
    if "lace" in (look.pattern or ""):
        thread = n.most(figure(n, "floral", u, v, 0.16), n.step(n.edges(n.join(u, v), 260.0), 0.12, 0.06))
        return see_through(n, shader(n, surface), 1.0 - thread, (1.0, 1.0, 1.0))
    thin = n.add("ShaderNodeBsdfTranslucent", colour)
    both = n.add("ShaderNodeMixShader", 0.35, shader(n, surface), thin)
    return see_through(n, both, min(0.92, look.clear), (1.0, 1.0, 1.0))


def velvet(n, look):
    nap = n.noise(n.place(), 5.0, 5.0, 0.62, 0.6)
    pile = n.noise(n.place(), 420.0, 1.0)
    u, v = n.uv()
    share = figure(n, look.pattern, u, v, max(look.scale, 0.02))
    base = look.colour if share == 0.0 else n.mix(share, look.colour, second(look, darker(look.colour, 0.4)))
    # Pile is dark where it is looked into and light where it leans away: more than the sheen alone gives.
    away = n.math("POWER", n.add("ShaderNodeLayerWeight", 0.5, out=1), 1.7)
    lit = n.tone(n.mix(0.1, base, (1.0, 1.0, 1.0)), 2.0)
    colour = n.mix(n.step(away + (nap - 0.5) * 0.55, 0.08, 0.95), n.tone(base, 0.4), lit)
    colour = n.tone(colour, n.about(pile, 0.3))
    more = _sheen(look, 0.5, _lighter(look.colour, 0.1), 0.5) | {"Specular IOR Level": 0.1}
    return Surface(colour, 0.92, 0.0, nap * 0.002 + pile * 0.0006, more)


def leather(n, look):
    place = n.grain()
    pebble = n.cells(place, 300.0)
    folds = n.noise(place, 6.0, 5.0, 0.65, 0.5)
    crease = n.ridge(n.noise(place, 9.0, 3.0, 0.6, 1.2), 0.5, 0.03) * n.step(folds, 0.45, 0.62)
    colour = n.mix(n.step(folds, 0.35, 0.72), look.colour, darker(look.colour, 0.55))
    colour = n.tone(colour, n.about(n.vary(), 0.14))
    height = pebble * -0.0004 + folds * 0.003 + crease * -0.001
    if "tuft" in (look.pattern or ""):
        dip, button = _tufts(n)
        height = height + dip * 0.018
        colour = n.mix(button, n.tone(colour, n.step(dip, 0.0, 0.5, 0.55, 1.0)), darker(look.colour, 0.7))
    worn = n.step(n.noise(place, 2.2, 5.0, 0.6), 0.6, 0.78, 0.0, 0.7 * look.wear)
    light = second(look, tuple(min(1.0, c * 1.5 + 0.05) for c in look.colour))
    colour = n.mix(worn, colour, light)
    colour = n.mix(crease * (0.3 + 0.4 * look.wear), colour, darker(look.colour, 0.3))
    rough = n.step(folds, 0.3, 0.7, look.roughness - 0.07, look.roughness + 0.12) + worn * 0.15
    return Surface(colour, rough, 0.0, height)


def _tufts(n):
    """Buttons on a lattice of lozenges 16 cm wide: how high the upholstery stands, and where the buttons are."""
    u, v = n.uv()
    a, b = u / 0.16 + v / 0.2, u / 0.16 - v / 0.2
    fa, fb = abs(n.fract(a) - 0.5), abs(n.fract(b) - 0.5)
    crease = n.step(n.most(fa, fb), 0.5, 0.25)
    button = n.step(n.math("SQRT", (0.5 - fa) * (0.5 - fa) + (0.5 - fb) * (0.5 - fb)), 0.09, 0.07)
    return crease, button


def fur(n, look):
    place = n.place()
    bend = n.vector("ADD", place, n.scaled(n.add("ShaderNodeTexNoise", place, named={"Scale": 4.0}, out=1), 0.1))
    hair = n.noise(n.times(bend, (330.0, 330.0, 26.0)), 1.0, 2.0)
    tuft = n.noise(bend, 11.0, 4.0, 0.62)
    colour = n.mix(n.step(tuft, 0.35, 0.7), second(look, darker(look.colour, 0.4)), look.colour)
    colour = n.tone(colour, n.step(hair, 0.3, 0.72, 0.45, 1.3))
    return Surface(colour, 0.85, 0.0, hair * 0.004 + tuft * 0.02, _sheen(look, 0.6, _lighter(look.colour), 0.55))


def knit(n, look):
    u, v = n.uv()
    gauge = 0.006 if look.scale > 0.03 or look.scale < 0.003 else look.scale
    x = u / gauge
    column = abs(n.fract(x) - 0.5) * 2.0
    row = n.fract(v / (gauge * 0.8) + column * 0.55)
    stitch = n.step(column, 1.0, 0.2) * n.step(abs(row - 0.5), 0.5, 0.12)
    share = figure(n, look.pattern, u, v, max(look.scale, 0.03))
    base = look.colour if share == 0.0 else n.mix(share, look.colour, second(look, darker(look.colour, 0.35)))
    fuzz = n.noise(n.place(), 300.0, 2.0)
    colour = n.tone(n.tone(base, n.step(stitch, 0.0, 0.7, 0.55, 1.08)), n.about(fuzz, 0.2))
    colour = n.tone(colour, n.about(n.noise(n.place(), 3.0, 3.0), 0.08 + 0.1 * look.wear))
    return Surface(colour, 0.92, 0.0, stitch * 0.0022 + fuzz * 0.0005, _sheen(look, 0.4, _lighter(look.colour), 0.5))


def carpet(n, look):
    x, y, half_x, half_y = n.panel()
    pile = n.noise(n.place(), 260.0, 2.0)
    trodden = n.noise(n.place(), 1.5, 5.0, 0.62)
    inked = second(look, darker(look.colour, 0.35))
    name = look.pattern or ""
    if any(word in name for word in ("persian", "oriental", "border", "kilim", "medallion")):
        colour = _persian(n, look, inked, x, y, half_x, half_y)
    else:
        u, v = n.uv()
        share = figure(n, name, u, v, look.scale if look.scale > 0.02 else 0.3)
        colour = look.colour if share == 0.0 else n.mix(share, look.colour, inked)
        if not name or name == "plain":  # a quiet rug: a band along its edges, lozenges that hardly show
            edge = n.least(half_x - abs(x), half_y - abs(y))
            colour = n.mix(figure(n, "argyle", x, y, 0.3) * 0.22, colour, inked)
            band = n.step(edge, 0.18, 0.184) * n.step(edge, 0.32, 0.316)
            colour = n.mix(n.most(band * 0.7, n.ridge(edge, 0.38, 0.016) * 0.8), colour, inked)
    colour = n.tone(colour, n.step(trodden, 0.3, 0.75, 1.06, 0.94 - 0.4 * look.wear))
    colour = n.tone(colour, n.about(pile, 0.36))
    return Surface(colour, 0.95, 0.0, pile * 0.004 + trodden * 0.004, _sheen(look, 0.3, _lighter(look.colour), 0.5))


def _persian(n, look, inked, x, y, half_x, half_y):
    """Field with a medallion, a broad border with figures, thin guard stripes: measured from the rug's own edges."""
    knot = 0.006  # what is drawn follows the knots
    x, y = n.math("SNAP", x, knot), n.math("SNAP", y, knot)
    edge = n.least(half_x - abs(x), half_y - abs(y))
    ivory = tuple(0.55 * a + 0.45 * b for a, b in zip((0.62, 0.52, 0.38), look.colour, strict=True))
    field = n.mix(figure(n, "damask", x, y, 0.34) * 0.75, look.colour, inked)
    ring = n.math("SQRT", n.math("POWER", x / half_x, 2.0) + n.math("POWER", y / half_y, 2.0))
    lobes = ring + n.math("COSINE", n.math("ARCTAN2", y / half_y, x / half_x) * 16.0) * 0.022
    figures = figure(n, "damask", x + 0.1, y, 0.22)
    star = n.mix(figures * 0.8, inked, ivory)
    field = n.mix(n.step(lobes, 0.43, 0.42), field, star)
    field = n.mix(n.ridge(lobes, 0.43, 0.022), field, ivory)
    field = n.mix(n.ridge(lobes, 0.2, 0.02), field, ivory)
    border = n.mix(figure(n, "floral", x, y, 0.17), inked, ivory)
    colour = n.mix(n.step(edge, 0.31, 0.305), field, border)
    for at, wide, ink in ((0.31, 0.016, ivory), (0.285, 0.014, look.colour), (0.075, 0.014, ivory)):
        colour = n.mix(n.ridge(edge, at, wide), colour, ink)
    return n.mix(n.step(edge, 0.062, 0.058), colour, look.colour)


def wicker(n, look):
    u, v = n.uv()
    wide = look.scale if 0.004 <= look.scale <= 0.03 else 0.011
    i, j = n.floor(u / wide), n.floor(v / wide)
    fx, fy = n.fract(u / wide) - 0.5, n.fract(v / wide) - 0.5
    over = n.math("FLOORED_MODULO", i + j, 2.0)
    round_x, round_y = n.step(abs(fx), 0.52, 0.05), n.step(abs(fy), 0.52, 0.05)
    hump = round_y + (round_x - round_y) * over
    away = n.step(abs(fx), 0.5, 0.2) + (n.step(abs(fy), 0.5, 0.2) - n.step(abs(fx), 0.5, 0.2)) * over
    height = hump * n.math("MULTIPLY_ADD", away, 0.6, 0.4)
    cane = n.tone(look.colour, n.about(n.chance(i, j), 0.2))
    colour = n.mix(n.step(height, 0.35, 0.05), cane, darker(look.colour, 0.08))
    return Surface(colour, look.roughness, 0.0, height * 0.004)


RECIPES = {
    "cloth": cloth, "velvet": velvet, "leather": leather, "fur": fur, "knit": knit, "carpet": carpet, "wicker": wicker,
}  # fmt: skip
