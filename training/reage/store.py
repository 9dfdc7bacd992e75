"""Where the stages of the training keep what they made: `COULISSE_TRAINING`, else `~/.cache/coulisse/reage`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "people"))

FOLDER = Path(os.environ.get("COULISSE_TRAINING") or Path.home() / ".cache" / "coulisse" / "reage").expanduser()
SEED = 4026  # another one than the gate's measurements (training/people/cast.py), so that the people are others
SAMPLED = FOLDER / "sampled.npz"
DIRECTION = FOLDER / "direction.npz"
SETS = FOLDER / "sets"
CHECKPOINT = FOLDER / "net.npz"

FOLDER.mkdir(parents=True, exist_ok=True)
SETS.mkdir(exist_ok=True)
