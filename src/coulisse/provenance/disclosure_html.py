"""The disclosure report as one page that can be read, printed and sent: no scripts, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from coulisse.provenance.disclosure_rows import (
    Disclosure,
    ShotTime,
    VersionRow,
    hours,
    times,
    total,
    verdict,
)  # fmt: skip

_COMMERCIAL = {"yes": "cleared for commercial use", "review": "commercial use needs review", "no": "not cleared"}
_VERDICTS = {"go": "go ahead", "approval": "with approvals", "refused": "refused"}
_NAMED_FILES = 12  # delivered files that are named; the rest is counted

_STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); } }
:root { --ink: #1d1c1a; --soft: #68645d; --line: #d5d0c6; --paper: #fffefb; --mark: #7a2e1d; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 14mm 16mm 20mm; max-width: 210mm; color: var(--ink); background: var(--paper);
  font: 10pt/1.45 "Source Serif 4", "Source Serif Pro", Charter, "Iowan Old Style", Georgia, "Liberation Serif", serif;
  font-variant-numeric: oldstyle-nums; overflow-wrap: anywhere; }
header { border-bottom: 1.5pt solid var(--ink); padding-bottom: 5mm; margin-bottom: 7mm; }
.kind { font-variant-caps: all-small-caps; letter-spacing: .09em; color: var(--soft); margin: 0; }
h1 { font-size: 25pt; font-weight: 500; line-height: 1.12; margin: 1mm 0 3mm; letter-spacing: -.01em; }
h2 { font-size: 13.5pt; font-weight: 600; margin: 11mm 0 2.5mm; break-after: avoid; }
h3 { font-size: 11pt; font-weight: 600; margin: 0; break-after: avoid; }
h3 .number { font-weight: 400; color: var(--soft); }
p { margin: 0 0 2.2mm; } .soft { color: var(--soft); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .4mm 6mm; margin: 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: lining-nums tabular-nums; font-size: 9pt; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th { text-align: left; font-weight: 400; color: var(--soft); border-bottom: .8pt solid var(--ink);
  vertical-align: bottom; }
th, td { padding: 1.1mm 3mm 1.1mm 0; } td { border-bottom: .4pt solid var(--line); vertical-align: top; }
.n { text-align: right; white-space: nowrap; } tfoot td { border-bottom: 0; border-top: .8pt solid var(--ink); }
.claim { font-size: 12.5pt; line-height: 1.4; margin: 2mm 0 4mm; max-width: 150mm; }
article { border-top: .4pt solid var(--line); padding: 3.2mm 0 3.6mm; break-inside: avoid; }
article .top { display: flex; justify-content: space-between; gap: 6mm; align-items: baseline; margin-bottom: 1.2mm; }
article .facts { grid-template-columns: 31mm 1fr; font-size: 9pt; }
.status { font-variant-caps: all-small-caps; letter-spacing: .06em; white-space: nowrap; }
.withdrawn, .declined { color: var(--mark); } code { font: 8pt/1.4 "Liberation Mono", Consolas, Menlo, monospace; }
ul { margin: 0; padding: 0; list-style: none; }
footer { border-top: .8pt solid var(--ink); margin-top: 12mm; padding-top: 3mm; font-size: 8.5pt; color: var(--soft); }
@media print { body { padding: 0; max-width: none; background: #fff; } }
@media (max-width: 640px) { body { padding: 6mm; } article .facts, .facts { grid-template-columns: 1fr; } }
"""


def html(report: Disclosure) -> str:
    """The report as one self-contained page."""
    body = [
        _head(report),
        _time_section(report),
        "<h2>Every use, by shot</h2>",
        *(_version(row) for row in sorted(report.versions, key=lambda r: (r.shot, r.recipe, r.version))),
        "" if report.versions else "<p>Nothing has been made in this production yet.</p>",
        _models(report),
        _refusals(report),
        _foot(report),
    ]
    title = escape(f"{report.production}: disclosure of the use of AI")
    # The policy lets a browser fetch and run nothing, whatever slips into a text.
    guard = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{guard}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + "\n</body>\n</html>\n"
    )


