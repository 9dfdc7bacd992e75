"""Mouldings of a cabinet maker: cornices by family, Gothic tracery."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.outlines import curve
from coulisse.scene.shapes import At, box, prism, sweep, tube
from coulisse.scene.staged import Part


def tracery(width: float, height: float, slot: str = "body", *, bar: float = 0.014) -> list[Part]:
    """A Gothic window's bars in the plane x = 0: two lancets under a pointed arch and a ring. Bottom middle at 0."""
    w = width / 2
    rise = min(width * 0.8, 0.62 * height)
    spring = height - rise

    def pointed(cy: float, half: float, base: float, top: float) -> list[At]:
        t = np.linspace(0, 1, 7)
        side = [(half * math.cos(a * math.pi / 3.2), math.sin(a * math.pi / 2)) for a in t]
        flat = half * math.cos(math.pi / 3.2)
        arm = [((c - flat) / (half - flat) * half, s) for c, s in side]
        left = [(0.0, cy + c, base + s * (top - base)) for c, s in arm]
        right = [(0.0, cy - c, base + s * (top - base)) for c, s in arm[::-1]]
        return left + right[1:]

    out = [tube("tracery", [(0, w, 0), *pointed(0, w, spring, height), (0, -w, 0)], bar / 2, slot, n=6)]
    for s in (-1, 1):
        arc = pointed(s * w / 2, w / 2, spring * 0.95, spring * 0.95 + 0.62 * rise)
        out.append(tube("tracery", [(0, s * w / 2 + w / 2, 0), *arc, (0, s * w / 2 - w / 2, 0)], 0.38 * bar, slot, n=6))
    ring = [
        (0.0, 0.2 * width * math.cos(a), spring + 0.62 * rise + 0.2 * width * math.sin(a))
        for a in np.linspace(0, 2 * math.pi, 13)
    ]
    out.append(tube("tracery", ring, 0.36 * bar, slot, n=6, closed=True))
    return out


def moulding(
    family: str, depth: float, width: float, z: float, *, size: float = 0.05, slot: str = "body"
) -> list[Part]:
    """A cornice round the front and the sides of a carcass (its outer measures), its bottom at `z`."""
    s = size
    if family in ("", "modern", "mid_century", "futuristic", "brutalist", "industrial"):
        return [box("cornice", (depth + 0.006, width + 0.012, 0.6 * s), (0.003, 0, z), slot, 0.003)]
    if family == "art_deco":
        return [
            box(
                "cornice", (depth + 0.01 * i, width + 0.02 * i, 0.35 * s), (0.005 * i, 0, z + 0.35 * s * i), slot, 0.004
            )
            for i in range(3)
        ]
    if family == "rustic":
        return [box("cornice", (depth + 0.02, width + 0.04, 0.5 * s), (0.01, 0, z), slot, 0.006)]
    section = [
        (0, 0),
        (0.25 * s, 0.05 * s),
        (0.3 * s, 0.25 * s),
        (0.5 * s, 0.32 * s),
        (0.62 * s, 0.5 * s),
        (0.9 * s, 0.68 * s),
        (1.0 * s, 0.8 * s),
        (1.0 * s, s),
        (0, s),
    ]
    # the way goes so that the section's first axis (right of the way) looks outward
    way = [
        (-depth / 2, -width / 2, z),
        (depth / 2, -width / 2, z),
        (depth / 2, width / 2, z),
        (-depth / 2, width / 2, z),
    ]
    out = [sweep("cornice", section, way, slot), box("cornice", (depth, width, 0.9 * s), (0, 0, z), slot, 0)]
    if family == "baroque":
        crest = curve(
            [
                (-0.42 * width, 0),
                (-0.36 * width, 0.6 * s),
                (-0.2 * width, 0.7 * s),
                (-0.12 * width, 1.5 * s),
                (0, 2.1 * s),
                (0.12 * width, 1.5 * s),
                (0.2 * width, 0.7 * s),
                (0.36 * width, 0.6 * s),
                (0.42 * width, 0),
            ],
            4,
        )
        out.append(prism("crest", crest, 0.03, slot, (depth / 2 - 0.02, 0, z + 0.95 * s), along="x", bevel=0.006))
    if family == "gothic":
        n = max(3, round(width / 0.16))
        for i in range(n):
            y = (i + 0.5) / n * width - width / 2
            out.append(
                prism(
                    "crest",
                    [
                        (y - 0.35 * width / n, 0),
                        (y + 0.35 * width / n, 0),
                        (y + 0.35 * width / n, s * 0.4),
                        (y, s),
                        (y - 0.35 * width / n, s * 0.4),
                    ],
                    0.02,
                    slot,
                    (depth / 2, 0, z + s),
                    along="x",
                )
            )
    return out
