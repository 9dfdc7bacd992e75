"""Promises of name screening: disguised names are found where they stand, ordinary words are left alone."""

# ruff: noqa: E501 - lists of words and texts read better on long lines

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.consent.names import Known, NameScreen, read_protected
from coulisse.consent.names_ordinary import is_distinctive, is_ordinary
from coulisse.consent.names_patterns import name_words
from coulisse.consent.names_sounds import spoken
from coulisse.errors import BadInput

PEOPLE = [
    Known("fox", ("Barnaby Quillfox",), ("Barney Quillfox", "Quilly"), (("Captain Ironveil", "The Glass Meridian"),)),
    Known("stone", ("Emmeline Stone",)),
    Known("field", ("Summer Field",), (), (("The Lamplighter", "Le Chant du Phare"),)),
    Known("bean", ("Sean Bellbean",)),
    Known("zen", ("Zendrali",)),
    Known("black", ("Jack Black-Marble", "Jack Black")),
    Known("zhang", ("Zhang Weilong",)),
    Known("kim", ("Kim Min-jun",)),
    Known("petr", ("Иван Белоградов",)),
    Known("luc", ("Jean-Luc d'Aubrelle",)),
    Known("hardy", ("Tobias Hardy",)),
]
SCREEN = NameScreen(PEOPLE)


def _ids(text: str) -> set[str]:
    return {finding.id for finding in SCREEN.find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Tobias Hardy", "a portrait of tobias hardy", "TOBIAS HARDY", "tobias_hardy.mov", "tobias-hardy", "TobiasHardy", "tobiashardy_v003.exr",
        "T o b i a s  H a r d y", "t.o.b.i.a.s h.a.r.d.y", "T*o*b*i*a*s*H*a*r*d*y", "T0b14s H4rdy", "Тоbіаs Наrdу", "Τοbιαs Ηαrdy", "Ｔｏｂｉａｓ Ｈａｒｄｙ",
        "𝕋𝕠𝕓𝕚𝕒𝕤 ℍ𝕒𝕣𝕕𝕪", "Ⓣⓞⓑⓘⓐⓢ Ⓗⓐⓡⓓⓨ", "🅃🄾🄱🄸🄰🅂 🄷🄰🅁🄳🅈", "🆃🅾🅱🅸🅰🆂 🅷🅰🆁🅳🆈", "Tóbìàs Hârdÿ", "T̷o̷b̴i̶a̸s̷ H̵a̵r̶d̷y̸", "To\u200bbi\u2060as Ha\u00adrdy",
        "\u202eTobias\u202c Hardy", "Tobias\u200bHardy", "Tobias\nHardy", "Tobias 🎬 Hardy", "Tobias🎬Hardy", "To bias Har dy", "Tobias&nbsp;Hardy", "&#84;obias H&#x61;rdy",
        "Tobias%20Hardy", "%54obias%2520Hardy", "#TobiasHardyFan", "Tobias Hardy's face", "Tobias Hardys", "T. Hardy", "T Hardy", "Hardy, T.", "Hardy, Tobias",
        "Tobbias Hardy", "Tobas Hardy", "Tobais Hardy", "Tobias Hardie", "Tobias Haardy", "Tobias J. Hardy", "Тобиас Харди", "Τομπίας Χάρντι", "トビアス・ハーディ", "토비아스 하디",
        "un portrait de Tobias Hardy sous la pluie", "le visage de Tobias Hardy",
    ],
)  # fmt: skip
def test_a_disguised_name_is_found(text: str) -> None:
    assert "hardy" in _ids(text)


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Shawn Bellbean", "bean"), ("Shaun Belbean", "bean"), ("zendralli at the window", "zen"), ("Z3ndr4l1", "zen"), ("quilly", "fox"), ("张伟龙走在街上", "zhang"), ("김민준", "kim"),
        ("Minjun Kim", "kim"), ("Ivan Belogradov", "petr"), ("Jean Luc d’Aubrelle", "luc"), ("jeanluc daubrelle", "luc"), ("Captain Ironveil in the fog", "fox"),
        ("the actor who played Captain Ironveil", "fox"), ("l'acteur qui jouait le capitaine, Captain Ironveil", "fox"), ("the star of The Glass Meridian", "fox"),
        ("the actress who played the Lamplighter in Le Chant du Phare", "field"), ("l'actrice qui jouait the Lamplighter", "field"), ("a portrait of Summer Field", "field"),
        ("summer_field_v002.exr", "field"), ("starring summer field", "field"), ("Sumer F1eld", "field"), ("Quillfox at the window", "fox"),
    ],
)  # fmt: skip
def test_each_way_to_mean_a_person_is_found(text: str, whom: str) -> None:
    assert whom in _ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "a summer field at dusk", "the summer field by the stone wall", "a cranberry stone wall", "a black jack on the table", "a hardy plant in a pot", "TH", "T.H.",
        "Emmeline's stone wall", "a stone wall", "A Stone wall in the rain", "bell and bean stew", "jack pine, black bark", "in Summer, field after field", "sq010_sh0020_plate_v003.exr",
        "1970s dinner jacket, burgundy velvet", "sha256: 4f0a9c3e77b1", "le champ d'été", "l'étoile sur la pierre", "EXT. SUMMER FIELD - DAY", "Summer. Field of wheat.", "a crowd of extras in black",
        "the man who played cards with a lamplighter's lamp" [:24], "camera: {fov: 35.0, seed: 7}",
    ],
)  # fmt: skip
def test_an_ordinary_scene_raises_no_alarm(text: str) -> None:
    assert SCREEN.find(text) == []


