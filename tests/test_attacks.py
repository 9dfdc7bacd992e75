"""Attacks on the gate, one by one, through the real run: real faces, networks, grants, signatures and ledger."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

import likeness_recipe
from consent_desk import Actor, actor, drafted, granted, new_desk, person
from coulisse import gate
from coulisse.consent import approvals, grants, roster
from coulisse.consent.approvals import Subject
from coulisse.consent.desk import Desk, open_desk, policy_sha256
from coulisse.errors import BadInput, CoulisseError, Refused, Unavailable
from coulisse.jobs import finish
from coulisse.jobs import report as reports
from coulisse.jobs.run import Version, run
from coulisse.media import exr, images
from coulisse.production import layout, plates
from coulisse.production.layout import open_production
from coulisse.production.store import Store
from coulisse.provenance import ledger as ledgers
from coulisse.provenance import verify
from coulisse.provenance.crypto import SigningKey, new_key
from coulisse.recipes import brief as briefs
from coulisse.recipes.brief_use import Use as Told
from coulisse.recipes.contract import Choices, Result
from likeness_recipe import RetouchBrief
from small_people import PEOPLE, needs_faces, wall, with_person, write

pytestmark = needs_faces

SHOT = "sq010_sh0010"
RETOUCH = f"shots/{SHOT}/retouch"
REFERENCE = PEOPLE / "person_1_a.jpg"
STRANGER = PEOPLE / "person_3_a.jpg"
OTHER = PEOPLE / "person_2_a.jpg"


@dataclass
class Set:
    """A production with Ada on the roster (person 1), her grant for sq010, an owner, and a plate with her in it."""

    desk: Desk
    plate: Path
    ada: Actor
    grant: str
    owner: SigningKey
    folder: Path  # beside the production

    def brief(self, **values: Any) -> RetouchBrief:
        return RetouchBrief.model_validate({"performer": self.ada.performer.id, **values})

    def run(
        self, recipe: Any = likeness_recipe, *, shot: str = SHOT, plate: Path | None = None, **brief: Any
    ) -> Version:
        return run(recipe, self.brief(**brief), plate or self.plate, out=self.desk.folder, shot=shot)

    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.desk.ledger.entries()]

    def refused(self, match: str, kept: bool = False, **how: Any) -> str:
        """The run is refused with these words, and no version has a name."""
        before = len(gate.released(self.desk)), len(likeness_recipe.made)
        with pytest.raises(Refused, match=match) as caught:
            self.run(**how)
        assert self.versions() == {}
        assert len(gate.released(self.desk)) == before[0]
        assert kept or len(likeness_recipe.made) == before[1], "frames were made"
        return str(caught.value)

    def versions(self, shot: str = SHOT) -> dict[int, Path]:
        return layout.versions(self.desk.folder / "shots" / shot / "retouch")

    def partial(self, number: int = 1) -> Path:
        return self.desk.folder / RETOUCH / f"v{number:03d}.partial"


@pytest.fixture(scope="module")
def first_set(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Set]:
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        desk = new_desk(folder, patch)
        ada = actor(desk, references=[REFERENCE])
        grant = granted(desk, ada, folder)
        _, owner = person(desk, "owner")
        plate = write(folder / "kitchen.png", with_person(wall(), "person_1_b", 90, 10, 160))
        yield Set(desk, plate, ada, grant.id, owner, folder)


@pytest.fixture
def film(first_set: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    """A copy of its own for each test, its keys with it."""
    copy = tmp_path / "work"
    shutil.copytree(first_set.folder, copy)
    monkeypatch.setenv("COULISSE_KEYS", str(copy / "keys"))
    monkeypatch.setattr(likeness_recipe, "afterwards", [])
    desk = open_desk(open_production(copy / "film"))
    yield replace(first_set, desk=desk, plate=copy / "kitchen.png", folder=copy)


def lying(**more: Any) -> types.SimpleNamespace:
    """The same recipe, saying that it makes nobody's likeness."""
    own = {name: getattr(likeness_recipe, name) for name in ("NAME", "VERSION", "Brief", "make", "__file__")}
    return types.SimpleNamespace(**{**own, "MAKES_LIKENESS": False, **more})


def approve(film: Set, subject: Subject, decision: Any = "approved", role: str = "owner", key: Any = None) -> None:
    approvals.give(film.desk, subject, role, key or film.owner, decision, "looked at it", policy_sha256(film.desk))


def held(film: Set, number: int = 1) -> Subject:
    subject = finish.held(film.desk.production, SHOT, "retouch", number)
    assert subject is not None
    return subject


def words(path: Path) -> str:
    return "\n".join(verify.examine(path).lines)


# What is allowed is made


def test_with_the_grant_the_version_is_released_and_signed(film: Set) -> None:
    version = film.run()
    assert gate.released(film.desk).keys() == {f"{RETOUCH}/v001"}
    assert verify.examine(version.folder).intact
    assert version.report["gate"][1]["grants"] == (film.grant,) or version.report["gate"][1]["grants"] == [film.grant]


