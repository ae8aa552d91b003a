"""dicom-anonymizer and pydicom/deid by their Python interfaces, one process, no start per file. Protocol: README.md."""

import importlib.metadata
import logging
import sys
import time
import warnings
from pathlib import Path


def anonymizer(files: list[Path], out: Path):
    """The rules of the newest edition it has; made once, not for each file as `anonymize_dicom_file` does."""
    from dicomanonymizer.simpledicomanonymizer import anonymize_dataset, initialize_actions
    import pydicom

    rules = initialize_actions("dicomfields_2024b")

    def run():
        for file in files:
            dataset = pydicom.dcmread(file)
            anonymize_dataset(dataset, None, True, lambda: rules)
            dataset.save_as(out / file.name)

    return run


def recipe():
    """deid's own, read once."""
    from deid.config import DeidRecipe

    return DeidRecipe(str(Path(sys.modules["deid"].__file__).parent / "data" / "deid.dicom"))


def deid_top(files: list[Path], out: Path):
    """Its fastest: private elements are removed, sequences are not looked into."""
    from deid.dicom import replace_identifiers

    rules = recipe()

    def run():
        for file in files:
            replace_identifiers(
                str(file), deid=rules, save=True, output_folder=str(out), overwrite=True, remove_private=True)

    return run


def deid(files: list[Path], out: Path):
    """As its manual says when sequences count: identifiers first, then their replacement."""
    from deid.dicom import get_identifiers, replace_identifiers

    rules = recipe()

    def run():
        for file in files:
            found = get_identifiers([str(file)])
            replace_identifiers(
                str(file), ids=found, deid=rules, save=True, output_folder=str(out), overwrite=True,
                remove_private=True)

    return run


PEERS = {"dicom-anonymizer": anonymizer, "deid": deid, "deid-top": deid_top}


def main() -> None:
    mode, folder, out = sys.argv[1:]
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(Path(folder).glob("*.dcm"))
    try:
        run = PEERS[mode](files, target)
    except ImportError as e:
        print(f"missing\t{e}", flush=True)
        return
    name = mode.removesuffix("-top")
    print(f"ready\t{name} {importlib.metadata.version(name)}", flush=True)
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        run()
        print(f"row\t{len(files)}\t{time.perf_counter() - wall:.4f}\t{time.process_time() - cpu:.4f}", flush=True)


if __name__ == "__main__":
    main()
