"""Builds a staged scene in Blender once, then renders a picture for each order; see render/stills.py.

Started with the path of a scene (.npz, see stills_scene.py), it reads one JSON order a line from standard input and
answers each with a line that begins with REPLY. An order is a picture, `{"scene": path}` for another scene, or
`{"change": ...}` for the same one with things turned and other cameras.
"""

# mypy: allow-untyped-defs

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # -P leaves it out; nothing beside us has the name of one of Blender's

from stills.scene import Scene

REPLY = "COULISSE "


def main():
    """Build the scene, then answer orders until standard input ends."""
    began = time.perf_counter()
    scene = Scene(sys.argv[1])
    print(REPLY + json.dumps({"ready": scene.version, "seconds": time.perf_counter() - began}), flush=True)
    for line in sys.stdin:
        began, busy = time.perf_counter(), time.process_time()
        order = json.loads(line)
        if "scene" in order:
            scene = Scene(order["scene"])
        elif "change" in order:
            scene.change(order["change"])
        else:
            scene.render(order)
        took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - busy}
        print(REPLY + json.dumps(took), flush=True)


if __name__ == "__main__":
    main()
