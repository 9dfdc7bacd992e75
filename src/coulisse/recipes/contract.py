"""What a recipe is, and its only way to the disk, the progress bar and the report: `Work`.

A recipe is a module with `NAME`, `VERSION`, `MAKES_LIKENESS`, `Brief` and `make`, read from top to bottom (and, where
MAKES_LIKENESS is True, `likeness(brief)`, which lists every `LikenessUse`; the gate refuses what is not declared):

    NAME, VERSION, MAKES_LIKENESS = "collapse", "1", False
    Brief = CollapseBrief

    def make(work: Work, brief: CollapseBrief, plate_path: Path) -> Result:
        solved = work.cached("camera", [brief.building.facade, work.plate_sha256], lambda: {...})
        with work.step("render", total=brief.frames) as step:
            for frame in range(brief.frames):
                path = work.folder("comp") / f"{work.shot}.{1001 + frame}.exr"
                if not work.frame_done(path):
                    with work.writing(path) as unfinished:
                        exr.write(unfinished, ...)
                step.advance()
        return Result(frames=brief.frames, size=(width, height), fps=24.0)

`make` may be called again on a folder that an earlier call left half done (Ctrl-C, a power cut, a full
disk): what is cached is loaded, frames that are done are skipped, and the result is the same.
A recipe may also have `check(brief, plate_path)`, which is called before anything is made on disk and
raises BadInput for a plate that it cannot use; `DID`, one sentence for the credentials on what was done; and `SHOTS`,
how its shots are called (`("set", 3)` for set010, set020). With `FROM_WORDS = True` nothing was photographed: the plate
is a text file with the words that were asked (`production.plates.WORDS`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Choices:
    """How a shot is made, where the brief says what it shows."""

    preview: bool = False  # 640 pixels wide, fewer pieces, in under a minute
    renderer: Literal["fast", "cycles"] = "fast"


@dataclass(frozen=True)
class LikenessUse:
    """A use of a performer's likeness that a run would make: the gate asks the grants for it.

    `kind` is one of consent's words (age_alteration, replica_with, replica_without, costume_on_body,
    previs_likeness), `performer` an id of the roster, `ages` (years, from and to) goes with age_alteration, as does
    `seen`, the age that the footage is said to show.
    """

    kind: str
    performer: str
    ages: tuple[int, int] | None = None
    seen: float | None = None


@dataclass(frozen=True)
class Result:
    """What a recipe made. `size` is (width, height); `headline` the files that a person opens first."""

    frames: int
    size: tuple[int, int]
    fps: float
    headline: tuple[Path, ...] = ()


class Step(Protocol):
    """A step under way, as `Work.step` yields it."""

    def advance(self, n: int = 1) -> None:
        """Move the progress bar on by n of the step's total."""


class Work(Protocol):
    """A recipe's work folder (`v001.partial` until the gate releases it) and its report."""

    @property
    def shot(self) -> str:
        """The shot's name, `sq010_sh0010`: frames are `<shot>.1001.exr`."""

    @property
    def stem(self) -> str:
        """`sq010_sh0010_collapse_v001`: movies and sheets are `<stem>.mov`."""

    @property
    def plate_sha256(self) -> str:
        """The plate's SHA-256, for the keys of `cached`."""

    @property
    def choices(self) -> Choices:
        """Preview or final, and which renderer."""

    def step(self, name: str, total: int | None = None) -> AbstractContextManager[Step]:
        """A named step with a progress bar; its time and peak memory go into the report."""

    def folder(self, name: str) -> Path:
        """A folder of the version ("passes", "comp"), made if it is not there.

        "cache" is for what only a resumed run needs; it is taken away when the version is whole.
        """

    def file(self, name: str) -> Path:
        """The path of a file at the top of the version."""

    def frame_done(self, path: Path) -> bool:
        """Whether a file written through `writing` is whole on disk (from an earlier run, too)."""

    def writing(self, path: Path) -> AbstractContextManager[Path]:
        """A path to write to; it becomes `path` in one move when the block ends without an error.

        Yields a name in the same folder with the same ending. Raises CoulisseError if nothing is there.
        """

    def cached(self, name: str, key: object, compute: Callable[[], Mapping[str, Any]]) -> Arrays:
        """The arrays that `compute` returns, kept on disk until the version is whole.

        `key` says what they depend on beside the brief, the plate, the choices and the code, which always
        count: any mixture of models, dataclasses, arrays, paths (by name), text and numbers. Object
        arrays are refused.
        """

    def measure(self, name: str, value: object) -> None:
        """Put something measured into the report: a number, a text, or lists and dicts of them."""

    def note(self, text: str) -> None:
        """Put a sentence into the report, such as the reason for a fallback; the user sees it, too."""

    def templates(self, performer: str) -> NDArray[np.float32]:
        """The descriptors (k, 128) of a performer whose likeness the gate admitted; none for anybody else.

        In memory only: they are biometric data. An empty array for a performer without reference pictures.
        """

    def may_use(self, commercial: str) -> bool:
        """Whether the policy could release what weights of this clearance ("yes", "review", "no") have made."""

    def used_model(
        self, name: str, *, licence: str, lineage: str, commercial: str, sha256: str, task: str = ""
    ) -> None:
        """Put a model into the report, with its licence and what it was trained on."""


class Recipe(Protocol):
    """A recipe module."""

    NAME: str
    VERSION: str
    MAKES_LIKENESS: bool

    @property
    def Brief(self) -> type[BaseModel]:
        """The model of its brief."""

    def make(self, work: Work, brief: Any, plate_path: Path) -> Result:
        """Make the shot in the work folder."""
