"""The shape of a policy's YAML, and what is wrong with it in words that its author understands."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from coulisse.consent.policy_rules import Outcome

MOST_RULES = 200
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One mistake: the field's path in the document, what is wrong, what to do; its line where the path has two."""

    path: Place
    what: str
    remedy: str
    line: int | None = None


def _plain_text(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ValueError("is empty")
    if not text.isprintable():  # it is shown on terminals, and must not steer them
        raise ValueError("has a character that cannot be printed")
    return text


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("is not a date such as 2026-11-23") from None


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=48)]
Title = Annotated[str, Field(max_length=120), AfterValidator(_plain_text)]
Text = Annotated[str, Field(max_length=600), AfterValidator(_plain_text)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PrincipleEntry(_Part):
    """An entry of `principles`."""

    id: Id
    text: Text


class RoleEntry(_Part):
    """An entry of `roles`."""

    id: Id
    title: Title


class RuleEntry(_Part):
    """An entry of `rules`. What is None must be given, but for a mandatory rule, which has its own."""

    id: Id
    title: Title | None = None
    when: Any = None
    outcome: Outcome
    roles: Annotated[list[Id], Field(max_length=20)] = Field(default_factory=list)
    reason: Text | None = None
    way_forward: Text | None = None


class PolicyFile(_Part):
    """A policy's document."""

    name: Id
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    date: Annotated[str, AfterValidator(_day)]
    source: Text
    principles: Annotated[list[PrincipleEntry], Field(min_length=1, max_length=50)]
    roles: Annotated[list[RoleEntry], Field(min_length=1, max_length=50)]
    rules: Annotated[list[RuleEntry], Field(min_length=1, max_length=MOST_RULES)]
    changed_by: Annotated[list[Id], Field(min_length=1, max_length=20)]


_ENTRIES: dict[str, type[BaseModel]] = {"principles": PrincipleEntry, "roles": RoleEntry, "rules": RuleEntry}


def check(document: Mapping[str, Any]) -> tuple[PolicyFile | None, list[Problem]]:
    """The document in its shape; or its mistakes."""
    try:
        return PolicyFile.model_validate(document), []
    except ValidationError as error:
        return None, [_problem(e) for e in error.errors(include_url=False)]


def nearest(word: object, known: list[str]) -> str:
    """` ; did you mean ...?` where a known word looks like it, else nothing."""
    near = difflib.get_close_matches(str(word).lower().replace("-", "_"), known, 1, 0.6)
    near = near or difflib.get_close_matches(str(word).lower(), known, 1, 0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def shown(value: object) -> str:
    """A value of the document as a message quotes it: short, and printable."""
    text = str(value)
    text = "".join(c if c.isprintable() else "?" for c in text[:60]) + ("..." if len(text) > 60 else "")
    return f"`{text}`"


def _keys_at(path: Place) -> list[str]:
    part = _ENTRIES.get(str(path[0]), PolicyFile) if path else PolicyFile
    return list(part.model_fields)


def _problem(error: Any) -> Problem:
    path, kind, value, context = tuple(error["loc"]), error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys_at(path[:-1])
        return Problem(path, f"unknown key{nearest(path[-1], known)}", f"known are: {', '.join(known)}")
    if kind == "missing":
        return Problem(path, "is missing", "add it; docs/policy.md shows a whole policy")
    if kind == "string_pattern_mismatch":
        return Problem(path, f"{shown(value)} cannot be a name", "use small letters, digits and -, such as legal-team")
    if kind == "literal_error":
        words = list(get_args(Outcome))
        return Problem(path, f"{shown(value)} is none of its words{nearest(value, words)}", f"give {', '.join(words)}")
    if kind in ("too_short", "too_long"):
        limit = context.get("min_length", context.get("max_length"))
        return Problem(
            path, f"has {context.get('actual_length', 'too many')} entries",
            f"give at {'least' if kind == 'too_short' else 'most'} {limit}",
        )  # fmt: skip
    if kind == "string_too_long":
        return Problem(path, "is too long", f"use at most {context['max_length']} characters")
    if kind == "value_error":
        return Problem(path, str(context["error"]), "write a plain sentence, or a date where one is asked for")
    wanted = {"string_type": "a text", "int_type": "a whole number", "list_type": "a list"}.get(kind)
    if kind in ("greater_than_equal", "less_than_equal"):
        return Problem(path, f"{shown(value)} is out of range", "count versions 1, 2, 3, ...")
    got = "has no value" if value is None else f"is {_kind_of(value)}, which does not fit"
    return Problem(path, got, f"give {wanted or 'a part with keys and values'}")


def _kind_of(value: object) -> str:
    if isinstance(value, Mapping):
        return "a part with keys"
    return "a list" if isinstance(value, list) else shown(value)
