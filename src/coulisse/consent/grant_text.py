"""The words of a grant: what a performer reads before signing, in plain English, every fact of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coulisse.consent.grant_document import Grant, GrantedUse
from coulisse.consent.uses import ADULT, REPLICAS, WORDS

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A grant in words: the opening sentence, the facts by label, the uses, and what holds beside them."""

    opening: str
    facts: tuple[tuple[str, str], ...]
    uses: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]


def wording(grant: Grant) -> Wording:
    """What the page says."""
    performer, signer = grant.performer.name, grant.signer.name
    if grant.signer.role == "performer":
        opening = f"I, {performer}, agree that my likeness is used in the production named below as this page says."
    elif grant.signer.role == "representative":
        opening = (
            f"I, {signer}, authorised to act for {performer}, agree on their behalf that their likeness is used in the "
            "production named below as this page says."
        )
    else:
        opening = (
            f"I, {signer}, acting for the estate of {performer}, agree that their likeness is used in the production "
            "named below as this page says."
        )
    return Wording(
        f"{opening} Nothing else is agreed.", tuple(_facts(grant)), tuple(_use(use) for use in grant.uses),
        tuple(_limits(grant)),
    )  # fmt: skip


def _facts(grant: Grant) -> list[tuple[str, str]]:
    facts = [
        ("Performer", f"{grant.performer.name} ({grant.performer.id})"),
        ("Signed by", f"{grant.signer.name}, {_role(grant.signer.role)}"),
        ("Production", f"{grant.production.title} ({grant.production.id})"),
        ("Shots", shots(grant.shots)),
        ("Result", _finality(grant)),
        ("Territory", "Worldwide" if grant.territory == "worldwide" else ", ".join(grant.territory)),
        ("Term", f"From {day(grant.valid_from)} until {day(grant.until)}, both days included (UTC)"),
        ("Compensation", grant.compensation),
        ("At the end", _at_end(grant.at_end)),
        ("Advised by", _adviser(grant)),
    ]
    if grant.notice_date is not None:
        facts.insert(7, ("Notice given", f"The performer was told of this work on {day(grant.notice_date)}"))
    if grant.replaces is not None:
        facts.append(("Replaces", f"The grant {grant.replaces}, which ends when this one is recorded"))
    return facts


def _use(use: GrantedUse) -> tuple[str, str]:
    title = WORDS[use.kind]
    if use.ages is not None:
        young, old = use.ages
        title += f"; to {f'the age of {young}' if young == old else f'ages from {young} to {old}'} years"
        if young < ADULT:
            title += " (this shows the performer as a minor)"
    return title, use.description


def _limits(grant: Grant) -> list[str]:
    limits = ["Voice: not granted. No voice may be imitated, altered or generated under this page."]
    limits.append(
        "Not granted either: any other use, shot, production or territory, any use outside the term, and using the "
        "performer's pictures or anything made from them for another purpose than the uses above."
    )
    limits.append(
        "This consent can be revoked at any time by telling the production. Coulisse then refuses every further use "
        "at once, and lists what was delivered so that it can be withdrawn. A change is a new page, signed anew."
    )
    if grant.counsel_or_union is None and any(use.kind in REPLICAS for use in grant.uses):
        limits.append(
            "Nobody is named who advised the performer: without counsel or a union, a clause on digital replicas may "
            "not be enforceable (in California under AB 2602)."
        )
    elif grant.counsel_or_union is None:
        limits.append("Nobody is named who advised the performer: advice from counsel or a union is recommended.")
    return limits


def _finality(grant: Grant) -> str:
    if grant.finality == "final":
        return "Final: what is made may be part of what is delivered and shown; temporary versions, too"
    return "Temporary only: what is made is not part of what is delivered and shown"


def shots(patterns: Sequence[str]) -> str:
    """The shots as a person reads them; a * is explained."""
    text = ", ".join(patterns)
    notes = []
    if "*" in text:
        notes.append("* stands for any further letters")
    if "?" in text:
        notes.append("? stands for any one letter")
    return f"{text} ({'; '.join(notes)})" if notes else text


def day(text: str) -> str:
    """`23 November 2026`."""
    found = date.fromisoformat(text)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def _role(role: str) -> str:
    return {"performer": "the performer", "representative": "authorised representative", "estate": "for the estate"}[
        role
    ]


def _at_end(text: str) -> str:
    if text == "delete":
        return "Reference pictures and what was derived from them for this work are deleted"
    if text == "return":
        return "Reference pictures are returned, and what was derived from them for this work is deleted"
    until = day(text.removeprefix("keep until "))
    return f"Reference pictures and what was derived from them are kept until {until}, then deleted"


def _adviser(grant: Grant) -> str:
    if grant.counsel_or_union is None:
        return "Nobody is named"
    return f"{grant.counsel_or_union.name} ({grant.counsel_or_union.kind})"
