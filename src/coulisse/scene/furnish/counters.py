"""Counters to receive, to sell and to drink at."""

from __future__ import annotations

from dataclasses import replace

from coulisse.scene.furnish.books import BOOKS
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.joinery import front, slots, usual
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import rounded_rectangle
from coulisse.scene.shapes import ball, box, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


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
