"""Chairs of the moderns: modern, mid-century, brutalist, industrial, futuristic."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want
from coulisse.scene.furnish.seat_frames import leaning, seat_measures
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, cushion, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Part


def modern_chair(want: Want) -> list[Part]:
    """A cantilever of steel tube, after Breuer and Mies: one bar, two slings."""
    d, w, h, s = seat_measures(want)
    y, r = w / 2 - 0.0125, 0.0125
    side = [
        (-d / 2 + 0.03, r),
        (d / 2 - 0.06, r),
        (d / 2 - 0.02, 0.03),
        (d / 2, 0.09),
        (d / 2, s - 0.08),
        (d / 2 - 0.03, s - 0.02),
        (d / 2 - 0.09, s),
        (-d / 2 + 0.14, s - 0.015),
        (-d / 2 + 0.09, s + 0.01),
        (-d / 2 + 0.07, s + 0.07),
        (-d / 2 + r, h),
    ]
    line = [(a, y, b) for a, b in side] + [(a, -y, b) for a, b in side[::-1]]
    out = [tube("frame", line, r, "metal", n=10, closed=True)]

    def sling(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        sag = 0.022 * np.sin(np.pi * v) * np.sin(np.pi * np.clip(0.1 + 0.8 * u, 0, 1))
        return -d / 2 + 0.14 + u * (d - 0.22), (v - 0.5) * (w - 0.008), s + 0.014 - 0.008 * (1 - u) - sag

    def rest(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        z = s + 0.13 + u * (h - s - 0.15)
        lean = -d / 2 + 0.07 - 0.055 * (z - s - 0.07) / (h - s - 0.07)
        return lean + 0.014 - 0.03 * np.sin(np.pi * v), (v - 0.5) * (w - 0.008), z

    out += [
        sheet("seat", sling, (9, 11), "upholstery", thickness=0.008),
        sheet("back", rest, (8, 11), "upholstery", thickness=0.008),
    ]
    return out


def mid_century_chair(want: Want) -> list[Part]:
    """A moulded shell on splayed dowel legs with wire stays."""
    d, w, h, s = seat_measures(want)

    def shell(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        prof = curve(
            [
                (0.5 * d, s - 0.045),
                (0.47 * d, s - 0.008),
                (0.25 * d, s - 0.02),
                (-0.1 * d, s - 0.03),
                (-0.3 * d, s + 0.02),
                (-0.4 * d, s + 0.16),
                (-0.46 * d, s + 0.33),
                (-0.5 * d, h),
            ],
            6,
        )
        u = 1 - (1 - u) ** 1.7
        k = np.linspace(0, 1, len(prof))
        x, z = np.interp(u, k, prof[:, 0]), np.interp(u, k, prof[:, 1])
        side = 2 * v - 1
        half = (
            np.interp(u, [0, 0.12, 0.45, 0.6, 0.8, 0.92, 0.975, 1], [0.42, 0.48, 0.5, 0.47, 0.45, 0.42, 0.36, 0.24]) * w
        )
        curl = np.abs(side) ** 2.6
        back = np.clip((u - 0.35) / 0.3, 0, 1)
        return (
            x + curl * 0.09 * back,
            side * half,
            z + curl * (0.05 * np.sin(np.pi * np.clip(u * 1.3, 0, 1)) * (1 - back)),
        )

    out = [sheet("shell", shell, (21, 17), "shell", thickness=0.009)]
    for a in (-1, 1):
        for b in (-1, 1):
            head, foot = (a * 0.19 * d, b * 0.24 * w, s - 0.06), (a * 0.42 * d, b * 0.44 * w, 0.0)
            out.append(tube("leg", [foot, head], [0.009, 0.016], "legs", n=10))
            out.append(tube("stay", [(a * 0.19 * d, b * 0.24 * w, s - 0.075), (0, 0, s - 0.036)], 0.008, "metal", n=6))
            out.append(
                tube(
                    "stay",
                    [(a * 0.3 * d, b * 0.34 * w, 0.5 * s), (-a * 0.2 * d, b * 0.25 * w, s - 0.08)],
                    0.004,
                    "metal",
                    n=6,
                )
            )
    return out


def brutalist_chair(want: Want) -> list[Part]:
    d, w, h, s = seat_measures(want)
    t = 0.04
    out = [box("side", (d - 0.03, t, s - 0.02), (0.015, b * (w / 2 - t / 2), 0), "frame", 0.004) for b in (-1, 1)]
    out += [
        box("seat", (d - 0.02, w - 2 * t - 0.004, 0.05), (0.01, 0, s - 0.09), "frame", 0.004),
        box("back", (0.045, w, h - 0.3 * s), (-d / 2 + 0.045, 0, 0.3 * s), "frame", 0.004),
    ]
    out[-1] = moved(out[-1], tilt=-2.0)
    out.append(
        cushion(
            "seat",
            (d - 0.08, w - 2 * t - 0.01, 0.06),
            (0.03, 0, s - 0.045),
            crown=0.3,
            corner=0.015,
            sag=0.006,
            seed=want.seed,
        )
    )
    return out


def industrial_chair(want: Want) -> list[Part]:
    """A pressed steel bistro chair, after Pauchard's."""
    d, w, h, s = seat_measures(want)
    out: list[Part] = []
    for a in (-1, 1):
        for b in (-1, 1):
            foot, head = (
                (a * (d / 2 - 0.02), b * (w / 2 - 0.02), 0.0),
                (a * (d / 2 - 0.075), b * (w / 2 - 0.055), s - 0.02),
            )
            out += [
                tube("leg", [foot, head], [0.012, 0.021], "metal", square=True),
                box("foot", (0.03, 0.03, 0.012), (foot[0], foot[1], 0), "rubber", 0.003),
            ]
    out.append(
        prism(
            "seat",
            rounded_rectangle(d - 0.08, w - 0.06, 0.05, 5),
            0.035,
            "metal",
            (0, 0, s - 0.04),
            bevel=0.009,
            smooth=True,
        )
    )
    out.append(
        prism(
            "pan",
            rounded_rectangle(d - 0.14, w - 0.12, 0.04, 5),
            0.004,
            "metal",
            (0, 0, s - 0.006),
            bevel=0.003,
            smooth=True,
        )
    )
    out += [
        tube(
            "brace",
            [(0, b * (w / 2 - 0.05), s - 0.16), (a * (d / 2 - 0.05), b * (w / 2 - 0.035), s - 0.22)],
            0.006,
            "metal",
            n=6,
        )
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    rise = h - s
    hoop = [
        (0, 0.44 * w, -0.03),
        (0, 0.45 * w, 0.5 * rise),
        (0, 0.4 * w, 0.86 * rise),
        (0, 0.26 * w, 0.985 * rise),
        (0, -0.26 * w, 0.985 * rise),
        (0, -0.4 * w, 0.86 * rise),
        (0, -0.45 * w, 0.5 * rise),
        (0, -0.44 * w, -0.03),
    ]
    back = [tube("hoop", curve(hoop, 4), 0.011, "metal", n=8)]
    back.append(
        prism(
            "splat",
            [(-0.08, 0), (0.08, 0), (0.065, 0.97 * rise), (-0.065, 0.97 * rise)],
            0.005,
            "metal",
            along="x",
            bevel=0.002,
        )
    )
    back += [
        prism(
            "rib",
            [(-0.04, 0.1 * rise), (0.04, 0.1 * rise), (0.033, 0.85 * rise), (-0.033, 0.85 * rise)],
            0.011,
            "metal",
            along="x",
            bevel=0.004,
        )
    ]
    return out + [leaning(p, s, 0.09, rise, -d / 2 + 0.075) for p in back]


def futuristic_chair(want: Want) -> list[Part]:
    """A shell on a stem, after Saarinen's Tulip."""
    d, w, h, s = seat_measures(want)
    stem = [
        (0.24, 0),
        (0.24, 0.004),
        (0.15, 0.012),
        (0.06, 0.04),
        (0.028, 0.12),
        (0.026, 0.6 * s),
        (0.04, 0.82 * s),
        (0.1, 0.95 * s),
    ]
    out = [lathe("stem", [(r * w / 0.5, z) for r, z in stem], "shell", (0.01, 0, 0), n=28)]

    def shell(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        prof = curve(
            [
                (0.5 * d, s + 0.005),
                (0.36 * d, s - 0.02),
                (0.0, s - 0.045),
                (-0.26 * d, s + 0.0),
                (-0.38 * d, s + 0.14),
                (-0.44 * d, s + 0.3),
                (-0.5 * d, h),
            ],
            6,
        )
        u = 1 - (1 - u) ** 1.7
        k = np.linspace(0, 1, len(prof))
        x, z = np.interp(u, k, prof[:, 0]), np.interp(u, k, prof[:, 1])
        side = 2 * v - 1
        half = np.interp(u, [0, 0.06, 0.3, 0.5, 0.75, 0.88, 0.96, 1], [0.42, 0.46, 0.5, 0.5, 0.46, 0.4, 0.31, 0.18]) * w
        curl = np.abs(side) ** 2.2
        back = np.clip((u - 0.3) / 0.35, 0, 1)
        return x + curl * 0.14 * back, side * half, z + curl * 0.06 * (1 - back) * np.clip(u * 2.5, 0, 1)

    out.append(sheet("shell", shell, (21, 17), "shell", thickness=0.012))
    out.append(
        cushion(
            "seat",
            (0.72 * d, 0.74 * w, 0.045),
            (0.05 * d, 0, s - 0.04),
            crown=0.8,
            corner=0.16,
            sag=0.004,
            seed=want.seed,
        )
    )
    return out
