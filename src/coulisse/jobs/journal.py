"""What a run has done and measured so far, kept in its work folder so that a later run can go on."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coulisse.provenance.crypto import SigningKey, verify

_PURPOSE = "journal"


@dataclass
class Journal:
    """The state of an unfinished version. `key` says of what: brief, plate, choices and code."""

    key: dict[str, str]
    begun_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    runs: int = 0  # how many runs have worked on it; more than 1 = it was taken up again
    steps: dict[str, dict[str, float]] = field(default_factory=dict)  # name -> seconds, peak_memory_bytes
    measured: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    models: dict[str, dict[str, str]] = field(default_factory=dict)
    # file -> its SHA-256 as the recipe wrote it, with credentials in it, and that of what these claim
    signed: dict[str, list[str]] = field(default_factory=dict)

    def add_step(self, name: str, seconds: float, peak_bytes: int) -> None:
        """Add a step's time to what earlier runs spent on it."""
        step = self.steps.setdefault(name, {"seconds": 0.0, "peak_memory_bytes": 0})
        step["seconds"] = round(step["seconds"] + seconds, 3)
        step["peak_memory_bytes"] = max(step["peak_memory_bytes"], peak_bytes)

    def save(self, path: Path, key: SigningKey) -> None:
        """Write it in one move, signed: a journal edited by hand could hide a model, or vouch for a file."""
        data = asdict(self)
        text = json.dumps(data)
        write_whole(path, json.dumps({"journal": data, "seal": key.sign(text.encode(), _PURPOSE)}, indent=1))


def load(path: Path, public: str) -> Journal | None:
    """The journal at a path; None if there is none, it is not whole, or not as the owner of `public` wrote it."""
    try:
        document = json.loads(path.read_text("utf-8"))
        data, seal = document["journal"], document["seal"]
        if not verify(public, json.dumps(data).encode(), _PURPOSE, seal):
            return None
        return Journal(**data)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that it is there whole or not at all, a power cut included."""
    temporary = path.with_name(f".writing-{path.name}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
