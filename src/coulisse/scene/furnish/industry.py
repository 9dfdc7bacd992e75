"""What stands in factories, stores and engine rooms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import merge, moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, sheet, tube
from coulisse.scene.staged import Model, Part

_STEEL = {"body": "sheet_metal", "frame": "steel", "base": "cast_iron", "dial": "enamel", "pipe": "steel",
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


@makes("oil_drum")
def oil_drum(want: Want) -> Model:
    """A drum with two rolling hoops and bungs."""
    h, r = want.height, min(want.width, want.depth) / 2
    p = [(0, 0.012), (r * 0.94, 0.012), (r * 0.96, 0.0), (r, 0.006), (r * 0.975, 0.02)]
    for z in (0.33, 0.66):
        p += [(r * 0.965, h * z - 0.03), (r, h * z), (r * 0.965, h * z + 0.03)]
    p += [(r * 0.975, h - 0.02), (r, h - 0.006), (r * 0.96, h), (r * 0.94, h - 0.014), (0, h - 0.012)]
    parts = [lathe("drum", p, "body", n=36)]
    for x, y, s in ((r * 0.6, 0.0, 0.035), (-r * 0.6, 0.1 * r, 0.02)):
        parts.append(lathe("bung", [(0, 0), (s, 0), (s, 0.012), (0, 0.012)], "frame", (x, y, h - 0.013), n=8))
    return finish(want, parts, _STEEL, ("body",))


@makes("pallet")
def pallet(want: Want) -> Model:
    """Boards on blocks."""
    w, d, h = want.width, want.depth, want.height
    rng, t = want.rng(), h * 0.15
    parts = []
    for k in range(7):
        lie = float(rng.uniform(-0.004, 0.004)) if 0 < k < 6 else 0.0
        parts.append(box("board", (d * 0.12, w, t), (-d / 2 + d * (k + 0.5) / 7 + lie, 0, h - t), "body", 0.003))
    for y in (-1.0, 0.0, 1.0):
        parts.append(box("bearer", (d, 0.1, t), (0, y * (w / 2 - 0.05), h - 2 * t), "body", 0.003))
        parts.append(box("foot", (d, 0.1, t), (0, y * (w / 2 - 0.05), 0), "body", 0.003))
        parts += [
            box("block", (0.12, 0.1, h - 3 * t), (x * (d / 2 - 0.06), y * (w / 2 - 0.05), t), "body", 0.004)
            for x in (-1.0, 0.0, 1.0)
        ]
    return finish(want, parts, {"body": "rough_planks"}, ("body",))


@makes("metal_shelving")
def metal_shelving(want: Want) -> Model:
    """Slotted uprights with shelves, and boxes and cans on them."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = []
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            angle = [(0, 0), (0.04, 0), (0.04, 0.004), (0.004, 0.004), (0.004, 0.04), (0, 0.04)]
            leg = prism("upright", angle, h, "frame", bevel=0.0)
            parts.append(moved(leg, (x * d / 2, y * w / 2, 0), scale=(-float(x), -float(y), 1.0)))
    levels = max(3, round(h / 0.45))
    for k in range(levels):
        z = 0.08 + (h - 0.12) * k / (levels - 1)
        parts.append(box("shelf", (d, w, 0.03), (0, 0, z), "frame", 0.004))
        y, room = -w / 2 + 0.06, (h - 0.12) / (levels - 1) - 0.06
        while k < levels - 1 and y < w / 2 - 0.2:
            wide = float(rng.uniform(0.16, 0.42))
            if y + wide > w / 2 - 0.05:
                break
            kind, tall = rng.random(), float(rng.uniform(0.4, 0.85)) * room
            if kind < 0.5:
                turn = float(rng.uniform(-4, 4))
                parts.append(
                    box("carton", (d * 0.75, wide * 0.92, tall), (0, y + wide / 2, z + 0.03), "box", 0.006, turn)
                )
            elif kind < 0.75:
                for j in range(max(1, int(wide / 0.13))):
                    parts.append(lathe("tin", [(0, 0), (0.05, 0), (0.052, 0.004), (0.05, 0.12), (0.052, 0.125),
                        (0, 0.123)], "can", (float(rng.uniform(-0.1, 0.1)), y + 0.065 + 0.13 * j, z + 0.03),
                        n=12))  # fmt: skip
            y += wide + float(rng.uniform(0.02, 0.2))
    return finish(want, parts, {"frame": "steel", "box": "cardboard", "can": "tin"}, ("frame",))


