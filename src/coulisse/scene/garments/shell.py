"""A closed surface around an upright axis, by angle and height: a body's torso, and the cloth that goes around it.

Angle 0 is the front (+x), a quarter turn the left (+y). Everything in metres and radians.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numba
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.ndimage import gaussian_filter1d

Array = NDArray[np.float64]
ANGLES = 144  # of a row: 2.5 degrees, a centimetre of cloth around a waist
_RAYS = np.exp(2j * np.pi * np.arange(ANGLES) / ANGLES).view(np.float64).reshape(ANGLES, 2)


@dataclass(frozen=True, eq=False)
class Shell:
    """Distance `radius` (k, ANGLES) from the axis `centre` (k, 2: x, y) at the heights `levels` (k,), rising."""

    levels: Array
    centre: Array
    radius: Array

    @property
    def step(self) -> float:
        """Metres between two levels."""
        return float(self.levels[1] - self.levels[0])

    def distance(self, angle: ArrayLike, height: ArrayLike) -> Array:
        """Distance from the axis, bilinear; beyond the ends the last row goes on."""
        angle, height = np.broadcast_arrays(np.asarray(angle, float), np.asarray(height, float))
        row = np.clip((height - self.levels[0]) / self.step, 0, len(self.levels) - 1.0001)
        column = np.mod(angle / (2 * np.pi) * ANGLES, ANGLES)
        r, c = row.astype(int), column.astype(int) % ANGLES
        fr, fc = row - r, column - np.floor(column)
        d = (c + 1) % ANGLES
        low = self.radius[r, c] * (1 - fc) + self.radius[r, d] * fc
        high = self.radius[r + 1, c] * (1 - fc) + self.radius[r + 1, d] * fc
        return np.asarray(low * (1 - fr) + high * fr)

    def axis(self, height: ArrayLike) -> Array:
        """The axis at heights (...): (..., 2)."""
        height = np.asarray(height, float)
        return np.stack([np.interp(height, self.levels, self.centre[:, i]) for i in (0, 1)], -1)

    def at(self, angle: ArrayLike, height: ArrayLike, out: ArrayLike = 0.0) -> Array:
        """Points (..., 3), `out` metres outside of the surface (measured from the axis)."""
        angle, height = np.broadcast_arrays(np.asarray(angle, float), np.asarray(height, float))
        far = self.distance(angle, height) + np.asarray(out, float)
        middle = self.axis(height)
        return np.stack([middle[..., 0] + far * np.cos(angle), middle[..., 1] + far * np.sin(angle), height], -1)

    def polar(self, points: Array) -> tuple[Array, Array, Array]:
        """Angle, height and distance from the axis of points (n, 3)."""
        rest = points[..., :2] - self.axis(points[..., 2])
        return np.arctan2(rest[..., 1], rest[..., 0]), points[..., 2], np.hypot(rest[..., 0], rest[..., 1])

    def normal(self, angle: ArrayLike, height: ArrayLike) -> Array:
        """Unit normals outwards (..., 3)."""
        a, h = np.broadcast_arrays(np.asarray(angle, float), np.asarray(height, float))
        around = self.at(a + 0.03, h) - self.at(a - 0.03, h)
        up = self.at(a, h + 0.006) - self.at(a, h - 0.006)
        n = np.cross(around, up)
        return np.asarray(n / np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-12))

    def arcs(self, height: ArrayLike) -> Array:
        """Length along the surface from the front to each of 181 angles from -pi to pi at heights (...): (..., 181)."""
        height = np.asarray(height, float)
        angles = np.linspace(-np.pi, np.pi, 181)
        points = self.at(angles, height[..., None])
        length = np.concatenate(
            [np.zeros((*height.shape, 1)), np.cumsum(np.linalg.norm(np.diff(points, axis=-2), axis=-1), -1)], -1
        )
        return np.asarray(length - length[..., 90:91])

    def arc(self, angle: ArrayLike, height: ArrayLike) -> Array:
        """Signed length along the surface from the front to the angle (-pi to pi), the same shape as given."""
        angle, height = np.broadcast_arrays(np.asarray(angle, float), np.asarray(height, float))
        table = self._arc_table()
        row = np.clip((height - self.levels[0]) / self.step, 0, len(self.levels) - 1.0001)
        column = np.clip((angle + np.pi) / (2 * np.pi) * 180, 0, 179.9999)
        r, c = row.astype(int), column.astype(int)
        fr, fc = row - r, column - c
        low = table[r, c] * (1 - fc) + table[r, c + 1] * fc
        high = table[r + 1, c] * (1 - fc) + table[r + 1, c + 1] * fc
        return np.asarray(low * (1 - fr) + high * fr)

    def angle_of(self, arc: ArrayLike, height: ArrayLike) -> Array:
        """The angle at which the signed length from the front is `arc`."""
        arc, height = np.broadcast_arrays(np.asarray(arc, float), np.asarray(height, float))
        angles = np.linspace(-np.pi, np.pi, 181)
        rows = self.arcs(height.ravel())
        return np.array([np.interp(a, row, angles) for a, row in zip(arc.ravel(), rows, strict=True)]).reshape(
            arc.shape
        )

    def girth(self, height: float) -> float:
        """Length once around, metres."""
        row = self.arcs(np.array(height))
        return float(row[-1] - row[0])

    def widened(self, out: ArrayLike) -> Shell:
        """The surface further out by `out`: a number, one for each level (k, 1), or (k, ANGLES)."""
        return replace(self, radius=self.radius + np.asarray(out, float))

    def lifted(self, up: float, above: float) -> Shell:
        """What lies above a height shifted up: cloth lies on a shoulder with its thickness."""
        share = np.clip((self.levels - above) / 0.06, 0, 1)
        source = self.levels - up * share
        rows = np.stack([np.interp(source, self.levels, self.radius[:, i]) for i in range(ANGLES)], 1)
        return replace(self, radius=rows)

    def hanging(self, share: ArrayLike, below: float) -> Shell:
        """Cloth that falls from the widest place above instead of following the body in; share 0 to 1 by level.

        `below`: height from which it starts to hang.
        """
        fall = self.radius.copy()
        for i in range(len(self.levels) - 2, -1, -1):
            if self.levels[i] < below:
                fall[i] = np.maximum(fall[i], fall[i + 1])
        share = np.asarray(share, float)
        share = share[:, None] if share.ndim == 1 else share
        return replace(self, radius=self.radius + (fall - self.radius) * share)

    def smooth(self, sigma: float = 0.01, around: float = 1.0) -> Shell:
        """Blurred over height (metres) and angle (columns)."""
        rows = gaussian_filter1d(self.radius, sigma / self.step, axis=0, mode="nearest")
        return replace(self, radius=gaussian_filter1d(rows, around, axis=1, mode="wrap"))

    def over(self, points: Array, thickness: float) -> Shell:
        """The surface that also goes around points (n, 3), by `thickness` metres: a layer that is worn already."""
        angle, height, far = self.polar(points)
        column = np.round(angle / (2 * np.pi) * ANGLES).astype(int) % ANGLES
        row = np.round((height - self.levels[0]) / self.step).astype(int)
        inside = (row >= 0) & (row < len(self.levels))
        most = np.zeros_like(self.radius)
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                r = np.clip(row[inside] + dr, 0, len(self.levels) - 1)
                np.maximum.at(most, (r, (column[inside] + dc) % ANGLES), far[inside] + thickness)
        return replace(self, radius=np.maximum(self.radius, most))

    def _arc_table(self) -> Array:
        cached = self.__dict__.get("_arcs")
        if cached is None:
            cached = self.arcs(self.levels)
            object.__setattr__(self, "_arcs", cached)
        return np.asarray(cached)


def round_of(points: Array, centre: Array) -> Array:
    """Distance (ANGLES,) from a centre (2,) to the convex hull of points (n, 2); zero where there are too few.

    The hull by Andrew's monotone chain (1979). A centre more than 2 cm outside of it gets nothing.
    """
    if len(points) < 3:
        return np.zeros(ANGLES)
    points = np.ascontiguousarray(points, np.float64)
    return np.asarray(_hull_reach(points[np.lexsort((points[:, 1], points[:, 0]))], np.asarray(centre, np.float64)))


@numba.njit(cache=True, nogil=True)
def _hull_reach(p, centre):  # type: ignore[no-untyped-def]
    n, out = len(p), np.zeros(ANGLES)
    chain, count = np.empty(2 * n + 1, np.int64), 0
    for way in range(2):
        first = count
        for m in range(n):
            i = m if way == 0 else n - 1 - m
            while count >= first + 2:
                a, b = p[chain[count - 2]], p[chain[count - 1]]
                if (b[0] - a[0]) * (p[i, 1] - a[1]) - (b[1] - a[1]) * (p[i, 0] - a[0]) > 0:
                    break
                count -= 1
            chain[count] = i
            count += 1
        count -= 1  # it is the first of the way back
    if count < 3:
        return out
    # Where a ray from the centre leaves the half-planes of the hull.
    out[:] = np.inf
    for m in range(count):
        a, b = p[chain[m]], p[chain[(m + 1) % count]]
        nx, ny = b[1] - a[1], a[0] - b[0]
        size = np.sqrt(nx * nx + ny * ny)
        if size == 0.0:
            continue
        nx, ny = nx / size, ny / size
        gap = nx * (a[0] - centre[0]) + ny * (a[1] - centre[1])
        if gap < -0.02:
            return np.zeros(ANGLES)
        for k in range(ANGLES):
            along = nx * _RAYS[k, 0] + ny * _RAYS[k, 1]
            if along > 1e-9:
                out[k] = min(out[k], max(gap, 0.0) / along)
    return out


@numba.njit(cache=True, nogil=True)
def cut_through(points, edges, height):  # type: ignore[no-untyped-def]
    """Where edges (m, 2) of a mesh, points (n, 3), cross a height: (k, 2)."""
    out, count = np.empty((64, 2)), 0
    for m in range(len(edges)):
        a, b = points[edges[m, 0]], points[edges[m, 1]]
        if (a[2] - height) * (b[2] - height) >= 0:
            continue
        if count == len(out):
            larger = np.empty((2 * count, 2))
            larger[:count] = out
            out = larger
        t = (height - a[2]) / (b[2] - a[2])
        out[count, 0], out[count, 1] = a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
        count += 1
    return out[:count]
