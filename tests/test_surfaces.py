"""Ragged breaks, procedural materials and light in rooms."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from box_building import boxes, building
from coulisse.render.bodies import bodies_of, matrices_between, rest_poses
from coulisse.render.roughen import roughen
from coulisse.render.skylight import grid_frame, sky_grid, skylight
from coulisse.render.textures import COURSE, material, noise
from coulisse.scene.pieces import Surface


def volume(pieces, piece):
    a, b = pieces.triangle_start[piece : piece + 2]
    corners = pieces.vertices[pieces.triangles[a:b]].astype(float)
    return np.linalg.det(corners).sum() / 6


def test_ragged_breaks_leave_the_facade_flat_and_the_pieces_closed():
    pieces = building(6, 6, 4, cell=2.0)
    ragged = roughen(pieces)
    assert len(ragged.triangles) > 2 * len(pieces.triangles)
    np.testing.assert_array_equal(ragged.centre, pieces.centre)
    front = ragged.vertices[ragged.triangles[ragged.triangle_surface == Surface.PLATE]]
    np.testing.assert_allclose(front[..., 1], 0.0, atol=1e-4)
    assert (np.diff(ragged.triangle_piece) >= 0).all()
    for piece in range(len(pieces)):
        a, b = ragged.triangle_start[piece : piece + 2]
        assert (ragged.triangle_piece[a:b] == piece).all()
        corners = np.round(ragged.vertices[ragged.triangles[a:b]].astype(float), 4)
        edges = {}
        for triangle in corners:
            for k in range(3):
                edge = (tuple(triangle[k]), tuple(triangle[(k + 1) % 3]))
                edges[edge] = edges.get(edge, 0) + 1
        assert all(edges.get((q, p), 0) == n for (p, q), n in edges.items())
        assert abs(volume(ragged, piece) / volume(pieces, piece) - 1) < 0.3


def test_two_sides_of_a_break_still_fit():
    faces = np.full((2, 6), Surface.CONCRETE)
    pieces = boxes([[0, 0, 0], [2, 0, 0]], [[2, 2, 2], [4, 2, 2]], faces)
    ragged = roughen(pieces)
    sides = []
    for piece in (0, 1):
        own = ragged.vertices[ragged.vertex_start[piece] : ragged.vertex_start[piece + 1]]
        sides.append({tuple(v) for v in np.round(own, 3)})
    common = sides[0] & sides[1]
    assert len(common) >= 9


def test_rebar_and_plaster_stay_straight():
    pieces = boxes([[0, 0, 0]], [[2, 2, 2]], np.full((1, 6), Surface.STEEL))
    assert roughen(pieces) is pieces


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9), st.floats(-30, 30), st.floats(-1, 15), st.floats(0, 30), st.floats(0.001, 1.0))
def test_every_material_has_a_possible_albedo(surface, x, y, z, footprint):
    paint = np.array([0.5, 0.5, 0.5], np.float32)
    values = material(surface, x, y, z, True, 3, footprint, paint)
    assert np.isfinite(values).all()
    assert min(values[:3]) > 0 and max(values[:3]) < 1


def test_a_brick_course_is_75_millimetres_high():
    paint = np.array([0.5, 0.5, 0.5], np.float32)
    red = lambda z: material(Surface.BRICK, 0.05, 0.0, z, True, 0, 0.002, paint)[:3]  # noqa: E731
    for row in range(1, 6):
        brick, joint = red(COURSE * (row + 0.4)), red(COURSE * (row + 0.95))
        assert brick[0] > 1.6 * brick[1]
        assert joint[0] < 1.3 * joint[1]


def test_detail_finer_than_a_pixel_is_left_out():
    paint = np.array([0.5, 0.5, 0.5], np.float32)
    z = np.linspace(0, 1, 200)
    jumps = [np.std(np.diff([material(Surface.BRICK, 0, 0, v, True, 0, f, paint)[0] for v in z])) for f in (0.005, 0.3)]
    assert jumps[1] < 0.05 * jumps[0]


def test_noise_has_the_slope_that_it_reports():
    p = np.array([0.37, 2.61, -1.13])
    value, *slope = noise(*p)
    for k in range(3):
        step = np.eye(3)[k] * 1e-5
        assert abs((noise(*(p + step))[0] - value) / 1e-5 - slope[k]) < 1e-3


def test_a_room_is_dim_and_the_street_is_open():
    pieces = building(12, 9, 8, cell=1.0)
    bodies = bodies_of(pieces)
    rest = matrices_between(rest_poses(bodies.centre), rest_poses(bodies.centre), np.zeros(1))
    frame = grid_frame(pieces.vertices.min(0), pieces.vertices.max(0), 10.0)
    grid = sky_grid(bodies, rest[0], np.ones(len(bodies.triangles), np.uint8), *frame)
    inside, _ = skylight(grid, 6.0, 4.0, 3.1, 0.0, 0.0, 1.0)
    street, _ = skylight(grid, 6.0, -9.0, 0.0, 0.0, 0.0, 1.0)
    facade, _ = skylight(grid, 6.0, 0.0, 5.0, 0.0, -1.0, 0.0)
    assert inside < 0.2
    assert street > 0.7
    assert 0.4 < facade <= 0.52
