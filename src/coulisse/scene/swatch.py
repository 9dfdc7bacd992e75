"""Chips of material to pin on a board: a flat piece of each look under a lamp from the upper left, drawn in NumPy.

The path tracer has textures of its own; these are for print, where a chip of 22 mm or a cloth at true size is read
from a hand's distance. Heights are lit with a Lambert term, a Blinn highlight and hollows darkened by how much lower
they lie than what is around them; a flat, even chip comes out in just the look's colour.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.scene import swatch_hard as hard
from coulisse.scene import swatch_soft as soft
from coulisse.scene import swatch_stone as stone
from coulisse.scene.staged import Look
from coulisse.scene.swatch_noise import Floats, Ground, Surface, blurred
from coulisse.scene.swatch_weave import cloth

_LIGHT = np.array([-0.52, -0.62, 0.59], np.float32)  # towards the lamp; y runs down the picture
_AMBIENT = 0.42
_MAKERS: dict[str, Callable[[Ground], Surface]] = {
    "plain": hard.plain, "painted": hard.painted, "plastic": hard.plastic, "ceramic": hard.ceramic,
    "plaster": stone.plaster, "concrete": stone.concrete, "board_concrete": stone.board_concrete,
    "stone": stone.stone, "marble": stone.marble, "terrazzo": stone.terrazzo, "masonry": stone.masonry,
    "brick": stone.brick, "tile": stone.tile, "earth": stone.earth, "wood": hard.wood, "planks": hard.planks,
    "parquet": hard.parquet, "metal": hard.metal, "rust": hard.rust, "glass": hard.glass, "mirror": hard.mirror,
    "water": hard.water, "ice": hard.ice, "wax": hard.wax, "glow": hard.glow, "screen": hard.screen,
    "leather": soft.leather, "velvet": soft.velvet, "fur": soft.fur, "knit": soft.knit, "carpet": soft.carpet,
    "wicker": soft.wicker, "paper": soft.paper, "wallpaper": soft.wallpaper, "picture": soft.picture,
    "foliage": soft.foliage, "skin": soft.skin, "cloth": cloth,
}  # fmt: skip


def material_swatch(look: Look, size_px: int = 256, metres: float = 0.5, seed: int = 0) -> NDArray[np.uint8]:
    """A square chip of a look, uint8 (size_px, size_px, 3) sRGB, that shows `metres` of it at true scale.

    A cloth of 10 x 10 cm for print at 300 dpi is `material_swatch(look, 1181, 0.1)`. The same arguments give the same
    chip. Raises BadInput for a size out of 8 to 4096 pixels, for 1 mm to 20 m, and for a recipe that there is not.
    """
    if not 8 <= size_px <= 4096 or not 0.001 <= metres <= 20:
        raise BadInput(
            f"a chip of {size_px} pixels that shows {metres:g} m", where="swatch", remedy="8 to 4096 px, 0.001 to 20 m"
        )
    maker = _MAKERS.get(look.recipe)
    if maker is None:
        raise BadInput(f"there is no look {look.recipe!r}", where="look.recipe", remedy=f"one of {', '.join(_MAKERS)}")
    ground = Ground(look, size_px, metres, np.random.default_rng((seed, sum(map(ord, look.recipe)))))
    return _codes(lit(maker(ground), ground))


def lit(surface: Surface, g: Ground) -> Floats:
    """A surface under the lamp, linear (n, n, 3); flat and matt it is its albedo."""
    height = surface.height * np.float32(g.px)  # pixels
    dy, dx = np.gradient(height)
    length = np.sqrt(dx * dx + dy * dy + 1)
    nx, ny, nz = -dx / length, -dy / length, 1 / length
    facing = np.maximum(nx * _LIGHT[0] + ny * _LIGHT[1] + nz * _LIGHT[2], 0)
    hollow = flat_hollow(height, g)
    light = (_AMBIENT * hollow + (1 - _AMBIENT) * facing / _LIGHT[2] * (0.45 + 0.55 * hollow)).astype(np.float32)
    # The lamp stands near: a chip is a little brighter where it is nearer, as on a table.
    at = np.linspace(-1, 1, g.n, dtype=np.float32)
    light = light * (1 - 0.045 * (at[None, :] + at[:, None]))
    rough = np.clip(np.asarray(surface.rough, np.float32), 0.04, 1.0)
    metal = np.asarray(surface.metal, np.float32)
    half = _LIGHT + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    sharp = 2 / (rough**2) ** 2 - 2 + 1e-3
    # A soft box rather than a point: the highlight of a mirror is as wide as the lamp.
    sharp = np.minimum(sharp, 180)
    glint = np.clip(nx * half[0] + ny * half[1] + nz * half[2], 0, 1) ** sharp
    shine = (0.01 + 0.13 * (1 - rough)) * (1.02 - rough) * glint * (sharp + 8) / 25
    sky = 0.5 + 0.5 * (-(nx * 0.55 + ny * 0.8)) + 0.35 * (-(at[None, :] * 0.4 + at[:, None] * 0.9)) * (1 - rough)
    albedo = surface.albedo
    matt = albedo * light[..., None]
    shiny = albedo * (np.clip(0.35 + 1.3 * sky * hollow, 0, 3) + glint * (1.3 - rough))[..., None]
    out = matt * (1 - metal)[..., None] + shiny * metal[..., None] if metal.ndim else matt * (1 - metal) + shiny * metal
    out = out + (shine * (1 - metal))[..., None] * np.float32(0.8)
    if surface.sheen:  # fibres that stand at an angle to the eye catch the light at the edges of folds
        rim = (1 - nz) ** 1.5 + 0.10
        out = out + (albedo * 0.9 + 0.003) * (surface.sheen * rim * (0.4 + 0.6 * facing))[..., None] * np.float32(1.6)
    if surface.glow:
        out = out * (1 - surface.glow) + albedo * surface.glow * np.float32(1.25)
    return np.asarray(out, np.float32)


def flat_hollow(height: Floats, g: Ground) -> Floats:
    """How open each point lies, 0-1: 1 on what is even, less in grooves."""
    out = np.ones_like(height)
    for radius in (1.5, 5.0, 0.02 * g.n):
        depth = np.maximum(blurred(height, radius) - height, 0) / np.float32(radius)
        out *= 1 / (1 + 1.1 * depth)
    return out


def _codes(linear: Floats) -> NDArray[np.uint8]:
    """Linear to sRGB codes; the brightest bend over instead of clipping."""
    bright = np.maximum(linear, 0)
    bright = np.where(bright > 0.8, 0.8 + 0.2 * np.tanh((bright - 0.8) / 0.2), bright)
    coded = np.where(bright <= 0.0031308, 12.92 * bright, 1.055 * bright ** (1 / 2.4) - 0.055)
    return np.asarray(np.clip(np.rint(coded * 255), 0, 255), np.uint8)
