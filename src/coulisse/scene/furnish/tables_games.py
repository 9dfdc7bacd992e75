"""Tables for games: billiards and roulette."""

from __future__ import annotations

import math
from dataclasses import replace

from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.legs import leg
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.table_tops import MAIN
from coulisse.scene.outlines import rounded_rectangle
from coulisse.scene.shapes import ball, box, lathe, moved, prism, sweep, tube
from coulisse.scene.staged import Model


@makes("billiard_table")
def billiard_table(want: Want) -> Model:
    """A billiard table: slate bed under baize, cushions, six pockets, eight turned legs, balls and a cue."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "victorian"
    rng = want.rng()
    bed = h - 0.05
    parts = [
        box("bed", (d - 0.2, w - 0.2, 0.05), (0, 0, bed - 0.05), "baize", 0.002),
        box("case", (d - 0.1, w - 0.1, 0.16), (0, 0, h - 0.24), "body", 0.01),
    ]
    rail = [(0, 0), (0.13, 0), (0.13, 0.06), (0.118, 0.075), (0.012, 0.085), (0, 0.08)]
    parts.append(
        sweep(
            "rail",
            rail,
            [
                (-d / 2 + 0.13, -w / 2 + 0.13, h - 0.085),
                (d / 2 - 0.13, -w / 2 + 0.13, h - 0.085),
                (d / 2 - 0.13, w / 2 - 0.13, h - 0.085),
                (-d / 2 + 0.13, w / 2 - 0.13, h - 0.085),
            ],
            "body",
            closed=True,
        )
    )
    x, y = d / 2 - 0.13, w / 2 - 0.13
    rubber = [(0, 0), (0.045, 0), (0.045, 0.038), (0.0, 0.034), (-0.012, 0.026)]
    for s in (-1, 1):
        for k in (-1, 1):
            way = [(s * x, k * 0.06, bed), (s * x, k * (y - 0.07), bed)]
            parts.append(
                sweep("cushion", [(a * (1 if s * k < 0 else -1) * -1 - 0.0, b) for a, b in rubber], way, "baize")
            )
        way = [(-x + 0.07, s * y, bed), (x - 0.07, s * y, bed)]
        parts.append(sweep("cushion", [(a * s, b) for a, b in rubber], way, "baize"))
    for px, py in [(a * (x + 0.02), b * (y + 0.02)) for a in (-1, 1) for b in (-1, 1)] + [
        (a * (x + 0.035), 0.0) for a in (-1, 1)
    ]:
        parts.append(
            lathe("pocket", [(0, 0), (0.058, 0), (0.062, 0.004), (0, 0.005)], "leather", (px, py, h - 0.002), n=14)
        )
        parts.append(
            lathe(
                "ring",
                [(0.058, 0), (0.07, 0), (0.07, 0.012), (0.058, 0.012)],
                "metal",
                (px, py, h - 0.006),
                n=14,
                closed=True,
            )
        )
        parts.append(
            lathe(
                "net",
                [(0.0, 0), (0.03, 0.005), (0.055, 0.06), (0.06, 0.12)],
                "leather",
                (px * 1.02, py * 1.02, h - 0.19),
                n=10,
            )
        )
    for a in (-1, 1):
        for b in (-1, -0.33, 0.33, 1) if w > 2.4 else (-1, 1):
            parts += leg(
                f, h - 0.23, (a * (d / 2 - 0.16), b * (w / 2 - 0.18)), (a, b), thick=0.15 if f != "modern" else 0.2
            )
    spots = [(0.0, -0.25 * w + 0.046 * i, 0.052 * (j - i / 2)) for i in range(5) for j in range(i + 1)]
    for n, (_, yy, xx) in enumerate(spots):
        parts.append(
            moved(
                ball("ball", 0.026, ("red", "ivory", "dark", "gold")[n % 4], n=10),
                (xx, -yy if want.seed % 2 else yy, bed + 0.026),
            )
        )
    parts.append(
        moved(
            ball("ball", 0.026, "ivory", n=10),
            (rng.uniform(-0.2, 0.2), (0.28 if want.seed % 2 == 0 else -0.28) * w, bed + 0.026),
        )
    )
    cue = [(-0.4, 0.2 * w, h + 0.012), (0.35, 0.44 * w, h + 0.012)]
    parts.append(tube("cue", cue, [0.014, 0.006], "cue", n=7))
    more = {
        "baize": "felt",
        "leather": "leather",
        "red": "red_lacquer",
        "ivory": "ivory_inlay",
        "dark": "obsidian",
        "gold": "gold",
        "cue": "maple",
    }
    return finish(want, parts, slots(replace(want, family=f), **more), MAIN, fit="xy")


@makes("roulette_table")
def roulette_table(want: Want) -> Model:
    """A roulette table: the wheel in its bowl at the left, the layout, an armrest all round."""
    d, w, h = want.depth, want.width, want.height
    z = h - 0.06
    rng = want.rng()
    line = rounded_rectangle(d, w, 0.35 * d, 8)
    parts = [
        prism("bed", rounded_rectangle(d - 0.1, w - 0.1, 0.3 * d, 8), 0.06, "baize", (0, 0, z - 0.06), bevel=0.002),
        prism(
            "case",
            rounded_rectangle(d - 0.12, w - 0.12, 0.3 * d, 8),
            0.16,
            "body",
            (0, 0, z - 0.2),
            bevel=0.006,
            smooth=True,
        ),
    ]
    parts.append(
        tube(
            "armrest",
            [(x * (1 - 0.08 / d), y * (1 - 0.08 / w), z + 0.0) for x, y in line],
            0.045,
            "leather",
            n=10,
            closed=True,
        )
    )
    parts += [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in leg(want.family or "classical", z - 0.2, (a * 0.32 * d, b * 0.36 * w), (a, b), thick=0.11)
    ]
    cy = w / 2 - 0.44
    bowl = [
        (0.36, 0.0),
        (0.37, 0.05),
        (0.34, 0.06),
        (0.3, 0.03),
        (0.22, 0.012),
        (0.2, 0.02),
        (0.14, 0.016),
        (0.06, 0.03),
        (0.02, 0.04),
        (0.016, 0.09),
        (0.03, 0.1),
        (0, 0.115),
    ]
    parts.append(lathe("bowl", [(0.0, 0.0), *bowl], "wheel", (0, cy, z - 0.012), n=36))
    for i in range(36):
        a = 2 * math.pi * i / 36
        parts.append(
            moved(
                box("pocket", (0.05, 0.026, 0.006), (0.24, 0, 0), ("red", "dark")[i % 2], 0.001),
                (0, cy, z + 0.006),
                math.degrees(a),
            )
        )
    for i in range(12):
        for j in range(3):
            parts.append(
                box(
                    "field",
                    (0.12, 0.082, 0.002),
                    ((j - 1) * 0.135, 0.1 - i * 0.095, z),
                    ("red", "dark")[(i + j) % 2],
                    0.0005,
                )
            )
    for i in range(14):
        n = int(rng.integers(2, 9))
        parts.append(
            lathe(
                "chips",
                [(0.02, 0), (0.02, 0.0035 * n)],
                ("red", "gold", "ivory")[i % 3],
                (rng.uniform(-0.3, 0.3), rng.uniform(-0.9, 0.1), z + 0.002),
                n=12,
            )
        )
    more = {
        "baize": "felt",
        "leather": "leather",
        "red": "red_lacquer",
        "dark": "obsidian",
        "wheel": usual(replace(want, family=want.family or "classical"), "wood"),
        "gold": "gold",
        "ivory": "ivory_inlay",
    }
    return finish(want, parts, slots(replace(want, family=want.family or "classical"), **more), MAIN)
