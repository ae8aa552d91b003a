"""The report's document: what it takes from the exchange, and what it will not pass over. Its form is checked by the verb."""

import hashlib
import json

import pytest
from medveil_airflow import report_document, settings

RECEIPT = {
    "purpose": "p", "agreement_id": "a-1", "unit": "patient", "relation": "add/remove one patient", "sampler": "Poisson",
    "accountant": "pld", "noise_source": "opendp-0.16.0+grid-1", "delta": 1e-4, "epsilon_after": 3.5, "noise_multiplier": 5.0,
    "sampling_rate": 1.0, "steps": 5, "clipping_norm": 0.25, "ledger_entry_hash": "0" * 64, "code_version": "0.1.0",
}
SCORES = {"metrics": {"heldOutPatients": 12, "heldOutImages": 60, "ciMethod": "bootstrap",
                      "rounds": [{"round": 1, "auroc": 0.7, "ciLow": 0.6, "ciHigh": 0.8}]}}


@pytest.fixture
def house(tmp_path):
    made = settings.parse({
        "exchange": str(tmp_path / "x"), "work": str(tmp_path / "w"), "rounds": 1,
        "consortium": {"conf": "c", "sites": ["a", "b"], "holdout": True},
        "report": {"title": "t", "task": "k", "epsilon": 8.0},
    })
    for site in ("a", "b"):
        bundle(made, site)
    (tmp_path / "evaluate.json").write_text(json.dumps(SCORES))
    return made


def bundle(made, site, **more):
    folder = made.bundle(site, 1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "delta.bin").write_bytes(site.encode())
    (folder / "signature").write_bytes(b"s" * 64)
    stated = {"delta_sha256": hashlib.sha256(site.encode()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(RECEIPT | stated | more))


def document(made, tmp_path) -> dict:
    return json.loads(report_document.write(made, 1, str(tmp_path / "evaluate.json")).read_text())


def test_receipts_and_figures_are_taken_as_they_are(house, tmp_path):
    made = document(house, tmp_path)
    assert [row["site"] for row in made["privacy"]["spent"]] == ["a", "b"]
    assert {row["epsilon_after"] for row in made["privacy"]["spent"]} == {3.5}
    assert made["utility"]["by_round"] == [{"round": 1, "auroc": 0.7, "ci_low": 0.6, "ci_high": 0.8}]
    assert made["egress"]["check_passed"] and len(made["egress"]["files"]) == 6
    assert made["counts"] == [] and made["simulated"] is None


def test_a_file_that_may_not_leave_fails_the_egress(house, tmp_path):
    (house.bundle("b", 1) / "patients.csv").write_text("x")
    made = document(house, tmp_path)
    assert not made["egress"]["check_passed"]
    assert "patients.csv" in {file["name"] for file in made["egress"]["files"]}


def test_a_delta_that_is_not_the_manifests_fails_the_egress(house, tmp_path):
    (house.bundle("a", 1) / "delta.bin").write_bytes(b"other")
    assert not document(house, tmp_path)["egress"]["check_passed"]


def test_sites_under_different_delta_do_not_stand_on_one_page(house, tmp_path):
    bundle(house, "b", delta=1e-5)
    with pytest.raises(settings.Wrong, match="differ in 'delta'"):
        document(house, tmp_path)
