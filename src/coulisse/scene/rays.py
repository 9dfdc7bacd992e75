"""Rays against a scene of placed meshes: a tree of boxes for each mesh, one above them for the places they stand in.

Own and compiled with Numba. Embree's bindings (embreex 4.4.0) were measured first: they hold the interpreter's lock and
take one ray at a time, so that their rays cannot be shaded in a compiled loop on all cores (docs/preview.md). Trees by
the surface area heuristic in bins (Wald, On fast Construction of SAH-based Bounding Volume Hierarchies, 2007);
triangles after Möller and Trumbore (Fast, Minimum Storage Ray/Triangle Intersection, 1997).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

STACK = 128  # entries of a ray's stack: half for the places, half for a mesh
FAR = np.float32(1e30)
_LEAF = 4  # triangles in a leaf at most; a place has a leaf of its own
_BINS = 12


class MeshTree(NamedTuple):
    """One mesh's tree: child boxes (N, 12), links (N, 2), triangles (T, 9) as corner and edges, and their old order."""

    boxes: Floats
    links: Ints
    triangles: Floats
    order: Ints


class Tree(NamedTuple):
    """All meshes of a scene, one after the other, and the places they stand in.

    A link from 0 on is a node, one below a leaf (`-1 - (first * 8 + count - 1)`). `inverse` (I, 12): rows of the
    matrix from the world to the mesh's frame. `place` (I,) is each one's number in the
    caller's order. `slot` (T,) is what a triangle is made of; entry `table[i] + slot[t]` of
    a list of surfaces belongs to triangle `t` at place `i`.
    """

    boxes: Floats
    links: Ints
    triangles: Floats
    slot: Ints
    root: Ints
    inverse: Floats
    table: Ints
    place: Ints
    top: int


def mesh_tree(points: Floats, triangles: Ints) -> MeshTree:
    """The tree of a mesh: points (n, 3), triangles (m, 3). Triangles are put in the tree's order (`order`)."""
    if not len(triangles):
        raise ValueError("a mesh without triangles has no tree")
    corners = np.ascontiguousarray(points[triangles], np.float32)
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]  # ten times as quick as min(1)
    low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
    boxes, links, order = _build(low, high, _LEAF)
    corners = corners[order]
    edges = [corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]]
    return MeshTree(boxes, links, np.ascontiguousarray(np.concatenate(edges, 1)), order)


