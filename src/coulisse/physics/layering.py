"""What a layer of clothes does to the one under it: flattens it, and hides it together with the skin."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from coulisse.scene.garments.necks import break_height
from coulisse.scene.garments.ride import Worn
from coulisse.scene.garments.sheet import Garment
from coulisse.scene.staged import Part

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

_MANY = 4000  # points that are worth a thread for each core
UNDER = 0.03  # metres that skin has to lie under cloth, all around, to be left out
INNER = 0.05  # metres from its open edges inwards, where nothing worn under a garment can be seen
SEWN = 0.006  # metres between two panels' edges that are sewn together
DEEP = 0.075  # metres that cloth may look through what is worn over it; further out it is beside it
WHOLE = ("collar", "wing", "bow", "ruff", "lapel", "hood")  # they lie over the edges of what is worn over them


def _nearest(cloth: cKDTree, points: Floats, within: float = np.inf) -> tuple[Floats, NDArray[np.intp]]:
    """Metres to the nearest of the cloth's points, inf beyond `within`, and which it is."""
    near, at = cloth.query(points, distance_upper_bound=within, workers=-1 if len(points) > _MANY else 1)
    return near, at


def _under(points: Floats, normals: Floats, cloth: cKDTree, reach: tuple[float, ...]) -> NDArray[np.bool_]:
    """Which points (n, 3) have cloth over them, straight out along their normals."""
    found = np.zeros(len(points), bool)
    left = np.arange(len(points))
    for far in reach:
        near, _ = _nearest(cloth, points[left] + normals[left] * far, 0.35 * far + 0.009)
        over = np.isfinite(near)
        found[left[over]] = True
        left = left[~over]
    return found


def _shown(faces: Ints, hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The faces (f, 4), -1 for a triangle's last, that have a corner which is not hidden."""
    shown = ~hidden
    out = shown[faces[:, 0]] | shown[faces[:, 1]] | shown[faces[:, 2]]
    return np.asarray(out | (shown[faces[:, 3]] & (faces[:, 3] >= 0)))


def _normals(points: Floats, faces: Ints) -> Floats:
    quads = np.where(faces < 0, faces[:, :1], faces)
    n = np.cross(points[quads[:, 2]] - points[quads[:, 0]], points[quads[:, 3]] - points[quads[:, 1]])
    three = faces[:, 3] < 0
    t = faces[three]
    n[three] = np.cross(points[t[:, 1]] - points[t[:, 0]], points[t[:, 2]] - points[t[:, 0]])
    out = np.zeros_like(points)
    for k in range(4):
        for i in range(3):
            out[:, i] += np.bincount(quads[:, k], n[:, i], len(points))
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))


def _deep(points: Floats, hidden: NDArray[np.bool_]) -> None:
    """Takes from `hidden` what lies within UNDER of a point that is seen."""
    seen, under = points[~hidden], np.flatnonzero(hidden)
    if len(seen) and len(under):
        near, _ = _nearest(cKDTree(seen), points[under], UNDER)
        hidden[under[np.isfinite(near)]] = False


def seen_faces(points: Floats, faces: Ints, cloth: Floats) -> NDArray[np.bool_]:
    """Faces that may be seen: all but those that lie deep under cloth, a hand's width from where it ends."""
    hidden = _under(points, _normals(points, faces), cKDTree(cloth), (0.001, 0.007, 0.015, 0.026, 0.04))
    _deep(points, hidden)
    return _shown(faces, hidden)


def pressed_under(part: Part, worn: Worn, thick: float) -> Part:
    """An earlier garment's part, flattened to the inner side of the one that is worn over it."""
    if part.name.split(" ")[0] in WHOLE or not len(part.faces):
        return part
    points = part.points.astype(float)
    # A body's side is pressed by the coat's body, not by its sleeve that hangs beside it; and the other way round.
    over = _of_kind(worn.garment, part.name)
    if not len(over):
        return part
    tree = cKDTree(worn.points[over])
    free = _border(worn.garment) if worn.garment.cut.family == "cape" else np.zeros(0, np.int32)
    beside = 0.03 if part.name.startswith(("sleeve", "cuff")) else 0.02  # a sleeve's elbow folds far to the side
    for _ in range(3):  # a fold that stands out far comes to its place in steps
        far, found = tree.query(points, distance_upper_bound=DEEP)
        at = over[np.minimum(found, len(over) - 1)]
        near = np.flatnonzero(np.isfinite(far) & ~np.isin(at, free))  # a cape's edges hang free: they press nothing
        if not len(near):
            return part
        normal = worn.normals[at[near]]
        rest = points[near] - worn.points[at[near]]
        high = np.einsum("ij,ij->i", rest, normal)
        aside = np.sqrt(np.maximum(np.einsum("ij,ij->i", rest, rest) - high**2, 0.0))
        push = np.where(aside < beside, np.maximum(high + 0.5 * thick + 0.0022, 0.0), 0.0)
        if push.max() < 1e-4:
            break
        points[near] -= push[:, None] * normal
    return Part(part.name, points.astype(np.float32), part.faces, part.slot, part.bevel, part.smooth, part.uv)


