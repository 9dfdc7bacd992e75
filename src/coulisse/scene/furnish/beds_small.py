"""Beds for a child or for a night: cradle, crib, camp bed, hammock."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.bedding import BEDDING, MAIN, bedding
from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, cushion, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


@makes("camp_bed")
def camp_bed(want: Want) -> Model:
    """A folding cot of canvas on crossed legs, a blanket folded at its foot."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = [
        tube(
            "rail",
            [(-d / 2 + 0.01, s * (w / 2 - 0.03), h - 0.05), (d / 2 - 0.01, s * (w / 2 - 0.03), h - 0.05)],
            0.018,
            "frame",
        )
        for s in (-1, 1)
    ]
    for i in range(3):
        x = (i - 1) * (d / 2 - 0.18)
        parts += [
            tube(
                "leg",
                [(x + 0.02 * s, s * (w / 2 - 0.05), 0), (x + 0.02 * s, -s * (w / 2 - 0.03), h - 0.05)],
                0.014,
                "frame",
                square=True,
            )
            for s in (-1, 1)
        ]
    parts.append(
        sheet(
            "canvas",
            lambda u, v: (
                (u - 0.5) * (d - 0.02),
                (v - 0.5) * (w - 0.01),
                h - 0.028 - 0.045 * np.sin(np.pi * v) ** 0.8 + 0 * u,
            ),
            (13, 15),
            "canvas",
            thickness=0.004,
        )
    )
    parts.append(
        moved(
            cushion("pillow", (0.3, w - 0.25, 0.08), slot="pillow", crown=1.0, corner=0.04, seed=want.seed),
            (-d / 2 + 0.22, 0, h - 0.075),
        )
    )
    parts += [
        moved(
            cushion("blanket", (0.4, w - 0.16, 0.035), slot="blanket", crown=0.5, corner=0.02, seed=want.seed + i),
            (d / 2 - 0.3 + 0.004 * i, 0.005 * i, h - 0.066 + 0.028 * i),
            1.5 * i,
        )
        for i in range(2)
    ]
    return finish(want, parts, slots(want, canvas="canvas", pillow="cotton", blanket="wool"), ("canvas",))


