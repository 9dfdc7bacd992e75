"""Files that are whole or not there, that are never reached through a link, and that one writer has at a time."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coulisse.errors import BadInput, CoulisseError, DiskFull, Refused, Unavailable
from coulisse.locks import sync_folder

NO_LINKS = "no-links-in-records"
LOCK_WAIT = 60.0  # seconds; a ledger is held for milliseconds
_SETTINGS = "coulisse.toml"  # marks a production's folder
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_REPARSE_POINT = 0x400  # Windows: a junction or a symbolic link
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def key_folder() -> Path:
    """The user's own folder of secrets, outside every production: `COULISSE_KEYS`, or the system's usual place."""
    chosen = os.environ.get("COULISSE_KEYS")
    if chosen:
        return Path(os.path.abspath(Path(chosen).expanduser()))  # noqa: PTH100 - takes `..` out, follows no link
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "coulisse" / "keys"


def checked_id(production_id: str) -> str:
    """A production's id, if it can name a file. Raises ValueError: productions check theirs when they are opened."""
    if not _ID.fullmatch(production_id):
        raise ValueError(f"`{production_id}` is no production's id")
    return production_id


def private_folder(folder: Path, below: Path | None = None) -> Path:
    """Make a folder (and what is above it) that only its owner can look into."""
    refuse_links(folder, below)
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"cannot be made ({error.strerror})", where=folder, remedy="give a folder that you may write to"
        ) from None
    return folder


def refuse_links(path: Path, below: Path | None = None) -> None:
    """Refuse a path of which any part below a folder is a link: the production's, the user's key folder, or `below`.

    Without any of them around it, only the last two parts are looked at. Raises Refused.
    """
    # In texts, not in Paths: every append comes by here several times.
    part = os.path.abspath(path)  # noqa: PTH100
    if "\0" in part:
        raise BadInput("no file can have this name", where=repr(part), remedy="check it")
    if ".." in path.parts:
        raise Refused(f"{path}: `..` in the path of a record (rule {NO_LINKS})\n  what to do: name the folder itself")
    end = str(below) if below is not None else _outermost(part)
    while part != end:
        if _is_link(part):
            raise Refused(
                f"{part} is a link, and records are never reached through one (rule {NO_LINKS})\n"
                "  what to do: find out who put it there; put the real file or folder in its place"
            )
        above = os.path.dirname(part)  # noqa: PTH120
        if above == part:
            raise ValueError(f"{path} is not below {below}")
        part = above


def _outermost(path: str) -> str:
    """The folder that links may lead to: the outermost production's, so that settings planted further in do not count.

    Without one, the folder above the one that `path` is in.
    """
    keys, found, part = str(key_folder()), "", path
    while (above := os.path.dirname(part)) != part:  # noqa: PTH120
        part = above
        if part == keys or os.path.lexists(f"{part}/{_SETTINGS}"):
            found = part
    return found or os.path.dirname(os.path.dirname(path))  # noqa: PTH120


def _is_link(path: str) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_file_attributes", 0) & _REPARSE_POINT)


def open_file(path: Path, flags: int, mode: int = 0o600, below: Path | None = None) -> int:
    """A descriptor of a real file, never through a link. Raises Refused, or OSError as `os.open` does."""
    refuse_links(path, below)
    try:
        descriptor = os.open(path, flags | _NOFOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0), mode)
    except OSError as error:
        if error.errno == errno.ELOOP:
            refuse_links(path, below)
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused(f"{path} is not a file (rule {NO_LINKS})\n  what to do: find out who put it there; take it away")
    return descriptor


def read(path: Path, limit: int, private: bool = False, below: Path | None = None) -> bytes:
    """The bytes of a real file of at most `limit` bytes. `private`: it must be readable by its owner only.

    Raises FileNotFoundError, NotADirectoryError, Refused (a link, others may read it), BadInput (too large,
    cannot be read).
    """
    try:
        descriptor = open_file(path, os.O_RDONLY, below=below)
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check who may read it") from None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if found.st_size > limit:
            raise BadInput(f"is too large ({found.st_size} bytes, not {limit} at most)", where=path, remedy="check it")
        if private and sys.platform != "win32" and found.st_mode & 0o077:
            raise Refused(
                f"others can read the private key {path} (rule private-keys-stay-private)\n"
                f"  what to do: chmod 600 '{path}', and make a new key if somebody may have read it"
            )
        return file.read(limit + 1)


def replace(path: Path, data: bytes, mode: int = 0o600, sync: bool = True, below: Path | None = None) -> None:
    """Put a file in the place of another: readers see the old one or the new one, whole.

    With `sync` it is the new one after a power cut, too. Raises DiskFull, Refused.
    """
    refuse_links(path, below)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _write(temporary, data, mode, sync)
        _rename(temporary, path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise in_words(error, path) from None
        raise
    if sync:
        sync_folder(path.parent)


def _rename(temporary: Path, path: Path) -> None:
    for _ in range(50 if sys.platform == "win32" else 0):  # where a file that is being read cannot be replaced
        try:
            temporary.replace(path)
            return
        except PermissionError:
            time.sleep(0.01)
    temporary.replace(path)


def write_new(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file that must not be there yet; it is there whole or not at all. Raises FileExistsError, DiskFull."""
    refuse_links(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _write(temporary, data, mode, sync=True)
        if sys.platform == "win32":
            temporary.rename(path)  # refuses where there is one
        else:
            _link_or_rename(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise in_words(error, path) from None
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _link_or_rename(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        if path.exists():  # a disk without hard links (exFAT): nearly as good
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.rename(path)


def _write(path: Path, data: bytes, mode: int, sync: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if sync:
            os.fsync(descriptor)


def in_words(error: OSError, path: Path) -> CoulisseError:
    """What to tell of a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(f"{path}: no room on the disk\n  what to do: make room and do it again; nothing was lost")
    return CoulisseError(f"{path}: cannot be written ({error.strerror})\n  what to do: check who may write there")


@contextmanager
def locked(path: Path, wait: float = LOCK_WAIT, below: Path | None = None) -> Iterator[None]:
    """Hold the lock file at `path` against other threads and processes; the system lets go when its owner dies.

    Raises Unavailable when another has held it for `wait` seconds.
    """
    end, pause = time.monotonic() + wait, 0.0002
    while (descriptor := _take(path, below)) is None:
        if time.monotonic() > end:
            raise Unavailable(
                f"{path}: another has held the lock for {wait:.0f} s\n"
                "  what to do: wait for the other Coulisse, or end it if it hangs"
            )
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)
    try:
        yield
    finally:
        os.close(descriptor)


def _take(path: Path, below: Path | None) -> int | None:
    """The lock, or None if another has it. The file is opened anew each time, so that threads are kept apart, too."""
    try:
        descriptor = open_file(path, os.O_RDWR | os.O_CREAT, below=below)
    except OSError as error:
        raise in_words(error, path) from None
    try:
        # The lock on a file that somebody took away while we waited keeps nobody out.
        if _try_lock(descriptor) and _stands(descriptor, path):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _stands(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # what the two systems say of a lock that is taken
        return False
    except OSError as error:
        raise Unavailable(
            f"this disk cannot lock files ({error.strerror})\n  what to do: keep the production on one that can"
        ) from None
    return True
