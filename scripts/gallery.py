"""Makes a gallery of the sentences in examples/gallery.yaml: boards, one page in HTML, one contact sheet.

    python scripts/gallery.py [--only ID ...] [--quality preview|proof|final] [--options 2] [--again]

What was made stays in gallery/ and is not made again. A sentence that fails stops no other; it is named at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gallery_pages import Entry, contact_sheet, html_page
from ruamel.yaml import YAML

from coulisse.errors import CoulisseError, Unavailable
from coulisse.jobs.progress import Shown
from coulisse.jobs.run import run
from coulisse.jobs.words import asked
from coulisse.recipes import costume, stage_set
from coulisse.recipes.brief_words import costume_reading, costume_words, set_reading, set_words
from coulisse.recipes.brief_words.meaning import meaning_of
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.set_brief import SetBrief
from coulisse.render import blender

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "examples" / "gallery.yaml"
SHEET = ROOT / "docs" / "pictures" / "gallery.jpg"


@dataclass(frozen=True)
class Wanted:
    """A sentence of the list."""

    id: str
    kind: str
    words: str


class Sets:
    """Sentences about sets."""

    def understand(self, text: str) -> Any:
        return set_reading.understand_set(text, meaning_of(set_words.KINDS))

    def edit(self, brief: SetBrief, text: str) -> Any:
        return set_reading.edit_set(brief, text, meaning_of(set_words.KINDS))


class Costumes:
    """Sentences about costumes."""

    def understand(self, text: str) -> Any:
        return costume_reading.understand_costume(text, meaning_of(costume_words.KINDS))

    def edit(self, brief: CostumeBrief, text: str) -> Any:
        return costume_reading.edit_costume(brief, text, meaning_of(costume_words.KINDS))


def has_blender() -> bool:
    """Whether pictures can be path traced here."""
    try:
        blender.interpreter()
    except Unavailable:
        return False
    return True


def made(wanted: Wanted, out: Path, quality: str, options: int) -> dict[str, Any]:
    """Run one sentence; what the pages need of it, as it is kept in made.json."""
    recipe: Any = stage_set if wanted.kind == "set" else costume
    model: Any = SetBrief if wanted.kind == "set" else CostumeBrief
    asking: Any = asked(model, Sets() if wanted.kind == "set" else Costumes(), wanted.words)
    brief = model.model_validate({**asking.brief.model_dump(), "quality": quality, "options": options})
    words = out / "words" / wanted.id
    words.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    version = run(recipe, brief, asking.plate(words), out=out / "film", progress=Shown())
    view = "front" if wanted.kind == "costume" else "wide"
    heroes = sorted(version.folder.glob(f"option_*/*_{view}.png")) or sorted(version.folder.glob("option_*/*.png"))
    return {
        "words": wanted.words, "kind": wanted.kind, "quality": quality, "options": options,
        "seconds": round(time.monotonic() - began, 1), "heroes": [str(p.relative_to(out)) for p in heroes],
        "boards": [str(p.relative_to(out)) for p in sorted(version.folder.glob("**/*_board.pdf"))],
        "overview": [str(p.relative_to(out)) for p in version.folder.glob("*.pdf")],
        "not_understood": list(asking.understood.not_understood), "notes": version.report["notes"],
    }  # fmt: skip


def _entry(wanted: Wanted, kept: dict[str, Any] | None, out: Path) -> Entry | None:
    """What the pages show of a sentence; None where it was not made, or as another sentence."""
    if kept is None or kept["words"] != wanted.words or not all((out / p).is_file() for p in kept["heroes"]):
        return None
    return Entry(
        wanted.id, kept["kind"], kept["words"], [out / p for p in kept["heroes"]], kept["boards"], kept["overview"],
        kept["not_understood"], kept["seconds"], kept["quality"],
    )  # fmt: skip


def main() -> int:
    """Make what is missing, then the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="ID", default=[], help="these sentences alone")
    parser.add_argument("--quality", choices=["preview", "proof", "final"], default=os.environ.get("QUALITY") or None,
                        help="else proof for sets where Blender is, and preview for costumes")  # fmt: skip
    parser.add_argument("--options", type=int, default=2, help="designs of each sentence")
    parser.add_argument("--out", type=Path, default=ROOT / "gallery")
    parser.add_argument("--again", action="store_true", help="make anew what is there")
    given = parser.parse_args()
    wanted = [Wanted(**one) for one in YAML(typ="safe").load(SENTENCES.read_text("utf-8"))]
    if unknown := set(given.only) - {w.id for w in wanted}:
        parser.error(f"no sentence is called {', '.join(sorted(unknown))}: {', '.join(w.id for w in wanted)}")
    given.out.mkdir(parents=True, exist_ok=True)
    kept = given.out / "made.json"
    known: dict[str, dict[str, Any]] = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
    usual = {"set": "proof" if has_blender() else "preview", "costume": "preview"}
    failed: dict[str, str] = {}
    for one in wanted:
        quality = given.quality or usual[one.kind]
        before = known.get(one.id, {})
        same = (before.get("words"), before.get("quality"), before.get("options")) == (
            one.words, quality, given.options,
        )  # fmt: skip
        there = same and all((given.out / p).is_file() for p in before["heroes"])
        if (given.only and one.id not in given.only) or (there and not given.again):
            continue
        print(f"{one.id}: {one.words}", file=sys.stderr, flush=True)
        try:
            known[one.id] = made(one, given.out, quality, given.options)
        except CoulisseError as error:
            failed[one.id] = str(error)
        except Exception as error:  # a fault of ours in one sentence is no reason to have no gallery
            failed[one.id] = f"{type(error).__name__}: {error}"
        if one.id in failed:
            print(f"  FAILED: {failed[one.id]}", file=sys.stderr, flush=True)
        unfinished = kept.with_suffix(".writing")
        unfinished.write_text(json.dumps(known, indent=1, ensure_ascii=False), "utf-8")
        unfinished.replace(kept)
    entries = [entry for w in wanted if (entry := _entry(w, known.get(w.id), given.out)) is not None]
    missed = [(w.words, failed[w.id]) for w in wanted if w.id in failed]
    html_page(entries, missed, given.out / "index.html")
    print(given.out / "index.html")
    if entries:
        sheet = SHEET if len(entries) == len(wanted) else given.out / "gallery.jpg"
        contact_sheet(entries, sheet)
        print(sheet)
    for name, why in failed.items():
        print(f"FAILED: {name}: {why.splitlines()[0]}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
