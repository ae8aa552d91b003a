"""Generated slices for benchmarks: the header of a clinical CT with sequences and private elements, noise for pixels.

The same arguments give the same files. Nobody's data: names are invented, UIDs begin with 1.2.826.0.1.3680043.8.498.
"""

import random
from pathlib import Path

import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian

ROOT = "1.2.826.0.1.3680043.8.498."
CT = "1.2.840.10008.5.1.4.1.1.2"
DX = "1.2.840.10008.5.1.4.1.1.1.1"
SLICES = 50  # of one study
NAMES = ["Achterberg", "Brunswick", "Castellan", "Dragomir", "Eberhardt", "Fontanelli", "Grimaldi", "Hovgaard"]


def item(**elements) -> Dataset:
    made = Dataset()
    for keyword, value in elements.items():
        setattr(made, keyword, value)
    return made


def code(value: str, scheme: str, meaning: str) -> Dataset:
    return item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)


def slice_of(number: int, seed: int, wide: bool) -> Dataset:
    """A CT slice of 512 x 512 x 16 bit, or, wide, a radiograph of 1024 x 1024 x 8 bit."""
    study, place = divmod(number, SLICES)
    chance = random.Random(seed * 1_000_003 + study)
    name = NAMES[study % len(NAMES)]
    uid = f"{ROOT}{seed}.{study}"
    day = f"20{chance.randint(10, 24):02d}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    accession = f"ACC{chance.randrange(10**8):08d}"
    patient = f"MRN{chance.randrange(10**7):07d}"
    file = Dataset()
    file.SpecificCharacterSet = "ISO_IR 100"
    file.ImageType = ["ORIGINAL", "PRIMARY"] if wide else ["ORIGINAL", "PRIMARY", "AXIAL", "CT_SOM5 SPI"]
    file.SOPClassUID = DX if wide else CT
    file.SOPInstanceUID = f"{uid}.1.{place + 1}"
    for keyword in ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate", "InstanceCreationDate"):
        setattr(file, keyword, day)
    for at, keyword in enumerate(("StudyTime", "SeriesTime", "AcquisitionTime", "ContentTime", "InstanceCreationTime")):
        setattr(file, keyword, f"10{at:02d}{place:02d}.{number % 1000:06d}")
    file.AccessionNumber = accession
    file.Modality = "DX" if wide else "CT"
    file.Manufacturer = "SIEMENS"
    file.InstitutionName = f"{NAMES[(study + 3) % 8]} Hospital"
    file.InstitutionAddress = f"{chance.randint(1, 99)} {NAMES[(study + 5) % 8]} Road, Springfield"
    file.ReferringPhysicianName = f"{NAMES[(study + 1) % 8]}^Petra^^Dr"
    file.StationName = f"CTAWP{chance.randrange(10**5):05d}"
    file.StudyDescription = f"Thorax^01_ThoraxRoutine ({name})"
    file.SeriesDescription = "Thorax 5.0 B70f"
    file.InstitutionalDepartmentName = "Radiology"
    file.PhysiciansOfRecord = f"{NAMES[(study + 2) % 8]}^Anna"
    file.PerformingPhysicianName = f"{NAMES[(study + 4) % 8]}^Ivo"
    file.OperatorsName = f"{NAMES[(study + 6) % 8]}^Ute"
    file.ManufacturerModelName = "Sensation 64"
    file.ProcedureCodeSequence = Sequence([code("CTTHOR", "99LOCAL", "CT of thorax")])
    file.ReferencedStudySequence = Sequence([item(
        ReferencedSOPClassUID="1.2.840.10008.3.1.2.3.1", ReferencedSOPInstanceUID=f"{uid}.9")])
    file.ReferencedImageSequence = Sequence([item(
        ReferencedSOPClassUID=CT, ReferencedSOPInstanceUID=f"{uid}.1.{n}") for n in range(1, 4)])
    file.PatientName = f"{name}^Marie Louise"
    file.PatientID = patient
    file.IssuerOfPatientID = "SPRINGFIELD"
    file.PatientBirthDate = f"19{chance.randint(30, 99)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    file.PatientSex = "F"
    file.OtherPatientIDsSequence = Sequence([item(PatientID=f"OLD{chance.randrange(10**6):06d}", TypeOfPatientID="TEXT")])
    file.PatientAge = "063Y"
    file.PatientSize = "1.65"
    file.PatientWeight = "71"
    file.PatientAddress = f"{chance.randint(1, 99)} Elm Street"
    file.AdditionalPatientHistory = f"Mrs {name}, cough since {day}, seen by Dr {NAMES[(study + 1) % 8]}"
    file.BodyPartExamined = "CHEST"
    file.ScanOptions = "NONE"
    file.SliceThickness = "5"
    file.KVP = "120"
    file.DataCollectionDiameter = "500"
    file.DeviceSerialNumber = f"{chance.randrange(10**5):05d}"
    file.SoftwareVersions = "syngo CT 2012B"
    file.ProtocolName = "01_ThoraxRoutine"
    file.ReconstructionDiameter = "350"
    file.DistanceSourceToDetector = "1040"
    file.DistanceSourceToPatient = "570"
    file.GantryDetectorTilt = "0"
    file.TableHeight = "157"
    file.RotationDirection = "CW"
    file.ExposureTime = "500"
    file.XRayTubeCurrent = "240"
    file.Exposure = "120"
    file.FilterType = "0"
    file.GeneratorPower = "29"
    file.FocalSpots = "1.2"
    file.DateOfLastCalibration = day
    file.ConvolutionKernel = "B70f"
    file.PatientPosition = "HFS"
    file.StudyInstanceUID = uid
    file.SeriesInstanceUID = f"{uid}.1"
    file.StudyID = str(chance.randint(1000, 9999))
    file.SeriesNumber = 2
    file.AcquisitionNumber = 2
    file.InstanceNumber = place + 1
    file.ImagePositionPatient = ["-175", "-340", f"{-5.0 * place:.1f}"]
    file.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    file.FrameOfReferenceUID = f"{uid}.7"
    file.PositionReferenceIndicator = ""
    file.SliceLocation = f"{-5.0 * place:.1f}"
    file.ImageComments = f"compared with {accession}"
    file.RequestingPhysician = f"{NAMES[(study + 1) % 8]}^Petra^^Dr"
    file.RequestedProcedureDescription = "CT Thorax"
    file.PerformedProcedureStepStartDate = day
    file.PerformedProcedureStepStartTime = "100000"
    file.PerformedProcedureStepID = f"PPS{chance.randrange(10**6):06d}"
    file.RequestAttributesSequence = Sequence([item(
        RequestedProcedureDescription=f"CT Thorax {name}", ScheduledProcedureStepID=f"SPS{chance.randrange(10**6):06d}",
        RequestedProcedureID=f"RP{chance.randrange(10**6):06d}", AccessionNumber=accession,
        ScheduledProtocolCodeSequence=Sequence([code("THOR5", "99LOCAL", "Thorax routine 5 mm")]))])
    block = file.private_block(0x0019, "SIEMENS CT VA0 COAD", create=True)
    for element, value in ((0x10, "SPI"), (0x90, "1.5"), (0x92, name), (0xA0, "CARE")):
        block.add_new(element, "LO", value)
    block = file.private_block(0x0029, "SIEMENS CSA HEADER", create=True)
    block.add_new(0x08, "CS", "CT")
    block.add_new(0x09, "LO", day)
    block.add_new(0x10, "OB", random.Random(number).randbytes(6000))
    block = file.private_block(0x0029, "SIEMENS MEDCOM HEADER", create=True)
    block.add_new(0x40, "SQ", Sequence([item(PatientID=patient, PatientName=file.PatientName)]))
    pixels(file, number, wide)
    return file


