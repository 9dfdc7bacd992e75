"""Instruments: keyboards, organs, drums, strings, and machines that play."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import point
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved, solid
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, loft, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

_SLOTS = {"body": "ebony", "trim": "brass", "white": "ivory_inlay", "black": "ebony", "frame": "chrome",
    "skin": "paper", "string": "steel", "cloth": "velvet", "bulb": "glass", "pipe": "tin", "wood": "walnut",
    "inside": "gold", "horn": "brass", "screen": "glass"}  # fmt: skip


def keys(width: float, at: tuple[float, float, float], deep: float = 0.15) -> list[Part]:
    """A keyboard whose front edge's middle is `at`; the player sits at +x."""
    x, y, z = at
    count = min(52, max(14, round(width / 0.0235)))
    e = width / count
    parts = []
    for k in range(count):
        yy = y - width / 2 + e * (k + 0.5)
        parts.append(box("key", (deep, e - 0.0012, 0.02), (x - deep / 2, yy, z), "white", 0.001))
        if k % 7 in (0, 1, 3, 4, 5) and k < count - 1:
            parts.append(
                box("sharp", (deep * 0.62, e * 0.5, 0.014), (x - deep * 0.69, yy + e / 2, z + 0.018), "black", 0.002)
            )
    return parts


def stool(at: tuple[float, float, float], high: float = 0.48) -> list[Part]:
    """A round stool that turns."""
    return [lathe("seat", [(0, high - 0.07), (0.17, high - 0.07), (0.18, high - 0.04), (0.16, high), (0, high)],
        "cloth", at, n=20), lathe("stem", [(0, 0.1), (0.03, 0.1), (0.025, high - 0.06), (0, high - 0.06)], "body", at,
        n=12)]  # fmt: skip


@makes("piano")
def piano(want: Want) -> Model:
    """An upright: case, lid, fall, keys, pedals and a music desk with a sheet on it."""
    w, d, h = want.width, want.depth, want.height
    case = d * 0.6
    b = -d / 2
    parts = [box("case", (case, w * 0.94, h - 0.08), (b + case / 2, 0, 0.05), "body", 0.006),
        box("lid", (case + 0.03, w * 0.98, 0.03), (b + case / 2 + 0.015, 0, h - 0.03), "body", 0.01),
        box("plinth", (case + 0.02, w * 0.96, 0.07), (b + case / 2, 0, 0), "body", 0.008), box("key bed",
        (d * 0.4, w * 0.98, 0.08), (d / 2 - d * 0.2, 0, 0.6), "body", 0.01), box("fall", (0.02, w * 0.9, 0.17),
        (b + case + 0.012, 0, 0.71), "body", 0.006), box("panel", (0.012, w * 0.7, h * 0.24), (b + case + 0.005, 0,
        h * 0.74), "body", 0.01), box("panel", (0.012, w * 0.84, 0.36), (b + case + 0.005, 0, 0.16), "body", 0.01),
        box("slip", (0.03, w * 0.9, 0.05), (d / 2 - 0.025, 0, 0.66), "body", 0.006)]  # fmt: skip
    parts += keys(w * 0.84, (d / 2 - 0.045, 0, 0.682))
    for s in (-1.0, 1.0):
        parts.append(box("cheek", (d * 0.4, 0.05, 0.14), (d * 0.3, s * (w * 0.49 - 0.03), 0.66), "body", 0.014))
        leg = [(0, 0.06), (0.045, 0.06), (0.03, 0.12), (0.04, 0.3), (0.028, 0.42), (0.045, 0.52), (0.05, 0.6), (0, 0.6)]
        parts.append(lathe("leg", leg, "body", (d / 2 - 0.08, s * (w * 0.49 - 0.06), 0), n=14))
        parts.append(box("toe", (d * 0.38, 0.09, 0.07), (d * 0.3, s * (w * 0.49 - 0.06), 0), "body", 0.012))
        parts.append(
            tube("pedal", [(b + case, s * 0.06, 0.05), (b + case + 0.1, s * 0.07, 0.045)], [0.012, 0.018], "trim")
        )
    lean = [
        box("desk", (0.015, w * 0.5, 0.2), (0, 0, 0), "body", 0.004),
        box("sheet", (0.003, 0.42, 0.28), (0.011, 0.02, 0.01), "skin", 0.0),
    ]
    parts += [moved(p, (b + case + 0.03, 0, 0.88), tilt=-12) for p in lean]
    return finish(want, parts, {**_SLOTS, "body": "walnut" if want.seed % 2 else "ebony"}, ("body",))


