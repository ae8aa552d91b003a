"""Upkeep of every site: is the machine ready, does the ledger hold, a copy of the ledger elsewhere, old files gone."""

from datetime import timedelta

from airflow.sdk import DAG, task, task_group

from medveil_airflow import policy
from medveil_airflow.operators import StageOperator
from medveil_airflow.settings import load

SETTINGS = load()

DOC = f"""
### Upkeep

    sites → each site: doctor → verify → export
                              → expire

`verify` recomputes the ledger's hash chain and compares it with the newest export; a ledger that was cut or changed
since is 65, and nothing is exported. `export` writes a new file under `work/ledger-exports/SITE`: keep it elsewhere.

`expire` deletes snapshots of the warehouse's tables older than a week and files that killed runs left. How long is the
site's to say: `expire {{ snapshots-older-than = 30 }}` in its file.
{policy.CODES}
"""

if SETTINGS.sites:
    with DAG(
        dag_id="medveil_maintenance",
        doc_md=DOC,
        schedule=SETTINGS.maintenance,
        catchup=False,
        max_active_runs=1,
        default_args=policy.defaults(SETTINGS),
        dagrun_timeout=timedelta(days=1),
        tags=["medveil", "maintenance"],
    ):

        @task(execution_timeout=timedelta(minutes=5), doc_md="The sites of the settings.")
        def sites() -> list[str]:
            return [site.name for site in load().sites]

        @task_group(group_id="site")
        def one_site(site: str):
            def stage(name: str) -> StageOperator:
                return StageOperator(
                    **policy.stage(SETTINGS, name),
                    site=site,
                    name="{{ dag_run.run_after.strftime('%Y%m%dT%H%M%S') }}-{{ ti.try_number }}",
                    map_index_template="{{ task.site }}",
                )

            ready = stage("doctor")
            ready >> stage("verify") >> stage("export")
            ready >> stage("expire")

        one_site.expand(site=sites())
