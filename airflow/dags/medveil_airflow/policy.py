"""What all DAGs have in common: pools, retries, assets, and the codes' table for the operator."""

from datetime import timedelta

from airflow import __version__
from airflow.sdk import Asset

from .settings import Settings

# Each pause twice the one before. 3.1 knows no other factor and wants a yes.
DOUBLED = True if __version__.startswith("3.1.") else 2.0

POOL = "medveil_spark"
GPU_POOL = "medveil_gpu"

# Event extras say the round: {"round": n}.
RELEASE = Asset(name="medveil_release", uri="x-medveil://release")
BUNDLES = Asset(name="medveil_bundles", uri="x-medveil://bundles")

CODES = """
| code | what happens | what to do |
|---|---|---|
| 0 | green | – |
| 99 | skipped: nothing new | nothing |
| 75 | tried again, later each time | only when the tries are used up: see what is not reachable, then clear the task |
| 1 | tried again once | a defect: keep the log, report it |
| 2 | fails at once | correct the file or option the message names, then clear the task |
| 65 | fails at once | the input is not usable: the message names it; correct it, then clear the task |
| 77 | fails at once | agreement, signature or policy: decide with the data steward |
| 90 | fails at once | the privacy budget is spent: do **not** try again; decide on budget or leave the site out |
| 130, 143, 137 | fails at once | it was stopped, or ran out of memory: clear the task, it goes on where it was |

To run it again: *Clear* the task (with downstream). Every verb may be repeated; `train` and
`publish` return what is there and never spend twice.
"""


def defaults(settings: Settings) -> dict:
    return {
        "owner": "medveil",
        "retries": settings.retries,
        "retry_delay": timedelta(seconds=settings.seconds["retry"]),
        "retry_exponential_backoff": DOUBLED,
        "max_retry_delay": timedelta(seconds=settings.seconds["longest-retry"]),
        "pool": POOL,
    }


def stage(settings: Settings, name: str) -> dict:
    """Arguments of the task of a stage: how long a try may take, and its page."""
    return {
        "task_id": name,
        "stage": name,
        "execution_timeout": timedelta(seconds=settings.seconds[name]),
        "doc_md": f"**{name}**: {PAGES[name]}\n{CODES}",
    }


PAGES = {
    "ingest": "reads the site's DICOM files into the catalogue, identifiers replaced. Skipped when all were read before; the next stages look for themselves.",
    "minimize": "keeps of each image what the agreement grants. Runs after a skipped ingest too: an earlier run may have stopped in between.",
    "encode": "turns images into vectors. Runs after a skipped minimize too.",
    "train": "one round with differential privacy, paid from the site's ledger. In the GPU pool. 75 when the ledger is in use or the previous release is not there yet; 90 when the budget is spent.",
    "publish": "signs the update that the ledger vouches for and puts it into the exchange, once.",
    "aggregate": "verifies exactly the declared sites and makes the next global model. 65 names a missing site, 77 a signature or receipt that does not hold.",
    "evaluate": "scores the global models on the hold-out. Its figures stay in the hold-out's house.",
    "audits": "runs the configured audits, one page for the ethics board. 65: a claim is refuted; the round is not released.",
    "fairness": "how the model serves every group, over all rounds so far.",
    "report": "renders the round's document as one page. Nothing is computed here.",
    "doctor": "checks that this machine can run every verb.",
    "verify": "recomputes the ledger's chain, and against the last export. 65: somebody changed the ledger; stop all rounds of the site and restore it from its backup.",
    "export": "writes the ledger into a new file. Keep it on another machine.",
    "expire": "deletes snapshots of the warehouse's tables that are older than a week, and what killed runs left. Rows stay. Skipped when nothing is old enough.",
}
