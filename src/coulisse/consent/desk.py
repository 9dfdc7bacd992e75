"""The consent desk of a production: its keys, its ledger and the policy in force, opened together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from coulisse.consent import policy as policies
from coulisse.consent.policy_rules import Policy
from coulisse.consent.rules import POLICY_AS_RECORDED, PRODUCTION_AS_BEGUN, refused
from coulisse.errors import BadInput, Unavailable
from coulisse.production.layout import Production
from coulisse.provenance import disk, keys
from coulisse.provenance.keys import ProductionKeys
from coulisse.provenance.ledger import Entry, Ledger, Transaction

POLICY = "policy.yaml"
FIRST_POLICY = "open"
LARGEST_POLICY = 1_000_000  # bytes, as for every YAML file
_LOCK = ".consent.lock"
_BEGINNING = ("production.begun", "keys.made", "policy.set")


@dataclass(frozen=True)
class Desk:
    """An open production: whoever has this may read its records and write to its ledger."""

    production: Production
    keys: ProductionKeys
    ledger: Ledger

    @property
    def folder(self) -> Path:
        """The production's folder."""
        return self.production.folder


def open_desk(production: Production) -> Desk:
    """The production's desk; a new production gets keys, a ledger and the open policy.

    Whatever step a kill came between, the next call goes on from there; two first calls at once make one.
    Raises Refused where records are links, where the ledger is another production's or not intact, and where
    policy.yaml is not what the ledger recorded; Unavailable where the keys cannot be opened, or nothing be written.
    """
    folder = production.folder
    for name in ("keys", "ledger", "performers", "people", "protected", "approvals", POLICY):
        disk.refuse_links(folder / name)
    try:
        with disk.locked(folder / _LOCK):
            desk = _opened(production)
    except PermissionError as error:
        raise Unavailable(
            f"{folder} cannot be written ({error.strerror})\n  what to do: open the production where you may write, "
            "as the user who made it"
        ) from None
    policy_in_force(desk)
    return desk


def _opened(production: Production) -> Desk:
    folder = production.folder
    if not (folder / "keys").exists():
        keys.init(folder, production.id, production.name)
    opened = keys.open_keys(folder, production.id)
    ledger = Ledger(folder, production.id, opened.ledger, keys.ledger_public(folder))
    desk = Desk(production, opened, ledger)
    entries = ledger.entries()
    if {entry.kind for entry in entries}.issuperset(_BEGINNING):
        _same_production(production, entries[0])
    else:
        with ledger.transaction() as transaction:
            _begin(desk, transaction)
    _finish_policy(desk)
    return desk


def _begin(desk: Desk, transaction: Transaction) -> None:
    """Write what a production's ledger begins with, as far as it is not there yet."""
    if not transaction.entries:
        transaction.append("production.begun", {"production": desk.production.id})
    _same_production(desk.production, transaction.entries[0])
    if newest(transaction.entries, "keys.made") is None:
        facts = {
            "ledger_public": keys.ledger_public(desk.folder),
            "root_sha256": hashlib.sha256(disk.read(desk.folder / "keys" / "root.pem", 1 << 16)).hexdigest(),
        }
        transaction.append("keys.made", facts)
    if newest(transaction.entries, "policy.set") is None:
        content = shipped_policy(FIRST_POLICY)
        path = desk.folder / POLICY
        if path.exists() and path.read_bytes() != content:
            raise refused(
                POLICY_AS_RECORDED, f"{path} was there before the production began",
                "move it away and open the production again; then `coulisse policy set FILE` brings it in",
            )  # fmt: skip
        disk.replace(path, content)
        transaction.append("policy.set", {"sha256": hashlib.sha256(content).hexdigest(), "policy": FIRST_POLICY})


def _same_production(production: Production, first: Entry) -> None:
    if first.kind != "production.begun" or first.facts.get("production") != production.id:
        raise refused(
            PRODUCTION_AS_BEGUN, f"coulisse.toml says that this is production {production.id}, its ledger does not",
            "put the right id back into coulisse.toml (the ledger's first entry has it); it never changes",
        )  # fmt: skip


def newest(entries: Sequence[Entry], kind: str) -> Entry | None:
    """The last entry of a kind."""
    return next((entry for entry in reversed(entries) if entry.kind == kind), None)


def shipped_policy(name: str) -> bytes:
    """The bytes of a policy that comes with Coulisse: `open` or `streamer`. Raises BadInput."""
    source = resources.files("coulisse").joinpath("policies", f"{name}.yaml")
    if not name.isidentifier() or not source.is_file():
        raise BadInput(
            f"`{name}` is no policy that comes with Coulisse, and no file", where="policy",
            remedy="give `open`, `streamer` or the path of a policy file",
        )  # fmt: skip
    return source.read_bytes()


def policy_sha256(desk: Desk) -> str:
    """SHA-256 of the policy in force, as the ledger has it."""
    entry = newest(desk.ledger.entries(), "policy.set")
    if entry is None:
        raise refused(POLICY_AS_RECORDED, "the ledger knows no policy", "open the production with `coulisse` once")
    return str(entry.facts["sha256"])


def policy_in_force(desk: Desk) -> bytes:
    """The policy's file. Raises Refused if it is not what the ledger recorded."""
    path = desk.folder / POLICY
    remedy = "bring the recorded file back; `coulisse policy set FILE` changes it and records who did"
    try:
        content = disk.read(path, LARGEST_POLICY)
    except (FileNotFoundError, BadInput) as error:
        raise refused(POLICY_AS_RECORDED, f"{path} cannot be read: {error}", remedy) from None
    if hashlib.sha256(content).hexdigest() != policy_sha256(desk):
        raise refused(POLICY_AS_RECORDED, f"{path} was changed by hand", remedy)
    return content


def policy(desk: Desk) -> Policy:
    """The policy in force. Raises Refused if policy.yaml is not what the ledger recorded, BadInput."""
    return policies.read(policy_in_force(desk), POLICY)


def staged_policy(desk: Desk, sha256: str) -> Path:
    """Where a new policy waits from before its ledger entry until it takes the old one's place."""
    return desk.folder / f"policy.{sha256[:12]}.next.yaml"


def _finish_policy(desk: Desk) -> None:
    """Put a policy in place whose change was recorded and then broken off."""
    sha256 = policy_sha256(desk)
    staged = staged_policy(desk, sha256)
    if staged.exists() and hashlib.sha256(disk.read(staged, LARGEST_POLICY)).hexdigest() == sha256:
        staged.replace(desk.folder / POLICY)
