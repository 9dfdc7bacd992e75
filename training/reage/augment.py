"""What shots do to a face, laid on both pictures of a pair: the net then meets it, and learns to leave it alone."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

# Absorption of melanin, relative, in red, green and blue (Jacques 2013: wavelength to the power -3.46).
_MELANIN = np.float32([0.52, 1.0, 1.75])


def pair(
    before: Bytes, after: Bytes, points: Floats, chance: np.random.Generator, side: int
) -> tuple[Floats, Floats, Floats]:
    """A picture (side, side, 3) encoded in [0, 1], the delta that ages it, and where the mesh's points (k, 2) are now.

    Out of two kept pictures (n, n, 3) of the person.
    """
    n = before.shape[0]
    scale = side / n * float(np.exp(chance.normal() * 0.05))
    turn = float(chance.normal() * 0.06)
    a, b = scale * np.cos(turn), scale * np.sin(turn)
    shift = chance.normal(size=2) * 0.02 * side
    middle = np.array([n / 2, n / 2])
    matrix = np.float32([[a, -b, 0], [b, a, 0]])
    matrix[:, 2] = side / 2 - matrix[:, :2] @ middle + shift
    if chance.random() < 0.5:
        flip = np.float32([[-1, 0, n - 1], [0, 1, 0], [0, 0, 1]])
        matrix = (np.vstack([matrix, [0, 0, 1]]) @ flip)[:2].astype(np.float32)
    two = [
        cv2.warpAffine(p, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT).astype(
            np.float32
        )
        / 255
        for p in (before, after)
    ]
    gain = np.float32(np.exp(chance.uniform(np.log(0.45), np.log(1.35)))) * np.exp(
        chance.normal(size=3).astype(np.float32) * 0.07
    )
    moved = np.float32(points @ matrix[:, :2].T + matrix[:, 2])
    field = np.ones((side, side, 1), np.float32)
    if chance.random() < 0.4:  # light from a side
        angle, stops = chance.uniform(0, 2 * np.pi), chance.uniform(0.2, 1.6)
        y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side - 0.5
        across = x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))
        field = np.exp2(-np.float32(stops) / (1 + np.exp(-across * np.float32(chance.uniform(4, 14)))))[..., None]
    dark = np.zeros((side, side, 1), np.float32)
    if chance.random() < 0.35:  # more melanin in the skin (Beer and Lambert), where the skin is
        skin = np.zeros((side, side), np.float32)
        cv2.fillConvexPoly(skin, cv2.convexHull(moved.astype(np.int32)), 1.0)
        dark = cv2.GaussianBlur(skin, (0, 0), 0.05 * side)[..., None] * np.float32(chance.uniform(0.15, 0.85))
    light = gain * field * np.exp(-dark * _MELANIN)
    two = [np.clip(np.power(np.power(p, 2.2) * light, 1 / 2.2), 0, 1.15) for p in two]
    if chance.random() < 0.06:
        two = [np.repeat(p.mean(2, keepdims=True), 3, 2) for p in two]
    if chance.random() < 0.45:  # focus, or a small face
        sigma = float(chance.uniform(0.3, 1.8))
        two = [cv2.GaussianBlur(p, (0, 0), sigma) for p in two]
    picture, delta = two[0], two[1] - two[0]
    if chance.random() < 0.5:  # grain, coarser or finer
        noise = chance.normal(size=(side, side, 3)).astype(np.float32)
        if chance.random() < 0.5:
            noise = noise.mean(2, keepdims=True) * 1.7
            noise = np.repeat(noise, 3, 2)
        size = float(chance.uniform(0, 1.2))
        if size > 0.3:
            noise = cv2.GaussianBlur(noise, (0, 0), size) * (2.0 * size + 0.4)
        picture = picture + noise * np.float32(chance.uniform(0, 0.03))
    if chance.random() < 0.2:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(35, 90))]
        stream = cv2.imencode(".jpg", (np.clip(picture, 0, 1) * 255).astype(np.uint8), quality)[1]
        picture = cv2.imdecode(stream, cv2.IMREAD_COLOR).astype(np.float32) / 255
    if chance.random() < 0.12:  # something before the face: there is nothing to age there
        corner = chance.uniform(0, side, 2)
        patch = np.zeros((side, side), np.float32)
        cv2.ellipse(
            patch, (int(corner[0]), int(corner[1])),
            (int(side * chance.uniform(0.05, 0.2)), int(side * chance.uniform(0.05, 0.3))),
            float(chance.uniform(0, 180)), 0, 360, 1.0, -1,
        )  # fmt: skip
        patch = cv2.GaussianBlur(patch, (0, 0), 1.5)[..., None]
        colour = chance.uniform(0.02, 0.9, 3).astype(np.float32)
        texture = colour + cv2.GaussianBlur(chance.normal(size=(side, side, 3)).astype(np.float32), (0, 0), 6) * 0.5
        picture = picture * (1 - patch) + texture * patch
        delta = delta * (1 - patch)
    return np.clip(picture, 0, 1), delta, moved
