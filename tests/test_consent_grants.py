"""Promises of grants: what a performer signed is what is allowed, until they take it back, and not a bit more."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from consent_desk import HARBOUR, REPLICA, SHOT, YOUNGER, Actor, actor, drafted, granted, new_desk
from coulisse.consent import grant_document, grant_file, grant_pdf, grants, roster
from coulisse.consent.desk import Desk, open_desk
from coulisse.consent.grant_pdf import page
from coulisse.consent.performer import Signer
from coulisse.consent.uses import Use, UseKind
from coulisse.errors import BadInput, Refused
from coulisse.provenance.crypto import canonical, new_key

NOW = datetime.now(UTC)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return new_desk(tmp_path, monkeypatch)


@pytest.fixture
def ada(desk: Desk) -> Actor:
    return actor(desk)


def younger(who: Actor, ages: tuple[int, int] = (30, 32)) -> Use:
    return Use(UseKind.age_alteration, who.performer.id, ages)


def ask(desk: Desk, use: Use, shot: str = SHOT, on: datetime | None = None, final: bool = True, **more: Any) -> Any:
    return grants.check(desk, use, shot, on or desk.ledger.now(), final, **more)


# What a grant allows


def test_a_signed_grant_allows_what_it_says(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    held = granted(desk, ada, tmp_path)
    answer = ask(desk, younger(ada))
    assert answer.allowed and answer.grant == held.id and answer.missing == ()
    assert not (answer.minor_target or answer.minor_performer or answer.deceased)


def test_nothing_is_allowed_without_a_grant(desk: Desk, ada: Actor) -> None:
    answer = ask(desk, younger(ada))
    assert not answer.allowed and answer.grant is None and "no grant" in answer.missing[0]
    assert "coulisse grant draft" in answer.forward


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"shot": "sq020_sh0010"}, "the shot"),
        ({"shot": "SQ010_sh0020"}, "the shot"),
        ({"shot": "../sq010_sh0020"}, "the shot"),
        ({"on": NOW + timedelta(days=400)}, "the date"),
        ({"on": NOW - timedelta(days=5)}, "the date"),
        ({"use": (27, 32)}, "the age"),
        ({"use": (30, 36)}, "the age"),
        ({"use": (32, 30)}, "the age"),
        ({"kind": UseKind.replica_without}, "the use"),
        ({"kind": UseKind.previs_likeness}, "the use"),
    ],
)
def test_another_shot_day_age_or_use_is_refused_and_the_nearest_grant_is_named(
    desk: Desk, ada: Actor, tmp_path: Path, changed: dict[str, Any], missing: str
) -> None:
    held = granted(desk, ada, tmp_path)
    use = younger(ada, changed.get("use", (30, 32)))
    if "kind" in changed:
        use = Use(changed["kind"], ada.performer.id)
    answer = ask(desk, use, changed.get("shot", SHOT), changed.get("on"))
    assert not answer.allowed and answer.nearest == held.id
    assert len(answer.missing) == 1 and answer.missing[0].startswith(missing)
    assert held.id in answer.forward


def test_everything_that_is_missing_is_said_at_once(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path, finality="temporary", territory=["DE", "FR"])
    answer = ask(desk, younger(ada, (10, 50)), "sq099_sh0010", NOW + timedelta(days=4000), territory="US,DE")
    assert [text.split(":")[0] for text in answer.missing] == [
        "the age", "the date", "the shot", "finality", "territory",
    ]  # fmt: skip
    assert answer.missing[-1].endswith("not for US")


def test_a_grant_for_temporary_work_stops_the_final_version(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path, finality="temporary")
    assert ask(desk, younger(ada), final=False).allowed
    assert not ask(desk, younger(ada), final=True).allowed


def test_a_grant_holds_on_its_first_and_last_day_in_utc(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    first, last = NOW.date() + timedelta(days=10), NOW.date() + timedelta(days=20)
    granted(desk, ada, tmp_path, valid_from=first, until=last)
    at = datetime.fromisoformat
    assert ask(desk, younger(ada), on=at(f"{first}T00:00:00+00:00")).allowed
    assert ask(desk, younger(ada), on=at(f"{last}T23:59:59+00:00")).allowed
    assert not ask(desk, younger(ada), on=at(f"{first}T01:00:00+02:00")).allowed  # the day before, in UTC
    assert not ask(desk, younger(ada), on=at(f"{last + timedelta(days=1)}T00:00:00+00:00")).allowed
    with pytest.raises(ValueError, match="zone"):
        ask(desk, younger(ada), on=datetime(2026, 1, 1))


def test_an_age_that_nobody_named_is_refused(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path)
    assert ask(desk, Use(UseKind.age_alteration, ada.performer.id)).missing[0].startswith("the age")


def test_a_grant_of_another_performer_does_not_help(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path)
    other = actor(desk, "Bob Sample")
    assert not ask(desk, younger(other)).allowed
    assert not ask(desk, Use(UseKind.age_alteration, "p-00000000", (30, 32))).allowed


@given(
    young=st.integers(0, 120), old=st.integers(0, 120), wish=st.tuples(st.integers(0, 120), st.integers(0, 120)),
    begins=st.integers(-30, 30), days=st.integers(0, 60), on=st.integers(-40, 100), final=st.booleans(),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_use_is_allowed_outside_its_limits(
    young: int, old: int, wish: tuple[int, int], begins: int, days: int, on: int, final: bool
) -> None:
    from coulisse.consent.grant_import import Held
    from coulisse.consent.grant_lacks import lacks
    from coulisse.consent.performer import Performer

    young, old = sorted((young, old))
    start = date(2026, 6, 1) + timedelta(days=begins)
    grant = grant_document.from_values(
        values(uses=[{**YOUNGER, "ages": [young, old]}], finality="temporary", **{"from": start.isoformat()},
               until=(start + timedelta(days=days)).isoformat())
    )  # fmt: skip
    use, day = Use(UseKind.age_alteration, grant.performer.id, wish), date(2026, 6, 1) + timedelta(days=on)
    missing = lacks(
        Held(grant, "", ""), Performer(grant.performer.id, (grant.performer.name,)), use, SHOT, day, final, "DE"
    )
    inside = young <= wish[0] <= wish[1] <= old and start <= day <= start + timedelta(days=days) and not final
    assert (not missing) == inside


# Special performers


def test_a_minor_as_target_is_flagged_even_when_granted(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path, uses=[{**YOUNGER, "ages": [12, 20]}])
    answer = ask(desk, younger(ada, (15, 19)))
    assert answer.allowed and answer.minor_target
    assert not ask(desk, younger(ada, (18, 19))).minor_target


def test_a_minor_performer_is_flagged_and_cannot_sign_for_themselves(desk: Desk, tmp_path: Path) -> None:
    born = date(NOW.year - 12, 1, 1)
    child = actor(desk, "Cleo Child", born=born)
    with pytest.raises(Refused, match="minor"):
        granted(desk, child, tmp_path)
    guarded = actor(desk, "Dora Child", born=born, role="representative", signer="Paula Parent")
    granted(desk, guarded, tmp_path)
    answer = ask(desk, younger(guarded))
    assert answer.allowed and answer.minor_performer


def test_a_performer_without_a_date_of_birth_counts_as_a_minor(desk: Desk, tmp_path: Path) -> None:
    who = actor(desk, born=None)
    granted(desk, who, tmp_path)
    answer = ask(desk, younger(who))
    assert answer.minor_performer and "date of birth" in answer.notes[0]


def test_a_performer_who_has_died_is_flagged_and_only_the_estate_can_sign(desk: Desk, tmp_path: Path) -> None:
    gone = actor(desk, "Ellis Example", died=date(2020, 1, 1))
    with pytest.raises(Refused, match="estate"):
        granted(desk, gone, tmp_path)
    estate = actor(desk, "Fay Example", died=date(2020, 1, 1), role="estate", signer="Estate of Fay Example")
    granted(desk, estate, tmp_path)
    answer = ask(desk, younger(estate))
    assert answer.allowed and answer.deceased


def test_an_estate_cannot_sign_for_the_living(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="alive"):
        granted(desk, actor(desk, role="estate", signer="Estate of Ada"), tmp_path)


def test_notice_is_counted_from_the_end_of_the_day_it_was_given(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    told = NOW.date() - timedelta(days=3)
    granted(desk, ada, tmp_path, uses=[REPLICA], notice_date=told)
    use = Use(UseKind.replica_with, ada.performer.id)
    at = datetime.fromisoformat(f"{NOW.date()}T05:30:00+00:00")
    assert ask(desk, use, on=at).notice_hours == 53
    assert ask(desk, use, on=at - timedelta(hours=60)).notice_hours == 0
    with pytest.raises(BadInput, match="notice_date"):
        drafted(desk, ada, tmp_path, uses=[REPLICA])


def test_a_forgotten_performer_is_refused_whatever_was_granted(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path)
    late = drafted(desk, ada, tmp_path)
    grants.sign(late.json, ada.key)
    roster.forget(desk, ada.performer.id)
    answer = ask(desk, younger(ada))
    assert not answer.allowed and "performer-forgotten" in answer.missing[0]
    with pytest.raises(Refused, match="performer-forgotten"):
        grants.import_(desk, late.json)
    with pytest.raises(Refused, match="performer-forgotten"):
        drafted(desk, ada, tmp_path)


def test_a_performer_given_another_name_takes_no_grant_along(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path)
    roster.change(desk, ada.performer.id, names=["Someone Famous"])
    assert ask(desk, younger(ada)).missing[0].startswith("the name")
    roster.change(desk, ada.performer.id, aliases=["Ada Example"])
    assert ask(desk, younger(ada)).allowed


# Revoking


def test_a_revoked_grant_stops_the_next_use_at_once(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    held = granted(desk, ada, tmp_path)
    before = (desk.folder / "performers" / ada.performer.id / "grants" / f"{held.id}.json").read_bytes()
    assert grants.revoke(desk, held.id, "She changed her mind.") == ()
    answer = ask(desk, younger(ada))
    assert not answer.allowed and f"{held.id} was revoked on {NOW:%Y-}" in answer.missing[0]
    assert (desk.folder / "performers" / ada.performer.id / "grants" / f"{held.id}.json").read_bytes() == before
    with pytest.raises(Refused, match="was revoked"):
        grants.revoke(desk, held.id, "again")
    draft = tmp_path / f"{held.id}.json"
    with pytest.raises(Refused, match="imported before"):
        grants.import_(desk, draft)


def test_revoking_lists_every_released_version_once(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    one, two = granted(desk, ada, tmp_path), granted(desk, ada, tmp_path)
    first, second = (f"shots/{SHOT}/deage/v00{number}" for number in (1, 2))
    release = {"shot": SHOT, "recipe": "deage"}
    desk.ledger.append("version.released", {**release, "folder": first, "grants": [one.id, two.id]})
    desk.ledger.append("version.released", {**release, "folder": second, "grants": [two.id]})
    desk.ledger.append("version.released", {**release, "folder": "shots/other", "grants": []})
    assert grants.revoke(desk, one.id, "no more") == (first,)
    assert grants.revoke(desk, two.id, "no more") == (second,)
    withdrawn = [entry.facts for entry in desk.ledger.entries() if entry.kind == "version.withdrawn"]
    assert [(facts["folder"], facts["grant"]) for facts in withdrawn] == [(first, one.id), (second, two.id)]
    assert "no more" not in json.dumps([entry.facts for entry in desk.ledger.entries()])


def test_a_grant_that_was_replaced_no_longer_counts(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    wide = granted(desk, ada, tmp_path, shots=["sq010_*", "sq020_*"])
    narrow = granted(desk, ada, tmp_path, replaces=wide.id)
    assert ask(desk, younger(ada)).grant == narrow.id
    assert not ask(desk, younger(ada), "sq020_sh0010").allowed
    grants.revoke(desk, narrow.id, "over")
    assert not ask(desk, younger(ada)).allowed


def test_a_grant_cannot_replace_another_performers(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    theirs = granted(desk, actor(desk, "Bob Sample"), tmp_path)
    with pytest.raises(Refused, match="grant-replaces"):
        granted(desk, ada, tmp_path, replaces=theirs.id)


# Attacks on the file


def test_a_grant_signed_by_the_wrong_key_is_refused(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    draft = drafted(desk, ada, tmp_path)
    grants.sign(draft.json, new_key())
    with pytest.raises(Refused, match="grant-signed-by-a-known-signer"):
        grants.import_(desk, draft.json)
    other = actor(desk, "Bob Sample")  # a key that the roster has, for somebody else
    draft = drafted(desk, ada, tmp_path)
    grants.sign(draft.json, other.key)
    with pytest.raises(Refused, match="grant-signed-by-a-known-signer"):
        grants.import_(desk, draft.json)


def test_a_key_signs_only_in_its_own_role_and_name(desk: Desk, tmp_path: Path) -> None:
    key = new_key()
    agent = Signer("representative", "Rae Agent", key.public)
    ada = Actor(roster.add(desk, ["Ada Example"], born=date(1970, 1, 1), signers=[agent]), key)
    with pytest.raises(Refused, match="grant-signed-by-a-known-signer"):
        granted(desk, ada, tmp_path)
    ada.role, ada.name = "representative", "Someone Else"
    with pytest.raises(Refused, match="grant-signed-by-a-known-signer"):
        granted(desk, ada, tmp_path)


def test_an_unsigned_grant_is_refused(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not signed"):
        grants.import_(desk, drafted(desk, ada, tmp_path).json)


def test_a_grant_for_another_production_is_refused(
    desk: Desk, ada: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_desk(tmp_path, monkeypatch, "other")
    twin = actor(other)
    draft = drafted(other, twin, tmp_path)
    grants.sign(draft.json, ada.key)
    with pytest.raises(Refused, match="grant-for-this-production"):
        grants.import_(desk, draft.json)


@pytest.mark.parametrize(
    "edit",
    [
        {"shots": ["sq010_*", "sq020_*"]}, {"until": "2099-12-31"}, {"finality": "final"}, {"id": "g-ffffffff"},
        {"compensation": "nothing at all"},
    ],
)  # fmt: skip
def test_a_grant_edited_after_signing_is_refused(desk: Desk, ada: Actor, tmp_path: Path, edit: dict[str, Any]) -> None:
    draft = drafted(desk, ada, tmp_path, finality="temporary")
    grants.sign(draft.json, ada.key)
    document = json.loads(draft.json.read_bytes())
    document["grant"].update(edit)
    draft.json.write_bytes(canonical(document))
    with pytest.raises(Refused, match="grant-as-signed"):
        grants.import_(desk, draft.json)


def test_a_stored_grant_that_is_edited_is_refused(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    held = granted(desk, ada, tmp_path)
    path = desk.folder / "performers" / ada.performer.id / "grants" / f"{held.id}.json"
    path.write_bytes(path.read_bytes().replace(b"sq010_*", b"sq0*"))
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        ask(desk, younger(ada))
    path.unlink()
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        ask(desk, younger(ada))


def test_a_stored_grant_is_not_read_through_a_link(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    held = granted(desk, ada, tmp_path)
    path = desk.folder / "performers" / ada.performer.id / "grants" / f"{held.id}.json"
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(Refused, match="no-links-in-records"):
        ask(desk, younger(ada))


def test_a_grant_put_into_the_folder_by_hand_does_not_count(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    draft = drafted(desk, ada, tmp_path)
    grants.sign(draft.json, ada.key)
    folder = desk.folder / "performers" / ada.performer.id / "grants"
    folder.mkdir(parents=True)
    (folder / draft.json.name).write_bytes(draft.json.read_bytes())
    assert not ask(desk, younger(ada)).allowed


def values(**changed: Any) -> dict[str, Any]:
    """A grant's fields."""
    return {
        "format": "coulisse-grant/1", "id": "g-0a1b2c3d", "performer": {"id": "p-11223344", "name": "Ada Example"},
        "signer": {"role": "performer", "name": "Ada Example"},
        "production": {"id": "f-0123456789ab", "title": "The Long Harbour"}, "shots": ["sq010_*"], "uses": [YOUNGER],
        "voice": "not granted", "finality": "final", "territory": "worldwide", "from": "2026-01-01",
        "until": "2027-12-31", "notice_date": None, "compensation": "two days at the agreed rate", "at_end": "delete",
        "counsel_or_union": None, "replaces": None, "drafted_at": "2026-01-01T09:30:00Z", **changed,
    }  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        {"shots": ["../sq010"]}, {"shots": ["sq010/sh0020"]}, {"shots": ["*"]}, {"shots": []}, {"shots": ["[a-z]"]},
        {"shots": ["sq010_*", "sq010_*"]}, {"uses": []}, {"uses": [YOUNGER, YOUNGER]}, {"voice": "granted"},
        {"uses": [{**YOUNGER, "ages": None}]}, {"uses": [{**YOUNGER, "ages": [35, 28]}]},
        {"uses": [{**YOUNGER, "ages": [28.0, 35]}]}, {"uses": [{**YOUNGER, "ages": ["28", "35"]}]},
        {"uses": [{**YOUNGER, "ages": [True, 35]}]}, {"uses": [{**YOUNGER, "ages": [28, 200]}]},
        {"uses": [{**YOUNGER, "description": "any use"}]}, {"uses": [{**YOUNGER, "kind": "voice"}]},
        {"uses": [{**YOUNGER, "description": "any and all uses in any media, worldwide, forever"}]},
        {"uses": [{**YOUNGER, "description": "                                "}]},
        {"uses": [{**REPLICA, "ages": None}]}, {"finality": "both"}, {"territory": []}, {"territory": ["XX"]},
        {"territory": ["DE", "DE"]}, {"territory": "everywhere"}, {"until": "2025-12-31"}, {"until": "2027-13-01"},
        {"until": "20271231"}, {"at_end": "keep"}, {"at_end": "keep until 2027-01-01"}, {"replaces": "g-0a1b2c3d"},
        {"format": "coulisse-grant/2"}, {"extra": "field"}, {"compensation": ""}, {"notice_date": "soon"},
        {"performer": {"id": "p-11223344", "name": "Ada\u200bExample"}},
        {"performer": {"id": "p-11223344", "name": "Ada \u202eelpmaxE"}},
        {"performer": {"id": "p-11223344", "name": "Ame\u0301lie"}}, {"drafted_at": "2026-01-01"},
        {"production": {"id": "../f-0123456789ab", "title": "x"}},
    ],
)  # fmt: skip
def test_a_grant_that_says_no_clear_thing_is_no_grant(changed: dict[str, Any]) -> None:
    assert grant_document.from_values(values())
    with pytest.raises(BadInput):
        grant_document.from_values(values(**changed))


