"""Processes that wait while others are timed: `run` on standard input, `row FILES WALL CPU` on standard output."""

import subprocess
from pathlib import Path


class Served:
    def __init__(self, mode: str, command: list, log: Path, environment: dict[str, str] | None = None):
        self.mode, self.about, self.log = mode, "", log
        self.process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log.open("a"),
            text=True, env=environment,
        )
        self.missing = self._opened()

    def _opened(self) -> str:
        """Why it does not serve; empty if it does."""
        for line in self.process.stdout:
            words = line.rstrip("\n").split("\t")
            if words[0] == "ready":
                self.about = words[1]
                return ""
            if words[0] == "missing":
                return words[1]
        return f"it ended; see {self.log}"

    def once(self) -> dict | None:
        """What one pass took; None, and `missing` says why, when there was none."""
        if self.missing:
            return None
        try:
            self.process.stdin.write("run\n")
            self.process.stdin.flush()
            for line in self.process.stdout:
                words = line.rstrip("\n").split("\t")
                if words[0] == "row":
                    return {"files": int(words[1]), "wall": float(words[2]), "cpu": float(words[3])}
        except BrokenPipeError:
            pass
        self.missing = f"it ended; see {self.log}"
        return None

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
