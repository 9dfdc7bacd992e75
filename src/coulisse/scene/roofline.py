"""The roof as the plate shows it: columns of the model under the skyline, and what hangs on beyond the model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.scene.camera import FloatArray

Bools = NDArray[np.bool_]

STEP = 0.4  # metres of height by which a column of the roof may miss the skyline
STEEPEST = 4.0  # rise over run of a slanting top: what is steeper is a wall, and would make a spike
NARROWEST = 0.6  # metres; a chimney is wider
ASIDE = 0.012  # of the picture's width: a cornice sticks out so far
HIGHEST = 0.5  # of the building's height in the picture: what is taller is no chimney of it


def roof_columns(
    x: FloatArray, z: FloatArray, x0: float, x1: float, widest: float, lowest: float
) -> tuple[tuple[float, float, float, float], ...]:
    """Columns (left, right, height left, height right), metres, under a skyline z (m,) at x (m,), left to right.

    A column ends where the skyline leaves its slanting top by more than STEP, or when it is `widest`. Three quarters
    of the skyline over it lie above its top: a column that overtops the roof would carry sky. No top lies below
    `lowest`.
    """
    columns = []
    start, left = 0, x0
    for k in range(1, len(x) + 1):
        last = k == len(x)
        at = x1 if last else float((x[k - 1] + x[k]) / 2)
        if not last and (at - left < NARROWEST or x1 - at < NARROWEST):
            continue
        line = _line(x[start:k], z[start:k])
        if last or at - left >= widest or abs(z[k] - line(x[k])) > STEP:
            a, b = max(line(left), lowest), max(line(at), lowest)
            columns.append((left, at, float(a), float(b)))
            start, left = k, at
    return tuple(columns)


def _line(x: FloatArray, z: FloatArray) -> Callable[[float], float]:
    """A straight line through points, lowered so that three quarters of them lie above it; level for one or two.

    Its slope is the median of all pairs' (H. Theil 1950, P. Sen 1968): a sample beside the roof's end is sky.
    """
    slope = 0.0
    if len(x) > 2:
        i, j = np.triu_indices(len(x), 1)
        slope = float(np.clip(np.median((z[j] - z[i]) / (x[j] - x[i])), -STEEPEST, STEEPEST))
    base = float(np.percentile(z - slope * (x - x.mean()), 25))
    return lambda at: base + slope * (at - float(x.mean()))


def hanging_on(silhouette: Bools, sky: Bools, before: Bools) -> Bools:
    """Where the plate (h, w) shows more of the building than its model covers: chimneys, dormers, a roof's edge.

    `silhouette` the model's, `sky` the plate's, `before` what stands before the building (branches, too). Only what
    lies above the model in the picture, hangs together with it, and ends against the sky: a hill or a house behind,
    which goes on to the side, is none of the building.
    """
    h, w = silhouette.shape
    if not silhouette.any() or not sky.any():
        return np.zeros_like(silhouette)
    rows = np.arange(h)[:, None]
    top = np.where(silhouette.any(0), silhouette.argmax(0), h)
    reach = max(1, round(ASIDE * w))
    top = ndimage.minimum_filter1d(top, 2 * reach + 1)
    low = np.where(silhouette.any(0), h - 1 - silhouette[::-1].argmax(0), 0).max()
    tall = low - top.min()
    # Beside the model only what ends against the sky at once: a wall that goes on is another house.
    shown: Bools = np.asarray(silhouette.any(0))
    next_to = ndimage.maximum_filter1d(shown.astype(np.uint8), 4 * reach + 1) > 0
    beside = next_to & np.asarray(ndimage.binary_dilation(sky, np.ones((1, 4 * reach + 1)))) & (rows < low - 0.1 * tall)
    above = shown[None, :] & (rows < np.where(shown, silhouette.argmax(0), h))
    band = (rows > top - HIGHEST * tall) & (above | beside)
    maybe = ~sky & ~silhouette & ~before & band
    labels, count = ndimage.label(maybe | silhouette, np.ones((3, 3)))
    joined = maybe & np.isin(labels, np.unique(labels[silhouette]))
    # Each part of it must meet the sky above, not the picture's edge or the band's.
    parts, count = ndimage.label(joined)
    if count == 0:
        return joined
    outer = ~band & ~silhouette & ~sky & shown & (rows <= top - HIGHEST * tall)
    leaves = np.unique(parts[ndimage.binary_dilation(outer, iterations=2) & joined])
    cut = np.unique(parts[:1])
    return np.asarray(joined & ~np.isin(parts, np.concatenate([leaves, cut, [0]])))
