package org.medveil.imaging.deid;

import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * Content items (PS3.3 C.17.3) whose concept is itself an identity: who observed, who was observed,
 * where, with which machine (PS3.16 TID 1001 ff.). All their values go, whatever their type.
 */
final class StructuredContent {
  private static final Set<String> IDENTITIES =
      Set.of(
          "110119", // Station AE Title
          "121008", // Person Observer Name
          "121009", // Person Observer's Organization Name
          "121010", // Person Observer's Role in the Organization
          "121012", // Device Observer UID
          "121013", // Device Observer Name
          "121016", // Device Observer Serial Number
          "121017", // Device Observer Physical Location During Observation
          "121022", // Accession Number
          "121023", // Placer Number
          "121024", // Filler Number
          "121028", // Subject UID
          "121029", // Subject Name
          "121030", // Subject ID
          "121031", // Subject Birth Date
          "121036", // Mother of fetus
          "121041"); // Specimen Identifier

  private static final Set<Integer> VALUES =
      Set.of(
          Tag.TextValue,
          Tag.PersonName,
          Tag.Date,
          Tag.Time,
          Tag.DateTime,
          Tag.ConceptCodeSequence,
          Tag.MeasuredValueSequence);

  private StructuredContent() {}

  /** Whether the item is one of those. */
  static boolean identifies(Attributes item) {
    Attributes concept = item.getNestedDataset(Tag.ConceptNameCodeSequence);
    return concept != null
        && "DCM".equals(concept.getString(Tag.CodingSchemeDesignator))
        && IDENTITIES.contains(String.valueOf(concept.getString(Tag.CodeValue)));
  }

  /** Whether the element carries the item's value. */
  static boolean isValue(int tag) {
    return VALUES.contains(tag);
  }
}
