"""Synthetic photographs of a building with a known camera, for the tests of reading a plate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from coulisse.scene.camera import Camera

LEAN = 0.35  # of its height does a mansard lean back


@dataclass(frozen=True)
class Block:
    """A box of a building; metres. The facade rectangle is the box's whole front."""

    storeys: int = 5
    bays: int = 7
    storey: float = 3.1
    bay: float = 3.4
    depth: float = 12.0
    left: float = 0.3  # the opening, as fractions of bay and storey
    right: float = 0.7
    sill: float = 0.3
    head: float = 0.8
    mansard: float = 0.0  # metres of sloping roof above the facade, hipped on both sides
    blind: tuple[tuple[int, int], ...] = ()  # (bay, storey) without a window
    doors: tuple[int, ...] = ()  # bays whose ground-floor opening reaches the ground

    @property
    def width(self) -> float:
        return self.bays * self.bay

    @property
    def height(self) -> float:
        return self.storeys * self.storey


def camera_towards(
    block: Block, *, yaw: float, pitch: float, fov: float, roll: float = 0.0,
    size: tuple[int, int] = (1200, 800), fill: float = 0.62,
) -> Camera:  # fmt: skip
    """A camera turned `yaw` degrees off the facade's normal (positive looks to the right) and tilted up,
    at such a distance that the facade fills about `fill` of the picture's width."""
    w, h = size
    focal = w / 2 / np.tan(np.radians(fov) / 2)
    a, b, c = np.radians([yaw, pitch, roll])
    forward = np.array([np.sin(a) * np.cos(b), np.cos(a) * np.cos(b), np.sin(b)])
    right = np.array([np.cos(a), -np.sin(a), 0.0])
    down = np.cross(forward, right)
    right, down = right * np.cos(c) + down * np.sin(c), down * np.cos(c) - right * np.sin(c)
    rotation = np.stack([right, down, forward])
    centre = np.array([block.width / 2, 0, block.height / 2])
    corners = rectangle(block)
    distance = max(block.width, block.height)
    for _ in range(60):
        camera = Camera(w, h, focal, w / 2, h / 2, rotation, -rotation @ (centre - distance * forward))
        px, depth = camera.project(corners)
        span = max(np.ptp(px[:, 0]) / w, np.ptp(px[:, 1]) / h) if depth.min() > 1 else 9.0
        if span < fill:
            break
        distance *= 1.06
    return camera


def rectangle(block: Block) -> np.ndarray:
    """World corners TL, TR, BR, BL of the facade."""
    w, h = block.width, block.height
    return np.array([[0, 0, h], [w, 0, h], [w, 0, 0], [0, 0, 0]], float)


