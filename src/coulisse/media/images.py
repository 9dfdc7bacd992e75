"""Still pictures: reading a plate of any common kind into ACEScg, and writing PNG and JPEG."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import OpenImageIO as oiio
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media import colour, files

Floats = NDArray[np.float32]

MAX_PIXELS = 25_000_000  # above it a plate is brought down: 300 MB as float RGB, more than any delivery needs
REFUSE_PIXELS = 400_000_000  # above it the header is taken for a decompression bomb
STRIP_PIXELS = 4_000_000  # converted at a time, so that a 100-megapixel plate is never held as float
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".exr", ".dpx", ".tga", ".bmp", ".webp", ".hdr"})

# EXIF 2.32: FocalPlaneResolutionUnit to millimetres.
_UNIT_MM = {2: 25.4, 3: 10.0, 4: 1.0, 5: 0.001}
# EXIF 2.32, Orientation: numbers above 4 turn the picture by 90 degrees.
_TURNED = frozenset({5, 6, 7, 8})


@dataclass(frozen=True)
class Picture:
    """A plate as read.

    `pixels` (h, w, 3) float32 ACEScg, upright (the EXIF orientation is applied). `bits` is the depth of
    the file's samples. `full_width`, `full_height` are the upright picture's size in the file, larger than
    `pixels` if it was brought down to `max_pixels`. `focal_length_mm`, `focal_length_35mm` and
    `sensor_width_mm` (of the upright picture's width) come from the EXIF and are None where it is silent.
    `alpha` (h, w) in [0, 1] is None where the file has none; an EXR's `pixels` are premultiplied by it, others' not.
    `sha256` is that of the file.
    """

    pixels: Floats
    bits: int
    focal_length_mm: float | None
    focal_length_35mm: float | None
    sensor_width_mm: float | None
    sha256: str
    full_width: int
    full_height: int
    colour_space: str
    alpha: Floats | None = None


def read_picture(
    path: str | Path, *, max_pixels: int | None = MAX_PIXELS, refuse_pixels: int = REFUSE_PIXELS
) -> Picture:
    """Read a JPEG, PNG, TIFF, EXR, DPX (or WebP, TGA, BMP, HDR) picture as ACEScg.

    8- and 16-bit, CMYK, greyscale, palette, alpha and EXIF rotation are all taken. EXR and HDR are linear: in the space
    that their chromaticities name, else in Rec.709; one in ACEScg comes as it is, to the bit, below 0 and above 1. What
    an EXR holds beyond its display window is left out, and black fills it where the data do not reach. A picture
    with more than `max_pixels` pixels is averaged down in linear light to fit; None reads it whole.

    Raises BadInput for what is not there, empty, cut off, no picture, or over `refuse_pixels` by its header.
    """
    path = Path(path)
    _check_file(path)
    wish = oiio.ImageSpec()
    # Else OpenImageIO multiplies the colours by the alpha, and what is transparent turns black.
    wish.attribute("oiio:UnassociatedAlpha", 1)
    reader = oiio.ImageInput.open(str(path), wish)
    if reader is None:
        raise BadInput(
            f"this is not a picture that can be read ({_first_line(oiio.geterror())})",
            where=path,
            remedy="give a JPEG, PNG, TIFF, EXR or DPX file",
        )
    try:
        spec = reader.spec()
        _check_size(spec, path, refuse_pixels)
        stored = reader.read_image(0, 0, 0, spec.nchannels, _sample_type(spec))
        # A cut-off JPEG comes back grey below the cut, with only this message to tell.
        error = reader.geterror()
    finally:
        reader.close()
    if stored is None or error:
        raise BadInput(
            f"the picture is damaged or cut off ({_first_line(error)})",
            where=path,
            remedy="copy it again from the camera or export it again",
        )
    stored = _displayed(stored, spec)
    turn = int(spec.getattribute("Orientation") or 1)
    space = _colour_space(spec)
    pixels = _turned(_fitted(_three_channels(stored, spec), space, max_pixels), turn)
    alpha = None
    if 0 <= spec.alpha_channel < stored.shape[2]:  # of a GIF the number is one too large
        alpha = _turned(_alpha(stored[:, :, spec.alpha_channel], max_pixels), turn)
    if not np.isfinite(pixels).all():
        pixels = np.nan_to_num(pixels, nan=0.0, posinf=65504.0, neginf=0.0)
    tall, wide = stored.shape[:2]
    full = (tall, wide) if turn in _TURNED else (wide, tall)
    return Picture(
        pixels=pixels,
        bits=int(spec.getattribute("oiio:BitsPerSample") or stored.dtype.itemsize * 8),
        focal_length_mm=_number(spec, "Exif:FocalLength"),
        focal_length_35mm=_number(spec, "Exif:FocalLengthIn35mmFilm"),
        sensor_width_mm=_sensor_width(spec, turn),
        sha256=file_sha256(path),
        full_width=full[0],
        full_height=full[1],
        colour_space=space,
        alpha=None if alpha is None else alpha[:, :, 0],
    )


def write_png(path: str | Path, display: NDArray[Any], *, bits: int = 8) -> None:
    """Write display-referred sRGB (h, w, 3) or (h, w): float in [0, 1], uint8 or uint16; atomically."""
    _write(Path(path), display, bits, [cv2.IMWRITE_PNG_COMPRESSION, 4])


def write_jpeg(path: str | Path, display: NDArray[Any], *, quality: int = 93) -> None:
    """Write display-referred sRGB (h, w, 3): float in [0, 1] or uint8; atomically, without subsampling."""
    sampling = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    _write(Path(path), display, 8, [cv2.IMWRITE_JPEG_QUALITY, quality, *sampling])


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_file(path: Path) -> None:
    if not path.exists():
        raise BadInput("there is no such file", where=path, remedy="check the path of the picture")
    if path.is_dir():
        raise BadInput("this is a folder, not a picture", where=path, remedy="name the picture in it")
    try:
        empty = not path.open("rb").read(1)
    except OSError as error:
        raise BadInput(f"cannot be opened: {error.strerror}", where=path, remedy="check its rights") from error
    if empty:
        raise BadInput("the file is empty (0 bytes)", where=path, remedy="copy it again from its source")


def _check_size(spec: Any, path: Path, most: int) -> None:
    if max(spec.width * spec.height, spec.full_width * spec.full_height) > most:
        raise BadInput(
            f"the picture is {spec.width} x {spec.height}, more than {most // 1_000_000} megapixels",
            where=path,
            remedy="scale it down first",
        )
    if spec.width < 8 or spec.height < 8:
        raise BadInput(
            f"the picture is only {spec.width} x {spec.height} pixels", where=path, remedy="give a larger one"
        )
    if spec.depth > 1 or spec.nchannels < 1 or spec.deep:
        raise BadInput("this is a volume or deep picture", where=path, remedy="give a flat picture")


def _sample_type(spec: Any) -> str:
    """Integers of 8 and 16 bits stay so; all else is read as float."""
    return str(spec.format) if str(spec.format) in ("uint8", "uint16") else "float"


def _three_channels(stored: NDArray[Any], spec: Any) -> NDArray[Any]:
    """The RGB of what was stored (h, w, n), grey repeated, alpha and other layers left out."""
    names = [name.rsplit(".", 1)[-1].upper() for name in spec.channelnames]
    if {"R", "G", "B"} <= set(names):
        wanted = [names.index(name) for name in "RGB"]
        return stored if wanted == list(range(stored.shape[2])) else stored[:, :, wanted]
    if len(names) < 3:
        return np.repeat(stored[:, :, :1], 3, axis=2)
    return stored[:, :, :3]


def _colour_space(spec: Any) -> str:
    """The config's name of the space that the file says it is in, or the usual one of its kind."""
    profile = str(spec.getattribute("ICCProfile:profile_description") or "").lower()
    named = str(spec.getattribute("oiio:ColorSpace") or "").lower()
    is_float = str(spec.format) in ("half", "float", "double")
    if is_float:
        primaries = spec.getattribute("chromaticities")
        if primaries is not None and len(primaries) == 8:
            if np.allclose(primaries, colour.ACESCG_CHROMATICITIES, atol=2e-3):
                return colour.SCENE_LINEAR
            if np.allclose(primaries[:6], (0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.077), atol=2e-3):
                return colour.ACES2065
        if "acescg" in named or "ap1" in named:
            return colour.SCENE_LINEAR
        if "aces2065" in named or "ap0" in named or named == "lin_ap0_scene":
            return colour.ACES2065
        return colour.LINEAR_REC709
    if "display p3" in profile or "p3-d65" in profile:
        return colour.DISPLAY_P3
    if "adobe rgb" in profile:
        return colour.ADOBE_RGB
    return colour.SRGB


def _displayed(stored: NDArray[Any], spec: Any) -> NDArray[Any]:
    """What was stored, in the display window: an EXR's data window may be larger (overscan) or smaller (a crop)."""
    left, top = spec.x - spec.full_x, spec.y - spec.full_y
    width, height = spec.full_width, spec.full_height
    if (left, top, width, height) == (0, 0, spec.width, spec.height) or width <= 0 or height <= 0:
        return stored
    out = np.zeros((height, width, stored.shape[2]), stored.dtype)
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + spec.width, width), min(top + spec.height, height)
    if x1 > x0 and y1 > y0:
        out[y0:y1, x0:x1] = stored[y0 - top : y1 - top, x0 - left : x1 - left]
    return out


