"""Lamps of fire, of the street and of work: lanterns, torches, tubes, spots, signs."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import GAS, bulb, flame, point
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved, solid
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.staged import Lamp, Model

# Of an area that shines down the first side lies across the facing as long as its aim leans a little to the front.
_DOWN = (0.2, 0.0, -0.98)


@makes("fluorescent_tube")
def fluorescent(want: Want) -> Model:
    """A batten with one tube, or two where it is wide."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("batten", (d * 0.6, w, h * 0.5), (0, 0, h * 0.5), "frame", 0.006)]
    r = min(0.016, h * 0.16)
    spots = (-d * 0.3, d * 0.3) if d > 0.12 else (0.0,)
    for x in spots:
        parts.append(tube("tube", [(x, -w * 0.47, h * 0.2), (x, w * 0.47, h * 0.2)], r, "bulb", n=12))
        for y in (-1, 1):
            parts.append(box("holder", (0.035, 0.018, h * 0.5), (x, y * w * 0.485, 0.0), "frame", 0.004))
    parts.append(box("box", (d, w * 0.2, h * 0.3), (0, 0, h * 0.68), "frame", 0.004))
    lamp = Lamp(
        "area",
        (0.0, 0.0, h * 0.2 - r - 0.015),
        2500.0 * w / 1.2 * len(spots),
        aim=_DOWN,
        kelvin=4000.0,
        size=(w * 0.94, 0.04),
    )
    return finish(want, parts, {"frame": "sheet_metal", "bulb": "glass"}, ("frame",), lamps=[lamp])


