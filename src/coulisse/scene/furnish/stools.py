"""Stools, folding and deck chairs, a child's high chair."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve, ellipse, rounded_rectangle
from coulisse.scene.shapes import box, cushion, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


def stool_slots(want: Want) -> dict[str, str]:
    return slots(want, seat=usual(want, "wood"), rubber="rubber", canvas="canvas")


@makes("stool", "bar_stool")
def stool(want: Want) -> Model:
    """A stool: round on turned legs, of steel, or on one stem."""
    d, w, h = want.depth, want.width, want.height
    bar = want.name == "bar_stool"
    family = want.family or ("industrial" if bar else "rustic")
    r = min(d, w) / 2
    parts: list[Part] = []
    if family in ("modern", "futuristic", "art_deco", "mid_century") and bar:
        base = [
            (0.95 * r, 0),
            (0.95 * r, 0.008),
            (0.85 * r, 0.018),
            (0.03, 0.035),
            (0.024, 0.06),
            (0.024, h - 0.12),
            (0.05, h - 0.09),
        ]
        parts.append(lathe("stem", base, "metal", n=28))
        ring = ellipse(1.5 * r, 1.5 * r, 24)
        parts.append(tube("footring", [(x, y, 0.28 * h) for x, y in ring], 0.009, "metal", closed=True))
        parts += [
            tube("stay", [(0.02 * c, 0.02 * s, 0.28 * h), (0.75 * r * c, 0.75 * r * s, 0.28 * h)], 0.006, "metal", n=6)
            for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))
        ]
        parts.append(
            cushion("seat", (2 * r, 2 * r, 0.09), (0, 0, h - 0.09), crown=0.6, corner=r, piping=0.004, seed=want.seed)
        )
        return finish(want, parts, stool_slots(want), ("upholstery", "seat"))
    if family in ("industrial", "brutalist"):
        parts.append(
            lathe(
                "seat",
                [
                    (0, h - 0.02),
                    (0.9 * r, h - 0.032),
                    (0.93 * r, h - 0.03),
                    (0.93 * r, h - 0.006),
                    (0.9 * r, h),
                    (0.5 * r, h - 0.008),
                    (0, h - 0.01),
                ][::-1],
                "seat",
                n=24,
            )
        )
        for k in range(4):
            a = math.radians(45 + 90 * k)
            foot, head = (
                (1.3 * r * math.cos(a), 1.3 * r * math.sin(a), 0),
                (0.62 * r * math.cos(a), 0.62 * r * math.sin(a), h - 0.03),
            )
            parts.append(tube("leg", [foot, head], 0.011, "metal", square=True))
        for z in (0.3 * h, 0.62 * h) if bar else (0.4 * h,):
            s = (1.3 - 0.68 * z / h) * r
            square = [
                (s * math.cos(math.radians(45 + 90 * k)), s * math.sin(math.radians(45 + 90 * k)), z) for k in range(4)
            ]
            parts.append(tube("brace", square, 0.008, "metal", closed=True, square=True))
        parts.append(lathe("screw", [(0.013, h - 0.16), (0.013, h - 0.02)], "metal", n=8))
        return finish(want, parts, stool_slots(want), ("seat", "metal"))
    n = 3 if family == "rustic" and not bar else 4
    dish = [
        (0, h - 0.012),
        (0.5 * r, h - 0.009),
        (0.86 * r, h),
        (0.95 * r, h - 0.006),
        (0.96 * r, h - 0.022),
        (0.88 * r, h - 0.036),
        (0, h - 0.036),
    ]
    if family in ("baroque", "classical", "victorian", "gothic"):
        parts += four_legs(family, d - 0.02, w - 0.02, h - 0.07, thick=0.045)
        parts.append(box("rail", (d - 0.01, w - 0.01, 0.055), (0, 0, h - 0.105), "frame", 0.006))
        parts.append(
            cushion(
                "seat", (d, w, 0.075), (0, 0, h - 0.07), crown=0.6, corner=0.04, flat=True, piping=0.004, seed=want.seed
            )
        )
        return finish(want, parts, stool_slots(want), ("upholstery", "frame", "legs"))
    parts.append(lathe("seat", dish, "seat", n=24))
    feet = []
    for k in range(n):
        a = 2 * math.pi * (k + 0.5) / n
        low = np.array([1.0 * r * math.cos(a), 1.0 * r * math.sin(a), 0])
        high = np.array([0.55 * r * math.cos(a), 0.55 * r * math.sin(a), h - 0.03])
        feet.append((low, high))
        parts.append(tube("leg", [low, high], [0.013, 0.019, 0.021, 0.016], "legs", n=9))
    for k in range(n):
        share = 0.3 + 0.06 * (k % 2)
        ends = [f + (g - f) * share for f, g in (feet[k], feet[(k + 1) % n])]
        parts.append(tube("stretcher", ends, 0.0085, "legs", n=6))
    return finish(want, parts, stool_slots(want), ("seat", "legs"))


@makes("folding_chair")
def folding_chair(want: Want) -> Model:
    """A folding chair: two crossing frames, slats."""
    d, w, h = want.depth, want.width, want.height
    metal = want.family in ("modern", "industrial", "brutalist", "futuristic")
    slot, s, r = ("metal", 0.44, 0.011) if metal else ("frame", 0.44, 0.013)
    parts: list[Part] = []
    for k in (-1, 1):
        y = k * (w / 2 - 0.015)
        parts.append(tube("frame", [(d / 2 - 0.02, y, 0), (-d / 2 + 0.02, y, h)], r, slot, square=not metal))
        parts.append(
            tube("frame", [(-d / 2 + 0.02, y * 0.9, 0), (d / 2 - 0.06, y * 0.9, s - 0.01)], r, slot, square=not metal)
        )
        parts.append(box("rail", (d - 0.1, 0.022, 0.024), (0.02, y * 0.82, s - 0.036), slot, 0.004))
    for x, z in ((d / 2 - 0.08, 0.09), (-d / 2 + 0.06, 0.07)):
        parts.append(tube("stretcher", [(x, -w / 2 + 0.03, z), (x, w / 2 - 0.03, z)], 0.009, slot))
    if metal:
        parts.append(
            prism(
                "seat",
                rounded_rectangle(d - 0.08, w - 0.08, 0.04, 4),
                0.02,
                "seat",
                (0.02, 0, s - 0.015),
                bevel=0.006,
                smooth=True,
            )
        )
    else:
        parts += [
            box(
                "slat",
                ((d - 0.08) / 6 - 0.008, w - 0.05, 0.014),
                ((i + 0.5) * (d - 0.08) / 6 - d / 2 + 0.06, 0, s - 0.013),
                "seat",
                0.003,
            )
            for i in range(6)
        ]

    def rest(z: float, tall: float) -> Part:
        x = d / 2 - 0.02 - (d - 0.04) * z / h
        bow = [(0.02 * (2 * v) ** 2, v * (w - 0.02)) for v in np.linspace(-0.5, 0.5, 7)]
        made = prism("rest", [*bow, *[(b - 0.012, a) for b, a in bow[::-1]]], tall, "seat", bevel=0.003, smooth=True)
        return moved(made, (x - 0.012, 0, z - tall), tilt=-math.degrees(math.atan2(d - 0.04, h)))

    parts += [rest(h - 0.005, 0.07), rest(h - 0.12, 0.07)] if not metal else [rest(h - 0.005, 0.16)]
    return finish(want, parts, stool_slots(want), ("seat", "frame"))


@makes("deck_chair")
def deck_chair(want: Want) -> Model:
    """A deck chair: two frames and a sling of canvas."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    for k in (-1, 1):
        y = k * (w / 2 - 0.018)
        parts.append(tube("frame", [(d / 2 - 0.05, y, 0.0), (-d / 2 + 0.03, y, h - 0.02)], 0.015, "frame", square=True))
        parts.append(
            tube("frame", [(-d / 2 + 0.16, y * 0.92, 0.0), (d / 2 - 0.02, y * 0.92, 0.36)], 0.015, "frame", square=True)
        )
        parts.append(tube("stay", [(-d / 2 + 0.05, y * 1.0, 0.03), (-0.12 * d, y, 0.5)], 0.011, "frame", square=True))
    for x, z in ((-d / 2 + 0.03, h - 0.03), (d / 2 - 0.03, 0.35), (d / 2 - 0.06, 0.02), (-d / 2 + 0.17, 0.02)):
        parts.append(tube("bar", [(x, -w / 2 + 0.01, z), (x, w / 2 - 0.01, z)], 0.014, "frame"))
    line = curve(
        [
            (d / 2 - 0.03, 0.37),
            (d / 2 - 0.12, 0.31),
            (0.16 * d, 0.2),
            (0.02 * d, 0.2),
            (-0.16 * d, 0.34),
            (-d / 2 + 0.12, h - 0.18),
            (-d / 2 + 0.035, h - 0.01),
        ],
        4,
    )
    share = np.linspace(0, 1, len(line))

    def sling(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return (
            np.interp(u, share, line[:, 0]),
            (v - 0.5) * (w - 0.09),
            np.interp(u, share, line[:, 1]) - 0.012 * np.sin(np.pi * v) * np.sin(np.pi * u),
        )

    parts.append(sheet("sling", sling, (25, 9), "canvas", thickness=0.004))
    return finish(want, parts, stool_slots(want), ("canvas",))


@makes("high_chair")
def high_chair(want: Want) -> Model:
    """A child's high chair with a tray."""
    d, w, h = want.depth, want.width, want.height
    s = 0.56
    parts: list[Part] = []
    for a in (-1, 1):
        for b in (-1, 1):
            low, high = (a * (d / 2 - 0.02), b * (w / 2 - 0.02), 0.0), (a * 0.17 - 0.03, b * 0.15, s)
            parts.append(tube("leg", [low, high], [0.013, 0.019, 0.017], "legs", n=9))
    for z in (0.2, 0.33):
        k = 1 - z / s
        x, y = 0.17 + (d / 2 - 0.19) * k, 0.15 + (w / 2 - 0.17) * k
        parts += [tube("stretcher", [(-x - 0.02, b * y, z), (x - 0.02, b * y, z)], 0.009, "legs", n=7) for b in (-1, 1)]
    parts.append(box("footrest", (0.1, 0.3, 0.018), (0.2, 0, 0.27), "frame", 0.005))
    parts.append(
        prism(
            "seat",
            rounded_rectangle(0.36, 0.36, 0.06, 4),
            0.03,
            "seat",
            (-0.02, 0, s - 0.015),
            bevel=0.006,
            smooth=True,
        )
    )
    for i in range(5):
        y = (i - 2) * 0.075
        parts.append(tube("spindle", [(-0.17, y, s), (-0.235, y * 1.1, h - 0.03)], 0.008, "frame", n=6))
    top = [(-0.225 - 0.03 * math.cos(v * 1.4), 0.21 * v, h - 0.035) for v in np.linspace(-1, 1, 9)]
    parts.append(tube("crest", top, [0.013, 0.02, 0.013], "frame", n=8))
    for b in (-1, 1):
        parts.append(tube("arm", [(-0.22, b * 0.19, s + 0.19), (0.12, b * 0.2, s + 0.18)], 0.012, "frame"))
        parts.append(tube("support", [(0.08, b * 0.155, s), (0.1, b * 0.2, s + 0.18)], 0.01, "frame"))
    tray = rounded_rectangle(0.24, w - 0.02, 0.07, 5)
    parts += [
        prism("tray", tray, 0.014, "seat", (0.17, 0, s + 0.19), bevel=0.004, smooth=True),
        tube("rim", [(x + 0.17, y, s + 0.206) for x, y in tray], 0.006, "seat", n=6, closed=True),
    ]
    return finish(want, parts, stool_slots(want), ("seat", "frame", "legs"))
