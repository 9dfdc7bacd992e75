"""The face's own surface: a change is carried on it along the motion, so that it stands still on the skin.

A picture square (face/space.py) is laid out flat by the mesh onto a template face, where a pore keeps its place while
the head turns and the mouth moves; there the changes of neighbouring frames are averaged, and laid back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cv2
import numba
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from coulisse.face.landmarks import OVAL

Floats = NDArray[np.float32]

SIDE = 288  # pixels of the template
RING = 1.38  # of the oval's size: how far beyond it the surface goes on (hairline, upper neck)
FACING = 0.30  # of a triangle's full size: from here on it counts as wholly seen
# How far two frames' skin may differ, in encoded values at the same exposure, and still be taken for the same
# expression; over a fold that opens or closes, frames do not speak for each other.
SAME_LOOK = 0.05
_COARSE = 4  # looks are compared at a quarter of the size


@dataclass(frozen=True)
class Carried:
    """A frame's change on the template: `delta` (SIDE, SIDE, 3), the skin's `look` and how well it is `seen`.

    `look` (SIDE / 4, SIDE / 4) are encoded luminances at a mean of one; `seen` (SIDE, SIDE) in [0, 1].
    """

    delta: Floats
    look: Floats
    seen: Floats


def carried(square: Floats, delta: Floats, points: Floats, weight: float = 1.0) -> Carried:
    """Lay a square (s, s, 3) encoded and its delta (s, s, 3) onto the template; `points` (468, 3) in its pixels."""
    vertices = _with_ring(points)
    where = _places(vertices)
    flat = cv2.remap(delta, where[..., 0], where[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    grey = cv2.cvtColor(np.clip(square, 0, 2).astype(np.float32), cv2.COLOR_RGB2GRAY)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.012 * square.shape[0])
    coarse = where[_COARSE // 2 :: _COARSE, _COARSE // 2 :: _COARSE]
    look = cv2.remap(grey, coarse[..., 0], coarse[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    look = look / max(float(look.mean()), 1e-3) * np.float32(0.5)
    seen = _seen(vertices) * np.float32(weight)
    return Carried(np.asarray(flat, np.float32), np.asarray(look, np.float32), seen)


def averaged(window: Sequence[Carried], centre: int, sigma: float) -> Floats:
    """The change (SIDE, SIDE, 3) of the frame `centre` of a window, averaged with its neighbours by `sigma` frames.

    A bilateral mean (Tomasi and Manduchi 1998) along the motion: what looks otherwise does not count.
    """
    own = window[centre]
    if sigma <= 0 or len(window) == 1:
        return own.delta
    total = np.zeros_like(own.delta)
    weights = np.full((SIDE, SIDE), 1e-6, np.float32)
    for k, other in enumerate(window):
        near = np.float32(np.exp(-0.5 * ((k - centre) / sigma) ** 2))
        if k == centre:
            weight = np.full((SIDE, SIDE), near, np.float32) * np.maximum(other.seen, 0.05)
        else:
            apart = np.exp(-(((other.look - own.look) / np.float32(SAME_LOOK)) ** 2))
            apart = cv2.GaussianBlur(apart, (0, 0), 1.5)
            weight = near * cv2.resize(apart, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR) * other.seen
        total += other.delta * weight[..., None]
        weights += weight
    return np.asarray(total / weights[..., None], np.float32)


def laid_back(change: Floats, points: Floats, side: int) -> Floats:
    """A change on the template (SIDE, SIDE, c) back in the square of `side` pixels: (side, side, c); 0 off the face."""
    return laid_back_by(change, *st_map(points, side))


def laid_back_by(change: Floats, where: Floats, there: Floats) -> Floats:
    """As `laid_back`, in the square that `st_map` has told of."""
    back = cv2.remap(
        change,
        where[..., 0] * SIDE - 0.5,
        where[..., 1] * SIDE - 0.5,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(back * (there if back.ndim == 2 else there[..., None]), np.float32)


def st_map(points: Floats, side: int) -> tuple[Floats, Floats]:
    """Each pixel's place on the template (side, side, 2) in [0, 1], and whether it has one (side, side)."""
    vertices = _with_ring(points)
    template, triangles = _layout()
    where = np.zeros((side, side, 2), np.float32)
    depth = np.full((side, side), np.inf, np.float32)
    _fill(vertices.astype(np.float32), template, triangles, where, depth)
    there = np.isfinite(depth).astype(np.float32)
    where[there == 0] = 0
    return where, there


@cache
def _layout() -> tuple[Floats, NDArray[np.int32]]:
    """The template's vertices (n, 2) in shares of its side, with the ring, and the triangles between them."""
    with files("coulisse.face").joinpath("template.npy").open("rb") as stream:
        mesh = np.load(stream)
    template = _with_ring(np.concatenate([mesh, np.zeros((len(mesh), 1), np.float32)], 1))[:, :2]
    triangles = Delaunay(template).simplices.astype(np.int32)
    a, b, c = (template[triangles[:, k]] for k in range(3))
    turned = _cross(b - a, c - a) < 0
    triangles[turned] = triangles[turned][:, [0, 2, 1]]
    return np.ascontiguousarray(template, np.float32), np.ascontiguousarray(triangles)


