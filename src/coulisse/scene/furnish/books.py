"""Shelves full of things: books that differ in height and lean, stacks, boxes, vases and gaps; papers in a heap."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.outlines import curve
from coulisse.scene.shapes import At, ball, box, lathe, moved, prism, tube
from coulisse.scene.staged import Part

Rng = np.random.Generator
OBJECTS = {"vase": "porcelain", "vase2": "terracotta", "trinket": "bronze", "box": "cardboard", "paper": "paper"}


def upright(rng: Rng, thick: float, tall: float, deep: float, slot: str, *, fine: bool) -> Part:
    """A book on end, its rounded spine to +x, its left bottom edge along y at 0."""
    if not fine:
        return box("book", (deep, thick, tall), (-deep / 2, thick / 2, 0), slot, 0.0)
    k = 0.18 * thick
    line = [
        (-deep, 0.0),
        (-0.004, 0.0),
        (0.0, k),
        (0.002, thick / 2),
        (0.0, thick - k),
        (-0.004, thick),
        (-deep, thick),
    ]
    del rng
    return prism("book", line, tall, slot, bevel=0.0)


def row(
    rng: Rng, w: float, d: float, h: float, at: At, *, full: float = 0.92, fine: bool = True, objects: bool = True
) -> list[Part]:
    """What stands on one shelf: `at` the middle of its front edge on the board; w along y, d deep (to -x), h clear.

    `full` is the share of the width that is taken.
    """
    x, yc, z = at
    out: list[Part] = []
    y, end = -w / 2, w / 2
    while y < end - 0.02:
        kind = rng.random()
        if kind > full or (objects and kind > full - 0.06):
            gap = float(min(rng.uniform(0.08, 0.24), end - y))
            if objects and gap > 0.1 and rng.random() < 0.7:
                out += [
                    moved(p, (x - d * 0.45, yc + y + gap / 2, z)) for p in trinket(rng, min(gap * 0.42, 0.07), h * 0.8)
                ]
            y += gap
            continue
        if objects and kind < 0.1 and end - y > 0.26 and h > 0.16:
            out += [moved(p, (x - 0.01, yc + y + 0.115, z)) for p in stack(rng, 0.22, min(d, 0.24), min(0.7 * h, 0.2))]
            y += 0.24
            continue
        # a run of books: a set of one height and cloth, or all kinds
        n = int(rng.integers(3, 12))
        as_set = rng.random() < 0.35
        base_tall, base_thick = rng.uniform(0.62, 0.93) * min(h, 0.34), rng.uniform(0.022, 0.04)
        slot = f"book{int(rng.integers(0, 6))}"
        for i in range(n):
            thick = base_thick if as_set else float(rng.uniform(0.014, 0.05))
            tall = base_tall if as_set else float(np.clip(rng.normal(0.76, 0.1), 0.5, 0.95) * min(h, 0.34))
            deep = min(d - 0.01, tall * rng.uniform(0.62, 0.8))
            if y + thick > end:
                y = end
                break
            name = slot if as_set else f"book{int(rng.integers(0, 6))}"
            one = upright(rng, thick - 0.0008, tall, deep, name, fine=fine)
            last = i == n - 1 and rng.random() < 0.55
            lean = float(rng.uniform(5, 14)) if last else float(rng.normal(0, 0.25))
            need = tall * math.sin(math.radians(lean)) if last else 0.0
            if last and y + thick + need + 0.004 < end and tall * 1.02 < h:
                one = moved(one, (0, 0, thick * math.sin(math.radians(lean)) * 0), tilt=lean, about="x")
                one = moved(one, (0, -float(one.points[:, 1].min()), -float(one.points[:, 2].min())))
                thick += need
            out.append(moved(one, (x - rng.uniform(0.004, 0.03), yc + y, z)))
            y += thick
        else:
            y += float(rng.uniform(0.0, 0.02))
    return out


def stack(rng: Rng, w: float, d: float, h: float) -> list[Part]:
    """Books that lie on each other, their spines to +x or -y; the front edge at x = 0, the middle at y = 0."""
    out: list[Part] = []
    z = 0.0
    deep = d
    while True:
        t = float(rng.uniform(0.016, 0.045))
        if z + t > h:
            return out
        deep = min(d, deep * rng.uniform(0.9, 1.0))
        k = float(min(rng.uniform(0.68, 0.98), 0.98))
        one = box("book", (deep, k * w, t), (-deep / 2, 0, 0), f"book{int(rng.integers(0, 6))}", 0.003)
        pages = box("pages", (deep - 0.004, k * w - 0.002, t - 0.007), (-deep / 2 - 0.006, 0.005, 0.0035), "paper", 0.0)
        turn = float(rng.normal(0, 3))
        out += [moved(p, (0.0, rng.uniform(-0.006, 0.006), z), turn) for p in (one, pages)]
        z += t


def trinket(rng: Rng, r: float, tall: float) -> list[Part]:
    """A vase, a small bust, a globe, a box or a bowl, by chance; `r` metres in radius, at most `tall` high."""
    kind = int(rng.integers(0, 5))
    t = min(tall, r * rng.uniform(2.6, 4.2))
    if kind == 0:
        return [
            lathe(
                "vase",
                [
                    (0, 0),
                    (0.5 * r, 0),
                    (0.95 * r, 0.35 * t),
                    (0.8 * r, 0.6 * t),
                    (0.35 * r, 0.82 * t),
                    (0.5 * r, t),
                    (0.44 * r, t),
                    (0.28 * r, 0.82 * t),
                    (0, 0.7 * t),
                ],
                "vase" if rng.random() < 0.5 else "vase2",
                n=18,
            )
        ]
    if kind == 1:
        t = min(t, 3.2 * r)
        return [
            lathe(
                "foot",
                [
                    (0.7 * r, 0),
                    (0.7 * r, 0.1 * t),
                    (0.3 * r, 0.2 * t),
                    (0.36 * r, 0.3 * t),
                    (0.9 * r, 0.42 * t),
                    (0.75 * r, 0.52 * t),
                    (0.28 * r, 0.58 * t),
                    (0.26 * r, 0.64 * t),
                    (0.46 * r, 0.76 * t),
                    (0.42 * r, 0.92 * t),
                    (0, t),
                ],
                "trinket",
                n=14,
            )
        ]
    if kind == 2:
        out = [
            moved(ball("globe", 0.8 * r, "vase2", n=16), (0, 0, 1.25 * r)),
            lathe(
                "foot", [(0.6 * r, 0), (0.55 * r, 0.06 * r), (0.1 * r, 0.2 * r), (0.08 * r, 0.5 * r)], "trinket", n=14
            ),
        ]
        ring = [(0.0, 0.92 * r * math.cos(a), 1.25 * r + 0.92 * r * math.sin(a)) for a in np.linspace(-1.3, 1.9, 12)]
        return [*out, tube("ring", ring, 0.05 * r, "trinket", n=5)]
    if kind == 3:
        return [
            moved(
                box("box", (1.7 * r, 1.5 * r, min(0.9 * r, tall)), (0, 0, 0), "box", 0.004),
                turn=float(rng.uniform(-12, 12)),
            )
        ]
    side = curve([(0, 0), (0.5 * r, 0), (0.9 * r, 0.4 * r), (r, 0.7 * r)], 3)
    inside = [(a * 0.93, b + 0.04 * r) for a, b in side[::-1]]
    return [lathe("bowl", [(float(a), float(b)) for a, b in [*side, *inside]], "vase", n=18)]


def book(rng: Rng, size: tuple[float, float, float] | None = None) -> list[Part]:
    """A closed book lying flat: boards, a rounded spine (at -y) and a block of pages."""
    d, w, t = size or (rng.uniform(0.19, 0.28), rng.uniform(0.13, 0.2), rng.uniform(0.018, 0.05))
    slot = f"book{int(rng.integers(0, 6))}"
    return [
        box("board", (d, w, 0.003), (0, 0, 0), slot, 0.001),
        box("board", (d, w, 0.003), (0, 0, t - 0.003), slot, 0.001),
        box("pages", (d - 0.008, w - 0.006, t - 0.006), (0, 0.0, 0.003), "paper", 0.001),
        box("spine", (d, 0.006, t), (0, -w / 2, 0), slot, 0.0025),
    ]


BOOKS = {
    "book0": "leather",
    "book1": "wool_serge",
    "book2": "waxed_cotton",
    "book3": "velvet",
    "book4": "canvas",
    "book5": "buckskin",
}


def papers(rng: Rng, n: int = 5) -> list[Part]:
    """A loose heap of sheets of A4."""
    return [
        moved(
            box("paper", (0.21, 0.297, 0.0008), (0, 0, 0), "paper", 0.0),
            (rng.uniform(-0.02, 0.02), rng.uniform(-0.02, 0.02), 0.001 * i),
            float(rng.normal(0, 7)),
        )
        for i in range(n)
    ]
