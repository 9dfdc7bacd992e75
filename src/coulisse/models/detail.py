"""Giving a painted region the sharpness and the grain of the plate around it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

BLOCK = 12  # pixels at the painted resolution
STEP = 6
MAX_BLOCKS = 30_000


def sharpen_from_plate(plate: Floats, painted: Floats, hole: Bools, blur: float) -> Floats:
    """`painted` (h, w, 3) with the fine detail that the plate has where it looks alike; all sRGB.

    `blur` is the radius in pixels under which the painting has no detail. For each block of the hole the
    visible block with the nearest colours and coarse texture is found (as in image analogies, Hertzmann
    et al. 2001), and what that block has above the blur is laid on, blocks overlapping under a cosine window.
    """
    if blur < 0.8:
        return painted
    block, step = int(BLOCK * blur), max(1, int(STEP * blur))
    height, width = hole.shape
    if min(height, width) < 2 * block:
        return painted
    base_plate = cv2.GaussianBlur(plate, (0, 0), blur)
    fine = plate - base_plate
    thumb = 4  # samples a side of a block's description
    side = (max(1, width * thumb // block), max(1, height * thumb // block))
    small_plate = cv2.resize(base_plate, side, interpolation=cv2.INTER_AREA)
    small_paint = cv2.resize(painted, side, interpolation=cv2.INTER_AREA)
    small_hole = cv2.resize(hole.astype(np.float32), side, interpolation=cv2.INTER_AREA)
    shown = cv2.erode((small_hole < 0.01).astype(np.uint8), np.ones((3, 3), np.uint8))
    ys, xs = np.mgrid[0 : side[1] - thumb : 2, 0 : side[0] - thumb : 2]
    visible = cv2.boxFilter(shown.astype(np.float32), -1, (thumb, thumb), anchor=(0, 0))[ys, xs] > 0.999
    sources = np.stack([ys[visible], xs[visible]], -1)
    if len(sources) < 16:
        return painted
    sources = sources[:: max(1, len(sources) // MAX_BLOCKS)]
    tree = cKDTree(_descriptions(small_plate, sources, thumb, side))
    window = np.outer(np.hanning(block + 2)[1:-1], np.hanning(block + 2)[1:-1]).astype(np.float32)[:, :, None]
    added = np.zeros_like(painted)
    weight = np.full((height, width, 1), 1e-3, np.float32)
    touched = cv2.dilate(hole.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    targets = [
        (y, x)
        for y in [*range(0, height - block, step), height - block]
        for x in [*range(0, width - block, step), width - block]
        if touched[y : y + block, x : x + block].any()
    ]
    if not targets:
        return painted
    spots = np.array([(y * side[1] // height, x * side[0] // width) for y, x in targets])
    spots = np.minimum(spots, [side[1] - thumb - 1, side[0] - thumb - 1])
    _, nearest = tree.query(_descriptions(small_paint, spots, thumb, side))
    for (y, x), index in zip(targets, np.atleast_1d(nearest), strict=True):
        sy = min(int(sources[index, 0]) * height // side[1], height - block)
        sx = min(int(sources[index, 1]) * width // side[0], width - block)
        added[y : y + block, x : x + block] += fine[sy : sy + block, sx : sx + block] * window
        weight[y : y + block, x : x + block] += window
    return np.where(hole[:, :, None], painted + added / weight, painted).astype(np.float32)


def _descriptions(picture: Floats, spots: NDArray[np.int_], thumb: int, side: tuple[int, int]) -> Floats:
    """Blocks (n, thumb * thumb * 3) plus their height in the picture: like lies beside like."""
    offsets = np.arange(thumb)
    rows = spots[:, 0, None, None] + offsets[None, :, None]
    columns = spots[:, 1, None, None] + offsets[None, None, :]
    blocks = picture[rows, columns].reshape(len(spots), -1)
    return np.concatenate([blocks, (spots[:, :1] / side[1]) * 2.0], 1).astype(np.float32)


def grain(plate: Floats, hole: Bools) -> float:
    """The standard deviation of the plate's grain in sRGB values, from its flattest visible places.

    The second difference of neighbours on a diagonal cross cancels edges and gradients (Immerkaer 1996);
    the lower quartile over tiles leaves texture out.
    """
    grey = plate.mean(2)
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    response = np.abs(cv2.filter2D(grey, -1, kernel)) * np.float32(np.sqrt(np.pi / 2) / 6)
    response = np.where(hole, 0.0, response).astype(np.float32)
    share = (~hole).astype(np.float32)
    side = (max(1, grey.shape[1] // 16), max(1, grey.shape[0] // 16))
    mean = cv2.resize(response, side, interpolation=cv2.INTER_AREA)
    seen = cv2.resize(share, side, interpolation=cv2.INTER_AREA)
    tiles = (mean / np.maximum(seen, 1e-3))[seen > 0.9]
    # Of the mean of three channels back to one.
    return float(np.percentile(tiles, 10)) * 1.6 if len(tiles) else 0.0


def add_grain(picture: Floats, hole: Bools, sigma: float, seed: int = 1) -> Floats:
    """`picture` with new grain of `sigma` (sRGB) in `hole`, correlated over neighbours as a demosaic leaves it."""
    noise = np.random.default_rng(seed).normal(0.0, 1.0, picture.shape).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.6)
    noise *= np.float32(sigma / max(float(noise.std()), 1e-6))
    return np.where(hole[:, :, None], picture + noise, picture).astype(np.float32)
