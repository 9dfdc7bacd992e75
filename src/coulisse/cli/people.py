"""Commands about people: the performers of the roster, those who decide, and those who have opted out."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coulisse.cli import options
from coulisse.cli.options import ProductionOption, YesOption
from coulisse.errors import BadInput, CoulisseError

if TYPE_CHECKING:
    from coulisse.consent.performer import Performer, Signer

performer = options.group("The roster: whose likeness a production may be asked for.")
person = options.group("The people who decide, with their roles and keys.")
protected = options.group("People who have opted out: no text may name them.")

PerformerArgument = Annotated[str, typer.Argument(metavar="PERFORMER", help="Identifier, name or alias.")]
AliasOption = Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")]
CharacterOption = Annotated[
    list[str] | None,
    typer.Option("--character", metavar="NAME/WORK", help='A part: "Captain Reed/The Long Harbour"; repeatable.'),
]
ReferenceOption = Annotated[
    list[Path] | None,
    typer.Option("--reference", help="A picture with this one face; repeatable. Kept in the production's folder."),
]
BornOption = Annotated[str | None, typer.Option("--born", metavar="DAY", help="Date of birth, 1970-05-04.")]
DiedOption = Annotated[str | None, typer.Option("--died", metavar="DAY", help="Day of death.")]
SignerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--signer", metavar="ROLE:NAME:KEY",
        help="Who may sign: performer, representative or estate. KEY: ed25519:..., a .pem or .pub file, or the name "
        "of a key that `coulisse keys person` made. Repeatable.",
    ),
]  # fmt: skip


_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".exr", ".webp", ".dpx")


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(performer, name="performer")
    app.add_typer(person, name="person")
    app.add_typer(protected, name="protected")


@performer.command("add")
def performer_add(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="The name, and further spellings of it.")],
    alias: AliasOption = None,
    character: CharacterOption = None,
    reference: ReferenceOption = None,
    born: BornOption = None,
    died: DiedOption = None,
    signer: SignerOption = None,
    out: ProductionOption = None,
) -> None:
    """Put a performer on the roster."""
    signers = [_signer(text) for text in signer or ()]
    characters = [_character(text) for text in character or ()]
    days = options.day(born, "--born"), options.day(died, "--died")
    from coulisse.consent import roster

    # `--reference one.jpg two.jpg`, as people type it: what is a picture here is no spelling of a name.
    more = [Path(name) for name in names[1:] if Path(name).suffix.lower() in _PICTURES and Path(name).is_file()]
    names = [name for name in names if Path(name) not in more]
    with options.new_desk(out) as desk:
        added = roster.add(desk, names, alias or (), characters, [*(reference or ()), *more], *days, signers)
    typer.echo(f"{added.id}: {_counts(added)}")
    _warn(added)


@performer.command("list")
def performer_list(out: ProductionOption = None) -> None:
    """Everyone on the roster."""
    desk = options.desk(out)
    from coulisse.consent import roster

    found = roster.everyone(desk)
    for one in found:
        state = "" if one.active else "  forgotten"
        typer.echo(f"{one.id}  {options.listed(one.names)}{state}  ({_counts(one)})")
    if not found:
        typer.echo("the roster is empty; `coulisse performer add` puts somebody on it")


@performer.command("show")
def performer_show(who: PerformerArgument, out: ProductionOption = None) -> None:
    """What the roster holds of a performer. Face templates are never shown."""
    desk = options.desk(out)
    from coulisse.consent import grants, roster

    one = roster.one(desk, who)
    held = [f"{h.id}{' (revoked)' if h.revoked_at else ''}" for h in grants.everything(desk, one.id)]
    lines = [
        ("performer", one.id + ("" if one.active else " (forgotten)")),
        ("names", options.listed(one.names)),
        ("aliases", options.listed(one.aliases)),
        ("characters", options.listed(f"{name} ({work})" for name, work in one.characters)),
        ("born", one.born.isoformat() if one.born else "not known: counts as a minor" if one.active else "-"),
        ("died", one.died.isoformat() if one.died else "-"),
        ("references", f"{len(one.references)}" + (", with sealed templates" if one.templates else "")),
        ("grants", options.listed(held)),
    ]
    for label, text in lines:
        typer.echo(f"{label:11} {text}")
    for signer in one.signers:
        typer.echo(f"{'signer':11} {signer.role}: {signer.name}, {signer.public}")


@performer.command("change")
def performer_change(
    who: PerformerArgument,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="The names from now on, instead of those there; repeatable.")
    ] = None,
    alias: AliasOption = None,
    character: CharacterOption = None,
    reference: ReferenceOption = None,
    born: BornOption = None,
    died: DiedOption = None,
    signer: SignerOption = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="An alias, a character, or a signer's name or key to take away; repeatable."),
    ] = None,
    out: ProductionOption = None,
) -> None:
    """Change what is given and leave the rest; aliases, characters, references and signers are added."""
    signers = [_signer(text) for text in signer or ()]
    characters = [_character(text) for text in character or ()]
    days = options.day(born, "--born"), options.day(died, "--died")
    desk = options.desk(out)
    from coulisse.consent import roster

    with desk.ledger.transaction():  # what is added to is read and written as one
        before = roster.one(desk, who)
        gone = set(without or ())
        unknown = gone - {*before.aliases, *(c for c, _ in before.characters)} - {
            text for s in before.signers for text in (s.name, s.public)
        }  # fmt: skip
        if unknown:
            raise BadInput(
                f"{before.id} has no {', '.join(sorted(unknown))}", where="--without",
                remedy="give an alias, a character, or a signer as `coulisse performer show` writes them",
            )  # fmt: skip
        after = roster.change(
            desk, before.id, names=name or None,
            aliases=[a for a in before.aliases if a not in gone] + (alias or []),
            characters=[c for c in before.characters if c[0] not in gone] + characters,
            references=reference or (), born=days[0], died=days[1],
            signers=[s for s in before.signers if not {s.name, s.public} & gone] + signers,
        )  # fmt: skip
    typer.echo(f"{after.id}: {_counts(after)}" if after.sha256 != before.sha256 else f"{after.id}: nothing changed")
    _warn(after)


@performer.command("forget")
def performer_forget(
    who: PerformerArgument,
    names: Annotated[
        bool, typer.Option("--names", help="The names, too: texts are no longer read for them, and may name them.")
    ] = False,
    yes: YesOption = False,
    out: ProductionOption = None,
) -> None:
    """Erase a performer's pictures and face templates for good. Signed grants stay, as proof of what was allowed."""
    desk = options.desk(out)
    from coulisse.consent import roster

    one = roster.one(desk, who)
    if not yes:
        typer.confirm(
            f"Erase {options.counted(len(one.references), 'picture')} and every face template of {one.id} for good? "
            "Every further use of their likeness is refused from then on", abort=True,
        )  # fmt: skip
    gone = roster.forget(desk, one.id, names)
    kept = "the names stay, so that texts are still read for them" if gone.names else "the names are gone, too"
    typer.echo(f"{gone.id} is forgotten: pictures and templates are erased; {kept}")


