"""The face mesh network: 468 points of a face in an upright crop (MediaPipe Face Mesh, Kartynnik et al. 2019)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.models import sessions

MESH = "facemesh"
SIDE = 192  # pixels of the crop that the network wants
POINTS = 468


def mesh(crop: NDArray[np.uint8]) -> tuple[NDArray[np.float32], float]:
    """The points (468, 3) in pixels of the crop (192, 192, 3) sRGB uint8, and how surely it is a face, in [0, 1].

    Depth has the scale of x and y and grows away from the camera. Raises Unavailable without the weights `facemesh`.
    """
    if crop.shape != (SIDE, SIDE, 3):
        raise ValueError(f"the mesh wants {SIDE} x {SIDE} x 3, not {crop.shape}")
    found = sessions.run(MESH, {"input_1": crop[None].astype(np.float32) / np.float32(255)})
    points = found["Identity_2"].reshape(POINTS, 3)
    return np.asarray(points, np.float32), float(found["Identity_1"].ravel()[0])
