"""From which side the sun shines, read off the shadows in a facade's window reveals.

A window lies some decimetres behind its wall. The reveal on the sun's side shades the frame next to it, the one
across is lit. One window shows it within a few pixels; the median of all of them shows it plainly.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from coulisse.scene.camera import Camera, FloatArray
from coulisse.scene.lines import display_grey
from coulisse.scene.ortho import sample_facade

SIDE = 96  # px, the typical window
STRIP = 0.09  # of the window's width, next to its left and right edge
FEWEST = 6  # windows
CLEAR = 0.20  # relative difference of the two strips that is believed in full
OBLIQUE = 30.0  # degrees off the facade's normal: one reveal hides, and the other shows its wall, not its shadow


def sun_side(
    image: FloatArray, camera: Camera, facade: tuple[float, float, float, float],
    openings: Sequence[tuple[float, float, float, float]],
) -> tuple[float, float]:  # fmt: skip
    """-1 for a sun from the left, +1 from the right, and how sure, 0 to 1.

    `image` (h, w, 3) ACEScg; `facade` and `openings` (x0, x1, z0, z1), metres in the facade's plane.
    """
    x0, x1, z0, z1 = facade
    windows = [(a, b, c, d) for a, b, c, d in openings if a >= x0 and b <= x1 and c > z0 + 0.1 and d <= z1]
    eye = camera.position
    aside = float(np.degrees(np.arctan2(abs(eye[0] - (x0 + x1) / 2), max(-float(eye[1]), 1e-6))))
    if len(windows) < FEWEST or aside > OBLIQUE:
        return 0.0, 0.0
    scale = float(min(40.0, 4000 / max(x1 - x0, z1 - z0)))
    ortho = np.nan_to_num(sample_facade(image, camera, facade, round((x1 - x0) * scale), round((z1 - z0) * scale)))
    grey = display_grey(ortho).astype(np.float32) / 255
    across, down = np.meshgrid(np.linspace(0, 1, SIDE), np.linspace(0.25, 0.9, SIDE))  # below the lintel's own shadow
    patches = []
    for a, b, c, d in windows:
        column, row = (a + across * (b - a) - x0) * scale, (z1 - d + down * (d - c)) * scale
        patches.append(cv2.remap(
            grey, column.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        ))  # fmt: skip
    typical = np.median(np.array(patches), axis=0)
    strip = round(STRIP * SIDE)
    left, right = float(typical[:, :strip].mean()), float(typical[:, -strip:].mean())
    more = (left - right) / max(left + right, 1e-3)
    return float(np.sign(more)), float(np.clip(abs(more) / CLEAR, 0, 1)) * (1 - aside / OBLIQUE)
