"""What is prepared once a shot: the scene at rest as the camera and the sun see it, and the plate's albedo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.errors import BadInput
from coulisse.render.bodies import Bodies, bodies_of, matrices_between, rest_poses
from coulisse.render.carried import Carried
from coulisse.render.lighting import Lamps, Shade, lamps_of, rest_sun
from coulisse.render.roughen import roughen
from coulisse.render.shading import _ray
from coulisse.render.skylight import SkyGrid, changed_cells, grid_frame, sky_grid, skylight
from coulisse.render.sunlight import BLOCK, no_dust, sun_view
from coulisse.render.visibility import Seen, View, draw_rest, view_of
from coulisse.render.work import Shot
from coulisse.scene.camera import Camera
from coulisse.scene.light import Light
from coulisse.scene.pieces import Chips, Floats, Ints, Kind, Pieces, Surface
from coulisse.threads import interleaved, share

_BORDER = 3  # pixels outside the silhouette that still belong to the building (blur, small misfits)
_DARKEST = 0.12  # of full light: the least irradiance by which the plate is divided
# A carried albedo may pass 1 where the light was found too weak: what counts is light now / light at rest.
_PALEST = 4.0
_AROUND_SKY = 14.0  # metres of ground beside the building in the grid of sky light
SUN_VIEWS = 2  # pictures from the sun a frame, spread over the shutter


@dataclass(frozen=True)
class Stage:
    """A shot at rest, ready to be rendered frame by frame.

    `times` (S,) in [0, 1] are the samples' places in the shutter. `irradiance` (h, w, 3) is the light
    on the building at rest, 0 outside it; `rest_id` (h, w) the piece that a pixel's centre shows, -1:
    none; `rest_depth` (h, w) metres, 0: none.
    """

    pieces: int
    chips: int
    camera: Camera
    light: Light
    shot: Shot
    sun: View
    sun_rest: Seen
    sky_rest: SkyGrid
    times: Floats
    irradiance: Floats
    rest_id: Ints
    rest_depth: Floats


def prepare_stage(
    pieces: Pieces,
    camera: Camera,
    light: Light,
    plate: Floats,
    clean: Floats,
    foreground: Floats,
    ground_z: float = 0.0,
    *,
    chips: Chips | None = None,
    samples: int = 8,
    seed: int = 0,
    sun_texels: int = 2048,
    ragged: bool = True,
    plate_sky: NDArray[np.bool_] | None = None,
    belongs: NDArray[np.bool_] | None = None,
) -> Stage:
    """See the building at rest and take the light off the plate.

    `plate` and `clean` (h, w, 3) scene-linear; `foreground` (h, w) matte of what stands before the
    building. `samples` a pixel, each with its own place in the pixel and time in the shutter; the
    same in every frame, so that what rests is drawn once. `ragged` gives broken faces a ragged
    outline (roughen.py). `plate_sky` (h, w): its sky, which no piece carries; `belongs` (h, w): parts of the
    building outside its model, which go with the piece next to them. Raises BadInput if the sizes differ.
    """
    h, w = plate.shape[:2]
    if (camera.height, camera.width) != (h, w) or clean.shape != plate.shape or foreground.shape != (h, w):
        raise BadInput(
            f"the camera ({camera.width} x {camera.height}), plate ({w} x {h}), clean plate and foreground "
            "matte differ in size",
            remedy="bring all of them to the size of the plate",
        )
    bodies = bodies_of(roughen(pieces) if ragged else pieces, chips)
    rest_matrices = matrices_between(rest_poses(bodies.centre), rest_poses(bodies.centre), np.zeros(1))
    there = np.zeros(len(bodies.centre), bool)
    there[: len(pieces)] = pieces.first_frame <= 0
    state = (there[bodies.body] & (bodies.shown_from <= 0)).astype(np.uint8)
    jitter, times = _sampling(samples, seed)
    view = view_of(camera, jitter)
    centre_view = view_of(camera, np.zeros((1, 2)))
    rest = draw_rest(bodies, rest_matrices, state, view, (h, w))
    centre = draw_rest(bodies, rest_matrices, state, centre_view, (h, w))
    low, high = _bounds(pieces)
    sun, sun_size = sun_view(low, high, light.to_sun, ground_z, sun_texels, SUN_VIEWS)
    sun_rest = draw_rest(bodies, rest_matrices, state, sun._replace(jitter=sun.jitter[:1]), sun_size)
    origin, cell, shape = grid_frame(low, high, _AROUND_SKY)
    sky = sky_grid(bodies, rest_matrices[0], state, origin, cell, shape)
    lamps = lamps_of(light)
    blocks = np.zeros((sun_size[0] // BLOCK + 2, sun_size[1] // BLOCK + 2), np.uint8)
    shade = Shade(sun, sun_rest, sun_rest, blocks, sky, sky, changed_cells(sky, sky), *no_dust(), bodies.body)
    eye = np.ascontiguousarray(camera.position, np.float32)
    irradiance = np.zeros((h, w, 3), np.float32)
    share(
        lambda rows: _irradiance(rows, irradiance, centre, centre_view, eye, bodies, shade, lamps),
        interleaved(h),
    )
    seen = centre.triangle[0]
    rest_id = np.full((h, w), -1, np.int32)
    rest_id[seen >= 0] = bodies.body[seen[seen >= 0]]
    if plate_sky is not None:
        foreground = np.maximum(foreground, plate_sky.astype(np.float32))
    carried = _carried(plate, foreground, irradiance, centre, centre_view, bodies, lamps, eye, _storey(pieces))
    distance, (rows, columns) = ndimage.distance_transform_edt(rest_id < 0, return_indices=True)
    near = distance <= _BORDER if belongs is None else (distance <= _BORDER) | belongs
    owner = np.where(near, rest_id[rows, columns], -1).astype(np.int32)
    shot = Shot(bodies, view, eye, rest, owner, carried, lamps, float(ground_z), len(pieces))
    depth = np.where(seen >= 0, 1.0 / np.maximum(centre.nearness[0], 1e-9), 0.0).astype(np.float32)
    return Stage(
        len(pieces), len(bodies.centre) - len(pieces), camera, light, shot, sun, sun_rest, sky, times,
        irradiance, rest_id, depth,
    )  # fmt: skip


def _sampling(samples: int, seed: int) -> tuple[Floats, Floats]:
    """Sub-pixel shifts (S, 2) in [-0.5, 0.5) and times (S,), spread evenly (Roberts 2018, R3)."""
    g = 1.2207440846057596
    start = np.random.default_rng(seed).random(3)
    points = (start + np.arange(samples)[:, None] * np.array([1 / g, 1 / g**2, 1 / g**3])) % 1.0
    # The mean of the shifts must be the pixel's centre, or the picture would creep.
    shifts = points[:, :2] - points[:, :2].mean(0)
    order = np.argsort(np.argsort(points[:, 2]))
    times = (order + 0.5) / samples
    return np.clip(shifts, -0.5, 0.499).astype(np.float32), times.astype(np.float32)


def _bounds(pieces: Pieces) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if not len(pieces.vertices):
        return np.zeros(3), np.ones(3)
    return pieces.vertices.min(0).astype(float), pieces.vertices.max(0).astype(float)


@njit(cache=True, fastmath=True, nogil=True)
def _irradiance(rows, out, seen, view, eye, bodies, shade, lamps):  # type: ignore[no-untyped-def]
    w = seen.triangle.shape[2]
    for row in rows:
        for col in range(w):
            t = seen.triangle[0, row, col]
            if t < 0:
                continue
            d = 1.0 / seen.nearness[0, row, col]
            dx, dy, dz = _ray(view, col + 0.5, row + 0.5)
            x, y, z = eye[0] + dx * d, eye[1] + dy * d, eye[2] + dz * d
            n = bodies.normal[t]
            facing = n[0] * lamps.to_sun[0] + n[1] * lamps.to_sun[1] + n[2] * lamps.to_sun[2]
            sun = 0.0
            if facing > 0:
                sun = facing * rest_sun(shade, x, y, z, n[0], n[1], n[2], bodies.body[t])
            sky, ground = skylight(shade.sky_rest, x, y, z, n[0], n[1], n[2])
            for k in range(3):
                out[row, col, k] = lamps.sun[k] * sun + lamps.sky[k] * sky + lamps.ground[k] * ground


def _carried(
    plate: Floats, foreground: Floats, irradiance: Floats, centre: Seen, view: View,
    bodies: Bodies, lamps: Lamps, eye: Floats, storey: float,
) -> Carried:  # fmt: skip
    """The albedo picture, its mean and what part of the facade the plate shows."""
    seen = centre.triangle[0]
    full = float((lamps.sun + lamps.sky).mean())
    albedo = np.asarray(plate / np.maximum(irradiance, _DARKEST * full), np.float32)
    # Pixels at the silhouette hold some of the background, and those of the matte a tree.
    inside = ndimage.binary_erosion(seen >= 0, iterations=2, border_value=1)
    good = inside & (ndimage.grey_dilation(foreground, 3) < 0.05)
    if not good.any():
        good = seen >= 0
    if good.any() and not good.all():
        _, (rows, columns) = ndimage.distance_transform_edt(~good, return_indices=True)
        albedo = albedo[rows, columns]
    albedo = np.ascontiguousarray(np.minimum(albedo, _PALEST), np.float32)
    facade = good & (seen >= 0)
    facade[facade] = bodies.surface[seen[facade]] == Surface.PLATE
    paint = np.median(albedo[facade], 0) if facade.any() else np.full(3, 0.4, np.float32)
    columns_z, left, width = _shown_columns(facade, centre, view, eye)
    return Carried(albedo, centre, view, np.minimum(paint, 0.8).astype(np.float32), columns_z, left, width, storey)


def _storey(pieces: Pieces) -> float:
    """Metres from floor to floor, from the heights of the storeys' facades; 0 where there are not two."""
    facade = pieces.kind == Kind.FACADE
    levels = [pieces.centre[facade & (pieces.storey == s), 2] for s in np.unique(pieces.storey[facade])]
    heights = [float(np.median(z)) for z in levels if len(z)]
    step = float(np.median(np.diff(heights))) if len(heights) > 1 else 0.0
    return step if step > 1.5 else 0.0