def _with_ring(points: Floats) -> Floats:
    """The mesh and, beyond its oval, a ring of vertices that move with it."""
    oval = points[list(OVAL)]
    centre = oval.mean(0)
    ring = centre + (oval - centre) * np.float32(RING)
    ring[:, 2] = oval[:, 2] + np.abs(oval[:, 0].max() - oval[:, 0].min()) * np.float32(0.15)
    return np.asarray(np.concatenate([points, ring]), np.float32)


@cache
def _grid() -> tuple[NDArray[np.int32], Floats]:
    """For each pixel of the template, its triangle's vertices (SIDE, SIDE, 3) and their shares."""
    template, _ = _layout()
    finder = Delaunay(template)
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    pixels = (np.stack([x, y], -1).reshape(-1, 2) + 0.5) / SIDE
    found = finder.find_simplex(pixels)
    nearest = found.copy()
    nearest[found < 0] = 0
    transform = finder.transform[nearest]
    first = np.einsum("nij,nj->ni", transform[:, :2], pixels - transform[:, 2])
    shares = np.column_stack([first, 1 - first.sum(1)])
    shares = np.clip(shares, 0, 1)
    shares /= shares.sum(1, keepdims=True)
    corners = finder.simplices[nearest]
    outside = found < 0
    if outside.any():  # beyond the ring: the nearest vertex
        away = np.linalg.norm(pixels[outside][:, None] - template[None], axis=2).argmin(1)
        corners[outside], shares[outside] = away[:, None], np.array([1.0, 0.0, 0.0])
    return corners.reshape(SIDE, SIDE, 3).astype(np.int32), shares.reshape(SIDE, SIDE, 3).astype(np.float32)


def _places(vertices: Floats) -> Floats:
    """Where in the square each pixel of the template lies (SIDE, SIDE, 2), pixels."""
    corners, shares = _grid()
    out = np.empty((SIDE, SIDE, 2), np.float32)
    _weigh(np.ascontiguousarray(vertices[:, :2]), corners, shares, out)
    return out


def _seen(vertices: Floats) -> Floats:
    """How well each pixel of the template is seen (SIDE, SIDE): its triangles' size against that of a face ahead."""
    template, triangles = _layout()
    now = vertices[:, :2].astype(np.float64)
    a, b, c = (now[triangles[:, k]] for k in range(3))
    area = _cross(b - a, c - a)
    a, b, c = (template[triangles[:, k]].astype(np.float64) for k in range(3))
    full = _cross(b - a, c - a)
    tall = float(np.linalg.norm(now[152] - now[10])) / float(np.linalg.norm(template[152] - template[10]))
    share = np.clip(area / (full * tall**2 + 1e-9) / FACING, 0, 1)
    total, count = np.zeros(len(now)), np.zeros(len(now))
    for k in range(3):
        np.add.at(total, triangles[:, k], share)
        np.add.at(count, triangles[:, k], 1)
    each = (total / np.maximum(count, 1)).astype(np.float32)
    corners, shares = _grid()
    out = np.empty((SIDE, SIDE, 1), np.float32)
    _weigh(np.ascontiguousarray(each[:, None]), corners, shares, out)
    return out[..., 0]


def _cross(a: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


@numba.njit(cache=True, nogil=True)
def _weigh(values: Floats, corners: NDArray[np.int32], shares: Floats, out: Floats) -> None:
    """out[y, x] = the shares' mean of the corners' values (n, c)."""
    height, width, parts = out.shape
    for y in range(height):
        for x in range(width):
            for c in range(parts):
                total = np.float32(0)
                for k in range(3):
                    total += shares[y, x, k] * values[corners[y, x, k], c]
                out[y, x, c] = total


@numba.njit(cache=True, nogil=True)
def _fill(vertices: Floats, template: Floats, triangles: NDArray[np.int32], where: Floats, depth: Floats) -> None:
    """Draw the triangles that face the camera with their place on the template; the nearest one wins."""
    side = where.shape[0]
    for t in range(triangles.shape[0]):
        i, j, k = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        x0, y0, x1, y1 = vertices[i, 0], vertices[i, 1], vertices[j, 0], vertices[j, 1]
        x2, y2 = vertices[k, 0], vertices[k, 1]
        area = (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0)
        if not area > 1e-9:
            continue
        left, right = max(0, int(np.floor(min(x0, x1, x2)))), min(side - 1, int(np.ceil(max(x0, x1, x2))))
        top, bottom = max(0, int(np.floor(min(y0, y1, y2)))), min(side - 1, int(np.ceil(max(y0, y1, y2))))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                b = ((x - x0) * (y2 - y0) - (y - y0) * (x2 - x0)) / area
                c = ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / area
                a = 1 - b - c
                if a < -1e-4 or b < -1e-4 or c < -1e-4:
                    continue
                z = a * vertices[i, 2] + b * vertices[j, 2] + c * vertices[k, 2]
                if z < depth[y, x]:
                    depth[y, x] = z
                    where[y, x, 0] = a * template[i, 0] + b * template[j, 0] + c * template[k, 0]
                    where[y, x, 1] = a * template[i, 1] + b * template[j, 1] + c * template[k, 1]
