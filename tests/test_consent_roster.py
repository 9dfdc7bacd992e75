"""Promises of the desk and the roster: records that nobody changes unseen, and forgetting that forgets."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from consent_desk import actor, new_desk, person
from coulisse.consent import references, roster, stored
from coulisse.consent.desk import POLICY, Desk, open_desk, policy, policy_in_force, shipped_policy, staged_policy
from coulisse.consent.performer import Signer
from coulisse.consent.policy_change import set_policy
from coulisse.errors import BadInput, Refused, Unavailable
from coulisse.production.layout import SETTINGS, open_production
from coulisse.provenance import crypto, keys
from coulisse.provenance.crypto import new_key
from coulisse.provenance.ledger import Ledger


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return new_desk(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def portrait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public-domain portrait (NASA) that has one face."""
    data = pytest.importorskip("skimage.data")
    path = tmp_path_factory.mktemp("portrait") / "astronaut.png"
    Image.fromarray(data.astronaut()).save(path)
    return path


def faced(desk: Desk, *pictures: Path, name: str = "Ada Example") -> roster.Performer:
    """A performer with reference pictures; skips where the weights to look at them are not there."""
    try:
        return roster.add(desk, [name], ["Ada E."], [("Captain Reed", "The Long Harbour")], pictures, date(1970, 5, 4))
    except Unavailable as error:
        pytest.skip(str(error).splitlines()[0])


def folder_of(desk: Desk, performer: roster.Performer) -> Path:
    return desk.folder / "performers" / performer.id


def kinds(desk: Desk) -> list[str]:
    return [entry.kind for entry in desk.ledger.entries()]


# The desk


def test_a_new_production_begins_with_keys_a_ledger_and_the_open_policy(desk: Desk) -> None:
    assert kinds(desk) == ["production.begun", "keys.made", "policy.set"]
    facts = [entry.facts for entry in desk.ledger.entries()]
    assert facts[0] == {"production": desk.production.id} and facts[1]["ledger_public"] == desk.keys.ledger.public
    assert (desk.folder / POLICY).read_bytes() == shipped_policy("open")
    again = open_desk(desk.production)
    assert kinds(again) == kinds(desk) and again.keys.vault == desk.keys.vault


@pytest.mark.parametrize("done", range(5))
def test_a_production_killed_while_it_begins_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "keys"))
    production = open_production(tmp_path / "film")
    made = keys.init(production.folder, production.id, production.name)
    ledger = Ledger(production.folder, production.id, made.ledger, made.ledger.public)
    steps = [
        lambda: ledger.append("production.begun", {"production": production.id}),
        lambda: ledger.append("keys.made", {"ledger_public": made.ledger.public}),
        lambda: (production.folder / POLICY).write_bytes(shipped_policy("open")),
    ]
    for step in steps[:done]:
        step()
    desk = open_desk(production)
    assert kinds(desk) == ["production.begun", "keys.made", "policy.set"]
    assert policy_in_force(desk) == shipped_policy("open")


