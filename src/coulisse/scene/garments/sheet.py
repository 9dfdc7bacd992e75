"""Panels of cloth as grids, and the garment that they make when their edges are sewn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.shell import Array, Shell

SEWN = 2e-5  # metres: edges of two panels that are closer than this are one seam
Grid = NDArray[np.intp]


@dataclass(eq=False)
class Sheet:
    """A panel as a grid of points (r, c, 3), rows from the hem up or from the armhole out.

    `uv` (r, c, 2) metres in the panel's plane, u across the grain. `gather` (r, c): how much longer the cloth is along
    the row than where it lies; `up` (r, c) the same along the column. `edges`: named runs of grid indices (k, 2).
    """

    panel: str
    points: Array
    uv: Array
    gather: Array | float = 1.0
    up: Array | float = 1.0
    slot: str = "cloth"
    pins: NDArray[np.bool_] | None = None
    flip: bool = False  # rows and columns turn the other way round, seen from outside
    edges: dict[str, Grid] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Panel:
    """One panel of a sewn garment: `grid` (r, c) indices of the garment's points, `uv` (r, c, 2) metres."""

    name: str
    grid: Grid
    uv: Array
    slot: str
    flip: bool = False


@dataclass(frozen=True, eq=False)
class Garment:
    """A garment that is sewn and placed around its wearer, not draped yet.

    `points` (n, 3) metres; `triangles` (t, 3); `rest` (t, 3, 2) metres: each triangle as it was cut, in the plane of
    its panel, first axis along the row; `pins` indices of points that are held (waistband, shoulders, neck).
    `edges` names runs of points (an edge may have several), `shell` what it was cut on.
    """

    cut: Cut
    points: Array
    triangles: NDArray[np.int32]
    rest: Array
    pins: Grid
    panels: tuple[Panel, ...]
    edges: dict[str, list[Grid]]
    shell: Shell | None
    seams: int

    def area(self) -> float:
        """Square metres of cloth, without seam allowances."""
        a, b = self.rest[:, 1] - self.rest[:, 0], self.rest[:, 2] - self.rest[:, 0]
        return float(np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / 2)

    def run(self, name: str) -> Grid:
        """The points of an edge in order, its pieces joined end to end. Raises KeyError where there is none."""
        return joined(self.edges[name])


def joined(pieces: list[Grid]) -> Grid:
    """Runs of points that meet at their ends as one run; pieces that meet nothing are left out."""
    left = [list(map(int, p)) for p in pieces]
    run = left.pop(0)
    moved = True
    while left and moved:
        moved = False
        for i, piece in enumerate(left):
            for way in (piece, piece[::-1]):
                if way[0] == run[-1]:
                    run, moved = run + way[1:], True
                elif way[-1] == run[0]:
                    run, moved = way[:-1] + run, True
                if moved:
                    break
            if moved:
                left.pop(i)
                break
    return np.array(run)


def sew(cut: Cut, sheets: Iterable[Sheet], shell: Shell | None = None) -> Garment:
    """Joins panels where their edges lie on each other."""
    sheets = list(sheets)
    flat = np.concatenate([s.points.reshape(-1, 3) for s in sheets])
    near = cKDTree(flat).query_pairs(SEWN, output_type="ndarray")
    graph = coo_matrix((np.ones(len(near)), (near[:, 0], near[:, 1])), shape=(len(flat), len(flat)))
    count, label = connected_components(graph, directed=False)
    points = np.zeros((count, 3))
    points[label] = flat
    panels, triangles, rests, pins, seams = [], [], [], [], 0
    edges: dict[str, list[Grid]] = {}
    start = 0
    for s in sheets:
        r, c = s.points.shape[:2]
        grid = label[start : start + r * c].reshape(r, c)
        start += r * c
        panels.append(Panel(s.panel, grid, s.uv, s.slot, s.flip))
        index, rest = _triangles(s)
        index = grid.ravel()[index]
        ok = (index[:, 0] != index[:, 1]) & (index[:, 1] != index[:, 2]) & (index[:, 2] != index[:, 0])
        triangles.append(index[ok])
        rests.append(rest[ok])
        if s.pins is not None:
            pins.append(grid[s.pins])
        for name, run in s.edges.items():
            edges.setdefault(name, []).append(grid[run[:, 0], run[:, 1]])
    users = np.bincount(label, minlength=count)
    seams = int((users > 1).sum())
    held = np.unique(np.concatenate(pins)) if pins else np.zeros(0, np.intp)
    return Garment(
        cut,
        points,
        np.concatenate(triangles).astype(np.int32),
        np.concatenate(rests),
        held,
        tuple(panels),
        edges,
        shell,
        seams,
    )


