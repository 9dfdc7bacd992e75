"""Where the building ends against the sky: a flat roof, a mansard, a stepped top."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.scene.camera import Camera, FloatArray
from coulisse.scene.lines import LUMINANCE

WORKING_SIDE = 900  # px
SMOOTH = 0.035  # display-referred step between neighbours above which sky does not go on
DARKER = 0.06  # display-referred: a part of the picture that is darker than the sky around by more is no sky
LEAK = 5  # pixels of the working picture
GAP = 1.2  # metres of sky that end a roof; a pale cornice, taken for sky, is lower
LEAF = 1.06  # green over the other channels' larger one, scene-linear, from which a pixel is foliage


@dataclass(frozen=True)
class Skyline:
    """`x` (n,) and `z` (n,) metres in the facade's plane: the apparent height at which the sky begins.

    A roof that leans back is seen at the height at which its edge crosses the facade's plane.
    `reached` (n,): the sky was met; else z is where the picture ends, and the roof may be higher.
    `confidence` in [0, 1]: the share of columns that met the sky, and how steadily.
    """

    x: FloatArray
    z: FloatArray
    reached: NDArray[np.bool_]
    confidence: float


def find_sky(image: FloatArray, solid: FloatArray | None = None, camera: Camera | None = None) -> NDArray[np.bool_]:
    """The sky (h, w) of a picture (h, w, 3), scene-linear ACEScg: what is smooth, blue or bright, and hangs
    together with the picture's top edge. `solid` (n, 2), pixels, outlines what is surely no sky; with a
    `camera`, nothing below the horizon is sky (a lake is as blue)."""
    h, w = image.shape[:2]
    scale = min(1.0, WORKING_SIDE / max(h, w))
    size = (max(8, round(w * scale)), max(8, round(h * scale)))
    small = cv2.resize(np.ascontiguousarray(image, np.float32), size, interpolation=cv2.INTER_AREA)
    shown = np.clip(small, 0, 1) ** (1 / 2.2)
    calm = cv2.medianBlur((shown * 255).astype(np.uint8), 5).astype(np.float32) / 255
    slope = np.maximum(np.abs(np.gradient(calm, axis=0)).max(2), np.abs(np.gradient(calm, axis=1)).max(2))
    tone = calm @ LUMINANCE
    bright = tone > 0.62 * float(np.percentile(tone[: max(2, size[1] // 3)], 97))
    # AP1 holds sRGB blue well inside, so a clear sky still has blue over red; cloud is neutral, stucco warm.
    cool = calm[..., 2] > 0.985 * calm[..., 0]
    blue = calm[..., 2] > 1.12 * calm[..., 0]
    green = calm[..., 1] > 1.04 * np.maximum(calm[..., 2], calm[..., 0])
    pink = calm[..., 1] < 0.95 * np.minimum(calm[..., 2], calm[..., 0])
    maybe = (slope < SMOOTH) & cool & ~green & ~pink & (bright | (blue & (tone > 0.12)))
    if solid is not None:
        outline = np.round(np.asarray(solid) * scale).astype(np.int32)
        blocked = cv2.fillPoly(np.zeros((size[1], size[0]), np.uint8), [outline], 1)
        maybe &= blocked == 0
    # Opened, so that no leak a few pixels wide (a hazy eave) joins a slate roof with the sky.
    open_parts = cv2.morphologyEx(maybe.astype(np.uint8), cv2.MORPH_OPEN, np.ones((LEAK, LEAK), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(open_parts, connectivity=4)
    sky = np.zeros(maybe.shape, bool)
    top = max(2, size[1] // 50)
    hanging = [
        k for k in range(1, count) if (labels[:top] == k).any() and stats[k, cv2.CC_STAT_AREA] > 0.004 * maybe.size
    ]
    if hanging:
        main = max(hanging, key=lambda k: stats[k, cv2.CC_STAT_AREA])
        model = calm[labels == main].mean(0)
        around = _spread(calm, labels == main)
        for k in range(1, count):
            # Sky between branches or behind a tower belongs, too, if it has the sky's colour.
            like = float(np.abs(calm[labels == k].mean(0) - model).max()) if stats[k, cv2.CC_STAT_AREA] > 12 else 1.0
            # It pales towards the horizon, so a large and high part may differ more; but it never darkens:
            # what is darker than the sky above it is slate.
            high = stats[k, cv2.CC_STAT_AREA] > 0.004 * maybe.size and stats[k, cv2.CC_STAT_TOP] < 0.4 * size[1]
            bluish = float(blue[labels == k].mean()) > 0.8
            darker = float(((around[labels == k] - calm[labels == k]) @ LUMINANCE).mean()) > DARKER
            alike = like < 0.07 or (high and bluish and like < 0.35)
            if k == main or (k in hanging and like < 0.22) or (alike and not darker):
                sky |= labels == k
    # The slope test stops short of every edge: grow back to it, over what still has the sky's colour.
    grown = cv2.dilate(sky.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    local = cv2.blur(np.where(sky[..., None], calm, 0), (15, 15)) / np.maximum(
        cv2.blur(sky.astype(np.float32), (15, 15))[..., None], 1e-3
    )
    sky = sky | (grown & (np.abs(calm - local).max(2) < 0.07))
    sky = np.asarray(cv2.resize(sky.astype(np.uint8), (w, h), interpolation=cv2.INTER_NEAREST) > 0)
    if camera is not None:
        x, y = np.meshgrid(np.arange(w) + 0.5, np.arange(h) + 0.5)
        sky &= camera.rays(np.stack([x, y], -1))[..., 2] > 0.0
    return sky


def _spread(calm: FloatArray, sky: NDArray[np.bool_]) -> FloatArray:
    """The sky's tone (h, w, 3), carried on from its lowest row to what lies under it, column by column."""
    h, w = sky.shape
    rows = np.where(sky, np.arange(h)[:, None], -1)
    lowest = np.maximum.accumulate(rows, 0)
    columns = np.broadcast_to(np.arange(w), (h, w))
    near = calm[np.maximum(lowest, 0), columns]
    return np.where((lowest >= 0)[..., None], near, calm[sky].mean(0))


