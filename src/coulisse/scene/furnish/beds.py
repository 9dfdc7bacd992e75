"""Beds to sleep in: the made bed of each family, the iron bed, the bunk bed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.bedding import BEDDING, MAIN, bedding, covers
from coulisse.scene.furnish.headboards import headboard
from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.legs import leg
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.shapes import ball, box, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


@makes("bed", "double_bed", "single_bed", "king_size_bed")
def bed(want: Want) -> Model:
    """A made bed; its headboard is as high as the box: asked for at 1.1 m it is a full one, at 0.55 m a low one."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    board = 0.06
    tall = h
    lie = min(max(0.3, h - 0.2), 0.56)  # the mattress's top; pillows rise above it
    lift = max(0.08, lie - 0.3)
    x0, x1 = -d / 2 + board, d / 2 - 0.03
    parts = headboard(want, w, tall, -d / 2)
    if f in ("classical", "victorian", "rustic", "gothic", "art_deco", "industrial"):
        parts += [
            moved(p, turn=180)
            for p in headboard(want, w, min(max(0.75 * tall, lie - 0.02), lie + 0.14), -d / 2, foot=True)
        ]
        x1 = d / 2 - board
    else:
        kind = f if f in ("baroque", "mid_century", "modern", "eastern", "futuristic") else ""
        if f == "futuristic":
            parts.append(
                prism(
                    "plinth",
                    [
                        (x0 + 0.2, -w / 2 + 0.2),
                        (x1 - 0.2, -w / 2 + 0.2),
                        (x1 - 0.2, w / 2 - 0.2),
                        (x0 + 0.2, w / 2 - 0.2),
                    ],
                    lift,
                    "metal",
                )
            )
        elif f == "brutalist":
            parts.append(box("plinth", (d - 0.2, w - 0.1, lift), (0, 0, 0), "frame", 0.005))
        else:
            parts += [
                p for s in (-1, 1) for p in leg(kind, lift + 0.02, (x1 - 0.06, s * (w / 2 - 0.05)), (1, s), thick=0.07)
            ]
            if f not in ("", "baroque"):
                parts += [
                    p
                    for s in (-1, 1)
                    for p in leg(kind, lift + 0.02, (x0 + 0.06, s * (w / 2 - 0.05)), (-1, s), thick=0.07)
                ]
    rail = min(0.16, lie - 0.14 - lift + 0.06)
    parts += [
        box("rail", (x1 - x0 + 0.02, 0.03, max(rail, 0.07)), ((x0 + x1) / 2, s * (w / 2 - 0.015), lift), "frame", 0.006)
        for s in (-1, 1)
    ]
    parts.append(box("rail", (0.03, w - 0.03, max(rail, 0.07)), (x1, 0, lift), "frame", 0.006))
    parts.append(box("base", (x1 - x0, w - 0.06, 0.05), ((x0 + x1) / 2, 0, lift + 0.02), "inside", 0.003))
    parts += bedding(
        want,
        (x0 + 0.005, x1 - 0.02),
        w - 0.09,
        lift + 0.07,
        thick=max(0.14, lie - lift - 0.07),
        hang=0.16 if f not in ("industrial",) else 0.1,
    )
    return finish(want, parts, slots(want, **{**BEDDING, **covers(want)}), MAIN)


