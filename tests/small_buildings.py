"""Small buildings for the tests of the physics: bare frames on a regular grid, and whole ones with windows."""

from __future__ import annotations

from functools import cache

import numpy as np

from coulisse.physics.cause import Cause, none
from coulisse.physics.collapse import Structure
from coulisse.physics.fracture import GROUND, Bonds, Shards
from coulisse.physics.materials import GRAVITY
from coulisse.physics.model import structure
from coulisse.scene.building import SIZES, Construction, Massing, Member, column_lines, members
from coulisse.scene.pieces import Kind, Surface


def bare(bays: int, rows: int, storeys: int, construction: Construction = "concrete", height: float = 3.2) -> Massing:
    """A frame of columns, beams and slabs only."""
    span = SIZES[construction].span
    return Massing(
        tuple(span * k for k in range(bays + 1)), tuple(height * k for k in range(storeys + 1)), span * rows,
        construction, skin=False, contents=False,
    )  # fmt: skip


def house(
    bays: int,
    storeys: int,
    depth: float,
    construction: Construction = "concrete",
    bay: float = 3.6,
    storey: float = 3.0,
) -> Massing:
    """A whole building, with a window to every bay and storey."""
    axes = tuple(bay * k for k in range(bays + 1))
    levels = tuple(storey * k for k in range(storeys + 1))
    openings = tuple((x + 0.9, x + bay - 0.9, z + 0.9, z + storey - 0.5) for x in axes[:-1] for z in levels[:-1])
    return Massing(axes, levels, depth, construction, openings=openings)


def block(lo, hi, stuff="concrete", kind=Kind.COLUMN, detail=1.0) -> Member:
    """One box-shaped member between two corners."""
    faces = (Surface.CONCRETE,) * 6
    return Member(kind, stuff, tuple(map(float, lo)), tuple(map(float, hi)), 0, faces, Surface.CONCRETE, detail)


@cache
def built(massing: Massing, pieces: int = 500, seed: int = 1) -> Structure:
    """The massing broken up and designed, once for each test run."""
    return structure(members(massing), pieces, seed)


def columns(massing: Massing, shards: Shards, storey: int = 0) -> np.ndarray:
    """The column number (N,) of each piece that belongs to a column of a storey, else -1; numbered row by row in y."""
    xs, ys = (np.array(line) for line in column_lines(massing))
    ix = np.abs(shards.centre[:, 0, None] - xs).argmin(axis=1)
    iy = np.abs(shards.centre[:, 1, None] - ys).argmin(axis=1)
    return np.where((shards.kind == Kind.COLUMN) & (shards.storey == storey), iy * len(xs) + ix, -1)


def blown_up(where: np.ndarray, time: float = 0.0) -> Cause:
    """Pieces `where` (N,) lose all their strength at once."""
    idle = none(len(where))
    begin = np.where(where, time, np.inf)
    return Cause(begin, begin, np.where(where, 0.0, idle.rest))


def weight(structure: Structure) -> np.ndarray:
    """The loads (N, 6) of gravity on the pieces."""
    load = np.zeros((len(structure.shards), 6))
    load[:, 2] = -structure.shards.mass * GRAVITY
    return load


def upward(bonds: Bonds, force: np.ndarray) -> np.ndarray:
    """The upward part (B,), newtons, of what each bond gives its first piece; forces (B, 6) in its own axes."""
    return force[:, 0] * bonds.normal[:, 2] + (force[:, 1:3] * bonds.axes[:, :, 2]).sum(axis=1)


def removed(structure: Structure, gone: np.ndarray) -> np.ndarray:
    """The bonds (B,) that remain when pieces (N,) are gone."""
    b = structure.bonds
    return ~(gone[b.first] | ((b.second != GROUND) & gone[b.second]))
