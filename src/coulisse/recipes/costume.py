"""Recipe: a costume sketched from words, on a body of the right measures. Read from top to bottom.

The plate is the sentence. A performer's own body is their likeness: the gate asks their grant.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from coulisse.errors import BadInput, Unavailable
from coulisse.media import movies
from coulisse.media.sewing_pattern import Pattern, pattern
from coulisse.recipes.board_files import write_list, write_page
from coulisse.recipes.contract import LikenessUse, Result, Work
from coulisse.recipes.costume_board import costume_board, lineup_page
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.costume_pages import Sewn, costume_option
from coulisse.recipes.costume_plan import plan_costume
from coulisse.recipes.costume_scene import ANGLES, Figure, Studio, checked_wearer, figure_of, kept_dressed, studio_of
from coulisse.recipes.stills import pictures
from coulisse.render.preview import Previewer
from coulisse.scene.garments.cut import Cut, Outfit
from coulisse.scene.usd_stage import write_stage

NAME, VERSION, MAKES_LIKENESS = "costume", "1", True
FROM_WORDS = True
SHOTS = ("costume", 3)
DID = "a costume was designed from a sentence: cloth by simulation, light by a renderer; nothing in it was photographed"
Brief = CostumeBrief
SIZES = {"preview": (400, 600), "proof": (300, 450), "final": (600, 900)}
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
    with work.step("body"):
        figure = figure_of(brief)
    work.measure("body", {"asked_cm": figure.asked, "got_cm": figure.got})
    for note in figure.notes:
        work.note(note)
    plan = plan_costume(brief, brief.options, brief.seed)
    for note in plan.notes:
        work.note(note)
    studios: list[Studio] = []
    with work.step("cloth", total=len(plan.options)) as step:
        for number, outfit in enumerate(plan.options):
            worn = kept_dressed(
                work.cached, number, outfit, figure, "preview" if quality == "preview" else "final", brief.seed,
                lambda what, done: None,
            )  # fmt: skip
            studios.append(studio_of(brief, worn))
            step.advance()
    _measures(work, plan.options, studios)
    views = _views(work, brief, studios, quality)
    sewn = [_patterns(work, brief, figure, outfit, number) for number, outfit in enumerate(plan.options)]
    with work.step("stages", total=len(studios)) as step:
        for number, studio in enumerate(studios):
            path = _path(work, number, "stage.usdc")
            if not work.frame_done(path):
                with work.writing(path) as unfinished:
                    write_stage(studio.staged("front", SIZES["final"], brief.sentence[:120]), unfinished)
            step.advance()
    if brief.turntable and quality != "proof":
        _turntables(work, studios, quality)
    headline = _boards(work, brief, figure, plan.options, studios, views, sewn, quality)
    return Result(frames=sum(len(v) for v in views), size=SIZES[quality], fps=24.0, headline=headline)


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
    size, names = SIZES[quality], list(ANGLES)[: brief.views]
    wanted = [(name, number) for name in names for number in range(len(studios))]
    views: list[list[tuple[str, Path]]] = [[] for _ in studios]
    with (
        pictures(work, quality, SAMPLES.get(quality, 0), brief.seed) as renderer,
        work.step("views", total=len(wanted)) as step,
    ):
        for turn, (name, number) in enumerate(wanted):
            word = name.replace("-", "_")
            exr, png = (_path(work, number, f"{word}.{suffix}") for suffix in ("exr", "png"))
            if not (work.frame_done(exr) and work.frame_done(png)):
                renderer.render(turn, studios[number].staged(name, size, brief.sentence[:120]), name, size, exr, png)
            views[number].append((name, png))
            step.advance()
    return views


def _patterns(work: Work, brief: CostumeBrief, figure: Figure, outfit: Outfit, number: int) -> list[Sewn]:
    """A pattern for each garment that a design fits; for the others a note that says so."""
    sewn: list[Sewn] = []
    if not brief.patterns:
        return sewn
    with work.step("patterns", total=len(outfit.cuts)) as step:
        for cut in outfit.cuts:
            sewn.append(_pattern(work, figure, cut, number))
            step.advance()
    return sewn


def _pattern(work: Work, figure: Figure, cut: Cut, number: int) -> Sewn:
    try:
        drafted: Pattern = pattern(
            cut.kind, figure.asked or figure.got, tapes=figure.tapes, family=cut.family,
            fabrics={"fabric": cut.goods.label or cut.goods.id.replace("_", " ")}, nap=cut.goods.kind == "pile",
            lining=cut.lining is not None,
        )  # fmt: skip
    except (BadInput, Unavailable) as error:
        why = str(error).splitlines()[0]
        work.note(f"option {number + 1}, {cut.kind.replace('_', ' ')}: no sewing pattern ({why})")
        return Sewn(cut, None, why)
    path = _path(work, number, f"pattern_{cut.kind}.pdf")
    if not work.frame_done(path):
        with work.writing(path) as unfinished:
            unfinished.write_bytes(drafted.pdf)
    return Sewn(cut, drafted, "")


def _turntables(work: Work, studios: list[Studio], quality: str) -> None:
    """Each option turning once around, by the quick renderer."""
    turns = TURNS if quality == "final" else TURNS // 2
    size = TURN_SIZE if quality == "final" else (240, 360)
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
                frames.append(made.display)
                step.advance()
            with work.writing(movie) as unfinished:
                movies.write_h264(unfinished, frames, TURN_FPS, size)


def _boards(
    work: Work, brief: CostumeBrief, figure: Figure, outfits: tuple[Outfit, ...], studios: list[Studio],
    views: list[list[tuple[str, Path]]], sewn: list[list[Sewn]], quality: str,
) -> tuple[Path, ...]:  # fmt: skip
    options = []
    with work.step("boards", total=len(outfits) + 1) as step:
        for number, outfit in enumerate(outfits):
            option = costume_option(brief, figure, outfit, studios[number], views[number], sewn[number], number,
                                    work.stem, quality)  # fmt: skip
            options.append(option)
            write_page(work, costume_board(option), _path(work, number, "board"))
            heads = ("item", "amount", "width or remark")
            write_list(work, _path(work, number, "materials.csv"), heads, option.bill)
            step.advance()
        lineup = work.file(f"{work.stem}_lineup")
        if len(options) > 1:
            write_page(work, lineup_page(options), lineup)
        step.advance()
    first = [lineup.with_suffix(".png"), lineup.with_suffix(".pdf")] if len(options) > 1 else []
    return *first, *(_path(work, n, "board.png") for n in range(len(outfits)))
