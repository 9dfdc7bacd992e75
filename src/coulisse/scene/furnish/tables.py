"""Tables: to eat and to work at, for picnics, meetings and charts, and on castors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import front, slots, usual
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.table_legs import under
from coulisse.scene.furnish.table_tops import MAIN, THICK, outline_of, top
from coulisse.scene.furnish.tableware import bottle, glass
from coulisse.scene.outlines import curve, ellipse
from coulisse.scene.shapes import box, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


@makes(
    "table",
    "dining_table",
    "kitchen_table",
    "trestle_table",
    "conference_table",
    "side_table",
    "console_table",
    "coffee_table",
    "card_table",
)
def table(want: Want) -> Model:
    """A table in the design of its family; a trestle table has trestles whatever its family."""
    d, w, h = want.depth, want.width, want.height
    usual_family = {
        "trestle_table": "rustic",
        "coffee_table": "mid_century",
        "conference_table": "modern",
        "console_table": "classical",
        "side_table": "mid_century",
        "card_table": "classical",
    }
    f = want.family or usual_family.get(want.name, "")
    want = replace(want, family=f)
    more: dict[str, str] = {}
    if want.name == "trestle_table" and f not in ("rustic", "gothic"):
        want = replace(want, family="rustic")
    if want.name == "conference_table" and f in ("modern", "", "futuristic", "mid_century"):
        return _conference(want)
    parts = top(want, d, w, h)
    z = h - THICK.get(want.family, 0.032)
    parts += under(want, d, w, z, drawer=want.name in ("kitchen_table", "console_table") and w > 0.7)
    if want.name == "coffee_table" and want.family in ("mid_century", "modern") and not want.has("round"):
        parts.append(box("shelf", (d * 0.62, w * 0.7, 0.014), (0, 0, 0.38 * h), "top", 0.004))
    if want.name == "console_table" and want.family == "classical":
        parts.append(box("shelf", (d - 0.06, w - 0.08, 0.022), (0, 0, 0.14), "frame", 0.006))
    if want.name == "card_table":
        parts.append(
            prism("cloth", outline_of(want, d - 0.12, w - 0.12), 0.004, "baize", (0, 0, h - 0.002), bevel=0.001)
        )
        more["baize"] = "felt"
    return finish(want, parts, slots(want, **more), MAIN)


def _conference(want: Want) -> Model:
    """A long boat-shaped top on drum feet, with hatches for cables."""
    d, w, h = want.depth, want.width, want.height
    bow = [(0.5 * d * (1 - 0.22 * (2 * v) ** 2), v * w) for v in np.linspace(-0.5, 0.5, 15)]
    line = np.array([*bow, *[(-x, y) for x, y in bow[::-1]]])
    parts = [
        prism("top", line, 0.035, "top", (0, 0, h - 0.035), bevel=0.009, smooth=True),
        prism("shadow", line * 0.97, 0.03, "metal", (0, 0, h - 0.065), bevel=0.003, smooth=True),
    ]
    n = max(2, round(w / 1.8))
    for i in range(n):
        y = ((i + 0.5) / n - 0.5) * w * 0.86
        parts.append(prism("foot", ellipse(0.5 * d, 0.5, 28), h - 0.06, "legs", (0, y, 0), bevel=0.006, smooth=True))
        parts.append(prism("ring", ellipse(0.515 * d, 0.515, 28), 0.05, "metal", (0, y, 0), bevel=0.004, smooth=True))
        parts.append(box("hatch", (0.12, 0.3, 0.004), (0, y, h - 0.002), "metal", 0.001))
    return finish(want, parts, slots(want), MAIN)


@makes("work_table")
def work_table(want: Want) -> Model:
    """A workbench: a thick top with a vice, drawers and a shelf, tools' marks left to its look."""
    d, w, h = want.depth, want.width, want.height
    parts = [box("plank", (d / 3 - 0.002, w, 0.075), ((i - 1) * d / 3, 0, h - 0.075), "top", 0.006) for i in range(3)]
    parts += four_legs("rustic", d - 0.1, w - 0.16, h - 0.075, thick=0.1)
    parts += [box("rail", (0.045, w - 0.3, 0.13), (s * (d / 2 - 0.1), 0, h - 0.205), "frame", 0.006) for s in (-1, 1)]
    parts += [box("rail", (d - 0.26, 0.045, 0.1), (0, s * (w / 2 - 0.14), 0.14), "frame", 0.006) for s in (-1, 1)]
    n = max(2, round(w / 0.5))
    parts += [
        box("slat", ((d - 0.2) / 4 - 0.006, w - 0.24, 0.022), ((i - 1.5) * (d - 0.2) / 4, 0, 0.24), "frame", 0.004)
        for i in range(4)
    ]
    for i in range(min(n, 3)):
        y0 = -w / 2 + 0.3 + i * 0.42
        if y0 + 0.4 < w / 2 - 0.2:
            parts += front("rustic", d / 2 - 0.085, (y0, y0 + 0.4), (h - 0.2, h - 0.085))
    y = w / 2 - 0.3  # the vice
    parts += [
        box("jaw", (0.045, 0.2, 0.14), (d / 2 + 0.005, y, h - 0.145), "metal", 0.006),
        tube("screw", [(d / 2, y, h - 0.1), (d / 2 + 0.1, y, h - 0.1)], 0.014, "metal"),
        tube("bar", [(d / 2 + 0.085, y, h - 0.2), (d / 2 + 0.085, y, h - 0.02)], 0.008, "metal", n=6),
    ]
    return finish(want, parts, slots(replace(want, family=want.family or "rustic")), MAIN)


