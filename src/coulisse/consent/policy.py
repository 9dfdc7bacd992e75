"""Loads a policy: YAML in, a checked policy out, or every mistake with file and line.

A policy is data. What its rules may speak of stands in `policy_facts`, what it is made of in `policy_rules`,
and the rules that no policy can do without in `policy_mandatory`. `triage` asks it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from coulisse.consent import policy_schema as schema
from coulisse.consent.policy_facts import Facts
from coulisse.consent.policy_mandatory import CAN_BE_APPROVED, MANDATORY, RESERVED
from coulisse.consent.policy_rules import Policy, Principle, Role, Rule
from coulisse.consent.policy_schema import Place, PolicyFile, Problem, RuleEntry
from coulisse.consent.policy_when import condition
from coulisse.consent.rules import NO_LINKS, refused
from coulisse.consent.triage import Triage, triage, with_approvals
from coulisse.errors import BadInput, Refused
from coulisse.marked_yaml import Marked, parse

__all__ = ["SHIPPED", "Facts", "Policy", "PolicyError", "Triage", "load", "read", "triage", "with_approvals"]

SHIPPED = ("open", "streamer")
MANDATORY_STAND = "mandatory-rules-stand"
LARGEST = 128_000  # bytes; the shipped ones stay below a tenth of it
_MOST_SHOWN = 30  # mistakes in one message


class PolicyError(BadInput):
    """Everything that is wrong with a policy, in the order of its lines. `problems` holds each as text."""

    def __init__(self, problems: list[tuple[str, str, str]]) -> None:
        where, what, remedy = problems[0]
        super().__init__(what, where=where, remedy=remedy)
        self.problems = tuple(f"{at}: {text}\n  what to do: {todo}" for at, text, todo in problems)
        left = len(problems) - _MOST_SHOWN
        more = [f"... and {left} more"] if left > 0 else []
        self.args = ("\n".join([*self.problems[:_MOST_SHOWN], *more]),)


def load(path: Path | str) -> Policy:
    """The policy of a file, or a shipped one by its name ("open", "streamer").

    Raises BadInput with file and line for a file that is no policy; Refused where it is a link, or where it
    loosens a mandatory rule.
    """
    if isinstance(path, str) and path in SHIPPED:
        return read(resources.files("coulisse").joinpath("policies", f"{path}.yaml").read_bytes(), f"{path}.yaml")
    return read(_bytes_of(Path(path)), str(path))


def read(data: bytes, where: str) -> Policy:
    """The policy that these bytes are; `where` names them in messages. Raises as `load` does."""
    if len(data) > LARGEST:
        raise BadInput(
            f"is larger than {LARGEST // 1000} kB, so it is not a policy", where=where,
            remedy="name the policy's YAML file",
        )  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput(
            f"byte {error.start} is not UTF-8 text", where=f"{where}:{line}",
            remedy="a policy is a text file; save it as UTF-8",
        ) from None  # fmt: skip
    marked = parse(text, where)
    if not isinstance(marked.value, dict):
        kind = "nothing" if marked.value is None else "a list" if isinstance(marked.value, list) else "a single value"
        raise PolicyError(
            [
                (
                    f"{where}:{marked.line.get((), 1)}",
                    f"holds {kind} where a policy has keys and values",
                    f"it needs: {', '.join(PolicyFile.model_fields)}; docs/policy.md shows a whole policy",
                )
            ]
        )
    faults = [Problem(path, what, remedy, line) for path, line, what, remedy in marked.faults]
    document, mistakes = schema.check(marked.value)
    if document is None:
        raise PolicyError(_located([*faults, *mistakes], marked, where))
    problems, loosened = [*faults], list[Problem]()
    _check_names(document, problems)
    rules = _rules(document, problems, loosened)
    if problems:
        raise PolicyError(_located([*problems, *loosened], marked, where))
    if loosened:
        found = _located(loosened, marked, where)
        raise Refused(
            "\n".join(f"{at}: {what} (rule {MANDATORY_STAND})\n  what to do: {remedy}" for at, what, remedy in found)
        )
    return Policy(
        name=document.name, version=document.version, date=document.date, source=document.source,
        sha256=hashlib.sha256(data).hexdigest(),
        principles=tuple(Principle(entry.id, entry.text) for entry in document.principles),
        roles=tuple(Role(entry.id, entry.title) for entry in document.roles),
        rules=rules, changed_by=tuple(document.changed_by),
    )  # fmt: skip


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_symlink():
            raise refused(NO_LINKS, f"{path} is a link", "name the file itself; a policy is never read through a link")
        # O_NONBLOCK: a named pipe must not keep us waiting.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadInput("is not a file", where=path, remedy="name the policy's YAML file")
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadInput(
            "there is no such file", where=path, remedy=f"check its path; shipped are: {', '.join(SHIPPED)}"
        ) from None
    except IsADirectoryError:
        raise BadInput("this is a folder, not a file", where=path, remedy="name the YAML file in it") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a file's name"
        raise BadInput(f"cannot be read ({why})", where=path, remedy="check its name and permissions") from None


def _check_names(document: PolicyFile, problems: list[Problem]) -> None:
    """Every id stands once, and every role that is asked is one of the policy's."""
    _once([principle.id for principle in document.principles], ("principles",), ("id",), problems)
    _once([role.id for role in document.roles], ("roles",), ("id",), problems)
    _once([rule.id for rule in document.rules], ("rules",), ("id",), problems)
    known = [role.id for role in document.roles]
    asked: list[tuple[Place, list[str]]] = [(("changed_by",), document.changed_by)]
    asked += [(("rules", number, "roles"), rule.roles) for number, rule in enumerate(document.rules)]
    for path, roles in asked:
        _once(roles, path, (), problems)
        for number, role in enumerate(roles):
            if role not in known:
                what = f"unknown role {schema.shown(role)}{schema.nearest(role, known)}"
                problems.append(Problem((*path, number), what, f"the policy's roles are: {', '.join(known)}"))


