"""Promises of the disclosure report: it counts honestly, hides nothing, and carries no code into anybody's programs."""

from __future__ import annotations

import csv as tables
import io
import json as plain
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.provenance.credentials import Model
from coulisse.provenance.disclosure import (
    Approval,
    Bid,
    Delivered,
    Disclosure,
    Refusals,
    VersionRow,
    csv,
    html,
    json,
    times,
    total,
)  # fmt: skip

BEGUN = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
MODEL = Model("migan", "b7" * 32, "MIT", "Places2", "review")


def row(**changes: object) -> VersionRow:
    made = VersionRow(
        shot="sq010_sh0010", recipe="collapse", version=1, final=True, did="The left wing comes down.",
        models=(MODEL,), grants=("g-5d21e07a",),
        approvals=(Approval("a-19fe02c4", "supervisor", "approved", BEGUN + timedelta(hours=3)),),
        verdict="approval", rule="final-needs-approval", policy="streamer 2", screening="48 frames, 3 faces",
        delivered=(Delivered("x.mov", "C2PA"), Delivered("comp/x.1001.exr", "sidecar"), Delivered("y.png", "none")),
        status="approved", seconds=360.0, begun=BEGUN, released=BEGUN + timedelta(hours=4),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def report(*rows: VersionRow, **changes: object) -> Disclosure:
    made = Disclosure(
        "The Long Afternoon", "f-0a1b2c3d4e5f", BEGUN + timedelta(days=7), "0.2.0", "streamer 2", "9 entries, intact",
        rows, (Bid("sq010_sh0010", 10),),
        (Refusals("likeness-needs-consent", "no grant covers this", 4), Refusals("unknown-person", "look at it", 2)),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def lines(text: str) -> list[dict[str, str]]:
    return list(tables.DictReader(io.StringIO(text, newline="")))


def words(page: str) -> str:
    """The page's text as a reader sees it."""
    found: list[str] = []

    class Text(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    Text().feed(page[page.index("<body>") :])
    return " ".join(" ".join(found).split())


def test_all_three_forms_tell_of_every_use() -> None:
    page, table, data = words(html(report(row()))), lines(csv(report(row()))), plain.loads(json(report(row())))
    for said in (
        "sq010_sh0010", "The left wing comes down.", "migan", "MIT", "Places2", "g-5d21e07a", "a-19fe02c4",
        "supervisor", "final-needs-approval", "48 frames, 3 faces", "x.mov", "approved",
    ):  # fmt: skip
        assert said in page, said
        assert said in " ".join(table[0].values()), said
        assert said in plain.dumps(data), said
    assert "commercial use needs review" in page and table[0]["final"] == "final"
    assert "1 file signed for by credentials.json" in page and "y.png , not signed" in page
    assert "likeness-needs-consent" in page and "no grant covers this" in page


def test_the_bid_is_set_against_both_times_by_name() -> None:
    (one,) = times(report(row()))
    assert (one.bid_days, one.bid, one.machine, one.elapsed) == (10, 80, 0.1, 4)
    assert one.by_elapsed == pytest.approx(20) and one.by_machine == pytest.approx(800)
    page = words(html(report(row())))
    assert "By the calendar, 20.0 times: ten times faster is shown." in page
    assert "days of 8 working hours" in page and "Bid ÷ elapsed" in page and "Bid ÷ machine" in page
    (line,) = lines(csv(report(row())))
    assert (line["bid_days"], line["bid_hours"], line["bid_by_elapsed"]) == ("10", "80", "20")


def test_ten_times_faster_is_refuted_where_it_is_not_so() -> None:
    slow = report(row(released=BEGUN + timedelta(hours=20)))
    assert "4.0 times: ten times faster is refuted" in words(html(slow))
    assert "ten times faster is shown" in words(html(slow))  # by machine time alone, and named as that
    assert times(report(row(), hours_per_day=10.0))[0].bid == 100


def test_every_version_counts_and_only_a_release_that_stands_ends_a_shot() -> None:
    second = row(version=2, begun=BEGUN + timedelta(hours=5), released=BEGUN + timedelta(hours=7), status="withdrawn")
    (one,) = times(report(row(status="declined"), second))
    assert one.versions == 2 and one.machine == pytest.approx(0.2) and one.elapsed is None
    (one,) = times(report(row(status="declined"), replace(second, status="released")))
    assert one.elapsed == 7  # from the first version's beginning, declined as it was


def test_shots_without_a_bid_or_a_release_prove_nothing() -> None:
    some = report(
        row(shot="a", released=None), row(shot="b"), row(shot="c"), bids=(Bid("a", 5), Bid("b", 1), Bid("d", 3))
    )
    whole = total(times(some))
    assert whole.shot == "1 of 4 shots" and whole.bid == 8 and whole.elapsed == 4
    assert "d" in [line["shot"] for line in lines(csv(some))]
    nothing = report(row(), bids=())
    assert "is not known: no shot has both" in words(html(nothing))
    assert total(times(nothing)).by_elapsed is None


def test_an_empty_production_gives_a_proper_page() -> None:
    empty = report(bids=(), refusals=())
    page = words(html(empty))
    assert "Nothing has been made in this production yet." in page and "Nothing was refused." in page
    assert lines(csv(empty)) == [] and plain.loads(json(empty))["versions"] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\n=", "\r@", "＝", "\u00a0="])
def test_no_cell_is_a_formula(start: str) -> None:
    text = start + 'HYPERLINK("http://x","y")'
    bad = report(
        row(shot=text, did=text, screening=text, grants=(text,), rule=text, policy=text, recipe=text,
            models=(replace(MODEL, name=text),), delivered=(Delivered(text, "C2PA"),),
            approvals=(Approval(text, text, "approved", BEGUN),)),
        bids=(Bid(text, 1), Bid(text + "2", 1)),
    )  # fmt: skip
    for line in lines(csv(bad)):
        for cell in line.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>", "&lt;", "' onload='x", "<!--"]
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_no_text_becomes_markup_or_another_cell(one: str, two: str, three: str) -> None:
    bad = report(
        row(shot=one, recipe=two, did=three, screening=one, grants=(two,), rule=three, policy=one, verdict=two,
            status=three, models=(Model(one, two, three, one, two),), delivered=(Delivered(three, "C2PA"),),
            approvals=(Approval(one, two, "approved", BEGUN),)),
        production=one, production_id=two, coulisse=three, policy=one, ledger=two,
        refusals=(Refusals(one, two, 1),), bids=(),
    )  # fmt: skip
    tags: set[str] = set()
    attributes: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            attributes.update(name for name, _ in attrs)

    Tags().feed(html(bad))
    assert not tags & {"script", "img", "iframe", "link", "object", "form", "a", "svg"}
    assert attributes <= {"lang", "charset", "name", "content", "http-equiv", "class", "style"}
    assert len(lines(csv(bad))) == 1
    assert plain.loads(json(bad))["production"] == one


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = html(report(row()))
    assert not re.search(r"https?://|url\(|@import|<script|src=", page)
    assert "default-src 'none'" in page


def test_a_preview_shows_nobody_that_a_shot_was_faster_than_its_bid() -> None:
    (shot,) = times(report(row(preview=True), bids=(Bid("sq010_sh0010", 12.0),)))
    assert shot.versions == 1 and shot.elapsed is None and shot.by_elapsed is None
