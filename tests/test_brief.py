"""Promises of the brief: one model makes everything, and every mistake is named with its line."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from coulisse.cli import BRIEFS
from coulisse.errors import BadInput
from coulisse.recipes import brief as briefs
from coulisse.recipes import brief_docs
from coulisse.recipes.brief import BriefError
from coulisse.recipes.collapse_brief import CollapseBrief

DOCS = Path(__file__).parent.parent / "docs"


def load(tmp_path: Path, text: str | bytes, **options: str) -> CollapseBrief:
    path = tmp_path / "collapse.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return briefs.load(path, CollapseBrief, {name.replace("__", "."): value for name, value in options.items()})


def mistakes(tmp_path: Path, text: str | bytes, **options: str) -> list[str]:
    """The mistakes without the folder: "collapse.yaml:12: failure.mode: ... what to do: ..."."""
    with pytest.raises(BriefError) as caught:
        load(tmp_path, text, **options)
    assert caught.value.exit_status == 2
    found = [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]
    assert str(caught.value).replace(f"{tmp_path}/", "") == "\n".join(found)
    assert all("what to do: " in text for text in found)
    return found


def test_an_empty_brief_is_all_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, "") == load(tmp_path, "# nothing yet\n") == CollapseBrief()


def test_the_printed_example_loads_to_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, brief_docs.example(CollapseBrief)) == CollapseBrief()


@pytest.mark.parametrize("name", list(BRIEFS))
def test_the_reference_page_is_up_to_date(name: str) -> None:
    committed = (DOCS / f"brief-{name}.md").read_text("utf-8")
    assert committed == brief_docs.reference(*BRIEFS[name]), "run: make docs"


@pytest.mark.parametrize("name", list(BRIEFS))
def test_every_field_explains_itself(name: str) -> None:
    options = brief_docs.options(BRIEFS[name][0])
    assert len({option.flag for option in options}) == len(options)
    assert all(option.help and option.wants for option in options)


def test_every_field_is_an_option() -> None:
    options = brief_docs.options(CollapseBrief)
    flags = {option.flag for option in options}
    assert {"--failure.mode", "--building.depth", "--dust.amount", "--frames", "--sun", "--sun.azimuth"} <= flags


def test_an_option_wins_over_the_file(tmp_path: Path) -> None:
    brief = load(
        tmp_path, "failure: {mode: topple, start: 0.25}\nsun: auto\n",
        failure__mode="pancake", building__facade__corners="[[1, 2], [30, 2], [30, 40], [1, 40]]",
        sun__azimuth="10", sun__elevation="30.5",
    )  # fmt: skip
    assert (brief.failure.mode, brief.failure.start) == ("pancake", 0.25)
    assert brief.building.facade.corners[2] == (30.0, 40.0)
    assert brief.sun != "auto" and brief.sun.elevation == 30.5


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("failure:\n  mode: toople\n", 2, "failure.mode: `toople` is none of its choices; did you mean `topple`?"),
        ("failure:\n  moed: topple\n", 2, "failure.moed: unknown key; did you mean `mode`?"),
        ("seed: 1\ndepth: 3\n", 2, "depth: unknown key here; did you mean `building.depth`?"),
        ("building:\n  depth: 12 m\n", 2, "`12 m` is a text; a plain number in metres, without a unit, is wanted"),
        ("building:\n  depth: 12ft\n", 2, "plain number in metres"),
        ("wind:\n  towards: 45 deg\n", 2, "plain number in degrees"),
        ("\n\nfailure: {start: 0.5s}\n", 3, "plain number in seconds"),
        ("building:\n  depth: '12'\n", 2, "building.depth: is the text `12`, which does not fit"),
        ("building:\n  depth: -4\n", 2, "building.depth: `-4` is out of range"),
        ("frames: 12.5\n", 1, "give a whole number, at least 2, at most 2000"),
        ("frames: true\n", 1, "frames: is `true`"),
        ("frames: 1" + "0" * 30 + "\n", 1, "frames: "),
        ("dust:\n  amount: .nan\n", 2, "dust.amount: `nan` is not a finite number"),
        ("dust:\n  amount: .inf\n", 2, "dust.amount:"),
        ("dust:\n  amount:\n", 2, "dust.amount: has no value"),
        ("dust: 3\n", 1, "dust: is `3`, which does not fit"),
        ("sun: noon\n", 1, "give `auto` or a part with the keys azimuth, elevation"),
        ("sun:\n  azimuth: 3\n", 1, "sun.elevation: is missing"),
        ("size: [640]\n", 1, "size"),
        ("building:\n  facade:\n    corners: [[1, 2], [3, 4], [5, 6]]\n", 3, "has 3 entries"),
        ("foreground:\n- - [1, 2]\n  - [3, x]\n  - [4, 5]\n", 3, "foreground[0][1][1]: is the text `x`"),
        ("seed: 1\nseed: 2\n", 2, "seed: stands twice (first on line 1)"),
        ("failure:\n  from_bay: 3\n  mode: partial\n", 3, "failure.from_bay < failure.to_bay"),
        ("frames: 24\nfailure:\n  start: 20\n", 3, "lies after the end of the shot"),
        ("building:\n  windows: {left: 0.8, right: 0.2}\n", 2, "left < right"),
        ("clean_plate: nothing.png\n", 1, "there is no file"),
        ("- mode: topple\n", 1, "holds a list where a brief has keys and values"),
        ("just words\n", 1, "holds the value `just words`"),
        ("seed: !!python/name:os.system 1\n", 1, "is not used in briefs"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_field(tmp_path: Path, text: str, line: int, says: str) -> None:
    found = mistakes(tmp_path, text)
    assert says in found[0], found
    assert found[0].startswith(f"collapse.yaml:{line}: "), found


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "failure:\n  mode: toople\n  start: 0.5s\nbuilding:\n  depth: 1\nsed: 1\nframes: x\n"
    found = mistakes(tmp_path, text, fps="fast")
    assert [problem.split(": ")[0] for problem in found] == [
        "collapse.yaml:2", "collapse.yaml:3", "collapse.yaml:5", "collapse.yaml:6", "collapse.yaml:7", "--fps",
    ]  # fmt: skip


def test_a_mistaken_option_is_named_by_its_flag(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "", failure__mode="x")[0].startswith("--failure.mode: ")
    assert mistakes(tmp_path, "", sun__azimuth="3")[0].startswith("--sun.azimuth: sun.elevation: is missing")
    assert mistakes(tmp_path, "", failure__mode="partial")[0].startswith("--failure.mode: ")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\xff", "is not UTF-8 text"),
        (b"seed: 1\n\x00\x01", "collapse.yaml:2: has a character that no YAML text may hold"),
        (b"a: [1, 2\nb: 3\n", "this is not YAML"),
        (b"building:\n\tdepth: 3\n", "collapse.yaml:2: this is not YAML"),
        (b"seed: 1\n---\nseed: 2\n", "another document"),
        (b"a: &x [1]\nb: *x\n", "collapse.yaml:1: anchors and aliases"),
        (b"[" * 5000, "nested too deeply"),
        (b"? [a]\n: 3\n", "a key must be a word"),
        (b"# " + b"x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_what_is_no_brief_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        load(tmp_path, content)
    assert says in str(caught.value)
    assert "what to do" in str(caught.value)


def test_a_yaml_bomb_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    begun = time.monotonic()
    with pytest.raises(BadInput, match="anchors and aliases"):
        load(tmp_path, bomb)
    assert time.monotonic() - begun < 5


def test_a_brief_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        briefs.load(tmp_path / "no.yaml", CollapseBrief)
    with pytest.raises(BadInput, match="a folder"):
        briefs.load(tmp_path, CollapseBrief)


def test_a_file_named_in_a_brief_is_found_beside_it(tmp_path: Path) -> None:
    (tmp_path / "clean.png").write_bytes(b"x")
    brief = load(tmp_path, "clean_plate: clean.png\n")
    assert brief.clean_plate == str(tmp_path / "clean.png")
    assert briefs.files(brief) == [tmp_path / "clean.png"]


def test_a_windows_text_file_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbfseed: 7\r\nframes: 48\r\n").seed == 7


numbers = st.floats(0.1, 2.9, allow_nan=False)
pixels = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))


@settings(max_examples=60, deadline=None)
@given(
    corners=st.just("auto") | st.lists(pixels, min_size=4, max_size=4),
    amount=st.floats(0, 5),
    foreground=st.lists(st.lists(pixels, min_size=3, max_size=5), max_size=3),
    charges=st.lists(st.builds(lambda b, t: {"bay": b, "time": t}, numbers, numbers), max_size=3),
    sun=st.just("auto") | st.fixed_dictionaries({"azimuth": st.floats(-180, 180), "elevation": st.floats(2, 90)}),
    seed=st.integers(0, 2**31 - 1),
)  # fmt: skip
def test_a_brief_as_run_loads_to_itself(
    tmp_path_factory: pytest.TempPathFactory, corners: object, amount: float, foreground: object,
    charges: object, sun: object, seed: int,
) -> None:  # fmt: skip
    brief = CollapseBrief.model_validate(
        {
            "building": {"facade": {"corners": corners}},
            "dust": {"amount": amount},
            "foreground": foreground,
            "failure": {"mode": "implosion", "charges": charges},
            "sun": sun,
            "seed": seed,
        }
    )
    again = load(tmp_path_factory.getbasetemp(), brief_docs.dump(brief))
    assert again == brief
    assert briefs.digest(again) == briefs.digest(brief)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80) | st.binary(max_size=80))
def test_no_text_makes_the_loader_fall_over(tmp_path_factory: pytest.TempPathFactory, text: str | bytes) -> None:
    try:
        load(tmp_path_factory.getbasetemp(), text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    except BadInput as error:
        assert "what to do" in str(error)


def test_no_damage_to_the_example_makes_the_loader_fall_over(tmp_path: Path) -> None:
    example = brief_docs.example(CollapseBrief)
    example = "\n".join(line for line in example.splitlines() if not line.strip().startswith("#"))
    rng = random.Random(1)
    for _ in range(150):
        text = list(example)
        for _ in range(rng.randint(1, 4)):
            text[rng.randrange(len(text))] = rng.choice("\n :-[]{}#&*!|>'\"%@`0aé")
        try:
            load(tmp_path, "".join(text))
        except BadInput as error:
            assert "what to do" in str(error)


def test_a_brief_made_in_code_is_checked_too() -> None:
    with pytest.raises(ValidationError):
        CollapseBrief.model_validate({"frames": 0})
