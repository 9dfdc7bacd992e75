"""The dust of a collapse on a grid: born where energy is set free, carried by the air that the fall pushes.

A piece that falls gives the air around it its own velocity; the pressure then drives that air out of the
storeys through whatever is open, and along the ground. Laden air is heavy, so the cloud runs as a density
current. Detail finer than a cell is left to the renderer, which needs coordinates that travel with the flow:
two sets, each started afresh in turn while its weight is zero (Neyret, *Advected Textures*, 2003).
"""

from __future__ import annotations

from collections.abc import Iterator

import numba
import numpy as np
import scipy.fft

from coulisse.physics.air import (
    THREADS,
    Air,
    advect,
    curl_noise,
    project,
    push_by_solids,
    stir,
)
from coulisse.physics.energy import bounded, energy_at_hand
from coulisse.physics.solids import SolidSamples, cover_grid, surface_samples
from coulisse.physics.transport import carry
from coulisse.scene.camera import Camera
from coulisse.scene.dust import DustField, DustState
from coulisse.scene.pieces import FloatArray, Floats, Motion, Pieces, Releases

# Bond (1952): work = 10 Wi / sqrt(P80 in micrometres) kWh per short ton. Wi = 13 for concrete and cement clinker
# (Perry's Chemical Engineers' Handbook, table 20-5), down to 100 micrometres: 13 kWh/sh.t = 52 kJ/kg.
BOND_WORK = 52e3  # J per kg of fines
# Share of the energy set free that grinds; the rest is heat, bending and large fragments. Bazant, Le,
# Greening and Benson (J. Eng. Mech. 134, 2008) find that a tenth to a third explains the towers' dust.
GRINDING_SHARE = 0.25
FINES_PER_JOULE = GRINDING_SHARE / BOND_WORK  # 4.8 g per kilojoule

AIR_DENSITY = 1.2  # kg/m3
AIR_PER_JOULE = 2.5e-5  # m3 of air pressed out of closed rooms, beyond what the moving solids push
EXHALE_SPEED = 9.0  # m/s, at most so fast does a cell exhale
LADEN = 0.04  # kg/m3, an injection this dense takes half of the cell's air along
GROUND_DRAG = 1.5  # 1/s, on the lowest layer of cells
WILD_TURN, CALM_TURN = 0.6, 1.8  # seconds that noise coordinates live, at the height of the fall and after
MOST_OF_A_TURN = 1 / 6  # in one frame, at a low frame rate; at a quarter no set of coordinates would count
ROUGHNESS = 0.2  # exponent of the wind's profile over a suburb (Davenport)


def dust_bounds(
    pieces: Pieces, camera: Camera, cells: int = 1_000_000, wind: FloatArray | tuple[float, ...] = (0, 0, 0)
) -> tuple[FloatArray, float]:
    """Where to simulate: (2, 3) lowest and highest corner, metres, and the cell's edge, metres.

    The building, the ground that the surge reaches in a shot, and the air above; cut to what the camera
    sees with a margin, so that the cells are as fine as `cells` of them allow.
    """
    low, high = pieces.vertices.min(0).astype(float), pieces.vertices.max(0).astype(float)
    low[2] = 0.0
    height = high[2]
    spread = 8.0 + 1.1 * height
    drift = np.asarray(wind, float) * 4.0
    box_low = low - np.array([spread, spread, 0.0]) + np.minimum(drift, 0.0)
    box_high = high + np.array([spread, 0.5 * spread, 3.0 + 0.3 * height]) + np.maximum(drift, 0.0)
    box_low[2] = 0.0
    # Cut away the sides that no pixel looks at; the margin feeds shadows and what drifts in.
    grid = np.stack(
        np.meshgrid(*[np.linspace(a, b, 41) for a, b in zip(box_low, box_high, strict=True)], indexing="ij"), -1
    )
    pixels, depth = camera.project(grid)
    size = np.array([camera.width, camera.height])
    seen = (depth > 0.5) & np.all((pixels > -0.12 * size) & (pixels < 1.12 * size), -1)
    if seen.any():
        visible = grid[seen]
        # The building itself stays within, seen or not: it pushes the air.
        box_low = np.maximum(box_low, np.minimum(visible.min(0), low - 2.0))
        box_high = np.minimum(box_high, np.maximum(visible.max(0), high + 2.0))
        box_low[2] = 0.0
    cell = float((np.prod(box_high - box_low) / cells) ** (1 / 3))
    return np.stack([box_low, box_high]), cell


def grid_shape(bounds: FloatArray, cell: float) -> tuple[int, int, int]:
    """Cells along x, y, z that cover `bounds`, rounded up to lengths that the FFT likes."""
    count = np.round((bounds[1] - bounds[0]) / cell - 0.3).astype(int)
    nx, ny, nz = (int(scipy.fft.next_fast_len(max(int(n), 8), real=True)) for n in count)
    return nx, ny, nz


