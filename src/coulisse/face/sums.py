"""Sums over a face's square in one pass over its pixels, without the pictures that NumPy would make in between."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CELLS = 64  # a side, over which products of octaves are averaged: a square's side is a multiple of it


def near(a: Floats, b: Floats, weight: Floats) -> Floats:
    """The mean in each cell (64, 64) of `weight` (side, side) times the sum over channels of a * b.

    `a` is (side, side, 3); `b` too, or (side, side) for the same in all channels.
    """
    out = np.empty((CELLS, CELLS), np.float32)
    whole = b if b.ndim == 3 else b[:, :, None]
    _near(np.ascontiguousarray(a), np.ascontiguousarray(whole), np.ascontiguousarray(weight), out)
    return out


def add(picture: Floats, share: Floats, what: Floats) -> None:
    """Add `share` (side, side) of `what` (side, side, 3), or (side, side) for all channels, to a picture, in place."""
    _add(picture, np.ascontiguousarray(share), np.ascontiguousarray(what if what.ndim == 3 else what[:, :, None]))


@numba.njit(cache=True, nogil=True)
def _near(a: Floats, b: Floats, weight: Floats, out: Floats) -> None:
    cells, last = out.shape[0], b.shape[2] - 1
    step = a.shape[0] // cells
    for row in range(cells):
        for column in range(cells):
            total = np.float32(0)
            for y in range(row * step, (row + 1) * step):
                for x in range(column * step, (column + 1) * step):
                    of = weight[y, x]
                    if of != 0:
                        product = a[y, x, 0] * b[y, x, 0]
                        product += a[y, x, 1] * b[y, x, min(1, last)]
                        product += a[y, x, 2] * b[y, x, min(2, last)]
                        total += product * of
            out[row, column] = total / np.float32(step * step)


@numba.njit(cache=True, nogil=True)
def _add(picture: Floats, share: Floats, what: Floats) -> None:
    height, width, channels = picture.shape
    last = what.shape[2] - 1
    for y in range(height):
        for x in range(width):
            of = share[y, x]
            if of != 0:
                for c in range(channels):
                    picture[y, x, c] += of * what[y, x, min(c, last)]
