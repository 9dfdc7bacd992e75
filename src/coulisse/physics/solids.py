"""Which cells of a grid the moving pieces block, and how fast they move there."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from coulisse.scene.pieces import FloatArray, Floats, Ints, Motion, Pieces


@dataclass(frozen=True)
class SolidSamples:
    """Points spread evenly over the pieces' surfaces: `offset` (S, 3) metres from the piece's centre at rest,
    `piece` (S,), and the `area` in m2 that each point stands for."""

    offset: Floats
    piece: Ints
    area: float


def surface_samples(pieces: Pieces, spacing: float) -> SolidSamples:
    """Points about `spacing` metres apart, by systematic sampling of the triangles' area."""
    corners = pieces.vertices[pieces.triangles].astype(np.float64)  # (T, 3, 3)
    edge1, edge2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    reach = np.cumsum(0.5 * np.linalg.norm(np.cross(edge1, edge2), axis=1))
    total = float(reach[-1]) if len(reach) else 0.0
    count = min(int(np.ceil(total / spacing**2)), 600_000)
    if count == 0:
        return SolidSamples(np.zeros((0, 3), np.float32), np.zeros(0, np.int32), 0.0)
    at = np.minimum(np.searchsorted(reach, (np.arange(count) + 0.5) / count * total), len(reach) - 1)
    # The R2 sequence (Roberts 2018) folded into the triangle.
    a = (np.arange(count) * 0.7548776662466927) % 1.0
    b = (np.arange(count) * 0.5698402909980532) % 1.0
    fold = a + b > 1.0
    a, b = np.where(fold, 1.0 - a, a), np.where(fold, 1.0 - b, b)
    points = corners[at, 0] + a[:, None] * edge1[at] + b[:, None] * edge2[at]
    piece = pieces.triangle_piece[at].astype(np.int32)
    return SolidSamples((points - pieces.centre[piece]).astype(np.float32), piece, total / count)


def matrices(quaternion: FloatArray) -> Floats:
    """Unit quaternions (n, 4) in (w, x, y, z) order to rotation matrices (n, 3, 3)."""
    w, x, y, z = np.moveaxis(np.asarray(quaternion, np.float64), -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.ascontiguousarray(np.moveaxis(np.array(rows), -1, 0), np.float32)


@numba.njit(cache=True, fastmath=True)
def _splat(offset, piece, alive, p0, r0, p1, r1, fps, origin, cell, share, cover, momentum):  # type: ignore[no-untyped-def]
    nx, ny, nz = cover.shape
    for s in range(len(offset)):
        n = piece[s]
        if not alive[n]:
            continue
        a, b, c = offset[s]
        x = p1[n, 0] + r1[n, 0, 0] * a + r1[n, 0, 1] * b + r1[n, 0, 2] * c
        y = p1[n, 1] + r1[n, 1, 0] * a + r1[n, 1, 1] * b + r1[n, 1, 2] * c
        z = p1[n, 2] + r1[n, 2, 0] * a + r1[n, 2, 1] * b + r1[n, 2, 2] * c
        u = (x - p0[n, 0] - r0[n, 0, 0] * a - r0[n, 0, 1] * b - r0[n, 0, 2] * c) * fps
        v = (y - p0[n, 1] - r0[n, 1, 0] * a - r0[n, 1, 1] * b - r0[n, 1, 2] * c) * fps
        w = (z - p0[n, 2] - r0[n, 2, 0] * a - r0[n, 2, 1] * b - r0[n, 2, 2] * c) * fps
        gx = (x - origin[0]) / cell - np.float32(0.5)
        gy = (y - origin[1]) / cell - np.float32(0.5)
        gz = max((z - origin[2]) / cell - np.float32(0.5), np.float32(0.0))
        if gx < 0 or gy < 0 or gx >= nx - 1 or gy >= ny - 1 or gz >= nz - 1:
            continue
        i, j, k = int(gx), int(gy), int(gz)
        fx, fy, fz = gx - i, gy - j, gz - k
        for d in range(2):
            for e in range(2):
                for f in range(2):
                    q = (fx if d else 1 - fx) * (fy if e else 1 - fy) * (fz if f else 1 - fz) * share
                    cover[i + d, j + e, k + f] += q
                    momentum[i + d, j + e, k + f, 0] += q * u
                    momentum[i + d, j + e, k + f, 1] += q * v
                    momentum[i + d, j + e, k + f, 2] += q * w


@numba.njit(cache=True, fastmath=True, parallel=True)
def _limit(cover, momentum):  # type: ignore[no-untyped-def]
    nx, ny, nz = cover.shape
    for i in numba.prange(nx):
        for j in range(ny):
            for k in range(nz):
                c = cover[i, j, k]
                if c > 1.0:
                    cover[i, j, k] = 1.0
                    for d in range(3):
                        momentum[i, j, k, d] /= c


def cover_grid(
    samples: SolidSamples, pieces: Pieces, motion: Motion, frame: int, fps: float, origin: FloatArray, cell: float,
    shape: tuple[int, ...],
) -> tuple[Floats, Floats]:  # fmt: skip
    """How far pieces block each cell at `frame`: `cover` (nx, ny, nz) in [0, 1], and cover times velocity, m/s.

    A plate has two faces, so a surface of two cell faces' area in a cell blocks it wholly.
    """
    cover, momentum = np.zeros(shape, np.float32), np.zeros((*shape, 3), np.float32)
    frame = min(frame, motion.frames - 1)
    alive = (pieces.first_frame <= frame) & (frame < pieces.last_frame)
    # Backward difference; a piece that has just come to be looks one frame ahead instead.
    born = (pieces.first_frame == frame) & (frame + 1 < min(motion.frames, 10**9)) & (pieces.last_frame > frame + 1)
    before = motion.position[max(frame - 1, 0)].copy()
    turned = motion.rotation[max(frame - 1, 0)].copy()
    here, now = motion.position[frame], motion.rotation[frame]
    if born.any():
        ahead = motion.position[min(frame + 1, motion.frames - 1)]
        before[born] = 2 * here[born] - ahead[born]
        turned[born] = now[born]
    _splat(
        samples.offset, samples.piece, alive, before.astype(np.float32), matrices(turned), here.astype(np.float32),
        matrices(now), np.float32(fps), np.asarray(origin, np.float32), np.float32(cell),
        np.float32(0.5 * samples.area / cell**2), cover, momentum,
    )  # fmt: skip
    _limit(cover, momentum)
    return cover, momentum
