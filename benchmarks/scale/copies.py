"""More patients out of few: byte-for-byte copies of simulated DICOM files under other UIDs and patient IDs.

A copy keeps every length, so a file stays the valid DICOM file it was. Copy k of a patient has the same
pixels as the original: what is measured is the work for so many files, not what a model learns from them.
"""

import hashlib
import re
import shutil
from pathlib import Path

UID = re.compile(rb"2\.25\.(\d{11,30})(\d{9})(?!\d)")
PATIENT_ID = re.compile(rb"\x10\x00\x20\x00LO..([A-Z]{2})(-\d+)", re.DOTALL)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MOST_COPIES = len(LETTERS) ** 2


def small_files(folder: Path, most_bytes: int) -> list[Path]:
    """The compressed ones; the others would fill the disk before they fill a processor."""
    return sorted(file for file in folder.rglob("*.dcm") if file.stat().st_size <= most_bytes)


def patient(identifier: bytes, copy: int) -> bytes:
    """Two letters tell the copy: no two copies of any patient share an ID."""
    prefix = LETTERS[copy // len(LETTERS)] + LETTERS[copy % len(LETTERS)]
    return prefix.encode() + identifier[2:]


def uid(match: re.Match, copy: int) -> bytes:
    moved = (int(match[2]) + copy * 999_983) % 10**9
    return b"2.25." + match[1] + b"%09d" % moved


def copied(original: bytes, copy: int) -> bytes:
    identifier = PATIENT_ID.search(original)
    if identifier is None:
        raise ValueError("a simulated file without the simulator's patient ID")
    known = identifier[1] + identifier[2]
    return UID.sub(lambda match: uid(match, copy), original).replace(known, patient(known, copy))


def grown(source: Path, outcomes: Path, target: Path, images: int, most_bytes: int = 1 << 16) -> Path:
    """A folder with exactly so many images and their outcomes.csv; made once."""
    done = target / "done"
    if done.exists():
        return target
    shutil.rmtree(target, ignore_errors=True)
    originals = [file.read_bytes() for file in small_files(source, most_bytes)]
    if not originals or -(-images // len(originals)) > MOST_COPIES:
        raise SystemExit(f"{len(originals)} small files are too few for {images} images")
    labels = outcomes.read_text().splitlines()
    lines = [labels[0]]
    for number in range(images):
        copy, index = divmod(number, len(originals))
        folder = target / "dicom" / f"{copy:03d}" / f"{index % 16:02d}"
        if index < 16:
            folder.mkdir(parents=True)
        data = copied(originals[index], copy)
        (folder / f"{hashlib.sha256(data).hexdigest()[:24]}.dcm").write_bytes(data)
        if index == 0:
            lines += [patient(line.encode(), copy).decode() for line in labels[1:]]
    (target / "outcomes.csv").write_text("\n".join(lines) + "\n")
    done.touch()
    return target
