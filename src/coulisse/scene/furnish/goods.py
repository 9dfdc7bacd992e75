"""What shops sell and shelves keep: jars, bottles, loaves, files, linen ..., side by side on a board.

A maker asks `kinds_of(want)` what it is stocked with: traits `stock_jars`, `stock_bottles`. Goods are plain on purpose,
some 40 to 120 faces each, since a shop shows hundreds; models of one shelf are placed several times.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from coulisse.scene.furnish.books import row as books
from coulisse.scene.furnish.goods_food import baguettes, baskets, cakes, cheeses, loaves
from coulisse.scene.furnish.goods_trades import MAKERS as TRADE_MAKERS
from coulisse.scene.furnish.goods_trades import TRADES
from coulisse.scene.furnish.registry import Want
from coulisse.scene.meshes import At, moved
from coulisse.scene.shapes import box, lathe, loft, tube
from coulisse.scene.staged import Part

Rng = np.random.Generator
Item = tuple[list[Part], float]  # parts about the origin, their front to +x, and the width that they take along y
GOODS = {
    "jar": "glass", "lid": "cork", "tin": "tin", "tin2": "red_lacquer", "tin3": "zellige", "tin4": "formica",
    "pot": "porcelain", "pot2": "azulejo", "stoneware": "terracotta", "label": "paper", "brown": "bakelite",
    "green": "zellige", "clear": "glass", "white": "enamel", "herb": "felt", "root": "cork", "seed": "terracotta",
    "powder": "ivory_inlay", "coal": "charred_wood", "crust": "buckskin", "crust2": "leather", "flour": "ivory_inlay",
    "jam": "red_lacquer", "wicker": "wicker", "card": "cardboard", "card2": "canvas", "file": "waxed_cotton",
    "file2": "wool_serge", "ledger": "leather", "sheet": "paper", "string": "linen", "cloth_a": "linen",
    "cloth_b": "damask", "cloth_c": "wool", "cloth_d": "velvet", "cloth_e": "cotton", "copper": "copper",
    "iron": "cast_iron", "rind": "brocade", "apple": "red_lacquer", "orange": "terracotta", "leaf": "moss",
    "brass": "brass", **TRADES,
}  # fmt: skip
_POWDERS = ("herb", "root", "seed", "powder", "coal")


def _turned(name: str, line: Sequence[tuple[float, float]], slot: str, n: int = 10) -> Part:
    return lathe(name, line, slot, n=n)


def _label(r: float, z: float, tall: float) -> Part:
    """A label that lies on the front of something round."""
    ring = [[(1.02 * r * math.cos(a), 1.02 * r * math.sin(a), z + s * tall) for a in np.linspace(-0.6, 0.6, 4)]
            + [(0.9 * r * math.cos(a), 0.9 * r * math.sin(a), z + s * tall) for a in np.linspace(0.6, -0.6, 4)]
            for s in (0, 1)]  # fmt: skip
    return loft("label", ring, "label", smooth=False)


def jars(rng: Rng, d: float, h: float) -> Item:
    """A glass jar of powders or herbs with a cork, labelled."""
    r, t = float(rng.uniform(0.04, min(0.062, d / 2))), min(0.86 * h, float(rng.uniform(0.14, 0.24)))
    full = t * float(rng.uniform(0.45, 0.74))
    inside = [(0.0, 0.004), (0.92 * r, 0.004), (0.92 * r, full), (0.0, full + 0.006)]
    glass = [(0.0, 0.0), (r, 0.0), (r, 0.76 * t), (0.66 * r, 0.86 * t), (0.66 * r, 0.9 * t)]
    return [
        _turned("content", inside, str(rng.choice(_POWDERS))), _turned("jar", glass, "jar"),
        _turned("lid", [(0.0, 0.88 * t), (0.7 * r, 0.88 * t), (0.62 * r, t), (0.0, t)], "lid"),
        _label(r, 0.22 * t, 0.3 * t),
    ], 2.1 * r  # fmt: skip


def pots(rng: Rng, d: float, h: float) -> Item:
    """An apothecary's pot of faience with a waist and a lid."""
    r, t = float(rng.uniform(0.045, min(0.06, d / 2))), min(0.86 * h, float(rng.uniform(0.16, 0.26)))
    line = [(0.0, 0.0), (0.9 * r, 0.0), (r, 0.06 * t), (0.8 * r, 0.4 * t), (0.98 * r, 0.72 * t), (0.7 * r, 0.8 * t),
            (0.8 * r, 0.83 * t), (0.5 * r, 0.92 * t), (0.14 * r, 0.94 * t), (0.16 * r, t), (0.0, t)]  # fmt: skip
    return [
        _turned("pot", line, "pot" if rng.random() < 0.7 else "pot2", 12),
        _label(0.84 * r, 0.34 * t, 0.24 * t),
    ], 2.2 * r


