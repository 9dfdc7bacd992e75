"""A plate on disk: which files it is made of, their hash, and the copy that a shot keeps."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from coulisse.errors import BadInput

WORDS = "asked.txt"  # what stands for the plate where there is none: the words of who asked
COPIED_UP_TO = 512 * 1024 * 1024  # bytes; a larger plate is linked to, not copied
_HASHES = "SHA256SUMS"


@dataclass(frozen=True)
class Plate:
    """The files of a plate, in order, each with its SHA-256; `path` is what the user named.

    `path` is a picture, a movie, a folder of frames, or a pattern of frames (`plate.%04d.exr`,
    `plate.####.exr`).
    """

    path: Path
    files: tuple[Path, ...]
    hashes: tuple[str, ...]

    @property
    def digest(self) -> str:
        """One SHA-256 for the whole plate: that of its file, or of the list of its frames' hashes."""
        if len(self.hashes) == 1:
            return self.hashes[0]
        return hashlib.sha256("\n".join(self.hashes).encode()).hexdigest()


def find(path: Path) -> Plate:
    """The plate that `path` names. Raises BadInput if there is none, or one of its files is empty."""
    files = _files(path)
    for file in files:
        try:
            if file.stat().st_size == 0:
                raise BadInput("the file is empty (0 bytes)", where=file, remedy="copy it again from its source")
        except OSError as error:
            raise BadInput(f"cannot be read ({error.strerror})", where=file, remedy="check it") from None
    return Plate(path, tuple(files), tuple(file_hash(file) for file in files))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.is_dir():
        files = sorted(f for f in path.iterdir() if f.is_file() and not f.name.startswith(".") and f.name != _HASHES)
        if not files:
            raise BadInput("the folder has no frames in it", where=path, remedy="name the plate's folder or file")
        return files
    wildcard = re.sub(r"%0?\d*d|#+", "*", path.name)
    if wildcard != path.name and path.parent.is_dir():
        shape = re.escape(path.name)
        shape = re.sub(r"%0?\d*d|(\\#|#)+", r"(-?\\d+)", shape)
        files = sorted(f for f in path.parent.glob(wildcard) if re.fullmatch(shape, f.name))
        if files:
            return files
    raise BadInput(
        "there is no such plate", where=path,
        remedy="give the path of a picture, a movie, or a folder of frames",
    )  # fmt: skip


def keep(plate: Plate, folder: Path) -> Path:
    """Put the plate into a shot's `plate/` folder and return its path there; does nothing if it is there.

    A plate of more than 512 MB is linked to. `SHA256SUMS` beside it can be checked by `sha256sum -c`.
    Raises BadInput if the folder holds another plate.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inside = folder / plate.path.name if not plate.path.is_dir() else folder
    kept = kept_digest(folder)
    if kept == plate.digest:
        names = [line.split("  ", 1)[1] for line in (folder / _HASHES).read_text("utf-8").splitlines()]
        return folder / names[0] if len(names) == 1 else inside
    if kept is not None:
        raise BadInput(
            f"the shot {folder.parent.name} already has another plate", where=plate.path,
            remedy="name another shot with --shot, or leave --shot out to have the next one made",
        )  # fmt: skip
    link = sum(file.stat().st_size for file in plate.files) > COPIED_UP_TO
    for file, digest in zip(plate.files, plate.hashes, strict=True):
        target = folder / file.name
        if target.exists() and target.samefile(file):
            continue
        target.unlink(missing_ok=True)
        if link:
            target.symlink_to(file.resolve())
        else:
            shutil.copyfile(file, target)
            if file_hash(target) != digest:
                target.unlink()
                raise BadInput(
                    "the file was changed while it was being read", where=file,
                    remedy="run the command again when nothing writes to it any more",
                )  # fmt: skip
    lines = [f"{digest}  {file.name}\n" for digest, file in zip(plate.hashes, plate.files, strict=True)]
    (folder / _HASHES).write_text("".join(lines), "utf-8")  # last: its presence says that the plate is whole
    return inside


def kept_digest(folder: Path) -> str | None:
    """The digest of the plate that a shot keeps; None if it has none yet."""
    try:
        lines = (folder / _HASHES).read_text("utf-8").splitlines()
    except OSError:
        return None
    hashes = tuple(line.split("  ", 1)[0] for line in lines)
    return Plate(folder, (), hashes).digest if hashes else None


def is_words(path: Path) -> bool:
    """Whether a plate is no picture but the words that were asked (a set, a costume): UTF-8 text in a `.txt` file."""
    if path.suffix.lower() != ".txt" or not path.is_file():
        return False
    try:
        return "\0" not in path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
