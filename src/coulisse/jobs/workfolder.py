"""The work folder of a run, `v001.partial`: a recipe's only way to the disk (see `recipes/contract.py`)."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
import os
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from coulisse.errors import DiskFull
from coulisse.jobs import memory
from coulisse.jobs.journal import Journal
from coulisse.jobs.progress import Shown, Silent
from coulisse.media.files import replacing
from coulisse.provenance.crypto import SigningKey
from coulisse.recipes.contract import Arrays, Choices, Step

STATE = ".work"  # inside the partial folder: journal, lock and cache; gone when the version is whole
JOURNAL = "journal.json"
CACHE = "cache"
LEAST_ROOM = 64 * 1024  # bytes; with less than this, a failed write failed for want of room
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def disk_full(error: BaseException, folder: Path) -> bool:
    """Whether an error comes from a full disk, a quota or a limit on the size of files.

    Libraries that write by themselves report it in their own words, so the room that is left counts, too.
    """
    if isinstance(error, DiskFull):
        return True
    if not isinstance(error, Exception):
        return False
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    try:
        return shutil.disk_usage(folder).free < LEAST_ROOM
    except OSError:
        return False


_CLEARANCES = ("yes", "review", "no")  # for commercial use, the worst last


class WorkFolder:
    """One run's `Work`. Everything that it is told goes to the journal at once, so a kill loses nothing."""

    def __init__(
        self, path: Path, journal: Journal, *, shot: str, stem: str, plate_sha256: str, choices: Choices,
        progress: Shown | Silent, signing: SigningKey, clearance: str = "yes",
        likenesses: Callable[[], Mapping[str, NDArray[np.float32]]] = dict,
    ) -> None:  # fmt: skip
        self.path, self.journal = path, journal
        self.shot, self.stem, self.plate_sha256, self.choices = shot, stem, plate_sha256, choices
        self._progress, self._signing = progress, signing
        self._clearance, self._likenesses = clearance, likenesses

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Step]:
        """See `contract.Work.step`. A step that is broken off counts with the time that it took."""
        begun = time.monotonic()
        try:
            with self._progress.step(name, total) as shown:
                yield shown
        finally:
            self.journal.add_step(name, time.monotonic() - begun, memory.peak_bytes())
            self._save()

    def folder(self, name: str) -> Path:
        """See `contract.Work.folder`."""
        folder = self.path / STATE / CACHE if name == CACHE else self.path / _checked(name)
        folder.mkdir(exist_ok=True)
        return folder

    def file(self, name: str) -> Path:
        """See `contract.Work.file`."""
        return self.path / _checked(name)

    def frame_done(self, path: Path) -> bool:
        """See `contract.Work.frame_done`."""
        return self._inside(path).is_file()

    @contextmanager
    def writing(self, path: Path) -> Iterator[Path]:
        """See `contract.Work.writing`."""
        path = self._inside(path)
        try:
            with replacing(path) as unfinished:
                yield unfinished
                if not unfinished.is_file() or unfinished.stat().st_size == 0:
                    raise RuntimeError(f"nothing was written for {path.name}")
                with unfinished.open("rb+") as file:
                    os.fsync(file.fileno())
        except RuntimeError as error:
            if disk_full(error, self.path):
                raise DiskFull(f"the disk is full: {path.name} could not be written") from error
            raise

    def cached(self, name: str, key: object, compute: Callable[[], Mapping[str, Any]]) -> Arrays:
        """See `contract.Work.cached`."""
        path = self.folder(CACHE) / f"{_checked(name)}-{digest(key)[:16]}.npz"
        if path.is_file():
            try:
                with np.load(path, allow_pickle=False) as stored:
                    return {entry: stored[entry] for entry in stored.files}
            except (OSError, ValueError, zipfile.BadZipFile):
                path.unlink()  # cannot happen by a kill, only by a failing disk; computing it again mends it
        arrays = {entry: np.asarray(value) for entry, value in compute().items()}
        for entry, array in arrays.items():
            if array.dtype.hasobject:
                raise TypeError(f"cached({name!r}): {entry!r} holds objects, not numbers")
        with self.writing(path) as temporary, temporary.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        return arrays

    def measure(self, name: str, value: object) -> None:
        """See `contract.Work.measure`."""
        self.journal.measured[name] = _as_json(value)
        self._save()

    def note(self, text: str) -> None:
        """See `contract.Work.note`."""
        if text not in self.journal.notes:
            self.journal.notes.append(text)
            self._save()
        self._progress.say(f"note: {text}")

    def templates(self, performer: str) -> NDArray[np.float32]:
        """See `contract.Work.templates`."""
        # Opened when a recipe asks: biometric data is read by nothing that has no use for it.
        return self._likenesses().get(performer, np.zeros((0, 128), np.float32))

    def may_use(self, commercial: str) -> bool:
        """See `contract.Work.may_use`."""
        return _CLEARANCES.index(commercial) <= _CLEARANCES.index(self._clearance)

    def used_model(
        self, name: str, *, licence: str, lineage: str, commercial: str, sha256: str, task: str = ""
    ) -> None:
        """See `contract.Work.used_model`."""
        self.journal.models[name] = {
            "name": name, "task": task, "licence": licence, "lineage": lineage, "commercial": commercial,
            "sha256": sha256,
        }  # fmt: skip
        self._save()

    def outputs(self) -> list[Path]:
        """The finished files that the recipe has written so far, in order, paths below the work folder."""
        return outputs_in(self.path)

    def sweep(self) -> None:
        """Take away what a killed run left half written."""
        for folder, _, names in os.walk(self.path):
            for name in names:
                if name.startswith("."):  # `media.files.replacing` and `journal.write_whole` begin so
                    Path(folder, name).unlink(missing_ok=True)

    def _inside(self, path: Path) -> Path:
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise ValueError(f"{path} is outside the work folder {self.path}")
        return path

    def _save(self) -> None:
        self.journal.save(self.path / STATE / JOURNAL, self._signing)


