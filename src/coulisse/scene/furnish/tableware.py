"""Small things on tables: plates, glasses, bottles, cutlery, napkins, candlesticks; each a little different."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, tube
from coulisse.scene.staged import Part

Rng = np.random.Generator

# Usual materials of the slots that this module uses.
WARE = {
    "plate": "porcelain",
    "glass": "glass",
    "bottle": "glass",
    "wine": "resin",
    "cutlery": "silver",
    "napkin": "linen",
    "candle": "ivory_inlay",
    "holder": "brass",
    "flame": "gold",
    "bowl": "brass",
    "fruit": "red_lacquer",
    "fruit2": "terracotta",
    "stem": "bark",
    "paper": "paper",
    "label": "paper",
    "bread": "cork",
    "leaf": "moss",
}


def plate(radius: float, *, slot: str = "plate") -> Part:
    """A plate with a well and a rim."""
    r = radius
    profile = [
        (0, 0),
        (0.55 * r, 0),
        (0.62 * r, 0.004),
        (0.98 * r, 0.017),
        (r, 0.019),
        (0.985 * r, 0.021),
        (0.66 * r, 0.009),
        (0.58 * r, 0.005),
        (0, 0.005),
    ]
    return lathe("plate", profile, slot, n=28)


def glass(rng: Rng, *, stemmed: bool = True, filled: float = 0.0, size: float = 1.0) -> list[Part]:
    """A wine glass or a tumbler, empty or with wine in it."""
    k = size
    if not stemmed:
        r, h = 0.036 * k, 0.09 * k
        out = [
            lathe(
                "glass",
                [(0, 0), (r * 0.9, 0), (r, h), (r - 0.0016, h), (r * 0.9 - 0.002, 0.008), (0, 0.008)],
                "glass",
                n=16,
            )
        ]
        return out + (
            [lathe("drink", [(0, 0.0085), (r * 0.88, 0.0085), (r * 0.94, 0.5 * h), (0, 0.5 * h)], "wine", n=16)]
            if filled
            else []
        )
    r, h, stem = 0.04 * k, 0.2 * k, 0.085 * k
    bowl = [(0.0045, stem), (0.6 * r, stem + 0.012), (r, stem + 0.05), (0.9 * r, stem + 0.085), (0.78 * r, h)]
    outside = [(0, 0), (0.034 * k, 0), (0.034 * k, 0.002), (0.008, 0.006), (0.0042, 0.014), *bowl]
    inside = [(a - 0.0014, b + (0.0018 if i == 0 else 0)) for i, (a, b) in enumerate(bowl)][::-1]
    out = [lathe("glass", [*outside, *inside[:-1], (0, stem + 0.006)], "glass", n=18)]
    if filled > 0:
        level = stem + 0.012 + filled * 0.07
        fill = [
            (0, stem + 0.0075),
            (0.55 * r, stem + 0.014),
            (0.9 * r, min(stem + 0.045, level)),
            (0.92 * r, level),
            (0, level),
        ]
        out.append(lathe("wine", fill, "wine", n=16))
    del rng
    return out


def bottle(rng: Rng, *, height: float = 0.3) -> list[Part]:
    """A bottle with its label, of a shape by chance."""
    h = height * rng.uniform(0.88, 1.06)
    r = 0.037 * h / 0.3 * rng.uniform(0.92, 1.1)
    shoulder = rng.uniform(0.52, 0.66)
    profile = [
        (0, 0.004),
        (0.8 * r, 0),
        (r, 0.006),
        (r, shoulder * h),
        (0.75 * r, (shoulder + 0.07) * h),
        (0.36 * r, (shoulder + 0.16) * h),
        (0.34 * r, 0.93 * h),
        (0.42 * r, 0.94 * h),
        (0.42 * r, h),
        (0, h),
    ]
    label = [(r + 0.0006, 0.16 * h), (r + 0.0008, 0.16 * h), (r + 0.0008, 0.42 * h), (r + 0.0006, 0.42 * h)]
    return [lathe("bottle", profile, "bottle", n=16), lathe("label", label, "label", n=16, closed=True)]


def fork(length: float = 0.19) -> list[Part]:
    """A fork along x, its tines towards +x."""
    n = length
    out = [_handle(n)]
    out += [
        tube(
            "tine",
            curve([(0.32 * n, y * 0.6, 0.005), (0.37 * n, y, 0.004), (0.5 * n, y, 0.008)], 2),
            [0.0016, 0.0012],
            "cutlery",
            n=5,
        )
        for y in (-0.009, -0.003, 0.003, 0.009)
    ]
    return [*out, box("palm", (0.03, 0.02, 0.002), (0.315 * n, 0, 0.004), "cutlery", 0.0008)]


def knife(length: float = 0.215) -> list[Part]:
    """A knife along x, its blade towards +x."""
    n = length
    blade = curve(
        [
            (-0.02 * n, -0.007),
            (0.3 * n, -0.009),
            (0.46 * n, -0.006),
            (0.5 * n, 0.004),
            (0.3 * n, 0.006),
            (-0.02 * n, 0.006),
        ],
        3,
    )
    return [
        prism("blade", blade, 0.0018, "cutlery", (0, 0, 0.003), bevel=0.0006),
        box("handle", (0.48 * n, 0.016, 0.007), (-0.26 * n, 0, 0), "cutlery", 0.0026),
    ]


def spoon(length: float = 0.19) -> list[Part]:
    """A spoon along x."""
    head = moved(ball("head", 0.021, "cutlery", n=12, squash=0.22), (0.4 * length, 0, 0.006), scale=(1.0, 1.0, 1.0))
    return [_handle(length), moved(head, scale=(1.0, 0.95, 1.0))]


def _handle(n: float) -> Part:
    line = curve([(-0.5 * n, 0, 0.002), (-0.2 * n, 0, 0.007), (0.1 * n, 0, 0.008), (0.32 * n, 0, 0.005)], 3)
    return tube("handle", line, [0.0062, 0.004, 0.0026, 0.003], "cutlery", n=6)


def napkin(rng: Rng, kind: int = 0) -> list[Part]:
    """A napkin: folded flat, in a ring, or dropped after use."""
    if kind == 0:
        return [
            box("napkin", (0.19, 0.085, 0.005), (0, 0, 0), "napkin", 0.002),
            moved(
                box("napkin", (0.186, 0.081, 0.005), (0.002, 0.001, 0.005), "napkin", 0.002),
                turn=float(rng.uniform(-2, 2)),
            ),
        ]
    if kind == 1:
        a, b, c = rng.uniform(0, 6, 3)

        def drop(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            x, y = (u - 0.5) * 0.22, (v - 0.5) * 0.2
            z = 0.008 + 0.014 * (1 + np.sin(24 * x + 14 * y + a)) * (1 + 0.6 * np.sin(31 * y - 9 * x + b)) * (
                1 - 1.6 * np.maximum(np.abs(u - 0.5), np.abs(v - 0.5))
            )
            return x + 0.012 * np.sin(30 * y + c), y + 0.012 * np.sin(26 * x + a), z

        return [sheet("napkin", drop, (15, 15), "napkin", thickness=0.0025)]
    ring = lathe(
        "ring", [(0.018, -0.012), (0.021, -0.012), (0.021, 0.012), (0.018, 0.012)], "holder", n=14, closed=True
    )
    ends = [
        moved(
            loft(
                "napkin",
                [
                    [(0.02 + s, w * math.cos(t), 0.6 * w * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 11)[:-1]]
                    for s, w in ((-0.02, 0.014), (0.04, 0.03), (0.08, 0.045))
                ],
                "napkin",
            ),
            (0, 0, 0.022),
            turn,
        )
        for turn in (0, 180)
    ]
    return [moved(moved(ring, tilt=90), (0, 0, 0.021)), *ends]


def candlestick(rng: Rng, *, height: float = 0.24, candle: float = 0.2) -> list[Part]:
    """A turned candlestick with a candle that has burnt for a while."""
    h = height
    burnt = candle * rng.uniform(0.55, 1.0)
    k = h / 0.24
    profile = [
        (0, 0),
        (0.055, 0),
        (0.056, 0.006),
        (0.03, 0.018),
        (0.012, 0.03),
        (0.018, 0.05 * k),
        (0.009, 0.07 * k),
        (0.013, 0.11 * k),
        (0.008, 0.16 * k),
        (0.015, 0.2 * k),
        (0.009, 0.21 * k),
        (0.026, h - 0.02),
        (0.028, h - 0.016),
        (0.014, h - 0.012),
        (0.014, h),
        (0, h),
    ]
    wax = [
        (0, h - 0.012),
        (0.0105, h - 0.012),
        (0.0105, h + 0.6 * burnt),
        (0.0112, h + burnt - 0.01),
        (0.009, h + burnt),
        (0, h + burnt - 0.004),
    ]
    top = h + burnt
    return [
        lathe("holder", profile, "holder", n=16),
        lathe("candle", wax, "candle", n=12),
        tube("wick", [(0, 0, top - 0.006), (0.001, 0, top + 0.008)], 0.0012, "stem", n=5),
        lathe("flame", [(0, top + 0.003), (0.0055, top + 0.011), (0.004, top + 0.022), (0, top + 0.036)], "flame", n=8),
    ]


def cup(rng: Rng) -> list[Part]:
    """A cup on its saucer, with coffee and a spoon."""
    body = [
        (0, 0.01),
        (0.022, 0.01),
        (0.024, 0.016),
        (0.036, 0.04),
        (0.04, 0.065),
        (0.0385, 0.065),
        (0.034, 0.04),
        (0.02, 0.017),
        (0, 0.017),
    ]
    handle = curve([(0.036, 0, 0.056), (0.056, 0, 0.058), (0.06, 0, 0.04), (0.034, 0, 0.028)], 4)
    turn = float(rng.uniform(0, 360))
    out = [
        plate(0.072),
        lathe("cup", body, "plate", n=20),
        tube("handle", handle, 0.0034, "plate", n=6),
        lathe("coffee", [(0, 0.05), (0.0355, 0.05), (0.0365, 0.054), (0, 0.054)], "stem", n=16),
    ]
    out += [moved(p, (0.0, 0.054, 0.014), 20) for p in spoon(0.12)]
    return [moved(p, turn=turn) for p in out]
