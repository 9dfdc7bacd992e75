"""Contact sheets: a shot's frames side by side, numbered."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.media.colour import to_code_values
from coulisse.media.images import Floats, resized

COLUMNS = 4
TILE = 480  # pixels wide
MARGIN = 12
LINE = 230  # of 255: between before and after
PAPER, INK = 18, (158, 158, 158)  # 8-bit sRGB


def contact_sheet(frames: Sequence[Floats], numbers: Sequence[int]) -> NDArray[np.uint8]:
    """One picture of display-referred frames (h, w, 3), each with its number, four to a row."""
    h, w = frames[0].shape[:2]
    tile_h = round(TILE * h / w)
    rows = -(-len(frames) // COLUMNS)
    label = 26
    sheet = np.full((rows * (tile_h + label + MARGIN) + MARGIN, COLUMNS * (TILE + MARGIN) + MARGIN, 3), PAPER, np.uint8)
    for k, (frame, number) in enumerate(zip(frames, numbers, strict=True)):
        top = MARGIN + (k // COLUMNS) * (tile_h + label + MARGIN)
        left = MARGIN + (k % COLUMNS) * (TILE + MARGIN)
        sheet[top : top + tile_h, left : left + TILE] = to_code_values(np.clip(resized(frame, TILE, tile_h), 0, 1))
        cv2.putText(
            sheet, str(number), (left, top + tile_h + 19), cv2.FONT_HERSHEY_SIMPLEX, 0.5, INK, 1,
            cv2.LINE_AA,
        )  # fmt: skip
    return sheet


def wiped(before: NDArray[np.uint8], after: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
    """Before on the left and after on the right of an upright line at `share` of the width; (h, w, 3) uint8 sRGB."""
    width = before.shape[1]
    edge = round(float(np.clip(share, 0, 1)) * width)
    picture = after.copy()
    picture[:, :edge] = before[:, :edge]
    if 0 < edge < width:
        picture[:, max(edge - max(1, width // 640), 0) : edge] = LINE
    return picture
