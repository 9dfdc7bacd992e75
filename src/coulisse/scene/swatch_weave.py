"""Chips of woven cloth at true scale: threads that cross by the rule of their weave, dyed by their pattern."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.swatch_noise import Floats, Ground, Surface, blurred, fbm, mix, smooth, tinted, value_noise
from coulisse.scene.swatch_patterns import CHECKS, LEVEL, STRIPES, named, printed, sett

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Weave:
    """How threads cross, how far apart they lie (metres), how uneven they are (0-1), and how hairy."""

    rule: str
    pitch: float
    slub: float = 0.15
    hairy: float = 0.2


# By words of what the list calls the cloth: the first that is found. Pitches as of usual thread counts.
_BY_WORD: tuple[tuple[str, Weave], ...] = (
    ("tweed", Weave("twill", 0.00115, 0.45, 0.9)), ("homespun", Weave("plain", 0.0012, 0.5, 0.9)),
    ("burlap", Weave("plain", 0.0019, 0.5, 0.5)), ("hessian", Weave("plain", 0.0019, 0.5, 0.5)),
    ("sackcloth", Weave("plain", 0.0019, 0.5, 0.5)), ("canvas", Weave("plain", 0.0008, 0.25, 0.2)),
    ("hopsack", Weave("basket", 0.0007, 0.15, 0.3)), ("linen", Weave("plain", 0.00062, 0.6, 0.25)),
    ("hemp", Weave("plain", 0.00075, 0.6, 0.4)), ("denim", Weave("denim", 0.00058, 0.3, 0.2)),
    ("gabardine", Weave("steep", 0.00036, 0.1, 0.1)), ("serge", Weave("twill", 0.00048, 0.12, 0.3)),
    ("cavalry", Weave("steep", 0.0006, 0.12, 0.2)), ("twill", Weave("twill", 0.0005, 0.15, 0.2)),
    ("drill", Weave("twill", 0.0006, 0.15, 0.2)), ("flannel", Weave("twill", 0.0006, 0.3, 1.2)),
    ("melton", Weave("plain", 0.0007, 0.3, 1.6)), ("felt", Weave("plain", 0.0007, 0.3, 1.8)),
    ("coating", Weave("twill", 0.0009, 0.35, 1.3)), ("broadcloth", Weave("plain", 0.0005, 0.2, 1.1)),
    ("dupioni", Weave("plain", 0.0004, 0.8, 0.05)), ("shantung", Weave("plain", 0.0004, 0.8, 0.05)),
    ("taffeta", Weave("plain", 0.00022, 0.15, 0.0)), ("organza", Weave("plain", 0.0003, 0.05, 0.0)),
    ("chiffon", Weave("plain", 0.0003, 0.1, 0.05)), ("satin", Weave("satin", 0.00020, 0.1, 0.0)),
    ("silk", Weave("satin", 0.00022, 0.2, 0.0)), ("charmeuse", Weave("satin", 0.0002, 0.1, 0.0)),
    ("crepe", Weave("crepe", 0.0004, 0.3, 0.2)), ("poplin", Weave("plain", 0.00028, 0.1, 0.05)),
    ("oxford", Weave("basket", 0.00042, 0.1, 0.1)), ("wool", Weave("twill", 0.00055, 0.25, 0.7)),
    ("cotton", Weave("plain", 0.00042, 0.2, 0.15)), ("muslin", Weave("plain", 0.0006, 0.3, 0.2)),
)  # fmt: skip


def weave_of(g: Ground) -> Weave:
    """The weave by the cloth's name, else by its pattern and sheen."""
    label, pattern = g.look.label.lower(), named(g.look.pattern)
    found = next((weave for word, weave in _BY_WORD if word in label), None)
    if found is None:
        found = Weave("satin", 0.00022, 0.1, 0.0) if g.look.sheen > 0.6 else Weave("plain", 0.00055, 0.25, 0.3)
    if pattern in ("twill", "herringbone", "basket", "birdseye"):
        found = Weave(pattern, max(found.pitch, 0.00055), found.slub, found.hairy)
    if pattern in ("houndstooth", "prince_of_wales"):
        found = Weave("twill", found.pitch if found.rule != "satin" else 0.0005, found.slub, found.hairy)
    return found


