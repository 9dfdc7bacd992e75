"""Plants with real leaves, in pots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import part
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, tube
from coulisse.scene.staged import Model, Part

Array = NDArray[np.float64]
GREEN = {"leaf": "moss", "stem": "bark", "pot": "terracotta", "earth": "earth", "petal": "silk", "heart": "brass",
    "trunk": "bark", "second": "grass", "wire": "steel", "frame": "oak"}  # fmt: skip


def leaves(name: str, at: Array, way: Array, length: Array, wide: float, slot: str, rng: np.random.Generator, *,
           droop: float = 0.35, segments: int = 2) -> Part:  # fmt: skip
    """Leaves as folded blades: at (n, 3), their way (n, 3) unit, length (n,), width as a share of the length.

    Each is a strip of quads, folded along its rib; both sides show.
    """
    n = len(at)
    up = np.array([0.0, 0.0, 1.0])
    side = np.cross(way, up)
    size = np.linalg.norm(side, axis=1, keepdims=True)
    side = np.where(size > 0.05, side / np.maximum(size, 1e-9), [1.0, 0.0, 0.0])
    roll = rng.uniform(-0.5, 0.5, n)[:, None]
    normal = np.cross(side, way)
    side, normal = side * np.cos(roll) + normal * np.sin(roll), normal * np.cos(roll) - side * np.sin(roll)
    shares = np.linspace(0, 1, segments + 1)
    spread = np.sin(np.pi * np.clip(shares * 0.9 + 0.08, 0, 1)) ** 0.8
    spread[-1] = 0.02
    rows = []
    for s, w in zip(shares, spread, strict=True):
        middle = at + way * (length * s)[:, None] - up * (droop * length * s * s)[:, None]
        half = side * (length * wide * w / 2)[:, None]
        rows.append(np.stack([middle - half + normal * (length * wide * w * 0.18)[:, None], middle,
            middle + half + normal * (length * wide * w * 0.18)[:, None]], 1))  # fmt: skip
    grid = np.stack(rows, 1)  # n, k, 3, 3
    k = segments + 1
    base = np.arange(n)[:, None] * (k * 3)
    faces = []
    for i in range(segments):
        for j in range(2):
            a = base[:, 0] + i * 3 + j
            faces.append(np.stack([a, a + 1, a + 4, a + 3], 1))
    return part(name, grid.reshape(-1, 3), np.concatenate(faces), slot, smooth=True)


def sphere_ways(n: int, rng: np.random.Generator, low: float = -1.0) -> Array:
    """Unit vectors (n, 3) all round, none steeper downwards than `low`."""
    z = rng.uniform(low, 1.0, n)
    a = rng.uniform(0, 2 * np.pi, n)
    r = np.sqrt(1 - z * z)
    return np.column_stack([r * np.cos(a), r * np.sin(a), z])


def pot(want: Want, radius: float, high: float) -> list[Part]:
    """A pot with earth in it: turned, square or a basket by family."""
    if want.is_("modern", "brutalist", "futuristic") or (want.family == "" and want.seed % 3 == 1):
        s = radius * 1.5
        return [
            box("pot", (s, s, high), (0, 0, 0), "pot", 0.01, taper=0.8),
            box("earth", (s * 0.88, s * 0.88, 0.01), (0, 0, high - 0.003), "earth", 0.0),
        ]
    p = [(0, 0), (radius * 0.7, 0), (radius * 0.78, high * 0.1), (radius * 0.95, high * 0.8), (radius * 0.95,
        high * 0.84), (radius, high * 0.86), (radius, high), (radius * 0.9, high), (radius * 0.88, high * 0.92),
        (0, high * 0.92)]  # fmt: skip
    return [
        lathe("pot", p, "pot", n=24),
        lathe("earth", [(0, high * 0.92), (radius * 0.88, high * 0.92), (0, high * 0.96)], "earth", n=16),
    ]


def bush(centre: Array, radius: Array, count: int, size: float, rng: np.random.Generator, *, slot: str = "leaf",
         wide: float = 0.55,
         fill: float = 0.55, low: float = -0.5) -> Part:  # fmt: skip
    """A cloud of leaves in an ellipsoid about `centre` (3,) with half axes `radius` (3,)."""
    way = sphere_ways(count, rng, low)
    at = centre + way * radius * rng.uniform(fill, 0.92, count)[:, None]
    out = way + rng.normal(0, 0.45, (count, 3))
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    return leaves("leaves", at, out, size * rng.uniform(0.6, 1.1, count), wide, slot, rng)


@makes("plant")
def plant(want: Want) -> Model:
    """A pot plant: a rubber tree with broad leaves, a cheese plant, or a mother-in-law's tongue, by seed."""
    w, h, rng = min(want.width, want.depth), want.height, want.rng()
    deep = min(h * 0.25, w * 0.45)
    parts = pot(want, min(w * 0.26, deep * 0.7), deep)
    kind = want.seed % 3
    if kind == 2:
        n = 26
        a, s = rng.uniform(0, 2 * np.pi, n), np.sqrt(rng.uniform(0, 1, n)) * w * 0.2
        at = np.column_stack([s * np.cos(a), s * np.sin(a), np.full(n, deep * 0.9)])
        way = np.column_stack([0.22 * np.cos(a), 0.22 * np.sin(a), np.ones(n)])
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        parts.append(
            leaves("blades", at, way, (h - deep) * rng.uniform(0.55, 1.05, n), 0.1, "leaf", rng, droop=0.0, segments=6)
        )
        return finish(want, parts, GREEN, ("pot",))
    stems = 3 if kind == 0 else 5
    for k in range(stems):
        round_ = 2 * np.pi * k / stems + rng.uniform(-0.4, 0.4)
        lean = w * (0.12 if kind == 0 else 0.26)
        tip = np.array([lean * np.cos(round_), lean * np.sin(round_), h * rng.uniform(0.75, 0.95)])
        line = curve(
            [
                (0.02 * np.cos(round_), 0.02 * np.sin(round_), deep * 0.85),
                (tip[0] * 0.5, tip[1] * 0.5, (deep + tip[2]) / 2),
                tuple(tip),
            ],
            6,
        )
        parts.append(tube("stem", line, [0.012, 0.006], "stem" if kind == 0 else "leaf", n=7))
        n = 26 if kind == 0 else 11
        pick = rng.uniform(0.3, 1, n) * (len(line) - 1)
        at = np.array([np.interp(pick, np.arange(len(line)), line[:, i]) for i in range(3)]).T
        turn = np.arange(n) * 2.4 + round_
        way = np.column_stack([np.cos(turn), np.sin(turn), rng.uniform(0.1, 0.9, n)])
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        size = (0.26 if kind == 0 else 0.34) * min(1.0, h) * rng.uniform(0.7, 1.1, n)
        parts.append(leaves("leaves", at, way, size, 0.42 if kind == 0 else 0.75, "leaf", rng, droop=0.3, segments=4))
    return finish(want, parts, GREEN, ("pot",))