@makes("shipping_container")
def container(want: Want) -> Model:
    """Corrugated sides, corner castings, doors with locking bars to the front."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("floor", (d - 0.1, w - 0.1, 0.14), (0, 0, 0.02), "frame", 0.01),
        box("roof", (d - 0.1, w - 0.1, 0.04), (0, 0, h - 0.07), "body", 0.006),
    ]
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            parts.append(box("post", (0.12, 0.1, h), (x * (d / 2 - 0.06), y * (w / 2 - 0.05), 0), "body", 0.008))
            parts += [
                box("casting", (0.17, 0.15, 0.12), (x * (d / 2 - 0.085), y * (w / 2 - 0.075), z), "frame", 0.012)
                for z in (0, h - 0.12)
            ]
        for z in (0.05, h - 0.13):
            parts.append(box("rail", (0.08, w - 0.2, 0.1), (x * (d / 2 - 0.06), 0, z), "body", 0.006))
    for y in (-1.0, 1.0):
        for z in (0.05, h - 0.13):
            parts.append(box("rail", (d - 0.24, 0.06, 0.08), (0, y * (w / 2 - 0.04), z), "body", 0.006))
    for y in (-1.0, 1.0):
        side = _corrugated("side", d - 0.2, h - 0.16)
        parts.append(moved(side, (0, y * (w / 2 - 0.07), 0.1), scale=(1.0, float(y), 1.0)))
    parts.append(moved(_corrugated("end", w - 0.2, h - 0.16), (-d / 2 + 0.08, 0, 0.1), 90))
    for y in (-1.0, 1.0):
        parts.append(
            box("door", (0.05, w / 2 - 0.11, h - 0.28), (d / 2 - 0.06, y * (w / 4 - 0.02), 0.14), "body", 0.01)
        )
        for s in (0.3, 0.75):
            yy = y * (w / 2 - 0.1) * s
            parts.append(tube("bar", [(d / 2 - 0.016, yy, 0.12), (d / 2 - 0.016, yy, h - 0.12)], 0.016, "frame"))
            parts.append(
                tube("handle", [(d / 2 - 0.01, yy, h * 0.42), (d / 2 - 0.01, yy - y * 0.3, h * 0.4)], 0.01, "frame")
            )
    return finish(want, parts, {"body": "corrugated_iron", "frame": "steel"}, ("body",))


def _corrugated(name: str, length: float, high: float) -> Part:
    """A trapezoid sheet along x that stands on z = 0, its ribs towards +y."""
    n = max(4, round(length / 0.28))
    stations = np.concatenate([k + np.array([0, 0.3, 0.42, 0.72, 0.84]) for k in range(n)] + [[n]]) / n
    depth = np.array([0, 0, 0.036, 0.036, 0] * n + [0])

    def surface(u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.float64]:
        at = np.interp(u, np.linspace(0, 1, len(stations)), stations)
        return np.stack([(at - 0.5) * length, np.interp(at, stations, depth), v * high], -1)

    return sheet(name, surface, (len(stations), 2), "body", thickness=0.006, smooth=False)


@makes("generator")
def generator(want: Want) -> Model:
    """An engine and an alternator on a skid under a hood with louvres."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("skid", (d, w, h * 0.12), (0, 0, 0), "base", 0.01), box("tank", (d * 0.8, w * 0.9, h * 0.14),
        (0, 0, h * 0.12), "panel", 0.02), box("hood", (d * 0.86, w * 0.62, h * 0.56), (0, -w * 0.14, h * 0.28), "body",
        0.03), lying("alternator", [(0, -w * 0.13), (d * 0.26, -w * 0.13), (d * 0.32, -w * 0.08), (d * 0.32, w * 0.08),
        (d * 0.2, w * 0.13), (0, w * 0.13)], "frame", (0, w * 0.33, h * 0.5)), tube("exhaust",
        curve([(0, -w * 0.3, h * 0.82), (0, -w * 0.3, h * 0.9), (0, -w * 0.26, h * 0.97), (0, -w * 0.1, h * 0.98)], 4),
        0.045, "pipe", n=12), tube("silencer", [(0, -w * 0.12, h * 0.94), (0, w * 0.2, h * 0.94)], h * 0.06, "pipe",
        n=16)]  # fmt: skip
    for k in range(14):
        parts.append(
            box("louvre", (0.012, w * 0.016, h * 0.36), (d * 0.43, -w * 0.4 + w * 0.036 * k, h * 0.4), "panel", 0.002)
        )
    parts += [box("cabinet", (d * 0.3, w * 0.16, h * 0.4), (d * 0.22, w * 0.24, h * 0.5), "body", 0.012)]
    parts += gauge((d * 0.37, w * 0.21, h * 0.78), 0.04) + gauge((d * 0.37, w * 0.28, h * 0.78), 0.04)
    for y in (-0.45, 0.45):
        parts.append(tube("lifting eye", [(0, y * w, h * 0.12), (0, y * w, h * 0.26)], 0.02, "frame"))
    return finish(want, parts, _STEEL, ("body",))


