"""Runs a recipe for a shot: the only caller of a recipe and the only writer of a version."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel

import coulisse
from coulisse import gate
from coulisse.errors import BadInput, CoulisseError, DiskFull, Refused
from coulisse.jobs import report as reports
from coulisse.jobs.journal import Journal, load, write_whole
from coulisse.jobs.progress import Shown, Silent
from coulisse.jobs.workfolder import JOURNAL, STATE, WorkFolder, digest, disk_full
from coulisse.production import layout, plates
from coulisse.production.layout import Production
from coulisse.production.locks import lock, sync_folder, try_lock
from coulisse.production.store import DATABASE, Store, VersionRow
from coulisse.recipes import brief as briefs
from coulisse.recipes import brief_docs, brief_fields
from coulisse.recipes.contract import Choices, Recipe, Result

_LOCK = ".lock"
_DONE = ".done"  # what STATE is called between the last write and the move to the version's name


class Interrupted(CoulisseError):
    """Ctrl-C: what is done is kept."""

    exit_status = 130


@dataclass(frozen=True)
class Version:
    """A finished version: its folder, the report in it, and the files that a person opens first."""

    folder: Path
    shot: str
    number: int
    report: dict[str, Any]
    headline: tuple[Path, ...]
    resumed: bool


@dataclass(frozen=True)
class _Claim:
    """A partial folder that this process alone works on, for as long as `held` is open."""

    path: Path
    number: int
    journal: Journal
    held: IO[bytes]
    resumed: bool
    outdated: tuple[Path, ...] = ()  # begun for the same by another code; nothing of it can be used


def run(
    recipe: Recipe,
    brief: BaseModel,
    plate_path: Path,
    *,
    out: Path | None = None,
    shot: str | None = None,
    choices: Choices | None = None,
    progress: Shown | Silent | None = None,
) -> Version:
    """Make the next version of a shot: admit, make, release, rename, record.

    `out` is the production's folder (made if it is not there; None: the one around the current folder),
    `shot` the shot's name (None: the one that has this plate, or the next new one).
    A run that was broken off (Ctrl-C, kill, full disk) is taken up again when brief, plate, choices and
    code are the same; otherwise the version gets a new number. A version folder that exists is complete.

    Raises Refused (by the gate, nothing is made), BadInput, DiskFull and Interrupted (what is done is kept).
    """
    choices, progress = choices or Choices(), progress or Silent()
    plate = plates.find(plate_path)
    admitted = gate.admit(recipe, plate.digest)
    if (check := getattr(recipe, "check", None)) is not None:
        check(brief, plate_path)
    if shot is not None:
        layout.checked_name(shot, "--shot")
    was_there = _was_there(out)
    production = layout.open_production(out)
    try:
        with lock(production.folder / layout.LOCK):
            store = Store(production)
            shot = shot or layout.shot_for(production, plate.digest)
            new_shot = not production.shot(shot).exists()
            kept = plates.keep(plate, production.shot(shot) / "plate")
            recipe_folder = production.shot(shot) / layout.checked_name(recipe.NAME, "recipe")
            recipe_folder.mkdir(exist_ok=True)
            finish_interrupted(recipe_folder)
            claim = _claim(recipe_folder, _key(recipe, brief, plate, choices))
    except OSError as error:
        if disk_full(error, production.folder):
            raise DiskFull(
                f"the disk is full: nothing could be begun in {production.folder}\n"
                "  what to do: make room and run the same command again"
            ) from error
        raise
    version = layout.version_name(claim.number)
    work = WorkFolder(
        claim.path, claim.journal, shot=shot, stem=f"{shot}_{recipe.NAME}_{version}",
        plate_sha256=plate.digest, choices=choices, progress=progress,
    )  # fmt: skip
    with claim.held, _kept_or_cleared(work, production, store, claim, new_shot, was_there):
        work.sweep()
        if claim.resumed:
            progress.say(f"going on with {claim.path.name}: what is done is kept")
        elif claim.outdated:
            names = ", ".join(path.name for path in claim.outdated)
            progress.say(f"{names} was begun by another version of Coulisse and is left alone; beginning anew")
        result = recipe.make(work, brief, kept)
        data = _finish(recipe, brief, plate, choices, work, claim, result, admitted)
        with lock(recipe_folder / _LOCK):
            whole = recipe_folder / version
            _release(claim.path, whole)
    _record(store, production)
    store.close()
    headline = tuple(whole / path.relative_to(claim.path) for path in result.headline)
    return Version(whole, shot, claim.number, data, headline, claim.resumed)


def _key(recipe: Recipe, brief: BaseModel, plate: plates.Plate, choices: Choices) -> dict[str, str]:
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


def _claim(recipe_folder: Path, key: dict[str, str]) -> _Claim:
    """The unfinished version with this key that nobody works on; or a new one with the next number."""
    with lock(recipe_folder / _LOCK):
        outdated = []
        for number, path in layout.partials(recipe_folder).items():
            journal = load(path / STATE / JOURNAL)
            if journal is None or journal.key != key:
                if journal is not None and {**journal.key, "code_sha256": key["code_sha256"]} == key:
                    outdated.append(path)
                continue
            held = try_lock(path / STATE / "lock")
            if held is not None:
                journal.runs += 1
                journal.save(path / STATE / JOURNAL)
                return _Claim(path, number, journal, held, resumed=True)
        number = layout.next_number(recipe_folder)
        path = recipe_folder / f"{layout.version_name(number)}.partial"
        (path / STATE).mkdir(parents=True)
        held = try_lock(path / STATE / "lock")
        assert held is not None, "a new folder's lock is free"
        journal = Journal(key, runs=1)
        journal.save(path / STATE / JOURNAL)
        return _Claim(path, number, journal, held, resumed=False, outdated=tuple(outdated))


def _was_there(out: Path | None) -> tuple[Path, ...]:
    """What of the production's folder and the folders above it a run finds."""
    folder = (out or Path.cwd()).expanduser().resolve()
    folders = (folder, *folder.parents)
    return tuple(path for path in (*folders, *(f / layout.SETTINGS for f in folders)) if path.exists())


