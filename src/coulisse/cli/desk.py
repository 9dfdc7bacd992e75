"""Commands of the desk: the production's keys, the policy in force, decisions, and what the gate would say."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coulisse.cli import options
from coulisse.cli.options import ProductionOption
from coulisse.errors import BadInput

if TYPE_CHECKING:
    from pydantic import BaseModel

    from coulisse.consent.approvals import Decision, Subject
    from coulisse.consent.desk import Desk

keys_app = options.group("The keys of a production, and of people.")
policy_app = options.group("The policy in force: what needs whose approval.")

SubjectArgument = Annotated[
    str,
    typer.Argument(
        metavar="VERSION|BRIEF", help="A version as SHOT/RECIPE/v001, a brief's YAML file, or policy:NAME|FILE."
    ),
]
RoleOption = Annotated[str, typer.Option("--role", help="The role in which it is decided, as the policy has it.")]
AsOption = Annotated[
    str | None, typer.Option("--as", metavar="PERSON", help="Who decides; else the only one with a key here.")
]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why; it is kept in the decision's record.")]
RecipeOption = Annotated[str, typer.Option("--recipe", help="Which recipe the brief is for.")]
_NAMES = {"set": "stage_set"}  # recipes that are not called what their command is
_VERSION = re.compile(r"([^/\s]+)/([^/\s]+)/v(\d{3,9})")


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(keys_app, name="keys")
    app.add_typer(policy_app, name="policy")
    app.command("approve")(approve)
    app.command("decline")(decline)
    app.command("triage")(triage)


@keys_app.command("init")
def keys_init(out: ProductionOption = None) -> None:
    """Make a production's root, its signing keys and its ledger; every other command does it when they are missing."""
    production = options.production(out, make=True)
    if (production.folder / "keys").exists():
        raise BadInput(
            "this production has keys", where=production.folder / "keys", remedy="see them with `coulisse keys show`"
        )
    from coulisse.consent.desk import open_desk

    _show_keys(open_desk(production))


@keys_app.command("show")
def keys_show(out: ProductionOption = None) -> None:
    """Whose keys sign, until when, and where the secret lies that opens them."""
    _show_keys(options.desk(out))


def _show_keys(desk: Desk) -> None:
    from coulisse.provenance import certificates, keys

    place = desk.folder / "keys"
    leaf, *above = certificates.read(desk.keys.chain_pem)
    root = certificates.read(options.read(place / "root.pem", 1 << 16))[0]
    own = any(one.sha256 == root.sha256 for one in above)
    secret = keys.key_folder() / f"{desk.production.id}.secret"
    lines = [
        ("production", desk.production.id),
        ("ledger key", desk.keys.ledger.public),
        ("deliveries", f"signed as {leaf.subject} until {leaf.good_until} ({desk.keys.alg})"),
        ("fingerprint", leaf.sha256),
        ("issued by", f"the production's own root: {place / 'root.pem'}" if own else f"{leaf.issuer}, from outside"),
        ("secret", str(secret) if secret.exists() else "COULISSE_PASSPHRASE"),
    ]
    for label, text in lines:
        typer.echo(f"{label:11} {text}")
    typer.echo(
        "keep a copy of the keys folder and of the secret, apart from each other; without both, nobody signs again"
    )
    if own:
        typer.echo(
            "a root of one's own is unknown to strangers' tools: they will say that the signer is not trusted, until "
            "they are given root.pem"
        )


@keys_app.command("person")
def keys_person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The key's name: letters, digits, . _ and -")],
) -> None:
    """Make a person's key, or show the public half of the one that is there."""
    from coulisse.provenance import keys

    there = re.fullmatch(r"[A-Za-z0-9._-]+", name) is not None and options.key_file(name).exists()
    key = keys.person_key(str(options.key_file(name))) if there else keys.new_person_key(name)
    typer.echo(key.public)
    typer.echo(f"the private key {'was there' if there else 'is made'}: {options.key_file(name)}", err=True)


