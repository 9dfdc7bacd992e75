"""Which pieces still hang together, and which of them on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from coulisse.physics.fracture import GROUND, Bonds


def connected(
    bonds: Bonds, alive: NDArray[np.bool_], pieces: NDArray[np.int64], count: int
) -> list[tuple[NDArray[np.int64], bool]]:
    """The groups into which living bonds join `pieces`, and whether each has a bond to the ground.

    `alive` (B,); `count` is the number of pieces in all.
    """
    inside = np.zeros(count + 1, bool)
    inside[pieces] = True
    inside[count] = True  # the ground
    second = np.where(bonds.second == GROUND, count, bonds.second)
    live = np.flatnonzero(alive & inside[bonds.first] & inside[second])
    held = live[bonds.second[live] != GROUND]
    local = np.full(count + 1, -1)
    local[pieces] = np.arange(len(pieces))
    graph = coo_matrix((np.ones(len(held)), (local[bonds.first[held]], local[bonds.second[held]])), (len(pieces),) * 2)
    number, label = connected_components(graph, directed=False)
    rooted = np.zeros(number, bool)
    rooted[label[local[bonds.first[live[bonds.second[live] == GROUND]]]]] = True
    order = np.argsort(label, kind="stable")
    cuts = np.searchsorted(label[order], np.arange(1, number))
    return [(pieces[g], bool(rooted[label[g[0]]])) for g in np.split(order, cuts)]