def _shown_columns(facade: NDArray[np.bool_], centre: Seen, view: View, eye: Floats) -> tuple[Floats, float, float]:
    """Lowest and highest z of the facade that the plate shows, in columns along x (see Carried)."""
    none = np.zeros((0, 2), np.float32), 0.0, 1.0
    rows, cols = np.nonzero(facade)
    if len(rows) < 50:
        return none
    lens = view.lens.astype(float)
    camera = np.stack([(cols + 0.5 - lens[1]) / lens[0], (rows + 0.5 - lens[2]) / lens[0], np.ones(len(rows))], 1)
    depth = 1.0 / centre.nearness[0, rows, cols].astype(float)
    world = eye + camera @ view.matrix[:, :3].astype(float) * depth[:, None]
    x, z = world[np.abs(world[:, 1]) < 2.5][:, [0, 2]].T
    if len(x) < 50:
        return none
    left, right = float(x.min()), float(x.max())
    count = max(2, int((right - left) / 0.25))
    width = max((right - left) / count, 1e-3)
    index = np.clip(((x - left) / width).astype(int), 0, count - 1)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, index, z)
    np.maximum.at(high, index, z)
    enough = high - low > 1.0
    if not enough.any():
        return none
    nearest = np.abs(np.arange(count)[:, None] - np.nonzero(enough)[0]).argmin(1)
    pick = np.nonzero(enough)[0][nearest]
    # Evened out, or every column's own edge would show as a tooth in the mirror.
    low, high = ndimage.maximum_filter1d(low[pick], 7), ndimage.minimum_filter1d(high[pick], 7)
    low, high = ndimage.gaussian_filter1d(low, 2.0) + 0.1, ndimage.gaussian_filter1d(high, 2.0) - 0.1
    return np.stack([low, np.maximum(high, low + 0.3)], 1).astype(np.float32), left, width
