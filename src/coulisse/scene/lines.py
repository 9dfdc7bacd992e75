"""Straight line segments of a picture, and the vanishing points that they run towards.

Segments: LSD, R. Grompone von Gioi et al., "LSD: a Line Segment Detector", IPOL 2012 (OpenCV's own).
Vanishing points live on the Gaussian sphere (S. T. Barnard, "Interpreting perspective images", 1983), so
that one at infinity is a point like any other; they are found by sampling pairs of segments (RANSAC)
and refined by least squares on the sphere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from coulisse.scene.camera import FloatArray

LUMINANCE = np.array([0.2722287, 0.6740818, 0.0536895], np.float32)  # ACEScg (AP1) to CIE Y
WORKING_SIDE = 1600  # px; a longer picture is shrunk to this for line finding, or film grain makes segments

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class VanishingPoint:
    """`point` (3,) is homogeneous in pixels and of unit length after `normaliser`; `inliers` (n,) marks
    the segments that run to it; `support` is their summed length in pixels."""

    point: FloatArray
    inliers: Bools
    support: float


def display_grey(image: FloatArray) -> NDArray[np.uint8]:
    """Scene-linear ACEScg (h, w, 3) to an 8-bit grey (h, w) as an eye would see it, for line finding."""
    luminance = np.asarray(image, np.float32) @ LUMINANCE
    return np.asarray(255 * np.clip(luminance, 0, 1) ** (1 / 2.2) + 0.5, np.uint8)


def find_segments(image: FloatArray, shortest: float = 0.018) -> FloatArray:
    """Line segments (n, 2, 2) of a picture (h, w, 3): n pairs of end points in pixels, longest first.

    `shortest` is a fraction of the picture's longer side. At most 1500 segments come back.
    """
    grey = display_grey(image)
    h, w = grey.shape
    scale = min(1.0, WORKING_SIDE / max(h, w))
    if scale < 1:
        grey = cv2.resize(grey, (round(w * scale), round(h * scale)), interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    if found is None:
        return np.zeros((0, 2, 2))
    # LSD counts from pixel centres; ours counts from the picture's corner.
    ends = (found.reshape(-1, 2, 2).astype(float) + 0.5) * np.array([w / grey.shape[1], h / grey.shape[0]])
    length = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    kept = np.argsort(-length, kind="stable")[:1500]
    return ends[kept[length[kept] >= shortest * max(h, w)]]


def normaliser(width: int, height: int) -> FloatArray:
    """(3, 3): homogeneous pixels to coordinates about the centre, in which the picture spans about -1 to 1."""
    s = 2.0 / max(width, height)
    return np.array([[s, 0, -s * width / 2], [0, s, -s * height / 2], [0, 0, 1]])


def misalignment(segments: FloatArray, point: FloatArray) -> tuple[FloatArray, FloatArray]:
    """How far segments (n, 2, 2) miss a vanishing point (3,): the distance in pixels of their ends from
    the line that joins their middle to the point (n,), signed, and the angle in radians (n,)."""
    middle = segments.mean(1)
    half = (segments[:, 1] - segments[:, 0]) / 2
    towards = point[:2] - middle * point[2]
    towards = towards / np.maximum(np.linalg.norm(towards, axis=1, keepdims=True), 1e-12)
    distance = half[:, 0] * towards[:, 1] - half[:, 1] * towards[:, 0]
    length = np.maximum(np.linalg.norm(half, axis=1), 1e-9)
    return distance, np.arcsin(np.clip(np.abs(distance) / length, 0, 1))


def _homogeneous_lines(segments: FloatArray) -> FloatArray:
    ones = np.ones((len(segments), 1))
    return np.cross(np.c_[segments[:, 0], ones], np.c_[segments[:, 1], ones])


def refine(segments: FloatArray, point: FloatArray, tolerance: float, width: int, height: int) -> VanishingPoint:
    """Least squares on the Gaussian sphere from `point` (3,), with a robust loss, inliers anew each round."""
    to_unit = normaliser(width, height)
    back = np.linalg.inv(to_unit)
    length = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    on_sphere: FloatArray = to_unit @ point
    on_sphere = on_sphere / np.linalg.norm(on_sphere)
    inliers = misalignment(segments, point)[1] < tolerance
    for _ in range(3):
        if inliers.sum() < 2:
            break
        chosen, centre = segments[inliers], on_sphere
        # Two tangent directions span the sphere about the present guess.
        tangent = np.linalg.svd(centre[None])[2][1:]

        def moved(step: FloatArray, centre: FloatArray = centre, tangent: FloatArray = tangent) -> FloatArray:
            v = centre + step @ tangent
            return np.asarray(v / np.linalg.norm(v))

        def residual(step: FloatArray, chosen: FloatArray = chosen, moved: Any = moved) -> FloatArray:
            return misalignment(chosen, back @ moved(step))[0]

        on_sphere = moved(least_squares(residual, np.zeros(2), loss="soft_l1", max_nfev=40).x)
        inliers = misalignment(segments, back @ on_sphere)[1] < tolerance
    return VanishingPoint(back @ on_sphere, inliers, float(length[inliers].sum()))


def best_vanishing_point(
    segments: FloatArray, width: int, height: int, *, tolerance: float = np.radians(1.5),
    trials: int = 600, seed: int = 0,
) -> VanishingPoint | None:  # fmt: skip
    """The point that the greatest length of segments (n, 2, 2) runs to, or None where nothing agrees."""
    n = len(segments)
    if n < 3:
        return None
    random = np.random.default_rng(seed)
    length = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    lines = _homogeneous_lines(segments)
    pairs = random.choice(n, size=(trials, 2), p=length / length.sum())
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    points = np.cross(lines[pairs[:, 0]], lines[pairs[:, 1]])
    points = points[np.linalg.norm(points, axis=1) > 1e-9]
    best, best_score = None, 0.0
    for point in points:
        point = point / np.linalg.norm(point)
        score = float(length[misalignment(segments, point)[1] < tolerance].sum())
        if score > best_score:
            best, best_score = point, score
    if best is None:
        return None
    found = refine(segments, best, tolerance, width, height)
    return found if found.inliers.sum() >= 3 else None


def vanishing_points(
    segments: FloatArray, width: int, height: int, *, count: int = 4, seed: int = 0
) -> list[VanishingPoint]:
    """The vertical vanishing point first (if any), then horizontal ones by falling support.

    The vertical one is sought among segments within 30 degrees of upright: a camera is held
    about level. `inliers` refer to all `segments`; each segment belongs to one point at most.
    """
    found: list[VanishingPoint] = []
    free = np.ones(len(segments), bool)
    across = np.abs(segments[:, 1] - segments[:, 0])
    steep = np.degrees(np.arctan2(across[:, 0], across[:, 1])) < 30
    for k in range(count):
        pool = np.flatnonzero(free & steep if k == 0 else free)
        one = best_vanishing_point(segments[pool], width, height, seed=seed + k)
        if one is None:
            if k == 0:
                continue
            break
        inliers = np.zeros(len(segments), bool)
        inliers[pool[one.inliers]] = True
        found.append(VanishingPoint(one.point, inliers, one.support))
        free &= ~inliers
    return found


def orthogonal_focal(first: FloatArray, second: FloatArray, width: int, height: int) -> float | None:
    """Focal length in pixels for which two vanishing points (3,) are at right angles, the principal point
    at the centre (B. Caprile, V. Torre, "Using vanishing points for camera calibration", 1990);
    None where no focal length makes them so, or either lies at infinity."""
    centre = np.array([width / 2, height / 2])
    if abs(first[2]) < 1e-12 or abs(second[2]) < 1e-12:
        return None
    square = -float((first[:2] / first[2] - centre) @ (second[:2] / second[2] - centre))
    return float(np.sqrt(square)) if square > 0 else None
