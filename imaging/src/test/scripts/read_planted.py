#!/usr/bin/env python3
"""Independent check of `deid-score plant`: pydicom must find in the planted files what the key says.

Usage: read-planted.py PLANTED_FOLDER   (pydicom 3)
Compares every row of answer-key.csv that has a value with what pydicom reads at that place.
"""
import collections
import csv
import os
import re
import sys
import warnings

import pydicom
from pydicom.charset import convert_encodings, decode_bytes
from pydicom.multival import MultiValue

STEP = re.compile(r'\(([0-9a-f]{4}),(?:([0-9a-f]{4})|"([^"]+)",([0-9a-f]{2}))\)(?:\[(\d+)\])?')


def find(dataset, path):
    for group, element, creator, private, item in STEP.findall(path):
        if creator:
            found = dataset.private_block(int(group, 16), creator)[int(private, 16)]
        else:
            found = dataset[int(group, 16), int(element, 16)]
        if item:
            dataset = found.value[int(item)]
    return found


def text(element, encodings):
    value = element.value
    if isinstance(value, bytes):
        return decode_bytes(value, encodings, set()).rstrip(" \0")
    if isinstance(value, (MultiValue, list)):
        return "\\".join(str(one) for one in value)
    return str(value)


def same(a, b):
    try:
        return [float(x) for x in a.split("\\")] == [float(x) for x in b.split("\\")]
    except ValueError:
        return [x.strip() for x in a.split("\\")] == [x.strip() for x in b.split("\\")]


def main(folder):
    warnings.simplefilter("ignore")
    csv.field_size_limit(1 << 24)
    rows = collections.defaultdict(list)
    with open(os.path.join(folder, "answer-key.csv"), encoding="utf-8", newline="") as key:
        for row in csv.DictReader(key):
            rows[row["file"]].append(row)
    counts = collections.Counter()
    for file, required in rows.items():
        dataset = pydicom.dcmread(os.path.join(folder, "dicom", file))
        encodings = convert_encodings(dataset.get("SpecificCharacterSet", ""))
        counts["files"] += 1
        for row in required:
            if not row["path"].startswith("("):
                continue
            found = find(dataset, row["path"])
            good = not row["value"] or same(text(found, encodings), row["value"])
            counts["values equal" if good else "values different"] += 1
            if not good and counts["values different"] <= 5:
                print("different:", row["number"], row["path"], repr(text(found, encodings)), repr(row["value"]))
    print(dict(counts))
    return 1 if counts["values different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
