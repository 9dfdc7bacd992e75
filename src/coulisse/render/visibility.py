"""Which triangle is seen at every pixel: z-buffers of several views at once, one view a thread.

Depth is kept as a number that is linear across the screen and larger when nearer: 1/z for a
perspective view, `reach - z` for a parallel one (Blinn, "Hyperbolic interpolation", 1992).

Nearly all of a frame is at rest in most frames. So the z-buffers of the scene at rest are drawn
once a shot (`draw_rest`); a frame starts from a copy of them, clears the pixels of what has moved,
draws what stands still only into those holes, and what moves everywhere (`draw_frame`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.bodies import Bodies, Bytes
from coulisse.scene.camera import Camera
from coulisse.scene.pieces import FloatArray, Floats
from coulisse.threads import share

NEAR = 0.2  # metres; nothing nearer to the camera than this is drawn
_BLOCK = 16  # pixels; the side of the blocks in which holes are looked up

HIDDEN, STILL, MOVING = 0, 1, 2


class View(NamedTuple):
    """S pictures of one size from one place; sample s is shifted by `jitter[s]` pixels."""

    matrix: Floats  # (3, 4) world to camera axes (right, down, forward)
    lens: Floats  # (4,): focal (pixels, or pixels a metre if parallel), cx, cy, reach (0 = perspective)
    jitter: Floats  # (S, 2) in [-0.5, 0.5)


class Seen(NamedTuple):
    """S z-buffers: the triangle seen (-1: none) and its nearness (0: none), each (S, h, w)."""

    triangle: NDArray[np.int32]
    nearness: Floats


def view_of(camera: Camera, jitter: FloatArray) -> View:
    """The view of a camera under sub-pixel shifts (S, 2)."""
    matrix = np.concatenate([camera.rotation, np.asarray(camera.translation)[:, None]], 1)
    lens = np.array([camera.focal, camera.cx, camera.cy, 0.0])
    return View(
        np.ascontiguousarray(matrix, np.float32), lens.astype(np.float32),
        np.ascontiguousarray(jitter, np.float32),
    )  # fmt: skip


def draw_rest(bodies: Bodies, matrices: Floats, state: Bytes, view: View, size: tuple[int, int]) -> Seen:
    """The z-buffers of bodies at rest; `matrices` (1, B, 3, 4), `state` (T,), `size` = (h, w)."""
    shape = (len(view.jitter), *size)
    none = Seen(np.full((1, 1, 1), -1, np.int32), np.zeros((1, 1, 1), np.float32))
    seen = Seen(np.empty(shape, np.int32), np.empty(shape, np.float32))
    changed = np.zeros(len(bodies.centre), np.uint8)
    _draw(seen, none, bodies, matrices, np.where(state > 0, MOVING, HIDDEN).astype(np.uint8), changed, view)
    return seen


def draw_frame(rest: Seen, bodies: Bodies, matrices: Floats, state: Bytes, changed: Bytes, view: View) -> Seen:
    """The z-buffers of a frame.

    `matrices` (S, B, 3, 4); `state` (T,) is HIDDEN, STILL or MOVING; `changed` (B,) marks the bodies
    that moved or are gone. `rest` holds S z-buffers, or one for all S (a view without jitter).
    """
    shape = (len(view.jitter), *rest.triangle.shape[1:])
    seen = Seen(np.empty(shape, np.int32), np.empty(shape, np.float32))
    _draw(seen, rest, bodies, matrices, state, changed, view)
    return seen


@njit(cache=True, fastmath=True)
def _fill(tri, near, holes, index, still, x0, y0, w0, x1, y1, w1, x2, y2, w2, blocks):  # type: ignore[no-untyped-def]
    """Draw one triangle (pixels, nearness at its corners) into a z-buffer."""
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if area > -1e-9:  # seen from behind (y points down), or edge on
        return
    h, w = tri.shape
    low_x, high_x = min(x0, x1, x2), max(x0, x1, x2)
    low_y, high_y = min(y0, y1, y2), max(y0, y1, y2)
    if high_x < 0.0 or high_y < 0.0 or low_x > w or low_y > h:
        return
    first = int(np.ceil(max(low_y, 0.0) - 0.5))
    last = int(np.floor(min(high_y, float(h)) - 0.5))
    left_most = int(np.ceil(max(low_x, 0.0) - 0.501))
    right_most = int(np.floor(min(high_x, float(w)) - 0.499))
    left_most, right_most = max(left_most, 0), min(right_most, w - 1)
    last = min(last, h - 1)
    if first > last or left_most > right_most:
        return
    if still:
        found = False
        for by in range(first // _BLOCK, last // _BLOCK + 1):
            for bx in range(left_most // _BLOCK, right_most // _BLOCK + 1):
                if blocks[by, bx]:
                    found = True
        if not found:
            return
    inv = 1.0 / area
    dwdx = ((w1 - w0) * (y2 - y0) - (w2 - w0) * (y1 - y0)) * inv
    dwdy = ((w2 - w0) * (x1 - x0) - (w1 - w0) * (x2 - x0)) * inv
    top = max(w0, w1, w2)
    for row in range(first, last + 1):
        y = row + 0.5
        left, right = low_x, high_x
        for e in range(3):
            if e == 0:
                ax, ay, bx_, by_ = x0, y0, x1, y1
            elif e == 1:
                ax, ay, bx_, by_ = x1, y1, x2, y2
            else:
                ax, ay, bx_, by_ = x2, y2, x0, y0
            # Inside is right of an edge that goes down and left of one that goes up.
            dy = by_ - ay
            if dy > 1e-9:
                left = max(left, ax + (y - ay) * (bx_ - ax) / dy)
            elif dy < -1e-9:
                right = min(right, ax + (y - ay) * (bx_ - ax) / dy)
        # A thousandth of a pixel of overlap closes the seams between neighbours.
        c0 = max(int(np.ceil(left - 0.501)), left_most)
        c1 = min(int(np.floor(right - 0.499)), right_most)
        depth = w0 + (y - y0) * dwdy + (c0 + 0.5 - x0) * dwdx
        for c in range(c0, c1 + 1):
            value = min(depth, top)
            if value > near[row, c] and (not still or holes[row, c]):
                near[row, c] = value
                tri[row, c] = index
            depth += dwdx


@njit(cache=True, fastmath=True, nogil=True)
def _draw_view(tri, near, rest_tri, rest_near, bodies, matrix, state, changed, m, lens, jx, jy):  # type: ignore[no-untyped-def]
    h, w = tri.shape
    holes = np.zeros((h, w), np.uint8)
    blocks = np.zeros((h // _BLOCK + 1, w // _BLOCK + 1), np.uint8)
    if rest_tri.shape[0] == h and rest_tri.shape[1] == w:
        for y in range(h):
            for x in range(w):
                t = rest_tri[y, x]
                if t >= 0 and changed[bodies.body[t]]:
                    holes[y, x] = 1
                    blocks[y // _BLOCK, x // _BLOCK] = 1
                    tri[y, x], near[y, x] = -1, 0.0
                else:
                    tri[y, x], near[y, x] = t, rest_near[y, x]
    else:
        tri[:] = -1
        near[:] = 0.0
    any_hole = blocks.max() > 0
    focal, cx, cy, reach = float(lens[0]), lens[1] - jx, lens[2] - jy, float(lens[3])
    corner = np.empty((3, 3))
    cut = np.empty((4, 3))
    body_before = -1
    r = np.empty((3, 4))
    for i in range(len(bodies.triangles)):
        if state[i] == 0 or (state[i] == 1 and not any_hole):
            continue
        b = bodies.body[i]
        if b != body_before:
            body_before = b
            for k in range(3):  # body to camera
                for j in range(4):
                    r[k, j] = m[k, 0] * matrix[b, 0, j] + m[k, 1] * matrix[b, 1, j] + m[k, 2] * matrix[b, 2, j]
                r[k, 3] += m[k, 3]
        nearest, farthest = 1e30, -1e30
        for k in range(3):
            v = bodies.offset[bodies.triangles[i, k]]
            for j in range(3):
                corner[k, j] = r[j, 0] * v[0] + r[j, 1] * v[1] + r[j, 2] * v[2] + r[j, 3]
            nearest, farthest = min(nearest, corner[k, 2]), max(farthest, corner[k, 2])
        still = state[i] == 1
        if reach > 0.0:
            for k in range(3):
                corner[k, 0] = corner[k, 0] * focal + cx
                corner[k, 1] = corner[k, 1] * focal + cy
                corner[k, 2] = max(reach - corner[k, 2], 1e-3)
            _fill(tri, near, holes, i, still, corner[0, 0], corner[0, 1], corner[0, 2], corner[1, 0],
                  corner[1, 1], corner[1, 2], corner[2, 0], corner[2, 1], corner[2, 2], blocks)  # fmt: skip
            continue
        if farthest < NEAR:
            continue
        n = 0
        if nearest >= NEAR:
            cut[:3] = corner
            n = 3
        else:  # Sutherland and Hodgman (1974) against the near plane
            for k in range(3):
                p, q = corner[k], corner[(k + 1) % 3]
                if p[2] >= NEAR:
                    cut[n] = p
                    n += 1
                if (p[2] >= NEAR) != (q[2] >= NEAR):
                    s = (NEAR - p[2]) / (q[2] - p[2])
                    for j in range(3):
                        cut[n, j] = p[j] + s * (q[j] - p[j])
                    n += 1
        for k in range(n):
            inv = 1.0 / cut[k, 2]
            cut[k, 0] = cut[k, 0] * inv * focal + cx
            cut[k, 1] = cut[k, 1] * inv * focal + cy
            cut[k, 2] = inv
        for k in range(1, n - 1):
            _fill(tri, near, holes, i, still, cut[0, 0], cut[0, 1], cut[0, 2], cut[k, 0], cut[k, 1],
                  cut[k, 2], cut[k + 1, 0], cut[k + 1, 1], cut[k + 1, 2], blocks)  # fmt: skip


def _draw(seen: Seen, rest: Seen, bodies: Bodies, matrices: Floats, state: Bytes, changed: Bytes, view: View) -> None:
    rests, poses = len(rest.triangle), len(matrices)

    def one(s: int) -> None:
        _draw_view(
            seen.triangle[s], seen.nearness[s], rest.triangle[s % rests], rest.nearness[s % rests],
            bodies, matrices[s % poses], state, changed, view.matrix, view.lens, *view.jitter[s],
        )  # fmt: skip

    share(one, range(len(seen.triangle)))
