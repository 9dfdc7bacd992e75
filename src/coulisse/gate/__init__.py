"""The gate: nothing is made that it does not admit, and nothing becomes a version that it does not release.

It fails closed. What is not known to be allowed is refused, with the rule that says so and the way forward:
a likeness without a grant, a name or a face without consent, what the policy does not let through, a record
that was changed outside Coulisse, a clock that was set back. Every answer is an entry of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from coulisse.consent import approvals, likeness, roster
from coulisse.consent import desk as desks
from coulisse.consent import triage as triages
from coulisse.consent.approvals import Subject
from coulisse.consent.desk import Desk
from coulisse.consent.likeness import Screening
from coulisse.consent.triage import Triage
from coulisse.errors import Refused
from coulisse.gate import questions, references
from coulisse.gate.questions import Consent, Named
from coulisse.provenance import disk
from coulisse.recipes.contract import Recipe

# What, written to the ledger after a run was judged, makes it be judged again before it is released.
_DECIDING = ("grant.", "performer.", "person.", "approval.", "policy.", "protected.")


@dataclass(frozen=True)
class Asked:
    """What a run asks leave for. `files` are the names that its inputs had when the user gave them."""

    recipe: Recipe
    brief: BaseModel
    brief_sha256: str
    shot: str
    plate_sha256: str
    plate: Path | None  # None: only asked about, never run
    files: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """The recipe's name."""
        return str(getattr(self.recipe, "NAME", "unnamed"))

    def texts(self, desk: Desk) -> dict[str, str]:
        """Every text that a person wrote for it."""
        files = self.files if self.plate is None else (*self.files, self.plate)
        return questions.texts_of(self.brief, self.shot, desk.production.name, files)

    @property
    def subject(self) -> Subject:
        """What a person approves before the run: this brief, by this recipe."""
        return Subject("brief", self.brief_sha256, f"{self.name} for {self.shot}")


@dataclass(frozen=True)
class Decision:
    """What the gate decided, as it stands in `report.json`: identifiers and numbers, no names.

    `subject` is what it decided about: the plate's SHA-256 on the way in, the digest of the outputs
    (`report.outputs_digest`) on the way out. `rule` names the rule that decided; `entry` is the ledger's number.
    """

    stage: Literal["admit", "release"]
    recipe: str
    subject: str
    rule: str
    reason: str
    at: str
    entry: int
    grants: tuple[str, ...]
    triage: Mapping[str, Any]
    screening: Mapping[str, Any]
    allowed: bool = True

    def as_data(self) -> dict[str, Any]:
        """The decision for the report."""
        return asdict(self)


@dataclass(frozen=True)
class Judged:
    """What the gate found out about a run, before it is written down."""

    consents: tuple[Consent, ...]
    named: tuple[Named, ...]
    screening: Screening | None
    triage: Triage
    seen: int  # the ledger's last entry when it was judged
    shows_people: bool = False  # a reference picture does

    @property
    def grants(self) -> tuple[str, ...]:
        """The identifiers of the grants that it stands on."""
        return tuple(sorted({c.answer.grant for c in self.consents if c.answer.grant}))

    @property
    def why_not(self) -> tuple[str, ...]:
        """What is missing, in plain words, beside what the policy says."""
        refused = [c.answer for c in self.consents if not c.answer.allowed]
        missing = [text for answer in refused for text in (*answer.missing, answer.forward) if text]
        said = [f"{n.where} names {n.id} ({n.what}, {n.how}): `{n.text}`" for n in self.named]
        faces = [] if self.screening is None else [*_strangers_told(self.screening), *_seen_told(self)]
        people = ["a reference picture shows a face, which makes it personal data"] if self.shows_people else []
        return tuple(dict.fromkeys([*missing, *said, *people, *faces]))


