"""Books, papers and instruments of a study."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import leaves
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, prism, sheet, tube
from coulisse.scene.staged import Model, Part

SLOTS = {"cover": "leather", "paper": "paper", "print": "paper", "body": "plastic", "metal": "brass", "wood": "walnut",
    "black": "bakelite", "glass": "glass", "screen": "glass", "bulb": "glass", "steel": "steel", "key": "ivory_inlay",
    "cord": "rubber", "sea": "enamel", "joint": "gunmetal", "wax": "red_lacquer"}  # fmt: skip
_COVERS = ("cover", "cover_second", "cover_third")
_COVER_SLOTS = {"cover": "leather", "cover_second": "linen", "cover_third": "red_lacquer"}


def volume_of(
    size: tuple[float, float, float], at: tuple[float, float, float], cover: str = "cover", turn: float = 0.0
) -> list[Part]:
    """A closed book that lies flat, its spine to -y: size along x, y, z."""
    dx, dy, h = size
    t = min(0.003, h * 0.1)
    parts = [
        box("board", (dx, dy, t), (0, 0, 0), cover, 0.001),
        box("board", (dx, dy, t), (0, 0, h - t), cover, 0.001),
        box("pages", (dx * 0.96, dy * 0.97, h - 2 * t), (0, -dy * 0.005, t), "paper", 0.001),
    ]
    a = np.linspace(np.pi / 2, 3 * np.pi / 2, 7)
    spine = np.concatenate(
        [
            np.column_stack([-dy / 2 + h * 0.22 * np.cos(a), h / 2 + h / 2 * np.sin(a)]),
            [(-dy / 2 + t, 0), (-dy / 2 + t, h)],
        ]
    )
    parts.append(prism("spine", spine, dx, cover, along="x", bevel=0.0, smooth=True))
    return [moved(p, at, turn) for p in parts]


@makes("book")
def book(want: Want) -> Model:
    """A book, closed, or open where the seed says so."""
    w, d, h = want.width, want.depth, want.height
    if want.seed % 2 == 0:
        return finish(want, volume_of((d, w, h), (0, 0, 0)), {**SLOTS, **_COVER_SLOTS}, ("cover",))
    parts = [box("cover", (d, w, 0.004), (0, 0, 0), "cover", 0.001)]
    t = np.linspace(0.02, 1, 9)
    for s in (-1, 1):
        top = np.column_stack([s * w * 0.485 * t, 0.004 + (h - 0.006) * np.sin(np.pi * t**0.55 * 0.92) ** 0.8])
        block = np.concatenate([[(0.0, 0.004)], top, [(s * w * 0.485, 0.004)]])
        parts.append(prism("pages", block, d * 0.96, "paper", along="x", bevel=0.0, smooth=True))
        for k in range(14):
            z = float(np.interp(0.5, t, top[:, 1])) + 0.0006
            parts.append(box("line", (0.0018, w * 0.34, 0.0008), (d * (0.36 - 0.052 * k), s * w * 0.25, z), "ink", 0.0))
    return finish(want, parts, {**SLOTS, "ink": "bakelite"}, ("cover",))


@makes("stack_of_books")
def stack(want: Want) -> Model:
    """Books in a pile, none quite square on the other."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    z, k = 0.0, 0
    while z < h - 0.012:
        high = min(float(rng.uniform(0.018, 0.05)), h - z)
        if h - z - high < 0.015:
            high = h - z
        size = (d * float(rng.uniform(0.66, 0.86)), w * float(rng.uniform(0.55, 0.75)), high)
        parts += volume_of(
            size,
            (float(rng.uniform(-0.03, 0.03)) * d, float(rng.uniform(-0.03, 0.03)) * w, z),
            _COVERS[int(rng.integers(0, 3))],
            float(rng.uniform(-14, 14)) + 180 * (k % 2),
        )
        z, k = z + high, k + 1
    return finish(want, parts, {**SLOTS, **_COVER_SLOTS}, ("cover",))


