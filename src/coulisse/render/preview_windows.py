"""Panes through which the sky comes in, as lamps: without them few bounced rays would find a window."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.render.preview_lamps import COLUMNS, WINDOW
from coulisse.render.preview_tint import tint_of
from coulisse.render.preview_world import World
from coulisse.scene.rays import FAR, STACK, passing

Floats = NDArray[np.float32]

_LEAST = 0.06  # square metres of a pane that is worth a lamp


def window_rows(world: World, sky: Floats) -> tuple[Floats, NDArray[np.uint8]]:
    """Rows of `lamp_rows` for flat upright panes of glass that have the open sky on one side and a room on the other,
    and for each surface whether it is such a pane (a bounced ray that leaves by it brings nothing: its lamp did).
    """
    found, marked = [], np.zeros(len(world.look), np.uint8)
    tree = world.tree
    stack = np.empty(STACK, np.int32)
    glass = {k for k, look in enumerate(world.looks) if look.recipe == "glass"}
    for i in range(len(tree.root)):
        span = slice(int(world.span[i, 0]), int(world.span[i, 1]))
        slots = tree.slot[span]
        for slot in np.unique(slots):
            entry = int(tree.table[i] + slot)
            if int(world.look[entry]) not in glass:
                continue
            q = tree.triangles[span][slots == slot]
            row = _pane(q, world.matrix[i], world, stack)
            if row is not None:
                row[13:16] = sky * tint_of(world.looks[int(world.look[entry])])
                found.append(row)
                marked[entry] = 1
    return np.array(found, np.float32).reshape(-1, COLUMNS), marked


def _pane(q: Floats, matrix: Floats, world: World, stack: NDArray[np.int32]) -> Floats | None:
    corners = np.concatenate([q[:, :3], q[:, :3] + q[:, 3:6], q[:, :3] + q[:, 6:9]])
    points = corners @ matrix[:, :3].T + matrix[:, 3]
    middle = (points.min(0) + points.max(0)) / 2
    _, _, axes = np.linalg.svd(points - points.mean(0), full_matrices=False)
    normal = axes[2]
    spans = [float(np.ptp(points @ axis)) for axis in axes]
    if spans[2] > 0.12 or abs(normal[2]) > 0.5:
        return None
    right = np.cross(normal, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    up = np.cross(right, normal)
    across, along = float(np.ptp(points @ right)), float(np.ptp(points @ up))
    if across * along < _LEAST:
        return None
    outside = [_open(world, middle + side * normal * 0.15, side * normal, stack) for side in (1.0, -1.0)]
    if abs(outside[0] - outside[1]) < 0.5:
        return None
    inwards = -normal if outside[0] > outside[1] else normal
    row = np.zeros(COLUMNS, np.float32)
    row[0] = WINDOW
    # A little inwards, so that a place in the room looks at the pane through its own frame and bars.
    row[1:4], row[4:7], row[7:10], row[10:13] = middle, inwards, right, up
    row[16], row[17] = across / 2, along / 2
    return row


def _open(world: World, at: Floats, towards: Floats, stack: NDArray[np.int32]) -> float:
    """The share of directions on one side that see the sky."""
    side = np.cross(towards, (0.0, 0.0, 1.0))
    held = 0.0
    fan = [(s, u) for s in (-0.8, 0.0, 0.8) for u in (0.15, 0.6, 1.2)]
    p = [np.float32(v) for v in at]
    for s, u in fan:
        d = [np.float32(v) for v in towards + s * side + np.array([0, 0, u])]
        held += float(passing(world.tree, stack, world.clear, p[0], p[1], p[2], d[0], d[1], d[2], FAR))
    return held / len(fan)
