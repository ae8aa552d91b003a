"""dag.test() of one site's round on the real launcher and verbs: MEDVEIL_TEST_HOUSE is what three_hospitals.py made."""

import os
from pathlib import Path

import pytest

HOUSE = os.environ.get("MEDVEIL_TEST_HOUSE")
pytestmark = pytest.mark.skipif(not HOUSE, reason="MEDVEIL_TEST_HOUSE names no simulated hospitals; test.sh makes them")


@pytest.fixture
def dags(database, monkeypatch, tmp_path):
    """The DAGs with the house's settings, and no patience for sites that will not come."""
    from conftest import DagBag

    file = tmp_path / "airflow.toml"
    file.write_text((Path(HOUSE) / "airflow.toml").read_text().replace("quorum = 45", "quorum = 1").replace("poke = 5", "poke = 1"))
    monkeypatch.setenv("MEDVEIL_AIRFLOW_CONF", str(file))
    bag = DagBag()
    assert bag.import_errors == {}
    return bag.dags


def states(run) -> dict[str, str]:
    return {task.task_id: str(task.state) for task in run.get_task_instances()}


def test_one_sites_round_ends_in_the_exchange(dags):
    run = dags["medveil_site_round"].test(run_conf={"round": 1, "sites": ["site-1"]})
    assert set(states(run).values()) == {"success"}, states(run)
    bundle = Path(HOUSE) / "exchange" / "round-0001" / "site-1"
    assert sorted(file.name for file in bundle.iterdir()) == ["delta.bin", "manifest.json", "signature"]


def test_the_consortium_waits_for_the_others_and_names_them(dags):
    run = dags["medveil_consortium_round"].test(run_conf={"round": 1})
    assert str(run.state) == "failed"
    assert states(run)["quorum"] == "failed" and states(run)["release"] == "upstream_failed"
    from airflow.models.xcom import XComModel
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        said = session.scalar(select(XComModel.value).where(XComModel.key == "refusal", XComModel.task_id == "quorum"))
    assert "no bundle of site-2, site-3" in str(said)
