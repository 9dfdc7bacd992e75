"""A quick lit picture of a staged scene without Blender: rays on all cores, smoothed light, a filmic curve.

Diffuse light by lamp samples and one or two bounces (Kajiya, The Rendering Equation, 1986), one mirrored ray for what
shines, glass passed straight through. A sketch: no refraction, no caustics, no depth of field, colour of surfaces by
simple recipes. Measured in docs/preview.md.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media.colour import LINEAR_REC709, to_scene_linear
from coulisse.render.preview_glow import glow_rows
from coulisse.render.preview_hits import Hits, hits_at, pane_hits, trace
from coulisse.render.preview_lamps import Lit, coloured, lamp_rows
from coulisse.render.preview_light import composed, mirrored, panes, room, straight, sunlight
from coulisse.render.preview_sheer import through_sheer
from coulisse.render.preview_sunlit import sun_patches
from coulisse.render.preview_tint import face_tints, seen_through, sun_tint, veil
from coulisse.render.preview_tone import bloomed, displayed, right_exposure, white_balanced
from coulisse.render.preview_windows import window_rows
from coulisse.render.preview_world import LUMINANCE, World, meshes_of, world_of
from coulisse.scene.staged import FilmCamera, Staged

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_EDGE_PLACES = ((-0.125, -0.375), (0.375, -0.125), (-0.375, 0.125), (0.125, 0.375))  # of a pixel: a turned square


@dataclass(frozen=True, eq=False)
class Preview:
    """A picture and what is in it, all (h, w, ...).

    `display` uint8 sRGB; `linear` float32 ACEScg, exposed and white balanced; `depth` metres along the camera's axis,
    inf where there is nothing; `normal` world, towards the camera; `albedo` linear BT.709; `placed` index into
    `staged.placed`, -1 nothing; `exposure` the stops that were used; `seconds` it took.
    """

    display: NDArray[np.uint8]
    linear: Floats
    depth: Floats
    normal: Floats
    albedo: Floats
    placed: NDArray[np.int32]
    exposure: float
    seconds: float


def preview(
    staged: Staged, camera: FilmCamera, size: tuple[int, int], *, quality: int = 1, seed: int = 0,
    exposure: float | None = None,
) -> Preview:  # fmt: skip
    """A picture (w, h) of a scene. `quality` 0 draft, 1 usual, 2 fine; `exposure` stops from lux to the picture, None:
    what suits it. The same arguments give the same pixels. Raises BadInput for a size or a camera of no extent, and
    for a placed model that the scene lacks.
    """
    return Previewer(staged).render(camera, size, quality=quality, seed=seed, exposure=exposure)


class Previewer:
    """A scene whose meshes are prepared once, for many pictures: turntables, options, a first look at models."""

    def __init__(self, staged: Staged) -> None:
        """Prepare the meshes of the models that are placed. Raises BadInput for a placed model that is not there."""
        for placed in staged.placed:
            if placed.model not in staged.models:
                raise BadInput(f"there is no model {placed.model}", where=f"placed {placed.name}",
                               remedy="add it to the scene's models")  # fmt: skip
        self.staged = staged
        self._meshes = meshes_of(staged)

    def render(
        self, camera: FilmCamera, size: tuple[int, int], *, quality: int = 1, seed: int = 0,
        exposure: float | None = None, hide: Iterable[str] = (), turn: Mapping[str, float] | None = None,
        orbit: float = 0.0,
    ) -> Preview:  # fmt: skip
        """As `preview`. `hide` names of placed models to leave out, with their lamps; `turn` degrees about z for placed
        names, about their own origin; `orbit` degrees that the camera goes round the point it looks at.
        """
        began = time.perf_counter()
        w, h = size
        if w < 8 or h < 8 or w * h > 40_000_000:
            raise BadInput(
                f"{w} x {h} is no size for a preview", where="size", remedy="give 8 to some 6,000 pixels a side"
            )
        if not camera.focal_length > 0 or not camera.gate > 0:
            raise BadInput("the camera has no focal length or no gate", where=f"camera {camera.name}",
                           remedy="give both in millimetres")  # fmt: skip
        if orbit:
            camera = orbited(camera, orbit)
        hidden, turned = frozenset(hide), dict(turn or {})
        world = world_of(self.staged, self._meshes, hidden, turned)
        lit = lit_by(_turned(self.staged, hidden, turned), world)
        if lit is None:
            linear, hits = _picture(lit, world, camera, (w, h), quality, seed)
        else:
            linear, hits = through_sheer(
                lambda lit: _picture(lit, world, camera, (w, h), quality, seed), lit, camera, (w, h)
            )
        balanced = white_balanced(linear, self.staged.white_balance)
        if exposure is None:
            shown = hits.place.reshape(h, w) >= 0
            dim = shown & (hits.glow.reshape(h, w, 3).max(2) <= 0)
            exposure = right_exposure(balanced, dim if dim.mean() > 0.1 else np.ones_like(shown))
            exposure += self.staged.exposure
        exposed = np.asarray(balanced * np.float32(2.0**exposure), np.float32)
        forward = camera.axes()[2].astype(np.float32)
        along = (hits.points - np.array(camera.position, np.float32)) @ forward
        placed = np.full(len(hits.place), -1, np.int32)
        if world is not None:
            placed[hits.hit] = world.tree.place[hits.place[hits.hit]]
        return Preview(
            displayed(bloomed(exposed)), to_scene_linear(exposed, LINEAR_REC709),
            np.where(hits.hit, along, np.inf).astype(np.float32).reshape(h, w), hits.normals.reshape(h, w, 3),
            hits.albedo.reshape(h, w, 3), placed.reshape(h, w), float(exposure), time.perf_counter() - began,
        )  # fmt: skip


def orbited(camera: FilmCamera, degrees: float) -> FilmCamera:
    """The camera gone round the point that it looks at, about z."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = camera.position[0] - camera.look_at[0], camera.position[1] - camera.look_at[1]
    place = (camera.look_at[0] + c * x - s * y, camera.look_at[1] + s * x + c * y, camera.position[2])
    return replace(camera, position=place)


