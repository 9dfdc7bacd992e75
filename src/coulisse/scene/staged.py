"""A set or a figure that is to be looked at, as plain data: models in their places, looks, lamps, cameras, sky.

One scene feeds the preview, the path tracer, USD and the lists. Nothing here draws. Metres, Z up, right-handed.
Colours are linear with the primaries of sRGB (BT.709), reflectances from 0 to 1; light is photometric (lumens, lux).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Vec3 = tuple[float, float, float]
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# What a look's surface is made by: one procedural recipe each in the path tracer, a colour in the preview.
LookRecipe = Literal[
    "plain", "plaster", "wallpaper", "concrete", "board_concrete", "stone", "marble", "terrazzo", "masonry", "brick",
    "tile", "wood", "planks", "parquet", "metal", "rust", "painted", "plastic", "ceramic", "leather", "cloth", "velvet",
    "fur", "knit", "carpet", "wicker", "paper", "picture", "glass", "mirror", "water", "ice", "wax", "foliage", "earth",
    "skin", "glow", "screen",
]  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a surface looks. What a recipe does not use is ignored.

    `second` is the colour of grout, veins, warp, a rug's pattern; `scale` the size in metres of what repeats (a board's
    width, a tile's side, a wallpaper's repeat; for cloth the repeat of its pattern); `wear` from 0, new, to 1, ruined.
    """

    recipe: LookRecipe
    colour: Vec3 = (0.5, 0.5, 0.5)
    second: Vec3 | None = None
    roughness: float = 0.5
    metallic: float = 0.0
    scale: float = 0.1
    wear: float = 0.15
    glow: float = 0.0  # luminance of a lit surface, candela a square metre
    clear: float = 0.0  # 0 opaque, 1 lets all light through: glass, sheer cloth
    sheen: float = 0.0  # of a pile or a silk, 0-1
    pattern: str | None = None  # cloth, carpet and wallpaper: plain, stripe, pinstripe, check, tartan, floral, ...
    label: str = ""  # what a list calls it: "board-marked concrete"


@dataclass(frozen=True, eq=False)
class Part:
    """A mesh of one material. `points` (n, 3) float32 metres; `faces` (m, 4) int32, counter-clockwise from outside.

    A triangle's last index is -1. `uv` (n, 2) float32 metres on the surface, or None: projected along the axes.

    `bevel` metres of rounding that a renderer gives hard edges; `smooth`: shade smooth across edges under 40 degrees.
    """

    name: str
    points: Floats
    faces: Ints
    slot: str
    bevel: float = 0.0
    smooth: bool = False
    uv: Floats | None = None


@dataclass(frozen=True)
class Lamp:
    """A light. `aim` is the unit direction that area, spot and sun shine in.

    `size`: metres, (radius, 0) of a point or a spot, the sides of an area; (degrees, 0) of a sun's disc.
    `power`: lumens, of a sun lux on a surface that faces it. `cone`: full angle of a spot in degrees.
    """

    kind: Literal["point", "area", "spot", "sun"]
    position: Vec3
    power: float
    aim: Vec3 = (0.0, 0.0, -1.0)
    kelvin: float = 3000.0
    colour: Vec3 | None = None  # a filter on it, linear, the largest value 1
    size: tuple[float, float] = (0.03, 0.0)
    cone: float = 60.0
    name: str = ""


@dataclass(frozen=True, eq=False)
class Model:
    """A thing at true size in its own frame: origin on the floor in the middle of its box, x to the front, y left.

    `slots` maps each material slot of the parts to the material that is usual for it (an id of materials.yaml or
    fabrics.yaml); `main` names the slots that a material which is asked for the piece as a whole goes to.
    """

    name: str
    parts: tuple[Part, ...]
    slots: dict[str, str]
    main: tuple[str, ...] = ()
    lamps: tuple[Lamp, ...] = ()  # what a lamp sheds, in the model's frame

    def bounds(self) -> NDArray[np.float64]:
        """The least and the greatest corner (2, 3), metres."""
        points = np.concatenate([p.points for p in self.parts])
        return np.stack([points.min(0), points.max(0)]).astype(np.float64)


