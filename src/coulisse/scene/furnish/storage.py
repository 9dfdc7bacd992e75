"""Cabinets: wardrobes, sideboards, chests, drawers, lockers, safes and racks."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.books import BOOKS
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.joinery import front, pull, slots, usual
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve, polygon
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, sweep, tube
from coulisse.scene.staged import Model, Part

MAIN = ("body", "top", "frame", "legs")
_FOOT = {
    "": 0.07,
    "classical": 0.11,
    "baroque": 0.14,
    "gothic": 0.09,
    "victorian": 0.1,
    "art_deco": 0.08,
    "modern": 0.12,
    "mid_century": 0.17,
    "brutalist": 0.06,
    "industrial": 0.12,
    "futuristic": 0.06,
    "rustic": 0.08,
    "eastern": 0.16,
}


def cabinet(
    want: Want, d: float, w: float, h: float, layout: list[list[str]], *, foot: float | None = None, top: float = 0.03
) -> list[Part]:
    """A cabinet: `layout` is rows from the top, each a list of `door`, `drawer`, `open`; rows of drawers are lower."""
    f = want.family
    lift = _FOOT[f] if foot is None else foot
    lift = min(lift, 0.25 * h)
    crown = 0.07 if h > 1.5 and f not in ("modern", "mid_century", "futuristic", "brutalist", "industrial", "") else 0.0
    z0, z1 = lift, h - top - crown
    out: list[Part] = []
    if f in ("", "brutalist", "futuristic") or (f == "art_deco" and h > 1):
        out.append(box("plinth", (d - 0.06, w - 0.05, lift), (-0.01, 0, 0), "body", 0.003))
    else:
        thick = 0.05 if f != "baroque" else 0.09
        out += four_legs(f, d - 0.02, w - 0.02, lift + 0.005, thick=thick)
        out.append(box("rail", (d - 0.03, w - 0.02, 0.03), (0, 0, lift - 0.002), "body", 0.005))
    weights = [0.3 if all(c == "drawer" for c in row) else 1.0 for row in layout]
    drawers_only = all(v < 1 for v in weights)
    edges = z1 - np.concatenate([[0], np.cumsum(weights) / sum(weights)]) * (z1 - z0)
    if drawers_only and len(layout) > 2:  # drawers grow downward
        grow = np.linspace(0.8, 1.25, len(layout))
        edges = z1 - np.concatenate([[0], np.cumsum(grow) / grow.sum()]) * (z1 - z0)
    edge = 0.02
    for i, row in enumerate(layout):
        hi, lo = edges[i], edges[i + 1]
        widths = (w - 2 * edge) / len(row)
        for j, kind in enumerate(row):
            y1 = w / 2 - edge - j * widths
            y0 = y1 - widths
            cell = (y0, y1)
            if kind == "open":
                out.append(box("back", (0.01, widths, hi - lo), (-d / 2 + 0.01, (y0 + y1) / 2, lo), "inside", 0.0))
                out += [
                    box("shelf", (d - 0.02, widths, 0.02), (-0.005, (y0 + y1) / 2, z), "inside", 0.002)
                    for z in (lo, (lo + hi) / 2 - 0.01, hi - 0.02)
                ]
                out += [box("wall", (d - 0.005, 0.02, hi - lo), (0, y, lo), "body", 0.002) for y in (y0, y1)]
            else:
                out.append(box("carcass", (d - 0.022, widths, hi - lo), (-0.011, (y0 + y1) / 2, lo), "body", 0.0))
                pulls = 2 if widths > 0.7 else 1
                side = "left" if j % 2 else "right"
                if len(row) == 1:
                    side = "right"
                out += front(
                    f,
                    d / 2 - 0.022,
                    cell,
                    (lo + 0.001, hi - 0.001),
                    door=kind == "door",
                    handle=side if kind == "door" else "middle",
                    pulls=pulls,
                )
    out += [
        box("side", (d - 0.002, edge, z1 - z0), (-0.001, s * (w / 2 - edge / 2), z0), "body", 0.003) for s in (-1, 1)
    ]
    if crown:
        out += moulding(f, d - 0.01, w - 0.02, z1, size=crown + top)
    elif f == "industrial":
        out += [box("top", (d, w, top), (0, 0, z1), "top", 0.004)]
        out += [
            box("edge", (0.03, 0.03, z1 - z0), (s * (d / 2 - 0.012), k * (w / 2 - 0.012), z0), "metal", 0.003)
            for s in (-1, 1)
            for k in (-1, 1)
        ]
    else:
        over = 0.0 if f in ("modern", "mid_century", "futuristic", "brutalist", "") else 0.012
        out.append(box("top", (d + over, w + 2 * over, top), (over / 2, 0, z1), "top", 0.004 if over == 0 else 0.009))
    return out


@makes("wardrobe", "cupboard", "cabinet", "sideboard", "chest_of_drawers", "bedside_table")
def chest(want: Want) -> Model:
    """A closed cabinet whose doors and drawers follow from its name and its width."""
    d, w, h = want.depth, want.width, want.height
    n = max(1, round(w / 0.5))
    layouts: dict[str, list[list[str]]] = {
        "wardrobe": [["door"] * max(2, n), ["drawer"] * max(1, n // 2)],
        "cupboard": [["door"] * 2, ["drawer"] * 2, ["door"] * 2],
        "cabinet": [["drawer"] * 2, ["door"] * 2],
        "sideboard": [["drawer"] * max(2, n), ["door"] * max(2, n)],
        "chest_of_drawers": [["drawer"] * 2] + [["drawer"]] * max(2, round(h / 0.25) - 1),
        "bedside_table": [["drawer"], ["open"]] if want.seed % 2 == 0 else [["drawer"], ["door"]],
    }
    family = want.family or ("mid_century" if want.name == "sideboard" else "")
    want = replace(want, family=family)
    parts = cabinet(want, d, w, h, layouts[want.name])
    if want.has("open", "half_open", "broken"):
        parts = [moved(p, (0.12, 0, 0)) if p.name == "front" and k % 17 == 3 else p for k, p in enumerate(parts)]
    more = {"top": "marble"} if family == "baroque" and h < 1.2 else {}
    return finish(want, parts, slots(want, **more), MAIN)


@makes("display_cabinet", "china_cabinet")
def display_cabinet(want: Want) -> Model:
    """A cabinet with glazed doors over shelves of china, closed below."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "victorian")
    f = want.family
    low = 0.34 * h if want.name == "china_cabinet" else 0.2 * h
    rng = want.rng()
    parts = cabinet(want, d, w, low, [["door"] * max(2, round(w / 0.5))] if low > 0.5 else [["drawer"] * 2])
    z0, z1 = low, h - 0.07
    t = 0.025
    deep = d - 0.05
    x = -d / 2 + deep / 2
    parts += [box("side", (deep, t, z1 - z0), (x, s * (w / 2 - t / 2), z0), "body", 0.003) for s in (-1, 1)]
    parts += [
        box("back", (0.012, w - t, z1 - z0), (-d / 2 + 0.006, 0, z0), "inside", 0.0),
        box("roof", (deep, w, 0.025), (x, 0, z1 - 0.025), "body", 0.003),
    ]
    parts += [moved(p, (x, 0, 0)) for p in moulding(f, deep, w - 0.01, z1, size=0.07)]
    rows = max(3, round((z1 - z0) / 0.36))
    stock = kinds_of(want)
    step = (z1 - z0) / rows
    for i in range(rows):
        z = z0 + i * step
        if i:
            parts.append(box("shelf", (deep - 0.04, w - 2 * t, 0.012), (x - 0.005, 0, z), "shelf", 0.002))
        if stock:
            at = (x + deep / 2 - 0.04, 0.0, z + (0.012 if i else 0.001))
            parts += goods_row(rng, stock, w - 2 * t - 0.02, deep - 0.08, step - 0.04, at)
            continue
        parts += china(rng, deep - 0.1, w - 2 * t - 0.06, step - 0.06, (x - 0.01, 0, z + (0.012 if i else 0.001)))
    n = 2
    for j in range(n):
        y1 = w / 2 - t - j * (w - 2 * t) / n
        y0 = y1 - (w - 2 * t) / n
        parts += glazed_door(f, x + deep / 2, (y0, y1), (z0 + 0.004, z1 - 0.028), "left" if j else "right")
    more = {"shelf": "glass", "glass": "glass", "china": "porcelain", "china2": "azulejo", "gilt": "brass"}
    more |= {**BOOKS, **GOODS} if stock else {}
    return finish(want, parts, slots(want, **more), MAIN)


