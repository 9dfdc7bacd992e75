"""Things to show things: bookcases, walls of books, screens, boards, pedestals, tanks and stalls."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.books import BOOKS, OBJECTS, row
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.joinery import front, slots, usual
from coulisse.scene.furnish.mouldings import moulding, tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import arch, curve
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part

MAIN = ("body", "frame")


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


@makes("screen")
def screen(want: Want) -> Model:
    """A folding screen; its leaves zigzag as far as the box is deep: cloth, paper and lattice, or carved arches."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    n = 4 if w > 1.5 else 3
    leaf = w / n
    deep = max(d - 0.026, 0.004)
    parts: list[Part] = []
    for i in range(n):
        y0, y1 = -w / 2 + i * leaf, -w / 2 + (i + 1) * leaf
        x0, x1 = (-deep / 2, deep / 2) if i % 2 == 0 else (deep / 2, -deep / 2)
        turn = -math.degrees(math.atan2(x1 - x0, y1 - y0))
        wide = math.hypot(y1 - y0, x1 - x0) - 0.006
        made: list[Part] = []
        r = 0.032
        top = h - 0.06 if f in ("gothic", "baroque", "victorian", "art_deco") else h
        made += [box("stile", (0.024, r, top), (0, s * (wide - r) / 2, 0), "frame", 0.004) for s in (-1, 1)]
        made += [
            box("rail", (0.022, wide - 2 * r, r + 0.01), (0, 0, z), "frame", 0.004) for z in (0.09, top - r - 0.01)
        ]
        if f == "eastern":
            made.append(box("paper", (0.004, wide - 2 * r, h - 0.14), (0, 0, 0.1), "cloth", 0.0))
            made += [
                box("lattice", (0.012, wide - 2 * r, 0.01), (0.002, 0, 0.1 + (h - 0.16) * k / 8), "frame", 0.001)
                for k in range(1, 8)
            ]
            made += [
                box("lattice", (0.012, 0.01, h - 0.16), (0.002, (k - 1) * wide / 4, 0.1), "frame", 0.001)
                for k in range(3)
            ]
        else:
            made.append(
                sheet(
                    "cloth",
                    lambda u, v, wide=wide, top=top, r=r: (  # type: ignore[misc]
                        0.003 * np.sin(60 * v) + 0 * u,
                        (v - 0.5) * (wide - 2 * r + 0.01),
                        0.12 + u * (top - 0.17),
                    ),
                    (5, 17),
                    "cloth",
                    thickness=0.004,
                )
            )
            if f in ("gothic", "baroque", "victorian", "art_deco"):
                head = (
                    arch(wide - 0.002, 0.14, pointed=f == "gothic")
                    if f != "art_deco"
                    else np.array(
                        [
                            (-wide / 2, 0),
                            (wide / 2, 0),
                            (wide / 2, 0.04),
                            (wide / 4, 0.04),
                            (wide / 4, 0.09),
                            (-wide / 4, 0.09),
                            (-wide / 4, 0.04),
                            (-wide / 2, 0.04),
                        ]
                    )
                )
                head = head * [1, 0.09 / head[:, 1].max()]
                made.append(prism("head", head, 0.022, "frame", (0, 0, top - 0.03), along="x", bevel=0.004))
        parts += [moved(p, ((x0 + x1) / 2, (y0 + y1) / 2, 0), turn) for p in made]
    cloth = {
        "eastern": "paper",
        "baroque": "brocade",
        "victorian": "toile_de_jouy",
        "art_deco": "lacquer",
        "gothic": "velvet",
        "futuristic": "technical_fabric",
        "industrial": "canvas",
    }
    return finish(want, parts, slots(want, cloth=cloth.get(f, "linen")), ("cloth", "frame"))