@dataclass(frozen=True)
class Placed:
    """A model in its place, its front looking `facing` degrees (0 = +x, 90 = +y), with a look for each slot."""

    model: str
    position: Vec3
    facing: float
    looks: dict[str, str]
    name: str
    size: Vec3 = (1.0, 1.0, 1.0)  # scale along the model's axes


@dataclass(frozen=True)
class FilmCamera:
    """A camera: position and aim in metres, focal length and width of the gate in millimetres, focus in metres."""

    name: str
    position: Vec3
    look_at: Vec3
    focal_length: float = 35.0
    gate: float = 24.89  # Super 35
    f_stop: float = 2.8
    focus: float | None = None  # None: everything is sharp

    def axes(self) -> NDArray[np.float64]:
        """Right, down and forward in the world (3, 3): OpenCV's camera axes as rows."""
        forward = np.subtract(self.look_at, self.position)
        forward = forward / max(float(np.linalg.norm(forward)), 1e-9)
        up = np.array([0.0, 0.0, 1.0]) if abs(forward[2]) < 0.999 else np.array([0.0, 1.0, 0.0])
        right = np.cross(forward, up)
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(forward, right), forward])


@dataclass(frozen=True)
class Sky:
    """What is outside: `lux` of the sky on the ground, `kelvin` of its light, and the colour that is seen of it."""

    lux: float = 0.0
    kelvin: float = 6500.0
    seen: Vec3 = (0.35, 0.45, 0.6)  # relative; its luminance follows from lux


@dataclass(frozen=True, eq=False)
class Staged:
    """Everything that a renderer needs. `exposure`: stops on top of what the renderer finds right for the picture.

    `white_balance` kelvin is what comes out white; `haze` the share of light that a metre of air scatters.
    """

    models: dict[str, Model]
    placed: tuple[Placed, ...]
    looks: dict[str, Look]
    lamps: tuple[Lamp, ...] = ()
    cameras: tuple[FilmCamera, ...] = ()
    sky: Sky = field(default_factory=Sky)
    haze: float = 0.0
    exposure: float = 0.0
    white_balance: float = 5000.0
    title: str = ""

    def all_lamps(self) -> tuple[Lamp, ...]:
        """The scene's lamps and those that its placed models carry, in the world."""
        out = list(self.lamps)
        for placed in self.placed:
            for lamp in self.models[placed.model].lamps:
                at, to = to_world(placed, [lamp.position, np.add(lamp.position, lamp.aim)])
                aim = to - at
                aim /= max(float(np.linalg.norm(aim)), 1e-9)
                out.append(_moved(lamp, at, aim, placed.name))
        return tuple(out)


def to_world(placed: Placed, points: Any) -> NDArray[np.float64]:
    """Points (n, 3) of a model's frame where it is placed, metres."""
    c, s = math.cos(math.radians(placed.facing)), math.sin(math.radians(placed.facing))
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(points, float) * placed.size @ turn.T + placed.position


def _moved(lamp: Lamp, at: NDArray[np.float64], aim: NDArray[np.float64], owner: str) -> Lamp:
    place, direction = (tuple(float(v) for v in vector) for vector in (at, aim))
    return replace(lamp, position=place, aim=direction, name=lamp.name or owner)  # type: ignore[arg-type]


def kelvin_to_linear(kelvin: float) -> Vec3:
    """The colour of a black body, linear BT.709, its largest value 1 (fit of CIE xy: Kim et al., US 7024034, 2006)."""
    t = min(max(kelvin, 1000.0), 25000.0)
    if t < 4000:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
    if t < 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t < 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    xyz = np.array([x / y, 1.0, (1 - x - y) / y])
    to_rgb = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])
    rgb = np.maximum(to_rgb @ xyz, 0.0)
    r, g, b = (float(v) for v in rgb / rgb.max())
    return r, g, b


def linear(hex_colour: str) -> Vec3:
    """`#rrggbb` in sRGB to linear values."""
    values = [int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return r, g, b


def hex_of(colour: Vec3) -> str:
    """Linear values to `#rrggbb` in sRGB."""
    clipped = (min(max(v, 0.0), 1.0) for v in colour)
    return "#" + "".join(f"{round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055)):02x}"
                         for v in clipped)  # fmt: skip
