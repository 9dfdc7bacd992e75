"""What stands against walls or parts a room: partitions, chimney breasts, buttresses, porches, awnings.

In the fixture's own frame: origin in the middle of its plan on the floor, x to its front, y to its left.
"""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.fixtures import Fixture
from coulisse.scene.meshes import moved, solid
from coulisse.scene.shapes import box, prism, tube
from coulisse.scene.shell_stairs import railing
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.staged import Part

HALF = 1.15  # metres of a half-high partition
_DADO = 0.95
_DECK = 0.06  # metres of a porch's boards above the ground: its door opens at floor level
_STRIPE = 0.24


def partition(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A light wall: plain with skirting, half high under a cap, glazed above a dado, or of paper in a lattice."""
    t, w, h = f.depth, f.width, f.height
    paper = looks.doors == "paper"
    if "half" in f.traits and "glazed" not in f.traits:
        parts = [
            box("wall", (t, w, h - 0.04), (0, 0, 0), "partition", 0.004),
            box("cap", (t + 0.05, w + 0.02, 0.04), (0, 0, h - 0.04), "cap", 0.008),
        ]
    elif "glazed" in f.traits or paper:
        low = 0.04 if paper else min(_DADO, h * 0.42)
        parts = [] if paper else [box("dado", (t * 0.6, w - 0.02, low), (0, 0, 0), "partition", 0.004)]
        parts += [box("rail", (t, w, 0.07), (0, 0, z), "frame", 0.006) for z in (low, h - 0.07)]
        bays = max(1, round(w / 0.9))
        for k in range(bays + 1):
            y = -w / 2 + 0.03 + (w - 0.06) * k / bays
            parts.append(box("post", (t, 0.06, h), (0, y, 0), "frame", 0.006))
        rows = max(2, round((h - low) / (0.3 if paper else 0.7)))
        for k in range(1, rows):
            parts.append(box("bar", (t * 0.5, w, 0.022), (0, 0, low + (h - low) * k / rows), "frame", 0.003))
        if paper:
            for k in range(1, bays * 3):
                if k % 3:
                    parts.append(box("bar", (0.025, 0.018, h), (0, -w / 2 + w * k / (bays * 3), 0), "frame", 0.002))
        parts.append(
            box("pane", (0.006, w - 0.06, h - low - 0.1), (0, 0, low + 0.05), "paper" if paper else "glass", 0.0)
        )
        if not paper:
            for s in (-1, 1):
                for k in range(bays):
                    y = -w / 2 + w * (k + 0.5) / bays
                    parts.append(
                        box(
                            "field",
                            (0.012, w / bays - 0.24, low - 0.3),
                            (s * (t * 0.3 + 0.006), y, 0.18),
                            "partition",
                            0.005,
                        )
                    )
    else:
        parts = [box("wall", (t, w, h), (0, 0, 0), "partition", 0.003)]
        if h < 2.9:
            parts.append(box("cap", (t + 0.03, w + 0.015, 0.03), (0, 0, h - 0.03), "cap", 0.006))
    if looks.skirting > 0 and not paper:
        for s in (-1, 1):
            parts.append(box("skirting", (0.018, w, looks.skirting), (s * (t / 2 + 0.009), 0, 0), "skirting", 0.004))
        parts.append(box("skirting", (t + 0.036, 0.018, looks.skirting), (0, -w / 2 - 0.009, 0), "skirting", 0.004))
    return parts


def chimney(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A chimney breast to the ceiling, its shoulders drawn in above the mantel."""
    d, w, h = f.depth, f.width, f.height
    low = min(1.5, h * 0.5)
    parts = [box("breast", (d, w, low), (0, 0, 0), "chimney", 0.012)]
    shoulder = [
        (w / 2, low),
        (w * 0.36, low + 0.35),
        (w * 0.36, h),
        (-w * 0.36, h),
        (-w * 0.36, low + 0.35),
        (-w / 2, low),
    ]
    parts.append(prism("flue", shoulder, d * 0.86, "chimney", (-d * 0.07, 0, 0), along="x", bevel=0.012))
    parts.append(box("shelf", (d + 0.12, w + 0.16, 0.06), (0.06, 0, low), "beam", 0.012))
    parts.append(box("mouth", (0.02, w * 0.52, low * 0.55), (d / 2 + 0.0, 0, 0.0), "soot", 0.0))
    for s in (-1, 1):
        parts.append(box("jamb", (0.09, 0.16, low * 0.6), (d / 2 + 0.03, s * (w * 0.26 + 0.08), 0), "portal", 0.012))
    parts.append(box("lintel", (0.1, w * 0.52 + 0.4, 0.2), (d / 2 + 0.03, 0, low * 0.55), "portal", 0.015))
    parts.append(box("hearth", (0.45, w * 0.8, 0.05), (d / 2 + 0.2, 0, 0), "portal", 0.012))
    return parts


def buttress(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A pier that steps back twice with sloping weatherings."""
    d, w, h = f.depth, f.width, f.height
    side = [
        (-d / 2, 0),
        (d / 2, 0),
        (d / 2, h * 0.42),
        (d * 0.2, h * 0.42 + d * 0.4),
        (d * 0.2, h * 0.72),
        (-d * 0.12, h * 0.72 + d * 0.4),
        (-d * 0.12, h),
        (-d / 2, h),
    ]
    parts = [prism("pier", side, w, "column", along="y", bevel=0.015)]
    parts.append(box("plinth", (d + 0.1, w + 0.12, 0.35), (0, 0, 0), "column", 0.03))
    return parts


def porch(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A porch before a door: boards, posts with brackets, railings left and right, a lean-to roof on rafters."""
    d, w, h = f.depth, f.width, f.height
    parts = [box("sill", (d - 0.04, w - 0.04, _DECK - 0.03), (0, 0, 0), "beam", 0.004)]
    boards = max(4, round(w / 0.14))
    parts += [
        box("board", (d, w / boards - 0.004, 0.03), (0, -w / 2 + w * (k + 0.5) / boards, _DECK - 0.03), "deck", 0.004)
        for k in range(boards)
    ]
    low = h - 0.42
    posts = max(2, round(w / 1.9) + 1)
    ys = np.linspace(-w / 2 + 0.1, w / 2 - 0.1, posts)
    if posts % 2:  # the way in stays free
        ys[posts // 2] += 0.75
        ys = np.sort(np.append(ys, -ys[posts // 2])) if posts > 2 else ys
    for y in ys.tolist():
        parts.append(box("post", (0.12, 0.12, low - _DECK - 0.12), (d / 2 - 0.12, y, _DECK), "post", 0.01))
        for s in (-1, 1):
            if abs(y + s * 0.4) < w / 2:
                line = [
                    (d / 2 - 0.12, y + s * 0.05, low - 0.55),
                    (d / 2 - 0.12, y + s * 0.16, low - 0.26),
                    (d / 2 - 0.12, y + s * 0.42, low - 0.13),
                ]
                parts.append(tube("bracket", line, 0.03, "post", square=True))
    parts.append(box("plate", (0.12, w + 0.1, 0.14), (d / 2 - 0.12, 0, low - 0.13), "beam", 0.008))
    over, back = d / 2 + 0.3, -d / 2
    rafters = max(4, round(w / 0.6) + 1)
    for y in np.linspace(-w / 2, w / 2, rafters):
        side = [(back, h - 0.14), (back, h - 0.02), (over, low - 0.06), (over, low - 0.16)]
        parts.append(prism("rafter", side, 0.06, "beam", (0, float(y), 0), along="y", bevel=0.0))
    courses = max(4, round(math.hypot(over - back, h - low) / 0.28))
    for k in range(courses):  # shingles, each course over the one below
        a, b = k / courses, (k + 1.35) / courses
        x0, x1 = over - (over - back) * a, max(back, over - (over - back) * b)
        z0, z1 = (low - 0.04 + (h - low + 0.03) * (over - x) / (over - back) for x in (x0, x1))
        side = [(x0, z0 + 0.0), (x0, z0 + 0.035), (x1, z1 + 0.012), (x1, z1)]
        parts.append(prism("course", side, w + 0.3, "roof", (0, 0, 0), along="y", bevel=0.0))
    for s in (-1, 1):
        foot = [(d / 2 - 0.12, s * (w / 2 - 0.1), _DECK), (back + 0.06, s * (w / 2 - 0.1), _DECK)]
        parts += [
            p for p in railing(foot, looks.columns if looks.columns != "gothic" else "timber") if p.name not in ("cap",)
        ]
    return parts


def awning(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A striped canopy on folding arms with a scalloped valance; `height` is where it meets the wall."""
    d, w, h = f.depth, f.width, f.height
    drop = min(0.55, d * 0.36)
    back, front = -d / 2, d / 2
    count = max(3, round(w / _STRIPE)) // 2 * 2 + 1
    each = w / count
    parts: list[Part] = []
    for k in range(count):
        y0, y1 = -w / 2 + each * k, -w / 2 + each * (k + 1)
        slot = "canopy" if k % 2 == 0 else "stripe"
        top = [
            (x, h - drop * (x - back) / d - 0.05 * math.sin(math.pi * (x - back) / d))
            for x in np.linspace(back, front, 7)
        ]
        parts.append(_cloth(top, y0, y1, slot))
        wave = [(y1 - each * s, h - drop - 0.2 - 0.05 * math.sin(math.pi * s)) for s in np.linspace(0, 1, 7)]
        outline = [(y0, h - drop), (y1, h - drop), *wave]
        parts.append(prism("valance", outline, 0.006, slot, (front, 0, 0), along="x", bevel=0.0))
    parts.append(tube("front bar", [(front, -w / 2, h - drop), (front, w / 2, h - drop)], 0.022, "rail", n=10))
    parts.append(tube("roll", [(back + 0.06, -w / 2, h), (back + 0.06, w / 2, h)], 0.06, "rail", n=12))
    for y in (-w / 2 + 0.12, w / 2 - 0.12):
        elbow = (0.0, y + math.copysign(0.0, y), h - drop - 0.42)
        parts.append(tube("arm", [(back + 0.02, y, h - drop - 0.5), elbow, (front, y, h - drop)], 0.016, "rail", n=8))
    return parts


def _cloth(line: list[tuple[float, float]], y0: float, y1: float, slot: str) -> Part:
    """A strip of cloth with a thickness over a line in x and z."""
    up = [(x, y, z) for x, z in line for y in (y0, y1)]
    points = np.array(up + [(x, y, z - 0.005) for x, y, z in up])
    n = len(up)
    faces = []
    for k in range(0, n - 2, 2):
        faces += [
            [k, k + 2, k + 3, k + 1],
            [n + k, n + k + 1, n + k + 3, n + k + 2],
            [k, n + k, n + k + 2, k + 2],
            [k + 1, k + 3, n + k + 3, n + k + 1],
        ]
    faces += [[0, 1, n + 1, n], [n - 2, 2 * n - 2, 2 * n - 1, n - 1]]
    return solid("canopy", points, faces, slot, smooth=False)


__all__ = ["awning", "buttress", "chimney", "moved", "partition", "porch"]
