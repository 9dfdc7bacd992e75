"""Vehicles: a bicycle, a motorcycle, a car, a carriage, a boat, a small spacecraft. Their front is +x."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import spoked
from coulisse.scene.meshes import mirrored, moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part

_SLOTS = {"paint": "lacquer", "metal": "chrome", "steel": "steel", "rubber": "rubber", "leather": "leather",
    "glass": "glass", "bulb": "glass", "black": "blackened_steel", "wood": "oak", "trim": "brass",
    "hull": "white_composite_panels", "tile": "ceramic_heat_tiles", "iron": "wrought_iron", "cloth": "velvet",
    "lamp": "glass", "red": "red_lacquer"}  # fmt: skip


def wire_wheel(r: float, at: tuple[float, float, float], tyre: float, count: int = 24) -> list[Part]:
    """A wheel with wire spokes that rolls along x."""
    t = np.arange(36) * np.pi / 18
    rim = np.column_stack([(r - tyre) * np.cos(t), 0 * t, r + (r - tyre) * np.sin(t) - r])
    parts = [
        tube("tyre", rim, tyre, "rubber", n=8, closed=True),
        tube("rim", rim * (1 - 0.9 * tyre / r), tyre * 0.5, "metal", n=6, closed=True),
        tube("hub", [(0, -0.04, 0), (0, 0.04, 0)], 0.018, "metal"),
    ]
    for k in range(count):
        a = 2 * np.pi * k / count
        parts.append(
            tube(
                "spoke",
                [
                    (0.016 * np.cos(a + 1.2), 0.03 * (-1) ** k, 0.016 * np.sin(a + 1.2)),
                    ((r - 1.8 * tyre) * np.cos(a), 0, (r - 1.8 * tyre) * np.sin(a)),
                ],
                0.0014,
                "metal",
                n=4,
            )
        )
    return [moved(p, at) for p in parts]


@makes("bicycle")
def bicycle(want: Want) -> Model:
    """A roadster with a diamond frame, a saddle, a basket and a bell."""
    w, d, h = want.width, want.depth, want.height
    r = min(0.34, d * 0.195)
    back, front = (-d / 2 + r, 0.0, r), (d / 2 - r, 0.0, r)
    bb, seat, head_lo, head_hi = (
        (-0.09, 0, 0.29),
        (-0.24, 0, 0.78),
        (d / 2 - r - 0.2, 0, 0.66),
        (d / 2 - r - 0.25, 0, 0.86),
    )
    parts = [*wire_wheel(r, back, 0.018), *wire_wheel(r, front, 0.018)]
    for a, b, q in ((bb, seat, 0.016), (bb, head_lo, 0.018), (seat, head_hi, 0.015), (head_lo, head_hi, 0.019)):
        parts.append(tube("frame", [a, b], q, "paint", n=10))
    for s in (-1, 1):
        parts += [
            tube("stay", [bb, (back[0], s * 0.06, r)], 0.01, "paint"),
            tube("stay", [seat, (back[0], s * 0.06, r)], 0.009, "paint"),
            tube(
                "fork",
                curve([head_lo, (front[0] - 0.1, s * 0.05, r + 0.2), (front[0], s * 0.055, r)], 4),
                [0.013, 0.009],
                "paint",
            ),
            tube(
                "bar",
                curve(
                    [
                        (head_hi[0] + 0.02, 0, h - 0.04),
                        (head_hi[0] + 0.06, s * w * 0.3, h - 0.02),
                        (head_hi[0] - 0.1, s * w * 0.48, h - 0.03),
                    ],
                    4,
                ),
                0.011,
                "metal",
            ),
            tube(
                "grip",
                [(head_hi[0] - 0.03, s * w * 0.46, h - 0.026), (head_hi[0] - 0.13, s * w * 0.485, h - 0.03)],
                0.016,
                "leather",
            ),
        ]
        parts += [
            tube("crank", [(bb[0], s * 0.05, bb[2]), (bb[0] + s * 0.1, s * 0.09, bb[2] - s * 0.13)], 0.01, "metal"),
            box("pedal", (0.09, 0.06, 0.02), (bb[0] + s * 0.1, s * 0.13, bb[2] - s * 0.13 - 0.01), "rubber", 0.004),
        ]
    ring = lathe("ring", [(0.085, -0.003), (0.098, -0.003), (0.098, 0.003), (0.085, 0.003)], "metal", n=24, closed=True)
    parts += [moved(ring, (bb[0], 0.06, bb[2]), tilt=90, about="x"), tube("chain", [(bb[0], 0.06, bb[2] + 0.095),
        (back[0], 0.06, r + 0.035)], 0.005, "black", n=5), tube("chain", [(bb[0], 0.06, bb[2] - 0.095), (back[0], 0.06,
        r - 0.035)], 0.005, "black", n=5), tube("stem", [head_hi, (head_hi[0] + 0.02, 0, h - 0.04)], 0.012, "metal"),
        tube("post", [seat, (seat[0] - 0.04, 0, 0.94)], 0.012, "metal"), loft("saddle",
        [np.column_stack([np.full(12, x), b * np.cos(a), 0.955 + c * np.sin(a)]) for a in [np.arange(12) * np.pi / 6]
        for x, b, c in ((-0.41, 0.04, 0.02), (-0.36, 0.1, 0.035), (-0.28, 0.085, 0.03), (-0.17, 0.03, 0.022),
        (-0.13, 0.014, 0.014))], "leather"), ball("bell", 0.024, "metal", (head_hi[0] + 0.04, 0.12, h - 0.015), n=10),
        moved(lathe("lamp", [(0, 0), (0.035, 0.0), (0.03, -0.05), (0, -0.06)], "metal", n=14), (head_hi[0] + 0.11, 0,
        0.9), tilt=90)]  # fmt: skip
    for c, a0, a1 in ((back, 0.3, 2.9), (front, 0.5, 3.3)):
        t = np.linspace(a0, a1, 14)
        parts.append(
            tube(
                "guard",
                np.column_stack([c[0] + (r + 0.02) * np.cos(t), 0 * t, r + (r + 0.02) * np.sin(t)]),
                0.012,
                "paint",
                n=6,
            )
        )
    return finish(want, parts, _SLOTS, ("paint",))


@makes("motorcycle")
def motorcycle(want: Want) -> Model:
    """A classic motorcycle: tank, twin cylinders, pipes."""
    w, d, h = want.width, want.depth, want.height
    r = h * 0.29
    back, front = -d / 2 + r, d / 2 - r
    parts: list[Part] = []
    for x in (back, front):
        parts += wire_wheel(r, (x, 0, r), 0.05, 20)
        parts.append(
            moved(
                lathe("drum", [(0, -0.04), (0.09, -0.04), (0.09, 0.04), (0, 0.04)], "metal", n=20),
                (x, 0, r),
                tilt=90,
                about="x",
            )
        )
        t = np.linspace(0.5, 2.6, 12)
        parts.append(
            tube(
                "mudguard",
                np.column_stack([x + (r + 0.03) * np.cos(t), 0 * t, r + (r + 0.03) * np.sin(t)]),
                0.06,
                "paint",
                n=8,
            )
        )
    mid = d * 0.02
    parts += [loft("tank", [np.column_stack([np.full(18, x), b * np.cos(a), z + c * np.sin(a)])
        for a in [np.arange(18) * np.pi / 9] for x, b, c, z in ((-0.12, 0.06, 0.06, 0.8), (-0.06, 0.12, 0.1, 0.81),
        (0.12, 0.15, 0.12, 0.83), (0.3, 0.13, 0.11, 0.85), (0.38, 0.05, 0.05, 0.86))], "paint"), cushion("seat",
        (0.62, 0.26, 0.12), (-0.4, 0, 0.74), "leather", crown=0.5, corner=0.1), box("engine", (0.36, 0.26, 0.24),
        (mid, 0, 0.3), "steel", 0.04), moved(lathe("case", [(0, -0.17), (0.12, -0.17), (0.14, -0.13), (0.14, 0.13),
        (0.12, 0.17), (0, 0.17)], "metal", n=24), (mid - 0.05, 0, 0.4), tilt=90, about="x"),
        tube("frame", [(back, 0, r + 0.2), (-0.3, 0, 0.7), (0.4, 0, 0.86)], 0.022, "black"),
        tube("frame", [(0.4, 0, 0.86), (0.3, 0, 0.32), (-0.3, 0, 0.28), (-0.3, 0, 0.7)], 0.022, "black")]  # fmt: skip
    for j in range(9):
        parts.append(
            moved(box("fin", (0.2, 0.22, 0.012), (0, 0, 0.03 * j), "steel", 0.003), (mid + 0.02, 0, 0.5), tilt=14)
        )
    for s in (-1, 1):
        parts += [tube("fork", [(front, s * 0.1, r), (0.45, s * 0.1, 0.98)], [0.03, 0.022], "metal", n=10),
            tube("shock", [(back + 0.03, s * 0.12, r), (-0.42, s * 0.12, 0.72)], 0.028, "metal", n=10),
            tube("arm", [(back, s * 0.1, r), (-0.25, s * 0.1, 0.36)], 0.022, "black"),
            tube("bar", curve([(0.42, 0, 1.0), (0.44, s * 0.2, 1.05), (0.3, s * w * 0.47, h - 0.05)], 4), 0.013,
            "metal"), tube("grip", [(0.34, s * w * 0.42, h - 0.05), (0.26, s * w * 0.49, h - 0.05)], 0.019, "rubber"),
            tube("exhaust", curve([(0.12, s * 0.1, 0.6), (0.28, s * 0.14, 0.52), (0.2, s * 0.18, 0.26), (-0.2, s * 0.2,
            0.24), (-0.45, s * 0.2, 0.3), (-d * 0.46, s * 0.2, 0.36)], 4), [0.022, 0.022, 0.022, 0.045, 0.05, 0.04],
            "metal", n=12), tube("rest", [(mid - 0.1, s * 0.14, 0.3), (mid - 0.1, s * 0.3, 0.3)], 0.014, "rubber"),
            tube("mirror arm", [(0.36, s * w * 0.36, h - 0.06), (0.4, s * w * 0.42, h)], 0.005, "metal",
            n=5)]  # fmt: skip
    parts += [
        moved(
            lathe("headlamp", [(0, -0.13), (0.07, -0.11), (0.1, -0.02), (0.1, 0.02), (0, 0.03)], "metal", n=24),
            (0.56, 0, 0.92),
            tilt=90,
        ),
        moved(lathe("lens", [(0, 0.02), (0.09, 0.02), (0, 0.045)], "lamp", n=20), (0.56, 0, 0.92), tilt=90),
        box("tail", (0.05, 0.1, 0.06), (-d * 0.44, 0, 0.66), "red", 0.012),
        tube("stand", [(-0.1, 0.16, 0.28), (-0.16, 0.3, 0.01)], 0.012, "black"),
    ]
    return finish(want, parts, _SLOTS, ("paint",))


def _car_body(d: float, w: float, h: float, old: bool) -> list[Part]:
    n = 28
    # Sections along the car: x, half width, sill height, top height; the shoulder's roundness.
    lower = (
        (-0.5, 0.78, 0.34, 0.5),
        (-0.46, 0.94, 0.24, 0.6),
        (-0.3, 1.0, 0.2, 0.66),
        (0.0, 1.0, 0.19, 0.66),
        (0.25, 1.0, 0.2, 0.64),
        (0.42, 0.94, 0.22, 0.58),
        (0.48, 0.84, 0.26, 0.5),
        (0.5, 0.7, 0.32, 0.44),
    )
    if old:
        lower = (
            (-0.5, 0.55, 0.36, 0.5),
            (-0.44, 0.8, 0.3, 0.66),
            (-0.25, 0.92, 0.26, 0.7),
            (0.05, 0.92, 0.26, 0.7),
            (0.2, 0.7, 0.26, 0.72),
            (0.4, 0.56, 0.28, 0.72),
            (0.47, 0.5, 0.3, 0.68),
            (0.49, 0.42, 0.34, 0.6),
        )
    t = np.arange(n) * 2 * np.pi / n
    c, s = np.cos(t), np.sin(t)
    rings = []
    for x, half, lo, hi in lower:
        y = w / 2 * half * np.sign(c) * np.abs(c) ** 0.45
        z = h * ((lo + hi) / 2 + (hi - lo) / 2 * np.sign(s) * np.abs(s) ** 0.6)
        rings.append(np.column_stack([np.full(n, x * d), y, z]))
    return [loft("body", rings, "paint")]


@makes("car")
def car(want: Want) -> Model:
    """A saloon; with running boards and free wings where the style is of before the war."""
    w, d, h = want.width, want.depth, want.height
    old = want.is_("art_deco", "victorian", "classical")
    r = h * 0.235
    parts = _car_body(d, w, h, old)
    cabin = (
        ((-0.4, 0.5), (-0.25, 1.0), (0.06, 1.0), (0.22, 0.5))
        if not old
        else ((-0.44, 0.62), (-0.38, 1.0), (0.04, 1.0), (0.1, 0.62))
    )
    top, belt = h, h * 0.62 if not old else h * 0.66
    roof_y = 0.74 if not old else 0.8
    outline = [(x * d, belt + (top - belt) * (0.0 if k in (0, 3) else 0.96)) for k, (x, _) in enumerate(cabin)]
    glass = [
        np.column_stack([[p[0] for p in outline], np.full(4, y * w / 2), [p[1] for p in outline]])
        for y in (-roof_y, roof_y)
    ]
    wide = [np.column_stack([g[:, 0], g[:, 1] * np.where(g[:, 2] > belt + 0.05, 1.0, 1.2), g[:, 2]]) for g in glass]
    parts.append(loft("glass", wide, "glass", smooth=False))
    x1, x2 = outline[1][0], outline[2][0]
    roof = [
        np.column_stack(
            [
                np.array([x1 - 0.06, x1 + 0.1, x2 - 0.1, x2 + 0.06, x2 + 0.04, x1 - 0.04]),
                np.full(6, y),
                np.array([top - 0.07, top - 0.012, top - 0.012, top - 0.07, top - 0.1, top - 0.1]),
            ]
        )
        for y in np.linspace(-roof_y * w / 2 - 0.01, roof_y * w / 2 + 0.01, 5)
    ]
    roof = [q + np.array([0, 0, 0.012 - 0.03 * (2 * abs(k - 2) / 4) ** 2]) for k, q in enumerate(roof)]
    parts.append(loft("roof", roof, "paint"))
    for s in (-1, 1):
        for k, (a, b) in enumerate(((outline[0], outline[1]), (outline[2], outline[3]))):
            ends = [
                (a[0], s * w / 2 * (roof_y * (1.2 if k == 0 else 1.0)), a[1]),
                (b[0], s * w / 2 * (roof_y * (1.0 if k == 0 else 1.2)), b[1]),
            ]
            parts.append(tube("pillar", ends, 0.03, "paint", n=8))
        mid = (x1 + x2) / 2
        parts += [
            tube(
                "pillar",
                [(mid, s * w / 2 * roof_y * 1.19, belt), (mid, s * w / 2 * roof_y * 1.005, top - 0.06)],
                0.025,
                "black",
                n=6,
            ),
            box(
                "handle",
                (0.14, 0.02, 0.02),
                (mid - 0.16, s * w * 0.5 * (0.995 if not old else 0.92), belt - 0.1),
                "metal",
                0.006,
            ),
            ball("mirror", 0.07, "paint", (x2 + 0.12, s * w * 0.47, belt + 0.06), n=10, squash=0.7),
            tube(
                "sill",
                [(-d * 0.26, s * w * 0.47, h * 0.19), (d * 0.24, s * w * 0.47, h * 0.19)],
                0.04,
                "black" if not old else "metal",
                n=8,
            ),
        ]
        for x in (-0.3, 0.31):
            tyre = [(r * 0.62, -0.09), (r * 0.94, -0.09), (r, -0.06), (r, 0.06), (r * 0.94, 0.09), (r * 0.62, 0.09)]
            disc = [(0, -0.07), (r * 0.64, -0.07), (r * 0.64, 0.08), (r * 0.5, 0.06), (r * 0.2, 0.085), (0, 0.09)]
            y = s * (w / 2 - 0.1)
            parts += [
                moved(lathe("tyre", tyre, "rubber", n=32, closed=True), (x * d, y, r), tilt=90, about="x"),
                moved(lathe("wheel", disc, "metal", n=24), (x * d, y, r), tilt=-90 * s, about="x"),
                moved(
                    lathe(
                        "arch",
                        [(r * 1.02, -0.02), (r * 1.16, -0.02), (r * 1.16, 0.02), (r * 1.02, 0.02)],
                        "black",
                        n=28,
                        closed=True,
                    ),
                    (x * d, s * (w / 2 - 0.05), r),
                    tilt=90,
                    about="x",
                ),
            ]
            if old:
                t = np.linspace(-0.2, 3.3, 14)
                parts.append(
                    tube(
                        "wing",
                        np.column_stack(
                            [
                                x * d + (r + 0.07) * np.cos(t),
                                np.full(14, s * (w / 2 - 0.12)),
                                r + (r + 0.07) * np.sin(t),
                            ]
                        ),
                        0.1,
                        "paint",
                        n=8,
                    )
                )
        lamp = lathe("lamp", [(0, -0.06), (0.09, -0.04), (0.1, 0.0), (0, 0.02)], "metal", n=20)
        lens = lathe("lens", [(0, 0.0), (0.085, 0.0), (0, 0.03)], "lamp", n=18)
        parts += [
            moved(p, (d * (0.475 if not old else 0.44), s * w * 0.36, h * 0.47), tilt=90) for p in (lamp, lens)
        ] + [box("tail", (0.05, 0.22, 0.09), (-d * 0.487, s * w * 0.34, h * 0.46), "red", 0.012)]
        parts.append(
            cushion("front seat", (0.5, 0.5, 0.5), (0.0, s * w * 0.2, h * 0.36), "leather", crown=0.3, corner=0.1)
        )
    parts += [
        tube(
            "bumper",
            curve(
                [
                    (x * d * 0.47, -w * 0.44, h * 0.3),
                    (x * d * 0.5, -w * 0.2, h * 0.3),
                    (x * d * 0.5, w * 0.2, h * 0.3),
                    (x * d * 0.47, w * 0.44, h * 0.3),
                ],
                4,
            ),
            0.045,
            "metal" if old or want.seed % 2 else "black",
            n=10,
        )
        for x in (-1, 1)
    ]
    for k in range(8):
        parts.append(
            box(
                "grille",
                (0.03, w * 0.3 if not old else 0.01, 0.012 if not old else h * 0.3),
                (d * 0.492, 0 if not old else (k - 3.5) * 0.04, h * (0.36 + 0.016 * k) if not old else h * 0.34),
                "metal",
                0.003,
            )
        )
    parts += [box("plate", (0.012, 0.5, 0.11), (x * d * 0.497, 0, h * 0.26), "white", 0.003) for x in (-1, 1)]
    return finish(want, parts, {**_SLOTS, "white": "enamel"}, ("paint",))


@makes("carriage")
def carriage(want: Want) -> Model:
    """A closed coach on springs with its box seat and lamps."""
    w, d, h = want.width, want.depth, want.height
    rb, rf = h * 0.29, h * 0.22
    parts: list[Part] = []
    for s in (-1, 1):
        parts += [moved(p, (-d * 0.26, s * (w / 2 - 0.08), rb)) for p in spoked(rb, 0.06, 12, "paint", "iron")] + [
            moved(p, (d * 0.3, s * (w / 2 - 0.08), rf)) for p in spoked(rf, 0.06, 10, "paint", "iron")
        ]
        parts += [
            tube(
                "spring",
                curve(
                    [
                        (-d * 0.4, s * w * 0.3, rb + 0.05),
                        (-d * 0.26, s * w * 0.3, rb - 0.05),
                        (-d * 0.1, s * w * 0.3, rb + 0.08),
                    ],
                    4,
                ),
                0.025,
                "iron",
            ),
            tube(
                "shaft",
                curve(
                    [
                        (d * 0.3, s * w * 0.2, rf),
                        (d * 0.42, s * w * 0.2, rf + 0.15),
                        (d * 0.5, s * w * 0.22, rf + 0.18),
                    ],
                    4,
                ),
                0.025,
                "wood",
            ),
        ]
    parts += [
        tube("axle", [(x * d, -w * 0.48, r), (x * d, w * 0.48, r)], 0.03, "iron") for x, r in ((-0.26, rb), (0.3, rf))
    ] + [tube("perch", [(-d * 0.3, 0, rb), (d * 0.3, 0, rf + 0.1)], 0.04, "wood")]
    body = curve(
        [
            (-d * 0.36, h * 0.52),
            (-d * 0.3, h * 0.3),
            (-d * 0.1, h * 0.26),
            (d * 0.08, h * 0.3),
            (d * 0.14, h * 0.52),
            (d * 0.13, h * 0.9),
            (-d * 0.1, h * 0.93),
            (-d * 0.35, h * 0.9),
        ],
        4,
        closed=True,
    )
    parts += [
        prism("body", body, w * 0.7, "paint", along="y", bevel=0.02, smooth=True),
        prism(
            "roof",
            [
                (-d * 0.38, h * 0.9),
                (d * 0.16, h * 0.9),
                (d * 0.13, h * 0.96),
                (-d * 0.1, h * 0.985),
                (-d * 0.35, h * 0.96),
            ],
            w * 0.76,
            "black",
            along="y",
            bevel=0.02,
        ),
    ]
    for s in (-1, 1):
        y = s * w * 0.352
        parts += [box("window", (d * 0.14, 0.012, h * 0.24), (-d * 0.11, y, h * 0.6), "glass", 0.006),
            box("window", (d * 0.08, 0.012, h * 0.22), (-d * 0.27, y, h * 0.62), "glass", 0.006),
            box("door", (d * 0.18, 0.016, h * 0.58), (-d * 0.11, y, h * 0.3), "paint", 0.01),
            box("crest", (0.14, 0.02, 0.14), (-d * 0.11, y, h * 0.42), "trim", 0.03),
            tube("line", [(-d * 0.35, y, h * 0.55), (d * 0.13, y, h * 0.55)], 0.008, "trim"), tube("handle",
            [(-d * 0.035, y + s * 0.01, h * 0.5), (-d * 0.035, y + s * 0.03, h * 0.5), (-d * 0.07, y + s * 0.03,
            h * 0.5)], 0.007, "trim"), box("step", (d * 0.1, 0.16, 0.02), (-d * 0.11, s * w * 0.42, h * 0.22), "iron",
            0.004), lathe("lamp", [(0, 0), (0.05, 0.02), (0.06, 0.16), (0.03, 0.2), (0.03, 0.26), (0, 0.27)], "trim",
            (d * 0.15, s * w * 0.38, h * 0.6), n=8), box("pane", (0.07, 0.07, 0.1), (d * 0.16, s * w * 0.38, h * 0.62),
            "lamp", 0.004)]  # fmt: skip
    parts += [
        cushion("seat", (d * 0.12, w * 0.6, 0.14), (d * 0.24, 0, h * 0.62), "leather", crown=0.4),
        box("box", (d * 0.14, w * 0.6, h * 0.2), (d * 0.24, 0, h * 0.42), "paint", 0.02),
        moved(
            box("foot board", (d * 0.14, w * 0.56, 0.03), (0, 0, 0), "wood", 0.006), (d * 0.37, 0, h * 0.38), tilt=-25
        ),
        box("rear board", (d * 0.1, w * 0.5, 0.04), (-d * 0.42, 0, h * 0.3), "wood", 0.006),
        *(ball("finial", 0.04, "trim", (x * d, s * w * 0.34, h * 0.975), n=10) for x in (-0.34, 0.12) for s in (-1, 1)),
    ]
    return finish(want, parts, {**_SLOTS, "paint": "lacquer"}, ("paint",))


@makes("boat")
def boat(want: Want) -> Model:
    """A clinker rowing boat with thwarts and oars."""
    w, d, h = want.width, want.depth, want.height
    parts: list[Part] = []
    stations = np.linspace(-0.5, 0.5, 17)

    def half(x: float, v: float) -> tuple[float, float]:
        fore = max(0.0, 1 - (max(x, -0.3) + 0.3) ** 2.4 / 0.8**2.4)
        beam = w / 2 * fore**0.6 * (0.8 if x < -0.46 else 1.0)
        y = beam * (1 - (1 - v) ** 2.2)
        z = (
            h * (0.12 + 0.62 * v**1.3)
            + h * 0.25 * (2 * x) ** 2 * (1 if x > 0 else 0.6) * v
            + (h * 0.2 * max(0, 2 * x - 0.6) * (1 - v))
        )
        return y, z

    planks = 6
    for s in (-1, 1):
        for j in range(planks):
            v0, v1 = j / planks, (j + 1.12) / planks
            rows = []
            for x in stations:
                (y0, z0), (y1, z1) = half(x, v0), half(x, min(v1, 1.0))
                t = 0.012
                rows.append(
                    [
                        (x * d, s * (y0 + t), z0),
                        (x * d, s * (y1 + t * 0.4), z1),
                        (x * d, s * max(y1 - t, 0), z1),
                        (x * d, s * max(y0 - t * 0.5, 0), z0),
                    ]
                )
            parts.append(loft("plank", np.array(rows), "paint" if j == planks - 1 else "wood", smooth=False))
        gun = [(x * d, s * half(x, 1.0)[0], half(x, 1.0)[1]) for x in stations]
        parts += [
            tube("gunwale", gun, 0.022, "wood", square=True),
            tube("oar", [(-d * 0.36, s * w * 0.16, h * 0.56), (d * 0.3, s * w * 0.22, h * 0.6)], 0.02, "wood"),
            moved(box("blade", (0.5, 0.12, 0.014), (0, 0, 0), "wood", 0.004), (-d * 0.32, s * w * 0.16, h * 0.56)),
            tube("rowlock", [(0, s * half(0, 1)[0], h * 0.72), (0, s * half(0, 1)[0], h * 0.84)], 0.012, "iron"),
        ]
    keel = [(x * d, 0, half(x, 0)[1] - 0.03) for x in stations]
    parts.append(tube("keel", keel, 0.025, "wood", square=True))
    parts += [
        box("thwart", (0.26, 2 * half(x, 0.72)[0], 0.03), (x * d, 0, h * 0.44), "wood", 0.005)
        for x in (-0.28, 0.0, 0.22)
    ]
    y, z = half(-0.5, 1.0)
    lo = half(-0.5, 0)[1]
    parts += [
        prism("transom", [(-y, z), (0, lo), (y, z)], 0.035, "wood", (-d * 0.495, 0, 0), along="x", bevel=0.004),
        prism(
            "stem",
            [(d * 0.44, half(0.44, 0)[1]), (d * 0.5, h * 0.9), (d * 0.5, h), (d * 0.47, h)],
            0.05,
            "wood",
            along="y",
            bevel=0.006,
        ),
        box("floor", (d * 0.6, w * 0.3, 0.02), (-d * 0.04, 0, h * 0.17), "wood", 0.003),
        box("shoe", (d * 0.2, 0.06, 0.06), (0, 0, 0.0), "wood", 0.006),
    ]
    return finish(want, parts, {**_SLOTS, "paint": "paint"}, ("wood",))


@makes("spacecraft")
def spacecraft(want: Want) -> Model:
    """A small shuttle on its skids: a fuselage of plates, wings, a canopy, two engines."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    t = np.arange(26) * 2 * np.pi / 26
    c, s = np.cos(t), np.sin(t)
    rows = (
        (-0.44, 0.16, 0.42, 0.36, 0.9),
        (-0.36, 0.2, 0.38, 0.36, 0.9),
        (-0.1, 0.2, 0.36, 0.36, 0.8),
        (0.14, 0.18, 0.36, 0.36, 0.8),
        (0.3, 0.13, 0.35, 0.27, 0.8),
        (0.42, 0.075, 0.33, 0.17, 0.9),
        (0.49, 0.02, 0.31, 0.06, 1.0),
    )
    rings = [
        np.column_stack(
            [
                np.full(26, x * d),
                w * b * np.sign(c) * np.abs(c) ** q,
                h * zc + h * hh / 1.3 * 0.5 * 1.3 * np.sign(s) * np.abs(s) ** q,
            ]
        )
        for x, b, zc, hh, q in rows
    ]
    parts = [loft("fuselage", rings, "hull")]
    wing = [(d * 0.1, w * 0.14), (-d * 0.2, w * 0.5), (-d * 0.42, w * 0.5), (-d * 0.4, w * 0.14)]
    for side in (-1, 1):
        plan = prism("wing", wing, 0.12, "hull", (0, 0, h * 0.3), bevel=0.05)
        parts.append(plan if side > 0 else mirrored(plan))
        parts += [
            box("tip", (d * 0.2, 0.14, h * 0.34), (-d * 0.31, side * (w * 0.5 - 0.07), h * 0.2), "tile", 0.05),
            moved(box("gun", (d * 0.3, 0.1, 0.1), (0, 0, 0), "steel", 0.03), (-d * 0.08, side * w * 0.42, h * 0.3)),
            prism(
                "fin",
                [(-d * 0.26, h * 0.5), (-d * 0.46, h * 0.98), (-d * 0.5, h), (-d * 0.45, h * 0.5)],
                0.09,
                "tile",
                (0, side * w * 0.12, 0),
                along="y",
                bevel=0.03,
            ),
        ]
        engine = [(0, -0.5), (0.3, -0.5), (0.36, -0.3), (0.42, 0.3), (0.4, 0.6), (0.3, 0.7), (0, 0.7)]
        body = moved(
            lathe("engine", [(r * h / 3.4, z * d / 5.2) for r, z in engine], "steel", n=26),
            (-d * 0.37, side * w * 0.15, h * 0.42),
            tilt=90,
        )
        glow = moved(
            lathe("glow", [(0, 0), (h * 0.075, 0), (0, 0.05)], "bulb", n=22),
            (-d * 0.468, side * w * 0.15, h * 0.42),
            tilt=-90,
        )
        parts += [
            body,
            glow,
            tube("skid", [(d * 0.06, side * w * 0.14, h * 0.22), (0, side * w * 0.17, 0.08)], 0.07, "steel", n=10),
            box("foot", (d * 0.1, 0.3, 0.08), (0, side * w * 0.17, 0), "steel", 0.03),
        ]
    parts += [
        tube("nose leg", [(d * 0.3, 0, h * 0.24), (d * 0.32, 0, 0.08)], 0.07, "steel", n=10),
        box("foot", (d * 0.08, 0.3, 0.08), (d * 0.32, 0, 0), "steel", 0.03),
        loft(
            "canopy",
            [
                np.column_stack([np.full(20, x * d), w * b * np.cos(q), h * (z + hh * np.maximum(np.sin(q), -0.3))])
                for q in [np.arange(20) * np.pi / 10]
                for x, b, z, hh in (
                    (0.02, 0.05, 0.5, 0.06),
                    (0.08, 0.1, 0.5, 0.18),
                    (0.2, 0.1, 0.46, 0.16),
                    (0.3, 0.07, 0.42, 0.1),
                    (0.36, 0.02, 0.4, 0.03),
                )
            ],
            "glass",
        ),
        box("belly", (d * 0.6, w * 0.28, 0.06), (-d * 0.04, 0, h * 0.2), "tile", 0.03),
    ]
    for _ in range(40):
        x, y = float(rng.uniform(-0.4, 0.1)) * d, float(rng.uniform(-0.11, 0.11)) * w
        parts.append(
            box(
                "greeble",
                (float(rng.uniform(0.1, 0.5)), float(rng.uniform(0.08, 0.3)), 0.05),
                (x, y, h * 0.53),
                ("hull", "tile", "steel")[int(rng.integers(0, 3))],
                0.012,
            )
        )
    return finish(want, parts, {**_SLOTS, "steel": "titanium"}, ("hull",))
