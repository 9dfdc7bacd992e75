"""Screening the finished frames against the plate, pixel by pixel, and the movies made of them, against both.

One thread reads ahead: it compares frames and movies and says where something has to be looked at. This one looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import pixels
from coulisse.consent.deliveries import Numbered
from coulisse.consent.findings import CONTEXT, STRIDE, Report, altered, derived, share
from coulisse.consent.looking import look
from coulisse.consent.pixels import Bools, Bytes
from coulisse.consent.plate_frames import LEAST_SHARE, PlateFrames
from coulisse.consent.sightings import FIRST
from coulisse.face import identity
from coulisse.media import exr, movies
from coulisse.media.ahead import read_ahead

TURNED_EVERY = 12  # frames in which faces lying on their side or upside down are looked for, too

_Region = tuple[int, int, int, int]  # left, top, right, bottom
_Reel = Iterator[tuple[Bytes, Callable[[], NDArray[Any]]]]


@dataclass(frozen=True)
class _Part:
    """A part of a movie's frame that is neither the finished frame's nor the plate's: `shown` is the whole frame."""

    name: str
    frame: int
    shown: Bytes
    region: _Region


@dataclass(frozen=True)
class _Frame:
    """A finished frame as it is looked at: sRGB uint8, beside the plate's (None without one), where the `mask` is set.

    `around` is what has to be looked at (None for nothing), `beside` gives the plate's faces, `reels` what of the
    movies has to be looked at and `seen` how many of their frames there were. `picture` is False for a file that is
    no finished frame after all.
    """

    name: str
    number: int
    picture: bool = False
    shown: Bytes | None = None
    own: Bytes | None = None
    mask: Bools | None = None
    around: _Region | None = None
    beside: PlateFrames | None = None
    smallest: float = 0.0
    reels: tuple[_Part, ...] = ()
    seen: int = 0
    kept: int | None = None  # the plate's frame from 0, if its faces are asked for again beside the passes


def comp(report: Report, folder: Path, numbered: Numbered, plate: Path, films: Sequence[str]) -> None:
    """Every frame of the finished picture, with the movies made of it beside; says so in the report."""
    for ready in read_ahead(_frames(report, folder, numbered, plate, films)):
        if ready.picture:
            _finished(report, ready, first=ready.number == numbered.frames[0][0])
        elif ready.name:  # not what the first frame promised
            report.unseen(ready.name)
        for part in ready.reels:
            _look_at(report, part)
        report.frames += ready.seen


def film_alone(report: Report, folder: Path, name: str) -> None:
    """A movie with no finished frames beside it: every frame is looked at whole."""
    for index, (_, whole) in enumerate(movies.read_small(folder / name, pixels.COMPARED_SIDE)):
        report.frames += 1
        _look_at(report, _whole(name, index, whole))


def rgb(values: NDArray[Any]) -> NDArray[Any]:
    """The picture (h, w, 3) of a layer of one channel or more."""
    planes = values if values.ndim == 3 else values[:, :, None]
    return planes[:, :, :3] if planes.shape[2] >= 3 else np.repeat(planes[:, :, :1], 3, 2)


# -- read ahead --------------------------------------------------------------------------------------------


def _frames(
    report: Report, folder: Path, numbered: Numbered, plate: Path, films: Sequence[str]
) -> Iterator[_Frame]:  # fmt: skip
    reels: dict[str, _Reel] = {name: movies.read_small(folder / name, pixels.COMPARED_SIDE) for name in films}
    first = numbered.frames[0][0]
    beside: PlateFrames | None = None
    smallest, index = 0.0, 0
    for number, name in numbered.frames:
        layers, _ = exr.read_passes(folder / name, one_part=True)
        if set(layers) != {exr.BEAUTY}:
            yield _Frame(name, number)
            continue
        picture = rgb(layers[exr.BEAUTY])
        size = (picture.shape[1], picture.shape[0])
        if beside is None:
            smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(size))
            beside = PlateFrames(plate, size, report.people, smallest)
        # A number missing is a frame missing: the others keep their place beside the plate.
        own = beside.frame(number - first)
        if own is not None and own.shape != picture.shape:
            own = None
        display = beside.display() if own is not None else None
        mask = np.ones(picture.shape[:2], bool) if own is None else pixels.changed(picture, own)
        around = pixels.region(mask, CONTEXT)
        shown = _shown(picture, display, around)
        neighbours = [pixels.small(shown)]
        if display is not None and display is not shown:
            neighbours.append(pixels.small(display))
        parts, seen = _beside(reels, index, neighbours, size, smallest)
        again = (number - first) % STRIDE == 0 or number == numbered.frames[-1][0]
        yield _Frame(
            name, number, True, shown, display, mask, around, beside if own is not None else None, smallest,
            parts, seen + 1, number - first if again else None,
        )  # fmt: skip
        index += 1
    for reel, frames in reels.items():
        for extra, (_, whole) in enumerate(frames, index):  # longer than the comp: nothing accounts for it
            yield _Frame("", 0, reels=(_whole(reel, extra, whole),), seen=1)


