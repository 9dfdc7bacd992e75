"""Portraits of people who do not exist, cut to their face's own square, with the mesh in it."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from coulisse.face.detect import find_faces
from coulisse.face.landmarks import find_mesh
from coulisse.face.space import NET_BOX, frame_of
from coulisse.models.catalogue import find
from small_people import portrait

Floats = NDArray[np.float32]

needs_mesh = pytest.mark.skipif(
    find("yunet") is None or find("facemesh") is None,
    reason="the face networks are not here: coulisse models fetch yunet, coulisse models fetch facemesh",
)


@cache
def face_square(name: str, side: int = 256, mirrored: bool = False) -> tuple[Floats, Floats]:
    """The encoded square (side, side, 3) of a committed portrait, or of its mirror image, and its mesh (468, 3)."""
    picture = portrait(name)
    if mirrored:
        picture = np.ascontiguousarray(picture[:, ::-1])
    mesh = find_mesh(picture, find_faces(picture)[0].landmarks)
    matrix = frame_of(mesh.five).to_square(side, NET_BOX)
    square = cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    points = mesh.points * np.float32(np.hypot(matrix[0, 0], matrix[1, 0]))
    points[:, :2] = mesh.points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    return square.astype(np.float32) / np.float32(255), points


def mirror_image(picture: Floats) -> Floats:
    return np.ascontiguousarray(picture[:, ::-1])


def moved(points: Floats, right: float, down: float) -> Floats:
    """The mesh a little elsewhere, by parts of a pixel."""
    return points + np.array([right, down, 0], np.float32)
