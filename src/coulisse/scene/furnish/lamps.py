"""Lamps that stand, hang and burn: each sheds real lumens at its real colour temperature.

A light stands just outside its bulb or flame, on the side that it shines to, so that the bulb does not shade it and
the shade does. Lumens: a candle 12, a bulb of 60 W 800, a tube of a metre 2,500 (IES Lighting Handbook, 10th ed.).
"""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

At = tuple[float, float, float]
BULB, CANDLE, OIL, GAS, FIRE = (800.0, 2700.0), (12.0, 1900.0), (60.0, 2000.0), (250.0, 2300.0), (500.0, 1800.0)
_METAL = {"art_deco": "brass", "classical": "brass", "baroque": "gold", "victorian": "brass", "gothic": "wrought_iron",
    "rustic": "wrought_iron", "industrial": "blackened_steel", "brutalist": "blackened_steel", "modern": "chrome",
    "mid_century": "brass", "futuristic": "aluminium", "eastern": "bronze"}  # fmt: skip
_STAND = {"base": "brass", "body": "porcelain", "shade": "linen", "bulb": "glass", "cord": "rubber"}


def metal(want: Want, usual: str = "brass") -> str:
    """The metal of the lamps of a family."""
    return _METAL.get(want.family, usual)


def point(at: At, light: tuple[float, float], radius: float = 0.02, name: str = "") -> Lamp:
    """A lamp that shines all round: lumens and kelvin."""
    return Lamp("point", at, light[0], kelvin=light[1], size=(radius, 0.0), name=name)


def bulb(at: At, radius: float = 0.03, slot: str = "bulb") -> Part:
    """A bulb about `at`, a little longer than it is wide."""
    profile = [(0.0, -radius), (radius * 0.7, -radius * 0.75), (radius, 0.0), (radius * 0.8, radius * 0.7),
        (radius * 0.45, radius * 1.35), (radius * 0.42, radius * 1.6), (0.0, radius * 1.6)]  # fmt: skip
    return lathe("bulb", profile, slot, at, n=12)


def flame(at: At, high: float = 0.035) -> Part:
    """A flame that stands on `at`."""
    r = high * 0.22
    profile = [(0.0, 0.0), (r * 0.8, high * 0.12), (r, high * 0.3), (r * 0.55, high * 0.65), (0.0, high)]
    return lathe("flame", profile, "flame", at, n=8)


def taper(at: At, high: float, radius: float = 0.011, rng: np.random.Generator | None = None) -> list[Part]:
    """A candle that stands on `at` with its flame; a seed runs some wax down its side."""
    x, y, z = at
    edge = radius * 0.97
    parts = [lathe("candle", [(radius, 0), (edge, high - 0.004), (edge * 0.8, high), (edge * 0.3, high - 0.002),
        (0, high - 0.003)], "wax", at, n=12)]  # fmt: skip
    if rng is not None:
        for _ in range(2):
            a, low = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 0.85) * high
            c, s = edge * np.cos(a), edge * np.sin(a)
            run = [(x + c, y + s, z + high - 0.003), (x + c * 1.05, y + s * 1.05, z + low)]
            parts.append(tube("drip", run, [0.0025, 0.0038], "wax", n=6))
    parts.append(tube("wick", [(x, y, z + high - 0.003), (x, y, z + high + 0.006)], 0.001, "wick", n=5))
    return [*parts, flame((x, y, z + high + 0.004))]


def shade(low: float, high: float, z0: float, z1: float, slot: str = "shade", *, n: int = 32, fluted: bool = False,
          curved: float = 0.0) -> Part:  # fmt: skip
    """An open shade: radius `low` at z0, `high` at z1, 3 mm thick."""
    s = np.linspace(0, 1, 7)
    r = low + (high - low) * s - curved * np.sin(np.pi * s)
    outer = list(zip(r.tolist(), (z0 + (z1 - z0) * s).tolist(), strict=True))
    inner = [(a - 0.003, b) for a, b in reversed(outer)]
    made = lathe("shade", outer + inner, slot, n=n * (2 if fluted else 1), closed=True, smooth=not fluted)
    if fluted:
        p = made.points.copy()
        angle = np.arctan2(p[:, 1], p[:, 0])
        p[:, :2] *= (1 + 0.03 * np.cos(n * angle))[:, None]
        made = Part(made.name, p, made.faces, made.slot, smooth=False)
    return made


