"""A cast of synthetic people in several looks, made once each and kept in `.cache/people` (git-ignored).

Run as `python training/people/cast.py [COUNT]`; half a second of two cores a picture.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))
import ageing
import synthesis

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

FOLDER = Path(__file__).parents[2] / ".cache" / "people"
SEED = 2026
LEARNED_FROM = 500  # people of whom the directions are learned
YEARS = 5.0  # standard deviations of linedness; looks like ten to fifteen years
LOOKS = ("base", "older", "younger", "take")


def picture(number: int, look: str = "base") -> Bytes:
    """A person's picture (512, 512, 3) in one of the LOOKS, made if it is not there yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / (f"{number:04d}.png" if look == "base" else f"{number:04d}_{look}.png")
    if not path.is_file():
        cv2.imwrite(str(path), _make(number, look)[:, :, ::-1])
    return np.ascontiguousarray(cv2.imread(str(path))[:, :, ::-1])


@cache
def _styles() -> Floats:
    return synthesis.styles(LEARNED_FROM, SEED)


def _make(number: int, look: str) -> Bytes:
    styles = _styles()
    style = styles[number]
    if look == "base":
        return synthesis.person(style)
    found = _directions()
    if look in ("older", "younger"):
        lined = found["lined"] * (YEARS if look == "older" else -YEARS)
        return synthesis.person(style, edit=lambda size, s: s + lined if size >= 32 else s)
    # Another take: turned and smiling otherwise (coarse layers), in another light (half of a stranger's finest layers).
    chance = np.random.default_rng([SEED, number])
    turn, smile = (found[name] * chance.choice([-1.5, 1.5]) for name in ("turn", "smile"))
    other = styles[(number + 131) % len(styles)]
    return synthesis.person(
        style, edit=lambda size, s: s + turn + smile if size <= 16 else (0.5 * s + 0.5 * other if size >= 256 else s)
    )


@cache
def _directions() -> dict[str, Floats]:
    pictures = [picture(number) for number in range(LEARNED_FROM)]
    found = ageing.directions(_styles(), pictures, synthesis.mean_style(), ("lined", "turn", "smile"))
    for name, (_, correlation) in found.items():
        print(f"direction {name}: cross-validated correlation {correlation:.2f}", file=sys.stderr)
    return {name: change for name, (change, _) in found.items()}


if __name__ == "__main__":
    for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 260):
        for look in LOOKS:
            picture(number, look)
