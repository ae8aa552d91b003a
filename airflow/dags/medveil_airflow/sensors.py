"""What the DAGs wait for. All sensors give their worker slot back while they wait."""

import os
import time
from pathlib import Path

from airflow.sdk import BaseSensorOperator

from .ends import AirflowFailException, AirflowSensorTimeout, AirflowSkipException
from .operators import REFUSAL
from .rounds import missing
from .settings import load


class ArrivalsSensor(BaseSensorOperator):
    """Waits until a site's folder holds files and nothing in it has changed for a while.

    A copy that is under way would be ingested by half. A site without 'arrivals' is skipped, and so is
    one where nothing has come in time: the round goes on with what was ingested before.
    """

    template_fields = ("site",)

    def __init__(self, *, site: str, **kwargs):
        super().__init__(mode="reschedule", **kwargs)
        self.site = site

    def poke(self, context) -> bool:
        settings = load()
        folder = settings.site(self.site).arrivals
        if folder is None:
            raise AirflowSkipException(f"{self.site}: no arrivals to wait for; ingest looks for itself")
        files, newest = look(Path(folder))
        age = time.time() - newest
        self.log.info("%s: the folder holds %s, last change %d seconds ago",
                      self.site, "files" if files else "no files", age if files else 0)
        return files and age >= settings.seconds["quiet"]


def look(folder: Path) -> tuple[bool, float]:
    """Whether there is a file, and the latest change of any folder or file. Dot files do not count."""
    found, newest = False, 0.0
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (parent, *(os.path.join(parent, name) for name in files if not name.startswith("."))):
            try:
                newest = max(newest, os.stat(path).st_mtime)
            except FileNotFoundError:
                newest = time.time()
            found = found or path != parent
    return found, newest


class QuorumSensor(BaseSensorOperator):
    """Waits for the bundles of all declared sites; fails by naming those that did not come."""

    template_fields = ("number",)

    def __init__(self, *, number: str | int, **kwargs):
        super().__init__(mode="reschedule", **kwargs)
        self.number = number

    def absent(self) -> list[str]:
        settings = load()
        return missing(settings, settings.consortium.sites, int(self.number))

    def poke(self, context) -> bool:
        absent = self.absent()
        self.log.info("round %s: %s", self.number, f"no bundle of {', '.join(absent)}" if absent else "all are here")
        return not absent

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowSensorTimeout as e:
            message = (
                f"round {self.number}: no bundle of {', '.join(self.absent())}. Hint: see that site's run of"
                " medveil_site_round; then clear this task, or declare the consortium anew without the site"
            )
            context["ti"].xcom_push(key=REFUSAL, value=message)
            raise AirflowFailException(message) from e
