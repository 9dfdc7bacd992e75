"""A small recipe that writes real frames, so that the house can be tested without a collapse."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
from PIL import Image
from pydantic import Field

from coulisse.errors import BadInput
from coulisse.recipes.brief import Part
from coulisse.recipes.contract import Result, Work

NAME = "fade"
VERSION = "1"
MAKES_LIKENESS = False


class FadeBrief(Part):
    """The plate fades to black."""

    frames: int = Field(6, ge=1, le=100, description="length of the shot")
    pause: float = Field(0.0, ge=0, le=10, description="seconds that each frame takes")
    seed: int = Field(1, ge=0, description="another seed, another noise")


Brief = FadeBrief


def make(work: Work, brief: FadeBrief, plate_path: Path) -> Result:
    """Frames of the plate, darker and darker, with one noise over all of them."""
    try:
        with Image.open(plate_path) as opened:
            plate = np.asarray(opened.convert("RGB"), np.float32)
    except OSError as error:
        raise BadInput(f"not a picture ({error})", where=plate_path, remedy="give a picture") from None

    def noise() -> dict[str, np.ndarray]:
        work.measure("noises_made", 1)
        return {"noise": np.random.default_rng(brief.seed).normal(0, 2, plate.shape).astype(np.float32)}

    grain = work.cached("noise", [plate.shape], noise)["noise"]
    with work.step("fade", total=brief.frames) as step:
        for frame in range(brief.frames):
            path = work.folder("comp") / f"{work.shot}.{1001 + frame}.png"
            if not work.frame_done(path):
                with work.writing(path) as unfinished:
                    picture = plate * (1 - frame / brief.frames) + grain
                    Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).save(unfinished, compress_level=0)
                time.sleep(brief.pause)
                print(f"frame {frame}", flush=True)
            step.advance()
    if os.environ.get("FADE_NOTE"):
        work.note("a note")
    sheet = work.file(f"{work.stem}.png")
    with work.writing(sheet) as unfinished:
        Image.fromarray(plate.astype(np.uint8)).save(unfinished)
    work.used_model("none", licence="MIT", lineage="nothing", commercial="yes", sha256="0" * 64)
    return Result(brief.frames, (plate.shape[1], plate.shape[0]), 24.0, (sheet,))
