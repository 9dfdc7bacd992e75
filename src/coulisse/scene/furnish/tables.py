"""Tables: tops with their edges, legs, trestles, pedestals and slabs by family."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import front, slots, usual
from coulisse.scene.furnish.legs import four_legs, leg
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.tableware import bottle, glass
from coulisse.scene.outlines import curve, ellipse, polygon, rounded_rectangle
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, sweep, tube
from coulisse.scene.staged import Model, Part

_MAIN = ("top", "frame", "legs", "body")


def outline_of(want: Want, d: float, w: float) -> np.ndarray:
    """The plan of a top: round, oval, octagonal or a rectangle with the corners of its family."""
    if want.has("round", "oval"):
        return ellipse(d, w, 40)
    if want.has("octagonal"):
        return polygon(8, 0.5 / math.cos(math.pi / 8), 22.5) * [d, w]
    corner = {
        "art_deco": 0.12,
        "mid_century": 0.16,
        "futuristic": 0.2,
        "baroque": 0.05,
        "victorian": 0.06,
        "modern": 0.012,
        "eastern": 0.02,
    }
    return rounded_rectangle(d, w, min(corner.get(want.family, 0.012), 0.35 * min(d, w)), 5)


def top(want: Want, d: float, w: float, z: float, *, slot: str = "top") -> list[Part]:
    """A table top whose upper face is at `z`, with the edge of its family."""
    line = outline_of(want, d, w)
    f = want.family
    if f == "rustic" and not want.has("round", "oval", "octagonal"):
        n = max(3, round(d / 0.2))
        rng = want.rng("planks")
        across = np.cumsum([0, *(rng.uniform(0.8, 1.2, n))])
        across = across / across[-1] * d - d / 2
        out = [
            box(
                "plank",
                (b - a - 0.003, w - 0.13 + rng.uniform(-0.004, 0.004), 0.042),
                ((a + b) / 2, rng.uniform(-0.002, 0.002), z - 0.042),
                slot,
                0.006,
            )
            for a, b in zip(across[:-1], across[1:], strict=True)
        ]
        return out + [
            box("end", (d, 0.064, 0.042), (0, s * (w / 2 - 0.032), z - 0.042), slot, 0.006) for s in (-1, 1)
        ]  # breadboard ends
    if f in ("classical", "victorian", "baroque", "gothic"):
        return [
            prism("top", line, 0.024, slot, (0, 0, z - 0.024), bevel=0.007, smooth=True),
            prism(
                "top", line * (1 - 0.024 / max(d, w)) - 0.0, 0.014, slot, (0, 0, z - 0.038), bevel=0.005, smooth=True
            ),
        ]
    if f == "art_deco":
        return [
            prism("top", line, 0.03, slot, (0, 0, z - 0.03), bevel=0.006, smooth=True),
            prism(
                "band", line * [1 - 0.02 / d, 1 - 0.02 / w], 0.012, "metal", (0, 0, z - 0.042), bevel=0.002, smooth=True
            ),
            prism("top", line * [1 - 0.05 / d, 1 - 0.05 / w], 0.03, slot, (0, 0, z - 0.072), bevel=0.004, smooth=True),
        ]
    if f == "brutalist":
        return [prism("top", line, 0.09, slot, (0, 0, z - 0.09), bevel=0.005)]
    if f == "industrial":
        return [
            prism("top", line, 0.045, slot, (0, 0, z - 0.045), bevel=0.005),
            prism("frame", line * [1 - 0.03 / d, 1 - 0.03 / w], 0.05, "metal", (0, 0, z - 0.096), bevel=0.003),
        ]
    if f == "futuristic":
        return [prism("top", line, 0.03, slot, (0, 0, z - 0.03), bevel=0.013, smooth=True)]
    if f == "mid_century":
        return [prism("top", line, 0.026, slot, (0, 0, z - 0.026), bevel=0.01, smooth=True)]
    if f == "modern":
        return [prism("top", line, 0.022, slot, (0, 0, z - 0.022), bevel=0.002, smooth=True)]
    return [prism("top", line, 0.032, slot, (0, 0, z - 0.032), bevel=0.005, smooth=True)]


_THICK = {
    "rustic": 0.042,
    "classical": 0.038,
    "victorian": 0.038,
    "baroque": 0.038,
    "gothic": 0.038,
    "art_deco": 0.072,
    "brutalist": 0.09,
    "industrial": 0.096,
    "futuristic": 0.03,
    "mid_century": 0.026,
    "modern": 0.022,
}


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
    z = h - _THICK.get(want.family, 0.032)
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
    return finish(want, parts, slots(want, **more), _MAIN)


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
    return finish(want, parts, slots(want), _MAIN)


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
    return finish(want, parts, slots(replace(want, family=want.family or "rustic")), _MAIN)


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
    return finish(want, parts, slots(replace(want, family="rustic")), _MAIN)


@makes("billiard_table")
def billiard_table(want: Want) -> Model:
    """A billiard table: slate bed under baize, cushions, six pockets, eight turned legs, balls and a cue."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "victorian"
    rng = want.rng()
    bed = h - 0.05
    parts = [
        box("bed", (d - 0.2, w - 0.2, 0.05), (0, 0, bed - 0.05), "baize", 0.002),
        box("case", (d - 0.1, w - 0.1, 0.16), (0, 0, h - 0.24), "body", 0.01),
    ]
    rail = [(0, 0), (0.13, 0), (0.13, 0.06), (0.118, 0.075), (0.012, 0.085), (0, 0.08)]
    parts.append(
        sweep(
            "rail",
            rail,
            [
                (-d / 2 + 0.13, -w / 2 + 0.13, h - 0.085),
                (d / 2 - 0.13, -w / 2 + 0.13, h - 0.085),
                (d / 2 - 0.13, w / 2 - 0.13, h - 0.085),
                (-d / 2 + 0.13, w / 2 - 0.13, h - 0.085),
            ],
            "body",
            closed=True,
        )
    )
    x, y = d / 2 - 0.13, w / 2 - 0.13
    rubber = [(0, 0), (0.045, 0), (0.045, 0.038), (0.0, 0.034), (-0.012, 0.026)]
    for s in (-1, 1):
        for k in (-1, 1):
            way = [(s * x, k * 0.06, bed), (s * x, k * (y - 0.07), bed)]
            parts.append(
                sweep("cushion", [(a * (1 if s * k < 0 else -1) * -1 - 0.0, b) for a, b in rubber], way, "baize")
            )
        way = [(-x + 0.07, s * y, bed), (x - 0.07, s * y, bed)]
        parts.append(sweep("cushion", [(a * s, b) for a, b in rubber], way, "baize"))
    for px, py in [(a * (x + 0.02), b * (y + 0.02)) for a in (-1, 1) for b in (-1, 1)] + [
        (a * (x + 0.035), 0.0) for a in (-1, 1)
    ]:
        parts.append(
            lathe("pocket", [(0, 0), (0.058, 0), (0.062, 0.004), (0, 0.005)], "leather", (px, py, h - 0.002), n=14)
        )
        parts.append(
            lathe(
                "ring",
                [(0.058, 0), (0.07, 0), (0.07, 0.012), (0.058, 0.012)],
                "metal",
                (px, py, h - 0.006),
                n=14,
                closed=True,
            )
        )
        parts.append(
            lathe(
                "net",
                [(0.0, 0), (0.03, 0.005), (0.055, 0.06), (0.06, 0.12)],
                "leather",
                (px * 1.02, py * 1.02, h - 0.19),
                n=10,
            )
        )
    for a in (-1, 1):
        for b in (-1, -0.33, 0.33, 1) if w > 2.4 else (-1, 1):
            parts += leg(
                f, h - 0.23, (a * (d / 2 - 0.16), b * (w / 2 - 0.18)), (a, b), thick=0.15 if f != "modern" else 0.2
            )
    spots = [(0.0, -0.25 * w + 0.046 * i, 0.052 * (j - i / 2)) for i in range(5) for j in range(i + 1)]
    for n, (_, yy, xx) in enumerate(spots):
        parts.append(
            moved(
                ball("ball", 0.026, ("red", "ivory", "dark", "gold")[n % 4], n=10),
                (xx, -yy if want.seed % 2 else yy, bed + 0.026),
            )
        )
    parts.append(
        moved(
            ball("ball", 0.026, "ivory", n=10),
            (rng.uniform(-0.2, 0.2), (0.28 if want.seed % 2 == 0 else -0.28) * w, bed + 0.026),
        )
    )
    cue = [(-0.4, 0.2 * w, h + 0.012), (0.35, 0.44 * w, h + 0.012)]
    parts.append(tube("cue", cue, [0.014, 0.006], "cue", n=7))
    more = {
        "baize": "felt",
        "leather": "leather",
        "red": "red_lacquer",
        "ivory": "ivory_inlay",
        "dark": "obsidian",
        "gold": "gold",
        "cue": "maple",
    }
    return finish(want, parts, slots(replace(want, family=f), **more), _MAIN, fit="xy")


