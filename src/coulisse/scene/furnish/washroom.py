"""What a washroom has: washbasins, toilets, urinals, towel rails."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.bath import bath_materials, towel
from coulisse.scene.furnish.kitchen import basin, tap
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import ellipse, rounded_rectangle
from coulisse.scene.shapes import box, lathe, loft, moved, prism, tube
from coulisse.scene.staged import Model, Part


@makes("washbasin")
def washbasin(want: Want) -> Model:
    """A basin on a pedestal, its back at the wall; a slab on steel legs for modern, with a towel."""
    d, w, h = want.depth, want.width, want.height
    top = h - 0.0
    f = want.family
    parts: list[Part] = []
    if f in ("modern", "industrial", "futuristic", "brutalist"):
        parts.append(basin(d, w, 0.11, (0, 0, top - 0.004), slot="body", rim=0.05, corner=0.04))
        parts += [
            box("side", (d, 0.02, 0.12), (0, s * (w / 2 - 0.012), top - 0.13), "body", 0.006) for s in (-1, 1)
        ] + [box("apron", (0.02, w, 0.12), (d / 2 - 0.012, 0, top - 0.13), "body", 0.006)]
        parts += [
            tube(
                "leg",
                [(s * (d / 2 - 0.03), k * (w / 2 - 0.03), 0), (s * (d / 2 - 0.03), k * (w / 2 - 0.03), top - 0.12)],
                0.012,
                "metal",
                square=True,
            )
            for s in (-1, 1)
            for k in (-1, 1)
        ]
        parts.append(
            tube("rail", [(d / 2 - 0.03, -w / 2 + 0.03, 0.5), (d / 2 - 0.03, w / 2 - 0.03, 0.5)], 0.008, "metal")
        )
        parts += towel((d / 2 - 0.03, 0.05, 0.51), 0.32, 0.22)
        xt = -d / 2 + 0.04
    else:
        out = rounded_rectangle(d, w, 0.12, 6)
        out[:, 0] = np.where(out[:, 0] < -d / 2 + 0.13, -d / 2 + (out[:, 0] + d / 2) * 0.3, out[:, 0])
        bowl = ellipse(0.66 * d, 0.74 * w, len(out))
        order = np.argsort(np.arctan2(out[:, 1], out[:, 0] / d * w))
        out = out[order]
        bowl = bowl[np.argsort(np.arctan2(bowl[:, 1], bowl[:, 0] / d * w))]
        shift = np.array([0.05, 0.0])
        rings = [
            (out * 0.35 + [-0.02, 0], top - 0.17),
            (out * 0.62, top - 0.14),
            (out * 0.92, top - 0.06),
            (out, top - 0.035),
            (out, top - 0.008),
            (out * 0.99, top - 0.002),
            (bowl * 1.06 + shift, top - 0.004),
            (bowl + shift, top - 0.012),
            (bowl * 0.86 + shift, top - 0.09),
            (bowl * 0.4 + shift, top - 0.13),
        ]
        parts.append(loft("bowl", [np.column_stack([r, np.full(len(r), z)]) for r, z in rings], "body"))
        foot = [
            (0.13, 0),
            (0.13, 0.03),
            (0.1, 0.05),
            (0.07, 0.16),
            (0.062, 0.4),
            (0.08, top - 0.22),
            (0.12, top - 0.13),
        ]
        parts.append(lathe("pedestal", foot, "body", (-0.03, 0, 0), n=24))
        xt = -d / 2 + 0.07
    low = tap((0, 0, 0), old=f in ("victorian", "art_deco", "classical"), high=0.11, slot="chrome")
    parts += [moved(p, (xt, 0, top - 0.09 * 0), scale=(1.0, 1.0, 1.0)) for p in low]
    parts.append(
        lathe("drain", [(0, 0), (0.02, 0), (0.022, 0.003), (0, 0.003)], "chrome", (0.05, 0, top - 0.129), n=12)
    )
    return finish(want, parts, bath_materials(want), ("body",))


@makes("toilet")
def toilet(want: Want) -> Model:
    """A toilet with a cistern, a seat and a lid that is up or down."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    line = ellipse(1.0, 1.0, 26)
    cx = 0.1

    def ring(a: float, b: float, z: float, x: float = cx) -> np.ndarray:
        return np.column_stack([line * [a, b] + [x, 0], np.full(len(line), z)])

    bowl = [
        ring(0.3, 0.2, 0.0, -0.02),
        ring(0.3, 0.2, 0.05, -0.02),
        ring(0.26, 0.17, 0.16, 0.0),
        ring(0.36, 0.26, 0.28, 0.07),
        ring(0.44, 0.36, 0.37),
        ring(0.45, 0.365, 0.4),
        ring(0.42, 0.335, 0.405),
        ring(0.33, 0.25, 0.4),
        ring(0.3, 0.22, 0.34),
        ring(0.16, 0.12, 0.22, 0.07),
    ]
    parts.append(loft("bowl", bowl, "body"))
    parts.append(box("neck", (0.2, 0.2, 0.36), (-d / 2 + 0.16, 0, 0.04), "body", 0.04))
    parts.append(loft("water", [ring(0.24, 0.18, 0.27, 0.08), ring(0.24, 0.18, 0.272, 0.08)], "water"))
    seat = [
        ring(0.45, 0.37, 0.408),
        ring(0.455, 0.375, 0.418),
        ring(0.44, 0.36, 0.428),
        ring(0.3, 0.22, 0.428),
        ring(0.29, 0.21, 0.415),
    ]
    parts.append(loft("seat", [*seat, ring(0.3, 0.22, 0.408)], "seat", closed=True))
    lid = loft(
        "lid",
        [
            ring(0.44, 0.365, 0.0, 0.22),
            ring(0.45, 0.372, 0.008, 0.22),
            ring(0.43, 0.35, 0.02, 0.22),
            ring(0.2, 0.16, 0.026, 0.22),
        ],
        "seat",
    )
    up = want.seed % 2 == 0 and not want.has("closed")
    parts.append(moved(lid, (-0.12, 0, 0.43), tilt=-98 if up else 0))
    parts.append(
        prism(
            "cistern",
            rounded_rectangle(0.18, w, 0.03, 4),
            h - 0.43,
            "body",
            (-d / 2 + 0.09, 0, 0.38),
            bevel=0.01,
            smooth=True,
        )
    )
    parts.append(
        prism(
            "lid",
            rounded_rectangle(0.19, w + 0.01, 0.03, 4),
            0.035,
            "body",
            (-d / 2 + 0.095, 0, h - 0.05),
            bevel=0.01,
            smooth=True,
        )
    )
    parts.append(
        lathe(
            "button",
            [(0.022, 0), (0.022, 0.012), (0.018, 0.015), (0, 0.014)],
            "chrome",
            (-d / 2 + 0.1, 0, h - 0.016),
            n=14,
        )
    )
    return finish(want, parts, bath_materials(want), ("body",))


