"""Whose face it may be: a descriptor of 128 numbers, how alike two are, and whether a face can be told at all."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.detect import Face
from coulisse.models import faces

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

# All measured by bench/likeness.py; the tables stand in docs/likeness.md.
SAME_PERSON = 0.58  # cosine: one pair of strangers in a thousand is more alike, among near twins
PERHAPS = 0.40  # cosine: one in twenty-five; enough to tell a person whom to compare with, and where place agrees
SMALLEST_LEGIBLE = 30.0  # pixels of face height
LARGEST_YAW = 35.0  # degrees
LEAST_SHARPNESS = 0.04

# Where SFace wants the landmarks in its crop of 112 pixels: the ArcFace template (Deng et al. 2019).
_TEMPLATE = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float64
)


def aligned(picture: Bytes, face: Face) -> Bytes:
    """The face (112, 112, 3) upright, its landmarks where SFace wants them (least squares, Umeyama 1991).

    Larger faces are averaged down, not sampled, so that a close-up and a wide shot give the same crop.
    """
    source, target = face.landmarks.astype(np.float64), _TEMPLATE
    centre, goal = source.mean(0), target.mean(0)
    s, t = source - centre, target - goal
    power = max(float((s**2).sum()), 1e-6)
    a = float((s * t).sum()) / power
    b = float((s[:, 0] * t[:, 1] - s[:, 1] * t[:, 0]).sum()) / power
    turn = np.array([[a, -b], [b, a]])
    scale = float(np.hypot(a, b))
    # Only the face's surroundings, first averaged to twice the crop: a picture may be of 100 megapixels.
    reach = 1.2 * faces.CROP / max(scale, 1e-6)
    height, width = picture.shape[:2]
    left, right = (int(np.clip(v, 0, width)) for v in (centre[0] - reach, centre[0] + reach + 1))
    top, bottom = (int(np.clip(v, 0, height)) for v in (centre[1] - reach, centre[1] + reach + 1))
    part = picture[top:bottom, left:right]
    if part.size == 0:
        return np.zeros((faces.CROP, faces.CROP, 3), np.uint8)
    shrink = min(1.0, 2.0 * scale)
    if shrink < 1.0:
        size = (max(1, round(part.shape[1] * shrink)), max(1, round(part.shape[0] * shrink)))
        ratio = np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    else:
        ratio = np.ones(2)
    # A pixel's middle is at k + 0.5 of the averaged picture's scale.
    matrix = np.hstack([turn / ratio, (goal - turn @ (centre - [left, top]))[:, None]])
    return np.asarray(
        cv2.warpAffine(part, matrix, (faces.CROP, faces.CROP), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )


def describe(picture: Bytes, face: Face) -> Floats:
    """The descriptor (128,) of a face, a unit vector: the mean of the face's and of its mirror image's.

    The same for a picture and its mirror image. Raises Unavailable without the weights `sface`.
    """
    return describe_aligned(aligned(picture, face))


def describe_aligned(crop: Bytes) -> Floats:
    """The descriptor (128,) of an aligned crop, as `describe`."""
    both = _unit(faces.describe(crop)) + _unit(faces.describe(np.ascontiguousarray(crop[:, ::-1])))
    return _unit(both)


def similarity(a: NDArray[Any], b: NDArray[Any]) -> float:
    """The cosine between two descriptors: 1 the same picture, about 0 strangers, see `SAME_PERSON`."""
    return float(np.dot(a, b))


def sharpness(crop: Bytes) -> float:
    """How much fine detail an aligned crop has for its contrast: about 0 where out of focus.

    The mean size of the Laplacian by the standard deviation of the grey values.
    """
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32)[16:104, 20:92]
    detail = np.abs(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 1.0), cv2.CV_32F)).mean()
    return float(detail / max(float(grey.std()), 4.0))


def why_not_told(face: Face, crop: Bytes) -> str:
    """Why nobody could be told by this face: "too small", "turned away", "blurred", or "" where one could."""
    if face.height < SMALLEST_LEGIBLE:
        return "too small"
    if abs(face.yaw_degrees) > LARGEST_YAW:
        return "turned away"
    if sharpness(crop) < LEAST_SHARPNESS:
        return "blurred"
    return ""


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), np.float32)
