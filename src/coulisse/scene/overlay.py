"""A picture that shows a camera solve: the facade's grid, lines by direction, horizon, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.scene.camera import FloatArray

if TYPE_CHECKING:
    from coulisse.scene.solve import Solve

Picture = NDArray[np.uint8]

AXIS_COLOURS = ((236, 92, 70), (96, 190, 110), (84, 150, 246))  # x along the facade, y in depth, z up; sRGB
GRID, HORIZON, MARK, TEXT = (255, 214, 92), (250, 120, 220), (255, 255, 255), (240, 240, 240)
SUB = 4  # OpenCV's fixed point: 4 bits of a pixel


def _line(picture: Picture, a: FloatArray, b: FloatArray, colour: tuple[int, int, int], width: int) -> None:
    p, q = (tuple(np.round((np.asarray(e, float) - 0.5) * (1 << SUB)).astype(int).tolist()) for e in (a, b))
    cv2.line(picture, p, q, colour, width, cv2.LINE_AA, SUB)


def _world_line(
    picture: Picture, solve: Solve, a: FloatArray, b: FloatArray, colour: tuple[int, int, int], width: int
) -> None:
    """A straight world line, cut where it runs behind the camera or far outside the picture."""
    points = np.linspace(0, 1, 33)[:, None] * (np.asarray(b) - np.asarray(a)) + np.asarray(a)
    pixels, depth = solve.camera.project(points)
    size = np.array([solve.camera.width, solve.camera.height])
    near = (depth > 0.05) & (np.abs(pixels - size / 2) < 1.5 * size).all(1)
    for i in range(len(points) - 1):
        if near[i] and near[i + 1]:
            _line(picture, pixels[i], pixels[i + 1], colour, width)


def _horizon(solve: Solve) -> tuple[FloatArray, FloatArray] | None:
    c = solve.camera
    up = c.rotation[:, 2]
    # Pixels whose ray is level: up . K^-1 (x, y, 1) = 0.
    a, b = up[0] / c.focal, up[1] / c.focal
    d = up[2] - a * c.cx - b * c.cy
    if abs(b) < 1e-9:
        return None
    return np.array([0.0, -d / b]), np.array([float(c.width), -(d + a * c.width) / b])


def overlay(image: Picture, solve: Solve, storeys: float = 1, bays: float = 1) -> Picture:
    """The plate (h, w, 3) uint8, display-referred RGB, with the solve drawn over it; same shape and type."""
    picture = np.ascontiguousarray(image * 0.72).astype(np.uint8)
    h, w = picture.shape[:2]
    unit = max(1, round(max(w, h) / 1000))
    for k, colour in enumerate(AXIS_COLOURS):
        for a, b in solve.segments[solve.axis == k]:
            _line(picture, a, b, colour, unit)

    layer = picture.copy()
    low, high, wide = solve.bottom_m, solve.bottom_m + solve.height_m, solve.width_m
    rows, columns = max(1, round(storeys)), max(1, round(bays))
    for i in range(rows + 1):
        z = low + solve.height_m * min(i / storeys, 1.0)
        _world_line(layer, solve, np.array([0, 0, z]), np.array([wide, 0, z]), GRID, unit)
    for i in range(columns + 1):
        x = wide * min(i / bays, 1.0)
        _world_line(layer, solve, np.array([x, 0, low]), np.array([x, 0, high]), GRID, unit)
    _world_line(layer, solve, np.array([-0.3 * wide, 0, 0.0]), np.array([1.3 * wide, 0, 0.0]), GRID, unit)
    horizon = _horizon(solve)
    if horizon is not None:
        _line(layer, *horizon, HORIZON, unit)
    picture = cv2.addWeighted(layer, 0.8, picture, 0.2, 0).astype(np.uint8)

    arm = 7 * unit
    for x, y in solve.corners:
        for dx, dy in ((arm, 0), (0, arm)):
            _line(picture, np.array([x - dx, y - dy]), np.array([x + dx, y + dy]), (0, 0, 0), 3 * unit)
            _line(picture, np.array([x - dx, y - dy]), np.array([x + dx, y + dy]), MARK, unit)
    return _captions(picture, solve, unit)


def _captions(picture: Picture, solve: Solve, unit: int) -> Picture:
    c = solve.camera
    fov = 2 * np.degrees(np.arctan(c.width / 2 / c.focal))
    facing = np.degrees(np.arctan2(c.rotation[2, 0], c.rotation[2, 1]))
    tilt = np.degrees(np.arcsin(np.clip(c.rotation[2, 2], -1, 1)))
    rows = [
        (f"focal length {c.focal:.0f} +- {solve.focal_sigma:.0f} px   {solve.focal_35mm:.1f} mm (35 mm eq.)   "
         f"{fov:.1f} deg wide   from {solve.focal_source}", TEXT),
        (f"turned {facing:+.1f} deg   tilted {tilt:+.1f} deg   error {solve.reprojection_error:.2f} px RMS   "
         f"corners {solve.corner_error:.2f} px", TEXT),
        (f"rectangle {solve.width_m:.2f} x {solve.height_m:.2f} m   camera {-c.position[1]:.1f} m off, "
         f"{c.position[2]:.1f} m above ground", TEXT),
    ]  # fmt: skip
    rows += [(note, (255, 196, 120)) for note in solve.notes]
    counts = [int((solve.axis == k).sum()) for k in range(3)]
    words = [f"x along ({counts[0]})", f"y in depth ({counts[1]})", f"z up ({counts[2]})", "horizon", "grid"]
    names = list(zip(words, (*AXIS_COLOURS, HORIZON, GRID), strict=True))
    size, font = 0.42 * unit * min(1.0, c.width / unit / 800), cv2.FONT_HERSHEY_SIMPLEX
    step = int(38 * size) + 2
    height = step * (len(rows) + 1) + step // 2
    bar = np.full((height, picture.shape[1], 3), 24, np.uint8)
    margin = step // 2
    for i, (text, colour) in enumerate(rows):
        cv2.putText(bar, text, (margin, step * (i + 1) - step // 4), font, size, colour, unit, cv2.LINE_AA)
    x = margin
    for text, colour in names:
        y = step * (len(rows) + 1) - step // 4
        cv2.putText(bar, text, (x, y), font, size, colour, unit, cv2.LINE_AA)
        x += cv2.getTextSize(text, font, size, unit)[0][0] + 2 * margin
    # The bar covers the picture's foot, so that the overlay keeps the plate's size.
    picture[-height:] = (0.18 * picture[-height:] + 0.82 * bar).astype(np.uint8)
    lit = bar.max(2) > 40
    picture[-height:][lit] = bar[lit]
    return picture
