"""Colour spaces: the one place that knows OpenColorIO, and the one config that Coulisse works in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import cv2
import numpy as np
import PyOpenColorIO as ocio
from numpy.typing import NDArray

from coulisse.errors import BadInput

Floats = NDArray[np.float32]

CONFIG = "cg-config-v2.2.0_aces-v1.3_ocio-v2.4"  # built into OpenColorIO, so it needs no file
SCENE_LINEAR = "ACEScg"
SRGB = "sRGB Encoded Rec.709 (sRGB)"  # the piecewise sRGB curve, no tone mapping: a plate comes back as it was
LINEAR_REC709 = "Linear Rec.709 (sRGB)"
ACES2065 = "ACES2065-1"
DISPLAY_P3 = "sRGB Encoded P3-D65"
ADOBE_RGB = "Gamma 2.2 Encoded AdobeRGB"

# CIE xy of red, green, blue and white of AP1, the primaries of ACEScg (SMPTE ST 2065-1, S-2014-004).
ACESCG_CHROMATICITIES = (0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767)

# Luminance of ACEScg: the Y row of the AP1 to XYZ matrix (S-2014-004).
LUMINANCE = np.array([0.2722287, 0.6740818, 0.0536895], np.float32)

_STRIPS = 2  # OpenColorIO's CPU path is single-threaded and frees the GIL; two strips use both cores


@cache
def _config() -> Any:
    return ocio.Config.CreateFromBuiltinConfig(CONFIG)


@cache
def _processor(source: str, target: str) -> Any:
    try:
        processor = _config().getProcessor(source, target)
    except ocio.Exception as error:
        raise BadInput(
            f"the colour space {source if target == SCENE_LINEAR else target!r} is not known",
            where=CONFIG,
            remedy="use one of: " + ", ".join(space_names()),
        ) from error
    # Lossless: the default trades exactness of the curve for speed, and a plate would not round-trip.
    return processor.getOptimizedCPUProcessor(ocio.OPTIMIZATION_LOSSLESS)


def space_names() -> list[str]:
    """The names of the colour spaces of the config."""
    return [space.getName() for space in _config().getColorSpaces()]


def _convert(image: NDArray[Any], source: str, target: str) -> Floats:
    if image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"an image is (h, w, 3), not {image.shape}")
    out = np.array(image, np.float32, order="C", copy=True)
    if source == target or out.size == 0:
        return out
    processor = _processor(source, target)
    if len(out) < 256:
        processor.applyRGB(out)
        return out
    # A strip of rows of a C-ordered array is itself packed, so it is converted in place.
    strips = np.array_split(out, _STRIPS)
    with ThreadPoolExecutor(_STRIPS) as pool:
        list(pool.map(processor.applyRGB, strips))
    return out


def to_scene_linear(image: NDArray[Any], from_space: str) -> Floats:
    """`image` (h, w, 3) in the named colour space to ACEScg float32. Nothing is clipped.

    Raises BadInput for a space that the config does not have.
    """
    return _convert(image, from_space, SCENE_LINEAR)


def from_scene_linear(image: NDArray[Any], to_space: str) -> Floats:
    """`image` (h, w, 3) ACEScg to the named colour space, float32. Nothing is clipped."""
    return _convert(image, SCENE_LINEAR, to_space)


def as_unit_float(image: NDArray[Any]) -> Floats:
    """Integer code values of any depth to float32 in [0, 1]; floats pass."""
    if image.dtype.kind in "ui":
        return image.astype(np.float32) / np.float32(np.iinfo(image.dtype).max)
    return image.astype(np.float32, copy=False)


def decode_srgb(image: NDArray[Any]) -> Floats:
    """sRGB picture (h, w, 3), uint8, uint16 or float in [0, 1], to ACEScg float32.

    Code values go through a table of the curve and the matrix, both OpenColorIO's own: the same within 2e-7, in a
    fifth of the time (16 ms for 1920 x 1080 pixels of 8 or 16 bits, on two cores).
    """
    if image.dtype not in (np.uint8, np.uint16) or image.ndim != 3 or image.shape[2] != 3:
        return to_scene_linear(as_unit_float(image), SRGB)
    curve, matrix = _curve(image.dtype.itemsize * 8), _matrix(LINEAR_REC709, SCENE_LINEAR)
    out = np.empty(image.shape, np.float32)

    def strip(rows: slice) -> None:
        codes = np.ascontiguousarray(image[rows])
        linear = cv2.LUT(codes, curve) if codes.dtype == np.uint8 else np.take(curve, codes)
        out[rows] = _through(linear, matrix)

    _over_rows(strip, len(image))
    return out


def encode_srgb(image: NDArray[Any]) -> Floats:
    """ACEScg (h, w, 3) to sRGB values float32 in [0, 1], the inverse of `decode_srgb`: 8-bit codes come back exactly.

    This is a file's edge: what lies outside the sRGB gamut or above display white is clipped here. As OpenColorIO does
    it within 2e-6, which is rounding in the dark, where the curve is steep; three times as fast (31 ms likewise).
    """
    if image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"an image is (h, w, 3), not {image.shape}")
    matrix = _matrix(SCENE_LINEAR, LINEAR_REC709)
    out = np.empty(image.shape, np.float32)

    def strip(rows: slice) -> None:
        linear = _through(np.ascontiguousarray(image[rows], np.float32), matrix)
        np.clip(linear, 0.0, 1.001, out=linear)  # over 1, else white itself is rounded to less
        curved = np.power(linear, np.float32(1 / _GAMMA))
        curved *= np.float32(1 + _OFFSET)
        curved -= np.float32(_OFFSET)
        np.multiply(linear, np.float32(_SLOPE), out=curved, where=linear <= np.float32(_BREAK))
        np.clip(curved, 0.0, 1.0, out=out[rows])

    _over_rows(strip, len(image))
    return out


# IEC 61966-2-1 as OpenColorIO has it: the straight part meets the curve at the same slope, so its end and slope follow
# from gamma and offset and are 0.00304 and 12.923, not the standard's rounded 0.0031308 and 12.92.
_GAMMA, _OFFSET = 2.4, 0.055
_BREAK = (_OFFSET * _GAMMA / ((_GAMMA - 1) * (1 + _OFFSET))) ** _GAMMA
_SLOPE = _OFFSET / (_GAMMA - 1) / _BREAK

_ROWS = 64  # converted at a time: a strip stays in the processor's cache


@cache
def _curve(bits: int) -> Floats:
    """What each sRGB code value of 8 or 16 bits is in linear light (2 ** bits,)."""
    codes = as_unit_float(np.arange(1 << bits, dtype=np.uint8 if bits == 8 else np.uint16))
    return np.ascontiguousarray(_convert(np.repeat(codes[:, None, None], 3, 2), SRGB, LINEAR_REC709)[:, 0, 0])


@cache
def _matrix(source: str, target: str) -> Floats:
    """The matrix (3, 3) between two linear spaces."""
    return np.ascontiguousarray(_convert(np.eye(3, dtype=np.float32)[None], source, target)[0].T)


def _through(linear: Floats, matrix: Floats) -> Floats:
    """Pixels (h, w, 3) through a matrix; each comes out the same wherever it lies, which cv2.transform does not do."""
    planes = cv2.split(linear)
    mixed = []
    for row in matrix:
        total = planes[0] * row[0]
        for plane, share in zip(planes[1:], row[1:], strict=True):
            total += plane * share
        mixed.append(total)
    return np.asarray(cv2.merge(mixed), np.float32)


def _over_rows(strip: Callable[[slice], None], height: int) -> None:
    """Call `strip` for every strip of rows, on all the cores: NumPy and OpenCV let go of the GIL."""
    strips = [slice(top, min(height, top + _ROWS)) for top in range(0, height, _ROWS)]
    if len(strips) <= 2:
        for rows in strips:
            strip(rows)
        return
    with ThreadPoolExecutor(_STRIPS) as pool:
        list(pool.map(strip, strips))


def to_code_values(display: NDArray[Any], bits: int = 8) -> NDArray[Any]:
    """Display-referred float (...) to rounded uint8 (`bits` 8) or uint16 (`bits` 16) code values."""
    top = (1 << bits) - 1
    values = np.clip(display, 0.0, 1.0) * np.float32(top) + np.float32(0.5)
    return values.astype(np.uint8 if bits == 8 else np.uint16)


def luminance(image: NDArray[Any]) -> Floats:
    """Relative luminance (h, w) of an ACEScg image (h, w, 3)."""
    return np.asarray(image @ LUMINANCE, np.float32)
