"""From light to a picture: white balance, exposure by the scene's own brightness, a filmic curve, bloom."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.render.exposure import patches
from coulisse.render.preview_world import LUMINANCE
from coulisse.scene.staged import kelvin_to_linear

Floats = NDArray[np.floating[Any]]

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_GREY = 0.18
_STOPS_BELOW, _STOPS_ABOVE = 10.0, 6.5  # around middle grey, as AgX (Sobotka) spans them
_PIVOT = _STOPS_BELOW / (_STOPS_BELOW + _STOPS_ABOVE)
_SLOPE, _TOE, _SHOULDER = 2.75, 1.5, 1.5  # of the S; AgX's own slope is 2.4, this is near its medium high contrast
_INSET, _OUTSET = 0.18, 0.07  # of each channel mixed with grey before the curve and taken out after it
_LEAST_LUX = 1e-6


def white_balanced(image: Floats, kelvin: float) -> Floats:
    """`image` (h, w, 3) linear BT.709 so that light of `kelvin` comes out white (von Kries in Bradford's space)."""
    source = _BRADFORD @ _TO_XYZ @ np.array(kelvin_to_linear(kelvin))
    target = _BRADFORD @ _TO_XYZ @ np.ones(3)
    source *= target[1] / source[1]
    matrix = np.linalg.inv(_BRADFORD @ _TO_XYZ) @ np.diag(target / source) @ _BRADFORD @ _TO_XYZ
    return np.maximum(image @ matrix.T.astype(np.float32), 0)


def right_exposure(image: Floats, counts: NDArray[np.bool_]) -> float:
    """Stops that bring the pixels that count to a good brightness: their mean of logs, with highlights protected.

    After Reinhard et al., Photographic Tone Reproduction for Digital Images (2002): the key of a dark scene with few
    lights stays below, so that night does not look like day.
    """
    level = (image @ LUMINANCE)[counts]
    level = level[level > _LEAST_LUX]
    if not level.size:
        return 0.0
    logs = np.log2(level)
    least, low, high = (float(v) for v in np.percentile(logs, (3, 5, 97)))
    bound, gives = patches(logs)
    most = min(high, bound)
    mean = float(np.clip(logs, least, most).mean())
    # Reinhard's key: where most of the picture lies near its brightest, it is bright; near its darkest, dark.
    key = 0.2 * 2 ** (1.2 * (2 * mean - low - most) / max(most - low, 1.0))
    stops = math.log2(key) - mean
    room = math.log2(_GREY) + 3.6 - high  # the brightest lie at most so far above grey
    return float(min(stops, max(room, stops - gives)))  # a patch of sun may burn; the room may not drown for it


def bloomed(image: Floats) -> Floats:
    """What is far brighter than white spills over a little, as in a lens: (h, w, 3) exposed, white near 1."""
    size = max(image.shape[:2])
    bright = np.minimum(np.maximum(image - 2.0, 0), 30.0)
    if not bright.any():
        return image
    glow = 0.6 * cv2.GaussianBlur(bright, (0, 0), size / 160) + 0.4 * cv2.GaussianBlur(bright, (0, 0), size / 40)
    return np.asarray(image + 0.05 * glow, np.float32)


def displayed(image: Floats) -> NDArray[np.uint8]:
    """Exposed linear BT.709 (h, w, 3) to sRGB pixels through an S of logarithms that lets bright colours pale."""
    mix = np.full((3, 3), 1 / 3) * 1.0
    mix[:] = (0.30, 0.45, 0.25)
    inset = (1 - _INSET) * np.eye(3) + _INSET * mix
    stops = np.log2(np.maximum(image @ inset.T.astype(np.float32), 1e-9) / np.float32(_GREY))
    x = np.clip((stops + _STOPS_BELOW) / (_STOPS_BELOW + _STOPS_ABOVE), 0, 1)
    y = _sigmoid(x)
    linear = np.power(y, np.float32(2.2))
    outset = np.linalg.inv((1 - _OUTSET) * np.eye(3) + _OUTSET * mix)
    linear = np.clip(linear @ outset.T.astype(np.float32), 0, 1)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.power(np.maximum(linear, 1e-9), 1 / 2.4) - 0.055)
    return np.asarray(np.rint(srgb * 255), np.uint8)


def _sigmoid(x: Floats) -> Floats:
    """An S through middle grey at the pivot with straight slope there, bent by a power to 0 and to 1."""
    mid = _GREY ** (1 / 2.2)
    rise = _SLOPE * (x - _PIVOT)

    def scale(room: float, reach: float, power: float) -> float:
        """So that the bend arrives at 0 or 1 where the logarithm ends."""
        return float(((_SLOPE * reach) ** -power * ((_SLOPE * reach / room) ** power - 1)) ** (-1 / power))

    top, bottom = scale(1 - mid, 1 - _PIVOT, _SHOULDER), scale(mid, _PIVOT, _TOE)
    up, down = np.maximum(rise, 0) / top, np.maximum(-rise, 0) / bottom
    bent = np.where(
        rise >= 0,
        mid + top * up / (1 + up**_SHOULDER) ** (1 / _SHOULDER),
        mid - bottom * down / (1 + down**_TOE) ** (1 / _TOE),
    )
    return np.asarray(np.clip(bent, 0, 1), np.float32)
