"""Trees and bushes before a facade, found by their green where a brief outlines no foreground."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.scene.camera import FloatArray
from coulisse.scene.lines import LUMINANCE

Bools = NDArray[np.bool_]

SIDE = 1200  # px, the picture's long side at which trees are sought
GREEN = 1.10  # green over red and blue, scene-linear, of a leaf that is surely one (brick 0.5, slate 0.9, lawn 1.3)
SMALLEST = 0.0008  # of the picture: what is smaller is a flower pot
ROUGH = 0.12  # local deviation over mean of leaves; a green door, copper or paint is smoother
TRUNK = (0.004, 0.03)  # of the picture's width, the narrowest and the widest trunk
STEADY = 0.7  # of its rows in which a trunk is darker than both its sides
HANGS = 0.3  # of the facade's height: what ends so far above the ground, and has no trunk, is no tree
BELOW = 0.12  # of the picture's height: how far before the facade's foot a tree may stand


def trees_before(image: FloatArray, facade: FloatArray) -> tuple[NDArray[np.float32], int]:
    """The matte (h, w) of trees and bushes before the facade, and how many crowns there are.

    `image` (h, w, 3) scene-linear ACEScg, `facade` (n, 2) pixels, its outline down to the ground. A crown is green,
    rough and overlaps the outline; a lawn, which only touches it from below, is none. A trunk is the dark upright
    strip from the crown to the ground. Bare trees and people are not seen; ivy is taken for a tree.
    """
    h, w = image.shape[:2]
    scale = min(1.0, SIDE / max(h, w))
    size = (max(8, round(w * scale)), max(8, round(h * scale)))
    small = cv2.resize(np.ascontiguousarray(image, np.float32), size, interpolation=cv2.INTER_AREA)
    outline = np.round(np.asarray(facade) * scale).astype(np.int32)
    inside = cv2.fillPoly(np.zeros(size[::-1], np.uint8), [outline], 1) > 0
    rows, columns = np.nonzero(inside)
    none = np.zeros((h, w), np.float32)
    if not len(rows):
        return none, 0
    foot = np.full(size[0], rows.max())
    np.maximum.at(foot, columns, 0)
    foot[np.unique(columns)] = [rows[columns == c].max() for c in np.unique(columns)]
    leaf = _leaves(small)
    # A lawn begins about at the wall's foot: what is to be a crown stands clear of it.
    clear = max(2, round(0.01 * size[1]))
    above = np.arange(size[1])[:, None] < foot[None] - clear
    count, labels, stats, _ = cv2.connectedComponentsWithStats((leaf & above).astype(np.uint8), connectivity=8)
    matte = np.zeros(size[::-1], bool)
    crowns = 0
    for k in range(1, count):
        crown = labels == k
        area = int(stats[k, cv2.CC_STAT_AREA])
        if area < SMALLEST * leaf.size or (crown & inside).sum() < 0.3 * SMALLEST * leaf.size:
            continue
        trunk = _trunk(small @ LUMINANCE, crown, foot)
        low = int(stats[k, cv2.CC_STAT_TOP] + stats[k, cv2.CC_STAT_HEIGHT])
        if not trunk.any() and rows.max() - low > HANGS * (rows.max() - rows.min()) and not (crown & ~inside).any():
            continue  # it hangs on the wall, or is a green roof
        crowns += 1
        matte |= crown | trunk | (leaf & _under(crown, foot))
    if not crowns:
        return none, 0
    # Leaves in their own shade have lost their green: small gaps within a crown belong to it.
    gap = max(3, round(0.004 * max(size))) | 1
    closed = cv2.morphologyEx(matte.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    soft = cv2.GaussianBlur(cv2.dilate(closed, np.ones((3, 3), np.uint8)).astype(np.float32), (0, 0), 0.8)
    return np.asarray(np.clip(cv2.resize(soft, (w, h), interpolation=cv2.INTER_LINEAR), 0, 1), np.float32), crowns


def _under(crown: Bools, foot: NDArray[np.int_]) -> Bools:
    """Where a bush that reaches the wall's foot goes on before it: half as high as it is wide."""
    h = len(crown)
    lowest = np.where(crown.any(0), h - 1 - crown[::-1].argmax(0), -1)
    at_foot = (lowest >= 0) & (lowest > foot - 0.03 * h)
    rows = np.arange(h)[:, None]
    return np.asarray((rows >= lowest) & (rows < lowest + 0.5 * at_foot.sum()) & at_foot)


def _leaves(small: FloatArray) -> Bools:
    calm = cv2.GaussianBlur(small, (0, 0), 1.5)
    green = calm[..., 1] > GREEN * np.maximum(calm[..., 0], calm[..., 2])
    grey = np.asarray(small @ LUMINANCE, np.float32)
    side = (15, 15)
    mean = cv2.blur(grey, side)
    spread = np.sqrt(np.maximum(cv2.blur(grey * grey, side) - mean * mean, 0))
    dense = cv2.blur(green.astype(np.float32), (9, 9)) > 0.35
    return np.asarray((green | dense) & (spread > ROUGH * np.maximum(mean, 1e-4)) & dense)


def _trunk(grey: FloatArray, crown: Bools, foot: NDArray[np.int_]) -> Bools:
    """The strip under a crown that is darker than what is beside it, from row to row, down to where that ends."""
    h, w = grey.shape
    columns = np.flatnonzero(crown.any(0))
    middle = np.arange(columns[0] + len(columns) // 6, columns[-1] - len(columns) // 6 + 1)
    result = np.zeros_like(crown)
    if not len(middle):
        return result
    bottom = int(np.percentile(np.nonzero(crown)[0], 97))
    ground = int(foot[middle].max())
    if ground - bottom < 0.02 * h:
        return result  # a bush stands on the ground
    shown = np.asarray(np.clip(grey, 0, 1) ** (1 / 2.2), np.float32)[bottom:ground]
    best = (0.0, 0, 0)
    for width in np.unique(np.round(np.geomspace(TRUNK[0] * w, TRUNK[1] * w, 8)).astype(int)):
        wide = max(3, int(width))
        mean = cv2.blur(shown, (wide, 1))
        beside = np.minimum(np.roll(mean, wide + 1, 1), np.roll(mean, -wide - 1, 1))
        darker = beside - mean
        steady = (darker > 0.02).mean(0)
        score = np.where(steady > STEADY, np.median(darker, 0) * steady * np.sqrt(wide), 0)[middle]
        if score.max() > best[0]:
            best = (float(score.max()), int(middle[score.argmax()]), wide)
    if best[0] <= 0:
        return result
    _, at, wide = best
    tone = np.asarray(np.clip(grey, 0, 1) ** (1 / 2.2), np.float32)
    left, right = max(0, at - wide // 2 - 1), min(w, at + wide // 2 + 2)
    own, end = float(np.median(shown[:, left + 1 : right - 1])), ground
    # It goes on before the wall's foot as long as its tone does.
    while end < min(h, ground + round(BELOW * h)):
        row = float(np.median(tone[end, left + 1 : right - 1]))
        sides = np.concatenate([tone[end, max(0, left - wide) : left], tone[end, right : right + wide]])
        if abs(row - own) > 0.08 or (len(sides) and abs(row - float(np.median(sides))) < 0.02):
            break
        end += 1
    result[max(0, bottom - round(0.03 * h)) : end, left:right] = True
    return result
