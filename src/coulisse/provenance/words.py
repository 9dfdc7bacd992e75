"""The sentences of `verify`: credentials in plain words, for a reader who knows neither C2PA nor Coulisse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from coulisse.provenance.certificates import Certificate
from coulisse.provenance.claims import in_words
from coulisse.provenance.credentials import Credentials

_LONGEST = 300  # characters of a text that a file brings along
_MOST = 40  # entries of a list that a file brings along

_ACTIONS = {
    "c2pa.opened": "opened", "c2pa.created": "made", "c2pa.edited": "edited", "c2pa.placed": "placed into it",
    "c2pa.color_adjustments": "colours adjusted", "c2pa.filtered": "filtered", "c2pa.resized": "resized",
    "c2pa.cropped": "cropped", "c2pa.converted": "converted", "c2pa.transcoded": "transcoded",
    "c2pa.published": "published", "c2pa.drawing": "drawn", "c2pa.removed": "taken out",
}  # fmt: skip
_COMMERCIAL = {
    "yes": "cleared for commercial use", "no": "NOT cleared for commercial use",
    "review": "commercial use needs review by a lawyer",
}  # fmt: skip
_VERDICTS = {
    "go": "it may go ahead", "approval": "it may go ahead once approved", "refused": "refused",
}  # fmt: skip


def clean(text: object) -> str:
    """A text from a file on one line: nothing that moves a cursor or turns writing round, and not too long."""
    shown = "".join(c if c.isprintable() else " " for c in str(text)[: _LONGEST * 2])
    shown = " ".join(shown.split())
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + " ..."


def sentence(text: str) -> str:
    """A text as a sentence."""
    shown = clean(text)
    return shown[:1].upper() + shown[1:] + ("" if shown.endswith(".") else ".")


def listed(items: Sequence[str]) -> str:
    """`a; b; c`."""
    shown = [clean(item) for item in items[:_MOST]]
    return "; ".join(shown) + (f"; and {len(items) - _MOST} more" if len(items) > _MOST else "")


def signed_by(subject: str, issuer: str, good_until: str) -> str:
    """Whose certificate signed."""
    until = f", good until {clean(good_until)}" if good_until else ""
    return f"Signed by {clean(subject) or 'nobody named'}; certificate issued by {clean(issuer) or 'nobody'}{until}."


def trust(trusted: bool, subject: str, *, ours: bool, root: Certificate | None = None) -> str:
    """Who vouches for the signer's name."""
    if trusted:
        return "Trusted: a certificate that you named as trusted stands behind the signer."
    whose = (
        "signed under a root of the production's own, which strangers' tools do not know"
        if ours
        else "no certificate that you named as trusted stands behind the signer"
    )
    fingerprint = f" This root's SHA-256 is {root.sha256}." if root is not None else ""
    return (
        f"Not yet trusted: {whose}. Anyone can make a certificate in any name, so `{clean(subject)}` is only what it "
        f"says.{fingerprint} To be sure, get the root certificate from them by a way that you trust and name it with "
        "--trust."
    )


def version(data: Mapping[str, Any]) -> str:
    """`sq010_sh0010 collapse v001`."""
    number = data.get("version")
    return clean(
        f"{data.get('shot', '?')} {data.get('recipe', '?')} v{number:03d}" if _whole(number) else "nothing known"
    )


def claim(data: Mapping[str, Any]) -> list[str]:
    """What Coulisse's own claim says."""
    lines = [
        f"Made with Coulisse {clean(data.get('coulisse', '?'))}, recipe {clean(data.get('recipe', '?'))} "
        f"{clean(data.get('recipe_version', ''))}: {version(data)}.",
        f"What it is: {in_words(clean(data.get('source_type', 'unknown')))}.",
    ]
    for action in _entries(data.get("actions")):
        source = clean(action.get("source_type", ""))
        lines.append(f"  {_action(action.get('what'))}: {clean(action.get('description', ''))}{_source(source)}")
    plate = clean(data.get("plate_sha256", ""))
    lines.append(f"Made from the plate with SHA-256 {plate}." if plate else "Made from no plate.")
    lines += [
        f"Colours or light were taken from a {clean(source.get('what', 'file'))} with SHA-256 "
        f"{clean(source.get('sha256', '?'))} ({clean(source.get('rights', 'rights not stated'))})."
        for source in _entries(data.get("sources"))
    ]
    return [*lines, *_models(data), _consent(data.get("grants")), *_policy(data.get("triage")), *_ledger(data)]


