"""Promises: what a production designer says of a room in passing - white, empty, a door at the back, sixty seats, a
butcher's - is what the room becomes.
"""

from __future__ import annotations

from functools import cache

import pytest

from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_plan import plan_set
from coulisse.recipes.set_scene import BuiltSet, built
from coulisse.scene.relations import wall_of
from coulisse.scene.room import INWARDS


def brief_of(sentence: str) -> SetBrief:
    return understand_set(sentence)[0]


@cache
def staged(sentence: str, option: int = 0) -> BuiltSet:
    """One option, with nothing proposed on top."""
    brief = brief_of(sentence)
    return built(brief, plan_set(brief, 4, 0, only=option).options[0], option)


GALLERY = "an empty white gallery, one large red painting on the back wall, polished concrete floor, skylight"


def test_a_white_gallery_is_smooth_white_and_bright() -> None:
    made = staged(GALLERY)
    wall = made.staged.looks[next(p for p in made.staged.placed if p.name.startswith("wall")).looks["wall"]]
    assert wall.recipe == "plaster" and min(wall.colour) > 0.8 and wall.wear <= 0.1
    assert made.staged.exposure > staged("an empty black gallery, skylight").staged.exposure + 0.5
    assert 5000 < made.staged.white_balance < 6500


def test_an_empty_room_has_no_columns_that_nobody_asked_for() -> None:
    assert not any(staged(GALLERY, k).layout.room.columns for k in range(4))
    assert staged("an empty warehouse with columns").layout.room.columns


def test_daylight_through_the_roof_asks_for_no_windows() -> None:
    assert brief_of(GALLERY).light.sources == ["daylight"] and not staged(GALLERY).layout.room.windows


def test_a_painting_is_of_the_colour_and_size_that_were_said() -> None:
    made = staged(GALLERY)
    at = next(p for p in made.staged.placed if p.name.startswith("painting"))
    r, g, b = made.staged.looks[at.looks["picture"]].colour
    assert r > 4 * max(g, b)
    piece = next(p for p in made.layout.pieces if p.name == "painting")
    assert piece.width >= 1.9 and piece.height >= 1.5 and piece.depth < 0.1


def side_of(made: BuiltSet, wall: str) -> str:
    """Which side a wall is for one who looks in from the front."""
    room = made.layout.room
    return next(s for s in ("left", "right", "back", "front") if wall_of(room, f"{s}_wall") == (wall,))


PLACED = {
    "a kitchen with a small window on the left and a door at the back": {"window": ["left"], "door": ["back"]},
    "une salle de classe, trois fenêtres à gauche, une porte au fond": {"window": ["left"] * 3, "door": ["back"]},
    "a study, two tall windows on the right, a door on the left": {"window": ["right"] * 2, "door": ["left"]},
    "au fond, une porte; une cave avec un bureau contre le mur de gauche": {"door": ["back"]},
}


@pytest.mark.parametrize("sentence", PLACED)
@pytest.mark.parametrize("option", [0, 1, 3])
def test_doors_and_windows_are_where_they_were_said_to_be(sentence: str, option: int) -> None:
    made = staged(sentence, option)
    for kind, sides in PLACED[sentence].items():
        openings = made.layout.room.doors if kind == "door" else made.layout.room.windows
        assert [side_of(made, o.wall) for o in openings] == sides
    assert not [m for m in made.layout.missing if m.name in ("door", "window")]


def test_words_of_a_place_of_an_opening_are_understood() -> None:
    for sentence in PLACED:
        account = understand_set(sentence)[1]
        assert not account.not_understood, sentence


def test_what_hangs_on_a_wall_has_its_back_to_it() -> None:
    for option in range(4):
        made = staged(GALLERY, option)
        piece = next(p for p in made.layout.pieces if p.name == "painting")
        (wall,) = wall_of(made.layout.room, "back_wall")
        assert piece.facing % 360 == INWARDS[wall]
