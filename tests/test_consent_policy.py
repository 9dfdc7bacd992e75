"""Promises of the policy: it is data, every use has an answer with a rule, and what is not allowed is refused."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from coulisse.consent import policy as policies
from coulisse.consent.policy_facts import KINDS, Facts
from coulisse.consent.policy_mandatory import CAN_BE_APPROVED, MANDATORY
from coulisse.consent.policy_rules import STRICTNESS, Policy, Rule
from coulisse.consent.triage import Triage, triage, with_approvals
from coulisse.consent.uses import UseKind
from coulisse.errors import BadInput, Refused
from coulisse.marked_yaml import flow
from coulisse.marked_yaml import parse as parse_yaml
from coulisse.recipes.brief_use import Use

DOC = Path(__file__).parent.parent / "docs" / "policy.md"
OPEN, STREAMER = policies.load("open"), policies.load("streamer")
VERDICTS = {"go": 0, "approval": 1, "refused": 2}

# A use that nothing speaks against: temporary background without anybody's likeness.
HARMLESS: dict[str, Any] = {
    "final": "no", "story": "background", "third_party": "none", "real_events": "no", "secured": "yes",
    "replaces_performance": "no", "union_work": "no", "personal_data": "no", "keeps_data": "no",
    "altered_performance": "no", "likeness": (), "consent": True, "named_person": False, "unknown_person": False,
    "minor_target": False, "minor_performer": False, "deceased": False, "model_commercial": "yes",
    "notice_hours": None,
}  # fmt: skip


def facts(**known: Any) -> Facts:
    return Facts(**{**HARMLESS, **known})


def document(**changes: Any) -> dict[str, Any]:
    """A small policy as plain values; `rules` are added to one that lets everything go."""
    rules = changes.pop("rules", [])
    whole = {
        "name": "small", "version": 1, "date": "2026-11-23", "source": "made for a test",
        "principles": [{"id": "one", "text": "Be kind."}],
        "roles": [{"id": "legal", "title": "the lawyers"}, {"id": "producer", "title": "the producer"}],
        "changed_by": ["producer"],
        "rules": [{"id": "all", "title": "All", "when": "always", "outcome": "go", "reason": "It is a test."}, *rules],
    }  # fmt: skip
    return {**whole, **changes}


def as_yaml(values: dict[str, Any]) -> bytes:
    """Block style for the lists of parts, so that each entry has a line of its own."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [f"{key}:", *(f"  - {flow(entry)}" for entry in value)]
        else:
            lines.append(f"{key}: {flow(value)}")
    return ("\n".join(lines) + "\n").encode()


def policy(**changes: Any) -> Policy:
    return policies.read(as_yaml(document(**changes)), "small.yaml")


def rule(id: str = "extra", when: Any = "always", outcome: str = "refused", roles: Any = ()) -> dict[str, Any]:
    made = {"id": id, "title": "T", "when": when, "outcome": outcome, "reason": "R.", "way_forward": "W."}
    return {**made, "roles": list(roles)} if roles else made


# --- the shipped policies, rule by rule ---------------------------------------------------------------------

