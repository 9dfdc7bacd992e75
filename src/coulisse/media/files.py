"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coulisse.errors import CoulisseError, DiskFull

# Several libraries report a full disk only as "write failed"; less than this left means that it was full.
FULL_BYTES = 1 << 20


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a sibling path to write to; on success it takes the place of `path`, on failure it goes.

    Raises DiskFull for a full disk and CoulisseError for a folder that cannot be written.
    """
    # The suffix stays, because libraries choose the format by it; the process id keeps two runs apart.
    partial = path.with_name(f".{path.stem}.{os.getpid()}.partial{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        partial.replace(path)
    except CoulisseError:
        raise
    except Exception as error:
        if _is_full(error, path):
            raise DiskFull(f"{path}: the disk is full\n  what to do: make room, then run it again") from error
        if isinstance(error, OSError):
            raise CoulisseError(
                f"{path}: cannot be written ({error.strerror or error})\n  what to do: check the folder and its rights"
            ) from error
        raise
    finally:
        with suppress(OSError):
            partial.unlink()


def _is_full(error: Exception, path: Path) -> bool:
    """Whether a write failed for want of room."""
    if isinstance(error, OSError) and error.errno is not None:
        # EFBIG: a limit on file size, set by ulimit or by the file system.
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return _free_bytes(path) < FULL_BYTES


def _free_bytes(path: Path) -> int:
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return FULL_BYTES
