"""Patterns of cloth, carpet and wallpaper at true scale: which colour stands where, in units of the repeat."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.swatch_noise import Floats, Ground, cells, chance, fbm, smooth

# Threads of a sett, (colour, share of the repeat): 0 the ground, 1 the second colour, 2 dark, 3 light. Woven patterns
# have the same sequence in warp and weft, stripes in the warp alone.
STRIPES: dict[str, tuple[tuple[int, float], ...]] = {
    "stripes": ((0, 0.5), (1, 0.5)), "pinstripe": ((0, 0.94), (3, 0.06)), "chalk_stripe": ((0, 0.90), (3, 0.10)),
    "breton_stripe": ((0, 0.62), (1, 0.38)), "candy_stripe": ((0, 0.5), (1, 0.5)),
    "vertical_stripes": ((0, 0.5), (1, 0.5)), "horizontal_stripes": ((0, 0.5), (1, 0.5)),
}  # fmt: skip
CHECKS: dict[str, tuple[tuple[int, float], ...]] = {
    "check": ((0, 0.5), (1, 0.5)), "gingham": ((0, 0.5), (1, 0.5)), "buffalo_check": ((0, 0.5), (1, 0.5)),
    "windowpane": ((0, 0.95), (3, 0.05)), "tattersall": ((0, 0.44), (1, 0.06), (0, 0.44), (2, 0.06)),
    "madras": ((0, 0.2), (1, 0.18), (3, 0.06), (2, 0.14), (0, 0.12), (1, 0.08), (3, 0.12), (2, 0.1)),
    "tartan": ((0, 0.20), (2, 0.05), (0, 0.05), (2, 0.14), (1, 0.20), (3, 0.025), (1, 0.06), (3, 0.025), (1, 0.06),
               (2, 0.14), (0, 0.05)),
}  # fmt: skip
LEVEL = {"horizontal_stripes", "breton_stripe"}  # stripes that lie across
_SAME = {
    "stripe": "stripes", "striped": "stripes", "checks": "check", "checked": "check", "plaid": "tartan",
    "dots": "polka_dot", "dot": "polka_dot", "polka": "polka_dot", "flowers": "floral", "floral_print": "floral",
    "damask": "damask_pattern", "dogtooth": "houndstooth", "glen_check": "prince_of_wales", "diamond": "harlequin",
    "camo": "camouflage", "gradient": "ombre", "trellis": "argyle", "toile": "botanical", "persian": "damask_pattern",
    "fleur_de_lis": "fleur_de_lys", "leaf": "botanical", "zigzag": "chevron", "solid_colour": "plain",
}  # fmt: skip


def named(pattern: str | None) -> str:
    """The pattern by the name that it has here: `plain` for none."""
    key = (pattern or "plain").strip().lower().replace(" ", "_").replace("-", "_")
    return _SAME.get(key, key)


def sett(pattern: str, at: Floats) -> Floats:
    """The colour's number of threads at `at` (repeats) for a stripe or a check, and 0 for others."""
    sequence = STRIPES.get(pattern) or CHECKS.get(pattern)
    out = np.zeros(at.shape, np.float32)
    if not sequence:
        return out
    total = sum(share for _, share in sequence)
    phase, start = at % 1.0, 0.0
    for colour, share in sequence:
        out[(phase >= start) & (phase < start + share / total)] = colour
        start += share / total
    return out