def test_two_processes_that_begin_a_production_at_once_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys; from pathlib import Path; from coulisse.consent.desk import open_desk; "
        "from coulisse.production.layout import open_production; "
        "print(open_desk(open_production(Path(sys.argv[1]))).keys.ledger.public)"
    )
    environment = {**os.environ, "COULISSE_KEYS": str(tmp_path / "keys")}
    command = [sys.executable, "-c", code, str(tmp_path / "film")]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = {process.communicate(timeout=60)[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0] and len(said) == 1
    assert kinds(new_desk(tmp_path, monkeypatch)) == ["production.begun", "keys.made", "policy.set"]


def test_a_production_whose_id_was_changed_is_refused(desk: Desk) -> None:
    path = desk.folder / SETTINGS
    path.write_text(path.read_text("utf-8").replace(desk.production.id, "f-000000000000"), "utf-8")
    with pytest.raises((Refused, Unavailable)):
        open_desk(open_production(desk.folder))


@pytest.mark.parametrize("name", ["keys", "ledger", "performers", "people", "approvals", POLICY])
def test_records_that_are_links_are_refused(desk: Desk, tmp_path: Path, name: str) -> None:
    path = desk.folder / name
    if path.exists():
        path.rename(tmp_path / "moved")
    else:
        (tmp_path / "moved").mkdir()
    path.symlink_to(tmp_path / "moved")
    with pytest.raises(Refused, match="no-links-in-records"):
        open_desk(desk.production)


# The policy in force


def test_a_policy_changed_by_hand_is_refused(desk: Desk) -> None:
    path = desk.folder / POLICY
    path.write_bytes(path.read_bytes() + b"\n")
    for action in (lambda: open_desk(desk.production), lambda: policy(desk), lambda: policy_in_force(desk)):
        with pytest.raises(Refused, match="policy-as-recorded"):
            action()
    path.unlink()
    with pytest.raises(Refused, match="policy-as-recorded"):
        open_desk(desk.production)


def test_a_policy_is_changed_only_by_whom_it_names(desk: Desk) -> None:
    roles = policy(desk).changed_by
    with pytest.raises(Refused, match="policy-changed-by"):
        set_policy(desk, "streamer")
    with pytest.raises(Refused, match="approval-by-role"):
        set_policy(desk, "streamer", [(role, new_key()) for role in roles])
    _, key = person(desk, *roles)
    new = set_policy(desk, "streamer", [(role, key) for role in roles])
    assert policy(desk) == new and new.sha256 != ""
    assert (desk.folder / POLICY).read_bytes() == shipped_policy("streamer")
    assert open_desk(desk.production).ledger.entries()[-1].facts["sha256"] == new.sha256
    with pytest.raises(Refused, match="policy-changed-by"):  # the yes was for that policy only
        set_policy(desk, "open")
    with pytest.raises(BadInput):
        set_policy(desk, "../../secret")


def test_a_change_of_policy_killed_after_its_entry_is_finished(desk: Desk) -> None:
    content = shipped_policy("streamer")
    sha256 = stored.hashlib.sha256(content).hexdigest()
    staged_policy(desk, sha256).write_bytes(content)
    assert policy_in_force(open_desk(desk.production)) == shipped_policy("open")  # before the entry: the old one holds
    desk.ledger.append("policy.set", {"sha256": sha256, "policy": "streamer", "version": 1})
    assert policy_in_force(open_desk(desk.production)) == content


def test_an_older_policy_put_back_is_refused(desk: Desk) -> None:
    roles = policy(desk).changed_by
    _, key = person(desk, *roles)
    set_policy(desk, "streamer", [(role, key) for role in roles])
    (desk.folder / POLICY).write_bytes(shipped_policy("open"))
    with pytest.raises(Refused, match="policy-as-recorded"):
        open_desk(desk.production)


# The roster


def test_a_performer_is_found_by_identifier_name_and_alias(desk: Desk) -> None:
    ada = roster.add(desk, ["Ada Exámple"], ["Ada E."])
    bob = roster.add(desk, ["Bob Sample"])
    for text in (ada.id, "ada example", "ADA  EXÁMPLE", "ada e."):
        assert roster.one(desk, text).id == ada.id
    assert [p.id for p in roster.everyone(desk)] == [ada.id, bob.id]
    for text in ("", "Ada", "p-00000000", "../performers"):
        with pytest.raises(BadInput, match="no performer"):
            roster.one(desk, text)


def test_two_performers_share_no_name(desk: Desk) -> None:
    ada = roster.add(desk, ["Ada Example"], ["The Captain"])
    for names, aliases in ((["ADA EXAMPLE"], []), (["Eve"], ["the captain"])):
        with pytest.raises(BadInput, match=ada.id):
            roster.add(desk, names, aliases)
    bob = roster.add(desk, ["Bob"])
    with pytest.raises(BadInput, match=ada.id):
        roster.change(desk, bob.id, aliases=["Ada Example"])


@pytest.mark.parametrize("name", ["", "  ", "Ada\u200bExample", "Ada\u202eExample", "x" * 200, "Ada\x00"])
def test_a_name_that_cannot_be_read_is_no_name(desk: Desk, name: str) -> None:
    with pytest.raises(BadInput):
        roster.add(desk, [name])


def test_wrong_signers_and_dates_are_bad_input(desk: Desk) -> None:
    key = new_key().public
    for signer in (Signer("agent", "Rae", key), Signer("estate", "", key), Signer("estate", "Rae", "ed25519:short")):
        with pytest.raises(BadInput):
            roster.add(desk, ["Ada Example"], signers=[signer])
    today = desk.ledger.now().date()
    for born, died in (
        (today + timedelta(days=2), None),
        (date(1970, 1, 1), date(1960, 1, 1)),
        (date(1066, 1, 1), None),
    ):
        with pytest.raises(BadInput):
            roster.add(desk, ["Ada Example"], born=born, died=died)
    assert roster.everyone(desk) == []


def test_the_ledger_holds_counts_and_hashes_and_no_names(desk: Desk) -> None:
    ada = roster.add(desk, ["Ada Example"], ["The Captain"], [("Reed", "Harbour")])
    ada = roster.change(desk, ada.id, aliases=["Ada E."], died=date(2020, 1, 1))
    assert kinds(desk)[-2:] == ["performer.added", "performer.changed"]
    assert desk.ledger.entries()[-1].facts["sha256"] == ada.sha256
    written = (desk.folder / "ledger" / "ledger.jsonl").read_text("utf-8")
    assert not any(word in written for word in ("Ada", "Captain", "Reed", "Harbour", "2020-01-01"))
    assert len(list(folder_of(desk, ada).glob("performer.*.json"))) == 1
    entries = len(desk.ledger.entries())
    roster.change(desk, ada.id, aliases=["Ada E."])
    assert len(desk.ledger.entries()) == entries  # nothing changed


def test_a_performer_renamed_by_hand_is_refused(desk: Desk) -> None:
    ada = actor(desk).performer
    record = next(folder_of(desk, ada).glob("performer.*.json"))
    data = json.loads(record.read_bytes())
    record.write_bytes(crypto.canonical({**data, "names": ["Someone Famous"]}))
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.everyone(desk)
    record.unlink()
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.one(desk, ada.id)


def test_a_signer_key_added_by_hand_is_refused(desk: Desk) -> None:
    ada = actor(desk).performer
    record = next(folder_of(desk, ada).glob("performer.*.json"))
    data = json.loads(record.read_bytes())
    data["signers"].append({"role": "performer", "name": "Ada Example", "public": new_key().public})
    other = crypto.canonical(data)
    record.write_bytes(other)
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.everyone(desk)
    sha256 = stored.hashlib.sha256(other).hexdigest()
    record.with_name(f"performer.{sha256[:12]}.json").write_bytes(other)
    record.unlink()
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.everyone(desk)


def test_an_older_record_put_back_is_refused(desk: Desk) -> None:
    ada = actor(desk).performer
    old = next(folder_of(desk, ada).glob("performer.*.json"))
    content, name = old.read_bytes(), old.name
    roster.change(desk, ada.id, signers=[Signer("performer", "Ada Example", new_key().public)])
    (new,) = folder_of(desk, ada).glob("performer.*.json")
    old.write_bytes(content)  # beside the newer one: it does not count
    assert new.name != name and roster.one(desk, ada.id).sha256[:12] in new.name
    new.write_bytes(content)
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.everyone(desk)
    new.unlink()
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.everyone(desk)


def test_a_record_behind_a_link_is_refused(desk: Desk, tmp_path: Path) -> None:
    ada = actor(desk).performer
    folder_of(desk, ada).rename(tmp_path / "elsewhere")
    folder_of(desk, ada).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="no-links-in-records"):
        roster.everyone(desk)


