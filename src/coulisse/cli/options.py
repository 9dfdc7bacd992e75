"""What the commands of several files take: the production, days, uses, keys, and files to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coulisse.errors import BadInput, CoulisseError, Refused

if TYPE_CHECKING:
    from coulisse.consent.desk import Desk
    from coulisse.consent.people import Person
    from coulisse.production.layout import Production
    from coulisse.provenance.crypto import SigningKey

ProductionOption = Annotated[
    Path | None,
    typer.Option("--out", "--production", help="The production's folder; else the one around the current folder."),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
_KEPT = ("keys", "ledger", "performers", "people", "protected", "approvals", "shots")  # in a production's folder


def group(text: str) -> typer.Typer:
    """A group of commands."""
    return typer.Typer(no_args_is_help=True, help=text, rich_markup_mode=None)


def production(out: Path | None, make: bool = False) -> Production:
    """The production that is meant. Raises BadInput where there is none, unless it may be made."""
    from coulisse.production import layout

    if out is not None and not make and not (out.expanduser() / layout.SETTINGS).is_file():
        raise BadInput(
            "there is no production here", where=out,
            remedy="check the path; `coulisse keys init --out FOLDER` begins one",
        )  # fmt: skip
    return layout.open_production(out)


def desk(out: Path | None) -> Desk:
    """The consent desk of the production that is meant. Raises BadInput where there is none."""
    from coulisse.consent.desk import open_desk

    return open_desk(production(out))


@contextmanager
def new_desk(out: Path | None) -> Iterator[Desk]:
    """The same; a production is made if there is none, and taken back if the block raises BadInput."""
    from coulisse.consent.desk import open_desk
    from coulisse.jobs.undo import unless_begun

    with unless_begun(out):
        yield open_desk(production(out, make=True))


def performer_id(out: Path | None, text: str) -> str:
    """The identifier of the performer with this identifier, name or alias; the text itself where nobody has it.

    Briefs name performers by identifier only; a name is looked up here, so that it never stands in one.
    """
    from coulisse.consent import roster

    try:
        return roster.one(desk(out), text).id
    except BadInput:
        if not re.fullmatch(r"p-[0-9a-f]{8}", text.strip()):
            raise
        return text.strip()


def day(text: str | None, flag: str) -> date | None:
    """A day such as 2026-11-23. Raises BadInput."""
    if text is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"`{text}` is no day", where=flag, remedy="give it as 2026-11-23") from None


def some_day(text: str, flag: str) -> date:
    """A day that has to be given. Raises BadInput."""
    found = day(text, flag)
    assert found is not None, "a text was given"
    return found


def ages(text: str, flag: str) -> tuple[int, int]:
    """An age or a range of them: `35`, `30-60`. Raises BadInput."""
    found = re.fullmatch(r"\s*(\d{1,3})\s*(?:-\s*(\d{1,3})\s*)?", text)
    if found is None:
        raise BadInput(f"`{text}` is no age", where=flag, remedy="give whole years, such as 35 or 30-60")
    return int(found[1]), int(found[2] or found[1])


def use(text: str) -> dict[str, Any]:
    """A use to be granted, as `grants.draft` takes it. Raises BadInput.

    `age_alteration:30-60:what will be seen`, or `replica_with:what will be seen`.
    """
    kind, _, rest = text.partition(":")
    wanted = use_kind(kind, "--use")
    years = None
    if wanted == "age_alteration":
        range_, colon, rest = rest.partition(":")
        if not colon:
            raise BadInput(
                f"`{text}` has no ages or no description", where="--use",
                remedy='give it as age_alteration:30-60:"what will be seen, in which scenes"',
            )  # fmt: skip
        years = list(ages(range_, "--use"))
    return {"kind": wanted, "description": rest.strip().strip('"').strip(), "ages": years}


def use_kind(text: str, flag: str) -> str:
    """The name of a kind of use. Raises BadInput."""
    from coulisse.consent.uses import UseKind

    if text.strip() not in set(UseKind):
        raise BadInput(f"`{text}` is no use", where=flag, remedy=f"give one of {', '.join(UseKind)}")
    return text.strip()


def public_key(text: str, flag: str) -> str:
    """A public key: `ed25519:...` itself, a .pem or .pub file, or the name of a key made here. Raises BadInput."""
    from coulisse.provenance import crypto, keys

    if text.startswith("ed25519:"):
        return crypto.public_from_pem(text)
    path = Path(text).expanduser()
    if path.suffix.lower() in (".pem", ".pub"):
        return crypto.public_from_pem(read(path, 1 << 16).decode("ascii", "replace"))
    try:
        return keys.person_key(text).public
    except BadInput as error:
        raise BadInput(
            f"`{text}`: {error.what}", where=flag,
            remedy="give ed25519:..., a .pem or .pub file, or the name of a key that `coulisse keys person` made",
        ) from None  # fmt: skip


def key_file(name: str) -> Path:
    """Where the private key of this name lies."""
    from coulisse.provenance import keys

    return keys.key_folder() / "people" / f"{name}.key"


def keys_here() -> dict[str, SigningKey]:
    """People's private keys that are on this machine and can be opened, by their public halves."""
    from coulisse.provenance import keys

    folder, found = keys.key_folder() / "people", {}
    for path in sorted(folder.glob("*.key")) if folder.is_dir() else ():
        try:
            key = keys.person_key(str(path))
        except CoulisseError:  # another one's, under another passphrase
            continue
        found[key.public] = key
    return found