@makes("picnic_table")
def picnic_table(want: Want) -> Model:
    """A table and two benches on A-frames."""
    d, w, h = want.depth, want.width, want.height
    n = 5
    tw = 0.52 * d
    parts = [
        box("plank", (tw / n - 0.008, w, 0.038), ((i + 0.5) * tw / n - tw / 2, 0, h - 0.038), "top", 0.006)
        for i in range(n)
    ]
    for s in (-1, 1):
        parts += [
            box("seat", (0.13, w, 0.038), (s * (d / 2 - 0.065 - 0.14 * i), 0, 0.42), "top", 0.006) for i in range(2)
        ]
    for k in (-1, 1):
        y = k * (w / 2 - 0.3)
        parts.append(box("beam", (d - 0.02, 0.04, 0.1), (0, y, 0.32), "frame", 0.006))
        parts.append(box("beam", (tw - 0.06, 0.04, 0.08), (0, y, h - 0.118), "frame", 0.006))
        parts += [
            tube(
                "leg",
                [(s * 0.4 * d, y + 0.042 * k, 0), (s * 0.19 * d, y + 0.042 * k, h - 0.05)],
                [0.045, 0.045],
                "legs",
                square=True,
            )
            for s in (-1, 1)
        ]
        parts.append(tube("brace", [(0, y, 0.36), (0, 0.12 * k, h - 0.05)], 0.03, "frame", square=True))
    return finish(want, parts, slots(replace(want, family="rustic")), MAIN)


