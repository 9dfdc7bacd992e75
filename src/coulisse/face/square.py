"""Working in a face's own square: soft shapes out of the mesh, blurs and sizes in shares of the square's side.

Everything here moves smoothly with the points, by parts of a pixel, so that what is made of it stands still on a face
from frame to frame.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SIDE = 256  # pixels of the working square in which soft things are made; they are then scaled to the side asked for
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)  # ITU-R BT.709, here of encoded values: a measure of lightness
_SHIFT = 6  # bits of a pixel that shapes are drawn to


def resized(picture: Floats, side: int) -> Floats:
    """A square picture (s, s[, c]) at another side: averaged where it shrinks, bicubic where it grows."""
    if picture.shape[0] == side:
        return picture
    method = cv2.INTER_AREA if picture.shape[0] > side else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (side, side), interpolation=method), np.float32)


def grown(soft: Floats, side: int) -> Floats:
    """As `resized` for soft mattes in [0, 1]: bilinear where it grows, which never overshoots and costs a third."""
    if soft.shape[0] == side:
        return soft
    method = cv2.INTER_AREA if soft.shape[0] > side else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(soft, (side, side), interpolation=method), np.float32)


def blurred(picture: Floats, share: float) -> Floats:
    """A square picture (s, s[, c]) under a Gaussian of `share` of its side; wide ones are made of a smaller picture."""
    side = picture.shape[0]
    sigma = share * side
    if sigma < 0.2:
        return picture
    small = side
    while sigma * small / side > 6.0 and small % 2 == 0 and small > 32:
        small //= 2
    if small == side:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32)
    step = side / small
    down = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
    # Averaging blocks and drawing lines between them blurs, too: a box of `step` and a tent of twice that.
    rest = max(0.3, float(np.sqrt(max(sigma**2 - step**2 / 4.0, 0.0))) / step)
    down = cv2.GaussianBlur(down, (0, 0), rest, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(down, (side, side), interpolation=cv2.INTER_LINEAR), np.float32)


def drawn(outlines: Sequence[NDArray[np.floating]], share: float) -> Floats:
    """Coverage (256, 256) in [0, 1] of closed outlines, each (n, 2) in shares of the side, under a Gaussian."""
    canvas = np.zeros((SIDE, SIDE), np.uint8)
    for outline in outlines:
        corners = np.asarray(outline, np.float64) * SIDE
        left, top = (int(np.clip(v, 0, SIDE - 1)) for v in np.floor(corners.min(0)))
        right, bottom = (int(np.clip(v, 1, SIDE)) for v in np.ceil(corners.max(0)))
        if right <= left or bottom <= top:
            continue
        # OpenCV's own anti-aliasing snaps to whole pixels: small shapes are drawn finer, to a 16th of a pixel.
        fine = 16 if max(right - left, bottom - top) < 96 else 4
        shape = np.zeros(((bottom - top) * fine, (right - left) * fine), np.uint8)
        placed = (corners - [left, top]) * fine - 0.5
        cv2.fillPoly(shape, [np.round(placed * (1 << _SHIFT)).astype(np.int32)], 255, cv2.LINE_8, _SHIFT)
        part = cv2.resize(shape, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
        np.maximum(canvas[top:bottom, left:right], part, out=canvas[top:bottom, left:right])
    return blurred(canvas.astype(np.float32) / np.float32(255), share)


def shares(points: NDArray[np.floating], side: int) -> NDArray[np.float64]:
    """Mesh points (n, 2 or 3) in pixels of a square as places (n, 2) in shares of its side, its corner at (0, 0)."""
    return (np.asarray(points, np.float64)[:, :2] + 0.5) / side


def scaled(points: Floats, side: int, target: int) -> Floats:
    """Mesh points (n, 3) in pixels of a square of `side`, in those of the same square at the side `target`."""
    scale = np.float32(target / side)
    return np.asarray(np.concatenate([(points[:, :2] + 0.5) * scale - 0.5, points[:, 2:] * scale], 1), np.float32)


def bumps(places: NDArray[np.float64], values: NDArray[np.floating], share: float, cells: int) -> Floats:
    """The sum (cells, cells, k) of Gaussians of `share` of the side at `places` (n, 2), times `values` (n, k).

    A Gaussian is a product of one in x and one in y, so the sum is one product of two small matrices.
    """
    centres = (np.arange(cells) + 0.5) / cells
    across = np.exp(-0.5 * ((centres[None] - places[:, :1]) / share) ** 2)
    down = np.exp(-0.5 * ((centres[None] - places[:, 1:]) / share) ** 2)
    weighted = np.asarray(values, np.float64).T[:, :, None] * across[None]  # (k, n, cells)
    return np.ascontiguousarray(np.moveaxis(np.matmul(down.T[None], weighted), 0, -1), np.float32)


def ramp(x: NDArray[np.floating], low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, smooth between (a cubic); the other way round where `low` is more."""
    t = np.clip((x - low) / np.float32(high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float32)
