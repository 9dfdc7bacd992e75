"""Screening what a run has made: where pixels are not the plate's own, every face in them is found and named.

The lossless frames come first: a face in them is the plate's own, the plate's own under an effect, or new. Movies and
pictures made of these frames are then held against them; only where they depart, or show a face that the
frames do not, is there anything new to see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import pixels
from coulisse.consent.deliveries import Numbered, sort_out
from coulisse.consent.looking import Seen, look
from coulisse.consent.pixels import Bytes
from coulisse.consent.plate_frames import LEAST_SHARE, PlateFrames
from coulisse.consent.sightings import FIRST, UNDER_AN_EFFECT, Screening, Sighting, Templates
from coulisse.errors import BadInput
from coulisse.face import identity
from coulisse.face.detect import overlap
from coulisse.media import exr, images, movies
from coulisse.media.page_raster import document_pages
from coulisse.production import plates

STRIDE = 16  # passes are looked at every so many frames, and at the first and the last
TURNED_EVERY = 12  # frames in which faces lying on their side or upside down are looked for, too
CONTEXT = 48.0  # pixels around what changed that a detector gets to see
SAME_PLACE = 0.5  # of the smaller box
# Layers of three or four channels that are measurements, not pictures.
_NO_PICTURE = ("crypto", "normal", "motion", "position", "rest", "velocity", "depth")
PAGE_DPI = 72  # a face on a page that a reader could tell is 16 pixels and more at this
UNSEEN = "not a kind of file that can be looked at"


@dataclass
class _Report:
    """What has been seen so far; `known` are the faces that the lossless frames account for, with their pixels."""

    people: Templates
    smallest: float = 0.0
    sure: bool = False  # nothing was photographed: what only might be a face is none (looking.SURE)
    lying: bool = False  # faces of the plate lie on their side or upside down: they are looked for so in every frame
    sightings: list[Sighting] = field(default_factory=list)
    known: list[tuple[Seen, Bytes, bool]] = field(default_factory=list)  # the last: the plate's own, not altered
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


def screen(folder: Path, names: Sequence[str], plate: Path, people: Templates) -> Screening:
    """Screen the files `names` of a folder against the plate that they were made of; see likeness.screen_outputs."""
    delivery = sort_out(folder, names)
    report = _Report(people, sure=plates.is_words(plate))
    layered: list[Numbered] = []
    comps: list[Numbered] = []
    for numbered in delivery.sequences:
        layers, _ = exr.read_passes(folder / numbered.name, one_part=True)
        (comps if set(layers) == {exr.BEAUTY} else layered).append(numbered)
    films = list(delivery.movies)
    for numbered in comps:
        # Movies of the same length as the first comp are held against it while its frames are at hand.
        _comp(report, folder, numbered, plate, films if numbered is comps[0] else [])
    if not comps:
        for name in films:
            _film_alone(report, folder, name)
    for numbered in layered:
        _passes(report, folder, numbered, plate)
    for name in delivery.pictures:
        _picture(report, folder, name, plate)
    for name in delivery.documents:
        _document(report, folder, name)
    for name in delivery.unknown:
        report.unseen(name)
    _notes(report, comps, layered, films, delivery.pictures, delivery.documents)
    files = len(names) - len(delivery.without_picture)
    return Screening(tuple(report.sightings), report.frames, files, tuple(report.notes))


def _comp(report: _Report, folder: Path, numbered: Numbered, plate: Path, films: Sequence[str]) -> None:
    """Every frame of the finished picture, with the movies made of it beside."""
    reels = {name: movies.read_small(folder / name, pixels.COMPARED_SIDE) for name in films}
    first = numbered.frames[0][0]
    beside: PlateFrames | None = None
    index = 0
    for number, name in numbered.frames:
        layers, _ = exr.read_passes(folder / name, one_part=True)
        if set(layers) != {exr.BEAUTY}:  # not what the first frame promised
            report.unseen(name)
            continue
        picture = _rgb(layers[exr.BEAUTY])
        size = (picture.shape[1], picture.shape[0])
        if beside is None:
            report.smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(size))
            beside = PlateFrames(plate, size, report.people, report.smallest)
        # A number missing is a frame missing: the others keep their place beside the plate.
        own = beside.frame(number - first)
        if number == first:
            report.lying = beside.lying()
        same_size = own is not None and own.shape == picture.shape
        shown = _lossless(report, name, number, picture, beside if same_size else None)
        neighbours = [pixels.small(shown)]
        plate_shown = beside.display() if same_size else None
        if plate_shown is not None:
            neighbours.append(pixels.small(plate_shown))
        for reel, frames in reels.items():
            _reel_frame(report, reel, index, next(frames, None), neighbours, size)
        report.frames += 1
        index += 1
    for reel, frames in reels.items():
        for extra, following in enumerate(frames, index):  # longer than the comp: nothing accounts for it
            _reel_frame(report, reel, extra, following, [], (0, 0))


def _lossless(report: _Report, name: str, number: int, picture: NDArray[Any], beside: PlateFrames | None) -> Bytes:
    """One frame, compared with the plate pixel by pixel; returns it as sRGB uint8."""
    own = None if beside is None else beside.frame(-1)
    mask = np.ones(picture.shape[:2], bool) if own is None else pixels.changed(picture, own)
    originals = beside.faces() if beside is not None else []
    around = pixels.region(mask, CONTEXT)
    display = beside.display() if beside is not None else None
    shown = display if around is None and display is not None else pixels.display(picture)
    for seen in originals:
        if not _share(mask, seen):
            report.sightings.append(seen.sighting(name, number, original=True))
        # As the plate shows it: a sheet of before and after has both, and the plate's own accounts for its own.
        report.account(seen, shown if display is None else display, original=True)
    if around is None:
        return shown
    left, top, right, bottom = around
    turned = report.lying or (number - FIRST) % TURNED_EVERY == 0
    for seen in look(
        shown[top:bottom, left:right], report.people, at=(left, top), smallest=report.smallest, turned=turned,
        sure=report.sure,
    ):  # fmt: skip
        if not _share(mask, seen):
            continue  # one of the plate's own, said already
        report.account(seen, shown, original=False)
        report.sightings.append(_altered(seen, originals, name, number))
    return shown


def _altered(seen: Seen, originals: Sequence[Seen], name: str, number: int) -> Sighting:
    """A face in changed pixels: the plate's own under an effect where place and person agree, else a new one."""
    for other in originals:
        alike_enough = identity.similarity(seen.descriptor, other.descriptor) >= identity.PERHAPS
        if alike_enough and overlap(seen.box, other.box) > SAME_PLACE:
            performer = seen.performer or other.performer
            return seen.sighting(name, number, original=False, why=UNDER_AN_EFFECT, performer=performer)
    return seen.sighting(name, number, original=False)


