"""Chandeliers and candelabra."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import metal, point, taper
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Lamp, Model


@makes("chandelier")
def chandelier(want: Want) -> Model:
    """A chandelier: arms with candles or bulbs and drops, a ring of iron, stepped glass, or rods, by family."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    parts = [lathe("rose", [(0, h), (0.07, h), (0.06, h - 0.03), (0.01, h - 0.05), (0, h - 0.05)], "frame", n=16)]
    for z in np.arange(h * 0.72, h - 0.03, 0.045):
        t = np.arange(8) * np.pi / 4
        link = np.column_stack([0.012 * np.cos(t), 0 * t, 0.026 * np.sin(t)])
        parts.append(moved(tube("link", link, 0.003, "frame", n=5, closed=True), (0, 0, float(z)),
            90.0 * (int(z / 0.045) % 2)))  # fmt: skip
    slots = {"frame": metal(want), "bulb": "glass", "flame": "glass", "wax": "ivory_inlay", "wick": "rubber",
        "crystal": "crystal", "shade": "frosted_glass"}  # fmt: skip
    lamps: list[Lamp] = []
    if want.is_("art_deco"):
        for k in range(3):
            s, z = r * (1 - 0.3 * k), h * (0.12 + 0.2 * k)
            for i in range(round(40 * s)):
                a = 2 * np.pi * i / round(40 * s)
                parts.append(moved(box("rod", (0.012, 0.03, h * 0.2), (0, 0, 0), "bulb" if i % 2 else "crystal", 0.002),
                    (s * np.cos(a), s * np.sin(a), z - h * 0.12), float(np.degrees(a))))  # fmt: skip
            t = np.arange(32) * np.pi / 16
            parts.append(tube("ring", np.column_stack([s * np.cos(t), s * np.sin(t), np.full(32, z + h * 0.08)]), 0.014,
                "frame", square=True, closed=True))  # fmt: skip
        parts.append(tube("stem", [(0, 0, h * 0.12), (0, 0, h * 0.74)], 0.018, "frame"))
        for k in range(3):
            parts.append(tube("spoke", [(-r * (1 - 0.3 * k), 0, h * (0.2 + 0.2 * k)), (r * (1 - 0.3 * k), 0,
                h * (0.2 + 0.2 * k))], 0.008, "frame"))  # fmt: skip
        lamps = [point((0, 0, h * z), (1100.0, 2700.0), 0.05) for z in (0.02, 0.3)]
        return finish(want, parts, slots, ("frame",), lamps=lamps)
    if want.is_("gothic", "rustic", "industrial", "brutalist"):
        for k, (s, z) in enumerate(((1.0, 0.22), (0.6, 0.5)) if r > 0.55 else ((1.0, 0.22),)):
            t = np.arange(32) * np.pi / 16
            ring = np.column_stack([r * s * 0.94 * np.cos(t), r * s * 0.94 * np.sin(t), np.full(32, h * z)])
            parts.append(tube("ring", ring, 0.022, "frame", square=True, closed=True))
            count = 10 if k == 0 else 6
            for i in range(count):
                a = 2 * np.pi * i / count
                at = (r * s * 0.94 * np.cos(a), r * s * 0.94 * np.sin(a), h * z + 0.02)
                parts.append(lathe("pan", [(0, 0), (0.02, 0), (0.042, 0.02), (0.038, 0.02), (0.015, 0.008), (0, 0.008)],
                    "frame", at, n=12))  # fmt: skip
                parts += taper((at[0], at[1], at[2] + 0.008), float(rng.uniform(0.08, 0.15)), 0.014, rng)
            for i in range(4):
                a = np.pi * i / 2 + 0.4
                parts.append(tube("chain", [(r * s * 0.94 * np.cos(a), r * s * 0.94 * np.sin(a), h * z),
                    (0, 0, h * 0.74)], 0.006, "frame", n=6))  # fmt: skip
        lamps = [point((r * 0.9 * np.cos(a), r * 0.9 * np.sin(a), h * 0.22 + 0.26), (45.0, 1900.0), 0.02)
            for a in np.arange(4) * np.pi / 2 + 0.3]  # fmt: skip
        return finish(want, parts, slots, ("frame",), lamps=lamps)
    if want.is_("modern", "mid_century", "futuristic"):
        for _ in range(12):
            way = rng.normal(size=3) * [1, 1, 0.45]
            way /= np.linalg.norm(way)
            tip = np.array([0, 0, h * 0.34]) + way * [r * 0.92, r * 0.92, h * 0.3]
            parts.append(tube("rod", [(0, 0, h * 0.34), tip], 0.005, "frame", n=6))
            parts.append(ball("bulb", 0.035, "bulb", (float(tip[0]), float(tip[1]), float(tip[2])), n=12))
        parts += [
            ball("hub", 0.06, "frame", (0, 0, h * 0.34)),
            tube("stem", [(0, 0, h * 0.34), (0, 0, h * 0.74)], 0.008, "frame"),
        ]
        lamps = [
            point((r * 0.5 * np.cos(a), r * 0.5 * np.sin(a), h * 0.05), (700.0, 2800.0), 0.03) for a in (0.3, 2.4, 4.5)
        ]
        return finish(want, parts, slots, ("frame",), lamps=lamps)
    stem = [(0, 0.02 * h), (0.02, 0.04 * h), (0.06, 0.1 * h), (0.03, 0.16 * h), (0.05, 0.22 * h), (0.025, 0.3 * h),
        (0.06, 0.4 * h), (0.02, 0.5 * h), (0.035, 0.62 * h), (0.012, 0.74 * h), (0, 0.74 * h)]  # fmt: skip
    parts.append(lathe("stem", stem, "frame", n=20))
    tiers = ((1.0, 0.22, 8), (0.62, 0.5, 6)) if r > 0.4 else ((1.0, 0.25, 6),)
    for s, z, count in tiers:
        for i in range(count):
            a = 2 * np.pi * i / count
            c, q = np.cos(a), np.sin(a)
            line = [(f * r * s * c, f * r * s * q, h * z + dz * h) for f, dz in ((0.06, 0.02), (0.3, -0.09),
                (0.68, -0.07), (0.9, 0.02), (0.9, 0.08))]  # fmt: skip
            parts.append(tube("arm", curve(line, 3), 0.009, "frame", n=6))
            at = (0.9 * r * s * c, 0.9 * r * s * q, h * z + 0.08 * h)
            pan = [(0, 0), (0.02, 0), (0.05, 0.014), (0.047, 0.016), (0.016, 0.01), (0.016, 0.03), (0, 0.03)]
            parts.append(lathe("pan", pan, "crystal" if want.is_("baroque", "classical", "") else "frame", at, n=10))
            parts += taper((at[0], at[1], at[2] + 0.03), 0.09, 0.011)
            for j in range(3):  # drops below the pan
                b = a + 2 * np.pi * j / 3
                drop = (at[0] + 0.04 * np.cos(b), at[1] + 0.04 * np.sin(b), at[2] - 0.035)
                parts.append(lathe("drop", [(0, -0.025), (0.009, -0.008), (0.006, 0.012), (0, 0.03)], "crystal", drop,
                    n=6, smooth=False))  # fmt: skip
            b = 2 * np.pi * (i + 1) / count
            tip = np.array([0.9 * r * s * np.cos(b), 0.9 * r * s * np.sin(b), at[2]])
            for f in np.linspace(0.14, 0.86, 4):  # a chain of beads between the arms
                p = np.array(at) * (1 - f) + tip * f
                p[2] -= 0.34 * r * s * f * (1 - f)
                parts.append(ball("bead", 0.009, "crystal", (float(p[0]), float(p[1]), float(p[2])), n=6))
    lamps = [point((0.75 * r * np.cos(a), 0.75 * r * np.sin(a), h * 0.22 + 0.08 * h + 0.2), (260.0, 2300.0), 0.02)
        for a in np.arange(4) * np.pi / 2 + 0.4]  # fmt: skip
    lamps.append(point((0, 0, -0.02), (300.0, 2300.0), 0.04))
    return finish(want, parts, slots, ("frame",), lamps=lamps)