def _alpha(stored: NDArray[Any], max_pixels: int | None) -> Floats:
    """Stored coverage (h, w) as (h, w, 1) float32, brought down as `_fitted` does with colours."""
    height, width = stored.shape
    scale = 1.0 if max_pixels is None else min(1.0, math.sqrt(max_pixels / (height * width)))
    alpha = np.nan_to_num(colour.as_unit_float(stored), nan=0.0)
    if scale < 1.0:
        alpha = resized(alpha, max(1, int(width * scale)), max(1, int(height * scale)))
    return np.ascontiguousarray(np.clip(alpha, 0.0, 1.0)[:, :, None], np.float32)


def _strips(height: int, width: int) -> Iterator[slice]:
    rows = max(1, STRIP_PIXELS // width)
    for top in range(0, height, rows):
        yield slice(top, min(height, top + rows))


def _fitted(stored: NDArray[Any], space: str, max_pixels: int | None) -> Floats:
    """Code values (h, w, 3) to ACEScg, at most `max_pixels` large.

    The area average is separable, so each strip of rows is narrowed as soon as it is decoded and only the
    narrow picture is shortened as a whole.
    """
    height, width = stored.shape[:2]
    scale = 1.0 if max_pixels is None else min(1.0, math.sqrt(max_pixels / (height * width)))
    small_w, small_h = max(1, int(width * scale)), max(1, int(height * scale))
    narrow = np.empty((height, small_w, 3), np.float32)
    for rows in _strips(height, width):
        linear = colour.to_scene_linear(colour.as_unit_float(stored[rows]), space)
        if small_w != width:
            linear = cv2.resize(linear, (small_w, len(linear)), interpolation=cv2.INTER_AREA)
        narrow[rows] = linear
    if small_h == height:
        return narrow
    return np.ascontiguousarray(cv2.resize(narrow, (small_w, small_h), interpolation=cv2.INTER_AREA), np.float32)


def _turned(pixels: Floats, orientation: int) -> Floats:
    """Apply an EXIF orientation (1 to 8), as EXIF 2.32 defines it."""
    if orientation in (2, 3):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4):
        pixels = pixels[::-1]
    if orientation in _TURNED:
        pixels = pixels.transpose(1, 0, 2)
        if orientation in (6, 7):
            pixels = pixels[:, ::-1]
        if orientation in (7, 8):
            pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)


