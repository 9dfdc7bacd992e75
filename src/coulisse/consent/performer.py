"""What the roster holds of a performer, and how it stands in the record file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from coulisse.consent.uses import ADULT
from coulisse.consent.wording import tidy
from coulisse.errors import BadInput

FORMAT = "coulisse-performer/1"
SIGNER_ROLES = ("performer", "representative", "estate")
Status = Literal["active", "forgetting", "forgotten"]
_T = TypeVar("_T")


@dataclass(frozen=True)
class Signer:
    """Who may sign grants for a performer: in which role, under which name, with which key (`ed25519:...`)."""

    role: str
    name: str
    public: str


@dataclass(frozen=True)
class Performer:
    """A performer of the roster. `references` and `templates` name files in the performer's folder.

    `sha256` is the record's hash, as the ledger has it. The templates themselves are never in here.
    """

    id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    characters: tuple[tuple[str, str], ...] = ()  # (character, work)
    born: date | None = None
    died: date | None = None
    signers: tuple[Signer, ...] = ()
    references: tuple[str, ...] = ()
    templates: str = field(default="", repr=False)  # SHA-256 of the sealed file; empty: no templates
    status: Status = "active"
    sha256: str = ""

    @property
    def active(self) -> bool:
        """Whether uses of this performer can be allowed at all."""
        return self.status == "active"

    def known_as(self) -> tuple[str, ...]:
        """Every name that a text may use."""
        return (*self.names, *self.aliases)

    def minor(self, on: date) -> bool:
        """Whether the performer is under 18 on that day; without a date of birth this is taken to be so."""
        return self.born is None or years(self.born, on) < ADULT

    def as_data(self) -> dict[str, Any]:
        """The record's content."""
        return {
            "format": FORMAT,
            "id": self.id,
            "names": list(self.names),
            "aliases": list(self.aliases),
            "characters": [list(pair) for pair in self.characters],
            "born": self.born.isoformat() if self.born else "",
            "died": self.died.isoformat() if self.died else "",
            "signers": [vars(signer) for signer in self.signers],
            "references": list(self.references),
            "templates": self.templates,
            "status": self.status,
        }

    def facts(self) -> dict[str, Any]:
        """What the ledger says of the record: identifiers, hashes and counts only."""
        return {
            "performer": self.id,
            "sha256": self.sha256,
            "names": len(self.names),
            "aliases": len(self.aliases),
            "characters": len(self.characters),
            "signers": len(self.signers),
            "references": len(self.references),
            "status": self.status,
        }


def from_data(data: Mapping[str, Any], sha256: str) -> Performer:
    """The performer of a record that the ledger vouches for."""
    return Performer(
        id=data["id"],
        names=tuple(data["names"]),
        aliases=tuple(data["aliases"]),
        characters=tuple((character, work) for character, work in data["characters"]),
        born=_day(data["born"]),
        died=_day(data["died"]),
        signers=tuple(Signer(**signer) for signer in data["signers"]),
        references=tuple(data["references"]),
        templates=data["templates"],
        status=data["status"],
        sha256=sha256,
    )


def checked(performer: Performer, today: date) -> Performer:
    """The performer with tidy texts. Raises BadInput for what cannot be so."""
    if not performer.names:
        raise BadInput("a performer needs a name", where="--name", remedy="give the name as it is to be read")
    for what, day in (("born", performer.born), ("died", performer.died)):
        if isinstance(day, datetime) or (day is not None and not date(1850, 1, 1) <= day <= today):
            raise BadInput(f"{day} cannot be the day a performer {what}", where=f"--{what}", remedy="check the date")
    if performer.born and performer.died and performer.died < performer.born:
        raise BadInput("the performer died before being born", where="--died", remedy="check the two dates")
    return replace(
        performer,
        names=_once(tidy(name, "the name", "--name") for name in performer.names),
        aliases=_once(tidy(name, "the alias", "--alias") for name in performer.aliases),
        characters=_once(
            (tidy(character, "the character", "--character"), tidy(work, "the work", "--character"))
            for character, work in performer.characters
        ),
        signers=_once(_checked_signer(signer) for signer in performer.signers),
    )


def _checked_signer(signer: Signer) -> Signer:
    if signer.role not in SIGNER_ROLES:
        raise BadInput(
            f"`{signer.role}` is nobody who can sign a grant", where="--signer",
            remedy=f"give one of {', '.join(SIGNER_ROLES)}",
        )  # fmt: skip
    if not usable_key(signer.public):
        raise BadInput(
            "this is not an Ed25519 public key", where="--signer",
            remedy="give it as `coulisse keys person` prints it: ed25519:...",
        )  # fmt: skip
    return replace(signer, name=tidy(signer.name, "the signer's name", "--signer"))


def usable_key(public: object) -> bool:
    """Whether a text has the form of a public key, `ed25519:` and 32 bytes in base64url."""
    if not isinstance(public, str) or not public.startswith("ed25519:"):
        return False
    encoded = public.removeprefix("ed25519:").rstrip("=")
    return len(encoded) == 43 and all(c.isascii() and (c.isalnum() or c in "-_") for c in encoded)


def years(born: date, on: date) -> int:
    """Whole years of age on a day. Who is born on 29 February has their birthday on 1 March of other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