def bottles(rng: Rng, d: float, h: float) -> Item:
    """A bottle with a stopper: brown, green, white or clear."""
    r, t = float(rng.uniform(0.026, min(0.045, d / 2))), min(0.88 * h, float(rng.uniform(0.13, 0.26)))
    slot = str(rng.choice(("brown", "brown", "green", "white", "clear")))
    line = [(0.0, 0.0), (r, 0.0), (r, 0.6 * t), (0.34 * r, 0.74 * t), (0.34 * r, 0.9 * t)]
    stop = [(0.34 * r, 0.88 * t), (0.46 * r, 0.92 * t), (0.4 * r, t), (0.0, t)]
    return [_turned("bottle", line, slot), _turned("stopper", stop, "lid", 8), _label(r, 0.16 * t, 0.3 * t)], 2.15 * r


def spirits(rng: Rng, d: float, h: float) -> Item:
    """A tall bottle of what a bar pours."""
    r, t = float(rng.uniform(0.034, 0.042)), min(0.94 * h, float(rng.uniform(0.27, 0.33)))
    slot = str(rng.choice(("brown", "green", "clear", "brown", "green")))
    line = [(0.0, 0.0), (r, 0.0), (r, 0.62 * t), (0.4 * r, 0.76 * t), (0.34 * r, 0.97 * t), (0.0, 0.97 * t)]
    cap = [(0.4 * r, 0.9 * t), (0.4 * r, t), (0.0, t)]
    parts = [_turned("bottle", line, slot), _turned("cap", cap, str(rng.choice(("brass", "lid", "tin2"))), 8)]
    if slot == "clear":
        parts.append(_turned("spirit", [(0.0, 0.004), (0.9 * r, 0.004), (0.9 * r, 0.5 * t), (0.0, 0.5 * t)], "crust"))
    return [*parts, _label(r, 0.2 * t, 0.28 * t)], 2.25 * r


def glasses(rng: Rng, d: float, h: float) -> Item:
    """A tumbler or a stemmed glass."""
    if rng.random() < 0.5:
        line = [(0.0, 0.0), (0.03, 0.0), (0.036, 0.1), (0.033, 0.1), (0.027, 0.012), (0.0, 0.012)]
    else:
        line = [(0.0, 0.0), (0.034, 0.002), (0.004, 0.01), (0.004, 0.09), (0.034, 0.12), (0.036, 0.17), (0.033, 0.17),
                (0.03, 0.125), (0.0, 0.1)]  # fmt: skip
    k = min(1.0, 0.9 * h / 0.17)
    return [_turned("glass", [(k * a, k * b) for a, b in line], "clear", 12)], 0.085 * k


def files(rng: Rng, d: float, h: float) -> Item:
    """Box files on end, some of one colour in a row."""
    n, slot = int(rng.integers(2, 6)), str(rng.choice(("file", "file2", "card", "ledger")))
    t, tall, deep = 0.075, min(0.31, 0.93 * h), min(0.26, 0.95 * d)
    parts: list[Part] = []
    for k in range(n):
        y = (k - (n - 1) / 2) * t
        parts.append(box("file", (deep, t - 0.003, tall), (d / 2 - deep / 2 - 0.01, y, 0), slot, 0.0))
        parts.append(box("label", (0.003, 0.05, 0.1), (d / 2 - 0.0095, y, 0.52 * tall), "label", 0.0))
    return parts, n * t + 0.004


