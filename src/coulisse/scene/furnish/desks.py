"""Desks: pedestals with drawers, roll-tops, secretaires, school and drafting desks, counters to receive at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.books import BOOKS, papers
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.joinery import front, slots, usual
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.table_legs import under
from coulisse.scene.furnish.table_tops import THICK, top
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import ball, box, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part

MAIN = ("top", "body", "frame", "legs")

# One sits at a desk from its front (+x) where it stands at a wall, from its back where it looks into the room: so a
# pedestal desk has drawers on both sides (a partners' desk). A school desk looks where its pupil looks (+x).


def _pedestal(family: str, d: float, y: tuple[float, float], z: tuple[float, float], rows: int = 3) -> list[Part]:
    """A carcass of drawers that looks along +x."""
    out = [box("carcass", (d - 0.02, y[1] - y[0], z[1] - z[0]), (-0.01, sum(y) / 2, z[0]), "body", 0.003)]
    share = np.array([1.0, 1.0, 1.7][-rows:] if rows < 4 else [1.0] * rows)
    edges = z[1] - 0.006 - np.concatenate([[0], np.cumsum(share / share.sum())]) * (z[1] - z[0] - 0.012)
    for i in range(rows):
        out += front(family, d / 2 - 0.02, (y[0] + 0.006, y[1] - 0.006), (edges[i + 1], edges[i]))
    return out


@makes("desk", "dressing_table")
def desk(want: Want) -> Model:
    """A writing desk: two pedestals, or one, or legs; a dressing table has a mirror-less top and small drawers."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or ("" if want.name == "desk" else "victorian"))
    f = want.family
    more = {"leather": "leather"}
    if want.name == "dressing_table" or f in (
        "modern",
        "mid_century",
        "industrial",
        "eastern",
        "futuristic",
        "baroque",
        "rustic",
    ):
        parts = top(want, d, w, h)
        z = h - THICK.get(f, 0.032)
        parts += under(replace(want, traits=()), d, w, z)
        tall = 0.12
        if f in ("modern", "industrial", "futuristic"):
            parts += _pedestal(f, d - 0.1, (w / 2 - 0.46, w / 2 - 0.06), (z - 0.42, z - 0.03), 3)
        elif f in ("mid_century", "rustic", "eastern", "victorian", "baroque", "classical"):
            n = 3
            inner = w - 0.2
            parts.append(box("carcass", (d - 0.14, inner, tall), (-0.01, 0, z - tall), "body", 0.003))
            for i in range(n):
                y0 = -inner / 2 + i * inner / n
                parts += front(f, d / 2 - 0.09, (y0, y0 + inner / n), (z - tall, z - 0.004))
        return finish(want, parts, slots(want, **more), MAIN)
    parts = top(want, d, w, h)
    z = h - THICK.get(f, 0.032)
    pw = min(0.42, 0.3 * w)
    foot = 0.08
    for s in (-1, 1):
        y0, y1 = sorted((s * (w / 2 - 0.03), s * (w / 2 - 0.03 - pw)))
        for turn in (0.0, 180.0):
            half = _pedestal(f, d / 2 - 0.03, (y0, y1) if turn == 0 else (-y1, -y0), (foot, z), 3)
            parts += [moved(moved(p, (d / 4 - 0.015, 0, 0)), turn=turn) for p in half]
        parts.append(box("plinth", (d - 0.1, pw - 0.02, foot), (0, (y0 + y1) / 2, 0), "body", 0.004))
        if f in ("classical", "victorian", "gothic"):
            parts += [moved(p, (0, (y0 + y1) / 2, 0)) for p in moulding(f, d - 0.07, pw, 0.0, size=0.03)]
    parts.append(box("modesty", (0.02, w - 2 * pw - 0.05, z - 0.2), (0, 0, 0.2), "body", 0.003))
    middle = front(f, d / 2 - 0.05, (-w / 2 + pw + 0.035, w / 2 - pw - 0.035), (z - 0.1, z - 0.006))
    parts += [moved(p, turn=turn) for turn in (0.0, 180.0) for p in middle]
    parts.append(box("drawer", (d - 0.1, w - 2 * pw - 0.08, 0.09), (0, 0, z - 0.098), "body", 0.003))
    if f in ("classical", "victorian", "art_deco", "gothic"):
        parts.append(box("leather", (d - 0.16, w - 0.2, 0.003), (0, 0, h - 0.0015), "leather", 0.001))
    return finish(want, parts, slots(want, **more), MAIN)


