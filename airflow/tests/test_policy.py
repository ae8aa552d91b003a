"""All DAGs load, and every task keeps the house's policy."""

import re

import pytest
from conftest import DagBag
from medveil_airflow import policy
from medveil_airflow.operators import MedveilOperator
from medveil_airflow.settings import SECONDS

DAGS = ("medveil_site_round", "medveil_consortium_round", "medveil_maintenance")
POOLS = (policy.POOL, policy.GPU_POOL)
SECRET = re.compile(r"passw|secret|token|credential|private.?key|BEGIN", re.IGNORECASE)


@pytest.fixture(scope="module")
def bag(database) -> DagBag:
    bag = DagBag()
    assert bag.import_errors == {}
    return bag


def tasks(bag):
    return [task for dag in bag.dags.values() for task in dag.tasks]


def test_there_are_just_these_dags(bag):
    assert sorted(bag.dags) == sorted(DAGS)


@pytest.mark.parametrize("name", DAGS)
def test_a_dag_says_what_it_is(bag, name):
    dag = bag.dags[name]
    assert "medveil" in dag.tags and len(dag.tags) >= 2
    assert dag.max_active_runs == 1 and not dag.catchup
    assert dag.dagrun_timeout
    for code in ("99", "75", "90", "Clear"):
        assert code in dag.doc_md


def test_every_task_has_owner_pool_limit_and_page(bag):
    for task in tasks(bag):
        assert task.owner == "medveil", task
        assert task.pool in POOLS, task
        assert task.execution_timeout, task
        assert task.doc_md and len(task.doc_md) > 20, task


def test_only_training_is_in_the_gpu_pool(bag):
    assert [task.task_id for task in tasks(bag) if task.pool == policy.GPU_POOL] == ["site.train"]


def test_verbs_are_tried_again_later_each_time(bag):
    verbs = [task for task in tasks(bag) if isinstance(task, MedveilOperator)]
    assert len(verbs) == 14
    for task in verbs:
        assert task.retries == 5 and task.retry_exponential_backoff == policy.DOUBLED, task
        assert task.max_retry_delay.total_seconds() == SECONDS["longest-retry"], task
        assert "docs" in task.doc_md or "What" in task.doc_md or "what to do" in task.doc_md, task


def test_every_site_is_shown_by_its_name(bag):
    for task in tasks(bag):
        if task.task_id.startswith("site."):
            assert task.map_index_template == "{{ task.site }}", task


def test_what_waits_gives_its_slot_back(bag):
    waiting = [task for task in tasks(bag) if task.task_id in ("site.arrivals", "quorum")]
    assert len(waiting) == 2 and all(task.mode == "reschedule" for task in waiting)


def test_the_round_never_follows_from_a_date(bag):
    for task in tasks(bag):
        shown = " ".join(str(getattr(task, field, "")) for field in task.template_fields)
        assert not re.search(r"logical_date|\bds\b|data_interval|execution_date", shown), task


def test_no_secret_stands_in_a_dag(bag):
    for task in tasks(bag):
        for field in task.template_fields:
            assert not SECRET.search(str(getattr(task, field, ""))), task