def judge(desk: Desk, asked: Asked) -> Judged:
    """What the gate would say of a run now; writes nothing.

    Raises Refused where the run cannot be judged at all: records changed outside Coulisse, a clock set back,
    a recipe that does not declare itself. Raises Unavailable where faces cannot be looked for.
    """
    uses = questions.uses_of(asked.recipe, asked.brief)
    if uses is None:
        raise questions.undeclared(asked.recipe)
    seen = _last(desk)
    policy = desks.policy(desk)
    consents = questions.consents(desk, uses, asked.shot, asked.brief)
    named = questions.names_in(desk, asked.texts(desk))
    screening = None if asked.plate is None else likeness.screen_plate(asked.plate, roster.templates(desk))
    if asked.plate is not None:
        questions.same_plate(asked.plate, asked.plate_sha256)
    # Also where it is only asked about: whether there are people in them decides what the policy says.
    pictures = references.screened(desk, asked.brief)
    screening, shows_people = references.with_plate(screening, pictures), references.people_in(pictures)
    facts = questions.facts(asked.brief, consents, named, shows_people=shows_people)
    standing = approvals.standing(desk, asked.subject)
    return Judged(consents, named, screening, _triage(policy, facts, standing), seen, shows_people)


def admit(desk: Desk, asked: Asked) -> Decision:
    """Let a run begin. Raises Refused, with the reason and the way forward; then nothing has been made."""
    try:
        # A release is entered by its folder below the production: a link there would give it to another place.
        disk.refuse_links(desk.folder / "shots" / asked.shot / asked.name)
        judged = judge(desk, asked)
    except Refused as refusal:
        _write_refusal(desk, "run.refused", asked, _rule_in(refusal))
        raise
    facts = {**_facts(asked, judged), "plate_sha256": asked.plate_sha256}
    if judged.triage.verdict != "go":
        entry = desk.ledger.append("run.refused", facts)
        raise _refusal(f"{asked.name} for {asked.shot} may not begin", asked.subject, judged, entry.number)
    entry = desk.ledger.append("run.admitted", facts)
    return _decision("admit", asked, asked.plate_sha256, judged, entry.number, entry.at)


def likenesses(desk: Desk, asked: Asked) -> dict[str, NDArray[np.float32]]:
    """The face templates (n, 128) of the performers whose likeness a run makes with consent, and of nobody else."""
    consents = questions.consents(desk, questions.uses_of(asked.recipe, asked.brief) or (), asked.shot, asked.brief)
    if not consents:
        return {}
    wanted = {c.use.performer for c in consents if c.answer.allowed}
    return {performer: found for performer, found in roster.templates(desk).items() if performer in wanted}


def worst_clearance(desk: Desk, asked: Asked) -> str:
    """What weights a version of this could be released with: "no", "review" or "yes", as the policy stands.

    The worst clearance for commercial use that the policy does not refuse outright; an approval may still be asked.
    """
    consents = questions.consents(desk, questions.uses_of(asked.recipe, asked.brief) or (), asked.shot, asked.brief)
    policy = desks.policy(desk)
    for clearance in ("no", "review"):
        facts = questions.facts(asked.brief, consents, models=[{"commercial": clearance}])
        if triages.triage(policy, facts).verdict != "refused":
            return clearance
    return "yes"


