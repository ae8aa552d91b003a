"""Two rounds of three simulated hospitals under Airflow's real scheduler, with faults planted.

    python3 scheduler_run.py DIR [--keep]

Round 1: another process holds site-2's ledger, so its train ends with 75, is tried again and succeeds; the
consortium's round is green and releases. Round 2, begun by that release: nothing new is skipped; site-3's
budget was spent elsewhere, its train ends with 90 and is not tried again; the others publish; both runs name
site-3. Then the release is announced once more, and the upkeep runs. Prints a table of all tasks; ends with
1 when an expectation is broken. DIR was made by three_hospitals.py.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
AIRFLOW = HOME / "airflow"
LIMIT = 3600
SITE, CONSORTIUM, UPKEEP = "medveil_site_round", "medveil_consortium_round", "medveil_maintenance"


class Broken(Exception):
    """An expectation of this run does not hold."""


def free_port() -> int:
    for port in range(20080, 28080, 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise Broken("no free port from 20080 to 28080")


class Airflow:
    """API server, scheduler and DAG processor with a throw-away home; stopped by the ids of their groups."""

    PARTS = (("api-server", "--workers", "2"), ("scheduler",), ("dag-processor",))

    def __init__(self, house: Path):
        self.home = house / "airflow-home"
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.program = str(Path(sys.executable).with_name("airflow"))
        self.environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "AIRFLOW_HOME": str(self.home),
            "MEDVEIL_AIRFLOW_CONF": str(house / "airflow.toml"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(AIRFLOW / "dags"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
            "AIRFLOW__CORE__PARALLELISM": "4",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{self.url}/execution/",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__BASE_URL": self.url,
            "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK": "False",
            "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "60",
            # Two cores under load: a task that starts slowly is not a lost one.
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "900",
        }
        self.parts: list[subprocess.Popen] = []
        self.token = ""

    def start(self) -> None:
        self.cli("db", "migrate")
        self.cli("pools", "import", str(AIRFLOW / "pools.json"))
        for part in self.PARTS:
            log = (self.home / f"{part[0]}.log").open("w")
            self.parts.append(subprocess.Popen(
                [self.program, *part], env=self.environment, cwd=self.home,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            ))
        self.until("the API to answer", 180, lambda: self.get("/api/v2/monitor/health"))
        self.token = self.get("/auth/token")["access_token"]
        wanted = {SITE, CONSORTIUM, UPKEEP}
        self.until("the DAGs to be parsed", 180, lambda: wanted <= {
            dag["dag_id"] for dag in self.get("/api/v2/dags")["dags"]})

    def cli(self, *words: str) -> None:
        log = self.home / "cli.log"
        with log.open("a") as out:
            done = subprocess.run([self.program, *words], env=self.environment, stdout=out, stderr=out)
        if done.returncode:
            raise Broken(f"airflow {' '.join(words)} failed: {log}")

    def get(self, path: str, method: str = "GET", body: dict | None = None):
        request = urllib.request.Request(
            self.url + path, method=method, data=json.dumps(body or {}).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {}),
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def until(self, what: str, seconds: float, ready):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for part in self.parts:
                if part.poll() is not None:
                    raise Broken(f"a part of Airflow ended: {part.args}")
            with contextlib.suppress(OSError):
                found = ready()
                if found:
                    return found
            time.sleep(2)
        raise Broken(f"waited {seconds:.0f} s for {what}")

    def trigger(self, dag: str, conf: dict | None = None) -> None:
        self.get(f"/api/v2/dags/{dag}/dagRuns", "POST", {"logical_date": None, "conf": conf or {}})

    def runs(self, dag: str) -> list[dict]:
        found = self.get(f"/api/v2/dags/{dag}/dagRuns?limit=100")["dag_runs"]
        return sorted(found, key=lambda run: run["run_after"])

    def tasks(self, dag: str, run: dict) -> list[dict]:
        name = urllib.request.quote(run["dag_run_id"], safe="")
        return self.get(f"/api/v2/dags/{dag}/dagRuns/{name}/taskInstances?limit=100")["task_instances"]

    def ended(self, dag: str, count: int) -> list[dict] | None:
        runs = self.runs(dag)
        done = len(runs) >= count and all(run["state"] in ("success", "failed") for run in runs[:count])
        return runs if done else None

    def said(self, dag: str, run: dict, task: str, index: int, key: str):
        name = urllib.request.quote(run["dag_run_id"], safe="")
        path = f"/api/v2/dags/{dag}/dagRuns/{name}/taskInstances/{task}/xcomEntries/{key}?map_index={index}&deserialize=false"
        return self.get(path)["value"]

    def stop(self) -> None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            for part in self.parts:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(part.pid, sign)
            end = time.monotonic() + 30
            while time.monotonic() < end and any(part.poll() is None for part in self.parts):
                time.sleep(0.5)


class Expectations:
    """What must hold; all are looked at, so that one run tells of all faults."""

    def __init__(self):
        self.broken: list[str] = []

    def that(self, holds: bool, what: str) -> None:
        print(("  holds   " if holds else "  BROKEN  ") + what, flush=True)
        if not holds:
            self.broken.append(what)


def verb(*words: str) -> None:
    done = subprocess.run([HOME / "pipelines" / "run", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Broken(f"{words[0]} ended with {done.returncode}: {done.stderr}")


def hold_ledger(house: Path, site: str) -> subprocess.Popen:
    jars = ":".join(map(str, (HOME / "jobs" / "target" / "lib").glob("h2-*.jar")))
    program = str(Path(os.environ["JAVA_HOME"], "bin", "java")) if "JAVA_HOME" in os.environ else "java"
    holder = subprocess.Popen(
        [program, "-cp", jars, str(AIRFLOW / "tests" / "HoldLedger.java"), f"jdbc:h2:file:{house / site / 'ledger'};IFEXISTS=TRUE"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    if holder.stdout.readline().strip() != "held true":
        raise Broken(f"the ledger of {site} cannot be held")
    return holder


def state(tasks: list[dict], task: str, index: int = -1) -> tuple[str, int]:
    for one in tasks:
        if one["task_id"] == task and one["map_index"] == index:
            return one["state"], one["try_number"]
    return "absent", 0


def play(airflow: Airflow, house: Path) -> dict[str, list[dict]]:
    """Plays the rounds; returns all runs by DAG."""
    holder = hold_ledger(house, "site-2")
    try:
        airflow.trigger(SITE, {"round": 1})
        airflow.until("site-2's train to be refused for now", 1800, lambda: any(
            one["task_id"] == "site.train" and one["map_index"] == 1 and one["state"] == "up_for_retry"
            for one in airflow.tasks(SITE, airflow.runs(SITE)[0])))
        print("site-2's train waits for another try; its ledger is let go", flush=True)
    finally:
        holder.stdin.close()
        holder.wait(timeout=60)
    airflow.until("round 1 at the sites", 1800, lambda: airflow.ended(SITE, 1))
    print("round 1 trained at all sites; a survey spends site-3's budget", flush=True)
    verb("budget", "reserve", "--conf", str(house / "site-3" / "site.conf"), "--run", "survey", "--purpose",
         "macular-atrophy-progression", "--mechanism", '{"type":"approximate_dp","epsilon":2.0,"delta":1e-6,"releases":1}')
    airflow.until("round 1 of the consortium", 1800, lambda: airflow.ended(CONSORTIUM, 1))
    print("round 1 of the consortium ended", flush=True)
    airflow.until("round 2 at the sites", 1800, lambda: airflow.ended(SITE, 2))
    airflow.until("round 2 of the consortium", 1800, lambda: airflow.ended(CONSORTIUM, 2))
    airflow.trigger(UPKEEP)
    airflow.until("the upkeep", 600, lambda: airflow.ended(UPKEEP, 1))
    return {dag: airflow.runs(dag) for dag in (SITE, CONSORTIUM, UPKEEP)}


def check(airflow: Airflow, house: Path, runs: dict[str, list[dict]]) -> list[str]:
    expect = Expectations()
    stages = ("ingest", "minimize", "encode")
    first, second = (airflow.tasks(SITE, run) for run in runs[SITE][:2])
    expect.that(runs[SITE][0]["state"] == "success", "round 1 at the sites is green")
    expect.that(state(first, "site.train", 1) == ("success", 2), "site-2's train was refused for now (75), tried again, and succeeded")
    expect.that(all(state(first, "site.train", site) == ("success", 1) for site in (0, 2)), "the others trained at the first try")
    expect.that({one["rendered_map_index"] for one in first if one["map_index"] >= 0} == {"site-1", "site-2", "site-3"},
                "the operator sees the sites by their names")

    closing = airflow.tasks(CONSORTIUM, runs[CONSORTIUM][0])
    expect.that(runs[CONSORTIUM][0]["state"] == "success", "round 1 of the consortium is green")
    expect.that(all(state(closing, task) == ("success", 1) for task in
                    ("quorum", "aggregate", "evaluate", "audits", "document", "report", "release")), "up to report and release")
    expect.that(state(closing, "fairness")[0] == "skipped", "what the settings do not ask for is skipped, and nothing with it")
    expect.that((house / "work/main/round-0001/report.html").stat().st_size > 10000, "the report is there")
    expect.that((house / "work/main/round-0001/audits/audits.html").stat().st_size > 5000, "the audits' page is there")

    expect.that("asset_triggered" in runs[SITE][1]["run_type"], "round 2 was begun by the release of round 1")
    expect.that(all(state(second, f"site.{stage}", site)[0] == "skipped" for stage in stages for site in range(3)),
                "nothing new (99): ingest, minimize, encode are skipped")
    expect.that(all(state(second, "site.publish", site)[0] == "success" for site in (0, 1)), "site-1 and site-2 trained and published all the same")
    expect.that(state(second, "site.train", 2) == ("failed", 1), "site-3's exhausted budget (90) fails at once, without a second try")
    expect.that(state(second, "site.publish", 2)[0] == "upstream_failed", "site-3 publishes nothing")
    expect.that(runs[SITE][1]["state"] == "failed", "the run is red")
    refusal = airflow.said(SITE, runs[SITE][1], "site.train", 2, "refusal")
    print("            " + str(refusal)[:400])
    expect.that("site-3" in refusal and "90" in refusal, "the refusal names site-3 and the code")
    verdict = log_of(house, runs[SITE][1], "verdict")
    expect.that("1 of 3 sites did not publish" in verdict and "site-3: train ended with 90" in verdict, "the verdict names site-3 and the reason")
    expect.that(state(airflow.tasks(CONSORTIUM, runs[CONSORTIUM][1]), "quorum")[0] == "failed", "round 2 of the consortium fails at the quorum")
    refusal = airflow.said(CONSORTIUM, runs[CONSORTIUM][1], "quorum", -1, "refusal")
    expect.that("no bundle of site-3." in refusal, f"and says: {refusal}")
    expect.that(not (house / "exchange/round-0002/global").exists(), "no model was made from fewer sites")
    expect.that(len(runs[SITE]) == 2 and len(runs[CONSORTIUM]) == 2, "no run began that nobody asked for")
    expect.that(runs[UPKEEP][0]["state"] == "success" and all(
        list((house / "work/ledger-exports" / site).glob("*.jsonl")) for site in ("site-1", "site-2", "site-3")),
        "the upkeep is green, every ledger verified and exported")
    expect.that(not leaks(house), "no patient's id, pseudonym or file name in Airflow's database or logs")
    return expect.broken


def log_of(house: Path, run: dict, task: str) -> str:
    folder = house / "airflow-home/logs" / f"dag_id={SITE}" / f"run_id={run['dag_run_id']}" / f"task_id={task}"
    return "".join(file.read_text() for file in folder.glob("*.log"))


def leaks(house: Path) -> list[str]:
    """Patient ids and DICOM file names of the cohort, and anything shaped like a pseudonym, wherever Airflow writes."""
    secrets = set()
    for table in (house / "cohort").glob("*/outcomes.csv"):
        secrets |= {line.split(",")[0] for line in table.read_text().splitlines()[1:]}
    secrets |= {file.name for file in (house / "cohort").glob("site-*/dicom/**/*") if file.is_file() and len(file.name) > 6}
    pseudonym = re.compile(rb"(?<![0-9a-f-])[0-9a-f]{32}(?![0-9a-f-])")
    sharp = [secret.encode() for secret in secrets if len(secret) > 4]
    found = []
    for file in [house / "airflow-home/airflow.db", *(house / "airflow-home/logs").glob("dag_id=*/**/*.log")]:
        text = file.read_bytes()
        found += [f"{file.name}: {secret.decode()}" for secret in sharp if secret in text]
        if file.suffix == ".log" and pseudonym.search(text):
            found.append(f"{file}: looks like a pseudonym")
    for one in found[:5]:
        print(f"            {one}")
    return found


def show(airflow: Airflow) -> None:
    print(f"\n{'dag':<26} {'round':>5} {'task':<16} {'site':<8} {'tries':>5} {'seconds':>8} state")
    for dag in (SITE, CONSORTIUM, UPKEEP):
        for turn, run in enumerate(airflow.runs(dag), 1):
            for one in sorted(airflow.tasks(dag, run), key=lambda t: (t["start_date"] or "~", t["map_index"])):
                print(f"{dag:<26} {turn:>5} {one['task_id']:<16} {one['rendered_map_index'] or '':<8} "
                      f"{one['try_number']:>5} {one['duration'] or 0:>8.1f} {one['state']}")
    print(flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("house", type=Path)
    parser.add_argument("--keep", action="store_true", help="leave Airflow running until Enter, to look at it")
    options = parser.parse_args()
    house = options.house.resolve()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"not done after {LIMIT} s"))
    signal.alarm(LIMIT)
    started = time.monotonic()
    airflow = Airflow(house)
    try:
        airflow.start()
        print(f"Airflow answers at {airflow.url} after {time.monotonic() - started:.0f} s", flush=True)
        try:
            runs = play(airflow, house)
        finally:
            show(airflow)
        broken = check(airflow, house, runs)
        print(f"{time.monotonic() - started:.0f} s; " + (f"{len(broken)} expectations broken" if broken else "every expectation holds"))
        if options.keep:
            signal.alarm(0)
            input(f"{airflow.url} - Enter stops Airflow\n")
        return 1 if broken else 0
    except Broken as e:
        print(f"BROKEN: {e}\nlogs: {airflow.home}", flush=True)
        return 1
    finally:
        airflow.stop()


if __name__ == "__main__":
    sys.exit(main())
