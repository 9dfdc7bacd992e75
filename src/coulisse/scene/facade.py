"""The facade in the plate: found where the brief says `auto`, and what is on it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.scene.camera import FloatArray
from coulisse.scene.lines import VanishingPoint, find_segments, misalignment, vanishing_points
from coulisse.scene.openings import Openings, find_openings
from coulisse.scene.ortho import Grid, find_grid, rectify
from coulisse.scene.skyline import Skyline, find_sky, find_skyline

__all__ = [
    "Grid", "Openings", "Skyline", "find_facade", "find_grid", "find_openings", "find_sky", "find_skyline", "rectify",
]  # fmt: skip

CELLS = 80  # the rectangle is sought on a grid of this many cells a side, in rectified coordinates
AGREES = np.radians(2.0)  # a segment runs to a vanishing point within this angle
STRETCH = 5.0  # rectified coordinates are not followed further than this blow-up: the lines there are too few
REMEDY = "give the four corners of an upright rectangle of the facade in `building.facade.corners`"


def find_facade(image: FloatArray) -> FloatArray:
    """Corners (4, 2) TL, TR, BR, BL, pixels, of the dominant facade's largest plausible rectangle.

    `image` (h, w, 3) scene-linear ACEScg. The picture is searched, in the coordinates that one horizontal
    and the vertical vanishing point rectify, for the rectangle with the most lines of *both* directions
    (a tree or a lawn has neither, a fence only one). Raises BadInput where there is none.
    """
    h, w = image.shape[:2]
    segments = find_segments(image, shortest=0.012)
    best: tuple[float, FloatArray] | None = None
    if len(segments) >= 12:
        sky = find_sky(image)
        points = vanishing_points(segments, w, h, count=5)
        for vertical, horizontal in _pairs(points, w, h):
            found = _densest_rectangle(segments, vertical, horizontal, sky)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    if best is None:
        raise BadInput("no facade was found in this picture", where="plate", remedy=REMEDY)
    return best[1]


def _pairs(points: list[VanishingPoint], w: int, h: int) -> list[tuple[FloatArray, FloatArray]]:
    """Vertical with each horizontal vanishing point; where one is missing, it is taken to lie at infinity."""
    centre = np.array([w / 2, h / 2])
    upright, level = np.array([0.0, 1.0, 0.0]), [np.array([1.0, 0.0, 0.0])]
    for k, found in enumerate(points):
        away = found.point[:2] - centre * found.point[2]
        steep = abs(away[1]) > 1.7 * abs(away[0])
        far = abs(found.point[2]) * 0.9 * max(w, h) < np.linalg.norm(away)
        if k == 0 and steep and far:
            upright = found.point
        elif not steep and found.inliers.sum() >= 5:
            level.append(found.point)
    return [(upright, one) for one in level]


def _rectifier(vertical: FloatArray, horizontal: FloatArray, w: int, h: int) -> FloatArray:
    """(3, 3): rectified (u right, v down, 1), about pixels at the picture's centre, to pixels."""
    centre = np.array([w / 2, h / 2, 1.0])
    columns = []
    for point, axis in ((horizontal, 0), (vertical, 1)):
        step = point[:2] - point[2] * centre[:2]
        size = float(np.linalg.norm(step))
        columns.append(point / size * np.sign(step[axis]))
    return np.stack([*columns, centre], 1)


def _density(segments: FloatArray, chosen: FloatArray, w: int, h: int, scale: float) -> FloatArray:
    """Length of segments per area, smoothed over about 4 % of the picture, at `scale`; no unit."""
    canvas = np.zeros((max(1, round(h * scale)), max(1, round(w * scale))), np.float32)
    for a, b in segments[chosen] * scale:
        cv2.line(canvas, (int(a[0]), int(a[1])), (int(b[0]), int(b[1])), 1.0, 1)
    return np.asarray(cv2.GaussianBlur(canvas, (0, 0), 0.04 * max(canvas.shape)))