def ledgers(rng: Rng, d: float, h: float) -> Item:
    """Registers lying on each other, their spines to the front."""
    parts, z, wide = [], 0.0, float(rng.uniform(0.26, 0.34))
    while z < min(0.8 * h, 0.3) - 0.05:
        t = float(rng.uniform(0.035, 0.06))
        slot = str(rng.choice(("ledger", "file", "card2", "file2")))
        one = box("ledger", (min(0.9 * d, 0.24), wide * float(rng.uniform(0.86, 1.0)), t - 0.002), (0, 0, z), slot, 0.0)
        parts.append(moved(one, turn=float(rng.normal(0, 2.0))))
        z += t
    return parts, wide + 0.01


def papers(rng: Rng, d: float, h: float) -> Item:
    """A pile of loose sheets and bundles tied with string."""
    parts, z = [], 0.0
    for _ in range(int(rng.integers(2, 6))):
        t = float(rng.uniform(0.02, 0.06))
        if z + t > 0.85 * h:
            break
        deep = min(0.28, 0.92 * d)
        bundle = [box("sheets", (deep, 0.215, t - 0.001), (0, 0, z), "sheet", 0.0)]
        if rng.random() < 0.5:
            bundle.append(box("string", (deep + 0.004, 0.008, t + 0.002), (0, 0.02, z - 0.001), "string", 0.0))
        parts += [moved(p, (0, float(rng.normal(0, 0.006)), 0), float(rng.normal(0, 4))) for p in bundle]
        z += t
    return parts, 0.25


def boxes(rng: Rng, d: float, h: float) -> Item:
    """Cartons with a label, on each other where there is room."""
    wide, tall = float(rng.uniform(0.18, 0.34)), float(rng.uniform(0.1, 0.2))
    parts: list[Part] = []
    for k in range(max(1, min(3, int(0.92 * h / tall)))):
        slot = str(rng.choice(("card", "card", "card2", "file")))
        one = [box("box", (0.85 * d, 0.96 * wide, tall - 0.003), (0, 0, k * tall), slot, 0.0)]
        one.append(box("label", (0.002, 0.4 * wide, 0.4 * tall), (0.426 * d, 0, (k + 0.3) * tall), "label", 0.0))
        turn = float(rng.normal(0, 1.5))
        parts += [moved(p, turn=turn) for p in one]
    return parts, wide


def tins(rng: Rng, d: float, h: float) -> Item:
    """Tins of one brand, two or three high."""
    r, t = float(rng.uniform(0.036, 0.05)), float(rng.uniform(0.09, 0.13))
    slot = str(rng.choice(("tin", "tin2", "tin3", "tin4")))
    parts = []
    for k in range(max(1, min(3, int(0.94 * h / t)))):
        parts.append(lathe("tin", [(0.0, 0.0), (r, 0.0), (r, 0.97 * t), (0.0, 0.97 * t)], slot, (0, 0, k * t), n=10))
        parts.append(moved(_label(r, 0.2 * t, 0.55 * t), (0, 0, k * t)))
    return parts, 2.06 * r


def china(rng: Rng, d: float, h: float) -> Item:
    """A stack of plates or bowls, or a jug."""
    kind = int(rng.integers(0, 3))
    slot = "pot" if rng.random() < 0.7 else "pot2"
    if kind == 0:
        r, n = min(0.11, 0.45 * d), int(rng.integers(4, 9))
        rims = [(r * (1 - 0.05 * (k % 2)), 0.008 * (k + 1)) for k in range(2 * n)]
        line = [(0, 0), (0.6 * r, 0), *rims, (0.6 * r, 0.016 * n), (0, 0.016 * n)]
        return [_turned("plates", line, slot, 14)], 2.1 * r
    if kind == 1:
        r = min(0.075, 0.45 * d)
        line = [(0, 0), (0.5 * r, 0), (r, 0.6 * r), (0.94 * r, 0.6 * r), (0.5 * r, 0.08 * r), (0, 0.08 * r)]
        stack = range(int(rng.integers(2, 5)))
        return [lathe("bowl", line, slot, (0, 0, 0.025 * k), n=12) for k in stack], 2.1 * r
    r, t = min(0.06, 0.4 * d), min(0.2, 0.85 * h)
    jug = [
        (0, 0),
        (0.8 * r, 0),
        (r, 0.4 * t),
        (0.6 * r, 0.8 * t),
        (0.7 * r, t),
        (0.6 * r, t),
        (0.5 * r, 0.8 * t),
        (0, 0.6 * t),
    ]
    handle = [(0, 0.66 * r, 0.92 * t), (0, 1.5 * r, 0.7 * t), (0, 0.9 * r, 0.35 * t)]
    return [_turned("jug", jug, slot, 12), tube("handle", handle, 0.008, slot, n=5)], 2.7 * r


