"""What a C2PA manifest store says, as plain values: read from the JSON that C2PA's reader gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coulisse.provenance.claims import LABEL, Action

_UNTRUSTED = "signingCredential.untrusted"
_EXPIRED = {"signingCredential.expired", "claimSignature.outsideValidity"}


@dataclass(frozen=True)
class Ingredient:
    """Something that the file was made from."""

    title: str
    relationship: str
    note: str
    signed: bool  # it had credentials of its own


@dataclass(frozen=True)
class Credentials:
    """What the credentials in a file say, and whether they hold.

    `problems` are empty when the file is as it was signed. `trusted_by` is "trust" (a certificate given as
    trusted), "same" (the certificate given as `same_pem`) or "". All names are claims of the signer unless it is
    trusted. `production` is Coulisse's own assertion, empty in other people's credentials. `elsewhere` is the
    address of credentials that are not in the file; they were not fetched. `expired`: the certificate is not valid
    today, so that nobody is trusted for it; without a time stamp nothing proves that it was when the file was signed.
    """

    problems: tuple[str, ...]
    codes: tuple[str, ...] = ()
    expired: bool = False
    trusted_by: str = ""
    title: str = ""
    generator: str = ""
    signer: str = ""
    issuer: str = ""
    serial: str = ""
    good_until: str = ""
    actions: tuple[Action, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    production: Mapping[str, Any] | None = None
    training_allowed: bool | None = None
    elsewhere: str = ""

    @property
    def intact(self) -> bool:
        """Whether the file is as it was signed."""
        return not self.problems


def from_json(data: Mapping[str, Any], details: Mapping[str, Any]) -> Credentials:
    """The credentials from the reader's JSON (`json`, `crjson`). Raises KeyError, TypeError or AttributeError."""
    active = data["manifests"][data["active_manifest"]]
    results = data.get("validation_results", {}).get("activeManifest", {})
    failures = [(str(f.get("code", "")), str(f.get("explanation", ""))) for f in results.get("failure", [])]
    expired = any(code in _EXPIRED for code, _ in failures)
    failures = [(code, words) for code, words in failures if code not in {_UNTRUSTED, *_EXPIRED}]
    problems = [_PROBLEMS.get(code, f"{words} ({code})") for code, words in failures]
    if data.get("validation_state") not in ("Valid", "Trusted") and not problems and not expired:
        problems.append("the credentials do not hold")
    trusted = [str(s.get("explanation", "")) for s in results.get("success", []) if "trusted" in str(s.get("code"))]
    assertions = {str(a.get("label")): a.get("data") for a in active.get("assertions", []) if isinstance(a, dict)}
    own = next((a for label, a in assertions.items() if label.split("__")[0] == LABEL), None)
    said = next((a for label, a in assertions.items() if label.startswith("c2pa.actions")), None) or {}
    signature = active.get("signature_info") or {}
    certificate: dict[str, Any] = next(
        (
            m.get("signature", {}).get("certificateInfo", {})
            for m in details.get("manifests", []) if m.get("label") == data["active_manifest"]
        ), {},
    )  # fmt: skip
    made_from = [_ingredient(i) for i in active.get("ingredients", []) if isinstance(i, dict)]
    return Credentials(
        problems=tuple(dict.fromkeys(problems)),
        codes=tuple(code for code, _ in failures),
        expired=expired,
        trusted_by=""
        if expired
        else "same"
        if any("user_anchors" in t for t in trusted)
        else "trust"
        if trusted
        else "",
        title=str(active.get("title") or ""),
        generator=_generator(active),
        signer=_name(certificate.get("subject")) or str(signature.get("common_name") or signature.get("issuer") or ""),
        issuer=_name(certificate.get("issuer")) or str(signature.get("issuer") or ""),
        serial=str(certificate.get("serialNumber") or signature.get("cert_serial_number") or ""),
        good_until=str((certificate.get("validity") or {}).get("notAfter") or "")[:10],
        actions=tuple(_action(a) for a in said.get("actions", []) if isinstance(a, dict)),
        ingredients=tuple(sorted(made_from, key=lambda one: one.relationship != "parentOf")),
        production=own if isinstance(own, dict) else None,
        training_allowed=_training(assertions),
    )


def _list_of(trusted: list[str]) -> str:
    """Which of the two lists of `read_credentials` C2PA found the certificate in."""
    if any("user_anchors" in words for words in trusted):
        return "same"
    return "trust" if trusted else ""


_PROBLEMS = {
    "assertion.dataHash.mismatch": "the picture was changed after it was signed",
    "assertion.bmffHash.mismatch": "the movie was changed after it was signed",
    "assertion.boxesHash.mismatch": "the file was changed after it was signed",
    "assertion.hashedURI.mismatch": "what the credentials say was changed after they were signed",
    "assertion.missing": "a part of what the credentials say was taken out",
    "claimSignature.mismatch": "the signature does not fit: the credentials were changed after they were signed",
    "claimSignature.missing": "the signature was taken out",
    "signingCredential.invalid": "the signing certificate is of a kind that may not sign credentials",
    "signingCredential.revoked": "the signing certificate was revoked",
    "claim.hardBindings.missing": "the credentials are not bound to the picture",
}


def _action(data: Mapping[str, Any]) -> Action:
    source = data.get("digitalSourceType")
    return Action(str(data.get("action", "")), str(data.get("description") or ""), str(source or ""))


def _ingredient(data: Mapping[str, Any]) -> Ingredient:
    return Ingredient(
        str(data.get("title") or "untitled"), str(data.get("relationship") or ""), str(data.get("description") or ""),
        bool(data.get("active_manifest")),
    )  # fmt: skip


def _training(assertions: Mapping[str, Any]) -> bool | None:
    """Whether training on the file is allowed; None where nothing is said about it."""
    for label in ("cawg.training-mining", "c2pa.training-mining"):
        entries = (assertions.get(label) or {}).get("entries")
        if isinstance(entries, dict):
            uses = [e.get("use") for name, e in entries.items() if "training" in name and isinstance(e, dict)]
            return not any(use in ("notAllowed", "constrained") for use in uses) if uses else None
    return None


def _generator(active: Mapping[str, Any]) -> str:
    info = active.get("claim_generator_info") or []
    first = info[0] if isinstance(info, list) and info and isinstance(info[0], dict) else {}
    return " ".join(str(first[k]) for k in ("name", "version") if first.get(k)) or str(
        active.get("claim_generator") or ""
    )


def _name(parts: object) -> str:
    """`Film signing (Film)` from a certificate's name."""
    if not isinstance(parts, dict):
        return ""
    common, organisation = str(parts.get("CN") or ""), str(parts.get("O") or "")
    return f"{common} ({organisation})" if common and organisation else common or organisation
