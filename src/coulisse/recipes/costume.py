"""Recipe: a costume sketched from words, on a body of the right measures. Read from top to bottom.

The plate is the sentence. A performer's own body is their likeness: the gate asks their grant.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from coulisse.errors import BadInput, Unavailable
from coulisse.recipes.beside import beside
from coulisse.recipes.board_files import write_list, write_page
from coulisse.recipes.contract import LikenessUse, Result, Work
from coulisse.recipes.costume_board import costume_board, lineup_page
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.costume_option_board import Cloth
from coulisse.recipes.costume_pages import Sewn, cloths_of, costume_option
from coulisse.recipes.costume_patterns import Cutter
from coulisse.recipes.costume_plan import plan_costume
from coulisse.recipes.costume_scene import ANGLES, Figure, Studio, checked_wearer, figure_of, kept_dressed, studio_of
from coulisse.recipes.stills import pictures, size_of, turns
from coulisse.render.preview import Previewer
from coulisse.render.preview_edges import smooth_edges
from coulisse.scene.garments.cut import Cut, Outfit

NAME, VERSION, MAKES_LIKENESS = "costume", "1", True
FROM_WORDS = True
SHOTS = ("costume", 3)
DID = "a costume was designed from a sentence: cloth by simulation, light by a renderer; nothing in it was photographed"
Brief = CostumeBrief
SIZES = {"preview": (360, 540), "proof": (300, 450), "final": (600, 900)}
SAMPLES = {"proof": 16, "final": 32}
TURNS, TURN_FPS, TURN_SIZE = 36, 12.0, (360, 540)


def likeness(brief: CostumeBrief) -> list[LikenessUse]:
    """A performer's own measures are their body."""
    performer = brief.body.performer
    return [LikenessUse("costume_on_body", performer)] if performer else []


def check(brief: CostumeBrief, plate_path: Path) -> None:
    """Before anything is made: whose body it is, and that there is something to wear."""
    checked_wearer(brief.body)
    if not brief.garments:
        raise BadInput("nothing is worn", where="garments", remedy='name a garment: "a long wool coat"')


def make(work: Work, brief: CostumeBrief, plate_path: Path) -> Result:
    """Fit the body, cut and drape every option, take its views, draft its patterns, lay out its boards."""
    quality = "preview" if work.choices.preview else brief.quality
    if work.choices.preview:  # it is to choose by, and in seconds
        brief = brief.model_copy(update={"patterns": False, "turntable": False})
    with work.step("body"):
        figure = figure_of(brief)
    work.measure("body", {"asked_cm": figure.asked, "got_cm": figure.got})
    for note in figure.notes:
        work.note(note)
    plan = plan_costume(brief, brief.options, brief.seed)
    for note in plan.notes:
        work.note(note)
    with beside(lambda: _papers(work, brief, figure, plan.options)) as papers:
        studios = _dressed(work, brief, figure, plan.options, quality)
        with beside(lambda: None if work.choices.preview else _stages(work, brief, studios)) as stages:
            views = _views(work, brief, studios, quality)
            if brief.turntable and quality == "final":
                _turntables(work, studios)
            with work.step("patterns and stages"):  # what the pictures left of them
                sewn, cloths = papers()
                stages()
    if work.choices.preview:
        work.note("a preview has no turntable, sewing patterns and USD stages: the final has them")
    elif brief.turntable and quality != "final":
        work.note(f"no turntable in a {quality}: the final has one")
    for number, garments in enumerate(sewn):
        for garment in garments:
            if garment.why:
                kind = garment.cut.kind.replace("_", " ")
                work.note(f"option {number + 1}, {kind}: no sewing pattern ({garment.why})")
    headline = _boards(work, brief, figure, plan.options, studios, views, sewn, cloths, quality)
    return Result(frames=sum(len(v) for v in views), size=SIZES[quality], fps=24.0, headline=headline)


def _dressed(
    work: Work, brief: CostumeBrief, figure: Figure, outfits: tuple[Outfit, ...], quality: str
) -> list[Studio]:
    """Every option on its body, in its studio, with what was measured on it."""
    studios: list[Studio] = []
    with work.step("cloth", total=len(outfits)) as step:
        for number, outfit in enumerate(outfits):
            worn = kept_dressed(
                work.cached, number, outfit, figure, "preview" if quality == "preview" else "final", brief.seed,
                lambda what, done: None,
            )  # fmt: skip
            studios.append(studio_of(brief, worn))
            step.advance()
    _measures(work, outfits, studios)
    return studios


def _papers(
    work: Work, brief: CostumeBrief, figure: Figure, outfits: tuple[Outfit, ...]
) -> tuple[list[list[Sewn]], list[tuple[Cloth, ...]]]:
    """What lies beside the pictures on the boards: each option's patterns and its cloths."""
    sewn = [_patterns(work, brief, figure, *numbered) for numbered in enumerate(outfits)]
    return sewn, [cloths_of(outfit, brief.seed) for outfit in outfits]


