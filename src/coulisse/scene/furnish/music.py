"""Pianos, organs and harps."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved, solid
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.staged import Model, Part

SLOTS = {"body": "ebony", "trim": "brass", "white": "ivory_inlay", "black": "ebony", "frame": "chrome",
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
    return finish(want, parts, {**SLOTS, "body": "walnut" if want.seed % 2 else "ebony"}, ("body",))


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
    return finish(want, parts, {**SLOTS, "body": "walnut" if old else "ebony"}, ("body",))


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
    return finish(want, parts, SLOTS, ("wood",))


def _pipe(parts: list[Part], x: float, y: float, z: float, tall: float, r: float) -> None:
    foot = min(0.35, tall * 0.2)
    parts.append(
        lathe("pipe", [(r * 0.3, 0), (r, foot), (r, tall), (r * 0.9, tall), (0, tall * 0.99)], "pipe", (x, y, z), n=9)
    )
    parts.append(box("mouth", (0.012, r * 1.1, r * 0.7), (x + r * 0.93, y, z + foot), "black", 0.002))


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
    return finish(want, parts, {**SLOTS, "string": "silk"}, ("inside", "wood"))
