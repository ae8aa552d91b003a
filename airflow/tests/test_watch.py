"""The watch says what is new in the exchange, and says it once."""

import os
from pathlib import Path

from medveil_airflow import settings


def put(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "manifest.json").touch()


def look() -> dict[str, str]:
    from conftest import DagBag

    bag = DagBag()
    assert bag.import_errors == {}
    run = bag.dags["medveil_exchange_watch"].test()
    return {task.task_id: str(task.state) for task in run.get_task_instances()}


def test_each_release_and_each_open_round_is_said_once(database, monkeypatch, tmp_path):
    text = Path(os.environ["MEDVEIL_AIRFLOW_CONF"]).read_text()
    file = tmp_path / "watched.toml"
    text = text.replace("[[sites]]", '[schedule]\nwatch = "*/10 * * * *"\n\n[[sites]]', 1)
    file.write_text(text.replace(str(settings.load().exchange), str(tmp_path / "exchange")))
    monkeypatch.setenv("MEDVEIL_AIRFLOW_CONF", str(file))
    house = settings.load()

    assert look() == {"releases": "skipped", "bundles": "skipped"}
    put(house.bundle("site-2", 1))
    assert look() == {"releases": "skipped", "bundles": "success"}
    assert look() == {"releases": "skipped", "bundles": "skipped"}
    put(house.release(1))
    assert look() == {"releases": "success", "bundles": "skipped"}
    assert look() == {"releases": "skipped", "bundles": "skipped"}
