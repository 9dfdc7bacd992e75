"""Machines that play: jukeboxes, gramophones, record players, wirelesses."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import point
from coulisse.scene.furnish.music import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, loft, prism, tube
from coulisse.scene.staged import Lamp, Model


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
    return finish(want, parts, {**SLOTS, "bulb_second": "glass"}, ("wood",), lamps=[lamp])


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
    return finish(want, parts, SLOTS, ("wood", "horn"))


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
    return finish(want, parts, {**SLOTS, "frame": "rubber"}, ("wood",))


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
    return finish(want, parts, {**SLOTS, "glass": "acrylic"}, ("wood",))


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
    return finish(want, parts, SLOTS, ("wood",), lamps=[point((d / 2 + 0.02, 0, h * 0.3), (4.0, 2500.0), 0.02)])
