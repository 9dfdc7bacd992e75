"""Toys, chess, cards, balloons."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.play import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Model, Part


@makes("toy")
def toy(want: Want) -> Model:
    """A doll, a wooden train or blocks, by seed."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    if want.seed % 2:
        parts = [box("block", (s, s, s), (x * d, y * w, z), slot, 0.004, turn) for s, x, y, z, slot,
            turn in ((0.07, -0.1, -0.25, 0, "red", 12.0), (0.07, 0.0, 0.1, 0, "blue", -20.0), (0.07, -0.05, -0.1, 0.07,
            "yellow", 8.0), (0.06, 0.15, 0.3, 0, "yellow", 30.0), (0.055, -0.02, -0.06, 0.14, "red",
            40.0))]  # fmt: skip
        parts.append(
            lathe(
                "tower", [(0, 0.195), (0.03, 0.195), (0.022, h - 0.03), (0, h)], "blue", (-0.02 * d, -0.06 * w, 0), n=12
            )
        )
        parts += [
            ball("ball", 0.045, "blue", (d * 0.3, -w * 0.1, 0.045), n=14),
            *(
                ball(
                    "marble",
                    0.008,
                    "yellow",
                    (float(rng.uniform(-0.4, 0.4)) * d, float(rng.uniform(-0.4, 0.4)) * w, 0.008),
                    n=6,
                )
                for _ in range(4)
            ),
        ]
        return finish(want, parts, {"red": "red_lacquer", "blue": "azulejo", "yellow": "pine"}, ("red",))
    k = h / 0.35
    parts = [lathe("dress", [(0, 0.04 * k), (0.1 * k, 0.04 * k), (0.07 * k, 0.14 * k), (0.04 * k, 0.19 * k),
        (0, 0.2 * k)], "dress", n=20), ball("head", 0.055 * k, "face", (0, 0, 0.25 * k), n=16),
        lathe("hair", [(0.058 * k, 0.23 * k), (0.064 * k, 0.27 * k), (0.045 * k, 0.31 * k), (0, 0.318 * k)], "hair",
        (-0.006, 0, 0), n=18)]  # fmt: skip
    for s in (-1.0, 1.0):
        parts += [tube("arm", [(0, s * 0.035 * k, 0.18 * k), (0.01, s * 0.09 * k, 0.12 * k)], 0.012 * k, "face"),
            tube("leg", [(0.0, s * 0.035 * k, 0.08 * k), (0.06 * k, s * 0.045 * k, 0.015 * k)], 0.016 * k, "face"),
            ball("shoe", 0.02 * k, "hair", (0.075 * k, s * 0.046 * k, 0.018 * k), n=8), ball("eye", 0.006 * k, "hair",
            (0.051 * k, s * 0.02 * k, 0.26 * k), n=6), ball("plait", 0.018 * k, "hair", (0, s * 0.062 * k, 0.22 * k),
            n=8)]  # fmt: skip
    return finish(want, parts, {"dress": "cotton", "face": "porcelain", "hair": "bark"}, ("dress",))


@makes("teddy_bear")
def teddy(want: Want) -> Model:
    """A bear that sits."""
    k = want.height / 0.4
    parts = [
        ball("body", 0.1 * k, "fur", (0, 0, 0.11 * k), n=18, squash=1.1),
        ball("head", 0.085 * k, "fur", (0.01, 0, 0.29 * k), n=18),
        ball("muzzle", 0.04 * k, "pale", (0.08 * k, 0, 0.27 * k), n=12),
        ball("nose", 0.013 * k, "black", (0.118 * k, 0, 0.285 * k), n=8),
    ]
    for s in (-1.0, 1.0):
        parts += [ball("ear", 0.035 * k, "fur", (0, s * 0.065 * k, 0.36 * k), n=12), ball("eye", 0.009 * k, "black",
            (0.08 * k, s * 0.03 * k, 0.315 * k), n=6), tube("arm", [(0.0, s * 0.08 * k, 0.18 * k),
            (0.05 * k, s * 0.13 * k, 0.13 * k), (0.08 * k, s * 0.12 * k, 0.1 * k)], [0.035 * k, 0.036 * k, 0.03 * k],
            "fur", n=12), tube("leg", [(0.02, s * 0.06 * k, 0.05 * k), (0.12 * k, s * 0.085 * k, 0.045 * k)],
            [0.045 * k, 0.045 * k], "fur", n=12), ball("sole", 0.04 * k, "pale", (0.13 * k, s * 0.088 * k, 0.05 * k),
            n=10)]  # fmt: skip
    parts.append(
        tube(
            "ribbon",
            [(0.06 * k * np.cos(a), 0.06 * k * np.sin(a), 0.215 * k) for a in np.arange(14) * np.pi / 7],
            0.012 * k,
            "ribbon",
            closed=True,
            n=6,
        )
    )
    return finish(want, parts, {"fur": "fur", "pale": "felt", "black": "ebony", "ribbon": "velvet"}, ("fur",))


