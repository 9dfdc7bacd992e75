"""Chips, splinters, glass shards and scraps: small debris in free flight, born where energy is set free."""

from __future__ import annotations

import math
from dataclasses import replace

import numba
import numpy as np

from coulisse.scene.pieces import Chips, FloatArray, Floats, Pieces, Releases, Surface

GRAVITY = 9.81
JOULES_PER_CHIP = 4e3  # a visible chip for so much energy, up to `max_chips`
SHARDS_PER_BREAK = 14  # glass shards for a release in glass
BLOW_SHARE = 0.01  # of the building's weight times height, the most that one release counts
GLASS_SHARE = 0.4  # of the chips at most
SCRAP_SHARE = 0.06  # of the chips: paper and insulation
SPLINTER_SHARE = 0.04  # of the chips: doors, furniture
SMALLEST, LARGEST = 0.02, 0.25  # metres, longest edge
# N(longer than r) ~ r^-D; D = 2.5 for rock broken by impact and blast (Turcotte, J. Geophys. Res. 91, 1986).
FRACTAL_DIMENSION = 2.5
DENSITY = {
    Surface.GLASS: 2500.0, Surface.WOOD: 600.0, Surface.CLOTH: 60.0, Surface.STEEL: 7850.0,
    Surface.BRICK: 1800.0, Surface.PLASTER: 1000.0,
}  # fmt: skip  # kg/m3, else concrete
CONCRETE = 2300.0
RESTITUTION = 0.28  # concrete on asphalt (rockfall practice: 0.2 to 0.4 for the normal part)
FRICTION = 0.6
SUBSTEPS = 4


@numba.njit(inline="always")
def _multiply(a, b):  # type: ignore[no-untyped-def]
    return (
        a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
        a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
        a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
        a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
    )


@numba.njit(inline="always")
def _up(q):  # type: ignore[no-untyped-def]
    """The height (world z) of each body axis."""
    w, x, y, z = q
    return 2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y)


@numba.njit(inline="always")
def _flatten(q, share):  # type: ignore[no-untyped-def]
    """Turn the body's thin axis (its third) by `share` of the way to the vertical; also the angle left."""
    w, x, y, z = q
    ax, ay, az = 2.0 * (x * z + w * y), 2.0 * (y * z - w * x), 1.0 - 2.0 * (x * x + y * y)
    if az < 0.0:
        ax, ay, az = -ax, -ay, -az
    angle = math.acos(min(az, 1.0))
    length = math.sqrt(ax * ax + ay * ay)
    if length < 1e-9:
        return q, 0.0
    half = 0.5 * share * angle
    s = math.sin(half) / length
    return _multiply((math.cos(half), ay * s, -ax * s, 0.0), q), angle * (1.0 - share)