@person.command("add")
def person_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name; it stays in this production.")],
    role: Annotated[list[str], typer.Option("--role", help="A role of the policy, such as legal; repeatable.")],
    key: Annotated[
        str | None,
        typer.Option("--key", help="Their public key: ed25519:..., a .pem or .pub file, or a key's name. Else made."),
    ] = None,
    out: ProductionOption = None,
) -> None:
    """Let a person decide in a role."""
    public = None if key is None else options.public_key(key, "--key")
    from coulisse.consent import people
    from coulisse.consent.desk import policy
    from coulisse.provenance import keys

    made = None
    with options.new_desk(out) as desk:
        if public is None:
            slug = _slug(name)
            public, made = keys.new_person_key(slug).public, options.key_file(slug)
        try:
            added = people.add(desk, name, role, public)
        except CoulisseError:
            if made is not None:
                made.unlink(missing_ok=True)  # nobody has heard of this key
            raise
    typer.echo(f"{added.id}: {options.listed(added.roles)}")
    if made is not None:
        typer.echo(f"their private key lies in {made}; hand it to them, and keep it on no other machine")
    known = {one.id for one in policy(desk).roles}
    for one in added.roles:
        if one not in known:
            asked = options.listed(sorted(known))
            typer.echo(f"note: the policy in force never asks for the role `{one}`; it knows: {asked}", err=True)


