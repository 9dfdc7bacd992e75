"""What stands in streets and yards: a telephone box, a kiosk, wells, fountains; a lift."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import point
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

SLOTS = {"body": "lacquer", "frame": "cast_iron", "glass": "glass", "bulb": "glass", "paper": "paper", "roof": "zinc",
    "stone": "limestone", "brick": "brick", "hearth": "slate", "wood": "oak", "flame": "glass", "coal": "charred_wood",
    "bark": "bark", "water": "water", "rail": "wrought_iron", "step": "oak", "metal": "brushed_steel", "rope": "burlap",
    "trim": "brass"}  # fmt: skip


@makes("telephone_box")
def telephone_box(want: Want) -> Model:
    """A box with glazed sides, a sign and a telephone in it."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("floor", (d, w, 0.08), (0, 0, 0), "frame", 0.01),
        box("head", (d, w, 0.26), (0, 0, h - 0.4), "body", 0.012),
        box("roof", (d * 0.94, w * 0.94, 0.14), (0, 0, h - 0.14), "body", 0.05),
    ]
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            parts.append(box("post", (0.08, 0.08, h - 0.4), (x * (d / 2 - 0.04), y * (w / 2 - 0.04), 0), "body", 0.01))
    for turn, wide, off in ((0, w, d / 2), (90, d, w / 2), (180, w, d / 2), (270, d, w / 2)):
        side = [box("panel", (0.03, wide - 0.16, 0.34), (off - 0.04, 0, 0.08), "body", 0.006)]
        if turn == 180:
            side = [box("panel", (0.03, wide - 0.16, h - 0.5), (off - 0.04, 0, 0.08), "body", 0.006)]
        else:
            side.append(box("pane", (0.006, wide - 0.16, h - 0.86), (off - 0.04, 0, 0.42), "glass", 0.0))
            for k in range(1, 6):
                side.append(
                    box("bar", (0.024, wide - 0.16, 0.022), (off - 0.04, 0, 0.42 + (h - 0.86) * k / 6), "body", 0.003)
                )
            for y in (-0.22, 0.22):
                side.append(box("bar", (0.024, 0.022, h - 0.86), (off - 0.04, y * wide, 0.42), "body", 0.003))
        side.append(box("sign", (0.012, wide * 0.7, 0.12), (off - 0.002, 0, h - 0.33), "bulb", 0.003))
        parts += [moved(p, turn=turn) for p in side]
    parts += [box("telephone", (0.14, 0.26, 0.36), (-d / 2 + 0.14, 0, 1.15), "frame", 0.014), tube("handset",
        [(-d / 2 + 0.24, -0.17, 1.22), (-d / 2 + 0.24, -0.17, 1.44)], 0.022, "frame"),
        tube("cord", curve([(-d / 2 + 0.24, -0.17, 1.22), (-d / 2 + 0.28, -0.1, 1.0), (-d / 2 + 0.2, 0.0, 1.15)], 5),
        0.006, "frame", n=6), tube("handle", [(d / 2 - 0.01, w * 0.3, 1.0), (d / 2 - 0.01, w * 0.3, 1.2)], 0.012,
        "trim"), box("light", (0.3, 0.3, 0.02), (0, 0, h - 0.42), "bulb", 0.003)]  # fmt: skip
    return finish(
        want,
        parts,
        {**SLOTS, "body": "red_lacquer"},
        ("body",),
        lamps=[point((0, 0, h - 0.47), (700.0, 3500.0), 0.05)],
    )


