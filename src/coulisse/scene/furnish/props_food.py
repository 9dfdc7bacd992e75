"""Fruit, bread, cheese, cake and a roast."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_table import SLOTS, At
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part


def fruit(rng: np.random.Generator, kind: int, r: float, at: At) -> list[Part]:
    """An apple, a pear, an orange or grapes."""
    x, y, z = at
    if kind == 1:
        p = [
            (0, -r),
            (r * 0.6, -r * 0.85),
            (r * 0.9, -r * 0.3),
            (r * 0.75, r * 0.3),
            (r * 0.4, r * 0.9),
            (r * 0.25, r * 1.2),
            (0, r * 1.25),
        ]
        return [
            moved(lathe("pear", p, "pear", n=14), at, tilt=float(rng.uniform(-50, 50))),
            tube("stalk", [(x, y, z + r), (x + 0.004, y, z + r * 1.6)], 0.0016, "crust", n=5),
        ]
    if kind == 3:
        return [
            ball(
                "grape",
                r * 0.3,
                "grape",
                (
                    x + float(rng.normal(0, r * 0.5)),
                    y + float(rng.normal(0, r * 0.5)),
                    z + float(rng.normal(0, r * 0.3)),
                ),
                n=8,
            )
            for _ in range(16)
        ]
    p = [
        (0, -r * 0.8),
        (r * 0.4, -r * 0.9),
        (r * 0.9, -r * 0.4),
        (r, r * 0.1),
        (r * 0.75, r * 0.7),
        (r * 0.3, r * 0.9),
        (0, r * 0.72),
    ]
    out = [moved(lathe("fruit", p, "fruit" if kind == 0 else "orange", n=16), at, tilt=float(rng.uniform(-30, 30)))]
    return [*out, tube("stalk", [(x, y, z + r * 0.7), (x + 0.003, y + 0.003, z + r * 1.15)], 0.0016, "crust", n=5)]


@makes("fruit_bowl")
def fruit_bowl(want: Want) -> Model:
    """A bowl heaped with fruit."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    low = h * 0.5
    parts = [
        lathe(
            "bowl",
            [
                (0, 0),
                (r * 0.4, 0),
                (r * 0.38, low * 0.15),
                (r * 0.6, low * 0.3),
                (r * 0.92, low * 0.75),
                (r, low),
                (r * 0.96, low),
                (r * 0.85, low * 0.75),
                (r * 0.5, low * 0.4),
                (0, low * 0.35),
            ],
            "china" if want.seed % 2 else "wood",
            n=32,
        )
    ]
    s = r * 0.27
    for k in range(12):
        ring, a = (0.6, 2 * np.pi * k / 7) if k < 7 else (0.28, 2 * np.pi * k / 4)
        z = low * 0.72 + s * 0.6 if k < 7 else low * 0.8 + s * 1.55
        parts += fruit(
            rng,
            (0, 1, 2, 0, 3)[k % 5],
            s * float(rng.uniform(0.85, 1.05)),
            (r * ring * np.cos(a), r * ring * np.sin(a), min(z, h - s)),
        )
    return finish(want, parts, {**SLOTS, "orange": "terracotta"}, ("china", "wood"))


def loaf(w: float, d: float, h: float, slot: str = "crust") -> Part:
    """A loaf along y."""
    a = np.arange(18) * np.pi / 9
    rings = []
    for s in np.linspace(-1, 1, 11):
        k = np.sqrt(max(1 - abs(s) ** 3.2, 0.02))
        slash = 1 + 0.05 * np.cos(9 * s)
        rings.append(
            np.column_stack(
                [
                    d / 2 * k * np.cos(a),
                    np.full(18, w / 2 * s),
                    np.maximum(h * (0.42 + 0.58 * k * np.sin(a) * slash), 0),
                ]
            )
        )
    return loft("loaf", rings, slot)


