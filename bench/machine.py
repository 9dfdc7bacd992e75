"""What the numbers were measured on, and tables to put them in."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path


def describe() -> str:
    """The machine in a few lines of markdown, with its load before the measurement."""
    libraries = ", ".join(f"{n} {importlib.metadata.version(n)}" for n in ("numpy", "numba", "scipy", "rapier3d"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    load = " ".join(f"{v:.1f}" for v in os.getloadavg())
    return "\n".join([
        f"- processor: {_processor()}, {os.cpu_count()} cores; memory {memory:.0f} GB",
        f"- system: {platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}",
        f"- {libraries}",
        f"- load average before (1, 5, 15 min): {load}; a quiet machine has under 0.3",
    ])  # fmt: skip


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a markdown table at once, so that a long run shows what it has."""
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---"] + ["---:"] * (len(head) - 1)) + " |")
    for row in rows:
        print("| " + " | ".join(_cell(value) for value in row) + " |")
    print(flush=True)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if value < 1 else f"{value:.1f}"
    return str(value)


def say(text: str) -> None:
    """A line of progress; standard output is the page."""
    print(text, file=sys.stderr, flush=True)
