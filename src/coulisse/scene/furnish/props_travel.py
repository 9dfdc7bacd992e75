"""Luggage, clothes, baskets, ship's things, firewood; and what lies about: rubble, rubbish, cobwebs, puddles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved, part, solid
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, loft, prism, sheet, tube
from coulisse.scene.staged import Model, Part

Floats = NDArray[np.float64]
_SLOTS = {"leather": "leather", "metal": "brass", "cloth": "cotton", "second": "wool", "third": "denim",
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
    return finish(want, parts, _SLOTS, ("wicker",))


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
        want, [loft("sack", rings, "sacking"), tube("tie", ring, 0.012, "rope", n=6, closed=True)], _SLOTS, ("sacking",)
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
    return finish(want, parts, {**_SLOTS, "strap": "hide"}, ("leather",))


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
    return finish(want, parts, {**_SLOTS, "nylon": "canvas"}, ("nylon",))


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
    return finish(want, parts, _SLOTS, ("nylon",))


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
    return finish(want, parts, {**_SLOTS, "cloth": "cotton", "second": "rubber", "red": "red_lacquer"}, ("cloth",))


def folded(w: float, d: float, h: float, slot: str, at: tuple[float, float, float], turn: float, seed: int) -> Part:
    """A folded cloth."""
    return moved(cushion("fold", (d, w, h), (0, 0, 0), slot, crown=0.5, corner=0.03, seed=seed), at, turn)


@makes("clothes")
def clothes(want: Want) -> Model:
    """A heap of clothes: a shirt with a sleeve out, trousers, a jumper."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    for k, slot in enumerate(("third", "second", "cloth", "third", "cloth")):
        s = 1 - 0.13 * k
        amp, ph = h * 0.09, rng.uniform(0, 6, 4)

        def cloth(u: Floats, v: Floats, s: float = s, k: int = k, ph: Floats = ph, amp: float = amp) -> Floats:
            x, y = (u - 0.5) * d * s * 0.96, (v - 0.5) * w * s * 0.96
            r = np.hypot(2 * u - 1, 2 * v - 1)
            lump = (
                np.maximum(0, 1 - r**1.8) * h * (0.28 + 0.14 * k)
                + amp * np.sin(9 * u + ph[0]) * np.sin(7 * v + ph[1])
                + amp * 0.7 * np.sin(15 * u * v + ph[2])
            )
            edge = 1 + 0.1 * np.sin(6 * np.arctan2(2 * v - 1, 2 * u - 1) + ph[3])
            return np.stack([x * edge, y * edge, np.maximum(lump, 0.004) + 0.008 * k], -1)

        parts.append(moved(sheet("garment", cloth, (20, 20), slot, thickness=0.003), turn=37.0 * k))
    parts.append(
        tube(
            "sleeve",
            curve([(0, 0.02, h * 0.7), (d * 0.3, w * 0.1, h * 0.3), (d * 0.42, w * 0.2, 0.03)], 4),
            [0.04, 0.04, 0.03],
            "cloth",
            n=10,
        )
    )
    return finish(want, parts, _SLOTS, ("cloth",))