def _head(report: Disclosure) -> str:
    shots = len({row.shot for row in report.versions})
    likeness = sum(bool(row.grants) for row in report.versions)
    return (
        '<header>\n<p class="kind">Disclosure of the use of AI</p>\n'
        f"<h1>{escape(report.production)}</h1>\n"
        + _facts(
            [
                ("Production", f"<code>{escape(report.production_id)}</code>"),
                ("As of", escape(_day(report.made))),
                ("Covers", f"{_count(shots, 'shot')}, {_count(len(report.versions), 'version')}, "
                 f"{likeness} of them with a performer's likeness"),
                ("Policy", escape(report.policy)),
                ("Ledger", escape(report.ledger)),
            ]
        )
        + "\n</header>"
    )  # fmt: skip


def _time_section(report: Disclosure) -> str:
    shots = times(report)
    if not shots:
        return ""
    whole = total(shots)
    lines = "".join(_time_row(one) for one in shots)
    return (
        "<h2>Time against the bid</h2>\n"
        f'<p class="claim">{_claim(whole)}</p>\n'
        "<table><thead><tr><th>Shot</th><th class=n>Versions</th><th class=n>Bid</th><th class=n>Elapsed</th>"
        "<th class=n>Machine</th><th class=n>Bid ÷ elapsed</th><th class=n>Bid ÷ machine</th></tr></thead>"
        f"<tbody>{lines}</tbody><tfoot>{_time_row(whole)}</tfoot></table>\n"
        f'<p class="soft" style="margin-top:2mm">A bid is what the production entered for the shot without Coulisse, '
        f"in days of {report.hours_per_day:g} working hours of one artist. Elapsed runs from the beginning of the "
        "shot’s first version to the last release that stands (previews, declined and withdrawn ones do not), nights, "
        "waiting and reviews included, but not what a person did before the first run; "
        "it is the count that says how much sooner a shot was there. Machine time is what the "
        "computers worked; it leaves out the people who prepared the plate and looked at the versions, so its ratio "
        "alone proves nothing. The sum takes shots that have both a bid and a release.</p>"
    )


def _claim(whole: ShotTime) -> str:
    if whole.by_elapsed is None:
        return "Whether the work was faster than bid is not known: no shot has both a bid and a release that stands."
    return (
        f"By the calendar, {escape(verdict(whole.by_elapsed))}. "
        f"By machine time alone, {escape(verdict(whole.by_machine))}."
    )


def _time_row(one: ShotTime) -> str:
    days = "none" if one.bid_days is None else f"{one.bid_days:g} d"
    cells = (
        str(one.versions), days, hours(one.elapsed) if one.elapsed is not None else "none stands",
        hours(one.machine) if one.versions else "–",
        _times(one.by_elapsed), _times(one.by_machine),
    )  # fmt: skip
    return f"<tr><td>{escape(one.shot)}</td>" + "".join(f"<td class=n>{escape(c)}</td>" for c in cells) + "</tr>"


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.1f} ×" if ratio < 100 else f"{ratio:,.0f} ×"


def _version(row: VersionRow) -> str:
    final = "Final delivery" if row.final else "Temporary, not for delivery"
    final += "; a preview" if row.preview else ""
    facts = [
        ("What AI did", escape(row.did)),
        ("Use", final),
        ("Models", _list(_model_line(m.name, m.licence, m.commercial) for m in row.models) or "no trained model"),
        ("Consent", f"grant {escape(', '.join(row.grants))}" if row.grants else "no likeness was made"),
        ("Policy", f"{escape(_VERDICTS.get(row.verdict, row.verdict))}, rule <code>{escape(row.rule)}</code>, "
         f"{escape(row.policy)}"),
        ("Approvals", _list(
            f"<code>{escape(a.id)}</code> {escape(a.role)}: {escape(a.decision)} on {escape(_day(a.on))}"
            for a in row.approvals
        ) or "none given"),
        ("Screening", escape(row.screening) or "not screened"),
        ("Delivered", _files(row)),
        ("Time", f"{hours(row.seconds / 3600)} of machine time; begun {escape(_minute(row.begun))}, "
         + (f"released {escape(_minute(row.released))}" if row.released else "not released")),
    ]  # fmt: skip
    status = escape(row.status, quote=True)
    return (
        '<article><div class="top">'
        f'<h3>{escape(row.shot)} <span class="number">{escape(row.recipe)} v{row.version:03d}</span></h3>'
        f'<span class="status {status}">{status}</span></div>{_facts(facts)}</article>'
    )


