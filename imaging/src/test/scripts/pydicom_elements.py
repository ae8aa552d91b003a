"""What pydicom reads in the public test files, as digests.

    python pydicom_elements.py DATA_FOLDER > ../resources/org/medveil/imaging/dataset/pydicom-elements.tsv

Needs pydicom 3.0.2. One line per file that pydicom reads without force:
path, number of elements (nested included; group lengths, pixel data and the file meta group left
out), sha256 over the sorted lines, one per element:

    (gggg,eeee)[item](gggg,eeee)=value

The value stands for texts of even groups only: what private elements mean depends on dictionaries.
With --lines FILE the lines of one file are printed instead.
"""

import hashlib
import os
import sys
import warnings

import pydicom

TEXTS = set("AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT".split())
UNSPLIT = {"LT", "ST", "UT", "UR"}
PIXELS = {0x7FE00008, 0x7FE00009, 0x7FE00010}


def text(element):
    value = element.value
    if value is None:
        return ""
    many = element.VM > 1 and element.VR not in UNSPLIT
    values = value if many else [value]
    return "\\".join(plain(element.VR, v).strip(" \0\r\n\t\f") for v in values)


def plain(vr, value):
    if vr in ("DS", "IS"):  # as written, not as a number
        return str(getattr(value, "original_string", value))
    return "" if value is None else str(value)


def lines(dataset, prefix=""):
    for element in dataset:
        tag = element.tag
        if tag.element == 0 or not prefix and int(tag) in PIXELS:
            continue
        path = f"{prefix}({tag.group:04x},{tag.element:04x})"
        if element.VR == "SQ":
            yield path
            for i, item in enumerate(element.value):
                yield from lines(item, f"{path}[{i}]")
        elif tag.group % 2 == 0 and element.VR in TEXTS:
            yield f"{path}={text(element)}"
        else:
            yield path


def main(root, one=None):
    warnings.simplefilter("ignore")
    pydicom.config.logger.disabled = True
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root)
            if one and relative != one:
                continue
            try:
                found = sorted(lines(pydicom.dcmread(path)))
            except Exception as e:  # not a file that both can read
                if one:
                    raise
                print(relative, type(e).__name__, file=sys.stderr)
                continue
            if one:
                print("\n".join(found))
            else:
                digest = hashlib.sha256("\n".join(found).encode("utf-8", "surrogatepass"))
                print(relative, len(found), digest.hexdigest(), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3] if len(sys.argv) > 3 else None)
