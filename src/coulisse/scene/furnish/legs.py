"""Legs of furniture, in the design of each family."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, loft, tube
from coulisse.scene.staged import Part


def leg(
    family: str,
    height: float,
    at: tuple[float, float],
    out: tuple[float, float] = (1, 1),
    *,
    thick: float = 0.045,
    slot: str = "legs",
    z: float = 0.0,
) -> list[Part]:
    """A leg from `z` up by `height` metres, in the design of a family; `out` is the way its foot looks."""
    x, y = at
    t = thick
    o = np.asarray(out, float) / max(math.hypot(*out), 1e-9)
    h = height
    if family == "classical":
        k = min(0.085, 0.3 * h)
        profile = [
            (0.30 * t, 0),
            (0.36 * t, 0.03 * h),
            (0.30 * t, 0.07 * h),
            (0.28 * t, 0.09 * h),
            (0.46 * t, h - k - 0.05 * h),
            (0.36 * t, h - k - 0.04 * h),
            (0.52 * t, h - k - 0.025 * h),
            (0.52 * t, h - k - 0.015 * h),
            (0.4 * t, h - k),
        ]
        return [lathe("leg", profile, slot, (x, y, z), n=12), box("leg", (t, t, k), (x, y, z + h - k), slot)]
    if family == "baroque":
        s = min(0.7 * t, 0.16 * h)
        way = [
            (0.9 * s, 0.0),
            (0.75 * s, 0.04 * h),
            (-0.15 * s, 0.22 * h),
            (-0.1 * s, 0.45 * h),
            (0.75 * s, 0.8 * h),
            (0.55 * s, 0.93 * h),
            (0.25 * s, h),
        ]
        line = curve([(x + o[0] * a, y + o[1] * a, z + b) for a, b in way], 4)
        size = np.interp(
            np.linspace(0, 1, len(line)),
            [0, 0.05, 0.13, 0.3, 0.5, 0.8, 1],
            np.array([0.40, 0.46, 0.30, 0.27, 0.34, 0.60, 0.50]) * t,
        )
        foot = lathe(
            "leg",
            [(0.2 * t, 0), (0.62 * t, 0.008), (0.66 * t, 0.02), (0.5 * t, 0.034), (0.2 * t, 0.04)],
            slot,
            (x + o[0] * 0.9 * s, y + o[1] * 0.9 * s, z),
            n=10,
        )
        return [tube("leg", line, list(size), slot, n=8), foot]
    if family == "victorian":
        k = min(0.09, 0.3 * h)
        g = h - k
        profile = [
            (0.26 * t, 0),
            (0.34 * t, 0.03 * g),
            (0.24 * t, 0.09 * g),
            (0.22 * t, 0.14 * g),
            (0.38 * t, 0.3 * g),
            (0.46 * t, 0.5 * g),
            (0.3 * t, 0.58 * g),
            (0.5 * t, 0.62 * g),
            (0.5 * t, 0.66 * g),
            (0.28 * t, 0.7 * g),
            (0.48 * t, 0.84 * g),
            (0.34 * t, 0.93 * g),
            (0.5 * t, 0.96 * g),
            (0.42 * t, g),
        ]
        return [lathe("leg", profile, slot, (x, y, z), n=12), box("leg", (t, t, k), (x, y, z + g), slot)]
    if family == "gothic":
        return [
            box("leg", (1.25 * t, 1.25 * t, 0.09 * h), (x, y, z), slot, 0.006),
            box("leg", (t, t, 0.91 * h), (x, y, z + 0.09 * h), slot, 0.22 * t),
        ]
    if family == "rustic":
        return [box("leg", (1.15 * t, 1.15 * t, h), (x, y, z), slot, 0.007, taper=0.82)]
    if family == "modern":
        return [lathe("leg", [(0.26 * t, 0), (0.28 * t, 0.004), (0.28 * t, h)], "metal", (x, y, z), n=12)]
    if family == "mid_century":
        lean = 0.16 * h
        low, high = (
            (x + o[0] * 0.25 * lean, y + o[1] * 0.25 * lean, z),
            (x - o[0] * 0.5 * lean, y - o[1] * 0.5 * lean, z + h),
        )
        tip = tuple(f + (g - f) * 0.12 for f, g in zip(low, high, strict=True))
        return [
            tube("leg", [tip, high], [0.26 * t, 0.48 * t], slot, n=10),
            tube("leg", [low, tip], [0.23 * t, 0.27 * t], "metal", n=10),
        ]
    if family == "art_deco":
        return [
            box("leg", (0.8 * t, 0.8 * t, 0.12 * h), (x, y, z), "metal", 0.004),
            box("leg", (1.05 * t, 1.05 * t, 0.88 * h), (x, y, z + 0.12 * h), slot, 0.28 * t, taper=0.72),
        ]
    if family == "industrial":
        return [
            box("leg", (1.5 * t, 1.5 * t, 0.006), (x, y, z), "metal", 0.001),
            box("leg", (0.8 * t, 0.8 * t, h - 0.006), (x, y, z + 0.006), "metal", 0.004),
        ]
    if family == "futuristic":
        fin = loft(
            "leg",
            [
                [
                    (x + o[0] * a - o[1] * b, y + o[1] * a + o[0] * b, z + c)
                    for a, b in ((w, 0.0), (0, 0.16 * t), (-w, 0.0), (0, -0.16 * t))
                ]
                for w, c in ((0.3 * t, 0), (0.4 * t, 0.5 * h), (0.9 * t, h))
            ],
            "metal",
        )
        return [fin]
    if family == "brutalist":
        return [box("leg", (1.9 * t, 1.9 * t, h), (x, y, z), slot, 0.004)]
    if family == "eastern":
        line = curve(
            [
                (x + o[0] * 0.1 * t, y + o[1] * 0.1 * t, z),
                (x + o[0] * 0.22 * t, y + o[1] * 0.22 * t, z + 0.1 * h),
                (x, y, z + 0.35 * h),
                (x, y, z + h),
            ],
            4,
        )
        return [tube("leg", line, [0.36 * t, 0.4 * t, 0.42 * t, 0.46 * t, 0.46 * t], slot, square=True, n=4)]
    return [box("leg", (t, t, h), (x, y, z), slot, 0.004, taper=0.62)]


def four_legs(
    family: str, depth: float, width: float, height: float, *, thick: float = 0.045, slot: str = "legs", z: float = 0.0
) -> list[Part]:
    """Legs under the corners of a rectangle (outer measures)."""
    i, j = depth / 2 - thick / 2, width / 2 - thick / 2
    if family in ("baroque", "brutalist"):
        i, j = i - 0.4 * thick, j - 0.4 * thick
    return [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in leg(family, height, (a * i, b * j), (a, b), thick=thick, slot=slot, z=z)
    ]
