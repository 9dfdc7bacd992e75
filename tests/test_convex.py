"""Voronoi cells fill their box, close, are convex and look outward; sections have the moments of the textbook."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.physics import convex

boxes = st.tuples(
    st.tuples(*[st.floats(-30, 30)] * 3),
    st.tuples(*[st.floats(0.02, 12.0)] * 3),
    st.integers(1, 40),
    st.integers(0, 99),
)


def cut(box):
    """Cells of random seeds in a box: its corners lo, hi, then those of `voronoi`."""
    lo, size = np.array(box[0]), np.array(box[1])
    seeds = lo + size * np.random.default_rng(box[3]).uniform(0.01, 0.99, (box[2], 3))
    return lo, lo + size, seeds, *convex.voronoi(*convex.box_polygons(lo, lo + size), seeds)


def outward(corners, starts):
    """Unit normals (P, 3) by Newell's sum, which also serves for polygons with a very short edge."""
    normals = np.empty((len(starts) - 1, 3))
    for p in range(len(normals)):
        ring = corners[starts[p] : starts[p + 1]] - corners[starts[p]]
        normals[p] = np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)


@settings(max_examples=60, deadline=None)
@given(boxes)
def test_the_cells_of_a_box_fill_it_and_nothing_else(box) -> None:
    lo, hi, _, corners, starts, cells, _ = cut(box)
    volume, centre = convex.solid_properties(corners - lo, starts, cells, box[2])
    assert (volume > 0).all()
    assert volume.sum() == pytest.approx(np.prod(hi - lo), rel=1e-4)
    np.testing.assert_allclose((volume[:, None] * centre).sum(axis=0) / volume.sum(), (hi - lo) / 2, rtol=2e-4)
    assert (corners >= lo - 1e-6).all() and (corners <= hi + 1e-6).all()


@settings(max_examples=40, deadline=None)
@given(boxes)
def test_every_cell_is_convex_and_its_faces_look_outward(box) -> None:
    _, _, seeds, corners, starts, cells, _ = cut(box)
    normals = outward(corners, starts)
    for cell in range(box[2]):
        mine = np.flatnonzero(cells == cell)
        points = np.concatenate([corners[starts[p] : starts[p + 1]] for p in mine])
        for p in mine:
            ahead = (points - corners[starts[p]]) @ normals[p]
            area = convex.polygon_properties(corners[starts[p] : starts[p + 1]])[0]
            if area > 1e-6:  # a sliver's normal is only rounding
                assert ahead.max() < 1e-4 * max(1.0, np.ptp(points))
                assert (seeds[cell] - corners[starts[p]]) @ normals[p] < 1e-6


@settings(max_examples=40, deadline=None)
@given(boxes)
def test_every_cell_is_closed(box) -> None:
    """The area vectors of a closed surface cancel, and each of its edges is walked once either way."""
    _, _, _, corners, starts, cells, _ = cut(box)
    vector = np.array([0.5 * np.cross(
        corners[starts[p] : starts[p + 1]], np.roll(corners[starts[p] : starts[p + 1]], -1, axis=0)
    ).sum(axis=0) for p in range(len(cells))])  # fmt: skip
    size = np.linalg.norm(vector, axis=1)
    for cell in range(box[2]):
        assert np.linalg.norm(vector[cells == cell].sum(axis=0)) < 1e-4 * size[cells == cell].sum() + 1e-9


def test_corners_edges_and_faces_obey_euler() -> None:
    lo, hi = np.zeros(3), np.array([4.0, 3.0, 2.0])
    for seed in range(20):
        seeds = np.random.default_rng(seed).uniform(lo + 0.1, hi - 0.1, (25, 3))
        corners, starts, cells, _ = convex.voronoi(*convex.box_polygons(lo, hi), seeds)
        for cell in range(25):
            mine = np.flatnonzero(cells == cell)
            rings = [np.round(corners[starts[p] : starts[p + 1]] / 1e-5).astype(int) for p in mine]
            number = {tuple(c) for ring in rings for c in ring}
            walked = [(tuple(a), tuple(b)) for r in rings for a, b in zip(r, np.roll(r, -1, axis=0), strict=True)]
            edges = {frozenset(e) for e in walked}
            assert len(number) - len(edges) + len(mine) == 2
            assert len(walked) == len(set(walked)) == 2 * len(edges)  # each edge once either way
            assert {(b, a) for a, b in walked} == set(walked)


def test_neighbouring_cells_share_the_same_polygon() -> None:
    lo, hi = np.zeros(3), np.array([4.0, 3.0, 0.3])
    seeds = np.random.default_rng(3).uniform(lo, hi, (30, 3))
    corners, starts, cells, tags = convex.voronoi(*convex.box_polygons(lo, hi), seeds)
    area = {}
    for p in range(len(cells)):
        if tags[p] >= 0:
            area[cells[p], tags[p]] = convex.polygon_properties(corners[starts[p] : starts[p + 1]])[0]
    for (a, b), size in area.items():
        if size > 1e-6:
            assert size == pytest.approx(area[b, a], rel=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.05, 8.0), st.floats(0.05, 8.0), st.floats(0, 6.28), st.tuples(*[st.floats(-1, 1)] * 3))
def test_a_rectangle_has_the_moments_of_the_textbook(b: float, h: float, turn: float, axis) -> None:
    """b h³ / 12, however it lies in space."""
    n = np.add(axis, (0, 0, 1e-3))
    n /= np.linalg.norm(n)
    u = np.cross(n, [1.0, 0, 0] if abs(n[0]) < 0.8 else [0, 1.0, 0])
    u /= np.linalg.norm(u)
    v = np.cross(n, u)
    u, v = np.cos(turn) * u + np.sin(turn) * v, -np.sin(turn) * u + np.cos(turn) * v
    middle = np.array([3.0, -2.0, 7.0])
    ring = np.array([middle + s * u * b / 2 + t * v * h / 2 for s, t in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    area, centroid, normal, axes, moments = convex.polygon_properties(ring)
    assert area == pytest.approx(b * h)
    np.testing.assert_allclose(centroid, middle, atol=1e-9)
    np.testing.assert_allclose(normal, n, atol=1e-6)
    np.testing.assert_allclose(sorted(moments), sorted([b * h**3 / 12, h * b**3 / 12]), rtol=1e-6, atol=2e-12)
    if abs(b - h) > 0.05 * max(b, h):
        weak = axes[int(np.argmin(moments))]  # about the long side
        assert abs(weak @ (u if b > h else v)) == pytest.approx(1.0, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(*[st.tuples(st.floats(-2, 2), st.floats(0.1, 3)) for _ in range(4)])
def test_two_rectangles_overlap_in_the_rectangle_common_to_both(ax, ay, bx, by) -> None:
    def ring(x, y):
        return np.array(
            [[x[0], y[0], 1], [x[0] + x[1], y[0], 1], [x[0] + x[1], y[0] + y[1], 1], [x[0], y[0] + y[1], 1]]
        )

    common = convex.intersect_polygons(ring(ax, ay), ring(bx, by), np.array([0, 0, 1.0]))
    w = min(ax[0] + ax[1], bx[0] + bx[1]) - max(ax[0], bx[0])
    d = min(ay[0] + ay[1], by[0] + by[1]) - max(ay[0], by[0])
    area = convex.polygon_properties(common)[0] if len(common) >= 3 else 0.0
    assert area == pytest.approx(max(w, 0) * max(d, 0), abs=1e-6)
