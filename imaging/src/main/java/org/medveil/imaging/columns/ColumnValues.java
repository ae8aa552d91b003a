package org.medveil.imaging.columns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.VR;
import org.medveil.imaging.DicomDates;
import org.medveil.imaging.dataset.DicomObject;

/** The values of one file. What is absent, empty or not well-formed is null. */
public final class ColumnValues {
  private static final int LONGEST_NUMBER = 32;
  private static final int MOST_BYTES = 1 << 20;

  private ColumnValues() {}

  /**
   * One value ({@code String}, {@code Integer}, {@code Long}, {@code Double}, {@code LocalDate},
   * {@code byte[]}), or a {@code List} of them where the column has many; or null.
   */
  public static Object of(DicomObject object, DicomColumn column) {
    if (column.isTransferSyntax()) {
      return object.transferSyntax();
    }
    Attributes attributes = object.dataset();
    VR vr = attributes.getVR(column.tag());
    if (vr == null || vr == VR.SQ) {
      return null;
    }
    List<Object> values =
        column.kind() == ColumnKind.BINARY
            ? binary(attributes, column.tag())
            : values(attributes, column);
    if (values.isEmpty()) {
      return null;
    }
    return column.many() && column.kind() != ColumnKind.BINARY ? values : values.get(0);
  }

  private static List<Object> binary(Attributes attributes, int tag) {
    try {
      byte[] bytes = attributes.getBytes(tag);
      return bytes == null || bytes.length == 0 || bytes.length > MOST_BYTES
          ? List.of()
          : List.of(bytes);
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  private static List<Object> values(Attributes attributes, DicomColumn column) {
    List<Object> out = new ArrayList<>();
    String[] texts;
    try {
      texts = attributes.getStrings(column.tag());
    } catch (RuntimeException e) {
      return List.of(); // a value of another length than its VR says
    }
    for (String text : texts == null ? new String[0] : texts) {
      out.add(text == null ? null : value(text.replace("\0", "").strip(), column.kind()));
    }
    return out;
  }

  private static Object value(String text, ColumnKind kind) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return switch (kind) {
        case TEXT -> text;
        case INT -> text.length() > LONGEST_NUMBER ? null : Integer.valueOf(text);
        case LONG -> text.length() > LONGEST_NUMBER ? null : Long.valueOf(text);
        case DOUBLE -> finite(text);
        case DATE -> DicomDates.parse(text);
        case BINARY -> throw new IllegalStateException("bytes are no text");
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Double finite(String text) {
    double value = text.length() > LONGEST_NUMBER ? Double.NaN : Double.parseDouble(text);
    return Double.isFinite(value) ? value : null;
  }
}
