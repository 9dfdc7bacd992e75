"""Telling a locked-off camera from a moving one, whoever walks through the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.media import colour

Floats = NDArray[np.float32]

MOVED_PIXELS = 0.5  # of the plate; half of what is seen as sliding of a still comp on its plate
LONG_SIDE = 1920  # larger plates are tracked at this size
FEATURES = 600
CELLS = 8  # the picture is cut in 8 x 8 cells, so that one lively corner does not outvote the rest
MIN_TRACKED = 24
# Of the cells, the share whose features must stay put for the camera to be called still: what stands
# before the background may fill nearly three quarters of the picture.
STILL_CELLS = 0.3
MIN_CORRELATION = 0.1  # peak of the phase correlation under which it says nothing


@dataclass(frozen=True)
class Movement:
    """The first frame (0 = first of the plate) that moved, and by how many pixels against frame 0."""

    frame: int
    pixels: float


def movement(frames: Iterable[Floats], *, threshold: float = MOVED_PIXELS) -> Movement | None:
    """The first frame whose background has moved more than `threshold` pixels, or None for a still camera.

    `frames` (h, w, 3) ACEScg. Corners (Shi and Tomasi 1994) of frame 0 are tracked into each frame
    (Lucas and Kanade, pyramidal, Bouguet 2001) on pictures whose local mean and contrast are levelled, so
    that light may change. A camera moves if hardly a part of the picture stays where it was and a
    similarity through the rest (RANSAC) moves the picture; the pixels are the median over the picture.
    """
    first: NDArray[np.uint8] | None = None
    corners: Floats | None = None
    scale = 1.0
    for index, frame in enumerate(frames):
        scale = min(1.0, LONG_SIDE / max(frame.shape[:2]))
        levelled = _levelled(frame, scale)
        if first is None:
            first = levelled
            corners = _corners(levelled)
            continue
        moved = _moved(first, corners, levelled, threshold * scale) / scale
        if moved > threshold:
            return Movement(index, moved)
    return None


def _levelled(frame: Floats, scale: float) -> NDArray[np.uint8]:
    """Luminance as 8 bit with its local mean and contrast levelled."""
    grey = np.sqrt(np.maximum(colour.luminance(frame), 0.0))
    if scale < 1.0:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.8)
    radius = max(grey.shape) / 60
    detail = grey - cv2.GaussianBlur(grey, (0, 0), radius)
    contrast = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), radius)) + 0.01
    return np.clip(127.5 + 40.0 * detail / contrast, 0, 255).astype(np.uint8)


def _corners(picture: NDArray[np.uint8]) -> Floats:
    """The best corners of each cell, (n, 2) pixels."""
    height, width = picture.shape
    found = []
    for row in range(CELLS):
        for column in range(CELLS):
            top, left = row * height // CELLS, column * width // CELLS
            cell = picture[top : (row + 1) * height // CELLS, left : (column + 1) * width // CELLS]
            points = cv2.goodFeaturesToTrack(cell, FEATURES // CELLS**2 + 1, 0.05, 5)
            if points is not None:
                found.append(points.reshape(-1, 2) + np.array([left, top], np.float32))
    return np.concatenate(found).astype(np.float32) if found else np.zeros((0, 2), np.float32)


def _moved(first: NDArray[np.uint8], corners: Floats | None, later: NDArray[np.uint8], still: float) -> float:
    """By how many pixels the background of `later` lies away from that of `first`."""
    height, width = first.shape
    if corners is not None and len(corners) >= MIN_TRACKED:
        options: dict[str, Any] = {"winSize": (21, 21), "maxLevel": 4}
        there, ok, _ = cv2.calcOpticalFlowPyrLK(first, later, corners, None, **options)
        back, ok_back, _ = cv2.calcOpticalFlowPyrLK(later, first, there, None, **options)
        good = (ok.ravel() == 1) & (ok_back.ravel() == 1)
        good &= np.linalg.norm(back - corners, axis=1) < 0.5
        if good.sum() >= MIN_TRACKED:
            return _background(corners[good], there[good], (height, width), still)
    window = cv2.createHanningWindow((width, height), cv2.CV_32F)
    shift, peak = cv2.phaseCorrelate(first.astype(np.float32), later.astype(np.float32), window)
    return float(np.hypot(*shift)) if peak > MIN_CORRELATION else 0.0


def _background(here: Floats, there: Floats, size: tuple[int, int], still: float) -> float:
    """The movement of the picture under features that went from `here` to `there`, both (n, 2)."""
    height, width = size
    distance = np.linalg.norm(there - here, axis=1)
    cell = (here[:, 1] * CELLS // height).astype(int) * CELLS + (here[:, 0] * CELLS // width).astype(int)
    cells = np.unique(cell)
    resting = [bool(np.median(distance[cell == c]) <= still) for c in cells]
    if np.mean(resting) >= STILL_CELLS:
        return 0.0
    model, _ = cv2.estimateAffinePartial2D(here, there, method=cv2.RANSAC, ransacReprojThreshold=1.0)
    if model is None:
        return float(np.median(distance))
    y, x = np.mgrid[0:height:7j, 0:width:7j]
    grid = np.stack([x.ravel(), y.ravel()], -1)
    return float(np.median(np.linalg.norm(grid @ model[:, :2].T + model[:, 2] - grid, axis=1)))
