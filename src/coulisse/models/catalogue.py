"""The catalogue of weight files, and where they lie on this machine."""

from __future__ import annotations

import os
import sys
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from coulisse.errors import BadInput

Sha256 = Field(pattern=r"^[0-9a-f]{64}$")


class Entry(BaseModel):
    """One weight file: where it comes from, what it must hash to, and what one may do with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    task: str
    registry: Literal["npm", "pypi", "coulisse"]  # coulisse: trained by us, in this package
    package: str
    version: str
    package_sha256: str = Sha256
    member: str  # path inside the package; with `gather` the name of the archive that is made of its files
    gather: tuple[str, ...] = ()  # what the files that belong together begin with, inside the package
    file_sha256: str = Sha256
    size_mb: int
    licence: str
    lineage: str  # what it was trained on, and by whom
    commercial: Literal["yes", "review", "no"]

    @property
    def file_name(self) -> str:
        """The file's name in the models folder; the hash keeps versions apart."""
        return f"{self.name}-{self.file_sha256[:12]}{Path(self.member).suffix}"


@cache
def catalogue() -> dict[str, Entry]:
    """Every entry of `catalogue.toml` by name."""
    text = files("coulisse.models").joinpath("catalogue.toml").read_text("utf-8")
    return {name: Entry(name=name, **fields) for name, fields in tomllib.loads(text).items()}


def entry(name: str) -> Entry:
    """One entry. Raises BadInput for a name that the catalogue does not have."""
    found = catalogue().get(name)
    if found is None:
        raise BadInput(
            f"there are no weights called {name}",
            where="coulisse models",
            remedy="use one of: " + ", ".join(catalogue()),
        )
    return found


def models_folder() -> Path:
    """Where weights lie: `COULISSE_MODELS`, else the user's cache folder on this platform."""
    own = os.environ.get("COULISSE_MODELS")
    if own:
        return Path(own).expanduser()
    if sys.platform == "win32":
        cache_folder = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    elif sys.platform == "darwin":
        cache_folder = Path.home() / "Library/Caches"
    else:
        cache_folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache_folder / "coulisse" / "models"


def find(name: str) -> Path | None:
    """The file of these weights if it is on this machine, else None; nothing is downloaded.

    A file that carries its upstream name is taken, too, so that a user can drop it in by hand. The hash
    is checked when it is fetched and when it is loaded (models/sessions.py).
    """
    wanted = entry(name)
    if wanted.registry == "coulisse":
        own = Path(str(files("coulisse.models").joinpath(wanted.member)))
        return own if own.is_file() else None
    for candidate in (wanted.file_name, Path(wanted.member).name):
        path = models_folder() / candidate
        if path.is_file():
            return path
    return None