def _densest_rectangle(
    segments: FloatArray, vertical: FloatArray, horizontal: FloatArray, sky: NDArray[np.bool_]
) -> tuple[float, FloatArray] | None:
    h, w = sky.shape
    angles = np.stack([misalignment(segments, horizontal)[1], misalignment(segments, vertical)[1]], 1)
    kind = np.where(angles.min(1) < AGREES, angles.argmin(1), 2)
    if (kind == 0).sum() < 8 or (kind == 1).sum() < 6:
        return None
    scale = 240 / max(w, h)
    along, up, other = (_density(segments, kind == k, w, h, scale) for k in range(3))
    evidence = np.sqrt(along * up) - 0.3 * other
    solid = evidence[evidence > 0]
    if len(solid) < 20:
        return None
    # Plain parts of a facade count as much as rich ones: what lies above the usual is cut off.
    usual = float(np.percentile(solid, 65))
    evidence = np.minimum(evidence, usual) - 0.35 * usual
    evidence = np.where(cv2.resize(sky.astype(np.uint8), evidence.shape[::-1]) > 0, -0.6 * usual, evidence)

    to_pixels = _rectifier(vertical, horizontal, w, h)
    to_rectified = np.linalg.inv(to_pixels)
    ys, xs = np.mgrid[0 : h : complex(0, 40), 0 : w : complex(0, 40)]
    seen = np.stack([xs.ravel(), ys.ravel(), np.ones(xs.size)]) if xs.size else np.zeros((3, 0))
    back = to_rectified @ seen
    ahead = (back[2] > 1 / STRETCH) & (back[2] < STRETCH)
    if not ahead.any():
        return None
    uv = back[:2, ahead] / back[2, ahead]
    (u0, v0), (u1, v1) = uv.min(1), uv.max(1)
    u, v = np.linspace(u0, u1, CELLS + 1), np.linspace(v0, v1, CELLS + 1)
    uc, vc = (u[:-1] + u[1:]) / 2, (v[:-1] + v[1:]) / 2
    cells = to_pixels @ np.stack([a.ravel() for a in (*np.meshgrid(uc, vc), np.ones((CELLS, CELLS)))])
    x, y = (cells[:2] / cells[2]).reshape(2, CELLS, CELLS)
    # A pixel's share of a cell: the map's Jacobian is det / w^3.
    area = abs(np.linalg.det(to_pixels)) / np.abs(cells[2]).reshape(CELLS, CELLS) ** 3 * (u[1] - u[0]) * (v[1] - v[0])
    edge = 0.004 * max(w, h)
    inside = (x > edge) & (x < w - edge) & (y > edge) & (y < h - edge) & (cells[2] > 0).reshape(CELLS, CELLS)
    at = [np.where(inside, a * scale, 0).astype(np.float32) for a in (x, y)]
    gain = cv2.remap(evidence.astype(np.float32), at[0], at[1], cv2.INTER_LINEAR) * area
    gain = np.where(inside, gain, -1e9)
    score, (top, bottom, left, right) = _best_sum(gain)
    if score <= 0 or bottom - top < 2 or right - left < 2:
        return None

    bounds = _snap(segments, kind, to_rectified, (u[left], u[right], v[top], v[bottom]))
    corners = _corners(to_pixels, bounds)
    if not _is_inside(corners, w, h):
        corners = _corners(to_pixels, (u[left], u[right], v[top], v[bottom]))
        if not _is_inside(corners, w, h):
            bounds = (
                u[left] + (u[1] - u[0]),
                u[right] - (u[1] - u[0]),
                v[top] + (v[1] - v[0]),
                v[bottom] - (v[1] - v[0]),
            )
            corners = _corners(to_pixels, bounds)
    corners = np.clip(corners, 0, np.array([w, h]))
    x, y = corners.T
    covered = 0.5 * abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1)))
    contour = corners.astype(np.float32)[:, None]
    middle = segments.mean(1)
    held = np.array([cv2.pointPolygonTest(contour, (float(a), float(b)), False) >= 0 for a, b in middle])
    if covered < 0.02 * w * h or (held & (kind == 0)).sum() < 6 or (held & (kind == 1)).sum() < 6:
        return None
    return score, corners


