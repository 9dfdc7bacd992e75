"""The partial folders of runs: which one a run works on, which runs are the same, what a broken-off one keeps."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import BaseModel

import coulisse
from coulisse.errors import BadInput, CoulisseError, DiskFull, Refused
from coulisse.jobs.journal import Journal, load
from coulisse.jobs.workfolder import JOURNAL, STATE, WorkFolder, digest, disk_full
from coulisse.locks import lock, try_lock
from coulisse.production import layout, plates
from coulisse.production.layout import Production
from coulisse.provenance.crypto import SigningKey
from coulisse.recipes import brief as briefs
from coulisse.recipes.contract import Choices, Recipe

LOCK = ".lock"


class Interrupted(CoulisseError):
    """Ctrl-C: what is done is kept."""

    exit_status = 130


@dataclass(frozen=True)
class Claim:
    """A partial folder that this process alone works on, for as long as `held` is open."""

    path: Path
    number: int
    journal: Journal
    held: IO[bytes]
    resumed: bool
    outdated: tuple[Path, ...] = ()  # begun for the same by another code; nothing of it can be used


def key_of(recipe: Recipe, brief: BaseModel, plate: plates.Plate, choices: Choices) -> dict[str, str]:
    """What makes two runs the same run."""
    return {
        "brief_sha256": briefs.digest(brief),
        "plate_sha256": plate.digest,
        "other_files_sha256": digest([plates.find(file).digest for file in briefs.files(brief)]),
        "choices": json.dumps(vars(choices), sort_keys=True),
        "code_sha256": _code_digest(recipe),
    }


def _code_digest(recipe: Recipe) -> str:
    """SHA-256 of the source of Coulisse and of the recipe: frames of two codes are never mixed."""
    package = Path(coulisse.__file__).parent
    sources = sorted(p for p in package.rglob("*") if p.suffix in (".py", ".toml") and p.is_file())
    hasher = hashlib.sha256(f"{recipe.NAME} {recipe.VERSION}".encode())
    own = getattr(recipe, "__file__", None)
    for source in [*sources, *([Path(own)] if own else [])]:
        hasher.update(source.read_bytes())
    return hasher.hexdigest()


def claim(recipe_folder: Path, key: dict[str, str], signing: SigningKey) -> Claim:
    """The unfinished version with this key that nobody works on; or a new one with the next number."""
    with lock(recipe_folder / LOCK):
        outdated = []
        for number, path in layout.partials(recipe_folder).items():
            journal = load(path / STATE / JOURNAL, signing.public)
            if journal is None or journal.key != key:
                if journal is not None and {**journal.key, "code_sha256": key["code_sha256"]} == key:
                    outdated.append(path)
                continue
            held = try_lock(path / STATE / "lock")
            if held is not None:
                journal.runs += 1
                journal.save(path / STATE / JOURNAL, signing)
                return Claim(path, number, journal, held, resumed=True)
        number = layout.next_number(recipe_folder)
        path = recipe_folder / f"{layout.version_name(number)}.partial"
        (path / STATE).mkdir(parents=True)
        held = try_lock(path / STATE / "lock")
        assert held is not None, "a new folder's lock is free"
        journal = Journal(key, runs=1)
        journal.save(path / STATE / JOURNAL, signing)
        return Claim(path, number, journal, held, resumed=False, outdated=tuple(outdated))


@contextmanager
def kept_or_cleared(work: WorkFolder, production: Production, claim: Claim, new_shot: bool) -> Iterator[None]:
    """Turns what breaks a run off into a message that says what is kept; clears away what is of no use."""
    again = "what is done is kept; the same command goes on from there"
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(f"stopped; {again} ({work.path})") from None
    except (BadInput, Refused) as error:
        # The same bad input will be refused again, so nothing of the run is worth keeping.
        if not work.outputs() or (isinstance(error, BadInput) and not claim.resumed):
            _clear(work.path, production, new_shot)
        raise
    except Exception as error:
        if disk_full(error, work.path):
            first = str(error).splitlines()[0] if isinstance(error, DiskFull) else "the disk is full"
            raise DiskFull(f"{first}\n  what to do: make room; {again} ({work.path})") from error
        raise


def _clear(partial: Path, production: Production, new_shot: bool) -> None:
    """Take away what a refused run has made: the partial version, and a shot that it began.

    A production stays: its ledger has the refusal.
    """
    recipe_folder = partial.parent
    with lock(production.folder / layout.LOCK):
        shutil.rmtree(partial, ignore_errors=True)
        if not layout.partials(recipe_folder) and not layout.versions(recipe_folder):
            shutil.rmtree(recipe_folder, ignore_errors=True)
        # A plate that cannot be used should not hold a shot's number.
        if new_shot and {p.name for p in recipe_folder.parent.iterdir()} <= {"plate"}:
            shutil.rmtree(recipe_folder.parent, ignore_errors=True)
