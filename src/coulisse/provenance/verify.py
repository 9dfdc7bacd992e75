"""Says in plain words what a file or a version folder proves: intact or changed, by whom, made how, by whose leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coulisse.errors import BadInput
from coulisse.provenance import certificates, sidecar, words
from coulisse.provenance.certificates import Certificate
from coulisse.provenance.credentials import SIGNABLE, Credentials, read_credentials
from coulisse.provenance.sidecar import SidecarCheck

_NAMED = 20  # files that a list names one by one; the rest is counted
_UPWARD = 4  # folders above a file in which its version's sidecar is looked for
# The file differs from what was signed, but what the signer said is still proven.
_ONLY_CONTENT = {"assertion.dataHash.mismatch", "assertion.bmffHash.mismatch", "assertion.boxesHash.mismatch"}


@dataclass(frozen=True)
class Findings:
    """What was found. `lines` are for a reader; no line holds control characters.

    `signed`: there are credentials, readable or not. `intact`: they hold, and nothing differs from what was
    signed; never true for what is not signed. `trusted`: intact, and a certificate given as trusted is behind it.
    """

    path: Path
    signed: bool
    intact: bool
    trusted: bool
    lines: tuple[str, ...]


def examine(path: Path, trust: Sequence[bytes] = ()) -> Findings:
    """Examine a file or a version folder. `trust` holds the certificates (PEM) that the reader trusts.

    Needs neither the production nor the network. Raises BadInput for a path that is not there or cannot be read,
    and for a `trust` that is no certificate; for nothing that is in the files.
    """
    try:
        roots = [certificate for pem in trust for certificate in certificates.read(pem)]
    except BadInput as error:
        raise BadInput(error.what, where="--trust", remedy=error.remedy) from None
    if path.is_dir():
        return _folder(path, roots)
    if not path.exists():
        raise BadInput("there is no such file or folder", where=path, remedy="check the name")
    if not path.is_file():
        raise BadInput("is neither a file nor a folder", where=path, remedy="name a file or a version's folder")
    return _file(path, roots)


def _file(path: Path, roots: Sequence[Certificate]) -> Findings:
    found = read_credentials(path, _pem(roots))
    name = words.clean(path.name)
    if found is None:
        return _by_sidecar(path, roots) or Findings(
            path, False, False, False, (f"{name}: not signed.", *_unsigned(path))
        )
    if found.elsewhere:
        lines = (
            f"{name}: not proven.",
            f"The file says that its credentials are at {words.clean(found.elsewhere)}.",
            "They are not in the file, and Coulisse never fetches anything.",
        )
        return Findings(path, False, False, False, lines)
    trusted = found.intact and found.trusted_by == "trust"
    return Findings(path, True, found.intact, trusted, (f"{name}: {_state(found)}", *_about(found)))


def _state(found: Credentials) -> str:
    return "intact: it is as it was signed." if found.intact else "CHANGED: " + words.listed(found.problems) + "."


def _about(found: Credentials) -> list[str]:
    """Who signed, who trusts them, and what they say; nothing of it where the words themselves were changed."""
    if not found.intact and not set(found.codes) <= _ONLY_CONTENT:
        return ["Nothing that its credentials say can be relied on."]
    if not found.intact and not found.codes:
        return ["Its credentials cannot be read, so nothing is known about where it comes from."]
    said = [] if found.intact else ["What follows was said of the file as it was before it was changed."]
    own = found.production
    lines = [*said, words.signed_by(found.signer, found.issuer, found.good_until)]
    if found.expired:
        lines.append("This certificate is not valid today, and no time stamp proves that it was on the day of signing.")
    lines.append(words.trust(found.trusted_by == "trust", found.signer, ours=own is not None))
    if own is not None:
        return [*lines, *words.claim(own), *words.training(found.training_allowed)]
    return [*lines, *words.foreign(found), *words.training(found.training_allowed)]


def _unsigned(path: Path) -> list[str]:
    try:
        size = path.stat().st_size
    except OSError:
        size = -1
    if size == 0:
        return ["The file is empty."]
    if path.suffix.lower() in SIGNABLE:
        return ["It carries no content credentials: nobody says where it comes from. They may have been taken out."]
    return [
        "It carries no content credentials, and this kind of file cannot, or Coulisse cannot read it.",
        "If it came in a version's folder, examine the folder: its credentials.json signs for such files.",
    ]


def _by_sidecar(path: Path, roots: Sequence[Certificate]) -> Findings | None:
    """What the sidecar of the version that a file lies in says of it."""
    real = path.resolve()
    for folder in list(real.parents)[:_UPWARD]:
        name = real.relative_to(folder).as_posix()
        if not (folder / sidecar.NAME).is_file() or name == sidecar.NAME:
            continue
        check = sidecar.check(folder, roots, only=name)
        if check is None or (check.signed and name not in check.files):
            return None
        shown = words.clean(path.name)
        if not check.signed:
            return Findings(path, True, False, False, (f"{shown}: not proven.", words.sentence(check.problem)))
        state = (
            "CHANGED: it is not the file that was signed for." if check.changed else "intact: it is as it was signed."
        )
        lines = [f"{shown}: {state}", f"Signed for by {sidecar.NAME} of its version's folder.", *_sidecar_about(check)]
        return Findings(path, True, check.intact, check.intact and check.trusted_by is not None, tuple(lines))
    return None


def _folder(path: Path, roots: Sequence[Certificate]) -> Findings:
    name = words.clean(path.resolve().name or str(path))
    check = sidecar.check(path, roots)
    if check is None:
        return _no_sidecar(path, name, roots)
    if not check.signed:
        broken = (f"{name}: CHANGED.", words.sentence(check.problem), "Nothing is proven about this folder.")
        return Findings(path, True, False, False, broken)
    own = _own_credentials(path, check, roots)
    intact = check.intact and not own.differing and not own.strangers
    if intact:
        lines = [f"{name}: intact: all {len(check.files)} files are as they were signed, and nothing was added."]
    else:
        lines = [f"{name}: CHANGED: the folder is not what was signed."]
    lines += [
        *_named("changed since it was signed", check.changed),
        *_named("missing", check.missing),
        *_named("added after signing", check.added),
        *_named("a link or no file, where only files are signed for", check.links),
        *_named("does not fit", own.differing),
        *_named("another signer", own.strangers),
    ]
    if len(check.changed) + len(check.missing) > len(check.files) // 2:
        lines.append(f"Most of it differs. This {sidecar.NAME} was written for {words.version(check.claim)}.")
    if check.litter:
        lines.append(f"Left by a computer's file browser and not counted: {words.listed(check.litter)}.")
    lines += _sidecar_about(check)
    if own.carrying or own.bare:
        bare = f"; {own.bare} pictures and movies carry none" if own.bare else ""
        lines.append(f"Pictures and movies that carry credentials of their own: {own.carrying}{bare}.")
    return Findings(path, True, intact, intact and check.trusted_by is not None, tuple(lines))


@dataclass(frozen=True)
class _Own:
    """What the credentials inside a folder's files say, beside its sidecar."""

    carrying: int
    bare: int
    differing: tuple[str, ...]
    strangers: tuple[str, ...]


