"""The gate: nothing is made that it does not admit, and nothing becomes a version that it does not release.

It fails closed. Until the consent room stands (roster, grants, likeness screening, policy) it lets through
only recipes that declare that they make no likeness of a person; every other recipe is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from coulisse.errors import Refused
from coulisse.recipes.contract import Recipe

NO_LIKENESS = "recipe-makes-no-likeness"
NO_CONSENT_ROOM = "likeness-needs-consent"
ADMITTED_FIRST = "admitted-before-release"
SOMETHING_MADE = "a-version-has-outputs"


@dataclass(frozen=True)
class Decision:
    """What the gate decided, as it stands in `report.json`.

    `subject` is what it decided about: the plate's SHA-256 on the way in, the digest of the outputs
    (`report.outputs_digest`) on the way out. `rule` names the rule that decided.
    """

    stage: Literal["admit", "release"]
    recipe: str
    subject: str
    rule: str
    reason: str
    allowed: bool = True
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def as_data(self) -> dict[str, Any]:
        """The decision for the report."""
        return asdict(self)


def admit(recipe: Recipe, plate_sha256: str) -> Decision:
    """Let a recipe begin with a plate. Raises Refused; then nothing has been made."""
    name = str(getattr(recipe, "NAME", "unnamed"))
    # `is False`, not falsy: a recipe that forgets to declare is refused, as is one that declares nonsense.
    if getattr(recipe, "MAKES_LIKENESS", None) is not False:
        raise Refused(
            f"the recipe `{name}` may show a person's likeness, and this version of Coulisse cannot ask for their "
            f"consent (rule {NO_CONSENT_ROOM})\n  what to do: wait for the consent desk; recipes that make no "
            "likeness, such as collapse, run without it"
        )
    return Decision("admit", name, plate_sha256, NO_LIKENESS, "the recipe declares that it makes no likeness")


def release(
    recipe: Recipe, admitted: Decision, plate_sha256: str, outputs: Mapping[str, str], subject: str
) -> Decision:
    """Let what a recipe made become a version. `outputs` maps file names to their SHA-256.

    Raises Refused if this recipe was not admitted with this plate, or if nothing was made.
    """
    again = admit(recipe, plate_sha256)
    same = (admitted.stage, admitted.recipe, admitted.subject) == (again.stage, again.recipe, again.subject)
    if not (admitted.allowed and same):
        raise Refused(
            f"the recipe `{again.recipe}` was not admitted with this plate (rule {ADMITTED_FIRST})\n"
            "  what to do: run it through `coulisse`, which asks the gate first"
        )
    if not outputs:
        raise Refused(
            f"the recipe `{again.recipe}` made nothing (rule {SOMETHING_MADE})\n"
            "  what to do: this is a fault of the recipe; please report it"
        )
    return Decision("release", again.recipe, subject, NO_LIKENESS, again.reason)
