"""Three simulated hospitals and a consortium, as a real one would stand before its first round.

    python3 three_hospitals.py DIR         makes DIR (keys, files, ledgers, cohort, encoded hold-out)
    python3 three_hospitals.py --files DIR only prints the files written by hand, as JSON

DIR gets airflow.toml, the settings of the DAGs. The verbs run in one JVM, to save its starts.
"""

import json
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOME / "benchmarks" / "real"))
import medveil  # noqa: E402

SITES = ("site-1", "site-2", "site-3")
PATIENTS = 12
ROUNDS = 2
SEED = 7
DIMENSION = 243
PURPOSE = "macular-atrophy-progression"


def agreement() -> str:
    return (HOME / "conf" / "agreement.conf").read_text()


def house_files(root: Path, name: str) -> str:
    """What ingest, minimize and encode of any house need."""
    cohort = root / "cohort" / name
    return f"""input = "{cohort / 'dicom'}"
outcomes = "{cohort / 'outcomes.csv'}"
warehouse = "{root / name / 'warehouse'}"
agreement = "{root / 'agreement.conf'}"
"""


def site_conf(root: Path, name: str) -> str:
    return house_files(root, name) + f"""keys = "{root / name / 'keys'}"
ledger = "jdbc:h2:file:{root / name / 'ledger'}"
ledger-key = "{root / name / 'keys' / 'signing.key'}"
public-key = "{root / name / 'keys' / 'signing.pub'}"
consortium-key = "{root / 'consortium' / 'keys' / 'signing.pub'}"
policy {{
  cohort = "{name}/progression"
  epsilon = 8.0
  delta = 1e-4
  purposes = ["{PURPOSE}"]
  max-clipping-norm = 1.0
}}
train {{
  epsilon = 8.0
  delta = 1e-4
  sampling-rate = 1.0
  steps = 5
  clipping-norm = 0.25
  learning-rate = 8.0
  expected-batch = {PATIENTS}
}}
"""


def consortium_house(root: Path) -> str:
    return f"""consortium = "{root / 'consortium' / 'consortium.conf'}"
keys = "{root / 'consortium' / 'keys'}"
warehouse = "{root / 'holdout' / 'warehouse'}"
agreement = "{root / 'agreement.conf'}"
consortium-key = "{root / 'consortium' / 'keys' / 'signing.pub'}"
"""


def consortium_conf(root: Path, dimension: int) -> str:
    sites = "\n".join(
        f'    {{ name = "{s}", key = "{root / s / "keys" / "signing.pub"}", weight = 1.0 }}' for s in SITES
    )
    return f"""consortium {{
  purpose = "{PURPOSE}"
  model = "logistic"
  input-dim = {dimension}
  seed = 1
  epsilon = 8.0
  delta = 1e-4
  norm-bound = 1000.0
  sites = [
{sites}
  ]
}}
"""


def audits_conf(root: Path) -> str:
    return f"""seed = 1
replicates = 1000
simulated-by = "medveil fundus simulator, seed {SEED}"
audit-reidentification {{
  warehouse = "{root / 'holdout' / 'warehouse'}"
  agreement = "{root / 'agreement.conf'}"
  folds = 0
  attackers = "cosine"
}}
"""


def settings(root: Path) -> str:
    sites = "\n".join(
        f'[[sites]]\nname = "{s}"\nconf = "{root / s / "site.conf"}"\narrivals = "{root / "cohort" / s / "dicom"}"\n'
        for s in SITES
    )
    names = ", ".join(f'"{s}"' for s in SITES)
    return f"""exchange = "{root / 'exchange'}"
work = "{root / 'work'}"
rounds = {ROUNDS}
retries = 3
# Short runs: the quick compiler is the better one.
spark = ["--conf", "spark.driver.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true"]

[seconds]
retry = 5
longest-retry = 30
poke = 5
quiet = 1
arrivals = 60
quorum = 45

{sites}
[consortium]
conf = "{root / 'consortium' / 'house.conf'}"
sites = [{names}]
holdout = true
audits = "{root / 'consortium' / 'audits.conf'}"

[report]
title = "Three simulated hospitals, one round under the scheduler"
task = "atrophy grows by more than 2 mm² within two years, per eye"
epsilon = 8.0
simulated = {{ generator = "medveil fundus simulator", version = "0.1.0", seed = {SEED} }}
"""


def files(root: Path, dimension: int) -> dict[str, str]:
    """What people of each house write by hand, by path below the root."""
    return {
        "agreement.conf": agreement(),
        **{f"{site}/site.conf": site_conf(root, site) for site in SITES},
        "holdout/holdout.conf": house_files(root, "holdout") + f'keys = "{root / "holdout" / "keys"}"\n',
        "consortium/consortium.conf": consortium_conf(root, dimension),
        "consortium/house.conf": consortium_house(root),
        "consortium/audits.conf": audits_conf(root),
        "airflow.toml": settings(root),
    }


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def make(root: Path) -> None:
    root.mkdir(parents=True)
    for name, text in files(root, DIMENSION).items():
        write(root / name, text)
    with medveil.Verbs(root / "verbs.log") as verbs:
        run = verbs.run
        for house in (*SITES, "consortium", "holdout"):
            run("keys", "init", "--out", root / house / "keys")
        run("simulate", "--out", root / "cohort", "--sites", len(SITES), "--patients", PATIENTS,
            "--holdout", PATIENTS, "--seed", SEED)
        for site in SITES:
            run("budget", "init", "--conf", root / site / "site.conf")
        for verb in ("ingest", "minimize", "encode"):
            facts = run(verb, "--conf", root / "holdout" / "holdout.conf")
    assert facts["dim"] == DIMENSION, facts
    (root / "exchange").mkdir()


if __name__ == "__main__":
    if sys.argv[1] == "--files":
        print(json.dumps(files(Path(sys.argv[2]).resolve(), DIMENSION)))
    else:
        make(Path(sys.argv[1]).resolve())
