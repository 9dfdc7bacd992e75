"""The plate beside what was made of it: its frames at any size, as they come, and the faces in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from coulisse.consent import pixels
from coulisse.consent.looking import Seen, look
from coulisse.consent.pixels import Bytes, Floats
from coulisse.consent.sightings import Templates
from coulisse.media import images, movies
from coulisse.production import plates

# Of the long side: in a delivery of 1920 pixels this is 13 pixels, less than anybody can be told by.
LEAST_SHARE = 1 / 150
# Pixels: recipes bring a larger plate down to this before they bring it to the size of the result, so it is done here
# the same way; it also holds the memory of a plate of 100 megapixels to a quarter.
BROUGHT_DOWN = 6_500_000


@dataclass(frozen=True)
class Moving:
    """A frame of a moving plate as its file has it: sRGB code values (h, w, 3) of a movie, ACEScg of a sequence."""

    stored: NDArray[Any]

    def linear(self) -> Floats:
        """As ACEScg."""
        return pixels.scene_linear(self.stored) if self.stored.dtype.kind == "u" else self.stored

    def display(self) -> Bytes:
        """As sRGB uint8: of a movie its own codes, which is what they come to by way of ACEScg."""
        return pixels.nearest_eight_bit(self.stored) if self.stored.dtype.kind == "u" else pixels.display(self.stored)


class PlateFrames:
    """The plate, still or moving, at one size; ask for frames in rising order.

    `size` is (width, height). Beyond a moving plate's end there is none: what is made there is all new. One thread may
    ask for frames while another looks at those that it has.
    """

    def __init__(
        self, plate: Path, size: tuple[int, int], people: Templates, smallest: float, turned: bool = False
    ) -> None:
        self._size, self._people, self._smallest, self._turned = size, people, smallest, turned
        words = plates.is_words(plate)  # nothing was photographed: all that is made is new
        self.still = words or not movies.is_movie(plate)
        self._source: Iterator[Moving] | None = None if self.still else read_moving(plate)
        self._index = -1
        self._frame: Floats | None = None
        self._display: Bytes | None = None
        self._looked_at: Bytes | None = None
        self._faces: list[Seen] = []
        if self.still and not words:
            self._hold(Moving(images.read_picture(plate, max_pixels=max(BROUGHT_DOWN, size[0] * size[1])).pixels))

    def _hold(self, frame: Moving | None) -> None:
        self._frame = self._display = None
        if frame is not None:
            whole = frame.stored.shape[1::-1] == self._size
            self._frame = frame.linear() if whole else images.resized(frame.linear(), *self._size)
            self._display = frame.display() if whole else pixels.display(self._frame)

    def frame(self, index: int) -> Floats | None:
        """The plate at a frame (0 = first), ACEScg; None where it has ended."""
        while self._source is not None and self._index < index:
            following = next(self._source, None)
            self._index += 1
            if self._index == index or following is None:
                self._hold(following)
            if following is None:
                self._source = None
        return self._frame

    def display(self) -> Bytes | None:
        """The frame last asked for as sRGB uint8."""
        return self._display

    def faces(self, shown: Bytes | None) -> list[Seen]:
        """The faces in one of the frames as it was displayed; of the one last looked at they are known."""
        if shown is None:
            return []
        if shown is not self._looked_at:
            self._faces, self._looked_at = self._look(shown, self._turned), shown
        return self._faces

    def lying(self, shown: Bytes | None) -> bool:
        """Whether a face of a displayed frame lies; then all are looked for on all sides from here on."""
        self._turned = shown is not None and any(seen.lying for seen in self._look(shown, True))
        self._looked_at = None
        return self._turned

    def _look(self, shown: Bytes, turned: bool) -> list[Seen]:
        return look(shown, self._people, smallest=self._smallest, turned=turned)


def read_moving(plate: Path) -> Iterator[Moving]:
    """The frames of a movie or sequence; a movie in a tenth of the time that media/movies.py takes."""
    if plate.suffix.lower() in movies.MOVIE_SUFFIXES and plate.is_file():
        yield from map(Moving, movies.read_codes(plate))
    else:
        yield from map(Moving, movies.read_frames(plate))
