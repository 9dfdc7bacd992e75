"""Oriented rectangles in plan: how deep they overlap, how far points are from them.

A box is a row of five numbers: x, y, half its depth, half its width (metres) and its direction (radians; the depth
lies along it).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def as_boxes(rows: object) -> Array:
    """Rows of five as (n, 5) float64; (0, 5) for none."""
    return np.asarray(rows, dtype=np.float64).reshape(-1, 5)


def overlap(a: Array, b: Array) -> Array:
    """(n, m) metres that each of `a` (n, 5) has to move to be clear of each of `b` (m, 5); negative: the gap.

    Separating axes (Gottschalk, Lin, Manocha 1996, in two dimensions). A gap between corners is understated.
    """
    turn = b[None, :, 4] - a[:, None, 4]
    c, s = np.abs(np.cos(turn)), np.abs(np.sin(turn))
    dx, dy = b[None, :, 0] - a[:, None, 0], b[None, :, 1] - a[:, None, 1]
    least = np.full(turn.shape, np.inf)
    for box, own, other in ((a[:, None], a[:, None], b[None]), (b[None], b[None], a[:, None])):
        cos, sin = np.cos(box[..., 4]), np.sin(box[..., 4])
        forward, left = np.abs(dx * cos + dy * sin), np.abs(dy * cos - dx * sin)
        least = np.minimum(least, own[..., 2] + other[..., 2] * c + other[..., 3] * s - forward)
        least = np.minimum(least, own[..., 3] + other[..., 2] * s + other[..., 3] * c - left)
    return least


def extents(boxes: Array) -> tuple[Array, Array]:
    """(n,) half the sizes along x and along y of the upright rectangles around boxes."""
    c, s = np.abs(np.cos(boxes[:, 4])), np.abs(np.sin(boxes[:, 4]))
    return boxes[:, 2] * c + boxes[:, 3] * s, boxes[:, 2] * s + boxes[:, 3] * c


def outside(boxes: Array, length: float, width: float) -> Array:
    """(n,) metres by which boxes stick out of the rectangle from (0, 0) to (length, width); negative: within."""
    half_x, half_y = extents(boxes)
    return np.max(
        [half_x - boxes[:, 0], boxes[:, 0] + half_x - length, half_y - boxes[:, 1], boxes[:, 1] + half_y - width],
        axis=0,
    )


def grown(boxes: Array, front: float, back: float, sides: float) -> Array:
    """Boxes with so many metres more before, behind and at either side."""
    out = boxes.copy()
    shift = (front - back) / 2
    out[:, 0] += shift * np.cos(boxes[:, 4])
    out[:, 1] += shift * np.sin(boxes[:, 4])
    out[:, 2] += (front + back) / 2
    out[:, 3] += sides
    return out


def distance(points: Array, boxes: Array) -> Array:
    """(n, m) metres from points (n, 2) to boxes (m, 5); 0 inside."""
    dx = points[:, None, 0] - boxes[None, :, 0]
    dy = points[:, None, 1] - boxes[None, :, 1]
    c, s = np.cos(boxes[None, :, 4]), np.sin(boxes[None, :, 4])
    forward = np.maximum(np.abs(dx * c + dy * s) - boxes[None, :, 2], 0)
    left = np.maximum(np.abs(dy * c - dx * s) - boxes[None, :, 3], 0)
    return np.hypot(forward, left)