@makes("urinal")
def urinal(want: Want) -> Model:
    """A wall urinal with its flush pipe; its bottom hangs where the piece's base is."""
    d, w, h = want.depth, want.width, want.height
    t = np.linspace(-math.pi / 2, math.pi / 2, 15)

    def ring(reach: float, half: float, z: float) -> np.ndarray:
        arc = np.column_stack([-d / 2 + 0.02 + reach * np.cos(t), half * np.sin(t)])
        return np.column_stack([np.concatenate([[[-d / 2, -half]], arc, [[-d / 2, half]]]), np.full(17, z)])

    outer = [
        ring(0.1, 0.1, 0.0),
        ring(0.7 * d, 0.4 * w, 0.08),
        ring(d - 0.02, 0.48 * w, 0.2),
        ring(d - 0.03, 0.49 * w, 0.26),
        ring(0.62 * d, 0.5 * w, 0.36),
        ring(0.5 * d, 0.5 * w, h - 0.1),
        ring(0.4 * d, 0.46 * w, h - 0.03),
        ring(0.2 * d, 0.3 * w, h),
    ]
    parts = [loft("shell", outer, "body")]
    bowl = [(0, -0.005), (0.12, 0.0), (0.13, 0.012), (0.115, 0.012), (0.0, 0.004)]
    parts.append(moved(lathe("bowl", bowl, "dark", n=20), (0.3 * d - 0.02, 0, 0.25), tilt=18, scale=(0.8, 0.95, 1.0)))
    parts.append(
        prism(
            "hollow",
            [
                (-0.3 * w, 0.3),
                (0.3 * w, 0.3),
                (0.32 * w, h - 0.16),
                (0.2 * w, h - 0.08),
                (-0.2 * w, h - 0.08),
                (-0.32 * w, h - 0.16),
            ],
            0.02,
            "shade",
            (0.02, 0, 0),
            along="x",
            bevel=0.009,
            smooth=True,
        )
    )
    parts += [
        tube("pipe", [(-d / 2 + 0.06, 0, h - 0.06), (-d / 2 + 0.06, 0, h)], 0.014, "chrome"),
        lathe("cap", [(0.024, 0), (0.022, 0.02), (0, 0.022)], "chrome", (-d / 2 + 0.06, 0, h - 0.022), n=12),
    ]
    return finish(want, parts, bath_materials(want, dark="porcelain", shade="porcelain"), ("body",))


@makes("towel_rail")
def towel_rail(want: Want) -> Model:
    """A ladder of warm pipes on a wall, with a towel or two over it."""
    d, w, h = want.depth, want.width, want.height
    x = d / 2 - 0.045
    parts: list[Part] = [
        tube("post", [(x, s * (w / 2 - 0.015), 0), (x, s * (w / 2 - 0.015), h)], 0.015, "metal") for s in (-1, 1)
    ]
    n = max(5, round(h / 0.09))
    for i in range(n):
        if i % 5 != 4:
            z = 0.05 + i * (h - 0.1) / (n - 1)
            parts.append(tube("rung", [(x, -w / 2 + 0.015, z), (x, w / 2 - 0.015, z)], 0.01, "metal"))
    parts += [
        tube("bracket", [(-d / 2, s * (w / 2 - 0.015), z), (x, s * (w / 2 - 0.015), z)], 0.009, "metal", n=6)
        for s in (-1, 1)
        for z in (0.1, h - 0.1)
    ]
    parts += [tube("bar", [(x + 0.0, -w / 2 + 0.015, 0.62 * h), (x + 0.0, w / 2 - 0.015, 0.62 * h)], 0.01, "metal")]
    parts += towel((x, 0.04, 0.62 * h + 0.008), 0.4, 0.3)
    return finish(want, parts, bath_materials(want), ("metal",))
