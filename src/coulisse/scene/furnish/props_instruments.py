"""Globes, telescopes, microscopes, typewriters."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_study import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model


@makes("globe")
def globe(want: Want) -> Model:
    """A globe in a meridian on a turned foot; land stands out a little."""
    h, w, rng = want.height, min(want.width, want.depth), want.rng()
    r = min(w * 0.42, h * 0.34)
    c = h - r * 1.12
    parts = [ball("sea", r, "sea", (0, 0, c), n=30)]
    for _ in range(9):
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        side = np.cross(way, [0.2, 0.1, 1.0])
        side /= np.linalg.norm(side)
        third = np.cross(way, side)
        a = np.arange(14) * 2 * np.pi / 14
        size = rng.uniform(0.2, 0.5) * (1 + 0.3 * np.sin(2 * a + rng.uniform(0, 6)) + 0.18 * np.sin(5 * a))
        rings = []
        for s in (1.0, 0.6, 0.2):
            p = way + (side * np.cos(a)[:, None] + third * np.sin(a)[:, None]) * (size * s)[:, None]
            p /= np.linalg.norm(p, axis=1, keepdims=True)
            rings.append(p * r * 1.008 + [0, 0, c])
        inner = [(q - [0, 0, c]) * 0.985 + [0, 0, c] for q in rings[::-1]]
        parts.append(loft("land", [*rings, *inner], "paper", closed=False))
    t = np.arange(40) * np.pi / 20
    meridian = np.column_stack([np.zeros(40), r * 1.09 * np.cos(t), c + r * 1.09 * np.sin(t)])
    parts += [
        tube("meridian", meridian, r * 0.035, "metal", closed=True),
        tube("axis", [(0, r * 0.42, c + r * 1.0), (0, -r * 0.42, c - r * 1.0)], 0.006, "metal"),
    ]
    low = c - r * 1.1
    parts.append(
        lathe(
            "foot",
            [
                (0, 0),
                (r * 0.75, 0),
                (r * 0.7, low * 0.15),
                (r * 0.25, low * 0.3),
                (r * 0.14, low * 0.5),
                (r * 0.24, low * 0.75),
                (r * 0.1, low),
                (0, low),
            ],
            "wood",
            n=22,
        )
    )
    return finish(
        want, parts, {**SLOTS, "sea": "azulejo" if want.is_("modern", "mid_century") else "leather"}, ("wood",)
    )


@makes("telescope")
def telescope(want: Want) -> Model:
    """A brass tube on a wooden tripod."""
    w, d, h = want.width, want.depth, want.height
    head = np.array([0, 0, h * 0.78])
    way = np.array([0, 0.9, 0.44]) / np.linalg.norm([0, 0.9, 0.44])
    a, b = head - way * w * 0.5, head + way * w * 0.54
    parts = [tube("tube", [a + (b - a) * s for s in (0.3, 1.0)], 0.045, "metal", n=18), tube("draw", [a + (b - a) * s
        for s in (0.08, 0.32)], 0.03, "metal", n=16), tube("eye", [a, a + (b - a) * 0.1], [0.026, 0.018], "black",
        n=14), tube("dew cap", [a + (b - a) * s for s in (0.9, 1.005)], 0.053, "metal", n=18), tube("finder",
        [a + (b - a) * 0.36 + np.array([0, 0, 0.07]), a + (b - a) * 0.6 + np.array([0, 0, 0.07])], 0.014, "metal"),
        ball("head", 0.05, "metal", (0, 0, h * 0.74), n=12)]  # fmt: skip
    for k in range(3):
        q = 2 * np.pi * k / 3 + 0.5
        parts.append(
            tube(
                "leg",
                [
                    (0.03 * np.cos(q), 0.03 * np.sin(q), h * 0.72),
                    (0.42 * w * np.cos(q) * min(1, d / w), 0.42 * w * np.sin(q), 0),
                ],
                [0.022, 0.015],
                "wood",
                square=True,
            )
        )
    return finish(want, parts, SLOTS, ("metal",))


@makes("microscope")
def microscope(want: Want) -> Model:
    """A microscope of brass, or a modern one."""
    h, d, w = want.height, want.depth, want.width
    parts = [box("foot", (d, w, 0.03), (0, 0, 0), "black", 0.008),
        tube("limb", curve([(-d * 0.32, 0, 0.02), (-d * 0.36, 0, h * 0.45), (-d * 0.1, 0, h * 0.72)], 5), [0.02, 0.017],
        "black", square=True), box("stage", (d * 0.5, w * 0.6, 0.012), (d * 0.08, 0, h * 0.36), "black", 0.003),
        tube("body", [(d * 0.08, 0, h * 0.5), (-d * 0.06, 0, h * 0.86)], 0.024, "metal", n=16), tube("eyepiece",
        [(-d * 0.05, 0, h * 0.84), (-d * 0.09, 0, h)], 0.017, "metal", n=14), tube("objective", [(d * 0.08, 0, h * 0.5),
        (d * 0.1, 0, h * 0.4)], [0.016, 0.008], "metal", n=12), lathe("mirror", [(0, h * 0.18), (0.03, h * 0.18),
        (0.03, h * 0.2), (0, h * 0.2)], "glass", (d * 0.08, 0, 0), n=16), box("slide", (0.02, 0.06, 0.002),
        (d * 0.09, 0, h * 0.36 + 0.012), "glass", 0.0)]  # fmt: skip
    for s in (-1, 1):
        parts.append(
            moved(
                lathe("wheel", [(0, 0), (0.022, 0), (0.022, 0.012), (0, 0.012)], "metal", n=16),
                (-d * 0.3, s * 0.03, h * 0.6),
                tilt=-90 * s,
                about="x",
            )
        )
    return finish(want, parts, {**SLOTS, "black": "blackened_steel"}, ("metal",))


@makes("typewriter")
def typewriter(want: Want) -> Model:
    """Four rows of keys, a basket of type bars, a roller with a sheet in it."""
    w, d, h = want.width, want.depth, want.height
    side = [
        (d / 2, 0.0),
        (d / 2, h * 0.18),
        (d * 0.06, h * 0.48),
        (d * 0.0, h * 0.62),
        (-d * 0.42, h * 0.66),
        (-d / 2, h * 0.4),
        (-d / 2, 0.0),
    ]
    parts = [
        prism("body", side, w * 0.8, "body", along="y", bevel=0.008),
        tube("roller", [(-d * 0.22, -w * 0.44, h * 0.74), (-d * 0.22, w * 0.44, h * 0.74)], h * 0.1, "black", n=18),
    ]
    for s in (-1, 1):
        parts.append(
            tube(
                "knob",
                [(-d * 0.22, s * w * 0.44, h * 0.74), (-d * 0.22, s * w * 0.5, h * 0.74)],
                h * 0.13,
                "black",
                n=14,
            )
        )
    for row in range(4):
        n = 10 - (row % 2)
        x, z = d * (0.42 - 0.1 * row), h * (0.26 + 0.085 * row)
        for k in range(n):
            y = w * 0.68 * ((k + 0.5) / n - 0.5)
            parts += [
                lathe(
                    "key", [(0, 0), (0.0085, 0), (0.0085, 0.003), (0.006, 0.005), (0, 0.004)], "key", (x, y, z), n=10
                ),
                tube("stem", [(x, y, z), (x - 0.01, y, z - 0.03)], 0.002, "steel", n=4),
            ]
    parts.append(tube("space", [(d * 0.49, -w * 0.2, h * 0.2), (d * 0.49, w * 0.2, h * 0.2)], 0.007, "key", n=8))
    for k in range(19):
        a = np.pi * (k + 0.5) / 19
        parts.append(
            tube(
                "type bar",
                [
                    (-d * 0.04 + 0.02 * np.sin(a), w * 0.2 * np.cos(a), h * 0.63),
                    (-d * 0.12, w * 0.05 * np.cos(a), h * 0.7),
                ],
                0.002,
                "steel",
                n=4,
            )
        )
    parts += [
        box("sheet", (0.0012, w * 0.5, h * 0.32), (-d * 0.28, 0, h * 0.68), "paper", 0.0),
        tube("lever", [(-d * 0.15, -w * 0.44, h * 0.78), (d * 0.02, -w * 0.49, h * 0.82)], 0.005, "steel"),
    ]
    parts += [
        lathe(
            "spool",
            [(0, h * 0.64), (0.026, h * 0.64), (0.026, h * 0.69), (0, h * 0.69)],
            "steel",
            (-d * 0.1, s * w * 0.28, 0),
            n=16,
        )
        for s in (-1, 1)
    ]
    return finish(want, parts, {**SLOTS, "body": "blackened_steel"}, ("body",))
