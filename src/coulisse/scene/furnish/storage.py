"""Cabinets: wardrobes, sideboards, drawers, chests, and a stand for coats."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve, polygon
from coulisse.scene.shapes import ball, box, lathe, moved, prism, sheet, sweep, tube
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
