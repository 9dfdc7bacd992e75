"""Stoves and bread ovens of a kitchen."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import pull
from coulisse.scene.furnish.kitchen import kitchen_materials
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


@makes("stove", "oven")
def stove(want: Want) -> Model:
    """A cooker: rings, knobs, an oven door with a window and a bar; cast iron with a chimney plate for old styles."""
    d, w, h = want.depth, want.width, want.height
    old = want.family in ("victorian", "rustic", "classical", "gothic", "baroque") or want.has("old")
    if want.name == "oven" and old:
        return _bread_oven(want)
    slot = "iron" if old else "body"
    parts: list[Part] = []
    z0 = 0.1
    if old:
        parts += [
            tube(
                "leg",
                curve(
                    [
                        (a * (d / 2 - 0.03), b * (w / 2 - 0.03), 0),
                        (a * (d / 2 - 0.07), b * (w / 2 - 0.07), 0.06),
                        (a * (d / 2 - 0.05), b * (w / 2 - 0.05), 0.12),
                    ],
                    4,
                ),
                [0.022, 0.014, 0.024],
                "iron",
                n=8,
            )
            for a in (-1, 1)
            for b in (-1, 1)
        ]
    else:
        parts.append(box("plinth", (d - 0.08, w - 0.02, z0), (-0.02, 0, 0), "dark", 0.002))
    parts.append(box("case", (d - 0.03, w, h - z0 - 0.03), (-0.015, 0, z0), slot, 0.006))
    parts.append(box("hob", (d, w + 0.0, 0.03), (0, 0, h - 0.045), slot if old else "steel", 0.006))
    x = d / 2 - 0.014
    for i in range(2):
        for j in range(2):
            at = ((i - 0.5) * 0.46 * d, (j - 0.5) * 0.5 * w, h - 0.016)
            if old:
                parts.append(
                    lathe(
                        "plate",
                        [
                            (0.1, 0),
                            (0.1, 0.004),
                            (0.096, 0.004),
                            (0.094, 0.002),
                            (0.05, 0.002),
                            (0.048, 0.005),
                            (0, 0.005),
                        ],
                        "iron",
                        at,
                        n=20,
                    )
                )
            else:
                r = (0.085, 0.07)[(i + j) % 2]
                parts.append(
                    lathe("burner", [(0.5 * r, 0), (0.5 * r, 0.006), (0.36 * r, 0.01), (0, 0.01)], "iron", at, n=16)
                )
                parts += [
                    moved(box("grate", (2.2 * r, 0.008, 0.007), (0, 0, 0.008), "iron", 0.002), at, a)
                    for a in (0.0, 90.0)
                ]
    panel = h - 0.14
    doors = [(z0 + 0.12, panel - 0.02)] if not old else [(z0 + 0.05, panel - 0.02)]
    parts.append(box("panel", (0.02, w - 0.01, 0.09), (x, 0, panel), slot if old else "steel", 0.004))
    n = 5
    for i in range(n):
        y = (i - (n - 1) / 2) * 0.8 * w / n
        knob = lathe("knob", [(0.02, 0), (0.018, 0.018), (0, 0.02)], "metal" if old else "dark", n=12)
        parts.append(moved(knob, (x + 0.008, y, panel + 0.045), tilt=90))
    for lo, hi in doors:
        parts.append(box("door", (0.03, w - 0.014, hi - lo), (x - 0.002, 0, lo), slot, 0.007))
        if old:
            parts += [
                box("hinge", (0.014, 0.12, 0.025), (x + 0.014, -w / 2 + 0.1, z), "metal", 0.004)
                for z in (lo + 0.08, hi - 0.1)
            ]
            parts += [
                box("panel", (0.014, w - 0.14, hi - lo - 0.12), (x + 0.01, 0.01, lo + 0.06), "iron", 0.009),
                *pull("", (x + 0.02, 0.36 * w, (lo + hi) / 2), 0.1),
            ]
        else:
            parts.append(
                box("window", (0.004, w - 0.16, 0.55 * (hi - lo)), (x + 0.014, 0, lo + 0.16 * (hi - lo)), "dark", 0.001)
            )
            parts += [
                tube(
                    "bar", [(x + 0.045, -w / 2 + 0.06, hi - 0.04), (x + 0.045, w / 2 - 0.06, hi - 0.04)], 0.008, "steel"
                ),
                *[
                    tube(
                        "post",
                        [(x, s * (w / 2 - 0.08), hi - 0.04), (x + 0.045, s * (w / 2 - 0.08), hi - 0.04)],
                        0.006,
                        "steel",
                        n=6,
                    )
                    for s in (-1, 1)
                ],
            ]
    if not old:
        parts.append(box("drawer", (0.026, w - 0.014, 0.1), (x - 0.002, 0, z0 + 0.006), slot, 0.006))
    else:
        parts.append(
            tube(
                "rail",
                [(d / 2 + 0.02, -w / 2 + 0.02, h - 0.06), (d / 2 + 0.02, w / 2 - 0.02, h - 0.06)],
                0.009,
                "metal",
            )
        )
    return finish(want, parts, kitchen_materials(want, body="enamel", metal="brass"), ("body", "iron"), fit="xyz")


def _bread_oven(want: Want) -> Model:
    """A bricked oven: a plinth with a wood niche, a mouth with an iron door under an arch, a rounded back."""
    d, w, h = want.depth, want.width, want.height
    t = np.linspace(0, math.pi, 11)
    half, spring = 0.28 * w, 0.5 * h
    mouth = [(half * math.cos(a), spring + 0.22 * h * math.sin(a)) for a in t]
    face = [
        (-w / 2, 0),
        (-half, 0.0),
        (-half, 0.3 * h),
        (half, 0.3 * h),
        (half, 0.0),
        (w / 2, 0),
        (w / 2, h),
        (-w / 2, h),
    ]
    parts = [
        prism("front", face, 0.1, "body", (d / 2 - 0.05, 0, 0), along="x", bevel=0.008),
        box("mass", (d - 0.12, w, h - 0.02), (-0.06, 0, 0), "body", 0.02),
    ]
    parts.append(
        prism(
            "door",
            [(-half, spring - 0.12 * h), (half, spring - 0.12 * h), *mouth],
            0.03,
            "iron",
            (d / 2 + 0.004, 0, 0),
            along="x",
            bevel=0.006,
        )
    )
    arch_ = [(d / 2 + 0.005, y * 1.18, spring + (z - spring) * 1.18) for y, z in mouth]
    parts.append(tube("arch", arch_, 0.028, "body", n=6))
    parts.append(tube("handle", [(d / 2 + 0.03, -0.06, spring), (d / 2 + 0.03, 0.06, spring)], 0.008, "iron", n=6))
    return finish(want, parts, kitchen_materials(want, body="brick"), ("body",))
