"""What a grant lacks for a use, in plain words; an empty list is a yes."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase

from coulisse.consent.grant_document import Grant
from coulisse.consent.grant_import import Held
from coulisse.consent.performer import Performer
from coulisse.consent.uses import Use, UseKind
from coulisse.consent.wording import folded

_LEEWAY = 2.0  # years by which somebody may look older than they are


def lacks(held: Held, performer: Performer, use: Use, shot: str, day: date, final: bool, territory: str) -> list[str]:
    """Everything that keeps this grant from allowing the use on that UTC day."""
    grant = held.grant
    found = [
        *_standing(held, performer),
        *_use(grant, use),
        *_seen(performer, use, day),
        *_when(grant, day),
    ]
    if not any(fnmatchcase(shot, pattern) for pattern in grant.shots):
        found.append(f"the shot: {grant.id} is for {', '.join(grant.shots)}, not for {shot}")
    if final and grant.finality != "final":
        found.append(f"finality: {grant.id} allows temporary work only, not the final delivery")
    if beyond := _beyond(grant, territory):
        found.append(f"territory: {grant.id} is for {', '.join(grant.territory)}, not for {beyond}")
    return found


def _standing(held: Held, performer: Performer) -> list[str]:
    found = []
    if held.revoked_at:
        found.append(f"consent: {held.id} was revoked on {held.revoked_at[:10]} by the {held.revoked_by}")
    if held.replaced_by:
        found.append(f"consent: {held.id} was replaced by {held.replaced_by}")
    if folded(held.grant.performer.name) not in {folded(name) for name in performer.known_as()}:
        found.append(f"the name: {held.id} names {performer.id} as the roster no longer does")
    return found


def _use(grant: Grant, use: Use) -> list[str]:
    granted = next((granted for granted in grant.uses if granted.kind is use.kind), None)
    if granted is None:
        has = ", ".join(granted.kind.value for granted in grant.uses)
        return [f"the use: {grant.id} allows {has}, not {use.kind.value}"]
    if use.kind is not UseKind.age_alteration:
        return []
    if use.ages is None:
        return ["the age: nobody said which age is wanted"]
    assert granted.ages is not None, "an age alteration has its ages"
    (young, old), (youngest, oldest) = use.ages, granted.ages
    if not youngest <= young <= old <= oldest:
        return [f"the age: {grant.id} allows ages {youngest} to {oldest}, not {young} to {old}"]
    return []


def _seen(performer: Performer, use: Use, day: date) -> list[str]:
    """Nobody looks older in footage than they ever were: a false age would make another than the granted one."""
    if use.seen is None or performer.born is None:
        return []
    last = min(day, performer.died or day)
    oldest = (last - performer.born).days / 365.25
    if use.seen <= oldest + _LEEWAY:
        return []
    return [f"the age in the footage: {use.seen:g} is said, and {performer.id} has never been over {oldest:.0f}"]


def _when(grant: Grant, day: date) -> list[str]:
    if day.isoformat() < grant.valid_from:
        return [f"the date: {grant.id} begins on {grant.valid_from}, and the use is on {day}"]
    if day.isoformat() > grant.until:
        return [f"the date: {grant.id} ended on {grant.until}, and the use is on {day}"]
    return []


def _beyond(grant: Grant, territory: str) -> str:
    """The part of the wished territory that the grant does not cover."""
    if grant.territory == "worldwide":
        return ""
    wished = [code.strip() for code in territory.split(",")]
    return ", ".join(code for code in wished if code not in grant.territory)
