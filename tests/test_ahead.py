"""Reading ahead: the same items in order, errors where they belong, and no thread left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from coulisse.media.ahead import read_ahead


def test_items_come_in_order_and_are_made_while_the_one_before_is_worked_on() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for k in range(5):
            made.append(k)
            yield k

    taken = []
    for item in read_ahead(items()):
        deadline = time.monotonic() + 2
        while len(made) <= item + 1 < 5 and time.monotonic() < deadline:
            time.sleep(0.001)
        assert item == 4 or item + 1 in made  # the next one was begun while this one is ours
        taken.append(item)
    assert taken == [0, 1, 2, 3, 4]


def test_an_error_comes_where_the_item_would_have_come() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no second one")

    ahead = read_ahead(items())
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="no second one"):
        next(ahead)


def test_who_stops_taking_leaves_no_thread_and_closes_the_source() -> None:
    before = threading.active_count()
    made = 0

    def endless() -> Iterator[int]:
        nonlocal made
        while True:
            made += 1
            yield made

    ahead = read_ahead(endless())
    assert next(ahead) == 1
    ahead.close()
    assert threading.active_count() == before
    assert made <= 4