@makes("boiler")
def boiler(want: Want) -> Model:
    """A riveted drum on saddles, with its fire door, gauges, steam dome and pipes."""
    w, d, h = want.width, want.depth, want.height
    r = min(w * 0.46, h * 0.36)
    z = h * 0.14 + r
    drum = [
        (0, -d * 0.46),
        (r * 0.9, -d * 0.46),
        (r, -d * 0.42),
        (r, d * 0.4),
        (r * 1.03, d * 0.4),
        (r * 1.03, d * 0.44),
        (0, d * 0.44),
    ]
    parts = [lying("drum", drum, "body", (0, 0, z), n=40, along="x")]
    for x in (-0.3, 0.0, 0.3):
        ring = [(r * 1.0, -0.04), (r * 1.015, -0.04), (r * 1.015, 0.04), (r, 0.04)]
        parts.append(moved(lathe("band", ring, "body", n=40, closed=True), (x * d, 0, z), tilt=90))
        rivets = [ball("rivet", 0.014, "body", (x * d + s * 0.025, r * 1.015 * np.cos(a), z + r * 1.015 * np.sin(a)),
            n=5) for a in np.arange(16) * np.pi / 8 for s in (-1.0, 1.0)]  # fmt: skip
        parts.append(merge("rivets", rivets))
    for x in (-0.28, 0.28):
        parts.append(box("saddle", (0.2, w * 0.7, h * 0.24), (x * d, 0, 0), "base", 0.015))
    parts += [box("door", (0.05, r * 0.8, r * 0.55), (d * 0.455, 0, z - r * 0.75), "base", 0.02), box("ash door",
        (0.04, r * 0.7, r * 0.2), (d * 0.455, 0, z - r * 0.98), "base", 0.01),
        tube("latch", [(d * 0.49, -r * 0.3, z - r * 0.48), (d * 0.49, r * 0.3, z - r * 0.48)], 0.014, "frame"),
        lathe("dome", [(0, z + r * 0.8), (r * 0.34, z + r * 0.8), (r * 0.34, z + r * 1.2), (r * 0.2, z + r * 1.36),
        (0, z + r * 1.4)], "body"), lathe("stack", [(0, z + r * 0.7), (r * 0.22, z + r * 0.7), (r * 0.22, h - 0.06),
        (r * 0.26, h - 0.05), (r * 0.26, h), (0, h)], "pipe", (-d * 0.36, 0, 0)),
        tube("steam", curve([(d * 0.1, 0, z + r * 1.1), (d * 0.25, 0, z + r * 1.25), (d * 0.3, w * 0.3, z + r * 1.2),
        (d * 0.3, w * 0.46, z + r * 0.6), (d * 0.3, w * 0.46, 0.1)], 4), 0.05, "pipe", n=12)]  # fmt: skip
    parts += gauge((d * 0.44, 0, z + r * 0.5), 0.11) + gauge((d * 0.44, -r * 0.4, z + r * 0.25), 0.07)
    parts.append(tube("level glass", [(d * 0.48, r * 0.42, z), (d * 0.48, r * 0.42, z + r * 0.5)], 0.014, "glass"))
    return finish(want, parts, {**_STEEL, "body": "blackened_steel"}, ("body",))


