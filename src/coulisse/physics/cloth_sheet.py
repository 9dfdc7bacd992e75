"""A garment as it is laid before it falls, and the masses, strains, folds and tethers that its pattern gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numba
import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components, dijkstra

from coulisse.errors import BadInput
from coulisse.physics.cloth_fabric import Fabric

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

PARTS = 2  # a cloth is solved in two halves at once, and then what lies across them
LEAST_AREA = 1e-9  # m2; a triangle smaller than this has no strain to speak of
LEAST_MASS = 1e-7  # kg, of a vertex that no cloth hangs on
KEPT = 0.002  # metres that layers keep between their middles at least, and the share of an edge that they do: edges
KEPT_PER_EDGE = 0.22  # of two sharp folds could else pass between each other's vertices
CLEAR = 0.0015  # metres, the least that cloth stays off skin


@dataclass(frozen=True, eq=False)
class Cloth:
    """A sheet or a garment as it is laid before it falls.

    `points` (n, 3) metres; `triangles` (t, 3), counter-clockwise from outside; `rest` (t, 3, 2) metres: each
    triangle's corners in its panel's pattern plane, warp along v, so that it may be cut smaller or larger than it lies.
    `fabric` (t,) index into the fabrics; `layer` (t,): a higher layer is worn over a lower one. `seams` (k, 2) vertex
    pairs that are sewn together; `pins` (p,) vertices that go to `targets` (p, 3), None: stay where they are.
    """

    points: Floats
    triangles: Ints
    rest: Floats
    fabric: Ints | None = None
    layer: Ints | None = None
    seams: Ints = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    pins: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    targets: Floats | None = None


class Sheet(NamedTuple):
    """A cloth as the solver takes it; particles are sorted into two halves. Arrays only, so that kernels can have it.

    Rows of `pull` (t, 6): compliance m/N over the area for warp, weft and shear, then their limits. `part_*` are where
    each half begins in the arrays beside; what comes after the last half lies across.
    """

    weight: Floats  # (n,) 1 / kg, 0 where pinned
    drag: Floats  # (n,) 1/s
    offset: Floats  # (n,) metres from a body's skin to the cloth's middle
    half: Floats  # (n,) metres, half of what two layers keep between them
    rub: Floats  # (n,) friction
    layer: Ints  # (n,)
    air: Floats  # (n,) area over mass, m2/kg
    part: Ints  # (n,)
    part_vertex: Ints
    triangle: Ints  # (t, 3)
    inverse: Floats  # (t, 4) of the rest shape's edge matrix
    pull: Floats
    triangle_layer: Ints
    part_triangle: Ints
    hinge: Ints  # (h, 4) the edge's ends, then the two corners across it
    fold: Floats  # (h, 5) weights of the four, compliance
    part_hinge: Ints
    anchor: Ints  # (n,) the pinned particle that holds this one, -1
    reach: Floats  # (n,) metres of cloth between them
    seam: Ints  # (k, 2)
    edge: Ints  # (m, 2)
    across: Ints  # (m, 2) the corners across each edge, -1 at a hem
    edges_of: Ints  # edges of each particle, with
    edges_start: Ints  # (n + 1,)
    ring: Ints  # neighbours of each particle, with
    ring_start: Ints  # (n + 1,)


def welds_of(count: int, seams: Ints) -> Ints:
    """For each of `count` vertices the number of its sewn group, (count,)."""
    if not len(seams):
        return np.arange(count, dtype=np.int32)
    graph = sparse.coo_matrix((np.ones(len(seams)), (seams[:, 0], seams[:, 1])), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int32)


def checked(cloth: Cloth, fabrics: Sequence[Fabric]) -> Cloth:
    """The cloth with every field filled in; raises BadInput where arrays do not fit together or hold no numbers."""
    points, rest = np.asarray(cloth.points, np.float64), np.asarray(cloth.rest, np.float64)
    triangles = np.asarray(cloth.triangles, np.int32).reshape(-1, 3)
    count, faces = len(points), len(triangles)
    fabric = np.zeros(faces, np.int32) if cloth.fabric is None else np.asarray(cloth.fabric, np.int32)
    layer = np.zeros(faces, np.int32) if cloth.layer is None else np.asarray(cloth.layer, np.int32)
    seams, pins = np.asarray(cloth.seams, np.int32).reshape(-1, 2), np.asarray(cloth.pins, np.int32).reshape(-1)
    targets = points[pins] if cloth.targets is None and _within(pins, count) else cloth.targets
    wrong = ""
    if points.ndim != 2 or points.shape[1:] != (3,) or not count or not faces:
        wrong = f"a cloth needs points (n, 3) and triangles, and got {points.shape} and {faces}"
    elif not np.isfinite(points).all() or not np.isfinite(rest).all():
        wrong = "a point or a rest shape is no number"
    elif rest.shape != (faces, 3, 2) or fabric.shape != (faces,) or layer.shape != (faces,):
        wrong = f"rest, fabric and layer have to have one entry for each of the {faces} triangles"
    elif not all(_within(a, count) for a in (triangles, seams, pins)):
        wrong = f"a triangle, seam or pin names a vertex that is not among the {count}"
    elif not fabrics or not _within(fabric, len(fabrics)):
        wrong = f"a triangle is of a fabric that is not among the {len(fabrics)}"
    elif targets is None or np.shape(targets) != (len(pins), 3) or not np.isfinite(targets).all():
        wrong = f"{len(pins)} pins need as many targets (p, 3)"
    if wrong:
        raise BadInput(wrong, where="cloth", remedy="build the garment's panels again")
    return Cloth(points, triangles, rest, fabric, layer, seams, pins, np.asarray(targets, np.float64))


def _within(index: Ints, count: int) -> bool:
    return not index.size or (int(index.min()) >= 0 and int(index.max()) < count)


def sheet_of(cloth: Cloth, fabrics: Sequence[Fabric], group: Ints) -> tuple[Sheet, Ints]:
    """The sheet of a checked cloth whose vertices are joined as `group` (n,) says, and each vertex's particle (n,)."""
    assert cloth.fabric is not None and cloth.layer is not None
    count = int(group.max()) + 1
    middle = np.zeros((count, 3))
    np.add.at(middle, group, cloth.points)
    middle /= np.bincount(group, minlength=count)[:, None]
    spread = middle.max(0) - middle.min(0)
    side = middle[:, int(np.argmax(spread[:2]))]
    half = (side > np.median(side)).astype(np.int32)
    order = np.lexsort((middle[:, 2], half))  # from the hem up: neighbours lie near in memory
    number = np.empty(count, np.int32)
    number[order] = np.arange(count)
    particle = number[group]
    part = half[order]

    edges = cloth.rest[:, 1:] - cloth.rest[:, :1]  # (t, corner, axis)
    matrix = edges.transpose(0, 2, 1)
    det = np.linalg.det(matrix)
    area = np.abs(det) / 2
    triangle = particle[cloth.triangles]
    sound = area > LEAST_AREA
    sound &= (
        (triangle[:, 0] != triangle[:, 1]) & (triangle[:, 1] != triangle[:, 2]) & (triangle[:, 2] != triangle[:, 0])
    )
    table = np.array(
        [(f.weight * 1e-3, f.tension, f.shear, f.bend, f.thickness, f.friction, f.damping, *f.stretch) for f in fabrics]
    )[cloth.fabric]
    mass, spread_area = np.zeros(count), np.zeros(count)
    values = np.zeros((count, 3))
    for k in range(3):
        np.add.at(mass, triangle[:, k], table[:, 0] * area / 3)
        np.add.at(spread_area, triangle[:, k], area / 3)
        np.maximum.at(values, triangle[:, k], table[:, 4:7])
    layers = np.zeros(count, np.int32)
    np.maximum.at(layers, triangle.ravel(), np.repeat(cloth.layer, 3))
    weight = 1.0 / np.maximum(mass, LEAST_MASS)
    weight[particle[cloth.pins]] = 0.0

    inverse = np.zeros((len(triangle), 2, 2))
    inverse[sound] = np.linalg.inv(matrix[sound])
    give = 1.0 / np.maximum(table[:, [1, 1, 2]] * area[:, None], 1e-12)
    limits = np.column_stack([table[:, 7], table[:, 8], 2 * table[:, 9] + table[:, 9] ** 2])
    where = _part_of(part[triangle])
    rows = np.flatnonzero(sound)
    # Triangles that follow each other share no corner, so that a processor need not wait for one before the next.
    rows = rows[np.lexsort((triangle[rows].min(1), _colours(triangle[rows], count), where[rows]))]
    hinge, fold = _hinges(triangle, cloth.rest, area, sound, table[:, 3])
    hinge_where = _part_of(part[hinge]) if len(hinge) else np.zeros(0, np.int32)
    hinges = np.lexsort((hinge.min(1), hinge_where)) if len(hinge) else np.zeros(0, np.int64)
    anchor, reach = _tethers(
        triangle[sound], cloth.rest[sound], hinge, particle[cloth.pins], count, limits[sound, :2].max(initial=0.03)
    )
    ring = _ring(cloth, particle, group, count)
    side = np.linalg.norm(cloth.rest - np.roll(cloth.rest, 1, axis=1), axis=2)
    thick = np.maximum(values[:, 0], max(KEPT, KEPT_PER_EDGE * float(np.median(side))))
    sheet = Sheet(
        weight, values[:, 2].copy(), CLEAR + 0.5 * values[:, 0], 0.5 * thick, values[:, 1].copy(), layers,
        spread_area * weight, part,
        np.searchsorted(part, np.arange(PARTS + 1)).astype(np.int32),
        np.ascontiguousarray(triangle[rows]), np.ascontiguousarray(inverse[rows].reshape(-1, 4)),
        np.ascontiguousarray(np.hstack([give, limits])[rows]), np.ascontiguousarray(cloth.layer[rows]),
        np.searchsorted(where[rows], np.arange(PARTS + 2)).astype(np.int32),
        np.ascontiguousarray(hinge[hinges]), np.ascontiguousarray(fold[hinges]),
        np.searchsorted(hinge_where[hinges], np.arange(PARTS + 2)).astype(np.int32),
        anchor, reach, np.ascontiguousarray(particle[cloth.seams].astype(np.int32)), *_edges(triangle[rows], count),
        *ring,
    )  # fmt: skip
    return sheet, particle


