"""A face's change laid over the plate's own pixels, at the plate's own size, strip by strip."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import laying, steady
from coulisse.face.cutting import Cut
from coulisse.face.landmarks import Mesh
from coulisse.face.square import ramp

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

ENDS = 0.07  # of the square's side: over which the face's change ends in the neck
NOTHING = 1.0 / 512  # of the matte: below it the plate's pixels stay
STRIP = 1 << 19  # pixels that are laid over at a time: whatever the plate's size, this is what is held beside it
FINER = 0.95  # of the plate's size: a square that is smaller leaves something of the plate that it does not show
_PARTS = 32  # of a pixel, to which OpenCV samples
_SAMPLE = 256  # pixels of the plate that tell what its detail is like
TOLD = 1024  # pixels of a face's side by which it is told whether it is still like itself


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


@dataclass(frozen=True)
class Below:
    """The change of a neck (s, s, 4), where it is made last, and `matrix` (2, 3) from the region to its square."""

    both: Floats
    matrix: Doubles


@dataclass(frozen=True)
class Finer:
    """What happens to the detail that the square is too small to show.

    It is moved by `field` (side, side, 2; pixels of the square) as the face's shape is, or not (None), and in lines
    grows by `gain` (n, n), a share of it.
    """

    field: Floats | None
    gain: Floats


def over_plate(
    given: Cut, delta: Floats, face: Floats, places: tuple[Floats, Floats], below: Below | None = None,
    finer: Finer | None = None, hold_out: Floats | None = None,
) -> Change:  # fmt: skip
    """A square's encoded delta (side, side, 3) as scene-linear light over the plate's pixels, and the passes beside it.

    `face` (side, side) is the face's matte and `places` what the function `places` gives. Each pixel comes out the
    same, however many are worked on at a time. `hold_out` (h, w) keeps the neck's plate; of the face's delta it has
    been taken already.
    """
    left, top, right, bottom = given.region
    height, width = bottom - top, right - left
    side = given.side
    # Whatever moved is in the matte; its edge ends before the square does.
    sizes = np.abs(delta)
    touched = np.maximum(np.maximum(sizes[..., 0], sizes[..., 1]), sizes[..., 2])
    area = np.maximum(face, np.clip(cv2.GaussianBlur(touched, (0, 0), 0.004 * side) * 60, 0, 1)) * _window(side)
    ending = _ending(side)[:, None]
    if _scale(given.matrix) >= FINER:
        finer = None
    square = _Square(
        given, np.ascontiguousarray(delta * ending[..., None]), area, face * ending, *places, below, finer,
        0.0 if finer is None else _whiteness(given),
    )  # fmt: skip
    change = np.zeros((height, width, 3), np.float32)
    matte, st = np.zeros((height, width), np.float32), np.zeros((height, width, 2), np.float32)
    before, after = np.empty((height, width, 3), np.uint8), np.empty((height, width, 3), np.uint8)
    rows = max(1, STRIP // width)
    for first in range(0, height, rows):
        part = slice(first, min(height, first + rows))
        held = None if hold_out is None else hold_out[part]
        matte[part], shown, st[part] = square.strip(part, width, held)
        own = given.plate[part]
        change[part] = laying.light(shown, own, matte[part])
        before[part], after[part] = laying.displayed(own), laying.displayed(own, shown)
    five = _five_in(given)
    shrink = TOLD / max(TOLD, side / _scale(given.matrix))
    if shrink < 1:
        size = max(1, round(width * shrink)), max(1, round(height * shrink))
        before, after = (
            np.asarray(cv2.resize(p, size, interpolation=cv2.INTER_AREA), np.uint8) for p in (before, after)
        )
        five = (five + 0.5) * np.array([size[0] / width, size[1] / height]) - 0.5
    return Change(given.region, change, matte, st, before, after, np.asarray(five, np.float32))


@dataclass(frozen=True)
class _Square:
    """All that is sampled at the plate's pixels."""

    given: Cut
    delta: Floats
    area: Floats
    faces: Floats
    places: Floats
    there: Floats
    below: Below | None
    finer: Finer | None
    white: float = 0.0

    def strip(self, part: slice, width: int, held: Floats | None) -> tuple[Floats, Floats, Floats]:
        """Matte, encoded change and place on the template of some of the region's rows."""
        given, side = self.given, self.given.side
        where = _at(given.matrix, part, width)
        area, faces = _sampled(self.area, where), _sampled(self.faces, where)
        # Sampling the square at the plate's pixels averages where the square is larger than the face.
        shown = _sampled(self.delta, where, cv2.INTER_CUBIC)
        if self.finer is not None:
            shown = shown + _finer(given, self.finer, part, where, self.white) * np.clip(faces, 0, 1)[..., None]
        throat = None  # where the face's change ends the neck's begins
        if self.below is not None:
            throat = _sampled(self.below.both, _at(self.below.matrix, part, width))
        matte = laying.joined(shown, area, faces, throat, held, given.plate[part], NOTHING)
        small = self.places.shape[0] / side
        coarse = [w * np.float32(small) + np.float32(0.5 * small - 0.5) for w in where]
        inside = _sampled(self.there, coarse, cv2.INTER_NEAREST)
        return matte, shown, _sampled(self.places, coarse) * inside[..., None]


