"""What the iron and the tailor's cut leave in cloth: creases of trousers and the vent of a jacket's back."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.ride import Worn, cord, joined_parts, slab, soft, stitches
from coulisse.scene.garments.sheet import Garment, spaced
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part

CREASED = frozenset({
    "wool_suiting", "flannel", "barathea", "gabardine", "wool", "wool_serge", "tropical_wool", "worsted", "linen",
    "mohair", "crepe", "cavalry_twill", "cotton_drill", "pinstripe_wool",
})  # fmt: skip
_LEGS = ("trousers", "suit_trousers", "chinos", "flared_trousers", "palazzo_pants")
_TAILS = ("tailcoat", "morning_coat", "frock_coat", "justaucorps")  # open behind up to the waist
_VENTED = frozenset({"suit_jacket", "blazer", "jacket", "overcoat", "coat", "norfolk_jacket", "trench_coat", *_TAILS})
_SHARP = 0.0075  # metres that a crease stands out
_FROM = 0.10  # metres under the waist where it begins to show


def is_creased(garment: Garment) -> bool:
    """Whether trousers have a crease: pressed cloth, cut so that legs hang, and not worn or crumpled."""
    cut = garment.cut
    plain = not {"crumpled", "worn", "tattered", "torn", "elastic", "old", "distressed"} & {*cut.traits}
    pressed = cut.goods.id in CREASED or "ironed" in cut.traits
    legs = cut.silhouette not in ("fitted", "skinny_cut", "harem", "jodhpur", "trunk_hose")
    return cut.family == "trousers" and cut.kind in _LEGS and pressed and plain and legs


def ironed(garment: Garment, points: Array) -> Array:
    """The draped points (n, 3) with the creases ironed in: a ridge down the middle of each panel's leg."""
    if not is_creased(garment):
        return points
    out = points.copy()
    for panel in garment.panels:
        if not panel.name.startswith("trouser"):
            continue
        grid = points[panel.grid]
        middle = grid.shape[1] // 2
        run = grid[:, middle]
        beside = 0.5 * (grid[:, middle - 1] + grid[:, middle + 1])
        forward = 1.0 if "front" in panel.name else -1.0
        down = np.clip((run[0, 2] - run[:, 2] - _FROM) / 0.10, 0, 1)[:, None]
        flat = beside + (run - beside) * (1 - down)  # folds across the crease are ironed out first
        ridge = soft(flat, 1.0) * down + run * (1 - down)
        ridge[:, 0] += forward * _SHARP * down[:, 0]
        out[panel.grid[1:, middle]] = ridge[1:]
    return out


def pressing_parts(worn: Worn) -> list[Part]:
    """The sharp edge of each crease, and the vent of a jacket or a coat."""
    parts: list[Part] = []
    if is_creased(worn.garment):
        lines = []
        for name, runs in worn.garment.edges.items():
            if name.startswith("crease_"):
                for run in runs:
                    line = worn.points[run]
                    line = line[line[:, 2] < line[0, 2] - 0.02]
                    if len(line) > 4:
                        lines.append(_edge(worn, line))
        if lines:
            parts.append(joined_parts("creases", lines, "cloth"))
    return [*parts, *_vent(worn)]


def _edge(worn: Worn, line: Array) -> Part:
    fine = spaced(soft(line, 1.0), 3 * len(line))
    taper = np.minimum(np.linspace(0, 6, len(fine)), 1.0)
    return cord("crease", fine + 0.0003 * worn.normal_at(fine), 0.0012 * taper + 0.0002, "cloth", 6)


def _vent(worn: Worn) -> list[Part]:
    """One side of the back laid over the other from the hem up: what lets a rider sit."""
    cut, form = worn.garment.cut, worn.form
    long = cut.hem * form.stature < form.waist - 0.16
    if cut.family != "upper" or cut.kind not in _VENTED or "tailored" not in cut.seams or not long:
        return []
    low = float(min(worn.points[p.grid[0], 2].min() for p in worn.garment.panels if p.name.startswith("back")))
    high = form.waist - 0.03 if cut.kind in _TAILS else min(low + (0.21 if cut.layer < 4 else 0.36), form.waist - 0.06)
    z = np.linspace(low + 0.001, high, 28)
    thick = max(0.0022, 1.6 * cut.goods.thickness)
    t = np.linspace(0, 1, 28)
    rows = []
    for across in np.linspace(-0.002, 0.040, 6):
        angle = np.pi - across / np.maximum(worn.chart.distance(np.pi, z), 0.05)
        flat = worn.laid(worn.chart.at(angle, z), 0.0)
        lift = 0.0006 + 0.9 * thick * (1 - t**3) * (1 - across / 0.045)
        flat = flat + lift[:, None] * worn.normal_at(flat)
        rows.append(flat)
    grid = np.stack(rows, 1)
    made = slab("vent", grid, thick, "cloth", outward=np.array([-1.0, 0.0, 0.0]))
    seam = worn.laid(worn.chart.at(np.pi, np.linspace(high, form.neck - 0.05, 60)), 0.0004)
    return [*made, stitches("vent stitch", grid[-1, :3], "stitch"), cord("back seam", seam, 0.0007, "thread", 5)]


__all__ = ["CREASED", "ironed", "is_creased", "pressing_parts"]
