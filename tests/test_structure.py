"""The load path agrees with the hand calculation, sums to the weight, and finds its new way when members go."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.physics.fracture import GROUND, Bonds, break_up
from coulisse.physics.materials import GRAVITY, MATERIALS
from coulisse.physics.structure import BEND_1, LoadPath, Network, matrix, network
from small_buildings import bare, block, built, columns, house, removed, upward, weight

FINE = 1e-9


def springs(shards, bonds: Bonds, stuff: str = "concrete") -> Network:
    return network(bonds, shards.centre, shards.mass, np.full(len(shards), MATERIALS[stuff].young), np.ones(len(bonds)))


def self_weight(shards) -> np.ndarray:
    load = np.zeros((len(shards), 6))
    load[:, 2] = -shards.mass * GRAVITY
    return load


@settings(max_examples=25, deadline=None)
@given(st.floats(0.2, 1.0), st.lists(st.floats(0.3, 4.0), min_size=1, max_size=9))
def test_each_cut_of_a_column_carries_what_stands_above_it(side: float, lengths: list[float]) -> None:
    z = np.concatenate([[0.0], np.cumsum(lengths)])
    shards, bonds = break_up([block((0, 0, a), (side, side, b)) for a, b in zip(z[:-1], z[1:], strict=True)], 1, 1)
    force = LoadPath(springs(shards, bonds), FINE).solve(np.ones(len(bonds), bool), self_weight(shards))
    for b in range(len(bonds)):
        above = shards.mass[shards.centre[:, 2] > bonds.point[b, 2]].sum() * GRAVITY
        assert -force[b, 0] == pytest.approx(above, rel=1e-3)
        assert np.abs(force[b, 1:]).max() < 1e-4 * above


@settings(max_examples=20, deadline=None)
@given(st.floats(0.3, 1.5), st.floats(1.0, 8.0), st.integers(2, 40), st.integers(0, 100))
def test_a_column_of_random_pieces_carries_the_same(side, height, pieces, seed) -> None:
    """Whatever way it is cut, the bonds between the pieces above a height and those below carry what is above."""
    shards, bonds = break_up([block((0, 0, 0), (side, side, height))], pieces, seed)
    net = springs(shards, bonds)
    up = upward(bonds, LoadPath(net, FINE).solve(np.ones(len(bonds), bool), self_weight(shards)))
    for level in np.linspace(0, height, 6)[:-1]:
        high = np.append(shards.centre[:, 2] > level, False)  # the ground, last, is low
        cut = high[bonds.first] & ~high[bonds.second]
        reverse = ~high[bonds.first] & high[bonds.second]
        carried = up[cut].sum() - up[reverse].sum()
        assert carried == pytest.approx(shards.mass[high[:-1]].sum() * GRAVITY, rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.5, 6.0), st.floats(0.15, 0.8), st.floats(0.15, 0.8), st.integers(1, 12))
def test_a_cantilever_has_w_l_at_its_root_and_w_l_squared_over_two(length, wide, deep, pieces) -> None:
    x = np.linspace(0, length, pieces + 1)
    shards, free = break_up([block((a, 0, 9), (b, wide, 9 + deep)) for a, b in zip(x[:-1], x[1:], strict=True)], 1, 1)
    root = Bonds(
        np.array([0]), np.array([GROUND]), np.array([[0.0, wide / 2, 9 + deep / 2]]), np.array([[-1.0, 0, 0]]),
        np.array([[[0.0, 1, 0], [0, 0, 1]]]), np.array([wide * deep]),
        np.array([[wide * deep**3, deep * wide**3]]) / 12, np.array([False]),
    )  # fmt: skip
    bonds = Bonds(*(np.concatenate([getattr(root, f), getattr(free, f)]) for f in Bonds.__dataclass_fields__))
    force = LoadPath(springs(shards, bonds), FINE).solve(np.ones(len(bonds), bool), self_weight(shards))
    w = shards.mass.sum() * GRAVITY / length
    for b in range(len(bonds)):
        arm = length - bonds.point[b, 0]
        assert np.hypot(force[b, 1], force[b, 2]) == pytest.approx(w * arm, rel=2e-3)
        moment = (bonds.axes[b] * force[b, BEND_1:, None]).sum(axis=0)
        assert abs(moment[1]) == pytest.approx(w * arm**2 / 2, rel=2e-3)
        assert abs(force[b, 0]) < 1e-3 * w * length


@pytest.mark.parametrize(("construction", "fine"), [("concrete", 300), ("steel_glass", 600)])
@pytest.mark.parametrize("storeys", [1, 2, 4])
def test_each_column_of_a_symmetric_frame_carries_a_quarter_of_what_is_above(construction, fine, storeys) -> None:
    massing = bare(1, 1, storeys, construction)
    for pieces in (1, fine * storeys):  # whole members, and well broken ones
        structure = built(massing, pieces, seed=3)
        shards, bonds = structure.shards, structure.bonds
        up = upward(bonds, LoadPath(structure.network, FINE).solve(np.ones(len(bonds), bool), weight(structure)))
        for storey in range(storeys):
            column = np.append(columns(massing, shards, storey), -1)
            head = (column[bonds.first] >= 0) != (column[bonds.second] >= 0)
            foot = head & (bonds.point[:, 2] < massing.levels[storey] + 0.05)
            holder = np.where(column[bonds.first] >= 0, column[bonds.first], column[bonds.second])
            sign = np.where(column[bonds.first] >= 0, 1.0, -1.0)
            load = np.bincount(holder[foot], (sign * up)[foot], 4)
            above = shards.mass[shards.centre[:, 2] > massing.levels[storey]].sum() * GRAVITY
            np.testing.assert_allclose(load, above / 4, rtol=0.02)


@pytest.mark.parametrize("massing", [
    bare(3, 2, 4), bare(2, 2, 20), bare(4, 1, 8, "steel_glass"), house(5, 4, 11.0), house(4, 6, 9.0, "brick"),
    house(3, 12, 10.0, "steel_glass"),
], ids=lambda m: f"{m.construction}-{len(m.axes) - 1}x{len(m.levels) - 1}-{'skin' if m.skin else 'bare'}")  # fmt: skip
def test_the_ground_bears_the_whole_weight(massing) -> None:
    structure = built(massing, 800)
    up = upward(structure.bonds, LoadPath(structure.network, FINE).solve(
        np.ones(len(structure.bonds), bool), weight(structure)))  # fmt: skip
    footing = structure.bonds.second == GROUND
    assert up[footing].sum() == pytest.approx(structure.shards.mass.sum() * GRAVITY, rel=1e-3)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_any_part_of_a_building_is_in_balance(seed: int) -> None:
    """The forces on the bonds around any set of pieces sum to its weight: nothing is lost on the way."""
    structure = built(house(5, 4, 11.0), 800)
    bonds = structure.bonds
    up = upward(bonds, solved(structure))
    chosen = np.append(np.random.default_rng(seed).random(len(structure.shards)) < 0.5, False)
    out = np.where(chosen[bonds.first], 1.0, 0.0) - np.where(chosen[bonds.second], 1.0, 0.0)
    assert (out * up).sum() == pytest.approx(structure.shards.mass[chosen[:-1]].sum() * GRAVITY, rel=1e-3)


def solved(structure) -> np.ndarray:
    return LoadPath(structure.network, FINE).solve(np.ones(len(structure.bonds), bool), weight(structure))


def test_a_lost_column_hands_its_load_to_its_neighbours() -> None:
    massing = bare(3, 3, 3)
    structure = built(massing, 900)
    bonds, column = structure.bonds, columns(massing, structure.shards)
    footing = bonds.second == GROUND

    def reactions(force):
        return np.bincount(column[bonds.first[footing]], upward(bonds, force)[footing], 16)

    whole = reactions(solved(structure))
    gone = column == 5  # an inner one
    load = weight(structure)
    load[gone] = 0.0
    after = reactions(LoadPath(structure.network, FINE).solve(removed(structure, gone), load))
    assert after[5] == 0.0
    assert after.sum() == pytest.approx(-load[:, 2].sum(), rel=1e-3)
    gain = after - whole
    beside, far = [1, 4, 6, 9], [3, 12, 15]
    assert (gain[beside] > 0.08 * whole[5]).all()
    assert gain[beside].sum() > 0.5 * whole[5]
    assert np.abs(gain[far]).max() < 0.5 * gain[beside].min()


def test_solving_again_after_breaks_is_as_good_as_starting_anew() -> None:
    structure = built(house(5, 4, 11.0), 800)
    load, random = weight(structure), np.random.default_rng(4)
    alive = np.ones(len(structure.bonds), bool)
    path = LoadPath(structure.network, 1e-8)
    path.solve(alive, load)
    for _ in range(12):
        alive[random.choice(np.flatnonzero(alive), 8, replace=False)] = False
        again = path.solve(alive, load)
        anew = LoadPath(structure.network, 1e-8).solve(alive, load)
        np.testing.assert_allclose(again, anew, atol=2e-4 * np.abs(anew).max())
        assert (again[~alive] == 0).all()
    assert path.factored < 12  # that is what the old factors are for


def test_the_matrix_is_symmetric_and_multiplies_as_the_bonds_do() -> None:
    structure = built(house(3, 2, 8.0), 300)
    alive = np.random.default_rng(1).random(len(structure.bonds)) < 0.8
    k = matrix(structure.network, alive)
    assert abs(k - k.T).max() < 1e-6 * abs(k).max()
    u = np.random.default_rng(2).normal(size=(len(structure.shards), 6))
    path = LoadPath(structure.network, FINE)
    path.solve(alive, (k @ u.ravel()).reshape(u.shape))
    np.testing.assert_allclose(path.displacement, u, atol=1e-4)


def test_numbers_of_pieces_and_the_sides_of_bonds_mean_nothing() -> None:
    structure = built(house(3, 2, 8.0), 300)
    b, s = structure.bonds, structure.shards
    ones = np.ones(len(b), bool)
    young = np.full(len(s), 33e9)
    before = LoadPath(network(b, s.centre, s.mass, young, np.ones(len(b))), FINE).solve(ones, self_weight(s))
    random = np.random.default_rng(8)
    new = random.permutation(len(s))  # the new number of each piece
    old = np.argsort(new)
    swap = (random.random(len(b)) < 0.5) & (b.second != GROUND)
    first, second = new[b.first], np.where(b.second == GROUND, GROUND, new[b.second])
    turned = replace(
        b, first=np.where(swap, second, first), second=np.where(swap, first, second),
        normal=np.where(swap[:, None], -b.normal, b.normal),
    )  # fmt: skip
    order = random.permutation(len(b))
    mixed = Bonds(*(getattr(turned, f)[order] for f in Bonds.__dataclass_fields__))
    load = self_weight(s)[old]
    after = LoadPath(network(mixed, s.centre[old], s.mass[old], young, np.ones(len(b))), FINE).solve(ones, load)
    scale = np.abs(before[:, :3]).max()
    np.testing.assert_allclose(after[:, 0], before[order, 0], atol=1e-5 * scale)
    np.testing.assert_allclose(np.abs(after), np.abs(before[order]), atol=1e-5 * scale)


def test_a_pane_or_piece_that_hangs_on_nothing_does_not_upset_the_rest() -> None:
    structure = built(house(3, 2, 8.0), 300)
    alive = np.ones(len(structure.bonds), bool)
    loose = np.zeros(len(structure.shards), bool)
    loose[np.random.default_rng(3).integers(0, len(loose), 30)] = True
    load = weight(structure)
    load[loose] = 0.0
    alive = removed(structure, loose)
    force = LoadPath(structure.network, FINE).solve(alive, load)
    assert np.isfinite(force).all() and (force[~alive] == 0).all()