def _hostile() -> dict[str, bytes]:
    good = canonical({"grant": values(), "signatures": []})
    return {
        "empty": b"", "a list": b"[]", "half": good[:-9], "a number": b"1", "not text": b"\xff\xfe" + good,
        "a key twice": good.replace(b'"voice":', b'"until":"2099-01-01","voice":'),
        "a fraction": good.replace(b"[28,35]", b"[28,35.5]"), "infinity": good.replace(b"[28,35]", b"[28,Infinity]"),
        "half a letter": good.replace(b"Ada Example", b"Ada \\ud800", 1), "deep": b"[" * 100_000,
        "a long number": good.replace(b"[28,35]", b"[28," + b"9" * 10_000 + b"]"), "huge": b" " * 300_000 + good,
        "more beside it": good.replace(b'"signatures":[]', b'"signatures":[],"approved":true'),
        "no signatures": good.replace(b'"signatures":[]', b'"signatures":{}'),
        "an odd signature": good.replace(b'"signatures":[]', b'"signatures":[{"role":"performer"}]'),
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(_hostile()))
def test_a_hostile_file_is_bad_input_and_nothing_else(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "grant.json"
    path.write_bytes(_hostile()[kind])
    entries = len(desk.ledger.entries())
    with pytest.raises(BadInput):
        grants.import_(desk, path)
    with pytest.raises(BadInput):
        grants.sign(path, new_key())
    assert len(desk.ledger.entries()) == entries


def test_dates_that_cannot_be_are_refused(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    with pytest.raises(Refused, match="grant-dates"):
        granted(desk, ada, tmp_path, valid_from=today - timedelta(days=9), until=today - timedelta(days=2))
    with pytest.raises(Refused, match="grant-dates"):
        granted(desk, ada, tmp_path, uses=[REPLICA | {"ages": None}], notice_date=today + timedelta(days=9))
    early = drafted(desk, ada, tmp_path)
    grants.sign(early.json, ada.key, at=NOW - timedelta(days=30))
    with pytest.raises(Refused, match="grant-dates"):
        grants.import_(desk, early.json)


def test_a_key_signs_once_and_leaves_the_grant_alone(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    draft = drafted(desk, ada, tmp_path)
    grants.sign(draft.json, ada.key)
    with pytest.raises(BadInput, match="has signed"):
        grants.sign(draft.json, ada.key)
    grant, signatures, _ = grant_file.read(draft.json)
    assert grant == draft.grant and len(signatures) == 1


# The page


def read_back(pdf: bytes) -> tuple[int, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return len(reader.pages), " ".join(" ".join(found.extract_text() for found in reader.pages).split())


def test_the_page_says_everything_that_is_signed(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    draft = drafted(
        desk, ada, tmp_path, uses=[YOUNGER, REPLICA | {"ages": None}], notice_date=NOW.date(), territory=["DE", "FR"],
        at_end="keep until 2099-12-31", title="The Long Harbour",
    )  # fmt: skip
    pages, text = read_back(draft.pdf.read_bytes())
    digits = draft.grant.fingerprint
    for wanted in (
        "Ada Example", ada.performer.id, "The Long Harbour", desk.production.id, "sq010_*", HARBOUR, "28 to 35",
        REPLICA["description"], "DE, FR", "31 December 2099", "two days at the agreed rate", "Voice: not granted",
        "may not be enforceable", "can be revoked at any time", "not legal advice", "Signature of Ada Example",
        draft.grant.id, " ".join(digits[at : at + 4] for at in range(0, 32, 4)), "Final",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert pages == 1


def test_the_page_is_the_same_every_time() -> None:
    grant = grant_document.from_values(values())
    assert page(grant) == page(grant)


def test_the_longest_grant_still_fits_on_one_page() -> None:
    long = ("She is seen walking along the quay and into the fog, while the ferry leaves for the island. " * 9)[:400]
    uses: list[dict[str, Any]] = [{"kind": kind.value, "description": long.strip(), "ages": None} for kind in UseKind]
    uses[0]["ages"] = [16, 20]
    shots = [f"sq{number:03d}_sh0010" for number in range(40)]
    grant = grant_document.from_values(
        values(uses=uses, shots=shots, notice_date="2026-01-01", compensation=long.strip(), replaces="g-00000000")
    )
    pages, text = read_back(page(grant))
    assert pages == 1 and "sq039_sh0010" in text and text.count("into the fog") >= 20


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Зоя Пример", "Зоя Пример"), ("Łukasz Nguyễn", "Łukasz Nguyễn"), ("Ζωή Παράδειγμα", "Ζωή Παράδειγμα"),
        ("Zoë <b>&amp;", "Zoë <b>&amp;"), ("محمد", "U+0645 U+062D"), ("王小明", "U+738B"), ("すずき", "U+3059"),
        ("W" * 120, "WWWW"),
    ],
)  # fmt: skip
def test_names_of_other_scripts_are_set_or_stand_as_numbers(name: str, shown: str) -> None:
    grant = grant_document.from_values(values(performer={"id": "p-11223344", "name": name}))
    pages, text = read_back(page(grant))
    assert pages == 1 and shown in text
    assert ("U+" in shown) == ("Unicode numbers" in text)


def test_a_typeface_of_ones_own_sets_what_ours_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found = find_spec("matplotlib")
    if found is None or found.submodule_search_locations is None:
        pytest.skip("no other typeface is installed")
    face = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
    grant = grant_document.from_values(values(performer={"id": "p-11223344", "name": "ნინო محمد"}))
    grant_pdf._faces.cache_clear()
    monkeypatch.setenv("COULISSE_FONT", str(face))
    text = read_back(page(grant))[1]
    assert "ნინო" in text and "U+0645" in text  # right-to-left letters would be set in the wrong order
    grant_pdf._faces.cache_clear()
    monkeypatch.setenv("COULISSE_FONT", __file__)
    with pytest.raises(BadInput, match="COULISSE_FONT"):
        page(grant)
    grant_pdf._faces.cache_clear()


def test_the_signed_page_is_kept_with_its_hash(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    draft = drafted(desk, ada, tmp_path)
    grants.sign(draft.json, ada.key)
    (tmp_path / "not.pdf").write_bytes(b"<html>")
    with pytest.raises(BadInput, match="PDF"):
        grants.import_(desk, draft.json, tmp_path / "not.pdf")
    held = grants.import_(desk, draft.json, draft.pdf)
    kept = desk.folder / "performers" / ada.performer.id / "grants" / f"{held.id}.pdf"
    assert kept.read_bytes() == draft.pdf.read_bytes() and len(held.pdf_sha256) == 64
    assert grants.one(desk, held.id) == held


def test_no_name_reaches_the_ledger(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    granted(desk, ada, tmp_path)
    written = (desk.folder / "ledger" / "ledger.jsonl").read_text("utf-8")
    for word in ("Ada", "Example", "harbour", "agreed rate", "sq010"):
        assert word not in written


def test_a_release_raced_against_a_revocation_is_refused_or_listed(desk: Desk, ada: Actor, tmp_path: Path) -> None:
    for number in range(1, 6):
        held = granted(desk, ada, tmp_path)
        begun, released, listed = Barrier(2), list[bool](), list[tuple[str, ...]]()

        def release(version: int, begun: Barrier, released: list[bool]) -> None:
            other = open_desk(desk.production)  # a process of its own would have its own desk, too
            begun.wait()
            with other.ledger.transaction() as ledger:  # what the gate does: ask and write in one hold of the ledger
                answer = ask(other, younger(ada))
                if answer.allowed:
                    ledger.append("version.released", {"folder": f"v00{version}", "grants": [answer.grant]})
                released.append(answer.allowed)

        def take_back(grant: str, begun: Barrier, listed: list[tuple[str, ...]]) -> None:
            begun.wait()
            listed.append(grants.revoke(desk, grant, "no more"))

        both = [Thread(target=release, args=(number, begun, released)),
                Thread(target=take_back, args=(held.id, begun, listed))]  # fmt: skip
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert listed == [(f"v00{number}",)] if released[0] else listed == [()]
