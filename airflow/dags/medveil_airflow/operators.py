"""The operator: one verb of Medveil as one task, by the contract of docs/exit-codes.md."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from airflow.sdk import BaseOperator

from . import commands, contract
from .ends import AirflowException, AirflowFailException, AirflowSkipException, AirflowTaskTimeout
from .settings import Settings, Wrong, load

REFUSAL = "refusal"
GRACE = 60

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


@contextlib.contextmanager
def at_once():
    """Wrong settings do not become right by trying again."""
    try:
        yield
    except Wrong as e:
        raise AirflowFailException(str(e)) from e


def end_with_the_task() -> None:
    """Even a task process that is killed without a word takes its launcher along."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class MedveilOperator(BaseOperator):
    """Runs one command line of pipelines/run.

    The words go to the process as they are, without a shell. stderr is streamed into the task's
    log. 0 is success; 99 skips; 75, and 1 on the first try, may be retried; all else fails at once.
    The result, less what is private to the hospital, is the task's XCom; a refusal's message is
    its XCom 'refusal'. A task that is stopped passes SIGTERM on and waits.

    :param words: verb and options
    :param site: whose task it is, for messages; empty for the consortium
    """

    template_fields = ("words", "site")
    ui_color = "#d6e9e4"

    def __init__(self, *, words: list[str] | None = None, site: str = "", **kwargs):
        super().__init__(**kwargs)
        self.words = words or []
        self.site = site
        self.process: subprocess.Popen | None = None

    def command(self, settings: Settings, context, metrics: str) -> list[str]:
        """The command, read from the settings when the task runs, not when the DAG is parsed."""
        return commands.launch(settings, list(self.words), None, metrics)

    def execute(self, context):
        with at_once(), tempfile.TemporaryDirectory(prefix="medveil-") as folder:
            settings = load()
            metrics = Path(folder) / "result.json"
            command = self.command(settings, context, str(metrics))
            self.log.info("runs: %s", json.dumps(command))
            try:
                code, last_line = self.run(command)
            except AirflowTaskTimeout as e:
                late = {"message": f"not done within {self.execution_timeout}", "hint": "find out why, or allow it more seconds"}
                self.fail(contract.Outcome(command[1], self.site, 143, late).message(), context["ti"], e)
            result = read(metrics, last_line)
        return self.end(contract.Outcome(command[1], self.site, code, result), settings, context["ti"])

    def run(self, command: list[str]) -> tuple[int, str]:
        """Exit code and last line of stdout; whatever happens, no process is left behind."""
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True, errors="replace", start_new_session=True,
                preexec_fn=end_with_the_task,
            )
        except OSError as e:
            raise AirflowFailException(f"the launcher cannot be started: {command[0]} ({e.strerror})") from e
        log = threading.Thread(target=self.stream, args=(self.process.stderr,), daemon=True)
        log.start()
        try:
            last_line = ""
            for line in self.process.stdout:
                last_line = line if line.strip() else last_line
            code = self.process.wait()
            log.join(timeout=10)
            return contract.normal(code), last_line
        finally:
            self.on_kill()

    def stream(self, lines) -> None:
        for line in lines:
            self.log.info("%s", line.rstrip())

    def end(self, outcome: contract.Outcome, settings: Settings, ti):
        what = contract.decide(outcome.code, ti.try_number)
        if what == contract.DONE:
            kept = outcome.kept(settings.keep_counts)
            self.log.info("kept in XCom: %s", json.dumps(kept))
            return kept
        message = outcome.message()
        if what == contract.SKIP:
            raise AirflowSkipException(message)
        if what == contract.FAIL:
            self.fail(message, ti, None)
        ti.xcom_push(key=REFUSAL, value=message)
        raise AirflowException(message)

    def fail(self, message: str, ti, cause: BaseException | None):
        ti.xcom_push(key=REFUSAL, value=message)
        raise AirflowFailException(message) from cause

    def on_kill(self) -> None:
        """SIGTERM to the whole group, so that the JVM ends its own way; SIGKILL only after a minute."""
        process = self.process
        if process is None or process.poll() is not None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, sign)
                process.wait(timeout=GRACE)
                return
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                self.log.warning("still running %s seconds after %s", GRACE, sign.name)


class StageOperator(MedveilOperator):
    """A stage of a round, or of the upkeep; its words follow from stage, site and round."""

    template_fields = ("stage", "site", "number", "name")

    def __init__(self, *, stage: str, number: str | int = 0, name: str = "run", **kwargs):
        super().__init__(**kwargs)
        self.stage = stage
        self.number = number
        self.name = name

    def command(self, settings: Settings, context, metrics: str) -> list[str]:
        if not self.site:
            words = commands.consortium_words(settings, self.stage, int(self.number))
            if words is None:
                raise AirflowSkipException(f"the settings do not ask for {self.stage}")
            return commands.launch(settings, words, None, metrics)
        site = settings.site(self.site)
        if self.stage in commands.MAINTENANCE_STAGES:
            words = commands.maintenance_words(settings, self.stage, site, self.name)
            if self.stage == "export":  # into a folder that may be new
                Path(words[-1]).parent.mkdir(parents=True, exist_ok=True)
        else:
            words = commands.site_words(settings, self.stage, site, int(self.number))
        return commands.launch(settings, words, site, metrics)


def read(metrics: Path, last_line: str) -> dict:
    """The result: the file if it is there, else the last line on stdout, else nothing."""
    for source in (lambda: metrics.read_text(), lambda: last_line):
        try:
            result = json.loads(source())
        except (OSError, ValueError):
            continue
        if isinstance(result, dict):
            return result
    return {}
