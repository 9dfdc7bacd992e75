"""What a face usually looks like, laid out flat by its mesh, and where something is in front of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from coulisse.face.landmarks import INNER_LIPS, LEFT_EYE, RIGHT_EYE, sampled
from coulisse.face.space import NET_BOX, frame_of

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

SIDE = 64  # pixels of the flat face
_SQUARE = 96  # pixels of the square that it is taken from
_SAMPLES = 48  # frames at most that tell the usual look
_LIKE_YAW = 12.0  # degrees: frames turned alike speak for each other
# In code values after the light is matched: what differs by less is skin that moves, by more something in front.
_SAME, _OTHER = 22.0, 46.0
_SPREAD = 3.0  # times the usual change of a place: mouth and eyes change all the time
_CLOSED = 15  # pixels
_BLOB = 2.2  # pixels: single pixels are noise, a hand is large


def flat(picture: Bytes, points: Floats, five: Floats) -> Bytes:
    """The face laid out flat (64, 64, 3) sRGB, on the template of face/steady.py; points (468, 3) in the picture."""
    matrix = frame_of(five).to_square(_SQUARE, NET_BOX)
    square = sampled(picture, matrix, _SQUARE)
    here = (points[:, :2] @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    corners, shares, _ = _layout()
    where = (here[corners] * shares[..., None]).sum(2)
    return np.asarray(
        cv2.remap(square, where[..., 0], where[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def sharpness(flat_face: Bytes) -> float:
    """How much fine detail a flat face (64, 64, 3) has for its contrast, as face/identity.py measures a crop."""
    grey = cv2.cvtColor(flat_face, cv2.COLOR_RGB2GRAY).astype(np.float32)[8:58, 8:56]
    detail = np.abs(cv2.Laplacian(grey, cv2.CV_32F)).mean()
    return float(detail / max(float(grey.std()), 4.0))


def occlusion(flats: Bytes, yaw: Floats) -> tuple[Floats, Bytes]:
    """What is in front of a face: its share (n,) in [0, 1] of the face, and mattes (n, 64, 64) uint8, 255 covered.

    `flats` (n, 64, 64, 3) and `yaw` (n,) degrees of frames of one face in one take. Each is held against the median of
    frames that are turned alike, light matched; so what covers a place in most frames (glasses) is taken for the face.
    """
    n = len(flats)
    shares, mattes = np.zeros(n, np.float32), np.zeros((n, SIDE, SIDE), np.uint8)
    if n < 5:
        return shares, mattes
    weight = _layout()[2]
    usual: dict[int, tuple[Floats, Floats]] = {}
    for k in range(n):
        turn = round(float(yaw[k]) / _LIKE_YAW)
        if turn not in usual:
            usual[turn] = _usual(flats, yaw, turn * _LIKE_YAW)
        look, spread = usual[turn]
        off = np.abs(_matched(flats[k].astype(np.float32), look, spread) - look)
        off = cv2.GaussianBlur(off - _SPREAD * spread, (0, 0), 1.0).max(2)
        covered = np.clip((off - _SAME) / (_OTHER - _SAME), 0, 1) * (weight > 0)
        covered = cv2.morphologyEx(covered, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
        covered = cv2.GaussianBlur(cv2.morphologyEx(covered, cv2.MORPH_CLOSE, _filler()), (0, 0), _BLOB)
        shares[k] = float((covered * weight).sum() / weight.sum())
        mattes[k] = np.clip(covered * 255 * 1.5, 0, 255).astype(np.uint8)
    return shares, mattes


def _usual(flats: Bytes, yaw: Floats, turn: float) -> tuple[Floats, Floats]:
    """The median look (64, 64, 3) about a turn, and how much each place changes (64, 64, 3)."""
    near = np.argsort(np.abs(yaw - turn), kind="stable")
    alike = near[np.abs(yaw[near] - turn) <= _LIKE_YAW]
    chosen = np.sort(alike if len(alike) >= 9 else near[: min(len(near), 15)])
    chosen = chosen[np.linspace(0, len(chosen) - 1, min(len(chosen), _SAMPLES)).round().astype(int)]
    some = flats[chosen].astype(np.float32)
    look = np.median(some, axis=0)
    flatly = np.full(look.shape, 8.0, np.float32)
    some = np.stack([_matched(one, look, flatly) for one in some])
    look = np.asarray(np.median(some, axis=0), np.float32)
    spread = 1.4826 * np.median(np.abs(some - look), axis=0)
    return look, np.asarray(cv2.GaussianBlur(spread, (0, 0), 1.0), np.float32)


def _matched(one: Floats, look: Floats, spread: Floats) -> Floats:
    """A flat face in the light of another: a gain that runs evenly over the face, fitted where the two agree."""
    places, inside = _ramp()
    a = np.maximum(one.mean(2).ravel()[inside], 4.0)
    b = np.maximum(look.mean(2).ravel()[inside], 4.0)
    ratio = np.log(b / a)
    weights = np.ones_like(ratio)
    gain = np.zeros(3, np.float32)
    for _ in range(4):
        weighted = places * weights[:, None]
        gain = np.linalg.solve(weighted.T @ places + 1e-3 * np.eye(3, dtype=np.float32), weighted.T @ ratio)
        weights = 1.0 / (1.0 + ((ratio - places @ gain) / 0.08) ** 2)
    everywhere = _everywhere() @ gain
    return np.asarray(one * np.exp(np.clip(everywhere, -1.5, 1.5)).reshape(SIDE, SIDE, 1), np.float32)


@cache
def _filler() -> Bytes:
    """A hand has the colour of skin, and looks like the face here and there: gaps in what is found are closed."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_CLOSED, _CLOSED)), np.uint8)


