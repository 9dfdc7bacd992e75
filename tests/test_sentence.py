"""A sentence is read whole: every word is accounted for once, numbers and measures are right, nonsense is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput
from coulisse.models.sentence_meaning import vectors
from coulisse.recipes.brief_words import costume_words, set_words
from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.brief_words.dates import date
from coulisse.recipes.brief_words.lexicon import lexicon
from coulisse.recipes.brief_words.meaning import meaning_of
from coulisse.recipes.brief_words.numbers import number
from coulisse.recipes.brief_words.sentence import read
from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.brief_words.spelling import distance
from coulisse.recipes.brief_words.tokens import key, tokens
from coulisse.recipes.brief_words.understanding import Understanding
from coulisse.recipes.brief_words.units import measure
from coulisse.recipes.brief_words.vocabulary import function_words, vocabulary

SET = lexicon(set_words.KINDS)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twelve", 12), ("en", "two hundred and five", 205), ("en", "seventy-two", 72), ("en", "a dozen", 12),
        ("en", "half a dozen", 6), ("en", "a pair of", 2), ("en", "3.5", 3.5), ("en", "1,200", 1200),
        ("en", "one thousand two hundred", 1200), ("en", "between four and five", 4.5), ("en", "4 to 5", 4.5),
        ("en", "4-5", 4.5), ("fr", "soixante-dix-huit", 78), ("fr", "quatre-vingt-douze", 92), ("fr", "3,5", 3.5),
        ("fr", "vingt et un", 21), ("fr", "une douzaine de", 12), ("fr", "deux cent cinquante", 250),
        ("fr", "soixante et onze", 71), ("fr", "entre trois et cinq", 4), ("fr", "dix-sept", 17),
    ],
)  # fmt: skip
def test_numbers_are_read_in_digits_and_words(language: str, text: str, value: float) -> None:
    words = tokens(text)
    found = number(words, 0, language)
    assert found is not None and found.value == value and found.length == len(words)


@pytest.mark.parametrize("text", ["a table", "un salon", "une", "the", "chairs"])
def test_an_article_is_no_number(text: str) -> None:
    assert number(tokens(text), 0, "fr" if text.startswith("un") else "en") is None


@pytest.mark.parametrize(
    ("language", "text", "sizes"),
    [
        ("en", "12 by 8 metres", [("", 12), ("", 8)]), ("en", "12 x 8 m", [("", 12), ("", 8)]),
        ("en", "12x8m", [("", 12), ("", 8)]), ("en", "four metres tall", [("height", 4)]),
        ("en", "12 by 8 by 4 metres", [("", 12), ("", 8), ("height", 4)]), ("en", "height of 4 m", [("height", 4)]),
        ("en", "40 ft by 20 ft", [("", 12.192), ("", 6.096)]), ("en", "6 ft 2 in", [("", 1.8796)]),
        ("en", "6'2\" tall", [("height", 1.8796)]), ("en", "250 cm wide", [("width", 2.5)]),
        ("en", "80 square metres", [("area", 80)]), ("en", "30 m²", [("area", 30)]),
        ("en", "12 by 8", [("", 12), ("", 8)]),
        ("fr", "douze mètres sur huit", [("", 12), ("", 8)]), ("fr", "quatre mètres de haut", [("height", 4)]),
        ("fr", "haut de 4 m", [("height", 4)]), ("fr", "80 mètres carrés", [("area", 80)]),
        ("fr", "3,5 m de large", [("width", 3.5)]), ("fr", "1m80", [("", 1.8)]),
    ],
)  # fmt: skip
def test_measures_become_metres(language: str, text: str, sizes: list[tuple[str, float]]) -> None:
    words = tokens(text)
    found = measure(words, 0, language)
    assert found is not None and found.length == len(words)
    assert [(size.axis, pytest.approx(size.metres, abs=1e-3)) for size in found.sizes] == sizes


@pytest.mark.parametrize("text", ["a room 0 m high", "a hall 3 km long", "a hall 9999999999 metres long"])
def test_impossible_sizes_are_refused_with_what_was_written(text: str) -> None:
    with pytest.raises(BadInput, match="size that no set and no piece can have"):
        understand_set(text)


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("en", "1970s", (1970, 1979)), ("en", "'70s", (1970, 1979)), ("en", "seventies", (1970, 1979)),
        ("en", "late 18th century", (1765, 1799)), ("en", "eighteenth century", (1700, 1799)),
        ("en", "1912", (1912, 1912)),
        ("en", "nineteen thirties", (1930, 1939)), ("en", "50 BC", (-50, -50)), ("fr", "années 70", (1970, 1979)),
        ("fr", "années soixante-dix", (1970, 1979)), ("fr", "XVIIIe siècle", (1700, 1799)),
        ("fr", "dix-huitième siècle", (1700, 1799)), ("fr", "début du XIXe siècle", (1800, 1834)),
    ],
)  # fmt: skip
def test_dates_become_years(language: str, text: str, years: tuple[int, int]) -> None:
    words = tokens(text)
    found = date(words, 0, language)
    assert found is not None and (found.first, found.last, found.length) == (*years, len(words))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("a kitchen with two chairs", "en"), ("une cuisine avec deux chaises", "fr"), ("kitchen", "en"),
        ("cuisine", "fr"),
        ("boudoir, chaise longue, velvet", "en"), ("salon art déco, table basse", "fr"), ("dark oak", "en"),
    ],
)  # fmt: skip
def test_english_and_french_are_told_apart(text: str, language: str) -> None:
    assert read(text, SET).language == language


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ein großes Zimmer mit einem Tisch und zwei Stühlen", "German"),
        ("una habitación con una mesa y dos sillas", "Spanish"),
        ("una stanza con un tavolo e molto luce", "Italian"),
        ("комната с окном и столом", "Latin letters"),
        ("窓のある部屋", "Latin letters"),
        ("blarg frobnicate zonk wibble", "hardly a word"),
    ],
)
def test_a_third_language_is_refused_and_the_two_are_named(text: str, says: str) -> None:
    with pytest.raises(BadInput, match="English or in French") as caught:
        understand_set(text)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", "\n", "...", "!!!"])
def test_an_empty_sentence_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="empty"):
        understand_set(text)


def test_five_thousand_words_are_refused_at_once() -> None:
    start = time.perf_counter()
    with pytest.raises(BadInput, match="5000 words; at most 400"):
        understand_set("a dark room " * 1666 + "with chairs")
    assert time.perf_counter() - start < 2


def test_a_page_of_misspelled_words_is_read_in_a_moment() -> None:
    read("a room", SET)
    start = time.perf_counter()
    found = read("a kitchin with " + "concreet taable chaires ceilling " * 90, SET)
    assert time.perf_counter() - start < 5  # half a second on a quiet machine
    assert not found.of("unknown")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("kitchin", "kitchen"), ("concreet", "concrete"), ("mahogony", "mahogany"), ("chandeleir", "chandelier")],
)  # fmt: skip
def test_a_slip_of_the_pen_is_understood_and_shown(written: str, meant: str) -> None:
    _, found = understand_set(f"a dark room with {written}")
    assert found.of(written).how == f"a misspelling of {meant}"


def test_a_slip_is_a_letter_more_less_other_or_swapped() -> None:
    assert [distance("chair", other) for other in ("chair", "chairs", "hair", "choir", "chiar")] == [0, 1, 1, 1, 1]


def test_unknown_words_with_a_capital_are_names_for_the_gate() -> None:
    _, found = understand_set("a kitchen for Emma Stone with Gucci chairs")
    assert found.names == ("Emma Stone", "Gucci")
    assert "Stone" not in found.not_understood
    _, found = understand_costume("Vivienne Westwood jacket in green velvet")
    assert found.names == ("Vivienne Westwood",)


def test_what_is_not_understood_is_listed_and_nothing_is_dropped() -> None:
    _, found = understand_set("a kitchen with a frobnicator and 37 %")
    assert found.not_understood == ("frobnicator", "37", "%")
    assert "frobnicator" in found.as_yaml()


def _whole(text: str, found: Understanding) -> None:
    """Each word of a text is in exactly one record, in order, and each run of letters is in a record's text."""
    cut = tokens(text)
    places = [place for word in found.words for place in range(word.first, word.last)]
    assert places == list(range(len(cut)))
    spoken = "".join(re.findall(r"[^\W\d_]+", "".join(word.text for word in found.words)))
    assert spoken == "".join(re.findall(r"[^\W\d_]+", text))
    for word in found.words:
        assert (word.what == "understood") == bool(word.field)


