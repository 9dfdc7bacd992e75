"""A chain of entries: how one is written and read, and which one is wrong in a chain that does not hold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coulisse.errors import BadInput
from coulisse.provenance.canonical import canonical, encode_parsed, parse
from coulisse.provenance.crypto import SigningKey, verify

START = "0" * 64  # what the first entry follows
PURPOSE = "ledger"
LARGEST_FACTS = 64 * 1024  # bytes of canonical JSON
_LARGEST_LINE = LARGEST_FACTS + 4096
_KIND = re.compile(r"[a-z]+(\.[a-z_]+)+")
_LOOK_AHEAD = 1000  # lines; a signature takes 0.1 ms to check
_SIGNED_FIELDS = 6  # at, facts, kind, number, previous, production


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger. `at` is UTC (ISO 8601); `previous` is the SHA-256 of the line before it.

    Because `previous` covers the whole line before it, with its signature, the last signature proves every byte.
    """

    number: int
    at: str
    kind: str
    facts: dict[str, Any]
    previous: str
    hash: str
    signature: str


class NotAnEntry(Exception):
    """A line that this production's ledger did not write; says why."""


def line_hash(line: bytes) -> str:
    """What the next entry calls `previous`; the line comes without its newline."""
    return hashlib.sha256(line).hexdigest()


def write_entry(
    production: str, number: int, at: str, kind: str, facts: Mapping[str, Any], previous: str, key: SigningKey
) -> tuple[Entry, bytes]:
    """A new entry and its line, without a newline. Raises BadInput, TypeError, ValueError for what cannot be one."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"`{kind}` is no kind of entry: two words with a dot, such as run.admitted")
    written = canonical(facts)
    size = len(written)
    if size > LARGEST_FACTS:
        raise BadInput(
            f"the facts of an entry are {size} bytes", where=kind,
            remedy=f"keep them below {LARGEST_FACTS}; write a record and enter its SHA-256",
        )  # fmt: skip
    plain = parse(written)  # a copy, so that nobody changes the entry through what they gave
    body = {
        "at": at, "facts": plain, "kind": kind, "number": number, "previous": previous, "production": production,
    }  # fmt: skip
    digest = hashlib.sha256(encode_parsed(body)).hexdigest()
    signature = key.sign(digest.encode("ascii"), PURPOSE)
    line = encode_parsed({**body, "hash": digest, "signature": signature})
    return Entry(number, at, kind, plain, previous, digest, signature), line


def read_entry(line: bytes, production: str) -> Entry:
    """The entry in a line, its hash checked, its place and signature not. Raises NotAnEntry."""
    if len(line) > _LARGEST_LINE:
        raise NotAnEntry("is longer than an entry can be")
    try:
        data = parse(line)
        digest, signature = data.pop("hash"), data.pop("signature")
        entry = Entry(data["number"], data["at"], data["kind"], data["facts"], data["previous"], digest, signature)
        whole = hashlib.sha256(encode_parsed(data)).hexdigest() == digest and len(data) == _SIGNED_FIELDS
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotAnEntry("is no entry of a ledger") from None
    if not whole:
        raise NotAnEntry("does not have the hash that stands in it")
    if data["production"] != production:
        raise NotAnEntry("is of another production")
    return entry


def signed(entry: Entry, line: bytes, production: str, public: str) -> bool:
    """Whether the line is, to the byte, what the ledger's key signed."""
    return verify(public, entry.hash.encode("ascii"), PURPOSE, entry.signature) and line == as_line(entry, production)


def as_line(entry: Entry, production: str) -> bytes:
    """An entry as it stands in the ledger, without the newline."""
    return encode_parsed({**asdict(entry), "production": production})


def follow(lines: Sequence[bytes], production: str, last: Entry | None, previous: str) -> tuple[list[Entry], str]:
    """Read the lines that follow `last` (whose line hash is `previous`): as many as hold, and why the next does not.

    The why is empty when all hold. Signatures are left for `signed` on the last one.
    """
    entries: list[Entry] = []
    number = last.number if last else 0
    for line in lines:
        number += 1
        try:
            entry = read_entry(line, production)
        except NotAnEntry as error:
            return entries, str(error)
        if entry.number != number or entry.previous != previous:
            return entries, "does not follow the one before it"
        entries.append(entry)
        previous = hashlib.sha256(line).hexdigest()
    return entries, ""


def find_fault(lines: Sequence[bytes], production: str, public: str, counted: int) -> tuple[int, str]:
    """The number of the first wrong entry and what is wrong, in a ledger's lines of which something is.

    `counted` is how many entries the signed head counts.
    """

    def genuine(index: int) -> Entry | None:
        try:
            entry = read_entry(lines[index], production)
        except NotAnEntry:
            return None
        return entry if signed(entry, lines[index], production, public) else None

    held, _ = follow(lines, production, None, START)
    # Where the links hold, a good signature proves all before it: so good ones come first, and bisection is exact.
    first = _first(len(held), lambda index: genuine(index) is None)
    if first < len(held):
        return _not_genuine(lines, first, genuine, production, counted)
    if first == len(lines):
        return 0, ""
    entry = genuine(first)
    if entry is None:
        return _not_genuine(lines, first, genuine, production, counted)
    expected = first + 1
    if entry.number < expected:
        return entry.number, f"entry {entry.number} stands a second time, after entry {first}: inserted"
    if entry.number == expected:
        return expected, f"entry {expected} does not follow entry {first}: it is from another copy of this ledger"
    if any(_number(line) == expected and genuine(index) for index, line in enumerate(lines[first:], first)):
        return expected, f"entry {expected} is not in its place, where entry {entry.number} stands: reordered"
    if entry.number == expected + 1:
        return expected, f"entry {expected} is missing: deleted"
    return expected, f"entries {expected} to {entry.number - 1} are missing: deleted"


def _not_genuine(
    lines: Sequence[bytes], first: int, genuine: Callable[[int], Entry | None], production: str, counted: int
) -> tuple[int, str]:
    """Tell an edited entry from an inserted one: by the number of the next entry that the ledger did write."""
    expected = first + 1
    ahead = range(first + 1, min(first + 1 + _LOOK_AHEAD, len(lines)))
    following = next((found for index in ahead if (found := genuine(index))), None)
    try:
        same = as_line(read_entry(lines[first], production), production) == lines[first]
        why = "is not signed by this production's key" if same else "is not written as it was"
    except NotAnEntry as error:
        why = str(error)
    inserted = following.number <= expected if following else counted < expected
    return expected, f"entry {expected} {why}: {'inserted' if inserted else 'edited'}"


def _number(line: bytes) -> int | None:
    try:
        number = json.loads(line)["number"]
    except (ValueError, TypeError, KeyError):
        return None
    return number if isinstance(number, int) else None


def _first(count: int, bad: Callable[[int], bool]) -> int:
    """The first index for which `bad` holds, if from there on it holds for all; `count` if for none."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if bad(middle) else (middle + 1, high)
    return low
