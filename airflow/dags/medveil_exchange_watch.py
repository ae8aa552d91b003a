"""Where sites and consortium have an Airflow each: what the other side put into the exchange becomes an event here."""

from datetime import timedelta

from airflow.sdk import DAG, get_current_context, task

from medveil_airflow import policy, rounds
from medveil_airflow.ends import AirflowSkipException
from medveil_airflow.settings import load

SETTINGS = load()

DOC = """
### A look into the exchange

Events of one Airflow do not reach another. This DAG looks at times of the settings' `schedule.watch` and says
`medveil_release` when the consortium's next global model is there (at a hospital), `medveil_bundles` when bundles of a
round are there that was not aggregated yet (at the consortium). What was said once is not said again. Without
`schedule.watch` there is no such DAG: in an Airflow that runs both sides, the rounds tell each other.

Codes do not apply (99, 75, 90): no verb is run. To look again, *Trigger*; to say something again, *Clear*.
"""


def said(asset, number: int | None, what: str) -> int:
    """Says the round as the asset's event, unless there is none, or it was said before."""
    context = get_current_context()
    before = rounds.highest([event.extra for event in context["inlet_events"][asset]])
    if number is None or (before is not None and before >= number):
        raise AirflowSkipException(f"no new {what}; the newest known is of round {before}")
    context["outlet_events"][asset].extra = {"round": number}
    return number


if SETTINGS.watch:
    with DAG(
        dag_id="medveil_exchange_watch",
        doc_md=DOC,
        schedule=SETTINGS.watch,
        catchup=False,
        max_active_runs=1,
        default_args=policy.defaults(SETTINGS),
        dagrun_timeout=timedelta(hours=1),
        tags=["medveil", "exchange"],
    ):
        common = {"execution_timeout": timedelta(minutes=5)}
        if SETTINGS.sites:

            @task(inlets=[policy.RELEASE], outlets=[policy.RELEASE], doc_md="Says the newest release, once.", **common)
            def releases() -> int:
                return said(policy.RELEASE, rounds.newest_release(load()), "release")

            releases()
        if SETTINGS.consortium:

            @task(inlets=[policy.BUNDLES], outlets=[policy.BUNDLES], doc_md="Says the newest round that has bundles and no global model, once.", **common)
            def bundles() -> int:
                return said(policy.BUNDLES, rounds.newest_open(load()), "bundles")

            bundles()
