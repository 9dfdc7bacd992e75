"""Multi-layer EXR frames that are empty but for one part, written for what that part costs.

A plain scan-line file of the whole picture, packed with RLE (OpenEXR File Layout; Technical Introduction to OpenEXR,
"Scan Line Compression"), as OpenEXR itself would write it: only that nobody has to look at what is known to be empty.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.media import colour, exr, files

Bytes = NDArray[np.uint8]

_MAGIC, _VERSION, _RLE = 20000630, 2, 1
_HALF, _FLOAT = 1, 2  # pixel types, which are also the bytes of each in either half of a line


def write_sparse(
    path: str | Path,
    layers: Mapping[str, NDArray[Any]],
    size: tuple[int, int],
    at: tuple[int, int],
    *,
    metadata: Mapping[str, str | int | float] | None = None,
) -> None:
    """Write one multi-layer EXR in ACEScg, whole or not at all; it reads as what `exr.write_passes` writes.

    `layers` maps a name to (h, w) or (h, w, n) arrays that lie `at` (left, top) in a picture of `size` (width, height)
    and are zero everywhere else; they may be empty. Raises ValueError for layers of different sizes or outside of it,
    CoulisseError where the disk is full or not writable.
    """
    channels = exr.planes(layers)
    h, w = next(iter(channels.values())).shape
    (width, height), (left, top) = size, at
    if left < 0 or top < 0 or left + w > width or top + h > height:
        raise ValueError(f"{w} x {h} pixels at {at} are not in a picture of {size}")
    kinds = np.array([_HALF if channels[n].dtype == np.float16 else _FLOAT for n in sorted(channels)], np.int64)
    wide = [
        np.ascontiguousarray(channels[n]).view(np.uint8).reshape(h, 2 * w * k)
        for n, k in zip(sorted(channels), kinds, strict=True)
    ]
    stored = np.zeros((len(wide), h, 4 * w), np.uint8)
    for plane, row in zip(stored, wide, strict=True):
        plane[:, : row.shape[1]] = row
    line = width * int(2 * kinds.sum())  # bytes
    lengths = np.zeros(height, np.int64)
    packed = np.empty(_most(stored.shape[1] * line, height, line), np.uint8)
    used = _packed(stored, kinds, width, height, left, top, packed, lengths)
    head = _header(channels, size, metadata or {})
    starts = len(head) + 8 * height + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    with files.replacing(Path(path)) as partial, partial.open("wb") as file:
        file.write(head)
        file.write(starts.astype("<u8").tobytes())
        file.write(packed[:used].data)


def _most(full: int, height: int, line: int) -> int:
    """The bytes that can become of all the lines: of an empty one little is left, and none ever grows."""
    return full + height * (line // 64 + 64)


def _header(
    channels: Mapping[str, NDArray[Any]], size: tuple[int, int], metadata: Mapping[str, str | int | float]
) -> bytes:  # fmt: skip
    listed = b"".join(
        name.encode() + b"\0" + struct.pack("<iB3xii", _HALF if channels[name].dtype == np.float16 else _FLOAT, 0, 1, 1)
        for name in sorted(channels)
    )
    window = struct.pack("<4i", 0, 0, size[0] - 1, size[1] - 1)
    attributes: list[tuple[str, str, bytes]] = [
        ("channels", "chlist", listed + b"\0"),
        ("chromaticities", "chromaticities", struct.pack("<8f", *colour.ACESCG_CHROMATICITIES)),
        ("compression", "compression", bytes([_RLE])),
        ("dataWindow", "box2i", window),
        ("displayWindow", "box2i", window),
        ("lineOrder", "lineOrder", b"\0"),
        ("pixelAspectRatio", "float", struct.pack("<f", 1)),
        ("screenWindowCenter", "v2f", struct.pack("<2f", 0, 0)),
        ("screenWindowWidth", "float", struct.pack("<f", 1)),
        ("software", "string", b"Coulisse"),
    ]
    for name, value in metadata.items():
        if isinstance(value, str):
            attributes.append((name, "string", value.encode()))
        elif isinstance(value, int):
            attributes.append((name, "int", struct.pack("<i", value)))
        else:
            attributes.append((name, "float", struct.pack("<f", value)))
    told = b"".join(
        name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(data)) + data
        for name, kind, data in attributes
    )
    return struct.pack("<ii", _MAGIC, _VERSION) + told + b"\0"


@numba.njit(cache=True, nogil=True)
def _packed(
    stored: Bytes, kinds: NDArray[np.int64], width: int, height: int, left: int, top: int, out: Bytes,
    lengths: NDArray[np.int64],
) -> int:  # fmt: skip
    """Each line with its number and length before it, one after the other; returns the bytes of all."""
    h = stored.shape[1]
    line = width * 2 * kinds.sum()
    piece = np.empty(stored.shape[2] + 2, np.uint8)
    used, empty_at, empty = 0, -1, 0
    for y in range(height):
        inside = top <= y < top + h
        start = used + 8
        if not inside and empty_at >= 0:
            out[start : start + empty] = out[empty_at : empty_at + empty]
            length = empty
        else:
            length = _line(stored, y - top if inside else -1, kinds, width, left, piece, out, start) - start
            if length >= line:  # it has grown: as it is
                length = _raw(stored, y - top, kinds, width, left, out, start) - start
            if not inside:
                empty_at, empty = start, length
        for k in range(4):
            out[used + k] = (y >> (8 * k)) & 255
            out[used + 4 + k] = (length >> (8 * k)) & 255
        lengths[y] = 8 + length
        used = start + length
    return used


@numba.njit(cache=True, nogil=True)
def _line(
    stored: Bytes, row: int, kinds: NDArray[np.int64], width: int, left: int, piece: Bytes, out: Bytes, at: int
) -> int:  # fmt: skip
    """One line packed: its even bytes and then its odd ones, each less the one before, runs by their length."""
    before, first = 0, True
    empty = 0  # bytes that are as the one before, and not written yet
    for half in range(2):
        for c in range(kinds.shape[0]):
            each = kinds[c]
            w = 0 if row < 0 else stored.shape[2] // 4
            if first:  # the very first byte stays as it is
                first = False
                if left > 0 or w == 0:
                    out[at], out[at + 1] = 255, 0
                    at += 2
                    empty = -1
                else:
                    before = 128
            empty += left * each if w > 0 else width * each
            if w == 0:
                continue
            if left > 0 and before != 0:  # the channel before went on to the picture's edge
                out[at], out[at + 1] = 255, (128 - before) & 255
                at, before, empty = at + 2, 0, empty - 1
            at = _run(out, at, 128, empty)
            # What follows the part differs from it, too: it is written with it.
            count, after = w * each, (width - left - w) * each
            for k in range(count):
                value = stored[c, row, 2 * k + half]
                piece[k] = (value - before + 128) & 255
                before = value
            empty = after
            if after > 0:
                piece[count] = (128 - before) & 255
                before, count, empty = 0, count + 1, after - 1
            at = _bytes(piece, count, out, at)
    return _run(out, at, 128, empty)


@numba.njit(cache=True, nogil=True)
def _run(out: Bytes, at: int, value: int, count: int) -> int:
    while count > 0:
        now = min(count, 128)
        out[at], out[at + 1] = now - 1, value
        at += 2
        count -= now
    return at


@numba.njit(cache=True, nogil=True)
def _bytes(piece: Bytes, count: int, out: Bytes, at: int) -> int:
    """Bytes as runs of three and more, and as they are between those."""
    k = 0
    while k < count:
        same = k + 1
        while same < count and piece[same] == piece[k] and same - k < 128:
            same += 1
        if same - k >= 3:
            out[at], out[at + 1] = same - k - 1, piece[k]
            at += 2
            k = same
            continue
        end = k
        while end < count and end - k < 127:
            if end + 2 < count and piece[end] == piece[end + 1] and piece[end] == piece[end + 2]:
                break
            end += 1
        out[at] = 256 - (end - k)
        at += 1
        while k < end:
            out[at] = piece[k]
            at += 1
            k += 1
    return at


@numba.njit(cache=True, nogil=True)
def _raw(stored: Bytes, row: int, kinds: NDArray[np.int64], width: int, left: int, out: Bytes, at: int) -> int:
    """One line as it is."""
    for c in range(kinds.shape[0]):
        each = 2 * kinds[c]
        w = 0 if row < 0 else stored.shape[2] // 4
        for k in range(width * each):
            inside = left * each <= k < (left + w) * each
            out[at + k] = stored[c, row, k - left * each] if inside else 0
        at += width * each
    return at
