"""How far a face can be trusted in each frame, and why not: turned, small, blurred, covered, or unlike itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter, percentile_filter

from coulisse.face.trail import Trail

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

# From wholly to not at all.
YAW = (40.0, 60.0)  # degrees
PITCH = (35.0, 52.0)  # degrees
HEIGHT = (46.0, 34.0)  # pixels
SHARPNESS = (0.74, 0.58)  # of the track's own, a high percentile of two seconds around
COVERED = (0.07, 0.22)  # of the face
SCORE = (0.9, 0.5)  # of the mesh
INSIDE = (0.80, 0.55)  # of the face's points: a close-up without its forehead is whole, half a face is not
ALIKE = (0.38, 0.24)  # cosine of a legible face to the performer, between the checks evenly
BRIDGED = 0.5  # of a frame that was filled in
UNDETECTED = 0.6  # where the detector sees no face though it is turned little
RAMP = 5  # frames from nothing to the whole

ABSENT, ANOTHER, UNSURE = "not in the picture", "another face", "unsure"
TURNED, SMALL, BLURRED, OCCLUDED, EDGE = "turned away", "too small", "blurred", "occluded", "at the picture's edge"


@dataclass(frozen=True)
class Signs:
    """What was measured in each frame (n,); NaN or False where nothing was."""

    score: Floats
    detected: Floats
    sharpness: Floats
    covered: Floats
    alike: Floats
    bridged: Bools


def signs(frames: int) -> Signs:
    """No measurement yet."""
    score, detected, sharpness, covered, alike = np.full((5, frames), np.nan, np.float32)
    return Signs(score, detected, sharpness, covered, alike, np.zeros(frames, bool))


def note(measured: Signs, trail: Trail, k: int, frame: int) -> None:
    """Write down what a trail measured in its `k`th frame, the clip's `frame`."""
    measured.score[frame] = trail.score[k]
    measured.detected[frame] = float(trail.detected[k])
    measured.sharpness[frame] = trail.sharpness[k]
    measured.covered[frame] = trail.covered[k]


def inside(points: Floats, size: tuple[int, int]) -> Floats:
    """The share (n,) of each mesh's points (n, 468, 3) that lie in a picture of `size` (height, width)."""
    x, y = points[..., 0], points[..., 1]
    with np.errstate(invalid="ignore"):
        there = (x >= 0) & (x < size[1]) & (y >= 0) & (y < size[0])
    return np.asarray(there.mean(1), np.float32)


def confidence(
    measured: Signs, yaw: Floats, pitch: Floats, height: Floats, inside: Floats, bounds: Sequence[int],
    *, absent: NDArray[np.str_],
) -> tuple[Floats, tuple[str, ...]]:  # fmt: skip
    """Confidence (n,) in [0, 1] and the reason where it is under 1; `bounds` of the takes, `absent` the reason (n,)
    where there is no face. It changes by at most a fifth from frame to frame, but at a cut."""
    n = len(yaw)
    there = np.isfinite(height)
    facing = np.abs(yaw) < YAW[0]
    factors = [
        (TURNED, np.minimum(_fade(np.abs(yaw), *YAW), _fade(np.abs(pitch), *PITCH))),
        (SMALL, _fade(height, *HEIGHT)),
        (EDGE, _fade(inside, *INSIDE)),
        (OCCLUDED, _steady(_fade(measured.covered, *COVERED), bounds)),
        (OCCLUDED, _steady(np.where((measured.detected < 0.5) & facing, UNDETECTED, 1.0).astype(np.float32), bounds)),
        (UNSURE, _steady(_fade(measured.score, *SCORE), bounds)),
        (BLURRED, _steady(_blur(measured.sharpness, bounds), bounds)),
        (UNSURE, _fade(_between(measured.alike, bounds), *ALIKE)),
        (UNSURE, np.where(measured.bridged, BRIDGED, 1.0).astype(np.float32)),
    ]
    table = np.stack([np.nan_to_num(values, nan=1.0) for _, values in factors])
    whole = table.prod(0)
    why = np.array([name for name, _ in factors], object)[table.argmin(0)]
    whole[~there] = 0.0
    why = np.where(there, why, absent)
    out = np.empty(n, np.float32)
    cause = np.arange(n)
    for low, high in pairwise(bounds):
        out[low:high], cause[low:high] = _ramped(whole[low:high])
        cause[low:high] += low
    out[out > 0.999] = 1.0
    return out, tuple("" if c >= 1 else str(why[k]) for c, k in zip(out, cause, strict=True))


def _ramped(values: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The most that never exceeds the values and rises and falls by at most 1 / RAMP; and which frame bounds it."""
    out = values.astype(np.float32, copy=True)
    cause = np.arange(len(values))
    step = np.float32(1.0 / RAMP)
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        back = -1 if order.step > 0 else 1
        for k in order:
            if out[k + back] + step < out[k]:
                out[k], cause[k] = out[k + back] + step, cause[k + back]
    return out, cause


def _fade(values: Floats, whole: float, nothing: float) -> Floats:
    """1 up to `whole`, 0 from `nothing` on, even between; either may be the larger. NaN stays."""
    return np.asarray(np.clip((values - nothing) / (whole - nothing), 0.0, 1.0), np.float32)


def _steady(values: Floats, bounds: Sequence[int]) -> Floats:
    """The median of five frames within a take, so that one frame's chance does not count."""
    out = np.nan_to_num(values, nan=1.0)
    for low, high in pairwise(bounds):
        if high - low >= 3:
            out[low:high] = median_filter(out[low:high], 5, mode="nearest")
    return np.asarray(out, np.float32)


def _blur(sharpness: Floats, bounds: Sequence[int]) -> Floats:
    out = np.ones(len(sharpness), np.float32)
    for low, high in pairwise(bounds):
        known = low + np.flatnonzero(np.isfinite(sharpness[low:high]))
        if len(known):
            own = percentile_filter(sharpness[known], 75, size=min(97, len(known)), mode="nearest")
            out[known] = _fade(sharpness[known] / np.maximum(own, 1e-6), *SHARPNESS)
    return out


def _between(values: Floats, bounds: Sequence[int]) -> Floats:
    """Values known at some frames, drawn evenly between them within each take; NaN where a take has none."""
    out = np.full(len(values), np.nan, np.float32)
    for low, high in pairwise(bounds):
        known = low + np.flatnonzero(np.isfinite(values[low:high]))
        if len(known):
            out[low:high] = np.interp(np.arange(low, high), known, values[known])
    return out
