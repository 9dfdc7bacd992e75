"""What the bonds can bear, and how near each is to failing.

Capacities come from the contact's section and the material's mean strengths (physics/materials.py). A building that
stands was designed: where the self-weight asks more of a bond than its minimum reinforcement gives, the bond is as
strong as the code makes it, that is the self-weight's demand times the reserve that loads and material factors leave.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.physics.fracture import GROUND, Bonds
from coulisse.physics.materials import MATERIALS
from coulisse.physics.structure import Array
from coulisse.scene.pieces import Kind

# Design loads over those present in an accident: (1.35 G + 1.5 Q) / (G + 0.3 Q) with Q = 0.3 G (EN 1990, 6.4.3).
LOADS = 1.65
# Mean over design strength: steel 550 / (500 / 1.15); concrete 38 / (0.85 x 30 / 1.5) (EC2 3.1.6, 3.2.7).
STEEL_RESERVE = LOADS * 1.26
CONCRETE_RESERVE = LOADS * 2.2
# Masonry: partial factor 2.2 to 2.5 and mean over characteristic 1.4 (EC6 2.4.3).
BRICK_RESERVE = LOADS * 3.0
# Reinforcement by area of the section, usual amounts above the minima of EC2 9.2 (beams), 9.3 (slabs: 0.13 % a face),
# 9.5 (columns), 9.6 (walls: 0.2 %).
STEEL_RATIO = {
    Kind.COLUMN: 0.012, Kind.BEAM: 0.008, Kind.SLAB: 0.0035, Kind.ROOF: 0.003, Kind.CORE: 0.004, Kind.WALL: 0.003,
    Kind.FACADE: 0.002, Kind.PARAPET: 0.002,
}  # fmt: skip
# Slabs have no links: 0.18 k (100 rho fcm)^(1/3) with k = 2, half of the steel, on 0.87 of the depth (EC2 6.2.2).
SHEAR_WITHOUT_LINKS = 0.6e6  # Pa
BRACKET = 0.25e6  # Pa over the contact: fixings of a facade panel, some 20-60 kN a metre


@dataclass(frozen=True)
class Capacity:
    """What each bond bears: newtons and newton metres, all (B,). `depth` (B, 2) is the section's depth for bending."""

    compression: Array
    tension: Array
    shear: Array
    bending: Array  # (B, 2)
    depth: Array  # (B, 2)
    energy: Array  # J/m² to break

    def scaled(self, factor: Array | float) -> Capacity:
        """The same bonds, stronger or weaker; factor (B,) or one number."""
        f = np.broadcast_to(np.asarray(factor, float), self.shear.shape)
        return replace(
            self, compression=self.compression * f, tension=self.tension * f, shear=self.shear * f,
            bending=self.bending * f[:, None],
        )  # fmt: skip


