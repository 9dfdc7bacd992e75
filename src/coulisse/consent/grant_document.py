"""The grant: what a performer agrees to, as a document that is signed and never edited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from coulisse.consent.countries import CODES
from coulisse.consent.uses import REPLICAS, UseKind
from coulisse.consent.wording import fault
from coulisse.errors import BadInput
from coulisse.provenance.crypto import canonical, sha256_of

FORMAT = "coulisse-grant/1"
PURPOSE = "grant"
SHORTEST_DESCRIPTION = 20  # characters
LONGEST_DESCRIPTION = 400  # characters; five of them still fit on the page
_SHOT = re.compile(r"[A-Za-z0-9*?][A-Za-z0-9_*?-]{0,63}")
_AT_END = re.compile(r"delete|return|keep until (\d{4}-\d\d-\d\d)")
# "Any use whatsoever" describes nothing; a clause that says no more than that binds nobody (research/consent.md).
_BLANKET = re.compile(r"\b(any|all|every)\b.{0,30}\b(uses?|purposes?|manner|media|ways?|kinds?)\b", re.I)
_VAGUE = frozenset(
    [
        "a",
        "all",
        "and",
        "any",
        "as",
        "at",
        "by",
        "ever",
        "every",
        "for",
        "forever",
        "from",
        "future",
        "goals",
        "in",
        "is",
        "it",
        "kind",
        "kinds",
        "likeness",
        "manner",
        "me",
        "media",
        "my",
        "of",
        "on",
        "or",
        "other",
        "purpose",
        "purposes",
        "such",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "use",
        "used",
        "uses",
        "way",
        "ways",
        "whatever",
        "whatsoever",
        "with",
        "world",
        "worldwide",
        "perpetuity",
        "know",
        "known",
        "now",
        "hereafter",
        "devised",
    ]
)
_SHORTEST_SPECIFIC = 3  # words of a description that say something


def _text(longest: int) -> AfterValidator:
    def check(text: str) -> str:
        if wrong := fault(text, longest):
            raise ValueError(wrong)
        return text

    return AfterValidator(check)


def _description(text: str) -> str:
    if len(text) < SHORTEST_DESCRIPTION:
        raise ValueError(f"a description has at least {SHORTEST_DESCRIPTION} characters; say what will be seen")
    words = [word for word in re.findall(r"\w+", text.casefold()) if word not in _VAGUE]
    if len(set(words)) < _SHORTEST_SPECIFIC and (_BLANKET.search(text) or text.isascii()):
        raise ValueError("this describes no use in particular; say what will be seen, in which scenes")
    return text


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError("give a day as 2026-11-23")
    date.fromisoformat(text)
    return text


def moment(text: str) -> str:
    """The text, if it is a time such as 2026-11-23T09:30:00Z. Raises ValueError."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
        raise ValueError("give a time as 2026-11-23T09:30:00Z")
    datetime.fromisoformat(text)
    return text


def _pattern(text: str) -> str:
    if not _SHOT.fullmatch(text):
        raise ValueError("a shot is named as sq010_sh0020, several as sq010_* (letters, digits, _, -, * and ?)")
    if not re.search(r"[A-Za-z0-9]", text):
        raise ValueError("this names every shot there is; name an episode or a sequence, such as e01_* or sq010_*")
    return text


