"""Normals at the corners of triangles: flat, or smooth across edges that are not sharp."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

CREASE = 40.0  # degrees: an edge sharper than this stays sharp where a part is smooth


def triangles_of(faces: Ints) -> Ints:
    """Faces (m, 3) or (m, 4), a triangle's last index -1, as triangles (t, 3): first halves, then second halves."""
    faces = np.asarray(faces, np.int32)
    if faces.shape[1] == 3:
        return faces
    four = faces[:, 3] >= 0
    return np.concatenate([faces[:, :3], faces[four][:, [0, 2, 3]]]).astype(np.int32)


def corner_normals(points: Floats, triangles: Ints, smooth: bool) -> Floats:
    """Unit normals (t, 3, 3) of the corners of triangles (t, 3) of points (n, 3)."""
    edges = points[triangles]
    normals = np.cross(edges[:, 1] - edges[:, 0], edges[:, 2] - edges[:, 0]).astype(np.float32)
    if not smooth:
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-20)
        return np.repeat(normals[:, None], 3, 1)
    # Seams of the uv part points that lie in one place: they are one point for the light.
    key = np.round(points.astype(np.float64) * 2e4).astype(np.int64) @ np.array([73856093, 19349663, 83492791])
    _, same = np.unique(key, return_inverse=True)
    corner = same[triangles].astype(np.int32)
    order = np.argsort(corner.ravel(), kind="stable").astype(np.int32)
    start = np.searchsorted(corner.ravel()[order], np.arange(corner.max() + 2)).astype(np.int32)
    return np.asarray(_round_off(normals, corner, order, start, np.float32(math.cos(math.radians(CREASE)))), np.float32)


@njit(cache=True, nogil=True)
def _round_off(normals: Floats, corner: Ints, order: Ints, start: Ints, crease: Any) -> Floats:
    """For each corner the mean, weighted by area, of the faces around its point that are nearly in its plane."""
    out = np.zeros((len(corner), 3, 3), np.float32)
    size = np.sqrt((normals * normals).sum(1)) + np.float32(1e-20)
    for f in range(len(corner)):
        for k in range(3):
            v = corner[f, k]
            x, y, z = np.float32(0), np.float32(0), np.float32(0)
            for j in range(start[v], start[v + 1]):
                g = order[j] // 3
                dot = normals[f, 0] * normals[g, 0] + normals[f, 1] * normals[g, 1] + normals[f, 2] * normals[g, 2]
                if g == f or dot > crease * size[f] * size[g]:
                    x, y, z = x + normals[g, 0], y + normals[g, 1], z + normals[g, 2]
            length = np.sqrt(x * x + y * y + z * z) + np.float32(1e-20)
            out[f, k, 0], out[f, k, 1], out[f, k, 2] = x / length, y / length, z / length
    return out
