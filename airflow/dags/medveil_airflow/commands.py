"""Every command line that the DAGs issue, as lists of words; no shell ever sees them.

    python3 commands.py SETTINGS.toml ROUND     prints them all as JSON, for the build's check
"""

import json
import sys
from pathlib import Path

if __package__:
    from .settings import Settings, Site, Wrong, load
else:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from medveil_airflow.settings import Settings, Site, Wrong, load

SITE_STAGES = ("ingest", "minimize", "encode", "train", "publish")
CONSORTIUM_STAGES = ("aggregate", "evaluate", "audits", "fairness", "report")
MAINTENANCE_STAGES = ("doctor", "verify", "export", "expire")


def site_words(settings: Settings, stage: str, site: Site, number: int) -> list[str]:
    """A stage of a site's round. What is not said here stands in the site's own file."""
    turn = ["--round", str(number), "--campaign", settings.campaign, "--exchange", settings.exchange]
    more = {
        "ingest": [],
        "minimize": [],
        "encode": [],
        "train": ["--site", site.name, "--rounds", str(settings.rounds), *turn],
        "publish": turn,
    }[stage]
    return [stage, "--conf", site.conf, *more]


def consortium_words(settings: Settings, stage: str, number: int) -> list[str] | None:
    """A stage of the consortium's round; None for one that the settings do not ask for."""
    house = settings.consortium
    if house is None:
        raise Wrong("the settings have no section consortium")
    work = settings.round_work(number)
    scored = ["--exchange", settings.exchange, "--round", ",".join(map(str, range(1, number + 1)))]
    if stage == "aggregate":
        return ["aggregate", "--conf", house.conf, "--round", str(number), "--exchange", settings.exchange]
    if stage == "evaluate":
        return ["evaluate", "--conf", house.conf, *scored] if house.holdout else None
    if stage == "audits":
        return ["audit-all", "--conf", house.audits, "--out", str(work / "audits")] if house.audits else None
    if stage == "fairness":
        wanted = house.holdout and house.fairness
        return ["audit-fairness", "--conf", house.conf, *scored, "--out", str(work / "audits")] if wanted else None
    if stage == "report":
        if not (house.holdout and settings.report):
            return None
        audited = ["--audits", str(work / "audits")] if house.audits or house.fairness else []
        return ["report", "--input", str(work / "report.json"), "--out", str(work / "report.html"), *audited]
    raise KeyError(stage)


def maintenance_words(settings: Settings, stage: str, site: Site, name: str) -> list[str]:
    """A stage of the upkeep of one site; exports of its ledger are new files named after the run."""
    folder = Path(settings.work) / "ledger-exports" / site.name
    if stage == "doctor":
        return ["doctor", "--workdir", settings.work]
    if stage == "expire":
        return ["expire", "--conf", site.conf]
    if stage == "export":
        return ["budget", "export", "--conf", site.conf, "--out", str(folder / f"{name}.jsonl")]
    earlier = sorted(folder.glob("*.jsonl"), key=lambda file: file.stat().st_mtime_ns)
    against = ["--against", str(earlier[-1])] if earlier else []
    return ["budget", "verify", "--conf", site.conf, *against]


def launch(settings: Settings, words: list[str], site: Site | None, metrics: str) -> list[str]:
    """The whole command: launcher, verb, where the result goes, and the Spark options of the place."""
    cluster = (site and site.cluster) or settings.cluster
    spark = settings.spark if site is None or site.spark is None else site.spark
    tail = ["--", *spark] if spark else []
    return [settings.launcher, *words, "--json", "--metrics-out", metrics, "--cluster", cluster, *tail]


def everything(settings: Settings, number: int) -> dict[str, list[str]]:
    """All command lines of one round, by task."""
    lines = {}
    for site in settings.sites:
        for stage in SITE_STAGES:
            lines[f"medveil_site_round {stage} {site.name}"] = site_words(settings, stage, site, number)
        for stage in MAINTENANCE_STAGES:
            lines[f"medveil_maintenance {stage} {site.name}"] = maintenance_words(settings, stage, site, "run")
    if settings.consortium:
        for stage in CONSORTIUM_STAGES:
            words = consortium_words(settings, stage, number)
            if words:
                lines[f"medveil_consortium_round {stage}"] = words
    return lines


if __name__ == "__main__":
    print(json.dumps(everything(load(sys.argv[1]), int(sys.argv[2])), indent=1))