@numba.njit(cache=True, parallel=True)
def _fly(start, place, velocity, spin, turn, size, drag, flutter, bounce, wind, ground, fps, position, rotation):  # type: ignore[no-untyped-def]
    frames, count = position.shape[0], position.shape[1]
    for n in numba.prange(count):
        px, py, pz = place[n, 0], place[n, 1], place[n, 2]
        vx, vy, vz = velocity[n, 0], velocity[n, 1], velocity[n, 2]
        sx, sy, sz = spin[n, 0], spin[n, 1], spin[n, 2]
        q = (turn[n, 0], turn[n, 1], turn[n, 2], turn[n, 3])
        resting = False
        clock = start[n] / fps
        for frame in range(frames):
            now = frame / fps
            if not resting and now > clock:
                steps = max(1, math.ceil((now - clock) * fps * SUBSTEPS - 1e-6))
                dt = (now - clock) / steps
                for _ in range(steps):
                    # Exact in a vacuum; the drag is quadratic, and implicit so that it cannot overshoot.
                    px += vx * dt
                    py += vy * dt
                    pz += vz * dt - 0.5 * GRAVITY * dt * dt
                    vz -= GRAVITY * dt
                    clock += dt
                    rx, ry, rz = vx - wind[0], vy - wind[1], vz - wind[2]
                    slow = 1.0 / (1.0 + drag[n] * math.sqrt(rx * rx + ry * ry + rz * rz) * dt)
                    vx, vy, vz = wind[0] + rx * slow, wind[1] + ry * slow, wind[2] + rz * slow
                    if flutter[n] > 0.0:
                        # A thin sheet glides to and fro as it tumbles (Mahadevan, Ryu, Samuel 1999).
                        beat = 5.0 + 3.0 * turn[n, 1]
                        vx += flutter[n] * math.cos(beat * clock + 9.0 * turn[n, 2]) * dt
                        vy += flutter[n] * math.sin(1.3 * beat * clock + 9.0 * turn[n, 3]) * dt
                    rate = math.sqrt(sx * sx + sy * sy + sz * sz)
                    if rate > 1e-6:
                        s = math.sin(0.5 * rate * dt) / rate
                        q = _multiply((math.cos(0.5 * rate * dt), sx * s, sy * s, sz * s), q)
                    ux, uy, uz = _up(q)
                    reach = abs(ux) * size[n, 0] + abs(uy) * size[n, 1] + abs(uz) * size[n, 2]
                    if pz - reach < ground:
                        pz = ground + reach
                        if vz < 0.0:
                            push = -(1.0 + bounce[n]) * vz
                            along = math.sqrt(vx * vx + vy * vy)
                            keep = max(0.0, 1.0 - FRICTION * push / max(along, 1e-9))
                            vx, vy = vx * keep, vy * keep
                            vz = -bounce[n] * vz
                            if vz < 0.35:
                                vz = 0.0
                        # It rolls as it slides, and loses its spin.
                        sx, sy, sz = 0.6 * sx - 0.4 * vy / reach, 0.6 * sy + 0.4 * vx / reach, 0.6 * sz
                        if vz == 0.0 and vx * vx + vy * vy < 0.5:
                            sx, sy, sz = 0.5 * sx, 0.5 * sy, 0.5 * sz
                            vx, vy = 0.7 * vx, 0.7 * vy
                            q, angle = _flatten(q, 0.3)
                            if angle < 0.05 and vx * vx + vy * vy < 0.01:
                                q, angle = _flatten(q, 1.0)
                                pz = ground + size[n, 2]
                                resting = True
                                break
                            ux, uy, uz = _up(q)
                            pz = ground + abs(ux) * size[n, 0] + abs(uy) * size[n, 1] + abs(uz) * size[n, 2]
                clock = now
                length = math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3])
                q = (q[0] / length, q[1] / length, q[2] / length, q[3] / length)
            position[frame, n, 0], position[frame, n, 1], position[frame, n, 2] = px, py, pz
            rotation[frame, n, 0], rotation[frame, n, 1] = q[0], q[1]
            rotation[frame, n, 2], rotation[frame, n, 3] = q[2], q[3]


def _sizes(rng: np.random.Generator, surface: FloatArray) -> Floats:
    """Half extents (K, 3), metres, longest first, thinnest last."""
    count = len(surface)
    d, big, small = FRACTAL_DIMENSION, LARGEST**-FRACTAL_DIMENSION, SMALLEST**-FRACTAL_DIMENSION
    longest = (big + rng.random(count) * (small - big)) ** (-1.0 / d)
    middle, thin = rng.uniform(0.55, 1.0, count), rng.uniform(0.35, 0.6, count)
    wood, cloth, glass = (surface == s for s in (Surface.WOOD, Surface.CLOTH, Surface.GLASS))
    middle[wood], thin[wood] = 0.25, 0.12
    longest[wood] = np.minimum(longest[wood] * 2.5, 0.6)
    longest[cloth] = np.clip(longest[cloth] * 2.5, 0.06, 0.3)
    thin[cloth] = 0.02
    size = 0.5 * longest[:, None] * np.stack([np.ones(count), middle, np.minimum(thin, middle)], 1)
    size[glass, 2] = rng.uniform(0.002, 0.004, int(glass.sum()))  # panes of 4 to 8 mm
    return size.astype(np.float32)


def _pick(rng: np.random.Generator, releases: Releases, max_chips: int) -> tuple[FloatArray, FloatArray]:
    """Which release (K,) every chip comes from, and what it is made of (K,), in order of time."""
    energy = np.maximum(releases.energy.astype(float), 0.0)
    glass = (releases.surface == Surface.GLASS) & (energy > 0)
    shards = int(min(SHARDS_PER_BREAK * glass.sum(), GLASS_SHARE * max_chips))
    solid = np.where(glass, 0.0, energy)
    chips = int(min(solid.sum() / JOULES_PER_CHIP, max_chips - shards))
    owner = [np.zeros(0, int)]
    if shards:
        owner.append(rng.choice(np.flatnonzero(glass), shards))
    if chips:
        owner.append(rng.choice(len(energy), chips, p=solid / solid.sum()))
    at = np.sort(np.concatenate(owner))
    surface = releases.surface[at].copy()
    lot = rng.random(len(at))
    other = surface != Surface.GLASS
    surface[other & (lot < SCRAP_SHARE)] = Surface.CLOTH
    surface[other & (lot > 1.0 - SPLINTER_SHARE)] = Surface.WOOD
    return at, surface


