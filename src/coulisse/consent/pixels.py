"""Whether pixels are the plate's own, and pictures as a face detector sees them; quick, because it is done to all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.consent.sightings import Box
from coulisse.media import colour, images

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Bools = NDArray[np.bool_]

# Scene-linear: rounding to half floats stays under it, and so does nothing that a display could show: the darkest step
# of 8-bit sRGB is 0.0003, at mid grey it is 1.7 %, at white 0.9 %.
ALIKE, ALIKE_SHARE = 2.5e-4, 0.004
BLOCK = 8  # pixels: movies are compared by the mean of blocks, which compression keeps
COMPARED_SIDE = 960  # pixels of the long side at which they are compared
# Of 255: the mean departure of a block that compression accounts for; measured on the demo's movies, docs/likeness.md.
COMPRESSED = 14.0
PATCH = 32  # pixels a side of what stands for a face and its surroundings
ALIKE_PATCH = 0.9  # correlation; of two different faces of one pose it stays under 0.8

STRIP = 1 << 19  # pixels that are converted at a time


def changed(picture: NDArray[Any], plate: Floats) -> Bools:
    """Where (h, w) a scene-linear picture (h, w, 3) is no longer the plate, beyond the rounding to half floats."""
    if picture.shape != plate.shape:
        raise ValueError(f"a picture of {picture.shape} is not of the plate's size {plate.shape}")
    mask = np.empty(picture.shape[:2], bool)
    rows = max(1, (STRIP >> 4) // max(picture.shape[1], 1))  # what stays in the processor's cache
    for top in range(0, len(picture), rows):
        own = plate[top : top + rows]
        difference = np.subtract(picture[top : top + rows], own, dtype=np.float32)
        np.abs(difference, out=difference)
        allowed = np.abs(own)
        allowed *= np.float32(ALIKE_SHARE)
        allowed += np.float32(ALIKE)
        differs = difference > allowed
        # Not `any(2)`: over an axis of three, NumPy takes ten times as long.
        mask[top : top + rows] = differs[:, :, 0] | differs[:, :, 1] | differs[:, :, 2]
    return mask


def region(mask: Bools, margin: float) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what is set, grown by `margin` pixels; None where nothing is."""
    columns = np.flatnonzero(mask.any(0))
    rows = np.flatnonzero(mask.any(1))
    if not len(columns):
        return None
    height, width = mask.shape
    left, top = max(0, int(columns[0] - margin)), max(0, int(rows[0] - margin))
    return left, top, min(width, int(columns[-1] + 1 + margin)), min(height, int(rows[-1] + 1 + margin))


def display(picture: NDArray[Any]) -> Bytes:
    """ACEScg (h, w, 3) as sRGB uint8: the values of media/colour.py; what is no number is black."""
    shown = np.empty(picture.shape, np.uint8)
    rows = max(1, STRIP // max(picture.shape[1], 1))
    for top in range(0, len(picture), rows):  # a large plate would take four times its size at once
        strip = np.asarray(picture[top : top + rows], np.float32)
        if not np.isfinite(strip).all():
            strip = np.nan_to_num(strip, nan=0.0, posinf=65504.0, neginf=0.0)
        shown[top : top + rows] = colour.to_code_values(colour.encode_srgb(strip))
    return shown


def scene_linear(codes: NDArray[Any]) -> Floats:
    """sRGB code values (h, w, 3), uint8 or uint16, as ACEScg, as media/colour.py decodes them."""
    return colour.decode_srgb(codes)


def eight_bit(codes: NDArray[Any]) -> Bytes:
    """Code values of 8 or 16 bits as uint8."""
    return codes if codes.dtype == np.uint8 else (codes >> 8).astype(np.uint8)


def nearest_eight_bit(codes: NDArray[Any]) -> Bytes:
    """Code values of 8 or 16 bits as uint8, rounded: what `display` gives of their `scene_linear`."""
    return codes if codes.dtype == np.uint8 else ((codes.astype(np.uint32) + 128) // 257).astype(np.uint8)


def small(picture: Bytes, size: tuple[int, int] | None = None) -> Bytes:
    """A picture (h, w, 3) uint8 at the size at which pictures are compared, or at the given (width, height)."""
    height, width = picture.shape[:2]
    scale = min(1.0, COMPARED_SIDE / max(height, width))
    wanted = size or (max(1, round(width * scale)), max(1, round(height * scale)))
    return picture if wanted == (width, height) else images.resized_codes(picture, *wanted)


def departs(picture: Bytes, candidates: list[Bytes]) -> Bools:
    """Where (blocks down, blocks across) a compressed picture is none of the candidates, all of one size."""
    nearest: Bytes | None = None
    for candidate in candidates:
        # max - min of unsigned values: the absolute difference without leaving 8 bits.
        means = _block_means(np.maximum(picture, candidate) - np.minimum(picture, candidate))
        nearest = means if nearest is None else np.minimum(nearest, means)
    if nearest is None:
        return np.ones((-(-picture.shape[0] // BLOCK), -(-picture.shape[1] // BLOCK)), bool)
    return np.asarray(nearest > COMPRESSED)


def large_enough(blocks: Bools, least: float) -> Bools:
    """Only what holds a square of `least` pixels: a line across the picture hides no face."""
    side = max(1, int(least // BLOCK))
    if side == 1 or min(blocks.shape) < side:
        return blocks
    windows = np.lib.stride_tricks.sliding_window_view(blocks, (side, side)).all((2, 3))
    kept = np.zeros_like(blocks)
    for y, x in zip(*np.nonzero(windows), strict=True):
        kept[y : y + side, x : x + side] = True
    return kept


def _block_means(values: Bytes) -> Bytes:
    """The mean of each block of (h, w, 3), of its worst channel."""
    height, width = values.shape[:2]
    padded = np.pad(values, ((0, -height % BLOCK), (0, -width % BLOCK), (0, 0)), mode="edge")
    means = images.resized_codes(padded, padded.shape[1] // BLOCK, padded.shape[0] // BLOCK)
    return np.asarray(means.max(2))


def patch(shown: Bytes, box: Box) -> Bytes:
    """A face with its surroundings, PATCH pixels a side."""
    x, y, w, h = box
    side = 1.6 * max(w, h)
    left, top = int(max(0, x + w / 2 - side / 2)), int(max(0, y + h / 2 - side / 2))
    part = shown[top : top + max(2, int(side)), left : left + max(2, int(side))]
    return images.resized_codes(np.ascontiguousarray(part), PATCH, PATCH)


def alike(a: Bytes, b: Bytes) -> bool:
    """Whether two patches show the same pixels at different sizes: their correlation, over small shifts."""
    inner = slice(4, PATCH - 4)
    fixed = _levelled(a[inner, inner])
    best = max(
        float((fixed * _levelled(b[dy : dy + PATCH - 8, dx : dx + PATCH - 8])).mean())
        for dy in range(0, 9, 2)
        for dx in range(0, 9, 2)
    )
    return best > ALIKE_PATCH


def _levelled(values: Bytes) -> Floats:
    grey = values.astype(np.float32).mean(2)
    return np.asarray((grey - grey.mean()) / max(float(grey.std()), 1.0), np.float32)