def glazed_door(f: str, x: float, y: tuple[float, float], z: tuple[float, float], handle: str) -> list[Part]:
    """A door with a pane and glazing bars, its back at `x`."""
    y0, y1, z0, z1 = y[0] + 0.002, y[1] - 0.002, z[0], z[1]
    w, h, r = y1 - y0, z1 - z0, 0.045
    cy = (y0 + y1) / 2
    out = [box("stile", (0.022, r, h), (x + 0.011, cy + s * (w - r) / 2, z0), "body", 0.004) for s in (-1, 1)]
    out += [box("rail", (0.022, w - 2 * r, r), (x + 0.011, cy, q), "body", 0.004) for q in (z0, z1 - r)]
    out.append(box("pane", (0.003, w - 2 * r + 0.004, h - 2 * r + 0.004), (x + 0.01, cy, z0 + r - 0.002), "glass", 0.0))
    if f in ("classical", "victorian", "gothic", "baroque", "rustic", ""):
        n = max(2, round(h / 0.3))
        out += [
            box("bar", (0.014, w - 2 * r, 0.014), (x + 0.012, cy, z0 + r + (h - 2 * r) * i / n - 0.007), "body", 0.003)
            for i in range(1, n)
        ]
        out.append(box("bar", (0.014, 0.014, h - 2 * r), (x + 0.012, cy, z0 + r), "body", 0.003))
    hy = cy + (w / 2 - 0.022) * (1 if handle == "left" else -1)
    return out + pull("", (x + 0.022, hy, (z0 + z1) / 2), 0.1)


