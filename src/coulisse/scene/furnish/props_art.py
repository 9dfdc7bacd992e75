"""Art, pots, bones and beasts: statues, busts, vases, skulls, antlers, a bird cage."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import leaves
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part

_SLOTS = {"stone": "white_marble", "plinth": "marble", "clay": "terracotta", "china": "porcelain",
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
    return finish(want, parts, {**_SLOTS, "stone": "bronze" if want.seed % 3 == 2 else "white_marble"}, ("stone",))


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
        return finish(want, parts, _SLOTS, ("bronze",))
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
    return finish(want, parts, {**_SLOTS, "stone": "bronze" if want.seed % 3 == 2 else "white_marble"}, ("stone",))


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
        return finish(want, [lathe("pot", p, "clay", n=30), *bands], _SLOTS, ("clay",))
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
        return finish(want, parts, _SLOTS, ("clay",))
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
    return finish(want, parts, {**_SLOTS, "china": material}, ("china",))


@makes("crystal_ball")
def crystal_ball(want: Want) -> Model:
    """A ball of crystal on three feet."""
    h, w = want.height, min(want.width, want.depth)
    r = min(w / 2, h * 0.4)
    parts = [
        ball("ball", r, "glass", (0, 0, h - r), n=32),
        lathe(
            "ring",
            [(r * 0.6, h - 1.95 * r), (r * 0.72, h - 1.9 * r), (r * 0.68, h - 1.72 * r), (r * 0.6, h - 1.78 * r)],
            "metal",
            n=24,
            closed=True,
        ),
    ]
    parts += [
        tube(
            "foot",
            curve(
                [
                    (r * 0.66 * np.cos(a), r * 0.66 * np.sin(a), h - 1.8 * r),
                    (r * 0.5 * np.cos(a), r * 0.5 * np.sin(a), (h - 1.8 * r) * 0.5),
                    (r * 0.95 * np.cos(a), r * 0.95 * np.sin(a), 0.004),
                ],
                4,
            ),
            [0.008, 0.006, 0.01],
            "metal",
        )
        for a in np.arange(3) * 2.0944
    ]
    return finish(want, parts, _SLOTS, ("metal",))


@makes("hourglass")
def hourglass(want: Want) -> Model:
    """Two bulbs with sand between two discs on three posts."""
    h, r = want.height, min(want.width, want.depth) / 2
    t = h * 0.06
    p = [
        (r * 0.5, t),
        (r * 0.66, h * 0.2),
        (r * 0.5, h * 0.36),
        (r * 0.06, h * 0.5),
        (r * 0.5, h * 0.64),
        (r * 0.66, h * 0.8),
        (r * 0.5, h - t),
        (r * 0.47, h - t),
        (r * 0.62, h * 0.8),
        (r * 0.46, h * 0.64),
        (r * 0.03, h * 0.5),
        (r * 0.46, h * 0.36),
        (r * 0.62, h * 0.2),
        (r * 0.47, t),
    ]
    parts = [
        lathe("glass", p, "clear", n=24, closed=True),
        lathe("sand", [(0, t), (r * 0.5, t), (r * 0.55, h * 0.16), (0, h * 0.3)], "sand", n=20),
        lathe("sand", [(0, h * 0.51), (r * 0.3, h * 0.6), (0, h * 0.62)], "sand", n=18),
    ]
    parts += [
        lathe("disc", [(0, z), (r, z), (r * 1.0, z + t * 0.5), (r * 0.9, z + t), (0, z + t)], "wood", n=28)
        for z in (0.0, h - t)
    ]
    parts += [
        lathe(
            "post",
            [(0.006, t), (0.004, h * 0.2), (0.008, h * 0.5), (0.004, h * 0.8), (0.006, h - t)],
            "wood",
            (r * 0.8 * np.cos(a), r * 0.8 * np.sin(a), 0),
            n=10,
        )
        for a in np.arange(3) * 2.0944
    ]
    return finish(want, parts, {**_SLOTS, "clear": "glass"}, ("wood",))


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
    return finish(want, skull_parts(want.height / 0.18, (0, 0, 0)), _SLOTS, ("bone",))


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
    return finish(want, parts, _SLOTS, ("bone",))


@makes("antlers")
def antlers(want: Want) -> Model:
    """A pair of antlers on a skull and a shield of wood; a stag's head by seed."""
    w, d, h, b = want.width, want.depth, want.height, -want.depth / 2
    low = h * 0.4
    half = curve([(w * 0.17, low), (w * 0.19, low * 0.55), (w * 0.1, low * 0.15), (0, 0)], 4)
    plaque = np.concatenate([half, half[::-1][1:] * [-1, 1]])
    parts = [prism("plaque", plaque, 0.03, "wood", (b + 0.015, 0, 0), along="x", bevel=0.008)]
    if want.seed % 2:
        parts += [
            tube(
                "neck",
                [(b + 0.02, 0, low * 0.35), (b + d * 0.35, 0, low * 0.7), (b + d * 0.55, 0, low * 0.95)],
                [w * 0.15, w * 0.11, w * 0.08],
                "fur",
                n=16,
            ),
            tube(
                "muzzle",
                [(b + d * 0.45, 0, low * 0.98), (b + d * 0.75, 0, low * 0.78), (b + d * 0.95, 0, low * 0.62)],
                [w * 0.085, w * 0.065, w * 0.045],
                "fur",
                n=14,
            ),
            ball("nose", w * 0.035, "dark", (b + d * 0.96, 0, low * 0.62), n=8),
        ]
        for s in (-1, 1):
            parts += [
                ball("eye", w * 0.018, "dark", (b + d * 0.62, s * w * 0.072, low * 0.95), n=8),
                tube(
                    "ear",
                    [
                        (b + d * 0.42, s * w * 0.07, low * 1.02),
                        (b + d * 0.38, s * w * 0.17, low * 1.08),
                        (b + d * 0.38, s * w * 0.23, low * 1.02),
                    ],
                    [w * 0.012, w * 0.035, w * 0.006],
                    "fur",
                    n=8,
                ),
            ]
        root = (b + d * 0.48, low * 1.06)
    else:
        parts += [moved(p, (b + d * 0.25, 0, low * 0.45), scale=1.4) for p in skull_parts(1.0, (0, 0, 0))[:1]]
        parts.append(
            tube("muzzle", [(b + d * 0.3, 0, low * 0.8), (b + d * 0.5, 0, low * 0.45)], [0.06, 0.03], "bone", n=12)
        )
        root = (b + d * 0.25, low * 1.05)
    for s in (-1, 1):
        beam = curve(
            [
                (root[0], s * w * 0.05, root[1]),
                (root[0] - d * 0.1, s * w * 0.22, root[1] + h * 0.14),
                (root[0] - d * 0.05, s * w * 0.44, root[1] + h * 0.32),
                (root[0] + d * 0.12, s * w * 0.42, h),
            ],
            6,
        )
        parts.append(tube("beam", beam, [0.022, 0.018, 0.013, 0.004], "antler", n=10))
        for share, out, up in ((0.12, 0.34, 0.12), (0.35, 0.36, 0.2), (0.58, 0.26, 0.22), (0.78, 0.12, 0.18)):
            foot = beam[int(share * (len(beam) - 1))]
            tip = (min(foot[0] + d * out, d / 2), foot[1] * 0.9, min(foot[2] + h * up, h))
            parts.append(
                tube(
                    "tine",
                    curve([tuple(foot), ((foot[0] + tip[0]) / 2, foot[1], foot[2] + (tip[2] - foot[2]) * 0.3), tip], 3),
                    [0.013, 0.009, 0.003],
                    "antler",
                    n=8,
                )
            )
    return finish(want, parts, {**_SLOTS, "antler": "ivory_inlay"}, ("antler",))


