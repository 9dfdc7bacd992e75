"""Looking at one picture: every face in it, whose it is, and whether it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.consent.sightings import Box, Sighting, Templates
from coulisse.face import identity
from coulisse.face.detect import SMALLEST, find_faces

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Seen:
    """A face of one picture: box in pixels, descriptor (128,), its owner, and why it cannot be told, if so."""

    box: Box
    height: float
    yaw_degrees: float
    descriptor: NDArray[np.float32]
    performer: str | None
    similarity: float
    why: str

    def sighting(
        self, file: str, frame: int, *, original: bool, why: str = "", performer: str | None = None
    ) -> Sighting:
        """This face as a sighting; `why` and `performer` where something more is known than this picture tells."""
        box = tuple(round(float(v), 1) for v in self.box)
        return Sighting(
            file, frame, (box[0], box[1], box[2], box[3]), round(self.height, 1), performer or self.performer,
            round(self.similarity, 4), not self.why, why or self.why, original,
        )  # fmt: skip


def look(
    picture: Bytes, people: Templates, *, at: tuple[int, int] = (0, 0), smallest: float = SMALLEST, turned: bool = False
) -> list[Seen]:
    """The faces of an sRGB picture (h, w, 3) uint8, whose left top pixel lies `at` (x, y) of the whole."""
    seen = []
    for face in find_faces(picture, smallest=smallest, turned=turned):
        crop = identity.aligned(picture, face)
        descriptor = identity.describe_aligned(crop)
        performer, similarity = owner(descriptor, people)
        x, y, w, h = face.box
        why = identity.why_not_told(face, crop)
        seen.append(
            Seen((x + at[0], y + at[1], w, h), face.height, face.yaw_degrees, descriptor, performer, similarity, why)
        )
    return seen


def owner(descriptor: NDArray[Any], people: Templates) -> tuple[str | None, float]:
    """Whose descriptor it is and how alike: the nearest template of all, if it is near enough."""
    best: tuple[str | None, float] = (None, -1.0)
    for performer in sorted(people):
        templates = np.asarray(people[performer], np.float32).reshape(-1, len(descriptor))
        if len(templates):
            best = max(best, (performer, float((templates @ descriptor).max())), key=lambda found: found[1])
    if best[0] is None:
        return None, 0.0
    return (best[0] if best[1] >= identity.SAME_PERSON else None), best[1]


def same_person(a: NDArray[Any], b: NDArray[Any]) -> bool:
    """Whether two descriptors are one person's."""
    return identity.similarity(a, b) >= identity.SAME_PERSON