def _wing(w: float, d: float) -> list[tuple[float, float]]:
    """The outline of a grand from above: keys at +x, the long straight side at -y."""
    body = curve(
        [
            (d * 0.5, w * 0.49),
            (d * 0.2, w * 0.49),
            (-d * 0.02, w * 0.36),
            (-d * 0.2, w * 0.1),
            (-d * 0.4, -w * 0.02),
            (-d * 0.49, -w * 0.14),
        ],
        6,
    )
    tail = curve([(-d * 0.49, -w * 0.14), (-d * 0.5, -w * 0.3), (-d * 0.44, -w * 0.43), (-d * 0.34, -w * 0.49)], 4)[1:]
    rest = [(d * 0.5, -w * 0.49)]
    return [(float(x), float(y)) for x, y in [*body, *tail]] + rest


@makes("grand_piano", "harpsichord")
def grand(want: Want) -> Model:
    """A grand with its lid up on the prop, strings on a gilt frame; a harpsichord on a stand with a painted lid."""
    w, d, h = want.width, want.depth, want.height
    old = want.name == "harpsichord"
    top = h
    rim_low, rim = 0.62, 0.3 if not old else 0.22
    rim = min(rim, top - rim_low - 0.02)
    outline = _wing(w, d)
    back = [(x, y) for x, y in outline if x < d * 0.36] + [(d * 0.36, -w * 0.49), (d * 0.36, w * 0.45)]
    parts = [prism("bottom", outline, 0.06, "body", (0, 0, rim_low), bevel=0.006)]
    edge = np.array([(x, y, 0) for x, y in outline if x < d * 0.42])
    wall = [
        np.column_stack([edge[:, 0] * s, edge[:, 1] * s, np.full(len(edge), z)])
        for s, z in ((1.0, rim_low), (1.0, rim_low + rim), (0.965, rim_low + rim), (0.965, rim_low + 0.05))
    ]
    n = len(edge)
    pts = np.concatenate(wall)
    faces = [
        [k * n + i, k * n + i + 1, (k + 1) % 4 * n + i + 1, (k + 1) % 4 * n + i] for k in range(4) for i in range(n - 1)
    ]
    faces += [[0, n, 2 * n, 3 * n], [n - 1, 4 * n - 1, 3 * n - 1, 2 * n - 1]]

    parts.append(solid("rim", pts, faces, "body"))
    small = [(x * 0.95, y * 0.94) for x, y in back]
    parts.append(prism("plate", small, 0.02, "inside", (0, 0, rim_low + rim * 0.5), bevel=0.003))
    for k in range(26):
        y = -w * 0.42 + w * 0.82 * k / 25
        far = min([x for x, yy in outline if abs(yy - y) < w * 0.06] or [-d * 0.3])
        parts.append(
            tube(
                "string",
                [
                    (d * 0.3, y, rim_low + rim * 0.68),
                    (min(far + d * 0.06, d * 0.2), y * 0.96 - w * 0.02, rim_low + rim * 0.68),
                ],
                0.0022,
                "string",
                n=4,
            )
        )
    parts += [box("pin block", (0.16, w * 0.92, 0.03), (d * 0.31, 0, rim_low + rim * 0.56), "inside", 0.005),
        *keys(w * 0.84, (d * 0.5 - 0.03, 0, rim_low + 0.06), 0.15), box("fall", (0.025, w * 0.9, 0.14), (d * 0.5 - 0.2,
        0, rim_low + 0.08), "body", 0.008)]  # fmt: skip
    for s in (-1.0, 1.0):
        parts.append(
            box("cheek", (d * 0.14, 0.06, rim * 0.7), (d * 0.43, s * w * 0.455, rim_low + 0.02), "body", 0.014)
        )
    for x, y in ((0.4, -0.4), (0.4, 0.4), (-0.38, -0.26)):
        leg = [
            (0, 0),
            (0.035, 0),
            (0.035, 0.03),
            (0.05, 0.06),
            (0.035, 0.1),
            (0.055, 0.4),
            (0.075, 0.5),
            (0.06, 0.55),
            (0.085, rim_low),
            (0, rim_low),
        ]
        parts.append(lathe("leg", leg, "body", (x * d, y * w, 0), n=8 if want.is_("art_deco", "modern") else 16))
    parts += [box("lyre", (0.05, 0.2, 0.03), (d * 0.3, 0, 0.06), "body", 0.008)]
    parts += [
        tube(
            "lyre post",
            [(d * 0.3, s * 0.07, 0.08), (d * 0.3, s * 0.09, 0.36), (d * 0.3, s * 0.05, rim_low)],
            0.014,
            "body",
        )
        for s in (-1.0, 1.0)
    ]
    parts += [tube("pedal", [(d * 0.3, s * 0.06, 0.07), (d * 0.37, s * 0.07, 0.05)], 0.012, "trim") for s in (-1, 0, 1)]
    tall = top - rim_low - rim
    if tall > 0.02:
        lid = prism("lid", [(x, y + w * 0.49) for x, y in back], 0.018, "body", bevel=0.004)
        angle = float(np.degrees(np.arcsin(min(0.95, tall / (w * 0.97)))))
        raised = moved(lid, tilt=angle, about="x")
        parts += [
            moved(raised, (0, -w * 0.49, rim_low + rim)),
            tube(
                "prop",
                [(d * 0.1, w * 0.4, rim_low + rim), (d * 0.1, w * 0.32, rim_low + rim + tall * 0.8)],
                0.01,
                "body",
            ),
        ]
    desk = [box("desk", (0.014, w * 0.5, 0.2), (0, 0, 0), "body", 0.003)]
    parts += [moved(p, (d * 0.27, 0, rim_low + rim * 0.7), tilt=-18) for p in desk if tall > 0.15]
    return finish(want, parts, {**_SLOTS, "body": "walnut" if old else "ebony"}, ("body",))


