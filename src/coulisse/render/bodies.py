"""The triangles of pieces and chips as one set of rigid bodies, and where they are at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.pieces import Chips, FloatArray, Floats, Ints, Pieces, Surface

Bytes = NDArray[np.uint8]


class Bodies(NamedTuple):
    """B rigid bodies: the N pieces first, then the K chips; metres.

    A named tuple, because the compiled loops take it whole. `offset` is a vertex's rest position
    less its body's `centre`.
    """

    offset: Floats  # (V, 3)
    vertex_body: Ints  # (V,)
    triangles: Ints  # (T, 3)
    body: Ints  # (T,)
    surface: Bytes  # (T,)
    shown_from: Ints  # (T,)
    normal: Floats  # (T, 3) outward, at rest
    area: Floats  # (T,) square metres
    centre: Floats  # (B, 3)


# An irregular tetrahedron and a thin shard, in units of the half extents, wound outwards.
_CHIP = np.array([(-0.9, -0.7, -0.6), (1.0, -0.5, -0.8), (-0.2, 1.0, -0.5), (0.1, -0.1, 1.0)], np.float32)
_SHARD = np.array([(-1.0, -0.8, -1.0), (0.9, -1.0, -1.0), (0.1, 1.0, -1.0), (0.0, -0.2, 1.0)], np.float32)
_FACES = np.array([(0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3)], np.int32)


def bodies_of(pieces: Pieces, chips: Chips | None = None) -> Bodies:
    """Pieces and chips as one set of bodies; a chip's rest place is the point that it broke from."""
    counts = np.diff(pieces.vertex_start)
    vertex_body = np.repeat(np.arange(len(pieces), dtype=np.int32), counts)
    offset = pieces.vertices - pieces.centre[vertex_body]
    triangles, body = pieces.triangles, pieces.triangle_piece
    surface, shown, centre = pieces.triangle_surface, pieces.triangle_shown_from, pieces.centre
    if chips is not None and len(chips.rest):
        k, n = len(chips.rest), len(pieces)
        glass = (chips.surface == Surface.GLASS)[:, None, None]
        shape = np.where(glass, _SHARD, _CHIP) * chips.size[:, None, :]
        # Every face has vertices of its own, so that no two faces share a rounding.
        own = (len(offset) + np.arange(k * 12, dtype=np.int32)).reshape(-1, 3)
        offset = np.concatenate([offset, shape[:, _FACES.ravel()].reshape(-1, 3)])
        vertex_body = np.concatenate([vertex_body, n + np.repeat(np.arange(k), 12)])
        triangles = np.concatenate([triangles, own])
        body = np.concatenate([body, n + np.repeat(np.arange(k), 4)])
        surface = np.concatenate([surface, np.repeat(chips.surface, 4)])
        shown = np.concatenate([shown, np.zeros(k * 4, np.int32)])
        centre = np.concatenate([centre, chips.rest])
    offset = np.ascontiguousarray(offset, np.float32).reshape(-1, 3)
    triangles = np.ascontiguousarray(triangles, np.int32).reshape(-1, 3)
    a, b, c = (offset[triangles[:, i]] for i in range(3))
    normal = np.cross(b - a, c - a)
    length = np.linalg.norm(normal, axis=1)
    return Bodies(
        offset,
        np.ascontiguousarray(vertex_body, np.int32),
        triangles,
        np.ascontiguousarray(body, np.int32),
        np.ascontiguousarray(surface, np.uint8),
        np.ascontiguousarray(shown, np.int32),
        np.ascontiguousarray(normal / np.maximum(length, 1e-12)[:, None], np.float32),
        np.ascontiguousarray(length / 2, np.float32),
        np.ascontiguousarray(centre, np.float32).reshape(-1, 3),
    )


def rest_poses(centre: FloatArray) -> Floats:
    """Centres (B, 3) to poses at rest (B, 7): position and the unit quaternion (w, x, y, z)."""
    poses = np.zeros((len(centre), 7), np.float32)
    poses[:, :3] = centre
    poses[:, 3] = 1.0
    return poses


def matrices_between(before: FloatArray, after: FloatArray, times: FloatArray) -> Floats:
    """Poses (B, 7) at shutter open and close to matrices (S, B, 3, 4) at `times` (S,) in [0, 1].

    Positions go straight, quaternions the short way round and normalised; over one shutter
    that is as good as a slerp.
    """
    before, after = np.asarray(before, np.float32), np.asarray(after, np.float32)
    turn_back = (before[:, 3:] * after[:, 3:]).sum(1, keepdims=True) < 0
    end = np.where(turn_back, -after[:, 3:], after[:, 3:])
    t = np.asarray(times, np.float32)[:, None, None]
    out = np.empty((len(t), len(before), 3, 4), np.float32)
    q = before[:, 3:] + (end - before[:, 3:]) * t
    q /= np.maximum(np.linalg.norm(q, axis=-1, keepdims=True), 1e-12)
    w, x, y, z = np.moveaxis(q, -1, 0)
    out[..., 0, 0] = 1 - 2 * (y * y + z * z)
    out[..., 0, 1] = 2 * (x * y - w * z)
    out[..., 0, 2] = 2 * (x * z + w * y)
    out[..., 1, 0] = 2 * (x * y + w * z)
    out[..., 1, 1] = 1 - 2 * (x * x + z * z)
    out[..., 1, 2] = 2 * (y * z - w * x)
    out[..., 2, 0] = 2 * (x * z - w * y)
    out[..., 2, 1] = 2 * (y * z + w * x)
    out[..., 2, 2] = 1 - 2 * (x * x + y * y)
    out[..., 3] = before[:, :3] + (after[:, :3] - before[:, :3]) * t
    return out