def _number(spec: Any, name: str) -> float | None:
    value = spec.getattribute(name)
    return float(value) if isinstance(value, int | float) and 0 < value < 1e5 else None


def _sensor_width(spec: Any, orientation: int) -> float | None:
    """Millimetres across the upright picture, from the EXIF focal plane resolution."""
    density = _number(spec, "Exif:FocalPlaneXResolution")
    unit = _UNIT_MM.get(int(spec.getattribute("Exif:FocalPlaneResolutionUnit") or 2))
    if not density or not unit:
        return None
    # The density counts the camera's own pixels, so a picture that was scaled later needs their number.
    shot_width = _number(spec, "Exif:PixelXDimension") or spec.width
    across = shot_width / density * unit
    if orientation in _TURNED:
        across *= spec.height / spec.width
    return across if 2.0 <= across <= 80.0 else None


def _write(path: Path, display: NDArray[Any], bits: int, options: list[int]) -> None:
    codes = colour.to_code_values(display, bits) if display.dtype.kind == "f" else display
    if codes.ndim == 3:
        codes = cv2.cvtColor(codes, cv2.COLOR_RGB2BGR)
    # Encoded in memory: OpenImageIO's JPEG writer ends the whole process when the disk is full.
    encoded = cv2.imencode(path.suffix, codes, options)[1]
    with files.replacing(path) as partial:
        partial.write_bytes(encoded.tobytes())


def _first_line(message: str) -> str:
    return message.strip().split("\n")[0].replace("\r", "") or "no reason given"


def resized(picture: Floats, width: int, height: int) -> Floats:
    """A picture (h, w, 3) or matte (h, w) at another size: averaged down, or enlarged by cubic interpolation."""
    h, w = picture.shape[:2]
    if (w, h) == (width, height):
        return picture
    smaller = width * height < w * h
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.ascontiguousarray(cv2.resize(picture, (width, height), interpolation=method), np.float32)


def resized_codes(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """A display-referred picture (h, w, 3) uint8 at another size, for looking at: averaged down, or interpolated."""
    smaller = width * height < picture.shape[0] * picture.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (width, height), interpolation=method), np.uint8)