Day = Annotated[str, AfterValidator(_day)]
Name = Annotated[str, _text(120)]
Age = Annotated[int, Field(ge=0, le=120, strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False)


class GrantedUse(_Part):
    """One use, in the performer's own view: what will be done and seen. `ages` goes with age alteration only."""

    kind: UseKind = Field(strict=False)
    description: Annotated[str, _text(LONGEST_DESCRIPTION), AfterValidator(_description)]
    ages: Annotated[list[Age], Field(min_length=2, max_length=2)] | None

    @model_validator(mode="after")
    def _ages_where_they_belong(self) -> GrantedUse:
        if (self.ages is not None) != (self.kind is UseKind.age_alteration):
            raise ValueError("ages, as [from, to], belong to age_alteration and to nothing else")
        if self.ages is not None and self.ages[0] > self.ages[1]:
            raise ValueError("the ages run from the younger to the older")
        return self


class Film(_Part):
    """The production that the grant is for."""

    id: Annotated[str, Field(pattern=r"^f-[0-9a-f]{12}$")]
    title: Name


class Named(_Part):
    """The performer, with the name as it is to be read."""

    id: Annotated[str, Field(pattern=r"^p-[0-9a-f]{8}$")]
    name: Name


class GrantSigner(_Part):
    """Who signs."""

    role: Literal["performer", "representative", "estate"]
    name: Name


class Adviser(_Part):
    """Who advised the performer."""

    kind: Literal["counsel", "union"]
    name: Name


class Grant(_Part):
    """Everything that is agreed. Dates are UTC days, both included; nothing that is not in here is agreed."""

    format: Literal["coulisse-grant/1"]
    id: Annotated[str, Field(pattern=r"^g-[0-9a-f]{8}$")]
    performer: Named
    signer: GrantSigner
    production: Film
    shots: Annotated[list[Annotated[str, AfterValidator(_pattern)]], Field(min_length=1, max_length=40)]
    uses: Annotated[list[GrantedUse], Field(min_length=1, max_length=len(UseKind))]
    voice: Literal["not granted"]
    finality: Literal["temporary", "final"]
    territory: Literal["worldwide"] | Annotated[list[str], Field(min_length=1, max_length=len(CODES))]
    valid_from: Day = Field(alias="from")
    until: Day
    notice_date: Day | None
    compensation: Annotated[str, _text(400)]
    at_end: str
    counsel_or_union: Adviser | None
    replaces: Annotated[str, Field(pattern=r"^g-[0-9a-f]{8}$")] | None
    drafted_at: Annotated[str, AfterValidator(moment)]

    @model_validator(mode="after")
    def _whole(self) -> Grant:
        if len({use.kind for use in self.uses}) < len(self.uses):
            raise ValueError("each use stands once; a second range of ages needs a grant of its own")
        if len(set(self.shots)) < len(self.shots):
            raise ValueError("each shot stands once")
        if self.valid_from > self.until:
            raise ValueError("`until` is before `from`")
        if isinstance(self.territory, list):
            unknown = [code for code in self.territory if code not in CODES]
            if unknown or len(set(self.territory)) < len(self.territory):
                raise ValueError(
                    "the territory is `worldwide` or a list of ISO 3166 codes, such as DE and FR, each once"
                )
        if not (kept := _AT_END.fullmatch(self.at_end)):
            raise ValueError("at_end is `delete`, `return` or `keep until 2030-12-31`")
        if kept[1] and _day(kept[1]) < self.until:
            raise ValueError("what is kept until a day before the grant ends is not kept")
        if self.notice_date is None and any(use.kind in REPLICAS for use in self.uses):
            raise ValueError("a replica needs a notice_date: the day the performer was told of it")
        if self.replaces == self.id:
            raise ValueError("a grant cannot replace itself")
        return self

    def as_data(self) -> dict[str, Any]:
        """The grant as it is signed."""
        return self.model_dump(mode="json", by_alias=True)

    def canonical(self) -> bytes:
        """The bytes that are signed."""
        return canonical(self.as_data())

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the bytes that are signed, in hex."""
        return sha256_of(self.as_data())


def from_values(values: Mapping[str, Any], where: str | Path = "grant") -> Grant:
    """The grant that these values make. Raises BadInput, which names each field that is wrong."""
    try:
        grant = Grant.model_validate(values)
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, problem['loc'])) or 'grant'}: {problem['msg'].removeprefix('Value error, ')}"
            for problem in error.errors(include_url=False, include_input=False)
        ]
        raise BadInput("; ".join(problems[:20]), where=where, remedy="mend these fields of the draft") from None
    if grant.as_data() != values:
        raise BadInput("the fields are not written as a grant writes them", where=where, remedy="draft it anew")
    return grant
