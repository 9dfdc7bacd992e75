"""The load path: gravity and impact forces carried through the bonds to the ground.

Rigid-body spring model (Kawai, "New discrete models and their application to seismic response analysis of
structures", Nuclear Engineering and Design 48, 1978), the static half of the applied element method (Meguro and
Tagel-Din, 2000): pieces are rigid with six freedoms each, a bond is a set of normal, shear, bending and torsion
springs on its contact. `K u = f` is solved for the whole building at once; the forces in the bonds follow, and they
balance the loads whatever the stiffnesses are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import splu

from coulisse.physics.fracture import GROUND, Bonds
from coulisse.physics.materials import SHEAR_FROM_YOUNG

Array = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]

# A bond's generalized force: normal (tension > 0), two shears, torsion, two bending moments, in its own axes.
NORMAL, SHEAR_1, SHEAR_2, TORSION, BEND_1, BEND_2 = range(6)

# Weak springs to the ground, per kilogram (1/s²), keep the matrix regular for pieces that hang on nothing. They
# carry 0.004 % of the weight of twenty storeys of light steel, which settle most (2.0 carried 0.4 %), and less else.
TETHER = 0.02


@dataclass(frozen=True)
class Network:
    """Bonds as springs. `rows_first`, `rows_second` (B, 6, 6) give the strain of the contact per freedom of the
    two pieces (x, y, z, then rotations); `stiffness` (B, 6) in N/m and N m; `tether` (N, 6)."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    rows_first: Array
    rows_second: Array
    stiffness: Array
    tether: Array


def network(bonds: Bonds, centre: Array, mass: Array, young: Array, softness: Array) -> Network:
    """Springs for the bonds between pieces at `centre` (N, 3) with `young` (N,) Pa.

    `softness` (B,) scales a joint's stiffness: 1 is monolithic, 0.02 a sealed gap.
    """
    i, j = bonds.first, bonds.second
    grounded = j == GROUND
    arm_i = bonds.point - centre[i]
    arm_j = np.where(grounded[:, None], 0.0, bonds.point - centre[j])
    length_i = np.maximum(np.abs(np.einsum("bk,bk->b", arm_i, bonds.normal)), 0.05)
    length_j = np.maximum(np.abs(np.einsum("bk,bk->b", arm_j, bonds.normal)), 0.05)
    # Springs in series: either half of the way is as stiff as its own piece.
    per_area = softness / (length_i / young[i] + np.where(grounded, 0.0, length_j / young[j]))
    shear = per_area * SHEAR_FROM_YOUNG * 5 / 6
    stiffness = np.stack(
        [
            per_area * bonds.area, shear * bonds.area, shear * bonds.area,
            shear * bonds.moments.sum(axis=1), per_area * bonds.moments[:, 0], per_area * bonds.moments[:, 1],
        ],
        axis=1,
    )  # fmt: skip
    frame = np.concatenate([bonds.normal[:, None], bonds.axes], axis=1)
    tether = TETHER * np.repeat(mass[:, None], 6, axis=1)
    return Network(i, j, -_rows(frame, arm_i), _rows(frame, arm_j), stiffness, tether)


def _rows(frame: Array, arm: Array) -> Array:
    """Displacement and rotation along the frame's axes at the end of `arm`, per freedom of the piece."""
    rows = np.zeros((len(frame), 6, 6))
    rows[:, :3, :3] = frame
    rows[:, :3, 3:] = np.cross(arm[:, None, :], frame)  # d . (theta x arm) = theta . (arm x d)
    rows[:, 3:, 3:] = frame
    return rows


@njit(cache=True, fastmath=True)
def _multiply(
    first: Any, second: Any, rows_i: Any, rows_j: Any, stiffness: Any, alive: Any, tether: Any, u: Any
) -> Any:
    """K u for the living bonds, without building K; u and the result are (N, 6)."""
    out = tether * u
    strain = np.empty(6)
    for b in range(len(first)):
        if not alive[b]:
            continue
        i, j = first[b], second[b]
        for r in range(6):
            s = 0.0
            for c in range(6):
                s += rows_i[b, r, c] * u[i, c]
            if j >= 0:
                for c in range(6):
                    s += rows_j[b, r, c] * u[j, c]
            strain[r] = s * stiffness[b, r]
        for c in range(6):
            s = 0.0
            for r in range(6):
                s += rows_i[b, r, c] * strain[r]
            out[i, c] += s
        if j >= 0:
            for c in range(6):
                s = 0.0
                for r in range(6):
                    s += rows_j[b, r, c] * strain[r]
                out[j, c] += s
    return out


