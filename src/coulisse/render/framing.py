"""What a camera would have in its picture, before any light: depths and things, at the size of a viewfinder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coulisse.render.preview import lit_by
from coulisse.render.preview_hits import trace
from coulisse.render.preview_world import meshes_of, world_of
from coulisse.scene.staged import FilmCamera, Staged
from coulisse.threads import share

SIZE = (40, 22)
_AT_ONCE = 16  # looks of one thread; a look is so few rays that it is traced by one
_NOTHING = np.zeros((0, 0), np.float32), np.zeros((0, 0), np.int32)


class Viewfinder:
    """A scene to be framed: prepared once, looked at often."""

    def __init__(self, staged: Staged) -> None:
        self._world = world_of(staged, meshes_of(staged), frozenset(), {})
        self._lit = lit_by(staged, self._world)

    def looks(self, cameras: Sequence[FilmCamera]) -> list[tuple[NDArray[np.float32], NDArray[np.int32]]]:
        """`look` through each of some cameras, on all the cores."""
        seen: list[tuple[NDArray[np.float32], NDArray[np.int32]]] = [_NOTHING] * len(cameras)

        def some(which: range) -> None:
            for k in which:
                seen[k] = self.look(cameras[k])

        share(some, [range(k, min(k + _AT_ONCE, len(cameras))) for k in range(0, len(cameras), _AT_ONCE)])
        return seen

    def look(self, camera: FilmCamera) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """Depth in metres along the axis (h, w), inf for nothing; places in `staged.placed` (h, w), -1 for nothing."""
        w, h = SIZE
        if self._world is None or self._lit is None:
            return np.full((h, w), np.inf, np.float32), np.full((h, w), -1, np.int32)
        columns, rows = np.meshgrid(np.arange(w), np.arange(h))
        where = np.stack([columns.ravel() - (w - 1) / 2, rows.ravel() - (h - 1) / 2], 1)
        at = (where * camera.gate / camera.focal_length / w).astype(np.float32)
        eye, axes = np.array(camera.position, np.float32), camera.axes().astype(np.float32)
        rays = trace(self._lit, eye, axes, at)
        depth = np.asarray(rays.distance, np.float32) / np.sqrt(1 + (at**2).sum(1), dtype=np.float32)
        hit = rays.place >= 0
        placed = np.full(len(hit), -1, np.int32)
        placed[hit] = self._world.tree.place[rays.place[hit]]
        return np.where(hit, depth, np.inf).reshape(h, w), placed.reshape(h, w)
