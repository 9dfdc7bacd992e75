"""A scene-linear picture as a network sees it: sRGB values, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Linear ACEScg to linear Rec.709, Bradford adapted: the matrix of the config that media/colour.py names. It
# stands here because `models` and `media` share a floor; tests/test_inpaint.py holds the two together.
_TO_REC709 = np.array(
    [[1.7050509, -0.6217921, -0.0832589], [-0.1302564, 1.1408048, -0.0105483], [-0.0240034, -0.128969, 1.1529723]],
    np.float32,
)
_TO_ACESCG = np.linalg.inv(_TO_REC709.astype(np.float64)).astype(np.float32)


def encode_srgb(image: Floats) -> Floats:
    """ACEScg (h, w, 3) to sRGB values in [0, 1] (IEC 61966-2-1); a network knows nothing brighter."""
    linear = np.clip(image @ _TO_REC709.T, 0.0, 1.0)
    curved = 1.055 * linear ** np.float32(1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, 12.92 * linear, curved).astype(np.float32)


def decode_srgb(values: Floats) -> Floats:
    """sRGB values (h, w, 3) to ACEScg."""
    curved = (np.maximum(values + 0.055, 0.0) / 1.055) ** np.float32(2.4)
    linear = np.where(values <= 0.04045, values / 12.92, curved)
    return np.asarray(linear @ _TO_ACESCG.T, np.float32)
