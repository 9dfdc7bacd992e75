"""Takes in grants that were signed, here or elsewhere, after checking them offline; and reads those that count."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coulisse.consent import grant_document as documents
from coulisse.consent import grant_file as files
from coulisse.consent import roster, stored
from coulisse.consent.desk import Desk
from coulisse.consent.grant_document import Grant
from coulisse.consent.performer import Performer, Signer
from coulisse.consent.references import folder_of as performer_folder
from coulisse.consent.rules import (
    CHANGED_OUTSIDE,
    GRANT_AS_SIGNED,
    GRANT_DATES,
    GRANT_ONCE,
    GRANT_PRODUCTION,
    GRANT_REPLACES,
    GRANT_SIGNER,
    PERFORMER_FORGOTTEN,
    refused,
)
from coulisse.consent.wording import folded
from coulisse.errors import BadInput
from coulisse.provenance import disk
from coulisse.provenance.crypto import verify

LARGEST_PDF = 50_000_000  # bytes of a scanned and signed page
_SLACK = timedelta(days=1)  # between the clocks of those who draft, sign and import


@dataclass(frozen=True)
class Held:
    """A grant that the ledger knows, and how it stands. Times are UTC (ISO 8601), empty for never."""

    grant: Grant
    sha256: str
    imported_at: str
    pdf_sha256: str = ""
    revoked_at: str = ""
    revoked_by: str = ""
    replaced_by: str = ""

    @property
    def id(self) -> str:
        """The grant's identifier."""
        return self.grant.id


def import_(desk: Desk, path: Path, pdf: Path | None = None) -> Held:
    """Check a signed grant and put it on record, with the hash (and a copy) of its signed page if there is one.

    No network is asked. Raises Refused with the rule that it breaks: not signed as it stands, by a key that may
    not sign for this performer, for another production, imported before, or with dates that cannot be; BadInput
    for a file that is no grant.
    """
    grant, signatures, content = files.read(path)
    page = _page(pdf)
    with desk.ledger.transaction() as ledger:
        if grant.production.id != desk.production.id:
            raise refused(
                GRANT_PRODUCTION, f"{grant.id} is for the production {grant.production.id}, and this one is "
                f"{desk.production.id}", "ask for a grant for this production; each needs its own",
            )  # fmt: skip
        performer = _performer(desk, grant)
        signer = _signer(grant, signatures, performer)
        _refuse_dates(desk, grant, signatures, performer)
        if any(entry.kind == "grant.imported" and entry.facts["grant"] == grant.id for entry in ledger.entries):
            raise refused(GRANT_ONCE, f"{grant.id} was imported before", "draft a new grant; none is used twice")
        if grant.replaces is not None:
            before = next((held for held in everything(desk) if held.id == grant.replaces), None)
            if before is None or before.grant.performer.id != performer.id:
                raise refused(
                    GRANT_REPLACES, f"{grant.id} replaces {grant.replaces}, which is no grant of {performer.id}",
                    "draft it anew, with the right grant to replace or none",
                )  # fmt: skip
        folder = disk.private_folder(folder_of(desk, performer.id))
        if page:
            disk.replace(folder / f"{grant.id}.pdf", page)
        disk.replace(folder / f"{grant.id}.json", content)
        facts = {
            "grant": grant.id,
            "performer": performer.id,
            "sha256": hashlib.sha256(content).hexdigest(),
            "pdf_sha256": hashlib.sha256(page).hexdigest() if page else "",
            "fingerprint": grant.fingerprint,
            "signer_role": grant.signer.role,
            "signer_key": signer.public,
            "uses": [use.kind.value for use in grant.uses],
            "replaces": grant.replaces or "",
        }
        entry = ledger.append("grant.imported", facts)
    return Held(grant, str(facts["sha256"]), entry.at, str(facts["pdf_sha256"]))


def everything(desk: Desk, performer: str | None = None) -> list[Held]:
    """Every grant that was imported (of this performer), revoked and replaced ones too, in the order they came.

    Raises Refused if one of them is gone, edited, or does not carry the signature that it was imported with.
    """
    found: dict[str, Held] = {}
    for entry in desk.ledger.entries():
        if performer is not None and entry.facts.get("performer") != performer:
            continue
        if entry.kind == "grant.imported":
            held = _read(desk, entry.facts, entry.at)
            if (before := found.get(held.grant.replaces or "")) is not None and not before.replaced_by:
                found[before.id] = Held(**{**vars(before), "replaced_by": held.id})
            found[held.id] = held
        elif entry.kind == "grant.revoked":
            held = found[str(entry.facts["grant"])]
            found[held.id] = Held(**{**vars(held), "revoked_at": entry.at, "revoked_by": str(entry.facts["by"])})
    return list(found.values())


def one(desk: Desk, identifier: str) -> Held:
    """The grant of this identifier. Raises BadInput."""
    for held in everything(desk):
        if held.id == identifier.strip():
            return held
    raise BadInput(f"there is no grant `{identifier}`", remedy="see `coulisse grant list`")


def folder_of(desk: Desk, performer: str) -> Path:
    """Where a performer's grants are kept."""
    folder = performer_folder(desk, performer) / "grants"
    disk.refuse_links(folder)
    return folder


