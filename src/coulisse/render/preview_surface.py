"""Simple versions of the path tracer's surfaces: colour, roughness and relief where rays hit, in NumPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.scene.staged import Look

Floats = NDArray[np.floating[Any]]
Surface = tuple[Floats, Floats]  # colour (n, 3), roughness (n,)

_BROWN_COAT = (0.36, 0.27, 0.2)  # linear, what lies under the skim of plaster


@dataclass(frozen=True, eq=False)
class Spots:
    """Places of one look: `at` (n, 3) metres of the model's frame, `uv` (n, 2) metres on the surface.

    `foot` (n,) metres that a pixel covers there; `low`, `high` (n, 3) the box of the part that each is on.
    """

    look: Look
    at: Floats
    uv: Floats
    foot: Floats
    low: Floats
    high: Floats
    seed: int

    def fine(self, per_metre: float | tuple[float, ...], seed: int, *, flat: bool = False) -> Floats:
        """Noise in [0, 1] of that many features a metre, fading to its mean where a pixel covers more than one."""
        rate = np.array(per_metre, np.float32)
        own = noise((self.uv if flat else self.at) * rate, self.seed + seed)
        return 0.5 + (own - 0.5) * np.clip(1.6 - self.foot * float(rate.max()), 0, 1)


def surface_of(spots: Spots) -> Surface:
    """Colour (n, 3) linear BT.709 and roughness (n,) of a look at its places."""
    look, n = spots.look, len(spots.at)
    colour: Floats = np.broadcast_to(np.array(look.colour, np.float32), (n, 3)).copy()
    rough: Floats = np.full(n, look.roughness, np.float32)
    make = _MAKERS.get(look.recipe)
    if make is not None:
        colour, rough = make(spots, colour, rough)
    if look.wear > 0 and look.recipe not in ("glass", "mirror", "glow", "screen", "picture"):
        # Dirt runs down: on what is smooth it is finer across than along, and nowhere has an edge.
        smooth = look.recipe in ("plastic", "metal", "ceramic")
        grime = clouds(spots.at * ((2.4, 2.4, 0.55) if smooth else (1.3, 1.3, 1.3)), spots.seed + 7, 4)
        soft = np.clip((grime - 0.35) / 0.6, 0, 1)
        colour = colour * (1 - look.wear * (0.3 if smooth else 0.4) * soft * soft * (3 - 2 * soft))[:, None]
        rough = rough + look.wear * 0.15 * (grime - 0.5)
    return np.clip(colour, 0, 0.97).astype(np.float32), np.clip(rough, 0.02, 1).astype(np.float32)


def chance(cells: NDArray[np.int64], seed: int) -> Floats:
    """A number in [0, 1) for each cell (n, k), always the same."""
    return _chances(np.ascontiguousarray(cells, np.int64), seed)


def noise(at: Floats, seed: int) -> Floats:
    """Smooth value noise in [0, 1] of points (n, 2) or (n, 3), one feature a unit (after Perlin 1985)."""
    if at.shape[1] == 2:
        at = np.concatenate([at, np.zeros((len(at), 1), at.dtype)], 1)
    return _noises(np.ascontiguousarray(at, np.float32), seed)


@njit(cache=True, nogil=True)
def _hash(x: int, y: int, z: int, seed: int) -> np.float32:
    """Of a lattice point (mixing of Wellons, hash prospector 2018)."""
    h = np.uint32(x * 0x8DA6B343 + y * 0xD8163841 + z * 0xCB1AB31F + seed * 0x9E3779B1)
    h = np.uint32((h ^ (h >> np.uint32(16))) * np.uint32(0x7FEB352D))
    h = np.uint32((h ^ (h >> np.uint32(15))) * np.uint32(0x846CA68B))
    h ^= h >> np.uint32(16)
    return np.float32(h >> np.uint32(8)) * np.float32(5.9604645e-08)


@njit(cache=True, nogil=True)
def _chances(cells: NDArray[np.int64], seed: int) -> Floats:
    out = np.empty(len(cells), np.float32)
    for i in range(len(cells)):
        z = cells[i, 2] if cells.shape[1] > 2 else 0
        out[i] = _hash(cells[i, 0], cells[i, 1] if cells.shape[1] > 1 else 0, z, seed)
    return out


@njit(cache=True, nogil=True)
def _noises(at: Floats, seed: int) -> Floats:
    out = np.empty(len(at), np.float32)
    for i in range(len(at)):
        x, y, z = np.floor(at[i, 0]), np.floor(at[i, 1]), np.floor(at[i, 2])
        u, v, w = at[i, 0] - x, at[i, 1] - y, at[i, 2] - z
        u, v, w = u * u * (3 - 2 * u), v * v * (3 - 2 * v), w * w * (3 - 2 * w)
        a, b, c = int(x), int(y), int(z)
        low = (_hash(a, b, c, seed) * (1 - u) + _hash(a + 1, b, c, seed) * u) * (1 - v) + (
            _hash(a, b + 1, c, seed) * (1 - u) + _hash(a + 1, b + 1, c, seed) * u
        ) * v
        if w > 0:
            c += 1
            high = (_hash(a, b, c, seed) * (1 - u) + _hash(a + 1, b, c, seed) * u) * (1 - v) + (
                _hash(a, b + 1, c, seed) * (1 - u) + _hash(a + 1, b + 1, c, seed) * u
            ) * v
            low += (high - low) * w
        out[i] = low
    return out


def clouds(at: Floats, seed: int, octaves: int = 4) -> Floats:
    """Fractal noise in [0, 1], spread so that it is seldom near its mean alone."""
    out, weight, total = np.zeros(len(at), np.float32), 1.0, 0.0
    for o in range(octaves):
        out += np.float32(weight) * noise(at * 2.0**o, seed + o)
        total += weight
        weight *= 0.5
    return np.clip((out / total - 0.5) * 1.8 + 0.5, 0, 1).astype(np.float32)


def _line(x: Floats, width: Floats | float) -> Floats:
    """1 within `width` of a whole number, falling off over as much again."""
    near = np.abs(x - np.round(x))
    return np.clip(2 - near / np.maximum(width, 1e-6), 0, 1).astype(np.float32)


def _blend(a: Floats, b: Floats, t: Floats) -> Floats:
    return a + (b - a) * t[:, None]


def _second(look: Look, dark: float) -> Floats:
    return np.array(look.second if look.second is not None else np.array(look.colour) * dark, np.float32)


def _grain(s: Spots) -> Floats:
    """The grain of wood along each part's longest side, fine lines in [0, 1]."""
    rows, along = np.arange(len(s.at)), (s.high - s.low).argmax(1)
    stretch = np.full(s.at.shape, 28.0, np.float32)
    stretch[rows, along] = 1.2
    rings = noise(s.at * stretch + noise(s.at * 1.7, s.seed)[:, None] * 0.6, s.seed + 1)
    stretch = np.full(s.at.shape, 95.0, np.float32)
    stretch[rows, along] = 4.0
    near = np.clip(1.6 - s.foot * 60, 0, 1)
    return np.clip(0.5 + (0.65 * (rings - 0.5) + 0.35 * near * (noise(s.at * stretch, s.seed + 2) - 0.5)), 0, 1)


