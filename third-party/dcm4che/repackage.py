#!/usr/bin/env python3
"""Puts the dcm4che 3.3.7 core classes where Maven can jar them.

dcm4che is on no common Maven repository. Its classes do travel, unmodified, in a jar inside the Python wheel
`dcmfetch`. This script fetches that wheel through pip (once: it is kept in the user's cache), checks its hash,
and writes the packages listed below into the output folder.

Usage: repackage.py OUTPUT_FOLDER
Refuses (exit 1) when the wheel is not byte for byte the expected one, or too few classes come out of it.
"""

import hashlib
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "dcmfetch==0.3.2"
WHEEL = "dcmfetch-0.3.2-py3-none-any.whl"
SHA256 = "4e30dc727fbaa43a3e0b3ca0469953fbfe03932fa65d061b2f22a2f764d9a543"
INNER_JAR = "dcmfetch/ext/findscu"  # a jar behind a shell prefix; zipfile skips the prefix by itself
WANTED = tuple(f"org/dcm4che3/{package}/" for package in ("data", "io", "util"))
MINIMUM_CLASSES = 100


def refuse(sentence):
    sys.exit(f"repackage.py: {sentence}")


def cached_wheel():
    """Path of the wheel in the user's cache; downloaded when absent, never trusted unchecked."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    cache = pathlib.Path(base) / "medveil" / "dcm4che"
    wheel = cache / WHEEL
    if not wheel.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
            command += ["--no-deps", "--only-binary=:all:", "--dest", scratch, PACKAGE]
            if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
                refuse(f"pip could not download {PACKAGE}; with no network, put {WHEEL} into {cache}")
            checked(pathlib.Path(scratch) / WHEEL)
            os.replace(pathlib.Path(scratch) / WHEEL, wheel)  # atomic: two builds at once do no harm
    return wheel


def checked(wheel):
    """The wheel's bytes, or a refusal when they are not the ones this build was made for."""
    if not wheel.is_file():
        refuse(f"pip downloaded something other than {WHEEL}")
    content = wheel.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        refuse(f"{wheel} has sha256 {found}, expected {SHA256}; delete it and build again")
    return content


def main(output):
    wheel = zipfile.ZipFile(io.BytesIO(checked(cached_wheel())))
    jar = zipfile.ZipFile(io.BytesIO(wheel.read(INNER_JAR)))
    names = [name for name in jar.namelist() if name.startswith(WANTED) and not name.endswith("/")]
    classes = sum(name.endswith(".class") for name in names)
    if classes < MINIMUM_CLASSES:
        refuse(f"only {classes} classes found in {INNER_JAR}, expected at least {MINIMUM_CLASSES}")
    for name in names:
        if ".." in name.split("/"):
            refuse("a file name in the archive leaves its folder")
        target = pathlib.Path(output) / name
        content = jar.read(name)
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    print(f"repackage.py: {classes} dcm4che classes ready")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        refuse("usage: repackage.py OUTPUT_FOLDER")
    main(sys.argv[1])
