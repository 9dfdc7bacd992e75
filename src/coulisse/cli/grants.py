"""Commands about grants: what a performer agrees to, from the draft to the day it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from coulisse.cli import options
from coulisse.cli.options import ProductionOption, YesOption
from coulisse.errors import BadInput

if TYPE_CHECKING:
    from coulisse.consent.grants import Held, Revoker
    from coulisse.consent.performer import Performer

grant = options.group("Grants: what a performer agrees to, signed, and never edited.")

PerformerArgument = Annotated[str, typer.Argument(metavar="PERFORMER", help="Identifier, name or alias.")]
GrantArgument = Annotated[str, typer.Argument(metavar="GRANT", help="The grant's identifier, g-...")]
FinalOption = Annotated[
    bool, typer.Option("--final/--temporary", help="For what is delivered and shown, or for work in progress only.")
]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(grant, name="grant")


@grant.command("draft")
def grant_draft(
    performer: PerformerArgument,
    use: Annotated[
        list[str],
        typer.Option(
            "--use", metavar="KIND:WHAT",
            help='What is asked for: age_alteration:30-60:"what will be seen, in which scenes", or replica_with, '
            'replica_without, costume_on_body, previs_likeness:"what will be seen". Repeatable.',
        ),
    ],
    shot: Annotated[list[str], typer.Option("--shot", help="A shot, or several as sq010_*; repeatable.")],
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="The last day, 2027-11-23.")],
    compensation: Annotated[str, typer.Option("--compensation", help="What the performer gets for it.")],
    final: FinalOption,
    valid_from: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day; today if not given.")
    ] = None,
    territory: Annotated[str, typer.Option("--territory", help="`worldwide`, or country codes: DE,FR.")] = "worldwide",
    signer: Annotated[
        str | None, typer.Option("--signer", metavar="ROLE:NAME", help="Who is to sign; else the only one on record.")
    ] = None,
    notice: Annotated[
        str | None, typer.Option("--notice", metavar="DAY", help="The day the performer was told; replicas need it.")
    ] = None,
    at_end: Annotated[
        str, typer.Option("--at-end", help="What happens at the end: delete, return, `keep until 2030-12-31`.")
    ] = "delete",
    advised_by: Annotated[
        str | None, typer.Option("--advised-by", metavar="KIND:NAME", help="counsel:NAME or union:NAME.")
    ] = None,
    replaces: Annotated[str | None, typer.Option("--replaces", help="The grant that this one replaces.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="The performer's name as it is to be read.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The production's title, if not its own.")] = None,
    folder: Annotated[Path, typer.Option("--folder", help="Where the JSON and the PDF go.")] = Path(),
    out: ProductionOption = None,
) -> None:  # fmt: skip
    """Write a grant as JSON to sign with a key, and as one page to read and sign by hand."""
    uses = [options.use(text) for text in use]
    first, last = options.day(valid_from, "--from"), options.some_day(until, "--until")
    told, adviser = options.day(notice, "--notice"), None
    if advised_by is not None:
        kind, _, whom = advised_by.partition(":")
        adviser = kind.strip(), whom.strip()
    desk = options.desk(out)
    from coulisse.consent import grants, roster

    role, signer_name = _signer(roster.one(desk, performer), signer)
    draft = grants.draft(
        desk, folder, performer=performer, signer_role=role, signer_name=signer_name, shots=shot, uses=uses,
        finality="final" if final else "temporary",
        territory=territory if territory == "worldwide" else [code.strip() for code in territory.split(",")],
        valid_from=first or desk.ledger.now().astimezone(UTC).date(), until=last, compensation=compensation,
        at_end=at_end, notice_date=told, counsel_or_union=adviser, replaces=replaces, name=name, title=title,
    )  # fmt: skip
    typer.echo(draft.json)
    typer.echo(draft.pdf)
    typer.echo(f"{draft.grant.id} is a draft; sign it with `coulisse grant sign {draft.json.name} --key KEY`")


@grant.command("sign")
def grant_sign(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The grant's JSON file.")],
    key: Annotated[str, typer.Option("--key", help="The signer's private key: its name here, or its file.")],
) -> None:
    """Put a signature on a grant. Works on any machine, without the production."""
    from coulisse.consent import grants
    from coulisse.provenance import keys

    signed = grants.sign(file, keys.person_key(key))
    typer.echo(f"{signed.id} is signed, as the {signed.signer.role}; `coulisse grant import {file.name}` brings it in")


@grant.command("import")
def grant_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The signed grant's JSON file.")],
    pdf: Annotated[Path | None, typer.Option("--pdf", help="The page that was signed by hand.")] = None,
    out: ProductionOption = None,
) -> None:
    """Check a signed grant and put it on record; nothing is asked of any network."""
    desk = options.desk(out)
    from coulisse.consent import grants

    held = grants.import_(desk, file, pdf)
    typer.echo(f"{held.id} of {held.grant.performer.id} is on record: {_short(held)}")


@grant.command("list")
def grant_list(
    performer: Annotated[str | None, typer.Option("--performer", help="Only theirs.")] = None,
    out: ProductionOption = None,
) -> None:
    """Every grant on record, revoked and replaced ones too."""
    desk = options.desk(out)
    from coulisse.consent import grants, roster

    found = grants.everything(desk, None if performer is None else roster.one(desk, performer).id)
    for held in found:
        typer.echo(f"{held.id}  {held.grant.performer.id}  {_standing(held)}  {_short(held)}")
    if not found:
        typer.echo("there is no grant; `coulisse grant draft` writes one")


@grant.command("show")
def grant_show(identifier: GrantArgument, out: ProductionOption = None) -> None:
    """A grant in full, as it was signed."""
    desk = options.desk(out)
    from coulisse.consent import grants
    from coulisse.consent.grant_text import wording

    held = grants.one(desk, identifier)
    words = wording(held.grant)
    typer.echo(f"{held.id}: {_standing(held)}\n\n{words.opening}\n")
    for label, text in words.facts:
        typer.echo(f"{label:14} {text}")
    for heading, text in words.uses:
        typer.echo(f"\n{heading}\n  {text}")
    typer.echo("")
    for text in words.limits:
        typer.echo(text)
    typer.echo(f"\nimported {held.imported_at[:10]}, file sha256 {held.sha256}")
    if held.pdf_sha256:
        typer.echo(f"signed page, sha256 {held.pdf_sha256}")


@grant.command("revoke")
def grant_revoke(
    identifier: GrantArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in a record, not in the ledger.")],
    by: Annotated[
        str, typer.Option("--by", help="Who takes it back: performer, representative, estate, production.")
    ] = "performer",
    yes: YesOption = False,
    out: ProductionOption = None,
) -> None:
    """Take a grant back at once: the next run is refused, and one in progress at its release."""
    desk = options.desk(out)
    from coulisse.consent import grants

    held = grants.one(desk, identifier)
    if not yes and not held.revoked_at:
        typer.confirm(f"Revoke {held.id} of {held.grant.performer.id} for good? A new grant is needed then", abort=True)
    withdraw = grants.revoke(desk, held.id, reason, cast("Revoker", by))
    typer.echo(f"{held.id} is revoked")
    if withdraw:
        typer.echo("made with it and released; withdraw these wherever they were delivered:")
        for label in withdraw:
            typer.echo(f"  {label}")
    else:
        typer.echo("no released version was made with it")


@grant.command("check")
def grant_check(
    performer: PerformerArgument,
    use: Annotated[str, typer.Option("--use", metavar="KIND", help="The kind of use, such as age_alteration.")],
    shot: Annotated[str, typer.Option("--shot", help="The shot's name.")],
    final: FinalOption,
    age: Annotated[str | None, typer.Option("--age", metavar="YEARS", help="The age wanted: 35, or 30-40.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day of the use (UTC); else now.")] = None,
    territory: Annotated[str, typer.Option("--territory", help="`worldwide`, or country codes: DE,FR.")] = "worldwide",
    out: ProductionOption = None,
) -> None:
    """Whether this may be done with a performer; if not, what is missing. Leaves with 0 (yes) or 3 (no)."""
    kind = options.use_kind(use, "--use")
    years = None if age is None else options.ages(age, "--age")
    wanted_day = options.day(on, "--on")
    if years is not None and kind != "age_alteration":
        raise BadInput(f"{kind} has no age", where="--age", remedy="leave it out")
    if (kind == "age_alteration") != (years is not None):
        raise BadInput("which age is wanted?", where="--age", remedy="give it in years, such as 35")
    desk = options.desk(out)
    from coulisse.consent import grants, roster
    from coulisse.consent.uses import Use, UseKind

    when = desk.ledger.now()
    if wanted_day is not None and wanted_day != when.astimezone(UTC).date():
        when = datetime.combine(wanted_day, time(), UTC)
    whom = roster.one(desk, performer).id
    answer = grants.check(desk, Use(UseKind(kind), whom, years), shot, when, final, territory)
    if answer.allowed:
        typer.echo(f"yes: {answer.grant} allows it")
    else:
        typer.echo("no")
    for text in answer.missing:
        typer.echo(f"  missing: {text}")
    if answer.forward:
        typer.echo(f"  what to do: {answer.forward}")
    flags = {
        "somebody is shown younger than 18": answer.minor_target, "the performer is a minor": answer.minor_performer,
        "the performer has died": answer.deceased,
    }  # fmt: skip
    for text, held in flags.items():
        if held:
            typer.echo(f"  the policy has its own rule for this: {text}")
    for text in answer.notes:
        typer.echo(f"  note: {text}")
    if answer.notice_hours is not None:
        typer.echo(f"  notice: {answer.notice_hours} hours")
    if not answer.allowed:
        raise typer.Exit(3)


def _signer(who: Performer, text: str | None) -> tuple[str, str]:
    """Role and name of who is to sign."""
    if text is not None:
        role, colon, name = text.partition(":")
        if not colon:
            raise BadInput(f"`{text}` is not ROLE:NAME", where="--signer", remedy='give "performer:Ada Example"')
        return role.strip(), name.strip()
    known = sorted({(signer.role, signer.name) for signer in who.signers})
    if len(known) != 1:
        has = "no signer" if not known else f"{len(known)} signers"
        raise BadInput(
            f"{who.id} has {has} on record", where="--signer",
            remedy="say who is to sign, as ROLE:NAME" + "".join(f"; {r}:{n}" for r, n in known),
        )  # fmt: skip
    return known[0]


def _standing(held: Held) -> str:
    if held.revoked_at:
        return f"revoked on {held.revoked_at[:10]} by the {held.revoked_by}"
    if held.replaced_by:
        return f"replaced by {held.replaced_by}"
    return "ended" if held.grant.until < datetime.now(UTC).date().isoformat() else "in force"


def _short(held: Held) -> str:
    one = held.grant
    uses = options.listed(
        use.kind.value + (f" {use.ages[0]}-{use.ages[1]}" if use.ages is not None else "") for use in one.uses
    )
    where = one.territory if isinstance(one.territory, str) else ",".join(one.territory)
    return f"{uses}; shots {options.listed(one.shots)}; {one.finality}; {where}; {one.valid_from} to {one.until}"
