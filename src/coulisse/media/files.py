"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coulisse.errors import CoulisseError

# Several libraries report a full disk only as "write failed"; less than this left means that it was full.
FULL_BYTES = 1 << 20


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a sibling path to write to; on success it takes the place of `path`, on failure it goes.

    Raises CoulisseError for a full disk or a folder that cannot be written.
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
        reason = _reason(error, path)
        if reason is None:
            raise
        raise CoulisseError(reason) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _reason(error: Exception, path: Path) -> str | None:
    """What to tell the user of a failed write, or None if it is not the disk's fault."""
    if isinstance(error, OSError) and error.errno is not None:
        # EFBIG: a limit on file size, set by ulimit or by the file system.
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    else:
        full = _free_bytes(path) < FULL_BYTES
    if full:
        return f"{path}: the disk is full\n  what to do: free some space, then run it again"
    if isinstance(error, OSError):
        why = error.strerror or error
        return f"{path}: cannot be written ({why})\n  what to do: check the folder and its rights"
    return None


def _free_bytes(path: Path) -> int:
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return FULL_BYTES
