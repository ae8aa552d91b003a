"""The one file that says which sites and folders the DAGs work for: strict TOML, no secrets."""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

VARIABLE = "MEDVEIL_AIRFLOW_CONF"
HOME = Path(__file__).resolve().parents[3]

TOP = {"launcher", "cluster", "spark", "exchange", "work", "campaign", "rounds", "retries",
       "keep-counts", "schedule", "seconds", "sites", "consortium", "report"}
REQUIRED = {"exchange", "work", "rounds"}
SITE = {"name", "conf", "arrivals", "cluster", "spark"}
CONSORTIUM = {"conf", "sites", "holdout", "audits", "fairness"}
REPORT = {"title", "task", "epsilon", "simulated"}
SIMULATED = {"generator", "version", "seed"}
SCHEDULE = {"maintenance", "watch"}

# Seconds. Stages are the longest a try may take; the rest says how long is waited.
SECONDS = {
    "ingest": 12 * 3600, "minimize": 12 * 3600, "encode": 12 * 3600, "train": 24 * 3600,
    "publish": 1800, "aggregate": 3600, "evaluate": 3600, "audits": 6 * 3600, "fairness": 3600,
    "report": 900, "doctor": 900, "verify": 1800, "export": 1800, "expire": 7200,
    "retry": 300, "longest-retry": 3600, "poke": 60,
    "quiet": 300, "arrivals": 86400, "quorum": 7 * 86400,
}


class Wrong(ValueError):
    """The file is not usable; the message says which key, and the cure."""


@dataclass(frozen=True)
class Site:
    """One hospital. Everything that its verbs need stands in its own site.conf."""

    name: str
    conf: str
    arrivals: str | None = None
    cluster: str | None = None
    spark: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Consortium:
    """The house that aggregates, and the hold-out if it has one."""

    conf: str
    sites: tuple[str, ...]
    holdout: bool = False
    audits: str | None = None
    fairness: bool = False


@dataclass(frozen=True)
class Report:
    """What the round's page says beside the figures."""

    title: str
    task: str
    epsilon: float
    simulated: dict | None = None


@dataclass(frozen=True)
class Settings:
    launcher: str
    exchange: str
    work: str
    rounds: int
    cluster: str = "local"
    spark: tuple[str, ...] = ()
    campaign: str = "main"
    retries: int = 5
    keep_counts: bool = False
    maintenance: str | None = None
    watch: str | None = None
    seconds: dict[str, int] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
    consortium: Consortium | None = None
    report: Report | None = None

    def site(self, name: str) -> Site:
        for site in self.sites:
            if site.name == name:
                return site
        known = ", ".join(site.name for site in self.sites) or "none"
        raise Wrong(f"there is no site '{name}' in the settings; known: {known}")

    def bundle(self, site: str, number: int) -> Path:
        return self.round_folder(number) / site

    def release(self, number: int) -> Path:
        return self.round_folder(number) / "global"

    def round_folder(self, number: int) -> Path:
        return Path(self.exchange) / f"round-{number:04d}"

    def round_work(self, number: int) -> Path:
        return Path(self.work) / self.campaign / f"round-{number:04d}"


def load(path: str | Path | None = None) -> Settings:
    """Reads the file named, else the one that MEDVEIL_AIRFLOW_CONF names."""
    path = path or os.environ.get(VARIABLE)
    if not path:
        raise Wrong(f"no settings: let {VARIABLE} name a file like conf/airflow.toml")
    try:
        with open(path, "rb") as file:
            return parse(tomllib.load(file))
    except OSError as e:
        raise Wrong(f"the settings cannot be read: {path} ({e.strerror})") from e
    except tomllib.TOMLDecodeError as e:
        raise Wrong(f"the settings are not TOML: {path}: {e}") from e


def parse(raw: dict) -> Settings:
    only(raw, TOP, REQUIRED, "the settings")
    schedule = table(raw, "schedule", SCHEDULE, set())
    seconds = table(raw, "seconds", set(SECONDS), set())
    for key, value in seconds.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise Wrong(f"seconds.{key} must be a whole number from 1")
    sites = tuple(site(one) for one in raw.get("sites", []))
    names = [one.name for one in sites]
    if len(set(names)) != len(names):
        raise Wrong("a site stands twice in the settings")
    return Settings(
        launcher=text(raw, "launcher", str(HOME / "pipelines" / "run")),
        exchange=text(raw, "exchange"),
        work=text(raw, "work"),
        rounds=whole(raw, "rounds"),
        cluster=text(raw, "cluster", "local"),
        spark=words(raw.get("spark", [])),
        campaign=text(raw, "campaign", "main"),
        retries=whole(raw, "retries", 5),
        keep_counts=flag(raw, "keep-counts"),
        maintenance=schedule.get("maintenance"),
        watch=schedule.get("watch"),
        seconds=SECONDS | seconds,
        sites=sites,
        consortium=consortium(raw["consortium"]) if "consortium" in raw else None,
        report=report(raw["report"]) if "report" in raw else None,
    )


def site(raw: dict) -> Site:
    only(raw, SITE, {"name", "conf"}, "a site")
    return Site(
        name=text(raw, "name"),
        conf=text(raw, "conf"),
        arrivals=text(raw, "arrivals") if "arrivals" in raw else None,
        cluster=text(raw, "cluster") if "cluster" in raw else None,
        spark=words(raw["spark"]) if "spark" in raw else None,
    )


def consortium(raw: dict) -> Consortium:
    only(raw, CONSORTIUM, {"conf", "sites"}, "section consortium")
    return Consortium(
        conf=text(raw, "conf"),
        sites=words(raw["sites"]),
        holdout=flag(raw, "holdout"),
        audits=text(raw, "audits") if "audits" in raw else None,
        fairness=flag(raw, "fairness"),
    )


def report(raw: dict) -> Report:
    only(raw, REPORT, {"title", "task", "epsilon"}, "section report")
    if "simulated" in raw:
        only(raw["simulated"], SIMULATED, SIMULATED, "report.simulated")
    return Report(text(raw, "title"), text(raw, "task"), float(raw["epsilon"]), raw.get("simulated"))


def table(raw: dict, key: str, allowed: set[str], required: set[str]) -> dict:
    value = raw.get(key, {})
    only(value, allowed, required, f"section {key}")
    return value


def only(raw: object, allowed: set[str], required: set[str], where: str) -> None:
    if not isinstance(raw, dict):
        raise Wrong(f"{where} must be a table")
    for key in raw:
        if key not in allowed:
            raise Wrong(f"unknown key '{key}' in {where}; known: {', '.join(sorted(allowed))}")
    for key in sorted(required):
        if key not in raw:
            raise Wrong(f"{where} lacks the key '{key}'")


def text(raw: dict, key: str, default: str | None = None) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f"'{key}' must be text")
    return value


def whole(raw: dict, key: str, default: int | None = None) -> int:
    value = raw.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Wrong(f"'{key}' must be a whole number")
    return value


def flag(raw: dict, key: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise Wrong(f"'{key}' must be true or false")
    return value


def words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise Wrong("spark and sites must be lists of text")
    return tuple(value)