@makes("turbine")
def turbine(want: Want) -> Model:
    """A split casing, bolted at the middle, with its rotor's ends, a generator behind and pipes below."""
    w, d, h = want.width, want.depth, want.height
    r = min(w * 0.48, h * 0.42)
    z = h * 0.52
    body = [(0, -d * 0.1), (r * 0.45, -d * 0.1), (r * 0.5, 0.0), (r * 0.75, d * 0.1), (r * 0.8, d * 0.2), (r, d * 0.26),
        (r, d * 0.34), (r * 0.7, d * 0.4), (r * 0.3, d * 0.42), (r * 0.3, d * 0.5), (0, d * 0.5)]  # fmt: skip
    gen = [
        (0, -d * 0.5),
        (r * 0.3, -d * 0.5),
        (r * 0.3, -d * 0.46),
        (r * 0.72, -d * 0.45),
        (r * 0.72, -d * 0.14),
        (r * 0.3, -d * 0.12),
        (r * 0.3, -d * 0.08),
        (0, -d * 0.08),
    ]
    parts = [lying("casing", body, "body", (0, 0, z), n=40, along="x"), lying("generator", gen, "frame", (0, 0, z),
        n=36, along="x"), box("split", (d * 0.46, r * 2.16, 0.1), (d * 0.19, 0, z - 0.05), "frame", 0.01),
        box("base", (d * 0.96, w * 0.7, h * 0.18), (0, 0, 0), "base", 0.03), box("plinth", (d * 0.4, w * 0.56, h * 0.3),
        (-d * 0.29, 0, h * 0.16), "base", 0.03), box("condenser", (d * 0.3, w * 0.9, h * 0.36), (d * 0.25, 0, h * 0.1),
        "panel", 0.05)]  # fmt: skip
    bolts = [lathe("bolt", [(0.03, z + 0.05), (0.03, z + 0.1), (0, z + 0.1)], "frame", (d * x, s * r * 1.04, 0), n=6)
        for x in np.linspace(-0.02, 0.4, 12) for s in (-1.0, 1.0)]  # fmt: skip
    parts.append(merge("bolts", bolts))
    for k in range(9):
        ring = [(r * 0.72, -0.02), (r * 0.74, -0.02), (r * 0.74, 0.02), (r * 0.72, 0.02)]
        parts.append(moved(lathe("fin", ring, "frame", n=36, closed=True), (-d * 0.42 + d * 0.032 * k, 0, z), tilt=90))
    for s in (-1.0, 1.0):
        line = [
            (d * 0.05, s * r * 0.4, z + r * 0.3),
            (d * 0.05, s * r * 0.55, h * 0.93),
            (d * 0.0, s * r * 0.9, h * 0.95),
            (-d * 0.05, s * w * 0.46, h * 0.8),
            (-d * 0.05, s * w * 0.46, 0.1),
        ]
        parts.append(tube("pipe", curve(line, 5), min(0.12, w * 0.05), "pipe", n=14))
    parts.append(box("top", (0.2, 0.2, h - z - r + 0.02), (d * 0.3, 0, z + r - 0.02), "frame", 0.02))
    return finish(want, parts, _STEEL, ("body",))


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
    return finish(want, parts, _STEEL, ("body",))


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
    return finish(want, parts, _STEEL, ("frame",))


