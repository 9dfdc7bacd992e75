"""Promises of the ledger: what was written stays written, and whoever changes it is found, with the entry named."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput, CoulisseError, DiskFull, Refused, Unavailable
from coulisse.provenance import chain, crypto, ledger
from coulisse.provenance.crypto import SigningKey
from coulisse.provenance.ledger import Ledger, Verdict

ID = "f-0123456789ab"
KEY = crypto.new_key()
LENGTH = 12  # entries of the ledger that is changed by hand
posix = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX does")


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "secrets"))
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "coulisse.toml").write_text("name = 'film'\n")
    return folder


def opened(film: Path, key: SigningKey = KEY) -> Ledger:
    return Ledger(film, ID, key, key.public)


def written(film: Path, count: int = LENGTH) -> Ledger:
    made = opened(film)
    with made.transaction() as transaction:
        for n in range(1, count + 1):
            transaction.append("run.admitted", {"run": f"r-{n:08x}", "files": ["a" * n, {"é": n % 3}], "final": None})
    return made


def lines_of(film: Path) -> list[bytes]:
    return (film / "ledger" / "ledger.jsonl").read_bytes().splitlines(keepends=True)


@pytest.fixture(scope="module", autouse=True)
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A key folder for the tests whose examples share one production."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("secrets")
        patch.setenv("COULISSE_KEYS", str(folder))
        yield folder


@pytest.fixture(scope="module")
def hurt(tmp_path_factory: pytest.TempPathFactory, secrets: Path) -> tuple[Path, list[bytes]]:
    """A production whose ledger file is written anew, wrong, for each example; and its right lines."""
    film = tmp_path_factory.mktemp("hurt")
    written(film)
    shutil.rmtree(secrets / "heads")  # as on another machine: only what travels with the production helps
    return film, lines_of(film)


def verdict_of(film: Path, lines: list[bytes]) -> Verdict:
    (film / "ledger" / "ledger.jsonl").write_bytes(b"".join(lines))
    reader = Ledger(film, ID, None, KEY.public)
    verdict = reader.verify()
    if not verdict.intact:
        with pytest.raises(Refused, match="ledger-intact"):
            reader.entries()
    return verdict


def test_what_is_appended_is_read_back(film: Path) -> None:
    made = opened(film)
    entry = made.append("grant.revoked", {"grant": "g-00000001", "reason": "asked"})
    assert (entry.number, entry.kind, entry.previous) == (1, "grant.revoked", chain.START)
    second = made.append("run.refused", {})
    assert made.entries() == [entry, second] == opened(film).entries()
    assert Ledger(film, ID, None, KEY.public).verify() == Verdict(True, 2)
    assert second.number == 2 and second.previous == chain.line_hash(lines_of(film)[0][:-1])
    assert crypto.verify(KEY.public, second.hash.encode(), chain.PURPOSE, second.signature)


def test_the_hash_is_the_one_that_is_promised(film: Path) -> None:
    entry = written(film).entries()[-1]
    body = {"number": LENGTH, "at": entry.at, "kind": entry.kind, "facts": entry.facts, "previous": entry.previous}
    assert entry.hash == crypto.sha256_of({**body, "production": ID})
    assert datetime.fromisoformat(entry.at).utcoffset() == timedelta(0)


def test_a_new_production_has_an_empty_intact_ledger(film: Path) -> None:
    assert opened(film).entries() == [] and opened(film).verify() == Verdict(True, 0)
    assert not (film / "ledger").exists(), "looking makes nothing"


# Changed by hand


@given(st.integers(0, LENGTH - 1), st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=150, deadline=None)
def test_any_changed_byte_names_its_entry(hurt: tuple[Path, list[bytes]], which: int, where: int, change: int) -> None:
    film, lines = hurt
    line = bytearray(lines[which])
    line[where % (len(line) - 1)] ^= change
    verdict = verdict_of(film, [*lines[:which], bytes(line), *lines[which + 1 :]])
    assert (verdict.intact, verdict.entry) == (False, which + 1)
    assert "edited" in verdict.problem


@given(st.integers(0, LENGTH - 1), st.integers(1, LENGTH))
@settings(max_examples=60, deadline=None)
def test_any_deleted_entries_are_named(hurt: tuple[Path, list[bytes]], first: int, count: int) -> None:
    film, lines = hurt
    verdict = verdict_of(film, lines[:first] + lines[first + count :])
    assert (verdict.intact, verdict.entry) == (False, first + 1)
    assert ("cut off" if first + count >= LENGTH else "deleted") in verdict.problem


@given(st.lists(st.integers(0, LENGTH - 1), min_size=2, max_size=2, unique=True))
@settings(max_examples=60, deadline=None)
def test_any_two_entries_that_changed_places_are_found(hurt: tuple[Path, list[bytes]], pair: list[int]) -> None:
    film, lines = hurt
    first, second = sorted(pair)
    swapped = list(lines)
    swapped[first], swapped[second] = lines[second], lines[first]
    verdict = verdict_of(film, swapped)
    assert (verdict.intact, verdict.entry) == (False, first + 1)
    assert "reordered" in verdict.problem


@given(st.integers(0, LENGTH), st.binary(max_size=80).map(lambda data: data.replace(b"\n", b"") + b"\n"))
@settings(max_examples=60, deadline=None)
def test_any_inserted_line_is_named(hurt: tuple[Path, list[bytes]], place: int, line: bytes) -> None:
    film, lines = hurt
    if place == LENGTH and b"\0" in line:  # as a power cut can leave it, after all that counts
        return
    verdict = verdict_of(film, [*lines[:place], line, *lines[place:]])
    assert (verdict.intact, verdict.entry) == (False, place + 1)
    assert "inserted" in verdict.problem


@given(st.integers(0, LENGTH - 1), st.integers(1, LENGTH))
@settings(max_examples=60, deadline=None)
def test_any_entry_that_stands_twice_is_named(hurt: tuple[Path, list[bytes]], which: int, place: int) -> None:
    film, lines = hurt
    place = max(place, which + 1)
    verdict = verdict_of(film, [*lines[:place], lines[which], *lines[place:]])
    assert (verdict.intact, verdict.entry) == (False, which + 1)
    assert "inserted" in verdict.problem


@given(st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_any_cut_off_end_is_named(hurt: tuple[Path, list[bytes]], keep: int) -> None:
    film, lines = hurt
    whole = b"".join(lines)
    left = whole[: keep % len(whole)]
    verdict = verdict_of(film, [left])
    assert (verdict.intact, verdict.entry) == (False, left.count(b"\n") + 1)
    assert "cut off" in verdict.problem


@given(st.integers(0, LENGTH - 1), st.booleans())
@settings(max_examples=40, deadline=None)
def test_an_entry_that_is_forged_with_new_hashes_all_the_way_is_named(
    hurt: tuple[Path, list[bytes]], which: int, signs: bool
) -> None:
    """The forger computes every hash and link anew, and signs with a key of their own or leaves the signatures."""
    film, lines = hurt
    forger = crypto.new_key()
    entries = [chain.read_entry(line[:-1], ID) for line in lines]
    previous = entries[which].previous
    forged = lines[:which]
    for entry in entries[which:]:
        facts = {**entry.facts, "run": "r-99999999"} if entry.number == which + 1 else entry.facts
        new, line = chain.write_entry(ID, entry.number, entry.at, entry.kind, facts, previous, forger)
        if not signs:
            line = line.replace(new.signature.encode(), entry.signature.encode())
        forged.append(line + b"\n")
        previous = chain.line_hash(line)
    verdict = verdict_of(film, forged)
    assert (verdict.intact, verdict.entry) == (False, which + 1)
    assert "not signed by this production's key" in verdict.problem


def test_another_spelling_of_an_entry_is_found(hurt: tuple[Path, list[bytes]]) -> None:
    film, lines = hurt
    for which in (0, 5, LENGTH - 1):
        same = json.dumps(json.loads(lines[which])).encode() + b"\n"
        verdict = verdict_of(film, [*lines[:which], same, *lines[which + 1 :]])
        assert (verdict.intact, verdict.entry) == (False, which + 1) and "not written as it was" in verdict.problem
    verdict = verdict_of(film, [line[:-1] + b"\r\n" for line in lines])
    assert (verdict.intact, verdict.entry) == (False, 1)


@pytest.mark.parametrize(
    "line",
    [b"", b"{}", b"[]", b"null", b"[" * 60_000, b'{"number":1e999}', b"\xff" * 9, b'{"hash":1,"signature":2}',
     b"x" * 300_000, b'{"number":' + b"9" * 60_000 + b"}", b'{"a":"\\ud800","hash":"","signature":""}',
     b"\xef\xbb\xbf{}"],
)  # fmt: skip
def test_a_hostile_line_is_named_and_nothing_falls_over(hurt: tuple[Path, list[bytes]], line: bytes) -> None:
    film, lines = hurt
    for place in (0, 4, LENGTH):
        verdict = verdict_of(film, [*lines[:place], line + b"\n", *lines[place:]])
        assert (verdict.intact, verdict.entry) == (False, place + 1)


def test_entries_of_another_production_are_found(hurt: tuple[Path, list[bytes]]) -> None:
    film, lines = hurt
    verdict = verdict_of(film, lines)
    assert verdict == Verdict(True, LENGTH)
    assert not Ledger(film, "f-ffffffffffff", None, KEY.public).verify().intact
    stranger = Ledger(film, ID, None, crypto.new_key().public).verify()
    assert (stranger.intact, stranger.entry) == (False, 1) and "not signed" in stranger.problem


def test_an_edit_while_the_ledger_is_open_is_found_by_the_next_look(film: Path) -> None:
    made = written(film)
    assert len(made.entries()) == LENGTH
    path = film / "ledger" / "ledger.jsonl"
    stamp = path.stat()
    data = bytearray(path.read_bytes())
    data[data.index(b"r-00000003") + 9] ^= 1
    time.sleep(0.02)  # the change time of a file is counted in ticks
    path.write_bytes(data)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    with pytest.raises(Refused, match="entry 3"):
        made.entries()
    with pytest.raises(Refused, match="entry 3"):
        made.append("run.ended", {})


# Heads


def test_a_deleted_head_is_found(film: Path) -> None:
    made = written(film)
    (film / "ledger" / "head.json").unlink()
    verdict = made.verify()
    assert not verdict.intact and "head.json is missing" in verdict.problem
    with pytest.raises(Refused, match="ledger-intact"):
        made.append("run.ended", {})


def test_an_end_that_is_cut_off_with_its_head_is_found(film: Path) -> None:
    made = written(film)
    (film / "ledger" / "ledger.jsonl").write_bytes(b"".join(lines_of(film)[:5]))
    (film / "ledger" / "head.json").unlink()
    assert not made.verify().intact


def test_an_old_copy_that_is_put_back_is_found(film: Path, tmp_path: Path) -> None:
    made = written(film)
    seen = tmp_path / "secrets" / "heads" / f"{ID}.json"
    shutil.copytree(film, tmp_path / "copy")
    made.append("grant.revoked", {"grant": "g-00000001"})
    made.append("run.ended", {})
    shutil.rmtree(film)
    shutil.copytree(tmp_path / "copy", film)
    for reader in (made, opened(film)):
        verdict = reader.verify()
        assert (verdict.intact, verdict.entry) == (False, LENGTH + 1) and "old copy" in verdict.problem
        with pytest.raises(Refused, match="ledger-intact") as refused:
            reader.append("run.ended", {})
        assert str(seen) in str(refused.value), "who knows better is told the way"
    seen.unlink()
    assert opened(film).append("run.ended", {}).number == LENGTH + 1


def test_a_ledger_is_found_by_a_roundabout_path(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(film)
    (film / "shots").mkdir()
    monkeypatch.chdir(film / "shots")
    assert opened(Path("..")).append("run.ended", {}).number == LENGTH + 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_so(film: Path) -> None:
    made = written(film)
    (film / "ledger").chmod(0o500)
    try:
        with pytest.raises(CoulisseError, match="cannot be written"):
            made.append("run.ended", {})
    finally:
        (film / "ledger").chmod(0o700)
    assert made.verify() == Verdict(True, LENGTH)


def test_a_production_that_has_gone_is_said_so(film: Path) -> None:
    made = written(film)
    with pytest.raises(CoulisseError):
        shutil.rmtree(film)
        made.append("run.ended", {})


def test_two_copies_that_went_on_apart_are_found(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(film)
    shutil.copytree(film, tmp_path / "copy")
    shutil.copytree(tmp_path / "secrets", tmp_path / "elsewhere")
    opened(film).append("grant.revoked", {"grant": "g-00000001"})
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "elsewhere"))
    opened(tmp_path / "copy").append("run.ended", {})
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "secrets"))
    verdict = opened(tmp_path / "copy").verify()
    assert (verdict.intact, verdict.entry) == (False, LENGTH + 1) and "another copy" in verdict.problem


@pytest.mark.parametrize("left", ["nothing", "head"])
def test_a_deleted_ledger_is_found(film: Path, left: str) -> None:
    made = written(film)
    if left == "nothing":
        shutil.rmtree(film / "ledger")
    else:
        (film / "ledger" / "ledger.jsonl").unlink()
    for reader in (made, opened(film)):
        verdict = reader.verify()
        assert (verdict.intact, verdict.entry) == (False, 1)
        with pytest.raises(Refused, match="ledger-intact"):
            reader.append("production.begun", {})


def test_a_deleted_ledger_is_found_on_another_machine_by_its_keys(film: Path, tmp_path: Path) -> None:
    written(film)
    shutil.rmtree(tmp_path / "secrets")
    (film / "keys").mkdir()
    (film / "keys" / "ledger.pub").write_text(KEY.public)
    assert opened(film).verify().intact
    shutil.rmtree(film / "ledger")
    assert "deleted" in opened(film).verify().problem


@pytest.mark.parametrize("content", [b"{}", b"null", b"\xff", b"x" * 10_000, b"[" * 3000])
@pytest.mark.parametrize("which", ["travelling", "seen"])
def test_a_broken_head_is_found(film: Path, tmp_path: Path, which: str, content: bytes) -> None:
    made = written(film)
    path = film / "ledger" / "head.json" if which == "travelling" else tmp_path / "secrets" / "heads" / f"{ID}.json"
    path.write_bytes(content)
    assert not made.verify().intact
    with pytest.raises(Refused, match="ledger-intact"):
        made.entries()


def test_a_head_that_counts_what_it_likes_is_found(film: Path) -> None:
    made = written(film)
    path = film / "ledger" / "head.json"
    path.write_bytes(path.read_bytes().replace(b'"number":12', b'"number":11'))
    assert "edited" in made.verify().problem


def test_a_head_that_a_power_cut_left_empty_is_made_good_by_the_one_in_the_key_folder(
    film: Path, tmp_path: Path
) -> None:
    made = written(film)
    for content in (b"", b"\0" * 280):
        (film / "ledger" / "head.json").write_bytes(content)
        assert made.verify().intact
        made.append("run.ended", {})
        assert (film / "ledger" / "head.json").read_bytes().startswith(b"{")
    (film / "ledger" / "head.json").write_bytes(b"")
    shutil.rmtree(tmp_path / "secrets")
    assert "empty" in made.verify().problem, "on another machine an empty head proves nothing"


def test_a_kill_between_an_entry_and_its_head_loses_nothing(film: Path, tmp_path: Path) -> None:
    made = written(film)
    places = film / "ledger" / "head.json", tmp_path / "secrets" / "heads" / f"{ID}.json"
    before = [path.read_bytes() for path in places]
    made.append("run.ended", {})
    for path, content in zip(places, before, strict=True):
        path.write_bytes(content)
    assert made.verify() == Verdict(True, LENGTH + 1)


def test_a_read_only_key_folder_does_not_stop_the_work(film: Path, tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("a file where the folder should be")
    made = written(film)
    assert made.verify() == Verdict(True, LENGTH)


# Torn ends


@given(st.integers(1, 400), st.sampled_from([b"", b"\0\0\0", b"\0\0\n\0\n"]))
@settings(max_examples=25, deadline=None)
def test_a_torn_end_is_put_aside_and_the_ledger_says_so(
    tmp_path_factory: pytest.TempPathFactory, keep: int, after: bytes
) -> None:
    film = tmp_path_factory.mktemp("torn")
    shutil.rmtree(os.environ["COULISSE_KEYS"])
    made = written(film, 3)
    _, line = chain.write_entry(ID, 4, "2026-01-01T00:00:00.000+00:00", "run.ended", {}, chain.START, KEY)
    torn = line[:keep] + after
    with (film / "ledger" / "ledger.jsonl").open("ab") as file:
        file.write(torn)
    assert made.verify() == Verdict(True, 3)
    assert [e.kind for e in made.entries()] == ["run.admitted"] * 3
    assert made.append("run.ended", {}).number == 5
    recovered = made.entries()[3]
    assert recovered.kind == "ledger.recovered" and recovered.facts["bytes"] == len(torn)
    assert (film / "ledger" / recovered.facts["file"]).read_bytes() == torn
    assert opened(film).verify() == Verdict(True, 5)


def test_a_full_disk_leaves_the_ledger_as_it_was(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = written(film)
    real = os.write

    def half(descriptor: int, data: bytes) -> int:
        return real(descriptor, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(DiskFull, match="make room"):
        made.append("run.ended", {})
    monkeypatch.setattr(os, "write", real)
    assert made.verify() == Verdict(True, LENGTH)
    assert made.append("run.ended", {}).number == LENGTH + 1


# Kills and several writers


@posix
def test_a_kill_at_any_step_of_an_append_loses_nothing_and_breaks_nothing(film: Path) -> None:
    """A child dies at its first, second, ... step that touches the disk; half of a write is written."""
    written(film, 2)
    step, recovered = 0, 0
    while True:
        step += 1
        acknowledged, tell = os.pipe()
        child = os.fork()
        if child == 0:
            _die_at(step, film, tell)
        os.close(tell)
        told = os.read(acknowledged, 10)
        os.close(acknowledged)
        _, status = os.waitpid(child, 0)
        reader = opened(film)
        verdict = reader.verify()
        assert verdict.intact, f"step {step}: {verdict.problem}"
        assert not told or any(e.facts.get("step") == step for e in reader.entries())
        reader.append("run.refused", {"after": step})
        assert reader.verify().intact
        recovered = sum(e.kind == "ledger.recovered" for e in reader.entries())
        if os.WEXITSTATUS(status) == 0:
            break
    assert step > 10 and recovered >= 1


def _die_at(step: int, film: Path, tell: int) -> None:
    count = 0

    def counted(action):  # type: ignore[no-untyped-def]
        def do(*arguments, **named):  # type: ignore[no-untyped-def]
            nonlocal count
            count += 1
            if count == step:
                if action is real_write:
                    real_write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os._exit(9)
            return action(*arguments, **named)

        return do

    real_write = os.write
    made = opened(film)
    for name in ("open", "write", "fsync", "close", "replace", "ftruncate", "link"):
        setattr(os, name, counted(getattr(os, name)))
    try:
        made.append("run.ended", {"step": step})
        real_write(tell, b"done")
        os._exit(0)
    finally:
        os._exit(7)


WRITES = """
import sys
from pathlib import Path
from coulisse.provenance import crypto
from coulisse.provenance.ledger import Ledger
film, key, who = Path(sys.argv[1]), crypto.load_key(Path(sys.argv[2]), ""), sys.argv[3]
ledger = Ledger(film, "f-0123456789ab", key, key.public)
n = 0
print("ready", flush=True)
while True:
    with ledger.transaction() as transaction:
        for _ in range(1 + n % 3):
            n += 1
            transaction.append("run.admitted", {"who": who, "n": n})
            print(n, flush=True)