def _shown(picture: NDArray[Any], own: Bytes | None, around: _Region | None) -> Bytes:
    """A finished frame as sRGB uint8: what is as the plate has it is taken from the plate's."""
    if own is None:
        return pixels.display(picture)
    if around is None:
        return own
    left, top, right, bottom = around
    shown = own.copy()
    shown[top:bottom, left:right] = pixels.display(picture[top:bottom, left:right])
    return shown


def _beside(
    reels: dict[str, _Reel], index: int, neighbours: Sequence[Bytes], size: tuple[int, int], smallest: float
) -> tuple[tuple[_Part, ...], int]:
    """What of the movies' frames is neither the finished frame's nor the plate's, and how many frames there were."""
    parts, seen = [], 0
    for name, frames in reels.items():
        frame = next(frames, None)
        if frame is not None:
            seen += 1
            part = _departing(name, index, frame, neighbours, size, smallest)
            parts += [part] if part is not None else []
    return tuple(parts), seen


def _departing(
    name: str, index: int, frame: tuple[Bytes, Callable[[], NDArray[Any]]], neighbours: Sequence[Bytes],
    size: tuple[int, int], smallest: float,
) -> _Part | None:  # fmt: skip
    """A movie's frame against the comp's and the plate's, which are given small, of frames of `size`."""
    brief, whole = frame
    # Movies want even sides: a frame of odd size has one more row or column in them, which a small one hardly shows.
    if abs((brief.shape[1] / brief.shape[0]) / (size[0] / size[1]) - 1) >= 0.01:
        return _whole(name, index, whole)
    small = (brief.shape[1], brief.shape[0])
    departs = pixels.departs(brief, [pixels.small(other, small) for other in neighbours])
    blocks = pixels.large_enough(departs, 0.6 * smallest / (size[0] / small[0]))
    found = pixels.region(blocks, 0)
    if found is None:
        return None
    shown = pixels.eight_bit(whole())
    unit = pixels.BLOCK * shown.shape[1] / brief.shape[1]
    height, width = shown.shape[:2]
    left, top = (max(0, int(v * unit - CONTEXT)) for v in found[:2])
    right, bottom = (min(s, int(v * unit + CONTEXT) + 1) for v, s in zip(found[2:], (width, height), strict=True))
    return _Part(name, FIRST + index, shown, (left, top, right, bottom))


def _whole(name: str, index: int, whole: Callable[[], NDArray[Any]]) -> _Part:
    shown = pixels.eight_bit(whole())
    return _Part(name, FIRST + index, shown, (0, 0, shown.shape[1], shown.shape[0]))


# -- looked at ---------------------------------------------------------------------------------------------


def _finished(report: Report, ready: _Frame, *, first: bool) -> None:
    """The faces of one frame: the plate's own where nothing changed under them, all of them where something did."""
    assert ready.shown is not None and ready.mask is not None
    report.smallest = ready.smallest
    originals = []
    if ready.beside is not None:
        if first:
            report.lying = ready.beside.lying(ready.own)
        originals = ready.beside.faces(ready.own)
        if ready.kept is not None:
            report.of_plate[ready.kept, ready.shown.shape[1::-1]] = originals
    for seen in originals:
        if not share(ready.mask, seen):
            report.sightings.append(seen.sighting(ready.name, ready.number, original=True))
        # As the plate shows it: a sheet of before and after has both, and the plate's own accounts for its own.
        report.account(seen, ready.shown if ready.own is None else ready.own, original=True)
    if ready.around is None:
        return
    left, top, right, bottom = ready.around
    turned = report.lying or (ready.number - FIRST) % TURNED_EVERY == 0
    for seen in look(
        ready.shown[top:bottom, left:right], report.people, at=(left, top), smallest=ready.smallest, turned=turned,
        sure=report.sure,
    ):  # fmt: skip
        if not share(ready.mask, seen):
            continue  # one of the plate's own, said already
        report.account(seen, ready.shown, original=False)
        report.sightings.append(altered(seen, originals, ready.name, ready.number))


def _look_at(report: Report, part: _Part) -> None:
    left, top, right, bottom = part.region
    smallest = max(identity.SMALLEST_LEGIBLE, LEAST_SHARE * max(part.shown.shape[:2]))
    shown = part.shown[top:bottom, left:right]
    for seen in look(shown, report.people, at=(left, top), smallest=smallest, turned=report.lying, sure=report.sure):
        derived(report, part.name, part.frame, seen, part.shown)
