"""A plan without frame and dimensions, for boards: at a true scale that fits a given space."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coulisse.linework import Dimension, Sheet
from coulisse.scene.drawing_pens import View
from coulisse.scene.drawing_plan import outwards, plan
from coulisse.scene.room import Layout, Room

# Scales that a ruler has, then those between them that a board may state.
SCALES = (10, 20, 25, 30, 40, 50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000)
_EDGE = 0.6  # millimetres around the walls for their line weight


def scale_for(rooms: Iterable[Room], width: float, height: float) -> int:
    """The largest scale at which every room's plan fits `width` x `height` mm; the smallest one if none does."""
    needs = [(r.length + 2 * outwards(r), r.width + 2 * outwards(r)) for r in rooms]
    for scale in SCALES:
        mm = 1000 / scale
        if all(a * mm + 2 * _EDGE <= width and b * mm + 2 * _EDGE <= height for a, b in needs):
            return scale
    return SCALES[-1]


def bare_plan(layout: Layout, scale: int, *, cameras: bool = True, numbers: bool = True) -> Sheet:
    """The plan as a sheet that is just as large as it: walls, openings, pieces, what hangs overhead.

    `numbers` tags each kind of piece with its place in `kinds(layout)`; `cameras` shows where the views stand.
    """
    room, out = layout.room, outwards(layout.room)
    mm = 1000 / scale
    x = y = out * mm + _EDGE
    shown = layout if cameras else replace(layout, cameras=())
    tags = {name: i for i, name in enumerate(kinds(layout), 1)} if numbers else {}
    items = tuple(i for i in plan(View(x, y, scale), shown, tags) if not isinstance(i, Dimension))
    width = (room.length + 2 * out) * mm + 2 * _EDGE
    height = (room.width + 2 * out) * mm + 2 * _EDGE
    return Sheet("Plan", width, height, scale, (x, y), items)


def kinds(layout: Layout) -> dict[str, tuple[str, int]]:
    """Label and count of each kind of piece, by its name, the leading groups first and chairs after their tables."""
    found: dict[str, tuple[str, int]] = {}
    for piece in sorted(layout.pieces, key=lambda p: (p.group, p.role == "chair")):
        label, count = found.get(piece.name, (piece.label, 0))
        found[piece.name] = label, count + 1
    return found
