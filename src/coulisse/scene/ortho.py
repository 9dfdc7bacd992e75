"""The facade seen square on: resampling of its plane, and the storey and bay grid in that picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from coulisse.scene.camera import Camera, FloatArray
from coulisse.scene.lines import display_grey

Rectangle = tuple[float, float, float, float]  # x0, x1, z0, z1 in metres of the facade's plane


@dataclass(frozen=True)
class Grid:
    """`storeys` and `bays` that a rectangle holds, each with a confidence in [0, 1]."""

    storeys: int
    bays: int
    storeys_confidence: float
    bays_confidence: float


def sample_facade(image: FloatArray, camera: Camera, rectangle: Rectangle, columns: int, rows: int) -> FloatArray:
    """The facade plane's rectangle as a picture (rows, columns, 3), float32; NaN where the plate does not show it."""
    x0, x1, z0, z1 = rectangle
    x = x0 + (np.arange(columns) + 0.5) / columns * (x1 - x0)
    z = z1 - (np.arange(rows) + 0.5) / rows * (z1 - z0)
    grid = np.stack(np.broadcast_arrays(x[None, :], 0.0, z[:, None]), -1)
    pixels, depth = camera.project(grid)
    seen = (depth > 0) & (pixels > 0).all(-1) & (pixels < np.array([camera.width, camera.height])).all(-1)
    at = np.where(seen[..., None], pixels - 0.5, -1e4).astype(np.float32)
    source = np.ascontiguousarray(image, np.float32)
    # Where the plate is denser than the ortho picture, blur first, so that grain does not alias.
    inner = seen[1:, 1:] & seen[:-1, 1:] & seen[1:, :-1]
    if inner.any():
        step = np.linalg.norm(np.diff(pixels, axis=1)[1:][inner], axis=-1)
        dense = float(np.median(step))
        if dense > 1.5:
            source = cv2.GaussianBlur(source, (0, 0), 0.4 * dense)
    ortho = cv2.remap(source, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    ortho[~seen] = np.nan
    return np.asarray(ortho)


def rectify(image: FloatArray, camera: Camera, rectangle: Rectangle, pixels_per_metre: float) -> FloatArray:
    """The rectangle (x0, x1, z0, z1), metres, of the facade's plane as an ortho picture (rows, columns, 3).

    Same colours as `image`; row 0 is at z1; NaN where the plate does not show the place.
    """
    x0, x1, z0, z1 = rectangle
    columns = max(2, round((x1 - x0) * pixels_per_metre))
    rows = max(2, round((z1 - z0) * pixels_per_metre))
    return sample_facade(image, camera, rectangle, columns, rows)


def _period(profile: FloatArray, most: int) -> tuple[int, float]:
    """How many equal parts a profile (n,) repeats in, by autocorrelation, and how clearly.

    A count k is scored by the correlation at lag n / k, less that at half a lag (so that a
    multiple of the true count loses), plus that at twice the lag.
    """
    n = len(profile)
    profile = profile - profile.mean()
    power = np.abs(np.fft.rfft(profile, 2 * n)) ** 2
    correlation = np.fft.irfft(power)[:n] / np.maximum(n - np.arange(n), n * 0.2)
    correlation = correlation / max(correlation[0], 1e-12)

    def at(lag: float) -> float:
        return float(np.interp(lag, np.arange(n), correlation)) if lag < 0.9 * n else 0.0

    counts = [k for k in range(2, most + 1) if n / k >= 6]
    scores = np.array([at(n / k) - 0.5 * at(n / k / 2) + (0.5 * at(2 * n / k) if k > 2 else 0.0) for k in counts])
    if len(scores) == 0 or scores.max() < 0.15:
        return 1, 0.0
    # Three bays on end repeat as well as one: of the good counts the largest is the bay.
    peak = np.r_[True, scores[1:] >= scores[:-1]] & np.r_[scores[:-1] >= scores[1:], True]
    k = int(np.flatnonzero(peak & (scores > 0.7 * scores.max())).max())
    return counts[k], float(np.clip(scores[k] / 1.5, 0, 1))


def find_grid(ortho: FloatArray, *, most_storeys: int = 40, most_bays: int = 40) -> Grid:
    """Storeys and bays of a facade's ortho picture (rows, columns, 3) that shows whole ones.

    The strength of upright edges, summed over the rows, repeats once a bay; of level edges, once a storey.
    """
    grey = display_grey(np.nan_to_num(ortho)).astype(np.float32) / 255
    grey = cv2.resize(grey, (720, 720), interpolation=cv2.INTER_LINEAR)
    blurred = cv2.GaussianBlur(grey, (0, 0), 2.0)
    upright = np.abs(np.diff(blurred, axis=1)).clip(0, 0.1).mean(0)
    level = np.abs(np.diff(blurred, axis=0)).clip(0, 0.1).mean(1)
    # The brightness profile counts, too: a bay has two window edges, but one window.
    bays, sure_bays = _period(_mixed(upright, blurred.mean(0)), most_bays)
    storeys, sure_storeys = _period(_mixed(level, blurred.mean(1)), most_storeys)
    return Grid(storeys, bays, sure_storeys, sure_bays)


def _mixed(edges: FloatArray, tone: FloatArray) -> FloatArray:
    n = len(edges)
    trend = cv2.GaussianBlur(tone[None].astype(np.float32), (0, 0), n / 6)[0]
    tone = (tone - trend)[:n]
    return np.asarray((edges - edges.mean()) / max(float(edges.std()), 1e-6) + tone / max(float(tone.std()), 1e-6))
