"""Blender in a process of its own: where its interpreter is, and a worker that takes orders.

Blender is GPL, so that no line of it is loaded here: a worker script runs under an interpreter that has `bpy`, which
need not be ours, reads one JSON order a line and answers each with a line that begins with `COULISSE `.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coulisse.errors import CoulisseError, Unavailable

PYTHON = "COULISSE_BLENDER_PYTHON"  # names an interpreter that has bpy
NEEDED = "bpy>=4.5,<6"
_REPLY = "COULISSE "


def own_place() -> Path:
    """Where an environment for bpy is looked for when none is named: beside the model weights."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "coulisse" / "blender"


def interpreter() -> Path:
    """An interpreter that can import bpy. Raises Unavailable, with the commands that bring it, if there is none."""
    named = os.environ.get(PYTHON)
    places = [Path(named)] if named else [Path(sys.executable), own_place() / "bin" / "python"]
    for place in places:
        if place.is_file() and _has_bpy(place):
            return place
    raise Unavailable(
        (f"{PYTHON} names {named}, which cannot import bpy" if named else "the Cycles renderer needs bpy")
        + "\n  what to do: bpy wants Python 3.11 and NumPy 1, so give it an environment of its own (374 MB, GPL):\n"
        f"    {how_to_install()}\n"
        f"  or name an interpreter that has it in {PYTHON}; or render without Blender"
    )


def how_to_install() -> str:
    """The shell command that makes an environment with bpy where `interpreter` looks for it."""
    venv = own_place()
    return f"python3.11 -m venv '{venv}' && '{venv}/bin/python' -m pip install '{NEEDED}'"


@cache
def _has_bpy(python: Path) -> bool:
    look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('bpy') is None)"
    try:
        return subprocess.run([python, "-I", "-c", look], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _ends_with_us() -> None:
    """In the child, before Blender: end when the parent does, however it ends (prctl 1, PR_SET_PDEATHSIG, SIGKILL).

    A render hears nothing until it is over, so that a worker whose parent was killed would go on for minutes.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, 9)


@dataclass
class Worker:
    """A running worker: `order` sends it one frame and waits for it. `seconds` and `processor`
    are what the last order took by the clock, and of all its threads. `remedy` is said if it dies."""

    process: subprocess.Popen[str]
    log: Path
    remedy: str = "if memory ran out, ask for a smaller picture"
    version: str = ""
    seconds: float = 0.0
    processor: float = 0.0

    def order(self, **what: Any) -> None:
        """Have one picture rendered. Raises CoulisseError with the end of Blender's own words if it dies."""
        assert self.process.stdin is not None
        with suppress(OSError):  # a dead worker is told by `wait`
            self.process.stdin.write(json.dumps(what) + "\n")
            self.process.stdin.flush()
        reply = self.wait()
        self.seconds, self.processor = float(reply["seconds"]), float(reply["processor"])

    def wait(self) -> dict[str, Any]:
        """The worker's next reply; everything else that it says goes into the log."""
        assert self.process.stdout is not None
        with self.log.open("a") as log:
            for line in self.process.stdout:
                if line.startswith(_REPLY):
                    return dict(json.loads(line[len(_REPLY) :]))
                log.write(line)
        status = self.process.wait()
        last = "\n    ".join(self.log.read_text(errors="replace").strip().splitlines()[-8:])
        raise CoulisseError(
            f"Blender's process ended with status {status} in the middle of its work; its last words:\n    {last}\n"
            f"  what to do: {self.remedy}"
        )


@contextmanager
def started(script: Path, scene: Path, log: Path, remedy: str) -> Iterator[Worker]:
    """A worker (`script`) that has built the scene of a file. It ends with the block, whatever ends the block.

    Raises Unavailable without bpy, CoulisseError with the worker's last words if it dies while it builds.
    """
    # -P: without it this folder comes first on the worker's path, and Blender would take us for its `cycles`.
    command = [str(interpreter()), "-P", "-W", "ignore::DeprecationWarning", str(script), str(scene)]
    log.write_text("")
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        preexec_fn=_ends_with_us if sys.platform == "linux" else None,
    )  # fmt: skip
    try:
        worker = Worker(process, log, remedy)
        worker.version = str(worker.wait()["ready"])
        yield worker
        assert process.stdin is not None
        with suppress(OSError, subprocess.TimeoutExpired):
            process.stdin.close()
            process.wait(timeout=30)
    finally:
        process.kill()  # nothing, where it has ended
        process.wait()
