"""The face's own frame: an upright square around a face, the same for each size, tilt and place in the picture.

The square is the one of the FFHQ set (Karras et al. 2019, `recreate_aligned_images`), which the synthetic people of
the training were made in, so what the net sees in a shot lies where it lay in training.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

# What of the FFHQ square the re-ageing net sees: left, top, right, bottom.
NET_BOX = (0.09, 0.13, 0.91, 0.95)


@dataclass(frozen=True)
class Frame:
    """A square of `side` pixels about `centre` (2,); `across` and `down` are unit vectors (2,) in the picture."""

    centre: Doubles
    across: Doubles
    down: Doubles
    side: float

    def to_square(self, pixels: int, box: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)) -> Doubles:
        """The matrix (2, 3) from the picture to a square of `pixels` a side that shows `box` of this frame."""
        scale = pixels / ((box[2] - box[0]) * self.side)
        turn = np.stack([self.across, self.down]) * scale
        corner = self.centre + ((box[0] - 0.5) * self.across + (box[1] - 0.5) * self.down) * self.side
        # Pixel centres: the square's corner (-0.5, -0.5) falls on the box's corner.
        return np.hstack([turn, (-turn @ corner - 0.5)[:, None]])


def frame_of(five: NDArray[np.floating]) -> Frame:
    """The frame of a face out of five landmarks (5, 2): the person's right eye, left eye, nose, mouth right and left.

    As FFHQ: across is the line of the eyes, straightened by the line down to the mouth; the side is four times the
    distance of the eyes or 3.6 times that from eyes to mouth, whichever is more, so that a turned head keeps its size.
    """
    p = np.asarray(five, np.float64)
    eyes, mouth = p[:2].mean(0), p[3:5].mean(0)
    between, down = p[1] - p[0], mouth - eyes
    x = between - np.array([-down[1], down[0]])
    length = max(float(np.hypot(*x)), 1e-6)
    across = x / length
    half = max(float(np.hypot(*between)) * 2.0, float(np.hypot(*down)) * 1.8, 1.0)
    return Frame(eyes + down * 0.1, across, np.array([-across[1], across[0]]), 2.0 * half)
