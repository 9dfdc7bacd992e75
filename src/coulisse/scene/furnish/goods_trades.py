"""What a butcher, a fishmonger, a florist, a cobbler, a toy shop or a record shop has on its boards.

Goods stand about the origin, their front to +x, and say how wide they are along y; `d` and `h` are the depth and the
height that there is for them, metres.
"""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.meshes import moved
from coulisse.scene.shapes import ball, box, lathe, loft, tube
from coulisse.scene.staged import Part

Rng = np.random.Generator
Item = tuple[list[Part], float]
# The materials of the slots that only these goods have.
TRADES = {
    "meat": "red_lacquer", "fat": "ivory_inlay", "smoked": "leather", "steel": "stainless_steel", "scales": "pewter",
    "crushed": "ice", "petal": "red_lacquer", "petal2": "ivory_inlay", "petal3": "brocade", "stalk": "moss",
    "clay": "terracotta", "bear": "buckskin", "toy_red": "red_lacquer", "toy_blue": "azulejo", "toy_yellow": "brocade",
    "shoe": "leather", "shoe2": "bakelite", "hat": "felt", "hat2": "linen", "sleeve": "cardboard",
    "sleeve2": "azulejo", "sleeve3": "red_lacquer", "sleeve4": "brocade", "box_wood": "pine",
}  # fmt: skip


def joints(rng: Rng, d: float, h: float) -> Item:
    """A tray with cuts of meat and a rim of fat, or a string of sausages in coils."""
    w, deep = float(rng.uniform(0.26, 0.36)), min(0.4, 0.92 * d)
    parts = [box("tray", (deep, w, 0.018), (0, 0, 0), "steel", 0.004)]
    if rng.random() < 0.3:
        for k in range(3):
            a = np.linspace(0, 2 * math.pi, 12)
            r = min(w, deep) * (0.42 - 0.1 * k)
            ring = np.column_stack([r * np.cos(a), r * np.sin(a), np.full(12, 0.034 + 0.004 * k)])
            parts.append(tube("sausage", ring, 0.016, "meat" if k % 2 else "smoked", n=7))
        return parts, w + 0.02
    rows, columns = 2, int(rng.integers(2, 4))
    for i in range(rows):
        for j in range(columns):
            x = (i - 0.5) * deep * 0.46
            y = (j - (columns - 1) / 2) * w / columns * 0.98
            cut = _cut(0.42 * deep, 0.86 * w / columns, min(float(rng.uniform(0.04, 0.085)), 0.6 * h), rng)
            parts += [moved(p, (x, y, 0.018), float(rng.uniform(-8, 8))) for p in cut]
    return parts, w + 0.02


def _cut(deep: float, wide: float, high: float, rng: Rng) -> list[Part]:
    """A roast: lean, with a cap of fat over its back."""
    a = np.linspace(0, 2 * math.pi, 10, endpoint=False)
    rings = []
    for s in np.linspace(-1, 1, 6):
        k = math.sqrt(max(1 - abs(s) ** 3, 0.05)) * (1 + 0.06 * float(rng.normal()))
        z = np.maximum(high * (0.5 + 0.5 * k * np.sin(a)), 0.0)
        rings.append(np.column_stack([deep / 2 * k * np.cos(a), np.full(10, wide / 2 * s), z]))
    lean = loft("meat", rings, "meat")
    cap = [r * (0.5, 0.96, 0.3) + (-deep * 0.1, 0.0, 0.74 * high) for r in rings]
    return [lean, loft("fat", cap, "fat")]


def hams(rng: Rng, d: float, h: float) -> Item:
    """A cured ham or a thick sausage that stands, its string on top."""
    r, t = min(float(rng.uniform(0.06, 0.1)), 0.45 * d), min(0.85 * h, float(rng.uniform(0.2, 0.32)))
    line = [(0, 0), (0.7 * r, 0.02), (r, 0.3 * t), (0.8 * r, 0.6 * t), (0.35 * r, 0.85 * t), (0.25 * r, t), (0, t)]
    slot = "smoked" if rng.random() < 0.6 else "meat"
    return [lathe("ham", line, slot, n=10)], 2.1 * r


