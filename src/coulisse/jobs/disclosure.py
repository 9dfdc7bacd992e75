"""Gathers the disclosure report of a production: the ledger says what counts, the versions' reports say the rest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coulisse import __version__
from coulisse.consent import desk as desks
from coulisse.consent import policy as policies
from coulisse.errors import BadInput, CoulisseError
from coulisse.jobs import report as reports
from coulisse.production import layout
from coulisse.production.layout import Production
from coulisse.provenance import disk, keys, sidecar
from coulisse.provenance.credentials import SIGNABLE, Model
from coulisse.provenance.disclosure import Approval, Bid, Delivered, Disclosure, Refusals, VersionRow
from coulisse.provenance.disclosure_rows import HOURS_PER_DAY
from coulisse.provenance.ledger import Entry, Ledger

_DECISIONS: dict[str, Any] = {"approval.given": "approved", "approval.declined": "declined"}
# Rules of the gate itself, which no policy has.
_OWN_RULES = {
    "likeness-is-declared": "A recipe must say whether it makes a likeness, and whose.",
    "changed-outside-coulisse": "A record was changed outside Coulisse.",
    "policy-as-recorded": "The policy is not the one that the ledger recorded.",
    "ledger-intact": "The ledger is not intact.",
    "clock": "The machine's clock was set back.",
    "no-links-in-records": "Records are never read through a link.",
    "declined": "Somebody whose approval counts has declined.",
    "nothing-allows-this": "What no rule allows is refused.",
    "fail-closed": "What could not be judged was refused.",
}


def ledger_of(production: Production) -> Ledger:
    """A production's ledger for reading: no key is needed. Raises BadInput where there is none yet."""
    if not any((production.folder / name).exists() for name in ("keys", "ledger")):
        raise BadInput(
            "this production has no ledger yet", where=production.folder, remedy="`coulisse keys init` begins one"
        )
    return Ledger(production.folder, production.id, None, keys.ledger_public(production.folder))


def gather(production: Production) -> Disclosure:
    """Everything that the report shows. Needs no key.

    Raises BadInput for a production whose ledger was never begun, and Refused where the ledger is not intact:
    nothing could be relied on then.
    """
    entries = ledger_of(production).entries()
    policy, rules = _policy(production, entries)
    versions = tuple(_row(production, entries, e) for e in entries if e.kind == "version.released")
    bids = {str(e.facts["shot"]): int(e.facts["hundredths_of_days"]) / 100 for e in entries if e.kind == "bid.set"}
    last_bid = desks.newest(entries, "bid.set")
    return Disclosure(
        production=production.name, production_id=production.id, made=datetime.now(UTC), coulisse=__version__,
        policy=policy, ledger=_standing(production, entries), versions=versions,
        bids=tuple(Bid(shot, days) for shot, days in sorted(bids.items())), refusals=_refusals(entries, rules),
        hours_per_day=HOURS_PER_DAY if last_bid is None else int(last_bid.facts["hours_per_day"]),
    )  # fmt: skip


def _row(production: Production, entries: Sequence[Entry], released: Entry) -> VersionRow:
    """A version. What the ledger knows is taken from it, the rest from a report that is as it was signed."""
    facts = released.facts
    folder = str(facts["folder"])
    place = production.folder / folder
    shot, recipe, number = (folder.split("/") + [""] * 4)[1:4]
    signed = sidecar.check(place, (), only=reports.NAME) if place.is_dir() else None
    data = reports.read(place) if signed is not None and signed.intact and _ours(entries, signed) else None
    if data is not None and data.get("outputs_sha256") != facts["outputs_sha256"]:
        data = None
    gone = data is None or signed is None
    data, claim = (data or {}), (signed.claim if signed is not None and not gone else {})
    last: Mapping[str, Any] = (data.get("gate") or [{}])[-1]
    answer: Mapping[str, Any] = last.get("triage") or {}
    policy = answer.get("policy") or {}
    of_brief = _decided(entries, "brief", facts.get("brief_sha256"))
    of_version = _decided(entries, "version", facts.get("subject"))
    return VersionRow(
        shot=shot, recipe=recipe, version=int(number.removeprefix("v") or 0),
        # Whoever did not say that it is temporary is taken to deliver it.
        final=(answer.get("facts") or {}).get("final") != "no",
        did=_did(claim) if not gone else "Not known: the version's report is missing, or is not the one that was "
        "released. Only what the ledger recorded stands here.",
        models=tuple(
            Model(m["name"], m["sha256"], m["licence"], m["lineage"], m["commercial"]) for m in data.get("models", ())
        ),
        grants=tuple(facts.get("grants") or ()), approvals=(*of_brief, *of_version),
        verdict=str(facts.get("verdict", "")), rule=str(facts.get("rule", "")),
        policy=f"{policy['name']} {policy['version']}" if policy else f"sha256 {str(facts.get('policy_sha256'))[:12]}",
        screening=_screening(last.get("screening") or {}),
        delivered=tuple(
            Delivered(name, "C2PA" if Path(name).suffix.lower() in SIGNABLE else "sidecar")
            for name in data.get("outputs", ())
        ),
        status=_status(entries, released, of_brief, of_version), seconds=float(data.get("seconds", 0.0)),
        begun=datetime.fromisoformat(data["begun_at"]) if "begun_at" in data else datetime.fromisoformat(released.at),
        released=datetime.fromisoformat(released.at), preview=bool(data.get("preview")),
    )  # fmt: skip


