"""What a baker, a grocer and a dairy put on their boards: loaves, sticks in baskets, tarts, fruit, wheels of cheese."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.meshes import moved
from coulisse.scene.shapes import ball, box, lathe, loft
from coulisse.scene.staged import Part

Rng = np.random.Generator
Item = tuple[list[Part], float]
_TART = [(0.0, 0.0), (0.026, 0.0), (0.034, 0.024), (0.028, 0.024)]


def _loaf(w: float, d: float, h: float, slot: str) -> Part:
    a = np.arange(10) * np.pi / 5
    rings = []
    for s in np.linspace(-1, 1, 8):
        k = math.sqrt(max(1 - abs(s) ** 2.6, 0.02))
        rise = np.maximum(h * (0.4 + 0.6 * k * np.sin(a) * (1 + 0.07 * math.cos(11 * s))), 0.0)
        rings.append(np.column_stack([d / 2 * k * np.cos(a), np.full(10, w / 2 * s), rise]))
    return loft("loaf", rings, slot)


def loaves(rng: Rng, d: float, h: float) -> Item:
    """A round loaf, a long one or two on each other; a white bloom of flour on some."""
    slot = "crust" if rng.random() < 0.65 else "crust2"
    if rng.random() < 0.45:
        r = min(float(rng.uniform(0.1, 0.14)), 0.48 * d)
        parts = [_loaf(2 * r, 2 * r, min(0.13, 0.8 * h), slot)]
        wide = 2.06 * r
    else:
        wide, thick = float(rng.uniform(0.26, 0.34)), float(rng.uniform(0.1, 0.13))
        parts = [
            _loaf(wide, thick, min(0.1, 0.5 * h), slot),
            moved(_loaf(wide * 0.94, thick, min(0.1, 0.5 * h), slot), (-0.11, 0.01, 0)),
        ]
        if h > 0.2 and rng.random() < 0.6:
            parts.append(
                moved(_loaf(0.92 * wide, thick, 0.09, "crust"), (-0.05, -0.01, 0.085), float(rng.uniform(-6, 6)))
            )
    return [moved(p, (0, 0, 0), float(rng.uniform(-7, 7))) for p in parts], wide + 0.02


def baguettes(rng: Rng, d: float, h: float) -> Item:
    """Long loaves that stand in a basket."""
    r, deep = min(0.15, 0.45 * d), min(0.26, 0.5 * h)
    parts = [
        lathe(
            "basket",
            [(0.0, 0.0), (0.8 * r, 0.0), (r, deep), (0.92 * r, deep), (0.74 * r, 0.02), (0.0, 0.02)],
            "wicker",
            n=14,
        )
    ]
    for _ in range(9):
        a, s = float(rng.uniform(0, 6.28)), float(rng.uniform(0.1, 0.62)) * r
        long = min(float(rng.uniform(0.5, 0.62)), 0.96 * h)
        stick = moved(
            _loaf(long, 0.062, 0.055, "crust" if rng.random() < 0.7 else "crust2"),
            tilt=90 - float(rng.uniform(0, 9)),
            about="x",
        )
        parts.append(moved(stick, (s * math.cos(a), s * math.sin(a), 0.03 + long / 2), float(rng.uniform(0, 360))))
    return parts, 2.1 * r


def cakes(rng: Rng, d: float, h: float) -> Item:
    """Tartlets and buns in rows on a tray."""
    wide, deep = 0.32, min(0.24, d)
    parts = [box("tray", (deep, wide, 0.012), (0, 0, 0), "tin", 0.003)]
    jam = rng.random() < 0.5
    for i in range(3):
        for j in range(4):
            at = ((i - 1) * deep / 3.2, (j - 1.5) * wide / 4.2, 0.012)
            if jam:
                parts.append(moved(lathe("tart", _TART, "crust", n=8), at))
                parts.append(moved(lathe("jam", [(0.028, 0.02), (0.0, 0.026)], "jam", n=8), at))
            else:
                parts.append(
                    moved(
                        ball("bun", 0.036, "crust2" if rng.random() < 0.3 else "crust", n=8, squash=0.7),
                        (at[0], at[1], 0.034),
                    )
                )
    return parts, wide + 0.02


def baskets(rng: Rng, d: float, h: float) -> Item:
    """A shallow basket of fruit or roots."""
    wide, deep, tall = 0.34, 0.9 * d, min(0.12, 0.5 * h)
    parts = [box("basket", (deep, wide, tall), (0, 0, 0), "wicker", 0.004)]
    slot = str(rng.choice(("apple", "orange", "leaf", "root")))
    for _ in range(22):
        at = (
            float(rng.uniform(-0.42, 0.42)) * deep,
            float(rng.uniform(-0.42, 0.42)) * wide,
            tall + float(rng.uniform(0, 0.025)),
        )
        parts.append(moved(ball("fruit", 0.036, slot, n=8), at))
    return parts, wide + 0.02


def cheeses(rng: Rng, d: float, h: float) -> Item:
    """Wheels of cheese, one or two on each other."""
    r, t = min(float(rng.uniform(0.09, 0.15)), 0.47 * d), min(float(rng.uniform(0.06, 0.11)), 0.4 * h)
    slot = str(rng.choice(("rind", "flour", "crust")))
    line = [(0, 0), (0.96 * r, 0), (r, 0.2 * t), (r, 0.8 * t), (0.96 * r, t), (0, t)]
    return [lathe("cheese", line, slot, (0, 0, k * t), n=16) for k in range(1 + int(rng.random() < 0.5))], 2.1 * r
