"""Commands about where things come from: the ledger, what a file proves, the disclosure report, and bids."""

from __future__ import annotations

import io
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer

from coulisse.cli import options
from coulisse.cli.options import ProductionOption
from coulisse.errors import BadInput

ledger_app = options.group("The ledger: what happened in a production, and that nobody changed it.")
_MOST_DAYS = 100_000


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(ledger_app, name="ledger")
    app.command("verify")(verify)
    app.command("report")(report)
    app.command("bid")(bid)


@ledger_app.command("verify")
def ledger_verify(out: ProductionOption = None) -> None:
    """Whether the ledger is intact; if not, which entry is wrong. Leaves with 0 (intact) or 3."""
    production = options.production(out)
    from coulisse.jobs.disclosure import ledger_of

    verdict = ledger_of(production).verify()
    if verdict.intact:
        typer.echo(f"intact: {verdict.entries} entries, none edited, deleted, reordered, inserted or cut off")
        return
    where = f"entry {verdict.entry}: " if verdict.entry is not None else ""
    typer.echo(f"NOT INTACT: {where}{verdict.problem}")
    raise typer.Exit(3)


@ledger_app.command("show")
def ledger_show(
    last: Annotated[int, typer.Option("--last", min=1, help="How many of the newest entries.")] = 20,
    kind: Annotated[str | None, typer.Option("--kind", help="Only those of a kind: grant, version.released.")] = None,
    out: ProductionOption = None,
) -> None:
    """The newest entries, verified."""
    production = options.production(out)
    from coulisse.jobs.disclosure import ledger_of

    entries = ledger_of(production).entries()
    found = [e for e in entries if kind is None or e.kind == kind or e.kind.startswith(f"{kind}.")]
    for entry in found[-last:]:
        facts = "  ".join(f"{key}={_fact(value)}" for key, value in entry.facts.items() if value not in ("", []))
        typer.echo(f"{entry.number:6}  {entry.at[:19]}Z  {entry.kind:20} {facts}")
    if len(found) > last:
        typer.echo(f"{len(found) - last} older ones are not shown; --last {len(found)} shows them")


def _fact(value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{text[:12]}…" if re.fullmatch(r"[0-9a-f]{64}", text) else text


@ledger_app.command("export")
def ledger_export(
    to: Annotated[Path | None, typer.Option("--to", help="A file; else standard output.")] = None,
    out: ProductionOption = None,
) -> None:
    """Write every entry as a line of JSON, verified."""
    production = options.production(out)
    from coulisse.jobs.disclosure import ledger_of

    ledger = ledger_of(production)
    if to is None:
        ledger.export(sys.stdout)
        return
    lines = io.StringIO()
    ledger.export(lines)
    typer.echo(options.write(to, lines.getvalue(), production))


def verify(
    path: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A delivered file, or a version's folder.")],
    trust: Annotated[
        list[Path] | None, typer.Option("--trust", help="A certificate (PEM) that you trust; repeatable.")
    ] = None,
) -> None:
    """What a delivery proves, in plain words; needs no production. Leaves with 0 (signed, intact) or 3."""
    roots = [options.read(file, 1 << 20) for file in trust or ()]
    from coulisse.provenance.verify import examine

    found = examine(path, roots)
    for line in found.lines:
        typer.echo(line)
    if not (found.signed and found.intact):
        raise typer.Exit(3)


def report(
    html: Annotated[Path | None, typer.Option("--html", help="Write the report as a page.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write it as a table.")] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write it as data.")] = None,
    out: ProductionOption = None,
) -> None:
    """Every use of AI in a production by shot: models, grants, approvals, and the time against the bid."""
    production = options.production(out)
    from coulisse.jobs.disclosure import gather
    from coulisse.provenance import disclosure
    from coulisse.provenance.disclosure_rows import hours, verdict

    data = gather(production)
    for path, written in ((html, disclosure.html), (csv, disclosure.csv), (json, disclosure.json)):
        if path is not None:
            typer.echo(options.write(path, written(data), production))
    if html or csv or json:
        return
    typer.echo(f"{data.production} ({data.production_id}): policy {data.policy}; ledger: {data.ledger}")
    for row in sorted(data.versions, key=lambda row: (row.shot, row.recipe, row.version)):
        models = options.listed(model.name for model in row.models)
        typer.echo(
            f"{row.shot} {row.recipe} v{row.version:03d}  {'final' if row.final else 'temporary'}, {row.status}  "
            f"models: {models}  grants: {options.listed(row.grants)}  rule: {row.rule}"
        )
    for time in disclosure.times(data):
        asked = "no bid" if time.bid_days is None else f"bid {time.bid_days:g} days"
        typer.echo(f"{time.shot}: {asked}, elapsed {hours(time.elapsed)}, machine {hours(time.machine)}")
    whole = disclosure.total(disclosure.times(data))
    typer.echo(f"faster than bid, by the calendar: {verdict(whole.by_elapsed)}")
    for refusal in data.refusals:
        typer.echo(f"refused {refusal.count} times by {refusal.rule}: {refusal.reason}")
    typer.echo("--html FILE, --csv FILE and --json FILE write it down")


def bid(
    shot: Annotated[str, typer.Argument(metavar="SHOT", help="The shot's name.")],
    days: Annotated[str, typer.Argument(metavar="DAYS", help="What was bid without Coulisse, in days: 12 or 2.5.")],
    hours_per_day: Annotated[
        int | None,
        typer.Option("--hours-per-day", min=1, max=24, help="Of an artist's day, for every bid; 8 if never said."),
    ] = None,
    out: ProductionOption = None,
) -> None:
    """Record what was bid for a shot, which the report holds against the time taken."""
    try:
        hundredths = Decimal(days) * 100
        if not 0 < hundredths <= _MOST_DAYS * 100 or hundredths != int(hundredths):
            raise ValueError
    except (InvalidOperation, ValueError, OverflowError):
        raise BadInput(
            f"`{days}` is no number of days", where="DAYS", remedy="give days with at most two decimals, such as 2.5"
        ) from None
    from coulisse.production.layout import checked_name

    checked_name(shot, "SHOT")
    from coulisse.consent.desk import newest

    with options.new_desk(out) as desk, desk.ledger.transaction() as ledger:
        before: Any = newest(ledger.entries, "bid.set")
        hours = hours_per_day or (int(before.facts["hours_per_day"]) if before is not None else 8)
        facts = {"shot": shot, "hundredths_of_days": int(hundredths), "hours_per_day": hours}
        ledger.append("bid.set", facts)
    typer.echo(f"{shot}: {Decimal(days).normalize():f} days of {hours} hours")
