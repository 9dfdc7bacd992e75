"""The bib of dungarees and aprons: a panel on the breast, held by straps that cross behind."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.ride import disc, joined_parts, slab, soft, stitches
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part

BIB = "with_a_bib"  # trait of braces that hold one
_LOW, _HIGH = 0.125, 0.105  # metres: half of the bib's width at the waist and at its top
_STRAP = 0.019  # metres: half of a strap's width
_OUT = 0.006  # metres over what is worn under it


def bib(cut: Cut, form: Form) -> list[Part]:
    """A bib with its pocket, two straps over the shoulders, and the buttons that hold them."""
    top = min(form.bust + 0.075, form.armpit + 0.01)
    smooth = form.torso.smooth(0.02, 1.5)
    rows, n = np.linspace(0, 1, 22), np.linspace(-1, 1, 31)

    def at(y: Array, z: Array, out: float) -> Array:
        far = smooth.distance(0.0, z)
        angle = np.arctan2(y, np.maximum(np.sqrt(np.maximum(far**2 - y**2, 1e-4)), 0.02))
        return np.asarray(smooth.at(angle, z, out))

    grid = np.stack([
        at((_LOW + (_HIGH - _LOW) * t) * n, form.waist + 0.012 + (top - form.waist - 0.012) * t + 0 * n, _OUT)
        for t in rows
    ])  # fmt: skip
    parts = slab("bib", grid, 0.0016, "cloth", outward=np.array([1.0, 0.0, 0.0]))
    rim = np.concatenate([grid[1:-1, 1], grid[-2, 1:-1], grid[-2:0:-1, -2]])
    parts.append(stitches("bib stitch", rim + np.array([0.0016, 0, 0]), "stitch"))
    u, v = np.meshgrid(np.linspace(-0.055, 0.055, 13), np.linspace(top - 0.13, top - 0.035, 11))
    pocket = at(u, v, _OUT + 0.0022)
    parts += slab("bib pocket", pocket, 0.0016, "pocket", outward=np.array([1.0, 0.0, 0.0]))
    edge = np.concatenate([pocket[1:-1, 1], pocket[-2, 1:-1], pocket[-2:0:-1, -2], pocket[1, -2:0:-1]])
    parts.append(stitches("pocket stitch", edge + np.array([0.0016, 0, 0]), "stitch"))
    buttons = []
    for side in (-1, 1):
        y = side * (_HIGH - 0.022)
        up = np.linspace(top - 0.022, form.neck - 0.035, 18)
        front = [[at(np.array(y + d), np.array(z), _OUT + 0.003) for z in up] for d in (-_STRAP, 0.0, _STRAP)]
        down = np.linspace(form.neck - 0.035, form.waist + 0.012, 24)
        share = (down - down[-1]) / (down[0] - down[-1])
        back = []
        for d in (-_STRAP, 0.0, _STRAP):
            across = side * (0.085 * share - 0.045 * (1 - share)) + d  # from its own shoulder to the other side's band
            far = smooth.distance(np.pi, down)
            angle = np.pi - np.arctan2(across, np.maximum(np.sqrt(np.maximum(far**2 - across**2, 1e-4)), 0.02))
            back.append(smooth.at(angle, down, _OUT))
        lines = [soft(np.concatenate([np.array(f), b]), 1.6) for f, b in zip(front, back, strict=True)]
        parts += slab("strap", np.stack(lines), 0.0018, "cloth")
        where = np.asarray(at(np.array(y), np.array(top - 0.016), _OUT + 0.005))
        buttons.append(disc("button", where, np.array([1.0, 0.0, 0.1]), 0.011, 0.003, "metal"))
    return [*parts, joined_parts("bib buttons", buttons, "metal")]


__all__ = ["BIB", "bib"]
