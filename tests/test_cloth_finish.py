"""At the end nothing is inside the body and nothing beyond its stretch; what cannot be both is let out, and told."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.physics.cloth_body import outside, skin_of
from coulisse.physics.cloth_finish import MET, settled
from coulisse.physics.cloth_measure import stretch_of

LIMIT = 0.03


def sheet(edge=0.02, wide=0.4, z=0.0):
    side = np.linspace(-wide / 2, wide / 2, round(wide / edge) + 1)
    x, y = np.meshgrid(side, side, indexing="ij")
    at = np.arange(x.size).reshape(x.shape)
    a, b, c, d = (k.ravel() for k in (at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]))
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)
    return np.stack([x.ravel(), y.ravel(), np.full(x.size, z)], 1), triangles


def ball(radius=0.12, rings=24):
    theta, phi = np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)
    t, p = np.meshgrid(theta, phi, indexing="ij")
    points = radius * np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], -1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(rings), np.arange(2 * rings), indexing="ij")
    a, b = i * 2 * rings + j, i * 2 * rings + (j + 1) % (2 * rings)
    faces = np.stack([a, a + 2 * rings, b + 2 * rings, b], -1).reshape(-1, 4).astype(np.int32)
    return points, faces


def finished(points, triangles, rest, skin=None, held=(), floor=None):
    limits = np.full((len(triangles), 2), LIMIT)
    group = np.arange(len(points), dtype=np.int32)
    end = settled(points, triangles, rest, limits, group, np.array(held, np.int32), skin, floor)
    return end, stretch_of(end.points, triangles, end.rest, limits).over


def test_cloth_that_is_in_the_body_and_too_long_comes_out_of_it_and_keeps_its_limit():
    points, triangles = sheet(z=0.117)  # its middle lies 3 mm deep in the ball's top
    rest = points[triangles][:, :, :2] / 1.06  # and it is stretched by 6 %
    skin = skin_of(*ball())
    assert outside(skin, points, None)[0] > 0
    end, over = finished(points, triangles, rest, skin)
    assert outside(skin, end.points, None) == (0, pytest.approx(0.0, abs=0.0005))
    assert over <= MET and end.eased.triangles == 0
    assert np.linalg.norm(end.points - points, axis=1).max() < 0.03


def test_a_point_that_is_deep_in_the_body_comes_out_by_a_short_way():
    points, triangles = sheet(z=0.125)
    middle = int(np.argmin(np.linalg.norm(points[:, :2], axis=1)))
    points[middle, 2] = 0.07  # 5 cm under the skin
    skin = skin_of(*ball())
    end, _ = finished(points, triangles, points[triangles][:, :, :2] * 4, skin)
    assert outside(skin, end.points, None)[0] == 0
    assert np.linalg.norm(end.points[middle] - points[middle]) < 0.08


def test_pins_that_are_further_apart_than_the_cloth_is_cut_let_it_out_and_say_so():
    points, triangles = sheet()
    rest = points[triangles][:, :, :2].copy()
    held = np.flatnonzero(np.abs(np.abs(points[:, 0]) - 0.2) < 1e-9)
    points[:, 0] *= 1.2  # 20 % further apart across the weft
    end, over = finished(points, triangles, rest, held=held)
    assert over <= MET
    assert end.eased.triangles > 0.9 * len(triangles)
    assert end.eased.most == pytest.approx(1.2 / (1 + LIMIT) - 1, abs=0.02)
    assert np.array_equal(end.points[held], points[held])
    grown = np.ptp(end.rest[:, :, 0], axis=1) / np.ptp(rest[:, :, 0], axis=1)
    assert grown.mean() == pytest.approx(1.2 / (1 + LIMIT), abs=0.01)
    assert np.allclose(np.ptp(end.rest[:, :, 1], axis=1), np.ptp(rest[:, :, 1], axis=1)), "not along the warp"


def test_what_is_right_already_is_not_touched():
    points, triangles = sheet(z=0.2)
    end, over = finished(points, triangles, points[triangles][:, :, :2], skin_of(*ball()), floor=0.0)
    assert np.array_equal(end.points, points) and over <= 0 and end.eased == (0, 0.0)


def test_nothing_ends_under_the_floor():
    points, triangles = sheet(z=-0.01)
    end, _ = finished(points, triangles, points[triangles][:, :, :2], floor=0.0)
    assert end.points[:, 2].min() >= 0
