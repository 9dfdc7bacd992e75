"""Table tops: their outlines, edges and thicknesses by family."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.registry import Want
from coulisse.scene.outlines import ellipse, polygon, rounded_rectangle
from coulisse.scene.shapes import box, prism
from coulisse.scene.staged import Part

MAIN = ("top", "frame", "legs", "body")


def outline_of(want: Want, d: float, w: float) -> np.ndarray:
    """The plan of a top: round, oval, octagonal or a rectangle with the corners of its family."""
    if want.has("round", "oval"):
        return ellipse(d, w, 40)
    if want.has("octagonal"):
        return polygon(8, 0.5 / math.cos(math.pi / 8), 22.5) * [d, w]
    corner = {
        "art_deco": 0.12,
        "mid_century": 0.16,
        "futuristic": 0.2,
        "baroque": 0.05,
        "victorian": 0.06,
        "modern": 0.012,
        "eastern": 0.02,
    }
    return rounded_rectangle(d, w, min(corner.get(want.family, 0.012), 0.35 * min(d, w)), 5)


def top(want: Want, d: float, w: float, z: float, *, slot: str = "top") -> list[Part]:
    """A table top whose upper face is at `z`, with the edge of its family."""
    line = outline_of(want, d, w)
    f = want.family
    if f == "rustic" and not want.has("round", "oval", "octagonal"):
        n = max(3, round(d / 0.2))
        rng = want.rng("planks")
        across = np.cumsum([0, *(rng.uniform(0.8, 1.2, n))])
        across = across / across[-1] * d - d / 2
        out = [
            box(
                "plank",
                (b - a - 0.003, w - 0.13 + rng.uniform(-0.004, 0.004), 0.042),
                ((a + b) / 2, rng.uniform(-0.002, 0.002), z - 0.042),
                slot,
                0.006,
            )
            for a, b in zip(across[:-1], across[1:], strict=True)
        ]
        return out + [
            box("end", (d, 0.064, 0.042), (0, s * (w / 2 - 0.032), z - 0.042), slot, 0.006) for s in (-1, 1)
        ]  # breadboard ends
    if f in ("classical", "victorian", "baroque", "gothic"):
        return [
            prism("top", line, 0.024, slot, (0, 0, z - 0.024), bevel=0.007, smooth=True),
            prism(
                "top", line * (1 - 0.024 / max(d, w)) - 0.0, 0.014, slot, (0, 0, z - 0.038), bevel=0.005, smooth=True
            ),
        ]
    if f == "art_deco":
        return [
            prism("top", line, 0.03, slot, (0, 0, z - 0.03), bevel=0.006, smooth=True),
            prism(
                "band", line * [1 - 0.02 / d, 1 - 0.02 / w], 0.012, "metal", (0, 0, z - 0.042), bevel=0.002, smooth=True
            ),
            prism("top", line * [1 - 0.05 / d, 1 - 0.05 / w], 0.03, slot, (0, 0, z - 0.072), bevel=0.004, smooth=True),
        ]
    if f == "brutalist":
        return [prism("top", line, 0.09, slot, (0, 0, z - 0.09), bevel=0.005)]
    if f == "industrial":
        return [
            prism("top", line, 0.045, slot, (0, 0, z - 0.045), bevel=0.005),
            prism("frame", line * [1 - 0.03 / d, 1 - 0.03 / w], 0.05, "metal", (0, 0, z - 0.096), bevel=0.003),
        ]
    if f == "futuristic":
        return [prism("top", line, 0.03, slot, (0, 0, z - 0.03), bevel=0.013, smooth=True)]
    if f == "mid_century":
        return [prism("top", line, 0.026, slot, (0, 0, z - 0.026), bevel=0.01, smooth=True)]
    if f == "modern":
        return [prism("top", line, 0.022, slot, (0, 0, z - 0.022), bevel=0.002, smooth=True)]
    return [prism("top", line, 0.032, slot, (0, 0, z - 0.032), bevel=0.005, smooth=True)]


THICK = {
    "rustic": 0.042,
    "classical": 0.038,
    "victorian": 0.038,
    "baroque": 0.038,
    "gothic": 0.038,
    "art_deco": 0.072,
    "brutalist": 0.09,
    "industrial": 0.096,
    "futuristic": 0.03,
    "mid_century": 0.026,
    "modern": 0.022,
}