@makes("palm")
def palm(want: Want) -> Model:
    """Fronds with feathered leaflets from a short trunk in a pot."""
    w, h, rng = min(want.width, want.depth), want.height, want.rng()
    deep = min(0.4, h * 0.18)
    parts = pot(want, deep * 0.62, deep)
    trunk = h * 0.36
    parts.append(
        tube(
            "trunk", [(0, 0, deep * 0.8), (0.02, 0, trunk * 0.7), (0, 0.01, trunk)], [0.05, 0.045, 0.035], "trunk", n=10
        )
    )
    for k in range(15):
        a = 2.4 * k + rng.uniform(-0.2, 0.2)
        rise = rng.uniform(0.35, 1.0) if k > 3 else 1.0
        reach = w * 0.5 * rng.uniform(0.8, 1.0)
        tip = np.array([reach * np.cos(a), reach * np.sin(a), trunk + (h - trunk) * (0.75 * rise - 0.1)])
        top = np.array([reach * 0.55 * np.cos(a), reach * 0.55 * np.sin(a), trunk + (h - trunk) * rise * 0.95])
        line = curve(
            [
                (0, 0, trunk * 0.95),
                tuple(top * [0.5, 0.5, 1] - [0, 0, (top[2] - trunk) * 0.35]),
                tuple(top),
                tuple(tip),
            ],
            5,
        )
        parts.append(tube("rib", line, [0.009, 0.003], "second", n=5))
        n = 22
        pick = np.linspace(0.22, 1, n) * (len(line) - 1)
        at = np.array([np.interp(pick, np.arange(len(line)), line[:, i]) for i in range(3)]).T
        run = np.gradient(at, axis=0)
        run /= np.linalg.norm(run, axis=1, keepdims=True)
        across = np.cross(run, [0, 0, 1.0])
        across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
        for s in (-1, 1):
            way = across * s + run * 0.7 - [0, 0, 0.15]
            way /= np.linalg.norm(way, axis=1, keepdims=True)
            size = 0.3 * w * np.sin(np.pi * np.clip(np.linspace(0.12, 0.97, n), 0, 1)) ** 0.7
            parts.append(leaves("leaflets", at, way, size, 0.12, "leaf", rng, droop=0.35, segments=2))
    return finish(want, parts, GREEN, ("pot",))


