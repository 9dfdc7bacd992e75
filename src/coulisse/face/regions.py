"""Where on a face: soft mattes of the regions a brief may name, of all that may change, and of what is skin."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.landmarks import CHIN, FOREHEAD, INNER_LIPS, LEFT_EYE, LIPS, OVAL, RIGHT_EYE
from coulisse.face.square import LUMA, SIDE, blurred, bumps, drawn, grown, ramp, resized, shares

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

# Points of the mesh in the middle of each region, of both sides of the face.
_SEEDS: dict[str, tuple[int, ...]] = {
    "forehead": (
        10, 109, 67, 103, 151, 108, 69, 104, 68, 9, 107, 54, 338, 297, 332, 337, 299, 333, 298, 336, 284,
    ),
    "brows": (70, 63, 105, 66, 107, 46, 53, 52, 65, 55, 300, 293, 334, 296, 336, 276, 283, 282, 295, 285),
    "eyelids": (
        246, 161, 160, 159, 158, 157, 173, 247, 30, 29, 27, 28, 56, 190, 225, 224, 223, 222, 221,
        466, 388, 387, 386, 385, 384, 398, 467, 260, 259, 257, 258, 286, 414, 445, 444, 443, 442, 441,
    ),
    "crows_feet": (
        130, 226, 113, 124, 35, 143, 156, 34, 139, 127, 359, 446, 342, 353, 265, 372, 383, 264, 368, 356,
    ),
    "eye_bags": (
        110, 24, 23, 22, 26, 31, 228, 229, 230, 231, 232, 233, 119, 120, 121,
        339, 254, 253, 252, 256, 261, 448, 449, 450, 451, 452, 453, 348, 349, 350,
    ),
    "nose": (
        1, 4, 5, 195, 197, 6, 168, 45, 51, 3, 196, 174, 217, 198, 131, 115, 2, 97, 236, 134, 220, 122, 193, 114,
        275, 281, 248, 419, 399, 437, 420, 360, 344, 326, 456, 363, 440, 351, 417, 343,
    ),
    "cheeks": (
        116, 117, 123, 50, 101, 36, 205, 187, 147, 207, 100, 192, 137, 177, 111, 118,
        345, 346, 352, 280, 330, 266, 425, 411, 376, 427, 329, 416, 366, 401, 340, 347,
    ),
    "nasolabial_folds": (
        129, 203, 206, 216, 92, 165, 186, 57, 212, 98, 142, 358, 423, 426, 436, 322, 391, 410, 287, 432, 327, 371,
    ),
    "lips": (
        61, 40, 37, 0, 84, 17, 91, 13, 14, 178, 81, 167, 164, 146, 291, 270, 267, 314, 321, 402, 311, 393, 375,
    ),
    "jaw": (
        132, 58, 172, 136, 150, 149, 176, 148, 152, 138, 135, 169, 170, 140, 171, 175, 199, 32, 211, 210, 200, 201,
        194, 204, 18, 83, 214, 361, 288, 397, 365, 379, 378, 400, 377, 367, 364, 394, 395, 369, 396, 262, 431, 430,
        421, 418, 424, 313, 434,
    ),
}  # fmt: skip
# The mesh ends below the hairline and at the jaw: these points of its rim are moved outwards by a share of the face's
# height, up and down along the face, to stand for the hairline and the neck.
_HAIRLINE = (21, 54, 103, 67, 109, 10, 338, 297, 332, 284, 251)
_TEMPLES = (162, 127, 389, 356)
_NECK = (136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365)
REGIONS = (*_SEEDS, "neck", "hairline")

_NOSTRILS = ((79, 166, 75, 59, 60, 20), (309, 392, 305, 289, 290, 250))
_GLASSES = (105, 334, 127, 356, 116, 345, 101, 330, 50, 280)  # about where glasses sit
_CORE = (9, 52, 46, 35, 116, 50, 187, 214, 210, 199, 430, 434, 411, 280, 345, 265, 276, 282)
# Brow, cheekbone and cheek of either side.
_BULGES = (
    (123, 147, 187, 207, 192, 213, 214, 212, 216, 205, 210, 135, 50),
    (352, 376, 411, 427, 416, 433, 434, 432, 436, 425, 430, 364, 280),
    (70, 63, 46, 156, 35, 143, 116, 123, 147, 187, 205, 50, 36, 118, 225, 66),
    (300, 293, 276, 383, 265, 372, 345, 352, 376, 411, 425, 280, 266, 347, 445, 296),
)
_CHEEK_PATCHES = ((117, 118, 101, 36, 205, 187, 123), (346, 347, 330, 266, 425, 411, 352))

# All in shares of the square's side unless said otherwise; found by looking at thirty people.
_REGION_BLUR = 0.027  # how softly neighbouring regions flow into each other
_CELLS = 72  # of the grid that region mattes are made on
_ABOVE = 0.17  # of the face's height: how far above the mesh's last point a forehead may go on
_EDGE = 0.016  # the matte's edge at jaw and hairline
_KEPT = 0.005  # the edge of what is held out: eyes, mouth, nostrils


def rim(places: Doubles, above: float = _ABOVE) -> Doubles:
    """The outline (36, 2) of a face out of its mesh (468, 2), raised at the forehead by `above` of its height."""
    up = places[FOREHEAD] - places[CHIN]
    outline = places[list(OVAL)].copy()
    middle = (places[FOREHEAD] + places[CHIN]) / 2
    height = np.clip((outline - middle) @ up / max(float(up @ up), 1e-12) / 0.5, 0.0, 1.0)  # 0 half-way, 1 at the top
    return np.asarray(outline + (above * height**2)[:, None] * up)


def outlines(places: Doubles, above: float = _ABOVE) -> list[Doubles]:
    """What a face covers, as outlines to be drawn together: its rim, and the bulges that pass it on a turned head."""
    bulges = [cv2.convexHull(places[list(k)].astype(np.float32))[:, 0].astype(np.float64) for k in _BULGES]
    return [rim(places, above), *bulges]


def region_mattes(points: Floats, side: int, wanted: Collection[str] = REGIONS) -> dict[str, Floats]:
    """A soft matte (side, side) in [0, 1] of each of REGIONS, out of the mesh's points (468, 3) in the square.

    They overlap where they meet, and in each pixel of the square they sum to 1, so that a weight for each gives a
    gain without seams. Only those that are `wanted` are given.
    Raises ValueError for a region that there is none of.
    """
    for name in wanted:
        if name not in REGIONS:
            raise ValueError(f"no region {name!r}; there are {', '.join(REGIONS)}")
    places = shares(points, side)
    up = places[FOREHEAD] - places[CHIN]
    across = np.array([-up[1], up[0]])  # to the picture's right
    seeds = {name: places[list(chosen)] for name, chosen in _SEEDS.items()}
    aside = np.array([-1.0, -1.0, 1.0, 1.0])[:, None] * across * 0.10
    seeds["hairline"] = np.concatenate([places[list(_HAIRLINE)] + 0.22 * up, places[list(_TEMPLES)] + aside])
    seeds["neck"] = np.concatenate([places[list(_NECK)] - d * up for d in (0.10, 0.20)])
    where = np.concatenate(list(seeds.values()))
    # Where the mesh is dense each of its points counts for less (Nadaraya 1964, Watson 1964, with a density weight).
    apart = np.exp(-0.5 * np.sum((where[:, None] - where[None]) ** 2, -1) / _REGION_BLUR**2)
    weights = np.split(1.0 / apart.sum(1), np.cumsum([len(of) for of in seeds.values()])[:-1])

    def spread(share: float, cells: int) -> Floats:
        """Region by region: products this small stay on one thread, many of them at once do not."""
        return np.dstack([bumps(of, w[:, None], share, cells) for of, w in zip(seeds.values(), weights, strict=True)])

    total = spread(_REGION_BLUR, _CELLS)
    for share, weight in ((0.06, 1e-3), (0.30, 1e-7)):  # who is next where no seed is near
        total += np.float32(weight) * grown(spread(share, _CELLS // 3), _CELLS)
    total /= total.sum(-1, keepdims=True)
    return {name: grown(np.ascontiguousarray(total[..., k]), side) for k, name in enumerate(seeds) if name in wanted}


def weighted(mattes: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """The gain (side, side) that `weights` of regions ask for; a region that is not named has weight 1.

    All weights 1 give exactly 1 everywhere. Raises ValueError for a region that there is none of.
    """
    for name, weight in weights.items():
        if name not in mattes and (weight != 1.0 or name not in REGIONS):
            raise ValueError(f"no region {name!r}; there are {', '.join(mattes)}")
    gain = np.ones_like(next(iter(mattes.values())))
    for name, weight in weights.items():
        if weight != 1.0:
            gain += np.float32(weight - 1.0) * mattes[name]
    return gain


def face_matte(points: Floats, side: int) -> Floats:
    """All that may change (side, side): skin from the hairline to the upper neck, without eyes, mouth and nostrils.

    The edge lies inside the face's outline, so that nothing spills onto what is behind it. Hair, glasses and hands
    before the face are `skin_matte`'s to hold out.
    """
    places = shares(points, side)
    face = ramp(drawn(outlines(places), _EDGE), 0.5, 0.97)
    up = places[FOREHEAD] - places[CHIN]
    jaw = places[list(_NECK)]
    # The neck is narrower than the jaw.
    narrow = (places[CHIN] + (jaw - places[CHIN]) * 0.92) - 0.20 * up
    throat = np.concatenate([jaw[[0]] + 0.1 * up, narrow, jaw[[-1]] + 0.1 * up])
    neck = ramp(drawn([throat], 0.035), 0.35, 0.95)
    matte = 1.0 - (1.0 - face) * (1.0 - neck)
    return grown(np.asarray(matte * (1.0 - features(places)), np.float32), side)


def features(places: Doubles) -> Floats:
    """Eyes within their lids, the mouth within its lips and nostrils (256, 256), out of the mesh in shares."""
    outlines = [places[list(k)] for k in (RIGHT_EYE, LEFT_EYE, INNER_LIPS, *_NOSTRILS)]
    return ramp(drawn(outlines, _KEPT), 0.15, 0.75)


def skin_matte(square: Floats, points: Floats) -> Floats:
    """What is skin or lip by its colour (side, side), in [0, 1]; `square` (side, side, 3) is display-encoded.

    Skin has the chroma of the cheeks and is not much darker than the skin around it; a shadowed side is smooth where
    hair is not. Hair, beards, frames of glasses, gloves and microphones score low; fine dark lines do not (they are
    wrinkles).
    """
    side = square.shape[0]
    places = shares(points, side)
    fine = blurred(np.clip(resized(square, SIDE), 0.0, 1.5), 0.003)
    light = np.log(fine @ LUMA + np.float32(0.03))
    tint = tint_of(fine)
    cheek, spread, cheek_light = _cheeks(fine, tint, light, places)
    near = light - cheek_light
    inside = drawn(outlines(places, 0.10), 0.012)
    off = (blurred(tint, 0.004) - cheek) / np.float32(spread)
    along = cheek / max(float(np.hypot(*cheek)), 0.05)
    more, aside = off @ along, off @ np.array([-along[1], along[0]], np.float32)
    # In the middle of a face a deep shadow of skin's colour is an eye socket or a fold, not hair; and lips are redder.
    core = drawn([places[list(_CORE)]], 0.02) * ramp(more, -1.2, -0.3)
    free = np.maximum(drawn([places[list(LIPS)]], 0.012), np.float32(0.8) * core)
    # More room towards grey in highlights, but not as far out as what is behind a face.
    shiny = ramp(blurred(inside, 0.025), 0.75, 0.97) * ramp(near, 0.05, 0.35)
    room = np.where(more < 0, 2.2 + 2.5 * shiny, 2.6 + 3.0 * free)
    colour = ramp(np.sqrt((more / room) ** 2 + (aside / (2.0 + 3.0 * free)) ** 2), 1.7, 0.9)
    shade = _light_enough(light, near, colour * inside, more, np.float32(0.4) * free)
    # Frames of glasses are thin and dark as wrinkles are, but darker.
    thin = cv2.morphologyEx(light, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))) - light
    worn = cv2.convexHull(places[list(_GLASSES)].astype(np.float32))[:, 0]
    shade *= ramp(thin * drawn([worn], 0.015), 0.62, 0.36)
    # A little is taken off around what is held out: a lens blurs its edge into the skin.
    return grown(ramp(blurred(colour * shade, 0.006), 0.30, 0.80), side)


def _light_enough(light: Floats, near: Floats, likely: Floats, more: Floats, allowed: Floats) -> Floats:
    """What is not much darker than the skin around it (256, 256); `near` is the log of light against the cheeks'.

    The level of the skin around is that of what is `likely` skin and not too dark, or dark but smooth and of colour.
    """
    rough = np.sqrt(blurred((light - blurred(light, 0.008)) ** 2, 0.014))
    in_shadow = np.float32(0.9) * ramp(rough, 0.10, 0.04) * ramp(more, -1.3, -0.4)
    first = likely * ramp(near + in_shadow, -1.0, -0.45)
    level = blurred(first * near, 0.05) / (blurred(first, 0.05) + np.float32(0.08))
    broad, narrow = blurred(near, 0.008) - level + allowed, near - level + allowed
    return ramp(broad, -0.62, -0.30) * ramp(narrow, -1.05, -0.60)


def tint_of(encoded: Floats) -> Floats:
    """Chroma (h, w, 2) of encoded colours, about the same in light and shade: log ratios, damped in the dark."""
    r, g, b = cv2.split(encoded)
    dark = np.float32(0.06)
    lg = np.log(g + dark)
    return np.dstack([np.log(r + dark) - lg, lg - np.log(b + dark)])


def cheek_colour(square: Floats, points: Floats) -> tuple[Floats, float, float]:
    """The cheeks' chroma (2,) as `tint_of` has it, its spread, and the log of their lightness, in a face's square."""
    fine = blurred(np.clip(resized(square, SIDE), 0.0, 1.5), 0.003)
    return _cheeks(fine, tint_of(fine), np.log(fine @ LUMA + np.float32(0.03)), shares(points, square.shape[0]))


def _cheeks(fine: Floats, tint: Floats, light: Floats, places: Doubles) -> tuple[Floats, float, float]:
    """The cheeks' chroma (2,), its spread, and the log of their lightness: what the middle of their pixels has."""
    patch = drawn([places[list(k)] for k in _CHEEK_PATCHES], 0.004) > 0.5
    values, lights, brightest = tint[patch], light[patch], fine[patch].max(-1)
    if len(values) < 16:
        return np.zeros(2, np.float32), 0.1, float(light.mean())
    # A beard or a shadow may cover a part, and burnt-out light has no colour.
    weight = ramp(brightest, 1.0, 0.93) + np.float32(0.02)
    weight *= ramp(lights - np.quantile(lights, 0.35), -0.15, 0.05) + np.float32(0.02)
    middle = np.array([_middle(values[:, k], weight) for k in range(2)], np.float32)
    spread = 1.4826 * _middle(np.hypot(*(values - middle).T), weight)
    return middle, float(np.clip(1.5 * spread, 0.075, 0.16)), _middle(lights, weight)


def _middle(values: Floats, weights: Floats) -> float:
    """The weighted median."""
    order = np.argsort(values)
    heap = np.cumsum(weights[order])
    return float(np.interp(0.5 * heap[-1], heap, values[order]))
