"""Small things for smoking, medicine and chemistry."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_table import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.staged import Model, Part


@makes("ashtray")
def ashtray(want: Want) -> Model:
    """A dish with a cigarette and ash."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "dish",
            [
                (0, 0),
                (r * 0.8, 0),
                (r, h * 0.3),
                (r * 0.96, h * 0.8),
                (r * 0.8, h * 0.8),
                (r * 0.62, h * 0.25),
                (0, h * 0.2),
            ],
            "glass" if want.seed % 2 else "china",
            n=28,
        ),
        moved(
            tube("cigarette", [(-0.04, 0, 0), (0.03, 0, 0)], 0.004, "label", n=8), (r * 0.5, 0, h * 0.85), 20, tilt=12
        ),
        lathe("ash", [(0, h * 0.2), (r * 0.3, h * 0.22), (0, h * 0.4)], "ash", n=10),
    ]
    parts += [
        moved(
            tube("stub", [(-0.012, 0, 0), (0.012, 0, 0)], 0.004, "cork", n=7),
            (r * 0.3 * np.cos(a), r * 0.3 * np.sin(a), h * 0.3),
            float(np.degrees(a)) + 40,
            tilt=15,
        )
        for a in (1.0, 2.6, 4.4)
    ]
    return finish(want, parts, {**SLOTS, "ash": "cement"}, ("glass", "china"))


@makes("cigar_box")
def cigar_box(want: Want) -> Model:
    """A box of cedar, its lid up, with cigars."""
    w, d, h = want.width, want.depth, want.height
    low = h * 0.5
    parts = [
        box("floor", (d * 0.8, w, 0.005), (d * 0.1, 0, 0), "wood", 0.001),
        *(box("side", (d * 0.8, 0.005, low), (d * 0.1, s * (w / 2 - 0.0025), 0), "wood", 0.001) for s in (-1, 1)),
        *(box("side", (0.005, w, low), (d * 0.1 + s * (d * 0.4 - 0.0025), 0, 0), "wood", 0.001) for s in (-1, 1)),
        moved(box("lid", (0.006, w, h * 0.52), (0, 0, 0), "wood", 0.001), (-d * 0.3, 0, low), tilt=-24),
    ]
    n = max(4, int(w / 0.019))
    for k in range(n):
        y = -w * 0.46 + w * 0.92 * (k + 0.5) / n
        parts += [
            tube(
                "cigar",
                [(-d * 0.26, y, low * 0.8), (d * 0.44, y, low * 0.8)],
                [0.007, 0.0088, 0.0088, 0.006],
                "cigar",
                n=10,
            ),
            tube("band", [(d * 0.2, y, low * 0.8), (d * 0.26, y, low * 0.8)], 0.0092, "trim", n=10),
        ]
    return finish(want, parts, {**SLOTS, "wood": "cedar"}, ("wood",))


