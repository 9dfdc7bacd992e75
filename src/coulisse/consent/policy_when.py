"""Reads the `when` of a rule: facts and their words, `all`, `any`, `below`, `above` and `always`."""

from __future__ import annotations

from typing import Any

from coulisse.consent.policy_facts import KINDS, FactKind
from coulisse.consent.policy_rules import ALWAYS, AllOf, AnyOf, Condition, FactIs, NumberIs
from coulisse.consent.policy_schema import Place, Problem, nearest, shown

_MOST_PARTS = 40
_GROUPS = ("all", "any")


def condition(value: Any, path: Place, problems: list[Problem]) -> Condition:
    """The condition that a `when` holds. Mistakes are added to `problems`; then what is returned is of no use.

    A mapping holds where all its entries do. `all` and `any` take a list of mappings.
    """
    if value == "always":
        return ALWAYS
    if not isinstance(value, dict) or not value:
        problems.append(
            Problem(
                path, "asks for no fact", "name facts and their values, or write `when: always`; see docs/policy.md"
            )
        )
        return ALWAYS
    parts: list[Condition] = []
    for key, wanted in value.items():
        at = (*path, key)
        if key in _GROUPS:
            parts.append(_group(key, wanted, at, problems))
        elif key in KINDS:
            parts.append(_fact(KINDS[key], wanted, at, problems))
        else:
            known = [*KINDS, *_GROUPS]
            problems.append(Problem(at, f"unknown fact{nearest(key, known)}", f"known are: {', '.join(known)}"))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _group(key: str, wanted: Any, path: Place, problems: list[Problem]) -> Condition:
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= _MOST_PARTS:
        problems.append(Problem(path, "is not a list of conditions", f"give a list of 1 to {_MOST_PARTS} conditions"))
        return ALWAYS
    parts = tuple(condition(entry, (*path, number), problems) for number, entry in enumerate(wanted))
    return AllOf(parts) if key == "all" else AnyOf(parts)


def _fact(kind: FactKind, wanted: Any, path: Place, problems: list[Problem]) -> Condition:
    choices = f"`{kind.name}` knows: {', '.join(kind.words)}"
    if isinstance(wanted, dict):
        return _limits(kind, wanted, path, choices, problems)
    entries = wanted if isinstance(wanted, list) else [wanted]
    if not entries:
        problems.append(Problem(path, "is an empty list, which never holds", choices))
    words: list[str] = []
    for number, entry in enumerate(entries):
        word = {True: "yes", False: "no"}.get(entry, entry) if isinstance(entry, bool) else entry
        if isinstance(word, str) and word in kind.words:
            words.append(word)
            continue
        at = (*path, number) if isinstance(wanted, list) else path
        remedy = f"write `{kind.name}: {{below: 48}}`, or `missing`" if kind.number else choices
        near = nearest(word, list(kind.words)) if isinstance(word, str) else ""
        problems.append(Problem(at, f"{shown(word)} is none of its words{near}", remedy))
    return FactIs(kind.name, tuple(words))


def _limits(kind: FactKind, wanted: dict[str, Any], path: Place, choices: str, problems: list[Problem]) -> Condition:
    before = len(problems)
    if not kind.number:
        problems.append(Problem(path, "is not a number, so it has no `below` or `above`", choices))
        return ALWAYS
    for key, limit in wanted.items():
        if key not in ("below", "above"):
            problems.append(Problem((*path, key), "unknown key", "a number takes `below` and `above`"))
        elif not isinstance(limit, int) or isinstance(limit, bool):
            problems.append(Problem((*path, key), f"{shown(limit)} is not a whole number", "write one such as 48"))
    if not wanted:
        problems.append(Problem(path, "has no limit", "a number takes `below` and `above`"))
    if len(problems) > before:
        return ALWAYS
    below, above = wanted.get("below"), wanted.get("above")
    if below is not None and above is not None and above >= below - 1:
        problems.append(Problem(path, "never holds", "give an `above` that leaves room under `below`"))
    return NumberIs(kind.name, below, above)
