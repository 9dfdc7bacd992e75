"""A decorator's knowledge, as data: since when there are which pieces, and in which style a room is furnished."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from coulisse.recipes.brief_words.vocabulary import one_line


@cache
def lines(name: str) -> tuple[dict[str, Any], ...]:
    """The entries of `years`, `before`, `styles`, `variants` or `stock`, one a line of its file."""
    text = files("coulisse.recipes").joinpath("taste", f"{name}.yaml").read_text("utf-8")
    return tuple(one_line(line.rstrip()) for line in text.splitlines() if line.startswith("- "))


def of_room(entry: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    """Whether an entry is about one of these rooms, buildings and classes of rooms; without rooms it is about all."""
    return "rooms" not in entry or any(kind in entry["rooms"] for kind in kinds)


def of_year(entry: dict[str, Any], year: float) -> bool:
    """Whether an entry is about this year."""
    return bool(entry.get("first", -99999) <= year <= entry.get("last", 99999))
