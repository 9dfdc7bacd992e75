"""Clothes, shoes, laundry, saddles."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_travel import SLOTS, Floats
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, cushion, loft, prism, sheet, tube
from coulisse.scene.staged import Model, Part


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
    return finish(want, parts, SLOTS, ("cloth",))


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
    return finish(want, parts, SLOTS, ("leather",))


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
    return finish(want, parts, {**SLOTS, "cloth": "terry"}, ("cloth",))


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
    return finish(want, parts, {**SLOTS, "second": "linen", "third": "poplin"}, ("cloth",))


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
    return finish(want, parts, {**SLOTS, "steel": "steel"}, ("leather",))
