"""Laying the parts of a pattern out: on cloth, to know how much of it is wanted, and on paper, to print them.

Shapes are laid as masks on a grid, the largest first, each where it ends nearest to the start (bottom-left fill, Baker,
Coffman and Rivest 1980, on the true shapes). The grain stays upright; a part may be turned end to end where no nap
forbids.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.media.sewing_parts import PatternPart

Array = NDArray[np.float64]
CLOTH_CELL = 10.0  # millimetres
SELVEDGE = 10.0  # millimetres at an edge of the cloth that nobody cuts into
SPARE = 1.05  # for shrinking and squaring up


@dataclass(frozen=True)
class Place:
    """Where a shape lies: its box's lower left in millimetres, turned end to end or not, mirrored or not."""

    number: int
    x: float
    y: float
    turned: bool = False
    mirrored: bool = False


def mask(outline: Array, cell: float, gap: float) -> NDArray[np.uint8]:
    """The cells that an outline (k, 2), its box at (0, 0), covers, wider by `gap` millimetres all round."""
    size = np.maximum(np.ceil(outline.max(0) / cell - 0.05), 1).astype(int)
    fine = np.zeros((size[1] * 4, size[0] * 4), np.uint8)
    cv2.fillPoly(fine, [np.rint(outline / cell * 4).astype(np.int32)], 1)
    grid = fine.reshape(size[1], 4, size[0], 4).max((1, 3))
    reach = int(np.ceil(gap / cell))
    if reach:
        grid = cv2.dilate(
            np.pad(grid, ((0, reach), (0, reach))), np.ones((reach + 1, reach + 1), np.uint8), anchor=(reach, reach)
        )
    return np.asarray(grid, np.uint8)


def lay(
    shapes: list[tuple[Array, bool, bool]], width: float, cell: float, gap: float = 0.0
) -> tuple[list[Place], float] | None:
    """Places of shapes on a strip, and its length in millimetres; None where one is wider than the strip.

    A shape is (outline, may be turned, must lie at x = 0). Millimetres.
    """
    masks = [mask(outline, cell, gap) for outline, _, _ in shapes]
    columns = int(width // cell)
    if any(m.shape[1] > columns for m in masks):
        return None
    rows = sum(m.shape[0] for m in masks) + 2
    strip = np.zeros((rows, columns), np.float32)
    order = sorted(range(len(shapes)), key=lambda i: (not shapes[i][2], -int(masks[i].sum())))
    places: list[Place] = []
    used = 0
    for i in order:
        best: tuple[int, int, int, bool, NDArray[np.uint8]] | None = None
        for turned in (False, True) if shapes[i][1] else (False,):
            m = masks[i][::-1, ::-1] if turned else masks[i]
            window = strip[: min(rows, used + m.shape[0] + 1)]
            overlap = cv2.matchTemplate(window, m.astype(np.float32), cv2.TM_CCORR)
            free = overlap < 0.5
            if shapes[i][2]:
                free[:, 1:] = False
            spots = np.argwhere(free)
            if len(spots):
                y, x = spots[np.lexsort((spots[:, 1], spots[:, 0]))[0]]
                found = (int(y) + m.shape[0], int(x), int(y), turned, m)
                best = found if best is None or found[:2] < best[:2] else best
        assert best is not None, "the strip is as long as all shapes together"
        end, x, y, turned, m = best
        strip[y : y + m.shape[0], x : x + m.shape[1]] += m
        used = max(used, end)
        places.append(Place(i, x * cell, y * cell, turned))
    return places, used * cell


def _at_fold(part: PatternPart) -> Array:
    """The outline with its fold at x = 0: the side on which it is straight for longest."""
    x = part.outline[:, 0]
    ends = np.roll(part.outline, -1, 0)
    rises = np.abs(ends[:, 1] - part.outline[:, 1])
    left = rises[(x < 4) & (ends[:, 0] < 4)].sum()
    right = rises[(x > part.size[0] - 4) & (ends[:, 0] > part.size[0] - 4)].sum()
    return part.outline if left >= right else np.stack([part.size[0] - x, part.outline[:, 1]], 1)


def cloth(parts: list[PatternPart], material: str, width_cm: float, *, nap: bool = False) -> float | None:
    """Metres of a cloth of this width that the parts of one material want, rounded up to 5 cm; None: too narrow.

    What is cut twice, or on the fold, is laid on cloth folded along its length; the rest, and what is too wide for
    that, on the open cloth after it. A part on the fold that is too wide even for the open cloth gets a seam there.
    With a nap nothing is turned end to end.
    """
    open_width = 10 * width_cm - 2 * SELVEDGE
    double: list[tuple[Array, bool, bool]] = []
    single: list[tuple[Array, bool, bool]] = []
    for part in parts:
        for cut in part.cuts:
            if cut.material != material:
                continue
            wide = np.ceil(part.size[0] / CLOTH_CELL - 0.05) > open_width / 2 // CLOTH_CELL
            if cut.on_fold and not wide:
                double += [(_at_fold(part), False, True)] * cut.count
            elif cut.on_fold and 2 * part.size[0] > open_width:  # a seam with its allowance in place of the fold
                seamed = part.outline + np.where(part.outline > 4, 10.0, 0.0) * (1, 0)
                single += [(seamed, not nap, False)] * (2 * cut.count)
            elif cut.on_fold:
                half = _at_fold(part)
                whole = np.vstack([half, (half * (-1, 1))[::-1]]) + np.array([part.size[0], 0.0])
                single += [(whole, not nap, False)] * cut.count
            else:
                pairs = 0 if wide else cut.count // 2
                double += [(part.outline, not nap, False)] * pairs
                single += [(part.outline, not nap, False)] * (cut.count - 2 * pairs)
    total = 0.0
    for shapes, room in ((double, open_width / 2), (single, open_width)):
        if shapes:
            laid = lay(shapes, room, CLOTH_CELL)
            if laid is None:
                return None
            total += laid[1]
    return round(float(np.ceil(total * SPARE / 50) * 0.05), 2)
