"""`report.json`: what a version is, where it came from, what it cost and what the gate said."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coulisse import __version__
from coulisse.gate import Decision
from coulisse.jobs.journal import Journal
from coulisse.models.catalogue import entry
from coulisse.production.plates import Plate
from coulisse.recipes.contract import Choices, Recipe, Result

NAME = "report.json"
FORMAT = 1  # raised when a field changes its meaning


def outputs_digest(outputs: Mapping[str, str]) -> str:
    """One SHA-256 for all the outputs: of the list that `sha256sum` would print."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(outputs.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def report(
    recipe: Recipe, choices: Choices, plate: Plate, brief: Mapping[str, Any], result: Result, journal: Journal,
    outputs: Mapping[str, str], decisions: list[Decision], *, shot: str, number: int, subject: str,
) -> dict[str, Any]:  # fmt: skip
    """The report of a version as plain data. `outputs` maps paths below the version to their SHA-256."""
    return {
        "format": FORMAT,
        "shot": shot,
        "recipe": {"name": recipe.NAME, "version": recipe.VERSION, "coulisse": __version__, **journal.key},
        "version": number,
        "seed": brief.get("seed"),
        "preview": choices.preview,
        "renderer": choices.renderer,
        "plate": {
            "name": plate.path.name,
            "sha256": plate.digest,
            "files": {
                file.name: digest for file, digest in zip(plate.files, plate.hashes, strict=True)
            },
        },
        "frames": result.frames,
        "size": list(result.size),
        "fps": result.fps,
        "begun_at": journal.begun_at,
        "runs": journal.runs,
        "seconds": round(sum(step["seconds"] for step in journal.steps.values()), 3),
        "steps": journal.steps,
        "peak_memory_bytes": int(max((s["peak_memory_bytes"] for s in journal.steps.values()), default=0)),
        "measured": journal.measured,
        "notes": journal.notes,
        "gate": [decision.as_data() for decision in decisions],
        "models": list(journal.models.values()),
        "screened_with": [_screener(name) for name in ("yunet", "sface")],  # they look, and make no pixels
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "subject_sha256": subject,  # the outputs as the recipe made them: what a person approves
        "outputs": dict(sorted(outputs.items())),
        "outputs_sha256": outputs_digest(outputs),
    }  # fmt: skip


def _screener(name: str) -> dict[str, str]:
    known = entry(name)
    return {
        "name": name, "task": known.task, "licence": known.licence, "lineage": known.lineage,
        "commercial": known.commercial, "sha256": known.file_sha256,
    }  # fmt: skip


def read(folder: Path) -> dict[str, Any] | None:
    """The report of a version folder; None if there is none that can be read."""
    try:
        data = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None