@numba.njit(cache=True)
def _splat(points, value, velocity, density, weight, momentum):  # type: ignore[no-untyped-def]
    nx, ny, nz = density.shape
    for n in range(len(points)):
        x, y, z = points[n]
        z = max(z, np.float32(0.0))
        if x < 0 or y < 0 or x >= nx - 1 or y >= ny - 1 or z >= nz - 1:
            continue
        i, j, k = int(x), int(y), int(z)
        fx, fy, fz = x - i, y - j, z - k
        for a in range(2):
            for b in range(2):
                for c in range(2):
                    q = (fx if a else 1 - fx) * (fy if b else 1 - fy) * (fz if c else 1 - fz) * value[n]
                    density[i + a, j + b, k + c] += q
                    weight[i + a, j + b, k + c] += q
                    for d in range(3):
                        momentum[i + a, j + b, k + c, d] += q * velocity[n, d]


def _inject(
    releases: Releases, frame: int, origin: FloatArray, cell: float, amount: float, seed: int, density: Floats
) -> tuple[Floats, Floats, Floats] | None:
    """Add this frame's dust to `density`; returns what it does to the air: share (nx, ny, nz), its momentum
    (nx, ny, nz, 3), and the air pressed out, m/s per cell."""
    first, last = np.searchsorted(releases.frame, [frame - 1, frame], side="right")
    if frame == 0:
        first = 0
    energy = np.maximum(releases.energy[first:last].astype(float), 0.0)
    if not len(energy) or energy.sum() <= 0.0:
        return None
    rng = np.random.default_rng([seed, frame, 5])
    mass = energy * FINES_PER_JOULE * amount
    # A strong blow throws its dust farther, in more puffs; each puff spans about a cell.
    puffs = np.clip(np.ceil(mass / (0.02 * cell**3)), 2, 200).astype(int)
    owner = np.repeat(np.arange(len(mass)), puffs)
    speed = np.linalg.norm(releases.velocity[first:last], axis=1)
    scatter = rng.standard_normal((len(owner), 3))
    reach = (0.4 + 0.5 * cell + 0.35 * np.cbrt(mass / 0.3))[owner, None]
    place = releases.position[first:last][owner] + scatter * reach
    share = rng.gamma(1.0, size=len(owner))
    share /= np.bincount(owner, share, len(mass))[owner]
    thrown = 0.5 * releases.velocity[first:last][owner] + rng.standard_normal((len(owner), 3)) * (
        0.8 + 0.3 * speed[owner, None]
    )
    points = ((place - origin) / cell - 0.5).astype(np.float32)
    # Dust that the scatter put under the ground or outside is born at the edge of the grid instead.
    points = np.clip(points, 0.0, np.array(density.shape, np.float32) - 1.01)
    value = (mass[owner] * share / cell**3).astype(np.float32)
    weight, momentum = np.zeros_like(density), np.zeros((*density.shape, 3), np.float32)
    _splat(points, value, thrown.astype(np.float32), density, weight, momentum)
    taken = weight / (weight + np.float32(LADEN))
    momentum *= (taken / np.maximum(weight, np.float32(1e-9)))[..., None]
    exhaled = weight * np.float32(AIR_PER_JOULE / (FINES_PER_JOULE * max(amount, 1e-6)))  # m3 per m3 and frame
    return taken, momentum, exhaled


def wind_profile(wind: FloatArray, nz: int, cell: float) -> Floats:
    """The wind (3,) m/s given for 10 m above ground, at every layer (nz, 3): Davenport's power law."""
    height = (np.arange(nz) + 0.5) * cell
    profile = np.clip(height / 10.0, 0.0, 4.0)[:, None] ** ROUGHNESS * np.asarray(wind, float)[None]
    profile[:, 2] = 0.0
    return profile.astype(np.float32)


def flow_phases(releases: Releases, frames: int, fps: float) -> FloatArray:
    """The clock (frames + 1,) of the noise coordinates, in turns; entry 0 is for the frame before the first.

    A turn is short while much energy is set free, for strong shear would draw the noise out to hair, and long when
    the air has calmed, for a calm cloud must not boil.
    """
    energy = np.bincount(np.clip(releases.frame, 0, frames).astype(int), releases.energy, frames + 1)[:frames]
    keep = np.exp(-1.0 / (0.8 * fps))
    stirred, level = np.zeros(frames), 0.0
    for frame in range(frames):
        level = keep * level + float(energy[frame])
        stirred[frame] = level
    share = np.clip(stirred / max(stirred.max(initial=0.0), 1e-9) / 0.4, 0.0, 1.0)
    seconds = CALM_TURN + (WILD_TURN - CALM_TURN) * share
    return np.concatenate([[0.0], np.cumsum(np.minimum(1.0 / (seconds * fps), MOST_OF_A_TURN))])


