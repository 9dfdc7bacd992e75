"""Meshes of models: rounded edges, smooth normals, and where each point is on its surface and in its part.

Every vertex carries `place` (in the model's frame, of buildings in the world), `grain` (from the middle of the part, x
along its longest side), `panel` (across and up from the middle of the part's broad side, and a number by chance) and
`reach` (half of both sides); every corner carries UV in metres. So the looks need no transforms of their own.
"""

# mypy: allow-untyped-defs

from __future__ import annotations

import bmesh
import bpy
import numpy as np

_SOFT = np.cos(np.radians(40.0))  # edges under this angle are shaded smooth
_ROUNDED = np.cos(np.radians(52.0))  # the same for what was rounded: a chamfer's steps are 45 degrees
_SHARP = np.radians(30.0)  # edges over this are rounded
_TOO_FINE = 12_000  # faces; finer meshes have their roundings


def mesh(name, parts, anchor, rng):
    """A mesh of all parts; each has points, faces, uv or None, slot (a number), bevel, smooth."""
    done = [_Part(p, anchor, rng) for p in parts]
    counts = np.cumsum([0, *[len(p.points) for p in done]])
    corners = np.concatenate([p.corners + c for p, c in zip(done, counts, strict=False)])
    sizes = np.concatenate([p.sizes for p in done])
    made = bpy.data.meshes.new(name)
    made.vertices.add(int(counts[-1]))
    made.vertices.foreach_set("co", _flat([p.points for p in done]))
    made.loops.add(len(corners))
    made.loops.foreach_set("vertex_index", corners.astype(np.int32))
    made.polygons.add(len(sizes))
    made.polygons.foreach_set("loop_start", np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32))
    slots = np.concatenate([np.full(len(p.sizes), p.slot, np.int32) for p in done])
    made.polygons.foreach_set("material_index", slots)
    made.update(calc_edges=True)
    made.normals_split_custom_set(np.concatenate([p.normals for p in done]).astype(np.float32))
    made.uv_layers.new(name="metres").data.foreach_set("uv", _flat([p.uv for p in done]))
    for key in ("place", "grain", "panel", "reach"):
        values = made.attributes.new(key, "FLOAT_VECTOR", "POINT")
        values.data.foreach_set("vector", _flat([getattr(p, key) for p in done]))
    return made


def _flat(arrays):
    return np.ascontiguousarray(np.concatenate(arrays), np.float32).ravel()


class _Part:
    """A part with rounded edges, its corners' normals and UV, and its points' places."""

    def __init__(self, given, anchor, rng):
        points, faces, uv = np.asarray(given["points"], np.float64), _sound(given["faces"]), given["uv"]
        self.slot = given["slot"]
        rounded = given["bevel"] > 0 and len(faces) < _TOO_FINE
        sizes = np.where(faces[:, 3] < 0, 3, 4)
        corners = faces[faces >= 0]
        corner_uv = None if uv is None else np.asarray(uv, np.float64)[corners]
        if rounded:
            points, corners, sizes, corner_uv = _bevelled(points, corners, sizes, corner_uv, given["bevel"])
        self.points, self.corners, self.sizes = points, corners, sizes
        face_normals, areas = _faces(points, corners, sizes)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        if rounded or given["smooth"]:
            merged = _welded(points, corners)
            limit = _ROUNDED if rounded else _SOFT
            self.normals = _corner_normals(merged, owner, face_normals, areas, limit)
        else:
            self.normals = face_normals[owner]
        self.place = points + anchor
        self.uv = _projected(self.place, corners, face_normals[owner]) if corner_uv is None else corner_uv
        self._sides(points, float(rng.random()))

    def _sides(self, points, chance):
        low, high = points.min(0), points.max(0)
        middle, half = (low + high) / 2, np.maximum((high - low) / 2, 1e-4)
        order = np.argsort(-half, kind="stable")
        local = points - middle
        self.grain = local[:, order]
        broad = sorted(order[:2].tolist())  # of two sides the upright one is up; lying, x is up
        across, up = (broad[0], broad[1]) if 2 in broad else (1, 0)
        self.panel = np.stack([local[:, across], local[:, up], np.full(len(points), chance)], axis=1)
        self.reach = np.tile([half[across], half[up], half.min()], (len(points), 1))