"""


@posix
def test_two_writers_who_are_killed_at_random_lose_nothing_that_they_were_told(film: Path, tmp_path: Path) -> None:
    crypto.save_key(KEY, tmp_path / "ledger.key", "")
    (tmp_path / "writes.py").write_text(WRITES)
    chance = random.Random(7)
    told: dict[str, int] = {}
    for turn in range(4):
        writers = {}
        for who in (f"a{turn}", f"b{turn}"):
            command = [sys.executable, str(tmp_path / "writes.py"), str(film), str(tmp_path / "ledger.key"), who]
            writers[who] = subprocess.Popen(command, stdout=subprocess.PIPE)
        for process in writers.values():
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        for who, process in writers.items():
            time.sleep(chance.uniform(0.02, 0.15))
            process.send_signal(signal.SIGKILL)
            output = process.communicate()[0].split()
            told[who] = int(output[-1]) if output else 0
        verdict = opened(film).verify()
        assert verdict.intact, verdict.problem
    entries = [e for e in opened(film).entries() if e.kind == "run.admitted"]
    assert sum(told.values()) > 20
    for who, last in told.items():
        numbers = [e.facts["n"] for e in entries if e.facts["who"] == who]
        assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= last
    opened(film).append("run.ended", {})
    assert opened(film).verify().intact


def test_threads_share_a_ledger_and_each_entry_has_its_own_number(film: Path) -> None:
    shared = opened(film)
    threads = [
        threading.Thread(target=lambda one: [one.append("run.admitted", {"n": n}) for n in range(15)], args=(one,))
        for one in (shared, shared, opened(film), opened(film))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        shared.entries()
        thread.join()
    assert [e.number for e in shared.entries()] == list(range(1, 61))
    assert shared.verify() == Verdict(True, 60)


# Transactions


def test_a_transaction_sees_what_it_wrote_and_others_wait(film: Path) -> None:
    made = written(film, 2)
    order: list[str] = []
    other = threading.Thread(target=lambda: (opened(film).append("run.ended", {}), order.append("other")))
    with made.transaction() as transaction:
        other.start()
        transaction.append("grant.revoked", {"grant": "g-00000001"})
        assert transaction.entries[-1].kind == "grant.revoked" == made.entries()[-1].kind
        assert made.append("run.refused", {}).number == 4, "within a transaction, all is part of it"
        with made.transaction() as inner:
            assert inner is transaction
        assert made.now() >= datetime.fromisoformat(transaction.entries[-1].at)
        assert Ledger(film, ID, None, KEY.public).entries()[-1].number == 4, "written when append returned"
        time.sleep(0.05)
        order.append("this")
    other.join()
    assert order == ["this", "other"]
    assert [e.kind for e in made.entries()[2:]] == ["grant.revoked", "run.refused", "run.ended"]


def test_what_was_appended_stays_if_the_transaction_fails(film: Path) -> None:
    made = written(film, 2)
    with pytest.raises(KeyError), made.transaction() as transaction:
        transaction.append("run.admitted", {})
        raise KeyError
    assert made.verify() == Verdict(True, 3)
    assert made.append("run.ended", {}).number == 4


def test_what_no_entry_can_hold_is_refused_and_nothing_is_written(film: Path) -> None:
    made = written(film, 2)
    with pytest.raises(BadInput, match="65536"):
        made.append("run.ended", {"a": "x" * 65536})
    with pytest.raises(TypeError):
        made.append("run.ended", {"seconds": 0.5})
    for kind in ("", "run", "Run.Ended", "run.ended\n", "run ended"):
        with pytest.raises(ValueError):
            made.append(kind, {})
    made.append("run.ended", {"a": "x" * 65000})
    assert made.verify() == Verdict(True, 3)


def test_facts_that_are_changed_after_they_were_given_change_nothing(film: Path) -> None:
    made = opened(film)
    facts = {"files": ["a"]}
    entry = made.append("run.ended", facts)
    facts["files"].append("b")
    assert entry.facts == {"files": ["a"]} == opened(film).entries()[0].facts


def test_without_a_key_the_ledger_is_for_reading(film: Path) -> None:
    written(film)
    reader = Ledger(film, ID, None, KEY.public)
    assert len(reader.entries()) == LENGTH
    with pytest.raises(Unavailable, match="reading"):
        reader.append("run.ended", {})
    with pytest.raises(ValueError):
        Ledger(film, ID, crypto.new_key(), KEY.public)


def test_the_export_is_the_ledger_line_by_line(film: Path) -> None:
    stream = io.StringIO()
    written(film).export(stream)
    assert stream.getvalue().encode() == b"".join(lines_of(film))


@pytest.mark.parametrize("name", ["ledger.jsonl", "head.json", "lock", ""])
def test_a_link_in_the_ledgers_path_is_refused(film: Path, tmp_path: Path, name: str) -> None:
    made = written(film)
    path = film / "ledger" / name if name else film / "ledger"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="no-links-in-records"):
        made.append("run.ended", {})
    if name != "lock":
        with pytest.raises(Refused, match="no-links-in-records"):
            made.entries()


# The clock


def set_clock(monkeypatch: pytest.MonkeyPatch, moved: timedelta) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def, override]
            return datetime.now(tz) + moved

    monkeypatch.setattr(ledger, "datetime", Clock)


def test_a_clock_that_is_set_back_is_refused(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = written(film)
    set_clock(monkeypatch, timedelta(minutes=-3))
    for action in (made.now, lambda: made.append("run.admitted", {})):
        with pytest.raises(Refused, match=r"rule clock"):
            action()
    assert made.verify() == Verdict(True, LENGTH)


def test_time_never_runs_backwards_in_the_ledger(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = written(film)
    last = datetime.fromisoformat(made.entries()[-1].at)
    set_clock(monkeypatch, timedelta(minutes=-1))
    assert made.now() == last
    assert datetime.fromisoformat(made.append("run.ended", {}).at) == last
    set_clock(monkeypatch, timedelta(days=400))
    assert made.now() > datetime.now(UTC) + timedelta(days=399)
