"""Who else worked while a benchmark did: the share of the machine's cores that others had."""

import os
import resource
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


class Watch:
    """From its making to `others()`. Processes that this one started and that have ended are its own work."""

    def __init__(self) -> None:
        self._began, self._busy, self._own = time.time(), _busy(), _own()

    def others(self) -> float:
        """0 is a quiet machine; 0.5 is one of two cores taken by others, or by the host (steal)."""
        passed = (time.time() - self._began) * os.cpu_count()
        return max(0.0, (_busy() - self._busy) - (_own() - self._own)) / max(passed, 1e-9)


def _busy() -> float:
    user, nice, system, _, _, interrupts, soft, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + interrupts + soft + steal) / TICK


def _own() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