def _sound(faces):
    """Without what repeats a corner: four corners become three, three are left out (the poles of turned shapes)."""
    faces = np.where(faces[:, 3:] == faces[:, 2:3], np.c_[faces[:, :3], np.full(len(faces), -1)], faces)
    for k in range(3):
        quad = (faces[:, 3] >= 0) & (faces[:, k] == faces[:, k + 1])
        faces[quad] = np.c_[np.delete(faces[quad], k, axis=1), np.full(int(quad.sum()), -1)]
    quad = (faces[:, 3] >= 0) & (faces[:, 3] == faces[:, 0])
    faces[quad, 3] = -1
    a, b, c = faces[:, :3].T
    return faces[(a != b) & (b != c) & (c != a)]


def _bevelled(points, corners, sizes, corner_uv, width):
    """Welded and chamfered; from 6 mm on in two steps, from 2 cm in three."""
    b = bmesh.new()
    verts = [b.verts.new(p) for p in points.tolist()]
    layer = None if corner_uv is None else b.loops.layers.uv.new("metres")
    ends = np.cumsum(sizes)
    for end, size in zip(ends.tolist(), sizes.tolist(), strict=True):
        ids = corners[end - size : end].tolist()
        if len(set(ids)) < 3:
            continue
        try:
            face = b.faces.new([verts[i] for i in ids])
        except ValueError:  # the same face twice
            continue
        if layer is not None:
            for loop, at in zip(face.loops, corner_uv[end - size : end].tolist(), strict=True):
                loop[layer].uv = at
    bmesh.ops.remove_doubles(b, verts=b.verts, dist=1e-5)
    edges = [e for e in b.edges if e.is_manifold and e.calc_face_angle(0.0) > _SHARP]
    steps = 1 if width < 0.006 else 2 if width < 0.02 else 3
    if edges:
        bmesh.ops.bevel(
            b, geom=edges, offset=width, offset_type="OFFSET", segments=steps, profile=0.5, affect="EDGES",
            clamp_overlap=True, loop_slide=True,
        )  # fmt: skip
    b.verts.index_update()
    points = np.array([v.co[:] for v in b.verts], np.float64).reshape(-1, 3)
    sizes = np.array([len(f.verts) for f in b.faces], np.int64)
    corners = np.array([v.index for f in b.faces for v in f.verts], np.int64)
    if layer is not None:
        corner_uv = np.array([loop[layer].uv[:] for f in b.faces for loop in f.loops], np.float64)
    b.free()
    return points, corners, sizes, corner_uv


def _welded(points, corners):
    """Corners' points, those in one place (1/100 mm) with one number."""
    keys = np.round(points * 1e5).astype(np.int64)
    _, inverse = np.unique(keys, axis=0, return_inverse=True)
    first = np.full(inverse.max() + 1, len(points))
    np.minimum.at(first, inverse.ravel(), np.arange(len(points)))
    return first[inverse.ravel()][corners]


def _faces(points, corners, sizes):
    """Unit normals (Newell) and areas."""
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    following = np.arange(len(corners)) + 1
    following[np.cumsum(sizes) - 1] = start
    cross = np.cross(points[corners], points[corners[following]])
    normals = np.add.reduceat(cross, start, axis=0) if len(corners) else np.zeros((0, 3))
    length = np.linalg.norm(normals, axis=1)
    return normals / np.maximum(length, 1e-12)[:, None], length / 2


def _corner_normals(corners, owner, face_normals, areas, limit):
    """Normals of corners: of the faces about a point that lean less than the limit from its own, weighed by area.

    Large flat faces so stay flat, and a chamfer turns from one to the other.
    """
    order = np.argsort(corners, kind="stable")
    at, face = corners[order], owner[order]
    first = np.searchsorted(at, at, "left")
    count = np.searchsorted(at, at, "right") - first
    total = np.zeros((len(corners), 3))
    own = face_normals[face]
    for k in range(int(count.max(initial=0))):
        has = np.flatnonzero(count > k)
        other = face[first[has] + k]
        n = face_normals[other]
        near = np.einsum("ij,ij->i", own[has], n) > limit
        total[has] += n * (areas[other] * near)[:, None]
    total /= np.maximum(np.linalg.norm(total, axis=1), 1e-12)[:, None]
    lost = np.linalg.norm(total, axis=1) < 0.5
    total[lost] = np.where(np.abs(own[lost]).sum(1, keepdims=True) > 0.5, own[lost], (0.0, 0.0, 1.0))
    out = np.empty_like(total)
    out[order] = total
    return out


def _projected(place, corners, normals):
    """UV in metres along the axis that a face looks to: walls have v up, floors u along x."""
    axis = np.abs(normals).argmax(1)
    at = place[corners]
    u = np.where(axis == 0, at[:, 1], at[:, 0])
    v = np.where(axis == 2, at[:, 1], at[:, 2])
    return np.stack([u, v], axis=1)