def decider(open_: Desk, role: str, who: str | None) -> tuple[Person, SigningKey]:
    """Who decides in a role, with the key to sign. Without a name: the only one with the role and a key here.

    Raises BadInput; Refused where nobody holds the role.
    """
    from coulisse.consent import people

    keys = keys_here()
    if who is not None:
        person = people.one(open_, who)
        key = keys.get(person.public)
        if key is None:
            raise BadInput(
                f"the key of {person.id} is not on this machine", where="--as",
                remedy="decide on the machine that has it, or set COULISSE_PASSPHRASE if it was made with one",
            )  # fmt: skip
        return person, key
    holders = [person for person in people.everyone(open_) if role in person.roles]
    if not holders:
        raise Refused(
            f"nobody here has the role `{role}` (rule approval-by-role)\n"
            f"  what to do: add them with `coulisse person add NAME --role {role}`"
        )
    here = [(person, keys[person.public]) for person in holders if person.public in keys]
    if len(here) != 1:
        number = "no key" if not here else f"the keys of {len(here)} people"
        raise BadInput(
            f"this machine has {number} with the role `{role}`", where="--as",
            remedy=f"say who decides: {', '.join(person.id for person in holders)}",
        )  # fmt: skip
    return here[0]


def read(path: Path, largest: int) -> bytes:
    """The bytes of a file. Raises BadInput."""
    try:
        if not path.is_file():
            raise BadInput("is not a file", where=path, remedy="check the path")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check it") from None
    if len(content) > largest:
        raise BadInput(f"has more than {largest} bytes", where=path, remedy="check that it is the right file")
    return content


def write(path: Path, text: str, of: Production) -> Path:
    """Write a text to where the user wants it, whole or not at all; never among a production's records."""
    target = path.expanduser().resolve()
    below = target.relative_to(of.folder).parts[:1] if target.is_relative_to(of.folder) else ()
    if below and (below[0].lower() in _KEPT or target.name.lower() in ("coulisse.toml", "policy.yaml", "coulisse.db")):
        raise BadInput("this is a place of the production's records", where=path, remedy="give another path")
    unfinished = target.with_name(f".writing-{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, "utf-8", newline="")
        unfinished.replace(target)
    except OSError as error:
        raise BadInput(f"cannot be written ({error.strerror})", where=path, remedy="give another path") from None
    return target


def listed(words: Iterable[str]) -> str:
    """Words with commas; a dash for none."""
    return ", ".join(words) or "-"


def counted(number: int, what: str) -> str:
    """`1 alias`, `2 aliases`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}{'es' if what.endswith('s') else 's'}"
