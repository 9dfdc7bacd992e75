"""A dressed figure carried from the pose it was dressed in to another: cloth goes where the body under it goes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from coulisse.errors import BadInput
from coulisse.physics.dressing import Dressed
from coulisse.scene.body import Body
from coulisse.scene.staged import Model

Floats = NDArray[np.float64]
_NEAR = 12  # points of the skin that carry a point of cloth
_SIDE = 0.07  # metres from the middle at which a skirt goes wholly with one leg
_HEAD = 0.09  # metres over which a sleeve passes from the armhole to the arm
_GAP = 0.006  # metres that a skirt keeps from the leg that strides in it
_ARM = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
_FOREARM = ("lowerarm", "wrist", "finger", "metacarpal")
_TRUNK = ("front", "back", "skirt", "cape", "collar", "lapel", "neck", "hood", "belt", "waistband", "cowl")


def carried(figure: Dressed, start: Body, end: Body) -> Dressed:
    """The figure in the pose of `end`; it was dressed on `start`, the same body in another pose.

    Linear blend skinning (Magnenat-Thalmann et al. 1988) with the weights of the nearest skin: sleeves take the arms',
    the body of a garment does not, and what hangs between the legs is shared between them. Cloth does not settle again.
    Raises BadInput for two bodies that are not the same.
    """
    if len(start.points) != len(end.points) or start.bones != end.bones:
        raise BadInput("these are two bodies", where="carried", remedy="give one body in two poses")
    ways = _ways(start, end)
    carrier = _Carrier(start, ways)
    models: dict[str, Model] = {}
    skin = cKDTree(end.points)
    normals = _normals(end)

    def clear(name: str, points: Floats) -> Floats:
        """A skirt pushed out by the leg that would come through it."""
        if not name.startswith("skirt"):
            return points
        for _ in range(2):
            far, at = skin.query(points)
            over = ((points - end.points[at]) * normals[at]).sum(1)
            push = np.where(far < 0.09, np.clip(_GAP + 0.004 * ("inside" not in name) - over, 0, 0.09), 0)
            points = points + push[:, None] * normals[at]
        return points

    # From the outside in: what is worn under a coat goes with the coat, so that it stays under it.
    order = {m.kind: i for i, m in enumerate(figure.made)}
    for name, model in sorted(figure.models.items(), key=lambda one: -order.get(one[0].partition(" ")[2], -1)):
        parts = model.parts
        if name == "mannequin":
            moved: list[NDArray[np.floating]] = [
                end.points if len(p.points) == len(end.points) else p.points for p in parts
            ]
        else:
            moved = [clear(p.name, q) for p, q in zip(parts, carrier.all_of(model), strict=True)]
        parts = tuple(replace(p, points=np.asarray(q, np.float32)) for p, q in zip(parts, moved, strict=True))
        models[name] = replace(model, parts=parts)
    return replace(figure, models={name: models[name] for name in figure.models})


def _ways(start: Body, end: Body) -> tuple[Floats, Floats]:
    """How each bone goes from one pose into the other: turns (b, 3, 3) and shifts (b, 3), from the skin it moves.

    The best turn of points is Kabsch's (1976). A bone that moves too little skin goes with its parent.
    """
    a, b = start.points.astype(float), end.points.astype(float)
    count = len(start.bones)
    turns, shifts = np.tile(np.eye(3), (count, 1, 1)), np.zeros((count, 3))
    for bone in range(count):
        mine = ((start.skin == bone) * start.weights).sum(1) > 0.6
        if mine.sum() < 12:
            parent = int(start.parents[bone])
            if parent >= 0:
                turns[bone], shifts[bone] = turns[parent], shifts[parent]
            continue
        p, q = a[mine], b[mine]
        u, _, vt = np.linalg.svd((p - p.mean(0)).T @ (q - q.mean(0)))
        flip = np.diag([1.0, 1.0, np.sign(np.linalg.det(vt.T @ u.T))])
        turns[bone] = vt.T @ flip @ u.T
        shifts[bone] = q.mean(0) - turns[bone] @ p.mean(0)
    return turns, shifts


def _limb_of(name: str) -> str:
    return "arm" if name.startswith(("sleeve", "cuff")) else "leg" if name.startswith("trouser") else "trunk"


def _normals(body: Body) -> Floats:
    """Unit normals of the skin (n, 3)."""
    points, faces = body.points.astype(float), body.faces
    n = np.cross(points[faces[:, 2]] - points[faces[:, 0]], points[faces[:, 1]] - points[faces[:, 0]])
    out = np.zeros_like(points)
    for k in range(3):
        np.add.at(out, faces[:, k], -n)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))


class _Carrier:
    """Weights of bones for points of cloth, from the skin that is nearest to them."""

    def __init__(self, body: Body, ways: tuple[Floats, Floats]) -> None:
        self.turns, self.shifts = ways
        self.bones = body.bones
        self.points = body.points.astype(float)
        self.weights = np.zeros((len(body.points), len(body.bones)), np.float32)
        rows = np.arange(len(body.points))
        for k in range(body.skin.shape[1]):
            np.add.at(self.weights, (rows, body.skin[:, k]), body.weights[:, k])
        self.outer: dict[str, list[tuple[NDArray[np.floating], NDArray[np.float32]]]] = {}
        low = [b.lower() for b in body.bones]
        self.arm = np.array([b.startswith(_ARM) for b in low])
        self.forearm = np.array([b.startswith(_FOREARM) for b in low])
        armed = self.weights[:, self.arm].sum(1)
        self.trees = {
            "arm": self._tree(armed > 0.35),
            "trunk": self._tree(self.weights[:, self.forearm].sum(1) + 0.5 * armed < 0.35),
            "all": self._tree(np.ones(len(body.points), bool)),
        }
        self.pairs = [
            (i, low.index(b[:-1] + "r"))
            for i, b in enumerate(low)
            if b.startswith(("upperleg", "lowerleg", "foot", "toe")) and b.endswith("l") and b[:-1] + "r" in low
        ]

    def _tree(self, chosen: NDArray[np.bool_]) -> tuple[cKDTree, NDArray[np.intp]]:
        found = np.flatnonzero(chosen)
        return cKDTree(self.points[found]), found

    def all_of(self, model: Model) -> list[Floats]:
        """The points of a model's parts, carried; small things go with the cloth that is nearest to them."""
        legs = any(p.name.startswith(("trouser", "boots", "shoes", "riding", "high", "sandal", "sole", "socks"))
                   for p in model.parts)  # fmt: skip
        known: dict[int, NDArray[np.float32]] = {}
        for i, part in enumerate(model.parts):
            kind = (
                "arm" if part.name.startswith(("sleeve", "cuff")) else "trunk" if part.name.startswith(_TRUNK) else ""
            )
            if part.name.startswith("trouser"):
                kind = "trunk"
            if kind:
                known[i] = self.weights_of(part.points.astype(float), kind, not legs)
        self._eased(model, known)
        for i in known:
            known[i] = self._under(model.parts[i].points.astype(float), _limb_of(model.parts[i].name), known[i])
        for i in known:
            self.outer.setdefault(_limb_of(model.parts[i].name), []).append((model.parts[i].points, known[i]))
        out = []
        tree = cKDTree(np.concatenate([model.parts[i].points for i in known])) if known else None
        shared = np.concatenate(list(known.values())) if known else None
        for i, part in enumerate(model.parts):
            points = part.points.astype(float)
            if i in known:
                weights = known[i]
            elif tree is not None and shared is not None:
                _, at = tree.query(points, k=3)
                weights = shared[at].mean(1)
            else:
                weights = self.weights_of(points, "all", False)
            out.append(self.moved(points, weights))
        return out

    def _under(self, points: Floats, limb: str, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Weights of cloth that lies under what was carried already: that cloth's own."""
        over = self.outer.get(limb)
        if not over:
            return weights
        tree = cKDTree(np.concatenate([p for p, _ in over]))
        theirs = np.concatenate([w for _, w in over])
        far, at = tree.query(points)
        share = np.clip((0.045 - far) / 0.02, 0, 1)[:, None].astype(np.float32)
        return np.asarray(weights * (1 - share) + theirs[at] * share, np.float32)

    def _eased(self, model: Model, known: dict[int, NDArray[np.float32]]) -> None:
        """Sleeves begin with the weights of the armhole that they are sewn to, and have the arm's a hand further on."""
        bodies = [i for i in known if model.parts[i].name.startswith(("front", "back"))]
        if not bodies:
            return
        tree = cKDTree(np.concatenate([model.parts[i].points for i in bodies]))
        weights = np.concatenate([known[i] for i in bodies])
        for i in known:
            if model.parts[i].name.startswith("sleeve"):
                far, at = tree.query(model.parts[i].points, k=4)
                t = np.clip((far[:, 0] - 0.004) / _HEAD, 0, 1)[:, None].astype(np.float32)
                t = t * t * (3 - 2 * t)
                near = weights[at[:, 0]] * (t < 1e-6) + weights[at].mean(1) * (t >= 1e-6)
                known[i] = near * (1 - t) + known[i] * t

    def weights_of(self, points: Floats, kind: str, hangs: bool) -> NDArray[np.float32]:
        """Weights (n, b) of the bones; `hangs`: what is between the legs is shared by them."""
        tree, found = self.trees[kind]
        far, at = tree.query(points, k=_NEAR)
        share = 1.0 / (far + 0.01) ** 2
        share = (share / share.sum(1, keepdims=True)).astype(np.float32)
        weights = np.einsum("nk,nkb->nb", share, self.weights[found[at]])
        if hangs and kind != "arm":
            t = np.clip(points[:, 1] / _SIDE, -1, 1)
            left = (0.5 + 0.5 * np.sin(0.5 * np.pi * t)).astype(np.float32)
            for pair in self.pairs:
                both = weights[:, pair[0]] + weights[:, pair[1]]
                weights[:, list(pair)] = 0.0
                weights[:, pair[0]] = both * left
                weights[:, pair[1]] = both * (1 - left)
        return np.asarray(weights / np.maximum(weights.sum(1, keepdims=True), 1e-6), np.float32)

    def moved(self, points: Floats, weights: NDArray[np.float32]) -> Floats:
        """Points (n, 3) under weights (n, b)."""
        turn = np.einsum("nb,bij->nij", weights, self.turns)
        return np.asarray(np.einsum("nij,nj->ni", turn, points) + weights @ self.shifts)