def _models(data: Mapping[str, Any]) -> list[str]:
    models = _entries(data.get("models"))
    if not models:
        return ["Trained AI models: " + ("not named." if data.get("trained") is True else "none was used.")]
    lines = ["Trained AI models:" if data.get("trained") is True else "Trained AI models (none of them made pixels):"]
    for model in models:
        commercial = _COMMERCIAL.get(str(model.get("commercial")), "commercial use not stated")
        lines.append(
            f"  {clean(model.get('name', '?'))}: licence {clean(model.get('licence') or 'not stated')}; trained on "
            f"{clean(model.get('lineage') or 'not stated')}; {commercial}; SHA-256 {clean(model.get('sha256', '?'))}"
        )
    return lines


def _consent(grants: object) -> str:
    if not isinstance(grants, list) or not grants:
        return "Consent: no likeness was made, so no grant was needed, says the signer."
    named = listed([str(grant) for grant in grants])
    return f"Consent: a likeness was made or altered under {named}; the production keeps what the performers signed."


def _policy(triage: object) -> list[str]:
    if not isinstance(triage, dict) or not triage.get("verdict"):
        return ["Policy: none is named."]
    given = triage.get("policy")
    policy: Mapping[str, Any] = given if isinstance(given, dict) else {}
    verdict = _VERDICTS.get(str(triage["verdict"]), clean(triage["verdict"]))
    rules = triage.get("rules")
    by = f"; rules: {listed([str(rule) for rule in rules])}" if isinstance(rules, list) and rules else ""
    name = clean(f"{policy.get('name', '?')} version {policy.get('version', '?')}")
    return [f"Policy: {verdict} ({name}, SHA-256 {clean(policy.get('sha256', '?'))}{by})."]


def _ledger(data: Mapping[str, Any]) -> list[str]:
    ledger = data.get("ledger")
    if not isinstance(ledger, dict) or not ledger:
        return []
    production = ledger.get("production_id", ledger.get("production", "?"))
    key = ledger.get("public", ledger.get("public_key", "?"))
    named = f"production {clean(production)}, ledger key {clean(key)}"
    return [f"On the production's ledger: {named}."]


def foreign(found: Credentials) -> list[str]:
    """What somebody else's credentials say."""
    lines = [
        "These credentials are not Coulisse's: nothing is said about consent or a policy.",
        f"Made with {clean(found.generator) or 'something not named'}; title: {clean(found.title) or 'none'}.",
    ]
    for action in found.actions[:_MOST]:
        what = _action(action.what) + (f": {clean(action.description)}" if action.description else "")
        lines.append(f"  {what}{_source(clean(action.source_type))}")
    for one in found.ingredients[:_MOST]:
        lines.append(f"  made from: {clean(one.title)}{' (with credentials of its own)' if one.signed else ''}")
    return lines


def training(allowed: bool | None) -> list[str]:
    """Whether the signer allows training on the file."""
    if allowed is None:
        return []
    return [f"Training AI models on this file is {'allowed' if allowed else 'NOT allowed'}, says the signer."]


def _action(what: object) -> str:
    return _ACTIONS.get(str(what), clean(what or "something done"))


def _source(source: str) -> str:
    return f" ({in_words(source)})" if source else ""


def _entries(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value[:_MOST] if isinstance(item, dict)] if isinstance(value, list) else []


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000