def _share(mask: NDArray[np.bool_], seen: Seen) -> bool:
    """Whether anything changed under a face."""
    x, y, w, h = seen.box
    height, width = mask.shape
    rows = slice(max(0, int(y)), min(height, int(y + h) + 1))
    columns = slice(max(0, int(x)), min(width, int(x + w) + 1))
    return bool(mask[rows, columns].any())


def _reel_frame(
    report: _Report, name: str, index: int, frame: tuple[Bytes, Callable[[], NDArray[Any]]] | None,
    neighbours: Sequence[Bytes], size: tuple[int, int],
) -> None:  # fmt: skip
    """A movie's frame against the comp's and the plate's (small, of frames of `size`): faces where it is neither."""
    if frame is None:
        return
    report.frames += 1
    brief, whole = frame
    blocks: NDArray[np.bool_] | None = None
    # Movies want even sides: a frame of odd size has one more row or column in them, which a small one hardly shows.
    if neighbours and abs((brief.shape[1] / brief.shape[0]) / (size[0] / size[1]) - 1) < 0.01:
        small = (brief.shape[1], brief.shape[0])
        scale = size[0] / small[0]
        departs = pixels.departs(brief, [pixels.small(other, small) for other in neighbours])
        blocks = pixels.large_enough(departs, 0.6 * report.smallest / scale)
        if not blocks.any():
            return
    shown = pixels.eight_bit(whole())
    left, top, right, bottom = (0, 0, shown.shape[1], shown.shape[0])
    if blocks is not None and (found := pixels.region(blocks, 0)):
        left, top, right, bottom = _inside(found, pixels.BLOCK * shown.shape[1] / brief.shape[1], CONTEXT, shown)
    smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(shown.shape[:2]))
    part = shown[top:bottom, left:right]
    for seen in look(part, report.people, at=(left, top), smallest=smallest, turned=report.lying, sure=report.sure):
        _derived(report, name, FIRST + index, seen, shown)


def _inside(blocks: tuple[int, int, int, int], unit: float, margin: float, shown: Bytes) -> tuple[int, int, int, int]:
    height, width = shown.shape[:2]
    return (
        max(0, int(blocks[0] * unit - margin)), max(0, int(blocks[1] * unit - margin)),
        min(width, int(blocks[2] * unit + margin) + 1), min(height, int(blocks[3] * unit + margin) + 1),
    )  # fmt: skip


def _derived(report: _Report, name: str, frame: int, seen: Seen, shown: Bytes) -> None:
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


def _film_alone(report: _Report, folder: Path, name: str) -> None:
    for index, frame in enumerate(movies.read_small(folder / name, pixels.COMPARED_SIDE)):
        _reel_frame(report, name, index, frame, [], (0, 0))