def scene_tree(
    meshes: list[MeshTree], slots: list[Ints], mesh_of: list[int], matrices: list[NDArray[np.float64]], table: list[int]
) -> Tree:
    """The tree of a scene: `slots` of each mesh's triangles in the tree's order, and of each place its mesh, its matrix
    (4, 4) from the mesh's frame to the world, and where its surfaces begin in the caller's list of surfaces.
    """
    nodes = np.cumsum([0] + [len(m.links) for m in meshes])
    firsts = np.cumsum([0] + [len(m.triangles) for m in meshes])
    boxes = [m.boxes for m in meshes]
    links = [_moved(m.links, int(n), int(f)) for m, n, f in zip(meshes, nodes, firsts, strict=False)]
    lo, hi = np.full((len(mesh_of), 3), FAR, np.float32), np.full((len(mesh_of), 3), -FAR, np.float32)
    inverse = np.zeros((len(mesh_of), 12), np.float32)
    for i, (k, matrix) in enumerate(zip(mesh_of, matrices, strict=True)):
        mesh = meshes[k].boxes[0]
        ends = np.stack([np.minimum(mesh[:3], mesh[6:9]), np.maximum(mesh[3:6], mesh[9:])])
        corners = np.array([[ends[a, 0], ends[b, 1], ends[c, 2]] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
        world = corners @ matrix[:3, :3].T + matrix[:3, 3]
        lo[i], hi[i] = world.min(0) - 1e-4, world.max(0) + 1e-4
        inverse[i] = np.linalg.inv(matrix)[:3].ravel()
    top_boxes, top_links, order = _build(lo, hi, 1)
    boxes.append(top_boxes)
    links.append(_moved(top_links, int(nodes[-1]), 0))
    return Tree(
        np.concatenate(boxes), np.concatenate(links), np.concatenate([m.triangles for m in meshes]),
        np.concatenate(slots).astype(np.int32), nodes[np.array(mesh_of)][order].astype(np.int32), inverse[order],
        np.array(table, np.int32)[order], order, int(nodes[-1]),
    )  # fmt: skip


def _moved(links: Ints, nodes: int, firsts: int) -> Ints:
    return np.where(links >= 0, links + nodes, links - firsts * 8).astype(np.int32)


@njit(cache=True)
def _build(lo: Floats, hi: Floats, leaf: int) -> tuple[Floats, Ints, Ints]:
    n = len(lo)
    order = np.arange(n).astype(np.int32)
    boxes = np.empty((max(n, 1), 12), np.float32)
    links = np.empty((max(n, 1), 2), np.int32)
    centre = (lo + hi) * np.float32(0.5)
    work = np.empty((n + 2, 3), np.int32)
    work[0, 0], work[0, 1], work[0, 2] = 0, 0, n
    pending, nodes = 1, 1
    while pending > 0:
        pending -= 1
        node, start, end = work[pending, 0], work[pending, 1], work[pending, 2]
        mid = _split(lo, hi, centre, order, start, end) if end - start > leaf else end
        for side in range(2):
            a, b = (start, mid) if side == 0 else (mid, end)
            k = 6 * side
            for axis in range(3):
                # A side without anything is a point beyond all rays: one turned inside out would be met by each.
                boxes[node, k + axis], boxes[node, k + 3 + axis] = FAR, FAR if a == b else -FAR
            for i in range(a, b):
                for axis in range(3):
                    boxes[node, k + axis] = min(boxes[node, k + axis], lo[order[i], axis])
                    boxes[node, k + 3 + axis] = max(boxes[node, k + 3 + axis], hi[order[i], axis])
            if b - a > leaf:
                links[node, side] = nodes
                work[pending, 0], work[pending, 1], work[pending, 2] = nodes, a, b
                pending += 1
                nodes += 1
            else:
                links[node, side] = -1 - (a * 8 + max(b - a - 1, 0))
    return boxes[:nodes].copy(), links[:nodes].copy(), order


@njit(cache=True)
def _split(lo: Floats, hi: Floats, centre: Floats, order: Ints, start: int, end: int) -> int:
    """Parts `order[start:end]` where it costs a ray least, and says where the second part begins."""
    best, best_axis, best_at = np.float32(np.inf), -1, np.float32(0)
    count = np.empty(_BINS, np.int32)
    low, high = np.empty((_BINS, 3), np.float32), np.empty((_BINS, 3), np.float32)
    left = np.empty(_BINS, np.float32)
    for axis in range(3):
        a, b = FAR, -FAR
        for i in range(start, end):
            a, b = min(a, centre[order[i], axis]), max(b, centre[order[i], axis])
        if not b > a:
            continue
        count[:] = 0
        low[:], high[:] = FAR, -FAR
        scale = np.float32(_BINS) / (b - a)
        for i in range(start, end):
            k = min(int((centre[order[i], axis] - a) * scale), _BINS - 1)
            count[k] += 1
            for j in range(3):
                low[k, j] = min(low[k, j], lo[order[i], j])
                high[k, j] = max(high[k, j], hi[order[i], j])
        run_lo, run_hi, held = np.full(3, FAR), np.full(3, -FAR), 0
        for k in range(_BINS - 1):
            held += count[k]
            for j in range(3):
                run_lo[j], run_hi[j] = min(run_lo[j], low[k, j]), max(run_hi[j], high[k, j])
            left[k] = held * _area(run_lo, run_hi) if held else np.float32(0)
        run_lo[:], run_hi[:], held = FAR, -FAR, 0
        for k in range(_BINS - 1, 0, -1):
            held += count[k]
            for j in range(3):
                run_lo[j], run_hi[j] = min(run_lo[j], low[k, j]), max(run_hi[j], high[k, j])
            cost = left[k - 1] + (held * _area(run_lo, run_hi) if held else np.float32(0))
            if 0 < held < end - start and cost < best:
                best, best_axis, best_at = cost, axis, a + k / scale
    if best_axis < 0:
        return (start + end) // 2
    i, j = start, end - 1
    while i <= j:
        if centre[order[i], best_axis] < best_at:
            i += 1
        else:
            order[i], order[j] = order[j], order[i]
            j -= 1
    return i if start < i < end else (start + end) // 2


@njit(cache=True)
def _area(lo: Any, hi: Any) -> Any:
    x, y, z = hi[0] - lo[0], hi[1] - lo[1], hi[2] - lo[2]
    return np.float32(x * y + y * z + z * x)


@njit(cache=True, inline="always")
def _enter(boxes: Floats, node: int, k: int, ox: Any, oy: Any, oz: Any, ix: Any, iy: Any, iz: Any, far: Any) -> Any:
    """The distance at which a ray enters a box, FAR if it misses it or the box lies beyond `far`."""
    ax, bx = (boxes[node, k] - ox) * ix, (boxes[node, k + 3] - ox) * ix
    ay, by = (boxes[node, k + 1] - oy) * iy, (boxes[node, k + 4] - oy) * iy
    az, bz = (boxes[node, k + 2] - oz) * iz, (boxes[node, k + 5] - oz) * iz
    near = max(max(min(ax, bx), min(ay, by)), max(min(az, bz), np.float32(0)))
    out = min(min(max(ax, bx), max(ay, by)), min(max(az, bz), far))
    return near if near <= out * np.float32(1.0000004) else FAR


@njit(cache=True, inline="always")
def _inverse(d: Any) -> Any:
    if abs(d) < 1e-12:
        return np.float32(1e12) if d >= 0 else np.float32(-1e12)
    return np.float32(1) / d


@njit(cache=True, inline="always")
def _local(m: Floats, i: int, x: Any, y: Any, z: Any, w: Any) -> Any:
    return (
        m[i, 0] * x + m[i, 1] * y + m[i, 2] * z + m[i, 3] * w,
        m[i, 4] * x + m[i, 5] * y + m[i, 6] * z + m[i, 7] * w,
        m[i, 8] * x + m[i, 9] * y + m[i, 10] * z + m[i, 11] * w,
    )


@njit(cache=True, inline="always")
def _meet(tri: Floats, t: int, ox: Any, oy: Any, oz: Any, dx: Any, dy: Any, dz: Any) -> Any:
    """Distance and barycentric coordinates of where a ray meets a triangle; FAR if it does not."""
    e1x, e1y, e1z = tri[t, 3], tri[t, 4], tri[t, 5]
    e2x, e2y, e2z = tri[t, 6], tri[t, 7], tri[t, 8]
    px, py, pz = dy * e2z - dz * e2y, dz * e2x - dx * e2z, dx * e2y - dy * e2x
    det = e1x * px + e1y * py + e1z * pz
    if abs(det) < 1e-18:
        return FAR, np.float32(0), np.float32(0)
    inv = np.float32(1) / det
    sx, sy, sz = ox - tri[t, 0], oy - tri[t, 1], oz - tri[t, 2]
    u = (sx * px + sy * py + sz * pz) * inv
    if u < -1e-6 or u > 1.000001:
        return FAR, u, u
    qx, qy, qz = sy * e1z - sz * e1y, sz * e1x - sx * e1z, sx * e1y - sy * e1x
    v = (dx * qx + dy * qy + dz * qz) * inv
    if v < -1e-6 or u + v > 1.000001:
        return FAR, u, v
    return (e2x * qx + e2y * qy + e2z * qz) * inv, u, v


@njit(cache=True, nogil=True)
def nearest(tree: Tree, stack: Ints, ox: Any, oy: Any, oz: Any, dx: Any, dy: Any, dz: Any, far: Any) -> Any:
    """What a ray meets first: (distance, place, triangle, u, v); place -1 where it meets nothing before `far`.

    `stack` is STACK int32 of the caller's. The direction need not be a unit vector: distances count in its length.
    """
    boxes, links = tree.boxes, tree.links
    ix, iy, iz = _inverse(dx), _inverse(dy), _inverse(dz)
    place, hit, hit_u, hit_v = -1, -1, np.float32(0), np.float32(0)
    stack[0] = tree.top
    top = 1
    while top > 0:
        top -= 1
        at = stack[top]
        if at >= 0:
            a = _enter(boxes, at, 0, ox, oy, oz, ix, iy, iz, far)
            b = _enter(boxes, at, 6, ox, oy, oz, ix, iy, iz, far)
            first, second = (0, 1) if a <= b else (1, 0)
            if max(a, b) < FAR:
                stack[top] = links[at, second]
                top += 1
            if min(a, b) < FAR:
                stack[top] = links[at, first]
                top += 1
            continue
        i = (-1 - at) >> 3
        lx, ly, lz = _local(tree.inverse, i, ox, oy, oz, np.float32(1))
        mx, my, mz = _local(tree.inverse, i, dx, dy, dz, np.float32(0))
        jx, jy, jz = _inverse(mx), _inverse(my), _inverse(mz)
        stack[64] = tree.root[i]
        deep = 65
        while deep > 64:
            deep -= 1
            at = stack[deep]
            if at >= 0:
                a = _enter(boxes, at, 0, lx, ly, lz, jx, jy, jz, far)
                b = _enter(boxes, at, 6, lx, ly, lz, jx, jy, jz, far)
                first, second = (0, 1) if a <= b else (1, 0)
                if max(a, b) < FAR:
                    stack[deep] = links[at, second]
                    deep += 1
                if min(a, b) < FAR:
                    stack[deep] = links[at, first]
                    deep += 1
                continue
            code = -1 - at
            for t in range(code >> 3, (code >> 3) + (code & 7) + 1):
                d, u, v = _meet(tree.triangles, t, lx, ly, lz, mx, my, mz)
                if 0 < d < far:
                    far, place, hit, hit_u, hit_v = d, i, t, u, v
    return far, place, hit, hit_u, hit_v


@njit(cache=True, nogil=True)
def passing(
    tree: Tree, stack: Ints, clear: Floats, ox: Any, oy: Any, oz: Any, dx: Any, dy: Any, dz: Any, far: Any
) -> Any:
    """The share of light that gets through along a ray up to `far`; `clear` is what each surface lets through."""
    boxes, links = tree.boxes, tree.links
    ix, iy, iz = _inverse(dx), _inverse(dy), _inverse(dz)
    share = np.float32(1)
    stack[0] = tree.top
    top = 1
    while top > 0:
        top -= 1
        at = stack[top]
        if at >= 0:
            for side in range(2):
                if _enter(boxes, at, 6 * side, ox, oy, oz, ix, iy, iz, far) < FAR:
                    stack[top] = links[at, side]
                    top += 1
            continue
        i = (-1 - at) >> 3
        lx, ly, lz = _local(tree.inverse, i, ox, oy, oz, np.float32(1))
        mx, my, mz = _local(tree.inverse, i, dx, dy, dz, np.float32(0))
        jx, jy, jz = _inverse(mx), _inverse(my), _inverse(mz)
        stack[64] = tree.root[i]
        deep = 65
        while deep > 64:
            deep -= 1
            at = stack[deep]
            if at >= 0:
                for side in range(2):
                    if _enter(boxes, at, 6 * side, lx, ly, lz, jx, jy, jz, far) < FAR:
                        stack[deep] = links[at, side]
                        deep += 1
                continue
            code = -1 - at
            for t in range(code >> 3, (code >> 3) + (code & 7) + 1):
                d, _, _ = _meet(tree.triangles, t, lx, ly, lz, mx, my, mz)
                if 0 < d < far:
                    share *= clear[tree.table[i] + tree.slot[t]]
                    if share <= 0:
                        return share
    return share


@njit(cache=True, nogil=True)
def cast(tree: Tree, clear: Floats, origins: Floats, directions: Floats, distance: Floats, share: Floats) -> None:
    """For many rays (n, 3) the `distance` (n,) of what each meets first (else FAR), and what gets through it all."""
    stack = np.empty(STACK, np.int32)
    for k in range(len(origins)):
        ox, oy, oz = origins[k, 0], origins[k, 1], origins[k, 2]
        dx, dy, dz = directions[k, 0], directions[k, 1], directions[k, 2]
        distance[k] = nearest(tree, stack, ox, oy, oz, dx, dy, dz, FAR)[0]
        share[k] = passing(tree, stack, clear, ox, oy, oz, dx, dy, dz, FAR)
