"""The head of a mannequin in place of MakeHuman's: an egg with a hint of a nose, nobody's face."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


def mannequin(
    points: NDArray[np.float64], quads: NDArray[np.int64], cubes: dict[str, list[int]]
) -> tuple[Any, NDArray[np.int64]]:
    """The operator (n, all points) that makes the mannequin's points of MakeHuman's, and its faces (m, 4)."""
    used = np.unique(quads)
    onto = sparse.csr_matrix((np.ones(len(used)), (np.arange(len(used)), used)), (len(used), len(points)))
    new = np.full(len(points), -1)
    new[used] = np.arange(len(used))
    return onto, new[quads]
