"""From what a person says to a brief that can be run: a sentence, a corrected brief, or a change to a version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from coulisse.errors import BadInput
from coulisse.production import layout, plates
from coulisse.recipes import brief as briefs
from coulisse.recipes import brief_docs
from coulisse.recipes.brief_words.brands import brands_in
from coulisse.recipes.brief_words.understanding import Understanding
from coulisse.recipes.contract import Recipe
from coulisse.recipes.reference_taken import still_taken

Brief = TypeVar("Brief", bound=BaseModel)


class Reader(Protocol[Brief]):
    """How one kind of brief is read from words, and changed by words."""

    def understand(self, text: str) -> tuple[Brief, Understanding]:
        """A brief from a sentence."""

    def edit(self, brief: Brief, text: str) -> tuple[Brief, Understanding]:
        """A brief with a change."""


@dataclass(frozen=True)
class Asking(Generic[Brief]):
    """What will be run: the brief, how the words were understood (None: none were given), and the words as a plate.

    `shot` is set where a version is changed. `notes` are for the person who asks.
    """

    brief: Brief
    understood: Understanding | None
    words: str
    shot: str | None
    notes: tuple[str, ...] = ()

    def as_yaml(self) -> str:
        """The brief as YAML to correct, under what was understood as comments."""
        told = "" if self.understood is None else self.understood.as_yaml()
        comments = "".join(f"# {line}\n" for line in (*told.splitlines(), *self.notes))
        return comments + brief_docs.dump(self.brief)

    def plate(self, folder: Path) -> Path:
        """The words as the text file that stands for a plate, written into `folder`."""
        path = folder / plates.WORDS
        path.write_text(self.words + "\n", "utf-8")
        return path


def asked(
    model: type[Brief], reader: Reader[Brief], words: str | None, *, brief: Path | None = None,
    version: Version | None = None,
) -> Asking[Brief]:  # fmt: skip
    """The brief that a person asks for: by words, by a brief's file, or by words about a version that is there.

    Raises BadInput for none or two of them, and as the reader does for words that it cannot take.
    """
    if brief is not None and (words or version):
        raise BadInput(
            "a brief and words, or a version, are given", where="--brief",
            remedy="give the brief alone, or correct it by hand",
        )  # fmt: skip
    if brief is not None:
        loaded = briefs.load(brief, model)
        return _told(loaded, None, str(getattr(loaded, "sentence", "")) or briefs.digest(loaded), None)
    if version is not None:
        before = briefs.load(version.folder / "brief.yaml", model)
        changed, understood = reader.edit(before, words) if words else (before, None)
        if understood is not None:
            _something(understood, "the change")
            changed = still_taken(before, changed)
        layouts = version.folder / "layouts.json"
        if "layouts" in model.model_fields and layouts.is_file():
            changed = changed.model_copy(update={"layouts": str(layouts.resolve())})
        return _told(changed, understood, version.words, version.shot)
    if not words or not words.strip():
        raise BadInput("nothing is asked", where="WORDS", remedy='give a sentence in quotes: "a dining hall in oak"')
    made, understood = reader.understand(words)
    _something(understood, "WORDS")
    return _told(made, understood, words, None)


def _something(understood: Understanding, where: str) -> None:
    """Raises BadInput where not one word names or describes something to make: what nobody described is not made."""
    if not any(word.what == "understood" for word in understood.words):
        raise BadInput(
            f"none of these words names anything to make: {', '.join((*understood.not_understood, *understood.names))}",
            where=where, remedy="name a room or a garment in everyday words, in English or French; nothing was made",
        )  # fmt: skip


def _told(brief: Brief, understood: Understanding | None, words: str, shot: str | None) -> Asking[Brief]:
    """Names that nobody knows and brands count as other people's material until somebody says otherwise."""
    sentence = str(getattr(brief, "sentence", ""))
    named = [*brands_in(sentence), *(understood.names if understood else ())]
    named = list(dict.fromkeys(named))
    notes: tuple[str, ...] = ()
    use = getattr(brief, "use", None)
    if named and use is not None and use.third_party == "unsure":
        brief = brief.model_copy(update={"use": use.model_copy(update={"third_party": "unowned"})})
        notes = (
            f"names: {', '.join(named)}. They count as material of others (use.third_party: unowned), which the policy",
            "decides on; if you own or license it, say so in the brief. Nobody's likeness is made from a name.",
        )
    return Asking(brief, understood, words, shot, notes)


@dataclass(frozen=True)
class Version:
    """A finished version that is to be changed: its folder, its shot and the words that its shot was asked with."""

    folder: Path
    shot: str
    words: str


def find_version(out: Path | None, recipe: Recipe, name: str, shot: str | None) -> Version:
    """`v001`, or `set010/v001`, of a recipe. Raises BadInput where it is not there, or not plain which is meant."""
    production = layout.open_production(out)
    head, _, number = name.rpartition("/")
    shot = shot or head or None
    found = [s for s in production.shots() if (production.shot(s) / recipe.NAME / number).is_dir()]
    if shot is not None:
        found = [s for s in found if s == shot]
    if len(found) != 1 or not number:
        what = "no such version" if not found else f"{number} of {', '.join(found)}"
        raise BadInput(f"{what}", where=f"--from {name}", remedy="name it as SHOT/v001, such as set010/v001")
    kept = production.shot(found[0]) / "plate" / plates.WORDS
    try:
        words = kept.read_text("utf-8").rstrip("\n")
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=kept, remedy="put it back from a copy") from None
    return Version(production.shot(found[0]) / recipe.NAME / number, found[0], words)
