"""Pores and grain: how much fine detail a skin has, by octaves, and giving a changed face the plate's own back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import sums
from coulisse.face.square import LUMA, SIDE, blurred, grown, ramp, resized

Floats = NDArray[np.float32]

# A Gaussian of this by the frequency (cycles a side) lets half the power of that frequency through: sqrt(ln 2) / 2 pi.
_HALF_POWER = 0.13251
_COARSEST = 16.0  # cycles a side: below that lies the shape of a face, not its texture
PORES = 128.0  # cycles a side: pores and fine hair are finer, wrinkles that make an age are coarser
_LOCAL = 0.045  # of the side: over what neighbourhood the plate's strength of texture is kept
_REST = 1e-9  # energy; keeps quotients finite
_WAYS, _REACH = 8, 3  # directions in which a line may go on, and for how many pixels to either side
_CREASED = 1.4  # of the energy of calm skin: as much of grain a place may have that had a line
_MOST_BACK = 2.0  # times the plate's own grain across a line
_LOUDER = 0.08  # of the plate's pores


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
    return lines_in(tensor(square), square.shape[0])


def lines_in(found: tuple[Floats, Floats], side: int) -> Floats:
    """As `lines`, out of a square's `tensor`."""
    return grown(_coherence(*found), side)


def tensor(square: Floats) -> tuple[Floats, Floats]:
    """Energy (256, 256) of the gradients around each place, and their direction (256, 256, 2) at the double angle."""
    light = _light(resized(square, SIDE))
    light = blurred(light, 0.0028)
    gx, gy = cv2.Scharr(light, cv2.CV_32F, 1, 0), cv2.Scharr(light, cv2.CV_32F, 0, 1)
    tensor = blurred(np.dstack([gx * gx, gy * gy, gx * gy]), 0.013)
    xx, yy, xy = cv2.split(tensor)
    return xx + yy, np.dstack([xx - yy, 2.0 * xy])


def _light(picture: Floats) -> Floats:
    return np.asarray(picture @ LUMA, np.float32)


def _coherence(energy: Floats, turned: Floats) -> Floats:
    apart = np.hypot(turned[..., 0], turned[..., 1])
    # Scharr's kernel has the gain 32: what is fainter than half a percent of contrast a pixel is no line.
    return ramp(apart / (energy + np.float32((32 * 0.002) ** 2)), 0.45, 0.90)


def match_texture(
    result: Floats, plate: Floats, matte: Floats, skin: Floats | None = None, known: tuple[Floats, Floats] | None = None
) -> Floats:  # fmt: skip
    """The result (side, side, 3), with as much fine detail as the plate has, place by place inside the matte.

    What is missing is taken from the plate's own octaves of pores and grain, so it moves with the skin and its grain
    changes with the film's; what is too much is turned down. The plate's lines (wrinkles, lashes, edges of lips) are
    left out, so that none comes back and none is doubled. Where a line was taken from the `skin` (side, side; the
    matte's, if not given), the plate's grain across it comes back, up to about what the skin beside it has. All
    pictures are display-encoded; `known` is the plate's `tensor`, for who has it already.
    """
    side = plate.shape[0]
    energy, turned = tensor(plate) if known is None else known
    in_lines = grown(_coherence(energy, turned), side)
    calm = matte * (1.0 - in_lines)
    creased = in_lines * (matte if skin is None else matte * skin)
    whole = calm + creased
    out = result.astype(np.float32, copy=True)
    high = side / 2.0
    upper, upper_plate = out, plate  # what the finer octaves leave
    while (part := _above_pores(high, side)) > 0.0:
        lower_plate = _below(plate, high)
        own, plates = upper - _below(out, high), upper_plate - lower_plate
        spared = plates * calm[..., None]
        of_spared = _octave(spared, high)
        had, in_creases = _near(plates, calm, creased)
        is_calm, is_creased = _near(own, calm, creased)
        lack = had - is_calm
        more = _share(own, of_spared, lack, calm)
        less = _share(own, _octave(own, high), lack, calm)
        sums.add(out, grown(np.float32(part) * np.maximum(more, 0.0), side), spared)
        sums.add(out, grown(np.float32(part) * np.minimum(less, 0.0), side) * matte, own)
        # In lines: as much as the plate has there, and no more than calm skin beside it.
        beside = np.float32(_CREASED) * had * _mean(creased) / (_mean(calm) + np.float32(1e-3))
        wanted = np.minimum(in_creases, beside)
        across = np.asarray(_across(_light(plates), turned) * creased, np.float32)
        back = _share(own, across, wanted - is_creased, creased)
        sums.add(out, grown(np.float32(part) * np.clip(back, 0.0, _MOST_BACK), side), across)
        # What smoothed lines leave missing all the same, pores beside them make up for, by a little that nobody sees.
        lower = _below(out, high)
        made = (out if high == side / 2.0 else _below(out, 2.0 * high)) - lower
        lack = had + in_creases - _near(made, whole, whole)[0]
        louder = np.clip(_share(made, of_spared, lack, whole), 0.0, _LOUDER)
        sums.add(out, grown(np.float32(part) * louder, side), spared)
        high /= 2.0
        if _above_pores(high, side) > 0.0:
            upper, upper_plate = _below(out, 2.0 * high), lower_plate
    return out


