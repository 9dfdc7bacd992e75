"""Pieces fill their members, bonds have the areas on which they touch, and children fill their parent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.physics import convex
from coulisse.physics.fracture import GROUND, break_up, shatter, triangles
from coulisse.physics.materials import DENSITY
from coulisse.scene.building import members
from coulisse.scene.pieces import Surface
from small_buildings import block, built, house


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.floats(0.2, 6.0)] * 3), st.integers(1, 60), st.integers(0, 1000))
def test_the_pieces_of_a_member_fill_it_and_weigh_as_much(size, pieces: int, seed: int) -> None:
    shards, _ = break_up([block((1, 2, 3), np.array([1, 2, 3]) + size)], pieces, seed)
    assert shards.volume.sum() == pytest.approx(np.prod(size), rel=1e-4)
    assert shards.mass.sum() == pytest.approx(np.prod(size) * DENSITY["concrete"], rel=1e-4)
    assert (shards.volume > 0).all()


def test_a_whole_building_keeps_its_volume_when_it_is_broken_up() -> None:
    massing = house(4, 3, 10.0)
    parts = members(massing)
    volume = sum(np.prod(np.subtract(m.hi, m.lo)) for m in parts)
    mass = sum(np.prod(np.subtract(m.hi, m.lo)) * DENSITY[m.stuff] for m in parts)
    shards = built(massing, 700).shards
    assert shards.volume.sum() == pytest.approx(volume, rel=1e-4)
    assert shards.mass.sum() == pytest.approx(mass, rel=1e-4)
    assert 600 <= len(shards) <= 701


def test_both_sides_of_a_cut_know_their_bond_and_no_pair_has_two() -> None:
    structure = built(house(4, 3, 10.0), 700)
    shards, bonds = structure.shards, structure.bonds
    within = np.flatnonzero(bonds.within)
    for bond in within.tolist():
        sides = np.flatnonzero(shards.polygon_bond == bond)
        assert sorted(shards.polygon_piece[sides]) == sorted([bonds.first[bond], bonds.second[bond]])
    pairs = np.sort(np.stack([bonds.first, bonds.second], 1)[within], axis=1)
    assert len(np.unique(pairs, axis=0)) == len(pairs)
    assert (shards.polygon_bond[shards.polygon_bond >= 0] < len(within)).all()


def test_cuts_count_their_area_once() -> None:
    """A bar that is cut across carries everything through one section."""
    shards, bonds = break_up([block((0, 0, 1), (10, 0.3, 1.3))], 12, 4)
    c, s = shards.corners, shards.polygon_start
    cuts = np.flatnonzero(shards.polygon_surface == Surface.CONCRETE)
    outer = [p for p in cuts if np.isclose(c[s[p] : s[p + 1]], c[s[p]], atol=1e-9).all(axis=0).any()]
    area = np.array([convex.polygon_properties(c[s[p] : s[p + 1]])[0] for p in range(len(s) - 1)])
    both_sides = area.sum() - area[outer].sum()
    assert area[outer].sum() == pytest.approx(2 * (10 * 0.3 * 2 + 0.09), rel=1e-6)
    assert bonds.area.sum() == pytest.approx(both_sides / 2, rel=1e-6)
    assert (bonds.area > 0.09 - 1e-9).all()  # a slanting cut is larger than the upright one


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 2), st.tuples(*[st.floats(0.3, 2)] * 2), st.tuples(*[st.floats(-0.2, 0.2)] * 2),
    st.integers(1, 8), st.integers(0, 50),
)  # fmt: skip
def test_boxes_that_touch_are_bonded_on_just_their_common_area(axis, size, shift, pieces, seed) -> None:
    others = [a for a in range(3) if a != axis]
    lo, hi = np.array([0, 0, 5.0]), np.array([1, 1, 6.0])
    low, high = lo.copy(), hi.copy()
    low[axis], high[axis] = hi[axis], hi[axis] + 0.7
    for k, a in enumerate(others):
        low[a] += shift[k]
        high[a] = low[a] + size[k]
    common = np.prod([min(hi[a], high[a]) - max(lo[a], low[a]) for a in others])
    _, bonds = break_up([block(lo, hi), block(low, high)], 2 * pieces, seed)
    joint = ~bonds.within
    assert bonds.area[joint].sum() == pytest.approx(common, rel=1e-3, abs=0.002 * pieces)
    sign = np.where(bonds.first[joint] < bonds.second[joint], 1.0, -1.0)
    np.testing.assert_allclose(bonds.normal[joint][:, axis] * sign, 1.0, atol=1e-6)  # from the first to the second
    assert (bonds.second != GROUND).all()


def test_boxes_that_do_not_touch_are_not_bonded() -> None:
    _, bonds = break_up(
        [block((0, 0, 5), (1, 1, 6)), block((1.01, 0, 5), (2, 1, 6)), block((0, 0, 6.2), (1, 1, 7))], 3, 1
    )
    assert len(bonds) == 0


@settings(max_examples=20, deadline=None)
@given(st.floats(0.2, 3), st.floats(0.2, 3), st.integers(1, 12), st.integers(0, 50))
def test_what_stands_on_the_ground_has_a_foundation_of_its_footprint(a, b, pieces, seed) -> None:
    _, bonds = break_up([block((2, 3, 0), (2 + a, 3 + b, 1.5)), block((9, 9, 0.1), (10, 10, 1))], pieces + 1, seed)
    footing = bonds.second == GROUND
    assert bonds.area[footing].sum() == pytest.approx(a * b, rel=1e-3, abs=4e-4 * pieces)
    np.testing.assert_allclose(bonds.normal[footing], [[0, 0, -1.0]] * footing.sum(), atol=1e-6)


def test_bonds_point_from_the_first_piece_to_the_second() -> None:
    structure = built(house(4, 3, 10.0), 700)
    b, centre = structure.bonds, structure.shards.centre
    held = np.flatnonzero(b.second != GROUND)
    way = np.einsum("bk,bk->b", centre[b.second[held]] - centre[b.first[held]], b.normal[held])
    assert (way > 0).all()
    np.testing.assert_allclose(np.linalg.norm(b.normal, axis=1), 1.0, atol=1e-9)
    frame = np.concatenate([b.normal[:, None], b.axes], axis=1)
    np.testing.assert_allclose(np.abs(np.linalg.det(frame)), 1.0, atol=1e-9)


def test_more_pieces_go_where_the_focus_is() -> None:
    parts = [block((3 * k, 0, 1), (3 * k + 2, 2, 3)) for k in range(8)]
    shards, _ = break_up(parts, 200, 1, lambda p: np.where(p[:, 0] < 12, 4.0, 1.0))
    count = np.bincount(shards.member, minlength=8)
    assert count[:4].min() >= 3.5 * count[4:].max()
    assert 180 <= len(shards) <= 200


@settings(max_examples=40, deadline=None)
@given(st.tuples(*[st.floats(0.05, 4)] * 3), st.integers(2, 5), st.integers(0, 500))
def test_the_children_of_a_broken_piece_fill_it(size, count, seed) -> None:
    random = np.random.default_rng(seed)
    shards, _ = break_up([block((1, 1, 1), np.add(size, 1))], 5, seed)
    piece = int(random.integers(len(shards)))
    a, b = np.searchsorted(shards.polygon_piece, [piece, piece + 1])
    start = shards.polygon_start[a : b + 1]
    corners, looks = shards.corners[start[0] : start[-1]], shards.polygon_surface[a:b]
    parts = shatter(corners, start - start[0], looks, int(Surface.BRICK), count, random)
    volumes = [convex.solid_properties(c, s, np.zeros(len(s) - 1, int), 1)[0][0] for c, s, _ in parts]
    assert sum(volumes) == pytest.approx(shards.volume[piece], rel=1e-3)
    if len(parts) > 1:
        assert all((looks == Surface.BRICK).any() for _, _, looks in parts)


def test_triangles_are_grouped_by_piece_and_close_each_piece() -> None:
    shards = built(house(4, 3, 10.0), 700).shards
    vertices, tris, surface, piece, tri_start, vertex_start = triangles(shards)
    assert (np.diff(piece) >= 0).all() and tri_start[-1] == len(tris) == len(surface)
    assert (np.searchsorted(vertex_start, tris, side="right") - 1 == piece[:, None]).all()
    a, b, c = (vertices[tris[:, k]].astype(float) for k in range(3))
    volume = np.bincount(
        piece, np.einsum("nk,nk->n", a - shards.centre[piece], np.cross(b - a, c - a)) / 6, len(shards)
    )
    np.testing.assert_allclose(volume, shards.volume, rtol=2e-3, atol=1e-4)


def test_the_same_seed_breaks_alike_and_another_does_not() -> None:
    parts = members(house(2, 2, 6.0))
    one, again, other = (break_up(parts, 200, seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.corners, again.corners)
    assert one.corners.shape != other.corners.shape or not np.array_equal(one.corners, other.corners)
