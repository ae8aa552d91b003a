"""The consortium's side of a round: from the quorum to the release of the next one."""

import json
from datetime import timedelta

from airflow.sdk import DAG, Param, get_current_context, task

from medveil_airflow import policy, report_document, rounds
from medveil_airflow.ends import AirflowSkipException
from medveil_airflow.operators import StageOperator, at_once
from medveil_airflow.sensors import QuorumSensor
from medveil_airflow.settings import load

SETTINGS = load()
ROUND = "{{ ti.xcom_pull(task_ids='open_round') }}"

DOC = f"""
### The consortium's round

    open_round → quorum → aggregate → evaluate → audits → fairness → document → report → release

Starts when `medveil_bundles` says that bundles came, or by hand with `{{"round": n}}`. `quorum` waits for the
bundles of **all** declared sites; after the time of the settings it fails and **names the sites that are missing**.
The consortium is strict: no model is made from fewer sites than declared. `release` tells the sites' DAG
that the next round may begin; it does so only when no configured audit refutes a claim.

**A site that will not come:** take it out of the declaration (`sites`) and of the settings' `consortium.sites`,
then clear `quorum`. What the other sites protect does not change.
{policy.CODES}
"""


def stage(name: str, **more) -> StageOperator:
    return StageOperator(**policy.stage(SETTINGS, name) | more, number=ROUND)


if SETTINGS.consortium:
    with DAG(
        dag_id="medveil_consortium_round",
        doc_md=DOC,
        schedule=[policy.BUNDLES],
        catchup=False,
        max_active_runs=1,
        default_args=policy.defaults(SETTINGS),
        dagrun_timeout=timedelta(days=14),
        params={"round": Param(None, type=["null", "integer"], minimum=1, description="empty: that of the newest bundles")},
        tags=["medveil", "consortium"],
    ):

        @task(execution_timeout=timedelta(minutes=5), doc_md="Which round: of the parameter, else of the bundles that triggered the run. Skips when that round was aggregated before.")
        def open_round() -> int:
            context = get_current_context()
            events = context["triggering_asset_events"].get(policy.BUNDLES, [])
            asked = context["params"]["round"]
            with at_once():
                number = rounds.consortium_round(asked, [event.extra for event in events], load())
            if number is None:
                raise AirflowSkipException("this round was aggregated before; trigger by hand to do it again")
            return number

        quorum = QuorumSensor(
            task_id="quorum",
            number=ROUND,
            poke_interval=SETTINGS.seconds["poke"],
            timeout=SETTINGS.seconds["quorum"],
            execution_timeout=timedelta(minutes=5),
            doc_md="Waits for every declared site's bundle. Fails by naming the missing sites.",
        )

        @task(
            execution_timeout=timedelta(minutes=5),
            trigger_rule="none_failed_min_one_success",
            doc_md="Puts together the report's document, from the bundles' public manifests and evaluate's manifest. Skipped without a hold-out or a section `report`.",
        )
        def document() -> str:
            context = get_current_context()
            settings = load()
            evaluated = context["ti"].xcom_pull(task_ids="evaluate")
            if not evaluated or not settings.report:
                raise AirflowSkipException("the settings have no hold-out, or no section report")
            number = context["ti"].xcom_pull(task_ids="open_round")
            with at_once():
                return str(report_document.write(settings, number, evaluated["manifest"]))

        @task(
            execution_timeout=timedelta(minutes=5),
            trigger_rule="none_failed_min_one_success",
            outlets=[policy.RELEASE],
            doc_md="Tells the sites' DAG that this round's global model is released, so that the next round may begin.",
        )
        def release(number: int) -> dict:
            manifest = json.loads((load().release(number) / "manifest.json").read_text())
            said = {"round": number, "parameters_sha256": manifest["parameters_sha256"]}
            get_current_context()["outlet_events"][policy.RELEASE].extra = said
            return said

        # What the settings do not ask for is skipped; only a run without any round skips all the rest.
        on = {"trigger_rule": "none_failed_min_one_success"}
        number = open_round()
        aggregated = stage("aggregate")
        evaluated = stage("evaluate")
        audits = stage("audits", **on)
        fairness = stage("fairness", **on)
        written = document()
        said = release(number)
        number >> quorum >> aggregated >> evaluated >> audits >> fairness >> written >> stage("report") >> said
        aggregated >> [audits, fairness, said]
        evaluated >> written
