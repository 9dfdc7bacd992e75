"""Patterns of cloth, wallpaper and rugs: where the second colour is, from 0 to 1, on a surface in metres."""

# mypy: allow-untyped-defs

from __future__ import annotations


def figure(n, pattern, u, v, repeat):
    """The share of the second colour at (u, v) for a pattern that repeats every `repeat` metres."""
    name = (pattern or "plain").lower().replace("-", "_").replace(" ", "_")
    draw = PATTERNS.get(name) or next((PATTERNS[k] for k in PATTERNS if k in name or name in k), None)
    return 0.0 if draw is None else draw(n, u / repeat, v / repeat)


def _plain(n, x, y):
    return 0.0


def _band(n, x, share, soft=0.01):
    """1 in the first `share` of each period."""
    f = abs(n.fract(x) - 0.5)
    return n.step(f, 0.5 * share + soft, 0.5 * share - soft)


def _either(n, a, b, which):
    return b + (a - b) * which


def _stripe(n, x, y):
    return _band(n, x, 0.5)


def _across(n, x, y):
    return _band(n, y, 0.35)


def _pinstripe(n, x, y):
    return _band(n, x, 0.05, 0.02) * 0.8


def _chalk(n, x, y):
    return _band(n, x, 0.1, 0.04) * n.about(n.noise(n.join(x * 3.0, y * 40.0), 1.0), 0.35) * 0.7


def _gingham(n, x, y):
    return (_band(n, x, 0.5) + _band(n, y, 0.5)) * 0.5


def _windowpane(n, x, y):
    return n.most(_band(n, x, 0.05), _band(n, y, 0.05)) * 0.8


def _tattersall(n, x, y):
    return n.most(_windowpane(n, x, y), _windowpane(n, x + 0.5, y + 0.5) * 0.5)


def _tartan(n, x, y):
    def sett(t):
        return _band(n, t, 0.36) * 0.62 + _band(n, t + 0.5, 0.05) * 0.9 + _band(n, t + 0.29, 0.03) * 0.5

    twill = _band(n, (x + y) * 24.0, 0.5, 0.2)
    return n.least(_either(n, sett(x) * 1.25, sett(y) * 0.85, twill), 1.0)


def _woven(n, x, y, warp, weft, threads):
    """A twill, two over and two under, of `threads` a repeat: `warp` and `weft` say a thread's colour."""
    i, j = n.floor(x * threads), n.floor(y * threads)
    over = n.math("LESS_THAN", n.math("FLOORED_MODULO", i + j, 4.0), 1.5)
    return _either(n, warp(i), weft(j), over)


def _houndstooth(n, x, y):
    def dark(t):
        return n.math("LESS_THAN", n.math("FLOORED_MODULO", t, 8.0), 3.5)

    return _woven(n, x, y, dark, dark, 8.0)


def _glen(n, x, y):
    def dark(t):
        wide = n.math("LESS_THAN", n.math("FLOORED_MODULO", t, 48.0), 23.5)
        four = n.math("LESS_THAN", n.math("FLOORED_MODULO", t, 8.0), 3.5)
        two = n.math("LESS_THAN", n.math("FLOORED_MODULO", t, 4.0), 1.5)
        return _either(n, four, two, wide)

    return n.most(_woven(n, x, y, dark, dark, 48.0) * 0.75, _windowpane(n, x, y) * 0.5)


def _herringbone(n, x, y):
    zig = n.math("PINGPONG", x, 0.5)
    return _band(n, zig * 4.0 + y * 4.0, 0.5, 0.12) * 0.8


def _chevron(n, x, y):
    return _band(n, n.math("PINGPONG", x, 0.5) * 2.0 + y * 2.0, 0.5)


def _diamonds(n, x, y):
    d = abs(n.fract(x) - 0.5) + abs(n.fract(y) - 0.5)
    return n.step(d, 0.505, 0.495)


def _argyle(n, x, y):
    return n.most(_diamonds(n, x, y) * 0.75, _windowpane(n, x + y, x - y))


def _dots(n, x, y, size=0.2):
    def lattice(a, b):
        fx, fy = n.fract(a) - 0.5, n.fract(b) - 0.5
        return n.step(n.math("SQRT", fx * fx + fy * fy), size + 0.012, size - 0.012)

    return n.most(lattice(x, y), lattice(x + 0.5, y + 0.5))


def _pin_dots(n, x, y):
    return _dots(n, x, y, 0.1)


def _flower(n, x, y, petals, size):
    """One flower a cell, where chance puts and turns it."""
    i, j = n.floor(x), n.floor(y)
    r1, r2 = n.chance(i, j, petals), n.chance(i, j, petals + 3.0)
    fx = n.fract(x) - 0.5 + (r1 - 0.5) * 0.35
    fy = n.fract(y) - 0.5 + (r2 - 0.5) * 0.35
    radius = n.math("SQRT", fx * fx + fy * fy)
    turn = n.math("ARCTAN2", fy, fx) + r1 * 6.28
    rim = n.math("MULTIPLY_ADD", abs(n.math("COSINE", turn * (petals / 2.0))), 0.5 * size, 0.55 * size)
    rim = rim * n.math("MULTIPLY_ADD", r2, 0.5, 0.7)
    inside = n.step(radius - rim, 0.012, -0.012)
    heart = n.step(radius, 0.06, 0.04)
    return inside * (1.0 - heart * 0.8) * (1.0 - n.step(radius / rim, 0.2, 1.0) * 0.25)