# The records


def test_editing_the_database_by_hand_changes_nothing_that_the_gate_decides(film: Set) -> None:
    film.run()
    grants.revoke(film.desk, film.grant, "no more")
    with sqlite3.connect(film.desk.folder / "coulisse.db") as base:
        base.execute("update versions set folder = ?, number = 7", (f"{RETOUCH}/v007",))
    base.close()
    assert gate.released(film.desk) == {}
    with pytest.raises(Refused, match="likeness-needs-consent"):
        film.run(frames=2)
    (film.desk.folder / "coulisse.db").unlink()
    with pytest.raises(Refused, match="likeness-needs-consent"):
        film.run(frames=2)


def _edit(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3].replace(b'"', b"'", 1), *lines[4:]]


def _revised(lines: list[bytes]) -> list[bytes]:
    entry = json.loads(lines[3])
    entry["at"] = "2020-01-01T00:00:00.000+00:00"
    return [*lines[:3], json.dumps(entry, sort_keys=True, separators=(",", ":")).encode() + b"\n", *lines[4:]]


@pytest.mark.parametrize(
    ("attack", "entry"),
    [
        (_edit, "4"),
        (_revised, "4"),
        (lambda lines: [*lines[:3], *lines[4:]], "4"),
        (lambda lines: lines[:-1], "6"),
        (lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], "4"),
        (lambda lines: [*lines, lines[-1]], "6"),
    ],
    ids=["garbled", "edited", "deleted", "cut off", "swapped", "repeated"],
)
def test_a_ledger_changed_by_hand_stops_the_next_run_and_names_the_entry(
    film: Set, attack: Callable[[list[bytes]], list[bytes]], entry: str
) -> None:
    path = film.desk.folder / "ledger" / "ledger.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 6
    path.write_bytes(b"".join(attack(lines)))
    with pytest.raises(Refused, match="ledger-intact") as caught:
        film.run()
    assert re.search(rf"entry (number )?{entry}\b", str(caught.value)), caught.value
    assert not (film.desk.folder / "shots").exists()


def test_a_ledger_taken_away_or_put_back_old_is_refused(film: Set) -> None:
    folder = film.desk.folder / "ledger"
    shutil.copytree(folder, film.folder / "old")
    grants.revoke(film.desk, film.grant, "no more")
    shutil.rmtree(folder)
    with pytest.raises(Refused, match="ledger-intact"):
        film.run()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(film.folder / "old", folder)
    with pytest.raises(Refused, match="ledger-intact"):
        film.run()


def test_a_performer_renamed_by_hand_is_refused(film: Set) -> None:
    (record,) = (film.desk.folder / "performers" / film.ada.performer.id).glob("performer.*.json")
    record.write_text(record.read_text("utf-8").replace("Ada Example", "Eve Example"), "utf-8")
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        film.run()
    record.unlink()
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        film.run()


def test_templates_of_another_face_put_in_by_hand_are_refused(film: Set) -> None:
    (sealed,) = (film.desk.folder / "performers" / film.ada.performer.id).glob("templates.*.bin")
    data = bytearray(sealed.read_bytes())
    data[-20] ^= 1
    sealed.chmod(0o600)
    sealed.write_bytes(data)
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        film.run()


def test_a_grant_widened_by_hand_is_refused(film: Set) -> None:
    (path,) = (film.desk.folder / "performers" / film.ada.performer.id / "grants").glob(f"{film.grant}*.json")
    path.chmod(0o600)
    path.write_text(path.read_text("utf-8").replace("28", "18"), "utf-8")
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        film.run(ages=(20, 25))


def test_a_policy_swapped_by_hand_is_refused(film: Set) -> None:
    path = film.desk.folder / "policy.yaml"
    path.write_text(path.read_text("utf-8") + "# looser\n", "utf-8")
    with pytest.raises(Refused, match="policy"):
        film.run()


def test_another_production_id_in_the_settings_does_not_start_a_new_ledger(film: Set) -> None:
    settings = film.desk.folder / "coulisse.toml"
    settings.write_text(settings.read_text("utf-8").replace(film.desk.production.id, "f-000000000000"), "utf-8")
    with pytest.raises((Refused, Unavailable)):
        film.run()


