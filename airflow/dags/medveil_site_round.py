"""One round at every site of this Airflow, from arrivals to the published bundle."""

from datetime import timedelta

from airflow.sdk import DAG, Param, get_current_context, task, task_group

from medveil_airflow import policy, rounds
from medveil_airflow.ends import AirflowFailException, AirflowSkipException
from medveil_airflow.operators import REFUSAL, StageOperator, at_once
from medveil_airflow.sensors import ArrivalsSensor
from medveil_airflow.settings import load

SETTINGS = load()
ROUND = "{{ ti.xcom_pull(task_ids='open_round') }}"

DOC = f"""
### A round at the sites

    open_round → sites → each site: arrivals → ingest → minimize → encode → train → publish → bundles
                                                                                            ↘ verdict

Every site is one index of the mapped group `site`, shown by its name. Sites do not wait for each other's
faults: when one fails, the others go on; `bundles` tells the consortium's DAG, and `verdict` fails the run
and **names each failed site with its reason**.

**Start:** round 1 by hand: *Trigger* with `{{"round": 1}}`. Later rounds start by themselves when
`medveil_release` says that the round before was released. To work on some sites only, give `sites`.
The round never follows from a date.
{policy.CODES}
"""

if SETTINGS.sites:
    with DAG(
        dag_id="medveil_site_round",
        doc_md=DOC,
        schedule=[policy.RELEASE],
        catchup=False,
        max_active_runs=1,
        default_args=policy.defaults(SETTINGS),
        dagrun_timeout=timedelta(days=14),
        params={
            "round": Param(None, type=["null", "integer"], minimum=1, description="empty: the one after the newest release"),
            "sites": Param([], type="array", items={"type": "string"}, description="empty: all sites of the settings"),
        },
        tags=["medveil", "site"],
    ):

        @task(execution_timeout=timedelta(minutes=5), doc_md="Which round: of the parameter, else of the release that triggered the run. Skips after the last round.")
        def open_round() -> int:
            context = get_current_context()
            events = context["triggering_asset_events"].get(policy.RELEASE, [])
            asked = context["params"]["round"]
            with at_once():
                number = rounds.site_round(asked, [event.extra for event in events], load())
            if number is None:
                raise AirflowSkipException("the campaign's last round was released")
            return number

        @task(execution_timeout=timedelta(minutes=5), doc_md="The sites that this run works for; an unknown name fails the run.")
        def sites(number: int) -> list[str]:
            settings = load()
            asked = get_current_context()["params"]["sites"] or [site.name for site in settings.sites]
            with at_once():
                return [settings.site(name).name for name in asked]

        @task_group(group_id="site")
        def one_site(site: str):
            def stage(name: str, **more) -> StageOperator:
                return StageOperator(
                    **policy.stage(SETTINGS, name) | more,
                    site=site, number=ROUND, map_index_template="{{ task.site }}",
                )

            arrivals = ArrivalsSensor(
                task_id="arrivals",
                site=site,
                map_index_template="{{ task.site }}",
                poke_interval=SETTINGS.seconds["poke"],
                timeout=SETTINGS.seconds["arrivals"],
                soft_fail=True,
                execution_timeout=timedelta(minutes=5),
                doc_md="Waits until the site's `arrivals` folder holds files and has been quiet for a while. Skipped when nothing came in time: the round goes on with what is there.",
            )
            # A stage with nothing new is skipped; what comes after it looks for itself. A failed one stops its site.
            on = {"trigger_rule": "none_failed"}
            arrivals >> stage("ingest", **on) >> stage("minimize", **on) >> stage("encode", **on) >> stage(
                "train", pool=policy.GPU_POOL, **on
            ) >> stage("publish")

        @task(
            trigger_rule="all_done",
            outlets=[policy.BUNDLES],
            execution_timeout=timedelta(minutes=5),
            doc_md="Tells the consortium's DAG that bundles of this round are in the exchange. Skipped when there are none.",
        )
        def bundles(number: int, names: list[str]) -> list[str]:
            published = [name for name, state in ends(names).items() if state == "success"]
            if not published:
                raise AirflowSkipException("no site published")
            get_current_context()["outlet_events"][policy.BUNDLES].extra = {"round": number, "sites": published}
            return published

        @task(
            trigger_rule="all_done",
            retries=0,
            execution_timeout=timedelta(minutes=5),
            doc_md="Fails when a site did not publish, and names each with its reason. Cure the site, then clear its failed task with downstream.",
        )
        def verdict(names: list[str]) -> None:
            if not names:
                raise AirflowSkipException("no site in this run")
            failed = [name for name, state in ends(names).items() if state != "success"]
            if failed:
                said = reasons()
                lines = [next((s for s in said if s.startswith(f"{name}: ")), f"{name}: see its tasks") for name in failed]
                raise AirflowFailException(f"{len(failed)} of {len(names)} sites did not publish. " + " | ".join(lines))

        def ends(names: list[str] | None) -> dict[str, str]:
            """How publish ended at each site."""
            context = get_current_context()
            run = context["dag_run"]
            found = context["ti"].get_task_states(dag_id=run.dag_id, task_ids=["site.publish"], run_ids=[run.run_id])
            states = found.get(run.run_id, {})
            return {name: str(states.get(f"site.publish_{index}")) for index, name in enumerate(names or [])}

        def reasons() -> list[str]:
            """What the tasks of all sites said when they were refused."""
            ti = get_current_context()["ti"]
            stages = ("ingest", "minimize", "encode", "train", "publish")
            return [said for stage in stages for said in ti.xcom_pull(task_ids=[f"site.{stage}"], key=REFUSAL) if said]

        number = open_round()
        names = sites(number)
        each = one_site.expand(site=names)
        each >> bundles(number, names)
        each >> verdict(names)
