"""What kind of thing each file of a delivery is, by its content as well as its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coulisse.media import images, movies

# Files that hold no picture, if what is in them is text; the USD crate has its own mark.
_TEXT = frozenset(
    {
        ".yaml",
        ".yml",
        ".json",
        ".jsonl",
        ".otio",
        ".usda",
        ".txt",
        ".md",
        ".csv",
        ".edl",
        ".toml",
        ".mtl",
        ".obj",
        ".dxf",
    }
)
_CRATE = b"PXR-USDC"
_NUMBER = re.compile(r"(\d+)(?=\.[^.]+$)")


@dataclass(frozen=True)
class Numbered:
    """The numbered EXRs of one folder and stem: (number, name) in order."""

    frames: tuple[tuple[int, str], ...]

    @property
    def name(self) -> str:
        """The first file's name."""
        return self.frames[0][1]


@dataclass(frozen=True)
class Delivery:
    """Files sorted by what they are; `unknown` are those that nobody here can look at."""

    sequences: tuple[Numbered, ...]
    movies: tuple[str, ...]
    pictures: tuple[str, ...]
    documents: tuple[str, ...]
    without_picture: tuple[str, ...]
    unknown: tuple[str, ...]


def sort_out(folder: Path, names: Sequence[str]) -> Delivery:
    """Sort the files of a folder. A link, and a text that is none, are unknown: they may show anything."""
    numbered: dict[str, list[tuple[int, str]]] = {}
    films, stills, papers, without, unknown = [], [], [], [], []
    for name in sorted(names):
        path = folder / name
        suffix = path.suffix.lower()
        if path.is_symlink() or not path.is_file() or ".." in Path(name).parts:
            unknown.append(name)
        elif suffix == ".exr":
            found = _NUMBER.search(name)
            stem = name[: found.start()] if found else name
            numbered.setdefault(stem, []).append((int(found[1]) if found else 0, name))
        elif suffix in movies.MOVIE_SUFFIXES:
            films.append(name)
        elif suffix in images.SUFFIXES:
            stills.append(name)
        elif suffix == ".pdf" and _starts(path, b"%PDF-"):
            papers.append(name)
        elif (suffix in _TEXT and _is_text(path)) or (suffix in (".usdc", ".usd") and _starts(path, _CRATE)):
            without.append(name)
        else:
            unknown.append(name)
    sequences = tuple(Numbered(tuple(sorted(frames))) for _, frames in sorted(numbered.items()))
    return Delivery(sequences, tuple(films), tuple(stills), tuple(papers), tuple(without), tuple(unknown))


def _starts(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _is_text(path: Path) -> bool:
    """Whether it is UTF-8 without control characters all through; pictures are not."""
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            part += file.readline(1 << 20)  # so that no character is cut in two
            try:
                part.decode("utf-8")
            except UnicodeDecodeError:
                return False
            if any(mark in part for mark in (b"\0", b"\x01", b"\x02", b"\x08")):
                return False
    return True
