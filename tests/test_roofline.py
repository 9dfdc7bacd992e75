"""Promises about what stands on the facade's rectangle and before it: roofs, chimneys, trees."""

import numpy as np
import pytest

from coulisse.physics.fracture import break_up
from coulisse.scene.building import Massing, members
from coulisse.scene.camera import Camera
from coulisse.scene.pieces import Kind
from coulisse.scene.roofline import hanging_on, roof_columns
from coulisse.scene.skyline import find_sky, find_skyline
from coulisse.scene.trees import trees_before

SKY, SLATE, BRICK, LAWN = (0.35, 0.45, 0.62), (0.09, 0.10, 0.12), (0.25, 0.12, 0.09), (0.06, 0.11, 0.03)
WIDTH, TOP = 30.0, 10.0


def frontal() -> Camera:
    """From 30 m before the middle of the facade, level; 20 pixels a metre on the facade."""
    axes = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
    eye = np.array([WIDTH / 2, -30.0, 2.0])
    return Camera(900, 600, 600.0, 450.0, 450.0, axes, -axes @ eye)


def pixel(x: float, z: float) -> tuple[int, int]:
    (u, v), _ = (a[0] for a in frontal().project(np.array([[x, 0.0, z]])))
    return round(u), round(v)


def school(seed: int = 1) -> np.ndarray:
    """A brick front under a slate roof 3 m high with a chimney, on a lawn; scene-linear."""
    random = np.random.default_rng(seed)
    picture = np.empty((600, 900, 3), np.float32)
    picture[:] = np.array(SKY) * np.linspace(0.75, 1.15, 600)[:, None, None]

    def paint(x0: float, x1: float, z0: float, z1: float, tone: tuple[float, float, float], rough: float) -> None:
        (a, d), (b, c) = pixel(x0, z0), pixel(x1, z1)
        part = picture[max(c, 0) : d, max(a, 0) : b]
        part[:] = np.array(tone) * np.exp(random.normal(0, rough, (*part.shape[:2], 1)))

    paint(-20, 50, -6, 0, LAWN, 0.2)
    paint(0, WIDTH, 0, TOP, BRICK, 0.15)
    paint(0, WIDTH, TOP, TOP + 3, SLATE, 0.03)
    paint(6, 7.5, TOP + 3, TOP + 6, BRICK, 0.15)
    return picture


def with_tree(picture: np.ndarray) -> np.ndarray:
    random = np.random.default_rng(3)
    picture = picture.copy()
    v, u = np.mgrid[:600, :900]
    centre = pixel(20, 5.5)
    crown = np.hypot(u - centre[0], v - centre[1]) < 55
    picture[crown] = np.array([0.05, 0.10, 0.02]) * np.exp(random.normal(0, 0.5, (int(crown.sum()), 1)))
    (a, b), (c, d) = pixel(19.8, -0.5), pixel(20.2, 4)
    picture[d:b, a:c] = np.where(crown[d:b, a:c, None], picture[d:b, a:c], np.array([0.03, 0.025, 0.02]))
    return picture


def facade_outline() -> np.ndarray:
    return np.array([pixel(0, TOP), pixel(WIDTH, TOP), pixel(WIDTH, 0), pixel(0, 0)], float)


def test_a_blue_slate_roof_is_no_sky() -> None:
    sky = find_sky(school(), facade_outline(), frontal())
    u, v = pixel(15, TOP + 1.5)
    assert not sky[v - 10 : v + 10, u - 100 : u + 100].any()
    assert sky[:100].mean() > 0.9


def test_a_roof_and_its_chimney_are_followed_against_the_sky() -> None:
    found = find_skyline(school(), frontal(), 0, WIDTH, TOP, samples=100, narrow=True)
    columns = roof_columns(found.x, found.z, 0, WIDTH, 4.0, TOP + 0.1)
    assert found.confidence > 0.5
    assert columns[0][0] == 0 and columns[-1][1] == WIDTH
    assert all(a[1] == b[0] for a, b in zip(columns[:-1], columns[1:], strict=True))
    highest = max(columns, key=lambda c: c[2])
    assert highest[2] == pytest.approx(TOP + 6, abs=0.5) and 5 < highest[0] < highest[1] < 8.5
    plain = [c for c in columns if c[1] < 5 or c[0] > 8.5]
    assert all(abs(c[2] - TOP - 3) < 0.5 and abs(c[3] - TOP - 3) < 0.5 for c in plain)


def test_a_slanting_roof_breaks_into_pieces_that_fill_it_exactly() -> None:
    roof = ((0.0, 4.0, 7.0, 9.0), (4.0, 8.0, 9.0, 7.5))
    building = Massing(axes=(0.0, 4.0, 8.0), levels=(0.0, 3.0, 6.0), depth=8.0, roof=roof, contents=False)
    parts = [m for m in members(building) if m.slope is not None]
    shards, _ = break_up(parts, 40, 1)
    assert shards.volume.sum() == pytest.approx(0.25 * (4 * 2.0 + 4 * 2.25), rel=1e-6)
    assert (shards.volume > 0).all() and np.isfinite(shards.centre).all()
    assert {Kind(k) for k in shards.kind.tolist()} == {Kind.ROOF}


def test_what_sticks_out_over_the_model_goes_with_it_and_a_house_behind_does_not() -> None:
    sky = np.ones((100, 200), bool)
    silhouette = np.zeros_like(sky)
    silhouette[50:90, 50:150] = True
    chimney, hill = np.zeros_like(sky), np.zeros_like(sky)
    chimney[40:50, 70:76] = True
    for column in range(150, 200):  # a slope that rises beside the wall
        hill[60 - (column - 150) // 4 : 90, column] = True
    sky &= ~(silhouette | chimney | hill)
    sky[90:] = False
    found = hanging_on(silhouette, sky, np.zeros_like(sky))
    assert found[chimney].all()
    assert not found[:, 155:].any() and not found[90:].any()
    assert not hanging_on(silhouette, sky, chimney).any()


def test_a_tree_before_the_facade_is_held_out_with_its_trunk() -> None:
    matte, crowns = trees_before(with_tree(school()), facade_outline())
    assert crowns == 1
    for x, z in ((20, 5.5), (18, 5.5), (20, 1.5)):
        u, v = pixel(x, z)
        assert matte[v, u] > 0.8
    u, v = pixel(10, 5)
    assert matte[v - 40 : v + 40, u - 100 : u + 100].max() == 0
    assert matte[: pixel(0, TOP)[1]].max() == 0


def test_a_lawn_before_a_bare_facade_is_no_tree() -> None:
    matte, crowns = trees_before(school(), facade_outline())
    assert crowns == 0 and matte.max() == 0
