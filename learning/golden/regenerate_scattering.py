#!/usr/bin/env python3
"""Regenerates src/test/resources/golden/scattering.bin.gz with kymatio 0.3.0.

    python3 -m venv venv && venv/bin/pip install kymatio==0.3.0 'numpy<2' 'scipy<1.14'
    venv/bin/python learning/golden/regenerate_scattering.py

Images are the high bytes of a 32-bit linear congruential generator, smoothed for half of them, so
that the test can draw the same ones without storing them. Input to kymatio is float64; its filters
are float32. The order of coefficients is kymatio's. Coefficients are stored as float32.
"""
import gzip
import pathlib
import struct

import numpy as np
from kymatio.numpy import Scattering2D

# seed, height, width, channels, smooth
CASES = [(1, 32, 32, 1, False), (2, 28, 28, 1, True), (3, 64, 64, 1, True), (4, 32, 50, 1, False)]
FEATURES = (5, 28, 28, 3, True)
OUT = pathlib.Path(__file__).parent.parent / "src/test/resources/golden/scattering.bin.gz"


def image(seed, height, width, channels, smooth):
    """Unsigned bytes, height x width x channels."""
    state, out = seed, []
    for _ in range(height * width * channels):
        state = (1664525 * state + 1013904223) % 2**32
        out.append(state >> 24)
    x = np.array(out, np.int64).reshape(height, width, channels)
    if smooth:  # a cyclic 5 x 5 box, integer arithmetic
        x = sum(np.roll(x, (i, j), (0, 1)) for i in range(5) for j in range(5)) // 25
    return x.astype(np.uint8)


def maps(x):
    """Scattering maps of one channel, following the size rule of ScatteringGeometry."""
    pads = [(max(0, 32 - n) // 2, (max(0, 32 - n) + 1) // 2) for n in x.shape]
    x = np.pad(x.astype(np.float64) / 255, pads, mode="symmetric")
    scales = 2 if min(x.shape) == 32 else 3
    return Scattering2D(J=scales, shape=x.shape, L=8, max_order=2)(x)


def main():
    blob = bytearray()
    for case in CASES:
        s = maps(image(*case)[:, :, 0])
        print(case, s.shape, float(np.abs(s).max()))
        blob += struct.pack(">8i", *map(int, case), *s.shape) + s.astype(">f4").tobytes()
    x = image(*FEATURES)
    logs = [np.log1p(10 * np.abs(maps(x[:, :, c]))) for c in range(x.shape[2])]
    pooled = np.concatenate([log.mean((1, 2)) for log in logs])
    quadrants = np.concatenate([log.reshape(-1, 2, 4, 2, 4).mean((2, 4)).ravel() for log in logs])
    for features in (pooled, quadrants):
        blob += struct.pack(">6i", *map(int, FEATURES), len(features))
        blob += features.astype(">f4").tobytes()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(gzip.compress(bytes(blob), 9, mtime=0))
    print(OUT, OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
