package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dcm4che3.data.Attributes;
import org.junit.jupiter.api.Test;

class ResidualScanTest {
  private static final byte[] PIXELS = {(byte) 0xE0, 0x7F, 0x10, 0x00};
  private final Identity identity = new Identity();
  private final Residual residual;

  ResidualScanTest() {
    identity.name("Sampleton^Olga", true);
    identity.id("MRN123");
    identity.uid("1.2.3.4.5.678");
    DateShift shift = DateShift.of(PublicData.key(1), "x");
    residual = new Residual(identity, shift, new Attributes());
  }

  @Property
  void findsLongStringsAtEveryPlaceOfHeaderAndPixels(
      @ForAll @IntRange(min = 140, max = 900) int at,
      @ForAll @IntRange(min = 136, max = 900) int pixels) {
    for (String text : new String[] {"sAMPLETON", "mrn123", "1.2.3.4.5.678"}) {
      byte[] file = new byte[1024];
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(PIXELS, 0, file, pixels & ~1, 4);
      System.arraycopy(bytes, 0, file, at, bytes.length);
      assertTrue(residual.scan(file).size() >= 1, text);
      assertEquals(at, residual.scan(file).get(0).offset());
    }
  }

  @Test
  void shortNamesCountAsWordsInTheHeaderOnly() {
    assertEquals(1, residual.scan(file("to olga.")).size());
    assertEquals(0, residual.scan(file("volgatal")).size());
    byte[] pixels = file("to olga.");
    System.arraycopy(PIXELS, 0, pixels, 140, 4);
    assertEquals(0, residual.scan(pixels).size());
  }

  @Test
  void utf16AndPrefixesOfUidsAreFoundAndOtherUidsAreNot() {
    byte[] wide = "Sampleton".getBytes(StandardCharsets.UTF_16LE);
    byte[] file = Arrays.copyOf(new byte[200], 200 + wide.length);
    System.arraycopy(wide, 0, file, 200, wide.length);
    assertTrue(residual.scan(file).size() >= 1);
    assertEquals(1, residual.scan(file("1.2.3.4.5.678.9")).size());
    assertEquals(0, residual.scan(file("1.2.3.4.5.6789")).size());
    assertEquals(0, residual.scan(file("2.1.2.3.4.5.678")).size());
  }

  private static byte[] file(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = new byte[400];
    System.arraycopy(bytes, 0, file, 200, bytes.length);
    return file;
  }
}
