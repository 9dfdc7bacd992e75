"""The disclosure report of a production: every use of AI by shot, as a page, as a table and as data."""

from __future__ import annotations

import csv as tables
import io
import json as plain
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from coulisse.provenance.disclosure_html import html
from coulisse.provenance.disclosure_rows import (
    Approval,
    Bid,
    Delivered,
    Disclosure,
    Refusals,
    ShotTime,
    VersionRow,
    times,
    total,
)

__all__ = [
    "Approval", "Bid", "Delivered", "Disclosure", "Refusals", "ShotTime", "VersionRow", "csv", "html", "json",
    "times", "total",
]  # fmt: skip

FORMAT = 1
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection), after blanks, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    "shot", "recipe", "version", "preview", "final", "status", "did", "models", "grants", "approvals", "verdict",
    "rule", "policy", "screening", "delivered", "machine_seconds", "begun", "released", "bid_days", "bid_hours",
    "shot_machine_hours", "shot_elapsed_hours", "bid_by_elapsed", "bid_by_machine",
)  # fmt: skip


def csv(report: Disclosure) -> str:
    """One line for each version, and one for each shot that has a bid only. UTF-8; open it in any spreadsheet.

    A cell that a spreadsheet could take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    lines = tables.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    lines.writeheader()
    by_shot = {one.shot: one for one in times(report)}
    for row in sorted(report.versions, key=lambda row: (row.shot, row.recipe, row.version)):
        cells = _cells(row) | _time_cells(by_shot[row.shot])
        lines.writerow({name: _cell(value) for name, value in cells.items()})
    for shot, time in by_shot.items():
        if not time.versions:
            lines.writerow({name: _cell(value) for name, value in ({"shot": shot} | _time_cells(time)).items()})
    return out.getvalue()


def _cells(row: VersionRow) -> dict[str, Any]:
    return {
        "shot": row.shot, "recipe": row.recipe, "version": row.version,
        "preview": row.preview, "final": "final" if row.final else "temporary", "status": row.status, "did": row.did,
        "models": "; ".join(
            f"{m.name} (licence {m.licence}; trained on {m.lineage}; commercial use: {m.commercial}; {m.sha256})"
            for m in row.models
        ),
        "grants": "; ".join(row.grants),
        "approvals": "; ".join(f"{a.id} {a.role} {a.decision} {_time(a.on)}" for a in row.approvals),
        "verdict": row.verdict, "rule": row.rule, "policy": row.policy, "screening": row.screening,
        "delivered": "; ".join(f"{d.name} ({d.credentials})" for d in row.delivered),
        "machine_seconds": row.seconds, "begun": _time(row.begun), "released": _time(row.released),
    }  # fmt: skip


def _time_cells(time: ShotTime) -> dict[str, Any]:
    return {
        "bid_days": time.bid_days, "bid_hours": time.bid, "shot_machine_hours": time.machine,
        "shot_elapsed_hours": time.elapsed, "bid_by_elapsed": time.by_elapsed, "bid_by_machine": time.by_machine,
    }  # fmt: skip


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    text = str(value).replace("\0", "")
    return "'" + text if text.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else text


def json(report: Disclosure) -> str:
    """The whole report as data, with what was counted from it."""
    data = {"format": FORMAT, **_data(report)}
    data["times"] = [_timed(one) for one in times(report)]
    data["total"] = _timed(total(times(report)))
    return plain.dumps(data, indent=2, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n"


def _timed(time: ShotTime) -> dict[str, Any]:
    return {**asdict(time), "bid_by_elapsed": time.by_elapsed, "bid_by_machine": time.by_machine}


def _data(report: Disclosure) -> dict[str, Any]:
    plain_data: dict[str, Any] = _plain(asdict(report))
    return plain_data


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _time(at: datetime | None) -> str:
    return "" if at is None else at.isoformat(timespec="seconds")
