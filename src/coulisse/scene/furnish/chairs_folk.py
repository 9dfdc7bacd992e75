"""Chairs of the country and of the East: rush seats, bent splats."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want
from coulisse.scene.furnish.seat_frames import leaning, seat_measures
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, moved, prism, sheet, tube
from coulisse.scene.staged import Part


def rustic_chair(want: Want) -> list[Part]:
    """A ladder-back with a rush seat and turned posts."""
    d, w, h, s = seat_measures(want)
    lean = 0.07
    rise = h - s
    out: list[Part] = []
    for b in (-1, 1):
        y = b * (w / 2 - 0.02)
        out.append(
            tube(
                "post",
                [(-d / 2 + lean + 0.02, y, 0), (-d / 2 + lean + 0.02, y, s), (-d / 2 + 0.02, y * 0.97, h - 0.03)],
                [0.018, 0.02, 0.018, 0.015],
                "frame",
                n=9,
            )
        )
        out.append(moved(ball("knob", 0.019, "frame", n=9, squash=1.4), (-d / 2 + 0.018, y * 0.97, h - 0.026)))
        out.append(tube("leg", [(d / 2 - 0.02, y, 0), (d / 2 - 0.02, y, s + 0.01)], [0.016, 0.02, 0.018], "legs", n=9))
        for z in (0.14, 0.27):
            out.append(tube("stretcher", [(-d / 2 + lean + 0.02, y, z), (d / 2 - 0.02, y, z)], 0.009, "frame", n=7))
    for z in (0.17, 0.3):
        out.append(
            tube("stretcher", [(d / 2 - 0.02, -w / 2 + 0.02, z), (d / 2 - 0.02, w / 2 - 0.02, z)], 0.0095, "frame", n=7)
        )
    out += _rush(-d / 2 + lean + 0.02, d / 2 - 0.02, w - 0.04, s)
    for at in (0.22, 0.5, 0.78):
        z = at * rise
        tall = 0.05 + 0.02 * at
        half = w / 2 - 0.035
        top = curve(
            [(-half, tall * 0.7), (-0.5 * half, tall), (0, tall * 1.12), (0.5 * half, tall), (half, tall * 0.7)], 3
        )
        slat = prism("slat", [(-half, 0), (half, 0), *top[::-1]], 0.012, "frame", (0, 0, z), along="x", bevel=0.002)
        out.append(leaning(slat, s, lean, rise, -d / 2 + lean + 0.02))
    return out


def _rush(x0: float, x1: float, w: float, s: float) -> list[Part]:
    """A seat woven of rush: strands in four triangles that meet in the middle."""
    out: list[Part] = []
    n = 9
    cx, hx, hy = (x0 + x1) / 2, (x1 - x0) / 2, w / 2
    for i in range(n):
        a = (i + 0.5) / n
        z = s + 0.012 - 0.02 * (1 - a)
        r = 0.5 * hx / n * 1.05
        for sx in (-1, 1):
            out.append(tube("rush", [(cx + sx * hx * a, -hy * a, z), (cx + sx * hx * a, hy * a, z)], r, "rush", n=6))
        for sy in (-1, 1):
            out.append(
                tube(
                    "rush",
                    [(cx - hx * a, sy * hy * a, z - 0.001), (cx + hx * a, sy * hy * a, z - 0.001)],
                    r * hy / hx,
                    "rush",
                    n=6,
                )
            )
    return out


def eastern_chair(want: Want) -> list[Part]:
    """A yoke-back chair of the Ming kind: round members, a bent splat."""
    d, w, h, s = seat_measures(want)
    lean = 0.08
    rise = h - s
    out: list[Part] = []
    for b in (-1, 1):
        y = b * (w / 2 - 0.025)
        out.append(
            tube(
                "post",
                curve(
                    [
                        (-d / 2 + lean, y, 0),
                        (-d / 2 + lean, y, s),
                        (-d / 2 + lean * 0.8, y, s + 0.4 * rise),
                        (-d / 2 + 0.015, y, h - 0.01),
                    ],
                    3,
                ),
                0.015,
                "frame",
                n=8,
            )
        )
        out.append(tube("leg", [(d / 2 - 0.02, y, 0), (d / 2 - 0.02, y, s - 0.02)], 0.016, "legs", n=8))
        out.append(box("apron", (d - lean - 0.04, 0.012, 0.05), (lean / 2, y, s - 0.075), "frame"))
        out.append(tube("stretcher", [(-d / 2 + lean, y, 0.12), (d / 2 - 0.02, y, 0.12)], 0.01, "frame"))
    out.append(box("seat", (d - lean + 0.02, w - 0.005, 0.03), (lean / 2, 0, s - 0.03), "frame", 0.01))
    out.append(box("cane", (d - lean - 0.09, w - 0.12, 0.004), (lean / 2, 0, s - 0.002), "cane", 0.001))
    out.append(box("apron", (0.012, w - 0.06, 0.05), (d / 2 - 0.022, 0, s - 0.075), "frame"))
    out.append(box("footrail", (0.03, w - 0.04, 0.022), (d / 2 - 0.02, 0, 0.07), "frame", 0.005))
    yoke = curve(
        [
            (-d / 2 + 0.02, -w / 2, h - 0.035),
            (-d / 2 + 0.012, -0.36 * w, h - 0.02),
            (-d / 2 + 0.012, -0.16 * w, h - 0.014),
            (-d / 2 + 0.006, 0, h - 0.012),
            (-d / 2 + 0.012, 0.16 * w, h - 0.014),
            (-d / 2 + 0.012, 0.36 * w, h - 0.02),
            (-d / 2 + 0.02, w / 2, h - 0.035),
        ],
        3,
    )
    out.append(tube("yoke", yoke, [0.009, 0.015, 0.02, 0.015, 0.009], "frame", n=8))

    def splat(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        bend = 0.03 * np.sin(2 * np.pi * u)
        return -d / 2 + lean - (lean - 0.012) * u**1.6 + bend * (1 - u), (v - 0.5) * 0.15, s + u * (rise - 0.02)

    out.append(sheet("splat", splat, (12, 3), "frame", thickness=0.012))
    return out
