"""A small recipe that makes pictures from words, so that runs without a plate can be tested without a set."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from pydantic import Field

from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use
from coulisse.recipes.contract import Result, Work
from coulisse.recipes.reference_brief import Reference

NAME, VERSION, MAKES_LIKENESS = "sketch", "1", False
FROM_WORDS = True
SHOTS = ("sketch", 3)
DID = "a picture was drawn from words"


class SketchBrief(Part):
    """Stripes, and a face from a file where one is pasted in."""

    sentence: str = Field("", description="what was asked")
    seed: int = Field(0, ge=0, description="another seed")
    pasted: str | None = Field(None, description="a picture to paste", json_schema_extra={"file": True})
    on_paper: bool = Field(False, description="pasted on the PDF only")
    layouts: str | None = Field(None, description="as a set has it", json_schema_extra={"file": True})
    reference: Reference = Field(default_factory=Reference, description="what was taken from pictures")
    use: Use = Field(default_factory=Use, description="the policy's questions")


Brief = SketchBrief


def make(work: Work, brief: SketchBrief, plate_path: Path) -> Result:
    """A picture and a page of it."""
    pixels = np.random.default_rng(brief.seed).integers(80, 120, (240, 320, 3)).astype(np.uint8)
    page = pixels.copy()
    if brief.pasted:
        with Image.open(brief.pasted) as face:
            page[20:220, 60:260] = np.asarray(face.convert("RGB").resize((200, 200)))
    if not brief.on_paper:
        pixels = page
    picture, paper = work.file(f"{work.stem}.png"), work.file(f"{work.stem}.pdf")
    with work.writing(picture) as unfinished:
        Image.fromarray(pixels).save(unfinished)
    with work.writing(paper) as unfinished:
        Image.fromarray(page).save(unfinished, "PDF", resolution=72)
    with work.writing(work.file("plan.dxf")) as unfinished:
        unfinished.write_text("0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF\n")
    with work.writing(work.file("layouts.json")) as unfinished:
        unfinished.write_text("[]")
    return Result(frames=1, size=(320, 240), fps=24.0, headline=(picture,))
