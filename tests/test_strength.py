"""A building that was designed bears its own weight with a reserve; what fails is what is asked for too much."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.physics.cause import none
from coulisse.physics.collapse import Collapse
from coulisse.physics.fracture import GROUND, break_up
from coulisse.physics.materials import GRAVITY, MATERIALS
from coulisse.physics.model import structure
from coulisse.physics.strength import Capacity, capacities, utilisation
from coulisse.physics.structure import LoadPath
from coulisse.scene.building import Massing, members
from coulisse.scene.pieces import Kind
from small_buildings import bare, block, built, house, upward, weight

KINDS = ["concrete", "brick", "steel_glass"]
ODD = {
    "bare": lambda c: bare(3, 2, 4, c),
    "one bay": lambda c: house(1, 6, 14.0, c),
    "one room": lambda c: house(1, 1, 5.0, c),
    "one storey": lambda c: house(8, 1, 10.0, c),
    "usual": lambda c: house(6, 5, 12.0, c),
    "twenty storeys": lambda c: house(5, 20, 12.0, c),
    "recessed": lambda c: Massing(
        (0.0, 4.0, 8.0, 12.0), (0.0, 4.5, 7.5, 10.5), 9.0, c, recesses=(((4.0, 8.0, 4.5, 10.5), 1.2),),
        skyline=(13.5, 11.2, 13.5),
    ),
}  # fmt: skip


def utilised(s) -> np.ndarray:
    alive = np.ones(len(s.bonds), bool)
    return utilisation(LoadPath(s.network, 1e-6).solve(alive, weight(s)), alive, s.capacity)[0]


@pytest.mark.parametrize("construction", KINDS)
@pytest.mark.parametrize("shape", ODD)
def test_an_untouched_building_has_a_reserve_in_every_bond(construction, shape) -> None:
    for pieces, seed in ((600, 1), (250, 3))[: 1 if shape == "twenty storeys" else 2]:
        assert utilised(built(ODD[shape](construction), pieces, seed)).max() < 0.85


@pytest.mark.parametrize("construction", KINDS)
def test_an_untouched_building_stands_ten_seconds_without_a_broken_bond(construction) -> None:
    for shape in ("bare", "usual", "recessed"):
        s = built(ODD[shape](construction), 400, 2)
        simulation = Collapse(s, none(len(s.shards)), 24.0, 1)
        for _ in range(240):
            position, rotation = simulation.frame()
        assert simulation.log.broken == [0] * 240
        np.testing.assert_allclose(position, s.shards.centre, atol=1e-9)
        assert (rotation == [1, 0, 0, 0]).all()
        assert max(simulation.log.speed) == 0.0


@settings(max_examples=8, deadline=None)
@given(
    st.sampled_from(KINDS), st.integers(1, 7), st.integers(1, 9), st.floats(5, 20), st.floats(2.6, 6),
    st.floats(2.6, 4.5), st.integers(0, 99),
)  # fmt: skip
def test_whatever_its_outline_a_designed_building_bears_itself(kind, bays, storeys, depth, bay, storey, seed) -> None:
    s = structure(members(house(bays, storeys, depth, kind, bay, storey)), 350, seed)
    assert utilised(s).max() < 1.0


def test_strength_scales_what_every_bond_bears() -> None:
    parts = members(house(3, 3, 8.0))
    ordinary, weak = structure(parts, 300, 1), structure(parts, 300, 1, strength=0.25)
    np.testing.assert_allclose(weak.capacity.shear, 0.25 * ordinary.capacity.shear)
    np.testing.assert_allclose(weak.capacity.bending, 0.25 * ordinary.capacity.bending)
    assert utilised(weak).max() > utilised(ordinary).max()


@pytest.mark.parametrize("stuff", ["concrete", "brick", "timber"])
def test_a_column_is_crushed_by_as_much_as_its_section_and_material_bear(stuff: str) -> None:
    """f A, and for reinforced concrete the bars' share; checked by loading a column until it fails."""
    shards, bonds = break_up([block((0, 0, 0), (0.5, 0.4, 3), stuff)], 1, 1)
    m = MATERIALS[stuff]
    bears = m.compressive * 0.2 + (0.012 * 0.2 * m.yield_strength)
    c = capacities(bonds, [stuff], shards.kind, np.array([True]), np.zeros((1, 6)))
    for share in (0.98, 1.02):
        use, crushed = utilisation(np.array([[-share * bears, 0, 0, 0, 0, 0]]), np.array([True]), c)
        assert use[0] == pytest.approx(share, rel=1e-6) and crushed[0]


