"""What the physics promises, measured: loads against the hand calculation, lost columns, falls, energy.

Prints the tables of docs/physics.md: `python bench/statics.py` (some four minutes on two cores).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from coulisse.physics.cause import none
from coulisse.physics.collapse import Collapse
from coulisse.physics.fracture import GROUND
from coulisse.physics.materials import GRAVITY
from coulisse.physics.model import structure
from coulisse.physics.strength import utilisation
from coulisse.physics.structure import LoadPath
from coulisse.recipes import collapse_plan
from coulisse.recipes.collapse_brief import CollapseBrief
from coulisse.scene.building import Construction, Massing
from coulisse.scene.pieces import Kind
from small_buildings import bare, block, blown_up, built, columns, house, upward, weight

FPS = 24.0
KINDS: list[Construction] = ["concrete", "brick", "steel_glass"]


def reactions(massing: Massing, pieces: int, seed: int) -> tuple[np.ndarray, float]:
    """What each ground column bears, N, and the whole weight."""
    s = built(massing, pieces, seed)
    up = upward(s.bonds, LoadPath(s.network, 1e-9).solve(np.ones(len(s.bonds), bool), weight(s)))
    footing = s.bonds.second == GROUND
    holder = columns(massing, s.shards)[s.bonds.first[footing]]
    return np.bincount(holder, up[footing]), float(s.shards.mass.sum() * GRAVITY)


def symmetric_frames() -> None:
    print("\nColumns of a frame of one bay by one, each against a quarter of the weight (worst of six seeds)\n")
    print("| frame | pieces a storey | hand calculation | worst column | sum of the reactions |\n|---|---|---|---|---|")
    for kind in ("concrete", "steel_glass"):
        for storeys in (1, 4):
            for fine in (1, 60, 120, 300, 600):
                massing, worst, total, each = bare(1, 1, storeys, kind), 0.0, 0.0, 0.0
                for seed in range(1 if fine == 1 else 6):
                    load, whole = reactions(massing, fine * storeys, seed)
                    worst = max(worst, float(np.abs(load / (whole / 4) - 1).max()))
                    total, each = max(total, abs(load.sum() / whole - 1)), whole / 4
                label = "whole members" if fine == 1 else str(fine)
                print(f"| {kind}, {storeys} | {label} | {each / 1e3:.0f} kN | {worst:.1%} | weight - {total:.4%} |")


def tall_buildings() -> None:
    print("\nThe ground bears the weight, and what the worst bond uses of its strength\n")
    print("| building | pieces | reactions | highest utilisation |\n|---|---|---|---|")
    for kind in KINDS:
        for name, massing in (
            ("4 x 4 bays, 20 storeys, bare", bare(4, 4, 20, kind)),
            ("whole, 6 x 5", house(6, 5, 12.0, kind)),
        ):
            s = built(massing, 1500)
            alive = np.ones(len(s.bonds), bool)
            force = LoadPath(s.network, 1e-9).solve(alive, weight(s))
            footing = s.bonds.second == GROUND
            share = upward(s.bonds, force)[footing].sum() / (s.shards.mass.sum() * GRAVITY)
            use = utilisation(force, alive, s.capacity)[0].max()
            print(f"| {kind}, {name} | {len(s.shards)} | {share:.4%} | {use:.2f} |")


def lost_columns() -> None:
    print(
        "\nGround columns lost at once, frame of 5 x 4 bays and 6 storeys, 30 columns on a floor, after two seconds\n"
    )
    print("| lost | pieces | bonds broken | floors that fell |\n|---|---|---|---|")
    massing = bare(5, 4, 6)
    regions = {
        "1 inner": ([2], [2]), "1 at the edge": ([2], [0]), "1 at the corner": ([0], [0]),
        "2 x 2 inner": ([2, 3], [1, 2]), "2 x 3 inner": ([2, 3], [1, 2, 3]), "3 x 3 inner": ([2, 3, 4], [1, 2, 3]),
    }  # fmt: skip
    for pieces in (600, 1200):
        s = built(massing, pieces)
        n = len(s.shards)
        floors = np.isin(s.shards.kind, [Kind.SLAB, Kind.ROOF])
        for name, (ixs, iys) in regions.items():
            gone = np.isin(columns(massing, s.shards), [iy * 6 + ix for ix in ixs for iy in iys])
            simulation = Collapse(s, blown_up(gone), FPS, 1)
            for _ in range(48):
                position, _ = simulation.frame()
            down = (simulation.clusters.body_of[:n] < 0) | (s.shards.centre[:, 2] - position[:n, 2] > 1.0)
            share = s.shards.mass[floors & down].sum() / s.shards.mass[floors].sum()
            print(f"| {name} | {n} | {simulation.log.broken[-1] / len(s.bonds):.1%} | {share:.0%} |", flush=True)


def dropped_block() -> None:
    simulation = Collapse(structure([block((0, 0, 20), (1.2, 0.9, 20.8))], 1, 1), none(1), FPS, 1)
    print("\nA block dropped from 20 m\n\n| time | fallen | g t²/2 | speed | g t |\n|---|---|---|---|---|")
    for n in range(1, 49):
        position, _ = simulation.frame()
        if n % 8 == 0 and n / FPS < 2.0:
            t = n / FPS
            print(
                f"| {t:.2f} s | {20.4 - position[0, 2]:.3f} m | {GRAVITY * t * t / 2:.3f} m "
                f"| {simulation.log.speed[-1]:.3f} m/s | {GRAVITY * t:.3f} m/s |"
            )


def energies() -> None:
    massing = house(6, 5, 12.0)
    s = built(massing, 700)
    bound = np.sqrt(2 * GRAVITY * s.shards.corners[:, 2].max())
    print(f"\nA building of {len(s.shards)} pieces in each mode, four seconds; sqrt(2 g H) = {bound:.1f} m/s\n")
    print("| mode | energy at first | at last | largest growth in a frame | set free | top speed | lowest centre |")
    print("|---|---|---|---|---|---|---|")
    for mode in ("pancake", "topple", "partial", "implosion", "impact"):
        bays = {"from_bay": 1, "to_bay": 4} if mode == "partial" else {}
        brief = CollapseBrief.model_validate({"failure": {"mode": mode, "start": 0.1, **bays}})
        cause = collapse_plan.cause(brief, massing, s.shards)
        simulation = Collapse(s, cause, FPS, 1)
        for _ in range(96):
            position, _ = simulation.frame()
        begin = 0 if cause.projectile is None else int(np.ceil(cause.projectile.time * FPS)) + 1
        energy = (np.array(simulation.log.kinetic) + simulation.log.potential)[begin:]
        there = simulation.clusters.body_of >= 0
        released = simulation.rubble.releases().energy.astype(float).sum()
        grown = np.diff(energy).max() / energy[0]
        print(
            f"| {mode} | {energy[0] / 1e6:.1f} MJ | {energy[-1] / 1e6:.1f} MJ | {grown:.1e} | {released / 1e6:.1f} MJ "
            f"| {max(simulation.log.speed):.1f} m/s | {position[there, 2].min():.2f} m |",
            flush=True,
        )


if __name__ == "__main__":
    dropped_block()
    symmetric_frames()
    tall_buildings()
    lost_columns()
    energies()