def test_the_keys_copied_to_another_user_do_not_open(film: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COULISSE_KEYS", str(film.folder / "nobody"))
    with pytest.raises(Unavailable, match="secret"):
        film.run()


def test_a_clock_set_back_is_refused(film: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=2)

    with monkeypatch.context() as patch:  # the only way to an entry in the future: the machine's clock
        patch.setattr(ledgers, "datetime", Ahead)
        film.desk.ledger.append("bid.set", {"shot": SHOT})
    film.refused("rule clock")


def test_records_thrown_away_together_do_not_make_a_new_production_of_the_old_one(film: Set) -> None:
    for name in ("keys", "ledger", "performers", "people"):
        shutil.rmtree(film.desk.folder / name, ignore_errors=True)
    with pytest.raises(Refused, match="ledger-intact"):
        film.run()
    assert not (film.desk.folder / "shots").exists()


def test_a_ledger_of_another_production_does_not_stand_in(film: Set, tmp_path: Path) -> None:
    other = open_desk(open_production(tmp_path / "other")).folder
    for name in ("keys", "ledger"):
        shutil.rmtree(film.desk.folder / name)
        shutil.copytree(other / name, film.desk.folder / name)
    with pytest.raises((Refused, BadInput, Unavailable)):
        film.run()
    assert not (film.desk.folder / "shots").exists()


# Links


@pytest.mark.parametrize("name", ["performers", "keys", "ledger", "people", "policy.yaml"])
def test_a_link_in_the_place_of_a_record_is_refused(film: Set, name: str) -> None:
    path, real = film.desk.folder / name, film.folder / "elsewhere"
    path.rename(real)
    path.symlink_to(real, target_is_directory=real.is_dir())
    with pytest.raises(Refused, match="no-links-in-records"):
        film.run()


def test_a_link_in_the_place_of_a_performers_folder_is_refused(film: Set) -> None:
    path, real = film.desk.folder / "performers" / film.ada.performer.id, film.folder / "elsewhere"
    path.rename(real)
    path.symlink_to(real, target_is_directory=True)
    with pytest.raises(Refused, match="no-links-in-records"):
        film.run()


@pytest.mark.parametrize("below", ["", "retouch", "plate"])
def test_a_link_in_a_shot_releases_nothing_under_another_name(film: Set, below: str) -> None:
    outside = film.folder / "outside"
    outside.mkdir()
    link = film.desk.folder / "shots" / SHOT / below
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside, target_is_directory=True)
    try:
        version = film.run()
    except CoulisseError:
        assert gate.released(film.desk) == {}
        return
    assert gate.released(film.desk).keys() == {f"{RETOUCH}/v001"}
    assert verify.examine(version.folder).intact


def test_a_recipes_folder_linked_to_another_shots_shows_no_version_of_it(film: Set) -> None:
    film.run()
    other = film.desk.folder / "shots" / "sq020_sh0010"
    other.mkdir()
    (other / "retouch").symlink_to(film.desk.folder / RETOUCH, target_is_directory=True)
    with pytest.raises(Refused, match="no-links-in-records"):
        film.run(shot="sq020_sh0010")
    assert {row.folder for row in Store(film.desk.production).versions()} == {f"{RETOUCH}/v001"}


# Grants


def test_a_grant_signed_by_the_wrong_key_is_not_imported(film: Set) -> None:
    grants.revoke(film.desk, film.grant, "no more")
    draft = drafted(film.desk, film.ada, film.folder)
    grants.sign(draft.json, new_key())
    with pytest.raises((Refused, BadInput)):
        grants.import_(film.desk, draft.json)
    film.refused("likeness-needs-consent")


def test_a_grant_for_another_shot_does_not_help(film: Set) -> None:
    film.refused("likeness-needs-consent", shot="sq030_sh0010")


def test_a_grant_for_another_production_does_not_help(film: Set, tmp_path: Path) -> None:
    grants.revoke(film.desk, film.grant, "no more")
    other = open_desk(open_production(tmp_path / "other"))
    draft = drafted(other, actor(other), film.folder)
    text = draft.json.read_text("utf-8")
    grants.sign(draft.json, film.ada.key)
    assert other.production.id in text
    with pytest.raises((Refused, BadInput)):
        grants.import_(film.desk, draft.json)
    film.refused("likeness-needs-consent")


def test_a_signed_grant_edited_afterwards_is_not_imported(film: Set) -> None:
    grants.revoke(film.desk, film.grant, "no more")
    draft = drafted(film.desk, film.ada, film.folder, shots=["sq090_*"])
    grants.sign(draft.json, film.ada.key)
    draft.json.write_text(draft.json.read_text("utf-8").replace("sq090", "sq010"), "utf-8")
    with pytest.raises((Refused, BadInput)):
        grants.import_(film.desk, draft.json)
    film.refused("likeness-needs-consent")


def test_a_grant_does_not_cover_an_age_outside_its_range(film: Set) -> None:
    film.refused("likeness-needs-consent", ages=(20, 25))
    film.refused("likeness-needs-consent", ages=(30, 40))


def test_a_grant_for_one_use_does_not_cover_another(film: Set) -> None:
    film.refused("likeness-needs-consent", kind="replica_with", ages=None)


def test_a_grant_that_has_expired_does_not_help(film: Set) -> None:
    grants.revoke(film.desk, film.grant, "a shorter one follows")
    today = datetime.now(UTC).date()
    with suppress(BadInput, Refused):  # refused at import is as good
        granted(film.desk, film.ada, film.folder, valid_from=today - timedelta(9), until=today - timedelta(1))
    film.refused("likeness-needs-consent")


