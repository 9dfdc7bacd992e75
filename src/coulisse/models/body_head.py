"""A mannequin's head in place of MakeHuman's: an egg with a hint of a nose, no eyes, mouth or ears, nobody's face.

The head above an edge loop of the neck is cut off. A grid of meridians and rings is put on its place, each of its
points bound to the place on the old skin that it lies over (the ears apart), then smoothed as a thin plate (Botsch and
Kobbelt 2004: the squared Laplacian), which leaves skull and jaw and takes the features away. All of it is linear in the
points, so that one sparse operator carries every blend shape over. Nipples are smoothed the same way.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import linalg

Points = NDArray[np.float64]
Faces = NDArray[np.int64]
Operator = Any  # scipy.sparse.csr_matrix, which has no types

LOOP_START = (855, 1)  # hm08: a point of the nape, and the side (left) that its loop of 42 edges is followed to
CENTRE = np.array([0.040, 0.0, 0.735])  # of the head at MakeHuman's base, metres
RINGS = 26
PLATE = 0.02  # how stiff the plate is against the pull of the old skin


def mannequin(points: Points, quads: Faces, nipples: NDArray[np.int64]) -> tuple[Operator, Faces]:
    """The operator (n, all points) that makes a mannequin's points of MakeHuman's, and its faces (m, 4).

    A triangle's last index is -1. `points` is the base mesh in metres, `quads` (m, 4) its skin, `nipples` the points
    about which it is to be smooth.
    """
    loop = _edge_loop(points, quads)
    below = _below(quads, loop)
    torso = quads[below]
    used = np.unique(torso)
    new = np.full(len(points), -1)
    new[used] = np.arange(len(used))
    ring_faces = _rings(new[loop], len(used))
    head = quads[~np.isin(np.arange(len(quads)), below)]
    target, pull = _bind(points, head, loop)
    faces = np.concatenate([new[torso], ring_faces])
    select = sparse.csr_matrix((np.ones(len(used)), (np.arange(len(used)), used)), (len(used), len(points)))
    raw = sparse.vstack([select, target]).tocsr()
    weight = np.concatenate([np.full(len(used), np.inf), pull])
    weight[new[_wider(torso, nipples)]] = 0.0
    return _smoothed(raw, faces, weight, points, len(used)), faces


def _wider(quads: Faces, chosen: NDArray[np.int64], rings: int = 2) -> NDArray[np.int64]:
    """The points that are chosen, and those within so many faces of them."""
    for _ in range(rings):
        chosen = np.unique(quads[np.isin(quads, chosen).any(1)])
    return chosen


def _edge_loop(points: Points, quads: Faces) -> NDArray[np.int64]:
    near: dict[int, set[int]] = defaultdict(set)
    beside: dict[tuple[int, int], set[int]] = defaultdict(set)
    for face in quads:
        for u, v in zip(face, np.roll(face, -1), strict=True):
            near[u].add(v)
            near[v].add(u)
            beside[min(u, v), max(u, v)] |= set(face)
    start, side = LOOP_START
    loop = [start, max(near[start], key=lambda v: side * points[v, 1])]
    while True:  # straight on: the neighbour that shares no face with the edge that one comes by
        u, v = loop[-2:]
        (ahead,) = near[v] - beside[min(u, v), max(u, v)]
        if ahead == start:
            return np.array(loop)
        loop.append(ahead)


def _below(quads: Faces, loop: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of the faces that are connected with the feet without crossing the loop."""
    edge = {(min(u, v), max(u, v)) for u, v in zip(loop, np.roll(loop, -1), strict=True)}
    owners: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, face in enumerate(quads):
        for u, v in zip(face, np.roll(face, -1), strict=True):
            owners[min(u, v), max(u, v)].append(i)
    links = [pair for key, pair in owners.items() if len(pair) == 2 and key not in edge]
    a, b = np.array(links).T
    graph = sparse.coo_matrix((np.ones(len(a)), (a, b)), (len(quads), len(quads)))
    _, label = sparse.csgraph.connected_components(graph, directed=False)
    biggest = np.bincount(label).argmax()
    if (quads[label == biggest] == loop[0]).any():
        return np.flatnonzero(label == biggest)
    raise AssertionError("the loop is not where the base mesh hm08 has it")


def _rings(loop: NDArray[np.int64], first: int) -> Faces:
    """The faces between the loop, the rings of new points, which are numbered from `first`, and the crown."""
    count = len(loop)
    grid = first + np.arange((RINGS - 1) * count).reshape(-1, count)
    rows = np.concatenate([loop[None], grid])
    crown = first + grid.size
    after = np.roll(rows, -1, 1)
    quads = np.stack([rows[:-1], rows[1:], after[1:], after[:-1]], -1).reshape(-1, 4)
    last = np.stack([rows[-1], np.full(count, crown), after[-1], np.full(count, -1)], -1)
    return np.concatenate([quads, last])


