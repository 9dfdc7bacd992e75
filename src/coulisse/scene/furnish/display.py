"""Things to show things: pedestals, fish tanks, market stalls."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part

MAIN = ("body", "frame")


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
