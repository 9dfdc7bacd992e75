"""Generators, boilers and turbines; a control desk."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import STEEL, gauge, lying
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import merge, moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Model


@makes("generator")
def generator(want: Want) -> Model:
    """An engine and an alternator on a skid under a hood with louvres."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("skid", (d, w, h * 0.12), (0, 0, 0), "base", 0.01), box("tank", (d * 0.8, w * 0.9, h * 0.14),
        (0, 0, h * 0.12), "panel", 0.02), box("hood", (d * 0.86, w * 0.62, h * 0.56), (0, -w * 0.14, h * 0.28), "body",
        0.03), lying("alternator", [(0, -w * 0.13), (d * 0.26, -w * 0.13), (d * 0.32, -w * 0.08), (d * 0.32, w * 0.08),
        (d * 0.2, w * 0.13), (0, w * 0.13)], "frame", (0, w * 0.33, h * 0.5)), tube("exhaust",
        curve([(0, -w * 0.3, h * 0.82), (0, -w * 0.3, h * 0.9), (0, -w * 0.26, h * 0.97), (0, -w * 0.1, h * 0.98)], 4),
        0.045, "pipe", n=12), tube("silencer", [(0, -w * 0.12, h * 0.94), (0, w * 0.2, h * 0.94)], h * 0.06, "pipe",
        n=16)]  # fmt: skip
    for k in range(14):
        parts.append(
            box("louvre", (0.012, w * 0.016, h * 0.36), (d * 0.43, -w * 0.4 + w * 0.036 * k, h * 0.4), "panel", 0.002)
        )
    parts += [box("cabinet", (d * 0.3, w * 0.16, h * 0.4), (d * 0.22, w * 0.24, h * 0.5), "body", 0.012)]
    parts += gauge((d * 0.37, w * 0.21, h * 0.78), 0.04) + gauge((d * 0.37, w * 0.28, h * 0.78), 0.04)
    for y in (-0.45, 0.45):
        parts.append(tube("lifting eye", [(0, y * w, h * 0.12), (0, y * w, h * 0.26)], 0.02, "frame"))
    return finish(want, parts, STEEL, ("body",))


@makes("boiler")
def boiler(want: Want) -> Model:
    """A riveted drum on saddles, with its fire door, gauges, steam dome and pipes."""
    w, d, h = want.width, want.depth, want.height
    r = min(w * 0.46, h * 0.36)
    z = h * 0.14 + r
    drum = [
        (0, -d * 0.46),
        (r * 0.9, -d * 0.46),
        (r, -d * 0.42),
        (r, d * 0.4),
        (r * 1.03, d * 0.4),
        (r * 1.03, d * 0.44),
        (0, d * 0.44),
    ]
    parts = [lying("drum", drum, "body", (0, 0, z), n=40, along="x")]
    for x in (-0.3, 0.0, 0.3):
        ring = [(r * 1.0, -0.04), (r * 1.015, -0.04), (r * 1.015, 0.04), (r, 0.04)]
        parts.append(moved(lathe("band", ring, "body", n=40, closed=True), (x * d, 0, z), tilt=90))
        rivets = [ball("rivet", 0.014, "body", (x * d + s * 0.025, r * 1.015 * np.cos(a), z + r * 1.015 * np.sin(a)),
            n=5) for a in np.arange(16) * np.pi / 8 for s in (-1.0, 1.0)]  # fmt: skip
        parts.append(merge("rivets", rivets))
    for x in (-0.28, 0.28):
        parts.append(box("saddle", (0.2, w * 0.7, h * 0.24), (x * d, 0, 0), "base", 0.015))
    parts += [box("door", (0.05, r * 0.8, r * 0.55), (d * 0.455, 0, z - r * 0.75), "base", 0.02), box("ash door",
        (0.04, r * 0.7, r * 0.2), (d * 0.455, 0, z - r * 0.98), "base", 0.01),
        tube("latch", [(d * 0.49, -r * 0.3, z - r * 0.48), (d * 0.49, r * 0.3, z - r * 0.48)], 0.014, "frame"),
        lathe("dome", [(0, z + r * 0.8), (r * 0.34, z + r * 0.8), (r * 0.34, z + r * 1.2), (r * 0.2, z + r * 1.36),
        (0, z + r * 1.4)], "body"), lathe("stack", [(0, z + r * 0.7), (r * 0.22, z + r * 0.7), (r * 0.22, h - 0.06),
        (r * 0.26, h - 0.05), (r * 0.26, h), (0, h)], "pipe", (-d * 0.36, 0, 0)),
        tube("steam", curve([(d * 0.1, 0, z + r * 1.1), (d * 0.25, 0, z + r * 1.25), (d * 0.3, w * 0.3, z + r * 1.2),
        (d * 0.3, w * 0.46, z + r * 0.6), (d * 0.3, w * 0.46, 0.1)], 4), 0.05, "pipe", n=12)]  # fmt: skip
    parts += gauge((d * 0.44, 0, z + r * 0.5), 0.11) + gauge((d * 0.44, -r * 0.4, z + r * 0.25), 0.07)
    parts.append(tube("level glass", [(d * 0.48, r * 0.42, z), (d * 0.48, r * 0.42, z + r * 0.5)], 0.014, "glass"))
    return finish(want, parts, {**STEEL, "body": "blackened_steel"}, ("body",))