@makes("rocking_horse")
def rocking_horse(want: Want) -> Model:
    """A horse of wood on rockers with a saddle and a mane."""
    w, d, h = want.width, want.depth, want.height
    parts = []
    for s in (-1.0, 1.0):
        arc = curve(
            [
                (-d * 0.49, s * w * 0.4, h * 0.14),
                (-d * 0.25, s * w * 0.4, 0.02),
                (0, s * w * 0.4, 0.012),
                (d * 0.25, s * w * 0.4, 0.02),
                (d * 0.49, s * w * 0.4, h * 0.14),
            ],
            5,
        )
        parts.append(tube("rocker", arc, 0.02, "rocker", square=True))
        parts += [
            tube(
                "leg",
                curve(
                    [
                        (x * d * 0.18, s * w * 0.2, h * 0.5),
                        (x * d * 0.24, s * w * 0.28, h * 0.32),
                        (x * d * 0.3, s * w * 0.38, 0.05),
                    ],
                    3,
                ),
                [0.05, 0.032, 0.024],
                "body",
                n=10,
            )
            for x in (-1.0, 1.0)
        ]
    parts += [
        tube("bar", [(x * d * 0.32, -w * 0.44, 0.05), (x * d * 0.32, w * 0.44, 0.05)], 0.016, "rocker")
        for x in (-1.0, 1.0)
    ]
    parts += [tube("body", curve([(-d * 0.3, 0, h * 0.56), (-d * 0.15, 0, h * 0.56), (d * 0.08, 0, h * 0.53),
        (d * 0.24, 0, h * 0.58)], 4), [0.07, 0.12, 0.1, 0.1], "body", n=16), tube("neck", curve([(d * 0.2, 0, h * 0.56),
        (d * 0.3, 0, h * 0.76), (d * 0.33, 0, h * 0.9)], 4), [0.1, 0.07, 0.055], "body", n=14),
        tube("head", curve([(d * 0.3, 0, h * 0.9), (d * 0.38, 0, h * 0.87), (d * 0.47, 0, h * 0.77)], 3),
        [0.05, 0.055, 0.035], "body", n=12), box("saddle", (d * 0.2, w * 0.62, 0.05), (-d * 0.06, 0, h * 0.65),
        "leather", 0.02), tube("mane", curve([(d * 0.29, 0, h * 0.98), (d * 0.25, 0, h * 0.84),
        (d * 0.16, 0, h * 0.68)], 4), [0.02, 0.03, 0.02], "hair", n=8), tube("tail", curve([(-d * 0.32, 0, h * 0.6),
        (-d * 0.44, 0, h * 0.56), (-d * 0.46, 0, h * 0.36)], 4), [0.015, 0.035, 0.01], "hair", n=8), tube("handle",
        [(d * 0.26, -w * 0.36, h * 0.8), (d * 0.26, w * 0.36, h * 0.8)], 0.014, "rocker")]  # fmt: skip
    for s in (-1.0, 1.0):
        parts += [
            tube("ear", [(d * 0.31, s * 0.03, h * 0.93), (d * 0.31, s * 0.035, h)], [0.018, 0.004], "body", n=6),
            ball("eye", 0.01, "hair", (d * 0.4, s * 0.05, h * 0.87), n=6),
        ]
    return finish(
        want, parts, {"body": "paint", "rocker": "red_lacquer", "leather": "leather", "hair": "wool"}, ("body",)
    )


