"""The passes of one rendered frame."""

from __future__ import annotations

from dataclasses import dataclass

from coulisse.scene.pieces import Floats, Ints

FAR = 60_000.0  # metres: the depth where nothing was hit; the half float of an EXR still holds it


@dataclass(frozen=True)
class Layers:
    """What the renderer hands to the comp; (h, w) arrays, scene-linear ACEScg.

    Where nothing moved and no shadow changed: alpha 0, clean_weight 0, shadow 1, exactly.
    """

    beauty: Floats  # (h, w, 3) radiance of the rendered things, times their coverage
    alpha: Floats  # (h, w) share of the pixel that rendered things cover
    clean_weight: Floats  # (h, w) share of the pixel in which the clean plate shows
    shadow: Floats  # (h, w, 3) light now / light at rest on what is not rendered
    depth: Floats  # (h, w) metres along the optical axis of the nearest thing; FAR where there is none
    normal: Floats  # (h, w, 3) world axes, of the nearest thing; 0 where there is none
    motion_vectors: Floats  # (h, w, 2) pixels a frame, x right and y down, of the nearest thing
    piece_id: Ints  # (h, w, 3) the three pieces that cover most; -1: none; chips all bear the number N
    piece_coverage: Floats  # (h, w, 3) their shares of the pixel, falling
