"""Cloth falls, hangs, folds and lies as cloth does, and never comes to lie inside what it covers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coulisse.errors import BadInput
from coulisse.physics.cloth import Cloth, Fabric, drape, fabric_of, refined
from coulisse.physics.cloth_body import signed_depth, skin_of, solid
from coulisse.physics.cloth_measure import crossings
from coulisse.physics.cloth_sheet import sheet_of

COTTON = fabric_of(130, 2, 0.5)


def sheet(width, length, edge, z=1.0, upright=False, by_row=False):
    """A flat sheet: points, triangles, uv; upright it hangs in the plane y = 0 from z down."""
    nx, ny = max(round(width / edge), 1), max(round(length / edge), 1)
    u, v = np.meshgrid(np.linspace(-width / 2, width / 2, nx + 1), np.linspace(0, length, ny + 1), indexing="ij")
    uv = np.stack([u.ravel(), v.ravel()], 1)
    at = np.arange((nx + 1) * (ny + 1)).reshape(nx + 1, ny + 1)
    a, b, c, d = (k.ravel() for k in (at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]))
    even = np.add.outer(np.arange(nx) * (not by_row), np.arange(ny) + by_row).ravel() % 2 == 0
    one = np.where(even[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    two = np.where(even[:, None], np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    triangles = np.concatenate([one, two]).astype(np.int32)
    if upright:
        points = np.column_stack([uv[:, 0], np.zeros(len(uv)), z - uv[:, 1]])
    else:
        points = np.column_stack([uv[:, 0], uv[:, 1] - length / 2, np.full(len(uv), z)])
    return points, triangles, uv


def cloth_of(points, triangles, uv, **more):
    return Cloth(points, triangles, uv[triangles], **more)


def ball(radius=0.15, centre=(0.0, 0.0, 0.5), rings=24):
    theta, phi = np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)
    t, p = np.meshgrid(theta, phi, indexing="ij")
    points = radius * np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], -1).reshape(-1, 3) + centre
    i, j = np.meshgrid(np.arange(rings), np.arange(2 * rings), indexing="ij")
    a, b = i * 2 * rings + j, i * 2 * rings + (j + 1) % (2 * rings)
    faces = np.stack([a, a + 2 * rings, b + 2 * rings, b], -1).reshape(-1, 4).astype(np.int32)
    return points, faces


def box(low, high):
    corners = np.array(np.meshgrid(*zip(low, high, strict=True), indexing="ij")).reshape(3, -1).T
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return corners.astype(float), np.array(faces, np.int32)


@pytest.fixture(scope="module")
def on_ball():
    points, triangles, uv = sheet(0.6, 0.6, 0.02, z=0.66)
    return cloth_of(points, triangles, uv), drape(cloth_of(points, triangles, uv), *ball(), [COTTON], seconds=1.0)


def test_a_sheet_in_a_vacuum_falls_as_a_stone_does():
    cloth = cloth_of(*sheet(0.4, 0.4, 0.04, z=2.0))
    still = replace(COTTON, damping=0.0)
    end = drape(cloth, None, None, [still], seconds=0.4, air=0.0, calm=0.0)
    fallen = 2.0 - end.points[:, 2].mean()
    assert fallen == pytest.approx(0.5 * 9.81 * 0.4**2, rel=0.01)
    assert end.speed == pytest.approx(9.81 * 0.4, rel=0.01)


def test_nothing_that_happens_within_a_sheet_moves_its_centre_of_mass():
    points, triangles, uv = sheet(0.3, 0.3, 0.03)
    crumpled = points * (0.98, 0.98, 1.0) + np.random.default_rng(3).normal(0, 0.001, points.shape)
    cloth = cloth_of(crumpled, triangles, uv)
    end = drape(cloth, None, None, [replace(COTTON, damping=0.0)], seconds=0.3, gravity=(0, 0, 0), air=0.0, calm=0.0)
    area = np.zeros(len(points))
    np.add.at(area, triangles.ravel(), 1.0)
    drift = np.average(end.points - crumpled, axis=0, weights=area)
    assert np.linalg.norm(drift) < 0.0005
    assert np.linalg.norm(end.points - crumpled, axis=1).max() > 0.003  # it did unfold


def test_air_slows_a_light_sheet_more_than_a_heavy_one():
    cloth = cloth_of(*sheet(0.4, 0.4, 0.04, z=2.0))
    light, heavy = (drape(cloth, None, None, [fabric_of(w, 3, 0.5)], seconds=0.5, calm=0.0) for w in (40, 600))
    assert light.points[:, 2].mean() > heavy.points[:, 2].mean() + 0.2


def test_a_hanging_strip_stretches_by_its_weight_over_its_stiffness():
    points, triangles, uv = sheet(0.1, 0.5, 0.025, upright=True)
    soft = Fabric(weight=300, stretch=(0.5, 0.5, 0.8), tension=20.0, shear=10.0, damping=4.0)
    pins = np.flatnonzero(uv[:, 1] == 0).astype(np.int32)
    end = drape(cloth_of(points, triangles, uv, pins=pins), None, None, [soft], seconds=3.0)
    # A strip of length L hangs lower by (w g / K) L^2 / 2: 0.3 * 9.81 / 20 * 0.25 / 2 = 18.4 mm.
    lower = -end.points[uv[:, 1] == 0.5, 2].mean() + 0.5
    assert lower == pytest.approx(0.3 * 9.81 / 20.0 * 0.5**2 / 2, rel=0.07)


def test_a_stiff_strip_overhangs_further_than_a_fluid_one():
    dropped = []
    for limp in (0.2, 0.5, 0.95):
        points, triangles, uv = sheet(0.04, 0.10, 0.01)
        held = np.flatnonzero(uv[:, 1] < 0.0205).astype(np.int32)
        end = drape(cloth_of(points, triangles, uv, pins=held), None, None, [fabric_of(200, 2, limp)], seconds=1.2)
        dropped.append(1.0 - end.points[uv[:, 1] > 0.0999, 2].mean())
    # Peirce's bending length at 0.2 is 3.6 cm; twice that, 7.2 cm, would hang at 41.5 degrees: here 8 cm, about 46.
    assert dropped[0] == pytest.approx(0.08 * np.sin(np.radians(46)), abs=0.009)
    assert dropped[0] < dropped[1] < dropped[2] < 0.084


@pytest.mark.parametrize("grid", [True, False])
def test_bending_has_the_energy_of_a_rolled_up_plate(grid):
    points, triangles, uv = sheet(0.2, 0.2, 0.01, by_row=not grid)
    if not grid:  # rows moved by half an edge, on equilateral triangles
        uv = uv * (1.0, np.sqrt(0.75)) + np.outer(np.round(uv[:, 1] / 0.01) % 2 * 0.005, (1.0, 0.0))
    radius, rigid, energies = 0.1, replace(COTTON, bend=1e-3), []
    for turn in np.radians([0, 30, 45, 60, 90, 135]):
        along, across = uv @ (np.cos(turn), np.sin(turn)), uv @ (-np.sin(turn), np.cos(turn))
        rolled = np.column_stack([across, radius * np.sin(along / radius), radius * np.cos(along / radius)])
        cloth = _whole(cloth_of(rolled, triangles, uv))
        solver, particle = sheet_of(cloth, [rigid], np.arange(len(points), dtype=np.int32))
        x = np.zeros_like(rolled)
        x[particle] = rolled
        bent = (solver.fold[:, :4, None] * x[solver.hinge]).sum(1)
        energies.append(0.5 * ((bent**2).sum(1) / solver.fold[:, 4]).sum())
    area = np.ptp(uv[:, 1]) * 0.2
    plate = 0.5 * 1e-3 / radius**2 * area
    assert np.mean(energies) == pytest.approx(plate, rel=0.1)
    assert np.max(energies) < 1.35 * plate and np.min(energies) > 0.65 * plate


def _whole(cloth):
    zeros = np.zeros(len(cloth.triangles), np.int32)
    return replace(cloth, fabric=zeros, layer=zeros, targets=np.zeros((0, 3)))


def test_cloth_on_a_ball_stays_outside_it_and_within_its_stretch(on_ball):
    _, end = on_ball
    assert end.inside == 0 and end.depth <= 0.0005
    nearest = np.linalg.norm(end.points - (0, 0, 0.5), axis=1).min()
    assert 0.1495 < nearest < 0.1540
    assert end.stretch.worst < 0.02 * 1.15 + 0.02
    assert end.stretch.over < 0.02
    assert end.crossings == 0


def test_it_comes_to_rest(on_ball):
    assert on_ball[1].speed < 0.12
    assert on_ball[1].points[:, 2].min() < 0.5


def test_a_symmetrical_sheet_falls_nearly_symmetrically(on_ball):
    cloth, end = on_ball
    x, y = np.abs(end.points[:, 0]), np.abs(end.points[:, 1])
    assert end.points[:, :2].mean(0) == pytest.approx([0, 0], abs=0.01)
    left, right = end.points[cloth.points[:, 0] < 0, 2].mean(), end.points[cloth.points[:, 0] > 0, 2].mean()
    assert left == pytest.approx(right, abs=0.012)
    assert x.max() == pytest.approx(y.max(), abs=0.05)


def test_the_same_seed_gives_the_same_points_and_another_others():
    cloth, body = cloth_of(*sheet(0.3, 0.3, 0.03, z=0.66)), ball()
    one, again, other = (drape(cloth, *body, [COTTON], seconds=0.4, seed=s).points for s in (4, 4, 5))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_folded_sheet_that_is_dropped_does_not_pass_through_itself():
    points, triangles, uv = sheet(0.3, 0.3, 0.015)
    v = uv[:, 1]  # folded in three, one over the other
    fold = np.where(v < 0.1, v, np.where(v < 0.2, 0.2 - v, v - 0.2))
    points = np.column_stack([uv[:, 0], fold, 0.05 + 0.01 * np.floor(v / 0.10001)])
    end = drape(cloth_of(points, triangles, uv), None, None, [COTTON], seconds=0.8, floor=0.0)
    assert end.crossings == 0
    assert end.points[:, 2].min() > 0.0005
    assert end.points[:, 2].max() < 0.04


def test_two_sheets_pushed_through_each_other_come_apart():
    lower, triangles, uv = sheet(0.2, 0.2, 0.02, z=0.91)
    upper = lower + np.array([0.003, 0.002, 0.004])
    upper[:, 2] -= 0.009 * np.exp(-(upper[:, 0] ** 2 + upper[:, 1] ** 2) / 0.03**2)  # a dent that goes through
    both = np.concatenate([lower, upper])
    cloth = Cloth(both, np.concatenate([triangles, triangles + len(lower)]), np.concatenate([uv[triangles]] * 2))
    assert crossings(both, cloth.triangles, np.arange(len(both))) > 10
    end = drape(cloth, None, None, [COTTON], seconds=0.6, floor=0.9)
    assert end.crossings == 0


def test_an_outer_layer_ends_outside_the_inner_one():
    inner, triangles, uv = sheet(0.5, 0.5, 0.025, z=0.66)
    outer = inner + np.array([0.0, 0.0, 0.008])
    layer = np.repeat([0, 1], len(triangles)).astype(np.int32)
    cloth = Cloth(
        np.concatenate([inner, outer]), np.concatenate([triangles, triangles + len(inner)]),
        np.concatenate([uv[triangles]] * 2), layer=layer,
    )  # fmt: skip
    end = drape(cloth, *ball(), [COTTON], seconds=0.7)
    count = len(inner)
    top = np.linalg.norm(inner[:, :2], axis=1) < 0.08  # lies on the ball
    heights = np.linalg.norm(end.points - (0, 0, 0.5), axis=1)
    assert (heights[count:][top] > heights[:count][top] + 0.0015).all()
    assert end.crossings < 5
    assert end.inside == 0


def test_a_table_cloth_lies_on_the_table_and_hangs_beside_it():
    table = box((-0.3, -0.2, 0.0), (0.3, 0.2, 0.7))
    cloth = cloth_of(*sheet(0.9, 0.7, 0.025, z=0.72))
    end = drape(cloth, *table, [fabric_of(220, 2, 0.4)], seconds=1.0)
    on = (np.abs(cloth.points[:, 0]) < 0.25) & (np.abs(cloth.points[:, 1]) < 0.15)
    assert end.points[on, 2].min() > 0.7 and end.points[on, 2].max() < 0.712
    assert end.points[:, 2].min() < 0.58
    assert end.inside == 0


def test_open_seams_are_sewn_shut_and_stay_so():
    a, triangles, uv = sheet(0.2, 0.3, 0.02, upright=True)
    b = a + np.array([0.0, 0.06, 0.0])
    count = len(a)
    sides = np.flatnonzero(np.abs(np.abs(uv[:, 0]) - 0.1) < 1e-9)
    cloth = Cloth(
        np.concatenate([a, b]), np.concatenate([triangles[:, ::-1], triangles + count]).astype(np.int32),
        np.concatenate([uv[triangles][:, ::-1], uv[triangles]]),
        seams=np.stack([sides, sides + count], 1).astype(np.int32),
        pins=np.flatnonzero(uv[:, 1] == 0).astype(np.int32),
    )  # fmt: skip
    end = drape(cloth, None, None, [COTTON], seconds=0.8)
    assert np.array_equal(end.points[sides], end.points[sides + count])
    assert end.weld[sides[3]] == end.weld[sides[3] + count]
    assert end.stretch.over < 0.02


def test_degenerate_triangles_and_loose_vertices_do_no_harm():
    points, triangles, uv = sheet(0.3, 0.3, 0.03, z=0.66)
    extra = np.array([[0, 0, 5], [7, 7, 8], [2, 2, 2]], np.int32)
    points, uv = np.vstack([points, [(0.0, 0.0, 0.9)]]), np.vstack([uv, [(0.0, 0.0)]])
    end = drape(cloth_of(points, np.vstack([triangles, extra]), uv), *ball(), [COTTON], seconds=0.4)
    assert np.isfinite(end.points).all()
    assert end.stretch.worst < 0.1


def test_cloth_that_starts_inside_a_body_is_carried_out_without_a_bang():
    cloth = cloth_of(*sheet(0.3, 0.3, 0.03, z=0.6))  # through the upper half of the ball
    end = drape(cloth, *ball(), [COTTON], seconds=0.8)
    assert end.inside == 0
    assert np.linalg.norm(end.points - (0, 0, 0.5), axis=1).max() < 0.45


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"points": np.full((9, 3), np.nan)}, "no number"),
        ({"triangles": np.array([[0, 1, 99]])}, "not among the 9"),
        ({"rest": np.zeros((3, 3, 2))}, "one entry for each"),
        ({"pins": np.array([0, 1]), "targets": np.zeros((1, 3))}, "2 pins"),
        ({"fabric": np.full(8, 3)}, "not among the 1"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_words(change, says):
    points, triangles, uv = sheet(0.2, 0.2, 0.1)
    cloth = cloth_of(points, triangles, uv)
    if "triangles" in change:
        change["rest"] = np.zeros((1, 3, 2))
    with pytest.raises(BadInput, match=says):
        drape(replace(cloth, **change), None, None, [COTTON])


def test_a_fabric_follows_the_wardrobe_s_words():
    wool, silk, jersey = fabric_of(500, 5, 0.4, 0.3), fabric_of(70, 3, 0.85), fabric_of(180, 35, 0.85, kind="knit")
    assert wool.bend > 10 * silk.bend
    assert 5e-7 < silk.bend < 5e-6 and 3e-5 < wool.bend < 2e-4  # KES-FB2: silk 2-5, coating 60-150 micronewton metres
    assert jersey.stretch[0] == pytest.approx(0.35) and jersey.tension < silk.tension
    assert silk.stretch[2] > silk.stretch[0]  # gives on the bias
    assert wool.thickness > silk.thickness
    with pytest.raises(BadInput):
        Fabric(weight=float("nan"))


def test_a_body_s_distance_is_that_of_the_mesh():
    points, faces = ball(0.2, (0.1, -0.2, 0.3), 40)
    body = solid(points, faces, np.array([[0.0, 0.0, 0.0], [0.3, 0.3, 0.8]]))
    index = np.stack(np.meshgrid(*(np.arange(n) for n in body.distance.shape), indexing="ij"), -1)
    true = np.linalg.norm(body.origin + body.cell * index - (0.1, -0.2, 0.3), axis=-1) - 0.2
    near = np.abs(true) < 0.012
    assert np.abs(body.distance - true)[near].max() < 0.001
    assert ((body.distance < 0) == (true < 0))[np.abs(true) > 0.001].all()
    assert np.abs(body.distance - true)[true > -0.15].max() < 0.01
    asked = np.array([(0.1, -0.2, 0.51), (0.1, -0.2, 0.49), (0.1, 0.004, 0.3)])
    assert signed_depth(asked, *skin_of(points, faces)) == pytest.approx([0.01, -0.01, 0.004], abs=0.0007)


def test_overlapping_solids_are_one_body():
    p, f = box((0, 0, 0), (0.2, 0.2, 0.2))
    q, g = box((0.1, 0.05, 0.05), (0.4, 0.15, 0.15))
    body = solid(np.vstack([p, q]), np.vstack([f, g + 8]), np.array([[0.0, 0.0, 0.0], [0.4, 0.2, 0.6]]))
    at = np.round((np.array([0.15, 0.1, 0.1]) - body.origin) / body.cell).astype(int)
    assert body.distance[tuple(at)] < 0


def test_a_refined_sheet_is_closed_smooth_and_as_thick_as_asked():
    points, triangles, uv = sheet(0.3, 0.3, 0.03)
    points[:, 2] += 0.05 * np.sin(points[:, 0] * 20)
    fine, faces, mapped = refined(points, triangles, uv, 0.002)
    assert len(fine) == len(mapped) and faces.shape[1] == 4
    count = len(fine) // 2
    gap = np.linalg.norm(fine[:count] - fine[count:], axis=1)
    assert gap == pytest.approx(np.full(count, 0.002), abs=2e-5)
    edges = {}
    for face in faces:
        ring = [v for v in face if v >= 0]
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            edges[a, b] = edges.get((a, b), 0) + 1
    assert all(n == 1 and (b, a) in edges for (a, b), n in edges.items())  # closed, and all faces turned alike


def test_a_refined_seam_does_not_open():
    a, triangles, uv = sheet(0.2, 0.2, 0.02)
    b = a + np.array([0.2, 0.0, 0.0])
    count = len(a)
    weld = np.arange(2 * count)
    left, right = np.flatnonzero(np.isclose(uv[:, 0], 0.1)), np.flatnonzero(np.isclose(uv[:, 0], -0.1))
    weld[right + count] = left
    points = np.concatenate([a, b])
    points[:, 2] += 0.03 * np.cos(points[:, 0] * 15)
    fine, faces, _ = refined(
        points,
        np.concatenate([triangles, triangles + count]),
        np.concatenate([uv, uv + np.array([7.0, 0.0])]),
        0.0,
        weld=weld,
    )
    near = fine[np.abs(fine[:, 0] - 0.1) < 1e-4]
    places = np.unique(np.round(near, 5), axis=0)
    assert len(near) == 2 * len(places) == 2 * 21
    assert (faces[:, 3] == -1).all()