@makes("turbine")
def turbine(want: Want) -> Model:
    """A split casing, bolted at the middle, with its rotor's ends, a generator behind and pipes below."""
    w, d, h = want.width, want.depth, want.height
    r = min(w * 0.48, h * 0.42)
    z = h * 0.52
    body = [(0, -d * 0.1), (r * 0.45, -d * 0.1), (r * 0.5, 0.0), (r * 0.75, d * 0.1), (r * 0.8, d * 0.2), (r, d * 0.26),
        (r, d * 0.34), (r * 0.7, d * 0.4), (r * 0.3, d * 0.42), (r * 0.3, d * 0.5), (0, d * 0.5)]  # fmt: skip
    gen = [
        (0, -d * 0.5),
        (r * 0.3, -d * 0.5),
        (r * 0.3, -d * 0.46),
        (r * 0.72, -d * 0.45),
        (r * 0.72, -d * 0.14),
        (r * 0.3, -d * 0.12),
        (r * 0.3, -d * 0.08),
        (0, -d * 0.08),
    ]
    parts = [lying("casing", body, "body", (0, 0, z), n=40, along="x"), lying("generator", gen, "frame", (0, 0, z),
        n=36, along="x"), box("split", (d * 0.46, r * 2.16, 0.1), (d * 0.19, 0, z - 0.05), "frame", 0.01),
        box("base", (d * 0.96, w * 0.7, h * 0.18), (0, 0, 0), "base", 0.03), box("plinth", (d * 0.4, w * 0.56, h * 0.3),
        (-d * 0.29, 0, h * 0.16), "base", 0.03), box("condenser", (d * 0.3, w * 0.9, h * 0.36), (d * 0.25, 0, h * 0.1),
        "panel", 0.05)]  # fmt: skip
    bolts = [lathe("bolt", [(0.03, z + 0.05), (0.03, z + 0.1), (0, z + 0.1)], "frame", (d * x, s * r * 1.04, 0), n=6)
        for x in np.linspace(-0.02, 0.4, 12) for s in (-1.0, 1.0)]  # fmt: skip
    parts.append(merge("bolts", bolts))
    for k in range(9):
        ring = [(r * 0.72, -0.02), (r * 0.74, -0.02), (r * 0.74, 0.02), (r * 0.72, 0.02)]
        parts.append(moved(lathe("fin", ring, "frame", n=36, closed=True), (-d * 0.42 + d * 0.032 * k, 0, z), tilt=90))
    for s in (-1.0, 1.0):
        line = [
            (d * 0.05, s * r * 0.4, z + r * 0.3),
            (d * 0.05, s * r * 0.55, h * 0.93),
            (d * 0.0, s * r * 0.9, h * 0.95),
            (-d * 0.05, s * w * 0.46, h * 0.8),
            (-d * 0.05, s * w * 0.46, 0.1),
        ]
        parts.append(tube("pipe", curve(line, 5), min(0.12, w * 0.05), "pipe", n=14))
    parts.append(box("top", (0.2, 0.2, h - z - r + 0.02), (d * 0.3, 0, z + r - 0.02), "frame", 0.02))
    return finish(want, parts, STEEL, ("body",))


