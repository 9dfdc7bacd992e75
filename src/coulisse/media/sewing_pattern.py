"""A sewing pattern for one of our garments, to a person's measures: parts, cutting list, cloth, PDF at full size."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from coulisse.errors import BadInput
from coulisse.media import freesewing
from coulisse.media.sewing_designs import Design, design_for
from coulisse.media.sewing_lay import cloth
from coulisse.media.sewing_parts import PatternPart, parts_of

WIDTHS = (90, 115, 140, 150)  # centimetres, as cloth is sold
Paper = Literal["full", "A4", "A0"]
# A tailor's card in FreeSewing's names; what it calls hips is the hip bone, and seat our hips.
NAMES = {
    "chest": "chest", "underbust": "underbust", "waist": "waist", "hips": "seat", "neck": "neck",
    "shoulder_width": "shoulderToShoulder", "arm_length": "shoulderToWrist", "biceps": "biceps", "wrist": "wrist",
    "inseam": "inseam", "outseam": "waistToFloor", "thigh": "upperLeg", "knee": "knee", "ankle": "ankle",
    "head": "head",
}  # fmt: skip
EASE = {"tight": -0.6, "regular": 0.0, "loose": 0.6}  # of the way to the least or the most ease that a design allows


@dataclass(frozen=True)
class CutLine:
    """A line of the cutting list."""

    part: str
    number: str
    material: str
    count: int
    on_fold: bool
    area: float  # square metres of all of them
    size: tuple[float, float]  # millimetres, as drawn


@dataclass(frozen=True, eq=False)
class Pattern:
    """A drafted pattern.

    `yardage`: metres of the main cloth by its width in centimetres, None where it is too narrow; `yardage_of` has the
    other materials. `measures` are those that the draft used, in centimetres, by FreeSewing's names; `taken` are those
    of them that came from the body's tapes.
    """

    title: str
    design: str
    pdf: bytes
    parts: tuple[PatternPart, ...]
    cutting: tuple[CutLine, ...]
    yardage: dict[int, float | None]
    yardage_of: dict[str, dict[int, float | None]]
    measures: dict[str, float]
    taken: tuple[str, ...]
    notes: tuple[str, ...]


def pattern(
    kind: str,
    measures: Mapping[str, float],
    *,
    tapes: Mapping[str, float] | None = None,
    family: str | None = None,
    options: Mapping[str, Any] | None = None,
    seam_allowance_mm: float = 10.0,
    paper: Paper = "full",
    fabrics: Mapping[str, str] | None = None,
    lining: bool = True,
    nap: bool = False,
    wearer: str = "",
    compress: bool = True,
) -> Pattern:
    """The pattern of a garment (`kind`, an id of garments.yaml; `family` decides for one that has no design).

    `measures` in centimetres, by the names of a tailor's card or FreeSewing's; what a design needs beyond them comes
    from `tapes` (`coulisse.scene.body_tapes.pattern_tapes` of the fitted body). `options`: `length` in centimetres
    below the waist, `ease` (tight, regular, loose), and any option of the design in FreeSewing's name and unit
    (50 for 50 %). `fabrics` names each material (fabric, lining, interfacing, ...); without `lining` what is lining
    only is left out.

    Raises BadInput where no design fits, a measure is missing or an option unknown; Unavailable without Node.js.
    """
    from coulisse.media.sewing_pages import pages

    design = design_for(kind, family)
    if isinstance(design, str):
        raise BadInput(
            design, where=f"pattern of a {kind}", remedy="leave the pattern out, or ask for the block it names"
        )
    config = freesewing.ask(design.name)
    used, taken = _measures(design, config, measures, tapes or {})
    chosen = _options(design, config, dict(options or {}), used)
    millimetres = {n: v if n == "shoulderSlope" else 10 * v for n, v in used.items()}
    answer = freesewing.draft(design.name, millimetres, chosen, seam_allowance_mm)
    if answer["errors"]:
        raise BadInput(
            f"FreeSewing cannot draft {design.name}: {answer['errors'][0]}", where=f"pattern of a {kind}",
            remedy="check the measures; one of them may be too far from a body's",
        )  # fmt: skip
    parts = [part for part in parts_of(answer) if lining or {c.material for c in part.cuts} - {"lining"}]
    materials = [m for m in dict.fromkeys(c.material for p in parts for c in p.cuts) if lining or m != "lining"]
    cutting = tuple(
        CutLine(p.name, p.number, c.material, c.count, c.on_fold, c.count * p.area, p.size)
        for m in materials for p in parts for c in p.cuts if c.material == m
    )  # fmt: skip
    yardage = {m: {w: cloth(parts, m, w, nap=nap) for w in WIDTHS} for m in materials}
    notes = _notes(design, answer, taken, used)
    title = f"{kind.replace('_', ' ').capitalize()} for {wearer}" if wearer else kind.replace("_", " ").capitalize()
    main = yardage.get("fabric", {})
    rest = {m: widths for m, widths in yardage.items() if m != "fabric"}
    pdf = pages(
        title, f"{answer['title']}, FreeSewing {answer['version']}", parts, cutting, yardage, notes,
        dict(fabrics or {}), seam_allowance_mm, paper, compress=compress,
    )  # fmt: skip
    return Pattern(title, design.name, pdf, tuple(parts), cutting, main, rest, used, taken, notes)


def _measures(
    design: Design, config: dict[str, Any], given: Mapping[str, float], tapes: Mapping[str, float]
) -> tuple[dict[str, float], tuple[str, ...]]:
    """The measures in centimetres that the design wants, and which of them came from the tapes."""
    own = {NAMES.get(name, name): float(value) for name, value in given.items()}
    if "hips" in given:  # our hips are FreeSewing's seat; theirs lies higher, and must be taped
        own.pop("hips", None)
    wanted = list(config["measurements"])
    missing = [name for name in wanted if name not in own and name not in tapes]
    if missing:
        raise BadInput(
            f"the pattern wants measures that are not there: {', '.join(missing)}", where=f"design {design.name}",
            remedy="give them in centimetres by these names, or give the tapes of a fitted body",
        )  # fmt: skip
    # A high bust changes what menswear is drafted from, so it is only used where it was given.
    optional = [n for n in config["optional"] if n in own or (n in tapes and not n.startswith("highBust"))]
    used = {name: own.get(name, tapes.get(name, 0.0)) for name in [*wanted, *optional]}
    for name, value in used.items():
        if not (0 if name == "shoulderSlope" else 1) < value < 300:
            raise BadInput(
                f"{name} is {value:g}", where=f"design {design.name}", remedy="give centimetres (degrees of a slope)"
            )
    return used, tuple(name for name in used if name not in own)


def _options(design: Design, config: dict[str, Any], asked: dict[str, Any], used: dict[str, float]) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = config["options"]
    wanted = dict(design.options)
    if "length" in asked and isinstance(asked["length"], int | float):
        centimetres = float(asked.pop("length"))
        if design.length is None:
            raise BadInput(f"the length of {design.name} is not given in centimetres", where="options.length",
                           remedy="use its own: " + ", ".join(k for k in known if "ength" in k))  # fmt: skip
        name, measure, less = design.length
        wanted[name] = 100 * (centimetres / used[measure] - less)
        low, high = known[name]["min"], known[name]["max"]
        if not low <= wanted[name] <= high:
            least, most = (used[measure] * (v / 100 + less) for v in (low, high))
            raise BadInput(
                f"{centimetres:g} cm below the waist is not between {least:.0f} and {most:.0f}", where="options.length",
                remedy="choose a length in between, or another garment",
            )  # fmt: skip
    if "ease" in asked:
        ease = asked.pop("ease")
        if ease not in EASE:
            raise BadInput(f"ease {ease} is not known", where="options.ease", remedy="use tight, regular or loose")
        for name, option in known.items():
            if name.endswith("Ease") and option["kind"] == "pct" and name != "sleevecapEase":
                middle = wanted.get(name, option["default"])
                share = EASE[ease]
                wanted[name] = middle + abs(share) * ((option["min"] if share < 0 else option["max"]) - middle)
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3)
            raise BadInput(
                f"{design.name} has no option {name}", where=f"options.{name}",
                remedy="use one of: length, ease, " + ", ".join(near or known),
            )  # fmt: skip
    wanted |= asked
    return {
        name: value / 100 if known[name]["kind"] == "pct" else value for name, value in wanted.items() if name in known
    }


def _notes(design: Design, answer: dict[str, Any], taken: tuple[str, ...], used: dict[str, float]) -> tuple[str, ...]:
    notes = [design.note[:1].upper() + design.note[1:] + "."] if design.note else []
    if taken:
        notes.append(
            "Not given, so taped from the fitted body (check them on the person): "
            + ", ".join(f"{name} {used[name]:.1f}" + (" degrees" if name == "shoulderSlope" else "") for name in taken)
            + " (cm)."
        )
    notes += [str(text) for text in answer["warnings"]]
    return tuple(notes)
