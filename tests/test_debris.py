"""Chips: thrown by energy, falling as Galileo says, at rest on the ground in the end."""

from __future__ import annotations

import numpy as np

from coulisse.physics.debris import GRAVITY, LARGEST, SMALLEST, scatter
from coulisse.scene.pieces import Pieces, Releases, Surface, rotate

FPS = 24.0


def nothing() -> Pieces:
    empty = np.zeros(0, np.int32)
    return Pieces(
        np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32), np.zeros(0, np.uint8), empty, empty,
        np.zeros(1, np.int32), np.zeros(1, np.int32), np.zeros((0, 3), np.float32), np.zeros(0, np.float32),
        np.zeros(0, np.uint8), empty, empty, empty,
    )  # fmt: skip


def releases(count: int = 60, energy: float = 2e5, surface: int = Surface.CONCRETE, height: float = 12.0) -> Releases:
    rng = np.random.default_rng(5)
    place = rng.uniform([0, 0, height], [20, 12, height + 0.5], (count, 3)).astype(np.float32)
    return Releases(
        np.sort(rng.uniform(2, 30, count)).astype(np.float32), place, np.full(count, energy, np.float32),
        rng.normal(0, 3, (count, 3)).astype(np.float32), np.full(count, surface, np.uint8), np.zeros(count, np.int32),
    )  # fmt: skip


def test_a_chip_falls_as_half_g_t_squared_where_there_is_no_air() -> None:
    chips = scatter(releases(height=200.0), nothing(), FPS, 80, air_density=0.0)
    for n in range(0, len(chips.born), 97):
        path = chips.position[chips.born[n] :, n].astype(float)
        t = np.arange(len(path)) / FPS
        speed = (path[1] - path[0]) * FPS + [0, 0, 0.5 * GRAVITY / FPS]
        expected = path[0] + speed * t[:, None] - np.array([0, 0, 0.5 * GRAVITY]) * t[:, None] ** 2
        np.testing.assert_allclose(path, expected, atol=0.02)


def test_air_holds_back_paper_more_than_concrete() -> None:
    chips = scatter(releases(height=60.0), nothing(), FPS, 60)
    late = chips.born < 20
    fall = (chips.position[50, :, 2] - chips.position[30, :, 2]) * FPS / 20
    paper, concrete = late & (chips.surface == Surface.CLOTH), late & (chips.surface == Surface.CONCRETE)
    assert -4.0 < fall[paper].mean() < -0.5
    assert fall[concrete].mean() < -7.0


def test_every_chip_comes_to_rest_on_the_ground_and_none_below_it() -> None:
    chips = scatter(releases(), nothing(), FPS, 360, ground_z=1.5)
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
    for frame in (40, 120, 359):
        world = rotate(chips.rotation[frame][:, None].astype(float), corners * chips.size[:, None])
        assert (world + chips.position[frame][:, None])[..., 2].min() > 1.5 - 0.004
    still = np.abs(chips.position[-1] - chips.position[-24]).max(1) < 1e-6
    assert still.mean() > 0.995
    # Lying flat, on its thickness.
    np.testing.assert_allclose(chips.position[-1, still, 2], 1.5 + chips.size[still, 2], atol=1e-4)


def test_a_chip_at_rest_does_not_flicker() -> None:
    chips = scatter(releases(), nothing(), FPS, 240)
    step = np.abs(np.diff(chips.position, axis=0)).max(2)
    turn = np.abs(np.diff(chips.rotation, axis=0)).max(2)
    for n in range(0, len(chips.born), 31):
        moving = np.flatnonzero((step[:, n] > 1e-6) | (turn[:, n] > 1e-5))
        moving = moving[moving >= chips.born[n]]
        # Once it stops it does not start again.
        assert len(moving) == moving[-1] - moving[0] + 1


def test_more_energy_makes_more_chips_up_to_the_number_asked_for() -> None:
    few, more, most = (len(scatter(releases(energy=e), nothing(), FPS, 3).born) for e in (4e4, 8e4, 1e9))
    assert abs(more / few - 2.0) < 0.05 and most == 10_000


def test_broken_glass_is_thin_and_there_is_much_of_it() -> None:
    chips = scatter(releases(surface=Surface.GLASS, energy=20.0), nothing(), FPS, 3)
    assert len(chips.born) > 10 * 60
    assert np.all(chips.surface == Surface.GLASS) and chips.size[:, 2].max() < 0.005


def test_sizes_follow_a_power_law_within_their_bounds() -> None:
    chips = scatter(releases(energy=1e9), nothing(), FPS, 3)
    longest = 2 * chips.size[chips.surface == Surface.CONCRETE, 0]
    assert longest.min() > SMALLEST * 0.99 and longest.max() < LARGEST * 1.01
    ratio = (longest > 0.03).sum() / (longest > 0.06).sum()
    assert 2**2.5 * 0.8 < ratio < 2**2.5 * 1.3


def test_chips_are_born_in_time_and_the_same_under_a_seed() -> None:
    source = releases()
    a, b, c = (scatter(source, nothing(), FPS, 40, seed=s) for s in (1, 1, 2))
    assert np.all(np.diff(a.born) >= 0) and a.born[0] >= source.frame[0]
    np.testing.assert_array_equal(a.position, b.position)
    assert not np.array_equal(a.position, c.position)
    np.testing.assert_allclose(np.linalg.norm(a.rotation, axis=2), 1.0, atol=1e-5)


def test_no_energy_makes_no_chips() -> None:
    assert len(scatter(releases(energy=0.0), nothing(), FPS, 5).born) == 0
