"""Commands of the art department: sets and costumes from a sentence."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from pydantic import BaseModel

if TYPE_CHECKING:
    from coulisse.jobs.references import Given
    from coulisse.jobs.words import Asking

WordsArgument = Annotated[
    str | None,
    typer.Argument(metavar="WORDS", help="What is wanted, in a sentence in English or French; with --from, a change."),
]
MoreArgument = Annotated[
    list[str] | None, typer.Argument(metavar="PICTURES", help="After --reference: more pictures, six in all.")
]
BriefOption = Annotated[
    Path | None, typer.Option("--brief", help="A corrected brief (YAML) instead of words; --show prints one.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="The production's folder; made if it is not there.")]
ShotOption = Annotated[str | None, typer.Option("--shot", help="What the set or costume is called; else a new one.")]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="VERSION", help="The version that is changed: v001, or set010/v001."),
]
OptionsOption = Annotated[int | None, typer.Option("--options", min=1, max=6, help="How many designs.")]
ViewsOption = Annotated[int | None, typer.Option("--views", min=1, max=4, help="How many views of each design.")]
SeedOption = Annotated[int | None, typer.Option("--seed", min=0, help="Another number, other details.")]
PreviewOption = Annotated[bool, typer.Option("--preview", help="In seconds, by the quick renderer.")]
ProofOption = Annotated[bool, typer.Option("--proof", help="Small and path traced: to judge the light by.")]
ShowOption = Annotated[
    bool, typer.Option("--show", help="Print the brief that the words make, to correct, and stop there.")
]
ReferenceOption = Annotated[
    list[Path] | None,
    typer.Option("--reference", help="A picture to take palette and light from; up to six."),
]
PaletteOption = Annotated[
    Path | None,
    typer.Option("--palette", help="Colours: .ase, .aco, .gpl, a list (text, CSV, JSON, YAML), a picture of swatches."),
]
OwnedOption = Annotated[
    str | None, typer.Option("--reference-owned", metavar="BY", help="Who owns the pictures; else they are of others.")
]
LicensedOption = Annotated[
    str | None, typer.Option("--reference-licensed", metavar="TERMS", help="By whom, and for what, they are licensed.")
]
MeasurementsOption = Annotated[
    Path | None, typer.Option("--measurements", help="The wearer's measures, a YAML file in centimetres or inches.")
]
PerformerOption = Annotated[
    str | None, typer.Option("--performer", help="Whose measures they are: an id or a name of the roster, or `nobody`.")
]


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("set")(set_)
    app.command("costume")(costume)


@dataclass(frozen=True)
class _Kind:
    """What tells a set from a costume: its recipe, its brief, and how its sentences are read."""

    recipe: str
    brief: type[BaseModel]
    kinds: tuple[str, ...]
    first: Callable[..., Any]
    change: Callable[..., Any]
    names: str  # what a sentence must name at least

    def understand(self, text: str) -> Any:
        """A brief from a sentence."""
        from coulisse.recipes.brief_words.meaning import meaning_of

        return self.first(text, meaning_of(self.kinds))

    def edit(self, brief: Any, text: str) -> Any:
        """A brief with a change."""
        from coulisse.recipes.brief_words.meaning import meaning_of

        return self.change(brief, text, meaning_of(self.kinds))


@dataclass(frozen=True)
class _Asked:
    """What both commands take."""

    words: str | None
    brief: Path | None
    version: str | None
    out: Path | None
    shot: str | None
    show: bool
    references: Given
    chosen: dict[str, Any]  # fields of the brief that options set; None: not given


def set_(
    words: WordsArgument = None, more: MoreArgument = None, reference: ReferenceOption = None,
    palette: PaletteOption = None,
    options: OptionsOption = None, views: ViewsOption = None, brief: BriefOption = None, version: FromOption = None,
    out: OutOption = None, shot: ShotOption = None, seed: SeedOption = None, preview: PreviewOption = False,
    proof: ProofOption = False, show: ShowOption = False, owned: OwnedOption = None, licensed: LicensedOption = None,
) -> None:  # fmt: skip
    """Sketch a set from a sentence: designs with views, drawings to scale, a USD stage and a board each."""
    from coulisse.recipes.brief_words import set_reading
    from coulisse.recipes.brief_words.set_words import KINDS
    from coulisse.recipes.set_brief import SetBrief

    kind = _Kind("stage_set", SetBrief, KINDS, set_reading.understand_set, set_reading.edit_set, "a kind of room")
    chosen = {"options": options, "views": views, "seed": seed, "quality": _quality(preview, proof)}
    words, given = _given(words, more, reference, palette, owned, licensed)
    _run(kind, _Asked(words, brief, version, out, shot, show, given, chosen))


def costume(
    words: WordsArgument = None, more: MoreArgument = None, reference: ReferenceOption = None,
    palette: PaletteOption = None,
    measurements: MeasurementsOption = None, performer: PerformerOption = None,
    options: OptionsOption = None, views: ViewsOption = None, brief: BriefOption = None, version: FromOption = None,
    out: OutOption = None, shot: ShotOption = None, seed: SeedOption = None, preview: PreviewOption = False,
    proof: ProofOption = False, show: ShowOption = False, owned: OwnedOption = None, licensed: LicensedOption = None,
) -> None:  # fmt: skip
    """Sketch a costume from a sentence: designs on a body of these measures, with views, patterns and a board each."""
    from coulisse.recipes.brief_words import costume_reading
    from coulisse.recipes.brief_words.costume_words import KINDS
    from coulisse.recipes.costume_brief import CostumeBrief

    read, change = costume_reading.understand_costume, costume_reading.edit_costume
    kind = _Kind("costume", CostumeBrief, KINDS, read, change, "a garment")
    chosen: dict[str, Any] = {"options": options, "views": views, "seed": seed, "quality": _quality(preview, proof),
                              "body": _body(out, measurements, performer)}  # fmt: skip
    words, given = _given(words, more, reference, palette, owned, licensed)
    _run(kind, _Asked(words, brief, version, out, shot, show, given, chosen))


def _body(out: Path | None, measurements: Path | None, performer: str | None) -> dict[str, Any] | None:
    """The wearer as far as options say: whose measures, and which."""
    from coulisse.cli.options import performer_id
    from coulisse.scene.body_reading import read_measurements

    body: dict[str, Any] = {}
    if measurements is not None:
        card = read_measurements(measurements)
        body = {"measures": card.centimetres(), "sex": card.sex, "age": card.age}
    if performer is not None:
        nobody = performer.strip().lower() == "nobody"
        body |= {"whose": "nobody"} if nobody else {"whose": "performer", "performer": performer_id(out, performer)}
    return body or None


def _given(
    words: str | None, more: list[str] | None, pictures: list[Path] | None, palette: Path | None, owned: str | None,
    licensed: str | None,
) -> tuple[str | None, Given]:  # fmt: skip
    """The sentence and the references; after `--reference a.jpg` a shell puts b.jpg and c.jpg beside the sentence."""
    from coulisse.jobs.references import Given, words_and_pictures

    text, others = words_and_pictures([*([] if words is None else [words]), *(more or ())], bool(pictures))
    return text, Given((*(pictures or ()), *others), palette, owned, licensed)


def _quality(preview: bool, proof: bool) -> str | None:
    return "preview" if preview else "proof" if proof else None


def _run(kind: _Kind, asked_for: _Asked) -> None:
    from coulisse.jobs.progress import Shown
    from coulisse.jobs.references import check_given, referred
    from coulisse.jobs.run import run
    from coulisse.jobs.words import asked, find_version
    from coulisse.recipes.contract import Recipe

    a = asked_for
    check_given(a.references, a.words, a.brief, a.version, kind.names)
    recipe = cast(Recipe, importlib.import_module(f"coulisse.recipes.{kind.recipe}"))
    before = find_version(a.out, recipe, a.version, a.shot) if a.version else None
    asking: Asking[Any] = asked(kind.brief, kind, a.words, brief=a.brief, version=before)
    asking = referred(asking, kind, a.references)
    final = _with_options(asking.brief, a.chosen)
    if a.show:
        typer.echo(replace(asking, brief=final).as_yaml(), nl=False)
        return
    _account(asking)
    with tempfile.TemporaryDirectory() as folder:
        plate = asking.plate(Path(folder))
        made = run(recipe, final, plate, out=a.out, shot=asking.shot or a.shot, progress=Shown())
    data = made.report
    typer.echo(f"{made.shot} {kind.recipe} v{made.number:03d}: {data['frames']} views, {data['seconds']:.0f} s")
    typer.echo(f'to correct: {made.folder / "brief.yaml"}   to change: --from {made.shot}/v{made.number:03d} "..."')
    for path in made.headline:
        typer.echo(path)


def _with_options(brief: BaseModel, chosen: dict[str, Any]) -> BaseModel:
    """The brief with the fields that options set; a part of it keeps what they leave out."""
    known = brief.model_dump()
    given = {field: value for field, value in chosen.items() if value is not None}
    given = {field: {**known[field], **value} if isinstance(value, dict) else value for field, value in given.items()}
    return type(brief).model_validate({**known, **given})


def _account(asking: Asking[Any]) -> None:
    """Say how the words were understood, every one of them, before anything is made."""
    understood = asking.understood
    if understood is not None:
        taken = [f"{w.text} = {w.means}" if w.text.lower() != w.means else w.text for w in understood.words if w.means
                 and w.what == "understood"]  # fmt: skip
        typer.echo("understood: " + "; ".join(taken), err=True)
        if understood.not_understood:
            typer.echo("NOT understood: " + ", ".join(understood.not_understood), err=True)
        if understood.filled:
            typer.echo("filled in: " + "; ".join(f"{f.field} {f.value}" for f in understood.filled), err=True)
    for note in asking.notes:
        typer.echo(note, err=True)