def capacities(
    bonds: Bonds, stuff: list[str], kind: NDArray[np.uint8], bearing: NDArray[np.bool_], demand: Array
) -> Capacity:
    """Capacities of bonds between pieces of `stuff` and `kind`, `bearing` telling structure from cladding, all (N,).

    `demand` (B, 6) is what the self-weight puts on each bond.
    """
    i = bonds.first
    j = np.where(bonds.second == GROUND, i, bonds.second)
    table = {
        name: np.array([getattr(MATERIALS[s], name) for s in stuff])
        for name in ("compressive", "tensile", "shear", "fracture_energy", "yield_strength", "ductile")
    }
    amount = np.array([STEEL_RATIO.get(Kind(k), 0.0) for k in range(len(Kind))])[kind]
    plates = np.isin(kind, [int(Kind.SLAB), int(Kind.ROOF)]) & (table["yield_strength"] > 0)
    table["shear"] = np.where(plates, SHEAR_WITHOUT_LINKS, table["shear"])
    table["steel_ratio"] = np.where(table["yield_strength"] > 0, amount, 0.0)

    def weaker(name: str) -> Array:
        return np.minimum(table[name][i], table[name][j])

    area = bonds.area
    depth = np.sqrt(12 * bonds.moments / area[:, None])
    steel = area * weaker("steel_ratio") * weaker("yield_strength")
    ductile = weaker("ductile")
    plain = weaker("tensile")
    jointed = ~bonds.within & ~(bearing[i] & bearing[j])
    tension = np.where(steel > 0, steel, plain * area)
    # Bending: half the steel on either face with a lever arm of 0.8 of the depth; plain sections crack at ft W.
    bending = np.where(
        steel[:, None] > 0,
        0.4 * steel[:, None] * depth * ductile[:, None],
        (plain * ductile)[:, None] * 2 * bonds.moments / depth,
    )
    shear = weaker("shear") * area
    compression = weaker("compressive") * area + steel
    fixing = BRACKET * area
    tension = np.where(jointed, np.minimum(tension, fixing), tension)
    shear = np.where(jointed, np.minimum(shear, fixing * 1.5), shear)
    bending = np.where(jointed[:, None], np.minimum(bending, fixing[:, None] * depth / 3), bending)
    # The designer's part: nothing is weaker than its self-weight asks for, with the reserve of the code.
    reserve_steel = np.where(plain < 1e6, BRICK_RESERVE, STEEL_RESERVE)
    reserve_concrete = np.where(plain < 1e6, BRICK_RESERVE, CONCRETE_RESERVE)
    alone = Capacity(
        compression=np.maximum(compression, -demand[:, 0] * reserve_concrete),
        tension=np.maximum(tension, demand[:, 0] * reserve_steel * ductile),
        shear=np.maximum(shear, np.hypot(demand[:, 1], demand[:, 2]) * reserve_steel),
        bending=np.maximum(bending, np.abs(demand[:, 4:6]) * (reserve_steel * ductile)[:, None]),
        depth=depth,
        energy=weaker("fracture_energy"),
    )
    # Forces that come together ask for more than each alone: three at 0.48 would be too much.
    use, _ = utilisation(demand, np.ones(len(area), bool), alone)
    return alone.scaled(np.maximum(1.0, use * LOADS))


@njit(cache=True, fastmath=True)
def _utilisation(
    force: Any, alive: Any, compression: Any, tension: Any, shear: Any, bending: Any, depth: Any
) -> tuple[Any, Any]:
    n = len(force)
    use = np.zeros(n)
    crushed = np.zeros(n, np.bool_)
    for b in range(n):
        if not alive[b]:
            continue
        push = -force[b, 0]
        m1, m2 = abs(force[b, 4]), abs(force[b, 5])
        v = np.sqrt(force[b, 1] ** 2 + force[b, 2] ** 2)
        if push >= 0:
            axial = push / max(compression[b], 1.0)
            # Compression helps bending until it takes the section itself (the N-M diagram of a column).
            help_ = 0.4 * push * max(0.0, 1.0 - axial)
            flex = m1 / max(bending[b, 0] + help_ * depth[b, 0], 1.0) + m2 / max(
                bending[b, 1] + help_ * depth[b, 1], 1.0
            )
            slide = v / max(shear[b] + 0.5 * push, 1.0)
            use[b] = max(max(axial, flex), slide)
            crushed[b] = axial >= 0.5 * use[b]
        else:
            flex = -push / max(tension[b], 1.0) + m1 / max(bending[b, 0], 1.0) + m2 / max(bending[b, 1], 1.0)
            use[b] = max(flex, v / max(shear[b], 1.0))
    return use, crushed


def utilisation(force: Array, alive: NDArray[np.bool_], capacity: Capacity) -> tuple[Array, NDArray[np.bool_]]:
    """Demand over capacity (B,) of every bond (1 = about to fail), and whether it fails by crushing.

    Tension and bending add up; compression and bending interact as in a column's N-M diagram; friction adds to shear.
    """
    return _utilisation(
        force, alive, capacity.compression, capacity.tension, capacity.shear, capacity.bending, capacity.depth
    )
