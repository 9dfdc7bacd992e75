"""Drums, guitars and violins."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.music import SLOTS, stool
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.staged import Model, Part


def tom(r: float, deep: float, at: tuple[float, float, float], tilt: float = 0.0, turn: float = 0.0) -> list[Part]:
    """A drum with hoops, skins and lugs about its own upright."""
    parts = [lathe("shell", [(r * 0.97, 0.012), (r * 0.97, deep - 0.012), (r * 0.94, deep - 0.012), (r * 0.94, 0.012)],
        "body", n=28, closed=True), lathe("skin", [(0, deep - 0.008), (r * 0.96, deep - 0.008),
        (r * 0.96, deep - 0.004), (0, deep - 0.004)], "skin", n=28), lathe("under", [(0, 0.004), (r * 0.96, 0.004),
        (r * 0.96, 0.008), (0, 0.008)], "skin", n=28)]  # fmt: skip
    for z in (0.0, deep - 0.022):
        parts.append(
            lathe("hoop", [(r * 0.96, z), (r, z), (r, z + 0.022), (r * 0.96, z + 0.022)], "frame", n=28, closed=True)
        )
    for k in range(6):
        a = np.pi * k / 3
        parts.append(
            tube(
                "lug",
                [
                    (r * 0.99 * np.cos(a), r * 0.99 * np.sin(a), 0.01),
                    (r * 0.99 * np.cos(a), r * 0.99 * np.sin(a), deep - 0.01),
                ],
                0.005,
                "frame",
                n=5,
            )
        )
    return [moved(p, at, turn, tilt=tilt) for p in parts]


@makes("drum_kit")
def drum_kit(want: Want) -> Model:
    """Bass drum to the front, snare, toms, hi-hat, two cymbals and a stool."""
    w, d, h = want.width, want.depth, want.height
    parts = [moved(p, (d * 0.34, 0, 0.3), 0) for p in tom(0.28, 0.4, (-0.2, 0, 0), tilt=90)]
    parts += tom(0.14, 0.2, (d * 0.12, -0.2, 0.62), tilt=-14) + tom(0.15, 0.22, (d * 0.12, 0.2, 0.6), tilt=-14)
    parts += tom(0.17, 0.14, (-d * 0.14, 0.34, 0.52)) + tom(0.21, 0.38, (-d * 0.08, -0.52, 0.14))
    for x, y, z, r in (
        (0.16, -0.64, h - 0.08, 0.25),
        (0.2, 0.62, h - 0.04, 0.21),
        (-0.05, 0.66, 0.82, 0.17),
        (-0.05, 0.66, 0.85, 0.17),
    ):
        yy = y * w / 1.8
        cup = [(0.0, 0.02), (0.04, 0.02), (0.06, 0.004), (r, -0.02), (r, -0.022), (0.06, 0.0), (0.0, 0.0)]
        parts.append(moved(lathe("cymbal", cup, "trim", n=32), (x * d, yy, z), tilt=-8 if z > 1 else 0))
        parts.append(tube("stand", [(x * d, yy, 0.3), (x * d, yy, z + 0.04)], 0.011, "frame"))
        for k in range(3):
            a = 2 * np.pi * k / 3
            parts.append(
                tube(
                    "foot", [(x * d, yy, 0.3), (x * d + 0.22 * np.cos(a), yy + 0.22 * np.sin(a), 0.01)], 0.009, "frame"
                )
            )
    parts += [moved(p) for p in stool((-d * 0.38, 0, 0))]
    for k in range(3):
        a = 2 * np.pi * k / 3
        parts.append(
            tube(
                "stool leg",
                [(-d * 0.38, 0, 0.2), (-d * 0.38 + 0.18 * np.cos(a), 0.18 * np.sin(a), 0.0)],
                0.011,
                "frame",
            )
        )
        parts.append(
            tube(
                "snare leg",
                [(-d * 0.14, 0.34, 0.5), (-d * 0.14 + 0.16 * np.cos(a), 0.34 + 0.16 * np.sin(a), 0.0)],
                0.009,
                "frame",
            )
        )
        parts.append(
            tube(
                "tom leg",
                [
                    (-d * 0.08 + 0.2 * np.cos(a), -0.52 + 0.2 * np.sin(a), 0.3),
                    (-d * 0.08 + 0.22 * np.cos(a), -0.52 + 0.22 * np.sin(a), 0.0),
                ],
                0.009,
                "frame",
            )
        )
    parts.append(tube("mount", [(d * 0.14, 0, 0.5), (d * 0.14, 0, 0.72)], 0.014, "frame"))
    return finish(want, parts, {**SLOTS, "body": "red_lacquer" if want.seed % 2 else "ebony"}, ("body",))


@makes("guitar", "violin")
def strings(want: Want) -> Model:
    """A guitar stands on a rest, its face to the front; a violin lies on its back with the bow beside it."""
    lies = want.name == "violin"
    w, h, d = want.width, want.height, want.depth
    length = h if not lies else want.height
    body = length * (0.48 if not lies else 0.58)
    half = [
        (0, 0.0),
        (0.36, 0.02),
        (0.5, 0.14),
        (0.48, 0.3),
        (0.36, 0.46),
        (0.3, 0.58),
        (0.36, 0.74),
        (0.38, 0.86),
        (0.26, 0.97),
        (0.0, 1.0),
    ]
    line = curve([(y * w * 0.97, z * body) for y, z in half], 4)
    outline = np.concatenate([line, line[::-1][1:-1] * [-1, 1]])
    deep = d * (0.62 if not lies else 0.5)
    parts = [
        prism("body", outline, deep, "wood", (0, 0, 0), along="x", bevel=0.005),
        prism(
            "front",
            outline * [0.96, 0.97] + [0, body * 0.015],
            0.004,
            "front",
            (deep / 2, 0, 0),
            along="x",
            bevel=0.001,
        ),
    ]
    f = deep / 2
    parts += [box("neck", (d * 0.16, w * 0.14, length * 0.92 - body), (f - 0.005, 0, body * 0.96), "wood", 0.006),
        box("board", (0.008, w * 0.15, length * 0.88 - body * 0.68), (f + 0.008, 0, body * 0.68), "black", 0.002),
        box("head", (d * 0.14, w * 0.2, length * 0.1), (f - 0.006, 0, length * 0.9), "wood", 0.006),
        box("bridge", (0.014, w * 0.42, 0.02), (f + 0.007, 0, body * 0.26), "black", 0.003)]  # fmt: skip
    hole = lathe("hole", [(0, 0), (w * 0.14, 0), (w * 0.14, 0.003), (0, 0.003)], "black", n=20)
    if not lies:
        parts.append(moved(hole, (f + 0.002, 0, body * 0.62), tilt=90))
    else:
        parts += [
            tube(
                "sound hole",
                curve(
                    [
                        (f + 0.002, s * w * 0.2, body * 0.3),
                        (f + 0.002, s * w * 0.16, body * 0.4),
                        (f + 0.002, s * w * 0.2, body * 0.5),
                    ],
                    3,
                ),
                0.004,
                "black",
                n=5,
            )
            for s in (-1.0, 1.0)
        ]
    n = 6 if not lies else 4
    for k in range(n):
        y = w * 0.1 * (k / (n - 1) - 0.5)
        parts.append(
            tube("string", [(f + 0.016, y * 1.2, body * 0.27), (f + 0.014, y, length * 0.9)], 0.0009, "string", n=4)
        )
        parts.append(
            tube(
                "peg",
                [
                    (f - 0.005, np.sign(y) * w * 0.08, length * (0.91 + 0.025 * (k % 3))),
                    (f - 0.005, np.sign(y) * w * 0.17, length * (0.91 + 0.025 * (k % 3))),
                ],
                0.006,
                "trim",
                n=6,
            )
        )
    if not lies:
        parts.append(box("rest", (d * 0.6, w * 0.3, 0.012), (0, 0, 0), "black", 0.003))
    else:
        parts.append(tube("bow", [(f, w * 0.44, 0.01), (f, w * 0.46, length * 0.98)], 0.004, "wood", n=6))
    slots = {**SLOTS, "front": "fir" if not lies else "cherry_wood", "wood": "rosewood" if not lies else "cherry_wood"}
    return finish(want, parts, slots, ("wood",))


@makes("drum")
def drum(want: Want) -> Model:
    """A drum with ropes and two sticks on its skin."""
    r, h = min(want.width, want.depth) / 2, want.height
    parts = tom(r, h - 0.02, (0, 0, 0))
    for k in range(10):
        a, b = 2 * np.pi * k / 10, 2 * np.pi * (k + 0.5) / 10
        parts.append(
            tube(
                "rope",
                [
                    (r * 0.99 * np.cos(a), r * 0.99 * np.sin(a), 0.02),
                    (r * 0.99 * np.cos(b), r * 0.99 * np.sin(b), h - 0.05),
                ],
                0.004,
                "white",
                n=5,
            )
        )
    for s in (-1.0, 1.0):
        parts.append(
            tube(
                "stick",
                [(-r * 0.7, s * 0.04, h - 0.012), (r * 0.6, s * 0.02 + 0.05, h - 0.012)],
                [0.009, 0.006],
                "wood",
            )
        )
    return finish(want, parts, {**SLOTS, "body": "red_lacquer", "white": "canvas", "skin": "hide"}, ("body",))
