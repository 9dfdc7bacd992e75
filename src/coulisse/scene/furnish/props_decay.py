"""What lies about: rubble, rubbish, puddles, cobwebs."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_travel import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved, part, solid
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, tube
from coulisse.scene.staged import Model, Part


def broken(rng: np.random.Generator, size: float, slot: str, at: tuple[float, float, float], flat: float = 0.7) -> Part:
    """A lump of broken stone: a box with its corners thrown about."""
    p = (
        np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
        * rng.uniform(0.35, 1.0, (8, 3))
        * size
        / 2
        * [1, 1, flat]
    )
    turn, tilt = float(rng.uniform(0, 360)), float(rng.uniform(-30, 30))
    faces = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    tris = [t for f in faces for t in ([f[0], f[1], f[2]], [f[0], f[2], f[3]])]
    return moved(solid("lump", p, tris, slot), at, turn, tilt=tilt)


@makes("rubble")
def rubble(want: Want) -> Model:
    """A heap of broken concrete and bricks with bent bars and dust."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    for k in range(230):
        s, a = np.sqrt(rng.uniform(0, 1)), rng.uniform(0, 2 * np.pi)
        size = float(np.exp(rng.normal(-2.5, 0.65))) * (1.5 - 0.9 * s)
        size = min(size, 0.42 * min(w, d, 2 * h + 0.1))
        z = h * 0.72 * (1 - s) ** 1.3 * float(rng.uniform(0.4, 1.0)) + size * 0.2
        at = (float(d * 0.46 * s * np.cos(a)), float(w * 0.46 * s * np.sin(a)), float(z))
        if k % 4 == 0:
            parts.append(
                moved(
                    box("brick", (0.105, 0.22, 0.06), (0, 0, 0), "brick", 0.004),
                    (at[0], at[1], max(at[2] - 0.03, 0)),
                    float(rng.uniform(0, 360)),
                    tilt=float(rng.uniform(-35, 35)),
                )
            )
        else:
            parts.append(broken(rng, size, "stone", at))
    for _ in range(7):
        a, s = rng.uniform(0, 2 * np.pi), float(rng.uniform(0.1, 0.6))
        foot = np.array([d * 0.4 * s * np.cos(a), w * 0.4 * s * np.sin(a), h * 0.3 * (1 - s)])
        way = np.add(rng.normal(0, 0.3, 3), [0, 0, 0.22])
        parts.append(
            tube(
                "bar",
                curve([tuple(foot), tuple(foot + way * h), tuple(foot + way * h * 1.5 + rng.normal(0, 0.08, 3))], 4),
                0.007,
                "iron",
                n=6,
            )
        )
    mound = [
        (0.0, h * 0.5),
        (min(w, d) * 0.16, h * 0.36),
        (min(w, d) * 0.34, h * 0.12),
        (min(w, d) * 0.46, 0.0),
        (0, 0),
    ]
    parts.append(lathe("dust", mound, "stone", n=20))
    return finish(want, _above_floor(parts), SLOTS, ("stone",))


def _above_floor(parts: list[Part]) -> list[Part]:
    """The parts with nothing below the floor: what would sink is cut flat on it."""
    out = []
    for p in parts:
        points = p.points.copy()
        points[:, 2] = np.maximum(points[:, 2], 0.0)
        out.append(Part(p.name, points, p.faces, p.slot, p.bevel, p.smooth, p.uv))
    return out