def _best_sum(gain: FloatArray) -> tuple[float, tuple[int, int, int, int]]:
    """The sub-rectangle of greatest sum (Kadane's algorithm over every pair of rows): sum and bounds."""
    rows, columns = gain.shape
    best, where = 0.0, (0, 0, 0, 0)
    total = np.concatenate([np.zeros((1, columns)), np.cumsum(gain, 0)])
    for top in range(rows):
        strips = total[top + 1 :] - total[top]
        run = np.concatenate([np.zeros((len(strips), 1)), np.cumsum(strips, 1)], 1)
        lowest = np.minimum.accumulate(run, 1)
        value = run - lowest
        row, right = np.unravel_index(int(value.argmax()), value.shape)
        if value[row, right] > best:
            best = float(value[row, right])
            left = int(run[row, : right + 1].argmin())
            where = (top, top + 1 + int(row), left, int(right))
    return best, where


def _snap(
    segments: FloatArray, kind: FloatArray, to_rectified: FloatArray, bounds: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Move each side of the rectangle to the strongest line near it."""
    ends = np.concatenate([segments, np.ones((*segments.shape[:2], 1))], -1) @ to_rectified.T
    ok = (ends[..., 2] > 1 / (2 * STRETCH)).all(1)
    flat = ends[..., :2] / np.where(np.abs(ends[..., 2:]) < 1e-9, 1e-9, ends[..., 2:])
    u0, u1, v0, v1 = _trimmed(flat[ok], kind[ok], bounds)
    moved = []
    for side, across, family, low, high, span in (
        (u0, 0, 1, v0, v1, u1 - u0), (u1, 0, 1, v0, v1, u1 - u0),
        (v0, 1, 0, u0, u1, v1 - v0), (v1, 1, 0, u0, u1, v1 - v0),
    ):  # fmt: skip
        mine = ok & (kind == family)
        place = flat[mine, :, across].mean(1)
        reach = flat[mine, :, 1 - across]
        overlap = np.clip(np.minimum(reach.max(1), high) - np.maximum(reach.min(1), low), 0, None)
        near = 0.08 * span
        grid = np.linspace(side - near, side + near, 81)
        width = 0.006 * span
        strength = (overlap * np.exp(-0.5 * ((grid[:, None] - place) / width) ** 2)).sum(1)
        strength = strength * np.exp(-0.5 * ((grid - side) / near) ** 2)
        moved.append(float(grid[strength.argmax()]) if strength.max() > 0.15 * (high - low) else float(side))
    return moved[0], moved[1], moved[2], moved[3]


def _trimmed(
    flat: FloatArray, kind: FloatArray, bounds: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Cut the rectangle to where the level lines end left and right, and the upright ones above and below:
    the smoothed density spills over a building's edge, its lines do not."""
    u0, u1, v0, v1 = bounds
    middle = flat.mean(1)
    held = (middle[:, 0] > u0) & (middle[:, 0] < u1) & (middle[:, 1] > v0) & (middle[:, 1] < v1)
    cut = []
    for axis, (low, high) in enumerate(((u0, u1), (v0, v1))):
        mine = flat[held & (kind == axis)]
        if len(mine) < 6:
            cut += [low, high]
            continue
        reach = mine[..., axis]
        length = np.ptp(reach, axis=1)
        for end, order in ((reach.min(1), 1), (reach.max(1), -1)):
            rank = np.argsort(order * end)
            share = np.cumsum(length[rank]) / length.sum()
            cut.append(float(np.clip(end[rank[int(np.searchsorted(share, 0.02))]], low, high)))
    return cut[0], cut[1], cut[2], cut[3]


def _corners(to_pixels: FloatArray, bounds: tuple[float, float, float, float]) -> FloatArray:
    u0, u1, v0, v1 = bounds
    points = np.array([[u0, v0, 1], [u1, v0, 1], [u1, v1, 1], [u0, v1, 1]]) @ to_pixels.T
    return np.asarray(points[:, :2] / points[:, 2:])


def _is_inside(corners: FloatArray, w: int, h: int) -> bool:
    return bool((corners >= 0).all() and (corners <= np.array([w, h])).all())
