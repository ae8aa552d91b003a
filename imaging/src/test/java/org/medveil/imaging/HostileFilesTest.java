package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;

/** Files made to break readers. */
class HostileFilesTest {
  private static final Pattern ENTRY =
      Pattern.compile("\"file\": \"([^\"]+)\"[^}]*?\"expect\": \"([a-z]+)\"");
  private static final String CANARY = "MUSTERMANN";

  @Test
  void everyHostileFileEndsAsItsAuthorExpects() throws IOException {
    Path folder = DataFolder.named("dicom_hostile");
    Matcher entries = ENTRY.matcher(Files.readString(folder.resolve("manifest.json")));
    int count = 0;
    while (entries.find()) {
      Path file = folder.resolve(entries.group(1));
      Object outcome = DataFolder.outcome(file);
      switch (entries.group(2)) {
        case "accept" -> assertInstanceOf(DicomImage.class, outcome, entries.group(1));
        case "reject" -> assertInstanceOf(DicomRejection.class, outcome, entries.group(1));
        default -> assertEquals("either", entries.group(2));
      }
      count++;
    }
    assertEquals(66, count);
  }

  /** A file in which every text is the canary: neither cuts nor flipped bytes make it sing. */
  @Test
  void noRejectionRepeatsAValue() {
    byte[] whole = canaries().build();
    Set<RejectReason> seen = new HashSet<>();
    for (int length = 0; length < whole.length; length++) {
      seen.add(checked(Arrays.copyOf(whole, length)));
    }
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = whole.clone();
      for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
        broken[random.nextInt(128, broken.length)] = (byte) random.nextInt();
      }
      seen.add(checked(broken));
    }
    assertTrue(seen.size() > 6, "the mutants reach many kinds of rejection");
  }

  private static DicomBytes canaries() {
    DicomBytes file = new DicomBytes().text(0x00100010, "PN", CANARY);
    for (Element element : Element.values()) {
      if (element.kind() == Element.Kind.TEXT
          && element != Element.FRAMES
          && element != Element.PHOTOMETRIC
          && element != Element.SOP_CLASS) {
        file.text(element, "LO", CANARY);
      }
    }
    byte[] nested = (CANARY + CANARY).getBytes(StandardCharsets.US_ASCII);
    return file.bytes(0x00091010, "UN", nested).without(Element.CHARACTER_SET);
  }

  /** The reason, or null when the file is taken. */
  private static RejectReason checked(byte[] file) {
    try {
      DicomReader.readImage(new ByteArrayInputStream(file));
      return null;
    } catch (DicomRejection e) {
      assertTrue(!e.toString().contains(CANARY.substring(0, 4)), e.reason().name());
      assertEquals(null, e.getCause());
      return e.reason();
    }
  }

  @Test
  void mutantsOfRealFilesNeverEscape() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (Path file : DataFolder.files(DataFolder.named("dicom_real"))) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 20 && whole.length > 200 && whole.length < 300_000; i++) {
        byte[] broken = whole.clone();
        for (int flips = 0; flips < 3; flips++) {
          broken[random.nextInt(Math.min(broken.length, 4000))] = (byte) random.nextInt();
        }
        checked(broken);
      }
    }
  }

  @Test
  void aLongRunOfStrayDelimitersIsCutShort() {
    byte[] start = new DicomBytes().withoutPixels().build();
    byte[] flood = Arrays.copyOf(start, start.length + (8 << 20));
    for (int i = start.length; i < flood.length; i += 8) {
      flood[i] = (byte) 0xFE;
      flood[i + 1] = (byte) 0xFF;
      flood[i + 3] = (byte) 0xE0;
    }
    assertEquals(RejectReason.MALFORMED, checked(flood));
  }

  /** Sequences opened and closed again, tags descending: quadratic work for a naive reader. */
  @Test
  void aMillionEmptySequencesCostLittle() {
    byte[] start = new DicomBytes().withoutPixels().build();
    int count = 1 << 20;
    byte[] many = Arrays.copyOf(start, start.length + 20 * count);
    for (int i = 0; i < count; i++) {
      int at = start.length + 20 * i;
      int tag = 0x7F000000 - 0x10 * i;
      many[at] = (byte) (tag >> 16);
      many[at + 1] = (byte) (tag >> 24);
      many[at + 2] = (byte) tag;
      many[at + 3] = (byte) (tag >> 8);
      many[at + 4] = 'S';
      many[at + 5] = 'Q';
      Arrays.fill(many, at + 8, at + 12, (byte) 0xFF);
      many[at + 12] = (byte) 0xFE;
      many[at + 13] = (byte) 0xFF;
      many[at + 14] = (byte) 0xDD;
      many[at + 15] = (byte) 0xE0;
    }
    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(10), () -> checked(many));
  }

  /** A stream that skips beyond its end without saying so, as files and object stores do. */
  @Test
  void aCutFileIsNoticedThroughASeekableStream() {
    byte[] cut = new DicomBytes().bytes(0x00091010, "UN", new byte[5000]).withoutPixels().build();
    InputStream seekable =
        new ByteArrayInputStream(Arrays.copyOf(cut, 1000)) {
          @Override
          public synchronized long skip(long n) {
            pos = (int) Math.min(count, pos + n);
            return n;
          }
        };
    DicomRejection e = assertThrows(DicomRejection.class, () -> DicomReader.readHeader(seekable));
    assertEquals(RejectReason.TRUNCATED, e.reason());
  }
}
