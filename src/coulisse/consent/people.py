"""People who hold a role in a production (supervisor, legal, a representative), and the keys they sign with."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from coulisse.consent.desk import Desk
from coulisse.consent.performer import usable_key
from coulisse.consent.wording import folded, tidy
from coulisse.errors import BadInput
from coulisse.provenance import records

FORMAT = "coulisse-person/1"
_ROLE = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True)
class Person:
    """Somebody who may decide. They hold their roles from ledger entry `since` to entry `until` (None: still)."""

    id: str
    name: str
    roles: tuple[str, ...]
    public: str
    since: int
    until: int | None = None

    def held(self, role: str, entry: int) -> bool:
        """Whether the person had this role when that entry was written."""
        return role in self.roles and self.since < entry and (self.until is None or entry < self.until)


def add(desk: Desk, name: str, roles: Sequence[str], public: str) -> Person:
    """Let a person decide in these roles (as the policy names them). Raises BadInput.

    One person at a time has a name and a key: to change roles or key, remove the person and add them anew.
    """
    name = tidy(name, "the name", "--name")
    wrong = [role for role in roles if not _ROLE.fullmatch(role)]
    if wrong or not roles:
        raise BadInput(
            f"`{wrong[0]}` cannot be a role" if wrong else "a person needs a role", where="--role",
            remedy="give the role's id as the policy has it, such as supervisor, legal or performer_representative",
        )  # fmt: skip
    if not usable_key(public):
        raise BadInput(
            "this is not an Ed25519 public key", where="--key",
            remedy="give the line that begins with ed25519:, or the key's PEM file",
        )  # fmt: skip
    with desk.ledger.transaction() as ledger:
        for other in everyone(desk):
            if other.public == public or folded(other.name) == folded(name):
                raise BadInput(
                    f"the production has this {'key' if other.public == public else 'name'}: {other.id}",
                    where="--key" if other.public == public else "--name",
                    remedy=f"remove {other.id} first, or give another",
                )
        used = {entry.facts.get("person") for entry in ledger.entries}
        while (identifier := f"h-{secrets.token_hex(4)}") in used:
            pass
        held = list(dict.fromkeys(roles))
        document = {"format": FORMAT, "id": identifier, "name": name, "roles": held, "public": public}
        _, sha256 = records.write(desk.folder / "people", identifier, document)
        facts = {"person": identifier, "sha256": sha256, "roles": held, "public": public}
        entry = ledger.append("person.added", facts)
    return Person(identifier, name, tuple(held), public, entry.number)


def everyone(desk: Desk, former: bool = False) -> list[Person]:
    """The people who hold a role, with `former` those who once did, too. Raises Refused for a changed record."""
    found: dict[str, Person] = {}
    for entry in desk.ledger.entries():
        if entry.kind == "person.added":
            data = records.read(desk.folder / "people", str(entry.facts["person"]), str(entry.facts["sha256"]))
            found[data["id"]] = Person(data["id"], data["name"], tuple(data["roles"]), data["public"], entry.number)
        elif entry.kind == "person.removed":
            person = found[str(entry.facts["person"])]
            found[person.id] = Person(person.id, person.name, person.roles, person.public, person.since, entry.number)
    return [person for person in found.values() if former or person.until is None]


def one(desk: Desk, text: str) -> Person:
    """The person with this identifier or name who holds a role now. Raises BadInput."""
    for person in everyone(desk):
        if person.id == text.strip() or folded(person.name) == folded(text):
            return person
    raise BadInput(f"nobody here is `{text}`", remedy="see `coulisse person list`; add one with `coulisse person add`")


def remove(desk: Desk, person: str) -> Person:
    """End a person's roles. What they decided before stands; their record stays, so that it can be read."""
    with desk.ledger.transaction() as ledger:
        found = one(desk, person)
        entry = ledger.append("person.removed", {"person": found.id})
    return Person(found.id, found.name, found.roles, found.public, found.since, entry.number)
