"""The plate's grain and sharpness, measured, and grain of the same kind to put on what is new.

Both are measured and added in a perceptual domain (a power of 1 / 2.2), in which the grain of a
camera's picture is about as strong in the lights as in the shadows. Grain has a size as well as a
strength: its covariance between the channels is taken in three bands of frequency.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.scene.pieces import Floats

_GAMMA = 2.2
_BANDS = (0.0, 0.7, 1.4, 2.8)  # pixels, the blurs between which the bands lie
_TILE = 512  # pixels; a tile of grain is turned and shifted from frame to frame
_FLAT = 0.12  # share of the picture, the flattest, in which grain is measured
_SHARPEST = 0.35  # pixels: the blur of a picture averaged over its pixels
_SOFTEST = 2.0  # pixels: a plate softer than this is out of focus, and its edges say nothing


@dataclass(frozen=True)
class PlateLook:
    """Grain and sharpness of a plate.

    `strength` (3 bands, 3) is the standard deviation of the channels in the perceptual domain;
    `tile` (512, 512, 3) grain of that strength and size, without seams at its borders;
    `blur` is the standard deviation, in pixels, of the plate's sharpest edges.
    """

    strength: Floats
    tile: Floats
    blur: float


def perceptual(linear: Floats) -> Floats:
    """Scene-linear to the domain of the grain."""
    return np.asarray(np.maximum(linear, 0) ** (1 / _GAMMA), np.float32)


def linear(value: Floats) -> Floats:
    """Back to scene-linear."""
    return np.asarray(np.maximum(value, 0) ** _GAMMA, np.float32)


def measure_look(plate: Floats, seed: int = 0) -> PlateLook:
    """Measure a plate (h, w, 3), scene-linear."""
    value = perceptual(plate)
    flat = _flat_parts(value)
    rng = np.random.default_rng(seed)
    strength = np.zeros((len(_BANDS) - 1, 3), np.float32)
    tile = np.zeros((_TILE, _TILE, 3), np.float32)
    for i, (fine, coarse) in enumerate(zip(_BANDS[:-1], _BANDS[1:], strict=True)):
        band = _blurred(value, fine, "nearest") - _blurred(value, coarse, "nearest")
        samples = band[flat]
        if len(samples) < 64:
            continue
        limit = 4 * 1.4826 * np.median(np.abs(samples), 0) + 1e-9
        samples = np.clip(samples, -limit, limit)
        covariance = np.cov(samples.T) + 1e-12 * np.eye(3)
        strength[i] = np.sqrt(np.diag(covariance))
        white = rng.standard_normal((_TILE, _TILE, 3)).astype(np.float32)
        noise = _blurred(white, fine, "wrap") - _blurred(white, coarse, "wrap")
        tile += (noise / noise.std((0, 1))) @ np.linalg.cholesky(covariance).T.astype(np.float32)
    return PlateLook(strength, tile, _edge_blur(value))


def grain_of_frame(look: PlateLook, height: int, width: int, frame: int, seed: int) -> Floats:
    """Grain (h, w, 3) for one frame; another frame or seed gives another."""
    rng = np.random.default_rng((seed, frame))
    tile = np.roll(look.tile, rng.integers(0, _TILE, 2), (0, 1))
    if rng.random() < 0.5:
        tile = tile[::-1]
    if rng.random() < 0.5:
        tile = tile[:, ::-1]
    return np.tile(tile, (-(-height // _TILE), -(-width // _TILE), 1))[:height, :width]


def _blurred(picture: Floats, sigma: float, mode: str) -> Floats:
    if sigma == 0:
        return picture
    return np.asarray(ndimage.gaussian_filter(picture, (sigma, sigma, 0), mode=mode, truncate=3.0), np.float32)


def _flat_parts(value: Floats) -> NDArray[np.bool_]:
    """The parts without edges, neither black nor burnt out, (h, w)."""
    grey = value.mean(-1)
    smooth = ndimage.gaussian_filter(grey, 2.0)
    slope = ndimage.maximum_filter(ndimage.gaussian_gradient_magnitude(smooth, 2.0), 5)
    usable = (smooth > 0.12) & (smooth < 0.93)
    if not usable.any():
        usable = np.ones_like(usable)
    return np.asarray(usable & (slope <= np.quantile(slope[usable], _FLAT)))


def _edge_blur(value: Floats) -> float:
    """The blur of the sharpest strong edges: a step of height c under a Gaussian has the slope c / (s √2π)."""
    grey = value.mean(-1)
    rise = ndimage.maximum_filter(grey, 9) - ndimage.minimum_filter(grey, 9)
    dy, dx = np.gradient(grey)
    slope = np.hypot(dx, dy)
    peak = (slope == ndimage.maximum_filter(slope, 5)) & (rise > max(0.15, 0.8 * float(np.quantile(rise, 0.95))))
    if peak.sum() < 20:
        return _SHARPEST
    spread = rise[peak] / (np.sqrt(2 * np.pi) * slope[peak])
    # A central difference spans two pixels: it sees a step of no blur as one of 0.56 pixels or so.
    blur = float(np.quantile(spread, 0.25))
    blur = np.sqrt(max(blur**2 - 0.56**2, 0.0) + _SHARPEST**2)
    return float(np.clip(blur, _SHARPEST, _SOFTEST))
