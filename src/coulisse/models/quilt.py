"""Filling a hole without weights: strips of the visible picture, quilted along the horizon."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

MIN_SOURCE = 0.025  # of the width: less visible background than this cannot be repeated


def quilt(picture: Floats, hole: Bools, seed: int = 1) -> Floats | None:
    """`picture` (h, w, 3) sRGB with `hole` (h, w) filled by upright strips of it, or None.

    Strips keep their rows, so a horizon, a hedge and a kerb run on (He and Sun 2012: the offsets
    between like patches are mostly along the structure); half of them are mirrored. Neighbours meet in a
    seam of least error (Efros and Freeman 2001), and the whole is levelled to the hole's edge. None where
    too little background is visible beside the hole in its rows.
    """
    width = hole.shape[1]
    rows = np.flatnonzero(hole.any(1))
    if not len(rows):
        return picture.copy()
    top, bottom = rows[0], rows[-1] + 1
    band, gap = picture[top:bottom], hole[top:bottom]
    runs = _runs(~np.asarray(gap.any(0)))
    runs = [(a, b) for a, b in runs if b - a >= MIN_SOURCE * width]
    if not runs:
        # No column is visible from top to bottom: take those that are nearly.
        runs = [(a, b) for a, b in _runs(gap.mean(0) < 0.25) if b - a >= MIN_SOURCE * width]
        if not runs:
            return None
        band = _telea(band, gap)
    else:
        runs = _plain(band, runs, MIN_SOURCE * width)
    rng = np.random.default_rng(seed)
    target = _row_colours(band, gap)
    filled = band.copy()
    wanted = np.flatnonzero(gap.any(0))
    at, end = int(wanted[0]), int(wanted[-1]) + 1
    while at < end:
        a, b = runs[rng.integers(len(runs))]
        span = int(min(b - a, max(MIN_SOURCE * width, (b - a) * rng.uniform(0.6, 1.0))))
        start = int(rng.integers(a, b - span + 1))
        strip = band[:, start : start + span]
        strip = strip[:, ::-1] if rng.random() < 0.5 else strip
        overlap = min(span // 3, at)
        left, right = at - overlap, min(at - overlap + span, width)
        strip = _levelled(strip[:, : right - left], target[:, left:right])
        if overlap and strip.shape[1] > overlap:
            share = _seam(filled[:, left:at], strip[:, :overlap])
            blended = filled[:, left:at] * (1 - share) + strip[:, :overlap] * share
            filled[:, left:right] = np.concatenate([blended, strip[:, overlap:]], 1)
        else:
            filled[:, left:right] = strip
        at = max(right, at + 1)
    out = picture.copy()
    out[top:bottom] = np.where(gap[:, :, None], filled, picture[top:bottom])
    return out


def _plain(band: Floats, runs: list[tuple[int, int]], least: float) -> list[tuple[int, int]]:
    """The runs of columns without what catches the eye when it comes again: a sign, a tower."""
    known = np.concatenate([np.arange(a, b) for a, b in runs])
    # Foliage and grain are blurred away; what is left and unlike its rows' usual colour is a thing.
    soft = cv2.GaussianBlur(band, (0, 0), max(1.0, band.shape[1] / 300))
    usual = np.median(soft[:, known], axis=1, keepdims=True)
    spread = np.median(np.abs(soft[:, known] - usual), axis=1, keepdims=True) + 0.02
    odd = np.percentile((np.abs(soft - usual) / spread).max(2), 99, axis=0)
    calm = np.zeros(band.shape[1], bool)
    calm[known] = odd[known] <= np.percentile(odd[known], 55)
    # Gaps of a few columns are closed: a strip should be as wide as it can.
    calm = cv2.morphologyEx(calm[None].astype(np.uint8), cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))[0] > 0
    shown = np.zeros_like(calm)
    shown[known] = True
    found = [(a, b) for a, b in _runs(calm & shown) if b - a >= least]
    return found or runs


def _row_colours(band: Floats, gap: Bools) -> Floats:
    """The colour (h, w, 3) that each row would have across the hole, from what lies left and right of it."""
    height, width = gap.shape
    soft = cv2.GaussianBlur(band * ~gap[:, :, None], (0, 0), width / 40, sigmaY=1.5)
    share = cv2.GaussianBlur((~gap).astype(np.float32), (0, 0), width / 40, sigmaY=1.5)[:, :, None]
    colours = np.where(gap[:, :, None], 0.0, soft / np.maximum(share, 1e-3)).astype(np.float32)
    columns = np.arange(width)
    for row in range(height):
        known = np.flatnonzero(~gap[row])
        if 0 < len(known) < width:
            for channel in range(3):
                colours[row, :, channel] = np.interp(columns, known, colours[row, known, channel])
    return cv2.GaussianBlur(colours, (0, 0), width / 60, sigmaY=1.5)


def _levelled(strip: Floats, target: Floats) -> Floats:
    """A strip whose rows have the colour that is wanted where it stands, its own texture kept."""
    rows = cv2.GaussianBlur(np.repeat(strip.mean(1, keepdims=True), 3, 1), (0, 0), 1.5)[:, 1:2]
    return np.asarray(strip - rows + target, np.float32)


def _seam(old: Floats, new: Floats) -> Floats:
    """The share (h, w, 1) of `new` left and right of the cut of least squared error, slightly softened."""
    cost = ((old - new) ** 2).sum(2)
    height, width = cost.shape
    total = cost.copy()
    for row in range(1, height):
        above = np.pad(total[row - 1], 1, constant_values=np.inf)
        total[row] += np.minimum(np.minimum(above[:-2], above[1:-1]), above[2:])
    cut = np.empty(height, int)
    cut[-1] = int(total[-1].argmin())
    for row in range(height - 2, -1, -1):
        lo = max(cut[row + 1] - 1, 0)
        cut[row] = lo + int(total[row, lo : min(cut[row + 1] + 2, width)].argmin())
    share = (np.arange(width)[None] >= cut[:, None]).astype(np.float32)
    return cv2.GaussianBlur(share, (0, 0), 1.2)[:, :, None]


def _runs(flags: NDArray[Any]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _telea(picture: Floats, hole: Bools) -> Floats:
    """OpenCV's fast marching fill (Telea 2004), for what is left: it smears, and so comes last."""
    codes = np.clip(picture * 255, 0, 255).astype(np.uint8)
    radius = 5
    return cv2.inpaint(codes, hole.astype(np.uint8), radius, cv2.INPAINT_TELEA).astype(np.float32) / 255
