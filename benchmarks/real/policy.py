"""Pixel rules for benchmarks: the shipped file with the detector looking at every image."""

import re
from pathlib import Path


def all_looked_at(home: Path, out: Path) -> Path:
    text = (home / "conf" / "deid" / "pixel-rules.conf").read_text()
    text = re.sub(r"= (none|rule|quarantine)\b", "= detector", text)
    text = text.replace("heads = detector", "heads = defaced")
    text = text.replace("unknown-body-part = detector", "unknown-body-part = accept")
    file = out / "pixel-rules.conf"
    file.write_text(text)
    return file
