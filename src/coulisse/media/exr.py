"""Multi-layer EXR frames and Cryptomatte: the only module that knows OpenEXR."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import mmh3
import numpy as np
import OpenEXR
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media import colour, files

OpenEXR.set_global_thread_count(os.cpu_count() or 1)  # else ZIP compresses on one thread

Floats = NDArray[np.float32]

HALF_MAX = 65504.0  # the largest finite half float
BEAUTY = "beauty"
DELTA = "delta"  # what is added to the plate: signed, scene-linear

# Data that half floats would spoil: depth loses millimetres past 16 m, a Cryptomatte id is a bit pattern, a delta
# over a half-float plate must give the result to the bit, and an ST map has to name pixels of a large picture.
_FULL_FLOAT = ("depth", "crypto", "position", "rest", DELTA, "st")
_VECTORS = ("normal", "motion", "position", "rest", "velocity", "st")
# ZIP is read by everything. At 1080p and 17 channels, two cores: ZIP 0.36 s and 14 MB, PIZ 0.56 s and
# 37 MB, DWAB 0.76 s and 26 MB (its lossless channels fall back to RLE).
_COMPRESSION = OpenEXR.ZIP_COMPRESSION


def write_passes(
    path: str | Path,
    layers: Mapping[str, NDArray[Any]],
    *,
    half: bool = True,
    metadata: Mapping[str, str | int | float] | None = None,
) -> None:
    """Write one multi-layer EXR in ACEScg, whole or not at all.

    `layers` maps a name to (h, w) or (h, w, n) arrays. `beauty` becomes R, G, B (and A); `depth` becomes
    `depth.Z`; (h, w) layers `name.A`; vectors (normal, motion, ...) `name.X`, `.Y`, `.Z`; other 3- or
    4-channel layers `name.R` ...; Cryptomatte layers `name.r` ... Depth, positions and Cryptomatte stay
    32-bit, all else is half float unless `half` is False; what comes as half floats is written as it is.
    `metadata` becomes header attributes. Layers that are empty but for one part: `exr_sparse.write_sparse`.

    Raises ValueError for layers of different sizes, CoulisseError where the disk is full or not writable.
    """
    channels = planes(layers, half=half)
    header: dict[str, Any] = {
        "compression": _COMPRESSION,
        "type": OpenEXR.scanlineimage,
        "chromaticities": tuple(colour.ACESCG_CHROMATICITIES),
        "software": "Coulisse",
        **(metadata or {}),
    }
    path = Path(path)
    with files.replacing(path) as partial:
        OpenEXR.File(header, channels).write(str(partial))


def planes(layers: Mapping[str, NDArray[Any]], *, half: bool = True) -> dict[str, NDArray[Any]]:
    """Each channel (h, w) of layers by its name in the file, float16 or float32 as it is stored; see `write_passes`."""
    channels: dict[str, NDArray[Any]] = {}
    size: tuple[int, ...] | None = None
    for name, values in layers.items():
        planes = values[:, :, None] if values.ndim == 2 else values
        if size is None:
            size = planes.shape[:2]
        if planes.ndim != 3 or planes.shape[:2] != size:
            raise ValueError(f"layer {name} is {values.shape}; the others are {size}")
        full = not half or name.startswith(_FULL_FLOAT)
        if not full:
            planes = halves(planes)
        for index, channel in enumerate(_channel_names(name, planes.shape[2])):
            channels[channel] = np.ascontiguousarray(planes[:, :, index], np.float32 if full else np.float16)
    if not channels:
        raise ValueError("an EXR needs a layer")
    return channels


def read_passes(path: str | Path, *, one_part: bool = False) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Read what `write_passes` wrote (or any flat EXR): layers by name, and the header's attributes.

    A layer is (h, w) for one channel, else (h, w, n) with the channels in R G B A or X Y Z order;
    dtypes are those of the file. Raises BadInput for what is not an EXR. Of several parts
    the first is read; with `one_part` they are refused, because what is in the others would go unseen.
    """
    path = Path(path)
    if not path.is_file():
        raise BadInput("there is no such file", where=path, remedy="check the path of the EXR")
    try:
        with OpenEXR.File(str(path), separate_channels=True) as file:
            several = len(file.parts)
            header = dict(file.header())
            planes = {name: np.array(channel.pixels) for name, channel in file.channels().items()}
    except Exception as error:  # the binding raises plain RuntimeError and worse
        raise BadInput(
            f"this EXR cannot be read ({error})", where=path, remedy="write it again; it may be cut off"
        ) from error
    if one_part and several > 1:
        raise BadInput(f"this EXR has {several} parts", where=path, remedy="write it with one part of several layers")
    grouped: dict[str, dict[str, NDArray[Any]]] = {}
    for name, plane in planes.items():
        layer, _, suffix = name.rpartition(".")
        grouped.setdefault(layer or BEAUTY, {})[suffix] = plane
    layers: dict[str, NDArray[Any]] = {}
    for layer, parts in grouped.items():
        ordered = sorted(parts, key=lambda s: ("RGBAXYZrgba".find(s[:1]), s))
        layers[layer] = parts[ordered[0]] if len(ordered) == 1 else np.stack([parts[s] for s in ordered], -1)
    skipped = ("channels", "dataWindow", "displayWindow", "lineOrder", "type", "compression")
    return layers, {key: value for key, value in header.items() if key not in skipped}


