"""Bathrooms: baths with and without feet, tubs, showers, towels."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.kitchen import basin, tap
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve, ellipse, rounded_rectangle
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


def bath_materials(want: Want, **more: str) -> dict[str, str]:
    metal = "brass" if want.family in ("victorian", "art_deco", "classical", "baroque") else "chrome"
    base = {
        "body": "porcelain",
        "metal": metal,
        "chrome": metal,
        "towel": "cotton",
        "water": "water",
        "glass": "glass",
        "tile": "white_tiles",
        "seat": "plastic",
    }
    return slots(want, **{**base, **more})


def _tub(line: np.ndarray, sections: list[tuple[float, float]], slot: str = "body") -> Part:
    """A shell: `line` (n, 2) scaled and lifted, (share, height) from the bottom outside to the bottom inside."""
    return loft("tub", [np.column_stack([line * s, np.full(len(line), z)]) for s, z in sections], slot)


@makes("bathtub", "clawfoot_bath")
def bathtub(want: Want) -> Model:
    """A bath along y: built in with an apron, or with a rolled rim on four claw feet; taps at the right end (-y)."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    if want.name == "bathtub" and want.family not in ("victorian", "classical", "baroque"):
        line = rounded_rectangle(d - 0.02, w - 0.02, 0.05, 4)
        inner = rounded_rectangle(d - 0.16, w - 0.22, 0.24, 4)
        rings = [
            (line, 0.02),
            (line, h - 0.03),
            (line * 0.995, h - 0.004),
            (line * 0.985, h),
            (inner * 1.03, h),
            (inner * 1.0, h - 0.012),
            (inner * [0.94, 0.95], h - 0.16),
            (inner * [0.8, 0.82], h - 0.4),
            (inner * [0.6, 0.66], h - 0.43),
        ]
        parts.append(loft("tub", [np.column_stack([r, np.full(len(r), z)]) for r, z in rings], "body"))
        parts.append(box("apron", (0.016, w - 0.08, h - 0.1), (d / 2 - 0.006, 0, 0.03), "body", 0.006))
        low = 0.0
    else:
        line = np.concatenate([ellipse(d, w, 32)])
        line[:, 1] = np.sign(line[:, 1]) * np.abs(line[:, 1] / (w / 2)) ** 0.8 * w / 2
        line[:, 0] = np.sign(line[:, 0]) * np.abs(line[:, 0] / (d / 2)) ** 0.75 * d / 2
        low = 0.14
        sections = [
            (0.52, low),
            (0.7, low + 0.01),
            (0.86, low + 0.1),
            (0.93, h - 0.12),
            (0.95, h - 0.05),
            (0.985, h - 0.045),
            (1.0, h - 0.025),
            (0.99, h - 0.004),
            (0.965, h),
            (0.935, h - 0.008),
            (0.915, h - 0.04),
            (0.87, h - 0.2),
            (0.74, low + 0.07),
            (0.5, low + 0.035),
        ]
        tub = _tub(line, sections)
        points = tub.points.copy()
        rise = np.clip((points[:, 1] / (w / 2) - 0.35) / 0.65, 0, 1) ** 2 * np.clip(
            (points[:, 2] - low) / (h - low), 0, 1
        )
        points[:, 2] += (0.14 * rise).astype(np.float32)  # the back to lean on
        parts.append(replace(tub, points=points))
        for a in (-1, 1):
            for b in (-1, 1):
                x, y = a * 0.27 * d, b * 0.3 * w
                way = curve(
                    [
                        (x + a * 0.06, y + b * 0.02, 0.02),
                        (x + a * 0.07, y + b * 0.02, 0.06),
                        (x + a * 0.02, y, 0.12),
                        (x, y, 0.19),
                    ],
                    4,
                )
                parts.append(tube("claw", way, [0.028, 0.022, 0.034, 0.045], "metal", n=8))
                parts.append(moved(ball("ball", 0.034, "metal", n=10), (x + a * 0.065, y + b * 0.02, 0.034)))
    old = low > 0
    spout = tap(
        (0.0, -w / 2 + (0.05 if not old else 0.02), h - 0.02),
        turn=90,
        old=old,
        high=0.1 if not old else 0.0001 + 0.1,
        slot="chrome",
    )
    parts += spout
    parts.append(
        lathe(
            "drain",
            [(0, 0), (0.028, 0), (0.03, 0.004), (0, 0.004)],
            "chrome",
            (0, -0.2 * w, low + (0.04 if old else h - 0.428)),
            n=14,
        )
    )
    if want.has("open") or want.seed % 3 == 0:
        parts += towel((d / 2 - 0.005, 0.12 * w, h + 0.004), 0.4, 0.3)
    parts = [p for p in parts if p.points[:, 2].max() < h + 0.3]
    return finish(
        want,
        parts,
        bath_materials(want, metal="cast_iron" if old and want.family in ("", "rustic", "industrial") else "brass"),
        ("body",),
    )


