"""Games and sport: swings, machines, a ring, toys, chess, cards."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

_SLOTS = {"body": "lacquer", "frame": "chrome", "rope": "burlap", "wood": "oak", "cloth": "canvas", "screen": "glass",
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
    return finish(want, parts, _SLOTS, ("wood",))


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
        {**_SLOTS, "bulb_second": "glass", "body": "red_lacquer", "button": "lacquer"},
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
    return finish(want, parts, {**_SLOTS, "bulb_second": "glass", "button": "red_lacquer"}, ("body",), lamps=[lamp])


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
        {**_SLOTS, "corner": "red_lacquer", "second": "azulejo", "skirt": "tarpaulin", "white": "linen"},
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
    return finish(want, parts, {**_SLOTS, "black": "rubber"}, ("leather",))


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
        {**_SLOTS, "frame": "aluminium"},
        ("frame",),
        lamps=[Lamp("point", (d * 0.2, 0.0, h * 0.95), 25.0, kelvin=6500.0, size=(0.05, 0.0))],
    )


@makes("toy")
def toy(want: Want) -> Model:
    """A doll, a wooden train or blocks, by seed."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    if want.seed % 2:
        parts = [box("block", (s, s, s), (x * d, y * w, z), slot, 0.004, turn) for s, x, y, z, slot,
            turn in ((0.07, -0.1, -0.25, 0, "red", 12.0), (0.07, 0.0, 0.1, 0, "blue", -20.0), (0.07, -0.05, -0.1, 0.07,
            "yellow", 8.0), (0.06, 0.15, 0.3, 0, "yellow", 30.0), (0.055, -0.02, -0.06, 0.14, "red",
            40.0))]  # fmt: skip
        parts.append(
            lathe(
                "tower", [(0, 0.195), (0.03, 0.195), (0.022, h - 0.03), (0, h)], "blue", (-0.02 * d, -0.06 * w, 0), n=12
            )
        )
        parts += [
            ball("ball", 0.045, "blue", (d * 0.3, -w * 0.1, 0.045), n=14),
            *(
                ball(
                    "marble",
                    0.008,
                    "yellow",
                    (float(rng.uniform(-0.4, 0.4)) * d, float(rng.uniform(-0.4, 0.4)) * w, 0.008),
                    n=6,
                )
                for _ in range(4)
            ),
        ]
        return finish(want, parts, {"red": "red_lacquer", "blue": "azulejo", "yellow": "pine"}, ("red",))
    k = h / 0.35
    parts = [lathe("dress", [(0, 0.04 * k), (0.1 * k, 0.04 * k), (0.07 * k, 0.14 * k), (0.04 * k, 0.19 * k),
        (0, 0.2 * k)], "dress", n=20), ball("head", 0.055 * k, "face", (0, 0, 0.25 * k), n=16),
        lathe("hair", [(0.058 * k, 0.23 * k), (0.064 * k, 0.27 * k), (0.045 * k, 0.31 * k), (0, 0.318 * k)], "hair",
        (-0.006, 0, 0), n=18)]  # fmt: skip
    for s in (-1.0, 1.0):
        parts += [tube("arm", [(0, s * 0.035 * k, 0.18 * k), (0.01, s * 0.09 * k, 0.12 * k)], 0.012 * k, "face"),
            tube("leg", [(0.0, s * 0.035 * k, 0.08 * k), (0.06 * k, s * 0.045 * k, 0.015 * k)], 0.016 * k, "face"),
            ball("shoe", 0.02 * k, "hair", (0.075 * k, s * 0.046 * k, 0.018 * k), n=8), ball("eye", 0.006 * k, "hair",
            (0.051 * k, s * 0.02 * k, 0.26 * k), n=6), ball("plait", 0.018 * k, "hair", (0, s * 0.062 * k, 0.22 * k),
            n=8)]  # fmt: skip
    return finish(want, parts, {"dress": "cotton", "face": "porcelain", "hair": "bark"}, ("dress",))


