"""The peers of one process each; `run` on standard input, `row FILES WALL CPU` on standard output."""

import sys
import time
import warnings
from pathlib import Path


def cat(files: list[Path]):
    def run() -> int:
        for file in files:
            with open(file, "rb", buffering=0) as opened:
                while opened.read(1 << 20):
                    pass
        return len(files)

    return run


def whole(files: list[Path]):
    """Header and pixel values; the values are not decoded, as in all rows."""
    import pydicom

    def run() -> int:
        return sum(len(pydicom.dcmread(file).PixelData) > 0 for file in files)

    return run


# What Medveil's header row takes out of a file; pydicom parses a value when it is asked for.
FACTS = (
    "SOPInstanceUID SOPClassUID PatientID StudyInstanceUID SeriesInstanceUID Modality Rows Columns NumberOfFrames BitsStored"
    " PhotometricInterpretation ImageLaterality Laterality AcquisitionDate ContentDate SeriesDate StudyDate PatientSex"
    " PatientAge PatientBirthDate ManufacturerModelName BodyPartExamined BurnedInAnnotation"
).split()


def header(files: list[Path]):
    import pydicom

    def run() -> int:
        count = 0
        for file in files:
            read = pydicom.dcmread(file, stop_before_pixels=True)
            count += len([read.get(keyword) for keyword in FACTS]) == len(FACTS)
        return count

    return run


def spark(files: list[Path]):
    """What one finds everywhere: binaryFile, and pydicom on its rows."""
    import pandas
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
        .config("spark.python.worker.reuse", "true").getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")

    def parse(batches):
        import io

        import pydicom

        for batch in batches:
            read = [pydicom.dcmread(io.BytesIO(content)) for content in batch["content"]]
            yield pandas.DataFrame({
                "modality": [one.Modality for one in read], "rows": [int(one.Rows) for one in read],
                "uid": [str(one.SOPInstanceUID) for one in read], "bytes": [len(one.PixelData) for one in read],
            })

    # Arrow batches of 10,000 rows would be 7 GB.
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "16")

    def run() -> int:
        table = session.read.format("binaryFile").option("pathGlobFilter", "*.dcm").load(str(files[0].parent))
        rows = table.select("content").mapInPandas(parse, "modality string, rows int, uid string, bytes long")
        return rows.selectExpr("count(uid) as n", "sum(bytes) as b").collect()[0]["n"]

    return run


MODES = {"cat": cat, "pydicom": whole, "pydicom-header": header, "spark-pydicom": spark}


def main() -> None:
    mode, folder = sys.argv[1:]
    warnings.simplefilter("ignore")
    files = sorted(Path(folder).glob("*.dcm"))
    try:
        run = MODES[mode](files)
    except Exception as e:  # whatever it lacks, it is missing and not wrong
        print(f"missing\t{type(e).__name__}: {e}".splitlines()[0], flush=True)
        return
    print(f"ready\t{mode}", flush=True)
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        count = run()
        if count != len(files):
            sys.exit(f"{mode}: {count} of {len(files)} files")
        print(f"row\t{count}\t{time.perf_counter() - wall:.4f}\t{time.process_time() - cpu:.4f}", flush=True)


if __name__ == "__main__":
    main()