@makes("organ")
def organ(want: Want) -> Model:
    """A case with towers and flats of pipes above a console."""
    w, d, h = want.width, want.depth, want.height
    base = h * 0.4
    parts = [box("case", (d * 0.66, w, base), (-d * 0.17, 0, 0), "wood", 0.02), box("ledge", (d * 0.74, w, 0.12),
        (-d * 0.13, 0, base), "wood", 0.03), box("back", (0.06, w * 0.98, h - base - 0.3), (-d * 0.47, 0, base), "wood",
        0.0), box("console", (d * 0.3, 1.5 if w > 2 else w * 0.6, base * 0.42), (d * 0.3, 0, 0), "wood",
        0.012)]  # fmt: skip
    for k in range(2):
        parts += keys(0.7 if w > 2 else w * 0.5, (d * (0.44 - 0.1 * k), 0, base * 0.42 + 0.07 * k), 0.12)
        for s in (-1.0, 1.0):
            parts += [
                moved(
                    lathe("stop", [(0, 0), (0.018, 0), (0.018, 0.02), (0, 0.02)], "white", n=10),
                    (d * 0.17, s * (0.66 if w > 2 else w * 0.3) + 0.05 * j, base * (0.5 + 0.06 * k)),
                    tilt=90,
                )
                for j in (-1, 0, 1)
            ]
    towers = ((-0.42, 0.12), (0.0, 0.16), (0.42, 0.12))
    for c, half in towers:
        n = 6
        for k in range(n):
            s = (k - (n - 1) / 2) / (n / 2)
            y, x = (c + s * half * 0.8) * w, -d * 0.1 + d * 0.16 * (1 - s * s)
            tall = (h - base) * (0.86 if c == 0 else 0.74) * (1 - 0.22 * abs(s))
            _pipe(parts, x, float(y), base + 0.12, tall, w * half / n * 0.9)
        high = base + 0.12 + (h - base) * (0.88 if c == 0 else 0.75)
        parts += [box("tower top", (d * 0.4, w * half * 2, 0.16), (-d * 0.06, c * w, min(high, h - 0.3)), "wood", 0.04),
            lathe("finial", [(0, 0), (0.1, 0), (0.14, 0.08), (0.05, 0.16), (0.06, 0.2), (0, 0.3)], "trim",
            (-d * 0.06, c * w, min(high, h - 0.3) + 0.15), n=14)]  # fmt: skip
        parts += [
            box("pilaster", (0.1, 0.07, min(high, h - 0.3) - base), (d * 0.06, (c + s * half) * w, base), "wood", 0.012)
            for s in (-1.0, 1.0)
        ]
    for c in (-0.23, 0.23):
        for k in range(9):
            s = (k - 4) / 4.5
            _pipe(
                parts,
                -d * 0.12,
                (c + s * 0.085) * w,
                base + 0.12,
                (h - base) * (0.5 + 0.14 * s * np.sign(-c)),
                w * 0.008,
            )
        parts.append(
            prism(
                "carving",
                [(-w * 0.1, 0), (w * 0.1, 0), (w * 0.09, 0.16), (0, 0.1), (-w * 0.09, 0.16)],
                0.05,
                "trim",
                (-d * 0.04, c * w, base + 0.1),
                along="x",
                bevel=0.01,
            )
        )
    return finish(want, parts, _SLOTS, ("wood",))


