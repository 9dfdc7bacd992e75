"""Made pictures that stand for references: a film still in teal and orange, a grey morning, a candlelit room."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def teal_and_orange(width: int = 600, height: int = 400, seed: int = 0) -> NDArray[np.uint8]:
    """A dark teal room with an orange lamp's glow on a tan wall, a navy shadow and a sliver of cream, with grain."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width, y / height
    out = np.empty((height, width, 3), np.float32)
    out[:] = np.array([0x1F, 0x5F, 0x66], np.float32) * (0.75 + 0.5 * (1 - y))[..., None]
    out[y > 0.72] = (0x16, 0x24, 0x33)
    glow = np.exp(-(((x - 0.72) / 0.11) ** 2 + ((y - 0.45) / 0.2) ** 2))
    out += glow[..., None] * (np.array([0xE5, 0x84, 0x2B], np.float32) - out) * 0.95
    out[(np.abs(x - 0.2) < 0.05) & (np.abs(y - 0.5) < 0.14)] = (0xF0, 0xE2, 0xC4)
    out += rng.normal(0, 3.0, out.shape)
    return out.clip(0, 255).astype(np.uint8)


def fog(width: int = 480, height: int = 320) -> NDArray[np.uint8]:
    """A bright, soft, faintly blue morning with a grey tower in it."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    shade = 0.86 - 0.1 * (y / height) - 0.1 * (np.abs(x / width - 0.4) < 0.06)
    return (shade[..., None] * np.array([236, 244, 255], np.float32)).clip(0, 255).astype(np.uint8)


def candlelight(width: int = 480, height: int = 320) -> NDArray[np.uint8]:
    """A dark room around one flame: everything is brown, and warm."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    far = np.hypot((x - 0.5 * width) / width, (y - 0.55 * height) / height)
    bright = np.exp(-((far / 0.16) ** 2)) + 0.05
    return (bright[..., None] * np.array([255, 150, 60], np.float32)).clip(0, 255).astype(np.uint8)


def saved(path: Path, pixels: NDArray[np.uint8], **options: object) -> Path:
    """The picture as a file; .exr scene-linear ACEScg."""
    if path.suffix == ".exr":
        from coulisse.media import colour, exr

        exr.write_passes(path, {exr.BEAUTY: colour.decode_srgb(pixels)})
    else:
        Image.fromarray(pixels).save(path, **options)
    return path
