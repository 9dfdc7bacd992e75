"""What glows without a lamp of its own (a screen, pilot lights on a desk) as lamps: rays would find it too seldom."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from coulisse.render.preview_lamps import AREA, COLUMNS, NO_HIGHLIGHT, POINT
from coulisse.render.preview_world import World

Floats = NDArray[np.float32]

_FLAT = 0.8  # the share of its area that a flat thing shows to one side
_PANEL = 0.006  # square metres from which on a flat thing is an area and not a point
_NEAR = 0.5  # metres: small things within a cell of this side are one point
_OFF = 0.01  # metres before its surface that a flat lamp stands
_RISE = 0.12  # and a point for many small ones: nearer it would burn a spot into what they sit on


def glow_rows(world: World) -> Floats:
    """Rows of `lamp_rows` for all that glows and that no lamp stands for yet (`World.glow`)."""
    rows: list[Floats] = []
    tree = world.tree
    for i in range(len(tree.root)):
        span = slice(int(world.span[i, 0]), int(world.span[i, 1]))
        glow = world.glow[tree.table[i] + tree.slot[span]]
        lit = glow.max(1) > 0
        if not lit.any():
            continue
        q, glow, box = tree.triangles[span][lit], glow[lit], world.box[span][lit]
        turn = world.matrix[i].astype(float)
        a, b, c = (
            points @ turn[:, :3].T + turn[:, 3] for points in (q[:, :3], q[:, :3] + q[:, 3:6], q[:, :3] + q[:, 6:9])
        )
        cross = np.cross(b - a, c - a) / 2
        keys = np.concatenate([box.reshape(len(box), 6), glow], 1)
        _, part = np.unique(keys, axis=0, return_inverse=True)
        small: list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]] = []
        for k in range(int(part.max()) + 1):
            own = part.ravel() == k
            row, point = _part(a[own], b[own], c[own], cross[own], glow[own][0])
            if row is not None:
                rows.append(row)
            else:
                small.append(point)
        rows += _points(small)
    return np.array(rows, np.float32).reshape(-1, COLUMNS)


def _part(
    a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64], cross: NDArray[np.float64], glow: Floats
) -> tuple[Floats | None, tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]:
    """One part as an area's row, or None; and as (its middle, its way out, candela)."""
    areas = np.linalg.norm(cross, axis=1)
    area, out = float(areas.sum()) + 1e-12, cross.sum(0)
    middle = ((a + b + c) / 3 * areas[:, None]).sum(0) / area
    # A closed thing faces all ways, a quarter of its surface each; a flat one its own.
    facing = float(np.linalg.norm(out))
    normal = out / max(facing, 1e-12)
    point = (middle, normal, glow.astype(float) * max(area / 4, facing / 2))
    if facing < _FLAT * area or area < _PANEL:
        return None, point
    right = np.cross(normal, (0.0, 0.0, 1.0) if abs(normal[2]) < 0.9 else (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    up = np.cross(right, normal)
    corners = np.concatenate([a, b, c])
    spans = [(float((corners @ axis).min()), float((corners @ axis).max())) for axis in (right, up)]
    wide, high = (max(top - low, 1e-3) for low, top in spans)
    row = np.zeros(COLUMNS, np.float32)
    row[0] = AREA
    row[1:4] = (
        right * sum(spans[0]) / 2 + up * sum(spans[1]) / 2 + normal * (float((corners @ normal).max()) + _OFF)
    )  # fmt: skip
    row[4:7], row[7:10], row[10:13] = normal, right, up
    row[13:16] = glow * min(area / (wide * high), 1.0)
    row[16], row[17] = wide / 2, high / 2
    return row, point


def _points(small: list[tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]]) -> list[Floats]:
    cells: dict[tuple[int, ...], list[int]] = {}
    for k, (middle, _, _) in enumerate(small):
        cells.setdefault(tuple(math.floor(v / _NEAR) for v in middle), []).append(k)
    rows = []
    for own in cells.values():
        power = np.array([small[k][2] for k in own])
        weight = power.sum(1) / max(float(power.sum()), 1e-12)
        row = np.zeros(COLUMNS, np.float32)
        row[0] = POINT
        row[1:4] = sum(w * (small[k][0] + _RISE * small[k][1]) for w, k in zip(weight, own, strict=True))
        row[4:7], row[7:10], row[10:13] = (0, 0, -1), (1, 0, 0), (0, 1, 0)
        row[13:16], row[16], row[18] = power.sum(0), 0.1, NO_HIGHLIGHT
        rows.append(row)
    return rows