def china(rng: np.random.Generator, d: float, w: float, h: float, at: tuple[float, float, float]) -> list[Part]:
    """Plates on edge at the back, cups, jugs and bowls before them, over a width."""
    out: list[Part] = []
    x, y0, z = at
    y = -w / 2 + 0.05
    while y < w / 2 - 0.05:
        kind = int(rng.integers(0, 5))
        k = min(1.0, h / 0.26) * rng.uniform(0.8, 1.05)
        slot = "china" if rng.random() < 0.6 else "china2"
        if kind <= 1:
            r = 0.12 * k
            y += r * 0.6
            made = lathe(
                "plate", [(0, 0), (0.6 * r, 0), (r, 0.016), (r, 0.019), (0.6 * r, 0.005), (0, 0.005)], slot, n=20
            )
            out.append(moved(made, (x - 0.3 * d, y0 + y, z + r), tilt=78))
            y += r * 0.9
        elif kind == 2:
            r = 0.055 * k
            y += r
            out.append(
                lathe(
                    "jug",
                    [
                        (0, 0),
                        (0.7 * r, 0),
                        (r, 0.5 * r),
                        (1.05 * r, 1.3 * r),
                        (0.6 * r, 2.3 * r),
                        (0.75 * r, 2.9 * r),
                        (0.68 * r, 2.9 * r),
                        (0.5 * r, 2.3 * r),
                        (0, 2.0 * r),
                    ],
                    slot,
                    (x, y0 + y, z),
                    n=16,
                )
            )
            out.append(
                tube(
                    "handle",
                    curve(
                        [
                            (x, y0 + y + 0.66 * r, z + 2.7 * r),
                            (x, y0 + y + 1.5 * r, z + 2.2 * r),
                            (x, y0 + y + 1.0 * r, z + 1.0 * r),
                        ],
                        4,
                    ),
                    0.1 * r,
                    slot,
                    n=6,
                )
            )
            y += r * 1.6
        elif kind == 3:
            r = 0.09 * k
            y += r
            out.append(
                lathe(
                    "bowl",
                    [
                        (0, 0),
                        (0.45 * r, 0),
                        (0.5 * r, 0.1 * r),
                        (0.9 * r, 0.5 * r),
                        (r, 0.8 * r),
                        (0.95 * r, 0.8 * r),
                        (0.8 * r, 0.5 * r),
                        (0, 0.15 * r),
                    ],
                    slot,
                    (x, y0 + y, z),
                    n=18,
                )
            )
            y += r
        else:
            r = 0.045 * k
            for _ in range(int(rng.integers(1, 4))):
                y += r
                out.append(
                    lathe(
                        "cup",
                        [
                            (0, 0),
                            (0.5 * r, 0),
                            (0.85 * r, 0.5 * r),
                            (r, 1.4 * r),
                            (0.94 * r, 1.4 * r),
                            (0.75 * r, 0.5 * r),
                            (0, 0.2 * r),
                        ],
                        slot,
                        (x + rng.uniform(-0.2, 0.2) * d, y0 + y, z),
                        n=14,
                    )
                )
                y += r * 1.3
        y += rng.uniform(0.01, 0.06)
    return [p for p in out if p.points[:, 1].max() < y0 + w / 2 and p.points[:, 1].min() > y0 - w / 2]