def fish(rng: Rng, d: float, h: float) -> Item:
    """A crate of fish on crushed ice, their heads to the front."""
    w, deep = float(rng.uniform(0.34, 0.44)), min(0.5, 0.94 * d)
    parts = [box("crate", (deep, w, 0.06), (0, 0, 0), "box_wood", 0.003),
             box("ice", (deep - 0.03, w - 0.03, 0.03), (0, 0, 0.055), "crushed", 0.012)]  # fmt: skip
    count = int(w / 0.075)
    for k in range(count):
        long = deep * float(rng.uniform(0.7, 0.86))
        a = np.linspace(0, 2 * math.pi, 8, endpoint=False)
        body = []
        for s, k_ in ((-0.5, 0.05), (-0.42, 0.3), (-0.2, 0.9), (0.15, 1.0), (0.38, 0.6), (0.5, 0.12)):
            body.append(np.column_stack([np.full(8, s * long), 0.03 * k_ * np.cos(a), 0.022 * k_ * np.sin(a)]))
        y = (k - (count - 1) / 2) * 0.075
        parts.append(moved(loft("fish", body, "scales"), (0, y, 0.1), float(rng.uniform(-6, 6))))
        parts.append(box("tail", (0.045, 0.008, 0.06), (-0.5 * long - 0.01, y, 0.07), "scales", 0.0))
    return parts, w + 0.02


def blooms(rng: Rng, d: float, h: float) -> Item:
    """A bucket or a pot of flowers of one kind."""
    r, t = min(float(rng.uniform(0.08, 0.12)), 0.4 * d), min(0.9 * h, float(rng.uniform(0.34, 0.5)))
    deep = 0.42 * t
    slot = "clay" if rng.random() < 0.4 else "steel"
    parts = [lathe("pot", [(0, 0), (0.75 * r, 0), (r, deep), (0.9 * r, deep), (0.7 * r, 0.03), (0, 0.03)], slot, n=12),
             ball("leaves", 1.05 * r, "stalk", (0, 0, 0.66 * t), n=10, squash=1.3)]  # fmt: skip
    petal = str(rng.choice(["petal", "petal2", "petal3"]))
    for _ in range(11):
        a, s, z = float(rng.uniform(0, 6.28)), float(rng.uniform(0.3, 1.05)) * r, float(rng.uniform(0.7, 0.94)) * t
        parts.append(ball("flower", 0.03, petal, (s * math.cos(a), s * math.sin(a), z), n=8, squash=0.7))
    return parts, 2.2 * r


def playthings(rng: Rng, d: float, h: float) -> Item:
    """A bear that sits, a train, a tower of blocks, a spinning top or a ball."""
    kind = int(rng.integers(0, 5))
    k = min(1.0, 0.86 * h / 0.3)
    if kind == 0:
        parts = [ball("body", 0.075 * k, "bear", (0, 0, 0.0825 * k), n=10, squash=1.1),
                 ball("head", 0.055 * k, "bear", (0.01, 0, 0.2 * k), n=10)]  # fmt: skip
        for s in (-1, 1):
            parts += [ball("ear", 0.02 * k, "bear", (0.0, s * 0.045 * k, 0.25 * k), n=8),
                      ball("leg", 0.034 * k, "bear", (0.07 * k, s * 0.05 * k, 0.034 * k), n=8),
                      tube("arm", [(0, s * 0.07 * k, 0.13 * k), (0.05 * k, s * 0.09 * k, 0.07 * k)], 0.022 * k,
                           "bear", n=7)]  # fmt: skip
        return parts, 0.22 * k
    if kind == 1:
        parts = []
        for n, slot in enumerate(("toy_red", "toy_blue", "toy_yellow")):
            y = (n - 1) * 0.12
            parts.append(box("wagon", (0.075, 0.1, 0.06), (0, y, 0.025), slot, 0.004))
            parts += [tube("wheel", [(x, y + e, 0.02), (x + 0.012, y + e, 0.02)], 0.02, "box_wood", n=10)
                      for x in (-0.045, 0.034) for e in (-0.03, 0.03)]  # fmt: skip
        parts.append(tube("funnel", [(0, -0.15, 0.08), (0, -0.15, min(0.13, h * 0.8))], 0.014, "toy_yellow", n=8))
        return parts, 0.38
    if kind == 2:
        parts, z = [], 0.0
        for slot in ("toy_red", "toy_yellow", "toy_blue", "box_wood"):
            side = 0.06 * k
            if z + side > 0.9 * h:
                break
            parts.append(box("block", (side, side, side), (0, float(rng.normal(0, 0.006)), z), slot, 0.003,
                             float(rng.uniform(-20, 20))))  # fmt: skip
            z += side
        return parts, 0.1
    if kind == 3:
        r = 0.07 * k
        band = lathe("band", [(1.0 * r, 0.85 * r), (1.02 * r, r), (1.0 * r, 1.15 * r)], "toy_yellow", n=14)
        return [ball("ball", r, "toy_red", (0, 0, r), n=14), band], 2.1 * r
    size = (min(0.2, 0.8 * d), float(rng.uniform(0.2, 0.3)), min(0.09, 0.4 * h))
    slot = str(rng.choice(["toy_red", "toy_blue", "toy_yellow"]))
    parts = [box("game", size, (0, 0, 0), slot, 0.002), box("lid", (size[0] + 0.004, size[1] + 0.004, 0.02),
             (0, 0, size[2] * 0.75), "sleeve", 0.002)]  # fmt: skip
    return parts, size[1] + 0.015


