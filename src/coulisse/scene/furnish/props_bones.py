"""Skulls and skeletons."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_art import SLOTS, Row, flesh
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Model, Part


def skull_parts(k: float, at: tuple[float, float, float]) -> list[Part]:
    """A skull 18 cm high for k = 1, its jaw's foot at `at`, looking to +x."""
    rows: list[Row] = [
        (0.035, 0.05, 0.045, 0.03, 0),
        (0.055, 0.07, 0.055, 0.012, 0),
        (0.085, 0.088, 0.066, -0.005, 0),
        (0.12, 0.098, 0.074, -0.012, 0),
        (0.15, 0.088, 0.068, -0.018, 0),
        (0.17, 0.06, 0.048, -0.022, 0),
        (0.18, 0.015, 0.012, -0.024, 0),
    ]
    parts = [flesh("cranium", [(a * k, b * k, c * k, x * k, 0) for a, b, c, x, _ in rows], "bone", 26)]
    for s in (-1, 1):
        parts += [
            moved(
                ball("socket", 0.021 * k, "dark", (0, 0, 0), n=12),
                (0.07 * k, s * 0.032 * k, 0.095 * k),
                scale=(0.75, 1, 0.95),
            ),
            tube(
                "cheek",
                curve(
                    [
                        (0.078 * k, s * 0.045 * k, 0.07 * k),
                        (0.045 * k, s * 0.066 * k, 0.066 * k),
                        (-0.01 * k, s * 0.068 * k, 0.075 * k),
                    ],
                    3,
                ),
                0.0085 * k,
                "bone",
                n=7,
            ),
            tube(
                "jaw",
                curve(
                    [
                        (0.07 * k, s * 0.012 * k, 0.012 * k),
                        (0.05 * k, s * 0.042 * k, 0.014 * k),
                        (-0.005 * k, s * 0.055 * k, 0.022 * k),
                        (-0.015 * k, s * 0.058 * k, 0.065 * k),
                    ],
                    3,
                ),
                0.011 * k,
                "bone",
                n=8,
            ),
            tube(
                "brow",
                [
                    (0.09 * k, s * 0.01 * k, 0.112 * k),
                    (0.082 * k, s * 0.04 * k, 0.118 * k),
                    (0.06 * k, s * 0.062 * k, 0.108 * k),
                ],
                0.007 * k,
                "bone",
                n=7,
            ),
        ]
    parts += [
        prism(
            "nose",
            [(-0.011 * k, 0.06 * k), (0.011 * k, 0.06 * k), (0, 0.087 * k)],
            0.02 * k,
            "dark",
            (0.078 * k, 0, 0),
            along="x",
            bevel=0.0,
        ),
        tube(
            "chin",
            [(0.074 * k, -0.02 * k, 0.012 * k), (0.08 * k, 0, 0.01 * k), (0.074 * k, 0.02 * k, 0.012 * k)],
            0.012 * k,
            "bone",
            n=8,
        ),
    ]
    for z in (0.034, 0.047):
        for j in range(10):
            a = (j - 4.5) * 0.17
            parts.append(
                box(
                    "tooth",
                    (0.007 * k, 0.0075 * k, 0.012 * k),
                    (0.025 * k + 0.056 * k * np.cos(a), 0.048 * k * np.sin(a), (z - 0.006) * k),
                    "bone",
                    0.002 * k,
                    float(np.degrees(a)),
                )
            )
    return [moved(p, at) for p in parts]


@makes("skull")
def skull(want: Want) -> Model:
    """A skull."""
    return finish(want, skull_parts(want.height / 0.18, (0, 0, 0)), SLOTS, ("bone",))


