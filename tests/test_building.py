"""Members touch and never overlap, everything stands on something, and openings are holes."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from coulisse.physics.fracture import GROUND, break_up
from coulisse.scene.building import SIZES, Massing, column_lines, members
from coulisse.scene.pieces import Kind, Surface
from small_buildings import bare, house

KINDS = ["concrete", "brick", "steel_glass"]


@st.composite
def massings(draw) -> Massing:
    bays, storeys = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    widths = draw(st.lists(st.floats(2.4, 6.0), min_size=bays, max_size=bays))
    heights = draw(st.lists(st.floats(2.6, 4.6), min_size=storeys, max_size=storeys))
    axes = tuple(np.concatenate([[0.0], np.cumsum(widths)]).tolist())
    levels = tuple(np.concatenate([[0.0], np.cumsum(heights)]).tolist())
    openings = []
    for (a, b), (c, d) in itertools.product(itertools.pairwise(axes), itertools.pairwise(levels)):
        if draw(st.booleans()):
            left, sill = draw(st.floats(0.15, 0.4)), draw(st.floats(0.1, 0.4))
            openings.append((a + left * (b - a), b - 0.2 * (b - a), c + sill * (d - c), d - 0.2 * (d - c)))
    kind = draw(st.sampled_from(KINDS))
    # A brick building is its walls: it has no bare frame.
    skin = kind == "brick" or draw(st.sampled_from([True, True, False]))
    return Massing(
        axes, levels, draw(st.floats(5.0, 22.0)), kind, tuple(openings),
        seed=draw(st.integers(0, 9)), skin=skin, contents=draw(st.booleans()),
    )  # fmt: skip


def overlaps(parts) -> list[tuple[float, str]]:
    """The volumes, above a litre, that two members share."""
    lo, hi = np.array([m.lo for m in parts]), np.array([m.hi for m in parts])
    found = []
    for k in range(len(parts)):
        size = np.minimum(hi[k], hi[k + 1 :]) - np.maximum(lo[k], lo[k + 1 :])
        volume = np.prod(np.maximum(size, 0.0), axis=1)
        found += [
            (float(volume[j]), f"{parts[k].kind.name} {parts[k].lo} {parts[k + 1 + j].kind.name} {parts[k + 1 + j].lo}")
            for j in np.flatnonzero(volume > 1e-3)
        ]
    return found


@settings(max_examples=60, deadline=None)
@example(Massing(axes=(0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 23.0), levels=(0.0, 3.0), depth=5.0))  # core on a line
@given(massings())
def test_no_two_members_of_the_structure_take_the_same_place(massing) -> None:
    parts = [m for m in members(massing) if m.kind != Kind.INTERIOR]
    assert overlaps(parts) == []


@settings(max_examples=40, deadline=None)
@given(massings())
def test_furniture_stands_in_no_wall(massing) -> None:
    """Two things may lie in one another (they are thrown together anyhow), but not in the building."""
    parts = members(massing)
    shared = overlaps(parts)
    assert [v for v in shared if v[1].count("INTERIOR") == 1] == []


@settings(max_examples=15, deadline=None)
@given(massings())
def test_every_member_is_held_up_by_the_ground(massing) -> None:
    parts = members(massing)
    shards, bonds = break_up(parts, 1, 1)
    n = len(shards)
    second = np.where(bonds.second == GROUND, n, bonds.second)
    graph = coo_matrix((np.ones(len(bonds)), (bonds.first, second)), shape=(n + 1, n + 1))
    _, label = connected_components(graph, directed=False)
    hanging = [parts[k].kind.name for k in shards.member[label[:n] != label[n]]]
    assert hanging == []


@settings(max_examples=40, deadline=None)
@given(massings())
def test_openings_are_holes_with_glass_in_them(massing) -> None:
    parts = members(massing)
    walls = [m for m in parts if m.kind == Kind.FACADE]
    panes = [m for m in parts if m.kind == Kind.GLASS]
    for x0, x1, z0, z1 in massing.openings if massing.skin else ():
        x, z = (x0 + x1) / 2, (z0 + z1) / 2
        assert not [m for m in walls if m.lo[0] < x < m.hi[0] and m.lo[2] < z < m.hi[2]]
        glass = [m for m in panes if m.lo[0] >= x0 - 1e-6 and m.hi[0] <= x1 + 1e-6 and m.lo[2] < z < m.hi[2]]
        assert sum(m.hi[0] - m.lo[0] for m in glass) == pytest.approx(x1 - x0)


@settings(max_examples=40, deadline=None)
@given(massings())
def test_the_facade_is_whole_but_for_its_openings(massing) -> None:
    if not massing.skin:
        return
    front = [m for m in members(massing) if m.kind in (Kind.FACADE, Kind.GLASS)]
    area = sum((m.hi[0] - m.lo[0]) * (m.hi[2] - m.lo[2]) for m in front)
    assert area == pytest.approx(massing.axes[-1] * massing.levels[-1], rel=1e-3)
    assert all(m.surfaces[2] == Surface.PLATE for m in front)  # what the camera sees is the plate


@settings(max_examples=40, deadline=None)
@given(massings())
def test_nothing_stands_out_of_the_outline(massing) -> None:
    parts = members(massing)
    lo, hi = np.array([m.lo for m in parts]), np.array([m.hi for m in parts])
    assert (lo >= -1e-9).all()
    assert (hi[:, 0] <= massing.axes[-1] + 1e-9).all() and (hi[:, 1] <= massing.depth + 1e-9).all()
    assert hi[:, 2].max() <= massing.levels[-1] + massing.parapet + 1e-9
    assert {m.storey for m in parts} == set(range(len(massing.levels) - 1))


@settings(max_examples=60, deadline=None)
@given(massings())
def test_columns_stand_inside_on_bay_lines_and_not_too_far_apart(massing) -> None:
    xs, ys = column_lines(massing)
    size = SIZES[massing.construction]
    skin = size.facade if massing.skin else 0.0
    assert xs == sorted(xs) and ys == sorted(ys)
    for line, end in ((xs, massing.axes[-1]), (ys, massing.depth)):
        assert line[0] - size.column / 2 >= skin - 1e-9
        assert line[-1] + size.column / 2 <= end - skin + 1e-9
    assert all(any(abs(x - a) < 1e-9 for a in massing.axes) for x in xs[1:-1])
    assert max(np.diff(xs), default=0) <= 2.1 * size.span


RECESSED = Massing(
    (0.0, 4.0, 8.0, 12.0), (0.0, 3.0, 6.0, 9.0), 9.0, recesses=(((4.0, 8.0, 3.0, 9.0), 1.3),), parapet=0.0
)  # fmt: skip


def test_a_recess_has_the_depth_that_was_asked_for() -> None:
    for m in members(RECESSED):
        if m.kind == Kind.FACADE:
            inside = 4.0 <= (m.lo[0] + m.hi[0]) / 2 <= 8.0 and (m.lo[2] + m.hi[2]) / 2 > 3.0
            assert m.lo[1] == pytest.approx(1.3 if inside else 0.0)


def test_a_recess_takes_the_place_of_nothing_else() -> None:
    assert overlaps([m for m in members(RECESSED) if m.kind != Kind.INTERIOR]) == []


def test_the_roof_follows_the_skyline() -> None:
    skyline = (9.5, 13.0, 10.2)
    massing = Massing((0.0, 4.0, 8.0, 12.0), (0.0, 3.0, 6.0, 9.0), 9.0, skyline=skyline)
    parts = members(massing)
    for k, z in enumerate(skyline):
        over = [m.hi[2] for m in parts if m.lo[1] == 0 and m.lo[0] >= 4 * k - 1e-6 and m.hi[0] <= 4 * k + 4 + 1e-6]
        assert max(over) == pytest.approx(z)


@pytest.mark.parametrize("construction", KINDS)
def test_a_building_is_made_of_what_it_is_said_to_be(construction) -> None:
    kinds = {m.kind for m in members(house(6, 4, 13.0, construction))}
    assert {Kind.SLAB, Kind.ROOF, Kind.FACADE, Kind.GLASS, Kind.WALL, Kind.PARAPET, Kind.INTERIOR} <= kinds
    frame = {m.stuff for m in members(bare(2, 2, 3, construction)) if m.kind in (Kind.COLUMN, Kind.BEAM, Kind.WALL)}
    assert frame == {"concrete": {"concrete"}, "brick": {"brick"}, "steel_glass": {"steel"}}[construction]


def test_sides_that_the_camera_sees_carry_the_plate() -> None:
    for eye, left, right in ((-20.0, True, False), (5.0, False, False), (40.0, False, True)):
        massing = replace(house(4, 3, 9.0), seen_from=(eye, -25.0, 2.0))
        walls = [m for m in members(massing) if m.kind == Kind.WALL]
        assert any(m.surfaces[0] == Surface.PLATE and m.lo[0] == 0 for m in walls) is left
        assert any(m.surfaces[1] == Surface.PLATE and m.hi[0] == massing.axes[-1] for m in walls) is right