@makes("stack_of_papers")
def papers(want: Want) -> Model:
    """Bundles of old papers tied with string, one on the other."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    z = 0.0
    while z < h - 0.012:
        high = min(float(rng.uniform(0.06, 0.12)), h - z)
        if h - z - high < 0.04:
            high = h - z
        deep, wide = d * float(rng.uniform(0.82, 0.94)), w * float(rng.uniform(0.82, 0.94))
        bundle: list[Part] = []
        leaves_ = max(2, round(high / 0.011))
        for k in range(leaves_):  # a few sheets at a time, none quite on the other
            slot = ("paper", "print", "aged")[int(rng.choice(3, p=(0.5, 0.35, 0.15)))]
            size = (deep * float(rng.uniform(0.97, 1.0)), wide * float(rng.uniform(0.97, 1.0)), high / leaves_ - 0.0006)
            at = (float(rng.normal(0, 0.003)), float(rng.normal(0, 0.003)), high * k / leaves_)
            bundle.append(moved(box("papers", size, (0, 0, 0), slot, 0.001), at, float(rng.normal(0, 0.7))))
        for along, across in ((deep + 0.006, 0.004), (0.004, wide + 0.006)):
            for edge in (0.0, high - 0.0012):
                bundle.append(box("string", (along, across, 0.0018), (0, 0, edge), "cord", 0.0))
        for x, y in ((deep / 2, 0.0), (-deep / 2, 0.0), (0.0, wide / 2), (0.0, -wide / 2)):
            bundle.append(box("string", (0.004, 0.004, high), (x * 1.008, y * 1.008, 0), "cord", 0.0))
        at = (float(rng.uniform(-0.02, 0.02)) * d, float(rng.uniform(-0.02, 0.02)) * w, z)
        turn = float(rng.uniform(-5, 5))
        parts += [moved(p, at, turn) for p in bundle]
        z += high
    slots = {**SLOTS, "print": "ivory_inlay", "aged": "cardboard", "cord": "hemp"}
    return finish(want, parts, slots, ("paper",))


@makes("newspaper")
def newspaper(want: Want) -> Model:
    """A folded paper with columns and a picture."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("paper", (d, w, h * 0.7), (0, 0, 0), "paper", 0.0015)]
    parts.append(
        moved(
            sheet(
                "leaf",
                lambda u, v: np.stack(
                    [
                        (u - 0.5) * d * 0.98,
                        (v - 0.5) * w * 0.99,
                        h * 0.72 + h * 0.26 * np.sin(np.pi * u) * (0.4 + 0.6 * v),
                    ],
                    -1,
                ),
                (10, 6),
                "paper",
                thickness=0.0006,
            )
        )
    )
    top = h * 1.0
    parts.append(box("title", (d * 0.07, w * 0.8, 0.0006), (-d * 0.4, 0, top * 0.82), "ink", 0.0))
    for c in range(3):
        for k in range(18):
            x = -d * 0.28 + d * 0.7 * k / 18
            if c == 1 and k < 8:
                continue
            parts.append(
                box(
                    "line",
                    (0.006, w * 0.25, 0.0006),
                    (x, w * 0.3 * (c - 1), top * (0.74 + 0.25 * float(np.sin(np.pi * (x / d + 0.5))))),
                    "ink",
                    0.0,
                )
            )
    parts.append(box("picture", (d * 0.28, w * 0.27, 0.0006), (-d * 0.12, 0, top * 0.96), "ink", 0.0))
    return finish(want, parts, {**SLOTS, "ink": "bakelite"}, ("paper",))


