"""Screening what a run has made: where pixels are not the plate's own, every face in them is found and named.

The lossless frames come first: a face in them is the plate's own, the plate's own under an effect, or new. Movies and
pictures made of these frames are then held against them; only where they depart, or show a face that the
frames do not, is there anything new to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import finished, pixels
from coulisse.consent.deliveries import Numbered, sort_out
from coulisse.consent.findings import CONTEXT, STRIDE, Report, altered, derived, share
from coulisse.consent.finished import TURNED_EVERY
from coulisse.consent.looking import look
from coulisse.consent.pixels import Bytes
from coulisse.consent.plate_frames import LEAST_SHARE, PlateFrames
from coulisse.consent.sightings import FIRST, Screening, Templates
from coulisse.errors import BadInput
from coulisse.face import identity
from coulisse.media import exr, images, movies
from coulisse.media.page_raster import document_pages
from coulisse.production import plates

# Layers of three or four channels that are measurements, not pictures.
_NO_PICTURE = ("crypto", "normal", "motion", "position", "rest", "velocity", "depth")
PAGE_DPI = 72  # a face on a page that a reader could tell is 16 pixels and more at this


def screen(folder: Path, names: Sequence[str], plate: Path, people: Templates) -> Screening:
    """Screen the files `names` of a folder against the plate that they were made of; see likeness.screen_outputs."""
    delivery = sort_out(folder, names)
    report = Report(people, sure=plates.is_words(plate))
    layered: list[Numbered] = []
    comps: list[Numbered] = []
    for numbered in delivery.sequences:
        layers, _ = exr.read_passes(folder / numbered.name, one_part=True)
        (comps if set(layers) == {exr.BEAUTY} else layered).append(numbered)
    films = list(delivery.movies)
    for numbered in comps:
        # Movies of the same length as the first comp are held against it while its frames are at hand.
        finished.comp(report, folder, numbered, plate, films if numbered is comps[0] else [])
    if not comps:
        for name in films:
            finished.film_alone(report, folder, name)
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


def _passes(report: Report, folder: Path, numbered: Numbered, plate: Path) -> None:
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
                if share(mask, seen):
                    known = report.of_plate.get((number - first, size))  # from the finished frames
                    originals = beside.faces(beside.display()) if known is None else known
                    report.sightings.append(altered(seen, originals, name, number))
        report.frames += 1


def _pictures(layers: dict[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, values in sorted(layers.items()):
        if values.ndim == 3 and values.shape[2] >= 3 and not name.startswith(_NO_PICTURE):
            yield name, values[:, :, :3]


def _picture(report: Report, folder: Path, name: str, plate: Path) -> None:
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
        derived(report, name, FIRST, seen, shown)


def _document(report: Report, folder: Path, name: str) -> None:
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
                derived(report, name, FIRST, seen, page)
    except BadInput:
        report.unseen(name)


def _looked_at(report: Report, page: Bytes, smallest: float) -> bool:
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
    report: Report,
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
