"""What chips of material are made from: noise, cells, and a surface with its colour, height and gloss."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.scene.staged import Look, Vec3

Floats = NDArray[np.floating[Any]]
Rng = np.random.Generator
Colour = tuple[float, ...] | Floats  # three numbers, or (n, n, 3), linear


@dataclass
class Ground:
    """A chip in the making: `n` pixels a side that show `metres`, the look, and its dice."""

    look: Look
    n: int
    metres: float
    rng: Rng

    @property
    def px(self) -> float:
        """Pixels a metre."""
        return self.n / self.metres

    @property
    def second(self) -> Vec3:
        """The second colour; half way to grey and darker where the look names none."""
        if self.look.second is not None:
            return self.look.second
        r, g, b = (0.45 * c + 0.02 for c in self.look.colour)
        return r, g, b

    def axes(self) -> tuple[Floats, Floats]:
        """x and y of each pixel's middle in metres, (1, n) and (n, 1)."""
        at = ((np.arange(self.n) + 0.5) / self.px).astype(np.float32)
        return at[None, :], at[:, None]


@dataclass
class Surface:
    """Albedo (n, n, 3) linear, height (n, n) metres, roughness and metalness 0-1 (numbers or (n, n)), glow 0-1."""

    albedo: Floats
    height: Floats
    rough: float | Floats = 0.5
    metal: float | Floats = 0.0
    sheen: float = 0.0
    glow: float = 0.0
    notes: dict[str, float] = field(default_factory=dict)


def value_noise(g: Ground, cell: float | tuple[float, float], rng: Rng | None = None) -> Floats:
    """Smooth noise (n, n), mean 0, spread about 1; `cell` metres between its values, (down, across)."""
    rng = rng or g.rng
    down, across = (cell, cell) if isinstance(cell, float | int) else cell
    rows, columns = (max(2, int(g.metres / max(c, 1e-6)) + 4) for c in (down, across))
    rows, columns = min(rows, g.n + 4), min(columns, g.n + 4)
    grid = rng.standard_normal((rows, columns)).astype(np.float32)
    # A window of the enlarged grid, shifted by chance so that grids of one size do not fall on each other.
    sy, sx = (g.n / g.px / max(c, 1.0 / g.px) / g.n for c in (down, across))
    oy, ox = 1 + rng.random(2)
    ys = (np.arange(g.n, dtype=np.float32) * np.float32(sy) + np.float32(oy)).clip(0, rows - 1)
    xs = (np.arange(g.n, dtype=np.float32) * np.float32(sx) + np.float32(ox)).clip(0, columns - 1)
    map_x, map_y = np.meshgrid(xs, ys)
    out = cv2.remap(grid, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(out * np.float32(1.4), np.float32)


def fbm(g: Ground, cell: float | tuple[float, float], octaves: int = 4, gain: float = 0.5,
        rng: Rng | None = None) -> Floats:  # fmt: skip
    """Octaves of noise, mean 0, spread about 1."""
    down, across = (cell, cell) if isinstance(cell, float | int) else cell
    out = np.zeros((g.n, g.n), np.float32)
    weight, total = 1.0, 0.0
    for octave in range(octaves):
        if octave and max(down, across) / 2**octave < 1.2 / g.px:
            break
        out += np.float32(weight) * value_noise(g, (down / 2**octave, across / 2**octave), rng)
        total += weight**2
        weight *= gain
    return out / np.float32(total**0.5)


def cells(x: Floats, y: Floats, rng: Rng, jitter: float = 0.9) -> tuple[Floats, Floats, NDArray[np.int32]]:
    """Distance to the nearest and the second nearest point of a jittered grid of side 1, and the nearest one's number.

    `x`, `y` broadcast to (n, n), in grid sides. After Worley, A Cellular Texture Basis Function, 1996.
    """
    x, y = (np.ascontiguousarray(v, np.float32) for v in np.broadcast_arrays(x, y))
    ix, iy = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    ix -= ix.min() - 1
    iy -= iy.min() - 1
    fx, fy = x - np.floor(x), y - np.floor(y)
    rows, columns = int(iy.max()) + 2, int(ix.max()) + 2
    points = (0.5 + jitter * (rng.random((rows, columns, 2)) - 0.5)).astype(np.float32)
    first = np.full(x.shape, 9.0, np.float32)
    second = first.copy()
    number = np.zeros(x.shape, np.int32)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            point = points[iy + dy, ix + dx]
            away = np.hypot(point[..., 0] + dx - fx, point[..., 1] + dy - fy)
            near = away < first
            second = np.where(near, first, np.minimum(second, away))
            number = np.where(near, (iy + dy) * columns + ix + dx, number)
            first = np.where(near, away, first)
    return first, second, number


def chance(number: NDArray[np.int32], rng: Rng) -> Floats:
    """A number in [0, 1) for each whole number in the array, the same wherever it stands."""
    table = rng.random(int(number.max()) - int(number.min()) + 1).astype(np.float32)
    return np.asarray(table[number - number.min()])


def smooth(value: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, a smooth step between (also downwards)."""
    t = np.clip((value - np.float32(low)) / np.float32(high - low or 1e-9), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def mix(a: Colour, b: Colour, t: Floats) -> Floats:
    """From colour `a` to colour `b` by t (n, n)."""
    first, second = np.asarray(a, np.float32), np.asarray(b, np.float32)
    return np.asarray(first + (second - first) * np.asarray(t, np.float32)[..., None], np.float32)


def tinted(colour: Colour, by: Floats) -> Floats:
    """A colour (3,) or (n, n, 3) times a brightness (n, n)."""
    return np.asarray(np.asarray(colour, np.float32) * np.maximum(by, 0)[..., None], np.float32)


def flat(g: Ground) -> Floats:
    """Zeros (n, n)."""
    return np.zeros((g.n, g.n), np.float32)


def blurred(values: Floats, radius: float) -> Floats:
    """A Gaussian blur of `radius` pixels."""
    if radius < 0.3:
        return values
    return np.asarray(cv2.GaussianBlur(values, (0, 0), radius, borderType=cv2.BORDER_REFLECT), np.float32)
