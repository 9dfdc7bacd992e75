"""What is proposed fills a room and belongs there; nothing is proposed where a set is to be bare."""

from __future__ import annotations

import pytest

from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_dressing import dressed
from coulisse.recipes.set_open_air import wall_height, walled
from coulisse.recipes.set_plan import plan_set, wanted_pieces
from coulisse.recipes.set_proposals import LAMPS, ROWS, SMALL, WALLS

FEW = [
    "a living room with a sofa", "a banker's bedroom, 1905, a bed", "un cabinet de médecin, 1950, un bureau",
    "a dining room with a table", "an office with a desk", "a captain's cabin with a desk", "a classroom",
]  # fmt: skip


@pytest.mark.parametrize("text", FEW)
def test_a_room_that_names_few_pieces_is_dressed_on_walls_floor_and_tables(text: str) -> None:
    brief, _ = understand_set(text)
    for option in range(4):
        fuller = dressed(brief, option)
        roles = [w.role for w in wanted_pieces(fuller.brief, [])]
        assert len(fuller.proposed) >= 5, (option, fuller.line)
        assert "hung" in roles and {"top", "corner", "free"} & {*roles}


@pytest.mark.parametrize("text", ["an empty living room", "a bare office with a desk", "une pièce vide, une chaise"])
def test_what_is_to_be_bare_stays_bare(text: str) -> None:
    brief, _ = understand_set(text)
    lamps = {n for n, e in vocabulary().entries["furniture"].items() if e.class_ == "lamp"}  # type: ignore[attr-defined]
    for option in range(4):
        assert {*dressed(brief, option).proposed} <= lamps


def test_what_is_proposed_is_in_the_vocabulary() -> None:
    known = {n for kind in ("furniture", "prop", "architecture") for n in vocabulary().entries[kind]}
    rows = [row for four in ROWS.values() for row in four]
    named = {name for row in (*rows, *WALLS.values(), *SMALL.values(), *LAMPS.values()) for name in row.split()}
    assert not named - known


def test_what_was_asked_for_finds_its_place_before_what_is_proposed() -> None:
    brief, _ = understand_set("a poor worker's kitchen, 1930, one table, two chairs")
    fuller = dressed(brief, 0)
    (option,) = plan_set(fuller.brief, 1, only=0, extra=frozenset(fuller.proposed)).options
    table = next(p for p in option.pieces if p.name == "table")
    assert sum(p.group == table.group and p.role == "chair" for p in option.pieces) == 2


def test_a_corridor_of_a_space_station_is_no_hallway() -> None:
    brief, _ = understand_set("a space station corridor")
    assert not {"painting", "umbrella", "mirror"} & {name for o in range(4) for name in dressed(brief, o).proposed}


@pytest.mark.parametrize(("text", "high"), [("a garden", 2.45), ("a rooftop terrace", 1.1), ("a narrow street", 8.6)])
def test_walls_under_the_sky_are_as_high_as_such_walls_are(text: str, high: float) -> None:
    brief, _ = understand_set(text)
    (option,) = plan_set(brief, 1).options
    built = walled(option, brief).room
    assert built.height == wall_height(brief) == high
    assert all(o.sill + o.height < high for o in built.openings)
    assert bool(built.windows) == (high > 3)
