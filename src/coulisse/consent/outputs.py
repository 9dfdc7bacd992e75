"""Screening what a run has made: where pixels are not the plate's own, every face in them is found and named.

The lossless frames come first: a face in them is the plate's own, the plate's own under an effect, or new. Movies and
pictures made of these frames are then held against them; only where they depart, or show a face that the
frames do not, is there anything new to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

STRIDE = 8  # passes are looked at every so many frames, and at the first and the last
TURNED_EVERY = 8  # frames in which faces lying on their side or upside down are looked for, too
CONTEXT = 48.0  # pixels around what changed that a detector gets to see
SAME_PLACE = 0.5  # of the smaller box
# Layers of three or four channels that are measurements, not pictures.
_NO_PICTURE = ("crypto", "normal", "motion", "position", "rest", "velocity", "depth")
UNSEEN = "not a kind of file that can be looked at"


@dataclass
class _Report:
    """What has been seen so far; `known` are the faces that the lossless frames account for, with their pixels."""

    people: Templates
    smallest: float = 0.0
    sightings: list[Sighting] = field(default_factory=list)
    known: list[tuple[Seen, Bytes]] = field(default_factory=list)
    frames: int = 0
    explained: int = 0
    notes: list[str] = field(default_factory=list)

    def account(self, seen: Seen, shown: Bytes) -> None:
        """Remember a face and its surroundings, unless one so alike is remembered."""
        if any(np.dot(seen.descriptor, other.descriptor) > 0.98 for other, _ in self.known):
            return
        self.known.append((seen, patch(shown, seen)))


def screen(folder: Path, names: Sequence[str], plate: Path, people: Templates) -> Screening:
    """Screen the files `names` of a folder against the plate that they were made of; see likeness.screen_outputs."""
    delivery = sort_out(folder, names)
    report = _Report(people)
    layered: list[Numbered] = []
    comps: list[Numbered] = []
    for numbered in delivery.sequences:
        layers, _ = exr.read_passes(folder / numbered.name)
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
    for name in delivery.unknown:
        report.sightings.append(Sighting(name, FIRST, (0, 0, 0, 0), 0.0, None, 0.0, False, UNSEEN, False))
    _notes(report, comps, layered, films, delivery.pictures)
    files = len(names) - len(delivery.without_picture)
    return Screening(tuple(report.sightings), report.frames, files, tuple(report.notes))


def _comp(report: _Report, folder: Path, numbered: Numbered, plate: Path, films: Sequence[str]) -> None:
    """Every frame of the finished picture, with the movies made of it beside."""
    reels = {name: movies.read_codes(folder / name) for name in films}
    first = numbered.frames[0][0]
    beside: PlateFrames | None = None
    index = 0
    for number, name in numbered.frames:
        picture = _rgb(exr.read_passes(folder / name)[0][exr.BEAUTY])
        size = (picture.shape[1], picture.shape[0])
        if beside is None:
            report.smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(size))
            beside = PlateFrames(plate, size, report.people, report.smallest)
        # A number missing is a frame missing: the others keep their place beside the plate.
        at = number - first
        own = beside.frame(at)
        same_size = own is not None and own.shape == picture.shape
        shown = _lossless(report, name, number, picture, beside if same_size else None)
        for reel, frames in reels.items():
            _reel_frame(report, reel, index, next(frames, None), shown, beside.display() if same_size else None)
        report.frames += 1
        index += 1
    for reel, frames in reels.items():
        for extra in frames:  # longer than the comp: nothing accounts for it
            _reel_frame(report, reel, index, extra, None, None)
            index += 1


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
        report.account(seen, shown)
    if around is None:
        return shown
    left, top, right, bottom = around
    turned = (number - FIRST) % TURNED_EVERY == 0
    for seen in look(
        shown[top:bottom, left:right], report.people, at=(left, top), smallest=report.smallest, turned=turned
    ):
        if not _share(mask, seen):
            continue  # one of the plate's own, said already
        report.account(seen, shown)
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
    report: _Report, name: str, index: int, codes: NDArray[Any] | None, comp: Bytes | None, plate: Bytes | None
) -> None:
    """A movie's frame against the comp's and the plate's: faces only where it is neither."""
    if codes is None:
        return
    report.frames += 1
    shown = pixels.eight_bit(codes)
    around: tuple[int, int, int, int] | None = (0, 0, shown.shape[1], shown.shape[0])
    if comp is not None:
        h, w = comp.shape[:2]
        if (shown.shape[0] - h) in (0, 1) and (shown.shape[1] - w) in (0, 1):  # movies want even sides
            shown = shown[:h, :w]
        if abs(shown.shape[1] / shown.shape[0] / (w / h) - 1) < 0.01:
            brief = pixels.small(shown)
            size = (brief.shape[1], brief.shape[0])
            candidates = [pixels.small(other, size) for other in (comp, plate) if other is not None]
            scale = shown.shape[1] / size[0]
            blocks = pixels.large_enough(pixels.departs(brief, candidates), 0.6 * report.smallest / scale)
            found = pixels.region(blocks, 0)
            unit = pixels.BLOCK * scale
            around = None if found is None else _inside(found, unit, CONTEXT, shown)
    if around is None:
        return
    left, top, right, bottom = around
    smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(shown.shape[:2]))
    for seen in look(shown[top:bottom, left:right], report.people, at=(left, top), smallest=smallest):
        _derived(report, name, FIRST + index, seen, shown)


