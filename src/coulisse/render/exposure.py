"""What both renderers hold of bright patches in choosing an exposure: the room stays readable, a patch may burn."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

REACH = 3.3  # stops above the median from which on light is a patch (of sun, of a lamp, a window) and not the room's
_LEAST, _MOST = 0.4, 1.6  # stops that a room is darkened at most for its patches: for few of them, and for many
_SMALL, _RISE = 0.03, 8.0  # share of the picture that is few; stops that each share more gives


def patches(logs: NDArray[np.floating[Any]]) -> tuple[float, float]:
    """Of logarithms of luminance (n,), in stops: what is brighter is no measure of the room; and how many stops the
    room may give way to what is brighter.
    """
    bound = float(np.median(logs)) + REACH
    share = float(np.mean(logs > bound))
    return bound, min(_LEAST + _RISE * max(share - _SMALL, 0.0), _MOST)