@makes("chest")
def coffer(want: Want) -> Model:
    """A chest with a lid, iron straps and a lock; a rounded lid for baroque and nautical ones."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "rustic"
    want = replace(want, family=f)
    domed = f in ("baroque", "gothic") or want.style in ("nautical", "age_of_sail", "fantasy") or want.has("curved")
    body = 0.62 * h if domed else 0.8 * h
    parts: list[Part] = []
    if f in ("rustic", "gothic", "baroque"):
        n = 3
        parts += [
            box(
                "plank",
                (d - 0.02, w - 0.02, (body - 0.05) / n - 0.002),
                (0, 0, 0.05 + i * (body - 0.05) / n),
                "body",
                0.006,
            )
            for i in range(n)
        ]
        parts.append(box("plinth", (d, w, 0.07), (0, 0, 0), "body", 0.01))
    else:
        parts += cabinet(replace(want, family=f), d - 0.02, w - 0.02, body, [["drawer", "drawer"]], top=0.008)
    if domed:
        t = np.linspace(0, math.pi, 13)
        rise = h - body
        line = np.column_stack([d / 2 * np.cos(t), 0.02 + (rise - 0.02) * np.sin(t)])
        lid = np.concatenate([[[-d / 2, 0.0], [d / 2, 0.0]], line])
        parts.append(prism("lid", lid, w, "body", (0, 0, body + 0.003), along="y", bevel=0.006, smooth=True))
    else:
        parts.append(box("lid", (d + 0.01, w + 0.01, 0.03), (0.003, 0, body + 0.003), "body", 0.008))
        parts.append(box("lid", (d - 0.08, w - 0.08, h - body - 0.03), (0, 0, body + 0.03), "body", 0.01))
    if f in ("rustic", "gothic", "baroque"):
        for y in (-0.36 * w, 0.36 * w):
            parts.append(box("strap", (d + 0.006, 0.045, body - 0.01), (0, y, 0.0), "metal", 0.002))
            if domed:
                t = np.linspace(0.02, math.pi - 0.02, 13)
                hoop = [((d / 2 + 0.004) * math.cos(a), y, body + 0.02 + (h - body - 0.016) * math.sin(a)) for a in t]
                parts.append(
                    sweep(
                        "strap",
                        [(-0.0225, -0.004), (0.0225, -0.004), (0.0225, 0.002), (-0.0225, 0.002)],
                        hoop,
                        "metal",
                        up=(-1.0, 0.0, 0.3),
                    )
                )
            else:
                parts.append(box("strap", (d + 0.016, 0.045, 0.036), (0.003, y, body), "metal", 0.002))
            for z in np.linspace(0.06, body - 0.04, 4):
                parts.append(moved(ball("stud", 0.009, "metal", n=6), (d / 2 + 0.003, y, z)))
        parts.append(box("lock", (0.012, 0.09, 0.11), (d / 2 + 0.0, 0, body - 0.12), "metal", 0.004))
        parts.append(box("hasp", (0.012, 0.04, 0.09), (d / 2 + 0.008, 0, body - 0.05), "metal", 0.004))
        for s in (-1, 1):
            ring = curve(
                [
                    (0.06, s * (w / 2 + 0.002), 0.5 * body),
                    (0.045, s * (w / 2 + 0.014), 0.42 * body),
                    (-0.045, s * (w / 2 + 0.014), 0.42 * body),
                    (-0.06, s * (w / 2 + 0.002), 0.5 * body),
                ],
                3,
            )
            parts.append(tube("handle", ring, 0.008, "metal", n=7))
    return finish(want, parts, slots(want), MAIN)


@makes("wine_rack")
def wine_rack(want: Want) -> Model:
    """A rack of lozenges or squares with bottles in most of them, necks to the front."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    parts: list[Part] = [box("side", (d, 0.025, h), (0, s * (w / 2 - 0.0125), 0), "body", 0.004) for s in (-1, 1)]
    parts += [box("board", (d, w - 0.05, 0.025), (0, 0, z), "body", 0.004) for z in (0.06, h - 0.025)] + [
        box("back", (0.01, w - 0.05, h - 0.1), (-d / 2 + 0.006, 0, 0.06), "inside", 0.0)
    ]
    parts.append(box("plinth", (d - 0.04, w - 0.06, 0.06), (0, 0, 0), "body", 0.003))
    n, m = max(3, round((w - 0.05) / 0.12)), max(4, round((h - 0.1) / 0.12))
    cw, ch = (w - 0.05) / n, (h - 0.11) / m
    parts += [
        box("wall", (d - 0.03, 0.01, h - 0.11), (0.0, -w / 2 + 0.025 + cw * i, 0.085), "body", 0.001)
        for i in range(1, n)
    ]
    parts += [box("shelf", (d - 0.03, w - 0.05, 0.01), (0.0, 0, 0.085 + ch * j), "body", 0.001) for j in range(1, m)]
    for i in range(n):
        for j in range(m):
            if rng.random() < 0.72:
                r = 0.036
                lying = lathe(
                    "bottle",
                    [
                        (0, 0),
                        (0.9 * r, 0),
                        (r, 0.01),
                        (r, 0.19),
                        (0.4 * r, 0.235),
                        (0.36 * r, 0.29),
                        (0.45 * r, 0.292),
                        (0.45 * r, 0.305),
                        (0, 0.305),
                    ],
                    "bottle",
                    n=10,
                )
                cap = lathe(
                    "cap",
                    [(0.42 * r, 0.262), (0.47 * r, 0.3), (0.44 * r, 0.308), (0, 0.308)],
                    "cap" if rng.random() < 0.7 else "cap2",
                    n=8,
                )
                y, z = -w / 2 + 0.025 + cw * (i + 0.5), 0.085 + ch * j + 0.01 + r
                out = min(0.0, d / 2 - 0.33 + 0.02)
                parts += [
                    moved(p, (-d / 2 + 0.02 + out * 0 + rng.uniform(0, 0.012), y, z), tilt=90) for p in (lying, cap)
                ]
    return finish(want, parts, slots(want, bottle="green_marble", cap="red_lacquer", cap2="gold"), MAIN)


