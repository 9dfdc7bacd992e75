"""Asks a policy about a use: which rules apply, what they ask for, and which one decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coulisse.consent.policy_facts import Facts
from coulisse.consent.policy_mandatory import DECLINED, NOTHING_ALLOWS
from coulisse.consent.policy_rules import STRICTNESS, Outcome, Policy, Verdict, holds


@dataclass(frozen=True)
class Step:
    """One rule's answer. What it asks counts only where it `matched`; `because` are the facts that decided that."""

    rule: str
    title: str
    outcome: Outcome
    reason: str
    roles: tuple[str, ...]
    because: tuple[str, ...]
    matched: bool
    way_forward: str


@dataclass(frozen=True)
class Triage:
    """The policy's answer for a use.

    `roles` are those whose approval the rules that apply ask for (all of them), `told` those who must be told.
    `decisions` holds what people have decided so far, as (role, approved). The verdict takes it into account.
    """

    verdict: Verdict
    steps: tuple[Step, ...]
    policy: Policy
    facts: Facts
    rule: str
    roles: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    decisions: tuple[tuple[str, bool], ...] = ()

    @property
    def policy_sha256(self) -> str:
        """SHA-256 of the policy that answered."""
        return self.policy.sha256

    @property
    def applying(self) -> tuple[Step, ...]:
        """The rules that apply."""
        return tuple(step for step in self.steps if step.matched)

    @property
    def deciding(self) -> Step:
        """The rule that decides."""
        return next(step for step in self.steps if step.rule == self.rule)

    @property
    def reason(self) -> str:
        """Why the verdict is what it is."""
        return self.deciding.reason

    @property
    def way_forward(self) -> str:
        """What to do now."""
        return self.deciding.way_forward

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles whose approval is still missing; none where approvals cannot help."""
        given = {role for role, approved in self.decisions if approved}
        return tuple(role for role in self.roles if role not in given) if self.verdict == "approval" else ()

    def explain(self) -> list[str]:
        """The answer as plain lines for a terminal: the verdict, then rule by rule, those that apply first."""
        policy = self.policy
        lines = [f"policy {policy.name}, version {policy.version} of {policy.date} (sha256 {policy.sha256[:12]})"]
        lines += [f"verdict: {_VERDICTS[self.verdict]}", f"decided by: {self.rule}", "", "rules that apply"]
        for step in self.applying:
            lines += [f"  {step.rule}: {step.title}", f"    because: {', '.join(step.because)}"]
            lines += [f"    asks:    {_asks(step, policy)}", f"    why:     {step.reason}"]
            lines += [f"    to do:   {step.way_forward}"]
        others = [step for step in self.steps if not step.matched]
        if others:
            lines += ["", "rules that do not apply"]
            lines += [f"  {step.rule}: {step.title} ({', '.join(step.because)})" for step in others]
        if self.roles:
            given = dict(self.decisions)
            said = {True: "approved", False: "declined", None: "has not answered"}
            lines += ["", "approvals asked for"]
            lines += [f"  {role} ({policy.title(role)}): {said[given.get(role)]}" for role in self.roles]
        return lines

    def as_claim(self) -> dict[str, Any]:
        """What leaves the house with a delivery: the verdict, the policy, and the rules that apply, by name."""
        policy = self.policy
        return {
            "policy": {"name": policy.name, "version": policy.version, "sha256": policy.sha256},
            "verdict": self.verdict,
            "rules": [step.rule for step in self.applying],
        }

    def as_data(self) -> dict[str, Any]:
        """The answer for a report: identifiers and whole numbers only."""
        return {
            **self.as_claim(),
            "rule": self.rule,
            "roles": list(self.roles),
            "missing": list(self.missing),
            "told": list(self.told),
            "decisions": {role: "approved" if approved else "declined" for role, approved in self.decisions},
            "facts": self.facts.model_dump(mode="json"),
            "steps": [
                {
                    "rule": step.rule,
                    "applies": step.matched,
                    "outcome": step.outcome,
                    "roles": list(step.roles),
                    "because": list(step.because),
                }
                for step in self.steps
            ],
        }


_VERDICT_OF: dict[Outcome, Verdict] = {"go": "go", "tell": "go", "approval": "approval", "refused": "refused"}
_VERDICTS = {"go": "go ahead", "approval": "needs approval first", "refused": "refused"}


def triage(policy: Policy, facts: Facts) -> Triage:
    """Ask every rule of the policy; the strictest of those that apply decides, the first of them gives its name.

    Where none of the policy's own rules applies, the use is refused: what nothing allows is not allowed. (A
    mandatory rule holds back; that it could be approved allows nothing.)
    """
    steps, allowed = [], False
    for rule in policy.rules:
        matched, because = holds(rule.when, facts)
        allowed |= matched and not rule.mandatory
        steps.append(
            Step(
                rule.id, rule.title, rule.outcome, rule.reason, rule.roles, because, matched, rule.way_forward
            )
        )  # fmt: skip
    if not allowed:
        steps.append(
            Step(
                NOTHING_ALLOWS, "What no rule allows is refused", "refused",
                "None of the policy's own rules speaks of a use like this one.", (), ("no rule applies",), True,
                "Check the answers under `use` in the brief; or ask those who may change the policy for a rule.",
            )
        )  # fmt: skip
    applying = [step for step in steps if step.matched]
    strictest = max(STRICTNESS[step.outcome] for step in applying)
    deciding = next(step for step in applying if STRICTNESS[step.outcome] == strictest)
    return Triage(
        verdict=_VERDICT_OF[deciding.outcome],
        steps=tuple(steps), policy=policy, facts=facts, rule=deciding.rule,
        roles=_roles(applying, "approval") if deciding.outcome == "approval" else (),
        told=_roles(applying, "tell"),
    )  # fmt: skip


def with_approvals(answer: Triage, approved: Mapping[str, bool]) -> Triage:
    """The answer after people decided: role -> whether it approved (False: it declined).

    Any decline refuses, asked for or not. `approval` becomes go when every role asked for approved. A refusal stays a
    refusal, whoever approves.
    Raises TypeError where a decision is neither True nor False: what was decided is never guessed.
    """
    if not all(decision is True or decision is False for decision in approved.values()):
        raise TypeError("a decision is True (approved) or False (declined)")
    if answer.verdict == "refused":
        return answer
    decisions = {**dict(answer.decisions), **approved}
    after = replace(answer, decisions=tuple(sorted(decisions.items())))
    no = [role for role, decision in after.decisions if not decision]
    if no:
        step = Step(
            DECLINED, "Somebody whose approval counts has declined", "refused",
            f"Declined by: {', '.join(answer.policy.title(role) for role in no)}.", (),
            tuple(f"{role} declined" for role in no), True,
            "Talk to them; a changed brief is asked about anew, and whoever declined may still approve.",
        )  # fmt: skip
        return replace(after, verdict="refused", rule=DECLINED, steps=(*answer.steps, step))
    if answer.verdict == "approval" and not after.missing:
        return replace(after, verdict="go")
    return after


def _roles(steps: list[Step], outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for step in steps if step.outcome == outcome for role in step.roles))


def _asks(step: Step, policy: Policy) -> str:
    whom = ", ".join(f"{role} ({policy.title(role)})" for role in step.roles)
    words = {"go": "nothing", "tell": f"tell {whom}", "approval": f"written approval of {whom}", "refused": "refused"}
    return words[step.outcome]
