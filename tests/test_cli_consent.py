"""Promises of the commands for consent and provenance: a day at the desk, in clear words, with the right status."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import likeness_recipe
import tiny_recipe
from coulisse.cli import main
from coulisse.consent import roster
from coulisse.consent.desk import open_desk
from coulisse.errors import Refused
from coulisse.jobs.run import Version, run
from coulisse.production.layout import open_production
from coulisse.provenance import crypto, sidecar
from coulisse.provenance.credentials import Claim
from coulisse.provenance.crypto import new_key, public_pem
from small_people import PEOPLE, needs_faces, wall, with_person, write

Command = Callable[..., tuple[int, str, str]]

HARBOUR = "In the flashback at the harbour she is seen as she looked around 1995."
BRIEF = """\
building:
  facade: {corners: [[10, 90], [10, 10], [90, 10], [90, 90]], storeys: 3, bays: 4, height: 10}
  depth: 8
"""


@pytest.fixture
def coulisse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in the production's folder; returns its status and what it printed."""
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("COULISSE_PASSPHRASE", raising=False)
    open_production(tmp_path / "film")
    monkeypatch.chdir(tmp_path / "film")

    def call(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(map(str, words)))
        said = capsys.readouterr()
        assert "a fault of ours" not in said.err, said.err
        return int(left.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return tmp_path / "film"


def done(result: tuple[int, str, str]) -> str:
    status, out, err = result
    assert status == 0, err + out
    return out


def kinds(coulisse: Command) -> list[str]:
    return [json.loads(line)["kind"] for line in done(coulisse("ledger", "export")).splitlines()]


def performer(coulisse: Command, *more: object) -> str:
    """Ada, who signs for herself; returns her identifier."""
    done(coulisse("keys", "person", "ada"))
    signer = ("--born", "1970-05-04", "--signer", "performer:Ada Example:ada")
    return done(coulisse("performer", "add", "Ada Example", *signer, *more)).split(":")[0]


def grant(coulisse: Command, film: Path, *more: object) -> str:
    """A grant of hers, drafted, signed and imported; returns its identifier."""
    until = date.today() + timedelta(days=300)
    terms = ("--until", until, "--compensation", "two days at the agreed rate", "--final", "--folder", film.parent)
    use = ("--use", f'age_alteration:30-60:"{HARBOUR}"', "--shot", "sq010_*")
    path = Path(done(coulisse("grant", "draft", "Ada Example", *use, *terms, *more)).splitlines()[0])
    done(coulisse("grant", "sign", path, "--key", "ada"))
    done(coulisse("grant", "import", path, "--pdf", path.with_suffix(".pdf")))
    return path.stem


def ask(coulisse: Command, *more: object, shot: str = "sq010_sh0020", age: object = 35) -> tuple[int, str, str]:
    use = ("--use", "age_alteration", "--age", age, "--shot", shot, "--final")
    return coulisse("grant", "check", "Ada Example", *use, *more)


def decider(coulisse: Command, role: str, name: str = "Sam Supervisor") -> str:
    return done(coulisse("person", "add", name, "--role", role)).split(":")[0]


def version(film: Path) -> Version:
    path = film.parent / "street.png"
    path.parent.mkdir(exist_ok=True)
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (90, 120, 3), np.uint8)).save(path)
    return run(tiny_recipe, tiny_recipe.FadeBrief(frames=2), path, out=film)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A chain and its key, of a house outside."""
    root_key, key = crypto.new_es256(), crypto.new_es256()
    root = crypto.make_root("A house", root_key)
    (folder / "chain.pem").write_bytes(b"a word before\n" + crypto.make_leaf("A house", key, root, root_key) + root)
    (folder / "key.pem").write_bytes(key)
    (folder / "key.pem").chmod(0o600)
    return folder / "chain.pem", folder / "key.pem"


# Keys


def test_keys_are_made_once_and_shown_with_the_place_of_the_secret(coulisse: Command, film: Path) -> None:
    said = done(coulisse("keys", "init"))
    assert open_production(film).id in said and str(film.parent / "keys") in said
    assert "unknown to strangers' tools" in said
    assert done(coulisse("keys", "show")) == said
    status, _, err = coulisse("keys", "init")
    assert status == 2 and "this production has keys" in err


def test_renewed_keys_are_on_the_record(coulisse: Command) -> None:
    before = done(coulisse("keys", "init"))
    assert done(coulisse("keys", "renew")) != before
    assert kinds(coulisse).count("keys.made") == 2


def test_a_certificate_that_is_none_is_not_used_and_not_recorded(coulisse: Command, tmp_path: Path) -> None:
    done(coulisse("keys", "init"))
    (tmp_path / "x.pem").write_text("no certificate")
    (tmp_path / "x.pem").chmod(0o600)
    assert coulisse("keys", "use-certificate", tmp_path / "x.pem", tmp_path / "x.pem")[0] == 2
    assert kinds(coulisse).count("keys.made") == 1


def test_a_certificate_from_outside_signs_from_then_on(coulisse: Command, tmp_path: Path) -> None:
    done(coulisse("keys", "init"))
    done(coulisse("keys", "use-certificate", *certificate(tmp_path)))
    said = done(coulisse("keys", "show"))
    assert "from outside" in said and "strangers" not in said
    assert kinds(coulisse).count("keys.made") == 2


def test_a_persons_key_is_made_once_and_its_public_half_is_shown_again(coulisse: Command) -> None:
    first = done(coulisse("keys", "person", "ada"))
    assert first.startswith("ed25519:") and first == done(coulisse("keys", "person", "ada"))
    assert coulisse("keys", "person", "../ada")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["performer", "list"], ["grant", "list"], ["ledger", "verify"], ["report"], ["policy", "show"],
        ["keys", "show"], ["person", "list"], ["protected", "list"],
    ],
)  # fmt: skip
def test_a_question_makes_no_production(coulisse: Command, tmp_path: Path, words: list[str]) -> None:
    status, _, err = coulisse(*words, "--out", tmp_path / "none")
    assert status == 2 and "there is no production here" in err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["person", "add", "A B", "--role", "No Role"], ["protected", "import", "nothing.csv"],
        ["performer", "add", "A B", "--died", "1066-10-14"], ["policy", "set", "nothing"],
    ],
)  # fmt: skip
def test_a_mistyped_command_leaves_no_production_behind(coulisse: Command, tmp_path: Path, words: list[str]) -> None:
    assert coulisse(*words, "--out", tmp_path / "new")[0] == 2
    assert not (tmp_path / "new").exists()


def test_a_production_without_a_ledger_is_told_how_to_begin_one(coulisse: Command) -> None:
    status, _, err = coulisse("report")
    assert status == 2 and "coulisse keys init" in err


# Performers and people


@needs_faces
def test_a_day_at_the_desk(coulisse: Command, film: Path) -> None:
    ada = performer(coulisse, "--reference", PEOPLE / "person_1_a.jpg", "--alias", "Ada E.")
    assert ada in done(coulisse("performer", "list"))
    shown = done(coulisse("performer", "show", "ada e."))
    assert "1, with sealed templates" in shown and "ed25519:" in shown
    held = grant(coulisse, film)
    assert HARBOUR in done(coulisse("grant", "show", held))
    assert f"yes: {held} allows it" in done(ask(coulisse))
    assert f"{held} is revoked" in done(coulisse("grant", "revoke", held, "--reason", "she changed her mind", "--yes"))
    status, said, _ = ask(coulisse)
    assert status == 3 and "was revoked on" in said and "what to do" in said
    assert "revoked on" in done(coulisse("grant", "list"))
    done(coulisse("performer", "forget", ada, "--yes"))
    folder = film / "performers" / ada
    assert not [p for p in folder.rglob("*") if p.suffix in (".jpg", ".bin")]
    assert "forgotten" in done(coulisse("performer", "list"))
    assert kinds(coulisse)[3:] == [
        "performer.added", "grant.imported", "grant.revoked", "performer.changed", "performer.forgotten",
    ]  # fmt: skip
    assert "Ada" not in (film / "ledger" / "ledger.jsonl").read_text("utf-8")
    assert done(coulisse("ledger", "verify")).startswith("intact: 8 entries")


def test_what_is_missing_is_said_one_by_one_and_leaves_with_3(coulisse: Command, film: Path) -> None:
    performer(coulisse)
    status, said, _ = ask(coulisse)
    assert status == 3 and "has given no grant" in said and "coulisse grant draft" in said
    grant(coulisse, film, "--territory", "DE,FR")
    done(ask(coulisse, "--territory", "FR"))
    status, said, _ = ask(coulisse, "--on", "2090-01-01", "--territory", "US", shot="sq020_sh0010", age="16-20")
    assert status == 3 and said.startswith("no\n")
    for text in ("the age", "the date", "the shot", "territory", "younger than 18"):
        assert text in said


def test_an_ordinary_word_as_an_alias_is_warned_of(coulisse: Command) -> None:
    status, _, err = coulisse("performer", "add", "Ada Example", "--alias", "Stone")
    assert status == 0 and "`Stone` is an ordinary word" in err and "minor" in err


def test_what_is_added_to_a_performer_leaves_the_rest(coulisse: Command) -> None:
    ada = performer(coulisse, "--alias", "Ada E.", "--character", "Captain Reed/The Long Harbour")
    key = new_key().public
    done(coulisse("performer", "change", ada, "--alias", "A. Example", "--signer", f"representative:Rae Agent:{key}"))
    done(coulisse("performer", "change", ada, "--without", "Ada E.", "--without", "Ada Example"))
    shown = done(coulisse("performer", "show", ada))
    assert "Captain Reed (The Long Harbour)" in shown and "A. Example" in shown and "Ada E." not in shown
    assert key in shown and "performer: Ada Example" not in shown
    assert coulisse("performer", "change", ada, "--without", "nobody")[0] == 2


def test_forgetting_and_revoking_ask_first(coulisse: Command, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, held = performer(coulisse), grant(coulisse, film)
    before = kinds(coulisse)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))  # and then nobody there to say anything
    assert coulisse("performer", "forget", ada)[0] == 1
    assert coulisse("grant", "revoke", held, "--reason", "no")[0] == 1
    assert kinds(coulisse) == before


@pytest.mark.parametrize(
    "words",
    [
        ["performer", "add", "A B", "--born", "4.5.1970"], ["performer", "add", "A B", "--born", "2026-02-30"],
        ["performer", "add", "A B", "--signer", "performer:A B"], ["performer", "add", "A B", "--character", "Reed"],
        ["performer", "add", "A B", "--signer", "performer:A B:nokey"],
        ["performer", "add", "A B", "--signer", "performer:A B:ed25519:short"],
        ["performer", "add", "A B", "--reference", "nothing.jpg"],
        ["person", "add", "A B", "--role", "No Role"], ["person", "add", "漢字", "--role", "legal"],
        ["grant", "check", "A B", "--use", "voice", "--shot", "s", "--final"],
        ["grant", "check", "A B", "--use", "age_alteration", "--shot", "s", "--final"],
        ["grant", "check", "A B", "--use", "replica_with", "--age", "3", "--shot", "s", "--final"],
        ["protected", "import", "nothing.csv"], ["bid", "sq010", "0"], ["bid", "sq010", "nan"],
        ["bid", "sq010", "2.555"], ["bid", "../x", "2"], ["bid", "sq010", "1e99999"],
        ["approve", "sq010_sh0010/fade/v001", "--role", "owner"], ["approve", "nothing.yaml", "--role", "owner"],
        ["approve", "../../x/v001", "--role", "owner"], ["triage", "nothing.yaml"], ["verify", "nothing.mov"],
        ["grant", "sign", "nothing.json", "--key", "ada"], ["grant", "show", "g-00000000"],
        ["policy", "set", "nothing"], ["ledger", "export", "--to", "ledger/ledger.jsonl"],
        ["report", "--json", "keys/x.json"], ["report", "--html", "policy.yaml"],
    ],
)  # fmt: skip
def test_what_cannot_be_used_leaves_with_2_and_changes_nothing(coulisse: Command, film: Path, words: list[str]) -> None:
    open_desk(open_production(film))
    before = kinds(coulisse)
    status, _, err = coulisse(*words)
    assert status == 2 and "what to do" in err
    assert kinds(coulisse) == before
    assert not (film.parent / "keys" / "people").is_dir() or not list((film.parent / "keys" / "people").iterdir())


def test_a_signers_key_may_come_as_a_file(coulisse: Command, tmp_path: Path) -> None:
    key = new_key().public
    (tmp_path / "agent.pem").write_text(public_pem(key))
    done(coulisse("performer", "add", "Ada Example", "--signer", f"representative:Rae Agent:{tmp_path / 'agent.pem'}"))
    assert key in done(coulisse("performer", "show", "Ada Example"))


def test_people_are_listed_with_whether_their_key_is_here_and_can_be_removed(coulisse: Command) -> None:
    sam = decider(coulisse, "owner")
    done(coulisse("person", "add", "Lea Legal", "--role", "legal", "--key", new_key().public))
    said = done(coulisse("person", "list"))
    assert f"{sam}  Sam Supervisor  owner  key here" in said and "legal  key elsewhere" in said
    done(coulisse("person", "remove", sam))
    assert sam not in done(coulisse("person", "list"))


def test_a_protected_list_is_taken_in_and_shown(coulisse: Command, tmp_path: Path, film: Path) -> None:
    (tmp_path / "out.csv").write_text("name,aliases\nNora Vale,N. Vale\nOmar Quist,\n")
    assert "2 people were added; 2 are protected" in done(coulisse("protected", "import", tmp_path / "out.csv"))
    assert "0 people were added" in done(coulisse("protected", "import", tmp_path / "out.csv"))
    assert "Nora Vale" in done(coulisse("protected", "list"))
    assert len(roster.protected(open_desk(open_production(film)))) == 2


# Decisions


def test_a_policy_is_changed_by_those_whom_the_one_before_names(coulisse: Command, tmp_path: Path) -> None:
    assert "policy open" in done(coulisse("policy", "show"))
    assert coulisse("policy", "set", "streamer")[0] == 3
    decider(coulisse, "owner")
    done(coulisse("policy", "set", "streamer", "--approved-by", "owner", "--reason", "we deliver to a streamer"))
    assert "policy streamer" in done(coulisse("policy", "show"))


def test_triage_explains_every_rule_and_leaves_with_its_verdict(coulisse: Command, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF)
    decider(coulisse, "owner")
    said = done(coulisse("triage", tmp_path / "b.yaml", "--shot", "sq010_sh0010"))
    assert "verdict: go ahead" in said and "likeness-needs-consent" in said
    done(coulisse("decline", tmp_path / "b.yaml", "--role", "owner", "--reason", "not this building"))
    status, said, _ = coulisse("triage", tmp_path / "b.yaml")
    assert status == 3 and "decided by: declined" in said
    done(coulisse("approve", tmp_path / "b.yaml", "--role", "owner", "--as", "Sam Supervisor"))
    done(coulisse("triage", tmp_path / "b.yaml"))


def test_only_somebody_with_the_role_decides(coulisse: Command, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF)
    decider(coulisse, "owner")
    status, _, err = coulisse("approve", tmp_path / "b.yaml", "--role", "legal")
    assert status == 3 and "nobody here has the role `legal`" in err
    assert coulisse("approve", tmp_path / "b.yaml", "--role", "legal", "--as", "Sam Supervisor")[0] == 3
    decider(coulisse, "owner", "Second Owner")
    status, _, err = coulisse("approve", tmp_path / "b.yaml", "--role", "owner")
    assert status == 2 and "say who decides" in err


# Where things come from


def test_an_edited_ledger_leaves_with_3_and_the_entry_is_named(coulisse: Command, film: Path) -> None:
    done(coulisse("bid", "sq010_sh0010", "3"))
    path = film / "ledger" / "ledger.jsonl"
    path.write_text(path.read_text("utf-8").replace('"hundredths_of_days":300', '"hundredths_of_days":900'), "utf-8")
    status, said, _ = coulisse("ledger", "verify")
    assert status == 3 and "entry 4" in said
    assert coulisse("report")[0] == 3


def test_the_ledger_is_exported_shown_and_verified_without_the_secret(
    coulisse: Command, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(coulisse("bid", "sq010_sh0010", "2.5"))
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "elsewhere"))
    assert done(coulisse("ledger", "verify")).startswith("intact: 4 entries")
    assert "hundredths_of_days=250" in done(coulisse("ledger", "show", "--kind", "bid"))
    done(coulisse("ledger", "export", "--to", tmp_path / "l.jsonl"))
    assert len((tmp_path / "l.jsonl").read_text("utf-8").splitlines()) == 4
    assert "bid 2.5 days" in done(coulisse("report"))
    assert coulisse("bid", "sq010_sh0010", "3")[0] == 2, "writing needs the production's secret"


def test_the_report_of_an_empty_production_says_so(coulisse: Command, tmp_path: Path) -> None:
    done(coulisse("keys", "init"))
    done(coulisse("report", "--html", tmp_path / "r.html", "--csv", tmp_path / "r.csv", "--json", tmp_path / "r.json"))
    assert "Nothing has been made" in (tmp_path / "r.html").read_text("utf-8")
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert data["versions"] == [] and data["ledger"] == "intact, 3 entries"
    assert list(csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8", newline=""))) == []


def test_a_version_is_reported_approved_verified_and_missed_when_it_is_changed(
    coulisse: Command, film: Path, tmp_path: Path
) -> None:
    made = version(film)
    name = f"{made.shot}/fade/v001"
    decider(coulisse, "owner")
    done(coulisse("bid", made.shot, "2"))

    def row() -> dict[str, object]:
        done(coulisse("report", "--json", tmp_path / "r.json"))
        data = json.loads((tmp_path / "r.json").read_text("utf-8"))
        (found,) = data["versions"]
        assert data["times"][0]["bid_days"] == 2
        return dict(found)

    first = row()
    assert (first["shot"], first["recipe"], first["version"], first["status"]) == (made.shot, "fade", 1, "released")
    assert first["rule"] == "no-likeness" and first["policy"] == "open 1" and first["grants"] == []
    assert [model["licence"] for model in first["models"]] == ["MIT"]  # type: ignore[attr-defined]
    assert {d["credentials"] for d in first["delivered"]} == {"C2PA"}  # type: ignore[attr-defined]
    assert "faces in made pixels" in str(first["screening"]) and float(str(first["seconds"])) > 0
    done(coulisse("decline", name, "--role", "owner", "--reason", "too dark"))
    assert row()["status"] == "declined"
    done(coulisse("approve", name, "--role", "owner"))
    assert row()["status"] == "approved"

    assert "intact" in done(coulisse("verify", made.folder))
    said = done(coulisse("verify", made.headline[0], "--trust", film / "keys" / "root.pem"))
    assert "trust" in said
    report = json.loads((made.folder / "report.json").read_text("utf-8"))
    report["models"] = []
    (made.folder / "report.json").write_text(json.dumps(report), "utf-8")
    assert coulisse("verify", made.folder)[0] == 3
    assert str(row()["did"]).startswith("Not known")


@needs_faces
def test_what_the_gate_holds_is_approved_by_hand_and_a_revoked_grant_names_what_to_withdraw(
    coulisse: Command, film: Path, tmp_path: Path
) -> None:
    ada, owner = performer(coulisse, "--reference", PEOPLE / "person_1_a.jpg"), decider(coulisse, "owner")
    held = grant(coulisse, film)
    plate = write(tmp_path / "kitchen.png", with_person(wall(), "person_1_b", 90, 10, 160))
    # Somebody whom nobody here knows is put into the plate.
    brief = {"performer": ada, "face": str(PEOPLE / "person_3_a.jpg"), "use": {"final": "temporary"}}

    def retouched() -> Version:
        asked = likeness_recipe.RetouchBrief.model_validate(brief)
        return run(likeness_recipe, asked, plate, out=film, shot="sq010_sh0010")

    with pytest.raises(Refused, match="coulisse approve sq010_sh0010/retouch/v001 --role owner"):
        retouched()
    done(coulisse("approve", "sq010_sh0010/retouch/v001", "--role", "owner", "--reason", "a passer-by who agreed"))
    made = retouched()
    said = done(coulisse("verify", made.folder))
    assert held in said
    assert "approved" in done(coulisse("report")) and held in done(coulisse("report"))
    said = done(coulisse("grant", "revoke", held, "--reason", "she changed her mind", "--yes"))
    assert "shots/sq010_sh0010/retouch/v001" in said
    done(coulisse("report", "--json", tmp_path / "r.json", "--html", tmp_path / "r.html"))
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    (row,) = data["versions"]
    assert (row["status"], row["final"], row["grants"]) == ("withdrawn", False, [held])
    assert [refused["rule"] for refused in data["refusals"]] == ["unknown-person"]
    everything = (tmp_path / "r.json").read_text("utf-8") + (tmp_path / "r.html").read_text("utf-8")
    assert "Ada" not in everything and "Sam" not in everything and owner not in everything


def test_a_report_that_a_stranger_changed_and_signed_anew_is_not_believed(
    coulisse: Command, film: Path, tmp_path: Path
) -> None:
    made, other = version(film), version(tmp_path / "other" / "film")
    (made.folder / "credentials.json").unlink()
    report = json.loads((made.folder / "report.json").read_text("utf-8"))
    report["models"] = []
    (made.folder / "report.json").write_text(json.dumps(report), "utf-8")
    files = {p.relative_to(made.folder).as_posix(): p for p in made.folder.rglob("*") if p.is_file()}
    strangers = open_desk(open_production(tmp_path / "other" / "film")).keys
    claim = Claim("t", "fade", "1", "0", made.shot, 1, (), "")
    sidecar.write(made.folder, strangers, {name: sidecar.file_sha256(path) for name, path in files.items()}, claim)
    done(coulisse("report", "--json", tmp_path / "r.json"))
    (row,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["versions"]
    assert row["did"].startswith("Not known") and other.number == 1


@pytest.mark.parametrize("outside", [False, True])
def test_a_report_signed_with_renewed_keys_or_an_outside_certificate_is_believed(
    coulisse: Command, film: Path, tmp_path: Path, outside: bool
) -> None:
    done(coulisse("keys", "init"))
    if outside:
        done(coulisse("keys", "use-certificate", *certificate(tmp_path)))
    else:
        done(coulisse("keys", "renew"))
    version(film)
    done(coulisse("report", "--json", tmp_path / "r.json"))
    (row,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["versions"]
    assert row["models"] and not row["did"].startswith("Not known")


def test_a_file_that_nobody_signed_leaves_with_3(coulisse: Command, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "x.png")
    status, said, _ = coulisse("verify", tmp_path / "x.png")
    assert status == 3 and "not signed" in said


def test_a_version_folder_that_the_ledger_does_not_know_is_named_in_the_report(coulisse: Command, film: Path) -> None:
    done(coulisse("keys", "init"))
    (film / "shots/sq010_sh0010/fade/v001").mkdir(parents=True)
    assert "not released through it" in done(coulisse("report"))


def test_a_grant_check_today_is_by_the_ledgers_clock(coulisse: Command, film: Path) -> None:
    performer(coulisse)
    grant(coulisse, film)
    done(ask(coulisse, "--on", datetime.now(UTC).date()))
