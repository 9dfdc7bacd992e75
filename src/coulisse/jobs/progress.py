"""Shows the steps of a run: a bar with the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

EVERY = 15.0  # seconds between two lines of a long step where there is no terminal


class Silent:
    """Shows nothing; for use as a library."""

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator[Silent]:
        """A step that is not shown."""
        yield self

    def advance(self, n: int = 1) -> None:
        """Nothing to move."""

    def say(self, text: str) -> None:
        """Nothing is said."""


@dataclass
class _Lines:
    """A step shown as lines in a log."""

    console: Console
    name: str
    total: int | None
    done: int = 0
    begun: float = field(default_factory=time.monotonic)
    said: float = field(default_factory=time.monotonic)

    def advance(self, n: int = 1) -> None:
        self.done += n
        now = time.monotonic()
        if self.total and now - self.said > EVERY:
            self.said = now
            left = (now - self.begun) / max(self.done, 1) * (self.total - self.done)
            self.console.print(f"  {self.name}: {self.done}/{self.total}, about {left:.0f} s left", highlight=False)


@dataclass
class _Bar:
    """A step shown as a bar on a terminal."""

    bars: Progress
    task: TaskID

    def advance(self, n: int = 1) -> None:
        self.bars.advance(self.task, n)


class Shown:
    """Shows steps on standard error; a step within a step has a bar of its own below."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bars: Progress | None = None

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator[_Lines | _Bar]:
        """A step of `total` parts (None: unknown), shown until the block ends."""
        begun = time.monotonic()
        with self._shown(name, total) as step:
            yield step
        parts = f" ({total})" if total else ""
        self._console.print(f"  {name}{parts}: {time.monotonic() - begun:.1f} s", highlight=False, markup=False)

    @contextmanager
    def _shown(self, name: str, total: int | None) -> Iterator[_Lines | _Bar]:
        if not self._console.is_terminal:
            yield _Lines(self._console, name, total)
        elif self._bars is not None:
            task = self._bars.add_task(name, total=total)
            yield _Bar(self._bars, task)
            self._bars.remove_task(task)
        else:
            try:
                with self._new_bars() as self._bars:
                    yield _Bar(self._bars, self._bars.add_task(name, total=total))
            finally:
                self._bars = None

    def _new_bars(self) -> Progress:
        return Progress(
            TextColumn("  {task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TextColumn("left"), TimeRemainingColumn(), console=self._console, transient=True,
        )  # fmt: skip

    def say(self, text: str) -> None:
        """A line for the user."""
        self._console.print(f"  {text}", highlight=False, markup=False)
