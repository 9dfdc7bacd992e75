"""Runs the tiny recipe as a command: `python tiny_run.py PLATE OUT FRAMES PAUSE [LARGEST_FILE]`."""

from __future__ import annotations

import sys
from pathlib import Path

import tiny_recipe
from coulisse.cli import leave_with_status
from coulisse.jobs.run import run

if __name__ == "__main__":
    plate, out, frames, pause = sys.argv[1:5]
    if len(sys.argv) > 5:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), int(sys.argv[5])))
    brief = tiny_recipe.FadeBrief(frames=int(frames), pause=float(pause))
    leave_with_status(lambda: print(run(tiny_recipe, brief, Path(plate), out=Path(out)).folder))
