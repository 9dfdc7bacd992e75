"""The values that face work is done in: scene-linear light under the sRGB curve, without an end at white."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.media import colour

Floats = NDArray[np.float32]


def encoded(image: NDArray[np.floating]) -> Floats:
    """ACEScg (h, w, 3) as sRGB-encoded values; highlights go on past 1, colours outside sRGB under 0."""
    return colour.from_scene_linear(image, colour.SRGB)


def decoded(image: NDArray[np.floating]) -> Floats:
    """The inverse of `encoded`: to ACEScg (h, w, 3)."""
    return colour.to_scene_linear(image, colour.SRGB)
