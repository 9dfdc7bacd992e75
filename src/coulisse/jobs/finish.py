"""The end of a run: what was made is screened, signed, released by the gate and given its version's name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from coulisse import __version__, gate
from coulisse.consent.approvals import Subject
from coulisse.consent.desk import Desk
from coulisse.errors import Refused
from coulisse.jobs import report as reports
from coulisse.jobs.claims import LOCK, Claim
from coulisse.jobs.journal import Journal, load, write_whole
from coulisse.jobs.workfolder import JOURNAL, STATE, WorkFolder, digest, outputs_in
from coulisse.locks import lock, sync_folder
from coulisse.production import layout, plates
from coulisse.production.layout import Production
from coulisse.production.plates import Plate
from coulisse.provenance import credentials, keys, sidecar
from coulisse.provenance.credentials import Action, Model, Source
from coulisse.provenance.ledger import Ledger
from coulisse.recipes import brief_docs, brief_fields
from coulisse.recipes.contract import Result

HELD = "held"  # in the state folder: says that the gate holds what lies there back
_DONE = ".done"  # what STATE is called between the last write and the move to the version's name
_BRIEF = "brief.yaml"
# Trained models with these tasks look at pictures; every other one makes or alters pixels, which is declared.
_ONLY_LOOKS = ("segmentation", "detection", "face detection", "face identity", "landmarks")


def finish(
    desk: Desk, asked: gate.Asked, admitted: gate.Decision, plate: Plate, work: WorkFolder, claim: Claim, result: Result
) -> tuple[Path, dict[str, Any]]:
    """Screen, sign and release what the recipe made; returns the version's folder and its report.

    Raises Refused where the gate does not release it: the work folder stays, and the same command goes on from
    there when what was missing is there.
    """
    for path in result.headline:
        if not path.is_file():
            raise RuntimeError(f"the recipe {asked.name} names {path.name} but did not write it")
    version = layout.version_name(claim.number)
    whole = claim.path.parent / version
    folder = whole.relative_to(desk.production.folder).as_posix()
    made = _raw_hashes(work, claim)
    subject = Subject("version", reports.outputs_digest(made), f"{asked.shot}/{asked.name}/{version}")
    models = list(claim.journal.models.values())
    with work.step("screening"):
        try:
            judged = gate.check_release(desk, asked, admitted, made, subject, claim.path, models)
        except Refused:
            (claim.path / STATE / HELD).touch()
            raise
    captured = not plates.is_words(plate.path)
    trained = any(not model["task"].startswith(_ONLY_LOOKS) for model in models)
    claimed = credentials.Claim(
        title=f"{work.stem}", recipe=asked.name, recipe_version=asked.recipe.VERSION, coulisse=__version__,
        shot=asked.shot, version=claim.number, actions=_actions(asked, trained, captured),
        plate_sha256=plate.digest if captured else "",
        models=tuple(Model(m["name"], m["sha256"], m["licence"], m["lineage"], m["commercial"]) for m in models),
        grants=judged.grants, triage=judged.triage.as_claim(),
        ledger={"production_id": desk.production.id, "public": desk.keys.ledger.public},
        trained=trained, captured=captured, sources=_sources(asked.brief),
    )  # fmt: skip
    outputs = _signed(desk, work, claim, made, claimed, plate)
    write_whole(work.file(_BRIEF), brief_docs.dump(asked.brief))
    with gate.release(desk, asked, judged, subject, folder, reports.outputs_digest(outputs), models) as released:
        data = reports.report(
            asked.recipe, work.choices, plate, brief_fields.plain(asked.brief), result, claim.journal, outputs,
            [admitted, released], shot=asked.shot, number=claim.number, subject=subject.sha256,
        )  # fmt: skip
        write_whole(work.file(reports.NAME), json.dumps(data, indent=2) + "\n")
        written = {name: plates.file_hash(work.path / name) for name in (_BRIEF, reports.NAME)}
        sidecar.write(work.path, desk.keys, {**outputs, **written}, claimed)
        with lock(claim.path.parent / LOCK):
            _name(claim.path, whole)
    return whole, data


def finish_interrupted(recipe_folder: Path, desk: Desk) -> None:
    """Give versions their names that were released and whole when their process was killed.

    One whose grant was revoked in between keeps the name of an unfinished one.
    """
    standing = gate.released(desk)
    with lock(recipe_folder / LOCK):
        for number, path in layout.partials(recipe_folder).items():
            data = None if (path / STATE).exists() else reports.read(path)
            whole = recipe_folder / layout.version_name(number)
            folder = whole.relative_to(desk.production.folder).as_posix()
            if data is not None and standing.get(folder) == data["outputs_sha256"]:
                _name(path, whole)


def held(production: Production, shot: str, recipe: str, number: int) -> Subject | None:
    """What of a version a person may approve or decline: the finished one, or one that the gate holds back."""
    recipe_folder = production.shot(shot) / layout.checked_name(recipe, "recipe")
    label = f"{shot}/{recipe}/{layout.version_name(number)}"
    public = keys.ledger_public(production.folder)
    if (whole := layout.versions(recipe_folder).get(number)) is not None:
        folder = whole.relative_to(production.folder).as_posix()
        known = Ledger(production.folder, production.id, None, public).entries()
        released = [e for e in known if e.kind == "version.released" and e.facts["folder"] == folder]
        return Subject("version", str(released[-1].facts["subject"]), label) if released else None
    partial = layout.partials(recipe_folder).get(number)
    journal = None if partial is None else load(partial / STATE / JOURNAL, public)
    if partial is None or journal is None or not (partial / STATE / HELD).is_file():
        return None
    # What lies there now, not what a file says that was held: that is what a person looks at.
    made = {name: _made(partial, name, journal) for name in _names(outputs_in(partial))}
    return Subject("version", reports.outputs_digest(made), label)


def _raw_hashes(work: WorkFolder, claim: Claim) -> dict[str, str]:
    """The SHA-256 of each output as the recipe wrote it, before credentials were put into it.

    What a person approves is what the recipe made; signing it again must not ask them again.
    """
    names = _names(work.outputs())
    made: dict[str, str] = {}
    with work.step("hash", total=len(names)) as step:
        for name in names:
            made[name] = _made(work.path, name, claim.journal)
            step.advance()
    return made


def _names(outputs: Iterable[Path]) -> list[str]:
    return [path.as_posix() for path in outputs if path.as_posix() not in (reports.NAME, _BRIEF, sidecar.NAME)]


def _made(folder: Path, name: str, journal: Journal) -> str:
    found = plates.file_hash(folder / name)
    raw, signed, _ = journal.signed.get(name, ["", "", ""])
    return raw if found == signed else found


def _signed(
    desk: Desk, work: WorkFolder, claim: Claim, made: Mapping[str, str], claimed: credentials.Claim, plate: Plate
) -> dict[str, str]:
    """Put credentials into every file that can carry them; returns the SHA-256 of each file as delivered.

    A file that an earlier run signed is signed again if that run claimed something else, such as a grant that was
    revoked since.
    """
    outputs, claim_sha256 = dict(made), digest(claimed)
    wanted = [name for name in made if Path(name).suffix.lower() in credentials.SIGNABLE]
    with work.step("credentials", total=len(wanted)) as step:
        for name in wanted:
            file = work.path / name
            copy = work.folder("cache") / f"signing{file.suffix}"
            if plates.file_hash(file) == made[name] or claim.journal.signed[name][2] != claim_sha256:
                shutil.copyfile(file, copy)
                original = plate.files[0] if claimed.captured and len(plate.files) == 1 else None
                credentials.sign_file(copy, desk.keys, claimed, original)
                # Written down before the move, so that a kill leaves a file that is known either way.
                claim.journal.signed[name] = [made[name], plates.file_hash(copy), claim_sha256]
                claim.journal.save(claim.path / STATE / JOURNAL, desk.keys.ledger)
                copy.replace(file)
            outputs[name] = claim.journal.signed[name][1]
            step.advance()
    return outputs


def _sources(brief: BaseModel) -> tuple[Source, ...]:
    """The reference pictures and the palette file of a brief, by their hashes."""
    reference: Any = getattr(brief, "reference", None)
    if reference is None:
        return ()
    found = [Source("picture", picture.sha256, reference.rights) for picture in reference.pictures]
    file = reference.palette_file
    return (*found, Source("palette", file.sha256, "a list of colours")) if file is not None else tuple(found)


def _actions(asked: gate.Asked, trained: bool, captured: bool) -> tuple[Action, ...]:
    did = str(getattr(asked.recipe, "DID", f"{asked.name}: passes over the plate"))
    if not captured:
        return (Action("c2pa.created", did, "trainedAlgorithmicMedia" if trained else "algorithmicMedia"),)
    kind = "compositeWithTrainedAlgorithmicMedia" if trained else "compositeSynthetic"
    return (
        Action("c2pa.opened", "the plate, as it was photographed", "digitalCapture"),
        Action("c2pa.edited", did, kind),
    )


def _name(partial: Path, whole: Path) -> None:
    """Give a partial folder that has everything its version's name; can be gone on with if killed."""
    if (partial / STATE).is_dir():
        (partial / STATE).rename(partial / _DONE)
    shutil.rmtree(partial / _DONE, ignore_errors=True)
    sync_folder(partial)
    partial.rename(whole)
    sync_folder(whole.parent)
