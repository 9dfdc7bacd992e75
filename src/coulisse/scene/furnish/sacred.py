"""Joiner's work in a church: lecterns, confessionals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.beds_curtained import gathered
from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.mouldings import moulding, tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import arch, curve, polygon
from coulisse.scene.shapes import box, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part

MAIN = ("body", "frame")


@makes("lectern")
def lectern(want: Want) -> Model:
    """A lectern whose reader stands behind it (-x), with an open book on its slope."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "gothic"
    want = replace(want, family=f)
    parts: list[Part] = []
    if f in ("modern", "brutalist", "futuristic", "industrial", "mid_century", ""):
        parts += [
            box("body", (0.6 * d, 0.62 * w, h - 0.2), (0.02, 0, 0.03), "body", 0.005),
            box("foot", (0.9 * d, 0.86 * w, 0.03), (0, 0, 0), "body", 0.004),
        ]
    else:
        r = 0.07
        parts += [
            prism("foot", polygon(8, 0.5 * d, 22.5), 0.05, "body", bevel=0.01),
            prism("foot", polygon(8, 0.4 * d, 22.5), 0.05, "body", (0, 0, 0.05), bevel=0.01),
        ]
        parts.append(
            lathe(
                "stem",
                [
                    (r * 1.9, 0.1),
                    (r * 1.5, 0.16),
                    (r * 0.9, 0.2),
                    (r, 0.3),
                    (r * 0.8, 0.34),
                    (r * 0.8, 0.62 * h),
                    (r * 1.3, 0.66 * h),
                    (r * 0.8, 0.7 * h),
                    (r * 1.4, h - 0.26),
                    (r * 2.4, h - 0.2),
                ],
                "body",
                n=8 if f == "gothic" else 18,
                smooth=f != "gothic",
            )
        )
        if f == "gothic":
            parts += [moved(p, (0.075, 0, 0.36), scale=1.0) for p in tracery(0.1, 0.24, "body", bar=0.014)]
    desk = [
        box("slope", (d * 0.98, w, 0.03), (0, 0, 0), "body", 0.006),
        box("lip", (0.022, w, 0.05), (-0.48 * d, 0, 0.02), "body", 0.006),
    ]
    desk += [box("side", (d * 0.9, 0.02, 0.06), (0, s * (w / 2 - 0.02), -0.05), "body", 0.005) for s in (-1, 1)]
    for s in (-1, 1):  # an open book: two arched halves

        def page(u: np.ndarray, v: np.ndarray, s: int = s) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            swell = 0.03 * np.sin(np.pi * np.minimum(v * 1.15, 1)) ** 0.7 * (1 - 0.5 * v)
            return (u - 0.5) * 0.3, s * (0.005 + 0.2 * v), 0.036 + swell

        desk.append(sheet("pages", page, (3, 9), "paper", thickness=0.024))
        desk.append(moved(box("board", (0.32, 0.22, 0.006), (0, s * 0.112, 0.03), "book", 0.002)))
    desk.append(
        sheet(
            "ribbon",
            lambda u, v: (-0.15 - 0.09 * u, 0.006 + 0.012 * v + 0.01 * np.sin(5 * u), 0.052 - 0.03 * u),
            (6, 2),
            "red",
            thickness=0.001,
        )
    )
    parts += [moved(p, (0, 0, h - 0.19), tilt=-20) for p in desk]
    return finish(want, parts, slots(want, paper="paper", book="leather", red="red_lacquer"), MAIN)


