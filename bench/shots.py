"""The shots that the benchmark makes: a building painted in code, and runs of the command line that are measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from coulisse.media import colour, images  # noqa: E402
from facade_views import Block, camera_towards, photograph, rectangle  # noqa: E402

BLOCK = Block(storeys=7, bays=9, storey=3.1, bay=3.4, depth=13.0)


@dataclass(frozen=True)
class Run:
    """One run of `coulisse collapse` in a process of its own."""

    seconds: float  # wall clock, from the start of the process to its end
    processor: float  # seconds of all its threads; says more than the clock where others share the machine
    peak: int  # bytes, the largest resident set
    folder: Path  # the version
    report: dict[str, Any]

    def step(self, name: str) -> float:
        """Seconds of a step; 0 if the run had none of that name."""
        return float(self.report["steps"].get(name, {"seconds": 0.0})["seconds"])

    def per_frame(self) -> float:
        """Seconds a frame of dust, raster, comp and EXR together."""
        return self.step("render") / int(self.report["frames"])


def paint_plate(folder: Path, width: int, height: int) -> tuple[Path, list[list[float]]]:
    """A PNG of the block in daylight, and the corners of its facade in pixels (TL, TR, BR, BL)."""
    camera = camera_towards(BLOCK, yaw=24.0, pitch=5.0, fov=52.0, size=(width, height))
    picture = photograph(BLOCK, camera, seed=3)
    path = folder / f"block_{width}x{height}.png"
    if not path.exists():
        images.write_png(path, colour.to_code_values(colour.encode_srgb(np.ascontiguousarray(picture))))
    pixels, _ = camera.project(rectangle(BLOCK))
    return path, [[round(float(x), 1), round(float(y), 1)] for x, y in pixels]


def write_brief(folder: Path, corners: list[list[float]], **changes: Any) -> Path:
    """A brief for the block in `paint_plate`: its ground floor gives way from the left to the middle."""
    brief = {
        "building": {
            "facade": {"corners": corners, "storeys": BLOCK.storeys, "bays": BLOCK.bays, "storey_height": BLOCK.storey},
            "depth": BLOCK.depth, "windows": {"left": 0.3, "right": 0.7, "sill": 0.3, "head": 0.8},
        },
        "failure": {"mode": "partial", "from_bay": 0, "to_bay": 6, "storey": 0, "start": 0.25, "spread": 0.6},
        "sun": {"azimuth": -40, "elevation": 45},
        **changes,
    }  # fmt: skip
    path = folder / f"brief_{abs(hash(json.dumps(brief, sort_keys=True))):x}.yaml"
    path.write_text(json.dumps(brief, indent=1))  # JSON is YAML
    return path


def collapse(plate: Path, brief: Path, *options: str, fresh_code: bool = False) -> Run:
    """Run the command line and measure it. `fresh_code`: with an empty cache of compiled code, as after installing."""
    out = Path(tempfile.mkdtemp(dir=plate.parent))  # taken away with the plate
    start = "from coulisse.cli import main; main()"
    command = [sys.executable, "-c", start, "collapse", str(plate), "--brief", str(brief), "--out", str(out)]
    environment = dict(os.environ)
    if fresh_code:
        environment["NUMBA_CACHE_DIR"] = tempfile.mkdtemp(dir=plate.parent)
    begun = time.perf_counter()
    with (out / "log").open("w") as log:
        process = subprocess.Popen([*command, *options], stdout=log, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{(out / 'log').read_text()[-2000:]}")
    found = next(out.rglob("report.json"))
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return Run(
        seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, found.parent, json.loads(found.read_text())
    )