def _bind(points: Points, head: Faces, loop: NDArray[np.int64]) -> tuple[Operator, NDArray[np.float64]]:
    """For each new point where it lies on the old skin (a row of shares), and how strongly it is held there."""
    seen = points[loop] - CENTRE
    azimuth = np.unwrap(np.arctan2(seen[:, 1], seen[:, 0]))
    even = azimuth[0] + np.sign(azimuth[-1] - azimuth[0]) * np.arange(len(loop)) * 2 * np.pi / len(loop)
    polar = np.arctan2(np.hypot(seen[:, 0], seen[:, 1]), seen[:, 2])
    share = np.arange(1, RINGS)[:, None] / RINGS
    around = azimuth + np.minimum(share * 2.5, 1.0) * (even - azimuth)
    down = polar * (1 - share)
    rays = np.stack([np.sin(down) * np.cos(around), np.sin(down) * np.sin(around), np.cos(down)], -1).reshape(-1, 3)
    rays = np.concatenate([rays, [[0.0, 0.0, 1.0]]])
    triangles = np.concatenate([head[:, [0, 1, 2]], head[:, [0, 2, 3]]])
    middle = points[triangles].mean(1)
    ear = (np.abs(middle[:, 1]) > 0.062) & (np.abs(middle[:, 2] - 0.72) < 0.05) & (np.abs(middle[:, 0] - 0.02) < 0.035)
    triangles = triangles[~ear]
    matrix = sparse.lil_matrix((len(rays), len(points)))
    pull = np.zeros(len(rays))
    for i, ray in enumerate(rays):
        hit = _outermost(points[triangles], ray)
        if hit is not None:
            number, shares = hit
            matrix[i, triangles[number]] = shares
            face = ray[0] > 0.5 and ray[2] < 0.35  # which lets go of its features, but for a hint of the nose
            nose = ray[0] > 0.5 and abs(ray[1]) < 0.1 and -0.35 < ray[2] < 0.05
            pull[i] = 2.0 if nose else 0.3 if face else 1.0
        else:
            matrix[i, loop[i % len(loop)]] = 1.0  # held by nothing: any value will do
    return matrix.tocsr(), pull


def _outermost(corners: Points, ray: Points) -> tuple[int, Points] | None:
    """The last triangle (t, 3, 3) that a ray from the centre crosses, and the shares of its corners there."""
    a, ab, ac = corners[:, 0] - CENTRE, corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    p = np.cross(ray, ac)
    det = (p * ab).sum(1)
    det = np.where(np.abs(det) < 1e-14, np.nan, det)
    u = (p * -a).sum(1) / det
    q = np.cross(-a, ab)
    v = (q * ray).sum(1) / det
    reach = (q * ac).sum(1) / det
    inside = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (reach > 0)
    if not inside.any():
        return None
    best = int(np.flatnonzero(inside)[reach[inside].argmax()])
    return best, np.array([1 - u[best] - v[best], u[best], v[best]])


def _smoothed(raw: Operator, faces: Faces, weight: NDArray[np.float64], points: Points, own: int) -> Operator:
    """The operator with every point that is not fixed (an infinite weight) drawn to a plate through its neighbours.

    A neighbour of the `own` first points counts by its nearness, so that a fine place of the mesh does not come out
    pointed (Fujiwara 1995).
    """
    count = len(weight)
    ends = np.concatenate([
        np.stack([faces[:, k], faces[:, (k + 1) % 4]], 1)[(faces[:, k] >= 0) & (faces[:, (k + 1) % 4] >= 0)]
        for k in range(4)
    ] + [faces[faces[:, 3] < 0][:, [2, 0]]])  # fmt: skip
    link = sparse.coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (count, count)).tocsr()
    link = ((link + link.T) > 0).astype(float).tocoo()
    placed = raw @ points
    far = np.linalg.norm(placed[link.row] - placed[link.col], axis=1)
    far[(link.row >= own) | (link.col >= own)] = 0.01  # the new head is even, and not in place yet
    link = sparse.coo_matrix((1 / np.maximum(far, 1e-3), (link.row, link.col)), (count, count)).tocsr()
    average = sparse.diags(1 / np.maximum(np.asarray(link.sum(1)).ravel(), 1e-9)) @ link
    spacing = np.asarray(link.getnnz(1)).ravel() / np.maximum(np.asarray(link.sum(1)).ravel(), 1e-9)
    plate = sparse.diags(0.01 / spacing) @ (sparse.identity(count) - average)  # the Laplacian times the root of area
    free = np.flatnonzero(np.isfinite(weight))
    fixed = np.flatnonzero(~np.isfinite(weight))
    energy = (plate.T @ plate).tocsr()
    held = sparse.diags(weight[free] * PLATE)
    inside = (energy[free][:, free] + held).tocsc()
    right = held @ raw[free] - energy[free][:, fixed] @ raw[fixed]
    solved = linalg.splu(inside).solve(right.toarray())
    solved[np.abs(solved) < 1e-5] = 0.0
    solved = sparse.csr_matrix(solved)
    order = np.empty(count, int)
    order[fixed], order[free] = np.arange(len(fixed)), len(fixed) + np.arange(len(free))
    return sparse.vstack([raw[fixed], solved]).tocsr()[order]