@makes("rubbish")
def rubbish(want: Want) -> Model:
    """Bags, cans, bottles and paper."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    n = 24
    t = np.arange(n) * 2 * np.pi / n
    for k, (x, y) in enumerate(((-0.18, -0.16), (-0.12, 0.2))):
        r = min(w, d) * 0.24
        rings = []
        for z, s in ((0.0, 0.7), (0.06, 0.95), (0.4, 1.0), (0.65, 0.75), (0.78, 0.25), (0.84, 0.14), (1.0, 0.3)):
            fold = 1 + 0.07 * np.sin(7 * t + rng.uniform(0, 6)) + 0.05 * np.sin(13 * t + rng.uniform(0, 6))
            rings.append(
                np.column_stack(
                    [
                        x * d + r * s * fold * np.cos(t),
                        y * w + r * s * fold * np.sin(t),
                        np.full(n, z * h * (1.0 - 0.2 * k)),
                    ]
                )
            )
        parts.append(loft("bag", rings, "bag"))
    for k in range(16):
        at = (float(rng.uniform(-0.42, 0.42)) * d, float(rng.uniform(-0.42, 0.42)) * w, 0.034)
        turn = float(rng.uniform(0, 360))
        if k % 3 == 0:
            parts.append(
                moved(
                    lathe(
                        "can",
                        [(0, -0.06), (0.03, -0.06), (0.033, -0.05), (0.033, 0.05), (0.028, 0.06), (0, 0.057)],
                        "can",
                        n=14,
                    ),
                    at,
                    turn,
                    tilt=90,
                )
            )
        elif k % 3 == 1:
            crumple = ball("paper", float(rng.uniform(0.025, 0.045)), "paper", (0, 0, 0), n=8)
            points = crumple.points * (1 + rng.normal(0, 0.16, (len(crumple.points), 1))).astype(np.float32)
            parts.append(moved(Part("paper", points.astype(np.float32), crumple.faces, "paper"), at))
        else:
            parts.append(box("sheet", (0.16, 0.11, 0.003), (at[0], at[1], 0.001), "card", 0.0, turn))
    return finish(want, _above_floor(parts), {**SLOTS, "bag": "bakelite"}, ("bag",))


@makes("puddle")
def puddle(want: Want) -> Model:
    """A puddle with a wandering edge."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    a = np.arange(64) * np.pi / 32
    r = 1.0 + np.sum([rng.uniform(0.03, 0.16) * np.sin(k * a + rng.uniform(0, 6)) for k in (2, 3, 5, 7)], axis=0)
    r = r / r.max()
    rings = [
        np.column_stack([d / 2 * r * s * np.cos(a), w / 2 * r * s * np.sin(a), np.full(64, z)])
        for s, z in ((1.0, 0.0), (0.985, h * 0.7), (0.95, h), (0.3, h))
    ]
    return finish(want, [loft("puddle", rings, "water")], SLOTS, ("water",))


@makes("cobweb")
def cobweb(want: Want) -> Model:
    """A web in a corner: threads as thin as hairs, some torn, with sheets of dust between."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    hub = np.array([0.0, w * 0.08, h * 0.58])
    rim = [
        np.array(
            [
                d * (0.5 * float(rng.uniform(-1, 1))),
                w * 0.5 * np.sign(np.cos(a)) * min(1, abs(np.cos(a)) * 1.4),
                h * (0.5 + 0.5 * np.sign(np.sin(a)) * min(1, abs(np.sin(a)) * 1.4)),
            ]
        )
        for a in np.arange(13) * 2 * np.pi / 13
    ]
    parts: list[Part] = [tube("thread", [hub, (hub + p) / 2 + [0, 0, -0.01], p], 0.0009, "web", n=3) for p in rim]
    for ring in np.linspace(0.14, 0.9, 9):
        for k in range(13):
            if rng.random() < 0.22:
                continue
            a, b = hub + (rim[k] - hub) * ring, hub + (rim[(k + 1) % 13] - hub) * ring
            mid = (a + b) / 2 + (hub - (a + b) / 2) * 0.12 + [0, 0, -0.008]
            parts.append(tube("thread", [a, mid, b], 0.0007, "web", n=3))
    for _ in range(5):
        k = int(rng.integers(0, 13))
        s0, s1 = sorted(rng.uniform(0.2, 0.95, 2))
        q = [
            hub + (rim[k] - hub) * s0,
            hub + (rim[(k + 1) % 13] - hub) * s0,
            hub + (rim[(k + 1) % 13] - hub) * s1,
            hub + (rim[k] - hub) * s1,
        ]
        parts.append(part("veil", q, [[0, 1, 2, 3]], "veil"))
    return finish(want, parts, {**SLOTS, "veil": "lace"}, ("web",))
