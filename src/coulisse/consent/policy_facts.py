"""The facts of a use that a policy's rules speak of, and the words in which a rule may ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, field_validator

from coulisse.consent.uses import UseKind

Told = Literal["yes", "no", "unsure"]
NUMBER = "notice_hours"  # the one fact that is a number, or missing
SET = "likeness"  # the one fact that holds several words, or none


class Facts(BaseModel):
    """What is known of one use.

    What only a person can say is `unsure` until somebody says it. What the gate finds out by itself (the uses
    of a likeness, names, faces, consent, models) has no default: a fact that nobody looked at is never assumed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    final: Told = Field("unsure", description="the result goes into the final delivery (no: it is temporary)")
    story: Literal["background", "significant", "unsure"] = Field(
        "unsure", description="what is shown is background, or matters to the story"
    )
    third_party: Literal["none", "licensed", "owned", "unsure", "unowned"] = Field(
        "unsure", description="whose material the brief, its references or the result copy"
    )
    real_events: Told = Field("unsure", description="it could be taken for a real event or statement")
    secured: Told = Field("unsure", description="it is made in the production's secured environment")
    replaces_performance: Told = Field("unsure", description="it stands in for a performance that somebody would give")
    union_work: Told = Field("unsure", description="it does work that a union agreement covers")
    personal_data: Told = Field("unsure", description="it uses personal data of cast, crew or others")
    keeps_data: Told = Field("unsure", description="a tool keeps, reuses or trains on what it is given; Coulisse: no")
    altered_performance: Told = Field(
        "unsure", description="a recorded performance is altered (age, say) beyond cosmetic work and clean-up"
    )
    likeness: tuple[UseKind, ...] = Field(description="the uses of a performer's likeness, none or several")
    consent: StrictBool = Field(description="every likeness in it has a grant that covers this use")
    named_person: StrictBool = Field(description="a text names a performer or a protected person without a grant")
    unknown_person: StrictBool = Field(description="made pixels show a face that nobody on the roster owns")
    minor_target: StrictBool = Field(description="somebody is made younger than 18 years")
    minor_performer: StrictBool = Field(description="the performer is younger than 18 years")
    deceased: StrictBool = Field(description="the performer has died")
    model_commercial: Literal["none", "yes", "review", "no"] = Field(
        description="the models used are cleared for commercial use (the worst of them counts; none: no model)"
    )
    notice_hours: StrictInt | None = Field(
        None, description="hours between the notice to the performer and now; for several performers the fewest"
    )

    @field_validator("likeness", mode="after")
    @classmethod
    def _in_one_order(cls, uses: tuple[UseKind, ...]) -> tuple[UseKind, ...]:
        return tuple(sorted(set(uses)))  # the same uses are the same facts, in the report too


@dataclass(frozen=True)
class FactKind:
    """What a rule may ask of a fact: one of `words`, and for a number `below` and `above` too."""

    name: str
    description: str
    words: tuple[str, ...]
    number: bool = False


def _kinds() -> dict[str, FactKind]:
    kinds = {}
    for name, info in Facts.model_fields.items():
        if name == SET:
            words = (*(use.value for use in UseKind), "any", "none")
        elif name == NUMBER:
            words = ("missing",)
        else:
            words = get_args(info.annotation) if get_origin(info.annotation) is Literal else ("yes", "no")
        kinds[name] = FactKind(name, info.description or "", tuple(words), name == NUMBER)
    return kinds


KINDS = _kinds()


def number_of(facts: Facts, name: str) -> int | None:
    """The fact as a number; None where it is none."""
    value = getattr(facts, name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def words_of(facts: Facts, name: str) -> tuple[str, ...]:
    """The words that hold of a fact: (`no`,), or for a likeness (`any`, `age_alteration`)."""
    value = getattr(facts, name)
    if name == SET:
        return ("any", *(use.value for use in value)) if value else ("none",)
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    if name == NUMBER:
        return ("missing",) if value is None else (str(value),)
    return (str(value),)


def said(facts: Facts, name: str) -> str:
    """The fact as a reader sees it: `likeness is age_alteration, replica_with`."""
    words = words_of(facts, name)
    return f"{name} is {', '.join(word for word in words if word != 'any')}"