@makes("iron_bed")
def iron_bed(want: Want) -> Model:
    """An iron bedstead with brass knobs, a thin mattress and a blanket."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    for x, tall in ((-d / 2 + 0.03, h - 0.04), (d / 2 - 0.03, 0.76 * h)):
        arc = [(x, (w / 2 - 0.03) * math.cos(t), tall - 0.16 + 0.16 * math.sin(t)) for t in np.linspace(0, math.pi, 13)]
        parts.append(tube("frame", [(x, w / 2 - 0.03, 0), *arc, (x, -w / 2 + 0.03, 0)], 0.015, "metal", n=9))
        parts += [
            tube("rail", [(x, -w / 2 + 0.03, z), (x, w / 2 - 0.03, z)], 0.011, "metal") for z in (0.3, tall - 0.2)
        ]
        for i in range(1, 6):
            y = -w / 2 + 0.03 + (w - 0.06) * i / 6
            head = tall - 0.16 + 0.16 * math.sqrt(max(0, 1 - (y / (w / 2 - 0.03)) ** 2))
            parts.append(tube("spindle", [(x, y, 0.3), (x, y, head)], 0.007, "metal", n=7))
            parts.append(moved(ball("knot", 0.017, "brass", n=9), (x, y, tall - 0.2)))
        for s in (-1, 1):
            parts.append(moved(ball("knob", 0.028, "brass", n=10), (x, s * (w / 2 - 0.03), tall - 0.14)))
            parts.append(
                lathe("castor", [(0.02, 0), (0.024, 0.02), (0.016, 0.05)], "brass", (x, s * (w / 2 - 0.03), 0), n=10)
            )
        parts.append(moved(ball("knob", 0.03, "brass", n=10, squash=1.2), (x, 0, tall + 0.015)))
    parts += [box("rail", (d - 0.06, 0.03, 0.045), (0, s * (w / 2 - 0.03), 0.3), "metal", 0.004) for s in (-1, 1)]
    parts += [
        box("slat", (0.04, w - 0.06, 0.008), (-d / 2 + 0.1 + i * (d - 0.2) / 9, 0, 0.335), "metal", 0.001)
        for i in range(10)
    ]
    parts += bedding(want, (-d / 2 + 0.06, d / 2 - 0.06), w - 0.09, 0.345, thick=0.15, hang=0.13)
    return finish(want, parts, slots(want, **{**BEDDING, "metal": "wrought_iron", "brass": "brass"}), ("metal",))


@makes("bunk_bed")
def bunk_bed(want: Want) -> Model:
    """Two beds one over the other, with a ladder and a guard rail; steel for ships and barracks."""
    d, w, h = want.depth, want.width, want.height
    steel = want.family in ("industrial", "modern", "futuristic", "brutalist")
    slot = "metal" if steel else "frame"
    t = 0.06
    parts: list[Part] = []
    for a in (-1, 1):
        for b in (-1, 1):
            x, y = a * (d / 2 - t / 2), b * (w / 2 - t / 2)
            parts.append(
                tube("post", [(x, y, 0), (x, y, h)], 0.022, slot, n=9)
                if steel
                else box("post", (t, t, h), (x, y, 0), slot, 0.008)
            )
        for z in (0.25, 0.5, h - 0.55, h - 0.06):
            parts.append(
                box("rail", (0.025, w - 2 * t, 0.09 if not steel else 0.04), (a * (d / 2 - t / 2), 0, z), slot, 0.006)
            )
    for z in (0.25, h - 0.6):
        parts += [
            box("side", (d - 2 * t, 0.025, 0.13 if not steel else 0.06), (0, s * (w / 2 - t / 2), z), slot, 0.006)
            for s in (-1, 1)
        ]
        parts.append(box("deck", (d - t, w - t, 0.018), (0, 0, z + 0.03), "inside", 0.002))
        lower = replace(want, seed=want.seed + (1 if z > 0.5 else 0))
        parts += bedding(
            lower, (-d / 2 + t + 0.01, d / 2 - t - 0.01), w - 2 * t - 0.01, z + 0.05, thick=0.13, hang=0.05, pillows=1
        )
    parts.append(box("guard", (0.6 * d, 0.022, 0.07), (-0.12 * d, w / 2 - t / 2, h - 0.1), slot, 0.006))
    xl = d / 2 - 0.4
    parts += [
        tube("ladder", [(x, w / 2 - 0.02, 0), (x, w / 2 - 0.035, h - 0.04)], 0.014, slot, n=8) for x in (xl, xl + 0.32)
    ]
    parts += [
        tube(
            "rung",
            [(xl, w / 2 - 0.025, 0.25 + 0.27 * i), (xl + 0.32, w / 2 - 0.025, 0.25 + 0.27 * i)],
            0.012,
            slot,
            n=7,
        )
        for i in range(5)
        if 0.25 + 0.27 * i < h
    ]
    return finish(want, parts, slots(want, **BEDDING), ("frame", "metal"))
