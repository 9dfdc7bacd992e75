"""People who have opted out: imported lists of names that no text may call up, with no picture needed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from coulisse.consent.desk import Desk
from coulisse.consent.names_known import Known
from coulisse.consent.names_protected import read_protected
from coulisse.provenance import records

FORMAT = "coulisse-protected/1"


def import_protected(desk: Desk, path: Path) -> list[Known]:
    """Take in a list of protected people (CSV, YAML or JSON); it is added to those that are there.

    Who is on the list stays on it: a shorter list does not take anyone off. Raises BadInput, with lines.
    """
    read = read_protected(path)
    with desk.ledger.transaction() as ledger:
        there = protected(desk)
        listed = {(p.names, p.aliases, p.characters) for p in there}
        new: list[Known] = []
        for person in read:
            if (person.names, person.aliases, person.characters) not in listed:
                listed.add((person.names, person.aliases, person.characters))
                while (identifier := f"x-{secrets.token_hex(4)}") in {p.id for p in (*there, *new)}:
                    pass
                new.append(replace(person, id=identifier))
        if new:
            document = {"format": FORMAT, "people": [_as_data(person) for person in new]}
            _, sha256 = records.write(desk.folder / "protected", "list", document)
            ledger.append("protected.imported", {"sha256": sha256, "people": len(new)})
        return [*there, *new]


def protected(desk: Desk) -> list[Known]:
    """Everyone on the imported lists. Raises Refused if one of them is not what the ledger says."""
    people = []
    for entry in desk.ledger.entries():
        if entry.kind == "protected.imported":
            document = records.read(desk.folder / "protected", "list", str(entry.facts["sha256"]))
            for data in document["people"]:
                pairs = tuple((character, work) for character, work in data["characters"])
                people.append(Known(data["id"], tuple(data["names"]), tuple(data["aliases"]), pairs))
    return people


def _as_data(person: Known) -> dict[str, Any]:
    return {
        "id": person.id,
        "names": list(person.names),
        "aliases": list(person.aliases),
        "characters": [list(pair) for pair in person.characters],
    }