def printed(g: Ground, pattern: str, u: Floats, v: Floats) -> tuple[Floats, Floats]:
    """How much of the second and of the dark colour is on the ground (n, n each, 0-1). `u`, `v` in repeats."""
    u, v = (np.ascontiguousarray(a, np.float32) for a in np.broadcast_arrays(u, v))
    none = np.zeros_like(u)
    soft = max(1.2 / (g.px * max(g.look.scale, 1e-3)), 0.004)  # a pixel, in repeats
    if pattern in STRIPES:
        return sett(pattern, v if pattern in LEVEL else u), none
    if pattern in CHECKS:
        a, b = (sett(pattern, t) > 0 for t in (u, v))
        return np.asarray((a + 0.0 + b) / 2, np.float32), none
    if pattern in ("polka_dot", "pin_dot"):
        # Two grids, one between the other: the way dots are set.
        du = np.minimum(np.hypot(u % 1 - 0.5, v % 1 - 0.5), np.hypot((u + 0.5) % 1 - 0.5, (v + 0.5) % 1 - 0.5))
        return smooth((0.17 if pattern == "polka_dot" else 0.1) - du, -soft, soft), none
    if pattern == "chevron":
        field = (v + np.abs((u % 1) - 0.5)) * 2
        return smooth(np.abs(field % 1 - 0.5), 0.25 - soft, 0.25 + soft), none
    if pattern in ("harlequin", "argyle"):
        diamond = (((u + v) % 2 < 1) ^ ((u - v) % 2 < 1)).astype(np.float32)
        if pattern == "harlequin":
            return diamond, none
        lines = np.minimum(np.abs((u + v + 0.5) % 1 - 0.5), np.abs((u - v + 0.5) % 1 - 0.5))
        return diamond, 1 - smooth(lines, 0.02, 0.02 + 2 * soft)
    if pattern in ("floral", "ditsy_floral", "printed", "tropical_print", "embroidered_pattern", "toile_pattern"):
        return flowers(g, u, v, 6 if pattern == "tropical_print" else 5)
    if pattern == "botanical":
        return _leaves(g, u, v), none
    if pattern in ("damask_pattern", "heraldic", "fleur_de_lys", "paisley", "batik_pattern", "ikat"):
        return _ornament(u, v, soft * 3), none
    if pattern in ("leopard", "snake_print", "cow_print"):
        return _spots(g, u, v, pattern)
    if pattern in ("zebra", "tiger_print"):
        bent = v * 6 + 0.8 * fbm(g, g.look.scale * 0.4, 3) + 1.2 * np.abs((u % 1) - 0.5)
        return smooth(np.abs(bent % 1 - 0.5), 0.24, 0.28), none
    if pattern in ("camouflage", "abstract_print", "psychedelic_print", "tie_dye", "patchwork", "colour_block"):
        one, two = (fbm(g, g.look.scale * 0.28, 4) for _ in range(2))
        edge = 0.04 if pattern != "tie_dye" else 0.7
        return smooth(one, 0.1, 0.1 + edge), smooth(two, 0.6, 0.6 + edge)
    if pattern == "ombre":
        return smooth(v, 0.0, 1.0), none
    if pattern == "stars_print":
        return _stars(u, v, soft), none
    if pattern == "greek_key":
        return _greek(u, v), none
    if pattern in ("geometric", "op_art", "circuit_pattern", "fair_isle"):
        ring = np.maximum(np.abs(u % 1 - 0.5), np.abs(v % 1 - 0.5))
        return smooth(np.abs((ring * 6) % 1 - 0.5), 0.25 - 3 * soft, 0.25 + 3 * soft), none
    return none, none


def flowers(g: Ground, u: Floats, v: Floats, petals: int = 5) -> tuple[Floats, Floats]:
    """Scattered flowers of two sizes with petals, a dark heart and leaves."""
    light, dark = np.zeros_like(u), np.zeros_like(u)
    for size, share, fill in ((2.2, 0.85, 0.42), (4.6, 0.6, 0.40)):
        near, _, number = cells(u * size, v * size, g.rng, 0.55)
        # The angle from the flower's middle: the gradient of the distance points away from it.
        gy, gx = np.gradient(near)
        angle = np.arctan2(gy, gx) + chance(number, g.rng) * math.tau
        there = chance(number, g.rng) < share
        big = fill * (0.75 + 0.35 * chance(number, g.rng))
        outline = big * (0.72 + 0.28 * np.abs(np.cos(angle * petals / 2)) ** 0.7)
        leaf = big * 1.5 * np.maximum(np.cos(angle * 1.5), 0) ** 5
        edge = max(0.008, 1.5 * size / (g.px * max(g.look.scale, 1e-3)))
        dark = np.maximum(dark, 0.75 * there * smooth(leaf - near, -edge, edge) * (near > outline * 0.9))
        petal = there * smooth(outline - near, -edge, edge)
        vein = 0.25 * smooth(np.abs(np.cos(angle * petals / 2)), 0.25, 0.0) * smooth(near / big, 0.0, 0.8)
        light = np.where(petal > light, petal * (1 - vein), light)
        dark = dark * (1 - petal)
        dark = np.maximum(dark, there * smooth(big * 0.22 - near, -edge, edge))
    return light.astype(np.float32), dark.astype(np.float32)