def _channel_names(layer: str, count: int) -> list[str]:
    if layer == BEAUTY:
        if count not in (1, 3, 4):
            raise ValueError(f"beauty has {count} channels; it needs 3 or 4")
        return list("RGBA"[:count]) if count > 1 else ["Y"]
    if layer.startswith("crypto"):
        suffixes = "rgba"
    elif count == 1:
        suffixes = "Z" if layer == "depth" else "A"
    elif layer.startswith(_VECTORS) and count <= 3:
        suffixes = "XYZ"
    else:
        suffixes = "RGBA"
    if count > len(suffixes):
        raise ValueError(f"layer {layer} has {count} channels; at most {len(suffixes)} have names")
    return [f"{layer}.{suffix}" for suffix in suffixes[:count]]


def cryptomatte_hash(name: str) -> int:
    """The uint32 of a name: MurmurHash3, kept away from exponents 0 and 255.

    Those would read as denormals, infinities or NaN once the bits are taken for a float (Cryptomatte
    Specification 1.2, "uint32_to_float32").
    """
    hashed = mmh3.hash(name, 0, signed=False)
    if (hashed >> 23) & 0xFF in (0, 255):
        hashed ^= 1 << 23
    return hashed


def cryptomatte_ids(names: Iterable[str]) -> Floats:
    """The float32 ids (n,) of the names, the hashes' bits taken as floats."""
    return np.array([cryptomatte_hash(name) for name in names], np.uint32).view(np.float32)


def cryptomatte_layers(
    ids: NDArray[np.integer[Any]],
    coverage: NDArray[Any],
    names: Sequence[str],
    *,
    layer: str = "crypto_piece",
) -> tuple[dict[str, Floats], dict[str, str]]:
    """The layers and header attributes of a Cryptomatte (specification 1.2, Friedman and Jones 2015).

    `ids` (h, w, ranks) index `names`, -1 where a rank is empty; `coverage` (h, w, ranks) in [0, 1].
    Each object may appear once a pixel. Ranks are sorted by falling coverage, two to an RGBA layer.
    Give the two results to `write_passes` as `layers` and `metadata`.
    """
    if ids.shape != coverage.shape or ids.ndim != 3:
        raise ValueError(f"ids {ids.shape} and coverage {coverage.shape} must both be (h, w, ranks)")
    height, width, ranks = ids.shape
    empty = (ids < 0) | (coverage <= 0)
    weights = np.where(empty, 0.0, coverage).astype(np.float32)
    hashes = np.append(cryptomatte_ids(names), np.float32(0.0))  # the last stands for "nothing"
    values = hashes[np.where(empty, len(names), ids)]
    if ranks > 1:
        order = np.argsort(-weights, axis=2, kind="stable")
        weights = np.take_along_axis(weights, order, 2)
        values = np.take_along_axis(values, order, 2)
    layers: dict[str, Floats] = {}
    for index in range((ranks + 1) // 2):
        rgba = np.zeros((height, width, 4), np.float32)
        for slot in range(min(2, ranks - 2 * index)):
            rgba[:, :, 2 * slot] = values[:, :, 2 * index + slot]
            rgba[:, :, 2 * slot + 1] = weights[:, :, 2 * index + slot]
        layers[f"{layer}{index:02d}"] = rgba
    key = f"cryptomatte/{mmh3.hash(layer, 0, signed=False):08x}"[: len("cryptomatte/") + 7]
    manifest = {name: f"{cryptomatte_hash(name):08x}" for name in names}
    return layers, {
        f"{key}/name": layer,
        f"{key}/hash": "MurmurHash3_32",
        f"{key}/conversion": "uint32_to_float32",
        f"{key}/manifest": json.dumps(manifest, separators=(",", ":")),
    }


def cryptomatte_matte(layers: Mapping[str, NDArray[Any]], name: str, *, layer: str = "crypto_piece") -> Floats:
    """The matte (h, w) of one object out of the layers of an EXR, as a compositor's picker finds it."""
    wanted = cryptomatte_ids([name]).view(np.uint32)[0]
    matte: Floats | None = None
    for key in sorted(key for key in layers if key.startswith(layer) and key[len(layer) :].isdigit()):
        rgba = np.ascontiguousarray(layers[key], np.float32)
        for slot in (0, 2):
            hit = np.ascontiguousarray(rgba[:, :, slot]).view(np.uint32) == wanted
            part = np.where(hit, rgba[:, :, slot + 1], np.float32(0.0))
            matte = part if matte is None else matte + part
    if matte is None:
        raise ValueError(f"there is no Cryptomatte layer {layer}")
    return matte


def rounded(image: NDArray[Any]) -> Floats:
    """An image as half floats hold it, as float32 again: what a half EXR gives back."""
    return halves(image).astype(np.float32)


def halves(image: NDArray[Any]) -> NDArray[np.float16]:
    """An image as half floats; what is larger than they hold becomes the largest."""
    if image.dtype == np.float16:
        return image
    return np.clip(image, -HALF_MAX, HALF_MAX).astype(np.float16)