@makes("cradle", "crib")
def cradle(want: Want) -> Model:
    """A crib with bars, or a cradle on rockers with a hood."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    if want.name == "crib":
        t = 0.045
        parts += [
            box("post", (t, t, h), (a * (d / 2 - t / 2), b * (w / 2 - t / 2), 0), "frame", 0.01)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
        z0, z1 = 0.32, h - 0.06
        for s in (-1, 1):
            parts += [
                box("rail", (d - 2 * t, 0.028, 0.045), (0, s * (w / 2 - t / 2), z), "frame", 0.008)
                for z in (z0, z1 - 0.045)
            ]
            n = round((d - 0.1) / 0.085)
            parts += [
                tube(
                    "bar",
                    [
                        (-d / 2 + t + (d - 2 * t) * (i + 0.5) / n, s * (w / 2 - t / 2), z0),
                        (-d / 2 + t + (d - 2 * t) * (i + 0.5) / n, s * (w / 2 - t / 2), z1),
                    ],
                    0.009,
                    "frame",
                    n=7,
                )
                for i in range(n)
            ]
            top = curve(
                [
                    (-w / 2 + t, h - 0.12),
                    (-0.2 * w, h - 0.05),
                    (0, h - 0.02),
                    (0.2 * w, h - 0.05),
                    (w / 2 - t, h - 0.12),
                ],
                4,
            )
            parts.append(
                prism(
                    "end",
                    [*[(-w / 2 + t, 0.26), (w / 2 - t, 0.26)], *top[::-1]],
                    0.022,
                    "frame",
                    (s * (d / 2 - t / 2), 0, 0),
                    along="x",
                    bevel=0.005,
                )
            )
        parts.append(box("base", (d - 0.06, w - 0.06, 0.02), (0, 0, 0.3), "inside", 0.002))
        parts += bedding(want, (-d / 2 + 0.05, d / 2 - 0.05), w - 0.08, 0.32, thick=0.1, hang=0.0, pillows=1)
    else:
        for s in (-1, 1):
            r = 0.62
            arc = [
                (s * (d / 2 - 0.16), r * math.sin(a), r - r * math.cos(a) + 0.015) for a in np.linspace(-0.4, 0.4, 11)
            ]
            parts.append(tube("rocker", arc, 0.017, "frame", square=True))
        lo, hi = 0.6 * w, 0.94 * w
        zb, zt = 0.09, 0.42
        for s in (-1, 1):
            parts.append(
                prism(
                    "side",
                    [(-d / 2 + 0.02, 0), (d / 2 - 0.04, 0), (d / 2 - 0.01, zt - zb), (-d / 2 + 0.01, zt - zb + 0.03)],
                    0.018,
                    "body",
                    (0, 0, 0),
                    along="y",
                    bevel=0.004,
                )
            )
            parts[-1] = moved(
                parts[-1], (0, s * lo / 2, zb), tilt=-s * math.degrees(math.atan2((hi - lo) / 2, zt - zb)), about="x"
            )
            rim = zt if s > 0 else h - 0.14
            parts.append(
                prism(
                    "end",
                    [
                        (-lo / 2, 0),
                        (lo / 2, 0),
                        (hi / 2, zt - zb),
                        *(
                            (-y, q)
                            for y, q in (
                                []
                                if s > 0
                                else [
                                    (-hi / 2, rim - zb),
                                    (0.3 * -hi, h - zb - 0.02),
                                    (0.3 * hi, h - zb - 0.02),
                                    (hi / 2, rim - zb),
                                ]
                            )
                        ),
                        (-hi / 2, zt - zb),
                    ],
                    0.018,
                    "body",
                    (s * (d / 2 - 0.025), 0, zb),
                    along="x",
                    bevel=0.004,
                )
            )
        parts.append(box("floor", (d - 0.06, lo, 0.018), (0, 0, zb), "body", 0.002))
        hood = [(hi / 2 * math.cos(a), zt + (h - zt) * math.sin(a)) for a in np.linspace(0, math.pi, 11)]
        inner = [
            ((hi / 2 - 0.02) * math.cos(a), zt + (h - zt - 0.02) * math.sin(a)) for a in np.linspace(math.pi, 0, 11)
        ]
        parts.append(
            prism("hood", [*hood, *inner], 0.3, "body", (-d / 2 + 0.16, 0, 0), along="x", bevel=0.003, smooth=True)
        )
        parts += bedding(want, (-d / 2 + 0.06, d / 2 - 0.05), lo + 0.04, zb + 0.02, thick=0.13, hang=0.0, pillows=1)
    return finish(want, parts, slots(replace(want, family=want.family or "rustic"), **BEDDING), MAIN)


@makes("hammock")
def hammock(want: Want) -> Model:
    """A hammock on a bowed wooden stand."""
    d, w, h = want.depth, want.width, want.height
    bow = [(x, 0.06 + (h - 0.08) * (abs(x) / (d / 2)) ** 2.4) for x in np.linspace(-d / 2 + 0.02, d / 2 - 0.02, 17)]
    parts: list[Part] = [tube("bow", [(x, 0, z) for x, z in bow], 0.032, "frame", square=True)]
    parts += [box("foot", (0.08, w, 0.06), (s * 0.22 * d, 0, 0), "frame", 0.01) for s in (-1, 1)]
    k = 0.36 * d

    def cloth(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        a = 2 * u - 1
        wide = (w - 0.06) * (1 - 0.35 * np.abs(a) ** 2.5)
        z = h - 0.12 - 0.28 * (1 - a**2) + 0.1 * (2 * v - 1) ** 2 * (1 - 0.6 * np.abs(a)) + 0.006 * np.sin(30 * v)
        return a * k, (v - 0.5) * wide, np.maximum(z, 0.1)

    parts.append(sheet("cloth", cloth, (25, 21), "cloth", thickness=0.004))
    for s in (-1, 1):
        for i in range(9):
            y = (i / 8 - 0.5) * (w - 0.06) * 0.63
            parts.append(
                tube(
                    "cord",
                    [(s * k, y, h - 0.12 + 0.1 * (2 * i / 8 - 1) ** 2 * 0.4), (s * (d / 2 - 0.05), 0, h - 0.06)],
                    0.003,
                    "cord",
                    n=4,
                )
            )
        parts.append(tube("bar", [(s * k, -0.33 * w, h - 0.1), (s * k, 0.33 * w, h - 0.1)], 0.012, "frame"))
    parts.append(
        moved(cushion("pillow", (0.3, 0.5, 0.1), slot="cord", crown=1.0, corner=0.04), (-0.24 * d, 0, 0.22), tilt=18)
    )
    return finish(want, parts, slots(want, cloth="canvas", cord="cotton"), ("cloth",))