@makes("locker")
def locker(want: Want) -> Model:
    """A steel locker: one tall door or two, vents, a handle with a padlock, a number plate."""
    d, w, h = want.depth, want.width, want.height
    n = max(1, round(w / 0.4))
    parts = [
        box("case", (d - 0.02, w, h - 0.1), (-0.01, 0, 0.1), "body", 0.006),
        *four_legs("industrial", d - 0.06, w - 0.05, 0.1, thick=0.03),
    ]
    for i in range(n):
        y = (i + 0.5) / n * w - w / 2
        dw = w / n - 0.03
        parts.append(box("door", (0.018, dw, h - 0.16), (d / 2 - 0.012, y, 0.13), "body", 0.005))
        parts += [
            box("vent", (0.006, 0.45 * dw, 0.008), (d / 2 - 0.002, y, z + 0.026 * k), "body", 0.002)
            for z in (0.24, h - 0.28)
            for k in range(5)
        ]
        parts.append(box("plate", (0.003, 0.06, 0.03), (d / 2 - 0.002, y, h - 0.36), "metal", 0.001))
        parts.append(box("handle", (0.02, 0.022, 0.13), (d / 2 + 0.002, y - 0.36 * dw, 0.52 * h), "metal", 0.006))
        if (i + want.seed) % 3:
            parts.append(
                box("padlock", (0.016, 0.034, 0.036), (d / 2 + 0.012, y - 0.36 * dw, 0.52 * h - 0.03), "brass", 0.005)
            )
    return finish(want, parts, slots(want, body="sheet_metal", brass="brass"), ("body",))