@makes("machine_tool")
def lathe_machine(want: Want) -> Model:
    """A lathe: two pedestals, a bed, headstock with chuck, tailstock, carriage with wheels, chip tray."""
    w, d, h = want.width, want.depth, want.height
    bed = h * 0.55
    parts = [
        box("pedestal", (d * 0.55, w * 0.24, bed * 0.8), (0, y * w * 0.34, 0), "body", 0.03, taper=0.94)
        for y in (-1.0, 1.0)
    ]
    parts += [
        box("tray", (d * 0.8, w * 0.94, 0.05), (0, 0, bed * 0.76), "body", 0.01),
        box("bed", (d * 0.34, w * 0.92, bed * 0.16), (0, 0, bed * 0.84), "body", 0.015),
    ]
    for x in (-0.1, 0.1):
        parts.append(
            prism(
                "way",
                [(-0.03, 0), (0.03, 0), (0, 0.03)],
                w * 0.64,
                "frame",
                (x * d, w * 0.1, bed),
                along="y",
                bevel=0.002,
            )
        )
    z = bed + h * 0.2
    parts += [box("headstock", (d * 0.42, w * 0.24, h * 0.36), (0, -w * 0.34, bed), "body", 0.04), box("tailstock",
        (d * 0.2, w * 0.12, h * 0.24), (0, w * 0.38, bed), "body", 0.03), lying("chuck", [(0, -w * 0.22),
        (d * 0.14, -w * 0.22), (d * 0.15, -w * 0.2), (d * 0.15, -w * 0.15), (0, -w * 0.15)], "frame", (0, 0, z)),
        lying("work", [(0, -w * 0.16), (d * 0.05, -w * 0.16), (d * 0.05, w * 0.2), (d * 0.035, w * 0.2),
        (d * 0.035, w * 0.3), (0, w * 0.32)], "frame", (0, 0, z)), box("carriage", (d * 0.5, w * 0.14, h * 0.08),
        (0.02, w * 0.02, bed + 0.02), "body", 0.012), box("apron", (0.05, w * 0.14, h * 0.18), (d * 0.26, w * 0.02,
        bed - h * 0.12), "body", 0.012), box("post", (d * 0.1, w * 0.05, h * 0.1), (d * 0.08, w * 0.02, bed + h * 0.1),
        "frame", 0.006), box("cover", (d * 0.5, w * 0.04, h * 0.5), (0, -w * 0.48, bed * 0.8), "body",
        0.03)]  # fmt: skip
    for y, r, zz in ((0.02, 0.07, bed - h * 0.03), (0.44, 0.08, z)):
        ring = np.column_stack(
            [np.zeros(20), r * np.cos(np.arange(20) * np.pi / 10), r * np.sin(np.arange(20) * np.pi / 10)]
        )
        x = d * 0.26 + 0.06 if y < 0.2 else 0.0
        one = tube("hand wheel", ring, 0.01, "frame", closed=True)
        parts.append(moved(one, (x, y * w, zz), 0 if y < 0.2 else 90))
    for k in range(3):
        parts.append(
            tube(
                "lever",
                [(d * 0.21, -w * (0.4 - 0.06 * k), bed + h * 0.28), (d * 0.26, -w * (0.4 - 0.06 * k), bed + h * 0.24)],
                0.01,
                "trim",
            )
        )
    parts += [box("lamp arm", (0.02, 0.02, h * 0.24), (-d * 0.2, w * 0.05, h * 0.7), "frame", 0.002),
        box("splash guard", (0.01, w * 0.6, h * 0.44), (-d * 0.36, w * 0.12, bed), "body", 0.002),
        lathe("lamp", [(0.06, h * 0.86), (0.03, h), (0, h), (0, h * 0.97), (0.055, h * 0.86)], "panel",
        (-d * 0.15, w * 0.05, 0), n=16)]  # fmt: skip
    return finish(want, parts, {**_STEEL, "body": "cast_iron"}, ("body",))


