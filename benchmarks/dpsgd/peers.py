#!/usr/bin/env python3
"""Serves timed blocks of steps of the peers, so that whoever asks can alternate them with others.

    peers.py --workload A --threads 1

reads lines `run MODE REPEATS` and answers each, tab-separated, with one of

    row MODE WORKLOAD THREADS MIN_WALL_MS MEDIAN_WALL_MS CPU_MS_PER_STEP PEAK_RSS_MB
    missing MODE REASON

One step more is run first, untimed. CPU time is that of all threads of this process. The peak is the
process's since its start: ask one process for one mode only where it matters.

    peers.py --workload A --check [--export DIR]

compares the clipped sums of the peers without noise, and writes the parameters, the batch and the
clipped sum in float64 arithmetic for another engine to be compared with (see README.md).
"""

import argparse
import copy
import os
import platform
import statistics
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# Before torch is loaded.
THREADS = argparse.ArgumentParser(add_help=False)
THREADS.add_argument("--threads", type=int, default=1)
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(THREADS.parse_known_args()[0].threads)
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import torch  # noqa: E402

import modes  # noqa: E402
import nets  # noqa: E402

# Libraries print; what they say belongs on stderr and answers only on stdout.
ANSWERS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
AGREE = 1e-4
CHECKED = 64


def answer(*words) -> None:
    print(*words, sep="\t", file=ANSWERS, flush=True)


def versions() -> str:
    said = [f"Python {platform.python_version()}"]
    for package in ("torch", "opacus", "fastDP", "numpy"):
        try:
            said.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            pass
    return ", ".join(said)


def peak_rss_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


class Server:
    """Keeps a mode ready from its first block on; asked for another, it lets go of the one before."""

    def __init__(self, name: str, threads: int):
        self.name, self.threads = name, threads
        self.mode, self.step = None, None

    def run(self, mode: str, repeats: int) -> None:
        try:
            self.prepare(mode)
        except Exception as reason:  # the table says so
            answer("missing", mode, repr(reason)[:200])
            return
        self.step()
        wall, worked = [], time.process_time()
        for _ in range(repeats):
            started = time.perf_counter()
            self.step()
            wall.append((time.perf_counter() - started) * 1e3)
        cpu = (time.process_time() - worked) * 1e3 / repeats
        figures = (min(wall), statistics.median(wall), cpu, peak_rss_mb())
        answer("row", mode, self.name, self.threads, *(f"{figure:.3f}" for figure in figures))

    def prepare(self, mode: str) -> None:
        if self.mode != mode:
            self.mode = self.step = None
            self.step = modes.MODES[mode](*nets.workload(self.name), modes.Privacy())
            self.mode = mode


def serve(name: str, threads: int) -> None:
    server = Server(name, threads)
    answer("ready", versions())
    for line in sys.stdin:
        word, mode, repeats = line.split()
        if word != "run":
            sys.exit(f"'{word}' is no request")
        server.run(mode, int(repeats))


def check(name: str) -> bool:
    """Whether all peers that can be had add the same clipped gradients, half of them clipped.

    In float64: in float32 a ReLU or a maximum that is nearly a tie goes either way, and moves the
    sum of C by 1e-4.
    """
    net, inputs, labels = nets.workload(name)
    net, inputs, labels = net.double(), inputs[:CHECKED].double(), labels[:CHECKED]
    _, norms = clipped_sum(net, inputs, labels, 1.0)
    clip = float(norms.median())
    expected, _ = clipped_sum(net, inputs, labels, clip)
    agreed = True
    for mode in modes.PRIVATE:
        own = copy.deepcopy(net)
        try:
            modes.MODES[mode](own, inputs, labels, modes.Privacy(clip, 0.0))()
        except Exception as reason:  # the table says so
            answer("missing", mode, repr(reason)[:200])
            continue
        found = torch.cat([p.grad.flatten() for _, p in nets.flat_order(own)]) * len(inputs)
        error = float((found - expected).norm() / expected.norm())
        answer("check", mode, name, f"{error:.3g}")
        agreed &= error <= AGREE
    return agreed


def clipped_sum(net, inputs, labels, clip: float) -> tuple[torch.Tensor, torch.Tensor]:
    """The clipped sum in flat order and each example's norm, a few examples at a time."""
    total, lengths = {}, []
    for some, their in zip(inputs.split(16), labels.split(16)):
        gradients, norms, factors = modes.per_example(net, some, their, clip)
        lengths.append(norms)
        for name, gradient in gradients.items():
            total[name] = total.get(name, 0) + torch.einsum("n,n...->...", factors, gradient)
    return torch.cat([total[name].flatten() for name, _ in nets.flat_order(net)]), torch.cat(lengths)


def export(name: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    net, inputs, labels = nets.workload(name)
    ordered = nets.flat_order(net)
    total, norms = clipped_sum(copy.deepcopy(net).double(), inputs.double(), labels, modes.Privacy().clip)
    floats = {
        "parameters": torch.cat([p.detach().flatten() for _, p in ordered]),
        "inputs": inputs, "clipped-sum": total, "norms": norms,
    }
    for what, values in floats.items():
        values.numpy().astype("<f4").tofile(folder / f"{what}.f32")
    labels.numpy().astype("<i4").tofile(folder / "labels.i32")
    with (folder / "layout.tsv").open("w") as out:
        offset = 0
        for parameter, p in ordered:
            print(parameter, offset, p.numel(), "x".join(map(str, p.shape)), sep="\t", file=out)
            offset += p.numel()
    answer("export", name, folder)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, parents=[THREADS]
    )
    parser.add_argument("--workload", choices=nets.WORKLOADS, required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--export", type=Path, metavar="DIR")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    agreed = check(options.workload) if options.check else True
    if options.export:
        export(options.workload, options.export)
    if not options.check and not options.export:
        serve(options.workload, options.threads)
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
