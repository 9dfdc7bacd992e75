"""A matte from clicks: SAM 2 finds the thing, a guided filter finds its edge."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.models import sessions
from coulisse.models.display import encode_srgb

Floats = NDArray[np.float32]

ENCODER, DECODER = "sam2_tiny_encoder", "sam2_tiny_decoder"
SIDE = 1024  # the encoder's picture, squeezed to a square
MASK_SIDE = 256  # the decoder's
# ImageNet's mean and standard deviation, as SAM 2 was trained with.
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
EDGE_EPSILON = 1e-4  # guided filter: variance of luma (sRGB) that counts as an edge, (1 %) squared


def matte_from_clicks(image: Floats, clicks: Sequence[tuple[float, float]]) -> Floats:
    """The matte (h, w), 0 to 1, of the things under the clicks (x, y in pixels); `image` (h, w, 3) ACEScg.

    Each click finds its own thing and the matte is their union. Of the three masks that SAM 2 (Ravi et
    al. 2024) offers for a click, the one that it trusts most is taken. Its 256-pixel mask gets the
    picture's own edges by a guided filter (He, Sun and Tang 2013).

    Raises BadInput for a click outside the picture, Unavailable where the weights are not there.
    """
    height, width = image.shape[:2]
    for x, y in clicks:
        if not (0 <= x < width and 0 <= y < height):
            raise BadInput(
                f"the click ({x:g}, {y:g}) lies outside the {width} x {height} picture",
                where="foreground_clicks",
                remedy="count pixels of the plate from its top left corner",
            )
    matte = np.zeros((height, width), np.float32)
    if not clicks:
        return matte
    display = encode_srgb(image)
    square = cv2.resize(display, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    square = np.ascontiguousarray(((square - _MEAN) / _SPREAD).transpose(2, 0, 1)[None], np.float32)
    features = sessions.run(ENCODER, {"image": square})
    grey = display.mean(2)
    for x, y in clicks:
        found = sessions.run(
            DECODER,
            {
                **features,
                "point_coords": np.array([[[x * SIDE / width, y * SIDE / height]]], np.float32),
                "point_labels": np.ones((1, 1), np.float32),
                "mask_input": np.zeros((1, 1, MASK_SIDE, MASK_SIDE), np.float32),
                "has_mask_input": np.zeros(1, np.float32),
            },
        )
        logits = found["masks"][0, int(found["iou_predictions"][0].argmax())]
        matte = np.maximum(matte, _with_edges(logits, grey))
    return matte


def _with_edges(logits: Floats, grey: Floats) -> Floats:
    """A small mask of logits to a matte of the size of `grey` that keeps to its edges."""
    height, width = grey.shape
    soft = cv2.resize(logits.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    coarse = 1.0 / (1.0 + np.exp(-np.clip(soft, -20.0, 20.0)))
    # The mask is sure to about one of its own pixels: the filter may move the edge by so much.
    radius = max(2, round(1.5 * max(height, width) / MASK_SIDE))
    refined = _guided_filter(grey, coarse, radius, EDGE_EPSILON)
    # The filter leaves a haze of a few hundredths; a matte must be clean on both sides.
    matte = np.clip((refined - 0.15) / 0.7, 0.0, 1.0)
    reach = 2 * radius + 1
    sure = coarse > 0.5
    kernel = np.ones((reach, reach), np.uint8)
    inside = cv2.erode(sure.astype(np.uint8), kernel, borderValue=1) > 0
    outside = cv2.dilate(sure.astype(np.uint8), kernel) == 0
    return np.where(inside, 1.0, np.where(outside, 0.0, matte)).astype(np.float32)


def _guided_filter(guide: Floats, values: Floats, radius: int, epsilon: float) -> Floats:
    """He, Sun and Tang 2013, equations 5 and 6, with a grey guide; all (h, w)."""
    side = (2 * radius + 1, 2 * radius + 1)
    mean_g, mean_v = cv2.blur(guide, side), cv2.blur(values, side)
    variance = cv2.blur(guide * guide, side) - mean_g * mean_g
    covariance = cv2.blur(guide * values, side) - mean_g * mean_v
    slope = covariance / (variance + epsilon)
    offset = mean_v - slope * mean_g
    return np.asarray(cv2.blur(slope, side) * guide + cv2.blur(offset, side), np.float32)
