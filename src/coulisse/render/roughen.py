"""Ragged breaks: the broken faces of convex pieces are cut finer and pushed about, the built faces kept flat.

Physics wants few corners and flat faces; the eye does not believe in them. A vertex moves by a noise of
its rest position alone, so that the two sides of a break still fit; on a built face (the facade, a
plastered wall) it moves only within that face's plane, so that only its broken outline turns ragged.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.textures import noise
from coulisse.scene.pieces import FloatArray, Ints, Pieces, Surface

_BROKEN = (Surface.CONCRETE, Surface.BRICK)
_LONGEST = 0.45  # metres: longer broken edges are cut, at most twice
_DEEPEST = 0.075  # metres: how far a corner of a large piece moves
_TRIANGLES = 400_000  # a building of more is left as it is: its pieces are small enough


def roughen(pieces: Pieces) -> Pieces:
    """The same pieces with ragged breaks; more triangles, the same order of pieces, centres and masses."""
    corners: FloatArray = pieces.vertices[pieces.triangles].astype(np.float64)
    piece, surface, shown = pieces.triangle_piece, pieces.triangle_surface, pieces.triangle_shown_from
    # Rebar and the like stays straight.
    if not len(corners) or len(corners) > _TRIANGLES or not np.isin(surface, _BROKEN).any():
        return pieces
    for _ in range(2):
        corners, source = _cut(corners, piece, np.isin(surface, _BROKEN))
        piece, surface, shown = piece[source], surface[source], shown[source]
    corners = _displace(corners, piece, surface, len(pieces))
    order = np.argsort(piece, kind="stable")
    start = np.searchsorted(piece[order], np.arange(len(pieces) + 1)).astype(np.int32)
    return replace(
        pieces,
        vertices=np.ascontiguousarray(corners[order].reshape(-1, 3), np.float32),
        triangles=np.arange(3 * len(corners), dtype=np.int32).reshape(-1, 3),
        triangle_surface=surface[order],
        triangle_piece=piece[order],
        triangle_shown_from=shown[order],
        triangle_start=start,
        vertex_start=(3 * start).astype(np.int32),
    )


def _keys(points: FloatArray, piece: Ints) -> NDArray[np.int64]:
    """One number for each place (..., 3) on a piece (...), to the millimetre."""
    q = np.round(points * 1000).astype(np.int64)
    mixed = q[..., 0] * 73856093 ^ q[..., 1] * 19349663 ^ q[..., 2] * 83492791 ^ piece.astype(np.int64) << 40
    return np.asarray(mixed, np.int64)


def _cut(corners: FloatArray, piece: Ints, broken: NDArray[np.bool_]) -> tuple[FloatArray, Ints]:
    """Cut triangles (T, 3, 3) at the middle of their long broken edges; returns them and where they came from.

    An edge is cut in both triangles that share it, or in none.
    """
    a, b = corners, np.roll(corners, -1, 1)  # edge k runs from corner k to corner k + 1
    ka = _keys(a, np.repeat(piece[:, None], 3, 1))
    kb = np.roll(ka, -1, 1)
    _, edge = np.unique(np.minimum(ka, kb) * 31 + np.maximum(ka, kb), return_inverse=True)
    edge = edge.reshape(ka.shape)
    touches = np.zeros(edge.max() + 1, bool)
    touches[edge[broken]] = True
    cut = touches[edge] & (np.linalg.norm(b - a, axis=-1) > _LONGEST)
    # Not quite at the middle, and the same place from both sides.
    forth = np.where(ka < kb, 1.0, -1.0)
    share = 0.5 + forth * 0.28 * ((np.minimum(ka, kb) * 2654435761 >> 7) % 1024 / 1023.0 - 0.5)
    middle = a + (b - a) * share[..., None]
    parts, sources = [corners[~cut.any(1)]], [np.flatnonzero(~cut.any(1))]
    count = cut.sum(1)
    for n in (1, 2, 3):
        for turn in range(3):
            # Turned so that the cut edges are 0 (one), 0 and 1 (two), or all.
            c = np.roll(cut, -turn, 1)
            fits = (count == n) & c[:, 0] & (c[:, 1] if n == 2 else True) & (turn == 0 if n == 3 else True)
            at = np.flatnonzero(fits)
            p, q, r = (corners[at, (k + turn) % 3] for k in range(3))
            x, y, z = (middle[at, (k + turn) % 3] for k in range(3))
            if n == 1:
                new = [(p, x, r), (x, q, r)]
            elif n == 2:
                new = [(p, x, r), (x, q, y), (x, y, r)]
            else:
                new = [(p, x, z), (x, q, y), (z, y, r), (x, y, z)]
            for triangle in new:
                parts.append(np.stack(triangle, 1))
                sources.append(at)
    return np.concatenate(parts), np.concatenate(sources).astype(np.int32)


def _displace(corners: FloatArray, piece: Ints, surface: NDArray[np.uint8], pieces: int) -> FloatArray:
    """Move the corners (T, 3, 3) by noise, within the planes of the built faces that meet there."""
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    _, first, group = np.unique(_keys(corners, np.repeat(piece[:, None], 3, 1)), return_index=True, return_inverse=True)
    group = group.reshape(-1, 3)
    places = corners.reshape(-1, 3)[first]
    low, high = np.full((pieces, 3), np.inf), np.full((pieces, 3), -np.inf)
    np.minimum.at(low, piece, corners.min(1))
    np.maximum.at(high, piece, corners.max(1))
    # A chunk smaller than half a metre must not turn inside out.
    size = np.median(np.where(np.isfinite(high - low), high - low, 0.0), axis=1)
    depth = _DEEPEST * np.minimum(size / 1.2, 1.0)
    way = _noise_vectors(places.astype(np.float64)) * depth[piece[first // 3]][:, None]
    built = ~np.isin(surface, _BROKEN)
    touched = np.zeros(len(places), bool)
    touched[group[~built]] = True
    way[~touched] = 0.0
    # Alternating projections onto the planes: three rounds are enough for two or three that meet squarely.
    for _ in range(3):
        for k in range(3):
            _project(way, group[built][:, k], normal[built])
    return np.asarray(corners + way[group])


@njit(cache=True)
def _project(way, group, normal):  # type: ignore[no-untyped-def]
    for i in range(len(group)):
        g = group[i]
        along = way[g, 0] * normal[i, 0] + way[g, 1] * normal[i, 1] + way[g, 2] * normal[i, 2]
        for k in range(3):
            way[g, k] -= along * normal[i, k]


@njit(cache=True)
def _noise_vectors(points):  # type: ignore[no-untyped-def]
    out = np.zeros(points.shape)
    for i in range(len(points)):
        x, y, z = points[i]
        for k in range(3):
            coarse = noise(x * 2.1 + 17.0 * k, y * 2.1, z * 2.1)[0]
            fine = noise(x * 5.7 + 31.0 * k, y * 5.7, z * 5.7)[0]
            out[i, k] = 1.1 * coarse + 0.7 * fine
    return out
