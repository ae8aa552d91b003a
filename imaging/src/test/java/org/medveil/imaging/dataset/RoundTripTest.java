package org.medveil.imaging.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.DicomRejection;

/** What nobody changes comes out of the house as it went in. */
class RoundTripTest {
  /** Has a text of two spaces, which is written as no text once it was looked at. */
  private static final String BLANK = "examples_ybr_color.dcm";

  /** A fall of these counts is a regression; a rise deserves new numbers here. */
  @Test
  void filesAreWrittenAsTheyWere() throws IOException {
    int identical = 0;
    int equal = 0;
    for (String name : List.of("dicom_real", "dicom_phi")) {
      for (Path path : TestFiles.in(TestFiles.folder(name))) {
        byte[] file = TestFiles.bytes(path);
        try {
          DicomObject object = TestFiles.read(file);
          byte[] out = TestFiles.written(object);
          if (Arrays.equals(file, out)) {
            identical++;
          } else {
            // Group lengths, padding, a new preamble: the rest is the same, and stays so.
            assertSameContent(object, TestFiles.read(out), path);
            assertArrayEquals(out, TestFiles.written(TestFiles.read(out)), path.toString());
            equal++;
          }
        } catch (DicomRejection e) {
          continue;
        }
      }
    }
    assertEquals(List.of(294, 55), List.of(identical, equal));
  }

  /** The library decodes texts in place when asked, and would write them in its own way. */
  @Test
  void lookingAtAValueDoesNotChangeIt() throws IOException {
    int looked = 0;
    for (Path path : TestFiles.in(TestFiles.folder("dicom_real"))) {
      byte[] file = TestFiles.bytes(path);
      try {
        byte[] before = TestFiles.written(TestFiles.read(file));
        DicomObject object = TestFiles.read(file);
        lookAtAll(object.dataset());
        lookAtAll(object.meta());
        if (!path.endsWith(BLANK)) {
          assertArrayEquals(before, TestFiles.written(object), path.toString());
          looked++;
        }
      } catch (DicomRejection e) {
        continue;
      }
    }
    assertEquals(214, looked);
  }

  private static void assertSameContent(DicomObject a, DicomObject b, Path path) {
    assertEquals(ElementLines.of(a), ElementLines.of(b), path.toString());
    assertEquals(a.pixels().isPresent(), b.pixels().isPresent(), path.toString());
    if (a.pixels().isPresent() && !a.pixels().get().isEncapsulated()) {
      byte[] pixels = a.pixels().get().bytes();
      byte[] padded = Arrays.copyOf(pixels, pixels.length + pixels.length % 2);
      assertArrayEquals(padded, b.pixels().get().bytes(), path.toString());
    }
  }

  private static void lookAtAll(Attributes attributes) {
    for (int tag : attributes.tags()) {
      VR vr = attributes.getVR(tag);
      if (vr == VR.SQ) {
        Sequence items = attributes.getSequence(tag);
        for (int i = 0; items != null && i < items.size(); i++) {
          lookAtAll(items.get(i));
        }
      } else if (vr.isStringType()) {
        attributes.getStrings(tag);
        try {
          if (vr == VR.DS || vr == VR.IS) {
            attributes.getDoubles(tag);
          }
        } catch (NumberFormatException e) {
          continue; // some files have texts for numbers
        }
      }
    }
  }
}
