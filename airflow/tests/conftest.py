"""A throw-away Airflow home for the tests; MEDVEIL_TEST_HOUSE is what three_hospitals.py made."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
DAGS = HERE.parent / "dags"
HOME = HERE.parents[1]
FOLDER = Path(tempfile.mkdtemp(prefix="medveil-airflow-"))

SETTINGS = f"""
exchange = "{FOLDER}/exchange"
work = "{FOLDER}/work"
rounds = 2
launcher = "{HERE}/ends"

[[sites]]
name = "site-1"
conf = "{FOLDER}/site-1.conf"

[consortium]
conf = "{FOLDER}/house.conf"
sites = ["site-1", "site-2"]
"""

# Airflow reads its environment once, when it is first imported.
os.environ |= {
    "AIRFLOW_HOME": str(FOLDER / "airflow"),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
    "MEDVEIL_AIRFLOW_CONF": str(FOLDER / "airflow.toml"),
}
(FOLDER / "airflow.toml").write_text(SETTINGS)
sys.path.insert(0, str(DAGS))

try:
    from airflow.dag_processing.dagbag import DagBag  # noqa: E402
except ImportError:  # 3.1
    from airflow.models.dagbag import DagBag  # noqa: E402, F401


@pytest.fixture(scope="session")
def database() -> None:
    """The metadata database and the pools, for tests that run DAGs."""
    airflow = str(Path(sys.executable).with_name("airflow"))
    for words in (["db", "migrate"], ["pools", "import", str(HERE.parent / "pools.json")]):
        subprocess.run([airflow, *words], check=True, capture_output=True)
