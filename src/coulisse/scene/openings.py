"""Windows and doors of a facade, found cell by cell on its storey and bay grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.camera import Camera, FloatArray
from coulisse.scene.lines import display_grey
from coulisse.scene.ortho import sample_facade

CELL = 48  # px, side of a resampled cell
DEFAULT = (0.3, 0.7, 0.3, 0.8)  # left, right, sill, head: the brief's own default opening
CLEAR = 0.12  # share of a cell's variance that an opening must explain before it is believed
LEDGE = 0.3  # height over width, metres; a ribbon window is about 0.35, a shadow 0.2
PRESENT = 0.35  # a cell whose contrast is below this share of the typical one is blind


@dataclass(frozen=True)
class Openings:
    """K openings in metres of the facade's plane: `x0`, `x1`, `z0`, `z1`, `bay`, `storey` all (K,).

    `bay` and `storey` count from the left and from the bottom of the grid. `door` (K,) marks those that
    reach the ground. `typical`: left, right, sill, head as fractions of a cell. `confidence` in [0, 1];
    below 0.2 the openings are the default ones, in every cell that the grid has.
    """

    x0: FloatArray
    x1: FloatArray
    z0: FloatArray
    z1: FloatArray
    bay: NDArray[np.int32]
    storey: NDArray[np.int32]
    door: NDArray[np.bool_]
    typical: tuple[float, float, float, float]
    confidence: float

    def __len__(self) -> int:
        return len(self.x0)


def _sums(cell: FloatArray) -> FloatArray:
    """Integral picture (CELL + 1, CELL + 1) of a cell."""
    return np.pad(cell.cumsum(0).cumsum(1), ((1, 0), (1, 0)))


def _explained(sums: FloatArray, square: float, t: Any, b: Any, l: Any, r: Any) -> tuple[FloatArray, FloatArray]:
    """Share of a cell's variance that the split into rows t:b, columns l:r and the rest explains (as in
    N. Otsu, 1979), and the difference inside minus outside. `square` is the cell's mean square."""
    n, total = float(CELL * CELL), float(sums[-1, -1])
    count = (b - t) * (r - l)
    inside = sums[b, r] - sums[t, r] - sums[b, l] + sums[t, l]
    difference = inside / np.maximum(count, 1) - (total - inside) / np.maximum(n - count, 1)
    variance = max(square - (total / n) ** 2, 1e-9)
    return np.asarray(count / n * (1 - count / n) * difference**2 / variance), np.asarray(difference)


def _typical(cell: FloatArray, shape: float) -> tuple[tuple[int, int, int, int], float, float]:
    """The best rectangle (t, b, l, r) of the mean cell, what it explains, and its contrast.

    `shape` is the cell's width over its height in metres: what is much wider than high is no window but
    a ledge's shadow.
    """
    marks = np.arange(0, CELL + 1, 2)
    lo, hi = np.meshgrid(marks, marks, indexing="ij")
    wide = (hi - lo >= 0.14 * CELL) & (hi - lo <= 0.9 * CELL)
    tall = (hi - lo >= 0.24 * CELL) & (hi - lo <= 0.96 * CELL)
    l, r = lo[wide], hi[wide]
    t, b = lo[tall][:, None], hi[tall][:, None]
    share, difference = _explained(_sums(cell), float((cell**2).mean()), t, b, l, r)
    # By day a window is darker than its wall; a bright one has to be much clearer.
    weighed = share * np.where(difference < 0, 1.0, 0.35)
    # Nor does a window hang from the floor above, unless it is as high as the storey.
    weighed = np.where((t <= 2) & (b - t < 0.55 * CELL), 0.0, weighed)
    weighed = np.where((b - t) < LEDGE * shape * (r - l), 0.0, weighed)
    i, j = np.unravel_index(int(weighed.argmax()), weighed.shape)
    return (int(t[i, 0]), int(b[i, 0]), int(l[j]), int(r[j])), float(weighed[i, j]), float(difference[i, j])


def _fitted(cell: FloatArray, start: tuple[int, int, int, int], reach: int = 4) -> tuple[int, int, int, int]:
    """The rectangle moved edge by edge, a few pixels at most, to where it explains the cell best."""
    sums, square = _sums(cell), float((cell**2).mean())
    edges = list(start)
    for _ in range(2):
        for k in range(4):
            best = -1.0
            chosen = edges[k]
            for step in range(-reach, reach + 1):
                trial = list(edges)
                trial[k] = min(max(start[k] + step, 0), CELL)
                if trial[1] - trial[0] < 5 or trial[3] - trial[2] < 5:
                    continue
                share = float(_explained(sums, square, *trial)[0]) - 0.002 * abs(step)
                if share > best:
                    best, chosen = share, trial[k]
            edges[k] = chosen
    return edges[0], edges[1], edges[2], edges[3]


