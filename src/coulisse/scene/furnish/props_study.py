"""Paper, study and electronics: books, maps, instruments, typewriters, computers, telephones."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import leaves
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.technical import screen
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, sheet, tube
from coulisse.scene.staged import Lamp, Model, Part

_SLOTS = {"cover": "leather", "paper": "paper", "print": "paper", "body": "plastic", "metal": "brass", "wood": "walnut",
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
        return finish(want, volume_of((d, w, h), (0, 0, 0)), {**_SLOTS, **_COVER_SLOTS}, ("cover",))
    parts = [box("cover", (d, w, 0.004), (0, 0, 0), "cover", 0.001)]
    t = np.linspace(0.02, 1, 9)
    for s in (-1, 1):
        top = np.column_stack([s * w * 0.485 * t, 0.004 + (h - 0.006) * np.sin(np.pi * t**0.55 * 0.92) ** 0.8])
        block = np.concatenate([[(0.0, 0.004)], top, [(s * w * 0.485, 0.004)]])
        parts.append(prism("pages", block, d * 0.96, "paper", along="x", bevel=0.0, smooth=True))
        for k in range(14):
            z = float(np.interp(0.5, t, top[:, 1])) + 0.0006
            parts.append(box("line", (0.0018, w * 0.34, 0.0008), (d * (0.36 - 0.052 * k), s * w * 0.25, z), "ink", 0.0))
    return finish(want, parts, {**_SLOTS, "ink": "bakelite"}, ("cover",))


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
    return finish(want, parts, {**_SLOTS, **_COVER_SLOTS}, ("cover",))


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
    return finish(want, parts, {**_SLOTS, "ink": "bakelite"}, ("paper",))


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
    return finish(want, parts, {**_SLOTS, "ink": "bakelite"}, ("paper",))


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
    return finish(want, parts, _SLOTS, ("paper",))


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
    return finish(want, parts, {**_SLOTS, "land": "linen", "print": "canvas", "ink": "bakelite"}, ("paper",))


@makes("globe")
def globe(want: Want) -> Model:
    """A globe in a meridian on a turned foot; land stands out a little."""
    h, w, rng = want.height, min(want.width, want.depth), want.rng()
    r = min(w * 0.42, h * 0.34)
    c = h - r * 1.12
    parts = [ball("sea", r, "sea", (0, 0, c), n=30)]
    for _ in range(9):
        way = rng.normal(size=3)
        way /= np.linalg.norm(way)
        side = np.cross(way, [0.2, 0.1, 1.0])
        side /= np.linalg.norm(side)
        third = np.cross(way, side)
        a = np.arange(14) * 2 * np.pi / 14
        size = rng.uniform(0.2, 0.5) * (1 + 0.3 * np.sin(2 * a + rng.uniform(0, 6)) + 0.18 * np.sin(5 * a))
        rings = []
        for s in (1.0, 0.6, 0.2):
            p = way + (side * np.cos(a)[:, None] + third * np.sin(a)[:, None]) * (size * s)[:, None]
            p /= np.linalg.norm(p, axis=1, keepdims=True)
            rings.append(p * r * 1.008 + [0, 0, c])
        inner = [(q - [0, 0, c]) * 0.985 + [0, 0, c] for q in rings[::-1]]
        parts.append(loft("land", [*rings, *inner], "paper", closed=False))
    t = np.arange(40) * np.pi / 20
    meridian = np.column_stack([np.zeros(40), r * 1.09 * np.cos(t), c + r * 1.09 * np.sin(t)])
    parts += [
        tube("meridian", meridian, r * 0.035, "metal", closed=True),
        tube("axis", [(0, r * 0.42, c + r * 1.0), (0, -r * 0.42, c - r * 1.0)], 0.006, "metal"),
    ]
    low = c - r * 1.1
    parts.append(
        lathe(
            "foot",
            [
                (0, 0),
                (r * 0.75, 0),
                (r * 0.7, low * 0.15),
                (r * 0.25, low * 0.3),
                (r * 0.14, low * 0.5),
                (r * 0.24, low * 0.75),
                (r * 0.1, low),
                (0, low),
            ],
            "wood",
            n=22,
        )
    )
    return finish(
        want, parts, {**_SLOTS, "sea": "azulejo" if want.is_("modern", "mid_century") else "leather"}, ("wood",)
    )


@makes("telescope")
def telescope(want: Want) -> Model:
    """A brass tube on a wooden tripod."""
    w, d, h = want.width, want.depth, want.height
    head = np.array([0, 0, h * 0.78])
    way = np.array([0, 0.9, 0.44]) / np.linalg.norm([0, 0.9, 0.44])
    a, b = head - way * w * 0.5, head + way * w * 0.54
    parts = [tube("tube", [a + (b - a) * s for s in (0.3, 1.0)], 0.045, "metal", n=18), tube("draw", [a + (b - a) * s
        for s in (0.08, 0.32)], 0.03, "metal", n=16), tube("eye", [a, a + (b - a) * 0.1], [0.026, 0.018], "black",
        n=14), tube("dew cap", [a + (b - a) * s for s in (0.9, 1.005)], 0.053, "metal", n=18), tube("finder",
        [a + (b - a) * 0.36 + np.array([0, 0, 0.07]), a + (b - a) * 0.6 + np.array([0, 0, 0.07])], 0.014, "metal"),
        ball("head", 0.05, "metal", (0, 0, h * 0.74), n=12)]  # fmt: skip
    for k in range(3):
        q = 2 * np.pi * k / 3 + 0.5
        parts.append(
            tube(
                "leg",
                [
                    (0.03 * np.cos(q), 0.03 * np.sin(q), h * 0.72),
                    (0.42 * w * np.cos(q) * min(1, d / w), 0.42 * w * np.sin(q), 0),
                ],
                [0.022, 0.015],
                "wood",
                square=True,
            )
        )
    return finish(want, parts, _SLOTS, ("metal",))


@makes("microscope")
def microscope(want: Want) -> Model:
    """A microscope of brass, or a modern one."""
    h, d, w = want.height, want.depth, want.width
    parts = [box("foot", (d, w, 0.03), (0, 0, 0), "black", 0.008),
        tube("limb", curve([(-d * 0.32, 0, 0.02), (-d * 0.36, 0, h * 0.45), (-d * 0.1, 0, h * 0.72)], 5), [0.02, 0.017],
        "black", square=True), box("stage", (d * 0.5, w * 0.6, 0.012), (d * 0.08, 0, h * 0.36), "black", 0.003),
        tube("body", [(d * 0.08, 0, h * 0.5), (-d * 0.06, 0, h * 0.86)], 0.024, "metal", n=16), tube("eyepiece",
        [(-d * 0.05, 0, h * 0.84), (-d * 0.09, 0, h)], 0.017, "metal", n=14), tube("objective", [(d * 0.08, 0, h * 0.5),
        (d * 0.1, 0, h * 0.4)], [0.016, 0.008], "metal", n=12), lathe("mirror", [(0, h * 0.18), (0.03, h * 0.18),
        (0.03, h * 0.2), (0, h * 0.2)], "glass", (d * 0.08, 0, 0), n=16), box("slide", (0.02, 0.06, 0.002),
        (d * 0.09, 0, h * 0.36 + 0.012), "glass", 0.0)]  # fmt: skip
    for s in (-1, 1):
        parts.append(
            moved(
                lathe("wheel", [(0, 0), (0.022, 0), (0.022, 0.012), (0, 0.012)], "metal", n=16),
                (-d * 0.3, s * 0.03, h * 0.6),
                tilt=-90 * s,
                about="x",
            )
        )
    return finish(want, parts, {**_SLOTS, "black": "blackened_steel"}, ("metal",))


@makes("typewriter")
def typewriter(want: Want) -> Model:
    """Four rows of keys, a basket of type bars, a roller with a sheet in it."""
    w, d, h = want.width, want.depth, want.height
    side = [
        (d / 2, 0.0),
        (d / 2, h * 0.18),
        (d * 0.06, h * 0.48),
        (d * 0.0, h * 0.62),
        (-d * 0.42, h * 0.66),
        (-d / 2, h * 0.4),
        (-d / 2, 0.0),
    ]
    parts = [
        prism("body", side, w * 0.8, "body", along="y", bevel=0.008),
        tube("roller", [(-d * 0.22, -w * 0.44, h * 0.74), (-d * 0.22, w * 0.44, h * 0.74)], h * 0.1, "black", n=18),
    ]
    for s in (-1, 1):
        parts.append(
            tube(
                "knob",
                [(-d * 0.22, s * w * 0.44, h * 0.74), (-d * 0.22, s * w * 0.5, h * 0.74)],
                h * 0.13,
                "black",
                n=14,
            )
        )
    for row in range(4):
        n = 10 - (row % 2)
        x, z = d * (0.42 - 0.1 * row), h * (0.26 + 0.085 * row)
        for k in range(n):
            y = w * 0.68 * ((k + 0.5) / n - 0.5)
            parts += [
                lathe(
                    "key", [(0, 0), (0.0085, 0), (0.0085, 0.003), (0.006, 0.005), (0, 0.004)], "key", (x, y, z), n=10
                ),
                tube("stem", [(x, y, z), (x - 0.01, y, z - 0.03)], 0.002, "steel", n=4),
            ]
    parts.append(tube("space", [(d * 0.49, -w * 0.2, h * 0.2), (d * 0.49, w * 0.2, h * 0.2)], 0.007, "key", n=8))
    for k in range(19):
        a = np.pi * (k + 0.5) / 19
        parts.append(
            tube(
                "type bar",
                [
                    (-d * 0.04 + 0.02 * np.sin(a), w * 0.2 * np.cos(a), h * 0.63),
                    (-d * 0.12, w * 0.05 * np.cos(a), h * 0.7),
                ],
                0.002,
                "steel",
                n=4,
            )
        )
    parts += [
        box("sheet", (0.0012, w * 0.5, h * 0.32), (-d * 0.28, 0, h * 0.68), "paper", 0.0),
        tube("lever", [(-d * 0.15, -w * 0.44, h * 0.78), (d * 0.02, -w * 0.49, h * 0.82)], 0.005, "steel"),
    ]
    parts += [
        lathe(
            "spool",
            [(0, h * 0.64), (0.026, h * 0.64), (0.026, h * 0.69), (0, h * 0.69)],
            "steel",
            (-d * 0.1, s * w * 0.28, 0),
            n=16,
        )
        for s in (-1, 1)
    ]
    return finish(want, parts, {**_SLOTS, "body": "blackened_steel"}, ("body",))


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
    return finish(want, parts, {**_SLOTS, "paper": "silk"}, ("metal", "glass"))


def _keys(
    parts: list[Part],
    w: float,
    d: float,
    at: tuple[float, float, float],
    rows: int = 5,
    columns: int = 14,
    slot: str = "key",
) -> None:
    for r in range(rows):
        for k in range(columns):
            if r == 0 and 3 < k < 9:
                if k == 4:
                    parts.append(
                        box(
                            "space",
                            (d / rows * 0.8, w / columns * 4.8, 0.006),
                            (at[0] + d * (0.5 - (r + 0.5) / rows), at[1], at[2]),
                            slot,
                            0.001,
                        )
                    )
                continue
            parts.append(
                box(
                    "key",
                    (d / rows * 0.8, w / columns * 0.84, 0.006),
                    (at[0] + d * (0.5 - (r + 0.5) / rows), at[1] + w * ((k + 0.5) / columns - 0.5), at[2]),
                    slot,
                    0.001,
                )
            )


@makes("computer")
def computer(want: Want) -> Model:
    """A screen on its foot with a keyboard; a set with a tube where the style is older."""
    w, d, h = want.width, want.depth, want.height
    if want.is_("mid_century", "brutalist", "victorian"):
        parts = [
            box("case", (d * 0.6, w * 0.8, h * 0.8), (-d * 0.2, 0, h * 0.18), "body", 0.02),
            box("base", (d * 0.7, w * 0.9, h * 0.16), (-d * 0.15, 0, 0), "body", 0.012),
            box("bezel", (0.014, w * 0.68, h * 0.62), (d * 0.1, 0, h * 0.28), "black", 0.012),
            box("screen", (0.03, w * 0.58, h * 0.5), (d * 0.1, 0, h * 0.34), "screen", 0.014),
        ]
        size, at = (w * 0.58, h * 0.5), (d * 0.13, 0.0, h * 0.58)
    else:
        parts = [
            *screen((w, h * 0.7), (0.0, 0, h * 0.3), rim=0.012, tilt=-4),
            box("neck", (0.02, 0.06, h * 0.4), (-d * 0.16, 0, 0.01), "body", 0.004),
            box("foot", (d * 0.5, w * 0.4, 0.01), (-d * 0.2, 0, 0), "body", 0.004),
        ]
        parts = [
            Part(p.name, p.points, p.faces, "black" if p.slot == "panel" else p.slot, p.bevel, p.smooth, p.uv)
            for p in parts
        ]
        size, at = (w * 0.95, h * 0.64), (0.05, 0.0, h * 0.66)
    parts.append(box("keyboard", (d * 0.34, w * 0.76, 0.014), (d * 0.33, 0, 0), "body", 0.004))
    _keys(parts, w * 0.73, d * 0.31, (d * 0.33, 0, 0.013))
    return finish(
        want,
        parts,
        {**_SLOTS, "key": "plastic"},
        ("body",),
        lamps=[Lamp("area", at, 90.0, aim=(1.0, 0.0, 0.0), kelvin=6500.0, size=size)],
    )


@makes("laptop")
def laptop(want: Want) -> Model:
    """A laptop, open."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("base", (d * 0.86, w, 0.014), (d * 0.07, 0, 0), "body", 0.004)]
    _keys(parts, w * 0.86, d * 0.4, (d * 0.02, 0, 0.011), 5, 14, "black")
    parts.append(box("pad", (d * 0.22, w * 0.32, 0.002), (d * 0.36, 0, 0.0135), "black", 0.0005))
    lid = [
        box("lid", (0.008, w, h * 0.97), (-0.004, 0, 0), "body", 0.003),
        box("screen", (0.003, w * 0.95, h * 0.88), (0.0005, 0, h * 0.05), "screen", 0.0),
    ]
    parts += [moved(p, (-d * 0.36, 0, 0.012), tilt=-12) for p in lid]
    return finish(
        want,
        parts,
        {**_SLOTS, "body": "aluminium"},
        ("body",),
        lamps=[
            Lamp("area", (-d * 0.3, 0.0, h * 0.55), 60.0, aim=(0.97, 0.0, 0.22), kelvin=6500.0, size=(w * 0.9, h * 0.8))
        ],
    )