@makes("stuffed_animal")
def stuffed(want: Want) -> Model:
    """A fox on a board; a bird on a branch by seed."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("board", (d, w, 0.05), (0, 0, 0), "wood", 0.012)]
    z = 0.05
    if want.seed % 2:
        parts += [
            tube(
                "branch",
                curve([(-d * 0.4, -w * 0.1, z), (-d * 0.1, 0, h * 0.3), (d * 0.3, w * 0.05, h * 0.36)], 4),
                [0.035, 0.025, 0.015],
                "twig",
                n=9,
            ),
            moved(ball("body", 0.5, "fur", (0, 0, 0), n=18), (0, 0, h * 0.58), scale=(d * 0.42, w * 0.5, h * 0.42)),
            ball("head", h * 0.12, "fur", (d * 0.1, 0, h * 0.84), n=16),
            lathe("beak", [(h * 0.035, 0), (0, h * 0.09)], "dark", n=8),
        ]
        parts[-1] = moved(parts[-1], (d * 0.2, 0, h * 0.84), tilt=100)
        parts += [ball("eye", h * 0.018, "dark", (d * 0.19, s * w * 0.09, h * 0.87), n=8) for s in (-1, 1)]
        parts += [
            tube(
                "wing",
                [
                    (d * 0.1, s * w * 0.24, h * 0.7),
                    (-d * 0.14, s * w * 0.26, h * 0.55),
                    (-d * 0.42, s * w * 0.1, h * 0.36),
                ],
                [0.05, 0.06, 0.01],
                "fur",
                n=10,
            )
            for s in (-1, 1)
        ]
        parts += [
            tube("leg", [(0.0, s * w * 0.1, h * 0.42), (0.02, s * w * 0.08, h * 0.33)], 0.012, "metal") for s in (-1, 1)
        ] + [box("ear", (0.02, 0.02, h * 0.06), (d * 0.08, s * w * 0.14, h * 0.93), "fur", 0.006) for s in (-1, 1)]
        return finish(want, parts, {**_SLOTS, "fur": "fur"}, ("fur",))
    parts += [tube("body", curve([(-d * 0.26, 0, h * 0.52), (-d * 0.05, 0, h * 0.55), (d * 0.16, 0, h * 0.54),
        (d * 0.28, 0, h * 0.68), (d * 0.33, 0, h * 0.82)], 4), [w * 0.14, w * 0.2, w * 0.19, w * 0.16, w * 0.12], "fur",
        n=18), tube("head", [(d * 0.3, 0, h * 0.84), (d * 0.38, 0, h * 0.82), (d * 0.48, 0, h * 0.77)],
        [w * 0.16, w * 0.11, w * 0.025], "fur", n=14), ball("nose", w * 0.03, "dark", (d * 0.488, 0, h * 0.768), n=8),
        tube("tail", curve([(-d * 0.26, 0, h * 0.52), (-d * 0.4, 0, h * 0.4), (-d * 0.46, 0, h * 0.2), (-d * 0.4, 0.02,
        z + 0.05)], 4), [w * 0.05, w * 0.12, w * 0.13, w * 0.02], "fur", n=12)]  # fmt: skip
    for s in (-1, 1):
        parts += [
            tube(
                "ear",
                [(d * 0.29, s * w * 0.1, h * 0.88), (d * 0.29, s * w * 0.13, h)],
                [w * 0.06, w * 0.008],
                "fur",
                n=8,
            ),
            ball("eye", w * 0.025, "dark", (d * 0.37, s * w * 0.08, h * 0.85), n=8),
        ]
        parts += [
            tube(
                "leg",
                [
                    (x * d, s * w * 0.12, h * 0.48),
                    (x * d - 0.02, s * w * 0.14, h * 0.26),
                    (x * d + 0.01, s * w * 0.14, z),
                ],
                [w * 0.09, w * 0.055, w * 0.045],
                "fur",
                n=10,
            )
            for x in (-0.22, 0.2)
        ]
    return finish(want, parts, _SLOTS, ("fur",))


@makes("bird_cage")
def bird_cage(want: Want) -> Model:
    """A domed cage of wire with a perch and a bird."""
    h, r = want.height, min(want.width, want.depth) / 2
    low, spring = h * 0.08, h * 0.62
    parts = [
        lathe("tray", [(0, 0), (r, 0), (r, low), (r * 0.95, low), (r * 0.95, h * 0.02), (0, h * 0.02)], "wire", n=28)
    ]
    for k in range(26):
        a = 2 * np.pi * k / 26
        c, s = np.cos(a), np.sin(a)
        dome = [
            (r * 0.97 * c * np.cos(e), r * 0.97 * s * np.cos(e), spring + (h * 0.92 - spring) * np.sin(e))
            for e in np.linspace(0, np.pi / 2 * 0.97, 7)
        ]
        parts.append(tube("wire", [(r * 0.97 * c, r * 0.97 * s, low * 0.5), *dome], 0.0024, "wire", n=4))
    for z in (0.3, 0.62):
        t = np.arange(36) * np.pi / 18
        parts.append(
            tube(
                "hoop",
                np.column_stack([r * 0.975 * np.cos(t), r * 0.975 * np.sin(t), np.full(36, h * z)]),
                0.004,
                "wire",
                n=5,
                closed=True,
            )
        )
    t = np.arange(16) * np.pi / 8
    parts += [
        tube(
            "ring",
            np.column_stack([0 * t, 0.03 * np.cos(t), h * 0.96 + 0.032 * np.sin(t)]),
            0.004,
            "wire",
            closed=True,
            n=6,
        ),
        lathe("finial", [(0, h * 0.9), (0.03, h * 0.91), (0.012, h * 0.93), (0, h * 0.935)], "wire", n=12),
        tube("perch", [(0, -r * 0.9, h * 0.4), (0, r * 0.9, h * 0.4)], 0.007, "wood"),
        moved(ball("bird", 0.5, "bird", (0, 0, 0), n=14), (0, 0.02, h * 0.4 + 0.05), scale=(0.07, 0.06, 0.09)),
        ball("head", 0.026, "bird", (0.02, 0.02, h * 0.4 + 0.105), n=10),
        tube("tail", [(-0.02, 0.02, h * 0.4 + 0.03), (-0.08, 0.02, h * 0.4 - 0.03)], [0.016, 0.006], "bird", n=6),
    ]
    return finish(want, parts, {**_SLOTS, "bird": "gold"}, ("wire",))