@makes("skeleton")
def skeleton(want: Want) -> Model:
    """A skeleton that hangs from its stand."""
    h = want.height
    k = h / 1.74
    parts = skull_parts(k * 1.15, (0.0, 0, 1.5 * k))
    for j in range(22):
        z = (0.94 + 0.58 * j / 21) * k
        parts.append(
            ball("vertebra", 0.022 * k, "bone", (-0.03 * k + 0.012 * k * np.sin(j / 3), 0, z), n=7, squash=0.7)
        )
    for j in range(9):
        z, s = (1.12 + 0.033 * j) * k, np.sin(np.pi * (j + 2.5) / 12.5)
        loop = [
            (-0.03 * k, 0, z + 0.02 * k),
            (-0.04 * k, 0.13 * s * k, z),
            (0.06 * k, 0.12 * s * k, z - 0.025 * k),
            (0.105 * k, 0.03 * k, z - 0.02 * k),
        ]
        parts += [
            tube("rib", curve([(x, y * sg, zz) for x, y, zz in loop], 3), 0.0075 * k, "bone", n=6) for sg in (-1, 1)
        ]
    parts.append(tube("sternum", [(0.1 * k, 0, 1.14 * k), (0.1 * k, 0, 1.4 * k)], [0.014 * k, 0.02 * k], "bone"))
    for s in (-1, 1):
        parts += [
            tube("clavicle", [(0.09 * k, s * 0.02 * k, 1.41 * k), (0, s * 0.18 * k, 1.43 * k)], 0.01 * k, "bone"),
            tube(
                "blade",
                [(-0.06 * k, s * 0.08 * k, 1.26 * k), (-0.04 * k, s * 0.16 * k, 1.42 * k)],
                [0.008 * k, 0.03 * k],
                "bone",
            ),
            tube(
                "pelvis",
                curve(
                    [
                        (-0.04 * k, s * 0.02 * k, 0.95 * k),
                        (-0.03 * k, s * 0.13 * k, 1.0 * k),
                        (0.06 * k, s * 0.12 * k, 0.92 * k),
                        (0.05 * k, s * 0.03 * k, 0.86 * k),
                    ],
                    4,
                ),
                [0.03 * k, 0.022 * k, 0.02 * k, 0.016 * k],
                "bone",
            ),
        ]
        sh, el, wr = (
            (0.0, s * 0.2 * k, 1.42 * k),
            (-0.02 * k, s * 0.22 * k, 1.12 * k),
            (0.03 * k, s * 0.235 * k, 0.87 * k),
        )
        hp, kn, an = (
            (0.01 * k, s * 0.1 * k, 0.9 * k),
            (0.02 * k, s * 0.085 * k, 0.49 * k),
            (-0.01 * k, s * 0.08 * k, 0.1 * k),
        )
        for a, b, r in ((sh, el, 0.014), (hp, kn, 0.018), (kn, an, 0.015)):
            parts.append(
                tube(
                    "bone",
                    [a, tuple(np.array(a) * 0.9 + np.array(b) * 0.1), tuple(np.array(a) * 0.1 + np.array(b) * 0.9), b],
                    [1.6 * r * k, r * k, r * k, 1.6 * r * k],
                    "bone",
                )
            )
        parts += [tube("radius", [el, tuple(np.add(wr, (0.008 * k * j, 0, 0)))], 0.0085 * k, "bone") for j in (-1, 1)]
        parts += [
            tube(
                "finger",
                [
                    wr,
                    tuple(np.add(wr, (0.012 * k * (j - 1.5), 0.006 * k * s, -0.09 * k))),
                    tuple(np.add(wr, (0.014 * k * (j - 1.5) + 0.012 * k, 0.006 * k * s, -0.17 * k))),
                ],
                [0.006 * k, 0.007 * k, 0.004 * k],
                "bone",
                n=5,
            )
            for j in range(4)
        ]
        parts += [
            tube(
                "toe",
                [(-0.03 * k, an[1], 0.06 * k), (0.12 * k, an[1] + 0.016 * k * (j - 1.5), 0.02 * k)],
                [0.018 * k, 0.008 * k],
                "bone",
                n=5,
            )
            for j in range(4)
        ]
    parts += [
        tube("stand", [(-0.1 * k, 0, 0.02), (-0.1 * k, 0, 1.7 * k), (-0.02 * k, 0, h)], 0.011 * k, "steel"),
        lathe("foot", [(0, 0), (0.15 * k, 0), (0.14 * k, 0.02), (0, 0.03)], "steel", (-0.06 * k, 0, 0), n=5),
    ]
    return finish(want, parts, SLOTS, ("bone",))