def _passes(report: _Report, folder: Path, numbered: Numbered, plate: Path) -> None:
    """The layers of every STRIDE-th frame that are pictures; a layer that did not change is not looked at again."""
    first = numbered.frames[0][0]
    chosen = sorted({*numbered.frames[::STRIDE], numbered.frames[0], numbered.frames[-1]})
    beside: PlateFrames | None = None
    before: dict[str, int] = {}
    for number, name in chosen:
        for layer, picture in _pictures(exr.read_passes(folder / name, one_part=True)[0]):
            size = (picture.shape[1], picture.shape[0])
            report.smallest = report.smallest or max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(size))
            mark = hash(picture.tobytes())
            if before.get(layer) == mark:
                continue
            before[layer] = mark
            if beside is None:
                beside = PlateFrames(plate, size, report.people, report.smallest, report.lying)
            own = beside.frame(number - first)
            mask = np.ones(picture.shape[:2], bool)
            if layer == exr.DELTA and own is not None and own.shape == picture.shape:
                picture = own + picture  # what it shows is what it makes of the plate
            if own is not None and own.shape == picture.shape:
                mask = pixels.changed(picture, own)
            # What a layer leaves black holds no face.
            mask &= (np.abs(picture) > 1e-5).any(2)
            around = pixels.region(mask, CONTEXT)
            if around is None:
                continue
            left, top, right, bottom = around
            shown = pixels.display(picture[top:bottom, left:right])
            for seen in look(
                shown, report.people, at=(left, top), smallest=report.smallest, turned=report.lying, sure=report.sure
            ):
                if _share(mask, seen):
                    report.sightings.append(_altered(seen, beside.faces(), name, number))
        report.frames += 1


def _pictures(layers: dict[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, values in sorted(layers.items()):
        if values.ndim == 3 and values.shape[2] >= 3 and not name.startswith(_NO_PICTURE):
            yield name, values[:, :, :3]


def _rgb(values: NDArray[Any]) -> NDArray[Any]:
    planes = values if values.ndim == 3 else values[:, :, None]
    return planes[:, :, :3] if planes.shape[2] >= 3 else np.repeat(planes[:, :, :1], 3, 2)


def _picture(report: _Report, folder: Path, name: str, plate: Path) -> None:
    """A picture beside the frames: a contact sheet, a preview."""
    shown = pixels.display(images.read_picture(folder / name).pixels)
    smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(shown.shape[:2]))
    report.frames += 1
    report.shown.append(pixels.small(shown))
    for seen in look(shown, report.people, smallest=smallest, turned=True, sure=report.sure):
        if not report.known and not movies.is_movie(plate) and not plates.is_words(plate):
            with suppress(BadInput):  # a picture without any comp: the plate itself may account for it
                own = pixels.display(images.read_picture(plate).pixels)
                for other in look(own, report.people, smallest=smallest):
                    report.account(other, own, original=True)
        _derived(report, name, FIRST, seen, shown)


def _document(report: _Report, folder: Path, name: str) -> None:
    """Every page of a PDF, as it prints; one that is a picture which was looked at is not looked at again."""
    try:
        for page in document_pages((folder / name).read_bytes(), PAGE_DPI):
            report.frames += 1
            if page is None:
                continue
            smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(page.shape[:2]))
            if _looked_at(report, page, smallest):
                continue
            for seen in look(page, report.people, smallest=smallest, turned=True, sure=report.sure):
                _derived(report, name, FIRST, seen, page)
    except BadInput:
        report.unseen(name)


def _looked_at(report: _Report, page: Bytes, smallest: float) -> bool:
    """Whether a page is one of the pictures that were looked at, but for what is too small to be a face."""
    brief = pixels.small(page)
    scale = max(page.shape[:2]) / max(brief.shape[:2])
    for other in report.shown:
        if abs((other.shape[1] / other.shape[0]) / (brief.shape[1] / brief.shape[0]) - 1) < 0.01:
            same = pixels.small(other, (brief.shape[1], brief.shape[0]))
            if not pixels.large_enough(pixels.departs(brief, [same]), 0.6 * smallest / scale).any():
                return True
    return False


def _notes(
    report: _Report,
    comps: Sequence[Numbered],
    layered: Sequence[Numbered],
    films: Sequence[str],
    stills: Sequence[str],
    papers: Sequence[str],
) -> None:
    if comps:
        report.notes.append(
            f"finished frames: every one, where a pixel is not the plate's; faces of {report.smallest:.0f} pixels and "
            f"more; lying faces in every {TURNED_EVERY}th"
        )
    if layered:
        report.notes.append(f"passes: the layers that are pictures, every {STRIDE}th frame, the first and the last")
    if films:
        report.notes.append("movies: every frame, where it is neither the finished frame nor the plate")
    if stills:
        report.notes.append("pictures: whole; faces that the finished frames show are theirs")
    if papers:
        report.notes.append(
            f"documents: every page that has more than lines and text, as it prints at up to {PAGE_DPI} dpi"
        )
    if report.explained:
        report.notes.append(f"{report.explained} faces in movies and pictures are those of the frames or the plate")
