"""What years do to a face: the delta that our own net gives for a face's square, at one size, exposure and scale."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.models import sessions
from coulisse.models.reaging import CALIBRATION

Floats = NDArray[np.float32]

NET = "reage"
SIDE = 256  # pixels of the square that the net was trained on
YOUNGEST, OLDEST = 18.0, 85.0  # years it was trained on
MIDDLE = 0.58  # encoded: where the skin's median is put before the net sees it
LEEWAY = 2.0  # years beyond them that it may still be asked for
MOST_ASKED = 1.4  # times the gap: more of it reaches the years, and spoils the picture
LEAST_GAIN, MOST_GAIN = 0.5, 4.0


def change(square: Floats, now: float, then: float, level: float) -> Floats:
    """The delta (256, 256, 3), encoded, that takes a face of `now` years to `then`; exactly zero for the same age.

    `square` is (256, 256, 3) encoded (face/encoding.py), `level` the median encoded luminance of the clip's skin: the
    picture is brought to the exposure of the training, the delta back to the shot's. Ages are held to 18-85.
    Raises Unavailable without the weights `reage`.
    """
    now, then = (float(np.clip(age, YOUNGEST, OLDEST)) for age in (now, then))
    if now == then:
        return np.zeros_like(square)
    # Ages that the net never saw are not asked of it: their faces look painted.
    asked = float(np.clip(calibrated(now, then), YOUNGEST - LEEWAY, OLDEST + LEEWAY))
    gain = np.float32(np.clip(MIDDLE / max(level, 1e-3), LEAST_GAIN, MOST_GAIN))
    seen = np.clip(square * gain, 0, 1).transpose(2, 0, 1)[None]
    ages = np.array([[now, asked]], np.float32)
    delta = sessions.run(NET, {"picture": np.ascontiguousarray(seen, np.float32), "ages": ages})["delta"][0]
    return np.asarray(delta.transpose(1, 2, 0) / gain, np.float32)


def calibrated(now: float, then: float) -> float:
    """The age to ask the net for, so that what is measured afterwards is `then` on the average, if it can be reached.

    By CALIBRATION: gaps measured on held-out synthetic people (training/reage/evaluate.py), younger and older apart.
    """
    gap = then - now
    asked, wanted = CALIBRATION["younger" if gap < 0 else "older"]
    more = min(float(np.interp(abs(gap), wanted, asked)), MOST_ASKED * abs(gap))
    return now + float(np.sign(gap)) * more


def skin_level(square: Floats, points: Floats) -> float:
    """The median encoded luminance of the middle of the face in a square (s, s, 3); `points` (468, 3) in its pixels."""
    mask = np.zeros(square.shape[:2], np.uint8)
    hull = cv2.convexHull(points[[50, 280, 205, 425, 101, 330, 187, 411, 9, 151, 108, 337], :2].astype(np.int32))
    cv2.fillConvexPoly(mask, hull, 1)
    if not mask.any():
        return MIDDLE
    grey = cv2.cvtColor(np.clip(square, 0, 4).astype(np.float32), cv2.COLOR_RGB2GRAY)
    return float(np.median(grey[mask > 0]))