def scatter(
    releases: Releases, pieces: Pieces, fps: float, frames: int, ground_z: float = 0.0, seed: int = 1,
    max_chips: int = 10_000, wind: FloatArray | tuple[float, float, float] = (0.0, 0.0, 0.0), air_density: float = 1.2,
) -> Chips:  # fmt: skip
    """Up to `max_chips` chips in proportion to the energy (J) of `releases`, flown for `frames`.

    They fly with gravity and air drag (`air_density` kg/m3, 0: none), bounce on the ground at `ground_z`, slide,
    roll and come to rest flat. They do not strike the pieces or one another. Before `born` a chip waits at
    its place of birth.
    """
    rng = np.random.default_rng([seed, 41])
    if len(pieces):
        # No single blow throws more chips than a fair part of the whole fall could.
        fall = GRAVITY * float((pieces.mass * np.maximum(pieces.centre[:, 2], 0.0))[pieces.first_frame <= 0].sum())
        releases = replace(releases, energy=np.minimum(releases.energy, np.float32(BLOW_SHARE * fall)))
    at, surface = _pick(rng, releases, max_chips)
    count = len(at)
    size = _sizes(rng, surface)
    density = np.full(count, CONCRETE)
    for kind, value in DENSITY.items():
        density[surface == kind] = value
    a, b, c = size.astype(float).T
    glass, cloth = surface == Surface.GLASS, surface == Surface.CLOTH
    # Mean shadow of a tumbling convex body: a quarter of its surface (Cauchy). Irregular: Cd 1.1; mass of
    # half the box for a chip, the whole for a sheet.
    shadow = 2.0 * (a * b + b * c + c * a)
    mass = density * 8.0 * a * b * c * np.where(glass | cloth, 1.0, 0.5)
    drag = 0.5 * air_density * 1.1 * shadow / np.maximum(mass, 1e-12)
    thrown = releases.velocity[at].astype(float)
    speed = np.linalg.norm(thrown, axis=1)
    # What strikes sprays out to the sides and up; what tears loose keeps the speed of its place.
    thrown *= rng.uniform(0.2, 0.9, (count, 1))
    struck = rng.random(count) < np.clip(-releases.velocity[at, 2] / 12.0, 0.0, 0.6)
    thrown[struck, 2] *= -rng.uniform(0.1, 0.5, int(struck.sum()))
    direction = rng.standard_normal((count, 3))
    direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-9)
    thrown += direction * (rng.lognormal(0.4, 0.6, count) + 0.25 * speed)[:, None]
    place = releases.position[at].astype(float) + rng.normal(0.0, 0.25, (count, 3))
    if len(pieces):
        out = place[:, :2] - pieces.centre[:, :2].mean(0)
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1.0)
        thrown[:, :2] += out * (rng.exponential(0.8, count) + 0.1 * speed)[:, None]
    radius = np.linalg.norm(size, axis=1)
    place[:, 2] = np.maximum(place[:, 2], ground_z + radius)
    spin = rng.standard_normal((count, 3)) * (1.0 / (0.05 + a))[:, None].clip(4.0, 14.0) * 0.7
    turn = rng.standard_normal((count, 4))
    turn /= np.linalg.norm(turn, axis=1, keepdims=True)
    start = releases.frame[at].astype(float)
    position = np.empty((frames, count, 3), np.float32)
    rotation = np.empty((frames, count, 4), np.float32)
    _fly(
        start, place, thrown, spin, turn, size.astype(float), drag,
        np.where(cloth, 9.0, np.where(glass, 2.5, 0.0)) * (air_density > 0),
        np.where(glass, 0.12, np.where(cloth, 0.0, RESTITUTION)), np.asarray(wind, float), float(ground_z), float(fps),
        position, rotation,
    )  # fmt: skip
    born = np.ceil(start).astype(np.int32)
    return Chips(position, rotation, size, surface.astype(np.uint8), born, releases.position[at].astype(np.float32))