def shoes(rng: Rng, d: float, h: float) -> Item:
    """A pair of shoes, their toes to the front."""
    slot, parts = "shoe" if rng.random() < 0.5 else "shoe2", []
    for s in (-1, 1):
        y = s * 0.055
        a = np.linspace(0, 2 * math.pi, 10, endpoint=False)
        rings = []
        for x, wide, high in ((-0.13, 0.028, 0.075), (-0.08, 0.036, 0.085), (0.0, 0.036, 0.06), (0.09, 0.044, 0.04),
                              (0.14, 0.02, 0.02)):  # fmt: skip
            z = np.maximum(high * (0.5 + 0.5 * np.sin(a)), 0.004) + 0.008
            rings.append(np.column_stack([np.full(10, x), y + wide * np.cos(a), z]))
        parts += [loft("shoe", rings, slot), box("heel", (0.05, 0.055, 0.012), (-0.1, y, 0), "shoe2", 0.002)]
    return parts, 0.23


def hats(rng: Rng, d: float, h: float) -> Item:
    """A hat on a stand."""
    r, t = min(0.14, 0.46 * d), min(0.3, 0.85 * h)
    slot = "hat" if rng.random() < 0.6 else "hat2"
    foot = lathe("stand", [(0, 0), (0.06, 0), (0.012, 0.02), (0.012, t * 0.5), (0, t * 0.5)], "box_wood", n=10)
    z = t * 0.5
    crown = [(0, z - 0.01), (r, z), (r, z + 0.008), (0.56 * r, z + 0.012), (0.52 * r, 0.95 * t), (0.3 * r, t), (0, t)]
    band = [(0.58 * r, z + 0.013), (0.575 * r, z + 0.04)]
    return [foot, lathe("hat", crown, slot, n=16), lathe("band", [(0.5 * r, z + 0.013), *band], "shoe2", n=16)], 2.1 * r


def sleeves(rng: Rng, d: float, h: float) -> Item:
    """Records in a box, their sleeves to the front; the first one leans back."""
    side, deep = min(0.31, 0.9 * h, 0.95 * d), min(0.3, 0.9 * d)
    parts = [box("bin", (deep, side + 0.03, 0.06), (0, 0, 0), "box_wood", 0.003)]
    count = int(deep / 0.03)
    for k in range(count):
        slot = str(rng.choice(["sleeve", "sleeve2", "sleeve3", "sleeve4"]))
        x = -deep / 2 + 0.02 + k * 0.028
        parts.append(box("sleeve", (0.006, side, side), (x, 0, 0.012 + 0.008 * float(rng.random())), slot, 0.0))
    return parts, side + 0.05


def greens(rng: Rng, d: float, h: float) -> Item:
    """A crate of fruit or vegetables, heaped: apples, oranges, cabbages, leeks."""
    w, deep = float(rng.uniform(0.32, 0.42)), min(0.42, 0.92 * d)
    low = min(0.12, 0.4 * h)
    parts = [box("crate", (deep, w, 0.012), (0, 0, 0), "box_wood", 0.002)]
    for s in (-1, 1):
        parts += [box("side", (deep, 0.012, low), (0, s * (w / 2 - 0.006), 0), "box_wood", 0.002),
                  box("end", (0.012, w, low), (s * (deep / 2 - 0.006), 0, 0), "box_wood", 0.002)]  # fmt: skip
    slot, r = [("apple", 0.038), ("orange", 0.042), ("leaf", 0.085), ("petal3", 0.035), ("clay", 0.04)][
        int(rng.integers(0, 5))
    ]
    for layer in range(2):
        step = 2.02 * r
        nx, ny = max(1, int((deep - 0.04) / step) - layer), max(1, int((w - 0.04) / step) - layer)
        for i in range(nx):
            for j in range(ny):
                x, y = (i - (nx - 1) / 2) * step, (j - (ny - 1) / 2) * step
                z = low - 0.3 * r + layer * 1.35 * r
                if z + r < h:
                    parts.append(ball("piece", r * float(rng.uniform(0.9, 1.0)), slot, (x, y, z), n=8, squash=0.92))
    return parts, w + 0.015


MAKERS = {
    "joints": joints, "hams": hams, "fish": fish, "blooms": blooms, "playthings": playthings, "shoes": shoes,
    "hats": hats, "sleeves": sleeves, "greens": greens,
}  # fmt: skip
