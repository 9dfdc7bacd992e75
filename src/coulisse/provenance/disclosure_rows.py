"""The rows of a disclosure report as plain values, and what is counted from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from coulisse.provenance.claims import Model

HOURS_PER_DAY = 8  # of an artist's working day, unless the production says otherwise


@dataclass(frozen=True)
class Approval:
    """A person's decision. The person is an identifier and a role, never a name."""

    id: str
    role: str
    decision: Literal["approved", "declined"]
    on: datetime


@dataclass(frozen=True)
class Delivered:
    """A delivered file (path below the version) and what signs for it."""

    name: str
    credentials: Literal["C2PA", "sidecar", "none"]


@dataclass(frozen=True)
class VersionRow:
    """One version of a shot.

    `did` says in a sentence what AI or simulation did. `verdict` is the policy's (`go`, `approval`, `refused`) and
    `rule` the one that decided. `screening` is one sentence of numbers. `seconds` is machine time. `begun` and
    `released` are in UTC; `released` is None for a version that was not released.
    """

    shot: str
    recipe: str
    version: int
    final: bool
    did: str
    models: tuple[Model, ...]
    grants: tuple[str, ...]
    approvals: tuple[Approval, ...]
    verdict: str
    rule: str
    policy: str
    screening: str
    delivered: tuple[Delivered, ...]
    status: Literal["released", "approved", "declined", "withdrawn"]
    seconds: float
    begun: datetime
    released: datetime | None
    preview: bool = False  # small and quick, to choose by: it ends no shot


@dataclass(frozen=True)
class Bid:
    """What the production had bid for a shot without Coulisse, in working days of one artist."""

    shot: str
    days: float


@dataclass(frozen=True)
class Refusals:
    """How often the gate refused under a rule, and the rule's sentence."""

    rule: str
    reason: str
    count: int


@dataclass(frozen=True)
class Disclosure:
    """Everything that the report shows. `made` is the report's own time (UTC); `ledger` says how the ledger stands."""

    production: str
    production_id: str
    made: datetime
    coulisse: str
    policy: str
    ledger: str
    versions: tuple[VersionRow, ...] = ()
    bids: tuple[Bid, ...] = ()
    refusals: tuple[Refusals, ...] = ()
    hours_per_day: float = HOURS_PER_DAY


@dataclass(frozen=True)
class ShotTime:
    """A shot's time against its bid; all in hours, but for the bid in days.

    `machine`: what the computers worked, every version counted. `elapsed`: from the first version's beginning to
    the last release that stands (no preview, not declined, not withdrawn), nights and waiting
    included. A ratio is None where one of its two sides is not known.
    """

    shot: str
    versions: int
    bid_days: float | None
    bid: float | None
    machine: float
    elapsed: float | None

    @property
    def by_elapsed(self) -> float | None:
        """How many times faster than the bid it was, by the calendar: the honest one."""
        return _ratio(self.bid, self.elapsed)

    @property
    def by_machine(self) -> float | None:
        """How many times the bid's hours exceed the machine's; leaves out the people who prepared and looked."""
        return _ratio(self.bid, self.machine)


def times(report: Disclosure) -> tuple[ShotTime, ...]:
    """Each shot's time against its bid, shots with a bid and no version included; by name."""
    bids = {bid.shot: bid.days for bid in report.bids}
    shots = sorted({row.shot for row in report.versions} | bids.keys())
    return tuple(_shot(report, shot, bids.get(shot)) for shot in shots)


def total(all_times: Sequence[ShotTime]) -> ShotTime:
    """The sum over the shots that have a bid and a release; the others prove nothing either way."""
    known = [one for one in all_times if one.bid is not None and one.elapsed is not None]
    return ShotTime(
        shot=f"{len(known)} of {len(all_times)} shots",
        versions=sum(one.versions for one in known),
        bid_days=sum(one.bid_days or 0.0 for one in known) if known else None,
        bid=sum(one.bid or 0.0 for one in known) if known else None,
        machine=sum(one.machine for one in known),
        elapsed=sum(one.elapsed or 0.0 for one in known) if known else None,
    )


def _shot(report: Disclosure, shot: str, days: float | None) -> ShotTime:
    rows = [row for row in report.versions if row.shot == shot]
    stands = [row for row in rows if row.status in ("released", "approved") and not row.preview]
    released = [row.released for row in stands if row.released is not None]
    elapsed = (max(released) - min(row.begun for row in rows)).total_seconds() / 3600 if released else None
    return ShotTime(
        shot, len(rows), days, None if days is None else days * report.hours_per_day,
        sum(row.seconds for row in rows) / 3600, elapsed,
    )  # fmt: skip


def _ratio(bid: float | None, spent: float | None) -> float | None:
    return bid / spent if bid is not None and spent is not None and spent > 0 else None


def verdict(ratio: float | None) -> str:
    """What a ratio shows of "ten times faster"."""
    if ratio is None:
        return "not known"
    shown = f"{ratio:.1f} times" if ratio < 100 else f"{ratio:.0f} times"
    if ratio >= 10:
        return f"{shown}: ten times faster is shown"
    return f"{shown}: ten times faster is refuted"


def hours(value: float | None) -> str:
    """A length of time for a reader."""
    if value is None:
        return "not known"
    if value < 1 / 60:
        return f"{value * 3600:.0f} s"
    if value < 1:
        return f"{value * 60:.0f} min"
    return f"{value:.1f} h" if value < 100 else f"{value:.0f} h"
