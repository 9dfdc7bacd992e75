"""Blows: how hard pieces strike, what that does to a cluster, and what a loose piece withstands."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.physics.materials import GRAVITY
from coulisse.physics.rigid import Clusters, Contacts, Snapshot
from coulisse.scene.pieces import cross

Array = NDArray[np.floating[Any]]


def plausible(contacts: Contacts, clusters: Clusters, before: Snapshot, step: float) -> tuple[Array, Array]:
    """Forces on the first piece of each contact (C, 3), newtons, and the speeds (C,) m/s at which the sides met.

    A solver that also pushes overlaps apart reports forces far above those of the blow; the momentum that there is to
    lose, and some weight, bound them.
    """
    if len(contacts.first) == 0:
        return np.zeros((0, 3)), np.zeros(0)
    va, ma = _sides(contacts.first, clusters, before)
    vb, mb = _sides(contacts.second, clusters, before)
    size = np.linalg.norm(contacts.force_on_first, axis=1)
    direction = contacts.force_on_first / np.maximum(size, 1e-9)[:, None]
    closing = np.abs(((va - vb) * direction).sum(axis=1))
    heavier = np.where(np.isfinite(ma) & np.isfinite(mb), np.maximum(ma, mb), np.minimum(ma, mb))
    heavier = np.where(np.isfinite(heavier), heavier, 0.0)
    bound = heavier * (closing / step + 3 * GRAVITY)
    return direction * np.minimum(size, bound)[:, None], closing


def _sides(piece: NDArray[np.int64], clusters: Clusters, before: Snapshot) -> tuple[Array, Array]:
    """Velocity (C, 3) before the step of pieces (C,), and the mass (C,) of their bodies (inf: fixed or the ground)."""
    known = piece >= 0
    body = np.where(known, clusters.body_of[piece], 0)
    body = np.maximum(body, 0)
    _, velocity = before.of_pieces(body, clusters.centre[np.maximum(piece, 0)])
    mass = np.where(known, before.mass[body], np.inf)
    return np.where((known & before.moves[body])[:, None], velocity, 0.0), mass


def balanced(push: Array, centre: Array, mass: Array) -> Array:
    """Loads (n, 3) on a free body under contact forces `push` (n, 3): with the inertia that answers them.

    D'Alembert: every piece's mass times the acceleration that the forces give the body there is taken off, so that
    the loads balance in force and moment, and what remains is what the bonds must carry (inertia relief).
    """
    middle = (centre * mass[:, None]).sum(axis=0) / mass.sum()
    arm = centre - middle
    total = push.sum(axis=0)
    torque = cross(arm, push).sum(axis=0)
    square = (arm**2).sum(axis=1)
    inertia = (mass * square).sum() * np.eye(3) - np.einsum("n,ni,nj->ij", mass, arm, arm)
    # A row of pieces has no inertia about itself here; a little keeps it solvable.
    inertia += np.eye(3) * 1e-6 * max(float(np.trace(inertia)), 1e-3)
    spin = np.linalg.solve(inertia, torque)
    return np.asarray(push - mass[:, None] * (total / mass.sum() + cross(spin, arm)))


def toughness(extent: Array, compressive: float, tensile: float) -> float:
    """The blow, newtons, that breaks a loose piece of `extent` (3,) metres: it is bent in two or crushed at an edge.

    Bending of a simply supported bar under a load in its middle, F = 4 M / L with M = f W, doubled for the little
    steel that remains; crushing on a quarter of its smallest face.
    """
    c, b, a = np.sort(np.maximum(extent, 0.02))
    bending = 2.0 * 4.0 * tensile * b * c * c / 6.0 / a
    crushing = 0.25 * compressive * b * c
    return float(min(bending, crushing))
