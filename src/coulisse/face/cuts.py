"""Hard cuts: where a new take begins, told by small pictures of the frames."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

_SIZE = (32, 18)  # pixels of the small picture
_SOFT = 1.0  # pixels of it: what moves a little is still in its place
_BACK = 0.6  # of a change: where less of it is left a frame later, the picture has come back, as after a flash
_APART = 0.30  # of a small picture's own variation: what two frames of one take rarely differ by, but for a fast pan
_ABRUPT = 3.0  # times the change around it: a pan or a shake changes over many frames, a cut in one
_AROUND = 3  # frames on either side that tell the usual change
_LEAST = 4.0  # code values: the variation of an even, dark picture is noise


def thumbnail(picture: Bytes) -> Floats:
    """A frame (h, w, 3) uint8 as a small picture (18, 32, 3) in code values."""
    # Bare rows and columns first: averaging all of a large frame costs more than it tells.
    step = max(1, picture.shape[0] // (8 * _SIZE[1]))
    small = cv2.resize(picture[::step, ::step], _SIZE, interpolation=cv2.INTER_AREA).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), _SOFT, borderType=cv2.BORDER_REPLICATE), np.float32)


def apart(a: Floats, b: Floats) -> float:
    """How unlike two small pictures are, 0 to about 1, whatever the exposure: what a gain and an offset leave."""
    x, y = a.ravel() - a.mean(), b.ravel() - b.mean()
    sx, sy = float(np.sqrt(x @ x)), float(np.sqrt(y @ y))
    least = _LEAST * np.sqrt(x.size)
    if sx < least and sy < least:
        return 0.0 if abs(float(a.mean() - b.mean())) < 40 else 1.0
    alike = max(0.0, float(x @ y) / max(sx * sy, least**2))
    return float(np.sqrt(max(0.0, 1.0 - alike**2)))


def looks_like_a_cut(changes: Sequence[float]) -> bool:
    """Whether the last of the changes from frame to frame may be a cut; `find_cuts` then says whether it was."""
    before = changes[-1 - _AROUND : -1]
    return changes[-1] > _APART and (not before or changes[-1] > _ABRUPT * float(np.median(before)))


def find_cuts(next_to: Floats, over_one: Floats) -> tuple[int, ...]:
    """The frames at which a new take begins.

    `next_to` (n,) is how far each frame is `apart` from the one before, `over_one` (n,) how far the frame after it is
    from the one before it: small about a flash, after which the picture is the same again. A pan is no cut.
    """
    found = []
    n = len(next_to)
    for k in range(1, n):
        stays = min(over_one[k], over_one[k - 1] if k > 1 else over_one[k])
        if next_to[k] <= _APART or stays <= max(_APART, _BACK * next_to[k]):
            continue
        near = np.concatenate([next_to[max(1, k - _AROUND) : k], next_to[k + 1 : k + 1 + _AROUND]])
        if not len(near) or next_to[k] > _ABRUPT * float(np.median(near)):
            found.append(k)
    return tuple(found)