def foot(want: Want, radius: float, high: float) -> list[Part]:
    """The foot and the stem of a lamp that stands, by its family."""
    r = radius
    if want.is_("brutalist", "industrial"):
        return [box("base", (2 * r, 2 * r, 0.05), (0, 0, 0), "base", 0.006), tube("stem", [(0, 0, 0.05), (0, 0, high)],
            0.014, "base")]  # fmt: skip
    if want.is_("modern", "futuristic", "mid_century"):
        return [
            lathe(
                "base", [(0, 0), (r, 0), (r, 0.012), (r * 0.9, 0.02), (0.012, 0.022), (0.01, high), (0, high)], "base"
            )
        ]
    if want.is_("art_deco"):
        steps = [(0, 0), (r, 0), (r, 0.02), (r * 0.8, 0.02), (r * 0.8, 0.045), (r * 0.6, 0.045), (r * 0.6, 0.075),
            (0.022, 0.075), (0.022, high - 0.03), (0.035, high - 0.03), (0.035, high), (0, high)]  # fmt: skip
        return [lathe("base", steps, "base", n=24, smooth=False)]
    if high > 0.9:
        turned = [(0, 0), (r, 0), (r, 0.02), (r * 0.6, 0.045), (0.03, 0.09), (0.018, 0.14), (0.016, high * 0.45),
            (0.03, high * 0.48), (0.016, high * 0.51), (0.014, high), (0, high)]  # fmt: skip
        return [lathe("base", turned, "base", n=20)]
    belly = [(0, 0), (r, 0), (r, 0.012), (r * 0.65, 0.03), (r * 0.45, high * 0.14), (r * 0.85, high * 0.4),
        (r * 0.7, high * 0.62), (r * 0.22, high * 0.82), (0.012, high * 0.86), (0.01, high), (0, high)]  # fmt: skip
    return [lathe("base", belly, "base" if want.seed % 2 else "body", n=24)]


@makes("lamp", "table_lamp", "floor_lamp")
def standing_lamp(want: Want) -> Model:
    """A lamp on a foot with a shade."""
    h, r = want.height, min(want.width, want.depth) / 2
    deep = min(0.3, h * 0.42) if want.name != "floor_lamp" else min(0.32, h * 0.2)
    low = h - deep
    parts = foot(want, r * 0.62, low + deep * 0.35)
    coolie = want.is_("modern", "mid_century") or want.seed % 3 == 1
    parts.append(shade(r, r * (0.45 if coolie else 0.68), low, h, fluted=want.is_("victorian", "classical"),
        curved=0.03 * r / 0.15 if want.is_("victorian", "baroque") else 0.0))  # fmt: skip
    for k in range(3):
        a = 2 * np.pi * k / 3
        top = r * (0.45 if coolie else 0.68) - 0.004
        parts.append(
            tube("spider", [(0, 0, h - 0.02), (top * np.cos(a), top * np.sin(a), h - 0.012)], 0.002, "base", n=5)
        )
    z = low + deep * 0.5
    parts.append(tube("stem", [(0, 0, low + deep * 0.3), (0, 0, h - 0.02)], 0.004, "base", n=6))
    parts.append(bulb((0, 0, z)))
    slots = {**_STAND, "base": metal(want)}
    return finish(want, parts, slots, ("base", "body"), lamps=[point((0.05, 0, z - 0.02), BULB)])


@makes("banker_s_lamp")
def bankers_lamp(want: Want) -> Model:
    """Brass foot, green glass trough."""
    w, d, h = want.width, want.depth, want.height
    parts = [lathe("base", [(0, 0), (0.085, 0), (0.085, 0.012), (0.06, 0.025), (0.02, 0.035), (0.009, 0.06),
        (0.009, h * 0.78), (0.016, h * 0.8), (0, h * 0.82)], "base")]  # fmt: skip
    for y in (-1, 1):
        parts.append(
            tube("arm", [(0, 0, h * 0.78), (0, y * w * 0.25, h * 0.86), (0, y * w * 0.44, h * 0.86)], 0.006, "base")
        )
    a = np.linspace(-0.15, np.pi * 0.85, 13)
    r = d * 0.46
    outer = np.column_stack([r * np.cos(a) * 1.0, h - r * 0.9 + r * 0.9 * np.sin(a)])
    inner = np.column_stack([(r - 0.005) * np.cos(a), h - r * 0.9 + (r * 0.9 - 0.005) * np.sin(a)])[::-1]
    parts.append(prism("shade", np.concatenate([outer, inner]), w, "shade", along="y", bevel=0.0, smooth=True))
    parts.append(tube("bulb", [(0, -w * 0.3, h - r * 0.75), (0, w * 0.3, h - r * 0.75)], 0.012, "bulb"))
    parts.append(tube("chain", [(0.03, w * 0.3, h - r), (0.03, w * 0.3, h * 0.55)], 0.002, "base", n=5))
    lamp = Lamp("area", (0.0, 0.0, h - r * 0.75 - 0.02), 450.0, aim=(0.2, 0.0, -0.98), size=(w * 0.5, 0.03))
    return finish(want, parts, {"base": "brass", "shade": "green_marble", "bulb": "glass"}, ("base",), lamps=[lamp])


