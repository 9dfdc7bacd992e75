"""Waistbands, belts, sashes, loops and flies: what holds a garment at the waist."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.closures import buckle, button
from coulisse.scene.garments.ride import Worn, joined_parts, slab, soft, stitches
from coulisse.scene.garments.sheet import spaced
from coulisse.scene.garments.shell import Array
from coulisse.scene.garments.skirts import waist_height
from coulisse.scene.staged import Part


def waist_parts(worn: Worn) -> list[Part]:
    """The band with its button and loops, the fly and the crease, a belt over a coat, a sash around a robe."""
    cut, form = worn.garment.cut, worn.form
    parts: list[Part] = []
    if cut.family in ("trousers", "skirt") and cut.waistband > 0:
        parts += _band(worn)
    if cut.family == "dress" and cut.waist != "none" and "waistband" in cut.seams:
        parts += belt(worn, waist_height(form, cut), 0.032, "waistband", False)
    if cut.belt:
        slot = "sash" if cut.closing in ("tie", "wrap") else "belt"
        wide = 0.045 if slot == "belt" else 0.055
        parts += belt(worn, form.waist, wide, slot, slot == "belt")
    return parts


def around(worn: Worn, height: float, n: int = 145) -> Array:
    """Once around the garment at a height (n, 3), from behind over the left, its first point its last."""
    angle = np.linspace(-np.pi, np.pi, n)
    return worn.chart.at(angle, np.full(n, height))


def _band(worn: Worn) -> list[Part]:
    cut, form = worn.garment.cut, worn.form
    top = waist_height(form, cut)
    wide = cut.waistband
    angle = np.linspace(-np.pi, np.pi, 145)
    rows = []
    for k in np.linspace(0.0, 1.0, 6):
        z = top - 0.012 + wide * k
        far = np.maximum(worn.chart.distance(angle, min(z, top - 0.004)), form.torso.distance(angle, z) + 0.002)
        here = form.torso.distance(angle, z)
        rows.append(form.torso.at(angle, np.full(145, z), far - here + 0.0022))
    grid = np.stack(rows)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    thick = max(0.0022, 1.8 * cut.goods.thickness)
    slot = "rib" if "elastic" in cut.traits else "waistband"
    parts = slab("waistband", grid, thick, slot, outward=np.broadcast_to(out, grid.shape), closed=True)
    edge = 0.55 * thick * out
    runs = [
        stitches("band stitch", grid[1] * 0.7 + grid[0] * 0.3 + edge, "stitch"),
        stitches("band stitch", grid[-2] + edge, "stitch"),
    ]
    parts.append(joined_parts("band stitches", runs, "stitch"))
    if cut.family == "trousers" and cut.closing == "fly":
        middle = grid[3, 72] + [0.5 * thick + 0.001, -0.006, 0]
        made, holes = button(middle, np.array([1.0, 0, 0]), 0.0085, cut.goods.id == "denim")
        parts.append(joined_parts("waistband button", made, "button"))
        if holes:
            parts.append(joined_parts("thread", holes, "thread"))
        parts += _fly(worn, top)
        parts += _loops(grid, out, thick, cut.waistband)
    if cut.family == "trousers" and cut.closing == "fly" and "fall_front" in cut.traits:
        parts += _fall(worn, top)
    return parts


def _fall(worn: Worn, top: float) -> list[Part]:
    """A fall front: a flap buttoned to the band."""
    t = np.linspace(0, 1, 30)
    runs = []
    for sign in (-1, 1):
        line = worn.laid(worn.on_front(np.full(30, sign * 0.075), top - 0.01 - 0.15 * t), 0.001)
        runs.append(stitches("fall", line, "stitch"))
    discs = []
    for arc in (-0.06, 0.06):
        at = worn.laid(worn.on_front(arc, top - 0.012)[None], 0.004)[0]
        discs += button(at, worn.normal_at(at[None])[0], 0.008, worn.garment.cut.metal)[0]
    return [joined_parts("fall stitches", runs, "stitch"), joined_parts("fall buttons", discs, "button")]


def _fly(worn: Worn, top: float) -> list[Part]:
    t = np.linspace(0, 1, 40)
    bend = np.clip((t - 0.72) / 0.28, 0, 1)
    arc = 0.034 * np.sqrt(np.clip(1 - bend**2, 0, 1))
    line = worn.laid(worn.on_front(arc, top - 0.012 - 0.175 * t), 0.0012)
    fold_z = top - 0.012 - 0.165 * t
    fold = np.stack(
        [worn.laid(worn.on_front(np.full(40, a), fold_z), g) for a, g in ((-0.003, 0.003), (0.004, 0.0014))]
    )
    parts = slab("fly", fold, 0.0016, "cloth", outward=np.array([1.0, 0, 0]))
    return [*parts, stitches("fly stitch", line, "stitch")]


def _loops(grid: Array, out: Array, thick: float, wide: float) -> list[Part]:
    loops = []
    for share in (0.0, 0.17, 0.36, 0.445, 0.555, 0.64, 0.83):
        i = int(share * 144)
        o = out[i]
        side = np.array([-o[1], o[0], 0.0]) * 0.0045
        low, high = grid[0, i], grid[-1, i]
        rows = []
        for k, lift in ((-0.12, 0.4), (0.02, 1.6), (0.5, 2.2), (0.98, 1.6), (1.12, 0.4)):
            p = low + (high - low) * k + o * (0.5 * thick + 0.0012 * lift)
            rows.append(np.stack([p - side, p + side]))
        loops += slab("belt loop", np.stack(rows), 0.0012, "waistband", outward=o)
    return [joined_parts("belt loops", loops, "waistband")]


def belt(worn: Worn, height: float, wide: float, slot: str, buckled: bool, out: float = 0.0) -> list[Part]:
    """A belt with its buckle and end, or a sash with its knot, around what is worn."""
    angle = np.linspace(-np.pi, np.pi, 145)
    heights = height + np.linspace(-wide / 2, wide / 2, 6)
    far = np.max([worn.chart.distance(angle, z) for z in heights], axis=0) + out
    far = np.maximum(far, 0.985 * float(far.max()) * 0 + far)
    rows = [worn.chart.at(angle, np.full(145, z), far - worn.chart.distance(angle, z) + 0.003) for z in heights]
    grid = np.stack(rows)
    grid = np.stack([soft(r, 1.0) for r in grid])
    grid[:, -1] = grid[:, 0]
    radial = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    if slot == "sash":  # soft folds along it
        wave = 0.003 * np.sin(np.linspace(0, 3 * np.pi, 6))[:, None, None]
        grid = grid + wave * radial[None]
    parts = slab("belt", grid, 0.003, slot, outward=np.broadcast_to(radial, grid.shape), closed=True)
    front = grid[:, 72].mean(0)
    n = np.array([1.0, 0.0, 0.0])
    if buckled:
        parts.append(buckle(front + n * 0.005, n, 0.7 * wide, 0.62 * wide))
        i = np.arange(60, 70)
        tail = grid[:, i] + 0.0045 * radial[i][None]
        parts += slab("belt end", tail, 0.003, slot, outward=np.broadcast_to(radial[i], tail.shape))
    elif slot == "sash":
        parts += knot(worn, front + n * 0.006, wide)
    return parts


def knot(worn: Worn, at: Array, wide: float, length: float = 0.32) -> list[Part]:
    """A knot with two hanging ends."""
    n = np.array([1.0, 0.0, 0.0])
    t = np.linspace(0, 1, 16)
    parts: list[Part] = []
    for sign in (-1, 1):
        rows = []
        for q in np.linspace(-1, 1, 7):
            x = sign * (0.012 + 0.05 * t) + q * wide * 0.42 * (0.5 + 0.5 * t)
            p = at + np.stack(
                [0.010 + 0.004 * np.cos(q * 6) + 0.01 * np.sin(2 * t), x, -length * t * (1 if sign > 0 else 0.86)], -1
            )
            rows.append(worn.clear(p, 0.006))
        parts += slab("sash end", np.stack(rows), 0.0018, "sash", outward=n)
    u = np.linspace(0, np.pi, 9)
    ball = np.stack(
        [
            np.stack(
                [
                    at
                    + np.array([0.016 * np.sin(a), wide * 0.42 * np.cos(b) * np.sin(a) ** 0.5, -wide * 0.5 * np.cos(a)])
                    for b in np.linspace(0, np.pi, 9)
                ]
            )
            for a in u
        ]
    )
    parts += slab("knot", ball, 0.002, "sash", outward=n)
    return parts


__all__ = ["around", "belt", "knot", "spaced", "waist_parts"]
