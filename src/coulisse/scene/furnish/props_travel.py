"""Luggage, baskets, sacks, a space suit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, loft, sheet, tube
from coulisse.scene.staged import Model, Part

Floats = NDArray[np.float64]
SLOTS = {"leather": "leather", "metal": "brass", "cloth": "cotton", "second": "wool", "third": "denim",
    "wicker": "wicker", "sacking": "burlap", "rope": "burlap", "wood": "oak", "bark": "bark", "cut": "birch",
    "steel": "stainless_steel", "iron": "cast_iron", "glass": "glass", "rubber": "rubber", "stone": "concrete",
    "brick": "brick", "web": "silk", "water": "water", "paper": "paper", "card": "cardboard", "bag": "plastic",
    "can": "tin", "soap": "ivory_inlay", "visor": "gold", "shell": "white_composite_panels",
    "nylon": "tarpaulin"}  # fmt: skip


@makes("basket")
def basket(want: Want) -> Model:
    """A woven basket with a handle."""
    w, d, h = want.width, want.depth, want.height
    top = h * 0.62
    a = np.arange(40) * np.pi / 20
    parts: list[Part] = []
    rows = 12
    for j in range(rows):
        s = 0.72 + 0.26 * j / (rows - 1)
        wave = 1 + 0.025 * np.cos(20 * a + np.pi * (j % 2))
        ring = np.column_stack(
            [d / 2 * s * wave * np.cos(a), w / 2 * s * wave * np.sin(a), np.full(40, top * (j + 0.5) / rows)]
        )
        parts.append(tube("withy", ring, top / rows * 0.55, "wicker", n=5, closed=True))
    floor = [
        np.column_stack([d / 2 * 0.72 * np.cos(a), w / 2 * 0.72 * np.sin(a), np.full(40, z)]) for z in (0.0, 0.012)
    ]
    parts.append(loft("floor", floor, "wicker"))
    t = np.linspace(0, np.pi, 15)
    parts.append(
        tube(
            "handle",
            np.column_stack([0 * t, w * 0.48 * np.cos(t), top * 0.9 + (h - top * 0.9) * np.sin(t)]),
            0.011,
            "wicker",
        )
    )
    return finish(want, parts, SLOTS, ("wicker",))


@makes("sack")
def sack(want: Want) -> Model:
    """A full sack, tied at the neck."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    n = 34
    t = np.arange(n) * 2 * np.pi / n
    rings = []
    for z, s in (
        (0.0, 0.8),
        (0.03, 0.95),
        (0.2, 1.0),
        (0.45, 0.97),
        (0.65, 0.8),
        (0.76, 0.42),
        (0.8, 0.18),
        (0.86, 0.26),
        (1.0, 0.36),
    ):
        fold = 1 + (0.02 + 0.25 * max(0, z - 0.6)) * np.sin(9 * t + rng.uniform(0, 6)) + 0.03 * np.sin(3 * t + 5 * z)
        rings.append(np.column_stack([d / 2 * s * fold * np.cos(t), w / 2 * s * fold * np.sin(t), np.full(n, h * z)]))
    ring = np.column_stack([d * 0.1 * np.cos(t), w * 0.1 * np.sin(t), np.full(n, h * 0.8)])
    return finish(
        want, [loft("sack", rings, "sacking"), tube("tie", ring, 0.012, "rope", n=6, closed=True)], SLOTS, ("sacking",)
    )


@makes("suitcase")
def suitcase(want: Want) -> Model:
    """A suitcase of leather with straps, corners and locks; it stands."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("case", (d, w, h * 0.92), (0, 0, 0), "leather", 0.02),
        tube(
            "handle",
            [(0, -w * 0.12, h * 0.91), (0, -w * 0.1, h * 0.98), (0, w * 0.1, h * 0.98), (0, w * 0.12, h * 0.91)],
            0.012,
            "leather",
        ),
        box("seam", (0.006, w * 1.002, h * 0.925), (0, 0, 0), "metal", 0.002),
    ]
    for y in (-0.28, 0.28):
        parts += [
            box("strap", (d * 1.01, 0.035, h * 0.928), (0, y * w, 0), "strap", 0.006),
            box("buckle", (0.012, 0.05, 0.05), (d / 2, y * w, h * 0.6), "metal", 0.004),
            box("lock", (0.05, 0.05, 0.014), (0, y * w * 0.6, h * 0.915), "metal", 0.004),
        ]
    for x in (-1, 1):
        for y in (-1, 1):
            parts += [
                box("corner", (d * 0.3, 0.06, 0.06), (x * d * 0.36, y * (w / 2 - 0.028), z), "strap", 0.016)
                for z in (-0.002, h * 0.92 - 0.058)
            ]
    return finish(want, parts, {**SLOTS, "strap": "hide"}, ("leather",))


@makes("backpack")
def backpack(want: Want) -> Model:
    """A pack with pockets, a flap and a rolled mat."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        cushion(
            "body", (d * 0.62, w * 0.86, h * 0.82), (-d * 0.08, 0, 0), "nylon", crown=0.3, corner=0.07, seed=want.seed
        ),
        cushion(
            "pocket",
            (d * 0.3, w * 0.56, h * 0.34),
            (d * 0.3, 0, h * 0.06),
            "nylon",
            crown=0.4,
            corner=0.05,
            seed=want.seed + 1,
        ),
        cushion("flap", (d * 0.66, w * 0.84, h * 0.16), (-d * 0.05, 0, h * 0.72), "nylon", crown=0.6, corner=0.08),
        tube("mat", [(-d * 0.05, -w * 0.49, h * 0.93), (-d * 0.05, w * 0.49, h * 0.93)], h * 0.07, "second", n=16),
    ]
    for s in (-1, 1):
        parts += [
            box("strap", (0.012, 0.025, h * 0.5), (d * 0.22, s * w * 0.22, h * 0.38), "leather", 0.003),
            tube(
                "shoulder",
                curve(
                    [
                        (-d * 0.38, s * w * 0.2, h * 0.76),
                        (-d * 0.49, s * w * 0.24, h * 0.5),
                        (-d * 0.38, s * w * 0.28, h * 0.12),
                    ],
                    4,
                ),
                0.018,
                "leather",
                n=7,
            ),
            cushion(
                "side", (d * 0.34, 0.07, h * 0.3), (-d * 0.05, s * w * 0.44, h * 0.08), "nylon", crown=0.5, corner=0.03
            ),
        ]
    return finish(want, parts, {**SLOTS, "nylon": "canvas"}, ("nylon",))