@makes("newspaper_stand")
def newspaper_stand(want: Want) -> Model:
    """A kiosk: a counter under an awning, papers in racks, a pitched roof."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    b = -d / 2
    deep = d * 0.66
    parts = [box("counter", (deep, w, 0.9), (b + deep / 2, 0, 0), "body", 0.01), box("top", (deep + 0.12, w, 0.05),
        (b + deep / 2 + 0.06, 0, 0.9), "wood", 0.01), box("back", (0.05, w, h * 0.84 - 0.9), (b + 0.025, 0, 0.94),
        "body", 0.0), prism("roof", [(b, h * 0.84), (b + deep + 0.1, h * 0.84), (b + deep + 0.1, h * 0.88),
        (b + deep * 0.5, h), (b, h * 0.88)], w, "roof", along="y", bevel=0.01)]  # fmt: skip
    for y in (-1.0, 1.0):
        parts.append(
            box("side", (deep, 0.05, h * 0.84 - 0.9), (b + deep / 2, y * (w / 2 - 0.025), 0.94), "body", 0.006)
        )
    awning = [
        (b + deep, h * 0.84),
        (d / 2, h * 0.72),
        (d / 2, h * 0.68),
        (d / 2 - 0.01, h * 0.68),
        (d / 2 - 0.01, h * 0.715),
        (b + deep, h * 0.83),
    ]
    n = max(4, round(w / 0.25))
    for k in range(n):
        parts.append(
            prism(
                "awning",
                awning,
                w / n - 0.002,
                ("awning", "stripe")[k % 2],
                (0, -w / 2 + w * (k + 0.5) / n, 0),
                along="y",
                bevel=0.0,
            )
        )
    for k in range(round(w / 0.24)):
        y = -w * 0.44 + 0.24 * k
        for j in range(2):
            lean = moved(
                box("paper", (0.006, 0.2, 0.28), (0, 0, 0), "paper" if (k + j) % 3 else "picture", 0.0),
                (b + deep * 0.35 + 0.25 * j, y, 0.96 + 0.02 * j),
                tilt=-18,
            )
            parts.append(lean)
        parts.append(
            box("pile", (0.26, 0.19, float(rng.uniform(0.03, 0.14))), (b + deep - 0.05, y, 0.95), "paper", 0.003)
        )
        parts.append(
            moved(
                box("hung", (0.005, 0.18, 0.26), (0, 0, 0), "picture" if k % 2 else "paper", 0.0),
                (b + 0.08, y, h * 0.56),
            )
        )
    return finish(
        want,
        parts,
        {**SLOTS, "body": "paint", "awning": "canvas", "stripe": "tarpaulin", "picture": "paper"},
        ("body",),
        lamps=[point((d * 0.1, 0, h * 0.8), (500.0, 2700.0), 0.04)],
    )


@makes("well")
def well(want: Want) -> Model:
    """A ring of stone with a windlass under a small roof where there is height for it."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    high = h if h < 1.4 else 0.85
    parts: list[Part] = [
        lathe(
            "shaft",
            [(r * 0.78, 0.0), (r * 0.78, high * 0.86), (r * 0.95, high * 0.86), (r * 0.95, 0)],
            "joint",
            n=28,
            closed=True,
        ),
        lathe("water", [(0, 0.03), (r * 0.78, 0.03), (0, 0.04)], "water", n=24),
    ]
    rows = 4
    for j in range(rows):
        n = 14
        for k in range(n):
            a = 2 * np.pi * (k + 0.5 * (j % 2)) / n
            size = (r * 0.24, 2 * np.pi * r * 0.9 / n * float(rng.uniform(0.86, 0.97)), high * 0.86 / rows * 0.94)
            parts.append(
                moved(
                    box(
                        "stone",
                        size,
                        (r * 0.87 + float(rng.uniform(-0.01, 0.01)), 0, high * 0.86 * j / rows),
                        "stone",
                        0.02,
                    ),
                    turn=float(np.degrees(a)),
                )
            )
    rim = [
        (r * 0.74, high * 0.86),
        (r, high * 0.86),
        (r, high * 0.97),
        (r * 0.96, high),
        (r * 0.78, high),
        (r * 0.74, high * 0.97),
    ]
    parts.append(lathe("rim", rim, "stone", n=28, closed=True, smooth=False))
    if h > 1.4:
        for s in (-1.0, 1.0):
            parts.append(box("post", (0.1, 0.1, h - 0.3), (0, s * r * 0.9, 0), "wood", 0.01))
        parts += [
            tube("windlass", [(0, -r * 0.95, h * 0.6), (0, r * 0.95, h * 0.6)], 0.06, "wood", n=12),
            prism("roof", [(-r, h - 0.35), (r, h - 0.35), (0, h)], 2 * r, "wood", along="y", bevel=0.008),
        ]
    else:
        parts += [
            lathe(
                "bucket",
                [(0, high), (0.1, high), (0.12, high + 0.0), (0.1, high - 0.0), (0, high)],
                "wood",
                (0, 0, 0),
                n=8,
            )
        ][:0]
    return finish(want, parts, {**SLOTS, "stone": "rubble_stone", "joint": "stone"}, ("stone",))