AGE, REPLICA = {"likeness": ("age_alteration",)}, {"likeness": ("replica_with",)}
EVERYBODY = {
    "minor-target": {**AGE, "minor_target": True},
    "minor-performer": {**AGE, "minor_performer": True},
    "deceased": {**AGE, "deceased": True},
    "unknown-person": {"unknown_person": True},
    "named-person": {"named_person": True},
}
OPEN_DECIDES = {
    "likeness-needs-consent": ({**AGE, "consent": False}, "refused", ()),
    **{id: (known, "approval", ("owner",)) for id, known in EVERYBODY.items()},
    "no-likeness": ({"final": "yes"}, "go", ()),
    "likeness-with-consent": (AGE, "go", ()),
}
_PC, _LC, _PLC = ("producer", "contact"), ("legal", "contact"), ("producer", "legal", "contact")
_UNION = ("producer", "labour", "contact")
STREAMER_DECIDES = {
    "likeness-needs-consent": ({**AGE, "consent": False}, "refused", ()),
    "minor-target": (EVERYBODY["minor-target"], "approval", _PLC),
    "minor-performer": (EVERYBODY["minor-performer"], "approval", _PLC),
    "deceased": (EVERYBODY["deceased"], "approval", ("legal", "contact", "producer")),
    "unknown-person": (EVERYBODY["unknown-person"], "approval", ("supervisor", "legal")),
    "named-person": (EVERYBODY["named-person"], "approval", _LC),
    "tool-keeps-data": ({"keeps_data": "yes"}, "refused", ()),
    "tool-may-keep-data": ({"keeps_data": "unsure"}, "approval", _LC),
    "not-secured": ({"secured": "no"}, "approval", _PC),
    "personal-data": ({"personal_data": "yes"}, "approval", _LC),
    "model-not-for-final": ({"model_commercial": "no", "final": "yes"}, "refused", ()),
    "model-not-cleared": ({"model_commercial": "no"}, "approval", ("legal",)),
    "model-in-review": ({"model_commercial": "review", "final": "yes"}, "approval", _LC),
    "replica-notice": ({**REPLICA, "notice_hours": 47}, "refused", ()),
    "digital-replica": ({**REPLICA, "notice_hours": 48}, "approval", ("producer", "legal", "labour", "contact")),
    "altered-performance": ({**AGE, "altered_performance": "yes"}, "approval", _PLC),
    "likeness-needs-approval": ({"likeness": ("previs_likeness",)}, "approval", _PC),
    "takes-a-performance": ({"replaces_performance": "yes"}, "refused", ()),
    "replaced-performance": ({"replaces_performance": "unsure"}, "approval", _UNION),
    "union-work": ({"union_work": "yes"}, "approval", _UNION),
    "real-events": ({"real_events": "yes"}, "approval", _LC),
    "copies-in-the-final": ({"third_party": "unowned", "final": "yes"}, "refused", ()),
    "copies-temporary": ({"third_party": "unowned"}, "approval", _LC),
    "licensed-material": ({"third_party": "licensed"}, "approval", ("legal",)),
    "story-in-the-final": ({"story": "significant", "final": "yes"}, "approval", _PC),
    "final-needs-approval": ({"final": "yes"}, "approval", ("contact",)),
    "story-while-temporary": ({"story": "significant"}, "approval", ("contact",)),
    "temporary-background": ({}, "go", ()),
}


@pytest.mark.parametrize("id", [rule.id for rule in OPEN.rules])
def test_each_rule_of_the_open_policy_decides(id: str) -> None:
    known, verdict, roles = OPEN_DECIDES[id]
    answer = triage(OPEN, facts(**known))
    assert (answer.rule, answer.verdict, answer.roles) == (id, verdict, roles)


@pytest.mark.parametrize("id", [rule.id for rule in STREAMER.rules])
def test_each_rule_of_the_streamer_policy_decides(id: str) -> None:
    known, verdict, roles = STREAMER_DECIDES[id]
    answer = triage(STREAMER, facts(**known))
    assert (answer.rule, answer.verdict) == (id, verdict)
    assert set(answer.roles) == set(roles)


def test_temporary_background_goes_and_the_contact_is_told() -> None:
    assert triage(STREAMER, facts()).told == ("contact",)


def test_a_replica_without_any_notice_is_refused_and_with_48_hours_is_not() -> None:
    assert triage(STREAMER, facts(**REPLICA)).rule == "replica-notice"
    assert triage(STREAMER, facts(likeness=("replica_without",), notice_hours=-3)).rule == "replica-notice"
    assert triage(STREAMER, facts(**REPLICA, notice_hours=48)).verdict == "approval"


def test_a_synthetic_performer_who_displaces_one_is_refused_though_nobodys_likeness_is_used() -> None:
    answer = triage(STREAMER, facts(replaces_performance="yes", likeness=(), consent=True))
    assert (answer.rule, answer.verdict) == ("takes-a-performance", "refused")


@pytest.mark.parametrize("shipped", [OPEN, STREAMER])
def test_an_altered_performance_that_declares_no_likeness_is_refused(shipped: Policy) -> None:
    assert triage(shipped, facts(altered_performance="yes")).rule == "likeness-needs-consent"


