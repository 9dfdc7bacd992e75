"""Laboratories and machines of the future: benches, hoods, pods, reactors, holograms."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.technical import TECH, screen
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, cushion, lathe, loft, prism, tube
from coulisse.scene.staged import Lamp, Model


@makes("hologram_table")
def hologram_table(want: Want) -> Model:
    """A low drum with a lit well and the terrain that floats above it."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    top = h * 0.8
    p = [
        (0, 0),
        (r * 0.5, 0),
        (r * 0.5, 0.05),
        (r * 0.42, 0.08),
        (r * 0.46, top * 0.7),
        (r * 0.95, top * 0.88),
        (r, top * 0.92),
        (r, top),
        (r * 0.9, top),
        (r * 0.86, top - 0.03),
        (0, top - 0.03),
    ]
    parts = [
        lathe("table", p, "body", n=16, smooth=False),
        lathe(
            "well", [(0, top - 0.028), (r * 0.85, top - 0.028), (r * 0.85, top - 0.02), (0, top - 0.02)], "screen", n=32
        ),
    ]
    for f in (0.47, 0.97):
        ring = [(r * f, top * 0.9), (r * f + 0.012, top * 0.9), (r * f + 0.012, top * 0.92), (r * f, top * 0.92)]
        parts.append(lathe("ring", ring, "bulb", n=32, closed=True))
    for k in range(8):
        a = np.pi * k / 4 + np.pi / 16
        parts.append(
            moved(
                box("pad", (0.14, 0.24, 0.012), (r * 0.94, 0, top - 0.004), "screen", 0.003), turn=float(np.degrees(a))
            )
        )
    n = 26
    ax = np.linspace(-1, 1, n)
    gx, gy = np.meshgrid(ax, ax, indexing="ij")
    z = sum(
        0.3
        * float(rng.uniform(0.3, 1))
        * np.exp(
            -((gx - rng.uniform(-0.6, 0.6)) ** 2 + (gy - rng.uniform(-0.6, 0.6)) ** 2) / float(rng.uniform(0.02, 0.12))
        )
        for _ in range(7)
    )
    z = z * (1 - np.clip(np.hypot(gx, gy), 0, 1) ** 2)
    z = (h - top) * 0.96 * z / max(float(np.max(z)), 1e-6)
    for k in range(0, n, 1):
        inside = np.hypot(gx[k], gy[k]) < 0.98
        if inside.sum() > 2:
            line = np.column_stack([r * 0.8 * gx[k], r * 0.8 * gy[k], top + 0.012 + z[k]])[inside]
            parts.append(tube("line", line, 0.0035, "hologram", n=4))
    lamp = Lamp("point", (0.0, 0.0, h + 0.1), 500.0, kelvin=6500.0, colour=(0.3, 0.75, 1.0), size=(0.3, 0.0))
    return finish(want, parts, {**TECH, "body": "titanium", "hologram": "glass"}, ("body",), lamps=[lamp])


