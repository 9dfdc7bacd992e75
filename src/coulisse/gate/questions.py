"""What a run has to answer before and after: whose likeness, which names, which faces, which facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from coulisse.consent import grants, roster
from coulisse.consent.desk import Desk
from coulisse.consent.likeness import Screening, Sighting
from coulisse.consent.names import NameScreen
from coulisse.consent.policy_facts import Facts
from coulisse.consent.uses import REPLICAS, Use, UseKind
from coulisse.errors import Refused
from coulisse.production import plates
from coulisse.recipes.contract import Recipe

_WORST = ("none", "yes", "review", "no")  # a model's clearance for commercial use, the worst last

_STATE = ".work/"  # taken away before the version gets its name
_NO_OUTPUT = ("brief.yaml", "report.json", "credentials.json")  # written anew at release


@dataclass(frozen=True)
class Named:
    """A roster or protected person whom a text of the run names: `where` is the field, `how` the disguise."""

    id: str
    where: str
    what: str
    how: str
    text: str  # as it stands there; for the user's eyes, never for the ledger


@dataclass(frozen=True)
class Consent:
    """One use of a likeness and what the grants say of it."""

    use: Use
    answer: grants.Answer


def uses_of(recipe: Recipe, brief: BaseModel) -> tuple[Use, ...] | None:
    """Every use of a likeness that a run would make; None where the recipe does not say, which is refused.

    A recipe that declares MAKES_LIKENESS = False makes none. Any other must name them: `likeness(brief)`.
    """
    makes = getattr(recipe, "MAKES_LIKENESS", None)
    # `is False`, not falsy: a recipe that forgets to declare is refused, as is one that declares nonsense.
    if makes is False:
        return ()
    declared = getattr(recipe, "likeness", None)
    if makes is not True or declared is None:
        return None
    return tuple(Use(UseKind(use.kind), use.performer, use.ages, use.seen) for use in declared(brief))


def consents(desk: Desk, uses: Iterable[Use], shot: str, brief: BaseModel) -> tuple[Consent, ...]:
    """What the grants say of each use, now. Raises Refused where the clock was set back."""
    now = desk.ledger.now()
    return tuple(Consent(use, grants.check(desk, use, shot, now, final=_is_final(brief))) for use in uses)


def names_in(desk: Desk, texts: Mapping[str, str]) -> tuple[Named, ...]:
    """Whom the texts of a run name: `texts` maps where each stands ("brief.title") to it."""
    people = [*roster.known(desk), *roster.protected(desk)]
    if not people:
        return ()
    screen = NameScreen(people)
    return tuple(
        Named(found.id, where, found.what, found.how, text[found.start : found.end])
        for where, text in texts.items()
        for found in screen.find(text)
    )


def texts_of(brief: BaseModel, shot: str, production: str, files: Iterable[Path]) -> dict[str, str]:
    """Every text that a person wrote for this run: the brief's, the names of the shot, the film and the files."""
    texts = {f"brief.{where}": text for where, text in _strings(brief.model_dump(mode="json"), ())}
    texts |= {"the shot's name": shot, "the production's name": production}
    return texts | {f"the file name {file.name}": file.name for file in files}