def _turned(staged: Staged, hide: frozenset[str], turn: Mapping[str, float]) -> Staged:
    kept = tuple(replace(p, facing=p.facing + turn.get(p.name, 0.0)) for p in staged.placed if p.name not in hide)
    return replace(staged, placed=kept)


def lit_by(staged: Staged, world: World | None) -> Lit | None:
    """A world with the lamps and the sky of its scene; None for no world."""
    if world is None:
        return None
    sky = staged.sky
    seen = np.array(sky.seen, np.float32)
    level = np.float32(sky.lux / math.pi)
    skies = np.stack([coloured(sky.kelvin) * level, seen / max(float(seen @ LUMINANCE), 1e-6) * level])
    lamps = [lamp for lamp in staged.all_lamps() if lamp.power > 0]
    rows, window = window_rows(world, skies[0]) if sky.lux > 0 else (None, np.zeros(len(world.look), np.uint8))
    table = lamp_rows(lamps)
    if rows is not None:
        table = np.concatenate([table, rows])
    table = np.concatenate([table, glow_rows(world)])
    nothing = np.zeros_like(world.glow)  # all that glows is among the lamps
    return Lit(
        world.tree, world.albedo, nothing, world.clear, face_tints(world), world.seen_glow, window,
        table, skies, np.zeros(3, np.float32), np.zeros((0, 12), np.float32),
    )  # fmt: skip


