"""Kerchiefs and necklaces around the neck."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.ride import cord, joined_parts, slab
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part


def neckerchief(cut: Cut, form: Form) -> list[Part]:
    """A square folded over a cord of itself: two turns at the neck, a knot in front, two short ends."""
    angle = np.linspace(-np.pi, np.pi, 73)
    turns = []
    for k in range(2):
        z = form.neck - 0.016 + 0.020 * k - 0.016 * np.cos(angle)
        turns.append(cord("fold", form.torso.at(angle, z, 0.010 + 0.004 * (1 - k)), 0.012, "cloth", 10))
    throat = np.asarray(form.torso.at(0.0, form.neck - 0.030, 0.018))
    knot = cord("knot", throat + np.array([[0, -0.012, 0.008], [0.006, 0, 0], [0, 0.012, -0.008]]), 0.013, "cloth", 10)
    parts = [joined_parts("kerchief", [*turns, knot], "cloth")]
    smooth = form.torso.smooth(0.02, 1.0)
    for side in (-1, 1):
        s, q = np.linspace(0, 1, 12), np.linspace(-1, 1, 9)
        rows = []
        for t in s:
            z = throat[2] - 0.012 - 0.085 * t + 0 * q
            y = side * (0.008 + 0.030 * t) + 0.026 * np.sin(np.pi * (0.12 + 0.80 * t)) * q
            x = smooth.axis(z)[:, 0] + np.maximum(smooth.distance(0.0, z), 0) + 0.016 + 0.006 * np.cos(q * 2.5 + t * 3)
            rows.append(np.stack([x, y, z - 0.010 * t * side * q], -1))
        parts += slab("kerchief end", np.stack(rows), 0.0012, "cloth", outward=np.array([1.0, 0.0, 0.0]))
    return parts


def necklace(cut: Cut, form: Form) -> list[Part]:
    """A string of beads, close or (`long`) to below the breast."""
    drop = 0.27 if "long" in cut.traits else 0.035
    angle = np.linspace(-np.pi, np.pi, 241)
    front = np.clip(0.5 + 0.5 * np.cos(angle), 0, 1)
    z = form.neck + 0.004 - 0.026 * front - drop * front**4
    smooth = form.torso.smooth(0.012, 0.8)
    line: Array = np.asarray(smooth.at(angle, z, 0.007))
    run = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    size = 0.0042 if "large" not in cut.traits else 0.008
    at = np.arange(0.0, run[-1], size * 2.05)
    middles = np.stack([np.interp(at, run, line[:, i]) for i in range(3)], -1)
    beads = [cord("bead", m + np.array([[0, 0, -size], [0, 0, -0.4 * size], [0, 0, 0.4 * size], [0, 0, size]]),
                  np.array([0.1, 0.92, 0.92, 0.1]) * size, "cloth", 8) for m in middles]  # fmt: skip
    return [joined_parts("beads", beads, "cloth")]


__all__ = ["neckerchief", "necklace"]
