"""Settings, rounds and command lines; no Airflow needed."""

import os

import pytest
from medveil_airflow import commands, contract, rounds, settings

SMALL = {"exchange": "/x", "work": "/w", "rounds": 3, "sites": [{"name": "a", "conf": "/a.conf"}]}


@pytest.mark.parametrize("change, said", [
    ({"exchnge": "/x"}, "unknown key 'exchnge'"),
    ({"rounds": "3"}, "'rounds' must be a whole number"),
    ({"seconds": {"retry": 0}}, "seconds.retry"),
    ({"seconds": {"nap": 3}}, "unknown key 'nap'"),
    ({"sites": [{"name": "a"}]}, "lacks the key 'conf'"),
    ({"sites": [{"name": "a", "conf": "c"}] * 2}, "stands twice"),
    ({"sites": [{"name": "a", "conf": "c", "password": "x"}]}, "unknown key 'password'"),
    ({"keep-counts": "yes"}, "true or false"),
    ({"consortium": {"conf": "c"}}, "lacks the key 'sites'"),
])
def test_wrong_settings_are_refused_by_name(change, said):
    with pytest.raises(settings.Wrong, match=said):
        settings.parse(SMALL | change)


def test_settings_must_be_named(monkeypatch):
    monkeypatch.delenv(settings.VARIABLE)
    with pytest.raises(settings.Wrong, match=settings.VARIABLE):
        settings.load()


def test_an_unknown_site_is_refused_and_the_known_are_named():
    with pytest.raises(settings.Wrong, match="no site 'b'.*known: a"):
        settings.parse(SMALL).site("b")


def test_the_round_comes_from_the_person_or_the_release():
    small = settings.parse(SMALL)
    assert rounds.site_round(2, [{"round": 7}], small) == 2
    assert rounds.site_round(None, [{"round": 1}, {"round": 2}, {}], small) == 3
    assert rounds.site_round(None, [{"round": 3}], small) is None
    with pytest.raises(settings.Wrong, match="which round"):
        rounds.site_round(None, [], small)


def test_a_closed_round_is_not_closed_again_unless_a_person_asks(tmp_path):
    small = settings.parse(SMALL | {"exchange": str(tmp_path)})
    assert rounds.consortium_round(None, [{"round": 1}], small) == 1
    release = small.release(1)
    release.mkdir(parents=True)
    (release / "manifest.json").touch()
    assert rounds.consortium_round(None, [{"round": 1}], small) is None
    assert rounds.consortium_round(1, [], small) == 1


def test_spark_options_come_last_and_a_sites_own_win():
    both = settings.parse(SMALL | {
        "spark": ["--conf", "a=1"],
        "sites": [{"name": "a", "conf": "/a.conf"}, {"name": "b", "conf": "/b.conf", "cluster": "yarn", "spark": []}],
    })
    words = commands.launch(both, ["ingest"], both.site("a"), "/m.json")
    assert words[1:] == ["ingest", "--json", "--metrics-out", "/m.json", "--cluster", "local", "--", "--conf", "a=1"]
    words = commands.launch(both, ["ingest"], both.site("b"), "/m.json")
    assert words[-2:] == ["--cluster", "yarn"]


def test_a_ledger_is_verified_against_its_newest_export(tmp_path):
    one = settings.parse(SMALL | {"work": str(tmp_path)})
    folder = tmp_path / "ledger-exports" / "a"
    folder.mkdir(parents=True)
    assert "--against" not in commands.maintenance_words(one, "verify", one.site("a"), "n")
    for age, name in ((30, "older.jsonl"), (10, "newer.jsonl")):
        (folder / name).touch()
        os.utime(folder / name, (1e9 - age, 1e9 - age))
    assert commands.maintenance_words(one, "verify", one.site("a"), "n")[-1] == str(folder / "newer.jsonl")


def test_numbers_of_patients_are_kept_out_unless_the_house_wants_them():
    result = {"status": "done", "metrics": {"files": 64, "instances": 60, "epsilon": 2.0, "somethingNew": 1}}
    ended = contract.Outcome("train", "a", 0, result)
    assert ended.kept(False)["metrics"] == {"epsilon": 2.0}
    assert ended.kept(True)["metrics"] == result["metrics"]