def test_open_lets_unanswered_questions_pass_and_streamer_asks() -> None:
    unanswered = facts(**Use().facts())
    assert triage(OPEN, unanswered).verdict == "go"
    answer = triage(STREAMER, unanswered)
    assert answer.verdict == "approval"
    asked = {step.rule for step in answer.applying}
    assert {"not-secured", "personal-data", "licensed-material", "real-events", "union-work"} <= asked


_SAFEST = {"third_party": "none", "story": "background", "secured": "yes"}


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if "unsure" in kind.words])
def test_for_the_streamer_unsure_is_never_milder_than_the_safe_answer(name: str) -> None:
    safe = triage(STREAMER, facts(**{name: _SAFEST.get(name, "no")}))
    unsure = triage(STREAMER, facts(**{name: "unsure"}))
    assert safe.verdict == "go"
    assert VERDICTS[unsure.verdict] >= VERDICTS["approval"]


# --- every use has an answer, and it fails closed ------------------------------------------------------------

WORDS = {name: list(kind.words) for name, kind in KINDS.items()}
FACTS = st.fixed_dictionaries(
    {
        name: st.booleans() if words == ["yes", "no"] else st.sampled_from(words)
        for name, words in WORDS.items()
        if name not in ("likeness", "notice_hours")
    }
    | {
        "likeness": st.lists(st.sampled_from(list(UseKind)), max_size=3).map(tuple),
        "notice_hours": st.none() | st.integers(-100, 200),
    }
).map(lambda known: Facts(**known))


def _conditions() -> st.SearchStrategy[Any]:
    single = st.sampled_from(list(KINDS)).flatmap(
        lambda name: st.builds(
            lambda wanted: {name: wanted},
            st.lists(st.sampled_from(WORDS[name]), min_size=1, max_size=3)
            | (st.integers(-50, 100).map(lambda n: {"below": n}) if name == "notice_hours" else st.nothing()),
        )
    )
    groups = st.tuples(st.sampled_from(["all", "any"]), st.lists(single, min_size=1, max_size=3))
    return single | groups.map(lambda pair: {pair[0]: pair[1]}) | st.just("always")


_ROLES = st.lists(st.sampled_from(["legal", "producer"]), min_size=1, max_size=2, unique=True)
_ASKED = st.tuples(st.sampled_from(["go", "tell", "approval", "refused"]), _ROLES)


def _rule(number: int, when: Any, asked: tuple[str, list[str]]) -> dict[str, Any]:
    outcome, roles = asked
    return rule(f"r{number}", when, outcome, roles if outcome in ("tell", "approval") else ())


# Rules of a policy as data; each may have no rule that lets everything go, and approve some mandatory ones.
RULES = st.builds(
    lambda pairs, approvable: [
        *(_rule(number, when, asked) for number, (when, asked) in enumerate(pairs)),
        *({"id": id, "outcome": "approval", "roles": ["legal"]} for id in approvable),
    ],
    st.lists(st.tuples(_conditions(), _ASKED), min_size=1, max_size=5),
    st.lists(st.sampled_from(sorted(CAN_BE_APPROVED)), max_size=2, unique=True),
)
DECISIONS = st.dictionaries(st.sampled_from(["legal", "producer", "owner", "contact", "stranger"]), st.booleans())


def from_rules(rules: list[dict[str, Any]]) -> Policy:
    return policies.read(as_yaml({**document(), "rules": rules}), "made.yaml")


def _is_answered(answer: Triage) -> None:
    deciding = answer.deciding
    assert deciding.matched and deciding.rule == answer.rule
    assert answer.reason and answer.way_forward and deciding.because
    assert (answer.verdict == "approval") == bool(answer.missing)
    assert all(step.outcome != "refused" for step in answer.applying) or answer.verdict == "refused"
    assert answer.rule in "\n".join(answer.explain())
    data = answer.as_data()
    assert json.loads(json.dumps(data)) == data
    assert {entry["rule"] for entry in data["steps"]} >= {rule.id for rule in answer.policy.rules}
    assert answer.rule in data["rules"]