@makes("fern")
def fern(want: Want) -> Model:
    """Fronds that arch out of a pot."""
    w, h, rng = min(want.width, want.depth), want.height, want.rng()
    deep = h * 0.38
    parts = pot(want, min(w * 0.25, deep * 0.7), deep)
    for k in range(20):
        a, rise = 2.4 * k, float(rng.uniform(0.45, 1.0))
        reach = w * 0.5 * float(rng.uniform(0.75, 1.0)) * (1.15 - 0.3 * rise)
        pts = [(0, 0, deep * 0.9), (reach * 0.35 * np.cos(a), reach * 0.35 * np.sin(a), deep + (h - deep) * rise * 0.8),
            (reach * 0.75 * np.cos(a), reach * 0.75 * np.sin(a), deep + (h - deep) * rise), (reach * np.cos(a),
            reach * np.sin(a), deep + (h - deep) * (rise - 0.35))]  # fmt: skip
        line = curve(pts, 5)
        parts.append(tube("rib", line, [0.004, 0.0015], "second", n=4))
        n = 18
        pick = np.linspace(0.15, 1, n) * (len(line) - 1)
        at = np.array([np.interp(pick, np.arange(len(line)), line[:, i]) for i in range(3)]).T
        run = np.gradient(at, axis=0)
        run /= np.linalg.norm(run, axis=1, keepdims=True)
        across = np.cross(run, [0, 0, 1.0])
        across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
        for s in (-1, 1):
            way = across * s + run * 0.4
            way /= np.linalg.norm(way, axis=1, keepdims=True)
            parts.append(
                leaves(
                    "leaflets",
                    at,
                    way,
                    0.17 * w * (1.02 - np.linspace(0, 1, n)) + 0.01,
                    0.3,
                    "leaf",
                    rng,
                    droop=0.2,
                    segments=1,
                )
            )
    return finish(want, parts, GREEN, ("pot",))


@makes("bonsai")
def bonsai(want: Want) -> Model:
    """A small pine that leans over its tray."""
    w, h, rng = want.width, want.height, want.rng()
    deep = h * 0.16
    parts = [
        box("tray", (want.depth * 0.7, w * 0.72, deep), (0, 0, 0), "pot", 0.008, taper=0.85),
        box("earth", (want.depth * 0.62, w * 0.64, 0.012), (0, 0, deep - 0.004), "second", 0.004),
    ]
    line = curve(
        [
            (0, -w * 0.1, deep),
            (0.01, -w * 0.2, h * 0.35),
            (0, -w * 0.02, h * 0.52),
            (0, w * 0.12, h * 0.72),
            (0, w * 0.02, h * 0.9),
        ],
        5,
    )
    parts.append(tube("trunk", line, [0.022, 0.016, 0.012, 0.006], "trunk", n=9))
    for s, y, z, r in (
        (0.35, -0.32, 0.5, 0.15),
        (0.55, 0.3, 0.62, 0.2),
        (0.7, -0.16, 0.76, 0.16),
        (1.0, 0.04, 0.92, 0.17),
    ):
        foot = line[int(s * (len(line) - 1))]
        tip = np.array([float(rng.uniform(-0.03, 0.03)), y * w, z * h])
        parts.append(
            tube(
                "branch",
                curve([tuple(foot), tuple((foot + tip) / 2 + [0, 0, 0.01]), tuple(tip)], 3),
                [0.007, 0.003],
                "trunk",
                n=6,
            )
        )
        parts.append(bush(tip, np.array([w * r * 0.9, w * r, h * 0.055]), 230, 0.02, rng, wide=0.4, fill=0.2, low=-0.2))
    return finish(want, parts, {**GREEN, "pot": "porcelain", "second": "moss"}, ("pot",))