def _stages(work: Work, brief: CostumeBrief, studios: list[Studio]) -> None:
    """The stages in USD."""
    from coulisse.scene.usd_stage import write_stage  # here, beside the views: its library takes time to load

    for number, studio in enumerate(studios):
        path = _path(work, number, "stage.usdc")
        if not work.frame_done(path):
            with work.writing(path) as unfinished:
                write_stage(studio.staged("front", SIZES["final"], brief.sentence[:120]), unfinished)


def _path(work: Work, number: int, name: str) -> Path:
    return work.folder(f"option_{number + 1}") / f"{work.stem}_option{number + 1}_{name}"


def _measures(work: Work, outfits: tuple[Outfit, ...], studios: list[Studio]) -> None:
    """What was measured on every garment, and the notes of what it could not do."""
    told = []
    for number, (outfit, studio) in enumerate(zip(outfits, studios, strict=True)):
        for note in dict.fromkeys((*outfit.notes, *studio.figure.notes)):
            work.note(f"option {number + 1}: {note}")
        garments: list[dict[str, object]] = [
            {**asdict(made), "area": round(made.area, 3), "stretch": round(made.stretch, 4)}
            for made in studio.figure.made
        ]  # fmt: skip
        told.append({"option": number + 1, "tries": outfit.tries, "garments": garments})
    work.measure("options", told)


def _views(work: Work, brief: CostumeBrief, studios: list[Studio], quality: str) -> list[list[tuple[str, Path]]]:
    """All pictures, every option's front first."""
    names = list(ANGLES)[: brief.views]
    wanted = turns([len(names)] * len(studios))
    views: list[list[tuple[str, Path]]] = [[] for _ in studios]
    with (
        pictures(work, quality, SAMPLES.get(quality, 0), brief.seed) as renderer,
        work.step("views", total=len(wanted)) as step,
    ):
        for number, turn in wanted:
            name, size = names[turn], size_of(SIZES[quality], quality, turn)
            word = name.replace("-", "_")
            exr, png = (_path(work, number, f"{word}.{suffix}") for suffix in ("exr", "png"))
            if not (work.frame_done(exr) and work.frame_done(png)):
                renderer.render(number, studios[number].staged(name, size, brief.sentence[:120]), name, size, exr, png)
            views[number].append((name, png))
            step.advance()
    return views


def _patterns(work: Work, brief: CostumeBrief, figure: Figure, number: int, outfit: Outfit) -> list[Sewn]:
    """A pattern for each garment, from a block or from its own panels; for the others why there is none."""
    cutter = Cutter(figure)
    return [_pattern(work, cutter, cut, number) for cut in outfit.cuts] if brief.patterns else []


def _pattern(work: Work, cutter: Cutter, cut: Cut, number: int) -> Sewn:
    try:
        drafted = cutter.pattern(cut)
    except (BadInput, Unavailable) as error:
        return Sewn(cut, None, str(error).splitlines()[0])
    path = _path(work, number, f"pattern_{cut.kind}.pdf")
    if not work.frame_done(path):
        with work.writing(path) as unfinished:
            unfinished.write_bytes(drafted.pdf)
    return Sewn(cut, drafted, "")


def _turntables(work: Work, studios: list[Studio]) -> None:
    """Each option turning once around, by the quick renderer."""
    from coulisse.media import movies

    turns, size = TURNS, TURN_SIZE
    with work.step("turntables", total=turns * len(studios)) as step:
        for number, studio in enumerate(studios):
            movie = _path(work, number, "turntable.mp4")
            if work.frame_done(movie):
                step.advance(turns)
                continue
            staged = studio.staged("front", size)
            previewer = Previewer(staged)
            names = [p.name for p in studio.figure.placed]
            frames = []
            exposure: float | None = None
            for turn in range(turns):
                made = previewer.render(
                    staged.cameras[0], size, quality=0, exposure=exposure,
                    turn=dict.fromkeys(names, 360.0 * turn / turns),
                )  # fmt: skip
                exposure = made.exposure
                frames.append(smooth_edges(made))
                step.advance()
            with work.writing(movie) as unfinished:
                movies.write_h264(unfinished, frames, TURN_FPS, size)


def _boards(
    work: Work, brief: CostumeBrief, figure: Figure, outfits: tuple[Outfit, ...], studios: list[Studio],
    views: list[list[tuple[str, Path]]], sewn: list[list[Sewn]], cloths: list[tuple[Cloth, ...]], quality: str,
) -> tuple[Path, ...]:  # fmt: skip
    options = []
    with work.step("boards", total=len(outfits) + 1) as step:
        for number, outfit in enumerate(outfits):
            option = costume_option(brief, figure, outfit, studios[number], views[number], sewn[number], cloths[number],
                                    number, work.stem, quality)  # fmt: skip
            options.append(option)
            write_page(work, costume_board(option), _path(work, number, "board"), quality)
            heads = ("item", "amount", "width or remark")
            write_list(work, _path(work, number, "materials.csv"), heads, option.bill)
            step.advance()
        lineup = work.file(f"{work.stem}_lineup")
        if len(options) > 1:
            write_page(work, lineup_page(options), lineup, quality)
        step.advance()
    first = [lineup.with_suffix(".png"), lineup.with_suffix(".pdf")] if len(options) > 1 else []
    return *first, *(_path(work, n, "board.png") for n in range(len(outfits)))
