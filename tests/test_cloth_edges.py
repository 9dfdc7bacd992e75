"""Where folds meet crosswise, only edges see each other: they stay on the side that they came from."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.physics.cloth import Cloth, drape, fabric_of
from coulisse.physics.cloth_contact import room_for
from coulisse.physics.cloth_edges import UNKNOWN, cross_off, look_across, remember_crosses
from coulisse.physics.cloth_hash import unrest
from coulisse.physics.cloth_sheet import checked, sheet_of

COTTON = fabric_of(130, 2, 0.5)
ACROSS = np.array([-0.09, -0.03, 0.03, 0.09])


def tent(up, along_x, z):
    """A folded strip of 3 by 2 squares of 6 cm: its ridge along x or y at height z, its wings down or up by 4 cm."""
    run, side = np.meshgrid(ACROSS, [-0.045, 0.0, 0.045], indexing="ij")
    height = z + up * 0.04 * (np.abs(side) > 0)
    points = np.stack([run, side, height] if along_x else [side, run, height], -1).reshape(-1, 3)
    at = np.arange(12).reshape(4, 3)
    a, b, c, d = (k.ravel() for k in (at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]))
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)
    uv = np.stack([run, np.sign(side) * 0.0602], -1).reshape(-1, 2)
    return points, triangles, uv


def two_tents(gap):
    """A ridge, and over it, crosswise and upside down, another: no vertex of one is over a triangle of the other."""
    low, triangles, uv = tent(-1, True, 0.0)
    high, _, _ = tent(1, False, gap)
    points = np.concatenate([low, high])
    rest = np.concatenate([uv[triangles]] * 2)
    both = np.concatenate([triangles, triangles + len(low)])
    return Cloth(points, both, rest, pins=np.arange(len(low), dtype=np.int32)), len(low)


def looked(cloth, slack=0.002):
    """The solver's sheet, its points, and its lists after one look."""
    whole = checked(cloth, [COTTON])
    sheet, particle = sheet_of(whole, [COTTON], np.arange(len(whole.points), dtype=np.int32))
    x = np.zeros_like(whole.points)
    x[particle] = whole.points
    near, _ = room_for(sheet)
    still = np.zeros_like(x)
    look_across(
        x, still, still[:, 0].copy(), sheet, slack, 0.0, near, still, *remember_crosses(x, near, len(sheet.edge))
    )
    return sheet, x, particle, near


def ridge_gap(points, count):
    """How far the upper ridge's middle is over the lower one's, where they cross."""
    lower, upper = points[:count].reshape(4, 3, 3)[:, 1], points[count:].reshape(4, 3, 3)[:, 1]
    return upper[1:3].mean(0)[2] - lower[1:3].mean(0)[2]


def test_a_fold_that_falls_on_a_fold_stays_over_it():
    cloth, count = two_tents(0.03)
    end = drape(cloth, None, None, [COTTON], seconds=0.2, calm=0.0)
    assert end.crossings == 0
    assert ridge_gap(end.points, count) > 0.001
    assert end.points[count:, 2].mean() < cloth.points[count:, 2].mean() - 0.01, "it did fall"


def test_folds_that_are_near_are_listed_and_those_that_are_far_are_not():
    assert looked(two_tents(0.010)[0])[3].cross_count.sum() >= 1
    assert looked(two_tents(0.030)[0])[3].cross_count.sum() == 0


def test_an_edge_that_was_pushed_through_comes_back_to_its_side():
    cloth, count = two_tents(0.008)
    sheet, x, particle, near = looked(cloth)
    known = np.concatenate([near.cross_side[r, : near.cross_count[r]] for r in range(len(near.cross_count))])
    assert (np.abs(known) == 1).any()
    x[particle[count:], 2] -= 0.012  # 4 mm on the wrong side
    assert ridge_gap(x[particle], count) < 0
    for _ in range(60):
        for row in range(len(near.cross_count)):
            row_of = near.cross_ends[row], near.cross_side[row], near.cross_room[row], near.cross_count[row]
            cross_off(x, x.copy(), sheet, *row_of, 0.0004)
    assert ridge_gap(x[particle], count) > 0.002
    # and a new look does not forget it
    still = np.zeros_like(x)
    x[particle[count:], 2] -= 0.010
    memory = remember_crosses(x, near, len(sheet.edge))
    look_across(x, still, still[:, 0].copy(), sheet, 0.004, 0.0, near, still, *memory)
    again = np.concatenate([near.cross_side[r, : near.cross_count[r]] for r in range(len(near.cross_count))])
    assert (np.abs(again[again != UNKNOWN]) == 1).any()
    for _ in range(60):
        for row in range(len(near.cross_count)):
            row_of = near.cross_ends[row], near.cross_side[row], near.cross_room[row], near.cross_count[row]
            cross_off(x, x.copy(), sheet, *row_of, 0.0004)
    assert ridge_gap(x[particle], count) > 0.002


def test_what_moves_together_is_calm_and_what_meets_is_not():
    layers = np.random.default_rng(1).uniform(0, 0.02, (3, 50, 3))
    layers[:, :, 2] += np.array([[0.0], [0.03], [0.5]])
    points = layers.reshape(-1, 3)
    speeds = np.zeros_like(points)
    speeds[:, 2] = 3.0
    out = np.empty(len(points))
    assert unrest(points, speeds, out) == pytest.approx(0.0, abs=1e-9)
    speeds[50:100, 2] = -1.0  # the second layer comes at the first, the third is far
    assert unrest(points, speeds, out) == pytest.approx(4.0)
    assert out[:100].min() == pytest.approx(4.0) and out[100:].max() == pytest.approx(0.0, abs=1e-9)
