"""The rules that stand in every policy; a policy may make them stricter and never looser."""

from __future__ import annotations

from coulisse.consent.policy_rules import AllOf, AnyOf, FactIs, Rule

NOTHING_ALLOWS = "nothing-allows-this"
DECLINED = "declined"
RESERVED = frozenset({NOTHING_ALLOWS, DECLINED})  # names that triage itself decides by


def _refused(id: str, title: str, fact: str, reason: str, way_forward: str) -> Rule:
    return Rule(id, title, FactIs(fact, ("yes",)), "refused", (), reason, way_forward, mandatory=True)


# An altered performance is somebody's likeness even where no use of one is declared.
_WITHOUT_CONSENT = AnyOf(
    (
        FactIs("consent", ("no",)),
        AllOf((FactIs("altered_performance", ("yes",)), FactIs("likeness", ("none",)))),
    )
)

MANDATORY: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            "likeness-needs-consent",
            "No likeness without a grant",
            _WITHOUT_CONSENT,
            "refused",
            (),
            "A person's likeness may be used only with their own signed grant for this use, and there is none.",
            "Draft a grant with `coulisse grant draft`, have it signed, and import it. No approval stands in for it.",
            mandatory=True,
        ),
        _refused(
            "minor-target", "Nobody is made a child", "minor_target",
            "Somebody would be shown younger than 18 years, and this policy lets nobody approve that.",
            "Choose a target age of 18 or more, or cast a child.",
        ),
        _refused(
            "minor-performer", "No likeness of a child", "minor_performer",
            "The performer is younger than 18 years, and this policy lets nobody approve that.",
            "Do this without the child's likeness.",
        ),
        _refused(
            "deceased", "No likeness of somebody who has died", "deceased",
            "The performer has died, and this policy lets nobody approve that.",
            "Do this without their likeness.",
        ),
        _refused(
            "unknown-person", "No face that nobody knows", "unknown_person",
            "The made pictures show a face that nobody on the roster owns; it may be a real person's.",
            "Look at the frames named in the report, and change the brief so that the face is not made.",
        ),
        _refused(
            "named-person", "No named person without a grant", "named_person",
            "A text of this brief names a performer or a protected person who gave no grant for it.",
            "Take the name out of the brief, the title and the file names, or get the person's grant.",
        ),
    )
}  # fmt: skip
CAN_BE_APPROVED = frozenset(MANDATORY) - {"likeness-needs-consent"}
