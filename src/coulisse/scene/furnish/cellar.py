"""What stands in a cellar: wine racks, crates, barrels."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.storage import MAIN
from coulisse.scene.shapes import box, lathe, loft, moved
from coulisse.scene.staged import Model, Part


@makes("wine_rack")
def wine_rack(want: Want) -> Model:
    """A rack of lozenges or squares with bottles in most of them, necks to the front."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    parts: list[Part] = [box("side", (d, 0.025, h), (0, s * (w / 2 - 0.0125), 0), "body", 0.004) for s in (-1, 1)]
    parts += [box("board", (d, w - 0.05, 0.025), (0, 0, z), "body", 0.004) for z in (0.06, h - 0.025)] + [
        box("back", (0.01, w - 0.05, h - 0.1), (-d / 2 + 0.006, 0, 0.06), "inside", 0.0)
    ]
    parts.append(box("plinth", (d - 0.04, w - 0.06, 0.06), (0, 0, 0), "body", 0.003))
    n, m = max(3, round((w - 0.05) / 0.12)), max(4, round((h - 0.1) / 0.12))
    cw, ch = (w - 0.05) / n, (h - 0.11) / m
    parts += [
        box("wall", (d - 0.03, 0.01, h - 0.11), (0.0, -w / 2 + 0.025 + cw * i, 0.085), "body", 0.001)
        for i in range(1, n)
    ]
    parts += [box("shelf", (d - 0.03, w - 0.05, 0.01), (0.0, 0, 0.085 + ch * j), "body", 0.001) for j in range(1, m)]
    for i in range(n):
        for j in range(m):
            if rng.random() < 0.72:
                r = 0.036
                lying = lathe(
                    "bottle",
                    [
                        (0, 0),
                        (0.9 * r, 0),
                        (r, 0.01),
                        (r, 0.19),
                        (0.4 * r, 0.235),
                        (0.36 * r, 0.29),
                        (0.45 * r, 0.292),
                        (0.45 * r, 0.305),
                        (0, 0.305),
                    ],
                    "bottle",
                    n=10,
                )
                cap = lathe(
                    "cap",
                    [(0.42 * r, 0.262), (0.47 * r, 0.3), (0.44 * r, 0.308), (0, 0.308)],
                    "cap" if rng.random() < 0.7 else "cap2",
                    n=8,
                )
                y, z = -w / 2 + 0.025 + cw * (i + 0.5), 0.085 + ch * j + 0.01 + r
                out = min(0.0, d / 2 - 0.33 + 0.02)
                parts += [
                    moved(p, (-d / 2 + 0.02 + out * 0 + rng.uniform(0, 0.012), y, z), tilt=90) for p in (lying, cap)
                ]
    return finish(want, parts, slots(want, bottle="green_marble", cap="red_lacquer", cap2="gold"), MAIN)


@makes("crate")
def crate(want: Want) -> Model:
    """A crate of boards with corner posts, gaps and a diagonal on its long sides."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    n = max(3, round(h / 0.12))
    parts = [
        box("post", (0.035, 0.035, h - 0.012), (a * (d / 2 - 0.035), b * (w / 2 - 0.035), 0), "frame", 0.003)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    for i in range(n):
        z = i * (h - 0.02) / n
        tall = (h - 0.02) / n - 0.01 - rng.uniform(0, 0.004)
        parts += [
            box("board", (0.015, w, tall), (s * (d / 2 - 0.008), rng.uniform(-0.002, 0.002), z), "body", 0.002)
            for s in (-1, 1)
        ]
        parts += [box("board", (d - 0.032, 0.015, tall), (0, s * (w / 2 - 0.01), z), "body", 0.002) for s in (-1, 1)]
    parts.append(box("inside", (d - 0.06, w - 0.06, h - 0.05), (0, 0, 0.01), "inside", 0.0))
    m = max(3, round(d / 0.12))
    if not want.has("open"):
        parts += [
            box("lid", (d / m - 0.008, w, 0.015), ((i + 0.5) * d / m - d / 2, 0, h - 0.015), "body", 0.002)
            for i in range(m)
        ]
    for s in (-1, 1):
        a = math.degrees(math.atan2(h - 0.1, w - 0.1))
        plank = box("brace", (0.012, math.hypot(w - 0.12, h - 0.12), 0.06), (0, 0, -0.03), "frame", 0.002)
        parts.append(moved(plank, (s * (d / 2 + 0.002), 0, h / 2), tilt=a, about="x"))
        parts += [
            box("batten", (0.012, 0.06, h - 0.02), (s * (d / 2 + 0.002), k * (w / 2 - 0.035), 0), "frame", 0.002)
            for k in (-1, 1)
        ]
    return finish(
        want, parts, slots(want, body="rough_planks", frame="rough_planks", inside="rough_planks"), ("body", "frame")
    )


@makes("barrel")
def barrel(want: Want) -> Model:
    """A barrel of staves with hoops, a sunk head and a bung."""
    d, w, h = want.depth, want.width, want.height
    r = min(d, w) / 2
    n = 22
    parts: list[Part] = []
    for i in range(n):
        a0, a1 = 2 * math.pi * i / n + 0.008, 2 * math.pi * (i + 1) / n - 0.008
        rings = []
        for k in np.linspace(0, 1, 7):
            q = r * (0.82 + 0.18 * math.sin(math.pi * k))
            rings.append(
                [(q * math.cos(a), q * math.sin(a), k * h) for a in (a0, a1)]
                + [((q - 0.025) * math.cos(a), (q - 0.025) * math.sin(a), k * h) for a in (a1, a0)]
            )
        parts.append(loft("stave", rings, "body", smooth=False))
    for z in (0.04, 0.16, 0.29, 0.71, 0.84, 0.96):
        q = r * (0.82 + 0.18 * math.sin(math.pi * z)) + 0.002
        parts.append(
            lathe(
                "hoop",
                [(q - 0.004, z * h - 0.02), (q, z * h - 0.02), (q + 0.001, z * h + 0.02), (q - 0.004, z * h + 0.02)],
                "metal",
                n=32,
                closed=True,
            )
        )
    parts += [
        lathe("head", [(0, z), (0.81 * r, z), (0.81 * r, z + 0.02), (0, z + 0.02)], "body", n=24)
        for z in (0.03, h - 0.05)
    ]
    parts.append(
        moved(lathe("bung", [(0.022, -0.01), (0.02, 0.018), (0, 0.018)], "frame", n=10), (r, 0, 0.5 * h), tilt=90)
    )
    return finish(want, parts, slots(want, metal="iron", body="oak", frame="oak"), ("body",))
