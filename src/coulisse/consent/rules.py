"""The names of the consent room's rules, and how a refusal by one of them is worded."""

from __future__ import annotations

from coulisse.errors import Refused

CHANGED_OUTSIDE = "changed-outside-coulisse"
NO_LINKS = "no-links-in-records"
POLICY_AS_RECORDED = "policy-as-recorded"
POLICY_CHANGED_BY = "policy-changed-by"
PRODUCTION_AS_BEGUN = "production-as-begun"
PERFORMER_FORGOTTEN = "performer-forgotten"
GRANT_AS_SIGNED = "grant-as-signed"
GRANT_SIGNER = "grant-signed-by-a-known-signer"
GRANT_PRODUCTION = "grant-for-this-production"
GRANT_ONCE = "grant-imported-once"
GRANT_DATES = "grant-dates"
GRANT_REVOKED = "grant-revoked"
GRANT_REPLACES = "grant-replaces"
APPROVAL_BY_ROLE = "approval-by-role"


def refused(rule: str, what: str, remedy: str) -> Refused:
    """The refusal to raise: what is wrong, which rule says so, what to do."""
    return Refused(f"{what} (rule {rule})\n  what to do: {remedy}")