@makes("umbrella")
def umbrella(want: Want) -> Model:
    """An open umbrella that stands on the floor, leaning on its rim."""
    h, r = want.height, min(want.width, want.depth) / 2
    n = 8
    a = np.arange(n * 4 + 1) * 2 * np.pi / (n * 4)

    def canopy(u: Floats, v: Floats) -> Floats:
        turn = u * 2 * np.pi
        dip = 0.07 * np.abs(np.sin(n / 2 * turn)) * v
        s = np.sin(v * 1.25) / np.sin(1.25) * r * (1 - dip)
        return np.stack(
            [s * np.cos(turn), s * np.sin(turn), h * 0.96 - h * 0.42 * (1 - np.cos(v * 1.25)) / (1 - np.cos(1.25))], -1
        )

    parts = [
        sheet("canopy", canopy, (len(a), 8), "nylon", thickness=0.002),
        tube("shaft", [(0, 0, 0.06), (0, 0, h)], 0.006, "steel"),
        tube(
            "crook",
            curve([(0, 0, 0.14), (0, 0, 0.05), (0.03, 0, 0.01), (0.07, 0, 0.02), (0.075, 0, 0.07)], 4),
            0.011,
            "wood",
        ),
    ]
    for k in range(n):
        q = 2 * np.pi * k / n
        parts.append(
            tube(
                "stretcher",
                [(0, 0, h * 0.66), (r * 0.5 * np.cos(q), r * 0.5 * np.sin(q), h * 0.87)],
                0.003,
                "steel",
                n=4,
            )
        )
        rib = [
            (
                r * np.sin(v * 1.25) / np.sin(1.25) * np.cos(q),
                r * np.sin(v * 1.25) / np.sin(1.25) * np.sin(q),
                h * 0.955 - h * 0.42 * (1 - np.cos(v * 1.25)) / (1 - np.cos(1.25)),
            )
            for v in np.linspace(0.02, 1, 7)
        ]
        parts.append(tube("rib", rib, 0.0025, "steel", n=4))
    return finish(want, parts, SLOTS, ("nylon",))


