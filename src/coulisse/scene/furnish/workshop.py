"""Workshops and heating: easels, anvils, a forge, dress forms, stoves, ladders."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import point
from coulisse.scene.furnish.lamps_fire import fire
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part

WOOD = {"body": "oak", "frame": "oak", "metal": "cast_iron", "thread": "linen", "cloth": "linen", "trim": "brass",
    "base": "cast_iron", "stone": "brick", "coal": "charred_wood", "flame": "glass", "glass": "glass",
    "straw": "thatch", "rope": "burlap", "machine": "blackened_steel"}  # fmt: skip


def spoked(r: float, thick: float, count: int, slot: str = "body", band: str = "metal") -> list[Part]:
    """A wooden wheel with spokes, an iron tyre and a nave, about the origin, rolling along x."""
    rim = [(r * 0.86, -thick / 2), (r * 0.97, -thick / 2), (r * 0.97, thick / 2), (r * 0.86, thick / 2)]
    tyre = [(r * 0.97, -thick * 0.45), (r, -thick * 0.45), (r, thick * 0.45), (r * 0.97, thick * 0.45)]
    nave = [
        (0, -thick * 1.3),
        (r * 0.1, -thick * 1.3),
        (r * 0.17, -thick * 0.3),
        (r * 0.17, thick * 0.3),
        (r * 0.1, thick * 1.3),
        (0, thick * 1.3),
    ]
    parts = [
        lathe("rim", rim, slot, n=28, closed=True),
        lathe("tyre", tyre, band, n=28, closed=True),
        lathe("nave", nave, slot, n=16),
    ]
    parts = [moved(p, tilt=90, about="x") for p in parts]
    for k in range(count):
        a = 2 * np.pi * k / count
        ends = [(r * 0.1 * np.cos(a), 0, r * 0.1 * np.sin(a)), (r * 0.9 * np.cos(a), 0, r * 0.9 * np.sin(a))]
        parts.append(tube("spoke", ends, [r * 0.045, r * 0.035], slot, n=7))
    return parts


@makes("easel")
def easel(want: Want) -> Model:
    """A tripod with a canvas on it, begun."""
    w, d, h = want.width, want.depth, want.height
    parts = []
    for y in (-1.0, 1.0):
        parts.append(
            tube("leg", [(d * 0.42, y * w * 0.47, 0.0), (-d * 0.02, y * w * 0.1, h * 0.94)], 0.018, "body", square=True)
        )
    parts += [tube("back", [(-d * 0.47, 0, 0.0), (-d * 0.06, 0, h * 0.9)], 0.018, "body", square=True),
        tube("mast", [(d * 0.2, 0, h * 0.3), (0.0, 0, h)], 0.02, "body", square=True), box("ledge", (0.08, w * 0.94,
        0.03), (d * 0.25, 0, h * 0.36), "body", 0.004), box("brace", (0.03, w * 0.66, 0.04), (d * 0.3, 0, h * 0.22),
        "body", 0.004)]  # fmt: skip
    lean = -float(np.degrees(np.arctan2(d * 0.27, h * 0.62)))
    canvas = [
        box("canvas", (0.022, w * 0.86, h * 0.44), (0, 0, 0), "canvas", 0.003),
        box("picture", (0.002, w * 0.84, h * 0.43), (0.0118, 0, h * 0.005), "picture", 0.0),
    ]
    parts += [moved(p, (d * 0.25, 0, h * 0.39), tilt=lean) for p in canvas]
    return finish(want, parts, {**WOOD, "canvas": "canvas", "picture": "canvas", "body": "beech"}, ("body",))


@makes("anvil")
def anvil(want: Want) -> Model:
    """An anvil with its horn on a block of wood."""
    w, d, h = want.width, want.depth, want.height
    top = h
    block = h * 0.58
    parts = [
        lathe("block", [(0, 0), (d * 0.46, 0), (d * 0.48, block * 0.5), (d * 0.46, block), (0, block)], "body", n=18)
    ]
    for z in (0.2, 0.8):
        ring = [
            (d * 0.475, block * z - 0.02),
            (d * 0.49, block * z - 0.02),
            (d * 0.49, block * z + 0.02),
            (d * 0.475, block * z + 0.02),
        ]
        parts.append(lathe("hoop", ring, "metal", n=18, closed=True))
    k = (top - block) / 0.3
    side = [
        (-0.2, 0),
        (0.2, 0),
        (0.2, 0.06),
        (0.1, 0.1),
        (0.09, 0.16),
        (0.16, 0.2),
        (0.22, 0.22),
        (0.22, 0.3),
        (-0.3, 0.3),
        (-0.3, 0.24),
        (-0.12, 0.19),
        (-0.09, 0.15),
        (-0.1, 0.1),
        (-0.2, 0.06),
    ]
    outline = [(y * w / 0.75, z * k) for y, z in side]
    parts.append(prism("anvil", outline, d * 0.34, "metal", (0, 0, block), along="x", bevel=0.012))
    horn = [np.column_stack([d * 0.16 * s * np.cos(a), np.full(12, w * (0.293 + 0.2 * t)),
        top - 0.045 * k - 0.0 + 0.04 * k * s * np.sin(a) + 0.004 * t]) for t, s in ((0, 1.0), (0.4, 0.85), (0.75, 0.55),
        (1.0, 0.12)) for a in [np.arange(12) * np.pi / 6]]  # fmt: skip
    parts.append(loft("horn", horn, "metal"))
    hammer = [
        tube("handle", [(0, -0.16, 0.02), (0, 0.14, 0.02)], 0.012, "body"),
        box("head", (0.1, 0.035, 0.035), (0, 0.14, 0.0), "metal", 0.005),
    ]
    parts += [moved(p, (0.02, -w * 0.08, top - 0.002), 40) for p in hammer] if h - top > 0.03 else []
    return finish(want, parts, WOOD, ("metal",))


@makes("forge")
def forge(want: Want) -> Model:
    """A hearth of brick with coals, a hood and bellows."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    deck = h * 0.72 if h < 1.4 else 0.8
    parts = [
        box("hearth", (d * 0.94, w * 0.7, deck), (0, -w * 0.13, 0), "stone", 0.012),
        box("slab", (d * 0.98, w * 0.72, 0.06), (0, -w * 0.13, deck - 0.06), "metal", 0.01),
    ]
    for x, y, sx, sy in ((-0.47, -0.13, 0.06, 0.72), (0.0, -0.47, 0.94, 0.04), (0.0, 0.21, 0.94, 0.04)):
        parts.append(box("curb", (d * sx, w * sy, 0.1), (x * d, y * w, deck), "stone", 0.01))
    for k in range(60):
        s, a = np.sqrt(rng.uniform(0, 1)), rng.uniform(0, 2 * np.pi)
        r = float(rng.uniform(0.025, 0.055))
        slot = "flame" if s < 0.4 and k % 2 else "coal"
        parts.append(
            ball(
                "coal",
                r,
                slot,
                (
                    float(d * 0.32 * s * np.cos(a)),
                    -w * 0.13 + float(w * 0.26 * s * np.sin(a)),
                    deck + 0.02 + 0.05 * float(1 - s),
                ),
                n=6,
                squash=0.75,
            )
        )
    parts += fire(rng, (0, -w * 0.13, deck + 0.03), 0.26, h - deck - 0.03, 7)
    bellows = [(-0.3, 0.0), (0.0, 0.17), (0.22, 0.14), (0.34, 0.02), (0.34, -0.02), (0.22, -0.14), (0.0, -0.17)]
    for z in (0.42, 0.62):
        flat = [(x * d * 0.9, w * 0.36 + y * w * 0.5) for x, y in bellows]
        parts.append(prism("board", flat, 0.03, "body", (0, 0, h * z), bevel=0.006))
    skin = [
        np.array([[x * d * 0.9 * s, w * 0.36 + y * w * 0.5 * s, h * z] for x, y in bellows])
        for z, s in ((0.43, 0.97), (0.48, 0.8), (0.53, 0.95), (0.58, 0.8), (0.63, 0.97))
    ]
    parts += [
        loft("skin", skin, "hide", smooth=False),
        tube("nozzle", [(-d * 0.25, w * 0.36, h * 0.5), (-d * 0.2, w * 0.2, h * 0.52)], [0.04, 0.02], "metal"),
    ]
    parts += [box("post", (0.07, 0.07, h * 0.66), (x * d * 0.4, w * 0.46, 0), "body", 0.008) for x in (-1.0, 1.0)]
    parts.append(tube("pole", [(-d * 0.3, w * 0.46, h * 0.68), (d * 0.48, w * 0.46, h * 0.74)], 0.025, "body"))
    return finish(
        want,
        parts,
        {**WOOD, "hide": "leather"},
        ("stone",),
        lamps=[point((0, -w * 0.13, h + 0.08), (900.0, 1900.0), 0.12)],
    )


