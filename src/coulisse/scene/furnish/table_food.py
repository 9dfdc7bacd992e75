"""Food on a laid table: a bowl of fruit, a loaf, a board to cut it on."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.tableware import Rng
from coulisse.scene.meshes import Axis
from coulisse.scene.outlines import rounded_rectangle
from coulisse.scene.shapes import box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Part

AXES: tuple[Axis, ...] = ("y", "x")


def fruit_bowl(rng: Rng, *, radius: float = 0.15) -> list[Part]:
    """A bowl heaped with apples and pears."""
    r = radius
    out = [
        lathe(
            "bowl",
            [
                (0, 0),
                (0.45 * r, 0),
                (0.4 * r, 0.012),
                (0.7 * r, 0.03),
                (r, 0.075),
                (r - 0.004, 0.078),
                (0.68 * r, 0.036),
                (0.3 * r, 0.018),
                (0, 0.018),
            ],
            "bowl",
            n=26,
        )
    ]
    places = (
        [(0.0, 0.0)]
        + [(0.052, a) for a in np.arange(5) * 1.257 + rng.uniform(0, 1)]
        + [(0.1, a) for a in np.arange(7) * 0.9 + rng.uniform(0, 1)]
    )
    for i, (s, a) in enumerate(places):
        if s > r - 0.035:
            continue
        k = rng.uniform(0.9, 1.1)
        z = 0.046 + 0.28 * s**1.2 + (0.045 if i < 4 else 0.0) + rng.uniform(0, 0.004)
        apple = (
            [(0, -0.03), (0.014, -0.033), (0.03, -0.018), (0.036, 0.006), (0.026, 0.027), (0.01, 0.031), (0, 0.023)]
            if i % 4
            else [
                (0, -0.034),
                (0.02, -0.03),
                (0.034, -0.01),
                (0.026, 0.014),
                (0.014, 0.034),
                (0.008, 0.044),
                (0, 0.046),
            ]
        )
        one = lathe("fruit", [(q * k, w * k) for q, w in apple], "fruit" if i % 3 else "fruit2", n=12)
        stalk = tube("stem", [(0, 0, 0.022), (0.003, 0.002, 0.044)], 0.0014, "stem", n=4)
        tilt, about = float(rng.uniform(-50, 50)), AXES[i % 2]
        out += [
            moved(p, (s * math.cos(a), s * math.sin(a), z), float(rng.uniform(0, 360)), tilt=tilt, about=about)
            for p in (one, stalk)
        ]
    return out


def loaf(rng: Rng) -> list[Part]:
    """A loaf of bread."""
    k = rng.uniform(0.9, 1.1)
    body = cushion(
        "bread",
        (0.14 * k, 0.27 * k, 0.1 * k),
        slot="bread",
        crown=0.75,
        corner=0.065,
        flat=True,
        seed=int(rng.integers(99)),
    )
    cuts = [
        moved(box("cut", (0.055, 0.007, 0.006), (0, 0, 0), "bread", 0.0025), (0, y, 0.095 * k), 25)
        for y in (-0.07, 0, 0.07)
    ]
    return [body, *cuts]


def board(width: float, depth: float) -> Part:
    """A wooden board with rounded corners."""
    return prism("board", rounded_rectangle(depth, width, 0.03, 4), 0.018, "bread", bevel=0.004, smooth=True)
