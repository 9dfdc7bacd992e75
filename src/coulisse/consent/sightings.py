"""What a screening for faces saw: identifiers and numbers, nothing that shows a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from numpy.typing import NDArray

Templates = Mapping[str, NDArray[Any]]  # performer id -> (n, 128), unit vectors
Box = tuple[float, float, float, float]  # x, y, width, height in pixels

FIRST = 1001  # frames count from here
TOO_SMALL = "too small"
UNDER_AN_EFFECT = "the plate's own face under an effect"


@dataclass(frozen=True)
class Sighting:
    """A face in a file: where, how high in pixels, whose, and whether one can tell.

    `performer` is None for a face that nobody on the roster owns; `similarity` is that to the nearest of them (a
    cosine; 0 for an empty roster). `why` says why it cannot be told, or what it is. `original`: the pixels are
    the plate's own. `frame` counts from 1001, in stills, too.
    """

    file: str
    frame: int
    box: Box
    height: float
    performer: str | None
    similarity: float
    legible: bool
    why: str
    original: bool

    @property
    def too_small(self) -> bool:
        """Whether it is smaller than anybody could be told by."""
        return self.why == TOO_SMALL


@dataclass(frozen=True)
class Screening:
    """All sightings of a plate or of outputs, how much was looked at, and what was looked at how."""

    sightings: tuple[Sighting, ...]
    frames: int
    files: int
    notes: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """For reports and the ledger: sightings of one kind in one file or sequence are one row."""

        def kind(s: Sighting) -> tuple[Any, ...]:
            return s.file.rpartition("/")[0] or s.file, s.performer or "", s.legible, s.why, s.original

        rows = []
        for (place, performer, legible, why, original), group in groupby(sorted(self.sightings, key=kind), key=kind):
            seen = list(group)
            rows.append(
                {
                    "file": place, "performer": performer or None, "legible": legible, "why": why, "original": original,
                    "faces": len(seen), "first_frame": min(s.frame for s in seen),
                    "last_frame": max(s.frame for s in seen), "height": round(max(s.height for s in seen)),
                    "similarity": round(max(s.similarity for s in seen), 3),
                }
            )  # fmt: skip
        return {"files": self.files, "frames": self.frames, "faces": rows, "notes": list(self.notes)}