@makes("blackboard", "whiteboard")
def board(want: Want) -> Model:
    """A board in its frame with a ledge, chalk or pens, a sponge, and what was written on it."""
    d, w, h = want.depth, want.width, want.height
    black = want.name == "blackboard"
    rng = want.rng()
    x0 = -d / 2
    parts = [box("board", (0.012, w - 0.05, h - 0.05), (x0 + 0.008, 0, 0.025), "slate", 0.001)]
    r = 0.05 if black else 0.025
    parts += [box("frame", (0.022, w, r), (x0 + 0.011, 0, z), "frame", 0.004) for z in (0.0, h - r)] + [
        box("frame", (0.022, r, h - 2 * r), (x0 + 0.011, s * (w - r) / 2, r), "frame", 0.004) for s in (-1, 1)
    ]
    ledge = max(d - 0.02, 0.012)
    parts += [
        box("ledge", (ledge, w - 0.1, 0.012), (d / 2 - ledge / 2, 0, 0.0), "frame", 0.003),
        box("lip", (0.004, w - 0.1, 0.02), (d / 2 - 0.002, 0, 0.0), "frame", 0.001),
    ]
    x = x0 + 0.0145
    lines = int(rng.integers(4, 8))
    for i in range(lines):  # writing: strokes in lines
        z = h - 0.16 - i * 0.6 * h / lines
        y = w / 2 - 0.2 - rng.uniform(0, 0.1)
        end = y - rng.uniform(0.25, 0.6) * w
        while y > end:
            k = rng.uniform(0.02, 0.07)
            way = [(x, y - k * s, z + 0.02 * math.sin(9 * s + i) * rng.uniform(0.5, 1.2)) for s in np.linspace(0, 1, 5)]
            parts.append(tube("chalk", way, 0.0022, "chalk", n=3))
            y -= k + rng.uniform(0.005, 0.04)
    c = (-0.28 * w, 0.45 * h)
    parts += [
        tube(
            "chalk",
            [(x, c[0] + 0.14 * math.cos(a), c[1] + 0.14 * math.sin(a)) for a in np.linspace(0, 6.2, 24)],
            0.0024,
            "chalk",
            n=3,
        ),
        tube("chalk", [(x, c[0] - 0.2, c[1]), (x, c[0] + 0.2, c[1])], 0.002, "chalk", n=3),
        tube("chalk", [(x, c[0], c[1] - 0.18), (x, c[0], c[1] + 0.2)], 0.002, "chalk", n=3),
    ]
    for i in range(4):
        parts.append(
            moved(
                lathe("stick", [(0.005, -0.035), (0.005, 0.035)], "chalk" if black else "red", n=7),
                (d / 2 - ledge / 2, -0.3 + 0.12 * i, 0.017),
                85 + 10 * i,
                tilt=90,
            )
        )
    parts.append(box("eraser", (min(ledge, 0.05), 0.12, 0.035), (d / 2 - ledge / 2, 0.3 * w, 0.012), "sponge", 0.004))
    return finish(
        want,
        parts,
        slots(
            want,
            slate="slate" if black else "enamel",
            chalk="plaster" if black else "wool_serge",
            red="red_lacquer",
            sponge="felt",
            frame=usual(want, "wood") if black else "aluminium",
        ),
        ("frame",),
    )


