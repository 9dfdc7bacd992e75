"""Promises of a set's plan: pieces at true size, tables for their people, options that differ, nothing dropped."""

from __future__ import annotations

import pytest

from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Element, SetBrief
from coulisse.recipes.set_brief import Piece as Asked
from coulisse.recipes.set_plan import SetPlan, plan_set, wanted_pieces

SENTENCES = {
    "bunker": "a billionaire's bunker: dining hall in raw concrete and brass, low warm light, 12 by 8 metres, "
    "4 metres high, long table for ten",
    "poor": "a poor bedroom, 3 by 3.5 metres, iron bed, a chair, a small table, a washbasin, one window, daylight",
    "paris": "an office in Paris, 1920, a rolltop desk, two armchairs, three bookcases, a fireplace, persian rug, "
    "two tall windows with curtains, banker's lamp, 5 by 6 metres, 3.4 metres high",
    "warehouse": "an empty warehouse, 30 by 18 metres, 7 metres high, steel beams, columns, six oil drums, "
    "roller shutter",
    "ward": "an abandoned hospital ward with peeling green paint, eight rusty iron beds, broken windows",
}


def _plan(sentence: str, options: int = 4) -> SetPlan:
    return plan_set(understand_set(SENTENCES.get(sentence, sentence))[0], options)


def test_a_long_table_for_ten_is_long_enough_for_ten() -> None:
    plan = _plan("bunker")
    table = next(w for w in plan.wanted if w.role == "table")
    assert table.size[0] >= 5 * 0.6 and any("10 people" in note for note in plan.notes)
    assert all(sum(p.role == "chair" for p in o.pieces) == 10 for o in plan.options)


@pytest.mark.parametrize("name", SENTENCES)
def test_every_piece_is_in_every_option_or_named_as_missing(name: str) -> None:
    plan = _plan(name)
    for option in plan.options:
        lacking = sum(m.name not in ("door", "window") for m in option.missing)
        assert len(option.pieces) + lacking == sum(w.count for w in plan.wanted)
        assert len(option.cameras) >= 3


@pytest.mark.parametrize("name", ["bunker", "paris", "warehouse", "ward"])
def test_rooms_of_ordinary_size_keep_every_rule(name: str) -> None:
    for option in _plan(name).options:
        assert [m.says for m in option.missing] == []
        assert [c.says for c in option.checks if not c.passed] == [], option.design


def test_a_structure_that_is_asked_for_is_in_every_option() -> None:
    assert all(o.room.columns and o.room.beams for o in _plan("warehouse").options)


def test_what_has_no_table_or_window_stands_on_the_floor_or_hangs_on_a_wall() -> None:
    crypt, garden = _plan("a crypt"), _plan("a garden")
    assert crypt.notes and not any(o.missing for o in (*crypt.options, *garden.options))
    assert min(p.base for o in crypt.options for p in o.pieces if p.name == "candelabra") == 0


def test_a_bunker_has_no_windows_and_an_office_by_daylight_has() -> None:
    assert not _plan("bunker").options[0].room.windows
    assert len(_plan("paris").options[0].room.windows) == 2


def test_every_piece_of_the_vocabulary_has_a_place_to_go() -> None:
    names = [n for kind in ("furniture", "prop") for n in vocabulary().entries[kind]]
    brief = SetBrief(furniture=[Asked(what=n) for n in names], architecture=[Element(what="fireplace")])
    wanted = wanted_pieces(brief, [])
    assert len(wanted) == len(names) + 1
    assert all(min(w.size) >= 0.001 for w in wanted)


def test_a_room_of_the_vocabulary_as_it_is_mostly_takes_its_own_pieces() -> None:
    for room in ("study", "bedroom", "living_room", "kitchen", "bathroom", "library"):
        for option in _plan(f"a {room.replace('_', ' ')}", 2).options:
            assert not option.missing, (room, option.design, [m.says for m in option.missing])


def test_a_structure_that_must_not_be_there_is_in_no_design() -> None:
    brief, _ = understand_set("a dining hall 12 by 8 metres without columns or beams, oak floor")
    rooms = [option.room for option in plan_set(brief, 5).options]
    assert not any(room.columns or room.beams for room in rooms)
    assert any(room.niches for room in rooms), "what was not denied stays"
