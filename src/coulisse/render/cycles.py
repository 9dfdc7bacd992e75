"""The second renderer: Blender's Cycles, in a process of its own, for the hero version of the same scene.

Geometry, poses, camera and light are the fast renderer's stage, handed over as arrays; coverage, radiance,
depth, normals and ids come back. Blender is GPL, so that no line of it is loaded here: the worker script runs
under an interpreter that has `bpy`, which need not be ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.media import exr
from coulisse.render.blender import started
from coulisse.render.bodies import rest_poses
from coulisse.render.cycles_layers import read_frame, read_light
from coulisse.render.cycles_scene import CHIPS, Arrays, frame_arrays, scene_arrays
from coulisse.render.passes import Layers
from coulisse.render.raster import render_frame
from coulisse.render.stage import Stage
from coulisse.scene.pieces import FloatArray, Floats

WORKER = Path(__file__).with_name("cycles_worker.py")
_REMEDY = "if memory ran out, use a smaller --size or fewer --pieces; run again, finished frames stay"
_CORRECTION = (0.5, 2.0)  # how far Cycles' light at rest may move the carried albedo

Render = Callable[..., Layers]


@contextmanager
def cycles(
    stage: Stage, there: NDArray[np.bool_], folder: Path, *, samples: int = 64, seed: int = 0, shutter: float = 0.5,
    told: Callable[[float, float], object] = lambda seconds, processor: None,
) -> Iterator[Render]:  # fmt: skip
    """A function that renders a stage's frames with Cycles; it takes what `raster.render_frame` takes after the stage.

    The scene at rest is rendered once in white, so that what the plate shows is divided by Cycles' own light.
    `there` (N,) says which pieces exist at rest. Work files go to `folder`. `told` hears how long Cycles
    needed for each frame: seconds by the clock, and of all its threads. Raises Unavailable without bpy,
    CoulisseError if Blender's process dies.
    """
    albedo = stage.shot.carried.albedo
    scene_file, log = folder / "cycles_scene.npz", folder / "cycles.log"
    picture, order = folder / "cycles.exr", folder / "cycles_frame.npz"
    scene = scene_arrays(stage, albedo, samples=samples, seed=seed, shutter=shutter)
    _save(scene_file, scene)
    rest = rest_poses(stage.shot.bodies.centre)
    still = np.zeros(len(rest), bool)
    live = np.concatenate([there, np.zeros(stage.chips, bool)])
    with started(WORKER, scene_file, log, _REMEDY) as worker:
        _save(order, frame_arrays(stage, scene, 0, rest, rest, live, still))
        worker.order(frame=str(order), exr=str(picture), white=True)
        scene["albedo"] = _matched(stage, albedo, *read_light(picture))
    _save(scene_file, scene)
    names = _names(scene, stage)
    with started(WORKER, scene_file, log, _REMEDY) as worker:

        def render(
            frame: int, poses_before: FloatArray, poses_after: FloatArray, alive: NDArray[np.bool_],
            moved: NDArray[np.bool_], *, chips_before: FloatArray | None = None,
            chips_after: FloatArray | None = None, chips_alive: NDArray[np.bool_] | None = None,
            dust_light: tuple[Floats, Floats, float] | None = None, shutter: float = shutter,
        ) -> Layers:  # fmt: skip
            given = (frame, poses_before, poses_after, alive, moved)
            chips: dict[str, Any] = {
                "chips_before": chips_before, "chips_after": chips_after, "chips_alive": chips_alive,
            }  # fmt: skip
            fast = render_frame(stage, *given, **chips, dust_light=dust_light, shutter=shutter)
            if not (fast.alpha > 0).any():
                return fast
            unlit = None if dust_light is None else render_frame(stage, *given, **chips, shutter=shutter)
            before, after, live, moving = _bodies_now(stage, rest, *given[1:], **chips)
            _save(order, frame_arrays(stage, scene, frame, before, after, live, moving))
            worker.order(frame=str(order), exr=str(picture), white=False)
            told(worker.seconds, worker.processor)
            return read_frame(picture, stage, fast, unlit, names, before, after, shutter)

        yield render
    for path in (scene_file, order, picture):
        path.unlink(missing_ok=True)


def _save(path: Path, arrays: Arrays) -> None:
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def _bodies_now(
    stage: Stage, rest: Floats, poses_before: FloatArray, poses_after: FloatArray, alive: NDArray[np.bool_],
    moved: NDArray[np.bool_], *, chips_before: FloatArray | None, chips_after: FloatArray | None,
    chips_alive: NDArray[np.bool_] | None,
) -> tuple[Floats, Floats, NDArray[np.bool_], NDArray[np.bool_]]:  # fmt: skip
    """Poses at the shutter's ends, who is there and who has moved, for pieces and chips together."""
    n = stage.pieces
    before, after = rest.copy(), rest.copy()
    live, moving = np.zeros(len(rest), bool), np.ones(len(rest), bool)
    live[:n], moving[:n] = alive, moved
    go = np.flatnonzero(live[:n] & moving[:n])
    before[go], after[go] = np.asarray(poses_before)[go], np.asarray(poses_after)[go]
    if chips_before is not None and chips_after is not None and stage.chips:
        before[n:], after[n:] = chips_before, chips_after
        live[n:] = True if chips_alive is None else chips_alive
    return before, after, live, moving


def _matched(stage: Stage, albedo: Floats, light: Floats, whole: Floats) -> Floats:
    """The carried albedo for Cycles' own light at rest, so that a piece does not change as it starts to move.

    Where Cycles saw the whole pixel at rest, albedo * our light / its light; elsewhere as beside it.
    """
    ours = stage.irradiance
    sure = (whole > 0.98) & (ours.max(axis=2) > 0) & (light.min(axis=2) > 1e-4)
    if not sure.any():
        return albedo
    darkest = 0.12 * float(np.mean(stage.light.sun + stage.light.sky))  # as stage._DARKEST
    ratio = np.clip(np.maximum(ours, darkest) / np.maximum(light, darkest), *_CORRECTION)
    _, (rows, cols) = ndimage.distance_transform_edt(~sure, return_indices=True)
    return np.ascontiguousarray(albedo * ratio[rows, cols], np.float32)


def _names(scene: Arrays, stage: Stage) -> dict[int, int]:
    """Cryptomatte's bits of each object's name to its piece; chips to the number after the last piece."""
    named = dict(zip(scene["group_name"].tolist(), scene["group_body"].tolist(), strict=True)) | {CHIPS: stage.pieces}
    return {exr.cryptomatte_hash(name): int(body) for name, body in named.items()}
