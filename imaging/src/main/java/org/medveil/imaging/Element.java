package org.medveil.imaging;

/** The data elements the reader keeps. Everything else is skipped unread: PS3.6 has the numbers. */
enum Element {
  CHARACTER_SET(0x00080005),
  SOP_CLASS(0x00080016),
  SOP_INSTANCE(0x00080018),
  STUDY_DATE(0x00080020),
  SERIES_DATE(0x00080021),
  ACQUISITION_DATE(0x00080022),
  CONTENT_DATE(0x00080023),
  ACQUISITION_DATE_TIME(0x0008002A),
  MODALITY(0x00080060),
  MANUFACTURER_MODEL(0x00081090),
  PATIENT_ID(0x00100020),
  PATIENT_BIRTH_DATE(0x00100030),
  PATIENT_SEX(0x00100040),
  PATIENT_AGE(0x00101010),
  BODY_PART(0x00180015),
  STUDY_INSTANCE(0x0020000D),
  SERIES_INSTANCE(0x0020000E),
  LATERALITY(0x00200060),
  IMAGE_LATERALITY(0x00200062),
  FRAMES(0x00280008),
  PHOTOMETRIC(0x00280004),
  WINDOW_CENTER(0x00281050),
  WINDOW_WIDTH(0x00281051),
  WINDOW_FUNCTION(0x00281056),
  RESCALE_INTERCEPT(0x00281052),
  RESCALE_SLOPE(0x00281053),
  BURNED_IN(0x00280301),
  SAMPLES_PER_PIXEL(0x00280002, Kind.WORDS),
  PLANAR(0x00280006, Kind.WORDS),
  ROWS(0x00280010, Kind.WORDS),
  COLUMNS(0x00280011, Kind.WORDS),
  BITS_ALLOCATED(0x00280100, Kind.WORDS),
  BITS_STORED(0x00280101, Kind.WORDS),
  HIGH_BIT(0x00280102, Kind.WORDS),
  PIXEL_REPRESENTATION(0x00280103, Kind.WORDS),
  RED_DESCRIPTOR(0x00281101, Kind.WORDS),
  GREEN_DESCRIPTOR(0x00281102, Kind.WORDS),
  BLUE_DESCRIPTOR(0x00281103, Kind.WORDS),
  RED_TABLE(0x00281201, Kind.TABLE),
  GREEN_TABLE(0x00281202, Kind.TABLE),
  BLUE_TABLE(0x00281203, Kind.TABLE);

  /** How the value is kept. */
  enum Kind {
    /** Characters, decoded with the file's character set. */
    TEXT(Limits.TEXT_BYTES),
    /** Unsigned 16-bit numbers. */
    WORDS(64),
    /** Unsigned 16-bit numbers, many. */
    TABLE(Limits.TABLE_BYTES);

    private final int maxBytes;

    Kind(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    int maxBytes() {
      return maxBytes;
    }
  }

  private final int tag;
  private final Kind kind;

  Element(int tag) {
    this(tag, Kind.TEXT);
  }

  Element(int tag, Kind kind) {
    this.tag = tag;
    this.kind = kind;
  }

  int tag() {
    return tag;
  }

  Kind kind() {
    return kind;
  }

  /** The element with this tag, or null when the reader does not keep it. */
  static Element withTag(int tag) {
    return Index.BY_TAG.get(tag);
  }

  private static final class Index {
    private static final java.util.Map<Integer, Element> BY_TAG =
        java.util.Arrays.stream(values())
            .collect(java.util.stream.Collectors.toUnmodifiableMap(Element::tag, e -> e));
  }
}