@makes("confessional")
def confessional(want: Want) -> Model:
    """A confessional of three bays: a half door and a curtain in the middle, kneelers and curtains at the sides."""
    d, w, h = want.depth, want.width, want.height
    f = (
        want.family
        if want.family in ("gothic", "baroque", "classical", "victorian", "rustic", "art_deco")
        else "gothic"
    )
    want = replace(want, family=f)
    crown = 0.16
    z1 = h - crown - 0.12
    parts: list[Part] = [
        box("floor", (d, w, 0.12), (0, 0, 0), "body", 0.01),
        box("back", (0.03, w - 0.04, z1 - 0.12), (-d / 2 + 0.05, 0, 0.12), "body", 0.004),
        box("roof", (d - 0.06, w - 0.06, 0.05), (-0.02, 0, z1 - 0.05), "body", 0.006),
    ]
    bay = (w - 0.1) / 3
    for i in range(4):
        y = -w / 2 + 0.05 + i * bay
        parts.append(box("wall", (d - 0.12, 0.035, z1 - 0.12), (-0.01, y, 0.12), "body", 0.004))
        parts.append(box("pilaster", (0.06, 0.09, z1 - 0.12), (d / 2 - 0.07, y, 0.12), "body", 0.01))
        parts.append(box("pilaster", (0.08, 0.12, 0.14), (d / 2 - 0.07, y, 0.12), "body", 0.01))
        if f == "gothic":
            parts.append(
                lathe(
                    "pinnacle",
                    [(0.05, 0), (0.05, 0.05), (0.03, 0.06), (0.0, crown + 0.1)],
                    "body",
                    (d / 2 - 0.07, y, h - crown - 0.11),
                    n=4,
                    smooth=False,
                    turn=45,
                )
            )
    for i in range(3):
        y = -w / 2 + 0.05 + (i + 0.5) * bay
        k = bay / 2 - 0.05
        head = arch(2 * k, 0.46, pointed=f == "gothic")
        top = z1 - 0.06
        line = [(-k - 0.002, 0.46), *[(-a, b) for a, b in head[2:][::-1]][::-1], (k + 0.002, 0.46)]
        outline = [
            (k + 0.002, 0.48),
            (-k - 0.002, 0.48),
            *sorted([(float(a), float(b)) for a, b in head[2:]], key=lambda q: q[0]),
        ]
        del line
        parts.append(prism("spandrel", outline, 0.04, "body", (d / 2 - 0.08, y, top - 0.48), along="x", bevel=0.003))
        if f == "gothic":
            parts.append(tube("arch", [(d / 2 - 0.06, y + a, top - 0.48 + b) for a, b in head[2:]], 0.018, "body", n=6))
        if i == 1:
            parts += front(f, d / 2 - 0.1, (y - k, y), (0.12, 1.1), door=True, handle="none") + front(
                f, d / 2 - 0.1, (y, y + k), (0.12, 1.1), door=True, handle="left"
            )
            parts.append(gathered((d / 2 - 0.13, y - k + 0.02), 0.2, top - 0.1, 1.1, along="y", inward=1.0))
            parts.append(box("seat", (0.4, 2 * k, 0.04), (-d / 2 + 0.26, y, 0.56), "body", 0.006))
        else:
            parts.append(box("kneeler", (0.24, 2 * k, 0.12), (0.0, y, 0.12), "cushion", 0.02))
            parts.append(
                gathered(
                    (d / 2 - 0.13, y - k + 0.02),
                    2.2 * k * (0.9 if i == 0 else 0.42),
                    top - 0.1,
                    0.16,
                    along="y",
                    inward=1.0,
                    folds=7 if i == 0 else 5,
                    phase=float(i),
                )
            )
    parts += [
        moved(p, (-0.02, 0, 0)) for p in moulding(f if f != "gothic" else "classical", d - 0.1, w - 0.06, z1, size=0.12)
    ]
    gable = (
        [(-0.5 * bay, 0), (0.5 * bay, 0), (0, crown)]
        if f == "gothic"
        else curve(
            [(-0.5 * bay, 0), (-0.3 * bay, 0.7 * crown), (0, crown), (0.3 * bay, 0.7 * crown), (0.5 * bay, 0)], 4
        )
    )
    parts.append(prism("gable", gable, 0.05, "body", (d / 2 - 0.08, 0, h - crown), along="x", bevel=0.008))
    cross = [
        box("cross", (0.02, 0.025, 0.16), (d / 2 - 0.05, 0, z1 - 0.16), "metal", 0.004),
        box("cross", (0.02, 0.1, 0.025), (d / 2 - 0.05, 0, z1 - 0.07), "metal", 0.004),
    ]
    return finish(want, [*parts, *cross], slots(want, curtain="velvet", cushion="leather"), MAIN)