@makes("led_strip")
def led_strip(want: Want) -> Model:
    """A channel with a lit diffuser."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("channel", (d, w, h * 0.6), (0, 0, h * 0.4), "frame", 0.002), box("light", (d * 0.7, w - 0.01,
        h * 0.5), (0, 0, 0), "bulb", 0.003)]  # fmt: skip
    lamp = Lamp("area", (0.0, 0.0, -0.012), 900.0 * w, aim=_DOWN, kelvin=4000.0, size=(w, 0.02))
    return finish(want, parts, {"frame": "aluminium", "bulb": "glass"}, ("frame",), lamps=[lamp])


@makes("spotlight")
def spotlight(want: Want) -> Model:
    """A can in a yoke with barn doors, that looks down to the front."""
    w, d, h = want.width, want.depth, want.height
    r = w * 0.34
    can = [
        lathe(
            "can",
            [
                (0, -0.4 * d),
                (r * 0.7, -0.4 * d),
                (r, -0.3 * d),
                (r, 0.28 * d),
                (r * 0.9, 0.28 * d),
                (r * 0.9, 0.2 * d),
                (0, 0.2 * d),
            ],
            "frame",
            n=22,
        ),
        lathe("lens", [(0, 0.205 * d), (r * 0.85, 0.205 * d), (0, 0.25 * d)], "bulb", n=22),
    ]
    for k in range(4):
        can.append(lathe("fin", [(r * 1.0, -0.3 * d + 0.02 * k), (r * 1.06, -0.3 * d + 0.02 * k),
            (r * 1.06, -0.29 * d + 0.02 * k), (r, -0.29 * d + 0.02 * k)], "frame", n=22, closed=True))  # fmt: skip
        door = box("door", (r * 1.5, 0.004, d * 0.22), (0, r + 0.004, 0.28 * d), "frame", 0.0)
        can.append(moved(moved(door, (0, 0, 0)), turn=90.0 * k))
    parts = [moved(p, (0, 0, h * 0.45), tilt=125) for p in can]
    yoke = [(0, -w * 0.46, h * 0.45), (0, -w * 0.46, h * 0.9), (0, w * 0.46, h * 0.9), (0, w * 0.46, h * 0.45)]
    parts += [
        tube("yoke", yoke, 0.007, "frame", square=True),
        box("clamp", (0.05, 0.06, h * 0.12), (0, 0, h * 0.88), "frame", 0.006),
    ]
    aim = (float(np.sin(np.radians(125))), 0.0, float(np.cos(np.radians(125))))
    at = (aim[0] * 0.36 * d, 0.0, h * 0.45 + aim[2] * 0.36 * d)
    return finish(want, parts, {"frame": "blackened_steel", "bulb": "glass"}, ("frame",),
        lamps=[Lamp("spot", at, 1600.0,
        aim=aim, kelvin=3200.0, size=(r * 0.5, 0.0), cone=38.0)])  # fmt: skip


@makes("floodlight")
def floodlight(want: Want) -> Model:
    """A work light on a stand of bent tube."""
    w, d, h = want.width, want.depth, want.height
    loop = [
        (-d * 0.45, -w * 0.4, 0.012),
        (d * 0.45, -w * 0.4, 0.012),
        (d * 0.45, w * 0.4, 0.012),
        (-d * 0.45, w * 0.4, 0.012),
    ]
    parts = [tube("stand", loop, 0.012, "base", closed=True), tube("upright", [(-d * 0.1, -w * 0.48, h * 0.62),
        (-d * 0.4, -w * 0.4, 0.02)], 0.012, "base"), tube("upright", [(-d * 0.1, w * 0.48, h * 0.62),
        (-d * 0.4, w * 0.4, 0.02)], 0.012, "base")]  # fmt: skip
    head = [box("case", (d * 0.3, w * 0.84, h * 0.42), (0, 0, -h * 0.21), "frame", 0.012, taper=1.0),
        box("face", (0.012, w * 0.72, h * 0.34), (d * 0.15, 0, -h * 0.17), "bulb", 0.003)]  # fmt: skip
    head += [
        box("fin", (0.06, 0.006, h * 0.36), (-d * 0.18, y, -h * 0.18), "frame", 0.0)
        for y in np.linspace(-w * 0.36, w * 0.36, 9)
    ]
    head += [
        tube("guard", [(d * 0.18, -w * 0.4, z), (d * 0.18, w * 0.4, z)], 0.003, "frame", n=5)
        for z in np.linspace(-h * 0.14, h * 0.14, 5)
    ]
    parts += [moved(p, (-d * 0.05, 0, h * 0.72), tilt=-8) for p in head]
    parts.append(tube("handle", [(-d * 0.15, -w * 0.2, h * 0.9), (-d * 0.15, -w * 0.2, h), (-d * 0.15, w * 0.2, h),
        (-d * 0.15, w * 0.2, h * 0.9)], 0.01, "base"))  # fmt: skip
    return finish(want, parts, {"base": "steel", "frame": "blackened_steel", "bulb": "glass"}, ("base",),
        lamps=[Lamp("spot", (d * 0.3, 0.0, h * 0.74), 6000.0, aim=(0.99, 0.0, 0.14), kelvin=4000.0, size=(0.08, 0.0),
        cone=120.0)])  # fmt: skip


@makes("neon_sign")
def neon_sign(want: Want) -> Model:
    """Tubes of light on a board: an arrow and a star, waves, or a cocktail glass, by seed."""
    w, d, h = want.width, want.depth, want.height
    b, f = -d / 2, d * 0.25
    parts = [box("board", (d * 0.3, w, h), (b + d * 0.15, 0, 0), "body", 0.006)]
    r, drawn = min(0.012, h * 0.022), want.seed % 3

    def line(points: list[tuple[float, float]], slot: str = "bulb", closed: bool = False) -> None:
        path = [(f, y * w / 2 * 0.84, h / 2 + z * h / 2 * 0.8) for y, z in points]
        parts.append(tube("neon", path, r, slot, n=8, closed=closed))

    ring = [(1.0, 0.7), (0.9, 0.95), (-0.9, 0.95), (-1.0, 0.7), (-1.0, -0.7), (-0.9, -0.95), (0.9, -0.95), (1.0, -0.7)]
    line(ring, "bulb_second", True)
    t = np.linspace(0, 1, 33)
    if drawn == 0:
        line([(-0.75, 0.0), (0.3, 0.0)])
        line([(0.05, 0.5), (0.4, 0.0), (0.05, -0.5)])
        star = [(0.68 + 0.16 * s * float(np.sin(np.pi * k / 5)), 0.36 * s * float(np.cos(np.pi * k / 5)))
            for k in range(10) for s in ((1.0,) if k % 2 == 0 else (0.42,))]  # fmt: skip
        line(star, "bulb_second", True)
    elif drawn == 1:
        for z in (0.4, 0.0, -0.4):
            line(
                [(float(-0.8 + 1.6 * s), z + 0.22 * float(np.sin(4 * np.pi * s))) for s in t],
                "bulb" if z else "bulb_second",
            )
    else:
        line([(-0.3, 0.7), (0.3, 0.7), (0.0, 0.0), (-0.3, 0.7)])
        line([(0.0, 0.0), (0.0, -0.6), (-0.2, -0.65), (0.2, -0.65)])
        line([(0.1, 0.35), (0.42, 0.85)], "bulb_second")
        for s in (-1, 1):
            line([(s * (0.5 + 0.3 * float(v)), 0.3 * float(np.sin(9 * v))) for v in t], "bulb_second")
    for side in (-0.6, 0.0, 0.6):
        parts.append(
            tube(
                "standoff",
                [(b + d * 0.3, side * w * 0.42, h * 0.88), (f, side * w * 0.42, h * 0.88)],
                0.006,
                "frame",
                n=6,
            )
        )
    parts.append(box("transformer", (d * 0.5, w * 0.2, h * 0.1), (b + d * 0.45, 0, 0.01), "frame", 0.006))
    lamps = [
        Lamp("point", (d * 0.5 + 0.03, 0.0, h * 0.5), 350.0, kelvin=3000.0, colour=(1.0, 0.1, 0.25), size=(0.08, 0.0))
    ]
    return finish(
        want,
        parts,
        {"body": "acrylic", "frame": "blackened_steel", "bulb": "glass", "bulb_second": "glass"},
        ("body",),
        lamps=lamps,
    )


@makes("bulkhead_lamp")
def bulkhead(want: Want) -> Model:
    """A glass behind a cage on a cast body, on the wall."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    a = np.arange(28) * np.pi / 14
    oval = np.column_stack([np.cos(a) * w / 2, h / 2 + np.sin(a) * h / 2])
    small = np.column_stack([np.cos(a) * w * 0.38, h / 2 + np.sin(a) * h * 0.38])
    parts = [prism("body", oval, d * 0.35, "frame", (b + d * 0.175, 0, 0), along="x", bevel=0.008, smooth=True),
        prism("glass", small, d * 0.4, "bulb", (b + d * 0.5, 0, 0), along="x", bevel=0.02, smooth=True)]  # fmt: skip
    for z in np.linspace(-0.3, 0.3, 3):
        y = w * 0.46 * float(np.sqrt(1 - (z / 0.5) ** 2))
        line = [(b + d * 0.35, -y, h / 2 + z * h), (d * 0.42, -y * 0.7, h / 2 + z * h), (d * 0.47, 0, h / 2 + z * h),
            (d * 0.42, y * 0.7, h / 2 + z * h), (b + d * 0.35, y, h / 2 + z * h)]  # fmt: skip
        parts.append(tube("cage", curve(line, 4), 0.004, "frame", n=6))
    line = [
        (b + d * 0.35, 0, 0.02),
        (d * 0.44, 0, h * 0.2),
        (d * 0.5, 0, h / 2),
        (d * 0.44, 0, h * 0.8),
        (b + d * 0.35, 0, h - 0.02),
    ]
    parts.append(tube("cage", curve(line, 4), 0.004, "frame", n=6))
    return finish(want, parts, {"frame": "cast_iron", "bulb": "frosted_glass"}, ("frame",),
        lamps=[point((d * 0.5 + 0.03, 0, h / 2), (600.0, 2900.0), 0.03)])  # fmt: skip