@keys_app.command("use-certificate")
def keys_use_certificate(
    chain: Annotated[Path, typer.Argument(metavar="CHAIN", help="The certificate and its issuers, PEM.")],
    key: Annotated[Path, typer.Argument(metavar="KEY", help="Its private key, PEM.")],
    out: ProductionOption = None,
) -> None:
    """Sign deliveries with a certificate from outside instead of the production's own."""
    desk = options.desk(out)
    from coulisse.provenance import keys

    algorithm = keys.use_certificate(desk.folder, desk.production.id, chain, key)
    _record_keys(desk, "outside")
    typer.echo(f"deliveries are signed with this certificate from now on ({algorithm})")


@keys_app.command("renew")
def keys_renew(out: ProductionOption = None) -> None:
    """Make a new signing key and certificate under the production's own root, for two more years."""
    desk = options.desk(out)
    from coulisse.provenance import keys

    keys.renew(desk.folder, desk.production.id, desk.production.name)
    _record_keys(desk, "renewed")
    _show_keys(options.desk(desk.folder))


def _record_keys(desk: Desk, how: str) -> None:
    """Write the change of the signing keys to the ledger; the report takes only what such a signer signed."""
    from coulisse.provenance import certificates

    place = desk.folder / "keys"
    facts = {
        "how": how, "ledger_public": desk.keys.ledger.public,
        "root_sha256": hashlib.sha256(options.read(place / "root.pem", 1 << 18)).hexdigest(),
        "signer_sha256": certificates.read(options.read(place / "signing.pem", 1 << 18))[0].sha256,
    }  # fmt: skip
    desk.ledger.append("keys.made", facts)


@policy_app.command("show")
def policy_show(out: ProductionOption = None) -> None:
    """The policy in force, rule by rule."""
    desk = options.desk(out)
    from coulisse.consent.desk import policy

    now = policy(desk)
    typer.echo(f"policy {now.name}, version {now.version} of {now.date} (sha256 {now.sha256})")
    typer.echo(f"after: {now.source}")
    typer.echo(f"changed by: {options.listed(now.changed_by)}\n\nprinciples")
    for principle in now.principles:
        typer.echo(f"  {principle.id}: {principle.text}")
    typer.echo("\nrules")
    for rule in now.rules:
        whom = f" ({options.listed(rule.roles)})" if rule.roles else ""
        always = "  in every policy" if rule.mandatory else ""
        typer.echo(f"  {rule.id}: {rule.outcome}{whom}{always}\n    {rule.title}. {rule.reason}")
    typer.echo("\nroles")
    for role in now.roles:
        typer.echo(f"  {role.id}: {role.title}")


