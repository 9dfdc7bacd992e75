"""A person who does not exist, brought to life: a short clip in which they turn, smile and the light changes.

`python training/people/clip.py OUT.mp4 [NUMBER] [FRAMES] [HEIGHT] [WIDTH]`. Turn and smile move the coarse layers'
style along directions that were fitted on synthetic people (training/reage/direction.py); the camera drifts, a
lamp passes, the film has grain. No frame is of a real person.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "reage"))

import cv2
import numpy as np
import store
import synthesis
from numpy.typing import NDArray

from coulisse.media import movies

Floats = NDArray[np.float32]


def frames(
    number: int, count: int, *, height: int = 1080, width: int | None = None, seed: int = 77, older: float = 0.0,
    dark: float = 0.0, grain: float = 0.012, turn: float = 1.6, smile: float = 1.4,
) -> Iterator[Floats]:  # fmt: skip
    """Frames (height, width, 3) of a person, sRGB-encoded float32 in [0, 1]; square unless `width` is given.

    A wider frame has the portrait in its middle and its blurred surroundings beside it.
    `older` is in units of the ageing direction (about four years), `dark` of that of the skin's tone; `turn` and
    `smile` are how far the person turns and smiles, in standard deviations.
    """
    found = np.load(store.DIRECTION)
    style = synthesis.styles(number + 1, seed)[number] + dark * found["dark"]
    step = found["age"]
    chance = np.random.default_rng([seed, number])
    width = width or height
    for k in range(count):
        phase = 2 * np.pi * k / max(count, 24)
        coarse = (
            style
            + found["turn"] * np.float32(turn * np.sin(phase))
            + found["smile"] * np.float32(smile * (0.5 - 0.5 * np.cos(phase * 1.5 + 0.4)))
        )

        def edit(size: int, _: Floats, coarse: Floats = coarse) -> Floats:
            if size <= 8:
                return coarse
            share = 0.5 if size == 16 else 1.0
            return (coarse if size == 16 else style) + step * np.float32(older * share)

        portrait = synthesis.person(style, side=1024, edit=edit).astype(np.float32) / 255
        # The portrait covers the frame's height at every moment, so nothing has to be made up above or below it.
        scale = height / 1024 * (1.06 + 0.015 * np.sin(phase * 0.7))
        centre = np.array([width * 0.5 + 0.01 * height * np.sin(phase), height * (0.495 + 0.01 * np.cos(phase * 1.3))])
        matrix = np.array([[scale, 0, 0], [0, scale, 0]])
        matrix[:, 2] = centre - scale * 512
        picture = cv2.warpAffine(portrait, matrix, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT)
        if width > height:
            sides = np.concatenate([portrait[:, :60], portrait[:, -60:]], 1)
            room = cv2.GaussianBlur(cv2.resize(sides, (64, 36), interpolation=cv2.INTER_AREA), (0, 0), 6.0)
            room = cv2.resize(room, (width, height), interpolation=cv2.INTER_CUBIC)
            across = np.abs((np.arange(width) - centre[0]) / (scale * 512))
            mix = np.clip((across - 0.72) / 0.26, 0, 1).astype(np.float32)[None, :, None]
            picture = picture * (1 - mix) + room * mix
        lamp = 0.12 * np.sin(phase) * np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
        linear = np.power(picture, 2.2) * np.exp2(lamp + 0.10 * np.sin(phase * 0.5))
        noise = chance.normal(size=(height, width, 3)).astype(np.float32)
        noise = cv2.GaussianBlur(noise, (0, 0), 0.7) * 1.9
        yield np.clip(np.power(linear, 1 / 2.2) + noise * np.float32(grain), 0, 1).astype(np.float32)


if __name__ == "__main__":
    out = Path(sys.argv[1])
    number, count, height = (int(v) for v in (*sys.argv[2:5], *("18", "48", "1080")[len(sys.argv[2:5]) :]))
    size = (int(sys.argv[5]) if len(sys.argv) > 5 else height, height)
    movies.write_h264(out, frames(number, count, height=height, width=size[0], older=4.0), 24.0, size, crf=17)
    print(f"{out}: {count} frames, {size[0]} x {size[1]}, {out.stat().st_size / 1e6:.1f} MB")
