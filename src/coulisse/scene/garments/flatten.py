"""Lays a panel that was cut on a form flat, keeping the lengths of its cloth (as rigid as possible).

Local rotations and a global step in turn: Sorkine and Alexa, As-rigid-as-possible surface modeling (SGP 2007), in the
plane, with the cotangent weights of the triangles as they were cut.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import splu

from coulisse.scene.garments.shell import Array

Faces = NDArray[np.intp]
ROUNDS = 60
_HELD = 1e3  # how strongly a fold is held straight, against weights of about one


def laid_flat(start: Array, triangles: Faces, rest: Array, fold: NDArray[np.intp] | None = None) -> Array:
    """Points (n, 2) metres of a panel in the plane.

    `start` (n, 2) a first guess, `triangles` (t, 3), `rest` (t, 3, 2) each triangle as it was cut. `fold`: points that
    lie on the fold of the cloth: they come to x = 0.
    """
    flat = start.astype(float).copy()
    if _turned(flat, triangles, rest):
        flat[:, 0] *= -1
    pairs = ((0, 1, 2), (1, 2, 0), (2, 0, 1))
    weights = [_cotangent(rest[:, k], rest[:, i], rest[:, j]) for i, j, k in pairs]
    n = len(flat)
    heads, tails, values = [], [], []
    for (i, j, _), w in zip(pairs, weights, strict=True):
        heads += [triangles[:, i], triangles[:, j], triangles[:, i], triangles[:, j]]
        tails += [triangles[:, j], triangles[:, i], triangles[:, i], triangles[:, j]]
        values += [-w, -w, w, w]
    laplace = coo_matrix((np.concatenate(values), (np.concatenate(heads), np.concatenate(tails))), shape=(n, n)).tocsc()
    still = np.zeros(n)
    still[0] = 1e-3
    held = still.copy()
    if fold is not None:
        held = np.zeros(n)
        held[fold] = _HELD
        flat[:, 0] -= flat[fold, 0].mean()
    solvers = [splu((laplace + diags(h)).tocsc()) for h in (held, still)]
    targets = [np.zeros(n) if fold is not None else still * flat[:, 0], still * flat[:, 1]]
    for _ in range(ROUNDS):
        spread = np.zeros((len(triangles), 2, 2))
        for (i, j, _), w in zip(pairs, weights, strict=True):
            was, now = rest[:, j] - rest[:, i], flat[triangles[:, j]] - flat[triangles[:, i]]
            spread += w[:, None, None] * was[:, :, None] * now[:, None, :]
        angle = np.arctan2(spread[:, 0, 1] - spread[:, 1, 0], spread[:, 0, 0] + spread[:, 1, 1])
        c, s = np.cos(angle), np.sin(angle)
        pull = np.zeros((n, 2))
        for (i, j, _), w in zip(pairs, weights, strict=True):
            was = rest[:, j] - rest[:, i]
            turned = w[:, None] * np.stack([c * was[:, 0] - s * was[:, 1], s * was[:, 0] + c * was[:, 1]], 1)
            np.add.at(pull, triangles[:, j], turned)
            np.add.at(pull, triangles[:, i], -turned)
        flat = np.stack([solvers[k].solve(pull[:, k] + targets[k]) for k in (0, 1)], 1)
    return flat


def strain(flat: Array, triangles: Faces, rest: Array) -> Array:
    """Of every side of every triangle: its length in the plane over that it was cut to, less one (3t,)."""
    out = []
    for i, j in ((0, 1), (1, 2), (2, 0)):
        now = np.linalg.norm(flat[triangles[:, j]] - flat[triangles[:, i]], axis=1)
        was = np.linalg.norm(rest[:, j] - rest[:, i], axis=1)
        out.append(now / np.maximum(was, 1e-9) - 1)
    return np.concatenate(out)


def _turned(flat: Array, triangles: Faces, rest: Array) -> bool:
    def area(p: Array) -> Array:
        a, b = p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]
        return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])

    return float((area(flat[triangles]) * np.sign(area(rest))).sum()) < 0


def _cotangent(apex: Array, one: Array, other: Array) -> Array:
    """Half the cotangent of the angle at `apex`, kept between a sliver's and a right one's."""
    a, b = one - apex, other - apex
    cross = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    return np.asarray(np.clip(0.5 * (a * b).sum(1) / np.maximum(cross, 1e-12), 0.05, 4.0))


__all__ = ["laid_flat", "strain"]
