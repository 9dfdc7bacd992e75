"""What the gate adds to a run: screening, hashing and credentials against the whole, from a version's own report.

    python bench/screening.py my_film/shots/sq010_sh0010/collapse/v001 [...]

Without a version it makes the demo's preview three times and takes the median.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from machine import describe

HERE = Path(__file__).resolve().parent.parent
STEPS = ("screening", "hash", "credentials")
REPEATS = 3


def shares(version: Path) -> dict[str, float]:
    """Seconds of each of the gate's steps, and of everything else."""
    report = json.loads((version / "report.json").read_text("utf-8"))
    seconds = {name: step["seconds"] for name, step in report["steps"].items()}
    own = {name: seconds.pop(name, 0.0) for name in STEPS}
    return {**own, "the shot itself": sum(seconds.values())}


def previews() -> list[Path]:
    """The demo's plate, brought down three times, each in a production of its own."""
    plates = HERE / ".cache" / "plates"
    plate = next(p for p in (plates / "building.jpg", plates / "china.jpg") if p.is_file())
    made = []
    for _ in range(REPEATS):
        film = Path(tempfile.mkdtemp(prefix="coulisse-bench-"))
        words = ["collapse", plate, "--brief", HERE / "examples" / f"{plate.stem}.yaml", "--preview", "--out", film]
        coulisse = Path(sys.executable).with_name("coulisse")
        subprocess.run([coulisse, *map(str, words)], check=True, capture_output=True)
        made.append(next(film.glob("shots/*/collapse/v001")))
    return made


def main() -> None:
    """Print the table."""
    print(describe())
    found = [shares(Path(path)) for path in sys.argv[1:]] or [shares(path) for path in previews()]
    medians = {name: statistics.median(one[name] for one in found) for name in found[0]}
    shot = medians["the shot itself"]
    print(f"\n| step | seconds, median of {len(found)} | of the shot itself |\n| --- | ---: | ---: |")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds:.1f} | {100 * seconds / shot:.1f} % |")


if __name__ == "__main__":
    main()
