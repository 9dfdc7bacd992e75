"""Softening: the classical retouch of lines, folds and bags, worth about three years; and fine octaves for the net.

Frequency separation, as retouchers do it: the skin is taken apart into a base that keeps its edges, lines, and pores.
Lines are turned down, the dark ones more; folds are filled towards their surroundings; pores and grain are not touched.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.regions import face_matte, region_mattes, skin_matte, weighted
from coulisse.face.square import LUMA, SIDE, blurred, grown, ramp, resized, scaled
from coulisse.face.texture import lines

Floats = NDArray[np.float32]

# Shares of the side.
_LINE = 0.024  # radius of the neighbourhood that a line is told from
_FOLD = 0.050  # the width of folds and bags
_EDGE = 0.009  # encoded values squared: contrasts whose square is well above are edges of the face, not lines
# How much of a region's lines a softening of 1 takes, by the parts that make a face itself.
_STRENGTH = {"eyelids": 0.35, "brows": 0.15, "lips": 0.4, "nose": 0.45, "hairline": 0.5, "neck": 0.9, "jaw": 0.85}
_FOLDS = {"nasolabial_folds": 1.0, "eye_bags": 1.0, "crows_feet": 0.6, "forehead": 0.5, "neck": 0.4, "jaw": 0.3}
DARK, BRIGHT, FILLED = 0.95, 0.40, 0.60  # of dark lines, of bright ones, of the depth of folds
_CALM = 0.45  # of that, where the detail is no line: blotches and shine that make skin look like skin
_COLOUR = 0.6  # of the change of lightness, in colour: redness in a fold goes with it, blushes stay
_DEEPER = 0.75  # of that, the other way
_LEAST, _MOST = 0.35, 1.6  # the ratios that a finer octave may take
_STILL = 0.002  # encoded: what a clean plate's grain leaves in that octave


def changeable(square: Floats, points: Floats) -> Floats:
    """Where a face's skin may change (side, side): the face's matte by what is skin."""
    return face_matte(points, square.shape[0]) * skin_matte(square, points)


def soften(square: Floats, points: Floats, amount: float, *, skin: Floats | None = None) -> Floats:
    """The change (side, side, 3) that softens a face's skin by `amount` in [-1, 1]; all display-encoded.

    0 changes nothing, exactly; below 0 lines deepen. `skin` (side, side) is `changeable`, for who has it already.
    """
    if not -1.0 <= amount <= 1.0:
        raise ValueError(f"an amount of softening is from -1 to 1, not {amount}")
    if amount == 0.0:
        return np.zeros_like(square)
    small, places = resized(square, SIDE), scaled(points, square.shape[0], SIDE)
    matte = changeable(small, places) if skin is None else grown(skin, SIDE)
    change = retouched(small, matte, region_mattes(places, SIDE), amount)
    return resized(change, square.shape[0]) + mend_bands(square, change, skin=grown(matte, square.shape[0]))


def mend_bands(
    square: Floats, change: Floats, points: Floats | None = None, *, skin: Floats | None = None,
    in_lines: Floats | None = None,
) -> Floats:  # fmt: skip
    """What to add to a change made at 256 pixels, for a larger square (side, side, 3): the same in its finer octaves.

    Such a change (s, s, 3), which may have been scaled up since, knows nothing of the finest lines of the square. By
    what ratio it changed the finest octave that it saw is measured, place by place, and the square's own finer
    octaves get the same ratio; of the finest, which holds pores and grain, only what lies in lines. It is kept to
    `skin` (side, side), or to what is skin by the mesh's `points` (468, 3); `in_lines` (side, side) is texture.lines of
    the square, for who has it already. No change adds none.
    """
    side = square.shape[0]
    if side <= SIDE:
        return np.zeros_like(square)
    seen = resized(square, SIDE)
    gain = grown(_gain(seen @ LUMA, resized(change, SIDE) @ LUMA), side)
    if skin is None and points is not None:
        skin = changeable(square, points)
    if skin is not None:
        gain = gain * skin
    smooth = blurred(square, 0.8 / side)
    found = lines(square) if in_lines is None else in_lines
    finer = (smooth - resized(seen, side)) + (square - smooth) * found[..., None]
    return np.asarray(gain[..., None] * finer, np.float32)


def fine_gain(square: Floats, change: Floats, *, skin: Floats) -> Floats:
    """By what share (n, n) a change altered the finest lines that a square shows, in lines of the skin only: 0 is none.

    `square`, `change` (side, side, 3) and `skin` (side, side); what the plate shows finer than the square goes with it.
    """
    small = square.shape[0] // 2
    seen, made = resized(square, small), resized(change, small)
    return np.asarray(_gain(seen @ LUMA, made @ LUMA) * lines(seen) * grown(skin, small), np.float32)


def _gain(before: Floats, made: Floats) -> Floats:
    """By what share a change altered the finest octave of a picture (s, s), place by place."""
    step = 1.3 / before.shape[0]  # of the side: the blur above which its finest octave lies
    before, made = before - blurred(before, step), made - blurred(made, step)
    floor = np.float32(_STILL**2)
    energy = [blurred(band * band, 0.018) for band in (before, before + made)]
    return np.asarray(np.clip(np.sqrt((energy[1] + floor) / (energy[0] + floor)), _LEAST, _MOST) - np.float32(1.0))


def retouched(small: Floats, matte: Floats, regions: dict[str, Floats], amount: float) -> Floats:
    """The change (256, 256, 3) of a softening by `amount` inside a matte, as strong as its `regions` (256, 256) ask."""
    base = _base(small, matte, _LINE)
    detail = small - base
    pores = small - blurred(small, 0.0026)
    in_lines = lines(small)[..., None]
    detail -= pores * (1.0 - in_lines)
    light = (detail @ LUMA)[..., None]
    dark = 0.5 - 0.5 * np.tanh(light / np.float32(0.012))
    detail = light + np.float32(_COLOUR) * (detail - light)
    taken = -detail * (BRIGHT + (DARK - BRIGHT) * dark) * (_CALM + (1.0 - _CALM) * in_lines)
    # Folds: what is darker than its wider surroundings is lifted; edges, where the base is steep, are not.
    wide = _spread(base, matte, _FOLD)
    below = wide - base
    lifted = 0.5 * (below + np.sqrt(below**2 + np.float32(0.006**2))) - np.float32(0.003)
    lifted = np.float32(0.16) * np.tanh(lifted / np.float32(0.16))
    steep = np.abs((base - _spread(base, matte, _LINE)) @ LUMA)
    lifted *= ramp(steep, 0.09, 0.03)[..., None]  # the wing of the nose and cast shadows are the face's own
    where = weighted(regions, {name: _FOLDS.get(name, 0.0) for name in regions})
    strength = weighted(regions, _STRENGTH)
    change = taken * strength[..., None] + lifted * (FILLED * where)[..., None]
    return np.asarray(change * (matte * np.float32(amount if amount > 0 else _DEEPER * amount))[..., None], np.float32)


def _spread(picture: Floats, matte: Floats, share: float) -> Floats:
    """A blur that looks at what is inside the matte only (normalised convolution, Knutsson and Westin 1993)."""
    weight = matte + np.float32(1e-3)
    return np.asarray(blurred(picture * weight[..., None], share) / blurred(weight, share)[..., None], np.float32)


def _base(picture: Floats, matte: Floats, share: float) -> Floats:
    """The picture without its lines: a guided filter led by lightness (He, Sun and Tang 2013), inside the matte."""
    radius = round(share * picture.shape[0])
    size = (2 * radius + 1, 2 * radius + 1)
    weight = matte + np.float32(1e-3)
    light = picture @ LUMA

    def mean(x: Floats) -> Floats:
        return np.asarray(cv2.boxFilter(x, -1, size, borderType=cv2.BORDER_REFLECT), np.float32)

    total = mean(weight)
    guide = mean(light * weight) / total
    varied = mean(light * light * weight) / total - guide * guide
    colours = mean(picture * weight[..., None]) / total[..., None]
    shared = mean(picture * (light * weight)[..., None]) / total[..., None] - colours * guide[..., None]
    slope = shared / (np.maximum(varied, 0.0) + np.float32(_EDGE))[..., None]
    level = colours - slope * guide[..., None]
    slope, level = mean(slope * weight[..., None]), mean(level * weight[..., None])
    return np.asarray((slope * light[..., None] + level) / total[..., None], np.float32)
