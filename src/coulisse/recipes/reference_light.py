"""Reads the light of a reference picture: its key, its contrast, how warm it is, and the hour where that is plain.

What a picture shows is light and paint together; these are the plain estimates of the trade, shown to who asks and
written into the brief to be corrected.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coulisse.media import colour, images
from coulisse.media.palette import oklab

Floats = NDArray[np.float32]
Key = Literal["low", "middle", "high"]
Warmth = Literal["warm", "neutral", "cool"]

_SIDE = 256  # pixels of the long side at which light and texture are read
_GREY = 0.06  # OKLab chroma: what has less is taken for something neutral under the picture's light
_FEW = 0.03  # of the picture: with fewer neutral pixels the brightest colours stand for the light
_XYZ = np.array([[0.41239, 0.35758, 0.18048], [0.21264, 0.71517, 0.07219], [0.01933, 0.11919, 0.95053]])  # of Rec.709
# A lamp of k kelvin is seen under a white balance between it and 6500 K (recipes/set_lighting.py): as warm as
# 6500 (k / 6500) ** (1 - _BALANCED), until its balance stops at _COLDEST.
_BALANCED, _COLDEST, _WHITE = 0.56, 5600.0, 6500.0
_CANDLE = 1850.0  # nothing that one lights a room by is warmer


@dataclass(frozen=True)
class PictureLight:
    """What was read of a picture.

    `contrast` is the ratio of its lights to its shadows (the 90th to the 10th percentile of luminance), `seen_kelvin`
    the colour of its neutrals, `level` and `hardness` the light of a brief that comes out like it (`lamp` gives its
    colour temperature), `busy` the share (0-1) of pixels on an edge. `time` is a word of the vocabulary, or None.
    """

    key: Key
    contrast: float
    warmth: Warmth
    seen_kelvin: float
    level: float
    hardness: float
    busy: float
    time: str | None


def is_linear(picture: images.Picture) -> bool:
    """Whether a picture came from a scene-linear file."""
    return "linear" in picture.colour_space.lower() or picture.colour_space.startswith("ACES")


def shown(pixels: Floats, linear: bool) -> tuple[Floats, float]:
    """A picture (h, w, 3) ACEScg as one would look at it, still linear in 0-1, and the stops it was exposed by.

    `linear`: it comes from a scene-linear file. One whose mean is nowhere near grey is exposed to it, and what is over
    white is rolled off, not clipped (Reinhard et al. 2002, the extended operator).
    """
    out = np.maximum(pixels, 0.0)
    stops = 0.0
    if not linear:
        return np.minimum(out, 1.0), stops
    bright = colour.luminance(out)
    lit = bright[bright > 1e-6]
    if not lit.size:
        return out, stops
    mean = float(np.exp(np.log(lit).mean()))
    if not 0.01 <= mean <= 1.0:
        stops = math.log2(0.18 / mean)
        out = out * np.float32(0.18 / mean)
        bright = bright * np.float32(0.18 / mean)
    white = float(np.percentile(bright, 99.9))
    if white > 1.0:
        rolled = (1 + bright / white**2) / (1 + bright) * (1 + 1 / white)
        out = out * np.minimum(rolled, 1.0)[:, :, None]
    return np.minimum(out, 1.0).astype(np.float32), stops


def read_light(look: Floats) -> PictureLight:
    """The light of a picture (h, w, 3), linear ACEScg in 0-1 as `shown` gives it."""
    h, w = look.shape[:2]
    scale = min(1.0, _SIDE / max(h, w))
    small = images.resized(look, max(8, round(w * scale)), max(8, round(h * scale)))
    linear = np.maximum(colour.from_scene_linear(small, colour.LINEAR_REC709), 0.0).astype(np.float64)
    lab = oklab(colour.encode_srgb(small))
    luminance = linear @ _XYZ[1]
    light = 116 * np.cbrt(np.maximum(luminance, 0.008856)) - 16  # CIE L*, its straight foot left out
    low, tenth, ninetieth, high = np.percentile(luminance, (5, 10, 90, 95))
    mean = float(light.mean())
    key: Key = "middle"
    if float((light < 30).mean()) > 0.5:
        key = "low"
    elif float((light > 68).mean()) > 0.5:
        key = "high"
    seen = _neutral_kelvin(linear, lab)
    warmth: Warmth = "warm" if seen < 5400 else "cool" if seen > 7800 else "neutral"
    stops = math.log2(max(high, 1e-3) / max(low, 2e-3))
    across, down = np.gradient(lab[:, :, 0], axis=1), np.gradient(lab[:, :, 0], axis=0)
    return PictureLight(
        key, round(max(ninetieth, 2e-3) / max(tenth, 2e-3), 1), warmth, round(seen),
        round(min(max((mean - 12) / 75, 0.05), 0.95), 2), round(min(max((stops - 2.0) / 6.0, 0.05), 0.95), 2),
        round(float((np.hypot(across, down) > 0.04).mean()), 3), _time(light, linear, mean, seen, key),
    )  # fmt: skip


def _neutral_kelvin(linear: Any, lab: Any) -> float:
    """The colour temperature of what is neutral, else of the brightest colours (shades of grey, Finlayson and Trezzi
    2004, with the power 6, taken for half of what it says: colours are paint, too). McCamy 1992 from chromaticity."""
    chroma = np.hypot(lab[:, :, 1], lab[:, :, 2])
    grey = (chroma < _GREY) & (lab[:, :, 0] > 0.25) & (lab[:, :, 0] < 0.97)
    if float(grey.mean()) >= _FEW:
        return _kelvin(linear[grey].mean(0))
    norm = (linear.reshape(-1, 3) ** 6).mean(0) ** (1 / 6)
    return 2e6 / (1e6 / _kelvin(norm) + 1e6 / _WHITE) if norm.sum() > 1e-6 else _WHITE


def _kelvin(rgb: Any) -> float:
    x, y, z = _XYZ @ np.asarray(rgb, float)
    total = x + y + z
    if total <= 0:
        return _WHITE
    n = (x / total - 0.3320) / (0.1858 - y / total)
    kelvin = 449 * n**3 + 3525 * n**2 + 6823.3 * n + 5520.33
    return float(min(max(kelvin, 1800.0), 15000.0)) if math.isfinite(kelvin) else _WHITE


def lamp(seen: float) -> float:
    """The lamps whose light looks as warm as `seen` under the white balance that a set is shown with."""
    kelvin = _WHITE * (seen / _WHITE) ** (1 / (1 - _BALANCED))
    if kelvin**_BALANCED * _WHITE ** (1 - _BALANCED) > _COLDEST:
        kelvin = seen * _COLDEST / _WHITE
    return float(round(min(max(kelvin, _CANDLE), 12000.0), -1))


def stops_of(level: float) -> float:
    """By how many stops a set is exposed away from grey to be as dark or bright as a picture that gave this `level`.

    Two thirds of the way (from the mean L* that `read_light` makes the level of): on a board a room has to be seen.
    """
    mean = ((12 + 75 * level + 16) / 116) ** 3
    return min(max(0.67 * math.log2(mean / 0.18), -2.0), 1.0)


def _time(light: Any, linear: Any, mean: float, seen: float, key: Key) -> str | None:
    """Night, day, or the golden hour, only where a picture leaves little doubt."""
    if mean < 15 or (mean < 24 and seen > 7500):
        return "night"
    third = max(1, len(light) // 3)
    sky, ground = linear[:third].reshape(-1, 3).mean(0), linear[-third:].reshape(-1, 3).mean(0)
    if sky.sum() > 1.6 * ground.sum() and sky[0] > 1.5 * sky[2] and seen < 5400:
        return "golden_hour"
    if key == "high" and 5600 < seen < 7600:
        return "day"
    return None