def _strings(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        # A file of the brief is stored by its absolute path; the folders above it are nobody's words for this run.
        yield ".".join(path), re.split(r"[\\/]", value)[-1] if re.match(r"([A-Za-z]:)?[\\/]", value) else value
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _strings(entry, (*path, str(key)))
            yield ".".join((*path, "key")), str(key)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _strings(entry, (*path, str(index)))


def facts(
    brief: BaseModel, granted: Iterable[Consent], named: Iterable[Named] = (), *, unknown_person: bool = False,
    unlicensed: bool = False, shows_people: bool = False, models: Iterable[Mapping[str, str]] = (),
) -> Facts:  # fmt: skip
    """The facts of a use for the policy. `unlicensed`: a roster performer was seen whom no grant covers;
    `shows_people`: a reference picture has a face in it, which is personal data whatever the brief says."""
    use = getattr(brief, "use", None)
    told = {} if use is None else {**use.facts(), **({"personal_data": "yes"} if shows_people else {})}
    granted = tuple(granted)
    covered = {consent.use.performer for consent in granted if consent.answer.allowed}
    # The shortest notice counts, and one performer without any is not hidden by another who had it.
    hours = [c.answer.notice_hours for c in granted if c.use.kind in REPLICAS]
    told_hours = [hour for hour in hours if hour is not None]
    clearance = [model.get("commercial", "no") for model in models]
    return Facts(
        **told,
        likeness=tuple(sorted({consent.use.kind.value for consent in granted})),
        altered_performance="yes" if any(c.use.kind is UseKind.age_alteration for c in granted) else "no",
        model_commercial=max(clearance, key=_clearance, default="none"),
        keeps_data="no",  # nothing here sends, keeps or trains on what it is given
        named_person=any(entry.id not in covered for entry in named),
        unknown_person=unknown_person,
        minor_target=any(c.answer.minor_target for c in granted),
        minor_performer=any(c.answer.minor_performer for c in granted),
        deceased=any(c.answer.deceased for c in granted),
        consent=not unlicensed and all(consent.answer.allowed for consent in granted),
        notice_hours=min(told_hours) if told_hours and len(told_hours) == len(hours) else None,
    )


def _clearance(word: str) -> int:
    return _WORST.index(word) if word in _WORST else len(_WORST) - 1


def _is_final(brief: BaseModel) -> bool:
    told = getattr(brief, "use", None)
    # A brief that does not say counts as final: a grant for temporary use does not cover what nobody called temporary.
    return told is None or told.final == "final"


def strangers(screening: Screening) -> tuple[Sighting, ...]:
    """The faces in made pixels that nobody on the roster owns, and that are large enough to be somebody."""
    return tuple(s for s in screening.sightings if not s.original and s.performer is None and not s.too_small)


def seen_without_grant(screening: Screening, granted: Iterable[Consent]) -> tuple[Sighting, ...]:
    """The roster's faces in altered or generated pixels for whom this run has no grant."""
    covered = {consent.use.performer for consent in granted if consent.answer.allowed}
    return tuple(
        s for s in screening.sightings if not s.original and s.performer is not None and s.performer not in covered
    )


def same_plate(plate: Path, sha256: str) -> None:
    """Raise Refused if the plate is not the one that was admitted: what equals it counts as photographed."""
    if plates.find(plate).digest != sha256:
        raise Refused(
            f"{plate} is not the plate that was admitted (rule plate-as-admitted)\n"
            "  what to do: find out who changed it, bring it back, and run the same command again"
        )


def nothing_hidden(folder: Path, outputs: Iterable[str]) -> None:
    """Raise Refused if a version's folder holds what nobody screens: a hidden file, a link."""
    known = {*outputs, *_NO_OUTPUT}
    for path in folder.rglob("*"):  # goes through no link
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (path.is_file() and name not in known and not name.startswith(_STATE)):
            raise Refused(
                f"{path} is a link or a hidden file, which nobody looks into (rule everything-is-looked-at)\n"
                "  what to do: this is a fault of the recipe; please report it"
            )


def not_screened_for(label: str) -> Refused:
    """The refusal of a version that was screened for the faces of a roster that has changed since."""
    return Refused(
        f"{label} was screened before the roster changed (rule screened-for-this-roster)\n"
        "  what to do: run the same command again; what is made is kept, and only looked at again"
    )


def undeclared(recipe: Recipe) -> Refused:
    """The refusal of a recipe that does not say whose likeness it makes."""
    name = getattr(recipe, "NAME", "unnamed")
    return Refused(
        f"the recipe `{name}` does not say whether it makes a likeness, and whose (rule likeness-is-declared)\n"
        "  what to do: in the recipe, set MAKES_LIKENESS, and give `likeness(brief)` where it is True"
    )
