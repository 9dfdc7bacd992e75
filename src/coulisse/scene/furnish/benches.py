"""Benches, settles and pews."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.stools import stool_slots
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, cushion, lathe, moved, prism
from coulisse.scene.staged import Model, Part


@makes("bench")
def bench(want: Want) -> Model:
    """A bench without a back."""
    d, w, h = want.depth, want.width, want.height
    family = want.family or "rustic"
    if family in ("rustic", "eastern", "gothic", "mid_century"):
        n = 2 if family == "rustic" else 1
        parts = [
            box("plank", (d / n - 0.004, w, 0.04), ((i + 0.5) * d / n - d / 2, 0, h - 0.04), "seat", 0.007)
            for i in range(n)
        ]
        for s in (-1, 1):
            side = [
                (-0.42 * d, 0),
                (-0.12 * d, 0),
                (0, 0.14 * h),
                (0.12 * d, 0),
                (0.42 * d, 0),
                (0.36 * d, h - 0.04),
                (-0.36 * d, h - 0.04),
            ]
            parts.append(moved(prism("end", side, 0.04, "legs", along="y", bevel=0.005), (0, s * (w / 2 - 0.2), 0)))
            parts.append(box("wedge", (0.05, 0.02, 0.03), (0, s * (w / 2 - 0.16), 0.46 * h), "legs", 0.004))
        parts.append(box("stretcher", (0.035, w - 0.26, 0.08), (0, 0, 0.42 * h), "legs", 0.006))
    elif family == "brutalist":
        parts = [box("slab", (d, w, 0.1), (0, 0, h - 0.1), "seat", 0.006)] + [
            box("foot", (d * 0.8, 0.16, h - 0.1), (0, s * 0.36 * w, 0), "legs", 0.006) for s in (-1, 1)
        ]
    else:
        parts = four_legs(family, d, w - 0.06, h - 0.06, thick=0.05)
        if family in ("modern", "industrial", "futuristic"):
            parts += [
                box("slat", (d / 5 - 0.012, w, 0.032), ((i + 0.5) * d / 5 - d / 2, 0, h - 0.032), "seat", 0.005)
                for i in range(5)
            ]
            parts.append(box("rail", (d - 0.03, w - 0.1, 0.03), (0, 0, h - 0.062), "metal", 0.003))
        else:
            parts.append(box("rail", (d - 0.01, w - 0.02, 0.055), (0, 0, h - 0.11), "frame", 0.006))
            parts.append(
                cushion(
                    "seat",
                    (d, w, 0.085),
                    (0, 0, h - 0.075),
                    crown=0.5,
                    corner=0.035,
                    flat=True,
                    piping=0.005,
                    sag=0.006,
                    seed=want.seed,
                )
            )
    return finish(want, parts, stool_slots(want), ("seat", "legs", "upholstery"))


@makes("settle", "pew")
def settle(want: Want) -> Model:
    """A wooden bench with a closed back and shaped ends; a pew has a shelf for books and poppyheads."""
    d, w, h = want.depth, want.width, want.height
    pew = want.name == "pew"
    s, t = 0.45, 0.05
    family = want.family or ("gothic" if pew else "rustic")
    x = -d / 2
    if pew:
        side = np.concatenate(
            [
                [
                    (x, 0),
                    (d / 2, 0),
                    (d / 2, 0.1),
                    (d / 2 - 0.05, 0.16),
                    (d / 2 - 0.03, s + 0.02),
                    (d / 2 - 0.06, s + 0.1),
                ],
                curve(
                    [
                        (x + 0.22, s + 0.2),
                        (x + 0.14, h - 0.26),
                        (x + 0.15, h - 0.16),
                        (x + 0.1, h - 0.03),
                        (x + 0.06, h),
                        (x + 0.01, h - 0.05),
                        (x, h - 0.16),
                    ],
                    3,
                ),
            ]
        )
    else:
        side = np.concatenate(
            [
                [(x, 0), (d / 2, 0), (d / 2, 0.06)],
                curve(
                    [
                        (d / 2 - 0.03, s),
                        (d / 2 - 0.02, s + 0.19),
                        (d / 2 - 0.07, s + 0.23),
                        (d / 2 - 0.2, s + 0.2),
                        (x + 0.14, s + 0.42),
                        (x + 0.14, h - 0.05),
                        (x + 0.06, h),
                    ],
                    4,
                ),
                [(x, h)],
            ]
        )
    parts = [
        prism("end", side, t, "frame", (0, k * (w / 2 - t / 2), 0), along="y", bevel=0.006, smooth=True)
        for k in (-1, 1)
    ]
    inner = w - 2 * t
    lean = 5.0
    n = max(3, round(inner / (0.2 if family == "rustic" else 0.42)))
    high = h - 0.09 if pew else h - 0.02
    back: list[Part] = []
    if family == "rustic":
        back += [
            box(
                "plank",
                (0.022, inner / n - 0.003, high - s + 0.06),
                (0, (i + 0.5) * inner / n - inner / 2, 0),
                "frame",
                0.004,
            )
            for i in range(n)
        ]
    else:
        back.append(box("back", (0.02, inner, high - s + 0.06), (0, 0, 0), "frame", 0.003))
        for i in range(n):
            y = (i + 0.5) * inner / n - inner / 2
            back += [box("panel", (0.02, inner / n - 0.09, high - s - 0.1), (0.012, y, 0.08), "frame", 0.009)]
        back += [box("rail", (0.032, inner, 0.06), (0.006, 0, z), "frame", 0.004) for z in (0, high - s)]
    parts += [moved(p, (x + 0.1, 0, s - 0.03), tilt=-lean) for p in back]
    parts.append(box("cap", (0.07, inner, 0.03), (x + 0.045, 0, high + 0.005), "frame", 0.008))
    parts.append(box("seat", (d - 0.09, inner, 0.032), (0.03, 0, s - 0.032), "seat", 0.008))
    parts.append(
        box(
            "apron",
            (0.022, inner, s - 0.05 if not pew else 0.1),
            (d / 2 - 0.09, 0, 0.02 if not pew else s - 0.13),
            "frame",
            0.003,
        )
    )
    if pew:
        parts += [
            box("shelf", (0.1, inner, 0.018), (x + 0.05, 0, 0.66), "frame", 0.003),
            box("lip", (0.012, inner, 0.05), (x + 0.006, 0, 0.66), "frame", 0.003),
            box("kneeler", (0.12, inner, 0.03), (x + 0.07, 0, 0.13), "upholstery", 0.01),
        ]
        for k in range(max(1, want.seats - 1)):
            if (k + want.seed) % 2 == 0:
                y = (k + 0.5) / max(1, want.seats - 1) * inner - inner / 2
                parts.append(box("book", (0.035, 0.12, 0.17), (x + 0.03, y, 0.678), "books", 0.004))
        rosette = lathe(
            "rosette",
            [(0.07, 0), (0.07, 0.006), (0.055, 0.01), (0.05, 0.006), (0.02, 0.008), (0, 0.016)],
            "frame",
            n=16,
        )
        parts += [
            moved(moved(rosette, tilt=-90 * k, about="x"), (0.03, k * w / 2 - k * 0.004, s - 0.16)) for k in (-1, 1)
        ]
    return finish(want, parts, {**stool_slots(want), "books": "leather"}, ("frame", "seat"))
