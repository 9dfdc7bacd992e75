"""Desks: pedestals with drawers, roll-tops, secretaires."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.books import BOOKS, papers
from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.table_legs import under
from coulisse.scene.furnish.table_tops import THICK, top
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, moved, prism, tube
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
