"""Times noise from Python packages, in the form of Noise.java. Standard output only; a package that cannot be used says why."""

import sys
import time

LENGTHS = [10_000, 100_000, 1_000_000, 10_000_000]
MEASURED_SECONDS = 0.3


def best(call, length: int, rounds: int) -> tuple[float, float]:
    """Best nanoseconds per value, of the clock and of this thread."""
    call()
    wall, cpu = [], []
    end = time.perf_counter() + MEASURED_SECONDS
    while len(wall) < rounds or time.perf_counter() < end:
        started, worked = time.perf_counter_ns(), time.thread_time_ns()
        call()
        wall.append((time.perf_counter_ns() - started) / length)
        cpu.append((time.thread_time_ns() - worked) / length)
    return min(wall), min(cpu)


def row(name: str, length: int, figures) -> None:
    print("row", name, 1, length, *(f"{figure:.3f}" for figure in figures), sep="\t", flush=True)


def numpy(rounds: int) -> None:
    import numpy as np

    draws = np.random.Generator(np.random.PCG64())
    for length in LENGTHS:
        for kind in (np.float32, np.float64):
            values = np.zeros(length, kind)

            def add():
                # A new array each time, as a mechanism's release is one.
                return values + draws.standard_normal(length, kind)

            row(f"INSECURE numpy {np.__version__} PCG64 normal {np.dtype(kind).name}", length, best(add, length, rounds))


def opendp(rounds: int) -> None:
    import importlib.metadata

    import opendp.prelude as dp

    version = importlib.metadata.version("opendp")
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T=float)
    noise = dp.m.make_gaussian(*space, scale=float(1 << 36))
    for length in LENGTHS[:2]:
        values = [0] * length
        row(f"OpenDP's Python package {version}, i64", length, best(lambda: noise(values), length, min(3, rounds)))


if __name__ == "__main__":
    for package in (numpy, opendp):
        try:
            package(int(sys.argv[1]))
        except Exception as reason:  # the table says so
            print("missing", package.__name__, repr(reason)[:200], sep="\t", flush=True)
