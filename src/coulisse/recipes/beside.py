"""Work beside the rendering: what a picture does not wait for is done in a thread of its own meanwhile.

The renderers' loops let go of the interpreter, as do NumPy, subprocesses and files, so that the second core and the
gaps of the first are used. What is made is the same, and is written as it would be: each file whole, in one move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def beside(task: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begin `task`; yields what waits for it and returns what it returned, or raises what it raised.

    The task writes only through `Work.writing` and says nothing by itself: steps, notes and measures are the
    caller's. It runs no loop of numba's own threads (`parallel=True`), of which a process may run one at a time.
    Where the block is broken off (Ctrl-C, an error), the task is ended first: it takes seconds.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="beside") as pool:
        future = pool.submit(task)
        yield future.result
