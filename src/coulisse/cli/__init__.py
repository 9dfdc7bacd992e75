"""The command line: parses, calls, prints. No work of its own."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import inspect
import os
import sys
import time
import traceback
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from pydantic import BaseModel

from coulisse import __version__
from coulisse.cli import art, desk, grants, options, people, provenance
from coulisse.errors import CoulisseError, Unavailable
from coulisse.recipes import brief as briefs
from coulisse.recipes import brief_docs
from coulisse.recipes.collapse_brief import CollapseBrief
from coulisse.recipes.contract import Choices, Recipe
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.deage_brief import DeageBrief
from coulisse.recipes.set_brief import SetBrief

BRIEFS: dict[str, tuple[type[BaseModel], str]] = {
    "collapse": (CollapseBrief, "The brief of a collapse"),
    "deage": (DeageBrief, "The brief of a change of age"),
    "stage_set": (SetBrief, "The brief of a set"),
    "costume": (CostumeBrief, "The brief of a costume"),
}

app = typer.Typer(
    name="coulisse", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode=None, help="The AI behind the scenes of a film or series; a person directs every step.",
)  # fmt: skip
brief_app = typer.Typer(no_args_is_help=True, help="Print a commented example of a brief.")
models_app = typer.Typer(no_args_is_help=True, help="List and fetch the weights of the networks.")
app.add_typer(brief_app, name="brief")
app.add_typer(models_app, name="models")


class BriefFormat(StrEnum):
    """How `coulisse brief` prints."""

    yaml = "yaml"
    markdown = "markdown"


class Renderer(StrEnum):
    """What makes the pictures."""

    fast = "fast"
    cycles = "cycles"


PlateArgument = Annotated[
    Path, typer.Argument(metavar="PLATE", help="The picture, movie, or folder of frames.", show_default=False)
]
BriefOption = Annotated[
    Path | None, typer.Option("--brief", help="The brief, a YAML file; `coulisse brief collapse` prints one.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="The production's folder; made if it is not there.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"coulisse {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code a fault is.")] = False,
) -> None:
    """Taken by `main` and `_version`; here so that the help shows them."""


def _made_from(model: type[BaseModel]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command every field of a brief as an option; it gets them as `overrides`, name -> text."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        fields = {"brief_" + o.name.replace(".", "__"): o for o in brief_docs.options(model)}
        own = inspect.signature(command, eval_str=True).parameters
        parameters = [p for p in own.values() if p.name != "overrides"]
        for name, option in fields.items():
            default = f" Default: {option.default}." if option.default else ""
            words = option.choices if len(option.choices) > 1 else ()
            metavar = "|".join(words) if words else "VALUE"
            text = f"{option.help[:1].upper()}{option.help[1:]}.{default}"
            annotation = Annotated[
                str | None,
                typer.Option(
                    *_flags(option.flag), help=text, metavar=metavar, show_default=False,
                    rich_help_panel=f"The brief: {option.panel}",
                ),
            ]  # fmt: skip
            parameters.append(
                inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
            )

        def with_overrides(**values: Any) -> None:
            texts = {o.name: values.pop(name) for name, o in fields.items()}
            command(**values, overrides={name: text for name, text in texts.items() if text is not None})

        with_overrides.__doc__ = command.__doc__
        with_overrides.__name__ = command.__name__
        with_overrides.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
        )
        with_overrides.__annotations__ = {p.name: p.annotation for p in parameters}
        return with_overrides

    return decorate


def _flags(flag: str) -> tuple[str, ...]:
    """`--age-now`, as people type it, beside `--age_now`, as the brief has it."""
    return (flag,) if "_" not in flag else (flag, flag.replace("_", "-"))


def _recipe(name: str) -> Recipe:
    # Imported when it is run: a recipe brings numba, OpenEXR and more, and `coulisse --help` should not wait.
    return cast(Recipe, importlib.import_module(f"coulisse.recipes.{name}"))


@app.command()
@_made_from(CollapseBrief)
def collapse(
    plate: PlateArgument,
    brief: BriefOption = None,
    out: OutOption = None,
    shot: Annotated[
        str | None, typer.Option("--shot", help="The shot's name; else the one that has this plate, or a new one.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Small and quick, to choose by: 640 pixels wide.")] = False,
    renderer: Annotated[
        Renderer, typer.Option("--renderer", help="Cycles needs Blender (see `coulisse doctor`) and patience.")
    ] = Renderer.fast,
    overrides: dict[str, str] | None = None,
) -> None:
    """Bring down the building in a plate."""
    from coulisse.jobs.progress import Shown
    from coulisse.jobs.run import run

    asked = briefs.load(brief, CollapseBrief, overrides)
    choices = Choices(preview=preview, renderer=renderer.value)
    _tell(run(_recipe("collapse"), asked, plate, out=out, shot=shot, choices=choices, progress=Shown()), "collapse")


def _tell(version: Any, recipe: str) -> None:
    """Say what was made and where it lies."""
    data = version.report
    width, height = data["size"]
    typer.echo(
        f"{version.shot} {recipe} v{version.number:03d}: {data['frames']} frames, {width}x{height}, "
        f"{data['seconds']:.0f} s"
    )
    for path in version.headline or (version.folder,):
        typer.echo(path)


@app.command()
@_made_from(DeageBrief)
def deage(
    plate: PlateArgument,
    brief: Annotated[
        Path | None, typer.Option("--brief", help="The brief, a YAML file; `coulisse brief deage` prints one.")
    ] = None,
    out: OutOption = None,
    shot: Annotated[
        str | None, typer.Option("--shot", help="The shot's name; else the one that has this plate, or a new one.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Small and quick, to choose by: 960 pixels wide.")] = False,
    overrides: dict[str, str] | None = None,
) -> None:
    """Make a consenting performer younger, or older, in their own footage."""
    from coulisse.jobs.progress import Shown
    from coulisse.jobs.run import run

    given = dict(overrides or {})
    if "performer" in given:
        given["performer"] = options.performer_id(out, given["performer"])
    asked = briefs.load(brief, DeageBrief, given)
    _tell(
        run(_recipe("deage"), asked, plate, out=out, shot=shot, choices=Choices(preview=preview), progress=Shown()),
        "deage",
    )


@app.command()
@_made_from(CollapseBrief)
def solve(
    plate: PlateArgument,
    brief: BriefOption = None,
    out: OutOption = None,
    overrides: dict[str, str] | None = None,
) -> None:
    """Find the camera of a plate; writes an overlay picture and JSON."""
    asked = briefs.load(brief, CollapseBrief, overrides)
    recipe: Any = _recipe("collapse")
    typer.echo(recipe.solve_plate(asked, plate, out or Path.cwd()))


FormatOption = Annotated[BriefFormat, typer.Option("--format", help="An example, or the page.")]


@brief_app.command("collapse")
def brief_collapse(format: FormatOption = BriefFormat.yaml) -> None:
    """A building in a plate comes down."""
    _print_brief("collapse", format)


@brief_app.command("deage")
def brief_deage(format: FormatOption = BriefFormat.yaml) -> None:
    """A consenting performer grows younger, or older, in their own footage."""
    _print_brief("deage", format)


@brief_app.command("set")
def brief_set(format: FormatOption = BriefFormat.yaml) -> None:
    """A set; `coulisse set "..." --show` prints the one that a sentence makes."""
    _print_brief("stage_set", format)


@brief_app.command("costume")
def brief_costume(format: FormatOption = BriefFormat.yaml) -> None:
    """A costume; `coulisse costume "..." --show` prints the one that a sentence makes."""
    _print_brief("costume", format)


def _print_brief(name: str, format: BriefFormat) -> None:
    model, title = BRIEFS[name]
    text = brief_docs.example(model) if format is BriefFormat.yaml else brief_docs.reference(model, title)
    typer.echo(text, nl=False)


@app.command()
def doctor() -> None:
    """Say what is missing on this machine, and how to get it."""
    from coulisse.jobs.doctor import examine

    checks = examine()
    for check in checks:
        typer.echo(f"{check.state.value:8} {check.name:18} {check.detail}")
        if check.remedy:
            typer.echo(f"{'':8} {'':18} get it: {check.remedy}")
    if any(check.stops_us for check in checks):
        raise Unavailable("something that every shot needs is missing; see `get it` above")
    typer.echo("a shot can be made on this machine")


@app.command()
def warm() -> None:
    """Compile what a shot needs, once after installing, so that the first one is not a minute slower."""
    from coulisse.jobs.progress import Shown
    from coulisse.jobs.warm import warm as compile_all
    from coulisse.jobs.warm import warm_art, warm_code

    begun = time.monotonic()
    warm_code()
    compile_all(_recipe("collapse"), Shown())
    warm_art()
    seconds = time.monotonic() - begun
    typer.echo(f"compiled in {seconds:.0f} s; a shot starts at once now")


@models_app.command("list")
def models_list() -> None:
    """The weights that the catalogue knows, and which of them are here."""
    from coulisse.models.catalogue import catalogue, find, models_folder

    for entry in catalogue().values():
        state = "here" if find(entry.name) else "not here"
        typer.echo(
            f"{entry.name:20} {state:9} {entry.size_mb:4} MB  commercial use: {entry.commercial:7} "
            f"{entry.licence:12} {entry.task}"
        )
    typer.echo(f"weights lie in {models_folder()}")


@models_app.command("fetch")
def models_fetch(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME", help="The names in `coulisse models list`.", show_default=False)
    ],
) -> None:
    """Fetch weights by the registries' own clients and check their hashes."""
    from coulisse.models.fetch import fetch

    for name in names:
        typer.echo(fetch(name, say=lambda text: typer.echo(text, err=True)))