@makes("rolltop_desk")
def rolltop(want: Want) -> Model:
    """A roll-top desk, its shutter half open over pigeonholes."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "victorian")
    base = 0.76
    pw = 0.38
    rng = want.rng()
    parts = [box("top", (d, w, 0.035), (0, 0, base - 0.035), "top", 0.008)]
    for s in (-1, 1):
        y0, y1 = sorted((s * (w / 2 - 0.02), s * (w / 2 - 0.02 - pw)))
        parts += _pedestal(want.family, d - 0.05, (y0, y1), (0.07, base - 0.035), 4)
        parts.append(box("plinth", (d - 0.08, pw, 0.07), (0, (y0 + y1) / 2, 0), "body", 0.006))
    parts += front(want.family, d / 2 - 0.045, (-w / 2 + pw + 0.03, w / 2 - pw - 0.03), (base - 0.14, base - 0.04))
    x0, deep = -d / 2 + 0.02, d - 0.1
    arc = curve(
        [
            (x0 + deep, base),
            (x0 + 0.92 * deep, base + 0.12),
            (x0 + 0.62 * deep, base + 0.27),
            (x0 + 0.4 * deep, h - 0.04),
        ],
        5,
    )
    side = np.concatenate([[(x0, base)], arc, [(x0 + 0.36 * deep, h - 0.025), (x0, h - 0.025)]])
    parts += [
        prism("side", side, 0.025, "body", (0, s * (w / 2 - 0.03), 0), along="y", bevel=0.004, smooth=True)
        for s in (-1, 1)
    ]
    parts += [
        box("cap", (0.42 * deep, w, 0.025), (x0 + 0.2 * deep, 0, h - 0.025), "top", 0.006),
        box("back", (0.015, w - 0.05, h - base), (x0 + 0.01, 0, base), "body", 0.002),
    ]
    closed = 0.45
    along = np.linspace(1, closed, 17)
    n = len(arc) - 1
    for t in along:  # slats of the shutter, those that are still down from the top
        k = t * n
        i = min(int(k), n - 1)
        p = arc[i] + (arc[i + 1] - arc[i]) * (k - i)
        parts.append(
            tube(
                "slat", [(p[0] - 0.012, -w / 2 + 0.045, p[1]), (p[0] - 0.012, w / 2 - 0.045, p[1])], 0.0125, "body", n=6
            )
        )
    parts.append(
        box(
            "rail",
            (0.03, w - 0.1, 0.035),
            (arc[int(closed * n)][0] - 0.004, 0, arc[int(closed * n)][1] - 0.02),
            "body",
            0.006,
        )
    )
    inner, z0, z1 = w - 0.09, base + 0.002, base + 0.27
    cols = 6
    parts += [box("shelf", (0.24, inner, 0.01), (x0 + 0.15, 0, z), "body", 0.001) for z in (z0 + 0.09, z0 + 0.18, z1)]
    parts += [
        box("wall", (0.24, 0.01, z1 - z0), (x0 + 0.15, -inner / 2 + inner * i / cols, z0), "body", 0.001)
        for i in range(cols + 1)
    ]
    for i in range(cols):
        for j in range(3):
            if rng.random() < 0.7:
                y = -inner / 2 + inner * (i + 0.5) / cols
                for _ in range(int(rng.integers(1, 4))):
                    parts.append(
                        moved(
                            box("letters", (0.18, 0.006, 0.06), (0, 0, 0), "paper", 0.0),
                            (x0 + 0.16, y + rng.uniform(-0.05, 0.05), z0 + 0.01 + 0.09 * j),
                            tilt=float(rng.uniform(-8, 8)),
                            about="x",
                        )
                    )
    parts += [moved(p, (0.18 * d, 0.05, base + 0.001), 82) for p in papers(rng, 3)]
    return finish(want, parts, slots(want, paper="paper"), MAIN)


@makes("secretary_desk")
def secretary(want: Want) -> Model:
    """A secretaire: drawers below, a fall that is open on its stays, pigeonholes and a door above."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "classical")
    f = want.family
    deep = 0.56 * d
    x0 = -d / 2
    low, fall = 0.1, 0.72
    cx = x0 + deep / 2
    parts = [box("carcass", (deep - 0.02, w - 0.03, fall - low), (cx - 0.01, 0, low), "body", 0.003)]
    for i in range(3):
        step = (fall - low) / 3
        parts += front(
            f, x0 + deep - 0.02, (-w / 2 + 0.02, w / 2 - 0.02), (low + i * step, low + (i + 1) * step), pulls=2
        )
    parts += [moved(p, (cx, 0, 0)) for p in four_legs(f if f != "modern" else "", deep, w - 0.02, low, thick=0.07)]
    for s in (-1, 1):
        parts.append(box("side", (deep, 0.022, h - fall - 0.04), (cx, s * (w / 2 - 0.026), fall), "body", 0.003))
    parts += [
        box("back", (0.012, w - 0.05, h - fall - 0.04), (x0 + 0.008, 0, fall), "inside", 0.001),
        box("deck", (deep, w - 0.03, 0.022), (cx, 0, fall), "body", 0.003),
    ]
    parts.append(box("fall", (d - deep, w - 0.06, 0.02), (x0 + deep + (d - deep) / 2, 0, fall + 0.002), "top", 0.004))
    parts += [
        tube(
            "stay",
            [
                (x0 + deep + 0.75 * (d - deep), s * (w / 2 - 0.04), fall + 0.02),
                (x0 + deep - 0.02, s * (w / 2 - 0.04), fall + 0.22),
            ],
            0.004,
            "metal",
            n=6,
        )
        for s in (-1, 1)
    ]
    inner = w - 0.08
    mid = fall + 0.34
    parts += [
        box("shelf", (deep - 0.03, inner, 0.012), (cx - 0.008, 0, z), "inside", 0.001)
        for z in (fall + 0.12, fall + 0.23, mid)
    ]
    parts += [
        box(
            "wall",
            (deep - 0.04, 0.01, mid - fall),
            (cx - 0.008, -inner / 2 + inner * i / 5, fall + 0.02),
            "inside",
            0.001,
        )
        for i in range(1, 5)
    ]
    parts += [
        p
        for i in (0, 4)
        for p in front(
            "rustic",
            x0 + deep - 0.05,
            (-inner / 2 + inner * i / 5, -inner / 2 + inner * (i + 1) / 5),
            (fall + 0.024, fall + 0.12),
        )
    ]
    rng = want.rng()
    for i in range(5):
        y = -inner / 2 + inner * (i + 0.5) / 5
        parts += [
            moved(
                box("letters", (0.12, 0.005, 0.07), (0, 0, 0), "paper", 0.0),
                (cx, y + rng.uniform(-0.05, 0.05), fall + 0.242),
                tilt=float(rng.uniform(-9, 9)),
                about="x",
            )
            for _ in range(3)
        ]
    if h - 0.05 - mid > 0.12:
        parts += front(f, x0 + deep - 0.022, (-w / 2 + 0.04, 0), (mid + 0.012, h - 0.05), door=True, handle="left")
        parts += front(f, x0 + deep - 0.022, (0, w / 2 - 0.04), (mid + 0.012, h - 0.05), door=True, handle="right")
    parts += [moved(p, (cx, 0, 0)) for p in moulding(f, deep - 0.02, w - 0.04, h - 0.05, size=0.05)]
    return finish(want, parts, slots(want, paper="paper", **BOOKS), MAIN)