@makes("filing_cabinet")
def filing_cabinet(want: Want) -> Model:
    """A filing cabinet of four drawers with label holders."""
    d, w, h = want.depth, want.width, want.height
    wood = want.family in ("victorian", "classical", "art_deco", "rustic", "gothic")
    n = max(2, round(h / 0.33))
    parts = [
        box("case", (d - 0.02, w, h - 0.02), (-0.01, 0, 0.02), "body", 0.005),
        box("plinth", (d - 0.06, w - 0.03, 0.03), (-0.01, 0, 0), "body", 0.003),
    ]
    step = (h - 0.06) / n
    for i in range(n):
        z = 0.04 + i * step
        ajar = 0.09 if (i + want.seed) % 5 == 3 and not want.has("tidy") else 0.0
        parts.append(
            box(
                "drawer",
                (0.02, w - 0.03, step - 0.012),
                (d / 2 - 0.012 - (0.09 - ajar if ajar else 0), 0, z),
                "body",
                0.004,
            )
        )
        parts.append(box("label", (0.004, 0.09, 0.035), (d / 2 - 0.001, 0, z + 0.68 * step), "metal", 0.001))
        parts.append(box("card", (0.002, 0.078, 0.026), (d / 2 + 0.0015, 0, z + 0.68 * step + 0.0045), "paper", 0.0))
        parts += [
            moved(p, (0, 0, 0))
            for p in pull("industrial" if not wood else "classical", (d / 2 - 0.002, 0, z + 0.45 * step), 0.3)
        ]
    return finish(
        want, parts, slots(want, body=usual(want, "wood") if wood else "sheet_metal", paper="paper"), ("body",)
    )


@makes("safe")
def safe(want: Want) -> Model:
    """A safe: a thick door with a dial, a spoked wheel, hinges and a painted line."""
    d, w, h = want.depth, want.width, want.height
    parts = [
        box("case", (d - 0.05, w, h - 0.06), (-0.025, 0, 0.06), "body", 0.012),
        box("plinth", (d - 0.08, w - 0.04, 0.06), (-0.02, 0, 0), "body", 0.006),
    ]
    parts.append(box("door", (0.05, w - 0.1, h - 0.17), (d / 2 - 0.045, 0, 0.11), "body", 0.012))
    parts.append(box("panel", (0.012, w - 0.18, h - 0.27), (d / 2 - 0.018, 0, 0.16), "body", 0.006))
    frame = [(d / 2 - 0.011, s * (w / 2 - 0.12), z) for s, z in ((1, 0.19), (-1, 0.19), (-1, h - 0.14), (1, h - 0.14))]
    parts.append(tube("line", frame, 0.0025, "gilt", n=5, closed=True))
    zc = 0.52 * h
    dial = lathe(
        "dial", [(0.05, 0), (0.05, 0.008), (0.03, 0.012), (0.026, 0.03), (0.018, 0.034), (0, 0.034)], "metal", n=24
    )
    parts.append(moved(dial, (d / 2 - 0.012, 0.09, zc), tilt=90))
    hub = (d / 2 + 0.012, -0.09, zc)
    parts.append(moved(lathe("hub", [(0.022, -0.024), (0.022, 0.008), (0, 0.014)], "metal", n=12), hub, tilt=90))
    for k in range(5):
        a = 2 * math.pi * k / 5
        parts.append(
            tube(
                "spoke",
                [hub, (hub[0], hub[1] + 0.075 * math.cos(a), hub[2] + 0.075 * math.sin(a))],
                [0.007, 0.009],
                "metal",
                n=7,
            )
        )
    parts += [
        lathe("hinge", [(0.014, 0), (0.014, 0.1)], "metal", (d / 2 - 0.03, w / 2 - 0.028, z), n=10)
        for z in (0.2 * h, 0.72 * h)
    ]
    return finish(want, parts, slots(want, body="gunmetal", metal="nickel", gilt="gold"), ("body",))