@makes("shoes")
def shoes(want: Want) -> Model:
    """A pair of shoes, not quite side by side."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    for s in (-1, 1):
        a = np.arange(18) * np.pi / 9
        rows = (
            (-0.47, 0.1, 0.16, 0.95),
            (-0.4, 0.15, 0.2, 0.95),
            (-0.25, 0.155, 0.2, 0.85),
            (-0.05, 0.15, 0.19, 0.62),
            (0.2, 0.17, 0.17, 0.42),
            (0.38, 0.15, 0.14, 0.36),
            (0.48, 0.07, 0.1, 0.26),
        )
        body = [
            np.column_stack(
                [np.full(18, x * d), w * b * 1.25 * np.cos(a) * 1.0, h * (0.1 + (z - 0.1) * (0.5 + 0.5 * np.sin(a)))]
            )
            for x, b, _, z in rows
        ]
        one = [
            loft("upper", body, "leather"),
            prism(
                "sole",
                [
                    (-d * 0.49, -w * 0.14),
                    (-d * 0.2, -w * 0.12),
                    (d * 0.2, -w * 0.19),
                    (d * 0.47, -w * 0.1),
                    (d * 0.49, w * 0.06),
                    (d * 0.3, w * 0.19),
                    (-d * 0.2, w * 0.15),
                    (-d * 0.49, w * 0.13),
                ],
                h * 0.12,
                "rubber",
                bevel=0.002,
            ),
            box("heel", (d * 0.2, w * 0.28, h * 0.14), (-d * 0.37, 0, 0), "rubber", 0.003),
        ]
        one += [
            tube(
                "lace",
                [
                    (d * (0.16 - 0.06 * j), -w * 0.07, h * (0.46 + 0.09 * j)),
                    (d * (0.16 - 0.06 * j), w * 0.07, h * (0.46 + 0.09 * j)),
                ],
                0.003,
                "rope",
                n=5,
            )
            for j in range(4)
        ]
        parts += [
            moved(
                p, (float(rng.uniform(-0.02, 0.02)) * d, s * w * 0.27, 0), float(rng.uniform(-7, 7)), (0.94, 1.0, 1.0)
            )
            for p in one
        ]
    return finish(want, parts, _SLOTS, ("leather",))


@makes("soap")
def soap(want: Want) -> Model:
    """A towel on its rail with a dish of soap."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2

    def towel(u: Floats, v: Floats) -> Floats:
        a = np.clip((u - 0.5) * 6, -1, 1)
        x = b + d * 0.55 + d * 0.12 * a
        z = h * 0.98 - np.abs(u - 0.5) * 2 * h * 0.9
        return np.stack([x + d * 0.04 * np.sin(12 * v), (v - 0.5) * w * 0.7, z], -1)

    parts = [
        tube(
            "rail",
            [(b + d * 0.5, -w * 0.48, h * 0.93), (b + d * 0.5, w * 0.48, h * 0.93)],
            min(0.008, h * 0.07),
            "steel",
            n=8,
        ),
        sheet("towel", towel, (15, 18), "cloth", thickness=0.005),
        box("soap", (d * 0.3, w * 0.12, h * 0.2), (d * 0.2, w * 0.4, 0.01), "soap", 0.008),
        box("dish", (d * 0.4, w * 0.17, 0.012), (d * 0.18, w * 0.4, 0), "steel", 0.004),
    ]
    parts += [
        tube("arm", [(b, s * w * 0.47, h * 0.93), (b + d * 0.5, s * w * 0.47, h * 0.93)], 0.007, "steel", n=8)
        for s in (-1, 1)
    ]
    return finish(want, parts, {**_SLOTS, "cloth": "terry"}, ("cloth",))


