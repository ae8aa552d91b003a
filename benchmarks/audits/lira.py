"""A target that overfits and its shadows by scikit-learn, and SACRO-ML's attack on it; prints name TAB number.

shadows OUT MODELS: trains the models of OUT/members.u8 (models x records, 1 where trained on; the first is the
target) and writes OUT/confidences.f64 (log-odds of the own label).
sacroml OUT MODELS: SACRO-ML's likelihood-ratio attack on the same target with as many shadows of its own.
"""

import shutil
import sys
import time
import warnings
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

RECORDS = 400
FEATURES = 60
SEED = 5


def data(out: Path, models: int) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Records, labels with much noise, and who is in which model."""
    chance = numpy.random.default_rng(SEED)
    x = chance.standard_normal((RECORDS, FEATURES))
    y = (x[:, 0] + 2 * chance.standard_normal(RECORDS) > 0).astype(int)
    members = numpy.fromfile(out / "members.u8", dtype="u1").reshape(models, RECORDS).astype(bool)
    return x, y, members


def model() -> LogisticRegression:
    return LogisticRegression(C=1e3, max_iter=5000)


def shadows(out: Path, number: int) -> None:
    x, y, members = data(out, number)
    start = time.perf_counter()
    confidences = []
    for inside in members:
        chances = model().fit(x[inside], y[inside]).predict_proba(x)[numpy.arange(RECORDS), y]
        chances = numpy.clip(chances, 1e-12, 1 - 1e-12)
        confidences.append(numpy.log(chances / (1 - chances)))
    numpy.array(confidences, dtype="<f8").tofile(out / "confidences.f64")
    print(f"seconds\t{time.perf_counter() - start}")


def sacroml(out: Path, number: int) -> None:
    from sacroml.attacks.likelihood_attack import LIRAAttack
    from sacroml.attacks.target import Target

    x, y, members = data(out, number)
    inside = members[0]
    fitted = model().fit(x[inside], y[inside])
    target = Target(
        model=fitted,
        dataset_name="seeded",
        X_train=x[inside],
        y_train=y[inside],
        X_test=x[~inside],
        y_test=y[~inside],
    )
    # Shadows of an earlier run are taken as they stand there, whatever they were trained on.
    shutil.rmtree(out / "sacroml", ignore_errors=True)
    start = time.perf_counter()
    # Online: shadows with and without each record, as ours.
    attack = LIRAAttack(output_dir=str(out / "sacroml"), write_report=False, n_shadow_models=number - 1, mode="online-carlini")
    figures = attack.attack(target)["attack_experiment_logger"]["attack_instance_logger"]["instance_0"]
    print(f"seconds\t{time.perf_counter() - start}")
    print(f"auc\t{figures['AUC']}")
    print(f"tpr_at_1_percent\t{figures['TPR@0.01%']}")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    {"shadows": shadows, "sacroml": sacroml}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
