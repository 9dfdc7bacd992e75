"""Runs a recipe for a shot: the only caller of a recipe and the only writer of a version."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from coulisse import gate
from coulisse.consent.desk import Desk, open_desk
from coulisse.errors import BadInput, CoulisseError, DiskFull, Refused
from coulisse.jobs import report as reports
from coulisse.jobs.claims import Interrupted, claim, kept_or_cleared, key_of
from coulisse.jobs.finish import finish, finish_interrupted
from coulisse.jobs.progress import Shown, Silent
from coulisse.jobs.undo import unless_begun
from coulisse.jobs.workfolder import WorkFolder, disk_full
from coulisse.locks import lock
from coulisse.production import layout, plates
from coulisse.production.store import Store, VersionRow
from coulisse.recipes import brief as briefs
from coulisse.recipes.contract import Choices, Recipe


@dataclass(frozen=True)
class Version:
    """A finished version: its folder, the report in it, and the files that a person opens first."""

    folder: Path
    shot: str
    number: int
    report: dict[str, Any]
    headline: tuple[Path, ...]
    resumed: bool


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
    A run that was broken off (Ctrl-C, kill, full disk) or held by the gate is taken up again when brief, plate,
    choices and code are the same; otherwise the version gets a new number. A version folder that exists is complete.

    Raises Refused (by the gate), BadInput, DiskFull and Interrupted (what is done is kept).
    """
    with unless_begun(out):
        return _run(recipe, brief, plate_path, out, shot, choices or Choices(), progress or Silent())


def _run(
    recipe: Recipe, brief: BaseModel, plate_path: Path, out: Path | None, shot: str | None, choices: Choices,
    progress: Shown | Silent,
) -> Version:  # fmt: skip
    plate = plates.find(plate_path)
    if getattr(recipe, "FROM_WORDS", False) != plates.is_words(plate_path):
        what = "these are words" if plates.is_words(plate_path) else "these are no words"
        raise BadInput(f"{what}, which is not what {recipe.NAME} is made of", where=plate_path, remedy="check the file")
    if (check := getattr(recipe, "check", None)) is not None:
        check(brief, plate_path)
    if shot is not None:
        layout.checked_name(shot, "--shot")
    with _full_disk_told(out or Path.cwd()):
        production = layout.open_production(out)
        desk = open_desk(production)
        shot = shot or layout.shot_for(production, plate.digest, *getattr(recipe, "SHOTS", ()))
        asked = gate.Asked(
            recipe, brief, briefs.digest(brief), shot, plate.digest, plate_path, tuple(briefs.files(brief))
        )
        with progress.step("gate", None):
            admitted = gate.admit(desk, asked)
        with lock(production.folder / layout.LOCK):
            store = Store(production)
            new_shot = not production.shot(shot).exists()
            kept = plates.keep(plate, production.shot(shot) / "plate")
            asked = replace(asked, plate=kept)  # the copy, whose hash was checked, is what the outputs are held against
            recipe_folder = production.shot(shot) / layout.checked_name(recipe.NAME, "recipe")
            recipe_folder.mkdir(exist_ok=True)
        finish_interrupted(recipe_folder, desk)
        claimed = claim(recipe_folder, key_of(recipe, brief, plate, choices), desk.keys.ledger)
    version = layout.version_name(claimed.number)
    work = WorkFolder(
        claimed.path, claimed.journal, shot=shot, stem=f"{shot}_{recipe.NAME}_{version}",
        plate_sha256=plate.digest, choices=choices, progress=progress, signing=desk.keys.ledger,
        clearance=gate.worst_clearance(desk, asked), likenesses=lambda: gate.likenesses(desk, asked),
    )  # fmt: skip
    with (
        claimed.held,
        _told_to_the_ledger(desk, asked, version, admitted.entry),
        kept_or_cleared(work, production, claimed, new_shot),
    ):
        work.sweep()
        if claimed.resumed:
            progress.say(f"going on with {claimed.path.name}: what is done is kept")
        elif claimed.outdated:
            names = ", ".join(path.name for path in claimed.outdated)
            progress.say(f"{names} was begun by another version of Coulisse and is left alone; beginning anew")
        result = recipe.make(work, brief, kept)
        whole, data = finish(desk, asked, admitted, plate, work, claimed, result)
    _record(store, desk)
    store.close()
    headline = tuple(whole / path.relative_to(claimed.path) for path in result.headline)
    return Version(whole, shot, claimed.number, data, headline, claimed.resumed)


@contextmanager
def _full_disk_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if disk_full(error, folder if folder.exists() else Path.cwd()):
            raise DiskFull(
                f"the disk is full: nothing could be begun in {folder}\n"
                "  what to do: make room and run the same command again"
            ) from error
        raise


@contextmanager
def _told_to_the_ledger(desk: Desk, asked: gate.Asked, version: str, admitted: int) -> Iterator[None]:
    """Write down how a run ended, however it ends, and how long it took."""
    begun, outcome = time.monotonic(), "fault"
    try:
        yield
        outcome = "released"
    except Refused:
        outcome = "refused"
        raise
    except Interrupted:
        outcome = "stopped"
        raise
    except CoulisseError:
        outcome = "failed"
        raise
    finally:
        facts = {
            "recipe": asked.name, "shot": asked.shot, "version": version, "admitted": admitted, "outcome": outcome,
            "milliseconds": round(1000 * (time.monotonic() - begun)),
        }  # fmt: skip
        try:
            desk.ledger.append("run.ended", facts)
        except (CoulisseError, OSError):
            if outcome == "released":
                raise


def _record(store: Store, desk: Desk) -> None:
    """Record every version on disk that the gate has released and the database does not know."""
    production, standing = desk.production, gate.released(desk)
    known = {row.folder for row in store.versions()}
    for shot in production.shots():
        for recipe_folder in sorted((production.folder / "shots" / shot).iterdir()):
            if not recipe_folder.is_dir():
                continue
            for number, path in layout.versions(recipe_folder).items():
                folder = path.relative_to(production.folder).as_posix()
                data = None if folder in known or folder not in standing else reports.read(path)
                if data is None or data["outputs_sha256"] != standing[folder]:
                    continue
                store.record(
                    VersionRow(
                        shot=shot, plate=data["plate"]["name"], plate_sha256=data["plate"]["sha256"],
                        recipe=data["recipe"]["name"], number=number, folder=folder,
                        brief_sha256=data["recipe"]["brief_sha256"], code=data["recipe"]["code_sha256"],
                        seconds=float(data["seconds"]),
                    )
                )  # fmt: skip
