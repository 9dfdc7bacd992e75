"""The pixels of a change that is laid over a plate, each worked on once: what over_plate.py samples is joined here."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.face.encoding import decoded

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

LEFT = 0.98  # of the light that was there may be taken, and no more


def joined(
    shown: Floats, area: Floats, faces: Floats, below: Floats | None, held: Floats | None, own: Floats, nothing: float
) -> Floats:  # fmt: skip
    """Put a neck's change under a face's, in place: `shown` (h, w, 3) is what is added; returns the matte (h, w).

    `area` (h, w) is where the face may change and `faces` (h, w) where its own change counts; `below` (h, w, 4) is the
    neck's change and its matte; `held` (h, w) is where a person wants the plate; `own` (h, w, 3) is that, encoded. A
    matte below `nothing` is none.
    """
    matte = np.empty(shown.shape[:2], np.float32)
    none = np.zeros((1, 1, 4), np.float32)
    hold = np.zeros((1, 1), np.float32) if held is None else np.ascontiguousarray(held)
    _joined(shown, area, faces, none if below is None else below, hold, own, np.float32(nothing), matte)
    return matte


def light(shown: Floats, own: Floats, matte: Floats) -> Floats:
    """The scene-linear ACEScg (h, w, 3) that an encoded change adds to an encoded plate; 0 where the matte is."""
    added = np.zeros_like(shown)
    count = int(np.count_nonzero(matte))
    if count:
        both = np.empty((2, count, 3), np.float32)
        _gathered(shown, own, matte, both)
        scene = decoded(both)
        _spread(scene, shown, matte, added)
    return added


def displayed(own: Floats, shown: Floats | None = None) -> Bytes:
    """Encoded values (h, w, 3), with a change or without, as uint8."""
    out = np.empty(own.shape, np.uint8)
    _displayed(own, own if shown is None else shown, np.float32(0 if shown is None else 1), out)
    return out


@numba.njit(cache=True, nogil=True)
def _joined(
    shown: Floats, area: Floats, faces: Floats, below: Floats, held: Floats, own: Floats, nothing: np.float32,
    matte: Floats,
) -> None:  # fmt: skip
    height, width = matte.shape
    neck, holds = below.shape[0] == height, held.shape[0] == height and held.shape[1] == width
    one, zero, most = np.float32(1), np.float32(0), np.float32(LEFT)
    for y in range(height):
        for x in range(width):
            m = area[y, x]
            m = zero if m < nothing else min(max(m, zero), one)
            if neck:
                free = one - held[y, x] if holds else one
                where = below[y, x, 3] * free
                if where >= nothing:
                    m = max(m, where)
                aside = (one - min(max(faces[y, x], zero), one)) * free
                for c in range(3):
                    shown[y, x, c] += below[y, x, c] * aside
            soft = min(m * np.float32(8), one)
            for c in range(3):
                shown[y, x, c] = max(shown[y, x, c] * soft, -most * max(own[y, x, c], zero))
            matte[y, x] = m


@numba.njit(cache=True, nogil=True)
def _gathered(shown: Floats, own: Floats, matte: Floats, both: Floats) -> None:
    k = 0
    for y in range(matte.shape[0]):
        for x in range(matte.shape[1]):
            if matte[y, x] != 0:
                for c in range(3):
                    both[0, k, c] = own[y, x, c] + shown[y, x, c]
                    both[1, k, c] = own[y, x, c]
                k += 1


@numba.njit(cache=True, nogil=True)
def _spread(scene: Floats, shown: Floats, matte: Floats, added: Floats) -> None:
    k = 0
    for y in range(matte.shape[0]):
        for x in range(matte.shape[1]):
            if matte[y, x] != 0:
                for c in range(3):
                    if shown[y, x, c] != 0:
                        added[y, x, c] = scene[0, k, c] - scene[1, k, c]
                k += 1


@numba.njit(cache=True, nogil=True)
def _displayed(own: Floats, shown: Floats, share: np.float32, out: Bytes) -> None:
    zero, one = np.float32(0), np.float32(1)
    for y in range(own.shape[0]):
        for x in range(own.shape[1]):
            for c in range(3):
                value = own[y, x, c] + share * shown[y, x, c]
                out[y, x, c] = np.uint8(min(max(value, zero), one) * np.float32(255) + np.float32(0.5))