def _floral(n, x, y):
    stems = n.ridge(n.noise(n.join(x * 1.7, y * 1.7), 1.0, 1.0), 0.5, 0.016) * 0.45
    small = _flower(n, x * 2.0 + 0.3, y * 2.0 + 0.6, 4.0, 0.22) * 0.6
    return n.most(n.most(_flower(n, x, y, 5.0, 0.3), small), stems)


def _ditsy(n, x, y):
    return n.most(_flower(n, x * 2.0, y * 2.0, 5.0, 0.26), _flower(n, x * 2.0 + 0.5, y * 2.0 + 0.5, 3.0, 0.2) * 0.6)


def _leaves(n, x, y):
    return n.most(_flower(n, x, y, 2.0, 0.42), _flower(n, x * 1.5 + 0.5, y * 1.5 + 0.4, 2.0, 0.36) * 0.6)


def _damask(n, x, y):
    """Half a drop, mirrored: an ogee filled with what chance draws, the same on both sides."""
    drop = n.floor(x)
    y = y + n.math("FLOORED_MODULO", drop, 2.0) * 0.5
    across, up = abs(n.fract(x) - 0.5), n.fract(y)
    wave = n.math("MULTIPLY_ADD", n.math("COSINE", up * 6.2832), 0.13, 0.31)
    frame = n.ridge(across - wave, 0.0, 0.03)
    inner = n.noise(n.join(across * 9.0, n.math("PINGPONG", up + 0.25, 0.5) * 7.0 + up * 1.5, 3.0), 1.0, 1.5, 0.5, 1.2)
    leaf = n.step(inner, 0.47, 0.5) * n.step(across - wave, 0.0, -0.05)
    vein = n.ridge(inner, 0.6, 0.025)
    outer = n.step(n.noise(n.join(across * 8.0, up * 6.0, 9.0), 1.0, 1.0), 0.56, 0.59)
    outer = outer * n.step(across - wave, 0.04, 0.08)
    return n.most(n.most(frame, outer * 0.8), leaf - leaf * vein * 0.7)


def _leopard(n, x, y):
    place = n.join(x, y)
    ring = n.cells(place, 7.0)
    return n.step(ring, 0.22, 0.28) * n.step(ring, 0.5, 0.42) * n.step(n.noise(place, 9.0), 0.36, 0.42)


def _zebra(n, x, y):
    return _band(n, x * 3.0 + n.noise(n.join(x * 1.3, y * 2.0), 1.0) * 3.0, 0.5, 0.04)


def _blobs(n, x, y):
    place = n.join(x, y)
    return n.step(n.noise(place, 4.0), 0.5, 0.52) * 0.6 + n.step(n.noise(place, 5.5), 0.58, 0.6) * 0.4


def _snake(n, x, y):
    return n.step(n.edges(n.join(x * 2.0, y), 6.0), 0.1, 0.04) * 0.8


def _rings(n, x, y):
    d = n.noise(n.join(x, y), 1.2, 2.0)
    return n.step(n.math("SINE", d * 38.0), -0.4, 0.7)


def _ombre(n, x, y):
    return n.step(n.fract(y), 0.05, 0.95)


def _patches(n, x, y):
    return n.chance(n.floor(x), n.floor(y))


def _hexagons(n, x, y):
    return n.step(n.edges(n.join(x + n.math("FLOORED_MODULO", n.floor(y * 4.0), 2.0) * 0.125, y), 4.0, 0.0), 0.07, 0.04)


def _key(n, x, y):
    fx, fy = n.fract(x), n.fract(y)
    line = n.most(_band(n, fx * 4.0, 0.4), _band(n, fy * 4.0, 0.4))
    return line * n.math("GREATER_THAN", fy, 0.2) * n.step(abs(fx - fy), 0.06, 0.1)


def _stars(n, x, y):
    return n.most(_flower(n, x, y, 5.0, 0.16), _flower(n, x * 1.7 + 0.5, y * 1.7, 5.0, 0.12) * 0.8)


PATTERNS = {
    "plain": _plain, "solid_colour": _plain, "pinstripe": _pinstripe, "chalk_stripe": _chalk, "breton_stripe": _across,
    "horizontal_stripes": _across, "stripe": _stripe, "stripes": _stripe, "check": _gingham, "gingham": _gingham,
    "buffalo_check": _gingham, "windowpane": _windowpane, "tattersall": _tattersall, "tartan": _tartan,
    "madras": _tartan, "houndstooth": _houndstooth, "prince_of_wales": _glen, "birdseye": _pin_dots,
    "herringbone": _herringbone, "chevron": _chevron, "argyle": _argyle, "harlequin": _diamonds, "polka_dot": _dots,
    "pin_dot": _pin_dots, "ditsy_floral": _ditsy, "floral": _floral, "botanical": _leaves, "tropical_print": _leaves,
    "damask": _damask, "damask_pattern": _damask, "paisley": _damask, "fleur_de_lys": _damask, "heraldic": _damask,
    "toile_pattern": _floral, "embroidered_pattern": _floral, "leopard": _leopard, "zebra": _zebra,
    "tiger_print": _zebra, "snake_print": _snake, "cow_print": _blobs, "camouflage": _blobs, "geometric": _argyle,
    "abstract_print": _blobs, "op_art": _chevron, "psychedelic_print": _rings, "tie_dye": _rings, "ombre": _ombre,
    "batik_pattern": _leaves, "ikat": _chevron, "patchwork": _patches, "colour_block": _patches,
    "fair_isle": _argyle, "greek_key": _key, "stars_print": _stars, "circuit_pattern": _hexagons, "printed": _floral,
}  # fmt: skip
