"""Upkeep of every site: is the machine ready, does the ledger hold, a copy of the ledger elsewhere."""

from datetime import timedelta

from airflow.sdk import DAG, task, task_group

from medveil_airflow import policy
from medveil_airflow.operators import StageOperator
from medveil_airflow.settings import load

SETTINGS = load()

DOC = f"""
### Upkeep

    sites → each site: doctor → verify → export

`verify` recomputes the ledger's hash chain and compares it with the newest export; a ledger that was cut or changed
since is 65, and nothing is exported. `export` writes a new file under `work/ledger-exports/SITE`: keep it elsewhere.

**Not here**, because no verb does it yet: expiry of table snapshots. Old snapshots of the warehouse stay until Iceberg's
`expire_snapshots` is run by hand.
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

            stage("doctor") >> stage("verify") >> stage("export")

        one_site.expand(site=sites())
