"""From a massing to a structure that stands: members, pieces, bonds, springs, strengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.physics.collapse import Structure
from coulisse.physics.fracture import GROUND, break_up
from coulisse.physics.materials import GRAVITY, MATERIALS
from coulisse.physics.strength import capacities
from coulisse.physics.structure import LoadPath, network
from coulisse.scene.building import Member
from coulisse.scene.pieces import Kind

Array = NDArray[np.floating[Any]]

BRACKET_SOFTNESS = 0.2  # a panel hung on a slab gives more than cast concrete
GASKET_SOFTNESS = 0.002  # panes sit in rubber: a frame may move some millimetres before they burst
SEALED_SOFTNESS = 0.02  # panels that meet in a sealed joint hardly bear on each other


def structure(
    members: Sequence[Member],
    pieces: int,
    seed: int,
    strength: float = 1.0,
    focus: Callable[[Array], Array] | None = None,
) -> Structure:
    """Break the members up and design the result for its own weight, `strength` times as strong as the code asks."""
    shards, bonds = break_up(members, pieces, seed, focus)
    stuff = [members[k].stuff for k in shards.member.tolist()]
    young = np.array([MATERIALS[s].young for s in stuff])
    bearing = np.array([m.structural for m in members])[shards.member]
    other = np.where(bonds.second == GROUND, bonds.first, bonds.second)
    both, one = bearing[bonds.first] & bearing[other], bearing[bonds.first] != bearing[other]
    same_panel = ~both & ~one & (shards.storey[bonds.first] == shards.storey[other])
    softness = np.where(bonds.within | both | same_panel, 1.0, np.where(one, BRACKET_SOFTNESS, SEALED_SOFTNESS))
    glass = shards.kind == Kind.GLASS
    softness = np.where(glass[bonds.first] | glass[other], GASKET_SOFTNESS, softness)
    springs = network(bonds, shards.centre, shards.mass, young, softness)
    weight = np.zeros((len(shards), 6))
    weight[:, 2] = -shards.mass * GRAVITY
    demand = LoadPath(springs, tolerance=1e-6).solve(np.ones(len(bonds), bool), weight)
    return Structure(shards, bonds, springs, capacities(bonds, stuff, shards.kind, bearing, demand).scaled(strength))
