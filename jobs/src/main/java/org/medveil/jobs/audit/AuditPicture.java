package org.medveil.jobs.audit;

import java.util.Arrays;
import java.util.Base64;

/**
 * A picture of the document: an average or a map, never one patient's image.
 *
 * @param title one line, also what a screen reader says
 * @param pngBase64 a PNG of at most 2 MB
 */
public record AuditPicture(String title, String pngBase64) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int MAX_CHARACTERS = 2_800_000;

  public AuditPicture {
    Texts.line(title);
    byte[] bytes = Base64.getDecoder().decode(pngBase64);
    boolean png =
        bytes.length > SIGNATURE.length
            && Arrays.equals(Arrays.copyOf(bytes, SIGNATURE.length), SIGNATURE);
    if (!png || pngBase64.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("not a PNG of at most 2 MB: " + title);
    }
  }

  /** From the bytes of a PNG. */
  public static AuditPicture of(String title, byte[] png) {
    return new AuditPicture(title, Base64.getEncoder().encodeToString(png));
  }
}