@makes("chess_set")
def chess_set(want: Want) -> Model:
    """A board of squares with the pieces of a game begun."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    deep = h * 0.16
    parts = [box("frame", (d, w, deep), (0, 0, 0), "wood", 0.004)]
    e = min(w, d) * 0.92 / 8
    for i in range(8):
        for j in range(8):
            parts.append(
                box(
                    "square",
                    (e, e, 0.003),
                    ((i - 3.5) * e, (j - 3.5) * e, deep - 0.001),
                    "white" if (i + j) % 2 else "black",
                    0.0,
                )
            )
    order = "rnbqkbnr"
    for side, slot in ((0, "white"), (1, "black")):
        for j in range(8):
            for rank, kind in ((0, order[j]), (1, "p")):
                i = rank if side == 0 else 7 - rank
                if kind == "p" and rng.random() < 0.25:
                    i += 2 if side == 0 else -2
                elif kind in "nb" and rng.random() < 0.4:
                    continue
                _chessman(
                    parts,
                    kind,
                    slot,
                    ((i - 3.5) * e, (j - 3.5) * e, deep + 0.002),
                    e * 0.38,
                    (h - deep) * {"p": 0.5, "r": 0.58, "n": 0.66, "b": 0.74, "q": 0.88, "k": 1.0}[kind],
                )
    return finish(want, parts, {**SLOTS, "white": "maple", "black": "ebony", "wood": "walnut"}, ("wood",))


def _chessman(parts: list[Part], kind: str, slot: str, at: tuple[float, float, float], r: float, h: float) -> None:
    neck = 0.62 if kind == "p" else 0.7
    p = [
        (0, 0),
        (r, 0),
        (r, h * 0.08),
        (r * 0.6, h * 0.16),
        (r * 0.4, h * 0.4),
        (r * 0.34, h * neck),
        (r * 0.62, h * (neck + 0.03)),
        (r * 0.34, h * (neck + 0.06)),
    ]
    head = {"r": [(r * 0.6, h * 0.84), (r * 0.6, h), (r * 0.4, h), (r * 0.4, h * 0.93), (0, h * 0.93)],
        "p": [(r * 0.5, h * 0.78), (r * 0.5, h * 0.88), (0, h)], "q": [(r * 0.62, h * 0.93), (r * 0.4, h * 0.94),
        (0, h)], "k": [(r * 0.55, h * 0.9), (r * 0.12, h * 0.91), (r * 0.12, h), (0, h)]}.get(kind,
        [(r * 0.45, h * 0.84), (r * 0.3, h * 0.94), (0, h)])  # fmt: skip
    parts.append(lathe("piece", [*p, *head], slot, at, n=8))


@makes("playing_cards")
def playing_cards(want: Want) -> Model:
    """A pack, a fan and some that lie about."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = [box("pack", (0.088, 0.063, h), (-d * 0.3, -w * 0.25, 0), "paper", 0.002)]
    for k in range(14):
        if k < 6:
            a = -40.0 + 14 * k
            at = (d * 0.18 + 0.04 * np.cos(np.radians(a)), w * 0.12 + 0.05 * np.sin(np.radians(a)), 0.0007 * k)
        else:
            a, at = (
                float(rng.uniform(0, 180)),
                (float(rng.uniform(-0.3, 0.32)) * d, float(rng.uniform(-0.32, 0.34)) * w, 0.0006 * k),
            )
        parts.append(
            box(
                "card",
                (0.088, 0.063, 0.0006),
                (float(at[0]), float(at[1]), float(at[2])),
                "back" if k % 3 == 0 else "paper",
                0.0,
                a,
            )
        )
    for k in range(9):
        parts.append(
            lathe(
                "chip",
                [(0, 0), (0.019, 0), (0.02, 0.0015), (0.019, 0.003), (0, 0.003)],
                "chip" if k % 2 else "back",
                (d * 0.36, -w * 0.3 + 0.002 * (k % 3), 0.003 * min(k, 5)),
                n=14,
            )
        )
    return finish(want, parts, {"paper": "paper", "back": "red_lacquer", "chip": "ebony"}, ("paper",))


@makes("balloon")
def balloon(want: Want) -> Model:
    """Balloons on strings, or one."""
    w, h = min(want.width, want.depth), want.height
    r = w / 2
    p = [
        (0.004, h - 2.35 * r),
        (0.015, h - 2.3 * r),
        (r * 0.35, h - 2.05 * r),
        (r * 0.8, h - 1.55 * r),
        (r, h - 0.95 * r),
        (r * 0.85, h - 0.4 * r),
        (r * 0.45, h - 0.08 * r),
        (0, h),
    ]
    parts = [lathe("balloon", [(0, h - 2.35 * r), *p], "rubber", n=26)]
    if h > 2.5 * r:
        parts.append(
            tube(
                "string",
                curve([(0, 0, h - 2.35 * r), (0.01, 0.008, (h - 2.35 * r) * 0.6), (-0.006, 0.004, 0.0)], 5),
                0.0015,
                "string",
                n=4,
            )
        )
    return finish(
        want, parts, {"rubber": "red_lacquer" if want.seed % 2 else "azulejo", "string": "cotton"}, ("rubber",)
    )
