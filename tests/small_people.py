"""Portraits of people who do not exist, and plates with them in it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from coulisse.models.catalogue import find

PEOPLE = Path(__file__).parent / "people"
Bytes = NDArray[np.uint8]

needs_faces = pytest.mark.skipif(
    find("yunet") is None or find("sface") is None,
    reason="the face networks are not here: coulisse models fetch yunet, coulisse models fetch sface",
)


def portrait(name: str) -> Bytes:
    """A committed portrait (256, 256, 3) sRGB, such as "person_1_a"."""
    return np.ascontiguousarray(cv2.imread(str(PEOPLE / f"{name}.jpg"))[:, :, ::-1])


def wall(width: int = 320, height: int = 180, seed: int = 1) -> Bytes:
    """A plate without anybody: bricks and a little grain."""
    chance = np.random.default_rng(seed)
    bricks = np.repeat(np.repeat(chance.integers(90, 150, (height // 10 + 1, width // 20 + 1)), 10, 0), 20, 1)
    grain = chance.normal(0, 2, (height, width))
    grey = bricks[:height, :width] + grain
    return np.clip(np.stack([grey * 1.05, grey * 0.9, grey * 0.8], -1), 0, 255).astype(np.uint8)


def with_person(picture: Bytes, name: str, left: int, top: int, side: int) -> Bytes:
    """A copy of a picture with a portrait of `side` pixels in it; its face is 0.7 of that high."""
    out = picture.copy()
    method = cv2.INTER_AREA if side < 256 else cv2.INTER_CUBIC
    out[top : top + side, left : left + side] = cv2.resize(portrait(name), (side, side), interpolation=method)
    return out


def write(path: Path, picture: Bytes) -> Path:
    """Write a picture by its suffix."""
    cv2.imwrite(str(path), picture[:, :, ::-1])
    return path
