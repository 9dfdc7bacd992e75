"""Promises of approvals: a decision is of one person, in one role, about one thing, under one policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consent_desk import new_desk, person
from coulisse.consent import approvals, people
from coulisse.consent.approvals import Decision, Subject
from coulisse.consent.desk import Desk, policy, policy_sha256
from coulisse.consent.policy_change import set_policy
from coulisse.errors import BadInput, Refused
from coulisse.provenance import records
from coulisse.provenance.crypto import SigningKey, canonical, new_key

BRIEF = Subject("brief", "ab" * 32, "the harbour, younger")
OTHER = Subject("brief", "cd" * 32, "another brief")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return new_desk(tmp_path, monkeypatch)


def give(
    desk: Desk, key: SigningKey, decision: Decision = "approved", role: str = "legal", subject: Subject = BRIEF
) -> approvals.Approval:
    return approvals.give(desk, subject, role, key, decision, "Seen and discussed.", policy_sha256(desk))


def test_a_decision_stands_for_its_role_and_subject(desk: Desk) -> None:
    lee, key = person(desk, "legal")
    approval = give(desk, key)
    assert approvals.standing(desk, BRIEF) == {"legal": approval}
    assert approval.approved and approval.person == lee.id
    assert approvals.standing(desk, OTHER) == {}
    assert approvals.standing(desk, Subject("version", BRIEF.sha256)) == {}


def test_a_later_no_overrides_a_yes_and_a_later_yes_the_no(desk: Desk) -> None:
    _, key = person(desk, "legal")
    _, other = person(desk, "legal", name="Olga Other")
    give(desk, key)
    give(desk, other, "declined")
    assert not approvals.standing(desk, BRIEF)["legal"].approved
    give(desk, key)
    assert approvals.standing(desk, BRIEF)["legal"].approved


def test_a_person_without_the_role_cannot_decide(desk: Desk) -> None:
    _, key = person(desk, "supervisor")
    with pytest.raises(Refused, match="approval-by-role"):
        give(desk, key)
    with pytest.raises(Refused, match="approval-by-role"):
        give(desk, new_key())
    assert approvals.everything(desk) == []


def test_removing_a_person_ends_their_future_decisions_and_keeps_the_past_ones(desk: Desk) -> None:
    lee, key = person(desk, "legal")
    approval = give(desk, key)
    people.remove(desk, lee.id)
    assert approvals.standing(desk, BRIEF) == {"legal": approval}
    with pytest.raises(Refused, match="approval-by-role"):
        give(desk, key, subject=OTHER)


def test_a_yes_ends_with_the_policy_it_was_given_under_and_a_no_stays(desk: Desk) -> None:
    roles = policy(desk).changed_by
    _, key = person(desk, "legal", *(role for role in roles if role != "legal"))
    before = policy_sha256(desk)
    give(desk, key)
    give(desk, key, "declined", subject=OTHER)
    set_policy(desk, "streamer", [(role, key) for role in roles])
    assert approvals.standing(desk, BRIEF) == {}
    assert not approvals.standing(desk, OTHER)["legal"].approved
    with pytest.raises(Refused, match="policy-as-recorded"):
        approvals.give(desk, BRIEF, "legal", key, "approved", "as before", before)
    assert give(desk, key).policy_sha256 == policy_sha256(desk) != before


def record_of(desk: Desk, approval: approvals.Approval) -> Path:
    return next((desk.folder / "approvals").glob(f"{approval.id}.*.json"))


@pytest.mark.parametrize(
    "edit", [{"subject": vars(OTHER)}, {"decision": "approved"}, {"role": "supervisor"}, {"policy_sha256": "ef" * 32}]
)
def test_an_approval_edited_by_hand_is_refused(desk: Desk, edit: dict[str, Any]) -> None:
    _, key = person(desk, "legal")
    record = record_of(desk, give(desk, key, "declined"))
    document = json.loads(record.read_bytes())
    document["approval"].update(edit)
    record.write_bytes(canonical(document))
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        approvals.standing(desk, BRIEF)


def forged(desk: Desk, approval: approvals.Approval, key: SigningKey | None = None, **edit: Any) -> None:
    """Put a changed copy of an approval on record, as somebody could who has the ledger's key."""
    document = json.loads(record_of(desk, approval).read_bytes())
    document["approval"].update({"id": "a-00000000", **edit})
    data = document["approval"]
    if key is not None:
        document["signature"] = key.sign(canonical(data), approvals.PURPOSE)
    _, sha256 = records.write(desk.folder / "approvals", "a-00000000", document)
    facts = {
        "approval": "a-00000000", "sha256": sha256, "role": data["role"], "person": data["person"],
        "policy": data["policy_sha256"], "subject": data["subject"]["kind"],
        "subject_sha256": data["subject"]["sha256"],
    }  # fmt: skip
    desk.ledger.append("approval.given", facts)


def test_an_approval_forged_for_another_brief_is_refused(desk: Desk) -> None:
    _, key = person(desk, "legal")
    forged(desk, give(desk, key), subject=vars(OTHER))
    with pytest.raises(Refused, match="approval-by-role"):
        approvals.standing(desk, OTHER)


def test_an_approval_signed_by_another_key_is_refused(desk: Desk) -> None:
    _, key = person(desk, "legal")
    forged(desk, give(desk, key), new_key(), subject=vars(OTHER))
    with pytest.raises(Refused, match="approval-by-role"):
        approvals.standing(desk, OTHER)


def test_an_approval_in_a_role_that_the_person_never_had_is_refused(desk: Desk) -> None:
    _, key = person(desk, "legal")
    forged(desk, give(desk, key), key, role="supervisor")
    with pytest.raises(Refused, match="approval-by-role"):
        approvals.standing(desk, BRIEF)


def test_an_approval_of_another_production_is_refused(desk: Desk) -> None:
    _, key = person(desk, "legal")
    forged(desk, give(desk, key), key, production="f-000000000000")
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        approvals.standing(desk, BRIEF)


def test_an_approval_without_an_entry_does_not_count(desk: Desk) -> None:
    _, key = person(desk, "legal")
    document = json.loads(record_of(desk, give(desk, key)).read_bytes())
    document["approval"].update(id="a-00000000", subject=vars(OTHER))
    document["signature"] = key.sign(canonical(document["approval"]), approvals.PURPOSE)
    records.write(desk.folder / "approvals", "a-00000000", document)
    assert approvals.standing(desk, OTHER) == {}


def test_what_cannot_be_decided_is_bad_input(desk: Desk) -> None:
    _, key = person(desk, "legal")
    for subject in (Subject("brief", "ab"), Subject("brief", "AB" * 32), Subject("shot", "ab" * 32)):  # type: ignore[arg-type]
        with pytest.raises(BadInput):
            give(desk, key, subject=subject)
    with pytest.raises(BadInput):
        give(desk, key, "maybe")  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        approvals.give(desk, BRIEF, "legal", key, "approved", "  ", policy_sha256(desk))


def test_reasons_and_labels_stay_out_of_the_ledger(desk: Desk) -> None:
    _, key = person(desk, "legal")
    give(desk, key)
    written = (desk.folder / "ledger" / "ledger.jsonl").read_text("utf-8")
    assert "discussed" not in written and "harbour" not in written
