"""What the trainings and benchmarks see in a portrait of 512 pixels: age by three estimators, mesh, skin, identity.

The estimators judge and label; none of them ships, and none is seen by a shot.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from coulisse.face.detect import Face, find_faces
from coulisse.face.identity import describe
from coulisse.face.landmarks import Mesh, find_mesh
from coulisse.face.space import frame_of
from coulisse.models import sessions
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

SIDE = 512  # pixels of a portrait in the FFHQ frame
# What of the FFHQ frame each estimator sees; found by trying (shared/research): the boxes that correlate best.
_FACERES_BOX, _SSR_BOX, _GEAR_BOX = (0.17, 0.17, 0.83, 0.89), (0.1, 0.1, 0.9, 0.9), (0.15, 0.15, 0.85, 0.85)
_FACERES_MEAN = np.float32([103.939, 116.779, 123.68])  # BGR, of ImageNet
_GEAR_AGES = np.float32([1, 6, 14.5, 24.5, 35, 45, 60])  # the middles of its seven groups
_CHEEKS = (
    (50, 101, 36, 205, 187, 123, 117, 118), (280, 330, 266, 425, 411, 352, 346, 347), (109, 10, 338, 337, 151, 108),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What is seen in one portrait; `ages` is (faceres, SSR-Net, GEAR), `male` a probability."""

    face: Face
    mesh: Mesh
    ages: Floats
    male: float
    identity: Floats
    skin: Floats  # CIE Lab of cheeks and forehead


def cut(portrait: Bytes, box: tuple[float, float, float, float], pixels: int) -> Bytes:
    """A box of the portrait (shares of its side) at `pixels` a side."""
    n = portrait.shape[0]
    left, top, right, _ = (v * n for v in box)
    scale = pixels / (right - left)
    if scale < 0.67:
        portrait = cv2.GaussianBlur(portrait, (0, 0), 0.4 / scale)
    matrix = np.float32([[scale, 0, -left * scale], [0, scale, -top * scale]])
    return np.asarray(
        cv2.warpAffine(portrait, matrix, (pixels, pixels), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    )


def ages(portrait: Bytes) -> tuple[Floats, float]:
    """Ages in years by faceres, SSR-Net and GEAR, and the probability of a man, of a portrait in the FFHQ frame."""
    bgr = portrait[:, :, ::-1]
    crop = cut(bgr, _FACERES_BOX, 224).astype(np.float32) - _FACERES_MEAN
    found = sessions.run("faceres", {"input_1": crop[None]})
    bins = found["age_pred/Softmax"].ravel()
    first = float(bins @ np.arange(1, len(bins) + 1))
    crop = cut(bgr, _SSR_BOX, 64).astype(np.float32)
    second = float(next(iter(_run("ssrnet", crop).values())).ravel()[0])
    crop = cut(portrait, _GEAR_BOX, 198).astype(np.float32) / 255
    groups = next(v for v in _run("gear", crop).values() if v.size == len(_GEAR_AGES)).ravel()
    third = float(groups @ _GEAR_AGES)
    return np.float32([first, second, third]), float(found["gender_pred/Sigmoid"].ravel()[0])


def _run(name: str, crop: Floats) -> dict[str, NDArray[np.float32]]:
    return sessions.run(name, {sessions.input_name(name): crop[None]})


def look(portrait: Bytes) -> Look | None:
    """Everything, or None where there is not exactly one face of the right size in the middle."""
    found = [f for f in find_faces(portrait, smallest=120) if f.height > 120]
    if len(found) != 1:
        return None
    mesh = find_mesh(portrait, found[0].landmarks)
    if mesh.score < 0.9:
        return None
    years, male = ages(portrait)
    return Look(found[0], mesh, years, male, describe(portrait, found[0]), skin_colour(portrait, mesh.points))


def realigned(picture: Bytes, five: Floats, pixels: int = SIDE) -> tuple[Bytes, NDArray[np.float64]]:
    """A face of any picture as a portrait in the FFHQ frame, and the matrix from the picture to it."""
    from coulisse.face.landmarks import sampled

    matrix = frame_of(five).to_square(pixels)
    return sampled(picture, matrix, pixels), matrix


def skin_mask(points: Floats, pixels: int) -> NDArray[np.bool_]:
    """Cheeks and forehead (pixels, pixels), by the mesh."""
    mask = np.zeros((pixels, pixels), np.uint8)
    for ring in _CHEEKS:
        cv2.fillConvexPoly(mask, cv2.convexHull(points[list(ring), :2].astype(np.int32)), 1)
    return mask > 0


def skin_colour(portrait: Bytes, points: Floats) -> Floats:
    """The median CIE Lab (3,) of cheeks and forehead, D65."""
    mask = skin_mask(points, portrait.shape[0])
    if mask.sum() < 20:
        return np.full(3, np.nan, np.float32)
    lab = cv2.cvtColor(portrait.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return np.median(lab[mask], axis=0).astype(np.float32)


def tone(lab: Floats) -> float:
    """The individual typology angle in degrees (Chardon 1991): over 41 light, 10 to 41 medium, under 10 dark here."""
    return float(np.degrees(np.arctan2(lab[0] - 50.0, lab[2])))


def shape_traits(points: Floats, pixels: int) -> Floats:
    """Turn, tilt, depth tilt, roll, mouth's width, opening and lift, and opening of the eyes, in eye distances."""
    p = points[:, :2] / pixels
    right, left = p[[33, 133]].mean(0), p[[362, 263]].mean(0)
    apart = float(np.linalg.norm(left - right))
    middle = (right + left) / 2
    return np.float32(
        [
            (p[1] - (p[234] + p[454]) / 2)[0] / apart, (p[1] - middle)[1] / apart,
            (points[10, 2] - points[152, 2]) / pixels, np.arctan2(*(left - right)[::-1]),
            np.linalg.norm(p[61] - p[291]) / apart, np.linalg.norm(p[13] - p[14]) / apart,
            ((p[13] + p[14]) / 2 - (p[61] + p[291]) / 2)[1] / apart,
            (np.linalg.norm(p[159] - p[145]) + np.linalg.norm(p[386] - p[374])) / apart,
        ]
    )  # fmt: skip


def glasses(portrait: Bytes) -> float:
    """How strong an edge crosses the bridge of the nose, as glasses make it."""
    grey = cv2.cvtColor(cv2.resize(portrait, (256, 256), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    edges = np.abs(cv2.Sobel(grey.astype(np.float32), cv2.CV_32F, 0, 1))
    return float(edges[107:143, 120:137].mean(1).max() / (grey[93:163].mean() + 20))