def check_release(
    desk: Desk, asked: Asked, admitted: Decision, outputs: Mapping[str, str], subject: Subject, folder: Path,
    models: Sequence[Mapping[str, str]],
) -> Judged:  # fmt: skip
    """Judge what a run made, its faces included, before it is signed. `outputs` maps file names to their SHA-256.

    Raises Refused: not admitted with this plate, nothing made, somebody's likeness without a grant, a face that
    nobody knows, an approval that is missing.
    """
    given = (admitted.allowed, admitted.stage, admitted.recipe, admitted.subject)
    if given != (True, "admit", asked.name, asked.plate_sha256):
        raise Refused(
            f"the recipe `{asked.name}` was not admitted with this plate (rule admitted-before-release)\n"
            "  what to do: run it through `coulisse`, which asks the gate first"
        )
    if not outputs:
        raise Refused(
            f"the recipe `{asked.name}` made nothing (rule a-version-has-outputs)\n"
            "  what to do: this is a fault of the recipe; please report it"
        )
    assert asked.plate is not None, "what was admitted has a plate"
    questions.nothing_hidden(folder, outputs)
    questions.same_plate(asked.plate, asked.plate_sha256)
    seen = _last(desk)  # before the roster's faces are read: who joins it meanwhile was not looked for
    screening = likeness.screen_outputs(folder, sorted(outputs), asked.plate, roster.templates(desk))
    questions.same_plate(asked.plate, asked.plate_sha256)
    shows_people = references.people_admitted(admitted.screening)
    judged = _judge_made(desk, asked, subject, screening, models, shows_people)
    if judged.triage.verdict != "go":
        entry = desk.ledger.append("version.refused", {**_facts(asked, judged), "subject": subject.sha256})
        raise _refusal(f"{subject.label} is made, and is not released", subject, judged, entry.number)
    return replace(judged, seen=seen)


@contextmanager
def release(
    desk: Desk, asked: Asked, judged: Judged, subject: Subject, folder: str, outputs_sha256: str,
    models: Sequence[Mapping[str, str]],
) -> Iterator[Decision]:  # fmt: skip
    """Release a version: inside the block, with the ledger's lock held, it gets its name.

    What was decided since it was judged (a grant revoked, an approval taken back) is heard first, so that no
    revocation can slip in between. `folder` is the version's, below the production's;
    `outputs_sha256` the digest of its files as delivered. Raises Refused.
    """
    disk.refuse_links(desk.folder / folder)
    while True:
        with desk.ledger.transaction() as transaction:
            news = [e for e in transaction.entries[judged.seen :] if e.kind.startswith(_DECIDING)]
            if not news:
                facts = {**_facts(asked, judged), "subject": subject.sha256, "folder": folder,
                         "outputs_sha256": outputs_sha256}  # fmt: skip
                entry = transaction.append("version.released", facts)
                yield _decision("release", asked, subject.sha256, judged, entry.number, entry.at)
                return
        if any(e.kind in ("performer.added", "performer.changed") for e in news):
            refusal = questions.not_screened_for(subject.label)
            _write_refusal(desk, "version.refused", asked, _rule_in(refusal))
            raise refusal
        assert judged.screening is not None, "a version is screened before it is released"
        judged = _judge_made(desk, asked, subject, judged.screening, models, judged.shows_people)
        if judged.triage.verdict != "go":
            entry = desk.ledger.append("version.refused", {**_facts(asked, judged), "subject": subject.sha256})
            raise _refusal(f"{subject.label} is made, and is not released", subject, judged, entry.number)


def released(desk: Desk) -> dict[str, str]:
    """The versions that the ledger knows as released and not withdrawn: folder below the production -> the digest
    of its outputs (`report.outputs_digest`)."""
    standing: dict[str, str] = {}
    for entry in desk.ledger.entries():
        if entry.kind == "version.released":
            standing[entry.facts["folder"]] = entry.facts["outputs_sha256"]
        elif entry.kind == "version.withdrawn":
            standing.pop(entry.facts["folder"], None)
    return standing


def _judge_made(
    desk: Desk, asked: Asked, subject: Subject, screening: Screening, models: Iterable[Mapping[str, str]],
    shows_people: bool = False,
) -> Judged:  # fmt: skip
    seen = _last(desk)
    uses = questions.uses_of(asked.recipe, asked.brief)
    if uses is None:
        raise questions.undeclared(asked.recipe)
    consents = questions.consents(desk, uses, asked.shot, asked.brief)
    facts = questions.facts(
        asked.brief, consents, questions.names_in(desk, asked.texts(desk)),
        unknown_person=bool(questions.strangers(screening)),
        unlicensed=bool(questions.seen_without_grant(screening, consents)), shows_people=shows_people, models=models,
    )  # fmt: skip
    # What was approved for the brief stands for what came of it; what is approved of the version itself stands last.
    # But nobody has looked at a face that nobody knew of when they said yes to the brief.
    brief = approvals.standing(desk, asked.subject)
    if facts.unknown_person:
        brief = {role: approval for role, approval in brief.items() if not approval.approved}
    standing = {**brief, **approvals.standing(desk, subject)}
    return Judged(consents, (), screening, _triage(desks.policy(desk), facts, standing), seen, shows_people)


