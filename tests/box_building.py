"""A synthetic building of boxes before a known camera, with a plate drawn by rule: for the render tests."""

from __future__ import annotations

import numpy as np

from coulisse.scene.camera import Camera
from coulisse.scene.light import Light
from coulisse.scene.pieces import NEVER, Kind, Pieces, Surface

_CORNERS = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)
# Faces -x +x -y +y -z +z, counter-clockwise from outside.
_QUADS = np.array([(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)])


def boxes(low, high, surfaces, kinds=None) -> Pieces:
    """Boxes low..high (N, 3), the six faces' surfaces (N, 6) in the order -x +x -y +y -z +z."""
    low, high = np.asarray(low, float).reshape(-1, 3), np.asarray(high, float).reshape(-1, 3)
    n = len(low)
    corner = low[:, None] + _CORNERS * (high - low)[:, None]
    vertices = corner[:, _QUADS.ravel()].reshape(-1, 3)
    one = np.array([(0, 1, 2), (0, 2, 3)]) + 4 * np.arange(6)[:, None, None]
    triangles = (one.reshape(1, -1, 3) + 24 * np.arange(n)[:, None, None]).reshape(-1, 3)
    return Pieces(
        vertices.astype(np.float32),
        triangles.astype(np.int32),
        np.repeat(np.asarray(surfaces, np.uint8).reshape(-1), 2),
        np.repeat(np.arange(n, dtype=np.int32), 12),
        np.zeros(12 * n, np.int32),
        (12 * np.arange(n + 1)).astype(np.int32),
        (24 * np.arange(n + 1)).astype(np.int32),
        ((low + high) / 2).astype(np.float32),
        (np.prod(high - low, 1) * 2400).astype(np.float32),
        np.full(n, Kind.FACADE, np.uint8) if kinds is None else np.asarray(kinds, np.uint8),
        np.zeros(n, np.int32),
        np.zeros(n, np.int32),
        np.full(n, NEVER, np.int32),
    )


def building(width=12.0, height=9.0, depth=6.0, cell=1.0) -> Pieces:
    """A box building: a facade, side and back walls and slabs, all cut into boxes of about `cell` metres."""
    low, high, surfaces = [], [], []
    c, p, s, q = Surface.CONCRETE, Surface.PLATE, Surface.PAINT, Surface.PLASTER

    def cut(x0, x1, y0, y1, z0, z1, faces):
        counts = [max(1, round((b - a) / cell)) for a, b in ((x0, x1), (y0, y1), (z0, z1))]
        edges = [np.linspace(a, b, k + 1) for (a, b), k in zip(((x0, x1), (y0, y1), (z0, z1)), counts, strict=True)]
        for i in range(counts[0]):
            for j in range(counts[1]):
                for k in range(counts[2]):
                    outer = (i == 0, i == counts[0] - 1, j == 0, j == counts[1] - 1, k == 0, k == counts[2] - 1)
                    low.append([edges[0][i], edges[1][j], edges[2][k]])
                    high.append([edges[0][i + 1], edges[1][j + 1], edges[2][k + 1]])
                    surfaces.append([f if o else c for f, o in zip(faces, outer, strict=True)])

    t = 0.3
    cut(0, width, 0, t, 0, height, (s, s, p, q, c, s))
    cut(0, width, depth - t, depth, 0, height, (s, s, q, s, c, s))
    cut(0, t, t, depth - t, 0, height, (s, q, c, c, c, s))
    cut(width - t, width, t, depth - t, 0, height, (q, s, c, c, c, s))
    for z in np.arange(3.0, height + 0.1, 3.0):
        cut(t, width - t, t, depth - t, z - t, z, (c, c, c, c, q, Surface.FLOOR))
    return boxes(low, high, surfaces)


def look_at(width=320, height=180, eye=(4.0, -22.0, 1.7), at=(6.0, 0.0, 4.5), focal=None) -> Camera:
    """A camera at `eye` that looks at `at`, upright."""
    eye, at = np.asarray(eye, float), np.asarray(at, float)
    forward = (at - eye) / np.linalg.norm(at - eye)
    right = np.cross(forward, (0, 0, 1))
    right /= np.linalg.norm(right)
    rotation = np.stack([right, np.cross(forward, right), forward])
    return Camera(width, height, focal or width * 1.0, width / 2, height / 2, rotation, -rotation @ eye)


def sunlight(to_sun=(0.5, -0.6, 0.62)) -> Light:
    """A warm sun and a blue sky."""
    to_sun = np.asarray(to_sun, float)
    return Light(to_sun / np.linalg.norm(to_sun), np.array([0.75, 0.7, 0.6]), np.array([0.2, 0.25, 0.32]))


def draw_plate(camera: Camera, pieces: Pieces) -> np.ndarray:
    """A plate (h, w, 3): stripes and windows on the facade y = 0, sky above, grey ground below."""
    x, y = np.meshgrid(np.arange(camera.width) + 0.5, np.arange(camera.height) + 0.5)
    rays = camera.rays(np.stack([x, y], -1))
    eye = camera.position
    high = pieces.vertices.max(0) if len(pieces.vertices) else np.zeros(3)
    at = eye + rays * (-eye[1] / np.maximum(rays[..., 1:2], 1e-6))
    on = (rays[..., 1] > 0) & (at[..., 0] >= 0) & (at[..., 0] <= high[0]) & (at[..., 2] >= 0) & (at[..., 2] <= high[2])
    sky = np.array([0.25, 0.4, 0.7]) * (1 - 0.3 * rays[..., 2:3])
    ground = np.array([0.2, 0.2, 0.18]) + 0.03 * np.sin(x / 3)[..., None]
    plate = np.where(rays[..., 2:3] > 0, sky, ground)
    u, v = at[..., 0] % 3.0, at[..., 2] % 3.0
    window = (u > 1.0) & (u < 2.0) & (v > 1.0) & (v < 2.3)
    red = np.stack([0.25 + 0.35 * at[..., 0] / 12, 0.30 + 0 * u, 0.25 + 0.2 * (v > 2.7)], -1)
    facade = np.where(window[..., None], np.array([0.03, 0.04, 0.05]), red)
    return np.where(on[..., None], facade, plate).astype(np.float32)
