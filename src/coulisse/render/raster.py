"""The fast renderer: a frame of a collapsing building out of a prepared stage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.render.bodies import matrices_between, rest_poses
from coulisse.render.lighting import Shade
from coulisse.render.passes import Layers
from coulisse.render.shading import shade_rows
from coulisse.render.skylight import changed_cells, sky_grid
from coulisse.render.stage import SUN_VIEWS, Stage, prepare_stage
from coulisse.render.sunlight import changed_blocks, no_dust
from coulisse.render.visibility import MOVING, STILL, draw_frame
from coulisse.render.work import Now, empty_out
from coulisse.scene.pieces import FloatArray, Floats, Ints
from coulisse.threads import interleaved, share

__all__ = ["Stage", "prepare_stage", "render_frame"]

_TYPICAL_RADIUS = 1.0  # metres, of a piece


def render_frame(
    stage: Stage,
    frame: int,
    poses_before: FloatArray,
    poses_after: FloatArray,
    alive: NDArray[np.bool_],
    moved: NDArray[np.bool_],
    *,
    chips_before: FloatArray | None = None,
    chips_after: FloatArray | None = None,
    chips_alive: NDArray[np.bool_] | None = None,
    dust_light: tuple[Floats, Floats, float] | None = None,
    shutter: float = 0.5,
) -> Layers:
    """Render frame number `frame` (0 = first of the shot).

    Poses (N, 7) at shutter open and close: the centre of mass in metres and a unit quaternion
    (w, x, y, z); likewise for the stage's K chips. `alive` (N,): it exists; `moved` (N,): it is not at
    rest, or it did not exist at the start. A piece neither moved nor dead counts as at rest whatever
    its pose. `dust_light`: the share of sunlight that dust lets through, (nx, ny, nz), with the place
    of the grid's first point (3,) and its spacing, metres. `shutter`: the part of a frame between the
    two poses, for the scale of the motion vectors.
    """
    shot = stage.shot
    bodies, n = shot.bodies, stage.pieces
    before, after = rest_poses(bodies.centre), rest_poses(bodies.centre)
    live, moving = np.zeros(len(before), bool), np.ones(len(before), bool)
    live[:n], moving[:n] = alive, moved
    go = np.nonzero(live[:n] & moving[:n])[0]
    before[go], after[go] = np.asarray(poses_before)[go], np.asarray(poses_after)[go]
    if chips_before is not None and chips_after is not None and stage.chips:
        before[n:], after[n:] = chips_before, chips_after
        live[n:] = True if chips_alive is None else chips_alive
    shown = live[bodies.body] & (bodies.shown_from <= frame)
    state = np.where(shown, np.where(moving[bodies.body], MOVING, STILL), 0).astype(np.uint8)
    changed = (moving | ~live).astype(np.uint8)
    slow = _slow(stage, before, after)
    matrices = matrices_between(before, after, stage.times)
    ends = matrices_between(before, after, np.array([0.0, 1.0]))
    sun_times = (np.arange(SUN_VIEWS) + 0.5) / SUN_VIEWS
    sun_matrices = matrices_between(before, after, sun_times)
    seen = draw_frame(shot.rest, bodies, matrices, state, changed, shot.camera)
    sun_now = draw_frame(stage.sun_rest, bodies, sun_matrices, state, changed, stage.sun)
    sky = stage.sky_rest
    if state.max(initial=0) == MOVING or not live[:n].all():
        sky = sky_grid(bodies, sun_matrices[0], state, sky.origin, sky.cell, sky.sky.shape[:3])
    shade = Shade(
        stage.sun, sun_now, stage.sun_rest, changed_blocks(sun_now, stage.sun_rest), sky, stage.sky_rest,
        changed_cells(sky, stage.sky_rest),
        *(_as_grid(*dust_light) if dust_light is not None else no_dust()), bodies.body,
    )  # fmt: skip
    h, w = shot.owner.shape
    picture = np.minimum((stage.times * SUN_VIEWS).astype(np.int32), SUN_VIEWS - 1)
    out = empty_out(h, w)
    now = Now(seen, matrices, ends[0], ends[1], changed, slow, shade, picture, float(shutter))
    samples = len(stage.times)

    def some(rows: Ints) -> None:
        ids, counts = np.empty(samples, np.int32), np.empty(samples, np.int32)
        shade_rows(rows, ids, counts, np.empty(9, np.float32), shot, now, out)

    share(some, interleaved(h))
    return Layers(
        out.beauty, out.alpha, out.clean, out.shadow, out.depth, out.normal, out.motion,
        out.piece_id, out.coverage,
    )  # fmt: skip


def _slow(stage: Stage, before: FloatArray, after: FloatArray) -> NDArray[np.uint8]:
    """Bodies (B,) that stay within a pixel while the shutter is open."""
    depth = np.maximum(stage.camera.project(before[:, :3])[1], 0.5)
    turn = 2 * np.linalg.norm(after[:, 3:] - before[:, 3:], axis=1)
    way = np.linalg.norm(after[:, :3] - before[:, :3], axis=1) + turn * _TYPICAL_RADIUS
    return np.asarray(way * stage.camera.focal / depth < 0.7, np.uint8)


def _as_grid(light: Floats, origin: Floats, spacing: float) -> tuple[Floats, Floats, float]:
    return np.ascontiguousarray(light, np.float32), np.asarray(origin, np.float32), float(spacing)
