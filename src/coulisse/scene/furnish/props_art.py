"""Statues, busts and vases."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import leaves
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, tube
from coulisse.scene.staged import Model, Part

SLOTS = {"stone": "white_marble", "plinth": "marble", "clay": "terracotta", "china": "porcelain",
    "bone": "ivory_inlay", "dark": "obsidian", "wood": "walnut", "wire": "brass", "fur": "fur", "glass": "crystal",
    "metal": "brass", "sand": "sand", "twig": "bark", "leaf": "moss", "steel": "steel", "bird": "feathers_fabric",
    "bronze": "bronze"}  # fmt: skip
Row = tuple[float, float, float, float, float]


def flesh(name: str, rows: list[Row], slot: str, n: int = 22, flat: float = 0.0) -> Part:
    """A body lofted through ellipses: (z, half along x, half along y, offset x, offset y)."""
    t = np.arange(n) * 2 * np.pi / n
    c, s = np.cos(t), np.sin(t)
    power = 1 - flat
    rings = [
        np.column_stack(
            [x + a * np.sign(c) * np.abs(c) ** power, y + b * np.sign(s) * np.abs(s) ** power, np.full(n, z)]
        )
        for z, a, b, x, y in rows
    ]
    return loft(name, rings, slot)


def head(at: tuple[float, float, float], k: float, slot: str, hair: bool = True) -> list[Part]:
    """A head of nobody: skull, nose, brow, ears and locks; k = 1 for a head of 23 cm, `at` its chin."""
    x, y, z = at
    rows: list[Row] = [
        (0.0, 0.03, 0.025, 0.045, 0),
        (0.02, 0.055, 0.045, 0.035, 0),
        (0.055, 0.078, 0.06, 0.018, 0),
        (0.1, 0.092, 0.07, 0.008, 0),
        (0.14, 0.098, 0.076, 0.0, 0),
        (0.185, 0.09, 0.072, -0.008, 0),
        (0.215, 0.06, 0.05, -0.012, 0),
        (0.23, 0.015, 0.012, -0.014, 0),
    ]
    parts = [flesh("head", [(z + a * k, b * k, c * k, x + d * k, y) for a, b, c, d, _ in rows], slot, 26)]
    parts += [
        tube(
            "nose",
            [(x + 0.1 * k, y, z + 0.125 * k), (x + 0.122 * k, y, z + 0.085 * k), (x + 0.098 * k, y, z + 0.078 * k)],
            [0.007 * k, 0.014 * k, 0.008 * k],
            slot,
            n=8,
        ),
        tube(
            "brow",
            [
                (x + 0.078 * k, y - 0.045 * k, z + 0.128 * k),
                (x + 0.1 * k, y, z + 0.134 * k),
                (x + 0.078 * k, y + 0.045 * k, z + 0.128 * k),
            ],
            0.009 * k,
            slot,
            n=7,
        ),
        tube(
            "lips",
            [
                (x + 0.086 * k, y - 0.022 * k, z + 0.047 * k),
                (x + 0.099 * k, y, z + 0.05 * k),
                (x + 0.086 * k, y + 0.022 * k, z + 0.047 * k),
            ],
            0.0075 * k,
            slot,
            n=7,
        ),
    ]
    for s in (-1, 1):
        parts += [
            moved(
                ball("ear", 0.022 * k, slot, (0, 0, 0), n=8),
                (x - 0.005 * k, y + s * 0.074 * k, z + 0.1 * k),
                scale=(0.8, 0.5, 1.3),
            ),
            ball("eye", 0.013 * k, slot, (x + 0.083 * k, y + s * 0.03 * k, z + 0.112 * k), n=8),
        ]
    if hair:
        for j in range(34):
            a, e = 2.4 * j, 0.15 + 1.2 * j / 34
            c = np.array(
                [-0.012 - 0.094 * np.cos(a) * np.cos(e) * -1, 0.082 * np.sin(a) * np.cos(e), 0.14 + 0.095 * np.sin(e)]
            )
            if c[0] > 0.05 and c[2] < 0.17:
                continue
            parts.append(ball("lock", 0.02 * k, slot, (x + c[0] * k, y + c[1] * k, z + c[2] * k), n=7))
    return parts


@makes("bust")
def bust(want: Want) -> Model:
    """A head and shoulders of nobody on a socle."""
    w, d, h = want.width, want.depth, want.height
    base = h * 0.2
    k = h * 0.42 / 0.23
    chin = h - 0.235 * k
    rows: list[Row] = [
        (base, d * 0.2, w * 0.2, 0, 0),
        (base + h * 0.06, d * 0.34, w * 0.36, 0, 0),
        (base + h * 0.16, d * 0.42, w * 0.48, 0, 0),
        (base + h * 0.24, d * 0.38, w * 0.49, 0, 0),
        (base + h * 0.3, d * 0.28, w * 0.36, 0, 0),
        (base + h * 0.34, 0.07 * k, 0.075 * k, 0, 0),
        (chin + 0.03 * k, 0.056 * k, 0.056 * k, 0, 0),
        (chin + 0.09 * k, 0.056 * k, 0.052 * k, 0, 0),
    ]
    parts = [
        lathe(
            "socle",
            [
                (0, 0),
                (w * 0.26, 0),
                (w * 0.26, base * 0.2),
                (w * 0.16, base * 0.4),
                (w * 0.13, base * 0.75),
                (w * 0.2, base),
                (0, base),
            ],
            "plinth",
            n=26,
        ),
        flesh("shoulders", rows, "stone", 26),
        *head((0.0, 0, chin), k, "stone"),
    ]
    parts += [
        tube(
            "fold",
            curve(
                [
                    (d * 0.3, w * (0.1 * j - 0.36), base + h * (0.28 - 0.02 * j)),
                    (d * 0.43, w * (0.1 * j - 0.1), base + h * (0.12 + 0.02 * j)),
                    (d * 0.3, w * (0.12 * j + 0.1), base + h * 0.28),
                ],
                4,
            ),
            0.012 * k,
            "stone",
            n=7,
        )
        for j in range(3)
    ]
    return finish(want, parts, {**SLOTS, "stone": "bronze" if want.seed % 3 == 2 else "white_marble"}, ("stone",))


@makes("statue")
def statue(want: Want) -> Model:
    """A draped figure of nobody on a plinth; an abstract form where the style is modern."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    base = h * 0.14
    if want.is_("modern", "brutalist", "futuristic", "mid_century"):
        t = np.linspace(0, 1, 26)
        path = np.column_stack(
            [d * 0.2 * np.sin(2 * np.pi * t), w * 0.26 * np.cos(2.4 * np.pi * t), base + (h - base) * t]
        )
        parts = [
            box("plinth", (d * 0.8, w * 0.8, base), (0, 0, 0), "plinth", 0.008),
            tube("form", path, [0.03, w * 0.19, w * 0.12, w * 0.2, 0.05], "bronze", n=22),
        ]
        return finish(want, parts, SLOTS, ("bronze",))
    k = (h - base) / 1.75
    n = 40
    t = np.arange(n) * 2 * np.pi / n
    rings = []
    for s, a, b, x in (
        (0.0, 0.2, 0.24, 0.0),
        (0.12, 0.18, 0.21, 0.0),
        (0.4, 0.15, 0.18, 0.01),
        (0.52, 0.14, 0.19, 0.0),
        (0.6, 0.11, 0.15, 0.0),
        (0.7, 0.12, 0.165, 0.01),
        (0.8, 0.12, 0.19, 0.0),
        (0.84, 0.08, 0.14, -0.01),
        (0.86, 0.055, 0.06, -0.01),
    ):
        fold = 1 + (0.1 * (1 - s) ** 1.4) * np.sin(9 * t + 6 * s) + 0.03 * np.sin(15 * t - 4 * s) * (s < 0.6)
        rings.append(
            np.column_stack([(x + a * np.cos(t) * fold) * k, b * np.sin(t) * fold * k, np.full(n, base + s * 1.75 * k)])
        )
    parts = [
        box("plinth", (d * 0.92, w * 0.92, base * 0.8), (0, 0, 0), "plinth", 0.012),
        box("base", (d * 0.8, w * 0.8, base * 0.22), (0, 0, base * 0.78), "stone", 0.01),
        loft("figure", rings, "stone"),
        *head((-0.005 * k, 0, base + 1.52 * k), k, "stone"),
    ]
    lift = float(rng.uniform(0.0, 0.4))
    parts += [tube("arm", [(0, -0.19 * k, base + 1.4 * k), (0.03 * k, -0.25 * k, base + 1.12 * k), (0.16 * k, -0.14 * k,
        base + (0.98 + lift) * k)], [0.052 * k, 0.045 * k, 0.03 * k], "stone", n=12),
        tube("arm", [(0, 0.19 * k, base + 1.4 * k), (0.0, 0.27 * k, base + 1.1 * k), (0.05 * k, 0.24 * k,
        base + 0.86 * k)], [0.052 * k, 0.044 * k, 0.03 * k], "stone", n=12), ball("hand", 0.036 * k, "stone",
        (0.17 * k, -0.13 * k, base + (0.98 + lift) * k), n=8), ball("hand", 0.036 * k, "stone", (0.055 * k, 0.24 * k,
        base + 0.83 * k), n=8), *(moved(ball("foot", 0.05 * k, "stone", (0, 0, 0), n=10), (0.17 * k, s * 0.08 * k,
        base + 0.03 * k), scale=(1.8, 0.8, 0.7)) for s in (-1, 1)),
        tube("sash", curve([(0.02 * k, -0.17 * k, base + 1.42 * k), (0.13 * k, 0.0, base + 1.2 * k), (0.1 * k, 0.17 * k,
        base + 0.98 * k), (0.05 * k, 0.24 * k, base + 0.5 * k)], 4), [0.03 * k, 0.035 * k, 0.03 * k, 0.02 * k], "stone",
        n=8)]  # fmt: skip
    return finish(want, parts, {**SLOTS, "stone": "bronze" if want.seed % 3 == 2 else "white_marble"}, ("stone",))


