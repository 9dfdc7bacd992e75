"""Reference pictures at the gate: the ones that were read, and who is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from coulisse.consent import likeness, roster
from coulisse.consent.desk import Desk
from coulisse.consent.likeness import Screening, Sighting
from coulisse.errors import BadInput, Refused
from coulisse.production import plates

_FILE = "reference"  # in sightings: the file's own name may name somebody


def pictures(brief: BaseModel) -> tuple[Any, ...]:
    """The reference pictures that a brief lists (name, sha256, path)."""
    reference = getattr(brief, "reference", None)
    return tuple(getattr(reference, "pictures", ()))


def screened(desk: Desk, brief: BaseModel) -> Screening | None:
    """The faces in a brief's reference pictures, looked for as in a plate; None without pictures.

    A picture that is no longer where it lay counts as looked at where this production's ledger admitted a run with it.
    Raises Refused where a picture is another one now, or neither there nor known; Unavailable without the weights.
    """
    found, notes = list[Sighting](), list[str]()
    listed = pictures(brief)
    if not listed:
        return None
    people, known = roster.templates(desk), _known(desk)
    for number, picture in enumerate(listed, 1):
        path = Path(picture.path)
        there = bool(picture.path) and path.is_file()
        if there and plates.file_hash(path) == picture.sha256:
            seen = _look(path, people)
            found += [replace(s, file=f"{_FILE} {number}") for s in seen.sightings]
            notes += [note.replace("plate:", f"{_FILE} {number}:", 1) for note in seen.notes]
        elif picture.sha256 in known:
            notes.append(f"{_FILE} {number}: no longer there; looked at when it was read")
        else:
            what = "is another picture now" if there else "is not there"
            raise Refused(
                f"the reference {picture.name} {what} (rule reference-as-read)\n"
                "  what to do: put it back, or give it again with --reference"
            )
    return Screening(tuple(found), len(listed), len(listed), tuple(notes))


def with_plate(plate: Screening | None, references: Screening | None) -> Screening | None:
    """What was seen in the plate and in the references, together."""
    if references is None or plate is None:
        return plate or references
    return Screening(
        (*plate.sightings, *references.sightings), plate.frames + references.frames, plate.files + references.files,
        (*plate.notes, *references.notes),
    )  # fmt: skip


def people_in(screening: Screening | None) -> bool:
    """Whether a reference shows a face large enough to be somebody: then it is personal data, whatever was said."""
    return screening is not None and any(s.file.startswith(_FILE) and not s.too_small for s in screening.sightings)


def people_admitted(screening: Mapping[str, Any]) -> bool:
    """The same of a screening as a decision holds it."""
    rows = screening.get("faces", ())
    return any(str(row["file"]).startswith(_FILE) and row["why"] != "too small" for row in rows)


def _look(path: Path, people: Any) -> Screening:
    try:
        return likeness.screen_plate(path, people)
    except BadInput as error:
        raise BadInput(f"cannot be looked at ({error.what})", where=path, remedy=error.remedy) from None


def _known(desk: Desk) -> set[str]:
    """The SHA-256 of every reference that a run of this production was admitted with."""
    entries = [e for e in desk.ledger.entries() if e.kind == "run.admitted"]
    return {sha256 for entry in entries for sha256 in entry.facts.get("references", ())}
