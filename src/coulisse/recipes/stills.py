"""Views of staged scenes: path traced by Blender's Cycles where it is installed, else, or for a preview, by our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

_OTHERS = 0.75  # of the first view's sides, in a preview


class Pictures(Protocol):
    """Renders views; `number` says of which option: what its views share is not built again."""

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


def turns(views: Sequence[int]) -> list[tuple[int, int]]:
    """(option, view) in the order in which they are rendered, for options of so many `views`.

    Every option's first view comes first, so that a person sees early what the options are; then the rest, option by
    option, the one first whose scene is open.
    """
    first = [(option, 0) for option, count in enumerate(views) if count]
    return first + [(option, view) for option in reversed(range(len(views))) for view in range(1, views[option])]


def size_of(size: tuple[int, int], quality: str, view: int) -> tuple[int, int]:
    """Pixels of an option's view: a preview's others are smaller than its first, as they are on the board."""
    if quality != "preview" or view == 0:
        return size
    return round(size[0] * _OTHERS), round(size[1] * _OTHERS)


class _Quick:
    """Our own preview renderer."""

    def __init__(self, work: Work, seed: int) -> None:
        self._work, self._seed = work, seed

    def render(self, number: int, staged: Staged, camera: str, size: tuple[int, int], exr: Path, png: Path) -> None:
        """See `Pictures`."""
        found = next(c for c in staged.cameras if c.name == camera)
        made = Previewer(staged).render(found, size, seed=self._seed)
        with self._work.writing(exr) as unfinished:
            layers = {"beauty": made.linear, "albedo": made.albedo, "normal": made.normal, "depth": made.depth}
            exr_files.write_passes(unfinished, layers)
        with self._work.writing(png) as unfinished:
            images.write_png(unfinished, made.display)


class _Traced:
    """Cycles; one Blender, in which one scene is open at a time."""

    def __init__(self, work: Work, samples: int, seed: int, stack: ExitStack) -> None:
        self._work, self._samples, self._seed, self._stack = work, samples, seed, stack
        self._shown: tuple[int, tuple[str, ...]] | None = None
        self._right: dict[tuple[int, tuple[str, ...]], dict[str, float]] = {}  # exposures of the cameras of a scene
        self._studio: stills.Studio | None = None

    def render(self, number: int, staged: Staged, camera: str, size: tuple[int, int], exr: Path, png: Path) -> None:
        """See `Pictures`."""
        shown = number, tuple(c.name for c in staged.cameras)
        right = self._right.setdefault(shown, {})
        if self._studio is None:
            made = stills.studio(staged, self._work.folder("cache"), seed=self._seed, right=right)
            self._studio = self._stack.enter_context(made)
        elif shown != self._shown:
            self._studio.show(staged, right)
        self._shown = shown
        with self._work.writing(exr) as pass_file, self._work.writing(png) as picture:
            self._studio.render(camera, size, samples=self._samples, exr=pass_file, png=picture)
