"""How fast the ledger is written, verified and read, measured: `python bench/ledger.py`, or with --quick a tenth of it.

Standard output is a page of markdown; progress goes to standard error. Entries are as a run's are: some 480 bytes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coulisse.provenance import crypto, keys
from coulisse.provenance.ledger import Ledger
from machine import describe, say, table

ID = "f-0123456789ab"
OPEN = "from coulisse.provenance.ledger import Ledger; from pathlib import Path; import sys; "


def facts(number: int) -> dict[str, object]:
    return {
        "plate": f"{number:064x}",
        "rule": "recipe-makes-no-likeness",
        "run": f"r-{number:08x}",
        "shot": "sq010_sh0010",
    }


def seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def begun(folder: Path) -> Ledger:
    """A production with a ledger in a folder of its own."""
    film = Path(tempfile.mkdtemp(dir=folder))
    (film / "coulisse.toml").write_text("name = 'film'\n")
    os.environ["COULISSE_KEYS"] = str(film / "secrets")
    made = keys.init(film, ID, "Film")
    return Ledger(film, ID, made.ledger, made.ledger.public)


def append_singly(ledger: Ledger, count: int) -> float:
    """Entries a second, each a transaction of its own: locked, verified, written, kept by the disk, heads replaced."""

    def work() -> None:
        for number in range(count):
            ledger.append("run.admitted", facts(number))

    return count / seconds(work)


def append_later(folder: Path, count: int) -> float:
    """As `append_singly`, to a ledger of 20,000 entries."""
    ledger = begun(folder)
    append_together(ledger, 20_000)
    return append_singly(ledger, count)


def append_together(ledger: Ledger, count: int) -> float:
    """Entries a second in one transaction."""

    def work() -> None:
        with ledger.transaction() as transaction:
            for number in range(count):
                transaction.append("run.admitted", facts(number))

    return count / seconds(work)


def disk_alone(folder: Path, count: int) -> float:
    """What the disk allows: lines of this size a second, each written and kept (fsync)."""

    def work() -> None:
        with (folder / "lines").open("ab", buffering=0) as file:
            for _ in range(count):
                file.write(b"x" * 480)
                os.fsync(file.fileno())

    return count / seconds(work)


def two_writers(ledger: Ledger, count: int) -> float:
    """Entries a second of two processes that append at once, one by one."""
    code = OPEN + (
        "from coulisse.provenance import keys; f = Path(sys.argv[1]); k = keys.open_keys(f, sys.argv[2]).ledger; "
        "l = Ledger(f, sys.argv[2], k, k.public); print('ready', flush=True); input(); "
        "[l.append('run.admitted', {'n': n, 'plate': 'a' * 64}) for n in range(int(sys.argv[3]))]"
    )
    command = [sys.executable, "-c", code, str(ledger.place.folder), ID, str(count // 2)]
    writers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"

    def work() -> None:
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write(b"\n")
            writer.stdin.flush()
        for writer in writers:
            assert writer.wait() == 0

    return count / seconds(work)


def first_look(ledger: Ledger) -> float:
    """Seconds of reading and verifying all in a new process, without the start of Python."""
    code = OPEN + (
        "import time; t = time.perf_counter(); l = Ledger(Path(sys.argv[1]), sys.argv[2], None, sys.argv[3]); "
        "n = len(l.entries()); print(time.perf_counter() - t)"
    )
    command = [sys.executable, "-c", code, str(ledger.place.folder), ID, ledger.place.public]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def look_again(ledger: Ledger) -> float:
    """Seconds of a look at a ledger that this process knows and nobody has changed."""
    return seconds(lambda: [ledger.now() for _ in range(100)]) / 100


def look_after_another(ledger: Ledger) -> float:
    """Seconds of a look after another process has added an entry."""
    place = ledger.place
    other = Ledger(place.folder, ID, None, place.public)
    other.entries()
    ledger.append("run.ended", {})
    return seconds(other.now)


def find(ledger: Ledger, number: int) -> float:
    """Seconds until an entry that was edited is named."""
    path = ledger.place.path
    whole = path.read_bytes()
    path.write_bytes(whole.replace(f'"run":"r-{number:08x}"'.encode(), b'"run":"r-99999999"', 1))
    try:
        begun = time.perf_counter()
        verdict = ledger.verify()
        taken = time.perf_counter() - begun
    finally:
        path.write_bytes(whole)
    assert not verdict.intact and verdict.entry == number + 1, verdict
    return taken


def median(repeats: int, action: Callable[[], float]) -> float:
    return statistics.median(action() for _ in range(repeats))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="a tenth of it, to see that it works")
    quick = arguments.parse_args().quick
    repeats, single, many = (1, 200, 10_000) if quick else (5, 2000, 100_000)
    print("# The ledger's speed\n")
    print(describe(), end="\n\n")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # on the disk, where /tmp may be memory
        folder = Path(name)
        say("appending")
        table(
            ["appending; asked for: 1,000", "entries a second"],
            [
                [what, f"{median(repeats, action):,.0f}"]
                for what, action in (
                    ("each kept by the disk when `append` returns", lambda: append_singly(begun(folder), single)),
                    ("the same, after 20,000 entries", lambda: append_later(folder, single)),
                    ("two processes at once", lambda: two_writers(begun(folder), single)),
                    ("in one transaction", lambda: append_together(begun(folder), many // 5)),
                    ("(the disk alone: a line written and kept)", lambda: disk_alone(folder, single)),
                )
            ],
        )
        say(f"a ledger of {many} entries")
        large = begun(folder)
        append_together(large, many)
        table(
            [f"{many:,} entries, {large.place.path.stat().st_size / 1e6:.0f} MB; asked for: 10 s", "milliseconds"],
            [
                [what, f"{1000 * median(repeats, action):,.2f}"]
                for what, action in (
                    ("verify", lambda: seconds(large.verify)),
                    ("verify, and name an edited entry in the middle", lambda: find(large, many // 2)),
                    ("the first look of a new process", lambda: first_look(large)),
                    ("a look after another process wrote an entry", lambda: look_after_another(large)),
                    ("a look when nothing has changed", lambda: look_again(large)),
                )
            ],
        )
    key = crypto.new_key()
    with tempfile.TemporaryDirectory() as name:
        crypto.save_key(key, Path(name) / "own.key", "four words of mine")
        pem = (Path(name) / "own.key").read_bytes()

        def stretched() -> float:
            crypto._stretched.cache_clear()
            return seconds(lambda: crypto.decrypted(pem, "four words of mine", Path("own.key")))

        film = begun(Path(name)).place.folder
        table(
            ["keys", "milliseconds"],
            [
                [
                    "opening a production",
                    f"{1000 * median(repeats, lambda: seconds(lambda: keys.open_keys(film, ID))):.1f}",
                ],
                ["one more with a passphrase of one's own", f"{1000 * median(repeats, stretched):.0f}"],
            ],
        )


if __name__ == "__main__":
    main()