def halves(r: int, c: int) -> Grid:
    """Two triangles (t, 3) a square of a grid of r by c points, their diagonals in turn."""
    number = np.arange(r * c).reshape(r, c)
    a, b, d, e = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    other = (np.add.outer(np.arange(r - 1), np.arange(c - 1)) % 2).astype(bool)
    first = np.where(other[..., None], np.stack([a, b, d], -1), np.stack([a, b, e], -1))
    second = np.where(other[..., None], np.stack([a, d, e], -1), np.stack([b, d, e], -1))
    return np.stack([first, second], 2).reshape(-1, 3)


def _triangles(s: Sheet) -> tuple[Grid, Array]:
    """Two triangles a square of the grid, their diagonals in turn, and each as it was cut."""
    r, c = s.points.shape[:2]
    index = halves(r, c)
    p = s.points.reshape(-1, 3)
    across = (s.points[:, 1:] - s.points[:, :-1])[:-1] + (s.points[:, 1:] - s.points[:, :-1])[1:]
    across = np.repeat(across.reshape(-1, 3), 2, axis=0)
    q = p[index]
    n = np.cross(q[:, 1] - q[:, 0], q[:, 2] - q[:, 0])
    n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)
    x = across - n * (across * n).sum(1, keepdims=True)
    x /= np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)
    y = np.cross(n, x)
    local = q - q[:, :1]
    rest = np.stack([(local * x[:, None]).sum(2), (local * y[:, None]).sum(2)], 2)
    for axis, factor in ((0, s.gather), (1, s.up)):
        full = np.broadcast_to(np.asarray(factor, float), (r, c)).reshape(-1)
        rest[:, :, axis] *= full[index].mean(1)[:, None]
    if s.flip:
        index, rest = index[:, [0, 2, 1]], rest[:, [0, 2, 1]] * [-1.0, 1.0]
    return index, rest


def patch(bottom: Array, top: Array, left: Array, right: Array, rounds: int = 12) -> Array:
    """A grid (r, c, 2) between four edges: transfinite (Gordon and Hall 1973), then relaxed.

    `bottom`, `top` (c, 2), `left`, `right` (r, 2), corners shared.
    """
    u = np.linspace(0, 1, len(bottom))[None, :, None]
    v = np.linspace(0, 1, len(left))[:, None, None]
    grid = (1 - v) * bottom[None] + v * top[None] + (1 - u) * left[:, None] + u * right[:, None]
    grid = grid - ((1 - u) * (1 - v) * bottom[0] + u * (1 - v) * bottom[-1] + (1 - u) * v * top[0] + u * v * top[-1])
    grid[0], grid[-1], grid[:, 0], grid[:, -1] = bottom, top, left, right
    for _ in range(rounds):
        mean = (grid[:-2, 1:-1] + grid[2:, 1:-1] + grid[1:-1, :-2] + grid[1:-1, 2:]) / 4
        grid[1:-1, 1:-1] += 0.5 * (mean - grid[1:-1, 1:-1])
    return np.asarray(grid)


def spaced(line: Array, count: int) -> Array:
    """`count` points at even lengths along a polyline (n, d)."""
    step = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0, step[-1], count)
    return np.stack([np.interp(at, step, line[:, i]) for i in range(line.shape[1])], 1)


def length_of(line: Array) -> float:
    """Metres along a polyline (n, d)."""
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def column(r: int, c: int, start: int = 0, stop: int | None = None) -> Grid:
    """Grid indices of a column of r rows."""
    rows = np.arange(start, r if stop is None else stop)
    return np.stack([rows, np.full(len(rows), c)], 1)


def row(r: int, c: int, start: int = 0, stop: int | None = None) -> Grid:
    """Grid indices of a row of c columns."""
    columns = np.arange(start, c if stop is None else stop)
    return np.stack([np.full(len(columns), r), columns], 1)
