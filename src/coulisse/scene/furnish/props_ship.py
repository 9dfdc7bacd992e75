"""Anchors, wheels, compasses; firewood."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_travel import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part


@makes("firewood")
def firewood(want: Want) -> Model:
    """Split logs in a stack between two stakes, ends to the front."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    e = 0.115
    rows, cols = max(2, int(h / (e * 0.88))), max(2, int(w / e))
    for j in range(rows):
        for k in range(cols - (j % 2)):
            y = -w / 2 + w * (k + 0.5 + 0.5 * (j % 2)) / cols
            z = e * 0.45 + (h - e) * j / max(rows - 1, 1)
            n = 8
            a = np.arange(n) * 2 * np.pi / n + rng.uniform(0, 6)
            r = e * 0.5 * (1 + rng.uniform(-0.12, 0.08, n))
            if rng.random() < 0.5:
                r[: n // 2] *= 0.55
            ring = np.column_stack([r * np.cos(a), r * np.sin(a)])
            x0 = float(rng.uniform(-0.02, 0.02))
            ends = [
                np.column_stack([np.full(n, x), y + ring[:, 0], z + ring[:, 1]])
                for x in (-d / 2 + 0.02 + x0, d / 2 - 0.02 + x0)
            ]
            parts.append(loft("log", ends, "bark", smooth=False))
            face = [
                np.column_stack([np.full(n, d / 2 - 0.022 + x0 + q), y + ring[:, 0] * 0.9, z + ring[:, 1] * 0.9])
                for q in (0.0, 0.004)
            ]
            parts.append(loft("cut", face, "cut", smooth=False))
    return finish(want, parts, SLOTS, ("bark",))


@makes("anchor")
def anchor(want: Want) -> Model:
    """An anchor with its stock, leaning back a little."""
    w, d, h = want.width, want.depth, want.height
    t = np.linspace(np.pi * 1.12, np.pi * 1.88, 15)
    arms = np.column_stack([0 * t, w * 0.5 * np.cos(t), h * 0.46 + h * 0.43 * np.sin(t)])
    parts = [
        tube("shank", [(0, 0, 0.06), (0, 0, h * 0.9)], [w * 0.055, w * 0.038], "iron", n=10),
        tube("arms", arms, [w * 0.02, w * 0.05, w * 0.055, w * 0.05, w * 0.02], "iron", n=10),
        tube("stock", [(-d / 2, 0, h * 0.8), (d / 2, 0, h * 0.8)], [0.016, 0.026, 0.016], "iron", n=8),
    ]
    a = np.arange(18) * np.pi / 9
    parts.append(
        tube(
            "ring",
            np.column_stack([0 * a, w * 0.1 * np.cos(a), h * 0.93 + h * 0.065 * np.sin(a)]),
            0.012,
            "iron",
            n=7,
            closed=True,
        )
    )
    for s in (-1, 1):
        fluke = [(s * w * 0.5, h * 0.42), (s * w * 0.36, h * 0.24), (s * w * 0.3, h * 0.34)]
        parts.append(prism("fluke", fluke, d * 0.34, "iron", along="x", bevel=0.01))
    return finish(want, parts, SLOTS, ("iron",))


@makes("ship_s_wheel")
def ships_wheel(want: Want) -> Model:
    """A wheel with eight spokes on its pedestal."""
    w, d, h = want.width, want.depth, want.height
    r = min(w / 2, h * 0.44)
    c = h - r
    t = np.arange(40) * np.pi / 20
    x = d * 0.34
    parts = [
        tube(
            "rim",
            np.column_stack([np.full(40, x), r * 0.72 * np.cos(t), c + r * 0.72 * np.sin(t)]),
            0.035,
            "wood",
            square=True,
            closed=True,
        ),
        tube(
            "band",
            np.column_stack([np.full(40, x + 0.03), r * 0.72 * np.cos(t), c + r * 0.72 * np.sin(t)]),
            0.008,
            "metal",
            n=6,
            closed=True,
        ),
        moved(
            lathe("hub", [(0, -0.06), (0.09, -0.06), (0.1, 0.0), (0.06, 0.06), (0, 0.07)], "wood", n=22),
            (x, 0, c),
            tilt=90,
        ),
        tube("axle", [(-d * 0.1, 0, c), (x, 0, c)], 0.03, "metal"),
    ]
    for k in range(8):
        a = np.pi * k / 4
        ends = [np.array([x, r * s * np.cos(a), c + r * s * np.sin(a)]) for s in (0.06, 0.3, 0.66, 0.74, 0.8, 0.9, 1.0)]
        parts.append(tube("spoke", ends, [0.018, 0.024, 0.018, 0.02, 0.013, 0.021, 0.012], "wood", n=10))
    parts += [
        box("pedestal", (d * 0.5, w * 0.3, c + 0.1), (-d * 0.2, 0, 0), "wood", 0.02, taper=1.2),
        box("foot", (d * 0.62, w * 0.44, 0.06), (-d * 0.19, 0, 0), "wood", 0.015),
        lathe(
            "cap",
            [(0, c + 0.1), (w * 0.13, c + 0.1), (w * 0.08, c + 0.18), (0, c + 0.2)],
            "metal",
            (-d * 0.2, 0, 0),
            n=20,
        ),
    ]
    return finish(want, parts, {**SLOTS, "wood": "teak"}, ("wood",))


@makes("compass")
def compass(want: Want) -> Model:
    """A compass in a box of brass with its rose and needle."""
    h, r = want.height, min(want.width, want.depth) / 2
    low = h * 0.4
    parts = [
        box("box", (2 * r * 0.98, 2 * r * 0.98, low), (0, 0, 0), "wood", 0.006),
        lathe(
            "bowl",
            [
                (0, low * 0.7),
                (r * 0.8, low * 0.7),
                (r * 0.84, low * 1.1),
                (r * 0.78, low * 1.12),
                (r * 0.76, low * 1.0),
                (0, low * 1.0),
            ],
            "metal",
            n=34,
        ),
        lathe("card", [(0, low), (r * 0.75, low), (0, low * 1.005)], "paper", n=30),
        moved(
            box("lid", (0.012, 2 * r * 0.98, h * 0.62), (0, 0, 0), "wood", 0.004), (-r * 0.96, 0, low * 0.95), tilt=4
        ),
    ]
    for k in range(16):
        s = (0.66, 0.3, 0.42, 0.3)[k % 4]
        point = prism(
            "point", [(0, -r * 0.05 * s), (r * s, 0), (0, r * 0.05 * s)], 0.0012, "ink", (0, 0, low * 1.01), bevel=0.0
        )
        parts.append(moved(point, turn=22.5 * k))
    parts += [
        moved(
            prism(
                "needle",
                [(-r * 0.6, 0), (0, -r * 0.05), (r * 0.6, 0), (0, r * 0.05)],
                0.002,
                "red",
                (0, 0, low * 1.05),
                bevel=0.0,
            ),
            turn=float(want.rng().uniform(0, 360)),
        ),
        ball("pin", 0.005, "metal", (0, 0, low * 1.07), n=8),
    ]
    return finish(
        want, parts, {**SLOTS, "wood": "mahogany", "ink": "bakelite", "red": "red_lacquer"}, ("metal", "wood")
    )
