"""Writes privacy maps as OpenDP's own Python package gives them, for PythonMapsTest.

    python3 -m venv venv && venv/bin/pip install opendp==0.16.0
    venv/bin/python maps.py > ../resources/org/medveil/opendp/maps-opendp-0.16.0.csv
"""

from importlib.metadata import version

import opendp.prelude as dp

dp.enable_features("contrib")

INTEGERS = dp.vector_domain(dp.atom_domain(T="i64"))
FLOATS = dp.vector_domain(dp.atom_domain(T="f64", nan=False))
TABLE = dp.map_domain(dp.atom_domain(T="u32"), dp.atom_domain(T="i64"))
MEASURES = {"rho": dp.zero_concentrated_divergence(), "epsilon": dp.max_divergence()}


def row(mechanism, settings, value, delta=0.0):
    print(",".join([mechanism, ";".join(map(repr, settings)), repr(value), repr(delta)]))


def gaussian(sigma):
    return dp.m.make_gaussian(INTEGERS, dp.l2_distance(T="f64"), sigma)


def counts():
    for sigma, entries, most in [(4.0, 1, 1), (0.5, 4, 1), (10.0, 9, 7), (123.456, 16, 3), (1e9, 1, 1 << 30),
                                 (0.001, 1, 1), (33.3, 25, 2)]:
        row("gaussian", [sigma, entries, most], gaussian(sigma).map(float(entries) ** 0.5 * most))
    for scale, entries, most in [(4.0, 1, 1), (0.1, 5, 1), (7.7, 3, 11), (1e12, 1, 1 << 40), (1e-3, 2, 1),
                                 (3.0, 1, 1), (2.5, 100, 4)]:
        mechanism = dp.m.make_laplace(INTEGERS, dp.l1_distance(T="i64"), scale)
        row("laplace", [scale, entries, most], mechanism.map(entries * most))
    for scale, lower, upper, most in [(1.0, 0, 100, 1), (0.3, -50, 50, 2), (20.0, 0, 1000, 7), (2.2, 5, 6, 1)]:
        mechanism = dp.m.make_geometric(dp.atom_domain(T="i64"), dp.absolute_distance(T="i64"), scale,
                                        bounds=(lower, upper))
        row("geometric", [scale, lower, upper, most], mechanism.map(most))


def selections():
    for count, scale, most, monotonic in [(1, 4.0, 1, False), (1, 4.0, 1, True), (3, 0.7, 2, False),
                                          (10, 33.0, 5, True), (2, 1e-2, 1, False), (1, 1e10, 1 << 33, False)]:
        for name, measure in MEASURES.items():
            mechanism = dp.m.make_noisy_top_k(INTEGERS, dp.linf_distance(T="i64", monotonic=monotonic), measure,
                                              count, scale)
            row("top-k-" + name, [count, scale, most, int(monotonic)], mechanism.map(most))
    for rank, scale, records in [(0.5, 1.0, 1), (0.25, 3.3, 1), (0.9, 10.0, 4), (1 / 3, 0.2, 2), (0.0, 2.0, 1)]:
        for name, measure in MEASURES.items():
            mechanism = dp.m.make_private_quantile(FLOATS, dp.symmetric_distance(), measure,
                                                   candidates=[1.0, 2.5, 9.0], alpha=rank, scale=scale)
            row("quantile-" + name, [rank, scale, records], mechanism.map(records))


def thresholds():
    # The delta of OpenDP 0.16.0 is the chance to exceed the threshold, but a count that equals it is kept
    # (opendp/opendp#2922). Medveil asks for the delta of the threshold one below.
    settings = [(1.0, 20, 1, 1), (2.0, 40, 1, 1), (5.5, 100, 3, 2), (10.0, 400, 8, 5), (0.4, 12, 2, 1)]
    for scale, threshold, groups, most in settings:
        laplace = dp.m.make_laplace_threshold(TABLE, dp.l01inf_distance(dp.absolute_distance(T="i64")), scale,
                                              threshold - 1)
        row("laplace-threshold", [scale, threshold, groups, most], *laplace.map((groups, groups * most, most)))
        noisy = dp.m.make_gaussian_threshold(TABLE, dp.l02inf_distance(dp.absolute_distance(T="f64")), scale,
                                             threshold - 1)
        distance = (groups, float(groups * most), float(most))
        row("gaussian-threshold", [scale, threshold, groups, most], *noisy.map(distance))


def conversions():
    for sigma, times, delta in [(10.0, 100, 1e-5), (1.0, 1, 1e-6), (50.0, 1000, 1e-9), (3.0, 7, 1e-3),
                                (200.0, 1, 1e-5), (0.5, 2, 1e-6)]:
        composed = dp.c.make_composition([gaussian(sigma)] * times)
        row("composed", [sigma, times], composed.map(1.0))
        fixed = dp.c.make_fix_delta(dp.c.make_zCDP_to_approxDP(composed), delta)
        row("epsilon-of-rho", [sigma, times, delta], fixed.map(1.0)[0])
        profile = dp.c.make_zCDP_to_approxDP(composed).map(1.0)
        row("delta-of-rho", [sigma, times, 1.5], profile.delta(1.5))


print(f"# OpenDP {version('opendp')}, Python package from PyPI, written by src/test/python/maps.py.")
print("# Settings in the order of that script; value is rho or epsilon (delta for delta-of-rho).")
print("mechanism,settings,value,delta")
counts()
selections()
thresholds()
conversions()