def _flow_phase(before: float, now: float, seed: int) -> tuple[FloatArray, FloatArray, list[bool]]:
    """Weights (2,), offsets (2, 3) m and which of the two coordinate sets starts afresh at this frame."""
    turns = [(np.floor(before + h), np.floor(now + h), now + h) for h in (0.0, 0.5)]
    # A set that has just started must not count yet.
    weight = np.array([max(0.0, 1.0 - abs(2.0 * (t - k) - 1.0) - 2.0 * (now - before)) for _, k, t in turns])
    offset = np.stack(
        [np.random.default_rng([seed, 2 * int(k) + n, 9]).uniform(0.0, 500.0, 3) for n, (_, k, _) in enumerate(turns)]
    )
    return weight / weight.sum(), offset, [k > was for was, k, _ in turns]


def simulate(
    bounds: FloatArray, cell: float, frames: int, fps: float, releases: Releases, pieces: Pieces, motion: Motion,
    wind: FloatArray, amount: float = 1.0, seed: int = 1, resume: DustState | None = None,
) -> Iterator[DustField]:  # fmt: skip
    """The dust at every frame from 0 (or after `resume`) to `frames - 1`.

    `bounds` (2, 3) and `cell` metres from `dust_bounds`; `wind` (3,) m/s at 10 m height; `amount` scales the
    mass (0: none). The field's arrays are not written to again. `field.state` may be kept (`DustState.save`)
    and given back as `resume`: the run then goes on to the same numbers.
    """
    numba.set_num_threads(min(THREADS, numba.config.NUMBA_NUM_THREADS))
    shape = grid_shape(bounds, cell)
    origin = np.asarray(bounds[0], float)
    profile = wind_profile(np.asarray(wind, float), shape[2], cell)
    curl = curl_noise(seed)
    samples = surface_samples(pieces, 0.6 * cell)
    seconds = 1.0 / fps
    releases = bounded(releases, energy_at_hand(pieces, motion, fps))
    starts = int(np.floor(releases.frame[0])) if len(releases) and amount > 0 else frames
    if resume is not None and resume.density.shape == shape:
        state = resume
    else:
        u, v, w = (np.zeros((shape[0] + (a == 0), shape[1] + (a == 1), shape[2] + (a == 2)), np.float32)
                   for a in range(3))  # fmt: skip
        u += profile[:, 0]
        v += profile[:, 1]
        state = DustState(-1, u, v, w, np.zeros(shape, np.float32), np.zeros((*shape, 6), np.float32))
    still = np.zeros(shape, np.float32)
    phases = flow_phases(releases, frames, fps)
    for frame in range(state.frame + 1, frames):
        weight, offset, afresh = _flow_phase(phases[frame], phases[frame + 1], seed)
        if frame < starts:
            state = DustState(frame, state.u, state.v, state.w, state.density, state.flow)
            cover = still
        else:
            cover, state = _step(
                state, frame, seconds, cell, origin, releases, samples, pieces, motion, profile, curl, amount, seed,
                afresh,
            )  # fmt: skip
        yield DustField(frame, origin, cell, state.density, state.flow, weight, offset, cover, state)


def _step(
    state: DustState, frame: int, seconds: float, cell: float, origin: FloatArray, releases: Releases,
    samples: SolidSamples, pieces: Pieces, motion: Motion, profile: Floats, curl: Floats, amount: float, seed: int,
    afresh: list[bool],
) -> tuple[Floats, DustState]:  # fmt: skip
    """One frame of time: sources, forces, solids, pressure, transport."""
    density, flow = state.density.copy(), state.flow
    air = advect(Air(state.u, state.v, state.w), seconds / cell, profile)
    for n in range(2):
        if afresh[n]:
            flow = flow.copy()
            flow[..., 3 * n : 3 * n + 3] = 0.0
    cover, momentum = cover_grid(samples, pieces, motion, frame, 1.0 / seconds, origin, cell, density.shape)
    thrown = _inject(releases, frame, origin, cell, amount, seed, density)
    load = density / (density + np.float32(AIR_DENSITY))
    rng = np.random.default_rng([seed, frame // 3, 6])
    shift = (int(rng.integers(32)), int(rng.integers(32)), int(rng.integers(32)))
    stir(air, load, seconds, cell, profile, curl, shift)
    # The ground holds the lowest layer back, so that the surge rolls over itself.
    for face in (air.u, air.v):
        face[:, :, 0] *= 1.0 - GROUND_DRAG * seconds
    exhaled = None
    if thrown is not None:
        taken, thrown_momentum, exhaled = thrown
        push_by_solids(air, taken, thrown_momentum)
        # m3 per m3 in one frame, to outflow over the frame in m/s per cell.
        exhaled = np.minimum(exhaled * np.float32(cell / seconds), np.float32(EXHALE_SPEED))
        density /= 1.0 + exhaled * np.float32(seconds / cell)  # clean air comes in, the dust does not grow
    push_by_solids(air, cover, momentum)
    project(air, exhaled)
    density, flow = carry(air, density, flow, seconds, cell)
    return cover, DustState(frame, air.u, air.v, air.w, density, flow)
