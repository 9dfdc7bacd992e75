"""Sets and costumes from a sentence: wall clock, processor time and memory of what a person waits for.

    python bench/art.py [--quick] [--only preview proof final]     --quick: one repeat instead of three

Each run is the command itself, in a process and a production of its own, so that nothing is taken from a cache.
What was not run but reckoned from what was is said to be extrapolated. Ratios are of one run, never of two tables.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coulisse.errors import Unavailable
from coulisse.render import blender
from machine import describe, say, table

SET = (
    "a billionaire's bunker: dining hall in raw concrete and brass, low warm light, 12 by 8 metres, 4 metres high, "
    "long table for ten"
)
COSTUME = "a navy wool coat to the knee, double-breasted, with wide lapels, a white shirt and grey trousers"
EVERY = 0.05  # seconds between two looks for the first picture


@dataclass(frozen=True)
class Row:
    """Something that is measured: its name, the command's words, and the kind that --only takes."""

    name: str
    kind: str
    words: tuple[str, ...]


ROWS = (
    Row("set, preview 640x360, three views", "preview", ("set", SET, "--preview", "--options", "1")),
    Row("costume, preview 360x540, four views", "preview", ("costume", COSTUME, "--preview", "--options", "1")),
    Row("set, preview, one view", "preview", ("set", SET, "--preview", "--options", "1", "--views", "1")),
    Row("costume, preview, one view", "preview", ("costume", COSTUME, "--preview", "--options", "1", "--views", "1")),
    Row("set, proof 480x270", "proof", ("set", SET, "--proof", "--options", "1", "--views", "1")),
    Row("set, first still 960x540", "final", ("set", SET, "--options", "1", "--views", "1")),
    Row("set, one option, three views, drawings, board", "final", ("set", SET, "--options", "1", "--views", "3")),
    Row("costume, first view 600x900, turntable, patterns", "final", ("costume", COSTUME, "--options", "1", "--views",
                                                                      "1")),
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One run: seconds by the clock to the first picture and to the end, seconds of all processors, largest process in
    bytes, the version's report."""

    first: float
    wall: float
    cpu: float
    peak: int
    report: dict[str, Any]

    def of(self, *steps: str) -> float:
        """Seconds of some steps."""
        return sum(self.report["steps"][s]["seconds"] for s in steps if s in self.report["steps"])


def measured(words: Sequence[str]) -> Measured:
    """Run a command in a new production. Raises SystemExit with its words if it fails."""
    with tempfile.TemporaryDirectory(prefix="coulisse-bench-") as folder:
        environment = {**os.environ, "COULISSE_KEYS": str(Path(folder) / "keys")}
        said = Path(folder) / "said.txt"
        began = time.monotonic()
        with said.open("w") as log:
            process = subprocess.Popen(
                [Path(sys.executable).with_name("coulisse"), *words, "--out", f"{folder}/film"],
                stdout=log, stderr=log, env=environment,
            )  # fmt: skip
            first = 0.0
            # wait4 tells of this process and of those that it waited for (Blender), not of earlier rows.
            while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
                if not first and _pictures(Path(folder)):
                    first = time.monotonic() - began
                time.sleep(EVERY)
            _, status, used = ended
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(said.read_text("utf-8"))
        (report,) = Path(folder).glob("film/shots/*/*/v001/report.json")
        return Measured(
            first or wall, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, json.loads(report.read_text())
        )


def _pictures(folder: Path) -> bool:
    """Whether a view is whole on the disk."""
    found = folder.glob("film/shots/*/*/v001*/option_1/*.png")
    return any(not path.name.startswith(".") and not path.stem.endswith("board") for path in found)


def extrapolated(name: str, run: Measured) -> tuple[str, float, str]:
    """Four options reckoned from one: what is done once, what once an option, and each view by its own."""
    views = run.of("views") / max(1, run.report["frames"])
    option = run.of("design", "cloth", "drawings and stages", "turntables", "patterns and stages")
    closing = run.of("boards", "hash", "screening", "credentials")
    count = 16 if name == "costume" else 12
    seconds = run.of("body") + 4 * option + count * views + 4 * closing
    how = f"4 x ({option:.0f} s an option + {closing:.0f} s board and screening) + {count} x {views:.0f} s a view"
    return f"{name}, four options, {count} views", seconds, f"extrapolated: {how}"


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one repeat instead of three")
    parser.add_argument("--only", nargs="+", choices=["preview", "proof", "final"], help="these rows alone")
    given = parser.parse_args()
    print("# Sets and costumes, measured\n")
    print(describe() + "\n")
    try:
        traced = bool(blender.interpreter())
    except Unavailable:
        traced = False
        print("Blender's bpy is not here (`make blender`): proofs and finals are not measured.\n")
    rows, reckoned = [], []
    for row in ROWS:
        if (given.only and row.kind not in given.only) or (row.kind != "preview" and not traced):
            continue
        say(row.name)
        runs = [measured((*row.words, "--seed", str(n))) for n in range(1 if given.quick else 3)]
        rows.append((
            row.name, statistics.median(r.first for r in runs), statistics.median(r.wall for r in runs),
            statistics.median(r.cpu for r in runs), max(r.peak for r in runs) / 1e9,
            f"{statistics.median(r.of('screening') / r.wall for r in runs):.0%}", len(runs),
        ))  # fmt: skip
        if row.kind == "final" and "first still" not in row.name:
            reckoned.append(extrapolated(row.words[0], runs[0]))
    head = ("what", "s to the first picture", "s, whole command", "processor s", "peak GB", "of it screening", "runs")
    table(head, rows)
    if reckoned:
        table(("a whole evening's choice", "s", "how known"), reckoned)


if __name__ == "__main__":
    main()
