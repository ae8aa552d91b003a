#!/usr/bin/env python3
"""Writes what pydicom and its decoders make of the pixels of the public test files.

    python3 pydicom_pixels.py DATA_FOLDER ../resources/org/medveil/imaging/codec

Needs pydicom 3.0.2, numpy, pylibjpeg with its libjpeg, openjpeg and rle plugins, pyjpegls, python-gdcm.
PydicomPixelsTest reads the result; nothing of a file but hashes, sums and single values goes into it.

pydicom-pixels.tsv       file, transfer syntax, frames, frame, rows, columns, samples, SHA-256; or
                         file, transfer syntax, "refused", class of the exception
pydicom-pixels-near.tsv.gz  for lossy syntaxes: file, frame, sums of the rows, values at 2048 positions

The hash is over the samples as 32-bit integers, low byte first, by pixel. Position i of the sample is
(i * 2654435761 mod 2^32) mod number of samples. Of more than 8 frames the first, middle and last are kept.
"""
import gzip
import hashlib
import os
import sys
import warnings

import numpy
import pydicom
from pydicom.pixels import get_decoder

POSITIONS = (numpy.arange(2048, dtype=numpy.uint64) * 2654435761) % (1 << 32)
LOSSY = {f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 91, 203)}
PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


def frames(dataset):
    uid = dataset.file_meta.TransferSyntaxUID
    count = int(dataset.get("NumberOfFrames", 1) or 1)
    kept = range(count) if count <= 8 else (0, count // 2, count - 1)
    for index in kept:
        array, _ = get_decoder(uid).as_array(dataset, raw=True, index=index)
        yield count, index, array


def describe(path, name, out, near):
    dataset = pydicom.dcmread(path, force=True)
    if not any(keyword in dataset for keyword in PIXELS):
        return
    uid = str(dataset.file_meta.get("TransferSyntaxUID", "none"))
    lines, near_lines = [], []
    try:
        for count, index, array in frames(dataset):
            rows, columns = array.shape[:2]
            samples = array.shape[2] if array.ndim == 3 else 1
            flat = array.astype(numpy.int64).ravel()
            digest = hashlib.sha256((flat & 0xFFFFFFFF).astype("<u4").tobytes()).hexdigest()
            lines.append((name, uid, count, index, rows, columns, samples, digest))
            if uid in LOSSY:
                sums = flat.reshape(rows, -1).sum(axis=1)
                values = flat[(POSITIONS % flat.size).astype(numpy.int64)]
                near_lines.append((name, index, ",".join(map(str, sums)), ",".join(map(str, values))))
    except Exception as failure:  # whatever a decoder throws: the file counts as refused
        lines, near_lines = [(name, uid, "refused", type(failure).__name__)], []
    out += lines
    near += near_lines


def main(data, folder):
    out, near = [], []
    for part in ("dicom_real", "dicom_phi"):
        for root, _, files in sorted(os.walk(os.path.join(data, part))):
            for file in sorted(files):
                path = os.path.join(root, file)
                name = os.path.relpath(path, data)
                try:
                    describe(path, name, out, near)
                except Exception as failure:
                    print("not read:", name, type(failure).__name__, file=sys.stderr)
    with open(os.path.join(folder, "pydicom-pixels.tsv"), "w") as target:
        target.writelines("\t".join(map(str, line)) + "\n" for line in out)
    with open(os.path.join(folder, "pydicom-pixels-near.tsv.gz"), "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as target:
            target.writelines(("\t".join(map(str, line)) + "\n").encode() for line in near)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(sys.argv[1], sys.argv[2])
