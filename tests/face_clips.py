"""Small clips made of portraits of people who do not exist: they move, leave, are covered, and are cut to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import identity
from coulisse.face.detect import find_faces
from small_people import portrait, wall

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Place = tuple[float, float, float]  # left, top and side of a portrait, in pixels of the frame

WIDTH, HEIGHT = 480, 270


@cache
def template(name: str) -> Floats:
    """The descriptors (1, 128) of a portrait, as a reference picture gives them."""
    picture = portrait(name)
    return identity.describe(picture, find_faces(picture)[0])[None]


def put(frame: Bytes, name: str, place: Place) -> Bytes:
    """A frame with a portrait in it, at parts of a pixel, its rim faded into the wall."""
    left, top, side = place
    picture = portrait(name).astype(np.float32)
    scale = side / picture.shape[0]
    if scale < 0.7:
        small = max(8, round(side * 1.2))
        picture = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
        scale = side / small
    matrix = np.array([[scale, 0, left + 0.5 * scale - 0.5], [0, scale, top + 0.5 * scale - 0.5]])
    size = frame.shape[1], frame.shape[0]
    rim = np.minimum(np.arange(picture.shape[0]), np.arange(picture.shape[0])[::-1]) / (0.06 * picture.shape[0])
    soft = np.clip(np.minimum.outer(rim, rim), 0, 1).astype(np.float32)
    over = cv2.warpAffine(picture, matrix, size, flags=cv2.INTER_LINEAR)
    cover = cv2.warpAffine(soft, matrix, size, flags=cv2.INTER_LINEAR)[..., None]
    return np.clip(frame * (1 - cover) + over * cover + 0.5, 0, 255).astype(np.uint8)


def clip(
    frames: int, people: Sequence[tuple[str, Callable[[int], Place | None]]], *, noise: float = 1.5, seed: int = 1,
    width: int = WIDTH, height: int = HEIGHT,
) -> Iterator[Bytes]:  # fmt: skip
    """Frames of a wall with people before it; each is told where they are at a frame, or None where they are not."""
    chance = np.random.default_rng(seed)
    back = wall(width, height, seed)
    for k in range(frames):
        frame = back
        for name, where in people:
            place = where(k)
            if place is not None:
                frame = put(frame, name, place)
        yield grained(frame, noise, chance)


def grained(frame: Bytes, noise: float, chance: np.random.Generator) -> Bytes:
    """A frame with a camera's noise of so many code values."""
    if not noise:
        return frame
    return np.clip(frame + chance.normal(0, noise, frame.shape) + 0.5, 0, 255).astype(np.uint8)
