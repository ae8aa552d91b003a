package org.medveil.imaging;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.medveil.contracts.RejectReason;

/** Turns kept elements into a {@link DicomHeader}; what is not well-formed becomes null. */
final class HeaderFacts {
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]{1,16}");
  private static final Pattern FRAMES = Pattern.compile("[+]?0*[1-9][0-9]{0,8}");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S} ]");
  private static final int MAX_MODEL = 64;
  private static final char UNDECODABLE = '\uFFFD';

  private final Elements elements;

  private HeaderFacts(Elements elements) {
    this.elements = elements;
  }

  /** The header, or a rejection when an identifier or the number of frames is not usable. */
  static DicomHeader of(Elements elements) throws Rejected {
    return new HeaderFacts(elements).header();
  }

  private DicomHeader header() throws Rejected {
    LocalDate acquiredOn = acquiredOn();
    return new DicomHeader(
        identifier(Element.SOP_INSTANCE, "SOPInstanceUID is absent or empty"),
        identifier(Element.STUDY_INSTANCE, "StudyInstanceUID is absent or empty"),
        identifier(Element.SERIES_INSTANCE, "SeriesInstanceUID is absent or empty"),
        identifier(Element.PATIENT_ID, "PatientID is absent or empty"),
        uid(elements.text(Element.SOP_CLASS), "SOPClassUID is not a UID"),
        uid(elements.transferSyntaxUid(), "TransferSyntaxUID is not a UID"),
        code(Element.MODALITY),
        elements.number(Element.ROWS),
        elements.number(Element.COLUMNS),
        frames(),
        elements.number(Element.BITS_STORED),
        elements.number(Element.BITS_ALLOCATED),
        elements.number(Element.SAMPLES_PER_PIXEL),
        code(Element.PHOTOMETRIC),
        laterality(),
        acquiredOn,
        oneOf(Element.PATIENT_SEX, Set.of("M", "F", "O")),
        PatientAge.years(
            elements.firstText(Element.PATIENT_AGE),
            elements.firstText(Element.PATIENT_BIRTH_DATE),
            acquiredOn),
        model(),
        code(Element.BODY_PART),
        oneOf(Element.BURNED_IN, Set.of("YES", "NO")));
  }

  private String identifier(Element element, String complaint) throws Rejected {
    String text = elements.text(element);
    if (text == null || text.isBlank()) {
      throw new Rejected(RejectReason.MISSING_IDENTIFIER, complaint);
    }
    if (text.indexOf(UNDECODABLE) >= 0) {
      // Two identifiers that differ only in such characters would become one patient.
      throw Rejected.malformed("an identifier cannot be decoded in the declared character set");
    }
    return text;
  }

  private static String uid(String text, String complaint) throws Rejected {
    if (text != null && !UID.matcher(text).matches()) {
      throw Rejected.malformed(complaint);
    }
    return text;
  }

  private Integer frames() throws Rejected {
    String text = elements.firstText(Element.FRAMES);
    if (text == null) {
      return 1;
    }
    if (!FRAMES.matcher(text).matches()) {
      throw Rejected.malformed("NumberOfFrames is not a positive number below a thousand million");
    }
    return Integer.valueOf(text);
  }

  private String laterality() {
    Set<String> sides = Set.of("R", "L", "B");
    String ofImage = oneOf(Element.IMAGE_LATERALITY, sides);
    return ofImage != null ? ofImage : oneOf(Element.LATERALITY, sides);
  }

  private LocalDate acquiredOn() {
    for (Element element :
        new Element[] {
          Element.ACQUISITION_DATE,
          Element.ACQUISITION_DATE_TIME,
          Element.CONTENT_DATE,
          Element.SERIES_DATE,
          Element.STUDY_DATE
        }) {
      LocalDate date = DicomDates.parse(elements.firstText(element));
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  private String code(Element element) {
    String text = elements.firstText(element);
    if (text == null) {
      return null;
    }
    String upper = text.toUpperCase(Locale.ROOT);
    return CODE.matcher(upper).matches() ? upper : null;
  }

  private String oneOf(Element element, Set<String> allowed) {
    String code = code(element);
    return code != null && allowed.contains(code) ? code : null;
  }

  private String model() {
    String text = elements.firstText(Element.MANUFACTURER_MODEL);
    if (text == null || text.length() > MAX_MODEL) {
      return null;
    }
    String printable = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return printable.isEmpty() ? null : printable;
  }
}
