"""Chairs that swivel: office chairs and a captain's chair."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import usual
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.seat_frames import seat_slots
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


def star_base(r: float, height: float, *, slot: str = "metal", wooden: bool = False) -> list[Part]:
    """Five arms on castors and a gas stem, up to `height`."""
    out: list[Part] = []
    for k in range(5):
        a = math.radians(72 * k + 18)
        c, s = math.cos(a), math.sin(a)
        hub, tip = (0.03 * c, 0.03 * s, 0.105), ((r - 0.03) * c, (r - 0.03) * s, 0.07)
        out.append(
            tube(
                "arm",
                [hub, (0.5 * r * c, 0.5 * r * s, 0.095), tip],
                [0.024, 0.019, 0.013],
                "frame" if wooden else slot,
                n=8,
            )
        )
        wheel = lathe(
            "castor",
            [(0.0, -0.02), (0.022, -0.02), (0.026, -0.014), (0.026, 0.014), (0.022, 0.02), (0.0, 0.02)],
            "rubber",
            n=12,
        )
        out.append(moved(moved(wheel, tilt=90, about="x"), ((r - 0.03) * c, (r - 0.03) * s, 0.027), 72 * k + 50))
        out.append(tube("fork", [((r - 0.03) * c, (r - 0.03) * s, 0.03), tip], 0.007, slot, n=6))
    out.append(
        lathe(
            "stem",
            [
                (0.036, 0.08),
                (0.036, 0.13),
                (0.025, 0.15),
                (0.025, 0.5 * (height + 0.15)),
                (0.017, 0.5 * (height + 0.15)),
                (0.017, height),
            ],
            slot,
            n=14,
        )
    )
    return out


@makes("office_chair")
def office_chair(want: Want) -> Model:
    """A swivel chair: padded with plastic shells, or a wooden banker's."""
    d, w, h = want.depth, want.width, want.height
    s = 0.46
    old = want.family in ("victorian", "classical", "rustic", "art_deco", "gothic", "baroque", "mid_century")
    parts = star_base(0.5 * min(d, w), s - 0.08, wooden=old)
    if old:
        parts.append(
            prism(
                "seat",
                rounded_rectangle(0.46, 0.48, 0.12, 5),
                0.035,
                "seat",
                (0.02, 0, s - 0.06),
                bevel=0.01,
                smooth=True,
            )
        )
        parts.append(
            cushion("pad", (0.42, 0.43, 0.05), (0.02, 0, s - 0.03), crown=0.7, corner=0.12, flat=True, seed=want.seed)
        )
        bow = [(-0.2 - 0.06 * math.cos(t * 1.5), 0.27 * t) for t in np.linspace(-1, 1, 9)]
        for i in range(7):
            y = (i - 3) * 0.065
            parts.append(
                tube(
                    "spindle",
                    [
                        (-0.17, y * 0.9, s - 0.03),
                        (-0.225 - 0.04 * math.cos(y * 6), y, s + 0.27),
                        (-0.25 - 0.05 * math.cos(y * 6), y, h - 0.06),
                    ],
                    0.009,
                    "frame",
                    n=6,
                )
            )
        parts.append(
            tube(
                "arm",
                curve(
                    [
                        (0.16, 0.27, s + 0.22),
                        (0.0, 0.28, s + 0.235),
                        *[(x, y, s + 0.25) for x, y in bow[::-1]],
                        (0.0, -0.28, s + 0.235),
                        (0.16, -0.27, s + 0.22),
                    ],
                    2,
                ),
                0.02,
                "frame",
            )
        )
        parts += [
            tube("post", [(0.1, b * 0.21, s - 0.03), (0.1, b * 0.275, s + 0.22)], 0.012, "frame") for b in (-1, 1)
        ]
        parts.append(tube("crest", [(x - 0.06, y * 0.9, h - 0.05) for x, y in bow], [0.02, 0.03, 0.02], "frame", n=8))
        return finish(want, parts, seat_slots(want), ("frame", "seat", "upholstery"))
    parts.append(box("plate", (0.2, 0.16, 0.03), (0, 0, s - 0.09), "plastic", 0.008))
    parts.append(
        prism(
            "pan",
            rounded_rectangle(0.46, 0.47, 0.1, 5),
            0.03,
            "plastic",
            (0.02, 0, s - 0.065),
            bevel=0.012,
            smooth=True,
        )
    )
    parts.append(
        cushion("seat", (0.49, 0.5, 0.09), (0.02, 0, s - 0.045), crown=0.6, corner=0.1, sag=0.008, seed=want.seed)
    )
    rise = h - s - 0.08
    pad = moved(
        cushion("back", (rise, 0.46, 0.085), crown=0.6, corner=0.12, seed=want.seed + 1), (0.03, 0, rise / 2), tilt=-90
    )
    shell = moved(
        prism("shell", rounded_rectangle(0.96 * rise, 0.44, 0.11, 5), 0.025, "plastic", bevel=0.01, smooth=True),
        (-0.02, 0, rise / 2),
        tilt=-90,
    )
    parts += [moved(p, (-0.21, 0, s + 0.08), tilt=-9) for p in (pad, shell)]
    parts.append(
        tube(
            "spine",
            curve([(-0.05, 0, s - 0.07), (-0.2, 0, s - 0.06), (-0.27, 0, s + 0.06), (-0.28, 0, s + 0.25)], 4),
            0.022,
            "plastic",
        )
    )
    for b in (-1, 1):
        parts.append(
            tube(
                "armrest",
                curve([(0.02, b * 0.22, s - 0.05), (0.02, b * 0.31, s - 0.02), (0.0, b * 0.315, s + 0.18)], 4),
                0.016,
                "plastic",
            )
        )
        parts.append(
            prism(
                "pad",
                rounded_rectangle(0.26, 0.075, 0.03, 4),
                0.028,
                "plastic",
                (0.03, b * 0.315, s + 0.18),
                bevel=0.01,
                smooth=True,
            )
        )
    parts.append(tube("lever", [(0.02, -0.1, s - 0.08), (0.04, -0.27, s - 0.09)], 0.006, "plastic", n=6))
    return finish(want, parts, seat_slots(want), ("upholstery",))