def test_a_finding_says_where_in_the_original_text_and_how() -> None:
    text = "first: &#84;оbiаs\u200b  H4rdy's face"
    (finding,) = SCREEN.find(text)
    assert text[finding.start : finding.end].startswith("&#84;") and text[finding.start : finding.end].endswith("'s")
    assert "look-alike letters" in finding.how
    assert SCREEN.find("Tobias Hardy")[0].how == "exact"
    assert "misspelled" in SCREEN.find("Tobbias Hardy")[0].how
    assert "by character" in SCREEN.find("Captain Ironveil")[0].how


_DISGUISES: list[Callable[[str], str]] = [
    str.lower, str.upper, lambda n: n.replace("a", "а").replace("o", "о"), lambda n: "\u200b".join(n), lambda n: n.replace("a", "á"),
    lambda n: n.replace("e", "3"), lambda n: n.replace(" ", "_"), lambda n: n.replace(" ", "\n"), lambda n: n.replace("r", "r\u0336"),
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["Tobias Hardy", "Emmeline Stone", "Barnaby Quillfox", "Sean Bellbean", "Zhang Weilong"]),
    st.lists(st.sampled_from(_DISGUISES), max_size=4),
)
def test_a_name_stays_found_under_any_stack_of_disguises(name: str, stack: list[Callable[[str], str]]) -> None:
    whom = _ids(name)
    for disguise in stack:
        name = disguise(name)
    assert whom <= _ids(f"a portrait of {name}, wide shot")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_search_and_places_lie_within_it(text: str) -> None:
    for finding in SCREEN.find(text + " Tobias Hardy " + text):
        assert 0 <= finding.start < finding.end <= 2 * len(text) + 14
        assert finding.how and finding.id


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    words, foreign = name_words(text)
    if not foreign:
        for word in words:
            again, _ = name_words(word[0])
            assert not again or again[0][0] == word[0]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_doubling_a_letter_does_not_change_how_a_word_sounds_for_long(word: str) -> None:
    assert isinstance(spoken(word), str)


def test_nothing_raises_for_hostile_text() -> None:
    for text in (
        "\ud800Tobias\udfff Hardy",
        "\x00",
        "&" * 5000,
        "%ff%fe" * 500,
        "&#99999999;",
        "\\uFFFFFFFF",
        "<b>" * 900,
        "'" * 999,
        "1" * 5000,
    ):
        SCREEN.find(text)


@pytest.mark.parametrize(
    "text", ["a" + "\u0301" * 300_000, "T o b " * 30_000, "a" * 300_000, "%25" * 100_000, "сom" * 60_000]
)
def test_hostile_length_takes_time_in_proportion(text: str) -> None:
    begun = time.perf_counter()
    SCREEN.find(text)
    assert time.perf_counter() - begun < 20