@makes("pendant_lamp")
def pendant(want: Want) -> Model:
    """A lamp on a flex: a cone, a dome, a globe, a cage or paper, by family."""
    h, r = want.height, min(want.width, want.depth) / 2
    deep = min(h * 0.72, r * 1.4)
    kind = {"industrial": "dome", "brutalist": "cone", "rustic": "basket", "eastern": "paper", "modern": "dome",
        "mid_century": "disc", "futuristic": "globe", "art_deco": "steps",
        "victorian": "globe"}.get(want.family)  # fmt: skip
    kind = kind or ("cone", "dome", "disc")[want.seed % 3]
    parts = [lathe("rose", [(0, h), (0.045, h), (0.04, h - 0.02), (0.006, h - 0.03), (0, h - 0.03)], "fitting", n=16),
        tube("flex", [(0, 0, h - 0.02), (0, 0, deep * 0.8)], 0.004, "cord", n=6)]  # fmt: skip
    z = deep * 0.32
    slots = {"fitting": metal(want), "cord": "rubber", "shade": "enamel", "bulb": "glass", "body": metal(want)}
    if kind in ("globe", "paper"):
        c = deep / 2
        globe = ball("shade", min(r, c), "shade", (0, 0, c), n=24)
        parts += [
            globe,
            lathe("cap", [(0, deep * 0.92), (r * 0.3, deep * 0.93), (r * 0.25, deep), (0, deep)], "fitting", n=16),
        ]
        slots["shade"] = "paper" if kind == "paper" else "frosted_glass"
        parts = [Part(p.name, p.points, p.faces, "bulb" if p.name == "shade" else p.slot, 0, p.smooth) for p in parts]
        return finish(want, parts, slots, ("fitting",), lamps=[point((0, 0, -0.03), BULB, 0.02)])
    if kind == "steps":
        for k in range(3):
            s = r * (1 - 0.28 * k)
            parts.append(shade(s, s * 0.96, deep * 0.28 * k, deep * (0.28 * k + 0.24), n=24))
        slots["shade"] = "frosted_glass"
    elif kind == "disc":
        parts += [shade(r, r * 0.2, deep * 0.25, deep * 0.55, curved=-r * 0.12), shade(r * 0.6, r * 0.15, deep * 0.05,
            deep * 0.3, curved=-r * 0.05)]  # fmt: skip
    elif kind == "dome":
        parts.append(shade(r, r * 0.14, 0.0, deep * 0.85, curved=-r * 0.3))
    elif kind == "basket":
        for k in range(14):
            a = 2 * np.pi * k / 14
            line = [
                (r * f * np.cos(a), r * f * np.sin(a), deep * z1)
                for f, z1 in ((0.95, 0), (1, 0.1), (0.85, 0.5), (0.2, 0.9))
            ]
            parts.append(tube("cane", curve(line, 3), 0.007, "shade", n=5))
        for f, z1 in ((0.96, 0.01), (0.99, 0.2), (0.85, 0.5), (0.5, 0.72)):
            t = np.arange(20) * np.pi / 10
            parts.append(tube("hoop", np.column_stack([r * f * np.cos(t), r * f * np.sin(t), np.full(20, deep * z1)]),
                0.006, "shade", n=5, closed=True))  # fmt: skip
        slots["shade"] = "wicker"
    else:
        parts.append(shade(r, r * 0.16, 0.0, deep * 0.8))
        if want.is_("brutalist"):
            slots["shade"] = "copper"
    parts.append(
        lathe("holder", [(0, deep * 0.95), (0.022, deep * 0.93), (0.03, deep * 0.72), (0, deep * 0.7)], "fitting", n=12)
    )
    parts.append(tube("stem", [(0, 0, deep * 0.72), (0, 0, z + 0.04)], 0.012, "fitting", n=8))
    parts.append(bulb((0, 0, z), 0.03))
    return finish(want, parts, slots, ("shade",), lamps=[point((0, 0, z - 0.055), BULB, 0.02)])


