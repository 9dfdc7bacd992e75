"""Consent: the roster, grants, the screening of likenesses and names, and the policy."""