@makes("candelabra")
def candelabra(want: Want) -> Model:
    """A foot, a stem and three or five arms with candles; one alone where it is narrow."""
    h, rng = want.height, want.rng()
    r = want.width / 2
    stick = h * 0.62
    parts = [lathe("stem", [(0, 0), (r * 0.55, 0), (r * 0.55, 0.012), (r * 0.3, 0.03), (0.018, 0.07), (0.03, 0.1),
        (0.012, 0.13), (0.012, stick * 0.55), (0.026, stick * 0.6), (0.012, stick * 0.66), (0.012, stick), (0, stick)],
        "base", n=20)]  # fmt: skip
    arms = 4 if r > 0.1 else 0
    spots = [(0.0, 0.0, stick)]
    for i in range(arms):
        a = np.pi / 2 * i + np.pi / 4 * (want.seed % 2)
        c, s = np.cos(a) * want.depth / 2 * 0.88, np.sin(a) * r * 0.88
        line = [(0, 0, stick * 0.6), (c * 0.4, s * 0.4, stick * 0.5), (c, s, stick * 0.62), (c, s, stick * 0.86)]
        parts.append(tube("arm", curve(line, 4), 0.007, "base"))
        spots.append((float(c), float(s), stick * 0.86))
    for k, (x, y, z) in enumerate(spots):
        parts.append(lathe("pan", [(0, 0), (0.016, 0), (0.034, 0.012), (0.03, 0.013), (0.014, 0.008), (0.014, 0.022),
            (0, 0.022)], "base", (x, y, z), n=14))  # fmt: skip
        room = h - z - 0.065
        parts += taper(
            (x, y, z + 0.02), room if k == 0 else min(room, h * 0.3) * float(rng.uniform(0.7, 1)), 0.0105, rng
        )
    lamps = [point((0, 0, h + 0.025), (12.0 * max(1, (arms + 1) // 2), 1900.0), 0.012)]
    if arms:
        lamps += [point((x * 1.25, y * 1.25, h * 0.95), (20.0, 1900.0), 0.012) for x, y, _ in (spots[1], spots[3])]
    slots = {"base": metal(want, "silver"), "wax": "ivory_inlay", "flame": "glass", "wick": "rubber"}
    return finish(want, parts, slots, ("base",), lamps=lamps)
