"""The folder of a production: where its shots, plates and versions stand."""

from __future__ import annotations

import json
import re
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

from coulisse.errors import BadInput
from coulisse.locks import lock
from coulisse.production import plates

SETTINGS = "coulisse.toml"
LOCK = ".coulisse.lock"  # held while a shot or a plate is made
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ID = re.compile(r"f-[0-9a-f]{12}")
_VERSION = re.compile(r"v(\d{3,})(\.partial)?")
_RESERVED = {"plate", "con", "prn", "aux", "nul"}  # a folder of ours, and names that Windows cannot have


@dataclass(frozen=True)
class Production:
    """A production's folder and settings. `database` is a SQLAlchemy URL; empty = SQLite in the folder.

    `id` is what grants and the ledger call it (`f-` and 12 hex digits); the folder may be moved and renamed.
    """

    folder: Path
    id: str
    name: str
    fps: float = 24.0
    database: str = ""

    def shot(self, name: str) -> Path:
        """The folder of a shot. Raises BadInput for a name that cannot be a folder on every system."""
        return self.folder / "shots" / checked_name(name, "--shot")

    def shots(self) -> list[str]:
        """The names of the shots that have a folder, in order."""
        folder = self.folder / "shots"
        return sorted(f.name for f in folder.iterdir() if f.is_dir()) if folder.is_dir() else []


def checked_name(name: str, where: str) -> str:
    """The name, if it can be a folder. Raises BadInput."""
    if not _NAME.fullmatch(name) or name.lower() in _RESERVED:
        raise BadInput(
            f"`{name}` cannot be a name", where=where,
            remedy="use letters, digits, _ and -, at most 64 of them, such as sq010_sh0020",
        )  # fmt: skip
    return name


def open_production(out: Path | None) -> Production:
    """The production in `out`, made there if there is none; without `out`, the one around this folder.

    Raises BadInput where there is none, or its settings cannot be read.
    """
    if out is None:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / SETTINGS).is_file():
                return _read(folder)
        raise BadInput(
            "this folder is not in a production, and no --out is given", where="--out",
            remedy="give --out my_film; a production is made there if there is none",
        )  # fmt: skip
    folder = out.expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise BadInput("this is a file, not a folder", where=out, remedy="give a folder to --out")
    if not (folder / SETTINGS).is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with lock(folder / LOCK):  # two first runs may begin at the same moment
                if not (folder / SETTINGS).is_file():
                    _write(folder, _settings(folder.name or "film"))
        except (PermissionError, FileExistsError, NotADirectoryError) as error:
            raise BadInput(
                f"cannot make a production here ({error.strerror})", where=out,
                remedy="give --out a folder that you may write to",
            ) from None  # fmt: skip
    return _read(folder)


def _settings(name: str) -> str:
    return (
        "# A Coulisse production.\n"
        f"{_id_line()}"
        f"name = {json.dumps(name)}\n"
        "fps = 24.0\n\n"
        "[database]\n"
        "# Any SQLAlchemy URL, for a crew: postgresql+psycopg://user@host/film. Empty: coulisse.db beside this.\n"
        'url = ""\n'
    )


def _id_line() -> str:
    return f'id = "f-{secrets.token_hex(6)}"  # grants and the ledger name it; do not change\n'


def _write(folder: Path, text: str) -> None:
    temporary = folder / f".{SETTINGS}.new"
    temporary.write_text(text, "utf-8")
    temporary.replace(folder / SETTINGS)


def _read(folder: Path) -> Production:
    path = folder / SETTINGS
    try:
        settings = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"this is not TOML: {error}", where=path, remedy="mend the file") from None
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check it") from None
    if "id" not in settings:  # begun before productions had one
        with lock(folder / LOCK):
            if "id" not in tomllib.loads(path.read_text("utf-8")):
                _write(folder, _id_line() + path.read_text("utf-8"))
        return _read(folder)
    if not isinstance(settings["id"], str) or not _ID.fullmatch(settings["id"]):
        raise BadInput("id is not a production's", where=path, remedy="put back the id that stood there")
    database = settings.get("database", {})
    url = database.get("url", "") if isinstance(database, dict) else None
    name, fps = settings.get("name", folder.name), settings.get("fps", 24.0)
    for key, value, kind, want in (
        ("name", name, str, "a text"), ("fps", fps, int | float, "a number"), ("database.url", url, str, "a text"),
    ):  # fmt: skip
        if not isinstance(value, kind) or isinstance(value, bool):
            raise BadInput(f"{key} is not {want}", where=path, remedy=f"give {want}")
    return Production(folder, settings["id"], name, float(fps), str(url))


def shot_for(production: Production, plate_digest: str, prefix: str = "sq010_sh", digits: int = 4) -> str:
    """The shot that keeps this plate; or the name of the next one: sq010_sh0010, sq010_sh0020, ... (`set010`, ...)."""
    names = production.shots()
    for name in names:
        if plates.kept_digest(production.folder / "shots" / name / "plate") == plate_digest:
            return name
    taken = [int(found[1]) for name in names if (found := re.fullmatch(rf"{re.escape(prefix)}(\d{{{digits}}})", name))]
    return f"{prefix}{max(taken, default=0) // 10 * 10 + 10:0{digits}d}"


def versions(recipe_folder: Path) -> dict[int, Path]:
    """The whole versions in a shot's recipe folder, by number."""
    return {number: path for number, path, partial in _entries(recipe_folder) if not partial}


def partials(recipe_folder: Path) -> dict[int, Path]:
    """The versions that were begun and not finished, by number."""
    return {number: path for number, path, partial in _entries(recipe_folder) if partial}


def next_number(recipe_folder: Path) -> int:
    """The number of the next version; those of unfinished ones are not given out again."""
    return max((number for number, _, _ in _entries(recipe_folder)), default=0) + 1


def version_name(number: int) -> str:
    """`v001`."""
    return f"v{number:03d}"


def _entries(folder: Path) -> list[tuple[int, Path, bool]]:
    if not folder.is_dir():
        return []
    found = [(path, _VERSION.fullmatch(path.name)) for path in folder.iterdir() if path.is_dir()]
    return sorted((int(match[1]), path, bool(match[2])) for path, match in found if match)
