"""The neck below the net's square: its lines softened or deepened by the classical bands, seamless with the face."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.face.landmarks import CHIN, FOREHEAD, sampled
from coulisse.face.regions import REGIONS, cheek_colour, tint_of
from coulisse.face.soften import retouched
from coulisse.face.square import LUMA, SIDE, blurred, drawn, grown, ramp, resized, scaled, shares

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

BELOW = 0.36  # of the face's square: how far below it the neck's square lies, of the same size
# What is given back is coarse, because pores and grain are left alone, so a neck is worked on at this side at most.
MOST_SIDE = 512
_SIDES = (136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365)  # the jaw, from one side to the other
_DOWN = (0.16, 0.36, 0.58)  # of the face's height below the jaw: the throat's outline ...
_NARROW = (0.92, 0.84, 0.78)  # ... and how wide it is there, of the jaw
_EDGE = 0.05  # of the side: how softly it ends
_RIM = 0.04  # of the side: over which the square's own edge fades


def matrix_of(face: Doubles, side: int, neck_side: int) -> Doubles:
    """The matrix (2, 3) to the neck's square, out of that to the face's, whose side is `side`."""
    scale = neck_side / side
    moved = face * scale
    moved[:, 2] += 0.5 * scale - 0.5
    moved[1, 2] -= BELOW * neck_side
    return moved


def change(square: Floats, points: Floats, face: Floats, face_points: Floats, amount: float) -> tuple[Floats, Floats]:
    """The change (s, s, 3) of a neck's lines by `amount` in [-1, 1], and where it is made (s, s); display-encoded.

    `square` (s, s, 3) is the neck's and `points` (468, 3) the mesh in it; `face` and `face_points` are the face's and
    tell what the person's skin looks like. Below 0 lines deepen. What is not of that skin's colour, or is rough as
    hair and cloth are, stays.
    """
    side = square.shape[0]
    small, places = resized(square, SIDE), scaled(points, side, SIDE)
    matte = _throat(shares(places, SIDE)) * _skin(small, face, face_points)
    alone = {name: np.full((SIDE, SIDE), name == "neck", np.float32) for name in REGIONS}
    made = retouched(small, matte, alone, amount)
    return resized(made, side), grown(matte, side)


def below(
    plate: Floats, matrix: Doubles, square: Floats, points: Floats, amount: float
) -> tuple[Floats, Doubles]:  # fmt: skip
    """The change of the neck below a face and, last, where it is made (s, s, 4), and the matrix (2, 3) to its square.

    `plate` (h, w, 3) is a part of it, encoded; `matrix` maps its pixels to the face's `square` (side, side, 3), in
    which the mesh's `points` lie.
    """
    face_side = square.shape[0]
    side = min(face_side, MOST_SIDE)
    to_neck = matrix_of(matrix, face_side, side)
    placed = scaled(points, face_side, side) - np.array([0, BELOW * side, 0], np.float32)
    seen = np.asarray(sampled(plate, to_neck, side), np.float32)
    delta, where = change(seen, placed, square, points, amount)
    rim = np.minimum(np.arange(side), np.arange(side)[::-1]) / np.float32(_RIM * side)
    inside = ramp(np.minimum.outer(rim, rim), 0.0, 1.0)
    return np.dstack([delta * inside[..., None], where * inside]), to_neck


def _throat(places: Doubles) -> Floats:
    """Where a neck is (256, 256), out of the mesh in shares; it begins within the face and fades out downwards."""
    up = places[FOREHEAD] - places[CHIN]
    jaw = places[list(_SIDES)]
    down = [
        places[CHIN] + (jaw - places[CHIN]) * narrow - below * up for below, narrow in zip(_DOWN, _NARROW, strict=True)
    ]
    left = [jaw[0] + 0.1 * up, *(row[0] for row in down)]
    right = [jaw[-1] + 0.1 * up, *(row[-1] for row in down)]
    outline = np.stack([*left, *down[-1][1:-1], *right[::-1]])
    throat = ramp(drawn([outline], _EDGE), 0.35, 0.95)
    rows, columns = (np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) + 0.5) / SIDE
    level = ((places[CHIN][0] - columns) * up[0] + (places[CHIN][1] - rows) * up[1]) / float(up @ up)
    return np.asarray(throat * ramp(level, _DOWN[-1] + 0.06, _DOWN[-1] - 0.22), np.float32)


def _skin(small: Floats, face: Floats, face_points: Floats) -> Floats:
    """What of a neck's square has the colour of the cheeks, be it in the chin's shadow, and is smooth (256, 256)."""
    cheek, spread, cheek_light = cheek_colour(face, face_points)
    fine = blurred(np.clip(small, 0.0, 1.5), 0.004)
    light = np.log(fine @ LUMA + np.float32(0.03))
    off = (tint_of(blurred(fine, 0.006)) - cheek) / np.float32(spread)
    along = cheek / max(float(np.hypot(*cheek)), 0.05)
    # A neck is paler than cheeks, and in shadow redder: more room along that colour than aside of it.
    more, aside = off @ along, off @ np.array([-along[1], along[0]], np.float32)
    colour = ramp(np.hypot(more / 3.2, aside / 2.2), 1.6, 0.9)
    lit = ramp(light - np.float32(cheek_light), -1.5, -1.0)
    rough = np.sqrt(blurred((light - blurred(light, 0.008)) ** 2, 0.02))
    smooth = ramp(rough, 0.12, 0.06)
    # Closed a little at its edges: a lens blurs collars and jewellery into the skin.
    return ramp(blurred(colour * lit * smooth, 0.010), 0.45, 0.90)