def towel(at: tuple[float, float, float], width: float, drop: float) -> list[Part]:
    """A towel over an edge that runs along y at `at`, hanging on both sides."""
    x, y, z = at

    def surface(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        s = (u - 0.45) * 2 * drop
        over = 0.012
        xx = x + np.clip(s, -over, over) + 0.004 * np.sin(20 * v + 3 * u)
        zz = z + 0.006 - np.maximum(np.abs(s) - over, 0) + 0.01 * np.sin(6 * v) * np.abs(u - 0.45)
        return xx, y + (v - 0.5) * width * (1 - 0.05 * np.abs(u - 0.5)), zz

    return [sheet("towel", surface, (21, 13), "towel", thickness=0.007)]


@makes("hot_tub")
def hot_tub(want: Want) -> Model:
    """A round tub of staves or a square one, full of water, with steps in its inner rim and jets."""
    d, w, h = want.depth, want.width, want.height
    line = (
        ellipse(d, w, 40)
        if want.has("round") or want.family in ("rustic", "eastern", "mid_century")
        else rounded_rectangle(d, w, 0.28, 7)
    )
    z = [
        (1.0, 0.0),
        (1.0, h - 0.05),
        (0.985, h - 0.01),
        (0.96, h),
        (0.86, h),
        (0.84, h - 0.03),
        (0.82, h - 0.35),
        (0.6, h - 0.4),
        (0.56, 0.12),
    ]
    parts = [_tub(line, z)]
    n = 36
    if len(line) == 40:
        parts += [
            moved(
                box("stave", (0.02, 0.9 * math.pi * d / n, h - 0.08), (d / 2 - 0.004, 0, 0), "wood", 0.004),
                turn=360 * i / n,
            )
            for i in range(n)
        ]
    else:
        for k in range(4):
            span = w if k % 2 == 0 else d
            m = round((span - 0.56) / 0.13)
            off = (d if k % 2 == 0 else w) / 2
            parts += [
                moved(
                    box(
                        "slat",
                        (0.02, (span - 0.56) / m - 0.008, h - 0.12),
                        (off - 0.006, -(span - 0.56) / 2 + (i + 0.5) * (span - 0.56) / m, 0.03),
                        "wood",
                        0.004,
                    ),
                    turn=90 * k,
                )
                for i in range(m)
            ]
    parts.append(prism("water", line * 0.83, 0.03, "water", (0, 0, h - 0.13), bevel=0.0, smooth=True))
    for i in range(8):
        a = 2 * math.pi * i / 8 + 0.3
        parts.append(
            moved(
                moved(lathe("jet", [(0.03, 0), (0.026, 0.008), (0, 0.006)], "metal", n=10), tilt=-90),
                (0.41 * d * math.cos(a), 0.41 * w * math.sin(a), h - 0.2),
                0.0,
            )
        )
    return finish(want, parts, bath_materials(want, body="acrylic", wood="cedar"), ("wood", "body"))


@makes("shower")
def shower(want: Want) -> Model:
    """A shower: tray, two panes, a riser with a rose, a mixer, a drain."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = [
        basin(d, w, 0.035, (0, 0, 0.06), slot="body", rim=0.05, corner=0.03),
        box("skirt", (d, w, 0.045), (0, 0, 0), "body", 0.006),
    ]
    parts += [
        box("wall", (0.02, w, h - 0.06), (-d / 2 + 0.01, 0, 0.06), "tile", 0.001),
        box("wall", (d, 0.02, h - 0.06), (0, -w / 2 + 0.01, 0.06), "tile", 0.001),
    ]
    parts += [
        box("pane", (d - 0.03, 0.008, h - 0.14), (0.005, w / 2 - 0.012, 0.07), "glass", 0.001),
        box("door", (0.008, w - 0.06, h - 0.16), (d / 2 - 0.012, 0.005, 0.08), "glass", 0.001),
    ]
    for x, y in ((d / 2 - 0.012, w / 2 - 0.012), (-d / 2 + 0.03, w / 2 - 0.012), (d / 2 - 0.012, -w / 2 + 0.03)):
        parts.append(box("post", (0.022, 0.022, h - 0.06), (x, y, 0.06), "metal", 0.003))
    parts += [
        box("rail", (d - 0.03, 0.02, 0.02), (0.0, w / 2 - 0.012, h - 0.06), "metal", 0.003),
        box("rail", (0.02, w - 0.03, 0.02), (d / 2 - 0.012, 0, h - 0.06), "metal", 0.003),
    ]
    x = -d / 2 + 0.06
    parts.append(
        tube(
            "riser",
            curve(
                [(x, 0, 1.0), (x, 0, h - 0.14), (x + 0.03, 0, h - 0.07), (x + 0.12, 0, h - 0.06), (0.0, 0, h - 0.07)], 4
            ),
            0.011,
            "metal",
        )
    )
    parts.append(
        lathe(
            "rose",
            [(0.012, 0.04), (0.02, 0.025), (0.11, 0.012), (0.115, 0.0), (0, 0.0)][::-1],
            "metal",
            (0.0, 0, h - 0.12),
            n=22,
        )
    )
    parts += [
        box("mixer", (0.05, 0.26, 0.045), (x - 0.005, 0, 0.98), "metal", 0.014),
        box("handle", (0.1, 0.09, 0.006), (d / 2 + 0.0 - 0.05, -0.2 * w, 1.0), "metal", 0.001),
    ]
    parts.append(lathe("drain", [(0, 0), (0.045, 0), (0.045, 0.004), (0, 0.004)], "metal", (0, 0, 0.026), n=16))
    return finish(want, parts, bath_materials(want), ("tile",))