for commands in (art, people, grants, desk, provenance):
    commands.add_to(app)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its status.

    0 done, 2 bad input, 3 refused by the gate, 130 stopped by Ctrl-C, 1 a full disk or a fault of ours.
    """
    # A fifth of the start went into looking for cycles among modules and classes, which stay.
    gc.set_threshold(50_000, 20, 50)
    words = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in words or bool(os.environ.get("COULISSE_DEBUG"))
    command = typer.main.get_command(app)
    rest = [word for word in words if word != "--debug"]
    try:
        leave_with_status(lambda: command.main(rest, prog_name="coulisse"), debug=debug)
    except SystemExit as left:
        if arguments is None and isinstance(left.code, int):
            _end(left.code)
        raise


def _end(status: int) -> None:
    """End the process at once: taking a large interpreter apart, module by module, takes a second and does nothing."""
    with contextlib.suppress(OSError):  # who read the output may have gone
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def leave_with_status(call: Callable[[], Any], debug: bool = False) -> None:
    """Call, turn what goes wrong into a message on standard error, and leave with the status of it."""
    try:
        call()
    except CoulisseError as error:
        _leave(str(error), error.exit_status, debug)
    except KeyboardInterrupt:
        _leave("stopped", 130, debug=False)
    except MemoryError:
        smaller = "make it smaller: --preview, --size, --pieces or --frames"
        _leave(f"this machine has too little memory for it\n  what to do: {smaller}", 1, debug)
    except Exception as error:
        _leave(
            f"a fault of ours: {type(error).__name__}: {error}\n  what to do: run it again as "
            "`coulisse --debug ...` and send us what it prints; what is done is kept",
            1,
            debug,
        )


def _leave(message: str, status: int, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    typer.echo(f"coulisse: {message}", err=True)
    sys.exit(status)