@makes("bare_bulb")
def bare_bulb(want: Want) -> Model:
    """A bulb in its holder on a flex."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [bulb((0, 0, r), r), lathe("holder", [(0, h * 0.92), (r * 0.3, h * 0.92), (r * 0.55, h * 0.84),
        (r * 0.55, r * 2.5), (0, r * 2.5)], "fitting", n=14), tube("flex", [(0, 0, h * 0.9), (0, 0, h)], 0.003, "cord",
        n=6)]  # fmt: skip
    return finish(want, parts, {"bulb": "glass", "fitting": "bakelite", "cord": "rubber"}, ("fitting",),
        lamps=[point((0, 0, -0.02), BULB, 0.015)])  # fmt: skip


@makes("wall_lamp")
def sconce(want: Want) -> Model:
    """A lamp on the wall: an uplighter, a bracket with a shade, or a candle in a bracket."""
    w, d, h = want.width, want.depth, want.height
    slots = {"base": metal(want), "shade": "frosted_glass", "bulb": "glass", "wax": "ivory_inlay", "flame": "glass",
        "wick": "rubber"}  # fmt: skip
    back = -d / 2
    parts: list[Part]
    if want.is_("art_deco", "modern", "brutalist", "futuristic", "industrial") and not want.has("candlelit"):
        fan = [(-w / 2, h), (-w / 2, h * 0.75), (-w * 0.15, 0), (w * 0.15, 0), (w / 2, h * 0.75), (w / 2, h)]
        parts = [box("plate", (0.015, w * 0.5, h * 0.9), (back + 0.0075, 0, 0.02), "base", 0.004)]
        for k in range(3):
            s = 1 - 0.24 * k
            fin = [(y * s, z) for y, z in fan]
            parts.append(prism("fin", fin, (d - 0.02) / 3 + 0.004, "base" if k == 1 else "shade",
                (back + 0.015 + (k + 0.5) * (d - 0.02) / 3, 0, 0), along="x", bevel=0.004))  # fmt: skip
        parts.append(box("bulb", (d * 0.4, w * 0.5, 0.05), (back + d * 0.4, 0, h * 0.86), "bulb", 0.01))
        return finish(want, parts, slots, ("base",), lamps=[point((0.02, 0, h + 0.06), (500.0, 2700.0), 0.03)])
    parts = [prism("plate", [(-w * 0.3, h * 0.1), (0, 0), (w * 0.3, h * 0.1), (w * 0.22, h * 0.45), (0, h * 0.62),
        (-w * 0.22, h * 0.45)], 0.014, "base", (back + 0.007, 0, 0), along="x", bevel=0.004)]  # fmt: skip
    reach = d * 0.2
    parts.append(tube("arm", curve([(back, 0, h * 0.3), (back + d * 0.4, 0, h * 0.12), (reach, 0, h * 0.2),
        (reach, 0, h * 0.38)], 4), 0.007, "base"))  # fmt: skip
    parts.append(lathe("pan", [(0, h * 0.36), (0.02, h * 0.36), (0.035, h * 0.4), (0.02, h * 0.4), (0, h * 0.39)],
        "base", (reach, 0, 0), n=14))  # fmt: skip
    if want.is_("gothic", "rustic", "baroque", "eastern") or want.has("candlelit"):
        parts += taper((reach, 0, h * 0.4), h * 0.4, 0.012, want.rng())
        return finish(want, parts, slots, ("base",), lamps=[point((reach + 0.02, 0, h + 0.03), CANDLE, 0.01)])
    parts.append(moved(shade(min(w / 2, d * 0.3), min(w, d) * 0.17, h * 0.5, h), (reach, 0, 0)))
    parts.append(bulb((reach, 0, h * 0.66), 0.018))
    parts.append(tube("holder", [(reach, 0, h * 0.39), (reach, 0, h * 0.6)], 0.01, "base"))
    return finish(want, parts, {**slots, "shade": "linen"}, ("base",), lamps=[point((reach, 0.03, h * 0.58),
        (400.0, 2700.0), 0.012)])  # fmt: skip


@makes("candle")
def candle(want: Want) -> Model:
    """A candle on a dish, or a stout one on its own."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    parts: list[Part] = []
    if want.seed % 2:
        parts += taper((0, 0, 0), h - 0.04, r * 0.95, rng)
    else:
        parts.append(lathe("dish", [(0, 0), (r * 0.8, 0), (r, 0.01), (r * 0.96, 0.012), (r * 0.4, 0.006),
            (r * 0.4, 0.02), (0, 0.02)], "base", n=20))  # fmt: skip
        parts += taper((0, 0, 0.018), h - 0.058, r * 0.36, rng)
    return finish(want, parts, {"base": metal(want), "wax": "ivory_inlay", "flame": "glass", "wick": "rubber"},
        ("wax",),
        lamps=[point((0, 0, h + 0.015), CANDLE, 0.008)])  # fmt: skip
