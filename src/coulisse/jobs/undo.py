"""Takes a production back that a command began and that nothing came of, such as one whose plate was no picture."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coulisse.errors import BadInput, CoulisseError
from coulisse.locks import lock
from coulisse.production import layout
from coulisse.production.layout import Production
from coulisse.production.store import DATABASE
from coulisse.provenance import keys
from coulisse.provenance.ledger import Ledger

# What a ledger holds when all that happened was that somebody tried.
_NOTHING_YET = {"production.begun", "keys.made", "policy.set", "run.admitted", "run.ended"}
_OURS = ("keys", "ledger", "policy.yaml", layout.SETTINGS, DATABASE, layout.LOCK, ".consent.lock",
         "performers", "people", "protected", "approvals")  # fmt: skip


@contextmanager
def unless_begun(out: Path | None) -> Iterator[None]:
    """Bad input leaves no production behind where there was none; a refusal does, for its ledger has the refusal."""
    folder = (out or Path.cwd()).expanduser().resolve()
    was_there = {path for path in (folder, *folder.parents) if path.exists()}
    had_one = out is None or (folder / layout.SETTINGS).exists()
    try:
        yield
    except BadInput:
        if not had_one and (folder / layout.SETTINGS).is_file():
            _take_back(layout.open_production(folder), was_there)
        raise


def _take_back(production: Production, was_there: set[Path]) -> None:
    folder = production.folder
    try:
        with lock(folder / layout.LOCK):
            if production.shots() or not (folder / "keys").is_dir():
                return
            ledger = Ledger(folder, production.id, None, keys.ledger_public(folder))
            if not {entry.kind for entry in ledger.entries()} <= _NOTHING_YET:
                return
            shutil.rmtree(folder / "shots", ignore_errors=True)
            for name in _OURS:
                path = folder / name
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
            keys.forget_production(production.id)
    except (CoulisseError, OSError):
        return  # what cannot be taken back stays: it is whole and can be used
    for path in (folder, *folder.parents):
        if path in was_there or any(path.iterdir()):
            break
        path.rmdir()
