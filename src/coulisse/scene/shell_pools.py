"""Pools: tiled basins with coping, steps, rails and still water, to swim in or to look at.

In the fixture's own frame: origin in the middle of its plan on the floor, x to its front, y to its left.
"""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.fixtures import Fixture
from coulisse.scene.meshes import part, solid
from coulisse.scene.shapes import box, lathe, tube
from coulisse.scene.shell_floors import basin, ring
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.staged import Part

WATERLINE = 0.11  # metres of a pool's water below its edge
COPING, RIM = 0.32, 0.3  # metres of width of the stones around it, level with the floor and raised
HIGH = 0.36  # metres of an ornamental pool's rim: one sits on it


def water(depth: float, width: float, top: float, low: float, seed: int = 0) -> Part:
    """A body of still water, closed, its surface moved by some millimetres."""
    nx, ny = (max(4, min(60, round(v / 0.14))) for v in (depth, width))
    gx, gy = np.meshgrid(
        np.linspace(-depth / 2, depth / 2, nx + 1), np.linspace(-width / 2, width / 2, ny + 1), indexing="ij"
    )
    rng = np.random.default_rng(seed)
    z = np.zeros_like(gx)
    for k in range(6):
        turn, phase = rng.uniform(0, 2 * np.pi, 2)
        wave = 2 * np.pi / (0.45 + 0.23 * k)
        z += 0.0022 / (1 + 0.3 * k) * np.sin(wave * (gx * np.cos(turn) + gy * np.sin(turn)) + phase)
    edge = (np.abs(gx) > depth / 2 - 1e-9) | (np.abs(gy) > width / 2 - 1e-9)
    z[edge] = 0.0
    upper = np.stack([gx, gy, z + top], -1).reshape(-1, 3)
    lower = np.stack([gx, gy, np.full_like(gx, low)], -1).reshape(-1, 3)
    grid = np.arange((nx + 1) * (ny + 1)).reshape(nx + 1, ny + 1)
    a, b, c, d = (g.ravel() for g in (grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]))
    face = np.stack([a, b, c, d], 1)
    rim = np.concatenate([grid[:-1, 0], grid[-1, :-1], grid[:0:-1, -1], grid[0, :0:-1]])
    after = np.roll(rim, -1)
    n = len(upper)
    rows = np.concatenate([face, face[:, ::-1] + n, np.stack([rim, rim + n, after + n, after], 1)])
    made = solid("water", np.concatenate([upper, lower]), rows.tolist(), "water", smooth=True)
    return part("water", made.points, made.faces.tolist(), "water", smooth=True)


def pool(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A tiled pool with its coping and its water: steps and a rail into one to swim in, a raised rim on another."""
    d, w, s = f.depth, f.width, f.sunk
    parts = basin(d, w, s, "pool")
    band = 0.16
    if "ornamental" in f.traits:
        rim, wide = HIGH, RIM
        parts += ring(d, w, 0.0, wide - 0.05, 0.0, rim - 0.05, "pool")
        parts += ring(d, w, -0.03, wide, rim - 0.05, 0.06, "coping", 0.018)
        parts.append(water(d - 0.004, w - 0.004, rim - 0.1, -s + 0.004, seed))
        r = min(0.16, d * 0.06, w * 0.1)
        jet = [
            (r * 1.6, -s),
            (r * 1.6, -s + 0.05),
            (r, -s + 0.08),
            (r * 0.8, rim - 0.02),
            (r * 1.5, rim + 0.05),
            (r * 1.5, rim + 0.09),
            (r * 0.5, rim + 0.11),
            (0, rim + 0.11),
        ]
        return [*parts, lathe("spout", [(0, -s), *jet], "coping", n=28)]
    parts += ring(d, w, -0.035, COPING, 0.0, 0.028, "coping")
    for side in (-1, 1):  # the dark line of tiles at the water, all around
        parts.append(box("band", (d, 0.006, band), (0, side * (w / 2 - 0.003), -WATERLINE - band * 0.6), "band", 0.0))
        parts.append(box("band", (0.006, w, band), (side * (d / 2 - 0.003), 0, -WATERLINE - band * 0.6), "band", 0.0))
    lanes = int(w // 2.0)
    for k in range(lanes):
        y = -w / 2 + w * (k + 0.5) / lanes
        parts.append(box("lane", (d - 2.4, 0.25, 0.006), (-0.3, y, -s), "band", 0.0))
    steps = max(2, min(6, math.ceil(s / 0.24) - 1))
    wide = w if w < 3.2 else 2.2
    at = 0.0 if w < 3.2 else -(w - wide) / 2
    for k in range(steps):
        z = -s * (k + 1) / (steps + 1)
        x = d / 2 - 0.3 * (k + 0.5)
        parts.append(box("pool step", (0.3, wide, s + z), (x, at, -s), "pool", 0.012))
        parts.append(box("edge", (0.03, wide, 0.006), (x - 0.135, at, z), "band", 0.0))
    reach = 0.3 * steps
    for y in (at - wide / 2 + 0.2, at + wide / 2 - 0.2) if wide > 1.6 else (at,):
        line = [
            (d / 2 + 0.22, y, 0.0),
            (d / 2 + 0.22, y, 0.78),
            (d / 2 + 0.1, y, 0.88),
            (d / 2 - 0.1, y, 0.86),
            (d / 2 - reach * 0.8, y, 0.88 - s * 0.62),
            (d / 2 - reach * 0.8, y, -s * 0.7),
        ]
        parts.append(tube("rail", line, 0.021, "handrail", n=12))
    if d > 4.0:  # a ladder at the deep end
        for y in (-0.25, 0.25):
            x = -d / 2
            line = [
                (x - 0.42, y, 0.0),
                (x - 0.42, y, 0.6),
                (x - 0.34, y, 0.72),
                (x - 0.14, y, 0.76),
                (x + 0.06, y, 0.66),
                (x + 0.07, y, 0.4),
                (x + 0.07, y, -min(s, 1.2) + 0.1),
            ]
            parts.append(tube("rail", line, 0.021, "handrail", n=12))
        for k in range(max(2, round(min(s, 1.2) / 0.28))):
            parts.append(box("rung", (0.1, 0.5, 0.025), (-d / 2 + 0.07, 0, -0.2 - 0.28 * k), "handrail", 0.004))
    parts.append(water(d - 0.004, w - 0.004, -WATERLINE, -s + 0.004, seed))
    return parts
