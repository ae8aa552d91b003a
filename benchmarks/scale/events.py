"""What Spark's event log says of one application: time, processor, memory, shuffled bytes."""

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Application:
    """Seconds and bytes of one run of a verb, executors only unless said otherwise."""

    tasks: int = 0
    failed: int = 0
    first: float = float("inf")
    last: float = 0.0
    run: float = 0.0
    cpu: float = 0.0
    collecting: float = 0.0
    shuffled: int = 0
    spilled: int = 0
    peaks: dict[str, int] = field(default_factory=dict)
    executors: set[str] = field(default_factory=set)
    stages: dict[int, list[float]] = field(default_factory=dict)

    @property
    def window(self) -> float:
        """Seconds from the first task's start to the last one's end: the work, without Spark's own start."""
        return max(0.0, self.last - self.first)

    @property
    def busiest(self) -> float:
        """Seconds from start to end of the tasks of the stage that took longest: the work that executors share."""
        return max((last - first for first, last in self.stages.values()), default=0.0)

    @property
    def resident(self) -> int:
        """The largest resident memory of an executor process, in bytes; 0 when it was not logged."""
        return max(self.peaks.values(), default=0)


def _task(app: Application, event: dict) -> None:
    info, metrics = event["Task Info"], event.get("Task Metrics") or {}
    app.tasks += 1
    app.failed += bool(info["Failed"])
    app.executors.add(info["Executor ID"])
    app.first = min(app.first, info["Launch Time"] / 1000)
    app.last = max(app.last, info["Finish Time"] / 1000)
    stage = app.stages.setdefault(event["Stage ID"], [float("inf"), 0.0])
    stage[0] = min(stage[0], info["Launch Time"] / 1000)
    stage[1] = max(stage[1], info["Finish Time"] / 1000)
    app.run += metrics.get("Executor Run Time", 0) / 1000
    app.cpu += metrics.get("Executor CPU Time", 0) / 1e9
    app.collecting += metrics.get("JVM GC Time", 0) / 1000
    app.shuffled += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
    app.spilled += metrics.get("Disk Bytes Spilled", 0)


def read(folder: Path) -> Application:
    """The one application that wrote its event log into the folder."""
    logs = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".")]
    if len(logs) != 1:
        raise SystemExit(f"{folder} holds {len(logs)} event logs, not one")
    app = Application()
    with logs[0].open() as lines:
        for line in lines:
            event = json.loads(line)
            kind = event["Event"]
            if kind == "SparkListenerTaskEnd":
                _task(app, event)
            elif kind == "SparkListenerStageExecutorMetrics":
                name = event["Executor ID"]
                resident = event["Executor Metrics"].get("ProcessTreeJVMRSSMemory", 0)
                if name != "driver":
                    app.peaks[name] = max(app.peaks.get(name, 0), resident)
    return app