@makes("captain_s_chair")
def captains_chair(want: Want) -> Model:
    """A command chair: a shell on a column, wide arms with controls and a footrest."""
    d, w, h = want.depth, want.width, want.height
    s = 0.5
    parts = [
        lathe(
            "base",
            [(0.36, 0), (0.36, 0.02), (0.3, 0.05), (0.12, 0.08), (0.1, 0.12), (0.1, s - 0.2), (0.16, s - 0.14)],
            "metal",
            n=28,
        )
    ]
    parts.append(
        prism("pan", rounded_rectangle(0.6, 0.58, 0.12, 5), 0.08, "frame", (0.02, 0, s - 0.17), bevel=0.02, smooth=True)
    )
    parts.append(
        cushion(
            "seat",
            (0.56, 0.54, 0.12),
            (0.03, 0, s - 0.1),
            crown=0.55,
            corner=0.08,
            sag=0.012,
            piping=0.005,
            seed=want.seed,
        )
    )
    rise = h - s - 0.16
    hull = curve(
        [
            (-0.28, 0),
            (0.28, 0),
            (0.33, 0.3),
            (0.3, 0.62 * rise),
            (0.2, 0.7 * rise),
            (0.16, rise),
            (-0.16, rise),
            (-0.2, 0.7 * rise),
            (-0.3, 0.62 * rise),
            (-0.33, 0.3),
        ],
        3,
        closed=True,
    )
    back: list[Part] = [prism("hull", hull, 0.06, "frame", (-0.03, 0, 0), along="x", bevel=0.02, smooth=True)]
    for i, (z, tall, wide) in enumerate(((0.03, 0.22, 0.48), (0.26, 0.26, 0.5))):
        back.append(
            moved(
                cushion("back", (tall, wide, 0.09), crown=0.6, corner=0.06, seed=i), (0.05, 0, z + tall / 2), tilt=-90
            )
        )
    back.append(
        moved(cushion("head", (0.2 * rise / 0.64, 0.3, 0.09), crown=0.6, corner=0.06), (0.06, 0, 0.86 * rise), tilt=-90)
    )
    parts += [moved(p, (-0.25, 0, s - 0.02), tilt=-10) for p in back]
    for b in (-1, 1):
        y = b * (w / 2 - 0.08)
        parts.append(
            tube(
                "bracket",
                curve([(-0.02, b * 0.24, s - 0.13), (-0.02, y, s - 0.08), (0.0, y, s + 0.14)], 4),
                0.03,
                "frame",
            )
        )
        parts.append(
            prism(
                "arm",
                rounded_rectangle(0.5, 0.15, 0.05, 5),
                0.07,
                "frame",
                (0.05, y, s + 0.14),
                bevel=0.014,
                smooth=True,
            )
        )
        parts.append(
            prism("panel", rounded_rectangle(0.2, 0.11, 0.02, 4), 0.008, "metal", (0.17, y, s + 0.208), bevel=0.003)
        )
        for i in range(4):
            for j in range(2):
                parts.append(
                    box("key", (0.022, 0.03, 0.008), (0.1 + 0.038 * i, y - 0.022 + 0.044 * j, s + 0.215), "keys", 0.003)
                )
        parts.append(moved(cushion("pad", (0.22, 0.11, 0.04), crown=0.8, corner=0.04), (-0.07, y, s + 0.2)))
    parts.append(
        tube("stick", [(0.2, -w / 2 + 0.08, s + 0.21), (0.22, -w / 2 + 0.08, s + 0.31)], [0.012, 0.02], "metal")
    )
    parts.append(tube("foot", [(0.2, 0, s - 0.14), (d / 2 - 0.12, 0, 0.16)], 0.03, "metal"))
    parts.append(
        moved(box("footrest", (0.18, 0.36, 0.025), (0, 0, 0), "metal", 0.006), (d / 2 - 0.09, 0, 0.14), tilt=-14)
    )
    frame = "white_composite_panels" if want.family in ("", "futuristic") else usual(want, "wood")
    return finish(want, parts, seat_slots(want, frame=frame, keys="acrylic"), ("frame", "upholstery"))
