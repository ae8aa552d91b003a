"""The round's report document (medveil-report-1) from what is public, and the hold-out's manifest.

Nothing here is a hospital's: receipts come from the bundles in the exchange, figures from evaluate.
"""

import hashlib
import json
import shutil
from datetime import datetime, timezone
from pathlib import Path

from .settings import Settings, Wrong

ALLOWED = ("delta.bin", "manifest.json", "signature")
SPENT = ("epsilon_after", "noise_multiplier", "sampling_rate", "steps", "clipping_norm", "ledger_entry_hash")


def write(settings: Settings, number: int, evaluated: str) -> Path:
    """Writes report.json of the round; evaluated is the path of evaluate's manifest."""
    folder = settings.round_work(number)
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "evaluate.manifest.json"  # evaluate's own is replaced by the next round's
    shutil.copyfile(evaluated, kept)
    document = build(settings, number, kept)
    target = folder / "report.json"
    unfinished = target.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return unfinished.replace(target)


def build(settings: Settings, number: int, evaluated: Path) -> dict:
    bundles = {
        (site, turn): json.loads((settings.bundle(site, turn) / "manifest.json").read_text())
        for turn in range(1, number + 1)
        for site in settings.consortium.sites
    }
    receipts = list(bundles.values())
    manifest = evaluated.read_bytes()
    scores = json.loads(manifest)["metrics"]
    last = scores["rounds"][-1]
    return {
        "schema": "medveil-report-1",
        "title": settings.report.title,
        "purpose": same(receipts, "purpose"),
        "agreement_id": ", ".join(sorted({receipt["agreement_id"] for receipt in receipts})),
        "generated_at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "note": None,
        "simulated": settings.report.simulated,
        "sites": list(settings.consortium.sites),
        "rounds": number,
        "egress": egress(settings, list(bundles)),
        "privacy": {
            **{key: same(receipts, key) for key in ("unit", "relation", "sampler", "accountant", "noise_source", "delta")},
            "budget_epsilon": settings.report.epsilon,
            "spent": [
                {"site": site, "round": turn, **{key: receipt[key] for key in SPENT}}
                for (site, turn), receipt in bundles.items()
            ],
        },
        "utility": {
            "task": settings.report.task,
            "held_out_patients": scores["heldOutPatients"],
            "held_out_images": scores["heldOutImages"],
            "ci_method": scores["ciMethod"],
            "by_round": [{"round": one["round"], **interval(one)} for one in scores["rounds"]],
            "non_private": interval(scores["nonPrivate"]) if scores.get("nonPrivate") else None,
            "local_only": [],
            "roc": [],
        },
        "counts": [],
        "deidentification": None,
        "audits": [],
        "not_evidenced": [],
        "provenance": [{
            "metric": "AUROC, federated and private, last round",
            "value": str(last["auroc"]),
            "verb": "evaluate",
            "manifest": evaluated.name,
            "sha256": hashlib.sha256(manifest).hexdigest(),
        }],
        "settings": [],
        "versions": [{"name": "medveil", "value": same(receipts, "code_version")}],
        "reproduce": [],
    }


def same(receipts: list[dict], key: str):
    """A value that all bundles must state alike, or one page could not state it for all."""
    values = {json.dumps(receipt[key]) for receipt in receipts}
    if len(values) != 1:
        raise Wrong(f"the bundles differ in '{key}': one page cannot state it for all sites")
    return receipts[0][key]


def interval(score: dict) -> dict:
    return {"auroc": score["auroc"], "ci_low": score["ciLow"], "ci_high": score["ciHigh"]}


def egress(settings: Settings, bundles: list[tuple[str, int]]) -> dict:
    """Every file that left, by name and hash; whether names and deltas are what they must be."""
    files, passed = [], True
    for site, turn in bundles:
        folder = settings.bundle(site, turn)
        hashes = {}
        for path in sorted(folder.iterdir()):
            hashes[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
            files.append({
                "site": site, "round": turn, "name": path.name,
                "bytes": path.stat().st_size, "sha256": hashes[path.name],
            })
        stated = json.loads((folder / "manifest.json").read_text())["delta_sha256"]
        passed = passed and set(hashes) == set(ALLOWED) and hashes["delta.bin"] == stated
    return {
        "allow_list": list(ALLOWED),
        "check_passed": passed,
        "check_detail": "Names against the allow-list, each delta.bin against its manifest's hash;"
                        " aggregate verified signatures and manifests before.",
        "files": files,
    }
