"""Dust in the picture: light that is lost as Beer and Lambert say, shadows, and no flicker."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.render.cloud import MASS_EXTINCTION, Cloud, cloud_of, light_dust, shadow_grid, sweep
from coulisse.render.noise import billows
from coulisse.render.volumes import march, transmittance_at
from coulisse.scene.camera import Camera
from coulisse.scene.dust import DustField
from coulisse.scene.light import Light

TURN = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])  # looks along +y
ALBEDO = np.array([0.5, 0.45, 0.4])


def light_from(*to_sun: float) -> Light:
    to = np.array(to_sun, float)
    return Light(to / np.linalg.norm(to), np.array([1.0, 0.95, 0.9]), np.array([0.2, 0.25, 0.3]))


def camera(width: int = 96, height: int = 54) -> Camera:
    return Camera(width, height, 1.2 * width, width / 2, height / 2, TURN, -TURN @ np.array([0.0, -20.0, 5.0]))


def field_of(density: np.ndarray, cell: float = 0.5, origin: tuple[float, ...] = (-8.0, -8.0, 0.0)) -> DustField:
    shape = density.shape
    return DustField(
        0, np.array(origin), cell, np.ascontiguousarray(density, np.float32), np.zeros((*shape, 6), np.float32),
        np.array([0.4, 0.6]), np.zeros((2, 3)), np.zeros(shape, np.float32),
    )  # fmt: skip


def ball(density: float = 0.05, radius: float = 3.0, n: int = 32, nz: int = 24) -> DustField:
    x, y, z = np.meshgrid(*[(np.arange(m) + 0.5) * 0.5 for m in (n, n, nz)], indexing="ij")
    inside = (x - 8) ** 2 + (y - 8) ** 2 + (z - 5) ** 2 < radius**2
    return field_of(np.where(inside, density, 0.0))


def uniform_cloud(extinction: float) -> Cloud:
    """A box of 8 m with the same extinction all over, past all carving."""
    field = field_of(np.full((16, 16, 24), extinction / MASS_EXTINCTION), origin=(-4.0, -4.0, -1.0))
    fine = (32, 32, 48)
    return Cloud(
        field, field.origin, 0.25, np.full(fine, extinction, np.float32), np.full(fine, 10.0, np.float32),
        np.full((16, 16, 24), extinction, np.float32), np.full((4, 4, 6), extinction, np.float32), 0,
    )  # fmt: skip


@pytest.mark.parametrize("extinction", [0.02, 0.1, 0.3])
def test_a_uniform_slab_takes_as_much_light_as_beer_and_lambert_say(extinction: float) -> None:
    cloud, light = uniform_cloud(extinction), light_from(0.3, -0.5, 0.8)
    view = camera()
    layers = march(cloud, view, np.full((54, 96), np.inf), light, ALBEDO, light_dust(cloud, light), reduce=1)
    centre = layers.alpha[25:29, 46:50].mean()
    assert centre == pytest.approx(1.0 - np.exp(-8.0 * extinction), abs=0.015)
    assert layers.optical_depth[27, 48] == pytest.approx(8.0 * extinction, rel=0.03)
    # A surface in the middle of the slab stops the march there.
    half = march(cloud, view, np.full((54, 96), 20.0), light, ALBEDO, light_dust(cloud, light), reduce=1)
    assert half.optical_depth[27, 48] == pytest.approx(4.0 * extinction, rel=0.03)


@settings(max_examples=15, deadline=None)
@given(st.floats(0.0, 6.28), st.floats(0.1, 1.5), st.floats(0.0, 3.0))
def test_light_through_a_uniform_block_falls_off_with_the_way_through_it(
    azimuth: float, elevation: float, extinction: float
) -> None:
    to = np.array([np.cos(azimuth) * np.cos(elevation), np.sin(azimuth) * np.cos(elevation), np.sin(elevation)])
    light = sweep(np.full((12, 14, 16), extinction, np.float32), 0.5, to)
    assert light.min() >= 0.0 and light.max() <= 1.0 + 1e-6
    centre = np.array([5.5, 6.5, 7.5]) + 0.5
    way = np.min(np.where(to > 0, np.array([12, 14, 16]) - centre, centre) / np.maximum(np.abs(to), 1e-9)) * 0.5
    assert light[5, 6, 7] == pytest.approx(np.exp(-extinction * way), abs=0.12)


def test_it_is_dark_behind_a_dense_ball_and_bright_beside_it() -> None:
    cloud = cloud_of(ball())
    shadow = shadow_grid(cloud, light_from(0.0, 0.0, 1.0))
    assert shadow.transmittance.min() >= 0.0 and shadow.transmittance.max() <= 1.0 + 1e-6
    below, beside, outside = transmittance_at(shadow, np.array([[0.0, 0, 0.3], [6.5, 6.5, 0.3], [40.0, 0, 0]]))
    assert below < 0.02 and beside > 0.98 and outside == 1.0


def test_the_side_towards_the_sun_is_the_bright_one() -> None:
    cloud, light = cloud_of(ball(0.1)), light_from(-1.0, 0.0, 0.3)
    layers = march(cloud, camera(), np.full((54, 96), np.inf), light, ALBEDO, light_dust(cloud, light))
    solid = layers.alpha > 0.9
    value = np.where(solid, layers.rgb[..., 1], 0.0)
    left, right = value[:, :44].sum() / solid[:, :44].sum(), value[:, 52:].sum() / solid[:, 52:].sum()
    assert left > 1.6 * right


def test_no_dust_leaves_the_picture_alone() -> None:
    cloud, light = cloud_of(field_of(np.zeros((16, 16, 16)))), light_from(0.0, -1.0, 1.0)
    layers = march(cloud, camera(), np.full((54, 96), np.inf), light, ALBEDO, light_dust(cloud, light))
    assert not layers.alpha.any() and not layers.rgb.any() and np.all(np.isinf(layers.depth))
    assert np.all(shadow_grid(cloud, light).transmittance == 1.0)


def test_dust_behind_a_wall_is_not_seen() -> None:
    cloud, light = cloud_of(ball()), light_from(0.0, -1.0, 1.0)
    depth = np.full((54, 96), np.inf)
    depth[:, :48] = 10.0
    layers = march(cloud, camera(), depth, light, ALBEDO, light_dust(cloud, light))
    assert layers.alpha[:, :47].max() < 1e-3 and layers.alpha[:, 49:].max() > 0.9


def test_thick_sunlit_dust_reflects_about_its_albedo() -> None:
    cloud, light = cloud_of(ball(0.2, 3.5)), light_from(0.0, -1.0, 0.4)
    layers = march(cloud, camera(), np.full((54, 96), np.inf), light, ALBEDO, light_dust(cloud, light))
    facing = np.median(layers.rgb[layers.alpha > 0.95], axis=0) / (ALBEDO * (light.sun + light.sky))
    assert np.all((facing > 0.6) & (facing < 1.2))


def test_another_frame_changes_the_jitter_but_not_the_picture() -> None:
    cloud, light = cloud_of(ball()), light_from(-1.0, -1.0, 1.0)
    lit = light_dust(cloud, light)
    a, b, c = (march(cloud, camera(), np.full((54, 96), np.inf), light, ALBEDO, lit, frame=f) for f in (0, 0, 1))
    np.testing.assert_array_equal(a.rgb, b.rgb)
    assert np.abs(a.rgb - c.rgb).mean() < 0.004


def test_carving_keeps_the_mass_within_a_third() -> None:
    field = ball(0.03, radius=4.5)
    cloud = cloud_of(field)
    carved = cloud.extinction.sum(dtype=float) * cloud.cell**3 / MASS_EXTINCTION
    assert 0.67 < carved / field.mass < 1.34


def test_the_noise_tiles_without_a_seam() -> None:
    noise = billows(0)
    inner = np.abs(np.diff(noise, axis=0)).mean()
    assert np.abs(noise[0] - noise[-1]).mean() < 1.3 * inner
    assert noise.min() == 0.0 and noise.max() == 1.0
