"""The pinhole camera that the whole of Coulisse shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Camera:
    """A pinhole camera with square pixels and no distortion.

    The image plane is continuous: x runs from 0 (left edge) to `width`, y from 0 (top edge) to
    `height`; the centre of pixel (row, column) is (column + 0.5, row + 0.5).
    `rotation` (3, 3) and `translation` (3,) take world metres (Z up) to OpenCV camera axes
    (x right, y down, z forward): `camera = rotation @ world + translation`.
    `focal` and the principal point `cx`, `cy` are in pixels.
    """

    width: int
    height: int
    focal: float
    cx: float
    cy: float
    rotation: FloatArray
    translation: FloatArray

    @property
    def position(self) -> FloatArray:
        """The optical centre in the world, metres, shape (3,)."""
        return -self.rotation.T @ self.translation

    def project(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """World points (..., 3) to pixels (..., 2) and depth along the optical axis (...), metres.

        Points behind the camera get a negative depth and a meaningless pixel.
        """
        in_camera = np.asarray(points, float) @ self.rotation.T + self.translation
        depth = in_camera[..., 2]
        safe = np.where(np.abs(depth) < 1e-9, 1e-9, depth)
        pixels = in_camera[..., :2] / safe[..., None] * self.focal + np.array([self.cx, self.cy])
        return pixels, depth

    def rays(self, pixels: FloatArray) -> FloatArray:
        """Pixels (..., 2) to unit directions in the world (..., 3)."""
        pixels = np.asarray(pixels, float)
        in_camera = np.concatenate(
            [(pixels - np.array([self.cx, self.cy])) / self.focal, np.ones((*pixels.shape[:-1], 1))], -1
        )
        world = in_camera @ self.rotation
        return world / np.linalg.norm(world, axis=-1, keepdims=True)

    def scaled(self, width: int, height: int) -> Camera:
        """The same camera for a picture of another size and the same aspect ratio."""
        sx, sy = width / self.width, height / self.height
        return Camera(
            width, height, self.focal * (sx + sy) / 2, self.cx * sx, self.cy * sy,
            self.rotation, self.translation,
        )  # fmt: skip
