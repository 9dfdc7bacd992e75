"""A cloud of dust as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coulisse.scene.pieces import FloatArray, Floats


@dataclass(frozen=True)
class DustState:
    """All that the next frame depends on: `frame` just done, face velocities, density and flow."""

    frame: int
    u: Floats
    v: Floats
    w: Floats
    density: Floats
    flow: Floats

    def save(self, path: Path) -> None:
        """Write to an .npz file."""
        with path.open("wb") as f:
            np.savez(f, frame=self.frame, u=self.u, v=self.v, w=self.w, density=self.density, flow=self.flow)

    @staticmethod
    def load(path: Path) -> DustState:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as z:
            return DustState(int(z["frame"]), z["u"], z["v"], z["w"], z["density"], z["flow"])


@dataclass(frozen=True)
class DustField:
    """The dust at one frame.

    `origin` (3,) is the lowest corner of the grid, metres; the centre of cell (i, j, k) is
    `origin + (index + 0.5) * cell`. `density` (nx, ny, nz) kg/m3. `flow` (nx, ny, nz, 6) metres: two
    displacements that take a point to where its noise is looked up; they count by `flow_weight` (2,),
    and `flow_offset` (2, 3) metres is added. `cover` (nx, ny, nz) in [0, 1]: how far pieces block a cell.
    """

    frame: int
    origin: FloatArray
    cell: float
    density: Floats
    flow: Floats
    flow_weight: FloatArray
    flow_offset: FloatArray
    cover: Floats
    state: DustState | None = None

    @property
    def mass(self) -> float:
        """Kilograms in the air."""
        return float(self.density.sum(dtype=np.float64)) * self.cell**3