@makes("hologram")
def hologram(want: Want) -> Model:
    """A projector on the floor and rings and a globe of light above it."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    parts = [lathe("projector", [(0, 0), (r * 0.6, 0), (r * 0.5, 0.05), (r * 0.4, 0.07), (0, 0.07)], "body", n=24,
        smooth=False), lathe("lens", [(0, 0.07), (r * 0.3, 0.07), (r * 0.25, 0.085), (0, 0.085)], "bulb",
        n=20)]  # fmt: skip
    c, rad = h * 0.58, min(r, h * 0.4)
    t = np.arange(32) * np.pi / 16
    for k in range(7):
        v = np.pi * (k - 3) / 7.2
        ring = np.column_stack(
            [rad * np.cos(v) * np.cos(t), rad * np.cos(v) * np.sin(t), np.full(32, c + rad * np.sin(v))]
        )
        parts.append(tube("parallel", ring, 0.003, "hologram", n=4, closed=True))
    for k in range(8):
        a = np.pi * k / 8
        ring = np.column_stack([rad * np.cos(t) * np.cos(a), rad * np.cos(t) * np.sin(a), c + rad * np.sin(t)])
        parts.append(tube("meridian", ring, 0.003, "hologram", n=4, closed=True))
    for k in range(9):
        a, z = 2 * np.pi * k / 9 + float(rng.uniform(0, 0.4)), float(rng.uniform(0.2, 1.0)) * h
        parts.append(
            tube(
                "mote",
                [
                    (r * 0.95 * np.cos(a), r * 0.95 * np.sin(a), z),
                    (r * 0.95 * np.cos(a + 0.12), r * 0.95 * np.sin(a + 0.12), z),
                ],
                0.004,
                "hologram",
                n=4,
            )
        )
    lamp = Lamp("point", (0.0, 0.0, c), 200.0, kelvin=6500.0, colour=(0.3, 0.75, 1.0), size=(0.05, 0.0))
    return finish(want, parts, {**TECH, "hologram": "glass", "body": "titanium"}, ("body",), lamps=[lamp])


@makes("reactor")
def reactor(want: Want) -> Model:
    """A core in a well: rings, magnets, a lit column and pipes that rise from it."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    parts = [lathe("dais", [(0, 0), (r, 0), (r, 0.14), (r * 0.94, 0.2), (r * 0.9, 0.2), (r * 0.9, 0.35), (0, 0.35)],
        "base", n=32, smooth=False), lathe("core", [(0, h * 0.08), (r * 0.2, h * 0.1), (r * 0.2, h * 0.9),
        (0, h * 0.92)], "bulb", n=24)]  # fmt: skip
    for k in range(5):
        z = h * (0.18 + 0.16 * k)
        ring = [
            (r * 0.3, z - h * 0.035),
            (r * 0.52, z - h * 0.03),
            (r * 0.58, z),
            (r * 0.52, z + h * 0.03),
            (r * 0.3, z + h * 0.035),
        ]
        parts.append(lathe("ring", ring, "body", n=32, closed=True))
        for j in range(12):
            a = 2 * np.pi * j / 12
            parts.append(
                moved(
                    box("magnet", (r * 0.14, r * 0.12, h * 0.05), (r * 0.6, 0, z - h * 0.025), "panel", 0.02),
                    turn=float(np.degrees(a)),
                )
            )
    for j in range(6):
        a = 2 * np.pi * j / 6 + 0.26
        c, s = np.cos(a), np.sin(a)
        parts.append(
            moved(
                box("buttress", (r * 0.16, 0.16, h * 0.94), (r * 0.76, 0, 0.02), "frame", 0.03, taper=(1.8, 1.0)),
                turn=float(np.degrees(a)),
            )
        )
        line = [
            (r * 0.95 * c, r * 0.95 * s, 0.2),
            (r * 0.95 * c, r * 0.95 * s, h * (0.3 + 0.1 * float(rng.uniform(0, 1)))),
            (r * 0.6 * c, r * 0.6 * s, h * 0.5),
        ]
        parts.append(tube("pipe", curve(line, 5), 0.06, "pipe", n=10))
    parts.append(
        lathe(
            "crown",
            [(0, h * 0.9), (r * 0.6, h * 0.9), (r * 0.8, h * 0.94), (r * 0.8, h * 0.97), (r * 0.3, h), (0, h)],
            "body",
            n=24,
            smooth=False,
        )
    )
    rail = np.column_stack(
        [r * 0.97 * np.cos(np.arange(40) * np.pi / 20), r * 0.97 * np.sin(np.arange(40) * np.pi / 20), np.full(40, 1.1)]
    )
    parts.append(tube("rail", rail, 0.022, "frame", closed=True))
    parts += [tube("post", [(*rail[k, :2], 0.14), (*rail[k, :2], 1.1)], 0.018, "frame", n=6) for k in range(0, 40, 4)]
    lamps = [Lamp("point", (r * 0.26 * float(np.cos(a)), r * 0.26 * float(np.sin(a)), h * z), 1800.0, colour=(0.35, 0.7,
        1.0), kelvin=6500.0, size=(0.04, 0.0)) for a, z in ((0.5, 0.26), (2.6, 0.42), (4.7, 0.58))]  # fmt: skip
    return finish(
        want, parts, {**TECH, "body": "titanium", "pipe": "copper", "base": "diamond_plate"}, ("body",), lamps=lamps
    )