@makes("pedestal")
def pedestal(want: Want) -> Model:
    """A pedestal: a block, a short column, or a stele, with base and cap."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "classical"
    stone = {
        "classical": "marble",
        "baroque": "green_marble",
        "gothic": "limestone",
        "victorian": "mahogany",
        "art_deco": "black_marble",
        "brutalist": "concrete",
        "rustic": "reclaimed_wood",
        "industrial": "blackened_steel",
    }
    body = stone.get(f, "paint")
    if f in ("modern", "futuristic", "mid_century", "brutalist", "industrial", "eastern"):
        parts = [
            box("block", (d, w, h - 0.02), (0, 0, 0.02), "body", 0.004),
            box("shadow", (d - 0.04, w - 0.04, 0.02), (0, 0, 0), "frame", 0.002),
        ]
        return finish(want, parts, slots(want, body=body, frame="obsidian"), ("body",))
    r = 0.36 * min(d, w)
    parts = [
        box("base", (d, w, 0.1), (0, 0, 0), "body", 0.008),
        box("cap", (d - 0.02, w - 0.02, 0.06), (0, 0, h - 0.06), "body", 0.008),
    ]
    parts.append(
        lathe(
            "torus",
            [
                (r * 1.26, 0.1),
                (r * 1.34, 0.13),
                (r * 1.26, 0.16),
                (r * 1.1, 0.18),
                (r * 1.18, 0.2),
                (r * 1.12, 0.22),
                (r, 0.24),
            ],
            "body",
            n=32,
        )
    )
    parts.append(
        lathe(
            "neck",
            [
                (r * 0.94, h - 0.17),
                (r * 1.04, h - 0.16),
                (r * 1.04, h - 0.145),
                (r * 0.96, h - 0.13),
                (r * 1.1, h - 0.1),
                (r * 1.24, h - 0.07),
                (r * 1.24, h - 0.06),
            ],
            "body",
            n=32,
        )
    )
    if f in ("classical", "baroque", "art_deco"):  # a fluted shaft
        flutes = 20
        rings = []
        for z, k in ((0.24, 1.0), (h - 0.17, 0.93)):
            ring = []
            for i in range(flutes):
                for share, deep in ((0.0, 1.0), (0.18, 1.0), (0.36, 0.95), (0.59, 0.925), (0.82, 0.95)):
                    a = 2 * math.pi * (i + share) / flutes
                    ring.append((r * k * deep * math.cos(a), r * k * deep * math.sin(a), z))
            rings.append(ring)
        parts.append(loft("shaft", rings, "body", smooth=False))
    else:
        parts.append(
            lathe(
                "shaft", [(r, 0.24), (r * 0.94, h - 0.17)], "body", n=8 if f == "gothic" else 24, smooth=f != "gothic"
            )
        )
    return finish(want, parts, slots(want, body=body), ("body",))


@makes("fish_tank")
def fish_tank(want: Want) -> Model:
    """A fish tank on its cabinet: gravel, weeds, stones, a few fish, a lid with a lamp in it."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    rng = want.rng()
    z0 = 0.56 * h
    parts = [box("cabinet", (d - 0.03, w - 0.02, z0 - 0.02), (-0.01, 0, 0), "body", 0.003)]
    n = max(2, round(w / 0.5))
    parts += [
        p
        for i in range(n)
        for p in front(
            f,
            d / 2 - 0.03,
            (-w / 2 + 0.01 + i * (w - 0.02) / n, -w / 2 + 0.01 + (i + 1) * (w - 0.02) / n),
            (0.05, z0 - 0.03),
            door=True,
            handle="left" if i % 2 == 0 else "right",
        )
    ]
    parts.append(box("board", (d, w, 0.025), (0, 0, z0 - 0.025), "body", 0.004))
    z1 = h - 0.07
    gd, gw = d - 0.06, w - 0.06
    parts += [box("glass", (0.006, gw, z1 - z0), (s * (gd / 2 - 0.003), 0, z0), "glass", 0.0) for s in (-1, 1)] + [
        box("glass", (gd - 0.012, 0.006, z1 - z0), (0, s * (gw / 2 - 0.003), z0), "glass", 0.0) for s in (-1, 1)
    ]
    parts.append(box("water", (gd - 0.016, gw - 0.016, z1 - z0 - 0.05), (0, 0, z0 + 0.001), "water", 0.0))
    parts.append(
        sheet(
            "gravel",
            lambda u, v: (
                (u - 0.5) * (gd - 0.02),
                (v - 0.5) * (gw - 0.02),
                z0 + 0.04 + 0.02 * np.sin(4 * v + 2 * u) + 0.004 * np.sin(40 * v) * np.sin(33 * u),
            ),
            (9, 25),
            "gravel",
            thickness=0.03,
        )
    )
    for _ in range(9):
        x, y = rng.uniform(-0.36, 0.36) * gd, rng.uniform(-0.44, 0.44) * gw
        for _ in range(4):
            a, k = rng.uniform(0, 6.28), rng.uniform(0.4, 0.85) * (z1 - z0)
            way = curve(
                [
                    (x, y, z0 + 0.03),
                    (x + 0.02 * math.cos(a), y + 0.02 * math.sin(a), z0 + 0.4 * k),
                    (x - 0.02 * math.cos(a), y + 0.03 * math.sin(a), z0 + 0.75 * k),
                    (x + 0.03 * math.cos(a), y, z0 + k),
                ],
                3,
            )
            parts.append(tube("weed", way, [0.004, 0.007, 0.002], "weed", n=4))
    for i in range(6):
        at = (rng.uniform(-0.3, 0.3) * gd, rng.uniform(-0.4, 0.4) * gw, z0 + rng.uniform(0.15, 0.7) * (z1 - z0))
        body = moved(ball("fish", 0.03, "fish", n=10), scale=(0.4, 1.0, 0.6))
        tail = prism(
            "tail",
            [(0.024, -0.004), (0.05, -0.02), (0.044, 0.0), (0.05, 0.02), (0.024, 0.004)],
            0.003,
            "fish",
            along="x",
            bevel=0.0,
        )
        parts += [moved(p, at, rng.uniform(-30, 30) + 180 * (i % 2)) for p in (body, tail)]
    for _ in range(4):
        stone = moved(
            ball("stone", 0.06, "stone", n=8, squash=0.7),
            (rng.uniform(-0.25, 0.25) * gd, rng.uniform(-0.4, 0.4) * gw, z0 + 0.05),
            rng.uniform(0, 360),
            scale=(1.0, float(rng.uniform(0.7, 1.6)), float(rng.uniform(0.6, 1.2))),
        )
        parts.append(stone)
    parts += [
        box("lid", (d - 0.04, w - 0.04, h - z1), (0, 0, z1), "lid", 0.008),
        box("tube", (0.02, w - 0.2, 0.008), (0, 0, z1 - 0.008), "light", 0.002),
    ]
    parts += [box("edge", (d - 0.045, w - 0.045, 0.018), (0, 0, z0), "lid", 0.003)]
    return finish(
        want,
        parts,
        slots(
            want,
            glass="glass",
            water="water",
            gravel="pebbles",
            weed="moss",
            fish="gold",
            stone="rock",
            lid="bakelite",
            light="acrylic",
        ),
        MAIN,
    )


