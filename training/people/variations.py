"""What a shot does to a face: size, focus, compression, light, grain, a mirror, a turn of the head."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.detect import Face

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Variation = Callable[[Bytes, Face], Bytes]

# Depths of a head in shares of the distance from eyes to mouth: half axes of an ellipsoid, and the nose before it.
# A grown-up's face is about 140 mm wide, eyes to mouth 68 mm, the nose tip 35 mm before their plane.
HALF_WIDTH, HALF_HEIGHT, DEPTH = 1.2, 1.75, 1.0
NOSE, NOSE_WIDTH, NOSE_LENGTH = 0.33, 0.16, 0.32


def resized(height: float) -> Variation:
    """The face at a height in pixels."""

    def vary(picture: Bytes, face: Face) -> Bytes:
        scale = height / face.height
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method))

    return vary


def blurred(share: float) -> Variation:
    """Out of focus, by a Gaussian of `share` of the face's height."""
    return lambda picture, face: np.asarray(cv2.GaussianBlur(picture, (0, 0), share * face.height))


def compressed(quality: int) -> Variation:
    """JPEG, at the height of 96 pixels that a face has in a wide shot: at 512 compression does nothing."""

    def vary(picture: Bytes, face: Face) -> Bytes:
        small = resized(96.0)(picture, face)
        stream = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return np.ascontiguousarray(cv2.imdecode(stream, cv2.IMREAD_COLOR)[:, :, ::-1])

    return vary


def lit(gain: tuple[float, float, float], *, side: float = 0.0) -> Variation:
    """Light times `gain` (red, green, blue; linear); `side` takes that many stops from one half of the face."""

    def vary(picture: Bytes, face: Face) -> Bytes:
        linear = (picture.astype(np.float32) / 255) ** 2.2 * np.float32(gain)
        if side:
            centre = face.box[0] + face.box[2] / 2
            across = (np.arange(picture.shape[1], dtype=np.float32) - centre) / (0.25 * face.box[2])
            linear *= np.exp2(-side / (1 + np.exp(-across)))[None, :, None]
        return np.asarray(np.clip(linear, 0, 1) ** (1 / 2.2) * 255 + 0.5, np.uint8)

    return vary


def mirrored(picture: Bytes, face: Face) -> Bytes:
    """Left for right."""
    return np.ascontiguousarray(picture[:, ::-1])


def grained(sigma: float) -> Variation:
    """Grain of `sigma` (sRGB, of 1), at a face of 96 pixels."""

    def vary(picture: Bytes, face: Face) -> Bytes:
        small = resized(96.0)(picture, face).astype(np.float32)
        noise = np.random.default_rng(int(picture.sum()) % 2**31).normal(0, 1, small.shape).astype(np.float32)
        noise = cv2.GaussianBlur(noise, (0, 0), 0.6)
        return np.asarray(np.clip(small + noise * (sigma * 255 / noise.std()), 0, 255), np.uint8)

    return vary


def turned(degrees: float) -> Variation:
    """The head turned to a side, away from where it looks already: the portrait on a head's relief, seen from aside.

    The relief is an ellipsoid with a nose. What the turn uncovers (cheek, ear) is stretched from the edge, so a
    turn beyond 45 degrees is not to be trusted.
    """

    def vary(picture: Bytes, face: Face) -> Bytes:
        height, width = picture.shape[:2]
        eyes, mouth = face.landmarks[:2].mean(0), face.landmarks[3:].mean(0)
        unit = float(np.linalg.norm(mouth - eyes))
        middle = 0.5 * (eyes + mouth)
        sign = 1.0 if face.yaw_degrees >= 0 else -1.0
        angle = np.radians(degrees) * sign
        x = (np.arange(width, dtype=np.float32) - middle[0]) / unit
        out = np.empty((height, width), np.float32)
        for row in range(height):
            y = (row - middle[1]) / unit
            head = 1 - (x / HALF_WIDTH) ** 2 - ((y + 0.2) / HALF_HEIGHT) ** 2
            depth = DEPTH * np.sqrt(np.maximum(head, 0.0)) - DEPTH
            tip = (face.landmarks[2] - middle) / unit
            rise = -0.5 if y < tip[1] else 0.18  # long towards the bridge, short towards the lip
            along = np.exp(-(((y - tip[1]) / abs(rise * NOSE_LENGTH / 0.32)) ** 2))
            depth = depth + NOSE * along * np.exp(-(((x - tip[0]) / NOSE_WIDTH) ** 2))
            # Where each column goes; what would fold over itself stays hidden.
            target = np.maximum.accumulate(x * np.cos(angle) + (depth + 0.4) * np.sin(angle) + 1e-5 * np.arange(width))
            out[row] = np.interp(x, target, np.arange(width, dtype=np.float32))
        rows = np.repeat(np.arange(height, dtype=np.float32)[:, None], width, 1)
        return np.asarray(cv2.remap(picture, out, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))

    return vary


def both(*steps: Variation) -> Variation:
    """One after the other; the face's place is that of the first picture."""

    def vary(picture: Bytes, face: Face) -> Bytes:
        for step in steps:
            picture = step(picture, face)
        return picture

    return vary