def find_openings(
    image: FloatArray, camera: Camera, x0: float, x1: float, z0: float, z1: float, storeys: int, bays: int
) -> Openings:
    """Openings of the facade's rectangle (metres), which the grid divides into `storeys` x `bays` cells.

    The cells are averaged (median) into a typical one, whose window is the rectangle that best splits it in
    two tones; each cell then confirms it, shifts its edges by up to a twelfth of the cell, or is blind.
    A cell that the plate does not show, or shows less than half of, gets the typical window.
    On the ground (z0 near 0) an opening whose tone goes on below its sill is a door.
    """
    storeys, bays = max(1, storeys), max(1, bays)
    ortho = sample_facade(image, camera, (x0, x1, z0, z1), bays * CELL, storeys * CELL)
    shown = np.isfinite(ortho[..., 0])
    grey = display_grey(np.nan_to_num(ortho)).astype(float) / 255
    cells = grey.reshape(storeys, CELL, bays, CELL).swapaxes(1, 2)[::-1]  # storey 0 at the bottom
    whole = shown.reshape(storeys, CELL, bays, CELL).swapaxes(1, 2)[::-1].mean((2, 3)) > 0.98
    usable = cells[whole]
    if len(usable) == 0:
        return _default(x0, x1, z0, z1, storeys, bays)
    # A cell's own wall tone is set to 1, so that shade across the facade does not count as contrast.
    wall = np.percentile(cells, 75, axis=(2, 3), keepdims=True)
    cells = cells / np.maximum(wall, 0.05)
    (t, b, l, r), share, contrast = _typical(np.median(cells[whole], axis=0), (x1 - x0) / bays / ((z1 - z0) / storeys))
    if share < CLEAR:
        return _default(x0, x1, z0, z1, storeys, bays)

    rows = []
    agreeing = 0
    for s in range(storeys):
        for k in range(bays):
            edges, door = (t, b, l, r), False
            if whole[s, k]:
                cell = cells[s, k]
                _, own = _explained(_sums(cell), float((cell**2).mean()), t, b, l, r)
                if float(own) / contrast < PRESENT:
                    continue
                agreeing += 1
                edges = _fitted(cell, edges)
                if s == 0 and abs(z0) < 0.5:
                    within = cell[edges[0] : edges[1], edges[2] : edges[3]].mean()
                    below = cell[min(edges[1], CELL - 3) : CELL - 1, edges[2] : edges[3]].mean()
                    beside = np.median(cell[:, : max(2, edges[2])])
                    door = abs(below - within) < 0.5 * abs(beside - within)
                    edges = (edges[0], CELL if door else edges[1], edges[2], edges[3])
            rows.append((k, s, *edges, door))
    wide, high = (x1 - x0) / bays, (z1 - z0) / storeys
    table = np.array([row[:6] for row in rows], float).reshape(-1, 6)
    confidence = float(np.clip((share - CLEAR) / 0.3, 0.2, 1)) * (0.5 + 0.5 * agreeing / max(1, int(whole.sum())))
    return Openings(
        x0 + (table[:, 0] + table[:, 4] / CELL) * wide, x0 + (table[:, 0] + table[:, 5] / CELL) * wide,
        z0 + (table[:, 1] + 1 - table[:, 3] / CELL) * high, z0 + (table[:, 1] + 1 - table[:, 2] / CELL) * high,
        table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), np.array([row[6] for row in rows], bool),
        (l / CELL, r / CELL, 1 - b / CELL, 1 - t / CELL), confidence,
    )  # fmt: skip


def _default(x0: float, x1: float, z0: float, z1: float, storeys: int, bays: int) -> Openings:
    left, right, sill, head = DEFAULT
    storey, bay = (a.ravel() for a in np.meshgrid(np.arange(storeys), np.arange(bays), indexing="ij"))
    wide, high = (x1 - x0) / bays, (z1 - z0) / storeys
    return Openings(
        x0 + (bay + left) * wide, x0 + (bay + right) * wide, z0 + (storey + sill) * high, z0 + (storey + head) * high,
        bay.astype(np.int32), storey.astype(np.int32), np.zeros(len(bay), bool), DEFAULT, 0.1,
    )  # fmt: skip
