"""How much memory a run has used, as the operating system counts it."""

from __future__ import annotations

import sys


def peak_bytes() -> int:
    """The largest resident memory so far, bytes: of this process, or of its largest child if that is more.

    0 where the system does not say (Windows).
    """
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return unit * max(
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    )
