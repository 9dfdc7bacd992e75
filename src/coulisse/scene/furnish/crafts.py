"""Crafts: looms, spinning wheels, sewing machines, a press."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import wheel
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import WOOD, spoked
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Model


@makes("loom")
def loom(want: Want) -> Model:
    """A floor loom: four posts, beams, heddles, a warp and some woven cloth."""
    w, d, h = want.width, want.depth, want.height
    parts = []
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            high = h if x < 0 else h * 0.62
            parts.append(box("post", (0.09, 0.08, high), (x * (d / 2 - 0.045), y * (w / 2 - 0.04), 0), "body", 0.008))
    for y in (-1.0, 1.0):
        parts += [box("rail", (d, 0.06, 0.1), (0, y * (w / 2 - 0.04), z), "body", 0.008) for z in (0.12, h * 0.52)]
        parts.append(
            tube(
                "arm",
                [(-d / 2 + 0.05, y * (w / 2 - 0.04), h * 0.95), (d * 0.1, y * (w / 2 - 0.04), h * 0.95)],
                0.04,
                "body",
                square=True,
            )
        )
        parts.append(box("batten", (0.04, 0.05, h * 0.5), (d * 0.08, y * (w / 2 - 0.12), h * 0.46), "body", 0.006))
    for x, z, r in ((-d / 2 + 0.06, h * 0.56, 0.07), (d / 2 - 0.06, h * 0.56, 0.06), (d * 0.3, h * 0.25, 0.08)):
        parts.append(tube("beam", [(x, -w / 2 + 0.08, z), (x, w / 2 - 0.08, z)], r, "body", n=14))
    for k in range(46):
        y = -w * 0.4 + w * 0.8 * k / 45
        parts.append(
            tube(
                "warp",
                [(-d / 2 + 0.06, y, h * 0.6), (-d * 0.1, y, h * (0.6 + 0.02 * (k % 2 * 2 - 1))), (d * 0.1, y, h * 0.6)],
                0.0022,
                "thread",
                n=4,
            )
        )
    parts.append(box("cloth", (d * 0.38, w * 0.82, 0.004), (d * 0.27, 0, h * 0.598), "cloth", 0.0))
    for k, x in ((0, -0.12), (1, -0.05)):
        for z in (0.5, 0.72):
            parts.append(box("shaft", (0.02, w * 0.84, 0.03), (x * d, 0, h * (z + 0.02 * (k * 2 - 1))), "body", 0.003))
        parts += [
            tube(
                "heddle",
                [(x * d, -w * 0.4 + w * 0.8 * j / 22, h * 0.5), (x * d, -w * 0.4 + w * 0.8 * j / 22, h * 0.74)],
                0.002,
                "thread",
                n=4,
            )
            for j in range(23)
        ]
    parts += [box("reed", (0.03, w * 0.86, 0.14), (d * 0.08, 0, h * 0.54), "metal", 0.004), box("top", (0.06, w, 0.08),
        (-d / 2 + 0.05, 0, h - 0.08), "body", 0.008), box("seat", (d * 0.12, w * 0.7, 0.04), (d * 0.42, 0, h * 0.3),
        "body", 0.008)]  # fmt: skip
    parts += [
        tube("treadle", [(-d * 0.2, y * w, 0.06), (d * 0.3, y * w, 0.1)], 0.025, "body", square=True)
        for y in (-0.15, -0.05, 0.05, 0.15)
    ]
    return finish(want, parts, WOOD, ("body",))


@makes("spinning_wheel")
def spinning_wheel(want: Want) -> Model:
    """A flyer wheel on a sloping bench, with its distaff."""
    w, d, h = want.width, want.depth, want.height
    r = min(h * 0.36, w * 0.38)
    at = (0.0, w * 0.5 - r - 0.02, h * 0.34 + r * 0.62)
    parts = [moved(moved(p, turn=90), at) for p in spoked(r, 0.045, 10)]
    parts.append(
        moved(box("bench", (0.16, w * 0.92, 0.05), (0, 0, 0), "body", 0.012), (0, 0, h * 0.34), tilt=-6, about="x")
    )
    for x, y in ((-1.0, 0.42), (1.0, 0.42), (0.0, -0.42)):
        parts.append(tube("leg", [(x * 0.06, y * w * 0.8, h * 0.34), (x * d * 0.44, y * w, 0)], [0.02, 0.016], "body"))
    for x in (-1.0, 1.0):
        parts.append(
            lathe(
                "upright",
                [
                    (0, h * 0.34),
                    (0.025, h * 0.36),
                    (0.018, h * 0.5),
                    (0.026, at[2] * 0.86),
                    (0.02, at[2] + 0.04),
                    (0, at[2] + 0.06),
                ],
                "body",
                (x * 0.07, at[1], 0),
                n=12,
            )
        )
    parts += [tube("axle", [(-0.12, at[1], at[2]), (0.12, at[1], at[2])], 0.012, "metal"), lathe("distaff",
        [(0, h * 0.36), (0.018, h * 0.36), (0.014, h * 0.8), (0.05, h * 0.86), (0.04, h * 0.95), (0.01, h), (0, h)],
        "body", (0, -w * 0.3, 0), n=12), lathe("flax", [(0, h * 0.8), (0.055, h * 0.84), (0.06, h * 0.9),
        (0.02, h * 0.97), (0, h * 0.97)], "thread", (0, -w * 0.3, 0), n=14), tube("flyer", [(0.0, -w * 0.42, h * 0.5),
        (0.0, -w * 0.24, h * 0.5)], 0.024, "thread")]  # fmt: skip
    for y in (-0.43, -0.22):
        parts.append(tube("maiden", [(0, y * w, h * 0.3), (0, y * w, h * 0.56)], 0.016, "body"))
    parts.append(tube("band", [(0.01, -w * 0.33, h * 0.525), (0.01, at[1], at[2] + r)], 0.003, "thread", n=4))
    parts.append(tube("footman", [(0.09, at[1], at[2] - 0.06), (0.09, at[1] - 0.05, 0.08)], 0.01, "body"))
    parts.append(box("treadle", (d * 0.7, 0.16, 0.02), (0.0, at[1] - 0.1, 0.05), "body", 0.006))
    return finish(want, parts, WOOD, ("body",))


@makes("sewing_machine")
def sewing_machine(want: Want) -> Model:
    """A black machine with gold lines on a table with a treadle of cast iron."""
    w, d, h = want.width, want.depth, want.height
    deck = h * 0.7
    parts = [box("top", (d, w, 0.03), (0, 0, deck - 0.03), "body", 0.008)]
    for y in (-1.0, 1.0):
        yy = y * w * 0.38
        loop = curve(
            [(d * 0.4, yy, 0.0), (d * 0.15, yy, deck * 0.3), (d * 0.3, yy, deck * 0.7), (d * 0.36, yy, deck - 0.04)], 4
        )
        back = loop * [-1, 1, 1]
        parts += [tube("leg", loop, 0.016, "metal"), tube("leg", back, 0.016, "metal"),
            tube("tie", [(-d * 0.18, yy, deck * 0.36), (d * 0.18, yy, deck * 0.36)], 0.012, "metal"),
            tube("foot", [(-d * 0.44, yy, 0.012), (d * 0.44, yy, 0.012)], 0.012, "metal")]  # fmt: skip
    parts += [
        box("treadle", (d * 0.5, w * 0.4, 0.02), (0, -w * 0.05, deck * 0.16), "metal", 0.004),
        tube("bar", [(0, -w * 0.38, deck * 0.18), (0, w * 0.38, deck * 0.18)], 0.012, "metal"),
    ]
    parts += [moved(p, (0, w * 0.3, deck * 0.42)) for p in wheel((0, 0, 0), deck * 0.26, 0.02, "metal", "metal")[:1]]
    parts += [
        moved(
            tube("spoke", [(0, 0, 0), (deck * 0.17 * np.cos(a), 0, deck * 0.17 * np.sin(a))], 0.008, "metal"),
            (0, w * 0.3, deck * 0.42),
        )
        for a in np.arange(5) * 2 * np.pi / 5
    ]
    rise = h - deck
    arm = curve(
        [
            (0, w * 0.17, deck + 0.02),
            (0, w * 0.17, deck + rise * 0.7),
            (0, w * 0.1, deck + rise * 0.9),
            (0, -w * 0.12, deck + rise * 0.86),
            (0, -w * 0.16, deck + rise * 0.7),
        ],
        5,
    )
    parts += [box("bed", (d * 0.34, w * 0.42, 0.045), (0, 0, deck), "machine", 0.01), tube("arm", arm,
        [0.05, 0.04, 0.038, 0.04], "machine", n=14), box("head", (0.07, 0.06, rise * 0.52), (0, -w * 0.16,
        deck + rise * 0.4), "machine", 0.016), tube("needle", [(0, -w * 0.16, deck + 0.045), (0, -w * 0.16,
        deck + rise * 0.42)], 0.005, "trim"), moved(lathe("hand wheel", [(0, -0.012), (0.07, -0.014), (0.075, 0),
        (0.07, 0.014), (0, 0.012)], "trim", n=22), (0, w * 0.24, deck + rise * 0.7), tilt=90, about="x"), lathe("spool",
        [(0, 0), (0.018, 0), (0.018, 0.004), (0.012, 0.006), (0.012, 0.034), (0.018, 0.036), (0, 0.04)], "thread",
        (0, w * 0.04, h - 0.045), n=12), box("work", (d * 0.5, w * 0.22, 0.008), (d * 0.1, -w * 0.16, deck + 0.046),
        "cloth", 0.003)]  # fmt: skip
    for y in (-0.3, 0.3):
        parts.append(box("drawer", (d * 0.6, w * 0.16, 0.1), (0.02, y * w, deck - 0.13), "body", 0.006))
        parts.append(ball("knob", 0.012, "trim", (d * 0.33, y * w, deck - 0.08), n=8))
    return finish(want, parts, {**WOOD, "machine": "blackened_steel"}, ("body",))


@makes("printing_press")
def printing_press(want: Want) -> Model:
    """A hand press: two cheeks, a cap, a screw with its bar, a platen over a bed on rails."""
    w, d, h = want.width, want.depth, want.height
    # The bed runs across the facing.
    parts = [box("cheek", (0.18, 0.16, h * 0.94), (x * d * 0.34, 0, 0), "body", 0.015) for x in (-1.0, 1.0)]
    parts += [box("cap", (d * 0.94, 0.24, 0.18), (0, 0, h - 0.18), "body", 0.02), box("head", (d * 0.6, 0.2, 0.16),
        (0, 0, h * 0.68), "body", 0.015), box("foot", (d, 0.22, 0.12), (0, 0, 0), "body", 0.015), lathe("screw",
        [(0, h * 0.5), (0.06, h * 0.5), (0.06, h * 0.56), (0.045, h * 0.58), (0.05, h * 0.6), (0.045, h * 0.62),
        (0.05, h * 0.64), (0.045, h * 0.66), (0.05, h * 0.9), (0, h * 0.9)], "metal", n=18),
        tube("bar", [(0, 0, h * 0.6), (d * 0.3, -w * 0.06, h * 0.6), (d * 0.46, -w * 0.1, h * 0.59)], [0.022, 0.018,
        0.026], "metal"), box("platen", (d * 0.42, w * 0.3, 0.09), (0, 0, h * 0.46), "metal", 0.01),
        box("bed", (d * 0.46, w * 0.5, 0.07), (0, 0, h * 0.38), "metal", 0.008), box("forme", (d * 0.36, w * 0.36,
        0.02), (0, 0, h * 0.375 + 0.07), "trim", 0.002), tube("girth", [(-d * 0.24, 0, h * 0.33),
        (d * 0.4, 0, h * 0.33)], 0.05, "body", n=14)]  # fmt: skip
    for x in (-1.0, 1.0):
        parts.append(box("rail", (0.07, w * 0.96, 0.09), (x * d * 0.18, 0, h * 0.34), "body", 0.008))
        parts += [
            box("leg", (0.09, 0.09, h * 0.34), (x * d * 0.18, y * w * 0.42, 0), "body", 0.01) for y in (-1.0, 1.0)
        ]
    parts += [moved(box("tympan", (d * 0.42, w * 0.34, 0.02), (0, 0, 0), "cloth", 0.004), (0, -w * 0.33, h * 0.44),
        tilt=-38, about="x"), box("tie", (d * 0.3, 0.08, 0.08), (0, w * 0.42, 0.12), "body", 0.008),
        box("tie", (d * 0.3, 0.08, 0.08), (0, -w * 0.42, 0.12), "body", 0.008), tube("crank", [(d * 0.38, 0, h * 0.33),
        (d * 0.42, 0, h * 0.33), (d * 0.42, 0.0, h * 0.2), (d * 0.47, 0, h * 0.2)], 0.014, "metal")]  # fmt: skip
    return finish(want, parts, WOOD, ("body",))
