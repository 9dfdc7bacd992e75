"""How much memory a run has used, as the operating system counts it."""

from __future__ import annotations

import sys
from pathlib import Path


def peak_bytes() -> int:
    """The largest resident memory so far, bytes: of this process, or of its largest child if that is more.

    0 where the system does not say (Windows).
    """
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    children = unit * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(_own_peak(unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss), children)


def _own_peak(counted: int) -> int:
    """This process's own peak; what Linux counts for it holds that of the process that started it, too."""
    try:
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return counted
