"""The file of a grant, with its signatures: read as from a stranger, and written in one way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from coulisse.consent.grant_document import Grant, from_values, moment
from coulisse.consent.wording import fault
from coulisse.errors import BadInput
from coulisse.provenance.crypto import canonical

LARGEST = 200_000  # bytes of a signed grant


def read(path: Path) -> tuple[Grant, list[dict[str, str]], bytes]:
    """A grant's file: the grant, its signatures (not verified yet), and the file's bytes.

    Raises BadInput for what is too large, no JSON, says a key twice, has fractions, fields that nobody knows,
    characters that nobody sees, or is nested without end.
    """
    try:
        if not path.is_file():
            raise BadInput("is not a file", where=path, remedy="give the grant's JSON file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check it") from None
    if len(content) > LARGEST:
        raise BadInput(f"has more than {LARGEST} bytes, so it is no grant", where=path, remedy="give the grant's file")
    grant, signatures = from_bytes(content, path)
    return grant, signatures, content


def from_bytes(content: bytes, where: str | Path) -> tuple[Grant, list[dict[str, str]]]:
    """The grant and its signatures in a file's bytes. Raises BadInput as `read` does."""
    try:
        document = json.loads(
            content.decode("utf-8"), object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except (ValueError, RecursionError) as error:
        text = "it is nested without end" if isinstance(error, RecursionError) else str(error)
        raise BadInput(f"cannot be read as a grant: {text}", where=where, remedy="give the grant's JSON file") from None
    if not isinstance(document, dict) or set(document) != {"grant", "signatures"}:
        raise BadInput("is no grant", where=where, remedy="`coulisse grant draft` writes one")
    if not isinstance(document["grant"], dict):
        raise BadInput("is no grant", where=where, remedy="`coulisse grant draft` writes one")
    return from_values(document["grant"], where), _signatures(document["signatures"], where)


_SIGNATURE = ("role", "name", "public_key", "algorithm", "signed_at", "signature")


def _signatures(value: object, where: str | Path) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > 8:
        raise BadInput("has no list of signatures", where=where, remedy="`coulisse grant draft` writes one")
    for signature in value:
        whole = isinstance(signature, dict) and set(signature) == set(_SIGNATURE)
        if not whole or not all(isinstance(text, str) and len(text) <= 200 for text in signature.values()):
            raise BadInput("has a signature of another form", where=where, remedy="sign with `coulisse grant sign`")
        if signature["algorithm"] != "ed25519" or fault(signature["name"]):
            raise BadInput("has a signature of another form", where=where, remedy="sign with `coulisse grant sign`")
        try:
            moment(signature["signed_at"])
        except ValueError as error:
            raise BadInput(f"signed_at: {error}", where=where, remedy="sign with `coulisse grant sign`") from None
    return value


def written(grant: Grant, signatures: Sequence[Mapping[str, str]]) -> bytes:
    """The file of a grant."""
    return canonical({"grant": grant.as_data(), "signatures": list(signatures)})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_fraction(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")
