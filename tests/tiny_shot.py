"""One small real shot of a synthetic photograph, and the brief of it, for the tests of the whole recipe."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

from coulisse.media import colour, images
from coulisse.scene.camera import Camera
from facade_views import Block, camera_towards, photograph, rectangle

BLOCK = Block(storeys=3, bays=4)
SIZE = (320, 214)
FRAMES = 12


def camera() -> Camera:
    """The camera of the photograph: it looks at the facade from the left and a little upwards."""
    return camera_towards(BLOCK, yaw=28, pitch=6, fov=50, size=SIZE, fill=0.5)


def corners(scale: float = 1.0) -> list[list[float]]:
    """The facade's corners in the photograph, pixels."""
    pixels, _ = camera().project(rectangle(BLOCK))
    return [[round(float(x) * scale, 2), round(float(y) * scale, 2)] for x, y in pixels]


def picture() -> np.ndarray:
    """The photograph, 8-bit sRGB (h, w, 3)."""
    return colour.to_code_values(colour.encode_srgb(photograph(BLOCK, camera(), noise=0.006)))


def write_plate(folder: Path, name: str = "street.png") -> Path:
    """The photograph as a file."""
    images.write_png(folder / name, picture())
    return folder / name


def brief_text(
    *, more: str = "", frames: int = FRAMES, pieces: int = 250, points: object = None, start: float = 0.2
) -> str:
    """A brief that crushes the ground floor within a second, with little dust; `more` are further lines of YAML."""
    return f"""\
building:
  facade:
    corners: {corners() if points is None else points}
    storeys: {BLOCK.storeys}
    bays: {BLOCK.bays}
    height: {BLOCK.height}
  depth: 8
  windows: {{left: 0.3, right: 0.7, sill: 0.3, head: 0.8}}
failure: {{mode: pancake, start: {start}, spread: 0.1}}
strength: 0.2
dust: {{amount: 0.3}}
pieces: {pieces}
frames: {frames}
fps: 10
{more}"""


def write_brief(folder: Path, text: str, name: str = "brief.yaml") -> Path:
    """The brief as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def command(*words: object) -> list[str]:
    """The command line, for a process of its own."""
    return [sys.executable, "-c", "from coulisse.cli import main; main()", *map(str, words)]


def coulisse(*words: object, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Run the real command line and wait for it."""
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=timeout)


def enlarged(image: np.ndarray, width: int) -> np.ndarray:
    """The photograph at another width."""
    height = round(image.shape[0] * width / image.shape[1])
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_CUBIC)
