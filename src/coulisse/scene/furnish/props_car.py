"""A saloon, or a car of before the war. Its front is +x."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_vehicles import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, loft, tube
from coulisse.scene.staged import Model, Part


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
    return finish(want, parts, {**SLOTS, "white": "enamel"}, ("paint",))
