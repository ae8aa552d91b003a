"""The tables, the bars and the constants of the scale benchmark."""

import json
import os
import platform
import time
from pathlib import Path

EFFICIENCY = 0.8
# Resident memory may not follow the number of images: ten times the images, at most so much more memory.
FLAT = 1.5
BARRED = ("ingest", "encode")
# Of fewer images starts differ by more than images cost.
ENOUGH = 10_000
# The share of the cores that others may have while a figure is taken.
QUIET = 0.15
# Of a scattering vector of a 32 x 32 RGB image.
DIMENSION = 243


def line(row: dict) -> str:
    each = row["window"] / row["images"] * 1e3
    return (
        f"  {row['verb']:<9} {row['images']:>8} images, {row['executors']} executors: "
        f"{row['seconds']:7.1f} s ({row['window']:7.1f} s of tasks, {each:7.3f} ms an image), "
        f"CPU {row['cpu']:7.1f} s, GC {row['gc']:5.1f} s, resident {row['resident'] / 2**20:6.0f} MiB, "
        f"shuffled {row['shuffled'] / 2**20:8.1f} MiB, spilled {row['spilled'] / 2**20:.0f} MiB, "
        f"others {row['others']:.0%} of the cores"
    )


def _by(rows: list[dict], **wanted: object) -> list[dict]:
    return [row for row in rows if all(row.get(key) == value for key, value in wanted.items())]


def efficiencies(rows: list[dict], seconds: str = "window") -> dict[tuple[str, int], float]:
    """T(1) / (2 T(2)) by verb and number of images: over all tasks, or over the stage that took longest."""
    found = {}
    for one in _by(rows, executors=1):
        if one["verb"] == "train":
            continue
        for two in _by(rows, executors=2, verb=one["verb"], images=one["images"]):
            found[one["verb"], one["images"]] = one[seconds] / (2 * two[seconds])
    return found


def marginal(rows: list[dict]) -> dict[str, float]:
    """The same of the images beyond a smaller cohort: what starts and their compilers cost cancels out."""
    found = {}
    for verb in ("ingest", "minimize", "encode"):
        spans = {(row["images"], row["executors"]): row["window"] for row in _by(rows, verb=verb)}
        sizes = sorted(n for n, executors in spans if n >= ENOUGH and executors == 1 and (n, 2) in spans)
        if len(sizes) > 1:
            small, large = sizes[-2:]
            slower = 2 * (spans[large, 2] - spans[small, 2])
            if slower > 0:
                found[verb] = (spans[large, 1] - spans[small, 1]) / slower
    return found


def steps(rows: list[dict]) -> list[dict]:
    """Milliseconds of a training step: the slope between two runs that differ in their steps alone."""
    found = []
    for images in sorted({row["images"] for row in _by(rows, verb="train")}):
        for executors in (1, 2):
            pair = sorted(_by(rows, verb="train", images=images, executors=executors), key=lambda row: row["steps"])
            if len(pair) == 2:
                few, many = pair
                # Of few rows a step is less than one run differs from the next: nothing, as far as can be seen.
                slope = max(0.0, (many["seconds"] - few["seconds"]) / (many["steps"] - few["steps"]))
                load = max(0.0, few["seconds"] - few["steps"] * slope)
                found.append({"images": images, "executors": executors, "step": slope * 1e3, "load": load})
    return found