@makes("letter")
def letter(want: Want) -> Model:
    """A sheet with a seal and an envelope below it."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        moved(box("envelope", (d * 0.8, w * 0.9, h * 0.3), (0, 0, 0), "paper", 0.0), turn=8),
        moved(box("sheet", (d * 0.9, w * 0.84, h * 0.2), (0, 0, h * 0.32), "paper", 0.0), turn=-4),
    ]
    for k in range(13):
        parts.append(
            moved(
                box(
                    "line",
                    (0.0025, w * (0.6 if k % 5 else 0.4), h * 0.05),
                    (-d * 0.36 + d * 0.05 * k, 0, h * 0.52),
                    "ink",
                    0.0,
                ),
                turn=-4,
            )
        )
    parts.append(
        lathe(
            "seal",
            [(0, h * 0.5), (0.011, h * 0.5), (0.012, h * 0.8), (0.007, h), (0, h * 0.9)],
            "wax",
            (d * 0.36, w * 0.1, 0),
            n=14,
        )
    )
    return finish(want, parts, {**SLOTS, "ink": "bakelite"}, ("paper",))


@makes("scroll")
def scroll(want: Want) -> Model:
    """A roll of parchment half open."""
    w, h = want.width, want.height
    r = h * 0.46
    turn = np.linspace(0, 5 * np.pi, 50)
    spiral = np.column_stack(
        [r * (1 - 0.1 * turn / np.pi) * np.cos(turn), r + r * (1 - 0.1 * turn / np.pi) * np.sin(turn)]
    )
    parts = [moved(sheet("roll", lambda u, v: np.stack([np.interp(u, np.linspace(0, 1, 50), spiral[:, 0]),
        (v - 0.5) * w, np.interp(u, np.linspace(0, 1, 50), spiral[:, 1])], -1), (50, 2), "paper", thickness=0.001)),
        tube("tie", [(r * 1.02 * np.cos(a), 0, r + r * 1.02 * np.sin(a)) for a in np.arange(20) * np.pi / 10], 0.003,
        "wax", n=6, closed=True)]  # fmt: skip
    return finish(want, parts, SLOTS, ("paper",))


@makes("map")
def map_(want: Want) -> Model:
    """A chart on rods on the wall: land and sea in relief a hair thick, a grid and a rose."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    b = -d / 2
    t = max(d * 0.25, 0.0004)
    parts = [box("sheet", (t, w * 0.97, h * 0.96), (b + t / 2, 0, h * 0.02), "paper", 0.0)]
    for k in range(7):
        a = np.arange(22) * 2 * np.pi / 22
        r = rng.uniform(0.06, 0.16) * (
            1 + 0.35 * np.sin(a * 2 + rng.uniform(0, 6)) + 0.2 * np.sin(a * 5 + rng.uniform(0, 6))
        )
        y, z = rng.uniform(-0.34, 0.34), rng.uniform(0.2, 0.8)
        land = np.column_stack(
            [
                np.clip(w * y + w * r * np.cos(a), -w * 0.47, w * 0.47),
                np.clip(h * z + h * r * 1.2 * np.sin(a), h * 0.05, h * 0.95),
            ]
        )
        parts.append(prism("land", land, t, "print" if k % 2 else "land", (b + t * 1.5, 0, 0), along="x", bevel=0.0))
    for k in range(1, 8):
        parts.append(
            box("meridian", (t * 0.5, 0.0012, h * 0.9), (b + t * 2.2, w * (k / 8 - 0.5) * 0.96, h * 0.05), "ink", 0.0)
        )
    for k in range(1, 5):
        parts.append(box("parallel", (t * 0.5, w * 0.92, 0.0012), (b + t * 2.2, 0, h * k / 5), "ink", 0.0))
    parts += [box("border", (t * 0.5, w * 0.94, 0.006), (b + t * 2.2, 0, z * h), "ink", 0.0) for z in (0.045, 0.945)]
    parts += [box("rod", (d, w, 0.016), (0, 0, z), "wood", 0.0) for z in (0.0, h - 0.016)]
    return finish(want, parts, {**SLOTS, "land": "linen", "print": "canvas", "ink": "bakelite"}, ("paper",))


@makes("inkwell")
def inkwell(want: Want) -> Model:
    """A bottle of ink with a quill in it."""
    w, h = min(want.width, want.depth), want.height
    r, low = w * 0.4, h * 0.36
    parts = [
        lathe(
            "bottle",
            [
                (0, 0),
                (r, 0),
                (r * 1.02, low * 0.4),
                (r * 0.7, low * 0.75),
                (r * 0.42, low * 0.82),
                (r * 0.46, low),
                (r * 0.3, low),
                (r * 0.28, low * 0.85),
                (0, low * 0.8),
            ],
            "glass" if want.seed % 2 else "metal",
            n=20,
        )
    ]
    line = curve([(0, 0, low * 0.6), (-w * 0.1, w * 0.1, h * 0.6), (-w * 0.34, w * 0.34, h)], 5)
    parts.append(tube("quill", line, [0.0016, 0.0012, 0.0006], "paper", n=6))
    n, rng = 40, want.rng()
    pick = np.linspace(4, len(line) - 1, n)
    at = np.array([np.interp(pick, np.arange(len(line)), line[:, i]) for i in range(3)]).T
    way = np.column_stack([np.full(n, -0.5), np.where(np.arange(n) % 2, 0.9, -0.4), np.full(n, 0.5)])
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    parts.append(leaves("barbs", at, way, np.full(n, w * 0.17), 0.22, "paper", rng, droop=0.0))
    return finish(want, parts, {**SLOTS, "paper": "silk"}, ("metal", "glass"))
