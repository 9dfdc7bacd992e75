"""Cables, pipes, ducts, radiators, valves and fans."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import gauge
from coulisse.scene.furnish.props_tools import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.staged import Model, Part


@makes("cable")
def cable(want: Want) -> Model:
    """Cables that snake over the floor."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    r = h * 0.45
    parts = []
    room = max(w / 2 - r, 0.0)
    for _ in range(1 if w < 0.05 else 3):
        line = curve([(x, float(rng.uniform(-1, 1)) * room, r) for x in np.linspace(-d / 2, d / 2, 12)], 4)
        parts.append(tube("cable", line, r, "rubber", n=8))
    return finish(want, parts, SLOTS, ("rubber",))


@makes("pipe")
def pipe(want: Want) -> Model:
    """A pipe with flanges, along the depth."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, h) / 2
    parts = [tube("pipe", [(-d / 2, 0, r), (d / 2, 0, r)], r * 0.8, "body", n=20)]
    for x in np.linspace(-d / 2, d / 2, max(2, round(d / 1.5) + 1)):
        x = float(np.clip(x, -d / 2 + 0.03, d / 2 - 0.03))
        parts.append(tube("flange", [(x - 0.03, 0, r), (x + 0.03, 0, r)], r, "body", n=20))
        parts += [
            tube(
                "bolt",
                [
                    (x - 0.035, r * 0.9 * np.cos(a), r + r * 0.9 * np.sin(a)),
                    (x + 0.035, r * 0.9 * np.cos(a), r + r * 0.9 * np.sin(a)),
                ],
                r * 0.07,
                "body",
                n=6,
            )
            for a in np.arange(8) * np.pi / 4
        ]
    return finish(want, parts, SLOTS, ("body",))


@makes("duct")
def duct(want: Want) -> Model:
    """A ventilation duct with ribs and grilles."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("duct", (d, w * 0.94, h * 0.94), (0, 0, h * 0.03), "body", 0.004)]
    for x in np.linspace(-d / 2, d / 2, max(2, round(d / 0.9) + 1)):
        parts.append(box("flange", (0.04, w, h), (float(np.clip(x, -d / 2 + 0.02, d / 2 - 0.02)), 0, 0), "body", 0.004))
    for k in range(max(1, int(d / 1.5))):
        x = -d / 2 + d * (k + 0.5) / max(1, int(d / 1.5))
        parts += [
            box("slat", (0.3, 0.01, 0.012), (x, w * 0.475, h * (0.3 + 0.05 * j)), "panel", 0.002) for j in range(8)
        ]
        parts.append(box("frame", (0.34, 0.012, h * 0.5), (x, w * 0.468, h * 0.25), "body", 0.003))
    return finish(want, parts, {**SLOTS, "body": "zinc"}, ("body",))


@makes("radiator")
def radiator(want: Want) -> Model:
    """A radiator of columns on the wall, with its valve."""
    w, d, h = want.width, want.depth, want.height
    n = max(4, round(w / 0.06))
    parts: list[Part] = []
    for k in range(n):
        y = -w / 2 + w * (k + 0.5) / n
        loop = [(-d * 0.3, y, h * 0.1), (-d * 0.3, y, h * 0.92), (d * 0.3, y, h * 0.92), (d * 0.3, y, h * 0.1)]
        parts.append(tube("column", loop, min(w / n * 0.42, d * 0.19), "body", n=8, closed=True))
    for z in (0.1, 0.9):
        parts.append(tube("header", [(0, -w * 0.49, h * z), (0, w * 0.49, h * z)], d * 0.2, "body", n=10))
    parts += [tube("foot", [(0, s * w * 0.42, h * 0.1), (0, s * w * 0.42, 0)], d * 0.2, "body", n=8) for s in (-1, 1)]
    parts += [
        tube("tail", [(0, w * 0.49, h * 0.1), (0, w * 0.5, 0.0)], 0.01, "trim"),
        tube("back", [(-d / 2, 0, h * 0.7), (0, 0, h * 0.7)], 0.012, "body"),
    ]
    return finish(want, parts, {**SLOTS, "body": "cast_iron"}, ("body",))


@makes("valve")
def valve(want: Want) -> Model:
    """A hand wheel on a valve on the wall."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, h) * 0.47
    t = np.arange(28) * np.pi / 14
    x = d * 0.36
    parts = [tube("rim", np.column_stack([np.full(28, x), r * np.cos(t), h / 2 + r * np.sin(t)]), r * 0.09, "paint",
        closed=True), tube("stem", [(-d * 0.3, 0, h / 2), (d * 0.42, 0, h / 2)], 0.014, "metal"),
        tube("body", [(-d * 0.28, 0, h * 0.02), (-d * 0.28, 0, h * 0.98)], w * 0.11, "iron", n=16), tube("bonnet",
        [(-d * 0.3, 0, h / 2), (d * 0.05, 0, h / 2)], [w * 0.16, w * 0.1], "iron", n=16), box("plate", (0.02, w * 0.5,
        h * 0.3), (-d / 2 + 0.01, 0, h * 0.35), "iron", 0.004)]  # fmt: skip
    parts += [
        tube("spoke", [(x - 0.02, 0, h / 2), (x, r * np.cos(a), h / 2 + r * np.sin(a))], r * 0.07, "paint")
        for a in np.arange(5) * 2 * np.pi / 5 + 0.3
    ]
    parts += [
        tube("flange", [(-d * 0.28, 0, h * z), (-d * 0.28, 0, h * z + 0.025)], w * 0.17, "iron", n=16)
        for z in (0.1, 0.82)
    ]
    return finish(want, parts, SLOTS, ("paint",))


@makes("gauge")
def gauge_(want: Want) -> Model:
    """A dial on the wall."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, h) / 2
    parts = [
        *gauge((-d * 0.3, 0, h / 2), r),
        tube("stem", [(-d / 2, 0, h / 2), (-d * 0.28, 0, h / 2)], r * 0.4, "trim", n=14),
    ]
    return finish(want, parts, SLOTS, ("trim",))


@makes("fan")
def fan(want: Want) -> Model:
    """A ceiling fan with four blades."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "motor",
            [
                (0, h * 0.1),
                (0.1, h * 0.12),
                (0.13, h * 0.22),
                (0.12, h * 0.36),
                (0.03, h * 0.42),
                (0.02, h * 0.5),
                (0.02, h * 0.86),
                (0.07, h * 0.96),
                (0.07, h),
                (0, h),
            ],
            "metal",
            n=24,
        ),
        lathe("cap", [(0, 0), (0.03, 0.01), (0.05, h * 0.1), (0, h * 0.12)], "metal", n=16),
    ]
    for k in range(4):
        blade = [
            (0.16, -0.05),
            (0.2, -0.065),
            (r * 0.95, -0.075),
            (r, -0.05),
            (r, 0.05),
            (r * 0.95, 0.075),
            (0.2, 0.065),
            (0.16, 0.05),
        ]
        one = moved(prism("blade", blade, 0.01, "wood", bevel=0.002), tilt=10, about="x")
        iron = box("iron", (0.16, 0.05, 0.012), (0.14, 0, 0.0), "metal", 0.003)
        parts += [moved(p, (0, 0, h * 0.25), 90.0 * k + 20) for p in (one, iron)]
    return finish(want, parts, {**SLOTS, "metal": "brass", "wood": "walnut"}, ("wood",))
