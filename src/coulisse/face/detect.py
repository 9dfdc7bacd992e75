"""Finding every face in a picture, from a passer-by in a 4K plate to a close-up, upright or on its side."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.models import faces

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

# All measured by bench/likeness.py; the tables stand in docs/likeness.md.
SCORE = (
    0.75  # of YuNet: nothing in facades, rubble, dust and smoke came over 0.68; faces of 30 pixels have 0.8 and more
)
REACH = 24.0  # pixels: faces this high are found nearly always, smaller ones less and less
SMALLEST = 24.0  # pixels in the picture: below the size at which a person could be told
LARGEST = 240.0  # pixels: YuNet was trained up to 300
TILE, LAP = 1280, 160  # pixels: what is larger is looked at in tiles that share a border
SAME_PLACE = 0.35  # of the union of two boxes
# The nose tip stands before the plane of eyes and mouth by this share of the distance between them; fitted to
# the turns of bench/likeness.py.
NOSE_DEPTH = 0.55


@dataclass(frozen=True)
class Face:
    """A face: `box` (x, y, width, height) and `landmarks` (5, 2) in pixels of the picture.

    The landmarks are the person's right eye, left eye, nose tip, right and left corner of the mouth. `height` is the
    box's extent along the face's own height, so it stays the same where the picture lies on its side.
    `yaw_degrees` is the turn to a side, positive towards the picture's right; 0 looks into the camera.
    """

    box: tuple[float, float, float, float]
    landmarks: Floats
    score: float
    yaw_degrees: float
    height: float


def find_faces(picture: Bytes, *, smallest: float = SMALLEST, turned: bool = False, score: float = SCORE) -> list[Face]:
    """The faces of an sRGB picture (h, w, 3) uint8 that are at least `smallest` pixels high, best first.

    The picture is looked at in several sizes, large ones in tiles. `turned` also looks at it lying on either
    side and upside down, at four times the cost. The same picture gives the same faces.
    Raises Unavailable without the weights `yunet`.
    """
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise ValueError(f"a picture is (h, w, 3) uint8, not {picture.shape} {picture.dtype}")
    height, width = picture.shape[:2]
    sizes = list(_sizes(picture, smallest))
    looks = [look for turns in range(4 if turned else 1) for look in _looks(sizes, turns)]

    def looked_at(look: _Look) -> list[Face]:
        return [_face(row, look.turns, (height, width)) for row in _rows(look, (height, width), score)]

    if len(looks) == 1:
        found = [looked_at(looks[0])]
    else:  # the network lets go of the GIL and keeps to one core
        with ThreadPoolExecutor(min(len(looks), os.cpu_count() or 1)) as pool:
            found = list(pool.map(looked_at, looks))
    return _distinct([face for some in found for face in some if face.height >= 0.8 * smallest])


def overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """What two boxes share: 1 for the same box or one inside the other, 0 for boxes apart."""
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / max(1e-6, min(a[2] * a[3], b[2] * b[3]))


def _sizes(picture: Bytes, smallest: float) -> Iterator[Bytes]:
    """The picture in all the sizes at which it is looked at, the smallest last."""
    height, width = picture.shape[:2]
    scale = min(1.0, REACH / smallest)
    while True:
        size = (max(16, round(width * scale)), max(16, round(height * scale)))
        yield cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if scale < 1 else picture
        if min(width, height) * scale <= LARGEST:
            return
        scale /= 2.0


@dataclass(frozen=True)
class _Look:
    """A tile that the network looks at once: of which picture, and where (x, y) in it; `last`: of the smallest one."""

    turns: int
    level: Bytes
    tile: Bytes
    at: tuple[int, int]
    last: bool


def _looks(sizes: Sequence[Bytes], turns: int) -> Iterator[_Look]:
    """All the tiles of a picture's sizes, turned left by `turns` quarters."""
    for number, upright in enumerate(sizes):
        level = np.rot90(upright, turns)
        for left, top, tile in _tiles(level):
            yield _Look(turns, level, tile, (left, top), number == len(sizes) - 1)