@settings(max_examples=150, deadline=None)
@given(FACTS, st.sampled_from([OPEN, STREAMER]), DECISIONS)
def test_any_facts_get_an_answer_with_a_rule(known: Facts, shipped: Policy, decisions: dict[str, bool]) -> None:
    answer = triage(shipped, known)
    _is_answered(answer)
    _is_answered(with_approvals(answer, decisions))
    assert answer.rule != "nothing-allows-this", "the shipped policies speak of every use"


@settings(max_examples=60, deadline=None)
@given(RULES, FACTS, DECISIONS)
def test_any_policy_gives_an_answer_with_a_rule(rules: list[Any], known: Facts, decisions: dict[str, bool]) -> None:
    answer = triage(from_rules(rules), known)
    _is_answered(answer)
    _is_answered(with_approvals(answer, decisions))


def test_what_no_rule_allows_is_refused() -> None:
    only = [rule("final", {"final": "yes"}, "go")]
    answer = triage(from_rules(only), facts(final="no"))
    assert (answer.verdict, answer.rule) == ("refused", "nothing-allows-this")
    assert with_approvals(answer, {"legal": True, "producer": True}).verdict == "refused"


def test_that_a_mandatory_rule_can_be_approved_allows_nothing() -> None:
    rules = [rule("final", {"final": "yes"}, "go"), {"id": "deceased", "outcome": "approval", "roles": ["legal"]}]
    answer = triage(from_rules(rules), facts(final="no", deceased=True))
    assert (answer.verdict, answer.rule) == ("refused", "nothing-allows-this")


@settings(max_examples=60, deadline=None)
@given(RULES, FACTS)
def test_without_approvals_a_mandatory_rule_always_holds_back(rules: list[Any], known: Facts) -> None:
    answer = triage(from_rules(rules), known)
    guarded = [step.rule for step in answer.applying if step.rule in MANDATORY]
    if guarded:
        assert answer.verdict != "go"
    if not known.consent:
        assert answer.verdict == "refused"


def test_a_fact_that_nobody_looked_at_is_never_assumed() -> None:
    for name in ("likeness", "consent", "named_person", "unknown_person", "minor_target", "model_commercial"):
        with pytest.raises(ValidationError, match=name):
            Facts(**{key: value for key, value in HARMLESS.items() if key != name})
    with pytest.raises(ValidationError):
        facts(consent="yes")
    with pytest.raises(ValidationError):
        facts(likeness=("voice",))


# --- approvals ------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(FACTS, st.sampled_from([OPEN, STREAMER]), DECISIONS, st.sampled_from(["legal", "producer", "owner", "contact"]))
def test_one_more_approval_never_makes_it_stricter_and_never_lifts_a_refusal(
    known: Facts, shipped: Policy, decisions: dict[str, bool], role: str
) -> None:
    answer = triage(shipped, known)
    before = with_approvals(answer, decisions)
    after = with_approvals(before, {role: True})
    assert VERDICTS[after.verdict] <= VERDICTS[before.verdict]
    if before.verdict == "refused":
        assert after.verdict == "refused"
    if role not in decisions:
        assert VERDICTS[with_approvals(answer, {**decisions, role: True}).verdict] <= VERDICTS[before.verdict]


@settings(max_examples=100, deadline=None)
@given(FACTS, st.sampled_from([OPEN, STREAMER]))
def test_everybody_who_is_asked_must_approve_and_one_decline_refuses(known: Facts, shipped: Policy) -> None:
    answer = triage(shipped, known)
    everybody = {role.id: True for role in shipped.roles}
    if answer.verdict == "approval":
        assert with_approvals(answer, dict.fromkeys(answer.roles, True)).verdict == "go"
        for role in answer.roles:
            left_out = {asked: True for asked in everybody if asked != role}
            waiting = with_approvals(answer, left_out)
            assert (waiting.verdict, waiting.missing) == ("approval", (role,))
            declined = with_approvals(answer, {**everybody, role: False})
            assert (declined.verdict, declined.rule) == ("refused", "declined")
    if answer.verdict == "refused":
        assert with_approvals(answer, everybody) == answer