@makes("market_stall")
def market_stall(want: Want) -> Model:
    """A stall: a sloping counter with crates of goods under a striped awning on four posts."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    parts: list[Part] = []
    for a, tall in ((-1, h - 0.05), (1, h - 0.42)):
        parts += [
            box("post", (0.05, 0.05, tall), (a * (d / 2 - 0.14), b * (w / 2 - 0.08), 0), "frame", 0.005)
            for b in (-1, 1)
        ]
    parts += [
        box("beam", (0.04, w - 0.1, 0.05), (a * (d / 2 - 0.14), 0, z), "frame", 0.005)
        for a, z in ((-1, h - 0.1), (1, h - 0.46), (1, 0.62), (-1, 0.9))
    ]
    rise = h - 0.44

    def awning(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x = -d / 2 + u * d
        z = h - 0.005 - (h - rise) * u**1.1 - 0.03 * np.sin(np.pi * u) * np.sin(np.pi * v) ** 2
        return x, (v - 0.5) * w, z

    stripes = 8
    for i in range(stripes):
        part_ = lambda u, v, i=i: awning(u, (i + v) / stripes)  # noqa: E731
        parts.append(sheet("awning", part_, (10, 4), "cloth" if i % 2 else "cloth2", thickness=0.004))
        scallop = [(-w / 2 + (i + s) * w / stripes, -0.14 - 0.05 * math.sin(math.pi * s)) for s in np.linspace(0, 1, 7)]
        line = [(-w / 2 + i * w / stripes, 0.0), *[(y, z) for y, z in scallop], (-w / 2 + (i + 1) * w / stripes, 0.0)]
        parts.append(
            prism(
                "valance",
                line,
                0.004,
                "cloth" if i % 2 else "cloth2",
                (d / 2 - 0.004, 0, rise + 0.005),
                along="x",
                bevel=0.0,
            )
        )
    tilt = math.degrees(math.atan2(0.24, d - 0.34))
    table: list[Part] = [box("table", (d - 0.2, w - 0.14, 0.03), (0, 0, 0), "body", 0.004)]
    n, m = max(3, round((w - 0.2) / 0.42)), 2
    for i in range(n):
        for j in range(m):
            cw, cd = (w - 0.2) / n - 0.02, (d - 0.24) / m - 0.02
            at = (-(d - 0.24) / 2 + (j + 0.5) * (cd + 0.02), -(w - 0.2) / 2 + (i + 0.5) * (cw + 0.02), 0.03)
            table += [
                box("crate", (cd, 0.012, 0.11), (at[0], at[1] + s * (cw / 2 - 0.006), at[2]), "body", 0.002)
                for s in (-1, 1)
            ] + [
                box("crate", (0.012, cw - 0.02, 0.11), (at[0] + s * (cd / 2 - 0.006), at[1], at[2]), "body", 0.002)
                for s in (-1, 1)
            ]
            slot = f"goods{int(rng.integers(0, 4))}"
            r = float(rng.uniform(0.034, 0.05))
            for _ in range(26):
                p = (
                    at[0] + rng.uniform(-0.5, 0.5) * (cd - 2.4 * r),
                    at[1] + rng.uniform(-0.5, 0.5) * (cw - 2.4 * r),
                    at[2] + rng.uniform(0.06, 0.12),
                )
                table.append(
                    moved(ball("goods", r * rng.uniform(0.9, 1.1), slot, n=8, squash=float(rng.uniform(0.85, 1.1))), p)
                )
    parts += [moved(p, (0, 0, 0.74), tilt=tilt) for p in table]
    skirt = lambda u, v: (d / 2 - 0.11 + 0.012 * np.sin(45 * v), (v - 0.5) * (w - 0.14), 0.6 * (1 - u) + 0.02 * u)  # noqa: E731
    parts.append(sheet("skirt", skirt, (5, 60), "cloth2", thickness=0.004))
    goods = {"goods0": "red_lacquer", "goods1": "kente", "goods2": "moss", "goods3": "terracotta"}
    return finish(
        want,
        parts,
        slots(
            replace(want, family=want.family or "rustic"),
            cloth="canvas",
            cloth2="silk_brocade" if want.family == "baroque" else "damask",
            **goods,
        ),
        ("cloth2", "body"),
    )
