"""Views of staged scenes: path traced by Blender's Cycles where it is installed, else, or for a preview, by our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from coulisse.errors import Unavailable
from coulisse.media import exr as exr_files
from coulisse.media import images
from coulisse.recipes.contract import Work
from coulisse.render import blender, stills
from coulisse.render.preview import Previewer
from coulisse.scene.staged import Staged

_NO_BLENDER = (
    "the views are those of the quick renderer: Blender's Cycles is not installed here (`coulisse doctor` prints how)"
)


class Pictures(Protocol):
    """Renders views; `number` says which scene, so that one that is rendered again is not built again."""

    def render(self, number: int, staged: Staged, camera: str, size: tuple[int, int], exr: Path, png: Path) -> None:
        """One view as an EXR of passes and a PNG for the eye, both through the work folder."""


@contextmanager
def pictures(work: Work, quality: str, samples: int, seed: int) -> Iterator[Pictures]:
    """The renderer for a quality ("preview", "proof", "final"); says in the report where it is not the one asked."""
    with ExitStack() as stack:
        if quality == "preview":
            yield _Quick(work, seed)
        else:
            try:
                blender.interpreter()
            except Unavailable:
                work.note(_NO_BLENDER)
                yield _Quick(work, seed)
                return
            yield _Traced(work, samples, seed, stack)


class _Quick:
    """Our own preview renderer."""

    def __init__(self, work: Work, seed: int) -> None:
        self._work, self._seed, self._number = work, seed, -1
        self._previewer: Previewer | None = None

    def render(self, number: int, staged: Staged, camera: str, size: tuple[int, int], exr: Path, png: Path) -> None:
        """See `Pictures`."""
        if self._previewer is None or number != self._number:
            self._previewer, self._number = Previewer(staged), number
        found = next(c for c in staged.cameras if c.name == camera)
        made = self._previewer.render(found, size, seed=self._seed)
        with self._work.writing(exr) as unfinished:
            layers = {"beauty": made.linear, "albedo": made.albedo, "normal": made.normal, "depth": made.depth}
            exr_files.write_passes(unfinished, layers)
        with self._work.writing(png) as unfinished:
            images.write_png(unfinished, made.display)


class _Traced:
    """Cycles; one scene is open at a time."""

    def __init__(self, work: Work, samples: int, seed: int, stack: ExitStack) -> None:
        self._work, self._samples, self._seed, self._stack = work, samples, seed, stack
        self._number = -1
        self._studio: stills.Studio | None = None

    def render(self, number: int, staged: Staged, camera: str, size: tuple[int, int], exr: Path, png: Path) -> None:
        """See `Pictures`."""
        if self._studio is None or number != self._number:
            self._stack.close()
            folder = self._work.folder("cache")
            self._studio = self._stack.enter_context(stills.studio(staged, folder, seed=self._seed))
            self._number = number
        with self._work.writing(exr) as pass_file, self._work.writing(png) as picture:
            self._studio.render(camera, size, samples=self._samples, exr=pass_file, png=picture)