def _own_credentials(path: Path, check: SidecarCheck, roots: Sequence[Certificate]) -> _Own:
    """Compare the files' own credentials with the sidecar: the same claim, and the same root behind both."""
    same = check.trusted_by or check.chain[-1]
    others = _pem([root for root in roots if root.sha256 != same.sha256])
    carrying, bare, differing, strangers = 0, 0, [], []
    for name in sorted(check.files.keys() - set(check.missing) - set(check.links)):
        if Path(name).suffix.lower() not in SIGNABLE:
            continue
        own = read_credentials(path / name, others, same.pem)
        if own is None or own.elsewhere:
            bare += 1
            continue
        carrying += 1
        if not own.intact:
            differing.append(f"{name}: {words.listed(own.problems)}")
        elif own.trusted_by != "same":
            strangers.append(f"{name} was signed by another than {sidecar.NAME} was: {own.signer}")
        elif not _same_claim(own.production, check.claim):
            differing.append(f"{name} says that it belongs to {words.version(own.production or {})}")
    return _Own(carrying, bare, tuple(differing), tuple(strangers))


def _no_sidecar(path: Path, name: str, roots: Sequence[Certificate]) -> Findings:
    """A folder that nobody signed for as a whole: its pictures and movies one by one."""
    try:
        files = sorted(f for f in path.iterdir() if f.is_file() and f.suffix.lower() in SIGNABLE)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check it") from None
    lines = [f"{name}: not signed.", f"There is no {sidecar.NAME} in this folder, so nobody signs for it as a whole."]
    found = [_file(file, roots) for file in files]
    if found:
        lines.append("Its pictures and movies one by one (run this on one of them to read all that it says):")
    lines += [f"  {one.lines[0]}" for one in found[:_NAMED]]
    if len(found) > _NAMED:
        changed = sum(one.signed and not one.intact for one in found[_NAMED:])
        lines.append(f"  and {len(found) - _NAMED} more, of which {changed} were changed.")
    return Findings(path, False, False, False, tuple(lines))


def _sidecar_about(check: SidecarCheck) -> list[str]:
    leaf = check.chain[0]
    return [
        words.signed_by(leaf.subject, leaf.issuer, leaf.good_until) + f" Signed at {words.clean(check.at)}.",
        words.trust(check.trusted_by is not None, leaf.subject, ours=True, root=check.chain[-1]),
        *words.claim(check.claim),
    ]


def _same_claim(own: Mapping[str, Any] | None, claim: Mapping[str, Any]) -> bool:
    """Whether a file's own claim is that of the sidecar (a file's title may be its own)."""
    if own is None:
        return False
    return all(own.get(key) == claim.get(key) for key in claim.keys() - {"title"})


def _named(what: str, names: Sequence[str]) -> list[str]:
    """Lines that name the first files and count the rest."""
    if not names:
        return []
    lines = [f"  {what}: {words.clean(name)}" for name in names[:_NAMED]]
    return lines + ([f"  {what}: {len(names) - _NAMED} more"] if len(names) > _NAMED else [])


def _pem(roots: Sequence[Certificate]) -> bytes:
    return b"".join(root.pem for root in roots)