def _leaves(g: Ground, u: Floats, v: Floats) -> Floats:
    """Leaves along wandering stems."""
    stem_at = u * 3 + 0.35 * np.sin(v * 5.0)
    stem = np.floor(stem_at)
    off = stem_at - stem - 0.5
    side = np.sign(off)
    along = v * 7 + np.abs(off) * -3.0 + 0.5 * (side > 0) + stem * 0.37
    t = np.abs(off) / 0.42
    half = 0.30 * np.maximum(np.sin(np.clip(t, 0, 1) * np.pi), 0) ** 0.8
    leaf = smooth(half - np.abs(along % 1 - 0.5), 0.0, 0.05) * (t < 1)
    rib = 1 - 0.7 * (np.abs(along % 1 - 0.5) < 0.02)
    return np.asarray(np.maximum(leaf * rib, smooth(0.02 - np.abs(off), 0, 0.01)), np.float32)


def _ornament(u: Floats, v: Floats, soft: float) -> Floats:
    """An ogival damask: a palmette in a pointed oval, mirrored, every second column half a repeat lower."""
    column = np.floor(u * 2)
    x = (u * 2 - column - 0.5) * 2  # -1 to 1
    y = ((v + 0.5 * (column % 2)) % 1 - 0.5) * 2
    net = 0.96 * np.maximum(np.cos(y * np.pi / 2), 0) ** 0.8 + 0.02
    frame = smooth(0.055 - np.abs(np.abs(x) - net), -soft, soft)
    r, a = np.hypot(x, y * 0.72), np.arctan2(np.abs(x), -y)
    lobes = 0.42 + 0.16 * np.cos(7 * a) + 0.10 * np.cos(2 * a)
    palm = smooth(lobes - r, -soft, soft) * (1 - smooth(0.05 - np.abs(r - lobes * 0.62), -soft, soft))
    palm *= 1 - smooth(0.10 - np.abs(np.sin(3.5 * a)) * r * 1.4, -soft, soft) * (r > 0.12)
    curl_x, curl_y = np.abs(x) - 0.52, y - 0.50
    q, b = np.hypot(curl_x, curl_y), np.arctan2(curl_y, curl_x)
    curl = smooth(0.045 - np.abs(q - 0.20 + 0.035 * b), -soft, soft) * (q < 0.34)
    seed = smooth(0.07 - q, -soft, soft)
    bud = smooth(0.12 - np.hypot(x, (np.abs(y) - 0.80) * 0.7), -soft, soft)
    return np.asarray(np.clip(np.maximum.reduce([frame, palm, curl, seed, bud]), 0, 1), np.float32)


def _spots(g: Ground, u: Floats, v: Floats, pattern: str) -> tuple[Floats, Floats]:
    bend = 0.25 * fbm(g, g.look.scale * 0.12, 3)
    if pattern == "cow_print":
        return smooth(fbm(g, g.look.scale * 0.5, 3), 0.25, 0.32), np.zeros_like(u)
    size = 5.0 if pattern == "leopard" else 9.0
    near, second, number = cells(u * size + bend, v * size - bend, g.rng, 0.7)
    if pattern == "snake_print":
        return smooth(second - near, 0.05, 0.14) * (0.4 + 0.6 * chance(number, g.rng)), np.zeros_like(u)
    gap = smooth(fbm(g, g.look.scale * 0.05, 2), -0.9, -0.4)
    ring = smooth(0.14 - np.abs(near - 0.31), -0.02, 0.02) * gap
    return 0.7 * smooth(0.30 - near, -0.03, 0.03), np.asarray(ring, np.float32)


def _stars(u: Floats, v: Floats, soft: float) -> Floats:
    x, y = u * 2 % 1 - 0.5, (v * 2 + 0.5 * (np.floor(u * 2) % 2)) % 1 - 0.5
    r, a = np.hypot(x, y), np.arctan2(x, -y)
    fold = np.abs((a / math.tau * 5 + 0.5) % 1 - 0.5) * math.tau / 5
    edge = 0.28 * math.cos(math.radians(72)) / np.cos(fold - math.radians(72))
    return smooth(np.abs(edge) - r, -soft, soft)


def _greek(u: Floats, v: Floats) -> Floats:
    key = np.array([[1] * 9, [0] * 9, [1, 1, 1, 1, 1, 1, 1, 0, 1], [1, 0, 0, 0, 0, 0, 1, 0, 1],
                    [1, 0, 1, 1, 1, 0, 1, 0, 1], [1, 0, 1, 0, 0, 0, 1, 0, 1], [1, 0, 1, 1, 1, 1, 1, 0, 1],
                    [1, 0, 0, 0, 0, 0, 0, 0, 1], [1] * 9, [0] * 9], np.float32)[:, :8]  # fmt: skip
    return key[(v % 1 * 10).astype(int).clip(0, 9), (u % 1 * 8).astype(int).clip(0, 7)]
