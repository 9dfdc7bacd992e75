"""A small recipe that alters the face in a plate, or puts another one in: for attacks on the gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field

from coulisse.media import exr, images
from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use
from coulisse.recipes.contract import LikenessUse, Result, Work

NAME = "retouch"
VERSION = "1"
MAKES_LIKENESS = True

# What an attacker does while `make` runs, after the last frame: tests put a function here.
afterwards: list[Callable[[Path], Any]] = []
made: list[str] = []  # one entry for each frame that was really made


class RetouchBrief(Part):
    """The plate's face is darkened, or another face is put over it."""

    use: Use = Field(default_factory=Use, description="what the policy asks for")
    title: str = Field("", description="a text that a person writes")
    performer: str = Field("", description="whose likeness it says it alters; empty: nobody's")
    kind: str = Field("age_alteration", description="the use of the likeness")
    ages: tuple[int, int] | None = Field((30, 35), description="from and to, in years")
    change: Literal["darken", "nothing"] = Field("darken", description="what is done to the plate")
    face: str | None = Field(None, json_schema_extra={"file": True}, description="a picture to put into the plate")
    frames: int = Field(1, ge=1, le=10, description="length of the shot")


Brief = RetouchBrief


def likeness(brief: RetouchBrief) -> list[LikenessUse]:
    """Whose likeness a run of this brief would make."""
    return [LikenessUse(brief.kind, brief.performer, brief.ages)] if brief.performer else []


def make(work: Work, brief: RetouchBrief, plate_path: Path) -> Result:
    """EXR frames in ACEScg, as a real recipe writes them."""
    plate = images.read_picture(plate_path).pixels
    picture = plate.copy()
    height, width = plate.shape[:2]
    if brief.change == "darken":
        picture[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4] *= 0.85
    if brief.face is not None:
        side = min(height, width) - 20
        picture[10 : 10 + side, 10 : 10 + side] = images.resized(images.read_picture(brief.face).pixels, side, side)
    first = work.folder("comp") / f"{work.shot}.1001.exr"
    with work.step("frames", total=brief.frames) as step:
        for frame in range(brief.frames):
            path = work.folder("comp") / f"{work.shot}.{1001 + frame}.exr"
            if not work.frame_done(path):
                with work.writing(path) as unfinished:
                    exr.write_passes(unfinished, {exr.BEAUTY: picture.astype(np.float32)}, half=False)
                made.append(path.name)
            step.advance()
    for act in afterwards:
        act(first.parent.parent)
    return Result(brief.frames, (width, height), 24.0, (first,))