@makes("school_desk")
def school_desk(want: Want) -> Model:
    """A school desk: a sloping lid, an inkwell, a groove for pens, iron or steel sides."""
    d, w, h = want.depth, want.width, want.height
    old = want.family not in ("modern", "mid_century", "industrial", "futuristic", "")
    slope = -7.0 if old or want.family == "" else -3.0
    parts: list[Part] = []
    z = h - 0.1
    body = [
        box("bin", (d - 0.06, w - 0.04, 0.075), (0, 0, 0), "body", 0.004),
        box("lid", (d - 0.12, w, 0.02), (0.06, 0, 0.078), "top", 0.005),
        box("ledge", (0.11, w, 0.02), (-d / 2 + 0.055, 0, 0.078), "top", 0.005),
        lathe(
            "ink",
            [(0.0, 0), (0.018, 0), (0.02, 0.004), (0.014, 0.004), (0.0, 0.002)],
            "metal",
            (-d / 2 + 0.05, -w / 2 + 0.07, 0.098),
            n=12,
        ),
        box("groove", (0.014, w * 0.5, 0.003), (-d / 2 + 0.06, 0.04, 0.097), "dark", 0.001),
    ]
    parts += [moved(p, (0, 0, z - 0.03), tilt=-slope) for p in body]
    for s in (-1, 1):
        y = s * (w / 2 - 0.05)
        if want.family in ("modern", "mid_century", "industrial", "futuristic", ""):
            loop = curve(
                [
                    (d / 2 - 0.03, y, 0.014),
                    (-d / 2 + 0.03, y, 0.014),
                    (-d / 2 + 0.01, y, 0.03),
                    (-0.06, y, 0.3),
                    (-0.02, y, z - 0.02),
                    (0.1, y, z - 0.02),
                ],
                3,
            )
            parts.append(tube("frame", loop, 0.013, "metal"))
        else:
            side = np.concatenate(
                [
                    [(-0.42 * d, 0), (0.42 * d, 0), (0.42 * d, 0.03)],
                    curve([(0.2 * d, 0.06), (0.06 * d, 0.2), (0.1 * d, 0.4), (0.3 * d, z - 0.04)], 4),
                    [(0.3 * d, z), (-0.3 * d, z)],
                    curve([(-0.3 * d, z - 0.04), (-0.1 * d, 0.4), (-0.06 * d, 0.2), (-0.2 * d, 0.06)], 4),
                    [(-0.42 * d, 0.03)],
                ]
            )
            parts.append(prism("side", side, 0.02, "metal", (0, y, 0), along="y", bevel=0.005))
    parts.append(tube("rail", [(0, -w / 2 + 0.05, 0.26), (0, w / 2 - 0.05, 0.26)], 0.012, "metal"))
    parts = [moved(p, turn=180) for p in parts]
    return finish(want, parts, slots(want, dark="obsidian", metal="cast_iron" if old else usual(want, "metal")), MAIN)


