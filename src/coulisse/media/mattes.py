"""Coverage mattes from outlines."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.media.images import Floats

FINER = 4  # sub-pixels to a side, for soft edges


def fill(polygons: Iterable[NDArray[np.floating]], width: int, height: int) -> Floats:
    """The matte (height, width) in [0, 1] of the union of polygons (n, 2), pixels of that picture."""
    matte = np.zeros((height, width), np.float32)
    for points in polygons:
        layer = np.zeros((height * FINER, width * FINER), np.uint8)
        cv2.fillPoly(layer, [np.round(points * FINER).astype(np.int32)], 255)
        small = cv2.resize(layer, (width, height), interpolation=cv2.INTER_AREA)
        matte = np.maximum(matte, small.astype(np.float32) / 255)
    return matte
