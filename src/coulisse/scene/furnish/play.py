"""Games and sport: swings, machines, a ring."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

SLOTS = {"body": "lacquer", "frame": "chrome", "rope": "burlap", "wood": "oak", "cloth": "canvas", "screen": "glass",
    "bulb": "glass", "panel": "blackened_steel", "button": "plastic", "leather": "leather", "glass": "glass",
    "white": "ivory_inlay", "black": "ebony", "trim": "brass", "metal": "steel", "paper": "paper", "fur": "fur",
    "rubber": "rubber"}  # fmt: skip


@makes("swing")
def swing(want: Want) -> Model:
    """A board on two ropes from a hook."""
    w, d, h = want.width, want.depth, want.height
    seat = h * 0.22
    parts = [box("seat", (d * 0.9, w * 0.96, 0.035), (0, 0, seat * 0.1), "wood", 0.008)]
    for y in (-1.0, 1.0):
        yy = y * w * 0.42
        parts.append(tube("rope", [(0, yy, seat * 0.1 + 0.2), (0, yy, h - 0.06)], 0.011, "rope", n=7))
        parts += [
            tube("sling", [(x * d * 0.4, yy, seat * 0.1), (0, yy, seat * 0.1 + 0.22)], 0.009, "rope", n=7)
            for x in (-1.0, 1.0)
        ]
        t = np.arange(12) * np.pi / 6
        parts.append(
            tube(
                "ring",
                np.column_stack([0.025 * np.cos(t), np.full(12, yy), h - 0.04 + 0.03 * np.sin(t)]),
                0.006,
                "metal",
                n=6,
                closed=True,
            )
        )
        parts.append(ball("knot", 0.022, "rope", (0, yy, seat * 0.1 + 0.2), n=8))
    return finish(want, parts, SLOTS, ("wood",))


@makes("slot_machine")
def slot_machine(want: Want) -> Model:
    """A cabinet with three reels, a lever, a tray and lights."""
    w, d, h = want.width, want.depth, want.height
    side = [
        (d * 0.42, 0),
        (d * 0.42, h * 0.4),
        (d * 0.5, h * 0.42),
        (d * 0.48, h * 0.48),
        (d * 0.3, h * 0.53),
        (d * 0.2, h * 0.78),
        (d * 0.3, h * 0.82),
        (d * 0.28, h * 0.98),
        (-d * 0.5, h),
        (-d * 0.5, 0),
    ]
    parts = [prism("cabinet", side, w * 0.86, "body", (0, -w * 0.04, 0), along="y", bevel=0.01)]
    lean = -float(np.degrees(np.arctan2(d * 0.1, h * 0.25)))
    face = [box("bezel", (0.03, w * 0.74, h * 0.2), (0, 0, 0), "frame", 0.012)]
    face += [
        box("reel", (0.034, w * 0.2, h * 0.14), (0.004, w * 0.23 * (k - 1), h * 0.03), "screen", 0.004)
        for k in range(3)
    ]
    parts += [moved(p, (d * 0.27, -w * 0.04, h * 0.55), tilt=lean) for p in face]
    parts += [box("sign", (0.02, w * 0.78, h * 0.13), (d * 0.295, -w * 0.04, h * 0.835), "bulb", 0.01),
        box("belly", (0.02, w * 0.72, h * 0.24), (d * 0.42, -w * 0.04, h * 0.12), "bulb_second", 0.01),
        box("tray", (d * 0.16, w * 0.6, 0.05), (d * 0.42, -w * 0.04, h * 0.06), "frame", 0.012), lathe("beacon",
        [(0, 0), (0.05, 0), (0.05, 0.05), (0.03, 0.07), (0, 0.07)], "bulb", (-d * 0.1, -w * 0.04, h - 0.07),
        n=16)]  # fmt: skip
    for k in range(6):
        parts.append(
            moved(
                lathe("button", [(0, 0), (0.022, 0), (0.018, 0.014), (0, 0.015)], "bulb", n=12),
                (d * 0.4, w * (-0.32 + 0.11 * k), h * 0.495),
                tilt=14,
            )
        )
    parts += [
        tube(
            "lever", [(0, w * 0.4, h * 0.5), (0.0, w * 0.47, h * 0.5), (d * 0.06, w * 0.47, h * 0.72)], 0.014, "frame"
        ),
        ball("grip", 0.035, "button", (d * 0.06, w * 0.465, h * 0.73), n=12),
    ]
    lamp = Lamp("point", (d / 2 + 0.05, 0.0, h * 0.75), 160.0, kelvin=2700.0, colour=(1.0, 0.6, 0.3), size=(0.06, 0.0))
    return finish(
        want,
        parts,
        {**SLOTS, "bulb_second": "glass", "body": "red_lacquer", "button": "lacquer"},
        ("body",),
        lamps=[lamp],
    )


@makes("pinball_machine")
def pinball(want: Want) -> Model:
    """A sloping table under glass on legs, with a lit backbox."""
    w, d, h = want.width, want.depth, want.height
    low, high = h * 0.44, h * 0.54
    side = [(d * 0.5, low - 0.12), (d * 0.5, low + 0.1), (-d * 0.42, high + 0.1), (-d * 0.42, low - 0.12)]
    parts = [prism("cabinet", side, w * 0.92, "body", along="y", bevel=0.008), box("backbox",
        (d * 0.16, w, h - high - 0.08), (-d * 0.42, 0, high + 0.08), "body", 0.012), box("glass art", (0.014, w * 0.9,
        (h - high) * 0.62), (-d * 0.335, 0, high + 0.2), "screen", 0.006), box("score", (0.014, w * 0.8, 0.07),
        (-d * 0.335, 0, high + 0.11), "bulb", 0.004)]  # fmt: skip
    slope = float(np.degrees(np.arctan2(high - low, d * 0.92)))
    field: list[Part] = [box("playfield", (d * 0.86, w * 0.82, 0.01), (0, 0, 0.0), "bulb_second", 0.0)]
    rng = want.rng()
    for k in range(9):
        r = float(rng.uniform(0.02, 0.035))
        at = (float(rng.uniform(-0.36, 0.1)) * d, float(rng.uniform(-0.3, 0.3)) * w, 0.01)
        field.append(
            lathe(
                "bumper",
                [(0, 0), (r * 0.7, 0), (r * 0.7, 0.03), (r, 0.035), (r, 0.045), (0, 0.05)],
                "bulb" if k % 2 else "button",
                at,
                n=14,
            )
        )
    field += [
        tube("flipper", [(d * 0.3, s * 0.12, 0.02), (d * 0.36, s * 0.04, 0.02)], [0.016, 0.009], "button")
        for s in (-1.0, 1.0)
    ]
    field += [box("rail", (d * 0.9, 0.03, 0.03), (0, s * w * 0.44, 0.02), "frame", 0.006) for s in (-1.0, 1.0)]
    field += [
        tube(
            "ramp",
            curve(
                [
                    (d * 0.1, -w * 0.3, 0.03),
                    (-d * 0.2, -w * 0.34, 0.05),
                    (-d * 0.36, 0, 0.06),
                    (-d * 0.2, w * 0.34, 0.05),
                ],
                5,
            ),
            0.008,
            "frame",
            n=6,
        )
    ]
    parts += [moved(p, (d * 0.03, 0, (low + high) / 2 + 0.104), tilt=slope) for p in field]
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            top = low if x > 0 else high
            parts.append(
                tube(
                    "leg",
                    [
                        (x * d * (0.47 if x > 0 else 0.4), y * w * 0.44, top - 0.02),
                        (x * d * (0.48 if x > 0 else 0.44), y * w * 0.46, 0),
                    ],
                    0.022,
                    "frame",
                    square=True,
                )
            )
    parts += [
        box("coin door", (0.014, w * 0.3, 0.16), (d * 0.5, 0, low - 0.1), "panel", 0.004),
        tube("plunger", [(d * 0.49, w * 0.34, low), (d * 0.5, w * 0.34, low)], 0.016, "frame"),
    ]
    lamp = Lamp(
        "area",
        (-d * 0.31, 0.0, high + 0.3),
        200.0,
        aim=(1.0, 0.0, 0.0),
        kelvin=4000.0,
        colour=(1.0, 0.6, 0.5),
        size=(w * 0.9, 0.4),
    )
    return finish(want, parts, {**SLOTS, "bulb_second": "glass", "button": "red_lacquer"}, ("body",), lamps=[lamp])


@makes("boxing_ring")
def boxing_ring(want: Want) -> Model:
    """A platform with a skirt, four posts with pads, ropes and stools."""
    w, d, h = want.width, want.depth, want.height
    deck = h * 0.4 if h < 2 else 1.0
    parts = [
        box("skirt", (d * 0.98, w * 0.98, deck - 0.06), (0, 0, 0), "skirt", 0.02),
        box("canvas", (d, w, 0.06), (0, 0, deck - 0.06), "cloth", 0.02),
    ]
    s = 0.42
    for k, (x, y) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
        parts += [
            tube("post", [(x * d * s, y * w * s, 0), (x * d * s, y * w * s, h)], 0.05, "metal", n=14),
            moved(
                box("pad", (0.14, 0.2, h - deck - 0.16), (-0.09, 0, 0), ("corner", "second")[k % 2], 0.04),
                (x * d * s, y * w * s, deck + 0.1),
                float(np.degrees(np.arctan2(y, x))),
            ),
        ]
        parts += (
            [box("step", (0.5, 0.9, deck / 3 * (2 - j)), (d * 0.47, 0, 0), "metal", 0.01) for j in range(1)]
            if k == 0
            else []
        )
    for z in (0.3, 0.55, 0.8, 0.98):
        zz = deck + (h - deck) * z - 0.04
        loop = [(x * d * (s - 0.02), y * w * (s - 0.02), zz) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        parts.append(tube("rope", loop, 0.022, "corner" if z in (0.3, 0.8) else "white", n=8, closed=True))
    for x, y in ((-1, -1), (1, 1)):
        parts.append(
            lathe(
                "stool",
                [(0, deck + 0.4), (0.16, deck + 0.4), (0.17, deck + 0.44), (0, deck + 0.45)],
                "wood",
                (x * d * 0.36, y * w * 0.36, 0),
                n=16,
            )
        )
        parts.append(
            tube("stem", [(x * d * 0.36, y * w * 0.36, deck), (x * d * 0.36, y * w * 0.36, deck + 0.4)], 0.03, "metal")
        )
    return finish(
        want,
        parts,
        {**SLOTS, "corner": "red_lacquer", "second": "azulejo", "skirt": "tarpaulin", "white": "linen"},
        ("cloth",),
    )


@makes("punching_bag")
def punching_bag(want: Want) -> Model:
    """A bag of leather on four chains."""
    h, r = want.height, min(want.width, want.depth) / 2
    top = h * 0.76
    p = [
        (0, 0.0),
        (r * 0.8, 0.0),
        (r * 0.97, 0.03),
        (r, 0.1),
        (r * 0.96, top * 0.5),
        (r, top * 0.9),
        (r * 0.96, top - 0.02),
        (r * 0.8, top),
        (0, top),
    ]
    parts = [lathe("bag", p, "leather", n=28)]
    for z in (0.12, 0.5, 0.86):
        parts.append(
            lathe(
                "seam",
                [
                    (r * 0.97, top * z - 0.02),
                    (r * 1.0, top * z - 0.02),
                    (r * 1.0, top * z + 0.02),
                    (r * 0.97, top * z + 0.02),
                ],
                "black",
                n=28,
                closed=True,
            )
        )
    for k in range(4):
        a = np.pi / 2 * k
        line = np.array([(r * 0.8 * np.cos(a), r * 0.8 * np.sin(a), top), (0, 0, h - 0.06)])
        for s in np.linspace(0.05, 0.95, 9):
            at = line[0] + (line[1] - line[0]) * s
            parts.append(ball("link", 0.012, "metal", tuple(float(v) for v in at), n=6))  # type: ignore[arg-type]
        parts.append(tube("chain", line, 0.005, "metal", n=5))
    parts.append(lathe("swivel", [(0, h - 0.08), (0.03, h - 0.06), (0.02, h), (0, h)], "metal", n=12))
    return finish(want, parts, {**SLOTS, "black": "rubber"}, ("leather",))


@makes("treadmill")
def treadmill(want: Want) -> Model:
    """A belt between rails with a console on two arms."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("deck", (d * 0.94, w * 0.7, 0.09), (-d * 0.03, 0, 0.06), "panel", 0.02),
        box("belt", (d * 0.84, w * 0.54, 0.012), (-d * 0.06, 0, 0.148), "rubber", 0.003),
        box("motor", (d * 0.16, w * 0.84, 0.2), (d * 0.41, 0, 0.04), "frame", 0.05),
    ]
    for s in (-1.0, 1.0):
        y = s * w * 0.43
        parts += [box("rail", (d * 0.9, w * 0.12, 0.05), (-d * 0.04, s * w * 0.38, 0.13), "frame", 0.012),
            tube("arm", curve([(d * 0.38, y, 0.1), (d * 0.3, y, h * 0.6), (d * 0.26, y, h * 0.78),
            (d * 0.0, y, h * 0.7)], 4), 0.028, "frame"), box("foot", (0.12, w * 0.12, 0.06), (-d * 0.44, s * w * 0.36,
            0), "panel", 0.01)]  # fmt: skip
    face = [
        box("console", (0.06, w * 0.86, h * 0.2), (0, 0, 0), "panel", 0.02),
        box("screen", (0.008, w * 0.5, h * 0.13), (-0.032, 0, h * 0.04), "screen", 0.003),
    ]
    parts += [moved(p, (d * 0.3, 0, h * 0.8), tilt=18) for p in face]
    return finish(
        want,
        parts,
        {**SLOTS, "frame": "aluminium"},
        ("frame",),
        lamps=[Lamp("point", (d * 0.2, 0.0, h * 0.95), 25.0, kelvin=6500.0, size=(0.05, 0.0))],
    )
