"""What stands in factories: tanks, belts, scaffolding; wheels, gauges and what lies along an axis."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Model, Part

STEEL = {"body": "sheet_metal", "frame": "steel", "base": "cast_iron", "dial": "enamel", "pipe": "steel",
    "glass": "glass", "panel": "blackened_steel", "screen": "glass", "bulb": "glass", "rubber": "rubber",
    "trim": "brass"}  # fmt: skip


def lying(name: str, profile: list[tuple[float, float]], slot: str, at: tuple[float, float, float], *, n: int = 28,
          along: str = "y") -> Part:  # fmt: skip
    """A turned solid that lies along an axis, its profile (radius, along) about `at`."""
    made = lathe(name, profile, slot, n=n)
    made = moved(made, tilt=-90, about="x") if along == "y" else moved(made, tilt=90, about="y")
    return moved(made, at)


def gauge(at: tuple[float, float, float], r: float) -> list[Part]:
    """A dial that looks to +x, its back at `at`."""
    x, y, z = at
    hand = tube("hand", [(x + r * 0.42, y, z), (x + r * 0.42, y + r * 0.4, z + r * 0.45)], r * 0.03, "panel", n=4)
    rim = [(0, 0), (r, 0), (r, r * 0.4), (r * 0.86, r * 0.45), (r * 0.86, r * 0.36), (0, r * 0.36)]
    ticks = [box("tick", (0.002, r * 0.03, r * 0.14), (x + r * 0.37, y + r * 0.7 * np.sin(a),
        z + r * 0.7 * np.cos(a) - r * 0.07), "panel", 0.0) for a in np.linspace(-2.2, 2.2, 9)]  # fmt: skip
    face = lying(
        "face", [(0, r * 0.34), (r * 0.87, r * 0.34), (r * 0.87, r * 0.37), (0, r * 0.37)], "dial", at, n=20, along="x"
    )
    return [lying("rim", rim, "trim", at, n=20, along="x"), face, hand, *ticks]


def wheel(
    at: tuple[float, float, float], r: float, thick: float, slot: str = "rubber", hub: str = "frame"
) -> list[Part]:
    """A wheel that stands across y: rolls along x."""
    tyre = [
        (r * 0.62, -thick / 2),
        (r * 0.9, -thick / 2),
        (r, -thick * 0.3),
        (r, thick * 0.3),
        (r * 0.9, thick / 2),
        (r * 0.62, thick / 2),
    ]
    rim = [(0, -thick * 0.4), (r * 0.63, -thick * 0.4), (r * 0.63, thick * 0.4), (0, thick * 0.4)]
    return [moved(lathe("tyre", tyre, slot, n=22, closed=True), at, tilt=90, about="x"), moved(lathe("rim", rim, hub,
        n=16), at, tilt=90, about="x")]  # fmt: skip


@makes("storage_tank")
def storage_tank(want: Want) -> Model:
    """An upright tank with domed ends, a ladder, a manhole and pipes."""
    h, r = want.height, min(want.width, want.depth) / 2 * 0.94
    low = h * 0.16
    p = [
        (0, low - h * 0.04),
        (r * 0.6, low - h * 0.02),
        (r * 0.95, low + h * 0.03),
        (r, low + h * 0.06),
        (r, h * 0.84),
        (r * 0.95, h * 0.88),
        (r * 0.6, h * 0.94),
        (0, h * 0.96),
    ]
    parts = [
        lathe("tank", p, "body", n=40),
        lathe("manhole", [(0, h * 0.93), (0.22, h * 0.93), (0.22, h), (0, h)], "frame", n=20),
    ]
    for z in (0.3, 0.5, 0.7):
        parts.append(
            lathe(
                "seam",
                [(r, h * z - 0.02), (r * 1.008, h * z - 0.02), (r * 1.008, h * z + 0.02), (r, h * z + 0.02)],
                "frame",
                n=40,
                closed=True,
            )
        )
    for k in range(4):
        a = np.pi / 2 * k + np.pi / 4
        parts.append(
            tube(
                "leg",
                [
                    (r * 0.92 * np.cos(a), r * 0.92 * np.sin(a), 0),
                    (r * 0.92 * np.cos(a), r * 0.92 * np.sin(a), h * 0.3),
                ],
                0.05,
                "frame",
            )
        )
        parts.append(box("foot", (0.2, 0.2, 0.02), (r * 0.92 * np.cos(a), r * 0.92 * np.sin(a), 0), "frame", 0.003))
    for y in (-0.18, 0.18):
        parts.append(
            tube("stile", [(r * 1.04, y, 0.1), (r * 1.04, y, h * 0.92), (r * 0.7, y, h * 0.99)], 0.016, "frame")
        )
    parts += [
        tube("rung", [(r * 1.04, -0.18, z), (r * 1.04, 0.18, z)], 0.011, "frame", n=6)
        for z in np.arange(0.25, h * 0.92, 0.28)
    ]
    parts.append(
        tube(
            "outlet",
            curve([(0, 0, low), (0, 0, low * 0.5), (0, r * 0.4, low * 0.4), (0, r * 1.02, low * 0.4)], 4),
            0.05,
            "pipe",
            n=12,
        )
    )
    parts += gauge((r * 0.9, -r * 0.4, h * 0.4), 0.08)
    return finish(want, parts, STEEL, ("body",))


@makes("conveyor_belt")
def conveyor(want: Want) -> Model:
    """A belt over rollers between two side members on legs."""
    w, d, h = want.width, want.depth, want.height
    r = min(0.07, h * 0.1)
    a = np.linspace(np.pi / 2, 3 * np.pi / 2, 9)
    left = np.column_stack([-d / 2 + r + r * np.cos(a), h - r - 0.02 + r * np.sin(a)])
    loop = np.concatenate([left, np.column_stack([-left[::-1, 0], left[::-1, 1]])])
    parts = [prism("belt", loop, w * 0.82, "rubber", along="y", bevel=0.0, smooth=True)]
    for y in (-1.0, 1.0):
        parts.append(box("side", (d, 0.04, 0.14), (0, y * (w / 2 - 0.02), h - 0.14), "frame", 0.006))
        for x in np.linspace(-d * 0.45, d * 0.45, max(2, round(d / 1.4) + 1)):
            parts += [box("leg", (0.06, 0.05, h - 0.1), (float(x), y * (w / 2 - 0.045), 0), "frame", 0.004),
                box("foot", (0.14, 0.1, 0.015), (float(x), y * (w / 2 - 0.05), 0), "frame", 0.003)]  # fmt: skip
    for x in np.linspace(-d * 0.45, d * 0.45, max(2, round(d / 1.4) + 1)):
        parts.append(
            tube("tie", [(float(x), -w / 2 + 0.05, h * 0.3), (float(x), w / 2 - 0.05, h * 0.3)], 0.02, "frame")
        )
    for x in np.linspace(-d * 0.48, d * 0.48, max(4, round(d / 0.3))):
        parts.append(tube("roller", [(float(x), -w * 0.47, h - 0.08), (float(x), w * 0.47, h - 0.08)], 0.02, "frame"))
    parts.append(box("motor", (0.35, w * 0.4, 0.24), (d * 0.36, 0, h * 0.35), "body", 0.03))
    return finish(want, parts, STEEL, ("frame",))


@makes("scaffolding")
def scaffolding(want: Want) -> Model:
    """Tubes, couplers, planks and a diagonal."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    r = 0.024
    parts = []
    ys = np.linspace(-w / 2 + r, w / 2 - r, max(2, round(w / 2.2) + 1))
    for y in ys:
        for x in (-1.0, 1.0):
            xx = x * (d / 2 - r)
            parts.append(tube("standard", [(xx, float(y), 0), (xx, float(y), h)], r, "frame", n=10))
            parts.append(
                lathe(
                    "base plate",
                    [(0, 0), (0.07, 0), (0.07, 0.008), (0, 0.008)],
                    "frame",
                    (xx * 0.9, float(np.clip(y, -w / 2 + 0.07, w / 2 - 0.07)), 0),
                    n=4,
                )
            )
    lifts = [0.25, *np.arange(min(2.0, h * 0.75), h, 2.0)]
    for z in [*lifts, h - 0.05]:
        for x in (-1.0, 1.0):
            parts.append(
                tube(
                    "ledger",
                    [(x * (d / 2 - 3 * r), -w / 2, float(z)), (x * (d / 2 - 3 * r), w / 2, float(z))],
                    r,
                    "frame",
                    n=10,
                )
            )
        for y in ys:
            parts.append(
                tube(
                    "transom",
                    [(-d / 2, float(y), float(z) + 2 * r), (d / 2, float(y), float(z) + 2 * r)],
                    r * 0.95,
                    "frame",
                    n=10,
                )
            )
            parts += [
                ball("coupler", 0.04, "frame", (x * (d / 2 - 2 * r), float(y), float(z)), n=8) for x in (-1.0, 1.0)
            ]
    for z in lifts[1:]:
        for k in range(3):
            x = (k - 1) * d * 0.28
            parts.append(
                box(
                    "plank", (d * 0.26, w - float(rng.uniform(0, 0.06)), 0.04), (x, 0, float(z) + 3 * r), "board", 0.004
                )
            )
    parts.append(tube("brace", [(-d / 2 + r, -w / 2 + r, 0.2), (-d / 2 + r, w / 2 - r, h * 0.94)], r, "frame", n=10))
    return finish(want, parts, {"frame": "steel", "board": "rough_planks"}, ("frame",))
