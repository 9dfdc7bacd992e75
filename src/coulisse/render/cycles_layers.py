"""What Cycles wrote, as the layers that the comp knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.errors import CoulisseError
from coulisse.media import exr
from coulisse.render.bodies import matrices_between
from coulisse.render.passes import FAR, Layers
from coulisse.render.stage import Stage
from coulisse.scene.pieces import FloatArray, Floats, Ints

_RANKS = 3  # pieces a pixel, as in Layers
_NEAR = 3  # pixels around what the fast renderer drew in which Cycles may draw, too
_LEAST = 2e-3  # of a pixel: less than this is the rounding of two sums
_DIM = 0.02  # of full light: below this a ratio of two pictures says nothing


def read_light(path: Path) -> tuple[Floats, Floats]:
    """Of a picture in white: the light on what the plate shows (h, w, 3), and where it is whole (h, w)."""
    passes = _passes(path)
    still = passes["still"]
    return np.asarray(passes["Combined"][..., :3], np.float32), np.asarray(still, np.float32)


def read_frame(
    path: Path, stage: Stage, fast: Layers, unlit: Layers | None, names: dict[int, int],
    before: FloatArray, after: FloatArray, shutter: float,
) -> Layers:  # fmt: skip
    """The layers of one frame: coverage, radiance, depth, normal and ids from Cycles.

    `fast` is the fast renderer's frame: where it drew nothing near, the plate stays the plate's bits; its
    `shadow` is the change of light on the plate, which a shadow catcher cannot give, because it does not
    know the shadows that the plate holds already. `unlit` is the same frame without dust, from which comes
    what the dust's shadow takes from the pieces. `names` maps Cryptomatte's bits to pieces.
    Cycles has no vector pass under motion blur: the vectors follow from the pieces' own poses.
    """
    passes = _passes(path)
    combined = np.asarray(passes["Combined"], np.float32)
    near = ndimage.binary_dilation(fast.alpha > 0, iterations=_NEAR)
    alpha = np.clip(combined[..., 3] - passes["still"], 0.0, 1.0)
    alpha = np.where(near & (alpha > _LEAST), np.where(alpha > 1 - _LEAST, 1.0, alpha), 0.0).astype(np.float32)
    rgb = np.maximum(combined[..., :3], 0.0) / np.maximum(alpha, 0.02)[..., None]
    if unlit is not None:
        rgb = rgb * _dust_shadow(fast, unlit, stage)
    beauty = (_rolled_off(rgb) * alpha[..., None]).astype(np.float32)
    hit = combined[..., 3] > 0.5
    depth = np.where(hit, np.minimum(passes["Depth"], FAR), fast.depth).astype(np.float32)
    normal = passes["Normal"] / np.maximum(np.linalg.norm(passes["Normal"], axis=2, keepdims=True), 1e-6)
    piece_id, coverage = _ids(passes, names)
    layers = Layers(
        beauty, alpha, _cleaned(fast, alpha), fast.shadow, depth,
        np.where(hit[..., None], normal, fast.normal).astype(np.float32), fast.motion_vectors, piece_id, coverage,
    )  # fmt: skip
    return replace(layers, motion_vectors=_motion(layers, stage, before, after, shutter))


def _passes(path: Path) -> dict[str, NDArray[np.float32]]:
    """The passes of Blender's file by their own names, without the view layer's."""
    layers, _ = exr.read_passes(path)
    found = {name.rpartition(".")[2]: np.asarray(values, np.float32) for name, values in layers.items()}
    lacking = {"Combined", "Depth", "Normal", "still"} - set(found)
    if lacking:
        raise CoulisseError(f"{path}: Cycles left out the passes {', '.join(sorted(lacking))}")
    return found


def _rolled_off(rgb: Floats) -> Floats:
    """As the fast renderer's: what turns into the sun gets at most half a stop over the plate's white."""
    top = rgb.max(axis=2, keepdims=True)
    k = np.where(top > 1.0, (1.0 + 0.5 * (1.0 - np.exp(-2.0 * (top - 1.0)))) / np.maximum(top, 1e-6), 1.0)
    return np.asarray(rgb * k, np.float32)


def _dust_shadow(fast: Layers, unlit: Layers, stage: Stage) -> Floats:
    """The share of light that the dust leaves on the pieces (h, w, 3), smooth, from the fast renderer."""
    dim = _DIM * float(np.mean(stage.light.sun + stage.light.sky))
    size = (3, 3, 1)
    return np.asarray(
        np.clip(
            (ndimage.uniform_filter(fast.beauty, size) + dim) / (ndimage.uniform_filter(unlit.beauty, size) + dim), 0, 1
        ),
        np.float32,
    )


def _cleaned(fast: Layers, alpha: Floats) -> Floats:
    """The clean plate's share, for a coverage that differs a little at the edges from the fast renderer's."""
    left = 1.0 - fast.alpha
    share = np.where(left > 1e-3, fast.clean_weight / np.maximum(left, 1e-3), -1.0)
    unknown = (share < 0) & (alpha < 1)
    if unknown.any():  # wholly covered there, not quite here: as beside it
        share = np.where(share < 0, ndimage.grey_dilation(share, size=(2 * _NEAR + 1,) * 2), share)
    return np.clip((1.0 - alpha) * np.clip(share, 0.0, 1.0), 0.0, 1.0).astype(np.float32)


def _ids(passes: dict[str, NDArray[np.float32]], names: dict[int, int]) -> tuple[Ints, Floats]:
    """The pieces that cover most, out of Cryptomatte's ranks."""
    layers = sorted(name for name in passes if name.startswith("CryptoObject") and name[-2:].isdigit())
    if not layers:
        raise CoulisseError("Cycles wrote no Cryptomatte")
    ranks = [passes[name][..., k : k + 2] for name in layers for k in (0, 2)][:_RANKS]
    bits = np.stack([np.ascontiguousarray(r[..., 0]).view(np.uint32) for r in ranks], axis=-1)
    weight = np.stack([r[..., 1] for r in ranks], axis=-1)
    known = np.array(sorted(names), np.uint32)
    piece = np.array([names[int(k)] for k in known], np.int32)
    at = np.clip(np.searchsorted(known, bits), 0, len(known) - 1)
    ids = np.where((known[at] == bits) & (weight > 0), piece[at], -1)
    return ids.astype(np.int32), np.where(ids >= 0, weight, 0.0).astype(np.float32)


def _motion(layers: Layers, stage: Stage, before: FloatArray, after: FloatArray, shutter: float) -> Floats:
    """Pixels a frame (h, w, 2) of the foremost piece at each pixel's centre; chips keep the fast renderer's."""
    vectors = layers.motion_vectors.copy()
    rows, cols = np.nonzero((layers.piece_id[..., 0] >= 0) & (layers.piece_id[..., 0] < stage.pieces))
    if not len(rows):
        return vectors
    body = layers.piece_id[rows, cols, 0]
    camera = stage.camera
    rays = camera.rays(np.stack([cols + 0.5, rows + 0.5], axis=1))
    along = rays @ camera.rotation[2]
    world = camera.position + rays * (layers.depth[rows, cols] / along)[:, None]
    start, middle, end = (m[body] for m in matrices_between(before, after, np.array([0.0, 0.5, 1.0])))
    local = np.einsum("nji,nj->ni", middle[..., :3], world - middle[..., 3])
    pixels = [camera.project(np.einsum("nij,nj->ni", m[..., :3], local) + m[..., 3])[0] for m in (start, end)]
    vectors[rows, cols] = (pixels[1] - pixels[0]) / shutter
    return vectors
