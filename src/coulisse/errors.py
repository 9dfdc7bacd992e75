"""The family of errors that a user meets; each says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path


class CoulisseError(Exception):
    """Something that the user can mend. `exit_status` is what the command line leaves with."""

    exit_status = 1


class BadInput(CoulisseError):
    """A file, a brief or an option that cannot be used.

    `where` names the file (with a line if known) or the option; `remedy` says what to do.
    """

    exit_status = 2

    def __init__(self, what: str, *, where: str | Path = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, str(where), remedy
        head = f"{self.where}: {what}" if self.where else what
        super().__init__(f"{head}\n  what to do: {remedy}" if remedy else head)


class DiskFull(CoulisseError):
    """There is no room for what has to be written."""


class Refused(CoulisseError):
    """The gate does not let this through; the message names the rule and the way forward."""

    exit_status = 3


class Unavailable(CoulisseError):
    """Something that this machine lacks (weights, an extra, a program); says how to get it."""

    exit_status = 2
