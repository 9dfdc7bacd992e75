"""Certificates as a reader sees them: in whose name, until when, and whether a root that one trusts stands behind."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coulisse.errors import BadInput
from coulisse.provenance import crypto

_BASIC_CONSTRAINTS, _KEY_PURPOSES = "2.5.29.19", "2.5.29.37"
# E-mail protection, document signing, C2PA claim signing: the purposes that C2PA 2.1 (section 14.5.1) takes.
_MAY_SIGN = {"1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1"}
_LONGEST = 8  # certificates in a chain
_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


@dataclass(frozen=True)
class Certificate:
    """One certificate. `sha256` is the fingerprint that other tools show, too; `pem` the certificate itself."""

    subject: str
    issuer: str
    good_until: str
    sha256: str
    pem: bytes


def read(pem: bytes) -> tuple[Certificate, ...]:
    """The certificates in a PEM, in order. Raises BadInput."""
    blocks = _blocks(pem)
    found = crypto.chain(pem)
    if not found or len(blocks) != len(found):
        raise BadInput("holds no certificates", remedy="give a PEM file that holds certificates and nothing else")
    return tuple(_certificate(one, block) for one, block in zip(found, blocks, strict=True))


def path(chain_pem: bytes, at: datetime) -> tuple[Certificate, ...]:
    """The chain as far as each certificate is really signed by the next; the last is what one could trust.

    Raises BadInput where there is no certificate.
    """
    shown, found = read(chain_pem), crypto.chain(chain_pem)
    length = 1
    while length < min(len(found), _LONGEST) and _signed_by(found[length - 1], found[length], length - 1, at):
        length += 1
    return shown[:length]


def trusted_by(chain_pem: bytes, roots: Sequence[Certificate], at: datetime) -> Certificate | None:
    """The trusted certificate that stands behind a chain, if one does and the chain may sign at this time."""
    found = crypto.chain(chain_pem)
    if not _valid(found[0], at) or not _may_sign(found[0]):
        return None
    for length, certificate in enumerate(path(chain_pem, at), 1):
        for root in roots:
            if certificate.sha256 == root.sha256:
                return root
            if _signed_by(found[length - 1], crypto.chain(root.pem)[0], length - 1, at):
                return root
    return None


def _signed_by(certificate: Any, issuer: Any, below: int, at: datetime) -> bool:
    """Whether `issuer` may sign certificates, with `below` others in between, and signed this one."""
    rule = _extension(issuer, _BASIC_CONSTRAINTS)
    if rule is None or not rule.ca or (rule.path_length is not None and rule.path_length < below):
        return False
    if not _valid(issuer, at):
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # each kind of key has its own errors for "no"
        return False
    return True


def _valid(certificate: Any, at: datetime) -> bool:
    return bool(certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc)


def _may_sign(certificate: Any) -> bool:
    purposes, rule = _extension(certificate, _KEY_PURPOSES), _extension(certificate, _BASIC_CONSTRAINTS)
    if purposes is None or (rule is not None and rule.ca):
        return False
    return bool(_MAY_SIGN & {purpose.dotted_string for purpose in purposes})


def _extension(certificate: Any, oid: str) -> Any:
    try:
        return next((e.value for e in certificate.extensions if e.oid.dotted_string == oid), None)
    except ValueError:  # an extension twice, or one that cannot be read
        return None


def _certificate(found: Any, block: str) -> Certificate:
    return Certificate(
        _name(found.subject), _name(found.issuer), f"{found.not_valid_after_utc:%Y-%m-%d}",
        hashlib.sha256(ssl.PEM_cert_to_DER_cert(block)).hexdigest(), block.encode("ascii"),
    )  # fmt: skip


def _name(name: Any) -> str:
    """`Film signing (Film)`, on one line and printable."""
    values = {part.oid.dotted_string: str(part.value) for part in name}
    common, organisation = values.get("2.5.4.3", ""), values.get("2.5.4.10", "")
    text = f"{common} ({organisation})" if common and organisation else common or organisation or "nobody named"
    return "".join(c if c.isprintable() else " " for c in text)[:120]


def _blocks(pem: bytes) -> list[str]:
    text = pem.decode("ascii", "replace")
    parts = text.split(_BEGIN)[1:]
    return [f"{_BEGIN}{part.split(_END)[0]}{_END}\n" for part in parts if _END in part]