def test_a_decline_refuses_even_what_needed_no_approval() -> None:
    answer = with_approvals(triage(STREAMER, facts()), {"supervisor": False})
    assert (answer.verdict, answer.rule) == ("refused", "declined")
    assert "the VFX supervisor" in answer.reason


def test_a_decision_is_never_guessed() -> None:
    for odd in ("approved", 1, None, object()):
        with pytest.raises(TypeError):
            with_approvals(triage(OPEN, facts()), {"owner": odd})  # type: ignore[dict-item]


# --- strictness is monotone -----------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(RULES, _conditions(), FACTS, DECISIONS)
def test_a_refusal_added_to_a_policy_never_makes_it_milder(
    rules: list[Any], when: Any, known: Facts, decisions: dict[str, bool]
) -> None:
    before = with_approvals(triage(from_rules(rules), known), decisions)
    after = with_approvals(triage(from_rules([*rules, rule("added", when)]), known), decisions)
    assert VERDICTS[after.verdict] >= VERDICTS[before.verdict]


@settings(max_examples=80, deadline=None)
@given(RULES, FACTS, DECISIONS, st.data())
def test_a_rule_made_stricter_never_makes_a_policy_milder(
    rules: list[Any], known: Facts, decisions: dict[str, bool], data: st.DataObject
) -> None:
    before = with_approvals(triage(from_rules(rules), known), decisions)
    own = [entry for entry in rules if "when" in entry]
    chosen = data.draw(st.sampled_from(own))
    harder = [word for word in STRICTNESS if STRICTNESS[word] >= STRICTNESS[chosen["outcome"]]]
    outcome = data.draw(st.sampled_from(harder))
    changed = {**chosen, "outcome": outcome, "roles": ["legal", "producer"]}
    if outcome in ("go", "refused"):
        del changed["roles"]
    after = with_approvals(triage(from_rules([changed if e is chosen else e for e in rules]), known), decisions)
    assert VERDICTS[after.verdict] >= VERDICTS[before.verdict]


# --- the mandatory rules ---------------------------------------------------------------------------------------

LOOSENED = [
    *({"id": id, "outcome": outcome} for id in MANDATORY for outcome in ("go",)),
    *({"id": id, "outcome": "tell", "roles": ["legal"]} for id in MANDATORY),
    {"id": "likeness-needs-consent", "outcome": "approval", "roles": ["legal"]},
    *({"id": id, "outcome": "refused", "when": {"final": "yes"}} for id in MANDATORY),
    {"id": "deceased", "outcome": "approval", "roles": ["legal"], "when": {"final": "yes"}},
]


@pytest.mark.parametrize("entry", LOOSENED, ids=lambda entry: f"{entry['id']}-{entry['outcome']}-{'when' in entry}")
def test_no_mandatory_rule_can_be_loosened(entry: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"small\.yaml:13: rules\[1\].*mandatory-rules-stand"):
        policy(rules=[entry])


@pytest.mark.parametrize("id", sorted(CAN_BE_APPROVED))
def test_a_mandatory_rule_refuses_until_the_policy_names_who_approves(id: str) -> None:
    known = facts(**EVERYBODY[id])
    assert triage(policy(), known).rule == id
    assert triage(policy(), known).verdict == "refused"
    answer = triage(policy(rules=[{"id": id, "outcome": "approval", "roles": ["legal"]}]), known)
    assert (answer.rule, answer.verdict, answer.roles) == (id, "approval", ("legal",))
    with pytest.raises(BadInput, match="does not say whose approval it needs"):
        policy(rules=[{"id": id, "outcome": "approval"}])


def test_a_policy_that_allows_everything_still_refuses_a_likeness_without_consent() -> None:
    answer = triage(policy(), facts(**AGE, consent=False))
    assert (answer.rule, answer.verdict) == ("likeness-needs-consent", "refused")
    assert with_approvals(answer, {"legal": True, "producer": True}) == answer
    assert triage(policy(), facts(consent=False)).verdict == "refused", "somebody was seen for whom no use is declared"


