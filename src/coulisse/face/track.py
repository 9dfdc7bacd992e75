"""The performers through a whole clip, by identity: where their faces are, and how far each frame can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coulisse.face import belonging, pose, seek, smooth, trust
from coulisse.face.seek import Seen
from coulisse.models.mesh import POINTS

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

BRIDGED = 3  # frames of a gap over which a face is taken to move on evenly


@dataclass(frozen=True)
class Track:
    """One performer through the whole clip of n frames.

    `points` (n, 468, 3) are the mesh in pixels of the picture, smoothed without lag; NaN where not seen. `confidence`
    (n,) in [0, 1]: 0 means that nothing is to be done there; it ramps in and out over some frames and never pops.
    `reason` says for each frame why it is under 1, "" where it is 1. `identity` (n,) is the cosine to the performer's
    templates, NaN where not measured. `yaw` and `pitch` (n,) degrees, `height` (n,) pixels of the face, NaN where not
    seen. `cuts` are the frames at which a new take begins: nothing is smoothed or ramped across one. `occluded` has a
    matte (64, 64) uint8, 255 where something is in front, on the template of face/steady.py, for frames that need one.
    `perhaps` (k, 3) are faces that may be the performer's and were left alone: first frame, the one after the last, and
    the mean cosine.
    """

    performer: str
    points: Floats
    confidence: Floats
    reason: tuple[str, ...]
    identity: Floats
    yaw: Floats
    pitch: Floats
    height: Floats
    cuts: tuple[int, ...]
    occluded: tuple[Bytes | None, ...] = ()
    perhaps: Floats = field(default_factory=lambda: np.zeros((0, 3), np.float32))


def follow(
    frames: Iterable[Bytes], performers: Mapping[str, Floats], *, tell: Callable[[int], None] = lambda done: None
) -> dict[str, Track]:
    """Find each performer in each frame (h, w, 3) sRGB uint8, in one pass for all; `tell` is called with 1 a frame.

    `performers` maps a name to descriptors (k, 128), unit vectors as face/identity.py makes them. A face on its side
    is found, too. Of every frame only what a Track holds is kept. Raises Unavailable without the weights `yunet`,
    `sface` and `facemesh`.
    """
    names = list(performers)
    seen = seek.seek(frames, [np.atleast_2d(performers[name]) for name in names], tell)
    whose = belonging.assign(seen.trails, len(names))
    return {name: _track(name, k, seen, whose) for k, name in enumerate(names)}


def _track(name: str, performer: int, seen: Seen, whose: list[belonging.Owner]) -> Track:
    n = seen.frames
    points = np.full((n, POINTS, 3), np.nan, np.float32)
    signs = trust.signs(n)
    occluded: list[Bytes | None] = [None] * n
    others, doubtful = np.zeros(n, bool), np.zeros(n, bool)
    perhaps: list[tuple[float, float, float]] = []
    for trail, owner in zip(seen.trails, whose, strict=True):
        if owner.performer != performer:
            others[trail.start : trail.end] = True
            if owner.unsure and performer in owner.perhaps:
                doubtful[trail.start : trail.end] = True
                if len(trail.legible()):
                    perhaps.append((trail.start, trail.end, owner.alike))
            continue
        for k, mesh in enumerate(trail.points):
            if mesh is None:
                continue
            frame = trail.start + k
            points[frame] = mesh
            trail.points[k] = None  # an hour of meshes is half a gigabyte: not twice
            occluded[frame] = trail.mattes[k]
            trust.note(signs, trail, k, frame)
    bounds = [0, *seen.cuts, n]
    for low, high in pairwise(bounds):
        _bridge_and_smooth(points[low:high], signs.bridged[low:high])
    identity = np.full(n, np.nan, np.float32)
    for trail, owner in zip(seen.trails, whose, strict=True):
        if owner.performer == performer:
            for frame, cosines, told in trail.checks:
                identity[frame] = cosines[performer]
                signs.alike[frame] = cosines[performer] if told else np.nan
    for k in np.flatnonzero(signs.bridged).tolist():
        occluded[k] = _both(
            occluded[k - 1], next((m for m in occluded[k + 1 : k + 1 + BRIDGED] if m is not None), None)
        )
    yaw, pitch = pose.pose(points)
    height = pose.height(points)
    there = np.isfinite(height)
    confidence, reason = trust.confidence(
        signs, yaw, pitch, height, trust.inside(points, seen.size), bounds,
        absent=np.where(doubtful, trust.UNSURE, np.where(others, trust.ANOTHER, trust.ABSENT)),
    )  # fmt: skip
    points[~there] = np.nan
    return Track(
        name, points, confidence, reason, identity, yaw, pitch, height, seen.cuts, tuple(occluded),
        np.array(perhaps, np.float32).reshape(-1, 3),
    )  # fmt: skip


def _both(before: Bytes | None, after: Bytes | None) -> Bytes | None:
    """The matte of a frame that was not seen: what its neighbours' mattes cover."""
    if before is None or after is None:
        return after if before is None else before
    return np.maximum(before, after)


def _bridge_and_smooth(points: Floats, bridged: NDArray[np.bool_]) -> None:
    """In place, within one take: short gaps are filled evenly and marked, and each run of frames is smoothed."""
    there = np.isfinite(points[:, 0, 0])
    for low, high in _runs(~there):
        if low == 0 or high == len(points) or high - low > BRIDGED:
            continue
        before, after = points[low - 1], points[high]
        size = float(pose.height(before[None])[0])
        if float(np.median(np.hypot(*(after - before)[:, :2].T))) > 0.5 * size * (high - low + 1):
            continue
        for k in range(low, high):
            share = np.float32((k - low + 1) / (high - low + 1))
            points[k] = before + (after - before) * share
        bridged[low:high] = True
        there[low:high] = True
    for low, high in _runs(there):
        size = float(np.median(pose.height(points[low:high])))
        points[low:high], _ = smooth.smoothed(points[low:high], size)


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The first frame of each run of True, and the one after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
