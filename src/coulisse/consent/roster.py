"""The roster: which performers a production knows, who may sign for them, and forgetting one."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import references as pictures
from coulisse.consent import stored
from coulisse.consent.desk import Desk
from coulisse.consent.names_known import Known
from coulisse.consent.performer import Performer, Signer, checked, from_data
from coulisse.consent.protected import import_protected, protected
from coulisse.consent.rules import PERFORMER_FORGOTTEN, refused
from coulisse.consent.wording import folded
from coulisse.errors import BadInput
from coulisse.face.identity import SAME_PERSON
from coulisse.provenance import disk, records

__all__ = [
    "Performer", "Signer", "add", "change", "everyone", "forget", "import_protected", "known", "one", "protected",
    "templates",
]  # fmt: skip

_KINDS = ("performer.added", "performer.changed", "performer.forgotten")
_FOLDER = re.compile(r"p-[0-9a-f]{8}")
_SCREENED = re.compile(r"\.[0-9a-f]{12}\.")  # a copy of a picture while it is looked at
_OURS = re.compile(r"(performer|templates)\.[0-9a-f]{12}\.(json|bin)|[0-9a-f]{12}\.[a-z0-9]{1,5}|\..*\.new")
_ABANDONED = 3600.0  # seconds; no picture is screened for an hour


def add(
    desk: Desk, names: Sequence[str], aliases: Sequence[str] = (), characters: Iterable[tuple[str, str]] = (),
    references: Sequence[Path] = (), born: date | None = None, died: date | None = None,
    signers: Sequence[Signer] = (),
) -> Performer:  # fmt: skip
    """Put a performer on the roster. `characters` are pairs of a character and its work.

    Raises BadInput for a name that the roster has, for a picture that is another's, and for pictures that do not
    show one face; Unavailable where the weights to look at pictures are not there.
    """
    wanted = Performer("", tuple(names), tuple(aliases), tuple(characters), born, died, tuple(signers))
    wanted = checked(wanted, desk.ledger.now().date())
    taken = pictures.take_in(desk, references)
    with desk.ledger.transaction() as ledger:
        others = _tidied(desk)
        _refuse_doubles(desk, wanted, taken, others)
        used = {entry.facts.get("performer") for entry in ledger.entries}
        while (identifier := f"p-{secrets.token_hex(4)}") in used:
            pass
        wanted = replace(wanted, id=identifier, references=tuple(picture.name for picture in taken))
        pictures.keep(desk, wanted.id, taken)
        sealed = pictures.seal(desk, wanted.id, _stack([picture.template for picture in taken]))
        wanted = _write(desk, replace(wanted, templates=sealed))
        ledger.append("performer.added", wanted.facts())
    return wanted


def change(
    desk: Desk, performer: str, *, names: Sequence[str] | None = None, aliases: Sequence[str] | None = None,
    characters: Iterable[tuple[str, str]] | None = None, references: Sequence[Path] = (), born: date | None = None,
    died: date | None = None, signers: Sequence[Signer] | None = None,
) -> Performer:  # fmt: skip
    """Change what is given and leave the rest; `references` are added to those that are there.

    Grants name the performer as they were called: a performer who is given another name needs new ones, unless
    the old name stays among the names or aliases. Raises as `add` does, and Refused for a forgotten performer.
    """
    taken = pictures.take_in(desk, references)
    with desk.ledger.transaction() as ledger:
        others = _tidied(desk)
        before = _active(one(desk, performer))
        given: dict[str, Any] = {
            "names": names, "aliases": aliases, "characters": characters, "born": born, "died": died,
            "signers": signers,
        }  # fmt: skip
        new: dict[str, Any] = {
            key: value if isinstance(value, date) else tuple(value) for key, value in given.items() if value is not None
        }
        after = checked(replace(before, **new), desk.ledger.now().date())
        taken = [picture for picture in taken if picture.name not in before.references]
        _refuse_doubles(desk, after, taken, [other for other in others if other.id != before.id])
        if taken:
            pictures.keep(desk, after.id, taken)
            stack = np.concatenate([pictures.open_templates(desk, before), _stack([p.template for p in taken])])
            sealed = pictures.seal(desk, after.id, stack)
            after = replace(after, references=(*before.references, *(p.name for p in taken)), templates=sealed)
        after = _write(desk, after)
        if after.sha256 != before.sha256:
            ledger.append("performer.changed", after.facts())
            _clear(desk, after)
    return after


def everyone(desk: Desk) -> list[Performer]:
    """Every performer that the ledger knows, the forgotten ones too, in the order they came.

    Raises Refused if a record is not what the ledger says: gone, edited, or an older one put back.
    """
    people = _recorded(desk)
    if any(p.status == "forgetting" for p in people):
        with desk.ledger.transaction():
            return _tidied(desk)
    return people


def _recorded(desk: Desk) -> list[Performer]:
    newest: dict[str, str] = {}
    for entry in desk.ledger.entries():
        if entry.kind in _KINDS:
            newest[str(entry.facts["performer"])] = str(entry.facts["sha256"])
    found = []
    for identifier, sha256 in newest.items():
        folder = pictures.folder_of(desk, identifier)
        found.append(from_data(records.read(folder, "performer", sha256), sha256))
    return found


def one(desk: Desk, text: str) -> Performer:
    """The performer with this identifier, name or alias (case and accents do not matter). Raises BadInput."""
    people = everyone(desk)
    wanted = folded(text)
    found = [p for p in people if p.id == text.strip()] or [
        p for p in people if wanted and wanted in {folded(name) for name in p.known_as()}
    ]
    found = [p for p in found if p.active] or found  # who was forgotten and came back
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(
            f"`{text}` is the name of {len(found)} performers: {', '.join(p.id for p in found)}",
            remedy="give the identifier",
        )
    raise BadInput(
        f"the roster has no performer `{text}`",
        remedy="see `coulisse performer list`; add one with `coulisse performer add`",
    )


def forget(desk: Desk, performer: str, names: bool = False) -> Performer:
    """Erase a performer's templates and pictures for good; every use is refused from then on.

    The names stay, so that texts are still read for them, unless `names` is given. Signed grants stay: they are
    the proof that what was made was allowed. The entry in the ledger is written when the files are gone, with
    their number and the hashes of the sealed ones; a call that was broken off is finished by the next.
    """
    with desk.ledger.transaction() as ledger:
        _tidied(desk)
        before = one(desk, performer)
        if before.status == "forgotten" and (not names or not before.names):
            return before
        # The files' names stay in the record until the files are gone.
        kept: dict[str, Any] = {} if not names else {"names": (), "aliases": (), "characters": ()}
        status = _write(desk, replace(before, status="forgetting", born=None, died=None, signers=(), **kept))
        ledger.append("performer.changed", status.facts())
        return _finish_forgetting(desk, status)


def templates(desk: Desk) -> Mapping[str, NDArray[np.float32]]:
    """The face templates (n, 128) by performer, of those who are not forgotten. In memory only; never print them."""
    return pictures.every_template(desk, everyone(desk))


def known(desk: Desk) -> list[Known]:
    """Whose names texts are read for: everyone on the roster, and the forgotten ones whose names stay."""
    people = everyone(desk)
    active = {folded(name) for p in people if p.active for name in p.known_as()}
    found = []
    for p in people:
        # Somebody who was forgotten and came back is asked for under the new record, not the old one.
        names, aliases = (
            tuple(name for name in some if p.active or folded(name) not in active) for some in (p.names, p.aliases)
        )
        if names or aliases:
            found.append(Known(p.id, names, aliases, p.characters if p.active or names == p.names else ()))
    return found


def _active(performer: Performer) -> Performer:
    if not performer.active:
        raise refused(
            PERFORMER_FORGOTTEN, f"the performer {performer.id} is forgotten",
            "add the person anew, if they agree to it",
        )  # fmt: skip
    return performer


def _refuse_doubles(
    desk: Desk, wanted: Performer, taken: Sequence[pictures.Reference], others: Sequence[Performer]
) -> None:
    """Two performers share no name, no picture and no face: a grant of the one would pass for the other's."""
    mine = {folded(name) for name in wanted.known_as()}
    for other in others:
        if not other.active:
            continue
        if mine & {folded(name) for name in other.known_as()}:
            raise BadInput(
                f"the roster has this name: {other.id}", where="--name",
                remedy="change that performer, or give a name that tells the two apart",
            )  # fmt: skip
        if {picture.name[:64] for picture in taken} & {reference[:64] for reference in other.references}:
            raise BadInput(
                f"one of the pictures is a reference of {other.id}", where="--reference",
                remedy="give pictures of this performer only",
            )  # fmt: skip
        # The templates are unit vectors: their products are the similarities.
        if taken and other.templates:
            alike = _stack([picture.template for picture in taken]) @ pictures.open_templates(desk, other).T
            if float(alike.max()) >= SAME_PERSON:
                raise BadInput(
                    f"one of the pictures shows {other.id}, as far as can be told", where="--reference",
                    remedy="give pictures of this performer only; of two people who look the same (twins), only one "
                    "can have pictures here, because no screening would tell them apart",
                )  # fmt: skip