@makes("fountain")
def fountain(want: Want) -> Model:
    """Two basins on a baluster with falling water."""
    h, r = want.height, min(want.width, want.depth) / 2
    rim = [
        (0, 0),
        (r * 0.92, 0),
        (r * 0.94, h * 0.2),
        (r, h * 0.24),
        (r, h * 0.28),
        (r * 0.9, h * 0.28),
        (r * 0.86, h * 0.08),
        (0, h * 0.06),
    ]
    parts = [lathe("basin", rim, "stone", n=8 if want.is_("gothic", "eastern") else 40, smooth=not want.is_("gothic",
        "eastern")), lathe("water", [(0, h * 0.21), (r * 0.89, h * 0.21), (r * 0.89, h * 0.22), (0, h * 0.22)], "water",
        n=40), lathe("stem", [(0, h * 0.06), (r * 0.2, h * 0.06), (r * 0.2, h * 0.2), (r * 0.1, h * 0.28),
        (r * 0.15, h * 0.42), (r * 0.08, h * 0.54), (0, h * 0.54)], "stone", n=20), lathe("bowl", [(0, h * 0.5),
        (r * 0.1, h * 0.53), (r * 0.36, h * 0.6), (r * 0.46, h * 0.66), (r * 0.43, h * 0.67), (r * 0.3, h * 0.62),
        (0, h * 0.59)], "stone", n=32), lathe("pool", [(0, h * 0.64), (r * 0.41, h * 0.645), (r * 0.41, h * 0.65),
        (0, h * 0.65)], "water", n=32), lathe("finial", [(0, h * 0.6), (r * 0.06, h * 0.64), (r * 0.04, h * 0.74),
        (r * 0.08, h * 0.82), (r * 0.05, h * 0.88), (0, h)], "stone", n=16)]  # fmt: skip
    for k in range(10):
        a = 2 * np.pi * k / 10
        c, s = np.cos(a), np.sin(a)
        line = curve(
            [
                (r * 0.44 * c, r * 0.44 * s, h * 0.665),
                (r * 0.5 * c, r * 0.5 * s, h * 0.6),
                (r * 0.54 * c, r * 0.54 * s, h * 0.22),
            ],
            4,
        )
        parts.append(tube("jet", line, [0.008, 0.011, 0.006], "water", n=6))
    return finish(want, parts, {**SLOTS, "stone": "travertine"}, ("stone",))


@makes("elevator")
def elevator(want: Want) -> Model:
    """A lift's front and car: two leaves, a frame, an indicator over them and a button; a grille where it is old."""
    w, d, h = want.width, want.depth, want.height
    f = d / 2
    parts = [
        box("back", (0.04, w, h), (-d / 2 + 0.02, 0, 0), "wall", 0.0),
        box("floor", (d, w, 0.04), (0, 0, 0), "metal", 0.004),
        box("roof", (d, w, 0.06), (0, 0, h - 0.06), "metal", 0.006),
    ]
    parts += [
        box("side", (d - 0.1, 0.05, h - 0.1), (-0.05, s * (w / 2 - 0.025), 0.04), "wall", 0.0) for s in (-1.0, 1.0)
    ]
    parts += [box("jamb", (0.14, w * 0.14, h), (f - 0.07, s * w * 0.43, 0), "frame", 0.012) for s in (-1.0, 1.0)] + [
        box("head", (0.14, w, h * 0.14), (f - 0.07, 0, h * 0.86), "frame", 0.012)
    ]
    old = want.is_("art_deco", "victorian", "classical", "industrial", "baroque")
    if old:
        for k in range(13):
            y = w * 0.36 * (k / 6 - 1)
            parts.append(box("bar", (0.02, 0.014, h * 0.85), (f - 0.09, y, 0.02), "trim", 0.003))
        for j in range(7):
            for k in range(6):
                y0, y1, z = w * 0.36 * (k / 3 - 1), w * 0.36 * ((k + 1) / 3 - 1), 0.1 + h * 0.12 * j
                parts.append(tube("lattice", [(f - 0.075, y0, z), (f - 0.075, y1, z + h * 0.09)], 0.006, "trim", n=4))
        dial = [(0, 0), (0.16, 0), (0.16, 0.02), (0, 0.02)]
        parts.append(moved(lathe("dial", dial, "trim", n=24), (f - 0.01, 0, h * 0.93), tilt=90))
    else:
        parts += [
            box("leaf", (0.03, w * 0.355, h * 0.85), (f - 0.09, s * w * 0.181, 0.015), "metal", 0.004)
            for s in (-1.0, 1.0)
        ]
        parts.append(box("indicator", (0.012, 0.3, 0.09), (f, 0, h * 0.9), "bulb", 0.003))
    parts += [
        box("plate", (0.01, 0.08, 0.18), (f, w * 0.43, 1.0), "trim" if old else "metal", 0.003),
        moved(
            lathe("button", [(0, 0), (0.018, 0), (0.015, 0.008), (0, 0.009)], "bulb", n=12),
            (f + 0.004, w * 0.43, 1.1),
            tilt=90,
        ),
        box("light", (d * 0.4, w * 0.5, 0.02), (-0.05, 0, h - 0.075), "bulb", 0.0),
    ]
    lamp = Lamp("area", (-0.05, 0.0, h - 0.1), 900.0, aim=(0.2, 0.0, -0.98), kelvin=3000.0, size=(w * 0.5, d * 0.4))
    return finish(
        want,
        parts,
        {**SLOTS, "wall": "mahogany" if old else "brushed_steel", "frame": "black_marble" if old else "brushed_steel"},
        ("frame",),
        lamps=[lamp],
    )