def _of_kind(garment: Garment, name: str) -> Ints:
    """The points of a garment that lie over a part of this name: sleeves over sleeves, the body over the body."""
    arm = {p.name: p.name.startswith(("sleeve", "cuff")) for p in garment.panels}
    word = name.split(" ")[0]
    if word in ("front", "back", "trouser", "skirt", "cape"):
        chosen = [p.grid.ravel() for p in garment.panels if not arm[p.name]]
    elif word in ("sleeve", "cuff") and garment.cut.family in ("skirt", "trousers"):
        chosen = []  # they hang beside it
    elif word in ("sleeve", "cuff") and any(arm.values()):
        chosen = [p.grid.ravel() for p in garment.panels if arm[p.name]]
    else:
        chosen = [p.grid.ravel() for p in garment.panels]
    return np.unique(np.concatenate([np.zeros(0, np.int32), *chosen])).astype(np.int32)


def behind_lapels(part: Part, worn: Worn) -> Part:
    """A tie behind the surface that the lapels lie on, and where they leave it free not behind the shirt's."""
    points = part.points.astype(float)
    angle, height, far = worn.chart.polar(points)
    most = worn.chart.distance(angle, height) - 0.004
    low = height < worn.form.neck - 0.07
    free = height > break_height(worn.form, worn.garment.cut) + 0.004
    most = np.where(free, np.maximum(most, worn.form.torso.distance(angle, height) + 0.0035), most)
    over = np.where(low, np.maximum(far - most, 0.0), 0.0)
    points[:, 0] -= over * np.cos(angle)
    points[:, 1] -= over * np.sin(angle)
    return Part(part.name, points.astype(np.float32), part.faces, part.slot, part.bevel, part.smooth, part.uv)


def _border(garment: Garment) -> Ints:
    """Points of a garment's open edges, and those next to them."""
    t = garment.triangles
    return np.unique(t[np.isin(t, _rim(t)).any(1)]).astype(np.int32)


def _rim(triangles: Ints) -> Ints:
    """The points on edges that belong to one triangle only: a panel's edges, sewn or open."""
    edges = np.sort(np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), 1)
    unique, count = np.unique(edges, axis=0, return_counts=True)
    return np.unique(unique[count == 1]).astype(np.int32)


class Over:
    """A garment that is worn over others, ready to be asked what it hides of them."""

    def __init__(self, worn: Worn, cloth: Floats) -> None:
        """`cloth`: points (n, 3) all over the garment `worn`."""
        self.cloth = cKDTree(cloth)
        edges = _open_edges(worn)
        self._edges = cKDTree(edges) if len(edges) else None

    def hides(self, points: Floats, normals: Floats) -> NDArray[np.bool_]:
        """Which points (n, 3) it lies over, or is come out through: it lies behind them, and its edges are far."""
        hidden = _under(points, normals, self.cloth, (0.0005, 0.004, 0.010, 0.02))
        left = np.flatnonzero(~hidden)
        left = left[_under(points[left], -normals[left], self.cloth, (0.001, 0.005, 0.010, 0.016, 0.024, 0.036))]
        if self._edges is not None:
            near, _ = _nearest(self._edges, points[left], INNER)
            left = left[~np.isfinite(near)]
        hidden[left] = True
        return hidden


def _open_edges(worn: Worn) -> Floats:
    """Points (n, 3) of a garment's open edges: of its panels' edges those that no other panel is sewn to."""
    points = worn.points[_rim(worn.garment.triangles)]
    if len(points) < 2:
        return points
    near, _ = cKDTree(points).query(points, k=2)
    return np.asarray(points[near[:, 1] > SEWN])


def uncovered(part: Part, over: Over) -> Part:
    """What of an earlier garment is not under this one; collars and ties, which lie over edges, stay whole."""
    if part.name.split(" ")[0] in WHOLE or not len(part.faces):
        return part
    points = part.points.astype(float)
    whole = part.name.split(" ")[0] in ("front", "back", "sleeve", "trouser", "skirt", "cuff", "cape")
    turn = -1.0 if part.name.endswith("inside") else 1.0
    if whole:
        normals = turn * _normals(points, part.faces)
    else:  # small things look out as the cloth over them does
        near, at = _nearest(over.cloth, points)
        normals = np.asarray(over.cloth.data)[at] - points
        normals /= np.maximum(near, 1e-9)[:, None]
        normals[near > 0.02] = 0.0
    hidden = over.hides(points, normals)
    if whole:
        _deep(points, hidden)
    faces = part.faces[_shown(part.faces, hidden)]
    return Part(part.name, part.points, faces, part.slot, part.bevel, part.smooth, part.uv)
