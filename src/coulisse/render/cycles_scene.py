"""A prepared stage as the plain arrays that the Cycles worker builds its scene from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.render.bodies import Bytes
from coulisse.render.carried import ON_FACADE, mirrored, on_plate, repeated, shown
from coulisse.render.lighting import GROUND_ALBEDO
from coulisse.render.stage import Stage
from coulisse.scene.camera import Camera
from coulisse.scene.pieces import FloatArray, Floats, Surface

Arrays = dict[str, NDArray[Any]]

SENSOR = 36.0  # millimetres; only its ratio to the focal length counts
CHIPS = "chips"
_CARRIED, _CARRIED_GLASS = 10, 11  # the worker's materials beyond Surface
_PLATE, _GLASS = int(Surface.PLATE), int(Surface.GLASS)
_MAY_CARRY = (Surface.PLATE, Surface.GLASS, Surface.PAINT, Surface.PLASTER)
_HIDDEN = 1e6  # metres: the depth at which nothing stands


def group_names(bodies: NDArray[Any], shown_from: NDArray[Any]) -> list[str]:
    """Blender's name of each group of a piece's triangles: `p<piece>` or `p<piece>_<frame>`."""
    return [f"p{b}" if s <= 0 else f"p{b}_{s}" for b, s in zip(bodies.tolist(), shown_from.tolist(), strict=True)]


def scene_arrays(stage: Stage, albedo: Floats, *, samples: int, seed: int, shutter: float) -> Arrays:
    """What stays the same in all frames. `albedo` (h, w, 3) is what the pieces carry of the plate.

    A piece's triangles that come to light in the same frame are one group, and one object in Blender.
    """
    shot, camera, light = stage.shot, stage.camera, stage.light
    bodies = shot.bodies
    corners = bodies.offset[bodies.triangles]
    rest = corners + bodies.centre[bodies.body][:, None]
    look, material = _looks(stage, rest)
    piece = bodies.body < stage.pieces
    order = np.lexsort((bodies.shown_from, bodies.body))
    order = order[piece[order]]
    key = np.stack([bodies.body[order], bodies.shown_from[order]], axis=1)
    start = np.flatnonzero(np.r_[True, (np.diff(key, axis=0) != 0).any(axis=1)]) if len(key) else np.zeros(0, int)
    group_body, group_shown = key[start, 0], key[start, 1]
    flat = lambda values: np.ascontiguousarray(values.reshape(-1, 3), np.float32)  # noqa: E731
    rotation = np.asarray(camera.rotation, float)
    matrix = np.eye(4)
    matrix[:3, :3] = rotation.T @ np.diag([1.0, -1.0, -1.0])  # OpenCV's camera axes to Blender's
    matrix[:3, 3] = camera.position
    return {
        "points": flat(corners[order]), "look": flat(look[order]), "material": material[order],
        "group_start": np.r_[start, len(order)], "group_body": group_body, "group_shown": group_shown,
        "group_name": np.array(group_names(group_body, group_shown)), "centre": bodies.centre,
        "chip_points": flat(corners[~piece]), "chip_look": flat(look[~piece]), "chip_material": material[~piece],
        "albedo": albedo, "rest_depth": _rest_range(stage.rest_depth), "paint": shot.carried.paint,
        "view": np.column_stack([rotation, camera.translation]), "lens": np.array([camera.focal, camera.cx, camera.cy]),
        "blender_lens": _blender_lens(camera), "camera_matrix": matrix,
        "to_sun": np.asarray(light.to_sun, float), "sun": np.asarray(light.sun, float),
        "sky": np.asarray(light.sky, float), "ground_z": np.array(shot.ground_z),
        "ground_albedo": np.array(GROUND_ALBEDO), "samples": np.array(samples), "seed": np.array(seed),
        "shutter": np.array(shutter),
    }  # fmt: skip


def frame_arrays(
    stage: Stage, scene: Arrays, frame: int, before: FloatArray, after: FloatArray, live: NDArray[np.bool_],
    moved: NDArray[np.bool_],
) -> Arrays:  # fmt: skip
    """What one frame changes. Poses (B, 7) of pieces and chips at the shutter's ends; `live` and `moved` (B,)."""
    body = scene["group_body"]
    bodies, n = stage.shot.bodies, stage.pieces
    out: Arrays = {
        "shown": live[body] & (scene["group_shown"] <= frame), "moved": moved[body],
        "before": before[:n], "after": after[:n], "chips_shown": np.array(bool(live[n:].any())),
    }  # fmt: skip
    if stage.chips:
        own = np.flatnonzero(bodies.body >= n)
        ends = []
        for poses in (before, after):
            w, x, y, z = np.moveaxis(poses[:, 3:], -1, 0)
            m = np.stack(
                [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
                 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
                 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)], axis=1,
            ).reshape(-1, 3, 3)  # fmt: skip
            b = bodies.body[own]
            turned = np.einsum("tij,tkj->tki", m[b], bodies.offset[bodies.triangles[own]])
            place = turned + poses[b, None, :3]
            place[~live[b]] = (0.0, 0.0, -_HIDDEN)  # below the ground, out of everyone's sight
            ends.append(place.reshape(-1, 3))
        out["chip_points"] = ((ends[0] + ends[1]) / 2).astype(np.float32)
        out["chip_travel"] = (ends[1] - ends[0]).astype(np.float32)  # metres while the shutter is open
    return out


