"""Screens that fold and boards to write on."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import arch
from coulisse.scene.shapes import box, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


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