# --- the file --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", policies.SHIPPED)
def test_a_shipped_policy_is_known_by_the_hash_of_its_bytes(name: str, tmp_path: Path) -> None:
    shipped = policies.load(name)
    content = (Path(policies.__file__).parent.parent / "policies" / f"{name}.yaml").read_bytes()
    assert shipped.sha256 == hashlib.sha256(content).hexdigest()
    copy = tmp_path / "policy.yaml"
    copy.write_bytes(content)
    assert policies.load(copy) == shipped
    copy.write_bytes(content + b"# one comment more\n")
    assert policies.load(copy).sha256 != shipped.sha256
    assert "not legal advice" in shipped.source.lower()
    assert shipped.name == name and shipped.version >= 1 and shipped.changed_by


def mistake(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        policies.read(data, "small.yaml")
    assert caught.value.exit_status == 2 and "what to do: " in str(caught.value)
    return str(caught.value)


def _with(**changes: Any) -> bytes:
    return as_yaml(document(**changes))


MISTAKES = [
    (_with(rules=[rule(when={"finel": "yes"})]), ":13: rules[1].when.finel: unknown fact; did you mean `final`?"),
    (_with(rules=[rule(when={"any": [{"final": "yes"}, {"stroy": "x"}]})]), ":13: rules[1].when.any[1].stroy: unkn"),
    (_with(rules=[rule(when={"final": "maybe"})]), ":13: rules[1].when.final: `maybe` is none of its words"),
    (_with(rules=[rule(when={"likeness": ["age_alteration", "voice"]})]), ":13: rules[1].when.likeness[1]: `voice`"),
    (_with(rules=[rule(when={"consent": "unsure"})]), ":13: rules[1].when.consent: `unsure` is none of its words"),
    (_with(rules=[rule(when={"notice_hours": 48})]), ":13: rules[1].when.notice_hours: `48` is none of its words"),
    (_with(rules=[rule(when={"notice_hours": {"below": "48 h"}})]), ":13: rules[1].when.notice_hours.below: `48 h`"),
    (_with(rules=[rule(when={"notice_hours": {"under": 48}})]), "notice_hours.under: unknown key"),
    (_with(rules=[rule(when={"notice_hours": {"below": 5, "above": 5}})]), "notice_hours: never holds"),
    (_with(rules=[rule(when={"final": {"below": 4}})]), "final: is not a number"),
    (_with(rules=[rule(when={"final": []})]), "when.final: is an empty list, which never holds"),
    (_with(rules=[rule(when={"all": []})]), ":13: rules[1].when.all: is not a list of conditions"),
    (_with(rules=[rule(when={})]), ":13: rules[1].when: asks for no fact"),
    (_with(rules=[rule(when=None)]), ":13: rules[1].when: is missing or has no value"),
    (_with(rules=[rule(outcome="approval", roles=["leagl"])]), "roles[0]: unknown role `leagl`; did you mean `legal`?"),
    (_with(rules=[rule(outcome="approval", roles=["legal", "legal"])]), "roles[1]: `legal` stands twice"),
    (_with(rules=[rule(outcome="approval")]), ":13: rules[1].roles: the rule does not say whose approval it needs"),
    (_with(rules=[rule(outcome="tell")]), ":13: rules[1].roles: the rule does not say who is told"),
    (_with(rules=[rule(outcome="refused", roles=["legal"])]), "roles: the outcome `refused` asks nobody"),
    (_with(rules=[rule(outcome="refuse")]), ":13: rules[1].outcome: `refuse` is none of its words; did you mean"),
    (_with(rules=[rule(), rule()]), ":14: rules[2].id: `extra` stands twice (first as number 2 of rules)"),
    (_with(rules=[rule("declined")]), ":13: rules[1].id: `declined` is a name of Coulisse's own"),
    (_with(rules=[rule("nothing-allows-this")]), "is a name of Coulisse's own"),
    (_with(rules=[rule("A B")]), ":13: rules[1].id: `A B` cannot be a name"),
    (_with(rules=[{**rule(), "wen": 1}]), ":13: rules[1].wen: unknown key; did you mean `when`?"),
    (_with(rules=[{**rule(), "reason": "\x1b[2J gone"}]), ":13: rules[1].reason: has a character that cannot be"),
    (_with(rules=[{**rule(), "reason": "x" * 601}]), ":13: rules[1].reason: is too long"),
    (_with(rules=["refused"]), ":13: rules[1]: is `refused`, which does not fit"),
    (_with(rules=[rule(f"r{n}") for n in range(300)]), ":11: rules: has "),
    (_with(roles=[]), ":7: roles: has 0 entries"),
    (_with(roles=[{"id": "producer", "title": "P"}] * 2), "roles[1].id: `producer` stands twice (first as number 1"),
    (_with(principles=[{"id": "a", "text": "b"}] * 2), "principles[1].id: `a` stands twice"),
    (_with(changed_by=["nobody"]), ":10: changed_by[0]: unknown role `nobody`"),
    (_with(changed_by=[]), ":10: changed_by: has 0 entries"),
    (_with(version="1.0"), ":2: version: is `1.0`, which does not fit"),
    (_with(version=0), ":2: version: `0` is out of range"),
    (_with(version=True), ":2: version: is `True`, which does not fit"),
    (_with(date="yesterday"), ":3: date: is not a date such as"),
    (_with(name="../../etc"), ":1: name: `../../etc` cannot be a name"),
    (_with(source=None), ":4: source: has no value"),
    (_with(polices=[]), ":13: polices: unknown key"),
    (as_yaml({key: value for key, value in document().items() if key != "changed_by"}), ":1: changed_by: is missing"),
    (b"", ":1: holds nothing where a policy has keys and values"),
    (b"# later\n", "holds nothing"),
    (b"- a\n- b\n", ":1: holds a list where a policy has keys and values"),
    (b"42\n", ":1: holds a single value"),
    (b"name: [\n", ":2: this is not YAML"),
    (b"name: a\nname: b\n", ":2: name: stands twice (first on line 1)"),
    (b"name: a\nsource: \xff\n", ":2: byte 16 is not UTF-8 text"),
    (b"a: &x [1]\nb: *x\n", "anchors and aliases"),
    (b"a: !!python/object:os.system {}\n", ":1: a: "),
    (b"a\0b: 1\n", ":1: has a character that no YAML text may hold"),
]


@pytest.mark.parametrize(("data", "wanted"), MISTAKES, ids=[wanted for _, wanted in MISTAKES])
def test_a_mistake_is_named_with_file_and_line(data: bytes, wanted: str) -> None:
    said = mistake(data)
    assert wanted in said and said.startswith("small.yaml:")


def test_all_mistakes_are_said_at_once_in_the_order_of_the_lines() -> None:
    said = mistake(_with(version="one", rules=[rule("B"), {**rule("b"), "outcome": "no"}], date="x"))
    assert [part.split(":")[1] for part in said.splitlines() if part.startswith("small.yaml")] == ["2", "3", "13", "14"]


def test_a_bomb_of_anchors_and_a_huge_file_are_turned_away_at_once(tmp_path: Path) -> None:
    began = time.monotonic()
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    assert "anchors and aliases" in mistake(bomb.encode())
    assert "small.yaml:" in mistake(b"name: " + b"[" * 100_000)
    assert "is larger than 128 kB" in mistake(b"#" * 200_000)
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(3_000_000_000)  # sparse; it must not be read whole
    with pytest.raises(BadInput, match="is larger than 128 kB"):
        policies.load(huge)
    assert time.monotonic() - began < 5


def test_a_link_a_pipe_a_folder_and_nothing_are_no_policies(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(_with())
    assert policies.load(str(real)).name == "small"
    (tmp_path / "link.yaml").symlink_to(real)
    with pytest.raises(Refused, match="no-links-in-records"):
        policies.load(tmp_path / "link.yaml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
        with pytest.raises(BadInput, match="is not a file"):
            policies.load(tmp_path / "pipe.yaml")
    with pytest.raises(BadInput, match=r"this is a folder|is not a file"):
        policies.load(tmp_path)
    for absent in (tmp_path / "none.yaml", "streamr", "\0", "x" * 5000):
        with pytest.raises(BadInput):
            policies.load(absent)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_a_policy_or_bad_input(data: bytes) -> None:
    with pytest.raises((BadInput, Refused)):
        policies.read(data, "fuzz.yaml")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_shipped_policy_with_one_line_gone_is_a_policy_or_bad_input(data: st.DataObject) -> None:
    content = (Path(policies.__file__).parent.parent / "policies" / "open.yaml").read_bytes().splitlines(keepends=True)
    gone = data.draw(st.integers(0, len(content) - 1))
    try:
        policies.read(b"".join(content[:gone] + content[gone + 1 :]), "open.yaml")
    except (BadInput, Refused) as error:
        assert "open.yaml" in str(error)


# --- what is told, and the page ---------------------------------------------------------------------------------


def test_a_report_holds_identifiers_and_whole_numbers_only() -> None:
    answer = with_approvals(triage(STREAMER, facts(final="yes", notice_hours=12)), {"contact": True})
    data = answer.as_data()
    assert data["policy"] == {"name": "streamer", "version": STREAMER.version, "sha256": STREAMER.sha256}
    assert data["verdict"] == "go" and data["rule"] == "final-needs-approval"
    assert answer.as_claim() == {key: data[key] for key in ("policy", "verdict", "rules")}
    assert data["rules"] == ["final-needs-approval"]
    assert data["decisions"] == {"contact": "approved"} and data["roles"] == ["contact"] and data["missing"] == []
    assert data["facts"]["notice_hours"] == 12 and data["facts"]["likeness"] == []
    assert "the contact" not in json.dumps(data), "titles are for people, not for reports"


def test_the_explanation_shows_every_rule_and_why() -> None:
    lines = "\n".join(triage(STREAMER, facts(final="yes")).explain())
    for shown in STREAMER.rules:
        assert f"  {shown.id}: " in lines
    assert "verdict: needs approval first" in lines and "because: final is yes" in lines
    assert "contact (the contact at the streamer): has not answered" in lines


def test_what_a_brief_says_of_its_use_fits_the_facts() -> None:
    assert facts(**Use(final="final", story="significant", note="for the trailer").facts()).final == "yes"
    assert facts(**Use().facts()).final == "no"
    told = set(Use().facts())
    assert told == {name for name in Use.model_fields if name != "note"} and told <= set(Facts.model_fields)


def _blocks(language: str) -> list[str]:
    parts = DOC.read_text("utf-8").split("```")[1::2]
    return [part.removeprefix(f"{language}\n") for part in parts if part.startswith(f"{language}\n")]


def test_the_page_shows_what_triage_really_says() -> None:
    brief = next(block for block in _blocks("yaml") if block.startswith("use:"))
    use = Use.model_validate(parse_yaml(brief, "docs/policy.md").value["use"])
    answer = triage(STREAMER, facts(**use.facts()))
    assert _blocks("text") == ["\n".join(answer.explain()) + "\n"], "copy the lines of `explain` into the page"
    assert triage(STREAMER, facts(**{**use.facts(), "real_events": "no"})).roles == ("contact",)


def test_the_policy_on_the_page_can_be_loaded() -> None:
    whole = next(block for block in _blocks("yaml") if block.startswith("name:"))
    shown = policies.read(whole.encode(), "docs/policy.md")
    assert triage(shown, facts(final="yes")).roles == ("director",)


def test_the_table_on_the_page_knows_every_fact() -> None:
    page = DOC.read_text("utf-8")
    for kind in KINDS.values():
        words = ", ".join(f"`{word}`" for word in kind.words) + ("; `{below: n}`, `{above: n}`" if kind.number else "")
        assert f"| `{kind.name}` | {kind.description} | {words} |" in page


def row(entry: Rule) -> str:
    """A rule's row on the page."""
    whom = ", ".join(f"`{role}`" for role in entry.roles)
    asks = {"go": "go", "tell": f"tell {whom}", "approval": f"approval of {whom}", "refused": "**refused**"}
    return f"| `{entry.id}` | {asks[entry.outcome]} | {entry.reason} |"


@pytest.mark.parametrize("shipped", [OPEN, STREAMER], ids=["open", "streamer"])
def test_the_page_lists_every_shipped_rule(shipped: Policy) -> None:
    page = DOC.read_text("utf-8")
    assert [entry.id for entry in shipped.rules if row(entry) not in page] == []
