"""What the shading of a frame works on: the shot, the frame, and the arrays that it writes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from coulisse.render.bodies import Bodies, Bytes
from coulisse.render.carried import Carried
from coulisse.render.lighting import Lamps, Shade
from coulisse.render.passes import FAR
from coulisse.render.visibility import Seen, View
from coulisse.scene.pieces import Floats, Ints


class Shot(NamedTuple):
    """What stays the same in all frames."""

    bodies: Bodies
    camera: View
    eye: Floats  # (3,)
    rest: Seen  # S z-buffers at rest
    owner: Ints  # (h, w) the rest body to which a pixel belongs, -1: none
    carried: Carried
    lamps: Lamps
    ground_z: float
    chips_from: int  # bodies from this number on are chips


class Now(NamedTuple):
    """What a frame brings."""

    seen: Seen  # S z-buffers
    matrices: Floats  # (S, B, 3, 4)
    opening: Floats  # (B, 3, 4) at shutter open
    closing: Floats  # (B, 3, 4) at shutter close
    changed: Bytes  # (B,) moved or gone
    slow: Bytes  # (B,) stays within a pixel while the shutter is open
    shade: Shade
    sun_picture: Ints  # (S,) which picture from the sun belongs to a sample
    shutter: float  # frames


class Out(NamedTuple):
    """The layers' arrays, written in place."""

    beauty: Floats
    alpha: Floats
    clean: Floats
    shadow: Floats
    depth: Floats
    normal: Floats
    motion: Floats
    piece_id: Ints
    coverage: Floats


def empty_out(height: int, width: int) -> Out:
    """Layers of a frame in which nothing happens."""
    zeros = lambda *c: np.zeros((height, width, *c), np.float32)  # noqa: E731
    return Out(
        zeros(3), zeros(), zeros(), np.ones((height, width, 3), np.float32),
        np.full((height, width), FAR, np.float32), zeros(3), zeros(2),
        np.full((height, width, 3), -1, np.int32), zeros(3),
    )  # fmt: skip
