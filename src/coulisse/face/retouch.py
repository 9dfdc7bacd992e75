"""One face in one frame: cut out of the plate, changed, and given back as a delta over the plate's own pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import hair, neck, reage, regions, shape, soften, steady, texture
from coulisse.face.encoding import decoded, encoded
from coulisse.face.landmarks import Mesh, sampled
from coulisse.face.space import NET_BOX, frame_of
from coulisse.face.steady import Carried

Floats = NDArray[np.float32]

LEAST_SIDE, MOST_SIDE, STEP = 256, 2048, 64  # pixels of the square that a face is worked on in
MARGIN = 4  # pixels of plate around the square
GREYING = (30.0, 75.0)  # years over which hair turns grey, wholly; Panhard et al. 2012 find half at about 60
SOFTENS = 12.0  # years a whole amount of the classical softening stands for, generously
NOT_SKIN = 0.6  # of the change is taken from what is no skin
# The person's own lines are softened, or deepened, at the plate's own size, too: the net sees only 256 pixels.
LINES, DEEPER, LINES_YEARS = 0.5, 0.7, 30.0  # how much, and the years at which it is wholly done
NECK, NECK_YEARS = 0.9, 25.0  # how much of a neck's lines is softened, and the years at which it is wholly done
ENDS = 0.07  # of the square's side: over which the face's change ends in the neck
CHIN_ROWS = slice(44, 64)  # of a template of 64
NOTHING = 1.0 / 512  # of the matte: below it the plate's pixels stay


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


@dataclass(frozen=True)
class Cut:
    """A face's part of the plate: `region` (left, top, right, bottom) in pixels, its encoded pixels, and the square.

    `matrix` (2, 3) maps the region's pixels to the square's; `points` (468, 3) are the mesh in the square.
    """

    region: tuple[int, int, int, int]
    plate: Floats
    matrix: NDArray[np.float64]
    square: Floats
    points: Floats

    @property
    def side(self) -> int:
        """Pixels of the square."""
        return self.square.shape[0]


@dataclass(frozen=True)
class Change:
    """What is added to the plate in `region`: `delta` (h, w, 3) scene-linear ACEScg, exactly 0 where `matte` is.

    `matte` (h, w) is where and how much may change; `st` (h, w, 2) the place on the template face, 0 off it. `before`
    and `after` (n, n, 3) uint8 are the face as shown, upright, with its five landmarks: for measuring likeness.
    """

    region: tuple[int, int, int, int]
    delta: Floats
    matte: Floats
    st: Floats
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    five: Floats


def side_of(points: Floats) -> int:
    """The side in pixels at which a face is worked on so that nothing of the plate's detail is lost."""
    wanted = frame_of(Mesh(points, 1.0).five).side * (NET_BOX[2] - NET_BOX[0])
    return int(np.clip(np.ceil(wanted / STEP) * STEP, LEAST_SIDE, MOST_SIDE))


