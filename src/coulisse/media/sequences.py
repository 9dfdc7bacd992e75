"""Image sequences: which files belong to one, and their pictures in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from coulisse.errors import BadInput
from coulisse.media import images
from coulisse.media.images import Picture

PATTERN = re.compile(r"%0?(\d*)d|(#+)|(@+)")


def is_sequence(path: Path, *, there: bool = True) -> bool:
    """Whether the path names a folder of pictures or a pattern like a.%04d.png; `there`: that is no file itself."""
    return path.is_dir() or (PATTERN.search(path.name) is not None and not (there and path.exists()))


def read_sequence(path: Path, start: int = 0) -> Iterator[Picture]:
    """The pictures of a sequence from its `start`th on. Raises BadInput, naming the file, for one of another size."""
    size: tuple[int, ...] | None = None
    for file in sequence_files(path)[start:]:
        picture = images.read_picture(file)
        found = picture.pixels.shape
        if size not in (None, found):
            raise BadInput(
                f"this frame is {found[1]} x {found[0]}, the first is {size[1]} x {size[0]}",
                where=file,
                remedy="export the sequence again in one size",
            )
        size = found
        yield picture


def sequence_files(path: str | Path) -> list[Path]:
    """The files of a sequence, given as a folder or a pattern (`plate.%04d.png`, `plate.####.exr`).

    Raises BadInput for an empty one, for a gap in its numbers and for a folder with two sequences.
    """
    path = Path(path)
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in images.SUFFIXES)
        found = [file for file in found if not file.name.startswith(".") and re.search(r"\d", file.stem)]
        matcher = re.compile(r"^(.*?)(\d+)(\.[^.]+)$")
    else:
        mark = PATTERN.search(path.name)
        if mark is None:
            raise BadInput("this is not a sequence", where=path, remedy="write it as plate.%04d.png")
        before, after = re.escape(path.name[: mark.start()]), re.escape(path.name[mark.end() :])
        matcher = re.compile(f"^({before})(\\d+)({after})$")
        found = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    numbered: dict[int, Path] = {}
    stems = set()
    for file in found:
        match = matcher.match(file.name)
        if match:
            stems.add((match[1], match[3]))
            numbered[int(match[2])] = file
    if not numbered:
        raise BadInput("there is no numbered picture here", where=path, remedy="check the folder or the pattern")
    if len(stems) > 1:
        raise BadInput(f"the folder holds {len(stems)} sequences", where=path, remedy="name one: plate.%04d.png")
    first, last = min(numbered), max(numbered)
    for number in range(first, last + 1):
        if number not in numbered:
            raise BadInput(f"frame {number} of the sequence is missing", where=path, remedy="copy it again")
    return [numbered[number] for number in range(first, last + 1)]