@makes("mannequin")
def mannequin(want: Want) -> Model:
    """A dress form: a torso of linen on a turned stand."""
    w, d, h = want.width, want.depth, want.height
    low = h * 0.5
    shape = [(0.0, 0.8, 0.82), (0.06, 0.95, 0.95), (0.16, 0.93, 0.97), (0.34, 0.66, 0.68), (0.5, 0.8, 0.8),
        (0.62, 0.88, 1.0), (0.74, 0.9, 0.86), (0.84, 0.98, 0.7), (0.89, 0.84, 0.6), (0.92, 0.4, 0.42),
        (0.95, 0.27, 0.34), (1.0, 0.26, 0.32)]  # fmt: skip
    t = np.arange(28) * 2 * np.pi / 28
    rings = []
    for s, a, b in shape:
        push = (
            0.14
            * d
            * np.exp(-(((s - 0.62) / 0.07) ** 2))
            * np.exp(-(((np.abs(np.sin(t)) - 0.45) / 0.3) ** 2))
            * (np.cos(t) > 0)
        )
        rings.append(
            np.column_stack(
                [d * 0.44 * b * np.cos(t) + push, w * 0.5 * a * np.sin(t), np.full(28, low + (h - 0.06 - low) * s)]
            )
        )
    parts = [loft("torso", rings, "cloth"), lathe("cap", [(0, h - 0.06), (0.055, h - 0.06), (0.05, h - 0.045),
        (0.02, h - 0.02), (0.02, h - 0.01), (0, h)], "body", n=16), lathe("pole", [(0, 0.05), (0.05, 0.06),
        (0.03, 0.12), (0.035, 0.2), (0.02, 0.26), (0.02, low * 0.9), (0.04, low), (0, low + 0.02)], "body", n=16),
        tube("seam", np.array([r[0] + [0.002, 0, 0] for r in rings]), 0.002, "thread", n=4)]  # fmt: skip
    for k in range(3):
        a = 2 * np.pi * k / 3
        line = curve(
            [
                (0.02 * np.cos(a), 0.02 * np.sin(a), 0.12),
                (d * 0.24 * np.cos(a), w * 0.24 * np.sin(a), 0.1),
                (d * 0.46 * np.cos(a), w * 0.46 * np.sin(a), 0.018),
            ],
            4,
        )
        parts.append(tube("foot", line, 0.018, "body"))
    return finish(want, parts, {**WOOD, "cloth": "linen", "body": "walnut"}, ("cloth",))


