"""Trees, hedges, creepers and flowers; leaves and straw on the ground."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import GREEN, bush, leaves, sphere_ways
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import merge, part
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Lamp, Model, Part


@makes("tree")
def tree(want: Want) -> Model:
    """A trunk that forks into boughs with clouds of leaves."""
    w, h, rng = min(want.width, want.depth), want.height, want.rng()
    fork = h * 0.34
    r = h * 0.028
    trunk = curve([(0, 0, 0), (0.02 * h, -0.01 * h, fork * 0.5), (0, 0, fork), (-0.02 * h, 0.02 * h, h * 0.62)], 5)
    parts = [tube("trunk", trunk, [r * 1.5, r * 1.05, r, r * 0.5], "trunk", n=12)]
    for k in range(5):
        a = 2 * np.pi * k / 5 + rng.uniform(-0.3, 0.3)
        parts.append(
            tube(
                "root",
                [(r * np.cos(a), r * np.sin(a), r * 1.4), (r * 2.2 * np.cos(a), r * 2.2 * np.sin(a), r * 0.12)],
                [r * 0.6, r * 0.1],
                "trunk",
                n=7,
            )
        )
    bare = want.has("dead", "bare", "winter", "abandoned")
    for k in range(9):
        a, z = 2.4 * k, fork + (h * 0.3) * (k / 9)
        reach = w * 0.36 * float(rng.uniform(0.7, 1.0)) * (1 - 0.3 * k / 9)
        tip = np.array([reach * np.cos(a), reach * np.sin(a), z + h * float(rng.uniform(0.16, 0.32))])
        parts.append(
            tube(
                "bough",
                curve([(0, 0, z), (tip[0] * 0.5, tip[1] * 0.5, z + (tip[2] - z) * 0.4), tuple(tip)], 4),
                [r * 0.5, r * 0.12],
                "trunk",
                n=7,
            )
        )
        if bare:
            for _ in range(6):
                way = sphere_ways(1, rng, 0.0)[0] * h * 0.12
                parts.append(
                    tube("twig", [tip, tip + way * 0.6, tip + way + [0, 0, 0.02]], [r * 0.12, r * 0.03], "trunk", n=4)
                )
        else:
            parts.append(bush(tip, np.array([w * 0.2, w * 0.2, h * 0.13]), 105, h * 0.05, rng))
    if not bare:
        parts.append(bush(np.array([0, 0, h * 0.84]), np.array([w * 0.26, w * 0.26, h * 0.15]), 160, h * 0.05, rng))
    return finish(want, parts, GREEN, ("leaf",))


@makes("christmas_tree")
def christmas_tree(want: Want) -> Model:
    """A fir with tiers of needles, balls, candles of light and a star."""
    w, h, rng = min(want.width, want.depth), want.height, want.rng()
    base = h * 0.1
    parts = [
        tube("trunk", [(0, 0, 0), (0, 0, h * 0.94)], [0.04, 0.008], "trunk", n=8),
        lathe("stand", [(0, 0), (0.22, 0), (0.16, base * 0.7), (0, base * 0.7)], "pot", n=16),
    ]
    at, way, size = [], [], []
    for t in range(15):
        z = base + (h * 0.86 - base) * t / 15
        reach = w * 0.5 * (1 - t / 15.5)
        for k in range(max(5, int(13 - t * 0.5))):
            a = 2.4 * k + t
            tip = np.array([reach * np.cos(a), reach * np.sin(a), z - reach * 0.22])
            for s in np.linspace(0.35, 1.0, 5):
                p = np.array([tip[0] * s, tip[1] * s, z + (tip[2] - z) * s])
                for side in (-1, 1):
                    v = np.array([np.cos(a + side * 0.9), np.sin(a + side * 0.9), -0.1])
                    at.append(p)
                    way.append(v / np.linalg.norm(v))
                    size.append(0.21 * w * (1.15 - 0.4 * s) * (1 - t / 26))
            if rng.random() < 0.28:
                ball_ = ball(
                    "ball",
                    0.028,
                    "ball" if rng.random() < 0.6 else "second_ball",
                    (float(tip[0]), float(tip[1]), float(tip[2]) - 0.03),
                    n=8,
                )
                parts.append(ball_)
            elif rng.random() < 0.3:
                parts.append(
                    ball(
                        "light", 0.009, "bulb", (float(tip[0]) * 0.96, float(tip[1]) * 0.96, float(tip[2]) + 0.02), n=6
                    )
                )
    parts.append(
        leaves("needles", np.array(at), np.array(way), np.array(size), 0.4, "leaf", rng, droop=0.15, segments=1)
    )
    star = ball("star", 0.05, "bulb", (0, 0, h - 0.05), n=6)
    parts.append(star)
    lamps = [
        Lamp(
            "point",
            (w * 0.42 * float(np.cos(a)), w * 0.42 * float(np.sin(a)), h * z),
            40.0,
            kelvin=2400.0,
            size=(0.05, 0.0),
        )
        for a, z in ((0.2, 0.35), (2.3, 0.35), (4.4, 0.35), (1.0, 0.7))
    ]
    return finish(
        want,
        parts,
        {**GREEN, "ball": "red_lacquer", "second_ball": "gold", "bulb": "glass", "pot": "oak"},
        ("leaf",),
        lamps=lamps,
    )


@makes("ivy")
def ivy(want: Want) -> Model:
    """Runners that climb a wall from below, with leaves."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    b = -d / 2 + 0.012
    parts: list[Part] = []
    for k in range(9):
        y = w * (k / 8 - 0.5) * 0.7
        line = [(b, y, 0.0)]
        z = 0.0
        top = h * float(rng.uniform(0.55, 1.0))
        while z < top:
            z += h * 0.1
            y = float(np.clip(y + rng.normal(0, w * 0.06), -w * 0.46, w * 0.46))
            line.append((b, y, min(z, h)))
        path = curve(line, 3)
        parts.append(tube("runner", path, [0.008, 0.003], "stem", n=5))
        n = int(75 * top / h)
        pick = rng.uniform(0, len(path) - 1, n)
        at = np.array([np.interp(pick, np.arange(len(path)), path[:, i]) for i in range(3)]).T
        at[:, 1] = np.clip(at[:, 1] + rng.normal(0, 0.05, n), -w / 2 + 0.03, w / 2 - 0.03)
        at[:, 0] += rng.uniform(0.0, d * 0.5, n)
        way = np.column_stack([rng.uniform(0.1, 0.6, n), rng.normal(0, 0.6, n), rng.uniform(-0.9, 0.3, n)])
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        parts.append(leaves("leaves", at, way, rng.uniform(0.04, 0.085, n), 0.85, "leaf", rng, droop=0.1, segments=2))
    return finish(want, parts, GREEN, ("leaf",))