def _triage(policy: Any, facts: Any, standing: Mapping[str, Any]) -> Triage:
    decided = {role: approval.decision == "approved" for role, approval in standing.items()}
    return triages.with_approvals(triages.triage(policy, facts), decided)


def _last(desk: Desk) -> int:
    entries = desk.ledger.entries()
    return entries[-1].number if entries else 0


def _facts(asked: Asked, judged: Judged) -> dict[str, Any]:
    """A ledger entry's facts: identifiers only."""
    faces = () if judged.screening is None else judged.screening.sightings
    pictures = references.pictures(asked.brief)
    return {
        "recipe": asked.name,
        "shot": asked.shot,
        "brief_sha256": asked.brief_sha256,
        "verdict": judged.triage.verdict,
        "rule": judged.triage.rule,
        "policy_sha256": judged.triage.policy_sha256,
        "grants": list(judged.grants),
        "performers": sorted({c.use.performer for c in judged.consents}),
        "named": sorted({entry.id for entry in judged.named}),
        "seen": sorted({s.performer for s in faces if s.performer}),
        **({"references": [picture.sha256 for picture in pictures]} if pictures else {}),
    }


def _write_refusal(desk: Desk, kind: str, asked: Asked, rule: str) -> None:
    # A ledger that is not intact, or a clock set back, takes no entry; the refusal itself stands.
    with suppress(Refused):
        desk.ledger.append(kind, {"recipe": asked.name, "shot": asked.shot, "rule": rule, "verdict": "refused"})


def _rule_in(refusal: Refused) -> str:
    _, _, rest = str(refusal).partition("(rule ")
    return rest.partition(")")[0] or "fail-closed"


def _decision(
    stage: Literal["admit", "release"], asked: Asked, subject: str, judged: Judged, entry: int, at: str
) -> Decision:
    faces = {} if judged.screening is None else judged.screening.as_data()
    return Decision(
        stage, asked.name, subject, judged.triage.rule, judged.triage.reason, at, entry, judged.grants,
        judged.triage.as_data(), faces,
    )  # fmt: skip


def _refusal(what: str, subject: Subject, judged: Judged, entry: int) -> Refused:
    lines = [f"{what} (rule {judged.triage.rule}; ledger entry {entry})"]
    lines += [f"  why: {text}" for text in (judged.triage.reason, *judged.why_not)]
    lines += [f"  what to do: {judged.triage.way_forward}"]
    approve = subject.label if subject.kind == "version" else "BRIEF.yaml"
    recipe = "" if subject.kind == "version" else f" --recipe {subject.label.partition(' ')[0]}"
    lines += [f"    coulisse approve {approve} --role {role}{recipe}" for role in judged.triage.missing]
    return Refused("\n".join(lines))


def _strangers_told(screening: Screening) -> list[str]:
    return [
        f"{s.file}, frame {s.frame}: a face of {s.height:.0f} pixels that nobody on the roster owns; a person must look"
        + (f" ({s.why})" if s.why else "")
        for s in questions.strangers(screening)[:10]
    ]


def _seen_told(judged: Judged) -> list[str]:
    assert judged.screening is not None
    return [
        f"{s.file}, frame {s.frame}: this is {s.performer} (similarity {s.similarity:.2f}), and no grant covers it"
        for s in questions.seen_without_grant(judged.screening, judged.consents)[:10]
    ]