# Pictures


def test_a_picture_of_2_gb_is_refused_without_being_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(2 * 10**9)
    with pytest.raises(BadInput, match="2,000 MB"):
        roster.add(desk, ["Ada Example"], references=[path])
    assert roster.everyone(desk) == [] and not list((desk.folder).rglob("*.jpg"))


def test_what_is_no_picture_of_a_face_is_bad_input_and_nothing_is_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "text.jpg").write_bytes(b"no picture")
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    for name in ("empty.jpg", "text.jpg", "folder.jpg", "pipe.jpg", "missing.jpg"):
        with pytest.raises((BadInput, Unavailable)):
            roster.add(desk, ["Ada Example"], references=[tmp_path / name])
    assert roster.everyone(desk) == []
    assert not list((desk.folder / "performers").rglob("*")) if (desk.folder / "performers").exists() else True


def test_pictures_are_stored_as_copies_under_their_content(desk: Desk, tmp_path: Path, portrait: Path) -> None:
    odd = tmp_path / "..odd..name;rm -rf.PNG"
    shutil.copy(portrait, odd)
    link = tmp_path / "link.png"
    link.symlink_to(odd)
    ada = faced(desk, odd, link, portrait)
    (kept,) = (folder_of(desk, ada) / "references").iterdir()
    assert kept.read_bytes() == portrait.read_bytes() and not kept.is_symlink()
    assert kept.name == f"{ada.references[0][:12]}.png" and len(ada.references) == 1
    templates = roster.templates(desk)
    assert list(templates) == [ada.id] and templates[ada.id].shape == (1, 128)
    with pytest.raises(BadInput, match=ada.id):
        roster.add(desk, ["Bob Sample"], references=[portrait])


