"""Bars stand out where reinforced concrete broke, from the moment at which it broke, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.physics.rebar import LONGEST, with_rebar
from coulisse.physics.rubble import Rubble
from coulisse.scene.pieces import Kind, Surface
from small_buildings import built, house

EYE = np.array([7.0, -25.0, 2.0])


def scene(construction="concrete"):
    """The pieces of a building, its structure, and a random time of breaking for half of its bonds."""
    s = built(house(4, 3, 9.0, construction), 400)
    broken = np.where(np.random.default_rng(1).random(len(s.bonds)) < 0.5, 10, -1)
    broken[broken > 0] += np.arange((broken > 0).sum()) % 30
    return Rubble(s.shards, 0).pieces(), s, broken


def bars(before, after) -> np.ndarray:
    """The triangles (T,) of `after` that are bars."""
    assert len(after.triangles) >= len(before.triangles)
    return np.flatnonzero((after.triangle_surface == Surface.STEEL) & (after.triangle_shown_from > 0))


def test_triangles_and_vertices_stay_grouped_by_piece() -> None:
    before, s, broken = scene()
    after = with_rebar(before, s.bonds, broken, 300, 1, EYE)
    assert (np.diff(after.triangle_piece) >= 0).all()
    rows = np.arange(len(after))
    np.testing.assert_array_equal(np.searchsorted(after.triangle_piece, rows), after.triangle_start[:-1])
    owner = np.searchsorted(after.vertex_start, after.triangles, side="right") - 1
    np.testing.assert_array_equal(owner, np.repeat(after.triangle_piece[:, None], 3, axis=1))
    assert after.triangle_start[-1] == len(after.triangles) and after.vertex_start[-1] == len(after.vertices)


def test_the_pieces_themselves_are_as_they_were() -> None:
    before, s, broken = scene()
    after = with_rebar(before, s.bonds, broken, 300, 1, EYE)
    old = np.setdiff1d(np.arange(len(after.triangles)), bars(before, after))
    np.testing.assert_array_equal(after.vertices[after.triangles[old]], before.vertices[before.triangles])
    np.testing.assert_array_equal(after.triangle_surface[old], before.triangle_surface)
    assert (after.triangle_shown_from[old] == 0).all()
    np.testing.assert_array_equal(after.mass, before.mass)


def test_a_bar_appears_when_its_bond_breaks_at_the_place_where_it_broke() -> None:
    before, s, broken = scene()
    after = with_rebar(before, s.bonds, broken, 300, 1, EYE)
    steel = bars(before, after)
    assert len(steel) == 300 * (len(steel) // 300)
    middle = after.vertices[after.triangles[steel]].mean(axis=1)
    for t in range(0, len(steel), 13):
        mine = s.bonds.first == after.triangle_piece[steel[t]]
        match = mine & (broken == after.triangle_shown_from[steel[t]])
        assert match.any()
        reach = LONGEST * 1.6 + np.sqrt(12 * s.bonds.moments[match] / s.bonds.area[match, None]).max()
        assert np.linalg.norm(s.bonds.point[match] - middle[t], axis=1).min() < reach


def test_bars_belong_to_reinforced_members_of_concrete_only() -> None:
    before, s, broken = scene()
    after = with_rebar(before, s.bonds, broken, 300, 1, EYE)
    kinds = set(after.kind[after.triangle_piece[bars(before, after)]].tolist())
    assert kinds and not kinds & {Kind.GLASS, Kind.PARTITION, Kind.INTERIOR}


def test_brickwork_has_none() -> None:
    before, s, broken = scene("brick")
    after = with_rebar(before, s.bonds, broken, 300, 1, EYE)
    owners = after.triangle_piece[bars(before, after)]
    brick = np.zeros(len(before), bool)
    brick[before.triangle_piece[before.triangle_surface == Surface.BRICK]] = True
    assert not brick[owners].any()


def test_nothing_broken_means_no_bars_and_none_wanted_means_none() -> None:
    before, s, broken = scene()
    assert with_rebar(before, s.bonds, np.full(len(s.bonds), -1), 300, 1, EYE) is before
    assert with_rebar(before, s.bonds, broken, 0, 1, EYE) is before


@pytest.mark.parametrize("most", [1, 25, 100])
def test_there_are_no_more_than_asked_for_and_those_near_the_camera_come_first(most) -> None:
    before, s, broken = scene()
    after = with_rebar(before, s.bonds, broken, most, 1, EYE)
    count = len(after.triangles) - len(before.triangles)
    assert count % most == 0 and count > 0
    away = np.linalg.norm(after.vertices[after.triangles[bars(before, after)]].mean(axis=1) - EYE, axis=1)
    every = np.linalg.norm(s.bonds.point[broken >= 0] - EYE, axis=1)
    assert away.max() < np.median(every)


def test_the_same_seed_bends_them_alike() -> None:
    before, s, broken = scene()
    a, b, c = (with_rebar(before, s.bonds, broken, 80, seed, EYE) for seed in (1, 1, 2))
    np.testing.assert_array_equal(a.vertices, b.vertices)
    assert not np.array_equal(a.vertices, c.vertices)
