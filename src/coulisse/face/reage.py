"""What years do to a face: the delta that our own net gives for a face's square, at one size, exposure and scale."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.models import sessions
from coulisse.models.reaging import CALIBRATION, TONES

Floats = NDArray[np.float32]

NET = "reage"
SIDE = 256  # pixels of the square that the net was trained on
YOUNGEST, OLDEST = 18.0, 85.0  # years it was trained on
MIDDLE = 0.58  # encoded: where the skin's median is put before the net sees it
LEEWAY = 2.0  # years beyond them that it may still be asked for
MOST_ASKED = 1.4  # times the gap: more of it reaches the years, and spoils the picture
LEAST_GAIN, MOST_GAIN = 0.5, 4.0
# Degrees of the individual typology angle: about the middle of the people of the calibration, and how they are scaled.
PLAIN_TONE, TONE_UNIT, LEAST_TONE, MOST_TONE = 30.0, 50.0, -1.2, 0.6


def change(square: Floats, now: float, then: float, level: float, tone: float = PLAIN_TONE) -> Floats:
    """The delta (256, 256, 3), encoded, that takes a face of `now` years to `then`; exactly zero for the same age.

    `square` is (256, 256, 3) encoded (face/encoding.py), `level` the median encoded luminance of the clip's skin: the
    picture is brought to the exposure of the training, the delta back to the shot's. `tone` is the skin's, in degrees
    (`skin_tone`). Ages are held to 18-85.
    Raises Unavailable without the weights `reage`.
    """
    now, then = (float(np.clip(age, YOUNGEST, OLDEST)) for age in (now, then))
    if now == then:
        return np.zeros_like(square)
    # Ages that the net never saw are not asked of it: their faces look painted.
    asked = float(np.clip(calibrated(now, then, tone), YOUNGEST - LEEWAY, OLDEST + LEEWAY))
    gain = np.float32(np.clip(MIDDLE / max(level, 1e-3), LEAST_GAIN, MOST_GAIN))
    seen = np.clip(square * gain, 0, 1).transpose(2, 0, 1)[None]
    ages = np.array([[now, asked]], np.float32)
    delta = sessions.run(NET, {"picture": np.ascontiguousarray(seen, np.float32), "ages": ages})["delta"][0]
    return np.asarray(delta.transpose(1, 2, 0) / gain, np.float32)


def calibrated(now: float, then: float, tone: float = PLAIN_TONE) -> float:
    """The age to ask the net for, so that what is measured afterwards is `then` on the average, if it can be reached.

    By CALIBRATION: gaps measured on held-out synthetic people (training/reage/evaluate.py), younger and older apart;
    and by TONES: the darker the skin, the less the net does of what it is asked.
    """
    gap = then - now
    name = "younger" if gap < 0 else "older"
    asked, wanted = CALIBRATION[name]
    level, slope = TONES[name]
    answer = level + slope * float(np.clip((tone - PLAIN_TONE) / TONE_UNIT, LEAST_TONE, MOST_TONE))
    more = min(float(np.interp(abs(gap) / answer, wanted, asked)), MOST_ASKED * abs(gap))
    return now + float(np.sign(gap)) * more


def skin_level(square: Floats, points: Floats) -> float:
    """The median encoded luminance of the middle of the face in a square (s, s, 3); `points` (468, 3) in its pixels."""
    mask = _middle(square, points)
    if not mask.any():
        return MIDDLE
    grey = cv2.cvtColor(np.clip(square, 0, 4).astype(np.float32), cv2.COLOR_RGB2GRAY)
    return float(np.median(grey[mask]))


def skin_tone(square: Floats, points: Floats) -> float:
    """The individual typology angle (Chardon 1991) of the middle of the face, in degrees; as `skin_level`.

    Over 41 is light skin, 10 to 41 medium, under 10 dark, in even light; a face in the dark counts as darker.
    """
    mask = _middle(square, points)
    if not mask.any():
        return PLAIN_TONE
    lab = cv2.cvtColor(np.clip(square[mask], 0, 1).astype(np.float32)[None], cv2.COLOR_RGB2LAB)[0]
    lightness, _, yellow = np.median(lab, axis=0)
    return float(np.degrees(np.arctan2(lightness - 50.0, max(float(yellow), 1.0))))


def _middle(square: Floats, points: Floats) -> NDArray[np.bool_]:
    mask = np.zeros(square.shape[:2], np.uint8)
    hull = cv2.convexHull(points[[50, 280, 205, 425, 101, 330, 187, 411, 9, 151, 108, 337], :2].astype(np.int32))
    cv2.fillConvexPoly(mask, hull, 1)
    return np.asarray(mask > 0)
