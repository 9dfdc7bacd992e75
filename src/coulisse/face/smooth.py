"""Smoothing of a mesh along time without lag: strongly where a face keeps still, hardly where it moves fast."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import convolve1d, uniform_filter1d

Floats = NDArray[np.float32]

# Local polynomials (Savitzky and Golay 1964), symmetric about their frame, so nothing lags. The wide one is a straight
# line over 11 frames with a soft window and leaves 0.36 of the noise; the narrow one a parabola over 5 and leaves 0.70
# of it, but also all of a fast move.
_WIDE = np.hanning(13)[1:-1] / np.hanning(13)[1:-1].sum()
_NARROW = np.array([-3.0, 12.0, 17.0, 12.0, -3.0]) / 35.0
_LEFT = 0.72  # of the noise: what the narrow one takes away
_SURE, _MOVED = 1.6, 3.2  # times the noise: how far the two may be apart to be both right, and from where it is motion
_STRAY = 6.0  # times the noise: a frame so far off its neighbours' curve is a mistake
_STRAY_LEAST = 0.03  # of the face's height
_POINTS, _BLOCK, _LAP = 78, 1200, 24  # points and frames that are smoothed at a time, which bounds the memory
_SAMPLE = 120  # frames in a row that tell the noise, at eight places of a long track


def smoothed(points: Floats, height: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Points (n, p, 3) of consecutive frames without gaps, smoothed; and which frames (n,) were strays.

    `height` of the face in pixels. A stray, a single frame off the curve of its neighbours, is replaced by that curve.
    """
    n = len(points)
    noise = noise_of(np.concatenate([points[k : k + _SAMPLE] for k in range(0, n, max(_SAMPLE, n // 8))]))
    out, stray = np.empty_like(points, np.float32), np.zeros(n, bool)
    for low in range(0, n, _BLOCK):
        # With what the filters reach on either side, so that a block ends as if there were none.
        first, last = max(0, low - _LAP), min(n, low + _BLOCK + _LAP)
        block, odd = _block(points[first:last], noise, height)
        kept = slice(low - first, min(low + _BLOCK, n) - first)
        out[low : low + _BLOCK], stray[low : low + _BLOCK] = block[kept], odd[kept]
    return out, stray


def _block(points: Floats, noise: NDArray[np.float64], height: float) -> tuple[Floats, NDArray[np.bool_]]:
    stray = strays(points, height)
    out = points.astype(np.float32, copy=True)
    for k in np.flatnonzero(stray):
        out[k] = 0.5 * (out[k - 1] + out[k + 1])
    if len(out) >= 3:
        for start in range(0, points.shape[1], _POINTS):
            some = slice(start, start + _POINTS)
            out[:, some] = _smoothed(out[:, some].astype(np.float64), noise[some])
    return out, stray


def _smoothed(values: NDArray[np.float64], noise: NDArray[np.float64]) -> NDArray[np.float64]:
    wide, narrow = _filtered(values, _WIDE), _filtered(values, _NARROW)
    # How far the two are apart where there is only noise: the norm of the difference of their weights.
    padded = np.zeros_like(_WIDE)
    middle = len(_WIDE) // 2
    padded[middle - 2 : middle + 3] = _NARROW
    expected = float(np.linalg.norm(_WIDE - padded)) * np.maximum(noise, 1e-4)
    apart = np.sqrt(((wide - narrow)[..., :2] ** 2).mean(2)) / expected
    apart = np.sqrt(uniform_filter1d(apart**2, 5, axis=0, mode="nearest"))  # one frame's chance is not motion
    moving = np.clip((apart - _SURE) / (_MOVED - _SURE), 0.0, 1.0)[..., None]
    out = wide + (narrow - wide) * moving
    # A start or a stop within a frame is in no parabola: what is far off it, and no stray, is as it was seen.
    left = np.sqrt(((values - narrow)[..., :2] ** 2).mean(2)) / (_LEFT * np.maximum(noise, 1e-4))
    abrupt = np.clip((left - _MOVED) / _MOVED, 0.0, 1.0)[..., None]
    return np.asarray(out + (values - out) * abrupt)


def noise_of(points: Floats) -> NDArray[np.float64]:
    """The noise (p,) of each point in pixels, a standard deviation along x and y, out of third differences in time."""
    if len(points) < 5:
        return np.full(points.shape[1], 1e-3)
    third = points[3:, :, :2] - 3.0 * points[2:-1, :, :2] + 3.0 * points[1:-2, :, :2] - points[:-3, :, :2]
    return np.asarray(np.median(np.abs(third), axis=(0, 2)) / (0.6745 * np.sqrt(20.0)), np.float64)


def strays(points: Floats, height: float) -> NDArray[np.bool_]:
    """Which frames (n,) are off the curve of the two frames on either side, as a whole face."""
    n = len(points)
    found = np.zeros(n, bool)
    if n < 5:
        return found
    middle = np.median(points[..., :2].astype(np.float64), axis=1)
    # The cubic through the four neighbours. Where those move fast, a face that starts or stops is off it, too.
    guess = (-middle[:-4] + 4.0 * middle[1:-3] + 4.0 * middle[3:-1] - middle[4:]) / 6.0
    off = np.hypot(*(middle[2:-2] - guess).T)
    shape = points[..., :2] - middle[:, None].astype(np.float32)
    # Half of the points may be off, too, where the mesh collapsed in its place.
    bent = shape[2:-2] - 0.5 * (shape[1:-3] + shape[3:-1])
    off = np.maximum(off, np.median(np.hypot(bent[..., 0], bent[..., 1]), axis=1))
    steps = np.hypot(*np.moveaxis(np.diff(middle, axis=0), 1, 0))
    speed = np.maximum(steps[:-3], steps[3:])  # into the first and out of the last of the two on either side
    speed = np.maximum(speed, 0.5 * np.hypot(*(middle[3:-1] - middle[1:-3]).T))
    usual = float(np.median(off))
    least = np.maximum(max(_STRAY * usual, _STRAY_LEAST * height), 0.6 * speed)
    for k in np.flatnonzero(off > least):
        if off[k] >= off[max(0, k - 2) : k + 3].max():
            found[k + 2] = True
    return found


def _filtered(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Along axis 0; a track goes on beyond its ends as its own image turned about them, which keeps its slope."""
    n, reach = len(values), len(weights) // 2
    reach_in = min(reach, n - 1)
    before = 2.0 * values[:1] - values[reach_in:0:-1]
    after = 2.0 * values[-1:] - values[-2 : -2 - reach_in : -1]
    padded = np.concatenate([before, values, after])
    return np.asarray(convolve1d(padded, weights, axis=0, mode="nearest")[reach_in : reach_in + n])
