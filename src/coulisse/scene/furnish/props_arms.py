"""Arms, armour and flags."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import lying
from coulisse.scene.furnish.props_tools import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import spoked
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, sheet, tube
from coulisse.scene.staged import Model, Part


@makes("sword")
def sword(want: Want) -> Model:
    """A sword, its point down."""
    w, d, h = want.width, want.depth, want.height
    hilt = h * 0.17
    blade = [(-w * 0.2, h - hilt), (-w * 0.17, h * 0.1), (0, 0), (w * 0.17, h * 0.1), (w * 0.2, h - hilt)]
    rings = [
        np.array([(0, y * s, z), (d * 0.14, 0, z), (0, -y * s, z), (-d * 0.14, 0, z)])
        for y, z, s in ((w * 0.2, h - hilt, 1), (w * 0.18, h * 0.12, 1), (w * 0.01, 0.0, 1))
    ]
    _ = blade
    parts = [loft("blade", rings, "metal", smooth=False), tube("guard", curve([(0, -w * 0.5, h - hilt - 0.01),
        (0, 0, h - hilt), (0, w * 0.5, h - hilt - 0.01)], 4), 0.012, "trim"), tube("grip", [(0, 0, h - hilt),
        (0, 0, h - hilt * 0.5), (0, 0, h - 0.04)], [0.013, 0.016, 0.012], "leather", n=10), ball("pommel", 0.022,
        "trim", (0, 0, h - 0.022), n=12)]  # fmt: skip
    parts += [
        tube(
            "wire",
            [(0.016 * np.cos(a), 0.016 * np.sin(a), h - hilt + 0.02 + 0.018 * k) for a in np.arange(8) * np.pi / 4],
            0.002,
            "trim",
            n=4,
            closed=True,
        )
        for k in range(5)
    ]
    return finish(want, parts, SLOTS, ("metal",))


@makes("shield")
def shield(want: Want) -> Model:
    """A shield with a boss and a cross, its back to the wall."""
    w, d, h = want.width, want.depth, want.height
    half = curve([(w * 0.5, h), (w * 0.5, h * 0.6), (w * 0.34, h * 0.24), (0, 0)], 5)
    line = np.concatenate([half, half[::-1][1:] * [-1, 1]])
    rings = [
        np.column_stack([np.full(len(line), x) - 0.0, line[:, 0] * s, h * 0.55 + (line[:, 1] - h * 0.55) * s])
        for x, s in ((-d * 0.4, 1.0), (-d * 0.2, 1.0), (d * 0.1, 0.7), (d * 0.25, 0.3))
    ]
    parts = [
        loft("board", rings, "paint"),
        tube("rim", np.column_stack([np.full(len(line), -d * 0.28), line]), 0.014, "metal", closed=True),
        moved(
            lathe(
                "boss", [(0, -0.02), (0.1 * w, 0), (0.12 * w, 0.0), (0.08 * w, d * 0.2), (0, d * 0.26)], "trim", n=20
            ),
            (d * 0.22, 0, h * 0.55),
            tilt=90,
        ),
    ]
    parts += [
        tube(
            "band",
            [(d * 0.02, -w * 0.36, h * 0.55), (d * 0.26, 0, h * 0.55), (d * 0.02, w * 0.36, h * 0.55)],
            0.02,
            "trim",
            square=True,
        ),
        tube(
            "band",
            [(-d * 0.02, 0, h * 0.9), (d * 0.26, 0, h * 0.55), (-d * 0.02, 0, h * 0.16)],
            0.02,
            "trim",
            square=True,
        ),
    ]
    parts.append(box("back", (0.02, w * 0.3, h * 0.3), (-d / 2 + 0.01, 0, h * 0.4), "leather", 0.004))
    return finish(want, parts, SLOTS, ("paint",))


@makes("suit_of_armour")
def armour(want: Want) -> Model:
    """A harness of plate that stands on a plinth, a sword before it."""
    w, d, h = want.width, want.depth, want.height
    k = (h - 0.08) / 1.75
    t = np.arange(22) * 2 * np.pi / 22

    def plate(shape: list[tuple[float, float, float]], y: float = 0.0, x: float = 0.0) -> Part:
        rings = [
            np.column_stack(
                [
                    x + b * k * np.cos(t) * (1 + 0.12 * (np.cos(t) > 0.9)),
                    y + a * k * np.sin(t),
                    np.full(22, 0.08 + z * k),
                ]
            )
            for z, a, b in shape
        ]
        return loft("plate", rings, "metal")

    parts = [box("plinth", (d, w * 0.84, 0.08), (0, 0, 0), "wood", 0.012), plate([(1.0, 0.15, 0.11), (1.1, 0.17, 0.14),
        (1.28, 0.2, 0.16), (1.38, 0.19, 0.14), (1.44, 0.1, 0.09)]), plate([(0.84, 0.2, 0.15), (0.92, 0.18, 0.14),
        (1.02, 0.155, 0.115)]), plate([(1.42, 0.08, 0.09), (1.47, 0.075, 0.085)]),
        plate([(1.46, 0.08, 0.1), (1.54, 0.1, 0.125), (1.62, 0.105, 0.125), (1.7, 0.08, 0.09), (1.74, 0.02, 0.05)]),
        tube("crest", curve([(0.1 * k, 0, 0.08 + 1.64 * k), (0.0, 0, 0.08 + 1.75 * k), (-0.11 * k, 0, 0.08 + 1.62 * k)],
        4), 0.008, "trim"), box("slit", (0.02, 0.14 * k, 0.012 * k), (0.12 * k, 0, 0.08 + 1.585 * k), "panel", 0.002),
        box("visor", (0.03, 0.15 * k, 0.02 * k), (0.118 * k, 0, 0.08 + 1.6 * k), "trim", 0.004)]  # fmt: skip
    for s in (-1, 1):
        for j in range(3):
            parts.append(
                ball(
                    "pauldron",
                    (0.1 - 0.012 * j) * k,
                    "metal",
                    (0, s * (0.22 + 0.02 * j) * k, 0.08 + (1.37 - 0.055 * j) * k),
                    n=16,
                    squash=0.6,
                )
            )
        el, hand = (0.0, s * 0.29 * k, 0.08 + 1.08 * k), (0.14 * k, s * 0.1 * k, 0.08 + 0.98 * k)
        parts += [
            tube("arm", [(0, s * 0.23 * k, 0.08 + 1.34 * k), el], [0.05 * k, 0.045 * k], "metal", n=14),
            ball("couter", 0.058 * k, "metal", el, n=12),
            tube("forearm", [el, hand], [0.048 * k, 0.04 * k], "metal", n=14),
            ball("gauntlet", 0.05 * k, "metal", hand, n=10),
        ]
        hip, kn, an = (
            (0, s * 0.1 * k, 0.08 + 0.86 * k),
            (0.02 * k, s * 0.11 * k, 0.08 + 0.48 * k),
            (0, s * 0.115 * k, 0.08 + 0.08 * k),
        )
        parts += [
            tube("cuisse", [hip, kn], [0.085 * k, 0.06 * k], "metal", n=16),
            ball("poleyn", 0.066 * k, "metal", kn, n=12),
            tube("greave", [kn, tuple(np.add(kn, an) / 2), an], [0.056 * k, 0.06 * k, 0.042 * k], "metal", n=16),
            tube(
                "sabaton",
                [(-0.03 * k, an[1], 0.08 + 0.04 * k), (0.16 * k, an[1] * 1.15, 0.08 + 0.022 * k)],
                [0.045 * k, 0.02 * k],
                "metal",
                n=10,
            ),
        ]
        parts.append(
            moved(
                box("tasset", (0.012, 0.14 * k, 0.2 * k), (0, 0, 0), "metal", 0.003),
                (0.13 * k, s * 0.08 * k, 0.08 + 0.7 * k),
                tilt=-10,
            )
        )
    parts += [
        tube("blade", [(0.15 * k, 0, 0.085), (0.145 * k, 0, 0.08 + 0.94 * k)], [0.006, 0.016], "metal", n=4),
        tube("guard", [(0.145 * k, -0.11 * k, 0.08 + 0.95 * k), (0.145 * k, 0.11 * k, 0.08 + 0.95 * k)], 0.01, "trim"),
        tube("hilt", [(0.145 * k, 0, 0.08 + 0.95 * k), (0.143 * k, 0, 0.08 + 1.12 * k)], 0.012, "leather"),
        ball("pommel", 0.02, "trim", (0.143 * k, 0, 0.08 + 1.13 * k), n=8),
    ]
    return finish(want, parts, {**SLOTS, "wood": "dark_oak"}, ("metal",))


@makes("rifle")
def rifle(want: Want) -> Model:
    """A rifle, its muzzle up; its side faces the room."""
    w, d, h = want.width, want.depth, want.height
    stock = curve(
        [
            (-d * 0.3, 0.0),
            (d * 0.3, 0.02),
            (d * 0.16, h * 0.2),
            (d * 0.06, h * 0.3),
            (d * 0.04, h * 0.62),
            (-d * 0.1, h * 0.62),
            (-d * 0.12, h * 0.3),
            (-d * 0.12, h * 0.22),
            (-d * 0.42, 0.06),
        ],
        2,
        closed=True,
    )
    parts = [prism("stock", stock, w * 0.8, "wood", along="y", bevel=0.006), tube("barrel", [(0.0, 0, h * 0.28),
        (0.0, 0, h)], [w * 0.22, w * 0.16], "metal", n=12), tube("bolt", [(0.0, 0, h * 0.3), (0.01, w * 0.45, h * 0.3)],
        0.006, "metal"), tube("guard", curve([(-d * 0.12, 0, h * 0.2), (-d * 0.34, 0, h * 0.24), (-d * 0.12, 0,
        h * 0.3)], 4), 0.004, "metal"), tube("trigger", [(-d * 0.12, 0, h * 0.25), (-d * 0.24, 0, h * 0.245)], 0.003,
        "metal"), box("sight", (0.02, 0.006, 0.02), (0.014, 0, h - 0.03), "metal", 0.001),
        *(tube("band", [(0.0, 0, h * z), (0.0, 0, h * z + 0.02)], w * 0.36, "metal") for z in (0.45,
        0.58))]  # fmt: skip
    return finish(want, parts, {**SLOTS, "wood": "walnut", "metal": "gunmetal"}, ("wood",))


@makes("cannon")
def cannon(want: Want) -> Model:
    """A gun on a field carriage, its muzzle to the front."""
    w, d, h = want.width, want.depth, want.height
    r = h * 0.42
    gun = [
        (0, -d * 0.34),
        (0.05, -d * 0.34),
        (0.06, -d * 0.31),
        (0.12, -d * 0.29),
        (0.15, -d * 0.26),
        (0.15, -d * 0.2),
        (0.13, -d * 0.1),
        (0.14, -d * 0.09),
        (0.13, -d * 0.07),
        (0.105, d * 0.3),
        (0.13, d * 0.33),
        (0.13, d * 0.36),
        (0.06, d * 0.36),
        (0.06, d * 0.2),
        (0, d * 0.2),
    ]
    parts = [moved(lying("gun", gun, "bronze", (0, 0, 0), along="x", n=24), (d * 0.12, 0, h * 0.72), tilt=-7)]
    for s in (-1, 1):
        parts += [moved(p, (d * 0.12, s * (w / 2 - 0.06), r)) for p in spoked(r, 0.07, 12, "wood", "iron")]
        cheek = [
            (d * 0.24, h * 0.44),
            (d * 0.24, h * 0.68),
            (d * 0.04, h * 0.64),
            (-d * 0.5, 0.1),
            (-d * 0.5, 0.0),
            (-d * 0.42, 0.0),
        ]
        parts.append(prism("cheek", cheek, 0.07, "wood", (0, s * w * 0.2, 0), along="y", bevel=0.008))
    parts += [
        tube("axle", [(d * 0.12, -w * 0.48, r), (d * 0.12, w * 0.48, r)], 0.045, "wood"),
        *(
            box("transom", (0.1, w * 0.36, 0.1), (x * d, 0, z * h), "wood", 0.01)
            for x, z in ((-0.12, 0.3), (-0.4, 0.06))
        ),
        tube("trunnion", [(d * 0.14, -w * 0.22, h * 0.72), (d * 0.14, w * 0.22, h * 0.72)], 0.04, "bronze"),
    ]
    return finish(want, parts, {**SLOTS, "wood": "oak"}, ("bronze",))


@makes("flag")
def flag(want: Want) -> Model:
    """A flag that hangs in folds from its staff on the wall; a banner where it is taller than wide."""
    w, d, h = want.width, want.depth, want.height

    def cloth(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        fold = np.sin(2 * np.pi * (3 * u + 0.3 * np.sin(3 * v))) * (0.25 + 0.75 * v)
        return np.stack(
            [
                d * 0.3 * fold,
                w * (u - 0.5) * (0.98 - 0.04 * v),
                h * 0.96 - h * 0.94 * v + 0.02 * h * np.sin(2 * np.pi * u) * v,
            ],
            -1,
        )

    parts = [
        sheet("cloth", cloth, (40, 14), "cloth", thickness=0.002),
        tube("staff", [(0, -w * 0.5, h * 0.975), (0, w * 0.5, h * 0.975)], min(0.012, d * 0.3), "pole", n=10),
    ]

    def stripe(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return np.add(cloth(0.34 + 0.32 * u, v), [0.003, 0, 0])

    parts.append(sheet("stripe", stripe, (16, 14), "second", thickness=0.001))
    return finish(want, parts, {**SLOTS, "cloth": "silk", "second": "velvet"}, ("cloth",))