def _read(desk: Desk, facts: Mapping[str, object], at: str) -> Held:
    identifier, performer = str(facts["grant"]), str(facts["performer"])
    content = stored.read(folder_of(desk, performer) / f"{identifier}.json", str(facts["sha256"]), files.LARGEST)
    grant, signatures = files.from_bytes(content, identifier)
    same = (grant.id, grant.performer.id, grant.production.id) == (identifier, performer, desk.production.id)
    if not same:
        raise refused(
            CHANGED_OUTSIDE, f"{identifier} is not the grant that was recorded", "bring it back from a backup"
        )
    key = str(facts["signer_key"])
    if not any(
        signature["public_key"] == key and verify(key, grant.canonical(), documents.PURPOSE, signature["signature"])
        for signature in signatures
    ):
        raise refused(GRANT_AS_SIGNED, f"{identifier} does not carry its signature", "ask for a new grant")
    return Held(grant, str(facts["sha256"]), at, str(facts["pdf_sha256"]))


def _performer(desk: Desk, grant: Grant) -> Performer:
    found = next((p for p in roster.everyone(desk) if p.id == grant.performer.id), None)
    if found is None:
        raise refused(
            GRANT_SIGNER, f"{grant.id} is of {grant.performer.id}, whom the roster does not have",
            "add the performer first, and draft the grant for them",
        )  # fmt: skip
    if not found.active:
        raise refused(
            PERFORMER_FORGOTTEN, f"the performer {found.id} is forgotten", "add the person anew, if they agree"
        )
    if folded(grant.performer.name) not in {folded(name) for name in found.known_as()}:
        raise refused(
            GRANT_SIGNER, f"{grant.id} names {found.id} otherwise than the roster does",
            "add the name to the performer if it is theirs, or draft the grant anew",
        )  # fmt: skip
    return found


def _signer(grant: Grant, signatures: list[dict[str, str]], performer: Performer) -> Signer:
    """Who signed, with a key that the roster has for this performer and role. Every signature must hold."""
    if not signatures:
        raise refused(GRANT_AS_SIGNED, f"{grant.id} is not signed", "have it signed with `coulisse grant sign`")
    content = grant.canonical()
    for signature in signatures:
        if not verify(signature["public_key"], content, documents.PURPOSE, signature["signature"]):
            raise refused(
                GRANT_AS_SIGNED, f"a signature on {grant.id} is not for what it says now: it was edited, or the "
                "signature is another's", "have the grant signed as it stands, or draft a new one",
            )  # fmt: skip
    made = {(signature["public_key"], signature["role"], folded(signature["name"])) for signature in signatures}
    for signer in performer.signers:
        theirs = (signer.public, signer.role, folded(signer.name))
        if theirs in made and (signer.role, folded(signer.name)) == (grant.signer.role, folded(grant.signer.name)):
            return signer
    raise refused(
        GRANT_SIGNER,
        f"{grant.id} is to be signed by the {grant.signer.role}, and no signature on it is by the key that the "
        f"roster has for them",
        "have it signed by the right person; a new key is added with `coulisse performer change --signer`",
    )


def _refuse_dates(desk: Desk, grant: Grant, signatures: list[dict[str, str]], performer: Performer) -> None:
    now = desk.ledger.now().astimezone(UTC)
    today = now.date()
    drafted = datetime.fromisoformat(grant.drafted_at)
    wrong = ""
    if drafted > now + _SLACK:
        wrong = "it was drafted in the future"
    elif grant.until < today.isoformat():
        wrong = f"it ended on {grant.until}"
    elif grant.notice_date is not None and grant.notice_date > (now + _SLACK).date().isoformat():
        wrong = f"the notice is of {grant.notice_date}, which is to come"
    for signature in signatures:
        signed = datetime.fromisoformat(signature["signed_at"])
        if not drafted - _SLACK <= signed <= now + _SLACK:
            wrong = "it was signed before it was drafted, or in the future"
    if wrong:
        raise refused(GRANT_DATES, f"{grant.id}: {wrong}", "draft it anew, with the right dates")
    if grant.signer.role == "performer" and performer.died is not None:
        raise refused(
            GRANT_SIGNER, f"{performer.id} has died, and {grant.id} is to be signed by the performer",
            "ask the estate or the authorised representative for a grant",
        )  # fmt: skip
    if grant.signer.role == "estate" and performer.died is None:
        raise refused(
            GRANT_SIGNER, f"{performer.id} is alive as far as the roster knows, and {grant.id} is by the estate",
            "ask the performer; or enter the day of death with `coulisse performer change`",
        )  # fmt: skip
    if grant.signer.role == "performer" and performer.born is not None and performer.minor(today):
        raise refused(
            GRANT_SIGNER, f"{performer.id} is a minor, who cannot sign for themselves",
            "ask the legal representative for a grant",
        )  # fmt: skip


def _page(pdf: Path | None) -> bytes:
    if pdf is None:
        return b""
    try:
        if not pdf.is_file():
            raise BadInput("is not a file", where=pdf, remedy="give the signed page as a PDF")
        with pdf.open("rb") as file:
            content = file.read(LARGEST_PDF + 1)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=pdf, remedy="check it") from None
    if len(content) > LARGEST_PDF or not content.startswith(b"%PDF-"):
        raise BadInput("is no PDF of at most 50 MB", where=pdf, remedy="give the signed page as a PDF")
    return content
