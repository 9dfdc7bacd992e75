"""Commands of the art department: sets and costumes from a sentence."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from pydantic import BaseModel

if TYPE_CHECKING:
    from coulisse.jobs.words import Asking

WordsArgument = Annotated[
    str | None,
    typer.Argument(metavar="WORDS", help="What is wanted, in a sentence in English or French; with --from, a change."),
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


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("set")(set_)
    app.command("costume")(costume)


def set_(
    words: WordsArgument = None,
    options: OptionsOption = None,
    views: ViewsOption = None,
    brief: BriefOption = None,
    version: FromOption = None,
    out: OutOption = None,
    shot: ShotOption = None,
    seed: SeedOption = None,
    preview: PreviewOption = False,
    proof: ProofOption = False,
    show: ShowOption = False,
) -> None:
    """Sketch a set from a sentence: designs with views, drawings to scale, a USD stage and a board each."""
    from coulisse.recipes.brief_words import set_reading
    from coulisse.recipes.brief_words.meaning import meaning_of
    from coulisse.recipes.brief_words.set_words import KINDS
    from coulisse.recipes.set_brief import SetBrief

    class Reader:
        """Sentences about sets."""

        def understand(self, text: str) -> Any:
            return set_reading.understand_set(text, meaning_of(KINDS))

        def edit(self, before: SetBrief, text: str) -> Any:
            return set_reading.edit_set(before, text, meaning_of(KINDS))

    chosen = {"options": options, "views": views, "seed": seed, "quality": _quality(preview, proof)}
    _run("stage_set", SetBrief, Reader(), words, brief, version, out, shot, chosen, show)


def costume(
    words: WordsArgument = None,
    measurements: Annotated[
        Path | None, typer.Option("--measurements", help="The wearer's measures, a YAML file in centimetres or inches.")
    ] = None,
    performer: Annotated[
        str | None,
        typer.Option("--performer", help="Whose measures they are: an id or a name of the roster, or `nobody`."),
    ] = None,
    options: OptionsOption = None,
    views: ViewsOption = None,
    brief: BriefOption = None,
    version: FromOption = None,
    out: OutOption = None,
    shot: ShotOption = None,
    seed: SeedOption = None,
    preview: PreviewOption = False,
    proof: ProofOption = False,
    show: ShowOption = False,
) -> None:
    """Sketch a costume from a sentence: designs on a body of these measures, with views, patterns and a board each."""
    from coulisse.cli.options import performer_id
    from coulisse.recipes.brief_words import costume_reading
    from coulisse.recipes.brief_words.costume_words import KINDS
    from coulisse.recipes.brief_words.meaning import meaning_of
    from coulisse.recipes.costume_brief import CostumeBrief

    class Reader:
        """Sentences about costumes."""

        def understand(self, text: str) -> Any:
            return costume_reading.understand_costume(text, meaning_of(KINDS))

        def edit(self, before: CostumeBrief, text: str) -> Any:
            return costume_reading.edit_costume(before, text, meaning_of(KINDS))

    chosen: dict[str, Any] = {"options": options, "views": views, "seed": seed, "quality": _quality(preview, proof)}
    body: dict[str, Any] = {}
    if measurements is not None:
        from coulisse.scene.body_reading import read_measurements

        card = read_measurements(measurements)
        body = {"measures": card.centimetres(), "sex": card.sex, "age": card.age}
    if performer is not None:
        nobody = performer.strip().lower() == "nobody"
        body |= {"whose": "nobody"} if nobody else {"whose": "performer", "performer": performer_id(out, performer)}
    chosen["body"] = body or None
    _run("costume", CostumeBrief, Reader(), words, brief, version, out, shot, chosen, show)


def _quality(preview: bool, proof: bool) -> str | None:
    return "preview" if preview else "proof" if proof else None


def _run(
    name: str, model: type[BaseModel], reader: Any, words: str | None, brief: Path | None, version: str | None,
    out: Path | None, shot: str | None, chosen: dict[str, Any], show: bool,
) -> None:  # fmt: skip
    from coulisse.jobs.progress import Shown
    from coulisse.jobs.run import run
    from coulisse.jobs.words import asked, find_version
    from coulisse.recipes.contract import Recipe

    recipe = cast(Recipe, importlib.import_module(f"coulisse.recipes.{name}"))
    before = find_version(out, recipe, version, shot) if version else None
    asking: Asking[Any] = asked(model, reader, words, brief=brief, version=before)
    given = {field: value for field, value in chosen.items() if value is not None}
    known = asking.brief.model_dump()
    given = {field: {**known[field], **value} if isinstance(value, dict) else value for field, value in given.items()}
    final = model.model_validate({**known, **given})
    if show:
        from coulisse.recipes import brief_docs

        told = "" if asking.understood is None else asking.understood.as_yaml()
        typer.echo("".join(f"# {line}\n" for line in (*told.splitlines(), *asking.notes)), nl=False)
        typer.echo(brief_docs.dump(final), nl=False)
        return
    _account(asking)
    with tempfile.TemporaryDirectory() as folder:
        made = run(recipe, final, asking.plate(Path(folder)), out=out, shot=asking.shot or shot, progress=Shown())
    data = made.report
    typer.echo(f"{made.shot} {name} v{made.number:03d}: {data['frames']} views, {data['seconds']:.0f} s")
    typer.echo(f'to correct: {made.folder / "brief.yaml"}   to change: --from {made.shot}/v{made.number:03d} "..."')
    for path in made.headline:
        typer.echo(path)


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
