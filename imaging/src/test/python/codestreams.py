#!/usr/bin/env python3
"""Writes small codestreams of other encoders and what other decoders make of them.

    python3 codestreams.py ../resources/org/medveil/imaging/codec

Needs opj_compress and opj_decompress (OpenJPEG 2.5), numpy, pyjpegls (CharLS), zlib. The pictures are drawn here,
from a formula. CodestreamsTest reads the result: codestreams.tsv.gz with the columns name, transfer syntax, rows,
columns, samples, bits, signed, codestream (base64), samples by pixel as 32-bit integers, low byte first,
deflated (base64).
"""
import base64
import gzip
import os
import subprocess
import sys
import tempfile
import zlib

import numpy
import jpeg_ls

J2K = "1.2.840.10008.1.2.4.90"
J2K_LOSSY = "1.2.840.10008.1.2.4.91"
JLS = "1.2.840.10008.1.2.4.81"


def picture(rows, columns, samples, bits, signed=False):
    """Waves, an edge, a flat field and some noise from a linear congruential generator."""
    y, x = numpy.mgrid[0:rows, 0:columns]
    planes = []
    for s in range(samples):
        wave = numpy.sin((x + 3 * s) / 5.0) * numpy.cos(y / (4.0 + s)) * 0.4 + 0.5
        wave = numpy.where(x + y > (rows + columns) / 1.5, 0.1 * s + 0.3, wave)
        noise = ((x * 7919 + y * 104729 + s * 1299709) * 1103515245 % 65536) / 65536.0
        wave = numpy.where(y < rows / 2, wave + 0.05 * (noise - 0.5), wave)
        planes.append(numpy.clip(wave, 0, 1) * ((1 << bits) - 1))
    values = numpy.stack(planes, axis=-1).astype(numpy.int64)
    return values - (1 << (bits - 1)) if signed else values


def row(name, uid, values, bits, signed, code, decoded):
    flat = zlib.compress(decoded.astype("<i4").tobytes(), 9)
    rows, columns, samples = values.shape
    cells = [name, uid, rows, columns, samples, bits, int(signed)]
    return cells + [base64.b64encode(code).decode(), base64.b64encode(flat).decode()]


def openjpeg(name, options, shape, bits, signed=False):
    values = picture(*shape, bits, signed)
    rows, columns, samples = shape
    kind = ("i" if signed else "u") + ("1" if bits <= 8 else "2")
    with tempfile.TemporaryDirectory() as folder:
        raw, code, back = (os.path.join(folder, n) for n in ("a.rawl", "a.j2k", "b.rawl"))
        values.transpose(2, 0, 1).astype("<" + kind).tofile(raw)
        form = f"{columns},{rows},{samples},{bits},{'s' if signed else 'u'}"
        levels = [] if "-n" in options.split() else ["-n", "3" if "-t" in options.split() else "4"]
        command = ["opj_compress", "-i", raw, "-o", code, "-F", form] + levels + options.split()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["opj_decompress", "-i", code, "-o", back], check=True, stdout=subprocess.DEVNULL)
        stream = open(code, "rb").read()
        decoded = numpy.fromfile(back, "<" + kind).reshape(samples, rows, columns).transpose(1, 2, 0)
    if signed:  # the raw writer leaves the sign out
        decoded = (decoded.astype(numpy.int64) + (1 << bits - 1)) % (1 << bits) - (1 << bits - 1)
    lossless = bool((decoded == values).all())
    return row(name, J2K if lossless else J2K_LOSSY, values, bits, signed, stream, decoded)


def charls(name, shape, bits, near, interleave):
    values = picture(*shape, bits)
    kind = "u1" if bits <= 8 else "<u2"
    axes = (2, 0, 1) if interleave == 0 else (0, 1, 2)  # CharLS takes pixels where lines are interleaved
    ordered = values.transpose(axes)
    rows, columns, samples = shape
    stream = jpeg_ls.encode_buffer(
        ordered.astype(kind).tobytes(), rows, columns, samples, bits, near, interleave)
    back = numpy.frombuffer(bytes(jpeg_ls.decode_buffer(stream)[0]), kind)
    decoded = back.reshape(ordered.shape).transpose(numpy.argsort(axes)).astype(numpy.int64)
    assert abs(decoded - values).max() <= near
    return row(name, JLS, values, bits, False, bytes(stream), decoded)


def main(folder):
    grey, colour, large = (29, 37, 1), (29, 37, 3), (70, 83, 1)
    lines = [
        openjpeg("plain", "", grey, 8),
        openjpeg("no wavelet", "-n 1", grey, 8),
        openjpeg("many levels", "-n 5", grey, 12),
        openjpeg("16 bits", "", grey, 16),
        openjpeg("16 bits signed", "", grey, 16, True),
        openjpeg("12 bits signed", "", grey, 12, True),
        openjpeg("2 bits", "", grey, 2),
        openjpeg("colour", "-mct 1", colour, 8),
        openjpeg("colour apart", "-mct 0", colour, 8),
        openjpeg("colour 9/7", "-mct 1 -I -r 6", colour, 8),
        openjpeg("9/7", "-I -r 8", grey, 8),
        openjpeg("9/7 signed", "-I -r 5", grey, 16, True),
        openjpeg("9/7 nearly all", "-I -q 60", grey, 12),
        openjpeg("5/3 cut", "-r 9", grey, 8),
        openjpeg("tiles", "-t 16,11", colour, 8),
        openjpeg("tiles 9/7", "-t 16,11 -I -r 4", colour, 8),
        openjpeg("offsets", "-d 5,3 -T 2,1 -t 13,17", colour, 8),
        openjpeg("offsets 9/7", "-d 5,3 -T 2,1 -t 17,13 -I -r 4", grey, 8),
        openjpeg("tile-parts", "-t 16,16 -TP R", grey, 8),
        openjpeg("markers", "-SOP -EPH -r 8,4,1", grey, 8),
        openjpeg("small blocks", "-b 4,4", large, 8),
        openjpeg("flat blocks", "-b 64,4 -r 6,2,1", large, 8),
        openjpeg("precincts", "-c [32,16],[16,16] -b 16,16", large, 8),
    ]
    for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL"):
        options = f"-p {order} -r 12,6,3,1 -c [64,32],[32,32],[16,16] -b 16,8"
        lines.append(openjpeg(order, options, (41, 50, 3), 8))
    for mode in (1, 2, 4, 8, 32, 5, 13, 63):
        lines.append(openjpeg(f"mode {mode}", f"-M {mode} -r 5,2,1 -b 32,32", (41, 50, 1), 12))
    lines.append(openjpeg("mode 9 9/7", "-M 9 -I -r 3", (41, 50, 1), 12))
    for bits in (2, 5, 8, 10, 12, 16):
        lines.append(charls(f"{bits} bits", grey, bits, 0, 0))
    lines.append(charls("off by 3", grey, 8, 3, 0))
    lines.append(charls("off by 7 of 12 bits", grey, 12, 7, 0))
    for interleave in (0, 1, 2):
        lines.append(charls(f"colour {interleave}", colour, 8, 0, interleave))
        lines.append(charls(f"colour {interleave} off by 2", colour, 8, 2, interleave))
    with open(os.path.join(folder, "codestreams.tsv.gz"), "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as target:
            target.writelines(("\t".join(map(str, line)) + "\n").encode() for line in lines)


if __name__ == "__main__":
    main(sys.argv[1])
