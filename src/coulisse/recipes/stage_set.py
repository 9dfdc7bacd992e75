"""Recipe: a set sketched from words. Read from top to bottom; each part is told in the module that it names.

The plate is the sentence. Each option is another design: layout, structure, balance of materials, light, dressing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coulisse.errors import BadInput
from coulisse.media.page_parts import Chip
from coulisse.media.pdf import drawing_pdf
from coulisse.recipes.beside import beside
from coulisse.recipes.board_files import write_list, write_page, write_text
from coulisse.recipes.contract import Result, Work
from coulisse.recipes.set_board import BoardOption, overview_page, set_board
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_dressing import Dressed, dressed, lighter
from coulisse.recipes.set_pages import board_option, chips_of
from coulisse.recipes.set_plan import SetPlan, plan_set
from coulisse.recipes.set_scene import BuiltSet, built
from coulisse.recipes.stills import pictures, size_of, turns
from coulisse.scene.drawing import Title, set_sheet
from coulisse.scene.room import Layout, Missing, Piece, Room, room_of

NAME, VERSION, MAKES_LIKENESS = "stage_set", "1", False
FROM_WORDS = True
SHOTS = ("set", 3)
DID = "a set was designed from a sentence: geometry by code, light by a renderer; nothing in it was photographed"
Brief = SetBrief
# A room that stood, its line on the structure, its pieces, and the names of those that nobody had asked for.
Stood = tuple[Room, str, tuple[Piece, ...], frozenset[str]]
# Pixels of a view, and samples a pixel, by quality.
SIZES = {"preview": (640, 360), "proof": (480, 270), "final": (960, 540)}
SAMPLES = {"proof": 16, "final": 40}


def make(work: Work, brief: SetBrief, plate_path: Path) -> Result:
    """Design the options, draw them, render their views and lay out their boards."""
    quality = "preview" if work.choices.preview else brief.quality
    size = SIZES[quality]
    with work.step("design", total=brief.options) as step:
        options: list[BuiltSet] = []
        for number, before in enumerate(_before(brief)):
            options.append(_option(brief, number, before, brief.views if quality == "preview" else None))
            step.advance()
    write_text(work, work.file("layouts.json"), json.dumps([_plain(brief, o.layout) for o in options], indent=1))
    _tell(work, options)
    with beside(lambda: _papers(work, brief, options)) as papers:
        views = _views(work, brief, options, size, quality)
        with work.step("drawings and stages"):  # what the views left of them
            chips = papers()
    return Result(
        frames=sum(len(v) for v in views.values()), size=size, fps=24.0,
        headline=_boards(work, brief, options, views, chips, quality),
    )  # fmt: skip


def _before(brief: SetBrief) -> list[Stood | None]:
    """For each option the room and the pieces of the version that this one changes, as they stood."""
    if brief.layouts is None:
        return [None] * brief.options
    path = Path(brief.layouts)
    try:
        stored = json.loads(path.read_text("utf-8"))
        kept = [
            (
                room_of(one["room"]),
                one["structure"],
                tuple(Piece(**p) for p in one["pieces"]),
                frozenset(one["proposed"]),
            )
            for one in stored
        ]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadInput(
            f"is not the layouts of a version ({error})", where=path, remedy="name a version's layouts.json"
        ) from error
    return [kept[i] if i < len(kept) else None for i in range(brief.options)]


def _option(brief: SetBrief, number: int, before: Stood | None, views: int | None = None) -> BuiltSet:
    """An option, built; `views`: how many cameras are looked for, None all."""
    room, structure, keep, proposed = before or (None, "", (), None)
    fuller = dressed(brief, number, proposed)
    asked = {p.what for p in (*brief.furniture, *brief.props)} | {e.what for e in brief.architecture}
    tried: list[tuple[int, int, Dressed, SetPlan, frozenset[str]]] = []
    for _ in range(4):  # a proposal must not stand in the way of what was asked for
        extra = frozenset(fuller.proposed) - asked
        plan = plan_set(
            fuller.brief, brief.options, brief.seed, only=number, keep=keep, stands=(room, structure) if room else None,
            extra=extra,
        )  # fmt: skip
        layout = plan.options[0]
        faults = sum(not c.passed for c in layout.checks) + sum(m.name in asked for m in layout.missing)
        tried.append((faults, len(tried), fuller, plan, extra))
        less = lighter(fuller) if faults and before is None else None
        if less is None:
            break
        fuller = less
    _, _, fuller, plan, extra = min(tried, key=lambda t: t[:2])
    layout = plan.options[0]
    # What was only proposed and finds no place is not missed.
    missing = missed([m for m in layout.missing if m.name in asked or m.name not in fuller.proposed], layout)
    return built(fuller.brief, layout, number, fuller.line, (*plan.notes, *missing), extra, views)


def missed(missing: list[Missing], layout: Layout) -> list[str]:
    """What found no place, in words; many of a kind in one line: `18 of 60 chairs find no place`."""
    out = []
    for name in dict.fromkeys(m.name for m in missing):
        own = [m for m in missing if m.name == name]
        if len(own) < 3:
            out += [m.says for m in own]
            continue
        there = sum(p.name == name for p in layout.pieces)
        out.append(f"{len(own)} of {there + len(own)} {own[0].label.lower()}s find no place: the room holds {there}")
    return out


def _plain(brief: SetBrief, layout: Layout) -> dict[str, Any]:
    asked = {p.what for p in (*brief.furniture, *brief.props)} | {e.what for e in brief.architecture}
    return {**asdict(layout), "proposed": sorted({piece.name for piece in layout.pieces} - asked)}


def _tell(work: Work, options: list[BuiltSet]) -> None:
    for option in options:
        label = f"option {option.number + 1}"
        for note in dict.fromkeys(option.notes):
            work.note(f"{label}: {note}")
        failed = [check.says for check in option.layout.checks if not check.passed]
        for text in failed:
            work.note(f"{label}, rule not met: {text}")
    work.measure(
        "options",
        [
            {
                "option": o.number + 1, "design": o.layout.design, "tries": o.layout.tries,
                "structure": o.layout.structure, "materials": o.surfaces.line, "light": o.lighting.line,
                "dressing": o.proposed, "cameras": len(o.staged.cameras),
                "rules": {c.rule: {"measured": round(c.measured, 3), "asked": c.limit, "unit": c.unit, "met": c.passed}
                          for c in o.layout.checks},
            }
            for o in options
        ],
    )  # fmt: skip


def _path(work: Work, option: BuiltSet, name: str) -> Path:
    return work.folder(f"option_{option.number + 1}") / f"{work.stem}_option{option.number + 1}_{name}"


def _papers(work: Work, brief: SetBrief, options: list[BuiltSet]) -> list[tuple[Chip, ...]]:
    """What is made of the plan alone: drawings, lists, the stage in USD; returns each board's chips of materials."""
    from coulisse.scene.usd_stage import write_stage  # here, beside the views: its library takes time to load

    today = datetime.now(UTC).strftime("%Y-%m-%d")
    for option in options:
        _drawings(work, brief, option, today)
        path = _path(work, option, "stage.usdc")
        if not work.frame_done(path):
            with work.writing(path) as unfinished:
                write_stage(option.staged, unfinished)
    return [chips_of(option, brief.seed) for option in options]


