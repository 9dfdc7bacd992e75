"""The one door to FreeSewing, which drafts sewing patterns to measure (MIT, Node.js), run as a program.

Its packages come once, by `npm ci` from the lock file beside draft.mjs, whose integrity hashes npm checks; no package's
install script is run.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from coulisse.errors import CoulisseError, Unavailable
from coulisse.media.files import replacing

OLDEST_NODE = 20
INSTALL_SECONDS, DRAFT_SECONDS = 600, 120
_FILES = ("package.json", "package-lock.json", "draft.mjs")


def ask(design: str) -> dict[str, Any]:
    """What a design wants: `measurements`, `optional` (names), `options` by name with kind, default, min, max, list."""
    kept = prepare() / "asked" / f"{design}.json"  # in a folder of its own for every version of FreeSewing
    try:
        known: dict[str, Any] = json.loads(kept.read_text("utf-8"))
        return known
    except (OSError, ValueError):
        answer = _run({"design": design})
    with suppress(CoulisseError), replacing(kept) as partial:  # a full or a read-only disk: then it is asked again
        partial.write_text(json.dumps(answer), "utf-8")
    return answer


def draft(
    design: str, measurements: dict[str, float], options: dict[str, Any], seam_allowance: float
) -> dict[str, Any]:
    """The parts of a design, drafted: see draft.mjs. Millimetres and degrees; options as FreeSewing has them.

    Raises Unavailable where Node.js is missing, CoulisseError where FreeSewing cannot draft it.
    """
    question = {"design": design, "measurements": measurements, "options": options, "sa": seam_allowance}
    answer: dict[str, Any] = json.loads(_drafted(json.dumps(question)))
    return answer


@lru_cache(maxsize=32)
def _drafted(question: str) -> str:
    """The answer as text: the options of a costume often share a block, whatever cloth it is cut in."""
    return json.dumps(_run(json.loads(question)))


def installed() -> bool:
    """Whether FreeSewing's packages are on this machine."""
    return (_folder() / "node_modules").is_dir()


def _cache_folder() -> Path:
    own = os.environ.get("COULISSE_SEWING")
    if own:
        return Path(own).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "coulisse" / "sewing"
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches" / "coulisse" / "sewing"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "coulisse" / "sewing"


@cache
def _sources() -> dict[str, bytes]:
    return {name: files("coulisse.media").joinpath("sewing", name).read_bytes() for name in _FILES}


def _folder() -> Path:
    digest = hashlib.sha256(b"".join(_sources().values())).hexdigest()
    return _cache_folder() / digest[:12]


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Unavailable(
            f"sewing patterns are drafted by FreeSewing, which needs Node.js {OLDEST_NODE}, and {name} is not on this "
            "machine\n  what to do: install Node.js (it brings npm), then ask for the pattern again"
        )
    return found


def prepare() -> Path:
    """The folder with FreeSewing in it; brought at the first call (seconds, 5 MB).

    Raises Unavailable without Node.js, with too old a one, or where the registry cannot be reached.
    """
    node = _program("node")
    folder = _folder()
    if (folder / "node_modules").is_dir():
        return folder
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if not version.lstrip("v").split(".")[0].isdigit() or int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        raise Unavailable(
            f"FreeSewing needs Node.js {OLDEST_NODE} or newer; this machine has {version or 'an unknown one'}\n"
            "  what to do: install a newer Node.js"
        )
    npm = _program("npm")
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        partial.mkdir(parents=True)
        for name, data in _sources().items():
            (partial / name).write_bytes(data)
        # --legacy-peer-deps: some designs ask for a core of another patch number, which the lock file overrules.
        command = [npm, "ci", "--ignore-scripts", "--legacy-peer-deps", "--omit=dev", "--no-audit", "--no-fund"]
        done = subprocess.run(
            command, cwd=partial, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False
        )
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
            raise Unavailable(
                f"FreeSewing could not be fetched with npm: {lines[0]}\n"
                "  what to do: check the connection and the registry that npm is set to, then ask again"
            )
        if not folder.exists():  # another run may have been quicker
            partial.rename(folder)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CoulisseError(
            f"{folder.parent}: FreeSewing cannot be put there ({error})\n"
            "  what to do: free some space, or point COULISSE_SEWING at another folder"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _run(question: dict[str, Any]) -> dict[str, Any]:
    folder = prepare()
    try:
        done = subprocess.run(
            [_program("node"), "draft.mjs"], cwd=folder, input=json.dumps(question), capture_output=True, text=True,
            timeout=DRAFT_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CoulisseError(f"FreeSewing did not answer about {question['design']} ({error})") from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "Error" in line] or ["no reason given"]
        raise CoulisseError(
            f"FreeSewing cannot draft {question['design']} with these measures: {lines[0].strip()}\n"
            "  what to do: check the measures and the options; one of them may be too far from a body's"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
