"""How many disguised names are found, and how many innocent scenes raise an alarm: `bench/names.py [--seed N] [--write]`.

The disguises and scenes are generated (names_people, names_disguises, names_scripts, names_scenes) and know nothing of
the search. It was tuned on seeds 1 to 3; the numbers to report are those of another seed. --write puts them, with every
failure, into docs/names.md.
"""

# ruff: noqa: E501 - lists of words and texts read better on long lines

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from pathlib import Path

from coulisse.consent.names import Finding, Known, NameScreen
from names_disguises import SINGLE, stacked
from names_people import ALL_WORDS, PARTS, roster
from names_scenes import scenes

PAGE = Path(__file__).resolve().parent.parent / "docs" / "names.md"
MARK = "<!-- measured: written by bench/names.py --write -->"
PROMPTS = (
    "{}", "a portrait of {}", "{} walking through the rain, 35mm", "photo of {} in a velvet jacket", "a knight who looks like {}", "make him resemble {} more",
    "the face of {} on a banknote", "Cinematic shot: {} at a café table, golden hour.", "A woman in the style of {}.", "starring {}", "un portrait de {}", "avec le visage de {}",
    "une scène où {} traverse la place", "comme {} dans sa jeunesse", "the dancer should be played by {}", "put {} into the plate, left of the car",
)  # fmt: skip
FILES = ("{}.mov", "{}_v003.exr", "refs/{}.jpg", "sq010_sh0020_{}_plate.exr", "{}-closeup-02.png")
ROLES = (
    "the actor who played {0}", "the actress who played {0} in {1}", "the person who plays {0} in {1}", "someone like the star of {1} who was {0}", "l'acteur qui jouait {0}",
    "l'actrice qui joue {0} dans {1}", "le comédien qui incarnait {0}", "celle qui interprète {0} dans {1}", "the guy that portrayed {0}",
)  # fmt: skip
WORK = (
    "the star of {1}",
    "a lookalike of the lead actress in {1}",
    "l'acteur principal de {1}",
    "the leading actor from {1}",
)
ALONE = ("{0} at the window", "a statue of {0}", "{0} in the fog, wide shot", "{0} marche sous la pluie")


def disguised(people: list[Known], seed: int, each: int) -> list[tuple[str, str, str]]:
    """(kind, text, id) of `each` texts of every kind, and four times as many stacked ones."""
    rng = random.Random(seed * 7919)
    out = []
    for kind, disguise in SINGLE.items():
        files = kind in (
            "underscores",
            "hyphens",
            "dots",
            "lower case",
            "camelCase",
            "run together",
            "no accents",
            "digits",
        )
        for _ in range(each):
            person = rng.choice(people)
            while (
                kind in ("initials", "turned round, comma", "underscores", "emoji between", "line break")
                and " " not in person.names[0]
            ):
                person = rng.choice(people)
            template = rng.choice(FILES) if files and rng.random() < 0.4 else rng.choice(PROMPTS)
            out.append((kind, template.format(disguise(person.names[0], rng)), person.id))
    for _ in range(each * 6):
        person = rng.choice(people)
        _, name = stacked(person.names[0], rng)
        out.append(("stacked", rng.choice(PROMPTS).format(name), person.id))
    with_roles = [p for p in people if p.characters]
    with_alias = [p for p in people if p.aliases]
    for kind, templates in (("by character", ROLES), ("by work", WORK), ("character alone", ALONE)):
        for _ in range(each):
            person = rng.choice(with_roles)
            out.append((kind, rng.choice(templates).format(*person.characters[0]), person.id))
    for _ in range(each):
        person = rng.choice(with_alias)
        out.append(("alias", rng.choice(PROMPTS).format(person.aliases[0]), person.id))
    return out


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "-"


def measure(people_count: int, each: int, innocent: int, seed: int) -> str:
    """The page's measured part."""
    people = roster(people_count, seed)
    begun = time.perf_counter()
    screen = NameScreen(people)
    built = time.perf_counter() - begun
    names = disguised(people, seed, each)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed = []
    begun = time.perf_counter()
    for kind, text, person in names:
        found = any(f.id == person for f in screen.find(text))
        counts[kind][0] += 1
        counts[kind][1] += found
        if not found:
            missed.append((kind, text, " / ".join(p.names[0] for p in people if p.id == person)))
    seconds = time.perf_counter() - begun
    wholes = [n for n in ALL_WORDS.split("|") if any(n in p.names for p in people)]
    quiet = scenes(innocent, seed, PARTS.split(), wholes)
    alarms: list[tuple[str, Finding]] = []
    begun = time.perf_counter()
    for text in quiet:
        found = screen.find(text)
        if found:
            alarms.append((text, found[0]))
    calm = time.perf_counter() - begun
    whom = {p.id: p.names[0] for p in people}
    lines = [
        f"Seed {seed}, a roster of {len(people)} invented people; the index was built in {built:.2f} s.", "",
        f"- **Caught: {share(len(names) - len(missed), len(names))}** of {len(names):,} disguised names ({len(missed)} missed), "
        f"{1000 * seconds / len(names):.2f} ms a text",
        f"- **False alarms: {share(len(alarms), len(quiet))}** of {len(quiet):,} innocent texts ({len(alarms)}), {1000 * calm / len(quiet):.2f} ms a text", "",
        "| disguise | texts | caught |", "| --- | ---: | ---: |",
        *(f"| {kind} | {n} | {share(hit, n)} |" for kind, (n, hit) in counts.items()), "",
        "### Missed", "",
        *(f"- {kind}: `{_line(text)}` ({name})" for kind, text, name in missed), *([] if missed else ["- none"]), "",
        "### False alarms", "",
        *(f"- `{_line(text)}`: {whom[f.id]}, `{_line(text[f.start : f.end])}`, {f.how}" for text, f in alarms), *([] if alarms else ["- none"]),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return "".join(c if c.isprintable() and c != "`" else f"\\u{ord(c):04x}" for c in text)[:160]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--each", type=int, default=60, help="texts of each kind of disguise")
    parser.add_argument("--scenes", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    page = measure(args.people, args.each, args.scenes, args.seed)
    print(page)
    if args.write:
        head = PAGE.read_text("utf-8").split(MARK)[0]
        PAGE.write_text(f"{head}{MARK}\n\n{page}", "utf-8")


if __name__ == "__main__":
    main()
