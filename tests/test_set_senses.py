"""A word of several meanings is read as the room asks, and a place outside has no roof."""

from __future__ import annotations

from typing import Any

import pytest

from coulisse.recipes.brief_words.set_reading import edit_set, understand_set
from coulisse.recipes.brief_words.vocabulary import senses, vocabulary
from coulisse.recipes.set_plan import plan_set

MEANT = [
    ("une régie de télévision, huit pupitres", "control_desk", 8),
    ("une salle de classe, vingt pupitres", "school_desk", 20),
    ("a spaceship control room, two consoles", "control_desk", 2),
    ("an entrance hall with a console", "console_table", 1),
    ("a chapel with ten benches", "pew", 10),
    ("a garden with two benches", "bench", 2),
    ("a teahouse with two screens", "screen", 2),
    ("a submarine with three screens", "monitor", 3),
    ("un cinéma, un écran", "projection_screen", 1),
    ("a classroom with twelve desks", "school_desk", 12),
    ("a classroom with a desk", "desk", 1),
    ("a study with a desk", "desk", 1),
    ("une salle de classe avec un tableau", "blackboard", 1),
    ("un salon avec un tableau", "painting", 1),
    ("une chambre avec un poste sur la table", "radio", 1),
    ("un bar avec un comptoir", "bar_counter", 1),
    ("une cuisine avec un comptoir", "kitchen_counter", 1),
    ("a hospital ward with six beds", "hospital_bed", 6),
]


@pytest.mark.parametrize(("text", "piece", "count"), MEANT, ids=[text for text, *_ in MEANT])
def test_a_word_means_what_it_means_in_that_room(text: str, piece: str, count: int) -> None:
    brief, found = understand_set(text)
    there = {one.what: one.count for one in (*brief.furniture, *brief.props)}
    assert there.get(piece) == count, there
    assert not found.not_understood


def test_a_change_reads_words_by_the_room_that_is_there() -> None:
    brief, _ = understand_set("a broadcast control room, four consoles")
    changed, _ = edit_set(brief, "replace the consoles by two screens")
    assert {one.what for one in changed.furniture} == {"monitor"}


def test_every_sense_names_what_the_vocabulary_has() -> None:
    entries: Any = vocabulary().entries
    places = {*entries["room"], *(room.class_ for room in entries["room"].values())}
    for sense in senses():
        kind, _, name = sense.id.partition("/")
        assert name in entries[kind], sense.id
        assert set(sense.rooms) <= places, (sense.id, set(sense.rooms) - places)


@pytest.mark.parametrize(
    "text",
    ["a cloister courtyard with arches", "a walled garden", "a narrow street at night", "une cour intérieure, voûtes",
     "a roofless ruined chapel", "a rooftop terrace with beams"],
)  # fmt: skip
def test_a_place_under_the_sky_has_no_ceiling_no_vault_and_no_beams(text: str) -> None:
    brief, _ = understand_set(text)
    assert brief.view == "exterior" and brief.dimensions.height == 0
    assert not any(use.where == "ceiling" for use in brief.materials)
    for option in plan_set(brief, 5).options:
        assert option.room.vault is None and not option.room.beams, option.design
