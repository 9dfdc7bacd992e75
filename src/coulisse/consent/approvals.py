"""Decisions of people: signed, bound to one subject under one policy, and counted only if the ledger has them."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any, Literal

from coulisse.consent import people
from coulisse.consent.desk import Desk, policy_in_force, policy_sha256
from coulisse.consent.rules import APPROVAL_BY_ROLE, CHANGED_OUTSIDE, POLICY_AS_RECORDED, refused
from coulisse.consent.wording import tidy
from coulisse.errors import BadInput
from coulisse.provenance import records
from coulisse.provenance.crypto import SigningKey, canonical, verify
from coulisse.provenance.ledger import Entry

FORMAT = "coulisse-approval/1"
PURPOSE = "approval"
LONGEST_REASON = 2000  # characters
Decision = Literal["approved", "declined"]
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KINDS = {"approved": "approval.given", "declined": "approval.declined"}


@dataclass(frozen=True)
class Subject:
    """What is decided about: a brief, a version or a policy, by the SHA-256 that says exactly which.

    `label` is how people call it; it stands in the approval's record and not in the ledger.
    """

    kind: Literal["brief", "version", "policy"]
    sha256: str
    label: str = ""


@dataclass(frozen=True)
class Approval:
    """One person's decision in one role. `policy_sha256` is the policy that they decided under."""

    id: str
    subject: Subject
    role: str
    person: str
    decision: Decision
    reason: str
    policy_sha256: str
    at: str

    @property
    def approved(self) -> bool:
        """Whether it is a yes."""
        return self.decision == "approved"


def give(
    desk: Desk, subject: Subject, role: str, key: SigningKey, decision: Decision, reason: str, policy_sha256: str
) -> Approval:
    """Sign and record a decision. The key says who decides.

    Raises Refused if the key is of nobody who holds the role now, or the policy is no longer in force; BadInput.
    """
    if not _DIGEST.fullmatch(subject.sha256) or subject.kind not in ("brief", "version", "policy"):
        raise BadInput("this is nothing that can be approved", remedy="give a brief, a version or a policy")
    if decision not in _KINDS:
        raise BadInput(f"`{decision}` is no decision", remedy="give `approved` or `declined`")
    reason = tidy(reason, "the reason", "--reason", LONGEST_REASON)
    with desk.ledger.transaction() as ledger:
        policy_in_force(desk)
        _refuse_other_policy(desk, policy_sha256)
        person = next((person for person in people.everyone(desk) if person.public == key.public), None)
        if person is None or role not in person.roles:
            who = "nobody of this production" if person is None else f"{person.id}, who is not `{role}`"
            raise refused(
                APPROVAL_BY_ROLE, f"the key is of {who}",
                f"have it decided by a person with the role `{role}`; `coulisse person list` names them",
            )  # fmt: skip
        used = {entry.facts.get("approval") for entry in ledger.entries}
        while (identifier := f"a-{secrets.token_hex(4)}") in used:
            pass
        approval = {
            "format": FORMAT, "id": identifier, "production": desk.production.id, "subject": vars(subject),
            "role": role, "person": person.id, "decision": decision, "reason": reason, "policy_sha256": policy_sha256,
            "at": desk.ledger.now().isoformat(timespec="seconds"),
        }  # fmt: skip
        document = {
            "approval": approval,
            "public_key": key.public,
            "algorithm": "ed25519",
            "signature": key.sign(canonical(approval), PURPOSE),
        }
        _, sha256 = records.write(desk.folder / "approvals", identifier, document)
        facts = {
            "approval": identifier, "sha256": sha256, "role": role, "person": person.id, "policy": policy_sha256,
            "subject": subject.kind, "subject_sha256": subject.sha256,
        }  # fmt: skip
        ledger.append(_KINDS[decision], facts)
    return _from_data(approval)


def everything(desk: Desk, subject: Subject | None = None) -> list[Approval]:
    """Every decision that counts (about this subject), in the order they were made.

    Raises Refused for a record that was changed, whose signature is not that of a person who held the role when
    it was made, or that the ledger knows as something else.
    """
    once = {person.id: person for person in people.everyone(desk, former=True)}
    found = []
    for entry in desk.ledger.entries():
        if entry.kind not in _KINDS.values():
            continue
        about = entry.facts["subject"], entry.facts["subject_sha256"]
        if subject is None or about == (subject.kind, subject.sha256):
            found.append(_counted(desk, entry, once.get(str(entry.facts["person"]))))
    return found


def standing(desk: Desk, subject: Subject) -> dict[str, Approval]:
    """The newest decision of each role about a subject.

    A yes counts under the policy that it was given under, and no longer when another one is in force; a no stands
    until the same role says yes.
    """
    policy, found = policy_sha256(desk), dict[str, Approval]()
    for approval in everything(desk, subject):
        if approval.policy_sha256 == policy or not approval.approved:
            found[approval.role] = approval
        elif approval.role in found and found[approval.role].approved:
            del found[approval.role]
    return found


def _counted(desk: Desk, entry: Entry, person: people.Person | None) -> Approval:
    facts = entry.facts
    identifier = str(facts["approval"])
    document = records.read(desk.folder / "approvals", identifier, str(facts["sha256"]))
    data = document["approval"]
    approval = _from_data(data)
    said = (approval.id, approval.role, approval.person, approval.policy_sha256, _KINDS[approval.decision])
    known = (identifier, facts["role"], facts["person"], facts["policy"], entry.kind)
    same = (approval.subject.kind, approval.subject.sha256) == (facts["subject"], facts["subject_sha256"])
    if not (same and said == known and data["production"] == desk.production.id):
        raise refused(
            CHANGED_OUTSIDE, f"the approval {identifier} is not the one that the ledger recorded",
            "bring the recorded file back from a backup",
        )  # fmt: skip
    if person is None or not person.held(approval.role, entry.number):
        raise refused(
            APPROVAL_BY_ROLE, f"the approval {identifier} is by nobody who held the role `{approval.role}`",
            "have it decided by a person who does",
        )  # fmt: skip
    if not verify(person.public, canonical(data), PURPOSE, str(document["signature"])):
        raise refused(
            APPROVAL_BY_ROLE, f"the approval {identifier} does not carry the signature of {person.id}",
            "have it decided anew",
        )  # fmt: skip
    return approval


def _refuse_other_policy(desk: Desk, sha256: str) -> None:
    if sha256 != policy_sha256(desk):
        raise refused(
            POLICY_AS_RECORDED, "the decision is about a policy that is not in force",
            "look at the triage again, and decide anew",
        )  # fmt: skip


def _from_data(data: dict[str, Any]) -> Approval:
    return Approval(
        data["id"], Subject(**data["subject"]), data["role"], data["person"], data["decision"], data["reason"],
        data["policy_sha256"], data["at"],
    )  # fmt: skip
