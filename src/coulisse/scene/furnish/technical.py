"""Screens, racks and terminals."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import gauge
from coulisse.scene.furnish.lamps import point
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

TECH = {"body": "plastic", "frame": "aluminium", "screen": "glass", "bulb": "glass", "panel": "blackened_steel",
    "glass": "glass", "button": "plastic", "cable": "rubber", "base": "brushed_steel", "cushion": "vinyl",
    "top": "resin"}  # fmt: skip


def screen(
    size: tuple[float, float], at: tuple[float, float, float], rim: float = 0.015, tilt: float = 0.0
) -> list[Part]:
    """A lit screen (width along y, height) whose lower edge's middle is `at`, looking to +x."""
    w, h = size
    parts = [
        box("case", (0.03, w, h), (-0.015, 0, 0), "panel", 0.006),
        box("screen", (0.006, w - 2 * rim, h - 2 * rim), (0.0, 0, rim), "screen", 0.001),
    ]
    return [moved(p, at, tilt=tilt) for p in parts]


@makes("server_rack")
def server_rack(want: Want) -> Model:
    """A rack of units with lights and leads behind a mesh of bars."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = [box("side", (d, 0.02, h - 0.04), (0, y * (w / 2 - 0.01), 0.04), "panel", 0.004) for y in (-1, 1)]
    parts += [box("top", (d, w, 0.03), (0, 0, h - 0.03), "panel", 0.004), box("foot", (d * 0.94, w * 0.94, 0.05),
        (0, 0, 0), "panel", 0.004), box("back", (0.01, w - 0.04, h - 0.08), (-d / 2 + 0.005, 0, 0.05), "panel",
        0.0)]  # fmt: skip
    z, f = 0.08, d / 2 - 0.06
    while z < h - 0.1:
        units = int(rng.choice([1, 1, 2, 3, 4]))
        high = min(0.0445 * units, h - 0.06 - z)
        kind = int(rng.integers(0, 3))
        parts.append(
            box("unit", (d * 0.8, w - 0.1, high - 0.004), (f - d * 0.4, 0, z), "base" if kind == 1 else "panel", 0.003)
        )
        if kind == 0:
            for k in range(10):
                parts.append(
                    box(
                        "bay",
                        (0.01, (w - 0.16) / 11, high * 0.7),
                        (f + 0.004, -w / 2 + 0.09 + (w - 0.16) * k / 10, z + high * 0.13),
                        "body",
                        0.002,
                    )
                )
        for k in range(int(rng.integers(2, 7))):
            parts.append(
                box("light", (0.006, 0.008, 0.006), (f + 0.008, -w * 0.36 + 0.02 * k, z + high * 0.8), "bulb", 0.0)
            )
        if kind == 2:
            for k in range(8):
                y = -w * 0.1 + 0.04 * k
                parts.append(box("port", (0.008, 0.02, 0.018), (f + 0.002, y, z + high * 0.3), "button", 0.0))
                if rng.random() < 0.6:
                    line = [
                        (f, y, z + high * 0.4),
                        (f + 0.035, y, z + high * 0.35),
                        (f + 0.04, y + 0.03, z - 0.04),
                        (f + 0.025, w * 0.42, z - 0.1),
                    ]
                    parts.append(tube("lead", curve(line, 3), 0.0035, "cable", n=5))
        z += high
    lamp = Lamp("point", (d / 2 + 0.05, 0.0, h * 0.5), 15.0, colour=(0.25, 0.55, 1.0), kelvin=6500.0, size=(0.1, 0.0))
    return finish(want, parts, {**TECH, "cable": "plastic"}, ("panel",), lamps=[lamp])


@makes("computer_terminal")
def terminal(want: Want) -> Model:
    """A console with a screen and a keyboard: a cathode ray in its housing, or a slim panel."""
    w, d, h = want.width, want.depth, want.height
    old = want.is_("mid_century", "brutalist", "industrial", "victorian", "") or want.seed % 2 == 0
    if old:
        side = [
            (d / 2, h * 0.55),
            (d / 2, h * 0.6),
            (d * 0.1, h * 0.66),
            (-d * 0.05, h),
            (-d / 2, h * 0.96),
            (-d / 2, 0),
            (d * 0.1, 0),
            (d * 0.2, h * 0.5),
        ]
        parts = [prism("body", side, w, "body", along="y", bevel=0.012)]
        lean = float(np.degrees(np.arctan2(d * 0.15, h * 0.34)))
        parts += [moved(p, (d * 0.1, 0, h * 0.68), tilt=-lean) for p in (box("bezel", (0.03, w * 0.76, h * 0.27),
            (0.0, 0, 0), "panel", 0.012), box("screen", (0.03, w * 0.64, h * 0.21), (0.008, 0, h * 0.03), "screen",
            0.014))]  # fmt: skip
    else:
        parts = [box("column", (d * 0.3, w * 0.4, h * 0.6), (-d * 0.1, 0, 0), "body", 0.03),
            box("foot", (d, w * 0.7, 0.03), (0, 0, 0), "base", 0.008), box("desk", (d * 0.7, w, 0.035),
            (d * 0.15, 0, h * 0.58), "body", 0.012), *screen((w * 0.9, h * 0.36), (-d * 0.12, 0, h * 0.64),
            tilt=-8)]  # fmt: skip
    slope = 8.5 if old else 0.0
    for r in range(5):
        for k in range(13):
            at = (
                d * 0.15 + 0.022 * r - 0.0,
                -w * 0.32 + w * 0.64 * k / 12 + 0.004 * r,
                (h * 0.655 if old else h * 0.58 + 0.035) - (0.0033 * r if old else 0),
            )
            parts.append(box("key", (0.017, w * 0.64 / 13 - 0.004, 0.01), at, "button", 0.003))
    lamp = Lamp(
        "point",
        (d * 0.25, 0.0, h * 0.84),
        60.0,
        kelvin=6500.0,
        colour=(0.5, 1.0, 0.6) if old else None,
        size=(0.08, 0.0),
    )
    _ = slope
    return finish(want, parts, TECH, ("body",), lamps=[lamp])


@makes("blast_door_control")
def blast_door_control(want: Want) -> Model:
    """A box on the wall with a key switch, two buttons, a lever and a lamp."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    f = b + d * 0.5
    parts = [box("case", (d * 0.5, w, h * 0.86), (b + d * 0.25, 0, 0), "body", 0.012), box("cover", (0.012, w * 0.88,
        h * 0.74), (f, 0, h * 0.06), "panel", 0.004), lathe("dome", [(0, h * 0.86), (0.035, h * 0.86),
        (0.035, h * 0.94), (0.02, h), (0, h)], "bulb", (b + d * 0.25, 0, 0), n=14)]  # fmt: skip
    for y, z, slot in ((-0.24, 0.6, "button"), (0.0, 0.6, "bulb"), (0.24, 0.6, "button")):
        one = lathe("button", [(0, 0), (0.032, 0), (0.032, 0.018), (0.022, 0.028), (0, 0.028)], slot, n=14)
        parts.append(moved(one, (f, y * w, z * h), tilt=90))
    parts += [box("slot", (0.012, 0.03, h * 0.26), (f + 0.006, -w * 0.2, h * 0.14), "cable", 0.002),
        tube("lever", [(f, -w * 0.2, h * 0.3), (d * 0.42, -w * 0.2, h * 0.36)], 0.01, "frame"), ball("grip", 0.022,
        "button", (d * 0.42, -w * 0.2, h * 0.36), n=10), *gauge((f, w * 0.2, h * 0.26), w * 0.13), tube("conduit",
        [(b + d * 0.25, -w * 0.3, h * 0.84), (b + d * 0.25, -w * 0.3, h)], 0.014, "frame")]  # fmt: skip
    return finish(want, parts, {**TECH, "body": "sheet_metal", "button": "lacquer", "dial": "enamel", "trim": "brass"},
        ("body",), lamps=[Lamp("point", (d * 0.3, 0.0, h * 1.02), 30.0, colour=(1.0, 0.25, 0.05), kelvin=3000.0,
        size=(0.02, 0.0))])  # fmt: skip


