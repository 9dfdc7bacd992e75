"""Whose faces appear: in a performer's reference pictures, in a plate, and in what was made of it.

Opt-in and fail closed: without the face networks nothing is screened and so nothing passes. Thresholds and their
measurement are in face/ and docs/likeness.md. Templates are biometric data: they are returned and compared here, never
printed and never part of a sighting.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import outputs, pixels
from coulisse.consent.looking import look
from coulisse.consent.plate_frames import LEAST_SHARE, read_moving
from coulisse.consent.sightings import FIRST as FIRST
from coulisse.consent.sightings import Screening as Screening
from coulisse.consent.sightings import Sighting as Sighting
from coulisse.consent.sightings import Templates as Templates
from coulisse.errors import BadInput
from coulisse.face import identity
from coulisse.face.detect import SMALLEST, find_faces
from coulisse.media import images, movies
from coulisse.models import faces
from coulisse.production import plates

LARGEST_REFERENCE = 64 * 2**20  # bytes
MOST_PIXELS = 100_000_000  # by the header, before anything is decoded
REFERENCE_PIXELS = 4_000_000  # larger pictures are averaged down to it
SMALLEST_REFERENCE = 64.0  # pixels of face height in the picture as it is looked at
# Of the largest face: somebody smaller far behind is a passer-by; anybody else makes it unclear whose picture it is.
SECOND_FACE = 0.33
PLATE_STRIDE = 4  # a moving plate is looked at every so many frames: six times a second

_ONE_FACE = "give a picture that shows one face, at least 200 pixels high, looking towards the camera"


def enrol(path: Path) -> NDArray[np.float32]:
    """The template (128,) of the one face in a reference picture, a unit vector.

    Raises BadInput for a file over 64 MB or 100 megapixels (before it is decoded), for what is no picture, for no
    face or several, for a face that is too small, turned away or blurred. Raises Unavailable without the weights.
    """
    faces.needed()
    path = Path(path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadInput(f"cannot be opened: {error.strerror}", where=path, remedy="check the path") from None
    if size > LARGEST_REFERENCE:
        raise BadInput(
            f"the picture has {size / 1e6:,.0f} MB, more than {LARGEST_REFERENCE // 2**20} MiB",
            where=path, remedy="scale it down; a face of 200 pixels is enough",
        )  # fmt: skip
    read = images.read_picture(path, max_pixels=REFERENCE_PIXELS, refuse_pixels=MOST_PIXELS)
    picture = pixels.display(read.pixels)
    # On all sides: a scan may lie on its side, and a face upside down is found upright, too, but wrongly aligned.
    found = find_faces(picture, turned=True)
    if not found:
        raise BadInput("there is no face in this picture", where=path, remedy=_ONE_FACE)
    tallest = max(found, key=lambda face: face.height)
    several = sum(face.height >= SECOND_FACE * tallest.height for face in found)
    if several > 1:
        raise BadInput(f"there are {several} faces in this picture", where=path, remedy=f"crop it, or {_ONE_FACE}")
    crop = identity.aligned(picture, tallest)
    why = "too small" if tallest.height < SMALLEST_REFERENCE else identity.why_not_told(tallest, crop)
    if why:
        raise BadInput(
            f"the face in this picture is {why} ({tallest.height:.0f} pixels high, turned by "
            f"{abs(tallest.yaw_degrees):.0f} degrees)",
            where=path, remedy=_ONE_FACE,
        )  # fmt: skip
    return identity.describe_aligned(crop)


def screen_plate(path: Path, people: Templates) -> Screening:
    """The faces in a plate: all `original`, by frames; the plate's file is called "plate", as its name may name one.

    A still is looked at upright, on both sides and upside down; a moving plate every fourth frame. Faces under a
    150th of the long side are not looked for. Raises BadInput for a plate that cannot be read and Unavailable
    without the weights.
    """
    faces.needed()
    path = Path(path)
    sightings: list[Sighting] = []
    if plates.is_words(path):
        return Screening((), 0, 1, ("plate: words, no picture; names in them are looked for with the brief's",))
    if not movies.is_movie(path):
        picture = pixels.display(images.read_picture(path).pixels)
        return Screening(tuple(_plate_faces(picture, FIRST, people)), 1, 1, (_what(picture.shape[1], 0),))
    looked, width = 0, 0
    for index, frame in enumerate(read_moving(path)):
        if index % PLATE_STRIDE == 0:
            picture = frame.display()
            sightings += _plate_faces(picture, FIRST + index, people)
            looked, width = looked + 1, picture.shape[1]
    return Screening(tuple(sightings), looked, 1, (_what(width, PLATE_STRIDE),))


def screen_outputs(folder: Path, names: Sequence[str], plate: Path, people: Templates) -> Screening:
    """The faces in what was made of a plate; `names` are files of `folder`.

    Finished frames (EXR) are compared with the plate pixel by pixel: a face whose pixels are the plate's, up to the
    rounding to half floats, is `original`; one in changed pixels is not, be it the plate's own under an effect
    (`why` says so), a performer's or a stranger's. Movies and pictures made of the frames are held against them. A
    file that cannot be looked at (an unknown kind, a link) counts as a face that nobody owns. The notes say what was
    looked at how. Raises BadInput for a damaged file and Unavailable without the weights.
    """
    faces.needed()
    return outputs.screen(Path(folder), names, Path(plate), people)


def _plate_faces(picture: NDArray[np.uint8], frame: int, people: Templates) -> list[Sighting]:
    smallest = max(SMALLEST, LEAST_SHARE * max(picture.shape[:2]))
    seen = look(picture, people, smallest=smallest, turned=(frame - FIRST) % (8 * PLATE_STRIDE) == 0)
    return [face.sighting("plate", frame, original=True) for face in seen]


def _what(width: int, stride: int) -> str:
    least = max(SMALLEST, LEAST_SHARE * width)
    how = f"every {stride}th frame" if stride else "the picture, on all four sides"
    return f"plate: {how}; faces of {least:.0f} pixels and more"
