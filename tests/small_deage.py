"""A small production with a consenting performer who does not exist, and clips of them, for tests of the recipe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from consent_desk import Actor, actor, granted, new_desk
from coulisse.consent.desk import Desk
from coulisse.jobs.run import Version, run
from coulisse.media import exr, images, movies
from coulisse.media.colour import decode_srgb
from coulisse.models.catalogue import find
from coulisse.recipes import deage
from coulisse.recipes.deage_brief import DeageBrief
from small_people import PEOPLE, portrait, wall

SHOT = "sq010_sh0010"
SIZE = 480, 360
USE = {"kind": "age_alteration", "description": "In the flashback she is seen as she looked then.", "ages": [20, 80]}

needs_networks = pytest.mark.skipif(
    any(find(name) is None for name in ("yunet", "sface", "facemesh", "facemesh_bin")),
    reason="the face networks are not here: coulisse models fetch yunet sface facemesh facemesh_bin",
)


def codes(
    frames: int = 6, names: tuple[str, ...] = ("person_1_a",), size: tuple[int, int] = SIZE, *, seed: int = 3,
    face: int | None = None,
) -> list[NDArray[np.uint8]]:  # fmt: skip
    """Frames (h, w, 3) in which portraits drift over a wall, with a little grain."""
    width, height = size
    room = wall(width, height)
    side = face or min(height - 20, (width - 20) // max(1, len(names)))
    chance = np.random.default_rng(seed)
    made = []
    for k in range(frames):
        frame = room.copy()
        for n, name in enumerate(names):
            left = round((n + 0.5) * width / len(names) - side / 2 + 4 * np.sin(k / 2))
            top = round((height - side) / 2 + 3 * np.cos(k / 2))
            left, top = max(0, min(left, width - side)), max(0, min(top, height - side))
            method = cv2.INTER_AREA if side < 256 else cv2.INTER_CUBIC
            frame[top : top + side, left : left + side] = cv2.resize(portrait(name), (side, side), interpolation=method)
        noisy = frame.astype(np.float32) + chance.normal(0, 1.5, frame.shape)
        made.append(np.clip(noisy, 0, 255).astype(np.uint8))
    return made


def movie(path: Path, frames: list[NDArray[np.uint8]], fps: float = 24.0) -> Path:
    """The frames as a movie: ProRes in MOV, H.264 in MP4."""
    size = frames[0].shape[1], frames[0].shape[0]
    write = movies.write_prores if path.suffix == ".mov" else movies.write_h264
    write(path, frames, fps, size)
    return path


def sequence(folder: Path, frames: list[NDArray[np.uint8]], *, half: bool = True, gain: float = 1.0) -> Path:
    """The frames as scene-linear EXR files in a folder."""
    folder.mkdir()
    for k, frame in enumerate(frames):
        exr.write_passes(folder / f"plate.{1001 + k}.exr", {exr.BEAUTY: decode_srgb(frame) * gain}, half=half)
    return folder


@dataclass
class Film:
    """A production with Ada (person 1) on its roster, who agreed to be seen at 20 to 80."""

    desk: Desk
    ada: Actor
    folder: Path

    @property
    def id(self) -> str:
        return self.ada.performer.id

    def brief(self, **values: Any) -> DeageBrief:
        return DeageBrief.model_validate({"performer": self.id, "age_now": 40, "age": 60, **values})

    def run(self, plate: Path, *, shot: str = SHOT, **values: Any) -> Version:
        return run(deage, self.brief(**values), plate, out=self.desk.folder, shot=shot)


def film(folder: Path, monkeypatch: pytest.MonkeyPatch, *, ages: tuple[int, int] = (20, 80)) -> Film:
    """A new one."""
    desk = new_desk(folder, monkeypatch)
    references = [PEOPLE / "person_1_a.jpg", PEOPLE / "person_1_b.jpg"]
    ada = actor(desk, "Ada Example", references=references, born=date(1970, 5, 4))
    granted(desk, ada, folder, uses=[{**USE, "ages": list(ages)}])
    return Film(desk, ada, folder)


def comp(version: Version, frame: int = 0) -> NDArray[np.float32]:
    """A finished frame (h, w, 3) as stored, as float32."""
    layers, _ = exr.read_passes(version.folder / "comp" / f"{version.shot}.{1001 + frame}.exr")
    return np.asarray(layers[exr.BEAUTY], np.float32)


def passes(version: Version, frame: int = 0) -> dict[str, NDArray[Any]]:
    """The passes of a frame."""
    return exr.read_passes(version.folder / "passes" / f"{version.shot}.{1001 + frame}.exr")[0]


def plate_of(path: Path, frame: int = 0) -> NDArray[np.float32]:
    """A frame of an EXR sequence (h, w, 3)."""
    return images.read_picture(movies.sequence_files(path)[frame]).pixels
