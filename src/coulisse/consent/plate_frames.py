"""The plate beside what was made of it: its frames at any size, as they come, and the faces in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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


class PlateFrames:
    """The plate, still or moving, at one size; ask for frames in rising order.

    `size` is (width, height). Beyond a moving plate's end there is none: what is made there is all new.
    """

    def __init__(
        self, plate: Path, size: tuple[int, int], people: Templates, smallest: float, turned: bool = False
    ) -> None:
        self._size, self._people, self._smallest, self._turned = size, people, smallest, turned
        words = plates.is_words(plate)  # nothing was photographed: all that is made is new
        self.still = words or not movies.is_movie(plate)
        self._source: Iterator[Floats] | None = None if self.still else read_moving(plate)
        self._index = -1
        self._frame: Floats | None = None
        self._display: Bytes | None = None
        self._faces: list[Seen] | None = None
        if self.still and not words:
            self._hold(images.read_picture(plate, max_pixels=max(BROUGHT_DOWN, size[0] * size[1])).pixels)

    def _hold(self, frame: Floats | None) -> None:
        self._frame = None if frame is None else images.resized(frame, *self._size)
        self._display, self._faces = None, None

    def frame(self, index: int) -> Floats | None:
        """The plate at a frame (0 = first), ACEScg; None where it has ended."""
        while self._source is not None and self._index < index:
            following = next(self._source, None)
            self._index += 1
            self._hold(following)
            if following is None:
                self._source = None
        return self._frame

    def display(self) -> Bytes | None:
        """The frame last asked for as sRGB uint8."""
        if self._display is None and self._frame is not None:
            self._display = pixels.display(self._frame)
        return self._display

    def faces(self) -> list[Seen]:
        """The faces in the frame last asked for."""
        if self._faces is None:
            shown = self.display()
            self._faces = [] if shown is None else self._look(shown, self._turned)
        return self._faces

    def lying(self) -> bool:
        """Whether a face of the frame last asked for lies; then all are looked for on all sides from here on."""
        shown = self.display()
        self._turned = shown is not None and any(seen.lying for seen in self._look(shown, True))
        return self._turned

    def _look(self, shown: Bytes, turned: bool) -> list[Seen]:
        return look(shown, self._people, smallest=self._smallest, turned=turned)


def read_moving(plate: Path) -> Iterator[Floats]:
    """The frames of a movie or sequence as ACEScg; a movie in a tenth of the time that media/movies.py takes."""
    if plate.suffix.lower() in movies.MOVIE_SUFFIXES and plate.is_file():
        for codes in movies.read_codes(plate):
            yield pixels.scene_linear(codes)
    else:
        yield from movies.read_frames(plate)