def _files(row: VersionRow) -> str:
    """Each file that signs for itself or is not signed, by name; what the sidecar signs for (frames), by number."""
    alone = [d for d in row.delivered if d.credentials != "sidecar"]
    lines = [
        f"<code>{escape(d.name)}</code>, {'signed (C2PA)' if d.credentials == 'C2PA' else 'not signed'}"
        for d in alone[:_NAMED_FILES]
    ]
    if len(alone) > _NAMED_FILES:
        unsigned = sum(d.credentials == "none" for d in alone[_NAMED_FILES:])
        lines.append(f"and {_count(len(alone) - _NAMED_FILES, 'file')} more, {unsigned} of them not signed")
    covered = len(row.delivered) - len(alone)
    if covered:
        lines.append(f"{_count(covered, 'file')} signed for by <code>credentials.json</code>")
    return _list(lines) or "nothing"


def _model_line(name: str, licence: str, commercial: str) -> str:
    return f"{escape(name)}: {escape(licence)}; {escape(_COMMERCIAL.get(commercial, commercial))}"


def _models(report: Disclosure) -> str:
    """Each trained model once, with its lineage."""
    uses: dict[str, int] = {}
    found = {}
    for row in report.versions:
        for model in row.models:
            found[model.sha256] = model
            uses[model.sha256] = uses.get(model.sha256, 0) + 1
    if not found:
        return ""
    lines = "".join(
        f"<tr><td>{escape(m.name)}<br><code>{escape(m.sha256[:12])}</code></td><td>{escape(m.licence)}</td>"
        f"<td>{escape(m.lineage)}</td><td>{escape(_COMMERCIAL.get(m.commercial, m.commercial))}</td>"
        f"<td class=n>{uses[m.sha256]}</td></tr>"
        for m in sorted(found.values(), key=lambda m: m.name)
    )
    return (
        "<h2>Trained models</h2>\n<table><thead><tr><th>Model</th><th>Licence</th><th>Trained on</th>"
        f"<th>Commercial use</th><th class=n>Versions</th></tr></thead><tbody>{lines}</tbody></table>"
    )


def _refusals(report: Disclosure) -> str:
    if not report.refusals:
        return "<h2>Refused by the gate</h2>\n<p>Nothing was refused.</p>"
    lines = "".join(
        f"<tr><td><code>{escape(r.rule)}</code></td><td>{escape(r.reason)}</td><td class=n>{r.count}</td></tr>"
        for r in sorted(report.refusals, key=lambda r: (-r.count, r.rule))
    )
    whole = sum(r.count for r in report.refusals)
    return (
        "<h2>Refused by the gate</h2>\n<table><thead><tr><th>Rule</th><th>Why</th><th class=n>Times</th></tr></thead>"
        f"<tbody>{lines}</tbody><tfoot><tr><td>Together</td><td></td><td class=n>{whole}</td></tr></tfoot></table>"
    )


def _foot(report: Disclosure) -> str:
    return (
        f"<footer><p>Made by Coulisse {escape(report.coulisse)} from the production’s ledger and the reports of its "
        "versions. People appear only by identifier and role; the production keeps who they are. Each delivered file "
        "can be checked without the production: <code>coulisse verify FILE</code>. This page is a record, not legal "
        "advice.</p></footer>"
    )


def _facts(pairs: Sequence[tuple[str, str]]) -> str:
    return '<dl class="facts">' + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in pairs) + "</dl>"


def _list(items: Iterable[str]) -> str:
    entries = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{entries}</ul>" if entries else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