@makes("cast_iron_stove")
def iron_stove(want: Want) -> Model:
    """A stove on curved legs with a door of mica, rings on top and its pipe."""
    w, d, h = want.width, want.depth, want.height
    top = h * 0.72
    parts = [box("body", (d * 0.84, w * 0.84, top - 0.18), (0, 0, 0.16), "metal", 0.02),
        box("base", (d * 0.94, w * 0.94, 0.05), (0, 0, 0.13), "metal", 0.014), box("top", (d * 0.96, w, 0.04),
        (0, 0, top - 0.03), "metal", 0.012), box("door", (0.03, w * 0.5, top * 0.4), (d * 0.43, 0, 0.3), "metal", 0.01),
        box("window", (0.034, w * 0.38, top * 0.24), (d * 0.432, 0, 0.36), "flame", 0.008), box("ash door",
        (0.025, w * 0.5, 0.1), (d * 0.425, 0, 0.19), "metal", 0.006), tube("handle", [(d * 0.44, w * 0.22, 0.44),
        (d * 0.5, w * 0.22, 0.44), (d * 0.5, w * 0.22, 0.52)], 0.01, "trim"), lathe("ring", [(0, top + 0.008),
        (0.1, top + 0.008), (0.1, top + 0.016), (0, top + 0.016)], "metal", (d * 0.14, 0, 0), n=22),
        tube("pipe", [(-d * 0.24, 0, top), (-d * 0.24, 0, h)], 0.07, "metal", n=18), lathe("collar",
        [(0.07, top), (0.1, top), (0.1, top + 0.03), (0.07, top + 0.04)], "metal", (-d * 0.24, 0, 0), n=18,
        closed=True)]  # fmt: skip
    for y in np.linspace(-0.22, 0.22, 4):
        parts.append(box("bar", (0.012, 0.012, top * 0.24), (d * 0.455, float(y) * w * 0.75, 0.36), "metal", 0.002))
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            line = curve(
                [
                    (x * d * 0.36, y * w * 0.36, 0.16),
                    (x * d * 0.46, y * w * 0.46, 0.1),
                    (x * d * 0.4, y * w * 0.4, 0.03),
                    (x * d * 0.45, y * w * 0.45, 0.0),
                ],
                3,
            )
            parts.append(tube("leg", line, [0.035, 0.025, 0.018, 0.025], "metal"))
    for y in (-1.0, 1.0):
        parts.append(box("panel", (d * 0.6, 0.012, top * 0.5), (0, y * w * 0.42, 0.26), "metal", 0.005))
    return finish(want, parts, WOOD, ("metal",), lamps=[point((d * 0.5 + 0.06, 0, 0.45), (180.0, 1900.0), 0.05)])