def test_a_temporary_grant_does_not_cover_a_final_brief(film: Set) -> None:
    grants.revoke(film.desk, film.grant, "a temporary one follows")
    granted(film.desk, film.ada, film.folder, finality="temporary")
    film.refused("likeness-needs-consent", use=Told(final="final"))
    assert film.run(use=Told(final="temporary")).number == 1


def test_a_forgotten_performer_is_refused(film: Set) -> None:
    roster.forget(film.desk, film.ada.performer.id)
    film.refused("likeness-needs-consent")


def test_a_performer_whom_the_roster_does_not_know_is_refused(film: Set) -> None:
    film.refused("likeness-needs-consent", performer="p-00000000")


def test_a_use_that_no_grant_can_name_is_refused(film: Set) -> None:
    with pytest.raises((Refused, BadInput, ValueError)):
        film.run(kind="nude_scene")
    assert not film.versions() and not gate.released(film.desk)


def test_nobody_is_made_a_child_without_the_named_approval(film: Set) -> None:
    films = [{"kind": "age_alteration", "description": "She is seen as the girl she was.", "ages": [12, 20]}]
    granted(film.desk, film.ada, film.folder, uses=films)
    film.refused("minor-target", ages=(12, 14))
    film.refused("minor-target|likeness-needs-consent", ages=(17, 19))
    approve(film, Subject("brief", briefs.digest(film.brief(ages=(12, 14))), "hers"))
    assert film.run(ages=(12, 14)).number == 1


def test_a_performer_without_a_date_of_birth_counts_as_a_minor(film: Set) -> None:
    kim = actor(film.desk, "Kim Sample", born=None, references=[OTHER])
    granted(film.desk, kim, film.folder)
    film.refused("minor-performer", performer=kim.performer.id)


def test_a_kept_plate_swapped_by_hand_is_refused(film: Set) -> None:
    film.run()
    kept = film.desk.folder / "shots" / SHOT / "plate" / film.plate.name
    shutil.copyfile(write(film.folder / "b.png", with_person(wall(), "person_3_a", 90, 10, 160)), kept)
    with pytest.raises((Refused, BadInput), match="plate"):
        film.run(frames=2)
    assert film.versions().keys() == {1}


