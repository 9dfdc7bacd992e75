"""Attacks on the gate, one by one, through the real run: real faces, networks, grants, signatures and ledger."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import likeness_recipe
from consent_desk import Actor, actor, drafted, granted, new_desk, person
from coulisse import gate
from coulisse.consent import approvals, grants, roster
from coulisse.consent.approvals import Subject
from coulisse.consent.desk import Desk, open_desk, policy_sha256
from coulisse.errors import BadInput, CoulisseError, Refused, Unavailable
from coulisse.jobs import finish
from coulisse.jobs.run import Version, run
from coulisse.production import layout
from coulisse.production.layout import open_production
from coulisse.production.store import Store
from coulisse.provenance import ledger as ledgers
from coulisse.provenance import verify
from coulisse.provenance.crypto import SigningKey, new_key
from coulisse.recipes import brief as briefs
from coulisse.recipes.brief_use import Use as Told
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