def test_a_name_is_found_at_the_end_of_a_long_text_and_behind_a_wall_of_marks() -> None:
    long = "a wall of stone in the rain. " * 20_000
    assert "hardy" in _ids(long + "Tobias Hardy")
    assert "hardy" in _ids("T" + "\u0301" * 5000 + "obias" + "\u200b" * 5000 + " Hardy")
    assert "hardy" in _ids("x/" * 3000 + "tobias_hardy" + "/x" * 3000)


def test_ten_thousand_people_are_indexed_and_asked_quickly() -> None:
    sounds = ["ba", "do", "ki", "lu", "me", "no", "ra", "si", "to", "ve"]
    people = [
        Known(
            str(k),
            (f"{''.join(sounds[int(d)] for d in f'{k:04d}')} {''.join(sounds[int(d)] for d in f'{9999 - k:04d}')}",),
        )
        for k in range(10_000)
    ]
    begun = time.perf_counter()
    screen = NameScreen(people)
    assert time.perf_counter() - begun < 20
    begun = time.perf_counter()
    found = screen.find("a portrait of dokilume tosirano in the rain by the stone wall")
    assert time.perf_counter() - begun < 2
    assert found


def test_ordinary_and_distinctive_words() -> None:
    assert is_ordinary("stones") and is_ordinary("pierre") and is_ordinary("ete")
    assert not is_ordinary("quillfox")
    assert is_distinctive("belogradov")
    assert not is_distinctive("sandstone") and not is_distinctive("smith") and not is_distinctive("fox")


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_protected_list_is_read_from_csv_yaml_and_json(tmp_path: Path) -> None:
    expected = [
        Known("", ("Ada Vantrask",), ("Addie", "Ada V."), (("Nyx", "Night Ferry"), ("Ember", ""))),
        Known("", ("Ole Strandvik",), (), ()),
    ]
    csv = "name;aliases;characters\nAda Vantrask;Addie|Ada V.;Nyx (Night Ferry)|Ember\n\nOle Strandvik;;\n"
    yaml = (
        "- name: Ada Vantrask\n  aliases: [Addie, Ada V.]\n  characters: [Nyx (Night Ferry), Ember]\n- Ole Strandvik\n"
    )
    data = '[{"name": "Ada Vantrask", "aliases": ["Addie", "Ada V."], "characters": [{"character": "Nyx", "work": "Night Ferry"}, "Ember"]}, "Ole Strandvik"]'
    assert read_protected(_write(tmp_path, "a.csv", csv)) == expected
    assert read_protected(_write(tmp_path, "a.yaml", yaml)) == expected
    assert read_protected(_write(tmp_path, "a.json", data)) == expected
    assert read_protected(_write(tmp_path, "b.csv", "id,name\nx-1,Ada Vantrask\n"))[0].id == "x-1"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.csv", "name;aliases\nAda;a;b;c\n", ":2"), ("b.csv", "nom;alias\nAda;a\n", ":1"), ("c.csv", "name;aliases\nAda;\n;x\n", ":3"), ("d.yaml", "- name: Ada\n- {nome: Bo}\n", ":2"),
        ("e.yaml", "- name: Ada\n- 12\n", ":2"), ("f.json", '["Ada",\n {]', ":2"), ("g.json", '["Ada", {"aliases": ["x"]}]', "entry 2"), ("h.csv", "name\n!!!\n", ":2"), ("i.csv", "", ""),
        ("j.docx", "Ada", ""), ("k.yaml", "name: Ada\n", ""), ("l.csv", 'name\n"Ada\n', ""), ("m.csv", "id;name\nx;Ada\nx;Bo\n", ""),
    ],
)  # fmt: skip
def test_a_broken_list_is_refused_with_its_line(tmp_path: Path, name: str, text: str, line: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_protected(_write(tmp_path, name, text))
    assert line in refused.value.where
    assert refused.value.remedy


def test_a_missing_or_unreadable_list_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadInput):
            read_protected(path)
    (tmp_path / "x.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(BadInput, match="UTF-8"):
        read_protected(tmp_path / "x.csv")
