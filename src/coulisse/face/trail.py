"""A trail: one face followed through consecutive frames, and all that was seen of it on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coulisse.face import appearance, identity, pose
from coulisse.face.detect import Face, yaw_of
from coulisse.face.landmarks import Mesh
from coulisse.face.near import Near

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

LEAST_COVERED = 0.012  # of the face: less is noise
SETTLE = 600  # frames after which flat pictures are looked at and forgotten
BLURRED = 0.75  # of a trail's usual sharpness: less tells nobody, be it in one direction only


@dataclass
class Trail:
    """A face through consecutive frames from `start` on; all lists have a value for each frame.

    `points` holds None where the face was away, `covered` the share of the face that something is in front of and
    `mattes` where. `checks` are (frame, cosines (performers,), legible). `five`, `height` and `velocity` (pixels a
    frame) are those of the last frame. `doubt` is a frame from which on it may be somebody else, who was not told yet.
    """

    start: int
    five: Floats
    height: float
    velocity: Floats = field(default_factory=lambda: np.zeros(2, np.float32))
    points: list[Floats | None] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    detected: list[bool] = field(default_factory=list)
    sharpness: list[float] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)
    mattes: list[Bytes | None] = field(default_factory=list)
    checks: list[tuple[int, Floats, bool]] = field(default_factory=list)
    known: int = 0
    dismissed: bool = False
    check_now: bool = True
    doubt: int | None = None
    _total: Floats = field(default_factory=lambda: np.zeros(1, np.float32))
    _best: float = -1.0
    _own: Floats = field(default_factory=lambda: np.zeros(128, np.float32))
    _flats: list[tuple[int, Bytes, float]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The frame after the last."""
        return self.start + len(self.points)

    @property
    def gap(self) -> int:
        """For how many frames the face has been away."""
        return next((k for k, p in enumerate(reversed(self.points)) if p is not None), len(self.points))

    @property
    def mean(self) -> Floats:
        """The mean cosine (performers,) of the legible checks; `known` is how many there are."""
        return np.asarray(self._total / max(1, self.known), np.float32)

    @property
    def best(self) -> float:
        """The largest cosine of the legible checks."""
        return self._best

    def legible(self) -> Floats:
        """The cosines (checks, performers) of the legible checks."""
        rows = [cosines for _, cosines, told in self.checks if told]
        return np.stack(rows) if rows else np.zeros((0, 1), np.float32)

    def away(self, detected: bool = False) -> None:
        """A frame in which the face was not found, or, of a stranger's, is not kept."""
        self._add(None, 0.0, detected)

    def seen(self, mesh: Mesh, detected: bool, near: Near) -> None:
        """A frame in which the face was found; `near` is its surroundings there."""
        self.five, self.height = mesh.five, float(pose.height(mesh.points[None])[0])
        self._add(mesh.points, mesh.score, detected)
        flat = appearance.flat(near.picture, near.into(mesh.points), near.into(mesh.five))
        self.sharpness[-1] = appearance.sharpness(flat)
        self._flats.append((len(self.points) - 1, flat, float(pose.pose(mesh.points[None])[0][0])))
        if len(self._flats) >= SETTLE:
            self.settle()

    def described(self, picture: Bytes) -> tuple[Floats, bool]:
        """The descriptor (128,) of the face in the picture, and whether anybody can be told by it."""
        face = Face((0, 0, 0, 0), self.five, 1.0, yaw_of(self.five), self.height)
        crop = identity.aligned(picture, face)
        told = not identity.why_not_told(face, crop)
        if self.points[-1] is not None:
            told = told and self.sharpness[-1] >= BLURRED * float(np.median(self.sharpness[-24:]))
        return identity.describe_aligned(crop), told

    def likeness(self, descriptor: Floats) -> float | None:
        """How like the trail's own legible faces a descriptor is, a cosine; None where it has none."""
        own = self.look()
        return None if own is None else float(own @ descriptor)

    def look(self) -> Floats | None:
        """The mean descriptor (128,) of the trail's own legible faces, a unit vector; None where it has none."""
        size = float(np.linalg.norm(self._own))
        return np.asarray(self._own / size, np.float32) if size > 0 else None

    def check(self, frame: int, descriptor: Floats, cosines: Floats, told: bool) -> None:
        """Write down whose face it looks like in a frame."""
        self.checks.append((frame, cosines, told))
        if told:
            self._own = self._own + descriptor
            self._total, self.known = self._total + cosines, self.known + 1
            self._best = max(self._best, float(cosines.max()))
            self.doubt = None

    def dismiss(self) -> None:
        """It is a stranger's: forget all that was seen, so that a crowd does not fill the memory."""
        self.dismissed = True
        self.points = [None] * len(self.points)
        self.mattes = [None] * len(self.points)
        self._flats.clear()

    def settle(self) -> None:
        """Tell what is in front of the face, in the frames seen since the last time, and forget their pictures."""
        if self._flats:
            shares, mattes = appearance.occlusion(
                np.stack([f for _, f, _ in self._flats]), np.array([y for _, _, y in self._flats], np.float32)
            )
            usual = float(np.median([self.sharpness[k] for k, _, _ in self._flats]))
            for (k, _, _), share, matte in zip(self._flats, shares, mattes, strict=True):
                if self.sharpness[k] < BLURRED * usual:
                    continue  # a blurred face looks otherwise, too, and nothing is in front of it
                self.covered[k] = float(share)
                self.mattes[k] = matte.copy() if share > LEAST_COVERED else None
        self._flats.clear()

    def cut_back(self, end: int) -> None:
        """Forget the frames from `end` on."""
        keep = max(0, end - self.start)
        for values in (self.points, self.score, self.detected, self.sharpness, self.covered, self.mattes):
            del values[keep:]
        self._flats = [f for f in self._flats if f[0] < keep]
        self.checks = [c for c in self.checks if c[0] < end]

    def close(self) -> None:
        """Forget the frames at the end where the face was away or never told again, and settle."""
        if self.doubt is not None:
            self.cut_back(self.doubt)
        self.cut_back(self.end - self.gap)
        self.settle()

    def _add(self, points: Floats | None, score: float, detected: bool) -> None:
        self.points.append(points)
        self.score.append(score)
        self.detected.append(detected)
        self.sharpness.append(0.0)
        self.covered.append(0.0)
        self.mattes.append(None)