@makes("hedge")
def hedge(want: Want) -> Model:
    """A clipped hedge: leaves on every face of a dark core."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = [box("core", (d * 0.8, w * 0.95, h * 0.93), (0, 0, 0), "leaf", 0.03)]
    n = 1500
    area = np.array([w * h, w * h, d * h, d * h, w * d])
    face = rng.choice(5, n, p=area / area.sum())
    u, v = rng.uniform(-0.5, 0.5, n), rng.uniform(0, 1, n)
    x = np.where(face == 0, d * 0.43, np.where(face == 1, -d * 0.43, u * d * 0.86))
    y = np.where(
        face == 2, w * 0.48, np.where(face == 3, -w * 0.48, np.where(face == 4, (v - 0.5) * w * 0.95, u * w * 0.96))
    )
    z = np.where(face == 4, h * 0.95, v * h * 0.95)
    way = np.array([[1, 0, 0.4], [-1, 0, 0.4], [0, 1, 0.4], [0, -1, 0.4], [0, 0, 1]])[face] + rng.normal(0, 0.6, (n, 3))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    parts.append(
        leaves(
            "leaves",
            np.column_stack([x, y, z]),
            way,
            rng.uniform(0.06, 0.11, n),
            0.7,
            "leaf",
            rng,
            droop=0.0,
            segments=1,
        )
    )
    return finish(want, parts, GREEN, ("leaf",))


@makes("dead_leaves")
def dead_leaves(want: Want) -> Model:
    """Leaves scattered on the ground, thicker to one side."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    n = 900
    x, y = rng.uniform(-0.5, 0.5, n) * d * 0.97, w * 0.485 * (2 * rng.beta(1.2, 1.8, n) - 1)
    way = np.column_stack([rng.normal(0, 1, n), rng.normal(0, 1, n), rng.normal(0.1, 0.25, n)])
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    half = n // 2
    z = rng.uniform(0.002, h * 0.6, n)
    parts = [leaves("leaves", np.column_stack([x, y, z])[s], way[s], rng.uniform(0.03, 0.075, n)[s], 0.6, slot, rng,
        droop=0.0) for s, slot in ((slice(0, half), "leaf"), (slice(half, n), "second"))]  # fmt: skip
    return finish(want, parts, {"leaf": "leather", "second": "terracotta"}, ("leaf",))


@makes("straw")
def straw(want: Want) -> Model:
    """Stalks strewn on the ground."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    n = 700
    at = np.column_stack([rng.normal(0, 0.22, n) * d, rng.normal(0, 0.22, n) * w, rng.uniform(0.004, h * 0.8, n)])
    at[:, 0], at[:, 1] = np.clip(at[:, 0], -d * 0.44, d * 0.44), np.clip(at[:, 1], -w * 0.44, w * 0.44)
    way = np.column_stack([rng.normal(0, 1, n), rng.normal(0, 1, n), rng.normal(0, 0.12, n)])
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    blades = leaves("stalks", at, way, rng.uniform(0.15, 0.4, n), 0.03, "straw", rng, droop=0.08)
    keep = np.clip(blades.points, [-d / 2, -w / 2, 0.0], [d / 2, w / 2, h]).astype(np.float32)
    return finish(want, [merge("straw", [part("straw", keep, blades.faces, "straw")])], {"straw": "thatch"}, ("straw",))