def _rows(look: _Look, size: tuple[int, int], score: float) -> Floats:
    """YuNet's rows (n, 15) of a tile, in pixels of the turned picture, which lies upright in `size` (h, w) pixels."""
    rows = faces.detect(look.tile, score)
    if not look.last:
        rows = rows[rows[:, 3] <= LARGEST]  # the next size shows these better: landmarks of large faces are off
    height, width = size[::-1] if look.turns % 2 else size
    rows[:, 0:14:2] += look.at[0]
    rows[:, 1:14:2] += look.at[1]
    rows[:, 2:4] -= look.at  # width and height are no place
    rows[:, 0:14:2] *= width / look.level.shape[1]
    rows[:, 1:14:2] *= height / look.level.shape[0]
    return rows


def _tiles(level: Bytes) -> Iterator[tuple[int, int, Bytes]]:
    height, width = level.shape[:2]
    for rows in _cuts(height):
        for columns in _cuts(width):
            yield columns.start, rows.start, level[rows, columns]


def _cuts(length: int) -> list[slice]:
    """A side in as few tiles as will do, and these as small as will do: each pixel more is looked at more than once."""
    count = max(1, -(-(length - LAP) // (TILE - LAP)))
    size = -(-(length + (count - 1) * LAP) // count)
    return [slice(start, start + size) for start in np.linspace(0, length - size, count).round().astype(int).tolist()]


def _face(row: Floats, turns: int, size: tuple[int, int]) -> Face:
    """A row found in the picture turned left by `turns` quarters, in the upright picture of `size` (h, w)."""
    points = row[4:14].reshape(5, 2).astype(np.float64)
    x, y, w, h = (float(v) for v in row[:4])
    corners = np.array([[x, y], [x + w, y + h]])
    yaw = yaw_of(points)
    points, corners = _unturned(points, turns, size), _unturned(corners, turns, size)
    low, high = corners.min(0), corners.max(0)
    box = (float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
    return Face(box, points.astype(np.float32), float(row[14]), yaw, h)


def _unturned(points: NDArray[Any], turns: int, size: tuple[int, int]) -> NDArray[Any]:
    """Points (n, 2) of `np.rot90(picture, turns)` in the picture itself; `size` is the picture's (h, w)."""
    height, width = size
    x, y = points[:, 0], points[:, 1]
    if turns == 1:
        return np.stack([width - y, x], -1)
    if turns == 2:
        return np.stack([width - x, height - y], -1)
    if turns == 3:
        return np.stack([y, height - x], -1)
    return points


def yaw_of(landmarks: NDArray[Any]) -> float:
    """The turn to a side in degrees out of five landmarks (5, 2) of one face, whatever its tilt.

    The nose tip leaves the middle line from between the eyes to the middle of the mouth by its depth times the
    sine of the turn; the length of that line is not shortened by the turn.
    """
    eyes, mouth = landmarks[:2].mean(0), landmarks[3:5].mean(0)
    down = mouth - eyes
    length = float(np.hypot(*down))
    if length < 1e-6:
        return 90.0
    across = np.array([down[1], -down[0]]) / length
    aside = float((landmarks[2] - eyes) @ across) / length
    return float(np.degrees(np.arcsin(np.clip(aside / NOSE_DEPTH, -1.0, 1.0))))


def _distinct(found: list[Face]) -> list[Face]:
    """Each face once: where boxes share a place, the one with the best score; and no eye as a face in a face."""
    kept: list[Face] = []
    for face in sorted(found, key=lambda f: (-f.score, f.box)):
        if not any(_union(face.box, o.box) >= SAME_PLACE or _inside(face, o) for o in kept):
            kept.append(face)
    return kept


def _inside(face: Face, other: Face) -> bool:
    """Whether a face lies in a larger one."""
    return face.height < 0.6 * other.height and overlap(face.box, other.box) > 0.7


def _union(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Shared area by the union's."""
    shared = overlap(a, b) * min(a[2] * a[3], b[2] * b[3])
    return shared / max(1e-6, a[2] * a[3] + b[2] * b[3] - shared)
