"""Finding the sky of a plate and continuing it behind what hides it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

FLAT = 0.035  # local standard deviation, in sRGB values, that open sky or soft cloud stays under
BRIGHT = 0.3  # sRGB luma under which a daylight sky does not lie
MAIN_AREA = 0.02  # of the picture (4 % in the test plate that shows least): else panes and walls pass
MIN_AREA = 0.004  # of the picture, for what else may be sky beside the main region
HIGH = 0.35  # a sky reaches into this uppermost part of the picture


def find_sky(picture: Floats, hole: Bools) -> Bools:
    """Where the visible sky is, (h, w), outside `hole`; `picture` (h, w, 3) sRGB float.

    Sky is a large flat bright region, no redder than it is blue, that reaches high up. An overcast,
    a clear and a softly clouded sky pass; at night nothing is found.
    """
    height, width = hole.shape
    picture = cv2.GaussianBlur(picture, (0, 0), 1.2)  # grain is not texture
    grey = picture.mean(2)
    size = 2 * max(1, round(max(height, width) / 400)) + 1
    mean = cv2.blur(grey, (size, size))
    spread = np.sqrt(np.maximum(cv2.blur(grey * grey, (size, size)) - mean * mean, 0.0))
    cool = picture[:, :, 2] >= picture[:, :, 0] - 0.03
    flat = (spread < FLAT) & (mean > BRIGHT) & cool & ~hole
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat.astype(np.uint8), connectivity=4)
    sky = np.zeros_like(hole)
    high = stats[1:, cv2.CC_STAT_TOP] < HIGH * height
    if not high.any() or stats[1:, cv2.CC_STAT_AREA][high].max() < MAIN_AREA * height * width:
        return sky
    for label in range(1, count):
        top, area = stats[label, cv2.CC_STAT_TOP], stats[label, cv2.CC_STAT_AREA]
        if area > MIN_AREA * height * width and top < HIGH * height:
            sky |= labels == label
    return sky


def skyline(sky: Bools, hole: Bools) -> Floats | None:
    """The row (w,) at which the sky would end in each column if the hole were not there; None without sky.

    Columns beside the hole say it; between them it is interpolated. A column counts if its sky ends on
    something visible, not on the hole.
    """
    height, width = sky.shape
    rows = np.arange(height)[:, None]
    lowest = np.where(sky, rows, -1).max(0)
    below = np.clip(lowest + max(2, height // 60), 0, height - 1)
    seen = (lowest >= 0) & ~hole[below, np.arange(width)]
    # A column whose sky ends far above the others ends on a tree's crown; the hole's far background is lower.
    if seen.sum() < max(4, width // 50):
        return None
    columns = np.flatnonzero(seen)
    reach = max(4, width // 12)
    ends = lowest[seen].astype(np.float32)
    smooth = np.array([np.percentile(ends[np.abs(columns - c) <= reach], 75) for c in columns])
    line = np.interp(np.arange(width), columns, smooth)
    return cv2.GaussianBlur(line[None].astype(np.float32), (0, 0), max(1.0, width / 60))[0]


def continue_sky(picture: Floats, sky: Bools, where: Bools) -> Floats:
    """`picture` with a smooth sky in `where`, fitted to the visible sky; sRGB float.

    Each row's own colour carries the gradient from zenith to horizon (and to water, which reflects
    it) far into the hole, a slope in x the sun's side; what these leave over at the hole's edge is spread
    inwards by push and pull (Gortler et al. 1996), so that there is no seam.
    """
    height, width = sky.shape
    core = cv2.erode(sky.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    core = core if core.sum() > 100 else sky
    rows = np.flatnonzero(core.sum(1) >= min(10, core.sum(1).max()))
    # Not the median: clouds are brighter than the sky, and one would become a band across the hole.
    colours = np.array([np.percentile(picture[row][core[row]], 25, axis=0) for row in rows])
    profile = np.stack([np.interp(np.arange(height), rows, colours[:, c]) for c in range(3)], -1)
    profile = cv2.GaussianBlur(profile.astype(np.float32)[:, None], (0, 0), 1.0, sigmaY=max(1.0, height / 40))
    across = (np.arange(width, dtype=np.float32) / width - 0.5)[None, :, None]
    offset = (picture - profile)[core]
    place = np.broadcast_to(across, picture.shape)[core]
    # Visible sky on one side only says little about the slope: a ridge keeps it small then.
    slope = (place * offset).sum(0) / ((place**2).sum(0) + 0.02 * len(place))
    smooth = np.broadcast_to(profile, picture.shape) + across * slope
    edge = core & (cv2.dilate(where.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    source = edge if edge.sum() > 20 else core
    rest = push_pull(np.where(source[:, :, None], picture - smooth, 0.0).astype(np.float32), source)
    return np.where(where[:, :, None], smooth + rest, picture).astype(np.float32)


def push_pull(values: Floats, known: Bools) -> Floats:
    """Fill (h, w, c) smoothly from where it is `known` (h, w), over a pyramid of half sizes."""
    weight = known.astype(np.float32)[:, :, None]
    levels = [(values * weight, weight)]
    while min(levels[-1][0].shape[:2]) > 2:
        v, w = levels[-1]
        size = ((v.shape[1] + 1) // 2, (v.shape[0] + 1) // 2)
        small_v = cv2.resize(v, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], -1)
        small_w = cv2.resize(w, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], 1)
        # The weights of four children are added up to 1, not averaged: a thin rim counts in full.
        gain = np.where(small_w > 0, np.minimum(1.0, 4.0 * small_w) / np.maximum(small_w, 1e-9), 0.0)
        levels.append((small_v * gain, small_w * gain))
    total = np.maximum(levels[-1][1].sum(), 1e-9)
    filled = np.broadcast_to(levels[-1][0].sum((0, 1)) / total, levels[-1][0].shape).astype(np.float32)
    for v, w in reversed(levels):
        up = cv2.resize(filled, (v.shape[1], v.shape[0]), interpolation=cv2.INTER_LINEAR).reshape(v.shape)
        filled = up * (1.0 - w) + v  # v carries its weight
    return np.where(known[:, :, None], values, filled).astype(np.float32)
