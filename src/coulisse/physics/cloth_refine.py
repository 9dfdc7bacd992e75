"""From the solver's mesh to one that can be looked at: smooth, and as thick as the fabric.

Loop's subdivision (*Smooth Subdivision Surfaces Based on Triangles*, 1987) over the sewn garment, so that a seam does
not open, with each panel's own coordinates; then lifted off the skin again, and given its other side and its edge.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.physics.cloth_body import Skin, lift, skin_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

OFF_SKIN = 0.0008  # metres between the skin and the inner side of what lies on it


def refined(
    points: NDArray[np.floating],
    triangles: Ints,
    uv: NDArray[np.floating],
    thickness: float | NDArray[np.floating],
    *,
    weld: Ints | None = None,
    body_points: NDArray[np.floating] | None = None,
    body_faces: Ints | None = None,
    levels: int = 1,
) -> tuple[NDArray[np.float32], Ints, NDArray[np.float32]]:
    """Points (m, 3) float32, faces (f, 4) with -1 for a triangle's last index, and uv (m, 2), as a `Part` takes them.

    `points` (n, 3), `triangles` (t, 3), `uv` (n, 2) metres in the pattern; `thickness` metres, of all or of each vertex
    (n,), 0: one side only; `weld` (n,) as `Draped.weld` has it; `levels` of subdivision, each with four times the
    triangles. First comes the outer side, then the inner one in the same order, then the edge's strip.
    Raises BadInput where the arrays do not fit together.
    """
    place, triangles = np.asarray(points, np.float64), np.asarray(triangles, np.int32)
    flat: Floats = np.asarray(uv, np.float64)
    thick: Floats = np.array(np.broadcast_to(np.asarray(thickness, np.float64), (len(place),)))
    if flat.shape != (len(place), 2) or place.shape != (len(place), 3) or not len(triangles):
        raise BadInput(f"points {place.shape} and uv {flat.shape} do not belong together", where="cloth")
    group = np.arange(len(place), dtype=np.int32) if weld is None else np.unique(weld, return_inverse=True)[1]
    group = group.astype(np.int32).reshape(-1)
    joined = np.zeros((int(group.max()) + 1, 3))
    joined[group] = place
    for _ in range(levels):
        joined, triangles, group, (flat, thick) = _loop(joined, triangles, group, (flat, thick))
    if body_points is not None and body_faces is not None:
        skin = skin_of(body_points, body_faces)
        half = np.zeros(len(joined))
        half[group] = thick / 2
        joined = _off_skin(joined, half, skin)
    normal = normals(joined, group[triangles])[group]
    middle = joined[group]
    if not thick.any():
        faces = np.column_stack([triangles, np.full(len(triangles), -1)])
        return middle.astype(np.float32), faces.astype(np.int32), flat.astype(np.float32)
    count = len(middle)
    offset = normal * (thick / 2)[:, None]
    rim = _rim(triangles, group)
    strip = np.column_stack([rim[:, 0], rim[:, 1], rim[:, 1] + count, rim[:, 0] + count])[:, ::-1]
    inner = triangles[:, ::-1] + count
    sides = np.concatenate([triangles, inner])
    faces = np.concatenate([np.column_stack([sides, np.full(len(sides), -1)]), strip])
    both = np.concatenate([middle + offset, middle - offset])
    return both.astype(np.float32), faces.astype(np.int32), np.concatenate([flat, flat]).astype(np.float32)


def normals(points: Floats, triangles: Ints) -> Floats:
    """Unit normals (n, 3), each triangle weighted with its area."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    out = np.stack([np.bincount(triangles.ravel(), np.repeat(face[:, k], 3), len(points)) for k in range(3)], 1)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def _numbered(triangles: Ints) -> tuple[Ints, Ints, NDArray[np.int64]]:
    """Edges (m, 2), the number of each triangle's three (t, 3), and how many triangles are at each edge (m,)."""
    ends = np.stack([triangles, np.roll(triangles, -1, axis=1)], 2).reshape(-1, 2)
    ends = np.sort(ends, axis=1).astype(np.int64)
    key, number, count = np.unique(ends[:, 0] << 32 | ends[:, 1], return_inverse=True, return_counts=True)
    edges = np.stack([key >> 32, key & 0xFFFFFFFF], 1).astype(np.int32)
    return edges, number.reshape(-1, 3).astype(np.int32), count


def _loop(
    joined: Floats, triangles: Ints, group: Ints, carried: tuple[Floats, Floats]
) -> tuple[Floats, Ints, Ints, tuple[Floats, Floats]]:
    """One level: each triangle becomes four. `carried` are values of the unsewn vertices, halved along edges."""
    sewn = group[triangles]
    edges, number, count = _numbered(sewn)
    tips = np.zeros((len(edges), 3))
    for k in range(3):
        np.add.at(tips, number[:, k], joined[sewn[:, (k + 2) % 3]])
    middle = 0.5 * (joined[edges[:, 0]] + joined[edges[:, 1]])
    whole = count == 2
    middle[whole] = 0.75 * middle[whole] + 0.125 * tips[whole]
    valence, around = np.zeros(len(joined)), np.zeros((len(joined), 3))
    hems, beside = np.zeros(len(joined)), np.zeros((len(joined), 3))
    for a, b in ((0, 1), (1, 0)):
        np.add.at(valence, edges[:, a], 1)
        np.add.at(around, edges[:, a], joined[edges[:, b]])
        np.add.at(hems, edges[~whole, a], 1)
        np.add.at(beside, edges[~whole, a], joined[edges[~whole, b]])
    share = np.where(valence > 3, 0.375 / np.maximum(valence, 1), 0.1875)[:, None]  # Warren's weights
    old = np.where((hems == 0)[:, None], (1 - valence[:, None] * share) * joined + share * around, joined)
    old = np.where((hems == 2)[:, None], 0.75 * joined + 0.125 * beside, old)

    own, own_number, _ = _numbered(triangles)
    of_sewn = np.zeros(len(own), np.int32)
    of_sewn[own_number.ravel()] = number.ravel()
    a, b, c = triangles.T
    ab, bc, ca = (own_number + len(group)).T
    finer = np.concatenate([np.stack(t, 1) for t in ((a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca))])
    halved = tuple(np.concatenate([v, 0.5 * (v[own[:, 0]] + v[own[:, 1]])]) for v in carried)
    groups = np.concatenate([group, of_sewn + len(joined)]).astype(np.int32)
    return np.concatenate([old, middle]), finer.astype(np.int32), groups, (halved[0], halved[1])


def _off_skin(joined: Floats, half: Floats, skin: Skin) -> Floats:
    """Points lifted to where the cloth's inner side clears the skin."""
    out = np.ascontiguousarray(joined)
    free = np.ones(len(out))
    for _ in range(2):  # a second time, where the nearest skin was an edge
        lift(out, free, half + OFF_SKIN, *skin)
    return out


def _rim(triangles: Ints, group: Ints) -> Ints:
    """Edges (r, 2) of the sewn garment that have one triangle only, in its direction."""
    _, number, count = _numbered(group[triangles])
    ends = np.stack([triangles, np.roll(triangles, -1, axis=1)], 2)
    return ends[count[number] == 1]
