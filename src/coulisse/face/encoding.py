"""The values that face work is done in: scene-linear light under the sRGB curve, without an end at white.

Curve and matrix are OpenColorIO's own, by way of media/colour.py; the curve goes through tables, which takes half
the time and departs by less than 1e-6 of what is seen.
"""

from __future__ import annotations

from functools import cache

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.media import colour

Floats = NDArray[np.float32]

_STEPS = 1 << 14  # of an encoded 1, between which light is taken to rise evenly: the error is under 1e-8
_TOP = 2  # encoded: what lies above is reckoned
# Of light, in each doubling of it. The first one lies below the end of the curve's straight part (0.00304).
_PARTS_BITS, _FIRST, _DOUBLINGS = 11, -9, 13
_FRACTION_BITS = 23 - _PARTS_BITS  # of a float's 23 bits of fraction


def encoded(image: NDArray[np.floating]) -> Floats:
    """ACEScg (h, w, 3) as sRGB-encoded values; highlights go on past 1, colours outside sRGB under 0."""
    out = np.array(image, np.float32, order="C")
    _, encode, to_srgb, _ = _tables()
    _mixed(out.reshape(-1, 3), to_srgb)
    flat = out.reshape(-1)
    _encode(flat, flat.view(np.int32), encode)
    return out


def decoded(image: NDArray[np.floating]) -> Floats:
    """The inverse of `encoded`: to ACEScg (h, w, 3)."""
    out = np.array(image, np.float32, order="C")
    decode, _, _, from_srgb = _tables()
    _decode(out.reshape(-1), decode)
    _mixed(out.reshape(-1, 3), from_srgb)
    return out


@cache
def _tables() -> tuple[Floats, Floats, Floats, Floats]:
    """The curve from encoded values to light, and from light to them; the matrices (3, 3) to sRGB's light and back."""
    values = np.arange(_TOP * _STEPS + 2, dtype=np.float32) / np.float32(_STEPS)
    # Grey keeps its value under the matrix: what is left is the curve.
    light = colour.to_scene_linear(np.repeat(values[None, :, None], 3, 2), colour.SRGB)[0]
    parts = np.arange((_DOUBLINGS << _PARTS_BITS) + 2, dtype=np.int32)
    steps = ((parts << _FRACTION_BITS) + ((127 + _FIRST) << 23)).astype(np.int32).view(np.float32)
    curve = colour.from_scene_linear(np.repeat(steps[None, :, None], 3, 2), colour.SRGB)[0]
    back = colour.to_scene_linear(np.eye(3, dtype=np.float32)[None], colour.LINEAR_REC709)[0].T
    there = colour.from_scene_linear(np.eye(3, dtype=np.float32)[None], colour.LINEAR_REC709)[0].T
    decode, encode = np.ascontiguousarray(light[:, 1]), np.ascontiguousarray(curve[:, 1])
    return decode, encode, np.ascontiguousarray(there, np.float32), np.ascontiguousarray(back, np.float32)


@numba.njit(cache=True, nogil=True)
def _mixed(pixels: Floats, matrix: Floats) -> None:
    for k in range(pixels.shape[0]):
        r, g, b = pixels[k, 0], pixels[k, 1], pixels[k, 2]
        for c in range(3):
            pixels[k, c] = matrix[c, 0] * r + matrix[c, 1] * g + matrix[c, 2] * b


@numba.njit(cache=True, nogil=True)
def _decode(values: Floats, table: Floats) -> None:
    straight = table[1] * np.float32(_STEPS)  # the curve begins as a line
    for k in range(values.shape[0]):
        value = values[k]
        if value <= 0:
            values[k] = value * straight
        elif value < _TOP:
            place = value * np.float32(_STEPS)
            low = int(place)
            values[k] = table[low] + (table[low + 1] - table[low]) * (place - np.float32(low))
        else:
            values[k] = ((value + np.float32(0.055)) / np.float32(1.055)) ** np.float32(2.4)


@numba.njit(cache=True, nogil=True)
def _encode(values: Floats, bits: NDArray[np.int32], table: Floats) -> None:
    """`bits` are those of `values`: the upper ones of a float tell the place in the table, the lower ones the rest."""
    low, high = np.float32(2.0**_FIRST), np.float32(2.0 ** (_FIRST + _DOUBLINGS))
    straight = table[0] / low
    for k in range(values.shape[0]):
        value = values[k]
        if value < low:
            values[k] = value * straight
        elif value < high:
            place = bits[k] - ((127 + _FIRST) << 23)
            at = place >> _FRACTION_BITS
            rest = np.float32(place & ((1 << _FRACTION_BITS) - 1)) / np.float32(1 << _FRACTION_BITS)
            values[k] = table[at] + (table[at + 1] - table[at]) * rest
        else:
            values[k] = np.float32(1.055) * value ** np.float32(1 / 2.4) - np.float32(0.055)