@makes("map_table")
def map_table(want: Want) -> Model:
    """A table of charts: shallow drawers under a top with a spread map."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "classical"
    want = replace(want, family=f)
    parts = top(want, d, w, h - 0.004)
    z = h - 0.004 - THICK.get(f, 0.032)
    low = 0.42 * h
    parts.append(box("carcass", (d - 0.14, w - 0.12, z - low), (-0.01, 0, low), "body", 0.003))
    rows = 4
    for i in range(rows):
        for j in range(2):
            y0 = -w / 2 + 0.07 + j * (w - 0.14) / 2
            step = (z - low - 0.02) / rows
            parts += front(
                f,
                d / 2 - 0.08,
                (y0, y0 + (w - 0.14) / 2),
                (low + 0.01 + i * step, low + 0.01 + (i + 1) * step),
                pulls=2,
            )
    parts += four_legs(f, d - 0.1, w - 0.1, low, thick=0.08)
    rng = want.rng("map")
    a, b = rng.uniform(0, 6, 2)

    def chart(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        curl = 0.02 * np.maximum(np.abs(2 * v - 1) - 0.9, 0) * 10
        return (
            (0.5 - u) * d * 0.7,
            (0.5 - v) * -w * 0.62,
            h - 0.002 + curl**1.5 * 6 + 0.0015 * (1 + np.sin(5 * u + a) * np.sin(7 * v + b)),
        )

    parts.append(sheet("chart", chart, (9, 25), "paper", thickness=0.0015))
    parts += [
        moved(
            lathe("roll", [(0.016, -0.35), (0.018, 0.0), (0.016, 0.35)], "paper", n=10),
            (-d * 0.42, -0.1 * w + 0.05 * i, h + 0.018),
            90 + 6 * i,
            tilt=90,
        )
        for i in range(2)
    ]
    return finish(want, parts, slots(want, paper="paper"), MAIN, fit="xy")


@makes("trolley")
def trolley(want: Want) -> Model:
    """A trolley of two trays on castors with a rail, bottles and glasses on it."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "art_deco"
    metal = f not in ("rustic", "gothic", "eastern")
    slot = "metal" if metal else "frame"
    parts: list[Part] = []
    for a in (-1, 1):
        for b in (-1, 1):
            x, y = a * (d / 2 - 0.016), b * (w / 2 - 0.05)
            parts.append(tube("post", [(x, y, 0.09), (x, y, h - 0.03)], 0.011, slot, n=9))
            wheel = lathe("wheel", [(0, -0.012), (0.04, -0.012), (0.045, 0), (0.04, 0.012), (0, 0.012)], "rubber", n=14)
            parts.append(moved(moved(wheel, tilt=90, about="x"), (x, y, 0.045)))
    for z in (0.2, h - 0.22):
        parts.append(box("shelf", (d - 0.03, w - 0.09, 0.014), (0, 0, z), "top", 0.003))
        ring = [
            (d / 2 - 0.016, w / 2 - 0.05),
            (-d / 2 + 0.016, w / 2 - 0.05),
            (-d / 2 + 0.016, -w / 2 + 0.05),
            (d / 2 - 0.016, -w / 2 + 0.05),
        ]
        parts += [tube("rail", [(x, y, z + k) for x, y in ring], 0.006, slot, n=7, closed=True) for k in (0.004, 0.07)]
    for b in (-1, 1):
        parts.append(
            tube(
                "handle",
                curve(
                    [
                        (-d / 2 + 0.016, b * (w / 2 - 0.05), h - 0.04),
                        (-d / 2 + 0.03, b * (w / 2 - 0.015), h - 0.008),
                        (d / 2 - 0.03, b * (w / 2 - 0.015), h - 0.008),
                        (d / 2 - 0.016, b * (w / 2 - 0.05), h - 0.04),
                    ],
                    4,
                ),
                0.01,
                slot,
            )
        )
    rng = want.rng()
    for i in range(7):
        x, y = rng.uniform(-0.3, 0.3) * d, (i + 0.5) / 7 * (w - 0.2) - (w - 0.2) / 2
        z = (h - 0.206, 0.214)[i % 2 == 0]
        make = bottle(rng) if i % 2 == 0 else glass(rng, stemmed=i % 4 == 1)
        parts += [moved(p, (x, y, z)) for p in make]
    return finish(
        want,
        parts,
        slots(
            want,
            rubber="rubber",
            top="glass" if metal else usual(want, "wood"),
            glass="glass",
            bottle="green_marble",
            label="paper",
        ),
        MAIN,
    )