def _part_of(parts: Ints) -> Ints:
    """The half that all corners lie in, PARTS where they lie in several."""
    return np.where((parts == parts[:, :1]).all(1), parts[:, 0], PARTS).astype(np.int32)


@numba.njit(cache=True, nogil=True)
def _colours(triangle, count):  # type: ignore[no-untyped-def]
    """Greedy colours (t,) of triangles: those of one colour have no corner in common."""
    used = np.zeros(count, np.uint64)
    out = np.zeros(len(triangle), np.int64)
    for t in range(len(triangle)):
        taken = used[triangle[t, 0]] | used[triangle[t, 1]] | used[triangle[t, 2]]
        c = 0
        while c < 63 and taken & (np.uint64(1) << np.uint64(c)):
            c += 1
        out[t] = c
        for k in range(3):
            used[triangle[t, k]] |= np.uint64(1) << np.uint64(c)
    return out


def _hinges(triangle: Ints, rest: Floats, area: Floats, sound: NDArray[np.bool_], bend: Floats) -> tuple[Ints, Floats]:
    """Edges between two triangles (h, 4) and their bending (h, 5), each triangle measured in its own panel."""
    rows = np.flatnonzero(sound)
    corner = np.repeat(np.arange(3)[None], len(rows), 0).ravel()
    owner = np.repeat(rows, 3)
    a, b, c = corner, (corner + 1) % 3, (corner + 2) % 3
    ends = np.stack([triangle[owner, a], triangle[owner, b]], 1)
    key = ends.min(1).astype(np.int64) * (int(triangle.max()) + 1) + ends.max(1)
    order = np.argsort(key, kind="stable")
    same = np.flatnonzero(key[order][1:] == key[order][:-1])
    one, two = order[same], order[same + 1]
    cot = _cotangents(rest, area)
    first, second = owner[one], owner[two]
    x0, x1 = triangle[first, a[one]], triangle[first, b[one]]
    x2, x3 = triangle[first, c[one]], triangle[second, c[two]]
    straight = triangle[second, a[two]] == x0  # the two triangles wind against each other
    at0, at1 = np.where(straight, a[two], b[two]), np.where(straight, b[two], a[two])
    c01, c02 = cot[first, a[one]], cot[second, at0]  # at the first end
    c03, c04 = cot[first, b[one]], cot[second, at1]  # at the second
    weights = np.stack([c03 + c04, c01 + c02, -c01 - c03, -c02 - c04], 1)
    both = np.maximum(area[first] + area[second], 1e-12)
    edge = np.maximum(np.linalg.norm(rest[first, a[one]] - rest[first, b[one]], axis=1), 1e-9)
    tall0, tall1 = 2 * area[first] / edge, 2 * area[second] / edge
    # How the hinge answers to x^2, xy and y^2 of its own plane (the first end at 0, the second along x).
    xx = weights[:, 1] * edge**2 + weights[:, 2] * (tall0 * c01) ** 2 + weights[:, 3] * (tall1 * c02) ** 2
    xy = weights[:, 2] * tall0**2 * c01 - weights[:, 3] * tall1**2 * c02
    yy = weights[:, 2] * tall0**2 + weights[:, 3] * tall1**2
    rolled = (0.375 * (xx**2 + yy**2) + 0.5 * xy**2 + 0.25 * xx * yy) / 4  # squared, the mean over all directions
    # The sum over hinges is right up to a factor that depends on the mesh (3 in the paper; 2 where triangles are
    # equilateral, 1 on a grid): it is set so that a cylinder of this mesh has the energy of a bent plate.
    good = np.isfinite(rolled) & (rolled > 0) & (np.abs(weights).max(1, initial=0) < 50)
    factor = float(area.sum() / max((rolled[good] / both[good]).sum(), 1e-12)) if good.any() else 1.0
    stiff = 0.5 * (bend[first] + bend[second]) * min(factor, 3.0) / both
    keep = (x2 != x3) & np.isfinite(weights).all(1) & (np.abs(weights).max(1, initial=0) < 50) & (stiff > 0)
    fold = np.column_stack([weights, 1.0 / np.maximum(stiff, 1e-12)])
    return np.stack([x0, x1, x2, x3], 1).astype(np.int32)[keep], fold[keep]


