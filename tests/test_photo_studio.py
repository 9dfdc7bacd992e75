"""Promises of the studio backdrop: a figure of any height is lit alike, and nothing stands before the lens."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coulisse.errors import BadInput
from coulisse.scene.photo_studio import MOODS, photo_studio


def lux_by_lamp(height: float, mood: str) -> dict[str, float]:
    """What each soft light gives on the figure's chest, by the formula of a small surface that faces it."""
    _, _, _, lamps = photo_studio(height, mood)
    chest = np.array([0.0, 0.0, 0.66 * height])
    return {
        lamp.name: lamp.power / math.pi / float(((chest - lamp.position) ** 2).sum())
        for lamp in lamps if lamp.kind == "area"
    }  # fmt: skip


@pytest.mark.parametrize("mood", MOODS)
def test_a_child_and_a_giant_stand_in_the_same_light(mood):
    small, large = lux_by_lamp(1.1, mood), lux_by_lamp(2.4, mood)
    assert small.keys() == large.keys() and min(small.values()) > 5
    for name, value in small.items():
        assert value == pytest.approx(large[name], rel=1e-6)


def test_a_dark_mood_has_more_contrast_than_a_bright_one():
    ratio = {mood: lux_by_lamp(1.75, mood)["key"] / lux_by_lamp(1.75, mood)["fill"] for mood in MOODS}
    assert ratio["dark"] > 2.5 * ratio["neutral"] > 2.5 * ratio["bright"]


def test_lights_aim_at_the_figure_and_the_backdrop_is_behind_and_below_it():
    models, placed, looks, lamps = photo_studio(1.8, "neutral", width=3.0)
    for lamp in lamps:
        assert np.linalg.norm(lamp.aim) == pytest.approx(1.0, abs=0.01)
        if lamp.kind == "area":
            to = np.subtract((0.0, 0.0, 0.66 * 1.8), lamp.position)
            assert np.dot(to / np.linalg.norm(to), lamp.aim) > 0.999
            assert abs(lamp.position[1]) > 1.5  # beside the row of figures
    (part,) = models[placed[0].model].parts
    corners = part.points[part.faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (normals[:, 0] + normals[:, 2] > 0).all()  # it faces the figure
    floor = corners[np.abs(corners[..., 2]).max(1) < 1e-6]
    assert floor[..., 0].min() < -1.8 and floor[..., 0].max() > 5.0
    assert set(placed[0].looks.values()) <= looks.keys()


def test_an_unknown_mood_and_a_doll_are_refused():
    with pytest.raises(BadInput, match="use one of neutral"):
        photo_studio(1.75, "jazzy")
    with pytest.raises(BadInput, match=r"use 0\.2 to 6"):
        photo_studio(0.05)