@makes("control_desk")
def control_desk(want: Want) -> Model:
    """A sloping desk of switches and dials with an upstand of screens."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    side = [
        (d / 2, 0),
        (d / 2, h * 0.66),
        (d * 0.34, h * 0.72),
        (-d * 0.14, h * 0.8),
        (-d * 0.24, h),
        (-d / 2, h),
        (-d / 2, 0),
    ]
    # The operator sits behind x = +d/2: the desk's front looks at him.
    parts = [
        prism("body", side, w, "body", along="y", bevel=0.01),
        box("kick", (0.02, w * 0.96, h * 0.1), (d / 2 - 0.005, 0, 0.01), "panel", 0.003),
    ]
    slope = float(np.degrees(np.arctan2(h * 0.08, d * 0.48)))
    lift = np.array([np.sin(np.radians(slope)), 0, np.cos(np.radians(slope))])
    count = max(4, round(w / 0.22))
    for i in range(count):
        y = -w / 2 + w * (i + 0.5) / count
        for j in range(4):
            s = (j + 0.5) / 4
            at = np.array([d * 0.32 - d * 0.44 * s, y, h * 0.722 + h * 0.075 * s])
            kind = int(rng.integers(0, 5))
            if kind == 0:
                for k in range(3):
                    foot = np.add(at, [0, (k - 1) * 0.045, 0])
                    parts.append(
                        tube(
                            "toggle",
                            [foot, foot + lift * 0.03 + [0.008 * float(rng.choice([-1, 1])), 0, 0]],
                            [0.006, 0.004],
                            "frame",
                            n=6,
                        )
                    )
            elif kind == 1:
                for k in range(2):
                    parts.append(
                        lathe(
                            "knob",
                            [(0, 0), (0.022, 0), (0.018, 0.02), (0, 0.02)],
                            "panel",
                            (float(at[0]), y + (k - 0.5) * 0.07, float(at[2]) - 0.002),
                            n=12,
                        )
                    )
            elif kind == 2:
                for k in range(4):
                    lit = "bulb" if rng.random() < 0.4 else "button"
                    parts.append(
                        box(
                            "button",
                            (0.026, 0.026, 0.012),
                            (float(at[0]), y + (k - 1.5) * 0.04, float(at[2]) - 0.002),
                            lit,
                            0.003,
                        )
                    )
            elif kind == 3:
                parts.append(box("slot", (0.06, 0.14, 0.004), (float(at[0]), y, float(at[2]) - 0.001), "panel", 0.0))
                for k in range(4):
                    parts.append(
                        box(
                            "fader",
                            (0.02, 0.016, 0.018),
                            (float(at[0]) + float(rng.uniform(-0.02, 0.02)), y + (k - 1.5) * 0.034, float(at[2])),
                            "frame",
                            0.003,
                        )
                    )
    face = float(np.degrees(np.arctan2(h * 0.2, d * 0.1)))
    for i in range(max(2, round(w / 0.5))):
        y = -w / 2 + w * (i + 0.5) / max(2, round(w / 0.5))
        if i % 2 == 0:
            parts += [moved(p, (-d * 0.188, y, h * 0.9), tilt=face - 90)
                for p in (box("screen", (0.014, w / max(2, round(w / 0.5)) * 0.7, h * 0.14), (0.004, 0, -h * 0.07),
                "screen", 0.004),)]  # fmt: skip
        else:
            for k in range(3):
                parts += [
                    moved(p, (-d * 0.188, y + (k - 1) * 0.12, h * 0.9), tilt=face - 90) for p in gauge((0, 0, 0), 0.05)
                ]
    return finish(want, parts, {**STEEL, "button": "plastic", "body": "sheet_metal"}, ("body",))
