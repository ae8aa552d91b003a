package org.medveil.imaging.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/**
 * The same elements and texts as pydicom, nested ones included, in every public file that both
 * read. The digests come from src/test/scripts/pydicom_elements.py.
 */
class PydicomElementsTest {
  /** Its magic word is text in a data set without preamble; pydicom takes it for a preamble. */
  private static final String NO_PREAMBLE = "dcm4che-test-data/no_preamble_dicm_in_data";

  /**
   * Breaks off inside a value; pydicom keeps the half of it, here it ends with the element before.
   */
  private static final String CUT_VALUE = "pydicom/rtplan_truncated.dcm";

  @Test
  void elementsAndTextsAreThoseOfPydicom() throws IOException, GeneralSecurityException {
    Path folder = TestFiles.folder("dicom_real");
    TreeSet<String> different = new TreeSet<>();
    int same = 0;
    int elements = 0;
    int directories = 0;
    for (String line : golden()) {
      String[] parts = line.split("\t");
      byte[] file = TestFiles.bytes(folder.resolve(parts[0]));
      try {
        // What both keep of a file that breaks off is compared too.
        Partial read = DicomObject.readLeniently(new ByteArrayInputStream(file), Extent.WHOLE);
        List<String> lines = ElementLines.of(read.object());
        if (sha256(String.join("\n", lines)).equals(parts[2])) {
          assertEquals(Integer.parseInt(parts[1]), lines.size());
          same++;
          elements += lines.size();
        } else {
          different.add(parts[0]);
        }
      } catch (DicomRejection e) {
        assertEquals(RejectReason.DICOMDIR, e.reason(), parts[0]);
        directories++;
      }
    }
    assertEquals(new TreeSet<>(List.of(NO_PREAMBLE, CUT_VALUE)), different);
    assertEquals(List.of(212, 18_171, 9), List.of(same, elements, directories));
  }

  private static List<String> golden() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PydicomElementsTest.class.getResourceAsStream("pydicom-elements.tsv"),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private static String sha256(String text) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