@makes("space_suit")
def space_suit(want: Want) -> Model:
    """A pressure suit that stands: helmet with a gold visor, pack, hoses, boots."""
    h = want.height
    k = h / 1.9
    t = np.arange(22) * 2 * np.pi / 22
    rows = ((0.92, 0.19, 0.2), (1.02, 0.18, 0.2), (1.2, 0.2, 0.25), (1.42, 0.19, 0.26), (1.52, 0.14, 0.16))
    parts = [loft("torso", [np.column_stack([a * k * np.cos(t), b * k * np.sin(t), np.full(22, z * k)]) for z, a,
        b in rows], "cloth"), ball("helmet", 0.175 * k, "shell", (0, 0, 1.71 * k), n=24, squash=1.08),
        moved(ball("visor", 0.15 * k, "visor", (0, 0, 0), n=22), (0.055 * k, 0, 1.71 * k), scale=(0.92, 1.0, 0.86)),
        lathe("ring", [(0.12 * k, 1.5 * k), (0.16 * k, 1.5 * k), (0.16 * k, 1.55 * k), (0.12 * k, 1.55 * k)], "steel",
        n=26, closed=True), box("pack", (0.16 * k, 0.42 * k, 0.6 * k), (-0.2 * k, 0, 0.96 * k), "shell", 0.03),
        box("chest", (0.09 * k, 0.26 * k, 0.18 * k), (0.19 * k, 0, 1.2 * k), "shell", 0.015),
        lathe("belt", [(0.17 * k, 0.9 * k), (0.215 * k, 0.9 * k), (0.215 * k, 0.96 * k), (0.17 * k, 0.96 * k)],
        "second", n=22, closed=True)]  # fmt: skip
    for j in range(4):
        parts.append(
            moved(
                lathe("dial", [(0, 0), (0.02 * k, 0), (0.016 * k, 0.014 * k), (0, 0.014 * k)], "red", n=10),
                (0.235 * k, (j - 1.5) * 0.055 * k, 1.32 * k),
                tilt=90,
            )
        )
    for s in (-1, 1):
        joints = [(0, s * 0.24 * k, 1.43 * k), (-0.01, s * 0.32 * k, 1.15 * k), (0.05 * k, s * 0.335 * k, 0.92 * k)]
        limb = curve(joints, 8)
        parts.append(
            tube("arm", limb, [0.1 * k, *[(0.088 - 0.014 * (i % 2)) * k for i in range(9)], 0.065 * k], "cloth", n=14)
        )
        parts += [
            ball("glove", 0.065 * k, "second", (0.06 * k, s * 0.335 * k, 0.86 * k), n=12),
            lathe(
                "cuff",
                [(0.055 * k, 0), (0.075 * k, 0), (0.075 * k, 0.03 * k), (0.055 * k, 0.03 * k)],
                "steel",
                (0.05 * k, s * 0.335 * k, 0.9 * k),
                n=16,
                closed=True,
            ),
        ]
        leg = curve([(0, s * 0.1 * k, 0.96 * k), (0.01, s * 0.13 * k, 0.52 * k), (0, s * 0.14 * k, 0.16 * k)], 8)
        parts += [
            tube("leg", leg, [0.125 * k, *[(0.112 - 0.016 * (i % 2)) * k for i in range(9)], 0.09 * k], "cloth", n=14),
            box("boot", (0.33 * k, 0.15 * k, 0.17 * k), (0.05 * k, s * 0.14 * k, 0.03 * k), "shell", 0.05 * k),
            box("sole", (0.34 * k, 0.16 * k, 0.04 * k), (0.05 * k, s * 0.14 * k, 0), "second", 0.01),
            tube(
                "hose",
                curve(
                    [
                        (0.22 * k, s * 0.08 * k, 1.24 * k),
                        (0.24 * k, s * 0.2 * k, 1.1 * k),
                        (0.0, s * 0.26 * k, 1.05 * k),
                        (-0.16 * k, s * 0.16 * k, 1.06 * k),
                    ],
                    5,
                ),
                0.02 * k,
                "second",
                n=10,
            ),
        ]
    return finish(want, parts, {**SLOTS, "cloth": "cotton", "second": "rubber", "red": "red_lacquer"}, ("cloth",))


@makes("iv_stand")
def iv_stand(want: Want) -> Model:
    """A stand on five castors with a bag and its line."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [tube("pole", [(0, 0, 0.08), (0, 0, h - 0.03)], [0.016, 0.01], "steel")]
    for k in range(5):
        a = 2 * np.pi * k / 5
        c, s = np.cos(a), np.sin(a)
        parts += [
            tube("leg", [(0, 0, 0.12), (r * 0.92 * c, r * 0.92 * s, 0.075)], 0.014, "steel"),
            moved(
                lathe("castor", [(0, -0.012), (0.032, -0.012), (0.032, 0.012), (0, 0.012)], "rubber", n=14),
                (r * 0.9 * c, r * 0.9 * s, 0.032),
                float(np.degrees(a)),
                tilt=90,
                about="x",
            ),
        ]
    for s in (-1, 1):
        parts.append(
            tube(
                "hook",
                curve(
                    [(0, 0, h - 0.03), (0, s * 0.08, h - 0.005), (0, s * 0.13, h - 0.05), (0, s * 0.15, h - 0.03)], 4
                ),
                0.006,
                "steel",
                n=6,
            )
        )
    bag = [
        np.column_stack([0.016 * q * np.cos(t), 0.13 + 0.06 * q * np.sin(t), np.full(16, z)])
        for t in [np.arange(16) * np.pi / 8]
        for q, z in ((0.3, h - 0.36), (0.9, h - 0.33), (1.0, h - 0.2), (0.9, h - 0.09), (0.3, h - 0.055))
    ]
    parts += [
        loft("bag", bag, "bag"),
        tube(
            "line",
            curve(
                [
                    (0, 0.13, h - 0.36),
                    (0.02, 0.12, h - 0.6),
                    (0.05, 0.02, h * 0.5),
                    (0.04, 0.03, h * 0.34),
                    (0.02, 0.12, h * 0.45),
                ],
                6,
            ),
            0.003,
            "bag",
            n=5,
        ),
        tube("chamber", [(0, 0.13, h - 0.37), (0, 0.13, h - 0.45)], 0.01, "bag", n=10),
        box("pump", (0.1, 0.12, 0.16), (0.05, 0, h * 0.5), "shell", 0.012),
    ]
    return finish(want, parts, {**SLOTS, "bag": "acrylic"}, ("steel",))
