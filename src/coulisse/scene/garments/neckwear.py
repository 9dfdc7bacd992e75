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
        line = _around(form, angle, z, 0.010 + 0.004 * (1 - k))
        turns.append(cord("fold", line, 0.012, "cloth", 10))
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


def _around(form: Form, angle: Array, z: Array, out: float) -> Array:
    """Points (n, 3) around the neck, `out` metres over what is there; a collar's spread does not carry them off it."""
    far = np.minimum(form.torso.distance(angle, z) + out, form.neck_width + 0.040)
    middle = form.torso.axis(z)
    return np.stack([middle[:, 0] + far * np.cos(angle), middle[:, 1] + far * np.sin(angle), z], -1)


def necklace(cut: Cut, form: Form) -> list[Part]:
    """A string of beads, close or (`long`) to below the breast."""
    drop = 0.30 if "long" in cut.traits else 0.065
    smooth = form.torso.smooth(0.012, 0.8)
    behind = np.linspace(0.5 * np.pi, 1.5 * np.pi, 81)
    nape = _around(form, behind, np.full(81, form.neck + 0.004), 0.006)
    wide, top = 0.5 * float(np.ptp(nape[:, 1])), form.neck + 0.004
    s = np.linspace(1, -1, 161)[1:-1]  # from the wearer's left, down in front, to the right
    z = top - drop * (1 - np.abs(s) ** 2.2)
    far = np.maximum(smooth.distance(0.0, z), 0.02)
    turn = np.arctan2(wide * s, np.sqrt(np.maximum(far**2 - (wide * s) ** 2, 1e-4)))
    line: Array = np.concatenate([nape[::-1], smooth.at(turn, z, 0.007)[::-1], nape[-1:]])
    run = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1)))
    size = 0.0042 if "large" not in cut.traits else 0.008
    at = np.arange(0.0, run[-1], size * 2.05)
    middles = np.stack([np.interp(at, run, line[:, i]) for i in range(3)], -1)
    beads = [cord("bead", m + np.array([[0, 0, -size], [0, 0, -0.4 * size], [0, 0, 0.4 * size], [0, 0, size]]),
                  np.array([0.1, 0.92, 0.92, 0.1]) * size, "cloth", 8) for m in middles]  # fmt: skip
    return [joined_parts("beads", beads, "cloth")]


__all__ = ["neckerchief", "necklace"]
