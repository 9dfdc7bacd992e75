"""Writing behind the work: files are compressed and written while the next frame is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType

import cv2

OPEN = 1  # job at a time beside the work: a frame of 9 megapixels holds almost a gigabyte


class Behind:
    """One thread that does jobs in order. The first error of a job is raised by the next `put`, or at the end."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._jobs: list[Future[None]] = []

    def put(self, job: Callable[[], None]) -> None:
        """Have a job done; waits while another is open."""
        while len(self._jobs) >= OPEN:
            self._jobs.pop(0).result()
        self._jobs.append(self._pool.submit(job))

    def __enter__(self) -> Behind:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            while self._jobs:
                job = self._jobs.pop(0)
                if kind is None:
                    job.result()
                elif not job.cancel():
                    job.exception()  # what is under way is finished; the error that ended the work is the one to show
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def side_by_side() -> Iterator[None]:
    """Within it several threads work on frames of their own, and OpenCV shares no call of theirs out to more.

    It gives the same pixels with one thread as with many; but where the cores are busy, its threads wait for each
    other, and that takes a sixth of the processors' time.
    """
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)