def cut(plate: Floats, points: Floats, side: int) -> Cut:
    """Cut the face whose mesh is `points` (468, 3; picture pixels) out of a plate (h, w, 3) ACEScg."""
    height, width = plate.shape[:2]
    matrix = frame_of(Mesh(points, 1.0).five).to_square(side, NET_BOX)
    low = side * (1 + neck.BELOW)  # the neck's square is cut out with the face's
    corners = np.array([[0, 0], [side, 0], [0, low], [side, low]], np.float64)
    back = cv2.invertAffineTransform(matrix)
    seen = corners @ back[:, :2].T + back[:, 2]
    left, top = (max(0, int(np.floor(v)) - MARGIN) for v in seen.min(0))
    right, bottom = (min(s, int(np.ceil(v)) + MARGIN) for v, s in zip(seen.max(0), (width, height), strict=True))
    left, top = min(left, width - 1), min(top, height - 1)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    part = encoded(plate[top:bottom, left:right])
    moved = matrix.copy()
    moved[:, 2] += matrix[:, :2] @ np.array([left, top])
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 0.7:
        square = np.asarray(sampled(part, moved, side), np.float32)
    else:
        square = cv2.warpAffine(part, moved, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inside = points.astype(np.float64).copy()
    inside[:, :2] = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    inside[:, 2] *= scale
    return Cut((left, top, right, bottom), part, moved, square, inside.astype(np.float32))


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
        delta = reage.change(small, wish.now, wish.then, reage.skin_level(small, points))
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
    mattes = regions.region_mattes(points, side)
    face = regions.face_matte(points, side)
    skin = regions.skin_matte(square, points)
    # The net knows hair, glasses and beards, and leaves them nearly alone; what is no skin takes less all the same.
    own = np.float32(1 - NOT_SKIN) + np.float32(NOT_SKIN) * np.maximum(skin, mattes["brows"])
    gain = face * own * regions.weighted(mattes, wish.regions)
    held = None
    if hold_out is not None:
        held = cv2.warpAffine(hold_out, given.matrix, (side, side), flags=cv2.INTER_LINEAR)
    if occluded is not None:
        hidden = _laid_back(_on_template(occluded), points, side)
        held = hidden if held is None else np.maximum(held, hidden)
    if held is not None:
        gain = gain * (1 - held)
    amount = np.float32(wish.strength * confidence)
    if wish.softening:
        asked = float(np.clip(-wish.years / SOFTENS, -1, 1))
        delta = soften.soften(square, points, asked, skin=face * skin)
    else:
        delta = _laid_back(flat, points, side)
        if side > reage.SIDE:
            delta = delta + soften.mend_bands(square, delta, points, skin=face * skin)
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
    if moves:
        result = shape.warped(result, field_)
    if wish.texture > 0:
        matched = texture.match_texture(result, square, face, skin)
        result = result + np.float32(wish.texture) * (matched - result)
    # What is in front of the chin is likely in front of the neck, of which the template knows nothing.
    free_below = 1.0 if occluded is None else 1.0 - float(occluded[CHIN_ROWS].mean()) / 255
    return _given_back(given, result - square, _neck(given, wish, float(amount) * free_below, hold_out))


def _neck(given: Cut, wish: Wish, amount: float, hold_out: Floats | None) -> tuple[Floats, Floats] | None:
    """The change of the neck (h, w, 3) in the region's encoded values and where it is made (h, w); None for none."""
    asked = wish.regions.get("neck", 1.0) * amount
    years = SOFTENS if wish.softening else NECK_YEARS
    lines = float(np.clip(-wish.years / years, -1, 1)) * (1.0 if wish.softening or wish.years > 0 else NECK)
    if asked * lines == 0:
        return None
    delta, where = neck.below(given.plate, given.matrix, given.square, given.points, lines)
    delta = delta * np.float32(asked)
    return (delta, where) if hold_out is None else (delta * (1 - hold_out)[..., None], where * (1 - hold_out))


def _on_template(occluded: NDArray[np.uint8]) -> Floats:
    """What is in front of the face, soft, on the template (SIDE, SIDE) in [0, 1]."""
    grown = cv2.resize(occluded.astype(np.float32) / 255, (steady.SIDE, steady.SIDE), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(cv2.GaussianBlur(grown, (0, 0), 3.0) * 1.3, 0, 1), np.float32)


def _greying(wish: Wish) -> float:
    """How much greyer (positive) or darker hair gets between two ages, in [-1, 1]."""
    share = [float(np.interp(age, GREYING, (0.0, 1.0))) for age in (wish.now, wish.then)]
    return (share[1] - share[0]) * wish.grey_hair


def _laid_back(flat: Floats, points: Floats, side: int) -> Floats:
    """The steadied change in the square; made at twice the net's size at most, since it holds no more."""
    made = min(side, 2 * reage.SIDE)
    scale = made / side
    small = points * np.float32(scale)
    small[:, :2] += np.float32(0.5 * scale - 0.5)
    back = steady.laid_back(flat, small, made)
    return (
        back if made == side else np.asarray(cv2.resize(back, (side, side), interpolation=cv2.INTER_CUBIC), np.float32)
    )


def _given_back(given: Cut, delta: Floats, below: tuple[Floats, Floats] | None = None) -> Change:
    """A square's encoded delta as scene-linear light over the plate's pixels, and the passes beside it."""
    left, top, right, bottom = given.region
    size = (right - left, bottom - top)
    back = cv2.WARP_INVERSE_MAP

    # Whatever moved is in the matte; its edge ends before the square does.
    touched = np.maximum(np.maximum(*(np.abs(delta[..., k]) for k in (0, 1))), np.abs(delta[..., 2]))
    face = regions.face_matte(given.points, given.side)
    area = np.maximum(face, np.clip(cv2.GaussianBlur(touched, (0, 0), 0.004 * given.side) * 60, 0, 1))
    area = area * _window(given.side)
    matte = cv2.warpAffine(area, given.matrix, size, flags=cv2.INTER_LINEAR | back, borderMode=cv2.BORDER_CONSTANT)
    matte = np.where(matte < NOTHING, 0, np.clip(matte, 0, 1)).astype(np.float32)
    # Sampling the square at the plate's pixels averages where the square is larger than the face.
    ending = _ending(given.side)
    delta = delta * ending[:, None, None]
    shown = cv2.warpAffine(delta, given.matrix, size, flags=cv2.INTER_CUBIC | back, borderMode=cv2.BORDER_CONSTANT)
    if below is not None:  # where the face's change ends the neck's begins
        faces = cv2.warpAffine(face * ending[:, None], given.matrix, size, flags=cv2.INTER_LINEAR | back)
        free = 1 - np.clip(faces, 0, 1)
        shown = shown + below[0] * free[..., None]
        matte = np.maximum(matte, np.where(below[1] < NOTHING, 0, below[1])).astype(np.float32)
    edge = np.clip(matte * 8, 0, 1)[..., None]
    shown = shown * edge
    shown = np.maximum(shown, -0.98 * np.maximum(given.plate, 0))  # no light is taken that was not there
    after = given.plate + shown
    scene = decoded(np.concatenate([after, given.plate]))
    height = size[1]
    change_ = np.where(shown == 0, np.float32(0), scene[:height] - scene[height:])
    change_[matte == 0] = 0
    st = _st(given, size)
    return Change(given.region, change_, matte, st, _shown(given.plate), _shown(after), _five_in(given))


def _st(given: Cut, size: tuple[int, int]) -> Floats:
    """The place on the template of each of the region's pixels (h, w, 2), 0 off the face."""
    small = min(given.side, 512)
    scale = small / given.side
    points = given.points * np.float32(scale)
    points[:, :2] += np.float32(0.5 * scale - 0.5)
    where, there = steady.st_map(points, small)
    grow = np.array([[scale, 0, 0.5 * scale - 0.5], [0, scale, 0.5 * scale - 0.5]])
    matrix = np.vstack([given.matrix, [0, 0, 1]])
    both = (grow[:, :2] @ matrix[:2, :2], grow[:, :2] @ matrix[:2, 2] + grow[:, 2])
    whole = np.hstack([both[0], both[1][:, None]])
    flags = cv2.WARP_INVERSE_MAP
    placed = cv2.warpAffine(where, whole, size, flags=cv2.INTER_LINEAR | flags, borderMode=cv2.BORDER_CONSTANT)
    inside = cv2.warpAffine(there, whole, size, flags=cv2.INTER_NEAREST | flags, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(placed * inside[..., None], np.float32)


def _window(side: int) -> Floats:
    """1 inside the square, falling to 0 at its edge (side, side), so that nothing ends in a line."""
    ramp = np.clip(np.minimum(np.arange(side), np.arange(side)[::-1]) / (0.03 * side), 0, 1).astype(np.float32)
    ramp = ramp * ramp * (3 - 2 * ramp)
    return np.asarray(np.minimum(ramp[:, None], ramp[None, :]))


def _ending(side: int) -> Floats:
    """1 down a square (side,), falling to 0 at its lower edge, where the neck goes on."""
    ramp = np.clip((side - 1 - np.arange(side)) / (ENDS * side), 0, 1).astype(np.float32)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), np.float32)


def _shown(part: Floats) -> NDArray[np.uint8]:
    return (np.clip(part, 0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint8)


def _five_in(given: Cut) -> Floats:
    """The five landmarks (5, 2) in pixels of the region."""
    back = cv2.invertAffineTransform(given.matrix)
    five = Mesh(given.points, 1.0).five
    return np.asarray(five @ back[:, :2].T + back[:, 2], np.float32)