def pixels(file: Dataset, number: int, wide: bool) -> None:
    """A body of noisy tissue in air."""
    side, bits = (1024, 8) if wide else (512, 16)
    noise = numpy.random.default_rng(number)
    y, x = numpy.ogrid[-1:1:side * 1j, -1:1:side * 1j]
    body = ((x / 0.85) ** 2 + (y / 0.65) ** 2 < 1).astype(numpy.int32)
    level, spread = (150, 12) if wide else (1050, 30)
    image = body * level + noise.integers(0, spread, (side, side))
    file.SamplesPerPixel = 1
    file.PhotometricInterpretation = "MONOCHROME2"
    file.Rows = file.Columns = side
    file.PixelSpacing = ["0.68", "0.68"]
    file.BitsAllocated = bits
    file.BitsStored = 8 if wide else 12
    file.HighBit = file.BitsStored - 1
    file.PixelRepresentation = 0
    file.WindowCenter = ["40", "-600"]
    file.WindowWidth = ["400", "1200"]
    file.RescaleIntercept = "0" if wide else "-1024"
    file.RescaleSlope = "1"
    file.PixelData = image.astype(numpy.uint8 if wide else "<u2").tobytes()
    file["PixelData"].VR = "OB" if wide else "OW"


def write(folder: Path, count: int, seed: int, wide: bool = False) -> list[Path]:
    """The files in the folder, made unless they are there."""
    files = [folder / f"{'w' if wide else 'n'}{number:05d}.dcm" for number in range(count)]
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(files):
        if path.exists():
            continue
        dataset = slice_of(number, seed, wide)
        meta = FileMetaDataset()
        meta.MediaStorageSOPClassUID = dataset.SOPClassUID
        meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
        meta.TransferSyntaxUID = ExplicitVRLittleEndian
        meta.ImplementationClassUID = f"{ROOT}1"
        dataset.file_meta = meta
        part = path.with_suffix(".part")
        pydicom.dcmwrite(part, dataset, enforce_file_format=True)
        part.rename(path)
    return files


if __name__ == "__main__":
    import sys

    folder, count, seed, wide = sys.argv[1:]
    print(len(write(Path(folder), int(count), int(seed), wide == "wide")))
