"""Shape apart from texture: how jaw, cheeks, lids, brows and lips move over the years, as a smooth displacement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.landmarks import CHIN, FOREHEAD
from coulisse.face.regions import REGIONS, outlines
from coulisse.face.square import bumps, drawn, grown, ramp, shares

Floats = NDArray[np.float32]

# The square shows 0.82 of a frame whose side is four times the distance of the pupils: 63 mm in the adult mean
# (Dodgson 2004, Variation and extrema of human interpupillary distance).
MILLIMETRES = 0.82 * 4 * 63.0
MOST_YEARS = 50.0  # beyond that the literature has no measurements, and the shape stays
_CELLS = 128
_RIGHT_EAR, _LEFT_EAR = 234, 454


@dataclass(frozen=True)
class _Move:
    """Points of the mesh that move with age: mm a decade outwards and down, over a Gaussian of `reach` mm.

    `right` and `left` are of the person's own sides; those of the `middle` move down only.
    """

    region: str
    outwards: float
    down: float
    reach: float
    right: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    middle: tuple[int, ...] = ()


# Ageing; becoming younger is the same backwards. Amplitudes are at or below what was measured on people:
# - the tail of the brow sinks, its head stays (Changes in Eyebrow Position and Movement with Aging, Arch Plast Surg
#   2017; 44: 65);
# - upper lids hood over at the side and lower lids sag (van den Bosch, Leenders and Mulder 1999, Topographic anatomy of
#   the eyelids, and the effects of sex and age);
# - the upper lip lengthens and its red thins (Iblher et al. 2008, Changes in the aging upper lip);
# - cheeks empty and their fullness hangs lower (Coleman and Grover 2006, The anatomy of the aging face; Rohrich and
#   Pessa 2007, The fat compartments of the face), jowls form at the jaw (Mendelson and Wong 2012, Changes in the facial
#   skeleton with aging).
_MOVES = (
    _Move("brows", 0.05, 0.22, 8.0, (46, 70), (276, 300)),
    _Move("brows", 0.00, 0.10, 8.0, (105,), (334,)),
    _Move("eyelids", 0.03, 0.12, 5.0, (225, 224), (445, 444)),
    _Move("eyelids", 0.00, 0.11, 3.5, (159, 160), (386, 387)),
    _Move("eye_bags", 0.00, 0.06, 3.5, (145, 144), (374, 373)),
    _Move("lips", 0.00, 0.13, 4.5, middle=(37, 0, 267)),
    _Move("lips", 0.00, -0.07, 4.5, middle=(84, 17, 314)),
    _Move("lips", 0.05, 0.25, 7.0, (61,), (291,)),
    _Move("nasolabial_folds", 0.00, 0.15, 10.0, (206,), (426,)),
    _Move("cheeks", 0.00, 0.18, 13.0, (205, 50), (425, 280)),
    _Move("cheeks", -0.22, 0.10, 12.0, (147, 213), (376, 433)),
    _Move("jaw", 0.20, 0.24, 12.0, (136, 150), (365, 379)),
    _Move("jaw", 0.15, 0.10, 12.0, (172,), (397,)),
    _Move("jaw", 0.05, 0.10, 10.0, (149,), (378,)),
)


def displacement(points: Floats, side: int, years: float, weights: Mapping[str, float] | None = None) -> Floats:
    """How a face's shape moves over `years`, above 0 older, as pixels right and down: (side, side, 2).

    `points` (468, 3) is the mesh in the square; `weights` scales regions, 1 where it names none. Turned heads move as
    seen from their side. 0 years is exactly zero, and so is what lies farther than 0.08 of the side from the face.
    Raises ValueError for a region that there is none of.
    """
    weights = weights or {}
    for name in weights:
        if name not in REGIONS:
            raise ValueError(f"no region {name!r}; there are {', '.join(REGIONS)}")
    if years == 0.0:
        return np.zeros((side, side, 2), np.float32)
    decades = float(np.clip(years, -MOST_YEARS, MOST_YEARS)) / 10.0
    places = shares(points, side)
    # One millimetre along and across the face, foreshortened as the head is turned.
    left = _seen(points, _RIGHT_EAR, _LEFT_EAR) / MILLIMETRES
    down = _seen(points, FOREHEAD, CHIN) / MILLIMETRES
    by_reach: dict[float, list[tuple[int, NDArray[np.float64]]]] = {}
    for move in _MOVES:
        gain = decades * weights.get(move.region, 1.0)
        for chosen, outwards in ((move.right, -left), (move.left, left), (move.middle, 0.0 * left)):
            step = gain * (move.outwards * outwards + move.down * down)
            by_reach.setdefault(move.reach, []).extend((point, step) for point in chosen)
    total = np.zeros((_CELLS, _CELLS, 2), np.float32)
    for reach, steps in by_reach.items():
        where = places[[point for point, _ in steps]]
        total += bumps(where, np.array([step for _, step in steps]), reach / MILLIMETRES, _CELLS)
    window = ramp(drawn(outlines(places), 0.034), 0.03, 0.6)
    field = total * grown(window, _CELLS)[..., None]
    return np.asarray(cv2.resize(field, (side, side), interpolation=cv2.INTER_LINEAR) * np.float32(side))


def warped(square: Floats, field: Floats) -> Floats:
    """The square (side, side[, c]) with its content moved by the field (side, side, 2), sampled bicubically.

    Where the field is zero each pixel stays as it is.
    """
    side = square.shape[0]
    rows, columns = np.mgrid[0:side, 0:side].astype(np.float32)
    return np.asarray(
        cv2.remap(
            square, columns - field[..., 0], rows - field[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
    )


def _seen(points: Floats, start: int, end: int) -> NDArray[np.float64]:
    """A unit vector of space from one point of the mesh to another, as the picture sees it (2,)."""
    way = points[end].astype(np.float64) - points[start]
    return np.asarray(way[:2] / max(float(np.linalg.norm(way)), 1e-9))
