"""Says something to the command line in this process, and hands back its status and what it said."""

from __future__ import annotations

import contextlib
import io

from coulisse.cli import main


def coulisse(*words: object) -> tuple[int, str, str]:
    """The status, standard output and standard error of a command."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
    return status, out.getvalue(), err.getvalue()