@njit(cache=True, fastmath=True)
def _forces(first: Any, second: Any, rows_i: Any, rows_j: Any, stiffness: Any, alive: Any, u: Any) -> Any:
    out = np.zeros((len(first), 6))
    for b in range(len(first)):
        if not alive[b]:
            continue
        for r in range(6):
            s = 0.0
            for c in range(6):
                s += rows_i[b, r, c] * u[first[b], c]
            if second[b] >= 0:
                for c in range(6):
                    s += rows_j[b, r, c] * u[second[b], c]
            out[b, r] = s * stiffness[b, r]
    return out


def matrix(net: Network, alive: Mask) -> csc_matrix:
    """The stiffness matrix of the living bonds, (6 N, 6 N), N/m."""
    live = np.flatnonzero(alive)
    i, j = net.first[live], net.second[live]
    bi, bj = net.rows_first[live], net.rows_second[live]
    scaled_i = bi * net.stiffness[live][:, :, None]
    scaled_j = bj * net.stiffness[live][:, :, None]
    held = np.flatnonzero(j != GROUND)
    n = len(net.tether)
    blocks = [
        (i, i, np.einsum("bkr,bkc->brc", bi, scaled_i)),
        (j[held], j[held], np.einsum("bkr,bkc->brc", bj[held], scaled_j[held])),
        (i[held], j[held], np.einsum("bkr,bkc->brc", bi[held], scaled_j[held])),
        (j[held], i[held], np.einsum("bkr,bkc->brc", bj[held], scaled_i[held])),
    ]
    six = np.arange(6)
    row = np.concatenate(
        [np.broadcast_to((a * 6)[:, None, None] + six[:, None], m.shape).ravel() for a, _, m in blocks]
    )
    col = np.concatenate([np.broadcast_to((b * 6)[:, None, None] + six, m.shape).ravel() for _, b, m in blocks])
    value = np.concatenate([m.ravel() for _, _, m in blocks])
    diagonal = np.arange(6 * n)
    return csc_matrix(
        (
            np.concatenate([value, net.tether.ravel()]),
            (np.concatenate([row, diagonal]), np.concatenate([col, diagonal])),
        ),
        shape=(6 * n, 6 * n),
    )  # fmt: skip


class LoadPath:
    """Solves for the bond forces again and again while bonds break.

    The factors of an earlier state precondition conjugate gradients for the present one: after a few broken bonds
    the two differ by a matrix of low rank, so that a few steps suffice. It factors anew once the steps that the old
    factors cost since they were made would have paid for new ones.
    """

    def __init__(self, net: Network, tolerance: float = 1e-4, patience: int = 60) -> None:
        self.net, self.tolerance, self.patience = net, tolerance, patience
        # Steps for which one factorization pays: about 16 for 1,000 pieces and 45 for 3,000 (measured).
        self._worth = 45 * len(net.tether) / 3000 if len(net.tether) > 700 else 12
        self._spent = 0
        self.displacement = np.zeros_like(net.tether)
        self.factored = self.steps = 0
        self._factor: Any = None

    def _refactor(self, alive: Mask) -> None:
        self._factor = splu(
            matrix(self.net, alive), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        )  # fmt: skip
        self.factored += 1
        self._spent = 0

    def solve(self, alive: Mask, load: Array) -> Array:
        """Forces (B, 6) in the bonds under `load` (N, 6): forces N and moments N m on each piece."""
        net = self.net
        if self._factor is None or self._spent > self._worth:
            self._refactor(alive)
        for fresh in (False, True):
            u = self._iterate(alive, load)
            if u is not None:
                break
            if not fresh:
                self._refactor(alive)
        self.displacement = u if u is not None else self.displacement
        return np.asarray(
            _forces(net.first, net.second, net.rows_first, net.rows_second, net.stiffness, alive, self.displacement)
        )

    def _iterate(self, alive: Mask, load: Array) -> Array | None:
        """Preconditioned conjugate gradients from the last displacement; None when out of patience."""
        net = self.net

        def times(u: Array) -> Array:
            return np.asarray(
                _multiply(net.first, net.second, net.rows_first, net.rows_second, net.stiffness, alive, net.tether, u)
            )

        def precondition(r: Array) -> Array:
            return np.asarray(self._factor.solve(r.ravel())).reshape(r.shape)

        u = self.displacement.copy()
        scale = float(np.sqrt((load * precondition(load)).sum()))
        if scale == 0.0:
            return np.zeros_like(u)
        residual = load - times(u)
        z = precondition(residual)
        p, rz = z.copy(), float((residual * z).sum())
        for _ in range(self.patience):
            if rz <= (self.tolerance * scale) ** 2:
                return u
            ap = times(p)
            curvature = float((p * ap).sum())
            if curvature <= 0:
                return None
            a = rz / curvature
            u += a * p
            residual -= a * ap
            z = precondition(residual)
            rz, before = float((residual * z).sum()), rz
            p = z + (rz / before) * p
            self.steps += 1
            self._spent += 1
        return u if rz <= (self.tolerance * scale) ** 2 else None