def test_nobody_is_on_the_roster_twice_by_face(desk: Desk, tmp_path: Path, portrait: Path) -> None:
    ada = faced(desk, portrait)
    with Image.open(portrait) as picture:
        picture.resize((460, 460)).save(tmp_path / "another.jpg", quality=80)
    with pytest.raises(BadInput, match=ada.id):  # a revoked performer would come back under another name
        roster.add(desk, ["Bob Sample"], references=[tmp_path / "another.jpg"])
    roster.change(desk, ada.id, references=[tmp_path / "another.jpg"])
    assert roster.templates(desk)[ada.id].shape == (2, 128)


def test_templates_are_sealed_for_one_performer_and_never_printed(desk: Desk, tmp_path: Path, portrait: Path) -> None:
    ada = faced(desk, portrait)
    (sealed,) = folder_of(desk, ada).glob("templates.*.bin")
    template = roster.templates(desk)[ada.id]
    assert template.tobytes() not in sealed.read_bytes() and sealed.stat().st_mode & 0o077 == 0
    assert "template" not in repr(ada) and str(template[0, 0]) not in repr(roster.everyone(desk))
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"\0")
    with pytest.raises(Refused):
        roster.templates(desk)


def test_a_template_of_another_performer_cannot_be_put_in_place(desk: Desk) -> None:
    one = references.seal(desk, "p-00000001", np.ones((1, 128), np.float32))
    folder = desk.folder / "performers"
    (folder / "p-00000002").mkdir()
    name = references.sealed_file(one)
    shutil.copy(folder / "p-00000001" / name, folder / "p-00000002" / name)
    thief = roster.Performer("p-00000002", ("Bob",), references=("a" * 64 + ".png",), templates=one)
    with pytest.raises(Refused):
        references.open_templates(desk, thief)
    owner = replace(thief, id="p-00000001")
    assert references.open_templates(desk, owner).sum() == 128


# Forgetting


def test_forgetting_erases_pictures_and_templates_and_proves_it(desk: Desk, portrait: Path) -> None:
    ada = faced(desk, portrait)
    gone = roster.forget(desk, "Ada Example")
    folder = folder_of(desk, ada)
    assert [path.name for path in folder.iterdir()] == [f"performer.{gone.sha256[:12]}.json"]
    entry = desk.ledger.entries()[-1]
    assert entry.kind == "performer.forgotten" and entry.facts["erased"] == [ada.templates]
    assert (entry.facts["references"], entry.facts["templates"], entry.facts["names_kept"]) == (1, 1, True)
    assert roster.templates(desk) == {} and gone.born is None and gone.signers == ()
    assert [known.names for known in roster.known(desk)] == [("Ada Example",)]  # texts are still read for the name
    with pytest.raises(Refused, match="performer-forgotten"):
        roster.change(desk, ada.id, aliases=["x"])
    assert roster.forget(desk, ada.id) == gone  # once is enough


def test_forgetting_names_leaves_none_on_the_disk(desk: Desk) -> None:
    ada = roster.add(desk, ["Ada Example"], ["The Captain"], [("Reed", "Harbour")])
    roster.forget(desk, ada.id, names=True)
    assert roster.known(desk) == []
    for path in desk.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Ada" not in content and b"Captain" not in content and b"Reed" not in content, path.name
    assert roster.add(desk, ["Ada Example"]).id != ada.id  # if they agree, anew


def test_who_was_forgotten_can_come_back_under_the_same_name(desk: Desk) -> None:
    old = roster.add(desk, ["Ada Example", "Ada Sample"], characters=[("Reed", "Harbour")])
    roster.forget(desk, old.id)
    new = roster.add(desk, ["Ada Example"])
    assert roster.one(desk, "ada example").id == new.id
    assert [(known.id, known.names) for known in roster.known(desk)] == [
        (old.id, ("Ada Sample",)), (new.id, ("Ada Example",)),
    ]  # fmt: skip


def test_forgetting_takes_stray_pictures_along_and_tidying_leaves_them(desk: Desk) -> None:
    ada = roster.add(desk, ["Ada Example"])
    (folder_of(desk, ada) / "from the set.jpg").write_bytes(b"a picture that somebody put here")
    roster.change(desk, ada.id, aliases=["Ada E."])
    assert (folder_of(desk, ada) / "from the set.jpg").exists()
    roster.forget(desk, ada.id)
    assert len(list(folder_of(desk, ada).iterdir())) == 1


