"""The contract of exit codes (docs/exit-codes.md) and what may be kept of a result."""

from dataclasses import dataclass

DONE, SKIP, RETRY, FAIL = "done", "skip", "retry", "fail"

NAMES = {
    0: "ok", 1: "a defect", 2: "usage or configuration", 65: "bad data", 75: "try again",
    77: "policy refused", 90: "privacy budget refused", 99: "nothing new",
    130: "stopped by a signal", 137: "killed", 143: "stopped by a signal",
}

# What no code's message says, because nobody was left to say it.
HINTS = {
    130: "somebody stopped it; the same command goes on where it was",
    137: "out of memory, or kill -9; give it more memory, then run it again: it goes on where it was",
    143: "somebody stopped it; the same command goes on where it was",
}

# Metrics that may stand in Airflow's database: public constants, receipts, hashes, durations.
# Counts of patients, images and files are private to the hospital; they stay in its manifests.
PUBLIC = frozenset({
    "round", "site", "epsilon", "delta", "unit", "relation", "sampler", "accountant", "bands",
    "noiseMultiplier", "samplingRate", "steps", "clippingNorm", "noiseSource", "ledgerEntryHash",
    "deltaSha256", "seconds", "dim", "encoder", "sites", "audits", "refuted", "bytes",
})


def decide(code: int, try_number: int) -> str:
    """What the scheduler does. Only 1 (once, on the first try) and 75 are ever repeated."""
    if code == 0:
        return DONE
    if code == 99:
        return SKIP
    if code == 75 or (code == 1 and try_number <= 1):
        return RETRY
    return FAIL


def normal(code: int) -> int:
    """A process that a signal ended has a negative code in Python, 128 + signal in a shell."""
    return 128 - code if code < 0 else code


@dataclass(frozen=True)
class Outcome:
    """How one command ended, in words for the operator."""

    verb: str
    site: str
    code: int
    result: dict

    def message(self) -> str:
        who = f"{self.site}: " if self.site else ""
        name = NAMES.get(self.code, "not in the contract")
        said = self.result.get("message") or f"{self.verb} left no message; its log is above"
        hint = self.result.get("hint") or HINTS.get(self.code) or "see the log above"
        page = f" (docs/exit-codes.md#{self.code})" if self.code in NAMES and self.code < 128 else ""
        return f"{who}{self.verb} ended with {self.code}, {name}: {said}. Hint: {hint}{page}"

    def kept(self, counts: bool) -> dict:
        """What goes to XCom: the result, without numbers that are private to the hospital."""
        metrics = self.result.get("metrics") or {}
        kept = {name: value for name, value in metrics.items() if counts or name in PUBLIC}
        facts = {"verb": self.verb, "exitCode": self.code, "status": self.result.get("status"), "metrics": kept}
        if self.result.get("manifest"):
            facts["manifest"] = self.result["manifest"]
        return facts