@makes("keyboard")
def keyboard(want: Want) -> Model:
    """A keyboard."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        prism(
            "case", [(d / 2, 0), (d / 2, h * 0.4), (-d / 2, h * 0.75), (-d / 2, 0)], w, "body", along="y", bevel=0.003
        )
    ]
    flat: list[Part] = []
    _keys(flat, w * 0.94, d * 0.86, (0, 0, 0), 5, 18)
    slope = float(np.degrees(np.arctan2(h * 0.35, d)))
    parts += [moved(p, (0, 0, h * 0.57), tilt=slope) for p in flat]
    return finish(want, parts, {**_SLOTS, "key": "plastic"}, ("body",))


@makes("telephone")
def telephone(want: Want) -> Model:
    """A telephone with a dial; the handset across its cradle."""
    w, d, h = want.width, want.depth, want.height
    rings = [
        np.column_stack([d * 0.44 * s * np.cos(a) + x, w * 0.4 * s * np.sin(a), np.full(20, z)])
        for a in [np.arange(20) * np.pi / 10]
        for s, z, x in (
            (1.0, 0.0, 0.0),
            (1.0, h * 0.1, 0.0),
            (0.8, h * 0.35, -d * 0.04),
            (0.5, h * 0.62, -d * 0.1),
            (0.42, h * 0.72, -d * 0.12),
        )
    ]
    parts = [loft("body", rings, "black")]
    tilt = 50.0
    dial = [
        lathe("dial", [(0, 0), (h * 0.3, 0), (h * 0.3, 0.008), (h * 0.26, 0.012), (0, 0.012)], "metal", n=28),
        *(
            lathe(
                "hole",
                [(0, 0.0125), (h * 0.04, 0.0125), (0, 0.013)],
                "black",
                (h * 0.21 * np.cos(2 * np.pi * k / 12), h * 0.21 * np.sin(2 * np.pi * k / 12), 0),
                n=8,
            )
            for k in range(10)
        ),
        lathe("hub", [(0, 0.012), (h * 0.1, 0.012), (0, 0.015)], "paper", n=12),
    ]
    parts += [moved(p, (d * 0.2, 0, h * 0.36), tilt=tilt) for p in dial]
    line = curve(
        [
            (-d * 0.12, -w * 0.4, h * 0.84),
            (-d * 0.12, -w * 0.2, h * 0.96),
            (-d * 0.12, w * 0.2, h * 0.96),
            (-d * 0.12, w * 0.4, h * 0.84),
        ],
        4,
    )
    parts.append(tube("handset", line, h * 0.075, "black", n=12))
    for s in (-1, 1):
        parts += [
            tube(
                "cup",
                [(-d * 0.12, s * w * 0.4, h * 0.86), (-d * 0.12, s * w * 0.42, h * 0.64)],
                [h * 0.09, h * 0.17],
                "black",
                n=16,
            ),
            tube("cradle", [(-d * 0.12, s * w * 0.14, h * 0.66), (-d * 0.12, s * w * 0.17, h * 0.86)], 0.008, "metal"),
        ]
    t = np.linspace(0, 1, 60)
    cord = np.column_stack(
        [
            -d * 0.12 - d * 0.3 * np.sin(np.pi * t) + 0.006 * np.cos(80 * t),
            -w * 0.44 + w * 0.1 * np.sin(np.pi * t) + 0.0 * t,
            h * 0.62 * (1 - t) + 0.008 + 0.006 * np.sin(80 * t),
        ]
    )
    parts.append(tube("cord", cord, 0.0022, "cord", n=5))
    return finish(want, parts, _SLOTS, ("black",))


@makes("camera")
def camera(want: Want) -> Model:
    """A camera on a bracket that watches."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    parts = [box("plate", (0.012, w * 0.6, h * 0.6), (b + 0.006, 0, h * 0.0), "body", 0.003),
        tube("arm", [(b, 0, h * 0.3), (-d * 0.2, 0, h * 0.3), (-d * 0.1, 0, h * 0.5)], 0.012, "body"),
        box("case", (d * 0.72, w * 0.7, h * 0.5), (d * 0.1, 0, h * 0.45), "body", 0.008),
        box("hood", (d * 0.82, w * 0.84, 0.012), (d * 0.09, 0, h * 0.94), "body", 0.003),
        moved(lathe("lens", [(0, 0), (h * 0.17, 0), (h * 0.17, 0.022), (h * 0.14, 0.024), (h * 0.1, 0.014), (0, 0.012)],
        "black", n=18), (d * 0.46, 0, h * 0.7), tilt=90), ball("light", 0.005, "bulb", (d * 0.462, w * 0.26, h * 0.54),
        n=6)]  # fmt: skip
    return finish(want, parts, {**_SLOTS, "body": "aluminium"}, ("body",))


