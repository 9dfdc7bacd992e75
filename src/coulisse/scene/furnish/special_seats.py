"""Seats with a task: office, rocking, throne, dentist's, captain's, wheelchair."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.upholstery import buttoned
from coulisse.scene.outlines import arch, curve, ellipse, rounded_rectangle
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


def _more(want: Want, **more: str) -> dict[str, str]:
    return slots(want, seat=usual(want, "wood"), rubber="rubber", plastic="plastic", **more)


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
        return finish(want, parts, _more(want), ("frame", "seat", "upholstery"))
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
    return finish(want, parts, _more(want), ("upholstery",))


@makes("rocking_chair")
def rocking_chair(want: Want) -> Model:
    """A spindle-backed rocking chair."""
    d, w, h = want.depth, want.width, want.height
    s = 0.43
    parts: list[Part] = []
    r = d * 1.15

    def rocker(x: float) -> float:
        return r - math.sqrt(max(r * r - (x - 0.04) ** 2, 0.0)) + 0.018

    for b in (-1, 1):
        y = b * (w / 2 - 0.06)
        parts.append(
            tube(
                "rocker",
                [(x, y, rocker(x)) for x in np.linspace(-d / 2 + 0.01, d / 2 - 0.05, 15)],
                0.016,
                "frame",
                square=True,
            )
        )
        parts.append(tube("leg", [(0.26, y, rocker(0.26)), (0.2, y * 0.9, s)], [0.017, 0.024, 0.017], "legs", n=9))
        parts.append(tube("leg", [(-0.22, y, rocker(-0.22)), (-0.17, y * 0.85, s)], [0.017, 0.024, 0.017], "legs", n=9))
        parts.append(tube("stretcher", [(-0.2, y * 0.95, 0.22), (0.235, y * 0.95, 0.2)], 0.011, "legs"))
        parts.append(
            tube(
                "post",
                [(-0.2, b * 0.2, s), (-0.29, b * 0.22, s + 0.32), (-0.36, b * 0.235, h - 0.04)],
                [0.019, 0.022, 0.015],
                "frame",
                n=9,
            )
        )
        paddle = curve(
            [(-0.26, -0.02), (0, -0.026), (0.2, -0.038), (0.25, 0), (0.2, 0.038), (0, 0.026), (-0.26, 0.02)], 3
        )
        parts.append(
            prism("arm", paddle, 0.024, "frame", (0.01, b * (w / 2 - 0.04), s + 0.22), bevel=0.008, smooth=True)
        )
        parts.append(
            tube(
                "support",
                [(0.15, b * 0.23, s - 0.01), (0.17, b * (w / 2 - 0.04), s + 0.225)],
                [0.011, 0.017, 0.011],
                "frame",
                n=8,
            )
        )
    parts += [
        tube("stretcher", [(x, -w / 2 + 0.07, 0.24), (x, w / 2 - 0.07, 0.24)], 0.011, "legs") for x in (0.225, -0.195)
    ]
    parts.append(
        prism(
            "seat", rounded_rectangle(0.48, 0.52, 0.14, 6), 0.04, "seat", (0.02, 0, s - 0.02), bevel=0.013, smooth=True
        )
    )
    for i in range(6):
        y = (i - 2.5) * 0.064
        parts.append(
            tube(
                "spindle",
                [(-0.2, y * 0.95, s), (-0.315, y, s + 0.34), (-0.37, y, h - 0.08)],
                [0.007, 0.011, 0.007],
                "frame",
                n=6,
            )
        )
    crest = np.concatenate(
        [[(-0.27, 0), (0.27, 0)], curve([(0.28, 0.05), (0.15, 0.1), (0, 0.085), (-0.15, 0.1), (-0.28, 0.05)], 4)]
    )
    parts.append(moved(prism("crest", crest, 0.024, "frame", along="x", bevel=0.006), (-0.36, 0, h - 0.1), tilt=-10))
    parts.append(
        cushion("pad", (0.4, 0.42, 0.05), (0.03, 0, s + 0.02), crown=0.8, corner=0.12, flat=True, seed=want.seed)
    )
    return finish(want, parts, _more(want), ("frame", "legs", "seat"))


@makes("throne")
def throne(want: Want) -> Model:
    """A throne on a step: a high back with a gable or a crest, closed arms, finials."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "gothic")
    family = want.family
    s, t = 0.56, 0.09
    x = -d / 2
    parts: list[Part] = [
        box("step", (d, w, 0.1), (0, 0, 0), "frame", 0.012),
        box("step", (d - 0.1, w - 0.02, 0.03), (-0.05, 0, 0.1), "frame", 0.008),
    ]
    if family in ("futuristic", "brutalist", "modern", "industrial", "art_deco"):
        parts.append(box("seat", (d - 0.12, w - 0.3, s - 0.1), (-0.04, 0, 0.1), "frame", 0.01))
        for i, k in enumerate((0.0, 0.07, 0.14)):
            parts.append(
                box(
                    "back",
                    (0.16 - 0.03 * i, w - 0.2 - 2.6 * k, h - 0.2 * (2 - i) - 0.1),
                    (x + 0.1 + 0.02 * i, 0, 0.1),
                    "frame",
                    0.012,
                )
            )
        parts += [
            box("arm", (d - 0.16, 0.14, 0.3 + s - 0.2), (-0.03, b * (w / 2 - 0.08), 0.1), "frame", 0.012)
            for b in (-1, 1)
        ]
        parts += [
            box("trim", (d - 0.15, 0.03, 0.012), (-0.03, b * (w / 2 - 0.08), s + 0.2), "metal", 0.003) for b in (-1, 1)
        ]
        parts.append(
            cushion(
                "seat",
                (d - 0.26, w - 0.34, 0.11),
                (0.04, 0, s - 0.04),
                crown=0.5,
                corner=0.03,
                sag=0.01,
                piping=0.006,
                seed=want.seed,
            )
        )
        parts.append(
            moved(cushion("back", (0.75, w - 0.42, 0.08), crown=0.6, corner=0.04), (x + 0.2, 0, s + 0.5), tilt=-90)
        )
        return finish(want, parts, _more(want), ("frame", "upholstery"))
    for b in (-1, 1):
        y = b * (w / 2 - t / 2 - 0.02)
        parts.append(box("post", (t, t, h - 0.24), (x + t / 2 + 0.03, y, 0.1), "frame", 0.012))
        parts.append(
            lathe(
                "finial",
                [(0.03, 0), (0.05, 0.015), (0.022, 0.035), (0.045, 0.08), (0.03, 0.12), (0.01, 0.15), (0, 0.17)],
                "metal",
                (x + t / 2 + 0.03, y, h - 0.15),
                n=12,
            )
        )
        parts.append(box("post", (t, t, s + 0.15), (d / 2 - t / 2 - 0.12, y, 0.1), "frame", 0.012))
        parts.append(moved(ball("knob", 0.055, "metal", n=14), (d / 2 - t / 2 - 0.12, y, s + 0.3)))
        parts.append(box("side", (d - 0.3, 0.03, s + 0.06), (-0.05, y, 0.12), "frame", 0.006))
        parts.append(moved(cushion("pad", (d - 0.32, 0.1, 0.06), crown=0.8, corner=0.04), (-0.06, y, s + 0.22)))
        parts.append(box("arm", (d - 0.18, 0.08, 0.045), (-0.06, y, s + 0.18), "frame", 0.012))
        parts += [
            moved(p, (-0.05, y + b * 0.016, 0.16), turn=90) for p in tracery(d - 0.36, s - 0.02, "metal", bar=0.016)
        ]
    inner = w - 2 * t
    parts.append(box("seat", (d - 0.2, inner, s - 0.14), (-0.05, 0, 0.1), "frame", 0.008))
    parts += [
        moved(p, (d / 2 - 0.15, 0, 0.14))
        for q in (-0.25, 0.25)
        for p in [moved(r, (0, q * inner, 0)) for r in tracery(0.42 * inner, s - 0.24, "metal", bar=0.014)]
    ]
    parts.append(
        cushion(
            "seat",
            (d - 0.26, inner - 0.01, 0.12),
            (-0.02, 0, s - 0.05),
            crown=0.55,
            corner=0.03,
            sag=0.012,
            piping=0.007,
            seed=want.seed,
        )
    )
    top = h - s - 0.1
    if family == "gothic":
        outline = arch(inner + 0.05, top, pointed=True)
    else:
        k = inner / 2 + 0.02
        outline = np.concatenate(
            [
                [[-k, 0], [k, 0]],
                curve(
                    [
                        (k, 0.62 * top),
                        (1.05 * k, 0.76 * top),
                        (0.6 * k, 0.84 * top),
                        (0.3 * k, 0.95 * top),
                        (0, top),
                        (-0.3 * k, 0.95 * top),
                        (-0.6 * k, 0.84 * top),
                        (-1.05 * k, 0.76 * top),
                        (-k, 0.62 * top),
                    ],
                    4,
                ),
            ]
        )
    parts.append(prism("back", outline, 0.05, "frame", (x + 0.07, 0, s - 0.02), along="x", bevel=0.01))
    rim = [(x + 0.1, y, s - 0.02 + z) for y, z in outline[1:]]
    parts.append(tube("rim", [*rim, (x + 0.1, outline[0][0], s - 0.02)], 0.02, "metal", n=8))
    prof = np.array([(x + 0.112, s + 0.02), (x + 0.112, s + 0.58 * top)])
    parts += buttoned(prof[::-1], inner * 0.84, spacing=0.16, deep=0.03)
    parts.append(moved(ball("boss", 0.07, "metal", n=16, squash=1.1), (x + 0.1, 0, s + 0.8 * top)))
    for i in range(12):
        a = 2 * math.pi * i / 12
        parts.append(
            tube(
                "ray",
                [
                    (x + 0.1, 0.07 * math.cos(a), s + 0.8 * top + 0.07 * math.sin(a)),
                    (x + 0.098, 0.13 * math.cos(a), s + 0.8 * top + 0.13 * math.sin(a)),
                ],
                [0.012, 0.002],
                "metal",
                n=5,
            )
        )
    return finish(
        want,
        parts,
        _more(want, metal="gold_leaf" if family in ("gothic", "baroque", "classical") else usual(want, "metal")),
        ("frame", "upholstery"),
    )


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
    return finish(want, parts, _more(want, frame=frame, keys="acrylic"), ("frame", "upholstery"))


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
    return finish(want, parts, _more(want, enamel="enamel", metal="chrome"), ("upholstery",))


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
    return finish(want, parts, _more(want, metal="chrome", upholstery="faux_leather"), ("upholstery",))
