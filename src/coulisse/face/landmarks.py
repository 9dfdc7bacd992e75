"""468 points on a face, from five: the mesh of a face at any tilt, refined until its crop no longer moves."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.space import frame_of
from coulisse.models import mesh as network

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

# Indices of the mesh (MediaPipe's canonical face model). Right and left are the person's own.
RIGHT_EYE = (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7)
LEFT_EYE = (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249)
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
LIPS = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
INNER_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
NOSE_TIP, FOREHEAD, CHIN = 1, 10, 152

# Side of the mesh's crop, and how far below the eyes its middle lies, in shares of the FFHQ frame (face/space.py):
# the network was trained on crops of half again a detector's box.
_CROP_SIDE, _CROP_DOWN = 0.92, 0.07


@dataclass(frozen=True)
class Mesh:
    """Points (468, 3) in pixels of the picture (depth in the same scale), and how surely it is a face, in [0, 1]."""

    points: Floats
    score: float

    @property
    def five(self) -> Floats:
        """Eyes, nose tip and corners of the mouth (5, 2), as a detector gives them: right and left are the person's."""
        p = self.points[:, :2]
        right, left = p[list(RIGHT_EYE)].mean(0), p[list(LEFT_EYE)].mean(0)
        return np.stack([right, left, p[NOSE_TIP], p[61], p[291]]).astype(np.float32)


def find_mesh(picture: Bytes, five: Floats, *, rounds: int = 2) -> Mesh:
    """The mesh of the face whose five landmarks (5, 2) are known, in an sRGB picture (h, w, 3) uint8.

    The first crop follows the five points, each further one the mesh that was found: a crop that the points agree
    with gives steadier ones. Raises Unavailable without the weights `facemesh`.
    """
    best = Mesh(np.zeros((network.POINTS, 3), np.float32), 0.0)
    for _ in range(max(1, rounds)):
        to_crop = _crop_matrix(five)
        scale = float(np.hypot(to_crop[0, 0], to_crop[1, 0]))
        crop = sampled(picture, to_crop, network.SIDE)
        points, score = network.mesh(crop)
        back = cv2.invertAffineTransform(to_crop)
        flat = points[:, :2] @ back[:, :2].T + back[:, 2]
        found = Mesh(np.concatenate([flat, points[:, 2:] / scale], 1).astype(np.float32), score)
        if score < best.score - 0.2:
            break
        best = found
        five = found.five
    return best


def sampled(picture: NDArray, matrix: NDArray, side: int) -> NDArray:
    """The square (side, side, 3) that `matrix` (2, 3; picture to square) cuts out, averaged where it shrinks."""
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 0.7:  # bilinear sampling would skip pixels: average whole blocks first, of the part that is needed
        corners = np.array([[0, 0], [side, 0], [0, side], [side, side]], np.float64)
        back = cv2.invertAffineTransform(matrix)
        seen = corners @ back[:, :2].T + back[:, 2]
        height, width = picture.shape[:2]
        step = max(1, int(0.75 / scale))
        low = np.clip(seen.min(0) - 2, 0, (width - 1, height - 1)).astype(int) // step * step
        left, top = int(low[0]), int(low[1])
        right, bottom = (int(np.clip(v, 1, s)) for v, s in zip(seen.max(0) + 3, (width, height), strict=True))
        if right > left and bottom > top:
            part = picture[top:bottom, left:right]
            size = (max(1, round(part.shape[1] / step)), max(1, round(part.shape[0] / step)))
            ratio = np.array([part.shape[1] / size[0], part.shape[0] / size[1]])
            picture = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
            moved = matrix[:, :2] * ratio
            offset = matrix[:, :2] @ (np.array([left, top]) + (ratio - 1) / 2) + matrix[:, 2]
            matrix = np.hstack([moved, offset[:, None]])
    return np.asarray(
        cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )


def _crop_matrix(five: Floats) -> NDArray[np.float64]:
    """Picture to the mesh's crop, upright along the line from the eyes to the mouth."""
    frame = frame_of(five)
    eyes = five[:2].astype(np.float64).mean(0)
    centre = eyes + frame.down * (_CROP_DOWN * frame.side)
    scale = network.SIDE / (_CROP_SIDE * frame.side)
    turn = np.stack([frame.across, frame.down]) * scale
    return np.hstack([turn, (np.array([network.SIDE / 2] * 2) - turn @ centre)[:, None]])
