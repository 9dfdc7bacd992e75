"""Sets and costumes made from a sentence through the real run, as the command line makes them, but small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coulisse.jobs.run import Version, run
from coulisse.jobs.words import asked, find_version
from coulisse.recipes import costume, stage_set
from coulisse.recipes.brief_words import costume_reading, set_reading
from coulisse.recipes.contract import Choices
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.set_brief import SetBrief

SMALL: dict[str, Any] = {"quality": "preview", "options": 1, "views": 1}
TINY = (96, 54)  # pixels of a view


class Sets:
    """Sentences about sets."""

    def understand(self, text: str) -> Any:
        return set_reading.understand_set(text)

    def edit(self, brief: SetBrief, text: str) -> Any:
        return set_reading.edit_set(brief, text)


class Costumes:
    """Sentences about costumes."""

    def understand(self, text: str) -> Any:
        return costume_reading.understand_costume(text)

    def edit(self, brief: CostumeBrief, text: str) -> Any:
        return costume_reading.edit_costume(brief, text)


def sketched(recipe: Any, out: Path, words: str, **fields: Any) -> Version:
    """A version of a sentence; with `version`, of a change to it; `preview` as by --preview. Others are the brief's."""
    choices = Choices(preview=bool(fields.pop("preview", False)))
    model, reader = (SetBrief, Sets()) if recipe is stage_set else (CostumeBrief, Costumes())
    name = fields.pop("version", None)
    before = find_version(out, recipe, name, None) if name else None
    asking = asked(model, reader, words, version=before)  # type: ignore[type-var]
    known = asking.brief.model_dump()
    given = {name: {**known[name], **value} if isinstance(value, dict) else value for name, value in fields.items()}
    brief = model.model_validate({**known, **SMALL, **given})
    plates = out.parent / f"{out.name}_words"
    plates.mkdir(parents=True, exist_ok=True)
    return run(recipe, brief, asking.plate(plates), out=out, shot=asking.shot, choices=choices)


def made_in(version: Version, option: int, ending: str) -> Path:
    """The file of an option with this ending, such as "plan.pdf"."""
    (path,) = version.folder.glob(f"option_{option}/*_{ending}")
    return path


__all__ = ["SMALL", "TINY", "Costumes", "Sets", "costume", "made_in", "sketched", "stage_set"]