def _finer(given: Cut, finer: Finer, part: slice, where: list[Floats], white: float) -> Floats:
    """What a change does to the plate's detail that the square is too small to show, in some of the region's rows."""
    at = _at(np.eye(2, 3), part, given.plate.shape[1])
    unmoved = _detail(given, at)
    moved = unmoved
    if finer.field is not None:
        by = _sampled(finer.field, where)
        back = np.linalg.inv(given.matrix[:, :2]).astype(np.float32)
        source = [c - (back[k, 0] * by[..., 0] + back[k, 1] * by[..., 1]) for k, c in enumerate(at)]
        # Sampling between pixels takes away from the finest detail: the more of it is like grain, the more.
        parts = [np.rint((c - np.floor(c)) * _PARTS).astype(np.int32) for c in source]
        kept = _kept()[parts[0]] * _kept()[parts[1]]
        moved = _detail(given, source) * (kept ** np.float32(-0.5 * white))[..., None]
    small = finer.gain.shape[0] / given.side
    gain = _sampled(finer.gain, [w * np.float32(small) + np.float32(0.5 * small - 0.5) for w in where])
    gain = gain * np.float32(1 - white)  # grain lies over lines, too, and stays
    return np.asarray(moved * (1 + gain)[..., None] - unmoved, np.float32)


def _detail(given: Cut, at: list[Floats]) -> Floats:
    """What the plate has at some places and the square does not show."""
    matrix = given.matrix.astype(np.float32)
    inside = [matrix[k, 0] * at[0] + matrix[k, 1] * at[1] + matrix[k, 2] for k in (0, 1)]
    own = _sampled(given.plate, at, cv2.INTER_LANCZOS4, cv2.BORDER_REPLICATE)
    return np.asarray(own - _sampled(given.square, inside, cv2.INTER_CUBIC, cv2.BORDER_REPLICATE), np.float32)


def _whiteness(given: Cut) -> float:
    """How much of the detail that the square does not show is like grain, from 0 to 1: of some of the face's middle.

    Told by what half a pixel's shift takes of its energy, against what it takes of white noise.
    """
    middle = cv2.invertAffineTransform(given.matrix) @ np.array([given.side / 2, 0.6 * given.side, 1])
    height, width = given.plate.shape[:2]
    left, top = (
        int(np.clip(c - _SAMPLE / 2, 0, max(0, n - _SAMPLE))) for c, n in zip(middle, (width, height), strict=True)
    )
    part = slice(top, min(height, top + _SAMPLE))
    x, y = (c[:, left : left + _SAMPLE] for c in _at(np.eye(2, 3), part, width))
    still = float((_detail(given, [x, y]) ** 2).mean())
    half = float((_detail(given, [x + np.float32(0.5), y + np.float32(0.5)]) ** 2).mean())
    white = 2 * float(np.log(_kept()[_PARTS // 2]))
    return float(np.clip(np.log(max(half, 1e-12) / max(still, 1e-12)) / white, 0.0, 1.0))


@cache
def _kept() -> Floats:
    """What sampling leaves of white noise's energy along one direction, by the place between two pixels in parts."""
    line = np.zeros((1, 33), np.float32)
    line[0, 16] = 1.0
    left = []
    for k in range(_PARTS + 1):
        x = np.arange(33, dtype=np.float32)[None] + np.float32(k / _PARTS)
        left.append(float((_sampled(line, [x, np.zeros_like(x)], cv2.INTER_LANCZOS4) ** 2).sum()))
    return np.array(left, np.float32)


def _at(matrix: Doubles, part: slice, width: int) -> list[Floats]:
    """Where in a square each pixel of some of the region's rows lies: x and y (rows, width)."""
    x, y = np.arange(width, dtype=np.float64), np.arange(part.start, part.stop, dtype=np.float64)[:, None]
    return [(matrix[k, 0] * x + matrix[k, 1] * y + matrix[k, 2]).astype(np.float32) for k in (0, 1)]


def _sampled(
    picture: Floats, where: list[Floats], method: int = cv2.INTER_LINEAR, border: int = cv2.BORDER_CONSTANT
) -> Floats:
    return np.asarray(cv2.remap(picture, where[0], where[1], method, borderMode=border), np.float32)


def _scale(matrix: Doubles) -> float:
    return float(np.hypot(matrix[0, 0], matrix[1, 0]))


def places(given: Cut) -> tuple[Floats, Floats]:
    """The place on the template of each pixel of the square, brought down to 512, and whether there is one."""
    small = min(given.side, 512)
    scale = small / given.side
    points = given.points * np.float32(scale)
    points[:, :2] += np.float32(0.5 * scale - 0.5)
    return steady.st_map(points, small)


def _window(side: int) -> Floats:
    """1 inside the square, falling to 0 at its edge (side, side), so that nothing ends in a line."""
    rim = ramp(np.minimum(np.arange(side), np.arange(side)[::-1]) / (0.03 * side), 0.0, 1.0)
    return np.asarray(np.minimum(rim[:, None], rim[None, :]))


def _ending(side: int) -> Floats:
    """1 down a square (side,), falling to 0 at its lower edge, where the neck goes on."""
    return ramp((side - 1 - np.arange(side)) / (ENDS * side), 0.0, 1.0)


def _five_in(given: Cut) -> Floats:
    """The five landmarks (5, 2) in pixels of the region."""
    back = cv2.invertAffineTransform(given.matrix)
    five = Mesh(given.points, 1.0).five
    return np.asarray(five @ back[:, :2].T + back[:, 2], np.float32)
