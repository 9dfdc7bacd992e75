"""Plants with real leaves: in pots, as hedges and trees, on walls; and flowers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import merge, part
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Lamp, Model, Part

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
