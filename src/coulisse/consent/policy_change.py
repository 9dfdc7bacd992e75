"""Puts another policy in force: with the approvals that the one before asks for, on the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coulisse.consent import approvals
from coulisse.consent import policy as policies
from coulisse.consent.approvals import Subject
from coulisse.consent.desk import (
    LARGEST_POLICY,
    POLICY,
    Desk,
    policy,
    shipped_policy,
    staged_policy,
)
from coulisse.consent.policy import Policy
from coulisse.consent.rules import POLICY_CHANGED_BY, refused
from coulisse.errors import BadInput
from coulisse.provenance import disk
from coulisse.provenance.crypto import SigningKey


def set_policy(
    desk: Desk, path_or_name: Path | str, signers: Sequence[tuple[str, SigningKey]] = (), reason: str = ""
) -> Policy:
    """Put a policy in force: `open`, `streamer` or a file. `signers` are (role, key) of those who agree.

    The roles that the present policy names under `changed_by` must all agree, here or before (`approvals.give`
    with `subject_of`). Raises Refused when one is missing or the key is not of somebody with the role; BadInput.
    """
    content = _content(path_or_name)
    new = policies.read(content, str(path_or_name))
    with desk.ledger.transaction() as ledger:
        now = policy(desk)
        if new.sha256 == now.sha256:
            return now
        subject = subject_of(new)
        for role, key in signers:
            approvals.give(desk, subject, role, key, "approved", reason or "the policy is changed", now.sha256)
        agreed = {role for role, approval in approvals.standing(desk, subject).items() if approval.approved}
        if missing := [role for role in now.changed_by if role not in agreed]:
            raise refused(
                POLICY_CHANGED_BY, f"the policy {now.name} is changed by {', '.join(map(now.title, missing))} only",
                f"have it signed by a person with the role {', '.join(missing)}",
            )  # fmt: skip
        # Written beside the old one first: killed after the entry, the next `open_desk` puts it in place.
        staged = staged_policy(desk, new.sha256)
        disk.replace(staged, content)
        ledger.append("policy.set", {"sha256": new.sha256, "policy": new.name, "version": new.version})
        staged.replace(desk.folder / POLICY)
    return new


def subject_of(new: Policy) -> Subject:
    """What is approved when a policy is to come into force."""
    return Subject("policy", new.sha256, f"policy {new.name} {new.version}")


def _content(path_or_name: Path | str) -> bytes:
    path = Path(path_or_name).expanduser()
    if path_or_name in policies.SHIPPED or (isinstance(path_or_name, str) and not path.is_file()):
        return shipped_policy(str(path_or_name))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_POLICY + 1)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="give a policy file") from None
    if len(content) > LARGEST_POLICY:
        raise BadInput("is larger than 1 MB, so it is no policy", where=path, remedy="give a policy file")
    return content