@makes("teddy_bear")
def teddy(want: Want) -> Model:
    """A bear that sits."""
    k = want.height / 0.4
    parts = [
        ball("body", 0.1 * k, "fur", (0, 0, 0.11 * k), n=18, squash=1.1),
        ball("head", 0.085 * k, "fur", (0.01, 0, 0.29 * k), n=18),
        ball("muzzle", 0.04 * k, "pale", (0.08 * k, 0, 0.27 * k), n=12),
        ball("nose", 0.013 * k, "black", (0.118 * k, 0, 0.285 * k), n=8),
    ]
    for s in (-1.0, 1.0):
        parts += [ball("ear", 0.035 * k, "fur", (0, s * 0.065 * k, 0.36 * k), n=12), ball("eye", 0.009 * k, "black",
            (0.08 * k, s * 0.03 * k, 0.315 * k), n=6), tube("arm", [(0.0, s * 0.08 * k, 0.18 * k),
            (0.05 * k, s * 0.13 * k, 0.13 * k), (0.08 * k, s * 0.12 * k, 0.1 * k)], [0.035 * k, 0.036 * k, 0.03 * k],
            "fur", n=12), tube("leg", [(0.02, s * 0.06 * k, 0.05 * k), (0.12 * k, s * 0.085 * k, 0.045 * k)],
            [0.045 * k, 0.045 * k], "fur", n=12), ball("sole", 0.04 * k, "pale", (0.13 * k, s * 0.088 * k, 0.05 * k),
            n=10)]  # fmt: skip
    parts.append(
        tube(
            "ribbon",
            [(0.06 * k * np.cos(a), 0.06 * k * np.sin(a), 0.215 * k) for a in np.arange(14) * np.pi / 7],
            0.012 * k,
            "ribbon",
            closed=True,
            n=6,
        )
    )
    return finish(want, parts, {"fur": "fur", "pale": "felt", "black": "ebony", "ribbon": "velvet"}, ("fur",))


@makes("rocking_horse")
def rocking_horse(want: Want) -> Model:
    """A horse of wood on rockers with a saddle and a mane."""
    w, d, h = want.width, want.depth, want.height
    parts = []
    for s in (-1.0, 1.0):
        arc = curve(
            [
                (-d * 0.49, s * w * 0.4, h * 0.14),
                (-d * 0.25, s * w * 0.4, 0.02),
                (0, s * w * 0.4, 0.012),
                (d * 0.25, s * w * 0.4, 0.02),
                (d * 0.49, s * w * 0.4, h * 0.14),
            ],
            5,
        )
        parts.append(tube("rocker", arc, 0.02, "rocker", square=True))
        parts += [
            tube(
                "leg",
                curve(
                    [
                        (x * d * 0.18, s * w * 0.2, h * 0.5),
                        (x * d * 0.24, s * w * 0.28, h * 0.32),
                        (x * d * 0.3, s * w * 0.38, 0.05),
                    ],
                    3,
                ),
                [0.05, 0.032, 0.024],
                "body",
                n=10,
            )
            for x in (-1.0, 1.0)
        ]
    parts += [
        tube("bar", [(x * d * 0.32, -w * 0.44, 0.05), (x * d * 0.32, w * 0.44, 0.05)], 0.016, "rocker")
        for x in (-1.0, 1.0)
    ]
    parts += [tube("body", curve([(-d * 0.3, 0, h * 0.56), (-d * 0.15, 0, h * 0.56), (d * 0.08, 0, h * 0.53),
        (d * 0.24, 0, h * 0.58)], 4), [0.07, 0.12, 0.1, 0.1], "body", n=16), tube("neck", curve([(d * 0.2, 0, h * 0.56),
        (d * 0.3, 0, h * 0.76), (d * 0.33, 0, h * 0.9)], 4), [0.1, 0.07, 0.055], "body", n=14),
        tube("head", curve([(d * 0.3, 0, h * 0.9), (d * 0.38, 0, h * 0.87), (d * 0.47, 0, h * 0.77)], 3),
        [0.05, 0.055, 0.035], "body", n=12), box("saddle", (d * 0.2, w * 0.62, 0.05), (-d * 0.06, 0, h * 0.65),
        "leather", 0.02), tube("mane", curve([(d * 0.29, 0, h * 0.98), (d * 0.25, 0, h * 0.84),
        (d * 0.16, 0, h * 0.68)], 4), [0.02, 0.03, 0.02], "hair", n=8), tube("tail", curve([(-d * 0.32, 0, h * 0.6),
        (-d * 0.44, 0, h * 0.56), (-d * 0.46, 0, h * 0.36)], 4), [0.015, 0.035, 0.01], "hair", n=8), tube("handle",
        [(d * 0.26, -w * 0.36, h * 0.8), (d * 0.26, w * 0.36, h * 0.8)], 0.014, "rocker")]  # fmt: skip
    for s in (-1.0, 1.0):
        parts += [
            tube("ear", [(d * 0.31, s * 0.03, h * 0.93), (d * 0.31, s * 0.035, h)], [0.018, 0.004], "body", n=6),
            ball("eye", 0.01, "hair", (d * 0.4, s * 0.05, h * 0.87), n=6),
        ]
    return finish(
        want, parts, {"body": "paint", "rocker": "red_lacquer", "leather": "leather", "hair": "wool"}, ("body",)
    )