def _drawings(work: Work, brief: SetBrief, option: BuiltSet, today: str) -> None:
    from coulisse.media.dxf import write_dxf  # as above

    name = brief.room.replace("_", " ")
    sheet = set_sheet(option.layout, Title(name, f"Option {option.number + 1}: {option.layout.design}", today))
    plan = _path(work, option, "plan.pdf")
    if not work.frame_done(plan):
        with work.writing(plan) as unfinished:
            unfinished.write_bytes(drawing_pdf([sheet]))
    dxf = _path(work, option, "plan.dxf")
    if not work.frame_done(dxf):
        with work.writing(dxf) as unfinished:
            write_dxf(sheet, unfinished)
    for what, rows in (("materials", option.materials), ("pieces", option.pieces)):
        lines = [[row.what, row.material, f"{row.amount:g}", row.unit, row.note] for row in rows]
        heads = ("what", "material", "amount", "unit", "note")
        write_list(work, _path(work, option, f"{what}.csv"), heads, lines)


@dataclass(frozen=True)
class View:
    """A finished picture of one option."""

    name: str
    png: Path


def _views(
    work: Work, brief: SetBrief, options: list[BuiltSet], size: tuple[int, int], quality: str
) -> dict[int, list[View]]:
    """All pictures, every option's first view first."""
    wanted = turns([min(brief.views, len(o.staged.cameras)) for o in options])
    views: dict[int, list[View]] = {o.number: [] for o in options}
    with (
        pictures(work, quality, SAMPLES.get(quality, 0), brief.seed) as studio,
        work.step("views", total=len(wanted)) as step,
    ):
        for number, turn in wanted:
            option = options[number]
            camera = _ordered(option)[turn]
            exr, png = (_path(work, option, f"{camera}.{suffix}") for suffix in ("exr", "png"))
            if not (work.frame_done(exr) and work.frame_done(png)):
                wanted_only = tuple(c for c in option.staged.cameras if c.name in _ordered(option)[: brief.views])
                staged = replace(option.staged, cameras=wanted_only)  # exposed for the views that are made
                studio.render(option.number, staged, camera, size_of(size, quality, turn), exr, png)
            views[option.number].append(View(camera, png))
            step.advance()
    return views


def _ordered(option: BuiltSet) -> list[str]:
    """The wide view first, then the subject, the axis, the reverse."""
    order = {"wide": 0, "subject": 1, "axis": 2, "reverse": 3}
    return sorted((c.name for c in option.staged.cameras), key=lambda name: order.get(name, 9))


def _boards(
    work: Work, brief: SetBrief, options: list[BuiltSet], views: dict[int, list[View]], chips: list[tuple[Chip, ...]],
    quality: str,
) -> tuple[Path, ...]:  # fmt: skip
    boards: list[BoardOption] = []
    with work.step("boards", total=len(options) + 1) as step:
        for option, made in zip(options, chips, strict=True):
            shown = [(view.name, view.png) for view in views[option.number]]
            board = board_option(brief, option, shown, made, work.stem, quality)
            boards.append(board)
            write_page(work, set_board(board), _path(work, option, "board"), quality)
            step.advance()
        overview = work.file(f"{work.stem}_overview")
        if len(options) > 1:
            write_page(work, overview_page(boards), overview, quality)
        step.advance()
    first = [overview.with_suffix(".png"), overview.with_suffix(".pdf")] if len(options) > 1 else []
    return *first, *(_path(work, option, "board.png") for option in options)
