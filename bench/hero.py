"""A finished shot read back from its USD scene, for the same frames by either renderer and by Bullet."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pxr import Usd, UsdGeom

from coulisse.media import images
from coulisse.recipes.collapse import FIRST, SHUTTER
from coulisse.render.cycles import cycles
from coulisse.render.raster import Stage, prepare_stage, render_frame
from coulisse.scene import usd
from coulisse.scene.camera import Camera
from coulisse.scene.light import Light
from coulisse.scene.pieces import NEVER, Floats, Pieces
from shots import Run


@dataclass(frozen=True)
class Scene:
    """The pieces of a shot (N), and its plate, camera and light."""

    path: Path
    pieces: Pieces
    camera: Camera
    light: Light
    plate: Floats


def read_scene(run: Run, plate: Path) -> Scene:
    """The scene that a run wrote; masses and storeys, which the pictures do not need, are left at 1 and 0."""
    path = run.folder / "scene.usdc"
    meshes = usd.read_pieces(path)
    n = len(meshes.names)
    first, last = np.zeros(n, np.int32), np.full(n, NEVER, np.int32)
    stage = usd.open_stage(path)
    centre = np.zeros((n, 3), np.float32)
    prims = [p for p in stage.GetPrimAtPath(usd.PIECES).GetChildren() if p.IsA(UsdGeom.Mesh)]
    for k, prim in enumerate(prims):
        shown = UsdGeom.Imageable(prim).GetVisibilityAttr()
        samples = [(int(t) - FIRST, shown.Get(Usd.TimeCode(t))) for t in shown.GetTimeSamples()]
        first[k] = next((t for t, v in samples if v != UsdGeom.Tokens.invisible), 0)
        last[k] = next((t for t, v in samples if v == UsdGeom.Tokens.invisible and t > first[k]), NEVER)
        centre[k] = meshes.rest[k][0] - meshes.points[k][0]
    vertex_start = np.concatenate([[0], np.cumsum([len(p) for p in meshes.points])]).astype(np.int32)
    triangle_start = np.concatenate([[0], np.cumsum([len(t) for t in meshes.triangles])]).astype(np.int32)
    triangles = np.concatenate([t + s for t, s in zip(meshes.triangles, vertex_start, strict=False)]).astype(np.int32)
    count = len(triangles)
    pieces = Pieces(
        np.concatenate(meshes.rest), triangles, np.concatenate(meshes.surface),
        np.repeat(np.arange(n, dtype=np.int32), np.diff(triangle_start)), np.zeros(count, np.int32), triangle_start,
        vertex_start, centre, np.ones(n, np.float32), meshes.kind, np.zeros(n, np.int32), first, last,
    )  # fmt: skip
    w, h = run.report["size"]
    lit = run.report["measured"]["light"]
    light = Light(*(np.array(lit[k]) for k in ("to_sun", "sun", "sky")), lit["confidence"])
    picture = images.resized(images.read_picture(plate).pixels, w, h)
    return Scene(path, pieces, usd.read_camera(path, w, h), light, picture)


def _poses(scene: Scene, frame: int) -> Floats:
    """Poses (N, 7) at a frame of the shot."""
    matrices, _ = usd.read_transforms(scene.path, FIRST + frame)
    m = matrices[:, :3, :3]
    # From a rotation matrix to a quaternion by its largest part (Shepperd 1978).
    trace = np.array([1 + m[:, 0, 0] + m[:, 1, 1] + m[:, 2, 2], 1 + m[:, 0, 0] - m[:, 1, 1] - m[:, 2, 2],
                      1 - m[:, 0, 0] + m[:, 1, 1] - m[:, 2, 2], 1 - m[:, 0, 0] - m[:, 1, 1] + m[:, 2, 2]])  # fmt: skip
    a, b, c = m[:, 2, 1] - m[:, 1, 2], m[:, 0, 2] - m[:, 2, 0], m[:, 1, 0] - m[:, 0, 1]
    d, e, f = m[:, 1, 0] + m[:, 0, 1], m[:, 0, 2] + m[:, 2, 0], m[:, 2, 1] + m[:, 1, 2]
    rows = np.array([[trace[0], a, b, c], [a, trace[1], d, e], [b, d, trace[2], f], [c, e, f, trace[3]]])
    q = rows[trace.argmax(axis=0), :, np.arange(len(m))]
    q /= np.linalg.norm(q, axis=1, keepdims=True)
    return np.concatenate([matrices[:, :3, 3], q], axis=1).astype(np.float32)


def _frame(scene: Scene, frame: int) -> tuple[int, Floats, Floats, np.ndarray, np.ndarray]:
    before, now, after = (_poses(scene, f) for f in (max(frame - 1, 0), frame, frame + 1))
    half = SHUTTER / 2
    ends = [now * (1 - half) + other * half for other in (before, after)]
    pieces = scene.pieces
    for end in ends:
        end[:, 3:] /= np.linalg.norm(end[:, 3:], axis=1, keepdims=True)
    alive = (pieces.first_frame <= frame) & (pieces.last_frame > frame)
    moved = (np.abs(now[:, :3] - pieces.centre).max(axis=1) > 1e-3) | (np.abs(now[:, 3]) < 0.999999)
    return frame, ends[0], ends[1], alive, moved | (pieces.first_frame > 0)


def stage_of(scene: Scene, samples: int) -> Stage:
    """The scene at rest, for either renderer."""
    empty = np.zeros(scene.plate.shape[:2], np.float32)
    return prepare_stage(scene.pieces, scene.camera, scene.light, scene.plate, scene.plate, empty, samples=samples)


Times = list[tuple[float, float]]  # for each frame: seconds by the clock, and of all threads


def both(scene: Scene, frames: list[int], samples: int) -> tuple[Times, Times]:
    """What each frame takes our raster, and Cycles at 16 samples with denoising.

    Cycles' time is its own process's alone: poses in, render, denoise, EXR out.
    """
    stage = stage_of(scene, samples)
    given = [_frame(scene, f) for f in frames]
    render_frame(stage, *given[0])  # compiled code is loaded
    ours: Times = []
    theirs: Times = []
    for g in given:
        begun = time.perf_counter(), time.process_time()
        render_frame(stage, *g)
        ours.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    there = scene.pieces.first_frame <= 0
    with (
        tempfile.TemporaryDirectory() as folder,
        cycles(stage, there, Path(folder), samples=16, told=lambda *t: theirs.append(t)) as render,
    ):
        for g in given:
            render(*g)
    return ours, theirs


def write_bodies(scene: Scene, path: Path, failing: tuple[float, float, float]) -> int:
    """For bullet_baseline.py: pieces that exist at rest, and which of them touch; returns how many.

    `failing`: pieces whose centres lie between the first two x and below the third (z), metres, are not glued.
    """
    pieces = scene.pieces
    chosen = np.flatnonzero(pieces.first_frame <= 0)
    points, start, boxes = [], [0], []
    for k in chosen:
        own = pieces.vertices[pieces.vertex_start[k] : pieces.vertex_start[k + 1]]
        unique = np.unique(np.round(own, 4), axis=0)
        points.append(unique - pieces.centre[k])
        start.append(start[-1] + len(unique))
        boxes.append(np.concatenate([own.min(0), own.max(0)]))
    box = np.array(boxes)
    centre = pieces.centre[chosen]
    low, high, top = failing
    weak = (centre[:, 0] > low) & (centre[:, 0] < high) & (centre[:, 2] < top)
    np.savez(path, points=np.concatenate(points), start=np.array(start), centre=centre, pairs=_touching(box, weak),
             volume=np.prod(box[:, 3:] - box[:, :3], axis=1), grounded=(box[:, 2] < 0.05) & ~weak)  # fmt: skip
    return len(chosen)


def _touching(box: np.ndarray, weak: np.ndarray) -> np.ndarray:
    """Pairs (B, 2) of pieces whose boxes come within a centimetre of each other on a face, none of them weak."""
    order = np.argsort(box[:, 0])
    found = []
    for place, i in enumerate(order):
        rest = order[place + 1 :]
        rest = rest[: np.searchsorted(box[rest, 0], box[i, 3] + 0.01)]
        gap = np.maximum(box[rest, :3] - box[i, 3:], box[i, :3] - box[rest, 3:])
        near = (gap < 0.01).all(axis=1) & ((gap < -0.05).sum(axis=1) >= 2) & ~weak[rest]
        if not weak[i]:
            found.append(np.stack([np.full(near.sum(), i), rest[near]], axis=1))
    return np.concatenate(found).astype(np.int32)
