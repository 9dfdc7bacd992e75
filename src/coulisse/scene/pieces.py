"""A broken building as plain data: convex pieces, their triangles, and their motion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
FloatArray = NDArray[np.floating[Any]]

NEVER = 1_000_000  # a frame number that no shot reaches


class Kind(IntEnum):
    """What member of the building a piece came from."""

    FACADE = 0
    GLASS = 1
    SLAB = 2
    COLUMN = 3
    BEAM = 4
    WALL = 5  # load-bearing walls, side and back walls
    PARTITION = 6
    ROOF = 7
    PARAPET = 8
    CORE = 9
    INTERIOR = 10  # furniture and other loose things
    PROJECTILE = 11


class Surface(IntEnum):
    """What a triangle looks like."""

    PLATE = 0  # takes the plate's colour at the projection of its rest position
    CONCRETE = 1  # broken concrete, true scale
    BRICK = 2  # broken brickwork
    PLASTER = 3  # inside faces of walls, soffits
    FLOOR = 4  # screed, carpet, tiles
    GLASS = 5
    STEEL = 6  # rebar, steel sections
    WOOD = 7  # furniture, doors
    CLOTH = 8  # mattresses, curtains, insulation
    PAINT = 9  # outside faces that the plate does not show (sides, back, roof)


@dataclass(frozen=True)
class Pieces:
    """N convex pieces with V vertices and T triangles; positions at rest, world metres.

    A triangle's winding is counter-clockwise seen from outside. Vertices are not shared between
    faces, so that a normal belongs to a triangle. Triangles are grouped by piece:
    those of piece i are `triangle_start[i]:triangle_start[i + 1]`, likewise vertices.
    Piece i exists in the frames `first_frame[i] <= frame < last_frame[i]` (0 = first of the shot):
    a piece that shatters again hands over to its children.
    A triangle is drawn from frame `triangle_shown_from` on (rebar appears when its bond breaks).
    """

    vertices: Floats  # (V, 3)
    triangles: Ints  # (T, 3) into vertices
    triangle_surface: NDArray[np.uint8]  # (T,) Surface
    triangle_piece: Ints  # (T,)
    triangle_shown_from: Ints  # (T,)
    triangle_start: Ints  # (N + 1,)
    vertex_start: Ints  # (N + 1,)
    centre: Floats  # (N, 3) centre of mass at rest
    mass: Floats  # (N,) kg
    kind: NDArray[np.uint8]  # (N,) Kind
    storey: Ints  # (N,)
    first_frame: Ints  # (N,)
    last_frame: Ints  # (N,)

    def __len__(self) -> int:
        return len(self.centre)


@dataclass(frozen=True)
class Motion:
    """Where every piece is at every frame.

    `position` (F, N, 3) is the centre of mass, world metres; `rotation` (F, N, 4) a unit quaternion
    (w, x, y, z) that turns rest offsets: `world = position + rotate(rotation, rest - centre)`.
    Before `first_frame` and from `last_frame` on, a piece's rows are not meaningful.
    `moved_from` (N,) is the first frame in which the piece is not at rest (NEVER if it stays).
    """

    position: Floats
    rotation: Floats
    moved_from: Ints

    @property
    def frames(self) -> int:
        return len(self.position)


@dataclass(frozen=True)
class Chips:
    """K small bits (chips, splinters, glass shards), each one of a few shapes, moved and scaled.

    `position` (F, K, 3) float32 metres and `rotation` (F, K, 4); `size` (K, 3) metres are the half
    extents of an irregular tetrahedron or shard; `surface` (K,) Surface; `born` (K,) first frame in
    which it exists. `rest` (K, 3) is the rest-space point that it broke from (for plate colour and
    noise).
    """

    position: Floats
    rotation: Floats
    size: Floats
    surface: NDArray[np.uint8]
    born: Ints
    rest: Floats


@dataclass(frozen=True)
class Releases:
    """E sets of energy set free (bonds that break, pieces that strike), sorted by frame.

    `frame` (E,) float32, fractional; `position` (E, 3) metres; `energy` (E,) joules;
    `velocity` (E, 3) m/s of the material there; `surface` (E,) Surface of what broke;
    `piece` (E,) int32, one piece at the place.
    """

    frame: Floats
    position: Floats
    energy: Floats
    velocity: Floats
    surface: NDArray[np.uint8]
    piece: Ints

    def __len__(self) -> int:
        return len(self.frame)


def cross(a: FloatArray, b: FloatArray) -> FloatArray:
    """Cross product of (..., 3) arrays; several times faster than NumPy's own for small arrays."""
    a0, a1, a2 = a[..., 0], a[..., 1], a[..., 2]
    b0, b1, b2 = b[..., 0], b[..., 1], b[..., 2]
    return np.stack([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0], axis=-1)


def rotate(quaternion: FloatArray, vectors: FloatArray) -> FloatArray:
    """Turn vectors (..., 3) by unit quaternions (..., 4) in (w, x, y, z) order."""
    w, u = quaternion[..., :1], quaternion[..., 1:]
    t = 2.0 * cross(u, vectors)
    return np.asarray(vectors + w * t + cross(u, t))


def poses_at(position: Floats, rotation: Floats, first_frame: Ints, last_frame: Ints, time: float) -> Floats:
    """Poses (n, 7), centre and quaternion, at a time in frames, between the frames around it.

    `position` (F, n, 3) and `rotation` (F, n, 4); nothing is read outside [first_frame, last_frame) (n,).
    """
    frames = len(position)
    low = np.clip(int(np.floor(time)), 0, frames - 1)
    span = np.clip(last_frame - 1, first_frame, frames - 1)
    a = np.clip(low, np.minimum(first_frame, frames - 1), span)
    b = np.clip(low + 1, np.minimum(first_frame, frames - 1), span)
    rows = np.arange(position.shape[1])
    s = np.float32(np.clip(time - low, 0.0, 1.0))
    where = position[a, rows] * (1 - s) + position[b, rows] * s
    qa, qb = rotation[a, rows], rotation[b, rows]
    qb = np.where((qa * qb).sum(-1, keepdims=True) < 0, -qb, qb)
    turn = qa * (1 - s) + qb * s
    turn /= np.maximum(np.linalg.norm(turn, axis=-1, keepdims=True), 1e-9)
    return np.concatenate([where, turn], axis=1).astype(np.float32)