@makes("street_lamp")
def street_lamp(want: Want) -> Model:
    """A cast post with a lantern, or a steel mast with a head where it is modern."""
    h, w = want.height, min(want.width, want.depth)
    if want.is_("modern", "futuristic", "brutalist", "mid_century"):
        r = w / 2
        parts = [tube("mast", curve([(-r * 0.6, 0, 0), (-r * 0.6, 0, h * 0.85), (-r * 0.4, 0, h * 0.96),
            (r * 0.2, 0, h * 0.97)], 5), 0.04, "base"), box("head", (r * 1.1, w * 0.5, 0.09), (r * 0.45, 0, h - 0.13),
            "frame", 0.02), box("lens", (r * 0.9, w * 0.4, 0.02), (r * 0.45, 0, h - 0.145), "bulb", 0.004),
            lathe("foot", [(0, 0), (0.12, 0), (0.12, 0.02), (0.07, 0.3), (0, 0.3)], "base",
            (-r * 0.6, 0, 0))]  # fmt: skip
        return finish(want, parts, {"base": "steel", "frame": "aluminium", "bulb": "glass"}, ("base",),
            lamps=[Lamp("spot", (r * 0.45, 0.0, h - 0.2), 5000.0, aim=(0.05, 0.0, -1.0), kelvin=3500.0, size=(0.1, 0.0),
            cone=140.0)])  # fmt: skip
    top = h - 0.75
    post = [(0, 0), (0.2, 0), (0.2, 0.12), (0.15, 0.16), (0.13, 0.6), (0.09, 0.68), (0.11, 0.74), (0.06, 0.84),
        (0.045, top * 0.7), (0.065, top * 0.72), (0.04, top * 0.75), (0.035, top - 0.12), (0.08, top - 0.06),
        (0.05, top), (0, top)]  # fmt: skip
    parts = [
        lathe("post", post, "base", n=20),
        tube("rest", [(0, -0.3, top - 0.3), (0, 0.3, top - 0.3)], 0.015, "base"),
    ]
    s, b = w * 0.5, 0.1
    for x in (-1, 1):
        for y in (-1, 1):
            parts.append(
                tube("bar", [(x * b, y * b, top), (x * s * 0.84, y * s * 0.84, top + 0.45)], 0.012, "base", square=True)
            )
    for turn in (0, 90, 180, 270):
        pane = [
            (b, -b, top + 0.02),
            (b, b, top + 0.02),
            (s * 0.82, s * 0.82, top + 0.44),
            (s * 0.82, -s * 0.82, top + 0.44),
        ]
        inner = [(x - 0.004, y, z) for x, y, z in pane]
        faces = [[0, 1, 2, 3], [7, 6, 5, 4], [0, 4, 5, 1], [1, 5, 6, 2], [2, 6, 7, 3], [3, 7, 4, 0]]
        parts.append(moved(solid("pane", [*pane, *inner], faces, "glass"), turn=turn))
    parts += [box("roof", (w * 0.24, w * 0.24, 0.18), (0, 0, top + 0.47), "base", 0.006, taper=4.1),
        box("rim", (w, w, 0.03), (0, 0, top + 0.44), "base", 0.004), lathe("finial", [(0, top + 0.64),
        (0.06, top + 0.64), (0.03, top + 0.68), (0.035, top + 0.71), (0, top + 0.75)], "base", n=12),
        flame((0, 0, top + 0.1), 0.14) if want.is_("victorian", "classical", "") else bulb((0, 0, top + 0.2),
        0.05)]  # fmt: skip
    light = GAS if want.is_("victorian", "classical", "") else (2500.0, 2700.0)
    return finish(want, parts, {"base": "cast_iron", "glass": "glass", "bulb": "glass", "flame": "glass"}, ("base",),
        lamps=[point((0, 0, top + 0.32), (light[0] * 3, light[1]), 0.05)])  # fmt: skip


