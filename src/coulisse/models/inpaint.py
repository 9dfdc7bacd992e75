"""Painting something out of a plate: MI-GAN where its weights are there, else sky and quilted background."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.models import catalogue, detail, display, sessions
from coulisse.models.quilt import quilt
from coulisse.models.skyline import continue_sky, find_sky, push_pull, skyline

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

MIGAN = "migan"
WORK_SIDE = 1024  # long side at which the picture is understood and painted
NET_SIDE = 512  # MI-GAN paints the hole's surroundings at this size, whatever it is given
# Of the long side. Remains of a building beside the hole (its edge, its reflected light, a gutter) make the
# net paint a new building; at 1 % it did on the test plate, at 1.8 % it did not.
GROW = 0.018
FEATHER = 0.006  # of the long side: from plate to painting


def paint_out(image: Floats, mask: Floats, *, seed: int = 1) -> tuple[Floats, str]:
    """The plate without what lies under the mask, and the name of the method.

    `image` (h, w, 3) ACEScg, `mask` (h, w), 1 where something is to go. The result is ACEScg of the same
    size; further than 2.4 % of the long side from the mask it is the plate, bit for bit.

    Sky is continued smoothly first, so that only the ground and the background below the skyline are left to
    invent: those by MI-GAN (Sargsyan et al. 2023) or, without its weights, by quilting the visible
    background. Sharpness and grain are then taken from the plate around.
    """
    height, width = mask.shape
    if image.shape != (height, width, 3):
        raise ValueError(f"image {image.shape} and mask {mask.shape} do not fit")
    solid = mask > 0.02
    if not solid.any():
        return image.copy(), "nothing to paint"
    long_side = max(height, width)
    hole = _grown(solid, GROW * long_side)
    plate = display.encode_srgb(image)
    scale = min(1.0, WORK_SIDE / long_side)
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = cv2.resize(plate, size, interpolation=cv2.INTER_AREA) if scale < 1 else plate
    small_hole = cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.01
    painted, method, blur = _paint(small, small_hole, seed)
    if scale < 1:
        painted = cv2.resize(painted, (width, height), interpolation=cv2.INTER_CUBIC)
    painted = detail.sharpen_from_plate(plate, painted, hole, blur / scale)
    missing = max(0.0, detail.grain(plate, hole) ** 2 - detail.grain(painted, ~hole) ** 2) ** 0.5
    painted = np.clip(detail.add_grain(painted, hole, missing, seed), 0.0, 1.0)
    share = _feathered(hole, FEATHER * long_side)[:, :, None]
    clean = image * (1.0 - share) + display.decode_srgb(painted) * share
    return np.where(share > 0, clean, image).astype(np.float32), method


def _paint(small: Floats, hole: Bools, seed: int) -> tuple[Floats, str, float]:
    """Fill the hole of a small sRGB picture; the method and the radius of the detail that it lacks."""
    sky = find_sky(small, hole)
    line = skyline(sky, hole)
    start, above = small, np.zeros_like(hole)
    if line is not None:
        rows = np.arange(hole.shape[0])[:, None]
        above = hole & (rows < line[None] - 0.5)
        start = continue_sky(small, sky, above)
    below = hole & ~above
    with_sky = "sky continued, " if above.any() else ""
    if not below.any():
        return start, "sky continued", 0.0
    if catalogue.find(MIGAN) is not None:
        painted, blur = _migan(start, hole, below)
        return painted, f"{with_sky}MI-GAN", blur
    quilted = quilt(start, _risen(below, hole), seed)
    if quilted is not None:
        return quilted, f"{with_sky}background quilted", 0.0
    smooth = push_pull(np.where(below[:, :, None], 0, start).astype(np.float32), ~below)
    return smooth, f"{with_sky}smooth fill", 2.0


def _migan(start: Floats, hole: Bools, below: Bools) -> tuple[Floats, float]:
    """MI-GAN in the part `below` the skyline; also the radius of the detail that it lacks."""
    width = hole.shape[1]
    rise = _risen(below, hole)
    # A hole that runs off the picture's side has background on one side only, and the net then goes wild:
    # the mirrored background of the other side is set beside it.
    pad = width // 3
    left, right = bool(rise[:, :2].any()), bool(rise[:, -2:].any())
    before, after = (pad if left else 0), (pad if right else 0)
    wide, wide_hole = start, rise
    if left != right:
        wide = _beside(start, before, after)
        wide_hole = _beside(rise, before, after)
    codes = (np.clip(wide, 0.0, 1.0) * 255 + 0.5).astype(np.uint8)
    keep = np.where(wide_hole, 0, 255).astype(np.uint8)  # the network's mask: 0 = hole
    result = sessions.run(
        MIGAN, {"image": np.ascontiguousarray(codes.transpose(2, 0, 1)[None]), "mask": keep[None, None]}
    )["result"][0].transpose(1, 2, 0)
    offset = before if left != right else 0
    result = result[:, offset : offset + width].astype(np.float32) / 255
    columns = np.flatnonzero(wide_hole.any(0))
    rows = np.flatnonzero(wide_hole.any(1))
    extent = max(columns[-1] - columns[0], rows[-1] - rows[0]) + 1
    return np.where(rise[:, :, None], result, start).astype(np.float32), 0.5 * max(extent / NET_SIDE, 1.0)


def _risen(below: Bools, hole: Bools) -> Bools:
    """The part below the skyline and a strip above it, for crowns and roofs to rise into."""
    strip = max(4, len(hole) // 25)
    return cv2.dilate(below.astype(np.uint8), np.ones((2 * strip + 1, 1), np.uint8)).astype(bool) & hole


def _beside(values: NDArray[Any], before: int, after: int) -> NDArray[Any]:
    """Set the mirrored far side beside the near one: before the left edge the right end, and so on."""
    mirrored = values[:, ::-1]
    return np.concatenate([mirrored[:, :before], values, mirrored[:, mirrored.shape[1] - after :]], 1)


def _grown(mask: Bools, radius: float) -> Bools:
    side = 2 * max(1, round(radius)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return cv2.dilate(mask.astype(np.uint8), kernel).astype(bool)


def _feathered(hole: Bools, radius: float) -> Floats:
    """1 inside, falling to 0 over `radius` pixels outside the hole's rim, which was grown to allow for it."""
    distance = cv2.distanceTransform((~hole).astype(np.uint8), cv2.DIST_L2, 5)
    return np.clip(1.0 - distance / max(radius, 1.0), 0.0, 1.0).astype(np.float32)
