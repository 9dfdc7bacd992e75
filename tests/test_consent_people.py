"""Promises about people who hold a role: who they are is recorded, and what they may decide ends when they leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consent_desk import new_desk, person
from coulisse.consent import people
from coulisse.consent.desk import Desk
from coulisse.errors import BadInput, Refused
from coulisse.provenance.crypto import canonical, new_key


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return new_desk(tmp_path, monkeypatch)


def test_people_are_found_by_name_and_identifier(desk: Desk) -> None:
    sam, _ = person(desk, "supervisor", "legal")
    assert people.one(desk, sam.id) == people.one(desk, " sam  SUPERVISOR ") == sam
    assert sam.roles == ("supervisor", "legal") and people.everyone(desk) == [sam]
    with pytest.raises(BadInput):
        people.one(desk, "nobody")


@pytest.mark.parametrize("roles", [[], ["Legal"], ["le gal"], ["../legal"], ["x" * 60], ["legal", ""]])
def test_a_role_is_one_that_a_policy_can_name(desk: Desk, roles: list[str]) -> None:
    with pytest.raises(BadInput):
        people.add(desk, "Sam", roles, new_key().public)


def test_one_key_and_one_name_belong_to_one_person(desk: Desk) -> None:
    sam, key = person(desk, "supervisor")
    with pytest.raises(BadInput, match=sam.id):
        people.add(desk, "Other", ["legal"], key.public)
    with pytest.raises(BadInput, match=sam.id):
        people.add(desk, "sam supervisor", ["legal"], new_key().public)
    with pytest.raises(BadInput):
        people.add(desk, "Other", ["legal"], "ed25519:nonsense")


def test_who_is_removed_holds_no_role_and_can_come_back_with_another(desk: Desk) -> None:
    sam, key = person(desk, "supervisor")
    people.remove(desk, sam.id)
    assert people.everyone(desk) == []
    (former,) = people.everyone(desk, former=True)
    assert former.id == sam.id and former.until is not None
    assert former.held("supervisor", former.until - 1 if former.until > sam.since + 1 else sam.since + 1) is (
        former.until > sam.since + 1
    )
    again = people.add(desk, sam.name, ["legal"], key.public)
    assert again.id != sam.id and people.everyone(desk) == [again]
    with pytest.raises(BadInput):
        people.remove(desk, sam.id)


def test_a_role_given_by_hand_is_refused(desk: Desk) -> None:
    sam, _ = person(desk, "supervisor")
    record = next((desk.folder / "people").glob(f"{sam.id}.*.json"))
    record.write_bytes(canonical({**json.loads(record.read_bytes()), "roles": ["legal"]}))
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        people.everyone(desk)


def test_a_person_put_into_the_folder_by_hand_holds_no_role(desk: Desk) -> None:
    from coulisse.provenance import records

    document = {
        "format": people.FORMAT, "id": "h-00000000", "name": "Eve", "roles": ["legal"], "public": new_key().public,
    }  # fmt: skip
    records.write(desk.folder / "people", "h-00000000", document)
    assert people.everyone(desk, former=True) == []


def test_the_ledger_has_no_names_of_people(desk: Desk) -> None:
    person(desk, "supervisor")
    assert "Sam" not in (desk.folder / "ledger" / "ledger.jsonl").read_text("utf-8")