@makes("machine")
def machine(want: Want) -> Model:
    """Machinery of an age: a cabinet with a flywheel, cylinders, pipes, gauges and a control box."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = [box("bed", (d * 0.94, w * 0.96, h * 0.12), (0, 0, 0), "base", 0.02), box("frame", (d * 0.6, w * 0.5,
        h * 0.5), (-d * 0.1, -w * 0.18, h * 0.12), "body", 0.03), box("head", (d * 0.5, w * 0.4, h * 0.2),
        (-d * 0.1, -w * 0.18, h * 0.62), "body", 0.04)]  # fmt: skip
    r = h * 0.36
    parts += [moved(p, (0, w * 0.4, h * 0.48), 0) for p in _flywheel(r, 0.08)]
    parts.append(tube("shaft", [(0, -w * 0.3, h * 0.48), (0, w * 0.47, h * 0.48)], 0.03, "frame", n=12))
    for x in (-0.22, 0.14):
        parts.append(lathe("cylinder", [(0, h * 0.1), (0.12 * d, h * 0.1), (0.12 * d, h * 0.66), (0.14 * d, h * 0.66),
            (0.14 * d, h * 0.72), (0.05 * d, h * 0.74), (0.05 * d, h * 0.9), (0, h * 0.9)], "frame", (x * d, w * 0.18,
            0), n=20))  # fmt: skip
        line = [
            (x * d, w * 0.18, h * 0.88),
            (x * d, w * 0.18, h * 0.97),
            (x * d - 0.05, 0, h * 0.97),
            (-d * 0.3, -w * 0.2, h * 0.9),
            (-d * 0.3, -w * 0.2, h * 0.8),
        ]
        parts.append(tube("pipe", curve(line, 4), 0.03, "pipe", n=10))
    parts += [box("panel", (0.03, w * 0.34, h * 0.2), (d * 0.21, -w * 0.2, h * 0.4), "panel", 0.006)]
    for k in range(3):
        parts += gauge((d * 0.225, -w * (0.3 - 0.1 * k), h * 0.53), 0.045)
        parts.append(ball("button", 0.018, "trim", (d * 0.23, -w * (0.3 - 0.1 * k), h * 0.44), n=8))
    for k in range(5):
        y = -w * 0.44
        z = h * (0.15 + 0.1 * k)
        parts.append(
            tube(
                "pipe",
                [(-d * 0.46, y, z), (d * 0.3 * float(rng.uniform(0.5, 1.2)), y, z)],
                0.018 + 0.006 * (k % 2),
                "pipe",
            )
        )
    parts.append(
        lathe(
            "hopper",
            [(0.04, h * 0.8), (0.2 * d, h), (0.19 * d, h), (0.03, h * 0.81)],
            "body",
            (-d * 0.1, -w * 0.2, 0),
            n=4,
            closed=True,
            smooth=False,
            turn=45,
        )
    )
    parts.append(box("step", (d * 0.16, w * 0.5, h * 0.08), (d * 0.42, -w * 0.1, 0), "base", 0.008))
    return finish(want, parts, _STEEL, ("body",))


def _flywheel(r: float, thick: float) -> list[Part]:
    rim = [(r * 0.84, -thick / 2), (r, -thick / 2), (r, thick / 2), (r * 0.84, thick / 2)]
    parts = [
        moved(lathe("rim", rim, "base", n=36, closed=True), tilt=90, about="x"),
        moved(
            lathe(
                "hub",
                [(0, -thick * 0.7), (r * 0.18, -thick * 0.7), (r * 0.18, thick * 0.7), (0, thick * 0.7)],
                "base",
                n=16,
            ),
            tilt=90,
            about="x",
        ),
    ]
    for k in range(6):
        a = np.pi * k / 3
        parts.append(
            tube("spoke", [(0, 0, 0), (r * 0.88 * np.cos(a), 0, r * 0.88 * np.sin(a))], [r * 0.07, r * 0.045], "base")
        )
    return parts


@makes("forklift")
def forklift(want: Want) -> Model:
    """Mast and forks to the front, a seat under a cage, a counterweight behind."""
    w, d, h = want.width, want.depth, want.height
    f = d * 0.5
    parts = [box("weight", (d * 0.24, w * 0.86, h * 0.36), (-d * 0.36, 0, h * 0.1), "panel", 0.06),
        box("body", (d * 0.36, w * 0.86, h * 0.26), (-d * 0.1, 0, h * 0.1), "body", 0.03),
        box("hood", (d * 0.24, w * 0.7, h * 0.14), (-d * 0.2, 0, h * 0.34), "body", 0.03),
        box("seat", (d * 0.15, w * 0.42, 0.08), (-d * 0.14, 0, h * 0.47), "seat", 0.03), box("back", (0.08, w * 0.42,
        h * 0.2), (-d * 0.22, 0, h * 0.5), "seat", 0.03), box("dash", (d * 0.08, w * 0.7, h * 0.28),
        (d * 0.08, 0, h * 0.3), "panel", 0.02)]  # fmt: skip
    for s in (-1.0, 1.0):
        y = s * w * 0.4
        parts += wheel((d * 0.12, y, h * 0.14), h * 0.14, w * 0.16) + wheel(
            (-d * 0.36, y, h * 0.115), h * 0.115, w * 0.14
        )
        cage = [
            (d * 0.06, y * 0.9, h * 0.5),
            (d * 0.02, y * 0.9, h * 0.96),
            (-d * 0.3, y * 0.9, h * 0.98),
            (-d * 0.38, y * 0.9, h * 0.44),
        ]
        parts.append(tube("cage", cage, 0.028, "frame", square=True))
        parts.append(box("mast", (0.1, 0.09, h), (d * 0.2, s * w * 0.28, 0.02), "frame", 0.008))
        fork = [(0, 0.0), (f * 0.56, 0.0), (f * 0.56, 0.014), (0.06, 0.045), (0.045, h * 0.3), (0, h * 0.3)]
        parts.append(prism("fork", fork, 0.11, "frame", (d * 0.24, s * w * 0.2, 0.05), along="y", bevel=0.004))
    for z in (0.1, 0.5, 0.97):
        parts.append(box("cross", (0.06, w * 0.6, 0.07), (d * 0.2, 0, h * z - 0.04), "frame", 0.006))
    for k in range(5):
        parts.append(
            tube(
                "roof bar",
                [(d * 0.02 - d * 0.08 * k, -w * 0.36, h * 0.965), (d * 0.02 - d * 0.08 * k, w * 0.36, h * 0.965)],
                0.016,
                "frame",
            )
        )
    ring = np.column_stack(
        [0.15 * np.cos(np.arange(20) * np.pi / 10), 0.15 * np.sin(np.arange(20) * np.pi / 10), np.zeros(20)]
    )
    parts += [
        moved(tube("wheel", ring, 0.014, "panel", closed=True), (d * 0.02, 0, h * 0.6), tilt=-30),
        tube("column", [(d * 0.07, 0, h * 0.5), (d * 0.02, 0, h * 0.6)], 0.02, "panel"),
    ]
    return finish(want, parts, {**_STEEL, "body": "paint", "seat": "faux_leather"}, ("body",))


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


@makes("control_desk")
def control_desk(want: Want) -> Model:
    """A sloping desk of switches and dials with an upstand of screens."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    side = [
        (d / 2, 0),
        (d / 2, h * 0.66),
        (d * 0.34, h * 0.72),
        (-d * 0.14, h * 0.8),
        (-d * 0.24, h),
        (-d / 2, h),
        (-d / 2, 0),
    ]
    # The operator sits behind x = +d/2: the desk's front looks at him.
    parts = [
        prism("body", side, w, "body", along="y", bevel=0.01),
        box("kick", (0.02, w * 0.96, h * 0.1), (d / 2 - 0.005, 0, 0.01), "panel", 0.003),
    ]
    slope = float(np.degrees(np.arctan2(h * 0.08, d * 0.48)))
    lift = np.array([np.sin(np.radians(slope)), 0, np.cos(np.radians(slope))])
    count = max(4, round(w / 0.22))
    for i in range(count):
        y = -w / 2 + w * (i + 0.5) / count
        for j in range(4):
            s = (j + 0.5) / 4
            at = np.array([d * 0.32 - d * 0.44 * s, y, h * 0.722 + h * 0.075 * s])
            kind = int(rng.integers(0, 5))
            if kind == 0:
                for k in range(3):
                    foot = np.add(at, [0, (k - 1) * 0.045, 0])
                    parts.append(
                        tube(
                            "toggle",
                            [foot, foot + lift * 0.03 + [0.008 * float(rng.choice([-1, 1])), 0, 0]],
                            [0.006, 0.004],
                            "frame",
                            n=6,
                        )
                    )
            elif kind == 1:
                for k in range(2):
                    parts.append(
                        lathe(
                            "knob",
                            [(0, 0), (0.022, 0), (0.018, 0.02), (0, 0.02)],
                            "panel",
                            (float(at[0]), y + (k - 0.5) * 0.07, float(at[2]) - 0.002),
                            n=12,
                        )
                    )
            elif kind == 2:
                for k in range(4):
                    lit = "bulb" if rng.random() < 0.4 else "button"
                    parts.append(
                        box(
                            "button",
                            (0.026, 0.026, 0.012),
                            (float(at[0]), y + (k - 1.5) * 0.04, float(at[2]) - 0.002),
                            lit,
                            0.003,
                        )
                    )
            elif kind == 3:
                parts.append(box("slot", (0.06, 0.14, 0.004), (float(at[0]), y, float(at[2]) - 0.001), "panel", 0.0))
                for k in range(4):
                    parts.append(
                        box(
                            "fader",
                            (0.02, 0.016, 0.018),
                            (float(at[0]) + float(rng.uniform(-0.02, 0.02)), y + (k - 1.5) * 0.034, float(at[2])),
                            "frame",
                            0.003,
                        )
                    )
    face = float(np.degrees(np.arctan2(h * 0.2, d * 0.1)))
    for i in range(max(2, round(w / 0.5))):
        y = -w / 2 + w * (i + 0.5) / max(2, round(w / 0.5))
        if i % 2 == 0:
            parts += [moved(p, (-d * 0.188, y, h * 0.9), tilt=face - 90)
                for p in (box("screen", (0.014, w / max(2, round(w / 0.5)) * 0.7, h * 0.14), (0.004, 0, -h * 0.07),
                "screen", 0.004),)]  # fmt: skip
        else:
            for k in range(3):
                parts += [
                    moved(p, (-d * 0.188, y + (k - 1) * 0.12, h * 0.9), tilt=face - 90) for p in gauge((0, 0, 0), 0.05)
                ]
    return finish(want, parts, {**_STEEL, "button": "plastic", "body": "sheet_metal"}, ("body",))