@makes("robot")
def robot(want: Want) -> Model:
    """A robot that stands: plates over joints, a visor that glows."""
    w, d, h = want.width, want.depth, want.height
    k = h / 1.7
    t = np.arange(20) * np.pi / 10

    def trunk(z0: float, z1: float, shape: list[tuple[float, float, float]]) -> Part:
        rings = [
            np.column_stack(
                [
                    d * 0.5 * b * np.cos(t),
                    w * 0.5 * a * np.sin(t) * (1 + 0.06 * np.cos(2 * t)),
                    np.full(20, z0 + (z1 - z0) * s),
                ]
            )
            for s, a, b in shape
        ]
        return loft("shell", rings, "shell")

    parts = [trunk(1.06 * k, 1.42 * k, [(0, 0.4, 0.4), (0.15, 0.5, 0.5), (0.6, 0.62, 0.62), (0.9, 0.62, 0.5),
        (1.0, 0.3, 0.3)]), trunk(0.86 * k, 1.0 * k, [(0, 0.3, 0.36), (0.4, 0.46, 0.5), (1.0, 0.4, 0.42)]),
        tube("spine", [(0, 0, 0.94 * k), (0, 0, 1.1 * k)], 0.055 * k, "joint", n=14), tube("neck", [(0, 0, 1.4 * k),
        (0, 0, 1.5 * k)], 0.04 * k, "joint", n=12), ball("head", 0.105 * k, "shell", (0, 0, 1.58 * k), n=22,
        squash=1.14), box("visor", (0.05 * k, 0.15 * k, 0.05 * k), (0.085 * k, 0, 1.56 * k), "bulb", 0.02 * k),
        box("chest light", (0.02, 0.08 * k, 0.03 * k), (d * 0.29, 0, 1.26 * k), "bulb", 0.004)]  # fmt: skip
    for s in (-1, 1):
        sh, el, wr = (0, s * 0.235 * k, 1.34 * k), (0.0, s * 0.27 * k, 1.06 * k), (0.05 * k, s * 0.26 * k, 0.82 * k)
        hip, kn, an = (0, s * 0.09 * k, 0.88 * k), (0.02 * k, s * 0.1 * k, 0.48 * k), (0, s * 0.1 * k, 0.09 * k)
        parts += [ball("joint", 0.06 * k, "joint", p, n=12) for p in (sh, hip)] + [
            ball("joint", 0.042 * k, "joint", p, n=12) for p in (el, kn, wr)
        ]
        for a, b, r in (
            (sh, el, (0.05, 0.055, 0.04)),
            (el, wr, (0.045, 0.05, 0.034)),
            (hip, kn, (0.075, 0.075, 0.05)),
            (kn, an, (0.055, 0.06, 0.04)),
        ):
            parts.append(tube("limb", [a, tuple(np.add(a, b) / 2), b], [v * k for v in r], "shell", n=14))
        parts += [
            box("foot", (0.24 * k, 0.1 * k, 0.08 * k), (0.05 * k, s * 0.1 * k, 0), "shell", 0.02 * k),
            box("hand", (0.05 * k, 0.07 * k, 0.09 * k), (0.055 * k, s * 0.26 * k, 0.72 * k), "joint", 0.015 * k),
        ]
        parts += [
            tube(
                "finger",
                [
                    (0.06 * k, s * 0.26 * k + (j - 1) * 0.022 * k, 0.72 * k),
                    (0.075 * k, s * 0.26 * k + (j - 1) * 0.022 * k, 0.64 * k),
                ],
                0.009 * k,
                "joint",
                n=6,
            )
            for j in range(3)
        ]
    return finish(
        want,
        parts,
        {**_SLOTS, "shell": "white_composite_panels"},
        ("shell",),
        lamps=[Lamp("point", (0.2 * k, 0.0, 1.57 * k), 6.0, kelvin=6500.0, colour=(0.4, 0.8, 1.0), size=(0.02, 0.0))],
    )
