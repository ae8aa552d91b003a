package org.medveil.imaging.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;

/** One line per element, as src/test/scripts/pydicom_elements.py writes them. */
final class ElementLines {
  private static final String PADDING = " \0\r\n\t\f";

  private final Originals originals;
  private final List<String> lines = new ArrayList<>();

  private ElementLines(Originals originals) {
    this.originals = originals;
  }

  static List<String> of(DicomObject object) {
    ElementLines lines = new ElementLines(object.originals());
    lines.add(object.dataset(), "");
    return lines.lines.stream().sorted().toList();
  }

  private void add(Attributes attributes, String prefix) {
    for (int tag : attributes.tags()) {
      boolean isPrivate = (tag >>> 16 & 1) == 1;
      String path = prefix + String.format("(%04x,%04x)", tag >>> 16, tag & 0xffff);
      VR vr = attributes.getVR(tag);
      if (vr == VR.SQ) {
        lines.add(path);
        Sequence items = attributes.getSequence(tag);
        for (int i = 0; items != null && !isHidden(attributes, tag) && i < items.size(); i++) {
          add(items.get(i), path + "[" + i + "]");
        }
      } else if (!isPrivate && vr.isStringType()) {
        lines.add(path + "=" + text(attributes.getStrings(tag)));
      } else {
        lines.add(path);
      }
    }
  }

  /** A sequence that only its bytes gave away: pydicom leaves private ones closed. */
  private boolean isHidden(Attributes attributes, int tag) {
    Level level = originals.of(attributes);
    int index = level.indexOf(tag);
    return (tag >>> 16 & 1) == 1
        && level.code(index) == VrCode.UN
        && !((SequenceForm) level.value(index)).undefinedLength();
  }

  private static String text(String[] values) {
    return values == null
        ? ""
        : Arrays.stream(values).map(ElementLines::stripped).collect(Collectors.joining("\\"));
  }

  private static String stripped(String value) {
    int start = 0;
    int end = value == null ? 0 : value.length();
    while (start < end && PADDING.indexOf(value.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && PADDING.indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    return value == null ? "" : value.substring(start, end);
  }
}
