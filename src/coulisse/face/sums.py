"""Sums over a face's square in one pass over its pixels, without the pictures that NumPy would make in between."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CELLS = 64  # a side, over which products of octaves are averaged: a square's side is a multiple of it


def powers(a: Floats, first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """The means in each cell (64, 64) of a * a (side, side, 3), summed over channels, by either of two weights."""
    out = np.empty((2, CELLS, CELLS), np.float32)
    _powers(np.ascontiguousarray(a), np.ascontiguousarray(first), np.ascontiguousarray(second), out)
    return out[0], out[1]


def power_and_shared(b: Floats, a: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """The means in each cell (64, 64) of b * b and of a * b, summed over channels, times `weight` (side, side).

    `a` is (side, side, 3); `b` too, or (side, side) for the same in all channels.
    """
    out = np.empty((2, CELLS, CELLS), np.float32)
    whole = b if b.ndim == 3 else b[:, :, None]
    _power_and_shared(np.ascontiguousarray(whole), np.ascontiguousarray(a), np.ascontiguousarray(weight), out)
    return out[0], out[1]


def add(picture: Floats, share: Floats, what: Floats) -> None:
    """Add `share` (side, side) of `what` (side, side, 3), or (side, side) for all channels, to a picture, in place."""
    _add(picture, np.ascontiguousarray(share), np.ascontiguousarray(what if what.ndim == 3 else what[:, :, None]))


@numba.njit(cache=True, nogil=True)
def _powers(a: Floats, first: Floats, second: Floats, out: Floats) -> None:
    cells = out.shape[1]
    step = a.shape[0] // cells
    for row in range(cells):
        for column in range(cells):
            one, two = np.float32(0), np.float32(0)
            for y in range(row * step, (row + 1) * step):
                for x in range(column * step, (column + 1) * step):
                    product = a[y, x, 0] * a[y, x, 0] + a[y, x, 1] * a[y, x, 1] + a[y, x, 2] * a[y, x, 2]
                    one += product * first[y, x]
                    two += product * second[y, x]
            out[0, row, column] = one / np.float32(step * step)
            out[1, row, column] = two / np.float32(step * step)


@numba.njit(cache=True, nogil=True)
def _power_and_shared(b: Floats, a: Floats, weight: Floats, out: Floats) -> None:
    cells, green, blue = out.shape[1], min(1, b.shape[2] - 1), min(2, b.shape[2] - 1)
    step = a.shape[0] // cells
    for row in range(cells):
        for column in range(cells):
            own, shared = np.float32(0), np.float32(0)
            for y in range(row * step, (row + 1) * step):
                for x in range(column * step, (column + 1) * step):
                    of, r, g, bl = weight[y, x], b[y, x, 0], b[y, x, green], b[y, x, blue]
                    own += (r * r + g * g + bl * bl) * of
                    shared += (a[y, x, 0] * r + a[y, x, 1] * g + a[y, x, 2] * bl) * of
            out[0, row, column] = own / np.float32(step * step)
            out[1, row, column] = shared / np.float32(step * step)


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