def growth(rows: list[dict]) -> dict[str, float]:
    """Resident memory at the most images over that at a tenth of them, on the most executors."""
    found = {}
    for verb in ("ingest", "minimize", "encode"):
        mine = {row["images"]: row["resident"] for row in rows if row["verb"] == verb and row["resident"]}
        most = max(mine, default=0)
        if most // 10 in mine:
            found[verb] = mine[most] / mine[most // 10]
    return found


def constants(rows: list[dict], memory: str, rate: float) -> dict:
    """What pipelines/run plan reads: per image and verb, from the largest cohort measured."""
    verbs = {}
    ratios = marginal(rows)
    for verb in ("ingest", "minimize", "encode"):
        mine = _by(rows, verb=verb)
        most = max(row["images"] for row in mine)
        largest = min(_by(mine, images=most), key=lambda row: row["executors"])
        small = min(mine, key=lambda row: (row["images"], row["executors"]))
        verbs[verb] = {
            "images_measured": most,
            "core_seconds_per_image": largest["run"] / most,
            "fixed_seconds": max(0.0, small["seconds"] - small["run"] / small["executors"]),
            "shuffled_bytes_per_image": largest["shuffled"] / most,
            "stored_bytes_per_image": largest["stored"] / most,
            "resident_bytes_per_executor": max(row["resident"] for row in mine),
            # Below a half a second executor would only be in the way: plan takes it for useless.
            "efficiency_of_two": min(1.0, max(0.5, ratios[verb])) if verb in ratios else None,
        }
    verbs["train"] = _training(rows, rate)
    return {
        "measured_on": f"{os.cpu_count()} cores, {_processor()}, executors of one core and {memory} MiB heap",
        "measured_at": time.strftime("%Y-%m-%d"),
        "image": "256 x 256 JPEG, reduced to 32 x 32 RGB, scattering",
        "verbs": verbs,
    }


def _training(rows: list[dict], rate: float) -> dict:
    """Two sizes, two lines: what does not grow with the vectors, and what does.

    On the fewest executors, where a step takes longest and stands out of what loading differs by.
    """
    slopes = steps(rows)
    fewest = min(row["executors"] for row in slopes)
    mine = [row for row in slopes if row["executors"] == fewest]
    small, large = mine[0], mine[-1]
    more = max(1, large["images"] - small["images"])
    drawn = max(0.0, (large["step"] - small["step"]) / 1e3 * fewest / (rate * more))
    loaded = max(0.0, (large["load"] - small["load"]) * fewest / more)
    return {
        "rows_measured": large["images"],
        "dimension": DIMENSION,
        "fixed_seconds": small["load"],
        "load_core_seconds_per_row": loaded,
        "step_seconds": max(1e-3, small["step"] / 1e3 - rate * small["images"] * drawn / fewest),
        "core_seconds_per_drawn_row": drawn,
        # Of few vectors: plan adds the others'.
        "resident_bytes_per_executor": max(
            row["resident"] for row in _by(rows, verb="train", images=small["images"])
        ),
    }


def _processor() -> str:
    for text in Path("/proc/cpuinfo").read_text().splitlines():
        if text.startswith("model name"):
            return text.partition(":")[2].strip()
    return platform.machine()


def write(rows: list[dict], out: Path) -> None:
    (out / "results.json").write_text(json.dumps({"rows": rows}, indent=1) + "\n")


def report(rows: list[dict], options) -> int:
    print("\n| verb | images | executors | tasks' s | ms an image | resident MiB | shuffled bytes an image |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        each, shuffled = row["window"] / row["images"] * 1e3, row["shuffled"] / row["images"]
        name = f"{row['verb']}, {row['steps']} steps" if "steps" in row else row["verb"]
        print(
            f"| {name} | {row['images']} | {row['executors']} | {row['window']:.1f} | {each:.3f} "
            f"| {row['resident'] / 2**20:.0f} | {shuffled:.0f} |"
        )
    slopes = steps(rows)
    for row in slopes:
        print(f"a step on {row['images']} rows, {row['executors']} executors: {row['step']:.1f} ms")
    missed = []
    busiest = efficiencies(rows, "busiest")
    largest = max(options.images)
    for (verb, images), ratio in efficiencies(rows).items():
        # Of few images the starts of processes and their compilers are most.
        barred = verb in BARRED and images == largest
        print(
            f"efficiency of two executors, {verb}, {images} images: {ratio:.2f}"
            + (f" (bar {EFFICIENCY})" if barred else "")
            + f", its longest stage {busiest[verb, images]:.2f}"
        )
        if barred and ratio < EFFICIENCY:
            missed.append(f"{verb} at {images} images: {ratio:.2f}")
    for verb, ratio in marginal(rows).items():
        print(f"efficiency of two executors, {verb}, images beyond the second largest cohort: {ratio:.2f}")
    for verb, ratio in growth(rows).items():
        print(f"resident memory, ten times the images, {verb}: {ratio:.2f} times (bar {FLAT})")
        if ratio > FLAT:
            missed.append(f"memory of {verb}: {ratio:.2f} times")
    measured = constants(rows, options.memory, options.rate)
    disturbed = [row for row in rows if row["others"] > QUIET]
    print(f"others had up to {max(row['others'] for row in rows):.0%} of the cores")
    if disturbed:
        print(f"the machine was not quiet in {len(disturbed)} of {len(rows)} runs: no constants for plan are written")
    elif max(row["step"] for row in slopes) == 0:
        print("a step is too short for --steps: no constants for plan are written")
    else:
        (options.out / "constants.json").write_text(json.dumps(measured, indent=1) + "\n")
    print("missed: " + "; ".join(missed) if missed else "every bar held")
    return 1 if missed else 0