def _ours(entries: Sequence[Entry], signed: sidecar.SidecarCheck) -> bool:
    """Whether a signer signed whom the ledger knows: anybody can sign a changed report with a key of their own."""
    made = [entry.facts for entry in entries if entry.kind == "keys.made"]
    root = hashlib.sha256(signed.chain[-1].pem).hexdigest()
    return any(root == facts["root_sha256"] or signed.chain[0].sha256 == facts.get("signer_sha256") for facts in made)


def _did(claim: Mapping[str, Any]) -> str:
    """What was done, as the signed claim has it; opening the plate goes without saying."""
    actions = [action for action in claim.get("actions", ()) if action["what"] != "c2pa.opened"]
    trained = "a trained model made or altered pixels" if claim.get("trained") else "no trained model made pixels"
    return "; ".join(str(action["description"]) for action in actions) + f" ({trained})"


def _screening(seen: Mapping[str, Any]) -> str:
    if not seen:
        return ""
    made = [face for face in seen.get("faces", ()) if not face["original"]]
    known = sorted({face["performer"] for face in made if face["performer"]})
    unchanged = sum(face["faces"] for face in seen.get("faces", ()) if face["original"])
    whose = f", of {', '.join(known)}" if known else ""
    return (
        f"{seen['files']} files with {seen['frames']} frames: {sum(face['faces'] for face in made)} faces in made "
        f"pixels{whose}; {unchanged} of the plate's own, unchanged"
    )


def _decided(entries: Sequence[Entry], kind: str, sha256: object) -> tuple[Approval, ...]:
    """The decisions about a brief or a version, in the order they were made."""
    return tuple(
        Approval(str(e.facts["approval"]), str(e.facts["role"]), _DECISIONS[e.kind], datetime.fromisoformat(e.at))
        for e in entries
        if e.kind in _DECISIONS and (e.facts["subject"], e.facts["subject_sha256"]) == (kind, sha256)
    )


def _status(
    entries: Sequence[Entry], released: Entry, of_brief: Sequence[Approval], of_version: Sequence[Approval]
) -> Any:
    """`withdrawn` before `declined` before `approved` (somebody did, nobody declines) before `released`."""
    if any(e.kind == "version.withdrawn" and e.facts.get("release") == released.number for e in entries):
        return "withdrawn"
    # As the gate has it: of one role, what it decided about the version stands last.
    newest = {approval.role: approval.decision for approval in (*of_brief, *of_version)}
    if "declined" in newest.values():
        return "declined"
    return "approved" if newest else "released"


def _refusals(entries: Sequence[Entry], rules: Mapping[str, str]) -> tuple[Refusals, ...]:
    counted = Counter(str(e.facts.get("rule", "")) for e in entries if e.kind in ("run.refused", "version.refused"))
    return tuple(Refusals(rule, rules.get(rule, "A rule of the gate."), count) for rule, count in counted.most_common())


def _policy(production: Production, entries: Sequence[Entry]) -> tuple[str, Mapping[str, str]]:
    """The name of the policy in force, and each rule's reason."""
    entry = desks.newest(entries, "policy.set")
    if entry is None:
        raise BadInput("the ledger knows no policy", where=production.folder, remedy="open the production once")
    name, sha256 = str(entry.facts["policy"]), str(entry.facts["sha256"])
    reasons = dict(_OWN_RULES)
    try:
        policy = policies.read(disk.read(production.folder / desks.POLICY, desks.LARGEST_POLICY), desks.POLICY)
    except (CoulisseError, OSError):
        return f"{name} (its file cannot be read)", reasons
    if policy.sha256 != sha256:
        return f"{name} (its file was changed by hand)", reasons
    return f"{policy.name} {policy.version}", reasons | {rule.id: rule.reason for rule in policy.rules}


def _standing(production: Production, entries: Sequence[Entry]) -> str:
    """How the ledger stands, and the finished versions on the disk that it does not know."""
    known = {str(e.facts["folder"]) for e in entries if e.kind == "version.released"}
    unknown = sorted(
        path.relative_to(production.folder).as_posix()
        for shot in production.shots()
        for recipe in sorted((production.folder / "shots" / shot).iterdir())
        for path in layout.versions(recipe).values()
        if path.relative_to(production.folder).as_posix() not in known
    )
    text = f"intact, {len(entries)} entries"
    if unknown:
        text += f"; not released through it, and so in no row here: {', '.join(unknown)}"
    return text