def _blender_lens(camera: Camera) -> NDArray[np.float64]:
    """Focal length in millimetres and the two shifts, in parts of the picture's width."""
    w = camera.width
    return np.array([camera.focal * SENSOR / w, (w / 2 - camera.cx) / w, (camera.cy - camera.height / 2) / w])


def _rest_range(depth: Floats) -> Floats:
    """Nearest and farthest depth at rest around each pixel (h, w, 3); nothing there is no range."""
    some = np.where(depth > 0, depth, np.inf)
    near = ndimage.minimum_filter(some, 3)
    far = ndimage.maximum_filter(np.where(depth > 0, depth, 0.0), 3)
    near = np.where(np.isfinite(near), near, _HIDDEN)
    return np.stack([near, far, np.zeros_like(far)], axis=2).astype(np.float32)


def _looks(stage: Stage, rest: Floats) -> tuple[Floats, Bytes]:
    """Where each corner takes its colour from (T, 3, 3), metres at rest, and each triangle's material (T,)."""
    bodies, carried = stage.shot.bodies, stage.shot.carried
    look = np.ascontiguousarray(rest, np.float32).copy()
    material = bodies.surface.copy()
    may = np.isin(bodies.surface, _MAY_CARRY)
    _assign(look, material, np.flatnonzero(may), bodies.surface, bodies.normal, stage.shot.eye, carried)
    return look, material


@njit(cache=True, _nrt=False)
def _assign(look, material, chosen, surface, normal, eye, carried):  # type: ignore[no-untyped-def]
    """As carried.carried_albedo does it for a point, but for whole triangles, so that a shader can."""
    n = len(carried.columns)
    for t in chosen:
        x = (look[t, 0, 0] + look[t, 1, 0] + look[t, 2, 0]) / 3
        y = (look[t, 0, 1] + look[t, 1, 1] + look[t, 2, 1]) / 3
        z = (look[t, 0, 2] + look[t, 1, 2] + look[t, 2, 2]) / 3
        facing = (eye[0] - x) * normal[t, 0] + (eye[1] - y) * normal[t, 1] + (eye[2] - z) * normal[t, 2]
        seen = 0
        for k in range(4):
            a = 0.0 if k == 3 else 0.6  # the middle, and three places towards the corners
            px = x + (look[t, k % 3, 0] - x) * a
            py = y + (look[t, k % 3, 1] - y) * a
            pz = z + (look[t, k % 3, 2] - z) * a
            u, v, depth = on_plate(carried.camera, px, py, pz)
            seen += shown(carried.rest, u, v, depth, 0.06 + 0.006 * depth)
        if facing > 0 and seen >= 2:
            material[t] = _CARRIED_GLASS if surface[t] == _GLASS else _CARRIED
            continue
        if surface[t] != _PLATE or n < 2 or abs(y) > ON_FACADE:
            continue
        right = carried.left + n * carried.width - 1e-3
        fx = mirrored(x, carried.left, right)
        way = 1.0 if mirrored(x + 1e-3, carried.left, right) >= fx else -1.0
        c = min(max((fx - carried.left) / carried.width - 0.5, 0.0), n - 1.001)
        i = int(c)
        low = carried.columns[i, 0] * (1 - (c - i)) + carried.columns[i + 1, 0] * (c - i)
        high = carried.columns[i, 1] * (1 - (c - i)) + carried.columns[i + 1, 1] * (c - i)
        fz = repeated(z, low, high, carried.storey)
        up = 1.0 if repeated(z + 1e-3, low, high, carried.storey) >= fz else -1.0
        material[t] = _CARRIED
        for k in range(3):
            look[t, k, 0] = fx + (look[t, k, 0] - x) * way
            look[t, k, 2] = min(max(fz + (look[t, k, 2] - z) * up, low), high)
