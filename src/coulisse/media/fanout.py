"""Several files written from one pass over the frames."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

Writer = Callable[[Path, Iterable[NDArray[Any]]], object]
AHEAD = 4  # frames that a fast writer may be ahead of a slow one


class _Stopped(Exception):
    """Another writer failed: this one need not finish."""


def write_together(frames: Iterable[Sequence[NDArray[Any]]], outputs: Sequence[tuple[Path, Writer, int]]) -> None:
    """Feed each frame's pictures to all the writers at once; encoders work while the next frame is read.

    `outputs` are (path, writer, which of the frame's pictures it takes). The first error of a writer is raised
    when all have stopped; writers leave no half file (movies.py).
    """
    lanes: list[queue.Queue[Any]] = [queue.Queue(AHEAD) for _ in outputs]
    failed = threading.Event()
    errors: list[BaseException] = []

    def feed(lane: queue.Queue[Any]) -> Iterator[NDArray[Any]]:
        while True:
            item = lane.get()
            if item is None:
                return
            if isinstance(item, _Stopped):
                raise item
            yield item

    def work(lane: queue.Queue[Any], path: Path, writer: Writer) -> None:
        try:
            writer(path, feed(lane))
        except _Stopped:
            pass
        except BaseException as error:  # handed to the caller below
            errors.append(error)
            failed.set()
            while lane.get() is not None:
                pass

    threads = [
        threading.Thread(target=work, args=(lane, path, writer), daemon=True)
        for lane, (path, writer, _) in zip(lanes, outputs, strict=True)
    ]
    for thread in threads:
        thread.start()
    end: object = None
    try:
        for pictures in frames:
            if failed.is_set():
                break
            for lane, (_, _, which) in zip(lanes, outputs, strict=True):
                lane.put(pictures[which])
    except BaseException:
        end = _Stopped()
        raise
    finally:
        for lane in lanes:
            if isinstance(end, _Stopped):
                lane.put(end)
            lane.put(None)
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
