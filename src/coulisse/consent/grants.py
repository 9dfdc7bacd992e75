"""Grants: drafted, signed, imported, revoked, and asked: may this be done with this performer, here and now?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from coulisse.consent import grant_document as documents
from coulisse.consent import grant_file as files
from coulisse.consent import grant_import, grant_pdf, roster
from coulisse.consent.desk import Desk
from coulisse.consent.grant_document import Grant
from coulisse.consent.grant_import import Held, everything, import_, one
from coulisse.consent.grant_lacks import lacks
from coulisse.consent.performer import Performer
from coulisse.consent.rules import GRANT_REVOKED, PERFORMER_FORGOTTEN, refused
from coulisse.consent.uses import ADULT, Use, UseKind
from coulisse.consent.wording import folded, tidy
from coulisse.errors import BadInput
from coulisse.provenance import disk, records
from coulisse.provenance.crypto import SigningKey

__all__ = ["Answer", "Draft", "Held", "check", "draft", "everything", "import_", "one", "revoke", "sign"]

_VERSION = ("shot", "recipe", "version", "folder")  # what names a version in the ledger
Revoker = Literal["performer", "representative", "estate", "production"]


@dataclass(frozen=True)
class Draft:
    """A grant that nobody has signed yet: its JSON, and the same as a page to read and sign."""

    grant: Grant
    json: Path
    pdf: Path


@dataclass(frozen=True)
class Answer:
    """Whether a use is allowed, by which grant; or what is missing, in plain words, and what to do.

    `nearest` is the grant that comes closest when none allows it. `notice_hours` are the hours between the end of
    the day on which the performer was told and the day of use. The flags have policy rules of their own.
    """

    allowed: bool
    grant: str | None
    missing: tuple[str, ...]
    minor_target: bool = False
    minor_performer: bool = False
    deceased: bool = False
    notice_hours: int | None = None
    nearest: str | None = None
    forward: str = ""
    notes: tuple[str, ...] = ()


def draft(
    desk: Desk, folder: Path, *, performer: str, signer_role: str, signer_name: str, shots: Sequence[str],
    uses: Sequence[Mapping[str, Any]], finality: str, territory: str | Sequence[str], valid_from: date, until: date,
    compensation: str, at_end: str = "delete", notice_date: date | None = None,
    counsel_or_union: tuple[str, str] | None = None, replaces: str | None = None, name: str | None = None,
    title: str | None = None,
) -> Draft:  # fmt: skip
    """Write a grant as canonical JSON and as one page to read and sign, into `folder`.

    `uses` are mappings with `kind`, `description` and, for an age alteration, `ages`; `counsel_or_union` is
    (`counsel` or `union`, the name). Raises BadInput where something is missing or does not fit on a page, and
    Refused for a performer who is forgotten.
    """
    person = roster.one(desk, performer)
    if not person.active:
        raise refused(
            PERFORMER_FORGOTTEN, f"the performer {person.id} is forgotten", "add the person anew, if they agree"
        )
    read_as = tidy(name, "the performer's name", "--name") if name else person.names[0]
    if folded(read_as) not in {folded(known) for known in person.known_as()}:
        raise BadInput(f"the roster does not know {person.id} under this name", where="--name", remedy="add it there")
    values = {
        "format": documents.FORMAT,
        "id": f"g-{secrets.token_hex(4)}",
        "performer": {"id": person.id, "name": read_as},
        "signer": {"role": signer_role, "name": tidy(signer_name, "the signer's name", "--signer")},
        "production": {"id": desk.production.id, "title": tidy(title or desk.production.name, "the title", "--title")},
        "shots": list(shots),
        "uses": [_use(use) for use in uses],
        "voice": "not granted",
        "finality": finality,
        "territory": territory if isinstance(territory, str) else list(territory),
        "from": valid_from.isoformat(),
        "until": until.isoformat(),
        "notice_date": notice_date.isoformat() if notice_date else None,
        "compensation": tidy(compensation, "the compensation", "--compensation", 400),
        "at_end": at_end,
        "counsel_or_union": None,
        "replaces": replaces,
        "drafted_at": desk.ledger.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if counsel_or_union is not None:
        kind, adviser = counsel_or_union
        values["counsel_or_union"] = {"kind": kind, "name": tidy(adviser, "the adviser's name", "--advised-by")}
    grant = documents.from_values(values, "the draft")
    page = grant_pdf.page(grant)
    path = folder.expanduser().resolve() / f"{grant.id}.json"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_new(path, files.written(grant, []))
        disk.write_new(path.with_suffix(".pdf"), page)
    except OSError as error:
        raise BadInput(f"cannot be written ({error.strerror})", where=folder, remedy="give another folder") from None
    return Draft(grant, path, path.with_suffix(".pdf"))


def _use(use: Mapping[str, Any]) -> dict[str, Any]:
    ages = use.get("ages")
    return {
        "kind": str(use.get("kind")),
        "description": tidy(str(use.get("description", "")), "the description", "--use", documents.LONGEST_DESCRIPTION),
        "ages": list(ages) if ages is not None else None,
    }


def sign(path: Path, key: SigningKey, at: datetime | None = None) -> Grant:
    """Put a signature on a grant's file, in the name and the role that the grant gives. The grant stays as it is.

    Works without the production. A key that has signed signs no second time. Raises BadInput.
    """
    grant, signatures, _ = files.read(path)
    if any(signature["public_key"] == key.public for signature in signatures):
        raise BadInput("this key has signed it", where=path, remedy="nothing more to sign with it")
    signatures.append(
        {
            "role": grant.signer.role,
            "name": grant.signer.name,
            "public_key": key.public,
            "algorithm": "ed25519",
            "signed_at": (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "signature": key.sign(grant.canonical(), documents.PURPOSE),
        }
    )
    disk.replace(path.expanduser().resolve(), files.written(grant, signatures))
    return grant


def revoke(desk: Desk, grant: str, reason: str, by: Revoker = "performer") -> tuple[str, ...]:
    """Take a grant back, from this moment on. Returns the released versions that were made with it, to withdraw.

    Anybody at the desk may enter a revocation: it only ever stops something. The reason stands in a record, the
    ledger has its hash. Raises BadInput for a grant that nobody knows, Refused for one that is revoked.
    """
    if by not in ("performer", "representative", "estate", "production"):
        raise BadInput(
            f"`{by}` cannot revoke a grant", where="--by", remedy="performer, representative, estate, production"
        )
    with desk.ledger.transaction() as ledger:
        held = one(desk, grant)
        if held.revoked_at:
            raise refused(GRANT_REVOKED, f"the grant {held.id} was revoked on {held.revoked_at[:10]}", "nothing")
        at = desk.ledger.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        document = {
            "format": "coulisse-revocation/1", "grant": held.id, "by": by, "at": at,
            "reason": tidy(reason, "the reason", "--reason", 2000),
        }  # fmt: skip
        folder = grant_import.folder_of(desk, held.grant.performer.id)
        _, sha256 = records.write(folder, f"{held.id}_revoked", document)
        ledger.append(
            "grant.revoked", {"grant": held.id, "performer": held.grant.performer.id, "by": by, "sha256": sha256}
        )
        withdrawn = {entry.facts.get("release") for entry in ledger.entries if entry.kind == "version.withdrawn"}
        labels = []
        for entry in [entry for entry in ledger.entries if entry.kind == "version.released"]:
            if held.id not in (entry.facts.get("grants") or ()) or entry.number in withdrawn:
                continue
            facts: dict[str, Any] = {key: entry.facts[key] for key in _VERSION if key in entry.facts}
            ledger.append("version.withdrawn", {**facts, "release": entry.number, "grant": held.id})
            labels.append(_label(entry.number, facts))
    return tuple(labels)


def _label(number: int, facts: Mapping[str, Any]) -> str:
    """The version's folder below the production, as the ledger has it."""
    if "folder" in facts:
        return str(facts["folder"])
    return "/".join(str(facts[key]) for key in _VERSION if key in facts) or f"entry {number}"


