"""The uses of a likeness that a performer can be asked for, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UseKind(StrEnum):
    """What is done with a likeness. Whatever is not in this list cannot be granted, and so is refused."""

    age_alteration = "age_alteration"
    replica_with = "replica_with"
    replica_without = "replica_without"
    costume_on_body = "costume_on_body"
    previs_likeness = "previs_likeness"


# In plain words, as a performer reads them before signing.
WORDS = {
    UseKind.age_alteration: "Age alteration: making the performer look younger or older in recorded pictures",
    UseKind.replica_with: "Digital replica, made with the performer's participation",
    UseKind.replica_without: "Digital replica, made without the performer's participation",
    UseKind.costume_on_body: "Costumes shown on the performer's body",
    UseKind.previs_likeness: "The performer's likeness in previs (sketches and clips for planning)",
}
REPLICAS = frozenset({UseKind.replica_with, UseKind.replica_without})
ADULT = 18  # years


@dataclass(frozen=True)
class Use:
    """One wish: this kind of use of this performer. `ages` and `seen` go with age alteration only.

    `ages` are what they are made to look (years, from and to), `seen` is the age that the footage is said to show.
    """

    kind: UseKind
    performer: str
    ages: tuple[int, int] | None = None
    seen: float | None = None