def _inside(blocks: tuple[int, int, int, int], unit: float, margin: float, shown: Bytes) -> tuple[int, int, int, int]:
    height, width = shown.shape[:2]
    return (
        max(0, int(blocks[0] * unit - margin)), max(0, int(blocks[1] * unit - margin)),
        min(width, int(blocks[2] * unit + margin) + 1), min(height, int(blocks[3] * unit + margin) + 1),
    )  # fmt: skip


def _derived(report: _Report, name: str, frame: int, seen: Seen, shown: Bytes) -> None:
    """A face in a file that is made of the frames: explained by one of theirs, or new."""
    same = any(
        identity.similarity(seen.descriptor, known.descriptor) >= identity.SAME_PERSON for known, _ in report.known
    )
    if same or any(alike(patch(shown, seen), other) for _, other in report.known):
        report.explained += 1
        return
    report.sightings.append(seen.sighting(name, frame, original=False))


PATCH = 32  # pixels a side


def patch(shown: Bytes, seen: Seen) -> Bytes:
    """A face with its surroundings, PATCH pixels a side."""
    x, y, w, h = seen.box
    side = 1.6 * max(w, h)
    left, top = int(max(0, x + w / 2 - side / 2)), int(max(0, y + h / 2 - side / 2))
    part = shown[top : top + max(2, int(side)), left : left + max(2, int(side))]
    return images.resized_codes(np.ascontiguousarray(part), PATCH, PATCH)


def alike(a: Bytes, b: Bytes) -> bool:
    """Whether two patches show the same pixels at different sizes: their correlation, over small shifts."""
    inner = slice(4, PATCH - 4)
    fixed = _levelled(a[inner, inner])
    best = max(
        float((fixed * _levelled(b[dy : dy + PATCH - 8, dx : dx + PATCH - 8])).mean())
        for dy in range(0, 9, 2)
        for dx in range(0, 9, 2)
    )
    return best > ALIKE_PATCH


ALIKE_PATCH = 0.9  # correlation; of two different faces of one pose it stays under 0.8


def _levelled(values: Bytes) -> NDArray[np.float32]:
    grey = values.astype(np.float32).mean(2)
    return np.asarray((grey - grey.mean()) / max(float(grey.std()), 1.0), np.float32)


def _film_alone(report: _Report, folder: Path, name: str) -> None:
    for index, codes in enumerate(movies.read_codes(folder / name)):
        _reel_frame(report, name, index, codes, None, None)


def _passes(report: _Report, folder: Path, numbered: Numbered, plate: Path) -> None:
    """The layers of every STRIDE-th frame that are pictures; a layer that did not change is not looked at again."""
    first = numbered.frames[0][0]
    chosen = sorted({*numbered.frames[::STRIDE], numbered.frames[0], numbered.frames[-1]})
    beside: PlateFrames | None = None
    before: dict[str, int] = {}
    for number, name in chosen:
        for layer, picture in _pictures(exr.read_passes(folder / name)[0]):
            size = (picture.shape[1], picture.shape[0])
            report.smallest = report.smallest or max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(size))
            mark = hash(picture.tobytes())
            if before.get(layer) == mark:
                continue
            before[layer] = mark
            if beside is None:
                beside = PlateFrames(plate, size, report.people, report.smallest)
            own = beside.frame(number - first)
            mask = np.ones(picture.shape[:2], bool)
            if own is not None and own.shape == picture.shape:
                mask = pixels.changed(picture, own)
            # What a layer leaves black holds no face.
            mask &= (np.abs(picture) > 1e-5).any(2)
            around = pixels.region(mask, CONTEXT)
            if around is None:
                continue
            left, top, right, bottom = around
            shown = pixels.display(picture[top:bottom, left:right])
            for seen in look(shown, report.people, at=(left, top), smallest=report.smallest):
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
    for seen in look(shown, report.people, smallest=smallest, turned=True):
        if not report.known and not movies.is_movie(plate):
            with suppress(BadInput):  # a picture without any comp: the plate itself may account for it
                own = pixels.display(images.read_picture(plate).pixels)
                for other in look(own, report.people, smallest=smallest):
                    report.account(other, own)
        _derived(report, name, FIRST, seen, shown)


def _notes(
    report: _Report, comps: Sequence[Numbered], layered: Sequence[Numbered], films: Sequence[str], stills: Sequence[str]
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
    if report.explained:
        report.notes.append(f"{report.explained} faces in movies and pictures are those of the frames or the plate")
