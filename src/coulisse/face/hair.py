"""Grey hair: found by colour and strands about a face, and made more or less with every strand kept."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.landmarks import CHIN, FOREHEAD, LEFT_BROW, OVAL, RIGHT_BROW
from coulisse.face.regions import rim, skin_matte, tint_of
from coulisse.face.square import LUMA, SIDE, blurred, drawn, grown, ramp, resized, shares

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

_OLDER, _YOUNGER = 0.65, 0.80  # the share of a strand's colour that an amount of 1 changes, at the temples
_CROWN, _BROWS = 0.55, 0.5  # against the temples, where hair turns grey first (Keogh and Walsh 1965)
_SILVER = np.array([1.03, 0.995, 0.95], np.float32)  # beside skin, neutral grey looks blue
_WHITE = 0.85  # of the cheeks' lightness: that of a grey strand


def grey_hair(square: Floats, points: Floats, amount: float, *, skin: Floats | None = None) -> Floats:
    """The change (side, side, 3) that makes hair greyer by `amount` in (0, 1], or darkens grey hair in [-1, 0).

    All display-encoded; `skin` (side, side) is `skin_matte`, for who has it already. 0 changes nothing, exactly, and
    where hair cannot be told from what is behind it, nothing changes.
    """
    if not -1.0 <= amount <= 1.0:
        raise ValueError(f"an amount of grey is from -1 to 1, not {amount}")
    if amount == 0.0:
        return np.zeros_like(square)
    side = square.shape[0]
    places = shares(points, side)
    small = np.clip(resized(square, SIDE), 0.0, 1.5)
    found = skin_matte(square, points) if skin is None else skin
    hair, where = _hair(small, grown(found, SIDE), places)
    light = square @ LUMA
    if amount > 0:
        white = _WHITE * _cheeks(small, grown(found, SIDE), places)
        level = blurred(light, 0.02)
        strands = light - level
        loud = np.sqrt(blurred(strands * strands, 0.02)) + np.float32(0.01)
        # Some strands turn white and others stay: the lighter ones turn.
        turned = 0.55 + 0.35 * np.tanh(0.8 * strands / loud)
        share = np.float32(_OLDER * amount) * grown(hair * where, side) * turned
        lift = np.maximum(white - light, 0.0) * share
        grey = (light[..., None] * _SILVER - square) * np.minimum(1.3 * share, 1.0)[..., None]
        return np.asarray(grey + lift[..., None] * _SILVER, np.float32)
    dark, tint = _own_colour(small, hair)
    grey_here = grown(hair * where * _greyness(small, dark), side)
    share = np.float32(-_YOUNGER * amount) * grey_here
    # A factor keeps the strands' contrast.
    level = np.maximum(blurred(light, 0.03), 0.02)
    factor = 1.0 - share * (1.0 - np.clip(dark / level, 0.35, 1.0))
    coloured = light[..., None] * (1.0 + share[..., None] * tint)
    towards = square + (coloured - square) * share[..., None]
    return np.asarray(towards * factor[..., None] - square, np.float32)


def _hair(small: Floats, skin: Floats, places: Doubles) -> tuple[Floats, Floats]:
    """How surely a pixel is hair, and how much a place greys (256, 256 each)."""
    up = places[FOREHEAD] - places[CHIN]
    middle = (places[FOREHEAD] + places[CHIN]) / 2
    oval = places[list(OVAL)]
    # The face below its brows, from one temple round the chin to the other, is no place for hair.
    face = np.concatenate([places[[*RIGHT_BROW[:5], *LEFT_BROW[:5][::-1]]], oval[8:29]])
    bare = ramp(drawn([face], 0.012), 0.2, 0.8)
    rows, columns = (np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) + 0.5) / SIDE
    level = ((columns - middle[0]) * up[0] + (rows - middle[1]) * up[1]) / float(up @ up)  # 0.5 at the mesh's top
    level = level.astype(np.float32)
    around = (1.0 - bare) * ramp(level, -0.10, 0.05)
    head = around * drawn([_wider(places, 0.36, 0.30)], 0.02)
    close = around * drawn([_wider(places, 0.30, 0.16)], 0.02)

    tint, light = tint_of(blurred(small, 0.006)), np.log(blurred(small, 0.004) @ LUMA + np.float32(0.03))
    # Opened: the outline of a head against a plain ground has fine contrast, too, but thin.
    fine = np.minimum(np.abs(light - blurred(light, 0.006)), np.float32(0.12))
    several = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))
    rough = blurred(cv2.morphologyEx(blurred(fine, 0.008), cv2.MORPH_OPEN, several), 0.006)
    strands = ramp(rough, 0.007, 0.020)
    natural = ramp(tint[..., 0], -0.10, -0.02) * ramp(tint[..., 1], -0.14, -0.04)  # no hair is green or blue
    # Short hair lets the skin through: rough, and darker or greyer than the cheeks.
    cheeks = drawn([oval], 0.01) * bare * skin
    mass = max(float(cheeks.sum()), 1.0)
    darker = float((light * cheeks).sum()) / mass - light
    drab = float((np.hypot(*cv2.split(tint)) * cheeks).sum()) / mass - np.hypot(*cv2.split(tint))
    short = ramp(darker + 1.5 * np.maximum(drab, 0.0), 0.25, 0.60) * strands
    sure = np.maximum(ramp(skin, 0.6, 0.15), short) * natural * strands

    core = close * sure
    own = float(core.sum())
    centre = np.array([float((core * tint[..., k]).sum()) for k in range(2)], np.float32) / max(own, 1e-3)
    middling = float((core * light).sum()) / max(own, 1e-3)
    varied = np.sqrt(float((core * (light - middling) ** 2).sum()) / max(own, 1e-3)) + 0.08
    near = ramp(np.hypot(*cv2.split(tint - centre)), 0.40, 0.18) * ramp(np.abs(light - middling) / varied, 2.6, 1.7)
    told = float(np.clip(own / max(float(close.sum()), 1.0) / 0.10 - 0.3, 0.0, 1.0))
    hair = head * sure * near * np.float32(told)
    brows = ramp(drawn([_hull(places, RIGHT_BROW), _hull(places, LEFT_BROW)], 0.008), 0.25, 0.7)
    hair = np.maximum(hair, np.float32(_BROWS) * brows * ramp(skin, 0.9, 0.3) * natural * ramp(darker, 0.0, 0.3))
    temples = ramp(np.abs(level - 0.30), 0.28, 0.08)
    where = np.float32(_CROWN) + np.float32(1 - _CROWN) * temples
    return blurred(hair.astype(np.float32), 0.004), where


def _wider(places: Doubles, above: float, aside: float) -> Doubles:
    """The rim of a face with room for its hair, above and, from the ears up, aside: shares of its height and width."""
    up = places[FOREHEAD] - places[CHIN]
    middle = (places[FOREHEAD] + places[CHIN]) / 2
    height = (places[list(OVAL)] - middle) @ up / float(up @ up)
    return np.asarray(middle + (rim(places, above) - middle) * (1.0 + aside * np.clip(height * 4 + 1.0, 0, 1))[:, None])


def _hull(places: Doubles, chosen: tuple[int, ...]) -> Doubles:
    return np.asarray(cv2.convexHull(places[list(chosen)].astype(np.float32))[:, 0], np.float64)


def _cheeks(small: Floats, skin: Floats, places: Doubles) -> float:
    face = drawn([places[list(OVAL)]], 0.01) * skin
    return float(((small @ LUMA) * face).sum() / max(float(face.sum()), 1.0))


def _own_colour(small: Floats, hair: Floats) -> tuple[float, Floats]:
    """The lightness of a person's darker hair, and its colour against grey (3,)."""
    some = hair > 0.01
    weight, colours = hair[some], small[some]
    if float(weight.sum()) < 1.0:
        return 1.0, np.zeros(3, np.float32)
    light = colours @ LUMA
    order = np.argsort(light)
    heap = np.cumsum(weight[order])
    dark = float(np.interp(0.12 * heap[-1], heap, light[order]))
    darker = weight * ramp(light, 1.6 * dark + 0.02, dark)
    colour = (colours * darker[:, None]).sum(0) / max(float(darker.sum()), 1e-3)
    warm = colour / max(float(colour @ LUMA), 0.02) - 1.0
    return dark, np.clip(warm, -0.3, 0.3).astype(np.float32)


def _greyness(small: Floats, dark: float) -> Floats:
    """How grey a place's hair is (256, 256): light and without colour."""
    soft = blurred(small, 0.01)
    r, _, b = cv2.split(soft)
    light = soft @ LUMA
    colour = (r - b) / (light + np.float32(0.05))
    return ramp(colour, 0.45, 0.15) * ramp(light - np.float32(dark), 0.05, 0.30)
