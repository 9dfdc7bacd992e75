"""Compiled loops on all the cores: the work is dealt out in hands, and a free thread takes the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numba
import numpy as np

from coulisse.scene.pieces import Ints

T = TypeVar("T")


def share(work: Callable[[T], object], hands: Sequence[T]) -> None:
    """Call `work` for every hand; it must let go of the GIL (`nogil`) to gain from it.

    Numba's own `prange` cannot carry nested tuples into its body, and gives each thread a fixed part.
    """
    threads = min(numba.get_num_threads(), len(hands))
    if threads <= 1:
        for hand in hands:
            work(hand)
        return
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work, hand) for hand in hands]:
            done.result()


def interleaved(count: int, hands: int = 16) -> list[Ints]:
    """0..count - 1 in `hands` interleaved parts: busy rows lie next to each other."""
    return [np.arange(i, count, hands, dtype=np.int32) for i in range(min(hands, count))]