def test_a_beam_bends_as_its_bars_allow() -> None:
    """M = As / 2 x fy x 0.8 h, EC2 6.1 with the usual lever arm, times what ductility adds (GSA 2003)."""
    b, h = 0.3, 0.5
    parts = [block((0, 0, 5), (2, b, 5 + h), kind=Kind.BEAM), block((2, 0, 5), (4, b, 5 + h), kind=Kind.BEAM)]
    shards, bonds = break_up(parts, 1, 1)
    c = capacities(bonds, ["concrete"] * 2, shards.kind, np.array([True, True]), np.zeros((1, 6)))
    steel = 0.008 * b * h
    expected = steel / 2 * 550e6 * 0.8 * h * 2.0
    strong = int(np.argmax(c.depth[0]))
    assert c.depth[0, strong] == pytest.approx(h)
    assert c.bending[0, strong] == pytest.approx(expected)


def one(force, **bears) -> float:
    """The utilisation of one bond whose capacities are 100 but for those given."""
    full = {"compression": 100.0, "tension": 100.0, "shear": 100.0, "bending": 100.0, "depth": 0.01} | bears
    pair = {k: np.full((1, 2), full[k]) for k in ("bending", "depth")}
    c = Capacity(np.array([full["compression"]]), np.array([full["tension"]]), np.array([full["shear"]]),
                 **pair, energy=np.ones(1))  # fmt: skip
    return float(utilisation(np.array([force], float), np.ones(1, bool), c)[0][0])


def test_the_criterion_says_what_each_force_alone_does() -> None:
    assert one([50, 0, 0, 0, 0, 0]) == pytest.approx(0.5)  # tension
    assert one([-50, 0, 0, 0, 0, 0]) == pytest.approx(0.5)  # compression
    assert one([0, 30, 40, 0, 0, 0]) == pytest.approx(0.5)  # shear both ways
    assert one([0, 0, 0, 0, 30, 20]) == pytest.approx(0.5)  # bending both ways
    assert one([50, 0, 0, 0, 50, 0]) == pytest.approx(1.0)  # tension and bending add up


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-80, 80), min_size=6, max_size=6), st.floats(1.0, 3.0))
def test_more_of_the_same_load_never_makes_a_bond_safer(force, factor) -> None:
    # With compression the friction and the help to bending grow too, at most as fast as the demand.
    assert one(np.multiply(force, factor)) >= one(force) - 1e-9


@settings(max_examples=60, deadline=None)
@given(st.floats(1, 49), st.floats(0, 100), st.floats(0, 100))
def test_a_little_compression_helps_a_column_to_bend_and_a_wall_not_to_slide(push, moment, slide) -> None:
    assert one([-push, 0, 0, 0, moment, 0], depth=0.4) <= max(one([0, 0, 0, 0, moment, 0], depth=0.4), push / 100)
    assert one([-push, slide, 0, 0, 0, 0]) <= max(one([0, slide, 0, 0, 0, 0]), push / 100)


def test_a_broken_bond_asks_for_nothing() -> None:
    s = built(house(3, 3, 8.0), 300)
    alive = np.random.default_rng(1).random(len(s.bonds)) < 0.5
    use, _ = utilisation(np.full((len(alive), 6), 1e9), alive, s.capacity)
    assert (use[~alive] == 0).all() and (use[alive] > 0).all()


def test_a_slab_without_links_shears_where_a_beam_would_not() -> None:
    """EC2 6.2.2: some 0.6 MPa for a thin slab; with links some 3."""
    bears = []
    for kind in (Kind.SLAB, Kind.BEAM):
        shards, bonds = break_up(
            [block((0, 0, 5), (2, 1, 5.2), kind=kind), block((2, 0, 5), (4, 1, 5.2), kind=kind)], 1, 1
        )
        c = capacities(bonds, ["concrete"] * 2, shards.kind, np.array([True, True]), np.zeros((1, 6)))
        bears.append(c.shear[0] / bonds.area[0])
    assert bears == pytest.approx([0.6e6, 3.0e6])


def test_the_footings_of_a_designed_building_bear_its_weight_with_the_reserve_of_the_code() -> None:
    s = built(bare(3, 2, 4), 500)
    footing = s.bonds.second == GROUND
    alive = np.ones(len(s.bonds), bool)
    up = upward(s.bonds, LoadPath(s.network, 1e-8).solve(alive, weight(s)))[footing]
    assert up.sum() == pytest.approx(s.shards.mass.sum() * GRAVITY, rel=1e-3)
    assert (s.capacity.compression[footing] > 3.5 * up).all()
