"""What a policy is made of: principles, roles and rules, each rule with its condition over the facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coulisse.consent.policy_facts import Facts, number_of, said, words_of

Outcome = Literal["go", "tell", "approval", "refused"]
Verdict = Literal["go", "approval", "refused"]
STRICTNESS: dict[str, int] = {"go": 0, "tell": 1, "approval": 2, "refused": 3}


@dataclass(frozen=True)
class FactIs:
    """Holds where the fact is one of `words`."""

    fact: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class NumberIs:
    """Holds where the fact is a number within these limits, whichever are given; never where it is missing."""

    fact: str
    below: int | None = None
    above: int | None = None


@dataclass(frozen=True)
class AllOf:
    """Holds where every part does; without parts, always."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """Holds where one of the parts does."""

    parts: tuple[Condition, ...]


Condition = FactIs | NumberIs | AllOf | AnyOf
ALWAYS = AllOf()


@dataclass(frozen=True)
class Principle:
    """A sentence that the rules stand on."""

    id: str
    text: str


@dataclass(frozen=True)
class Role:
    """Somebody who is asked or told: `legal`, with a title that a coordinator knows."""

    id: str
    title: str


@dataclass(frozen=True)
class Rule:
    """Where `when` holds, the outcome is at least this strict.

    `roles` must all approve (outcome approval) or be told (outcome tell). A `mandatory` rule is in every
    policy; it can hold a use back, and never lets one through by itself.
    """

    id: str
    title: str
    when: Condition
    outcome: Outcome
    roles: tuple[str, ...]
    reason: str
    way_forward: str
    mandatory: bool = False


@dataclass(frozen=True)
class Policy:
    """A policy in force. `sha256` is of the bytes of its file; `rules` begin with the mandatory ones.

    `changed_by` are the roles that must approve it when this policy is replaced by another.
    """

    name: str
    version: int
    date: str
    source: str
    sha256: str
    principles: tuple[Principle, ...]
    roles: tuple[Role, ...]
    rules: tuple[Rule, ...]
    changed_by: tuple[str, ...]

    def title(self, role: str) -> str:
        """The role's title; its id where the policy does not know it."""
        return next((known.title for known in self.roles if known.id == role), role)


def holds(condition: Condition, facts: Facts) -> tuple[bool, tuple[str, ...]]:
    """Whether a condition holds, and the facts that decide it: those that hold, or those that do not."""
    if isinstance(condition, FactIs):
        return any(word in condition.words for word in words_of(facts, condition.fact)), (said(facts, condition.fact),)
    if isinstance(condition, NumberIs):
        value = number_of(facts, condition.fact)
        inside = (
            value is not None
            and (condition.below is None or value < condition.below)
            and (condition.above is None or value > condition.above)
        )
        return inside, (said(facts, condition.fact),)
    answers = [holds(part, facts) for part in condition.parts]
    every = isinstance(condition, AllOf)
    held = all(answer for answer, _ in answers) if every else any(answer for answer, _ in answers)
    because = [text for answer, texts in answers if answer == held for text in texts]
    return held, tuple(dict.fromkeys(because)) or ("it holds always",)