@contextmanager
def _kept_or_cleared(
    work: WorkFolder, production: Production, store: Store, claim: _Claim, new_shot: bool, was_there: tuple[Path, ...]
) -> Iterator[None]:
    """Turns what breaks a run off into a message that says what is kept; clears away what is of no use."""
    again = "what is done is kept; the same command goes on from there"
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(f"stopped; {again} ({work.path})") from None
    except (BadInput, Refused) as error:
        # The same bad input will be refused again, so nothing of the run is worth keeping.
        if not work.outputs() or (isinstance(error, BadInput) and not claim.resumed):
            store.close()
            _clear(work.path, production, new_shot, was_there)
        raise
    except Exception as error:
        if disk_full(error, work.path):
            first = str(error).splitlines()[0] if isinstance(error, DiskFull) else "the disk is full"
            raise DiskFull(f"{first}\n  what to do: make room; {again} ({work.path})") from error
        raise


def _clear(partial: Path, production: Production, new_shot: bool, was_there: tuple[Path, ...]) -> None:
    """Take away what a refused run has made: the partial version, and a shot and a production that it began."""
    recipe_folder = partial.parent
    with lock(production.folder / layout.LOCK):
        shutil.rmtree(partial, ignore_errors=True)
        if not layout.partials(recipe_folder) and not layout.versions(recipe_folder):
            shutil.rmtree(recipe_folder, ignore_errors=True)
        # A plate that cannot be used should not hold a shot's number.
        if new_shot and {p.name for p in recipe_folder.parent.iterdir()} <= {"plate"}:
            shutil.rmtree(recipe_folder.parent, ignore_errors=True)
        if production.shots() or production.folder / layout.SETTINGS in was_there:
            return
        for name in (layout.SETTINGS, DATABASE, layout.LOCK):
            (production.folder / name).unlink(missing_ok=True)
        for folder in (production.folder / "shots", production.folder, *production.folder.parents):
            if folder in was_there or any(folder.iterdir()):
                break
            folder.rmdir()


def _finish(
    recipe: Recipe, brief: BaseModel, plate: plates.Plate, choices: Choices, work: WorkFolder, claim: _Claim,
    result: Result, admitted: gate.Decision,
) -> dict[str, Any]:  # fmt: skip
    """Write the brief as run and the report, with the gate's leave."""
    for path in result.headline:
        if not path.is_file():
            raise RuntimeError(f"the recipe {recipe.NAME} names {path.name} but did not write it")
    made = {path.as_posix(): "" for path in work.outputs() if path.name != reports.NAME}
    made.pop("brief.yaml", None)
    with work.step("hash", total=len(made)) as step:
        for name in made:
            made[name] = plates.file_hash(work.path / name)
            step.advance()
    subject = reports.outputs_digest(made)
    released = gate.release(recipe, admitted, plate.digest, made, subject)
    write_whole(work.file("brief.yaml"), brief_docs.dump(brief))
    data = reports.report(
        recipe, choices, plate, brief_fields.plain(brief), result, claim.journal, made, [admitted, released],
        shot=work.shot, number=claim.number,
    )  # fmt: skip
    write_whole(work.file(reports.NAME), json.dumps(data, indent=2) + "\n")
    return data


def _release(partial: Path, whole: Path) -> None:
    """Give a partial folder that has everything its version's name; can be gone on with if killed."""
    if (partial / STATE).is_dir():
        (partial / STATE).rename(partial / _DONE)
    shutil.rmtree(partial / _DONE, ignore_errors=True)
    sync_folder(partial)
    partial.rename(whole)
    sync_folder(whole.parent)


def finish_interrupted(recipe_folder: Path) -> None:
    """Give versions their names that were whole when their process was killed."""
    with lock(recipe_folder / _LOCK):
        for number, path in layout.partials(recipe_folder).items():
            if not (path / STATE).exists() and reports.read(path) is not None:
                _release(path, recipe_folder / layout.version_name(number))


def _record(store: Store, production: Production) -> None:
    """Record every version on disk that the database does not know."""
    known = {row.folder for row in store.versions()}
    for shot in production.shots():
        for recipe_folder in sorted((production.folder / "shots" / shot).iterdir()):
            if not recipe_folder.is_dir():
                continue
            for number, path in layout.versions(recipe_folder).items():
                folder = path.relative_to(production.folder).as_posix()
                data = None if folder in known else reports.read(path)
                if data is None:
                    continue
                store.record(
                    VersionRow(
                        shot=shot, plate=data["plate"]["name"], plate_sha256=data["plate"]["sha256"],
                        recipe=data["recipe"]["name"], number=number, folder=folder,
                        brief_sha256=data["recipe"]["brief_sha256"], code=data["recipe"]["code_sha256"],
                        seconds=float(data["seconds"]),
                    )
                )  # fmt: skip