def linen(rng: Rng, d: float, h: float) -> Item:
    """Folded cloths on each other."""
    wide, z, parts = float(rng.uniform(0.26, 0.36)), 0.0, []
    while z < min(0.75 * h, 0.28):
        t = float(rng.uniform(0.025, 0.05))
        slot = f"cloth_{'abcde'[int(rng.integers(0, 5))]}"
        parts.append(
            box("linen", (0.86 * d, wide * float(rng.uniform(0.92, 1.0)), t - 0.002), (0, 0, z), slot, 0.4 * t)
        )
        z += t
    return parts, wide + 0.02


def pans(rng: Rng, d: float, h: float) -> Item:
    """A saucepan of copper or iron."""
    r, t = min(float(rng.uniform(0.08, 0.13)), 0.46 * d), min(0.14, 0.7 * h)
    slot = "copper" if rng.random() < 0.6 else "iron"
    pan = _turned("pan", [(0, 0), (r, 0), (r, t), (0.94 * r, t), (0.94 * r, 0.01), (0, 0.01)], slot, 14)
    return [pan, tube("handle", [(r, 0, 0.8 * t), (r + 0.06, 0, 0.9 * t)], 0.009, "iron", n=6)], 2.1 * r


MAKERS: dict[str, Callable[[Rng, float, float], Item]] = {
    "jars": jars, "pots": pots, "bottles": bottles, "spirits": spirits, "glasses": glasses, "loaves": loaves,
    "baguettes": baguettes, "cakes": cakes, "files": files, "ledgers": ledgers, "papers": papers, "boxes": boxes,
    "tins": tins, "china": china, "linen": linen, "pans": pans, "baskets": baskets, "cheeses": cheeses,
    **TRADE_MAKERS,
}  # fmt: skip


def kinds_of(want: Want) -> tuple[str, ...]:
    """What a piece is stocked with: its traits `stock_jars` give `jars`."""
    return tuple(t.removeprefix("stock_") for t in want.traits if t.startswith("stock_"))


def goods_row(
    rng: Rng, kinds: Sequence[str], w: float, d: float, h: float, at: At, *, full: float = 0.96
) -> list[Part]:
    """Goods side by side on a board: `at` the middle of its front edge, `w` along y, `d` deep (to -x), `h` clear.

    One kind holds on for a run, as on a real shelf; `full` is the share of the width that is taken.
    """
    x, y0, z = at
    out: list[Part] = []
    y, kind, left = -w / 2 + 0.01, "", 0
    while y < w / 2 - 0.03:
        if left <= 0:
            kind, left = str(rng.choice(list(kinds))), int(rng.integers(3, 9))
        if rng.random() > full:
            y += float(rng.uniform(0.05, 0.14))
            continue
        left -= 1
        if kind == "books":
            run = min(0.36, w / 2 - y)
            out += books(rng, run, d, h, (x, y0 + y + run / 2, z), full=1.0, fine=False, objects=False)
            y += run + 0.004
            continue
        parts, wide = MAKERS[kind](rng, d, h)
        if y + wide > w / 2:
            break
        rim = max(float(p.points[:, 0].max()) for p in parts)
        back = x - max(rim, 0.3 * d) - float(rng.uniform(0.0, 0.02))
        out += [moved(p, (back, y0 + y + wide / 2, z)) for p in parts]
        y += wide + float(rng.uniform(0.001, 0.012))
    return out
