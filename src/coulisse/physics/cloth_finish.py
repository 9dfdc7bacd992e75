"""The last hand on a drape: nothing inside the body, nothing beyond its stretch, and both checked after it.

What is stretched too far is drawn in (strain limiting, Provot 1995) and what is in the body is lifted to the exact
skin, in turns, and the skin has the last word. Cloth that cannot do both was cut too small there: it is eased, as a
fitter lets out a seam, and it is told how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.physics.cloth_body import BUCKET, Skin, lift_near, signed_depth, skin_at
from coulisse.physics.cloth_edges import LEAST_LEVER

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

TURNS, PASSES = 60, 12
TRIES = 5  # turns in which nothing gets better: what is cut too small is let out
MET = 0.002  # strain above the limit that is let be
ALLOWED = 0.0005  # metres that a point may lie in the body
LEAST_AREA = 1e-9  # m2


class Eased(NamedTuple):
    """What had to be let out: how many triangles, and the most of one, as a share of its length."""

    triangles: int = 0
    most: float = 0.0


@dataclass(frozen=True, eq=False)
class Settled:
    """Points (n, 3) metres that keep out of the body and, against `rest` (t, 3, 2), within the cloth's stretch."""

    points: Floats
    rest: Floats
    eased: Eased


def settled(
    points: Floats, triangles: Ints, rest: Floats, limits: Floats, group: Ints, held: Ints, skin: Skin | None,
    floor: float | None, offset: float | Floats = 0.0008,
) -> Settled:  # fmt: skip
    """Draw in what is over its limit and lift what is in the body until both hold; ease what cannot.

    `points` (n, 3) metres, `triangles` (t, 3), `rest` (t, 3, 2) metres with warp along the second axis, `limits` (t, 2)
    strain along warp and weft; `group` (n,) joins what is sewn; `held` points move off the skin only; `offset` metres,
    of all or of each point, that what is lifted keeps from the skin.
    """
    place, welded = _joined(points, group), np.ascontiguousarray(group[triangles].astype(np.int32))
    # The second corner and the third seen from the first, for the strain; warp is the second axis.
    edges = rest[:, 1:] - rest[:, :1]
    det = edges[:, 0, 0] * edges[:, 1, 1] - edges[:, 0, 1] * edges[:, 1, 0]
    sound = (np.abs(det) > 2 * LEAST_AREA) & (welded[:, 0] != welded[:, 1]) & (welded[:, 1] != welded[:, 2])
    sound &= welded[:, 2] != welded[:, 0]
    inverse = np.zeros((len(rest), 4))
    inverse[sound] = np.linalg.inv(edges[sound].transpose(0, 2, 1)).reshape(-1, 4)
    weight = np.ones(len(place))
    weight[group[held]] = 0.0
    clear = np.zeros(len(place))
    clear[group] = offset
    out = _Out(len(place), clear, skin, floor)
    tight = np.column_stack([limits[:, 0], limits[:, 1]])
    best, tries = (np.inf, np.inf), 0
    for turn in range(TURNS):
        out(place)
        over = _over(place, welded, inverse, tight).max(1)
        most, whole = float(over.max(initial=0.0)), float(np.maximum(over - MET, 0.0).sum())
        better = most < 0.95 * best[0] or whole < 0.95 * best[1]
        best, tries = (min(best[0], most), min(best[1], whole)), 0 if better else tries + 1
        if most <= MET or turn == TURNS - 1 or tries == TRIES:
            break
        draw_in(place, welded, inverse, tight, weight, PASSES)
    return _let_out(place, welded, rest, inverse, tight, group)


def _joined(points: Floats, group: Ints) -> Floats:
    out = np.zeros((int(group.max()) + 1, 3))
    out[group] = points
    return out


class _Out:
    """Lifts points off the exact skin, however deep they are, and off the floor; knows how far from it each was."""

    def __init__(self, count: int, offset: Floats, skin: Skin | None, floor: float | None) -> None:
        self.offset, self.skin, self.floor = offset, skin, floor
        self.clear, self.at, self.lifted = np.full(count, -np.inf), np.zeros((count, 3)), np.zeros(count, bool)

    def __call__(self, place: Floats) -> None:
        self._off_floor(place)
        if self.skin is None:
            return
        for _ in range(3):  # where the nearest skin is an edge, the way out is not straight
            lift_near(place, self.offset, self.clear, self.at, self.lifted, *self.skin)
            moved = np.flatnonzero(self.lifted)
            deep = moved[signed_depth(place[moved], *self.skin) < -0.8 * ALLOWED]
            if not len(deep):
                break
            _from_deep(place, deep, self.offset, *self.skin)
            self.clear[deep] = -np.inf
        self._off_floor(place)

    def _off_floor(self, place: Floats) -> None:
        if self.floor is not None:
            np.maximum(place[:, 2], self.floor, out=place[:, 2])


