"""A production with people, performers and signed grants, for the tests of the consent room: real keys, real ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coulisse.consent import grants, people, roster
from coulisse.consent.desk import Desk, open_desk
from coulisse.consent.people import Person
from coulisse.consent.performer import Performer, Signer
from coulisse.production.layout import open_production
from coulisse.provenance.crypto import SigningKey, new_key

SHOT = "sq010_sh0020"
HARBOUR = "In the flashback at the harbour she is seen as she looked around 1995; acting and words stay as recorded."
YOUNGER = {"kind": "age_alteration", "description": HARBOUR, "ages": [28, 35]}
REPLICA = {"kind": "replica_with", "description": "A scanned double of her falls from the quay into the water."}


def new_desk(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str = "film") -> Desk:
    """The desk of a new production in `folder/name`; keys go to `folder/keys`, never to the user's own folder."""
    monkeypatch.setenv("COULISSE_KEYS", str(folder / "keys"))
    monkeypatch.delenv("COULISSE_PASSPHRASE", raising=False)
    return open_desk(open_production(folder / name))


@dataclass
class Actor:
    """A performer of the roster and the private key that they sign with."""

    performer: Performer
    key: SigningKey
    role: str = "performer"
    name: str = "Ada Example"
    terms: dict[str, Any] = field(default_factory=dict)


def actor(
    desk: Desk, name: str = "Ada Example", *, role: str = "performer", signer: str | None = None, **wanted: Any
) -> Actor:
    """Somebody on the roster, born in 1970 unless told otherwise, who can sign."""
    key = new_key()
    details: dict[str, Any] = {"born": date(1970, 5, 4), **wanted}
    signers = [Signer(role, signer or name, key.public)]
    return Actor(roster.add(desk, [name], signers=signers, **details), key, role, signer or name)


def drafted(desk: Desk, who: Actor, folder: Path, **terms: Any) -> grants.Draft:
    """A draft for a year from yesterday, final, worldwide, for sq010, making her younger; `terms` change it."""
    today = datetime.now(UTC).date()
    wanted: dict[str, Any] = {
        "performer": who.performer.id, "signer_role": who.role, "signer_name": who.name, "shots": ["sq010_*"],
        "uses": [YOUNGER], "finality": "final", "territory": "worldwide", "valid_from": today - timedelta(days=1),
        "until": today + timedelta(days=365), "compensation": "two days at the agreed rate",
    }  # fmt: skip
    return grants.draft(desk, folder, **{**wanted, **terms})


def granted(desk: Desk, who: Actor, folder: Path, **terms: Any) -> grants.Held:
    """The same, signed and imported."""
    draft = drafted(desk, who, folder, **terms)
    grants.sign(draft.json, who.key)
    return grants.import_(desk, draft.json)


def person(desk: Desk, *roles: str, name: str = "Sam Supervisor") -> tuple[Person, SigningKey]:
    """Somebody who decides in these roles."""
    key = new_key()
    return people.add(desk, name, roles, key.public), key
