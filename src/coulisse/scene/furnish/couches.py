"""Long seats: the corner sofa, the couch to lie on, the banquette."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.sofas import MAIN
from coulisse.scene.furnish.upholstery import (
    bolster,
    scatter,
    soft_block,
)
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, cushion, moved, prism
from coulisse.scene.staged import Model, Part


@makes("corner_sofa")
def corner_sofa(want: Want) -> Model:
    """An L of seats: the long run along the back, a return along one side."""
    d, w, h = want.depth, want.width, want.height
    s, a, run, lift = 0.42, 0.6, 0.95, 0.08
    bt = 0.2
    left = want.seed % 2 == 0
    parts: list[Part] = []
    for x0, x1, y0, y1 in ((-d / 2, -d / 2 + run, -w / 2, w / 2), (-d / 2 + run, d / 2, w / 2 - run, w / 2)):
        parts.append(
            box(
                "base",
                (x1 - x0 - 0.01, y1 - y0 - 0.01, s - 0.15 - lift),
                ((x0 + x1) / 2, (y0 + y1) / 2, lift),
                "upholstery",
                0.015,
            )
        )
        parts.append(
            box("plinth", (x1 - x0 - 0.1, y1 - y0 - 0.1, lift), ((x0 + x1) / 2, (y0 + y1) / 2, 0), "legs", 0.003)
        )
    parts.append(soft_block((bt, w - 0.01, h - lift - 0.06), (-d / 2 + bt / 2, 0, lift), swell=0.03))
    parts.append(soft_block((d - bt, bt, h - lift - 0.06), (bt / 2, w / 2 - bt / 2, lift), swell=0.03, seed=2))
    parts.append(soft_block((run - 0.02, 0.18, a - lift), (-d / 2 + run / 2, -w / 2 + 0.09, lift), swell=0.025, seed=3))
    inner = w - bt - 0.18
    n = max(2, round((inner - 0.7) / 0.75) + 1)
    for i in range(n):
        y = -w / 2 + 0.18 + (i + 0.5) * inner / n
        parts.append(
            cushion(
                "seat",
                (run - bt, inner / n - 0.005, 0.17),
                (-d / 2 + bt + (run - bt) / 2, y, s - 0.155),
                crown=0.4,
                corner=0.035,
                sag=0.018,
                piping=0.005,
                seed=i,
            )
        )
        back = cushion("back", (h - s, inner / n - 0.01, 0.17), crown=0.72, corner=0.05, piping=0.005, seed=9 + i)
        parts.append(moved(moved(back, (0.17, 0, (h - s) / 2), tilt=-90), (-d / 2 + bt, y, s - 0.02), tilt=-12))
    rest = d - run
    m = max(1, round(rest / 0.75))
    for i in range(m):
        x = -d / 2 + run + (i + 0.5) * rest / m
        parts.append(
            cushion(
                "seat",
                (rest / m - 0.005, run - bt, 0.17),
                (x, w / 2 - bt - (run - bt) / 2, s - 0.155),
                crown=0.4,
                corner=0.035,
                sag=0.018,
                piping=0.005,
                seed=20 + i,
            )
        )
        back = cushion("back", (h - s, rest / m - 0.01, 0.17), crown=0.72, corner=0.05, piping=0.005, seed=30 + i)
        parts.append(
            moved(
                moved(moved(back, (0.17, 0, (h - s) / 2), tilt=-90), (0, 0, 0), -90, tilt=-12),
                (x, w / 2 - bt, s - 0.02),
            )
        )
    parts += [
        scatter(0.45, (-d / 2 + 0.42, y, s), turn=t, lean=24, seed=k)
        for k, (y, t) in enumerate(((-w / 2 + 0.5, 15.0), (w / 2 - 0.55, -40.0)))
    ]
    if not left:
        parts = [moved(p, scale=(1.0, -1.0, 1.0)) for p in parts]
    return finish(
        want,
        parts,
        slots(want, upholstery=slots(want)["upholstery"] if want.family else "wool", cushion="velvet"),
        MAIN,
    )


@makes("chaise_longue", "divan")
def couch(want: Want) -> Model:
    """A couch to lie on: its scrolled head at the left (+y); a divan has bolsters instead."""
    d, w, h = want.depth, want.width, want.height
    family = want.family or "classical"
    divan = want.name == "divan"
    s = min(0.42, 0.8 * h if divan else 0.5 * h)
    lift = 0.1 if divan else 0.18
    parts = four_legs(family, d - 0.06, w - 0.1, lift + 0.01, thick=0.06)
    parts.append(box("frame", (d - 0.02, w - 0.02, 0.06), (0, 0, lift), "frame", 0.01))
    parts.append(box("base", (d - 0.03, w - 0.03, s - 0.14 - lift - 0.05), (0, 0, lift + 0.05), "upholstery", 0.015))
    parts.append(
        cushion(
            "seat",
            (d - 0.04, w - (0.06 if divan else 0.2), 0.15),
            (0, 0 if divan else -0.06, s - 0.145),
            crown=0.4,
            corner=0.05,
            sag=0.015,
            piping=0.006,
            seed=want.seed,
        )
    )
    if divan:
        for side in (-1, 1):
            parts += bolster(d - 0.1, 0.1, (0, side * (w / 2 - 0.14), s + 0.06), along="x")
        parts += [
            scatter(0.4, (-d / 2 + 0.26, y, s), turn=t, lean=20, seed=k)
            for k, (y, t) in enumerate(((-0.2 * w, 8.0), (0.02 * w, -6.0), (0.24 * w, 4.0)))
        ][: 3 if h > 0.45 else 0]
    else:
        r = 0.085
        over = np.linspace(math.radians(170), math.radians(-60), 12)
        face = curve([(w / 2 - 0.36, s - 0.05), (w / 2 - 0.3, s + 0.1), (w / 2 - 0.22, h - 2 * r)], 4)
        ring = np.column_stack([w / 2 - r + r * np.cos(over), h - r + r * np.sin(over)])
        outline = np.concatenate(
            [
                [[w / 2 - 0.1, s - 0.14], [w / 2 - 0.36, s - 0.14]],
                face,
                ring,
                [[w / 2 - 0.09, h - 2.3 * r], [w / 2 - 0.11, s]],
            ]
        )[::-1]
        parts.append(prism("head", outline, d - 0.06, "upholstery", along="x", bevel=0.014, smooth=True))
        side_line = curve(
            [
                (w / 2 - 0.14, 0.0),
                (w / 2 - 0.2, 0.75 * (h - s)),
                (0.25 * w, 0.6 * (h - s)),
                (0.0, 0.3 * (h - s)),
                (-0.2 * w, 0.12 * (h - s)),
                (-0.3 * w, 0.0),
            ],
            5,
        )
        parts.append(
            prism(
                "side", side_line, 0.07, "upholstery", (-d / 2 + 0.05, 0, s - 0.05), along="x", bevel=0.018, smooth=True
            )
        )
        parts += bolster(d - 0.14, 0.075, (0.01, w / 2 - 0.36, s + 0.085), along="x")
    return finish(want, parts, slots(want, cushion="velvet"), MAIN)


@makes("banquette")
def banquette(want: Want) -> Model:
    """A built bench with an upholstered seat and a channelled back."""
    d, w, h = want.depth, want.width, want.height
    s = 0.46
    n = max(4, round(w / 0.16))
    parts = [
        box("plinth", (d - 0.14, w, 0.09), (-0.05, 0, 0), "legs", 0.003),
        box("base", (d - 0.05, w, s - 0.2), (-0.025, 0, 0.09), "body", 0.006),
        box("case", (0.1, w, h - 0.1), (-d / 2 + 0.05, 0, 0.09), "body", 0.006),
        box("cap", (0.14, w + 0.0, 0.03), (-d / 2 + 0.07, 0, h - 0.03), "body", 0.006),
    ]
    parts.append(
        cushion(
            "seat",
            (d - 0.18, w - 0.004, 0.14),
            (0.09, 0, s - 0.12),
            crown=0.45,
            corner=0.03,
            sag=0.01,
            piping=0.006,
            seed=want.seed,
        )
    )
    for i in range(n):
        channel = cushion("back", (h - s - 0.05, w / n - 0.001, 0.1), crown=0.85, corner=0.03)
        parts.append(moved(channel, (-d / 2 + 0.2, (i + 0.5) * w / n - w / 2, s + (h - s - 0.05) / 2), tilt=-94))
    return finish(want, parts, slots(want), MAIN)