@makes("bread")
def bread(want: Want) -> Model:
    """A loaf, with slices off it on a board."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("board", (d, w, h * 0.14), (0, 0, 0), "wood", 0.004),
        moved(loaf(w * 0.6, d * 0.62, h * 0.84), (0, -w * 0.14, h * 0.14)),
    ]
    for k in range(3):
        slice_ = loaf(0.016, d * 0.6, h * 0.8, "crumb")
        parts.append(moved(moved(slice_, tilt=38 + 8 * k, about="x"), (0, w * 0.24 + 0.024 * k, h * 0.14)))
    return finish(want, parts, SLOTS, ("crust",))


@makes("cheese")
def cheese(want: Want) -> Model:
    """A wheel with a wedge cut out of it, and the wedge."""
    h, r = want.height, min(want.width, want.depth) / 2
    a = np.linspace(0.5, 2 * np.pi - 0.3, 30)
    cut = np.concatenate([[(0, 0)], np.column_stack([r * 0.96 * np.cos(a), r * 0.96 * np.sin(a)])])
    b = np.linspace(-0.22, 0.3, 8)
    wedge = np.concatenate(
        [[(r * 0.22, 0.02)], np.column_stack([r * 0.22 + r * 0.78 * np.cos(b), 0.02 + r * 0.7 * np.sin(b)])]
    )
    parts = [
        prism("wheel", cut, h * 0.9, "rind", (0, 0, h * 0.1), bevel=0.008),
        prism("wedge", wedge, h * 0.86, "crumb", (0, 0, h * 0.1), bevel=0.004),
        lathe("board", [(0, 0), (r, 0), (r, h * 0.09), (0, h * 0.09)], "wood", n=32),
    ]
    return finish(want, parts, SLOTS, ("rind",))


@makes("cake")
def cake(want: Want) -> Model:
    """Two layers with cream and cherries on a stand."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "stand",
            [
                (0, 0),
                (r * 0.5, 0),
                (r * 0.2, h * 0.08),
                (r * 0.15, h * 0.18),
                (r, h * 0.26),
                (r, h * 0.28),
                (0, h * 0.28),
            ],
            "china",
            n=32,
        )
    ]
    for z, s, slot in ((0.28, 0.82, "crust"), (0.46, 0.83, "cream"), (0.52, 0.82, "crust"), (0.7, 0.84, "cream")):
        parts.append(
            lathe(
                "layer",
                [
                    (0, h * z),
                    (r * s, h * z),
                    (r * s * 1.01, h * (z + 0.1)),
                    (r * s, h * (z + 0.18)),
                    (0, h * (z + 0.18)),
                ],
                slot,
                n=32,
            )
        )
    for k in range(8):
        a = np.pi * k / 4
        at = (r * 0.62 * np.cos(a), r * 0.62 * np.sin(a))
        parts += [
            lathe(
                "rosette",
                [(0, h * 0.86), (r * 0.13, h * 0.87), (r * 0.1, h * 0.91), (r * 0.04, h * 0.94), (0, h * 0.94)],
                "cream",
                (*at, 0),
                n=8,
                smooth=False,
            ),
            ball("cherry", r * 0.07, "fruit", (*at, h * 0.95), n=8),
        ]
    return finish(want, parts, SLOTS, ("cream",))


@makes("food")
def food(want: Want) -> Model:
    """A platter with a roast, potatoes and greens."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    a = np.arange(32) * np.pi / 16
    platter = [
        np.column_stack([d / 2 * s * np.cos(a), w / 2 * s * np.sin(a), np.full(32, z)])
        for s, z in ((0.7, 0.0), (0.75, h * 0.03), (1.0, h * 0.16), (0.98, h * 0.19), (0.74, h * 0.1), (0.2, h * 0.09))
    ]
    parts = [
        loft("platter", platter, "silver"),
        moved(ball("roast", 0.5, "meat", (0, 0, 0), n=18), (0, 0, h * 0.5), scale=(d * 0.42, w * 0.5, h * 0.98)),
    ]
    for s in (-1, 1):
        parts += [
            moved(
                tube(
                    "leg",
                    [(0, 0, 0), (0.03, s * 0.06, 0.012), (0.04, s * 0.1, 0.03)],
                    [0.026, 0.022, 0.008],
                    "meat",
                    n=10,
                ),
                (d * 0.06, s * w * 0.14, h * 0.42),
            ),
            ball("wing", h * 0.2, "meat", (-d * 0.08, s * w * 0.22, h * 0.4), n=10),
        ]
    for k in range(16):
        q = 2 * np.pi * k / 16
        at = (d * 0.36 * np.cos(q), w * 0.37 * np.sin(q), h * 0.2)
        if k % 3:
            parts.append(
                moved(ball("potato", h * float(rng.uniform(0.12, 0.17)), "crumb", (0, 0, 0), n=9, squash=0.8), at)
            )
        else:
            parts += [
                ball(
                    "green",
                    h * 0.1,
                    "green",
                    (at[0] + float(rng.normal(0, 0.01)), at[1] + float(rng.normal(0, 0.01)), h * 0.22 + 0.006 * j),
                    n=6,
                )
                for j in range(3)
            ]
    return finish(want, parts, SLOTS, ("silver",))
