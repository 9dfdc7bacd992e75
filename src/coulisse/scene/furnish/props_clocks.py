"""Clocks, a crucifix, a gas mask, an extinguisher, a life ring."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_wall import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part


def dial_face(r: float, at: tuple[float, float, float], numerals: bool = True, hour: float = 10.15) -> list[Part]:
    """A clock's dial that looks to +x: chapter ring, marks and hands."""
    x, y, z = at
    parts = [moved(lathe("dial", [(0, 0), (r, 0), (r, r * 0.03), (0, r * 0.03)], "dial", n=36), at, tilt=90)]
    f = x + r * 0.035
    for k in range(12):
        a = 2 * np.pi * k / 12
        tall = r * (0.16 if k % 3 == 0 else 0.09)
        mark = moved(
            box("mark", (r * 0.015, r * (0.05 if k % 3 == 0 else 0.025), tall), (0, 0, r * 0.92 - tall), "black", 0.0),
            tilt=float(np.degrees(a)),
            about="x",
        )
        parts.append(moved(mark, (f, y, z)))
    for share, wide, turn in ((0.5, 0.05, hour / 12), (0.76, 0.035, hour % 1)):
        hand = moved(
            prism(
                "hand",
                [
                    (-r * wide, -r * 0.1),
                    (r * wide, -r * 0.1),
                    (r * wide * 0.3, r * share),
                    (-r * wide * 0.3, r * share),
                ],
                r * 0.02,
                "black",
                along="x",
                bevel=0.0,
            ),
            tilt=-360 * turn,
            about="x",
        )
        parts.append(moved(hand, (f + r * 0.02, y, z)))
    return [
        *parts,
        moved(lathe("boss", [(0, 0), (r * 0.05, 0), (0, r * 0.05)], "metal", n=12), (f + r * 0.02, y, z), tilt=90),
    ]


@makes("clock")
def clock(want: Want) -> Model:
    """A clock on the wall."""
    w, d, h, b = want.width, want.depth, want.height, -want.depth / 2
    r = min(w, h) / 2
    sunburst = want.is_("mid_century", "art_deco") and want.seed % 2
    parts: list[Part] = []
    k = 0.55 if sunburst else 1.0
    case = [
        (0, 0),
        (r * k, 0),
        (r * k, d * 0.7),
        (r * k * 0.92, d * 0.9),
        (r * k * 0.86, d * 0.8),
        (r * k * 0.86, d * 0.5),
        (0, d * 0.5),
    ]
    parts.append(moved(lathe("case", case, "wood", n=40), (b, 0, h / 2), tilt=90))
    parts += dial_face(r * k * 0.85, (b + d * 0.5, 0, h / 2), hour=float(want.rng().uniform(0, 12)))
    if sunburst:
        for j in range(24):
            a = np.pi * j / 12
            s = 1.0 if j % 2 else 0.82
            parts.append(
                tube(
                    "ray",
                    [
                        (b + d * 0.3, r * k * 0.9 * np.cos(a), h / 2 + r * k * 0.9 * np.sin(a)),
                        (b + d * 0.3, r * s * np.cos(a), h / 2 + r * s * np.sin(a)),
                    ],
                    [0.008, 0.002],
                    "metal",
                    n=6,
                )
            )
    return finish(
        want,
        parts,
        {
            **SLOTS,
            "wood": {"modern": "blackened_steel", "industrial": "steel", "futuristic": "aluminium"}.get(
                want.family, "walnut"
            ),
        },
        ("wood",),
    )


