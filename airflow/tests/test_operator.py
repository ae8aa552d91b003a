"""The operator's promise, code by code, against a script that ends as told."""

import threading
import time
from types import SimpleNamespace

import pytest
from medveil_airflow.ends import AirflowException, AirflowFailException, AirflowSkipException
from medveil_airflow.operators import REFUSAL, MedveilOperator


class Told:
    """The part of a task instance that the operator talks to."""

    def __init__(self, try_number: int):
        self.try_number = try_number
        self.pushed: dict[str, str] = {}

    def xcom_push(self, key: str, value: str) -> None:
        self.pushed[key] = value


def run(*words: str, try_number: int = 1, site: str = "site-3"):
    told = Told(try_number)
    operator = MedveilOperator(task_id="train", words=list(words), site=site)
    return told, lambda: operator.execute({"ti": told})


def ends(code: int, try_number: int = 1):
    told, execute = run(str(code), try_number=try_number)
    with pytest.raises(AirflowException) as caught:
        execute()
    return caught.value, told


@pytest.mark.parametrize("code", [2, 65, 77, 90, 130, 137, 143, 101, 3])
def test_fails_at_once(code):
    error, told = ends(code)
    assert isinstance(error, AirflowFailException)
    for part in (f"site-3: {code} ended with {code}", f"said why {code}", "the cure"):
        assert part in str(error)
    assert told.pushed == {REFUSAL: str(error)}


@pytest.mark.parametrize("try_number", [1, 2, 7])
def test_75_is_tried_again_as_often_as_the_task_may(try_number):
    error, _ = ends(75, try_number)
    assert not isinstance(error, AirflowFailException)
    assert "try again" in str(error)


def test_a_defect_is_tried_again_once():
    assert not isinstance(ends(1, 1)[0], AirflowFailException)
    assert isinstance(ends(1, 2)[0], AirflowFailException)


def test_99_skips_and_says_why():
    error, told = ends(99)
    assert isinstance(error, AirflowSkipException)
    assert "nothing new" in str(error)
    assert told.pushed == {}


def test_0_keeps_the_result_without_private_counts():
    _, execute = run("talks")
    assert execute() == {"verb": "talks", "exitCode": 0, "status": "done", "metrics": {"round": 3}}


def test_the_metrics_file_is_read_first():
    _, execute = run("files")
    assert execute()["metrics"] == {"epsilon": 1.5}


def test_a_refusal_without_a_word_still_names_verb_and_site():
    _, execute = run("silent")
    with pytest.raises(AirflowFailException, match="site-3: silent ended with 65, bad data"):
        execute()


def test_words_reach_the_process_as_they_are(tmp_path):
    folder = tmp_path / "it's $HOME; rm -rf x"
    folder.mkdir()
    told, execute = run("sleeps", str(folder / "up"), str(folder / "down"))
    assert stopped(execute, folder / "up") and (folder / "down").exists()


def test_a_stop_is_passed_on_and_waited_for(tmp_path):
    operator = MedveilOperator(task_id="train", words=["sleeps", str(tmp_path / "up"), str(tmp_path / "down")], site="site-3")
    told = Told(1)
    raised = []

    def work():
        try:
            operator.execute({"ti": told})
        except AirflowException as e:
            raised.append(e)

    thread = threading.Thread(target=work)
    thread.start()
    appears(tmp_path / "up")
    operator.on_kill()
    assert (tmp_path / "down").exists(), "on_kill came back before the process had ended"
    assert operator.process.poll() == 143
    thread.join(timeout=10)
    assert isinstance(raised[0], AirflowFailException) and "143" in str(raised[0])


def test_whatever_stops_the_task_leaves_no_process(tmp_path):
    class Timeout(Exception):
        pass

    operator = MedveilOperator(task_id="train", words=["sleeps", str(tmp_path / "up"), str(tmp_path / "down")])
    with pytest.raises(Timeout):
        interrupted(operator, tmp_path / "up", Timeout)
    assert operator.process.poll() == 143


def test_a_launcher_that_is_not_there_fails_at_once(tmp_path, monkeypatch):
    import os
    from pathlib import Path
    settings = Path(os.environ["MEDVEIL_AIRFLOW_CONF"]).read_text().replace("/ends", "/nowhere")
    (tmp_path / "other.toml").write_text(settings)
    monkeypatch.setenv("MEDVEIL_AIRFLOW_CONF", str(tmp_path / "other.toml"))
    _, execute = run("0")
    with pytest.raises(AirflowFailException, match="launcher cannot be started"):
        execute()


def test_a_task_that_takes_too_long_fails_at_once(tmp_path):
    from medveil_airflow.ends import AirflowTaskTimeout

    operator = MedveilOperator(task_id="train", site="site-3", words=["sleeps", str(tmp_path / "up"), str(tmp_path / "down")])
    with pytest.raises(AirflowFailException, match="site-3: sleeps ended with 143.*not done within"):
        interrupted(operator, tmp_path / "up", AirflowTaskTimeout)
    assert (tmp_path / "down").exists()


def test_a_task_process_that_is_killed_takes_the_launcher_along(tmp_path):
    import os
    import subprocess
    import sys

    words = ["sleeps", str(tmp_path / "up"), str(tmp_path / "down")]
    program = (
        "from types import SimpleNamespace; from medveil_airflow.operators import MedveilOperator;"
        f"MedveilOperator(task_id='train', words={words!r}).execute({{'ti': SimpleNamespace(try_number=1)}})"
    )
    task = subprocess.Popen([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    appears(tmp_path / "up")
    task.kill()
    appears(tmp_path / "down")


def interrupted(operator, up, error):
    """As Airflow's execution_timeout does: an exception out of a signal, in the middle of execute."""
    import signal

    def alarm(*_):
        raise error

    before = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, 4)
    try:
        operator.execute({"ti": Told(1)})
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def stopped(execute, up) -> bool:
    class Enough(Exception):
        pass

    import signal

    def alarm(*_):
        raise Enough

    before = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, 4)
    try:
        execute()
    except Enough:
        return up.exists()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return False


def appears(file) -> None:
    end = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < end, f"{file} does not appear"
        time.sleep(0.05)