@makes("chess_set")
def chess_set(want: Want) -> Model:
    """A board of squares with the pieces of a game begun."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    deep = h * 0.16
    parts = [box("frame", (d, w, deep), (0, 0, 0), "wood", 0.004)]
    e = min(w, d) * 0.92 / 8
    for i in range(8):
        for j in range(8):
            parts.append(
                box(
                    "square",
                    (e, e, 0.003),
                    ((i - 3.5) * e, (j - 3.5) * e, deep - 0.001),
                    "white" if (i + j) % 2 else "black",
                    0.0,
                )
            )
    order = "rnbqkbnr"
    for side, slot in ((0, "white"), (1, "black")):
        for j in range(8):
            for rank, kind in ((0, order[j]), (1, "p")):
                i = rank if side == 0 else 7 - rank
                if kind == "p" and rng.random() < 0.25:
                    i += 2 if side == 0 else -2
                elif kind in "nb" and rng.random() < 0.4:
                    continue
                _chessman(
                    parts,
                    kind,
                    slot,
                    ((i - 3.5) * e, (j - 3.5) * e, deep + 0.002),
                    e * 0.38,
                    (h - deep) * {"p": 0.5, "r": 0.58, "n": 0.66, "b": 0.74, "q": 0.88, "k": 1.0}[kind],
                )
    return finish(want, parts, {**_SLOTS, "white": "maple", "black": "ebony", "wood": "walnut"}, ("wood",))


def _chessman(parts: list[Part], kind: str, slot: str, at: tuple[float, float, float], r: float, h: float) -> None:
    neck = 0.62 if kind == "p" else 0.7
    p = [
        (0, 0),
        (r, 0),
        (r, h * 0.08),
        (r * 0.6, h * 0.16),
        (r * 0.4, h * 0.4),
        (r * 0.34, h * neck),
        (r * 0.62, h * (neck + 0.03)),
        (r * 0.34, h * (neck + 0.06)),
    ]
    head = {"r": [(r * 0.6, h * 0.84), (r * 0.6, h), (r * 0.4, h), (r * 0.4, h * 0.93), (0, h * 0.93)],
        "p": [(r * 0.5, h * 0.78), (r * 0.5, h * 0.88), (0, h)], "q": [(r * 0.62, h * 0.93), (r * 0.4, h * 0.94),
        (0, h)], "k": [(r * 0.55, h * 0.9), (r * 0.12, h * 0.91), (r * 0.12, h), (0, h)]}.get(kind,
        [(r * 0.45, h * 0.84), (r * 0.3, h * 0.94), (0, h)])  # fmt: skip
    parts.append(lathe("piece", [*p, *head], slot, at, n=8))


@makes("playing_cards")
def playing_cards(want: Want) -> Model:
    """A pack, a fan and some that lie about."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = [box("pack", (0.088, 0.063, h), (-d * 0.3, -w * 0.25, 0), "paper", 0.002)]
    for k in range(14):
        if k < 6:
            a = -40.0 + 14 * k
            at = (d * 0.18 + 0.04 * np.cos(np.radians(a)), w * 0.12 + 0.05 * np.sin(np.radians(a)), 0.0007 * k)
        else:
            a, at = (
                float(rng.uniform(0, 180)),
                (float(rng.uniform(-0.3, 0.32)) * d, float(rng.uniform(-0.32, 0.34)) * w, 0.0006 * k),
            )
        parts.append(
            box(
                "card",
                (0.088, 0.063, 0.0006),
                (float(at[0]), float(at[1]), float(at[2])),
                "back" if k % 3 == 0 else "paper",
                0.0,
                a,
            )
        )
    for k in range(9):
        parts.append(
            lathe(
                "chip",
                [(0, 0), (0.019, 0), (0.02, 0.0015), (0.019, 0.003), (0, 0.003)],
                "chip" if k % 2 else "back",
                (d * 0.36, -w * 0.3 + 0.002 * (k % 3), 0.003 * min(k, 5)),
                n=14,
            )
        )
    return finish(want, parts, {"paper": "paper", "back": "red_lacquer", "chip": "ebony"}, ("paper",))


@makes("balloon")
def balloon(want: Want) -> Model:
    """Balloons on strings, or one."""
    w, h = min(want.width, want.depth), want.height
    r = w / 2
    p = [
        (0.004, h - 2.35 * r),
        (0.015, h - 2.3 * r),
        (r * 0.35, h - 2.05 * r),
        (r * 0.8, h - 1.55 * r),
        (r, h - 0.95 * r),
        (r * 0.85, h - 0.4 * r),
        (r * 0.45, h - 0.08 * r),
        (0, h),
    ]
    parts = [lathe("balloon", [(0, h - 2.35 * r), *p], "rubber", n=26)]
    if h > 2.5 * r:
        parts.append(
            tube(
                "string",
                curve([(0, 0, h - 2.35 * r), (0.01, 0.008, (h - 2.35 * r) * 0.6), (-0.006, 0.004, 0.0)], 5),
                0.0015,
                "string",
                n=4,
            )
        )
    return finish(
        want, parts, {"rubber": "red_lacquer" if want.seed % 2 else "azulejo", "string": "cotton"}, ("rubber",)
    )