def _once(names: Iterable[str], path: Place, below: Place, problems: list[Problem]) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        if name in first:
            at = schema.shown(name)
            what = f"{at} stands twice (first as number {first[name] + 1} of {path[0]})"
            problems.append(Problem((*path, number, *below), what, "keep one of the two, or rename one"))
        first.setdefault(name, number)


def _rules(document: PolicyFile, problems: list[Problem], loosened: list[Problem]) -> tuple[Rule, ...]:
    """The mandatory rules, as strict as the policy has them, and then its own in their order."""
    mandatory, own = dict(MANDATORY), list[Rule]()
    for number, entry in enumerate(document.rules):
        path: Place = ("rules", number)
        if entry.id in RESERVED:
            problems.append(Problem((*path, "id"), f"`{entry.id}` is a name of Coulisse's own", "choose another"))
        _check_roles(entry, path, problems)
        if entry.id in MANDATORY:
            _check_not_looser(entry, path, loosened)
            mandatory[entry.id] = _own_words(MANDATORY[entry.id], entry, document)
            continue
        needed = ["title", "when", "reason", *(["way_forward"] if entry.outcome != "go" else [])]
        absent = [key for key in needed if getattr(entry, key) is None]
        problems += [
            Problem((*path, key), "is missing or has no value", f"give the rule `{entry.id}` its {key}")
            for key in absent
        ]
        if not absent:
            when = condition(entry.when, (*path, "when"), problems)
            own.append(
                Rule(
                    entry.id, entry.title or "", when, entry.outcome, tuple(entry.roles), entry.reason or "",
                    entry.way_forward or "Nothing is left to do.",
                )
            )  # fmt: skip
    return (*mandatory.values(), *own)


def _check_roles(entry: RuleEntry, path: Place, problems: list[Problem]) -> None:
    asks = entry.outcome in ("approval", "tell")
    if asks and not entry.roles:
        whom = "whose approval it needs" if entry.outcome == "approval" else "who is told"
        problems.append(Problem((*path, "roles"), f"the rule does not say {whom}", "give `roles`, at least one"))
    if entry.roles and not asks:
        problems.append(
            Problem(
                (*path, "roles"), f"the outcome `{entry.outcome}` asks nobody",
                "take `roles` out, or make the outcome `approval`",
            )
        )  # fmt: skip


def _check_not_looser(entry: RuleEntry, path: Place, loosened: list[Problem]) -> None:
    remedy = f"make `{entry.id}` stricter or leave it out; write a rule of your own for more"
    if entry.when is not None:
        what = f"`{entry.id}` is mandatory, and when it applies cannot be changed"
        loosened.append(Problem((*path, "when"), what, remedy))
    allowed = ["refused", *(["approval"] if entry.id in CAN_BE_APPROVED else [])]
    if entry.outcome not in allowed:
        what = f"`{entry.id}` is mandatory, and `{entry.outcome}` would loosen it; it can be {' or '.join(allowed)}"
        loosened.append(Problem((*path, "outcome"), what, remedy))


def _own_words(builtin: Rule, entry: RuleEntry, document: PolicyFile) -> Rule:
    titles = {role.id: role.title for role in document.roles}
    asked = ", ".join(titles.get(role, role) for role in entry.roles)
    reason, way_forward = builtin.reason, builtin.way_forward
    if entry.outcome == "approval":
        reason = reason.replace(", and this policy lets nobody approve that", "")
        way_forward = f"Ask for the written approval of: {asked}. Or: {way_forward}"
    return Rule(
        builtin.id, entry.title or builtin.title, builtin.when, entry.outcome, tuple(entry.roles),
        entry.reason or reason, entry.way_forward or way_forward, mandatory=True,
    )  # fmt: skip


def _located(problems: list[Problem], marked: Marked, where: str) -> list[tuple[str, str, str]]:
    """Each problem as (file:line, field and what, remedy), in the order of the lines."""
    found = []
    for problem in problems:
        known = problem.path
        while known and known not in marked.line:
            known = known[:-1]
        line = problem.line or marked.line.get(known, 1)
        field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem.path).lstrip(".")
        found.append((line, schema.shown(field).strip("`"), problem))
    found.sort(key=lambda entry: entry[0])
    return [(f"{where}:{line}", f"{field}: {problem.what}", problem.remedy) for line, field, problem in found]