def outputs_in(partial: Path) -> list[Path]:
    """The finished files of a work folder, in order, paths below it."""
    found = []
    for folder, below, names in os.walk(partial):
        below[:] = [name for name in below if not name.startswith(".")]
        found += [Path(folder, name).relative_to(partial) for name in names if not name.startswith(".")]
    return sorted(found)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a plain name")
    return name


def digest(value: object) -> str:
    """SHA-256 of a value made of models, dataclasses, arrays, paths, text, numbers, lists and mappings."""
    hasher = hashlib.sha256()
    _feed(hasher.update, value)
    return hasher.hexdigest()


def _feed(feed: Callable[[bytes], None], value: object) -> None:
    if isinstance(value, BaseModel):
        feed(f"model {type(value).__name__} {value.model_dump_json()};".encode())
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        feed(f"data {type(value).__name__}".encode())
        for entry in dataclasses.fields(value):
            _feed(feed, entry.name)
            _feed(feed, getattr(value, entry.name))
    elif isinstance(value, np.ndarray | np.generic):
        array = np.ascontiguousarray(value)
        feed(f"array {array.dtype.str} {array.shape};".encode())
        feed(array.tobytes())
    elif isinstance(value, Mapping):
        feed(f"map {len(value)};".encode())
        for key in sorted(value, key=repr):
            _feed(feed, key)
            _feed(feed, value[key])
    elif isinstance(value, list | tuple):
        feed(f"list {len(value)};".encode())
        for entry in value:
            _feed(feed, entry)
    elif isinstance(value, str | int | float | bool | bytes | Path) or value is None:
        feed(f"{type(value).__name__} {value!r};".encode())
    else:
        raise TypeError(f"a {type(value).__name__} cannot be part of a key")


def _as_json(value: object) -> Any:
    """The value as what JSON can hold; numbers that are not finite become None."""

    def plain(entry: object) -> Any:
        if isinstance(entry, np.ndarray | np.generic):
            return entry.tolist()
        if isinstance(entry, BaseModel):
            return entry.model_dump(mode="json")
        if dataclasses.is_dataclass(entry) and not isinstance(entry, type):
            return dataclasses.asdict(entry)
        return str(entry)

    # Through text and back, so that what is stored in memory is exactly what a resumed run reads.
    return json.loads(json.dumps(value, default=plain), parse_constant=lambda _: None)