@makes("tiled_stove")
def tiled_stove(want: Want) -> Model:
    """Rows of glazed tiles between a plinth and a crown, with a small iron door and a bench."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("plinth", (d, w, h * 0.1), (0, 0, 0), "tile", 0.012), box("core", (d * 0.84, w * 0.84, h * 0.82),
        (0, 0, h * 0.08), "tile", 0.0), box("crown", (d * 0.97, w * 0.97, h * 0.05), (0, 0, h * 0.88), "tile", 0.02),
        box("cap", (d * 0.88, w * 0.88, h * 0.04), (0, 0, h * 0.93), "tile", 0.02), box("waist", (d * 0.95, w * 0.95,
        h * 0.035), (0, 0, h * 0.44), "tile", 0.016), lathe("finial", [(0, h * 0.96), (0.08, h * 0.965),
        (0.1, h * 0.98), (0.04, h * 0.99), (0, h)], "tile", n=16)]  # fmt: skip
    for low, high in ((h * 0.11, h * 0.43), (h * 0.485, h * 0.87)):
        rows = max(1, round((high - low) / 0.2))
        for turn, wide, off in (
            (0, w * 0.84, d * 0.42),
            (180, w * 0.84, d * 0.42),
            (90, d * 0.84, w * 0.42),
            (270, d * 0.84, w * 0.42),
        ):
            n = max(2, round(wide / 0.21))
            for i in range(n):
                for j in range(rows):
                    if turn == 0 and low < h * 0.2 and i == n // 2 and j < 2:
                        continue
                    size = (0.03, wide / n - 0.006, (high - low) / rows - 0.006)
                    parts.append(
                        moved(
                            box(
                                "tile",
                                size,
                                (off, -wide / 2 + wide * (i + 0.5) / n, low + (high - low) * j / rows),
                                "tile",
                                0.012,
                            ),
                            turn=turn,
                        )
                    )
    n = max(2, round(w * 0.84 / 0.21))
    y = -w * 0.42 + w * 0.84 * (n // 2 + 0.5) / n
    parts += [
        box("door", (0.03, w * 0.84 / n - 0.01, h * 0.15), (d * 0.425, y, h * 0.12), "metal", 0.008),
        ball("knob", 0.014, "trim", (d * 0.46, y + 0.05, h * 0.2), n=8),
    ]
    return finish(
        want,
        parts,
        {"tile": "enamel" if want.seed % 2 else "azulejo", "metal": "cast_iron", "trim": "brass"},
        ("tile",),
    )


@makes("ladder")
def ladder(want: Want) -> Model:
    """Two stiles and rungs; it stands upright in its box."""
    w, d, h = want.width, want.depth, want.height
    r = min(0.02, d * 0.3)
    parts = []
    for y in (-1.0, 1.0):
        parts.append(
            tube("stile", [(0, y * (w / 2 - 0.03), 0), (0, y * (w * 0.44 - 0.03), h)], 0.026, "body", square=True)
        )
    for z in np.arange(0.25, h - 0.1, 0.28):
        half = w / 2 - 0.03 - w * 0.06 * z / h
        parts.append(tube("rung", [(0, -half, float(z)), (0, half, float(z))], r, "body", n=10))
    steel = want.is_("modern", "industrial", "futuristic", "brutalist")
    return finish(want, parts, {"body": "aluminium" if steel else "pine"}, ("body",))
