"""Lamps as the preview samples them: rows of numbers, a point on a lamp and what it sheds on a place.

Photometric: a point of P lumens has P / 4 pi candela, an area P / (pi A) candela a square metre, a spot spreads its
lumens over its cone, a sun gives lux. Lamps are chosen by what they would give unshadowed (Shirley, Wang and
Zimmerman, Monte Carlo Techniques for Direct Lighting Calculations, 1996).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_world import LUMINANCE
from coulisse.scene.rays import FAR, Tree, passing
from coulisse.scene.staged import Lamp, kelvin_to_linear

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

POINT, AREA, SPOT, SUN, WINDOW = range(5)
NO_HIGHLIGHT = 2.0  # in a point's column 18: it stands for many that are too small to be mirrored
# Columns of a lamp's row.
_AT, _AIM, _RIGHT, _UP, _COLOUR, _SIZE, _INNER, _OUTER, COLUMNS = 1, 4, 7, 10, 13, 16, 18, 19, 20
_NEAR = np.float32(0.05)  # metres: a lamp is no nearer than this, else its speck burns out
_OFF = np.float32(4e-4)  # metres off a surface that a ray starts


class Lit(NamedTuple):
    """A scene as the compiled loops see it: the tree, its surfaces (see World), lamps (L, 20) and the sky.

    `glow` is what bounced light takes from a surface, `bulb` what a mirror shows: the glass of a lamp, too, whose light
    the lamp sheds already. `tint` (E, 3) the colour that one face gives to what it lets through. `window` (E,) 1 for a
    pane that is a lamp. `sky` (2, 3): radiance that the sky sheds, and that is seen of it; `ambient` (3,) radiance
    after the last bounce. `patches` (V, 12) of sunlight, as lamps for the rest: place, normal, what leaves them divided
    by pi, squared radius, running sum of luminance (see preview_patches).
    """

    tree: Tree
    albedo: Floats
    glow: Floats
    clear: Floats
    tint: Floats
    bulb: Floats
    window: NDArray[np.uint8]
    lamps: Floats
    sky: Floats
    ambient: Floats
    patches: Floats


def coloured(kelvin: float, colour: Sequence[float] | None = None) -> Floats:
    """The colour of a light of luminance 1, linear BT.709, with a filter on it that takes light away."""
    rgb = np.array(kelvin_to_linear(kelvin), np.float32)
    rgb /= rgb @ LUMINANCE
    return rgb if colour is None else rgb * np.asarray(colour, np.float32)


def lamp_rows(lamps: Sequence[Lamp]) -> Floats:
    """Rows (L, 20) of the lamps that shed light."""
    rows = np.zeros((len(lamps), COLUMNS), np.float32)
    for row, lamp in zip(rows, lamps, strict=True):
        aim = np.array(lamp.aim, float)
        aim /= max(float(np.linalg.norm(aim)), 1e-9)
        right = np.cross(aim, (0.0, 0.0, 1.0) if abs(aim[2]) < 0.99 else (0.0, 1.0, 0.0))
        right /= np.linalg.norm(right)
        row[_AT : _AT + 3], row[_AIM : _AIM + 3] = lamp.position, aim
        row[_RIGHT : _RIGHT + 3], row[_UP : _UP + 3] = right, np.cross(right, aim)
        across, along = max(lamp.size[0], 1e-3), lamp.size[1]
        rgb = coloured(lamp.kelvin, lamp.colour) * lamp.power
        if lamp.kind == "point":
            row[0], scale, row[_SIZE] = POINT, 1 / (4 * math.pi), across
        elif lamp.kind == "spot":
            outer = math.cos(math.radians(min(lamp.cone, 175.0) / 2))
            row[0], scale, row[_SIZE] = SPOT, 1 / (2 * math.pi * (1 - outer)), across
            row[_OUTER], row[_INNER] = outer, math.cos(math.radians(min(lamp.cone, 175.0) / 2 * 0.7))
        elif lamp.kind == "area":
            along = along or across
            row[0], scale = AREA, 1 / (math.pi * across * along)
            row[_SIZE], row[_SIZE + 1] = across / 2, along / 2
        else:
            row[0], scale, row[_SIZE] = SUN, 1.0, math.tan(math.radians(max(lamp.size[0], 0.3) / 2))
        row[_COLOUR : _COLOUR + 3] = rgb * scale
    return rows


@njit(cache=True, nogil=True)
def _sample(lamps: Floats, l: int, px: Any, py: Any, pz: Any, u: Any, v: Any) -> Any:
    """Unit direction to a point of the lamp, its distance, and the part of its colour that falls on a surface there."""
    kind = lamps[l, 0]
    x, y, z = lamps[l, 1] - px, lamps[l, 2] - py, lamps[l, 3] - pz
    ax, ay, az = lamps[l, 4], lamps[l, 5], lamps[l, 6]
    if kind == SUN:
        r, a = lamps[l, 16] * np.sqrt(u), np.float32(6.2831853) * v
        s, t = r * np.cos(a), r * np.sin(a)
        x = -ax + s * lamps[l, 7] + t * lamps[l, 10]
        y = -ay + s * lamps[l, 8] + t * lamps[l, 11]
        z = -az + s * lamps[l, 9] + t * lamps[l, 12]
        d = np.sqrt(x * x + y * y + z * z)
        return x / d, y / d, z / d, np.float32(1e4), np.float32(1)
    if kind in (AREA, WINDOW):
        s, t = (u + u - np.float32(1)) * lamps[l, 16], (v + v - np.float32(1)) * lamps[l, 17]
        x += s * lamps[l, 7] + t * lamps[l, 10]
        y += s * lamps[l, 8] + t * lamps[l, 11]
        z += s * lamps[l, 9] + t * lamps[l, 12]
        d = max(np.sqrt(x * x + y * y + z * z), _NEAR)
        cosine = max(-(x * ax + y * ay + z * az) / d, np.float32(0))
        return x / d, y / d, z / d, d, cosine * np.float32(4) * lamps[l, 16] * lamps[l, 17] / (d * d)
    d = max(np.sqrt(x * x + y * y + z * z), _NEAR)
    x, y, z = x / d, y / d, z / d
    r, a = min(lamps[l, 16], np.float32(0.7) * d) * np.sqrt(u), np.float32(6.2831853) * v
    # A disc that faces the place: two directions across (Duff et al., Building an Orthonormal Basis, Revisited, 2017).
    sign = np.float32(1) if z >= 0 else np.float32(-1)
    q = np.float32(-1) / (sign + z)
    s, t = r * np.cos(a), r * np.sin(a)
    w = x * y * q
    mx = x * d + s * (np.float32(1) + sign * x * x * q) + t * w
    my = y * d + s * sign * w + t * (sign + y * y * q)
    mz = z * d - s * sign * x - t * y
    far = max(np.sqrt(mx * mx + my * my + mz * mz), _NEAR)
    fall = np.float32(1) / (d * d)
    if kind == SPOT:
        k = (-(x * ax + y * ay + z * az) - lamps[l, 19]) / max(lamps[l, 18] - lamps[l, 19], np.float32(1e-4))
        k = min(max(k, np.float32(0)), np.float32(1))
        fall *= k * k * (np.float32(3) - np.float32(2) * k)
    return mx / far, my / far, mz / far, far - min(lamps[l, 16], np.float32(0.7) * far) * np.float32(0.2), fall


@njit(cache=True, nogil=True)
def _worth(lit: Lit, weight: Floats, px: Any, py: Any, pz: Any, n: Any) -> Any:
    """What all lamps but suns would give a place, unshadowed, and in `weight` the running sum of it."""
    lamps, total = lit.lamps, np.float32(0)
    zero = np.float32(0)
    for l in range(len(lamps)):
        kind = lamps[l, 0]
        if kind != SUN:
            x, y, z = lamps[l, 1] - px, lamps[l, 2] - py, lamps[l, 3] - pz
            d2 = x * x + y * y + z * z
            d = max(np.sqrt(d2), _NEAR)
            facing = (x * n[0] + y * n[1] + z * n[2]) / d
            off = -(x * lamps[l, 4] + y * lamps[l, 5] + z * lamps[l, 6]) / d
            fall = np.float32(1)
            if kind in (AREA, WINDOW):
                # Its middle may lie behind while an edge does not, and nearer the middle says too much.
                wide = max(lamps[l, 16], lamps[l, 17])
                facing = max(facing, zero) + np.float32(0.1)
                area = np.float32(4) * lamps[l, 16] * lamps[l, 17]
                fall = area * (max(off, zero) + (np.float32(0.05) if d < wide + wide else zero))
                d2 = max(d2, area * np.float32(0.5))
            elif kind == SPOT:
                k = (off - lamps[l, 19]) / max(lamps[l, 18] - lamps[l, 19], np.float32(1e-4))
                k = min(max(k, zero), np.float32(1))
                fall = k * k * (np.float32(3) - np.float32(2) * k)
            if facing > 0 and fall > 0:
                total += (
                    facing
                    * fall
                    / max(d2, _NEAR * _NEAR)
                    * (np.float32(0.3) * lamps[l, 13] + np.float32(0.6) * lamps[l, 14] + np.float32(0.1) * lamps[l, 15])
                )
        weight[l] = total
    return total


@njit(cache=True, nogil=True)
def light_at(
    lit: Lit, stack: Ints, weight: Floats, p: Any, n: Any, count: int, a: Any, b: Any, c: Any, which: int
) -> Any:  # fmt: skip
    """Lux on a surface at `p` with normal `n`: one ray to each sun and `count` to lamps chosen by what they are worth,
    or in turn to each if there are no more.

    `a`, `b`, `c` in [0, 1) place the samples. `which`: 0 all lamps, 1 suns alone, 2 all but suns.
    """
    px, py, pz = p[0] + n[0] * _OFF, p[1] + n[1] * _OFF, p[2] + n[2] * _OFF
    lamps = lit.lamps
    total = _worth(lit, weight, px, py, pz, n) if which != 1 else np.float32(0)
    er, eg, eb = np.float32(0), np.float32(0), np.float32(0)
    held = 0
    for l in range(len(lamps)):
        held += 1 if lamps[l, 0] != SUN else 0
    every = held <= count
    times = count if which == 1 else max(count // max(held, 1), 1) if every else 1
    l, k, suns = 0, 0, 0
    while True:
        # First the suns one by one, then the chosen.
        share = np.float32(1)
        if suns < len(lamps) * times:
            l = suns % len(lamps)
            suns += 1
            share = np.float32(times)
            if lamps[l, 0] == SUN:
                if which == 2:
                    continue
            elif which == 1 or not every:
                continue
        elif every or k >= count or total <= 0:
            break
        else:
            if k == 0:
                l = 0
            aim = np.float32((k + a) / count) * total
            while weight[l] <= aim and l < len(lamps) - 1:
                l += 1
            share = (weight[l] - (weight[l - 1] if l > 0 else np.float32(0))) / total * np.float32(count)
            k += 1
            if share <= 0:
                continue
        j = k + suns
        u, v = np.float32((b + j * 0.7548777) % 1.0), np.float32((c + j * 0.5698403) % 1.0)
        x, y, z, d, fall = _sample(lamps, l, px, py, pz, u, v)
        facing = x * n[0] + y * n[1] + z * n[2]
        if facing <= 0 or fall <= 0:
            continue
        far = FAR if lamps[l, 0] == WINDOW else d * np.float32(0.999)
        fall *= facing * passing(lit.tree, stack, lit.clear, px, py, pz, x, y, z, far) / share
        if fall <= 0:
            continue
        er, eg, eb = er + fall * lamps[l, 13], eg + fall * lamps[l, 14], eb + fall * lamps[l, 15]
    return er, eg, eb
