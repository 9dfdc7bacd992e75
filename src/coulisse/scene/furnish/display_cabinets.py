"""Cabinets with glazed doors, and the china in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.books import BOOKS
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.joinery import pull, slots
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.storage import MAIN, cabinet
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, moved, tube
from coulisse.scene.staged import Model, Part


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