@makes("coat_rack")
def coat_rack(want: Want) -> Model:
    """A hat and coat stand: a post, hooks, a foot, an umbrella ring; a coat hangs on it unless it is empty."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "victorian"
    r = min(d, w) / 2
    slot, thick = ("metal", 0.016) if f in ("modern", "industrial", "futuristic", "mid_century") else ("frame", 0.024)
    parts: list[Part] = [
        lathe(
            "post",
            [
                (thick * 1.3, 0.1),
                (thick, 0.2),
                (thick * 1.2, 0.5 * h),
                (thick * 0.8, 0.52 * h),
                (thick * 0.8, h - 0.12),
                (thick * 1.4, h - 0.07),
                (thick * 0.6, h - 0.04),
                (thick, h - 0.02),
                (0, h),
            ],
            slot,
            n=14,
        )
    ]
    for k in range(4):
        a = math.pi / 4 + k * math.pi / 2
        c, s = math.cos(a), math.sin(a)
        foot = curve([(0, 0.3), (0.5 * r, 0.2), (1.1 * r, 0.1), (1.3 * r, 0.02)], 4)
        parts.append(tube("foot", [(x * c, x * s, z) for x, z in foot], [0.018, 0.014], slot, n=8))
    for k in range(6):
        a = k * math.pi / 3
        c, s = math.cos(a), math.sin(a)
        hook = curve([(0.0, h - 0.2), (0.45 * r, h - 0.2), (0.75 * r, h - 0.12), (0.9 * r, h - 0.03)], 4)
        parts.append(tube("hook", [(x * c, x * s, z) for x, z in hook], [0.009, 0.007], slot, n=7))
        parts.append(moved(ball("knob", 0.014, slot, n=8), (0.9 * r * c, 0.9 * r * s, h - 0.03)))
        low = curve([(0.0, h - 0.3), (0.3 * r, h - 0.33), (0.45 * r, h - 0.28)], 4)
        parts.append(tube("hook", [(x * c, x * s, z) for x, z in low], 0.007, slot, n=7))
    ring = polygon(18, 0.7 * r)
    parts.append(tube("ring", [(x, y, 0.55) for x, y in ring], 0.008, slot, n=6, closed=True))
    if not want.has("empty", "sparse"):
        ph = want.rng().uniform(0, 6)

        def coat(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            a = (v - 0.5) * (1.4 + 1.1 * u) + 0.6
            rad = (
                0.3 * r
                + (0.35 * r + 0.02 * np.sin(5 * v * 6 + ph)) * np.minimum(u * 2.4, 1)
                + 0.16 * r * u
                + 0.012 * np.sin(19 * v + ph) * u
            )
            return rad * np.cos(a), rad * np.sin(a), h - 0.26 - u * 0.95 - 0.06 * np.abs(v - 0.5)

        parts.append(sheet("coat", coat, (14, 25), "cloth", thickness=0.012))
    return finish(want, parts, slots(want, cloth="wool_coating"), ("frame", "metal"))


@makes("crate")
def crate(want: Want) -> Model:
    """A crate of boards with corner posts, gaps and a diagonal on its long sides."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    n = max(3, round(h / 0.12))
    parts = [
        box("post", (0.035, 0.035, h - 0.012), (a * (d / 2 - 0.035), b * (w / 2 - 0.035), 0), "frame", 0.003)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    for i in range(n):
        z = i * (h - 0.02) / n
        tall = (h - 0.02) / n - 0.01 - rng.uniform(0, 0.004)
        parts += [
            box("board", (0.015, w, tall), (s * (d / 2 - 0.008), rng.uniform(-0.002, 0.002), z), "body", 0.002)
            for s in (-1, 1)
        ]
        parts += [box("board", (d - 0.032, 0.015, tall), (0, s * (w / 2 - 0.01), z), "body", 0.002) for s in (-1, 1)]
    parts.append(box("inside", (d - 0.06, w - 0.06, h - 0.05), (0, 0, 0.01), "inside", 0.0))
    m = max(3, round(d / 0.12))
    if not want.has("open"):
        parts += [
            box("lid", (d / m - 0.008, w, 0.015), ((i + 0.5) * d / m - d / 2, 0, h - 0.015), "body", 0.002)
            for i in range(m)
        ]
    for s in (-1, 1):
        a = math.degrees(math.atan2(h - 0.1, w - 0.1))
        plank = box("brace", (0.012, math.hypot(w - 0.12, h - 0.12), 0.06), (0, 0, -0.03), "frame", 0.002)
        parts.append(moved(plank, (s * (d / 2 + 0.002), 0, h / 2), tilt=a, about="x"))
        parts += [
            box("batten", (0.012, 0.06, h - 0.02), (s * (d / 2 + 0.002), k * (w / 2 - 0.035), 0), "frame", 0.002)
            for k in (-1, 1)
        ]
    return finish(
        want, parts, slots(want, body="rough_planks", frame="rough_planks", inside="rough_planks"), ("body", "frame")
    )


@makes("barrel")
def barrel(want: Want) -> Model:
    """A barrel of staves with hoops, a sunk head and a bung."""
    d, w, h = want.depth, want.width, want.height
    r = min(d, w) / 2
    n = 22
    parts: list[Part] = []
    for i in range(n):
        a0, a1 = 2 * math.pi * i / n + 0.008, 2 * math.pi * (i + 1) / n - 0.008
        rings = []
        for k in np.linspace(0, 1, 7):
            q = r * (0.82 + 0.18 * math.sin(math.pi * k))
            rings.append(
                [(q * math.cos(a), q * math.sin(a), k * h) for a in (a0, a1)]
                + [((q - 0.025) * math.cos(a), (q - 0.025) * math.sin(a), k * h) for a in (a1, a0)]
            )
        parts.append(loft("stave", rings, "body", smooth=False))
    for z in (0.04, 0.16, 0.29, 0.71, 0.84, 0.96):
        q = r * (0.82 + 0.18 * math.sin(math.pi * z)) + 0.002
        parts.append(
            lathe(
                "hoop",
                [(q - 0.004, z * h - 0.02), (q, z * h - 0.02), (q + 0.001, z * h + 0.02), (q - 0.004, z * h + 0.02)],
                "metal",
                n=32,
                closed=True,
            )
        )
    parts += [
        lathe("head", [(0, z), (0.81 * r, z), (0.81 * r, z + 0.02), (0, z + 0.02)], "body", n=24)
        for z in (0.03, h - 0.05)
    ]
    parts.append(
        moved(lathe("bung", [(0.022, -0.01), (0.02, 0.018), (0, 0.018)], "frame", n=10), (r, 0, 0.5 * h), tilt=90)
    )
    return finish(want, parts, slots(want, metal="iron", body="oak", frame="oak"), ("body",))


@makes("cage")
def cage(want: Want) -> Model:
    """A cage of iron bars with a door and a lock."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    for z in (0.02, h / 2, h - 0.02):
        ring = [
            (d / 2 - 0.02, w / 2 - 0.02, z),
            (-d / 2 + 0.02, w / 2 - 0.02, z),
            (-d / 2 + 0.02, -w / 2 + 0.02, z),
            (d / 2 - 0.02, -w / 2 + 0.02, z),
        ]
        parts.append(tube("rail", ring, 0.018, "metal", closed=True, square=True))
    n, m = max(4, round(w / 0.11)), max(4, round(d / 0.11))
    parts += [
        tube(
            "bar",
            [
                (s * (d / 2 - 0.02), -w / 2 + 0.02 + (w - 0.04) * i / n, 0.02),
                (s * (d / 2 - 0.02), -w / 2 + 0.02 + (w - 0.04) * i / n, h - 0.02),
            ],
            0.008,
            "metal",
            n=7,
        )
        for s in (-1, 1)
        for i in range(n + 1)
    ]
    parts += [
        tube(
            "bar",
            [
                (-d / 2 + 0.02 + (d - 0.04) * i / m, s * (w / 2 - 0.02), 0.02),
                (-d / 2 + 0.02 + (d - 0.04) * i / m, s * (w / 2 - 0.02), h - 0.02),
            ],
            0.008,
            "metal",
            n=7,
        )
        for s in (-1, 1)
        for i in range(1, m)
    ]
    parts += [
        tube(
            "roof",
            [
                (-d / 2 + 0.02, -w / 2 + 0.02 + (w - 0.04) * i / n, h - 0.02),
                (d / 2 - 0.02, -w / 2 + 0.02 + (w - 0.04) * i / n, h - 0.02),
            ],
            0.008,
            "metal",
            n=6,
        )
        for i in range(1, n)
    ]
    parts.append(box("floor", (d - 0.03, w - 0.03, 0.025), (0, 0, 0.0), "body", 0.003))
    parts += [
        box("lock", (0.05, 0.12, 0.14), (d / 2 - 0.02, -0.18 * w, 0.5 * h - 0.07), "metal", 0.008),
        *[box("stile", (0.03, 0.03, h - 0.06), (d / 2 - 0.014, y * w, 0.03), "metal", 0.004) for y in (-0.24, 0.24)],
    ]
    return finish(want, parts, slots(want, metal="iron", body="rough_planks"), ("metal",))
