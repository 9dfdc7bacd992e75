"""Colours of a picture of swatches: its flat fields in the order in which they are read, paper and letters left out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.media import colour, images
from coulisse.media.palette import hex_code, oklab, srgb
from coulisse.media.palette_adobe import Named

_SIDE = 384  # pixels of the long side at which fields are looked for
_FLAT = 0.012  # OKLab: what neighbours differ by within a field (grain and JPEG stay under it once averaged down)
_SAME = 0.03  # OKLab: fields nearer than this are one colour
_LEAST = 0.002  # of the picture: a smaller field is a letter or a speck
_PAPER = 0.2  # of the picture: what is so large, touches three sides and is nearly without colour is the paper


def swatches(picture: NDArray[np.float32]) -> tuple[list[Named], list[str]]:
    """The flat fields of a picture (h, w, 3) ACEScg, rows from the top, each from the left; and notes.

    A picture without flat fields gives none: it is a photograph, and belongs to `--reference`.
    """
    h, w = picture.shape[:2]
    scale = min(1.0, _SIDE / max(h, w))
    small = images.resized(picture, max(8, round(w * scale)), max(8, round(h * scale)))
    lab = oklab(colour.encode_srgb(small))
    flat = np.ones(lab.shape[:2], bool)
    for axis in (0, 1):
        step = np.linalg.norm(np.diff(lab, axis=axis), axis=-1) > _FLAT
        before, after = [(0, 0), (0, 0)], [(0, 0), (0, 0)]
        before[axis], after[axis] = (0, 1), (1, 0)
        flat &= ~(np.pad(step, before) | np.pad(step, after))
    fields, count = ndimage.label(flat)
    if not count:
        return [], []
    sizes = np.bincount(fields.ravel(), minlength=count + 1)
    large = [n for n in range(1, count + 1) if sizes[n] >= _LEAST * flat.size]
    found: list[tuple[float, float, Any, int]] = []
    for n, box in zip(range(1, count + 1), ndimage.find_objects(fields), strict=True):
        if n not in large or box is None:
            continue
        own = fields[box] == n
        mean = np.median(lab[box][own], axis=0)
        sides = _sides(box, flat.shape)
        if sizes[n] > _PAPER * flat.size and sides >= 3 and np.hypot(mean[1], mean[2]) < 0.03 and len(large) > 2:
            continue
        found.append((box[0].start, box[1].start, mean, int(sizes[n])))
    if sum(size for *_, size in found) < 0.08 * flat.size:  # fields of a photograph are few and small
        return [], []
    out: list[Any] = []
    for _, _, mean, _ in _read(found):
        if not any(float(np.linalg.norm(mean - other)) < _SAME for other in out):
            out.append(mean)
    return [Named(hex_code(srgb(mean))) for mean in out], []


def _sides(box: Any, shape: tuple[int, ...]) -> int:
    rows, columns = box
    edges = (rows.start == 0, rows.stop == shape[0], columns.start == 0, columns.stop == shape[1])
    return sum(edges)


def _read(found: list[tuple[float, float, Any, int]]) -> list[tuple[float, float, Any, int]]:
    """Fields in rows from the top, each from the left; fields that begin within a few pixels stand in one row."""
    out: list[tuple[float, float, Any, int]] = []
    row: list[tuple[float, float, Any, int]] = []
    for field in sorted(found, key=lambda f: f[0]):
        if row and field[0] > row[0][0] + 0.04 * _SIDE:
            out += sorted(row, key=lambda f: f[1])
            row = []
        row.append(field)
    return out + sorted(row, key=lambda f: f[1])
