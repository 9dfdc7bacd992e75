"""The finished picture: the rendered layers, shadow, dust and foreground over the plate, matched to it.

    rendered + (1 - alpha) * shadow * (plate * (1 - clean) + clean plate * clean)

then dust over, then the foreground's own plate over. A pixel to which nothing new came keeps the
plate's bits.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from coulisse.render.grain import PlateLook, grain_of_frame, linear, perceptual
from coulisse.render.passes import Layers
from coulisse.scene.pieces import Floats

_OWN_GRAIN = 0.6  # pieces carry the plate's grain already, so that they need only this much more


def composite(
    layers: Layers,
    plate: Floats,
    clean: Floats,
    dust: Floats | None,
    foreground: Floats,
    look: PlateLook | None = None,
    *,
    frame: int = 0,
    seed: int = 0,
) -> Floats:
    """The comp of one frame, (h, w, 3) scene-linear ACEScg.

    `dust` (h, w, 4): radiance times coverage, and coverage. `foreground` (h, w): the matte of what stands
    before the building. `look` (see grain.measure_look) adds grain and softens edges to match.
    """
    picture = np.array(plate, np.float32, copy=True)
    cover = np.zeros(plate.shape[:2], np.float32) if dust is None else dust[..., 3]
    touched = (layers.alpha > 0) | (layers.clean_weight > 0) | (layers.shadow != 1).any(-1)
    if dust is not None:
        touched |= (dust != 0).any(-1)
    touched &= foreground < 1
    if not touched.any():
        return picture
    beauty, alpha = layers.beauty, layers.alpha
    if look is not None:
        beauty, alpha = _soften(layers, look.blur)
    at = touched
    a, w = alpha[at], layers.clean_weight[at]
    behind = np.minimum(w / np.maximum(1 - layers.alpha[at], 1e-6), 1.0)[:, None]
    base = plate[at] * (1 - behind) + clean[at] * behind
    new = beauty[at] + (1 - a)[:, None] * layers.shadow[at] * base
    if dust is not None:
        new = dust[at][:, :3] + (1 - cover[at])[:, None] * new
    if look is not None:
        h, wide = plate.shape[:2]
        # What is left of the plate brings its grain along: variances add up.
        old = 1 - np.clip(1 - (1 - a * _OWN_GRAIN) * (1 - behind[:, 0]) * (1 - cover[at]), 0, 1)
        missing = np.sqrt(1 - old * old)[:, None]
        noise = grain_of_frame(look, h, wide, frame, seed)[at]
        new = np.where(missing > 0, linear(perceptual(new) + noise * missing), new)
    hold = foreground[at][:, None]
    picture[at] = plate[at] * hold + new * (1 - hold)
    return picture


def _soften(layers: Layers, blur: float) -> tuple[Floats, Floats]:
    """Beauty and alpha with the edges between pieces as soft as the plate's.

    Only pixels that the renderer touched change, and only at edges: inside, the plate's own
    softness is in the texture already.
    """
    sigma = np.sqrt(max(blur**2 - 0.35**2, 0.0))
    rendered = layers.alpha > 0
    if sigma < 0.15 or not rendered.any():
        return layers.beauty, layers.alpha
    rows, columns = np.nonzero(rendered)
    box = np.s_[max(rows.min() - 8, 0) : rows.max() + 9, max(columns.min() - 8, 0) : columns.max() + 9]
    mixed = (layers.piece_coverage[box][..., 0] < 1) | (layers.alpha[box] < 1)
    normal, depth = layers.normal[box], layers.depth[box]
    for axis in (0, 1):  # creases, and steps of a piece in front of itself
        turn = (np.abs(np.diff(normal, axis=axis)).sum(-1) > 0.3) | (
            np.abs(np.diff(depth, axis=axis)) > 0.02 * np.minimum(*_pairs(depth, axis))
        )
        for side in (np.s_[:-1], np.s_[1:]):
            mixed[side if axis == 0 else (np.s_[:], side)] |= turn
    mixed &= rendered[box]
    near = ndimage.binary_dilation(mixed, iterations=max(1, round(2 * sigma))) & rendered[box]
    beauty, alpha = layers.beauty.copy(), layers.alpha.copy()
    soft = ndimage.gaussian_filter(layers.beauty[box], (sigma, sigma, 0), truncate=3.0)
    soft_alpha = ndimage.gaussian_filter(layers.alpha[box], sigma, truncate=3.0)
    # Colour is softened, coverage kept: a thinner edge would let a rim of the old building through.
    ratio = layers.alpha[box] / np.maximum(soft_alpha, 1e-4)
    beauty[box][near] = (soft * ratio[..., None])[near]
    return beauty, alpha


def _pairs(picture: Floats, axis: int) -> tuple[Floats, Floats]:
    return (picture[:-1], picture[1:]) if axis == 0 else (picture[:, :-1], picture[:, 1:])


def wipe(before: Floats, after: Floats, share: float) -> Floats:
    """Before on the left and after on the right of an upright line at `share` of the width."""
    _, width = before.shape[:2]
    edge = round(float(np.clip(share, 0, 1)) * width)
    picture: NDArray[np.float32] = np.array(after, np.float32, copy=True)
    picture[:, :edge] = before[:, :edge]
    if 0 < edge < width:
        thick = max(1, width // 640)
        picture[:, max(edge - thick, 0) : edge] = 0.9
    return picture