def test_a_plate_swapped_between_hashing_and_copying_is_refused(film: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    other = write(film.folder / "b.png", with_person(wall(), "person_3_a", 90, 10, 160))
    admit = gate.admit

    def swapping(*given: Any) -> gate.Decision:
        decided = admit(*given)
        shutil.copyfile(other, film.plate)
        return decided

    monkeypatch.setattr(gate, "admit", swapping)  # the moment between, which no attacker could hit so well
    with pytest.raises(BadInput, match="changed while it was being read"):
        film.run()
    assert not film.versions() and not gate.released(film.desk)


def test_a_plate_swapped_between_hashing_and_looking_is_refused(film: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    other = write(film.folder / "b.png", with_person(wall(), "person_3_a", 90, 10, 160))
    find, swapped = plates.find, []

    def swapping(path: Path) -> plates.Plate:
        found = find(path)
        if not swapped:
            swapped.append(shutil.copyfile(other, film.plate))
        return found

    monkeypatch.setattr(plates, "find", swapping)
    film.refused("plate-as-admitted")


def test_a_recipe_that_rewrites_the_plate_does_not_make_its_face_an_original(film: Set) -> None:
    def make(work: Any, brief: Any, plate: Path) -> Any:
        result = likeness_recipe.make(work, brief, plate)
        shutil.copyfile(result.headline[0], plate)
        return result

    film.refused("plate-as-admitted", kept=True, recipe=lying(make=make), performer="", face=str(STRANGER))


# Words

CYRILLIC = "\u0410d\u0430 Ex\u0430mple"  # look-alike letters for three of the a
DISGUISED = [CYRILLIC, "A d a  E x a m p l e", "Ada\u200b Ex\u200bample", "4da 3xample", "\u00c1da \u00c9xample"]


@pytest.mark.parametrize("text", DISGUISED)
def test_a_title_that_names_a_performer_in_disguise_is_refused(film: Set, text: str) -> None:
    film.refused("named-person", performer="", change="nothing", title=f"make it look like {text} at the window")


@pytest.mark.parametrize("name", [f"{CYRILLIC}.png", "ada_example_closeup.png"])
def test_a_plates_file_name_that_names_a_performer_is_refused(film: Set, name: str) -> None:
    plate = film.plate.rename(film.folder / name)
    film.refused("named-person", performer="", change="nothing", plate=plate)


def test_a_file_of_the_brief_that_names_a_performer_is_refused(film: Set) -> None:
    face = shutil.copyfile(STRANGER, film.folder / "Ada Ex\u0430mple.jpg")
    film.refused("named-person", performer="", face=str(face))


def test_a_shots_name_that_names_a_performer_is_refused(film: Set) -> None:
    film.refused("named-person", performer="", change="nothing", shot="sq010_ada_example")


def test_a_protected_person_is_found_in_disguise_without_a_picture(film: Set) -> None:
    listed = film.folder / "list.csv"
    listed.write_text("name\nZebulon Quartermain\n", "utf-8")
    roster.import_protected(film.desk, listed)
    film.refused("named-person", performer="", change="nothing", title="like Z\u0435bul\u043en Qu\u0430rtermain")


@pytest.mark.parametrize("shot", ["..", "../../elsewhere", "a/../../b", "sq010/../x", "/tmp/x", "a\0b", ".", ""])
def test_dots_and_slashes_in_a_shots_name_are_refused(film: Set, shot: str) -> None:
    around = {path.name for path in film.folder.iterdir()}
    with pytest.raises(BadInput, match="cannot be a name"):
        film.run(shot=shot)
    assert {path.name for path in film.folder.iterdir()} == around
    assert not (film.desk.folder / "shots").exists()


def test_a_reference_of_two_gigabytes_is_refused_before_it_is_read(film: Set) -> None:
    huge = film.folder / "huge.jpg"
    with huge.open("wb") as file:
        file.write(REFERENCE.read_bytes())
        file.truncate(2 << 30)
    begun = time.monotonic()
    with pytest.raises(BadInput, match="MB"):
        roster.change(film.desk, film.ada.performer.id, references=[huge])
    assert time.monotonic() - begun < 2
    copies = [path for path in film.desk.folder.rglob("*") if path.is_file() and path.stat().st_size > 1 << 20]
    assert copies == []


# Recipes that lie


def test_a_recipe_that_does_not_declare_itself_is_refused(film: Set) -> None:
    for makes in (None, 0, "no", True):
        film.refused("likeness-is-declared", recipe=lying(MAKES_LIKENESS=makes))


def test_a_recipe_that_alters_a_performer_and_says_nobody_is_held_back_with_the_frames(film: Set) -> None:
    text = film.refused("likeness-needs-consent", kept=True, recipe=lying())
    assert f"comp/{SHOT}.1001.exr, frame 1001" in text and film.ada.performer.id in text
    assert (film.partial() / "comp" / f"{SHOT}.1001.exr").is_file(), "it is kept"
    assert "Ada" not in (film.desk.folder / "ledger" / "ledger.jsonl").read_text("utf-8")


def test_no_approval_stands_in_for_a_performers_consent(film: Set) -> None:
    film.refused("likeness-needs-consent", kept=True, recipe=lying())
    approve(film, held(film))
    approve(film, Subject("brief", briefs.digest(film.brief()), "b"))
    film.refused("likeness-needs-consent", kept=True, recipe=lying())


def test_a_grant_for_one_performer_does_not_cover_another_who_is_put_in(film: Set) -> None:
    kim = actor(film.desk, "Kim Sample", references=[OTHER])
    text = film.refused("likeness-needs-consent", kept=True, face=str(PEOPLE / "person_2_b.jpg"))
    assert kim.performer.id in text


def test_a_stranger_put_in_is_held_until_a_person_has_looked_and_no_frame_is_made_again(film: Set) -> None:
    text = film.refused("unknown-person", kept=True, face=str(STRANGER))
    assert f"comp/{SHOT}.1001.exr, frame 1001" in text
    made = len(likeness_recipe.made)
    approve(film, held(film))
    version = film.run(face=str(STRANGER))
    assert version.number == 1 and version.resumed
    assert len(likeness_recipe.made) == made
    assert gate.released(film.desk).keys() == {f"{RETOUCH}/v001"}
    assert verify.examine(version.folder).intact


def test_a_declined_version_is_refused(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    approve(film, held(film), "declined")
    film.refused("declined", kept=True, face=str(STRANGER))


def test_a_no_after_a_yes_counts(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    approve(film, held(film))
    approve(film, held(film), "declined")
    film.refused("declined", kept=True, face=str(STRANGER))


def test_an_approval_by_a_key_without_the_role_does_not_count(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    _, producer = person(film.desk, "producer", name="Pat Producer")
    for key in (new_key(), producer):
        with pytest.raises(Refused, match="approval"):
            approve(film, held(film), key=key)
    film.refused("unknown-person", kept=True, face=str(STRANGER))


def test_an_approval_of_the_brief_is_no_look_at_the_stranger_who_came_of_it(film: Set) -> None:
    approve(film, Subject("brief", briefs.digest(film.brief(face=str(STRANGER))), "b"))
    film.refused("unknown-person", kept=True, face=str(STRANGER))


def test_an_approval_of_one_stranger_is_none_of_another_put_in_by_hand(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    approve(film, held(film))
    frame = film.partial() / "comp" / f"{SHOT}.1001.exr"
    _put_in(frame, PEOPLE / "person_4_a.jpg")
    film.refused("unknown-person", kept=True, face=str(STRANGER))


def test_a_journal_edited_by_hand_vouches_for_no_file_and_carries_no_approval_over(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    seen = held(film)
    approve(film, seen)
    frame = film.partial() / "comp" / f"{SHOT}.1001.exr"
    raw = plates.file_hash(frame)
    _put_in(frame, PEOPLE / "person_4_a.jpg")
    forged = {f"comp/{frame.name}": [raw, plates.file_hash(frame), ""]}
    _edit_journal(film, lambda journal: journal["signed"].update(forged))
    assert finish.held(film.desk.production, SHOT, "retouch", 1) is None, "nobody approves what cannot be relied on"
    anew = film.run(face=str(STRANGER))
    assert anew.number == 2 and not anew.resumed, "the forged one is not gone on with"
    assert anew.report["subject_sha256"] == seen.sha256, "what is released is what a person has seen"


def _edit_journal(film: Set, change: Callable[[Any], object]) -> None:
    path = film.partial() / ".work" / "journal.json"
    document = json.loads(path.read_text("utf-8"))
    change(document["journal"])
    path.write_text(json.dumps(document), "utf-8")


def test_what_is_approved_is_what_lies_there_and_not_what_a_file_says(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    true = held(film).sha256
    path = film.partial() / ".work" / finish.HELD
    path.write_text(json.dumps({"sha256": "0" * 64, "label": "x"}), "utf-8")
    found = finish.held(film.desk.production, SHOT, "retouch", 1)
    assert found is None or found.sha256 == true


def _put_in(frame: Path, face: Path) -> None:
    """Paste another face into a finished frame by hand."""
    picture = images.read_picture(frame).pixels.copy()
    picture[10:170, 10:170] = images.resized(images.read_picture(face).pixels, 160, 160)
    exr.write_passes(frame, {exr.BEAUTY: picture}, half=False)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif"])
def test_a_performer_altered_in_a_picture_alone_is_found_too(film: Set, suffix: str) -> None:
    def make(work: Any, brief: Any, plate: Path) -> Any:
        picture = np.asarray(Image.open(plate).convert("RGB"))
        sheet = work.file(f"{work.stem}{suffix}")
        with work.writing(sheet) as unfinished:
            older = np.asarray(Image.open(PEOPLE / "person_1_older.jpg").resize((160, 160)))
            out = picture.copy()
            out[10:170, 90:250] = older
            Image.fromarray(out).save(unfinished)
        return Result(1, (picture.shape[1], picture.shape[0]), 24.0, (sheet,))

    film.refused("likeness-needs-consent", kept=True, recipe=lying(make=make), performer="")


@pytest.mark.parametrize("suffix", [".png", ".mov"])
def test_a_performer_altered_beside_untouched_frames_is_found_too(film: Set, suffix: str) -> None:
    def beside(folder: Path) -> None:
        out = np.array(Image.open(film.plate).convert("RGB"))
        out[10:170, 90:250] = np.asarray(Image.open(PEOPLE / "person_1_older.jpg").resize((160, 160)))
        Image.fromarray(out).save(folder / "sheet.png")
        if suffix == ".mov":
            with av.open(str(folder / "sheet.mov"), "w") as movie:
                stream = movie.add_stream("mpeg4", rate=24)
                stream.width, stream.height, stream.bit_rate = out.shape[1], out.shape[0], 20_000_000
                movie.mux(stream.encode(av.VideoFrame.from_ndarray(out, format="rgb24")))
                movie.mux(stream.encode())
            (folder / "sheet.png").unlink()

    likeness_recipe.afterwards.append(beside)
    text = film.refused("likeness-needs-consent", kept=True, recipe=lying(), performer="", change="nothing")
    assert f"sheet{suffix}, frame 1001" in text


def test_a_face_of_the_plate_that_nobody_touched_needs_no_grant(film: Set) -> None:
    grants.revoke(film.desk, film.grant, "no more")
    assert film.run(lying(), performer="", change="nothing").number == 1


@pytest.mark.parametrize("hidden", [".secret.exr", ".secret/a.exr", "link.exr", "linked"])
def test_what_a_recipe_hides_from_the_screening_is_not_in_the_version(film: Set, hidden: str) -> None:
    outside = film.folder / "outside"
    outside.mkdir()
    shutil.copyfile(STRANGER, outside / "a.jpg")

    def hide(folder: Path) -> None:
        path = folder / hidden
        path.parent.mkdir(exist_ok=True)
        if hidden == "linked":
            path.symlink_to(outside, target_is_directory=True)
        elif hidden == "link.exr":
            path.symlink_to(outside / "a.jpg")
        else:
            shutil.copyfile(STRANGER, path)

    likeness_recipe.afterwards.append(hide)
    try:
        version = film.run()
    except (Refused, BadInput, ValueError):
        assert not film.versions() and not gate.released(film.desk)
        return
    assert not os.path.lexists(version.folder / hidden)
    assert verify.examine(version.folder).intact


# Races with a revocation


def test_a_grant_revoked_while_frames_are_made_is_refused_at_release(film: Set) -> None:
    code = (
        "import sys; from pathlib import Path; from coulisse.production.layout import open_production\n"
        "from coulisse.consent.desk import open_desk; from coulisse.consent import grants\n"
        "grants.revoke(open_desk(open_production(Path(sys.argv[1]))), sys.argv[2], 'no more')"
    )
    revoking = [sys.executable, "-c", code, str(film.desk.folder), film.grant]
    likeness_recipe.afterwards.append(lambda _: subprocess.run(revoking, check=True))
    film.refused("likeness-needs-consent", kept=True)
    assert film.kinds()[-3:] == ["grant.revoked", "version.refused", "run.ended"]


def while_signing(act: Callable[[], Any]) -> Any:
    """The recipe; `act` is done between the screening and the release."""

    class Late(types.SimpleNamespace):
        @property
        def DID(self) -> str:
            act()
            return "retouch"

    return Late(**{**vars(lying()), "MAKES_LIKENESS": True, "likeness": likeness_recipe.likeness})


def test_a_grant_revoked_between_screening_and_release_is_refused(film: Set) -> None:
    recipe = while_signing(lambda: grants.revoke(film.desk, film.grant, "no more"))
    film.refused("likeness-needs-consent", kept=True, recipe=recipe)
    assert "version.released" not in film.kinds()
    assert film.kinds()[-3:] == ["grant.revoked", "version.refused", "run.ended"]


def test_what_was_signed_under_a_revoked_grant_is_signed_anew_under_the_one_that_took_its_place(film: Set) -> None:
    def make(work: Any, brief: Any, plate: Path) -> Any:
        if not work.frame_done(work.file("sheet.png")):
            with work.writing(work.file("sheet.png")) as unfinished:
                Image.new("RGB", (64, 64), (90, 90, 90)).save(unfinished)
        return likeness_recipe.make(work, brief, plate)

    revoking = while_signing(lambda: grants.revoke(film.desk, film.grant, "no more") if film.grant else None)
    revoking.make = make
    film.refused("likeness-needs-consent", kept=True, recipe=revoking)
    again = granted(film.desk, film.ada, film.folder / "again").grant.id
    revoked, film.grant = film.grant, ""
    folder = film.run(revoking).folder
    for signed in (folder, folder / "sheet.png"):
        said = " ".join(verify.examine(signed).lines)
        assert again in said and revoked not in said, "no delivery stands on a consent that was taken back"


def test_a_stranger_who_joins_the_roster_before_the_release_is_looked_for_again(film: Set) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    approve(film, held(film))
    recipe = while_signing(lambda: actor(film.desk, "Kim Sample", references=[PEOPLE / "person_3_b.jpg"]))
    film.refused("screened-for-this-roster", kept=True, recipe=recipe, face=str(STRANGER))
    film.refused("likeness-needs-consent", kept=True, face=str(STRANGER))


def test_a_stranger_who_joins_the_roster_during_the_screening_is_looked_for_again(
    film: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    film.refused("unknown-person", kept=True, face=str(STRANGER))
    approve(film, held(film))
    read = roster.templates

    def late(desk: Desk) -> Any:
        found = read(desk)
        if film.kinds()[-1] == "run.admitted":
            actor(film.desk, "Kim Sample", references=[PEOPLE / "person_3_b.jpg"])
        return found

    monkeypatch.setattr(roster, "templates", late)
    film.refused("screened-for-this-roster", kept=True, face=str(STRANGER))


def test_a_revocation_raced_against_a_release_never_leaves_a_version_standing(film: Set) -> None:
    barrier = threading.Barrier(2)

    def revoke() -> None:
        barrier.wait()
        grants.revoke(open_desk(open_production(film.desk.folder)), film.grant, "no more")

    other = threading.Thread(target=revoke)
    other.start()
    likeness_recipe.afterwards.append(lambda _: barrier.wait())
    with suppress(Refused):
        film.run()
    other.join()
    assert gate.released(film.desk) == {}
    kinds = film.kinds()
    assert kinds.count("version.released") == kinds.count("version.withdrawn")
    if "version.released" in kinds:
        assert kinds.index("version.released") < kinds.index("grant.revoked")


def test_revoking_lists_the_released_versions_for_withdrawal(film: Set) -> None:
    film.run()
    film.run(frames=2)
    assert grants.revoke(film.desk, film.grant, "no more") == (f"{RETOUCH}/v001", f"{RETOUCH}/v002")
    assert gate.released(film.desk) == {}
    with pytest.raises(Refused, match="likeness-needs-consent"):
        film.run(frames=3)


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import likeness_recipe
from coulisse.jobs import finish, run
finish._name = lambda partial, whole: os.kill(os.getpid(), signal.SIGKILL)
run.run(likeness_recipe, likeness_recipe.RetouchBrief(performer=sys.argv[3]), Path(sys.argv[1]), out=Path(sys.argv[2]),
        shot={shot!r})
"""


def _killed(film: Set) -> None:
    code = KILLED.format(tests=str(Path(__file__).parent), shot=SHOT)
    arguments = [str(film.plate), str(film.desk.folder), film.ada.performer.id]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert film.kinds()[-1] == "version.released" and film.partial().is_dir() and not film.versions()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_between_release_and_naming_the_version_gets_its_name_from_the_next_run(film: Set) -> None:
    _killed(film)
    assert film.run().number == 1
    assert gate.released(film.desk).keys() == {f"{RETOUCH}/v001"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("cleared", [False, True], ids=["with its state", "its state cleared"])
def test_killed_between_release_and_naming_and_then_revoked_it_gets_no_name(film: Set, cleared: bool) -> None:
    _killed(film)
    if cleared:  # killed one step later
        shutil.rmtree(film.partial() / ".work")
    assert grants.revoke(film.desk, film.grant, "no more") == (f"{RETOUCH}/v001",)
    film.refused("likeness-needs-consent")
    finish.finish_interrupted(film.desk.folder / RETOUCH, film.desk)
    assert not film.versions() and film.partial().is_dir()
    assert Store(film.desk.production).versions() == []


# Around the gate


def test_a_recipe_called_directly_from_python_makes_no_version(film: Set) -> None:
    class Bare:
        shot, stem, plate_sha256, choices = SHOT, f"{SHOT}_retouch_v001", "0" * 64, Choices()

        def __init__(self, folder: Path) -> None:
            self.path = folder

        def folder(self, name: str) -> Path:
            (self.path / name).mkdir(parents=True, exist_ok=True)
            return self.path / name

        def frame_done(self, path: Path) -> bool:
            return False

        def writing(self, path: Path) -> Any:
            return nullcontext(path)

        def step(self, name: str, total: int | None = None) -> Any:
            return nullcontext(types.SimpleNamespace(advance=lambda: None))

    folder = film.desk.folder / RETOUCH / "v001"
    likeness_recipe.make(Bare(folder), film.brief(performer="", face=str(STRANGER)), film.plate)  # type: ignore[arg-type]
    assert (folder / "comp" / f"{SHOT}.1001.exr").is_file()
    film.run()
    assert gate.released(film.desk).keys() == {f"{RETOUCH}/v002"}
    assert {row.folder for row in Store(film.desk.production).versions()} == {f"{RETOUCH}/v002"}
    assert not verify.examine(folder).signed and "not signed" in words(folder)


def test_a_version_put_together_by_hand_is_not_recorded_and_not_intact(film: Set) -> None:
    true = film.run().folder
    copied = true.with_name("v002")
    shutil.copytree(true, copied)
    report = json.loads((copied / reports.NAME).read_text("utf-8"))
    report["version"] = 2
    (copied / reports.NAME).write_text(json.dumps(report), "utf-8")
    assert film.run(frames=2).number == 3
    folders = {f"{RETOUCH}/v001", f"{RETOUCH}/v003"}
    assert gate.released(film.desk).keys() == folders
    assert {row.folder for row in Store(film.desk.production).versions()} == folders
    assert not verify.examine(copied).intact and reports.NAME in words(copied)


def test_a_partial_version_put_together_by_hand_gets_no_name(film: Set) -> None:
    true = film.run().folder
    shutil.copytree(true, true.with_name("v002.partial"))
    film.run(frames=2)
    assert film.versions().keys() == {1, 3}


def test_a_file_swapped_after_release_is_named(film: Set) -> None:
    folder = film.run().folder
    frame = folder / "comp" / f"{SHOT}.1001.exr"
    _put_in(frame, STRANGER)
    assert not verify.examine(folder).intact
    assert f"changed since it was signed: comp/{frame.name}" in words(folder)
    assert "CHANGED" in words(frame)
    (folder / "comp" / "more.exr").write_bytes(b"more")
    frame.unlink()
    assert "added after signing: comp/more.exr" in words(folder) and f"missing: comp/{frame.name}" in words(folder)


def test_a_model_taken_out_of_the_journal_by_hand_is_still_declared(film: Set) -> None:
    def make(work: Any, brief: Any, plate: Path) -> Any:
        if not work.frame_done(work.folder("comp") / f"{work.shot}.1001.exr"):  # loaded only when it is used
            work.used_model("m", licence="CC-BY-NC-4.0", lineage="x", commercial="no", sha256="0" * 64)
        return likeness_recipe.make(work, brief, plate)

    recipe = lying(make=make, MAKES_LIKENESS=True, likeness=likeness_recipe.likeness)
    film.refused("unknown-person", kept=True, recipe=recipe, face=str(STRANGER))
    _edit_journal(film, lambda journal: journal["models"].clear())
    film.refused("unknown-person", kept=True, recipe=recipe, face=str(STRANGER))
    again = json.loads((film.partial(2) / ".work" / "journal.json").read_text("utf-8"))["journal"]
    assert list(again["models"]) == ["m"], "a journal that somebody edited is not gone on with"
