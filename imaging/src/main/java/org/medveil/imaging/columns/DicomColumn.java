package org.medveil.imaging.columns;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.VR;
import org.medveil.contracts.Refusal;

/**
 * One keyword of PS3.6 as a column.
 *
 * @param keyword as the standard spells it
 * @param tag group in the high half
 * @param kind of one value
 * @param many a list of values
 * @param identifying may point at a person: Table E.1-1 of PS3.15 lists it, or its VR carries free
 *     text, names, dates, times or identifiers
 */
public record DicomColumn(
    String keyword, int tag, ColumnKind kind, boolean many, boolean identifying)
    implements Serializable {
  private static final int TRANSFER_SYNTAX = 0x00020010;
  private static final Set<String> PUBLIC_UIDS = Set.of("TransferSyntaxUID", "SOPClassUID");

  /** What a table has when nobody names columns: of the image, not of the person. */
  public static final List<String> DEFAULTS =
      List.of(
          "SOPClassUID",
          "TransferSyntaxUID",
          "Modality",
          "BodyPartExamined",
          "Rows",
          "Columns",
          "NumberOfFrames",
          "SamplesPerPixel",
          "PhotometricInterpretation",
          "BitsAllocated",
          "BitsStored",
          "PixelRepresentation",
          "PixelSpacing",
          "SliceThickness",
          "BurnedInAnnotation");

  /** All parts are there. */
  public DicomColumn {
    Objects.requireNonNull(keyword);
    Objects.requireNonNull(kind);
  }

  /**
   * The column of a keyword.
   *
   * @throws Refusal (usage) when the dictionary does not know it, or when it is a sequence or the
   *     pixel data, which are no columns
   */
  public static DicomColumn named(String keyword) {
    int tag = ElementDictionary.tagForKeyword(keyword, null);
    if (tag == -1) {
      throw Refusal.usage(
          "no DICOM element has the keyword " + keyword,
          "keywords are those of PS3.6, for example StudyDate or SliceThickness");
    }
    VR vr = ElementDictionary.vrOf(tag, null);
    boolean outside = tag >>> 16 <= 2 && tag != TRANSFER_SYNTAX;
    if (vr == VR.SQ || tag >>> 16 == 0x7FE0 || outside) {
      throw Refusal.usage(
          keyword + " cannot be a column",
          "sequences, pixel data and the file meta group are none; ask for single elements");
    }
    KeywordFacts facts = KeywordFacts.of(keyword);
    boolean plain = PUBLIC_UIDS.contains(keyword);
    boolean identifying = !plain && (facts.listed() || !isPlain(vr) || isRepeating(tag));
    return new DicomColumn(keyword, tag, kind(vr), facts.many(), identifying);
  }

  /** From the file meta group, not from the data set. */
  boolean isTransferSyntax() {
    return tag == TRANSFER_SYNTAX;
  }

  /** Codes and numbers. */
  private static boolean isPlain(VR vr) {
    return switch (vr) {
      case CS, DS, IS, US, SS, UL, SL, FL, FD, AT -> true;
      default -> false;
    };
  }

  /** Overlays and curves carry whatever somebody drew. */
  private static boolean isRepeating(int tag) {
    int group = tag >>> 24;
    return group == 0x50 || group == 0x60;
  }

  private static ColumnKind kind(VR vr) {
    return switch (vr) {
      case US, SS, SL -> ColumnKind.INT;
      case UL, IS -> ColumnKind.LONG;
      case DS, FL, FD -> ColumnKind.DOUBLE;
      case DA -> ColumnKind.DATE;
      case OB, OW, OF, OD, UN -> ColumnKind.BINARY;
      default -> ColumnKind.TEXT;
    };
  }
}
