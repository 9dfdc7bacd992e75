"""A face cut out of a plate: its part of the picture, and an upright square of it at one size through a clip."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import neck
from coulisse.face.encoding import encoded
from coulisse.face.landmarks import Mesh, sampled
from coulisse.face.space import NET_BOX, frame_of

Floats = NDArray[np.float32]

# Pixels of the square that a face is worked on in. What a plate shows finer than the largest is carried along over it
# (face/over_plate.py), so that a close-up of 8K keeps its own pores and needs no more memory.
LEAST_SIDE, MOST_SIDE, STEP = 256, 2048, 64
LARGE = 1 << 26  # bytes of a plate's part: more of it is not kept for seven frames, but encoded again
MARGIN = 4  # pixels of plate around the square


@dataclass(frozen=True)
class Cut:
    """A face's part of the plate: `region` (left, top, right, bottom) in pixels, its encoded pixels, and the square.

    `matrix` (2, 3) maps the region's pixels to the square's; `points` (468, 3) are the mesh in the square.
    """

    region: tuple[int, int, int, int]
    plate: Floats
    matrix: NDArray[np.float64]
    square: Floats
    points: Floats

    @property
    def side(self) -> int:
        """Pixels of the square."""
        return self.square.shape[0]


def side_of(points: Floats) -> int:
    """The side in pixels at which a face is worked on so that nothing of the plate's detail is lost."""
    wanted = frame_of(Mesh(points, 1.0).five).side * (NET_BOX[2] - NET_BOX[0])
    return int(np.clip(np.ceil(wanted / STEP) * STEP, LEAST_SIDE, MOST_SIDE))


def cut(plate: Floats, points: Floats, side: int) -> Cut:
    """Cut the face whose mesh is `points` (468, 3; picture pixels) out of a plate (h, w, 3) ACEScg."""
    height, width = plate.shape[:2]
    matrix = frame_of(Mesh(points, 1.0).five).to_square(side, NET_BOX)
    low = side * (1 + neck.BELOW)  # the neck's square is cut out with the face's
    corners = np.array([[0, 0], [side, 0], [0, low], [side, low]], np.float64)
    back = cv2.invertAffineTransform(matrix)
    seen = corners @ back[:, :2].T + back[:, 2]
    left, top = (max(0, int(np.floor(v)) - MARGIN) for v in seen.min(0))
    right, bottom = (min(s, int(np.ceil(v)) + MARGIN) for v, s in zip(seen.max(0), (width, height), strict=True))
    left, top = min(left, width - 1), min(top, height - 1)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    part = encoded(plate[top:bottom, left:right])
    moved = matrix.copy()
    moved[:, 2] += matrix[:, :2] @ np.array([left, top])
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 0.7:
        square = np.asarray(sampled(part, moved, side), np.float32)
    else:
        square = cv2.warpAffine(part, moved, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inside = points.astype(np.float64).copy()
    inside[:, :2] = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    inside[:, 2] *= scale
    return Cut((left, top, right, bottom), part, moved, square, inside.astype(np.float32))


def put_by(given: Cut) -> Cut:
    """A cut to be kept for some frames: without the plate's part where that is large; `taken_up` gives it back."""
    if given.plate.nbytes <= LARGE:
        return given
    return replace(given, plate=np.zeros((0, 0, 3), np.float32))


def taken_up(given: Cut, plate: Floats) -> Cut:
    """A cut that was `put_by`, whole again; `plate` (h, w, 3) ACEScg is the one that it was cut from."""
    if given.plate.size:
        return given
    left, top, right, bottom = given.region
    return replace(given, plate=encoded(plate[top:bottom, left:right]))