def check(desk: Desk, use: Use, shot: str, on: datetime, final: bool, territory: str = "worldwide") -> Answer:
    """May this be done with this performer in this shot at this time? If not: everything that is missing.

    `territory` is `worldwide`, or country codes with commas between them. Raises Refused where a record or a
    grant is not what the ledger says, and ValueError for a time without its zone.
    """
    if on.tzinfo is None:
        raise ValueError("the time of a use needs its zone")
    day = on.astimezone(UTC).date()
    performer = next((p for p in roster.everyone(desk) if p.id == use.performer), None)
    if performer is None:
        return Answer(
            False, None, (f"the roster has no performer {use.performer}",),
            forward="add the performer with `coulisse performer add`, then draft a grant",
        )  # fmt: skip
    flags: dict[str, Any] = {
        "minor_target": use.ages is not None and min(use.ages) < ADULT,
        "minor_performer": performer.minor(day),
        "deceased": performer.died is not None and performer.died <= day,
        "notes": _notes(performer),
    }
    if not performer.active:
        text = f"{performer.id} is forgotten: no use of their likeness is allowed any more (rule {PERFORMER_FORGOTTEN})"
        return Answer(False, None, (text,), **flags, forward="if the person agrees, add them anew")
    mine = everything(desk, performer.id)
    if not mine:
        return Answer(
            False, None, (f"{performer.id} has given no grant in this production",), **flags,
            forward=f"draft one with `coulisse grant draft`, have it signed, and import it: {_wish(use, shot, final)}",
        )  # fmt: skip
    answers = [(held, lacks(held, performer, use, shot, day, final, territory)) for held in mine]
    good = [held for held, missing in answers if not missing]
    if good:
        best = max(good, key=lambda held: (_notice(held, on) or 0, held.grant.until, held.id))
        return Answer(True, best.id, (), **flags, notice_hours=_notice(best, on))
    nearest, missing = min(answers, key=lambda answer: (len(answer[1]), answer[0].grant.until, answer[0].id))
    return Answer(
        False, None, tuple(missing), **flags, notice_hours=_notice(nearest, on), nearest=nearest.id,
        forward=f"draft a grant like {nearest.id} that adds what is missing, have it signed, and import it: "
        f"{_wish(use, shot, final)}",
    )  # fmt: skip


def _wish(use: Use, shot: str, final: bool) -> str:
    ages = f" to ages {use.ages[0]}-{use.ages[1]}" if use.ages and use.kind is UseKind.age_alteration else ""
    return f"{use.kind.value}{ages}, shot {shot}, {'final' if final else 'temporary'}"


def _notes(performer: Performer) -> tuple[str, ...]:
    if performer.active and performer.born is None:
        return (f"the roster has no date of birth of {performer.id}, who counts as a minor until it has",)
    return ()


def _notice(held: Held, on: datetime) -> int | None:
    """Whole hours from the end of the day of notice (the least that can be meant) to the use."""
    if held.grant.notice_date is None:
        return None
    told = datetime.fromisoformat(f"{held.grant.notice_date}T00:00:00+00:00").timestamp() + 86400
    return max(0, int((on.timestamp() - told) // 3600))
