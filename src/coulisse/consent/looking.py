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

# Portraits, upright or not, have scores of 0.90 and more from 64 pixels on, of 0.78 and more from 48 (11 synthetic
# people, docs/likeness.md); lamps on a table, seen upside down, had 0.77, a mannequin's egg of a head 0.75.
SURE, SURE_SMALL, SURE_FROM = 0.85, 0.8, 56.0


@dataclass(frozen=True)
class Seen:
    """A face of one picture: box in pixels, descriptor (128,), the nearest of the roster, and why it cannot be told."""

    box: Box
    height: float
    descriptor: NDArray[np.float32]
    nearest: str | None
    similarity: float
    illegible: str
    lying: bool = False  # on its side or upside down

    @property
    def performer(self) -> str | None:
        """Whose face it is; None for nobody's on the roster."""
        return self.nearest if self.similarity >= identity.SAME_PERSON else None

    def sighting(
        self, file: str, frame: int, *, original: bool, why: str = "", performer: str | None = None
    ) -> Sighting:
        """This face as a sighting; `why` and `performer` where something more is known than this picture tells."""
        x, y, w, h = (round(float(v), 1) for v in self.box)
        owner = performer or self.performer
        if not (self.illegible or why) and owner is None and self.similarity >= identity.PERHAPS:
            why = f"perhaps {self.nearest}"
        return Sighting(
            file, frame, (x, y, w, h), round(self.height, 1), owner, round(self.similarity, 4), not self.illegible,
            why or self.illegible, original,
        )  # fmt: skip


def look(
    picture: Bytes,
    people: Templates,
    *,
    at: tuple[int, int] = (0, 0),
    smallest: float = SMALLEST,
    turned: bool = False,
    sure: bool = False,
) -> list[Seen]:
    """The faces of an sRGB picture (h, w, 3) uint8, whose left top pixel lies `at` (x, y) of the whole.

    `sure`: a face that lies, or by which nobody could be told, counts only where the network is as sure as it is of
    faces: for pictures in which nothing was photographed.
    """
    seen = []
    for face in find_faces(picture, smallest=smallest, turned=turned):
        crop = identity.aligned(picture, face)
        illegible = identity.why_not_told(face, crop)
        least = SURE if face.height >= SURE_FROM else SURE_SMALL
        if sure and face.score < least and (illegible or _lies(face.landmarks)):
            continue
        descriptor = identity.describe_aligned(crop)
        nearest, similarity = nearest_of(descriptor, people)
        x, y, w, h = face.box
        place = (x + at[0], y + at[1], w, h)
        lying = _lies(face.landmarks)
        seen.append(Seen(place, face.height, descriptor, nearest, similarity, illegible, lying))
    return seen


def _lies(landmarks: NDArray[Any]) -> bool:
    """Whether the way from the eyes to the mouth leads more aside or upwards than down."""
    across, down = landmarks[3:5].mean(0) - landmarks[:2].mean(0)
    return bool(down < abs(across))


def nearest_of(descriptor: NDArray[Any], people: Templates) -> tuple[str | None, float]:
    """The performer with the most similar template of all, and how alike; (None, 0) for an empty roster."""
    best: tuple[str | None, float] = (None, -1.0)
    for performer in sorted(people):
        templates = np.asarray(people[performer], np.float32).reshape(-1, len(descriptor))
        if len(templates):
            best = max(best, (performer, float((templates @ descriptor).max())), key=lambda found: found[1])
    return best if best[0] is not None else (None, 0.0)
