"""Flowers: beds, bunches, wreaths."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import GREEN, Array, bush, leaves, sphere_ways
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Model, Part


def flower(at: Array, way: Array, size: float, slot: str, rng: np.random.Generator) -> list[Part]:
    """A flower of six or seven petals round a heart."""
    k = int(rng.integers(6, 9))
    side = np.cross(way, [0.3, 0.2, 1.0])
    side /= np.linalg.norm(side)
    third = np.cross(way, side)
    a = np.arange(k) * 2 * np.pi / k
    open_ = float(rng.uniform(0.15, 0.7))
    out = side * np.cos(a)[:, None] + third * np.sin(a)[:, None] + way * open_
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    petals = leaves("petals", np.tile(at, (k, 1)), out, np.full(k, size), 0.72, slot, rng, droop=0.0, segments=2)
    heart = ball("heart", size * 0.22, "heart", (float(at[0]), float(at[1]), float(at[2])), n=6)
    return [petals, heart]


@makes("flower_bed")
def flower_bed(want: Want) -> Model:
    """Earth in a low kerb, full of flowers."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = [box("earth", (d * 0.94, w * 0.94, h * 0.2), (0, 0, 0), "earth", 0.03)]
    for s in (-1, 1):
        parts.append(box("kerb", (d, 0.06, h * 0.25), (0, s * (w / 2 - 0.03), 0), "kerb", 0.012))
        parts.append(box("kerb", (0.06, w - 0.12, h * 0.25), (s * (d / 2 - 0.03), 0, 0), "kerb", 0.012))
    for k in range(44):
        at = np.array([d * 0.42 * rng.uniform(-1, 1), w * 0.45 * rng.uniform(-1, 1), h * 0.2])
        tall = h * rng.uniform(0.35, 0.78)
        top = np.add(at, [rng.normal(0, 0.02), rng.normal(0, 0.02), tall])
        parts.append(tube("stem", [at, top], 0.003, "leaf", n=4))
        parts += flower(
            top,
            np.array([0.1, 0.1, 1.0]),
            float(rng.uniform(0.045, 0.075)),
            ("petal", "second_petal", "third_petal")[k % 3],
            rng,
        )
        n = 10
        up = sphere_ways(n, rng, 0.1)
        parts.append(
            leaves("leaves", np.tile(at, (n, 1)) + up * 0.02, up, rng.uniform(0.12, 0.24, n), 0.32, "leaf", rng)
        )
    return finish(
        want, parts, {**GREEN, "kerb": "stone", "second_petal": "red_lacquer", "third_petal": "gold_leaf"}, ("petal",)
    )


@makes("flowers")
def flowers(want: Want) -> Model:
    """A bunch of flowers in a glass."""
    w, h, rng = min(want.width, want.depth), want.height, want.rng()
    r, deep = w * 0.16, h * 0.45
    parts = [
        lathe(
            "vase",
            [
                (0, 0),
                (r * 0.9, 0),
                (r, deep * 0.1),
                (r * 0.7, deep * 0.6),
                (r, deep),
                (r * 0.94, deep),
                (r * 0.62, deep * 0.6),
                (r * 0.9, deep * 0.12),
                (0, deep * 0.08),
            ],
            "vase",
            n=24,
        )
    ]
    for k in range(22):
        a, s = 2.4 * k, np.sqrt(k / 22)
        top = np.array(
            [w * 0.42 * s * np.cos(a), w * 0.42 * s * np.sin(a), h * (0.92 - 0.24 * s * s) + rng.normal(0, 0.008)]
        )
        parts.append(
            tube(
                "stem",
                curve(
                    [
                        (r * 0.4 * np.cos(a), r * 0.4 * np.sin(a), deep * 0.2),
                        (r * 0.6 * np.cos(a), r * 0.6 * np.sin(a), deep),
                        tuple(top),
                    ],
                    3,
                ),
                0.0025,
                "leaf",
                n=4,
            )
        )
        way = top - [0, 0, deep]
        parts += flower(
            top,
            way / np.linalg.norm(way),
            w * 0.1 * float(rng.uniform(0.7, 1.1)),
            ("petal", "petal", "second_petal")[k % 3],
            rng,
        )
    parts.append(
        bush(np.array([0, 0, h * 0.66]), np.array([w * 0.42, w * 0.42, h * 0.2]), 110, w * 0.14, rng, wide=0.35)
    )
    return finish(
        want, parts, {**GREEN, "vase": "porcelain" if want.seed % 2 else "glass", "second_petal": "velvet"}, ("petal",)
    )


@makes("wreath")
def wreath(want: Want) -> Model:
    """A ring of leaves with berries and a ribbon, on the wall."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    t = np.arange(36) * np.pi / 18
    ring = np.column_stack([np.full(36, -d * 0.2), w * 0.38 * np.cos(t), h / 2 + h * 0.38 * np.sin(t)])
    parts = [tube("hoop", ring, d * 0.2, "stem", n=8, closed=True)]
    n = 420
    a = rng.uniform(0, 2 * np.pi, n)
    b = rng.uniform(-np.pi * 0.6, np.pi * 0.6, n)
    out = np.column_stack([np.cos(b), np.cos(a) * np.sin(b), np.sin(a) * np.sin(b)])
    at = np.column_stack([np.full(n, -d * 0.2), w * 0.38 * np.cos(a), h / 2 + h * 0.38 * np.sin(a)]) + out * d * 0.2
    way = out * 0.6 + np.column_stack([np.zeros(n), -np.sin(a), np.cos(a)]) + rng.normal(0, 0.3, (n, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    parts.append(leaves("leaves", at, way, rng.uniform(0.03, 0.055, n), 0.45, "leaf", rng, droop=0.0))
    parts += [ball("berry", 0.009, "berry", tuple(float(v) for v in at[k] + out[k] * 0.012), n=6) for k in range(30)]  # type: ignore[arg-type]
    return finish(want, parts, {**GREEN, "berry": "red_lacquer"}, ("leaf",))