def _picture(
    lit: Lit | None, world: World | None, camera: FilmCamera, size: tuple[int, int], quality: int, seed: int
) -> tuple[Floats, Hits]:
    """Radiance (h, w, 3) linear BT.709 in candela a square metre, and what each pixel's middle hits."""
    w, h = size
    columns, rows = np.meshgrid(np.arange(w), np.arange(h))
    pixel = np.stack([columns.ravel(), rows.ravel()], 1).astype(np.int32)
    reach = camera.gate / camera.focal_length / w  # tangent of a pixel
    middle = np.array([(w - 1) / 2, (h - 1) / 2])
    if lit is None or world is None:
        return np.zeros((h, w, 3), np.float32), Hits.nothing(w * h)
    eye, axes = np.array(camera.position, np.float32), camera.axes().astype(np.float32)

    rays = lit

    def look(where: Floats) -> Hits:
        at = ((where - middle) * reach).astype(np.float32)
        return seen_through(world, hits_at(world, trace(rays, eye, axes, at), eye, reach, seed), eye, reach, seed)

    def sunlit(at: Hits, where: Ints, own: int, count: int = 1) -> tuple[NDArray[Any], NDArray[Any]]:
        light, shine = (np.asarray(v, np.float32) for v in sunlight(rays, at, where, own, count))
        tint = sun_tint(world, rays, at, light, seed)
        return (light, shine) if tint is None else (light * tint, shine * tint)

    hits = look(pixel.astype(np.float32))
    sun, glint = sunlit(hits, pixel, seed)
    lux, gloss = straight(lit, hits, pixel, (h, w), (4, 6, 12)[quality], seed)
    # The mean of what leaves the surfaces is the measure of what is bright here.
    level = float(np.mean((hits.albedo * (lux + sun))[hits.hit])) / math.pi if hits.hit.any() else 0.0
    lit = lit._replace(ambient=_ambient(hits, lux + sun), patches=sun_patches(lit, hits, (h, w), seed))
    most = 12 * level + 1.2 * float(np.max(lit.sky)) + 1e-6
    bright = 60 * level + most + float(np.max(lit.bulb))
    lux = lux + room(lit, hits, pixel, (h, w), (3, 6, 16)[quality], quality, most, seed)
    shine = mirrored(lit, hits, pixel, (h, w), 1 if quality < 2 else 3, level, bright, most, seed)
    glass = panes(lit, pane_hits(world, hits, eye), pixel, (h, w), bright, seed)
    sky = lit.sky[1]
    if (scattered := veil(world, hits, sky, float(np.mean(hits.albedo * (lux + sun))) / math.pi)) is not None:
        glass = glass + scattered
    image = composed(hits, lux + sun, gloss + glint, shine, sky, glass).reshape(h, w, 3)
    edges = _edges(hits, image)
    if quality > 0 and edges.any():
        chosen = np.flatnonzero(edges.ravel())
        # Weighed down by brightness, else one bright sample leaves a jagged edge (Karis 2013).
        # White is near the picture's own: far above it each share of light would look like all of it.
        white = 2.5 * _usual(image[hits.hit.reshape(h, w)])
        total = image.reshape(-1, 3)[chosen] / (1 + (image.reshape(-1, 3)[chosen] @ LUMINANCE)[:, None] / white)
        light = np.concatenate([lux, gloss, shine, glass], 1).reshape(h, w, -1)
        for k, (dx, dy) in enumerate(_EDGE_PLACES):
            sub = look(pixel[chosen].astype(np.float32) + np.array([dx, dy], np.float32))
            lent = hits.lend(light, (h, w), sub, pixel[chosen])
            sun, glint = sunlit(sub, pixel[chosen], seed + 5 * k + 1, 3)
            colour = composed(sub, lent[:, :3] + sun, lent[:, 3:6] + glint, lent[:, 6:9], sky, lent[:, 9:])
            total += colour / (1 + (colour @ LUMINANCE)[:, None] / white)
        mean = total / (1 + len(_EDGE_PLACES))
        image.reshape(-1, 3)[chosen] = mean / np.maximum(1 - (mean @ LUMINANCE)[:, None] / white, 0.02)
    return image, hits


def _usual(radiance: Floats) -> float:
    """The geometric mean of luminance (n, 3), which the exposure follows."""
    level = radiance @ LUMINANCE
    level = level[level > 1e-6]
    return float(np.exp(np.log(level).mean())) if level.size else 1e-6


def _ambient(hits: Hits, lux: NDArray[Any]) -> Floats:
    """What still arrives after the last bounce, as a share of the mean light that leaves what is seen."""
    if not hits.hit.any():
        return np.zeros(3, np.float32)
    leaving = np.minimum(hits.albedo * lux, 20 * float(np.median(lux)) + 1e-3)[hits.hit] / math.pi
    return np.asarray(0.35 * leaving.mean(0), np.float32)


def _edges(hits: Hits, image: Floats) -> NDArray[np.bool_]:
    """Pixels (h, w) that are next to another thing, fold, or colour."""
    h, w, _ = image.shape
    thing = (hits.place.astype(np.int64) * 64 + hits.entry).reshape(h, w)
    normal, points = hits.normals.reshape(h, w, 3), hits.points.reshape(h, w, 3)
    level = np.log2(image @ LUMINANCE + 1e-3 * (float(image.mean()) + 1e-9))
    out = np.zeros((h, w), bool)
    for a, b in (((slice(1, None), slice(None)), (slice(None, -1), slice(None))),
                 ((slice(None), slice(1, None)), (slice(None), slice(None, -1)))):  # fmt: skip
        off = np.abs(((points[a] - points[b]) * normal[b]).sum(-1))
        far = np.linalg.norm(points[a] - points[b], axis=-1)
        differ = (thing[a] != thing[b]) | ((normal[a] * normal[b]).sum(-1) < 0.9) | (off > 0.3 * far + 0.002)
        differ |= np.abs(level[a] - level[b]) > 0.35
        out[a] |= differ
        out[b] |= differ
    return out