@numba.njit(cache=True, nogil=True)
def _from_deep(x, deep, clear, corners, bucket, bucket_start, buckets, column, column_start, low):  # type: ignore[no-untyped-def]
    """Points deeper than the buckets' reach, or between two skins: straight out the shortest of 26 ways."""
    for n in deep:
        best, bx, by, bz = 1e9, x[n, 0], x[n, 1], x[n, 2]
        for way in range(27):
            a, b, c = way // 9 - 1.0, (way // 3) % 3 - 1.0, way % 3 - 1.0
            size = np.sqrt(a * a + b * b + c * c)
            if size == 0.0:
                continue
            for step in range(1, 60):
                far = step * 0.35 * BUCKET
                if far >= best:
                    break
                px, py, pz = x[n, 0] + a / size * far, x[n, 1] + b / size * far, x[n, 2] + c / size * far
                d, qx, qy, qz = skin_at(corners, bucket, bucket_start, buckets, column, column_start, low, px, py, pz)
                if d > 0.0:
                    if d < BUCKET and d > 1e-9:  # back to the skin that was just left
                        s = clear[n] / d
                        px, py, pz = qx + s * (px - qx), qy + s * (py - qy), qz + s * (pz - qz)
                    best, bx, by, bz = far, px, py, pz
                    break
        x[n, 0], x[n, 1], x[n, 2] = bx, by, bz


def _over(place: Floats, triangles: Ints, inverse: Floats, limits: Floats) -> Floats:
    """(t, 2) how far each triangle is above its limit along warp and weft."""
    corner = place[triangles]
    one, two = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    weft = np.linalg.norm(one * inverse[:, 0:1] + two * inverse[:, 2:3], axis=1)
    warp = np.linalg.norm(one * inverse[:, 1:2] + two * inverse[:, 3:4], axis=1)
    return np.column_stack([warp - 1 - limits[:, 0], weft - 1 - limits[:, 1]])


@numba.njit(cache=True, nogil=True)
def draw_in(x, tri, inverse, limits, weight, passes):  # type: ignore[no-untyped-def]
    """Passes over all triangles that shorten warp and weft to their limits."""
    for _ in range(passes):
        for t in range(len(tri)):
            i, j, k = tri[t, 0], tri[t, 1], tri[t, 2]
            for c in range(2):
                a, b = inverse[t, 1 - c], inverse[t, 3 - c]
                fx = (x[j, 0] - x[i, 0]) * a + (x[k, 0] - x[i, 0]) * b
                fy = (x[j, 1] - x[i, 1]) * a + (x[k, 1] - x[i, 1]) * b
                fz = (x[j, 2] - x[i, 2]) * a + (x[k, 2] - x[i, 2]) * b
                length = np.sqrt(fx * fx + fy * fy + fz * fz)
                beyond = length - 1.0 - limits[t, c]
                if beyond <= 0.0:
                    continue
                wi, wj, wk = weight[i] * (a + b), weight[j] * a, weight[k] * b
                whole = wi * (a + b) + wj * a + wk * b
                if whole < 1e-12:
                    continue
                whole = max(whole, LEAST_LEVER * max(weight[i], weight[j], weight[k]) * (a * a + b * b))
                s = beyond / (whole * length)
                fx, fy, fz = s * fx, s * fy, s * fz
                x[i, 0] += wi * fx
                x[i, 1] += wi * fy
                x[i, 2] += wi * fz
                x[j, 0] -= wj * fx
                x[j, 1] -= wj * fy
                x[j, 2] -= wj * fz
                x[k, 0] -= wk * fx
                x[k, 1] -= wk * fy
                x[k, 2] -= wk * fz


def _let_out(place: Floats, triangles: Ints, rest: Floats, inverse: Floats, limits: Floats, group: Ints) -> Settled:
    """The rest shapes, larger along warp or weft where the cloth is still over its limit."""
    over = _over(place, triangles, inverse, limits)
    let = np.where(over > MET, over / (1 + limits), 0.0)  # a length of 1 + let has the limit's strain
    changed = let.max(1) > 0
    out = rest.copy()
    first = rest[changed, :1]
    out[changed] = first + (rest[changed] - first) * (1 + let[changed])[:, None, ::-1]
    most = float(let.max(initial=0.0))
    return Settled(place[group], out, Eased(int(changed.sum()), most))
