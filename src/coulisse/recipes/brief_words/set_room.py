"""The room's size from its measures, and from words such as `higher` and `larger`."""

from __future__ import annotations

from typing import Any

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.set_pieces import Taken
from coulisse.recipes.brief_words.vocabulary import vocabulary

LARGER = 1.25  # what a comparative makes of a side
_SIDES = {
    "large": ("width", "length"), "small": ("width", "length"), "huge": ("width", "length"), "wide": ("width",),
    "narrow": ("width",), "long": ("length",), "short": ("length",), "high": ("height",), "low_slung": ("height",),
    "spacious": ("width", "length"), "cramped": ("width", "length"), "tiny": ("width", "length"),
}  # fmt: skip
_SMALLER = {"small", "narrow", "short", "low_slung", "cramped", "tiny"}


def dimensions(draft: dict[str, Any], measures: list[Node], taken: Taken) -> set[str]:
    """Write measures of the room into its dimensions. Raises BadInput where one side is given twice, differently."""
    room = draft["dimensions"]
    given: dict[str, tuple[float, str]] = {}
    for node in measures:
        sizes = node.span.value.sizes
        if len(sizes) >= 2:
            sides = {
                "length": max(sizes[0].metres, sizes[1].metres), "width": min(sizes[0].metres, sizes[1].metres)
            }  # fmt: skip
            if len(sizes) == 3:
                sides["height"] = sizes[2].metres
        elif sizes[0].axis == "area":
            usual = vocabulary().get("room", draft["room"]).size
            ratio = (sizes[0].metres / (usual[0] * usual[1])) ** 0.5
            sides = {"width": round(usual[0] * ratio, 2), "length": round(usual[1] * ratio, 2)}
        elif sizes[0].axis == "diameter":
            sides = {"width": sizes[0].metres, "length": sizes[0].metres}
        else:
            sides = {{"depth": "length", "": "length"}.get(sizes[0].axis, sizes[0].axis): sizes[0].metres}
        for side, metres in sides.items():
            if side in given and given[side][0] != metres:
                raise BadInput(
                    f"`{given[side][1]}` and `{node.span.text}` give the room two different sizes ({side})",
                    where="the sentence", remedy="keep one of the two",
                )  # fmt: skip
            _fits(side, metres, node.span.text)
            given[side] = (metres, node.span.text)
            room[side] = metres
        taken[node.index] = (f"dimensions.{'/'.join(sides)}", ", ".join(f"{k} {v:g} m" for k, v in sides.items()))
    if room["width"] > room["length"] and len({"width", "length"} & given.keys()) == 2:
        room["width"], room["length"] = room["length"], room["width"]
    return {f"dimensions.{side}" for side in given}


def _fits(side: str, metres: float, text: str) -> None:
    least, most = (1.2, 120.0) if side == "height" else (0.8, 300.0)
    if not least <= metres <= most:
        raise BadInput(
            f"`{text}`: a room's {side} of {metres:g} m cannot be built", where="the sentence",
            remedy=f"give {least:g} to {most:g} m",
        )  # fmt: skip


def resized(draft: dict[str, Any], nodes: list[Node], side: str) -> bool:
    """Make the room larger or smaller by comparatives (`higher`, `less wide`); whether one was there."""
    done = False
    room = draft["dimensions"]
    for node in nodes:
        if not node.degree or node.id not in _SIDES:
            continue
        grows = (node.id not in _SMALLER) == (node.degree > 0)
        for name in (side,) if side else _SIDES[node.id]:
            least, most = (1.2, 120.0) if name == "height" else (0.8, 300.0)
            room[name] = round(min(max(room[name] * (LARGER if grows else 1 / LARGER), least), most), 2)
        done = True
    return done