@makes("projection_screen")
def projection_screen(want: Want) -> Model:
    """A picture on a screen that hangs from its case."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    parts = [box("case", (d, w, 0.1), (0, 0, h - 0.1), "frame", 0.02), box("border", (0.004, w * 0.97, h - 0.12),
        (b + d * 0.4, 0, 0.03), "panel", 0.0), box("screen", (0.003, w * 0.93, h - 0.22), (b + d * 0.4 + 0.004, 0,
        0.08), "screen", 0.0), tube("bar", [(b + d * 0.4, -w * 0.49, 0.02), (b + d * 0.4, w * 0.49, 0.02)], 0.018,
        "frame")]  # fmt: skip
    return finish(
        want,
        parts,
        TECH,
        ("frame",),
        lamps=[
            Lamp(
                "area",
                (b + d * 0.4 + 0.03, 0.0, h * 0.5),
                900.0,
                aim=(1.0, 0.0, 0.0),
                kelvin=6000.0,
                size=(w * 0.9, h * 0.8),
            )
        ],
    )


@makes("television", "monitor")
def television(want: Want) -> Model:
    """A flat screen on the wall; a set with a tube in a case of wood where the style is older."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    if want.is_("mid_century", "victorian", "art_deco") and d > 0.08:
        parts = [box("case", (d * 0.9, w, h * 0.9), (-d * 0.05, 0, h * 0.1), "case", 0.02),
            box("bezel", (0.02, w * 0.66, h * 0.66), (d * 0.4, -w * 0.12, h * 0.22), "panel", 0.02),
            box("screen", (0.05, w * 0.58, h * 0.56), (d * 0.4, -w * 0.12, h * 0.27), "screen", 0.024)]  # fmt: skip
        for k in range(2):
            parts.append(
                moved(
                    lathe("knob", [(0, 0), (0.035, 0), (0.03, 0.025), (0, 0.025)], "trim", n=16),
                    (d * 0.4, w * 0.36, h * (0.75 - 0.18 * k)),
                    tilt=90,
                )
            )
        for k in range(6):
            parts.append(
                box("grille", (0.01, w * 0.16, 0.008), (d * 0.4, w * 0.36, h * (0.24 + 0.035 * k)), "trim", 0.002)
            )
        parts += [
            tube("leg", [(x * d * 0.3, y * w * 0.4, h * 0.1), (x * d * 0.4, y * w * 0.44, 0)], 0.012, "case")
            for x in (-1, 1)
            for y in (-1, 1)
        ]
        size = (w * 0.58, h * 0.56)
    else:
        thick = min(0.04, d * 0.5)
        parts = [box("case", (thick, w, h), (d / 2 - thick / 2 - 0.003, 0, 0), "panel", 0.006),
            box("screen", (0.004, w - 0.024, h - 0.03), (d / 2 - 0.002, 0, 0.018), "screen", 0.001),
            box("back", (d * 0.5, w * 0.5, h * 0.5), (b + d * 0.25, 0, h * 0.25), "panel", 0.01),
            box("mark", (0.004, 0.05, 0.006), (d / 2 - 0.002, 0, 0.006), "frame", 0.0)]  # fmt: skip
        size = (w * 0.96, h * 0.94)
    lamp = Lamp("area", (d / 2 + 0.015, 0.0, h * 0.5), 450.0 * w * h, aim=(1.0, 0.0, 0.0), kelvin=6500.0, size=size)
    return finish(want, parts, {**TECH, "case": "walnut", "trim": "brass"}, ("panel", "case"), lamps=[lamp])


