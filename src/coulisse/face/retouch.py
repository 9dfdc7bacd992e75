"""One face in one frame: cut out of the plate, changed, and given back as a delta over the plate's own pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import hair, neck, over_plate, reage, regions, shape, soften, steady, texture
from coulisse.face.cutting import LEAST_SIDE as LEAST_SIDE
from coulisse.face.cutting import MOST_SIDE
from coulisse.face.cutting import Cut as Cut
from coulisse.face.cutting import cut as cut
from coulisse.face.cutting import put_by as put_by
from coulisse.face.cutting import side_of as side_of
from coulisse.face.cutting import taken_up as taken_up
from coulisse.face.over_plate import Below, Finer
from coulisse.face.over_plate import Change as Change
from coulisse.face.steady import Carried

Floats = NDArray[np.float32]

GREYING = (30.0, 75.0)  # years over which hair turns grey, wholly; Panhard et al. 2012 find half at about 60
SOFTENS = 12.0  # years a whole amount of the classical softening stands for, generously
NOT_SKIN = 0.6  # of the change is taken from what is no skin
# The person's own lines are softened, or deepened, at the plate's own size, too: the net sees only 256 pixels.
LINES, DEEPER, LINES_YEARS = 0.5, 0.7, 30.0  # how much, and the years at which it is wholly done
NECK, NECK_YEARS = 0.9, 25.0  # how much of a neck's lines is softened, and the years at which it is wholly done
CHIN_ROWS = slice(44, 64)  # of a template of 64


@dataclass(frozen=True)
class Wish:
    """What is asked of a face: ages in years, and how much of the change is made where."""

    now: float
    then: float
    strength: float = 1.0
    regions: Mapping[str, float] = field(default_factory=dict)
    shape: Mapping[str, float] = field(default_factory=dict)
    grey_hair: float = 1.0
    texture: float = 1.0
    softening: bool = False  # the classical method in the place of the net

    @property
    def years(self) -> float:
        """The gap: negative is younger."""
        return self.then - self.now


def first_look(given: Cut, wish: Wish, weight: float, occluded: NDArray[np.uint8] | None = None) -> Carried:
    """The net's change of a face, carried onto the template; `weight` in [0, 1] is how sure the landmarks are.

    `occluded` (64, 64) uint8 on the template is 255 where something is in front: there the frame does not speak.
    """
    small = cv2.resize(given.square, (reage.SIDE, reage.SIDE), interpolation=cv2.INTER_AREA)
    scale = reage.SIDE / given.side
    points = given.points * np.float32(scale)
    points[:, :2] += np.float32(0.5 * scale - 0.5)
    if wish.softening:
        delta = np.zeros_like(small)
    else:
        level, tone = reage.skin_level(small, points), reage.skin_tone(small, points)
        delta = reage.change(small, wish.now, wish.then, level, tone)
    found = steady.carried(small, delta, points, weight)
    return found if occluded is None else replace(found, seen=found.seen * (1 - _on_template(occluded)))


def change(
    given: Cut, flat: Floats, wish: Wish, confidence: float, hold_out: Floats | None = None,
    occluded: NDArray[np.uint8] | None = None,
) -> Change:  # fmt: skip
    """The finished change of a face out of its steadied delta on the template (SIDE, SIDE, 3).

    `confidence` in [0, 1] fades it; `hold_out` (h, w) in [0, 1] of the region is where a person wants the plate, and
    `occluded` (64, 64) uint8 on the template, 255 where something is in front of the face.
    """
    square, points, side = given.square, given.points, given.side
    unlike = {name for name, weight in wish.regions.items() if weight != 1.0}
    mattes = regions.region_mattes(points, side, {"brows", *unlike})
    face = regions.face_matte(points, side)
    skin = regions.skin_matte(square, points)
    # The net knows hair, glasses and beards, and leaves them nearly alone; what is no skin takes less all the same.
    own = np.float32(1 - NOT_SKIN) + np.float32(NOT_SKIN) * np.maximum(skin, mattes["brows"])
    gain = face * own * regions.weighted(mattes, wish.regions)
    where, tensor = over_plate.places(given), texture.tensor(square)
    held = None
    if hold_out is not None:
        held = cv2.warpAffine(hold_out, given.matrix, (side, side), flags=cv2.INTER_LINEAR)
    if occluded is not None:
        hidden = _laid_back(_on_template(occluded), where, side)
        held = hidden if held is None else np.maximum(held, hidden)
    if held is not None:
        gain = gain * (1 - held)
    amount = np.float32(wish.strength * confidence)
    if wish.softening:
        asked = float(np.clip(-wish.years / SOFTENS, -1, 1))
        delta = soften.soften(square, points, asked, skin=face * skin)
    else:
        delta = _laid_back(flat, where, side)
        if side > reage.SIDE:
            delta = delta + soften.mend_bands(square, delta, skin=face * skin, in_lines=texture.lines_in(tensor, side))
        lines = float(np.clip(-wish.years / LINES_YEARS, -1, 1)) * (LINES if wish.years < 0 else DEEPER)
        if lines:
            delta = delta + soften.soften(square + delta, points, lines, skin=face * skin)
    result = square + delta * (gain * amount)[..., None]
    grey = _greying(wish)
    if grey:
        free = np.ones_like(face) if held is None else 1 - held
        result = result + hair.grey_hair(square, points, grey, skin=skin) * (free * amount)[..., None]
    field_ = shape.displacement(points, side, wish.years * float(amount), wish.shape)
    if held is not None:
        field_ = field_ * (1 - held)[..., None]
    moves = bool(np.abs(field_).max() > 1e-3)
    # What the square is too small to show of a close-up's lines goes with those that it shows.
    softened = soften.fine_gain(square, result - square, skin=face * skin) if side == MOST_SIDE else None
    if moves:
        result = shape.warped(result, field_)
    if wish.texture > 0:
        matched = texture.match_texture(result, square, face, skin, tensor)
        result = result + np.float32(wish.texture) * (matched - result)
    # What is in front of the chin is likely in front of the neck, of which the template knows nothing.
    free_below = 1.0 if occluded is None else 1.0 - float(occluded[CHIN_ROWS].mean()) / 255
    below = _neck(given, wish, float(amount) * free_below)
    finer = None if softened is None else Finer(field_ if moves else None, softened)
    return over_plate.over_plate(given, result - square, face, where, below, finer, hold_out)


def _neck(given: Cut, wish: Wish, amount: float) -> Below | None:
    """The change of the neck; None for none."""
    asked = wish.regions.get("neck", 1.0) * amount
    years = SOFTENS if wish.softening else NECK_YEARS
    lines = float(np.clip(-wish.years / years, -1, 1)) * (1.0 if wish.softening or wish.years > 0 else NECK)
    if asked * lines == 0:
        return None
    both, matrix = neck.below(given.plate, given.matrix, given.square, given.points, lines)
    both[..., :3] *= np.float32(asked)
    return Below(both, matrix)


def _on_template(occluded: NDArray[np.uint8]) -> Floats:
    """What is in front of the face, soft, on the template (SIDE, SIDE) in [0, 1]."""
    grown = cv2.resize(occluded.astype(np.float32) / 255, (steady.SIDE, steady.SIDE), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(cv2.GaussianBlur(grown, (0, 0), 3.0) * 1.3, 0, 1), np.float32)


def _greying(wish: Wish) -> float:
    """How much greyer (positive) or darker hair gets between two ages, in [-1, 1]."""
    share = [float(np.interp(age, GREYING, (0.0, 1.0))) for age in (wish.now, wish.then)]
    return (share[1] - share[0]) * wish.grey_hair


def _laid_back(flat: Floats, where: tuple[Floats, Floats], side: int) -> Floats:
    """The steadied change in the square; made at twice the net's size at most, since it holds no more."""
    back = steady.laid_back_by(flat, *where)
    if back.shape[0] == side:
        return back
    return np.asarray(cv2.resize(back, (side, side), interpolation=cv2.INTER_CUBIC), np.float32)
