"""What name screening is given (people that must not slip by) and what it answers (where they stand in a text)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Known:
    """A person whose name is looked for.

    `id` is empty for people read from a file that gives none; the caller then assigns one. `characters` holds
    (character, work) pairs; the work may be empty.
    """

    id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    characters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A person found in a text: characters `start` to `end` of the text as it was given, and how, in plain words."""

    id: str
    what: Literal["name", "alias", "character"]
    start: int
    end: int
    how: str