@makes("drafting_table")
def drafting_table(want: Want) -> Model:
    """A drawing board on a trestle, tilted to the sitter, with a parallel rule and a sheet on it."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    tilt = 24.0
    zc = h - 0.2
    board: list[Part] = [
        box("board", (d * 1.02, w, 0.025), (0, 0, 0), "top", 0.004),
        box("sheet", (d * 0.72, w * 0.62, 0.001), (0.02, 0.03, 0.025), "paper", 0.0),
        box("rule", (0.05, w * 0.94, 0.005), (0.14 * d, 0, 0.027), "ruler", 0.001),
        box("lip", (0.02, w * 0.9, 0.03), (d * 0.51, 0, 0.004), "frame", 0.004),
    ]
    board += [
        box("line", (0.0015, 0.3 - 0.02 * i, 0.0004), (-0.16 + 0.03 * i, 0.05, 0.026), "dark", 0.0) for i in range(8)
    ]
    board += [box("line", (0.2, 0.0015, 0.0004), (-0.06, -0.1 + 0.06 * i, 0.026), "dark", 0.0) for i in range(6)]
    parts += [moved(p, (0, 0, zc), tilt=tilt) for p in board]
    for s in (-1, 1):
        y = s * (w / 2 - 0.22)
        parts += [
            box("foot", (d * 0.86, 0.07, 0.06), (0, y, 0), "frame", 0.01),
            box("post", (0.08, 0.05, zc - 0.1), (-0.04, y, 0.04), "frame", 0.006),
            tube("brace", [(0.26 * d, y, 0.05), (0, y, 0.42)], 0.018, "frame", square=True),
        ]
        parts.append(tube("strut", [(-0.04, y, 0.55), (-0.3 * d, y, zc + 0.11)], 0.012, "metal", square=True))
        parts.append(
            moved(
                lathe("knob", [(0.03, 0), (0.034, 0.02), (0.02, 0.03), (0, 0.03)], "metal", n=12),
                (-0.04, y + s * 0.025, zc - 0.1),
                tilt=-90 * s,
                about="x",
            )
        )
    parts += [
        box("beam", (0.05, w - 0.4, 0.1), (-0.04, 0, 0.25), "frame", 0.006),
        box("beam", (0.06, w - 0.4, 0.06), (-0.04, 0, zc - 0.12), "frame", 0.006),
    ]
    return finish(want, parts, slots(want, paper="paper", ruler="acrylic", dark="obsidian"), MAIN)


@makes("reception_desk", "counter", "bar_counter")
def counter(want: Want) -> Model:
    """A counter whose public side is its front: panels or slabs, an overhanging top; a bar has a foot rail."""
    d, w, h = want.depth, want.width, want.height
    bar = want.name == "bar_counter"
    desk_ = want.name == "reception_desk"
    usual_family = {"bar_counter": "victorian", "reception_desk": "modern", "counter": "victorian"}
    want = replace(want, family=want.family or usual_family[want.name])
    f = want.family
    parts: list[Part] = []
    over = 0.09 if bar else 0.05
    x1 = d / 2 - over  # the plane of the front
    z1 = h - 0.045
    plain = f in ("modern", "futuristic", "brutalist", "industrial", "mid_century", "eastern")
    line = rounded_rectangle(d, w, 0.16 if f in ("art_deco", "futuristic") else 0.02, 6)
    parts.append(prism("top", line, 0.045, "top", (0, 0, z1), bevel=0.014 if not plain else 0.004, smooth=True))
    back = -d / 2 + 0.03
    parts += [
        box(
            "plinth",
            (x1 - back - 0.06, w - 0.1, 0.1),
            ((x1 + back) / 2 - 0.03, 0, 0),
            "dark" if plain else "body",
            0.005,
        )
    ]
    parts.append(box("front", (0.03, w - 0.04, z1 - 0.1), (x1 - 0.02, 0, 0.1), "body", 0.004))
    parts += [
        box("side", (x1 - back, 0.03, z1 - 0.1), ((x1 + back) / 2, s * (w / 2 - 0.035), 0.1), "body", 0.004)
        for s in (-1, 1)
    ]
    parts += [
        box("shelf", (x1 - back - 0.06, w - 0.1, 0.022), ((x1 + back) / 2 - 0.02, 0, z), "inside", 0.003)
        for z in (0.1, 0.42, 0.74 * h)
    ]
    stock = kinds_of(want)
    if stock:  # whoever serves has it at hand: the boards behind are open to the back
        deep = x1 - back - 0.08
        for z, tall in ((0.122, 0.28), (0.442, 0.7 * h - 0.442), (0.74 * h + 0.022, z1 - 0.74 * h - 0.03)):
            if tall > 0.12:
                row = goods_row(want.rng(f"row{z}"), stock, w - 0.14, deep, tall, (deep / 2, 0.0, 0.0))
                parts += [moved(p, ((x1 + back) / 2 - 0.02, 0.0, z), 180.0) for p in row]
    n = max(3, round(w / 0.55))
    step = (w - 0.06) / n
    for i in range(n):
        y = -w / 2 + 0.03 + (i + 0.5) * step
        if f == "brutalist":
            parts.append(box("block", (0.05, step - 0.012, z1 - 0.14), (x1 + 0.008, y, 0.12), "body", 0.005))
        elif f == "industrial":
            parts.append(box("sheet", (0.008, step - 0.012, z1 - 0.14), (x1 + 0.002, y, 0.12), "metal", 0.002))
            parts += [
                moved(
                    lathe("rivet", [(0.009, 0), (0.006, 0.005), (0, 0.006)], "metal", n=6),
                    (x1 + 0.005, y + a * (step / 2 - 0.03), 0.15 + b * (z1 - 0.2)),
                    tilt=90,
                )
                for a in (-1, 1)
                for b in (0, 0.25, 0.5, 0.75, 1)
            ]
            parts.append(box("angle", (0.03, 0.035, z1 - 0.1), (x1 + 0.0, y - step / 2, 0.1), "metal", 0.004))
        elif f == "eastern":
            for k in (0.2, 0.5, 0.8):
                parts += [
                    box(
                        "lattice", (0.02, 0.014, z1 - 0.16), (x1 + 0.004, y - step / 2 + k * step, 0.13), "body", 0.003
                    ),
                    box("lattice", (0.02, step, 0.014), (x1 + 0.004, y, 0.13 + k * (z1 - 0.16)), "body", 0.003),
                ]
        elif f in ("modern", "mid_century"):
            m = 7 if f == "modern" else 11
            parts += [
                box(
                    "slat",
                    (0.022, step / m - 0.014, z1 - 0.13),
                    (x1 + 0.005, y - step / 2 + (k + 0.5) * step / m, 0.115),
                    "body",
                    0.004,
                )
                for k in range(m)
            ]
        elif f == "futuristic":
            parts.append(box("panel", (0.03, step - 0.01, z1 - 0.2), (x1 + 0.003, y, 0.15), "body", 0.012))
        elif f == "art_deco":
            m = 5
            parts += [
                lathe(
                    "flute",
                    [(step / m / 2, 0), (step / m / 2, z1 - 0.16)],
                    "body",
                    (x1 - 0.01, y - step / 2 + (k + 0.5) * step / m, 0.13),
                    n=12,
                )
                for k in range(m)
            ]
        else:
            parts += list(
                front(
                    f,
                    x1 - 0.012,
                    (y - step / 2 + 0.03, y + step / 2 - 0.03),
                    (0.16, z1 - 0.1),
                    door=True,
                    handle="none",
                )
            )
            if f in ("classical", "baroque"):
                parts.append(
                    lathe(
                        "column",
                        [(0.034, 0.12), (0.028, 0.15), (0.024, 0.18), (0.022, z1 - 0.14), (0.034, z1 - 0.1)],
                        "body",
                        (x1 + 0.006, y - step / 2 + 0.02, 0),
                        n=14,
                    )
                )
            else:
                parts.append(box("pilaster", (0.035, 0.05, z1 - 0.1), (x1 + 0.0, y - step / 2, 0.1), "body", 0.006))
            if f == "baroque":
                parts.append(moved(ball("boss", 0.05, "metal", n=12), (x1 + 0.008, y, 0.55 * z1), scale=1.0))
    if not plain:
        parts.append(box("frieze", (0.045, w - 0.03, 0.07), (x1 - 0.004, 0, z1 - 0.07), "body", 0.008))
        parts.append(box("skirting", (0.045, w - 0.03, 0.12), (x1 - 0.002, 0, 0), "body", 0.01))
    if f == "futuristic" or (plain and desk_):
        parts.append(box("light", (0.012, w - 0.12, 0.012), (x1 - 0.02, 0, 0.085), "light", 0.002))
    if bar:
        r, xr = 0.022, x1 + 0.1
        parts.append(
            tube(
                "footrail",
                [(min(xr, d / 2 - 0.02), -w / 2 + 0.04, 0.17), (min(xr, d / 2 - 0.02), w / 2 - 0.04, 0.17)],
                r,
                "metal",
                n=10,
            )
        )
        for i in range(n + 1):
            y = -w / 2 + 0.06 + i * (w - 0.12) / n
            parts.append(tube("bracket", [(x1 - 0.01, y, 0.17), (min(xr, d / 2 - 0.02), y, 0.17)], 0.012, "metal"))
    if desk_:
        parts.append(box("worktop", (0.5 * d, w - 0.1, 0.028), (-0.22 * d, 0, 0.72), "top", 0.004))
    return finish(
        want,
        parts,
        slots(
            want,
            dark="obsidian",
            light="acrylic",
            **({**BOOKS, **GOODS} if stock else {}),
            top="marble" if f in ("art_deco", "futuristic", "modern") else usual(want, "wood"),
        ),
        ("body", "top"),
    )