def photograph(
    block: Block, camera: Camera, *, seed: int = 0, blur: float = 0.7, noise: float = 0.012,
    sun: tuple[float, float] = (-40.0, 45.0),
) -> np.ndarray:  # fmt: skip
    """A scene-linear picture (h, w, 3): facade, end walls, mansard, ground, sky with a gradient."""
    random = np.random.default_rng(seed)
    w, h, over = camera.width, camera.height, 2
    x, y = np.meshgrid((np.arange(w * over) + 0.5) / over, (np.arange(h * over) + 0.5) / over)
    rays = camera.rays(np.stack([x, y], -1)).reshape(-1, 3)
    eye = camera.position
    up = np.clip(rays[:, 2], 0, 1)[:, None]
    image = np.array([0.55, 0.66, 0.85]) * (1 - up) + np.array([0.18, 0.30, 0.62]) * up
    nearest = np.full(len(rays), np.inf)
    azimuth, elevation = np.radians(sun)
    to_sun = np.array([np.sin(azimuth) * np.cos(elevation), -np.cos(azimuth) * np.cos(elevation), np.sin(elevation)])
    floor = min(0.0, eye[2] - 1.6)  # a low camera: the block stands on a plinth
    tone = random.uniform(0.25, 0.5, (block.bays, block.storeys))

    def paint(t: np.ndarray, normal: list[float], inside: Callable, colour: Callable) -> None:
        """Paint what lies at distance `t` along the rays, where `inside` says so of the points (n, 3)."""
        ahead = np.flatnonzero((t > 0) & (t < nearest))
        points = eye + t[ahead, None] * rays[ahead]
        hit = np.asarray(inside(points))
        ahead, points = ahead[hit], points[hit]
        light = 0.28 + 0.9 * max(0.0, float(np.dot(normal, to_sun)))
        image[ahead] = colour(points) * light
        nearest[ahead] = t[ahead]

    def above_floor(p: np.ndarray) -> np.ndarray:
        return (p[:, 2] > floor) & (p[:, 2] < block.height)

    def meadow(p: np.ndarray) -> np.ndarray:
        speckle = 0.05 * np.sin(p[:, :1] * 3.1) * np.sin(p[:, 1:2] * 2.3)
        return np.array([0.16, 0.17, 0.12]) * (1 + speckle)

    def end_wall(p: np.ndarray) -> np.ndarray:
        return np.where(np.mod(p[:, 2], block.storey) < 0.25, 0.6, 0.42)[:, None] * np.ones(3)

    def in_roof(p: np.ndarray) -> np.ndarray:
        rise = p[:, 2] - block.height
        hip = LEAN * rise
        return (rise > 0) & (rise < block.mansard) & (p[:, 0] > hip) & (p[:, 0] < block.width - hip)

    def slates(p: np.ndarray) -> np.ndarray:
        rise = p[:, 2] - block.height
        slate = np.where(np.mod(rise, 0.5) < 0.06, 0.05, 0.09)[:, None] * np.array([0.9, 0.95, 1.1])
        off_axis = np.abs(np.mod(p[:, 0], block.bay) / block.bay - 0.5)
        dormer = (off_axis < 0.17) & (np.abs(rise - 0.5 * block.mansard) < 0.25 * block.mansard)
        return np.where(dormer[:, None], 0.5, slate)

    with np.errstate(divide="ignore", invalid="ignore"):
        paint((floor - eye[2]) / rays[:, 2], [0, 0, 1], lambda p: np.ones(len(p), bool), meadow)
        paint(
            -eye[1] / rays[:, 1], [0, -1, 0],
            lambda p: (p[:, 0] > 0) & (p[:, 0] < block.width) & above_floor(p),
            lambda p: _front(block, p[:, 0], p[:, 2], tone),
        )  # fmt: skip
        for side, outward in ((0.0, -1.0), (block.width, 1.0)):
            if outward * (eye[0] - side) > 0:
                paint(
                    (side - eye[0]) / rays[:, 0], [outward, 0, 0],
                    lambda p: (p[:, 1] > 0) & (p[:, 1] < block.depth) & above_floor(p), end_wall,
                )  # fmt: skip
        if block.mansard > 0:
            t = ((eye[2] - block.height) * LEAN - eye[1]) / (rays[:, 1] - LEAN * rays[:, 2])
            paint(t, [0, -1 / np.hypot(1, LEAN), LEAN / np.hypot(1, LEAN)], in_roof, slates)
    image = image.reshape(h * over, w * over, 3)
    picture = cv2.resize(image.astype(np.float32), (w, h), interpolation=cv2.INTER_AREA)
    picture = cv2.GaussianBlur(picture, (0, 0), blur) if blur > 0 else picture
    grain = random.normal(0, noise, picture.shape).astype(np.float32)
    return np.clip(picture + grain * np.sqrt(np.maximum(picture, 0.01)), 0, None).astype(np.float32)


def _front(block: Block, x: np.ndarray, z: np.ndarray, tone: np.ndarray) -> np.ndarray:
    bay = np.clip((x // block.bay).astype(np.int64), 0, block.bays - 1)
    storey = np.clip((z // block.storey).astype(np.int64), 0, block.storeys - 1)
    u, v = x / block.bay - bay, z / block.storey - storey
    colour = np.full((*x.shape, 3), 0.0) + np.array([0.52, 0.46, 0.38])
    colour[v < 0.045] = (0.36, 0.33, 0.28)  # string course
    sill = np.where(np.isin(bay, block.doors) & (storey == 0), 0.0, block.sill)
    window = (u > block.left) & (u < block.right) & (v > sill) & (v < block.head)
    for b, s in block.blind:
        window &= ~((bay == b) & (storey == s))
    frame = window & ~((u > block.left + 0.03) & (u < block.right - 0.03) & (v > sill + 0.03) & (v < block.head - 0.03))
    glass = tone[bay, storey][..., None] * np.array([0.20, 0.24, 0.30])
    colour = np.where(window[..., None], glass, colour)
    colour[frame] = (0.62, 0.61, 0.58)
    return colour
