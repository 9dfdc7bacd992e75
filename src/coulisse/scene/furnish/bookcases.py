"""Bookcases, walls of books, shelves."""

from __future__ import annotations

from dataclasses import replace

from coulisse.scene.furnish.books import BOOKS, OBJECTS, row
from coulisse.scene.furnish.display import MAIN
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.mouldings import moulding, tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.shapes import box, moved, tube
from coulisse.scene.staged import Model, Part


@makes("bookcase", "wall_of_books", "shelf")
def bookcase(want: Want) -> Model:
    """Shelves full of books that differ; a shelf has fewer of them and more of other things."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or ("" if want.name == "shelf" else "victorian")
    want = replace(want, family=f)
    rng = want.rng()
    open_steel = f in ("industrial", "modern", "futuristic") and want.name != "wall_of_books"
    plain = f in ("", "modern", "mid_century", "industrial", "futuristic", "brutalist")
    bays = max(1, round(w / 1.0))
    t = 0.024 if plain else 0.03
    crown = 0.0 if plain else 0.09
    foot = 0.06 if plain else 0.1
    low = 0.0 if plain or h < 1.9 else min(0.62, 0.24 * h)  # cupboards below
    parts: list[Part] = []
    z0, z1 = foot, h - crown
    inner = (w - t * (bays + 1)) / bays
    if open_steel:
        for i in range(bays + 1):
            y = -w / 2 + 0.015 + i * (w - 0.03) / bays
            parts += [
                tube("post", [(s * (d / 2 - 0.012), y, 0), (s * (d / 2 - 0.012), y, h)], 0.012, "metal", square=True)
                for s in (-1, 1)
            ]
            parts.append(tube("brace", [(-d / 2 + 0.012, y, 0.3), (d / 2 - 0.012, y, 0.3)], 0.006, "metal", n=6))
    else:
        for i in range(bays + 1):
            y = -w / 2 + t / 2 + i * (inner + t)
            parts.append(
                box("upright", (d - (0.0 if plain else 0.02), t, z1), (0 if plain else -0.01, y, 0), "body", 0.003)
            )
            if not plain:
                parts.append(box("pilaster", (0.02, t + 0.034, z1 - foot), (d / 2 - 0.011, y, foot), "body", 0.005))
                parts.append(box("base", (0.028, t + 0.05, 0.1), (d / 2 - 0.011, y, foot), "body", 0.006))
        parts.append(box("back", (0.01, w - 0.02, z1 - 0.02), (-d / 2 + 0.006, 0, 0.01), "inside", 0.0))
        parts.append(box("plinth", (d - (0.03 if plain else 0.0), w, foot), (0, 0, 0), "body", 0.004))
        parts += (
            moulding(f, d - 0.02, w - 0.01, z1, size=crown)
            if crown
            else [box("top", (d, w, t), (0, 0, h - t), "body", 0.003)]
        )
    n = max(2, round((z1 - z0 - low) / 0.36))
    step = (z1 - z0 - low) / n
    full = 0.9 if want.name != "shelf" else 0.55
    if want.has("empty", "sparse"):
        full = 0.3
    if want.has("cluttered", "crowded"):
        full = 0.98
    fine = bays * n < 20
    stock = kinds_of(want)
    stocked = 0.3 if want.has("empty", "sparse") else 0.97
    for b in range(bays):
        y = -w / 2 + t + inner / 2 + b * (inner + t)
        if low:
            parts.append(box("carcass", (d - 0.03, inner, low), (-0.015, y, z0), "body", 0.0))
            parts += front(f, d / 2 - 0.04, (y - inner / 2, y), (z0 + 0.01, z0 + low - 0.03), door=True, handle="left")
            parts += front(f, d / 2 - 0.04, (y, y + inner / 2), (z0 + 0.01, z0 + low - 0.03), door=True, handle="right")
            parts.append(box("ledge", (d + 0.0, inner, 0.026), (0, y, z0 + low - 0.013), "body", 0.006))
        if f == "gothic" and not plain:
            parts += [
                moved(p, (d / 2 - 0.02, y, z1 - min(step, 0.5 * inner) + 0.02))
                for p in tracery(inner, min(step, 0.5 * inner), "body", bar=0.02)
            ]
        for i in range(n):
            z = z0 + low + i * step
            thick = 0.022
            if i or open_steel or not low:
                parts.append(
                    box(
                        "shelf",
                        (d - 0.025 if not open_steel else d, inner + (t if open_steel else 0), thick),
                        (-0.008 if not open_steel else 0, y, z),
                        "body",
                        0.003,
                    )
                )
            if stock:
                at = (d / 2 - 0.02, y, z + thick)
                parts += goods_row(rng, stock, inner - 0.012, d - 0.04, step - thick - 0.02, at, full=stocked)
                continue
            parts += row(
                rng,
                inner - 0.012,
                d - 0.05,
                step - thick - 0.02,
                (d / 2 - 0.03, y, z + thick),
                full=full,
                fine=fine,
                objects=not want.has("empty", "sparse"),
            )
        if open_steel:
            parts.append(box("shelf", (d, inner + t, 0.022), (0, y, h - 0.03), "body", 0.003))
    return finish(want, parts, slots(want, **BOOKS, **OBJECTS, **(GOODS if stock else {})), MAIN)