def test_tidying_never_reaches_through_a_link(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other" / "p-12345678").mkdir(parents=True)
    (desk.folder / "performers").symlink_to(tmp_path / "other")
    with pytest.raises(Refused, match="no-links-in-records"):
        roster.add(desk, ["Ada Example"])
    assert (tmp_path / "other" / "p-12345678").exists()


@pytest.mark.parametrize("survives", range(6))
def test_a_forgetting_that_was_killed_is_finished(desk: Desk, monkeypatch: pytest.MonkeyPatch, survives: int) -> None:
    ada = roster.add(desk, ["Ada Example"])
    sealed = references.seal(desk, ada.id, np.ones((1, 128), np.float32))
    (folder_of(desk, ada) / "references").mkdir()
    (folder_of(desk, ada) / "references" / f"{'ab' * 6}.png").write_bytes(b"a face")
    faced = roster._write(desk, replace(ada, references=("ab" * 32 + ".png",), templates=sealed))
    desk.ledger.append("performer.changed", faced.facts())
    left, erase = [survives], stored.erase

    def killed(path: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        erase(path)

    with monkeypatch.context() as patch:
        patch.setattr(stored, "erase", killed)
        with pytest.raises(KeyboardInterrupt):
            roster.forget(desk, ada.id, names=True)
    roster.forget(open_desk(desk.production), ada.id, names=True)
    gone = roster.everyone(desk)[0]
    assert gone.status == "forgotten" and kinds(desk)[-1] == "performer.forgotten"
    assert sum(kind == "performer.forgotten" for kind in kinds(desk)) == 1
    roster.add(desk, ["Bob"])  # any change clears what was left
    assert [path.name for path in folder_of(desk, ada).iterdir()] == [f"performer.{gone.sha256[:12]}.json"]


def test_what_an_interrupted_add_left_is_erased_by_the_next(desk: Desk) -> None:
    folder = desk.folder / "performers" / "p-12345678" / "references"
    folder.mkdir(parents=True)
    (folder / "face.jpg").write_bytes(b"a face")
    ada = roster.add(desk, ["Ada Example"])
    assert [path.name for path in (desk.folder / "performers").iterdir()] == [ada.id]


def test_erasing_never_reaches_through_a_link(desk: Desk, tmp_path: Path) -> None:
    ada = roster.add(desk, ["Ada Example"])
    mine = tmp_path / "mine.jpg"
    mine.write_bytes(b"my own picture")
    folder = folder_of(desk, ada) / "references"
    folder.mkdir()
    (folder / "a.jpg").symlink_to(mine)
    os.link(mine, folder / "b.jpg")
    roster.forget(desk, ada.id)
    assert mine.read_bytes() == b"my own picture" and not folder.exists()


KILLED = """
import sys
from pathlib import Path
from coulisse.consent import roster
from coulisse.consent.desk import open_desk
from coulisse.production.layout import open_production
desk = open_desk(open_production(Path(sys.argv[1])))
print("ready", flush=True)
for number in range(10000):
    who = roster.add(desk, [f"Somebody {number} {sys.argv[2]}"])
    roster.change(desk, who.id, aliases=[f"Alias {number} {sys.argv[2]}"])
    roster.forget(desk, who.id, names=number % 2 == 0)
"""


def test_two_desks_at_work_and_killed_leave_whole_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    for turn in range(2):
        commands = [[sys.executable, "-c", KILLED, str(desk.folder), f"{turn}{worker}"] for worker in "ab"]
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
        for process in both:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(0.25 + 0.11 * turn)
        for process in both:
            process.kill()
            process.communicate()
            assert process.returncode == -signal.SIGKILL
        desk = open_desk(desk.production)
        roster.add(desk, [f"After {turn}"])
        people = roster.everyone(desk)
        assert desk.ledger.verify().intact and not any(p.status == "forgetting" for p in people)
        assert {p.id for p in people} == {path.name for path in (desk.folder / "performers").iterdir()}
        for performer in people:
            assert len(list(folder_of(desk, performer).iterdir())) == 1
    assert len(people) > 4


# Protected people


def test_a_protected_list_grows_and_nobody_drops_off_it(desk: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(json.dumps([{"name": "Pat Protected"}, {"name": "Quin Quiet"}]), "utf-8")
    second.write_text(json.dumps([{"name": "Quin Quiet"}, {"name": "Rae Reserved"}]), "utf-8")
    roster.import_protected(desk, first)
    roster.import_protected(desk, second)
    found = roster.protected(desk)
    assert sorted(known.names[0] for known in found) == ["Pat Protected", "Quin Quiet", "Rae Reserved"]
    assert len({known.id for known in found}) == 3 and all(known.id.startswith("x-") for known in found)
    assert [e.facts["people"] for e in desk.ledger.entries() if e.kind == "protected.imported"] == [2, 1]
    record = next((desk.folder / "protected").glob("*.json"))
    record.write_bytes(b"{}")
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        roster.protected(desk)
