"""Moving air on a staggered grid: advection, exact pressure projection, moving solids, turbulence.

Stam, *Stable Fluids* (1999) on the grid of Harlow and Welch (1965), as in Bridson, *Fluid Simulation for
Computer Graphics* (2nd ed., 2015). Cell (i, j, k) has its centre at index position (i, j, k); `u` is stored on
the faces at (i - 1/2, j, k), and so on. The ground (bottom) is solid, the sides and the top are open.
Lengths inside the kernels are in cells, velocities in cells per step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
import scipy.fft

from coulisse.scene.grid import sample
from coulisse.scene.pieces import Floats

THREADS = 2


@dataclass(frozen=True)
class Air:
    """Face velocities, m/s: `u` (nx+1, ny, nz), `v` (nx, ny+1, nz), `w` (nx, ny, nz+1), float32."""

    u: Floats
    v: Floats
    w: Floats

    @property
    def shape(self) -> tuple[int, int, int]:
        return self.v.shape[0], self.u.shape[1], self.u.shape[2]


@numba.njit(inline="always", fastmath=True)
def trace(u, v, w, x, y, z, s):  # type: ignore[no-untyped-def]
    """Follow the flow from an index position for `s` (cells per (m/s)) by the midpoint rule."""
    h = np.float32(0.5)
    t = h * s
    mx = x + t * sample(u, x + h, y, z)
    my = y + t * sample(v, x, y + h, z)
    mz = z + t * sample(w, x, y, z + h)
    return (
        x + s * sample(u, mx + h, my, mz),
        y + s * sample(v, mx, my + h, mz),
        z + s * sample(w, mx, my, mz + h),
    )


@numba.njit(cache=True, fastmath=True, parallel=True)
def _advect_component(u, v, w, own, axis, s, inflow, out):  # type: ignore[no-untyped-def]
    nx, ny, nz = own.shape
    ox = np.float32(0.5) if axis == 0 else np.float32(0.0)
    oy = np.float32(0.5) if axis == 1 else np.float32(0.0)
    oz = np.float32(0.5) if axis == 2 else np.float32(0.0)
    cx, cy = np.float32(v.shape[0]), np.float32(u.shape[1])
    half = np.float32(0.5)
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                x, y, z = trace(
                    u, v, w, np.float32(i) - ox, np.float32(j) - oy, np.float32(k) - oz, -s
                )  # fmt: skip
                if x < -half or y < -half or x > cx - half or y > cy - half:
                    # Air that comes in from outside is the undisturbed wind.
                    out[i, j, k] = inflow[min(max(int(z + half), 0), inflow.shape[0] - 1)]
                else:
                    out[i, j, k] = sample(own, x + ox, y + oy, z + oz)


def advect(air: Air, step: float, wind: Floats) -> Air:
    """Carry the air along itself for `step` = seconds / cell size; `wind` (nz, 3) m/s comes in at the sides."""
    s = np.float32(step)
    out = Air(np.empty_like(air.u), np.empty_like(air.v), np.empty_like(air.w))
    for axis, (own, to) in enumerate(((air.u, out.u), (air.v, out.v), (air.w, out.w))):
        _advect_component(air.u, air.v, air.w, own, axis, s, np.ascontiguousarray(wind[:, axis]), to)
    out.w[:, :, 0] = 0.0
    return out


@numba.njit(cache=True, fastmath=True, parallel=True)
def _divergence(u, v, w, out):  # type: ignore[no-untyped-def]
    nx, ny, nz = out.shape
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                out[i, j, k] = u[i + 1, j, k] - u[i, j, k] + v[i, j + 1, k] - v[i, j, k] + w[i, j, k + 1] - w[i, j, k]


@numba.njit(cache=True, fastmath=True, parallel=True)
def _subtract_gradient(u, v, w, p):  # type: ignore[no-untyped-def]
    # Outside the open faces the pressure is that of the still air: the ghost cell holds -p.
    nx, ny, nz = p.shape
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                here = p[i, j, k]
                u[i, j, k] -= here - (p[i - 1, j, k] if i > 0 else -here)
                v[i, j, k] -= here - (p[i, j - 1, k] if j > 0 else -here)
                if k > 0:
                    w[i, j, k] -= here - p[i, j, k - 1]
            w[i, j, nz] += 2.0 * p[i, j, nz - 1]
        for k in range(nz):
            v[i, ny, k] += 2.0 * p[i, ny - 1, k]
    for j in range(ny):
        for k in range(nz):
            u[nx, j, k] += 2.0 * p[nx - 1, j, k]


def divergence(air: Air) -> Floats:
    """Net outflow of every cell (nx, ny, nz), m/s per cell."""
    out = np.empty(air.shape, np.float32)
    _divergence(air.u, air.v, air.w, out)
    return out


def _solve_pressure(rhs: Floats) -> Floats:
    """The Poisson equation in sine and cosine space: exact, no iteration.

    Zero pressure on the sides (sine transform of type II), on the top with a wall at the bottom (cosine
    transform of type IV): Strang, *The Discrete Cosine Transform*, SIAM Review 41 (1999).
    """
    nx, ny, nz = rhs.shape
    lx = 2.0 - 2.0 * np.cos(np.pi * np.arange(1, nx + 1) / nx)
    ly = 2.0 - 2.0 * np.cos(np.pi * np.arange(1, ny + 1) / ny)
    lz = 2.0 - 2.0 * np.cos(np.pi * (np.arange(nz) + 0.5) / nz)
    f = scipy.fft.dct(rhs, type=4, axis=2, workers=THREADS)
    f = scipy.fft.dst(f, type=2, axis=1, workers=THREADS, overwrite_x=True)
    f = scipy.fft.dst(f, type=2, axis=0, workers=THREADS, overwrite_x=True)
    f *= (-1.0 / (lx[:, None, None] + ly[None, :, None] + lz[None, None, :])).astype(np.float32)
    f = scipy.fft.idst(f, type=2, axis=0, workers=THREADS, overwrite_x=True)
    f = scipy.fft.idst(f, type=2, axis=1, workers=THREADS, overwrite_x=True)
    return np.ascontiguousarray(scipy.fft.idct(f, type=4, axis=2, workers=THREADS, overwrite_x=True))


def project(air: Air, source: Floats | None = None) -> Air:
    """Make the air incompressible but for `source` (nx, ny, nz), outflow per cell in m/s per cell; in place."""
    air.w[:, :, 0] = 0.0
    rhs = divergence(air)
    if source is not None:
        rhs -= source
    _subtract_gradient(air.u, air.v, air.w, _solve_pressure(rhs))
    return air


@numba.njit(cache=True, fastmath=True, parallel=True)
def _penalise(u, v, w, cover, momentum):  # type: ignore[no-untyped-def]
    nx, ny, nz = cover.shape
    tiny = np.float32(1e-3)
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                c = cover[i, j, k]
                m = momentum[i, j, k]
                if i > 0:
                    c2 = c + cover[i - 1, j, k]
                    if c2 > tiny:
                        a = min(c2, np.float32(1.0))
                        u[i, j, k] += a * ((m[0] + momentum[i - 1, j, k, 0]) / c2 - u[i, j, k])
                if j > 0:
                    c2 = c + cover[i, j - 1, k]
                    if c2 > tiny:
                        a = min(c2, np.float32(1.0))
                        v[i, j, k] += a * ((m[1] + momentum[i, j - 1, k, 1]) / c2 - v[i, j, k])
                if k > 0:
                    c2 = c + cover[i, j, k - 1]
                    if c2 > tiny:
                        a = min(c2, np.float32(1.0))
                        w[i, j, k] += a * ((m[2] + momentum[i, j, k - 1, 2]) / c2 - w[i, j, k])


def push_by_solids(air: Air, cover: Floats, momentum: Floats) -> Air:
    """Give the air in solid cells the solids' velocity (penalisation, Angot et al. 1999); in place.

    `cover` (nx, ny, nz) in [0, 1] says how far a cell is blocked; `momentum` (nx, ny, nz, 3) is `cover`
    times the solids' velocity, m/s.
    """
    _penalise(air.u, air.v, air.w, cover, momentum)
    return air


@numba.njit(cache=True, fastmath=True, parallel=True)
def _vorticity(u, v, w, out):  # type: ignore[no-untyped-def]
    nx, ny, nz = out.shape[0], out.shape[1], out.shape[2]
    q = np.float32(0.25)
    for i in numba.prange(1, nx - 1):
        for j in range(1, ny - 1):
            for k in range(1, nz - 1):
                dwdy = q * (w[i, j + 1, k] + w[i, j + 1, k + 1] - w[i, j - 1, k] - w[i, j - 1, k + 1])
                dvdz = q * (v[i, j, k + 1] + v[i, j + 1, k + 1] - v[i, j, k - 1] - v[i, j + 1, k - 1])
                dudz = q * (u[i, j, k + 1] + u[i + 1, j, k + 1] - u[i, j, k - 1] - u[i + 1, j, k - 1])
                dwdx = q * (w[i + 1, j, k] + w[i + 1, j, k + 1] - w[i - 1, j, k] - w[i - 1, j, k + 1])
                dvdx = q * (v[i + 1, j, k] + v[i + 1, j + 1, k] - v[i - 1, j, k] - v[i - 1, j + 1, k])
                dudy = q * (u[i, j + 1, k] + u[i + 1, j + 1, k] - u[i, j - 1, k] - u[i + 1, j - 1, k])
                x, y, z = dwdy - dvdz, dudz - dwdx, dvdx - dudy
                out[i, j, k, 0] = x
                out[i, j, k, 1] = y
                out[i, j, k, 2] = z
                out[i, j, k, 3] = np.sqrt(x * x + y * y + z * z)


@numba.njit(cache=True, fastmath=True, parallel=True)
def _stir(u, v, w, om, load, curl, shift, confinement, turbulence, wind, gravity, limit):  # type: ignore[no-untyped-def]
    nx, ny, nz = load.shape
    half = np.float32(0.5)
    for colour in range(2):  # two interleaved sets of slabs, so that threads never share a face
        for ii in numba.prange((nx - colour) // 2):
            i = 2 * ii + colour
            if i < 1 or i > nx - 2:
                continue
            for j in range(1, ny - 1):
                for k in range(nz - 1):
                    d = load[i, j, k]
                    if d < limit:
                        continue
                    ax, ay, az = np.float32(0.0), np.float32(0.0), -gravity * d
                    if k > 0:
                        gx = om[i + 1, j, k, 3] - om[i - 1, j, k, 3]
                        gy = om[i, j + 1, k, 3] - om[i, j - 1, k, 3]
                        gz = om[i, j, k + 1, 3] - om[i, j, k - 1, 3]
                        n = confinement / np.sqrt(gx * gx + gy * gy + gz * gz + np.float32(1e-6))
                        ox, oy, oz = om[i, j, k, 0], om[i, j, k, 1], om[i, j, k, 2]
                        ax += n * (gy * oz - gz * oy)
                        ay += n * (gz * ox - gx * oz)
                        az += n * (gx * oy - gy * ox)
                    rx = half * (u[i, j, k] + u[i + 1, j, k]) - wind[k, 0]
                    ry = half * (v[i, j, k] + v[i, j + 1, k]) - wind[k, 1]
                    rz = half * (w[i, j, k] + w[i, j, k + 1])
                    t = turbulence * np.sqrt(rx * rx + ry * ry + rz * rz)
                    c = curl[(i + shift[0]) & 31, (j + shift[1]) & 31, (k + shift[2]) & 31]
                    ax, ay, az = half * (ax + t * c[0]), half * (ay + t * c[1]), half * (az + t * c[2])
                    u[i, j, k] += ax
                    u[i + 1, j, k] += ax
                    v[i, j, k] += ay
                    v[i, j + 1, k] += ay
                    w[i, j, k + 1] += az
                    if k > 0:
                        w[i, j, k] += az


def curl_noise(seed: int) -> Floats:
    """A tile (32, 32, 32, 3) of divergence-free noise of unit RMS, waves of 4 to 16 cells.

    Bridson, Houriham and Nordenstam, *Curl-Noise for Procedural Fluid Flow* (SIGGRAPH 2007), with the
    curl taken in Fourier space.
    """
    rng = np.random.default_rng([seed, 71])
    k = np.stack(np.meshgrid(*[np.fft.fftfreq(32)] * 3, indexing="ij"), -1)
    length = np.linalg.norm(k, axis=-1)
    band = ((length > 1 / 18) & (length < 1 / 4)) * (length + 1e-9) ** (-11 / 6 - 1)
    potential = np.fft.fftn(rng.standard_normal((32, 32, 32, 3)), axes=(0, 1, 2)) * band[..., None]
    flow = np.fft.ifftn(np.cross(1j * k, potential), axes=(0, 1, 2)).real
    return (flow / flow.std()).astype(np.float32)


def stir(
    air: Air, load: Floats, seconds: float, cell: float, wind: Floats, curl: Floats, shift: tuple[int, int, int],
    confinement: float = 0.35, turbulence: float = 1.6,
) -> Air:  # fmt: skip
    """Gravity on laden air, vorticity confinement and turbulence that the grid is too coarse for; in place.

    `load` (nx, ny, nz) is the dust's share of the mixture's mass, in [0, 1]. Confinement is that of
    Fedkiw, Stam and Jensen (2001), acting only where there is dust; `turbulence` (1/s) sets how fast
    random eddies of `curl_noise` grow where the air moves relative to the wind (nz, 3).
    """
    vorticity = np.zeros((*load.shape, 4), np.float32)
    _vorticity(air.u, air.v, air.w, vorticity)
    _stir(
        air.u, air.v, air.w, vorticity, load, curl, np.array(shift, np.int64),
        # The vorticity kernel leaves out 1/cell; h * omega * dt with h = cell cancels it.
        np.float32(confinement * seconds), np.float32(turbulence * seconds), wind,
        np.float32(9.81 * seconds), np.float32(1e-5),
    )  # fmt: skip
    return air
