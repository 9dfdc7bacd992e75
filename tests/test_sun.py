"""The light of a plate: energies that add up to what the plate shows, and a direction that owns to guessing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.scene.reveals import sun_side
from coulisse.scene.sun import FACADE_ALBEDO, angles, direction, find_sun, light_from_angles, read_shading
from facade_views import Block, camera_towards, photograph, rectangle

BLOCK = Block()


@given(st.floats(-179, 179), st.floats(2, 89))
def test_angles_and_direction_are_each_others_inverse(azimuth, elevation):
    to_sun = direction(azimuth, elevation)
    assert np.linalg.norm(to_sun) == pytest.approx(1)
    assert angles(to_sun) == pytest.approx((azimuth, elevation), abs=1e-6)


def test_the_brief_counts_azimuth_from_behind_the_viewer_and_positive_from_the_right():
    assert direction(0, 30)[1] < 0
    assert direction(90, 30)[0] > 0.8
    assert direction(-90, 30)[0] < -0.8


@pytest.mark.parametrize("azimuth", [-60.0, -20.0, 35.0])
def test_the_light_on_the_facade_gives_back_the_plates_brightness(azimuth):
    camera = camera_towards(BLOCK, yaw=25, pitch=5, fov=50)
    image = photograph(BLOCK, camera)
    outline = camera.project(rectangle(BLOCK))[0]
    light = light_from_angles(azimuth, 40, image, camera, outline)
    wall = light.sun * max(0.0, -light.to_sun[1]) + light.sky / 2
    shown = read_shading(image, outline).lit / FACADE_ALBEDO
    assert wall.sum() == pytest.approx(shown.sum(), rel=0.15)
    assert light.confidence == 1
    assert (light.sun > 0).all() and (light.sky > 0).all()


def test_the_sky_is_bluer_than_the_sun_on_a_clear_day():
    camera = camera_towards(BLOCK, yaw=25, pitch=5, fov=50)
    light = find_sun(photograph(BLOCK, camera), camera, camera.project(rectangle(BLOCK))[0])
    assert light.sky[2] / light.sky[0] > light.sun[2] / light.sun[0]


def test_a_guessed_direction_says_that_it_is_a_guess():
    camera = camera_towards(BLOCK, yaw=2, pitch=5, fov=50)
    light = find_sun(
        np.full((camera.height, camera.width, 3), 0.4, np.float32), camera, camera.project(rectangle(BLOCK))[0]
    )
    assert light.confidence < 0.4 and light.to_sun[2] > 0 and light.to_sun[1] < 0


@pytest.mark.parametrize(("yaw", "azimuth", "side"), [(35, 50, 1), (-35, -50, -1)])
def test_an_end_wall_in_shadow_puts_the_sun_on_the_other_side(yaw, azimuth, side):
    camera = camera_towards(BLOCK, yaw=yaw, pitch=5, fov=50)
    image = photograph(BLOCK, camera, sun=(azimuth, 35))
    light = find_sun(image, camera, camera.project(rectangle(BLOCK))[0])
    assert np.sign(light.to_sun[0]) == side


@pytest.mark.parametrize(("dark", "side"), [("right", 1), ("left", -1), ("none", 0)])
def test_the_shaded_side_of_window_reveals_is_the_suns_side(dark, side):
    camera = camera_towards(BLOCK, yaw=4, pitch=3, fov=50)
    image = np.full((camera.height, camera.width, 3), 0.4, np.float32)
    windows = [(x, x + 1.6, z, z + 1.8) for x in np.arange(1.5, BLOCK.width - 3, 4.0) for z in (1.0, 4.0, 7.0)]
    random = np.random.default_rng(2)
    for a, b, c, d in windows:
        for x0, x1, tone in ((a, b, 0.12), (a, a + 0.15, 0.04 if dark == "left" else 0.2),
                             (b - 0.15, b, 0.04 if dark == "right" else 0.2)):  # fmt: skip
            corners = camera.project(np.array([[x0, 0, c], [x1, 0, c], [x1, 0, d], [x0, 0, d]]))[0]
            cv2.fillPoly(image, [np.round(corners).astype(np.int32)], (tone, tone, tone))
    image *= np.exp(random.normal(0, 0.05, image.shape)).astype(np.float32)
    facade = (0.0, BLOCK.width, 0.0, BLOCK.height)
    found, sure = sun_side(image, camera, facade, windows)
    if side:
        assert found == side and sure > 0.3
        light = find_sun(image, camera, camera.project(rectangle(BLOCK))[0], reveals=(found, sure))
        assert np.sign(light.to_sun[0]) == side and light.confidence < 0.55
    else:
        assert sure < 0.15
