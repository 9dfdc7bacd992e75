"""Colour spaces: the one place that knows OpenColorIO, and the one config that Coulisse works in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

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
    """sRGB picture (h, w, 3), uint8, uint16 or float in [0, 1], to ACEScg float32."""
    return to_scene_linear(as_unit_float(image), SRGB)


def encode_srgb(image: NDArray[Any]) -> Floats:
    """ACEScg (h, w, 3) to sRGB values float32 in [0, 1], the exact inverse of `decode_srgb`.

    This is a file's edge: what lies outside the sRGB gamut or above display white is clipped here.
    """
    return np.clip(from_scene_linear(image, SRGB), 0.0, 1.0)


def to_code_values(display: NDArray[Any], bits: int = 8) -> NDArray[Any]:
    """Display-referred float (...) to rounded uint8 (`bits` 8) or uint16 (`bits` 16) code values."""
    top = (1 << bits) - 1
    values = np.clip(display, 0.0, 1.0) * np.float32(top) + np.float32(0.5)
    return values.astype(np.uint8 if bits == 8 else np.uint16)


def luminance(image: NDArray[Any]) -> Floats:
    """Relative luminance (h, w) of an ACEScg image (h, w, 3)."""
    return np.asarray(image @ LUMINANCE, np.float32)
