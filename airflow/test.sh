#!/usr/bin/env bash
# Tests of the DAGs, in a virtual environment of their own (330 MB, made once; needs the network then).
#   airflow/test.sh              everything: unit, policy, dag.test() on the real verbs, the real scheduler
#   airflow/test.sh --quick      without the real verbs
# Wants the build's needs and Python 3.11; about 40 minutes on two busy cores. Ends with 1 when a test fails.
# AIRFLOW_VENV names an environment that is there already.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="$(dirname "$here")"
venv="${AIRFLOW_VENV:-$here/.venv}"
work="$home/target/airflow test"
limit=4500

if [ ! -x "$venv/bin/airflow" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements-test.txt"
fi
"$venv/bin/pip" check >/dev/null || echo "airflow/test.sh: pip check is not content; going on" >&2

started=$SECONDS
unset AIRFLOW_HOME MEDVEIL_AIRFLOW_CONF MEDVEIL_TEST_HOUSE
export PYTHONDONTWRITEBYTECODE=1
if [ "${1:-}" = --quick ]; then
  exec "$venv/bin/python" -m pytest -q -p no:cacheprovider "$here/tests"
fi

"$home/pipelines/run" list >/dev/null
rm -rf "$work"
mkdir -p "$work"
echo "== three simulated hospitals"
"$venv/bin/python" "$here/tests/three_hospitals.py" "$work/houses" >"$work/houses.log" 2>&1
echo "   $((SECONDS - started)) s"

echo "== unit, policy and dag.test() on the real verbs"
MEDVEIL_TEST_HOUSE="$work/houses" timeout --kill-after=60 "$limit" \
  "$venv/bin/python" -m pytest -q -p no:cacheprovider "$here/tests"
echo "   $((SECONDS - started)) s"

echo "== two rounds under the real scheduler"
timeout --kill-after=90 "$limit" "$venv/bin/python" -u "$here/tests/scheduler_run.py" "$work/houses"
echo "   all: $((SECONDS - started)) s"