@cache
def _everywhere() -> Floats:
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    return np.stack([np.ones(SIDE * SIDE), x.ravel() / SIDE - 0.5, y.ravel() / SIDE - 0.5], 1).astype(np.float32)


@cache
def _ramp() -> tuple[Floats, NDArray[np.intp]]:
    inside = np.flatnonzero(_layout()[2].ravel() > 0)[::3]
    return _everywhere()[inside], inside


@cache
def _layout() -> tuple[NDArray[np.int32], Floats, Floats]:
    """For each pixel its triangle's points (64, 64, 3), their shares, and whether it lies on the face (64, 64)."""
    with files("coulisse.face").joinpath("template.npy").open("rb") as stream:
        template = np.load(stream).astype(np.float64)
    finder = Delaunay(template)
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    pixels = (np.stack([x, y], -1).reshape(-1, 2) + 0.5) / SIDE
    found = finder.find_simplex(pixels)
    nearest = np.maximum(found, 0)
    transform = finder.transform[nearest]
    first = np.einsum("nij,nj->ni", transform[:, :2], pixels - transform[:, 2])
    shares = np.column_stack([first, 1 - first.sum(1)])
    corners = finder.simplices[nearest]
    away = np.linalg.norm(pixels[found < 0][:, None] - template[None], axis=2).argmin(1)
    corners[found < 0], shares[found < 0] = away[:, None], np.array([1.0, 0.0, 0.0])
    inside = (found >= 0).reshape(SIDE, SIDE).astype(np.uint8)
    for outline in (RIGHT_EYE, LEFT_EYE, INNER_LIPS):  # these open and shut; what covers a face covers more than them
        corners_of = np.round(cv2.convexHull(template[list(outline)].astype(np.float32)) * SIDE - 0.5).astype(np.int32)
        cv2.fillPoly(inside, [corners_of], 0)
    inside = cv2.erode(inside, np.ones((5, 5), np.uint8))  # a turned head's edge shows what is behind it
    return (
        corners.reshape(SIDE, SIDE, 3).astype(np.int32),
        shares.reshape(SIDE, SIDE, 3).astype(np.float32),
        inside.astype(np.float32),
    )