@makes("ticket_machine")
def ticket_machine(want: Want) -> Model:
    """A turnstile: two cabinets and three arms."""
    w, d, h = want.width, want.depth, want.height
    parts = []
    for s in (-1, 1):
        side = [(-d / 2, 0), (d / 2, 0), (d / 2, h * 0.8), (d * 0.3, h), (-d * 0.3, h), (-d / 2, h * 0.8)]
        parts.append(prism("cabinet", side, w * 0.24, "frame", (0, s * w * 0.38, 0), along="y", bevel=0.012))
        parts.append(box("reader", (0.1, w * 0.14, 0.012), (d * 0.12, s * w * 0.38, h - 0.004), "panel", 0.004))
        parts.append(box("light", (0.05, w * 0.06, 0.008), (d * 0.26, s * w * 0.38, h - 0.004), "bulb", 0.0))
    for k in range(3):
        a = 2 * np.pi * k / 3 + np.pi / 2
        tip = (
            (0.42 * np.cos(a) * d, w * 0.26 - w * 0.44, h * 0.8 + 0.26 * np.sin(a) - 0.02)
            if k == 0
            else (d * 0.4 * np.cos(a), w * 0.05, h * 0.78 + d * 0.5 * np.sin(a))
        )
        parts.append(tube("arm", [(0, w * 0.27, h * 0.78), tip], 0.018, "base"))
    parts.append(
        moved(
            lathe("hub", [(0, 0), (0.09, 0), (0.07, 0.08), (0, 0.09)], "base", n=16),
            (0, w * 0.29, h * 0.78),
            tilt=90,
            about="x",
        )
    )
    return finish(
        want,
        parts,
        {**TECH, "frame": "brushed_steel"},
        ("frame",),
        lamps=[point((d * 0.3, 0, h + 0.05), (10.0, 5000.0))],
    )
