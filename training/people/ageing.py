"""Older, younger, turned and smiling looks of a person who does not exist; the directions are found without labels.

What the ageing is: the direction of style along which the skin's fine lines grow (about the eyes, beside the nose,
on the forehead), by ridge regression over synthetic people, with turn, tilt, smile, skin colour, background and
contrast taken out; laid on the layers from 32 pixels up only, so that the shape of the face stays. What it is not:
years. An age estimator would give those; none is used here: "older" means more lined, "younger" smoother.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face.detect import Face, find_faces, yaw_of

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

COMPONENTS = 120  # of the styles' variance; 500 people do not tell more apart
RIDGE = 60.0
SIDE = 256
# Where eyes, nose and mouth stand in the aligned portrait of SIDE pixels.
_PLACES = np.array([[96, 112], [160, 112], [128, 148], [102, 182], [154, 182]], np.float32)
# Left, top, right, bottom of the places where skin gets lined, and of the cheeks.
_LINED = ((100, 50, 156, 84), (70, 124, 112, 140), (144, 124, 186, 140), (84, 150, 104, 176), (152, 150, 172, 176))
_CHEEKS = ((72, 142, 96, 164), (160, 142, 184, 164))


def upright(picture: Bytes, face: Face) -> Bytes:
    """The portrait (256, 256, 3) with its landmarks at the usual places."""
    matrix, _ = cv2.estimateAffinePartial2D(face.landmarks, _PLACES, method=cv2.LMEDS)
    return np.asarray(
        cv2.warpAffine(picture, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    )


def traits(picture: Bytes) -> Floats | None:
    """How lined the skin is, then what must not change with it; None where there is no single face."""
    found = find_faces(picture)
    if len(found) != 1:
        return None
    face = found[0]
    small = upright(picture, face)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = cv2.GaussianBlur(grey, (0, 0), 0.8) - cv2.GaussianBlur(grey, (0, 0), 3.0)
    level = cv2.GaussianBlur(grey, (0, 0), 6.0) + 10.0
    relative = fine / level
    lined = np.mean([np.log(relative[t:b, l:r].std() + 1e-4) for l, t, r, b in _LINED])
    marks = face.landmarks
    eyes, mouth = marks[:2].mean(0), marks[3:].mean(0)
    apart = float(np.linalg.norm(marks[1] - marks[0]))
    down = float(np.linalg.norm(mouth - eyes))
    tilt = float((marks[2] - eyes) @ (mouth - eyes)) / down**2
    smile = float(np.linalg.norm(marks[4] - marks[3])) / apart
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    cheeks = np.mean([lab[t:b, l:r].reshape(-1, 3).mean(0) for l, t, r, b in _CHEEKS], axis=0)
    behind = cv2.cvtColor(picture[:40].astype(np.float32) / 255, cv2.COLOR_RGB2LAB).reshape(-1, 3).mean(0)
    contrast = float(grey[90:200, 70:186].std())
    mouth_open = float(grey[174:192, 112:144].std())
    return np.array(
        [lined, yaw_of(marks), tilt, smile, down / apart, mouth_open, contrast, *cheeks, *behind], np.float32
    )


TRAITS = (
    "lined",
    "turn",
    "tilt",
    "smile",
    "length",
    "mouth",
    "contrast",
    "L",
    "a",
    "b",
    "L behind",
    "a behind",
    "b behind",
)


def directions(
    styles: Floats, pictures: Sequence[Bytes], mean: Floats, names: Sequence[str]
) -> dict[str, tuple[Floats, float]]:
    """For each named trait, the change of style (512,) that raises it by one standard deviation while the others stay,
    and its cross-validated correlation. `styles` (n, 512) belong to the pictures."""
    seen = [traits(picture) for picture in pictures]
    kept = [k for k, found in enumerate(seen) if found is not None]
    values = np.stack([found for found in seen if found is not None])
    values = (values - values.mean(0)) / values.std(0)
    centred = styles[kept] - mean
    _, spread, axes = np.linalg.svd(centred, full_matrices=False)
    axes, spread = axes[:COMPONENTS], spread[:COMPONENTS] / np.sqrt(len(kept))
    white = centred @ axes.T / spread
    weights = np.stack([_ridge(white, column) for column in values.T])
    folds = np.arange(len(kept)) % 5
    made = {}
    for name in names:
        k = TRAITS.index(name)
        basis, _ = np.linalg.qr(np.delete(weights, k, 0).T)
        own = weights[k] - basis @ (basis.T @ weights[k])
        guessed = np.empty(len(kept))
        for fold in range(5):
            guessed[folds == fold] = white[folds == fold] @ _ridge(white[folds != fold], values[folds != fold, k])
        step = own / np.linalg.norm(own)
        made[name] = ((step * spread) @ axes).astype(np.float32), float(np.corrcoef(guessed, values[:, k])[0, 1])
    return made


def _ridge(given: NDArray[np.floating], wanted: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(np.linalg.solve(given.T @ given + RIDGE * np.eye(given.shape[1]), given.T @ wanted))
