"""Pots, kettles and pans."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_table import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import lathe, tube
from coulisse.scene.staged import Model


@makes("teapot", "kettle")
def teapot(want: Want) -> Model:
    """A pot with spout, handle and lid; a kettle's handle goes over it."""
    w, d, h = want.width, want.depth, want.height
    slot = "china" if want.name == "teapot" else "copper"
    r = min(w * 0.33, d * 0.5) if want.name == "teapot" else min(w * 0.38, d * 0.5)
    top = h * (0.78 if want.name == "teapot" else 0.62)
    parts = [lathe("body", [(0, 0), (r * 0.6, 0), (r * 0.62, h * 0.04), (r * 0.95, top * 0.3), (r, top * 0.5),
        (r * 0.8, top * 0.82), (r * 0.45, top), (0, top)], slot, n=28), lathe("lid", [(0, top), (r * 0.48, top),
        (r * 0.4, top + h * 0.05), (r * 0.1, top + h * 0.09), (r * 0.08, top + h * 0.12), (r * 0.16, top + h * 0.17),
        (0, top + h * 0.2)], slot, n=20), tube("spout", curve([(0, -r * 0.85, top * 0.35), (0, -r * 1.25, top * 0.45),
        (0, -r * 1.4, top * 0.85), (0, -w * 0.5, top * 0.98)], 4), [r * 0.26, r * 0.17, r * 0.12, r * 0.11], slot,
        n=12)]  # fmt: skip
    if want.name == "teapot":
        parts.append(
            tube(
                "handle",
                curve(
                    [
                        (0, r * 0.75, top * 0.85),
                        (0, r * 1.35, top * 0.85),
                        (0, r * 1.45, top * 0.45),
                        (0, r * 0.85, top * 0.25),
                    ],
                    4,
                ),
                r * 0.09,
                slot,
            )
        )
    else:
        t = np.linspace(0, np.pi, 13)
        parts += [
            tube(
                "bail",
                np.column_stack([0 * t, r * 0.72 * np.cos(t), top * 0.92 + (h - top * 0.92) * np.sin(t)]),
                0.008,
                "black",
            ),
            tube("grip", [(0, -r * 0.3, h * 0.985), (0, r * 0.3, h * 0.985)], 0.013, "wood", n=10),
        ]
    return finish(want, parts, SLOTS, (slot,))


@makes("cauldron")
def cauldron(want: Want) -> Model:
    """A pot of iron on three feet with a bail."""
    h, r = want.height, min(want.width, want.depth) / 2
    top = h * 0.86
    parts = [
        lathe(
            "pot",
            [
                (0, h * 0.12),
                (r * 0.5, h * 0.14),
                (r * 0.9, h * 0.32),
                (r * 0.95, h * 0.5),
                (r * 0.72, top * 0.92),
                (r * 0.86, top),
                (r * 0.8, top),
                (r * 0.68, top * 0.9),
                (r * 0.88, h * 0.5),
                (r * 0.5, h * 0.2),
                (0, h * 0.17),
            ],
            "iron",
            n=30,
        ),
        lathe("stew", [(0, h * 0.62), (r * 0.84, h * 0.62), (0, h * 0.64)], "liquid", n=24),
    ]
    for k in range(3):
        a = 2 * np.pi * k / 3
        parts.append(
            tube(
                "foot",
                [
                    (r * 0.55 * np.cos(a), r * 0.55 * np.sin(a), h * 0.2),
                    (r * 0.75 * np.cos(a), r * 0.75 * np.sin(a), 0),
                ],
                [r * 0.1, r * 0.06],
                "iron",
            )
        )
    t = np.linspace(-0.1, np.pi + 0.1, 15)
    parts.append(
        tube(
            "bail",
            np.column_stack([0.3 * r + 0 * t, r * 0.97 * np.cos(t), top * 0.9 + (h - top * 0.9) * np.sin(t)]),
            0.009,
            "iron",
            n=7,
        )
    )
    return finish(want, parts, SLOTS, ("iron",))


@makes("pan")
def pan(want: Want) -> Model:
    """A saucepan with a long handle."""
    w, d, h = want.width, want.depth, want.height
    r = w / 2
    x = -d / 2 + r
    parts = [
        lathe(
            "pan",
            [
                (0, 0),
                (r * 0.92, 0),
                (r * 0.96, h * 0.1),
                (r * 0.98, h * 0.95),
                (r, h),
                (r * 0.93, h),
                (r * 0.91, h * 0.12),
                (0, h * 0.08),
            ],
            "copper",
            (x, 0, 0),
            n=32,
        ),
        tube(
            "handle",
            [(x + r * 0.9, 0, h * 0.75), (d * 0.42, 0, h * 0.9), (d * 0.5, 0, h * 0.9)],
            [0.008, 0.01, 0.012],
            "iron",
        ),
    ]
    return finish(want, parts, SLOTS, ("copper",))