@makes("grandfather_clock")
def grandfather(want: Want) -> Model:
    """A longcase: plinth, trunk with its pendulum behind glass, hood with columns and a dial."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("plinth", (d * 0.94, w * 0.92, h * 0.22), (-d * 0.02, 0, 0.03), "wood", 0.008),
        box("foot", (d, w, 0.05), (0, 0, 0), "wood", 0.01), box("mould", (d * 0.92, w * 0.88, 0.04), (-d * 0.02, 0,
        h * 0.235), "wood", 0.016), box("back", (0.02, w * 0.7, h * 0.5), (-d * 0.45, 0, h * 0.25), "wood", 0.0),
        box("hood", (d * 0.86, w * 0.9, h * 0.21), (-d * 0.04, 0, h * 0.73), "wood", 0.006), box("cornice",
        (d, w, 0.05), (0, 0, h * 0.93), "wood", 0.018), box("shoulder", (d * 0.94, w * 0.94, 0.04), (-d * 0.02, 0,
        h * 0.71), "wood", 0.016), box("pane", (0.004, w * 0.5, h * 0.4), (d * 0.34, 0, h * 0.3), "glass",
        0.0)]  # fmt: skip
    for s in (-1, 1):
        parts += [
            box("stile", (d * 0.78, w * 0.1, h * 0.46), (-d * 0.06, s * w * 0.3, h * 0.26), "wood", 0.005),
            lathe(
                "column",
                [
                    (0, h * 0.745),
                    (0.022, h * 0.745),
                    (0.016, h * 0.77),
                    (0.014, h * 0.9),
                    (0.022, h * 0.925),
                    (0, h * 0.925),
                ],
                "wood",
                (d * 0.4, s * w * 0.41, 0),
                n=12,
            ),
        ]
        scroll = curve(
            [(s * w * 0.46, h * 0.94), (s * w * 0.4, h * 0.98), (s * w * 0.2, h * 0.985), (s * w * 0.1, h * 0.97)], 4
        )
        parts.append(tube("scroll", np.column_stack([np.full(len(scroll), d * 0.38), scroll]), 0.016, "wood"))
    parts += [box("rail", (d * 0.7, w * 0.52, 0.05), (-d * 0.08, 0, z), "wood", 0.004) for z in (h * 0.26, h * 0.68)]
    parts += [*dial_face(w * 0.33, (d * 0.39, 0, h * 0.835), hour=float(want.rng().uniform(0, 12))),
        tube("rod", [(d * 0.05, 0, h * 0.68), (d * 0.05, 0.02, h * 0.4)], 0.006, "metal"),
        moved(lathe("bob", [(0, -0.012), (0.06, -0.008), (0.065, 0), (0.06, 0.008), (0, 0.012)], "metal", n=24),
        (d * 0.05, 0.02, h * 0.39), tilt=90), *(tube("weight", [(0.0, y, h * 0.44), (0.0, y, h * 0.54)], 0.024, "metal",
        n=14) for y in (-0.08, 0.085)), ball("finial", 0.03, "metal", (d * 0.38, 0, h - 0.03), n=12)]  # fmt: skip
    return finish(want, parts, {**SLOTS, "wood": "mahogany"}, ("wood",))


@makes("crucifix")
def crucifix(want: Want) -> Model:
    """A cross with its corpus."""
    w, d, h, b = want.width, want.depth, want.height, -want.depth / 2
    t = d * 0.4
    parts = [
        box("upright", (t, w * 0.16, h), (b + t / 2, 0, 0), "wood", 0.004),
        box("arm", (t, w, w * 0.16), (b + t / 2, 0, h * 0.66), "wood", 0.004),
    ]
    x = b + t + d * 0.16
    arm = h * 0.66 + w * 0.1
    parts += [
        tube(
            "body",
            [
                (x, 0, h * 0.7),
                (x + d * 0.1, 0, h * 0.56),
                (x, 0, h * 0.42),
                (x + d * 0.12, 0, h * 0.28),
                (x, 0, h * 0.12),
            ],
            [w * 0.07, w * 0.085, w * 0.06, w * 0.05, w * 0.03],
            "gold",
            n=10,
        ),
        ball("head", w * 0.06, "gold", (x + d * 0.1, 0.01, h * 0.76), n=12),
        box("title", (d * 0.1, w * 0.2, h * 0.05), (b + t + d * 0.04, 0, h * 0.9), "gold", 0.002),
    ]
    parts += [
        tube(
            "arm",
            [(x, s * w * 0.05, h * 0.7), (x, s * w * 0.26, h * 0.69), (x - d * 0.08, s * w * 0.45, arm)],
            [w * 0.04, w * 0.03, w * 0.02],
            "gold",
            n=8,
        )
        for s in (-1, 1)
    ]
    return finish(want, parts, {**SLOTS, "wood": "dark_oak", "gold": "bronze"}, ("wood",))


@makes("gas_mask")
def gas_mask(want: Want) -> Model:
    """A mask of rubber with two eyes and a filter, on a hook."""
    w, d, h, b = want.width, want.depth, want.height, -want.depth / 2
    a = np.arange(24) * np.pi / 12
    rings = [
        np.column_stack(
            [np.full(24, b + d * x), w * 0.45 * s * np.sin(a), h * 0.58 + h * 0.4 * s * np.cos(a) - h * 0.1 * (1 - s)]
        )
        for x, s in ((0.02, 0.95), (0.25, 1.0), (0.5, 0.85), (0.68, 0.5), (0.74, 0.15))
    ]
    parts = [loft("mask", rings, "rubber")]
    for s in (-1, 1):
        eye = lathe(
            "eye",
            [(0, 0), (w * 0.17, 0), (w * 0.17, 0.018), (w * 0.14, 0.022), (w * 0.13, 0.014), (0, 0.014)],
            "metal",
            n=22,
        )
        pane = lathe("pane", [(0, 0.013), (w * 0.13, 0.013), (w * 0.1, 0.019), (0, 0.021)], "glass", n=20)
        parts += [moved(p, (b + d * 0.5, s * w * 0.21, h * 0.68), 16.0 * s, tilt=80) for p in (eye, pane)]
        parts.append(
            tube(
                "strap",
                curve(
                    [(b + d * 0.1, s * w * 0.42, h * 0.7), (b + d * 0.02, s * w * 0.3, h * 0.9), (b + d * 0.02, 0, h)],
                    4,
                ),
                0.006,
                "rubber",
                n=6,
            )
        )
    can = [(0, 0), (w * 0.24, 0), (w * 0.24, d * 0.24), (w * 0.2, d * 0.27), (0, d * 0.27)]
    parts += [moved(lathe("filter", can, "steel", n=24), (b + d * 0.62, 0, h * 0.24), tilt=105)]
    return finish(want, parts, SLOTS, ("rubber",))


@makes("fire_extinguisher")
def extinguisher(want: Want) -> Model:
    """A red cylinder with its valve, gauge and hose."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [lathe("cylinder", [(0, 0), (r * 0.8, 0), (r * 0.84, 0.015), (r * 0.84, h * 0.7), (r * 0.7, h * 0.78),
        (r * 0.25, h * 0.82), (r * 0.25, h * 0.86), (0, h * 0.86)], "paint", n=30), box("valve", (r * 0.6, r * 0.5,
        h * 0.06), (0, 0, h * 0.85), "metal", 0.006), tube("lever", [(-r * 0.2, 0, h * 0.93), (r * 0.95, 0, h * 0.985)],
        0.008, "black", square=True), tube("grip", [(-r * 0.2, 0, h * 0.9), (r * 0.9, 0, h * 0.9)], 0.008, "black",
        square=True), tube("hose", curve([(0, r * 0.25, h * 0.88), (0, r * 0.7, h * 0.86), (0.0, r * 0.93, h * 0.6),
        (0.0, r * 0.9, h * 0.3)], 5), 0.011, "rubber"), lathe("label", [(r * 0.84, h * 0.3), (r * 0.855, h * 0.3),
        (r * 0.855, h * 0.58), (r * 0.84, h * 0.58)], "paper", n=30, closed=True), tube("horn", [(0, r * 0.9, h * 0.32),
        (0, r * 0.88, h * 0.16)], [0.01, 0.018], "black", n=12)]  # fmt: skip
    return finish(want, parts, SLOTS, ("paint",))


@makes("buoy")
def buoy(want: Want) -> Model:
    """A life ring with its line."""
    w, d, h = want.width, want.depth, want.height
    r, t = w * 0.36, d * 0.48
    a = np.arange(40) * np.pi / 20
    ring = np.column_stack([np.zeros(40), r * np.cos(a), h / 2 + r * np.sin(a)])
    parts = [tube("ring", ring, t, "white", n=14, closed=True)]
    for k in range(4):
        b = np.linspace(np.pi / 2 * k + 0.5, np.pi / 2 * k + 1.07, 8)
        parts.append(
            tube("band", np.column_stack([np.zeros(8), r * np.cos(b), h / 2 + r * np.sin(b)]), t * 1.05, "paint", n=14)
        )
        c = np.linspace(np.pi / 2 * k + 0.785, np.pi / 2 * (k + 1) + 0.785, 9)
        s = r + t * 1.05 + 0.02 * np.sin(np.linspace(0, np.pi, 9))
        parts.append(
            tube("line", np.column_stack([np.zeros(9), s * np.cos(c), h / 2 + s * np.sin(c)]), 0.007, "rope", n=6)
        )
    return finish(want, parts, SLOTS, ("white",))
