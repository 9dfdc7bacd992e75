"""Stage 8: the model card, docs/reage.md, out of what was measured. `python training/reage/card.py`"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import store  # first: it makes the training's modules importable
import evaluate
import numpy as np
import sets
import train

ROOT = Path(__file__).parents[2]
NET = ROOT / "src" / "coulisse" / "models" / "weights" / "reage.onnx"
JUDGED_FROM = 5100  # the step at which the judges (judges.py) came into the loss of the committed net
CARD = ROOT / "docs" / "reage.md"


def main() -> None:
    rows = json.loads(evaluate.OUT.read_text())
    _, step = train.load(store.CHECKPOINT)
    shards = sorted(p for p in store.SETS.glob("*.npz") if not p.name.endswith(".part.npz"))
    people = pictures = good = 0
    tones: list[float] = []
    for path in shards:
        shard = dict(np.load(path))
        people += len(shard["number"])
        for k in range(len(shard["number"])):
            person = {key: values[k] for key, values in shard.items()}
            passed = sets.kept(person)
            pictures, good = pictures + len(passed), good + int(passed.sum())
            tones.append(float(np.degrees(np.arctan2(person["skin"][0] - 50.0, person["skin"][2]))))
    tone = np.array(tones)
    shares = {name: int(100 * np.mean((tone > low) & (tone <= high))) for name, low, high in (
        ("light", 41, 999), ("medium", 10, 41), ("dark", -999, 10))}  # fmt: skip
    facts = {
        "steps": step, "keep": evaluate.KEEP_IDENTITY, "judged": step - JUDGED_FROM,
        "people": people, "pictures": pictures, "good": good,
        "held": len(evaluate.people()), "sha": hashlib.sha256(NET.read_bytes()).hexdigest(),
        "size": NET.stat().st_size / 1e6, "tones": ", ".join(f"{v} % {k}" for k, v in shares.items()),
        "table": evaluate.table(rows), "measured": len({r["number"] for r in rows}), "pairs": len(rows),
    }  # fmt: skip
    template = (Path(__file__).parent / "card.md").read_text("utf-8")
    CARD.write_text(template.format(**facts), "utf-8")
    print(CARD.relative_to(ROOT))


if __name__ == "__main__":
    main()
