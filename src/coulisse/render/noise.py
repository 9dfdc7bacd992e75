"""A tile of billowing noise for the edges of dust clouds."""

from __future__ import annotations

import functools

import numpy as np
from scipy.spatial import cKDTree

from coulisse.scene.pieces import Floats

SIZE = 64


def _worley(rng: np.random.Generator, cells: int) -> Floats:
    """Distance to the nearest of one jittered point per cell, tileable, (SIZE,)*3, 0 at points to about 1."""
    grid = np.stack(np.meshgrid(*[np.arange(cells)] * 3, indexing="ij"), -1).reshape(-1, 3)
    points = (grid + rng.random(grid.shape)) % cells
    axis = (np.arange(SIZE) + 0.5) * cells / SIZE
    where = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1).reshape(-1, 3)
    distance, _ = cKDTree(points, boxsize=cells).query(where, workers=2)
    return distance.reshape(SIZE, SIZE, SIZE).astype(np.float32)


@functools.lru_cache(maxsize=2)
def billows(seed: int = 0) -> Floats:
    """Tileable (64, 64, 64) float32, uniform in [0, 1]: 0 in the middle of a billow, 1 in the creases.

    Worley's cellular noise (1996) in octaves, as the erosion noise of Schneider, *The Real-time Volumetric
    Cloudscapes of Horizon Zero Dawn* (SIGGRAPH 2015). The tile is 4 billows wide.
    """
    rng = np.random.default_rng([seed, 33])
    noise = _worley(rng, 4) + 0.5 * _worley(rng, 8) + 0.25 * _worley(rng, 16)
    rank = np.empty(noise.size, np.float32)
    rank[np.argsort(noise.ravel(), kind="stable")] = np.linspace(0.0, 1.0, noise.size, dtype=np.float32)
    return rank.reshape(noise.shape)
