"""Machines of a works: lathes, presses with their flywheels, a forklift."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import STEEL, gauge, lying, wheel
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Model, Part


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
    return finish(want, parts, {**STEEL, "body": "cast_iron"}, ("body",))


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
    return finish(want, parts, STEEL, ("body",))


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
    return finish(want, parts, {**STEEL, "body": "paint", "seat": "faux_leather"}, ("body",))
