package org.medveil.imaging.burnedin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * What a header says of how an image came about.
 *
 * @param modality value of (0008,0060), upper case, or an empty text
 * @param document an encapsulated document
 * @param captured a secondary capture, screen shot, dose page or report
 * @param derived not an original image
 * @param declared BurnedInAnnotation is YES
 */
record ImageKind(
    String modality, boolean document, boolean captured, boolean derived, boolean declared) {
  private static final String DOCUMENTS = "1.2.840.10008.5.1.4.1.1.104.";
  private static final String CAPTURES = "1.2.840.10008.5.1.4.1.1.7";
  private static final Set<String> CAPTURE_WORDS =
      Set.of("SCREEN", "CAPTURE", "SAVE", "DOSE", "REPORT", "PASTED", "TEXT");

  static ImageKind of(Attributes header) {
    String sop = text(header, Tag.SOPClassUID);
    String type = text(header, Tag.ImageType);
    boolean captured =
        sop.equals(CAPTURES)
            || sop.startsWith(CAPTURES + ".")
            || !text(header, Tag.ConversionType).isEmpty()
            || CAPTURE_WORDS.stream().anyMatch(type::contains)
            || text(header, Tag.SeriesDescription).contains("DOSE");
    return new ImageKind(
        text(header, Tag.Modality),
        sop.startsWith(DOCUMENTS),
        captured,
        !type.startsWith("ORIGINAL"),
        text(header, Tag.BurnedInAnnotation).equals("YES"));
  }

  private static String text(Attributes header, int tag) {
    return new HeaderValue(List.of(tag)).in(header).toUpperCase(Locale.ROOT);
  }
}