@makes("surgical_lamp")
def surgical_lamp(want: Want) -> Model:
    """A dish of lenses on a jointed arm from the ceiling."""
    h, r = want.height, min(want.width, want.depth) / 2
    deep = h * 0.3
    parts = [lathe("dish", [(r * 0.92, 0), (r, deep * 0.2), (r * 0.8, deep * 0.8), (r * 0.2, deep), (0, deep),
        (0, deep * 0.7), (r * 0.7, deep * 0.55), (r * 0.9, deep * 0.15)], "frame", n=36)]  # fmt: skip
    for k in range(7):
        a = 2 * np.pi * k / 6
        at = (0.0, 0.0) if k == 6 else (0.58 * r * np.cos(a), 0.58 * r * np.sin(a))
        parts.append(
            lathe(
                "lens", [(0, 0.01), (r * 0.2, 0.02), (r * 0.22, deep * 0.5), (0, deep * 0.6)], "bulb", (*at, 0.0), n=16
            )
        )
        parts.append(
            lathe(
                "bezel",
                [(r * 0.21, 0.0), (r * 0.25, 0.01), (r * 0.25, deep * 0.5), (r * 0.21, deep * 0.5)],
                "base",
                (*at, 0.0),
                n=16,
                closed=True,
            )
        )
    parts += [tube("grip", [(0, 0, 0.0), (0, 0, -0.06 * h)], 0.018, "base"), lathe("plate", [(0, h), (0.12, h),
        (0.1, h - 0.03), (0, h - 0.03)], "base"), tube("arm", [(0, 0, h - 0.02), (0, 0, h * 0.72),
        (0, r * 0.6, h * 0.66), (0, r * 0.7, h * 0.4), (0, r * 0.1, h * 0.3)], 0.022, "base")]  # fmt: skip
    return finish(want, parts, {"frame": "enamel", "base": "chrome", "bulb": "glass"}, ("frame",),
        lamps=[Lamp("spot", (0.0, 0.0, -0.08 * h - 0.03), 3500.0, aim=(0.0, 0.0, -1.0), kelvin=4500.0, size=(r * 0.7,
        0.0), cone=75.0)])  # fmt: skip


@makes("string_lights")
def string_lights(want: Want) -> Model:
    """A cable that sags between its ends, with bulbs on it."""
    w, d, h = want.width, want.depth, want.height
    n = max(8, round(w / 0.25))
    sag = np.linspace(-1, 1, n * 2 + 1)
    z = h - h * 0.55 * (1 - sag**2)
    path = np.column_stack([0 * sag, sag * w / 2, z])
    parts = [tube("cable", path, min(0.005, h * 0.08), "cord", n=6)]
    r = min(0.018, h * 0.2, d / 2)
    for k in range(n):
        y, top = float(path[2 * k + 1, 1]), float(path[2 * k + 1, 2])
        parts.append(tube("holder", [(0, y, top), (0, y, top - r)], r * 0.45, "cord", n=6))
        parts.append(bulb((0, y, max(top - 2.2 * r, r)), r))
    lamps = [point((0.0, float(y), -0.03), (30.0 * n / 5, 2500.0), 0.02) for y in np.linspace(-w * 0.4, w * 0.4, 5)]
    return finish(want, parts, {"cord": "rubber", "bulb": "glass"}, ("cord",), lamps=lamps)
