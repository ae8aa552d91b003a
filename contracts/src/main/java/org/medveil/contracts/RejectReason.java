package org.medveil.contracts;

/** Why a source was put into quarantine. The enum is the whole vocabulary; free text is not. */
public enum RejectReason {
  /** The bytes are not a DICOM file. */
  NOT_DICOM,
  /** The file ends before its data set does. */
  TRUNCATED,
  /** The data set cannot be parsed. */
  MALFORMED,
  /** A size, depth or count beyond the reader's limits. */
  LIMIT_EXCEEDED,
  /** A DICOMDIR: an index, not an image. */
  DICOMDIR,
  /** PatientID, StudyInstanceUID, SeriesInstanceUID or SOPInstanceUID is absent. */
  MISSING_IDENTIFIER,
  /** The object carries no pixel data. */
  NO_PIXEL_DATA,
  /** No decoder for this transfer syntax. */
  UNSUPPORTED_TRANSFER_SYNTAX,
  /** Pixel module values that contradict each other or are not supported. */
  UNSUPPORTED_PIXEL_FORMAT,
  /** The pixel data could not be decoded. */
  PIXEL_DECODE_FAILED,
  /** The agreement does not allow this modality. */
  MODALITY_NOT_ALLOWED,
  /** Text is, or may be, burned into the pixels and the agreement has no rule that removes it. */
  BURNED_IN_TEXT,
  /** A face could be rebuilt from the image, and it is not known to be defaced. */
  RECOGNISABLE_FACE,
  /** Something de-identification cannot look into: a document, a video, a voice. */
  NOT_CLEANABLE,
  /** What identified the original is still in the bytes that would have been written. */
  IDENTIFIER_LEFT,
  /** The same SOP instance was seen with other content. */
  CONFLICTING_DUPLICATE,
  /** The same SOP instance was seen with the same content. */
  DUPLICATE,
  /** The file could not be read. */
  UNREADABLE,
  /** The encoder cannot take an image of this shape. */
  ENCODER_SHAPE
}
