"""Reads reference pictures and palette files: their colours with what each does, their light, their texture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media import colour, images
from coulisse.media.palette import codes, hex_code, lch, name_of, oklab, palette_of, srgb
from coulisse.media.palette_files import FilePalette, read_palette
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.reference_brief import MOST, PictureRead, Reference, ReferenceFile, Role, TakenColour
from coulisse.recipes.reference_light import PictureLight, is_linear, read_light, shown

_KEYS = ("middle", "low", "high")  # where pictures disagree, the first of the most frequent
COLOURS = 7  # of a palette that is taken from pictures
READ_PIXELS = 400_000  # larger pictures are averaged down to it while they are read
REFUSED_PIXELS = 100_000_000
_SMALL = 0.01  # of the area: less is a speck
_TONE = 0.085  # OKLab: what is nearer is a tone of one colour


def read_reference(pictures: Sequence[Path], palette: Path | None = None) -> tuple[Reference, tuple[str, ...]]:
    """What up to six pictures and a palette file say, and notes for who asks.

    The palette is the file's where there is one, else that of the pictures: k-means in OKLab, weighted by area and
    chroma (`media.palette`). The same files give the same reading. Raises BadInput for files that cannot be read.
    """
    if len(pictures) > MOST:
        raise BadInput(f"{len(pictures)} reference pictures", where="--reference", remedy=f"give at most {MOST}")
    reference, notes = Reference(), list[str]()
    if pictures:
        looks, lights, files = [], list[PictureLight](), list[ReferenceFile]()
        for path in pictures:
            one = images.read_picture(path, max_pixels=READ_PIXELS, refuse_pixels=REFUSED_PIXELS)
            look, exposed = shown(one.pixels, is_linear(one))
            if exposed:
                notes.append(f"{path.name}: exposed by {exposed:+.1f} stops to be read")
            looks.append(np.round(colour.encode_srgb(look) * 255).astype(np.uint8))
            lights.append(read_light(look))
            files.append(ReferenceFile(name=path.name, sha256=one.sha256, path=str(path.expanduser().resolve())))
        reference = Reference(pictures=files, colours=_colours(looks), read=_together(lights))
    if palette is not None:
        found = read_palette(palette)
        notes += [f"{palette.name}: {note}" for note in found.notes]
        file = ReferenceFile(name=palette.name, sha256=found.sha256, path=str(palette.expanduser().resolve()))
        if len(found.colours) > 12:
            notes.append(f"{palette.name}: the first 12 of {len(found.colours)} colours are taken")
        reference = reference.model_copy(update={"palette_file": file, "colours": _of_file(found)})
    return reference, tuple(notes)


def _colours(looks: Sequence[NDArray[np.uint8]]) -> list[TakenColour]:
    """The palette of pictures: found finer than it is shown, so that the heart of an accent is not mixed with its glow;
    tones of one colour are one entry, and what is left over is small and dull."""
    fine = palette_of(looks, 2 * COLOURS, vivid=2.0)
    rows = [(oklab(codes(code)), share) for code, share, _ in fine]
    while len(rows) > 1:
        gaps = [(float(np.linalg.norm(a[0] - b[0])), i, j) for i, a in enumerate(rows) for j, b in enumerate(rows[:i])]
        gap, i, j = min(gaps)
        if gap > _TONE:
            break
        # The stronger of two tones of a small colour is what the eye keeps of it; of large ones, their mean.
        (one, share), (other, more) = rows[i], rows[j]
        strong, weak = (one, other) if np.hypot(*one[1:]) > np.hypot(*other[1:]) else (other, one)
        mean = (one * share + other * more) / (share + more) if share + more > 0.12 else 0.8 * strong + 0.2 * weak
        rows = [row for n, row in enumerate(rows) if n not in (i, j)] + [(mean, share + more)]
    rows = [row for row in rows if row[1] >= _SMALL] or rows[:1]
    rows = sorted(rows, key=lambda row: -row[1] * (0.3 + float(np.hypot(*row[0][1:])) / 0.1))[:COLOURS]
    rows.sort(key=lambda row: (-row[1], tuple(row[0])))
    total = sum(share for _, share in rows)
    named = {entry.en[0]: entry.colour for entry in _entries("colour")}
    used: list[str] = []
    for lab, _ in rows:
        used.append(name_of(hex_code(srgb(lab)), named, used))
    found = [(hex_code(srgb(lab)), share / total) for lab, share in rows]
    return [TakenColour(colour=code, share=round(share, 3), role=role, name=name)
            for (code, share), role, name in zip(found, roles(found), used, strict=True)]  # fmt: skip


def roles(colours: Sequence[tuple[str, float]]) -> list[Role]:
    """What each colour (code, share) does: the largest leads, small strong ones are accents, all else answers.

    Where none is small, the strongest that is far from the first is the accent: a picture that is half orange has one.
    """
    out: list[Role] = ["dominant" if i == 0 else "secondary" for i in range(len(colours))]
    labs = [oklab(codes(code)) for code, _ in colours]
    strong = [lch(code)[1] for code, _ in colours]
    for i, (_, share) in enumerate(colours[1:], 1):
        if 0 < share < 0.12 and strong[i] > 0.07:
            out[i] = "accent"
    if "accent" not in out and len(colours) > 1:
        far = [strong[i] * float(np.linalg.norm(labs[i] - labs[0])) for i in range(len(colours))]
        best = int(np.argmax(far[1:])) + 1
        if strong[best] > 0.04:  # among greys nothing stands out
            out[best] = "accent"
    return out


def _of_file(found: FilePalette) -> list[TakenColour]:
    """The file's order is its maker's: the first leads."""
    known = {entry.en[0]: entry.colour for entry in _entries("colour")}
    rows = found.colours[:12]
    return [TakenColour(colour=c.colour, role=role, name=c.name or name_of(c.colour, known))
            for c, role in zip(rows, roles([(c.colour, 0.0) for c in rows]), strict=True)]  # fmt: skip


def _entries(kind: str) -> list[Any]:
    return list(vocabulary().entries[kind].values())


def _together(lights: Sequence[PictureLight]) -> PictureRead:
    """One light of several pictures: means, of temperatures and ratios the geometric one."""
    seen = math.exp(sum(math.log(one.seen_kelvin) for one in lights) / len(lights))
    keys = [one.key for one in lights]
    times = {one.time for one in lights}
    return PictureRead(
        key=max(sorted(set(keys), key=_KEYS.index), key=keys.count),
        contrast=round(math.exp(sum(math.log(max(one.contrast, 1)) for one in lights) / len(lights)), 1),
        warmth="warm" if seen < 5400 else "cool" if seen > 7800 else "neutral", kelvin=round(seen),
        busy=round(sum(one.busy for one in lights) / len(lights), 3),
        time_of_day=times.pop() if len(times) == 1 else None,
        level=round(sum(one.level for one in lights) / len(lights), 2),
        hardness=round(sum(one.hardness for one in lights) / len(lights), 2),
    )  # fmt: skip
