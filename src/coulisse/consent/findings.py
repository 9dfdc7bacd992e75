"""What a screening has found so far, and what a face is: the plate's own, the plate's own under an effect, or new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import pixels
from coulisse.consent.looking import Seen
from coulisse.consent.pixels import Bytes
from coulisse.consent.sightings import FIRST, UNDER_AN_EFFECT, Sighting, Templates
from coulisse.face import identity
from coulisse.face.detect import overlap

STRIDE = 16  # passes are looked at every so many frames, and at the first and the last
CONTEXT = 48.0  # pixels around what changed that a detector gets to see
SAME_PLACE = 0.5  # of the smaller box
UNSEEN = "not a kind of file that can be looked at"


@dataclass
class Report:
    """What has been seen so far; `known` are the faces that the lossless frames account for, with their pixels."""

    people: Templates
    smallest: float = 0.0
    sure: bool = False  # nothing was photographed: what only might be a face is none (looking.SURE)
    lying: bool = False  # faces of the plate lie on their side or upside down: they are looked for so in every frame
    sightings: list[Sighting] = field(default_factory=list)
    known: list[tuple[Seen, Bytes, bool]] = field(default_factory=list)  # the last: the plate's own, not altered
    of_plate: dict[tuple[int, tuple[int, int]], list[Seen]] = field(default_factory=dict)  # by frame from 0, and size
    frames: int = 0
    explained: int = 0
    shown: list[Bytes] = field(default_factory=list)  # pictures that were looked at, small
    notes: list[str] = field(default_factory=list)

    def unseen(self, name: str) -> None:
        """A file that may show anybody."""
        self.sightings.append(Sighting(name, FIRST, (0, 0, 0, 0), 0.0, None, 0.0, False, UNSEEN, False))

    def account(self, seen: Seen, shown: Bytes, original: bool) -> None:
        """Remember a face and its surroundings, unless one so alike is remembered."""
        patch = pixels.patch(shown, seen.box)
        alike = (p for o, p, own in self.known if own == original and np.dot(seen.descriptor, o.descriptor) > 0.98)
        if not any(not original or pixels.alike(patch, other) for other in alike):
            self.known.append((seen, patch, original))


def altered(seen: Seen, originals: Sequence[Seen], name: str, number: int) -> Sighting:
    """A face in changed pixels: the plate's own under an effect where place and person agree, else a new one."""
    for other in originals:
        alike_enough = identity.similarity(seen.descriptor, other.descriptor) >= identity.PERHAPS
        if alike_enough and overlap(seen.box, other.box) > SAME_PLACE:
            performer = seen.performer or other.performer
            return seen.sighting(name, number, original=False, why=UNDER_AN_EFFECT, performer=performer)
    return seen.sighting(name, number, original=False)


def share(mask: NDArray[np.bool_], seen: Seen) -> bool:
    """Whether anything changed under a face."""
    x, y, w, h = seen.box
    height, width = mask.shape
    rows = slice(max(0, int(y)), min(height, int(y + h) + 1))
    columns = slice(max(0, int(x)), min(width, int(x + w) + 1))
    return bool(mask[rows, columns].any())


def derived(report: Report, name: str, frame: int, seen: Seen, shown: Bytes) -> None:
    """A face in a file that is made of the frames: explained by one of theirs, or new."""
    # Being the same person accounts for a face only where that person was told as altered; else the pixels must.
    same = any(
        identity.similarity(seen.descriptor, known.descriptor) >= identity.SAME_PERSON
        for known, _, original in report.known
        if not original
    )
    if same or any(pixels.alike(pixels.patch(shown, seen.box), other) for _, other, _ in report.known):
        report.explained += 1
        return
    report.sightings.append(seen.sighting(name, frame, original=False))
