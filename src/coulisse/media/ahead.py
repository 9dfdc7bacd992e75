"""Reading ahead of the work: the next frame is read and decoded while this one is being worked on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

AHEAD = 1  # item that waits, beside the one that is being made: a frame of 9 megapixels holds 100 MB


def read_ahead(items: Iterable[T], waiting: int = AHEAD) -> Iterator[T]:
    """The items in order, made by one thread of their own; at most `waiting` of them wait to be taken.

    An error of the items is raised where they are taken. Who stops taking them stops them: the thread ends with the
    item under way.
    """
    lane: queue.Queue[tuple[bool, Any]] = queue.Queue(max(1, waiting))
    stopped = threading.Event()

    def make() -> None:
        try:
            for item in items:
                lane.put((True, item))
                del item  # it is the taker's alone
                if stopped.is_set():
                    return
            lane.put((False, None))
        except BaseException as error:  # handed to the taker
            lane.put((False, error))

    maker = threading.Thread(target=make, name="ahead", daemon=True)
    maker.start()
    try:
        while True:
            there, item = lane.get()
            if not there:
                if item is not None:
                    raise item
                return
            yield item
            del item
    finally:
        stopped.set()
        while maker.is_alive():  # it may wait for room
            try:
                lane.get(timeout=0.02)
            except queue.Empty:
                continue
        maker.join()
