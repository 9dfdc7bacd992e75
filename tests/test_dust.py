"""Dust: it comes from energy, is carried by the air, and nothing of it is lost on the way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coulisse.physics import dust
from coulisse.physics.air import Air, advect, curl_noise, divergence, project, push_by_solids
from coulisse.physics.dust import (
    FINES_PER_JOULE,
    dust_bounds,
    grid_shape,
    simulate,
    wind_profile,
)
from coulisse.physics.energy import bounded, energy_at_hand
from coulisse.physics.transport import carry
from coulisse.scene.camera import Camera
from coulisse.scene.dust import DustField, DustState
from coulisse.scene.pieces import NEVER, Motion, Pieces, Releases

BOUNDS = np.array([[-8.0, -8.0, 0.0], [8.0, 8.0, 8.0]])
CELL = 0.5
FACES = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]])


def block(centre: tuple[float, float, float], half: tuple[float, float, float]) -> Pieces:
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * half + centre
    vertices = corners[FACES].reshape(-1, 3)
    triangles = np.concatenate([[[4 * f, 4 * f + 1, 4 * f + 2], [4 * f, 4 * f + 2, 4 * f + 3]] for f in range(6)])
    one = np.zeros(1, np.int32)
    return Pieces(
        vertices.astype(np.float32), triangles.astype(np.int32), np.ones(12, np.uint8), np.zeros(12, np.int32),
        np.zeros(12, np.int32), np.array([0, 12], np.int32), np.array([0, 24], np.int32),
        np.array([centre], np.float32), np.array([1e9], np.float32), np.zeros(1, np.uint8), one, one,
        np.full(1, NEVER, np.int32),
    )  # fmt: skip


def still(pieces: Pieces, frames: int) -> Motion:
    position = np.repeat(pieces.centre[None], frames, 0)
    rotation = np.zeros((frames, len(pieces), 4), np.float32)
    rotation[..., 0] = 1.0
    return Motion(position, rotation, np.full(len(pieces), NEVER, np.int32))


def bursts(energy: float, count: int = 20, frame: float = 0.0) -> Releases:
    rng = np.random.default_rng(3)
    place = rng.uniform([-1, -1, 2], [1, 1, 3], (count, 3)).astype(np.float32)
    return Releases(
        np.full(count, frame, np.float32), place, np.full(count, energy / count, np.float32),
        np.zeros((count, 3), np.float32), np.ones(count, np.uint8), np.zeros(count, np.int32),
    )  # fmt: skip


def run(releases: Releases, frames: int = 6, **options: object) -> list[DustField]:
    pieces = options.pop("pieces", block((0.0, 0.0, 0.5), (0.5, 0.5, 0.5)))
    motion = options.pop("motion", still(pieces, frames))
    wind = np.array(options.pop("wind", (0.0, 0.0, 0.0)))
    return list(simulate(BOUNDS, CELL, frames, 24.0, releases, pieces, motion, wind, **options))


def random_air(shape: tuple[int, int, int], seed: int = 0) -> Air:
    rng = np.random.default_rng(seed)
    nx, ny, nz = shape
    return Air(*(rng.standard_normal(s).astype(np.float32)
                 for s in ((nx + 1, ny, nz), (nx, ny + 1, nz), (nx, ny, nz + 1))))  # fmt: skip


def test_air_neither_gathers_nor_thins_out_after_the_pressure_solve() -> None:
    air = project(random_air((24, 20, 18)))
    assert np.abs(divergence(air)).max() < 2e-5
    assert np.all(air.w[:, :, 0] == 0.0)


def test_air_that_is_pressed_out_of_rooms_leaves_at_the_rate_asked_for() -> None:
    source = np.zeros((16, 16, 16), np.float32)
    source[8, 8, 4] = 2.0
    air = project(Air(*(np.zeros_like(f) for f in (random_air((16, 16, 16)).u, random_air((16, 16, 16)).v,
                                                    random_air((16, 16, 16)).w))), source)  # fmt: skip
    np.testing.assert_allclose(divergence(air), source, atol=1e-5)


def test_a_steady_wind_stays_itself() -> None:
    profile = wind_profile(np.array([3.0, -2.0, 0.0]), 12, 1.0)
    u, v, w = (np.zeros((16 + (a == 0), 16 + (a == 1), 12 + (a == 2)), np.float32) for a in range(3))
    air = advect(Air(u + profile[:, 0], v + profile[:, 1], w), 1 / 24, profile)
    np.testing.assert_allclose(air.u, np.broadcast_to(profile[:, 0], air.u.shape), atol=1e-4)
    assert profile[9, 0] == pytest.approx(3.0, rel=0.02)  # as given for ten metres
    assert np.all(np.diff(np.abs(profile[:, 0])) > 0)


def test_a_swirl_keeps_the_mass_of_the_dust_within_three_percent() -> None:
    n, nz = 48, 24
    x = np.arange(n + 1) - n / 2
    centre = np.arange(n) + 0.5 - n / 2
    u = np.repeat((-centre[None, :] * np.ones((n + 1, 1)))[:, :, None], nz, 2) * 0.15
    v = np.repeat((centre[:, None] * np.ones((1, n + 1)))[:, :, None], nz, 2) * 0.15
    air = Air(u.astype(np.float32), v.astype(np.float32), np.zeros((n, n, nz + 1), np.float32))
    assert x[0] == -n / 2
    density = np.zeros((n, n, nz), np.float32)
    density[28:38, 20:28, 8:16] = 0.1
    flow = np.zeros((n, n, nz, 6), np.float32)
    before, top = density.sum(), density.max()
    for _ in range(48):
        density, flow = carry(air, density, flow, 1.0, 1.0, settling=0.0)
    assert abs(density.sum() / before - 1.0) < 0.03
    assert density.min() >= 0.0 and density.max() <= top * 1.0001
    assert density.max() > 0.5 * top  # MacCormack keeps the core


def test_without_releases_there_is_no_dust() -> None:
    empty = Releases(*(np.zeros((0, *s), t) for s, t in (
        ((), np.float32), ((3,), np.float32), ((), np.float32), ((3,), np.float32), ((), np.uint8), ((), np.int32),
    )))  # fmt: skip
    assert all(f.mass == 0.0 for f in run(empty))
    assert all(f.mass == 0.0 for f in run(bursts(1e6), amount=0.0))


def test_twice_the_energy_makes_twice_the_dust_and_as_much_as_bonds_law_says() -> None:
    one, two = run(bursts(2e5), 3)[-1].mass, run(bursts(4e5), 3)[-1].mass
    assert two / one == pytest.approx(2.0, rel=0.15)
    assert one == pytest.approx(2e5 * FINES_PER_JOULE, rel=0.15)
    assert run(bursts(2e5), 3, amount=3.0)[-1].mass / one == pytest.approx(3.0, rel=0.2)


def test_a_blow_that_no_fall_could_give_does_not_fill_the_street_with_dust() -> None:
    source = bursts(1e6)
    source.energy[3] = 1e12
    capped = bounded(source, np.full(4, 2e6))
    assert capped.energy.sum() == pytest.approx(2e6, rel=1e-3)
    np.testing.assert_array_equal(np.delete(capped.energy, 3), np.delete(source.energy, 3))
    np.testing.assert_array_equal(bounded(source, np.full(4, 2e12)).energy, source.energy)


def test_what_has_not_fallen_sets_nothing_free() -> None:
    pieces = block((0.0, 0.0, 10.0), (1.0, 1.0, 1.0))
    motion = still(pieces, 20)
    motion.position[10:, 0, 2] = 4.0
    at_hand = energy_at_hand(pieces, motion, 24.0)
    weight = 9.81 * float(pieces.mass[0])
    assert at_hand[9] < 0.01 * weight * 10.0
    assert at_hand[10] - at_hand[9] == pytest.approx(weight * 6.0)


def test_wind_carries_the_cloud_downwind() -> None:
    def centre(f: DustField) -> float:
        return float((f.density.sum((1, 2)) * np.arange(f.density.shape[0])).sum() / f.density.sum()) * f.cell

    fields = run(bursts(5e4), 20, wind=(4.0, 0.0, 0.0))
    drift = centre(fields[-1]) - centre(fields[0])
    assert 0.4 * 4.0 * 19 / 24 < drift < 1.1 * 4.0 * 19 / 24


def test_a_slab_that_comes_down_drives_the_air_out_sideways() -> None:
    pieces = block((0.0, 0.0, 4.0), (3.0, 3.0, 0.2))
    motion = still(pieces, 16)
    motion.position[:, 0, 2] = np.maximum(4.0 - 6.0 * np.arange(16) / 24, 0.6)
    state = run(bursts(1e3), 12, pieces=pieces, motion=motion)[-1].state
    assert state is not None
    right, left = state.u[16 + 7, 12:20, 1:3].mean(), state.u[16 - 7, 12:20, 1:3].mean()
    assert right > 0.5 and left < -0.5


def test_solids_give_the_air_their_own_velocity() -> None:
    air = random_air((12, 12, 12))
    cover, momentum = np.zeros((12, 12, 12), np.float32), np.zeros((12, 12, 12, 3), np.float32)
    cover[4:8, 4:8, 4:8] = 1.0
    momentum[4:8, 4:8, 4:8, 2] = -5.0
    push_by_solids(air, cover, momentum)
    np.testing.assert_allclose(air.w[5:7, 5:7, 5:8], -5.0, atol=1e-5)
    np.testing.assert_allclose(air.u[5:8, 5:7, 5:7], 0.0, atol=1e-5)


def test_heavy_dust_runs_along_the_ground() -> None:
    fields = run(bursts(4e6), 40)
    share = [f.density[:, :, :4].sum() / f.density.sum() for f in fields]
    assert share[-1] > share[2] + 0.1


def test_a_killed_run_goes_on_to_the_same_dust(tmp_path: Path) -> None:
    whole = run(bursts(3e5), 8)
    state = whole[4].state
    assert state is not None
    state.save(tmp_path / "dust.npz")
    rest = run(bursts(3e5), 8, resume=DustState.load(tmp_path / "dust.npz"))
    assert [f.frame for f in rest] == [5, 6, 7]
    np.testing.assert_array_equal(rest[-1].density, whole[-1].density)
    np.testing.assert_array_equal(rest[-1].flow_offset, whole[-1].flow_offset)


def test_a_seed_fixes_the_dust() -> None:
    a, b, c = (run(bursts(3e5), 5, seed=s)[-1].density for s in (1, 1, 2))
    np.testing.assert_array_equal(a, b)
    assert not np.array_equal(a, c)


def test_noise_coordinates_start_afresh_only_while_they_do_not_count() -> None:
    fields = run(bursts(3e5), 40)
    for before, after in zip(fields, fields[1:], strict=False):
        for n in range(2):
            if not np.array_equal(before.flow_offset[n], after.flow_offset[n]):
                assert after.flow_weight[n] < 1e-9
        assert after.flow_weight.sum() == pytest.approx(1.0)


def test_turbulence_has_no_sources() -> None:
    noise = curl_noise(1)
    spectrum = np.fft.fftn(noise, axes=(0, 1, 2))
    k = np.stack(np.meshgrid(*[np.fft.fftfreq(32)] * 3, indexing="ij"), -1)
    assert np.abs((spectrum * k).sum(-1)).max() < 1e-3 * np.abs(spectrum).max()


def test_the_grid_covers_the_building_and_keeps_to_its_number_of_cells() -> None:
    pieces = block((10.0, 6.0, 9.0), (10.0, 6.0, 9.0))
    turn = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
    camera = Camera(960, 540, 960.0, 480.0, 270.0, turn, -turn @ np.array([10.0, -42.0, 3.0]))
    bounds, cell = dust_bounds(pieces, camera, 200_000)
    assert np.all(bounds[0] <= [0, 0, 0]) and np.all(bounds[1] >= [20, 12, 18])
    assert bounds[0, 2] == 0.0 and bounds[0, 1] < -8.0
    assert 0.8 * 200_000 < np.prod(grid_shape(bounds, cell)) < 1.3 * 200_000


@pytest.mark.parametrize("fps", [1.0, 6.0, 10.0, 24.0, 120.0])
def test_noise_coordinates_count_at_every_frame_rate(fps: float) -> None:
    phases = dust.flow_phases(bursts(3e5), 60, fps)
    for before, now in zip(phases, phases[1:], strict=False):
        weight, _, _ = dust._flow_phase(before, now, 1)
        assert np.isfinite(weight).all() and weight.sum() == pytest.approx(1.0)