@makes("sleeping_pod")
def sleeping_pod(want: Want) -> Model:
    """A capsule with a bed inside under a canopy of glass, its head behind."""
    w, d, h = want.width, want.depth, want.height
    rings = []
    for x, s in ((-0.5, 0.72), (-0.47, 0.86), (-0.3, 1.0), (0.3, 1.0), (0.47, 0.84), (0.5, 0.7)):
        o = rounded_rectangle(w * s, h * 0.46 * (0.8 + 0.2 * s), 0.12, 4)
        rings.append(np.column_stack([np.full(len(o), x * d), o[:, 0], h * 0.36 + o[:, 1]]))
    parts = [loft("tub", rings, "body"), box("foot", (d * 0.7, w * 0.7, h * 0.14), (0, 0, 0), "panel", 0.03, taper=1.1),
        cushion("mattress", (d * 0.86, w * 0.7, 0.1), (0, 0, h * 0.56), "cushion", crown=0.4, corner=0.12,
        seed=want.seed), cushion("pillow", (d * 0.14, w * 0.46, 0.09), (-d * 0.34, 0, h * 0.64), "cushion", crown=0.9,
        corner=0.05)]  # fmt: skip
    a = np.linspace(0, np.pi, 13)
    arch = np.column_stack([w * 0.47 * np.cos(a), h * 0.57 + h * 0.42 * np.sin(a)])
    inner = arch * [0.985, 1.0] - [0, 0.01]
    parts.append(
        prism("canopy", np.concatenate([arch, inner[::-1]]), d * 0.8, "glass", along="x", bevel=0.0, smooth=True)
    )
    for x in (-0.41, -0.1, 0.41):
        path = np.column_stack([np.full(13, x * d), arch])
        parts.append(tube("hoop", path, 0.022, "frame"))
    for s in (-1, 1):
        parts.append(box("rail", (d * 0.86, 0.05, 0.05), (0, s * w * 0.47, h * 0.55), "frame", 0.012))
        parts.append(box("light", (d * 0.7, 0.01, 0.02), (0, s * w * 0.44, h * 0.53), "bulb", 0.0))
    parts += screen((w * 0.3, h * 0.16), (d * 0.49, 0, h * 0.32), tilt=10)
    return finish(want, parts, {**TECH, "body": "white_composite_panels"}, ("body",),
        lamps=[Lamp("point", (0.0, 0.0, h * 0.85), 90.0, kelvin=6500.0, colour=(0.5, 0.85, 1.0),
        size=(0.06, 0.0))])  # fmt: skip


