"""The surroundings of one face, brought down once so that every network that looks at it reads few pixels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.landmarks import Mesh, find_mesh
from coulisse.face.space import frame_of

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

_SIDE = 280.0  # pixels of the face's square (face/space.py) at least: the mesh's network sees 210 of it
_REACH = 1.4  # of that square, to every side: a window turned by 45 degrees still fits


@dataclass(frozen=True)
class Near:
    """A part of a picture from (`left`, `top`) on, whole blocks of `step` pixels averaged into one."""

    picture: Bytes
    left: int
    top: int
    step: int

    def into(self, points: Floats) -> Floats:
        """Points (..., 2 or 3) of the picture in this part; depth is scaled along."""
        out = np.array(points, np.float32) / np.float32(self.step)
        out[..., 0] += (0.5 - self.left) / self.step - 0.5
        out[..., 1] += (0.5 - self.top) / self.step - 0.5
        return out

    def back(self, points: NDArray[np.floating]) -> Floats:
        """The inverse of `into`."""
        out = np.array(points, np.float32) * np.float32(self.step)
        out[..., 0] += self.left + 0.5 * self.step - 0.5
        out[..., 1] += self.top + 0.5 * self.step - 0.5
        return out

    def mesh(self, five: Floats, rounds: int) -> Mesh:
        """`find_mesh` about landmarks (5, 2) of the picture, in its pixels."""
        found = find_mesh(self.picture, self.into(five), rounds=rounds)
        return Mesh(self.back(found.points), found.score)


def near_by(picture: Bytes, five: Floats) -> Near:
    """What surrounds the face whose landmarks (5, 2) are about there, in a picture (h, w, 3) uint8."""
    frame = frame_of(five)
    height, width = picture.shape[:2]
    step = max(1, int(frame.side / _SIDE))
    reach = _REACH * frame.side
    left, top = (int(np.clip(c - reach, 0, s - step)) for c, s in zip(frame.centre, (width, height), strict=True))
    right, bottom = (int(np.clip(c + reach, 0, s)) for c, s in zip(frame.centre, (width, height), strict=True))
    wide, tall = max(1, (right - left) // step), max(1, (bottom - top) // step)
    part = picture[top : top + tall * step, left : left + wide * step]
    if step > 1:
        part = np.asarray(cv2.resize(part, (wide, tall), interpolation=cv2.INTER_AREA), np.uint8)
    return Near(part, left, top, step)