@makes("medicine_bottles")
def medicine(want: Want) -> Model:
    """Brown bottles with labels, three in a group."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    r = min(w, d) * 0.25
    for k, (x, y) in enumerate(((0.24, -0.24), (-0.2, 0.0), (0.2, 0.25))):
        tall = h * (1.0 if k == 1 else float(rng.uniform(0.6, 0.85)))
        at = (x * d, y * w, 0.0)
        parts += [
            lathe(
                "bottle",
                [(0, 0), (r, 0), (r, tall * 0.62), (r * 0.5, tall * 0.76), (r * 0.5, tall * 0.84), (0, tall * 0.84)],
                "bottle",
                at,
                n=16,
            ),
            lathe("cap", [(0, tall * 0.83), (r * 0.62, tall * 0.83), (r * 0.62, tall), (0, tall)], "black", at, n=14),
            lathe(
                "label",
                [(r, tall * 0.15), (r * 1.02, tall * 0.15), (r * 1.02, tall * 0.5), (r, tall * 0.5)],
                "label",
                at,
                n=16,
                closed=True,
            ),
        ]
    return finish(want, parts, {**SLOTS, "bottle": "resin"}, ("bottle",))


@makes("surgical_instruments")
def instruments(want: Want) -> Model:
    """A tray of steel with scalpels, clamps and scissors on a cloth."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("tray", (d, w, h * 0.15), (0, 0, 0), "steel", 0.003),
        *(box("rim", (0.006, w, h * 0.8), (s * (d / 2 - 0.003), 0, 0), "steel", 0.002) for s in (-1, 1)),
        *(box("rim", (d, 0.006, h * 0.8), (0, s * (w / 2 - 0.003), 0), "steel", 0.002) for s in (-1, 1)),
        box("cloth", (d * 0.9, w * 0.92, 0.004), (0, 0, h * 0.15), "linen", 0.001),
    ]
    z = h * 0.15 + 0.008
    for k in range(6):
        y = w * (-0.36 + 0.14 * k)
        if k % 2 == 0:
            parts += [
                tube("handle", [(d * 0.3, y, z), (-d * 0.08, y, z)], 0.004, "steel", n=8),
                prism(
                    "blade",
                    [(-d * 0.3, y - 0.002), (-d * 0.08, y - 0.006), (-d * 0.08, y + 0.005)],
                    0.0015,
                    "steel",
                    (0, 0, z),
                    bevel=0.0,
                ),
            ]
        else:
            for s in (-1, 1):
                t = np.arange(14) * np.pi / 7
                parts += [
                    tube(
                        "ring",
                        np.column_stack(
                            [d * 0.32 + 0.012 * np.cos(t), y + s * 0.016 + 0.01 * np.sin(t), np.full(14, z)]
                        ),
                        0.0025,
                        "steel",
                        n=6,
                        closed=True,
                    ),
                    tube(
                        "shank",
                        [(d * 0.27, y + s * 0.016, z), (0, y + s * 0.002, z), (-d * 0.28, y - s * 0.002, z)],
                        0.003,
                        "steel",
                        n=6,
                    ),
                ]
    parts.append(
        lathe(
            "dish",
            [(0, z), (0.03, z), (0.038, h), (0.035, h), (0.028, z + 0.004), (0, z + 0.004)],
            "steel",
            (d * 0.2, w * 0.42 - 0.02, 0),
            n=18,
        )
    )
    return finish(want, parts, SLOTS, ("steel",))


@makes("flask")
def flask(want: Want) -> Model:
    """A conical flask with something in it; a round one on a stand by seed."""
    h, r = want.height, min(want.width, want.depth) / 2
    if want.seed % 2:
        parts = [
            lathe(
                "flask",
                [
                    (0, h * 0.24),
                    (r * 0.6, h * 0.28),
                    (r * 0.85, h * 0.46),
                    (r * 0.6, h * 0.64),
                    (r * 0.22, h * 0.72),
                    (r * 0.22, h * 0.96),
                    (r * 0.3, h),
                    (r * 0.24, h),
                    (r * 0.17, h * 0.72),
                    (r * 0.55, h * 0.62),
                    (r * 0.78, h * 0.46),
                    (0, h * 0.27),
                ],
                "glass",
                n=26,
            ),
            lathe("liquid", [(0, h * 0.28), (r * 0.55, h * 0.31), (r * 0.76, h * 0.46), (0, h * 0.46)], "wine", n=22),
            lathe(
                "ring",
                [(r * 0.7, h * 0.34), (r * 0.8, h * 0.34), (r * 0.8, h * 0.36), (r * 0.7, h * 0.36)],
                "iron",
                n=24,
                closed=True,
            ),
        ]
        parts += [
            tube(
                "leg",
                [
                    (r * 0.75 * np.cos(a), r * 0.75 * np.sin(a), h * 0.35),
                    (r * 0.98 * np.cos(a), r * 0.98 * np.sin(a), 0),
                ],
                0.004,
                "iron",
                n=6,
            )
            for a in np.arange(3) * 2.094
        ]
    else:
        parts = [
            lathe(
                "flask",
                [
                    (0, 0),
                    (r * 0.95, 0),
                    (r, h * 0.05),
                    (r * 0.28, h * 0.62),
                    (r * 0.28, h * 0.94),
                    (r * 0.36, h),
                    (r * 0.28, h),
                    (r * 0.22, h * 0.62),
                    (r * 0.92, h * 0.06),
                    (0, h * 0.03),
                ],
                "glass",
                n=28,
            ),
            lathe("liquid", [(0, h * 0.035), (r * 0.9, h * 0.06), (r * 0.62, h * 0.3), (0, h * 0.3)], "liquid", n=24),
        ]
    return finish(want, parts, {**SLOTS, "liquid": "zellige"}, ("glass",))
