#!/usr/bin/env python3
"""Wraps the 1,600 images of RetinaMNIST as DICOM files for three hospitals and a hold-out.

RetinaMNIST (MedMNIST v2, CC BY 4.0; Yang et al., Sci Data 2023, doi 10.1038/s41597-022-01721-8;
from DeepDRiD) has no patients: every image becomes a patient with an invented id, so nothing that
is measured on it is a claim about real patients with several images. Laterality is unknown too;
all are called R. The label is 1 for grade 2 and up.

    OUT/site-1..3/{dicom,outcomes.csv}   official train split, round robin, 360 each
    OUT/validation/{dicom,outcomes.csv}  official validation split, 120
    OUT/holdout/{dicom,outcomes.csv}     official test split, 400
    OUT/cohort.json                      what this is and where it came from

Equal input gives equal bytes.
"""

import argparse
import csv
import hashlib
import json
import sys
import uuid
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

MD5 = "bd4c0672f1bba3e3a89f0e4e876791e4"
OPHTHALMIC_PHOTOGRAPHY_8_BIT = "1.2.840.10008.5.1.4.1.1.77.1.5.1"
SITES = 3
REFERABLE_GRADE = 2
LATERALITY = "R"
DATE = "20190101"
NAMESPACE = uuid.UUID("6d656476-6569-6c00-8000-726574696e61")


def uid(*parts: str) -> str:
    """A UID below 2.25 (PS3.5 B.2) that depends on nothing but the names."""
    return f"2.25.{uuid.uuid5(NAMESPACE, '/'.join(parts)).int}"


def code(value: str, scheme: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def photograph(patient_id: str, site: str, pixels: np.ndarray) -> FileDataset:
    """One Ophthalmic Photography 8 Bit Image (PS3.3 A.41), uncompressed RGB."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = OPHTHALMIC_PHOTOGRAPHY_8_BIT
    meta.MediaStorageSOPInstanceUID = uid("instance", patient_id)
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = uid("implementation")

    ds = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
    ds.SOPClassUID = meta.MediaStorageSOPClassUID
    ds.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    ds.StudyInstanceUID = uid("study", patient_id)
    ds.SeriesInstanceUID = uid("series", patient_id)
    ds.SynchronizationFrameOfReferenceUID = uid("synchronization", site)
    ds.PatientID, ds.PatientName = patient_id, f"Invented^{patient_id}"
    ds.PatientBirthDate = ds.PatientSex = ""
    ds.StudyDate = ds.ContentDate = DATE
    ds.StudyTime = ds.ContentTime = "120000"
    ds.AcquisitionDateTime = DATE + "120000"
    ds.StudyID = ds.AccessionNumber = ds.ReferringPhysicianName = ""
    ds.Modality, ds.SeriesNumber, ds.InstanceNumber = "OP", 1, 1
    ds.Manufacturer, ds.ManufacturerModelName = "MedMNIST", "RetinaMNIST 28x28"
    ds.InstitutionName = site
    ds.ImageType = ["DERIVED", "SECONDARY"]
    ds.ImageLaterality = LATERALITY
    ds.BurnedInAnnotation = "NO"
    ds.LossyImageCompression = "01"
    ds.PatientOrientation = ["L", "F"]
    ds.ImageComments = "RetinaMNIST v2, CC BY 4.0. Laterality unknown, R by convention."
    ds.AnatomicRegionSequence = [code("5665001", "SCT", "Retina")]
    ds.AcquisitionDeviceTypeCodeSequence = [code("409898007", "SCT", "Fundus Camera")]

    ds.SamplesPerPixel, ds.PlanarConfiguration = 3, 0
    ds.PhotometricInterpretation = "RGB"
    ds.NumberOfFrames = 1
    ds.Rows, ds.Columns = pixels.shape[:2]
    ds.BitsAllocated = ds.BitsStored = 8
    ds.HighBit, ds.PixelRepresentation = 7, 0
    ds.PixelData = np.ascontiguousarray(pixels, dtype=np.uint8).tobytes()
    ds["PixelData"].VR = "OB"
    return ds


def write_folder(folder: Path, rows: list[tuple[str, np.ndarray, int]]) -> None:
    (folder / "dicom").mkdir(parents=True, exist_ok=True)
    with (folder / "outcomes.csv").open("w", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["patient_id", "laterality", "label"])
        for patient_id, pixels, grade in rows:
            photograph(patient_id, folder.name, pixels).save_as(
                folder / "dicom" / f"{patient_id}.dcm", enforce_file_format=True
            )
            table.writerow([patient_id, LATERALITY, int(grade >= REFERABLE_GRADE)])


def split(data, name: str) -> list[tuple[str, np.ndarray, int]]:
    images, grades = data[f"{name}_images"], data[f"{name}_labels"].ravel()
    return [(f"RM-{name}-{i:04d}", images[i], int(grades[i])) for i in range(len(images))]


def prepare(npz: Path, out: Path) -> dict:
    found = hashlib.md5(npz.read_bytes(), usedforsecurity=False).hexdigest()
    if found != MD5:
        sys.exit(f"{npz} is not the official retinamnist.npz: MD5 {found}, expected {MD5}")
    if out.exists() and any(out.iterdir()):
        sys.exit(f"{out} is not empty: choose another folder")
    with np.load(npz) as data:
        train = split(data, "train")
        folders = {f"site-{k + 1}": train[k::SITES] for k in range(SITES)}
        folders["validation"] = split(data, "val")
        folders["holdout"] = split(data, "test")
    for name, rows in folders.items():
        write_folder(out / name, rows)
    cohort = {
        "dataset": "RetinaMNIST, MedMNIST v2, 28x28",
        "licence": "CC BY 4.0",
        "cite": "Yang et al., Scientific Data 2023, doi 10.1038/s41597-022-01721-8; DeepDRiD",
        "md5": MD5,
        "label": f"1 if grade >= {REFERABLE_GRADE}",
        "patients": "invented: one per image, the set has no patient ids",
        "laterality": "unknown, R by convention",
        "images": {name: len(rows) for name, rows in folders.items()},
        "positive": {
            name: sum(grade >= REFERABLE_GRADE for _, _, grade in rows)
            for name, rows in folders.items()
        },
    }
    (out / "cohort.json").write_text(json.dumps(cohort, indent=2) + "\n")
    return cohort


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npz", type=Path, required=True, help="the official retinamnist.npz")
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    options = parser.parse_args()
    print(json.dumps(prepare(options.npz, options.out)["images"]))


if __name__ == "__main__":
    main()
