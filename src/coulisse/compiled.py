"""Where the compiled kernels are kept, so that only the first shot on a machine waits for the compiler."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

VARIABLE = "NUMBA_CACHE_DIR"
PACKAGE = Path(__file__).parent


def choose_folder() -> None:
    """Give numba a folder of its own where it would find none; has to be called before numba is imported.

    Numba keeps what it compiled beside the source, else in the user's cache, and fails if it may write to
    neither: a package that was installed read-only and an account without a home, as in a container. Then a
    folder in the temporary directory serves, which nobody else may write to: what lies in it is executed.
    """
    if VARIABLE in os.environ or _writable(PACKAGE / "__pycache__") or _writable(_users_cache()):
        return
    own = Path(tempfile.gettempdir()) / f"coulisse-kernels-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    os.environ[VARIABLE] = str(own if _is_ours_alone(own) else tempfile.mkdtemp(prefix="coulisse-kernels-"))


def folders() -> list[Path]:
    """The folders that may hold compiled kernels."""
    given = os.environ.get(VARIABLE)
    if given:
        return [Path(given)]
    return [*(room / "__pycache__" for room in PACKAGE.iterdir() if room.is_dir()), _users_cache()]


def are_there() -> bool:
    """Whether any kernel has been compiled and kept."""
    return any(next(folder.rglob("*.nbi"), None) is not None for folder in folders() if folder.is_dir())


def _users_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "numba"


def _writable(folder: Path) -> bool:
    """Whether a file can be made in a folder, or the folder itself above which it would be made."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _is_ours_alone(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(status.st_mode)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077