@makes("lab_bench")
def lab_bench(want: Want) -> Model:
    """Cupboards and drawers below a resin top, a shelf with bottles, taps and a sink."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    deck = h * 0.68 if h > 1.2 else h * 0.62
    parts = [box("carcass", (d * 0.88, w * 0.98, deck - 0.12), (-d * 0.04, 0, 0.08), "body", 0.004),
        box("plinth", (d * 0.8, w * 0.96, 0.1), (-d * 0.06, 0, 0), "panel", 0.0), box("top", (d, w, 0.035),
        (0, 0, deck - 0.035), "top", 0.006)]  # fmt: skip
    count = max(2, round(w / 0.6))
    for k in range(count):
        y, e = -w * 0.49 + w * 0.98 * (k + 0.5) / count, w * 0.98 / count - 0.008
        if k % 3 == 1:
            for j in range(3):
                z = 0.1 + (deck - 0.16) * j / 3
                parts += [
                    box("drawer", (0.02, e, (deck - 0.16) / 3 - 0.008), (d * 0.41, y, z), "body", 0.004),
                    box("grip", (0.02, 0.12, 0.012), (d * 0.43, y, z + (deck - 0.16) / 3 - 0.05), "frame", 0.003),
                ]
        else:
            parts += [
                box("door", (0.02, e, deck - 0.17), (d * 0.41, y, 0.1), "body", 0.004),
                box("grip", (0.02, 0.012, 0.12), (d * 0.43, y + e * 0.4, deck - 0.3), "frame", 0.003),
            ]
    for y in np.linspace(-w * 0.46, w * 0.46, 3):
        parts.append(box("post", (0.03, 0.03, h - deck), (-d * 0.38, float(y), deck), "frame", 0.003))
    parts.append(
        box(
            "shelf",
            (d * 0.2, w * 0.96, 0.02),
            (-d * 0.38, 0, h - 0.16),
            "glass" if rng.random() < 0.3 else "frame",
            0.003,
        )
    )
    for k in range(round(w / 0.11)):
        y = -w * 0.44 + 0.11 * k
        if rng.random() < 0.75 and abs(y) < w * 0.46:
            r, tall = float(rng.uniform(0.025, 0.042)), float(rng.uniform(0.08, 0.13))
            slot = "glass" if rng.random() < 0.6 else "bottle"
            parts.append(
                lathe(
                    "bottle",
                    [(0, 0), (r, 0), (r, tall * 0.7), (r * 0.4, tall * 0.82), (r * 0.4, tall), (0, tall)],
                    slot,
                    (-d * 0.38, y, h - 0.14),
                    n=12,
                )
            )
    y = w * 0.3
    parts += [tube("tap", curve([(-d * 0.3, y, deck), (-d * 0.3, y, deck + 0.22), (-d * 0.22, y, deck + 0.25),
        (-d * 0.14, y, deck + 0.2)], 4), 0.011, "frame"), box("sink", (d * 0.36, 0.36, 0.006), (-d * 0.08, y,
        deck - 0.001), "panel", 0.002), lathe("burner", [(0, 0), (0.045, 0), (0.045, 0.012), (0.01, 0.02), (0.01, 0.13),
        (0, 0.13)], "frame", (d * 0.1, -w * 0.2, deck), n=14), lathe("flask", [(0, 0), (0.055, 0.004), (0.058, 0.015),
        (0.018, 0.1), (0.018, 0.14), (0.022, 0.145), (0, 0.145)], "glass", (d * 0.05, -w * 0.02, deck),
        n=18)]  # fmt: skip
    return finish(
        want, parts, {**TECH, "body": "formica", "bottle": "bakelite", "frame": "stainless_steel"}, ("body", "top")
    )


@makes("fume_hood")
def fume_hood(want: Want) -> Model:
    """A cupboard with a sash window before its work space, and a duct."""
    w, d, h = want.width, want.depth, want.height
    deck = h * 0.37
    parts = [box("base", (d * 0.94, w, deck - 0.04), (-d * 0.03, 0, 0), "body", 0.006), box("top", (d, w, 0.04),
        (0, 0, deck - 0.04), "top", 0.006), box("back", (0.03, w, h * 0.5), (-d / 2 + 0.015, 0, deck), "body", 0.0),
        box("head", (d * 0.92, w, h * 0.18), (-d * 0.04, 0, h * 0.74), "body", 0.008),
        tube("duct", [(-d * 0.15, 0, h * 0.9), (-d * 0.15, 0, h)], 0.14, "frame", n=20), box("sash", (0.012, w - 0.2,
        h * 0.22), (d * 0.36, 0, h * 0.53), "glass", 0.0), box("sash rail", (0.035, w - 0.16, 0.035),
        (d * 0.37, 0, h * 0.515), "frame", 0.006), box("light", (0.1, w * 0.6, 0.02), (d * 0.1, 0, h * 0.735), "bulb",
        0.0)]  # fmt: skip
    for s in (-1, 1):
        parts += [box("side", (d * 0.92, 0.09, h * 0.38), (-d * 0.04, s * (w / 2 - 0.045), deck), "body", 0.006),
            box("door", (0.02, w / 2 - 0.03, deck - 0.16), (d * 0.44, s * w / 4, 0.08), "body", 0.004),
            box("grip", (0.02, 0.012, 0.14), (d * 0.46, s * 0.05, deck * 0.55), "frame", 0.003)]  # fmt: skip
        for k in range(3):
            parts.append(
                moved(
                    lathe("valve", [(0, 0), (0.02, 0), (0.016, 0.025), (0, 0.03)], "button", n=10),
                    (d * 0.42, s * (w / 2 - 0.045), deck + 0.1 + 0.09 * k),
                    tilt=90,
                )
            )
    parts.append(
        lathe(
            "flask",
            [(0, 0), (0.08, 0.03), (0.085, 0.06), (0.03, 0.13), (0.02, 0.2), (0, 0.2)],
            "glass",
            (0, -w * 0.15, deck),
            n=18,
        )
    )
    lamp = Lamp("area", (d * 0.1, 0.0, h * 0.72), 800.0, aim=(0.2, 0.0, -0.98), kelvin=4000.0, size=(w * 0.6, 0.1))
    return finish(want, parts, {**TECH, "body": "enamel"}, ("body",), lamps=[lamp])