def _above_pores(high: float, side: int) -> float:
    """How much of the octave that ends at `high` is of pores and grain, in [0, 1]; of the finest one, all."""
    return 1.0 if high == side / 2.0 else float(np.clip(2.0 * np.log2(high / PORES), 0.0, 1.0))


def _across(octave: Floats, turned: Floats) -> Floats:
    """An octave (side, side) without what goes on along the lines in it: the grain that lies across them.

    `turned` (256, 256, 2) is the direction of the gradients at the double angle.
    """
    side = octave.shape[0]
    # A quarter turn from the gradient, which at the double angle is a half turn.
    way = np.mod(np.arctan2(-turned[..., 1], -turned[..., 0]), 2 * np.pi) * np.float32(_WAYS / (2 * np.pi))
    along = np.zeros_like(octave)
    for k in range(_WAYS):
        apart = np.abs(way - k)
        weight = np.maximum(1.0 - np.minimum(apart, _WAYS - apart), 0.0).astype(np.float32)
        if weight.any():
            filtered = cv2.filter2D(octave, cv2.CV_32F, _stroke(k), borderType=cv2.BORDER_REPLICATE)
            along += grown(weight, side) * filtered
    return octave - along


@cache
def _stroke(way: int) -> Floats:
    """A mean over a short line through the middle, in one of _WAYS directions."""
    kernel = np.zeros((2 * _REACH + 1, 2 * _REACH + 1), np.float32)
    angle = np.pi * way / _WAYS
    for step in range(-_REACH, _REACH + 1):
        x, y = step * np.cos(angle) + _REACH, step * np.sin(angle) + _REACH
        left, top = int(np.floor(x)), int(np.floor(y))
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            share = (1 - abs(x - left - dx)) * (1 - abs(y - top - dy))
            if share > 1e-9:
                kernel[top + dy, left + dx] += share
    return kernel / kernel.sum()


def _share(own: Floats, added: Floats, lack: Floats, calm: Floats) -> Floats:
    """The k, place by place, that gives the octave `own` + k `added` an energy that is more by `lack`."""
    power, shared = (blurred(mean, _LOCAL) for mean in sums.power_and_shared(added, own, calm))
    power = power + np.float32(_REST)
    k = (np.sqrt(np.maximum(shared**2 + power * lack, 0.0)) - shared) / power
    return np.asarray(np.clip(k, -1.0, 4.0), np.float32)


def _near(octave: Floats, calm: Floats, creased: Floats) -> tuple[Floats, Floats]:
    """The mean energy of an octave (side, side, 3) around each place (64, 64), where skin is calm and where creased."""
    found = sums.powers(octave, calm, creased)
    return blurred(found[0], _LOCAL), blurred(found[1], _LOCAL)


def _mean(values: Floats) -> Floats:
    """The mean around each place (64, 64)."""
    return blurred(np.asarray(cv2.resize(values, (64, 64), interpolation=cv2.INTER_AREA), np.float32), _LOCAL)


def _octave(square: Floats, high: float) -> Floats:
    """The octave of a square that ends at the frequency `high`, in cycles a side."""
    upper = square if high >= square.shape[0] / 2 else _below(square, 2 * high)
    return np.asarray(upper - _below(square, high), np.float32)


def _below(square: Floats, high: float) -> Floats:
    """What lies below the octave of a square that ends at `high`."""
    return blurred(square, 2 * _HALF_POWER / high)
