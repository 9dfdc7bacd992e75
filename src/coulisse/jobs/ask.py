"""Asks the gate what it would say of a run, without running it and without an entry in the ledger."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from coulisse import gate
from coulisse.consent.desk import open_desk
from coulisse.production import layout, plates
from coulisse.production.layout import Production
from coulisse.recipes import brief as briefs
from coulisse.recipes.contract import Recipe


def explain(
    production: Production, recipe: Recipe, brief: BaseModel, shot: str | None = None, plate: Path | None = None
) -> tuple[list[str], str]:
    """The gate's answer rule by rule, as lines, and the verdict: go, approval or refused.

    Without a plate, the faces in it are not looked at. Raises Refused where the run cannot be judged at all.
    """
    desk = open_desk(production)
    digest = "" if plate is None else plates.find(plate).digest
    shot = shot or layout.shot_for(production, digest, *getattr(recipe, "SHOTS", ()))
    asked = gate.Asked(recipe, brief, briefs.digest(brief), shot, digest, plate, tuple(briefs.files(brief)))
    judged = gate.judge(desk, asked)
    lines = judged.triage.explain()
    if judged.why_not:
        lines += ["", "what is missing", *(f"  {text}" for text in judged.why_not)]
    if plate is None:
        lines += ["", "no plate was given: names in its file name and faces in it were not looked at"]
    lines += ["", f"what this answers: {asked.subject.label}, brief {asked.brief_sha256[:12]}"]
    return lines, judged.triage.verdict
