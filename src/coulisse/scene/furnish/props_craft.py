"""Carriages, boats and a small spacecraft. Their front is +x."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_vehicles import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import spoked
from coulisse.scene.meshes import mirrored, moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part


@makes("carriage")
def carriage(want: Want) -> Model:
    """A closed coach on springs with its box seat and lamps."""
    w, d, h = want.width, want.depth, want.height
    rb, rf = h * 0.29, h * 0.22
    parts: list[Part] = []
    for s in (-1, 1):
        parts += [moved(p, (-d * 0.26, s * (w / 2 - 0.08), rb)) for p in spoked(rb, 0.06, 12, "paint", "iron")] + [
            moved(p, (d * 0.3, s * (w / 2 - 0.08), rf)) for p in spoked(rf, 0.06, 10, "paint", "iron")
        ]
        parts += [
            tube(
                "spring",
                curve(
                    [
                        (-d * 0.4, s * w * 0.3, rb + 0.05),
                        (-d * 0.26, s * w * 0.3, rb - 0.05),
                        (-d * 0.1, s * w * 0.3, rb + 0.08),
                    ],
                    4,
                ),
                0.025,
                "iron",
            ),
            tube(
                "shaft",
                curve(
                    [
                        (d * 0.3, s * w * 0.2, rf),
                        (d * 0.42, s * w * 0.2, rf + 0.15),
                        (d * 0.5, s * w * 0.22, rf + 0.18),
                    ],
                    4,
                ),
                0.025,
                "wood",
            ),
        ]
    parts += [
        tube("axle", [(x * d, -w * 0.48, r), (x * d, w * 0.48, r)], 0.03, "iron") for x, r in ((-0.26, rb), (0.3, rf))
    ] + [tube("perch", [(-d * 0.3, 0, rb), (d * 0.3, 0, rf + 0.1)], 0.04, "wood")]
    body = curve(
        [
            (-d * 0.36, h * 0.52),
            (-d * 0.3, h * 0.3),
            (-d * 0.1, h * 0.26),
            (d * 0.08, h * 0.3),
            (d * 0.14, h * 0.52),
            (d * 0.13, h * 0.9),
            (-d * 0.1, h * 0.93),
            (-d * 0.35, h * 0.9),
        ],
        4,
        closed=True,
    )
    parts += [
        prism("body", body, w * 0.7, "paint", along="y", bevel=0.02, smooth=True),
        prism(
            "roof",
            [
                (-d * 0.38, h * 0.9),
                (d * 0.16, h * 0.9),
                (d * 0.13, h * 0.96),
                (-d * 0.1, h * 0.985),
                (-d * 0.35, h * 0.96),
            ],
            w * 0.76,
            "black",
            along="y",
            bevel=0.02,
        ),
    ]
    for s in (-1, 1):
        y = s * w * 0.352
        parts += [box("window", (d * 0.14, 0.012, h * 0.24), (-d * 0.11, y, h * 0.6), "glass", 0.006),
            box("window", (d * 0.08, 0.012, h * 0.22), (-d * 0.27, y, h * 0.62), "glass", 0.006),
            box("door", (d * 0.18, 0.016, h * 0.58), (-d * 0.11, y, h * 0.3), "paint", 0.01),
            box("crest", (0.14, 0.02, 0.14), (-d * 0.11, y, h * 0.42), "trim", 0.03),
            tube("line", [(-d * 0.35, y, h * 0.55), (d * 0.13, y, h * 0.55)], 0.008, "trim"), tube("handle",
            [(-d * 0.035, y + s * 0.01, h * 0.5), (-d * 0.035, y + s * 0.03, h * 0.5), (-d * 0.07, y + s * 0.03,
            h * 0.5)], 0.007, "trim"), box("step", (d * 0.1, 0.16, 0.02), (-d * 0.11, s * w * 0.42, h * 0.22), "iron",
            0.004), lathe("lamp", [(0, 0), (0.05, 0.02), (0.06, 0.16), (0.03, 0.2), (0.03, 0.26), (0, 0.27)], "trim",
            (d * 0.15, s * w * 0.38, h * 0.6), n=8), box("pane", (0.07, 0.07, 0.1), (d * 0.16, s * w * 0.38, h * 0.62),
            "lamp", 0.004)]  # fmt: skip
    parts += [
        cushion("seat", (d * 0.12, w * 0.6, 0.14), (d * 0.24, 0, h * 0.62), "leather", crown=0.4),
        box("box", (d * 0.14, w * 0.6, h * 0.2), (d * 0.24, 0, h * 0.42), "paint", 0.02),
        moved(
            box("foot board", (d * 0.14, w * 0.56, 0.03), (0, 0, 0), "wood", 0.006), (d * 0.37, 0, h * 0.38), tilt=-25
        ),
        box("rear board", (d * 0.1, w * 0.5, 0.04), (-d * 0.42, 0, h * 0.3), "wood", 0.006),
        *(ball("finial", 0.04, "trim", (x * d, s * w * 0.34, h * 0.975), n=10) for x in (-0.34, 0.12) for s in (-1, 1)),
    ]
    return finish(want, parts, {**SLOTS, "paint": "lacquer"}, ("paint",))


@makes("boat")
def boat(want: Want) -> Model:
    """A clinker rowing boat with thwarts and oars."""
    w, d, h = want.width, want.depth, want.height
    parts: list[Part] = []
    stations = np.linspace(-0.5, 0.5, 17)

    def half(x: float, v: float) -> tuple[float, float]:
        fore = max(0.0, 1 - (max(x, -0.3) + 0.3) ** 2.4 / 0.8**2.4)
        beam = w / 2 * fore**0.6 * (0.8 if x < -0.46 else 1.0)
        y = beam * (1 - (1 - v) ** 2.2)
        z = (
            h * (0.12 + 0.62 * v**1.3)
            + h * 0.25 * (2 * x) ** 2 * (1 if x > 0 else 0.6) * v
            + (h * 0.2 * max(0, 2 * x - 0.6) * (1 - v))
        )
        return y, z

    planks = 6
    for s in (-1, 1):
        for j in range(planks):
            v0, v1 = j / planks, (j + 1.12) / planks
            rows = []
            for x in stations:
                (y0, z0), (y1, z1) = half(x, v0), half(x, min(v1, 1.0))
                t = 0.012
                rows.append(
                    [
                        (x * d, s * (y0 + t), z0),
                        (x * d, s * (y1 + t * 0.4), z1),
                        (x * d, s * max(y1 - t, 0), z1),
                        (x * d, s * max(y0 - t * 0.5, 0), z0),
                    ]
                )
            parts.append(loft("plank", np.array(rows), "paint" if j == planks - 1 else "wood", smooth=False))
        gun = [(x * d, s * half(x, 1.0)[0], half(x, 1.0)[1]) for x in stations]
        parts += [
            tube("gunwale", gun, 0.022, "wood", square=True),
            tube("oar", [(-d * 0.36, s * w * 0.16, h * 0.56), (d * 0.3, s * w * 0.22, h * 0.6)], 0.02, "wood"),
            moved(box("blade", (0.5, 0.12, 0.014), (0, 0, 0), "wood", 0.004), (-d * 0.32, s * w * 0.16, h * 0.56)),
            tube("rowlock", [(0, s * half(0, 1)[0], h * 0.72), (0, s * half(0, 1)[0], h * 0.84)], 0.012, "iron"),
        ]
    keel = [(x * d, 0, half(x, 0)[1] - 0.03) for x in stations]
    parts.append(tube("keel", keel, 0.025, "wood", square=True))
    parts += [
        box("thwart", (0.26, 2 * half(x, 0.72)[0], 0.03), (x * d, 0, h * 0.44), "wood", 0.005)
        for x in (-0.28, 0.0, 0.22)
    ]
    y, z = half(-0.5, 1.0)
    lo = half(-0.5, 0)[1]
    parts += [
        prism("transom", [(-y, z), (0, lo), (y, z)], 0.035, "wood", (-d * 0.495, 0, 0), along="x", bevel=0.004),
        prism(
            "stem",
            [(d * 0.44, half(0.44, 0)[1]), (d * 0.5, h * 0.9), (d * 0.5, h), (d * 0.47, h)],
            0.05,
            "wood",
            along="y",
            bevel=0.006,
        ),
        box("floor", (d * 0.6, w * 0.3, 0.02), (-d * 0.04, 0, h * 0.17), "wood", 0.003),
        box("shoe", (d * 0.2, 0.06, 0.06), (0, 0, 0.0), "wood", 0.006),
    ]
    return finish(want, parts, {**SLOTS, "paint": "paint"}, ("wood",))


@makes("spacecraft")
def spacecraft(want: Want) -> Model:
    """A small shuttle on its skids: a fuselage of plates, wings, a canopy, two engines."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    t = np.arange(26) * 2 * np.pi / 26
    c, s = np.cos(t), np.sin(t)
    rows = (
        (-0.44, 0.16, 0.42, 0.36, 0.9),
        (-0.36, 0.2, 0.38, 0.36, 0.9),
        (-0.1, 0.2, 0.36, 0.36, 0.8),
        (0.14, 0.18, 0.36, 0.36, 0.8),
        (0.3, 0.13, 0.35, 0.27, 0.8),
        (0.42, 0.075, 0.33, 0.17, 0.9),
        (0.49, 0.02, 0.31, 0.06, 1.0),
    )
    rings = [
        np.column_stack(
            [
                np.full(26, x * d),
                w * b * np.sign(c) * np.abs(c) ** q,
                h * zc + h * hh / 1.3 * 0.5 * 1.3 * np.sign(s) * np.abs(s) ** q,
            ]
        )
        for x, b, zc, hh, q in rows
    ]
    parts = [loft("fuselage", rings, "hull")]
    wing = [(d * 0.1, w * 0.14), (-d * 0.2, w * 0.5), (-d * 0.42, w * 0.5), (-d * 0.4, w * 0.14)]
    for side in (-1, 1):
        plan = prism("wing", wing, 0.12, "hull", (0, 0, h * 0.3), bevel=0.05)
        parts.append(plan if side > 0 else mirrored(plan))
        parts += [
            box("tip", (d * 0.2, 0.14, h * 0.34), (-d * 0.31, side * (w * 0.5 - 0.07), h * 0.2), "tile", 0.05),
            moved(box("gun", (d * 0.3, 0.1, 0.1), (0, 0, 0), "steel", 0.03), (-d * 0.08, side * w * 0.42, h * 0.3)),
            prism(
                "fin",
                [(-d * 0.26, h * 0.5), (-d * 0.46, h * 0.98), (-d * 0.5, h), (-d * 0.45, h * 0.5)],
                0.09,
                "tile",
                (0, side * w * 0.12, 0),
                along="y",
                bevel=0.03,
            ),
        ]
        engine = [(0, -0.5), (0.3, -0.5), (0.36, -0.3), (0.42, 0.3), (0.4, 0.6), (0.3, 0.7), (0, 0.7)]
        body = moved(
            lathe("engine", [(r * h / 3.4, z * d / 5.2) for r, z in engine], "steel", n=26),
            (-d * 0.37, side * w * 0.15, h * 0.42),
            tilt=90,
        )
        glow = moved(
            lathe("glow", [(0, 0), (h * 0.075, 0), (0, 0.05)], "bulb", n=22),
            (-d * 0.468, side * w * 0.15, h * 0.42),
            tilt=-90,
        )
        parts += [
            body,
            glow,
            tube("skid", [(d * 0.06, side * w * 0.14, h * 0.22), (0, side * w * 0.17, 0.08)], 0.07, "steel", n=10),
            box("foot", (d * 0.1, 0.3, 0.08), (0, side * w * 0.17, 0), "steel", 0.03),
        ]
    parts += [
        tube("nose leg", [(d * 0.3, 0, h * 0.24), (d * 0.32, 0, 0.08)], 0.07, "steel", n=10),
        box("foot", (d * 0.08, 0.3, 0.08), (d * 0.32, 0, 0), "steel", 0.03),
        loft(
            "canopy",
            [
                np.column_stack([np.full(20, x * d), w * b * np.cos(q), h * (z + hh * np.maximum(np.sin(q), -0.3))])
                for q in [np.arange(20) * np.pi / 10]
                for x, b, z, hh in (
                    (0.02, 0.05, 0.5, 0.06),
                    (0.08, 0.1, 0.5, 0.18),
                    (0.2, 0.1, 0.46, 0.16),
                    (0.3, 0.07, 0.42, 0.1),
                    (0.36, 0.02, 0.4, 0.03),
                )
            ],
            "glass",
        ),
        box("belly", (d * 0.6, w * 0.28, 0.06), (-d * 0.04, 0, h * 0.2), "tile", 0.03),
    ]
    for _ in range(40):
        x, y = float(rng.uniform(-0.4, 0.1)) * d, float(rng.uniform(-0.11, 0.11)) * w
        parts.append(
            box(
                "greeble",
                (float(rng.uniform(0.1, 0.5)), float(rng.uniform(0.08, 0.3)), 0.05),
                (x, y, h * 0.53),
                ("hull", "tile", "steel")[int(rng.integers(0, 3))],
                0.012,
            )
        )
    return finish(want, parts, {**SLOTS, "steel": "titanium"}, ("hull",))