@makes("laundry")
def laundry(want: Want) -> Model:
    """A line that sags, with sheets and shirts pegged to it."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    sag = 0.08 * h

    def line_z(y: Floats | float) -> Floats:
        return np.asarray(h - 0.01 - sag * (1 - (2 * np.asarray(y) / w) ** 2))

    ys = np.linspace(-w / 2, w / 2, 25)
    parts = [tube("line", np.column_stack([0 * ys, ys, line_z(ys)]), 0.004, "rope", n=5)]
    y = -w * 0.45
    k = 0
    while y < w * 0.42:
        wide = min(float(rng.uniform(0.35, 0.8)), w * 0.46 - y)
        if wide < 0.2:
            break
        tall = h * float(rng.uniform(0.5, 0.9)) if k else h - sag
        ph = float(rng.uniform(0, 6))

        def cloth(u: Floats, v: Floats, y: float = y, wide: float = wide, tall: float = tall, ph: float = ph) -> Floats:
            yy = y + u * wide
            return np.stack(
                [
                    d * 0.42 * v * np.sin(5 * u + ph) * np.sin(2 * v + 0.4),
                    yy,
                    np.maximum(line_z(yy) - v * tall * (1 - 0.04 * np.sin(6 * u)), 0.0),
                ],
                -1,
            )

        parts.append(sheet("sheet", cloth, (14, 10), ("cloth", "second", "third")[k % 3], thickness=0.003))
        parts += [
            box("peg", (0.012, 0.01, 0.06), (0, y + s * wide, float(line_z(y + s * wide)) - 0.045), "wood", 0.002)
            for s in (0.06, 0.94)
        ]
        y, k = y + wide + float(rng.uniform(0.06, 0.2)), k + 1
    return finish(want, parts, {**_SLOTS, "second": "linen", "third": "poplin"}, ("cloth",))


@makes("firewood")
def firewood(want: Want) -> Model:
    """Split logs in a stack between two stakes, ends to the front."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    e = 0.115
    rows, cols = max(2, int(h / (e * 0.88))), max(2, int(w / e))
    for j in range(rows):
        for k in range(cols - (j % 2)):
            y = -w / 2 + w * (k + 0.5 + 0.5 * (j % 2)) / cols
            z = e * 0.45 + (h - e) * j / max(rows - 1, 1)
            n = 8
            a = np.arange(n) * 2 * np.pi / n + rng.uniform(0, 6)
            r = e * 0.5 * (1 + rng.uniform(-0.12, 0.08, n))
            if rng.random() < 0.5:
                r[: n // 2] *= 0.55
            ring = np.column_stack([r * np.cos(a), r * np.sin(a)])
            x0 = float(rng.uniform(-0.02, 0.02))
            ends = [
                np.column_stack([np.full(n, x), y + ring[:, 0], z + ring[:, 1]])
                for x in (-d / 2 + 0.02 + x0, d / 2 - 0.02 + x0)
            ]
            parts.append(loft("log", ends, "bark", smooth=False))
            face = [
                np.column_stack([np.full(n, d / 2 - 0.022 + x0 + q), y + ring[:, 0] * 0.9, z + ring[:, 1] * 0.9])
                for q in (0.0, 0.004)
            ]
            parts.append(loft("cut", face, "cut", smooth=False))
    return finish(want, parts, _SLOTS, ("bark",))


@makes("saddle")
def saddle(want: Want) -> Model:
    """A saddle on its bracket, with flaps and stirrups."""
    w, d, h = want.width, want.depth, want.height

    def seat(u: Floats, v: Floats) -> Floats:
        x = (u - 0.5) * d
        rise = h * (0.08 * np.cos(2 * np.pi * u) + 0.1 * u**3 + 0.14 * (1 - u) ** 4)
        a = (v - 0.5) * 2
        wide = w * 0.48 * (0.72 + 0.28 * np.cos(np.pi * (u - 0.45)))
        y = wide * np.sin(a * 1.15)
        z = h * 0.8 + rise - h * 0.72 * (1 - np.cos(a * 1.15)) * (0.5 + 0.5 * np.sin(np.pi * np.clip(u, 0.05, 0.95)))
        return np.stack([x, y, z], -1)

    parts = [
        sheet("seat", seat, (16, 18), "leather", thickness=0.02),
        tube("horn", [(d * 0.42, 0, h * 0.86), (d * 0.47, 0, h * 0.98)], [0.03, 0.022], "leather", n=12),
        tube("bracket", [(-d / 2, 0, h * 0.7), (d * 0.3, 0, h * 0.72)], 0.03, "wood", n=10),
    ]
    for s in (-1, 1):
        t = np.linspace(0.2, 2 * np.pi - 0.2, 16)
        stirrup = np.column_stack(
            [np.full(16, d * 0.08) + 0.05 * np.sin(t), np.full(16, s * w * 0.47), 0.07 - 0.07 * np.cos(t)]
        )
        parts += [
            tube(
                "strap",
                [(d * 0.08, s * w * 0.4, h * 0.6), (d * 0.08, s * w * 0.47, 0.13)],
                0.012,
                "leather",
                square=True,
            ),
            tube("stirrup", stirrup, 0.007, "steel", closed=True),
            prism(
                "flap",
                [(-d * 0.2, h * 0.2), (d * 0.25, h * 0.18), (d * 0.3, h * 0.5), (-d * 0.24, h * 0.5)],
                0.012,
                "leather",
                (0, s * w * 0.4, 0),
                along="y",
                bevel=0.003,
            ),
        ]
    return finish(want, parts, {**_SLOTS, "steel": "steel"}, ("leather",))


@makes("anchor")
def anchor(want: Want) -> Model:
    """An anchor with its stock, leaning back a little."""
    w, d, h = want.width, want.depth, want.height
    t = np.linspace(np.pi * 1.12, np.pi * 1.88, 15)
    arms = np.column_stack([0 * t, w * 0.5 * np.cos(t), h * 0.46 + h * 0.43 * np.sin(t)])
    parts = [
        tube("shank", [(0, 0, 0.06), (0, 0, h * 0.9)], [w * 0.055, w * 0.038], "iron", n=10),
        tube("arms", arms, [w * 0.02, w * 0.05, w * 0.055, w * 0.05, w * 0.02], "iron", n=10),
        tube("stock", [(-d / 2, 0, h * 0.8), (d / 2, 0, h * 0.8)], [0.016, 0.026, 0.016], "iron", n=8),
    ]
    a = np.arange(18) * np.pi / 9
    parts.append(
        tube(
            "ring",
            np.column_stack([0 * a, w * 0.1 * np.cos(a), h * 0.93 + h * 0.065 * np.sin(a)]),
            0.012,
            "iron",
            n=7,
            closed=True,
        )
    )
    for s in (-1, 1):
        fluke = [(s * w * 0.5, h * 0.42), (s * w * 0.36, h * 0.24), (s * w * 0.3, h * 0.34)]
        parts.append(prism("fluke", fluke, d * 0.34, "iron", along="x", bevel=0.01))
    return finish(want, parts, _SLOTS, ("iron",))


@makes("ship_s_wheel")
def ships_wheel(want: Want) -> Model:
    """A wheel with eight spokes on its pedestal."""
    w, d, h = want.width, want.depth, want.height
    r = min(w / 2, h * 0.44)
    c = h - r
    t = np.arange(40) * np.pi / 20
    x = d * 0.34
    parts = [
        tube(
            "rim",
            np.column_stack([np.full(40, x), r * 0.72 * np.cos(t), c + r * 0.72 * np.sin(t)]),
            0.035,
            "wood",
            square=True,
            closed=True,
        ),
        tube(
            "band",
            np.column_stack([np.full(40, x + 0.03), r * 0.72 * np.cos(t), c + r * 0.72 * np.sin(t)]),
            0.008,
            "metal",
            n=6,
            closed=True,
        ),
        moved(
            lathe("hub", [(0, -0.06), (0.09, -0.06), (0.1, 0.0), (0.06, 0.06), (0, 0.07)], "wood", n=22),
            (x, 0, c),
            tilt=90,
        ),
        tube("axle", [(-d * 0.1, 0, c), (x, 0, c)], 0.03, "metal"),
    ]
    for k in range(8):
        a = np.pi * k / 4
        ends = [np.array([x, r * s * np.cos(a), c + r * s * np.sin(a)]) for s in (0.06, 0.3, 0.66, 0.74, 0.8, 0.9, 1.0)]
        parts.append(tube("spoke", ends, [0.018, 0.024, 0.018, 0.02, 0.013, 0.021, 0.012], "wood", n=10))
    parts += [
        box("pedestal", (d * 0.5, w * 0.3, c + 0.1), (-d * 0.2, 0, 0), "wood", 0.02, taper=1.2),
        box("foot", (d * 0.62, w * 0.44, 0.06), (-d * 0.19, 0, 0), "wood", 0.015),
        lathe(
            "cap",
            [(0, c + 0.1), (w * 0.13, c + 0.1), (w * 0.08, c + 0.18), (0, c + 0.2)],
            "metal",
            (-d * 0.2, 0, 0),
            n=20,
        ),
    ]
    return finish(want, parts, {**_SLOTS, "wood": "teak"}, ("wood",))


@makes("compass")
def compass(want: Want) -> Model:
    """A compass in a box of brass with its rose and needle."""
    h, r = want.height, min(want.width, want.depth) / 2
    low = h * 0.4
    parts = [
        box("box", (2 * r * 0.98, 2 * r * 0.98, low), (0, 0, 0), "wood", 0.006),
        lathe(
            "bowl",
            [
                (0, low * 0.7),
                (r * 0.8, low * 0.7),
                (r * 0.84, low * 1.1),
                (r * 0.78, low * 1.12),
                (r * 0.76, low * 1.0),
                (0, low * 1.0),
            ],
            "metal",
            n=34,
        ),
        lathe("card", [(0, low), (r * 0.75, low), (0, low * 1.005)], "paper", n=30),
        moved(
            box("lid", (0.012, 2 * r * 0.98, h * 0.62), (0, 0, 0), "wood", 0.004), (-r * 0.96, 0, low * 0.95), tilt=4
        ),
    ]
    for k in range(16):
        s = (0.66, 0.3, 0.42, 0.3)[k % 4]
        point = prism(
            "point", [(0, -r * 0.05 * s), (r * s, 0), (0, r * 0.05 * s)], 0.0012, "ink", (0, 0, low * 1.01), bevel=0.0
        )
        parts.append(moved(point, turn=22.5 * k))
    parts += [
        moved(
            prism(
                "needle",
                [(-r * 0.6, 0), (0, -r * 0.05), (r * 0.6, 0), (0, r * 0.05)],
                0.002,
                "red",
                (0, 0, low * 1.05),
                bevel=0.0,
            ),
            turn=float(want.rng().uniform(0, 360)),
        ),
        ball("pin", 0.005, "metal", (0, 0, low * 1.07), n=8),
    ]
    return finish(
        want, parts, {**_SLOTS, "wood": "mahogany", "ink": "bakelite", "red": "red_lacquer"}, ("metal", "wood")
    )


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
    return finish(want, parts, {**_SLOTS, "bag": "acrylic"}, ("steel",))


def broken(rng: np.random.Generator, size: float, slot: str, at: tuple[float, float, float], flat: float = 0.7) -> Part:
    """A lump of broken stone: a box with its corners thrown about."""
    p = (
        np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
        * rng.uniform(0.35, 1.0, (8, 3))
        * size
        / 2
        * [1, 1, flat]
    )
    turn, tilt = float(rng.uniform(0, 360)), float(rng.uniform(-30, 30))
    faces = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    tris = [t for f in faces for t in ([f[0], f[1], f[2]], [f[0], f[2], f[3]])]
    return moved(solid("lump", p, tris, slot), at, turn, tilt=tilt)


@makes("rubble")
def rubble(want: Want) -> Model:
    """A heap of broken concrete and bricks with bent bars and dust."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    for k in range(230):
        s, a = np.sqrt(rng.uniform(0, 1)), rng.uniform(0, 2 * np.pi)
        size = float(np.exp(rng.normal(-2.5, 0.65))) * (1.5 - 0.9 * s)
        size = min(size, 0.42 * min(w, d, 2 * h + 0.1))
        z = h * 0.72 * (1 - s) ** 1.3 * float(rng.uniform(0.4, 1.0)) + size * 0.2
        at = (float(d * 0.46 * s * np.cos(a)), float(w * 0.46 * s * np.sin(a)), float(z))
        if k % 4 == 0:
            parts.append(
                moved(
                    box("brick", (0.105, 0.22, 0.06), (0, 0, 0), "brick", 0.004),
                    (at[0], at[1], max(at[2] - 0.03, 0)),
                    float(rng.uniform(0, 360)),
                    tilt=float(rng.uniform(-35, 35)),
                )
            )
        else:
            parts.append(broken(rng, size, "stone", at))
    for _ in range(7):
        a, s = rng.uniform(0, 2 * np.pi), float(rng.uniform(0.1, 0.6))
        foot = np.array([d * 0.4 * s * np.cos(a), w * 0.4 * s * np.sin(a), h * 0.3 * (1 - s)])
        way = np.add(rng.normal(0, 0.3, 3), [0, 0, 0.22])
        parts.append(
            tube(
                "bar",
                curve([tuple(foot), tuple(foot + way * h), tuple(foot + way * h * 1.5 + rng.normal(0, 0.08, 3))], 4),
                0.007,
                "iron",
                n=6,
            )
        )
    mound = [
        (0.0, h * 0.5),
        (min(w, d) * 0.16, h * 0.36),
        (min(w, d) * 0.34, h * 0.12),
        (min(w, d) * 0.46, 0.0),
        (0, 0),
    ]
    parts.append(lathe("dust", mound, "stone", n=20))
    return finish(want, _above_floor(parts), _SLOTS, ("stone",))


def _above_floor(parts: list[Part]) -> list[Part]:
    """The parts with nothing below the floor: what would sink is cut flat on it."""
    out = []
    for p in parts:
        points = p.points.copy()
        points[:, 2] = np.maximum(points[:, 2], 0.0)
        out.append(Part(p.name, points, p.faces, p.slot, p.bevel, p.smooth, p.uv))
    return out


@makes("rubbish")
def rubbish(want: Want) -> Model:
    """Bags, cans, bottles and paper."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    n = 24
    t = np.arange(n) * 2 * np.pi / n
    for k, (x, y) in enumerate(((-0.18, -0.16), (-0.12, 0.2))):
        r = min(w, d) * 0.24
        rings = []
        for z, s in ((0.0, 0.7), (0.06, 0.95), (0.4, 1.0), (0.65, 0.75), (0.78, 0.25), (0.84, 0.14), (1.0, 0.3)):
            fold = 1 + 0.07 * np.sin(7 * t + rng.uniform(0, 6)) + 0.05 * np.sin(13 * t + rng.uniform(0, 6))
            rings.append(
                np.column_stack(
                    [
                        x * d + r * s * fold * np.cos(t),
                        y * w + r * s * fold * np.sin(t),
                        np.full(n, z * h * (1.0 - 0.2 * k)),
                    ]
                )
            )
        parts.append(loft("bag", rings, "bag"))
    for k in range(16):
        at = (float(rng.uniform(-0.42, 0.42)) * d, float(rng.uniform(-0.42, 0.42)) * w, 0.034)
        turn = float(rng.uniform(0, 360))
        if k % 3 == 0:
            parts.append(
                moved(
                    lathe(
                        "can",
                        [(0, -0.06), (0.03, -0.06), (0.033, -0.05), (0.033, 0.05), (0.028, 0.06), (0, 0.057)],
                        "can",
                        n=14,
                    ),
                    at,
                    turn,
                    tilt=90,
                )
            )
        elif k % 3 == 1:
            crumple = ball("paper", float(rng.uniform(0.025, 0.045)), "paper", (0, 0, 0), n=8)
            points = crumple.points * (1 + rng.normal(0, 0.16, (len(crumple.points), 1))).astype(np.float32)
            parts.append(moved(Part("paper", points.astype(np.float32), crumple.faces, "paper"), at))
        else:
            parts.append(box("sheet", (0.16, 0.11, 0.003), (at[0], at[1], 0.001), "card", 0.0, turn))
    return finish(want, _above_floor(parts), {**_SLOTS, "bag": "bakelite"}, ("bag",))


@makes("puddle")
def puddle(want: Want) -> Model:
    """A puddle with a wandering edge."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    a = np.arange(64) * np.pi / 32
    r = 1.0 + np.sum([rng.uniform(0.03, 0.16) * np.sin(k * a + rng.uniform(0, 6)) for k in (2, 3, 5, 7)], axis=0)
    r = r / r.max()
    rings = [
        np.column_stack([d / 2 * r * s * np.cos(a), w / 2 * r * s * np.sin(a), np.full(64, z)])
        for s, z in ((1.0, 0.0), (0.985, h * 0.7), (0.95, h), (0.3, h))
    ]
    return finish(want, [loft("puddle", rings, "water")], _SLOTS, ("water",))


@makes("cobweb")
def cobweb(want: Want) -> Model:
    """A web in a corner: threads as thin as hairs, some torn, with sheets of dust between."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    hub = np.array([0.0, w * 0.08, h * 0.58])
    rim = [
        np.array(
            [
                d * (0.5 * float(rng.uniform(-1, 1))),
                w * 0.5 * np.sign(np.cos(a)) * min(1, abs(np.cos(a)) * 1.4),
                h * (0.5 + 0.5 * np.sign(np.sin(a)) * min(1, abs(np.sin(a)) * 1.4)),
            ]
        )
        for a in np.arange(13) * 2 * np.pi / 13
    ]
    parts: list[Part] = [tube("thread", [hub, (hub + p) / 2 + [0, 0, -0.01], p], 0.0009, "web", n=3) for p in rim]
    for ring in np.linspace(0.14, 0.9, 9):
        for k in range(13):
            if rng.random() < 0.22:
                continue
            a, b = hub + (rim[k] - hub) * ring, hub + (rim[(k + 1) % 13] - hub) * ring
            mid = (a + b) / 2 + (hub - (a + b) / 2) * 0.12 + [0, 0, -0.008]
            parts.append(tube("thread", [a, mid, b], 0.0007, "web", n=3))
    for _ in range(5):
        k = int(rng.integers(0, 13))
        s0, s1 = sorted(rng.uniform(0.2, 0.95, 2))
        q = [
            hub + (rim[k] - hub) * s0,
            hub + (rim[(k + 1) % 13] - hub) * s0,
            hub + (rim[(k + 1) % 13] - hub) * s1,
            hub + (rim[k] - hub) * s1,
        ]
        parts.append(part("veil", q, [[0, 1, 2, 3]], "veil"))
    return finish(want, parts, {**_SLOTS, "veil": "lace"}, ("web",))
