"""Puts reference pictures and palette files behind what a person asks in words; what the words name stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coulisse.errors import BadInput
from coulisse.jobs.words import Asking, Reader
from coulisse.media import images
from coulisse.recipes.brief_words.brands import brands_in
from coulisse.recipes.reference import read_reference
from coulisse.recipes.reference_brief import Reference
from coulisse.recipes.reference_taken import left_open, taken_into, told


@dataclass(frozen=True)
class Given:
    """What a person gives beside the words: pictures, a palette file, and whose the pictures are."""

    pictures: tuple[Path, ...] = ()
    palette: Path | None = None
    owned: str | None = None
    licensed: str | None = None

    @property
    def any(self) -> bool:
        """Whether there is something to take from."""
        return bool(self.pictures) or self.palette is not None

    @property
    def rights(self) -> dict[str, str]:
        """What was declared of the pictures, as fields of a `Reference`."""
        if self.owned is not None:
            return {"rights": "owned", "holder": self.owned.strip()}
        return {"rights": "licensed", "holder": self.licensed.strip()} if self.licensed is not None else {}


def words_and_pictures(given: Sequence[str], after_reference: bool) -> tuple[str | None, tuple[Path, ...]]:
    """What stands on the command line beside its options: the sentence, and pictures that follow `--reference`.

    Raises BadInput for a sentence without its quotes, and for a picture that is given in place of one.
    """
    pictures = [text for text in given if Path(text).suffix.lower() in images.SUFFIXES and " " not in text.strip()]
    texts = [text for text in given if text not in pictures]
    if pictures and not after_reference:
        raise BadInput("this is a picture, no sentence", where=pictures[0], remedy="give it with --reference")
    if len(texts) > 1:
        raise BadInput(f"one sentence is wanted, not {len(texts)}", where=" ".join(texts)[:60],
                       remedy="put the sentence in quotes")  # fmt: skip
    return (texts[0] if texts else None), tuple(Path(text) for text in pictures)


def check_given(given: Given, words: str | None, brief: Path | None, version: str | None, names: str) -> None:
    """Before anything is read. `names`: what a sentence must name at least. Raises BadInput."""
    if given.any and brief is not None:
        raise BadInput(
            "a corrected brief has its colours and light already", where="--reference, --palette",
            remedy="give the references with the words and --show, and correct what comes out",
        )  # fmt: skip
    if given.any and version is None and not (words or "").strip():
        raise BadInput(
            "a reference gives colours and light, and does not say what is to be made", where="WORDS",
            remedy=f"a sentence must name at least {names}",
        )  # fmt: skip
    if given.owned is not None and given.licensed is not None:
        raise BadInput("the pictures are owned or licensed, not both", where="--reference-owned", remedy="give one")
    if given.rights and not given.rights["holder"]:
        raise BadInput("nobody is named", where=f"--reference-{given.rights['rights']}", remedy="say by whom")


def referred(asking: Asking[Any], reader: Reader[Any], given: Given) -> Asking[Any]:
    """What is asked, with what the references give where the words leave it open.

    A version that is changed keeps its reference unless another is given; a palette file alone replaces its palette.
    Raises BadInput for files that cannot be read, and for rights where there is no picture.
    """
    brief = asking.brief
    before: Reference = brief.reference
    if not given.any and not given.rights:
        return asking
    reference, notes = (before, ()) if not given.any else read_reference(given.pictures, given.palette)
    if given.palette is not None and not given.pictures:  # its light stays
        kept = {"pictures": before.pictures, "rights": before.rights, "holder": before.holder, "read": before.read}
        reference = reference.model_copy(update=kept)
    reference = reference.model_copy(update=given.rights)
    if given.rights and not reference.pictures:
        raise BadInput("there is no picture to be owned", where=f"--reference-{given.rights['rights']}",
                       remedy="give it with --reference")  # fmt: skip
    if given.any:
        free = set(left_open(brief, asking.understood)) if asking.shot is None else _open_since(brief, reader)
        free |= {"palette" if field == "palette.colours" else field for field in before.taken}
        brief = _without(brief, before)
        brief = taken_into(brief, reference, free)
    else:
        brief = brief.model_copy(update={"reference": reference})
    brief, says = _rights(brief, before)
    shown = told(brief.reference) if given.any else ()
    understood = asking.understood
    if understood is not None:  # what was taken was not filled in
        left = tuple(one for one in understood.filled if one.field not in brief.reference.taken)
        understood = replace(understood, filled=left)
    return replace(asking, brief=brief, understood=understood, notes=(*asking.notes, *notes, *shown, *says))


def _open_since(brief: Any, reader: Reader[Any]) -> set[str]:
    """What all the words that led to a version leave open."""
    try:
        _, understood = reader.understand(brief.sentence)
    except BadInput:  # a sentence that somebody wrote into a brief by hand
        return set(left_open(brief, None))
    return set(left_open(brief, understood))


def _without(brief: Any, before: Reference) -> Any:
    """The brief without the colours of an earlier reference: what is left of its palette was said."""
    if "palette.colours" not in before.taken:
        return brief
    gone = {c.colour for c in before.colours}
    said = [c for c in brief.palette.colours if c not in gone]
    return brief.model_copy(update={"palette": brief.palette.model_copy(update={"colours": said})})


def _rights(brief: Any, before: Reference) -> tuple[Any, Sequence[str]]:
    """Pictures are material of others until somebody says otherwise; a name in the sentence stays what it is."""
    reference: Reference = brief.reference
    if not reference.pictures:
        return brief, ()
    told_before = "unsure" if before.pictures and not brands_in(brief.sentence) else brief.use.third_party
    if told_before != "unsure":
        return brief, ()
    whose = {"of others": "unowned", "owned": "owned", "licensed": "licensed"}[reference.rights]
    brief = brief.model_copy(update={"use": brief.use.model_copy(update={"third_party": whose})})
    if reference.cleared:
        return brief, (f"the pictures count as {whose} (use.third_party): {reference.holder}",)
    return brief, (
        "the pictures count as material of others (use.third_party: unowned), which the policy decides on; say",
        "--reference-owned or --reference-licensed if they are not. Nothing of their pixels goes into what is made.",
    )