@makes("roulette_table")
def roulette_table(want: Want) -> Model:
    """A roulette table: the wheel in its bowl at the left, the layout, an armrest all round."""
    d, w, h = want.depth, want.width, want.height
    z = h - 0.06
    rng = want.rng()
    line = rounded_rectangle(d, w, 0.35 * d, 8)
    parts = [
        prism("bed", rounded_rectangle(d - 0.1, w - 0.1, 0.3 * d, 8), 0.06, "baize", (0, 0, z - 0.06), bevel=0.002),
        prism(
            "case",
            rounded_rectangle(d - 0.12, w - 0.12, 0.3 * d, 8),
            0.16,
            "body",
            (0, 0, z - 0.2),
            bevel=0.006,
            smooth=True,
        ),
    ]
    parts.append(
        tube(
            "armrest",
            [(x * (1 - 0.08 / d), y * (1 - 0.08 / w), z + 0.0) for x, y in line],
            0.045,
            "leather",
            n=10,
            closed=True,
        )
    )
    parts += [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in leg(want.family or "classical", z - 0.2, (a * 0.32 * d, b * 0.36 * w), (a, b), thick=0.11)
    ]
    cy = w / 2 - 0.44
    bowl = [
        (0.36, 0.0),
        (0.37, 0.05),
        (0.34, 0.06),
        (0.3, 0.03),
        (0.22, 0.012),
        (0.2, 0.02),
        (0.14, 0.016),
        (0.06, 0.03),
        (0.02, 0.04),
        (0.016, 0.09),
        (0.03, 0.1),
        (0, 0.115),
    ]
    parts.append(lathe("bowl", [(0.0, 0.0), *bowl], "wheel", (0, cy, z - 0.012), n=36))
    for i in range(36):
        a = 2 * math.pi * i / 36
        parts.append(
            moved(
                box("pocket", (0.05, 0.026, 0.006), (0.24, 0, 0), ("red", "dark")[i % 2], 0.001),
                (0, cy, z + 0.006),
                math.degrees(a),
            )
        )
    for i in range(12):
        for j in range(3):
            parts.append(
                box(
                    "field",
                    (0.12, 0.082, 0.002),
                    ((j - 1) * 0.135, 0.1 - i * 0.095, z),
                    ("red", "dark")[(i + j) % 2],
                    0.0005,
                )
            )
    for i in range(14):
        n = int(rng.integers(2, 9))
        parts.append(
            lathe(
                "chips",
                [(0.02, 0), (0.02, 0.0035 * n)],
                ("red", "gold", "ivory")[i % 3],
                (rng.uniform(-0.3, 0.3), rng.uniform(-0.9, 0.1), z + 0.002),
                n=12,
            )
        )
    more = {
        "baize": "felt",
        "leather": "leather",
        "red": "red_lacquer",
        "dark": "obsidian",
        "wheel": usual(replace(want, family=want.family or "classical"), "wood"),
        "gold": "gold",
        "ivory": "ivory_inlay",
    }
    return finish(want, parts, slots(replace(want, family=want.family or "classical"), **more), _MAIN)


@makes("map_table")
def map_table(want: Want) -> Model:
    """A table of charts: shallow drawers under a top with a spread map."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "classical"
    want = replace(want, family=f)
    parts = top(want, d, w, h - 0.004)
    z = h - 0.004 - _THICK.get(f, 0.032)
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
    return finish(want, parts, slots(want, paper="paper"), _MAIN, fit="xy")


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
        _MAIN,
    )