@policy_app.command("set")
def policy_set(
    policy: Annotated[str, typer.Argument(metavar="NAME|FILE", help="`open`, `streamer`, or a policy's YAML file.")],
    approved_by: Annotated[
        list[str] | None,
        typer.Option(
            "--approved-by", metavar="ROLE[:PERSON]",
            help="Who agrees, with a key on this machine; repeatable. Elsewhere: `coulisse approve policy:...`.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    out: ProductionOption = None,
) -> None:  # fmt: skip
    """Put a policy in force, with the approvals that the one before asks for; what was approved before is asked anew.

    The first policy, `open`, is changed by its owner: `coulisse person add NAME --role owner`, then
    `coulisse policy set streamer --approved-by owner`.
    """
    from coulisse.consent.policy_change import set_policy

    signers = []
    with options.new_desk(out) as desk:
        for text in approved_by or ():
            role, _, who = text.partition(":")
            signers.append((role, options.decider(desk, role, who or None)[1]))
        now = set_policy(desk, policy, signers, reason)
    typer.echo(f"in force: policy {now.name}, version {now.version} of {now.date} (sha256 {now.sha256[:12]})")


def approve(
    subject: SubjectArgument, role: RoleOption, who: AsOption = None, reason: ReasonOption = None,
    recipe: RecipeOption = "collapse", out: ProductionOption = None,
) -> None:  # fmt: skip
    """Record that a person approves a version or a brief, signed with their key."""
    _decide(subject, role, who, reason or "approved", recipe, out, "approved")


def decline(
    subject: SubjectArgument, role: RoleOption, who: AsOption = None, reason: ReasonOption = None,
    recipe: RecipeOption = "collapse", out: ProductionOption = None,
) -> None:  # fmt: skip
    """Record that a person declines a version or a brief; it stands until the same role approves."""
    _decide(subject, role, who, reason or "declined", recipe, out, "declined")


def _decide(
    text: str, role: str, who: str | None, reason: str, recipe: str, out: Path | None, decision: Decision
) -> None:
    desk = options.desk(out)
    from coulisse.consent import approvals
    from coulisse.consent.desk import policy

    in_force = policy(desk)
    subject = _subject(desk, text, recipe)
    person, key = options.decider(desk, role, who)
    given = approvals.give(desk, subject, role, key, decision, reason, in_force.sha256)
    typer.echo(f"{given.id}: {subject.label} is {decision} by {person.id} as {role}")
    for other, held in approvals.standing(desk, subject).items():
        if other != role:
            typer.echo(f"  {other}: {held.decision} ({held.id})")
    known = {one.id for one in in_force.roles}
    if role not in known:
        typer.echo(f"note: the policy in force asks nobody with the role `{role}`", err=True)


def _subject(desk: Desk, text: str, recipe: str) -> Subject:
    """What is decided about. Raises BadInput."""
    from coulisse.consent.approvals import Subject

    version = _VERSION.fullmatch(text.removeprefix("shots/"))
    if version is not None and not Path(text).is_file():
        from coulisse.jobs.finish import held

        found = held(desk.production, version[1], version[2], int(version[3]))
        if found is None:
            raise BadInput(
                "there is no such version, or nothing in it that can be decided about yet", where=text,
                remedy="give it as SHOT/RECIPE/v001, when the run has ended or is held by the gate",
            )  # fmt: skip
        return found
    if text.startswith("policy:"):
        from coulisse.consent.policy import load
        from coulisse.consent.policy_change import subject_of

        return subject_of(load(text.removeprefix("policy:")))
    from coulisse.recipes import brief as briefs

    brief = _brief(Path(text), recipe)
    return Subject("brief", briefs.digest(brief), f"{recipe}: {Path(text).name}")


def _brief(path: Path, recipe: str) -> BaseModel:
    from coulisse.cli import BRIEFS
    from coulisse.recipes import brief as briefs

    recipe = _NAMES.get(recipe, recipe)
    if recipe not in BRIEFS:
        raise BadInput(f"there is no recipe `{recipe}`", where="--recipe", remedy=f"give one of {', '.join(BRIEFS)}")
    return briefs.load(path, BRIEFS[recipe][0])


def triage(
    brief: Annotated[Path, typer.Argument(metavar="BRIEF", help="The brief, a YAML file.")],
    plate: Annotated[Path | None, typer.Option("--plate", help="The plate, whose faces are looked at, too.")] = None,
    shot: Annotated[str | None, typer.Option("--shot", help="The shot's name.")] = None,
    recipe: RecipeOption = "collapse",
    out: ProductionOption = None,
) -> None:
    """What the gate would say of a brief, rule by rule; nothing is made. Leaves with 0 (go ahead) or 3."""
    asked = _brief(brief, recipe)
    production = options.production(out)
    from coulisse.cli import _recipe
    from coulisse.jobs.ask import explain

    module: Any = _recipe(_NAMES.get(recipe, recipe))
    lines, verdict = explain(production, module, asked, shot, plate)
    for line in lines:
        typer.echo(line)
    if verdict != "go":
        raise typer.Exit(3)
