"""Bicycles, motorcycles and cars. Their front is +x."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, loft, tube
from coulisse.scene.staged import Model, Part

SLOTS = {"paint": "lacquer", "metal": "chrome", "steel": "steel", "rubber": "rubber", "leather": "leather",
    "glass": "glass", "bulb": "glass", "black": "blackened_steel", "wood": "oak", "trim": "brass",
    "hull": "white_composite_panels", "tile": "ceramic_heat_tiles", "iron": "wrought_iron", "cloth": "velvet",
    "lamp": "glass", "red": "red_lacquer"}  # fmt: skip


def wire_wheel(r: float, at: tuple[float, float, float], tyre: float, count: int = 24) -> list[Part]:
    """A wheel with wire spokes that rolls along x."""
    t = np.arange(36) * np.pi / 18
    rim = np.column_stack([(r - tyre) * np.cos(t), 0 * t, r + (r - tyre) * np.sin(t) - r])
    parts = [
        tube("tyre", rim, tyre, "rubber", n=8, closed=True),
        tube("rim", rim * (1 - 0.9 * tyre / r), tyre * 0.5, "metal", n=6, closed=True),
        tube("hub", [(0, -0.04, 0), (0, 0.04, 0)], 0.018, "metal"),
    ]
    for k in range(count):
        a = 2 * np.pi * k / count
        parts.append(
            tube(
                "spoke",
                [
                    (0.016 * np.cos(a + 1.2), 0.03 * (-1) ** k, 0.016 * np.sin(a + 1.2)),
                    ((r - 1.8 * tyre) * np.cos(a), 0, (r - 1.8 * tyre) * np.sin(a)),
                ],
                0.0014,
                "metal",
                n=4,
            )
        )
    return [moved(p, at) for p in parts]


@makes("bicycle")
def bicycle(want: Want) -> Model:
    """A roadster with a diamond frame, a saddle, a basket and a bell."""
    w, d, h = want.width, want.depth, want.height
    r = min(0.34, d * 0.195)
    back, front = (-d / 2 + r, 0.0, r), (d / 2 - r, 0.0, r)
    bb, seat, head_lo, head_hi = (
        (-0.09, 0, 0.29),
        (-0.24, 0, 0.78),
        (d / 2 - r - 0.2, 0, 0.66),
        (d / 2 - r - 0.25, 0, 0.86),
    )
    parts = [*wire_wheel(r, back, 0.018), *wire_wheel(r, front, 0.018)]
    for a, b, q in ((bb, seat, 0.016), (bb, head_lo, 0.018), (seat, head_hi, 0.015), (head_lo, head_hi, 0.019)):
        parts.append(tube("frame", [a, b], q, "paint", n=10))
    for s in (-1, 1):
        parts += [
            tube("stay", [bb, (back[0], s * 0.06, r)], 0.01, "paint"),
            tube("stay", [seat, (back[0], s * 0.06, r)], 0.009, "paint"),
            tube(
                "fork",
                curve([head_lo, (front[0] - 0.1, s * 0.05, r + 0.2), (front[0], s * 0.055, r)], 4),
                [0.013, 0.009],
                "paint",
            ),
            tube(
                "bar",
                curve(
                    [
                        (head_hi[0] + 0.02, 0, h - 0.04),
                        (head_hi[0] + 0.06, s * w * 0.3, h - 0.02),
                        (head_hi[0] - 0.1, s * w * 0.48, h - 0.03),
                    ],
                    4,
                ),
                0.011,
                "metal",
            ),
            tube(
                "grip",
                [(head_hi[0] - 0.03, s * w * 0.46, h - 0.026), (head_hi[0] - 0.13, s * w * 0.485, h - 0.03)],
                0.016,
                "leather",
            ),
        ]
        parts += [
            tube("crank", [(bb[0], s * 0.05, bb[2]), (bb[0] + s * 0.1, s * 0.09, bb[2] - s * 0.13)], 0.01, "metal"),
            box("pedal", (0.09, 0.06, 0.02), (bb[0] + s * 0.1, s * 0.13, bb[2] - s * 0.13 - 0.01), "rubber", 0.004),
        ]
    ring = lathe("ring", [(0.085, -0.003), (0.098, -0.003), (0.098, 0.003), (0.085, 0.003)], "metal", n=24, closed=True)
    parts += [moved(ring, (bb[0], 0.06, bb[2]), tilt=90, about="x"), tube("chain", [(bb[0], 0.06, bb[2] + 0.095),
        (back[0], 0.06, r + 0.035)], 0.005, "black", n=5), tube("chain", [(bb[0], 0.06, bb[2] - 0.095), (back[0], 0.06,
        r - 0.035)], 0.005, "black", n=5), tube("stem", [head_hi, (head_hi[0] + 0.02, 0, h - 0.04)], 0.012, "metal"),
        tube("post", [seat, (seat[0] - 0.04, 0, 0.94)], 0.012, "metal"), loft("saddle",
        [np.column_stack([np.full(12, x), b * np.cos(a), 0.955 + c * np.sin(a)]) for a in [np.arange(12) * np.pi / 6]
        for x, b, c in ((-0.41, 0.04, 0.02), (-0.36, 0.1, 0.035), (-0.28, 0.085, 0.03), (-0.17, 0.03, 0.022),
        (-0.13, 0.014, 0.014))], "leather"), ball("bell", 0.024, "metal", (head_hi[0] + 0.04, 0.12, h - 0.015), n=10),
        moved(lathe("lamp", [(0, 0), (0.035, 0.0), (0.03, -0.05), (0, -0.06)], "metal", n=14), (head_hi[0] + 0.11, 0,
        0.9), tilt=90)]  # fmt: skip
    for c, a0, a1 in ((back, 0.3, 2.9), (front, 0.5, 3.3)):
        t = np.linspace(a0, a1, 14)
        parts.append(
            tube(
                "guard",
                np.column_stack([c[0] + (r + 0.02) * np.cos(t), 0 * t, r + (r + 0.02) * np.sin(t)]),
                0.012,
                "paint",
                n=6,
            )
        )
    return finish(want, parts, SLOTS, ("paint",))


@makes("motorcycle")
def motorcycle(want: Want) -> Model:
    """A classic motorcycle: tank, twin cylinders, pipes."""
    w, d, h = want.width, want.depth, want.height
    r = h * 0.29
    back, front = -d / 2 + r, d / 2 - r
    parts: list[Part] = []
    for x in (back, front):
        parts += wire_wheel(r, (x, 0, r), 0.05, 20)
        parts.append(
            moved(
                lathe("drum", [(0, -0.04), (0.09, -0.04), (0.09, 0.04), (0, 0.04)], "metal", n=20),
                (x, 0, r),
                tilt=90,
                about="x",
            )
        )
        t = np.linspace(0.5, 2.6, 12)
        parts.append(
            tube(
                "mudguard",
                np.column_stack([x + (r + 0.03) * np.cos(t), 0 * t, r + (r + 0.03) * np.sin(t)]),
                0.06,
                "paint",
                n=8,
            )
        )
    mid = d * 0.02
    parts += [loft("tank", [np.column_stack([np.full(18, x), b * np.cos(a), z + c * np.sin(a)])
        for a in [np.arange(18) * np.pi / 9] for x, b, c, z in ((-0.12, 0.06, 0.06, 0.8), (-0.06, 0.12, 0.1, 0.81),
        (0.12, 0.15, 0.12, 0.83), (0.3, 0.13, 0.11, 0.85), (0.38, 0.05, 0.05, 0.86))], "paint"), cushion("seat",
        (0.62, 0.26, 0.12), (-0.4, 0, 0.74), "leather", crown=0.5, corner=0.1), box("engine", (0.36, 0.26, 0.24),
        (mid, 0, 0.3), "steel", 0.04), moved(lathe("case", [(0, -0.17), (0.12, -0.17), (0.14, -0.13), (0.14, 0.13),
        (0.12, 0.17), (0, 0.17)], "metal", n=24), (mid - 0.05, 0, 0.4), tilt=90, about="x"),
        tube("frame", [(back, 0, r + 0.2), (-0.3, 0, 0.7), (0.4, 0, 0.86)], 0.022, "black"),
        tube("frame", [(0.4, 0, 0.86), (0.3, 0, 0.32), (-0.3, 0, 0.28), (-0.3, 0, 0.7)], 0.022, "black")]  # fmt: skip
    for j in range(9):
        parts.append(
            moved(box("fin", (0.2, 0.22, 0.012), (0, 0, 0.03 * j), "steel", 0.003), (mid + 0.02, 0, 0.5), tilt=14)
        )
    for s in (-1, 1):
        parts += [tube("fork", [(front, s * 0.1, r), (0.45, s * 0.1, 0.98)], [0.03, 0.022], "metal", n=10),
            tube("shock", [(back + 0.03, s * 0.12, r), (-0.42, s * 0.12, 0.72)], 0.028, "metal", n=10),
            tube("arm", [(back, s * 0.1, r), (-0.25, s * 0.1, 0.36)], 0.022, "black"),
            tube("bar", curve([(0.42, 0, 1.0), (0.44, s * 0.2, 1.05), (0.3, s * w * 0.47, h - 0.05)], 4), 0.013,
            "metal"), tube("grip", [(0.34, s * w * 0.42, h - 0.05), (0.26, s * w * 0.49, h - 0.05)], 0.019, "rubber"),
            tube("exhaust", curve([(0.12, s * 0.1, 0.6), (0.28, s * 0.14, 0.52), (0.2, s * 0.18, 0.26), (-0.2, s * 0.2,
            0.24), (-0.45, s * 0.2, 0.3), (-d * 0.46, s * 0.2, 0.36)], 4), [0.022, 0.022, 0.022, 0.045, 0.05, 0.04],
            "metal", n=12), tube("rest", [(mid - 0.1, s * 0.14, 0.3), (mid - 0.1, s * 0.3, 0.3)], 0.014, "rubber"),
            tube("mirror arm", [(0.36, s * w * 0.36, h - 0.06), (0.4, s * w * 0.42, h)], 0.005, "metal",
            n=5)]  # fmt: skip
    parts += [
        moved(
            lathe("headlamp", [(0, -0.13), (0.07, -0.11), (0.1, -0.02), (0.1, 0.02), (0, 0.03)], "metal", n=24),
            (0.56, 0, 0.92),
            tilt=90,
        ),
        moved(lathe("lens", [(0, 0.02), (0.09, 0.02), (0, 0.045)], "lamp", n=20), (0.56, 0, 0.92), tilt=90),
        box("tail", (0.05, 0.1, 0.06), (-d * 0.44, 0, 0.66), "red", 0.012),
        tube("stand", [(-0.1, 0.16, 0.28), (-0.16, 0.3, 0.01)], 0.012, "black"),
    ]
    return finish(want, parts, SLOTS, ("paint",))
