"""Seats of care: the dentist's or barber's chair, the wheelchair."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.seat_frames import seat_slots
from coulisse.scene.outlines import curve, ellipse, rounded_rectangle
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


@makes("dentist_chair")
def dentist_chair(want: Want) -> Model:
    """A dentist's or a barber's chair: cast foot, padded seat, headrest, footplate."""
    d, w = want.depth, want.width
    s = 0.55
    parts = [
        lathe(
            "foot",
            [
                (0.33, 0),
                (0.33, 0.02),
                (0.29, 0.05),
                (0.14, 0.08),
                (0.09, 0.13),
                (0.085, 0.26),
                (0.06, 0.26),
                (0.06, s - 0.18),
                (0.13, s - 0.14),
            ],
            "enamel",
            (-0.05, 0, 0),
            n=28,
        )
    ]
    parts.append(
        prism("pan", rounded_rectangle(0.54, 0.5, 0.06, 4), 0.06, "metal", (0, 0, s - 0.15), bevel=0.012, smooth=True)
    )
    parts.append(
        cushion("seat", (0.56, 0.5, 0.12), (0.0, 0, s - 0.09), crown=0.5, corner=0.06, piping=0.005, seed=want.seed)
    )
    back = [
        moved(
            cushion("back", (0.5, 0.46, 0.1), crown=0.6, corner=0.06, piping=0.005, seed=3), (0.05, 0, 0.27), tilt=-90
        ),
        box("plate", (0.02, 0.4, 0.46), (-0.06, 0, 0.03), "metal", 0.006),
        tube("rod", [(-0.05, 0, 0.4), (-0.03, 0, 0.62)], 0.012, "metal"),
        moved(cushion("head", (0.16, 0.27, 0.1), crown=0.8, corner=0.07), (0.04, 0, 0.65), tilt=-90),
    ]
    parts += [moved(p, (-0.29, 0, s), tilt=-20) for p in back]
    for b in (-1, 1):
        y = b * (w / 2 - 0.05)
        parts.append(
            tube(
                "arm",
                curve(
                    [
                        (-0.26, b * 0.25, s - 0.05),
                        (-0.28, y, s + 0.1),
                        (-0.22, y, s + 0.2),
                        (0.1, y, s + 0.2),
                        (0.16, y, s + 0.12),
                        (0.12, b * 0.26, s - 0.1),
                    ],
                    4,
                ),
                0.017,
                "metal",
                n=9,
            )
        )
        parts.append(moved(cushion("pad", (0.32, 0.08, 0.055), crown=0.7, corner=0.03), (-0.05, y, s + 0.205)))
    parts.append(
        moved(cushion("leg", (0.36, 0.42, 0.09), crown=0.6, corner=0.05, piping=0.004), (0.35, 0, s - 0.19), tilt=42)
    )
    parts += [
        tube("strut", [(0.22, b * 0.15, s - 0.13), (d / 2 - 0.16, b * 0.13, 0.2)], 0.012, "metal") for b in (-1, 1)
    ]
    parts.append(moved(box("plate", (0.2, 0.34, 0.02), (0, 0, 0), "metal", 0.005), (d / 2 - 0.1, 0, 0.16), tilt=-20))
    parts += [
        moved(
            box("rib", (0.012, 0.3, 0.008), (0, 0, 0), "rubber", 0.002),
            (d / 2 - 0.15 + 0.045 * i, 0, 0.165 + 0.017 * i),
        )
        for i in range(3)
    ]
    parts.append(tube("lever", [(-0.05, 0.06, 0.34), (-0.12, 0.24, 0.4)], [0.008, 0.008], "metal", n=6))
    parts.append(moved(ball("knob", 0.018, "plastic", n=8), (-0.12, 0.24, 0.4)))
    return finish(want, parts, seat_slots(want, enamel="enamel", metal="chrome"), ("upholstery",))


@makes("wheelchair")
def wheelchair(want: Want) -> Model:
    """A wheelchair with spoked wheels."""
    d, w, h = want.depth, want.width, want.height
    s, r = 0.5, 0.3
    x = -d / 2 + r + 0.01
    parts: list[Part] = []
    for b in (-1, 1):
        y = b * (w / 2 - 0.05)
        ring = ellipse(2 * r - 0.03, 2 * r - 0.03, 32)
        parts.append(tube("tyre", [(x + a, y, r + c) for a, c in ring], 0.015, "rubber", n=7, closed=True))
        parts.append(tube("rim", [(x + 0.93 * a, y, r + 0.93 * c) for a, c in ring], 0.008, "metal", n=6, closed=True))
        parts.append(
            tube(
                "handrim",
                [(x + 0.86 * a, y + b * 0.035, r + 0.86 * c) for a, c in ring],
                0.008,
                "metal",
                n=6,
                closed=True,
            )
        )
        for i in range(14):
            a = 2 * math.pi * i / 14
            parts.append(
                tube(
                    "spoke",
                    [
                        (x + 0.02 * math.cos(a + 0.5), y, r + 0.02 * math.sin(a + 0.5)),
                        (x + 0.265 * math.cos(a), y, r + 0.265 * math.sin(a)),
                    ],
                    0.0025,
                    "metal",
                    n=4,
                )
            )
        parts.append(
            moved(
                lathe("hub", [(0.028, -0.04), (0.028, 0.03), (0.018, 0.05)], "metal", n=12),
                (x, y, r),
                tilt=-90 * b,
                about="x",
            )
        )
        yi = b * 0.215
        parts.append(
            tube(
                "frame",
                curve(
                    [
                        (-d / 2 + 0.16, yi, h),
                        (-d / 2 + 0.24, yi, h - 0.03),
                        (-d / 2 + 0.26, yi, h - 0.12),
                        (-d / 2 + 0.26, yi, 0.22),
                    ],
                    4,
                ),
                0.012,
                "metal",
            )
        )
        parts.append(tube("grip", [(-d / 2 + 0.1, yi, h), (-d / 2 + 0.2, yi, h - 0.008)], 0.017, "rubber"))
        parts.append(
            tube(
                "frame",
                curve(
                    [
                        (-d / 2 + 0.26, yi, s - 0.03),
                        (0.12, yi, s - 0.03),
                        (0.2, yi, s - 0.08),
                        (d / 2 - 0.18, yi, 0.14),
                    ],
                    4,
                ),
                0.012,
                "metal",
            )
        )
        parts.append(tube("frame", [(-d / 2 + 0.26, yi, 0.24), (0.16, yi, 0.24), (0.16, yi, s - 0.04)], 0.012, "metal"))
        parts.append(
            tube(
                "arm",
                curve(
                    [(-d / 2 + 0.26, yi, s + 0.2), (0.02, yi, s + 0.2), (0.08, yi, s + 0.16), (0.08, yi, s - 0.03)], 4
                ),
                0.011,
                "metal",
            )
        )
        parts.append(box("pad", (0.28, 0.06, 0.03), (-0.1, yi, s + 0.205), "upholstery", 0.01))
        parts.append(
            moved(
                box("footplate", (0.16, 0.18, 0.012), (0, 0, 0), "metal", 0.003), (d / 2 - 0.1, b * 0.11, 0.1), tilt=-12
            )
        )
        parts.append(
            tube(
                "castor",
                [(0.2 + 0.07 * math.cos(t), yi, 0.085 + 0.07 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 15)],
                0.014,
                "rubber",
                n=6,
                closed=True,
            )
        )
        parts.append(tube("fork", [(0.2, yi, 0.085), (0.17, yi, 0.24)], 0.01, "metal"))
    parts.append(
        cushion("seat", (0.42, 0.42, 0.05), (-0.02, 0, s - 0.02), crown=0.5, corner=0.03, sag=0.012, seed=want.seed)
    )
    parts.append(
        moved(cushion("back", (0.36, 0.42, 0.03), crown=0.5, corner=0.03), (-d / 2 + 0.26, 0, s + 0.24), tilt=-92)
    )
    parts += [
        tube("cross", [(-0.05, -0.2, 0.25), (-0.05, 0.2, s - 0.05)], 0.011, "metal"),
        tube("cross", [(-0.03, 0.2, 0.25), (-0.03, -0.2, s - 0.05)], 0.011, "metal"),
    ]
    return finish(want, parts, seat_slots(want, metal="chrome", upholstery="faux_leather"), ("upholstery",))
