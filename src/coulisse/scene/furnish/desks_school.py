"""Desks of a school and a drawing office."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.desks import MAIN
from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


@makes("school_desk")
def school_desk(want: Want) -> Model:
    """A school desk: a sloping lid, an inkwell, a groove for pens, iron or steel sides."""
    d, w, h = want.depth, want.width, want.height
    old = want.family not in ("modern", "mid_century", "industrial", "futuristic", "")
    slope = -7.0 if old or want.family == "" else -3.0
    parts: list[Part] = []
    z = h - 0.1
    body = [
        box("bin", (d - 0.06, w - 0.04, 0.075), (0, 0, 0), "body", 0.004),
        box("lid", (d - 0.12, w, 0.02), (0.06, 0, 0.078), "top", 0.005),
        box("ledge", (0.11, w, 0.02), (-d / 2 + 0.055, 0, 0.078), "top", 0.005),
        lathe(
            "ink",
            [(0.0, 0), (0.018, 0), (0.02, 0.004), (0.014, 0.004), (0.0, 0.002)],
            "metal",
            (-d / 2 + 0.05, -w / 2 + 0.07, 0.098),
            n=12,
        ),
        box("groove", (0.014, w * 0.5, 0.003), (-d / 2 + 0.06, 0.04, 0.097), "dark", 0.001),
    ]
    parts += [moved(p, (0, 0, z - 0.03), tilt=-slope) for p in body]
    for s in (-1, 1):
        y = s * (w / 2 - 0.05)
        if want.family in ("modern", "mid_century", "industrial", "futuristic", ""):
            loop = curve(
                [
                    (d / 2 - 0.03, y, 0.014),
                    (-d / 2 + 0.03, y, 0.014),
                    (-d / 2 + 0.01, y, 0.03),
                    (-0.06, y, 0.3),
                    (-0.02, y, z - 0.02),
                    (0.1, y, z - 0.02),
                ],
                3,
            )
            parts.append(tube("frame", loop, 0.013, "metal"))
        else:
            side = np.concatenate(
                [
                    [(-0.42 * d, 0), (0.42 * d, 0), (0.42 * d, 0.03)],
                    curve([(0.2 * d, 0.06), (0.06 * d, 0.2), (0.1 * d, 0.4), (0.3 * d, z - 0.04)], 4),
                    [(0.3 * d, z), (-0.3 * d, z)],
                    curve([(-0.3 * d, z - 0.04), (-0.1 * d, 0.4), (-0.06 * d, 0.2), (-0.2 * d, 0.06)], 4),
                    [(-0.42 * d, 0.03)],
                ]
            )
            parts.append(prism("side", side, 0.02, "metal", (0, y, 0), along="y", bevel=0.005))
    parts.append(tube("rail", [(0, -w / 2 + 0.05, 0.26), (0, w / 2 - 0.05, 0.26)], 0.012, "metal"))
    parts = [moved(p, turn=180) for p in parts]
    return finish(want, parts, slots(want, dark="obsidian", metal="cast_iron" if old else usual(want, "metal")), MAIN)


@makes("drafting_table")
def drafting_table(want: Want) -> Model:
    """A drawing board on a trestle, tilted to the sitter, with a parallel rule and a sheet on it."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    tilt = 24.0
    zc = h - 0.2
    board: list[Part] = [
        box("board", (d * 1.02, w, 0.025), (0, 0, 0), "top", 0.004),
        box("sheet", (d * 0.72, w * 0.62, 0.001), (0.02, 0.03, 0.025), "paper", 0.0),
        box("rule", (0.05, w * 0.94, 0.005), (0.14 * d, 0, 0.027), "ruler", 0.001),
        box("lip", (0.02, w * 0.9, 0.03), (d * 0.51, 0, 0.004), "frame", 0.004),
    ]
    board += [
        box("line", (0.0015, 0.3 - 0.02 * i, 0.0004), (-0.16 + 0.03 * i, 0.05, 0.026), "dark", 0.0) for i in range(8)
    ]
    board += [box("line", (0.2, 0.0015, 0.0004), (-0.06, -0.1 + 0.06 * i, 0.026), "dark", 0.0) for i in range(6)]
    parts += [moved(p, (0, 0, zc), tilt=tilt) for p in board]
    for s in (-1, 1):
        y = s * (w / 2 - 0.22)
        parts += [
            box("foot", (d * 0.86, 0.07, 0.06), (0, y, 0), "frame", 0.01),
            box("post", (0.08, 0.05, zc - 0.1), (-0.04, y, 0.04), "frame", 0.006),
            tube("brace", [(0.26 * d, y, 0.05), (0, y, 0.42)], 0.018, "frame", square=True),
        ]
        parts.append(tube("strut", [(-0.04, y, 0.55), (-0.3 * d, y, zc + 0.11)], 0.012, "metal", square=True))
        parts.append(
            moved(
                lathe("knob", [(0.03, 0), (0.034, 0.02), (0.02, 0.03), (0, 0.03)], "metal", n=12),
                (-0.04, y + s * 0.025, zc - 0.1),
                tilt=-90 * s,
                about="x",
            )
        )
    parts += [
        box("beam", (0.05, w - 0.4, 0.1), (-0.04, 0, 0.25), "frame", 0.006),
        box("beam", (0.06, w - 0.4, 0.06), (-0.04, 0, zc - 0.12), "frame", 0.006),
    ]
    return finish(want, parts, slots(want, paper="paper", ruler="acrylic", dark="obsidian"), MAIN)
