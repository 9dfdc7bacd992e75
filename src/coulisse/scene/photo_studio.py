"""A photographer's studio for one figure: a cyclorama, a key, a fill and two rims of light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from coulisse.errors import BadInput
from coulisse.scene.staged import Lamp, Look, Model, Part, Placed, Vec3

Backdrop = tuple[dict[str, Model], tuple[Placed, ...], dict[str, Look], tuple[Lamp, ...]]


@dataclass(frozen=True)
class _Mood:
    """Kelvin and lumens of the lights for a figure of 1.75 m, and the backdrop's grey."""

    key: tuple[float, float]
    fill: tuple[float, float]
    rim: tuple[float, float]
    warm_rim: tuple[float, float]
    wall: Vec3
    spot: float  # lumens of a soft pool on the backdrop behind the figure


# The key against the fill is what makes a mood: 2:1 bright, 4:1 plain, 12:1 dark.
_MOODS = {
    "neutral": _Mood((5200, 9000), (4600, 3400), (6000, 7000), (3600, 2600), (0.16, 0.155, 0.15), 2500.0),
    "dark": _Mood((4600, 6000), (5200, 500), (6500, 8000), (3000, 3800), (0.045, 0.044, 0.046), 700.0),
    "bright": _Mood((5600, 12000), (5600, 8000), (6000, 5000), (5000, 3000), (0.5, 0.49, 0.47), 7000.0),
    "warm": _Mood((3400, 8500), (3000, 2400), (4600, 5500), (2400, 3200), (0.15, 0.12, 0.095), 2200.0),
    "cold": _Mood((7000, 8500), (8500, 2800), (6500, 8000), (4200, 1600), (0.1, 0.115, 0.135), 2200.0),
}
MOODS = tuple(_MOODS)


def photo_studio(height: float = 1.75, mood: str = "neutral", *, width: float = 0.0) -> Backdrop:
    """Models, placed things, looks and lamps of a studio about a figure of `height` metres at the origin, facing +x.

    A camera belongs in +x, some 2.4 heights away; `width` metres makes room for several figures side by side along y.
    Merge the dicts and tuples into a `Staged`. Lumens grow with the square of the height: the light stays the same.
    Raises BadInput for a mood that is not one of `MOODS` or a height that is none.
    """
    if mood not in _MOODS:
        raise BadInput(
            f"there is no mood {mood!r} of the studio", where="mood", remedy="use one of " + ", ".join(MOODS)
        )
    if not 0.2 <= height <= 6.0:
        raise BadInput(f"a figure of {height} m does not fit the studio", where="height", remedy="use 0.2 to 6 m")
    m, h = _MOODS[mood], height
    model = Model("cyclorama", (_cyclorama(h, width),), {"backdrop": "paper"}, ("backdrop",))
    looks = {"studio_backdrop": Look("plain", m.wall, roughness=0.85, wear=0.05, label="seamless paper")}
    placed = (Placed("cyclorama", (0.0, 0.0, 0.0), 0.0, {"backdrop": "studio_backdrop"}, "cyclorama"),)
    chest = (0.0, 0.0, 0.66 * h)
    out = width / 2
    lamps = [
        _soft("key", (1.45 * h, -1.2 * h - out, 1.5 * h), chest, (0.75 * h, 0.95 * h), m.key, h),
        _soft("fill", (1.6 * h, 1.5 * h + out, 0.9 * h), chest, (1.1 * h, 1.1 * h), m.fill, h),
        _soft("rim", (-1.0 * h, 0.95 * h + out, 1.55 * h), chest, (0.3 * h, 0.9 * h), m.rim, h),
        _soft("warm rim", (-0.95 * h, -1.05 * h - out, 1.1 * h), chest, (0.25 * h, 0.9 * h), m.warm_rim, h),
    ]
    lamps.append(Lamp("spot", (-0.5 * h, 0.0, 2.6 * h), m.spot * (h / 1.75) ** 2, (-0.55, 0.0, -0.835), m.fill[0],
                      size=(0.2 * h, 0.0), cone=75.0, name="backdrop"))  # fmt: skip
    return {"cyclorama": model}, placed, looks, tuple(lamps)


def _soft(name: str, at: Vec3, to: Vec3, sides: tuple[float, float], light: tuple[float, float], height: float) -> Lamp:
    aim = np.subtract(to, at)
    x, y, z = (float(v) for v in aim / np.linalg.norm(aim))
    kelvin, lumens = light
    return Lamp("area", at, lumens * (height / 1.75) ** 2, (x, y, z), kelvin, size=sides, name=name)


def _cyclorama(height: float, width: float) -> Part:
    """Floor, a quarter of a circle and a wall, behind and under the figure, as one sheet."""
    h, side = height, 4.0 * height + width
    radius, back, front, top = 0.8 * h, -1.6 * h, 5.0 * h, 4.0 * h
    bend = np.linspace(0.0, math.pi / 2, 25)
    profile = [(front, 0.0), *((back - radius * math.sin(t), radius - radius * math.cos(t)) for t in bend),
               (back - radius, top)]  # fmt: skip
    points = np.array([(x, y, z) for x, z in profile for y in (-side, side)], np.float32)
    k = 2 * np.arange(len(profile) - 1)
    faces = np.stack([k, k + 1, k + 3, k + 2], axis=1).astype(np.int32)
    return Part("sheet", points, faces, "backdrop", smooth=True)
