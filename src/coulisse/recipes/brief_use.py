"""What a brief says of the use it is for: the facts that only a person knows, for the production's policy."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coulisse.recipes.brief import Part

Told = Literal["yes", "no", "unsure"]


class Use(Part):
    """What only a person knows of the use: the production's policy asks for it. `unsure` is an honest answer."""

    final: Literal["temporary", "final"] = Field(
        "temporary", description="temporary: for the edit, a test, a pitch; final: may go into the delivery"
    )
    story: Literal["background", "significant", "unsure"] = Field(
        "unsure",
        description="background: nothing in the scene refers to it; significant: a main character, a key element, "
        "a setting of the story",
    )
    third_party: Literal["none", "owned", "licensed", "unowned", "unsure"] = Field(
        "unsure", description="whose material the brief, its references or the result copy"
    )
    real_events: Told = Field("unsure", description="could it be taken for a real event or a real statement?")
    secured: Told = Field("unsure", description="is this machine the production's secured environment?")
    replaces_performance: Told = Field(
        "unsure", description="does it stand in for a performance that somebody would have given?"
    )
    union_work: Told = Field("unsure", description="does it do work that a union agreement covers?")
    personal_data: Told = Field("unsure", description="does it use personal data of cast, crew or others?")
    note: str = Field("", max_length=2000, description="anything that whoever approves should know; no names of people")

    def facts(self) -> dict[str, str]:
        """The answers under the names that a policy knows them by; `final` becomes yes or no."""
        told = self.model_dump(exclude={"note", "final"})
        return {"final": "yes" if self.final == "final" else "no", **told}