def over(rule: str, i: NDArray[np.int32], j: NDArray[np.int32], ends: int = 12) -> Bools:
    """Whether warp thread i lies over weft thread j."""
    match rule:
        case "twill":  # 2/2
            return np.asarray((i - j) % 4 < 2)
        case "denim":  # 3/1: the dyed warp covers the face
            return np.asarray((i + j) % 4 != 0)
        case "steep":
            return np.asarray((2 * i - j) % 5 < 3)
        case "satin":  # five-shaft, step 2
            return np.asarray((2 * i - j) % 5 != 0)
        case "basket":
            return np.asarray((i // 2 + j // 2) % 2 == 0)
        case "herringbone":
            turned = np.where(i // ends % 2 == 0, i, -i - 1)
            return np.asarray((turned - j) % 4 < 2)
        case "birdseye":
            return np.asarray((np.abs(i % 8 - 4) + np.abs(j % 8 - 4)) % 4 < 2)
        case "crepe":  # no line may show: an order that looks like none
            return np.asarray((i * 7 + j * 3 + (i * j) % 5 + (i // 3) * (j // 2)) % 2 == 0)
    return np.asarray((i + j) % 2 == 0)


def cloth(g: Ground) -> Surface:
    """Woven cloth."""
    weave = weave_of(g)
    pattern = named(g.look.pattern)
    repeat = g.look.scale if g.look.scale > 0.001 else 0.03
    x, y = np.broadcast_arrays(*g.axes())
    # Threads are never quite straight.
    x = x + weave.pitch * (0.14 * fbm(g, 0.03, 2) + 0.10 * weave.slub * value_noise(g, (0.01, 0.002)))
    y = y + weave.pitch * (0.14 * fbm(g, 0.03, 2) + 0.10 * weave.slub * value_noise(g, (0.002, 0.01)))
    warp, weft = _dyed(g, pattern, x / repeat, y / repeat, weave)
    fine = weave.pitch * g.px  # pixels a thread
    light = _uneven(g, weave, x, y)
    if fine < 2.2:  # too fine to be seen as threads
        share = 0.78 if weave.rule in ("satin", "denim") else 0.5
        albedo = tinted(warp * share + weft * (1 - share), light)
        rib = fbm(g, (0.02, weave.pitch * 2), 2) + fbm(g, (weave.pitch * 2, 0.02), 2)
        height = np.asarray(0.000012 * rib, np.float32)
    else:
        albedo, height = _crossed(g, weave, pattern, x, y, warp, weft, light, repeat)
    if weave.hairy > 0.05:
        fuzz = fbm(g, 0.0006, 3) + 0.6 * fbm(g, (0.0003, 0.0016), 2)
        cover = min(0.8, 0.45 * weave.hairy)
        albedo = np.stack([blurred(albedo[..., c], cover * fine * 0.6) for c in range(3)], -1).astype(np.float32)
        albedo = tinted(albedo, 1 + 0.10 * weave.hairy * fuzz)
        height = np.asarray(blurred(height, cover * fine * 0.35) + 0.00002 * weave.hairy * fuzz, np.float32)
    drape = 0.0006 * fbm(g, 0.07, 2)
    rough, silky = 0.85, max(0.0, g.look.sheen - 0.3) / 0.7
    if silky:  # it lies in soft waves, bright where they turn to the lamp and deep where they turn away
        wave = fbm(g, (0.30, 0.035), 1)
        turned = np.gradient(wave, axis=1).astype(np.float32) * np.float32(g.px * 0.04)
        albedo = mix(tinted(albedo, 1 - 0.30 * silky * smooth(-turned, 0.1, 1.4)),
                     np.minimum(albedo * np.float32(1.5) + np.float32(0.02), 0.95),
                     0.55 * silky * smooth(turned, 0.2, 1.5))  # fmt: skip
        drape = drape + 0.0008 * silky * wave
        rough = 0.45
    return Surface(np.asarray(albedo, np.float32), (height + drape).astype(np.float32), rough,
                   sheen=0.35 * g.look.sheen)  # fmt: skip


def _dyed(g: Ground, pattern: str, u: Floats, v: Floats, weave: Weave) -> tuple[Floats, Floats]:
    """The colours of the warp and of the weft at each place (n, n, 3)."""
    ground = np.asarray(g.look.colour, np.float32)
    bright = float(ground @ (0.2126, 0.7152, 0.0722))
    second = np.asarray(g.look.second or ((0.72, 0.69, 0.62) if bright < 0.18 else tuple(0.22 * ground)), np.float32)
    dark = np.minimum(ground, second) * np.float32(0.22) + np.float32(0.003)
    pale = np.maximum(np.maximum(ground, second) * np.float32(0.5) + np.float32(0.38), second)
    if pattern in ("pinstripe", "chalk_stripe", "windowpane"):
        pale = np.asarray(g.look.second or (0.62, 0.60, 0.56), np.float32)
    table = np.stack([ground, second, dark, pale])
    if pattern in CHECKS:
        return table[sett(pattern, u).astype(int)], table[sett(pattern, v).astype(int)]
    if pattern in STRIPES:
        if pattern in LEVEL:
            return table[sett(pattern, v).astype(int)], table[sett(pattern, v).astype(int)]
        colours = table[sett(pattern, u).astype(int)]
        return colours, colours
    if pattern in ("herringbone", "birdseye"):
        return np.broadcast_to(ground, (g.n, g.n, 3)), np.broadcast_to(second, (g.n, g.n, 3))
    if pattern == "houndstooth":
        # The threads of a true houndstooth are four and four; a larger one is drawn with the same rule in steps.
        i, j = np.floor(u * 8).astype(np.int32), np.floor(v * 8).astype(np.int32)
        up = over("twill", i, j)
        chosen = np.where(up, (i % 8) >= 4, (j % 8) >= 4)
        colours = table[chosen.astype(int)]
        return colours, colours
    if pattern == "prince_of_wales":
        i, j = (np.floor(t * 64).astype(np.int32) for t in (u, v))
        first, other = (np.where(t % 64 < 32, t % 8 >= 4, t % 4 >= 2) for t in (i, j))
        chosen = np.where(over("twill", i, j), first, other)
        line = ((i % 64) == 15) | ((j % 64) == 15)
        colours = mix(table[chosen.astype(int)], tuple(pale), 0.45 * line.astype(np.float32))
        return colours, colours
    if weave.rule == "denim":
        return np.broadcast_to(ground, (g.n, g.n, 3)), np.broadcast_to(
            np.array([0.55, 0.53, 0.49], np.float32), (g.n, g.n, 3)
        )
    one, two = printed(g, pattern, u, v)
    colours = mix(mix(tuple(ground), tuple(second), one), tuple(dark), two)
    return colours, colours


def _uneven(g: Ground, weave: Weave, x: Floats, y: Floats) -> Floats:
    """Brightness of threads that are thicker and thinner along their length."""
    slubs = 0.5 * value_noise(g, (0.03, weave.pitch * 1.5)) + 0.5 * value_noise(g, (weave.pitch * 1.5, 0.03))
    return np.asarray(1 + 0.12 * weave.slub * slubs + 0.012 * fbm(g, 0.03, 3), np.float32)


def _crossed(
    g: Ground, weave: Weave, pattern: str, x: Floats, y: Floats, warp: Floats, weft: Floats, light: Floats,
    repeat: float,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Colour and height of threads that are wide enough to be seen."""
    fine = weave.pitch * g.px
    u, v = x / weave.pitch, y / weave.pitch
    i, j = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    fu, fv = (u - i).astype(np.float32), (v - j).astype(np.float32)
    ends = max(4, round(repeat / weave.pitch / 2)) if pattern == "herringbone" else 12
    up = over(weave.rule, i, j, ends)
    before = np.where(up, over(weave.rule, i, j - 1, ends), ~over(weave.rule, i - 1, j, ends))
    after = np.where(up, over(weave.rule, i, j + 1, ends), ~over(weave.rule, i + 1, j, ends))
    across = np.where(up, fu, fv)
    along = np.where(up, fv, fu)
    round_ = np.sqrt(np.maximum(1 - (1.9 * (across - 0.5)) ** 2, 0))
    # A thread dives where the next one crosses over it.
    dive = np.where(before, 0, np.maximum(0.5 - along, 0)) + np.where(after, 0, np.maximum(along - 0.5, 0))
    shape = (round_ * (1 - 1.5 * dive**1.5)).astype(np.float32)
    twist = np.sin((along * 1.6 + across * 1.1 + 0.37 * np.where(up, i, j)) * 2 * np.pi) if fine > 7 else 0.0
    colours = np.where(up[..., None], warp, weft)
    tone = light * (0.66 + 0.40 * shape) * (1 + 0.06 * twist)
    fade = np.float32(np.clip((fine - 2.0) / 2.0, 0.2, 1.0))
    tone = 1 + (tone - 1) * fade
    height = weave.pitch * 0.30 * shape * (0.5 if weave.rule == "satin" else 1.0) * fade
    return tinted(colours, tone), np.asarray(blurred(height.astype(np.float32), 0.5), np.float32)