_PHRASES = {
    language: sorted({phrase for _, entry in vocabulary().all() for phrase in getattr(entry, language)})
    for language in ("en", "fr")
}
_JOINING = {
    language: sorted({w for g in function_words() if g.language == language for w in g.words})
    for language in ("en", "fr")
}
_NOISE = [
    "frobnicator",
    "Zorblax",
    "qwzx",
    "37",
    "4 m",
    "12 by 8 metres",
    "%",
    "the the",
    "😀",
    "1970s",
    "XVIIIe siècle",
    "-",
]


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    language = draw(st.sampled_from(["en", "fr"]))
    piece = st.one_of(
        st.sampled_from(_PHRASES[language]), st.sampled_from(_PHRASES[language]), st.sampled_from(_JOINING[language]),
        st.sampled_from(_NOISE),
    )  # fmt: skip
    pieces = draw(st.lists(piece, min_size=1, max_size=14))
    signs = draw(st.lists(st.sampled_from([" ", " ", " ", ", ", "; ", ". ", ": ", "-"]), min_size=14, max_size=14))
    return "".join(word + sign for word, sign in zip(pieces, signs, strict=False))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_sentences())
def test_every_word_of_any_sentence_is_accounted_for_once(text: str) -> None:
    for understand in (understand_set, understand_costume):
        try:
            _, found = understand(text)
        except BadInput:
            continue
        _whole(text, found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_plain_words(text: str) -> None:
    for understand in (understand_set, understand_costume):
        try:
            _, found = understand(text)
        except BadInput:
            continue
        assert [p for word in found.words for p in range(word.first, word.last)] == list(range(len(tokens(text))))


def test_accents_and_case_do_not_matter() -> None:
    assert key("Œil ÉCAILLÉ") == "oeil ecaille"
    one, _ = understand_set("une salle a manger en beton, TABLE ronde")
    assert one.room == "dining_room" and one.furniture[0].traits == ["round"]
    assert lexicon(costume_words.KINDS).role("avec", "fr") == "with"


def test_words_near_in_meaning_are_found_and_shown_as_a_guess() -> None:
    near = meaning_of(set_words.KINDS)
    if near is None:
        pytest.skip("the weights sentence_meaning are not on this machine")
    brief, found = understand_set("a physician's kitchen with a democracy", near)
    assert brief.owner == ["doctor"]
    assert "near in meaning to doctor" in found.of("physician").how
    assert found.not_understood == ("democracy",)


def test_nearness_in_meaning_is_what_its_makers_publish() -> None:
    if meaning_of(set_words.KINDS) is None:
        pytest.skip("the weights sentence_meaning are not on this machine")
    texts = ["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"]
    one, *others = vectors(texts)
    assert [round(float(one @ other), 3) for other in others] == [0.695, 0.943, 0.257]