def _pipe(parts: list[Part], x: float, y: float, z: float, tall: float, r: float) -> None:
    foot = min(0.35, tall * 0.2)
    parts.append(
        lathe("pipe", [(r * 0.3, 0), (r, foot), (r, tall), (r * 0.9, tall), (0, tall * 0.99)], "pipe", (x, y, z), n=9)
    )
    parts.append(box("mouth", (0.012, r * 1.1, r * 0.7), (x + r * 0.93, y, z + foot), "black", 0.002))


@makes("jukebox")
def jukebox(want: Want) -> Model:
    """An arch of lit tubes around a window over a grille."""
    w, d, h = want.width, want.depth, want.height
    a = np.linspace(0, np.pi, 17)
    r = w / 2
    shell = np.concatenate([[(-r, 0), (r, 0)], np.column_stack([r * np.cos(a), h - r + r * np.sin(a)])])
    parts = [prism("case", shell, d * 0.9, "wood", (-d * 0.05, 0, 0), along="x", bevel=0.02, smooth=True)]
    f = d * 0.4
    for k, (s, slot) in enumerate(((0.92, "bulb"), (0.8, "bulb_second"), (0.68, "frame"))):
        arc = np.column_stack([np.full(17, f + 0.02), r * s * np.cos(a), h - r + r * s * np.sin(a)])
        line = np.concatenate([[(f + 0.02, r * s, 0.12)], arc, [(f + 0.02, -r * s, 0.12)]])
        parts.append(tube("arch", line, 0.032 - 0.006 * k, slot, n=10))
    parts += [box("window", (0.012, w * 0.54, h * 0.24), (f + 0.01, 0, h * 0.56), "screen", 0.01),
        box("shelf", (0.12, w * 0.6, 0.07), (f - 0.005, 0, h * 0.48), "frame", 0.02), box("grille", (0.012, w * 0.52,
        h * 0.32), (f + 0.008, 0, h * 0.1), "cloth", 0.004), box("base", (d, w, 0.09), (0, 0, 0), "frame",
        0.02)]  # fmt: skip
    for k in range(7):
        parts.append(
            box("bar", (0.03, 0.012, h * 0.32), (f + 0.015, w * (-0.22 + 0.44 * k / 6), h * 0.1), "frame", 0.004)
        )
    for k in range(20):
        parts.append(
            box(
                "button",
                (0.014, 0.022, 0.014),
                (f + 0.06, w * (-0.25 + 0.5 * (k % 10) / 9), h * (0.485 + 0.012 * (k // 10))),
                "white",
                0.003,
            )
        )
    for k in range(5):
        parts.append(
            moved(
                lathe("record", [(0, 0), (0.085, 0), (0.085, 0.002), (0, 0.002)], "black", n=20),
                (f + 0.018, -0.12 + 0.06 * k, h * 0.68),
                0,
                tilt=90,
            )
        )
    lamp = Lamp("point", (d / 2 + 0.06, 0.0, h * 0.6), 220.0, kelvin=2700.0, colour=(1.0, 0.5, 0.2), size=(0.08, 0.0))
    return finish(want, parts, {**_SLOTS, "bulb_second": "glass"}, ("wood",), lamps=[lamp])


def tom(r: float, deep: float, at: tuple[float, float, float], tilt: float = 0.0, turn: float = 0.0) -> list[Part]:
    """A drum with hoops, skins and lugs about its own upright."""
    parts = [lathe("shell", [(r * 0.97, 0.012), (r * 0.97, deep - 0.012), (r * 0.94, deep - 0.012), (r * 0.94, 0.012)],
        "body", n=28, closed=True), lathe("skin", [(0, deep - 0.008), (r * 0.96, deep - 0.008),
        (r * 0.96, deep - 0.004), (0, deep - 0.004)], "skin", n=28), lathe("under", [(0, 0.004), (r * 0.96, 0.004),
        (r * 0.96, 0.008), (0, 0.008)], "skin", n=28)]  # fmt: skip
    for z in (0.0, deep - 0.022):
        parts.append(
            lathe("hoop", [(r * 0.96, z), (r, z), (r, z + 0.022), (r * 0.96, z + 0.022)], "frame", n=28, closed=True)
        )
    for k in range(6):
        a = np.pi * k / 3
        parts.append(
            tube(
                "lug",
                [
                    (r * 0.99 * np.cos(a), r * 0.99 * np.sin(a), 0.01),
                    (r * 0.99 * np.cos(a), r * 0.99 * np.sin(a), deep - 0.01),
                ],
                0.005,
                "frame",
                n=5,
            )
        )
    return [moved(p, at, turn, tilt=tilt) for p in parts]


@makes("drum_kit")
def drum_kit(want: Want) -> Model:
    """Bass drum to the front, snare, toms, hi-hat, two cymbals and a stool."""
    w, d, h = want.width, want.depth, want.height
    parts = [moved(p, (d * 0.34, 0, 0.3), 0) for p in tom(0.28, 0.4, (-0.2, 0, 0), tilt=90)]
    parts += tom(0.14, 0.2, (d * 0.12, -0.2, 0.62), tilt=-14) + tom(0.15, 0.22, (d * 0.12, 0.2, 0.6), tilt=-14)
    parts += tom(0.17, 0.14, (-d * 0.14, 0.34, 0.52)) + tom(0.21, 0.38, (-d * 0.08, -0.52, 0.14))
    for x, y, z, r in (
        (0.16, -0.64, h - 0.08, 0.25),
        (0.2, 0.62, h - 0.04, 0.21),
        (-0.05, 0.66, 0.82, 0.17),
        (-0.05, 0.66, 0.85, 0.17),
    ):
        yy = y * w / 1.8
        cup = [(0.0, 0.02), (0.04, 0.02), (0.06, 0.004), (r, -0.02), (r, -0.022), (0.06, 0.0), (0.0, 0.0)]
        parts.append(moved(lathe("cymbal", cup, "trim", n=32), (x * d, yy, z), tilt=-8 if z > 1 else 0))
        parts.append(tube("stand", [(x * d, yy, 0.3), (x * d, yy, z + 0.04)], 0.011, "frame"))
        for k in range(3):
            a = 2 * np.pi * k / 3
            parts.append(
                tube(
                    "foot", [(x * d, yy, 0.3), (x * d + 0.22 * np.cos(a), yy + 0.22 * np.sin(a), 0.01)], 0.009, "frame"
                )
            )
    parts += [moved(p) for p in stool((-d * 0.38, 0, 0))]
    for k in range(3):
        a = 2 * np.pi * k / 3
        parts.append(
            tube(
                "stool leg",
                [(-d * 0.38, 0, 0.2), (-d * 0.38 + 0.18 * np.cos(a), 0.18 * np.sin(a), 0.0)],
                0.011,
                "frame",
            )
        )
        parts.append(
            tube(
                "snare leg",
                [(-d * 0.14, 0.34, 0.5), (-d * 0.14 + 0.16 * np.cos(a), 0.34 + 0.16 * np.sin(a), 0.0)],
                0.009,
                "frame",
            )
        )
        parts.append(
            tube(
                "tom leg",
                [
                    (-d * 0.08 + 0.2 * np.cos(a), -0.52 + 0.2 * np.sin(a), 0.3),
                    (-d * 0.08 + 0.22 * np.cos(a), -0.52 + 0.22 * np.sin(a), 0.0),
                ],
                0.009,
                "frame",
            )
        )
    parts.append(tube("mount", [(d * 0.14, 0, 0.5), (d * 0.14, 0, 0.72)], 0.014, "frame"))
    return finish(want, parts, {**_SLOTS, "body": "red_lacquer" if want.seed % 2 else "ebony"}, ("body",))


@makes("gramophone")
def gramophone(want: Want) -> Model:
    """A box with a turntable and a fluted horn."""
    w, d, h = want.width, want.depth, want.height
    low = h * 0.26
    parts = [box("box", (d * 0.76, w * 0.86, low - 0.03), (-d * 0.1, 0, 0.02), "wood", 0.008),
        box("base", (d * 0.8, w * 0.92, 0.03), (-d * 0.1, 0, 0), "wood", 0.008), box("top", (d * 0.8, w * 0.92, 0.022),
        (-d * 0.1, 0, low - 0.02), "wood", 0.008), lathe("platter", [(0, low), (0.14, low), (0.14, low + 0.014),
        (0, low + 0.014)], "frame", (-d * 0.06, 0, 0), n=30), lathe("record", [(0, low + 0.014), (0.125, low + 0.014),
        (0.125, low + 0.018), (0, low + 0.018)], "black", (-d * 0.06, 0, 0), n=30), lathe("label", [(0, low + 0.018),
        (0.04, low + 0.018), (0, low + 0.019)], "cloth", (-d * 0.06, 0, 0), n=18),
        tube("crank", [(-d * 0.1, w * 0.42, low * 0.5), (-d * 0.1, w * 0.49, low * 0.5), (-d * 0.02, w * 0.49,
        low * 0.5)], 0.008, "trim"), tube("arm", curve([(-d * 0.4, 0, low), (-d * 0.4, 0, low + 0.08), (-d * 0.3, 0.02,
        low + 0.1), (-d * 0.1, 0.06, low + 0.05)], 4), 0.012, "trim")]  # fmt: skip
    line = curve(
        [
            (-d * 0.4, 0, low + 0.02),
            (-d * 0.42, 0, h * 0.52),
            (-d * 0.24, 0, h * 0.68),
            (d * 0.02, 0, h * 0.66),
            (d * 0.22, 0, h * 0.7),
        ],
        5,
    )
    parts.append(tube("neck", line, [0.014, 0.02, 0.035, 0.06], "horn", n=14))
    n = 24
    a = np.arange(n) * 2 * np.pi / n
    flare = []
    way = np.array([0.94, 0, 0.34])
    right, up = np.array([0, 1.0, 0]), np.cross(way, [0, 1.0, 0])
    for s, r in ((0, 0.058), (0.35, 0.1), (0.65, 0.17), (0.88, 0.26), (1.0, 0.33)):
        scallop = 1 + (0.06 * s) * np.cos(8 * a)
        centre = np.array([d * 0.2, 0, h * 0.695]) + way * s * d * 0.34
        flare.append(centre + (right * np.cos(a)[:, None] + up * np.sin(a)[:, None]) * (w * 1.5 * r * scallop)[:, None])
    inner = [f * 1.0 - way * 0.004 + (f - f.mean(0)) * -0.012 for f in flare[::-1]]

    parts.append(loft("horn", [*flare, *inner], "horn", closed=True))
    return finish(want, parts, _SLOTS, ("wood", "horn"))


@makes("guitar", "violin")
def strings(want: Want) -> Model:
    """A guitar stands on a rest, its face to the front; a violin lies on its back with the bow beside it."""
    lies = want.name == "violin"
    w, h, d = want.width, want.height, want.depth
    length = h if not lies else want.height
    body = length * (0.48 if not lies else 0.58)
    half = [
        (0, 0.0),
        (0.36, 0.02),
        (0.5, 0.14),
        (0.48, 0.3),
        (0.36, 0.46),
        (0.3, 0.58),
        (0.36, 0.74),
        (0.38, 0.86),
        (0.26, 0.97),
        (0.0, 1.0),
    ]
    line = curve([(y * w * 0.97, z * body) for y, z in half], 4)
    outline = np.concatenate([line, line[::-1][1:-1] * [-1, 1]])
    deep = d * (0.62 if not lies else 0.5)
    parts = [
        prism("body", outline, deep, "wood", (0, 0, 0), along="x", bevel=0.005),
        prism(
            "front",
            outline * [0.96, 0.97] + [0, body * 0.015],
            0.004,
            "front",
            (deep / 2, 0, 0),
            along="x",
            bevel=0.001,
        ),
    ]
    f = deep / 2
    parts += [box("neck", (d * 0.16, w * 0.14, length * 0.92 - body), (f - 0.005, 0, body * 0.96), "wood", 0.006),
        box("board", (0.008, w * 0.15, length * 0.88 - body * 0.68), (f + 0.008, 0, body * 0.68), "black", 0.002),
        box("head", (d * 0.14, w * 0.2, length * 0.1), (f - 0.006, 0, length * 0.9), "wood", 0.006),
        box("bridge", (0.014, w * 0.42, 0.02), (f + 0.007, 0, body * 0.26), "black", 0.003)]  # fmt: skip
    hole = lathe("hole", [(0, 0), (w * 0.14, 0), (w * 0.14, 0.003), (0, 0.003)], "black", n=20)
    if not lies:
        parts.append(moved(hole, (f + 0.002, 0, body * 0.62), tilt=90))
    else:
        parts += [
            tube(
                "sound hole",
                curve(
                    [
                        (f + 0.002, s * w * 0.2, body * 0.3),
                        (f + 0.002, s * w * 0.16, body * 0.4),
                        (f + 0.002, s * w * 0.2, body * 0.5),
                    ],
                    3,
                ),
                0.004,
                "black",
                n=5,
            )
            for s in (-1.0, 1.0)
        ]
    n = 6 if not lies else 4
    for k in range(n):
        y = w * 0.1 * (k / (n - 1) - 0.5)
        parts.append(
            tube("string", [(f + 0.016, y * 1.2, body * 0.27), (f + 0.014, y, length * 0.9)], 0.0009, "string", n=4)
        )
        parts.append(
            tube(
                "peg",
                [
                    (f - 0.005, np.sign(y) * w * 0.08, length * (0.91 + 0.025 * (k % 3))),
                    (f - 0.005, np.sign(y) * w * 0.17, length * (0.91 + 0.025 * (k % 3))),
                ],
                0.006,
                "trim",
                n=6,
            )
        )
    if not lies:
        parts.append(box("rest", (d * 0.6, w * 0.3, 0.012), (0, 0, 0), "black", 0.003))
    else:
        parts.append(tube("bow", [(f, w * 0.44, 0.01), (f, w * 0.46, length * 0.98)], 0.004, "wood", n=6))
    slots = {**_SLOTS, "front": "fir" if not lies else "cherry_wood", "wood": "rosewood" if not lies else "cherry_wood"}
    return finish(want, parts, slots, ("wood",))


@makes("harp")
def harp(want: Want) -> Model:
    """A concert harp: column, curved neck, sound box and strings, seen from the side."""
    w, d, h = want.width, want.depth, want.height
    y0, y1 = -w * 0.44, w * 0.4
    neck = curve([(0, y0, h * 0.93), (0, y0 + w * 0.22, h * 0.8), (0, y0 + w * 0.45, h * 0.84), (0, y1, h * 0.7)], 6)
    box_line = [(0, y1, h * 0.7), (0, y0 + 0.08, 0.14)]
    parts = [lathe("column", [(0, 0.1), (0.06, 0.1), (0.045, 0.2), (0.03, 0.3), (0.03, h * 0.86), (0.055, h * 0.9),
        (0.04, h * 0.94), (0.06, h * 0.98), (0, h)], "inside", (0, y0, 0), n=18), tube("neck", neck, [0.05, 0.035, 0.04,
        0.05], "inside", n=12), tube("sound box", box_line, [0.06, 0.13], "wood", n=14), box("foot", (d * 0.96, w * 0.4,
        0.12), (0, y0 + w * 0.12, 0), "wood", 0.03)]  # fmt: skip
    for k in range(30):
        s = (k + 1) / 32
        a = neck[int(s * (len(neck) - 1))]
        b = np.array(box_line[1]) + (np.array(box_line[0]) - box_line[1]) * (0.1 + 0.85 * s)
        parts.append(tube("string", [a, b], 0.0016, "string", n=4))
    parts += [
        tube("pedal", [(s * d * 0.3, y0 + 0.02, 0.05), (s * d * 0.38, y0 - w * 0.05, 0.06)], 0.01, "trim")
        for s in (-1.0, 1.0)
    ]
    return finish(want, parts, {**_SLOTS, "string": "silk"}, ("inside", "wood"))


@makes("drum")
def drum(want: Want) -> Model:
    """A drum with ropes and two sticks on its skin."""
    r, h = min(want.width, want.depth) / 2, want.height
    parts = tom(r, h - 0.02, (0, 0, 0))
    for k in range(10):
        a, b = 2 * np.pi * k / 10, 2 * np.pi * (k + 0.5) / 10
        parts.append(
            tube(
                "rope",
                [
                    (r * 0.99 * np.cos(a), r * 0.99 * np.sin(a), 0.02),
                    (r * 0.99 * np.cos(b), r * 0.99 * np.sin(b), h - 0.05),
                ],
                0.004,
                "white",
                n=5,
            )
        )
    for s in (-1.0, 1.0):
        parts.append(
            tube(
                "stick",
                [(-r * 0.7, s * 0.04, h - 0.012), (r * 0.6, s * 0.02 + 0.05, h - 0.012)],
                [0.009, 0.006],
                "wood",
            )
        )
    return finish(want, parts, {**_SLOTS, "body": "red_lacquer", "white": "canvas", "skin": "hide"}, ("body",))


@makes("speaker")
def speaker(want: Want) -> Model:
    """A cabinet with two cones."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("cabinet", (d * 0.96, w, h), (-d * 0.02, 0, 0), "wood", 0.008),
        box("baffle", (0.012, w * 0.92, h * 0.95), (d * 0.46, 0, h * 0.025), "black", 0.004),
    ]
    for z, r in ((0.33, 0.38), (0.74, 0.24)):
        cone = [
            (0, 0.03),
            (r * w * 0.26, 0.02),
            (r * w * 0.28, 0.004),
            (r * w * 0.84, 0.022),
            (r * w * 0.92, 0.03),
            (r * w, 0.018),
            (r * w, 0.0),
            (0, 0.0),
        ]
        parts.append(moved(lathe("cone", cone, "frame", n=28), (d * 0.466, 0, z * h), tilt=90))
    return finish(want, parts, {**_SLOTS, "frame": "rubber"}, ("wood",))


@makes("record_player")
def record_player(want: Want) -> Model:
    """A deck under a lid that is up."""
    w, d, h = want.width, want.depth, want.height
    low = h * 0.5
    parts = [box("deck", (d * 0.94, w, low * 0.8), (d * 0.03, 0, low * 0.2), "wood", 0.006), lathe("platter",
        [(0, low), (d * 0.36, low), (d * 0.36, low + 0.012), (0, low + 0.012)], "frame", (d * 0.03, -w * 0.1, 0), n=32),
        lathe("record", [(0, low + 0.012), (d * 0.35, low + 0.012), (d * 0.35, low + 0.015), (0, low + 0.015)], "black",
        (d * 0.03, -w * 0.1, 0), n=32), lathe("label", [(0, low + 0.015), (0.045, low + 0.015), (0, low + 0.016)],
        "cloth", (d * 0.03, -w * 0.1, 0), n=18), tube("arm", [(-d * 0.3, w * 0.36, low + 0.03), (d * 0.1, w * 0.36,
        low + 0.03), (d * 0.22, w * 0.16, low + 0.022)], 0.005, "frame"), lathe("pivot", [(0, low), (0.025, low),
        (0.02, low + 0.04), (0, low + 0.04)], "frame", (-d * 0.3, w * 0.36, 0), n=14),
        moved(box("lid", (0.008, w * 0.98, h * 0.5), (0, 0, 0), "glass", 0.002), (-d * 0.46, 0, low),
        tilt=-6)]  # fmt: skip
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            parts.append(
                lathe(
                    "foot",
                    [(0, 0), (0.02, 0), (0.02, low * 0.22), (0, low * 0.22)],
                    "black",
                    (x * d * 0.38, y * w * 0.42, 0),
                    n=12,
                )
            )
    return finish(want, parts, {**_SLOTS, "glass": "acrylic"}, ("wood",))


@makes("radio")
def radio(want: Want) -> Model:
    """A wireless: a rounded case, cloth, a lit dial and knobs."""
    w, d, h = want.width, want.depth, want.height
    a = np.linspace(0, np.pi, 13)
    arch = np.concatenate(
        [[(-w / 2, 0.02), (w / 2, 0.02)], np.column_stack([w / 2 * np.cos(a), h * 0.62 + h * 0.38 * np.sin(a)])]
    )
    if want.is_("modern", "futuristic", "mid_century"):
        arch = np.array([(-w / 2, 0.02), (w / 2, 0.02), (w / 2, h), (-w / 2, h)])
    f = d * 0.44
    parts = [prism("case", arch, d * 0.9, "wood", (-d * 0.03, 0, 0), along="x", bevel=0.012), prism("cloth",
        arch * [0.74, 0.52] + [0, h * 0.4], 0.006, "cloth", (f, 0, 0), along="x", bevel=0.0),
        box("dial", (0.008, w * 0.66, h * 0.14), (f, 0, h * 0.24), "bulb", 0.003), box("base", (d * 0.94, w * 0.98,
        0.025), (-d * 0.01, 0, 0), "wood", 0.006)]  # fmt: skip
    for k in range(5):
        parts.append(
            box("fret", (0.014, 0.012, h * 0.42), (f + 0.004, w * (-0.26 + 0.13 * k), h * 0.44), "wood", 0.004)
        )
    for y in (-0.3, 0.0, 0.3):
        parts.append(
            moved(
                lathe("knob", [(0, 0), (w * 0.05, 0), (w * 0.042, 0.022), (0, 0.024)], "black", n=16),
                (f, y * w, h * 0.14),
                tilt=90,
            )
        )
    return finish(want, parts, _SLOTS, ("wood",), lamps=[point((d / 2 + 0.02, 0, h * 0.3), (4.0, 2500.0), 0.02)])
