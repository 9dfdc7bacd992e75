"""Pores and grain: how much fine detail a skin has, by octaves, and giving a changed face the plate's own back."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.square import LUMA, SIDE, blurred, grown, ramp, resized

Floats = NDArray[np.float32]

# A Gaussian of this by the frequency (cycles a side) lets half the power of that frequency through: sqrt(ln 2) / 2 pi.
_HALF_POWER = 0.13251
_COARSEST = 16.0  # cycles a side: below that lies the shape of a face, not its texture
PORES = 128.0  # cycles a side: pores and fine hair are finer, wrinkles that make an age are coarser
_LOCAL = 0.045  # of the side: over what neighbourhood the plate's strength of texture is kept
_REST = 1e-9  # energy; keeps quotients finite


@dataclass(frozen=True)
class Octave:
    """An octave between two frequencies in cycles a side; `energy` is the mean square of its encoded values."""

    low: float
    high: float
    energy: float


def spectrum(square: Floats, matte: Floats) -> list[Octave]:
    """The energy of each octave inside a matte (side, side), finest first; `square` (side, side, 3) is encoded.

    The finest octave ends at the Nyquist frequency, side / 2 cycles a side; the coarsest begins at 16.
    """
    found, high = [], square.shape[0] / 2.0
    weight = matte / np.float32(max(float(matte.sum()), 1e-6))
    while high / 2 >= _COARSEST:
        energy = cv2.transform(_octave(square, high) ** 2, np.full((1, 3), 1 / 3, np.float32))
        found.append(Octave(high / 2, high, float((energy * weight).sum())))
        high /= 2
    return found


def lines(square: Floats) -> Floats:
    """How much the fine detail lies in lines (side, side): near 1 on a wrinkle or an edge, near 0 in pores and grain.

    The coherence of the structure tensor (Weickert 1998, Anisotropic Diffusion in Image Processing, 2.2).
    """
    light = resized(square, SIDE) @ LUMA
    light = blurred(light, 0.0028)
    gx, gy = cv2.Scharr(light, cv2.CV_32F, 1, 0), cv2.Scharr(light, cv2.CV_32F, 0, 1)
    tensor = blurred(np.dstack([gx * gx, gy * gy, gx * gy]), 0.013)
    xx, yy, xy = cv2.split(tensor)
    apart = np.sqrt((xx - yy) ** 2 + 4.0 * xy * xy)
    # Scharr's kernel has the gain 32: what is fainter than half a percent of contrast a pixel is no line.
    coherence = apart / (xx + yy + np.float32((32 * 0.002) ** 2))
    return grown(ramp(coherence, 0.45, 0.90), square.shape[0])


def match_texture(result: Floats, plate: Floats, matte: Floats) -> Floats:
    """The result (side, side, 3), with as much fine detail as the plate has, place by place inside the matte.

    What is missing is taken from the plate's own octaves of pores and grain, so it moves with the skin and its grain
    changes with the film's; what is too much is turned down. The plate's lines (wrinkles, lashes, edges of lips) are
    left out, so that none comes back and none is doubled. All pictures are display-encoded.
    """
    side = plate.shape[0]
    calm = matte * (1.0 - lines(plate))
    out = result
    high = side / 2.0
    while high >= 2 * PORES or high == side / 2.0:
        own, plates = _octave(out, high), _octave(plate, high)
        spared = plates * calm[..., None]
        lack = _near(plates * plates, calm) - _near(own * own, calm)
        more = _share(own, _octave(spared, high), lack, calm)
        less = _share(own, _octave(own, high), lack, calm)
        out = out + grown(np.maximum(more, 0.0), side)[..., None] * spared
        out = out + (grown(np.minimum(less, 0.0), side) * matte)[..., None] * own
        high /= 2.0
    return np.asarray(out, np.float32)


def _share(own: Floats, added: Floats, lack: Floats, calm: Floats) -> Floats:
    """The k, place by place, that gives the octave `own` + k `added` an energy that is more by `lack`."""
    power, shared = _near(added * added, calm) + np.float32(_REST), _near(own * added, calm)
    k = (np.sqrt(np.maximum(shared**2 + power * lack, 0.0)) - shared) / power
    return np.asarray(np.clip(k, -1.0, 4.0), np.float32)


def _near(product: Floats, calm: Floats) -> Floats:
    """The mean around each place (64, 64) of a product of octaves (side, side, 3), where the skin is calm."""
    total = cv2.transform(product, np.ones((1, 3), np.float32))
    small = cv2.resize(total * calm, (64, 64), interpolation=cv2.INTER_AREA)
    return blurred(small, _LOCAL)


def _octave(square: Floats, high: float) -> Floats:
    """The octave of a square that ends at the frequency `high`, in cycles a side."""
    side = square.shape[0]
    upper = square if high >= side / 2 else blurred(square, _HALF_POWER / high)
    return np.asarray(upper - blurred(square, 2 * _HALF_POWER / high), np.float32)
