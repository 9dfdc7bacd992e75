"""Sheer cloth and mesh in the preview: the picture with it solid, laid thinly over the picture without it.

A share of the light goes through the holes, fewer of them where the cloth is seen at a slant; folds lie over folds and
add up. It costs a second picture, and only where such cloth is in sight.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_hits import Hits, hands
from coulisse.render.preview_lamps import Lit
from coulisse.render.preview_trace import SHEER, facet
from coulisse.scene.rays import FAR, STACK, nearest
from coulisse.scene.staged import FilmCamera
from coulisse.threads import share

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

_LAYERS = 24  # faces of sheer cloth that lie behind each other at most
_OFF = np.float32(4e-4)
_GONE = np.float32(1.0)
# Places in a pixel, in pixels: the edge of a veil is as smooth as any.
_PLACES = ((-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25))


def sheer_faces(lit: Lit) -> NDArray[np.bool_]:
    """Which surfaces (E,) are threads with holes."""
    return np.asarray((lit.clear >= 0.5) & (lit.clear < SHEER) & (lit.bulb.sum(1) <= 0))


def through_sheer(
    make: Callable[[Lit], tuple[Floats, Hits]], lit: Lit, camera: FilmCamera, size: tuple[int, int]
) -> tuple[Floats, Hits]:
    """The picture (h, w, 3) that `make` takes of a lit world, and its hits, with its sheer cloth seen through."""
    sheer = sheer_faces(lit)
    if not sheer.any():
        return make(lit)
    open_ = make(lit._replace(clear=np.where(sheer, _GONE, lit.clear).astype(np.float32)))
    passed = _passed(lit, camera, size)
    if passed.min() > 0.995:
        return open_
    solid, _ = make(lit._replace(clear=np.where(sheer, 0, lit.clear).astype(np.float32)))
    return np.asarray(solid + passed[..., None] * (open_[0] - solid)), open_[1]


def _passed(lit: Lit, camera: FilmCamera, size: tuple[int, int]) -> Floats:
    """The share of each pixel (h, w) that is seen through sheer cloth: 1 where there is none."""
    w, h = size
    columns, rows = np.meshgrid(np.arange(w), np.arange(h))
    reach = camera.gate / camera.focal_length / w
    eye, axes = np.array(camera.position, np.float32), camera.axes().astype(np.float32)
    total = np.zeros(h * w, np.float32)
    for dx, dy in _PLACES:
        at = np.stack([columns.ravel() - (w - 1) / 2 + dx, rows.ravel() - (h - 1) / 2 + dy], 1) * reach
        at = at.astype(np.float32)
        out = np.ones(h * w, np.float32)

        def work(hand: Ints, at: Floats = at, out: Floats = out) -> None:
            _sheer_rays(lit, eye, axes, at, hand, out)

        share(work, hands(h * w))
        total += out
    return (total / len(_PLACES)).reshape(h, w)


@njit(cache=True, nogil=True)
def _sheer_rays(lit: Lit, eye: Floats, axes: Floats, at: Floats, chosen: Ints, out: Floats) -> None:
    """The share of light (n,) that sheer cloth lets through on the way to the first thing that is none."""
    stack = np.empty(STACK, np.int32)
    for k in chosen:
        dx = axes[0, 0] * at[k, 0] + axes[1, 0] * at[k, 1] + axes[2, 0]
        dy = axes[0, 1] * at[k, 0] + axes[1, 1] * at[k, 1] + axes[2, 1]
        dz = axes[0, 2] * at[k, 0] + axes[1, 2] * at[k, 1] + axes[2, 2]
        size = np.sqrt(dx * dx + dy * dy + dz * dz)
        dx, dy, dz = dx / size, dy / size, dz / size
        start, left = np.float32(0), np.float32(1)
        for _ in range(_LAYERS):
            d, i, t, _, _ = nearest(
                lit.tree, stack, eye[0] + dx * start, eye[1] + dy * start, eye[2] + dz * start, dx, dy, dz, FAR
            )
            if i < 0:
                break
            e = lit.tree.table[i] + lit.tree.slot[t]
            if lit.clear[e] < 0.5 or lit.bulb[e, 0] + lit.bulb[e, 1] + lit.bulb[e, 2] > 0:
                break
            if lit.clear[e] < SHEER:
                n = facet(lit, i, t, dx, dy, dz)
                facing = abs(n[0] * dx + n[1] * dy + n[2] * dz)
                left *= lit.clear[e] ** (np.float32(1) / max(facing, np.float32(0.35)))
            start += d + _OFF
        out[k] = left


__all__ = ["sheer_faces", "through_sheer"]
