"""Crowns, gold, coins and jewels."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_tools import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism
from coulisse.scene.staged import Model


@makes("crown")
def crown(want: Want) -> Model:
    """A crown with points, stones, a cap and ermine."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "band",
            [(r * 0.92, h * 0.1), (r * 0.97, h * 0.1), (r * 0.99, h * 0.4), (r * 0.95, h * 0.4)],
            "gold",
            n=40,
            closed=True,
        ),
        lathe("fur", [(r * 0.86, 0), (r, h * 0.02), (r, h * 0.12), (r * 0.86, h * 0.12)], "fur", n=32, closed=True),
        lathe(
            "cap",
            [(0, h * 0.3), (r * 0.9, h * 0.3), (r * 0.86, h * 0.55), (r * 0.4, h * 0.72), (0, h * 0.74)],
            "cloth",
            n=24,
        ),
    ]
    for k in range(8):
        a = 2 * np.pi * k / 8
        c, s = r * 0.97 * np.cos(a), r * 0.97 * np.sin(a)
        tall = h if k % 2 == 0 else h * 0.7
        point = [(-0.016, 0), (0.016, 0), (0.008, tall - h * 0.55), (0, tall - h * 0.4), (-0.008, tall - h * 0.55)]
        parts += [
            moved(prism("point", point, 0.004, "gold", along="x", bevel=0.001), (c, s, h * 0.38), float(np.degrees(a))),
            ball("pearl", 0.007, "pearl", (c, s, tall - 0.008), n=8),
            ball("stone", 0.009, "gem" if k % 2 else "ruby", (c * 1.02, s * 1.02, h * 0.25), n=6),
        ]
    return finish(
        want,
        parts,
        {**SLOTS, "fur": "fur", "pearl": "mother_of_pearl", "ruby": "red_lacquer", "cloth": "velvet"},
        ("gold",),
    )


@makes("gold_bars")
def gold_bars(want: Want) -> Model:
    """Ingots in a stack."""
    w, d, h = want.width, want.depth, want.height
    rows = max(1, round(h / 0.04))
    e = h / rows
    parts = []
    for j in range(rows):
        n = max(1, round(d / 0.08)) - (j if d > 0.2 else 0)
        for k in range(max(1, n)):
            parts.append(
                box(
                    "bar",
                    (d / max(1, round(d / 0.08)) * 0.96, w, e * 0.99),
                    ((k - (max(1, n) - 1) / 2) * d / max(1, round(d / 0.08)), 0, e * j),
                    "gold",
                    0.003,
                    taper=(1.3, 1.06),
                )
            )
    if len(parts) == 1:
        parts.append(box("stamp", (d * 0.3, w * 0.3, 0.0015), (0, 0, h - 0.0012), "gold", 0.0))
    return finish(want, parts, SLOTS, ("gold",))


@makes("coins")
def coins(want: Want) -> Model:
    """A heap of coins, some stacked."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = []
    coin = [(0, 0), (0.013, 0), (0.014, 0.0008), (0.013, 0.0024), (0.011, 0.002), (0, 0.002)]
    for _ in range(115):
        s, a = abs(rng.normal(0, 0.36)), rng.uniform(0, 2 * np.pi)
        s = min(s, 0.94)
        z = max(0.0, (h - 0.02) * (1 - (s / 0.8) ** 0.8) * rng.uniform(0.75, 1.0)) if s < 0.8 else 0.0
        parts.append(
            moved(
                lathe("coin", coin, "gold" if rng.random() < 0.8 else "silver", n=9),
                (float(d / 2 * s * np.cos(a)), float(w / 2 * s * np.sin(a)), float(z)),
                float(np.degrees(a)),
                tilt=float(rng.normal(0, 16)) if z > 0.004 else 0.0,
            )
        )
    parts.append(lathe("heap", [(0, 0), (min(w, d) * 0.38, 0), (min(w, d) * 0.2, h * 0.5), (0, h * 0.8)], "gold", n=14))
    return finish(want, parts, {**SLOTS, "silver": "silver"}, ("gold",))


@makes("jewels")
def jewels(want: Want) -> Model:
    """A casket, open, with a string of pearls over its edge."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    low = h * 0.45
    parts = [box("floor", (d * 0.6, w, 0.008), (d * 0.1, 0, 0), "wood", 0.002), *(box("side", (d * 0.6, 0.008, low),
        (d * 0.1, s * (w / 2 - 0.004), 0), "wood", 0.002) for s in (-1, 1)), *(box("side", (0.008, w, low),
        (d * 0.1 + s * (d * 0.3 - 0.004), 0, 0), "wood", 0.002) for s in (-1, 1)), moved(box("lid", (0.01, w, h * 0.58),
        (0, 0, 0), "wood", 0.003), (-d * 0.19, 0, low), tilt=-18), box("lining", (d * 0.56, w * 0.94, 0.004),
        (d * 0.1, 0, low * 0.55), "cloth", 0.0), *(box("corner", (0.02, 0.02, 0.02), (d * 0.1 + x * d * 0.295,
        y * w * 0.49, 0), "gold", 0.002) for x in (-1, 1) for y in (-1, 1))]  # fmt: skip
    for k in range(46):
        at = (
            d * 0.1 + float(rng.uniform(-0.24, 0.24)) * d,
            float(rng.uniform(-0.42, 0.42)) * w,
            low * float(rng.uniform(0.6, 0.95)),
        )
        parts.append(ball("jewel", float(rng.uniform(0.004, 0.008)), ("gold", "gem", "ruby", "pearl")[k % 4], at, n=6))
    line = curve(
        [
            (d * 0.1, -w * 0.2, low * 0.95),
            (d * 0.3, -w * 0.1, low),
            (d * 0.41, 0, low * 0.98),
            (d * 0.44, 0.01, low * 0.3),
            (d * 0.47, w * 0.1, 0.006),
            (d * 0.44, w * 0.25, 0.006),
        ],
        6,
    )
    parts += [ball("pearl", 0.0046, "pearl", tuple(float(v) for v in p), n=6) for p in line]  # type: ignore[arg-type]
    return finish(
        want,
        parts,
        {**SLOTS, "wood": "rosewood", "cloth": "velvet", "ruby": "red_lacquer", "pearl": "mother_of_pearl"},
        ("wood",),
    )