@person.command("list")
def person_list(out: ProductionOption = None) -> None:
    """The people who hold a role now, and whether their key is on this machine."""
    desk = options.desk(out)
    from coulisse.consent import people

    found, keys = people.everyone(desk), options.keys_here()
    for one in found:
        here = "key here" if one.public in keys else "key elsewhere"
        typer.echo(f"{one.id}  {one.name}  {options.listed(one.roles)}  {here}")
    if not found:
        typer.echo("nobody holds a role; `coulisse person add NAME --role ROLE` gives one")


@person.command("remove")
def person_remove(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="Identifier or name.")], out: ProductionOption = None
) -> None:
    """End a person's roles. What they decided before stands."""
    desk = options.desk(out)
    from coulisse.consent import people

    typer.echo(f"{people.remove(desk, who).id} holds no role any more; what they decided before stands")


@protected.command("import")
def protected_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, YAML or JSON with names, aliases, characters.")],
    out: ProductionOption = None,
) -> None:
    """Take in a list of people who have opted out; who is on the list stays on it."""
    from coulisse.consent import roster

    with options.new_desk(out) as desk:
        before = len(roster.protected(desk))
        now = len(roster.import_protected(desk, file))
    typer.echo(f"{now - before} people were added; {now} are protected")


@protected.command("list")
def protected_list(out: ProductionOption = None) -> None:
    """Everyone whom no text may name."""
    desk = options.desk(out)
    from coulisse.consent import roster

    found = roster.protected(desk)
    for one in found:
        typer.echo(f"{one.id}  {options.listed((*one.names, *one.aliases))}")
    if not found:
        typer.echo("nobody is listed; `coulisse protected import FILE` takes a list in")


def _signer(text: str) -> Signer:
    from coulisse.consent.performer import Signer

    role, _, rest = text.partition(":")
    name, colon, key = rest.partition(":")
    if not colon or not key:
        raise BadInput(
            f"`{text}` is not ROLE:NAME:KEY", where="--signer",
            remedy='give it as "performer:Ada Example:ed25519:..."; `coulisse keys person ada` makes a key',
        )  # fmt: skip
    return Signer(role.strip(), name.strip(), options.public_key(key.strip(), "--signer"))


def _character(text: str) -> tuple[str, str]:
    name, slash, work = text.partition("/")
    if not slash:
        raise BadInput(
            f"`{text}` has no work", where="--character", remedy='give it as "Captain Reed/The Long Harbour"'
        )
    return name.strip(), work.strip()


def _counts(one: Performer) -> str:
    counts = {
        "name": one.names, "alias": one.aliases, "character": one.characters, "reference picture": one.references,
        "signer": one.signers,
    }  # fmt: skip
    return ", ".join(options.counted(len(some), what) for what, some in counts.items())


def _warn(one: Performer) -> None:
    from coulisse.consent.names_ordinary import is_ordinary
    from coulisse.consent.wording import folded

    for name in one.known_as():
        word = folded(name)
        if " " not in word and is_ordinary(word):
            typer.echo(
                f"note: `{name}` is an ordinary word, and every text that has it will be taken to name {one.id}; "
                "if that stops too much, take it out with `coulisse performer change`",
                err=True,
            )
    if one.active and not one.references:
        typer.echo("note: without a reference picture, no face can be told to be theirs; give --reference", err=True)
    if one.active and one.born is None:
        typer.echo("note: without --born, the performer counts as a minor", err=True)
    if one.active and not one.signers:
        typer.echo("note: without --signer, no grant of theirs can be imported", err=True)


def _slug(name: str) -> str:
    """A key's name for a person: `sam-supervisor`."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:60]
    if not slug:
        raise BadInput(
            "this name gives no name for a key file", where="--key",
            remedy="make a key with `coulisse keys person KEYNAME`, and give --key KEYNAME",
        )  # fmt: skip
    return slug