def _edges(triangle: Ints, count: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Edges (m, 2), the corners across each (m, 2), and each particle's edges with where they begin."""
    ends = np.concatenate([triangle[:, [k, (k + 1) % 3]] for k in range(3)])
    tip = np.concatenate([triangle[:, (k + 2) % 3] for k in range(3)])
    key = ends.min(1).astype(np.int64) * count + ends.max(1)
    order = np.argsort(key, kind="stable")
    keys, first, number = np.unique(key[order], return_index=True, return_counts=True)
    across = np.full((len(keys), 2), -1, np.int32)
    across[:, 0] = tip[order[first]]
    two = number > 1
    across[two, 1] = tip[order[first[two] + 1]]
    edge = np.stack([keys // count, keys % count], 1).astype(np.int32)
    both = edge.T.ravel()
    owner = np.argsort(both, kind="stable")
    start = np.searchsorted(both[owner], np.arange(count + 1)).astype(np.int32)
    return edge, across, (owner % max(len(edge), 1)).astype(np.int32), start


def _cotangents(rest: Floats, area: Floats) -> Floats:
    """(t, 3) of the angles of each rest triangle."""
    out = np.empty(rest.shape[:2])
    for k in range(3):
        p, q = rest[:, (k + 1) % 3] - rest[:, k], rest[:, (k + 2) % 3] - rest[:, k]
        out[:, k] = (p * q).sum(1) / np.maximum(2 * area, 1e-12)
    return out


def _tethers(triangle: Ints, rest: Floats, hinge: Ints, pins: Ints, count: int, limit: float) -> tuple[Ints, Floats]:
    """The nearest pinned particle along the cloth (n,) and the way there (n,), metres, stretched to the limit.

    Ways run along edges and straight across each edge, in the flat of the two triangles: at most 4 % too long.
    """
    anchor, reach = np.full(count, -1, np.int32), np.zeros(count)
    if not len(pins):
        return anchor, reach
    sides = [(k, (k + 1) % 3) for k in range(3)]
    i = np.concatenate([triangle[:, p] for p, _ in sides])
    j = np.concatenate([triangle[:, q] for _, q in sides])
    length = np.concatenate([np.linalg.norm(rest[:, p] - rest[:, q], axis=1) for p, q in sides])
    low, high = np.minimum(i, j).astype(np.int64), np.maximum(i, j).astype(np.int64)
    key, at = np.unique(low * count + high, return_inverse=True)
    longest = np.zeros(len(key))
    np.maximum.at(longest, at, length)

    def between(p: Ints, q: Ints) -> Floats:
        wanted = np.minimum(p, q).astype(np.int64) * count + np.maximum(p, q)
        return longest[np.minimum(np.searchsorted(key, wanted), len(key) - 1)]

    rows, columns, ways = key // count, key % count, longest
    if len(hinge):
        x0, x1, x2, x3 = hinge.T
        edge = np.maximum(between(x0, x1), 1e-9)
        along, tall = [], []
        for tip in (x2, x3):
            p, q = between(x0, tip), between(x1, tip)
            t = (edge**2 + p**2 - q**2) / (2 * edge)
            along.append(t)
            tall.append(np.sqrt(np.maximum(p**2 - t**2, 0)))
        across = np.hypot(along[0] - along[1], tall[0] + tall[1])
        rows, columns = np.concatenate([rows, x2]), np.concatenate([columns, x3])
        ways = np.concatenate([ways, across])
    graph = sparse.coo_matrix((ways + 1e-12, (rows, columns)), shape=(count, count)).tocsr()
    far, _, source = dijkstra(graph, directed=False, indices=np.unique(pins), return_predecessors=True, min_only=True)
    held = np.isfinite(far) & (source >= 0)
    anchor[held], reach[held] = source[held], far[held] * (1 + limit)
    anchor[pins] = -1
    return anchor, reach


def _ring(cloth: Cloth, particle: Ints, group: Ints, count: int) -> tuple[Ints, Ints]:
    """Neighbours of each particle in the sewn garment: these never collide."""
    sewn = welds_of(len(cloth.points), cloth.seams)
    number = np.zeros(count, np.int64)
    number[particle] = sewn
    groups = int(sewn.max()) + 1
    of = sparse.coo_matrix((np.ones(count), (np.arange(count), number)), shape=(count, groups)).tocsr()
    joined = sewn[cloth.triangles]
    i, j = joined[:, [0, 1, 2]].ravel(), joined[:, [1, 2, 0]].ravel()
    near = sparse.coo_matrix((np.ones(len(i)), (i, j)), shape=(groups, groups)).tocsr()
    near = near + near.T + sparse.identity(groups, format="csr")
    ring = (of @ near @ of.T).tocsr()
    return ring.indices.astype(np.int32), ring.indptr.astype(np.int32)