def _wood(s: Spots, colour: Floats, rough: Floats) -> Surface:
    grain = _grain(s)
    tone = (0.72 + 0.5 * grain) * (0.92 + 0.16 * clouds(s.at * 2, s.seed + 5, 2))
    return colour * tone[:, None], rough + 0.1 * (0.5 - grain)


def _planks(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, uv, seed = s.look, s.uv, s.seed
    width = max(look.scale, 0.03)
    row = np.floor(uv[:, 1] / width).astype(np.int64)
    length = max(width * 11, 1.2)
    along = uv[:, 0] / length + chance(row[:, None], seed)
    board = np.stack([row, np.floor(along).astype(np.int64)], 1)
    tone = 0.74 + 0.46 * chance(board, seed + 1)
    local = np.stack([uv[:, 0] * 1.3 + 17 * chance(board, seed + 2), uv[:, 1] * 26], 1)
    grain = 0.6 * noise(local, seed + 3) + 0.4 * noise(local * (3, 3.5), seed + 4)
    gap = np.maximum(_line(uv[:, 1] / width, 0.0016 / width), _line(along, 0.0016 / length))
    out = colour * (tone * (0.78 + 0.42 * grain))[:, None]
    return out * (1 - 0.72 * gap)[:, None], rough + 0.14 * (0.5 - grain) + 0.3 * gap


def _parquet(s: Spots, colour: Floats, rough: Floats) -> Surface:
    """Herringbone: bricks of 1 to 4, turned by 90 degrees in turn."""
    look, uv, seed = s.look, s.uv, s.seed
    width, n = look.scale if 0.03 <= look.scale <= 0.14 else 0.09, 5  # strips a hand wide, as in the path tracer
    x, y = uv[:, 0] / width, uv[:, 1] / width
    turn = np.float32(0.70710678)  # 45 degrees
    x, y = (x - y) * turn, (x + y) * turn
    i, j = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    k = (i - j) % (2 * n)
    flat = k < n  # this cell belongs to a block that lies along x
    first_x, first_y = np.where(flat, i - k, i), np.where(flat, j, j - (2 * n - 1 - k))
    block = np.stack([first_x, first_y, flat.astype(np.int64)], 1)
    u, v = x - first_x, y - first_y
    long, short = np.where(flat, u / n, v / n), np.where(flat, v, u)
    gap = np.maximum(_line(long, 0.006), _line(short, 0.014))
    tone = 0.76 + 0.42 * chance(block, seed)
    local = np.stack([long * n * width * 3 + 31 * chance(block, seed + 1), short * width * 40], 1)
    grain = noise(local, seed + 2)
    return colour * (tone * (0.82 + 0.34 * grain) * (1 - 0.6 * gap))[:, None], rough + 0.1 * (0.5 - grain) + 0.3 * gap


def _bricks(look: Look, uv: Floats, high: float, seed: int, uneven: float) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Courses of bricks: how much is joint, a brick's own chance, and its number."""
    long = max(look.scale, 0.02)
    tall = long * high
    row = np.floor(uv[:, 1] / tall).astype(np.int64)
    shift = 0.5 * (row % 2) + uneven * (chance(row[:, None], seed + 11) - 0.5)
    x = uv[:, 0] / long + shift
    brick = np.stack([np.floor(x).astype(np.int64), row], 1)
    joint = np.maximum(_line(x, 0.006 / long), _line(uv[:, 1] / tall, 0.006 / tall))
    return joint, chance(brick, seed), brick


def _brick(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, uv, seed = s.look, s.at, s.uv, s.seed
    wobble = np.stack([noise(at * 22, seed + 3), noise(at * 22, seed + 4)], 1) * 0.006
    joint, own, _ = _bricks(look, (uv + wobble).astype(np.float32), 0.33, seed, 0.0)
    face = colour * ((0.68 + 0.55 * own) * (0.85 + 0.3 * s.fine(45, 5)))[:, None]
    mortar = np.array(look.second if look.second is not None else (0.36, 0.33, 0.29), np.float32)
    return _blend(face, np.broadcast_to(mortar, face.shape), 0.9 * joint), rough + 0.2 * joint


def _masonry(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, uv, seed = s.look, s.at, s.uv, s.seed
    wide = Look("masonry", look.colour, scale=max(look.scale, 0.25))
    wobble = np.stack([noise(at * 5, seed + 3), noise(at * 5, seed + 4)], 1) * 0.03
    joint, own, _ = _bricks(wide, (uv + wobble).astype(np.float32), 0.5, seed, 0.5)
    face = colour * ((0.74 + 0.45 * own) * (0.75 + 0.5 * clouds(at * 6, seed + 5, 4)))[:, None]
    return _blend(face, face * 0.42, joint), rough + 0.1 * joint


def _tile(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, uv, seed = s.look, s.uv, s.seed
    side = max(look.scale, 0.02)
    cell = np.floor(uv / side).astype(np.int64)
    joint = np.maximum(_line(uv[:, 0] / side, 0.0022 / side), _line(uv[:, 1] / side, 0.0022 / side))
    face = colour * (0.9 + 0.2 * chance(cell, seed))[:, None]
    grout = np.broadcast_to(_second(look, 0.45), colour.shape)
    if look.pattern in ("check", "checker", "chequer") and look.second is not None:
        face = np.where(
            ((cell[:, 0] + cell[:, 1]) % 2 == 0)[:, None], face, grout * (0.9 + 0.2 * chance(cell, seed))[:, None]
        )
        grout = face * 0.5
    return _blend(face, grout, joint), rough + 0.5 * joint


def _board_concrete(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, uv, seed = s.look, s.at, s.uv, s.seed
    width = max(look.scale, 0.08)
    row = np.floor(uv[:, 1] / width).astype(np.int64)
    along = uv[:, 0] / 2.4 + chance(row[:, None], seed)
    board = np.stack([row, np.floor(along).astype(np.int64)], 1)
    tone = 0.94 + 0.12 * chance(board, seed + 1)
    grain = noise(np.stack([uv[:, 0] * 2 + 9 * chance(board, seed + 2), uv[:, 1] * 45], 1), seed + 3)
    seam = np.maximum(_line(uv[:, 1] / width, 0.0025 / width), _line(along, 0.002))
    hole = np.hypot((uv[:, 0] / 1.2) % 1 - 0.5, (uv[:, 1] / 0.9) % 1 - 0.5) * 1.0
    tie = np.clip(1.6 - hole / 0.012, 0, 1)
    streak = noise(np.stack([uv[:, 0] * 5, uv[:, 1] * 0.35], 1), seed + 6)
    stain = clouds(at * 0.8, seed + 7)
    out = (
        colour
        * (tone * (0.95 + 0.1 * grain) * (1 - 0.22 * np.clip(streak - 0.55, 0, 1) * 2) * (0.82 + 0.36 * stain))[:, None]
    )
    return out * (1 - 0.3 * seam)[:, None] * (1 - 0.75 * tie)[:, None], rough + 0.1 * (stain - 0.5)


def _plaster(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, seed = s.look, s.at, s.seed
    cloud = clouds(at * 0.9, seed, 4)
    out = colour * (0.9 + 0.2 * cloud)[:, None]
    stain = np.clip(clouds(at * (0.7, 0.7, 0.45), seed + 3, 5) - (0.95 - 0.55 * look.wear), 0, 1) * 3
    out = out * (1 - np.clip(stain, 0, 0.45) * look.wear)[:, None]
    if look.recipe == "plaster" and look.wear > 0.5:  # in flakes it has come off
        under = np.array(_second(look, 0.4) if look.second is not None else _BROWN_COAT, np.float32)
        rag = clouds(at * 0.9, seed + 5, 6)
        bound = 0.97 - 0.24 * look.wear
        for more, tone in ((0.0, 1.0), (0.08, 0.55)):
            out = _blend(out, np.broadcast_to(under * tone, out.shape), np.clip((rag - bound - more) / 0.015, 0, 1))
    return out, rough


def _painted(s: Spots, colour: Floats, rough: Floats) -> Surface:
    """Paint is even; on sheets of steel (`orange_peel`) there are welds, on what is large enough for them."""
    look = s.look
    out = colour * (0.96 + 0.08 * clouds(s.at * 2.0, s.seed, 3))[:, None]
    if look.pattern == "orange_peel" and look.scale >= 0.5:
        large = ((s.high - s.low).max(1) > 2.9 * look.scale).astype(np.float32)
        u, v = s.uv[:, 0] / look.scale, s.uv[:, 1] / (2 * look.scale)
        weld = np.maximum(_line(u, 0.004 / look.scale), _line(v, 0.002 / look.scale)) * large
        out = out * (1 - 0.4 * weld)[:, None]
    return out, rough


def _concrete(s: Spots, colour: Floats, rough: Floats) -> Surface:
    at, seed = s.at, s.seed
    cloud, fine = clouds(at * 0.8, seed, 5), s.fine(60, 8)
    return colour * ((0.8 + 0.4 * cloud) * (0.94 + 0.12 * fine))[:, None], rough + 0.25 * (cloud - 0.5)


def _stone(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, seed = s.look, s.at, s.seed
    cloud = clouds(at * 4, seed, 5)
    return _blend(
        colour * 0.8, np.broadcast_to(_second(look, 1.3), colour.shape), np.clip(cloud - 0.2, 0, 1) * 0.6
    ), rough


def _marble(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, seed = s.look, s.at, s.seed
    warp = np.stack([clouds(at * 1.2 + k * 7.3, seed + k, 4) for k in range(3)], 1)
    at2 = at * 0.8 + 1.1 * warp
    ridge = 1 - np.abs(2 * noise(at2 * 1.3, seed + 5) - 1)
    fine = 1 - np.abs(2 * noise(at2 * 4.1, seed + 6) - 1)
    some = np.clip((warp[:, 1] - 0.4) * 4, 0, 1)  # veins come in some places, between them the stone is calm
    near = np.clip(1.6 - s.foot * 160, 0, 1)  # a vein thinner than a pixel is less dark, not broken into dots
    vein = np.clip(0.8 * ridge**26 * (0.25 + 0.75 * some) + 0.45 * near * some * fine**34, 0, 1)
    haze = 0.1 * ridge**5 * some
    tone = 0.9 + 0.2 * warp[:, 0:1]
    out = _blend(colour * tone, np.broadcast_to(_second(look, 0.35), colour.shape), np.maximum(vein, haze))
    return out, rough


def _terrazzo(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, uv, seed = s.look, s.uv, s.seed
    cell = np.floor(uv / 0.018 + 0.8 * np.stack([noise(uv / 0.012, seed), noise(uv / 0.012, seed + 1)], 1)).astype(
        np.int64
    )
    own = chance(cell, seed + 2)
    chip = _second(look, 0.4) * (0.5 + chance(cell, seed + 3))[:, None]
    return np.where((own > 0.55)[:, None], chip, colour), rough


def _metal(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, seed = s.look, s.at, s.seed
    cloud = clouds(at * 3, seed, 4)
    return colour * (0.88 + 0.2 * cloud)[:, None], rough + 0.08 * (cloud - 0.5) * (0.4 + look.wear)


def _rust(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, seed = s.look, s.at, s.seed
    cloud = clouds(at * 2.2, seed, 6)
    second = np.array(look.second if look.second is not None else (0.16, 0.06, 0.025), np.float32)
    return _blend(colour, np.broadcast_to(second, colour.shape), np.clip(1.6 * cloud - 0.3, 0, 1)), rough + 0.3 * (
        cloud - 0.5
    )


def _leather(s: Spots, colour: Floats, rough: Floats) -> Surface:
    at, seed = s.at, s.seed
    cloud, pore = clouds(at * 5, seed, 3), s.fine(260, 3)
    return colour * ((0.82 + 0.3 * cloud) * (0.94 + 0.1 * pore))[:, None], rough + 0.2 * (pore - 0.5) + 0.1 * (
        0.5 - cloud
    )


def _cloth(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, uv, seed = s.look, s.at, s.uv, s.seed
    if look.pattern not in (None, "", "plain"):
        colour = patterned(look, uv, colour, seed)
    soft = clouds(at * 9, seed, 2)
    return colour * (0.92 + 0.16 * soft)[:, None], np.maximum(rough, 0.6)


def _velvet(s: Spots, colour: Floats, rough: Floats) -> Surface:
    """Pile that was stroked this way and that: darker and lighter in broad patches, deep in itself."""
    out, rough = _cloth(s, colour, rough)
    stroked = clouds(s.at * 4.0, s.seed + 21, 3)
    return out * (0.62 + 0.62 * stroked)[:, None], np.maximum(rough, 0.9)


def patterned(look: Look, uv: Floats, colour: Floats, seed: int) -> Floats:
    """The pattern of a cloth, a carpet or a wallpaper over its ground, by its name; what is not known stays plain."""
    size = max(look.scale, 0.004)
    other = np.broadcast_to(_second(look, 0.45), colour.shape)
    x, y = uv[:, 0] / size, uv[:, 1] / size
    name = look.pattern or "plain"
    if name in ("stripe", "striped", "stripes"):
        return np.where((x % 1 < 0.5)[:, None], colour, other)
    if name == "pinstripe":
        return _blend(colour, other, _line(x, 0.04))
    if name in ("check", "checked", "gingham", "houndstooth"):
        a, b = x % 1 < 0.5, y % 1 < 0.5
        return _blend(colour, other, (a.astype(np.float32) + b) / 2)
    if name in ("checker", "chequer", "harlequin", "diamond", "lozenge", "argyle"):
        return np.where((((np.floor(x + y) + np.floor(x - y)) % 2) < 1)[:, None], colour, other)
    if name in ("tartan", "plaid"):
        wide = ((np.abs(x % 1 - 0.5) < 0.22).astype(np.float32) + (np.abs(y % 1 - 0.5) < 0.22)) / 2
        thin = np.maximum(_line(x, 0.02), _line(y, 0.02))
        return _blend(_blend(colour, other, 0.75 * wide), np.broadcast_to(np.float32(0.7), colour.shape), 0.5 * thin)
    if name in ("dot", "dots", "polka", "polka_dot", "polka_dots", "spot"):
        odd = np.floor(y).astype(np.int64) % 2
        r = np.hypot((x + 0.5 * odd) % 1 - 0.5, y % 1 - 0.5)
        return _blend(colour, other, np.clip((0.26 - r) * 20, 0, 1).astype(np.float32))
    if name in ("floral", "damask", "brocade", "baroque", "toile", "paisley", "arabesque", "persian", "oriental"):
        odd = np.floor(x).astype(np.int64) % 2
        u, v = x % 1 - 0.5, (y + 0.5 * odd) % 1 - 0.5
        r, a = np.hypot(u, v), np.arctan2(v, np.abs(u))
        petal = 0.26 + 0.09 * np.cos(5 * a) + 0.04 * np.cos(11 * a)
        ring = np.clip((petal - r) * 25, 0, 1) * np.clip((r - 0.09) * 25, 0, 1) * (0.6 + 0.4 * np.cos(40 * r))
        leaf = np.clip(0.5 - 9 * np.abs(np.abs(u) - 0.33 - 0.1 * np.sin(6.28 * v)), 0, 1) * 2
        return _blend(colour, other, np.clip(ring + np.clip(leaf, 0, 1), 0, 1).astype(np.float32))
    if name in ("herringbone", "chevron", "zigzag"):
        fold = np.abs(x % 1 - 0.5) * 2
        return np.where((((y * 2 + fold) % 1) < 0.5)[:, None], colour, other)
    if name in ("grid", "windowpane", "trellis"):
        return _blend(colour, other, np.maximum(_line(x, 0.03), _line(y, 0.03)))
    if name in ("medallion", "border", "geometric", "kilim"):
        return np.where((((np.abs(x % 2 - 1) + np.abs(y % 2 - 1)) * 4 % 2) < 1)[:, None], colour, other)
    if name in ("leopard", "animal", "camouflage", "abstract", "marbled"):
        return _blend(colour, other, np.clip((clouds(uv / size * 2, seed + 9, 3) - 0.55) * 8, 0, 1).astype(np.float32))
    return colour


def _carpet(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, uv, seed = s.look, s.at, s.uv, s.seed
    if look.pattern not in (None, "", "plain"):
        colour = patterned(look, uv, colour, seed)
    elif look.second is not None:
        colour = _blend(colour, np.broadcast_to(_second(look, 0.5), colour.shape), 0.8 * _border(s))
    pile = s.fine(160, 0, flat=True)
    return colour * ((0.84 + 0.32 * pile) * (0.9 + 0.2 * clouds(at * 3, seed + 2, 2)))[:, None], np.maximum(rough, 0.85)


def _border(s: Spots) -> Floats:
    """Two bands along the edges of a rug, whose thickness is its least side."""
    inside = np.minimum(s.at - s.low, s.high - s.at)
    inside[np.arange(len(inside)), (s.high - s.low).argmin(1)] = np.inf
    edge, size = inside.min(1), np.sort(s.high - s.low, 1)[:, 1]
    band = np.minimum(0.1 * size, 0.22)
    return ((np.abs(edge - 0.7 * band) < 0.25 * band) | (np.abs(edge - 1.3 * band) < 0.07 * band)).astype(np.float32)


def _wallpaper(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, at, uv, seed = s.look, s.at, s.uv, s.seed
    paper = patterned(look, uv, colour, seed)
    seam = _line(uv[:, 0] / 0.53, 0.002)
    return paper * ((1 - 0.12 * seam) * (0.95 + 0.1 * clouds(at * 1.2, seed + 1, 3)))[:, None], rough


def _picture(s: Spots, colour: Floats, rough: Floats) -> Surface:
    """A painting: a ground, broad fields and strokes in two colours and between, its own in every frame."""
    size = np.maximum(s.high - s.low, 1e-3)
    local = (s.at - s.low) / size.max(1, keepdims=True) + 7.0 * size
    big, small = clouds(local * 2.5, s.seed + 3, 5), clouds(local * 9, s.seed + 4, 3)
    other = np.broadcast_to(_second(s.look, 0.2), colour.shape)
    sky = np.clip((s.at[:, 2] - s.low[:, 2]) / size[:, 2] + 0.5 * (big - 0.5), 0, 1)
    out = _blend(other, colour, np.clip((sky - 0.3) * 3, 0, 1))
    out = _blend(out, colour * 0.3 + 0.5 * other, np.clip((big - 0.6) * 6, 0, 1))
    return out * (0.65 + 0.7 * small)[:, None], rough


def _foliage(s: Spots, colour: Floats, rough: Floats) -> Surface:
    at, seed = s.at, s.seed
    return colour * (0.65 + 0.7 * clouds(at * 8, seed, 2))[:, None], rough


def _wicker(s: Spots, colour: Floats, rough: Floats) -> Surface:
    look, uv = s.look, s.uv
    size = max(min(look.scale, 0.02), 0.006)
    x, y = uv[:, 0] / size, uv[:, 1] / size
    over = (np.floor(x) + np.floor(y)) % 2
    bulge = np.where(over < 1, np.sin(np.pi * (x % 1)), np.sin(np.pi * (y % 1)))
    return colour * (0.45 + 0.6 * np.clip(bulge, 0, 1)).astype(np.float32)[:, None], rough


def _fur(s: Spots, colour: Floats, rough: Floats) -> Surface:
    at, seed = s.at, s.seed
    return colour * (0.6 + 0.7 * s.fine((120, 120, 30), 0) * clouds(at * 12, seed + 1, 2))[:, None] * 1.3, np.maximum(
        rough, 0.85
    )


_MAKERS: dict[str, Callable[[Spots, Floats, Floats], Surface]] = {
    "plaster": _plaster, "wallpaper": _wallpaper, "concrete": _concrete, "board_concrete": _board_concrete,
    "stone": _stone, "marble": _marble, "terrazzo": _terrazzo, "masonry": _masonry, "brick": _brick, "tile": _tile,
    "wood": _wood, "planks": _planks, "parquet": _parquet, "metal": _metal, "rust": _rust, "painted": _painted,
    "leather": _leather, "cloth": _cloth, "velvet": _velvet, "knit": _cloth, "fur": _fur, "carpet": _carpet,
    "wicker": _wicker, "paper": _plaster, "picture": _picture, "foliage": _foliage, "earth": _concrete,
}  # fmt: skip
