"""Reinforcement that stands out where concrete has broken: thin bent rods on the faces of broken bonds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coulisse.physics.fracture import Bonds
from coulisse.physics.strength import STEEL_RATIO
from coulisse.scene.pieces import FloatArray, Pieces, Surface, cross

RADIUS = 0.011  # metres: bars of 20-25 mm with concrete that clings to them
LONGEST = 0.75  # metres
SEGMENTS = 2


def with_rebar(
    pieces: Pieces, bonds: Bonds, broken_in: NDArray[np.int64], most: int, seed: int, towards: FloatArray
) -> Pieces:
    """Add up to `most` bars to pieces of reinforced concrete, shown from the frame in which their bond broke.

    `broken_in` (B,) is that frame, -1 for a bond that held. Bars nearest to `towards` (3,), the camera, come first.
    """
    first = bonds.first
    reinforced = np.isin(pieces.kind[first], [int(k) for k in STEEL_RATIO])
    looks = np.zeros(len(pieces), bool)
    looks[pieces.triangle_piece[pieces.triangle_surface == Surface.CONCRETE]] = True
    looks[pieces.triangle_piece[pieces.triangle_surface == Surface.BRICK]] = False  # a concrete coping on brickwork
    chosen = np.flatnonzero((broken_in >= 0) & reinforced & looks[first] & (bonds.area > 0.02) & bonds.within)
    if len(chosen) == 0 or most <= 0:
        return pieces
    random = np.random.default_rng([seed, 77])
    near = np.linalg.norm(bonds.point[chosen] - towards, axis=1)
    chosen = chosen[np.argsort(near, kind="stable")]
    # Bars lie near the faces of a section, a hand's breadth or two apart.
    per = np.clip(np.round(bonds.area[chosen] / 0.05), 2, 5).astype(int)
    chosen = np.repeat(chosen, per)[:most]
    thick = np.sqrt(12 * bonds.moments[chosen] / bonds.area[chosen, None])  # depth across axes 0 and 1
    place = random.uniform(-0.4, 0.4, (len(chosen), 2))
    wide = thick[:, 0] > thick[:, 1]
    place[wide, 0] = np.sign(place[wide, 0]) * 0.36
    place[~wide, 1] = np.sign(place[~wide, 1]) * 0.36
    base = (
        bonds.point[chosen]
        + bonds.axes[chosen, 1] * (place[:, :1] * thick[:, :1])
        + bonds.axes[chosen, 0] * (place[:, 1:] * thick[:, 1:])
    )
    length = random.uniform(0.15, LONGEST, len(chosen))
    bend = random.normal(0, 0.35, (len(chosen), 3))
    direction = bonds.normal[chosen] + 0.15 * bend
    vertices, triangles = _rods(base, direction, bend, length)
    count = len(triangles) // len(chosen)
    owner = np.repeat(first[chosen], count).astype(np.int32)
    shown = np.repeat(broken_in[chosen], count).astype(np.int32)
    return _merge(pieces, vertices, triangles, owner, shown)


def _rods(
    base: FloatArray, direction: FloatArray, bend: FloatArray, length: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Three-sided bars in two segments: vertices (n * 9, 3) and triangles (n * 13, 3)."""
    n = len(base)
    direction = direction / np.linalg.norm(direction, axis=1, keepdims=True)
    side = cross(direction, np.where(np.abs(direction[:, :1]) < 0.8, [[1.0, 0, 0]], [[0.0, 1, 0]]))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = cross(direction, side)
    rings = []
    for k in range(SEGMENTS + 1):
        s = k / SEGMENTS
        middle = base + (direction * s + bend * 0.5 * s * s) * length[:, None]
        for q in range(3):
            angle = 2 * np.pi * q / 3
            rings.append(middle + (side * np.cos(angle) + other * np.sin(angle)) * RADIUS)
    vertices = np.stack(rings, axis=1)  # (n, 9, 3)
    faces = []
    for k in range(SEGMENTS):
        for q in range(3):
            a, b = 3 * k + q, 3 * k + (q + 1) % 3
            faces += [[a, b, b + 3], [a, b + 3, a + 3]]
    faces.append([3 * SEGMENTS, 3 * SEGMENTS + 1, 3 * SEGMENTS + 2])
    triangles = np.array(faces)[None] + (np.arange(n) * vertices.shape[1])[:, None, None]
    return vertices.reshape(-1, 3), triangles.reshape(-1, 3)


def _merge(
    pieces: Pieces, vertices: FloatArray, triangles: FloatArray, owner: NDArray[np.int32], shown: NDArray[np.int32]
) -> Pieces:
    """Pieces with more triangles, grouped by piece again."""
    vertex_owner = np.empty(len(vertices), np.int64)
    vertex_owner[triangles.ravel()] = np.repeat(owner, 3)
    old_vertex_owner = np.repeat(np.arange(len(pieces)), np.diff(pieces.vertex_start))
    all_vertices = np.concatenate([pieces.vertices, vertices.astype(np.float32)])
    all_owner = np.concatenate([old_vertex_owner, vertex_owner])
    order = np.argsort(all_owner, kind="stable")
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    faces = np.concatenate([pieces.triangles, triangles.astype(np.int32) + len(pieces.vertices)])
    face_owner = np.concatenate([pieces.triangle_piece, owner])
    sort = np.argsort(face_owner, kind="stable")
    looks = np.concatenate([pieces.triangle_surface, np.full(len(triangles), Surface.STEEL, np.uint8)])
    since = np.concatenate([pieces.triangle_shown_from, shown])
    n = np.arange(len(pieces) + 1)
    return replace(
        pieces,
        vertices=all_vertices[order],
        triangles=place[faces][sort],
        triangle_surface=looks[sort],
        triangle_piece=face_owner[sort],
        triangle_shown_from=since[sort],
        triangle_start=np.searchsorted(face_owner[sort], n).astype(np.int32),
        vertex_start=np.searchsorted(all_owner[order], n).astype(np.int32),
    )