def is_foliage(image: FloatArray) -> NDArray[np.bool_]:
    """Where a picture (h, w, 3), scene-linear ACEScg, shows leaves: greener than red and than blue, and not smooth."""
    small = cv2.GaussianBlur(np.ascontiguousarray(image, np.float32), (0, 0), max(1.0, max(image.shape) / 800))
    return np.asarray(small[..., 1] > LEAF * np.maximum(small[..., 0], small[..., 2]))


def find_skyline(
    image: FloatArray, camera: Camera, x0: float, x1: float, z_top: float, *,
    sky: NDArray[np.bool_] | None = None, foreground: NDArray[np.bool_] | None = None,
    samples: int = 64, highest: float = 60.0, narrow: bool = False,
) -> Skyline:  # fmt: skip
    """For columns from x0 to x1 (metres, facade's plane) the height above `z_top` at which the sky begins.

    `image` (h, w, 3) scene-linear ACEScg; `sky` (h, w) a matte of `find_sky`, if at hand. A column ends
    where GAP metres of sky begin. `foreground` (h, w): branches and the like, seen
    through. A column that leaves the picture before the sky gets the usual height of those that do not.
    Never searches more than `highest` metres above z_top. Chimneys and dormers are passed over, unless
    `narrow` asks for them.
    """
    if sky is None:
        outline = camera.project(np.array([[x0, 0, z_top], [x1, 0, z_top], [x1, 0, 0.0], [x0, 0, 0.0]]))[0]
        sky = find_sky(image, outline, camera)
    x = np.linspace(x0, x1, samples)
    step = 0.1
    z = z_top + np.arange(0, highest, step)
    pixels, depth = camera.project(np.stack(np.broadcast_arrays(x[:, None], 0.0, z[None]), -1))
    inside = (depth > 0) & (pixels >= 0).all(-1) & (pixels < np.array([camera.width, camera.height])).all(-1)
    column, row = (np.clip(pixels[..., k], 0, (camera.width, camera.height)[k] - 1).astype(int) for k in (0, 1))
    clear = sky if foreground is None else sky | foreground
    open_sky = clear[row, column] & inside
    run = max(2, round(GAP / step))
    met = np.array([np.convolve(line, np.ones(run), "full")[run - 1 :][: len(z)] for line in open_sky.astype(float)])
    start = np.asarray(met >= 0.85 * run)
    reached = np.asarray(start.any(1))
    first = np.where(reached, start.argmax(1), 0)
    gone = np.where(inside.all(1), len(z) - 1, np.maximum(inside.argmin(1) - 1, 0))
    height = z[np.where(reached, first, gone)]
    # A crown that stands before the roof hides it.
    crown = is_foliage(image)
    edge = np.clip(first - 4, 0, len(z) - 1)
    pick = np.arange(len(x))
    reached &= ~(crown[row[pick, edge], column[pick, edge]] & (first > 4))
    if reached.any():
        # The roof is at least as high as the picture shows it.
        height = np.where(reached, height, np.maximum(height, np.median(height[reached])))
    if samples >= 5:
        # A chimney or an aerial of one column is no roof.
        wide = 1 if narrow else 2
        padded = np.pad(height, wide, mode="edge")
        height = np.median(np.stack([padded[i : i + samples] for i in range(2 * wide + 1)]), 0)
    # The count of jumps, not their share: a finer sampling sees as many. Chimneys make none.
    reach = max(1, round(2.5 * samples / max(x1 - x0, 1.0)))
    even = ndimage.median_filter(height, reach, mode="nearest") if narrow else height
    jumps = float(np.sum(np.abs(np.diff(even)) > 1.5)) / 64
    return Skyline(x, height, reached, float(reached.mean()) * max(0.0, 1 - 3 * jumps))
