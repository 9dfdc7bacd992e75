"""How a head is turned and how large its face is, out of the mesh's own depth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.face.landmarks import CHIN, FOREHEAD

Floats = NDArray[np.float32]

_RIGHT, _LEFT = (33, 234), (263, 454)  # outer corner of the eye and edge of the face, on either side
# The line from forehead to chin leans by this much on a head that looks into the camera: the mean of the eleven
# portraits of tests/people.
_LEAN = 8.0  # degrees
# YuNet's boxes are higher than the way from the mesh's forehead to its chin, on the same portraits.
_BOX = 1.15


def pose(points: Floats) -> tuple[Floats, Floats]:
    """Yaw and pitch (n,) in degrees of meshes (n, 468, 3); NaN where a mesh is.

    Yaw is positive towards the picture's right, as in face/detect.py; pitch is positive where the face looks down.
    A tilt of the head in the picture changes neither.
    """
    across = points[:, list(_LEFT)].mean(1, dtype=np.float64) - points[:, list(_RIGHT)].mean(1, dtype=np.float64)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    down = points[:, CHIN].astype(np.float64) - points[:, FOREHEAD]
    down -= across * (down * across).sum(1, keepdims=True)
    down /= np.maximum(np.linalg.norm(down, axis=1, keepdims=True), 1e-9)
    # In the head's own axes, so that a tilt does not mix the two: depth of the across and of the down direction.
    yaw = np.degrees(np.arctan2(across[:, 2], np.hypot(across[:, 0], across[:, 1])))
    pitch = -np.degrees(np.arctan2(down[:, 2], np.hypot(down[:, 0], down[:, 1])))
    return yaw.astype(np.float32), (pitch + _LEAN).astype(np.float32)


def height(points: Floats) -> Floats:
    """Face heights (n,) in pixels of meshes (n, 468, 3), as a detector's box has them; the same for a turned head."""
    return np.asarray(_BOX * np.linalg.norm(points[:, CHIN] - points[:, FOREHEAD], axis=1), np.float32)