@makes("vase", "urn", "pot")
def vase(want: Want) -> Model:
    """A vase with twigs, an urn with handles, a jar: its profile by seed."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    if want.name == "pot":
        p = [
            (0, 0),
            (r * 0.6, 0),
            (r * 0.95, h * 0.35),
            (r, h * 0.55),
            (r * 0.75, h * 0.85),
            (r * 0.66, h * 0.9),
            (r * 0.74, h),
            (r * 0.64, h),
            (r * 0.58, h * 0.9),
            (r * 0.9, h * 0.55),
            (0, h * 0.1),
        ]
        bands = [
            lathe("band", [(r * 0.98, h * 0.5), (r * 1.0, h * 0.52), (r * 0.98, h * 0.58)], "clay", n=30, closed=True)
        ]
        return finish(want, [lathe("pot", p, "clay", n=30), *bands], SLOTS, ("clay",))
    if want.name == "urn":
        k = r * 0.82
        p = [
            (0, 0),
            (k * 0.5, 0),
            (k * 0.5, h * 0.03),
            (k * 0.22, h * 0.07),
            (k * 0.5, h * 0.25),
            (k, h * 0.56),
            (k * 0.94, h * 0.68),
            (k * 0.4, h * 0.78),
            (k * 0.36, h * 0.92),
            (k * 0.55, h * 0.97),
            (k * 0.55, h),
            (k * 0.42, h),
            (k * 0.3, h * 0.92),
            (0, h * 0.8),
        ]
        parts = [lathe("urn", p, "clay", n=32)]
        parts += [
            tube(
                "handle",
                curve(
                    [
                        (0, s * k * 0.4, h * 0.9),
                        (0, s * r * 0.9, h * 0.92),
                        (0, s * r * 0.97, h * 0.78),
                        (0, s * k * 0.86, h * 0.66),
                    ],
                    4,
                ),
                0.018,
                "clay",
            )
            for s in (-1, 1)
        ]
        parts += [
            lathe(
                "band",
                [(k * 0.985, h * z), (k * 1.005, h * z + 0.004), (k * 0.985, h * z + 0.012)],
                "dark",
                n=32,
                closed=True,
            )
            for z in (0.54, 0.6)
        ]
        return finish(want, parts, SLOTS, ("clay",))
    tall = h * (0.62 if want.seed % 3 else 1.0)
    shapes = (
        [(0.5, 0), (0.85, 0.2), (1.0, 0.45), (0.8, 0.7), (0.34, 0.86), (0.3, 0.93), (0.46, 1.0)],
        [(0.45, 0), (0.5, 0.05), (0.35, 0.12), (0.6, 0.5), (0.8, 0.8), (0.7, 0.92), (0.85, 1.0)],
        [(0.6, 0), (0.7, 0.3), (0.62, 0.7), (0.75, 1.0)],
    )
    line = shapes[want.seed % 3]
    k = r * 0.8
    p = [
        (0, 0),
        *((k * a, tall * z) for a, z in line),
        *((k * a * 0.9, tall * max(z, 0.06)) for a, z in reversed(line)),
        (0, tall * 0.06),
    ]
    parts = [lathe("vase", p, "china", n=30)]
    if tall < h:
        for j in range(7):
            a = 2.4 * j
            tip = np.array(
                [
                    r * 0.95 * np.cos(a) * float(rng.uniform(0.5, 1)),
                    r * 0.95 * np.sin(a) * float(rng.uniform(0.5, 1)),
                    h * float(rng.uniform(0.86, 1.0)),
                ]
            )
            twig = curve(
                [
                    (0, 0, tall * 0.4),
                    (0.1 * r * np.cos(a), 0.1 * r * np.sin(a), tall),
                    tuple(np.add(tip, [0, 0, tall]) / 2),
                    tuple(tip),
                ],
                4,
            )
            parts.append(tube("twig", twig, [0.003, 0.0014], "twig", n=5))
            n = 12
            pick = rng.uniform(0.45, 1, n) * (len(twig) - 1)
            at = np.array([np.interp(pick, np.arange(len(twig)), twig[:, i]) for i in range(3)]).T
            way = np.add(rng.normal(0, 1, (n, 3)), [0, 0, 0.6])
            way /= np.linalg.norm(way, axis=1, keepdims=True)
            parts.append(leaves("leaves", at, way, rng.uniform(0.02, 0.04, n), 0.5, "leaf", rng))
    material = {
        "rustic": "terracotta",
        "industrial": "steel",
        "brutalist": "concrete",
        "art_deco": "black_marble",
        "mid_century": "glass",
        "futuristic": "resin",
    }.get(want.family, ("porcelain", "copper", "terracotta", "azulejo")[want.seed % 4])
    return finish(want, parts, {**SLOTS, "china": material}, ("china",))
