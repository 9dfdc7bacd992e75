"""Seats with a rank or a rhythm: the throne, the rocking chair."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import usual
from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.seat_frames import seat_slots
from coulisse.scene.furnish.upholstery import buttoned
from coulisse.scene.outlines import arch, curve, rounded_rectangle
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


@makes("rocking_chair")
def rocking_chair(want: Want) -> Model:
    """A spindle-backed rocking chair."""
    d, w, h = want.depth, want.width, want.height
    s = 0.43
    parts: list[Part] = []
    r = d * 1.15

    def rocker(x: float) -> float:
        return r - math.sqrt(max(r * r - (x - 0.04) ** 2, 0.0)) + 0.018

    for b in (-1, 1):
        y = b * (w / 2 - 0.06)
        parts.append(
            tube(
                "rocker",
                [(x, y, rocker(x)) for x in np.linspace(-d / 2 + 0.01, d / 2 - 0.05, 15)],
                0.016,
                "frame",
                square=True,
            )
        )
        parts.append(tube("leg", [(0.26, y, rocker(0.26)), (0.2, y * 0.9, s)], [0.017, 0.024, 0.017], "legs", n=9))
        parts.append(tube("leg", [(-0.22, y, rocker(-0.22)), (-0.17, y * 0.85, s)], [0.017, 0.024, 0.017], "legs", n=9))
        parts.append(tube("stretcher", [(-0.2, y * 0.95, 0.22), (0.235, y * 0.95, 0.2)], 0.011, "legs"))
        parts.append(
            tube(
                "post",
                [(-0.2, b * 0.2, s), (-0.29, b * 0.22, s + 0.32), (-0.36, b * 0.235, h - 0.04)],
                [0.019, 0.022, 0.015],
                "frame",
                n=9,
            )
        )
        paddle = curve(
            [(-0.26, -0.02), (0, -0.026), (0.2, -0.038), (0.25, 0), (0.2, 0.038), (0, 0.026), (-0.26, 0.02)], 3
        )
        parts.append(
            prism("arm", paddle, 0.024, "frame", (0.01, b * (w / 2 - 0.04), s + 0.22), bevel=0.008, smooth=True)
        )
        parts.append(
            tube(
                "support",
                [(0.15, b * 0.23, s - 0.01), (0.17, b * (w / 2 - 0.04), s + 0.225)],
                [0.011, 0.017, 0.011],
                "frame",
                n=8,
            )
        )
    parts += [
        tube("stretcher", [(x, -w / 2 + 0.07, 0.24), (x, w / 2 - 0.07, 0.24)], 0.011, "legs") for x in (0.225, -0.195)
    ]
    parts.append(
        prism(
            "seat", rounded_rectangle(0.48, 0.52, 0.14, 6), 0.04, "seat", (0.02, 0, s - 0.02), bevel=0.013, smooth=True
        )
    )
    for i in range(6):
        y = (i - 2.5) * 0.064
        parts.append(
            tube(
                "spindle",
                [(-0.2, y * 0.95, s), (-0.315, y, s + 0.34), (-0.37, y, h - 0.08)],
                [0.007, 0.011, 0.007],
                "frame",
                n=6,
            )
        )
    crest = np.concatenate(
        [[(-0.27, 0), (0.27, 0)], curve([(0.28, 0.05), (0.15, 0.1), (0, 0.085), (-0.15, 0.1), (-0.28, 0.05)], 4)]
    )
    parts.append(moved(prism("crest", crest, 0.024, "frame", along="x", bevel=0.006), (-0.36, 0, h - 0.1), tilt=-10))
    parts.append(
        cushion("pad", (0.4, 0.42, 0.05), (0.03, 0, s + 0.02), crown=0.8, corner=0.12, flat=True, seed=want.seed)
    )
    return finish(want, parts, seat_slots(want), ("frame", "legs", "seat"))


@makes("throne")
def throne(want: Want) -> Model:
    """A throne on a step: a high back with a gable or a crest, closed arms, finials."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "gothic")
    family = want.family
    s, t = 0.56, 0.09
    x = -d / 2
    parts: list[Part] = [
        box("step", (d, w, 0.1), (0, 0, 0), "frame", 0.012),
        box("step", (d - 0.1, w - 0.02, 0.03), (-0.05, 0, 0.1), "frame", 0.008),
    ]
    if family in ("futuristic", "brutalist", "modern", "industrial", "art_deco"):
        parts.append(box("seat", (d - 0.12, w - 0.3, s - 0.1), (-0.04, 0, 0.1), "frame", 0.01))
        for i, k in enumerate((0.0, 0.07, 0.14)):
            parts.append(
                box(
                    "back",
                    (0.16 - 0.03 * i, w - 0.2 - 2.6 * k, h - 0.2 * (2 - i) - 0.1),
                    (x + 0.1 + 0.02 * i, 0, 0.1),
                    "frame",
                    0.012,
                )
            )
        parts += [
            box("arm", (d - 0.16, 0.14, 0.3 + s - 0.2), (-0.03, b * (w / 2 - 0.08), 0.1), "frame", 0.012)
            for b in (-1, 1)
        ]
        parts += [
            box("trim", (d - 0.15, 0.03, 0.012), (-0.03, b * (w / 2 - 0.08), s + 0.2), "metal", 0.003) for b in (-1, 1)
        ]
        parts.append(
            cushion(
                "seat",
                (d - 0.26, w - 0.34, 0.11),
                (0.04, 0, s - 0.04),
                crown=0.5,
                corner=0.03,
                sag=0.01,
                piping=0.006,
                seed=want.seed,
            )
        )
        parts.append(
            moved(cushion("back", (0.75, w - 0.42, 0.08), crown=0.6, corner=0.04), (x + 0.2, 0, s + 0.5), tilt=-90)
        )
        return finish(want, parts, seat_slots(want), ("frame", "upholstery"))
    for b in (-1, 1):
        y = b * (w / 2 - t / 2 - 0.02)
        parts.append(box("post", (t, t, h - 0.24), (x + t / 2 + 0.03, y, 0.1), "frame", 0.012))
        parts.append(
            lathe(
                "finial",
                [(0.03, 0), (0.05, 0.015), (0.022, 0.035), (0.045, 0.08), (0.03, 0.12), (0.01, 0.15), (0, 0.17)],
                "metal",
                (x + t / 2 + 0.03, y, h - 0.15),
                n=12,
            )
        )
        parts.append(box("post", (t, t, s + 0.15), (d / 2 - t / 2 - 0.12, y, 0.1), "frame", 0.012))
        parts.append(moved(ball("knob", 0.055, "metal", n=14), (d / 2 - t / 2 - 0.12, y, s + 0.3)))
        parts.append(box("side", (d - 0.3, 0.03, s + 0.06), (-0.05, y, 0.12), "frame", 0.006))
        parts.append(moved(cushion("pad", (d - 0.32, 0.1, 0.06), crown=0.8, corner=0.04), (-0.06, y, s + 0.22)))
        parts.append(box("arm", (d - 0.18, 0.08, 0.045), (-0.06, y, s + 0.18), "frame", 0.012))
        parts += [
            moved(p, (-0.05, y + b * 0.016, 0.16), turn=90) for p in tracery(d - 0.36, s - 0.02, "metal", bar=0.016)
        ]
    inner = w - 2 * t
    parts.append(box("seat", (d - 0.2, inner, s - 0.14), (-0.05, 0, 0.1), "frame", 0.008))
    parts += [
        moved(p, (d / 2 - 0.15, 0, 0.14))
        for q in (-0.25, 0.25)
        for p in [moved(r, (0, q * inner, 0)) for r in tracery(0.42 * inner, s - 0.24, "metal", bar=0.014)]
    ]
    parts.append(
        cushion(
            "seat",
            (d - 0.26, inner - 0.01, 0.12),
            (-0.02, 0, s - 0.05),
            crown=0.55,
            corner=0.03,
            sag=0.012,
            piping=0.007,
            seed=want.seed,
        )
    )
    top = h - s - 0.1
    if family == "gothic":
        outline = arch(inner + 0.05, top, pointed=True)
    else:
        k = inner / 2 + 0.02
        outline = np.concatenate(
            [
                [[-k, 0], [k, 0]],
                curve(
                    [
                        (k, 0.62 * top),
                        (1.05 * k, 0.76 * top),
                        (0.6 * k, 0.84 * top),
                        (0.3 * k, 0.95 * top),
                        (0, top),
                        (-0.3 * k, 0.95 * top),
                        (-0.6 * k, 0.84 * top),
                        (-1.05 * k, 0.76 * top),
                        (-k, 0.62 * top),
                    ],
                    4,
                ),
            ]
        )
    parts.append(prism("back", outline, 0.05, "frame", (x + 0.07, 0, s - 0.02), along="x", bevel=0.01))
    rim = [(x + 0.1, y, s - 0.02 + z) for y, z in outline[1:]]
    parts.append(tube("rim", [*rim, (x + 0.1, outline[0][0], s - 0.02)], 0.02, "metal", n=8))
    prof = np.array([(x + 0.112, s + 0.02), (x + 0.112, s + 0.58 * top)])
    parts += buttoned(prof[::-1], inner * 0.84, spacing=0.16, deep=0.03)
    parts.append(moved(ball("boss", 0.07, "metal", n=16, squash=1.1), (x + 0.1, 0, s + 0.8 * top)))
    for i in range(12):
        a = 2 * math.pi * i / 12
        parts.append(
            tube(
                "ray",
                [
                    (x + 0.1, 0.07 * math.cos(a), s + 0.8 * top + 0.07 * math.sin(a)),
                    (x + 0.098, 0.13 * math.cos(a), s + 0.8 * top + 0.13 * math.sin(a)),
                ],
                [0.012, 0.002],
                "metal",
                n=5,
            )
        )
    return finish(
        want,
        parts,
        seat_slots(want, metal="gold_leaf" if family in ("gothic", "baroque", "classical") else usual(want, "metal")),
        ("frame", "upholstery"),
    )
