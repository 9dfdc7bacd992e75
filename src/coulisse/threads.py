"""Compiled loops on all the cores: the work is dealt out in hands, and a free thread takes the next."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
T = TypeVar("T")


def share(work: Callable[[T], object], hands: Sequence[T]) -> None:
    """Call `work` for every hand; it must let go of the GIL (`nogil`) to gain from it, and must not share itself.

    Numba's own `prange` cannot carry nested tuples into its body, and gives each thread a fixed part.
    """
    # What numba was started with: how many threads a simulation has last set (`set_num_threads`) is its own affair.
    threads = min(int(numba.config.NUMBA_NUM_THREADS), len(hands))
    if threads <= 1:
        for hand in hands:
            work(hand)
        return
    for done in [_pool().submit(work, hand) for hand in hands]:
        done.result()


@cache
def _pool() -> ThreadPoolExecutor:
    """One pool for all: a picture shares hundreds of times, and starting threads would take as long as the work."""
    return ThreadPoolExecutor(int(numba.config.NUMBA_NUM_THREADS), thread_name_prefix="share")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # a child has none of its parent's threads


def interleaved(count: int, hands: int = 16) -> list[Ints]:
    """0..count - 1 in `hands` interleaved parts: busy rows lie next to each other."""
    return [np.arange(i, count, hands, dtype=np.int32) for i in range(min(hands, count))]
