"""What carries a table top: legs with an apron, pedestals, trestles and slabs by family."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import front
from coulisse.scene.furnish.legs import four_legs, leg
from coulisse.scene.furnish.registry import Want
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, tube
from coulisse.scene.staged import Part


def under(want: Want, d: float, w: float, z: float, *, drawer: bool = False) -> list[Part]:
    """What carries a top from below `z`: legs with an apron, trestles, pedestals, slabs."""
    f = want.family
    size = 0.05 + 0.02 * min(1.0, max(d, w) / 2.4) if max(d, w) > 0.8 else 0.038
    if want.has("round", "octagonal") and max(d, w) / min(d, w) < 1.3 and f not in ("rustic", "modern", "industrial"):
        return pedestal(f, 0.33 * min(d, w), z)
    if want.has("oval", "round"):
        d, w = 0.68 * d, 0.68 * w
    if f == "rustic":
        return (
            trestles(d, w, z)
            if w > 1.7
            else [*four_legs(f, d - 0.08, w - 0.1, z, thick=0.075), *apron(d - 0.12, w - 0.14, z, 0.1)]
        )
    if f == "gothic" and max(d, w) > 1.0:
        return trestles(d, w, z, gothic=True)
    if f == "brutalist":
        t = 0.12 if w > 1.4 else 0.07
        return [box("slab", (d * 0.78, t, z), (0, s * w * 0.33, 0), "legs", 0.005) for s in (-1, 1)] + [
            box("beam", (t, w * 0.62, 0.16), (0, 0, 0.1), "legs", 0.005)
        ]
    if f == "art_deco" and w > 1.2:
        out: list[Part] = []
        for s in (-1, 1):
            for i, (a, b) in enumerate(((0.62 * d, 0.07), (0.5 * d, 0.07), (0.62 * d, 0.07))):
                out.append(
                    prism(
                        "drum",
                        rounded_rectangle(a, 0.13, 0.06, 6),
                        z - 0.07 if i == 1 else b * 0.5,
                        "legs",
                        (0, s * 0.3 * w, 0.035 if i == 1 else (0 if i == 0 else z - 0.035)),
                        bevel=0.005,
                        smooth=True,
                    )
                )
            out.append(
                prism(
                    "band",
                    rounded_rectangle(0.51 * d, 0.14, 0.06, 6),
                    0.012,
                    "metal",
                    (0, s * 0.3 * w, 0.04),
                    bevel=0.002,
                    smooth=True,
                )
            )
        return [*out, box("beam", (0.06, 0.6 * w, 0.06), (0, 0, z - 0.1), "legs", 0.006)]
    if f == "futuristic" and w > 1.2:
        out = []
        for s in (-1, 1):
            rings = []
            for k in np.linspace(0, 1, 9):
                pinch = 1 - 0.62 * math.sin(math.pi * min(max(k * 0.9 + 0.05, 0), 1))
                ring = rounded_rectangle(0.62 * d * pinch + 0.05, 0.34 * pinch + 0.04, 0.1, 4)
                rings.append(np.column_stack([ring[:, 0], ring[:, 1] + s * 0.27 * w, np.full(len(ring), k * z)]))
            out.append(loft("stem", rings, "legs"))
        return out
    if f == "industrial":
        out = []
        for s in (-1, 1):
            y = s * (w / 2 - 0.09)
            r = 0.025
            loop = [(-d / 2 + 0.06, y, r), (d / 2 - 0.06, y, r), (d / 2 - 0.06, y, z - r), (-d / 2 + 0.06, y, z - r)]
            out.append(tube("leg", loop, r, "metal", closed=True, square=True))
            if w > 1.0:
                out.append(tube("brace", [(0, y, z - 0.05), (0, s * (w / 2 - 0.32), z - 0.05)], 0.012, "metal"))
        return [
            *out,
            tube("stretcher", [(0, -w / 2 + 0.09, 0.025), (0, w / 2 - 0.09, 0.025)], 0.02, "metal", square=True),
        ]
    if f == "modern":
        return [
            *four_legs(f, d - 0.03, w - 0.03, z, thick=1.6 * size),
            *[box("rail", (0.02, w - 0.09, 0.03), (s * (d / 2 - 0.05), 0, z - 0.03), "metal", 0.002) for s in (-1, 1)],
            *[box("rail", (d - 0.09, 0.02, 0.03), (0, s * (w / 2 - 0.05), z - 0.03), "metal", 0.002) for s in (-1, 1)],
        ]
    inset = 0.16 if f == "mid_century" else 0.035
    inset = min(inset, 0.12 * min(d, w))
    legs = four_legs(f, d - 2 * inset, w - 2 * inset, z, thick=1.35 * size)
    if w > 2.6:
        legs += [
            p for a in (-1, 1) for p in leg(f, z, (a * (d / 2 - inset - 0.7 * size), 0), (a, 0), thick=1.35 * size)
        ]
    tall = 0.07 if f == "mid_century" else min(0.11, 0.17 * z)
    rails = apron(d - 2 * inset - 0.02, w - 2 * inset - 0.02, z, tall, 1.35 * size)
    if f == "baroque":
        half = (w - 2 * inset) / 2 - size
        wave = curve(
            [
                (-half, 0),
                (-0.6 * half, 0.012),
                (-0.25 * half, -0.02),
                (0, -0.05),
                (0.25 * half, -0.02),
                (0.6 * half, 0.012),
                (half, 0),
            ],
            4,
        )
        rails += [
            prism(
                "apron",
                [*wave, (half, 0.05), (-half, 0.05)],
                0.024,
                "frame",
                (s * (d / 2 - inset - 0.03), 0, z - tall),
                along="x",
                bevel=0.005,
            )
            for s in (-1, 1)
        ]
    if f == "eastern":
        rails += [
            box(
                "stretcher",
                (0.02, w - 2 * inset - 0.06, 0.02),
                (s * (d / 2 - inset - 0.03), 0, z - tall - 0.06),
                "frame",
                0.004,
            )
            for s in (-1, 1)
        ]
    if drawer:
        a = d / 2 - inset - 0.012
        rails += front(f, a - 0.012, (-0.17, 0.17), (z - tall + 0.012, z - 0.008))
    return legs + rails


def apron(d: float, w: float, z: float, tall: float, leg_size: float = 0.06) -> list[Part]:
    """Four rails between legs, their top at `z`."""
    return [
        *[box("apron", (0.024, w - leg_size, tall), (s * (d / 2 - 0.02), 0, z - tall), "frame") for s in (-1, 1)],
        *[box("apron", (d - leg_size, 0.024, tall), (0, s * (w / 2 - 0.02), z - tall), "frame") for s in (-1, 1)],
    ]


def pedestal(family: str, r: float, z: float) -> list[Part]:
    """A column on a foot that carries a round top."""
    if family in ("futuristic", "mid_century", "art_deco", "modern"):
        body = [
            (r, 0),
            (r, 0.006),
            (0.6 * r, 0.03),
            (0.2 * r, 0.12 * z),
            (0.13 * r, 0.4 * z),
            (0.16 * r, 0.8 * z),
            (0.5 * r, z),
        ]
        return [lathe("stem", body, "legs", n=28)]
    k = 0.15 * r / 0.33
    k = max(k, 0.04)
    column = [
        (0.9 * k, 0.2 * z),
        (1.2 * k, 0.26 * z),
        (0.6 * k, 0.3 * z),
        (0.55 * k, 0.34 * z),
        (1.1 * k, 0.48 * z),
        (0.7 * k, 0.66 * z),
        (0.5 * k, 0.72 * z),
        (0.75 * k, 0.76 * z),
        (0.5 * k, 0.8 * z),
        (0.6 * k, 0.95 * z),
        (2.2 * k, 0.97 * z),
        (2.2 * k, z),
    ]
    out = [lathe("column", column, "legs", n=18)]
    for i in range(4 if family != "victorian" else 3):
        a = 2 * math.pi * i / (4 if family != "victorian" else 3) + math.pi / 4
        way = curve([(0.0, 0.3 * z), (0.45 * r, 0.27 * z), (0.8 * r, 0.1 * z), (1.0 * r, 0.035), (1.12 * r, 0.022)], 4)
        out.append(
            tube(
                "leg",
                [(x * math.cos(a), x * math.sin(a), c) for x, c in way],
                [0.8 * k * 0.5, 0.4 * k, 0.3 * k, 0.025],
                "legs",
                n=8,
            )
        )
        out.append(moved(ball("foot", 0.026, "metal", n=8), (1.13 * r * math.cos(a), 1.13 * r * math.sin(a), 0.026)))
    return out


def trestles(d: float, w: float, z: float, *, gothic: bool = False) -> list[Part]:
    """Two trestles and a beam that is wedged through them."""
    out: list[Part] = []
    k = 0.4 * d
    n = 2 if w < 3.2 else 3
    for i in range(n):
        y = (i / (n - 1) - 0.5) * (w - 0.6)
        if gothic:
            side = np.concatenate(
                [
                    [(-k, 0.07), (k, 0.07)],
                    curve(
                        [
                            (0.8 * k, 0.14),
                            (0.34 * k, 0.3 * z),
                            (0.46 * k, 0.55 * z),
                            (0.36 * k, 0.75 * z),
                            (0.75 * k, z - 0.06),
                        ],
                        4,
                    ),
                    [(0.75 * k, z), (-0.75 * k, z)],
                    curve(
                        [
                            (-0.75 * k, z - 0.06),
                            (-0.36 * k, 0.75 * z),
                            (-0.46 * k, 0.55 * z),
                            (-0.34 * k, 0.3 * z),
                            (-0.8 * k, 0.14),
                        ],
                        4,
                    ),
                ]
            )
            out.append(moved(prism("trestle", side, 0.07, "legs", along="y", bevel=0.008), (0, y, 0)))
            out.append(box("foot", (2.1 * k, 0.1, 0.075), (0, y, 0), "legs", 0.012))
        else:
            out.append(box("foot", (2 * k, 0.09, 0.07), (0, y, 0), "legs", 0.012))
            out.append(box("head", (1.8 * k, 0.08, 0.07), (0, y, z - 0.07), "legs", 0.01))
            out.append(box("post", (0.17, 0.07, z - 0.1), (0, y, 0.05), "legs", 0.008))
            out += [
                tube("brace", [(s * 0.72 * k, y, z - 0.06), (s * 0.06, y, 0.45 * z)], 0.024, "legs", square=True)
                for s in (-1, 1)
            ]
    out.append(box("beam", (0.045, w - 0.46, 0.12), (0, 0, 0.3 * z), "legs", 0.006))
    out += [
        box("wedge", (0.018, 0.022, 0.15), (0, s * ((w - 0.6) / 2 + 0.05), 0.3 * z - 0.015), "legs", 0.003)
        for s in (-1, 1)
    ]
    return out