def _write(desk: Desk, performer: Performer) -> Performer:
    _, sha256 = records.write(pictures.folder_of(desk, performer.id), "performer", performer.as_data())
    return replace(performer, sha256=sha256)


def _tidied(desk: Desk) -> list[Performer]:
    """Everyone, after what broken-off calls left has been cleared. Call it with the ledger held."""
    people = [_finish_forgetting(desk, p) if p.status == "forgetting" else p for p in _recorded(desk)]
    for performer in people:
        _clear(desk, performer)
    ids = {p.id for p in people}
    folder = desk.folder / "performers"
    disk.refuse_links(folder)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _FOLDER.fullmatch(path.name) and path.name not in ids:
            stored.erase(path)  # an `add` that never reached the ledger
        elif _SCREENED.match(path.name) and path.lstat().st_mtime < time.time() - _ABANDONED:
            stored.erase(path)  # a copy that was being screened when its process was killed
    return people


def _finish_forgetting(desk: Desk, status: Performer) -> Performer:
    folder = pictures.folder_of(desk, status.id)
    number = len(status.references)
    counts = {"references": number, "templates": number if status.templates else 0}
    erased = sorted({status.templates} - {""})
    gone = replace(status, status="forgotten", references=(), templates="")
    for path in sorted(folder.iterdir()):
        if path.name != "grants" and not path.name.startswith("performer."):
            stored.erase(path)
    gone = _write(desk, gone)
    proof = {**gone.facts(), **counts, "erased": erased, "names_kept": bool(gone.names)}
    desk.ledger.append("performer.forgotten", proof)
    _clear(desk, gone)
    return gone


def _clear(desk: Desk, performer: Performer) -> None:
    """Erase what the newest record does not name; in the folder of a forgotten performer, whatever lies there."""
    folder = pictures.folder_of(desk, performer.id)
    keep = {f"performer.{performer.sha256[:12]}.json"}
    if performer.templates:
        keep.add(pictures.sealed_file(performer.templates))
    for path in sorted(folder.iterdir()):
        ours = _OURS.fullmatch(path.name) is not None or performer.status == "forgotten"
        if ours and path.name not in keep and path.name not in ("references", "grants"):
            stored.erase(path)
    named = {pictures.file_name(reference) for reference in performer.references}
    shown = folder / "references"
    for path in sorted(shown.iterdir()) if shown.is_dir() else ():
        if path.name not in named and (_OURS.fullmatch(path.name) or performer.status == "forgotten"):
            stored.erase(path)


def _stack(found: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.stack(found) if found else np.zeros((0, 128), np.float32)
